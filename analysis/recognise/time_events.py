"""Times told from another: "the same day", "three days later", "two days after the vote"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from analysis.compiling import compiled
from analysis.lexicon import pattern, patterns
from analysis.recognise import clauses, timex
from analysis.recognise.time_context import (
    Context,
    Match,
    Piece,
    ahead_of,
    count_of,
    cue,
    has_group,
    is_future,
    singular,
    span_of,
)
from analysis.recognise.time_days import read_day
from analysis.recognise.time_feasts import feast_behind
from analysis.recognise.time_told import last_day, last_value, news_day
from analysis.records import TimeMention

#: A day of which "the same day" speaks was told no more sentences ago than this.
_STORY = 8
#: An event that "the day after the vote" counts from was told no more sentences ago than this.
_EVENT_REACH = 12
#: Farther back the event must be the only one of its kind that the article tells of the last weeks.
_FRESH = timedelta(days=14)


def _coarsened(value: str, unit: str, step: int = 0) -> str:
    """The week, month or year in which the value lies, moved by `step`; "" if the value is too coarse."""
    first, last = timex.bounds(value)
    if not first:
        return ""
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    if unit == "year":
        return f"{begin.year + step:04d}"
    if unit == "month":
        return timex.months_from(begin, step) if (end - begin).days < 31 else ""
    if unit == "week":
        return timex.week(begin + timedelta(days=7 * step)) if (end - begin).days < 7 else ""
    return (begin + timedelta(days=step)).isoformat() if begin == end else ""


def read_same(m: Match, context: Context) -> Iterator[Piece]:
    """ "the same day", "that month"."""
    said_unit = (m["unit"] or m["unit2"]).lower()
    unit = "day" if said_unit in ("morning", "afternoon", "evening", "night") else said_unit
    told = _day_told(context) if unit == "day" else _told(context)
    if said_unit != "day" and unit == "day" and not timex.is_day(told):
        told = last_value(context, reach=_STORY, days=True)  # no evening is a month's
    value = _coarsened(told, unit)
    if said := has_group(m, "y1"):
        value = said + value[4:] if unit in ("day", "month") else ""
    if unit == "day" and not value and last_value(context) and (day := last_day(context)):
        value = day.isoformat()
    if value:
        yield Piece(*span_of(m), value)


def _told(context: Context) -> str:
    """The value told last, further back if the last sentences have none; not one that the tagger takes for no day of
    anything done where it sees such a day near."""
    value = last_value(context) or last_value(context, reach=_STORY)
    return _day_of_deed_near(value, context) or value


def _day_of_deed_near(value: str, context: Context) -> str:
    """The day last told near that surely dates something done, where the value's own surely dates nothing, or ""."""
    tags = context.tags
    near = [
        x for x in context.before if context.sentence.index - x.sentence <= _NEAR and timex.is_day(x.value)
    ]
    own = [x for x in near if x.value == value]
    if (
        tags is None
        or not own
        or any(_SAID.search(context.text, max(0, x.start - 40), x.start) for x in own[-1:])
    ):
        return ""
    if any(tags.dates_deed(x.start, x.end) >= _UNLIKELY for x in own):
        return ""
    return next((x.value for x in reversed(near) if tags.dates_deed(x.start, x.end) >= _SURE), "")


#: What is announced on a day is mostly done on it.
_SAID = compiled(r"\b(?:said|says|announced|told\s\w+)\s(?:on\s|late\s|early\s)?$")
#: So many sentences back, and with such likelihoods, a day is looked for that dates something done instead.
_NEAR, _UNLIKELY, _SURE = 3, 0.1, 0.7


def _day_told(context: Context) -> str:
    """The same for a day: of a month ("the December list") the day in it that was told before."""
    value = _told(context) or news_day(context)
    if "W" in value:
        return value
    if not re.fullmatch(r"\d{4}-\d\d", value):
        return value if timex.is_day(value) else last_value(context, reach=_STORY, days=True)
    return next((x.value for x in reversed(context.before) if x.value.startswith(value + "-")), value)


def read_neighbour(m: Match, context: Context) -> Iterator[Piece]:
    """ "the following day", "the day before"; "the day after the vote" counts from that vote."""
    unit = (has_group(m, "unit") or "day").lower()
    unit = "day" if unit in ("morning", "evening", "night") else unit
    sense = (has_group(m, "dir") or "before").lower()
    step = -1 if sense in ("previous", "preceding", "before", "earlier") else 1
    following = ahead_of(m, context)
    is_pronoun = _THAT.match(following) is not None
    names_event = bool(_event_named(following)) or (unit == "day" and not _ends(following))
    is_event = sense in ("before", "after") and not is_pronoun and names_event and not _THERE.match(following)
    deed = _day_of_deed(following, context) if unit == "day" and sense in ("before", "after") else None
    if deed:
        value = (deed + timedelta(days=step)).isoformat()
    elif is_event:
        day = _day_beside(m, step, following, context) if unit == "day" else None
        value = day.isoformat() if day else ""
    else:
        value = _coarsened(_day_told(context) if unit == "day" else _told(context), unit, step)
    if value:
        yield Piece(m.start(), m.end(), value, is_event=is_event and _apposed(m, context) is not None)


