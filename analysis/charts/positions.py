"""Charts of positions: states by decisions, and how a state moved from decision to decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
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
    number,
    put,
    sheet,
    text_width,
    width_of,
)
from analysis.reconcile.decisions import STRENGTH
from analysis.reconcile.grouping import told_apart

NOTHING = "No position of a state in this selection."


@dataclass(frozen=True)
class Look:
    """How a position is drawn: a letter, a shape and a colour, and the words for it.

    Votes and holds are filled squares, a proposal is an open square, words alone are open circles."""

    letter: str
    said: str
    did: str
    shape: str
    fill: str
    edge: str

    @property
    def ink(self) -> str:
        return self.edge if self.fill == "paper" else "paper"


LOOKS: dict[str, Look] = {
    "veto": Look("V", "veto", "vetoed", "s", "red", "red"),
    "hold": Look("H", "hold", "placed a hold on", "s", "orange", "orange"),
    "against": Look("N", "against", "voted against", "s", "purple", "purple"),
    "abstain": Look("A", "abstained", "abstained on", "s", "grey", "grey"),
    "in_favour": Look("Y", "in favour", "voted for", "s", "blue", "blue"),
    "sponsor": Look("S", "sponsored", "sponsored", "s", "paper", "blue"),
    "support": Look("+", "supports", "supported", "o", "paper", "green"),
    "oppose": Look("−", "opposes", "opposed", "o", "paper", "red"),
    "urge_easing": Look("E", "urges easing", "urged to ease sanctions", "o", "paper", "purple"),
}

#: For a measure above, against it below; the rows of `positions_over_time`.
LEVELS = ("sponsor", "in_favour", "support", "abstain", "urge_easing", "oppose", "against", "hold", "veto")


def mark(position: str, x: float, y: float, radius: float = 8.5, target: str | None = None) -> Dot:
    """The position as a mark with its letter."""
    look = LOOKS[position]
    return Dot(
        x,
        y,
        radius,
        look.shape,
        look.fill,
        look.edge,
        look.letter,
        look.ink,
        target,
        letter_size=radius * 1.25,
    )


def position_key(present: Sequence[str]) -> list[KeyItem]:
    """Key items for the positions that occur, in the order of their strength."""
    return [KeyItem(LOOKS[p].said, mark(p, 0, 0, 7)) for p in STRENGTH if p in set(present)]


@dataclass(frozen=True)
class Column:
    """A decision, or a day on which a state spoke without one."""

    event: str
    date: str
    outcome: str
    votes: str
    rows: tuple[int, ...] = ()
    body: str = ""

    @property
    def words(self) -> str:
        return f"{when.in_words(self.date)}, {self.result}"

    @property
    def head(self) -> tuple[str, str]:
        return when.in_short(self.date), self.result

    @property
    def result(self) -> str:
        return " ".join(
            p for p in (words.OUTCOMES.get(self.outcome, self.outcome or "no text"), self.votes) if p
        )


@dataclass(frozen=True)
class Cell:
    """A state's position in a column."""

    state: str
    column: str
    position: str
    date: str
    rows: tuple[int, ...]
    sources: int | None
    is_member: bool = True

    @property
    def label(self) -> str:
        parts = [LOOKS[self.position].said]
        if not self.is_member:
            parts.append("not a Council member then")
        if self.sources:
            parts.append(words.counted(self.sources, "source"))
        return ", ".join(parts)


def votes_in_words(row: Any) -> str:
    """ "13–2", "13–1–1"; empty where the articles do not give the votes in favour."""
    yes, no, abstained = (
        number(getattr(row, c, None)) for c in ("votes_for", "votes_against", "abstentions")
    )
    if yes is None:
        return ""
    parts = [
        yes,
        no if no is not None else 0 if abstained is not None or yes == 15 else None,
        abstained or None,
    ]
    return "–".join(str(p) for p in parts if p is not None)


def columns_and_cells(positions: pd.DataFrame, decisions: pd.DataFrame) -> tuple[list[Column], list[Cell]]:
    """The columns of the matrix by date, and the strongest position of each state in each; without decisions
    of a vague date that may be one of the others."""
    positions, decisions = told_apart(positions), told_apart(decisions)
    columns = {
        str(d.event_id): Column(
            str(d.event_id), str(d.date), str(d.outcome), votes_in_words(d), rows, str(d.body)
        )
        for d, rows in each(decisions)
    }
    cells: dict[tuple[str, str], Cell] = {}
    for p, rows in each(positions):
        event = str(p.decision) or f"day-{p.date}"
        columns.setdefault(event, Column(event, str(p.date), "", ""))
        sources = number(getattr(p, "n_sources", None))
        # Only in the Council and its committees does a seat matter.
        seated = getattr(p, "is_member", None) is not False or not columns[event].body.startswith("UNSC")
        cell = Cell(str(p.state), event, str(p.position), str(p.date), rows, sources, seated)
        known = cells.get((cell.state, event))
        if known is None or STRENGTH.index(cell.position) < STRENGTH.index(known.position):
            cells[cell.state, event] = cell
    ordered = sorted(columns.values(), key=lambda c: (_day(c.date), c.event))
    return ordered, list(cells.values())


