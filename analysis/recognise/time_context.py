"""What the readers of time expressions share: a piece of a match, what surrounds it, and its tense."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from analysis.compiling import compiled
from analysis.lexicon import pattern, patterns
from analysis.recognise import clauses, numbers
from analysis.records import Sentence, Tags, TimeMention


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
    dates resolve, the year that a frame gives without a day, the mentions read so far, the day after which the text can
    tell nothing as past, what the tagger sees in it, and the days of the weekdays that label its entries."""

    text: str
    sentence: Sentence
    anchor: date | None
    year: int | None
    before: Sequence[TimeMention]
    sentences: Sequence[Sentence] = ()
    published: date | None = None
    tags: Tags | None = None
    labels: Mapping[int, date] = field(default_factory=dict)

    @property
    def words(self) -> str:
        return self.text[self.sentence.start : self.sentence.end]


#: A longer sentence than this, in characters, is a broken one: only the surroundings of a date are looked at.
LONG = 1200


Match = re.Match[str]


Reader = Callable[[Match, Context], Iterable[Piece]]


def span_of(m: Match) -> tuple[int, int]:
    """Where in the text the expression stands: its group `span`, else the whole match."""
    return m.span("span") if "span" in m.re.groupindex else m.span()


def is_future(start: int, end: int, context: Context, *, near: bool = True) -> bool:
    """Whether the clause around the expression tells of what is still to come; `near`: it would be so soon that
    the present tense can tell it."""
    words, offset = surroundings(start, context)
    at = start - offset
    clause = clauses.at(words, at)
    head, tail = words[clause.start : at], words[end - offset : clause.end]
    if is_done(start, end, context):
        return False
    if _HAD_BEEN.search(tail):
        return False  # "by Monday five men had been listed"
    past = cue("past-verb")
    if _BY.fullmatch(head) and not cue("future-after").match(tail):
        behind = tail if past.search(tail) else words[end - offset :]
        if past.search(behind) and not cue("future-before").search(behind):
            return False
    if cue("future-adjacent").search(words[:at]) and not cue("lasted-until").search(words[:at]):
        return True
    if _FROM_ON.fullmatch(words[:at]) and cue("allowed-after").match(tail):
        return True
    if past.match(tail.lstrip()):
        return False
    cues = list(cue("future-before").finditer(head))
    if cues and not past.search(head, cues[-1].end()):
        return True
    if cue("present-term").search(head) or (near and cue("present-beside").search(head)):
        return True
    if near and (present := cue("present-before").search(head)) and not past.search(head, present.end()):
        return True
    if past.search(head) or has_finite(head):
        return False
    verb = cue("future-after").match(tail)
    return verb is not None and not past.search(tail, 0, verb.end())


def is_done(start: int, end: int, context: Context) -> bool:
    """Whether the tagger takes the expression for the day of something done, and the words around do not contradict."""
    if context.tags is None or not context.tags.is_day_of_deed(start, end):
        return False
    words, offset = surroundings(start, context)
    at = start - offset
    clause = clauses.at(words, at)
    is_to_come = _WILL.search(words, clause.start, at) or cue("future-after").match(
        words[end - offset : clause.end]
    )
    is_asked = cue("future-adjacent").search(words[:at]) or _LIMIT.search(words[:at])
    return not is_to_come and not is_asked


#: The end, or the stretch, of what is planned.
_LIMIT = compiled(
    r"\b(?:until|till|by|between|from|as\sof|for|through)\s(?:late\s|early\s|the\s)?$", re.IGNORECASE
)
#: What a text says in so many words that it is to come.
_WILL = compiled(
    r"\b(?:will|shall|(?:is|are)\s(?:now\s|still\s|also\s)?(?:due|set|scheduled|expected|slated|about|likely|to))\b"
)


_HAD_BEEN = compiled(
    r"\bhad\s(?:already\s|also\s)?(?:been|\w+ed)\b|\bwould\shave\s(?:been|\w+(?:ed|en|nt))\b"
)


#: "By Wednesday both had gone home": a day that opens its clause is over if what is told of it is.
_BY = compiled(r"\W*(?:by|until|till)\s(?:the\s)?", re.IGNORECASE)


#: "From January 1 the world may buy less": what opens so is in force from a day to come.
_FROM_ON = compiled(r"\W*(?:from|as\sfrom|starting|beginning|effective)\s(?:on\s)?", re.IGNORECASE)


def surroundings(at: int, context: Context) -> tuple[str, int]:
    """The sentence and where it begins; of an endless one only what stands near."""
    first, last = context.sentence.start, context.sentence.end
    if last - first > LONG:
        first, last = max(first, at - LONG // 2), min(last, at + LONG // 2)
    return context.text[first:last], first


def cue(name: str) -> re.Pattern[str]:
    """The pattern of that name in `data/dates_context.toml`."""
    return pattern("dates_context", name).regex


def has_finite(words: str) -> bool:
    """Whether the words hold a finite verb."""
    return clauses.finite_within(words, reach=len(words), whole=True) is not None


def ahead_of(m: Match, context: Context) -> str:
    """The words of the sentence behind the match, as far as anything there can matter."""
    return context.text[m.end() : min(context.sentence.end, m.end() + 240)]


def has_group(m: Match, name: str) -> str:
    """The group's text, "" if it is empty or the pattern has none of that name."""
    return (m[name] or "") if name in m.re.groupindex else ""


def number_in(text: str) -> int:
    """The number that the digits in the text make."""
    return int(re.sub(r"\D", "", text))


def rule_of(m: Match) -> str:
    """The id of the pattern that made the match."""
    return next(p.id for p in patterns("dates") if p.regex is m.re)


def step_of(relative: str) -> int:
    """-1, 0 or 1 for "last", "this", "next"."""
    return {"last": -1, "next": 1, "the coming": 1}.get(relative.lower(), 0)


def count_of(words: str) -> float:
    """The number in "two", "a", "a couple of"; 0 if there is none."""
    text = words.lower().strip()
    if text in ("a", "an", "one", "another", "the first", "an entire"):
        return 1
    return float(numbers.value_of(text.removesuffix(" of")) or 0)


def singular(unit: str) -> str:
    """The unit's word in the singular."""
    unit = unit.lower()
    return "century" if unit == "centuries" else unit.removesuffix("s")
