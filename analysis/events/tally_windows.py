"""Windows of time over which a sentence counts: since a day, a year or month, the past two weeks, since the veto."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from analysis.compiling import compiled
from analysis.lexicon import settings
from analysis.recognise import timex
from analysis.recognise.numbers import value_of
from analysis.records import Document, TimeMention
from analysis.sieve import sieve

_YEAR = compiled(r"\d{4}")
_MONTH = compiled(r"\d{4}-\d{2}")
_DAY = compiled(r"\d{4}-\d{2}-\d{2}")
_SINCE = compiled(
    r"\b(?:since|(?:counting|counted|reckoned|measured)\s(?:only\s)?from)\b(?:[^.;:,]|(?<=\bMr)\.|(?<=\bMrs)\.|(?<=\bMs)\.|(?<=\bDr)\.){0,70}$",
    re.IGNORECASE,
)
_DURATION = compiled(r"P(\d+)([DWMY])")
#: What makes a stretch of time a window that ends with the day of the article.
_ROLLING = compiled(
    r"\b(?:in|within|over|during|inside|for|across|throughout)\s(?:(?:the|a)\s)?(?:(?:just|only|under|about|roughly|barely|little|less|more|"
    r"than|past|last|previous|space|span|course|of|some|preceding)\s){0,4}$",
    re.IGNORECASE,
)
#: "the first three weeks of January": the part of a window that has passed.
_FIRST_PART = compiled(
    r"(?i)\bfirst\s(?:(?P<number>\w+)\s)?(?P<unit>days?|weeks?|months?|half|quarter)\sof\s(?:the\s)?(?:calendar\s)?$"
)


#: "between New Year and that last shot": up to what was told before.
_UNTIL_THEN = compiled(r"\s(?:and|to|until)\s(?:(?:that|this|the)\s(?:[\w-]+\s){0,2}\w+|then|now|today)\b")


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time named in a sentence: where it stands and its first and last day (`until` empty
    while it is open). `is_rolling`: so many days or weeks up to now, which only counts what stands next to it."""

    start: int
    end: int
    since: str
    until: str = ""
    is_rolling: bool = False


def find(document: Document, index: int) -> list[Window]:
    """The windows of a sentence: those named by dates first, then those that a pattern knows."""
    times = document.times_in(index)
    found = list(_ranges(document, times))
    for time in times:
        if any(0 <= time.start - w.end < 2 for w in found if w.until):
            continue  # "between 4 May and 28 November last year"
        if not _overlaps(found, time.start, time.end):
            window = _of_time(document, time) or _rolling(document, time)
            found += [window] if window else []
    sentence = document.sentences[index]
    anchor = _anchor(document, index)
    for p in sieve("tally_triggers")(document.sentence_text(index)):
        if "window" not in p.fields:
            continue
        for m in p.regex.finditer(document.text, sentence.start, sentence.end):
            since = _first_day(document, index, p.fields["window"], m, anchor)
            if any(0 <= m.start() - w.end < 2 for w in found if w.until):
                continue
            if any(t.start < m.start() and m.end() <= t.end and timex.is_day(t.value) for t in times):
                continue  # "on April 5 this year"
            if since and not _overlaps(found, m.start(), m.end()):
                found.append(Window(m.start(), m.end(), since))
    return found


def _overlaps(windows: list[Window], start: int, end: int) -> bool:
    return any(w.start < end and start < w.end for w in windows)


def _ranges(document: Document, times: list[TimeMention]) -> Iterator[Window]:
    """ "between 25 July and 24 August", "from January to June"."""
    dated = [t for t in times if t.type == "DATE" and t.begin and not t.is_frame]
    for first, last in itertools.pairwise(dated):
        lead = document.text[max(0, first.start - 14) : first.start]
        gap = document.text[first.end : last.start]
        if re.search(r"(?i)\b(?:between|from)\s(?:the\s)?$", lead) and re.fullmatch(
            r"(?i)\s(?:and|to|until|till|through)\s(?:the\s)?(?:end\sof\s)?", gap
        ):
            yield Window(first.start, last.end, first.begin, last.end_date or last.begin)


