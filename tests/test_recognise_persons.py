"""Persons: who is one, by which name, and for which state he speaks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from builders import article

from analysis.recognise import actors

_CASES = [
    line for line in (Path(__file__).parent / "persons.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]  # fmt: skip
_WANTED = re.compile(r"(?P<open>\?)?(?P<name>[^=]+)=(?P<state>\?|[A-Z]{2,3}|)(?:\s|$)")


def found(*sentences: str) -> dict[str, str]:
    """The persons that the sentences name, with their states."""
    mentions = actors.find(article("Council meets", *sentences))
    return {m.name: m.state for m in mentions if m.kind == "person"}


@pytest.mark.parametrize("case", _CASES)
def test_persons_of_a_sentence(case: str) -> None:
    sentence, _, wanted = case.rpartition("|")
    got = found(*sentence.strip().split(" // "))
    for m in _WANTED.finditer(wanted.strip()):
        state = got.pop(m["name"].strip(), None)
        assert state is not None or m["open"], f"{m['name']} is missing among {got}"
        assert m["state"] == "?" or state == m["state"], f"{m['name']}: {state!r}"
    assert not got
