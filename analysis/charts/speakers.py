"""Chart of who speaks: the direct quotations by person and state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts import words
from analysis.charts.chart import Chart, Link, evidence_rows, plain, url
from analysis.charts.drawing import SMALL, Dot, blank, box, dots, fitted, line, put, sheet, width_of

NOTHING = "No direct quotation in this selection."
LONGEST = 70
UNNAMED = "not named"


@dataclass(frozen=True)
class Speaker:
    """Who speaks, for which state and in what role, with the row and the words of each quotation."""

    name: str
    state: str
    role: str
    quotes: tuple[tuple[tuple[int, ...], str], ...]


def _speakers(statements: pd.DataFrame) -> list[Speaker]:
    rows = dict(zip(statements.index, evidence_rows(statements), strict=True))
    found = []
    for name, said in statements.groupby("speaker", sort=True):
        quotes = tuple((rows[i], plain(q)) for i, q in said["quote"].items())
        state = next((str(s) for s in said["state"] if s), "")
        role = next((str(r) for r in said["role"] if r), "")
        found.append(Speaker(plain(name) or UNNAMED, state, plain(role), quotes))
    return sorted(found, key=lambda s: (s.name == UNNAMED, -len(s.quotes), s.name))


def speakers(
    statements: pd.DataFrame, *, limit: int = 15, with_words: bool = True, link: Link | None = None
) -> Chart:
    """Who is quoted, for which state, how often: a row a speaker, a square a quotation.

    `statements` has speaker, state, role and quote; the `limit` most quoted speakers are drawn. Marks are
    named by the beginning of the quotation unless `with_words` is off."""
    found = _speakers(statements)
    shown, hidden = found[:limit], found[limit:]
    rest = (
        f" {words.upper_first(words.counted(len(hidden), 'speaker'))} with fewer quotations, who"
        f" {'is' if len(hidden) == 1 else 'are'} in the table."
        if hidden
        else ""
    )
    return Chart(
        title=_title(found),
        description=_description(found),
        how_to_read="One square is one direct quotation of four words or more, in the row of its speaker.",
        not_shown=f"What is told in indirect speech.{rest}",
        data=pd.DataFrame(
            [(s.name, words.state(s.state) if s.state else "", s.role, len(s.quotes)) for s in found],
            columns=["speaker", "state", "role", "quotations"],
        ),
        draw=lambda narrow: _draw(shown, narrow, link, with_words),
    )


def _title(found: Sequence[Speaker]) -> str:
    if not found:
        return "Who speaks, and for whom?"
    total, named = sum(len(s.quotes) for s in found), [s for s in found if s.name != UNNAMED]
    if not named:
        return f"{words.upper_first(words.counted(total, 'quotation'))} without a named speaker"
    most = len(named[0].quotes)
    first = [s.name for s in named if len(s.quotes) == most]
    if len(found) == 1:
        return f"{first[0]} alone is quoted, {words.counted(total, 'time')}"
    if len(first) > 2:
        return f"{total} quotations, {len(named)} named speakers: who speaks, and for whom?"
    each = " each" if len(first) == 2 else ""
    return (
        f"{words.listed(first)} {'is' if len(first) == 1 else 'are'} quoted most:"
        f" {words.counted(most, 'time')}{each} of {total}"
    )


def _description(found: Sequence[Speaker]) -> str:
    if not found:
        return NOTHING
    states: dict[str, int] = {}
    for s in found:
        name = words.state(s.state) if s.state else "no state given"
        states[name] = states.get(name, 0) + len(s.quotes)
    ordered = sorted(states.items(), key=lambda item: (-item[1], item[0]))
    said = words.listed((f"{name} {n}" for name, n in ordered), limit=8)
    named = words.counted(sum(s.name != UNNAMED for s in found), "named speaker")
    return f"{words.upper_first(named)}; quotations by state: {said}."


def _draw(shown: Sequence[Speaker], narrow: bool, link: Link | None, with_words: bool) -> Figure:
    if not shown:
        return blank(narrow, NOTHING)
    width = width_of(narrow)
    left = 0.0 if narrow else 330.0
    across = max(1, int((width - left - 40) // 13))
    lines = [-(-len(s.quotes) // across) for s in shown]
    heights = [13.0 * n + (38 if narrow else 22) for n in lines]
    figure, axes = sheet(width, sum(heights) + 4)
    top = 2.0
    for speaker, height in zip(shown, heights, strict=True):
        _draw_speaker(axes, speaker, top, left, across, narrow, link, with_words)
        top += height
        line(axes, [0, width], [top, top], colour="grid")
    return figure


def _draw_speaker(
    axes: Axes,
    speaker: Speaker,
    top: float,
    left: float,
    across: int,
    narrow: bool,
    link: Link | None,
    with_words: bool,
) -> None:
    room = (width_of(narrow) if narrow else left) - 14
    about = ", ".join(p for p in (words.state(speaker.state) if speaker.state else "", speaker.role) if p)
    name = fitted(speaker.name, 12.5, room if not narrow or not about else room * 0.62)
    put(axes, 0, top + (11 if about or narrow else 18), name)
    if about:
        put(axes, 0, top + 25, fitted(about, SMALL, room), size=SMALL, colour="soft")
    first = top + (42 if narrow else 18)
    for i, (rows, quote) in enumerate(speaker.quotes):
        row, place = divmod(i, across)
        label = f"{speaker.name}: {_beginning(quote) if with_words else f'quotation {i + 1}'}"
        x, y = left + 6 + 13 * place, first + 13 * row
        dots(axes, [Dot(x, y, 4.2, "s", url=url(link, rows, label))])
    in_last = len(speaker.quotes) - (len(speaker.quotes) - 1) // across * across
    last = first + 13 * ((len(speaker.quotes) - 1) // across)
    put(axes, left + 6 + 13 * in_last, last, str(len(speaker.quotes)), size=SMALL, bold=True)


def _beginning(quote: str) -> str:
    return quote if len(quote) <= LONGEST else quote[:LONGEST].rstrip() + "…"


def states_named(actors: pd.DataFrame, *, limit: int = 15) -> Chart:
    """Which states the articles name most: a bar a state, its length the number of mentions.

    `actors` has article_id, actor_id and kind; the `limit` most named states are drawn."""
    states = actors[actors["kind"] == "state"]
    grouped = states.groupby("actor_id")["article_id"]
    data = pd.DataFrame({"mentions": grouped.size(), "articles": grouped.nunique()}).reset_index()
    data = data.assign(state=[words.state(str(c)) for c in data["actor_id"]])[
        ["state", "mentions", "articles"]
    ]
    data = data.sort_values(["mentions", "state"], ascending=[False, True], ignore_index=True)
    return Chart(
        title=_states_title(data),
        description=_states_description(data),
        how_to_read="The bar and the number are the mentions of a state, by name, adjective, capital or"
        " government; in how many articles stands behind.",
        not_shown="In what role a state is named."
        + (
            f" {len(data) - limit} states named less often, which are in the table."
            if len(data) > limit + 1
            else ""
        ),
        data=data,
        draw=lambda narrow: _draw_states(data.head(limit + (len(data) == limit + 1)), narrow),
    )


NO_STATE = "No state is named in this selection."


def _states_description(data: pd.DataFrame) -> str:
    told = words.listed((f"{r.state} {r.mentions}" for r in data.itertuples()), limit=12)
    return f"Mentions: {told}." if told else NO_STATE


def _states_title(data: pd.DataFrame) -> str:
    if data.empty:
        return "Which states do the articles name?"
    most = list(data.loc[data["mentions"] == data["mentions"].max(), "state"])
    verb = "is" if len(most) == 1 else "are"
    return (
        f"{words.listed(most, limit=3)} {verb} named most,"
        f" {words.counted(int(data['mentions'].max()), 'time')}"
    )


def _draw_states(data: pd.DataFrame, narrow: bool) -> Figure:
    if data.empty:
        return blank(narrow, NO_STATE)
    width, row = width_of(narrow), 24.0
    left, right = (112.0, 96.0) if narrow else (170.0, 130.0)
    step = (width - left - right) / int(data["mentions"].max())
    figure, axes = sheet(width, row * len(data) + 30)
    for i, state in enumerate(data.itertuples()):
        y = row * i
        mentions = int(str(state.mentions))
        put(axes, left - 10, y + 12, fitted(str(state.state), 12, left - 14), size=12, align="right")
        box(axes, left, y + 4, max(2.0, step * mentions), 16, fill="blue")
        articles = words.counted(int(str(state.articles)), "article")
        put(axes, left + step * mentions + 8, y + 12, f"{mentions}", bold=True, size=12)
        put(axes, left + step * mentions + 40, y + 12, f"{articles}", size=SMALL, colour="soft")
    put(axes, left, row * len(data) + 14, "mentions", size=SMALL, colour="soft")
    return figure
