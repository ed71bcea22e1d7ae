"""Charts of the Council's procedure: the votes as a chamber of 15 seats, and the clock of a hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts import when, words
from analysis.charts.chart import Chart, Link, each, url
from analysis.charts.drawing import (
    SMALL,
    Align,
    Dot,
    KeyItem,
    TimeAxis,
    blank,
    box,
    dots,
    key,
    key_height,
    line,
    number,
    put,
    sheet,
    width_of,
)
from analysis.charts.positions import LOOKS, votes_in_words
from analysis.reconcile import procedure, record
from analysis.reconcile.grouping import told_apart
from analysis.reconcile.procedure import SEATS, HoldClock

VOTES = ("veto", "against", "abstain", "in_favour")


@dataclass(frozen=True)
class Seat:
    """A member's seat: its state ("" where unknown), its vote ("" where unknown), whether an article names
    it."""

    state: str
    vote: str
    is_named: bool
    rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class Chamber:
    """A vote with its 15 seats, permanent members first."""

    title: str
    outcome: str
    votes: str
    seats: tuple[Seat, ...]
    rows: tuple[int, ...]

    @property
    def named(self) -> int:
        return sum(s.is_named for s in self.seats)


def vote_chamber(
    decisions: pd.DataFrame,
    positions: pd.DataFrame,
    *,
    link: Link | None = None,
    decision_link: Link | None = None,
) -> Chart:
    """How the 15 members voted on each decision that was put to a vote in the Council.

    The elected members of a year are those of the public record; in a year that it lacks, the seats of
    states that no article names stay without a name."""
    chambers = [
        _chamber(d, rows, positions)
        for d, rows in each(told_apart(decisions))
        if d.body == "UNSC" and d.outcome in ("adopted", "vetoed", "failed") and d.instrument != "statement"
    ]
    chambers = [c for c in chambers if any(s.vote for s in c.seats) and c.title != "no date"]
    data = pd.DataFrame(
        [_chamber_row(c) for c in chambers],
        columns=["vote", "outcome", "in favour", "against or veto", "abstained", "not known", "states named"],
    )
    return Chart(
        title=_chamber_title(chambers),
        description=_chamber_description(chambers),
        how_to_read="A horseshoe is a vote, a square a seat: the five permanent members in the row at"
        " the head, elected ones along the sides. Filled: an article names the state and its vote."
        " Shaded: its vote follows from the numbers, as all that is left voted alike.",
        not_shown="Holds in the sanctions committee and decisions of the Assembly, which have no vote"
        " of 15 members; votes without a date, and those of which the articles give neither numbers nor"
        " names.",
        data=data,
        draw=lambda narrow: _draw_chambers(chambers, narrow, link, decision_link),
    )


def _chamber(decision: Any, rows: tuple[int, ...], positions: pd.DataFrame) -> Chamber:
    named = {
        str(p.state): Seat(str(p.state), str(p.position), True, found)
        for p, found in each(positions)
        if p.decision == decision.event_id and p.position in VOTES
    }
    year = (when.interval(str(decision.date)) or (date.min,))[0].year
    elected = sorted(record.members(year) - record.PERMANENT) or sorted(
        s for s in named if s not in words.PERMANENT
    )
    states = [*words.PERMANENT, *elected[:10], *[""] * (10 - len(elected))]
    known = [named.get(s) for s in states]
    left = _left_over(decision, [s for s in known if s])
    seats = [s or Seat(state, left, False) for s, state in zip(known, states, strict=True)]
    return Chamber(
        when.in_short(str(decision.date)), str(decision.outcome), votes_in_words(decision), tuple(seats), rows
    )


def _left_over(decision: Any, known: Sequence[Seat]) -> str:
    """The vote of all members that are not named, if the numbers leave only one; else ""."""
    yes, no, abstained = (number(getattr(decision, c)) for c in ("votes_for", "votes_against", "abstentions"))
    if yes is None:
        return ""
    named_yes = sum(s.vote == "in_favour" for s in known)
    named_no = sum(s.vote in ("veto", "against") for s in known)
    named_abstained = sum(s.vote == "abstain" for s in known)
    rest = SEATS - len(known)
    left = {
        "in_favour": yes - named_yes,
        "against": (no if no is not None else named_no) - named_no,
        "abstain": (abstained if abstained is not None else named_abstained) - named_abstained,
    }
    return next((vote for vote, n in left.items() if n == rest), "")


def _chamber_row(chamber: Chamber) -> tuple[str, str, int, int, int, int, int]:
    votes = [s.vote for s in chamber.seats]
    return (
        chamber.title,
        words.OUTCOMES[chamber.outcome],
        votes.count("in_favour"),
        votes.count("veto") + votes.count("against"),
        votes.count("abstain"),
        votes.count(""),
        chamber.named,
    )


def _chamber_title(chambers: Sequence[Chamber]) -> str:
    if not chambers:
        return "How did the 15 members vote?"
    one_sided = sum(all(s.vote == "in_favour" for s in c.seats) for c in chambers)
    vetoed = [c for c in chambers if c.outcome == "vetoed"]
    said = [words.counted(len(chambers), "vote") + " in the Council"]
    if one_sided:
        said.append(f"{one_sided} with 15 in favour")
    if vetoed:
        said.append(f"{len(vetoed)} vetoed")
    return ", ".join(said)


def _chamber_description(chambers: Sequence[Chamber]) -> str:
    """What was not unanimous, in words; the rest is in the table."""
    if not chambers:
        return "No vote of the Council with known votes in this selection."
    told = []
    for c in chambers:
        no = words.listed(words.state(s.state) for s in c.seats if s.vote in ("veto", "against") and s.state)
        abstained = words.listed(words.state(s.state) for s in c.seats if s.vote == "abstain" and s.state)
        parts = [f"against {no}" if no else "", f"abstaining {abstained}" if abstained else ""]
        if no or abstained:
            result = f"{words.OUTCOMES[c.outcome]} {c.votes}".strip()
            told.append(f"{c.title}: {result}, {', '.join(p for p in parts if p)}.")
    return " ".join(told) or "In none of these votes do the articles name a state against or abstaining."


def _draw_chambers(
    chambers: Sequence[Chamber], narrow: bool, link: Link | None, decision_link: Link | None
) -> Figure:
    if not chambers:
        return blank(narrow, "No vote of the Council with known votes in this selection.")
    width = width_of(narrow)
    columns, seat = (2, 23.0) if narrow else (4, 26.0)
    panel, height = width / columns, seat * 6 + 24
    items = [
        KeyItem(
            LOOKS[v].said,
            Dot(0, 0, 7, "s", LOOKS[v].fill, LOOKS[v].edge, LOOKS[v].letter, LOOKS[v].ink, letter_size=9),
        )
        for v in VOTES
        if any(s.vote == v and s.is_named for c in chambers for s in c.seats)
    ]
    if any(s.vote and not s.is_named for c in chambers for s in c.seats):
        items.append(KeyItem("in favour, as the numbers show", Dot(0, 0, 7, "s", "wash", "line")))
    if any(not s.vote for c in chambers for s in c.seats):
        items.append(KeyItem("not known", Dot(0, 0, 7, "s", "paper", "grid")))
    rows = -(-len(chambers) // columns)
    figure, axes = sheet(width, rows * height + key_height(items, width))
    for i, chamber in enumerate(chambers):
        corner = (i % columns) * panel + 1, (i // columns) * height + 2
        _draw_chamber(axes, chamber, corner, seat, not narrow, link, decision_link)
    key(axes, items, rows * height - 6, width)
    return figure


def _places(corner: tuple[float, float], seat: float) -> list[tuple[float, float]]:
    """Upper left corners of the 15 seats: five along the head of the horseshoe, five down each side."""
    left, top = corner
    head = [(left + seat * (i + 1), top) for i in range(5)]
    sides = [(left + side * seat * 6, top + seat * (i + 1)) for i in range(5) for side in (0, 1)]
    return head + sides


def _draw_chamber(
    axes: Axes,
    chamber: Chamber,
    corner: tuple[float, float],
    seat: float,
    with_codes: bool,
    link: Link | None,
    decision_link: Link | None,
) -> None:
    with_codes = with_codes and len({s.vote for s in chamber.seats}) > 1
    for member, (x, y) in zip(chamber.seats, _places(corner, seat), strict=True):
        _draw_seat(axes, chamber, member, x, y, seat, with_codes, link)
    middle, top = corner[0] + seat * 3.5, corner[1] + seat * 1.5
    target = url(
        decision_link, chamber.rows, f"{chamber.title}: {words.OUTCOMES[chamber.outcome]} {chamber.votes}"
    )
    put(axes, middle, top + seat, chamber.votes or "–", size=20, align="center", bold=True, url=target)
    put(axes, middle, top + seat * 1.9, words.OUTCOMES[chamber.outcome], align="center")
    put(axes, middle, top + seat * 2.6, chamber.title, size=SMALL, colour="soft", align="center")


def _draw_seat(
    axes: Axes,
    chamber: Chamber,
    member: Seat,
    x: float,
    y: float,
    seat: float,
    with_codes: bool,
    link: Link | None,
) -> None:
    """A square with its vote's letter and the state's code; a vote in favour that the numbers show has no
    letter."""
    half = (seat - 3) / 2
    look = LOOKS[member.vote] if member.vote else None
    fill = look.fill if look and member.is_named else "wash" if look else "paper"
    edge = (
        look.edge if look and (member.is_named or member.vote != "in_favour") else "line" if look else "grid"
    )
    ink = look.ink if look and member.is_named else "soft"
    said = f"{words.state(member.state)}, {chamber.title}: {look.said}" if look and member.state else ""
    target = url(link, member.rows, said) if member.is_named else None
    dots(axes, [Dot(x + half, y + half, half, "s", fill, edge, url=target)])
    code = member.state if member.is_named or with_codes else ""
    letter = look.letter if look and (member.is_named or member.vote != "in_favour") else ""
    drop = half * 0.42 if code and letter else 0
    if code:
        put(axes, x + half, y + half - drop, code, size=8, colour=ink, align="center")
    if letter:
        put(
            axes, x + half, y + half + drop, letter, size=10, colour=ink, align="center", bold=member.is_named
        )


@dataclass(frozen=True)
class Clock:
    """A hold's dates and the mentions behind it."""

    days: HoldClock
    rows: tuple[int, ...]


