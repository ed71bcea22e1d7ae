"""Which year a day or month without one belongs to: told by the text, by a story under way, or by the tense."""

from __future__ import annotations

import re
from datetime import date, timedelta

from analysis.compiling import compiled
from analysis.recognise import timex
from analysis.recognise.time_context import (
    Context,
    Match,
    cue,
    has_finite,
    has_group,
    is_done,
    is_future,
    span_of,
    surroundings,
)
from analysis.records import TimeMention

#: Within so many days what is to come may be told in the present.
_SOON = 100


def year_said(m: Match, context: Context) -> int | None:
    """The year that the expression itself gives: in figures, or as "last year"."""
    if said := has_group(m, "y0") or has_group(m, "y1") or has_group(m, "y2"):
        return int(said) if len(said) == 4 else 2000 + int(said)
    words = has_group(m, "yrel").lower().split()
    if not words:
        return _year_right_before(m, context)
    if words[-1] in ("that", "same", "previous", "following", "the"):  # "of the year before"
        reference = _last_year_named(context)
        step = {"previous": -1, "the": -1, "following": 1}.get(words[-1], 0)
        return None if reference is None else reference + step
    here = context.anchor.year if context.anchor else context.year
    return None if here is None else here + {"last": -1, "next": 1}.get(words[0], 0)


def _year_right_before(m: Match, context: Context) -> int | None:
    """The year in "in 2006 (Oct. 9)" and "in 2006, on Oct. 9"."""
    last = context.before[-1] if context.before else None
    if last is None or last.rule != "year" or last.sentence != context.sentence.index:
        return None
    return int(last.value) if _APPOSED.fullmatch(context.text, last.end, span_of(m)[0]) else None


_APPOSED = compiled(r"\s\((?:on\s|in\s)?|,\s(?:on|in)\s(?:the\s|early\s|late\s|mid-)?")


def _last_year_named(context: Context) -> int | None:
    """The year of the date told last; of the last one of a story of another year, where it goes on with that."""
    told = [x for x in context.before if x.type == "DATE"]
    here = context.sentence.index
    stated = [x for x in told if not x.rule.endswith(":resolved") and here - x.sentence <= 2]
    if stated and told[-1].rule.startswith("weekday"):
        return int(stated[-1].value[:4])
    for mention in reversed(context.before):
        if mention.type == "DATE":
            return int(mention.value[:4])
    return context.year or (context.anchor.year if context.anchor else None)


def resolve_day(
    number: int, name: int, m: Match, context: Context, weekday: str = "", relative: str = ""
) -> date | None:
    """A day and month without year: the latest before the anchor, the next after a future cue, the year
    of a frame or of a date that the same narrative has just named."""
    if context.anchor is None:
        year = context.year and _past_new_year(context.year, name, span_of(m), context)
        return timex.day(year, name, number) if year else None
    here = context.anchor
    years = range(here.year - 8, here.year + 2)
    days = [d for y in years if (d := timex.day(y, name, number))]
    if weekday:
        wanted = timex.weekday_number(weekday)
        days = [d for d in days if d.weekday() == wanted] or days
        if told := _of_year_named(wanted, name, number, days, context):
            return told
    past = [d for d in days if d <= here + timedelta(days=1)]
    start = span_of(m)[0]
    if not relative and (pointed := _day_pointed_at(start, name, number, context)):
        return pointed
    if cue("since-then").search(context.text[max(context.sentence.start, start - 120) : start]):
        relative = relative or "now"
    words, offset = surroundings(start, context)
    if cue("present-term").search(words[: start - offset]):
        return min((d for d in days if d > here), default=None)
    if not relative and (year := _year_of_narrative(*span_of(m), context)):
        year = _past_new_year(year, name, span_of(m), context)
        told = timex.day(year, name, number)
        is_other = (
            told
            and past
            and (_turns_back(told, max(past), context) or _is_still_to_come(told, span_of(m), context))
        )
        if not is_other:
            return told
    if not relative and not _is_latest(start, context) and (year := _year_of_era(context, name, number)):
        year = _past_new_year(year, name, span_of(m), context)
        told, latest = timex.day(year, name, number), max((d for d in days if d <= here), default=here)
        if told and (here - latest).days > _RECENT:
            return told
    coming = [d for d in days if d > here]
    if relative.startswith("last"):
        return max((d for d in days if d < here), default=None)
    if relative.startswith("next"):
        return min(coming, default=None)
    if below := _beside_line(past, coming, here, context):
        return below
    soon = bool(coming) and (min(coming) - here).days <= _SOON
    start, end = span_of(m)
    if past and "d2" not in m.re.groupindex and is_done(start, end, context):
        return max(past)
    return _likelier(past, coming, here, is_future(start, end, context, near=soon))


