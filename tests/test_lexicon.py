"""The lexicon's files hold together, and a broken one is refused with the reason."""

from __future__ import annotations

import re

import pytest

from analysis import lexicon

PATTERN_FILES = sorted(p.stem for p in lexicon.DATA.glob("*.toml") if "pattern" in lexicon.settings(p.stem))
TABLE_FILES = sorted(p.stem for p in lexicon.DATA.glob("*.csv"))


@pytest.mark.parametrize("name", PATTERN_FILES)
def test_patterns_match_their_examples_and_spare_the_others(name: str) -> None:
    for pattern in lexicon.patterns(name):
        assert pattern.reason
        assert all(pattern.regex.search(text) for text in pattern.match)
        assert not any(pattern.regex.search(text) for text in pattern.no_match)


@pytest.mark.parametrize("name", TABLE_FILES)
def test_gazetteers_load_and_repeat_no_row(name: str) -> None:
    rows = [tuple(r.items()) for r in lexicon.rows(name)]
    assert rows
    assert len(rows) == len(set(rows))


def pattern_row(**changes: object) -> dict[str, object]:
    return {"id": "p", "regex": "ab+", "reason": "a test", "match": ["abb"], "no_match": ["ac"], **changes}


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"match": ["ac"], "no_match": []}, "misses its own example 'ac'"),
        ({"no_match": ["cab"]}, "matches 'cab', which it must not"),
        ({"regex": "b*"}, "matches the empty string"),
        ({"regex": "(ab"}, "is no regular expression"),
        ({"reason": ""}, "has no reason"),
        ({"regex": "a{{piece}}"}, "no part named 'piece'"),
        ({"regex": ["ab+", "cd+"]}, "has no example for its alternative 'cd+'"),
    ],
)
def test_a_pattern_that_contradicts_itself_is_refused(changes: dict[str, object], complaint: str) -> None:
    with pytest.raises(lexicon.LexiconError, match=re.escape(complaint)):
        lexicon._row("x.toml", pattern_row(**changes), {})


def test_parts_may_be_made_of_parts() -> None:
    assert lexicon.expand("a{{x}}", {"x": "b{{y}}", "y": "c|d"}) == "a(?:b(?:c|d))"


def test_alternatives_may_stand_in_a_list() -> None:
    parts = {"x": ["b", "c"]}
    row = pattern_row(regex=["a{{x}}", "de"], match=["abb", "de"], no_match=["ad"])
    assert lexicon._row("x.toml", row, parts)["source"] == "a(?:b|c)|de"


def test_parts_that_refer_to_each_other_are_refused() -> None:
    with pytest.raises(lexicon.LexiconError, match="circle"):
        lexicon.expand("{{x}}", {"x": "{{y}}", "y": "{{x}}"})
