"""Launches as single sentences tell them: who, when, what, how many, before mentions of one event are merged.

A sentence is read by its heads: trigger words ("fired", "launch"), weapons with a day of their own ("and a
cruise missile on the 25th") and ellipses ("followed by another two days later"). `launch_dates` says
which dates are theirs; weapons and counts go to the nearest head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from analysis.compiling import compiled
from analysis.events import (
    attachment,
    frames,
    launch_asides,
    launch_clauses,
    launch_dates,
    launch_facts,
    launch_gaps,
    launch_heads,
    launch_numbers,
    launch_shares,
    launch_states,
    launch_weapons,
)
from analysis.events.attachment import Head
from analysis.events.launch_records import LaunchMention
from analysis.events.launch_words import pattern
from analysis.recognise import clauses
from analysis.recognise.numbers import value_of
from analysis.records import CountMention, Document, TimeMention, WeaponMention

_VAGUE = {"missile", "ballistic"}
_IT_DID = compiled(r"\((?:it|they)\s(?:\w+\s)*$")
_PERFECT = compiled(r"\b(?:has|have|[’']ve|[’']s)\s(?:\w+\s)?$")
#: A verb that shares its subject with the one before (", fired on Monday", "and was fired again").
_APPENDED = compiled(r"(?:,\s|\band\s(?:(?:was|were|then|later|again|also|had|been)\s)+)$")
#: Heads that any verb with a missile may be: they count only with a day.
_OPEN = ("did", "handled")


def find(document: Document, index: int) -> list[LaunchMention]:
    """The launch mentions of a sentence, dated and undated, ordered by position."""
    heads = launch_heads.find(document, index)
    if not heads:
        is_endless = len(document.sentence_text(index)) > launch_heads.ENDLESS
        return (
            []
            if is_endless
            else [*launch_asides.day_list(document, index), *launch_asides.outcome(document, index)]
        )
    dated = attachment.dates_of(document, index, heads)
    dated, owners = launch_dates.handed_over(document, index, heads, dated)
    dated = {**dated, **launch_shares.borrowed(document, index, heads, dated)}
    dated = launch_dates.parted(document, index, heads, dated)
    dated = launch_shares.apart(document, index, heads, dated)
    dated = {h: launch_clauses.own(document, index, h, t) for h, t in dated.items()}
    dated = {h: t for h, t in dated.items() if t and not launch_dates.is_talked_of(document, index, h, t)}
    heads = [
        h
        for h in heads
        if h.name not in _OPEN or h in dated or launch_dates.offset(document, index, h) is not None
    ]
    is_bare = not any(h.form in ("verb", "noun") for h in heads)
    framed = is_bare and bool(frames.day(document, index))
    heads = [
        h
        for h in heads
        if h in dated
        or h.form in ("verb", "noun")
        or launch_facts.is_part_named(document, h)
        or (
            h.form in ("thing", "ellipsis")
            and not _is_generic(document, h)
            and (framed or (is_bare and launch_dates.cue(document, index, h)))
        )
        or (h.form == "thing" and launch_dates.is_cued(document, index, h))
        or (h.form == "thing" and launch_dates.offset(document, index, h) is not None)
    ]
    heads = [
        h
        for h in heads
        if not launch_facts.is_object(document, index, h, dated)
        and (h in dated or not launch_weapons.is_told_by(document, index, list(dated), h))
    ]
    weapons = launch_weapons.assigned(document, index, heads, document.weapons_in(index), owners)
    counts = launch_weapons.assigned(document, index, heads, launch_numbers.numbers(document, index), owners)
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
    found = _told_once(document, index, _explained(document, found))
    gapped = list(launch_gaps.find(document, index, found))
    theirs = {g.missiles for g in gapped if g.missiles}
    found = [replace(m, missiles=None) if m.missiles in theirs else m for m in found] + gapped
    return (
        found
        + launch_asides.identities(document, index, found)
        + launch_asides.since(document, index, heads, dated)
    )


#: Between a launch and what it is called once more: "of 18 November, the eighth test", "was its third test".
_IN_OTHER_WORDS = compiled(
    r"[^,;:.]{0,40}(?:,\s|\s(?:was|is|marked|became)\s)(?:the|its|their|an?|[A-Z]\w+[’']s)\s(?:[\w’'-]+\s){0,3}$"
)


def _explained(document: Document, found: list[LaunchMention]) -> list[LaunchMention]:
    """The mentions, a dated launch without a class with that of what it is called in apposition to it."""
    told = list(found)
    for n, (m, following) in enumerate(pairwise(found)):
        is_vague = bool(m.dates) and not m.is_verb and set(m.weapons) <= _VAGUE
        is_noun = not following.dates and not following.is_verb and not following.is_plural
        if (
            is_vague
            and is_noun
            and set(following.weapons) - _VAGUE
            and _IN_OTHER_WORDS.fullmatch(document.text, m.end, following.start)
        ):
            told[n] = replace(m, weapons=following.weapons)
    return told


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


def _mention(
    document: Document,
    index: int,
    head: Head,
    times: Sequence[TimeMention],
    weapons: Sequence[WeaponMention],
    counts: Sequence[CountMention],
    heads: Sequence[Head],
) -> LaunchMention | None:
    if (
        head.form in ("thing", "ellipsis")
        and times
        and not launch_facts.is_fired(document, index, head, times, heads)
    ):
        return None
    if (
        head.form == "ellipsis"
        and not times
        and not weapons
        and not launch_facts.is_bare_entry(document, index, head)
    ):
        return None
    offset = launch_dates.offset(document, index, head)
    if (
        head.form == "thing"
        and not times
        and offset is None
        and not launch_facts.is_bare_entry(document, index, head)
    ):
        return None
    if not launch_facts.is_fact(document, index, head, times):
        return None
    values = dict.fromkeys(
        t.value
        for t in times
        if launch_dates.usable(document, t) and not launch_dates.is_explained(document, t, times)
    )
    dates = tuple(v for v in values if not any(o != v and o.startswith(v) for o in values))
    classes = tuple(w.weapon for w in weapons if not launch_weapons.is_target(document, head, w))
    if head.form == "thing":
        classes = (*classes, *(w.weapon for w in document.weapons_in(index) if w.start == head.start))
    if head.name == "failure" and not classes and any(w.weapon == "satellite" for w in document.weapons):
        classes = ("satellite",)
    if head.name == "failure" and not classes:
        classes = launch_weapons.inherited(document, head.start)
    is_to_orbit = head.name == "orbit" and set(classes) <= _VAGUE
    if is_to_orbit or (head.name in ("tried", "attempt") and not classes):
        classes = ("satellite",)
    elided = launch_weapons.elided_subject(document, index, head)
    classes = classes or launch_weapons.apposed(document, index, elided, times)
    if elided and not classes and not document.text[elided.start :].startswith("there "):
        words = document.text[elided.start : elided.end].lower()
        is_plural = bool(
            re.search(r"\b(?:two|three|four|five|six|seven|eight|those|pair|couple|others)\b", words)
        )
        classes = launch_weapons.inherited(document, elided.start, is_plural=is_plural)
    if (
        head.form == "verb"
        and not classes
        and (head.name == "again" or launch_weapons.is_about_it(document, index, head))
    ):
        classes = launch_weapons.inherited(document, head.start)
    if set(classes) <= _VAGUE and launch_weapons.is_same(document, weapons):
        classes = (*classes, *launch_weapons.inherited(document, weapons[0].start))
    is_appended = head.name == "fire" and _APPENDED.search(document.text, max(0, head.start - 24), head.start)
    if (head.name in ("moved", "did") or is_appended) and dates and not classes:
        classes = launch_weapons.subject(document, index, head)
    is_again = (
        launch_facts.is_definite(document.text, head)
        or head.name == "weapon-event"
        or (
            not document.weapons_in(index)
            and _OF_DAY.search(document.text, max(0, head.start - 30), head.start) is not None
        )
    )
    if head.form == "noun" and dates and not classes:
        classes = launch_weapons.of_such(document, head)
    number = launch_numbers.missiles(
        document, head, elided, times if dates else (), len(dates), counts, weapons
    )
    is_some = number or _SOME.search(document.text, max(0, head.start - 50), head.start)
    is_bare_verb = head.form == "verb" and not is_some and not document.weapons_in(index)
    if dates and not classes and (is_bare_verb or (head.form == "noun" and is_again)):
        classes = launch_weapons.inherited(document, head.start)
    is_own = set(classes) - _VAGUE and (weapons or head.form == "thing")
    if not is_own and launch_weapons.is_from_submarine(document.text, head.start, head.end):
        classes = ("slbm",)
    text = document.text
    return LaunchMention(
        start=head.start,
        end=head.end,
        sentence=index,
        states=launch_states.of(document, index, head),
        dates=dates,
        weapons=classes,
        missiles=number,
        is_definite=launch_facts.is_definite(text, head),
        is_same_day=bool(pattern("same-day").search(_up_to(document, index, head))),
        is_verb=head.form == "verb" or (head.form in ("thing", "ellipsis") and not times),
        is_plural=head.form in ("noun", "thing") and text[head.start : head.end].endswith("s"),
        is_ordinal=any(
            c.is_ordinal and c.of == "launch_events" and c.start <= head.end and head.start - c.end < 60
            for c in document.counts_in(index)
        ),
        events=_events(document, index, head),
        is_summary=not dates
        and (bool(times) or launch_dates.in_window(document, index, head) or _is_sum(document, index, head)),
        is_perfect=head.form == "verb" and bool(_PERFECT.search(text[max(0, head.start - 20) : head.start])),
        days_before=launch_dates.offset(document, index, head) if not dates else None,
        cue=launch_dates.cue(document, index, head) if not times else "",
    )


#: "the three that were fired": a number of missiles of their own kind.
_SOME = compiled(
    r"(?i)\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+|pair|couple|trio|several|others)\s(?:(?:that|which|were|was|had|been)\s){0,3}$"
)
#: "Wednesday's trial": one that the text has spoken of.
_OF_DAY = compiled(
    r"\b(?:[A-Z][a-z]+day|[Yy]esterday|[Tt]oday|\w+ \d{1,2}|\d{1,2} [A-Z]\w+)[’']s\s(?:[\w-]+\s)?$"
)


def _is_sum(document: Document, index: int, head: Head) -> bool:
    """ "Four missiles in 24 hours, in other words": so many over so long a time."""
    return head.form in ("thing", "ellipsis") and any(
        t.type == "DURATION" and t.value != "P1D" and _OVER.fullmatch(document.text, head.end, t.start)
        for t in document.times_in(index)
    )


_OVER = compiled(r"\s(?:in|within|over|inside)\s(?:the\s|just\s|only\s|under\s|barely\s|space\sof\s){0,3}")


def _told_once(document: Document, index: int, found: list[LaunchMention]) -> list[LaunchMention]:
    """ "A week after a rocket flew by (it went up on 5 April)": one launch, whose day stands in the brackets."""
    start, text = document.sentences[index].start, document.sentence_text(index)
    for m in found:
        before = [o for o in found if o.end <= m.start and o.days_before is not None and not o.dates]
        is_bracketed = clauses.at(text, m.start - start).kind == "parenthesis"
        if before and m.dates and is_bracketed and _IT_DID.search(text[: m.start - start]):
            weapons = m.weapons or tuple(w for o in before for w in o.weapons)
            whole = replace(m, weapons=weapons, states=m.states or before[-1].states)
            return [whole if o is m else o for o in found if o not in before]
    return found


def _is_generic(document: Document, head: Head) -> bool:
    """ "Cruise missiles are not forbidden": missiles at large."""
    is_plural = document.text[head.start : head.end].endswith("s")
    return is_plural and bool(re.match(r"\s(?:are|remain|have)\b", document.text[head.end :]))


def _events(document: Document, index: int, head: Head) -> int | None:
    """How many launches a noun is said to be."""
    counts = [
        c
        for c in document.counts_in(index)
        if c.of == "launch_events" and not c.is_ordinal and c.start <= head.start and head.start - c.end < 30
    ]
    return int(counts[-1].value) if counts and head.form == "noun" else None


def _up_to(document: Document, index: int, head: Head) -> str:
    """The sentence up to the end of the head's clause."""
    text = document.sentence_text(index)
    return text[: clauses.at(text, head.start - document.sentences[index].start).end]


def _by_weapon_state(
    document: Document, mention: LaunchMention, weapons: Sequence[WeaponMention]
) -> list[LaunchMention]:
    """A mention a state where each weapon has its own ("a Russian Iskander and a Chinese DF-15")."""
    owners: dict[str, list[WeaponMention]] = {}
    for w in weapons:
        owner = launch_states.demonym_before(document, w.start)
        if owner:
            owners.setdefault(owner, []).append(w)
    for actor in document.actors_in(mention.sentence):  # "seven South Korean missiles and an American one"
        if owners and actor.form == "demonym" and re.match(r"\sones?\b", document.text[actor.end :]):
            owners.setdefault(actor.actor_id, [])
    if len(owners) < 2:
        return [mention]
    return [
        replace(
            mention,
            states=(s,),
            weapons=tuple(w.weapon for w in ws) or mention.weapons,
            missiles=launch_numbers.count_of(document, ws),
        )
        for s, ws in owners.items()
    ]
