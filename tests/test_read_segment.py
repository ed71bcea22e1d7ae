"""Sentences: where they end, and that they cover the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.read.draft import Paragraph
from analysis.read.segment import lay_out, spans, with_heads

WHOLE = [
    "Gen. Won In-choul and Lt. Col. J. R. Smith met Mr. Lee.",
    "The U.S. Treasury and the U.N. envoy disagreed over No. 12.",
    "They met on Dec. 27–Dec. 31, 2021, and again on Jan. 5.",
    "It flew 1.5 km at Mach 2.5, the Hwasong Corp. Ltd. brochure says.",
    "The talks of 3 p.m. Tuesday, or 3 p.m. Seoul time, were cut short.",
    "St. Petersburg hosted the envoys, i.e. nine men, e.g. Dr. Cho.",
    "Kim J. Park of the D.C. Institute wrote it.",
    "N. Korea and S. Korea did not meet.",
    "“Why now?” Mr Lee asked.",
    '"Stop!" the envoy of Kenya said.',
    "He spoke of a second … cold war.",
    "By resolution 2397 (2017), para. 4, and Art. 41 it acted.",
    "21:04 The chamber fills.",
    "10:20 p.m. We close here.",
    "Oil was cut by 0.5 million barrels",
]

SPLIT = [
    ["The vote was 13-2.", "France backed it."],
    ["“It was overdue.”", "He then left."],
    ["The text failed.”", "“A pity,” she said."],
    ["Was it a veto?", "No.", "In December it was."],
    ["It flew 430 km.", "S. Korea protested."],
    ["The sanctions came from the U.S.", "The envoy smiled."],
    ["They will meet at 3 p.m.", "The council is split."],
    ["The trading house is Tanchon Corp.", "It was listed in April."],
    ["Fourteen were named.", "14 ships followed.", "“Nine,” said one."],
    ["It was fired on May 4.", "2022 has been busy."],
    ["Is that so…?", "Nobody knows."],
    ["He left (without a word).", "[The rest] stayed."],
    ["The figures are in Section I.", "Voting was close."],
    ["Nothing was agreed…", "The envoys flew home."],
]


def sentences_of(paragraph: str) -> list[str]:
    return [paragraph[a:b] for a, b in spans(paragraph)]


@pytest.mark.parametrize("text", WHOLE)
def test_one_sentence_stays_whole(text: str) -> None:
    assert sentences_of(text) == [text]


@pytest.mark.parametrize("parts", SPLIT, ids=lambda p: p[0])
def test_sentences_part_at_their_stops(parts: list[str]) -> None:
    assert sentences_of(" ".join(parts)) == parts


def test_a_lost_space_still_parts_two_sentences() -> None:
    assert sentences_of("It failed to pass.The envoys left.") == ["It failed to pass.", "The envoys left."]


def test_the_text_is_headline_and_paragraphs_with_items_on_their_own_lines() -> None:
    text, found = lay_out("Two say no.  Again", [Paragraph("A. B."), Paragraph("one", is_item=True)])
    assert text == "Two say no.  Again\n\nA. B.\none"
    assert [(s.kind, s.paragraph, text[s.start : s.end]) for s in found] == [
        ("headline", 0, "Two say no.  Again"),
        ("body", 1, "A. B."),
        ("body", 2, "one"),
    ]


def test_heads_and_bare_dates_are_headings() -> None:
    given_ = [
        Paragraph("A vote in New York"),
        Paragraph("2022-03-24"),
        Paragraph("27 May 2022: Three missiles flew."),
        Paragraph("5 June 2022. Eight missiles flew."),
        Paragraph("A bullet without a stop", is_item=True),
        Paragraph("Main points:"),
    ]
    text, found = lay_out("", with_heads(given_))
    assert [(s.kind, text[s.start : s.end]) for s in found] == [
        ("heading", "A vote in New York"),
        ("heading", "2022-03-24"),
        ("body", "27 May 2022: Three missiles flew."),
        ("heading", "5 June 2022."),
        ("body", "Eight missiles flew."),
        ("body", "A bullet without a stop"),
        ("body", "Main points:"),
    ]


PIECES = st.sampled_from(
    [
        "U.S.",
        "Mr.",
        "Jan.",
        "5",
        ".",
        "?",
        "!",
        "…",
        "”",
        "“",
        '"',
        "'",
        " ",
        "  ",
        "(",
        ")",
        "No",
        "Kim",
        "a",
        "p.m.",
        "—",
    ]
)


def covers(text: str, found: list[tuple[int, int]]) -> bool:
    """Whether the spans are in order, apart, not empty, and leave out nothing but white space."""
    at = 0
    for start, end in found:
        if text[at:start].strip() or start < at or end <= start or text[start:end] != text[start:end].strip():
            return False
        at = end
    return not text[at:].strip()


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text(max_size=80)))
def test_sentences_cover_a_paragraph_without_overlap(paragraph: str) -> None:
    assert covers(paragraph, spans(paragraph))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(PIECES, min_size=1, max_size=12).map("".join).filter(str.strip), max_size=6))
def test_sentences_cover_a_text_without_overlap(paragraphs: list[str]) -> None:
    laid = [Paragraph(p.strip(), is_item=len(p) % 2 == 0) for p in paragraphs]
    text, found = lay_out("Head", laid)
    assert covers(text, [(s.start, s.end) for s in found])
    assert [s.index for s in found] == list(range(len(found)))
