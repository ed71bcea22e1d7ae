"""Dates as the tables write them (TIMEX3 values), as intervals and in words."""

from __future__ import annotations

from datetime import date

from analysis.recognise.timex import bounds

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
    try:
        first, last = bounds(value)
        return date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
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
    """ "20 January 2022", "January 2022", "2022", "the week of 17 January 2022", "no date"."""
    return _words(value, long=True)


def in_short(value: str) -> str:
    """ "20 Jan 2022", "Jan 2022", "2022", "17–23 Jan 2022" (a week or range), "no date"."""
    return _words(value, long=False)


def _words(value: str, *, long: bool) -> str:
    found = interval(value)
    if not found:
        return "no date"
    first, last = found
    if ("/" in value or "W" in value) and not long:
        return _span(first, last)
    if "/" in value or "W" in value:
        start = day_words(first)
        return f"the week of {start}" if "W" in value else f"{start} to {day_words(last)}"
    if first == last:
        return day_words(first, long=long)
    month = MONTHS[first.month - 1] if long else MONTHS[first.month - 1][:3]
    return f"{month} {first.year}" if len(value) == 7 else str(first.year)


def _span(first: date, last: date) -> str:
    end = day_words(last, long=False)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    return f"{day_words(first, long=False).removesuffix(f' {last.year}')}–{end}"


def day_words(day: date, *, long: bool = True) -> str:
    """ "20 January 2022", or "20 Jan 2022"."""
    month = MONTHS[day.month - 1]
    return f"{day.day} {month if long else month[:3]} {day.year}"
