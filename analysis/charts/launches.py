"""Charts of launches: what was launched when, how many a month, how many in all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts import when, words
from analysis.charts.chart import Chart, Link, each, url
from analysis.charts.drawing import (
    SMALL,
    Dot,
    KeyItem,
    Scale,
    TimeAxis,
    blank,
    dots,
    key,
    key_height,
    line,
    number,
    put,
    sheet,
    stacked,
    text_width,
    time_axis,
    width_of,
    year_axis,
)
from analysis.reconcile.claims import is_of_class
from analysis.reconcile.grouping import told_apart
from analysis.reconcile.launches import CLASSES
from analysis.reconcile.procedure import add_months

NOTHING = "No launch in this selection."


@dataclass(frozen=True)
class Shot:
    """A launch event as it is drawn: its first and last possible day, and what a reader is told of it."""

    first: date
    last: date
    weapon: str
    missiles: int | None
    agreement: str
    label: str
    rows: tuple[int, ...]

    @property
    def middle(self) -> date:
        return self.first + (self.last - self.first) / 2


def shots(launches: pd.DataFrame) -> list[Shot]:
    """The launches that have a date, in its order."""
    found = []
    for launch, rows in each(launches):
        if days := when.interval(str(launch.date)):
            missiles = number(launch.missiles)
            agreement = str(getattr(launch, "agreement", ""))
            label = _label(
                str(launch.date),
                str(launch.weapon),
                missiles,
                number(getattr(launch, "n_sources", None)),
                agreement,
            )
            found.append(Shot(*days, str(launch.weapon), missiles, agreement, label, rows))
    return sorted(found, key=lambda s: (s.middle, s.first))


def _label(day: str, weapon: str, missiles: int | None, sources: int | None, agreement: str) -> str:
    parts = [
        f"{when.in_words(day)}: {words.WEAPONS.get(weapon, weapon)}",
        words.counted(missiles, "missile") if missiles else "number not said",
    ]
    if sources:
        parts.append(words.counted(sources, "source"))
    return ", ".join(parts) + (", which differ" if agreement == "conflicting" else "")


def mark(shot: Shot, x: float, y: float, link: Link | None, *, radius: float = 0) -> Dot:
    """The launch as a mark: filled if several sources agree, open if one tells it, a diamond if they
    differ."""
    size = radius or (min(11, 6 + 0.8 * shot.missiles**0.5) if shot.missiles else 5)
    letter = str(shot.missiles) if shot.missiles and not radius else ""
    dot = Dot(x, y, size, letter=letter, url=url(link, shot.rows, shot.label))
    if shot.agreement == "single":
        return replace(dot, fill="paper", ink="ink")
    if shot.agreement == "conflicting":
        return replace(dot, shape="D", radius=size * 0.95, fill="orange", edge="orange")
    return dot


def agreement_key(drawn: Sequence[Shot]) -> list[KeyItem]:
    """Key items for those kinds of agreement that occur."""
    present = {s.agreement for s in drawn}
    marks = {
        "agreed": Dot(0, 0, 5.5),
        "single": Dot(0, 0, 5.5, fill="paper"),
        "conflicting": Dot(0, 0, 5, "D", "orange", "orange"),
    }
    said = {"agreed": "two or more sources agree", "single": "one source", "conflicting": "sources differ"}
    return [KeyItem(said[kind], dot) for kind, dot in marks.items() if kind in present]


def launches_timeline(launches: pd.DataFrame, *, link: Link | None = None) -> Chart:
    """What was launched when: one mark a launch, a lane a kind of weapon, the number of missiles inside.

    `launches` has date, weapon and missiles, and if made of several articles `agreement` and `n_sources`."""
    counted = told_apart(launches)
    drawn = shots(counted)
    undated = len(counted) - len(drawn)
    return Chart(
        title=_timeline_title(drawn),
        description=_timeline_description(drawn),
        how_to_read="Each mark is a launch on one day; its number and size tell how many missiles, no"
        " number that the articles do not say. A bar through a mark spans the days that it may have"
        " been. Over more than two years, years with more launches are drawn wider and years without"
        " any are left out.",
        not_shown=f"{_not_shown(undated, 'Launches that no article of this corpus reports.')}"
        f"{_vague(len(launches) - len(counted))}",
        data=_table(counted),
        draw=lambda narrow: _draw_timeline(drawn, narrow, link),
    )


def _vague(n: int) -> str:
    """What is left out because it may be one of the launches shown."""
    if not n:
        return ""
    told = words.counted(n, "launch", "launches")
    return f" {words.upper_first(told)} known only by month or year, which may be among those shown."


def _not_shown(undated: int, always: str) -> str:
    missing = (
        f"{words.upper_first(words.counted(undated, 'launch', 'launches'))} without a date."
        if undated
        else ""
    )
    return f"{always} {missing}".strip()


def _timeline_title(drawn: Sequence[Shot]) -> str:
    if not drawn:
        return "What was launched when?"
    if len(drawn) == 1:
        return f"One launch: {drawn[0].label.split(',')[0]}"
    kinds = Counter(s.weapon for s in drawn).most_common()
    first, last = drawn[0].first.year, max(s.last for s in drawn).year
    period = f"in {first}" if first == last else f"from {first} to {last}"
    most = [words.WEAPONS.get(k, k) for k, n in kinds if n == kinds[0][1]]
    tail = (
        f", {kinds[0][1]} of them {most[0]}"
        if len(most) == 1 and len(kinds) > 1
        else f", all {most[0]}"
        if len(kinds) == 1
        else ""
    )
    return f"{len(drawn)} launches {period}{tail}"


def _timeline_description(drawn: Sequence[Shot]) -> str:
    if not drawn:
        return NOTHING
    lanes = Counter(s.weapon for s in drawn)
    each = [f"{words.WEAPONS[w]} {lanes[w]}" for w in CLASSES if w in lanes]
    total = sum(s.missiles or 0 for s in drawn)
    missiles = f" The articles name {words.counted(total, 'missile')} in all." if total else ""
    return f"Launches by kind: {words.listed(each)}.{missiles}"


def _table(launches: pd.DataFrame) -> pd.DataFrame:
    columns = [c for c in ("date", "weapon", "missiles", "n_sources", "agreement") if c in launches]
    told = launches[columns].sort_values("date", kind="stable", ignore_index=True)
    said = {"weapon": words.WEAPONS, "agreement": words.AGREEMENT}
    for column in said.keys() & set(columns):
        told[column] = [said[column].get(str(v), str(v)) for v in told[column]]
    return told.rename(columns={"n_sources": "sources"})


def _draw_timeline(drawn: Sequence[Shot], narrow: bool, link: Link | None) -> Figure:
    if not drawn:
        return blank(narrow, NOTHING)
    width = width_of(narrow)
    lanes = [w for w in CLASSES if any(s.weapon == w for s in drawn)]
    left = 14.0 if narrow else max(text_width(words.WEAPONS[w]) for w in lanes) + 26
    scale = _time_scale(drawn, left, width - 16)
    placed = {w: _placed([s for s in drawn if s.weapon == w], scale) for w in lanes}
    heights = {w: 20.0 * (1 + max(row for _, row in placed[w])) + 12 + 18 * narrow for w in lanes}
    bottom = 6 + sum(heights.values())
    items = agreement_key(drawn)
    figure, axes = sheet(width, bottom + 44 + key_height(items, width))
    time_axis(axes, scale, 4, bottom, "day of the launch, as the articles give it")
    top = 6.0
    for weapon in lanes:
        _draw_lane(axes, weapon, placed[weapon], scale, top, heights[weapon], narrow, link)
        top += heights[weapon]
    key(axes, items, bottom + 40, width)
    return figure


def _time_scale(drawn: Sequence[Shot], left: float, right: float) -> Scale:
    """An even axis up to two years, else years as wide as they need, else an even axis again."""
    first, last = min(s.first for s in drawn), max(s.last for s in drawn)
    years = [d for s in drawn for d in {s.first, s.middle, s.last}]
    if last - first > timedelta(days=730) and (broken := year_axis(years, left, right)):
        return broken
    margin = max(timedelta(days=3), (last - first) * 0.03)
    return TimeAxis(first - margin, last + margin, left, right)


def _placed(lane: Sequence[Shot], scale: Scale) -> list[tuple[Shot, int]]:
    """The launches of a lane with their rows, so that no mark lies on another."""
    spans = []
    for shot in lane:
        x, radius = scale.x(shot.middle), 10 if shot.missiles and shot.missiles > 9 else 8.5
        spans.append((min(x - radius, scale.x(shot.first)), max(x + radius, scale.x(shot.last))))
    return list(zip(lane, stacked(spans), strict=True))


def _draw_lane(
    axes: Axes,
    weapon: str,
    placed: Sequence[tuple[Shot, int]],
    scale: Scale,
    top: float,
    height: float,
    narrow: bool,
    link: Link | None,
) -> None:
    name = words.upper_first(words.WEAPONS[weapon])
    if top > 10:
        line(axes, [0, scale.right], [top, top], colour="grid")
    if narrow:
        put(axes, 0, top + 13, f"{name}: {len(placed)}", size=SMALL, bold=True)
    else:
        put(axes, 0, top + 17, name)
    for shot, row in placed:
        y = top + 17 + 18 * narrow + 20 * row
        if shot.first < shot.last:
            line(axes, [scale.x(shot.first), scale.x(shot.last)], [y, y], colour="sky", width=2)
        dots(axes, [mark(shot, scale.x(shot.middle), y, link)])


def launches_per_month(launches: pd.DataFrame, *, link: Link | None = None) -> Chart:
    """How many launches in each month: a row a year, a square a launch."""
    launches = told_apart(launches)
    drawn = shots(launches)
    monthly = [s for s in drawn if (s.first.year, s.first.month) == (s.last.year, s.last.month)]
    counts = Counter((s.first.year, s.first.month) for s in monthly)
    vague = len(launches) - len(monthly)
    left_out = (
        f"{words.upper_first(words.counted(vague, 'launch', 'launches'))} without a month." if vague else ""
    )
    data = pd.DataFrame(
        [(y, when.MONTHS[m - 1], n) for (y, m), n in sorted(counts.items())],
        columns=["year", "month", "launches"],
    )
    return Chart(
        title=_month_title(counts),
        description=_month_description(counts),
        how_to_read="One mark is one launch, in the row of its year and the column of its month; the"
        " figure at the end of a row is the year's sum.",
        not_shown=f"Years without a launch in this selection. {left_out}".strip(),
        data=data,
        draw=lambda narrow: _draw_months(monthly, narrow, link),
    )


def _month_title(counts: Counter[tuple[int, int]]) -> str:
    if not counts:
        return "How many launches in each month?"
    most = max(counts.values())
    busiest = [f"{when.MONTHS[m - 1]} {y}" for (y, m), n in sorted(counts.items()) if n == most]
    if len(busiest) > 2:
        return f"Never more than {words.counted(most, 'launch', 'launches')} a month"
    return (
        f"Most launches in {'a month' if len(busiest) == 1 else 'one month'}: {most} in"
        f" {words.listed(busiest)}"
    )


def _month_description(counts: Counter[tuple[int, int]]) -> str:
    if not counts:
        return NOTHING
    years: Counter[int] = Counter()
    for (year, _), n in counts.items():
        years[year] += n
    return "Launches by year: " + words.listed(f"{y}: {n}" for y, n in sorted(years.items())) + "."


def _draw_months(drawn: Sequence[Shot], narrow: bool, link: Link | None) -> Figure:
    if not drawn:
        return blank(narrow, "No launch with a known month in this selection.")
    width = width_of(narrow)
    cells: dict[tuple[int, int], list[Shot]] = defaultdict(list)
    for shot in drawn:
        cells[shot.first.year, shot.first.month].append(shot)
    years = sorted({y for y, _ in cells})
    left, right = 44.0, width - 34.0
    column = (right - left) / 12
    across = max(1, int((column - 4) // 12))
    heights = {y: 12.0 * max(-(-len(cells[y, m]) // across) for m in range(1, 13)) + 16 for y in years}
    items = agreement_key(drawn)
    bottom = 26 + sum(heights.values())
    figure, axes = sheet(width, bottom + 6 + key_height(items, width))
    for month in range(12):
        name = when.MONTHS[month][: 1 if narrow else 3]
        put(axes, left + column * (month + 0.5), 12, name, size=SMALL, colour="soft", align="center")
    top = 26.0
    for year in years:
        line(axes, [0, width], [top, top], colour="grid")
        put(axes, 0, top + heights[year] / 2, str(year))
        for month in range(1, 13):
            _draw_cell(axes, cells[year, month], left + column * (month - 1), top, column, across, link)
        total = sum(len(cells[year, m]) for m in range(1, 13))
        put(axes, width - 2, top + heights[year] / 2, str(total), align="right", bold=True)
        top += heights[year]
    line(axes, [0, width], [top, top], colour="grid")
    key(axes, items, bottom + 4, width)
    return figure


def _draw_cell(
    axes: Axes, here: Sequence[Shot], left: float, top: float, column: float, across: int, link: Link | None
) -> None:
    for i, shot in enumerate(here):
        row, place = divmod(i, across)
        in_row = min(across, len(here) - row * across)
        x = left + column / 2 + (place - (in_row - 1) / 2) * 12
        dots(axes, [mark(shot, x, top + 14 + 12 * row, link, radius=4)])


def launches_cumulative(
    launches: pd.DataFrame,
    claims: pd.DataFrame | None = None,
    *,
    link: Link | None = None,
    claim_link: Link | None = None,
) -> Chart:
    """The launches of each year added up, with the tallies that articles claim as marks beside the line.

    `claims` has count, unit, weapon, since and as_of (see `reconcile.claims`); those of launches of any
    kind are
    drawn at the launches before their window plus their count."""
    launches = told_apart(launches)
    drawn = [s for s in shots(launches) if s.first == s.last]
    counted = [] if claims is None else _claims_of_launches(claims, drawn)
    data = pd.DataFrame(
        [(s.first.isoformat(), s.first.year, n) for n, s in _numbered(drawn)],
        columns=["date", "year", "launches_so_far"],
    )
    return Chart(
        title=_cumulative_title(drawn, counted),
        description=_cumulative_description(drawn, counted),
        how_to_read="Each panel is a year; the line rises by one at each launch that the articles date."
        " A diamond is a tally that an article claims, at the day up to which it counts: above the"
        " line, the article counts more launches than are dated; the bar between is the difference.",
        not_shown=f"{_without_day(len(launches) - len(drawn))}Tallies of missiles or of one kind of"
        " weapon, and such as begin in another year; years without a tally, where others have one.",
        data=data,
        draw=lambda narrow: _draw_cumulative(drawn, counted, narrow, link, claim_link),
    )


def _without_day(number: int) -> str:
    return (
        f"{words.upper_first(words.counted(number, 'launch', 'launches'))} without a day. " if number else ""
    )


@dataclass(frozen=True)
class Claim:
    """A tally as a mark: its day, how high it stands, how many launches are dated by then."""

    day: date
    height: int
    dated: int
    count: int
    since: date
    label: str
    rows: tuple[int, ...]

    @property
    def said(self) -> str:
        """The claimed number, with the day from which it counts unless that is New Year's."""
        if (self.since.month, self.since.day) == (1, 1):
            return str(self.count)
        return f"{self.count} since {self.since.day} {when.MONTHS[self.since.month - 1][:3]}"


