"""Time expressions with TIMEX3 values.

Patterns in `data/dates.toml` say what a time expression looks like; the readers here say what each kind
means against the day on which its sentence stands (the publication day or a date line), the dates that
were named before it and the tense around it. What cannot be resolved gives no mention.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache

from analysis.lexicon import Pattern, pattern, patterns
from analysis.recognise import clauses, numbers, timex
from analysis.records import Article, Sentence, TimeMention


@dataclass(frozen=True, slots=True)
class Piece:
    """One value read from (a part of) a match. `has_year` says that the text itself gives the year, `is_event`
    that the value is the day of what the next words tell ("two days after the launch"), not of the clause."""

    start: int
    end: int
    value: str
    type: str = "DATE"
    has_year: bool = False
    is_event: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What a reader may look at: the article's text, the sentence, the day against which its relative
    dates resolve, the year that a frame gives without a day, and the mentions read so far."""

    text: str
    sentence: Sentence
    anchor: date | None
    year: int | None
    before: Sequence[TimeMention]
    sentences: Sequence[Sentence] = ()

    @property
    def words(self) -> str:
        return self.text[self.sentence.start : self.sentence.end]


@dataclass(frozen=True, slots=True)
class Frame:
    """The date line above a stretch of text. `sticky`: it holds until the next frame or heading, not
    only for its own paragraph."""

    paragraph: int
    anchor: date | None
    year: int | None
    sticky: bool


#: Within so many days what is to come may be told in the present.
_SOON = 100
#: An event that "the day after the vote" counts from was told no more sentences ago than this.
_EVENT_REACH = 12
#: A longer sentence than this, in characters, is a broken one: only the surroundings of a date are looked at.
_LONG = 1200

Match = re.Match[str]
Reader = Callable[[Match, Context], Iterable[Piece]]


def find(article: Article) -> tuple[tuple[TimeMention, ...], tuple[str, ...]]:
    """The time expressions, and per sentence the ISO day (or "") against which relative ones resolve."""
    published = date.fromisoformat(article.published) if article.published else None
    filed = _by_sentence(article)
    found: list[TimeMention] = []
    anchors: list[str] = []
    frame: Frame | None = None
    line = ""
    for sentence in article.sentences:
        frame = _still_holds(frame, sentence)
        for position, (rule, m) in enumerate(filed.get(sentence.index, ())):
            context = _context(article, sentence, published, frame, found)
            mentions = [_mention(p, rule, context) for p in _READERS[rule.fields["kind"]](m, context)]
            if position == 0 and len(mentions) == 1 and (kind := _frame_kind(mentions[0], sentence, article)):
                if kind != "year":
                    mentions = [_near(replace(mentions[0], is_frame=True), line)]
                frame = _opened(frame, kind, mentions[0], sentence, published)
                line = mentions[0].value if timex.is_day(mentions[0].value) else line
            found.extend(mentions)
        day = frame.anchor if frame and frame.anchor else published
        anchors.append(day.isoformat() if day else "")
    return tuple(_with_shared_years(found, article)), tuple(anchors)


# --- where expressions stand -------------------------------------------------------------------------


def _by_sentence(article: Article) -> dict[int, list[tuple[Pattern, Match]]]:
    """The matches of all patterns without overlaps, by sentence: leftmost first, then longest."""
    candidates = []
    for at, order, rule in _starts(article.text):
        if m := rule.regex.match(article.text, at):
            start, end = _span(m)
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
    found = []
    for word, at in reversed(tokens):
        ahead = 0 if _is_time(word) else ahead + 1
        if rules := _rules_from(word):
            near = rules if ahead <= _NEAR else _rules_alone(word)
            found.extend((at, order, rule) for order, rule in near)
    return reversed(found)


_TOKEN = re.compile(r"[A-Za-z]+|\d+[a-z]*")
#: So many words may stand between the first word of a time expression and one that means a time.
_NEAR = 7


@lru_cache(maxsize=20_000)
def _is_time(word: str) -> bool:
    return _cue("time-word").fullmatch(word) is not None


@lru_cache(maxsize=20_000)
def _rules_alone(word: str) -> tuple[tuple[int, Pattern], ...]:
    """The patterns from the word that need no word of time."""
    return tuple((order, rule) for order, rule in _rules_from(word) if "alone" in rule.fields)


@cache
def _first_words() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rule.fields["first"]) for rule in patterns("dates"))


@lru_cache(maxsize=20_000)
def _rules_from(word: str) -> tuple[tuple[int, Pattern], ...]:
    """The patterns (with their order) of which a match can begin with the word."""
    found = zip(_first_words(), enumerate(patterns("dates")), strict=True)
    return tuple(rule for first, rule in found if first.fullmatch(word))


def _span(m: Match) -> tuple[int, int]:
    return m.span("span") if "span" in m.re.groupindex else m.span()


def _is_number_of_text(article: Article, rule: Pattern, m: Match) -> bool:
    """Whether what looks like a year is the number, or the bracketed year, of a resolution or document."""
    if rule.fields["kind"] not in ("year", "year-range"):
        return False
    start, end = m.span()
    head = article.text[max(0, start - 60) : start]
    return any(p.regex.search(head) for p in _numbers_before()) or bool(
        _BRACKETED_YEAR.match(article.text, end)
    )


_BRACKETED_YEAR = re.compile(r"\s?\((?:19|20)\d\d\)")


@cache
def _numbers_before() -> tuple[Pattern, ...]:
    return tuple(p for p in patterns("dates_context") if p.fields["role"] == "number-before")


# --- frames ------------------------------------------------------------------------------------------

_MARKUP = " \t*#>_-–—•·|()[]:.,"


def _frame_kind(mention: TimeMention, sentence: Sentence, article: Article) -> str:
    """ "line" for a sentence that is only a date, "item" for a date that opens its paragraph as a label,
    "dateline" for the head of a wire story, "year" for a heading that names a year, else ""."""
    if mention.type != "DATE" or sentence.kind in ("headline", "caption"):
        return ""
    head = article.text[sentence.start : mention.start]
    tail = article.text[mention.end : sentence.end]
    if not head.strip(_MARKUP) and not tail.strip(_MARKUP):
        return "line" if _is_whole_paragraph(sentence, article) else "item"
    if label := _label_kind(head, tail, article.text[mention.end : mention.end + 60]):
        return "line" if sentence.kind == "heading" and label == "item" and _names_year(mention) else label
    if sentence.kind != "heading":
        return ""
    if timex.is_day(mention.value) and not tail.strip(_MARKUP) and head.rstrip()[-1:] in ",:–—-(|":
        return "line"
    return "year" if _names_year(mention) else ""


