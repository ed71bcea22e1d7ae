"""The days of a sentence that a launch takes over from the clauses around it, or leaves to them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.compiling import compiled
from analysis.events.attachment import Head
from analysis.events.launch_dates import WHEN, named
from analysis.events.launch_words import words
from analysis.recognise import clauses
from analysis.records import Document, TimeMention

_SEEN = compiled(r"\b(?:been|were|was)\s(?:detected|spotted|tracked|seen|observed|picked|fired|launched)")
_SAID = compiled(r"\b(?:said|says|reported|announced|confirmed)\b")
_STATE_MEDIA = compiled(
    r"\b(?:KCNA|state\s(?:media|television|TV|radio)|news\sagency|Rodong|Pyongyang|North)\b"
)


def borrowed(
    document: Document, index: int, heads: Sequence[Head], dated: dict[Head, tuple[TimeMention, ...]]
) -> dict[Head, tuple[TimeMention, ...]]:
    """ "On 24 March it broke its moratorium by launching an ICBM": the day of the verb that the launch carries
    out, where the sentence has one day only."""
    days = named(document, index)
    start = document.sentences[index].start
    seen = _reported_seen(document, index, heads, dated, days)
    if seen:
        return {seen: (days[0],)}
    meanwhile = (
        [h for h in heads if h.form == "verb" and _is_meanwhile(document, index, h)] if not dated else []
    )
    fronted = _FRONTED.match(document.text, start, days[0].start) if days and not dated else None
    if fronted and (behind := [h for h in heads if h.form == "verb" and h.start > days[-1].end]):
        if _SAME_TIME.fullmatch(document.text, days[-1].end, behind[0].start):
            return {behind[0]: tuple(days)}
    labelled = [
        h for h in heads for t in days if document.text[t.end : h.start] == ": " and h.form == "ellipsis"
    ]
    if labelled and not dated:
        return {h: tuple(t for t in days if t.end == h.start - 2) for h in labelled}
    if meanwhile and days and _SAME_TIME.fullmatch(document.text, days[-1].end, meanwhile[0].start):
        return {meanwhile[0]: tuple(days)}
    if len({t.value for t in days}) != 1 or any(h.form in ("verb", "noun") for h in dated):
        return {}
    lead = [
        h
        for h in heads
        if h.form == "verb" and re.search(r"\b(?:by|with\sthe)\s(?:\w+\s)?$", document.text[start : h.start])
    ]
    text = document.sentence_text(index)
    lead = lead or [
        h
        for h in heads
        if h.form == "verb"
        and clauses.at(text, h.start - start).kind in ("participle", "predicate")
        and days[0].end <= h.start
    ]
    return {lead[0]: (days[0],)} if lead and days[0].end <= lead[0].start else {}


#: "People took cover on Monday while a missile crossed": at the time of the main clause.
_MEANWHILE = compiled(
    r"\s(?:while|as|when)\s(?!(?:if|though|well|of|part|the\s(?:first|second|third)\b)\b)(?P<own>[^;:]*)$"
)


#: "As the minister flew in on Monday, a missile rose", "Hours before the polls opened on Tuesday …": on that day.
_FRONTED = compiled(
    r"(?:(?:just|even|only|barely|mere|less\sthan\san|an|half\san|two|three|four|five|six|some|a\sfew|several|the)\s)*"
    r"(?:(?:hours?|minutes?|moments|shortly|soon|right|just|immediately)\s(?:before|after|earlier|ahead\sof)|as|while|when)\s",
    re.IGNORECASE,
)


#: Between the day and what happened at that time: no other sentence, nothing that had been before.
_SAME_TIME = compiled(r"(?:(?!\b(?:had|hardly|after|before)\b)[^;:])*")


def _is_meanwhile(document: Document, index: int, head: Head) -> bool:
    """Whether a clause of time, whose first verb the head is, tells what happened meanwhile."""
    low = document.sentences[index].start
    m = _MEANWHILE.search(document.text, low, head.start)
    while m and (later := _MEANWHILE.search(document.text, m.start("own"), head.start)):
        m = later
    return m is not None and not any(
        clauses.is_finite(w) or w in words("auxiliary") for w in re.findall(r"[A-Za-z-]+", m["own"])
    )


def _reported_seen(
    document: Document,
    index: int,
    heads: Sequence[Head],
    dated: dict[Head, tuple[TimeMention, ...]],
    days: Sequence[TimeMention],
) -> Head | None:
    """ "Early on Thursday Seoul's military said two missiles had been detected": those who see report at once; state
    media report on the day after."""
    if len(days) != 1 or dated:
        return None
    text = document.text
    low = document.sentences[index].start
    seen = [h for h in heads if h.form == "verb" and h.start > days[0].end]
    if not seen or not _SEEN.search(text[seen[0].start - 10 : seen[0].end]):
        return None
    lead = text[low : seen[0].start]
    return seen[0] if _SAID.search(lead) and not _STATE_MEDIA.search(lead) else None


def apart(
    document: Document, index: int, heads: Sequence[Head], dated: dict[Head, tuple[TimeMention, ...]]
) -> dict[Head, tuple[TimeMention, ...]]:
    """The dates, each head's without those that another one is counted from or that something else was done on: "on
    June 2, when a rocket had dropped two days before", "flew for a minute and earned, three days later, a rebuke"."""
    found = dict(dated)
    text, start = document.sentence_text(index), document.sentences[index].start
    for head, times in dated.items():
        times = tuple(t for t in times if not _counts_from(document, t, head))
        found[head] = times
        counted = [t for t in times if t.rule.startswith("later")]
        others = [t for t in times if t not in counted]
        if not counted or not others:
            continue
        clause = clauses.at(text, head.start - start)
        is_when = WHEN.search(text, max(0, clause.start - 2), clause.start + 5)
        if is_when and clause.start <= counted[0].start - start < clause.end:
            found[head] = (counted[0],)
        elif _is_of_consequence(text, head.end - start, counted[0].start - start):
            found[head] = tuple(others)
    return {h: t for h, t in found.items() if t}


#: "Four days before that firing it had adopted a text": the day is that of the text.
_THAT_ONE = compiled(r"\s(?:that|this|the\slatest|the\slast)\s(?:[\w-]+\s){0,3}")
_COUNTING = compiled(r"(?i)\b(?:before|after|following|prior\sto)$")


def _counts_from(document: Document, time: TimeMention, head: Head) -> bool:
    words = document.text[time.start : time.end]
    is_beside = ":event" not in time.rule and _THAT_ONE.fullmatch(document.text, time.end, head.start)
    return head.form == "noun" and bool(is_beside and _COUNTING.search(words))


def _is_of_consequence(text: str, low: int, high: int) -> bool:
    """Whether a verb for what a launch brought about stands between."""
    return bool(set(re.findall(r"[a-z]+", text[low:high])) & words("consequence"))
