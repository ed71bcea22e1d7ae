"""Sentences and key figures are true of the data: one, several, none; stated, derived, unknown."""

from __future__ import annotations

import pandas as pd
import pytest
from chart_builders import actors, articles, claims, decisions, launches, positions, statements

from analysis.charts.findings import actors as who
from analysis.charts.findings import article as one
from analysis.charts.findings import decisions as decided
from analysis.charts.findings import launches as launched
from analysis.charts.findings import sources as told

BOTH = {"sources": ("a1", "a2"), "agreement": "agreed"}
DIFFER = {"sources": ("a1", "a2"), "agreement": "conflicting", "reason": "sources differ on the weapon"}

LAUNCHES = [
    ([], [], "The articles of this selection date no launch and claim no tally."),
    (
        [{}],
        [],
        "The articles date 1 launch by North Korea on 5 January 2022. No article claims a tally.",
    ),
    (
        [{"missiles": 1} | BOTH],
        [{"dated": 1, "count": 1}],
        "The articles date 1 launch by North Korea on 5 January 2022. One tally is claimed, 1, of which the"
        " articles date 1.",
    ),
    (
        [{}, {"date": "2022-03-24", "missiles": 2} | BOTH, {"date": "2021"}],
        [{}, {"count": 2}],
        "The articles date 3 launches by North Korea from 2021 to 24 March 2022, 2 of them in 2022."
        " 1 of 2 claimed tallies counts more than the articles date.",
    ),
    (
        [{"date": "2022-01"} | DIFFER, {"date": "2022-01", "state": "IRN"} | BOTH],
        [{"count": 1}, {"count": 2}],
        "The articles date 2 launches by Iran and North Korea in January 2022; they differ on 1 of them."
        " None of 2 claimed tallies counts more than the articles date.",
    ),
    ([], [{}], "The articles date no launch. One tally is claimed, 4, of which the articles date 2."),
]


@pytest.mark.parametrize(("events", "claimed", "said"), LAUNCHES)
def test_launches_in_words(events: list[dict], claimed: list[dict], said: str) -> None:
    assert launched.finding(launches(*events), claims(*claimed)) == said


def test_key_figures_of_launches_lead_to_their_rows() -> None:
    events = launches({"missiles": 2, "rows": (4, 9)} | BOTH, {"date": "2022-01-11", "rows": (5,)})
    found = [(f.value, f.label, f.rows) for f in launched.key_figures(events, claims({"rows": (7,)}))]
    assert found == [
        (2, "launches dated", [4, 5, 9]),
        (2, "missiles counted", [4, 9]),
        (1, "told by two or more articles", [4, 9]),
        (2, "in the busiest month, January 2022", [4, 5, 9]),
        (1, "of 1 claimed tally above the dated launches", [7]),
    ]


def test_key_figures_of_nothing_are_zero_and_lead_nowhere() -> None:
    assert [(f.value, f.rows) for f in launched.key_figures(launches(), claims())] == [(0, []), (0, [])]


def test_the_days_on_record_that_nobody_dates_stand_beside_a_claim() -> None:
    table = launched.claim_table(claims({"record_days": ("2022-01-14", "2022-01-17")}))
    assert table.iloc[0].to_dict() == {
        "counted": "launches",
        "since": "2022-01-01",
        "up to": "2022-01-21",
        "claimed": 4,
        "dated": 2,
        "missing": 2,
        "on record, not dated here": "14 Jan 2022 and 17 Jan 2022",
    }


def test_the_public_record_is_compared_year_by_year() -> None:
    compared = launched.compared_with_record(
        launches({}, {"date": "2022-01-25", "weapon": "cruise"}, {"date": "2022"})
    )
    assert list(compared["year"]) == ["2022"]
    assert compared["of these dated here"][0] == 1
    assert compared["dated here only"][0] == 1
    assert "and 1 day that it does not have" in launched.record_compared(compared)
    assert launched.record_compared(compared[:0]).startswith("There is no day")


def test_a_column_that_says_nothing_is_left_out() -> None:
    assert list(launched.table(launches({}))) == ["date", "weapon", "sources", "agreement"]
    assert list(launched.table(launches(DIFFER | {"missiles": 3})))[2:] == [
        "missiles",
        "sources",
        "agreement",
        "note",
    ]


