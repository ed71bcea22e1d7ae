"""Designations: who put sanctions on how many, by a table of passages."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from builders import passage

from analysis import pipeline
from analysis.events import designations, statements
from analysis.recognise import quotations
from analysis.records import Article, Document, Sentence

_TABLE = Path(__file__).with_name("designations.txt").read_text(encoding="utf-8").splitlines()
CASES = [
    tuple(part.strip() for part in line.rsplit("|", 1))
    for line in _TABLE
    if line.strip() and not line.startswith("#")
]


def _found(text: str) -> list[str]:
    read = passage("Pressure on Pyongyang grows", text.replace(" ¶ ", "\n"), published="2023-06-14")
    rows = designations.find(pipeline.recognise(read))
    return [
        ":".join(str(cell) if cell else "-" for cell in (r.authority, r.date, r.people, r.organisations))
        for r in rows
    ]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_designations_of(text: str, expected: str) -> None:
    assert _found(text) == expected.split()


@pytest.mark.parametrize(
    "unit",
    ["the ", "1 2 3 ", "sanctions on ", "added to its list ", "two firms and ", "A B, ", "(a ", "– x "],
)
def test_endless_sentences_take_little_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    read = Article("a1", text, (Sentence(0, 0, len(text)),), published="2023-06-14")
    document = Document(read, quotations=quotations.find(read), anchors=("2023-06-14",))
    started = time.perf_counter()
    designations.find(document)
    statements.find(document)
    assert time.perf_counter() - started < 5


def test_actors_beyond_the_read_part_of_an_endless_sentence_break_nothing() -> None:
    text = "The Treasury put two firms on its list, " + "and the Americans agreed with the Japanese, " * 400
    read = Article("a1", text, (Sentence(0, 0, len(text)),), published="2023-06-14")
    assert [d.organisations for d in designations.find(pipeline.recognise(read))] == [2]
