"""Dates as the tables write them (TIMEX3 values), as intervals and in words."""

from __future__ import annotations

import re
from datetime import date, timedelta

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def interval(value: str) -> tuple[date, date] | None:
    """First and last day of a DATE value ("2022-01-20", "2022-01", "2022", "2022-W03", a range with "/");
    `None` for what is no date."""
    if "/" in value:
        parts = [interval(part) for part in value.split("/", 1)]
        return (parts[0][0], parts[1][1]) if parts[0] and parts[1] else None
    try:
        return _whole(value)
    except ValueError:
        return None


def _whole(value: str) -> tuple[date, date] | None:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        day = date.fromisoformat(value)
        return day, day
    if m := re.fullmatch(r"(\d{4})-(\d\d)", value):
        first = date(int(m[1]), int(m[2]), 1)
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    if re.fullmatch(r"\d{4}", value):
        return date(int(value), 1, 1), date(int(value), 12, 31)
    if m := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        monday = date.fromisocalendar(int(m[1]), int(m[2]), 1)
        return monday, monday + timedelta(days=6)
    return None


def is_day(value: str) -> bool:
    """Whether the value names one day."""
    found = interval(value)
    return found is not None and found[0] == found[1]


def middle(value: str) -> date | None:
    """The day in the middle of the interval."""
    found = interval(value)
    return found[0] + (found[1] - found[0]) / 2 if found else None


def in_words(value: str) -> str:
    """ "20 January 2022", "January 2022", "2022", "week of 17 January 2022", "no date"."""
    return _words(value, long=True)


def in_short(value: str) -> str:
    """ "20 Jan 2022", "Jan 2022", "2022", "week of 17 Jan 2022", "no date"."""
    return _words(value, long=False)


def _words(value: str, *, long: bool) -> str:
    found = interval(value)
    if not found:
        return "no date"
    first, last = found
    if "/" in value or "W" in value:
        start, end = day_words(first, long=long), day_words(last, long=long)
        return f"week of {start}" if "W" in value else f"{start} to {end}"
    if first == last:
        return day_words(first, long=long)
    month = MONTHS[first.month - 1] if long else MONTHS[first.month - 1][:3]
    return f"{month} {first.year}" if len(value) == 7 else str(first.year)


def day_words(day: date, *, long: bool = True) -> str:
    """ "20 January 2022", or "20 Jan 2022"."""
    month = MONTHS[day.month - 1]
    return f"{day.day} {month if long else month[:3]} {day.year}"


def later(day: date, *, months: int = 0, days: int = 0) -> date:
    """The day that many months and days later; the last of the month where the month is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    after = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), after - timedelta(days=1)) + timedelta(
        days=days
    )
