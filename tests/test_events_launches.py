"""Launches and tallies, by tables of small articles with what must be read from them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis import pipeline
from analysis.read.corpus import from_bytes
from analysis.records import Launch, Reading, Tally

pytestmark = pytest.mark.usefixtures("rules_alone")

HERE = Path(__file__).parent


def _cases(name: str) -> Iterator[tuple[str, str, list[tuple[str, ...]]]]:
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            day, words, rows = (part.strip() for part in f"{line} ".split("¦"))
            yield day, words, [tuple(row.strip().split(":")) for row in rows.split(";") if row]


def _read(day: str, words: str) -> Reading:
    headline, *paragraphs = words.split(" / ")
    raw = f"---\nheadline: {headline!r}\npublished: {day}\n---\n" + "\n\n".join(paragraphs)
    return pipeline.read_article(from_bytes(raw.encode(), Path("a.md"))[0])


def _is(wanted: tuple[str, ...], got: tuple[str, ...]) -> bool:
    return all(w == "?" or g in w.split("|") for w, g in zip(wanted, got, strict=True))


def _unmatched(
    wanted: list[tuple[str, ...]], got: list[tuple[str, ...]]
) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """The rows that were not found, and those found that nobody wanted."""
    missed = []
    for row in wanted:
        found = next((g for g in got if _is(row, g)), None)
        if found is None:
            missed.append(row)
        else:
            got.remove(found)
    return missed, got


def _launch(row: Launch) -> tuple[str, ...]:
    return row.state, row.date, row.weapon, "" if row.missiles is None else str(row.missiles)


def _tally(row: Tally) -> tuple[str, ...]:
    return str(row.count), row.unit, row.weapon, row.since, row.until


@pytest.mark.parametrize(("day", "words", "wanted"), _cases("launches.txt"))
def test_launches_are_read_from_their_sentences(day: str, words: str, wanted: list[tuple[str, ...]]) -> None:
    assert _unmatched(wanted, [_launch(r) for r in _read(day, words).launches]) == ([], [])


@pytest.mark.parametrize(("day", "words", "wanted"), _cases("tallies.txt"))
def test_tallies_are_read_from_their_sentences(day: str, words: str, wanted: list[tuple[str, ...]]) -> None:
    assert _unmatched(wanted, [_tally(r) for r in _read(day, words).tallies]) == ([], [])


def test_a_row_slices_back_to_a_word_of_its_own_sentence() -> None:
    for day, words, _ in _cases("launches.txt"):
        reading = _read(day, words)
        for row in reading.launches:
            sentence = reading.document.sentences[row.sentence]
            assert sentence.start <= row.start < row.end <= sentence.end