def _of_year_named(weekday: int, name: int, number: int, days: list[date], context: Context) -> date | None:
    """The day in the last year of which the text has spoken in which it falls on the weekday that is told; not where one
    of the `days` is of the last months or to come."""
    if context.anchor is None or any((context.anchor - d).days <= _SOON * 3 for d in days):
        return None
    years = (int(x.value[:4]) for x in reversed(context.before) if x.type == "DATE")
    named = (timex.day(year, name, number) for year in years)
    return next((d for d in named if d and d <= context.anchor and d.weekday() == weekday), None)


def _day_pointed_at(start: int, name: int, number: int, context: Context) -> date | None:
    """ "It was on 22 May": in the year, or the month, that the sentence before has named; "that winter. On 20 January":
    the day nearest to the one told last."""
    before = [x for x in context.before if x.type == "DATE" and "/" not in x.value]
    above = [x for x in before if x.sentence == context.sentence.index - 1]
    if _IT_WAS.fullmatch(context.text, context.sentence.start, start):
        named = (x.value for x in above if x.value in (x.value[:4], f"{x.value[:4]}-{name:02d}"))
        return next((d for value in named if (d := timex.day(int(value[:4]), name, number))), None)
    told = (x for x in reversed(before) if timex.is_day(x.value) and not x.rule.startswith("today"))
    last = next((date.fromisoformat(x.value) for x in told), None)
    one_before = context.sentences[max(0, context.sentence.index - 1)]
    is_told_on = one_before.paragraph == context.sentence.paragraph
    if last and not above and is_told_on and _THAT_SEASON.search(context.text, one_before.start, start):
        is_back = _HAD.search(context.text, one_before.start, start) is not None
        days = (timex.day(last.year + n, name, number) for n in (-1, 0, 1))
        near = (d for d in days if d and (d < last if is_back else d > last - timedelta(days=60)))
        return min(near, key=lambda d: abs((d - last).days), default=None)
    return None


#: What goes on with the sentence before: "That was 2 October".
_IT_WAS = compiled(
    r"\W*(?:It|That|This)\s(?:was|is|had\sbeen|fell|came|happened)\s(?:\w+\s){0,2}?(?:on\s)?(?:the\s)?"
)
_HAD = compiled(r"\bhad\b")
_THAT_SEASON = compiled(r"\bthat\s(?:same\s)?(?:spring|summer|autumn|fall|winter|season)\b")


def _beside_line(past: list[date], coming: list[date], here: date, context: Context) -> date | None:
    """Below a date line: the day to come that lies nearer to it, in the line's own year, if the text can tell of it
    ("6 January … Cruise missiles flew on 22 May")."""
    latest, following = max(past, default=None), min(coming, default=None)
    if context.published in (None, here) or latest is None or following is None or context.published is None:
        return None
    is_nearer = (following - here).days < (here - latest).days and following.year == here.year
    return following if is_nearer and following <= context.published else None