def _day(value: str) -> str:
    found = when.interval(value)
    return found[0].isoformat() if found else "9999"


def states_in_order(cells: Sequence[Cell], states: Sequence[str] = ()) -> list[str]:
    """The states to show: permanent members first, then by number of positions and name."""
    counts = Counter(c.state for c in cells)
    wanted = [s for s in counts if not states or s in states]

    def rank(state: str) -> tuple[int, int, str]:
        is_elected = state not in words.PERMANENT
        return is_elected, -counts[state] if is_elected else 0, words.state(state)

    return sorted(wanted, key=rank)


def positions_matrix(
    positions: pd.DataFrame,
    decisions: pd.DataFrame,
    *,
    states: Sequence[str] = (),
    link: Link | None = None,
    decision_link: Link | None = None,
) -> Chart:
    """Who took which position on which decision: states by decisions, permanent members first.

    `positions` has state, position, date and `decision` (an event_id of `decisions`, or ""); `decisions` has
    event_id, date, outcome and votes. `states` chooses the rows (empty: all)."""
    columns, cells = columns_and_cells(positions, decisions)
    shown = states_in_order(cells, states)
    cells = [c for c in cells if c.state in shown]
    told = {cell.column for cell in cells}
    used = [c for c in columns if c.event in told and (c.outcome or when.interval(c.date))]
    silent = sum(bool(c.outcome) and c.event not in told for c in columns)
    return Chart(
        title=_matrix_title(cells),
        description=_matrix_description(cells, used),
        how_to_read="A column is a decision with its outcome and votes, a row a state. A filled square"
        " is a vote cast or a hold placed, an open square a proposal, a circle what a state argued for;"
        " an empty cell: the articles do not say. Columns headed “no text” hold statements without a"
        " measure on the table; ° marks a state that had no seat in the Council then, by the public"
        " record.",
        not_shown="Votes that the articles give as numbers only, and weaker positions of a state that"
        f" also took a stronger one on the same decision.{_without_position(silent)}",
        data=_matrix_data(cells, used, shown),
        draw=lambda narrow: _draw_matrix(used, cells, shown, narrow, link, decision_link),
    )


def _without_position(n: int) -> str:
    """What is left out because no state's position is named; the table of decisions has it."""
    told = words.upper_first(words.counted(n, "decision"))
    return f" {told} on which no state's position is named." if n else ""


def _matrix_title(cells: Sequence[Cell]) -> str:
    for position in ("veto", "hold"):
        doing = Counter(c.state for c in cells if c.position == position)
        if doing:
            most = sorted(s for s, n in doing.items() if n == max(doing.values()))
            verb = LOOKS[position].did.removesuffix(" on")
            times = "" if max(doing.values()) == 1 else f" {_times(max(doing.values()))}"
            return (
                f"{words.listed((words.state(s) for s in most), limit=3)} {verb}{times}: who took which"
                " position?"
            )
    return "Who took which position on which decision?"


def _times(n: int) -> str:
    return "twice" if n == 2 else f"{n} times"


def _matrix_description(cells: Sequence[Cell], columns: Sequence[Column]) -> str:
    if not cells:
        return NOTHING
    by_kind = Counter(c.position for c in cells)
    kinds = words.listed(f"{LOOKS[p].said} {by_kind[p]}" for p in STRENGTH if p in by_kind)
    states = len({c.state for c in cells})
    return (
        f"{words.upper_first(words.counted(len(cells), 'position'))} of {words.counted(states, 'state')}"
        f" in {words.counted(len(columns), 'column')}: {kinds}."
    )


def _matrix_data(cells: Sequence[Cell], columns: Sequence[Column], states: Sequence[str]) -> pd.DataFrame:
    if not cells:
        return pd.DataFrame(columns=["decision"])
    said = {(c.state, c.column): LOOKS[c.position].said for c in cells}
    rows = [[c.words, *(said.get((s, c.event), "") for s in states)] for c in columns]
    return pd.DataFrame(rows, columns=["decision", *(words.state(s) for s in states)])


#: From this width of a column on, its head stands level and words stand beside its marks.
ROOMY = 112.0


@dataclass(frozen=True)
class Grid:
    """Where a block of the matrix stands: width of the names, top of the cells, width of a column."""

    left: float
    top: float
    across: float
    row: float = 24.0

    @property
    def is_roomy(self) -> bool:
        return self.across >= ROOMY

    def x(self, column: int) -> float:
        return self.left + self.across * column + (14 if self.is_roomy else self.across / 2)

    def y(self, row: int) -> float:
        return self.top + self.row * (row + 0.5)