def _claims_of_launches(claims: pd.DataFrame, drawn: Sequence[Shot]) -> list[Claim]:
    found = []
    for claim, rows in each(claims):
        since, until = when.interval(str(claim.since)), when.interval(str(claim.as_of))
        if claim.unit != "launch_events" or claim.weapon not in ("", "missile", "ballistic"):
            continue
        if not since or not until or since[0].year != until[1].year:
            continue
        first, last, count = since[0], until[1], int(claim.count)
        before = sum(first.year == s.first.year and s.first < first for s in drawn)
        dated = sum(first <= s.first <= last and is_of_class(s.weapon, claim.weapon) for s in drawn)
        said = f"{words.counted(count, 'launch', 'launches')} claimed from {when.day_words(first)} to"
        label = f"{said} {when.day_words(last)}, {dated} dated"
        found.append(Claim(last, before + count, before + dated, count, first, label, rows))
    return sorted(found, key=lambda c: (c.day, c.height))


def _numbered(drawn: Sequence[Shot]) -> list[tuple[int, Shot]]:
    """Each launch with its number in its year."""
    so_far: Counter[int] = Counter()
    found = []
    for shot in drawn:
        so_far[shot.first.year] += 1
        found.append((so_far[shot.first.year], shot))
    return found


def _cumulative_title(drawn: Sequence[Shot], counted: Sequence[Claim]) -> str:
    if not drawn and not counted:
        return "How do the launches add up, and what do the articles claim?"
    short = [c for c in counted if c.height > c.dated]
    if not counted:
        years = Counter(s.first.year for s in drawn)
        year, most = max(years.items(), key=lambda item: (item[1], item[0]))
        return f"The launches of each year add up to at most {most}, in {year}"
    more = words.upper_first(words.claimed_more(len(short), len(counted)))
    gap = max((c.height - c.dated for c in short), default=0)
    by = f", by {'up to ' if len(short) > 1 else ''}{gap}" if gap else ""
    return f"{more} launches than the articles date{by}"


