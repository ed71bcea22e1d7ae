"""The publication day of an article that does not state it, inferred with the reason.

Every clue rules days out: a dateline without year leaves one day a year, a weekday beside a date only some
years, a year or resolution that the text names nothing before it, an ambassador who speaks only his term.
A decision on record that the opening tells gives the day itself. If more than one day is left, there is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, cached_property

from analysis.compiling import compiled
from analysis.lexicon import Pattern, pattern, patterns, rows
from analysis.recognise import clauses, dates, numbers, timex
from analysis.records import Article, Sentence, TimeMention

#: Days before which no article of this subject was written, and the years that are tried.
_FIRST, _YEARS = date(2006, 7, 1), range(2006, 2036)
#: How long after its end a term is still given by mistake or courtesy.
_GRACE = timedelta(days=3)
#: How many sentences of the body tell the news.
_LEAD = 6
_WEEKDAY = compiled(r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")


@dataclass(frozen=True, slots=True)
class Bound:
    """The first and last day that a clue allows (`None`: open), and the clue in words."""

    first: date | None
    last: date | None
    reason: str

    def allows(self, day: date) -> bool:
        return (not self.first or day >= self.first) and (not self.last or day <= self.last)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A day and month without year at the head of the text, as written."""

    month: int
    number: int
    text: str
    weekday: int | None = None


def with_day(article: Article) -> Article:
    """The article itself if its day is known or cannot be inferred, else a copy marked `inferred`."""
    if article.published or not article.sentences:
        return article
    mentions, _ = dates.find(article)
    bounds = list(_bounds(article, mentions))
    line = _dateline(article)
    found = _signed(bounds, article, mentions)
    if found is None:
        opening = _Opening(article)
        found = _from_dateline(line, bounds, opening) if line else _from_event(bounds, opening)
    if found is None:
        return article
    day, note = found
    return replace(article, published=day.isoformat(), published_basis="inferred", published_note=note)


# --- a date at the head or foot ----------------------------------------------------------------------


def _signed(
    bounds: list[Bound], article: Article, mentions: Sequence[TimeMention]
) -> tuple[date, str] | None:
    """The full date of a dateline, or of a short line at the head or foot that is no sentence ("Geneva, 3 May
    2022"), if all such dates agree."""
    last = article.sentences[-1].index
    found = {
        m.value: m.text
        for m in mentions
        if timex.is_day(m.value)
        and (m.sentence <= 5 or m.sentence >= last - 3)
        and (m.is_frame or _is_line(m.sentence, article) or _is_labelled(m.start, article))
    }
    mastheads = {
        m.value: m.text
        for m in mentions
        if timex.is_day(m.value) and m.sentence <= _MASTHEAD and _is_in_masthead(m, article)
    }
    found = mastheads if len(mastheads) == 1 else found
    days = [date.fromisoformat(value) for value in found]
    if len(days) != 1 or not all(b.allows(days[0]) for b in bounds):
        return None
    return days[0], f"the line with “{found[days[0].isoformat()]}” at the head or foot"


#: The first sentences, in which a masthead or byline stands.
_MASTHEAD = 5


def _is_in_masthead(mention: TimeMention, article: Article) -> bool:
    """Whether the date stands between the bars of a byline or in the line of an edition, with its year."""
    if mention.rule.endswith(":resolved"):
        return False
    before = article.text[max(0, mention.start - 12) : mention.start]
    after = article.text[mention.end : mention.end + 40].partition("\n")[0]
    return pattern("publication", "masthead").regex.search(f"{before}¤{after}") is not None


def _is_labelled(at: int, article: Article) -> bool:
    """Whether a label such as "DATE:" stands right before the date."""
    head = article.text[max(0, at - 24) : at]
    return pattern("publication", "date-label").regex.search(head) is not None


