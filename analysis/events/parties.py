"""Whose act it is: the states that are the subject, the agent after "by", or named in a trigger."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from analysis.events.marking import Marked, Party
from analysis.lexicon import Pattern, pattern, rows

_WHO = re.compile(r"who\d?")


@dataclass(frozen=True, slots=True)
class Memory:
    """Of whom the sentences before spoke: the last subject, the last that were two or more, the last that were
    just two, the last named alone, the first several, who are the "we" of a joint statement, for whom the
    last person named speaks, and which two were last against a measure."""

    subject: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    pairs: tuple[tuple[str, ...], ...] = ()
    singles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    person: tuple[str, ...] = ()
    blockers: tuple[str, ...] = ()

    def opposed(self, told: Iterable[tuple[str, ...]]) -> Memory:
        """The memory once acts against a measure are read: the last two states that were against it together."""
        pairs = [s for s in told if len(s) == 2]
        return replace(self, blockers=pairs[-1]) if pairs else self

    def of_number(self, number: int) -> tuple[str, ...]:
        """The last so many states that were named together."""
        return next((g for g in reversed(self.groups) if len(g) == number), ())

    def after(self, m: Marked) -> Memory:
        """The memory once the sentence is read."""
        free = [p for p in m.parties if p.states and not _is_governed(m.text, p)]
        named = [p for p in m.parties if p.states]
        several = [p.states for p in free if len(p.states) > 1] or [
            p.states for p in named if len(p.states) > 1
        ]
        first = free[0] if free else named[0] if named else None
        apart = _two_apart(m.text, named)
        pairs: list[tuple[str, ...]] = [p.states for p in named if len(p.states) == 2]
        pairs = pairs or ([apart] if apart else [])
        subjects = [p for p in free if _is_subject(m.text, p)] or free[:1]
        singles = [p.states[0] for p in subjects if len(p.states) == 1 and p.states[0] != "PRK"]
        return Memory(
            first.states if first else self.subject,
            several[-1] if several else _two_apart(m.text, named) or self.several,
            (self.pairs + tuple(p for p in pairs if "PRK" not in p))[-6:],
            (self.singles + tuple(singles))[-6:],
            several[0]
            if m.index <= 8 and not len(self.authors) > 2 and _are_authors(m, several)
            else self.authors,
            (self.groups + tuple(p.states for p in named if len(p.states) > 2))[-6:],
            next((p.states for p in reversed(named) if p.is_person), self.person),
            self.blockers,
        )

    @property
    def two(self) -> tuple[str, ...]:
        """Whom "the two" means."""
        return self.pairs[-1] if self.pairs else _last_two(self.singles)

    def two_with(self, here: str) -> tuple[str, ...]:
        """Whom "the two" means in a sentence whose subject is one state: it and the one before, if no pair of
        it was named."""
        is_likely = not self.pairs or here in permanent_members()
        known = any(here in p for p in self.pairs)
        if here and is_likely and not known and self.singles and self.singles[-1] != here:
            return (self.singles[-1], here)
        return self.two

    def of_permanent(self) -> Memory:
        """The memory for acts of permanent members: only these are "the two" or "they"."""
        permanent = permanent_members()
        pairs = tuple(p for p in self.pairs if permanent.issuperset(p))
        singles = tuple(s for s in self.singles if s in permanent)
        several = self.several if permanent.issuperset(self.several) else ()
        return replace(self, pairs=pairs, singles=singles, several=several).of_blockers()

    def of_blockers(self) -> Memory:
        """The memory for acts against a measure, or for easing: "the pair" are first those who were against one."""
        return replace(self, pairs=(*self.pairs, self.blockers)) if self.blockers else self


def _two_apart(text: str, named: list[Party]) -> tuple[str, ...]:
    """Two states that one sentence names apart as subjects: "Beijing objected first; Moscow came after"."""
    named = [p for p in named if _is_subject(text, p)]
    states = tuple(dict.fromkeys(s for p in named for s in p.states if s != "PRK"))
    return states if len(states) == 2 else ()


def authors(marked: tuple[Marked, ...]) -> tuple[str, ...]:
    """Who says "we" in a statement: the state that its heading names, or that opens it in the present tense."""
    for m in marked[:_HEADING]:
        for p in m.parties:
            before, after = m.text[: p.start], m.text[p.end :]
            if len(p.states) == 1 and (
                (_STATEMENT.search(m.text) and (_OF.search(before) or not before.strip()))
                or (not before.strip() and _DECLARES.match(after))
            ):
                return p.states
    return ()


def _are_authors(m: Marked, several: list[tuple[str, ...]]) -> bool:
    """Whether the first group of three or more, near a "we", are those who speak."""
    return bool(several) and len(several[0]) > 2 and bool(re.search(r"\b[Ww]e\b|\bstatement\b", m.text))


#: Sentences in which a statement names its author.
_HEADING = 4
_STATEMENT = re.compile(
    r"\b(?:statement|explanation\sof\svote|remarks|declaration|communiqu[ée]|press\srelease|media\srelease|intervention|speech)\b",
    re.I,
)
_OF = re.compile(r"\b(?:by|of|from|for|on\sbehalf\sof)\s(?:the\s)?(?:[\w·]+\s){0,6}?$", re.I)
_DECLARES = re.compile(
    r"\s(?:deeply\s|strongly\s)?(?:regrets|condemns|welcomes|deplores|supports|voted|notes|calls|joins|has\stoday|reiterates)\b"
)


def _is_subject(text: str, p: Party) -> bool:
    """Whether the actor opens its clause."""
    before = text[max(0, p.start - 60) : p.start]
    return bool(_OPENS.search(before) or _SPOKESMEN.search(before))


#: What stands before a subject: nothing, a stop, a conjunction, an adverb in front of the sentence.
_OPENS = re.compile(
    r"(?:^\W*|[,;:(–—]\s|\b(?:and|but|while|as|when|that|then|whether|because|before|after|which|where|both|yesterday|so|did|was|were|with)\s)(?:(?:the|both|even)\s)?$",
    re.I,
)


def agents(trigger: Pattern, hit: re.Match[str], m: Marked, memory: Memory) -> tuple[str, ...]:
    """The states whose act the trigger tells, in the order of the text; none if the sentence names none."""
    if trigger.fields.get("position") in ("veto", "block", "hold", "against"):
        memory = memory.of_permanent()
    elif trigger.fields.get("position") in ("object", "oppose", "urge_easing"):
        memory = memory.of_blockers()
    match trigger.fields.get("agent", "none"):
        case "named":
            return _named(hit, m)
        case "list":
            return _listed(hit.end(), m)
        case "subject":
            return _subject(hit, m, memory, is_active=bool(trigger.fields.get("is_active")))
        case "speaker":
            return _speaker(hit, m, memory)
        case "pronoun":
            return _referents(hit["pronoun"], hit.start(), m, memory)
        case _:
            return ()


@cache
def permanent_members() -> frozenset[str]:
    """The states whose vote against is a veto."""
    return frozenset(r["state"] for r in rows("state_groups") if r["group"] == "permanent members")


def _named(hit: re.Match[str], m: Marked) -> tuple[str, ...]:
    spans = [hit.span(g) for g in hit.re.groupindex if _WHO.fullmatch(g) and hit[g]]
    found = [p for p in m.parties for low, high in spans if p.start < high and low < p.end]
    return _states(found)


def _listed(at: int, m: Marked) -> tuple[str, ...]:
    """The first list of two or more after the place, else the first actor after it."""
    after = [p for p in m.parties if p.start >= at and p.states]
    lists = [p for p in after if len(p.states) > 1]
    if not lists:
        return _states(after[:1])
    return _states([p for p in after if p is lists[0]])


def is_topic(hit: re.Match[str], m: Marked) -> bool:
    """Whether the draft is on the state, not by it: "the Syria resolution", as against "the US", "Syria's"
    or "the Syrian resolution"."""
    low, high = hit.span("who")
    named = [p for p in m.parties if p.start < high and low < p.end]
    if not named or m.text[low:high].endswith("'s"):
        return False
    words = m.raw[named[-1].start : named[-1].end]
    return named[-1].form == "name" and not _SHORT.fullmatch(words)


_SHORT = re.compile(r"(?:the\s)?[A-Z](?:[.·]?\s?[A-Z])+[.·]?")


def _states(parties: list[Party]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s for p in parties for s in p.states))


# --- subjects ---------------------------------------------------------------------------------------

_BE = re.compile(
    r"\b(?:was|were|been|being|is|are|be|got|gets|getting)(?:\s[a-z]+ly|\s¤+|\salso|\sthen|\slater|\sagain)*\s$",
    re.I,
)
_ADVERBIAL = r"(?:,?\s(?:on|in|at|last|late|early|this|again|twice|jointly|together|both|separately|later|then|outright|down|off|\w+ly|¤+|vote|the|a)(?=[\s,]))*"
_BY = re.compile(rf"{_ADVERBIAL},?\sby\s(?:both\s|the\s|its\s|a\s|an\s)*(?=[§¶])")
_BY_FAR = re.compile(
    r"(?:(?!\sto\s(?!the\b|an?\b))[^.;:]){0,80}?\bby\s(?:both\s|the\s|its\s|a\s|an\s)*(?=[§¶])"
)
_BY_GROUP = re.compile(
    rf"(?:{_ADVERBIAL},?\sby)?\s(?:by\s)?(?P<group>(?:(?:the|both|these|those)\s)(?:same\s|identical\s|usual\s)?(?:two|pair|duo)\b)"
)
_PASSIVE_FORM = re.compile(r"\w+(?:ed|en|wn|nk|un[gk]|ck|put|led|ld\sup|ght|tten|own|up)(?:\s\w+)?$")
_PREPOSITION = re.compile(
    r"(?:^|[\s(])(?:of|in|on|at|against|over|for|to|from|with|by|about|towards?|near|into|than|between|under|onto|"
    r"inside|outside|around|via|upon|without|like|after|before|told|telling|accus(?:ed|es|ing)|asked|blam(?:ed|es|ing))"
    r"\s(?:(?:the|both|its|all|an?)\s)*$",
    re.I,
)
_PRONOUN = re.compile(
    r"\b(?P<several>both(?:\s(?:countries|states|powers|capitals|governments|of\sthem))?|(?:the|these|those)\s(?:same\s|identical\s|usual\s)?(?:two|pair|duo)"
    r"(?:\s(?:of\sthem|countries|states|powers|capitals|governments|allies|neighbou?rs|members|permanent\smembers|giants))?|they|the\spair|(?:all|the\s(?:same|other|other\stwo)|the|these|those)\s(?:three|four|five|six)|the\s(?:trio|quartet)|their\s(?:two\s)?(?:countries|delegations|governments|missions|ambassadors|envoys))\b(?!\s(?:months|days|weeks|years|missiles|launches|tests|drafts|texts))"
    r"|\b(?P<authors>we|(?:my|our)\s(?:own\s)?(?:country|delegation|government|nation|side)|our\s(?:[\w-]+\s)?(?:countries|governments|delegations|states|nations))\b"
    r"|\b(?P<one>it|he|she|(?:his|her|its|their)\s(?:own\s)?(?:country|delegation|government|side|nation|representative|ambassador|envoy|delegate|ministry|foreign\sministry|mission|spokes\w+))\b",
    re.I,
)


def _subject(hit: re.Match[str], m: Marked, memory: Memory, *, is_active: bool) -> tuple[str, ...]:
    found = _alone(hit, m, memory, is_active=is_active)
    partner = _PARTNER.match(m.text, hit.end())
    if not partner or not found:
        return found
    with_it = [p for p in m.parties if p.start <= partner.end() < p.end]
    return tuple(dict.fromkeys((*found, *_states(with_it))))


#: "drafted it together with Japan"
_PARTNER = re.compile(
    r"(?:\s(?:it|them|\w+ly))?(?:\s(?:(?:on|in)\s)?¤+,?|,)?(?:\s(?:together|along|jointly|in\sconcert))?\swith\s(?:the\s)?(?=[§¶]+(?:\sand\s(?:the\s)?[§¶]+)?(?:[.,;]|$|\s(?!abst|vot|against|oppos|\w+ing)))"
)


def _alone(hit: re.Match[str], m: Marked, memory: Memory, *, is_active: bool) -> tuple[str, ...]:
    before, after = m.text[: hit.start()], m.text[hit.end() :]
    is_passive = bool(_BE.search(before)) and not is_active
    if by := (_BY_FAR if is_passive else _BY).match(after):
        if is_passive or not hit[0].endswith(("ing", "s")):
            return _states([p for p in m.parties if p.start <= hit.end() + by.end() < p.end])
    if by := _BY_GROUP.match(after):
        return _referents(by["group"], hit.end() + by.start("group"), m, memory)
    if is_passive and _PASSIVE_FORM.search(hit[0]):
        return ()
    return _before(hit, m, memory) or _fronted(hit, m)


#: "By casting its veto, Russia …": the subject of the main clause acts.
_FRONT = re.compile(
    r"(?:^|[.;:]\s)\W*(?:By|In|After|On|Through|While|When|Having|With|Instead\sof)?\s?$", re.I
)
_MAIN = re.compile(r"[^.;:§¶]{0,80},\s(?:the\s)?(?=[§¶])")


def _fronted(hit: re.Match[str], m: Marked) -> tuple[str, ...]:
    """The subject after a gerund that opens the sentence."""
    if not _GERUND.match(hit[0]) or not _FRONT.search(m.text[: hit.start()]):
        return ()
    main = _MAIN.match(m.text, hit.end())
    return _states([p for p in m.parties if main and p.start <= main.end() < p.end])


def _before(hit: re.Match[str], m: Marked, memory: Memory) -> tuple[str, ...]:
    """The nearest actor or pronoun before the verb from which a bridge leads to it, else the sentence's
    first free actor where the verb shares its subject."""
    among = _AMONG.search(m.text, 0, hit.start())
    limit = among.start() if among else hit.start()
    counted = _COUNTED.search(m.text[:limit])
    if counted and not _NAMED_WITH.search(m.text[: counted.start()]):
        return ()
    candidates = _candidates(limit, m, memory)
    bridge = pattern("bridges", "tight").regex
    for c in candidates:
        gap = m.text[c.end : limit]
        if _OTHER_SUBJECT.search(gap):
            return ()
        if bridge.fullmatch(gap.rstrip() + " ") and (
            not _is_governed(m.text, c)
            or _is_absolute(m.text, c, hit)
            or _RELATIVE.match(gap)
            or (
                _CONJUNCTION.search(m.text, 0, c.start)
                and _OPENS_CLAUSE.fullmatch(gap)
                and not _GERUND.match(hit[0])
            )
        ):
            return _with_partners(c, m)
    loose = pattern("bridges", "loose").regex
    if _GERUND.match(hit[0]) and m.text[: hit.start()].endswith(", "):
        candidates.reverse()
    for c in candidates:
        gap = m.text[c.end : hit.start()]
        if (
            not _is_governed(m.text, c)
            and not _is_modifier(gap)
            and (loose.fullmatch(gap) or _GERUND.match(hit[0]))
        ):
            return _with_partners(c, m)
    return _seated(hit, m)


#: "were among the 35 that abstained", "is one of those who backed it": whoever is counted in does it.
_AMONG = re.compile(
    r"(?<=[§¶\w)])\s(?:(?:was|were|is|are|being|stood|sat|counted|ranked)\s)?(?:\w+\s)?(?:among|one\sof|part\sof)\s(?:the|those|some|its)\s"
    r"(?:[\w-]+\s){0,4}?(?:that|who|which|to)\s(?:(?:had|also|then|have|did|\w+ly)\s)*$",
    re.I,
)
#: A subject between: "China stayed away, and the remaining thirteen, some of them tired, voted for it".
_OTHER_SUBJECT = re.compile(
    r"(?:,\s|;\s|\s)(?:and|but|while|whereas|yet|so|as)\s(?:the\s(?!two\b|pair\b|three\b)(?:(?:other|remaining|rest|majority|council|committee|assembly|ten|\w*teen|\d+)\b)|all\s(?:the\s)?(?:other|remaining)|"
    r"(?:everyone|everybody|nobody|others|most|no\sone|none)\b|(?:ten|eleven|twelve|thirteen|fourteen|\d{1,3})\s)",
    re.I,
)
#: Words before a name that may also open a clause: "before China vetoed it".
_CONJUNCTION = re.compile(
    r"(?<!\blook)(?<!\blooks)(?<!\blooking)(?<!\bnamed)\s(?:after|before|than|until|since|like)\s(?:(?:the|both|its|all|an?)\s)*$",
    re.I,
)

_OPENS_CLAUSE = re.compile(r"(?:'s)?(?:\s[\w¤]+){0,3}\s")


def _alone_here(m: Marked, said: list[Party]) -> str:
    """The one state that is the sentence's subject, or ""."""
    first = [p for p in said if not _is_governed(m.text, p) and _is_subject(m.text, p)][:1]
    return first[0].states[0] if first and len(first[0].states) == 1 else ""


