"""Which event a date in a sentence belongs to.

A sentence often tells several events with a date each ("met on Friday over the launch two days before").
`dates_of` gives each head, a word that stands for an event, the dates that are its own: those that
modify it ("the May 25 launch"), those that open its clause ("On Friday the North fired"), and those after
it with no other head between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from analysis import lexicon
from analysis.compiling import compiled
from analysis.recognise import clauses, timex
from analysis.records import Document, TimeMention


@dataclass(frozen=True, slots=True)
class Head:
    """A word or phrase that stands for an event, by offsets in the article. `form`: `verb`, `noun`,
    `thing` (the weapon that was fired, the person who was listed) or `ellipsis` ("another", "two more").
    `is_own` marks the events that the caller looks for; the others only claim dates."""

    start: int
    end: int
    form: str
    is_own: bool = True
    name: str = ""


_WORD = compiled(r"[A-Za-z][\w’'-]*")
#: What may stand between two dates of one list: "on 4 and 28 July".
_LIST = compiled(
    r"[\s,]*(?:,|and|or|&|,\sand|then)?[\s,]*(?:on\s|of\s|in\s|again\son\s)?(?:the\s)?", re.IGNORECASE
)
#: A day by other clocks, in brackets behind the day: "Friday (2157 GMT Thursday)".
_GLOSS_OPEN = compiled(
    r"[^()]{0,25}\((?:\d{1,4}(?::\d\d)?\s?(?:[ap]\.?m\.?,?\s)?)?(?:[A-Z]{3,4},?\s)?(?:(?:on|still|already)\s)*"
)
_GLOSS_COMMA = compiled(
    r"(?:\s(?:morning|evening|night|afternoon))?,\s(?:or\s|still\s)?(?:on\s)?(?:the\s)?(?:(?:morning|evening|night|afternoon)\sof\s)?"
)
_ELSEWHERE = compiled(
    r"[^.;]{0,25}?\b(?:in\s(?:Washington|New\sYork|London|Vienna|Geneva|Europe|America|Korea|Tokyo|the\sUnited\sStates)|GMT|UTC|Eastern|local\stime)\b"
)
_GLOSS_END = compiled(r"[^()]{0,25}\)")
#: What may stand before a date that opens its clause.
_OPENING = compiled(
    r"[\W_]*(?:(?:and|but|then|while|yet|so|that|when|after|as|because)\s){0,2}(?:(?:(?:early|late|later|earlier|again|also|only)\s)?"
    r"(?:on|in|by|at|since|during|around|before|after)?\s?(?:the\s)?(?:(?:morning|night|evening|afternoon|day|days|eve|dawn|hours|end|start|middle|beginning|small\shours)\s(?:of|on)\s)?)?[\W_]*"
    r"|[\W_]*(?:and\s|but\s)?(?:just\s|shortly\s|soon\s)?(?:at|around|about|after|before)\s(?:(?:an?|the|half|quarter|past|to|minutes?|hours?|dawn|"
    r"dusk|noon|midday|midnight|sunrise|local|Korean|time|o[’']clock|[ap]\.?m\.?|\d[\d:.]*[ap]?\.?m?\.?|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve)\s){1,6}on\s",
    re.IGNORECASE,
)
#: Words that may stand between a date and the noun that it modifies ("the May 25 North Korean ICBM launch").
_MODIFIED = compiled(
    r"(?:[’']s?)?[\s-](?:\([A-Z]{2,4}\)\s)?(?:(?!(?:and|but|on|in|at|to|of|with|that|which|the|a|an|it|he|she|they"
    r"|for|by|from|as|said|was|were|had|has|when|after|before|over)\b)[\w’'“”\".-]+\s){0,6}",
    re.IGNORECASE,
)
_DETERMINED = compiled(
    r"(?:\b(?:the|its|their|his|this|that|a|an|each|every|of|since|after|following|from|during|despite|to|with|over|"
    r"about|condemn\w*)|[’']s?|^|[\n>*•])\s*$",
    re.IGNORECASE,
)
#: What stands before a participle that is a verb; "a trading firm" has none of it.
_GOVERNED = compiled(
    r"(?:^|[,;:(–—-]\s?|\b(?:by|after|before|while|when|for|of|from|without|in|on|is|are|was|were|been|be|and|Kim|it|they)\s)$"
)
_CLEFT = compiled(r"(?i)\bit\s(?:was|is)\s(?:only\s|not\suntil\s)?(?:on|in|early|late)?\s?(?:on\s)?$")
#: A name that a preposition of place governs is no subject: "a barrage at Israel on Tuesday drew …".
_AIMED = compiled(
    r"\b(?:at|over|towards?|into|near|off|across|onto|past)\s(?:the\s)?(?:[a-z]+\s){0,2}(?:[A-Z][\w’'-]*\s?){1,3}$"
)
_DURING = compiled(r"\s(?:[\w’'-]+\s){0,4}?(?:during|amid)\s(?:[\w’'-]+\s){0,4}")
#: "cruise missiles, which no resolution forbids, on the 24th": a relative clause that ended before the date.
_INSERTED = compiled(r",\s(?:which|who)\s[^,;:]{3,70},\s(?:on\s|in\s)?(?:the\s)?$")
_BEYOND = compiled(
    r"\b(?:after|following|since|over|about|despite|against|because\sof|owing\sto|due\sto|in\s(?:\w+\s)?(?:response|reply|answer|reaction|retaliation|protest|view|"
    r"light|anger|advance)\s(?:to|of|at|for|over|against)|in\sthe\s(?:wake|face|aftermath|light|shadow)\sof|on\saccount\sof|as\s(?:punishment|retribution|"
    r"payback|an?\s\w+)\s(?:for|to)|ahead\sof|prior\sto|before|prompted\sby|angered\sby|alarmed\sby|citing)"
    r"\s(?:the|an?|its|their|his|that|those|these|this|\w+|[A-Z][\w’']+)\s[^,;:]*$"
)
#: A clause that a window begins with: somebody, and what he did.
_SINCE = compiled(r"(?:ever\s)?since\s(?!(?:at|early|late|on|in)\b)(?:[\w’'-]+\s){2,}")
#: A day told by another event ("two days after the launch"): it is the main clause's, not that event's.
_ADVERB = compiled(r"\s?(?:[,.;)]|$)|\s(?:that|this|then)\b")
_ELAPSED = compiled(r"\b(?:after|before|following)$", re.IGNORECASE)
_RELATIVE = compiled(
    r"(?:,\s[^,;]{2,30}\s(?:says?|said|reckons?|reported|believes?))?,?\s(?:when|on\swhich|in\swhich|the\sday(?!\s(?:after|before)))\b",
    re.IGNORECASE,
)


def dates_of(document: Document, index: int, own: Sequence[Head]) -> dict[Head, tuple[TimeMention, ...]]:
    """Each own head of the sentence with the dates that belong to it; heads without a date are left out."""
    sentence = document.sentences[index]
    text = document.sentence_text(index)
    found: dict[Head, tuple[TimeMention, ...]] = {}
    every_days: dict[Head, tuple[TimeMention, ...]] = {}
    every = sorted([*own, *others(text, sentence.start, own)], key=lambda h: h.start)
    last: tuple[Head | None, TimeMention] | None = None
    is_fronted = False
    for time in sorted(document.times_in(index), key=lambda t: t.start):
        if time.type != "DATE" or time.is_frame or _opens_window(document, time):
            continue
        if last and _is_gloss(document.text, last[1], time):
            continue
        head = (
            _apposed(document.text, every, last, time)
            or _preceded(document.text, every, every_days, time)
            or _set_off(text, sentence.start, every, time)
            or _shared(document.text, last, time)
            or (_gapped(text, sentence.start, every, time) if is_fronted else None)
            or _held(text, sentence.start, every, _head_of(text, sentence.start, every, time))
        )
        is_fronted = is_fronted or bool(head and head.is_own and head.start > time.end)
        last = (head, time)
        if head:
            every_days[head] = (*every_days.get(head, ()), time)
        if head and head.is_own:
            found[head] = (*found.get(head, ()), time)
    return found


def _held(text: str, base: int, heads: Sequence[Head], head: Head | None) -> Head | None:
    """ "A test was held on Wednesday", "the launch, long delayed, took place": the event that a verb only says to have been."""
    if head is None or head.is_own or text[head.start - base : head.end - base] not in _words("holding"):
        return head
    nouns = [h for h in heads if h.is_own and h.form == "noun" and h.end <= head.start]
    gap = text[nouns[-1].end - base : head.start - base] if nouns else ","
    return nouns[-1] if _SUBJECT_OF.fullmatch(gap) else head


#: Between an event and the verb that says when it was: what describes it, and auxiliaries.
_SUBJECT_OF = compiled(
    r"(?:\s(?:of|by|from|in|at|off|over)\s[^,;:.]{2,60}?|\s(?:\w+(?:ed|en|wn)|put|cut|held|kept|set|made|lost)\s[^,;:.]{2,60}?|,\s[^,;:.]{3,60},)?(?:\s(?:was|were|is|has|had|been|have|also|then|finally|later|only))*\s"
)


def _is_gloss(text: str, before: TimeMention, time: TimeMention) -> bool:
    """Whether the date only says by other clocks when the date before was."""
    gap = text[before.end : time.start]
    is_bracketed = _GLOSS_OPEN.fullmatch(gap) and _GLOSS_END.match(text, time.end)
    is_elsewhere = _GLOSS_COMMA.fullmatch(gap) and _ELSEWHERE.match(text, time.end)
    if not is_bracketed and not is_elsewhere:
        return False
    days = [t.value for t in (before, time) if timex.is_day(t.value)]
    return len(days) == 2 and abs((date.fromisoformat(days[0]) - date.fromisoformat(days[1])).days) == 1


def _apposed(
    text: str, heads: Sequence[Head], last: tuple[Head | None, TimeMention] | None, time: TimeMention
) -> Head | None:
    """ "On 22 November, a day after the satellite, a missile was fired": where the words explain the day before them,
    the day that they were read as is that of the event right behind them."""
    if not last or not _ELAPSED.search(text[time.start : time.end]):
        return None
    is_apposed = re.fullmatch(r",\s(?:just\s|only\s)?", text[last[1].end : time.start])
    if not is_apposed or not last[1].begin or time.begin == last[1].begin:
        return None
    behind = [h for h in heads if h.start >= time.end and not re.search(r"[,;:.]", text[time.end : h.start])]
    return behind[0] if behind else Head(time.end, time.end, "noun", is_own=False)


def _preceded(
    text: str, heads: Sequence[Head], found: dict[Head, tuple[TimeMention, ...]], time: TimeMention
) -> Head | None:
    """ "fell on Tuesday, five days after a rocket had climbed": where the event before has its day, an earlier day
    is that of the event behind."""
    if not _ELAPSED.search(text[time.start : time.end]) or _ADVERB.match(text, time.end):
        return None
    earlier = [h for h in heads if h.end <= time.start]
    later = [h for h in heads if h.start >= time.end]
    days = next((found[h] for h in reversed(earlier) if h in found), ())
    is_earlier = bool(days) and bool(time.begin) and all(time.begin < d.begin for d in days)
    if not is_earlier:
        return None
    # an event that is no head of either kind takes the date along
    return later[0] if later else Head(time.end, time.end, "noun", is_own=False)


def _gapped(text: str, base: int, heads: Sequence[Head], time: TimeMention) -> Head | None:
    """ "On Monday it fired a rocket, on Tuesday two missiles": where the first date stood in front, so does
    this one, and the verb is left out."""
    at, after = time.start - base, time.end - base
    if not re.search(r"[,;]\s(?:and\s|then\s)?(?:(?:on|in)\s)?(?:the\s)?$", text[:at]):
        return None
    stop = re.search(r"[,;]", text[after:])
    limit = after + (stop.start() if stop else len(text))
    # a second date of the same list may stand before the thing: "on 24 and 28 January cruise missiles"
    later = [h for h in heads if after <= h.start - base < limit + 40]
    return later[0] if later and later[0].is_own and later[0].start - base - after < 70 else None


def _opens_window(document: Document, time: TimeMention) -> bool:
    """Whether the date only begins a window ("since January"): nothing happened on it."""
    before = document.text[max(0, time.start - 16) : time.start]
    return bool(
        re.search(r"(?i)\bsince\s(?:the\s|early\s|late\s|at\sleast\s)?$", before)
        or re.match(r"(?i)since\b", document.text[time.start : time.end])
    ) and not _RELATIVE.match(document.text[time.end :])


def _set_off(text: str, base: int, heads: Sequence[Head], time: TimeMention) -> Head | None:
    """ "a train on 5 January and, on 9 January, a submarine": a day between commas goes with what stands behind."""
    at, after = time.start - base, time.end - base
    is_item = _ITEM.search(text[:at]) or _DAYS_AFTER.fullmatch(text[:at])
    if not is_item or not text[after:].startswith(", "):
        return None
    later = [h for h in heads if 0 <= h.start - base - after < 70]
    return later[0] if later and later[0].is_own else None


#: "A day after the parade, on Sunday, …": the day of what follows.
_DAYS_AFTER = compiled(
    r"\W*(?:[\w-]+\s){1,4}(?:days?|weeks?|hours?|months?)\s(?:after|before|following)\s[^,;:.]{2,60},\s(?:on\s)?"
)
#: What stands before a day that opens the last item of a list.
_ITEM = compiled(
    r"\b(?:and|when|but|as|while|until|that),\s(?:on|in)\s$|[;,]\s(?:and|then|finally|lastly)\s(?:(?:finally|then|lastly),?\s)?(?:on\s|in\s)?$"
)


def _shared(text: str, last: tuple[Head | None, TimeMention] | None, time: TimeMention) -> Head | None:
    """The head of the date before, if the two stand in one list."""
    if last and _LIST.fullmatch(text[last[1].end : time.start]):
        return last[0]
    return None


def _head_of(text: str, base: int, heads: Sequence[Head], time: TimeMention) -> Head | None:
    at, after = time.start - base, time.end - base
    around = [h for h in heads if h.start <= time.start and time.end <= h.end]
    if around:
        return around[0]  # "failed on 24 August to orbit"
    clause = clauses.at(text, at)
    inside = [h for h in heads if clause.start <= h.start - base < clause.end]
    return (
        _elapsed(text, base, heads, at, after)
        if _ELAPSED.search(text[at:after]) and not _ADVERB.match(text, after)
        else _modified(text, base, heads, at, after)
        or _when(text, base, heads, at, after)
        or _brought(text, base, heads, at, after)
        or _bracketed(text, base, heads, at)
        or _labelled(text, base, heads, at, after)
        or _opened(text, base, heads, inside, clause, at, after)
        or _wedged(text, base, heads, at, after)
        or _nearest_before(text, base, heads, clause, at)
    )


def _elapsed(text: str, base: int, heads: Sequence[Head], at: int, after: int) -> Head | None:
    """ "Seoul sanctioned them on Friday, two days after a missile flew": the event before the words, else, where they
    open the sentence, the one behind the comma."""
    earlier = [h for h in heads if h.end - base <= at]
    if earlier:
        return earlier[-1]
    stop = re.search(r",|\s(?:it|they|he|she|there|we)\s", text[after:])
    return next((h for h in heads if stop and h.start - base > after + stop.start()), None)


def _modified(text: str, base: int, heads: Iterable[Head], at: int, after: int) -> Head | None:
    """ "the May 25 ballistic missile launch", "Thursday's launch": the noun that the date modifies."""
    if not _DETERMINED.search(text[:at]) and not _OWNS.match(text, after):
        return None
    nouns = [h for h in heads if h.form in ("noun", "thing", "ellipsis") and h.start - base >= after]
    for h in nouns[:3]:
        if _MODIFIED.fullmatch(text[after : h.start - base]):
            same = [
                n for n in nouns if n.form == "noun" and _MODIFIED.fullmatch(text[after : n.start - base])
            ]
            return same[0] if same else h
    return None


_OWNS = compiled(r"(?:\s(?:morning|night|evening|afternoon|dawn))?[’']s\b")


def _when(text: str, base: int, heads: Iterable[Head], at: int, after: int) -> Head | None:
    """ "since August 1998, when a rocket flew over Japan": the event of the clause that explains the date."""
    is_cleft = bool(_CLEFT.search(text[:at]) and text[after:].startswith(" that "))
    if not is_cleft and not _RELATIVE.match(text[after:]):
        return None
    clause = clauses.at(text, min(after + 3, len(text) - 1))
    later = [h for h in heads if clause.start <= h.start - base < clause.end and h.start - base >= after]
    verbs = [h for h in later if h.form == "verb"]
    if not later and (inserted := _INTERRUPTED.match(text, after)):
        verbs = later = [h for h in heads if h.form == "verb" and 0 <= h.start - base - inserted.end() < 30][
            :1
        ]
    own = [h for h in verbs or later if h.is_own]
    return own[0] if own and (not verbs or verbs[0].is_own) else None


#: "when the North, ignoring all appeals, fired": a subject parted from its verb.
_INTERRUPTED = compiled(r",\swhen\s[^,;:.]{1,60},\s\w+(?:ing|ed)\s[^,;:.]{1,90},\s")


def _opened(
    text: str,
    base: int,
    heads: Sequence[Head],
    inside: Sequence[Head],
    clause: clauses.Clause,
    at: int,
    after: int,
) -> Head | None:
    """The verb of the clause that the date opens ("On Friday the North fired …")."""
    if clause.kind == "parenthesis" or not _OPENING.fullmatch(text[clause.start : at]):
        return None
    if _MEANWHILE.match(text, after) and (own := [h for h in heads if h.is_own and h.form == "verb"]):
        later = [h for h in own if h.start - base >= after]
        return later[0] if later else None
    parts = clauses.split(text)
    free = [h for h in heads if _clause_kind(parts, h.start - base) not in ("subordinate", "relative")]
    for pool in (inside, free, heads):
        later = [h for h in pool if h.start - base >= after and not _is_beyond(text, after, h, base)]
        verbs = [h for h in later if h.form == "verb" and (h.is_own or not _is_gerund(text, base, h))]
        if verbs or later:
            own = [h for h in later if h.is_own]
            return (
                verbs[0]
                if verbs and (verbs[0].is_own or not own or own[0].start > verbs[0].start)
                else later[0]
            )
    return None


def _is_gerund(text: str, base: int, head: Head) -> bool:
    """Whether the head only belongs to a phrase behind the date ("on Monday, at the third time of asking, it flew")."""
    return clauses.is_participle(text[head.start - base : head.end - base]) and bool(
        _GOVERNED.search(text, 0, head.start - base)
    )


#: "On Wednesday, while the minister was at table, two missiles rose": at the same time.
_MEANWHILE = compiled(r",?\s(?:just\s|even\s)?(?:while|as)\s")


def _is_beyond(text: str, after: int, head: Head, base: int) -> bool:
    """Whether a noun behind a date stands behind a preposition of time, so that it was at another time: "on 13 July,
    after the launch"."""
    return head.form != "verb" and bool(_BEYOND.search(text[after : head.start - base]))


