"""What a pattern cannot do without, and the sieve that passes over the patterns that cannot match."""

import re

import pytest

from analysis import lexicon
from analysis.lexicon import Pattern
from analysis.literals import required
from analysis.sieve import Sieve, sieve

SIEVED = (
    "decision_triggers",
    "position_triggers",
    "launch_triggers",
    "vote_notations",
    "vote_figures",
    "weapon_classes",
)


def row(regex):
    flags = re.VERBOSE | re.IGNORECASE
    return Pattern(regex, regex, flags, "", {}, needs=required(regex, flags))


@pytest.mark.parametrize(
    ("regex", "alternatives"),
    [
        (r"\bvetoed\b", [["vetoed"]]),
        (r"(?:veto|block)ed\s", [["vetoed blocked"]]),
        (r"(?:veto|block)?\s+held", [["held"]]),
        (r"text\swas\s(?:\w+ly\s)?vetoed", [["vetoed", "text", "was"]]),
        (r"vetoed\s\w+|(?:held|stalled)\s\d+", [["vetoed"], ["held stalled"]]),
        (r"[Tt]ext(?=\sfell)", [["text", "fell"]]),
        (r"§+\sdid", [["did", "§"]]),
        (r"(?<=text\s)fell", [["fell"]]),
        (r"\d+\s(?:km)?", [[]]),
        (r"(?:veto|\d+)", [[]]),
        (r"(?!veto)\w+ing", [["ing"]]),
    ],
)
def test_the_strings_of_which_any_match_has_one(regex, alternatives):
    wanted = {frozenset(frozenset(strings.split()) for strings in sets) for sets in alternatives}
    assert {frozenset(sets) for sets in row(regex).needs} == wanted


def test_only_patterns_that_may_match_are_tried_in_the_given_order():
    numbers, vetoed, held = row(r"\d+"), row(r"vetoed"), row(r"held|stalled")
    assert Sieve([vetoed, numbers, held])("The text was HELD up.") == [numbers, held]
    assert Sieve([numbers])("nothing") == [numbers]


@pytest.mark.parametrize("name", SIEVED)
def test_no_pattern_is_passed_over_where_it_matches(name):
    for p in lexicon.patterns(name):
        for text in p.match:
            assert p in sieve(name)(text), text