#: A subject that is a number or a remainder, no state: "two abstaining", "everyone else abstained".
_COUNTED = re.compile(
    r"(?:(?<!the\s)\b(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|\w+ty-\w+)|"
    r"\b(?:others?|else|rest|nobody|none|no\sone|members|countries|states|delegations|hands))"
    r"\s(?:(?:members|countries|states|others|of\sthem|also|had|have|then|were|was|who|that)\s){0,3}$",
    re.I,
)
#: "Norway and 48 others regretted it"
_NAMED_WITH = re.compile(
    r"[§¶]\)?,?\s(?:and|plus|with)\s(?:(?:some|about|the|\w+)\s)?$|[§¶],\sthe\s(?:\w+\s)?$|\b(?:our|these|those)\s$",
    re.I,
)
#: "The two who abstained were …"
_CATAPHORIC = re.compile(r"\s(?:who|that)\s(?:\w+\s){1,4}(?:were|was|are)\s(?:the\s)?§")
_OFFICE_IN = re.compile(
    r"(?:juntas?|regime|rulers?|generals|leadership|capital|authorities|officials?|government|ministry|diplomats?|ministers?|envoys?|spokes\w+|office)\s(?:in|from|of)\s$",
    re.I,
)
_TOPIC = re.compile(r"(?:^|\W)(?:In|From|For|On\sthe\sside\sof|As\sfor|At|in|from)\s(?:the\s)?$")


