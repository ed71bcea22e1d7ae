"""Cases that contradict or repeat one another: merged, turned or dropped."""

from __future__ import annotations

from dataclasses import replace

from analysis import lexicon
from analysis.events.acts import Act
from analysis.events.case_acts import LEAD
from analysis.events.case_vetoes import contradicts, is_of_assembly, is_procedural, is_vetoed, leaves_room
from analysis.events.joining import DECIDED, Case, is_recent
from analysis.events.marking import Marked


def is_background(c: Case) -> bool:
    """Whether the case is only alluded to: without a day, figures, number or whose veto it was, far from the beginning."""
    if c.family == "none" and len(c.date) == len("2022"):
        return True
    if c.date or c.figures or c.number or c.first.sentence <= LEAD:
        return False
    if any(a.position == "veto" and a.states for a in c.acts):
        return False
    return c.family != "none" or all(a.rule != "ended-without" for a in c.acts)


def without_asides(cases: list[Case], published: str) -> list[Case]:
    """Without remarks that the Council did not act, where the article tells what it decided."""
    decided = any(c.family in DECIDED and is_recent(c.date, published) for c in cases)
    days = {c.date for c in cases if c.family in DECIDED}
    if not decided:
        return [
            c
            for c in cases
            if c.family != "none"
            or len(c.date) < _DAY
            or c.date not in days
            or any(a.is_own_date or a.rule == "ended-without" for a in c.acts)
        ]
    return [
        c
        for c in cases
        if c.family != "none"
        or any(a.is_own_date or a.rule == "ended-without" for a in c.acts)
        or (c.date and c.date not in days)
    ]


def turn_vetoed(cases: list[Case], acts: list[Act], marked: tuple[Marked, ...]) -> None:
    """A text that nine members voted for and a permanent member against was vetoed, whatever the verb;
    questions of procedure know no veto."""
    for c in cases:
        if (
            c.family == "pass"
            and leaves_room(c)
            and not is_of_assembly(c)
            and not is_procedural(c, marked)
            and is_vetoed(c, acts, marked)
        ):
            c.family = "defeat"
    _merge_twins(cases)


def drop_shadows(cases: list[Case], marked: tuple[Marked, ...]) -> None:
    """Words of passing without a day of their own, on the day of a defeat, tell how members stood on that:
    their figures are its figures."""
    defeats = {c.date: c for c in cases if c.family == "defeat" and c.date}
    for c in [c for c in cases if c.family == "pass" and c.date in defeats and not c.number]:
        if any(a.is_own_date for a in c.acts) or is_procedural(c, marked) or _carried(c):
            continue
        home = defeats[c.date]
        if any(f.votes_for is not None and contradicts(home, f) for f in c.figures):
            continue
        home.figures += [f for f in c.figures if not contradicts(home, f)]
        home.acts += [replace(a, outcome="", is_weak=True) for a in c.acts]
        cases.remove(c)
    for c in [c for c in cases if c.family == "none" and c.date in defeats]:
        # "failed to agree on a text that two vetoed": the same sentence tells of a vote that was lost
        lost = {a.sentence for a in defeats[c.date].acts if a.outcome in ("failed", "vetoed", "blocked")}
        if all(a.sentence in lost for a in c.acts):
            cases.remove(c)


def _carried(c: Case) -> bool:
    """Whether the figures show that it passed: nobody was against, or it was before the Assembly."""
    told = [f.votes_for for f in c.figures if f.votes_for]
    return (bool(told) and any(f.votes_against == 0 for f in c.figures)) or is_of_assembly(c)


def merge_statements(cases: list[Case], marked: tuple[Marked, ...]) -> None:
    """A meeting that ended without the statement that was on its table is told by that: the block counts. What came of
    a day's meeting is told once."""
    by_day: dict[str, Case] = {}
    for c in [c for c in cases if c.family == "none" and len(c.date) == _DAY]:
        first = by_day.setdefault(c.date, c)
        if first is not c and not first.is_rival and not c.is_rival:
            first.acts += c.acts
            cases.remove(c)
    meetings = [c for c in cases if c.family == "none"]
    for c in [c for c in cases if c.family == "defeat" and not c.figures]:
        own = {a.sentence for a in c.acts if not a.is_weak and a.outcome not in ("proposed", "planned")}
        home = next((m for m in meetings if m.date and m.date == c.date), None)
        if home and all(a.sentence in own and a.rule == "could-not-agree" for a in home.acts):
            # "It did not manage even that: a draft was blocked" tells of one sitting.
            cases.remove(home)
            meetings.remove(home)
        elif home and all(
            lexicon.pattern("measures", "press-statement").regex.search(marked[i].text) for i in own
        ):
            c.acts += [replace(a, outcome="", is_weak=True) for a in home.acts]
            cases.remove(home)
            meetings.remove(home)


def _are_one(one: Case, other: Case) -> bool:
    """Whether two cases of one day may be the same."""
    numbers = {one.number, other.number} - {""}
    apart = one.drafters and other.drafters and not one.drafters & other.drafters
    is_rival = other.is_rival and other.family == "defeat"
    bodies = {one.body, other.body} - {""}
    return (
        len(numbers) < _TWO
        and len(bodies) < _TWO
        and not apart
        and not is_rival
        and not any(contradicts(one, f) for f in other.figures)
    )


_TWO = 2


def _merge_twins(cases: list[Case]) -> None:
    """Two defeats, or two adoptions, of one day are one, unless of rival drafts or other figures or numbers."""
    seen: list[Case] = []
    for c in [c for c in cases if c.family in DECIDED]:
        same = (s for s in seen if s.family == c.family and len(s.date) == _DAY and s.date == c.date)
        twin = next((s for s in same if _are_one(s, c)), None)
        if twin:
            twin.acts += c.acts
            twin.figures += c.figures
            cases.remove(c)
        else:
            seen.append(c)


_DAY = 10
