"""Event frames made of a few values, with defaults for all the rest, and what a drawn chart holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

COMMON = ("sources", "n_sources", "agreement", "reason", "rows")
LAUNCH = ("event_id", "state", "date", "weapon", "missiles", *COMMON)
VOTES = ("votes_for", "votes_against", "abstentions")
DECISION = ("event_id", "date", "body", "instrument", "outcome", *VOTES, *COMMON)
POSITION = ("event_id", "state", "position", "date", "decision", "is_member", *COMMON)
WINDOW = ("since", "until", "as_of")
CHECKED = ("dated", "missing", "record_days")
CLAIM = ("event_id", "state", "count", "unit", "weapon", *WINDOW, *CHECKED, *COMMON)
STATEMENT = ("article_id", "speaker", "state", "role", "verb", "quote", "date")
ACTOR = ("article_id", "actor_id", "name", "kind", "state", "role")
ARTICLE = ("article_id", "headline", "publisher", "published", "published_basis", "url", "words")
WEAPONS = (
    "icbm",
    "srbm",
    "satellite",
    "hypersonic",
    "cruise",
    "missile",
    "slbm",
    "irbm",
    "mrbm",
    "ballistic",
    "tactical_guided",
)
STATES = ("CHN", "RUS", "USA", "GBR", "FRA", "JPN", "ALB", "BRA", "ARE", "KOR", "PRK", "NOR")
POSITIONS = ("veto", "hold", "against", "abstain", "in_favour", "sponsor", "support", "oppose", "urge_easing")


def _frame(
    rows: Sequence[dict[str, Any]], columns: Sequence[str], integers: Sequence[str] = ()
) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=list(columns))
    return frame.astype(dict.fromkeys(integers, "Int64"))


def _event(given: dict[str, Any], number: int, **defaults: Any) -> dict[str, Any]:
    common = {
        "event_id": f"e{number}",
        "sources": ("a1",),
        "n_sources": 1,
        "agreement": "single",
        "reason": "one source",
        "rows": (number,),
    }
    row = {**common, **defaults, **given}
    return {**row, "n_sources": len(row["sources"])}


def launches(*given: dict[str, Any]) -> pd.DataFrame:
    """Launch events; by default one of an unsaid missile on 5 January 2022, told by article a1."""
    rows = [
        _event(g, n, state="PRK", date="2022-01-05", weapon="missile", missiles=None)
        for n, g in enumerate(given)
    ]
    return _frame(rows, LAUNCH, ["missiles", "n_sources"])


def many_launches(number: int, *, first: date = date(2006, 7, 5), days: int = 6700) -> pd.DataFrame:
    """So many launches spread over so many days, with all weapons, numbers and kinds of agreement."""
    kinds = (("a1",), ("a1", "a2"), ("a1", "a2", "a3"))
    return launches(
        *(
            {
                "date": (
                    first + timedelta(days=days * n // max(1, number - 1) if number > 1 else 0)
                ).isoformat(),
                "weapon": WEAPONS[n % len(WEAPONS)],
                "missiles": (None, 1, 2, 8, 23)[n % 5],
                "sources": kinds[n % 3],
                "agreement": ("single", "agreed", "conflicting")[n % 3],
            }
            for n in range(number)
        )
    )


def decisions(*given: dict[str, Any]) -> pd.DataFrame:
    """Decisions; by default a resolution of the Council vetoed on 26 May 2022."""
    rows = [
        _event(
            g,
            n,
            date="2022-05-26",
            body="UNSC",
            instrument="resolution",
            outcome="vetoed",
            votes_for=None,
            votes_against=None,
            abstentions=None,
        )
        for n, g in enumerate(given)
    ]
    return _frame(rows, DECISION, ["votes_for", "votes_against", "abstentions", "n_sources"])


def positions(*given: dict[str, Any]) -> pd.DataFrame:
    """Positions; by default China's veto on the decision e0 of 26 May 2022."""
    rows = [
        _event(g, n, state="CHN", position="veto", date="2022-05-26", decision="e0", is_member=True)
        for n, g in enumerate(given)
    ]
    return _frame(rows, POSITION, ["n_sources"])


