"""Times that lean on a day told before: "the same evening", "hours later", "that was also the day when …".

They are no rows of their own (a time of day has none), but what is told with them fell on that day.
"""

from __future__ import annotations

import re

from analysis import lexicon
from analysis.compiling import compiled
from analysis.records import Document, TimeMention

_DAY = 10
#: How many sentences back the day may stand.
_REACH = 6


def leaning_times(document: Document, index: int) -> list[TimeMention]:
    """The times of the sentence that lean on the day told last, with the value of that day."""
    s = document.sentences[index]
    found = []
    for hit in _leaning().finditer(document.text, s.start, s.end):
        if any(t.start < hit.end() and hit.start() < t.end for t in document.times_in(index)):
            continue
        if day := _last_day(document, index, hit.start()):
            found.append(
                TimeMention(
                    start=hit.start(),
                    end=hit.end(),
                    sentence=index,
                    rule="leaning",
                    type="DATE",
                    value=day,
                    begin=day,
                    end_date=day,
                    text=hit[0],
                )
            )
    return found


#: Before a day that only bounds a stretch of time.
_BOUND = compiled(r"\b(?:since|until|till|by|before)\s(?:the\s)?$", re.I)


def _leaning() -> re.Pattern[str]:
    return lexicon.pattern("measures", "leaning-time").regex


def _last_day(document: Document, index: int, before: int) -> str:
    """The day told last before the place, a few sentences back at most."""
    for i in range(index, max(-1, index - _REACH - 1), -1):
        told = [
            t.value
            for t in document.times_in(i)
            if t.type == "DATE"
            and t.start < before
            and not _BOUND.search(document.text[max(0, t.start - 14) : t.start])
        ]
        if days := [v for v in told if len(v) == _DAY and v[4] == "-" and v[5:6].isdigit()]:
            return days[-1]
    return ""