def _label_kind(head: str, tail: str, after: str) -> str:
    """ "dateline" or "item" for a date that opens its sentence as a label, else ""."""
    if head.strip(_MARKUP):
        is_place = _cue("dateline-head").fullmatch(head)
        return "dateline" if is_place and _cue("dateline-tail").match(after) else ""
    if _cue("agency-tail").match(after):
        return "dateline"
    return "item" if _cue("label-tail").match(tail) else ""


def _names_year(mention: TimeMention) -> bool:
    is_full = not mention.rule.endswith(":resolved") and mention.value[:4].isdigit()
    return is_full and len(mention.value) in (4, 7)


def _is_whole_paragraph(sentence: Sentence, article: Article) -> bool:
    following = sentence.index + 1
    return following >= len(article.sentences) or article.sentences[following].paragraph != sentence.paragraph


def _near(mention: TimeMention, line: str) -> TimeMention:
    """A date line without year in the year nearest to the date line before it, as chronologies count."""
    if not line or not _is_yearless(mention) or not timex.is_day(mention.value):
        return mention
    before, here = date.fromisoformat(line), date.fromisoformat(mention.value)
    years = (before.year - 1, before.year, before.year + 1)
    days = [
        d for y in years if (d := timex.day(y, here.month, here.day)) and (d <= here or d.year <= here.year)
    ]
    nearest = min(days, key=lambda d: abs((d - before).days), default=here)
    return _in_year(mention, nearest.year)


def _opened(
    frame: Frame | None, kind: str, mention: TimeMention, sentence: Sentence, published: date | None
) -> Frame | None:
    """The frame that the mention opens. A dateline within a day of publication only confirms it."""
    day = date.fromisoformat(mention.value) if timex.is_day(mention.value) else None
    if kind == "dateline" and (not day or (published and abs((day - published).days) <= 1)):
        return frame
    year = int(mention.value[:4]) if mention.value[:4].isdigit() else None
    return Frame(sentence.paragraph, day, year, sticky=kind != "item")


def _still_holds(frame: Frame | None, sentence: Sentence) -> Frame | None:
    """The frame, if it still holds in the sentence: a label for its own paragraph, a date line until the
    next heading."""
    if frame is None or sentence.paragraph == frame.paragraph:
        return frame
    return None if sentence.kind == "heading" or not frame.sticky else frame


def _context(
    article: Article,
    sentence: Sentence,
    published: date | None,
    frame: Frame | None,
    found: Sequence[TimeMention],
) -> Context:
    if frame is None:
        return Context(article.text, sentence, published, None, found, article.sentences)
    inside = published if published and frame.year == published.year else None
    return Context(article.text, sentence, frame.anchor or inside, frame.year, found, article.sentences)


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


# --- tense -------------------------------------------------------------------------------------------


def _is_future(start: int, end: int, context: Context, *, near: bool = True) -> bool:
    """Whether the clause around the expression tells of what is still to come; `near`: it would be so soon that
    the present tense can tell it."""
    words, offset = _surroundings(start, context)
    at = start - offset
    clause = clauses.at(words, at)
    head, tail = words[clause.start : at], words[end - offset : clause.end]
    if _cue("future-adjacent").search(words[:at]):
        return True
    past = _cue("past-verb")
    cues = list(_cue("future-before").finditer(head))
    if cues and not past.search(head, cues[-1].end()):
        return True
    if near and _cue("present-before").search(head) and not past.search(head):
        return True
    if past.search(head) or _has_finite(head):
        return False
    verb = _cue("future-after").match(tail)
    return verb is not None and not past.search(tail, 0, verb.end())


