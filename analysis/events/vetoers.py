"""Whose a veto was that is told without those who cast it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from analysis.events.case_outvoted import enemies
from analysis.events.cases import Docket
from analysis.events.joining import Case
from analysis.events.memory import permanent_members
from analysis.records import Decision, Position

_AGAINST = ("veto", "block", "against")
#: Sentences through which a story of vetoes goes on.
_STORY = 2
#: Sentences by which the argument may be told ahead of the veto.
_AHEAD = 4
#: "its veto" may be one that is only talked about.
_ALLUDES = {"veto-possessive"}


def argued(found: list[Position], decided: tuple[Decision, ...]) -> list[Position]:
    """The positions, where permanent members argued against a text that was vetoed by nobody named: theirs it
    was."""
    vetoed = {d.decision_id: d.sentence for d in decided if d.outcome == "vetoed"}
    named = {p.decision_id for p in found if p.position == "veto"}
    return [
        replace(p, position="veto")
        if p.decision_id in vetoed.keys() - named
        and p.position == "oppose"
        and p.state in permanent_members()
        and vetoed[p.decision_id] - p.sentence <= _AHEAD
        else p
        for p in found
    ]


def carried_on(found: list[Position], docket: Docket, homes: Mapping[int, Decision]) -> list[Position]:
    """The vetoes of a text told after another that the same members vetoed, in its sentence or paragraph: "Moscow
    vetoed one on Monday and, a day later, a second"."""
    named = {p.decision_id for p in found if p.position in _AGAINST}
    carried: list[Position] = []
    for case in docket.cases:
        d = homes.get(id(case))
        if d is None or d.outcome != "vetoed" or d.decision_id in named:
            continue
        stood = {p.state for p in found if p.decision_id == d.decision_id}
        who = _before(case, [*found, *carried], docket)
        if who and set(who) <= permanent_members() - stood and d.votes_against in (None, len(who)):
            here = case.first
            carried += _vetoes(who, d, "veto-carried-on", here.sentence, here.start, here.end)
    return carried


def paired(found: list[Position], docket: Docket, homes: Mapping[int, Decision]) -> list[Position]:
    """The vetoes of a text that two voted down without being called its vetoers, where its paragraph names just one
    pair of permanent members that did nothing else with it."""
    named = {p.decision_id for p in found if p.position in _AGAINST}
    told: list[Position] = []
    for case in docket.cases:
        d = homes.get(id(case))
        if d is None or d.outcome != "vetoed" or d.decision_id in named or d.votes_against != _PAIR:
            continue
        near = [m for m in docket.marked if m.paragraph == case.first.paragraph]
        pairs = {
            p.states: (m, p)
            for m in near
            for p in m.parties
            if len(p.states) == _PAIR and permanent_members().issuperset(p.states)
        }
        stood = {p.state for p in found if p.decision_id == d.decision_id}
        if len(pairs) != 1 or stood & set(next(iter(pairs))):
            continue
        ((states, (m, p)),) = pairs.items()
        told += _vetoes(states, d, "veto-paired", m.index, m.origin(p.start), m.origin(p.end - 1) + 1)
    return told


_PAIR = 2


def counted(found: list[Position], docket: Docket, homes: Mapping[int, Decision]) -> list[Position]:
    """The vetoes of a text whose defeat is told by its count alone: theirs who are named beside it, are permanent members
    and are no friends of the text, if they are as many as were against."""
    named = {p.decision_id for p in found if p.position in _AGAINST}
    told: list[Position] = []
    for case in docket.cases:
        d = homes.get(id(case))
        if d is None or d.outcome != "vetoed" or d.decision_id in named:
            continue
        m = docket.marked[case.first.sentence]
        stood = {p.state for p in found if p.decision_id == d.decision_id}
        who = tuple(sorted(enemies(m, docket.marked, list(docket.acts)) - stood))
        if who and len(who) <= _PAIR and d.votes_against in (None, len(who)):
            told += _vetoes(who, d, "veto-counted", m.index, case.first.start, case.first.end)
    return told


def _vetoes(
    states: tuple[str, ...], d: Decision, rule: str, sentence: int, start: int, end: int
) -> list[Position]:
    """A veto of the decision by each of the states, read from one place."""
    return [
        Position(
            start=start,
            end=end,
            sentence=sentence,
            rule=rule,
            state=state,
            position="veto",
            decision_id=d.decision_id,
            date=d.date,
        )
        for state in states
    ]


def _before(case: Case, found: list[Position], docket: Docket) -> tuple[str, ...]:
    """Who cast the veto told last before the case, a sentence or two back in its paragraph at most."""
    first = min(case.acts, key=lambda a: a.start)
    told = [
        (a.sentence, a.start, a.states)
        for a in docket.acts
        if a.position in _AGAINST
        and a.states
        and a.rule not in _ALLUDES
        and permanent_members().issuperset(a.states)
    ]
    for d in {p.decision_id for p in found if p.position == "veto"}:
        rows = [p for p in found if p.decision_id == d and p.position == "veto"]
        last = max(rows, key=lambda p: p.start)
        told.append((last.sentence, last.start, tuple(dict.fromkeys(p.state for p in rows))))
    near = [
        (start, states)
        for sentence, start, states in told
        if start < first.start
        and first.sentence - sentence <= _STORY
        and docket.marked[sentence].paragraph == first.paragraph
    ]
    return max(near, default=(0, ()))[1]
