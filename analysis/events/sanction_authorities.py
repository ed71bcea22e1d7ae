"""Who puts sanctions on others: states, unions and departments as agent, owner or subject of an act."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from analysis.compiling import compiled
from analysis.events.sanction_targets import NUMBER, Target, authorities, has_finite, shown
from analysis.recognise import clauses, states
from analysis.records import Document


class ActLike(Protocol):
    """What this module must know of an act."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def rule(self) -> str: ...
    @property
    def side(self) -> str: ...
    @property
    def form(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Authority:
    """A body or state by offsets in its sentence. `is_subject`: no preposition governs it and it modifies no
    noun but a department's."""

    start: int
    end: int
    code: str
    is_subject: bool = False
    is_owner: bool = False
    is_agent: bool = False


_GOVERNED = compiled(
    r"(?i)\b(?:of|against|from|over|on|at|with|to|by|for|in|between|into|after|under|told|urged|before|behind|outside|near|than|like|linked|tied|based)"
    r"\s(?:the\s|a\s|an\s|both\s|Chinese\sand\s)?$"
)
#: Words that may open a clause as well as govern a name: "after the United States designated them".
_CONJUNCTION = compiled(r"(?i)\b(?:after|before|than|until|since|like)\s(?:the\s|both\s)?$")
_SANCTIONED = compiled(
    r"(?:,\s[^,;.]{2,30},)?\s(?:(?:had|has|have|itself|also|first|already|unilaterally|on\s\w+day)\s){0,3}"
    r"(?:designat|sanction|list|blacklist|nam|penali[sz]|target|hit|ban|impos|slap|froz|froze|put|plac|add|punish|barr)(?:ed|ned|ped|d|t)?\s",
    re.IGNORECASE,
)
_AGENT = compiled(r"(?i)\bby\s(?:the\s|both\s)?(?:(?!and\b)[\w.]+(?:[’']s)?\s){0,2}$")
#: A participle whose agent made a text, called a meeting or spoke, and listed nobody: "drafted by".
_MADE_BY = compiled(
    r"(?i)\b(?:draft|writ|wr[io]t|pen|author|craft|prepar|propos|sponsor|tabl|circulat|suggest|request|sought|back|support|endors|oppos|criticis|criticiz|"
    r"welcom|describ|quot|cit|own|controlled|run|employ|us|built|build|held\sup|watered\sdown)(?:t?ed|d|ten|en|t|n|ned|ied)?"
    r"\sby\s(?:the\s|both\s)?(?:[\w.’']+\s){0,2}$"
)
_ACTOR_OF = compiled(
    r"(?i)\b(?:action|actions|steps?|moves?|measures|decision|sanctions|listings?|designations?|blacklist|list)\s(?:taken\s)?(?:of|by|from)\s(?:the\s)?$|\bin\sthe\scase\sof\s(?:the\s)?$"
)
#: Behind a state's name: what makes it the owner of a list or measure, or a department that acts.
_OWNS = compiled(
    r"(?:[’']s?)?\s(?:(?:new|own|latest|fresh|first|national|unilateral|autonomous|economic|financial|targeted|consolidated|cyber|sanctions)\s){0,3}"
    r"(?:sanctions|blacklists?|lists?|registers?|listings?|designations?|penalt(?:y|ies)|measures|asset|travel|roll|blacklisting|action|move|regulations|entity|ones)\b"
    rf"(?!(?<=\w\w\w\ws)\s(?:{NUMBER})\b)",
    re.IGNORECASE,
)
#: "Ottawa's hit nine officers": the noun is left out, the verb stands right behind the possessive.
_ELLIPTIC = compiled(
    r"[’']s?(?:,\s[^,;.]{2,40},)?\s(?:(?:had|has|also|then)\s)?(?:hit|struck|names?|named|list(?:s|ed)|target(?:s|ed)|cover(?:s|ed)|contains?|contained|took|takes|ran|runs|count(?:s|ed)|compris\w+|"
    r"includ(?:es|ed)|caught|affect(?:s|ed)|went|add(?:s|ed)|concern(?:s|ed)|reach(?:es|ed)|brought|extend(?:s|ed)|spann?(?:s|ed)|singled|blacklist\w+|sanctioned|designated|froze)\b(?!\s(?:man|men|people|officials))"
)
#: Before whose measures were broken: no author of those told of.
_BROKEN = compiled(
    r"(?i)\b(?:dodg|evad|evasion\sof|violat|breach|circumvent|flout|break|broke|defy|defied|skirt|undermin|bypass|sidestep|beat|getting\s(?:a)?round|contravent|"
    r"in\sdefiance\sof|regardless\sof|despite|under|already\son)\w*\s(?:of\s)?(?:the\s|existing\s)?$"
)
#: A measure told by its noun, of which a passive behind it says whom it hit: "Seoul's newest entry is of May, when …".
_ENTRY = compiled(
    r"[’']s?\s(?:[\w-]+\s){0,4}(?:entr(?:y|ies)|addition|listing|designation|round|package|batch|step|action|move|measure|decision|catch|haul)s?\b|[’']s\s(?:had|came|was|were|followed|hit|named|took)\b"
)
_DEPARTMENT = compiled(
    r"(?:[’']s?)?\s(?:(?:foreign|finance|trade|commerce|defence|defense|economic|interior|justice|security|central|state|federal|interim|own|national|economy)\s){0,2}"
    r"(?:ministry|ministries|government|cabinet|authorities|officials?|administration|treasury|department|ministers?|"
    r"parliament|council|president|leader|prime\sminister|spokes\w+|delegation|regulators?|side)\b",
    re.IGNORECASE,
)
_WHICH = compiled(r",?\s(?:which|who)\s(?:\w+\s){0,3}")
_RELATIVE_OF_TEXT = compiled(r",\s(?:which|that)\s")
_UNDER = compiled(r"\bunder\s(?:the\s)?$")
_BEHIND = compiled(r"^[^,;:()]*(?:\(|,?\s(?:by|from|in\sthe\scase\sof))\s?(?:the\s)?$")
_JOINT = compiled(r",?\s(?:and\s)?(?:the\s)?")
#: "the government in Seoul", "officials in Tokyo" are their state.
_SEAT = compiled(
    r"(?i)\b(?:government|ministry|cabinet|authorities|officials|treasury|administration)\sin\s$|\b(?:ministers|leaders|governments)\s(?:of|in)\s(?:the\s)?$"
)
_SEATED = compiled(
    r"(?i),?\s(?:the|its)\s(?:\w+\s){0,2}(?:government|ministry|cabinet|authorities|treasury|administration|department|council|ministers?)\b"
)
_OFFICE_NAME = compiled(
    r"(?i)\b(?:ministry|department|office|government|council|treasury|embassy|mission|secretariat|chancellery)\b"
)
#: Roles of those who act for their state.
_OFFICIAL = compiled(
    r"(?i)president|minister|secretary|premier|chancellor|leader|governor|official|commissioner|treasur|spokes|representative|"
    r"envoy|ambassador|director|king|prince|ruler"
)
#: States that are named as homes of targets far oftener than as authors of sanctions.
TARGETED = frozenset("IRN SYR RUS CHN BLR MMR CUB VEN LBN YEM".split())
_IT = compiled(r"\b(?:[Ii]t|[Tt]hey)\s(?:(?:has|have|had|also|then|later|itself|\w+ly)\s){0,2}")
_IN_A_NAME = compiled(
    r"\s(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Prime|President|Foreign|Minist|Secretary|Ambassador)"
    r"[A-Z][a-z]{2,}(?!\w*[’'])"
)
_HAD = compiled(r"\s(?:had|has|have)(?:\s(?:also|already|then))?\s$")
_FORMER = compiled(
    r"(?<!among\s)(?<!of\s)\b[Tt]he\s(?P<which>former|latter)\b(?=\s(?:\w+ed|hit|put|two|three|four|five|six|seven|eight|nine|ten|\w+teen|\d+|struck|froze|took|went|with)\b|[’'])"
)
_WITH = compiled(r"\b(?:with|alongside|to|by|from)\s(?:the\s)?$")
_AND = compiled(r",?\s(?:and|or)\s(?:the\s)?")
_POSSESSIVE = compiled(r"[’']s?\s")
_RIGHT_BEFORE = compiled(r"\s(?:(?:has|have|had|also|then|later|today|now|in\sturn|\w+ly)\s){0,3}")
_WE = compiled(r"\b(?:[Ww]e|I|[Oo]ur\s(?:government|country))\b")


def mentions(document: Document, index: int, targets: Sequence[Target] = ()) -> list[Authority]:
    """The authorities that a sentence speaks of outside its targets, ordered by position; the North puts
    sanctions on nobody."""
    sentence, text = document.sentences[index], shown(document, index)
    spans = [
        (m.start(), m.end(), p.fields["authority"])
        for p in authorities()(text)
        for m in p.regex.finditer(text)
    ]
    for a in document.actors_in(index):
        start, end = a.start - sentence.start, a.end - sentence.start
        if end > len(text):
            break
        if text[end : end + 1] == "-" or (
            a.kind == "state" and a.form == "name" and _IN_A_NAME.match(text, end)
        ):
            continue  # "a U.S.-drafted text", "Congo Aconde"
        is_official = a.kind == "person" and _OFFICIAL.search(a.role)
        code = a.actor_id if a.kind == "state" else a.state if is_official else ""
        if code and not any(s < end and start < e for s, e, _ in spans):
            is_target = any(t.start <= start < t.end for t in targets if t.form in ("counted", "single"))
            if not is_target and (a.form != "demonym" or _is_noun(text, start, end)):
                spans.append((start, end, code))
    spans += _by_place(document, index, text, spans)
    found = [_placed(text, *span) for span in sorted(spans)]
    resolved = [a if a.code != "?" else _resolved(document, index, a) for a in found]
    joined = [
        replace(a, is_subject=False) if n and _is_joined(text, resolved[n - 1], a) else a
        for n, a in enumerate(resolved)
    ]
    return [a for a in joined if a.code and a.code != "PRK"]


def _by_place(
    document: Document, index: int, text: str, spans: Sequence[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    """ "The former", "the latter": the two states named last before, in this sentence or the one before it."""
    found: list[tuple[int, int, str]] = []
    for m in _FORMER.finditer(text):
        before = [code for s, _, code in sorted(spans) if s < m.start() and code != "?"]
        if len(before) < 2 and index:
            base = document.sentences[index - 1].end
            before = [
                a.actor_id for a in document.actors_in(index - 1) if a.kind == "state" and a.end <= base
            ]
        pair = list(dict.fromkeys(before))[-2:]
        if len(pair) == 2:
            found.append((m.start(), m.end(), pair[m["which"].lower() == "latter"]))
    return found


def _is_joined(text: str, before: Authority, a: Authority) -> bool:
    """Whether a name only goes on with what governs the one before: "in a step coordinated with Rome and Oslo, …"."""
    return (
        a.is_subject
        and not before.is_subject
        and bool(_WITH.search(text[: before.start]))
        and bool(_AND.fullmatch(text, before.end, a.start))
        and text[a.end : a.end + 1] in (",", ";", ".", ")")
    )


def _is_noun(text: str, start: int, end: int) -> bool:
    """Whether an adjective stands for those who act: "the Americans", "the Japanese four groups", or before
    their department or list."""
    after = text[end:]
    if _OWNS.match(after) or _DEPARTMENT.match(after):
        return True
    is_plural = text[end - 1] == "s" or bool(
        re.match(r"\s(?:\w+ed\b|\d|two|three|four|five|six|seven|eight|nine|ten)", after)
    )
    return is_plural and bool(re.search(r"(?i)\bthe\s$", text[:start]))


def _placed(text: str, start: int, end: int, code: str) -> Authority:
    before, after = text[:start], text[end:]
    in_case = re.search(r"\bin\s(?:the\s)?$", before) and re.match(
        r"[’']s?(?:\s(?:case|instance)\b|(?=\s?[.,;)]|$))", after
    )
    is_agent = bool(_AGENT.search(before) or _ACTOR_OF.search(before) or in_case)
    is_agent = is_agent and not _MADE_BY.search(before)
    owns = bool(_OWNS.match(after)) and not _BROKEN.search(before)
    is_possessor = bool(
        re.match(r"[’']s?\s(?!been\b|not\b|also\b|a\b|the\b|now\b)", after)
    ) and not _DEPARTMENT.match(after)
    is_seat = bool(_SEAT.search(before)) or bool(
        _SEATED.match(after) and re.search(r"(?:^|[.;]\s)In\s$", before)
    )
    is_possessor &= not _ELLIPTIC.match(after)
    is_governed = _GOVERNED.search(before[-40:]) and not (
        _CONJUNCTION.search(before) and _SANCTIONED.match(after)
    )
    is_subject = is_seat or not (is_agent or owns or is_possessor or is_governed)
    return Authority(start, end, code, is_subject, owns, is_agent)


def _resolved(document: Document, index: int, a: Authority) -> Authority:
    """ "The Council" and "the resolution": the body that was named in full last, else the United Nations."""
    at = document.sentences[index].start + a.start
    low = max(0, at - 5000)
    last = max(
        (
            (m.start(), p.fields["authority"])
            for p in authorities()(document.text[low:at])
            if p.fields["authority"] in ("EU", "UN")
            for m in p.regex.finditer(document.text, low, at)
        ),
        default=(0, "UN"),
    )
    return replace(a, code=last[1])


def of(
    document: Document, index: int, part: tuple[int, int], act: ActLike, every: Sequence[Authority]
) -> str:
    """The codes of those who act, separated by spaces: the agent, the owner of the list or measure, the
    subject; "" if the part of the sentence names none. `every` are the authorities of the sentence."""
    text = shown(document, index)
    found = [a for a in every if part[0] <= a.start < part[1] and not _is_home(text, a, act)]
    if act.rule == "package-holds" and (who := _whose(text, found, act)):
        return who
    if antecedent := next((a for a in found if _WHICH.fullmatch(text[a.end : act.start])), None):
        return antecedent.code
    if text_of := _whose_text(text, found, act):
        return text_of
    if inside := next(
        (a for a in found if act.rule == "have-frozen" and act.start < a.start < act.end), None
    ):
        return inside.code
    if (
        act.form == "verb"
        and act.side != "before"
        and (owner := next((a for a in reversed(found) if _is_owning(text, a, act)), None))
    ):
        return owner.code
    agents = [a for a in found if a.is_agent and (a.start >= act.start or act.form == "noun")]
    owners = [a for a in found if a.is_owner and a.start >= act.start - 30]
    if act.rule == "again" and (
        who := first(agents) or first([a for a in found if _is_listed_behind(text, a, act)])
    ):
        return who
    limit = act.end if act.rule in ("gapped", "label") else act.start
    subjects = [a for a in found if a.is_subject and a.start < limit]
    fallback = [a for a in found if a.is_agent or act.start < a.start < act.end] or [
        a for a in found if _UNDER.search(text[: a.start])
    ]
    if act.side == "before":
        earlier = [a for a in every if a.is_subject and a.start < act.start and not _is_home(text, a, act)]
        free = [a for a in found if a.is_subject]
        lone = free if len({a.code for a in free}) == 1 else []
        told = agents or owners or _under(text, found, act) or fallback or earlier[-1:] or lone
        return first(told or [a for a in every if a.end <= act.start and _ENTRY.match(text, a.end)])
    if act.form in ("noun", "heading") and (
        who := first(agents)
        or _last([a for a in owners if _is_near(text, a, act)])
        or first(_possessors(text, found, act))
    ):
        return who
    if act.rule == "bare":
        named = [
            a for a in found if a.code not in TARGETED and (a.is_owner or _POSSESSIVE.match(text, a.end))
        ]
        return _nearest(text, found, act) or first(fallback) or (named[0].code if len(named) == 1 else "")
    ours = _WE.search(text, part[0], act.start)
    if ours and len(text[ours.end() : act.start].split()) <= 3:
        return speaker(document, index) or _subject(text, subjects, ours.start())
    if (pronoun := _IT.search(text, 0, act.start)) and pronoun.end() == act.start:
        named = [a for a in every if a.end <= pronoun.start() and a.code not in TARGETED]
        free = [a for a in named if a.is_subject] or [a for a in named if _POSSESSIVE.match(text, a.end)]
        if free:
            return free[-1].code
    entries = [a for a in found if a.end <= act.start and _ENTRY.match(text, a.end)]
    return _subject(text, subjects, act.start) or first(agents or owners or fallback or entries)


def _whose_text(text: str, found: Sequence[Authority], act: ActLike) -> str:
    """ "Resolution 2094, which puts … and freezes the assets of three": the text is the subject of all its clause."""
    opening = list(_RELATIVE_OF_TEXT.finditer(text, 0, act.start))
    if not opening or act.side == "before":
        return ""
    of_text = next((a for a in found if a.end == opening[-1].start() and a.code == "UN"), None)
    is_parted = any(a.is_subject and opening[-1].end() <= a.start < act.start for a in found)
    return "UN" if of_text and not is_parted and ";" not in text[opening[-1].end() : act.start] else ""


def _is_listed_behind(text: str, a: Authority, act: ActLike) -> bool:
    """ "four and three on Tokyo's": whose list it is stands behind numbers alone."""
    return a.start >= act.start and bool(re.match(r"[’']s?(?=\s?[.,;)]|$)", text[a.end :]))


def _is_near(text: str, a: Authority, act: ActLike) -> bool:
    """Whether no comma parts an owner from the noun: "sanctions on nine, four of them on the American list"."""
    return a.start <= act.end or "," not in text[act.end : a.start]


def _is_owning(text: str, a: Authority, act: ActLike) -> bool:
    """Whether the authority's measure is the subject: "the US measures of that day struck nine people"."""
    gap = _HAD.sub("", text[a.end : act.start]) if a.end <= act.start else ","
    return a.is_owner and not re.search(r"[,;:]", gap) and len(gap.split()) <= 8 and not has_finite(gap)


def _is_home(text: str, a: Authority, act: ActLike) -> bool:
    """Whether a state most likely only is where targets live ("six people from China"): one often listed that
    neither acts by name ("by Moscow") nor stands as a subject right before the act."""
    is_actor = a.is_agent or (
        a.is_subject and act.start - a.end >= 0 and len(text[a.end : act.start].split()) <= 4
    )
    is_passive = act.side == "before" and not a.is_agent
    return a.code in TARGETED and (is_passive or not is_actor)


def _whose(text: str, found: Sequence[Authority], act: ActLike) -> str:
    """Whose package takes in so many: "the EU's 15th package over Ukraine", "the round by Tokyo"."""
    before = [a for a in found if a.end <= act.start and len(text[a.end : act.start].split()) <= 6]
    inside = [a for a in found if act.start < a.start < act.end and a.is_agent]
    return first(inside) or _last([a for a in before if not re.search(r"[,;:]", text[a.end : act.start])])


def first(found: Sequence[Authority]) -> str:
    return found[0].code if found else ""


def _last(found: Sequence[Authority]) -> str:
    return found[-1].code if found else ""


def _under(text: str, found: Sequence[Authority], act: ActLike) -> list[Authority]:
    """ "were named under US sanctions", "whom the Treasury sanctioned": an authority right at a passive."""
    behind = [
        a
        for a in found
        if a.start >= act.start
        and re.search(r"(?i)\b(?:under|from|of|in|on|to)\s(?:the\s)?$", text[: a.start])
    ]
    inside = [
        a
        for a in found
        if a.is_subject and re.search(r"\b(?:whom|which|that)\s(?:\w+\s){0,2}$", text[: a.start])
    ]
    return inside or behind


def _nearest(text: str, found: Sequence[Authority], act: ActLike) -> str:
    """The authority right behind targets without a verb ("(Japan)", "from Tokyo"), else the nearest before."""
    behind = next(
        (a for a in found if a.start >= act.start and _BEHIND.search(text[act.start : a.start])), None
    )
    if behind:
        return behind.code
    before = [
        a
        for a in found
        if a.start < act.start and not re.search(r"(?i)\b(?:against|on|over)\s(?:the\s)?$", text[: a.start])
    ]
    return before[-1].code if before else ""


def _possessors(text: str, found: Sequence[Authority], act: ActLike) -> list[Authority]:
    return [
        a
        for a in found
        if a.start < act.start and re.fullmatch(r"[’']s?\s(?:\w+\s){0,3}", text[a.end : act.start])
    ]


def _subject(text: str, subjects: Sequence[Authority], at: int) -> str:
    """The subject, with those that share the verb: the first free body in the act's clause, else in the
    nearest clause before."""
    if beside := next((a for a in subjects if _RIGHT_BEFORE.fullmatch(text, a.end, at)), None):
        return " ".join(dict.fromkeys(a.code for a in _with_partners(text, beside, subjects)))
    parts = clauses.split(text)
    place = next((i for i, c in enumerate(parts) if c.start <= at < c.end), 0)
    for i in range(place, -1, -1):
        inside = [a for a in subjects if parts[i].start <= a.start < parts[i].end]
        inside = [a for a in inside if a.code not in TARGETED or len(text[a.end : at].split()) <= 4]
        if inside:
            first = inside[0] if parts[i].kind != "relative" or i == place else inside[-1]
            return " ".join(dict.fromkeys(a.code for a in _with_partners(text, first, subjects)))
    return ""


def _with_partners(text: str, first: Authority, subjects: Sequence[Authority]) -> list[Authority]:
    """Those who act together: "the United States and South Korea", "Washington, Seoul and Tokyo"."""
    found = [first]
    for a in reversed(subjects):
        if a.end <= found[0].start and _JOINT.fullmatch(text, a.end, found[0].start):
            found.insert(0, a)
    for a in subjects:
        if a.start > found[-1].end and _JOINT.fullmatch(text, found[-1].end, a.start):
            found.append(a)
    last = found[-1]
    is_list = len(found) == 1 or bool(re.search(r"\band\s(?:the\s)?$", text[: last.start]))
    return found if is_list else [first]


def speaker(document: Document, index: int) -> str:
    """The state that "we" stands for: that of the person who speaks, else of the publisher."""
    here = document.sentences[index]
    before = [a for a in document.actors if a.kind == "person" and a.state and a.start < here.end]
    own = [a for a in before if document.sentences[a.sentence].paragraph == here.paragraph]
    if own:
        return own[0].state
    return publisher(document) or (before[-1].state if before else "")


def publisher(document: Document) -> str:
    """The authority that publishes the text, "" if no authority does: a ministry, a department, the Council of
    the European Union."""
    name = document.article.publisher
    if not name:
        return ""
    codes = [p.fields["authority"] for p in authorities()(name) if p.regex.search(name)]
    if codes := [code for code in codes if code not in ("?", "UN")]:
        return codes[0]
    if not _OFFICE_NAME.search(name):
        return ""
    return next(
        (
            code
            for surface, (code, _) in states.by_surface().items()
            if surface in name and re.search(rf"\b{re.escape(surface)}\b", name)
        ),
        "",
    )
