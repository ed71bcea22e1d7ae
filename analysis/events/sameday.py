"""Times that lean on a day told before: "the same evening", "hours later", "before nightfall".

They are no rows of their own (a time of day has none), but what is told with them fell on that day.
"""

from __future__ import annotations

import re

from analysis.compiling import compiled
from analysis.records import Document, TimeMention
from analysis.sieve import sieve

_DAY = 10
#: How many sentences back the day may stand.
_REACH = 6
#: It is the last one that is at least so likely, compared with the likeliest near it, that of something done.
_SHARE = 0.5


def leaning_times(document: Document, index: int) -> list[TimeMention]:
    """The times of the sentence that lean on the day told last, with the value of that day."""
    dates = [t for t in document.times_in(index) if t.type == "DATE"]
    found: list[TimeMention] = []
    for start, end, rule in _hits(document, index):
        is_read = any(t.start < end and start < t.end for t in (*dates, *found))
        if not is_read and not document.is_quoted(start) and (day := _last_day(document, index, start)):
            found.append(_mention(document, index, start, end, rule, day))
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


def _mention(document: Document, index: int, start: int, end: int, rule: str, day: str) -> TimeMention:
    return TimeMention(
        start=start,
        end=end,
        sentence=index,
        rule=f"leaning:{rule}",
        type="DATE",
        value=day,
        begin=day,
        end_date=day,
        text=document.text[start:end],
    )


#: Before a day that only bounds a stretch of time.
_BOUND = compiled(r"\b(?:since|until|till|by|before)\s(?:the\s)?$", re.I)


def _last_day(document: Document, index: int, before: int) -> str:
    """The day told last before the place, a few sentences back at most; if the tagger was asked, the last of something done."""
    told = [
        t
        for i in range(max(0, index - _REACH), index + 1)
        for t in document.times_in(i)
        if t.start < before and _is_day(t) and not _BOUND.search(document.text, max(0, t.start - 14), t.start)
    ]
    weights = [document.tags.dates_deed(t.start, t.end) if document.tags else 1.0 for t in told]
    return next((t.value for t, w in zip(told[::-1], weights[::-1], strict=True) if w >= _SHARE * max(weights)), "")


def _is_day(t: TimeMention) -> bool:
    return t.type == "DATE" and len(t.value) == _DAY and t.value[4] == "-" and t.value[5].isdigit()