def _clause_kind(parts: Sequence[clauses.Clause], at: int) -> str:
    return next((c.kind for c in parts if c.start <= at < c.end), "")


def _holds_verb(words: str) -> bool:
    return any(clauses.is_finite(w) for w in _WORD.findall(words))


def _labelled(text: str, base: int, heads: Sequence[Head], at: int, after: int) -> Head | None:
    """ "5 January: a cruise missile", "5 January (a cruise missile)": the first own head behind a colon, dash or
    bracket."""
    is_label = (not re.search(r"\w{3}", text[:at]) or (at < 50 and not _holds_verb(text[:at]))) and re.match(
        r"\s?(?::|\||\s[–—-]\s|[–—])", text[after:]
    )
    if not is_label and not text[after:].startswith(" ("):
        return None
    later = [h for h in heads if 0 <= h.start - base - after < 70]
    if later and text[after:].startswith(" (") and ")" in text[after : later[0].start - base]:
        return None
    return later[0] if later and later[0].is_own else None


def _bracketed(text: str, base: int, heads: Sequence[Head], at: int) -> Head | None:
    """ "the Hwasong-18 (13 April, 12 July)": what the bracket stands behind."""
    opening = text.rfind("(", 0, at)
    if opening < 0 or ")" in text[opening:at] or re.search(r"[A-Za-z]{10}|\.", text[opening:at]):
        return None
    before = [h for h in heads if h.end - base <= opening]
    inside = [h for h in heads if opening < h.start - base < at]
    return before[-1] if before and not inside and opening - (before[-1].end - base) < 25 else None


