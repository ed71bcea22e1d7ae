"""TIMEX3 dates as a reader says them."""

from __future__ import annotations

import calendar
import re
from datetime import date

from analysis.recognise.timex import is_day


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