def _cumulative_description(drawn: Sequence[Shot], counted: Sequence[Claim]) -> str:
    years = Counter(s.first.year for s in drawn)
    sums = words.listed(f"{n} in {y}" for y, n in sorted(years.items()))
    gaps = sorted(counted, key=lambda c: c.dated - c.height)
    said = words.listed((c.label for c in gaps), limit=2)
    tallies = f"Claimed tallies: {said}." if said else "No claimed tally of all launches."
    return f"Dated launches: {sums}. {tallies}" if sums else f"No dated launch. {tallies}"


def _draw_cumulative(
    drawn: Sequence[Shot], counted: Sequence[Claim], narrow: bool, link: Link | None, claim_link: Link | None
) -> Figure:
    years = _telling_years(drawn, counted)
    if not years:
        return blank(narrow, "No launch and no claimed tally in this selection.")
    width = width_of(narrow)
    few = max(Counter(s.first.year for s in drawn).values(), default=0) < 9 or len(years) == 3
    columns = 1 if narrow else min(len(years), 3 if few else 2)
    panel = (width - 26 * (columns - 1)) / columns
    height = 170.0 if columns == 3 or (narrow and len(years) > 1) else 200.0
    highest = max([n for n, s in _numbered(drawn) if s.first.year in years] + [c.height for c in counted])
    items = [KeyItem("launches dated by articles, added up", Dot(0, 0, 4, "s"))]
    if counted:
        items.append(KeyItem("tally claimed by an article", Dot(0, 0, 4.5, "D", "paper", "accent")))
    rows = -(-len(years) // columns)
    figure, axes = sheet(width, 20 + rows * height + key_height(items, width))
    put(axes, 0, 9, "launches since 1 January", size=SMALL, colour="soft")
    for i, year in enumerate(years):
        left, top = (i % columns) * (panel + 26), 20 + (i // columns) * height
        own = [s for s in drawn if s.first.year == year]
        scale = TimeAxis(date(year, 1, 1), _end(year, own, counted, len(years)), left + 22, left + panel - 22)
        _draw_year(
            axes,
            year,
            own,
            [c for c in counted if c.day.year == year],
            scale,
            top,
            height,
            highest,
            link,
            claim_link,
        )
    key(axes, items, 18 + rows * height, width)
    return figure


def _telling_years(drawn: Sequence[Shot], counted: Sequence[Claim]) -> list[int]:
    """The years with a claimed tally; else those with several launches; else all with a launch."""
    launched = Counter(s.first.year for s in drawn)
    return sorted({c.day.year for c in counted} or {y for y, n in launched.items() if n > 1} or launched)


def _end(year: int, own: Sequence[Shot], counted: Sequence[Claim], years: int) -> date:
    """The last day of the panel: of the year, or of the quarter of the last mark where one panel is all."""
    last = max([s.last for s in own] + [c.day for c in counted if c.day.year == year])
    month = 12 if years > 1 else -(-last.month // 3) * 3
    return min(add_months(date(year, month, 1), 1), date(year + 1, 1, 1)) - timedelta(days=1)


def _draw_year(
    axes: Axes,
    year: int,
    own: Sequence[Shot],
    counted: Sequence[Claim],
    scale: TimeAxis,
    top: float,
    height: float,
    highest: int,
    link: Link | None,
    claim_link: Link | None,
) -> None:
    floor, ceiling = top + height - 34, top + 38
    step = (floor - ceiling) / max(highest, 4)

    def y(n: int) -> float:
        return floor - n * step

    put(axes, scale.left - 22, top + 10, str(year), bold=True)
    for level in _levels(max(highest, 4)):
        line(axes, [scale.left, scale.right], [y(level)] * 2, colour="line" if level == 0 else "grid")
        put(axes, scale.left - 6, y(level), str(level), size=SMALL, colour="soft", align="right")
    for day, label in _month_names(scale):
        put(axes, scale.x(day), floor + 13, label, size=SMALL, colour="soft")
    xs, ys = [scale.left], [y(0)]
    for n, shot in enumerate(own, 1):
        x = scale.x(min(shot.middle, date(year, 12, 31)))
        xs += [x, x]
        ys += [y(n - 1), y(n)]
    end = max([s.last for s in own] + [c.day for c in counted], default=date(year, 12, 31))
    line(axes, [*xs, max(xs[-1], scale.x(end))], [*ys, ys[-1]], colour="blue", width=2)
    for n, shot in enumerate(own, 1):
        dots(
            axes,
            [
                replace(
                    mark(shot, scale.x(shot.middle), y(n), link, radius=2.6),
                    fill="blue",
                    edge="blue",
                    shape="s",
                )
            ],
        )
    if own:
        put(
            axes,
            max(xs[-1], scale.x(end)) + 8,
            y(len(own)),
            str(len(own)),
            colour="blue",
            bold=True,
            size=SMALL,
        )
    steps = [(a, b, c - a) for a, b, c in zip(xs, ys, [*xs[1:], scale.x(end)], strict=True) if c > a]
    _draw_claims(axes, counted, scale, y, steps, claim_link)


def _month_names(scale: TimeAxis) -> list[tuple[date, str]]:
    """The beginnings of the months that have room for their names, all, each second or each third."""
    firsts = [date(scale.first.year, m, 1) for m in range(1, scale.last.month + 1)]
    step = 1 if scale.right - scale.left > 34 * len(firsts) else 3
    return [(day, when.MONTHS[day.month - 1][:3]) for day in firsts[::step]]


def _levels(highest: int) -> list[int]:
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 10**9) if highest / s <= 5)
    return list(range(0, highest + 1, step))


#: A stretch that a label should keep off: its left end, its height, its length.
Stretch = tuple[float, float, float]


def _draw_claims(
    axes: Axes,
    counted: Sequence[Claim],
    scale: TimeAxis,
    y: Callable[[int], float],
    steps: Sequence[Stretch],
    link: Link | None,
) -> None:
    taken: list[Stretch] = []
    for claim in counted:
        x = scale.x(claim.day)
        line(axes, [x, x], [y(claim.dated), y(claim.height)], colour="accent", width=1.5)
        target = url(link, claim.rows, claim.label)
        dots(axes, [Dot(x, y(claim.height), 4.5, "D", "paper", "accent", url=target)])
        taken.append((x - 5, y(claim.height), 10))
        top, bottom = sorted((y(claim.dated), y(claim.height)))
        taken += [(x - 1, top + 10 * n, 2) for n in range(1, int((bottom - top) // 10))]
    for claim in counted:
        place = _free_place(claim, scale, y, [*taken, *steps]) or _free_place(claim, scale, y, taken)
        if place:
            put(axes, *place, claim.said, size=SMALL, colour="accent", bold=True)
            taken.append((*place, text_width(claim.said, SMALL, bold=True)))


def _free_place(
    claim: Claim, scale: TimeAxis, y: Callable[[int], float], taken: Sequence[Stretch]
) -> tuple[float, float] | None:
    """Where the claimed number has room: above a mark over the line, else beside it; beside one under the
    line, so that the line stays free."""
    x, height, room = scale.x(claim.day), y(claim.height), text_width(claim.said, SMALL, bold=True)
    above, right, left = (x - room / 2, height - 13), (x + 9, height), (x - 9 - room, height)
    below = (x + 9, height + 10)
    places = [above, left, right, below] if claim.height >= claim.dated else [right, left]
    for left_end, middle in places:
        is_free = all(
            left_end > a + width + 2 or left_end + room + 2 < a or abs(middle - b) >= 12
            for a, b, width in taken
        )
        if is_free and left_end >= scale.left and left_end + room <= scale.right + 20:
            return left_end, middle
    return None
