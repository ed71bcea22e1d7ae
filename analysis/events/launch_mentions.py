"""Launches as single sentences tell them: who, when, what, how many, before mentions of one event are merged.

A sentence is read by its heads: trigger words ("fired", "launch"), weapons with a day of their own ("and a
cruise missile on the 25th") and ellipses ("followed by another two days later"). `attachment.dates_of` says
which dates are theirs; weapons and counts go to the nearest head.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from analysis import lexicon
from analysis.events import attachment, frames, launch_heads, launch_states
from analysis.events.attachment import Head
from analysis.recognise import assertion, clauses
from analysis.recognise.numbers import value_of
from analysis.records import CountMention, Document, Mention, Spanned, TimeMention, WeaponMention

_M = TypeVar("_M", bound=Mention)

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-\d{2}")
_WEEK = re.compile(r"\d{4}-W\d{2}")
_DEFINITE_SUBJECT = re.compile(
    r"(?:\b(?:the|this|that|these|those|both)\s(?:[\w-]+\s){0,3}?(?:missiles?|rockets?|projectiles?|weapons?|launch(?:es)?|"
    r"tests?|ICBM|first|second|third|last|latest|vehicle|salvo|Hwasong\S*)\b[^.;]{0,30}|\bit\s(?:\w+\s)?(?:was|is|had\sbeen|has\sbeen)\s)$",
    re.IGNORECASE,
)
_PRONOUN_OBJECT = re.compile(r"\s(?:it|them|one|another|as\smany|the\s(?:same|type|weapon))\b")
_PERFECT = re.compile(r"\b(?:has|have|[’']ve|[’']s)\s(?:\w+\s)?$")
#: Between two numbers of missiles that were fired together ("two cruise missiles and an ICBM").
_JOINED = re.compile(
    r"(?:[^,:(]{0,25},)?\s?(?:and|plus|with|alongside|followed\sby|along\swith)?\s(?:(?!includ|among|at\b|one\b|of\b|which\b)[\w-]+\s){0,4}"
)
#: A window of time behind a count.
_WINDOW = re.compile(
    r"(?i)[^,;:.]{0,40}?\s(?:(?:so\sfar|already|this)\s(?:this\s)?(?:year|month)|since|so\sfar|last\syear|in\s(?:19|20)\d\d)\b"
)
#: "one of 63 missiles": a number of many launches.
_ONE_OF = re.compile(r"(?i)\bone\sof\s(?:the\s|some\s|at\sleast\s|more\sthan\s|its\s)?$")
#: "since 29 March, when it fired two": a day on which something happened.
_SINCE_WHEN = re.compile(r"(?i)(?:\bsince\s\0|\0since\b)[^\0]*\0,?\s(?:when|the\sday)\b")
#: Heads that any verb with a missile may be: they count only with a day.
_OPEN = ("did", "handled")
_DISCUSSED = re.compile(
    r"(?i)\b(?:took\sup|takes\sup|discuss\w*|debat\w*|consider\w*|conven\w+|address\w*|raised?|condemn\w*|denounc\w*|"
    r"protest\w*|deplor\w*|criticis\w*|criticiz\w*|react\w*\sto|respon\w+\sto|answer\w*|"
    r"(?:met|meet\w*|talks|session|debate|consultations|sat|gathered)\s(?:on|over|about|to\s\w+))\s"
    r"(?:the|this|that|these|those|its|North\sKorea[’']s|Pyongyang[’']s|the\sNorth[’']s)\s(?:[\w-]+\s){0,4}$"
)
_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "pair": 2,
    "pairs": 2,
    "couple": 2,
}


@dataclass(frozen=True)
class LaunchMention:
    """A launch in one sentence. `dates`: TIMEX3 values, empty if the sentence gives none; `states`: who
    launched, empty if it does not say; `is_definite`: refers back ("the launch"); `is_same_day`: on the day
    of the launch told before; `is_summary`: tells of a
    whole window ("has launched 23 missiles this year"); `is_perfect`: "has tested"; `days_before`: "came two days after it fired"; `cue`: `that-day` or `next-day`,
    counted from the day last named."""

    start: int
    end: int
    sentence: int
    states: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    missiles: int | None = None
    is_definite: bool = False
    is_same_day: bool = False
    is_verb: bool = False
    is_plural: bool = False
    is_ordinal: bool = False
    is_listed: bool = False
    is_summary: bool = False
    is_perfect: bool = False
    days_before: int | None = None
    cue: str = ""


def find(document: Document, index: int) -> list[LaunchMention]:
    """The launch mentions of a sentence, dated and undated, ordered by position."""
    heads = launch_heads.find(document, index)
    if not heads:
        is_endless = len(document.sentence_text(index)) > launch_heads.ENDLESS
        return [] if is_endless else list(_day_list(document, index))
    dated = attachment.dates_of(document, index, heads)
    dated, owners = _handed_over(document, index, heads, dated)
    dated = {**dated, **_borrowed(document, index, heads, dated)}
    dated = {h: t for h, t in dated.items() if not _is_talked_of(document, index, h, t)}
    heads = [h for h in heads if h.name not in _OPEN or h in dated or _offset(document, index, h) is not None]
    is_bare = not any(h.form in ("verb", "noun") for h in heads)
    framed = is_bare and bool(frames.day(document, index))
    heads = [
        h
        for h in heads
        if h in dated
        or h.form in ("verb", "noun")
        or _is_part_named(document, h)
        or (h.form in ("thing", "ellipsis") and (framed or (is_bare and _cue(document, index, h))))
        or (h.form == "thing" and _is_cued(document, index, h))
    ]
    heads = [h for h in heads if not _is_object(document, index, h, dated)]
    weapons = _assigned(document, index, heads, document.weapons_in(index), owners)
    counts = _assigned(document, index, heads, _numbers(document, index), owners)
    found = []
    for head in heads:
        mention = _mention(
            document, index, head, dated.get(head, ()), weapons.get(head, []), counts.get(head, []), heads
        )
        if mention:
            found += [
                part
                for day in _by_day(document, mention, dated.get(head, ()))
                for part in _by_weapon_state(document, day, weapons.get(head, []))
            ]
    return found + _identities(document, index, found) + _since(document, index, heads, dated)


def _is_object(
    document: Document, index: int, head: Head, dated: dict[Head, tuple[TimeMention, ...]]
) -> bool:
    """Whether a noun without a day is the object of a dated verb in its clause ("replied with a salvo of ten")."""
    if head.form != "noun" or head in dated:
        return False
    start, text = document.sentences[index].start, document.sentence_text(index)
    clause = clauses.at(text, head.start - start)
    return any(
        v.form == "verb" and v.end <= head.start and clause.start <= v.start - start < clause.end
        for v in dated
    )


def _by_day(
    document: Document, mention: LaunchMention, times: Sequence[TimeMention]
) -> Iterator[LaunchMention]:
    """A mention a day where a number stands in brackets behind one ("15 April, 28 April (two)")."""
    numbers = {
        t.value: int(value)
        for t in times
        if (m := re.match(r"\s\((\w+)[),;]", document.text[t.end :]))
        and (value := value_of(m[1])) is not None
        and value < 100
    }
    if len(mention.dates) < 2 or not numbers:
        yield mention
        return
    for day in mention.dates:
        yield replace(mention, dates=(day,), missiles=numbers.get(day), is_listed=True)


def _day_list(document: Document, index: int) -> Iterator[LaunchMention]:
    """ "July had the 25th and the 31st; August the 2nd": days alone, where launches are listed."""
    days = [
        t for t in document.times_in(index) if t.type == "DATE" and _DAY.fullmatch(t.value) and not t.is_frame
    ]
    if len(days) < 2 or not launch_heads.has_context(document, index):
        return
    low = document.sentences[index].start
    rest = document.sentence_text(index)
    for t in reversed(document.times_in(index)):
        rest = rest[: t.start - low] + rest[t.end - low :]
    if not set(re.findall(r"[a-z]+", rest.lower())) <= launch_heads.words("between_days"):
        return
    label = document.sentence_text(index - 1)
    is_label = len(label) < 40 and not attachment.others(label, 0)
    classes = tuple(w.weapon for w in document.weapons_in(index - 1)) if is_label else ()
    for t in days:
        yield LaunchMention(start=t.start, end=t.end, sentence=index, dates=(t.value,), weapons=classes)


def _handed_over(
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
        nouns = [h for h in triggers if h.form == "noun" and h.end <= echo.start]
        if nouns:
            found[nouns[-1]] = (*found.get(nouns[-1], ()), *dated[echo])
    owners: dict[Head, Head] = {}
    for told in [h for h in found if h.name in ("did", "moved", "fire")]:
        noun = _noun_of(document, triggers, told)
        if noun and noun not in dated:
            found[noun] = found.pop(told)
    for thing in (h for h in dated if h.form in ("thing", "ellipsis")):
        ranked = sorted((_distance(text, parts, base, t, thing), t.start, t) for t in triggers)
        reach = 90 if thing.form == "thing" else 30
        if ranked and ranked[0][0] < reach and ranked[0][2] not in found:
            found[ranked[0][2]] = dated[thing]
            owners[thing] = ranked[0][2]
        else:
            found[thing] = dated[thing]
    return found, owners


def _noun_of(document: Document, heads: Sequence[Head], verb: Head) -> Head | None:
    """ "the volley of ten missiles that followed on Friday": the noun whose missile the verb goes on about."""
    before = [h for h in heads if h.form == "noun" and h.end <= verb.start]
    gap = document.text[before[-1].end : verb.start] if before else ""
    return (
        before[-1]
        if before and re.fullmatch(r"\sof\s[^,;:.]{1,70}\s(?:that|which)\s(?:\w+\s)?", gap)
        else None
    )


def _borrowed(
    document: Document, index: int, heads: Sequence[Head], dated: dict[Head, tuple[TimeMention, ...]]
) -> dict[Head, tuple[TimeMention, ...]]:
    """ "On 24 March it broke its moratorium by launching an ICBM": the day of the verb that the launch carries
    out, where the sentence has one day only."""
    days = [
        t for t in document.times_in(index) if t.type == "DATE" and _DAY.fullmatch(t.value) and not t.is_frame
    ]
    start = document.sentences[index].start
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


def _is_part_named(document: Document, head: Head) -> bool:
    """ "The first was an ICBM": a part of a salvo whose weapon is named."""
    return head.form == "ellipsis" and _is_definite(document.text, head)


# --- one mention -------------------------------------------------------------------------------------


def _mention(
    document: Document,
    index: int,
    head: Head,
    times: Sequence[TimeMention],
    weapons: Sequence[WeaponMention],
    counts: Sequence[CountMention],
    heads: Sequence[Head],
) -> LaunchMention | None:
    if head.form in ("thing", "ellipsis") and times and not _is_fired(document, index, head, times, heads):
        return None
    if head.form == "ellipsis" and not times and not weapons and not _is_bare_entry(document, index, head):
        return None
    if head.form == "thing" and not times and not _is_bare_entry(document, index, head):
        return None
    if not _is_fact(document, index, head, times):
        return None
    values = dict.fromkeys(
        t.value for t in times if _usable(document, t) and not _is_explained(document, t, times)
    )
    dates = tuple(v for v in values if not any(o != v and o.startswith(v) for o in values))
    classes = tuple(w.weapon for w in weapons if not _is_target(document, head, w))
    if head.form == "thing":
        classes = (*classes, *(w.weapon for w in document.weapons_in(index) if w.start == head.start))
    if head.name == "failure" and not classes and any(w.weapon == "satellite" for w in document.weapons):
        classes = ("satellite",)
    if head.name == "failure" and not classes:
        classes = _inherited(document, head.start)
    if head.name in ("orbit", "tried", "attempt") and not classes:
        classes = ("satellite",)
    elided = _elided_subject(document, index, head)
    if elided and not classes and not document.text[elided.start :].startswith("there "):
        classes = _inherited(document, elided.start)
    if head.form == "verb" and not classes and (head.name == "again" or _is_about_it(document, index, head)):
        classes = _inherited(document, head.start)
    if head.form == "noun" and dates and not classes and _is_definite(document.text, head):
        classes = _inherited(document, head.start)
    text = document.text
    return LaunchMention(
        start=head.start,
        end=head.end,
        sentence=index,
        states=launch_states.of(document, index, head),
        dates=dates,
        weapons=classes,
        missiles=_missiles(document, head, elided, times if dates else (), len(dates), counts, weapons),
        is_definite=_is_definite(text, head),
        is_same_day=bool(_pattern("same-day").search(document.sentence_text(index))),
        is_verb=head.form == "verb" or (head.form in ("thing", "ellipsis") and not times),
        is_plural=head.form in ("noun", "thing") and text[head.start : head.end].endswith("s"),
        is_ordinal=any(
            c.is_ordinal and c.of == "launch_events" and c.start <= head.end and head.start - c.end < 60
            for c in document.counts_in(index)
        ),
        is_summary=not dates and (bool(times) or _in_window(document, index, head)),
        is_perfect=head.form == "verb" and bool(_PERFECT.search(text[max(0, head.start - 20) : head.start])),
        days_before=_offset(document, index, head) if not dates else None,
        cue=_cue(document, index, head) if not times else "",
    )


def _is_bare_entry(document: Document, index: int, head: Head) -> bool:
    """A weapon in a timeline's entry without any verb ("5 January: hypersonic missile")."""
    sentence, text = document.sentences[index], document.sentence_text(index)
    return not [h for h in attachment.others(text, 0) if sentence.start + h.start < head.start]


