"""Decisions: what became of a measure, in the words of many newsrooms."""

from __future__ import annotations

import pytest
from event_articles import CASES
from event_documents import document

from analysis.events import cases, decisions, joining


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