def clock_of(day: str) -> HoldClock | None:
    """The dates of a hold placed on a day; `None` for a date that is no day."""
    found = when.interval(day)
    return procedure.hold_clock(found[0]) if found and when.is_day(day) else None


def hold_clock(decisions: pd.DataFrame, *, link: Link | None = None) -> Chart:
    """For each hold: when it was placed, when its six months end, when the proposal lapses if extended."""
    clocks = [
        Clock(days, rows)
        for d, rows in each(decisions)
        if d.outcome == "held" and (days := clock_of(str(d.date)))
    ]
    undated = int((decisions["outcome"] == "held").sum()) - len(clocks)
    left_out = f"{words.upper_first(words.counted(undated, 'hold'))} without a day." if undated else ""
    return Chart(
        title=_clock_title(clocks),
        description=_clock_description(clocks),
        how_to_read="The first bar is the hold's six months, the second the three months and a day by"
        " which another member can extend it; at its end the proposal is dropped.",
        not_shown=f"Whether the hold was in fact extended or lifted earlier. {left_out}".strip(),
        data=pd.DataFrame(
            [
                (c.days.placed.isoformat(), c.days.expires.isoformat(), c.days.lapses.isoformat())
                for c in clocks
            ],
            columns=["hold placed", "six months end", "lapses if extended"],
        ),
        draw=lambda narrow: _draw_clocks(clocks, narrow, link),
    )