def test_a_launch_that_may_be_another_is_listed_with_a_note_and_not_counted() -> None:
    events = launches({}, {"date": "2022-01"}).assign(may_be=[(), ("e0",)])
    assert launched.finding(events, claims()).startswith("The articles date 1 launch by")
    assert launched.key_figures(events, claims())[0].value == 1
    assert list(launched.table(events)["note"]) == ["", "May be another here"]


DECISIONS = [
    ([], "The articles of this selection tell of no decision."),
    ([{}], "The articles tell of one decision on 26 May 2022: it was vetoed."),
    (
        [{"outcome": "held", "date": ""}],
        "The articles tell of one decision without a date: it was put on hold.",
    ),
    (
        [{"outcome": "held", "date": "2022-01-20"}, {}, {}],
        "The articles tell of 3 decisions from 20 January 2022 to 26 May 2022: 2 vetoed and 1 put on hold.",
    ),
    (
        [{"date": ""}, {}],
        "The articles tell of 2 decisions, 1 on 26 May 2022 and 1 without a date: 2 vetoed.",
    ),
]


@pytest.mark.parametrize(("given", "said"), DECISIONS)
def test_decisions_in_words(given: list[dict], said: str) -> None:
    assert decided.finding(decisions(*given), positions()) == said
    assert decided.finding(decisions(*given), positions({})) == f"China vetoed on 26 May 2022. {said}"


def test_a_decision_that_may_be_another_is_listed_with_a_note_and_not_counted() -> None:
    events = decisions({}, {"date": "2022"}, {"date": "2022-03-25", "outcome": "adopted"}).assign(
        may_be=[(), ("e0", "e7"), ()], date_basis=["stated", "stated", "derived"]
    )
    held = positions({}, {"decision": "e1", "date": "2022"}).assign(may_be=[(), ("e0", "e7")])
    said = "China vetoed on 26 May 2022. The articles tell of 2 decisions from 25 March 2022 to 26 May 2022:"
    assert decided.finding(events, held) == f"{said} 1 adopted and 1 vetoed."
    assert [f.value for f in decided.key_figures(events, held)] == [2, 1, 1, 0, 1]
    assert list(decided.table(events)["note"]) == [
        "",
        "May be one of 2 others here",
        "Day by the number of the resolution",
    ]


BLOCKED = [
    ([{"state": "USA", "position": "in_favour"}], ""),
    ([{}], "China vetoed on 26 May 2022."),
    (
        [{}, {"state": "RUS"}, {"state": "RUS", "date": "2024-03-28"}],
        "China and Russia vetoed on 26 May 2022 and Russia on 28 March 2024.",
    ),
    (
        [{"position": "hold", "date": "2022-01"}, {"date": ""}],
        "China vetoed on a day not given; China placed a hold in January 2022.",
    ),
    (
        [
            *({"date": f"201{n}-02-04", "state": "RUS"} for n in range(1, 5)),
            {},
            {"state": "USA", "date": "2006-07-13"},
        ],
        "Russia vetoed 4 times, China once and United States once, last on 26 May 2022.",
    ),
]


@pytest.mark.parametrize(("given", "said"), BLOCKED)
def test_who_blocked_is_told_by_the_day_if_the_days_are_few(given: list[dict], said: str) -> None:
    assert decided.blocked(positions(*given)) == said


MOVES = [
    ([], "No dated position of China is reported."),
    ([{"date": ""}], "No dated position of China is reported."),
    ([{}], "China: veto, 26 May 2022."),
    (
        [{}, {"date": "2006-10-14", "position": "in_favour"}],
        "China moved from “in favour” (14 October 2006) to “veto” (26 May 2022); in all: in favour 1"
        " and veto 1.",
    ),
    (
        [{"date": "2024-03-28"}, {}],
        "China began and ended with “veto” (26 May 2022 and 28 March 2024); in all: veto 2.",
    ),
]


@pytest.mark.parametrize(("given", "said"), MOVES)
def test_how_a_state_moved(given: list[dict], said: str) -> None:
    assert decided.movement(positions(*given), "CHN") == said


