"""Drafts and votes that lie ahead: joined to the measure that became of them, or open cases."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from analysis import lexicon
from analysis.compiling import compiled
from analysis.events.acts import Act
from analysis.events.joining import Case, after, before, fits, follows, here, is_recent, nearest, precision
from analysis.events.marking import Marked
from analysis.recognise.timex import bounds

_DECIDED = ("pass", "defeat")
#: Rules of names put before the committee.
_OF_LISTING = {"names-sent-in", "asked-to-list"}
#: Rules of a draft named in passing; the day in their sentence is that of the main verb.
_NAMED_BY_SPONSOR = {"sponsor-adjective", "sponsor-genitive", "sponsor-of"}


def add(
    cases: list[Case], acts: list[Act], marked: tuple[Marked, ...], published: str, days: Mapping[Act, str]
) -> None:
    """The acts of proposing and planning, added to their cases in place. `days` gives the day that its
    paragraph tells before an act without one."""
    for a in acts:
        if a.outcome not in ("proposed", "planned"):
            continue
        easing = _is_easing(marked[a.sentence])
        ahead = not a.is_own_date and _is_ahead(marked[a.sentence], published)
        if ahead:
            home = here([c for c in cases if c.family == "open"], a)
        else:
            home = _home(cases, a, published, days.get(a, ""), is_easing=easing)
        if home is None and (a.is_own_date or not a.is_rival or a.rule not in _NAMED_BY_SPONSOR):
            home = Case("open", is_easing=easing)
            if a.position == "easing_draft":
                home.date = days.get(a, "")
            cases.append(home)
        if home is not None:
            home.add(a)
    for c in [c for c in cases if c.family == "open"]:
        _redate(c)
        if not any(_is_before_un(a, marked) for a in c.acts):
            cases.remove(c)


def _is_before_un(a: Act, marked: tuple[Marked, ...]) -> bool:
    """Whether the paragraph of the act, or the one above it, speaks of the United Nations or of a vote, and the
    text is not that of the state which it is on."""
    if a.rule in _NAMED_BY_SPONSOR and a.states == ("PRK",):
        return False
    near = " ".join(m.text for m in marked if a.paragraph - 1 <= m.paragraph <= a.paragraph)
    return a.position == "easing_draft" or bool(_BEFORE_UN.search(near + " " + marked[0].text))


def _is_ahead(m: Marked, published: str) -> bool:
    """Whether the sentence speaks of a vote on a day after the article's: none of what it tells was decided."""
    is_later = bool(published) and any(len(t.value) == _DAY and t.value > published for t in m.times)
    return is_later and lexicon.pattern("measures", "vote-ahead").regex.search(m.text) is not None


_BEFORE_UN = compiled(
    r"\b(?:UN|U[.·]N|united\snations|council|assembly|committee|New\sYork|UNSC|vot(?:e|es|ed|ing)|veto\w*|resolutions?|drafts?|ambassadors?|envoys?)(?!\w)",
    re.I,
)
_DAY = 10


def _redate(c: Case) -> None:
    """The day on which it was brought, where a verb tells it, before that of a sentence that only names it."""
    told = [a.date for a in c.acts if a.is_own_date and a.date and a.rule not in _NAMED_BY_SPONSOR]
    if told and any(a.date == c.date and a.rule in _NAMED_BY_SPONSOR for a in c.acts) and c.date not in told:
        c.date = max(told, key=precision)


def _is_easing(m: Marked) -> bool:
    return bool(lexicon.pattern("position_triggers", "draft-to-ease").regex.search(m.text))


def _home(cases: list[Case], a: Act, published: str, day: str, *, is_easing: bool) -> Case | None:
    decided = [c for c in cases if c.family in _DECIDED]
    opened = [c for c in cases if c.family == "open" and c.is_easing == is_easing]
    if not opened and not is_easing and not a.is_planned:
        opened = [
            c for c in cases if c.family == "open" and any(x.paragraph >= a.paragraph - 1 for x in c.acts)
        ]
    if not a.is_planned and (inside := here([c for c in decided if c.may_be(a)], a)):
        return inside
    if a.rule in _OF_LISTING and (listing := _hold_beside(cases, a)):
        return listing
    if a.is_own_date:
        return _dated_home(decided, opened, a, is_easing=is_easing)
    if a.is_planned and not a.is_rival:
        held = [c for c in decided if c.may_be(a) and is_recent(c.date, published) and _is_of_plan(c, a)]
        if taken := after(held, a):
            return taken
    if a.is_rival or is_easing or a.is_planned:
        return next((c for c in opened if not (a.is_planned and c.date and c.date < published)), None)
    local = [c for c in cases if any(x.paragraph == a.paragraph for x in c.acts)]
    # A text is what was voted on, where both the vote and the sitting are told.
    local = [c for c in local if c.family != "none"] or local
    if near := before(local, a) or after(local, a, sentences=1):
        return near
    if day and (dated := [c for c in decided if c.date and fits(c.date, day)]):
        return nearest(dated, a)
    recent = [c for c in decided if is_recent(c.date, published)]
    return nearest(recent, a) or (opened[0] if opened else None)


def _hold_beside(cases: list[Case], a: Act) -> Case | None:
    """The hold told beside the request to list, in its paragraph."""
    held = [c for c in cases if any(x.outcome == "held" and x.paragraph == a.paragraph for x in c.acts)]
    return after(held, a) or before(held, a)


def _is_of_plan(c: Case, a: Act) -> bool:
    """Whether the decision may be the vote that was planned: not before the plan."""
    return not a.date or fits(c.date, a.date) or follows(c.date, a.date)


def _dated_home(decided: list[Case], opened: list[Case], a: Act, *, is_easing: bool) -> Case | None:
    if not a.is_rival:
        fitting = [c for c in decided if c.date and fits(c.date, a.date) and not c.is_elsewhere(a)]
        if is_easing:
            # What eases sanctions is a text for the vote, no list or statement that is held.
            fitting = [c for c in fitting if all(x.outcome != "held" for x in c.acts)]
        if fitting:
            return nearest(fitting, a)
        undated = [c for c in decided if not c.date and any(x.paragraph == a.paragraph for x in c.acts)]
        if undated and a.rule in _NAMED_BY_SPONSOR:
            return undated[0]
        if not is_easing and (soon := [c for c in decided if follows(c.date, a.date)]):
            return nearest(soon, a)
    if a.rule in _NAMED_BY_SPONSOR and (own := [c for c in decided if c.date and c.drafters & set(a.states)]):
        return nearest(own, a)
    return next((c for c in opened if _is_same_draft(c, a)), None)


def _is_same_draft(c: Case, a: Act) -> bool:
    """Whether the open draft may be the one of the act: of about the same days, or told in the same sentence."""
    if not c.date or fits(c.date, a.date) or c.stands_in(a):
        return True
    gap = date.fromisoformat(bounds(c.date)[0]) - date.fromisoformat(bounds(a.date)[0])
    return abs(gap.days) <= 21 and len(c.date) > 7 and len(a.date) > 7
