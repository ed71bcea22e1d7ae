"""Vetoes that no verb tells: so many were for a text, and a permanent member, that did not bring it and did not sit
it out, is what stood against them ("Washington swept aside a Brazilian draft. Twelve had been for it")."""

from __future__ import annotations

from dataclasses import replace

from analysis import lexicon
from analysis.events import case_shares, dating, voting
from analysis.events.acts import Act
from analysis.events.case_vetoes import ALL, is_procedural
from analysis.events.joining import Case
from analysis.events.marking import Marked
from analysis.events.memory import is_governed, permanent_members
from analysis.events.voting import Figures
from analysis.recognise import assertion
from analysis.records import Document

#: Sentences around the count in which the text and its enemy are named.
_AROUND = 2
#: How acts show that votes were cast.
_CAST = {"in_favour", "against", "abstain"}
#: What a state did that is no enemy of the text.
_NO_ENEMY = {"in_favour", "abstain", "sponsor", "with", "support", "backed", "same"}


def add(cases: list[Case], acts: list[Act], document: Document, marked: tuple[Marked, ...]) -> None:
    """A vetoed case for each count of members for a text that no case tells, with a permanent member against it."""
    for m in marked:
        counted = case_shares.counted(m) if m.index else {}
        if len(counted) != 1:
            continue
        ((votes, (start, end)),) = counted.items()
        if voting.is_needed(m, start):
            continue
        near = [x for x in marked if x.paragraph == m.paragraph and abs(x.index - m.index) <= _AROUND]
        spots = {x.index for x in near}
        if any(a.sentence in spots and a.outcome for c in cases if c.family != "open" for a in c.acts):
            continue
        own = [a for a in acts if a.sentence in spots]
        figures = next((f for f in voting.find(document, m) if f.votes_for == votes), None)
        is_cast = figures or any(a.position in _CAST or a.unnamed in _CAST for a in own)
        if not is_cast and not undone(m, marked, acts):
            continue
        text = " ".join(x.text for x in near)
        if not lexicon.pattern("measures", "voted-on").regex.search(text) or "×" in text:
            continue
        if not assertion.of(m.raw, start, end).is_fact:
            continue
        abstained = {s for a in own if a.sentence == m.index and a.position == "abstain" for s in a.states}
        is_carried = bool(abstained) and votes + len(abstained) == ALL
        if not is_carried and not _enemies(near, own):
            continue
        place = Act(
            sentence=m.index,
            paragraph=m.paragraph,
            start=m.origin(start),
            end=m.origin(end - 1) + 1,
            rule="outvoted",
            outcome="adopted" if is_carried else "vetoed",
        )
        day = _day(document, marked, near, place)
        case = Case("pass" if is_carried else "defeat")
        case.add(replace(place, date=day, is_own_date=bool(day)))
        case.figures.append(figures or Figures(m.index, place.start, place.end, votes_for=votes))
        if day and not is_procedural(case, marked) and not any(_is_told(c, votes) for c in cases):
            cases.append(case)


def _is_told(c: Case, votes: int) -> bool:
    """Whether the case is of a defeat with so many votes: the count is told of it once more."""
    return c.family == "defeat" and any(f.votes_for == votes for f in c.figures)


def _enemies(near: list[Marked], own: list[Act]) -> set[str]:
    """The permanent members that act in the sentences and are no friend of the text."""
    friends = {s for a in own if a.position in _NO_ENEMY for s in (*a.states, *a.of)}
    acting = {s for x in near for p in x.parties if not is_governed(x.text, p) for s in p.states}
    return (acting & permanent_members()) - friends


def enemies(m: Marked, marked: tuple[Marked, ...], acts: list[Act]) -> set[str]:
    """The permanent members named in or beside the sentence, in its paragraph, that are no friends of the text."""
    near = [x for x in marked if x.paragraph == m.paragraph and abs(x.index - m.index) <= _AROUND + 1]
    own = [a for a in acts if a.sentence in {x.index for x in near}]
    friends = {s for a in own if a.position in _NO_ENEMY for s in (*a.states, *a.of)}
    return {s for x in near for p in x.parties for s in p.states} & permanent_members() - friends


def undone(m: Marked, marked: tuple[Marked, ...], acts: list[Act]) -> bool:
    """Whether in the sentence or beside it a permanent member that is no friend of the text does something to it,
    whatever the verb."""
    near = [x for x in marked if x.paragraph == m.paragraph and abs(x.index - m.index) <= _AROUND]
    enemies = _enemies(near, [a for a in acts if a.sentence in {x.index for x in near}])
    verb = lexicon.pattern("measures", "acts-on-text").regex
    return any(
        p.states and enemies.issuperset(p.states) and verb.match(x.text, p.end)
        for x in near
        for p in x.parties
        if not is_governed(x.text, p)
    )


def _day(document: Document, marked: tuple[Marked, ...], near: list[Marked], place: Act) -> str:
    days = [
        t.value
        for x in sorted(near, key=lambda x: (abs(x.index - place.sentence), x.index))
        for t in dating.days_told(document, x)
        if len(t.value) == _DAY
    ]
    return (
        days[0] if days else dating.told_before(document, marked, place) or dating.of_lead(document, marked)
    )


_DAY = 10
