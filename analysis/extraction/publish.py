"""Parts to the tables that people use: CSV files or Parquet datasets, with their dictionary, in bounded memory.

All is written aside and moved at the end: who reads the folder meanwhile finds the tables of before."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
from pyarrow import parquet

from analysis.extraction import dictionary
from analysis.extraction.parts import Done, part_path, schema, struct_of
from analysis.read.copies import Copies
from analysis.reconcile import corrections
from analysis.reconcile.corrections import Correction, CorrectionError
from analysis.records import Article, Sentence
from analysis.schema import COLUMNS, check
from analysis.tables import DUPLICATES, SET_ASIDE, Tables, as_csv, typed

#: Bytes of a table's rows that are held before they are written: a row group.
_HELD = 1 << 20
_ROWS_A_FILE = 2_000_000
_MOST_SHOWN = 200


@dataclass
class Outcome:
    """What was published: how many articles and rows, what was set aside by kind, and the first lines of it."""

    articles: int = 0
    rows: int = 0
    corrections: int = 0
    duplicates: int = 0
    set_aside: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def publish(
    done: Iterable[Done],
    parts: Path,
    out: Path,
    *,
    form: str = "csv",
    given: Sequence[Correction] = (),
    problems: Sequence[Mapping[str, str]] = (),
) -> Outcome:
    """Put the parts together as tables in `out`, in the order of `done` (in which the shards of a container stand
    together), the analyst's corrections applied.

    `problems` are rows of what was set aside before the parts were made. Raises `CorrectionError` for a
    correction that fits nothing, `ValueError` for a row that breaks the codebook; then `out` is as before."""
    aside = out / f".new-{os.getpid()}"
    for left in out.glob(".new-*"):  # by a run that was killed
        shutil.rmtree(left, ignore_errors=True)
    aside.mkdir(parents=True)
    try:
        outcome = _write_all(done, parts, aside, form, given, problems)
        dictionary.write(aside, form)
        _move(aside, out, form)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return outcome


def _write_all(
    done: Iterable[Done],
    parts: Path,
    aside: Path,
    form: str,
    given: Sequence[Correction],
    problems: Sequence[Mapping[str, str]],
) -> Outcome:
    outcome = Outcome()
    names = [*COLUMNS, "duplicates", "set_aside", *(["texts"] if form == "parquet" else [])]
    writers = {name: _Writer(name, aside, form) for name in names}
    waiting = _by_article(given)
    with Copies(aside / "copies") as copies:
        _set_aside(problems, writers["set_aside"], outcome)
        for part in _tables(done, parts):
            corrected = _corrected(part, waiting, outcome)
            for name in COLUMNS:
                found = _flat(corrected, name)
                outcome.rows += len(found) if name != "articles" else 0
                outcome.articles += len(found) if name == "articles" else 0
                writers[name].add(found)
            _set_aside(_flat(part, "problems").to_pylist(), writers["set_aside"], outcome)
            found = [c for row in _articles(part) for c in copies.add(*row)]
            outcome.duplicates += len(found)
            writers["duplicates"].add(pa.Table.from_pylist(found, _schema_of("duplicates")))
            if form == "parquet":
                writers["texts"].add(_texts(part))
    if left := [c for of_one in waiting.values() for c in of_one]:
        raise CorrectionError(f"correction ({left[0]}): there is no such article")
    for writer in writers.values():
        writer.close()
    return outcome


def _tables(done: Iterable[Done], parts: Path) -> Iterator[pa.Table]:
    """The parts in order: tasks as they come, the shards of one container woven together again."""
    for key, shards in groupby(done, key=lambda one: one.key):
        for number in sorted({n for one in shards for n in one.parts}):
            yield parquet.read_table(part_path(parts, key, number), schema=schema())


def _flat(part: pa.Table, name: str) -> pa.Table:
    """The nested rows of a column as a table."""
    rows = part.column(name).combine_chunks().flatten()
    return pa.Table.from_struct_array(rows) if len(rows) else _schema_of(name).empty_table()


def _schema_of(name: str) -> pa.Schema:
    if name == "duplicates":
        kinds = (pa.string(), pa.string(), pa.string(), pa.float64())
        return pa.schema(list(zip(DUPLICATES, kinds, strict=True)))
    if name in ("problems", "set_aside"):
        return pa.schema([(c, pa.string()) for c in SET_ASIDE])
    return pa.schema(list(struct_of(name)))


def _texts(part: pa.Table) -> pa.Table:
    """Each article's text and where its sentences stand, for evidence."""
    kept = part.filter(part.column("text").is_valid())
    ids = _flat(kept, "articles").column("article_id") if len(kept) else pa.chunked_array([[]], pa.string())
    return pa.table({"article_id": ids, "text": kept.column("text"), "sentences": kept.column("sentences")})


def _articles(part: pa.Table) -> Iterator[tuple[str, str, list[int]]]:
    """Id, text and sketch of each article of a part."""
    for row in part.select(["articles", "text", "sketch"]).to_pylist():
        if row["text"] is not None:
            yield row["articles"][0]["article_id"], row["text"], row["sketch"]


