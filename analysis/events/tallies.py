"""Tallies of one article: claims that so many launches or missiles fall into a window of time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from analysis import lexicon
from analysis.events import attachment, launch_heads, launch_states, tally_windows
from analysis.events.attachment import Head
from analysis.events.tally_windows import Window
from analysis.literals import sieve
from analysis.recognise import assertion
from analysis.recognise.numbers import value_of
from analysis.records import CountMention, Document, Tally

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
#: How far behind a count its window may end, and how far before it may begin.
_AFTER, _BEFORE = 130, 90
#: A sum goes on with the window of a tally less than so many sentences before.
_NEAR = 4
#: Between a count and another that shares its window.
_JOINS = re.compile(
    r"(?:,\s[^,;:.]{2,40},|\s(?:by|on|in)\s[^,;:.]{2,40}?)?(?:,|\sand|\sor|\splus|,\sand|,\sor|\sas\swell\sas|,\sbut)(?:,\s[^,;:.]{2,30},)?\s"
    r"(?:(?:in\sall|altogether|more\sthan|at\sleast|about|some|over|nearly|one\sof|an?\stotal\sof|with|also)\s){0,3}"
)


_UNITS = ("launch_events", "missiles")
_TIMES = {"twice": 2, "thrice": 3}
#: Forms of patterns that find a number without its noun.
_FORMS = ("part", "bare", "ordinal", "times")
#: "may have fired 30" is a claim, "may fire two more" is none.
_HAVE = re.compile(r"\bhave\s(?:\w+\s){1,4}$")


#: "an ICBM on Sunday that was its fifth of 2023".
_IS_ITS = re.compile(
    r"[^;:.]{0,60}\s(?:(?:that|which)\s)?(?:was|is|makes?|being)\s(?:it\s)?(?:its|the|their)\s", re.IGNORECASE
)
#: "the sixth time this year that ballistic missiles have been fired".
_TIME_THAT = re.compile(
    r"(?:\s(?:time|occasion|instance))?\b[^,;:.]{0,40}?\s(?:that|when|on\swhich|in\swhich)\s(?:it\s(?:has\s)?\w+\s)?(?:an?\s)?",
    re.IGNORECASE,
)
#: "This would be the tenth test": said of a launch that took place.
_WOULD_BE = re.compile(
    r"(?i)\b(?:this|that|it)\swould\s(?:be|make|have\sbeen)\s(?:it\s)?(?:the|its)\s(?:North[’']s\s)?$"
)
#: "American officials make that its eighth": one more of the kind told before.
_MAKES_THAT = re.compile(r"(?i)\b(?:mak(?:es?|ing)|made)\s(?:that|it|this)\s(?:its|the)\s$")
_NONE_OF = re.compile(
    r"(?i)\b(?:none|neither|not\s(?:one|all)|few)\sof\s(?:the|its|these|those|all)\s(?:its\s)?$"
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of launches or missiles, with its place and unit."""

    start: int
    end: int
    value: int
    unit: str
    is_part: bool = False


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
    windows = tally_windows.find(document, index)
    is_sum = last is not None and bool(_sum().search(text))
    counted = _counted(document, index) if windows or is_sum else []
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
        weapon=_weapon(document, index, c) or _weapon_of_last(document, index, c, counted),
        since=window.since,
        until=window.until,
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
    is_month = bool(window.until) and window.since[:7] == window.until[:7]
    return is_month and c.value < 3 and not any(n.is_ordinal and n.start == c.start for n in document.counts)


# --- which window -----------------------------------------------------------------------------------


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
        w for w in before if c.is_part or not any(o.end <= w.start and w.start - o.end < 30 for o in counted)
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
    if _NEW_ITEM.search(text[c.end : window.start]) or _NEW_TOTAL.search(text[c.end : window.start]):
        return True
    return text[c.end : window.start].endswith(", ") and bool(
        re.match(
            r"\s(?:we|I|he|she|they|it|there|the\s\w+)\s(?:\w+\s)?\w+", text[window.end : window.end + 60]
        )
    )


