"""Days: in figures and words, ranges, lists, and the day number alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from analysis.compiling import compiled
from analysis.lexicon import pattern
from analysis.recognise import numbers, timex
from analysis.recognise.time_context import (
    Context,
    Match,
    Piece,
    has_group,
    is_future,
    number_in,
    rule_of,
    span_of,
    step_of,
)
from analysis.recognise.time_story import last_month, resolve_day, year_of_month, year_said
from analysis.recognise.time_told import last_day
from analysis.records import TimeMention


def read_day(m: Match, context: Context) -> Iterator[Piece]:
    """ "20 January 2022", "January 20", "Thursday, May 26"."""
    name, number = timex.month_number(m["m1"]), number_in(m["d1"])
    year = year_said(m, context)
    if year:
        day = timex.day(year, name, number)
    else:
        day = resolve_day(number, name, m, context, has_group(m, "wd"), has_group(m, "rel").lower().strip())
    if day:
        yield Piece(m.start(), m.end(), day.isoformat(), has_year=bool(year))


def read_worded_day(m: Match, context: Context) -> Iterator[Piece]:
    """ "the fifth of January"."""
    number, name = numbers.value_of(m["ord"]), timex.month_number(m["m1"])
    year = year_said(m, context)
    day = timex.day(year, name, int(number or 0)) if year else resolve_day(int(number or 0), name, m, context)
    if day:
        yield Piece(m.start(), m.end(), day.isoformat(), has_year=bool(year))


_DAY_NUMBER = compiled(r"\d+(?:st|nd|rd|th)?", re.IGNORECASE)


def read_list(m: Match, context: Context) -> Iterator[Piece]:
    """ "4 and 28 July": a mention for each day; the one next to the month takes it along."""
    name, year = timex.month_number(m["m1"]), year_said(m, context)
    parts = list(_DAY_NUMBER.finditer(m.string, *m.span("days")))
    is_month_first = m.start("m1") < m.start("days")
    for part in parts:
        number = number_in(part[0])
        day = timex.day(year, name, number) if year else resolve_day(number, name, m, context)
        if day is None:
            continue
        start = m.start() if is_month_first and part is parts[0] else part.start()
        last = part is parts[-1] and (not is_month_first or bool(year))
        yield Piece(start, m.end() if last else part.end(), day.isoformat(), has_year=bool(year))


def read_named_day(m: Match, context: Context) -> Iterator[Piece]:
    """ "New Year's Day", "Christmas Eve"."""
    fields = pattern("dates", rule_of(m)).fields
    year = year_said(m, context)
    if year:
        day = timex.day(year, fields["month"], fields["day"])
    elif rule_of(m) == "new-year-began" and (told := last_day(context)):
        day = date(told.year + (told.month > 6), 1, 1)
    else:
        day = resolve_day(fields["day"], fields["month"], m, context)
    if day:
        yield Piece(m.start(), m.end(), day.isoformat(), has_year=bool(year))


def read_range(m: Match, context: Context) -> Iterator[Piece]:
    """ "27-31 December 2021", "from January 5 to January 30"."""
    name2 = timex.month_number(m["m2"] or m["m1"])
    name1 = timex.month_number(m["m1"] or m["m2"])
    year2 = int(m["y2"]) if m["y2"] else int(m["y1"]) if m["y1"] else None
    last = timex.day(year2, name2, number_in(m["d2"])) if year2 else None
    if last is None and year2 is None:
        last = resolve_day(number_in(m["d2"]), name2, m, context)
    if last is None:
        return
    year1 = int(m["y1"]) if m["y1"] else last.year - (name1 > name2)
    first = timex.day(year1, name1, number_in(m["d1"]))
    is_between = has_group(m, "lead").lower() == "between"
    if first and is_between and (last - first).days > _LONG_STRETCH:  # two limits, each a day
        yield from _limits(m, first, last, has_year=bool(year2))
    elif first and first < last:
        start = min(m.start("m1") if m["m1"] else m.end(), m.start("d1"))
        yield Piece(start, m.end(), f"{first}/{last}", has_year=bool(year2))


#: Days between two limits that are not one stretch any more.
_LONG_STRETCH = 45


def _limits(m: Match, first: date, last: date, *, has_year: bool) -> Iterator[Piece]:
    """ "between May 25 and June 3": a mention for each."""
    groups = (
        [g for g in ("m1", "d1", "y1") if has_group(m, g)],
        [g for g in ("m2", "d2", "y2") if has_group(m, g)],
    )
    for names, value in zip(groups, (first, last), strict=True):
        start, end = min(m.start(g) for g in names), max(m.end(g) for g in names)
        yield Piece(start, end, value.isoformat(), has_year=has_year)


def read_iso(m: Match, context: Context) -> Iterator[Piece]:
    """ "2022-01-20"."""
    if day := timex.day(int(m["y1"]), int(m["m1"]), int(m["d1"])):
        yield Piece(m.start(), m.end(), day.isoformat(), has_year=True)


def read_iso_range(m: Match, context: Context) -> Iterator[Piece]:
    """ "2022-01-05/2022-01-30"."""
    yield Piece(m.start(), m.end(), f"{m['first']}/{m['last']}", has_year=True)


def read_iso_month(m: Match, context: Context) -> Iterator[Piece]:
    """ "2022-01"."""
    first = f"{m['y1']}-{m['m1']}"
    value = f"{first}/{m['y2']}-{m['m2']}" if m["y2"] else first
    yield Piece(m.start(), m.end(), value, has_year=True)


def read_numeric(m: Match, context: Context) -> Iterator[Piece]:
    """ "12/09/2017", "25.05.2022", "MON 10/07/06"."""
    if m["y2"]:
        day = timex.day(int(m["y2"]), int(m["m2"]), int(m["d2"]))
    else:
        year = int(m["y1"]) if len(m["y1"]) == 4 else 2000 + int(m["y1"])
        day = _day_in_figures(int(m["a"]), int(m["b"]), year, m["sep"], context.anchor, has_group(m, "wd"))
    if day:
        yield Piece(m.start(), m.end(), day.isoformat(), has_year=True)


def _day_in_figures(
    a: int, b: int, year: int, separator: str, anchor: date | None, weekday: str = ""
) -> date | None:
    """12/09/2017: the reading that the calendar and a weekday allow; of two, the one nearest to the anchor and
    not after it; without an anchor dots mean day first, slashes remain open."""
    day_first, month_first = timex.day(year, b, a), timex.day(year, a, b)
    readings = [d for d in (day_first, month_first) if d]
    if weekday:
        readings = [d for d in readings if d.weekday() == timex.weekday_number(weekday)] or readings
    if len(set(readings)) < 2:
        return readings[0] if readings else None
    if separator == ".":
        return day_first
    if anchor is None:
        return None
    known = [d for d in readings if d <= anchor + timedelta(days=1)]
    return max(known) if known else None


def read_nth(m: Match, context: Context) -> Iterator[Piece]:
    """ "the 14th": of the month last named if it is near, else of the anchor's month or the one before."""
    number = int(numbers.value_of(m["d1"]) or 0)
    is_worded = not m["d1"][0].isdigit()
    base = (
        _month_of_publication(number, context)
        or last_month(context, is_told=True)
        or _month_of_headline(context)
    )
    is_led = (
        rule_of(m) == "nth-aside"
        or _is_of_day(m, context)
        or _tells_month(m, number, context)
        or _HOUR_OF.search(context.text, max(0, m.start() - 20), m.start()) is not None
        or (base is not None and _A_DAY.search(context.text, max(0, m.start() - 20), m.start()) is not None)
        or (_NTH_LEAD.match(m[0]) is not None and not (is_worded and base is None))
    )
    if not is_led and not _goes_on(m, context):
        return
    day = _told_by_then(number, base, m, context) if base else None
    if context.anchor and (recent := _of_this_month(number, base, context)):
        day = recent
    if day is None and context.anchor:
        here = context.anchor
        future = is_future(*span_of(m), context)
        earlier = here.replace(day=1) - timedelta(days=1)
        days = [timex.day(here.year, here.month, number), timex.day(earlier.year, earlier.month, number)]
        day = next((d for d in days if d and (future or d <= here)), None)
    if day:
        yield Piece(*span_of(m), day.isoformat())


