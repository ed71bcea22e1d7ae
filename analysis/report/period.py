"""Days and periods: TIMEX3 dates as intervals, and as a reader says them."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache


def is_day(text: str) -> bool:
    """Whether the text is a real day written YYYY-MM-DD."""
    try:
        return bool(date.fromisoformat(text)) and len(text) == 10
    except ValueError:
        return False


def overlaps(value: str, start: str, end: str) -> bool:
    """Whether a TIMEX3 date overlaps the days `start` to `end` (empty: open); what is no date does."""
    first, last = bounds(value)
    return not first or ((not end or first <= end) and (not start or last >= start))


@lru_cache(maxsize=4096)
def bounds(value: str) -> tuple[str, str]:
    """First and last ISO day of a TIMEX3 date; two empty strings for what is none (a duration, nothing).

    >>> bounds("2022-02")
    ('2022-02-01', '2022-02-28')
    """
    if "/" in value:
        (first, _), (_, last) = (bounds(part) for part in value.split("/", 1))
        return first, last
    if m := re.fullmatch(r"(\d{4})-W(0[1-9]|[1-4]\d|5[0-3])", value):
        monday = date.fromisocalendar(int(m[1]), int(m[2]), 1)
        return monday.isoformat(), (monday + timedelta(days=6)).isoformat()
    if re.fullmatch(r"\d{4}", value):
        return f"{value}-01-01", f"{value}-12-31"
    if m := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", value):
        return f"{value}-01", f"{value}-{calendar.monthrange(int(m[1]), int(m[2]))[1]:02}"
    return (value, value) if is_day(value) else ("", "")


def spoken(value: str) -> str:
    """A date as a reader says it: "5 January 2022", "January 2022", "2022"; anything else unchanged."""
    if is_day(value):
        day = date.fromisoformat(value)
        return f"{day.day} {calendar.month_name[day.month]} {day.year}"
    if m := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", value):
        return f"{calendar.month_name[int(m[2])]} {m[1]}"
    if m := re.fullmatch(r"(\d{4})-W(\d{2})", value):
        return f"week {int(m[2])} of {m[1]}"
    if "/" in value:
        return " to ".join(spoken(part) for part in value.split("/", 1))
    return value