def _surroundings(at: int, context: Context) -> tuple[str, int]:
    """The sentence and where it begins; of an endless one only what stands near."""
    first, last = context.sentence.start, context.sentence.end
    if last - first > _LONG:
        first, last = max(first, at - _LONG // 2), min(last, at + _LONG // 2)
    return context.text[first:last], first


def _cue(name: str) -> re.Pattern[str]:
    return pattern("dates_context", name).regex


def _has_finite(words: str) -> bool:
    return clauses.finite_within(words, reach=len(words), whole=True) is not None


# --- readers: days -----------------------------------------------------------------------------------


def _has_group(m: Match, name: str) -> str:
    """The group's text, "" if it is empty or the pattern has none of that name."""
    return (m[name] or "") if name in m.re.groupindex else ""


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _year_said(m: Match, context: Context) -> int | None:
    """The year that the expression itself gives: in figures, or as "last year"."""
    if said := _has_group(m, "y0") or _has_group(m, "y1") or _has_group(m, "y2"):
        return int(said) if len(said) == 4 else 2000 + int(said)
    words = _has_group(m, "yrel").lower().split()
    if not words:
        return None
    if words[-1] in ("that", "same", "previous", "following"):
        reference = _last_year_named(context)
        step = {"previous": -1, "following": 1}.get(words[-1], 0)
        return None if reference is None else reference + step
    here = context.anchor.year if context.anchor else context.year
    return None if here is None else here + {"last": -1, "next": 1}.get(words[0], 0)


def _last_year_named(context: Context) -> int | None:
    for mention in reversed(context.before):
        if mention.type == "DATE":
            return int(mention.value[:4])
    return context.year or (context.anchor.year if context.anchor else None)


def _resolve_day(
    number: int, name: int, m: Match, context: Context, weekday: str = "", relative: str = ""
) -> date | None:
    """A day and month without year: the latest before the anchor, the next after a future cue, the year
    of a frame or of a date that the same narrative has just named."""
    if context.anchor is None:
        return timex.day(context.year, name, number) if context.year else None
    here = context.anchor
    years = range(here.year - 8, here.year + 2)
    days = [d for y in years if (d := timex.day(y, name, number))]
    if weekday:
        wanted = timex.weekday_number(weekday)
        days = [d for d in days if d.weekday() == wanted] or days
    if not relative and (year := _year_of_narrative(*_span(m), context)):
        return timex.day(year, name, number)
    if not relative and (year := _year_of_era(context, name, number)):
        told, latest = timex.day(year, name, number), max((d for d in days if d <= here), default=here)
        if told and (here - latest).days > _RECENT:
            return told
    past = [d for d in days if d <= here + timedelta(days=1)]
    coming = [d for d in days if d > here]
    if relative.startswith("last"):
        return max((d for d in days if d < here), default=None)
    if relative.startswith("next"):
        return min(coming, default=None)
    soon = bool(coming) and (min(coming) - here).days <= _SOON
    return _likelier(past, coming, here, _is_future(*_span(m), context, near=soon))


def _likelier(past: list[date], coming: list[date], here: date, is_future: bool) -> date | None:
    """The latest past day; the next one if the tense says so, or if the past one is almost a year away."""
    latest, following = max(past, default=None), min(coming, default=None)
    if latest is None or following is None:
        return latest or following
    gone, left = (here - latest).days, (following - here).days
    if is_future and gone > 10 and left < 330:
        return following
    return following if gone > 290 and left < 60 and latest.year < here.year else latest


def _year_of_narrative(start: int, end: int, context: Context) -> int | None:
    """The year of a date that the sentence or the one before has just told of, if the text named it."""
    if year := _year_of_label(context):
        return year
    for mention in reversed(context.before):
        distance = context.sentence.index - mention.sentence
        if distance > 1 or mention.type != "DATE" or mention.is_frame:
            return None
        if mention.rule.endswith(":resolved") or "/" in mention.value:
            if not mention.rule.startswith(("month-day", "day-month", "month-alone", "may-march", "nth")):
                return None
            continue
        if _same_paragraph(mention, context) and _leads_narrative(mention, distance, context):
            return int(mention.value[:4])
        return None
    return None


def _year_of_era(context: Context, name: int, number: int = 31) -> int | None:
    """The past year in which the last sentences tell their story, if the month and day go on with it: of the last
    full date, or in the same paragraph of "In 2013, …", if nothing since was told from the publication day."""
    reached = ""
    for mention in reversed(context.before):
        if mention.type != "DATE":
            continue
        if context.sentence.index - mention.sentence > _ERA or mention.is_frame or "/" in mention.value:
            return None
        if mention.rule.endswith(":resolved"):
            if not mention.rule.startswith(_IN_STORY):
                return None
            if context.anchor and mention.value[:4] == str(context.anchor.year):
                return None
            reached = reached or mention.value
            continue
        head = context.text[max(0, mention.start - 40) : mention.start]
        if _cue("distance-head").search(head):
            continue
        reached = reached or mention.value
        if timex.is_day(mention.value):
            return int(mention.value[:4]) if reached[4:] <= f"-{name:02d}-{number:02d}" else None
        is_told = _same_paragraph(mention, context) and _cue("year-front").search(head)
        return int(mention.value[:4]) if is_told else None
    return None


#: How many sentences a year holds, and the rules whose dates go on with a story.
_ERA = 6
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
)
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
    return len(words) <= 80 and not _has_finite(words)


def _same_paragraph(mention: TimeMention, context: Context) -> bool:
    between = context.text[mention.end : context.sentence.start]
    return "\n" not in between


def _leads_narrative(mention: TimeMention, distance: int, context: Context) -> bool:
    """Whether later dates belong to the year of this one: a full date, or "In 2017, …" at the front; not
    "since 2017", which only measures a distance."""
    head = context.text[max(0, mention.start - 40) : mention.start]
    if _cue("distance-head").search(head):
        return False
    if len(mention.value) == 4:
        return distance == 0 and bool(_cue("year-front").search(head))
    return distance == 0 or timex.is_day(mention.value)


def _read_day(m: Match, context: Context) -> Iterator[Piece]:
    name, number = timex.month_number(m["m1"]), _number(m["d1"])
    year = _year_said(m, context)
    if year:
        day = timex.day(year, name, number)
    else:
        day = _resolve_day(
            number, name, m, context, _has_group(m, "wd"), _has_group(m, "rel").lower().strip()
        )
    if day:
        yield Piece(m.start(), m.end(), day.isoformat(), has_year=bool(year))


def _read_worded_day(m: Match, context: Context) -> Iterator[Piece]:
    number, name = numbers.value_of(m["ord"]), timex.month_number(m["m1"])
    year = _year_said(m, context)
    day = (
        timex.day(year, name, int(number or 0)) if year else _resolve_day(int(number or 0), name, m, context)
    )
    if day:
        yield Piece(m.start(), m.end(), day.isoformat(), has_year=bool(year))


_DAY_NUMBER = re.compile(r"\d+(?:st|nd|rd|th)?")


def _read_list(m: Match, context: Context) -> Iterator[Piece]:
    """ "4 and 28 July": a mention for each day; the one next to the month takes it along."""
    name, year = timex.month_number(m["m1"]), _year_said(m, context)
    parts = list(_DAY_NUMBER.finditer(m.string, *m.span("days")))
    is_month_first = m.start("m1") < m.start("days")
    for part in parts:
        number = _number(part[0])
        day = timex.day(year, name, number) if year else _resolve_day(number, name, m, context)
        if day is None:
            continue
        start = m.start() if is_month_first and part is parts[0] else part.start()
        last = part is parts[-1] and (not is_month_first or bool(year))
        yield Piece(start, m.end() if last else part.end(), day.isoformat(), has_year=bool(year))


def _read_named_day(m: Match, context: Context) -> Iterator[Piece]:
    fields = pattern("dates", _rule_of(m)).fields
    year = _year_said(m, context)
    if year:
        day = timex.day(year, fields["month"], fields["day"])
    else:
        day = _resolve_day(fields["day"], fields["month"], m, context)
    if day:
        yield Piece(m.start(), m.end(), day.isoformat(), has_year=bool(year))


