"""Positions: where states stand on the decisions of an article."""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.compiling import compiled
from analysis.events import decisions, tagged_cases, vetoers, voting
from analysis.events.acts import Act
from analysis.events.cases import Docket
from analysis.events.echoes import is_no, is_outsider, taken
from analysis.events.joining import is_recent
from analysis.events.memory import permanent_members
from analysis.events.position_cases import SPEECHES, cases_of
from analysis.events.tagged import LIKELY, LINKED, POSITION, Tagged
from analysis.records import Decision, Position

#: The codebook's order, the strongest first.
STRENGTH = ("veto", "hold", "against", "abstain", "in_favour", "sponsor", "support", "oppose", "urge_easing")
_VOTED = {"adopted", "vetoed", "failed"}


def find(docket: Docket, decided: tuple[Decision, ...]) -> tuple[Position, ...]:
    """One row a state and decision, the strongest position that the article shows, ordered by position."""
    homes = {id(case): d for case, d in decisions.identified(docket)}
    known = {d.decision_id for d in decided}
    found: list[Position] = []
    for a, position in taken(docket):
        found += _positions(a, position, docket, homes, known)
    found = vetoers.argued(found, decided)
    told = {i: d for i, d in homes.items() if d.decision_id in known}
    found += vetoers.carried_on(found, docket, told)
    found += vetoers.paired(found, docket, told)
    found += vetoers.counted(found, docket, told)
    if docket.tagged:
        found = [p for p in found if not _is_another(p, docket.tagged)]
        found += _tagged(found, docket, docket.tagged, told)
    return tuple(sorted(_strongest(found, docket), key=lambda p: (p.start, p.end, p.state)))


#: Below this probability the tagger sees nothing of a position in a state's mention; from the other on it imposes
#: sanctions of its own.
_UNSEEN, _IMPOSES = 0.02, 0.95


def _is_another(p: Position, tagged: Tagged) -> bool:
    """Whether the state's mentions in the sentence are likely in another position, and hardly in this."""
    seen = tagged.positions_of(p.state, p.sentence)
    return bool(seen) and seen[p.position] < _UNSEEN and max(seen.values()) >= LIKELY


def _tagged(
    found: list[Position], docket: Docket, tagged: Tagged, homes: dict[int, Decision]
) -> list[Position]:
    """What the tagger sees of states of which no rule knows where they stood on the decision."""
    known = {(p.state, p.decision_id) for p in found}
    # Where a rule reads the same of the state in that sentence, it knows better of which decision.
    told = {(p.state, p.position, p.sentence) for p in found}
    imposing = {s.start for s in tagged.agents("imposes") if s.weight >= _IMPOSES}
    made = []
    for span in tagged.parties:
        # Speeches may be on anything, and a call for lifting sanctions is on no case.
        if span.weight < POSITION or span.label in SPEECHES or span.label == "urge_easing":
            continue
        # Who puts sanctions on others has asked nobody, and what was done each time was on several measures.
        if span.start in imposing or voting.is_of_each_time(docket.marked[span.sentence]):
            continue
        case, weight = tagged.case_of(span, docket.cases, tagged.day_of(span))
        decision = homes.get(id(case))
        if decision is None or weight < LINKED:
            continue
        act = replace(tagged_cases.act_of(span), position=span.label, states=span.states)
        for state in span.states:
            final = _final(span.label, state, decision, docket, act)
            if (
                final
                and final not in SPEECHES
                and (state, decision.decision_id) not in known
                and (state, final, span.sentence) not in told
            ):
                made.append(_row(act, state, final, decision.decision_id, decision.date))
    return made


def _positions(
    a: Act, position: str, docket: Docket, homes: dict[int, Decision], known: set[str]
) -> list[Position]:
    if position == "urge_easing":
        return [_row(a, s, "urge_easing", "", a.date) for s in a.states]
    made = []
    for case in cases_of(a, position, docket):
        decision = homes[id(case)]
        for state in a.states:
            final = _final(position, state, decision, docket, a)
            if final and decision.decision_id in known:
                made.append(_row(a, state, final, decision.decision_id, decision.date))
    return made


def _row(a: Act, state: str, position: str, decision_id: str, date: str) -> Position:
    return Position(
        start=a.start,
        end=a.end,
        sentence=a.sentence,
        rule=a.rule,
        state=state,
        position=position,
        decision_id=decision_id,
        date=date,
    )