def _is_target(document: Document, head: Head, weapon: WeaponMention) -> bool:
    """Whether a satellite is what a missile brought down."""
    return weapon.weapon == "satellite" and bool(
        re.match(r"\s(?:down|out|apart|up)\s", document.text[head.end :])
        and re.search(r"(?i)\b(?:missile|interceptor)\b", document.sentence_text(weapon.sentence))
    )


def _is_explained(document: Document, time: TimeMention, times: Sequence[TimeMention]) -> bool:
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


def _usable(document: Document, time: TimeMention) -> bool:
    """A day, a month or a week that is not the mere beginning or end of a window, and not in the future."""
    if not (_DAY.fullmatch(time.value) or _MONTH.fullmatch(time.value) or _WEEK.fullmatch(time.value)):
        return False
    before = document.text[max(0, time.start - 30) : time.start]
    words = document.text[time.start : time.end]
    if _SINCE_WHEN.search(f"{before}\0{words}\0{document.text[time.end : time.end + 12]}"):
        return not document.article.published or time.begin <= document.article.published
    if re.search(
        r"(?i)\b(?:since|until|till|before|by|from|through|between|ahead\sof)\s(?:the\s|early\s|late\s)?(?:(?:end|start|middle|beginning|close)\sof\s(?:the\s)?)?$",
        before,
    ):
        return False
    if re.match(r"(?i)(?:since|until|till|before|by|from|between)\b", words):
        return False
    anchor = document.anchors[time.sentence] if document.anchors else document.article.published
    latest = max(anchor, document.article.published)
    return not latest or not time.begin or time.begin <= latest


