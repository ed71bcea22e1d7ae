"""Key figures for the head of a report, and what their tables share."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd

from analysis.charts import words
from analysis.charts.chart import each, plain


class Figure(NamedTuple):
    """A key figure: its value, what it counts, and the rows of `table` behind it."""

    value: int | str
    label: str
    table: str
    rows: list[int]


def rows_of(events: pd.DataFrame) -> list[int]:
    """All mentions behind the events, in order."""
    return sorted({n for _, rows in each(events) for n in rows})


def noun(n: int, one: str, many: str) -> str:
    return one if n == 1 else many


def note(event: Any) -> str:
    """What a reader should know of an event in a table: why a value was chosen, on what the sources differ,
    that a day is the record's, that it may be one of the others; empty if nothing."""
    chosen = plain(event.reason)
    said = [chosen if event.agreement == "conflicting" else chosen.partition("; ")[2]]
    if getattr(event, "date_basis", "") == "derived":
        said.append("day by the number of the resolution")
    if others := getattr(event, "may_be", ()):
        said.append(f"may be one of {len(others)} others here" if len(others) > 1 else "may be another here")
    return words.upper_first("; ".join(s for s in said if s))


def without_empty_columns(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame without columns that say nothing in any row; an empty frame as it is."""
    told = [c for c in frame if (frame[c].notna() & (frame[c].astype("string") != "")).any()]
    return frame[told] if len(frame) else frame