def many_decisions(number: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """So many decisions, a year apart in groups, and positions of twelve states on them."""
    outcomes = ("adopted", "vetoed", "held", "failed", "no_agreement", "proposed")
    decided = decisions(
        *(
            {
                "date": f"{2006 + n % 19}-{1 + n % 12:02}-{1 + n % 28:02}",
                "outcome": outcomes[n % 6],
                "votes_for": 13 if n % 6 < 2 else None,
                "votes_against": 2 if n % 6 == 1 else None,
                "body": "UNSC-1718" if n % 6 == 2 else "UNSC",
            }
            for n in range(number)
        )
    )
    taken = positions(
        *(
            {
                "state": s,
                "position": POSITIONS[(n + i) % 9],
                "date": decided["date"][n],
                "decision": f"e{n}",
                "is_member": i != 9,
            }
            for n in range(number)
            for i, s in enumerate(STATES)
            if (n + i) % 3
        )
    )
    return decided, taken


def claims(*given: dict[str, Any]) -> pd.DataFrame:
    """Checked tallies; by default four launches claimed from 1 to 21 January 2022, two of them dated."""
    rows = [
        _event(
            g,
            n,
            state="PRK",
            count=4,
            unit="launch_events",
            weapon="",
            since="2022-01-01",
            until="",
            as_of="2022-01-21",
            dated=2,
            record_days=(),
        )
        for n, g in enumerate(given)
    ]
    for row in rows:
        row["missing"] = row["count"] - row["dated"]
    return _frame(rows, CLAIM, ["count", "dated", "missing", "n_sources"])


def statements(*given: dict[str, Any]) -> pd.DataFrame:
    """Quotations; by default of one ambassador."""
    default = {
        "article_id": "a1",
        "speaker": "Ada Example",
        "state": "USA",
        "role": "ambassador",
        "verb": "said",
        "quote": "we will come back to this",
        "date": "2022-01-20",
    }
    return _frame([{**default, **g} for g in given], STATEMENT)


def actors(*given: dict[str, Any]) -> pd.DataFrame:
    """Mentions of actors; by default of China."""
    default = {
        "article_id": "a1",
        "actor_id": "CHN",
        "name": "China",
        "kind": "state",
        "state": "CHN",
        "role": "",
    }
    return _frame([{**default, **g} for g in given], ACTOR)


def articles(*given: dict[str, Any]) -> pd.DataFrame:
    """Articles; by default one of 300 words of 21 January 2022."""
    default = {
        "article_id": "a1",
        "headline": "A headline",
        "publisher": "The Paper",
        "published": "2022-01-21",
        "published_basis": "stated",
        "url": "",
        "words": 300,
    }
    return _frame([{**default, **g} for g in given], ARTICLE, ["words"])


def boxes(figure: Figure) -> list[tuple[str, Bbox]]:
    """Each text of a drawn figure with the rectangle that it covers, in points from the lower left."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    renderer = canvas.get_renderer()
    return [
        (text.get_text(), text.get_window_extent(renderer))
        for axes in figure.axes
        for text in axes.texts
        if text.get_text().strip()
    ]


def overlapping(figure: Figure, slack: float = 1.5) -> Iterator[tuple[str, str]]:
    """Pairs of texts that lie on each other by more than `slack` points."""
    for (a, x), (b, y) in combinations(boxes(figure), 2):
        common = Bbox.intersection(x, y)
        if common is not None and common.width > slack and common.height > slack:
            yield a, b


def clipped(figure: Figure, slack: float = 1.5) -> list[str]:
    """Texts that reach over the edge of the sheet by more than `slack` points."""
    width, height = figure.get_size_inches() * figure.dpi
    return [
        t
        for t, b in boxes(figure)
        if b.x0 < -slack or b.y0 < -slack or b.x1 > width + slack or b.y1 > height + slack
    ]
