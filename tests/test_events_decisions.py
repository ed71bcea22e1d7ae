"""Decisions: what became of a measure, in the words of many newsrooms."""

from __future__ import annotations

import pytest
from event_articles import CASES
from event_documents import document

from analysis.events import cases, decisions, joining

pytestmark = pytest.mark.usefixtures("rules_alone")


def _found(article: str, published: str = "2022-05-27") -> list[tuple[object, ...]]:
    found = decisions.find(cases.assemble(document(article, published=published)))
    return [(d.date, d.outcome, d.votes_for, d.votes_against, d.abstentions) for d in found]


@pytest.mark.parametrize(("article", "published", "expected", "_"), CASES)
def test_an_article_tells_these_decisions_and_no_others(article, published, expected, _):
    found = _found(article, published)
    left = [e for e in expected if not any(f[: len(e)] == tuple(e) for f in found)]
    assert left == [], found
    assert len(found) == len(expected), found


def test_ids_are_unique_and_readable():
    found = decisions.find(cases.assemble(document(CASES[0][0])))
    assert [d.decision_id for d in found] == ["2022-05-26-vetoed"]


def test_a_resolution_is_named_by_its_number():
    read = document(
        "UN\nThe Council adopted resolution 2094 {on Thursday|2013-03-07}.", published="2013-03-08"
    )
    found = decisions.find(cases.assemble(read))
    assert [d.decision_id for d in found] == ["res-2094"]


def test_a_span_slices_back_to_the_trigger():
    read = document("UN\n[China|CHN] vetoed the draft resolution {on Thursday|2022-05-26}.")
    (found,) = decisions.find(cases.assemble(read))
    assert read.text[found.start : found.end] == "vetoed"
    assert read.sentences[found.sentence].start <= found.start


@pytest.mark.parametrize(
    "article",
    [
        "News\nThe [North|PRK] fired a missile {on Thursday|2022-05-26}.",
        "News\n[China|CHN] may veto the draft.",
        "News\nA veto is cast when a permanent member votes against a draft.",
        "News\nNobody vetoed anything {on Thursday|2022-05-26}.",
        "News\nDid [China|CHN] veto the resolution?",
        "News\n[Russia|RUS]'s Security Council met {on Thursday|2022-05-26} and approved a plan.",
    ],
)
def test_near_misses_are_no_decisions(article):
    assert _found(article) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2022-05", "2022-05-26", True),
        ("2022-05-26", "2022-05-27", False),
        ("", "2022", True),
        ("2022-W21", "2022-05-26", True),
        ("2017", "2022-05", False),
    ],
)
def test_dates_that_may_mean_the_same_day(one, other, expected):
    assert joining.fits(one, other) is expected


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        (
            "News\nA draft that would have widened the arms embargo was vetoed by [China|CHN] {in May|2022-05}.",
            [("2022-05", "vetoed")],
        ),
        (
            "News\nFew envoys expect the veto that killed a resolution {on 26 May|2022-05-26} to be repeated.",
            [("2022-05-26", "vetoed")],
        ),
        (
            "News\nIt was the second veto on the matter. In the first, {on 3 March|2022-03-03}, nobody sided with [Russia|RUS].",
            [("2022-03-03", "vetoed")],
        ),
        (
            "News\nThe draft resolution was vetoed {on Thursday|2022-05-26}. The 13 remaining members of the Security Council were in favour.",
            [("2022-05-26", "vetoed", 13)],
        ),
        (
            "News\nThe Council met {on Thursday|2022-05-26}. The sitting closed, like so many others, without a statement.",
            [("2022-05-26", "no_agreement")],
        ),
        (
            "News\nThe debate was called over two vetoes, those cast by [China|CHN] and [Russia|RUS] {on 26 May|2022-05-26}, against a draft resolution.",
            [("2022-05-26", "vetoed")],
        ),
        (
            "News\nThe Security Council met {on 2 May|2022-05-02} and did nothing. It met again {on 9 May|2022-05-09}, with the same result.",
            [("2022-05-02", "no_agreement"), ("2022-05-09", "no_agreement")],
        ),
        (
            "News\nThe draft resolution, which had won the support of the Council's 12 other members, was vetoed {on Thursday|2022-05-26}.",
            [("2022-05-26", "vetoed", 12)],
        ),
        (
            "News\nThe Council's members spent {Monday|2022-05-23} arguing over the launch, and parted with no statement agreed. The test, on {Thursday|2022-05-19}, was the third.",
            [("2022-05-23", "no_agreement")],
        ),
        ("News\nStates that had blocked a resolution were asked {on Thursday|2022-05-26} to say why.", []),
        (
            "News\n[China|CHN] and [Russia|RUS] vetoed the draft resolution {on Thursday|2022-05-26}. Each time before, the five permanent members had voted for sanctions. This time only 13 of the 15 members approved the text.",
            [("2022-05-26", "vetoed", 13)],
        ),
        (
            "News\nIt would have been a blunder, he said {on Thursday|2022-05-26}, to let the draft resolution pass.",
            [],
        ),
        ("News\nEleven members backed a declaration {on Thursday|2022-05-26} outside the Council.", []),
        ("News\nThe envoy pressed the Council's members {on Thursday|2022-05-26} to stop its tests.", []),
        ("News\nThe United States held back its own veto {on Thursday|2022-05-26} on the draft.", []),
        (
            "News\nIt met {on Thursday|2022-05-26}. The Security Council, which has adopted no resolution on it since, listened.",
            [],
        ),
        ("News\nA debate {on Thursday|2022-05-26} in the General Assembly on the use of the veto.", []),
        (
            "News\nThe veto must never be the last word, the Security Council heard {on Thursday|2022-05-26}.",
            [],
        ),
    ],
)
def test_what_is_told_as_done_is_told_apart_from_what_would_be(article, expected):
    found = _found(article)
    assert [f[: len(e)] for f, e in zip(found, expected, strict=False)] == expected
    assert len(found) == len(expected), found


def test_the_number_of_a_day_or_of_a_crowd_counts_no_votes():
    article = "News\nThe resolution was adopted {on 7 October|2022-10-07} for helping. Of workers, 40,000 of them, voted for it."
    assert _found(article, "2022-10-08") == [("2022-10-07", "adopted", None, None, None)]