def _is_line(index: int, article: Article) -> bool:
    """Whether the sentence is a short paragraph of its own without a verb, and tells of no meeting."""
    sentence = article.sentences[index]
    words = article.text[sentence.start : sentence.end]
    neighbours = article.sentences[max(0, index - 1) : index] + article.sentences[index + 1 : index + 2]
    is_alone = all(s.paragraph != sentence.paragraph for s in neighbours)
    is_short = len(words.split()) <= 12 and clauses.finite_within(words, reach=12, whole=True) is None
    names_event = re.search(r"meeting|session|vote", words, re.IGNORECASE) is not None
    return is_alone and is_short and not names_event and sentence.kind in ("body", "heading")


# --- a dateline without year -------------------------------------------------------------------------


def _dateline(article: Article) -> Dateline | None:
    """The yearless date of a wire story's head, or of a line of its own in the first paragraphs."""
    for sentence in (*article.sentences[:6], *article.sentences[6:][-2:]):
        if sentence.kind == "caption":
            continue
        words = article.text[sentence.start : min(sentence.end, sentence.start + 120)]
        for rule in _day_rules():
            m = rule.regex.search(words)
            if m and not m["y1"] and not m["yrel"] and _heads_story(words, m, sentence, article):
                weekday = timex.weekday_number(m["wd"]) if m["wd"] else None
                number = int(re.sub(r"\D", "", m["d1"]))
                return Dateline(timex.month_number(m["m1"]), number, m[0], weekday)
    return None


@cache
def _last() -> date:
    """A year after the last launch on record: later articles are not told by these clues."""
    return max(_launch_days()) + timedelta(days=366)


@cache
def _day_rules() -> tuple[Pattern, ...]:
    return pattern("dates", "month-day"), pattern("dates", "day-month")


def _heads_story(words: str, m: re.Match[str], sentence: Sentence, article: Article) -> bool:
    head, tail = words[: m.start()], words[m.end() :]
    marks = " \t*#>_-–—•·|()[]:.,"
    if (not head.strip(marks) and not tail.strip(marks)) or _is_line(sentence.index, article):
        return True
    if not head.strip(marks):
        return pattern("dates_context", "agency-tail").regex.match(tail) is not None
    is_place = pattern("dates_context", "dateline-head").regex.fullmatch(head)
    return bool(is_place and pattern("dates_context", "dateline-tail").regex.match(tail))


def _from_dateline(line: Dateline, bounds: list[Bound], opening: _Opening) -> tuple[date, str] | None:
    """The only year in which the dateline's day meets every clue; clues in the order of their strength."""
    days = [
        d for year in _YEARS if (d := timex.day(year, line.month, line.number)) and _FIRST <= d <= _last()
    ]
    if line.weekday is not None:
        days = [d for d in days if d.weekday() == line.weekday]
    reasons = [f"the dateline “{line.text}” without year"]
    for bound in bounds:
        kept = [d for d in days if bound.allows(d)]
        if len(kept) < len(days):
            reasons.append(bound.reason)
        days = kept
    if event := _only_event(bounds, opening):
        near = [d for d in days if 0 <= (d - event[0]).days <= 6]
        days, reasons = (near, [*reasons, event[1]]) if near else (days, reasons)
    if len(days) > 1 and (years := _years_of_dates(opening.article)):
        kept = [d for d in days if d.year in years]
        days, reasons = (
            (kept, [*reasons, "weekdays stand beside days of that year only"]) if kept else (days, reasons)
        )
    if len(days) > 1 and (years := opening.years_of_launches):
        kept = [d for d in days if d.year in years]
        days = kept or days
        reasons += ["launches are on record on the days named"] if kept else []
    return (days[0], "; ".join(reasons)) if len(days) == 1 else None


def _years_of_dates(article: Article) -> set[int]:
    """The years in which every weekday that stands beside a day and month fits it."""
    years = set(_YEARS)
    pairs = [m for rule in _day_rules() for m in rule.regex.finditer(article.text) if m["wd"] and not m["y1"]]
    for m in pairs:
        number, month = int(re.sub(r"\D", "", m["d1"])), timex.month_number(m["m1"])
        wanted = timex.weekday_number(m["wd"])
        years &= {y for y in _YEARS if (d := timex.day(y, month, number)) and d.weekday() == wanted}
    return years if pairs else set()