def _past_new_year(year: int, name: int, span: tuple[int, int], context: Context) -> int:
    """The year, or the one after it: a story that has reached its last two months goes on in the first of the next
    ("When it flew in December 2012, a resolution followed in January")."""
    dates = (x for x in reversed(context.before) if x.type == "DATE")
    told = next((x for x in dates if x.value != str(year)), None)
    is_gone_on = told is not None and told.value[:4] == str(year + 1) and told.rule.startswith(_IN_STORY)
    if is_gone_on and told is not None and told.sentence == context.sentence.index:
        return year + 1
    is_late = told is not None and re.fullmatch(rf"{year}-1[012](?:-\d\d)?", told.value)
    if told is None or name > 2 or not is_late:
        return year
    if context.anchor and (year + 1, name) > (context.anchor.year, context.anchor.month):
        return year
    head = context.text[max(0, span[0] - 30) : span[0]]
    return (
        year if cue("distance-head").search(head) or _FURTHER_BACK.match(context.text, span[1]) else year + 1
    )


#: "the February before": earlier than what was told last.
_FURTHER_BACK = compiled(r"\s(?:before|earlier|previously)\b")


def _turns_back(told: date, latest: date, context: Context) -> bool:
    """Whether a day told after a sentence of another year is a recent one of the publication's: in that year it would
    lie before the day that was told last."""
    if context.anchor is None or (context.anchor - latest).days > _RECENT:
        return False
    before = next((x for x in reversed(context.before) if _IN_MONTH.fullmatch(x.value)), None)
    if before is None or before.sentence >= context.sentence.index:
        return False
    return told.isoformat()[: len(before.value)] < before.value


def _is_still_to_come(told: date, span: tuple[int, int], context: Context) -> bool:
    """Whether the text could not tell of the day yet, and does not tell of it as one to come."""
    latest = context.published or context.anchor
    return latest is not None and told > latest + timedelta(days=1) and not is_future(*span, context)


def _likelier(past: list[date], coming: list[date], here: date, is_future: bool) -> date | None:
    """The latest past day; the next one if the tense says so, or if the past one is almost a year away."""
    latest, following = max(past, default=None), min(coming, default=None)
    if latest is None or following is None:
        return latest or following
    gone, left = (here - latest).days, (following - here).days
    if is_future and gone > 10 and left < 330:
        return following
    return following if gone > 290 and left < 60 and latest.year < here.year else latest


#: "the last on 25 August": of the publication's year, whatever was told before.
_LATEST = compiled(
    r"\b(?:last|latest|most\srecent(?:ly)?)\s(?:\w+\s){0,3}?(?:on|in)\s(?:the\s)?$", re.IGNORECASE
)


def _is_latest(start: int, context: Context) -> bool:
    return _LATEST.search(context.text, max(0, start - 40), start) is not None


def _year_of_narrative(start: int, end: int, context: Context) -> int | None:
    """The year of a date that the sentence or the one before has just told of, if the text named it."""
    if year := _year_of_label(context):
        return year
    if _is_latest(start, context):
        return None
    for mention in reversed(context.before):
        distance = context.sentence.index - mention.sentence
        if distance > 1 or mention.is_frame:
            return None
        if mention.type != "DATE":
            continue
        if (
            distance == 0
            and mention.rule.startswith("year-offset")
            and mention.start - context.sentence.start < 4
        ):
            return int(mention.value[:4])  # "Last year was busier: in January …"
        if mention.rule.endswith(":resolved") or "/" in mention.value:
            if mention.rule.startswith(_COUNTED_ON) and "/" not in mention.value:
                return int(mention.value[:4])
            if not mention.rule.startswith(_IN_STORY):
                return None
            continue
        if _same_paragraph(mention, context) and _leads_narrative(mention, distance, context):
            return int(mention.value[:4])
        return None
    return None