def _tells_month(m: Match, number: int, context: Context) -> bool:
    """Whether the day is one of the month that this sentence or the one before has named last, without a day ("In June
    two firms were hit. It was the 16th."), or goes on with the days told so far ("The 13th: a statement. The 24th: …")."""
    last = next((x for x in reversed(context.before) if x.type == "DATE"), None)
    if last is None:
        return False
    distance = context.sentence.index - last.sentence
    if rule_of(m) == "nth-label":
        return distance <= _LABELS and timex.is_day(last.value) and int(last.value[8:]) < number
    if m[0].startswith("dated"):
        return distance <= _LABELS
    is_same = timex.is_day(last.value) and int(last.value[8:]) == number
    is_open = re.fullmatch(r"\d{4}-\d\d", last.value) is not None and distance <= 1
    return (is_same or is_open) and (rule_of(m) == "nth-told" or m[0].startswith("the"))


#: Days that are told one by one stand within so many sentences.
_LABELS = 3


def _told_by_then(number: int, base: tuple[int, int], m: Match, context: Context) -> date | None:
    """The day in the month; in the one before, if the article could not tell of it yet."""
    day, here = timex.day(*base, number), context.published or context.anchor
    is_to_come = day and here and day > here and not is_future(*span_of(m), context)
    earlier = date(*base, 1) - timedelta(days=1)
    return timex.day(earlier.year, earlier.month, number) if is_to_come else day