def _ends(following: str) -> bool:
    """Whether the phrase ends before the next words: at a stop, or at the verb of the clause around it."""
    word = re.match(r"\s([a-z]+)\b", following)
    return _ENDS.match(following) is not None or (word is not None and clauses.is_finite(word[1]))


_THAT = compiled(r"\s(?:that|this|then)\b(?!\s\w+)", re.IGNORECASE)
#: "The year before there had been …": what follows is a clause of its own, not the event counted from.
_THERE = compiled(r",?\sthere(?:[’']d)?\s(?:was|were|had|has|have|came|been)\b")
#: After "the day before" alone: a stop, or a word that begins something else.
_ENDS = compiled(
    r"\s*(?:[,.;:)—–”\"’]|$)|\s(?:in|on|at|from|by|and|but|to|with|was|were|had|has|it|he|she|they|near|off|over|into)\b"
)


def _day_of_deed(following: str, context: Context) -> date | None:
    """The day on which a sentence before tells what the next words repeat ("the day after she died")."""
    deed = _DEED.match(following)
    if deed is None:
        return None
    told = [x for x in context.before if _tells(x, rf"\b{deed[1]}\b", context)]
    near = [x for x in told if context.sentence.index - x.sentence <= _DEED_REACH]
    return date.fromisoformat(near[-1].value) if near else None


_DEED = compiled(r"\s(?:he|she|it|they)\s(?!(?:was|were|had|has|is|did)\b)([a-z]{4,}|met)\b")
#: A deed told so many sentences ago may be named again.
_DEED_REACH = 60


def _day_beside(m: Match, step: int, following: str, context: Context) -> date | None:
    """The day beside an event's. Where only the day that the expression explains is known ("on 28 July, the day
    after Iran sent up …"), the event's own."""
    if feast := feast_behind(m, following, context):
        return feast + timedelta(days=step)
    if apposed := _apposed(m, context):
        return apposed - timedelta(days=step)
    if day := _day_of_event(_event_named(following), following, m.end(), context):
        return day + timedelta(days=step)
    if context.text[m.start() - 2 : m.start()] == ", " and (told := last_day(context, reach=2)):
        return told - timedelta(days=step) if told != context.anchor else None
    return None


def read_ago(m: Match, context: Context) -> Iterator[Piece]:
    """ "three days ago", "a year ago"."""
    count, unit = int(count_of(m["n"])), singular(m["unit"])
    if context.anchor is None or not count:
        return
    value = _moved(context.anchor.isoformat(), -count, unit)
    if value and (timex.is_day(value) or not cue("month-told-next").match(ahead_of(m, context))):
        yield Piece(*span_of(m), value)