def _in_window(document: Document, index: int, head: Head) -> bool:
    """Whether the clause counts over a year or since a day ("has launched 23 missiles since January")."""
    sentence = document.sentences[index]
    clause = clauses.at(document.sentence_text(index), head.start - sentence.start)
    return any(
        t.type == "DATE"
        and not t.is_frame
        and clause.start <= t.start - sentence.start < clause.end
        and not _usable(document, t)
        for t in document.times_in(index)
    )


def _is_fact(document: Document, index: int, head: Head, times: Sequence[TimeMention]) -> bool:
    sentence, text = document.sentences[index], document.sentence_text(index)
    how = assertion.of(text, head.start - sentence.start, head.end - sentence.start)
    if head.name in ("tried", "attempt"):
        return not how.is_negated or "failed-to" in how.cues
    if how.is_negated or how.is_denied:
        return False
    if head.form == "verb":
        return not (how.is_forecast or how.is_hypothetical or how.is_conditional) or bool(
            re.match(r"(?i)\w*(?:fired|launched|tested)", document.text[head.start : head.end])
            and times
            and not (how.is_forecast or how.is_hypothetical or how.is_conditional)
        )
    if head.form in ("thing", "ellipsis") and (how.is_forecast or how.is_hypothetical or how.is_conditional):
        return False
    is_dated = any(_DAY.fullmatch(t.value) for t in times)
    return is_dated or how.is_fact


