"""Resolutions told by their number beside their day: "it took resolution 2087, to which … on 22 January 2013".

The public record says on which day a resolution was adopted. It never fills in a day: it only tells which of
the days that the text gives is the adoption's.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from analysis import lexicon
from analysis.compiling import compiled
from analysis.events import timing
from analysis.events.acts import Act, bare_number
from analysis.events.marking import Marked
from analysis.records import Document, TimeMention

_DAY, _MONTH, _YEAR = 10, 7, 4
#: What is done to a resolution on other days.
_NOT_ADOPTED = compiled(
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
    kept = [_as_far_as_recorded(_on_day_told(a, days)) for a in kept]
    dated = {a.number for a in (*kept, *told) if a.outcome == "adopted" and a.date}
    told += [a for a in _beside_their_days(document, marked) if a.number not in dated]
    return sorted([*kept, *told], key=lambda a: (a.start, a.end))


def _beside_their_days(document: Document, marked: tuple[Marked, ...]) -> list[Act]:
    """Resolutions of which the article names the number in one sentence and the day in another of the paragraph:
    "every hand went up on Wednesday. The text, numbered 2270, …"."""
    found: dict[str, Act] = {}
    for m in marked:
        around = {t.value for x in marked if x.paragraph == m.paragraph for t in x.times}
        for hit in _numbers(m.text):
            day = _days().get(hit["number"], "")
            # The month suffices where no day is told.
            value = day if day in around else day[:_MONTH]
            if (
                value in around
                and value
                and hit["number"] not in found
                and not _NOT_ADOPTED.search(m.text[: hit.start()])
            ):
                found[hit["number"]] = _adoption(m, hit, value)
    return list(found.values())


def _numbers(text: str) -> list[re.Match[str]]:
    """The known numbers of resolutions in the text, with or without the word."""
    regexes = (lexicon.pattern("measures", "resolution-number").regex, bare_number())
    return [hit for regex in regexes for hit in regex.finditer(text)]


def _is_spurned(m: Marked, a: Act) -> bool:
    """Whether the resolution is rejected or broken there, not adopted."""
    return bool(_NOT_ADOPTED.search(m.text[: m.place(a.start)]))


def _on_day_told(a: Act, days: set[str]) -> Act:
    """An adoption without a day of its own falls on the record's day where the text names that day."""
    day = _days().get(a.number, "")
    return replace(a, date=day) if a.outcome == "adopted" and not a.is_own_date and day in days else a


def _as_far_as_recorded(a: Act) -> Act:
    """An adoption that is given another day than the record's keeps as much of it as agrees."""
    day = _days().get(a.number, "")
    if a.outcome != "adopted" or not day or len(a.date) != _DAY or a.date == day:
        return a
    shared = next((a.date[:n] for n in (_MONTH, _YEAR) if a.date[:n] == day[:n]), "")
    return replace(a, date=shared, is_own_date=bool(shared))


@cache
def _days() -> dict[str, str]:
    return {r["number"]: r["date"] for r in lexicon.rows("resolutions")}


def _adoptions(document: Document, m: Marked) -> list[Act]:
    found: dict[str, Act] = {}
    for hit in _numbers(m.text):
        day = _days().get(hit["number"], "")
        value = _told(document, m, day) if day else ""
        if not value or hit["number"] in found or _NOT_ADOPTED.search(m.text[: hit.start()]):
            continue
        found[hit["number"]] = _adoption(m, hit, value)
    return list(found.values())


def _adoption(m: Marked, hit: re.Match[str], day: str) -> Act:
    return Act(
        sentence=m.index,
        paragraph=m.paragraph,
        start=m.origin(hit.start()),
        end=m.origin(hit.end() - 1) + 1,
        rule="numbered-on-its-day",
        outcome="adopted",
        date=day,
        is_own_date=True,
        number=hit["number"],
        body="UNSC",
    )


def _told(document: Document, m: Marked, day: str) -> str:
    """The most precise value in the sentence, or else the date line above it, that is the day."""
    values = [t.value for t in m.times if _is_on(t, day)]
    if any(_is_yearless(t) and t.value[_YEAR:] == day[_YEAR:] for t in m.times):
        return day
    best = max(values, key=len, default="")
    return best or (day if timing.frame(document, m) == day else "")


def _is_yearless(t: TimeMention) -> bool:
    """Whether the text gives day and month and leaves the year to the story ("in 2009 …, on 12 June")."""
    return t.rule.endswith(":resolved") and len(t.value) == _DAY and re.search(r"\d", t.text) is not None


def _is_on(t: TimeMention, day: str) -> bool:
    return len(t.value) in (_DAY, _MONTH) and day.startswith(t.value)