def test_the_hold_runs_out_after_six_months_and_lapses_three_months_and_a_day_later() -> None:
    said = decided.hold_clock(decisions({"outcome": "held", "date": "2022-01-20"}))
    assert "20 July 2022" in said
    assert "21 October 2022" in said
    assert decided.hold_clock(decisions({})).startswith("No hold")


def test_the_rule_is_cited_from_an_article_that_states_both_times() -> None:
    dates = pd.DataFrame(
        {"article_id": ["a1", "a1", "a2", "a3"], "value": ["P6M", "P3M1D", "P6M", "2022-01-20"]}
    )
    assert list(decided.hold_rule(dates).index) == [0, 1]
    assert decided.hold_rule_told(decided.hold_rule(dates)) == "An article states the rule."
    assert decided.hold_rule_told(dates[:0]).startswith("No article")


VOTES = [
    ({}, "", ""),
    ({"votes_for": 13}, "", "13–?–?"),
    ({"votes_for": 13, "votes_against": 2, "abstentions": 0}, "derived", "13–2–(0)"),
    ({"votes_for": 13, "votes_against": 1, "abstentions": 1}, "stated", "13–1–1"),
]


@pytest.mark.parametrize(("votes", "basis", "said"), VOTES)
def test_votes_that_follow_from_others_stand_in_brackets(votes: dict, basis: str, said: str) -> None:
    events = decisions({"date": "", "outcome": "held"}, votes).assign(abstentions_basis=basis)
    shown = decided.table(events)
    assert list(shown["date"]) == ["2022-05-26", ""]
    assert list(shown["votes"]) == [said, ""] if said else "votes" not in shown


ACTORS = [
    ([], [], "The articles of this selection name no actor and quote nobody."),
    ([{}], [], "The articles name 1 state. Nobody is quoted directly."),
    (
        [{}, {}, {"kind": "person", "actor_id": "Ada Example", "name": "Ada Example"}],
        [{}],
        "The articles name 1 state and 1 person. 1 direct quotation, all of Ada Example.",
    ),
    (
        [{}, {"actor_id": "RUS"}],
        [{}, {}, {"speaker": "Bo Other"}],
        "The articles name 2 states. 3 direct quotations of 2 speakers; Ada Example is quoted most (2).",
    ),
    ([{}], [{"speaker": ""}], "The articles name 1 state. 1 direct quotation, without a named speaker."),
    (
        [{}],
        [{}, {"speaker": ""}],
        "The articles name 1 state. 2 direct quotations, 1 of them of Ada Example.",
    ),
    (
        [{}],
        [{}, {"speaker": ""}, {"speaker": "Bo Other"}],
        "The articles name 1 state. 3 direct quotations, 2 of them of 2 named speakers.",
    ),
]


@pytest.mark.parametrize(("named", "quoted", "said"), ACTORS)
def test_actors_in_words(named: list[dict], quoted: list[dict], said: str) -> None:
    assert who.finding(actors(*named), statements(*quoted)) == said


def test_persons_have_their_role_state_and_quotations() -> None:
    ada = {"kind": "person", "actor_id": "Ada Example", "name": "Ada Example", "state": "USA"}
    people = who.people(actors(ada, ada | {"role": "ambassador", "article_id": "a2"}, {}), statements({}, {}))
    assert people.to_dict("records") == [
        {
            "person": "Ada Example",
            "role": "ambassador",
            "state": "United States",
            "mentions": 2,
            "articles": 2,
            "quotations": 2,
            "rows": (0, 1),
        }
    ]


def test_quotations_can_be_listed_without_their_words() -> None:
    assert "words" in who.quotation_table(statements({}))
    assert "words" not in who.quotation_table(statements({}), show_quotes=False)


SOURCES = [
    ([], [], "There is no article in this selection."),
    (
        [{}],
        [{}],
        "1 article of 1 publisher, published on 21 January 2022, gave 3 facts."
        " It tells of 1 launch or decision.",
    ),
    (
        [{}, {"article_id": "a2", "publisher": "", "published": ""}],
        [BOTH, {}],
        "2 articles of 1 publisher, 1 without a publisher’s name, published on 21 January 2022, gave 6 facts."
        " Of the 2 launches and decisions, 1 is told by two or more articles.",
    ),
    (
        [{"publisher": "", "published": ""}],
        [],
        "1 article gave 3 facts. It tells of no launch and no decision.",
    ),
]


