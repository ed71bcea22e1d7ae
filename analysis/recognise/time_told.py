"""Which of the days that a text has told before a later one counts from ("the next day", "a week later")."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from analysis.compiling import compiled
from analysis.recognise import clauses, timex
from analysis.recognise.time_context import LONG, Context, cue
from analysis.records import TimeMention


def _main_line(context: Context, reach: int = 3) -> Iterator[TimeMention]:
    """The dates that "the day before" may count from, nearest first: those of the sentence itself, and those
    of main clauses in the `reach` sentences before it ("since he took office on May 10" is an aside); failing
    these, that of a thing which the sentence before has named ("the missile that fell on 18 November")."""
    thing: TimeMention | None = None
    for mention in reversed(context.before):
        distance = context.sentence.index - mention.sentence
        if distance > reach:
            break
        if mention.type != "DATE" or "/" in mention.value or (distance and _is_aside(mention, context)):
            continue
        if not distance or not _describes_thing(mention, context):
            yield mention
        elif distance == 1 and thing is None:
            thing = mention
    if thing:
        yield thing


def _is_aside(mention: TimeMention, context: Context) -> bool:
    told = context.sentences[mention.sentence]
    if told.end - told.start > LONG:
        return False
    words = context.text[told.start : told.end]
    head = words[: mention.start - told.start]
    if head.rfind("(") > head.rfind(")"):
        return ")" in context.text[mention.end : context.sentence.start]
    if _describes_thing(mention, context):
        return False
    clause = clauses.at(words, mention.start - told.start)
    if words.startswith("When ") and words.find(", ", mention.end - told.start) >= 0 and clause.start < 6:
        return False  # "When the United States wanted a debate, on December 11, …": the day of the whole
    return clause.kind in ("subordinate", "relative") and not _goes_on(words, clause, mention, context)


def _goes_on(words: str, clause: clauses.Clause, mention: TimeMention, context: Context) -> bool:
    """Whether a relative clause that ends its sentence, the only one there with a day, goes on with the story ("a text,
    which all 15 voted for on 12 June")."""
    is_last = clause.kind == "relative" and clause.end >= len(words) and words[: clause.start].endswith(", ")
    here = (x for x in context.before if x.sentence == mention.sentence and x.type == "DATE")
    return is_last and timex.is_day(mention.value) and not any(x is not mention for x in here)


def _describes_thing(mention: TimeMention, context: Context) -> bool:
    """Whether the day tells which thing is meant, not when the sentence's own event was."""
    told = context.sentences[mention.sentence]
    head = context.text[max(told.start, mention.start - 120) : mention.start]
    if cue("done-on").search(head) and _verb_follows(context.text[mention.end : told.end]):
        return True
    if not cue("relative-head").search(head):
        return False
    words = context.text[told.start : told.end]
    return not _goes_on(words, clauses.at(words, mention.start - told.start), mention, context)


def _verb_follows(tail: str) -> bool:
    """Whether the clause's verb stands right behind ("the missile launched on July 4 rose to …")."""
    following = _NEXT_WORD.match(tail)
    return following is not None and clauses.is_finite(following[1])


_NEXT_WORD = compiled(r"\s(?:[a-z]+ly\s)?([a-z]+)")


def last_day(context: Context, reach: int = 3) -> date | None:
    """The day named last on the main line, else the anchor."""
    days = (m.value for m in _main_line(context, reach) if timex.is_day(m.value))
    return next((date.fromisoformat(value) for value in days), context.anchor)


def last_value(context: Context, reach: int = 3, *, days: bool = False) -> str:
    """The DATE value (of `days` only a day) named last on the main line, else the day of a date line above, or of a text that has named
    none so far."""
    told = (m.value for m in _main_line(context, reach) if not days or timex.is_day(m.value))
    if value := next(told, ""):
        return value
    anchor = context.anchor.isoformat() if context.anchor else ""
    is_first = not any(m.type == "DATE" for m in context.before)
    line = next((m.value for m in reversed(context.before) if m.is_frame), "")
    return anchor if is_first or (line and not _is_dateline(line, anchor)) else ""


def news_day(context: Context) -> str:
    """The day named last of those right before the anchor: that of the news itself; or ""."""
    if context.anchor is None:
        return ""
    first, last = (context.anchor - timedelta(days=_FRESH)).isoformat(), context.anchor.isoformat()
    days = (m.value for m in reversed(context.before) if timex.is_day(m.value) and not m.is_frame)
    return next((d for d in days if first <= d <= last), "")


#: News is told within so many days.
_FRESH = 4


def _is_dateline(line: str, anchor: str) -> bool:
    """Whether a date line is the head of a wire story, filed on another day than it was printed."""
    return timex.is_day(line) and line != anchor
