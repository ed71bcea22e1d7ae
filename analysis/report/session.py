"""What a notebook works with: the tables of a corpus for a period, a launching state and some states."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.charts.findings.sources import names
from analysis.charts.words import state
from analysis.recognise.timex import is_day
from analysis.reconcile.disagreements import Events, disagreements, reconcile
from analysis.report.cache import EVENTS, Extraction, extract, find_corpus, from_store, is_store
from analysis.report.html import Fragment, escape
from analysis.report.period import spoken
from analysis.tables import Tables


@dataclass
class Citations:
    """What a report has cited so far: link target -> (table, rows, label), in the order of citing."""

    cited: dict[str, tuple[str, tuple[int, ...], str]] = field(default_factory=dict)

    def add(self, table: str, rows: tuple[int, ...], label: str) -> str:
        """The target's name: `e-launches-17`, or for several rows `e-launches-17-20-23`."""
        shown = rows if len(rows) <= 4 else (*rows[:3], f"and{len(rows) - 3}", _check(rows))
        name = "-".join(["e", table, *map(str, shown)])
        self.cited.setdefault(name, (table, rows, label))
        return name


def _numbers(rows: int | Iterable[int]) -> list[int]:
    """One or several row numbers (numpy's too) as a list of int."""
    return [int(r) for r in rows] if isinstance(rows, Iterable) else [int(rows)]


def _check(rows: Sequence[int]) -> str:
    import zlib

    return f"{zlib.crc32(repr(rows).encode()):08x}"


@dataclass(frozen=True)
class Session:
    """The filtered `tables`, whose row numbers name the evidence, and the parameters that filtered them.

    `origins` gives, by table, the number that each row has in the tables of the whole corpus."""

    tables: Tables
    extraction: Extraction
    corpus: str
    start: str
    end: str
    launching_state: str
    states: tuple[str, ...]
    published: tuple[str, ...] = ()
    show_sentences: bool = True
    origins: Mapping[str, Sequence[int]] = field(default_factory=dict)
    citations: Citations = field(default_factory=Citations)
    _made: dict[str, dict[int, dict[str, Any]]] = field(default_factory=dict, repr=False)

    @property
    def everything(self) -> Tables:
        """The tables of the whole corpus, for exploring; its row numbers are others, and cannot be cited."""
        return self.extraction.tables

    def cite(self, table: str, rows: int | Iterable[int], *, label: str = "") -> str:
        """The link target of rows of a table (by its index), "" for no rows; remembers the citation."""
        numbers = tuple(dict.fromkeys(_numbers(rows)))
        known = getattr(self.tables, table).index
        if unknown := [n for n in numbers if n not in known]:
            raise KeyError(f"table {table} has no row {unknown[0]}")
        return f"#{self.citations.add(table, numbers, label)}" if numbers else ""

    def link(self, table: str) -> Callable[[int | Iterable[int]], str]:
        """`cite` for one table, as charts take it."""
        return lambda rows: self.cite(table, rows)

    def links(self, table: str, rows: Iterable[int | Iterable[int]]) -> list[str]:
        """A link target for each of the rows or groups of rows."""
        return [self.cite(table, r) for r in rows]

    def sources(self, table: str, rows: Iterable[int | Iterable[int]]) -> list[str]:
        """Who says it, for each of the rows or groups of rows: "Publisher", with the day where it has several
        articles, or "Publisher +2"."""
        return [self._source(table, _numbers(r)) for r in rows]

    def _source(self, table: str, rows: list[int]) -> str:
        ids = list(dict.fromkeys(self.record(table, row)["article_id"] for row in rows))
        first = self.names.get(ids[0], ids[0]) if ids else ""
        return f"{first} +{len(ids) - 1}" if len(ids) > 1 else first

    @cached_property
    def names(self) -> dict[str, str]:
        """What each article is called, by its id."""
        return names(self.tables.articles)

    def record(self, table: str, row: int) -> dict[str, Any]:
        """A row of a table by its number, as a dict of its cells."""
        return self._records(table)[row]

    def article(self, article_id: str) -> dict[str, Any]:
        """An article's row of the table of articles, as a dict of its cells."""
        return self._articles[article_id]

    def _records(self, table: str) -> dict[int, dict[str, Any]]:
        """All rows of a table as dicts: made once, as pandas takes a millisecond for one."""
        if table not in self._made:
            self._made[table] = getattr(self.tables, table).to_dict("index")
        return self._made[table]

    @cached_property
    def _articles(self) -> dict[str, dict[str, Any]]:
        return {found["article_id"]: found for found in self._records("articles").values()}

    @cached_property
    def events(self) -> Events:
        """The events across the articles, made of the filtered tables."""
        return reconcile(self.tables, self.extraction.texts)

    @cached_property
    def disagreements(self) -> pd.DataFrame:
        """Where the sources differ, one row a disagreement (see `reconcile.disagreements`)."""
        return disagreements(self.events)

    def correction(self, table: str, row: int) -> str:
        """Why and when a row was changed or added by hand, "" for a row as read."""
        origin = self.origins[table][row] if table in self.origins else row
        applied = [a for a in self.extraction.applied if a.correction.table == table and a.row == origin]
        done = [a.correction for a in applied]
        return "; ".join(f"{c.reason} ({spoken(c.date.isoformat())})" for c in done)

    @property
    def corrections(self) -> list[str]:
        """Every correction by hand in words, in the order of the file."""
        return [
            f"{a.correction}: {a.correction.reason} ({spoken(a.correction.date.isoformat())})"
            for a in self.extraction.applied
        ]

    @property
    def scope(self) -> str:
        """The period, the launching state and the number of articles, in words."""
        n = len(self.tables.articles)
        counted = f"{n} article{'s' * (n != 1)}"
        by = f"launches by {state(self.launching_state)}" if self.launching_state else "launches by any state"
        return f"{self._period} · {by} · {counted}"

    @property
    def _period(self) -> str:
        first, last = spoken(self.start), spoken(self.end)
        if first and last:
            return f"{first} to {last}"
        return f"From {first}" if first else f"Up to {last}" if last else "All dates"

    @property
    def until(self) -> str:
        """The publication day of the last article used, in words; empty if none has one."""
        return spoken(max(self.tables.articles["published"], default=""))

    @property
    def status(self) -> str:
        """Whether every file could be read, in words."""
        n = len(self.extraction.problems)
        return f"{n} file{'s' * (n != 1)} could not be read" if n else "complete"

    def made_from(self) -> Fragment:
        """The parameters and the articles used, to unfold."""
        rows = [
            f"<li>{escape(a.headline or a.article_id)} <span class='dim'>{escape(a.publisher)}"
            f" {escape(spoken(str(a.published)) or 'undated')}</span></li>"
            for a in self.tables.articles.itertuples()
        ]
        aside = [
            f"<li>Set aside: {escape(Path(p.path).name)}: {escape(p.what)}</li>"
            for p in self.extraction.problems
            if p.is_fault
        ]
        return Fragment(
            "<details class='made-from'><summary>Parameters and articles</summary>"
            f"<p>{escape(self.parameters)}</p><ul>{''.join(rows + aside)}</ul></details>"
        )

    @property
    def digest(self) -> str:
        """Names all that a notebook is given: the same digest, the same page. What the period leaves out does
        not count, nor where the files lie."""
        digest = hashlib.sha256(self.parameters.encode())
        for name, frame in self.tables.items():
            rows = self.extraction.row_hashes[name]
            digest.update(rows.loc[list(self.origins.get(name, frame.index))].to_numpy().tobytes())
        problems = [(Path(p.path).name, p.what) for p in self.extraction.problems]
        mine = set(self.tables.articles["article_id"])
        copies = {one: first for one, first in self.tables.copies.items() if one in mine}
        digest.update(repr((problems, copies, self.corrections, self.show_sentences)).encode())
        return digest.hexdigest()

    @property
    def inputs(self) -> dict[str, Any]:
        """What `open_session` was called with."""
        return {
            "corpus": self.corpus,
            "start": self.start,
            "end": self.end,
            "launching_state": self.launching_state,
            "states": list(self.states),
            "published": list(self.published),
            "show_sentences": self.show_sentences,
        }

    @property
    def parameters(self) -> str:
        """The filters as `name=value`, for the record."""
        given = {
            "corpus": Path(self.corpus).name,
            "start": self.start or "open",
            "end": self.end or "open",
            "launching_state": self.launching_state or "any",
            "states": " ".join(self.states) or "all",
            "published": " ".join(self.published) or "as stated",
        }
        return " · ".join(f"{name}={value}" for name, value in given.items())


