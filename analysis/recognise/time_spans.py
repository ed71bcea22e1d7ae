"""Weeks, months, years and durations, named or told from the publication day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from analysis.lexicon import pattern
from analysis.recognise import numbers, timex
from analysis.recognise.time_context import (
    Context,
    Match,
    Piece,
    count_of,
    has_group,
    is_future,
    number_in,
    rule_of,
    singular,
    span_of,
    step_of,
)
from analysis.recognise.time_story import resolve_day, year_of_month, year_said


def read_offset_day(m: Match, context: Context) -> Iterator[Piece]:
    """ "today", "yesterday", "tomorrow"."""
    if context.anchor is not None:
        shift = pattern("dates", rule_of(m)).fields["shift"]
        here = _day_of_speech(m, context) if shift == 0 else context.anchor
        yield Piece(m.start(), m.end(), (here + timedelta(days=shift)).isoformat())


def _day_of_speech(m: Match, context: Context) -> date:
    """What "today" means: the anchor, but between quotation marks the eve of it if the article tells of that
    day only."""
    assert context.anchor is not None
    eve = context.anchor - timedelta(days=1)
    days = {mention.value for mention in context.before if timex.is_day(mention.value)}
    opened = context.words[: m.start() - context.sentence.start]
    is_quoted = bool(re.search(r"[“\"‘][^”\"]*$", opened))
    told_on_eve = eve.isoformat() in days and context.anchor.isoformat() not in days
    return eve if is_quoted and told_on_eve else context.anchor


def read_offset_week(m: Match, context: Context) -> Iterator[Piece]:
    """ "last week", "this week"."""
    if context.anchor is None:
        return
    if "past" in m["rel"].lower():
        yield Piece(m.start(), m.end(), "P1W", "DURATION")
        return
    yield Piece(*span_of(m), timex.week(context.anchor + timedelta(days=7 * step_of(m["rel"]))))


def read_week_of(m: Match, context: Context) -> Iterator[Piece]:
    """ "the week of 17 January"."""
    name, number = timex.month_number(m["m1"] or m["m2"]), number_in(m["d1"] or m["d2"])
    year = year_said(m, context)
    day = timex.day(year, name, number) if year else resolve_day(number, name, m, context)
    if day:
        yield Piece(m.start(), m.end(), timex.week(day), has_year=bool(year))


def read_offset_month(m: Match, context: Context) -> Iterator[Piece]:
    """ "this month", "last month"."""
    if context.anchor is not None:
        yield Piece(*span_of(m), timex.months_from(context.anchor, step_of(has_group(m, "rel"))))


def read_offset_year(m: Match, context: Context) -> Iterator[Piece]:
    """ "this year", "the start of the year"."""
    here = context.anchor.year if context.anchor else context.year
    if here is not None:
        yield Piece(*span_of(m), f"{here + step_of(has_group(m, 'rel')):04d}")


def read_month(m: Match, context: Context) -> Iterator[Piece]:
    """ "January 2022", "last October", "since March"."""
    name = timex.month_number(m["m1"])
    year = year_said(m, context)
    has_year = year is not None
    if year is None:
        year = year_of_month(name, m, context)
    if year is not None:
        start, end = span_of(m)
        yield Piece(start, end, timex.month(year, name), has_year=has_year)


def read_month_range(m: Match, context: Context) -> Iterator[Piece]:
    """ "from January to March 2022"."""
    name1, name2 = timex.month_number(m["m1"]), timex.month_number(m["m2"])
    year2 = int(m["y2"]) if m["y2"] else int(m["y1"]) if m["y1"] else None
    if year2 is None and context.anchor:
        year2 = context.anchor.year - (name2 > context.anchor.month and not is_future(*m.span(), context))
    if year2 is None:
        return
    year1 = int(m["y1"]) if m["y1"] else year2 - (name1 > name2)
    if has_group(m, "lead").lower() == "between":  # two limits, not a stretch that is named as one
        has_year = bool(m["y1"] or m["y2"])
        end1 = m.end("y1") if m["y1"] else m.end("m1")
        yield Piece(m.start("m1"), end1, timex.month(year1, name1), has_year=has_year)
        yield Piece(m.start("m2"), m.end(), timex.month(year2, name2), has_year=has_year)
        return
    yield Piece(
        m.start("m1"),
        m.end(),
        f"{timex.month(year1, name1)}/{timex.month(year2, name2)}",
        has_year=bool(m["y1"] or m["y2"]),
    )


def read_year(m: Match, context: Context) -> Iterator[Piece]:
    """ "2017"."""
    yield Piece(m.start(), m.end(), m["y1"], has_year=True)


def read_spoken_year(m: Match, context: Context) -> Iterator[Piece]:
    """ "nineteen ninety-eight", "twenty seventeen", "two thousand and six", with or without a month before."""
    century = 2000 if m["c"].lower().startswith("tw") else 1900
    year = century + int(numbers.value_of(m["rest"].replace("oh ", "")) or 0)
    if name := has_group(m, "m1"):
        yield Piece(m.start(), m.end(), timex.month(year, timex.month_number(name)), has_year=True)
    elif 1945 <= year < 2050:
        yield Piece(m.start(), m.end(), f"{year:04d}", has_year=True)


def read_year_range(m: Match, context: Context) -> Iterator[Piece]:
    """ "2006-2017"."""
    first, last = m["y1"], m["y2"] if len(m["y2"]) == 4 else m["y1"][:2] + m["y2"]
    if first < last <= "2049":
        yield Piece(m.start(), m.end(), f"{first}/{last}", has_year=True)


def read_duration(m: Match, context: Context) -> Iterator[Piece]:
    """ "six months", "four-year"."""
    if count := count_of(m["n"]):
        yield Piece(m.start(), m.end(), timex.duration(count, singular(m["unit"])), "DURATION")


def read_hours(m: Match, context: Context) -> Iterator[Piece]:
    """Hours that make a day or more."""
    if (count := count_of(m["n"])) >= 24:
        yield Piece(m.start(), m.end(), f"PT{int(count)}H", "DURATION")


def read_duration_one(m: Match, context: Context) -> Iterator[Piece]:
    """ "for a decade", "within one month"."""
    yield Piece(*span_of(m), timex.duration(1, singular(m["unit"])), "DURATION")


def read_duration_sum(m: Match, context: Context) -> Iterator[Piece]:
    """ "three months and one day"."""
    first = timex.duration(count_of(m["n1"]), singular(m["u1"]))
    second = timex.duration(count_of(m["n2"]), singular(m["u2"]))
    yield Piece(m.start(), m.end(), first + second[1:], "DURATION")


def read_duration_half(m: Match, context: Context) -> Iterator[Piece]:
    """ "two and a half years"."""
    unit = singular(m["u1"] or m["u2"] or m["u3"])
    whole = count_of(m["n"]) if m["n"] else 1 if m["one"] else 0
    yield Piece(m.start(), m.end(), timex.duration(whole + 0.5, unit), "DURATION")


def read_quarter_century(m: Match, context: Context) -> Iterator[Piece]:
    """ "a quarter of a century"."""
    yield Piece(m.start(), m.end(), "P25Y", "DURATION")


def read_duration_pair(m: Match, context: Context) -> Iterator[Piece]:
    """ "two or three weeks": a mention for each number."""
    unit = singular(m["unit"])
    for group, end in (("n1", m.end("n1")), ("n2", m.end())):
        if count := count_of(m[group]):
            yield Piece(m.start(group), end, timex.duration(count, unit), "DURATION")
