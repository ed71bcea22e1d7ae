"""Cases that the tagger corrects, completes or adds; rules have assembled the others."""

from __future__ import annotations

from dataclasses import replace

from analysis.compiling import compiled
from analysis.events.acts import Act
from analysis.events.joining import FAMILY, Case, fits
from analysis.events.marking import Marked
from analysis.events.tagged import LIKELY, LINKED, RULE, SURE, Span, Tagged, span_of
from analysis.recognise import timex

#: From this likelihood on two expressions tell one and the same decision.
_SAME = 0.7
#: From this likelihood on the tagger's word for an outcome, or for a more precise day, goes before that of the rules.
_OVERRULES = 0.8
#: Below this probability the tagger sees nothing of an outcome in the words that a rule read it from; above the other
#: it believes words beside them instead.
_UNSEEN, _BESIDE = 0.05, 0.5
#: Acts that tell no outcome.
_OTHER = {"", "planned", "voted"}


def redate(cases: list[Case], tagged: Tagged) -> None:
    """Days that no rule found, and others than theirs where the tagger is sure, in place."""
    for case in cases:
        if case.family == "open":
            continue
        own = [a for a in case.acts if a.outcome not in _OTHER and not a.is_weak]
        # A day that stands beside what is told gives way to another beside it only.
        is_here = any(a.is_own_date and a.date == case.date for a in own) if case.date else False
        told = (tagged.dated(span_of(a), is_here=is_here) for a in own)
        day, weight = max(told, key=lambda t: t[1], default=("", 0.0))
        if not case.date:
            needed = LIKELY
        elif not fits(case.date, day) and timex.is_day(day):
            needed = SURE
        elif _is_finer(day, case.date):
            needed = _OVERRULES
        else:
            continue
        is_taken = any(c is not case and c.family == case.family and c.date == day for c in cases)
        if day and weight >= needed and not is_taken:
            case.date = day


def _is_finer(day: str, known: str) -> bool:
    return len(day) > len(known) and "W" not in day and "/" not in day


def add(cases: list[Case], acts: list[Act], tagged: Tagged, marked: tuple[Marked, ...]) -> list[Act]:
    """The cases of a known day that only the tagger sees, added in place; returns their acts."""
    # Words by which a rule knows that somebody argued tell no outcome.
    argued = [a for a in acts if a.position and not a.outcome]
    added: list[Act] = []
    for trigger in sorted(tagged.triggers, key=lambda t: -t.weight):
        day = tagged.day_of(trigger)
        if trigger.weight < LIKELY or not timex.is_day(day):
            continue
        if any(c.date and fits(c.date, day) for c in cases) or _is_of_a_state(trigger, marked):
            continue
        if any(a.start < trigger.end and trigger.start < a.end for a in argued):
            continue
        known, weight = tagged.case_of(trigger, [c for c in cases if not c.date])
        if known is not None and weight >= _SAME:
            continue
        act = replace(act_of(trigger), outcome=trigger.label, date=day, is_own_date=True)
        cases.append(Case(FAMILY.get(trigger.label, "open"), [act], date=day))
        added.append(act)
    return added


def act_of(span: Span) -> Act:
    """An act at the place of what the tagger sees, which says no more than that."""
    return Act(sentence=span.sentence, paragraph=span.paragraph, start=span.start, end=span.end, rule=RULE)


def _is_of_a_state(trigger: Span, marked: tuple[Marked, ...]) -> bool:
    """Whether a state is the subject of what was adopted: the sanctions that it imposes are its own."""
    m = marked[trigger.sentence]
    return trigger.label == "adopted" and bool(_STATE_BEFORE.search(m.text, 0, m.place(trigger.start)))


_STATE_BEFORE = compiled(r"§(?:,?\s(?:on|late|early|has|had|also|then|itself|[a-z]+ly|¤+),?)*\s$")


def outcome(case: Case, told: str, tagged: Tagged, cases: tuple[Case, ...]) -> str:
    """The outcome that rules conclude (`told`), or another that the case's own words, or those beside and about it, are
    likelier to tell."""
    own = [a for a in case.acts if a.outcome not in _OTHER and a.rule != RULE]
    seen: dict[str, float] = {}
    for a in own:
        for label, weight in tagged.outcomes_in(a.start, a.end).items():
            seen[label] = max(weight, seen.get(label, 0.0))
    label = max(seen, key=lambda k: seen[k], default=told)
    if case.family != "open" and seen.get(label, 0.0) >= _OVERRULES and not {label, told} <= _DEFEATS:
        return label
    if not own or seen.get(told, 0.0) >= _UNSEEN:
        return told
    beside = _beside(own, case, tagged, cases)
    if told in beside:
        return told
    label = max(beside, key=lambda k: beside[k], default=told)
    return label if beside.get(label, 0.0) >= _BESIDE else told


def _beside(own: list[Act], case: Case, tagged: Tagged, cases: tuple[Case, ...]) -> dict[str, float]:
    """How likely what stands in the acts' sentences, or elsewhere about the case, tells each outcome."""
    here = {a.sentence for a in own}
    found: dict[str, float] = {}
    for t in tagged.triggers:
        day = tagged.day_of(t)
        if t.sentence not in here or (day and case.date and not fits(case.date, day)):
            home, weight = tagged.case_of(t, cases, day)
            if home is not case or weight < _SAME:
                continue
        found[t.label] = max(t.weight, found.get(t.label, 0.0))
    return found


#: Which of these it was the whole text tells, not a word.
_DEFEATS = {"vetoed", "held"}


def figure(case: Case, field: str, cases: tuple[Case, ...], tagged: Tagged) -> int | None:
    """The figure of the vote (`votes_for`, …) that the tagger sees for the case, or `None`."""
    found: tuple[float, int | None] = 0.0, None
    for span in tagged.figures:
        if span.label == field:
            home, weight = tagged.case_of(span, cases)
            if home is case and weight >= LINKED and weight > found[0]:
                found = weight, span.number
    return found[1]