_RELATIVE = re.compile(
    r"(?:'s)?,?\s(?:which|who)\b|,\sthe\s(?:\w+\s){0,2}?(?:members?|countries|country|states?|ones?|two|powers?|nations?)\s(?:that|which|who)\b"
)
_GERUND = re.compile(r"\w+ing\b")


def _seated(hit: re.Match[str], m: Marked) -> tuple[str, ...]:
    """ "In Seoul, officials welcomed …", "the ministry in Tokyo regretted …": the capital acts."""
    office = pattern("bridges", "office").regex
    for p in reversed([p for p in m.parties if p.end <= hit.start() and p.states]):
        before, gap = m.text[max(0, p.start - 40) : p.start], m.text[p.end : hit.start()]
        if _OFFICE_IN.search(before) and len(gap) < 40:
            return p.states
        if _TOPIC.search(before) and (office.search(gap) or re.match(r",?\s(?:one|its|they|the)\b", gap)):
            return p.states
    return ()


_SAID = r"(?:said|says|told|added|declared|launched|announced|assured|remarked|stated|commented|rejoiced|argued|noted|wrote|tweeted)"
_SAID_AFTER = re.compile(rf"\b{_SAID}\s(?:(?:the|a|of|[A-Z]?[\w.'-]+)\s){{0,6}}?(?=[§¶])")
_SAID_BEFORE = re.compile(rf"\b{_SAID}\b|:\s")


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


