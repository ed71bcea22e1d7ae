"""TIMEX3 values: written from days, and read back as intervals of days."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from analysis.compiling import compiled

#: Unit letters of durations by the singular unit word; a decade is ten years, a fortnight two weeks.
_DURATION = {
    "day": ("D", 1),
    "week": ("W", 1),
    "fortnight": ("W", 2),
    "month": ("M", 1),
    "year": ("Y", 1),
    "decade": ("Y", 10),
    "century": ("Y", 100),
    "quarter-century": ("Y", 25),
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEK = compiled(r"(\d{4})-W(0[1-9]|[1-4]\d|5[0-3])")
_MONTH = compiled(r"(\d{4})-(0[1-9]|1[0-2])")


def month_number(word: str) -> int:
    """1 to 12 for a month's name or abbreviation."""
    return _MONTHS.index(word[:3].lower()) + 1


def weekday_number(word: str) -> int:
    """0 (Monday) to 6 for a weekday's name or abbreviation."""
    return _WEEKDAYS.index(word[:3].lower())


def is_day(value: str) -> bool:
    """Whether the value is a single day of the calendar, written YYYY-MM-DD."""
    try:
        return len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        return False


def day(year: int, month: int, number: int) -> date | None:
    """The day, or `None` where the calendar has none (30 February)."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def month(year: int, number: int) -> str:
    """The value of a month."""
    return f"{year:04d}-{number:02d}"


def week(of: date) -> str:
    """The value of the ISO week in which the day lies."""
    year, number, _ = of.isocalendar()
    return f"{year:04d}-W{number:02d}"


def months_from(of: date, count: int) -> str:
    """The value of the month that is `count` months after (before, if negative) the day's month."""
    index = of.year * 12 + of.month - 1 + count
    return month(index // 12, index % 12 + 1)


def duration(count: float, unit: str) -> str:
    """The value of a duration; half units of years and weeks go to the next smaller unit."""
    letter, factor = _DURATION[unit]
    amount = count * factor
    if amount == int(amount):
        return f"P{int(amount)}{letter}"
    whole, part = int(amount), amount - int(amount)
    if letter == "Y":
        return f"P{whole}Y{round(part * 12)}M" if whole else f"P{round(part * 12)}M"
    return f"P{amount:g}{letter}"


@lru_cache(maxsize=4096)
def bounds(value: str) -> tuple[str, str]:
    """First and last ISO day of a DATE value; two empty strings for what is none (a duration, nothing).

    >>> bounds("2022-02")
    ('2022-02-01', '2022-02-28')
    """
    if "/" in value:
        first, last = value.split("/", 1)
        return bounds(first)[0], bounds(last)[1]
    if is_day(value):
        return value, value
    if m := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(m[1]), int(m[2]), 1)
        return monday.isoformat(), (monday + timedelta(days=6)).isoformat()
    if m := _MONTH.fullmatch(value):
        return f"{value}-01", f"{value}-{monthrange(int(m[1]), int(m[2]))[1]:02d}"
    if re.fullmatch(r"\d{4}", value):
        return f"{value}-01-01", f"{value}-12-31"
    return "", ""


def overlaps(value: str, start: str, end: str) -> bool:
    """Whether a DATE overlaps the days `start` to `end` (empty: open); what is no date does."""
    first, last = bounds(value)
    return not first or ((not end or first <= end) and (not start or last >= start))