def _brought(text: str, base: int, heads: Sequence[Head], at: int, after: int) -> Head | None:
    """ "repeated it six days later with another", "On 4 July came a second": what the day brought."""
    m = re.match(
        r"(?:\s(?:morning|evening|night|afternoon))?,?\s(?:had\s)?(?:with|came|by|saw|sees|seen|brought|brings|added|adds|was|were|belonged\sto|been)\s(?:(?:the|a|an|yet)\s)?",
        text[after:],
    )
    later = [h for h in heads if m and 0 <= h.start - base - after - m.end() < 25]
    before = [h for h in heads if h.end - base <= at]
    return later[0] if later and later[0].is_own and not (before and before[-1].is_own) else None


def _wedged(text: str, base: int, heads: Sequence[Head], at: int, after: int) -> Head | None:
    """A date between subject and verb: "Japan on Monday condemned", "the North early Sunday fired"."""
    verb = next((h for h in heads if h.form == "verb" and h.start - base >= after), None)
    if (
        not verb
        or len(_WORD.findall(text[after : verb.start - base])) > 3
        or re.search(r"[,;:]", text[after : verb.start - base])
    ):
        return None
    before = re.sub(
        r"(?:\s(?:on|in|early|late|earlier|later|again|also))+\s?$", "", text[:at].rstrip() + " "
    ).rstrip()
    last = (_WORD.findall(before) or [""])[-1]
    if _AIMED.search(before) and any(h.is_own and h.end - base <= at for h in heads):
        return None
    is_thing = any(h.is_own and h.start - base < len(before) <= h.end - base for h in heads)
    lead = text[after : verb.start - base]
    is_subject = last[:1].isupper() and not is_thing
    return (
        verb
        if is_subject and not re.search(r"\b(?:that|which|who|it|he|she|they|the|and|but|then)\b", lead)
        else None
    )


