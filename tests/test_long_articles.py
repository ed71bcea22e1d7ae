"""Texts longer than anybody's article: no sentence and no section without end, every row in its place, linear time."""

from __future__ import annotations

import random
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_mutations import assert_holds
from test_read_segment import covers

from analysis import pipeline
from analysis.read import sections, segment
from analysis.read.corpus import from_piece, read_corpus
from analysis.read.lines import paragraphs
from analysis.read.pieces import Piece
from analysis.records import Article, Reading

ROOT = Path(__file__).resolve().parents[1]
STATES = ("Japan", "France", "Ghana", "Peru", "Kenya", "India", "Brazil", "Norway")
HEAD = "Envoys meet again in New York\n\nMay 26, 2022\n\n"
VETO = "China and Russia on Thursday vetoed a draft resolution in the Security Council; the vote was 13-2."
LAUNCH = "North Korea fired three ballistic missiles on Wednesday, Seoul said."
TALK = "The envoy of Kenya said that a week had passed without any word from the capital on the matter."

#: Paragraphs of nothing, no two of one wording: a line that a page repeats is taken for furniture.
FILLER = [f"{TALK} That was round {n} of the talks." for n in range(60)]


def article_of(text: str) -> Article:
    return from_piece(Piece("a", "a.txt", text.encode(), ".txt"))[0]


def reading_of(text: str) -> Reading:
    found = pipeline.attempt(article_of(text))
    assert isinstance(found, Reading), found
    return found


@pytest.fixture
def short_sections(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sections, "ENOUGH", 1_500)
    monkeypatch.setattr(sections, "MOST", 2_000)


def test_a_sentence_without_end_is_cut_at_its_commas() -> None:
    text = "The draft was backed by " + ", ".join(random.Random(1).choices(STATES, k=1_000))
    found = segment.spans(text)
    assert covers(text, found)
    assert max(end - start for start, end in found) <= segment.LONGEST
    assert {text[end - 1] for _, end in found[:-1]} == {","}


