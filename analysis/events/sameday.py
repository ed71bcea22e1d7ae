"""The times by which a sentence tells its events: its dates, and what leans on a day told before or beside it.

"The same evening", "hours later", "before nightfall" are no rows of their own (a time of day has none), but what is told
with them fell on that day; and of "a week before, on 21 April" the day is the week's, whatever is counted.
"""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.compiling import compiled
from analysis.recognise import timex
from analysis.records import Document, TimeMention
from analysis.sieve import sieve

#: How many sentences back the day may stand.
_REACH = 6
#: It is the last one that is at least so likely, compared with the likeliest near it, that of something done.
_SHARE = 0.5


def told_times(document: Document, index: int) -> list[TimeMention]:
    """The times that may date what the sentence tells, in their order, each with the value of a date."""
    told = _with_days_beside(document, document.times_in(index))
    return sorted([*told, *_leaning(document, index, told)], key=lambda t: t.start)


def _with_days_beside(document: Document, times: list[TimeMention]) -> list[TimeMention]:
    """The dates; what is counted in days or weeks has the day that is told right beside it."""
    found = []
    for t in times:
        if (beside := day_beside(document, t)) and OF_EVENT not in t.rule:
            found.append(_of_day(t, beside, "beside"))
        elif t.type == "DATE":
            found.append(t)
    return found


def day_beside(document: Document, t: TimeMention) -> str:
    """The day that the sentence tells right beside what it counts, or ""."""
    if not t.rule.startswith(COUNTED):
        return ""
    here = (d for d in document.times_in(t.sentence) if d is not t and _are_one(document.text, t, d))
    return next((d.value for d in here), "")


#: What is the day of the event that is told behind it, and not of what it stands with.
OF_EVENT = ":event"
#: What counts from another time.
COUNTED = ("after-event", "later", "neighbour", "day-before-after", "duration")


def _are_one(text: str, counted: TimeMention, day: TimeMention) -> bool:
    """Whether the day tells what the counted time means: "a week after the vote, on 21 April", "on 21 April, a week
    after the vote"."""
    if not is_day(day) or day.rule.startswith(COUNTED):
        return False
    if day.end <= counted.start:
        return bool(_THEN_COUNTED.fullmatch(text, day.end, counted.start))
    return day.start >= counted.end and bool(_THEN_DAY.fullmatch(text, counted.end, day.start))


_THEN_COUNTED = compiled(
    r",?\s(?:\([^()]{1,30}\),\s)?(?:(?:i\.e\.|that\sis|just|only|some|barely|about|exactly)\s){0,2}", re.I
)
_THEN_DAY = compiled(
    r"(?:(?:,\s|\s\(|\s[–—-]\s|\s(?=on\s))(?:on\s)?|\s[^,;.:()]{1,70},\son\s)(?:the\s)?", re.I
)


def _leaning(document: Document, index: int, told: list[TimeMention]) -> list[TimeMention]:
    """The times of the sentence that lean on the day told last, with the value of that day."""
    found: list[TimeMention] = []
    for start, end, rule in _hits(document, index):
        is_read = any(t.start < end and start < t.end for t in (*told, *found))
        if not is_read and not document.is_quoted(start) and (day := last_day(document, index, start)):
            words = TimeMention(
                start=start,
                end=end,
                sentence=index,
                rule="",
                type="",
                value="",
                text=document.text[start:end],
            )
            found.append(_of_day(words, day, rule))
    return found


def _hits(document: Document, index: int) -> list[tuple[int, int, str]]:
    """Where the sentence has such words, leftmost first, then longest."""
    s = document.sentences[index]
    words = document.text[s.start : s.end]
    hits = [
        (s.start + hit.start(), s.start + hit.end(), p.id)
        for p in sieve("leaning_times")(words)
        for hit in p.regex.finditer(words)
    ]
    return sorted(hits, key=lambda h: (h[0], -h[1]))


def _of_day(words: TimeMention, day: str, why: str) -> TimeMention:
    return replace(words, rule=f"leaning:{why}", type="DATE", value=day, begin=day, end_date=day)


#: Before a day that only bounds a stretch of time.
_BOUND = compiled(r"\b(?:since|until|till|by|before)\s(?:the\s)?$", re.I)


def last_day(document: Document, index: int, before: int) -> str:
    """The day told last before the place, a few sentences back at most; if the tagger was asked, the last of something
    done."""
    told = [
        t
        for i in range(max(0, index - _REACH), index + 1)
        for t in document.times_in(i)
        if t.start < before and is_day(t) and not _BOUND.search(document.text, max(0, t.start - 14), t.start)
    ]
    here = document.article.published
    told = [t for t in told if not here or t.value <= here] or told
    weights = [document.tags.dates_deed(t.start, t.end) if document.tags else 1.0 for t in told]
    likely = zip(told[::-1], weights[::-1], strict=True)
    return next((t.value for t, w in likely if w >= _SHARE * max(weights)), "")


def is_day(t: TimeMention) -> bool:
    """Whether the time is a single day."""
    return t.type == "DATE" and timex.is_day(t.value)
