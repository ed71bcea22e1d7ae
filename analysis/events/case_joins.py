"""Acts joined to cases: by day, by number, by place in the text."""

from __future__ import annotations

from dataclasses import replace

from analysis.events import dating, joining
from analysis.events.acts import Act
from analysis.events.case_acts import (
    LEAD,
    is_known,
    is_on_another,
    is_on_statement,
    is_regretted,
    is_statement,
    is_title,
)
from analysis.events.joining import FAMILY, Case, fits, is_recent, nearest
from analysis.events.marking import Marked
from analysis.records import Document


def decided(acts: list[Act], document: Document, marked: tuple[Marked, ...]) -> list[Case]:
    """Cases from decisive acts: first those with a day or number, then the others by their surroundings,
    the headline's last."""
    cases: list[Case] = []
    for a in acts:
        if a.date:
            _join_dated(cases, a)
    for a in acts:
        if a.number and not a.date:
            _join_numbered(cases, a)
    undated = [a for a in acts if not (a.date or a.number)]
    for a in sorted(undated, key=lambda a: (is_title(marked[a.sentence]), a.start)):
        _join_undated(cases, a, document, marked)
    return cases


def _new(cases: list[Case], a: Act) -> Case:
    case = Case(FAMILY[a.outcome])
    cases.append(case)
    return case


def _join_dated(cases: list[Case], a: Act) -> None:
    same = [c for c in cases if c.family == FAMILY[a.outcome] and c.may_be(a)]
    home = next((c for c in same if a.number and c.number == a.number and fits(c.date, a.date)), None)
    if home is None:
        fitting = [c for c in same if c.date and fits(c.date, a.date) and not (a.number and c.number)]
        home = min(fitting, key=lambda c: abs(c.acts[-1].start - a.start), default=None)
    (home or _new(cases, a)).add(a)


def _join_numbered(cases: list[Case], a: Act) -> None:
    """A resolution without a day joins its own case, or the adoption told before it in its paragraph."""
    same = [c for c in cases if c.family == FAMILY[a.outcome]]
    home = next((c for c in same if c.number == a.number), None)
    if home is None:
        near = [c for c in same if not c.number and any(x.paragraph == a.paragraph for x in c.acts)]
        home = nearest(near, a)
    (home or _new(cases, a)).add(a)


def _join_undated(cases: list[Case], a: Act, document: Document, marked: tuple[Marked, ...]) -> None:
    """By place: the case in the act's sentence, or before it in its paragraph; else the day that the
    paragraph tells; else, for what is known already, the main case."""
    if month := dating.month_told(document, marked[a.sentence], a):
        return _join_dated(cases, replace(a, date=month))
    if a.outcome == "no_agreement" and (day := dating.told_beside(document, marked[a.sentence])):
        return _join_dated(cases, replace(a, date=day))
    same = [c for c in cases if c.family == FAMILY[a.outcome] and c.may_be(a)]
    if is_regretted(a, marked):
        home = joining.before(same, a) or joining.main_of(same)
        return (home or _new(cases, a)).add(a)
    if a.rule in _OF_CONSENT:
        same = [c for c in same if is_on_statement(c, marked) == is_statement(marked[a.sentence])]
    is_headline = is_title(marked[a.sentence])
    told = [c for c in same if any(x.sentence == a.sentence and x.rule not in _ANOTHER for x in c.acts)]
    home = joining.here(told, a) or joining.before([c for c in same if c in told or not c.stands_in(a)], a)
    if home and home not in told and (day := dating.told_since(document, marked, a, last_told(home, a))):
        a = replace(a, date="" if fits(home.date, day) else day)
        if a.date:
            home = nearest([c for c in same if c.date and fits(c.date, day)], a)
    if (
        home is None
        and (beside := _beside(cases, a, document, marked))
        and not is_headline
        and (a.is_rival or a.of)
    ):
        since = dating.passed_on_to(document, marked, a)
        since = since or (
            dating.told_since(document, marked, a, last_told(beside, a)) if not a.is_rival else ""
        )
        a = replace(a, date=since or beside.date)
    if home is None and not a.date and not is_headline and (day := dating.told_next(document, marked, a)):
        home = nearest([c for c in same if c.date and fits(c.date, day)], a)
        a = replace(a, date="" if home else day)
    if home is None and not a.date and not is_headline and not is_known(a, marked):
        day = (
            dating.told_before(document, marked, a)
            or dating.told_in_lead(document, marked, a)
            or dating.told_around(document, marked, a, is_meeting=a.outcome == "no_agreement")
        )
        if day:
            home = nearest([c for c in same if c.date and fits(c.date, day)], a)
            a = replace(a, date="" if home else day)
    if (
        home is None
        and not a.date
        and not is_headline
        and (day := dating.told_just_before(document, marked, a))
    ):
        home = nearest([c for c in same if c.date and fits(c.date, day)], a)
        a = replace(a, date="" if home else day)
    if (
        home is None
        and not a.date
        and not is_headline
        and a.sentence <= LEAD
        and (day := dating.of_lead(document, marked))
    ):
        home = nearest([c for c in same if c.date and fits(c.date, day)], a)
        a = replace(a, date="" if home else day)
    is_new = is_on_another(a, marked)
    if home is None and not a.date and not is_new:
        home = joining.after(same, a)
    if home is None and not a.date and not is_new:
        lead = [c for c in same if not is_headline or c.first.sentence <= _OPENING or not c.date]
        home = joining.main_of(lead)
        is_ahead = home is not None and not is_headline and home.first.start > a.start
        if is_ahead and (day := dating.of_story(document, marked, a)):
            home, a = nearest([c for c in same if c.date == day], a), replace(a, date=day)
    (home or _new(cases, a)).add(a)


def _beside(cases: list[Case], a: Act, document: Document, marked: tuple[Marked, ...]) -> Case | None:
    """The case told before the act in its paragraph, or else, if no day is told there, the one that the paragraph
    above ends with."""
    home = joining.before(cases, a)
    if home or dating.told_before(document, marked, a):
        return home
    above = [c for c in cases if any(x.paragraph == a.paragraph - 1 and x.outcome for x in c.acts)]
    above = [c for c in above if not c.is_elsewhere(a)]
    return max(above, key=lambda c: max(x.start for x in c.acts if x.start < a.start), default=None)


def last_told(c: Case, a: Act) -> int:
    """The last sentence before the act's that tells of the case."""
    return max((x.sentence for x in c.acts if x.sentence < a.sentence), default=a.sentence)


#: Rules that tell who would not consent, to a statement or else to a text.
_OF_CONSENT = {"would-not-sign", "neither-would", "neither-of-them", "held-up-by"}


#: Rules that tell of another measure than the one in hand.
_ANOTHER = {"likewise-ended", "one-more-struck", "did-so-on-day", "one-of-series"}


#: The sentences at the beginning of which a headline speaks.
_OPENING = 12


def with_numbered(cases: list[Case], published: str) -> list[Case]:
    """A numbered resolution without a day and an adoption with a day but no number are one, if alone."""
    numbered = [c for c in cases if c.family == "pass" and c.number and not c.date]
    dated = [
        c for c in cases if c.family == "pass" and c.date and not c.number and is_recent(c.date, published)
    ]
    if len(numbered) != 1 or not dated:
        return cases
    home = min(dated, key=lambda c: abs(c.acts[0].start - numbered[0].acts[0].start))
    for a in numbered[0].acts:
        home.add(a)
    return [c for c in cases if c is not numbered[0]]