def _read_range(m: Match, context: Context) -> Iterator[Piece]:
    name2 = timex.month_number(m["m2"] or m["m1"])
    name1 = timex.month_number(m["m1"] or m["m2"])
    year2 = int(m["y2"]) if m["y2"] else int(m["y1"]) if m["y1"] else None
    last = timex.day(year2, name2, _number(m["d2"])) if year2 else None
    if last is None and year2 is None:
        last = _resolve_day(_number(m["d2"]), name2, m, context)
    if last is None:
        return
    year1 = int(m["y1"]) if m["y1"] else last.year - (name1 > name2)
    first = timex.day(year1, name1, _number(m["d1"]))
    if first and first < last:
        start = min(m.start("m1") if m["m1"] else m.end(), m.start("d1"))
        yield Piece(start, m.end(), f"{first}/{last}", has_year=bool(year2))


def _read_iso(m: Match, context: Context) -> Iterator[Piece]:
    if day := timex.day(int(m["y1"]), int(m["m1"]), int(m["d1"])):
        yield Piece(m.start(), m.end(), day.isoformat(), has_year=True)


def _read_iso_range(m: Match, context: Context) -> Iterator[Piece]:
    yield Piece(m.start(), m.end(), f"{m['first']}/{m['last']}", has_year=True)


def _read_iso_month(m: Match, context: Context) -> Iterator[Piece]:
    first = f"{m['y1']}-{m['m1']}"
    value = f"{first}/{m['y2']}-{m['m2']}" if m["y2"] else first
    yield Piece(m.start(), m.end(), value, has_year=True)


def _read_numeric(m: Match, context: Context) -> Iterator[Piece]:
    if m["y2"]:
        day = timex.day(int(m["y2"]), int(m["m2"]), int(m["d2"]))
    else:
        year = int(m["y1"]) if len(m["y1"]) == 4 else 2000 + int(m["y1"])
        day = _day_in_figures(int(m["a"]), int(m["b"]), year, m["sep"], context.anchor, _has_group(m, "wd"))
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


def _read_nth(m: Match, context: Context) -> Iterator[Piece]:
    """ "the 14th": of the month last named if it is near, else of the anchor's month or the one before."""
    number = int(numbers.value_of(m["d1"]) or 0)
    is_worded = not m["d1"][0].isdigit()
    if (is_worded or not _NTH_LEAD.match(m[0])) and not _goes_on(m, context):
        return
    base = _last_month(context)
    day = timex.day(*base, number) if base else None
    if day is None and context.anchor:
        here = context.anchor
        future = _is_future(*_span(m), context)
        earlier = here.replace(day=1) - timedelta(days=1)
        days = [timex.day(here.year, here.month, number), timex.day(earlier.year, earlier.month, number)]
        day = next((d for d in days if d and (future or d <= here)), None)
    if day:
        yield Piece(*_span(m), day.isoformat())


_NTH_LEAD = re.compile(r"(?:on|by|until|since|from)\s", re.IGNORECASE)


def _goes_on(m: Match, context: Context) -> bool:
    """Whether the sentence has named a day before ("and the 11th"), or a month right before ("July had the 25th")."""
    named = [x for x in context.before if x.sentence == context.sentence.index and x.type == "DATE"]
    if m[0].startswith(("the", "had", "saw", "brought")):
        return bool(named) and m.start() - named[-1].end <= 12 and len(named[-1].value) in (7, 10)
    return any(timex.is_day(x.value) for x in named)


def _read_nth_list(m: Match, context: Context) -> Iterator[Piece]:
    """ "the 25th and 31st" of the month named before: a mention for each day."""
    base = _last_month(context)
    if base is None:
        return
    for part in _DAY_NUMBER.finditer(m.string, *m.span("days")):
        if day := timex.day(*base, _number(part[0])):
            yield Piece(part.start(), part.end(), day.isoformat())


def _read_short_day(m: Match, context: Context) -> Iterator[Piece]:
    """ "5/25:" as a label: the reading that the calendar allows and that is the latest past one."""
    if context.anchor is None:
        return
    here, a, b = context.anchor, int(m["a"]), int(m["b"])
    years = (here.year - 1, here.year)
    days = [d for y in years for d in (timex.day(y, b, a), timex.day(y, a, b)) if d and d <= here]
    if days:
        yield Piece(m.start(), m.end(), max(days).isoformat())


def _read_nth_weekday(m: Match, context: Context) -> Iterator[Piece]:
    """ "the second Friday of March", "the last Sunday in May 2022"."""
    wanted = timex.weekday_number(m["wd1"])
    if name := _has_group(m, "m1"):
        month, year = timex.month_number(name), _year_said(m, context)
        year = year if year is not None else _year_of_month(month, m, context)
        base = (year, month) if year is not None else None
    else:
        base = _month_meant(m["which"].lower(), context)
    if base is None:
        return
    days = [d for n in range(1, 32) if (d := timex.day(*base, n)) and d.weekday() == wanted]
    place = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}[m["ord"].lower()]
    yield Piece(*_span(m), days[place].isoformat())


def _read_weekday_ago(m: Match, context: Context) -> Iterator[Piece]:
    """ "a week ago Tuesday", "a week on Tuesday", "Tuesday week"."""
    if context.anchor is None:
        return
    here, wanted = context.anchor, timex.weekday_number(m["wd1"] or m["wd2"])
    weeks = int(_count(m["n"])) if m["n"] else 1
    if (m["unit"] or m["week"]).lower() == "fortnight":
        weeks *= 2
    if m["n"] and m["dir"].lower() in ("ago", "before"):
        day = here - timedelta(days=(here.weekday() - wanted) % 7 + 7 * weeks)
    else:
        day = here + timedelta(days=(wanted - here.weekday()) % 7 + 7 * weeks)
    yield Piece(m.start(), m.end(), day.isoformat())


def _read_nth_of_month(m: Match, context: Context) -> Iterator[Piece]:
    """ "the 25th of that month", "the last day of the month"."""
    base = _month_meant(m["which"].lower(), context)
    if base is None:
        return
    day = _day_in_month(base, m)
    if day:
        yield Piece(*_span(m), day.isoformat())


def _month_meant(which: str, context: Context) -> tuple[int, int] | None:
    """Year and month of "that month", "last month", "this month"."""
    here = context.anchor
    if which in ("this", "last", "next", "the current"):
        if here is None:
            return None
        index = here.year * 12 + here.month - 1 + _step(which)
        return index // 12, index % 12 + 1
    return _last_month(context, reach=6) or ((here.year, here.month) if here else None)


