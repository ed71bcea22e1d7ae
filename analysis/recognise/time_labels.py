"""Weekdays that label the entries of a diary or of a week told day by day ("Tuesday. … Friday: …")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from analysis.compiling import compiled
from analysis.recognise import timex

_DAYS = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SHORT = "MON|TUE|WED|THU|FRI|SAT|SUN"
_LABEL = compiled(
    rf"(?:^|(?<=\n)|(?<=[.!?…]\s))(?:(?P<wd>{_DAYS})(?:\sthe\s(?P<nth>\d\d?)(?:st|nd|rd|th))?(?P<more>,?\s[a-z][a-z ]{{2,24}})?"
    rf"(?(more)\s?:|(?:\s?[:.](?=\s)|\s[–—-]\s))|(?P<short>{_SHORT})(?=[.:,][ ]|\s?[–—-]))"
)
#: A row of labels that goes on for longer, in days, is none.
_LONGEST = 28


def days_of_labels(text: str, published: date | None) -> dict[int, date]:
    """The day of each weekday that opens an entry, by where it stands, if there are two or more: one after the other (or,
    of three, one before the other, if that makes the shorter time), so that the latest is over when the text came out."""
    labels = list(_LABEL.finditer(text))
    wanted = [timex.weekday_number(m["wd"] or m["short"].title()) for m in labels]
    if published is None or len(set(wanted)) < 2:
        return {}
    ahead = [(b - a) % 7 for a, b in pairwise(wanted)]
    back = [-((a - b) % 7) for a, b in pairwise(wanted)]
    steps = back if len(labels) > 2 and -sum(back) < sum(ahead) else ahead
    shifts = [sum(steps[:i]) for i in range(len(labels))]
    if max(shifts) - min(shifts) > _LONGEST:
        return {}
    first = _first_day(labels, wanted, shifts, published)
    starts = (m.start("wd") if m["wd"] else m.start("short") for m in labels)
    return {at: first + timedelta(days=n) for at, n in zip(starts, shifts, strict=True)} if first else {}


def _first_day(
    labels: Sequence[re.Match[str]], wanted: Sequence[int], shifts: Sequence[int], published: date
) -> date | None:
    """The day of the first label: that of the numbers which labels have, else the latest possible."""
    latest = published - timedelta(days=max(shifts))
    days = [latest - timedelta(days=n) for n in range(_LONGEST * 2)]
    numbered = [(int(m["nth"]), shift) for m, shift in zip(labels, shifts, strict=True) if m["nth"]]
    fitting = (d for d in days if d.weekday() == wanted[0])
    return next((d for d in fitting if all((d + timedelta(days=n)).day == x for x, n in numbered)), None)