def _is_fired(
    document: Document, index: int, head: Head, times: Sequence[TimeMention], heads: Sequence[Head]
) -> bool:
    """Whether a weapon or an ellipsis with a date was fired on it: no other verb or event governs it."""
    sentence, text = document.sentences[index], document.sentence_text(index)
    at = head.start - sentence.start
    if _is_dated_noun(document, head, times[0]):
        return True
    if head.form == "ellipsis" and re.search(r"\b(?:with|by|then)\s(?:yet\s)?$", text[:at]):
        return True
    if head.form == "ellipsis" and _does_other(text, head.end - sentence.start):
        return False
    clause = clauses.at(text, at)
    governors = [
        h
        for h in attachment.others(text, 0)
        if clause.start <= h.start < at
        and (h.form == "verb" or re.match(r"\s(?:on|of|over|about|for)\s(?:\w+\s){0,3}$", text[h.end : at]))
        and not _is_listing(text[h.start : h.end])
    ]
    own = [h.start - sentence.start for h in heads if h.form in ("verb", "noun") and h.start < head.start]
    if governors:
        return bool(own) and own[-1] >= governors[-1].start
    if launch_heads.is_otherwise(text, at):
        return False
    gap = document.text[head.end : times[0].start] if times[0].start >= head.end else ""
    return len(gap) < 90