def _yearless_days(article: Article) -> set[tuple[int, int]]:
    """Month and day of every date in the text that has no year and does not lie ahead."""
    return {
        (timex.month_number(m["m1"]), int(re.sub(r"\D", "", m["d1"])))
        for rule in _day_rules()
        for m in rule.regex.finditer(article.text)
        if not m["y1"]
        and not m["yrel"]
        and not pattern("publication", "not-yet").regex.search(_head(article, m.start()))
    }


@cache
def _launch_days() -> frozenset[date]:
    """Every day, in Korea or in UTC, on which a launch is on record."""
    cells = (cell for row in rows("record_launches") for cell in (row["date_korea"], row["date_utc"]))
    return frozenset(date.fromisoformat(cell) for cell in cells if timex.is_day(cell))


def _years_of_launches(named: set[tuple[int, int]]) -> set[int]:
    """The year in which most of the days named saw a launch, if it is alone in that and two or more fit."""
    hits = {y: sum(timex.day(y, *pair) in _launch_days() for pair in named) for y in _YEARS}
    best = max(hits.values(), default=0)
    years = {y for y, n in hits.items() if n == best}
    return years if best >= 2 and len(years) == 1 else set()


# --- clues that rule days out ------------------------------------------------------------------------


def _bounds(article: Article, mentions: Sequence[TimeMention]) -> Iterator[Bound]:
    """What the dates, resolutions and office holders of the text allow."""
    if latest := _latest_named(article, mentions):
        yield Bound(latest, None, f"the text names {latest.year}")
    if adopted := _latest_resolution(article.text):
        number, day = adopted
        yield Bound(day, None, f"resolution {number} was adopted on {day}")
    yield from _terms(article)


def _latest_named(article: Article, mentions: Sequence[TimeMention]) -> date | None:
    """The first day of the latest date that the text gives with its year and does not put in the future."""
    told = [
        date.fromisoformat(m.begin)
        for m in mentions
        if m.begin and not pattern("publication", "not-yet").regex.search(_head(article, m.start))
    ]
    return max((d for d in told if d.year in _YEARS), default=None)


def _head(article: Article, at: int) -> str:
    return article.text[max(article.sentence_at(at).start, at - 60) : at]


def _latest_resolution(text: str) -> tuple[int, date] | None:
    known = {row["number"]: row["date"] for row in rows("resolutions")}
    named = [n for n in re.findall(r"(?<![\w.,$/-])\d{4}(?![\w%]|[.,]\d)", text) if n in known]
    if not named or not re.search(r"resolution", text, re.IGNORECASE):
        return None
    number = max(named, key=lambda n: known[n])
    return int(number), date.fromisoformat(known[number])


@cache
def _holders() -> tuple[tuple[Mapping[str, str], re.Pattern[str]], ...]:
    """The terms of office, each with a pattern for its holder's names."""
    return tuple(
        (row, compiled(r"\b(?:" + "|".join(map(re.escape, _names_of(row))) + r")\b"))
        for row in rows("office_terms")
    )


def _names_of(row: Mapping[str, str]) -> list[str]:
    return [name.strip() for name in row["names"].split(";")]


def _terms(article: Article) -> Iterator[Bound]:
    """A bound for every office holder whom the text names."""
    plain = _without_accents(article.text)
    for row, spelled in _holders():
        if not any(name in plain for name in _names_of(row)):
            continue
        places = [m.start() for m in spelled.finditer(plain)]
        if not places:
            continue
        sentences = [_sentence_words(article, at) for at in places]
        yield _term(row["names"].split(";")[0], row, sentences)


