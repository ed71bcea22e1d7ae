"""Questions to published Parquet datasets: what falls in a period, of some states and sources, and no more.

A store of a million articles is never loaded whole: Arrow reads the columns and row groups that a filter needs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from analysis.extraction.parts import struct_of
from analysis.recognise.timex import overlaps
from analysis.records import Problem
from analysis.schema import COLUMNS
from analysis.tables import Tables, duplicates_of, typed

#: Tables whose rows happen on a day of their own, and the column that says it.
_DAYS = {
    "launches": "date",
    "tallies": "until",
    "decisions": "date",
    "positions": "date",
    "statements": "date",
    "designations": "date",
}
_LAUNCHING = ("launches", "tallies")
_TAKING_SIDES = {"positions": "state", "statements": "state", "designations": "authority"}
_MOST_PASSED_OVER = 100_000


@dataclass(frozen=True)
class Store:
    """The published datasets of a folder."""

    folder: Path

    def tables(
        self,
        *,
        start: str = "",
        end: str = "",
        launching_state: str = "",
        states: Collection[str] = (),
        publishers: Collection[str] = (),
    ) -> Tables:
        """The rows that fall in the period (ISO days, both included, "" for open), of some publishers.

        A row counts by its own date, one without by its article's publication day, one with neither always;
        launches and tallies are those of `launching_state`, positions, statements and designations those of
        `states`. Articles are those published in the period, and those that tell of an event in it."""
        wanted = self._articles(publishers)
        inside = _ids(wanted, _overlaps(wanted.column("published"), start, end))
        of_source = wanted.column("article_id") if publishers else None
        found = {}
        for name, day in _DAYS.items():
            limits = [_roughly(day, start, end, inside)]
            if name in _LAUNCHING and launching_state:
                limits.append(ds.field("state") == launching_state)
            if name in _TAKING_SIDES and states:
                limits.append(ds.field(_TAKING_SIDES[name]).isin(list(states)))
            rows = self._rows(name, [*limits, *_among(of_source)])
            found[name] = rows.filter(pa.array(_overlaps(rows.column(day), start, end), pa.bool_()))
        saying = pa.chunked_array(
            [c for t in found.values() for c in t.column("article_id").chunks], pa.string()
        )
        told = pc.unique(pa.chunked_array([*inside.chunks, *saying.chunks], pa.string()))
        found["articles"] = self._rows("articles", _among(told) if start or end or publishers else [])
        for name in ("actors", "dates", "counts"):
            found[name] = self._rows(name, _among(inside) if start or end or publishers else [])
        frames = {name: typed(name, found[name].to_pandas(integer_object_nulls=True)) for name in COLUMNS}
        return Tables(**frames, duplicates=self._duplicates(told))

    def texts(self, ids: Sequence[str]) -> dict[str, tuple[str, tuple[int, ...]]]:
        """Text and the beginnings of its sentences, by article id."""
        rows = self._dataset("texts").to_table(filter=ds.field("article_id").isin(list(ids)))
        return {
            row["article_id"]: (row["text"], tuple(s["start"] for s in row["sentences"]))
            for row in rows.to_pylist()
        }

    def problems(self) -> tuple[Problem, ...]:
        """What was set aside: every fault, and of what was passed over no more than a hundred thousand."""
        kind = ds.field("kind").isin(["unreadable", "doubtful"])
        dataset = self._dataset("set_aside")
        rows = (
            dataset.to_table(filter=kind).to_pylist()
            + dataset.scanner(filter=~kind).head(_MOST_PASSED_OVER).to_pylist()
        )
        return tuple(Problem(**row) for row in rows)

    def article_ids(self) -> list[str]:
        """The id of every article."""
        return self._dataset("articles").to_table(columns=["article_id"]).column(0).to_pylist()

    def _dataset(self, name: str) -> ds.Dataset:
        return ds.dataset(self.folder / name, format="parquet")

    def _rows(self, name: str, limits: Sequence[ds.Expression]) -> pa.Table:
        condition = None
        for limit in limits:
            condition = limit if condition is None else condition & limit
        return self._dataset(name).to_table(columns=[f.name for f in struct_of(name)], filter=condition)

    def _articles(self, publishers: Collection[str]) -> pa.Table:
        limit = ds.field("publisher").isin(list(publishers)) if publishers else None
        return self._dataset("articles").to_table(columns=["article_id", "published"], filter=limit)

    def _duplicates(self, ids: pa.Array) -> pd.DataFrame:
        found = self._dataset("duplicates").to_table(filter=ds.field("article_id").isin(ids))
        return duplicates_of(found.to_pylist())


def _among(ids: pa.Array | pa.ChunkedArray | None) -> list[ds.Expression]:
    if ids is None:
        return []
    flat = ids.combine_chunks() if isinstance(ids, pa.ChunkedArray) else ids
    return [ds.field("article_id").isin(flat)]


def _ids(articles: pa.Table, inside: list[bool]) -> pa.ChunkedArray:
    return articles.filter(pa.array(inside, pa.bool_())).column("article_id")


def _overlaps(values: pa.ChunkedArray, start: str, end: str) -> list[bool]:
    """Whether each date overlaps the period; what is no date does."""
    known = {value: overlaps(value or "", start, end) for value in pc.unique(values).to_pylist()}
    return [known[v] for v in values.to_pylist()]


def _roughly(day: str, start: str, end: str, inside: pa.ChunkedArray) -> ds.Expression:
    """What Arrow can tell of rows by itself: the year is right, or there is no date and the article is."""
    column = ds.field(day)
    dated = ds.scalar(True)
    if start:
        dated = dated & (column >= start[:4])
    if end:
        dated = dated & (column <= f"{end[:4]}~")
    # A range may begin years before its end: "2016/2022".
    has_range = pc.match_substring(column, "/")
    undated = ((column == "") | column.is_null()) & ds.field("article_id").isin(inside.combine_chunks())
    return ((column != "") & (dated | has_range)) | undated