_TOLD = (
    r"(?:said|says|told|added|declared|explained|argued|noted|insisted|stated|remarked|commented|recalled)"
)
_SAID_THEN = re.compile(rf"[.,]\s{_TOLD}\s(?:[\w.'·-]+\s){{0,6}}?(?=[§¶])")
_NAMED_THEN = re.compile(rf"[.,]\s(?:the\s)?(?=[§¶][§¶\w\s,.'·-]{{0,80}}?\s{_TOLD}\b)")
_NAMED_FIRST = re.compile(rf"\b{_TOLD}\b[^.;]{{0,60}}$|:\s$")


def _quoted_by(at: int, m: Marked, memory: Memory) -> tuple[str, ...]:
    """Who says "we" or "my country" in a sentence: the speaker named after the words, or before them."""
    for then in (_SAID_THEN, _NAMED_THEN):
        if said := then.search(m.text, at):
            return next((p.states for p in m.parties if p.end > said.end() and p.states), ())
    if _NAMED_FIRST.search(m.text[:at]):
        return next((p.states for p in m.parties if p.end <= at and p.states), memory.subject)
    return ()


def _candidates(limit: int, m: Marked, memory: Memory) -> list[Party]:
    """Actors and resolved pronouns before the place, the nearest first."""
    named = [p for p in m.parties if p.end <= limit and p.states]
    pronouns = []
    for p in _PRONOUN.finditer(m.text, 0, limit):
        states = _referents(p[0], p.start(), m, memory)
        if states and not _CATAPHORIC.match(m.text[p.end() :]):
            pronouns.append(Party(p.start(), p.end(), states))
    return sorted(named + pronouns, key=lambda c: -c.end)