@pytest.mark.parametrize(("given", "events", "said"), SOURCES)
def test_sources_in_words(given: list[dict], events: list[dict], said: str) -> None:
    frame = articles(*given)
    contributed = frame[["article_id", "publisher", "published"]].assign(launches=1, dates=2)
    assert told.finding(frame, contributed, launches(*events), decisions()) == said


def test_articles_of_one_publisher_are_told_apart_by_day_and_number() -> None:
    frame = articles(
        {},
        {"article_id": "a2", "published": "2022-05-27"},
        {"article_id": "a3", "published": "2022-05-27"},
        {"article_id": "a4", "publisher": "The Other"},
        {"article_id": "a5", "publisher": "", "headline": "A headline of more than thirty-two letters"},
        {"article_id": "a6", "publisher": "", "headline": ""},
    )
    assert told.names(frame) == {
        "a1": "The Paper, 21 Jan 2022",
        "a2": "The Paper, 27 May 2022 (5)",
        "a3": "The Paper, 27 May 2022 (6)",
        "a4": "The Other",
        "a5": "A headline of more than…",
        "a6": "a6",
    }
    assert told.names(articles({}, {"article_id": "a2", "published": "2022-05-27"})) == {
        "a1": "21 Jan 2022",
        "a2": "27 May 2022",
    }


def test_key_figures_of_sources_lead_to_the_events_that_several_tell() -> None:
    found = told.key_figures(
        articles({}, {"article_id": "a2", "publisher": ""}),
        launches({"rows": (4, 9)} | BOTH, {"rows": (5,)}),
        decisions({"rows": (2, 3)} | BOTH).assign(may_be=[("e7",)]),
        pd.DataFrame({"kind": ["label"]}),
    )
    assert [(f.value, f.label, f.table, f.rows) for f in found] == [
        (2, "articles", "articles", [0, 1]),
        (1, "publisher", "articles", [0]),
        (1, "launch told by two or more", "launches", [4, 9]),
        (0, "decisions told by two or more", "decisions", []),
        (1, "disagreement", "", []),
    ]


def test_articles_are_numbered_by_day_of_publication() -> None:
    frame = articles({"article_id": "b", "published": "2022-05-27"}, {"article_id": "a"})
    assert told.numbers(frame) == {"a": 1, "b": 2}
    assert list(told.table(frame)["number"]) == [1, 2]
    assert list(told.table(frame).index) == [1, 0]


def test_disagreements_name_their_sources_by_number() -> None:
    found = pd.DataFrame(
        {
            "kind": ["label"],
            "subject": ["what the block is called"],
            "sources": [("a1", "a9")],
            "values": [("veto", "hold")],
            "explanation": ["No vote was taken."],
        }
    )
    assert told.disagreements(found) == "1 disagreement: what it is called (1)."
    assert told.disagreements(found[:0]).startswith("No disagreement")
    table = told.disagreement_table(found, {"a1": 3})
    assert table.loc[0, "who says what"] == "[3] veto; [a9] hold"
    assert len(told.involving(found, "a9")) == 1
    assert told.involving(found, "other").empty
    assert list(told.telling(launches({}, BOTH), "a2").index) == [1]


def test_codes_of_states_are_put_into_words() -> None:
    found = pd.DataFrame(
        {
            "kind": ["membership"],
            "subject": ["JPN as a Council member"],
            "sources": [("a1",)],
            "values": [("ICBM of CHN",)],
            "explanation": ["JPN had no UN seat."],
        }
    )
    assert told.disagreement_table(found, told.names(articles({}))).loc[0].tolist() == [
        "who sat on the Council",
        "Japan as a Council member",
        "[The Paper] ICBM of China",
        "Japan had no UN seat.",
    ]


def test_an_article_is_chosen_by_its_id_and_an_unknown_one_is_refused() -> None:
    frame = articles({"article_id": "b", "published": "2022-05-27"}, {"article_id": "a"})
    assert one.article_name(one.one_article(frame)) == "a"
    assert one.article_name(one.one_article(frame, "b")) == "b"
    with pytest.raises(ValueError, match="which has: b, a"):
        one.one_article(frame, "c")
    assert one.headline(frame[:0]) == "No article in this selection"
