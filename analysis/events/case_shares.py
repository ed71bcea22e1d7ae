"""Votes for a text that a veto defeated, where no notation gives them: nine at least were for it, so the one number
from nine to fourteen that counts members beside the veto counts those."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from analysis import lexicon
from analysis.events.joining import Case
from analysis.events.marking import Marked
from analysis.events.voting import Figures
from analysis.recognise.numbers import value_of

#: Votes that carry a text but for a veto, and the most that leave room for one.
_LEAST, _MOST = 9, 14
#: Sentences around the story of a veto in which its votes are told.
_AROUND = 2


def votes_for(case: Case, others: Iterable[Case], marked: tuple[Marked, ...]) -> int | None:
    """The votes for the vetoed text of the case, if its sentences or those beside them count just one number of
    members that can be those."""
    own = {a.sentence for a in case.acts if a.outcome}
    taken = {a.sentence for c in others for a in c.acts if a.outcome} - own
    taken |= {f.sentence for c in others for f in c.figures} - own
    paragraphs = {marked[i].paragraph for i in own if i or len(own) == 1}
    near = {
        j
        for i in own
        for j in range(max(1, i - _AROUND), min(len(marked), i + _AROUND + 1))
        if marked[j].paragraph in paragraphs or abs(marked[j].paragraph - marked[i].paragraph) == 1
    }
    # An article that tells of one vote only counts that, wherever it does.
    everywhere = set() if taken else set(range(1, len(marked)))
    for where in (own, near - taken - own, everywhere - near):
        others_told = {(f.sentence, n) for f in case.figures for n in (f.votes_against, f.abstentions)}
        told = {n for i in where for n in counted(marked[i]) if (i, n) not in others_told}
        if told:
            return told.pop() if len(told) == 1 else None
    return None


def completed(m: Marked, f: Figures) -> Figures:
    """The figures; two of a vote's three with the third, where the sentence has a number that makes them fifteen."""
    given = {k: getattr(f, k) for k in _OF}
    lacking = [k for k, v in given.items() if v is None]
    rest = _COUNCIL - sum(v for v in given.values() if v is not None)
    if len(lacking) != 1 or not 0 < rest < _LEAST + 5:
        return f
    start, end = m.place(f.start), m.place(f.end - 1) + 1
    numbers = lexicon.pattern("measures", "small-number").regex
    for hit in numbers.finditer(m.text, max(0, start - _REACH), end + _REACH):
        is_apart = hit.end() <= start or (hit.start() >= end)
        is_time = any(t.start <= hit.start() < t.end for t in m.times)
        if value_of(hit["n"]) == rest and is_apart and not is_time:
            return replace(f, **{lacking[0]: rest})
    return f


_OF = ("votes_for", "votes_against", "abstentions")
_COUNCIL = 15
#: Characters within which the third figure of a vote stands.
_REACH = 60


def counted(m: Marked) -> dict[int, tuple[int, int]]:
    """The numbers of members that the sentence counts and that can be those in favour, each with its place."""
    found = lexicon.pattern("measures", "members-counted").regex.finditer(m.text)
    other = lexicon.pattern("measures", "no-supporters").regex
    return {
        int(n): hit.span("n")
        for hit in found
        if (n := value_of(hit["n"])) is not None
        and _LEAST <= n <= _MOST
        and not other.match(m.text, hit.end())
        and not any(t.start <= hit.start("n") < t.end for t in m.times)
    }
