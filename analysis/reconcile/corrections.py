"""Corrections by the analyst: rows to drop, change or add, kept in `corrections.toml` beside the articles.

A correction names its row by values, so that it survives a new reading and breaks loudly once it no longer
matches exactly one row::

    [[correction]]
    article = "2022-01-21-five-names-on-hold"
    table = "launches"
    action = "change"                      # or "drop", "add"
    where = { date = "2022-01-05" }        # columns of the row (not for "add")
    set = { weapon = "ballistic" }         # columns to change; for "add" the whole row
    words = "the missile of 5 January"     # for "add": the words in the article that it is read from
    reason = "Seoul's analysis of 13 January"
    date = 2022-01-14                      # when the correction was made
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import InputError
from analysis.records import Article
from analysis.schema import COLUMNS, EVIDENCE, check
from analysis.tables import Tables

NAME = "corrections.toml"
_ACTIONS = ("drop", "change", "add")


class CorrectionError(InputError):
    """A correction that is malformed or matches no row (or several); the message names it."""


@dataclass(frozen=True)
class Correction:
    """One correction; `where` and `set` map columns to values."""

    article: str
    table: str
    action: str
    reason: str
    date: date
    where: Mapping[str, Any]
    set: Mapping[str, Any]
    words: str = ""

    def __str__(self) -> str:
        wanted = ", ".join(f"{k}={v}" for k, v in (self.where or self.set).items())
        return f"{self.action} in {self.table} of {self.article}: {wanted}"


@dataclass(frozen=True)
class Applied:
    """A correction that was made, and the index of the row that it made or changed (`None` if dropped)."""

    correction: Correction
    row: int | None


def load(path: Path) -> tuple[Correction, ...]:
    """The corrections of a file, none if there is no file. Raises `CorrectionError` for a malformed one."""
    if not path.exists():
        return ()
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        raise CorrectionError(f"{path}: is no TOML: {e}") from e
    if unknown := [k for k in raw if k != "correction"]:
        raise CorrectionError(f"{path}: unknown key {unknown[0]!r}; it takes [[correction]] entries")
    return tuple(_checked(path, n, row) for n, row in enumerate(raw.get("correction", ()), start=1))


def given(paths: Iterable[Path]) -> tuple[Correction, ...]:
    """The corrections beside the articles, in each folder of `paths`; one article alone has none."""
    return tuple(c for path in paths if path.is_dir() for c in load(path / NAME))


def _checked(path: Path, number: int, row: Mapping[str, Any]) -> Correction:
    where = f"{path}, correction {number}"
    for key, kind in (("article", str), ("table", str), ("action", str), ("reason", str), ("date", date)):
        if not isinstance(row.get(key), kind) or not row[key]:
            raise CorrectionError(f"{where}: needs {key}, a {kind.__name__}")
    table, action = row["table"], row["action"]
    if table not in COLUMNS or table == "articles":
        raise CorrectionError(f"{where}: {table!r} is no table that can be corrected")
    if action not in _ACTIONS:
        raise CorrectionError(f"{where}: action is {action!r}, not one of {', '.join(_ACTIONS)}")
    if wrong := [k for k in ("where", "set") if not isinstance(row.get(k, {}), dict)]:
        raise CorrectionError(f"{where}: {wrong[0]} is no table of columns and values")
    needs = {"drop": ("where",), "change": ("where", "set"), "add": ("set", "words")}[action]
    if missing := [k for k in needs if not row.get(k)]:
        raise CorrectionError(f"{where}: to {action} a row it needs {' and '.join(missing)}")
    known = {*COLUMNS[table], "start", "sentence"}
    if unknown := [c for k in ("where", "set") for c in row.get(k, {}) if c not in known]:
        raise CorrectionError(f"{where}: table {table} has no column {unknown[0]!r}")
    wanted, cells = ({c: _cell(v) for c, v in row.get(k, {}).items()} for k in ("where", "set"))
    words = row.get("words", "")
    return Correction(row["article"], table, action, row["reason"], row["date"], wanted, cells, words)


def _cell(value: Any) -> Any:
    """A value as the tables have it: days are text there, TOML may write them without quotes."""
    return value.isoformat() if isinstance(value, date) else value


def apply(
    tables: Tables, corrections: Sequence[Correction], articles: Mapping[str, Article]
) -> tuple[Tables, tuple[Applied, ...]]:
    """The corrected tables, and what was done. Row numbers of rows that stay do not change.

    Raises `CorrectionError` naming the correction that matches no row, or more than one."""
    applied = []
    for correction in corrections:
        frame = getattr(tables, correction.table)
        try:
            changed, row = _ACTING[correction.action](frame, correction, articles)
            check(correction.table, changed)
        except CorrectionError:
            raise
        except (ValueError, TypeError) as e:  # a value that the column cannot hold
            raise CorrectionError(f"correction ({correction}): {e}".replace("\n", " ")) from e
        tables = replace(tables, **{correction.table: changed})
        applied.append(Applied(correction, row))
    return tables, tuple(applied)


def _matching(frame: pd.DataFrame, correction: Correction) -> int:
    fits = frame["article_id"] == correction.article
    for column, value in correction.where.items():
        cells = frame[column]
        fits &= cells.isna() if value == "" and not _is_text(cells) else (cells == value).fillna(False)
    found = list(frame.index[fits])
    if len(found) != 1:
        what = "matches no row any more" if not found else f"matches {len(found)} rows; name more columns"
        raise CorrectionError(f"correction ({correction}): {what}")
    return int(found[0])


def _is_text(cells: pd.Series) -> bool:
    return isinstance(cells.dtype, pd.StringDtype)


def _drop(frame: pd.DataFrame, correction: Correction, _: Any) -> tuple[pd.DataFrame, None]:
    return frame.drop(index=_matching(frame, correction)), None


def _change(frame: pd.DataFrame, correction: Correction, _: Any) -> tuple[pd.DataFrame, int]:
    row = _matching(frame, correction)
    changed = frame.copy()
    for column, value in correction.set.items():
        changed.loc[row, column] = value
    return changed, row


def _add(
    frame: pd.DataFrame, correction: Correction, articles: Mapping[str, Article]
) -> tuple[pd.DataFrame, int]:
    article = articles.get(correction.article)
    if article is None:
        raise CorrectionError(f"correction ({correction}): there is no such article")
    at = article.text.find(correction.words)
    if at < 0:
        raise CorrectionError(f"correction ({correction}): the article does not say {correction.words!r}")
    sentence = article.sentence_at(at)
    evidence = (article.article_id, sentence.index, at, at + len(correction.words),
                article.text[sentence.start : sentence.end])  # fmt: skip
    cells = {**dict(zip(EVIDENCE, evidence, strict=True)), **correction.set}
    row = int(frame.index.max()) + 1 if len(frame) else 0
    added = pd.DataFrame([{c: cells.get(c) for c in frame.columns}], index=[row])
    for column in added.columns:
        if _is_text(frame[column]):
            added[column] = added[column].fillna("")
        added[column] = added[column].astype(frame[column].dtype)
    return pd.concat([frame, added]), row


_ACTING = {"drop": _drop, "change": _change, "add": _add}
