"""How well made articles of many newsrooms are read: a fall of any table's F1 below its floor is a regression.

The floors lie a little under what is reached; raise them when the rules get better. The set's form: `newsrooms/README.md`."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from analysis import pipeline, tables
from analysis.evaluate import SCORED, Evaluation, evaluate, load_annotations

HERE = Path(__file__).parent
FLOORS = {
    "newsrooms": {
        "states": 0.995,
        "persons": 0.985,
        "dates": 0.985,
        "counts": 0.975,
        "launches": 0.93,
        "tallies": 0.945,
        "decisions": 0.905,
        "positions": 0.87,
        "statements": 0.99,
        "designations": 0.965,
    },
    # Those that came last, for which few rules were written.
    "newsrooms k": {
        "states": 0.99,
        "persons": 0.895,
        "dates": 0.915,
        "counts": 0.92,
        "launches": 0.9,
        "tallies": 0.905,
        "decisions": 0.81,
        "positions": 0.785,
        "statements": 0.915,
        "designations": 0.735,
    },
    # Those for which none was.
    "newsrooms n": {
        "states": 0.995,
        "persons": 0.945,
        "dates": 0.98,
        "counts": 0.94,
        "launches": 0.77,
        "tallies": 0.715,
        "decisions": 0.735,
        "positions": 0.76,
        "statements": 0.995,
        "designations": 0.745,
    },
    "newsrooms o": {
        "states": 0.995,
        "persons": 0.96,
        "dates": 0.96,
        "counts": 0.925,
        "launches": 0.76,
        "tallies": 0.92,
        "decisions": 0.74,
        "positions": 0.83,
        "statements": 0.98,
        "designations": 0.845,
    },
    "briefs": {
        "launches": 0.965,
        "tallies": 0.94,
        "decisions": 0.86,
        "positions": 0.875,
        "designations": 0.915,
    },
    "excerpts": {
        "persons": 0.97,
        "launches": 0.835,
        "tallies": 0.995,
        "decisions": 0.78,
        "positions": 0.745,
        "designations": 0.975,
    },
    "unread excerpts": {
        "persons": 0.88,
        "launches": 0.76,
        "tallies": 0.64,
        "decisions": 0.61,
        "positions": 0.67,
        "designations": 0.575,
    },
}
KEYS = {s.name: s.keys for s in SCORED}


def cell(text: str) -> Any:
    """A cell of an annotation as written in a brief."""
    if "|" in text:
        return [cell(part) for part in text.split("|")]
    text = text.strip()
    return int(text) if re.fullmatch(r"\d{1,3}", text) else "" if text == "-" else text


def entries(table: str, written: str) -> list[dict[str, Any]]:
    rows = [row.split(",") for row in written.split(";") if row.strip()]
    return [{k: cell(v) for k, v in zip(KEYS[table], row, strict=False) if v.strip() != "*"} for row in rows]


def brief(block: str) -> tuple[str, str, dict[str, Any]]:
    """The id of a block's article, the file it makes and its annotation."""
    head, headline, *rest = block.strip().split("\n")
    article_id, day = (part.strip() for part in head.split("|"))
    annotation: dict[str, Any] = {"article_id": article_id, "published": day}
    told = []
    for line in rest:
        if m := re.match(r"@(\w+)(\??)\s?(.*)$", line):
            kinds = annotation.setdefault(m[1], {"required": [], "optional": []})
            kinds["optional" if m[2] else "required"] += entries(m[1], m[3])
        else:
            told.append(line)
    front = f"---\nheadline: {json.dumps(headline)}\npublished: {day}\n---\n"
    return article_id, front + "\n\n".join(told) + "\n", annotation


@cache
def articles_of(name: str, which: str = "") -> Evaluation:
    """Of a folder, the articles whose ids begin with one of the letters, or all."""
    files = [p for p in sorted((HERE / name / "articles").iterdir()) if not which or p.name[0] in which]
    readings, problems = pipeline.read(files)
    assert not problems
    ids = {r.article.article_id for r in readings}
    annotations = [a for a in load_annotations(HERE / name / "gold") if a["article_id"] in ids]
    assert len(annotations) == len(files)
    return evaluate(tables.from_readings(readings), annotations)


@cache
def briefs(folder: Path, *files: str) -> Evaluation:
    blocks = [b for file in files for b in (HERE / file).read_text("utf-8").split("\n===\n")]
    annotations = []
    for article_id, text, annotation in map(brief, blocks):
        (folder / f"{article_id}.md").write_text(text, encoding="utf-8")
        annotations.append(annotation)
    readings, problems = pipeline.read([folder])
    assert not problems
    assert len(readings) == len(blocks)
    return evaluate(tables.from_readings(readings), annotations)


def failing(evaluation: Evaluation, floors: dict[str, float]) -> list[str]:
    """The tables below their floors, with their errors."""
    low = [s for s in evaluation.scores if s.f1 < floors.get(s.table, 0)]
    return [f"{s.table}: {s.f1:.3f}" for s in low] + [
        str(e) for e in evaluation.errors if e.table in {s.table for s in low}
    ]


@pytest.mark.parametrize(
    ("which", "floors"),
    [("abcefghijw", "newsrooms"), ("k", "newsrooms k"), ("n", "newsrooms n"), ("o", "newsrooms o")],
)
def test_newsrooms_are_read_as_well_as_before(which: str, floors: str):
    found = articles_of("newsrooms", which)
    assert not failing(found, FLOORS[floors])
    assert found.days_right == found.days_known


def test_articles_that_no_rule_was_written_for_are_read_at_all():
    """They are there to measure: what states and persons they name and when they appeared is the least to be read. One
    day is not found; nobody has looked at why, as rules are not made for these."""
    assert not failing(
        articles_of("unread"), {"states": 0.97, "persons": 0.85, "dates": 0.80, "statements": 0.80}
    )
    assert articles_of("unread").days_right >= articles_of("unread").days_known - 1


@pytest.mark.parametrize(
    ("floors", "files"),
    [
        ("briefs", ["briefs/decisions.txt", "briefs/designations.txt", "briefs/launches.txt"]),
        ("excerpts", ["briefs/excerpts.txt"]),
        ("unread excerpts", ["unread/excerpts.txt"]),
    ],
)
def test_briefs_are_read_as_well_as_before(tmp_path: Path, floors: str, files: list[str]):
    assert not failing(briefs(tmp_path, *files), FLOORS[floors])