def _of_this_month(number: int, base: tuple[int, int] | None, context: Context) -> date | None:
    """The day in the anchor's month, where a new paragraph returns to it from an older one: "the 24th" of this
    month was told so before."""
    here = context.anchor
    if here is None or base is None or base == (here.year, here.month):
        return None
    day = timex.day(here.year, here.month, number)
    last = context.before[-1]
    is_back = context.sentences[last.sentence].paragraph != context.sentence.paragraph
    told_so = any(x.rule.startswith("nth") and x.value.startswith(f"{here:%Y-%m}-") for x in context.before)
    return day if day and day <= here and is_back and told_so else None


def _is_of_day(m: Match, context: Context) -> bool:
    """ "The others were of the 2nd and the 21st": days of the month told before."""
    is_end = _OF_DAYS.match(context.text, m.start()) is not None
    return is_end and last_month(context) is not None


_OF_DAYS = compiled(r"of\sthe\s\d{1,2}(?:st|nd|rd|th)(?=[.;)]|,\s(?!\d)|\sand\s(?:of\s)?the\s\d)")
#: "launched on a single day, the 5th".
_A_DAY = compiled(r"\b(?:single|same|one|very|that)\sday,\s$")
#: "on the morning of the 30th": a day, whether or not one was named before.
_HOUR_OF = compiled(r"\b(?:morning|dawn|daybreak|noon|midday|afternoon|evening|night|hours)\s$")
_NTH_LEAD = compiled(r"(?:on|by|until|since|from)\s", re.IGNORECASE)


def _month_of_publication(number: int, context: Context) -> tuple[int, int] | None:
    """The publication's month, if a new paragraph names a day in a text that has named days of that month so before,
    as Japanese and Korean papers do."""
    here = context.anchor
    if here is None or number > here.day:
        return None
    month = here.isoformat()[:7]
    so_far = [x for x in context.before if x.type == "DATE" and _in_paragraph(x, context)]
    is_habit = any(x.rule.startswith("nth") and x.value[:7] == month for x in context.before)
    return (here.year, here.month) if is_habit and not so_far else None


def _in_paragraph(mention: TimeMention, context: Context) -> bool:
    return context.sentences[mention.sentence].paragraph == context.sentence.paragraph


def _month_of_headline(context: Context) -> tuple[int, int] | None:
    """Year and month that the headline or a heading above names, if it names one and no day."""
    headed = (x for x in reversed(context.before) if _heads(x, context) and x.type == "DATE")
    value = next((x.value for x in headed), "")
    return (int(value[:4]), int(value[5:])) if re.fullmatch(r"\d{4}-\d\d", value) else None


def _goes_on(m: Match, context: Context) -> bool:
    """Whether the sentence has named a day before ("and the 11th"), or a month right before ("July had the 25th")."""
    named = [x for x in context.before if x.sentence == context.sentence.index and x.type == "DATE"]
    if m[0].startswith(("the", "had", "saw", "brought", "added")):
        return bool(named) and m.start() - named[-1].end <= 12 and len(named[-1].value) in (7, 10)
    return any(timex.is_day(x.value) for x in named)


