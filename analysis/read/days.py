"""Calendar days as newsrooms print them above an article: date lines, labels, addresses."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from analysis.compiling import compiled

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_FORMS = tuple(
    compiled(form, re.IGNORECASE)
    for form in (
        r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th)?[ -](?:of )?"
        rf"{_MONTH}\b\.?,?[ -](?P<year>(?:19|20)\d\d)(?!\d)",
        rf"\b{_MONTH}\b\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>(?:19|20)\d\d)(?!\d)",
        r"(?<![\d/.-])(?P<first>\d{1,2})(?P<sep>[-/.])(?P<second>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d)(?!\d)",
    )
)
_TIME = compiled(
    r"\bT?\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\.\d+)?(?:[+-]\d{2}:?\d{2}|Z)?(?!\d)|\b\d{1,2} ?[ap]\.?m\b"
)
_RESIDUE = compiled(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
    r"|\b(?:first|last|original(?:ly)?|re)?[ -]?"
    r"(?:published|posted|updated?|issued|modified|created|released|dated?|publication|registered|entered|input|recorded)\b"
    r"|\b(?:on|at|the|of|and|time|date|local|edition|hrs?|hours|o'clock|print)\b"
    r"|\b\d{1,2}[ -]?min(?:ute)?s?(?:[ -]read)?\b"
    r"|\b[ap]\.?m\b\.?|\b(?:gmt|utc|bst|cest|cet|eet|msk|ist|sgt|hkt|jst|kst|cst|aest|aedt|e[sd]?t|p[sd]?t|z)\b",
    re.IGNORECASE,
)
_UPDATED = compiled(r"\b(?:updated?|modified|last)\b", re.IGNORECASE)
_MENTIONED = compiled(
    rf"(?:(?P<before>\d{{1,2}}) )?\b{_MONTH}\b\.?(?: (?P<after>\d{{1,2}})\b)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class PrintedDay:
    """A full date in a text: the days that it can mean (two for "12/09/2017"), and where it stands.
    `is_padded` tells "09" from "9"."""

    start: int
    end: int
    days: tuple[date, ...]
    is_padded: bool = False


def printed_days(text: str) -> list[PrintedDay]:
    """Every full date with a year in the text, in order, without overlaps."""
    found: list[PrintedDay] = []
    for form in _FORMS:
        for m in form.finditer(text):
            days = _days_of(m)
            if days and not any(f.start < m.end() and m.start() < f.end for f in found):
                found.append(PrintedDay(m.start(), m.end(), days, bool(re.search(r"\b0\d\b", m[0]))))
    return sorted(found, key=lambda f: f.start)


def _days_of(m: re.Match[str]) -> tuple[date, ...]:
    groups = m.groupdict()
    year = int(groups["year"])
    if "first" in groups:
        a, b = int(groups["first"]), int(groups["second"])
        day_first, month_first = _day(year, b, a), _day(year, a, b)
        if groups["sep"] == ".":
            return (day_first,) if day_first else ()
        return tuple(dict.fromkeys(d for d in (day_first, month_first) if d))
    month = int(groups["m"]) if "m" in groups else _month(groups["month"])
    found = _day(year, month, int(groups["d"]))
    return (found,) if found else ()


def _month(name: str) -> int:
    """The number of a month from its English name or abbreviation; 0 if it is none."""
    return _MONTHS.index(name[:3].lower()) + 1 if name[:3].lower() in _MONTHS else 0


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_of_publication(line: str) -> PrintedDay:
    """Of the dates in a line (one at least) that of publication: the one so labelled, else the first without another
    label ("recorded", "last modified"), else the first."""
    found = printed_days(line)
    heads = [line[max(0, d.start - 28) : d.start] for d in found]
    own = [d for d, head in zip(found, heads, strict=True) if _PUBLISHED.search(head)]
    bare = [d for d, head in zip(found, heads, strict=True) if not _CHANGED.search(head)]
    return (own or bare or found)[0]


_LABEL_END = r"(?:\s(?:on|at))?[\s:]*(?:[A-Z][a-z]{2,8},?\s)?$"
_PUBLISHED = compiled(r"\b(?:publi(?:shed|cation)|posted|issued)" + _LABEL_END, re.IGNORECASE)
_CHANGED = compiled(
    r"\b(?:updated?|modified|changed|amended|revised|recorded|conducted)" + _LABEL_END, re.IGNORECASE
)


def without_days(text: str) -> str:
    """What is left of a line when dates, times, time zones, weekdays and labels are taken out."""
    for day in reversed(printed_days(text)):
        text = f"{text[: day.start]} {text[day.end :]}"
    return _RESIDUE.sub(" ", _TIME.sub(" ", text)).strip(" ,;:|/.·•-–—()[]")


def is_date_line(text: str) -> bool:
    """Whether a line says nothing but one or two full dates ("Published: 21 January 2022, 10:05 GMT")."""
    return len(text) <= 120 and bool(printed_days(text)) and not re.search(r"\w", without_days(text))


def is_masthead(text: str) -> bool:
    """Whether a line names a paper, an author, an edition or links beside one full date (or two, of which one is
    that of a change), as the head of a page does ("By Ann Vale | Nov. 22, 2022 | 4 min read")."""
    if len(text) > 160 or re.search(r"[^.]\w[.?!:]$", text) or not 1 <= len(printed_days(text)) <= 2:
        return False
    words = re.findall(r"[^\W\d_]+", without_days(text))
    small = [w for w in words if w[0].islower() and w not in _SMALL]
    is_set_off = re.search(r"[|·•/–—]", text) or _WEEKDAY.search(text)
    return len(words) <= 12 and (len(small) <= 1 if is_set_off else not small)


_WEEKDAY = compiled(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", re.IGNORECASE)
_SMALL = frozenset(
    "a of the and in for by from at to with read edition page minutes minute min morning evening digital weekly s p pp"
    " daily issue vol no print online pm am de la du et al our today date posted published updated recorded translated"
    " interview correspondent staff reporter written on".split()
)


def is_update(text: str) -> bool:
    """Whether the line's label says that it gives the day of a later change."""
    return bool(_UPDATED.search(text))