def _day_in_month(base: tuple[int, int], m: Match) -> date | None:
    if number := _has_group(m, "d1"):
        return timex.day(*base, _number(number))
    first = date(*base, 1)
    return first if m["end"].lower() in ("first", "opening") else _month_end(first)


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _read_end_of_month(m: Match, context: Context) -> Iterator[Piece]:
    """ "the last day of October"."""
    name, year = timex.month_number(m["m1"]), _year_said(m, context)
    has_year = year is not None
    year = year if year is not None else _year_of_month(name, m, context)
    day = _day_in_month((year, name), m) if year is not None else None
    if day:
        yield Piece(*_span(m), day.isoformat(), has_year=has_year)


def _read_weekday_number(m: Match, context: Context) -> Iterator[Piece]:
    """ "Wednesday 28": the nearest such day to the one named last, else the latest one."""
    wanted, number = timex.weekday_number(m["wd1"]), _number(m["d1"])
    line = next((x.value for x in reversed(context.before) if timex.is_day(x.value)), "")
    base = date.fromisoformat(line) if line else context.anchor
    if base is None:
        return
    near = [base + timedelta(days=n) for n in range(-45, 46)]
    fitting = [d for d in near if d.day == number and d.weekday() == wanted]
    past = [d for d in fitting if not context.anchor or d <= context.anchor] or fitting
    if past:
        yield Piece(*_span(m), min(past, key=lambda d: abs((d - base).days)).isoformat())


def _read_numbered_day(m: Match, context: Context) -> Iterator[Piece]:
    """ "9: two missiles" below a heading that names a month."""
    for mention in reversed(context.before):
        if re.fullmatch(r"\d{4}-\d\d", mention.value) and (mention.is_frame or _heads(mention, context)):
            day = timex.day(int(mention.value[:4]), int(mention.value[5:]), _number(m["d1"]))
            if day:
                yield Piece(*_span(m), day.isoformat(), has_year=True)
            return
        if not mention.rule.startswith("numbered-day") and mention.is_frame:
            return


def _heads(mention: TimeMention, context: Context) -> bool:
    return context.sentences[mention.sentence].kind in ("headline", "heading")


def _last_month(context: Context, reach: int = 3) -> tuple[int, int] | None:
    """Year and month of the last date that has one, in this sentence or the few before it."""
    for mention in reversed(context.before):
        if context.sentence.index - mention.sentence > reach:
            return None
        if mention.type == "DATE" and re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", mention.value):
            return int(mention.value[:4]), int(mention.value[5:7])
    return None


# --- readers: weekdays, weeks, months, years ---------------------------------------------------------


def _read_weekday(m: Match, context: Context) -> Iterator[Piece]:
    here, relative = context.anchor, _has_group(m, "rel").lower()
    wanted = timex.weekday_number(m["wd1"])
    if _has_group(m, "beside") or relative in ("that", "that same", "the same"):
        day = _weekday_told(m, wanted, context)
        if day:
            yield Piece(m.start(), m.end(), day.isoformat())
        return
    if relative.startswith("the "):
        here = _last_day(context) or here
    if here is None:
        return
    back, ahead = (here.weekday() - wanted) % 7, (wanted - here.weekday()) % 7
    if relative in ("last", "the previous", "this past", "the preceding") or m["last"]:
        day = here - timedelta(days=back or 7)
    elif relative in ("next", "this coming", "the following", "the next"):
        day = here + timedelta(days=ahead or 7)
    elif monday := _week_told(m, context):
        day = monday + timedelta(days=wanted)
    elif beside := _still_before(m, wanted, context):
        day = beside
    elif _is_future(*m.span(), context) or _is_eve(m, back, ahead, context):
        day = here + timedelta(days=ahead)
    else:
        day = here - timedelta(days=back)
    yield Piece(m.start(), m.end(), day.isoformat())


def _weekday_told(m: Match, wanted: int, context: Context) -> date | None:
    """ "that Tuesday", "the Sunday before that": from the day named last, or the first of those named in the same
    sentence."""
    beside = _has_group(m, "beside").lower()
    if not beside:
        named = [date.fromisoformat(x.value) for x in reversed(context.before) if timex.is_day(x.value)]
        same = next((d for d in named if d.weekday() == wanted), None)
        base = same or (named[0] if named else context.anchor)
        return None if base is None else same or base - timedelta(days=(base.weekday() - wanted) % 7)
    here = [x for x in context.before if x.sentence == context.sentence.index and timex.is_day(x.value)]
    last = _last_day(context)
    days = [date.fromisoformat(x.value) for x in here] or ([last] if last else [])
    if not days:
        return None
    if beside == "before":
        return min(days) - timedelta(days=(min(days).weekday() - wanted) % 7 or 7)
    return max(days) + timedelta(days=(wanted - max(days).weekday()) % 7 or 7)


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
    return 0 < ahead <= 2 < back and _cue("eve").search(head) is not None


def _read_weekday_of_week(m: Match, context: Context) -> Iterator[Piece]:
    if context.anchor is None:
        return
    step = {"last": -7, "this": 0, "next": 7}[(m["wk1"] or m["wk2"]).lower()]
    monday = context.anchor - timedelta(days=context.anchor.weekday()) + timedelta(days=step)
    day = monday + timedelta(days=timex.weekday_number(m["wd1"] or m["wd2"]))
    yield Piece(m.start(), m.end(), day.isoformat())


def _read_offset_day(m: Match, context: Context) -> Iterator[Piece]:
    if context.anchor is not None:
        shift = pattern("dates", _rule_of(m)).fields["shift"]
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


def _rule_of(m: Match) -> str:
    return next(p.id for p in patterns("dates") if p.regex is m.re)


def _step(relative: str) -> int:
    return {"last": -1, "next": 1, "the coming": 1}.get(relative.lower(), 0)


def _read_offset_week(m: Match, context: Context) -> Iterator[Piece]:
    if context.anchor is None:
        return
    if "past" in m["rel"].lower():
        yield Piece(m.start(), m.end(), "P1W", "DURATION")
        return
    yield Piece(*_span(m), timex.week(context.anchor + timedelta(days=7 * _step(m["rel"]))))