def _is_listing(word: str) -> bool:
    """Whether a verb only lists what it governs ("citing the missile lost on 27 May", "including")."""
    return word.lower() in launch_heads.words("listing")


def _is_talked_of(document: Document, index: int, head: Head, times: Sequence[TimeMention]) -> bool:
    """Whether the date behind a launch is that of a verb before it ("took up the launch on 27 November")."""
    low = document.sentences[index].start
    return (
        head.form == "noun"
        and times[0].start >= head.end
        and bool(_DISCUSSED.search(document.text[low : head.start]))
        and bool(re.fullmatch(r"\s(?:on\s|in\s|last\s)?(?:the\s)?", document.text[head.end : times[0].start]))
        and not re.match(r"\sof\b", document.text[times[-1].end :])
    )


def _is_dated_noun(document: Document, head: Head, time: TimeMention) -> bool:
    """ "the Hwasong-17 of 18 November", "Sunday’s missile": named by its day, it was fired on it."""
    if time.start >= head.end:
        return bool(re.fullmatch(r"\sof\s(?:the\s)?", document.text[head.end : time.start]))
    gap = document.text[time.end : head.start]
    return bool(re.fullmatch(r"[’']s?\s(?:[\w-]+\s){0,4}", gap))


def _does_other(text: str, at: int) -> bool:
    """Whether the ellipsis is the subject of a verb that is no launch ("The last, in 2017, banned …")."""
    hidden = [m.span() for m in lexicon.pattern("heads", "naming-passive").regex.finditer(text)]
    verbs = [
        h
        for h in attachment.others(text, 0)
        if h.form == "verb" and at <= h.start < at + 60 and not any(a <= h.start < b for a, b in hidden)
    ]
    launched = any(
        m.start() >= at and (not verbs or m.start() <= verbs[0].start)
        for p in lexicon.patterns("launch_triggers")
        if p.fields["form"] in ("verb", "motion")
        for m in p.regex.finditer(text, at, min(len(text), at + 80))
    )
    return bool(verbs) and not launched and ";" not in text[at : verbs[0].start]


def _elided_subject(document: Document, index: int, head: Head) -> Head | None:
    """The ellipsis that stands for the missile: the head itself, or the subject of its verb ("two more left")."""
    if head.form == "ellipsis":
        return head
    sentence, text = document.sentences[index], document.sentence_text(index)
    clause = clauses.at(text, head.start - sentence.start)
    for m in _pattern("ellipsis").finditer(text, clause.start, clause.end):
        if head.form == "verb" and 0 <= head.start - sentence.start - m.end() < 25:
            return Head(sentence.start + m.start(), sentence.start + m.end(), "ellipsis")
    return None


def _is_about_it(document: Document, index: int, head: Head) -> bool:
    """Whether a pronoun stands for the missile ("it was fired again", "they were last seen", "fired another")."""
    if _PRONOUN_OBJECT.match(document.text[head.end :]):
        return True
    sentence, text = document.sentences[index], document.sentence_text(index)
    clause = clauses.at(text, head.start - sentence.start)
    lead = text[clause.start : head.end - sentence.start]
    if re.search(
        r"(?i)\bones?\s(?:(?:that|which)\s)?(?:he|she|it|they|Kim|Pyongyang|the\sNorth)\s(?:\w+\s)?\w+$", lead
    ):
        return True
    return bool(
        re.search(
            r"(?i)\b(?:it|they|both|all|type|model|weapon|class|kind)\s(?:had|have|has|was|were)\s(?:\w+\s){0,3}\w+$",
            lead,
        )
    )