def _day_of_speech(docket: Docket) -> str:
    """The day of the session that the article reports, on which its speakers spoke, or ""."""
    days = [c.date for c in docket.cases if len(c.date) == _DAY and c.family != "open"] + [docket.session]
    last = max(days, default="")
    return last if last and is_recent(last, docket.published, days=_JUST) else ""


_DAY = 10
#: Days for which a session is what an article reports.
_JUST = 14


def _final(position: str, state: str, d: Decision, docket: Docket, a: Act) -> str:
    """The codebook's word for what the state did, given what became of the measure; "" if none fits."""
    permanent = state in permanent_members()
    if a.rule == "reject-words" and d.outcome == "vetoed" and _is_of_verdict(a, docket):
        return ""
    if position in ("veto", "block", "hold", "object", "against"):
        if state == "PRK" and d.body != "UNGA":
            return "oppose" if position in ("object", "against") else ""
        if position in ("veto", "block") and d.outcome == "vetoed" and not permanent and not _is_beside(a):
            return ""
        return _negative(position, d.outcome, permanent)
    if position in ("abstain", "against") and d.body == "UNSC" and is_outsider(a, docket):
        return ""
    if position == "backed":
        position = "in_favour" if d.outcome in _VOTED and not is_outsider(a, docket) else "support"
    if position == "oppose" and is_no(a, docket) and d.outcome in _VOTED:
        return _negative("against", d.outcome, permanent)
    if state == "PRK" and d.body != "UNGA" and position not in ("oppose", "urge_easing"):
        return ""
    if position == "praise":
        position = "support"
    if position == "in_favour" and d.outcome not in _VOTED:
        return "support"
    return position


def _is_of_verdict(a: Act, docket: Docket) -> bool:
    """Whether the same words judge a defeat ("called it a dark day")."""
    return any(x.rule == "call-defeat" and x.start < a.end and a.start < x.end for x in docket.acts)


def _is_beside(a: Act) -> bool:
    """Whether the act is told as done beside a permanent member's: then it was a vote against."""
    return a.position == "same" or bool(set(a.states) & permanent_members())


def _negative(position: str, outcome: str, permanent: bool) -> str:
    if outcome == "held":
        return "oppose" if position == "against" else "hold"
    if outcome == "vetoed":
        if position in ("hold", "object"):
            return "oppose"
        if permanent:
            return "veto"
        return "against"
    if outcome == "failed":
        return "against"
    if outcome == "adopted":
        return "against" if position == "against" else ""
    return "oppose" if position in ("object", "block") else ""


def _dated(p: Position, docket: Docket, others: list[Position]) -> Position:
    """A call for easing without a day fell on the day of the session, if it is the state's only one."""
    if p.position != "urge_easing" or p.date:
        return p
    if any(o is not p and o.state == p.state and o.position == "urge_easing" for o in others):
        return p
    m = docket.marked[p.sentence]
    is_near = any(a.paragraph == m.paragraph for c in docket.cases for a in c.acts)
    if _IS_TOLD_NOW.match(m.raw, m.place(p.start)) and not is_near:
        return p
    return replace(p, date=_day_of_speech(docket))


#: What somebody says or wants as a rule was said on no day.
_IS_TOLD_NOW = compiled(r"(?:say|want|urge|call|ask|argue|insist|demand|press|favou?r|seek)s?\b", re.I)


def _strongest(found: list[Position], docket: Docket) -> list[Position]:
    best: dict[tuple[str, str, str], Position] = {}
    for p in found:
        key = (p.state, p.decision_id, p.date if not p.decision_id else "")
        if key not in best or STRENGTH.index(p.position) < STRENGTH.index(best[key].position):
            best[key] = p
    best = {k: _dated(p, docket, list(best.values())) for k, p in best.items()}
    sponsors = {(p.state, p.date) for p in best.values() if p.position == "sponsor"}
    dated = {
        p.state for p in best.values() if p.position == "sponsor" or (p.position == "urge_easing" and p.date)
    }
    return [
        p
        for p in best.values()
        if p.position != "urge_easing"
        or ((p.state, p.date) not in sponsors and (p.date or p.state not in dated))
    ]
