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
        "states": 0.99,
        "persons": 0.975,
        "dates": 0.97,
        "counts": 0.97,
        "launches": 0.94,
        "tallies": 0.935,
        "decisions": 0.875,
        "positions": 0.85,
        "statements": 0.98,
        "designations": 0.955,
    },
    "briefs": {
        "persons": 0.965,
        "launches": 0.93,
        "tallies": 0.96,
        "decisions": 0.87,
        "positions": 0.75,
        "designations": 0.935,
    },
    "unread excerpts": {
        "persons": 0.875,
        "launches": 0.71,
        "tallies": 0.64,
        "decisions": 0.485,
        "positions": 0.51,
        "designations": 0.515,
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
def articles_of(name: str) -> Evaluation:
    readings, problems = pipeline.read([HERE / name / "articles"])
    assert not problems
    return evaluate(tables.from_readings(readings), load_annotations(HERE / name / "gold"))


@cache
def briefs(name: str, folder: Path) -> Evaluation:
    blocks = [b for p in sorted((HERE / name).glob("*.txt")) for b in p.read_text("utf-8").split("\n===\n")]
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


def test_newsrooms_are_read_as_well_as_before():
    assert not failing(articles_of("newsrooms"), FLOORS["newsrooms"])
    assert articles_of("newsrooms").days_right == articles_of("newsrooms").days_known


def test_articles_that_no_rule_was_written_for_are_read_at_all():
    """They are there to measure: what states and persons they name and when they appeared is the least to be read."""
    assert not failing(
        articles_of("unread"), {"states": 0.97, "persons": 0.85, "dates": 0.80, "statements": 0.80}
    )
    assert articles_of("unread").days_right == articles_of("unread").days_known


def test_briefs_are_read_as_well_as_before(tmp_path_factory: pytest.TempPathFactory):
    assert not failing(briefs("briefs", tmp_path_factory.mktemp("briefs")), FLOORS["briefs"])


def test_excerpts_that_no_rule_was_written_for_are_read_no_worse(
    tmp_path_factory: pytest.TempPathFactory,
):
    assert not failing(briefs("unread", tmp_path_factory.mktemp("excerpts")), FLOORS["unread excerpts"])
