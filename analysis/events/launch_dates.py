"""Which of a sentence's dates are those of a launch, and what else in it says when the launch was."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.compiling import compiled
from analysis.events import attachment
from analysis.events.attachment import Head
from analysis.events.launch_words import pattern, words
from analysis.recognise import clauses, timex
from analysis.recognise.numbers import value_of
from analysis.records import Document, Spanned, TimeMention

#: A month or a week.
_COARSE = compiled(r"\d{4}-(?:\d{2}|W\d{2})")
#: "since 29 March, when it fired two": a day on which something happened.
_SINCEWHEN = compiled(r"(?i)(?:\bsince\s\0|\0since\b)[^\0]*\0,?\s(?:when|the\sday)\b")
_FIRST_SINCE = compiled(r"(?i)\bfirst\b[^.;]{0,90}\bsince\b[^.;]{0,20}$")
_DISCUSSED = compiled(
    r"(?i)\b(?:took\sup|takes\sup|discuss\w*|debat\w*|consider\w*|conven\w+|address\w*|raised?|condemn\w*|denounc\w*|"
    r"protest\w*|deplor\w*|criticis\w*|criticiz\w*|react\w*\sto|respon\w+\sto|answer\w*|"
    r"(?:met|meet\w*|talks|session|debate|consultations|sat|gathered)\s(?:on|over|about|to\s\w+))\s"
    r"(?:the|this|that|these|those|its|North\sKorea[’']s|Pyongyang[’']s|the\sNorth[’']s)\s(?:[\w-]+\s){0,4}$"
)


def named(document: Document, sentence: int) -> list[TimeMention]:
    """The days that a sentence names, date lines left out."""
    return [
        t
        for t in document.times_in(sentence)
        if t.type == "DATE" and timex.is_day(t.value) and not t.is_frame
    ]


def handed_over(
    document: Document, index: int, heads: Sequence[Head], dated: dict[Head, tuple[TimeMention, ...]]
) -> tuple[dict[Head, tuple[TimeMention, ...]], dict[Head, Head]]:
    """The dates with those of a trigger's own object given to the trigger ("fired three missiles on Friday"),
    and the objects with the triggers that took their dates.

    A second object with a day of its own stays a launch of its own ("and another type on Monday")."""
    base = document.sentences[index].start
    text = document.sentence_text(index)
    parts = clauses.split(text)
    triggers = [h for h in heads if h.form in ("verb", "noun")]
    found = {h: t for h, t in dated.items() if h.form in ("verb", "noun")}
    for echo in (h for h in dated if h.form == "echo"):
        nouns = [h for h in heads if h.form in ("noun", "ellipsis") and h.end <= echo.start]
        if nouns:
            found[nouns[-1]] = (*found.get(nouns[-1], ()), *dated[echo])
    owners: dict[Head, Head] = {}
    for told in [h for h in found if h.name in ("did", "moved", "fire")]:
        noun = _noun_of(document, triggers, told)
        if noun and noun not in dated:
            found[noun] = found.pop(told)
    for thing in (h for h in dated if h.form in ("thing", "ellipsis")):
        if _is_only_counted(document, index, thing, dated[thing], found):
            continue
        ranked = sorted((distance(text, parts, base, t, thing), t.start, t) for t in triggers)
        if ranked and (
            _is_one_of(document, thing, ranked[0][2])
            or _is_spoken_of(document, thing, ranked[0][2], dated[thing])
        ):
            found[thing] = dated[thing]
            continue
        reach = 90 if thing.form == "thing" else 30
        taken = [t for t in found.get(ranked[0][2], ()) if usable(document, t)] if ranked else []
        if ranked and ranked[0][0] < reach and not taken:
            found[ranked[0][2]] = dated[thing]
            owners[thing] = ranked[0][2]
        else:
            found[thing] = dated[thing]
    return found, owners


def _is_spoken_of(document: Document, thing: Head, verb: Head, times: Sequence[TimeMention]) -> bool:
    """ "brought up the eight missiles of June 5": any other verb has a missile that is named by its day for object."""
    return (
        verb.name == "handled"
        and verb.end <= thing.start
        and _OF.fullmatch(document.text, thing.end, times[0].start) is not None
    )


_OF = compiled(r"\s(?:of|from)\s(?:the\s)?")


def _is_only_counted(
    document: Document,
    index: int,
    thing: Head,
    times: Sequence[TimeMention],
    found: dict[Head, tuple[TimeMention, ...]],
) -> bool:
    """ "sent 180 missiles on Tuesday, its second attack this year": the window is that of the ordinal."""
    ordinals = [
        c for c in document.counts_in(index) if c.is_ordinal and thing.end <= c.start < times[0].start
    ]
    is_window = ordinals and not any(usable(document, t) for t in times)
    return bool(is_window) and any(usable(document, t) for told in found.values() for t in told)


def _is_one_of(document: Document, part: Head, whole: Head) -> bool:
    """ "Of the 18 firings this year the last, on June 5, …": a part told of many."""
    text = document.text
    is_many = (
        whole.form == "noun"
        and text[whole.start : whole.end].lower().endswith("s")
        and whole.end <= part.start
    )
    return is_many and part.form == "ellipsis" and text[part.start : part.start + 4].lower() == "the "


def _noun_of(document: Document, heads: Sequence[Head], verb: Head) -> Head | None:
    """ "the volley of ten missiles that followed on Friday": the noun whose missile the verb goes on about."""
    before = [h for h in heads if h.form == "noun" and h.end <= verb.start]
    gap = document.text[before[-1].end : verb.start] if before else ""
    return (
        before[-1]
        if before and re.fullmatch(r"\sof\s[^,;:.]{1,70}\s(?:that|which)\s(?:\w+\s)?", gap)
        else None
    )


#: "… and on 21 October its carrier rocket": a day that opens the next member of a list.
_NEXT_ON = compiled(r"(?:,|;|\band)\s(?:then\s|again\s)?(?:on|in)\s(?:the\s)?$")
_NEXT_WEAPON = compiled(
    r",?\s(?:an?|its|their|the|another|one|two|three|four|five|six|several|\d{1,2})\s(?:[\w’'“”\"-]+\s){0,3}"
)
WHEN = compiled(r",?\s(?:when|on\swhich)\s")


def parted(
    document: Document, index: int, heads: Sequence[Head], dated: dict[Head, tuple[TimeMention, ...]]
) -> dict[Head, tuple[TimeMention, ...]]:
    """The dates, those that belong to what stands behind them given to it: the next weapon of a list ("launched one
    on Sept. 15, and on Oct. 21 its rocket"), or what happened then ("no test since 5 May, when one was fired")."""
    found = dict(dated)
    for head, times in dated.items():
        for t in times:
            other = _next_weapon(document, index, heads, head, t) or _done_when(document, heads, head, t)
            if other is None or other in found:
                continue
            found[other] = (t,)
            rest = tuple(x for x in found[head] if x is not t)
            if rest:
                found[head] = rest
            else:
                del found[head]
                break
    for head in (h for h in heads if h.form == "thing" and h not in found):
        day = _whose(document, index, head) or _before_colon(document, index, head, found)
        if day:
            found[head] = (day,)
    return found


#: Behind a colon: what the clause before it has announced.
_REVEALED = compiled(
    r"(?i):\s(?:(?:this\stime|again|not\sone\sbut|no\sfewer\sthan|at\sleast|about|some)\s)?(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"another|yet\sanother|its|the|several|\d{1,2}|not)\s(?:[\w’'“”\"-]+\s){0,5}$"
)


def _before_colon(
    document: Document,
    index: int,
    thing: Head,
    dated: dict[Head, tuple[TimeMention, ...]],
) -> TimeMention | None:
    """ "It came on Wednesday, before dawn: a Hwasong-15": the day of the clause that the missile explains, where that tells
    of nothing else."""
    low = document.sentences[index].start
    m = _REVEALED.search(document.text, low, thing.start)
    days = [t for t in named(document, index) if m and t.end <= m.start() and usable(document, t)]
    if m is None or not days or any(days[-1] in times for times in dated.values()):
        return None
    lead = document.text[low : m.start()]
    told = attachment.others(lead, 0)
    others = words("not_launching") - words("auxiliary") - words("consequence") - words("listing")
    is_other = any(h.form == "noun" or lead[h.start : h.end].lower() in others for h in told)
    return None if is_other else days[-1]


#: "Yesterday's missile"; not "yesterday's missile debate".
_OWN_DAY = compiled(r"[’']s?\s(?:[\w-]+\s){0,3}")
_OTHER_NOUN = compiled(
    r"\s(?:debates?|talks|meetings?|sessions?|statements?|votes?|texts?|stor(?:y|ies)|news|reports?|crisis|row|briefings?|drills?|alarms?|alerts?|"
    r"sirens?|threats?|sanctions|resolutions?|ban|deal|treaty)\b"
)


def _whose(document: Document, index: int, thing: Head) -> TimeMention | None:
    """The day whose missile it is said to be."""
    if _OTHER_NOUN.match(document.text, thing.end):
        return None
    return next(
        (
            t
            for t in named(document, index)
            if t.end <= thing.start and _OWN_DAY.fullmatch(document.text, t.end, thing.start)
        ),
        None,
    )


def _next_weapon(
    document: Document, index: int, heads: Sequence[Head], head: Head, time: TimeMention
) -> Head | None:
    text = document.text
    has_object = any(head.end <= w.start < time.start for w in document.weapons_in(index))
    if not has_object or not _NEXT_ON.search(text, max(head.end, time.start - 16), time.start):
        return None
    return next(
        (
            h
            for h in heads
            if h.form == "thing" and time.end < h.start and _NEXT_WEAPON.fullmatch(text, time.end, h.start)
        ),
        None,
    )


def _done_when(document: Document, heads: Sequence[Head], head: Head, time: TimeMention) -> Head | None:
    if head.start > time.start or not WHEN.match(document.text, time.end):
        return None
    return next(
        (h for h in heads if h.form == "verb" and time.end < h.start < time.end + 90),
        None,
    )


#: Between what was talked of and when: nothing, or how and with whom.
_TALKED = compiled(r"(?:\s(?:by|with|at|in|over)\s(?!\d)[^,;]{2,70}?)?\s(?:on\s|in\s|last\s)?(?:the\s)?")


def is_talked_of(document: Document, index: int, head: Head, times: Sequence[TimeMention]) -> bool:
    """Whether the date behind a launch is that of a verb before it ("took up the launch on 27 November")."""
    low = document.sentences[index].start
    is_window = any(
        c.is_ordinal and c.end == head.end and len(times[0].value) in (4, 7)
        for c in document.counts_in(index)
    )
    return (
        head.form == "noun"
        and times[0].start >= head.end
        and not is_window  # "the fourth launch this month"
        and bool(_DISCUSSED.search(document.text[low : head.start]))
        and _TALKED.fullmatch(document.text, head.end, times[0].start) is not None
        and not re.match(r"\sof\b", document.text[times[-1].end :])
    )


def is_explained(document: Document, time: TimeMention, times: Sequence[TimeMention]) -> bool:
    """ "a fortnight earlier, on 29 August": the day behind says which it was."""
    return bool(
        re.search(
            r"(?i)\b(?:earlier|later|before|after|ago|previous|next)\b", document.text[time.start : time.end]
        )
    ) and any(
        re.fullmatch(r",\s(?:on\s)?(?:the\s)?", document.text[time.end : t.start])
        for t in times
        if t.start > time.end
    )


#: "its H-bomb test of 3 September": the day of what is no launch.
_OF_A_BOMB = compiled(
    r"(?i)\b(?:bomb|nuclear|thermonuclear|atomic|device)\s(?:weapons?\s)?(?:tests?|detonation|explosion|blast)\s(?:(?:of|on)\s(?:the\s)?|\()$"
)


#: "before Thursday's ICBM": the day of what it names.
_POSSESSIVE = compiled(
    r"[’']s\s(?!(?:[\w-]+\s)?(?:vote|meeting|session|text|draft|end|start|launch|test|firing|shot|flight|drill|summit)\b)"
)


def usable(document: Document, time: TimeMention) -> bool:
    """A day, a month or a week that is not the mere beginning or end of a window, and not in the future."""
    if not timex.is_day(time.value) and not _COARSE.fullmatch(time.value):
        return False
    before = document.text[max(0, time.start - 30) : time.start]
    words = document.text[time.start : time.end]
    if _OF_A_BOMB.search(before):
        return False
    if _SINCEWHEN.search(f"{before}\0{words}\0{document.text[time.end : time.end + 12]}"):
        return not document.article.published or time.begin <= document.article.published
    if not _POSSESSIVE.match(document.text, time.end) and re.search(
        r"(?i)\b(?:since|until|till|before|by|from|through|between|ahead\sof)\s(?:the\s|early\s|late\s)?(?:(?:end|start|middle|beginning|close)\sof\s(?:the\s)?)?$",
        before,
    ):
        return False
    if re.match(r"(?i)(?:since|until|till|before|by|from|between)\b", words):
        return False
    anchor = document.anchors[time.sentence] if document.anchors else document.article.published
    latest = max(anchor, document.article.published)
    return not latest or not time.begin or time.begin <= latest


def in_window(document: Document, index: int, head: Head) -> bool:
    """Whether the head's clause, or the opening of its sentence, counts over a year or since a day ("has launched
    23 missiles since January")."""
    sentence = document.sentences[index]
    clause = clauses.at(document.sentence_text(index), head.start - sentence.start)
    return any(
        t.type == "DATE"
        and not t.is_frame
        and not usable(document, t)
        and not is_first_since(document, t)
        and (clause.start <= t.start - sentence.start < clause.end or _opens_since(document, t))
        for t in document.times_in(index)
    )


def _opens_since(document: Document, time: TimeMention) -> bool:
    """Whether the sentence opens with a window ("Since that day, the North has …")."""
    low = document.sentences[time.sentence].start
    return bool(re.fullmatch(r"(?i)\W*since\b.{0,60}", document.text[low : time.end]))


def is_first_since(document: Document, time: TimeMention) -> bool:
    """Whether the date is that of a last launch before ("its first of the kind since 25 March")."""
    low = document.sentences[time.sentence].start
    return bool(_FIRST_SINCE.search(document.text[low : time.start + 6]))


def offset(document: Document, index: int, head: Head) -> int | None:
    """ "came a day after North Korea fired", "two days before the launch": how many days before (below zero:
    after) the event around it the launch was."""
    start = document.sentences[index].start
    lead = document.text[start : head.start]
    m = pattern("elapsed").search(lead[-160:].lstrip())
    if not m or (head.form in ("noun", "thing") and attachment.others(m["gap"], 0)):
        return None
    if head.form == "thing" and re.search(r"\b(?:it|they|had|was|were|been|first|last)\b", m["gap"]):
        return None
    if head.form != "verb" and _DAY_OF.search(m["gap"]):
        return None  # "eight days before Friday's launch"
    if not m["unit"]:
        return 1 if head.form == "verb" else -1
    unit, word = m["unit"].lower().rstrip("s"), (m["number"] or "").lower()
    number = 1 if word in ("a", "an", "the") else value_of(word) if word else None
    if unit in ("hour", "minute"):
        if head.form == "noun" or pattern("antecedent").search(m["gap"]):
            return None  # "minutes after the blast-off": on the day of the launch told
        number = 0
    if number is None:
        return None
    days = int({"week": 7, "fortnight": 14}.get(unit, 1) * number)
    is_own = not m.start() and head.form == "verb" and _EVENT_AHEAD.match(m["gap"]) is not None
    return -days if (m["way"].lower() == "before") != is_own else days


_DAY_OF = compiled(r"(?:day|\d)[’']s\s(?:[\w-]+\s)?$")
#: "Eight days before the vote it had fired two": the event counted from stands between, and the launch has the offset.
_EVENT_AHEAD = compiled(
    r"(?i)\s(?:[\w’'-]+\s){0,4}?(?:vote|veto|meeting|session|summit|talks|launch|test|firing|flight|salvo|visit|election|resolution|adoption)\s"
    r"(?:it|they|he|the\s\w+|[A-Z][\w’'-]*(?:\s[A-Z]\w+)*)\s(?:(?:had|has|also|again|then)\s)*$"
)


def cue(document: Document, index: int, head: Head) -> str:
    """Words in the clause that count from the day last named: "late that night", "next morning"."""
    sentence, text = document.sentences[index], document.sentence_text(index)
    at = head.start - sentence.start
    clause = clauses.at(text, at)
    for name in ("that-day", "next-day"):
        for m in pattern(name).finditer(text, clause.start, min(clause.end, at + 120)):
            is_free = not any(
                t.start < sentence.start + m.end() and sentence.start + m.start() < t.end
                for t in document.times_in(index)
            )
            if is_free and (m.end() <= at or m.start() - at < 60 + head.end - head.start):
                return name
    return ""


def is_cued(document: Document, index: int, head: Head) -> bool:
    """ "… and next morning an ICBM": a weapon right behind such words is a launch of its own."""
    lead = document.text[document.sentences[index].start : head.start]
    return any(
        re.fullmatch(r",?\s(?:(?:an?|two|three|another|the|came)\s)*(?:[\w-]+\s){0,2}", lead[m.end() :])
        for name in ("that-day", "next-day")
        for m in pattern(name).finditer(lead)
    )


def distance(text: str, parts: Sequence[clauses.Clause], base: int, head: Head, mention: Spanned) -> int:
    def place(offset: int) -> int:
        return next((i for i, c in enumerate(parts) if c.start <= offset - base < c.end), len(parts) - 1)

    apart = abs(place(head.start) - place(mention.start))
    gap = mention.start - head.end if mention.start >= head.end else head.start - mention.end
    # what a missile did comes after how it was fired: "fired a missile that flew 300 km"
    passed = (
        text[mention.start - base : head.start - base]
        if mention.start < head.start
        else text[head.end - base : mention.start - base]
    )
    is_parted = head.name != "moved" or mention.start > head.start
    return (
        max(gap, 0)
        + 50 * apart
        + (40 if head.name == "moved" and mention.start > head.end else 0)
        + 40 * passed.count(", ") * is_parted
        + 120 * passed.count(";")
    )
