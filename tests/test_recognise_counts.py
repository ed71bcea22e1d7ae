"""Counts: what a number counts, how it is hedged, and numbers that count nothing."""

from __future__ import annotations

import pytest
from builders import article
from hypothesis import given
from hypothesis import strategies as st

from analysis.recognise import dates, quantities

BY_NOUN = [
    ("North Korea fired two missiles on Monday", [(2, "missiles")]),
    ("at least 90 ballistic missiles", [(90, "missiles")]),
    ("nine ballistic missile tests", [(9, "launch_events")]),
    ("more than 30 ballistic missile launches", [(30, "launch_events")]),
    ("two dozen launches", [(24, "launch_events")]),
    ("half a dozen tests", [(6, "launch_events")]),
    ("a dozen missiles", [(12, "missiles")]),
    ("a pair of missiles", [(2, "missiles")]),
    ("a salvo of eight short-range missiles", [(8, "missiles")]),
    ("eight ICBMs were tested", [(8, "missiles")]),
    ("five Hwasong-17s", [(5, "missiles")]),
    ("six underground nuclear blasts", [(6, "nuclear_tests")]),
    ("three nuclear tests and 40 missile tests", [(3, "nuclear_tests"), (40, "launch_events")]),
    ("The Treasury sanctioned five North Koreans", [(5, "people")]),
    ("five people and three entities", [(5, "people"), (3, "organisations")]),
    ("objections to five names on the list", [(5, "people")]),
    ("the 15-member Security Council met", [(15, "states")]),
    ("35 states co-sponsored the text", [(35, "states")]),
    ("ten U.N. sanctions resolutions", [(10, "resolutions")]),
    ("four meetings on the North", [(4, "meetings")]),
]

ORDINALS = [
    ("its seventh test this month", [(7, "launch_events")]),
    ("Its sixth nuclear test drew anger", [(6, "nuclear_tests")]),
    ("the North's 20th launch of the year", [(20, "launch_events")]),
    ("the third such test in a week", [(3, "launch_events")]),
    ("It has tested missiles for the fifth time this month", [(5, "launch_events")]),
    ("It tested a nuclear device for the third time", [(3, "nuclear_tests")]),
    ("The council held its third meeting on the subject", [(3, "meetings")]),
]

ELIDED = [
    ("It fired three missiles. Two of them flew over Japan", [(3, "missiles"), (2, "missiles")]),
    ("It fired three missiles on Monday and two more on Friday", [(3, "missiles"), (2, "missiles")]),
    ("Ten of its 15 members condemned the launch", [(10, "states"), (15, "states")]),
    ("The number of missiles fired this year has risen to 63", [(63, "missiles")]),
]

VOTES = [
    ("The council voted 13-2", [(13, "votes_for"), (2, "votes_against")]),
    ("The vote was 13 to 2", [(13, "votes_for"), (2, "votes_against")]),
    ("A 13-to-2 vote", [(13, "votes_for"), (2, "votes_against")]),
    ("Adopted (12-0-3)", [(12, "votes_for"), (0, "votes_against"), (3, "abstentions")]),
    ("Thirteen members voted in favour, two against", [(13, "votes_for"), (2, "votes_against")]),
    ("passed 14-0 with one abstention", [(14, "votes_for"), (0, "votes_against"), (1, "abstentions")]),
    ("For: 13; against: 2; abstaining: 0", [(13, "votes_for"), (2, "votes_against"), (0, "abstentions")]),
    ("nine yes votes and two noes on the draft", [(9, "votes_for"), (2, "votes_against")]),
    ("The resolution drew 13 ayes and two nays", [(13, "votes_for"), (2, "votes_against")]),
    ("A rival draft gets 4 votes and fails", [(4, "votes_for")]),
    ("the resolution was adopted with 128 votes", [(128, "votes_for")]),
    ("endorsed by 13 of 15 countries", [(13, "votes_for"), (15, "states")]),
    ("All 15 members voted for the resolution", [(15, "votes_for")]),
    ("two countries voting no on the draft", [(2, "votes_against")]),
    ("with three abstaining, the resolution passed", [(3, "abstentions")]),
]

MONEY = [
    ("stole $1.7 billion", [(1_700_000_000, "money_usd")]),
    ("worth 1.5 million US dollars", [(1_500_000, "money_usd")]),
    ("a USD 2 million fine", [(2_000_000, "money_usd")]),
]

NOTHING = [
    "Resolution 2397 was adopted",
    "the 40-year-old pilot",
    "a two-stage missile",
    "The missile flew 800 kilometres at Mach 10",
    "a Hwasong-17 was shown",
    "one of the missiles",
    "the 1718 committee",
]


def _counts(text: str) -> list[tuple[float, str]]:
    read = article("A headline", text)
    return [(c.value, c.of) for c in quantities.find(read, dates.find(read)[0])]


@pytest.mark.parametrize(("text", "counts"), BY_NOUN + ORDINALS + ELIDED + VOTES + MONEY)
def test_a_number_counts(text: str, counts: list[tuple[float, str]]) -> None:
    assert _counts(text) == counts


@pytest.mark.parametrize("text", NOTHING)
def test_a_number_counts_nothing(text: str) -> None:
    assert _counts(text) == []


@pytest.mark.parametrize(
    ("words", "qualifier"),
    [
        ("two", "exact"),
        ("at least two", "at_least"),
        ("more than two", "at_least"),
        ("no fewer than two", "at_least"),
        ("up to two", "at_most"),
        ("fewer than two", "at_most"),
        ("about two", "about"),
        ("roughly two", "about"),
    ],
)
def test_hedges_qualify_a_count(words: str, qualifier: str) -> None:
    (count,) = quantities.find(article("A headline", f"It fired {words} missiles."))
    assert count.qualifier == qualifier


def test_offsets_give_the_expression() -> None:
    read = article("A headline", "It fired two cruise missiles.")
    (count,) = quantities.find(read)
    assert read.text[count.start : count.end] == count.text == "two cruise missiles"


@given(st.text(alphabet="013-2 ,.$foragainstvotes:", max_size=60))
def test_any_text_is_read(text: str) -> None:
    read = article("A headline", text or "x")
    for count in quantities.find(read):
        assert read.text[count.start : count.end] == count.text