def _clock_title(clocks: Sequence[Clock]) -> str:
    if not clocks:
        return "When does a hold run out?"
    if len(clocks) == 1:
        c = clocks[0]
        return (
            f"The hold of {when.day_words(c.days.placed)} runs out on {when.day_words(c.days.expires)},"
            f" or lapses on {when.day_words(c.days.lapses)}"
        )
    return (
        f"{len(clocks)} holds, the last of which lapses by"
        f" {when.day_words(max(c.days.lapses for c in clocks))}"
    )


def _clock_description(clocks: Sequence[Clock]) -> str:
    return (
        " ".join(
            f"Hold placed on {when.day_words(c.days.placed)}: six months end on"
            f" {when.day_words(c.days.expires)}; if extended, the proposal lapses on"
            f" {when.day_words(c.days.lapses)}."
            for c in clocks
        )
        or "No hold with a known day in this selection."
    )


def _draw_clocks(clocks: Sequence[Clock], narrow: bool, link: Link | None) -> Figure:
    if not clocks:
        return blank(narrow, "No hold with a known day in this selection.")
    width = width_of(narrow)
    height = 132.0 if narrow else 104.0
    figure, axes = sheet(width, height * len(clocks))
    for i, clock in enumerate(clocks):
        draw = _draw_clock_narrow if narrow else _draw_clock
        draw(axes, clock, height * i, width, link)
    return figure


