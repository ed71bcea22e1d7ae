"""How mentions become events: what all kinds of event have in common.

An event frame has, besides its own columns, `event_id`, `sources` (a tuple of article ids), `n_sources` (how
many of them are independent: a copy of another's text is none), `agreement` (`single`, `agreed`,
`conflicting`), `reason` (why the value was chosen) and `rows` (the index of every mention in its table).
Nothing here depends on the order of rows: groups are keyed by values, ties are broken by value, and an
article whose text is there already under another id counts once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import pandas as pd

from analysis.recognise.timex import bounds, is_day
from analysis.tables import Tables

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True)
class Mentioned:
    """A row of a table: its index there and its cells. `source` is its article, or the earlier one of which
    that is a copy: however many papers print a wire story, it is one source."""

    row: int
    article_id: str
    cells: Mapping[str, Any]
    source: str = ""

    def __getitem__(self, column: str) -> Any:
        return self.cells[column]


def distinct_sources(tables: Tables) -> frozenset[str]:
    """The ids of the articles that count as sources: of those with the same bytes, the first by id."""
    first: dict[str, str] = {}
    for article in sorted(_dicts(tables.articles), key=lambda a: a["article_id"]):
        first.setdefault(article["sha256"] or article["article_id"], article["article_id"])
    return frozenset(first.values())


def mentions(tables: Tables, table: str) -> list[Mentioned]:
    """The rows of a table from distinct sources; integers as int, empty cells as `None` or ""."""
    counted = distinct_sources(tables)
    frame = getattr(tables, table)
    rows = zip(frame.index, _dicts(frame), strict=True)
    copies = tables.copies
    found = [
        Mentioned(int(i), r["article_id"], r, copies.get(r["article_id"], r["article_id"]))
        for i, r in rows
        if r["article_id"] in counted
    ]
    return sorted(
        found, key=lambda m: (m.article_id, m["start"], m["end"], str(sorted(m.cells.items(), key=str)))
    )


def _dicts(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(k): None if pd.isna(v) else v for k, v in row.items()} for row in frame.to_dict("records")]


def published(tables: Tables) -> dict[str, str]:
    """Publication day (or "") by article id."""
    return {a["article_id"]: a["published"] or "" for a in _dicts(tables.articles)}


def commonest(values: Iterable[T]) -> T | None:
    """The value named most often, the smallest of those if several are; `None` for no values."""
    counted = Counter(values)
    return min(counted, key=lambda v: (-counted[v], str(v))) if counted else None


def contains(wide: str, narrow: str) -> bool:
    """Whether a date value lies in another ("2022-01" contains "2022-01-20")."""
    (first, last), (begin, end) = bounds(wide), bounds(narrow)
    return bool(first and begin) and first <= begin and end <= last


def precision(value: str) -> int:
    """0 a day, 1 a week, 2 a month, 3 a year or range, 4 no date."""
    if not value:
        return 4
    return 0 if is_day(value) else 1 if "W" in value else 2 if len(value) == 7 else 3


def days_between(first: str, second: str) -> int:
    """Days from one ISO day to another."""
    return (pd.Timestamp(second) - pd.Timestamp(first)).days


def common(
    event_id: str, group: Sequence[Mentioned], *, differs: Sequence[str], because: str
) -> dict[str, Any]:
    """The columns that every event has. `differs` names the columns on which the sources conflict."""
    sources = tuple(sorted({m.article_id for m in group}))
    independent = len({m.source or m.article_id for m in group})
    agreement = "conflicting" if differs else "agreed" if independent > 1 else "single"
    one = "one source" if len(sources) == 1 else f"one source, printed {len(sources)} times"
    told = {"single": one, "agreed": f"{independent} sources, none contradicts"}
    reason = told.get(agreement, f"sources differ on {' and '.join(differs)}")
    return {
        "event_id": event_id,
        "sources": sources,
        "n_sources": independent,
        "agreement": agreement,
        "reason": f"{reason}; {because}" if because else reason,
        "rows": tuple(sorted(m.row for m in group)),
    }


def as_frame(
    events: Iterable[Mapping[str, Any]], columns: Sequence[str], integers: Sequence[str]
) -> pd.DataFrame:
    """Events as a frame ordered by date and id."""
    names = ["event_id", *columns, "sources", "n_sources", "agreement", "reason", "rows"]
    ordered = sorted(events, key=lambda e: (e.get("date", ""), e["event_id"]))
    frame = pd.DataFrame(ordered, columns=names)
    for column in (*integers, "n_sources"):
        frame[column] = frame[column].astype("Int64")
    return frame


def told_apart(events: pd.DataFrame) -> pd.DataFrame:
    """The events to be counted: without those of a vague date that may be one of the others (`may_be`)."""
    return events.loc[[not other for other in events["may_be"]]] if "may_be" in events else events


def unique_ids(events: Sequence[dict[str, Any]]) -> None:
    """Number the ids that several events share, in the order of their first mention."""
    counted: Counter[str] = Counter()
    for event in sorted(events, key=lambda e: (e["event_id"], e["sources"], e["rows"])):
        counted[event["event_id"]] += 1
        if counted[event["event_id"]] > 1:
            event["event_id"] += f"-{counted[event['event_id']]}"
