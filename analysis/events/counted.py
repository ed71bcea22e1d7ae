"""Times that count from another event ("two days after the test, …", "came a day after Seoul listed …").

Such words belong to two events: what is told with them, and what it is counted from, which is told behind them. Where the
day of one is known, from the sentence or from what was told before, the other's follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from analysis.compiling import compiled
from analysis.events.sameday import COUNTED, OF_EVENT, day_beside, is_day, last_day
from analysis.lexicon import patterns
from analysis.recognise import numbers
from analysis.records import Document, TimeMention


@dataclass(frozen=True, slots=True)
class Counted:
    """Such words: their place in the article, with that of the words that tell the event counted from; the day of
    what is told with them (`own`), and that event's (`other`)."""

    sentence: int
    start: int
    end: int
    last: int
    own: str
    other: str


def find(document: Document) -> list[Counted]:
    """All of the article, of which a day is known."""
    return [c for t in document.times if t.rule.startswith("after-event") if (c := _counted(document, t))]


#: "three days after", "a week before".
_WORDS = compiled(
    r"(?P<n>[\w’'-]+(?:\s(?:dozen|of))?)(?:\s\w+)?\s(?P<unit>day|week|fortnight)s?"
    r"\s(?P<dir>after|following|before|prior\sto|ahead\sof)\b",
    re.I,
)
_BACK = ("before", "prior", "ahead")
_DAYS = {"day": 1, "week": 7, "fortnight": 14}


def _counted(document: Document, t: TimeMention) -> Counted | None:
    hit = _WORDS.match(document.text, t.start)
    words = hit["n"].lower() if hit else ""
    number = 1 if words in ("a", "an") else numbers.value_of(words) if words else None
    if hit is None or not isinstance(number, int):
        return None
    days = number * _DAYS[hit["unit"].lower()] * (-1 if hit["dir"].lower().startswith(_BACK) else 1)
    last = _end_of_event(document, t, hit.end())
    own, other = _days(document, t, hit.end(), last, days)
    return Counted(t.sentence, t.start, hit.end(), last, own, other) if own else None


def _moved(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat() if day else ""


def _end_of_event(document: Document, t: TimeMention, behind: int) -> int:
    """Where the words end that tell the event counted from: at the comma if the time opens the sentence or an
    aside."""
    sentence = document.sentences[t.sentence]
    is_aside = _ASIDE.search(document.text, sentence.start, t.start)
    is_first = _OPENING.fullmatch(document.text, sentence.start, t.start)
    stop = (_COMMA if is_first or is_aside else _BREAK).search(document.text, behind, sentence.end)
    return stop.start() if stop else sentence.end


_OPENING = compiled(r"\W*(?:(?:and|but|then|so|just|only|barely|some|about|nearly)\s){0,3}", re.I)
_ASIDE = compiled(r"[,(–—-]\s?(?:(?:and|but|then|so|just|only|barely|some|about|nearly)\s){0,2}$", re.I)
_COMMA = compiled(r",\s|;\s|\s[–—-]\s")
_BREAK = compiled(r";\s|\s[–—-]\s|,\s(?:and|but|while|which|who|when|where)\b")


def _days(document: Document, t: TimeMention, behind: int, last: int, days: int) -> tuple[str, str]:
    """The days of the two, or "" for what is not known, or was told as another's before."""
    read = t.value if is_day(t) else ""
    if OF_EVENT in t.rule:
        return _moved(read, days), read
    own = day_beside(document, t)
    start = document.sentences[t.sentence].start
    is_told = _TOLD.match(document.text, behind) is not None
    if not own and not is_told and _CAME.search(document.text, max(start, t.start - 60), t.start):
        # What came then was told before, and what it came after is new.
        own = _moved(read, -days) or last_day(document, t.sentence, t.start)
    if read and not own:
        return read, ""
    other = "" if own else _day_counted_from(document, t, behind, last)
    own = own or ("" if other else _day_around(document, t, behind, last))
    return own or _moved(other, days), other or _moved(own, -days)


def _day_counted_from(document: Document, t: TimeMention, behind: int, last: int) -> str:
    """The day of the event counted from: its own, or that of such an event told before."""
    around = [x.value for x in _others(document, t) if not behind <= x.start < last]
    if _TOLD.match(document.text, behind):
        return around[0] if around else last_day(document, t.sentence, t.start)
    inside = [x.value for x in _others(document, t) if behind <= x.start < last]
    if inside or around:
        return inside[0] if inside else ""
    return _day_of_event(document, t, behind, last)


def _day_around(document: Document, t: TimeMention, behind: int, last: int) -> str:
    """The day that the sentence itself tells for what it tells with the time."""
    return next((x.value for x in _others(document, t) if not behind <= x.start < last), "")


def _others(document: Document, t: TimeMention) -> list[TimeMention]:
    return [
        x
        for x in document.times_in(t.sentence)
        if x is not t and is_day(x) and not x.rule.startswith(COUNTED) and not x.is_frame
    ]


#: What it is counted from was told before.
_TOLD = compiled(
    r"\s(?:it|that|this|then)\b(?!\s\w+\s(?:of|on|in)\b)(?=\W|\s\w)|\s(?:to|with|by|in|at|from)\s|\s?[.,;)]",
    re.I,
)
_CAME = compiled(
    r"\b(?:came|comes|coming|was|followed|happened|fell|occurred|took\splace)\s(?:(?:just|only|barely|exactly|some|about|less\sthan|more\sthan|a\smere)\s){0,2}$",
    re.I,
)


def _day_of_event(document: Document, t: TimeMention, behind: int, last: int) -> str:
    """The day of the event that the words tell, if a sentence before tells such a one."""
    if _NEW.match(document.text, behind):
        return ""
    told = document.text[behind:last]
    stems = [
        re.compile(p.fields["stem"], re.I)
        for p in patterns("dates_context")
        if p.fields["role"] == "event" and p.regex.match(told)
    ]
    for index in _before(t.sentence):
        s = document.sentences[index]
        if any(stem.search(document.text, s.start, s.end) for stem in stems):
            return last_day(document, index, s.end)
    return ""


#: What is new to the text was not told before.
_NEW = compiled(r"\s(?:an?|another|two|three|four|five|six|seven|eight|nine|ten|\d+)\s", re.I)
#: Sentences back in which the event may be told.
_REACH = 12


def _before(sentence: int) -> Iterator[int]:
    return iter(range(sentence - 1, max(-1, sentence - _REACH - 1), -1))