def _of_time(document: Document, time: TimeMention) -> Window | None:
    if time.type != "DATE" or time.is_frame or not time.begin:
        return None
    sentence = document.sentences[time.sentence]
    lead = document.text[sentence.start : time.start]
    words = document.text[time.start : time.end]
    since = _SINCE.search(lead)
    if since or re.match(r"(?i)since\b", words):
        start = sentence.start + since.start() if since else time.start
        ahead = lead[: since.start()] if since else lead
        if re.search(
            r"(?i)\bfirst\b[^.;]{0,60}$|\b(?:not|never|unseen|longest|biggest|largest)\s(?:\w+\s){0,2}$",
            ahead,
        ):
            return None
        if since and re.search(r"(?i)\bfirst\b|\b(?:on|in)\s\w+day\b.*,", lead[since.start() :]):
            return None
        return Window(start, time.end, time.begin)
    until = _UNTIL_THEN.match(document.text, time.end)
    if (
        until
        and timex.is_day(time.value)
        and re.search(r"\b(?:between|from)\s(?:the\s)?$", lead, re.IGNORECASE)
    ):
        return Window(time.start, until.end(), time.begin)
    if not (
        _YEAR.fullmatch(time.value) or _MONTH.fullmatch(time.value) or "W" in time.value or "/" in time.value
    ):
        return None
    part = _FIRST_PART.search(lead)
    if part:
        return Window(sentence.start + part.start(), time.end, time.begin, _part_end(time.begin, part))
    if "/" not in time.value and re.search(
        r"(?i)\b(?:before|until|by|(?<!record,\s)(?<!high,\s)from)\s(?:the\s)?(?:(?:end|middle|start|close)\sof\s)?$",
        lead,
    ):
        return None
    if re.search(r"(?i)\b(?:months?|weeks?|days|half|quarter)\sof\s(?:the\s)?$", lead):
        return None
    if "/" in time.value and time.begin == time.end_date:
        return None
    anchor = _anchor(document, time.sentence)
    closed = time.end_date and anchor and time.end_date < anchor
    return Window(time.start, time.end, time.begin, time.end_date if closed else "")


def _part_end(begin: str, part: re.Match[str]) -> str:
    """The last day of "the first three weeks" from a day on."""
    first = date.fromisoformat(begin)
    unit = part["unit"].lower().rstrip("s")
    number = {"half": 6, "quarter": 3}.get(unit) or int(value_of(part["number"] or "one") or 1)
    if unit in ("day", "week"):
        return (first + timedelta(days=number * (7 if unit == "week" else 1) - 1)).isoformat()
    return timex.bounds(timex.months_from(first, number - 1))[1]


def _rolling(document: Document, time: TimeMention) -> Window | None:
    """ "in 10 days", "over the past year": so long a time up to the day of the article."""
    length = _DURATION.fullmatch(time.value)
    lead = _ROLLING.search(document.text, max(0, time.start - 40), time.start)
    anchor = _anchor(document, time.sentence)
    if not length or not lead or not _DAY.fullmatch(anchor):
        return None
    number, unit = int(length[1]), length[2]
    is_past = re.search(
        r"(?i)\b(?:past|last|previous|preceding)\b", lead[0] + document.text[time.start : time.end]
    )
    if (unit == "Y" or (unit == "D" and number == 1)) and not is_past:
        return None  # "the third in 16 years", "23 in a day"
    return Window(lead.start(), time.end, _ago(anchor, number, unit), is_rolling=True)


def _ago(anchor: str, number: int, unit: str) -> str:
    """The day so many days, weeks, months or years before the anchor."""
    day = date.fromisoformat(anchor)
    if unit in "DW":
        return (day - timedelta(days=number * (7 if unit == "W" else 1))).isoformat()
    month = timex.months_from(day, -number * (12 if unit == "Y" else 1))
    return min(f"{month}-{day.day:02d}", timex.bounds(month)[1])


def _first_day(document: Document, index: int, window: str, m: re.Match[str], anchor: str) -> str:
    if window == "event":
        return _day_of_event(document, index, m)
    if window == "those":
        return _told_before(document, index)
    if not _DAY.fullmatch(anchor):
        return ""
    day = date.fromisoformat(anchor)
    if window == "units":
        number = value_of(m["number"])
        return _ago(anchor, int(number), m["unit"][0].upper()) if number else ""
    if window == "week":
        return (day - timedelta(days=day.weekday())).isoformat()
    return day.replace(day=1).isoformat() if window == "month" else day.replace(month=1, day=1).isoformat()


def _day_of_event(document: Document, index: int, m: re.Match[str]) -> str:
    """ "since then", "since the veto": the day last named before, with that word in its sentence."""
    word = (m["event"] or "").lower()
    likewise = _likewise(word)
    for before in range(index, max(-1, index - (60 if word else 3)), -1):
        days = [
            t.value
            for t in document.times_in(before)
            if _DAY.fullmatch(t.value) and not t.is_frame and t.end <= m.start()
        ]
        if days and (
            not word or likewise & set(re.findall(r"[a-z]+", document.sentence_text(before).lower()))
        ):
            return days[-1]
    return ""


@cache
def _likewise(word: str) -> frozenset[str]:
    """The words by which an event may be told that is here called so."""
    return frozenset(settings("tally_triggers")["words"].get(word, word).split())


def _told_before(document: Document, index: int) -> str:
    """ "In those three years": the first day of the window named last, in this sentence's neighbours before."""
    for before in range(index - 1, max(-1, index - 4), -1):
        windows = [w for t in document.times_in(before) if (w := _of_time(document, t))]
        if windows:
            return windows[-1].since
    return ""


def _anchor(document: Document, index: int) -> str:
    return (document.anchors[index] if document.anchors else "") or document.article.published