def _moved(value: str, count: int, unit: str) -> str:
    """The value so many units away, as precise as the unit: days and one week give days."""
    if unit in ("fortnight", "week"):
        days = count * (14 if unit == "fortnight" else 7)
        return _coarsened(value, "day", days) or _coarsened(value, "week", days // 7)
    if unit in ("decade", "century"):
        return _coarsened(value, "year", count * (10 if unit == "decade" else 100))
    return _coarsened(value, unit, count)


def read_later(m: Match, context: Context) -> Iterator[Piece]:
    """ "a day earlier", "two weeks later"."""
    count, unit = int(count_of(m["n"])), singular(m["unit"])
    sign = -1 if m["dir"].lower().startswith(("earlier", "previous", "prior", "before")) else 1
    reference = _told(context) or news_day(context) or (context.anchor.isoformat() if context.anchor else "")
    if sign < 0 and timex.is_day(reference) and _is_to_come(reference, m, context):
        reference = _last_past(context)
    if unit in ("day", "week", "fortnight") and not timex.is_day(reference):
        day = last_day(context)
        reference = last_value(context, reach=_STORY, days=True) or (day.isoformat() if day else reference)
    value = _moved(reference, sign * count, unit) if reference and count else ""
    if sign > 0 and timex.is_day(value) and _is_to_come(value, m, context):
        value = _from_aside(count, unit, context) or value
    if value and (_is_after_month(unit, context) or _is_rough(m, context)):
        value = ""
    if value:
        yield Piece(m.start(), m.end(), value)
    elif count:
        yield Piece(m.start(), m.end(), timex.duration(count, unit), "DURATION")


def _is_to_come(value: str, m: Match, context: Context) -> bool:
    """Whether the day lies ahead of a text that tells of it as past."""
    latest = context.published
    return latest is not None and value > latest.isoformat() and not is_future(*m.span(), context)


def _last_past(context: Context) -> str:
    """The day told last that is not ahead of the text, else that of the text."""
    latest = context.published.isoformat() if context.published else ""
    near = (x.value for x in reversed(context.before) if context.sentence.index - x.sentence <= _STORY)
    return next((v for v in near if timex.is_day(v) and v <= latest), latest)


def _from_aside(count: int, unit: str, context: Context) -> str:
    """The day counted from one that was told only in passing, where it lies behind the text."""
    near = (x.value for x in reversed(context.before) if context.sentence.index - x.sentence <= _STORY)
    moved = (_moved(v, count, unit) for v in near if timex.is_day(v))
    return next((v for v in moved if v and context.published and v <= context.published.isoformat()), "")


def _is_rough(m: Match, context: Context) -> bool:
    """Whether the day itself follows what is only an estimate ("less than three weeks later, on 29 May")."""
    is_estimate = _ESTIMATE.search(context.text[max(0, m.start() - 20) : m.start()])
    return is_estimate is not None and _THE_DAY.match(context.text, m.end()) is not None


_ESTIMATE = compiled(
    r"\b(?:less\sthan|more\sthan|under|over|almost|nearly|barely|about|around|roughly|some|within|not\squite|just\sunder|just\sover)\s$",
    re.IGNORECASE,
)
_THE_DAY = compiled(
    r",\s(?:on|in)\s(?:the\s)?(?:\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun))"
)


def _is_after_month(unit: str, context: Context) -> bool:
    """Whether days are counted from something that the sentence dates by its month or year only ("in April 2009 it
    fired a rocket and was condemned eight days later")."""
    here = [x for x in context.before if x.sentence == context.sentence.index and x.type == "DATE"]
    return bool(here) and len(here[-1].value) in (4, 7) and unit in ("day", "week", "fortnight")


def read_after_event(m: Match, context: Context) -> Iterator[Piece]:
    """ "two days after the vote": the day if the vote's is known, else the duration."""
    count, unit, sense = count_of(m["n"]), singular(m["unit"]), m["dir"].lower()
    if not count:
        return
    span = (m.start(), m.end())
    if sense in ("from now", "hence"):
        if context.anchor:
            yield Piece(*span, _moved(context.anchor.isoformat(), int(count), unit))
        return
    day, behind = None, None
    if unit in ("day", "week") and sense in ("after", "before", "following", "prior to", "ahead of"):
        is_feast = feast_behind(m, ahead_of(m, context), context) is not None
        behind = None if is_feast else _event_behind(m, int(count), unit, context)
        day = behind or _day_away(m, int(count), unit, context)
        if day is None and sense == "after" and _ALONE.match(ahead_of(m, context)):
            day = last_day(context) if last_value(context) else None
            day = day and day + timedelta(days=int(count) * (7 if unit == "week" else 1))
        if day is None:  # "On July 4 it fired seven, two days after four smaller ones"
            day = behind = _day_behind_clause(m, int(count), unit, context)
    if day:
        yield Piece(*span, day.isoformat(), is_event=behind is not None)
    else:
        end = m.end("unit")
        yield Piece(m.start(), end, timex.duration(count, unit), "DURATION")


#: "for the second, three days after;": what it is counted from was told before.
_ALONE = compiled(r"\s?(?:[.,;)]|$)")


def _event_behind(m: Match, count: int, unit: str, context: Context) -> date | None:
    """ "on 12 January, a day after …": the day of the event that is told behind it."""
    day = _apposed(m, context) or (_labelled(m, context) if unit == "day" else None)
    if day is None:
        return None
    days = timedelta(days=count * (7 if unit == "week" else 1))
    return day + days if m["dir"].lower() in ("before", "prior to", "ahead of") else day - days


def _day_behind_clause(m: Match, count: int, unit: str, context: Context) -> date | None:
    """The day of an event that is new to the text, counted from the one day that its sentence has named."""
    here = [x for x in context.before if x.sentence == context.sentence.index and x.type == "DATE"]
    is_told = context.text[m.start() - 2 : m.start()] == ", " and _NEW_EVENT.match(ahead_of(m, context))
    if not is_told or len(here) != 1 or not timex.is_day(here[0].value):
        return None
    days = timedelta(days=count * (7 if unit == "week" else 1))
    is_later = m["dir"].lower() in ("before", "prior to", "ahead of")
    return date.fromisoformat(here[0].value) + (days if is_later else -days)


_NEW_EVENT = compiled(r"\s(?:an?|another|two|three|four|five|six|seven|eight|nine|ten|\d+)\s", re.IGNORECASE)


def _labelled(m: Match, context: Context) -> date | None:
    """The day of the label right above the sentence that the expression opens."""
    above = context.before[-1] if context.before else None
    is_first = above is not None and above.is_frame and above.sentence >= context.sentence.index - 1
    return context.anchor if is_first and m.start() == context.sentence.start else None


def _apposed(m: Match, context: Context) -> date | None:
    """ "on 12 January, a day after …": the day that the expression explains."""
    for mention in reversed(context.before):
        gap = context.text[mention.end : m.start()]
        if mention.sentence == context.sentence.index and timex.is_day(mention.value):
            return (
                date.fromisoformat(mention.value) if re.fullmatch(r",?\s?(?:just\s|only\s)?", gap) else None
            )
    return None


def _day_away(m: Match, count: int, unit: str, context: Context) -> date | None:
    following = ahead_of(m, context)
    day = feast_behind(m, following, context)
    day = day or _day_of_event(_event_named(following), following, m.end(), context)
    if day is None and re.match(r"\s(?:that|this|the\slatter)\s\w+", following):
        day = last_day(context)
    if day is None:
        return None
    days = count * (7 if unit == "week" else 1)
    return day + timedelta(days=-days if m["dir"].lower() in ("before", "prior to", "ahead of") else days)


def _event_named(following: str) -> str:
    """The kind of event that the next words name ("vote", "launch", "meeting"), "" if none."""
    for rule in patterns("dates_context"):
        if rule.fields["role"] == "event" and rule.regex.match(following):
            return rule.id
    return ""


def _day_of_event(event: str, following: str, at: int, context: Context) -> date | None:
    """The day of an event: a date in the phrase itself, or the one in the nearest sentence before that
    tells of such an event."""
    head = cue("event-day").match(following)
    if head and context.anchor and head["wd"]:
        back = (context.anchor.weekday() - timex.weekday_number(head["wd"])) % 7
        return context.anchor - timedelta(days=back)
    if day := _day_in_phrase(following, at, context):
        return day
    which = re.match(r"\s(?:the\s)?(first|last|latest|latter)\sof\s(?:those|these|them|the)\b", following)
    if which and (days := _days_of_last_sentence(context)):
        return min(days) if which[1] == "first" else max(days)
    if not event or _NEW.match(following):
        return None
    stem = pattern("dates_context", event).fields["stem"]
    told = [x for x in context.before if _tells(x, stem, context)]
    near = [x for x in told if context.sentence.index - x.sentence <= _EVENT_REACH]
    if near:
        return date.fromisoformat(near[-1].value)
    fresh = {x.value for x in told if _is_fresh(x, context)}
    return date.fromisoformat(fresh.pop()) if len(fresh) == 1 else None


def _tells(mention: TimeMention, stem: str, context: Context) -> bool:
    """Whether the day is one of a sentence before that tells of such an event, and not the last such one of long ago."""
    if mention.sentence == context.sentence.index or mention.is_frame or not timex.is_day(mention.value):
        return False
    told = context.sentences[mention.sentence]
    around = context.text[max(told.start, mention.start - 90) : min(told.end, mention.end + 90)]
    is_window = context.text[max(told.start, mention.start - 6) : mention.start].lower() == "since "
    return not is_window and re.search(stem, around, re.IGNORECASE) is not None


def _is_fresh(mention: TimeMention, context: Context) -> bool:
    """Whether the day is one of the last weeks: of what the article is about."""
    anchor = context.anchor
    return anchor is not None and timedelta(0) <= anchor - date.fromisoformat(mention.value) <= _FRESH


#: "a week after a rocket": what is new to the text was not told before.
_NEW = compiled(r"\s(?:an?|another)\s", re.IGNORECASE)


def _day_in_phrase(following: str, start: int, context: Context) -> date | None:
    """The day in "the veto of 28 March", if it stands among the next words."""
    stop = re.search(r"[,;.]\s|\band\b", following)
    end = min(start + (stop.start() if stop else 70), start + 70)
    for rule in (pattern("dates", "month-day"), pattern("dates", "day-month")):
        m = rule.regex.search(context.text, start, end)
        if m and re.search(r"\b(?:of|on)\s(?:the\s)?$", context.text[max(0, m.start() - 8) : m.start()]):
            piece = next(iter(read_day(m, context)), None)
            return date.fromisoformat(piece.value) if piece else None
    return None


def _days_of_last_sentence(context: Context) -> list[date]:
    """The days that the nearest sentence with any has named."""
    named = [x for x in context.before if timex.is_day(x.value) and x.sentence < context.sentence.index]
    return [date.fromisoformat(x.value) for x in named if x.sentence == named[-1].sentence]
