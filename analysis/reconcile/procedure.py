"""The Council's own rules: what votes mean, and how long a hold lasts.

Votes: Charter of the United Nations, Article 27. A decision on substance needs nine affirmative votes and no
negative vote of a permanent member; a decision on procedure needs nine affirmative votes. A permanent
member's abstention or absence is no veto. Holds: a sanctions committee decides by consensus; any member may
place a hold, which lapses after six months unless a member extends it by three months and a day, after which
the proposal is dropped (as press reports of January 2022 explain the 1718 Committee's practice).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from analysis.reconcile.record import PERMANENT

SEATS = 15
NEEDED = 9
#: How long a hold lasts, and by how much another member may prolong it: press reports of January 2022 on the
#: committee's rules.
HOLD_MONTHS = 6
EXTENSION_MONTHS, EXTENSION_DAYS = 3, 1


@dataclass(frozen=True)
class Votes:
    """A count of votes; what is not known is `None`. Absent members have no vote."""

    in_favour: int | None = None
    against: int | None = None
    abstaining: int | None = None

    @property
    def total(self) -> int | None:
        """All votes and abstentions, if all three are known."""
        if self.in_favour is None or self.against is None or self.abstaining is None:
            return None
        return self.in_favour + self.against + self.abstaining

    @property
    def is_possible(self) -> bool:
        """Whether the fifteen members could have voted so."""
        known = [v for v in (self.in_favour, self.against, self.abstaining) if v is not None]
        return all(0 <= v <= SEATS for v in known) and sum(known) <= SEATS


def outcome(votes: Votes, against: Iterable[str] = (), *, is_procedural: bool = False) -> str | None:
    """`adopted`, `vetoed` or `failed` for a vote, given the states that voted no; `None` if undecidable.

    >>> outcome(Votes(13, 2, 0), ["CHN", "RUS"])
    'vetoed'
    >>> outcome(Votes(8, 2, 5), ["CHN"])
    'failed'
    """
    if votes.in_favour is None:
        return None
    if votes.in_favour < NEEDED:
        return "failed"
    if is_procedural:
        return "adopted"
    if PERMANENT & set(against):
        return "vetoed"
    named = len(set(against))
    unnamed = votes.against - named if votes.against is not None else None
    return "adopted" if unnamed == 0 else None


def consensus(holding: Iterable[str]) -> str:
    """What a committee that decides by consensus has done: `held` if any member holds, else `adopted`."""
    return "held" if list(holding) else "adopted"


def possible(result: str) -> tuple[Votes, ...]:
    """All complete votes of fifteen members, none absent, from which an outcome on substance can follow."""
    found = []
    for yes in range(SEATS + 1):
        for no in range(SEATS - yes + 1):
            fits = {
                "adopted": yes >= NEEDED,
                "vetoed": yes >= NEEDED and no >= 1,
                "failed": yes < NEEDED,
            }
            if fits.get(result, False):
                found.append(Votes(yes, no, SEATS - yes - no))
    return tuple(found)


def completed(votes: Votes, against: int = 0, abstaining: int = 0) -> Votes:
    """The votes with what follows from them filled in: the third figure where two are known; the noes and the
    abstentions where those states that are named with one (`against`, `abstaining`) and the votes in favour
    make fifteen. The votes themselves where nothing follows."""
    named = against + abstaining
    yes, no, abstained = votes.in_favour, votes.against, votes.abstaining
    if yes is not None and named and yes + named == SEATS and no in (None, against):
        no = against
    known = [v for v in (yes, no, abstained) if v is not None]
    rest = SEATS - sum(known)
    if len(known) == 2 and rest >= 0:
        yes, no, abstained = (rest if v is None else v for v in (yes, no, abstained))
    elif yes == SEATS:
        no, abstained = 0, 0
    return Votes(yes, no, abstained)


@dataclass(frozen=True)
class HoldClock:
    """The days of a hold: placed, first expiry (the last day it can be extended), and the lapse."""

    placed: date
    expires: date
    lapses: date


def hold_clock(placed: date) -> HoldClock:
    """When a hold placed on a day expires, and when the proposal lapses if another member extends it.

    >>> hold_clock(date(2022, 1, 20)).lapses
    datetime.date(2022, 10, 21)
    """
    expires = add_months(placed, HOLD_MONTHS)
    return HoldClock(placed, expires, add_months(expires, EXTENSION_MONTHS) + timedelta(days=EXTENSION_DAYS))


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months later, or that month's last day if it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
