"""Pen and paper: a sheet measured in points with y downwards, and the few shapes that charts are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Any, Literal, Protocol

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle
from matplotlib.textpath import text_to_path

from analysis.charts import when
from analysis.charts.palette import light
from analysis.reconcile.procedure import add_months

#: Widths of a sheet in points: for a page and for a phone.
WIDE, NARROW = 800, 350
#: Sizes of text in points.
TEXT, SMALL = 12.5, 11


def width_of(narrow: bool) -> int:
    """The width of the sheet."""
    return NARROW if narrow else WIDE


def sheet(width: float, height: float) -> tuple[Figure, Axes]:
    """A blank figure of that many points; coordinates are points from the upper left corner."""
    figure = Figure(figsize=(width / 72, height / 72))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.axis("off")
    return figure, axes


def blank(narrow: bool, words: str) -> Figure:
    """A sheet that says that there is nothing to draw."""
    width = width_of(narrow)
    figure, axes = sheet(width, 90)
    box(axes, 0.5, 0.5, width - 1, 89, fill=None, edge="line", dashed=True)
    lines = wrapped(words, TEXT, width - 30)
    for i, line in enumerate(lines):
        put(axes, width / 2, 45 + (i - (len(lines) - 1) / 2) * 17, line, colour="soft", align="center")
    return figure


Align = Literal["left", "center", "right"]


def put(
    axes: Axes,
    x: float,
    y: float,
    words: str,
    *,
    size: float = TEXT,
    colour: str = "ink",
    align: Align = "left",
    bold: bool = False,
    angle: float = 0,
    url: str | None = None,
) -> None:
    """Text whose middle line is at `y`; turned by `angle` degrees around its beginning."""
    # "center" would centre each text's own box, so that "no" and "ply" stand at different heights.
    drop = size * 0.36
    text = axes.text(
        x + (drop if angle else 0),
        y + (0 if angle else drop),
        words,
        fontsize=size,
        color=light(colour),
        ha=align,
        va="baseline",
        rotation=angle,
        rotation_mode="anchor",
        fontweight="bold" if bold else "normal",
        parse_math=False,
        zorder=4,
    )
    text.set_url(url)


def line(
    axes: Axes,
    xs: Sequence[float],
    ys: Sequence[float],
    *,
    colour: str = "line",
    width: float = 1,
    dashed: bool = False,
) -> None:
    """A line through points."""
    axes.plot(
        xs,
        ys,
        color=light(colour),
        linewidth=width,
        linestyle=(0, (3, 3)) if dashed else "-",
        zorder=1,
        clip_on=False,
    )


def box(
    axes: Axes,
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    fill: str | None,
    edge: str | None = None,
    line_width: float = 1,
    dashed: bool = False,
    url: str | None = None,
) -> None:
    """A rectangle from its upper left corner; unfilled ones can still be clicked inside."""
    drawn = Rectangle(
        (x, y),
        width,
        height,
        facecolor=light(fill) if fill else "none",
        edgecolor=light(edge) if edge else "none",
        linewidth=line_width if edge else 0,
        linestyle=(0, (3, 2)) if dashed else "-",
        zorder=2 if fill or url else 1,
        clip_on=False,
    )
    drawn.set_url(url)
    axes.add_patch(drawn)


@dataclass(frozen=True)
class Dot:
    """A mark at a place: `shape` is a matplotlib marker, `fill` and `edge` are names of colours."""

    x: float
    y: float
    radius: float = 5
    shape: str = "o"
    fill: str = "blue"
    edge: str = "blue"
    letter: str = ""
    ink: str = "paper"
    url: str | None = None
    letter_size: float = 9.5


def dots(axes: Axes, marks: Iterable[Dot]) -> None:
    """Marks with their letters; the mark alone bears the link, clicks on its letter pass through."""
    for mark in marks:
        (drawn,) = axes.plot(
            [mark.x],
            [mark.y],
            linestyle="none",
            marker=mark.shape,
            markersize=2 * mark.radius,
            markerfacecolor=light(mark.fill),
            markeredgecolor=light(mark.edge),
            markeredgewidth=1.6,
            zorder=3,
            clip_on=False,
        )
        drawn.set_url(mark.url)
        if mark.letter:
            put(
                axes,
                mark.x,
                mark.y,
                mark.letter,
                size=mark.letter_size,
                colour=mark.ink,
                align="center",
                bold=True,
            )


@cache
def text_width(words: str, size: float = TEXT, bold: bool = False) -> float:
    """Width of the text in points, in a font that is wider than those of most readers."""
    font = FontProperties(family="DejaVu Sans", size=size, weight="bold" if bold else "normal")
    return float(text_to_path.get_text_width_height_descent(words, font, ismath=False)[0])


def fitted(words: str, size: float, room: float) -> str:
    """The text, cut with an ellipsis where it is wider than `room` points."""
    # No letter is narrower than a sixth of its size: what lies beyond is not even measured.
    longest = int(6 * room / size) + 1
    if len(words) <= longest and text_width(words, size) <= room:
        return words
    fits, too_long = 0, min(len(words), longest) + 1
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if text_width(words[:middle] + "…", size) <= room:
            fits = middle
        else:
            too_long = middle
    return words[:fits].rstrip() + "…"


def wrapped(words: str, size: float, room: float) -> list[str]:
    """The text in lines no wider than `room` points."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(fitted(word, size, room))
    return lines