def read_nth_list(m: Match, context: Context) -> Iterator[Piece]:
    """ "the 25th and 31st" of the month named before: a mention for each day."""
    base = last_month(context)
    if base is None:
        return
    for part in _DAY_NUMBER.finditer(m.string, *m.span("days")):
        if day := timex.day(*base, number_in(part[0])):
            yield Piece(part.start(), part.end(), day.isoformat())


def read_short_day(m: Match, context: Context) -> Iterator[Piece]:
    """ "5/25:" as a label: the reading that the calendar allows and that is the latest past one."""
    if context.anchor is None:
        return
    here, a, b = context.anchor, int(m["a"]), int(m["b"])
    if _HOUR.search(context.text):
        return
    years = (here.year - 1, here.year)
    days = [d for y in years for d in (timex.day(y, b, a), timex.day(y, a, b)) if d and d <= here]
    if days:
        yield Piece(m.start(), m.end(), max(days).isoformat())


#: A label in the same form that no calendar has: the labels are times of day, as in a live blog.
_HOUR = compiled(r"^(?:[-*•–—]\s)?(?:[01]?\d|2[0-4])\.(?:00|3[2-9]|[45]\d)[\s:]", re.MULTILINE)


def read_day_and_month(m: Match, context: Context) -> Iterator[Piece]:
    """ "on 21-3": the day stands first."""
    day = resolve_day(int(m["a"]), int(m["b"]), m, context)
    if day:
        yield Piece(*span_of(m), day.isoformat())


def read_nth_of_month(m: Match, context: Context) -> Iterator[Piece]:
    """ "the 25th of that month", "the last day of the month"."""
    base = month_meant(m["which"].lower(), context)
    if base is None:
        return
    day = _day_in_month(base, m)
    if day:
        yield Piece(*span_of(m), day.isoformat())


def month_meant(which: str, context: Context) -> tuple[int, int] | None:
    """Year and month of "that month", "last month", "this month"."""
    here = context.anchor
    if which in ("this", "last", "next", "the current"):
        if here is None:
            return None
        index = here.year * 12 + here.month - 1 + step_of(which)
        return index // 12, index % 12 + 1
    return last_month(context, reach=6) or ((here.year, here.month) if here else None)


def _day_in_month(base: tuple[int, int], m: Match) -> date | None:
    if number := has_group(m, "d1"):
        said = int(
            number_in(number) if number[0].isdigit() else numbers.value_of(_DAY_WORD.sub("", number)) or 0
        )
        return timex.day(*base, said)
    first = date(*base, 1)
    return first if m["end"].lower() in ("first", "opening") else _month_end(first)


_DAY_WORD = compiled(r"\sday$", re.IGNORECASE)


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def read_end_of_month(m: Match, context: Context) -> Iterator[Piece]:
    """ "the last day of October"."""
    name, year = timex.month_number(m["m1"]), year_said(m, context)
    has_year = year is not None
    year = year if year is not None else year_of_month(name, m, context)
    day = _day_in_month((year, name), m) if year is not None else None
    if day:
        yield Piece(*span_of(m), day.isoformat(), has_year=has_year)


def read_numbered_day(m: Match, context: Context) -> Iterator[Piece]:
    """ "9: two missiles" below a heading that names a month."""
    for mention in reversed(context.before):
        if re.fullmatch(r"\d{4}-\d\d", mention.value) and (
            mention.is_frame or _heads(mention, context) or _is_in_row(mention, context)
        ):
            day = timex.day(int(mention.value[:4]), int(mention.value[5:]), number_in(m["d1"]))
            if day:
                yield Piece(*span_of(m), day.isoformat(), has_year=True)
            return
        if not mention.rule.startswith("numbered-day") and mention.is_frame:
            return


def _is_in_row(mention: TimeMention, context: Context) -> bool:
    """Whether the mention stands in the row of a table."""
    told = context.sentences[mention.sentence]
    return "|" in context.text[told.start : told.end]


def _heads(mention: TimeMention, context: Context) -> bool:
    return context.sentences[mention.sentence].kind in ("headline", "heading")
