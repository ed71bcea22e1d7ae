"""Weekdays, alone and with what moves them ("last", "that", "a week ago", "the second … of March")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from analysis.compiling import compiled
from analysis.recognise import timex
from analysis.recognise.time_context import (
    Context,
    Match,
    Piece,
    count_of,
    cue,
    has_group,
    is_future,
    number_in,
    span_of,
)
from analysis.recognise.time_days import month_meant
from analysis.recognise.time_story import last_month, year_of_month, year_said
from analysis.recognise.time_told import last_day


def read_nth_weekday(m: Match, context: Context) -> Iterator[Piece]:
    """ "the second Friday of March", "the last Sunday in May 2022"."""
    wanted = timex.weekday_number(m["wd1"])
    if name := has_group(m, "m1"):
        month, year = timex.month_number(name), year_said(m, context)
        year = year if year is not None else year_of_month(month, m, context)
        base = (year, month) if year is not None else None
    else:
        base = month_meant(m["which"].lower(), context)
    if base is None:
        return
    days = [d for n in range(1, 32) if (d := timex.day(*base, n)) and d.weekday() == wanted]
    place = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}[m["ord"].lower()]
    yield Piece(*span_of(m), days[place].isoformat())


def read_weekday_ago(m: Match, context: Context) -> Iterator[Piece]:
    """ "a week ago Tuesday", "a week last Tuesday", "a week on Tuesday", "Tuesday week"."""
    if context.anchor is None:
        return
    here, wanted = context.anchor, timex.weekday_number(m["wd1"] or m["wd2"])
    weeks = int(count_of(m["n"])) if m["n"] else 1
    if (m["unit"] or m["week"]).lower() == "fortnight":
        weeks *= 2
    if m["back"] or m["gone"] or (m["n"] and m["dir"].lower() in ("ago", "before")):
        day = here - timedelta(days=(here.weekday() - wanted) % 7 + 7 * weeks)
    else:
        day = here + timedelta(days=(wanted - here.weekday()) % 7 + 7 * weeks)
    yield Piece(m.start(), m.end(), day.isoformat())


def read_weekday_number(m: Match, context: Context) -> Iterator[Piece]:
    """ "Wednesday 28": of the month that was named last, if it has such a day, else the nearest such day to the one named
    last, else the latest one."""
    wanted, number = timex.weekday_number(m["wd1"]), number_in(m["d1"])
    month = last_month(context)
    told = timex.day(*month, number) if month else None
    if told and told.weekday() == wanted and (not context.anchor or told <= context.anchor):
        yield Piece(*span_of(m), told.isoformat())
        return
    line = next((x.value for x in reversed(context.before) if timex.is_day(x.value)), "")
    bases = [date.fromisoformat(line)] if line else []
    for base in [*bases, context.anchor] if context.anchor else bases:
        near = [base + timedelta(days=n) for n in sorted(range(-45, 46), key=abs)]
        fitting = [d for d in near if d.day == number and d.weekday() == wanted]
        past = (d for d in fitting if not context.anchor or d <= context.anchor)
        if day := next(past, next(iter(fitting), None)):
            yield Piece(*span_of(m), day.isoformat())
            return


#: Words that point to a day which was told before.
_THAT = ("that", "that same", "that very", "the same", "the very")


def read_a_weekday(m: Match, context: Context) -> Iterator[Piece]:
    """ "On 7 February …, on a Sunday": the day told last, if it falls on that weekday."""
    last = next((x for x in reversed(context.before) if x.type == "DATE"), None)
    if last is None or context.sentence.index - last.sentence > 1 or not timex.is_day(last.value):
        return
    if date.fromisoformat(last.value).weekday() == timex.weekday_number(m["wd1"]):
        yield Piece(*span_of(m), last.value, has_year=not last.rule.endswith(":resolved"))


def read_weekday(m: Match, context: Context) -> Iterator[Piece]:
    """ "on Thursday", "last Tuesday", "that Friday", "the Sunday before that"."""
    here, relative = context.anchor, has_group(m, "rel").lower()
    wanted = timex.weekday_number(m["wd1"])
    if label := context.labels.get(m.start("wd1")):
        yield Piece(m.start(), m.end(), label.isoformat())
        return
    if has_group(m, "beside") or relative in _THAT:
        day = _weekday_told(m, wanted, context)
        if day:
            yield Piece(m.start(), m.end(), day.isoformat())
        return
    if relative == "the" and (day := _next_told(m, wanted, context)):
        yield Piece(m.start(), m.end(), day.isoformat())
        return
    if relative.startswith("the "):
        here = last_day(context) or here
    if here is None:
        return
    back, ahead = (here.weekday() - wanted) % 7, (wanted - here.weekday()) % 7
    if relative == "last" and back == 1:  # else one says "yesterday"
        day = here - timedelta(days=8)
    elif relative in ("last", "the previous", "this past", "the preceding") or m["last"]:
        day = here - timedelta(days=back or 7)
    elif relative in ("next", "this coming", "the following", "the next"):
        day = here + timedelta(days=ahead or 7)
    elif (monday := _week_told(m, context)) and (
        monday + timedelta(days=wanted) <= here or is_future(*m.span(), context)
    ):
        day = monday + timedelta(days=wanted)
    elif beside := _still_before(m, wanted, context):
        day = beside
    elif (is_future(*m.span(), context) and not _is_behind(m, context)) or _is_eve(m, back, ahead, context):
        day = here + timedelta(days=ahead)
    else:
        day = here - timedelta(days=back)
    yield Piece(m.start(), m.end(), day.isoformat())


def read_weekday_label(m: Match, context: Context) -> Iterator[Piece]:
    """ "WED. Kyiv moved": a weekday in short, where it labels an entry."""
    if day := context.labels.get(m.start()):
        yield Piece(m.start(), m.end(), day.isoformat())


def _is_behind(m: Match, context: Context) -> bool:
    """Whether the words before say that the day is past, whatever is to come of it: "since Monday", "Tabled on Monday,
    it would …"."""
    before = context.text[max(0, m.start() - 40) : m.start()]
    return _PAST.search(before) is not None or _TABLED.match(context.text, m.end()) is not None