def _referents(pronoun: str, at: int, m: Marked, memory: Memory) -> tuple[str, ...]:
    """Whom a pronoun means: those just named, in this sentence or before it."""
    said = [p for p in m.parties if p.end <= at and p.states]
    match = _PRONOUN.match(pronoun)
    if match and match["authors"]:
        own = [p for p in said if len(p.states) > 2]
        return memory.authors or (own[0].states if own else _quoted_by(at, m, memory))
    if (match and match["several"]) or pronoun.lower() == "their":
        lists = [p for p in said if len(p.states) > 1]
        if number := _NUMBERED.search(pronoun):
            return memory.of_number(_NUMBERS[number[0].lower()])
        if _TWO.search(pronoun):
            pairs = [p.states for p in lists if len(p.states) == 2]
            return pairs[-1] if pairs else memory.two_with(_alone_here(m, said))
        return lists[-1].states if lists else memory.several or memory.two
    free = [p for p in said if not _is_governed(m.text, p)]
    if _PERSONAL.match(pronoun):
        persons = [p for p in free if p.is_person or _HOLDS.match(m.text[p.end :])]
        if not persons and memory.person:
            return memory.person
        free = persons or free[:1]
    subjects = [p for p in free if _is_subject(m.text, p)]
    if subjects or free:
        return (subjects or free)[-1].states
    if seated := _speaking_from(said, at, m):
        return seated
    return memory.subject or (said[-1].states if said else ())


