"""Time expressions with TIMEX3 values.

Patterns in `data/dates.toml` say what a time expression looks like; the readers here say what each kind
means against the day on which its sentence stands (the publication day or a date line), the dates that
were named before it and the tense around it. What cannot be resolved gives no mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache

from analysis.compiling import compiled
from analysis.lexicon import Pattern, patterns
from analysis.recognise import timex
from analysis.recognise.time_context import Context, Match, Piece, Reader, cue, span_of
from analysis.recognise.time_days import (
    read_day,
    read_day_and_month,
    read_end_of_month,
    read_iso,
    read_iso_month,
    read_iso_range,
    read_list,
    read_named_day,
    read_nth,
    read_nth_list,
    read_nth_of_month,
    read_numbered_day,
    read_numeric,
    read_range,
    read_short_day,
    read_worded_day,
)
from analysis.recognise.time_events import read_after_event, read_ago, read_later, read_neighbour, read_same
from analysis.recognise.time_frames import (
    Frame,
    frame_kind,
    in_year,
    is_yearless,
    of_line,
    opened,
    still_holds,
)
from analysis.recognise.time_labels import days_of_labels
from analysis.recognise.time_spans import (
    read_duration,
    read_duration_half,
    read_duration_one,
    read_duration_pair,
    read_duration_sum,
    read_hours,
    read_month,
    read_month_range,
    read_offset_day,
    read_offset_month,
    read_offset_week,
    read_offset_year,
    read_quarter_century,
    read_spoken_year,
    read_week_of,
    read_year,
    read_year_range,
)
from analysis.recognise.time_weekdays import (
    read_a_weekday,
    read_nth_weekday,
    read_weekday,
    read_weekday_ago,
    read_weekday_label,
    read_weekday_number,
    read_weekday_of_week,
)
from analysis.records import Article, Sentence, Tags, TimeMention


def find(article: Article, tags: Tags | None = None) -> tuple[tuple[TimeMention, ...], tuple[str, ...]]:
    """The time expressions, and per sentence the ISO day (or "") against which relative ones resolve; `tags` is what the
    tagger sees in the article, if it was asked."""
    published = date.fromisoformat(article.published) if article.published else None
    filed = _by_sentence(article)
    found: list[TimeMention] = []
    anchors: list[str] = []
    frame: Frame | None = None
    line = ""
    labels = days_of_labels(article.text, published)
    for sentence in article.sentences:
        frame = still_holds(frame, sentence)
        for position, (rule, m) in enumerate(filed.get(sentence.index, ())):
            context = _context(article, sentence, published, frame, found[-_BACK:], tags, labels)
            mentions = [_mention(p, rule, context) for p in _READERS[rule.fields["kind"]](m, context)]
            if position == 0 and len(mentions) == 1 and (kind := frame_kind(mentions[0], sentence, article)):
                if kind != "year":
                    mentions = [of_line(replace(mentions[0], is_frame=True), line, frame, article)]
                frame = opened(frame, kind, mentions[0], sentence, published, article)
                line = mentions[0].value if timex.is_day(mentions[0].value) else line
            found.extend(mentions)
        day = frame.anchor if frame and frame.anchor else published
        anchors.append(day.isoformat() if day else "")
    return tuple(_with_shared_years(found, article)), tuple(anchors)


#: So many mentions back a reader may look: no more, so that long sentences cost no more than short ones.
_BACK = 60


def _by_sentence(article: Article) -> dict[int, list[tuple[Pattern, Match]]]:
    """The matches of all patterns without overlaps, by sentence: leftmost first, then longest."""
    candidates = []
    for at, order, rule in _starts(article.text):
        if m := rule.regex.match(article.text, at):
            start, end = span_of(m)
            candidates.append((start, start - end, order, rule, m))
    filed: dict[int, list[tuple[Pattern, Match]]] = {}
    reached = -1
    for start, minus_length, _, rule, m in sorted(candidates, key=lambda c: c[:3]):
        if start < reached or not article.sentences:
            continue
        sentence = article.sentence_at(start)
        if (
            start < sentence.start
            or start - minus_length > sentence.end
            or _is_number_of_text(article, rule, m)
        ):
            continue
        filed.setdefault(sentence.index, []).append((rule, m))
        reached = start - minus_length
    return filed


def _starts(text: str) -> Iterator[tuple[int, int, Pattern]]:
    """Where which patterns (with their order) are worth trying: at words with which they begin, if a word of time is
    not far behind."""
    tokens = [(m[0].lower(), m.start()) for m in _TOKEN.finditer(text)]
    ahead = _NEAR + 1
    found: list[tuple[int, int, Pattern]] = []
    for word, at in reversed(tokens):
        ahead = 0 if _is_time(word) else ahead + 1
        if rules := _rules_from(word):
            near = rules if ahead <= _NEAR else _rules_alone(word)
            found.extend((at, order, rule) for order, rule in near)
    return reversed(found)


_TOKEN = compiled(r"[A-Za-z]+|\d+[A-Za-z]*")
#: So many words may stand between the first word of a time expression and one that means a time.
_NEAR = 7


@lru_cache(maxsize=20_000)
def _is_time(word: str) -> bool:
    return cue("time-word").fullmatch(word) is not None


@lru_cache(maxsize=20_000)
def _rules_alone(word: str) -> tuple[tuple[int, Pattern], ...]:
    """The patterns from the word that need no word of time."""
    return tuple((order, rule) for order, rule in _rules_from(word) if "alone" in rule.fields)


@cache
def _first_words() -> tuple[re.Pattern[str], ...]:
    return tuple(compiled(rule.fields["first"]) for rule in patterns("dates"))


@lru_cache(maxsize=20_000)
def _rules_from(word: str) -> tuple[tuple[int, Pattern], ...]:
    """The patterns (with their order) of which a match can begin with the word."""
    found = zip(_first_words(), enumerate(patterns("dates")), strict=True)
    return tuple(rule for first, rule in found if first.fullmatch(word))


def _is_number_of_text(article: Article, rule: Pattern, m: Match) -> bool:
    """Whether what looks like a year is the number, or the bracketed year, of a resolution or document."""
    if rule.fields["kind"] not in ("year", "year-range"):
        return False
    start, end = m.span()
    head = article.text[max(0, start - 60) : start]
    return any(p.regex.search(head) for p in _numbers_before()) or bool(
        _BRACKETED_YEAR.match(article.text, end)
    )


_BRACKETED_YEAR = compiled(r"\s?\((?:19|20)\d\d\)")


@cache
def _numbers_before() -> tuple[Pattern, ...]:
    return tuple(p for p in patterns("dates_context") if p.fields["role"] == "number-before")


def _context(
    article: Article,
    sentence: Sentence,
    published: date | None,
    frame: Frame | None,
    found: Sequence[TimeMention],
    tags: Tags | None,
    labels: Mapping[int, date],
) -> Context:
    inside = published if frame is None or (published and frame.year == published.year) else None
    anchor = (frame.anchor if frame else None) or inside
    year = frame.year if frame else None
    return Context(article.text, sentence, anchor, year, found, article.sentences, published, tags, labels)


def _mention(piece: Piece, rule: Pattern, context: Context) -> TimeMention:
    first, last = timex.bounds(piece.value) if piece.type == "DATE" else ("", "")
    return TimeMention(
        start=piece.start,
        end=piece.end,
        sentence=context.sentence.index,
        rule=rule.id
        + (":event" if piece.is_event else "")
        + ("" if piece.has_year or piece.type != "DATE" else ":resolved"),
        type=piece.type,
        value=piece.value,
        begin=first,
        end_date=last,
        text=context.text[piece.start : piece.end],
    )


_READERS: dict[str, Reader] = {
    "iso": read_iso,
    "iso-range": read_iso_range,
    "iso-month": read_iso_month,
    "numeric": read_numeric,
    "range": read_range,
    "list": read_list,
    "named-day": read_named_day,
    "day": read_day,
    "day-and-month": read_day_and_month,
    "worded-day": read_worded_day,
    "nth": read_nth,
    "month": read_month,
    "month-range": read_month_range,
    "year": read_year,
    "year-range": read_year_range,
    "weekday": read_weekday,
    "a-weekday": read_a_weekday,
    "weekday-label": read_weekday_label,
    "weekday-of-week": read_weekday_of_week,
    "offset-day": read_offset_day,
    "offset-week": read_offset_week,
    "week-of": read_week_of,
    "offset-month": read_offset_month,
    "offset-year": read_offset_year,
    "same": read_same,
    "neighbour": read_neighbour,
    "ago": read_ago,
    "later": read_later,
    "after-event": read_after_event,
    "duration": read_duration,
    "duration-one": read_duration_one,
    "hours": read_hours,
    "nth-list": read_nth_list,
    "short-day": read_short_day,
    "weekday-ago": read_weekday_ago,
    "nth-weekday": read_nth_weekday,
    "nth-of-month": read_nth_of_month,
    "end-of-month": read_end_of_month,
    "weekday-number": read_weekday_number,
    "numbered-day": read_numbered_day,
    "spoken-year": read_spoken_year,
    "duration-sum": read_duration_sum,
    "duration-half": read_duration_half,
    "quarter-century": read_quarter_century,
    "duration-pair": read_duration_pair,
}
_JOINED = compiled(r"(?:,|,?\s(?:and|or)|\sto)\s(?:on\s)?(?:the\s)?")


def _with_shared_years(found: list[TimeMention], article: Article) -> Iterator[TimeMention]:
    """ "February 26 and March 4, 2022": the year at the end belongs to every day before it."""
    years: list[int | None] = [_year_behind(m, found[i + 1 : i + 3], article) for i, m in enumerate(found)]
    for index in range(len(found) - 2, -1, -1):
        here, following = found[index], found[index + 1]
        gap = article.text[here.end : following.start]
        if here.sentence == following.sentence and is_yearless(here) and _JOINED.fullmatch(gap):
            is_full = following.type == "DATE" and not following.rule.endswith(":resolved")
            shared = int(following.value[:4]) if is_full and "-" in following.value else years[index + 1]
            years[index] = shared or years[index]
    yield from map(in_year, found, years)


def _year_behind(mention: TimeMention, following: Sequence[TimeMention], article: Article) -> int | None:
    """The year in "on May 3 which was its fourth of 2023": a count in that year, told of the day."""
    if not is_yearless(mention) or not timex.is_day(mention.value):
        return None
    year = next((f for f in following if f.sentence == mention.sentence and len(f.value) == 4), None)
    if year is None or not _COUNTED_IN.fullmatch(article.text[mention.end : year.start]):
        return None
    is_past = not article.published or f"{year.value}{mention.value[4:]}" <= article.published
    return int(year.value) if is_past else None


#: Between a day and the year in which what happened on it was so many.
_COUNTED_IN = compiled(
    r"(?:,?\s(?:that|which)\swas|,|\s[–—-])\s(?:[\w’'-]+\s){1,6}?(?:of|in|during)\s", re.IGNORECASE
)