#: "Wednesday's text would have …": what is named by the day on which it came, whatever was to come of it.
_TABLED = compiled(
    r"['’]s\s(?:\w+\s){0,2}?(?:text|draft|veto|paper|proposal|measure|resolution|statement|defeat|rejection|adoption)\b"
    r"(?!\sis\b)"
)
_PAST = compiled(
    r"\bsince\s(?:last\s)?$|(?<!be\s)(?<!\bis\s)(?<!are\s)\b(?!scheduled|expected|planned|slated|supposed|needed|proposed)"
    r"(?:[a-z]{2,}ed|Tabled|sent|brought|written|drawn|laid|taken)\s(?:late\s|early\s)?(?:on\s)?$"
    r"|\b(?:[Vv]ote|[Bb]allot|[Mm]eeting|[Ss]ession|[Dd]ebate|[Ll]aunch|[Tt]est|[Ff]iring|[Dd]ecision|[Rr]esolution)\sof\s$"
    r"|\b(?:veto|laid\sbefore\s[^,;.]{3,30}|put\sforward\s[^,;.]{3,30})\s(?:on|of)\s$"
)


def _next_told(m: Match, wanted: int, context: Context) -> date | None:
    """ "on the Friday": the first such day from the one named last, if the text could know of it."""
    base = last_day(context)
    if base is None:
        return None
    if base != context.anchor and _is_told_back(m, context):
        return base - timedelta(days=(base.weekday() - wanted) % 7 or 7)
    if base == context.anchor and base.weekday() == wanted:  # else one says "today", or only the weekday
        return base - timedelta(days=7)
    day = base + timedelta(days=(wanted - base.weekday()) % 7)
    return day if not context.anchor or day <= context.anchor else None