def _year_of_era(context: Context, name: int, number: int = 31) -> int | None:
    """The past year in which the last sentences tell their story, if the month and day go on with it: of the last
    full date, or in the same paragraph of "In 2013, …", if nothing since was told from the publication day."""
    reached, natural = "", _latest_year(context, name, number)
    for mention in reversed(context.before):
        if mention.type != "DATE":
            continue
        if mention.value == natural and _same_paragraph(mention, context):
            return None
        if context.sentence.index - mention.sentence > _ERA or mention.is_frame or "/" in mention.value:
            return None
        if mention.rule.endswith(":resolved"):
            is_now = context.anchor is not None and mention.value[:4] == str(context.anchor.year)
            if is_now or not mention.rule.startswith((*_IN_STORY, "weekday")):
                return None
            reached = reached or mention.value
            continue
        head = context.text[max(0, mention.start - 40) : mention.start]
        if cue("distance-head").search(head) and not _SEASON_OF.search(head):
            continue
        reached = reached or mention.value
        if int(mention.value[5:7] or 0) == name:
            return int(mention.value[:4])
        if timex.is_day(mention.value):
            return int(mention.value[:4]) if reached[4:] <= f"-{name:02d}-{number:02d}" else None
        is_front = cue("year-front").search(head) or _SEASON_OF.search(head)
        is_told = _same_paragraph(mention, context) and is_front
        return int(mention.value[:4]) if is_told else None
    return None


def _latest_year(context: Context, name: int, number: int) -> str:
    """The year of the latest such day before the anchor."""
    here = context.anchor
    return str(here.year - ((name, number) > (here.month, here.day))) if here else ""


#: How many sentences a year holds, and the rules whose dates go on with a story.
_ERA = 10
_IN_STORY = (
    "month-day",
    "day-month",
    "month-alone",
    "may-march",
    "nth",
    "later",
    "neighbour",
    "day-before",
    "same",
    "after-event",
    "a-weekday",
)
#: Rules whose dates are counted from the story's, and so are of its year.
_COUNTED_ON = ("later", "neighbour", "same", "after-event")
#: A day no further back than this, in days, is the latest one, whatever year was named before.
_RECENT = 45


def _year_of_label(context: Context) -> int | None:
    """The year of the label that opens the paragraph, if no other full date has followed it."""
    for mention in reversed(context.before):
        if context.sentences[mention.sentence].paragraph != context.sentence.paragraph:
            return None
        if _is_label(mention, context):
            return int(mention.value[:4])
        if mention.type == "DATE" and not mention.rule.endswith(":resolved"):
            return None
    return None


def _is_label(mention: TimeMention, context: Context) -> bool:
    """Whether a date with its year stands in a short sentence without a verb that opens the paragraph ("3. Fuel,
    June 2019."): what follows is of that year."""
    if mention.type != "DATE" or mention.rule.endswith(":resolved") or "/" in mention.value:
        return False
    told = context.sentences[mention.sentence]
    if told.paragraph != context.sentence.paragraph or told.index == context.sentence.index:
        return False
    words = context.text[told.start : told.end]
    return len(words) <= 80 and not has_finite(words)


def _same_paragraph(mention: TimeMention, context: Context) -> bool:
    between = context.text[mention.end : context.sentence.start]
    return "\n" not in between


def _leads_narrative(mention: TimeMention, distance: int, context: Context) -> bool:
    """Whether later dates belong to the year of this one: a full date, or "In 2017, …" at the front; not
    "since 2017", which only measures a distance."""
    head = context.text[max(0, mention.start - 40) : mention.start]
    is_front = bool(cue("year-front").search(head) or _SEASON_OF.search(head))
    if cue("distance-head").search(head) and not is_front:
        return False
    if len(mention.value) == 4:
        behind = context.text[mention.end : context.sentence.end] if distance == 0 else ""
        told = context.sentences[mention.sentence]
        if distance == 1 and is_front and told.end - told.start <= _SHORT:
            return True  # "Then came 2022. In January alone …"
        return distance == 0 and (is_front or bool(_IN_YEAR_WHEN.match(behind) and head.endswith(" in ")))
    return distance == 0 or is_front or timex.is_day(mention.value)


