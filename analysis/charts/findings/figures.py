"""Key figures for the head of a report, and what their tables share."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from analysis.charts.chart import each


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


def without_empty_columns(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame without columns that say nothing in any row; an empty frame as it is."""
    told = [c for c in frame if (frame[c].notna() & (frame[c].astype("string") != "")).any()]
    return frame[told] if len(frame) else frame