def _without_accents(text: str) -> str:
    """The text with plain letters, character for character, so that offsets stay."""
    return _ACCENTED.sub(lambda m: unicodedata.normalize("NFD", m[0])[0], text)


_ACCENTED = compiled(r"[^\W\d_a-zA-Z]")


def _sentence_words(article: Article, at: int) -> str:
    sentence = article.sentence_at(at)
    return article.text[sentence.start : sentence.end]


def _term(name: str, row: Mapping[str, str], sentences: list[str]) -> Bound:
    """From the term's start (or shortly before, if it is still to begin) to its end, for those who speak."""
    first, last, office = row["start"], row["end"], row["office"]
    start = date.fromisoformat(first)
    if any(pattern("publication", "takes-office").regex.search(s) for s in sentences):
        return Bound(start - timedelta(days=70), start, f"{name} was to take office on {first}")
    speaks = row["is_speaker"] == "yes" and any(_speaks(s) for s in sentences)
    end = date.fromisoformat(last) + _GRACE if last and speaks else None
    span = f"from {first} to {last}" if end else f"from {first}"
    return Bound(start, end, f"{name} was {office} {span}")


def _speaks(sentence: str) -> bool:
    return bool(pattern("publication", "speaks").regex.search(sentence)) and not pattern(
        "publication", "former-holder"
    ).regex.search(sentence)


# --- an event on record ------------------------------------------------------------------------------


class _Opening:
    """The headline and the first sentences of the body, with what is asked about them for every event on record,
    found once."""

    def __init__(self, article: Article) -> None:
        self.article = article
        told = [s for s in article.sentences if s.kind in ("headline", "body")][: _LEAD + 1]
        self.sentences = [article.text[s.start : s.end] for s in told]
        self._days: dict[str, frozenset[int]] = {}

    def days_of(self, outcome: str) -> frozenset[int]:
        """The days of the week (Monday: 0) on which the opening has such an outcome happen, if it tells of one:
        the one it names, or any if it speaks of today or yesterday."""
        if outcome not in self._days:
            tells = next(p for p in patterns("publication") if p.fields.get("outcome") == outcome).regex
            telling = [s for s in self.sentences if tells.search(s)]
            dated = self.sentences if len(self.sentences) < 3 else telling
            self._days[outcome] = frozenset(day for s in dated if telling for day in _weekdays(s))
        return self._days[outcome]

    @cached_property
    def yearless_days(self) -> set[tuple[int, int]]:
        return _yearless_days(self.article)

    @cached_property
    def years_of_launches(self) -> set[int]:
        return _years_of_launches(self.yearless_days)


def _from_event(bounds: list[Bound], opening: _Opening) -> tuple[date, str] | None:
    """The day of a story without dateline, from the decision on record that its opening tells."""
    event = _only_event(bounds, opening)
    if event is None:
        return None
    day, reason = event
    lead = " ".join(opening.sentences)
    if pattern("publication", "told-same-day").regex.search(lead) and not _WEEKDAY.search(lead):
        return day, f"{reason}, told as of the same day"
    return day + timedelta(
        days=1
    ), f"{reason}; told by its weekday or as yesterday's, so the day after is taken"


def _only_event(bounds: list[Bound], opening: _Opening) -> tuple[date, str] | None:
    """The one decision on record that the opening tells and every clue allows, and why."""
    for is_launch in (False, True):
        found = {
            day: reason
            for day, kind, reason in _record()
            if (kind == "launched") == is_launch
            and day.weekday() in opening.days_of(kind.split()[0])
            and all(_could_follow(b, day) for b in bounds)
            and _is_told(day, kind, opening)
        }
        if found:
            return next(iter(found.items())) if len(found) == 1 else None
    return None


def _could_follow(bound: Bound, event: date) -> bool:
    return any(bound.allows(event + timedelta(days=n)) for n in range(7))