@pytest.mark.parametrize("text", ["x" * 5_000, "veto" * 1_000 + " " + "a" * 3_000, "a,b" * 2_000])
def test_a_word_without_end_is_cut_too(text: str) -> None:
    found = segment.spans(text)
    assert covers(text, found)
    assert max(end - start for start, end in found) <= segment.LONGEST


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(["word ", "and, ", "; ", "x" * 700, "  ", "U.S. ", "No. "]),
        min_size=200,
        max_size=400,
    )
)
def test_what_is_cut_still_covers_the_paragraph(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert covers(text, segment.spans(text))


def test_a_sentence_of_the_longest_kind_is_left_whole() -> None:
    text = "Decides that " + ", ".join(["all members shall report within ninety days"] * 20) + "."
    assert segment.spans(text) == [(0, len(text))]


def test_a_headline_without_end_is_cut() -> None:
    text, found = segment.lay_out("Talks " * 2_000 + "fail", [])
    assert covers(text, [(s.start, s.end) for s in found])
    assert {s.kind for s in found} == {"headline"}
    assert max(s.end - s.start for s in found) <= segment.LONGEST


@pytest.mark.usefixtures("short_sections")
def test_sections_are_short_and_leave_out_nothing() -> None:
    article = article_of(HEAD + "\n\n".join(f"{TALK} {LAUNCH} {VETO} That was item {n}." for n in range(40)))
    found = sections.of(article)
    assert len(found) > 3
    assert all(len(s.text) <= sections.MOST for s in found)
    told = [s.text[x.start : x.end] for s in found for x in s.sentences]
    assert told == [article.text[x.start : x.end] for x in article.sentences]


@pytest.mark.usefixtures("short_sections")
def test_a_paragraph_longer_than_a_section_ends_with_a_sentence() -> None:
    article = article_of(HEAD + " ".join([TALK] * 100))
    assert all(len(s.text) <= sections.MOST for s in sections.of(article))


def test_an_article_of_usual_length_is_one_section() -> None:
    article = article_of(HEAD + "\n\n".join(FILLER))
    assert sections.of(article) == [article]


@pytest.mark.usefixtures("short_sections")
def test_what_several_sections_tell_is_one_event_and_every_row_stands_in_its_place() -> None:
    other = "North Korea fired two cruise missiles on May 4, 2022, Seoul said."
    told = [f"{VETO} {LAUNCH}", *FILLER[:30], f"{LAUNCH} {VETO}", *FILLER[30:], other]
    reading = reading_of(HEAD + "\n\n".join(told))
    assert_holds(reading)
    assert [(x.date, x.missiles) for x in reading.launches] == [("2022-05-25", 3), ("2022-05-04", 2)]
    assert [d.outcome for d in reading.decisions] == ["vetoed"]
    assert sorted((p.state, p.position) for p in reading.positions) == [("CHN", "veto"), ("RUS", "veto")]
    assert {p.decision_id for p in reading.positions} == {reading.decisions[0].decision_id}
    assert len({m.sentence for m in reading.document.actors}) > 60


@pytest.mark.usefixtures("short_sections")
def test_measures_that_nobody_dates_are_each_their_own() -> None:
    told = [f"China vetoed a draft resolution on fuel, the envoy of {s} said." for s in STATES[:3]]
    article = article_of("Of drafts\n\n" + "\n\n".join(" ".join([t, *[TALK] * 30]) for t in told))
    found = pipeline.read_article(article).decisions
    assert {d.date for d in found} == {""}
    assert len(found) == 3
    assert len({d.decision_id for d in found}) == 3


@pytest.mark.usefixtures("short_sections")
def test_annotated_articles_in_sections_hold_the_codebook() -> None:
    for article in read_corpus([ROOT / "corpus"]).articles:
        reading = pipeline.attempt(article)
        assert isinstance(reading, Reading)
        assert_holds(reading)
        assert max(Counter(d.decision_id for d in reading.decisions).values(), default=1) == 1


HOSTILE = {
    "one sentence": lambda n: " ".join(random.Random(2).choices([*STATES, "vetoed", "the", "draft", "and"], k=n // 6)),
    "a thousand states": lambda n: ", ".join(random.Random(3).choices(STATES, k=n // 7)) + " condemned the launch.",
    "a list of days": lambda n: ", ".join(f"two missiles on May {i % 28 + 1}" for i in range(n // 24)),
    "one quotation mark": lambda n: "“" + "We shall not stop and they will not stop " * (n // 41),
}  # fmt: skip


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_the_length_of_a_hostile_sentence_and_no_faster(make) -> None:  # type: ignore[no-untyped-def]
    def seconds(length: int) -> float:
        text = HEAD + make(length)
        began = time.process_time()
        reading_of(text)
        return time.process_time() - began

    seconds(2_000)
    few, many = min(seconds(12_000) for _ in range(2)), seconds(48_000)
    assert many < 4 * 2.2 * max(few, 0.02)  # its square would be 16 times


LONG_FILES = {
    "lines that go on": (".txt", lambda n: HEAD + "\n".join(f"the {i}th line of it" for i in range(n // 20))),
    "a subject": (
        ".eml",
        lambda n: "Subject: " + "a " * (n // 2) + "\nFrom: desk@harbour.example\n\n" + TALK,
    ),
    "open marks": (".md", lambda n: f"# Talks\n\n{TALK}\n\n" + "[*_a](" * (n // 6)),
    "many elements": (
        ".html",
        lambda n: f"<html><body><p>{TALK}</p>" + "<div>a <b>b</b> and c</div>" * (n // 27),
    ),
}


@pytest.mark.parametrize(("suffix", "make"), LONG_FILES.values(), ids=LONG_FILES)
def test_time_to_read_a_file_grows_with_its_length_and_no_faster(suffix, make) -> None:  # type: ignore[no-untyped-def]
    def seconds(length: int) -> float:
        raw = make(length).encode()
        began = time.process_time()
        from_piece(Piece("a", f"a{suffix}", raw, suffix))
        return time.process_time() - began

    seconds(2_000)
    few, many = min(seconds(50_000) for _ in range(2)), seconds(200_000)
    assert many < 4 * 2.2 * max(few, 0.05)


def test_ten_thousand_lines_of_one_paragraph_are_put_together_whole() -> None:
    lines = [f"the {i}th line goes on without a stop" for i in range(10_000)]
    [found] = paragraphs(lines)
    assert found.text == " ".join(lines)
