"""What the first four articles tell together, read by the extractor and taken from their annotations."""

from __future__ import annotations

from datetime import date
from functools import cache

import pandas as pd
import pytest
from builders import SHARED
from reconcile_builders import annotations, from_annotations

from analysis import pipeline, tables
from analysis.reconcile.disagreements import Events, disagreements, reconcile
from analysis.reconcile.procedure import hold_clock

pytestmark = pytest.mark.skipif(
    not (SHARED / "seeds").is_dir(), reason="the articles are kept outside of the repository"
)


@cache
def annotated() -> Events:
    return reconcile(from_annotations(annotations("00")))


@cache
def read() -> Events:
    readings, _ = pipeline.read([SHARED / "seeds"])
    texts = {r.article.article_id: r.article.text for r in readings}
    return reconcile(tables.from_readings(readings), texts)


BOTH = pytest.mark.parametrize("events", [annotated, read], ids=["annotated", "read"])


def of_kind(events: Events, kind: str) -> pd.DataFrame:
    found = disagreements(events)
    return found[found["kind"] == kind]


@BOTH
def test_one_hold_with_three_sources(events) -> None:  # type: ignore[no-untyped-def]
    (hold,) = events().decisions.query("outcome == 'held'").to_dict("records")
    assert (hold["event_id"], hold["n_sources"]) == ("decision-2022-01-20-held", 3)
    assert {s[:3] for s in hold["sources"]} == {"000", "001", "003"}


def test_the_article_that_calls_the_hold_a_veto() -> None:
    (label,) = of_kind(read(), "label").to_dict("records")
    assert label["event_id"] == "decision-2022-01-20-held"
    assert label["values"] == ("veto",)
    assert label["rows"]


@BOTH
def test_two_of_four_launches_of_january_are_missing(events) -> None:  # type: ignore[no-untyped-def]
    claims = events().claims
    (four,) = claims[claims["count"] == 4].to_dict("records")
    assert four["dated_days"] == ("2022-01-05", "2022-01-11")
    assert four["missing"] == 2
    assert four["record_days"] == ("2022-01-14", "2022-01-17")
    assert len(four["sources"]) == 2


@BOTH
def test_five_against_seven_designated_is_explained(events) -> None:  # type: ignore[no-untyped-def]
    (count,) = of_kind(events(), "count").to_dict("records")
    assert count["values"] == ("5", "7")
    assert "scopes differ" in count["explanation"]


@BOTH
def test_japan_had_no_seat(events) -> None:  # type: ignore[no-untyped-def]
    japan = events().positions.query("state == 'JPN'")
    assert list(japan["is_member"]) == [False]
    others = events().positions.query("state in ('CHN', 'RUS', 'USA', 'GBR', 'FRA', 'IRL')")
    assert others["is_member"].all()


def test_japan_is_flagged_where_it_is_listed_as_a_member() -> None:
    assert list(of_kind(read(), "membership")["subject"]) == ["JPN as a Council member"]


@BOTH
def test_no_abstentions_are_left_on_26_may(events) -> None:  # type: ignore[no-untyped-def]
    (veto,) = events().decisions.query("outcome == 'vetoed'").to_dict("records")
    assert veto["date"] == "2022-05-26"
    assert (veto["votes_for"], veto["votes_for_basis"]) == (13, "stated")
    assert (veto["abstentions"], veto["abstentions_basis"]) == (0, "derived")
    assert (veto["votes_against"], veto["votes_against_basis"]) == (2, "derived")


def test_six_since_january_is_printed_as_the_papers_own() -> None:
    (claim,) = of_kind(read(), "attribution").to_dict("records")
    assert claim["values"] == ("6 printed as the paper's own",)
    assert "2022-03-16, 2022-03-24" in claim["explanation"]


def test_an_ambassador_of_china_to_china() -> None:
    (post,) = of_kind(read(), "internal").to_dict("records")
    assert post["values"] == ("ambassador of CHN to CHN",)


@BOTH
def test_the_hold_clock_of_the_hold(events) -> None:  # type: ignore[no-untyped-def]
    (day,) = events().decisions.query("outcome == 'held'")["date"]
    clock = hold_clock(date.fromisoformat(day))
    assert (clock.expires.isoformat(), clock.lapses.isoformat()) == ("2022-07-20", "2022-10-21")
