"""The tables' columns, types and vocabularies: one dictionary for checks, files and readers.

The columns stand in `data/columns.csv`, the closed vocabularies here; both are the codebook's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from analysis.compiling import compiled
from analysis.lexicon import rows

if TYPE_CHECKING:
    import pandas as pd

EVIDENCE = ("article_id", "sentence", "start", "end", "evidence")


def _columns() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in rows("columns"):
        if row["table"] != "*" and not (row["table"] == "articles" and row["column"] == "article_id"):
            found.setdefault(row["table"], []).append(row["column"])
    return {table: tuple(columns) for table, columns in found.items()}


#: Columns of each table besides the evidence columns, in the order in which they are written.
COLUMNS = _columns()

#: Classes of weapons, the kinds of missile and what carries a satellite.
_WEAPONS = (
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
)

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
    ("launches", "weapon"): _WEAPONS,
    ("tallies", "unit"): ("launch_events", "missiles"),
    ("tallies", "weapon"): ("", *_WEAPONS),
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


#: More than this counts nothing on earth, and would not survive being written as a number.
MOST = 10**15

_DAY = r"(?:\d{4}-\d{2}-\d{2})?"
_TIMEX = r"(?:[0-9X]{4}(?:-[0-9A-Z]{1,3}){0,2}(?:/[0-9X]{4}(?:-[0-9A-Z]{1,3}){0,2})?|P[0-9A-Z.]{1,20})?"


def columns_of(table: str) -> tuple[str, ...]:
    """All columns of a table, in order."""
    return ("article_id", *COLUMNS[table]) if table == "articles" else (*EVIDENCE, *COLUMNS[table])


@cache
def described(table: str) -> Mapping[str, Mapping[str, str]]:
    """The dictionary's row of each column of a table, in order."""
    own = {r["column"]: r for r in rows("columns") if r["table"] == table}
    shared = {r["column"]: r for r in rows("columns") if r["table"] == "*"}
    return {c: own.get(c) or shared[c] for c in columns_of(table)}


def type_of(table: str, column: str) -> str:
    """`string`, `integer`, `number`, `date` or `timex`."""
    return described(table)[column]["type"]


def dtype_of(table: str, column: str) -> str:
    """The column's type in a dataframe. A date is text, empty where the article does not say."""
    return {"integer": "Int64", "number": "float64"}.get(type_of(table, column), "string")


@cache
def _checked(table: str) -> Any:
    import pandera.pandas as pa

    columns = {}
    for name in columns_of(table):
        kind = type_of(table, name)
        checks = []
        if allowed := VOCABULARIES.get((table, name)):
            checks.append(pa.Check.isin(allowed, error="is not in the codebook"))
        elif kind in ("date", "timex"):
            form = _DAY if kind == "date" else _TIMEX
            checks.append(pa.Check.str_matches(f"{form}$", error=f"is no {kind}"))
        elif kind in ("integer", "number"):
            checks.append(pa.Check.in_range(0, MOST, error="is beyond reason"))
        is_required = name in EVIDENCE or (table, name) in REQUIRED
        columns[name] = pa.Column(dtype_of(table, name), checks, nullable=not is_required)
    spans = (
        []
        if table == "articles"
        else [pa.Check(lambda f: f["start"] < f["end"], error="a row has an empty span")]
    )
    return pa.DataFrameSchema(columns, checks=spans, strict=True, ordered=True)


#: Numbers without which a row says nothing.
REQUIRED = frozenset({("counts", "value"), ("tallies", "count")})


@cache
def _tests(table: str) -> tuple[tuple[str, Callable[[Any], object], str], ...]:
    """What each cell of a row must pass, and what is said of one that does not."""
    found: list[tuple[str, Callable[[Any], object], str]] = []
    for name in columns_of(table):
        kind = type_of(table, name)
        if allowed := VOCABULARIES.get((table, name)):
            found.append((name, frozenset(allowed).__contains__, "is not in the codebook"))
        elif kind in ("date", "timex"):
            form = compiled(_DAY if kind == "date" else _TIMEX)
            found.append((name, lambda v, form=form: form.fullmatch(v or ""), f"is no {kind}"))  # type: ignore[misc]
        elif kind in ("integer", "number"):
            found.append((name, lambda v: v is None or 0 <= v <= MOST, "is beyond reason"))
    return tuple(found)


def fault(table: str, row: Mapping[str, Any]) -> str:
    """What is wrong with a row before it is put into a dataframe, "" if nothing is: `check` for one row, cheaply."""
    for column, passes, what in _tests(table):
        if not passes(row[column]):
            return f"table {table}, column {column}: {row[column]!r} {what}"
    if table != "articles" and not row["start"] < row["end"]:
        return f"table {table}: a row has an empty span"
    return ""


def check(table: str, frame: pd.DataFrame) -> None:
    """Raise `ValueError` naming table, column and value where a cell breaks the codebook."""
    if not len(frame):
        return
    from pandera.errors import SchemaErrors

    try:
        _checked(table).validate(frame, lazy=True)
    except SchemaErrors as e:
        found = e.failure_cases.iloc[0]
        if found["schema_context"] == "Column":
            what = f"column {found['column']}: {found['failure_case']!r} {found['check']}"
            raise ValueError(f"table {table}, {what}") from e
        raise ValueError(f"table {table}: {found['check']}") from e
