"""Which case an act belongs to: by day, number, place in the text and what it speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from analysis.events.acts import Act
from analysis.events.voting import Figures
from analysis.recognise.timex import bounds

#: Which fates may be told of one and the same measure.
FAMILY = {
    "adopted": "pass",
    "vetoed": "defeat",
    "blocked": "defeat",
    "held": "defeat",
    "failed": "defeat",
    "no_agreement": "none",
}
DECIDED = ("pass", "defeat")


@dataclass
class Case:
    """A measure under assembly. `family`: `pass`, `defeat`, `none` (no product) or `open` (a draft)."""

    family: str
    acts: list[Act] = field(default_factory=list)
    figures: list[Figures] = field(default_factory=list)
    is_easing: bool = False
    date: str = ""

    @property
    def number(self) -> str:
        return next((a.number for a in self.acts if a.number and not a.is_weak), "")

    @property
    def first(self) -> Act:
        return min(self.acts, key=lambda a: (a.is_weak, a.start))

    @property
    def is_rival(self) -> bool:
        return any(a.is_rival for a in self.acts if not a.is_weak)

    @property
    def drafters(self) -> frozenset[str]:
        """The states whose draft it is, as far as told."""
        return frozenset(s for a in self.acts for s in (a.states if a.position == "sponsor" else a.of))

    def is_apart(self, a: Act) -> bool:
        """Whether the act is of the draft of others."""
        if a.of and not self.drafters:
            # Nobody votes down what is their own.
            foes = {s for x in self.acts if x.position in ("veto", "block") for s in x.states}
            return set(a.of) <= foes and not self.stands_in(a)
        return bool(a.of) and not self.drafters & set(a.of)

    @property
    def body(self) -> str:
        """The body before which it was, if all that tell one tell the same."""
        told = {a.body for a in self.acts if a.body and not a.is_weak}
        return told.pop() if len(told) == 1 else ""

    def is_elsewhere(self, a: Act) -> bool:
        """Whether the act was before another body."""
        return bool(a.body) and bool(self.body) and a.body != self.body

    def is_otherwise(self, a: Act) -> bool:
        """Whether the act is a hold and this a veto told in another paragraph, or the other way round."""
        told = {x.outcome for x in self.acts if not x.is_weak}
        other = {"held": "vetoed", "vetoed": "held"}.get(a.outcome)
        if told == {"failed"} and a.outcome == "vetoed" and any(x.rule in TOO_FEW for x in self.acts):
            # What got too few votes needed no veto.
            return not self.stands_in(a)
        return told == {other} and all(x.paragraph != a.paragraph for x in self.acts)

    def may_be(self, a: Act) -> bool:
        """Whether the act may be of this measure: not if it is of another's draft or body, or of a rival one."""
        return (
            not self.is_apart(a)
            and not self.is_elsewhere(a)
            and not self.is_otherwise(a)
            and (a.is_rival == self.is_rival or self.stands_in(a))
        )

    def add(self, act: Act) -> None:
        self.acts.append(act)
        if self.family == "none" and len(act.date) == _YEAR:
            return
        if act.date and act.outcome and precision(act.date) > precision(self.date):
            self.date = act.date

    def stands_in(self, act: Act) -> bool:
        """Whether an act of the case stands in the act's sentence."""
        return any(x.sentence == act.sentence for x in self.acts)


#: Rules that tell of a text which too few were for.
TOO_FEW = {"found-support", "few-votes", "backed-by-author-only"}
#: Characters of a year's value; no meeting is dated by its year.
_YEAR = 4


def precision(value: str) -> int:
    """3 for a day, 2 for a week or range, then month, year, nothing."""
    if not value:
        return -1
    if "W" in value or "/" in value:
        return 2
    return {10: 3, 7: 1}.get(len(value), 0)


def fits(one: str, other: str) -> bool:
    """Whether two TIMEX3 dates may mean the same day: equal, or one within the other, or one unknown."""
    if not one or not other or one == other:
        return True
    short, long = sorted((one, other), key=len)
    if "W" in short + long or "/" in short + long:
        a, b = bounds(short), bounds(long)
        return a[0] <= b[1] and b[0] <= a[1]
    return long.startswith(short)


def nearest(cases: Sequence[Case], a: Act) -> Case | None:
    """The case told nearest to the act: in its sentence, before it in its paragraph, the article's main one."""
    return here(cases, a) or before(cases, a) or main_of(cases)


def here(cases: Iterable[Case], a: Act) -> Case | None:
    """The case told nearest in the act's sentence."""
    found = [c for c in cases if c.stands_in(a)]
    return min(
        found,
        key=lambda c: min(abs(x.start - a.start) for x in c.acts if x.sentence == a.sentence),
        default=None,
    )


def before(cases: Iterable[Case], a: Act) -> Case | None:
    """The case told last before the act in its paragraph; of the cases of one earlier sentence the one that it
    tells first, as what follows there is an aside, unless "the latter" is meant."""
    places = [
        (x.sentence, x.start if x.sentence == a.sentence or a.is_latter else -x.start, i, c)
        for i, c in enumerate(cases)
        for x in c.acts
        if x.paragraph == a.paragraph and x.start < a.start
    ]
    return max(places, key=lambda p: p[:3])[3] if places else None


def after(cases: Iterable[Case], a: Act, sentences: int = 2) -> Case | None:
    """The case told next after the act in its paragraph, a few sentences on at most."""
    places = [
        (x.start, i, c)
        for i, c in enumerate(cases)
        for x in c.acts
        if x.paragraph == a.paragraph and 0 < x.sentence - a.sentence <= sentences
    ]
    return min(places, key=lambda p: p[:2])[2] if places else None


def main_of(cases: Sequence[Case]) -> Case | None:
    """What the article is about: the latest of what its beginning tells, else the latest of all."""
    opening = [c for c in cases if any(x.sentence <= 3 for x in c.acts)]
    return max(opening or cases, key=lambda c: (_rank(c), -c.acts[0].start), default=None)


def _rank(c: Case) -> tuple[str, int]:
    return (c.date or "9999", c.family in ("pass", "defeat"))


def follows(decided: str, tabled: str, *, days: int = 62) -> bool:
    """Whether the decision fell within two months after the day of the draft."""
    if not decided or not tabled:
        return False
    gap = (date.fromisoformat(bounds(decided)[1]) - date.fromisoformat(bounds(tabled)[0])).days
    return 0 <= gap <= days


def is_recent(decided: str, published: str, *, days: int = 45) -> bool:
    """Whether an article of the day may still speak of that decision as the matter in hand."""
    if not decided or not published:
        return True
    gap = (date.fromisoformat(published) - date.fromisoformat(bounds(decided)[1])).days
    return gap <= days