def _is_told_back(m: Match, context: Context) -> bool:
    """Whether the words before tell of what had been before the day told last, or of the week that this ended."""
    if _HAD.search(context.text, max(context.sentence.start, m.start() - 60), m.start()):
        return True
    above = context.sentences[max(0, context.sentence.index - 1)]
    is_first = not (context.before and context.before[-1].rule.startswith("weekday"))
    return is_first and _THAT_WEEK.search(context.text, above.start, above.end) is not None


_HAD = compiled(r"\bhad\b")
_THAT_WEEK = compiled(r"\b(?:[Tt]hat|[Ii]t)\s(?:was|had\sbeen)\sa\s(?:\w+\s)?week\b")


def _weekday_told(m: Match, wanted: int, context: Context) -> date | None:
    """ "that Tuesday", "the Sunday before that": from the day named last, or the first of those named in the same
    sentence."""
    beside = has_group(m, "beside").lower()
    if not beside:
        named = [date.fromisoformat(x.value) for x in reversed(context.before) if timex.is_day(x.value)]
        same = next((d for d in named if d.weekday() == wanted), None)
        base = same or (named[0] if named else context.anchor)
        return None if base is None else same or _in_that_week(base, wanted, context)
    here = [x for x in context.before if x.sentence == context.sentence.index and timex.is_day(x.value)]
    last = last_day(context)
    days = [date.fromisoformat(x.value) for x in here] or ([last] if last else [])
    if not days:
        return None
    if beside in ("before", "prior"):
        return min(days) - timedelta(days=(min(days).weekday() - wanted) % 7 or 7)
    return max(days) + timedelta(days=(wanted - max(days).weekday()) % 7 or 7)


def _in_that_week(base: date, wanted: int, context: Context) -> date:
    """The weekday in the week of the day, if the text could know of it, else the one before."""
    day = base + timedelta(days=wanted - base.weekday())
    is_known = context.anchor is None or day <= context.anchor
    return day if is_known else base - timedelta(days=(base.weekday() - wanted) % 7)


def _week_told(m: Match, context: Context) -> date | None:
    """The Monday of the week that the sentence has named before its weekdays ("Last week saw … on Wednesday")."""
    for mention in reversed(context.before):
        if mention.sentence != context.sentence.index:
            return None
        if re.fullmatch(r"\d{4}-W\d\d", mention.value):
            return date.fromisoformat(mention.begin)
        if not mention.rule.startswith("weekday"):
            return None
    return None


def _still_before(m: Match, wanted: int, context: Context) -> date | None:
    """ "On Tuesday, October 4, …, while here it was still Monday": the day beside the one just named."""
    if not re.search(r"\b(?:still|already|only)\s$", context.text[max(0, m.start() - 12) : m.start()]):
        return None
    named = [x for x in context.before if x.sentence == context.sentence.index and timex.is_day(x.value)]
    beside = (date.fromisoformat(named[-1].value) + timedelta(days=n) for n in (-1, 1)) if named else ()
    return next((d for d in beside if d.weekday() == wanted), None)


def _is_eve(m: Match, back: int, ahead: int, context: Context) -> bool:
    """ "ahead of Thursday's vote": the Thursday to come if it is close (such stories come before)."""
    head = context.words[: m.start() - context.sentence.start]
    return 0 < ahead <= 2 < back and cue("eve").search(head) is not None


def _last_told(context: Context) -> date | None:
    return next(
        (date.fromisoformat(x.value) for x in reversed(context.before) if timex.is_day(x.value)), None
    )


def read_weekday_of_week(m: Match, context: Context) -> Iterator[Piece]:
    """ "Friday of last week", "the Friday of that week"."""
    which = (m["wk1"] or m["wk2"]).lower()
    base = _last_told(context) if which.startswith("that") else context.anchor
    if base is None:
        return
    step = {"last": -7, "next": 7}.get(which, 0)
    monday = base - timedelta(days=base.weekday()) + timedelta(days=step)
    day = monday + timedelta(days=timex.weekday_number(m["wd1"] or m["wd2"]))
    yield Piece(m.start(), m.end(), day.isoformat())