def _read_week_of(m: Match, context: Context) -> Iterator[Piece]:
    name, number = timex.month_number(m["m1"] or m["m2"]), _number(m["d1"] or m["d2"])
    year = _year_said(m, context)
    day = timex.day(year, name, number) if year else _resolve_day(number, name, m, context)
    if day:
        yield Piece(m.start(), m.end(), timex.week(day), has_year=bool(year))


def _read_offset_month(m: Match, context: Context) -> Iterator[Piece]:
    if context.anchor is not None:
        yield Piece(*_span(m), timex.months_from(context.anchor, _step(_has_group(m, "rel"))))


def _read_offset_year(m: Match, context: Context) -> Iterator[Piece]:
    here = context.anchor.year if context.anchor else context.year
    if here is not None:
        yield Piece(*_span(m), f"{here + _step(_has_group(m, 'rel')):04d}")


def _read_month(m: Match, context: Context) -> Iterator[Piece]:
    name = timex.month_number(m["m1"])
    year = _year_said(m, context)
    has_year = year is not None
    if year is None:
        year = _year_of_month(name, m, context)
    if year is not None:
        start, end = _span(m)
        yield Piece(start, end, timex.month(year, name), has_year=has_year)


def _year_of_month(name: int, m: Match, context: Context) -> int | None:
    """The year of a month named by itself: the latest such month that has begun, the next after a future
    cue, the frame's year, or that of a date just named."""
    if context.anchor is None:
        return context.year
    here, relative = context.anchor, _has_group(m, "rel").lower()
    latest = here.year - (name > here.month)
    if relative == "last" or relative == "this past":
        return here.year - (name >= here.month)
    if relative in ("next", "this coming"):
        return here.year + (name <= here.month)
    if relative == "this":
        return here.year if abs(name - here.month) < 7 else latest
    if year := _year_of_narrative(*_span(m), context):
        return year
    if (here.year * 12 + here.month) - (latest * 12 + name) > 2 and (year := _year_of_era(context, name)):
        return year
    months_gone = (here.month - name) % 12
    is_since = re.search(
        r"\b(?:since|from|after)\s(?:\w+\s)?$",
        context.text[max(0, m.start() - 20) : m.start()],
        re.IGNORECASE,
    )
    words = _surroundings(m.start(), context)[0]
    is_near = months_gone >= 10 and not is_since and not _cue("past-verb").search(words)
    soon = (name - here.month) % 12 <= 3
    if is_near or (months_gone >= 1 and _is_future(*_span(m), context, near=soon)):
        return here.year + (name < here.month)
    return latest


def _read_month_range(m: Match, context: Context) -> Iterator[Piece]:
    name1, name2 = timex.month_number(m["m1"]), timex.month_number(m["m2"])
    year2 = int(m["y2"]) if m["y2"] else int(m["y1"]) if m["y1"] else None
    if year2 is None and context.anchor:
        year2 = context.anchor.year - (name2 > context.anchor.month and not _is_future(*m.span(), context))
    if year2 is None:
        return
    year1 = int(m["y1"]) if m["y1"] else year2 - (name1 > name2)
    yield Piece(
        m.start("m1"),
        m.end(),
        f"{timex.month(year1, name1)}/{timex.month(year2, name2)}",
        has_year=bool(m["y1"] or m["y2"]),
    )


def _read_year(m: Match, context: Context) -> Iterator[Piece]:
    yield Piece(m.start(), m.end(), m["y1"], has_year=True)


def _read_spoken_year(m: Match, context: Context) -> Iterator[Piece]:
    """ "nineteen ninety-eight", "twenty seventeen", "two thousand and six", with or without a month before."""
    century = 2000 if m["c"].lower().startswith("tw") else 1900
    year = century + int(numbers.value_of(m["rest"].replace("oh ", "")) or 0)
    if name := _has_group(m, "m1"):
        yield Piece(m.start(), m.end(), timex.month(year, timex.month_number(name)), has_year=True)
    elif 1945 <= year < 2050:
        yield Piece(m.start(), m.end(), f"{year:04d}", has_year=True)


def _read_year_range(m: Match, context: Context) -> Iterator[Piece]:
    first, last = m["y1"], m["y2"] if len(m["y2"]) == 4 else m["y1"][:2] + m["y2"]
    if first < last <= "2049":
        yield Piece(m.start(), m.end(), f"{first}/{last}", has_year=True)


# --- readers: what stands next to a date named before -----------------------------------------------


def _main_line(context: Context, reach: int = 3) -> Iterator[TimeMention]:
    """The dates that "the day before" may count from, nearest first: those of the sentence itself, and those
    of main clauses in the `reach` sentences before it ("since he took office on May 10" is an aside)."""
    for mention in reversed(context.before):
        distance = context.sentence.index - mention.sentence
        if distance > reach:
            return
        if (
            mention.type == "DATE"
            and "/" not in mention.value
            and (not distance or not _is_aside(mention, context))
        ):
            yield mention


def _is_aside(mention: TimeMention, context: Context) -> bool:
    told = context.sentences[mention.sentence]
    if told.end - told.start > _LONG:
        return False
    words = context.text[told.start : told.end]
    return clauses.at(words, mention.start - told.start).kind in ("subordinate", "relative")


def _last_day(context: Context, reach: int = 3) -> date | None:
    """The day named last on the main line, else the anchor."""
    days = (m.value for m in _main_line(context, reach) if timex.is_day(m.value))
    return next((date.fromisoformat(value) for value in days), context.anchor)


def _last_value(context: Context) -> str:
    """The DATE value named last on the main line, else the day of a date line above, or of a text that has named
    none so far."""
    value = next((m.value for m in _main_line(context)), "")
    is_first = not any(m.type == "DATE" for m in context.before)
    below_line = any(m.is_frame for m in context.before)
    return value or (context.anchor.isoformat() if context.anchor and (is_first or below_line) else "")


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


def _read_same(m: Match, context: Context) -> Iterator[Piece]:
    unit = (m["unit"] or m["unit2"]).lower()
    value = _coarsened(_last_value(context), unit)
    if said := _has_group(m, "y1"):
        value = said + value[4:] if unit in ("day", "month") else ""
    if unit == "day" and not value and _last_value(context) and (day := _last_day(context)):
        value = day.isoformat()
    if value:
        yield Piece(*_span(m), value)


