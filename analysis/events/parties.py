"""Whose act it is: the states that are the subject, the agent after "by", or named in a trigger."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from analysis.compiling import compiled
from analysis.events.marking import Marked, Party
from analysis.events.memory import Memory, is_governed, is_subject
from analysis.events.partners import states_of, with_partners
from analysis.events.reference import TOPIC, candidates, referents
from analysis.lexicon import Pattern, pattern

_WHO = compiled(r"who\d*")


def agents(trigger: Pattern, hit: re.Match[str], m: Marked, memory: Memory) -> tuple[str, ...]:
    """The states whose act the trigger tells, in the order of the text; none if the sentence names none."""
    memory = replace(memory, asked=str(trigger.fields.get("position", "")))
    if trigger.fields.get("position") == "against" and memory.blockers:
        memory = memory.of_blockers()
    elif trigger.fields.get("position") in ("veto", "block", "hold", "against"):
        memory = memory.of_permanent()
    elif trigger.fields.get("position") in ("object", "oppose", "urge_easing"):
        memory = memory.of_blockers()
    match trigger.fields.get("agent", "none"):
        case "named":
            return _named(hit, m)
        case "list":
            return _listed(hit.end(), m)
        case "enumeration":
            return _enumerated(hit.end(), m)
        case "subject":
            if trigger.fields.get("has_object"):  # what "by" follows is its object ("blocked a text by Mali")
                return _before(hit, m, memory) or _fronted(hit, m)
            return _subject(hit, m, memory, is_active=bool(trigger.fields.get("is_active")))
        case "speaker":
            return _speaker(hit, m, memory)
        case "author":
            return memory.authors or _speaker(hit, m, memory)
        case "pronoun":
            if ahead := _ahead(hit, m):
                return ahead
            pronoun = next(hit[g] for g in hit.re.groupindex if hit[g] is not None)
            return referents(pronoun.removesuffix("'s"), hit.start(), m, memory)
        case _:
            return ()


def _named(hit: re.Match[str], m: Marked) -> tuple[str, ...]:
    spans = [hit.span(g) for g in hit.re.groupindex if _WHO.fullmatch(g) and hit[g]]
    found = [p for p in m.parties for low, high in spans if p.start < high and low < p.end]
    return states_of(found)


def _listed(at: int, m: Marked) -> tuple[str, ...]:
    """The first list of two or more after the place, else the first actor after it."""
    after = [p for p in m.parties if p.start >= at and p.states]
    lists = [p for p in after if len(p.states) > 1]
    if not lists:
        return states_of(after[:1])
    return states_of([p for p in after if p is lists[0]])


def _enumerated(at: int, m: Marked) -> tuple[str, ...]:
    """All actors after the place that one enumeration names, whatever is said of each between commas."""
    found: list[Party] = []
    opening = _ENCLOSED.search(m.text, 0, at)
    closing = (
        compiled(r"\)" if opening and opening["mark"] == "(" else r"\s[–—-]").search(m.text, at)
        if opening
        else None
    )
    limit = closing.start() if closing else len(m.text)
    for p in (p for p in m.parties if at <= p.start < limit and p.states):
        gap = m.text[found[-1].end if found else at : p.start]
        if found and (len(gap) > _ASIDE or _NEW_CLAUSE.search(gap)):
            break
        found.append(p)
    return states_of(found)


#: What opens an enumeration that ends with the bracket or the dash.
_ENCLOSED = compiled(r"(?P<mark>[(–—-])\s?(?:[a-z]+,?\s){0,3}$")
#: Characters that an aside within an enumeration may take.
_ASIDE = 70
_NEW_CLAUSE = compiled(
    r"[.;:]|\b(?:abst|oppos|vot(?:ed|ing)|veto|reject|against|while|whereas|but|said|told|called|on\s(?:sanctions|launches))|^'s?\s(?!and\b)|^\s[a-z]+(?:ed|s)\s"
)


def tells_a_number(m: Marked) -> bool:
    """Whether the sentence speaks of several without saying who they are ("two members", "the others")."""
    return bool(_CROWD.search(m.text))


def is_topic(hit: re.Match[str], m: Marked) -> bool:
    """Whether the draft is on the state, not by it: "the Syria resolution", as against "the US", "Syria's"
    or "the Syrian resolution"."""
    low, high = hit.span("who")
    named = [p for p in m.parties if p.start < high and low < p.end]
    if not named or m.text[low:high].endswith("'s"):
        return False
    words = m.raw[named[-1].start : named[-1].end]
    return named[-1].form == "name" and not _SHORT.fullmatch(words)


_SHORT = compiled(r"(?:the\s)?[A-Z](?:[.·]?\s?[A-Z])+[.·]?")


# --- subjects ---------------------------------------------------------------------------------------

_BE = compiled(
    r"\b(?:was|were|been|being|is|are|be|got|gets|getting)(?:\s[a-z]+ly|\s¤+|\salso|\sthen|\slater|\sagain)*\s$",
    re.I,
)
_ADVERBIAL = r"(?:,?\s(?:on|in|at|last|late|early|this|again|twice|jointly|together|both|separately|later|then|outright|down|off|\w+ly|¤+|vote|the|a)(?=[\s,]))*"
_BY = compiled(rf"{_ADVERBIAL},?\sby\s(?:both\s|the\s|its\s|a\s|an\s)*(?=[§¶])")
_BY_FAR = compiled(
    r"(?:(?!\sto\s(?!the\b|an?\b))[^.;:]){0,80}?\bby\s(?:both\s|the\s|its\s|a\s|an\s)*(?=[§¶])"
)
_BY_GROUP = compiled(
    rf"(?:{_ADVERBIAL},?\sby)?\s(?:by\s)?(?P<group>(?:(?:the|both|these|those)\s)(?:(?:same|identical|usual|other|latter)\s)?(?:two|pair|duo|three|trio|four)\b)"
)
_PASSIVE_FORM = compiled(r"\b\w+(?:ed|en|wn|nk|un[gk]|ck|put|led|ld\sup|ght|tten|own|up)(?:\s\w+)?$")


def _subject(hit: re.Match[str], m: Marked, memory: Memory, *, is_active: bool) -> tuple[str, ...]:
    found = _alone(hit, m, memory, is_active=is_active)
    if (
        not found
        and (named := _NAMED_AFTER.match(m.text, hit.end()))
        and _CROWD.search(m.text[: hit.start()])
        and not _OTHER_CROWD.search(m.text, hit.end(), named.end())
    ):
        return _enumerated(named.end(), m)
    partner = _PARTNER.match(m.text, hit.end())
    if not partner or not found:
        return found
    with_it = [p for p in m.parties if p.start <= partner.end() < p.end]
    return tuple(dict.fromkeys((*found, *states_of(with_it))))


#: "The others rose to regret it: Japan, …", "Nine states condemned it, among them …".
_NAMED_AFTER = compiled(
    r"[^.;:§¶]{0,90}?(?:(?::|\s[—–-]|[,(]\s?(?:among\sthem|including|notably|namely|they\sinclude[ds]?))\s(?:both\s|the\s|were\s)*(?=[§¶])"
    r"|,\s(?:the\s)?(?=[§¶][§¶,\sandthe]{0,120}?\s(?:among\sthem|included|for\sexample)\b))",
    re.I,
)
#: "two were opposed and eleven, among them …": others begin.
_OTHER_CROWD = compiled(
    r"(?:\b(?:and|but|while|as)|,)\s(?:the\s)?(?:other\s|remaining\s)?(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|others|rest|\d{1,3})\b"
)
_CROWD = compiled(
    r"\b(?:rest|others|countries|states|nations|speakers?|delegations|delegates|members|governments|envoys|ambassadors|capitals|"
    r"diplomats|voices|allies|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|\d{1,3}|many|several|some)\b",
    re.I,
)
#: "drafted it together with Japan"
_PARTNER = compiled(
    r"(?:\s(?:it|them|the\s(?:draft|text|resolution|motion|measure)|\w+ly))?(?:\s(?:(?:on|in)\s)?¤+,?|,)?(?:(?:\s(?:together|along|jointly|in\sconcert|in\standem|in\sstep|in\scompany))?\swith|\salongside|\sbeside)\s(?:the\s)?(?![^.;]{0,90}\b(?:abst|voting|absent|opposing|opposed|against|dissent))(?=[§¶]+(?:\sand\s(?:the\s)?[§¶]+)?(?:[.,;]|$|\s(?!\w+ing)))"
)


def _alone(hit: re.Match[str], m: Marked, memory: Memory, *, is_active: bool) -> tuple[str, ...]:
    before, after = m.text[: hit.start()], m.text[hit.end() :]
    is_passive = bool(_BE.search(before)) and not is_active
    if by := (_BY_FAR if is_passive else _BY).match(after):
        if is_passive or not hit[0].endswith(("ing", "s")):
            return states_of([p for p in m.parties if p.start <= hit.end() + by.end() < p.end])
    if _NEITHER.search(before):
        return ()
    if by := _BY_GROUP.match(after):
        return referents(by["group"], hit.end() + by.start("group"), m, memory)
    if is_passive and _PASSIVE_FORM.search(hit[0]):
        return ()
    return _before(hit, m, memory) or _fronted(hit, m)


#: "Neither Mali nor Chad voted against it": nobody did.
_NEITHER = compiled(
    r"\b[Nn]either\s(?:the\s)?[§¶]+\snor\s(?:the\s)?[§¶]+[^.;:§¶]*$|\b[Nn]either\s(?:(?:of\sthem|state|country|one|has|had|have|ever)\s){0,3}$"
)
_NEITHER_OF = compiled(r"\b[Nn]either\s(?:the\s)?$")
#: "By casting its veto, Russia …": the subject of the main clause acts.
_FRONT = compiled(r"(?:^|[.;:]\s)\W*(?:By|In|After|On|Through|While|When|Having|With|Instead\sof)?\s?$", re.I)
_MAIN = compiled(r"[^.;:§¶]{0,80},\s(?:the\s)?(?:[a-z]+\s(?:of|from|for)\s(?:the\s)?)?(?=[§¶])")
#: "Explaining his abstention, the envoy of Mali said": the possessive of an opening phrase points ahead.
_OPENING_PHRASE = compiled(r"\W*(?:(?:[Ii]n|[Oo]n|[Bb]y|[Aa]fter|[Bb]efore|[Ww]hile)\s)?\w+ing\s[^,.;:§¶]*")
_POSSESSIVE = compiled(r"(?:his|her|its|their)\b", re.I)


def _ahead(hit: re.Match[str], m: Marked) -> tuple[str, ...]:
    """The main subject behind an opening phrase whose possessive pronoun means it."""
    if not _POSSESSIVE.match(hit[0]) or not _OPENING_PHRASE.fullmatch(m.text, 0, hit.start()):
        return ()
    main = _MAIN.match(m.text, hit.end())
    return states_of([p for p in m.parties if main and p.start <= main.end() < p.end])


def _fronted(hit: re.Match[str], m: Marked) -> tuple[str, ...]:
    """The subject after a gerund that opens the sentence."""
    if not _GERUND.match(hit[0]) or not _FRONT.search(m.text[: hit.start()]):
        return ()
    main = _MAIN.match(m.text, hit.end())
    return states_of([p for p in m.parties if main and p.start <= main.end() < p.end])


def _before(hit: re.Match[str], m: Marked, memory: Memory) -> tuple[str, ...]:
    """The nearest actor or pronoun before the verb from which a bridge leads to it, else the sentence's
    first free actor where the verb shares its subject."""
    among = _AMONG.search(m.text, 0, hit.start())
    limit = among.start() if among else hit.start()
    counted = _COUNTED.search(m.text[:limit])
    if counted and not _NAMED_WITH.search(m.text[: counted.start()]):
        return ()
    found = candidates(limit, m, memory)
    bridge = pattern("bridges", "tight").regex
    for c in found:
        gap = m.text[c.end : limit]
        if _OTHER_SUBJECT.search(gap) or _NEITHER_OF.search(m.text, 0, c.start):
            return ()
        if bridge.fullmatch(gap.rstrip() + " ") and (
            not is_governed(m.text, c)
            or _is_absolute(m.text, c, hit)
            or _RELATIVE.match(gap)
            or (
                _CONJUNCTION.search(m.text, 0, c.start)
                and _OPENS_CLAUSE.fullmatch(gap)
                and not _GERUND.match(hit[0])
            )
        ):
            return with_partners(c, m, memory)
    loose = pattern("bridges", "loose").regex
    if _GERUND.match(hit[0]) and m.text[: hit.start()].endswith(", "):
        found.reverse()
    near = list(takewhile(lambda c: not _BODY_ACTS.search(m.text, c.end, hit.start()), found))
    sharing = [
        c
        for c in near
        if not is_governed(m.text, c)
        and not _is_modifier(gap := m.text[c.end : hit.start()])
        and (loose.fullmatch(gap) or _GERUND.match(hit[0]))
    ]
    if sharing:
        nearest = with_partners(sharing[0], m, memory)
        if nearest != sharing[0].states or _GERUND.match(hit[0]):
            return nearest
        return next((with_partners(c, m, memory) for c in sharing if is_subject(m.text, c)), nearest)
    return _seated(hit, m) if len(near) == len(found) else ()


#: "were among the 35 that abstained", "is one of those who backed it": whoever is counted in does it.
_AMONG = compiled(
    r"(?<=[§¶\w)])\s(?:(?:was|were|is|are|being|stood|sat|counted|ranked)\s)?(?:\w+\s)?(?:among|one\sof|part\sof)\s(?:the|those|some|its)\s"
    r"(?:[\w-]+\s){0,4}?(?:that|who|which|to)\s(?:(?:had|also|then|have|did|\w+ly)\s)*$",
    re.I,
)
#: A subject between: "China stayed away, and the remaining thirteen, some of them tired, voted for it".
_OTHER_SUBJECT = compiled(
    r"(?:,\s|;\s|\s)(?:and|but|while|whereas|yet|so|as)\s(?:the\s(?!two\b|pair\b|three\b)(?:(?:other|remaining|rest|majority|council|committee|assembly|ten|\w*teen|\d+)\b)|all\s(?:the\s)?(?:other|remaining)|"
    r"(?:everyone|everybody|nobody|others|most|no\sone|none)\b|(?:ten|eleven|twelve|thirteen|fourteen|\d{1,3})\s)|"
    r"(?::|;|,\s(?:and|but|while))\s(?:the|that|its|their)\s(?:\w+\s)?(?:regime|dictator(?:ship)?|leadership|rulers?|leader)\s(?!in\b|of\b)",
    re.I,
)
#: "We note that the Council set about preparing": the body acts.
_BODY_ACTS = compiled(
    r"\b(?:that|while|as|when|because|but|and|;)\s(?:the\s)?(?:UN\s|security\s|general\s|sanctions\s|world\s)*(?:council|committee|assembly|body)\s(?!members|sanctions|resolutions?|statement)",
    re.I,
)
#: Words before a name that may also open a clause: "before China vetoed it".
_CONJUNCTION = compiled(
    r"(?<!\blook)(?<!\blooks)(?<!\blooking)(?<!\bnamed)\s(?:after|before|than|until|since|like)\s(?:(?:the|both|its|all|an?)\s)*$"
    r"|,\sfor\s(?:(?:the|both)\s)*$",
    re.I,
)

_OPENS_CLAUSE = compiled(r"(?:'s)?(?:\s[\w¤]+){0,3}\s")


#: A subject that is a number or a remainder, no state: "two abstaining", "everyone else abstained".
_COUNTED = compiled(
    r"(?:(?<!the\s)(?<!other\s)(?<!remaining\s)(?<!same\s)\b(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|\w+ty-\w+)|"
    r"\b(?:someone|somebody)(?:,\s[^,.;§¶]{1,40},)?\s$|\b(?:others?|else|rest|nobody|none|no\sone|members|countries|states|delegations|hands))"
    r"\s(?:(?:other|more|members|countries|states|others|of\sthem|also|had|have|then|were|was|who|that)\s){0,3}$",
    re.I,
)
#: "Norway and 48 others regretted it"
_NAMED_WITH = compiled(
    r"[§¶]\)?,?\s(?:and|plus|with)\s(?:(?:some|about|the|\w+)\s)?$|[§¶],\sthe\s(?:\w+\s)?$|\b(?:our|these|those|both|(?:the|these|those)\s(?:same\s)?(?:two|three|four))\s$",
    re.I,
)

_OFFICE_IN = compiled(
    r"(?:juntas?|regime|rulers?|generals|leadership|capital|authorities|officials?|government|ministry|diplomats?|ministers?|envoys?|spokes\w+|office)\s(?:in|from|of)\s$",
    re.I,
)


_RELATIVE = compiled(
    r"(?:'s)?,?\s(?:which|who)\b|,\sthe\s(?:\w+\s){0,2}?(?:members?|countries|country|states?|ones?|two|powers?|nations?)\s(?:that|which|who)\b"
)
_GERUND = compiled(r"\w+ing\b")


def _seated(hit: re.Match[str], m: Marked) -> tuple[str, ...]:
    """ "In Seoul, officials welcomed …", "the ministry in Tokyo regretted …": the capital acts."""
    office = pattern("bridges", "office").regex
    for p in reversed([p for p in m.parties if p.end <= hit.start() and p.states]):
        before, gap = m.text[max(0, p.start - 40) : p.start], m.text[p.end : hit.start()]
        if _OFFICE_IN.search(before) and len(gap) < 40:
            return p.states
        if TOPIC.search(before) and (office.search(gap) or re.match(r",?\s(?:one|its|they|the)\b", gap)):
            return p.states
    return ()


_SAID = r"(?:said|says|told|added|declared|launched|announced|assured|remarked|stated|commented|rejoiced|argued|noted|wrote|tweeted)"
_SAID_AFTER = compiled(rf"\b{_SAID}\s(?:(?:the|a|of|[A-Z]?[\w.'-]+)\s){{0,6}}?(?=[§¶])")
_SAID_BEFORE = compiled(rf"\b{_SAID}\b|:\s")


def _speaker(hit: re.Match[str], m: Marked, memory: Memory) -> tuple[str, ...]:
    """Who says the words: the actor after "said", else the subject of "said"."""
    for said in _SAID_AFTER.finditer(m.text):
        after = [p for p in m.parties if p.start <= said.end() < p.end]
        if after and (said.start() > hit.start() or not m.parties[0].start < said.start()):
            return after[0].states
    for said in _SAID_BEFORE.finditer(m.text):
        if found := _before(said, m, memory):
            return found
    return ()


_CHOOSING = compiled(r"\b(?:choos|opt|decid|preferr|elect)ing\sto\s$")


def _is_absolute(text: str, p: Party, hit: re.Match[str]) -> bool:
    """ "with China abstaining", "accused China of blocking": governed, and yet the subject."""
    before = text[max(0, p.start - 30) : p.start].lower()
    is_gerund = _GERUND.match(hit[0]) or _CHOOSING.search(text, p.end, hit.start())
    return bool(is_gerund) and bool(
        re.search(r"\b(?:with|of|by|from|accus\w+|blam\w+|to)\s(?:both\s|the\s)*$", before)
    )


_MODIFIES = compiled(
    r"(?:'s)?\s(?!(?:and|or|but|has|have|had|who|which|that|then|also|on|in|at|both|is|was|were|are)\b)[a-z]+(?<!ed)(?<!s)\s"
)


def _is_modifier(gap: str) -> bool:
    """Whether the actor's word only qualifies a noun ("North Korean missile …")."""
    office = pattern("bridges", "office").regex
    return bool(gap.startswith("'s") or gap.startswith("-")) and not office.match(gap)
