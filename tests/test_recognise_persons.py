"""Persons: who is one, by which name, and for which state he speaks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analysis.read.draft import Paragraph
from analysis.read.segment import lay_out
from analysis.recognise import actors
from analysis.records import Article

_CASES = [
    line for line in (Path(__file__).parent / "persons.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]  # fmt: skip
_WANTED = re.compile(r"(?P<open>\?)?(?P<name>[^=]+)=(?P<state>\?|[A-Z]{2,3}|)(?:\s|$)")


def found(*sentences: str) -> dict[str, str]:
    """The persons that the sentences name, with their states."""
    text, cut = lay_out("Council meets", map(Paragraph, sentences))
    mentions = actors.find(Article("a1", text, cut, "Council meets", published="2022-05-27"))
    return {m.name: m.state for m in mentions if m.kind == "person"}


@pytest.mark.parametrize("case", _CASES)
def test_persons_of_a_sentence(case: str) -> None:
    sentence, _, wanted = case.rpartition("|")
    got = found(*sentence.strip().split(" // "))
    for m in _WANTED.finditer(wanted.strip()):
        state = got.pop(m["name"].strip(), None)
        if state is None and m["open"]:
            continue
        assert state is not None, f"{m['name']} is missing among {got}"
        assert m["state"] == "?" or state == m["state"], f"{m['name']}: {state!r}"
    assert not got
