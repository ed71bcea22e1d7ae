"""Where states stand that do as another did: "followed suit", "so did", "agreed", "sided with"."""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.compiling import compiled
from analysis.events.acts import ECHOED, Act
from analysis.events.cases import Docket


def taken(docket: Docket) -> list[tuple[Act, str]]:
    """The acts by which states take a stand, in the order of the text, each with the position that it comes to
    where it only echoes another's."""
    found: list[tuple[Act, str]] = []
    previous: Act | None = None
    for a in docket.acts:
        own, position = _resolved(a, previous, docket)
        if not position or not own.states:
            continue
        if position in _REPEATABLE:
            previous = replace(own, position=position)
        found.append((own, position))
    return found


def _resolved(a: Act, previous: Act | None, docket: Docket) -> tuple[Act, str]:
    """The act and its position, taken over from the act before if it says no more than "likewise"."""
    if a.position == "same":
        if a.rule == "and-with-it":
            previous = _beside_it(a, docket)
        elif a.rule == "did-it-again":
            previous = _own_before(a, docket)
        elif a.rule == "followed-suit" and a.is_own_date:
            own = _own_before(a, docket)
            previous = own if own and own.position in _VOTES else previous
        position = _repeated(a, previous, docket)
        if previous and position and _is_dated_apart(a, docket):
            a = replace(a, date=previous.date, is_own_date=previous.is_own_date)
        return (replace(a, outcome=a.outcome or previous.outcome) if previous and position else a), position
    if a.position == "seconded":
        return replace(a, date=a.date or (previous.date if previous else "")), _seconded(a, previous)
    if a.position == "with":
        return _beside(a, docket)
    return a, a.position


def _is_dated_apart(a: Act, docket: Docket) -> bool:
    """Whether the day is told only in the clause after the act: "So did Mali, whose wish it was: on 4 May …"."""
    m = docket.marked[a.sentence]
    first = next((t for t in m.times if t.value == a.date), None)
    return first is not None and bool(_CLAUSE_END.search(m.text, m.place(a.end), first.start))


_CLAUSE_END = compiled(r"[:;—–]")
#: What somebody may be said to have done too.
_REPEATABLE = ECHOED | {"urge_easing"}
#: What one argues for who "agreed" with a state, by what that state did or argued.
_ARGUED = {
    "veto": "oppose",
    "block": "oppose",
    "hold": "oppose",
    "object": "oppose",
    "against": "oppose",
    "oppose": "oppose",
    "in_favour": "support",
    "backed": "support",
    "support": "support",
    "urge_easing": "urge_easing",
}

#: What "sided with" may take over from the state beside.
_VOTES = {
    "veto": "against",
    "block": "against",
    "against": "against",
    "abstain": "abstain",
    "in_favour": "in_favour",
    "sponsor": "in_favour",
}


#: Who is meant to have voted no where a text fell and nothing more is said.
_NAYSAYERS = {"CHN", "RUS"}
#: Who stands by the state that is on trial casts no vote with it.
_TARGET = {"PRK"}
_LOST = {"vetoed", "blocked", "failed"}
#: "sided with Syria in voting no".
_AGAINST = compiled(r"\bvot(?:e|es|ed|ing)\s(?:against|no\b)|\boppos(?:ing|ition)\b", re.I)
_JOINED = compiled(r"join", re.I)


def _beside(a: Act, docket: Docket) -> tuple[Act, str]:
    """Whoever "sided with Moscow" stood as Moscow did, as the paragraph tells; what it tells of nobody else
    was a vote in favour."""
    m = docket.marked[a.sentence]
    after = [p for p in m.parties if p.start >= m.place(a.end) - 1]
    partner = (
        set(after[0].states)
        if after and not _WITH_IT.search(m.text, m.place(a.start), m.place(a.end))
        else set()
    )
    if not partner and (before := _voted_before(a, docket)):
        return a, _VOTES[before.position]
    own = replace(a, states=tuple(s for s in a.states if s not in partner))
    if not partner:
        return own, ""
    near = [
        x
        for x in docket.acts
        if x.position in _VOTES and partner & set(x.states) and x.paragraph == a.paragraph
    ]
    told = [x for x in near if x.start < a.start] or near
    last = min(told, key=lambda x: abs(x.start - a.start), default=None)
    if last and _is_past(last, a, docket):
        return replace(a, states=(*own.states, *sorted(partner))), _VOTES[last.position]
    if last:
        return own, _VOTES[last.position]
    if _JOINED.match(m.text, m.place(a.start)):
        return own, ""
    if _AGAINST.search(m.text, m.place(a.end)):
        return replace(a, states=(*own.states, *sorted(partner))), "against"
    if partner <= _NAYSAYERS and any(x.paragraph == a.paragraph and x.outcome in _LOST for x in docket.acts):
        return replace(a, states=(*own.states, *sorted(partner))), "against"
    return (
        (own, "")
        if partner <= _NAYSAYERS | _TARGET
        else (replace(a, states=(*own.states, *sorted(partner))), "in_favour")
    )


