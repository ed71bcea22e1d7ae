"""Votes told by who cast them, without a result."""

from __future__ import annotations

import re
from dataclasses import replace

from analysis import lexicon
from analysis.compiling import compiled
from analysis.events import dating
from analysis.events.acts import Act
from analysis.events.case_acts import UN
from analysis.events.case_vetoes import FATE
from analysis.events.joining import DECIDED, Case, fits
from analysis.events.marking import Marked
from analysis.events.memory import permanent_members
from analysis.records import Document


def add_voted(cases: list[Case], acts: list[Act], document: Document, marked: tuple[Marked, ...]) -> None:
    """Votes told by who cast them, without a result: of a case known by its day or place, else of a new one."""
    votes = [a for a in acts if a.outcome == "voted" and a.position in _CAST and a.states]
    for paragraph in dict.fromkeys(a.paragraph for a in votes):
        told = [a for a in votes if a.paragraph == paragraph]
        day = next((a.date for a in told if a.is_own_date), "")
        before = "" if day else dating.told_before(document, marked, told[-1])
        # A month in passing is no day of a vote.
        day = day or (before if len(before) == _DAY else "")
        decided = [c for c in cases if c.family in DECIDED]
        if near := [c for c in decided if any(x.paragraph == paragraph for x in c.acts)]:
            told = [a for a in told if not a.is_own_date]
            day = _day_since(near, told[0], document, marked) if told else ""
        if not day:
            continue
        if any(fits(c.date, day) for c in decided) or not _is_vote(told, marked):
            continue
        cases.append(_case_of_votes(told, day, marked))


def _day_since(near: list[Case], a: Act, document: Document, marked: tuple[Marked, ...]) -> str:
    """The day with which the sentence before the vote passes on from the cases that the paragraph tells, or ""."""
    m = marked[a.sentence - 1]
    days = [t for t in dating.days_told(document, m) if len(t.value) == _DAY]
    if m.paragraph != a.paragraph or not days or any(fits(c.date, days[-1].value) for c in near):
        return ""
    told = [x for c in near for x in c.acts]
    is_last = all(x.sentence < m.index or x.end <= m.origin(days[-1].start) for x in told)
    return days[-1].value if is_last else ""


def _case_of_votes(told: list[Act], day: str, marked: tuple[Marked, ...]) -> Case:
    fates = [FATE.search(marked[a.sentence].text) for a in told]
    defeated = any(hit is not None and hit.lastgroup == "defeat" for hit in fates) or any(
        a.position == "against" and permanent_members() & set(a.states) for a in told
    )
    case = Case("defeat" if defeated else "pass")
    case.add(replace(told[0], outcome="vetoed" if defeated else "adopted", date=day))
    return case


_CAST = {"in_favour", "against", "abstain"}


def _is_vote(told: list[Act], marked: tuple[Marked, ...]) -> bool:
    """Whether the acts of a paragraph tell a vote before the United Nations: of several states, or on a text."""
    text = " ".join(marked[i].text for i in sorted({a.sentence for a in told}))
    several = len({s for a in told for s in a.states}) > 1
    # Members that part over one text on a day voted on it.
    near = " ".join(m.text for m in marked if m.paragraph == told[0].paragraph)
    is_elsewhere = "×" in near or lexicon.pattern("measures", "assembly").regex.search(near)
    if several and len({a.position for a in told}) > 1 and not is_elsewhere and "PRK" not in told[0].states:
        return True
    return bool(UN.search(text)) and (several or any(a.number for a in told) or bool(_TEXT.search(text)))


_TEXT = compiled(r"\b(?:resolution|draft|sanctions)\b", re.I)


_DAY = 10
