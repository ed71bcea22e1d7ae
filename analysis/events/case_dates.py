"""The days of cases: from what their surroundings tell."""

from __future__ import annotations

from dataclasses import replace

from analysis.events import dating, joining
from analysis.events.acts import Act
from analysis.events.case_acts import LEAD, is_on_statement, is_regretted, is_title
from analysis.events.joining import DECIDED, FAMILY, Case, fits, nearest
from analysis.events.marking import Marked
from analysis.records import Document


def on_day_before(a: Act, document: Document, marked: tuple[Marked, ...]) -> Act:
    """An act that only a date line dates falls on the earlier month that the sentence before it recalls."""
    if a.is_own_date or not a.date or a.outcome not in FAMILY:
        return a
    recalled = dating.recalled_just_before(document, marked, a)
    return replace(a, date=recalled) if recalled and recalled[:_MONTH] < a.date[:_MONTH] else a


def date_from_context(cases: list[Case], document: Document, marked: tuple[Marked, ...]) -> None:
    """A case without a day falls on the day that its surroundings give for the vote or the meeting."""
    main = joining.main_of(cases)
    for c in cases:
        if c.date:
            continue
        if all(is_regretted(a, marked) for a in c.acts if not a.is_weak):
            c.date = dating.of_vote_named(marked, c.first)
            continue
        is_meeting = c.family == "none"
        taken = {a.sentence for o in cases if o is not c for a in o.acts if a.is_own_date and not a.is_weak}
        c.date = dating.of_surroundings(document, marked, taken, c.first, is_meeting=is_meeting)
        if not c.date and (is_meeting or any(a.outcome == "held" for a in c.acts)):
            days = (dating.told_before(document, marked, a) for a in c.acts if not a.is_weak)
            c.date = next((d for d in days if d), "")
        if not c.date and (c is main or is_meeting):
            c.date = dating.of_article(document, marked, {a.paragraph for a in c.acts})
        if not c.date and c is main and c.first.sentence <= LEAD:
            c.date = dating.of_lead(document, marked)
        if not c.date and c is main and not is_meeting:
            c.date = dating.of_vote_named(marked, c.first) or dating.year_of_article(marked, c.first)
        if not c.date:
            c.date = sole_day(c, document, marked)
        if not c.date and not is_meeting and not is_title(marked[c.first.sentence]):
            c.date = dating.of_story(document, marked, c.first)
    meetings = [c for c in cases if c.family == "none" and len(c.date) == _DAY]
    for c in cases:
        if c.family == "defeat" and not c.date and is_on_statement(c, marked):
            sitting = nearest(meetings, c.first)
            c.date = sitting.date if sitting else ""


def _of_other_draft(c: Case, cases: list[Case]) -> str:
    """The day of the defeat told last before the case's, in its paragraph or the one above: two drafts on one matter
    are voted on one after the other."""
    here = c.first
    told = [
        (max(a.start for a in o.acts), o.date)
        for o in cases
        if o is not c and o.family == "defeat" and o.date and o.first.start < here.start
        if any(here.paragraph - 1 <= a.paragraph <= here.paragraph for a in o.acts)
    ]
    return max(told)[1] if told else ""


def sole_day(c: Case, document: Document, marked: tuple[Marked, ...]) -> str:
    """The one day before the news that the sentences of the case's acts tell, or ""."""
    sentences = {a.sentence for a in c.acts if a.outcome}
    days = {
        t.value
        for i in sentences
        for t in dating.days_told(document, marked[i])
        if len(t.value) == _DAY and not dating.is_of_remark(marked[i], t)
    }
    return days.pop() if len(days) == 1 else ""


def refine_dates(cases: list[Case], acts: list[Act]) -> None:
    """A case known by its month takes the day that a mention of the vote gives, if only one fits; a rival draft without a
    day falls on that of the draft told before it."""
    for c in [c for c in cases if not c.date and c.family == "defeat" and (c.is_rival or c.first.of)]:
        c.date = _of_other_draft(c, cases)
    for c in cases:
        if c.family in DECIDED and 0 < len(c.date) < _DAY:
            told = {
                a.date
                for a in acts
                if a.is_own_date
                and len(a.date) == _DAY
                and a.outcome in ("voted", "vetoed")
                and fits(c.date, a.date)
            }
            taken = {o.date for o in cases if o is not c}
            if len(told - taken) == 1:
                c.date = (told - taken).pop()


_DAY, _MONTH = 10, 7