@cache
def _record() -> tuple[tuple[date, str, str], ...]:
    """Day, kind and description of every vote and known hold. The kind carries what the text must say:
    "vetoed 13 2", "adopted 2397", "held 5", "met", "launched"."""
    votes = [
        (date.fromisoformat(r["date"]), f"vetoed {r['votes_for']} {r['votes_against']}", _vote_note(r))
        for r in rows("record_meetings")
        if r["outcome"] == "vetoed"
    ]
    adopted = [
        (date.fromisoformat(r["date"]), f"adopted {r['resolution'].split('/')[2].split()[0]}", _vote_note(r))
        for r in rows("record_meetings")
        if r["outcome"] == "adopted"
    ]
    held = [
        (
            date.fromisoformat(r["date"]),
            f"held {r['people']}",
            f"a block of {r['people']} names on {r['date']}",
        )
        for r in rows("record_holds")
    ]
    met = [
        (date.fromisoformat(r["date"]), "met", f"the record has a meeting of the Council on {r['date']}")
        for r in rows("record_meetings")
        if r["outcome"] == "meeting"
    ]
    launched = [
        (day, "launched", f"the record has a launch on {day}")
        for day in sorted(_launch_days())
        if day >= _FIRST
    ]
    return tuple(votes + adopted + held + met + launched)


def _vote_note(row: Mapping[str, str]) -> str:
    what = row["resolution"] or row["draft"]
    return f"the record has the vote on {what} on {row['date']}"


def _is_told(day: date, kind: str, opening: _Opening) -> bool:
    """Whether the text gives the figures that go with such an outcome, which its opening tells."""
    (outcome, *figures), text = kind.split(), opening.article.text
    if outcome == "adopted":
        return re.search(rf"(?<!\d){figures[0]}(?!\d)", text) is not None and not _veto_told(
            opening.sentences
        )
    if outcome == "held":
        return _names(figures[0], text) and not _veto_voted(text)
    if outcome == "met":
        return _launch_before(day, opening)
    if outcome == "launched":
        return _follows_launches(day, opening)
    is_joint = any(pattern("publication", "joint").regex.search(s) for s in opening.sentences)
    return _names(figures[0], text) and is_joint == (figures[1] == "2")


def _launch_before(day: date, opening: _Opening) -> bool:
    """Whether the text names a day of the three weeks before on which a launch is on record."""
    named = opening.yearless_days
    weeks = (day - timedelta(days=n) for n in range(22))
    return any(d in _launch_days() and (d.month, d.day) in named for d in weeks)


def _follows_launches(day: date, opening: _Opening) -> bool:
    """Whether the days named are launches of that year and the last of them stands within ten days before."""
    if opening.years_of_launches != {day.year}:
        return False
    named = [d for pair in opening.yearless_days if (d := timex.day(day.year, *pair)) in _launch_days()]
    last = max((d for d in named if d), default=day)
    return 0 < (day - last).days <= 10 and day >= last


def _veto_told(lead: list[str]) -> bool:
    return any(pattern("publication", "veto-told").regex.search(s) for s in lead)


def _veto_voted(text: str) -> bool:
    return (
        re.search(r"\b(?:13|thirteen)\b.{0,40}\b(?:votes?|voted|in favou?r|countries|members)|\b13-2\b", text)
        is not None
    )


def _weekdays(sentence: str) -> set[int]:
    """The days of the week that the sentence names; all of them if it speaks of today or yesterday instead."""
    named = {timex.weekday_number(w) for w in _WEEKDAY.findall(sentence)}
    is_near = not named and any(
        pattern("publication", key).regex.search(sentence) for key in ("told-same-day", "told-next-day")
    )
    return set(range(7)) if is_near else named


def _names(number: str, text: str) -> bool:
    """Whether the text has the number, in figures or in words."""
    words = [w for w in re.findall(r"\b(?:[a-z]+|\d{1,3})\b", text.lower()) if len(w) < 10]
    return any(w == number or (w.isalpha() and numbers.value_of(w) == int(number)) for w in set(words))