def _draw_clock(axes: Axes, clock: Clock, top: float, width: float, link: Link | None) -> None:
    scale = TimeAxis(clock.days.placed, clock.days.lapses, 2, width - 2)
    xs = [scale.x(d) for d in (clock.days.placed, clock.days.expires, clock.days.lapses)]
    target = url(link, clock.rows, f"hold placed on {when.day_words(clock.days.placed)}")
    box(axes, xs[0], top + 50, xs[1] - xs[0], 24, fill="orange", edge="orange", url=target)
    put(axes, (xs[0] + xs[1]) / 2, top + 62, "six months", colour="paper", align="center")
    box(axes, xs[1], top + 50, xs[2] - xs[1], 24, fill="paper", edge="orange", dashed=True)
    put(
        axes,
        (xs[1] + xs[2]) / 2,
        top + 62,
        "three months and a day",
        colour="soft",
        align="center",
        size=SMALL,
    )
    said: tuple[tuple[date, str, Align], ...] = (
        (clock.days.placed, "hold placed", "left"),
        (clock.days.expires, "ends, unless extended", "center"),
        (clock.days.lapses, "lapses", "right"),
    )
    for x, (day, what, align) in zip(xs, said, strict=True):
        line(axes, [x, x], [top + 44, top + 80], colour="ink", width=1.5)
        put(axes, x, top + 14, when.day_words(day), bold=True, align=align)
        put(axes, x, top + 32, what, size=SMALL, colour="soft", align=align)


def _draw_clock_narrow(axes: Axes, clock: Clock, top: float, width: float, link: Link | None) -> None:
    target = url(link, clock.rows, f"hold placed on {when.day_words(clock.days.placed)}")
    box(axes, 8, top + 14, 14, 60, fill="orange", edge="orange", url=target)
    box(axes, 8, top + 74, 14, 38, fill="paper", edge="orange", dashed=True)
    rows = (
        (14, clock.days.placed, "hold placed"),
        (74, clock.days.expires, "ends, unless extended"),
        (112, clock.days.lapses, "lapses"),
    )
    for y, day, what in rows:
        line(axes, [4, 28], [top + y, top + y], colour="ink", width=1.5)
        put(axes, 34, top + y, when.day_words(day), bold=True)
        put(axes, 188, top + y, what, size=SMALL, colour="soft")
    put(axes, 34, top + 44, "six months", size=SMALL, colour="soft")
    put(axes, 34, top + 93, "three months and a day", size=SMALL, colour="soft")
