"""Which case a state takes its stand on."""

from __future__ import annotations

import re

from analysis import lexicon
from analysis.compiling import compiled
from analysis.events import decisions
from analysis.events.acts import Act
from analysis.events.cases import Docket
from analysis.events.joining import Case, after, before, fits, follows, here, is_recent, nearest
from analysis.events.memory import permanent_members

#: Speeches are dated by the day on which they were held; the day says nothing of the measure.
SPEECHES = {"support", "oppose", "backed", "object", "praise"}
#: Rules of what is said of a meeting rather than of a text.
_AT_MEETING = {
    "meeting-asked",
    "joint-statement",
    "n-countries-list",
    "meeting-requested",
    "meeting-members",
    "urge-adoption",
}
_MEETING_ASKED = {"meeting-asked", "meeting-requested", "meeting-members"}
#: Rules that speak of a defeat.
_OF_DEFEAT = {
    "thanked-for-veto",
    "regret-defeat",
    "regret-it",
    "call-defeat",
    "veto-criticised",
    "veto-criticised-topic",
    "veto-defended",
}
#: Rules that speak of a joint statement, which may be on anything.
_OF_STATEMENT = {"statement-signed-by", "statement-by-list"}
#: Rules by which the target rejects what hit it: not a text that fell.
_OF_MEASURES = {"reject-verb", "reject-words", "reject-said"}
#: Rules that tell who refuses to deal with a text: one that is still on the table.
_OF_OPEN = {"would-not-engage", "will-not-negotiate"}
_FAMILIES = {
    "veto": ("defeat",),
    "block": ("defeat",),
    "hold": ("defeat",),
    "object": ("defeat", "open", "none"),
    "against": ("defeat", "pass"),
    "abstain": ("defeat", "pass"),
    "in_favour": ("defeat", "pass"),
    "backed": ("defeat", "pass", "open"),
    "support": ("defeat", "pass", "open", "none"),
    "oppose": ("defeat", "pass", "open", "none"),
    "sponsor": ("defeat", "pass", "open"),
    "praise": ("pass",),
}


_DAY = 10
#: Days for which a session is what an article reports.
_JUST = 14


def _is_taken_on(case: Case, docket: Docket) -> bool:
    """Whether one can be for or against: at a meeting with no text on the table there is nothing to be for."""
    return case.family != "none" or any(c.family == "open" and not c.is_easing for c in docket.cases)


def cases_of(a: Act, position: str, docket: Docket) -> list[Case]:
    """The cases on which the act takes a stand: one, or all adopted ones ("each time")."""
    if (
        a.is_distributive
        and position in ("in_favour", "backed", "sponsor", "abstain", "against")
        and not _is_on_one(a, docket)
    ):
        passed = [c for c in docket.cases if c.family == "pass" and not decisions.is_word(c)]
        listed = [c for c in passed if any(x.paragraph == a.paragraph for x in c.acts)]
        return listed if len(listed) > 1 else passed
    case = case_of(a, position, docket)
    return [case] if case and _is_taken_on(case, docket) else []


#: A declaration of states beside a meeting is no text before the Council.
_JOINT = compiled(r"\b(?:declaration|joint\s(?:\w+\s)?statement|communiqu[eé])\b", re.I)


def _is_earlier_sitting(c: Case, a: Act, docket: Docket) -> bool:
    """Whether the meeting was before the one that the article reports, and is told elsewhere."""
    is_here = any(x.paragraph == a.paragraph for x in c.acts)
    return (
        c.family == "none"
        and not is_here
        and bool(docket.session)
        and not is_recent(c.date, docket.session, days=_DAYS_ON)
    )


#: Days after a sitting on which it may still be spoken of as today's.
_DAYS_ON = 3


def _is_soon(held: str, asked: str) -> bool:
    """Whether the meeting was that day, or within a month of the letter that asked for it."""
    return fits(held, asked) or follows(held, asked, days=_JUST * 2)


def _is_on_meeting(case: Case, docket: Docket) -> bool:
    """Whether it was decided on the meeting itself, or the meeting came to a vote that was lost."""
    if case.family != "pass":
        return case.family == "defeat"
    procedure = lexicon.pattern("measures", "procedural").regex
    return any(procedure.search(docket.marked[a.sentence].text) for a in case.acts)


def _is_on_one(a: Act, docket: Docket) -> bool:
    """Whether the sentence goes on to one measure of its own day ("three times, most recently on 19 July, when …")."""
    return a.is_own_date and any(c.date == a.date and c.stands_in(a) for c in docket.cases)