#: "six had been fired, and in January a seventh": the window opens the next item.
#: "eight were fired, bringing the total for 2022 to 31": the window is the total's.
_NEW_TOTAL = re.compile(
    r"\b(?:bring|brought|tak|took|rais|lift|push)\w*\s(?:\w+\s){0,3}(?:total|tally|count|sum|number|score)\b"
)
_NEW_ITEM = re.compile(r"[,;]\s(?:and|but|while|then)\s(?:in|on|over|during)\s(?:the\s)?$")


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


def _blocked(document: Document, index: int, low: int, high: int, *, is_before: bool = False) -> bool:
    """Whether a day or a break of the sentence parts a count from a window."""
    days = [
        t
        for t in document.times_in(index)
        if t.type == "DATE" and _DAY.fullmatch(t.value) and low <= t.start and t.end <= high
    ]
    gap = document.text[low:high]
    return bool(
        days or re.search(r"[;]|\.\s|\s[–—-]\s\w+\s\w+\s\w+\s\w+\s", gap) or (":" in gap and not is_before)
    )


# --- counts ------------------------------------------------------------------------------------------


def _counted(document: Document, index: int) -> list[Counted]:
    found = [
        Counted(c.start, c.end, int(c.value), _unit(document, c), is_part=_is_part(document, c))
        for c in document.counts_in(index)
        if c.of in _UNITS and c.value >= 2 and not _is_pair_of_states(document, c)
    ]
    found += [
        c for c in _elliptical(document, index) if not any(o.start < c.end and c.start < o.end for o in found)
    ]
    return sorted(found, key=lambda c: c.start)


def _is_pair_of_states(document: Document, count: CountMention) -> bool:
    """ "The two have refused": a number alone behind an article, of whatever was spoken of."""
    is_bare = not count.is_ordinal and not re.search(r"\s", document.text[count.start : count.end])
    return is_bare and bool(re.search(r"(?i)\bthe\s$", document.text[max(0, count.start - 4) : count.start]))


def _unit(document: Document, count: CountMention) -> str:
    """The unit; "30 of this year’s launches" are launches, whatever they were of."""
    after = document.text[count.end : count.end + 40]
    is_of = re.match(r"(?i)\s(?:of\s)?(?:this|last|the)\s\w+[’']s\s(?:\w+\s)?(?:launch|test|firing)", after)
    return "launch_events" if is_of else count.of


def _is_part(document: Document, count: CountMention) -> bool:
    after = document.text[count.start : count.end + 12]
    before = document.text[max(0, count.start - 20) : count.start]
    return bool(
        re.search(r"(?i)\bof\s(?:them|which|these|those)\b", after)
        or re.search(r"(?i)\bincluding\s(?:at\sleast\s)?$", before)
        or (count.is_ordinal and re.match(r"\sof\san?\s", document.text[count.end :]))
        or re.fullmatch(
            r"Of\sthe(?:se)?\s[^,]{4,70},\s",
            document.text[document.sentences[count.sentence].start : count.start],
        )
    )


def _elliptical(document: Document, index: int) -> Iterator[Counted]:
    """Numbers whose noun is left out: "six of them ICBMs", "its second since …", where launches are told."""
    sentence = document.sentences[index]
    claimed = [c for c in document.counts_in(index) if c.of in _UNITS]
    likely = sieve("tally_triggers")(document.sentence_text(index))
    for p in (p for p in likely if p.fields.get("form") in _FORMS):
        for m in p.regex.finditer(document.text, sentence.start, sentence.end):
            adverb = m.groupdict().get("adverb")
            value = _TIMES[adverb.lower()] if adverb else value_of(m["number"])
            if value is None or value < 2 or any(c.start < m.end() and m.start() < c.end for c in claimed):
                continue
            at = m.start("adverb" if adverb else "number")
            if any(w.start < at < w.end for w in document.weapons_in(index)):
                continue  # the 14 of "Hwasong-14"
            unit = _unit_left_out(document, index, p, m)
            if unit:
                yield Counted(at, m.end(), int(value), unit, is_part=p.fields["form"] == "part")


