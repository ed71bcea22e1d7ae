"""Launches that the tagger dates, completes or adds; rules have read the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.events import launch_dates, launch_states, launch_weapons
from analysis.events.joining import fits
from analysis.events.tagged import LAUNCH, LINKED, RULE, SURE, Span, Tagged, telling
from analysis.recognise import assertion, timex
from analysis.recognise.weapons import most_capable
from analysis.records import Document, Launch

#: Classes that say little of a weapon.
_VAGUE = ("missile", "ballistic")
#: The share of what is told from which on a class of weapon is believed.
_CLEAR = 0.6
#: Characters between a weapon and what tells its launch, at most.
_BESIDE = 60
#: Sentences between a launch and the state that it is told of.
_REACH = 2


def revised(rows: Sequence[Launch], document: Document, tagged: Tagged | None) -> tuple[Launch, ...]:
    """The launches that rules read, dated and completed by the tagger, with those that only it sees."""
    if tagged is None:
        return tuple(rows)
    told = _by_day(tagged)
    found = [_completed(r, told, tagged) for r in _redated(rows, tagged)]
    found += _added(found, told, document, tagged)
    return tuple(sorted(found, key=lambda r: (r.start, r.date, r.state)))


@dataclass(frozen=True)
class _Told:
    """What tells the launches of a day, and how likely it is of one that the day dates: as likely as the surest of it."""

    spans: tuple[Span, ...] = ()
    surest: Span | None = None
    weight: float = 0.0


def _by_day(tagged: Tagged) -> dict[str, _Told]:
    """What tells launches, by their day or month."""
    found: dict[str, list[tuple[float, Span]]] = defaultdict(list)
    for span in tagged.launches:
        day, weight = tagged.dated(span, of=LAUNCH)
        if weight >= LINKED:
            found[day].append((min(weight, span.weight), span))
    told = {}
    for day, spans in found.items():
        weight, surest = max(spans, key=lambda s: s[0])
        told[day] = _Told(tuple(s for _, s in spans), surest, weight)
    return told


def _redated(rows: Sequence[Launch], tagged: Tagged) -> list[Launch]:
    """The rows, those of a month on the day that most likely belongs to what tells them."""
    found: list[Launch] = []
    for row in rows:
        day, weight = tagged.dated(telling(row, tagged.launches), of=LAUNCH)
        is_finer = timex.is_day(day) and not timex.is_day(row.date) and fits(row.date, day)
        is_taken = any(r.date == day and r.state == row.state for r in [*rows, *found])
        found.append(replace(row, date=day) if is_finer and weight >= SURE and not is_taken else row)
    return found


def _completed(row: Launch, told: dict[str, _Told], tagged: Tagged) -> Launch:
    spans = told.get(row.date, _Told()).spans
    if spans and row.weapon in _VAGUE:
        weapon, share = tagged.weapon_of(spans)
        row = replace(row, weapon=weapon) if weapon not in _VAGUE and share >= _CLEAR else row
    if row.missiles is None:
        row = replace(row, missiles=_missiles(spans, tagged))
    return row


def _weapon(spans: Sequence[Span], document: Document, tagged: Tagged) -> str:
    """What was launched: the class that is named beside what tells it, else the one that it clearly tells, else ""."""
    text = document.text
    if any(launch_weapons.is_from_submarine(text, s.start, s.end) for s in spans):
        return "slbm"
    named = [
        w.weapon
        for s in spans
        for w in document.weapons_in(s.sentence)
        if w.start - s.end < _BESIDE and s.start - w.end < _BESIDE
    ]
    weapon, share = tagged.weapon_of(spans)
    clear = [w for w in named if w not in _VAGUE]
    if clear or share < _CLEAR:
        return most_capable(clear or named)
    return weapon


def _missiles(spans: Sequence[Span], tagged: Tagged) -> int | None:
    """The number beside what tells the launch that is likeliest its own, or `None`."""
    near = [
        (tagged.linked(n, s), n.number)
        for n in tagged.numbers
        if n.label == "missiles"
        for s in spans
        if n.sentence == s.sentence
    ]
    weight, number = max(near, default=(0.0, 0))
    return number if weight >= SURE else None


def _added(
    rows: Sequence[Launch], told: dict[str, _Told], document: Document, tagged: Tagged
) -> list[Launch]:
    added: list[Launch] = []
    usual = launch_states.usual(document, ((r.state,) for r in rows))
    for day, t in told.items():
        if t.surest is None or t.weight < SURE or any(fits(r.date, day) for r in rows):
            continue
        is_told = _is_usable(day, t.surest, document) and _is_fact(t.surest, document)
        weapon = _weapon(t.spans, document, tagged) if is_told else ""
        if not weapon:
            continue  # what was done that day may be anything
        for state in _states(t.surest, tagged) or (usual,):
            added.append(
                Launch(
                    start=t.surest.start,
                    end=t.surest.end,
                    sentence=t.surest.sentence,
                    rule=RULE,
                    state=state,
                    date=day,
                    weapon=weapon,
                    missiles=_missiles(t.spans, tagged),
                )
            )
    return added


def _is_usable(day: str, span: Span, document: Document) -> bool:
    """Whether it is a day that has come, and not that of a bomb or the end of a window: a month may be that of several
    launches."""
    published = document.article.published
    if not timex.is_day(day) or (published and day > published):
        return False
    near = [t for t in document.times if t.value == day]
    nearest = min(near, key=lambda t: abs(t.start - span.start), default=None)
    return nearest is not None and launch_dates.usable(document, nearest)


def _is_fact(span: Span, document: Document) -> bool:
    """Whether the words are neither denied nor of what may come."""
    start = document.sentences[span.sentence].start
    return assertion.of(document.sentence_text(span.sentence), span.start - start, span.end - start).is_fact


def _states(span: Span, tagged: Tagged) -> tuple[str, ...]:
    """The states that are likeliest those who launch, or ()."""
    near = [
        (tagged.linked(a, span) - 0.05 * abs(a.sentence - span.sentence), a.states)
        for a in tagged.agents("launches")
        if abs(a.sentence - span.sentence) <= _REACH
    ]
    weight, states = max(near, default=(0.0, ()))
    return states if weight >= LINKED else ()
