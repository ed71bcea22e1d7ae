"""Time expressions: every written form, told from the publication day, date lines and tense."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from tagged_documents import tags_of

from analysis.recognise import dates
from analysis.records import Article, Sentence

_SENTENCE = r"\S.*?(?:(?<=[a-z0-9)”\"*][.!?])(?=\s+[A-Z“\"])|$)"


def article(text: str, published: str = "2022-01-21") -> Article:
    """An article whose paragraphs are the lines of `text`; sentences end at full stops before capitals."""
    sentences: list[Sentence] = []
    for number, line in enumerate(re.finditer(r"[^\n]+", text)):
        for part in re.finditer(_SENTENCE, line[0]):
            start = line.start() + part.start()
            sentences.append(Sentence(len(sentences), start, line.start() + part.end(), number))
    return Article("a", text, tuple(sentences), published=published)


def values(text: str, published: str = "2022-01-21") -> list[str]:
    """The values of all mentions, in the order of the text."""
    return [m.value for m in dates.find(article(text, published))[0]]


# Sentence, publication day, values. One row a way of saying it.
FORMS = [
    # days with a year
    ("It fell on 20 January 2022.", "2022-01-21", ["2022-01-20"]),
    ("It fell on January 20th, 2022, near Japan.", "2022-01-21", ["2022-01-20"]),
    ("It fell on Thursday, Jan. 20, 2022.", "2022-01-21", ["2022-01-20"]),
    ("It fell on the 20th of January 2022.", "2022-01-21", ["2022-01-20"]),
    ("The paper is dated 2017-09-12.", "2022-01-21", ["2017-09-12"]),
    ("The paper is dated 12/09/2017.", "2017-09-12", ["2017-09-12"]),
    ("The paper is dated 9/12/2017.", "2017-09-13", ["2017-09-12"]),
    ("The paper is dated 25.05.2022.", "2022-05-26", ["2022-05-25"]),
    ("The paper is dated 1/21/2022.", "2022-05-26", ["2022-01-21"]),
    ("A test on 3 September 2017 (KST) shook the ground.", "2022-01-21", ["2017-09-03"]),
    # days without a year
    ("It fired two on Jan. 5 and Jan. 11.", "2022-01-21", ["2022-01-05", "2022-01-11"]),
    ("It fired again on December 30.", "2022-01-21", ["2021-12-30"]),
    ("It fired again on the fifth of January.", "2022-01-21", ["2022-01-05"]),
    ("The 11 March deadline came closer.", "2013-03-08", ["2013-03-11"]),
    ("Parliament will convene on 6 February.", "2022-01-21", ["2022-02-06"]),
    ("The ban is due to expire on July 1.", "2022-01-21", ["2022-07-01"]),
    ("They agreed on a freeze until 30 April.", "2024-03-29", ["2024-04-30"]),
    ("The text replies to the test of last September 3.", "2017-09-12", ["2017-09-03"]),
    ("It was launched on June 3 of last year.", "2022-01-21", ["2021-06-03"]),
    ("It flew on May 25 this year and again in June.", "2022-07-01", ["2022-05-25", "2022-06"]),
    # lists and ranges
    ("The first two, on 5 and 11 January, flew far.", "2022-01-21", ["2022-01-05", "2022-01-11"]),
    ("Tests followed on 4, 11 and 28 July 2017.", "2022-01-21", ["2017-07-04", "2017-07-11", "2017-07-28"]),
    ("He called both on January 29 and 30, officials said.", "2022-02-01", ["2022-01-29", "2022-01-30"]),
    ("Tests on February 26 and March 4, 2022 were partial.", "2023-01-01", ["2022-02-26", "2022-03-04"]),
    ("A plenum was held Dec. 27–Dec. 31, 2021.", "2022-01-21", ["2021-12-27/2021-12-31"]),
    ("The drill ran from 5 to 9 November.", "2022-11-22", ["2022-11-05/2022-11-09"]),
    ("Between May 25 and June 5 it fired eleven.", "2022-06-09", ["2022-05-25/2022-06-05"]),
    ("Between January and May it fired more.", "2022-06-09", ["2022-01", "2022-05"]),
    # the day alone
    ("On Jan. 5 it fired one, on the 11th another.", "2022-01-21", ["2022-01-05", "2022-01-11"]),
    ("A pair flew on the 14th.", "2022-01-21", ["2022-01-14"]),
    ("A pair flew on the 27th.", "2022-02-03", ["2022-01-27"]),
    # weekdays
    ("They blocked it on Thursday.", "2022-01-21", ["2022-01-20"]),
    ("They blocked it Friday.", "2022-01-21", ["2022-01-21"]),
    ("The Council will meet on Monday.", "2022-01-21", ["2022-01-24"]),
    ("On Monday the Council is due to vote.", "2022-01-21", ["2022-01-24"]),
    ("A vote is expected on Tuesday.", "2022-01-21", ["2022-01-25"]),
    ("Members meet again next Wednesday.", "2022-01-21", ["2022-01-26"]),
    ("Seoul has asked for a meeting on Monday.", "2022-01-21", ["2022-01-24"]),
    ("A session is scheduled for Monday.", "2022-01-21", ["2022-01-24"]),
    ("He said on Thursday that they would not vote.", "2022-01-21", ["2022-01-20"]),
    ("He said on Thursday it would resume tests.", "2022-01-21", ["2022-01-20"]),
    ("By a clear majority the members on Monday chose her.", "2022-01-21", ["2022-01-17"]),
    ("Last Monday two more left an airfield.", "2022-01-24", ["2022-01-17"]),
    ("They met on Friday of last week.", "2022-01-21", ["2022-01-14"]),
    ("They met last week on Friday.", "2022-01-21", ["2022-01-14"]),
    ("Wednesday's launch was the second.", "2022-01-21", ["2022-01-19"]),
    ("Diplomats spoke ahead of Thursday's vote.", "2022-05-25", ["2022-05-26"]),
    # told from the day of the text
    ("They voted yesterday and will debate tomorrow.", "2022-01-21", ["2022-01-20", "2022-01-22"]),
    ("The envoy spoke this morning; tonight he leaves.", "2022-01-21", ["2022-01-21", "2022-01-21"]),
    ("It did so last week and does so this week.", "2022-01-21", ["2022-W02", "2022-W03"]),
    ("It began earlier this month, not last month.", "2022-01-21", ["2022-01", "2021-12"]),
    ("It began last October.", "2022-01-21", ["2021-10"]),
    ("It began last October.", "2021-10-21", ["2020-10"]),
    ("It has fired six since January.", "2022-05-27", ["2022-01"]),
    ("It went on all this year, as it did last year.", "2022-01-21", ["2022", "2021"]),
    ("It has fired four since the start of the year.", "2022-01-21", ["2022"]),
    ("It was the fourth launch of the year.", "2022-01-21", ["2022"]),
    ("A summit took place in June of last year.", "2022-01-21", ["2021-06"]),
    ("Talks broke off three days ago.", "2022-01-21", ["2022-01-18"]),
    ("Talks broke off two years ago.", "2022-01-21", ["2020"]),
    ("Talks will begin in late March.", "2022-01-21", ["2022-03"]),
    ("Talks began in mid-May.", "2022-06-21", ["2022-05"]),
    # told from another date
    ("It fired on Monday. A day earlier it had warned of it.", "2022-01-21", ["2022-01-17", "2022-01-16"]),
    ("One flew on Jan. 14 and two more three days later.", "2022-01-21", ["2022-01-14", "2022-01-17"]),
    ("On May 26 they voted, and that same day Seoul protested.", "2022-06-01", ["2022-05-26", "2022-05-26"]),
    ("The test was on 12 February. The following day Seoul met.", "2013-03-08", ["2013-02-12", "2013-02-13"]),
    ("The first flew in 2017. Four years later came a bigger one.", "2022-01-21", ["2017", "2021"]),
    ("It voted on 26 May. Two days after the vote he left.", "2022-06-01", ["2022-05-26", "2022-05-28"]),
    ("It was punished on 12 January, a day after the launch.", "2022-01-21", ["2022-01-12", "2022-01-11"]),
    ("It came four days before the election.", "2022-03-06", ["P4D"]),
    # months and years
    ("It stopped in November 2017 and in Feb. 2019.", "2022-01-21", ["2017-11", "2019-02"]),
    ("In July 2017, and again in November, it fired far.", "2022-01-21", ["2017-07", "2017-11"]),
    ("It is only March, and it is the ninth.", "2022-03-25", ["2022-03"]),
    ("The 1953 armistice still holds.", "2022-01-21", ["1953"]),
    ("Since 2006 it has been punished.", "2022-01-21", ["2006"]),
    ("A war in 1950-53 split it.", "2022-01-21", ["1950/1953"]),
    # durations
    ("The hold lasts six months.", "2022-01-21", ["P6M"]),
    ("It may run for three months and one day.", "2022-01-21", ["P3M1D"]),
    ("It may run for three more months and a day.", "2022-01-21", ["P3M1D"]),
    ("A four-year moratorium ended.", "2022-01-21", ["P4Y"]),
    ("It is the first in 16 years.", "2022-01-21", ["P16Y"]),
    ("It took ten working days.", "2022-01-21", ["P10D"]),
    ("It took half a year.", "2022-01-21", ["P6M"]),
    ("It took a decade.", "2022-01-21", ["P10Y"]),
    ("It took two and a half years.", "2022-01-21", ["P2Y6M"]),
    ("It took more than two decades.", "2022-01-21", ["P20Y"]),
    ("It is the first in a year.", "2022-01-21", ["P1Y"]),
    ("A week-long drill ended.", "2022-01-21", ["P1W"]),
    ("The second in two weeks.", "2022-01-21", ["P2W"]),
]


@pytest.mark.parametrize(("sentence", "published", "expected"), FORMS)
def test_every_written_form_has_its_value(sentence: str, published: str, expected: list[str]) -> None:
    assert values(sentence, published) == expected


NEAR_MISSES = [
    "China may veto the text.",
    "May they never forget it.",
    "They march on the capital.",
    "Under resolution 2397 (2017) and resolution 1718 (2006) it is forbidden.",
    "Resolutions 1985 (2011) and 2050 (2012) renewed the panel.",
    "The Council adopted resolution 2017 without debate.",
    "Document S/2022/431 was rejected.",
    "It flew 2000 kilometres, 2,017 people saw it.",
    "The 15-member Council met.",
    "The 34-year-old leader and a man aged 50 years watched.",
    "It is the 14th launch.",
    "They crossed the 38th parallel.",
    "It pays $400 million a year.",
    "They meet every 90 days, on Mondays.",
    "The 1990s were hard.",
    "In today's world nobody is safe.",
    "They have done so for years, recently and historically.",
    "It landed at 2:07 p.m., after 40 seconds.",
    "The vote was 13-2.",
]


@pytest.mark.parametrize("sentence", NEAR_MISSES)
def test_what_only_looks_like_a_date_is_none(sentence: str) -> None:
    assert values(sentence) == []


def test_without_a_publication_day_relative_dates_are_left_out() -> None:
    text = "On Thursday and on May 26 it fired, as it had last year and on 4 July 2017, for six months."
    assert values(text, "") == ["2017-07-04", "P6M"]


def test_a_date_line_dates_what_stands_below_it() -> None:
    text = "Digest\n2022-02-28\nThe test on Sunday was for a satellite.\n2022-03-06\nIt was fired yesterday."
    found, anchors = dates.find(article(text, "2022-03-25"))
    assert [(m.value, m.is_frame) for m in found] == [
        ("2022-02-28", True),
        ("2022-02-27", False),
        ("2022-03-06", True),
        ("2022-03-05", False),
    ]
    assert anchors == ("2022-03-25", "2022-02-28", "2022-02-28", "2022-03-06", "2022-03-06")


def test_a_label_dates_its_own_paragraph_only() -> None:
    text = "Steps\n**30 November 2016.** Resolution, after the test on 9 September.\nIt met again on Friday."
    assert values(text, "2017-12-23") == ["2016-11-30", "2016-09-09", "2017-12-22"]


def test_a_chronology_carries_its_year_along() -> None:
    text = "Steps\n**4 July 2017** – One flies.\n**29 November** – Two.\n**3 January** – Three fly."
    assert values(text, "2019-06-01") == ["2017-07-04", "2017-11-29", "2018-01-03"]


def test_a_dateline_of_the_day_before_leaves_the_publication_day() -> None:
    text = "Head\nSEOUL, May 8 (Newsdesk) -- It was fired on Saturday, the army said today."
    found, anchors = dates.find(article(text, "2022-05-09"))
    assert [(m.value, m.is_frame) for m in found] == [
        ("2022-05-08", True),
        ("2022-05-07", False),
        ("2022-05-09", False),
    ]
    assert set(anchors) == {"2022-05-09"}


def test_spans_slice_back_and_do_not_overlap() -> None:
    text = "\n".join(sentence for sentence, _, _ in FORMS)
    found, _ = dates.find(article(text))
    assert all(text[m.start : m.end] == m.text for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(m.begin <= m.end_date for m in found)


BLOCKS = [
    block.strip().splitlines()
    for block in (Path(__file__).parent / "dates_told.txt").read_text(encoding="utf-8").split("\n\n")
    if block.startswith("@")
]


def with_headings(read: Article) -> Article:
    """The article with the lines that begin with # as headings."""
    kinds = ("heading" if read.text[s.start] == "#" else "body" for s in read.sentences)
    return replace(
        read, sentences=tuple(replace(s, kind=k) for s, k in zip(read.sentences, kinds, strict=True))
    )


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block[1][:50])
def test_a_date_is_told_by_what_surrounds_it(block: list[str]) -> None:
    wanted = block[-1].lstrip("= ").split()
    read = with_headings(article("\n".join(block[1:-1]), block[0].lstrip("@ ")))
    found = {m.value for m in dates.find(read)[0]}
    required = {w for w in wanted if not w.startswith("?")}
    assert required <= found <= required | {w[1:] for w in wanted if w.startswith("?")}


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("It could breathe out on Tuesday.", "Tuesday", "2022-01-18"),
        (
            "The three went on the list on 2 May and were not heard of until this winter.",
            "2 May",
            "2021-05-02",
        ),
        ("The Council will vote on Tuesday.", "Tuesday", "2022-01-25"),
        ("The two may be sold until Tuesday.", "Tuesday", "2022-01-25"),
        ("Washington has asked for a vote on Tuesday on a text.", "Tuesday", "2022-01-25"),
    ],
)
def test_what_the_tagger_takes_for_the_day_of_a_deed_is_past_unless_the_words_say_otherwise(
    text: str, words: str, day: str
) -> None:
    read = article(text)
    told = dates.find(read, tags_of(read, {words: ("times", "dates", 1)}))[0]
    assert [m.value for m in told] == [day]


def test_without_the_tagger_the_words_alone_say_whether_a_day_is_past() -> None:
    assert values("It could breathe out on Tuesday.") == ["2022-01-25"]
