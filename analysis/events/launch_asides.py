"""Launches that a sentence tells without a word for them: what a missile was, a day that a window opens with, mere days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analysis.compiling import compiled
from analysis.events import attachment, launch_heads, launch_states
from analysis.events.attachment import Head
from analysis.events.launch_dates import named, usable
from analysis.events.launch_numbers import numbers
from analysis.events.launch_records import LaunchMention
from analysis.events.launch_weapons import inherited
from analysis.events.launch_words import pattern, words
from analysis.records import Document, TimeMention


def _opens_line(document: Document, index: int) -> bool:
    """Whether a sentence begins with a day."""
    days = named(document, index)
    return bool(days) and not re.search(
        r"[A-Za-z]{4}", document.text[document.sentences[index].start : days[0].start]
    )


def _is_in_list(document: Document, index: int) -> bool:
    """Whether the lines above that begin with a day, or what stands over them, tell of launches."""
    above = index - 1
    while above > 0 and _opens_line(document, above):
        if document.weapons_in(above):
            return True
        above -= 1
    return launch_heads.has_context(document, above + 1)


def outcome(document: Document, index: int) -> list[LaunchMention]:
    """ "12 December: in orbit": a line of a list of launches that gives the day and what came of it."""
    days = named(document, index)
    sentence = document.sentences[index]
    if (
        len(days) != 1
        or sentence.end - sentence.start > 90
        or not pattern("outcome").match(document.text, days[0].end)
    ):
        return []
    if not _opens_line(document, index) or not _is_in_list(document, index):
        return []
    return [
        LaunchMention(
            start=days[0].start,
            end=days[0].end,
            sentence=index,
            dates=(days[0].value,),
            weapons=inherited(document, days[0].start),
        )
    ]


_FIRST_LAUNCH = compiled(
    r"(?i)\bfirst\b(?:\s[\w’'“”-]+){0,7}?\s(?:launch|test|firing|flight|time|such|overflight|of|one)\b[^.;]{0,60}?\bsince\b[^.;]{0,12}$"
)
_FIRST = compiled(r"(?i)\bfirst\b[^.;]{0,60}\bsince\s$")
#: "had not tested a missile since 2017": it had then.
_NOT_SINCE = compiled(
    r"(?i)^\W*not\s(?:once\s)?since\s$|\b(?:(?:had|has|have)\s(?:not|never)|(?:had|has|have)n[’']t)\s(?:\w+\s)?(?:tested|fired|launched|flown|shot|sent|test-fired)\b[^.;,]{0,60}\bsince\s$"
)
_FRONTED = compiled(r"(?i)\W*for\sthe\sfirst\stime\b|\W*the\sfirst\b|\W*not\s(?:once\s)?since\b")
_OF_THAT_KIND = compiled(
    r"(?i)\bof\s(?:that|this|its|the\ssame|such\sa)\s(?:kind|type|class|sort|make|model)\b|\bsuch\b"
)


def day_list(document: Document, index: int) -> Iterator[LaunchMention]:
    """ "July had the 25th and the 31st; August the 2nd": days alone, where launches are listed."""
    days = named(document, index)
    if len(days) < 2 or not launch_heads.has_context(document, index):
        return
    low = document.sentences[index].start
    rest = document.sentence_text(index)
    for t in reversed(document.times_in(index)):
        rest = rest[: t.start - low] + rest[t.end - low :]
    if not set(re.findall(r"[a-z]+", rest.lower())) <= words("between_days"):
        return
    label = document.sentence_text(index - 1)
    is_label = len(label) < 40 and not attachment.others(label, 0)
    classes = tuple(w.weapon for w in document.weapons_in(index - 1)) if is_label else ()
    for t in days:
        yield LaunchMention(start=t.start, end=t.end, sentence=index, dates=(t.value,), weapons=classes)


#: "it may resume ICBM launches": the weapon only says what events are meant.
_EVENTS = compiled(r"\s(?:launches|tests|firings|flights)\b")


def identities(document: Document, index: int, found: Sequence[LaunchMention]) -> list[LaunchMention]:
    """ "It may have been a Hwasong-12": what the missile told of before was; a definite mention without a day."""
    sentence = document.sentences[index]
    told = []
    for m in pattern("identity").finditer(document.text, sentence.start, sentence.end):
        classes = tuple(
            w.weapon
            for w in document.weapons_in(index)
            if 0 <= w.start - m.end() < 60
            and not any(f.dates and m.start() <= f.start <= w.start for f in found)
            and not re.search(r"[;:)]|\b(?:than|not|for|since|when|as)\b", document.text[m.start() : w.start])
            and not _EVENTS.match(document.text, w.end)
        )
        counts = [c for c in numbers(document, index) if 0 <= c.start - m.end() < 20] if classes else []
        if classes:
            told.append(
                LaunchMention(
                    start=m.start(),
                    end=m.end(),
                    sentence=index,
                    weapons=classes,
                    missiles=int(counts[0].value) if counts else None,
                    is_definite=True,
                )
            )
    return told


def since(
    document: Document, index: int, heads: Sequence[Head], dated: dict[Head, tuple[TimeMention, ...]]
) -> list[LaunchMention]:
    """ "its first ICBM test since November 2017" tells a launch of that month too."""
    taken = {t.start for times in dated.values() for t in times if usable(document, t)}
    sentence = document.sentences[index]
    triggers = [h for h in heads if h.form in ("noun", "verb")]
    found = []
    for time in document.times_in(index):
        if time.start in taken or len(time.value) not in (7, 10):
            continue
        lead = document.text[sentence.start : time.start + 6]
        m = _FIRST_LAUNCH.search(lead) or _FIRST.search(lead[:-6]) or _NOT_SINCE.search(lead[:-6])
        before = [h for h in triggers if h.start < time.start]
        after = [h for h in triggers if h.start > time.end] if _FRONTED.match(lead) else []
        if not m or not (before or after):
            continue
        low, high = (time.end, after[0].end) if not before else (sentence.start + m.start() - 80, time.start)
        near = [w for w in document.weapons_in(index) if low <= w.start < high]
        if not near and _OF_THAT_KIND.search(lead[m.start() :]):
            near = [w for w in document.weapons_in(index) if w.start < time.start]
        found.append(
            LaunchMention(
                start=time.start,
                end=time.end,
                sentence=index,
                states=launch_states.of(document, index, (before or after)[-1]),
                dates=(time.value,),
                weapons=tuple(w.weapon for w in near),
            )
        )
    return found
