"""Resolutions told by their number beside their day: "it took resolution 2087, to which … on 22 January 2013".

The public record says on which day a resolution was adopted. It never fills in a day: it only tells which of
the days that the text gives is the adoption's.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from analysis import lexicon
from analysis.events import timing
from analysis.events.acts import Act, bare_number
from analysis.events.marking import Marked
from analysis.records import Document, TimeMention

_DAY, _MONTH = 10, 7
#: What is done to a resolution on other days.
_NOT_ADOPTED = re.compile(
    r"\b(?:reject|denounc|violat|breach|contraven|defi|flout|condemn|infring|ignor|implement|spurn|dismiss)\w*"
    r"(?:\s(?:of|with|the|UN|security|council|council's|resolutions?)){0,4}\s$",
    re.I,
)


def with_days(acts: list[Act], document: Document, marked: tuple[Marked, ...]) -> list[Act]:
    """The acts, with adoptions of numbered resolutions on those days of the text that are the record's."""
    told = [a for m in marked for a in _adoptions(document, m)]
    named = {(a.sentence, a.number): a.date for a in told}
    named_only = {"resolution-of-day", "numbered-in-passing"}
    kept = [
        replace(a, date=named[a.sentence, a.number], is_own_date=True)
        if a.outcome == "adopted" and (a.sentence, a.number) in named
        else a
        for a in acts
        if a.rule not in named_only or not _is_spurned(marked[a.sentence], a)
    ]
    days = {t.value for t in document.times if len(t.value) == _DAY}
    kept = [_on_day_told(a, days) for a in kept]
    return sorted([*kept, *told], key=lambda a: (a.start, a.end))


def _is_spurned(m: Marked, a: Act) -> bool:
    """Whether the resolution is rejected or broken there, not adopted."""
    return bool(_NOT_ADOPTED.search(m.text[: m.place(a.start)]))


def _on_day_told(a: Act, days: set[str]) -> Act:
    """An adoption without a day of its own falls on the record's day where the text names that day."""
    day = _days().get(a.number, "")
    return replace(a, date=day) if a.outcome == "adopted" and not a.is_own_date and day in days else a


@cache
def _days() -> dict[str, str]:
    return {r["number"]: r["date"] for r in lexicon.rows("resolutions")}


def _adoptions(document: Document, m: Marked) -> list[Act]:
    found: dict[str, Act] = {}
    for regex in (lexicon.pattern("measures", "resolution-number").regex, bare_number()):
        for hit in regex.finditer(m.text):
            day = _days().get(hit["number"], "")
            value = _told(document, m, day) if day else ""
            if not value or hit["number"] in found or _NOT_ADOPTED.search(m.text[: hit.start()]):
                continue
            found[hit["number"]] = Act(
                sentence=m.index,
                paragraph=m.paragraph,
                start=m.origin(hit.start()),
                end=m.origin(hit.end() - 1) + 1,
                rule="numbered-on-its-day",
                outcome="adopted",
                date=value,
                is_own_date=True,
                number=hit["number"],
                body="UNSC",
            )
    return list(found.values())


def _told(document: Document, m: Marked, day: str) -> str:
    """The most precise value in the sentence, or else the date line above it, that is the day."""
    values = [t.value for t in m.times if _is_on(t, day)]
    best = max(values, key=len, default="")
    return best or (day if timing.frame(document, m) == day else "")


def _is_on(t: TimeMention, day: str) -> bool:
    return len(t.value) in (_DAY, _MONTH) and day.startswith(t.value)