def _inherited(document: Document, offset: int) -> tuple[str, ...]:
    """The class of the last weapon before: "a cruise missile on Monday and another on Tuesday"."""
    earlier = [w for w in document.weapons if w.end <= offset and offset - w.end < 400]
    if not earlier:
        return ()
    # "a Chollima-1 rocket" is two mentions of one weapon
    joined = [w for w in earlier if earlier[-1].start - w.end < 3]
    return tuple(w.weapon for w in (*joined, earlier[-1]))


def _missiles(
    document: Document,
    head: Head,
    elided: Head | None,
    times: Sequence[TimeMention],
    days: int,
    counts: Sequence[CountMention],
    weapons: Sequence[WeaponMention],
) -> int | None:
    """How many were launched on the day: a number told of several days is that of each only where it says so
    ("pairs of missiles on the 28th and 29th")."""
    number = _number(document, elided if elided and not counts else head, counts, weapons)
    around = document.text[max(0, head.start - 40) : times[-1].end + 20] if times else ""
    if days > 1 and not re.search(r"(?i)\b(?:pairs|each|apiece|both\stimes)\b", around):
        return None
    behind = re.match(r",\s(\w+)\sof\s(?:them|these)\b", document.text[times[-1].end :]) if times else None
    told = value_of(behind[1]) if behind and number is None else None
    return int(told) if told else number


def _number(
    document: Document, head: Head, counts: Sequence[CountMention], weapons: Sequence[WeaponMention]
) -> int | None:
    """The missiles of the mention: the total where a part is named ("three, including one ICBM"), the sum
    of kinds that were fired together ("an ICBM and two shorter ones"), else the one number given."""
    text = document.text
    numbers = [(c.start, c.end, int(c.value)) for c in counts if not c.is_ordinal]
    if not numbers:
        if _WINDOW.match(text[head.end : head.end + 70]):
            return None
        return _spelled(text, head) or _leading(text, weapons)
    numbers += [
        (w.start, w.end, 1)
        for w in weapons
        if not any(a < w.end and w.start < b for a, b, _ in numbers)
        and re.search(r"(?i)\b(?:an?|one)\s(?:[\w-]+\s){0,3}$", text[max(0, w.start - 40) : w.start])
    ]
    numbers.sort()
    sums = [numbers[0][2]]
    for (_, before, _), (here, _, value) in itertools.pairwise(numbers):
        if _JOINED.fullmatch(text[before:here]):
            sums[-1] += value
        else:
            sums.append(value)
    return max(sums)


def _leading(text: str, weapons: Sequence[WeaponMention]) -> int | None:
    """The number right before the first weapon, where it was read as no count ("Two Rodong medium-range missiles")."""
    if not weapons:
        return None
    m = re.search(r"(?i)(?<![\w-])(two|three|four|five|six|seven|eight)\s$", text[: weapons[0].start][-12:])
    return _NUMBERS[m[1].lower()] if m else None


def _spelled(text: str, head: Head) -> int | None:
    if head.form == "ellipsis":
        words = re.findall(r"\w+", text[head.start : head.end].lower())
        if words[0] == "the" and words[1] not in ("two", "three", "four", "pair", "couple"):
            return None
        ordinal = words[0] in ("a", "an") and not {"pair", "couple"} & set(words)
        found = [n for w in words if w != "one" and (n := _NUMBERS.get(w) or value_of(w))]
        return int(found[0]) if found and not ordinal and found[0] > 1 else None
    if head.form == "thing":
        m = re.search(
            r"(?i)\b(one|two|three|four|five|six|seven|eight|pairs?|couple)(?:\sof)?(?:\s[\w-]+){0,2}\s$",
            text[max(0, head.start - 40) : head.start],
        )
        return _NUMBERS[m[1].lower()] if m else None
    m = re.match(
        r"\s(?:off\s)?(?:another\s)?(two|three|four|five|six|seven|eight)\b(?!\s(?:days?|weeks?|months?|hours?|years?|times|rounds))",
        text[head.end :],
    )
    return _NUMBERS[m[1]] if m and head.form == "verb" else None


def _is_definite(text: str, head: Head) -> bool:
    """Whether the mention refers back: "the launch", "these tests", "the missile flew", "it was fired"."""
    before = text[max(0, head.start - 60) : head.start]
    if head.form == "verb":
        return bool(_DEFINITE_SUBJECT.search(before))
    if head.form == "ellipsis":
        return text[head.start : head.end].lower().startswith("the ")
    return bool(re.search(r"(?i)\b(?:the|this|that|these|those|both)\s(?:(?!of\b)[\w’'-]+\s){0,3}$", before))


