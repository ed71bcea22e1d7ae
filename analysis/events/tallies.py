"""Tallies of one article: claims that so many launches or missiles fall into a window of time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from analysis import lexicon
from analysis.compiling import compiled
from analysis.events import (
    launch_heads,
    launch_states,
    tally_counts,
    tally_weapons,
    tally_windows,
)
from analysis.events.attachment import Head
from analysis.events.tally_counts import Counted
from analysis.events.tally_windows import Window
from analysis.recognise import assertion
from analysis.records import Document, Tally

_DAY = compiled(r"\d{4}-\d{2}-\d{2}")
#: How far behind a count its window may end, and how far before it may begin.
_AFTER, _BEFORE = 130, 90
#: A sum goes on with the window of a tally less than so many sentences before.
_NEAR = 4
#: Between a count and another that shares its window.
_JOINS = compiled(
    r"(?:,\s[^,;:.]{2,40},|\s(?:by|on|in)\s[^,;:.]{2,40}?)?(?:,|\sand|\sor|\splus|,\sand|,\sor|\sas\swell\sas|,\sbut)(?:,\s[^,;:.]{2,30},)?\s"
    r"(?:(?:in\sall|altogether|more\sthan|at\sleast|about|some|over|nearly|one\sof|an?\stotal\sof|with|also)\s){0,3}"
    r"|,?\s(?:in|over|across|on|during)\s(?:(?:a\stotal\sof|at\sleast|some|about|altogether)\s)?"
)
#: "may have fired 30" is a claim, "may fire two more" is none.
_HAVE = compiled(r"\bhave\s(?:\w+\s){1,4}$")
#: "This would be the tenth test": said of a launch that took place.
_WOULD_BE = compiled(
    r"(?i)\b(?:this|that|it|(?:(?:the|this|that)\s|[’']s\s)(?:[\w-]+\s){0,2}(?:launch|test|firing|missile|salvo|shot|one))\swould\s(?:be|make|have\sbeen)\s(?:it\s)?(?:the|its)\s(?:North[’']s\s)?$"
)
#: "the previous record for a whole year, 25": of some other time than the sentence counts over.
_OLD_RECORD = compiled(
    r"(?i)\b(?:(?:previous|old|former|earlier|standing|past|last|prior)\s(?:annual\s|yearly\s|monthly\s)?(?:record|high|peak|maximum)|"
    r"(?:record|high|peak|maximum)\sfor\s(?:an?|any|one)\s[^,;.]{2,30})\b[^;.]{0,40}?$"
)
#: "the first two, in 2009 and 2010": named, not counted.
_THE_FIRST = compiled(r"(?i)\bthe\s(?:first|last|other|earlier|previous|latest)\s$")
#: "its only test that year was a pair of rockets": one launch is told, not counted.
_ONLY = compiled(
    r"(?i)\b(?:sole|only|lone|single|solitary)\s(?:[\w-]+\s){0,3}?(?:tests?|launch|firing|salvo|volley|flight)\b[^.;:]{0,60}\b(?:was|were|being|involved)\s(?:of\s)?(?:a\s)?$"
)
_NONE_OF = compiled(
    r"(?i)\b(?:none|neither|not\s(?:one|all)|few)\sof\s(?:the|its|these|those|all)\s(?:its\s)?$"
)


def find(document: Document) -> tuple[Tally, ...]:
    """The tallies that the article claims, ordered by position; the same claim said twice is one row."""
    found: dict[tuple[int, str, str, str], Tally] = {}
    last: Window | None = None
    told = -_NEAR
    for sentence in document.sentences:
        known = last if sentence.index - told < _NEAR else None
        for tally, window in _in_sentence(document, sentence.index, known):
            found.setdefault((tally.count, tally.unit, tally.weapon, tally.since), tally)
            last, told = window, sentence.index
    return tuple(sorted(_distinct(list(found.values())), key=lambda t: t.start))


def _distinct(tallies: Sequence[Tally]) -> Iterator[Tally]:
    """Without the tallies that another one repeats and names the weapon of."""
    for t in tallies:
        richer = [
            o
            for o in tallies
            if o is not t
            and (o.count, o.unit, o.since) == (t.count, t.unit, t.since)
            and o.weapon
            and not t.weapon
        ]
        if not richer:
            yield t


def _in_sentence(document: Document, index: int, last: Window | None) -> Iterator[tuple[Tally, Window]]:
    """The tallies of a sentence with their windows; `last` is the window of the tally told before, which a sum goes
    on with."""
    text = document.sentence_text(index)
    if len(text) > launch_heads.ENDLESS:
        return
    windows = [w for w in tally_windows.find(document, index) if not _is_of_other(document, index, w)]
    is_sum = last is not None and bool(_sum().search(text))
    counted = tally_counts.counted(document, index) if windows or is_sum else []
    used: dict[int, Window] = {}
    for c in counted:
        window = (
            _window_of(document, index, c, windows, counted)
            or (used.get(c.start - 1) if c.is_part else None)
            or _shared(document, index, c, counted, used)
        )
        if c.is_part and not window and used and not _stands_by_day(document, index, c):
            window = list(used.values())[-1]
        if (
            not window
            and last
            and is_sum
            and not windows
            and _is_summed(text, c, document.sentences[index].start)
        ):
            window = last
        if window and document.article.published and window.since > document.article.published:
            continue  # "has promised a third attempt in October"
        if not window or not _is_claim(document, index, c, window) or _is_told_itself(document, c, window):
            continue
        used[c.start] = window
        yield _tally(document, index, c, window, counted), window


def _tally(document: Document, index: int, c: Counted, window: Window, counted: Sequence[Counted]) -> Tally:
    head = Head(c.start, c.end, "noun")
    is_near = document.sentences[index].start <= window.start < document.sentences[index].end
    return Tally(
        start=min(c.start, window.start) if is_near else c.start,
        end=max(c.end, window.end) if is_near else c.end,
        sentence=index,
        rule="tally",
        state=(launch_states.of(document, index, head) or (launch_states.usual(document),))[0],
        count=c.value,
        unit=c.unit,
        weapon=tally_weapons.of(document, index, c) or tally_weapons.of_last(document, index, c, counted),
        since=window.since,
        until=window.until,
    )


def _is_of_other(document: Document, index: int, window: Window) -> bool:
    """Whether the window only says which event is meant ("this year's vote")."""
    m = _OWNED.match(document.text, window.end, document.sentences[index].end)
    if m is None and window.start < window.end and document.text[window.end - 1] == "s":
        m = _OWNED.match(document.text, window.end - 2, document.sentences[index].end)
    return m is not None and not _OWN.search(m["what"])


_OWNED = compiled(r"[’']s?\s(?P<what>(?:[\w’'-]+[ ]?){1,2})")
#: What a window may own that is counted.
_OWN = compiled(
    r"(?i)\b(?:missiles?|launch\w*|tests?|test-\w+|firings?|rounds?|shots?|salvo\w*|rockets?|ICBMs?|\w+(?:nd|rd|th)|total|tally|count|number|"
    r"figures?|flights?|attempts?|tries|volleys?|barrages?|weapons?|projectiles?|second|score|toll|haul|involved|were|was)\b"
)


@cache
def _sum() -> re.Pattern[str]:
    return lexicon.pattern("tally_triggers", "summed").regex


def _is_summed(text: str, c: Counted, base: int) -> bool:
    """Whether the number is the sum that the words around it give ("which makes nine", "14 missiles in all")."""
    low, high = c.start - base, c.end - base
    return any(
        (0 <= low - m.end() < 25 and "," not in text[m.end() : low - 1])
        or (m["adverb"] and 0 <= m.start() - high < 12)
        for m in _sum().finditer(text)
    )


def _shared(
    document: Document, index: int, c: Counted, counted: Sequence[Counted], used: Mapping[int, Window]
) -> Window | None:
    """The window of the count before that this one is joined to ("seven launches since May and, by ours, 14 missiles")."""
    before = [o for o in counted if o.start in used and o.end <= c.start]
    if not before:
        return None
    window = used[before[-1].start]
    gap = document.text[max(before[-1].end, min(window.end, c.start)) : c.start]
    has_day = any(
        _DAY.fullmatch(t.value)
        and before[-1].end <= t.start
        and t.start - c.end < 30
        and not window.start <= t.start < window.end
        for t in document.times_in(index)
    )
    return None if has_day or not _JOINS.fullmatch(gap) else window


def _is_told_itself(document: Document, c: Counted, window: Window) -> bool:
    """Whether so few launches of one month long past are told themselves, not counted ("two flights in July")."""
    if window.until and _ON_DAY.match(document.text, c.end):
        return True
    is_month = bool(window.until) and window.since[:7] == window.until[:7]
    return is_month and c.value < 3 and not any(n.is_ordinal and n.start == c.start for n in document.counts)


#: "seven at once on 5 July": told by its day.
_ON_DAY = compiled(
    r"(?:\swere\s(?:fired|launched|tested|lobbed|shot|flown))?(?:\s(?:at\sonce|together|in\sone\sgo|in\sall))?,?\son\s(?:the\s|(?:a\s(?:single|certain)|one|the\ssame)\sday\b.{0,2})?(?:\d|the\s\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d)"
)


def _window_of(
    document: Document, index: int, c: Counted, windows: Sequence[Window], counted: Sequence[Counted]
) -> Window | None:
    """The nearest window after the count, else one before it; a day in between takes the count for itself."""
    after = [
        w for w in windows if 0 <= w.start - c.end <= _AFTER and not _blocked(document, index, c.end, w.start)
    ]
    before = [
        w
        for w in windows
        if 0 <= c.start - w.end <= _BEFORE and not _blocked(document, index, w.end, c.start, is_before=True)
    ]
    after = [w for w in after if not w.is_rolling or _is_next(document.text[c.end : w.start])]
    before = [w for w in before if not w.is_rolling or _is_fronted(document, index, w)]
    after = [w for w in after if not _is_taken(document, c, w, counted)]
    after = [w for w in after if not _opens_clause(document.text, c, w)]
    before = [
        w
        for w in before
        if c.is_part
        or not any(
            o.end <= w.start and w.start - o.end < 30 and ";" not in document.text[o.end : w.start]
            for o in counted
        )
    ]
    around = [w for w in windows if w.start < c.end and c.start < w.end]
    if c.is_part and _stands_by_day(document, index, c):
        return None
    for pool in (around, sorted(after, key=lambda w: w.start), sorted(before, key=lambda w: -w.end)):
        if pool:
            return pool[0]
    return None


def _stands_by_day(document: Document, index: int, c: Counted) -> bool:
    """ "on 2 September, two of them", "two of them on Monday": a part that was fired on a day is no tally."""
    return any(
        t.type == "DATE"
        and _DAY.fullmatch(t.value)
        and (
            document.text[t.end : c.start] == ", "
            or re.fullmatch(
                r"(?:\sof\s(?:them|which|these|those))?\s(?:fired\s|launched\s)?(?:on\s|last\s)?",
                document.text[c.end : t.start],
            )
        )
        for t in document.times_in(index)
    )


def _is_next(gap: str) -> bool:
    """Whether a count and the window behind it belong together: few words, and no break, between them."""
    return len(gap) < 45 and not re.search(r"[,;:–—]", gap)


def _is_fronted(document: Document, index: int, window: Window) -> bool:
    """Whether the window opens its sentence ("Over the past year it has fired …")."""
    return not re.search(r"\w{3}", document.text[document.sentences[index].start : window.start])


def _opens_clause(text: str, c: Counted, window: Window) -> bool:
    """Whether the window begins a new clause: "…, this week we have spoken to them"."""
    if (
        _CLAUSE.search(text, c.end, window.start)
        or _NEW_ITEM.search(text[c.end : window.start])
        or _NEW_TOTAL.search(text[c.end : window.start])
    ):
        return True
    return text[c.end : window.start].endswith(", ") and bool(
        re.match(
            r"\s(?:we|I|he|she|they|it|there|the\s\w+)\s(?:\w+\s)?\w+", text[window.end : window.end + 60]
        )
    )


#: "six had been fired, and in January a seventh": the window opens the next item.
#: "eight were fired, bringing the total for 2022 to 31": the window is the total's.
_NEW_TOTAL = compiled(
    r"\b(?:bring|brought|tak|took|rais|lift|push)\w*\s(?:\w+\s){0,3}(?:total|tally|count|sum|number|score)\b"
)
_CLAUSE = compiled(r"(?i)\b(?:if|counting|including|excluding|once|although|unless)\b")
_NEW_ITEM = compiled(r"[,;]\s(?:and|but|while|then)\s(?:in|on|over|during)\s(?:the\s)?$")


def _is_taken(document: Document, c: Counted, window: Window, counted: Sequence[Counted]) -> bool:
    """Whether a later number has the window for itself ("the fifth in as many weeks and the ninth this year")."""
    return any(
        c.end <= o.start
        and o.end <= window.start + 1
        and not o.is_part
        and not re.fullmatch(
            r",?\s(?:and\s)?(?:at\sleast\s)?|[^,;:]{0,30}\s(?:in|over|across|during)\s(?:a\stotal\sof\s)?",
            document.text[c.end : o.start],
        )
        for o in counted
    )


#: "yesterday's launch is the fifth": the day of what is numbered.
_IS_THE = compiled(
    r"[’']s\s(?:[\w-]+\s){1,3}(?:is|was|would\sbe|made|makes|became)\s(?:it\s)?(?:the|its|their)\s"
)


#: "in July, after the second flight of its kind": the window is that of what came after.
_OTHER_TIME = compiled(r"\b(?:after|before|following|until|ahead\sof)\b")


def _blocked(document: Document, index: int, low: int, high: int, *, is_before: bool = False) -> bool:
    """Whether a day or a break of the sentence parts a count from a window."""
    days = [
        t
        for t in document.times_in(index)
        if t.type == "DATE"
        and _DAY.fullmatch(t.value)
        and low <= t.start
        and t.end <= high
        and not _IS_THE.fullmatch(document.text, t.end, high)
    ]
    gap = document.text[low:high]
    if is_before and _OTHER_TIME.search(gap):
        return True
    return bool(
        days or re.search(r"[;]|\.\s|\s[–—-]\s\w+\s\w+\s\w+\s\w+\s", gap) or (":" in gap and not is_before)
    )


def _is_claim(document: Document, index: int, c: Counted, window: Window) -> bool:
    sentence, text = document.sentences[index], document.sentence_text(index)
    lead = text[: c.start - sentence.start]
    if _WOULD_BE.search(lead) or _NONE_OF.search(lead):
        return True
    if (c.value < 3 and _THE_FIRST.search(lead)) or _ONLY.search(lead):
        return False
    if _OLD_RECORD.search(lead) and not window.until and window.start < c.start:
        return False
    how = assertion.of(text, c.start - sentence.start, c.end - sentence.start)
    return not (
        how.is_negated
        or how.is_denied
        or how.is_forecast
        or how.is_conditional
        or (how.is_hypothetical and not _HAVE.search(lead))
    )