@dataclass(frozen=True)
class TimeAxis:
    """Days to points: `first` at `left`, `last` at `right`."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """The place of the day."""
        span = max(1, (self.last - self.first).days)
        return self.left + (self.right - self.left) * (day - self.first).days / span

    def ticks(self) -> list[tuple[date, str]]:
        """Days to be marked, with their labels, no two of which overlap: the finest steps that have room."""
        days = (self.last - self.first).days
        finest = [self._days(7), self._days(14)] if days < 100 else []
        for steps in (*finest, self._months(1), self._months(3), self._months(6)):
            if len(steps) > 1 and self._have_room(steps):
                return steps
        years = self._years()
        return next((y for n in range(1, len(years) + 1) if self._have_room(y := years[::n])), [])

    def _days(self, step: int) -> list[tuple[date, str]]:
        days = range(0, (self.last - self.first).days + 1, step)
        return [(d, when.day_words(d, long=False)) for d in (self.first + timedelta(days=i) for i in days)]

    def _months(self, step: int) -> list[tuple[date, str]]:
        found: list[tuple[date, str]] = []
        day = self.first.replace(day=1)
        while day <= self.last:
            if day >= self.first and (day.month - 1) % step == 0:
                name = when.MONTHS[day.month - 1][:3]
                found.append((day, f"{name} {day.year}" if day.month == 1 or not found else name))
            day = add_months(day, 1)
        return found

    def _years(self) -> list[tuple[date, str]]:
        years = (date(y, 1, 1) for y in range(self.first.year, self.last.year + 1))
        return [(d, str(d.year)) for d in years if d >= self.first]

    def _have_room(self, steps: list[tuple[date, str]]) -> bool:
        ends = [(self.x(d), text_width(t, SMALL) / 2) for d, t in steps]
        return all(x + half + 8 <= y - other for (x, half), (y, other) in pairwise(ends))


class Scale(Protocol):
    """Where days stand on a chart, and which of them are marked."""

    @property
    def left(self) -> float: ...
    @property
    def right(self) -> float: ...
    def x(self, day: date) -> float: ...
    def ticks(self) -> list[tuple[date, str]]: ...


@dataclass(frozen=True)
class YearAxis:
    """Years side by side, wider where they hold more marks; other years are left out.

    `years` gives each year's width in points; a year that is not among them has the place of the next."""

    years: tuple[tuple[int, float], ...]
    left: float
    is_broken = True

    @property
    def right(self) -> float:
        return self.left + sum(w for _, w in self.years)

    def x(self, day: date) -> float:
        x = self.left
        for year, width in self.years:
            if year == day.year:
                # A margin keeps the marks of New Year off the line between the years.
                return x + 8 + (width - 16) * (day.timetuple().tm_yday - 1) / 365
            if year > day.year:
                return x
            x += width
        return x

    def ticks(self) -> list[tuple[date, str]]:
        return [(date(year, 1, 1), str(year)) for year, _ in self.years]