def case_of(a: Act, position: str, docket: Docket) -> Case | None:
    """The case on which the act takes a stand."""
    own = next((c for c in docket.cases if any(x is a for x in c.acts)), None)
    if own or (own := _bracketed(a, position, docket)):
        return own
    if position == "sponsor":
        return None
    fitting = [c for c in docket.cases if c.family in _FAMILIES[position]]
    if a.outcome == "voted":
        fitting = [c for c in fitting if not _is_without_vote(c, docket)]
        fitting = _of_draft(fitting, a)
    if position == "praise":
        return docket.main if docket.main in fitting else None
    if a.body == "UNGA" and position in ("backed", "in_favour"):
        fitting = [c for c in fitting if any(x.body == "UNGA" for x in c.acts)]
    if a.rule in _MEETING_ASKED:
        is_told = fits if a.rule == "meeting-requested" else _is_soon
        fitting = [c for c in fitting if _is_on_meeting(c, docket) and is_told(c.date, a.date)]
    if a.rule in _AT_MEETING or (position == "backed" and _JOINT.search(docket.marked[a.sentence].text)):
        fitting = [c for c in fitting if not _is_earlier_sitting(c, a, docket)]
        fitting = [
            c for c in fitting if c.family != "open" and c.date and is_recent(c.date, docket.published)
        ]
    else:
        fitting = [c for c in fitting if c.family != "none"] or fitting
    if a.rule in _OF_STATEMENT:
        fitting = [c for c in fitting if c.date]
    if a.rule in _OF_DEFEAT:
        fitting = [c for c in fitting if c.family == "defeat"]
    if a.states == ("PRK",) and position == "oppose" and a.rule in _OF_MEASURES:
        fitting = [c for c in fitting if c.family != "defeat" or _is_on_target(c, a, docket)]
    if position in ("oppose", "object"):
        fitting = [c for c in fitting if not _had_all(c, a)] or fitting
    if a.rule in _OF_OPEN:
        fitting = [c for c in fitting if c.family == "open"] or fitting
    if a.number and (numbered := [c for c in fitting if c.number == a.number]):
        return numbered[0]
    if a.is_own_date and (dated := [c for c in fitting if _is_of_day(c, a, position)]):
        return nearest([c for c in dated if c.date == a.date] or dated, a)
    is_other_day = a.is_own_date and not _THAT_DAY.search(docket.marked[a.sentence].raw)
    if is_other_day and position not in SPEECHES and position != "sponsor":
        fitting = [c for c in fitting if a.outcome == "voted" and c.stands_in(a)]
    if position in SPEECHES:
        fitting = [c for c in fitting if not _is_next_clause(c, a, docket)] or fitting
        fitting = [c for c in fitting if not a.is_own_date or len(a.date) == _DAY or fits(c.date, a.date)]
    if position in SPEECHES and a.rule not in _OF_DEFEAT:
        fitting = [
            c
            for c in fitting
            if is_recent(c.date, docket.published) or any(x.paragraph == a.paragraph for x in c.acts)
        ]
        fitting = _decided_first(fitting, a)
    if a.outcome == "voted":
        return here(fitting, a) or before(fitting, a) or after(fitting, a, 1) or nearest(fitting, a)
    return nearest(fitting, a)


#: "On that day" points to whatever was told before it: no day of its own.
_THAT_DAY = compiled(r"\bthat\s(?:same\s)?(?:day|night|evening|occasion)\b", re.I)


def _is_on_target(c: Case, a: Act, docket: Docket) -> bool:
    """Whether the paragraphs that tell of the case, or the act's own, name the state that is on trial."""
    told = {x.paragraph for x in c.acts if not x.is_weak}
    if a.paragraph in told:
        return True
    return any("PRK" in p.states for m in docket.marked if m.paragraph in told for p in m.parties)


def _is_next_clause(c: Case, a: Act, docket: Docket) -> bool:
    """Whether the case is first told behind a semicolon that follows the act."""
    first = min(c.acts, key=lambda x: x.start)
    m = docket.marked[a.sentence]
    return first.sentence == a.sentence and ";" in m.text[m.place(a.end) : m.place(first.start)]


def _is_of_day(c: Case, a: Act, position: str) -> bool:
    """Whether the case fell on the act's day; a speech elsewhere in the case's month need not be on it."""
    is_near = position not in SPEECHES or any(x.paragraph == a.paragraph for x in c.acts)
    return bool(c.date) and fits(c.date, a.date) and (is_near or len(c.date) >= len(a.date))


def _of_draft(fitting: list[Case], a: Act) -> list[Case]:
    """The cases of the draft that the act's sentence names, if the paragraph tells of such."""
    if not a.of:
        return fitting
    of = set(a.of)
    near = [c for c in fitting if any(x.paragraph == a.paragraph for x in c.acts)]
    return [c for c in near if of <= c.drafters] or fitting


def _is_without_vote(c: Case, docket: Docket) -> bool:
    """Whether nobody voted on what the Assembly adopted."""
    cue = lexicon.pattern("measures", "without-vote").regex
    told = [x for x in c.acts if x.body == "UNGA"]
    is_told = any(cue.search(docket.marked[x.sentence].text) for x in told)
    return is_told and c.family == "pass" and not c.figures


#: The members of the Council.
_ALL = 15


def _had_all(case: Case, a: Act) -> bool:
    """Whether a permanent member that objects must have voted for it: it was adopted by all."""
    is_unanimous = case.family == "pass" and (
        any(x.rule == "unanimous" for x in case.acts) or any(f.votes_for == _ALL for f in case.figures)
    )
    return is_unanimous and bool(set(permanent_members()) & set(a.states))


def _decided_first(fitting: list[Case], a: Act) -> list[Case]:
    """The cases without drafts told elsewhere in the paragraph of a decision: speeches are on what was decided."""
    if any(c.family != "open" and any(x.paragraph == a.paragraph for x in c.acts) for c in fitting):
        return [c for c in fitting if c.family != "open" or c.stands_in(a)]
    return fitting


def _bracketed(a: Act, position: str, docket: Docket) -> Case | None:
    """The case told last before the bracket in which a vote stands: "the one on aid (thirteen for, one abstaining)"."""
    m = docket.marked[a.sentence]
    at = m.place(a.start)
    opening = m.text.rfind("(", 0, at)
    if a.outcome != "voted" or opening < 0 or ")" in m.text[opening:at]:
        return None
    closing = m.text.find(")", at)
    if a.is_own_date and any(t.value == a.date and opening < t.start < closing for t in m.times):
        return None
    limit = m.origin(opening)
    told = [
        (x.start, i, c)
        for i, c in enumerate(docket.cases)
        for x in c.acts
        if c.family in _FAMILIES[position]
        and x.sentence == a.sentence
        and x.start <= limit + len("(thirteen to ")
    ]
    return max(told)[2] if told else None
