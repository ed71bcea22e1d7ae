"""The public record: who sat on the Council, its meetings on North Korea, the launches. Used to check what
the press reports, never to fill it in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from analysis import lexicon
from analysis.recognise.timex import is_day

PERMANENT = frozenset({"CHN", "FRA", "GBR", "RUS", "USA"})


@dataclass(frozen=True)
class RecordedLaunch:
    """North Korean launches of one class on one day: `day` as Korea dates it, `day_utc` as UTC does (the
    same where the record has no time of day)."""

    day: str
    day_utc: str
    missiles: int
    weapon: str
    models: str


@cache
def members(year: int) -> frozenset[str]:
    """The fifteen states on the Council in a year; empty for a year that the record lacks."""
    return frozenset(r["state"] for r in lexicon.rows("record_council") if r["year"] == str(year))


def was_member(state: str, day: str) -> bool | None:
    """Whether a state sat on the Council on a day (or in a month or year); `None` if the record is silent."""
    seated = members(int(day[:4])) if day[:4].isdigit() else frozenset()
    return state in seated if seated else None


@cache
def launches() -> tuple[RecordedLaunch, ...]:
    """North Korea's launches on record, by day."""
    found = [
        RecordedLaunch(
            r["date_korea"] or r["date_utc"], r["date_utc"], int(r["missiles"] or 0), r["class"], r["models"]
        )
        for r in lexicon.rows("record_launches")
        if is_day(r["date_utc"])
    ]
    return tuple(sorted(found, key=lambda x: (x.day, x.weapon)))


@cache
def launch_days() -> frozenset[str]:
    """The days, as Korea dates them, on which North Korea launched."""
    return frozenset(x.day for x in launches())


@cache
def korean_day_of() -> dict[str, str]:
    """For a day on which the record has no launch by Korean time: the next day, if a launch of that next day
    fell on this one by UTC."""
    return {x.day_utc: x.day for x in launches() if x.day_utc != x.day and x.day_utc not in launch_days()}


@cache
def meetings() -> tuple[dict[str, str], ...]:
    """The Council's open meetings on North Korea, by day, as rows of `record_meetings.csv`."""
    return tuple(sorted((dict(r) for r in lexicon.rows("record_meetings")), key=lambda r: r["date"]))


@cache
def resolution_days() -> dict[str, str]:
    """The day of adoption of each resolution on North Korea, by its number."""
    return {r["number"]: r["date"] for r in lexicon.rows("resolutions")}