#: A sentence of no more characters than this only names the year of which the next ones tell.
_SHORT = 40
#: "In the summer of 2018 …": what follows fell in that year.
_SEASON_OF = compiled(
    r"(?:^|[.!?;:”\"]\s|\n\s*)(?:[Ii]n|[Dd]uring)\s(?:the\s)?(?:early\s|late\s)?(?:spring|summer|autumn|fall|winter)\sof\s$"
)
#: "in 2011, on Syria, when …": what follows fell in that year.
_IN_YEAR_WHEN = compiled(r",[^.;]{0,60}?\swhen\s")


def last_month(context: Context, reach: int = 3, *, is_told: bool = False) -> tuple[int, int] | None:
    """Year and month of the last date that has one, in this sentence or the few before it. `is_told`: a month of an
    earlier sentence that only says how long it had been is none."""
    for mention in reversed(context.before):
        distance = context.sentence.index - mention.sentence
        if distance > reach:
            return None
        if mention.type == "DATE" and _IN_MONTH.fullmatch(mention.value):
            if is_told and distance and _only_measures(mention, context):
                continue
            return int(mention.value[:4]), int(mention.value[5:7])
    return None


#: A month, a day, or days of one month.
_IN_MONTH = compiled(r"(\d{4}-\d\d)(?:-\d\d)?(?:/\1-\d\d)?")


def _only_measures(mention: TimeMention, context: Context) -> bool:
    """Whether a month told only how long it had been ("the first since November")."""
    head = context.text[max(0, mention.start - 12) : mention.start]
    return len(mention.value) == 7 and _SINCE.search(head) is not None


_SINCE = compiled(r"\b(?:since|by|until|before)\s(?:early\s|late\s|mid-)?$", re.IGNORECASE)


#: What has gone on since a month, told now, began in the latest such month.
_HAS_SINCE = compiled(r"\b(?:has|have)\b[^.;]*\ssince\s(?:early\s|late\s|mid-)?$")


def year_of_month(name: int, m: Match, context: Context) -> int | None:
    """The year of a month named by itself: the latest such month that has begun, the next after a future
    cue, the frame's year, or that of a date just named."""
    if context.anchor is None:
        return context.year and _past_new_year(context.year, name, span_of(m), context)
    here, relative = context.anchor, has_group(m, "rel").lower()
    latest = here.year - (name > here.month)
    if relative == "last" or relative == "this past":
        return here.year - (name >= here.month)
    if relative in ("next", "this coming"):
        return here.year + (name <= here.month)
    if relative.startswith("that") and (year := _last_year_named(context)):
        return year - ((year, name) > (here.year, here.month))
    if (told := last_month(context)) and _FURTHER_BACK.match(context.text, span_of(m)[1]):
        return told[0] - (name >= told[1])
    if _HAS_SINCE.search(context.text, max(context.sentence.start, m.start() - 120), m.start()):
        return latest
    if relative == "this":
        return here.year if abs(name - here.month) < 7 else latest
    year = _year_of_narrative(*span_of(m), context)
    year = year and _past_new_year(year, name, span_of(m), context)
    if year and ((year, name) <= (here.year, here.month) or is_future(*span_of(m), context)):
        return year
    if (here.year * 12 + here.month) - (latest * 12 + name) > 2 and (year := _year_of_era(context, name)):
        return year
    months_gone = (here.month - name) % 12
    is_since = re.search(
        r"\b(?:since|from|after)\s(?:\w+\s)?$",
        context.text[max(0, m.start() - 20) : m.start()],
        re.IGNORECASE,
    )
    words, offset = surroundings(m.start(), context)
    is_near = months_gone >= 10 and not is_since and not cue("past-verb").search(words)
    left = (name - here.month) % 12
    # "it planned the third for October", told in November
    was_due = months_gone <= 3 and left > 6 and not cue("present-term").search(words[: m.start() - offset])
    if is_near or (months_gone >= 1 and not was_due and is_future(*span_of(m), context, near=left <= 3)):
        return here.year + (name < here.month)
    return latest