def _set_aside(rows: Iterable[Mapping[str, str]], writer: _Writer, outcome: Outcome) -> None:
    rows = list(rows)
    for row in rows:
        outcome.set_aside[row["kind"]] += 1
        if row["kind"] in ("unreadable", "doubtful") and len(outcome.faults) < _MOST_SHOWN:
            remedy = f" ({row['remedy']})" if row["remedy"] else ""
            outcome.faults.append(f"{row['path']}: {row['what']}{remedy}")
    if rows:
        writer.add(pa.Table.from_pylist(rows, _schema_of("set_aside")))


# Corrections by hand


def _by_article(given: Sequence[Correction]) -> dict[str, list[Correction]]:
    found: dict[str, list[Correction]] = {}
    for correction in given:
        found.setdefault(correction.article, []).append(correction)
    return found


def _corrected(part: pa.Table, waiting: dict[str, list[Correction]], outcome: Outcome) -> pa.Table:
    """The part with the rows of corrected articles as they should be; what was applied waits no longer."""
    if not waiting:
        return part
    rows = part.to_pylist()
    changed = False
    for row in rows:
        article_id = row["articles"][0]["article_id"] if row["articles"] else ""
        if article_id in waiting:
            _correct(row, waiting.pop(article_id), outcome)
            changed = True
    return pa.Table.from_pylist(rows, schema()) if changed else part


def _correct(row: dict[str, Any], given: Sequence[Correction], outcome: Outcome) -> None:
    tables = Tables(
        **{name: as_frame(name, pa.Table.from_pylist(row[name], _schema_of(name))) for name in COLUMNS}
    )
    article = _article(row)
    tables, applied = corrections.apply(tables, given, {article.article_id: article})
    outcome.corrections += len(applied)
    for name, frame in tables.items():
        row[name] = frame.astype(object).where(frame.notna(), None).to_dict("records")


def _article(row: Mapping[str, Any]) -> Article:
    sentences = (Sentence(n, s["start"], s["end"]) for n, s in enumerate(row["sentences"]))
    return Article(row["articles"][0]["article_id"], row["text"], tuple(sentences))


# Writing


def as_frame(name: str, table: pa.Table) -> pd.DataFrame:
    """Rows as Arrow keeps them as the dataframe that `tables` makes of them."""
    return typed(name, table.to_pandas(integer_object_nulls=True))


class _Writer:
    """Rows of one table to its file or files, checked, some thousands at a time."""

    def __init__(self, name: str, folder: Path, form: str) -> None:
        self._name, self._folder, self._form = name, folder, form
        self._held: list[pa.Table] = []
        self._held_bytes = self._written = 0
        self._parquet: parquet.ParquetWriter | None = None
        self._files = 0
        if form == "csv":
            self._append(_schema_of(name).empty_table(), header=True)

    def add(self, rows: pa.Table) -> None:
        """Take rows; they are written once there are enough of them."""
        self._held.append(rows)
        self._held_bytes += rows.nbytes
        if self._held_bytes >= _HELD:
            self._flush()

    def close(self) -> None:
        """Write what is left."""
        self._flush()
        if self._form == "parquet" and not self._files:
            self._open(
                _schema_of(self._name) if self._name != "texts" else _texts(schema().empty_table()).schema
            )
        if self._parquet:
            self._parquet.close()

    def _flush(self) -> None:
        if not any(map(len, self._held)):
            self._held = []
            return
        rows = pa.concat_tables(self._held)
        self._held, self._held_bytes = [], 0
        if self._name in COLUMNS:
            frame = as_frame(self._name, rows)
            check(self._name, frame)
        if self._form == "csv":
            self._append(rows, header=False)
        else:
            self._write(rows)

    def _append(self, rows: pa.Table, *, header: bool) -> None:
        frame = as_frame(self._name, rows) if self._name in COLUMNS else rows.to_pandas()
        with (self._folder / f"{self._name}.csv").open("a", encoding="utf-8", newline="") as f:
            f.write(as_csv(self._name, frame, header=header))

    def _write(self, rows: pa.Table) -> None:
        if self._parquet is None or self._written >= _ROWS_A_FILE:
            self._open(rows.schema)
        assert self._parquet is not None
        self._parquet.write_table(rows)
        self._written += len(rows)

    def _open(self, of: pa.Schema) -> None:
        if self._parquet:
            self._parquet.close()
        folder = self._folder / self._name
        folder.mkdir(exist_ok=True)
        self._parquet = parquet.ParquetWriter(folder / f"{self._files:04}.parquet", of, compression="zstd")
        self._files += 1
        self._written = 0


def _move(aside: Path, out: Path, form: str) -> None:
    """Put the new tables in the place of the old, those of the other form away."""
    for name in [*COLUMNS, "duplicates", "set_aside", "texts"]:
        shutil.rmtree(out / name, ignore_errors=True)
        if form != "csv":
            (out / f"{name}.csv").unlink(missing_ok=True)
    for path in aside.iterdir():
        if path.name != "copies":
            path.replace(out / path.name)