def _nearest_before(
    text: str, base: int, heads: Sequence[Head], clause: clauses.Clause, at: int
) -> Head | None:
    """The nearest head before the date, in its clause, else in the clause before it."""
    earlier = [h for h in heads if h.end - base <= at]
    if not earlier:
        later = [
            h
            for h in heads
            if clause.start <= h.start - base < clause.end and not _is_beyond(text, at, h, base)
        ]
        return later[0] if later else None
    if ";" in text[earlier[-1].end - base : at]:
        return None
    inserted = _INSERTED.search(text[:at])
    outside = [h for h in earlier if inserted and h.end - base <= inserted.start()]
    if outside:
        return outside[-1]
    is_outside = earlier[-1].end - base <= clause.start
    if is_outside and _SINCE.match(text, clause.start):
        return None  # "the second launch since she took office on 10 May": the day of what is told there
    return _done_during(text, base, earlier) or earlier[-1]


def _done_during(text: str, base: int, earlier: Sequence[Head]) -> Head | None:
    """ "fired during the summit, on 5 September": what was done during the event that the date belongs to."""
    if len(earlier) < 2 or earlier[-1].is_own or earlier[-1].form != "noun":
        return None
    verb, gap = earlier[-2], text[earlier[-2].end - base : earlier[-1].start - base]
    is_during = verb.is_own and verb.form == "verb" and _DURING.fullmatch(gap)
    return verb if is_during else None


