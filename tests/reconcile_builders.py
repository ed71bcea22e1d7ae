"""Tables made of a few cells, and tables made of annotations, for the tests of reconciliation."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from builders import SHARED

from analysis import pipeline
from analysis.records import Article
from analysis.schema import COLUMNS, EVIDENCE
from analysis.tables import Tables, frame_of, from_readings

Cells = Mapping[str, Any]


def tables(*articles: str | Article, **rows: Iterable[Cells]) -> Tables:
    """Tables with the given articles ("id" or "id@day") and rows; what a row leaves out gets a default.

    A row names its article as `article_id`, else it belongs to the first."""
    known = [_article(a) for a in articles or ("a1@2022-01-31",)]
    frames = {"articles": frame_of("articles", known)}
    for table in COLUMNS:
        if table != "articles":
            given = enumerate(rows.get(table, ()))
            frames[table] = frame_of(table, [_row(table, known[0]["article_id"], n, r) for n, r in given])
    return Tables(**frames)


def _article(given: str | Article) -> dict[str, Any]:
    if isinstance(given, Article):
        return {
            "words": 1,
            **{c: getattr(given, c) for c in ("article_id", *COLUMNS["articles"]) if c != "words"},
        }
    article_id, _, day = given.partition("@")
    empty = dict.fromkeys(COLUMNS["articles"], "")
    return {
        **empty,
        "article_id": article_id,
        "published": day,
        "words": 1,
        "sha256": f"bytes of {article_id}",
    }


_DEFAULTS: dict[str, dict[str, Any]] = {
    "launches": {"state": "PRK", "weapon": "missile"},
    "tallies": {"state": "PRK", "unit": "launch_events"},
    "decisions": {"body": "UNSC", "instrument": "resolution", "outcome": "adopted", "decision_id": "d"},
    "designations": {"authority": "USA"},
    "actors": {"kind": "state"},
    "statements": {"verb": "said"},
}
_NUMBERS = {"missiles", "votes_for", "votes_against", "abstentions", "people", "organisations", "count"}


def _row(table: str, first: str, number: int, given: Cells) -> dict[str, Any]:
    cells: dict[str, Any] = {c: None if c in _NUMBERS else "" for c in COLUMNS[table]}
    start = 10 * number
    place = dict(zip(EVIDENCE, (first, number, start, start + 5, ""), strict=True))
    return {**cells, **place, **_DEFAULTS.get(table, {}), **given}


def from_annotations(
    annotations: Iterable[Mapping[str, Any]], texts: Mapping[str, str] | None = None
) -> Tables:
    """The tables that a perfect reader would make: each required entry with the first value allowed.

    With `texts` (by article id) a decision known by its year alone has as evidence the words on that year."""
    texts = texts or {}
    rows: dict[str, list[Cells]] = {
        t: [] for t in ("launches", "tallies", "decisions", "positions", "designations")
    }
    articles = []
    for a in sorted(annotations, key=lambda a: a["article_id"]):
        articles.append(f"{a['article_id']}@{_first(a.get('published', ''))}")
        entries = {
            t: [
                {"article_id": a["article_id"]} | {k: _first(v) for k, v in e.items()}
                for e in a.get(t, {}).get("required", [])
            ]
            for t in rows
        }
        for number, decision in enumerate(entries["decisions"]):
            decision["decision_id"] = f"d{number}"
            decision["evidence"] = _words_on(decision.get("date", ""), texts.get(a["article_id"], ""))
        for position in entries["positions"]:
            position["decision_id"] = _decided(position, entries["decisions"])
        for table, found in entries.items():
            rows[table] += [
                {k: None if v == "" and k in _NUMBERS else v for k, v in e.items()} for e in found
            ]
    return tables(*articles, **rows)


def _words_on(date: str, text: str) -> str:
    """The sentence with the year and the word of adoption, for a date that is a year."""
    if len(date) != 4:
        return ""
    sentences = (s for line in text.splitlines() for s in line.split(". "))
    return next((s for s in sentences if date in s and "adopt" in s), "")


def texts() -> dict[str, str]:
    """The raw texts of the annotated articles kept outside of the repository, by article id."""
    files = [p for folder in ("seeds", "articles") for p in sorted((SHARED / folder).glob("*.*"))]
    return {p.stem: p.read_text(encoding="utf-8", errors="replace") for p in files}


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) else value


def _decided(position: Cells, decisions: Iterable[Cells]) -> str:
    """The decision of the position's day, if it is one on which such a position is possible."""
    fitting = [d for d in decisions if d.get("date") == position.get("date")]
    possible = _POSSIBLE.get(position["position"])
    return next((d["decision_id"] for d in fitting if not possible or d["outcome"] in possible), "")


_TEXTS = ("vetoed", "held", "adopted", "failed", "proposed")
_POSSIBLE = {"veto": ("vetoed",), "hold": ("held",), "sponsor": _TEXTS, "urge_easing": ("proposed",)}


def annotations(*names: str) -> list[dict[str, Any]]:
    """Annotations kept outside of the repository: the named ones, else all; none if they are not there."""
    found = [json.loads(p.read_text(encoding="utf-8")) for p in sorted((SHARED / "gold").glob("*.json"))]
    return [a for a in found if not names or a["article_id"].startswith(names)]


GOLD_EVENTS = Path(__file__).parent / "gold_events" / "events.csv"


@cache
def bundled() -> Tables:
    """What is read from the bundled articles."""
    readings, problems = pipeline.read([Path(__file__).parents[1] / "corpus"])
    assert problems == ()
    return from_readings(readings)
