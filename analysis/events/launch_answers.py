"""Launches told as answers to another: "South Korea replied with three missiles of its own" was on the same day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from analysis.compiling import compiled
from analysis.events import launch_days
from analysis.events.launch_records import LaunchMention
from analysis.recognise import timex
from analysis.records import Document

#: Words that make an answer one to the launch that the story is about, not to the last one told.
_TO_MAIN = compiled(
    r"(?i)\b(?:of|after)\s(?:the|that|this|\w+[’']s)\s(?:\w+\s)?(?:launch|test|firing|blast-off|shot|salvo|missile|rocket)|\bwithin\s(?:\w+\s)?(?:hours|minutes)\b(?!\sof)"
)
_DRILL = compiled(r"(?i)\b(?:drills?|exercises?|manoeuvres|maneuvers|response|demonstration|operation)\b")


@dataclass(frozen=True)
class _Days:
    """Launches with a day, by sentence, by paragraph and by day; `latest` is the last day of all."""

    latest: str
    by_sentence: dict[int, list[LaunchMention]] = field(default_factory=lambda: defaultdict(list))
    by_paragraph: dict[int, list[LaunchMention]] = field(default_factory=lambda: defaultdict(list))
    states_on: dict[str, set[tuple[str, ...]]] = field(default_factory=lambda: defaultdict(set))


def dated(document: Document, mentions: Sequence[LaunchMention], usual: str) -> list[LaunchMention]:
    """The mentions; undated launches "in response", or told next to a dated one by another state, get the day of
    the launch that they answer."""
    told = [m for m in mentions if any(timex.is_day(d) for d in m.dates)]
    if not told:
        return list(mentions)
    days = _Days(max(d for m in told for d in m.dates if timex.is_day(d)))
    for m in [m for m in told if not _is_earlier(document, m)] or told:
        days.by_sentence[m.sentence].append(m)
        days.by_paragraph[document.sentences[m.sentence].paragraph].append(m)
        for day in m.dates:
            days.states_on[day].add(m.states)
    return [_answer(document, m, days) if _is_answer(m, usual) else m for m in mentions]


#: "The one before, on 12 May, …": a launch told for comparison, which nobody answers now.
_EARLIER = compiled(
    r"(?i)\W*(?:the|its)\s(?:(?:one|launch|test|firing|salvo|missile|last\sone)\s(?:before|prior)\b|(?:previous|preceding|earlier|penultimate)\b)|\W*before\sthat\b"
)


def _is_earlier(document: Document, mention: LaunchMention) -> bool:
    return _EARLIER.match(document.sentence_text(mention.sentence)) is not None


def _is_answer(mention: LaunchMention, usual: str) -> bool:
    is_other = mention.states != (usual,) and not mention.is_perfect and not mention.is_summary
    return (
        not mention.dates and not mention.is_summary and mention.is_verb and (mention.is_same_day or is_other)
    )


def _answer(document: Document, mention: LaunchMention, days: _Days) -> LaunchMention:
    drill = _day_of_drill(document, mention)
    if drill:
        return replace(mention, dates=(drill,))
    before = [
        d
        for index in range(mention.sentence - 3, mention.sentence + 1)
        for d in days.by_sentence.get(index, ())
        if d.start < mention.start
    ]
    named = launch_days.last_named(document, mention)
    is_main = _TO_MAIN.search(document.sentence_text(mention.sentence))
    nearest = days.latest if mention.is_same_day else ""
    if before and not is_main:
        nearest = before[-1].dates[-1]
    if named and (not before or named.start > before[-1].end):
        nearest = named.value
    same = [d for d in days.by_sentence.get(mention.sentence, ()) if d.states != mention.states]
    near = _days_near(document, mention, days)
    day = same[-1].dates[-1] if same else near.pop() if len(near) == 1 else nearest
    is_told = bool(named and day == named.value)
    has_rival = bool(days.states_on.get(day, set()) - {mention.states})
    return replace(mention, dates=(day,)) if day and (has_rival or is_told) else mention


def _days_near(document: Document, mention: LaunchMention, days: _Days) -> set[str]:
    """The days of other states' launches told before in the paragraph or the one above."""
    here = document.sentences[mention.sentence].paragraph
    return {
        day
        for paragraph in (here - 1, here)
        for d in days.by_paragraph.get(paragraph, ())
        if d.start < mention.start and d.states != mention.states
        for day in d.dates
    }


def _day_of_drill(document: Document, mention: LaunchMention) -> str:
    """ "held its drill on Wednesday: a missile went up": the day of the exercise in which it was fired."""
    sentence = document.sentences[mention.sentence]
    lead = document.text[sentence.start : mention.start]
    days = [
        t for t in document.times_in(mention.sentence) if t.end <= mention.start and timex.is_day(t.value)
    ]
    is_drill = _DRILL.search(lead)
    return days[-1].value if days and is_drill and not days[-1].is_frame else ""
