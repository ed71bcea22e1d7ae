"""The Council's rules: outcomes from votes, votes from outcomes, and how long a hold lasts."""

from __future__ import annotations

import doctest
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reconcile import procedure
from analysis.reconcile.procedure import (
    Votes,
    add_months,
    completed,
    consensus,
    hold_clock,
    outcome,
    possible,
)

FIVE = ["CHN", "FRA", "GBR", "RUS", "USA"]


def test_the_examples_in_the_module_hold() -> None:
    assert doctest.testmod(procedure).failed == 0


@pytest.mark.parametrize(
    ("votes", "against", "result"),
    [
        (Votes(15, 0, 0), [], "adopted"),
        (Votes(13, 2, 0), ["CHN", "RUS"], "vetoed"),
        (Votes(13, 1, 1), ["RUS"], "vetoed"),
        (Votes(13, 2, 0), ["LBY", "SYR"], "adopted"),
        (Votes(14, 0, 1), [], "adopted"),  # a permanent member's abstention is no veto
        (Votes(9, 0, 6), [], "adopted"),
        (Votes(9, 0, 5), [], "adopted"),  # one member absent
        (Votes(8, 2, 5), ["CHN"], "failed"),  # nine were lacking: no veto defeated it
        (Votes(2, 3, 10), ["FRA", "GBR", "USA"], "failed"),
        (Votes(13, 2, 0), [], None),  # who voted no is not known
        (Votes(13, None, None), [], None),
        (Votes(None, 2, 0), ["CHN"], None),
    ],
)
def test_outcome_of_a_vote_on_substance(votes: Votes, against: list[str], result: str | None) -> None:
    assert outcome(votes, against) == result


def test_a_vote_on_procedure_knows_no_veto() -> None:
    assert outcome(Votes(9, 3, 3), ["CHN", "RUS"], is_procedural=True) == "adopted"
    assert outcome(Votes(8, 0, 7), is_procedural=True) == "failed"


def test_one_hold_stops_a_committee_that_decides_by_consensus() -> None:
    assert consensus([]) == "adopted"
    assert consensus(["CHN", "RUS"]) == consensus(["KEN"]) == "held"


def test_possible_votes_of_an_outcome() -> None:
    assert {v.in_favour for v in possible("adopted")} == set(range(9, 16))
    assert {v.in_favour for v in possible("failed")} == set(range(9))
    assert Votes(13, 2, 0) in possible("vetoed")
    assert Votes(15, 0, 0) not in possible("vetoed")
    assert possible("held") == ()
    assert all(v.total == 15 for name in ("adopted", "vetoed", "failed") for v in possible(name))


@given(st.integers(0, 15), st.integers(0, 15), st.sets(st.sampled_from(FIVE)))
def test_outcome_and_possible_votes_agree(yes: int, no: int, vetoing: set[str]) -> None:
    votes = Votes(yes, no, 15 - yes - no)
    named = list(vetoing)[:no]
    if votes.is_possible and (votes.abstaining or 0) >= 0:
        result = outcome(votes, named)
        assert result is None or votes in possible(result)


@pytest.mark.parametrize(
    ("said", "vetoing", "full"),
    [
        (Votes(13, 2, None), 2, Votes(13, 2, 0)),
        (Votes(13, None, None), 2, Votes(13, 2, 0)),  # thirteen and two vetoes are all fifteen
        (Votes(13, None, None), 1, Votes(13, None, None)),  # the fifteenth may have abstained or voted no
        (Votes(11, None, 3), 1, Votes(11, 1, 3)),
        (Votes(15, None, None), 0, Votes(15, 0, 0)),
        (Votes(12, None, None), 0, Votes(12, None, None)),
        (Votes(None, None, None), 2, Votes(None, None, None)),
        (Votes(14, 2, None), 2, Votes(14, 2, None)),  # impossible: nothing follows
    ],
)
def test_what_follows_from_the_figures_is_filled_in(said: Votes, vetoing: int, full: Votes) -> None:
    assert completed(said, vetoing) == full


@pytest.mark.parametrize(
    ("said", "named", "full"),
    [
        (Votes(13), (1, 1), Votes(13, 1, 1)),
        (Votes(12), (1, 1), Votes(12)),
        (Votes(13, 2), (1, 1), Votes(13, 2, 0)),  # the figures that are told stand
        (Votes(13, None, 2), (0, 2), Votes(13, 0, 2)),
    ],
)
def test_named_noes_and_abstentions_fill_what_the_figures_leave(
    said: Votes, named: tuple[int, int], full: Votes
) -> None:
    assert completed(said, *named) == full


@pytest.mark.parametrize(
    ("votes", "is_possible"),
    [(Votes(13, 2, 0), True), (Votes(13, 0, 0), True), (Votes(14, 2, 0), False), (Votes(16), False)],
)
def test_fifteen_members_cast_at_most_fifteen_votes(votes: Votes, is_possible: bool) -> None:
    assert votes.is_possible is is_possible


def test_the_hold_clock() -> None:
    clock = hold_clock(date(2022, 1, 20))
    assert (clock.placed, clock.expires, clock.lapses) == (
        date(2022, 1, 20), date(2022, 7, 20), date(2022, 10, 21)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2022-08-31", 6, "2023-02-28"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2021-10-31", 1, "2021-11-30"),
        ("2021-12-15", 1, "2022-01-15"),
        ("2022-01-31", 12, "2023-01-31"),
    ],
)
def test_months_end_where_they_end(day: str, months: int, later: str) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(later)


@given(st.dates(date(1990, 1, 1), date(2080, 1, 1)))
def test_a_hold_expires_before_it_lapses(day: date) -> None:
    clock = hold_clock(day)
    assert 181 <= (clock.expires - clock.placed).days <= 184
    assert 90 <= (clock.lapses - clock.expires).days <= 93