def open_session(
    *,
    corpus: str = "corpus",
    start: str = "",
    end: str = "",
    launching_state: str = "PRK",
    states: Sequence[str] = (),
    published: Sequence[str] = (),
    show_sentences: bool = True,
) -> Session:
    """Read the corpus (or take it from the cache) and keep what falls in the period.

    `corpus` may also be a folder that `extract --format parquet` wrote, of which only what is asked for is
    loaded. A relative one is looked for below the working folder, then below the repository. `start` and `end`
    are ISO days, both included, or empty. A row counts by its own date (a month counts if it overlaps), one
    without a date by its article's publication day; launches and tallies are those of `launching_state` (""
    for any). `published` gives publication days as `ID=YYYY-MM-DD`. Raises `ValueError` on a bad day."""
    for name, day in (("start", start), ("end", end)):
        if day and not is_day(day):
            raise ValueError(f"{name}={day!r} is not a day written YYYY-MM-DD")
    days = dict(_pair(p) for p in published)
    place = find_corpus(corpus)
    if is_store(place):
        found = from_store(place, start=start, end=end, launching_state=launching_state)
    else:
        found = extract(place, published=days)
    tables = _filtered(found, start, end, launching_state)
    return Session(
        replace(tables, **{name: frame.reset_index(drop=True) for name, frame in tables.items()}),
        found,
        corpus,
        start,
        end,
        launching_state,
        tuple(states),
        tuple(published),
        show_sentences,
        {name: tuple(frame.index) for name, frame in tables.items()},
    )


def _pair(given: str) -> tuple[str, str]:
    article_id, _, day = given.partition("=")
    if not article_id or not is_day(day):
        raise ValueError(f"published={given!r} is not ID=YYYY-MM-DD")
    return article_id, day


def _filtered(found: Extraction, start: str, end: str, launching_state: str) -> Tables:
    """The rows in the period, and those articles that are published in it or tell of it."""
    tables = found.tables
    inside = {name: _inside(*spans, start, end) for name, spans in found.spans.items()}
    for name in ("launches", "tallies"):
        if launching_state:
            inside[name] &= (getattr(tables, name)["state"] == launching_state).to_numpy()
    ids = {name: frame["article_id"].to_numpy() for name, frame in tables.items()}
    saying = {i for name in EVENTS for i in ids[name][inside[name]]}
    inside["articles"] |= np.array([i in saying for i in ids["articles"]], dtype=bool)
    return replace(tables, **{name: frame[inside[name]] for name, frame in tables.items()})


def _inside(first: np.ndarray, last: np.ndarray, start: str, end: str) -> np.ndarray:
    """Whether each row overlaps the period; one without a day does."""
    within = np.ones(len(first), dtype=bool)
    if end:
        within &= first <= end
    if start:
        within &= last >= start
    return within | (first == "")