def _offset(document: Document, index: int, head: Head) -> int | None:
    """ "came a day after North Korea fired", "two days before the launch": how many days before (below zero:
    after) the event around it the launch was."""
    start = document.sentences[index].start
    lead = document.text[start : head.start]
    m = _pattern("elapsed").search(lead[-160:])
    if not m or (head.form in ("noun", "thing") and attachment.others(m["gap"], 0)):
        return None
    unit, word = m["unit"].lower().rstrip("s"), (m["number"] or "").lower()
    number = 1 if word in ("a", "an", "the") else value_of(word) if word else None
    if unit in ("hour", "minute"):
        number = 0
    if number is None:
        return None
    days = int({"week": 7, "fortnight": 14}.get(unit, 1) * number)
    return -days if m["way"].lower() == "before" else days


def _cue(document: Document, index: int, head: Head) -> str:
    """Words in the clause that count from the day last named: "late that night", "next morning"."""
    sentence, text = document.sentences[index], document.sentence_text(index)
    at = head.start - sentence.start
    clause = clauses.at(text, at)
    for name in ("that-day", "next-day"):
        for m in _pattern(name).finditer(text, clause.start, min(clause.end, at + 120)):
            is_free = not any(
                t.start < sentence.start + m.end() and sentence.start + m.start() < t.end
                for t in document.times_in(index)
            )
            if is_free and (m.end() <= at or m.start() - at < 60 + head.end - head.start):
                return name
    return ""


def _is_cued(document: Document, index: int, head: Head) -> bool:
    """ "… and next morning an ICBM": a weapon right behind such words is a launch of its own."""
    lead = document.text[document.sentences[index].start : head.start]
    return any(
        re.fullmatch(r",?\s(?:(?:an?|two|three|another|the|came)\s)*(?:[\w-]+\s){0,2}", lead[m.end() :])
        for name in ("that-day", "next-day")
        for m in _pattern(name).finditer(lead)
    )


def _by_weapon_state(
    document: Document, mention: LaunchMention, weapons: Sequence[WeaponMention]
) -> list[LaunchMention]:
    """A mention a state where each weapon has its own ("a Russian Iskander and a Chinese DF-15")."""
    owners: dict[str, list[WeaponMention]] = {}
    for w in weapons:
        owner = launch_states.demonym_before(document, w.start)
        if owner:
            owners.setdefault(owner, []).append(w)
    if len(owners) < 2:
        return [mention]
    return [
        replace(mention, states=(s,), weapons=tuple(w.weapon for w in ws), missiles=_count_of(document, ws))
        for s, ws in owners.items()
    ]


def _count_of(document: Document, weapons: Sequence[WeaponMention]) -> int | None:
    counts = [
        c
        for c in document.counts
        if c.of == "missiles" and any(c.start < w.end and w.start < c.end for w in weapons)
    ]
    return int(sum(c.value for c in counts)) or None


def _identities(document: Document, index: int, found: Sequence[LaunchMention]) -> list[LaunchMention]:
    """ "It may have been a Hwasong-12": what the missile told of before was; a definite mention without a day."""
    sentence = document.sentences[index]
    told = []
    for m in _pattern("identity").finditer(document.text, sentence.start, sentence.end):
        classes = tuple(
            w.weapon
            for w in document.weapons_in(index)
            if 0 <= w.start - m.end() < 60
            and not any(f.dates and m.start() <= f.start < w.start for f in found)
            and not re.search(r"[;:]|\b(?:than|not|for)\b", document.text[m.start() : w.start])
        )
        counts = [c for c in _numbers(document, index) if 0 <= c.start - m.end() < 20] if classes else []
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


