"""Statements: who said a quotation, wherever the attribution stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import article, passage

from analysis import pipeline
from analysis.events import statements
from analysis.records import Article, Sentence, Statement

ZHANG, GREENFIELD = "Zhang Jun", "Linda Thomas-Greenfield"
INTRODUCTION = f"The American ambassador, {GREENFIELD}, and China’s ambassador, {ZHANG}, met in New York."

ATTRIBUTED = [
    ("“The draft will only feed the fire,” Zhang Jun said.", ZHANG),
    ("“The draft will only feed the fire,” said Zhang Jun, China’s envoy.", ZHANG),
    ("“The draft will only feed the fire”, the ambassador of China, Zhang Jun, told members.", ZHANG),
    ("‘The draft will only feed the fire,’ Zhang Jun said.", ZHANG),
    ("«The draft will only feed the fire», Zhang Jun said.", ZHANG),
    ("Zhang Jun said: “The draft will only feed the fire.”", ZHANG),
    ("Zhang Jun: “The draft will only feed the fire.”", ZHANG),
    ("“The draft will only feed the fire” – Zhang Jun.", ZHANG),
    ("Zhang Jun said that the draft “will only feed the fire”.", ZHANG),
    ("According to Zhang Jun, the draft “will only feed the fire”.", ZHANG),
    ("The draft “will only feed the fire”, according to Zhang Jun.", ZHANG),
    ("The draft “will only feed the fire”, in Zhang Jun’s words.", ZHANG),
    ("“The draft will only feed the fire,” as Zhang Jun puts it.", ZHANG),
    ("“The draft will only feed the fire,” was Zhang Jun’s verdict.", ZHANG),
    ("Zhang Jun’s answer was short: “The draft will only feed the fire.”", ZHANG),
    ("Zhang Jun called the draft “fuel for a growing fire”.", ZHANG),
    ("China’s ambassador said the draft “will only feed the fire”.", ZHANG),
    ("“It will only feed the fire,” the Chinese diplomat said.", ZHANG),
    ("The American envoy said it was “a dark day for all of us”.", GREENFIELD),
    ("China said the draft “will only feed the fire”.", "China"),
    ("“It will only feed the fire,” a senior diplomat said.", "a senior diplomat"),
]


_TABLE = Path(__file__).with_name("statements.txt").read_text(encoding="utf-8").splitlines()
PASSAGES = [
    tuple(part.strip() for part in line.rsplit("|", 1))
    for line in _TABLE
    if line.strip() and not line.startswith("#")
]


def _statements(text: str) -> tuple[Statement, ...]:
    return statements.find(pipeline.recognise(article("Talks in New York", INTRODUCTION, text)))


def _in_sentences(*parts: str) -> tuple[Statement, ...]:
    """The statements of a paragraph given as its sentences."""
    text, found = INTRODUCTION + "\n\n", [Sentence(0, 0, len(INTRODUCTION), 0)]
    for part in parts:
        found.append(Sentence(len(found), len(text), len(text) + len(part), 1))
        text += part + " "
    read = Article("a1", text, tuple(found), "", published="2022-05-27", published_basis="stated")
    return statements.find(pipeline.recognise(read))


@pytest.mark.parametrize(("text", "speaker"), ATTRIBUTED)
def test_speaker_of(text: str, speaker: str) -> None:
    assert [s.speaker for s in _statements(text)] == [speaker]


@pytest.mark.parametrize(("text", "expected"), PASSAGES)
def test_speakers_of_passage(text: str, expected: str) -> None:
    read = passage("Talks in New York", text.replace(" ¶ ", "\n"))
    found = [s.speaker for s in statements.find(pipeline.recognise(read))]
    wanted = [part.strip() for part in expected.split(";") if part.strip()]
    assert len(found) == len(wanted)
    for speaker, want in zip(found, wanted, strict=True):
        assert want == "?" or want.lower() in speaker.lower()


def test_a_pronoun_means_the_person_named_last() -> None:
    found = _in_sentences("Zhang Jun took the floor.", "“The draft will only feed the fire,” he said.")
    assert [s.speaker for s in found] == [ZHANG]


def test_a_sentence_beside_the_quotation_names_the_speaker() -> None:
    assert [s.speaker for s in _in_sentences("Zhang Jun was blunt.", "“It will only feed the fire.”")] == [
        ZHANG
    ]


def test_an_attribution_interrupts_one_statement() -> None:
    (found,) = _statements("“The draft,” said Zhang Jun, “will only feed the fire.”")
    assert found.quote == "The draft, will only feed the fire."
    assert (found.speaker, found.state, found.verb) == (ZHANG, "CHN", "said")


def test_a_second_verb_begins_a_new_statement() -> None:
    found = _in_sentences(
        "“The draft will only feed the fire,” Zhang Jun said.", "“Nobody ever listened to us,” he added."
    )
    assert [s.verb for s in found] == ["said", "added"]


def test_marks_within_a_quotation_belong_to_it() -> None:
    (found,) = _statements("“It was ‘a dark day for us’ and no more,” Zhang Jun said.")
    assert found.quote == "It was ‘a dark day for us’ and no more,"


@pytest.mark.parametrize(
    "text",
    [
        "Zhang Jun spoke of “double standards”.",
        "A film titled “The Last Days of Winter” was shown.",
        "Zhang Jun said that the draft will only feed the fire.",
    ],
)
def test_no_statement_in(text: str) -> None:
    assert _statements(text) == ()
