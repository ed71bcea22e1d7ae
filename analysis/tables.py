"""TABLES: records to checked dataframes and CSV files, exactly as the codebook names them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.records import Mention, Problem, Reading, on_one_line

EVIDENCE = ("article_id", "sentence", "start", "end", "evidence")

#: Columns of each table besides the evidence columns, in the order in which they are written.
COLUMNS: dict[str, tuple[str, ...]] = {
    "articles": (
        "headline",
        "publisher",
        "byline",
        "published",
        "published_basis",
        "url",
        "words",
        "path",
        "sha256",
    ),
    "actors": ("actor_id", "name", "kind", "state", "role"),
    "dates": ("type", "value", "begin", "end_date", "text"),
    "counts": ("value", "of", "qualifier", "text"),
    "launches": ("state", "date", "weapon", "missiles"),
    "tallies": ("state", "count", "unit", "weapon", "since", "until"),
    "decisions": (
        "decision_id",
        "date",
        "body",
        "instrument",
        "outcome",
        "votes_for",
        "votes_against",
        "abstentions",
    ),
    "positions": ("state", "position", "decision_id", "date"),
    "statements": ("speaker", "state", "role", "verb", "quote", "date"),
    "designations": ("authority", "date", "people", "organisations", "names"),
}

#: Closed vocabularies; an empty cell is allowed where "" is listed.
VOCABULARIES: dict[tuple[str, str], tuple[str, ...]] = {
    ("articles", "published_basis"): ("", "stated", "derived", "inferred"),
    ("actors", "kind"): ("state", "person", "organisation"),
    ("dates", "type"): ("DATE", "DURATION"),
    ("counts", "of"): (
        "launch_events",
        "missiles",
        "nuclear_tests",
        "people",
        "organisations",
        "states",
        "votes_for",
        "votes_against",
        "abstentions",
        "resolutions",
        "meetings",
        "money_usd",
        "other",
    ),
    ("counts", "qualifier"): ("exact", "at_least", "at_most", "about"),
    ("launches", "weapon"): (
        "icbm",
        "irbm",
        "mrbm",
        "srbm",
        "slbm",
        "ballistic",
        "hypersonic",
        "cruise",
        "tactical_guided",
        "satellite",
        "missile",
    ),
    ("tallies", "unit"): ("launch_events", "missiles"),
    ("tallies", "weapon"): (
        "",
        "icbm",
        "irbm",
        "mrbm",
        "srbm",
        "slbm",
        "ballistic",
        "hypersonic",
        "cruise",
        "tactical_guided",
        "satellite",
        "missile",
    ),
    ("decisions", "body"): ("UNSC", "UNSC-1718", "UNGA"),
    ("decisions", "instrument"): ("resolution", "listing", "statement", "meeting"),
    ("decisions", "outcome"): ("adopted", "vetoed", "held", "failed", "no_agreement", "proposed"),
    ("positions", "position"): (
        "veto",
        "hold",
        "against",
        "abstain",
        "in_favour",
        "sponsor",
        "support",
        "oppose",
        "urge_easing",
    ),
}

_INTEGERS = {
    "sentence",
    "start",
    "end",
    "words",
    "missiles",
    "votes_for",
    "votes_against",
    "abstentions",
    "people",
    "organisations",
}


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

    def items(self) -> Iterable[tuple[str, pd.DataFrame]]:
        """Name and dataframe of each table, in the codebook's order."""
        return ((name, getattr(self, name)) for name in COLUMNS)


def columns_of(table: str) -> tuple[str, ...]:
    """All columns of a table, in order."""
    return ("article_id", *COLUMNS[table]) if table == "articles" else (*EVIDENCE, *COLUMNS[table])


def from_readings(readings: Sequence[Reading]) -> Tables:
    """The readings' records as checked dataframes, one row a record, ordered by article and position.

    Raises `ValueError` if a row breaks the codebook's vocabulary or its span does not hold."""
    ordered = sorted(readings, key=lambda r: r.article.article_id)
    collected: dict[str, list[dict[str, Any]]] = {name: [] for name in COLUMNS}
    for reading in ordered:
        collected["articles"].append(_article_row(reading))
        document = reading.document
        for name, records in (
            ("actors", document.actors),
            ("dates", document.times),
            ("counts", document.counts),
            ("launches", reading.launches),
            ("tallies", reading.tallies),
            ("decisions", reading.decisions),
            ("positions", reading.positions),
            ("statements", reading.statements),
            ("designations", reading.designations),
        ):
            for record in sorted(records, key=lambda r: (r.start, r.end)):
                collected[name].append(_row(name, reading, record))
    return Tables(**{name: _frame(name, found) for name, found in collected.items()})


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
    return row


def _frame(table: str, found: list[dict[str, Any]]) -> pd.DataFrame:
    frame = pd.DataFrame(found, columns=list(columns_of(table)))
    for column in frame.columns:
        if column in _INTEGERS:
            frame[column] = frame[column].astype("Int64")
        elif column == "value" and table == "counts":
            frame[column] = frame[column].astype("float64")
        elif column == "count":
            frame[column] = frame[column].astype("Int64")
        else:
            frame[column] = frame[column].fillna("").astype("string")
    check(table, frame)
    return frame


def check(table: str, frame: pd.DataFrame) -> None:
    """Raise `ValueError` naming table, column and value where a cell is outside its vocabulary."""
    for (name, column), allowed in VOCABULARIES.items():
        if name == table and len(bad := frame.loc[~frame[column].isin(allowed), column]):
            raise ValueError(f"table {table}, column {column}: {bad.iloc[0]!r} is not in the codebook")
    if table != "articles" and len(frame) and not (frame["start"] < frame["end"]).all():
        raise ValueError(f"table {table}: a row has an empty span")


def write(tables: Tables, folder: Path) -> None:
    """One UTF-8 CSV file a table in `folder`, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in tables.items():
        if name == "counts":
            frame = frame.assign(value=[f"{v:.15g}" if v < 1e15 else repr(v) for v in frame["value"]])
        frame.to_csv(folder / f"{name}.csv", index=False, encoding="utf-8", lineterminator="\n")


SET_ASIDE = ("path", "kind", "what", "remedy")


def write_set_aside(problems: Iterable[Problem], folder: Path) -> None:
    """The file `set_aside.csv`: a row for everything that is not in the tables, or doubtful, and why."""
    rows = [[on_one_line(getattr(p, c)) for c in SET_ASIDE] for p in problems]
    pd.DataFrame(rows, columns=list(SET_ASIDE), dtype="string").to_csv(
        folder / "set_aside.csv", index=False, encoding="utf-8", lineterminator="\n"
    )


def load(folder: Path) -> Tables:
    """The tables written by `write`."""
    frames = {}
    for name in COLUMNS:
        path = folder / f"{name}.csv"
        raw = pd.read_csv(path, dtype="string", keep_default_na=False, encoding="utf-8")
        frames[name] = (
            _frame(
                name,
                [
                    {str(k): (None if v == "" and k in _INTEGERS else v) for k, v in row.items()}
                    for row in raw.to_dict("records")
                ],
            )
            if len(raw)
            else _frame(name, [])
        )
    return Tables(**frames)
