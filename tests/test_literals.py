"""What a pattern cannot do without, and the sieve that passes over the patterns that cannot match."""

import re

import pytest

from analysis import lexicon
from analysis.lexicon import Pattern
from analysis.literals import Sieve, required, sieve

SIEVED = (
    "decision_triggers",
    "position_triggers",
    "launch_triggers",
    "vote_notations",
    "vote_figures",
    "weapon_classes",
)


def row(regex):
    return Pattern(regex, re.compile(regex, re.VERBOSE | re.IGNORECASE), "", {})


@pytest.mark.parametrize(
    ("regex", "strings"),
    [
        (r"\bvetoed\b", {"vetoed"}),
        (r"(?:veto|block)ed\s", {"veto", "block"}),
        (r"(?:veto|block)?\s+held", {"held"}),
        (r"\d+\s(?:km)?", set()),
        (r"(?:veto|\d+)", set()),
        (r"(?!veto)\w+ing", {"ing"}),
    ],
)
def test_the_strings_of_which_any_match_has_one(regex, strings):
    assert required(row(regex).regex) == strings


def test_only_patterns_that_may_match_are_tried_in_the_given_order():
    numbers, vetoed, held = row(r"\d+"), row(r"vetoed"), row(r"held|stalled")
    assert Sieve([vetoed, numbers, held])("The text was HELD up.") == [numbers, held]
    assert Sieve([numbers])("nothing") == [numbers]


@pytest.mark.parametrize("name", SIEVED)
def test_no_pattern_is_passed_over_where_it_matches(name):
    for p in lexicon.patterns(name):
        for text in p.match:
            assert p in sieve(name)(text), text
