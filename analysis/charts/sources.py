"""Charts of the sources: what each contributed, and which tell the same events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts import when, words
from analysis.charts.chart import Chart, Link, each, plain, url
from analysis.charts.drawing import (
    SMALL,
    Dot,
    KeyItem,
    blank,
    box,
    dots,
    fitted,
    key,
    key_height,
    line,
    put,
    sheet,
    width_of,
)
from analysis.reconcile.grouping import told_apart
from analysis.tables import Tables

#: The tables that an article contributes rows to, in the order of the columns.
CONTRIBUTED = (
    "launches",
    "tallies",
    "decisions",
    "positions",
    "statements",
    "designations",
    "actors",
    "dates",
    "counts",
)


def contributions(tables: Tables) -> pd.DataFrame:
    """Rows of each table by article: article_id, publisher, published, headline, and a column a table."""
    articles = tables.articles[["article_id", "publisher", "published", "headline"]].copy()
    for name in CONTRIBUTED:
        rows = getattr(tables, name)["article_id"].value_counts()
        articles[name] = articles["article_id"].map(rows).fillna(0).astype("Int64")
    return articles.sort_values(["published", "article_id"], kind="stable")


def source_contributions(contributed: pd.DataFrame, *, pages: Mapping[str, str] | None = None) -> Chart:
    """What each article contributed: articles by tables, the number of rows in each cell.

    `contributed` is made by `contributions`; `pages` gives an address by article id, to link its name to."""
    shown = [c for c in CONTRIBUTED if c in contributed and contributed[c].sum()]
    return Chart(
        title=_contributions_title(contributed, shown),
        description=_contributions_description(contributed, shown),
        how_to_read="A row is an article, with its number in the order of publication, a column a kind of"
        " fact; the number is how many were read from it, its bar the share of the column's highest.",
        not_shown="How much of it other articles say too; the next chart does.",
        data=contributed[["article_id", "publisher", "published", *shown]].reset_index(drop=True),
        draw=lambda narrow: _draw_contributions(contributed, shown, narrow, pages or {}),
    )


def _contributions_title(contributed: pd.DataFrame, shown: Sequence[str]) -> str:
    if not shown:
        return "What did each article contribute?"
    sums = contributed[shown].sum(axis=1)
    total, most = int(sums.sum()), int(sums.max())
    return f"{words.counted(total, 'fact')} from {words.counted(len(contributed), 'article')}" + (
        f", at most {most} from one" if len(contributed) > 1 else ""
    )


def _contributions_description(contributed: pd.DataFrame, shown: Sequence[str]) -> str:
    if not shown:
        return "No article in this selection says anything that has a table."
    return "Facts by kind: " + words.listed(f"{name} {int(contributed[name].sum())}" for name in shown) + "."


def _draw_contributions(
    contributed: pd.DataFrame, shown: Sequence[str], narrow: bool, pages: Mapping[str, str]
) -> Figure:
    if not shown:
        return blank(narrow, "No article in this selection says anything that has a table.")
    width = width_of(narrow)
    left, row, head = (0.0, 42.0, 84.0) if narrow else (296.0, 24.0, 84.0)
    called = _called(contributed)
    across = (width - left) / len(shown)
    figure, axes = sheet(width, head + row * len(contributed) + 4)
    for i, name in enumerate(shown):
        put(axes, left + 12 + across * i, head - 6, name, size=SMALL, colour="soft", angle=90)
    for i, article in enumerate(contributed.to_dict("records")):
        y = head + row * i
        line(axes, [0, width], [y, y], colour="grid")
        name = f"{i + 1}. {called[i]}"
        day = when.in_short(article["published"])
        address = pages.get(article["article_id"])
        target = f"{address} {name}, {day}" if address else None
        room = (width if narrow else left) - 104
        put(axes, 0, y + 12, day, size=SMALL, colour="soft")
        put(axes, 88, y + 12, fitted(name, 12, room), size=12, url=target)
        for j, table in enumerate(shown):
            _draw_count(
                axes,
                int(article[table]),
                contributed[table].max(),
                left + across * j,
                y + 18 * narrow,
                across,
            )
    return figure


def _called(contributed: pd.DataFrame) -> list[str]:
    """What each article is called: its publisher; its headline where that has others too, else its id."""
    counts = contributed["publisher"].value_counts()
    return [
        plain(a["publisher"])
        if a["publisher"] and counts[a["publisher"]] == 1
        else plain(a.get("headline", "")) or plain(a["article_id"])
        for a in contributed.to_dict("records")
    ]


def _draw_count(axes: Axes, n: int, most: int, x: float, y: float, across: float) -> None:
    """The number on a bar as long as its share of the highest number in the column."""
    if n:
        box(axes, x + 4, y + 2, max(2, (across - 6) * n / most), 20, fill="grid")
        put(axes, x + 10, y + 12, str(n), size=SMALL)


@dataclass(frozen=True)
class Told:
    """An event with the articles that tell it."""

    day: str
    what: str
    sources: tuple[str, ...]
    agreement: str
    rows: tuple[int, ...]


def source_agreement(
    launches: pd.DataFrame,
    decisions: pd.DataFrame,
    *,
    numbers: Mapping[str, int] | None = None,
    limit: int = 30,
    launch_link: Link | None = None,
    decision_link: Link | None = None,
) -> Chart:
    """Which events rest on how many sources, and whether these agree: a row an event, a mark a source.

    Takes event frames (with sources, n_sources and agreement). `numbers` gives each article's number in the
    list of sources, shown in its mark; the `limit` events with most sources are drawn."""
    vague = len(launches) + len(decisions)
    launches, decisions = told_apart(launches), told_apart(decisions)
    vague -= len(launches) + len(decisions)
    told = [*_told(launches, "launch"), *_told(decisions, "decision")]
    linked = {id(t): launch_link for t in told[: len(launches)]} | {
        id(t): decision_link for t in told[len(launches) :]
    }
    known = numbers or _numbered(told)
    kept = sorted(told, key=lambda t: (-len(t.sources), t.day, t.what))[:limit]
    shown = sorted(kept, key=lambda t: (t.day, t.what))
    hidden = len(told) - len(shown)
    left_out = f" {words.upper_first(words.counted(hidden, 'event'))} with fewer sources." if hidden else ""
    if vague:
        left_out += (
            f" {words.upper_first(words.counted(vague, 'event'))} of a vague date that may be another."
        )
    return Chart(
        title=_agreement_title(told),
        description=_agreement_description(told),
        how_to_read="A row is an event, a mark an article that tells it, with the article's number in"
        " the list of sources. Filled: two or more sources, which agree; open: one source alone;"
        " diamond: the sources give different values.",
        not_shown=f"Which value each source gives: follow the mark.{left_out}",
        data=pd.DataFrame(
            [
                (t.day, t.what, len(t.sources), words.AGREEMENT.get(t.agreement, ""), ", ".join(t.sources))
                for t in told
            ],
            columns=["date", "event", "sources", "agreement", "articles"],
        ).sort_values("date", kind="stable", ignore_index=True),
        draw=lambda narrow: _draw_agreement(shown, known, narrow, linked),
    )


def _told(events: pd.DataFrame, kind: str) -> list[Told]:
    found = []
    for e, rows in each(events):
        what = (
            f"launch: {words.WEAPONS.get(str(e.weapon), str(e.weapon))}"
            if kind == "launch"
            else f"{str(e.instrument) or 'text'} {words.OUTCOMES.get(str(e.outcome), str(e.outcome))}"
        )
        found.append(Told(str(e.date), what, tuple(e.sources), str(e.agreement), rows))
    return found


def _numbered(told: Sequence[Told]) -> dict[str, int]:
    return {s: i for i, s in enumerate(sorted({s for t in told for s in t.sources}), 1)}


def _agreement_title(told: Sequence[Told]) -> str:
    if not told:
        return "Which sources tell the same events?"
    kinds = Counter(t.agreement for t in told)
    several = kinds["agreed"] + kinds["conflicting"]
    if not several:
        one = len(told) == 1
        return (
            "The one event rests on one source" if one else f"All {len(told)} events rest on one source each"
        )
    if len(told) == 1:
        verb = "agree" if kinds["agreed"] else "differ"
        return f"{words.counted(len(told[0].sources), 'source')} tell the one event and {verb}"
    differ = f"; they differ on {kinds['conflicting']}" if kinds["conflicting"] else " and agree"
    return f"Two or more sources tell {several} of {words.counted(len(told), 'event')}{differ}"


def _agreement_description(told: Sequence[Told]) -> str:
    if not told:
        return "No launch and no decision in this selection."
    kinds = Counter(t.agreement for t in told)
    said = words.listed(f"{words.AGREEMENT[k]} {kinds[k]}" for k in words.AGREEMENT if k in kinds)
    return f"Events by agreement: {said}."


def _draw_agreement(
    shown: Sequence[Told], numbers: Mapping[str, int], narrow: bool, linked: Mapping[int, Link | None]
) -> Figure:
    if not shown:
        return blank(narrow, "No launch and no decision in this selection.")
    width = width_of(narrow)
    left = 0.0 if narrow else 330.0
    across = int((width - left) // 22)
    heights = [22.0 * -(-len(t.sources) // across) + (24 if narrow else 4) for t in shown]
    marks = {
        "agreed": Dot(0, 0, 6),
        "single": Dot(0, 0, 6, fill="paper"),
        "conflicting": Dot(0, 0, 5.5, "D", "orange", "orange"),
    }
    items = [KeyItem(words.AGREEMENT[k], d) for k, d in marks.items() if any(t.agreement == k for t in shown)]
    figure, axes = sheet(width, sum(heights) + 6 + key_height(items, width))
    top = 2.0
    for told, height in zip(shown, heights, strict=True):
        put(axes, 0, top + 12, when.in_short(told.day), size=SMALL, colour="soft")
        put(axes, 92, top + 12, fitted(told.what, 12, (width if narrow else left) - 100), size=12)
        for i, source in enumerate(told.sources):
            row, place = divmod(i, across)
            _draw_source(
                axes,
                told,
                numbers.get(source, 0),
                left + 11 + 22 * place,
                top + 13 + 22 * row + 22 * narrow,
                linked.get(id(told)),
                source,
            )
        top += height
        line(axes, [0, width], [top, top], colour="grid")
    key(axes, items, top + 2, width)
    return figure


def _draw_source(axes: Axes, told: Told, n: int, x: float, y: float, link: Link | None, source: str) -> None:
    said = f"{when.in_words(told.day)}, {told.what}: source {n}, {source}"
    base = Dot(x, y, 8.5, letter=str(n), letter_size=9, url=url(link, told.rows, said))
    shape, fill, edge, ink = {
        "single": ("o", "paper", "blue", "ink"),
        "conflicting": ("D", "orange", "orange", "paper"),
    }.get(told.agreement, ("o", "blue", "blue", "paper"))
    radius = 7.6 if shape == "D" else 8.5
    dots(axes, [Dot(x, y, radius, shape, fill, edge, base.letter, ink, base.url, 9)])