def _is_past(last: Act, a: Act, docket: Docket) -> bool:
    """Whether another measure was told since: on that the partner's stand is told only now."""
    return any(
        last.end < x.start < a.start
        and x.outcome in _FATES
        and not x.is_weak
        and x.date != last.date
        and x.is_own_date
        for x in docket.acts
    )


_FATES = _LOST | {"adopted"}
#: "sided with it": with the state that acted just before.
_WITH_IT = compiled(r"\b(?:it|him|her|them)$", re.I)


def _voted_before(a: Act, docket: Docket) -> Act | None:
    """The last vote told before the act, in its sentence or the one before, by others."""
    told = [
        x
        for x in docket.acts
        if x.position in _VOTES
        and x.states
        and not set(x.states) & set(a.states)
        and x.start < a.start
        and a.sentence - x.sentence <= 1
    ]
    return told[-1] if told else None


def _beside_it(a: Act, docket: Docket) -> Act | None:
    """What the sentence's other state did, before or after the insertion that names a companion."""
    own = [x for x in docket.acts if x.sentence == a.sentence and x.position in _REPEATABLE and x.states]
    m = docket.marked[a.sentence]
    before = [
        x for x in own if x.start < a.start and not _APART.search(m.text, m.place(x.end), m.place(a.start))
    ]
    return before[-1] if before else min(own, key=lambda x: abs(x.start - a.start), default=None)


#: Between two acts: they are of different sides.
_APART = compiled(r";|\b(?:but|while|whereas)\b", re.I)


def _own_before(a: Act, docket: Docket) -> Act | None:
    """What the same states did last: "did it again"."""
    own = [
        x
        for x in docket.acts
        if x.position in _REPEATABLE and x.start < a.start and set(a.states[:1]) <= set(x.states)
    ]
    return replace(own[-1], sentence=a.sentence) if own and a.sentence - own[-1].sentence <= _AGAIN else None


#: Sentences within which "again" points back.
_AGAIN = 4


def _seconded(a: Act, before: Act | None) -> str:
    """The argument that "agreed" takes up, if another made it in this sentence or the one before."""
    if not before or a.sentence - before.sentence > 1 or set(before.states) & set(a.states):
        return ""
    return _ARGUED.get(before.position, "")


def _repeated(a: Act, before: Act | None, docket: Docket) -> str:
    """The position that "followed suit" repeats, if it was told in this sentence or the one before, and if
    the sentence does not itself say what the state did."""
    told = {
        s
        for x in docket.acts
        if x.sentence == a.sentence and x.position in _REPEATABLE and x.start - a.end < _NEAR
        for s in x.states
    }
    if told & set(a.states):
        return ""
    if not before or a.sentence - before.sentence > 1:
        return ""
    m = docket.marked[a.sentence]
    if before.sentence != a.sentence and _AS_DOES.match(m.text, m.place(a.start)):
        return ""
    return "against" if before.position == "oppose" and is_no(before, docket) else before.position


#: "Four press for a statement, as does Britain": it does what its own sentence tells.
_AS_DOES = compiled(r"(?:just\s)?as\s(?:did|does|do|had|has|was|were)\b", re.I)
#: Characters behind "did likewise" within which the state's own act may be told.
_NEAR = 60


def is_no(a: Act, docket: Docket) -> bool:
    """Whether "opposed" tells a vote: beside the figures or positions of one, and of a member."""
    m = docket.marked[a.sentence]
    said = m.text[m.place(a.start) : m.place(a.end)]
    votes = {x.paragraph for x in docket.acts if x.position in ("abstain", "in_favour", "against", "veto")}
    return said.lower().startswith("oppos") and a.paragraph in votes and not is_outsider(a, docket)


_OUTSIDER = compiled(
    r"\bno\slonger\s(?:an?\s(?:\w+\s)?member|on\sthe\scouncil|at\sthe\stable)|\bnot\s(?:currently\s|now\s|itself\s|yet\s)?(?:a\s(?:council\s)?member|on\sthe\scouncil|hold\sa\sseat|sit)|"
    r"non-?member|observer|without\sa\svote",
    re.I,
)


def is_outsider(a: Act, docket: Docket) -> bool:
    """Whether the sentence says that the state has no vote."""
    return bool(_OUTSIDER.search(docket.marked[a.sentence].text))
