"""The public record in `analysis/data/record_*.csv` is whole, dated and arithmetically possible."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from builders import SHARED

from analysis.lexicon import rows
from analysis.schema import VOCABULARIES

COUNCIL = rows("record_council")
MEETINGS = rows("record_meetings")
LAUNCHES = rows("record_launches")
PERMANENT = {"CHN", "FRA", "GBR", "RUS", "USA"}
VOTES = ("votes_for", "votes_against", "abstentions")


def votes_of(row: Mapping[str, str]) -> tuple[int, ...] | None:
    """For, against, abstaining; `None` where no vote was taken."""
    return tuple(int(row[v]) for v in VOTES) if row["votes_for"] else None


def sat(year: int) -> set[str]:
    return {r["state"] for r in COUNCIL if r["year"] == str(year)}


def test_every_year_has_the_five_permanent_and_ten_elected_members() -> None:
    years = {r["year"] for r in COUNCIL}
    assert years >= {str(y) for y in range(2006, 2025)}
    for year in years:
        seats = [r for r in COUNCIL if r["year"] == year]
        assert {r["state"] for r in seats if r["permanent"] == "true"} == PERMANENT
        assert len({r["state"] for r in seats if r["permanent"] == "false"}) == 10
        assert len(seats) == 15


def test_an_elected_member_sits_for_two_years_in_a_row_at_most() -> None:
    years = sorted({int(r["year"]) for r in COUNCIL})
    elected = {y: sat(y) - PERMANENT for y in years}
    for a, b, c in zip(years, years[1:], years[2:], strict=False):
        assert not elected[a] & elected[b] & elected[c]


@pytest.mark.parametrize(
    ("year", "state", "is_member"),
    [
        (2022, "JPN", False),
        (2023, "JPN", True),
        (2022, "ALB", True),
        (2013, "KOR", True),
        (2024, "KOR", True),
    ],
)
def test_membership_of_states_that_articles_name(year: int, state: str, is_member: bool) -> None:
    assert (state in sat(year)) is is_member


@pytest.mark.parametrize("table", [MEETINGS, LAUNCHES], ids=["meetings", "launches"])
def test_dates_are_real_days_in_order(table: tuple[Mapping[str, str], ...]) -> None:
    column = "date" if "date" in table[0] else "date_utc"
    days = [date.fromisoformat(r[column]) for r in table]
    assert days == sorted(days)
    assert days[0] >= date(2006, 1, 1)


def test_every_row_names_its_source() -> None:
    assert all(r["source"] for r in (*MEETINGS, *LAUNCHES))


def test_votes_sum_to_the_fifteen_members() -> None:
    for row in MEETINGS:
        if votes := votes_of(row):
            assert sum(votes) == 15, row["date"]
            assert min(votes) >= 0


def test_outcomes_follow_from_the_votes() -> None:
    for row in MEETINGS:
        votes = votes_of(row)
        match row["outcome"]:
            case "adopted":
                assert votes is not None
                assert votes[0] >= 9
                assert row["resolution"]
            case "vetoed":
                assert votes is not None
                assert votes[0] >= 9
                assert votes[1] >= 1
                assert row["draft"]
            case "statement":
                assert votes is None
                assert row["presidential_statement"]
            case other:
                assert (other, votes, row["resolution"]) == ("meeting", None, "")


def test_resolutions_carry_the_year_in_which_they_were_adopted() -> None:
    for row in MEETINGS:
        if row["resolution"]:
            assert row["resolution"].endswith(f"({row['date'][:4]})"), row["resolution"]


def test_symbols_are_used_once() -> None:
    for column in ("meeting", "resolution", "draft", "presidential_statement"):
        counted = Counter(r[column] for r in MEETINGS if r[column])
        assert max(counted.values()) == 1, column


def test_the_two_vetoes() -> None:
    vetoes = {r["date"]: votes_of(r) for r in MEETINGS if r["outcome"] == "vetoed"}
    assert vetoes == {"2022-05-26": (13, 2, 0), "2024-03-28": (13, 1, 1)}


def test_launches_use_the_codebooks_weapons_and_count_missiles() -> None:
    allowed = set(VOCABULARIES["launches", "weapon"])
    for row in LAUNCHES:
        assert row["class"] in allowed
        assert int(row["missiles"]) >= 1
        assert row["class_basis"] in {"stated", "derived"}
        assert row["outcome"] in {"success", "failure", "mixed", "unknown"}


def test_the_korean_day_is_the_utc_day_or_the_next() -> None:
    for row in LAUNCHES:
        if row["date_korea"]:
            gap = date.fromisoformat(row["date_korea"]) - date.fromisoformat(row["date_utc"])
            assert gap in (timedelta(0), timedelta(1))


def test_january_2022_by_korean_day() -> None:
    january = [(r["date_korea"], int(r["missiles"])) for r in LAUNCHES if r["date_korea"][:7] == "2022-01"]
    assert january == [
        ("2022-01-05", 1),
        ("2022-01-11", 1),
        ("2022-01-14", 2),
        ("2022-01-17", 2),
        ("2022-01-27", 2),
        ("2022-01-30", 1),
    ]


REFERENCE = SHARED / "reference"
needs_reference = pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference tables are kept elsewhere")


def reference(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def test_rows_say_whether_they_were_checked() -> None:
    for table in (MEETINGS, rows("resolutions")):
        assert {r["checked"] for r in table} == {"yes", "no"}


@needs_reference
def test_checked_meetings_and_resolutions_agree_with_the_reference() -> None:
    known = {r["date"]: r for r in reference("dprk_meetings.csv")}
    for row in (r for r in MEETINGS if r["checked"] == "yes"):
        found = known[row["date"]]
        for column in ("meeting", "draft", "presidential_statement", *VOTES):
            assert row[column] == found[column], (row["date"], column)
        assert row["resolution"].replace(" ", "") == found["resolution"].replace(" ", "")
        assert row["outcome"] == (found["outcome"] or "meeting")
    adopted = {r["resolution"].split("/")[2][:4]: r["date"] for r in known.values() if r["resolution"]}
    checked = {r["number"]: r["date"] for r in rows("resolutions") if r["checked"] == "yes"}
    assert checked == adopted


@needs_reference
def test_members_and_launches_agree_with_the_reference() -> None:
    years = {r["year"] for r in COUNCIL}
    known = {(r["year"], r["state"]) for r in reference("council_members.csv") if r["year"] in years}
    assert {(r["year"], r["state"]) for r in COUNCIL} == known
    missiles = Counter(r["date_utc"] for r in reference("launches_on_record.csv") if r["date_utc"] >= "2006")
    counted: Counter[str] = Counter()
    for row in LAUNCHES:
        counted[row["date_utc"]] += int(row["missiles"])
    assert counted == missiles


def test_resolutions_and_meetings_agree_on_days() -> None:
    met = {r["resolution"].split("/")[2][:4]: r["date"] for r in MEETINGS if r["resolution"]}
    listed = {r["number"]: r["date"] for r in rows("resolutions")}
    assert {n: d for n, d in met.items() if n in listed and listed[n] != d} == {}
    assert set(met) <= set(listed)