def _read_neighbour(m: Match, context: Context) -> Iterator[Piece]:
    """ "the following day", "the day before"; "the day after the vote" counts from that vote."""
    unit = (_has_group(m, "unit") or "day").lower()
    unit = "day" if unit in ("morning", "evening", "night") else unit
    sense = (_has_group(m, "dir") or "before").lower()
    step = -1 if sense in ("previous", "preceding", "before", "earlier") else 1
    following = context.text[m.end() : context.sentence.end]
    is_pronoun = _THAT.match(following) is not None
    names_event = bool(_event_named(following)) or (unit == "day" and not _ENDS.match(following))
    is_event = sense in ("before", "after") and not is_pronoun and names_event
    if is_event:
        day = _day_beside(m, step, following, context) if unit == "day" else None
        value = day.isoformat() if day else ""
    else:
        value = _coarsened(_last_value(context), unit, step)
    if value:
        yield Piece(m.start(), m.end(), value, is_event=is_event and _apposed(m, context) is not None)


_THAT = re.compile(r"\s(?:that|this|then)\b(?!\s\w+)", re.IGNORECASE)
#: After "the day before" alone: a stop, or a word that begins something else.
_ENDS = re.compile(
    r"\s*(?:[,.;:)—–”\"’]|$)|\s(?:in|on|at|from|by|and|but|to|with|was|were|had|has|it|he|she|they|near|off|over|into)\b"
)


def _day_beside(m: Match, step: int, following: str, context: Context) -> date | None:
    """The day beside an event's. Where only the day that the expression explains is known ("on 28 July, the day
    after Iran sent up …"), the event's own."""
    if apposed := _apposed(m, context):
        return apposed - timedelta(days=step)
    if day := _day_of_event(_event_named(following), following, context):
        return day + timedelta(days=step)
    if context.text[m.start() - 2 : m.start()] == ", " and (told := _last_day(context, reach=2)):
        return told - timedelta(days=step) if told != context.anchor else None
    return None


def _count(words: str) -> float:
    text = words.lower().strip()
    if text in ("a", "an", "one", "another", "the first", "an entire"):
        return 1
    return float(numbers.value_of(text.removesuffix(" of")) or 0)


def _singular(unit: str) -> str:
    unit = unit.lower()
    return "century" if unit == "centuries" else unit.removesuffix("s")


def _read_ago(m: Match, context: Context) -> Iterator[Piece]:
    count, unit = int(_count(m["n"])), _singular(m["unit"])
    if context.anchor is None or not count:
        return
    value = _moved(context.anchor.isoformat(), -count, unit)
    if value:
        yield Piece(*_span(m), value)