def _unit_left_out(document: Document, index: int, p: lexicon.Pattern, m: re.Match[str]) -> str:
    """What a number without a noun counts: what the last number before it did, else launches where they are
    spoken of, else ""."""
    if p.id == "ordinal-noun":
        return "launch_events"
    is_told = _tells_launches(document, index, m.start())
    if p.fields["form"] == "times":
        return "launch_events" if is_told and not _other_verb(document, index, m.start()) else ""
    named = re.search(r"(?i)\s(?:missiles|launches|tests|rounds|firings|salvoe?s|shots|flights)$", m[0])
    if named:
        return "missiles" if named[0].lower() == " missiles" else "launch_events"
    before = [c for c in document.counts_in(index) if c.end <= m.start()] or _told_last(
        document, index, m.start(), is_total=p.id == "there-were"
    )
    if before:
        return before[-1].of if before[-1].of in _UNITS else ""
    return "launch_events" if is_told else ""


def _told_last(document: Document, index: int, offset: int, *, is_total: bool = False) -> list[CountMention]:
    """The last count of launches in the sentence before, for "surpassing its record of 25 in 2019"."""
    lead = document.text[document.sentences[index].start : offset]
    if not index or (
        not is_total
        and not re.search(r"(?i)\b(?:record|compared|against|from|up|down|more\sthan|previous|most)\b", lead)
    ):
        return []
    return [c for c in document.counts_in(index - 1) if c.of in ("launch_events", "missiles")][-1:]


def _tells_launches(document: Document, index: int, offset: int) -> bool:
    """Whether launches are spoken of before the place: in its sentence, or in the one before "It was …"."""
    noun = lexicon.pattern("tally_triggers", "launch-words").regex
    sentence = document.sentences[index]
    lead = document.text[sentence.start : offset]
    goes_on = bool(_REFERS.search(lead))
    if not noun.search(lead):
        lead += _forward(document, index, offset)
    if any(w.end <= offset for w in document.weapons_in(index)):
        return True
    if goes_on and index and document.weapons_in(index - 1):
        return True
    if not noun.search(lead) and index and goes_on:
        lead = document.sentence_text(index - 1) + lead
    return bool(noun.search(lead)) and not re.search(r"(?i)\bnuclear\s(?:weapons?\s)?tests?\b", lead)


#: A sentence that goes on about the launch before ("It was …", "Seoul makes that …", or the ordinal comes first).
_REFERS = re.compile(
    r"^(?:It|That|This)\b|^\W*(?:The\s)?\w+day[’']s\b|\b(?:mak(?:es?|ing)|made|call(?:s|ed)?|count(?:s|ed)?|reckon(?:s|ed)?)\s(?:it|that|this)\b|"
    r"^\W*(?:(?:The|Its|And|For)\s)*(?:North[’']s\s)?$"
)


def _forward(document: Document, index: int, offset: int) -> str:
    """What follows "Three times" at the head of a sentence ("… has the North tested")."""
    sentence = document.sentences[index]
    is_first = not re.search(r"\w{4}", document.text[sentence.start : offset])
    return document.text[offset : min(offset + 110, sentence.end)] if is_first else ""


def _other_verb(document: Document, index: int, offset: int) -> bool:
    """Whether the verb before the place is none of launching ("it has met three times")."""
    sentence = document.sentences[index]
    lead = document.text[sentence.start : offset]
    launched = [m.start() for m in lexicon.pattern("tally_triggers", "launch-words").regex.finditer(lead)]
    # "reached for its intermediate-range weapon eight times": the verb's object is a missile
    launched += [w.start - sentence.start for w in document.weapons_in(index) if w.end <= offset]
    return any(h.form == "verb" and h.start > max(launched, default=-1) for h in attachment.others(lead, 0))


