"""Days of designations that the tagger knows better than the rules that read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.events.joining import fits
from analysis.events.tagged import LIKELY, SANCTIONS, Tagged, telling
from analysis.recognise import timex
from analysis.records import Designation

#: From this likelihood on another day than that of the rules is believed: they read most of them rightly.
_SURE = 0.95


def dated(rows: Sequence[Designation], tagged: Tagged | None) -> tuple[Designation, ...]:
    """The designations, each on the day that most likely belongs to what tells it."""
    if tagged is None:
        return tuple(rows)
    found: list[Designation] = []
    for row in rows:
        day, weight = tagged.dated(telling(row, tagged.spans("sanctions")), of=SANCTIONS)
        is_other = bool(row.date) and not fits(row.date, day)
        is_finer = not timex.is_day(row.date)
        is_likely = weight >= (_SURE if is_other else LIKELY)
        is_taken = any(r.date == day and r.authority == row.authority for r in [*rows, *found])
        is_better = timex.is_day(day) and (is_other or is_finer) and is_likely and not is_taken
        found.append(replace(row, date=day) if is_better else row)
    return tuple(found)
