"""No text of a chart lies on another or leaves its sheet, with little data and with much, wide and narrow."""

from __future__ import annotations

import re
from datetime import date

import pytest
from chart_builders import (
    articles,
    claims,
    clipped,
    decisions,
    launches,
    many_decisions,
    many_launches,
    overlapping,
    positions,
    statements,
)

from analysis import charts
from analysis.charts.chart import Chart
from analysis.charts.palette import COLOURS


def _timeline(number: int, days: int) -> Chart:
    return charts.launches_timeline(many_launches(number, first=date(2016, 1, 2), days=days))


def _matrix(number: int) -> Chart:
    decided, taken = many_decisions(number)
    return charts.positions_matrix(taken, decided)


def _moves(number: int) -> Chart:
    decided, taken = many_decisions(number)
    return charts.positions_over_time(taken, decided)


def _chamber(number: int) -> Chart:
    decided, taken = many_decisions(number)
    return charts.vote_chamber(decided, taken)


def _claims(number: int) -> Chart:
    given = [
        {"count": 1 + n, "dated": n * n % 30, "since": f"20{6 + n % 18:02}-01-01"} for n in range(number)
    ]
    return charts.tallies_checked(claims(*given))


def _speakers(number: int) -> Chart:
    said = [
        {
            "speaker": f"Speaker of a long name number {n % number}",
            "role": "permanent representative to the United Nations in New York",
        }
        for n in range(number * 3)
    ]
    return charts.speakers(statements(*said))


def _contributions(number: int) -> Chart:
    frame = articles(
        *(
            {"article_id": f"a{n}", "publisher": "A publisher of a rather long name" * (n % 2)}
            for n in range(number)
        )
    )
    for i, name in enumerate(
        ("launches", "decisions", "positions", "statements", "dates", "counts", "actors")
    ):
        frame[name] = [n * i % 120 for n in range(number)]
    return charts.source_contributions(frame)


def _agreement(number: int) -> Chart:
    return charts.source_agreement(
        many_launches(number), decisions({}, {"outcome": "adopted", "sources": ("a1", "a9")})
    )


def _clock(number: int) -> Chart:
    return charts.hold_clock(
        decisions(*({"outcome": "held", "date": f"2022-{1 + n:02}-20"} for n in range(number)))
    )


CASES = {
    **{
        f"timeline-{n}-{d}": lambda n=n, d=d: _timeline(n, d)
        for n, d in ((1, 1), (8, 30), (8, 500), (60, 300), (60, 3200))
    },
    **{f"month-{n}": lambda n=n: charts.launches_per_month(many_launches(n)) for n in (1, 8, 60)},
    **{
        f"cumulative-{n}": lambda n=n: charts.launches_cumulative(many_launches(n), claims({}, {"count": 9}))
        for n in (1, 8, 60)
    },
    **{f"tallies-{n}": lambda n=n: _claims(n) for n in (1, 3, 14)},
    **{f"matrix-{n}": lambda n=n: _matrix(n) for n in (1, 3, 4, 5, 6, 11, 25)},
    **{f"moves-{n}": lambda n=n: _moves(n) for n in (1, 3, 6, 11, 25)},
    **{f"chamber-{n}": lambda n=n: _chamber(n) for n in (2, 14)},
    **{f"speakers-{n}": lambda n=n: _speakers(n) for n in (1, 15)},
    **{f"contributions-{n}": lambda n=n: _contributions(n) for n in (1, 25)},
    **{f"agreement-{n}": lambda n=n: _agreement(n) for n in (1, 40)},
    **{f"clock-{n}": lambda n=n: _clock(n) for n in (1, 3)},
}


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
@pytest.mark.parametrize("case", CASES)
def test_texts_keep_apart_and_stay_on_the_sheet(case: str, narrow: bool) -> None:
    figure = CASES[case]().figure(narrow=narrow)
    assert list(overlapping(figure)) == []
    assert clipped(figure) == []


EMPTY = {
    "timeline": lambda: charts.launches_timeline(launches()),
    "month": lambda: charts.launches_per_month(launches()),
    "cumulative": lambda: charts.launches_cumulative(launches(), claims()),
    "tallies": lambda: charts.tallies_checked(claims()),
    "matrix": lambda: charts.positions_matrix(positions(), decisions()),
    "moves": lambda: charts.positions_over_time(positions(), decisions()),
    "chamber": lambda: charts.vote_chamber(decisions(), positions()),
    "clock": lambda: charts.hold_clock(decisions()),
    "speakers": lambda: charts.speakers(statements()),
    "contributions": lambda: charts.source_contributions(articles()),
    "agreement": lambda: charts.source_agreement(launches(), decisions()),
}


@pytest.mark.parametrize("case", EMPTY)
def test_a_chart_without_data_says_so(case: str) -> None:
    chart = EMPTY[case]()
    assert chart.is_empty
    assert chart.title
    assert re.match(r"No |There is no", chart.description)
    assert re.search(r">No [^<]+<", chart.svg())
    assert clipped(chart.figure(narrow=True)) == []


@pytest.mark.parametrize("case", ["timeline-8-500", "matrix-11", "chamber-14", "speakers-15"])
def test_two_drawings_are_the_same_bytes(case: str) -> None:
    first, second = (CASES[case]().svg() for _ in range(2))
    assert first == second
    assert "<dc:date>" not in first


@pytest.mark.parametrize(
    "case", ["timeline-8-30", "cumulative-8", "matrix-11", "chamber-2", "tallies-3", "agreement-1"]
)
def test_only_house_colours_are_used(case: str) -> None:
    house = {light for light, _ in COLOURS.values()}
    assert set(re.findall(r"#[0-9a-f]{6}\b", CASES[case]().svg())) <= house


@pytest.mark.parametrize("case", CASES)
def test_every_chart_says_how_to_read_it_and_what_it_leaves_out(case: str) -> None:
    chart = CASES[case]()
    for words in (chart.title, chart.description, chart.how_to_read, chart.not_shown):
        assert len(words) > 15
        assert "nan" not in words.lower().split()
        assert "  " not in words
    assert not chart.data.empty


def test_text_stays_text_even_with_dollars_and_underscores() -> None:
    chart = charts.speakers(statements({"speaker": "A $x_1$ of $200 million", "role": "<b>\u202e"}))
    assert "A $x_1$ of $200 million" in chart.svg()
    assert "\u202e" not in chart.svg()
