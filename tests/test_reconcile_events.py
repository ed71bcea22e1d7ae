"""Mentions to events: what is one event, what is two, and what was chosen and why."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from reconcile_builders import GOLD_EVENTS, annotations, bundled, from_annotations, tables, texts

from analysis.reconcile import merging, record
from analysis.reconcile.claims import check_claims, claims
from analysis.reconcile.decisions import decision_events, position_events
from analysis.reconcile.grouping import told_apart
from analysis.reconcile.launches import compatible, launch_events

TWO = ("a@2022-01-21", "b@2022-01-31")


def launched(*rows: dict[str, Any]) -> pd.DataFrame:
    """Launch events of articles a, b, c … with one launch each, unless a row names its article."""
    ids = [f"{chr(97 + n)}@2022-01-31" for n in range(len(rows))]
    given = [{"article_id": i[0], **row} for i, row in zip(ids, rows, strict=True)]
    return launch_events(tables(*ids, launches=given))


def decided(*rows: dict[str, Any], positions: tuple[dict[str, Any], ...] = ()) -> pd.DataFrame:
    ids = [f"{chr(97 + n)}@2022-06-01" for n in range(len(rows))]
    given = [{"article_id": i[0], **row} for i, row in zip(ids, rows, strict=True)]
    return decision_events(tables(*ids, decisions=given, positions=positions))


def of(article_id: str, state: str, position: str, **cells: str) -> dict[str, str]:
    return {"article_id": article_id, "state": state, "position": position, "decision_id": "d", **cells}


def test_a_launch_of_one_day_is_one_event_with_its_sources() -> None:
    (event,) = launched(
        {"date": "2022-01-05", "weapon": "missile"}, {"date": "2022-01-05", "weapon": "hypersonic"}
    ).to_dict("records")
    assert event["event_id"] == "launch-PRK-2022-01-05"
    assert (event["sources"], event["n_sources"], event["agreement"]) == (("a", "b"), 2, "agreed")
    assert (event["weapon"], event["rows"]) == ("hypersonic", (0, 1))
    assert "the most precise word" in event["reason"]


@pytest.mark.parametrize(
    ("first", "second", "events"),
    [
        ({"date": "2022-01-05"}, {"date": "2022-01-11"}, 2),
        ({"date": "2022-05-25"}, {"date": "2022-05-25", "state": "KOR"}, 2),
        # the record has 5 January as Korea's day of a launch on 4 January by UTC
        ({"date": "2022-01-05"}, {"date": "2022-01-04"}, 1),
        # two days on record are two launches whatever their distance
        ({"date": "2022-09-28"}, {"date": "2022-09-29"}, 2),
        # only a month, but the same particular weapon and no number against it
        (
            {"date": "2022-01-17", "weapon": "tactical_guided"},
            {"date": "2022-01", "weapon": "tactical_guided"},
            1,
        ),
        ({"date": "2022-01-05", "weapon": "srbm"}, {"date": "2022-01", "weapon": "missile"}, 2),
        ({"date": "2022-01-05", "weapon": "srbm"}, {"date": "2022-01", "weapon": "cruise"}, 2),
        ({"date": "2022-01-05", "weapon": "srbm"}, {"date": "2022-02", "weapon": "srbm"}, 2),
        ({"date": "2006-07-05", "missiles": 7}, {"date": "2006-07", "missiles": 7}, 1),
        ({"date": "2006-07-05", "missiles": 7}, {"date": "2006-07", "missiles": 6}, 2),
        ({"date": "2006-07-05", "missiles": 1}, {"date": "2006-07", "missiles": 1}, 2),
    ],
)
def test_when_two_launch_mentions_are_one_event(first: Any, second: Any, events: int) -> None:
    assert len(launched(first, second)) == events
    assert len(launched(second, first)) == events


def test_an_article_that_tells_two_days_apart_has_two_launches() -> None:
    rows = [{"article_id": "a", "date": "2022-01-04"}, {"article_id": "a", "date": "2022-01-05"}]
    assert len(launch_events(tables("a", launches=rows))) == 2


def test_a_month_in_which_two_launches_fit_is_left_alone() -> None:
    found = launched(
        {"date": "2022-01-14", "weapon": "srbm"},
        {"date": "2022-01-17", "weapon": "srbm"},
        {"date": "2022-01", "weapon": "srbm"},
    )
    assert list(found["date"]) == ["2022-01", "2022-01-14", "2022-01-17"]


def test_nothing_is_overwritten_silently() -> None:
    (event,) = launched(
        {"date": "2022-01-05", "weapon": "icbm", "missiles": 2},
        {"date": "2022-01-05", "weapon": "cruise", "missiles": 3},
        {"date": "2022-01-05", "weapon": "icbm", "missiles": 2},
    ).to_dict("records")
    assert (event["weapon"], event["missiles"], event["agreement"]) == ("icbm", 2, "conflicting")
    assert "the weapon and the number of missiles" in event["reason"]


@pytest.mark.parametrize(
    ("a", "b", "may_be"),
    [
        ("missile", "cruise", True),
        ("ballistic", "srbm", True),
        ("hypersonic", "ballistic", True),
        ("tactical_guided", "srbm", True),
        ("ballistic", "cruise", False),
        ("icbm", "srbm", False),
        ("satellite", "ballistic", False),
    ],
)
def test_which_classes_can_be_said_of_one_launch(a: str, b: str, may_be: bool) -> None:
    assert compatible(a, b) is compatible(b, a) is may_be


def test_a_duplicate_of_the_same_bytes_counts_once() -> None:
    once = tables("a@2022-01-21", launches=[{"date": "2022-01-05"}])
    twice = tables(
        "a@2022-01-21",
        "z@2022-01-21",
        launches=[{"date": "2022-01-05"}, {"article_id": "z", "date": "2022-01-05"}],
    )
    twice.articles["sha256"] = "same"
    assert launch_events(once).to_dict() == launch_events(twice).to_dict()


HOLDING = (of("a", "CHN", "hold"), of("b", "CHN", "hold"), of("b", "RUS", "hold"))


@pytest.mark.parametrize(
    ("first", "second", "positions", "events"),
    [
        ({"date": "2022-05-26", "outcome": "vetoed"}, {"date": "2022-05", "outcome": "vetoed"}, (), 1),
        ({"date": "2022-05-26", "outcome": "vetoed"}, {"date": "", "outcome": "vetoed"}, (), 1),
        (
            {"date": "2021-05-26", "outcome": "vetoed"},
            {"date": "", "outcome": "vetoed"},
            (),
            2,
        ),  # told too late
        ({"date": "2022-05-26", "outcome": "vetoed"}, {"date": "2022-05-26", "outcome": "failed"}, (), 1),
        (
            {"date": "2022-05-26", "outcome": "adopted"},
            {"date": "2022-05-26", "outcome": "no_agreement"},
            (),
            2,
        ),
        ({"date": "2022-05-26", "votes_for": 13}, {"date": "2022-05", "votes_for": 15}, (), 2),
        # New York's evening is Asia's next morning
        ({"date": "2022-01-20", "outcome": "held"}, {"date": "2022-01-21", "outcome": "held"}, HOLDING, 1),
        ({"date": "2022-01-20", "outcome": "held"}, {"date": "2022-01-21", "outcome": "held"}, (), 2),
        ({"date": "2017-12-22"}, {"date": "2017-12-23"}, (), 1),  # the record has a meeting on the 22nd
        ({"date": "2017-06-20"}, {"date": "2017-06-21"}, (), 2),
        ({"date": "2022-01-20", "outcome": "held"}, {"date": "2022-01-24", "outcome": "held"}, HOLDING, 2),
        # a year holds many decisions
        ({"date": "2017"}, {"date": "2017"}, (), 2),
        ({"date": "2017-12-22"}, {"date": "2017"}, (), 2),
        (
            {"date": "2017-12-22"},
            {"date": "2017", "evidence": "Resolution 2397, adopted in 2017, said so."},
            (),
            1,
        ),
        (
            {"date": "2017-12-22"},
            {"date": "2017", "evidence": "Resolution 2371, adopted in 2017, said so."},
            (),
            2,
        ),
        ({"date": "2022-04-26", "body": "UNGA"}, {"date": "2022-04-26", "outcome": "vetoed"}, (), 2),
        # a draft, and the vote on it
        (
            {"date": "2022-05", "outcome": "proposed"},
            {"date": "2022-05-26", "outcome": "vetoed"},
            (of("a", "USA", "sponsor"), of("b", "USA", "sponsor")),
            1,
        ),
        (
            {"date": "2022-05", "outcome": "proposed"},
            {"date": "2022-05-26", "outcome": "vetoed"},
            (of("a", "MEX", "sponsor"), of("b", "USA", "sponsor")),
            2,
        ),
        (
            {"date": "2022-06-01", "outcome": "proposed"},
            {"date": "2022-05-26", "outcome": "vetoed"},
            (of("a", "USA", "sponsor"), of("b", "USA", "sponsor")),
            2,
        ),
        (
            {"date": "2021", "outcome": "proposed"},
            {"date": "2021-10", "outcome": "proposed"},
            (of("a", "CHN", "urge_easing"), of("b", "CHN", "sponsor"), of("b", "RUS", "sponsor")),
            1,
        ),
        ({"date": "2021", "outcome": "proposed"}, {"date": "2021", "outcome": "proposed"}, (), 2),
    ],
)
def test_when_two_decision_mentions_are_one_event(
    first: Any, second: Any, positions: Any, events: int
) -> None:
    assert len(decided(first, second, positions=positions)) == events


def test_vetoes_of_one_month_are_told_apart_by_who_cast_them() -> None:
    found = decided(
        {"date": "2024-03-22", "outcome": "vetoed"},
        {"date": "2024-03-28", "outcome": "vetoed"},
        {"date": "2024-03", "outcome": "vetoed"},
        positions=(of("a", "CHN", "veto"), of("b", "CHN", "abstain"), of("c", "CHN", "abstain")),
    )
    assert list(found["sources"]) == [("a",), ("b", "c")]


def test_of_several_vetoes_that_fit_the_one_by_the_same_state_is_meant() -> None:
    found = decided(
        {"date": "2024-03-25", "outcome": "vetoed"},
        {"date": "2024-03-28", "outcome": "vetoed"},
        {"date": "2024-03", "outcome": "vetoed"},
        positions=(of("a", "USA", "veto"), of("b", "RUS", "veto"), of("c", "RUS", "veto")),
    )
    assert list(found["sources"]) == [("a",), ("b", "c")]


def test_two_votes_of_one_day_in_one_article_stay_two() -> None:
    rows = [
        {"date": "2023-07-11", "outcome": "vetoed", "decision_id": "one", "votes_for": 13},
        {"date": "2023-07-11", "outcome": "failed", "decision_id": "two", "votes_for": 2},
        {"date": "2023-07-11", "outcome": "vetoed", "decision_id": "three", "votes_for": 11},
    ]
    found = decision_events(tables("a", decisions=rows))
    assert sorted(found["event_id"]) == [
        "decision-2023-07-11-failed",
        "decision-2023-07-11-vetoed",
        "decision-2023-07-11-vetoed-2",
    ]


def test_what_others_say_of_two_votes_of_one_day_goes_where_its_figures_fit() -> None:
    rows = [
        {"date": "2022-05-26", "outcome": "vetoed", "decision_id": "one", "votes_for": 13},
        {"date": "2022-05-26", "outcome": "vetoed", "decision_id": "two", "votes_for": 11},
        {"article_id": "b", "date": "2022-05-26", "outcome": "vetoed", "votes_for": 13, "votes_against": 2},
        {"article_id": "c", "date": "2022-05-26", "outcome": "vetoed"},
    ]
    found = decision_events(tables("a", "b", "c", decisions=rows))
    assert sorted(found["sources"]) == [("a",), ("a", "b"), ("c",)]


def test_a_veto_debated_in_the_assembly_is_the_councils() -> None:
    (event,) = decided(
        {"date": "2022-05-26", "outcome": "vetoed", "body": "UNGA", "votes_for": 13},
        {"date": "2022-05-26", "outcome": "vetoed", "votes_for": 13, "votes_against": 2},
        {"date": "2022-05", "outcome": "vetoed"},
    ).to_dict("records")
    assert (event["body"], event["n_sources"]) == ("UNSC", 3)


@pytest.mark.parametrize(
    ("row", "day", "basis"),
    [
        ({"decision_id": "res-2397"}, "2017-12-22", "derived"),
        ({"decision_id": "res-2397", "date": "2017-12"}, "2017-12-22", "derived"),
        ({"decision_id": "res-2397", "date": "2017-12-22"}, "2017-12-22", "stated"),
        ({"decision_id": "res-2397", "date": "2016"}, "2016", "stated"),  # the record speaks against it
        ({"decision_id": "res-2680"}, "", ""),  # adopted after the article appeared
        ({"decision_id": "res-2254"}, "", ""),  # not on North Korea
        ({"decision_id": "res-2397", "outcome": "proposed"}, "", ""),
    ],
)
def test_a_resolution_known_by_its_number_has_the_records_day_as_derived(
    row: Any, day: str, basis: str
) -> None:
    (event,) = decided(row).to_dict("records")
    assert (event["date"], event["date_basis"]) == (day, basis)


def test_a_day_that_one_article_states_is_stated() -> None:
    (event,) = decided({"decision_id": "res-2397"}, {"date": "2017-12-22"}).to_dict("records")
    assert (event["date"], event["date_basis"], event["n_sources"]) == ("2017-12-22", "stated", 2)


def test_a_vague_decision_says_which_it_may_be() -> None:
    found = decided(
        {"date": "2017-09-11"},
        {"date": "2017-12"},
        {"date": "2017"},
        {"date": ""},
        {"date": "2017", "outcome": "vetoed"},
    ).set_index("event_id")["may_be"]
    assert found.to_dict() == {
        "decision-2017-09-11-adopted": (),
        "decision-2017-12-adopted": (),
        "decision-2017-adopted": ("decision-2017-09-11-adopted", "decision-2017-12-adopted"),
        "decision-undated-adopted": ("decision-2017-09-11-adopted", "decision-2017-12-adopted"),
        "decision-2017-vetoed": (),
    }
    assert list(told_apart(decided({"date": "2017-09-11"}, {"date": "2017"}))["date"]) == ["2017-09-11"]


def test_a_vague_launch_says_which_it_may_be() -> None:
    found = launched(
        {"date": "2022-01-05", "weapon": "srbm"},
        {"date": "2022-01", "weapon": "ballistic"},
        {"date": "2022-01", "weapon": "cruise"},
    )
    assert sorted(found["may_be"]) == [(), (), ("launch-PRK-2022-01-05",)]


def test_who_opposes_on_the_day_of_an_adoption_opposes_something_else() -> None:
    made = tables(
        *TWO,
        decisions=[{"date": "2022-01-20"}],
        positions=[
            of("a", "FRA", "support", date="2022-01-20", decision_id=""),
            of("b", "RUS", "oppose", date="2022-01-20", decision_id=""),
        ],
    )
    found = position_events(made).set_index("state")["decision"]
    assert found.to_dict() == {"FRA": "decision-2022-01-20-adopted", "RUS": ""}


def test_a_call_for_easing_is_put_with_the_draft_of_its_month() -> None:
    made = tables(
        *TWO,
        decisions=[{"date": "2021-10-29", "outcome": "proposed"}],
        positions=[
            of("a", "CHN", "sponsor", date="2021-10-29"),
            of("b", "CHN", "urge_easing", date="2021-10", decision_id=""),
            of("b", "RUS", "urge_easing", date="2021-10", decision_id=""),
        ],
    )
    found = position_events(made).set_index("state")
    assert found.loc["CHN", ["position", "date", "n_sources"]].tolist() == ["urge_easing", "2021-10-29", 2]
    assert found.loc["CHN", "reason"].endswith("tabled a draft that eases sanctions")
    assert found.loc["RUS", "decision"] == ""


def test_a_draft_is_followed_to_its_vote() -> None:
    (event,) = decided(
        {"date": "2022-05", "outcome": "proposed"},
        {"date": "2022-05-26", "outcome": "vetoed"},
        positions=(of("a", "USA", "sponsor"), of("b", "USA", "sponsor")),
    ).to_dict("records")
    assert event["stages"] == (("2022-05", "proposed"), ("2022-05-26", "vetoed"))
    assert (event["date"], event["outcome"]) == ("2022-05-26", "vetoed")


def test_votes_that_follow_are_derived_and_never_stated() -> None:
    (event,) = decided(
        {"date": "2022-05-26", "outcome": "vetoed", "votes_for": 13},
        positions=(of("a", "CHN", "veto"), of("a", "RUS", "veto")),
    ).to_dict("records")
    figures = {c: (event[c], event[f"{c}_basis"]) for c in ("votes_for", "votes_against", "abstentions")}
    assert figures == {
        "votes_for": (13, "stated"), "votes_against": (2, "derived"), "abstentions": (0, "derived")
    }  # fmt: skip


def test_a_named_abstention_completes_a_vote() -> None:
    (event,) = decided(
        {"date": "2024-03-28", "outcome": "vetoed", "votes_for": 13},
        {"date": "2024-03", "outcome": "vetoed"},
        positions=(of("a", "RUS", "veto"), of("b", "RUS", "veto"), of("b", "CHN", "abstain")),
    ).to_dict("records")
    figures = {c: (event[c], event[f"{c}_basis"]) for c in ("votes_for", "votes_against", "abstentions")}
    assert figures == {
        "votes_for": (13, "stated"), "votes_against": (1, "derived"), "abstentions": (1, "derived")
    }  # fmt: skip


def test_nothing_is_derived_from_an_impossible_sum() -> None:
    (event,) = decided(
        {"date": "2022-05-26", "outcome": "vetoed", "votes_for": 14, "votes_against": 2}
    ).to_dict("records")
    assert pd.isna(event["abstentions"])
    assert event["abstentions_basis"] == ""


def test_a_position_is_the_strongest_told_with_the_seat_of_that_year() -> None:
    made = tables(
        *TWO,
        decisions=[
            {"date": "2022-01-20", "outcome": "held"},
            {"article_id": "b", "date": "2022-01-20", "outcome": "held"},
        ],
        positions=[
            of("a", "CHN", "hold", date="2022-01-20"),
            of("b", "CHN", "oppose", date="2022-01-20"),
            of("a", "JPN", "support", date="2022-01-20"),
            of("b", "JPN", "support", date="2022-01-20", decision_id=""),
        ],
    )
    found = position_events(made).set_index("state")
    assert list(found.index) == ["CHN", "JPN"]
    assert found.loc["CHN", ["position", "is_member", "n_sources"]].tolist() == ["hold", True, 2]
    assert found.loc["JPN", ["is_member", "sources"]].tolist() == [False, ("a", "b")]
    assert set(found["decision"]) == {"decision-2022-01-20-held"}


@pytest.mark.parametrize(
    ("state", "day", "was"),
    [
        ("JPN", "2022-01-20", False),
        ("JPN", "2023-01-20", True),
        ("CHN", "2022-05", True),
        ("NOR", "2022", True),
        ("NOR", "2023-01-01", False),
        ("JPN", "", None),
        ("JPN", "1946-01-01", None),
    ],
)
def test_who_sat_on_the_council(state: str, day: str, was: bool | None) -> None:
    assert record.was_member(state, day) is was


def claimed(count: int, *days: str, **cells: Any) -> dict[str, Any]:
    made = tables(
        "a@2022-01-21",
        tallies=[{"count": count, "since": "2022-01-01", **cells}],
        launches=[{"date": d} for d in days],
    )
    (found,) = check_claims(claims(made), launch_events(made)).to_dict("records")
    return found


def test_a_tally_is_checked_against_the_dated_launches_and_the_record() -> None:
    found = claimed(4, "2022-01-05", "2022-01-11")
    assert (found["dated"], found["missing"]) == (2, 2)
    assert found["dated_days"] == ("2022-01-05", "2022-01-11")
    assert found["record_days"] == ("2022-01-14", "2022-01-17")


def test_a_launch_without_a_day_does_not_fill_a_gap() -> None:
    found = claimed(4, "2022-01-05", "2022-01")
    assert (found["dated"], found["missing"], found["without_day"]) == (1, 3, 1)


def test_launches_after_the_claim_do_not_count_for_it() -> None:
    assert claimed(1, "2022-01-05", "2022-01-25")["dated"] == 1
    assert claimed(1, "2022-01-05", "2021-12-30")["dated"] == 1


def test_a_closed_window_ends_where_it_ends() -> None:
    assert claimed(1, "2022-01-05", "2022-01-11", until="2022-01-10")["missing"] == 0


def needs_annotations() -> None:
    if not annotations():
        pytest.skip("the annotated articles are kept outside of the repository")


def test_merging_agrees_with_the_list_made_by_hand() -> None:
    needs_annotations()
    found = merging.measure(from_annotations(annotations(), texts()), merging.load(GOLD_EVENTS))
    assert found.found >= 0.98 * found.listed
    assert found.precision >= 0.97, found.as_text(with_errors=True)
    assert found.recall >= 0.97, found.as_text(with_errors=True)


def test_merging_of_what_is_read_from_the_bundled_articles_agrees_with_their_list() -> None:
    found = merging.measure(bundled(), merging.load(GOLD_EVENTS.with_name("corpus.csv")))
    assert found.found >= 0.9 * found.listed
    assert found.precision >= 0.97, found.as_text(with_errors=True)
    assert found.recall >= 0.97, found.as_text(with_errors=True)


@pytest.mark.parametrize("table", ["launches", "decisions", "positions"])
def test_the_lists_have_events_told_by_several_articles(table: str) -> None:
    for path in (GOLD_EVENTS, GOLD_EVENTS.with_name("corpus.csv")):
        told: dict[str, set[str]] = {}
        for row in merging.load(path):
            if row["table"] == table:
                told.setdefault(row["event"], set()).add(row["article_id"])
        assert len(told) > sum(len(articles) > 1 for articles in told.values()) >= 4


def test_no_event_on_the_list_is_of_two_launching_states() -> None:
    states: dict[str, set[str]] = {}
    for row in merging.load(GOLD_EVENTS):
        if row["table"] == "launches":
            states.setdefault(row["event"], set()).add(row["is"])
    assert all(len(found) == 1 for found in states.values())


def test_a_wrong_list_of_events_is_told(tmp_path: Any) -> None:
    path = tmp_path / "events.csv"
    path.write_text("event,table,article_id,is,date\nx,rockets,a,PRK,2022\n")
    with pytest.raises(merging.EventListError, match="line 2"):
        merging.load(path)


def test_pairs_are_counted() -> None:
    made = tables(
        *TWO,
        launches=[
            {"date": "2022-01-05"},
            {"article_id": "b", "date": "2022-01-05"},
            {"article_id": "b", "date": "2022-01-11"},
        ],
    )
    row = {"table": "launches", "is": "PRK"}
    listed = [
        {**row, "event": "one", "article_id": "a", "date": "2022-01-05"},
        {**row, "event": "two", "article_id": "b", "date": "2022-01-05"},
        {**row, "event": "one", "article_id": "b", "date": "2022-01-11"},
        {**row, "event": "one", "article_id": "c", "date": "2022-01-11"},
    ]
    found = merging.measure(made, listed)
    assert (found.right, found.wrong, found.split) == (
        0, (("one in a", "two in b"),), (("one in a", "one in b"),)
    )  # fmt: skip
    assert (found.found, found.listed, found.precision, found.recall) == (3, 4, 0.0, 0.0)
    assert found.listed_pairs == 3