def _moved(value: str, count: int, unit: str) -> str:
    """The value so many units away, as precise as the unit: days and one week give days."""
    if unit in ("fortnight", "week"):
        days = count * (14 if unit == "fortnight" else 7)
        return _coarsened(value, "day", days) or _coarsened(value, "week", days // 7)
    if unit in ("decade", "century"):
        return _coarsened(value, "year", count * (10 if unit == "decade" else 100))
    return _coarsened(value, unit, count)


def _read_later(m: Match, context: Context) -> Iterator[Piece]:
    count, unit = int(_count(m["n"])), _singular(m["unit"])
    sign = -1 if m["dir"].lower().startswith(("earlier", "previous", "prior", "before")) else 1
    reference = _last_value(context) or (context.anchor.isoformat() if context.anchor else "")
    if unit in ("day", "week", "fortnight") and not timex.is_day(reference):
        day = _last_day(context)
        reference = day.isoformat() if day else reference
    value = _moved(reference, sign * count, unit) if reference and count else ""
    if value:
        yield Piece(m.start(), m.end(), value)
    elif count:
        yield Piece(m.start(), m.end(), timex.duration(count, unit), "DURATION")


def _read_after_event(m: Match, context: Context) -> Iterator[Piece]:
    """ "two days after the vote": the day if the vote's is known, else the duration."""
    count, unit, sense = _count(m["n"]), _singular(m["unit"]), m["dir"].lower()
    if not count:
        return
    span = (m.start(), m.end())
    if sense in ("from now", "hence"):
        if context.anchor:
            yield Piece(*span, _moved(context.anchor.isoformat(), int(count), unit))
        return
    day, behind = None, None
    if unit in ("day", "week") and sense in ("after", "before", "following", "prior to", "ahead of"):
        behind = _event_behind(m, int(count), unit, context)
        day = behind or _day_away(m, int(count), unit, context)
    if day:
        yield Piece(*span, day.isoformat(), is_event=behind is not None)
    else:
        end = m.end("unit")
        yield Piece(m.start(), end, timex.duration(count, unit), "DURATION")


def _event_behind(m: Match, count: int, unit: str, context: Context) -> date | None:
    """ "on 12 January, a day after …": the day of the event that is told behind it."""
    day = _apposed(m, context)
    if day is None:
        return None
    days = timedelta(days=count * (7 if unit == "week" else 1))
    return day + days if m["dir"].lower() in ("before", "prior to", "ahead of") else day - days


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
    following = context.text[m.end() : context.sentence.end]
    day = _day_of_event(_event_named(following), following, context)
    if day is None and re.match(r"\s(?:that|this|the\slatter)\s\w+", following):
        day = _last_day(context)
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


def _day_of_event(event: str, following: str, context: Context) -> date | None:
    """The day of an event: a date in the phrase itself, or the one in the nearest sentence before that
    tells of such an event."""
    head = _cue("event-day").match(following)
    if head and context.anchor and head["wd"]:
        back = (context.anchor.weekday() - timex.weekday_number(head["wd"])) % 7
        return context.anchor - timedelta(days=back)
    if day := _day_in_phrase(following, context):
        return day
    which = re.match(r"\s(?:the\s)?(first|last|latest|latter)\sof\s(?:those|these|them|the)\b", following)
    if which and (days := _days_of_last_sentence(context)):
        return min(days) if which[1] == "first" else max(days)
    if not event:
        return None
    stem = pattern("dates_context", event).fields["stem"]
    for mention in reversed(context.before):
        if context.sentence.index - mention.sentence > _EVENT_REACH:
            return None
        if mention.sentence == context.sentence.index or mention.is_frame or not timex.is_day(mention.value):
            continue
        around = context.text[max(0, mention.start - 70) : mention.end + 70]
        if re.search(stem, around, re.IGNORECASE):
            return date.fromisoformat(mention.value)
    return None


def _day_in_phrase(following: str, context: Context) -> date | None:
    """The day in "the veto of 28 March", if it stands among the next words."""
    start = context.sentence.end - len(following)
    stop = re.search(r"[,;.]\s|\band\b", following)
    end = min(start + (stop.start() if stop else 70), start + 70)
    for rule in (pattern("dates", "month-day"), pattern("dates", "day-month")):
        m = rule.regex.search(context.text, start, end)
        if m and re.search(r"\b(?:of|on)\s(?:the\s)?$", context.text[max(0, m.start() - 8) : m.start()]):
            piece = next(iter(_read_day(m, context)), None)
            return date.fromisoformat(piece.value) if piece else None
    return None


def _days_of_last_sentence(context: Context) -> list[date]:
    """The days that the nearest sentence with any has named."""
    named = [x for x in context.before if timex.is_day(x.value) and x.sentence < context.sentence.index]
    return [date.fromisoformat(x.value) for x in named if x.sentence == named[-1].sentence]


# --- readers: durations ------------------------------------------------------------------------------


def _read_duration(m: Match, context: Context) -> Iterator[Piece]:
    if count := _count(m["n"]):
        yield Piece(m.start(), m.end(), timex.duration(count, _singular(m["unit"])), "DURATION")


def _read_hours(m: Match, context: Context) -> Iterator[Piece]:
    """Hours that make a day or more."""
    if (count := _count(m["n"])) >= 24:
        yield Piece(m.start(), m.end(), f"PT{int(count)}H", "DURATION")


def _read_duration_one(m: Match, context: Context) -> Iterator[Piece]:
    yield Piece(*_span(m), timex.duration(1, _singular(m["unit"])), "DURATION")


def _read_duration_sum(m: Match, context: Context) -> Iterator[Piece]:
    first = timex.duration(_count(m["n1"]), _singular(m["u1"]))
    second = timex.duration(_count(m["n2"]), _singular(m["u2"]))
    yield Piece(m.start(), m.end(), first + second[1:], "DURATION")


def _read_duration_half(m: Match, context: Context) -> Iterator[Piece]:
    unit = _singular(m["u1"] or m["u2"] or m["u3"])
    whole = _count(m["n"]) if m["n"] else 1 if m["one"] else 0
    yield Piece(m.start(), m.end(), timex.duration(whole + 0.5, unit), "DURATION")


def _read_quarter_century(m: Match, context: Context) -> Iterator[Piece]:
    yield Piece(m.start(), m.end(), "P25Y", "DURATION")


def _read_duration_pair(m: Match, context: Context) -> Iterator[Piece]:
    unit = _singular(m["unit"])
    for group, end in (("n1", m.end("n1")), ("n2", m.end())):
        if count := _count(m[group]):
            yield Piece(m.start(group), end, timex.duration(count, unit), "DURATION")


_READERS: dict[str, Reader] = {
    "iso": _read_iso,
    "iso-range": _read_iso_range,
    "iso-month": _read_iso_month,
    "numeric": _read_numeric,
    "range": _read_range,
    "list": _read_list,
    "named-day": _read_named_day,
    "day": _read_day,
    "worded-day": _read_worded_day,
    "nth": _read_nth,
    "month": _read_month,
    "month-range": _read_month_range,
    "year": _read_year,
    "year-range": _read_year_range,
    "weekday": _read_weekday,
    "weekday-of-week": _read_weekday_of_week,
    "offset-day": _read_offset_day,
    "offset-week": _read_offset_week,
    "week-of": _read_week_of,
    "offset-month": _read_offset_month,
    "offset-year": _read_offset_year,
    "same": _read_same,
    "neighbour": _read_neighbour,
    "ago": _read_ago,
    "later": _read_later,
    "after-event": _read_after_event,
    "duration": _read_duration,
    "duration-one": _read_duration_one,
    "hours": _read_hours,
    "nth-list": _read_nth_list,
    "short-day": _read_short_day,
    "weekday-ago": _read_weekday_ago,
    "nth-weekday": _read_nth_weekday,
    "nth-of-month": _read_nth_of_month,
    "end-of-month": _read_end_of_month,
    "weekday-number": _read_weekday_number,
    "numbered-day": _read_numbered_day,
    "spoken-year": _read_spoken_year,
    "duration-sum": _read_duration_sum,
    "duration-half": _read_duration_half,
    "quarter-century": _read_quarter_century,
    "duration-pair": _read_duration_pair,
}


# --- years shared along an enumeration ---------------------------------------------------------------

_JOINED = re.compile(r"(?:,|,?\s(?:and|or)|\sto)\s(?:on\s)?(?:the\s)?")


def _with_shared_years(found: list[TimeMention], article: Article) -> Iterator[TimeMention]:
    """ "February 26 and March 4, 2022": the year at the end belongs to every day before it."""
    for index, mention in enumerate(found):
        yield _in_year(mention, _shared_year(found, index, article.text))


def _shared_year(found: list[TimeMention], index: int, text: str) -> int | None:
    for here, following in zip(found[index:], found[index + 1 :], strict=False):
        if here.sentence != following.sentence or not _JOINED.fullmatch(text[here.end : following.start]):
            return None
        if not _is_yearless(here):
            return None
        if following.type == "DATE" and not following.rule.endswith(":resolved") and "-" in following.value:
            return int(following.value[:4])
    return None


def _is_yearless(mention: TimeMention) -> bool:
    forms = ("month-day", "day-month", "month-alone", "may-march")
    return mention.rule.endswith(":resolved") and mention.rule.startswith(forms)


def _in_year(mention: TimeMention, year: int | None) -> TimeMention:
    if year is None or "/" in mention.value:
        return mention
    value = f"{year:04d}{mention.value[4:]}"
    first, last = timex.bounds(value)
    return replace(mention, value=value, begin=first, end_date=last)