def _speaking_from(said: list[Party], at: int, m: Marked) -> tuple[str, ...]:
    """ "In Seoul the foreign ministry said it …": the capital is who is meant."""
    office = pattern("bridges", "office").regex
    for p in said:
        before = m.text[max(0, p.start - 40) : p.start]
        if _TOPIC.search(before) and office.search(m.text[p.end : at]):
            return p.states
    return ()


_PERSONAL = re.compile(r"(?:he|she|his|her)\b", re.I)
_HOLDS = re.compile(
    r"(?:'s)?\s(?:[\w·-]+\s){0,3}?(?:ambassador|envoy|representative|delegate|diplomat|minister|spokes\w+|colleague|counterpart|"
    r"president|secretary|official|deputy|leader)\b",
    re.I,
)
#: "the delegates of Norway and Malta regretted": governed, and yet those who act.
_SPOKESMEN = re.compile(
    r"\b(?:statement|declaration|communiqu[ée]|letter|delegat(?:es|ions)|representatives?|ambassadors?|envoys?|governments?|"
    r"ministers|ministry|ministries|leaders|diplomats|officials|group)\s(?:by|of|from|for)\s(?:the\s)?$|"
    r"\b(?:ministry|ministries|ministers?|department|office)\s(?:of|for)\s(?:[A-Za-z]+\s){1,4}?of\s(?:the\s)?$",
    re.I,
)
_NUMBERED = re.compile(r"\b(?:three|four|five|six|trio|quartet)\b", re.I)
_NUMBERS = {"three": 3, "trio": 3, "four": 4, "quartet": 4, "five": 5, "six": 6}
_TWO = re.compile(r"\b(?:two|both|pair)\b", re.I)