def _since(
    document: Document, index: int, heads: Sequence[Head], dated: dict[Head, tuple[TimeMention, ...]]
) -> list[LaunchMention]:
    """ "its first ICBM test since November 2017" tells a launch of that month too."""
    taken = {t.start for times in dated.values() for t in times if _usable(document, t)}
    sentence = document.sentences[index]
    found = []
    for time in document.times_in(index):
        if time.start in taken or not (_DAY.fullmatch(time.value) or _MONTH.fullmatch(time.value)):
            continue
        lead = document.text[sentence.start : time.start] + document.text[time.start : time.end]
        m = re.search(
            r"(?i)\bfirst\b(?:\s[\w’'“”-]+){0,7}?\s(?:launch|test|firing|flight|time|such|overflight|of|one)\b[^.;]{0,60}?\bsince\b[^.;]{0,12}$",
            lead[: time.start - sentence.start + 6],
        ) or re.search(r"(?i)\bfirst\b[^.;]{0,60}\bsince\s$", lead[: time.start - sentence.start])
        triggers = [h for h in heads if h.form in ("noun", "verb") and h.start < time.start]
        if not m or not triggers:
            continue
        classes = tuple(
            w.weapon
            for w in document.weapons_in(index)
            if sentence.start + m.start() - 80 <= w.start < time.start
        )
        found.append(
            LaunchMention(
                start=time.start,
                end=time.end,
                sentence=index,
                states=launch_states.of(document, index, triggers[-1]),
                dates=(time.value,),
                weapons=classes,
            )
        )
    return found


def _numbers(document: Document, index: int) -> list[CountMention]:
    """The counts of missiles in a sentence that do not run over a window ("of nearly 50 this year", "four have gone
    up since January")."""
    return [
        c
        for c in document.counts_in(index)
        if c.of == "missiles"
        and not _WINDOW.match(document.text[c.end : c.end + 70])
        and not document.text[max(0, c.start - 1) : c.start].endswith(("-", "–"))  # the 25 of "KN-25"
        and not _ONE_OF.search(document.text[max(0, c.start - 24) : c.start])
    ]


# --- what belongs to which head ----------------------------------------------------------------------


def _assigned(
    document: Document,
    index: int,
    heads: Sequence[Head],
    mentions: Iterable[_M],
    owners: dict[Head, Head],
) -> dict[Head, list[_M]]:
    """Each weapon or count with the head that it is nearest to, clause boundaries counting as distance."""
    base, text = document.sentences[index].start, document.sentence_text(index)
    parts = clauses.split(text)
    found: dict[Head, list[_M]] = {}
    for m in mentions:
        whole = _whole_of(document.text, heads, m)
        if whole is not None:
            found.setdefault(whole, []).append(m)
            continue
        giver = next((t for t in owners if m.start <= t.start < m.end or t.start <= m.start < t.end), None)
        if giver in owners and giver is not None:
            found.setdefault(owners[giver], []).append(m)
            continue
        own = next((h for h in heads if h.form == "thing" and h.start <= m.start < h.end), None)
        ranked = sorted(
            (_distance(text, parts, base, h, m), h.start, h)
            for h in heads
            if h.form != "thing" or _leads(text, base, h, m)
        )
        head = own or next((h for cost, _, h in ranked if cost < 260), None)
        if head and not (own and isinstance(m, WeaponMention)):
            found.setdefault(head, []).append(m)
    return found


def _whole_of(text: str, heads: Sequence[Head], mention: Spanned) -> Head | None:
    """The trigger before "one of which was an ICBM", "including two cruise missiles"."""
    before = [h for h in heads if h.form in ("verb", "noun") and h.end <= mention.start]
    if before and before[-1].name in ("replied", "marked-with", "handled"):
        if re.search(r"\bwith\s(?:[\w’'-]+\s){0,5}$", text[before[-1].end : mention.start]):
            return before[-1]
    gap = text[before[-1].end : mention.start] if before else ""
    later = list(
        re.finditer(
            r"\b(?:one|two|three|some|all|both)\sof\s(?:which|them)\b|\bincluding\b|\bamong\s(?:them|which)\b",
            gap,
        )
    )
    if not later or len(gap) - later[-1].end() >= 40:
        return None
    # "launches, including ICBMs fired on 24 March": the part has a verb of its own
    is_told = any(h.form == "verb" and 0 <= h.start - mention.end < 3 for h in heads)
    return None if is_told else before[-1]


def _leads(text: str, base: int, head: Head, mention: Mention) -> bool:
    """Whether a number stands right before a weapon that is a head ("two cruise missiles")."""
    return 0 <= head.start - mention.end < 30 or mention.start <= head.start < mention.end


def _distance(text: str, parts: Sequence[clauses.Clause], base: int, head: Head, mention: Spanned) -> int:
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


def _pattern(id: str) -> re.Pattern[str]:
    return lexicon.pattern("launch_triggers", id).regex
