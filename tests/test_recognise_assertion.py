"""Assertion and clauses: what a sentence tells as a fact, and where its clauses part."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.recognise import assertion, clauses

FACTS = [
    ("launched", "Pyongyang launched a missile on Monday and may fire again."),
    ("vetoed", "China and Russia vetoed the text, which would have cut oil imports."),
    ("blocked", "Moscow not only blocked the list but questioned the panel's mandate."),
    ("test", "The test, which officials had long expected, reached an altitude of 600 km."),
    ("fired", "Hours before the envoys were to meet, the North fired a rocket."),
    ("adopted", "Although Syria objected, the Council adopted the resolution."),
    ("launch", "The failed launch drew protests."),
    ("vetoed", "On May 26 two members vetoed it."),
]

DOUBTS = [
    ("veto", "Beijing would veto any further penalties.", "is_hypothetical"),
    ("launch", "The North is expected to launch a satellite in June.", "is_forecast"),
    ("block", "China did not block the listing.", "is_negated"),
    ("blocked", "The envoy denied that Russia had blocked the text.", "is_denied"),
    ("tests", "If the regime tests again, members will meet.", "is_conditional"),
    ("test", "Seoul sees preparations for a nuclear test.", "is_planned"),
    ("launch", "Japan fears another launch.", "is_planned"),
    ("launch", "There was no launch on Sunday.", "is_negated"),
    ("fired", "The army said that it had not fired anything.", "is_negated"),
    ("launch", "A second launch is expected within weeks.", "is_planned"),
    ("sanction", "Washington refused to sanction the bank.", "is_negated"),
    ("impose", "Tokyo will soon impose its own measures.", "is_forecast"),
    ("adopt", "It urged the Council to adopt the draft.", "is_planned"),
]


@pytest.mark.parametrize(("word", "sentence"), FACTS)
def test_a_fact_has_no_cue(word: str, sentence: str) -> None:
    start = sentence.index(word)
    assert assertion.of(sentence, start, start + len(word)).cues == ()


@pytest.mark.parametrize(("word", "sentence", "flag"), DOUBTS)
def test_a_cue_raises_its_flag(word: str, sentence: str, flag: str) -> None:
    start = sentence.index(word)
    found = assertion.of(sentence, start, start + len(word))
    assert getattr(found, flag)
    assert not found.is_fact


CLAUSES = [
    (
        "The rocket, launched on 3 May, flew 900 km before falling into the sea.",
        ["The rocket, ", "launched on 3 May, ", "flew 900 km ", "before falling into the sea."],
    ),
    (
        "China and Russia vetoed the draft and called for talks.",
        ["China and Russia vetoed the draft ", "and called for talks."],
    ),
    (
        "Seoul protested; Tokyo, which had tracked it, did not.",
        ["Seoul protested; ", "Tokyo, ", "which had tracked it, ", "did not."],
    ),
    (
        "It fired two missiles on May 25, a day after the visit ended, and Japan called a meeting.",
        ["It fired two missiles on May 25, ", "a day after the visit ended, ", "and Japan called a meeting."],
    ),
    ("A dozen launches since January and two tests.", ["A dozen launches since January and two tests."]),
]


@pytest.mark.parametrize(("sentence", "parts"), CLAUSES)
def test_clauses_part_at_verbs_and_conjunctions(sentence: str, parts: list[str]) -> None:
    assert [sentence[c.start : c.end] for c in clauses.split(sentence)] == parts


@given(st.text(alphabet="ab ,;:()—-.’ andwhichsaid", max_size=120))
def test_clauses_cover_the_sentence(text: str) -> None:
    assert "".join(text[c.start : c.end] for c in clauses.split(text)) == text


def test_clauses_of_a_long_text_take_linear_time() -> None:
    assert clauses.split("and the missile fired, " * 3000)