def year_axis(days: Sequence[date], left: float, right: float) -> YearAxis | None:
    """Years with room after the number of days in each; `None` where there are too many years."""
    counts = Counter(d.year for d in days)
    least = text_width("2022", SMALL) + 4
    spare = right - left - least * len(counts)
    if spare < 0:
        return None
    extra = {year: n - 1 for year, n in counts.items()}
    share = spare / (sum(extra.values()) or 1)
    widths = {
        y: least + (share * extra[y] if any(extra.values()) else spare / len(counts)) for y in sorted(counts)
    }
    return YearAxis(tuple(widths.items()), left)


def time_axis(axes: Axes, scale: Scale, top: float, bottom: float, title: str) -> None:
    """Vertical grid lines with their days below, and the axis' title under them."""
    line(axes, [scale.left, scale.right], [bottom, bottom])
    edge = axes.get_xlim()[1]
    if isinstance(scale, YearAxis):
        _mark_years(axes, scale, top, bottom)
    else:
        for day, label in scale.ticks():
            x, half = scale.x(day), text_width(label, SMALL) / 2
            line(axes, [x, x], [top, bottom], colour="grid")
            line(axes, [x, x], [bottom, bottom + 4])
            x = min(max(x, half + 1), edge - half - 1)
            put(axes, x, bottom + 13, label, size=SMALL, colour="soft", align="center")
    put(axes, (scale.left + scale.right) / 2, bottom + 30, title, size=SMALL, colour="soft", align="center")


def _mark_years(axes: Axes, scale: YearAxis, top: float, bottom: float) -> None:
    """Each year's name below the middle of its room, a line where it ends."""
    x = scale.left
    for year, width in scale.years:
        line(axes, [x, x], [top, bottom + 4], colour="grid")
        put(axes, x + width / 2, bottom + 13, str(year), size=SMALL, colour="soft", align="center")
        x += width
    line(axes, [x, x], [top, bottom + 4], colour="grid")


@dataclass(frozen=True)
class KeyItem:
    """A mark and its words in the key below a chart."""

    words: str
    dot: Dot


def key_height(items: Sequence[KeyItem], width: float) -> float:
    """Height of the key in points."""
    return 22 * len(_key_rows(items, width)) + 6 if items else 0


def key(axes: Axes, items: Sequence[KeyItem], top: float, width: float) -> None:
    """The key: marks with their words, in as many rows as they need."""
    for number, row in enumerate(_key_rows(items, width)):
        x = 0.0
        for item in row:
            y = top + 14 + 22 * number
            placed = {**item.dot.__dict__, "x": x + 9, "y": y}
            dots(axes, [Dot(**placed)])
            put(axes, x + 22, y, item.words, size=SMALL, colour="soft")
            x += _key_width(item)


def _key_width(item: KeyItem) -> float:
    return 22 + text_width(item.words, SMALL) + 18


def _key_rows(items: Sequence[KeyItem], width: float) -> list[list[KeyItem]]:
    rows: list[list[KeyItem]] = []
    used = width + 1
    for item in items:
        if used + _key_width(item) - 18 > width:
            rows.append([])
            used = 0
        rows[-1].append(item)
        used += _key_width(item)
    return rows


def stacked(spans: Sequence[tuple[float, float]], gap: float = 2) -> list[int]:
    """For each horizontal span, in order of its left end, the first row in which it overlaps no other."""
    ends: list[float] = []
    rows = [0] * len(spans)
    for i in sorted(range(len(spans)), key=lambda n: spans[n]):
        left, right = spans[i]
        free = next((r for r, end in enumerate(ends) if end + gap <= left), len(ends))
        if free == len(ends):
            ends.append(right)
        ends[free] = right
        rows[i] = free
    return rows


def number(value: Any) -> int | None:
    """The cell as an int; `None` where it is empty."""
    try:
        return None if value is None or value != value else int(value)
    except (TypeError, ValueError):
        return None