def _last_two(singles: tuple[str, ...]) -> tuple[str, ...]:
    distinct = tuple(dict.fromkeys(reversed(singles)))[:2]
    return distinct[::-1] if len(distinct) == 2 else ()


def _is_governed(text: str, p: Party) -> bool:
    before = text[max(0, p.start - 45) : p.start]
    return bool(_PREPOSITION.search(before)) and not _SPOKESMEN.search(before)


def _is_absolute(text: str, p: Party, hit: re.Match[str]) -> bool:
    """ "with China abstaining", "accused China of blocking": governed, and yet the subject."""
    before = text[max(0, p.start - 30) : p.start].lower()
    return bool(_GERUND.match(hit[0])) and bool(
        re.search(r"\b(?:with|of|by|from|accus\w+|blam\w+|to)\s(?:both\s|the\s)*$", before)
    )


_MODIFIES = re.compile(
    r"(?:'s)?\s(?!(?:and|or|but|has|have|had|who|which|that|then|also|on|in|at|both|is|was|were|are)\b)[a-z]+(?<!ed)(?<!s)\s"
)


def _is_modifier(gap: str) -> bool:
    """Whether the actor's word only qualifies a noun ("North Korean missile …")."""
    office = pattern("bridges", "office").regex
    return bool(gap.startswith("'s") or gap.startswith("-")) and not office.match(gap)


_JOINED_BEFORE = re.compile(
    r"[§¶]\s(?:(?:has|had|have|then|also|later|has\salso)\s)?(?:join(?:ed|s|ing)|follow(?:ed|s|ing)|sid(?:ed|ing)\swith)"
    r"\s(?:with\s)?(?:the\s)?$"
)
_APPOSED_BEFORE = re.compile(
    r"[§¶],\s(?:[^;()§¶]|§+(?='s)){1,70},?\s(?:and|along\swith|together\swith)\s(?:the\s)?$"
)


def _with_partners(c: Party, m: Marked) -> tuple[str, ...]:
    """The actor's states and those joined to it from further left ("Russia joined China in …")."""
    before = m.text[max(0, c.start - 110) : c.start]
    joined = _JOINED_BEFORE.search(before) or _APPOSED_BEFORE.search(before)
    if not joined:
        return c.states
    at = max(0, c.start - 110) + joined.start()
    return _states([*(p for p in m.parties if p.start <= at < p.end), c])
