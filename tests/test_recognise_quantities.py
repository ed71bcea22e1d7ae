"""Counts: votes in every notation, nouns that are counted, nouns left out; the table is `counts.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import article, passage

from analysis.recognise import dates, quantities
from analysis.recognise.numbers import value_of
from analysis.records import CountMention

CLASSES = {
    "le": "launch_events",
    "m": "missiles",
    "n": "nuclear_tests",
    "p": "people",
    "o": "organisations",
    "s": "states",
    "f": "votes_for",
    "a": "votes_against",
    "x": "abstentions",
    "r": "resolutions",
    "mt": "meetings",
    "$": "money_usd",
}
LINES = (Path(__file__).parent / "counts.txt").read_text(encoding="utf-8").splitlines()
TABLE = [line.rpartition("|")[::2] for line in LINES if line and not line.startswith("#")]


def found(sentence: str) -> tuple[CountMention, ...]:
    text = passage("Headline", sentence)
    return quantities.find(text, dates.find(text)[0])


def counts(said: list[str]) -> set[tuple[float, str]]:
    pairs = (item.lstrip("?").split(":") for item in said)
    return {(float(value), CLASSES[of]) for value, of in pairs}


@pytest.mark.parametrize(("sentence", "said"), TABLE)
def test_numbers_count_what_the_table_says(sentence: str, said: str) -> None:
    items = said.split()
    required = counts([i for i in items if not i.startswith("?")])
    allowed = required | counts([i for i in items if i.startswith("?")])
    read = {(float(c.value), c.of) for c in found(sentence) if c.of != "other"}
    assert required <= read <= allowed


@pytest.mark.parametrize(
    ("sentence", "qualifier"),
    [
        ("It fired at least three missiles.", "at_least"),
        ("It fired more than 30 missiles.", "at_least"),
        ("It fired up to four missiles.", "at_most"),
        ("It fired about ten missiles.", "about"),
        ("It fired nearly ten missiles.", "about"),
        ("It fired ten missiles.", "exact"),
    ],
)
def test_bounds_before_a_number_are_its_qualifier(sentence: str, qualifier: str) -> None:
    assert [c.qualifier for c in found(sentence)] == [qualifier]


def test_ranks_are_marked() -> None:
    assert [(c.value, c.is_ordinal) for c in found("It was the fourth launch of two missiles.")] == [
        (4, True),
        (2, False),
    ]


@pytest.mark.parametrize(("sentence", "_"), TABLE)
def test_a_count_slices_back(sentence: str, _: str) -> None:
    text = passage("Headline", sentence).text
    assert all(text[c.start : c.end] == c.text and c.start < c.end for c in found(sentence))


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("twenty-three", 23),
        ("1,200", 1200),
        ("93 000", 93000),
        ("half a dozen", 6),
        ("a dozen", 12),
        ("two hundred", 200),
        ("1.5 billion", 1_500_000_000),
        ("400.9 million", 400_900_000),
        ("13th", 13),
        ("sixth", 6),
        ("several", None),
    ],
)
def test_words_and_digits_have_their_number(words: str, value: float | None) -> None:
    assert value_of(words) == value


def test_the_head_of_a_column_says_what_its_numbers_count() -> None:
    rows = (
        "Date | Type | Missiles",
        "4 May | short-range | several",
        "9 May | short-range | 2",
        "12 May | long-range | 3",
    )
    text = article("Headline", *rows, "Draft | For | Against | Abstained", "the first | 13 | 2 | 0")
    read = [(c.value, c.of) for c in quantities.find(text, dates.find(text)[0])]
    assert read == [
        (2, "missiles"),
        (3, "missiles"),
        (13, "votes_for"),
        (2, "votes_against"),
        (0, "abstentions"),
    ]


def test_numbers_beyond_reason_count_nothing():
    assert value_of("9" * 5000) is value_of("1" + "0" * 400) is value_of("1" * 30 + "th") is None
    assert value_of("999,999,999,999") == 999_999_999_999


def test_a_table_without_a_head_for_its_first_column_is_read() -> None:
    text = article("Headline", "For | Against | Abst.", "March 2023 | 15 | 0 | 0", "March 2024 | 13 | 1 | 1")
    read = [(c.value, c.of) for c in quantities.find(text, dates.find(text)[0])]
    assert read[0] == (15, "votes_for")
    assert read[-3:] == [
        (13, "votes_for"),
        (1, "votes_against"),
        (1, "abstentions"),
    ]
