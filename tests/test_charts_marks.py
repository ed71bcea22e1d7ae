"""What the marks of each chart stand for: true titles, links to the rows behind, seats, clocks."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from chart_builders import actors, claims, decisions, launches, positions, statements

from analysis import charts
from analysis.charts.chart import Chart


def link(rows: Sequence[int]) -> str:
    return "#e-" + "-".join(map(str, rows))


def targets(chart: Chart, *, narrow: bool = False) -> list[tuple[str, str]]:
    """Target and label of each linked mark."""
    return re.findall(r'xlink:href="(#e-[\d-]+) ([^"]+)"', chart.svg(narrow=narrow))


def texts(chart: Chart) -> list[str]:
    return re.findall(r">([^<>]+)</text>", chart.svg())


TIMELINE_TITLES = [
    ([], "What was launched when?"),
    ([{"date": ""}], "What was launched when?"),
    ([{"weapon": "icbm"}], "One launch: 5 January 2022: intercontinental (ICBM)"),
    ([{}, {"date": "2022-01-11"}], "2 launches in 2022, all missile, kind unsaid"),
    ([{"weapon": "icbm"}, {"date": "2017-07-04", "weapon": "srbm"}], "2 launches from 2017 to 2022"),
    (
        [{"weapon": "srbm"}, {"date": "2022-02", "weapon": "srbm"}, {"date": "2023-01-01"}],
        "3 launches from 2022 to 2023, 2 of them short range",
    ),
]


@pytest.mark.parametrize(("given", "title"), TIMELINE_TITLES)
def test_the_timeline_states_how_many_and_of_what(given: list[dict[str, str]], title: str) -> None:
    assert charts.launches_timeline(launches(*given)).title == title


def test_a_launch_without_a_date_is_said_to_be_left_out() -> None:
    assert charts.launches_timeline(launches({}, {"date": ""})).not_shown.endswith("1 launch without a date.")


def test_each_launch_links_to_all_its_rows_and_tells_what_it_is() -> None:
    frame = launches({"rows": (3, 8), "sources": ("a1", "a2"), "agreement": "agreed", "missiles": 2})
    said = [("#e-3-8", "5 January 2022: missile, kind unsaid, 2 missiles, 2 sources")]
    for chart in (charts.launches_timeline(frame, link=link), charts.launches_per_month(frame, link=link)):
        assert targets(chart) == said
        assert targets(chart, narrow=True) == said


def test_agreement_is_told_by_shape_and_fill_and_named_in_the_key() -> None:
    frame = launches(
        {"sources": ("a1",)},
        {"date": "2022-01-11", "sources": ("a1", "a2"), "agreement": "agreed"},
        {"date": "2022-01-17", "sources": ("a1", "a2"), "agreement": "conflicting"},
    )
    said = texts(charts.launches_timeline(frame))
    assert {"one source", "two or more sources agree", "sources differ"} <= set(said)
    assert "sources differ" not in texts(charts.launches_timeline(frame[:2]))


def test_tables_without_events_are_drawn_too() -> None:
    frame = launches({})[["state", "date", "weapon", "missiles"]]
    assert targets(charts.launches_timeline(frame, link=link)) == [
        ("#e-0", "5 January 2022: missile, kind unsaid, number not said")
    ]


MONTH_TITLES = [
    (["2022-01-05"], "Most launches in a month: 1 in January 2022"),
    (["2022-01-05", "2022-01-11", "2022-03"], "Most launches in a month: 2 in January 2022"),
    (["2022-01-05", "2022-02-01"], "Most launches in one month: 1 in January 2022 and February 2022"),
    (["2022-01-05", "2022-02-01", "2022-03-01"], "Never more than 1 launch a month"),
    (["2022"], "How many launches in each month?"),
]


@pytest.mark.parametrize(("dates", "title"), MONTH_TITLES)
def test_the_busiest_month_is_named(dates: list[str], title: str) -> None:
    assert charts.launches_per_month(launches(*({"date": d} for d in dates))).title == title


CLAIM_TITLES = [
    ([{}], 2, "The one claimed tally counts more launches than the articles date, by 2"),
    ([{}], 4, "The one claimed tally counts no more launches than the articles date"),
    ([{}, {"count": 1}], 2, "1 of 2 claimed tallies counts more launches than the articles date, by 2"),
    ([{"unit": "missiles"}], 2, "The launches of each year add up to at most 2, in 2022"),
    ([{"since": "2021-01-01"}], 1, "The launches of each year add up to at most 1, in 2022"),
]


@pytest.mark.parametrize(("given", "dated", "title"), CLAIM_TITLES)
def test_claims_stand_beside_the_line_of_dated_launches(
    given: list[dict[str, str]], dated: int, title: str
) -> None:
    frame = launches(*({"date": f"2022-01-{5 + n:02}"} for n in range(dated)))
    assert charts.launches_cumulative(frame, claims(*given)).title == title


def test_a_claim_of_a_month_stands_on_the_launches_before_it() -> None:
    frame = launches({"date": "2022-01-05"}, {"date": "2022-02-27"}, {"date": "2022-03-05"})
    claim = claims({"since": "2022-03-01", "as_of": "2022-03-20", "count": 3})
    chart = charts.launches_cumulative(frame, claim, claim_link=link)
    assert targets(chart) == [("#e-0", "3 launches claimed from 1 March 2022 to 20 March 2022, 1 dated")]
    assert chart.title.endswith("by 2")


def test_a_tally_of_one_kind_names_it() -> None:
    chart = charts.tallies_checked(claims({"weapon": "icbm", "count": 6, "dated": 0}), link=link)
    assert chart.title == "6 ICBM launches claimed, 0 of them dated"
    assert targets(chart)[0][1] == "ICBM launches since 1 Jan 2022, to 21 Jan 2022: 6 claimed, 0 dated"


def test_the_matrix_shows_permanent_members_first_and_the_strongest_position() -> None:
    taken = positions(
        {"state": "JPN", "position": "support"},
        {"state": "USA", "position": "sponsor"},
        {"state": "CHN", "position": "oppose"},
        {"state": "CHN", "position": "veto"},
    )
    chart = charts.positions_matrix(taken, decisions({}))
    assert list(chart.data.columns) == ["decision", "China", "United States", "Japan"]
    assert chart.data.to_numpy().tolist() == [["26 May 2022, vetoed", "veto", "sponsored", "supports"]]


def test_positions_are_told_apart_by_letters() -> None:
    from analysis.charts.positions import LOOKS

    assert len({look.letter for look in LOOKS.values()}) == len(LOOKS)
    assert {LOOKS[p].shape for p in ("veto", "hold", "against", "abstain", "in_favour", "sponsor")} == {"s"}
    assert {LOOKS[p].shape for p in ("support", "oppose", "urge_easing")} == {"o"}


def test_a_position_without_a_decision_has_a_column_of_its_own() -> None:
    taken = positions({"position": "urge_easing", "date": "2021-10", "decision": ""}, {})
    chart = charts.positions_matrix(taken, decisions({}), link=link)
    assert list(chart.data["decision"]) == ["October 2021, no text", "26 May 2022, vetoed"]


def test_a_supporter_without_a_seat_is_marked_in_the_council_only() -> None:
    taken = positions({"state": "JPN", "position": "support", "is_member": False})
    council = charts.positions_matrix(taken, decisions({}), link=link)
    assembly = charts.positions_matrix(taken, decisions({"body": "UNGA"}), link=link)
    assert "not a Council member then" in targets(council)[0][1]
    assert "not a Council member then" not in targets(assembly)[0][1]


def test_states_can_be_chosen() -> None:
    taken = positions({}, {"state": "RUS"}, {"state": "USA", "position": "in_favour"})
    chart = charts.positions_matrix(taken, decisions({}), states=["RUS", "USA"])
    assert list(chart.data.columns) == ["decision", "Russia", "United States"]


def test_a_state_is_followed_from_its_first_to_its_last_position() -> None:
    decided = decisions({"date": "2017-12-22", "outcome": "adopted"}, {}, {"date": "2024-03-28"})
    taken = positions(
        {"position": "in_favour", "date": "2017-12-22"},
        {"decision": "e1"},
        {"position": "abstain", "date": "2024-03-28", "decision": "e2"},
        {"state": "RUS", "date": "2024-03-28", "decision": "e2"},
    )
    chart = charts.positions_over_time(taken, decided, states=["CHN", "RUS"])
    assert chart.title == "China: in favour (2017) → abstained (2024)"
    assert (
        chart.description
        == "3 positions of China and 1 position of Russia, from 22 December 2017 to 28 March 2024."
    )


def _seats(chart: Chart) -> dict[str, int]:
    return {str(k): int(v) for k, v in chart.data.iloc[0].items() if k not in ("vote", "outcome")}


SEATS = [
    ({"votes_for": 15, "outcome": "adopted"}, [], (15, 0, 0, 0, 0)),
    ({"votes_for": 13, "votes_against": 2}, [("CHN", "veto"), ("RUS", "veto")], (13, 2, 0, 0, 2)),
    ({"votes_for": 13}, [("CHN", "veto"), ("RUS", "veto")], (13, 2, 0, 0, 2)),
    (
        {"votes_for": 13, "votes_against": 1, "abstentions": 1},
        [("RUS", "veto"), ("CHN", "abstain"), ("FRA", "in_favour")],
        (13, 1, 1, 0, 3),
    ),
    ({"votes_for": 9, "votes_against": 2}, [("CHN", "veto")], (0, 1, 0, 14, 1)),
    ({}, [("CHN", "veto")], (0, 1, 0, 14, 1)),
]


@pytest.mark.parametrize(("decision", "taken", "seats"), SEATS)
def test_fifteen_seats_and_only_what_follows(
    decision: dict[str, object], taken: list[tuple[str, str]], seats: tuple[int, ...]
) -> None:
    chart = charts.vote_chamber(
        decisions(decision), positions(*({"state": s, "position": p} for s, p in taken))
    )
    assert tuple(_seats(chart).values()) == seats
    assert sum(seats[:4]) == 15


def test_the_elected_members_of_the_year_sit_there() -> None:
    said = texts(charts.vote_chamber(decisions({"votes_for": 13}), positions({}, {"state": "RUS"})))
    assert {"ALB", "BRA", "GAB", "GHA", "IND", "IRL", "KEN", "MEX", "NOR", "ARE"} <= set(said)


@pytest.mark.parametrize(
    "other", [{"body": "UNGA", "votes_for": 15}, {"outcome": "held"}, {"outcome": "proposed"}]
)
def test_only_votes_of_the_council_have_a_chamber(other: dict[str, object]) -> None:
    assert charts.vote_chamber(decisions(other), positions({})).is_empty


def test_the_clock_of_the_hold_of_january_2022() -> None:
    chart = charts.hold_clock(decisions({"outcome": "held", "date": "2022-01-20"}, {}), link=link)
    assert chart.data.to_numpy().tolist() == [["2022-01-20", "2022-07-20", "2022-10-21"]]
    assert chart.title == "The hold of 20 January 2022 runs out on 20 July 2022, or lapses on 21 October 2022"
    assert targets(chart) == [("#e-0", "hold placed on 20 January 2022")]


def test_a_hold_without_a_day_has_no_clock_and_is_said_to_be_left_out() -> None:
    chart = charts.hold_clock(decisions({"outcome": "held", "date": "2022-01"}))
    assert chart.is_empty
    assert chart.not_shown.endswith("1 hold without a day.")


SPEAKER_TITLES = [
    (["A"], "A alone is quoted, 1 time"),
    (["A", "A", "B"], "A is quoted most: 2 times of 3"),
    (["A", "B"], "A and B are quoted most: 1 time each of 2"),
    (["A", "B", "C"], "3 quotations, 3 named speakers: who speaks, and for whom?"),
]


@pytest.mark.parametrize(("names", "title"), SPEAKER_TITLES)
def test_the_most_quoted_is_named(names: list[str], title: str) -> None:
    assert charts.speakers(statements(*({"speaker": n} for n in names))).title == title


def test_a_quotation_can_be_linked_without_its_words() -> None:
    frame = statements({"quote": "these are the words that were said"})
    assert targets(charts.speakers(frame, link=link)) == [
        ("#e-0", "Ada Example: these are the words that were said")
    ]
    assert targets(charts.speakers(frame, with_words=False, link=link)) == [
        ("#e-0", "Ada Example: quotation 1")
    ]


def test_states_are_counted_by_mention_and_by_article() -> None:
    chart = charts.states_named(
        actors({}, {"article_id": "a2"}, {"actor_id": "RUS"}, {"kind": "person", "actor_id": "x"})
    )
    assert chart.data.to_numpy().tolist() == [["China", 2, 2], ["Russia", 1, 1]]
    assert chart.title == "China is named most, 2 times"


AGREEMENT_TITLES = [
    ([], "Which sources tell the same events?"),
    ([{}], "The one event rests on one source"),
    ([{}, {"date": "2022-01-11"}], "All 2 events rest on one source each"),
    (
        [{"sources": ("a1", "a2"), "agreement": "agreed"}, {}],
        "Two or more sources tell 1 of 2 events and agree",
    ),
    (
        [{"sources": ("a1", "a2"), "agreement": "conflicting"}, {}],
        "Two or more sources tell 1 of 2 events; they differ on 1",
    ),
]


@pytest.mark.parametrize(("given", "title"), AGREEMENT_TITLES)
def test_agreement_is_counted(given: list[dict[str, object]], title: str) -> None:
    assert charts.source_agreement(launches(*given), decisions()).title == title


def test_sources_bear_the_numbers_of_the_list() -> None:
    frame = launches({"sources": ("a1", "a2"), "agreement": "agreed"})
    chart = charts.source_agreement(frame, decisions(), numbers={"a1": 7, "a2": 12}, launch_link=link)
    assert [label.rsplit(": ", 1)[1] for _, label in targets(chart)] == ["source 7, a1", "source 12, a2"]