def others(text: str, base: int, own: Sequence[Head] = ()) -> list[Head]:
    """Finite verbs, participles and nouns of other events in a sentence that begins at `base`, ordered by
    position, where no own head stands."""
    taken = [(h.start - base, h.end - base) for h in own]
    return [
        Head(base + a, base + b, form, is_own=False)
        for a, b, form in _events(text)
        if not any(start < b and a < end for start, end in taken)
    ]


@lru_cache(maxsize=4096)
def _events(text: str) -> tuple[tuple[int, int, str], ...]:
    """Where a sentence's verbs and nouns of events stand, but for those that only name a thing."""
    hidden = [
        m.span()
        for name in ("naming", "naming-passive", "absolute")
        for m in lexicon.pattern("heads", name).regex.finditer(text)
    ]
    nouns = [(*m.span(), "noun") for m in lexicon.pattern("heads", "other-event").regex.finditer(text)]
    verbs = [(*m.span(), "verb") for m in _WORD.finditer(text) if _is_verb(text, m)]
    return tuple(sorted(e for e in [*nouns, *verbs] if not any(a < e[1] and e[0] < b for a, b in hidden)))


def _is_verb(text: str, m: re.Match[str]) -> bool:
    is_governed = clauses.is_participle(m[0]) and _GOVERNED.search(text, max(0, m.start() - 12), m.start())
    if not is_governed and not clauses.is_finite(m[0]):
        return False
    return m[0].lower() not in _words("transparent") or _is_told(text, m)


def _is_told(text: str, m: re.Match[str]) -> bool:
    """Whether a word that else only names its noun ("the reported launch") is a verb: "KCNA reported that"."""
    return m[0].lower() in _words("told") and bool(
        text.startswith(" that ", m.end())
        or re.search(
            r"(?:\b[A-Z][\w.’']*\)?|\b(?:media|military|staff|ministry|agency|officials|army|government|he|she|it|they))\s$",
            text[max(0, m.start() - 40) : m.start()],
        )
    )


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(lexicon.settings("heads")["words"][name].split())
