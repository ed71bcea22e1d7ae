"""Designations: who put sanctions on how many, by a table of passages."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import passage

from analysis import pipeline
from analysis.events import designations

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
