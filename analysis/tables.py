"""TABLES: records to checked dataframes and CSV files, exactly as the codebook names them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.records import Mention, Reading
from analysis.schema import COLUMNS, MOST, REQUIRED, check, columns_of, dtype_of, fault


@dataclass(frozen=True)
class Tables:
    """The ten tables as dataframes, one attribute each (`tables.launches`)."""

    articles: pd.DataFrame
    actors: pd.DataFrame
    dates: pd.DataFrame
    counts: pd.DataFrame
    launches: pd.DataFrame
    tallies: pd.DataFrame
    decisions: pd.DataFrame
    positions: pd.DataFrame
    statements: pd.DataFrame
    designations: pd.DataFrame
    #: Articles that have the text of an earlier one, or nearly (see `DUPLICATES`).
    duplicates: pd.DataFrame = field(default_factory=lambda: duplicates_of([]))

    def items(self) -> Iterable[tuple[str, pd.DataFrame]]:
        """Name and dataframe of each table, in the codebook's order."""
        return ((name, getattr(self, name)) for name in COLUMNS)

    @property
    def copies(self) -> dict[str, str]:
        """For each article that is a copy, the first that has its text: they are one source, not two."""
        return dict(zip(self.duplicates["article_id"], self.duplicates["same_as"], strict=True))


#: Columns of `duplicates`: `how` is `same_text` or `near`, `likeness` the share of the wording in common.
DUPLICATES = ("article_id", "same_as", "how", "likeness")


def duplicates_of(found: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows as the dataframe of articles that are copies."""
    frame = pd.DataFrame(found, columns=list(DUPLICATES))
    return frame.astype({"article_id": "string", "same_as": "string", "how": "string", "likeness": "float64"})


def from_readings(readings: Sequence[Reading]) -> Tables:
    """The readings' records as checked dataframes, one row a record, ordered by article and position.

    Raises `ValueError` if a row breaks the codebook's vocabulary or its span does not hold."""
    collected: dict[str, list[dict[str, Any]]] = {name: [] for name in COLUMNS}
    for reading in sorted(readings, key=lambda r: r.article.article_id):
        for name, found in rows_of(reading).items():
            collected[name] += found
    return Tables(**{name: frame_of(name, found) for name, found in collected.items()})


def rows_of(reading: Reading) -> dict[str, list[dict[str, Any]]]:
    """The rows of each table that one article gives, ordered by position; not checked yet."""
    document = reading.document
    of_tables: dict[str, Sequence[Mention]] = {
        "actors": document.actors,
        "dates": document.times,
        "counts": document.counts,
        "launches": reading.launches,
        "tallies": reading.tallies,
        "decisions": reading.decisions,
        "positions": reading.positions,
        "statements": reading.statements,
        "designations": reading.designations,
    }
    found = {"articles": [_article_row(reading)]}
    for name, records in of_tables.items():
        rows = (_row(name, reading, r) for r in sorted(records, key=lambda r: (r.start, r.end)))
        found[name] = [row for row in rows if not any(row[c] is None for t, c in REQUIRED if t == name)]
    return found


def _article_row(reading: Reading) -> dict[str, Any]:
    a = reading.article
    return {
        "article_id": a.article_id,
        "words": len(a.text.split()),
        **{c: getattr(a, c) for c in COLUMNS["articles"] if c != "words"},
    }


def _row(table: str, reading: Reading, record: Mention) -> dict[str, Any]:
    sentence = reading.document.sentences[record.sentence]
    row = {
        "article_id": reading.article.article_id,
        "sentence": record.sentence,
        "start": record.start,
        "end": record.end,
        "evidence": reading.article.text[sentence.start : sentence.end],
    }
    for column in COLUMNS[table]:
        value = getattr(record, column)
        row[column] = "; ".join(value) if isinstance(value, tuple) else value
        if isinstance(value, int | float) and value > MOST:
            row[column] = None
    return row


def frame_of(table: str, found: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows as the dataframe of a table. Raises `ValueError` for a row that breaks the codebook."""
    if what := next(filter(None, (fault(table, row) for row in found)), ""):
        raise ValueError(what)
    return typed(table, pd.DataFrame(found, columns=list(columns_of(table))))


def typed(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The dataframe with the types of its table: empty text where the article does not say."""
    columns = {}
    for column in columns_of(table):
        dtype = dtype_of(table, column)
        cells = frame[column].fillna("") if dtype == "string" else frame[column]
        columns[column] = cells.astype(pd.api.types.pandas_dtype(dtype))
    return pd.DataFrame(columns)


def write(tables: Tables, folder: Path) -> None:
    """One UTF-8 CSV file a table in `folder`, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in tables.items():
        check(name, frame)
        (folder / f"{name}.csv").write_text(as_csv(name, frame), encoding="utf-8", newline="")


def as_csv(table: str, frame: pd.DataFrame, *, header: bool = True) -> str:
    """The rows as lines of a CSV file."""
    if table == "counts":
        frame = frame.assign(value=[f"{v:.15g}" if v < 1e15 else repr(v) for v in frame["value"]])
    return frame.to_csv(index=False, header=header, lineterminator="\n")


#: Columns of `set_aside.csv`: a row for everything that is not in the tables, or doubtful, and why.
SET_ASIDE = ("path", "kind", "what", "remedy")


def load(folder: Path) -> Tables:
    """The tables that `extract` wrote, as CSV or Parquet. Raises `FileNotFoundError` naming what is not there."""
    tables = Tables(**{name: _loaded(name, folder) for name in COLUMNS})
    return replace(tables, duplicates=_duplicates(folder))


def _duplicates(folder: Path) -> pd.DataFrame:
    """The copies that `extract` found; none where other tables lie."""
    if (folder / "duplicates").is_dir():
        found = pd.read_parquet(folder / "duplicates")
    elif (folder / "duplicates.csv").is_file():
        found = pd.read_csv(folder / "duplicates.csv", dtype="string", keep_default_na=False)
    else:
        return duplicates_of([])
    return duplicates_of(found.to_dict("records"))  # type: ignore[arg-type]


def _loaded(table: str, folder: Path) -> pd.DataFrame:
    if (folder / table).is_dir():
        raw = pd.read_parquet(folder / table)
    else:
        raw = pd.read_csv(folder / f"{table}.csv", dtype="string", keep_default_na=False, encoding="utf-8")
        numbers = [c for c in raw.columns if dtype_of(table, str(c)) != "string"]
        raw = raw.astype("object")
        raw[numbers] = raw[numbers].replace("", None)
    frame = typed(table, raw)
    check(table, frame)
    return frame