def settle(day: PrintedDay, line: str, body: str) -> date | None:
    """The one day that a printed date means, or `None` where two readings fit.

    "12/09/2017" is read by the months that the body speaks of, then by the way in which it and the
    body write numbers: a leading zero with a 24-hour clock, "3 September" or "September 3"."""
    if len(day.days) < 2:
        return day.days[0] if day.days else None
    day_first, month_first = day.days
    spoken, order = _spoken_months(body)
    near = [d for d in day.days if d.month in spoken or (d - timedelta(days=20)).month in spoken]
    if len(near) == 1:
        return near[0]
    if (
        day.is_padded
        and re.search(r"\b(?:[01]\d|2[0-3])[:.h]\d\d\b", line)
        and not re.search(r"[ap]\.?m\b", line, re.I)
    ):
        return day_first
    if order["before"] > 2 * order["after"]:
        return day_first
    if order["after"] > 2 * order["before"]:
        return month_first
    return None


def _spoken_months(body: str) -> tuple[set[int], Counter[str]]:
    """The months that a text names beside a day, and how often the day stands before or after."""
    months: set[int] = set()
    order: Counter[str] = Counter()
    for m in _MENTIONED.finditer(body):
        if m["before"] or m["after"]:
            months.add(_month(m["month"]))
            order["before" if m["before"] else "after"] += 1
    return months, order


_IN_ADDRESS = compiled(
    r"(?<!\d)((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2]|[a-z]{3})[/_-]?([0-3]\d)(?!\d)", re.IGNORECASE
)


def day_in_address(url: str) -> date | None:
    """The day in a web address or a file's name such as `/2022/05/26/` or `2022-05-26-vote`."""
    for m in _IN_ADDRESS.finditer(url):
        month = int(m[2]) if m[2].isdigit() else _month(m[2])
        if found := _day(int(m[1]), month, int(m[3])):
            return found
    return None
