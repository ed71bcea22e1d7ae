"""The tagger's view of an article: which expressions tell an outcome, a launch or sanctions, take a position, date or
count what is told, and which of them belong together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import groupby
from math import exp
from typing import TYPE_CHECKING

from analysis import lexicon
from analysis.events.acts import Act
from analysis.events.counted import Counted
from analysis.events.joining import Case, fits
from analysis.events.marking import Marked
from analysis.recognise.numbers import value_of
from analysis.records import Mention, Tags

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: The rule of rows and acts that only the tagger sees.
RULE = "tagger"
#: From this probability on the tagger is believed where it adds to what rules read, and where it contradicts them.
LIKELY, SURE = 0.8, 0.92
#: The same for a state's position: a wrong one costs as much as a missing one.
POSITION = 0.7
#: From this likelihood on two expressions belong together.
LINKED = 0.5
#: From this probability on a time dates some decision, or some launch or sanctions.
_DATES = {"times": 0.6, "event_times": 0.5}
#: What times date: the kind of tag and its label.
DECISION, LAUNCH, SANCTIONS = ("times", "dates"), ("event_times", "launch"), ("event_times", "sanctions")
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
    """An expression that the tagger marks, with offsets in the article. `label` is one of its kind of tag or, for a time,
    its TIMEX3 value; `weight` its probability; `number` what a figure says. A time may be one of only what is told in a
    stretch of the article (`only_in`), or of all but that (`not_in`)."""

    sentence: int
    paragraph: int
    start: int
    end: int
    label: str
    weight: float
    states: tuple[str, ...] = ()
    number: int = 0
    only_in: tuple[int, int] | None = None
    not_in: tuple[int, int] | None = None

    def may_date(self, other: Span) -> bool:
        """Whether the time may be one of what the other expression tells: some are only that of what certain words tell,
        or of all but that."""
        if self.only_in and not self.only_in[0] <= other.start < self.only_in[1]:
            return False
        return not (self.not_in and self.not_in[0] <= other.start < self.not_in[1])


def span_of(a: Act) -> Span:
    """The place of an act."""
    return Span(a.sentence, a.paragraph, a.start, a.end, "", 0.0)


def telling(row: Mention, seen: Iterable[Span]) -> Span:
    """What tells a row: the first of what the tagger sees (`seen`) in its words, else these."""
    place = Span(row.sentence, 0, row.start, row.end, "", 0.0)
    return next((s for s in seen if s.start < row.end and row.start < s.end), place)


class Tagged:
    """The tagger's view of an article."""

    def __init__(
        self, tags: Tags, text: str, marked: tuple[Marked, ...], counted: Sequence[Counted] = ()
    ) -> None:
        self._tags, self._text, self._marked, self._offsets = tags, text, marked, counted
        self._starts = [m.start for m in marked]
        self._vectors: dict[tuple[int, int], NDArray[np.float32] | None] = {}
        self._times: dict[tuple[str, str], list[Span]] = {}
        self._spans: dict[str, list[Span]] = {}

    def spans(self, kind: str) -> list[Span]:
        """The expressions with a tag of the kind, each as long as pieces go on with the same one."""
        if kind not in self._spans:
            labels, seen = self._tags.labels[kind], self._tags.seen[kind]
            best = seen.argmax(axis=1)
            self._spans[kind] = [
                self._span(pieces[0], pieces[-1], labels[label], float(seen[pieces, label].max()))
                for label, run in groupby(range(len(best)), key=lambda i: int(best[i]))
                if label and (pieces := list(run))
            ]
        return self._spans[kind]

    @cached_property
    def launches(self) -> list[Span]:
        """The expressions that tell a launch, each with the weapon that is likeliest for it; `weight` is that of its being a
        launch, whatever was launched."""
        labels, seen = self._tags.labels["launches"], self._tags.seen["launches"]
        is_told = seen[:, 0] < 1 - LINKED
        found = []
        for told, run in groupby(range(len(is_told)), key=lambda i: bool(is_told[i])):
            if told:
                pieces = list(run)
                label = int(seen[pieces, 1:].sum(axis=0).argmax()) + 1
                weight = float(1 - seen[pieces, 0].min())
                found.append(self._span(pieces[0], pieces[-1], labels[label], weight))
        return found

    def weapon_of(self, spans: Sequence[Span]) -> tuple[str, float]:
        """The class of weapon that the expressions likeliest tell the launch of, and its share of what they tell."""
        labels, seen = self._tags.labels["launches"], self._tags.seen["launches"]
        told = sum(seen[self._tags.within(s.start, s.end), 1:].sum(axis=0) for s in spans)
        best = int(told.argmax())
        return labels[best + 1], float(told[best] / told.sum())

    @cached_property
    def triggers(self) -> list[Span]:
        """The expressions that tell an outcome."""
        return self.spans("outcomes")

    @cached_property
    def parties(self) -> list[Span]:
        """The mentions of states, each with the position that is likeliest for it."""
        labels = self._tags.labels["positions"]
        found = []
        for m, start, end, states in self._mentions():
            seen = self._tags.seen["positions"][self._tags.within(start, end), 1:]
            if len(seen):
                piece, label = divmod(int(seen.argmax()), seen.shape[1])
                weight = float(seen[piece, label])
                found.append(Span(m.index, m.paragraph, start, end, labels[label + 1], weight, states=states))
        return found

    def positions_of(self, state: str, sentence: int) -> dict[str, float]:
        """How likely the mentions of a state in a sentence are in each position: the most that any of them is."""
        found: dict[str, float] = {}
        for m, start, end, states in self._mentions():
            if m.index == sentence and state in states:
                for label, weight in self.likelihood("positions", start, end).items():
                    found[label] = max(weight, found.get(label, 0.0))
        return found

    def agents(self, label: str) -> list[Span]:
        """The mentions of states that likely launch (`launches`) or put sanctions on others (`imposes`)."""
        column = self._tags.labels["agents"].index(label)
        found = []
        for m, start, end, states in self._mentions():
            seen = self._tags.seen["agents"][self._tags.within(start, end), column]
            if len(seen) and (weight := float(seen.max())) >= LINKED:
                found.append(Span(m.index, m.paragraph, start, end, label, weight, states=states))
        return found

    def _mentions(self) -> Iterable[tuple[Marked, int, int, tuple[str, ...]]]:
        for m in self._marked:
            for party in m.parties:
                if party.states:
                    yield m, m.origin(party.start), m.origin(party.end - 1) + 1, party.states

    def _dating(self, of: tuple[str, str]) -> list[Span]:
        """The times that date decisions, or others of these."""
        if of not in self._times:
            self._times[of] = list(self._dating_anew(*of))
        return self._times[of]

    def _dating_anew(self, kind: str, label: str) -> Iterator[Span]:
        column, needed = self._tags.labels[kind].index(label), _DATES[kind]

        def seen(start: int, end: int) -> float:
            here = self._tags.seen[kind][self._tags.within(start, end), column]
            return float(here.mean()) if len(here) else 0.0

        for m in self._marked:
            counted = [c for c in self._offsets if c.sentence == m.index]
            for c in counted:
                if (weight := seen(c.start, c.end)) >= needed:
                    told = Span(m.index, m.paragraph, c.start, c.end, c.own, weight)
                    behind = c.end, c.last
                    yield replace(told, not_in=behind if c.other else None)
                    if c.other:
                        yield replace(told, label=c.other, only_in=behind)
            for t in m.times:
                start, end = m.origin(t.start), m.origin(t.end - 1) + 1
                is_told = any(c.start < end and start < c.end for c in counted)
                if t.value and not t.is_frame and not is_told and (weight := seen(start, end)) >= needed:
                    yield Span(m.index, m.paragraph, start, end, t.value, weight)

    @cached_property
    def figures(self) -> list[Span]:
        """The figures of votes that are likely such."""
        return self._counted("figures")

    @cached_property
    def numbers(self) -> list[Span]:
        """The numbers of missiles, people and organisations that are likely such."""
        return self._counted("numbers")

    def _counted(self, kind: str) -> list[Span]:
        found = []
        for i, label in enumerate(self._tags.labels[kind][1:], 1):
            is_such = self._tags.seen[kind][:, i] >= LIKELY
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

    def likelihood(self, kind: str, start: int, end: int) -> dict[str, float]:
        """How likely the words have each tag of the kind: the most that any piece of them has it."""
        seen = self._tags.seen[kind][self._tags.within(start, end)]
        best = seen.max(axis=0) if len(seen) else [0.0] * len(self._tags.labels[kind])
        return {label: float(p) for label, p in zip(self._tags.labels[kind][1:], best[1:], strict=True)}

    def outcomes_in(self, start: int, end: int) -> dict[str, float]:
        """How likely the words tell each outcome: as that of their pieces which most likely tells one."""
        labels = self._tags.labels["outcomes"]
        seen = self._tags.seen["outcomes"][self._tags.within(start, end)]
        if not len(seen):
            return {}
        piece = seen[int(seen[:, 1:].max(axis=1).argmax())]
        return {label: float(p) for label, p in zip(labels[1:], piece[1:], strict=True)}

    def day_of(self, span: Span) -> str:
        """The value of the time that dates what the expression tells, or ""."""
        value, weight = self.dated(span)
        return value if weight >= LINKED else ""

    def dated(
        self, span: Span, *, is_here: bool = False, of: tuple[str, str] = DECISION
    ) -> tuple[str, float]:
        """The value of the time that most likely dates what the expression tells, and how likely; `("", 0)` for none.
        `is_here`: only those of its sentence are asked for; `of`: what the time is to date."""
        reach = 0 if is_here else _REACH
        near = [t for t in self._dating(of) if abs(t.sentence - span.sentence) <= reach and t.may_date(span)]
        told = [(self.linked(t, span) - _FAR_TIME * abs(t.sentence - span.sentence), t.label) for t in near]
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
                weight = self.linked(span_of(a), span) - _FAR_CASE * min(_FURTHEST, far)
                if day and case.date:
                    weight += _SAME_DAY if fits(case.date, day) else -_SAME_DAY
                if best[0] is None or weight > best[1]:
                    best = case, weight
        return best

    def linked(self, one: Span, other: Span) -> float:
        """How likely the two are of one event."""
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


@cache
def _members() -> dict[str, int]:
    """Words for a number that are no numerals."""
    told = lexicon.settings("tagger")["numbers"]
    return {word: int(number) for number, words in told.items() for word in words.split()}


def _number(words: str) -> int | None:
    """What a figure says; of "13-2" the first."""
    plain = words.strip().lower()
    if plain in _members():
        return _members()[plain]
    value = value_of(plain.split("-")[0] if plain[:1].isdigit() else plain)
    return value if isinstance(value, int) else None