def _draw_matrix(
    columns: Sequence[Column],
    cells: Sequence[Cell],
    states: Sequence[str],
    narrow: bool,
    link: Link | None,
    decision_link: Link | None,
) -> Figure:
    if not cells:
        return blank(narrow, NOTHING)
    width = width_of(narrow)
    left = 112.0 if narrow else 138.0
    per_block = -(-len(columns) // -(-len(columns) // int((width - left) // 28)))
    across = (width - left) / per_block
    across = min(across, 150.0) if across >= ROOMY else min(across, 52.0)
    head = 46.0 if across >= ROOMY else 14 + max(text_width(w, SMALL) for c in columns for w in c.head)
    blocks = [columns[i : i + per_block] for i in range(0, len(columns), per_block)]
    shown = [_states_of(block, cells, states) for block in blocks]
    heights = [head + 24.0 * len(s) + 18 for s in shown]
    items = [] if across >= ROOMY else position_key([c.position for c in cells])
    figure, axes = sheet(width, sum(heights) + key_height(items, width))
    top = 0.0
    for block, here, height in zip(blocks, shown, heights, strict=True):
        grid = Grid(left, top + head, across)
        _draw_heads(axes, block, grid, decision_link)
        _draw_rows(axes, here, grid, len(block))
        _draw_cells(axes, block, here, cells, grid, link)
        top += height
    key(axes, items, top - 12, width)
    return figure


def _states_of(block: Sequence[Column], cells: Sequence[Cell], states: Sequence[str]) -> list[str]:
    events = {c.event for c in block}
    present = {c.state for c in cells if c.column in events}
    return [s for s in states if s in present]


def _draw_heads(axes: Axes, columns: Sequence[Column], grid: Grid, link: Link | None) -> None:
    for i, column in enumerate(columns):
        target = url(link, column.rows, column.words)
        x, day = grid.x(i), when.in_short(column.date)
        if grid.is_roomy:
            put(axes, x - 9, grid.top - 30, fitted(day, 12.5, grid.across - 8), url=target)
            put(axes, x - 9, grid.top - 13, column.result, size=SMALL, colour="soft")
        else:
            put(axes, x - 5, grid.top - 6, day, size=SMALL, angle=90, url=target)
            put(axes, x + 7, grid.top - 6, column.result, size=SMALL, angle=90, colour="soft")


def _draw_rows(axes: Axes, states: Sequence[str], grid: Grid, columns: int) -> None:
    """The states' names, with a rule between permanent and other members."""
    right = grid.left + grid.across * columns
    for i, state in enumerate(states):
        y = grid.top + grid.row * i
        is_first_other = i and states[i - 1] in words.PERMANENT and state not in words.PERMANENT
        line(axes, [0, right], [y, y], colour="line" if i == 0 or is_first_other else "grid")
        put(axes, 0, grid.y(i), fitted(words.state(state), 12.5, grid.left - 8))
    line(axes, [0, right], [grid.top + grid.row * len(states)] * 2, colour="line")


def _draw_cells(
    axes: Axes,
    columns: Sequence[Column],
    states: Sequence[str],
    cells: Sequence[Cell],
    grid: Grid,
    link: Link | None,
) -> None:
    place = {c.event: (i, c) for i, c in enumerate(columns)}
    for cell in cells:
        if cell.column not in place or cell.state not in states:
            continue
        i, column = place[cell.column]
        x, y, said = grid.x(i), grid.y(states.index(cell.state)), LOOKS[cell.position].said
        target = url(link, cell.rows, f"{words.state(cell.state)}, {column.words}: {cell.label}")
        dots(axes, [mark(cell.position, x, y, target=target)])
        if not cell.is_member:
            put(axes, x + 9, y - 6, "°", size=SMALL, colour="soft")
        if grid.is_roomy:
            put(axes, x + 14, y, said, size=SMALL)


def positions_over_time(
    positions: pd.DataFrame,
    decisions: pd.DataFrame,
    *,
    states: Sequence[str] = ("CHN", "RUS"),
    link: Link | None = None,
) -> Chart:
    """How each of some states moved: one panel a state, one mark a decision, from support above to veto
    below.

    The columns are the same decisions in each panel, evenly spaced in the order of their dates."""
    columns, cells = columns_and_cells(positions, decisions)
    cells = [c for c in cells if c.state in states]
    shown = [s for s in states if any(c.state == s for c in cells)]
    columns = [c for c in columns if when.interval(c.date) and any(cell.column == c.event for cell in cells)]
    shown = [s for s in shown if _path(columns, cells, s)]
    return Chart(
        title=_moves_title(columns, cells, shown),
        description=_moves_description(columns, cells, shown),
        how_to_read="From left to right the decisions in the order of their dates, evenly spaced; the"
        " higher the mark, the more the state was for the measure, the lower, the more against it.",
        not_shown="How long lay between two decisions; decisions without a date; whether a measure was"
        " to tighten or to ease sanctions (a draft that eases them has sponsors too); decisions on"
        " which the articles name no position of these states.",
        data=_moves_data(columns, cells, shown),
        draw=lambda narrow: _draw_moves(columns, cells, shown, narrow, link),
    )


def _path(columns: Sequence[Column], cells: Sequence[Cell], state: str) -> list[tuple[Column, Cell]]:
    own = {c.column: c for c in cells if c.state == state}
    return [(c, own[c.event]) for c in columns if c.event in own]


def _moves_title(columns: Sequence[Column], cells: Sequence[Cell], states: Sequence[str]) -> str:
    moved = []
    for state in states[:3]:
        (first, was), (last, is_now) = (path := _path(columns, cells, state))[0], path[-1]
        if was.position != is_now.position:
            start, end = (
                f"{LOOKS[p].said} ({_year(c.date)})"
                for p, c in ((was.position, first), (is_now.position, last))
            )
            moved.append(f"{words.state(state)}: {start} → {end}")
    return (
        "; ".join(moved)
        or f"How did the positions of {words.listed(map(words.state, states)) or 'a state'} move?"
    )


def _year(value: str) -> str:
    found = when.interval(value)
    return str(found[0].year) if found else "no date"


def _moves_description(columns: Sequence[Column], cells: Sequence[Cell], states: Sequence[str]) -> str:
    if not states:
        return NOTHING
    said = [f"{words.counted(len(_path(columns, cells, s)), 'position')} of {words.state(s)}" for s in states]
    first, last = (when.in_words(c.date) for c in (columns[0], columns[-1]))
    span = f", from {first} to {last}" if len(columns) > 1 else f", {first}"
    return words.upper_first(words.listed(said)) + span + "."


def _moves_data(columns: Sequence[Column], cells: Sequence[Cell], states: Sequence[str]) -> pd.DataFrame:
    rows = [
        (words.state(s), c.date, words.OUTCOMES.get(c.outcome, ""), LOOKS[cell.position].said)
        for s in states
        for c, cell in _path(columns, cells, s)
    ]
    return pd.DataFrame(rows, columns=["state", "date", "outcome", "position"])


def _draw_moves(
    columns: Sequence[Column], cells: Sequence[Cell], states: Sequence[str], narrow: bool, link: Link | None
) -> Figure:
    if not states:
        return blank(narrow, NOTHING)
    width = width_of(narrow)
    levels = [p for p in LEVELS if any(c.position == p for c in cells)]
    left, row = 96.0, 23.0
    panel = 28 + row * len(levels) + 8
    step = min(130.0, (width - left - 10) / len(columns))
    is_level = step >= 84
    foot = 26.0 if is_level else 16 + max(text_width(c.head[0], SMALL) for c in columns)
    places = {c.event: left + step * (i + 0.5) for i, c in enumerate(columns)}
    figure, axes = sheet(width, panel * len(states) + foot)
    for i, state in enumerate(states):
        path = _path(columns, cells, state)
        _draw_path(axes, state, path, levels, places, panel * i, min(8.5, step * 0.42), link)
    bottom = panel * len(states)
    last = -99.0
    for column in columns:
        x, day = places[column.event], when.in_short(column.date)
        if is_level:
            put(axes, x, bottom + 14, day, size=SMALL, colour="soft", align="center")
        elif x - last >= 13:
            put(axes, x, bottom + foot - 10, day, size=SMALL, angle=90, colour="soft")
            last = x
    return figure


def _draw_path(
    axes: Axes,
    state: str,
    path: Sequence[tuple[Column, Cell]],
    levels: Sequence[str],
    places: Mapping[str, float],
    top: float,
    radius: float,
    link: Link | None,
) -> None:
    heights = {p: top + 28 + 23.0 * (i + 0.5) for i, p in enumerate(levels)}
    put(axes, 0, top + 14, words.state(state), bold=True)
    for position, y in heights.items():
        line(axes, [90, max(places.values()) + 12], [y, y], colour="grid")
        put(axes, 86, y, LOOKS[position].said, size=SMALL, colour="soft", align="right")
    xs = [places[c.event] for c, _ in path]
    line(axes, xs, [heights[cell.position] for _, cell in path], colour="line", width=1.5)
    for column, cell in path:
        label = f"{words.state(state)}, {column.words}: {cell.label}"
        target = url(link, cell.rows, label)
        dots(axes, [mark(cell.position, places[column.event], heights[cell.position], radius, target)])
