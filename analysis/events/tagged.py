"""The tagger's view of an article: which expressions tell an outcome, take a position, date a decision or count its
votes, and which of them belong together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from math import exp
from typing import TYPE_CHECKING

from analysis.events.acts import Act
from analysis.events.joining import Case, fits
from analysis.events.marking import Marked
from analysis.recognise.numbers import value_of
from analysis.recognise.tagger import Tags

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: From this probability on the tagger is believed where it adds to what rules read, and where it contradicts them.
LIKELY, SURE = 0.8, 0.95
#: The same for a state's position: a wrong one costs as much as a missing one.
POSITION = 0.7
#: From this probability on a time dates some decision, and from this likelihood on two expressions belong together.
_DATES = LINKED = 0.5
#: By so much a time, or a case, is less likely the one that is meant for each sentence between.
_FAR_TIME, _FAR_CASE = 0.02, 0.03
#: Sentences after which more of them make no difference, and after which nothing is meant any more.
_FURTHEST, _OUT_OF_SIGHT = 9, 60
#: A time so many sentences away dates nothing here.
_REACH = 5
#: A case is likelier, or less likely, by so much for being of the day that belongs to the expression, or of another.
_SAME_DAY = 0.2


@dataclass(frozen=True, slots=True)
class Span:
    """An expression that the tagger marks, with offsets in the article. `label` is an outcome, a position, a field of
    figures or, for a time, its TIMEX3 value; `weight` its probability; `number` what a figure says."""

    sentence: int
    paragraph: int
    start: int
    end: int
    label: str
    weight: float
    states: tuple[str, ...] = ()
    number: int = 0


def span_of(a: Act) -> Span:
    """The place of an act."""
    return Span(a.sentence, a.paragraph, a.start, a.end, "", 0.0)


class Tagged:
    """The tagger's view of an article."""

    def __init__(self, tags: Tags, text: str, marked: tuple[Marked, ...]) -> None:
        self._tags, self._text, self._marked = tags, text, marked
        self._starts = [m.start for m in marked]
        self._vectors: dict[tuple[int, int], NDArray[np.float32] | None] = {}

    @cached_property
    def triggers(self) -> list[Span]:
        """The expressions that tell an outcome, each as long as pieces go on with the same one."""
        labels = self._tags.labels["outcomes"]
        best = self._tags.outcomes.argmax(axis=1)
        found = []
        for label, run in groupby(range(len(best)), key=lambda i: int(best[i])):
            pieces = list(run)
            if label:
                weight = float(self._tags.outcomes[pieces, label].max())
                found.append(self._span(pieces[0], pieces[-1], labels[label], weight))
        return found

    @cached_property
    def parties(self) -> list[Span]:
        """The mentions of states, each with the position that is likeliest for it."""
        labels = self._tags.labels["positions"]
        found = []
        for m, start, end, states in self._mentions():
            seen = self._tags.positions[self._tags.within(start, end), 1:]
            if len(seen):
                piece, label = divmod(int(seen.argmax()), seen.shape[1])
                weight = float(seen[piece, label])
                found.append(Span(m.index, m.paragraph, start, end, labels[label + 1], weight, states=states))
        return found

    def _mentions(self) -> Iterable[tuple[Marked, int, int, tuple[str, ...]]]:
        for m in self._marked:
            for party in m.parties:
                if party.states:
                    yield m, m.origin(party.start), m.origin(party.end - 1) + 1, party.states

    @cached_property
    def _times(self) -> list[Span]:
        """The times that date decisions."""
        found = []
        for m in self._marked:
            for t in m.times:
                start, end = m.origin(t.start), m.origin(t.end - 1) + 1
                seen = self._tags.times[self._tags.within(start, end)]
                if t.value and not t.is_frame and len(seen) and (weight := float(seen.mean())) >= _DATES:
                    found.append(Span(m.index, m.paragraph, start, end, t.value, weight))
        return found

    @cached_property
    def figures(self) -> list[Span]:
        """The figures of votes that are likely such."""
        found = []
        for i, label in enumerate(self._tags.labels["figures"][1:], 1):
            is_such = self._tags.figures[:, i] >= LIKELY
            for likely, run in groupby(range(len(is_such)), key=lambda k: bool(is_such[k])):
                pieces = list(run)
                if likely:
                    span = self._span(pieces[0], pieces[-1], label, LIKELY)
                    number = _number(self._text[span.start : span.end])
                    if number is not None:
                        found.append(replace(span, number=number))
        return found

    def _span(self, first: int, last: int, label: str, weight: float) -> Span:
        start, end = self._tags.starts[first], self._tags.ends[last]
        m = self._sentence(start)
        return Span(m.index, m.paragraph, start, end, label, weight)

    def _sentence(self, at: int) -> Marked:
        return self._marked[max(0, bisect_right(self._starts, at) - 1)]

    def outcomes_in(self, start: int, end: int) -> dict[str, float]:
        """How likely the words tell each outcome: as that of their pieces which most likely tells one."""
        labels = self._tags.labels["outcomes"]
        seen = self._tags.outcomes[self._tags.within(start, end)]
        if not len(seen):
            return {}
        piece = seen[int(seen[:, 1:].max(axis=1).argmax())]
        return {label: float(p) for label, p in zip(labels[1:], piece[1:], strict=True)}

    def day_of(self, span: Span) -> str:
        """The value of the time that dates what the expression tells, or ""."""
        value, weight = self.dated(span)
        return value if weight >= LINKED else ""

    def dated(self, span: Span, *, is_here: bool = False) -> tuple[str, float]:
        """The value of the time that most likely dates what the expression tells, and how likely; `("", 0)` for none.
        `is_here`: only those of its sentence are asked for."""
        reach = 0 if is_here else _REACH
        near = [t for t in self._times if abs(t.sentence - span.sentence) <= reach]
        told = [(self._linked(t, span) - _FAR_TIME * abs(t.sentence - span.sentence), t.label) for t in near]
        weight, value = max(told, default=(0.0, ""))
        return value, weight

    def case_of(self, span: Span, cases: Iterable[Case], day: str = "") -> tuple[Case | None, float]:
        """The case that the expression most likely belongs to, and how likely; `day` is that of the expression."""
        best: tuple[Case | None, float] = None, 0.0
        for case in cases:
            for a in case.acts:
                far = abs(a.sentence - span.sentence)
                if a.outcome in ("", "planned") or far > _OUT_OF_SIGHT:
                    continue
                weight = self._linked(span_of(a), span) - _FAR_CASE * min(_FURTHEST, far)
                if day and case.date:
                    weight += _SAME_DAY if fits(case.date, day) else -_SAME_DAY
                if best[0] is None or weight > best[1]:
                    best = case, weight
        return best

    def _linked(self, one: Span, other: Span) -> float:
        """How likely the two are of one decision."""
        a, b = self._vector(one), self._vector(other)
        if a is None or b is None:
            return 0.0
        return 1 / (1 + exp(-(float(a @ b) * self._tags.scale + self._tags.bias)))

    def _vector(self, span: Span) -> NDArray[np.float32] | None:
        place = span.start, span.end
        if place not in self._vectors:
            seen = self._tags.vectors[self._tags.within(*place)]
            mean = seen.mean(axis=0) if len(seen) else None
            length = 0.0 if mean is None else float((mean @ mean) ** 0.5)
            self._vectors[place] = mean / length if mean is not None and length else None
        return self._vectors[place]


#: Words for a number of members that are no numerals.
_MEMBERS = {"none": 0, "no": 0, "nobody": 0, "nil": 0, "without": 0} | dict.fromkeys(
    ("alone", "lone", "sole", "single", "solitary"), 1
)


def _number(words: str) -> int | None:
    """What a figure says; of "13-2" the first."""
    plain = words.strip().lower()
    if plain in _MEMBERS:
        return _MEMBERS[plain]
    value = value_of(plain.split("-")[0] if plain[:1].isdigit() else plain)
    return value if isinstance(value, int) else None
