"""Chart of the claimed tallies against the launches that the articles date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts import when, words
from analysis.charts.chart import Chart, Link, each, url
from analysis.charts.drawing import (
    SMALL,
    Dot,
    KeyItem,
    blank,
    dots,
    fitted,
    key,
    key_height,
    line,
    put,
    sheet,
    text_width,
    width_of,
)

NOTHING = "No claimed tally in this selection."


@dataclass(frozen=True)
class Claim:
    """A claimed tally, the number that the articles date in its window, and its mentions."""

    what: str
    window: str
    count: int
    dated: int
    sources: int
    rows: tuple[int, ...]

    @property
    def label(self) -> str:
        return f"{self.what} {self.window}: {self.count} claimed, {self.dated} dated"


def tallies_checked(checked: pd.DataFrame, *, link: Link | None = None) -> Chart:
    """What articles claim against what they date: a row a tally, with both numbers.

    `checked` has count, unit, weapon, since, as_of, dated and missing (see `reconcile.claims`)."""
    claims = [_claim(c, rows) for c, rows in each(checked)]
    return Chart(
        title=_title(claims),
        description=" ".join(f"{words.upper_first(c.label)}." for c in _widest(claims)) or NOTHING,
        how_to_read="A row is a tally that articles claim for a window of time. The open diamond is the"
        " claimed number, the filled mark how many of that kind the articles of this corpus date in the"
        " window; the bar between them is what is not dated, or not claimed.",
        not_shown="Whether the undated ones took place: the claim may count what no article here tells.",
        data=pd.DataFrame(
            [(c.what, c.window, c.count, c.dated, c.sources) for c in claims],
            columns=["counted", "window", "claimed", "dated", "sources"],
        ),
        draw=lambda narrow: _draw(claims, narrow, link),
    )


def _claim(row: Any, rows: tuple[int, ...]) -> Claim:
    one, many = words.TALLIED[row.weapon][row.unit == "missiles"]
    what = one if row.count == 1 else many
    end = when.interval(str(row.as_of))
    since = when.interval(str(row.since))
    window = f"since {when.day_words(since[0], long=False)}" if since else ""
    until = f", to {when.day_words(end[1], long=False)}" if end else ""
    return Claim(
        what, window + until, int(row.count), int(row.dated), int(getattr(row, "n_sources", 1)), rows
    )


def _title(claims: Sequence[Claim]) -> str:
    if not claims:
        return "Do the claimed tallies match the dated launches?"
    short = [c for c in claims if c.count > c.dated]
    if len(claims) == 1:
        c = claims[0]
        return (
            f"{c.count} {c.what} claimed, {c.dated} of them dated"
            if short
            else f"The claimed {c.count} {c.what}: all dated"
        )
    return f"{words.upper_first(words.claimed_more(len(short), len(claims)))} than the articles date"


def _widest(claims: Sequence[Claim]) -> list[Claim]:
    """The three claims that are furthest from the dated launches."""
    return sorted(claims, key=lambda c: -abs(c.count - c.dated))[:3]


def _draw(claims: Sequence[Claim], narrow: bool, link: Link | None) -> Figure:
    if not claims:
        return blank(narrow, NOTHING)
    width = width_of(narrow)
    left, row = (14.0, 50.0) if narrow else (384.0, 28.0)
    most = max(max(c.count, c.dated) for c in claims)
    step = (width - left - 40) / max(most, 1)
    items = [
        KeyItem("claimed by articles", Dot(0, 0, 5, "D", "paper", "accent")),
        KeyItem("dated by articles", Dot(0, 0, 5)),
    ]
    bottom = row * len(claims) + 8
    figure, axes = sheet(width, bottom + 40 + key_height(items, width))
    _draw_scale(axes, most, left, step, bottom)
    for i, claim in enumerate(claims):
        _draw_claim(axes, claim, row * i + 4, left, step, narrow, link)
    key(axes, items, bottom + 34, width)
    return figure


def _draw_scale(axes: Axes, most: int, left: float, step: float, bottom: float) -> None:
    interval = next(s for s in (1, 2, 5, 10, 20, 50, 100, 10**9) if most / s <= 8)
    for level in range(0, most + 1, interval):
        x = left + step * level
        line(axes, [x, x], [0, bottom], colour="grid")
        put(axes, x, bottom + 12, str(level), size=SMALL, colour="soft", align="center")
    put(
        axes,
        left + step * most / 2,
        bottom + 28,
        "launches or missiles",
        size=SMALL,
        colour="soft",
        align="center",
    )


def _draw_claim(
    axes: Axes, claim: Claim, top: float, left: float, step: float, narrow: bool, link: Link | None
) -> None:
    y = top + (36 if narrow else 14)
    room = width_of(narrow) if narrow else left - 20
    put(axes, 0, top + 14, fitted(f"{words.upper_first(claim.what)} {claim.window}", 12, room), size=12)
    a, b = left + step * claim.dated, left + step * claim.count
    line(axes, [a, b], [y, y], colour="accent", width=2)
    dots(axes, [Dot(a, y, 5), Dot(b, y, 5, "D", "paper", "accent", url=url(link, claim.rows, claim.label))])
    side = 1 if b >= a else -1
    put(
        axes,
        b + side * 11,
        y,
        str(claim.count),
        size=SMALL,
        colour="accent",
        bold=True,
        align="left" if side > 0 else "right",
    )
    if a != b and abs(b - a) > 30 and a - side * 11 - text_width(str(claim.dated), SMALL) > left - 14:
        put(
            axes,
            a - side * 11,
            y,
            str(claim.dated),
            size=SMALL,
            colour="blue",
            align="right" if side > 0 else "left",
        )