def _is_claim(document: Document, index: int, c: Counted, window: Window) -> bool:
    sentence, text = document.sentences[index], document.sentence_text(index)
    lead = text[: c.start - sentence.start]
    if _WOULD_BE.search(lead) or _NONE_OF.search(lead):
        return True
    how = assertion.of(text, c.start - sentence.start, c.end - sentence.start)
    return not (
        how.is_negated
        or how.is_denied
        or how.is_forecast
        or how.is_conditional
        or (how.is_hypothetical and not _HAVE.search(lead))
    )


def _weapon_of_last(document: Document, index: int, c: Counted, counted: Sequence[Counted]) -> str:
    """ "70 ballistic missiles last year and a dozen this year": a number without its noun counts what the one before
    did."""
    earlier = [o for o in counted if o.end <= c.start and o.unit == c.unit and not o.is_part]
    gap = document.text[earlier[-1].end : c.start] if earlier else ";"
    is_bare = not re.search(
        r"(?i)missile|launch|test|round|firing|salvo|shot|flight", document.text[c.start : c.end]
    )
    is_joined = (
        re.search(r"(?i)\b(?:and|but|against|from|to|after|compared\s\w+)\s|,\s", gap) and ";" not in gap
    )
    if not earlier and is_bare and index and _MAKES_THAT.search(document.text[: c.start][-40:]):
        return next((w.weapon for w in document.weapons_in(index - 1) if w.weapon != "missile"), "")
    return _weapon(document, index, earlier[-1]) if is_bare and is_joined and not c.is_part else ""


def _weapon(document: Document, index: int, c: Counted) -> str:
    """The class of what is counted, "" for a mere missile."""
    near = [
        w
        for w in document.weapons_in(index)
        if w.start < c.end + 60 and w.end > c.start and w.start >= c.start
    ]
    joined = [
        w
        for w in near
        if w.start < c.end
        or re.fullmatch(
            r"(?:\s?(?:of\s(?:them|which|an?)\s)?(?:were\s|was\s|an?\s|its\s)?(?:[\w’'-]+\s){0,3}?|"
            r"[^,;:.]{0,40}\s(?:were|was|are|have\sbeen)\s(?:of\s)?(?:(?:the|an?)\s)?)",
            document.text[c.end : w.start],
        )
    ]
    before = [
        w
        for w in document.weapons_in(index)
        if w.end <= c.start
        and re.fullmatch(
            r"\s?(?:\([A-Z]+\)\s)?[–—,(-]?\s?(?:launches\s|tests\s)?[–—,(-]?\s?(?:about\s|some\s|at\sleast\s)?",
            document.text[w.end : c.start],
        )
    ]
    if not joined and not before and re.search(r"(?i)\brecord\sof\s$", document.text[: c.start]):
        # "the most ballistic missiles ever, surpassing its record of 25"
        low = document.sentences[max(0, index - 1)].start
        before = [w for w in document.weapons if low <= w.start and w.end <= c.start]
    before += [
        w
        for w in reversed(document.weapons_in(index))
        if w.end <= c.start and _IS_ITS.fullmatch(document.text[w.end : c.start])
    ]
    joined += [
        w
        for w in document.weapons_in(index)
        if _TIME_THAT.fullmatch(document.text[c.end : w.start]) and w.start > c.end
    ]
    before += [
        w
        for w in document.weapons_in(index)
        if w.end <= c.start
        and re.search(r"(?i)\b(?:number|tally|count|total)\sof\s$", document.text[: w.start][-20:])
        and re.fullmatch(r"[^,;.]{0,50}\s(?:to|at)\s(?:\w+\s){0,2}", document.text[w.end : c.start])
    ]
    best = next(iter([*joined, *before]), None)
    return best.weapon if best and best.weapon != "missile" else ""
