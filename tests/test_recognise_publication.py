"""The publication day of articles that do not state it: inferred with its reason, or left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import SHARED, article

from analysis.read.corpus import read_corpus
from analysis.recognise import publication
from analysis.records import Article


def inferred(*sentences: str) -> Article:
    return publication.with_day(article(*sentences, published=""))


def test_a_known_day_is_left_alone() -> None:
    known = article("Council vetoes text", "On Thursday China and Russia vetoed it.", published="2022-06-01")
    assert publication.with_day(known) is known


def test_a_dateline_takes_the_only_year_in_which_its_speakers_held_office() -> None:
    found = inferred(
        "Envoys part without a word",
        "Jan. 21 (Newsdesk) -- The Council met behind closed doors.",
        "Ambassador Linda Thomas-Greenfield said that members were divided.",
        "The spokesman, Zhao Lijian, told reporters that no draft was on the table.",
    )
    assert (found.published, found.published_basis) == ("2022-01-21", "inferred")
    assert "Jan. 21" in found.published_note
    assert "Zhao Lijian" in found.published_note


def test_a_dateline_with_a_weekday_needs_no_more_than_a_term() -> None:
    found = inferred(
        "A day of talks",
        "SEOUL, Wednesday, May 25 -- Missiles were fired.",
        "Fumio Kishida called them unacceptable.",
    )
    assert found.published == "2022-05-25"


def test_a_term_about_to_begin_bounds_the_day() -> None:
    found = inferred(
        "One more before the change of guard",
        "SEOUL, May 8 -- It was fired two days before Yoon Suk-yeol takes office.",
    )
    assert found.published == "2022-05-08"


def test_a_veto_on_record_dates_a_story_that_tells_it_by_its_weekday() -> None:
    found = inferred(
        "Two hands against",
        "On Thursday evening China and Russia vetoed new sanctions on Pyongyang.",
        "Thirteen members were for the text.",
    )
    assert (found.published, found.published_basis) == ("2022-05-27", "inferred")
    assert "2022-05-26" in found.published_note


def test_one_veto_alone_is_another_event() -> None:
    found = inferred(
        "The experts must go",
        "On Thursday Russia vetoed the mandate of the sanctions monitors.",
        "Thirteen members were for the text and China abstained.",
    )
    assert found.published == "2024-03-29"


def test_an_adopted_resolution_dates_a_story_of_the_same_day() -> None:
    found = inferred(
        "Council tightens the screw",
        "The Council this afternoon unanimously adopted resolution 2270 (2016).",
    )
    assert found.published == "2016-03-02"


def test_launches_on_record_choose_the_year_of_a_dateline() -> None:
    found = inferred(
        "Three in a row",
        "SEOUL, Jan. 15 -- Two missiles were launched from a train on Friday.",
        "Others flew on Jan. 5 and on Jan. 11.",
    )
    assert found.published == "2022-01-15"


@pytest.mark.parametrize(
    "sentences",
    [
        ("Missile fired", "North Korea fired a missile on Wednesday."),
        ("Talks", "SEOUL, March 3 -- Ministers met."),
        ("No veto", "On Thursday diplomats said that China and Russia may veto a text that 13 members back."),
        ("Wrong day", "On Monday China and Russia vetoed new sanctions.", "Thirteen members were in favour."),
        ("Nothing at all", "The Council has fifteen members."),
    ],
)
def test_what_fits_more_than_one_day_is_left_out(sentences: tuple[str, ...]) -> None:
    found = inferred(*sentences)
    assert (found.published, found.published_basis, found.published_note) == ("", "", "")


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the shared articles are not here")
def test_the_undated_seeds_get_their_days() -> None:
    articles = read_corpus([Path(SHARED / "seeds")]).articles
    undated = {a.article_id[:3]: publication.with_day(a).published for a in articles if not a.published}
    assert undated.get("001") == "2022-01-21"
    assert undated.get("004") in ("2022-05-26", "2022-05-27")


@pytest.mark.parametrize(
    "line",
    ["By Ada Roe | Nov. 22, 2022 | 4 min read", "November 22, 2022 (Tuesday), morning edition, page 3"],
)
def test_the_date_in_a_byline_or_masthead_is_the_day(line: str) -> None:
    found = inferred("A gentler text", line, "Envoys filed out on Monday.", "It fell on March 3, 2022.")
    assert (found.published, found.published_basis) == ("2022-11-22", "inferred")
