"""Acts assembled into cases: one case a measure and its fate, with all the mentions of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from analysis import lexicon
from analysis.events import acts as act_stage
from analysis.events import voting
from analysis.events.acts import Act
from analysis.events.marking import Marked, mark
from analysis.events.timing import when
from analysis.events.voting import Figures
from analysis.recognise.timex import bounds
from analysis.records import Document

#: Which fates may be told of one and the same measure.
FAMILY = {
    "adopted": "pass",
    "vetoed": "defeat",
    "blocked": "defeat",
    "held": "defeat",
    "failed": "defeat",
    "no_agreement": "none",
}
_DECISIVE = frozenset(FAMILY)


@dataclass
class Case:
    """A measure under assembly. `family`: `pass`, `defeat`, `none` (no product) or `open` (a draft)."""

    family: str
    acts: list[Act] = field(default_factory=list)
    figures: list[Figures] = field(default_factory=list)
    is_easing: bool = False
    date: str = ""

    @property
    def number(self) -> str:
        return next((a.number for a in self.acts if a.number and not a.is_weak), "")

    @property
    def first(self) -> Act:
        return min(self.acts, key=lambda a: (a.is_weak, a.start))

    def add(self, act: Act) -> None:
        self.acts.append(act)
        if self.family == "none" and len(act.date) == _YEAR:
            return
        if act.date and act.outcome and _precision(act.date) > _precision(self.date):
            self.date = act.date


#: Characters of a year's value; no meeting is dated by its year.
_YEAR = 4
_DAY = 10


def _precision(value: str) -> int:
    """3 for a day, 2 for a week or range, then month, year, nothing."""
    if not value:
        return -1
    if "W" in value or "/" in value:
        return 2
    return {10: 3, 7: 1}.get(len(value), 0)


@dataclass(frozen=True)
class Docket:
    """All cases of an article and the acts and sentences that they were read from."""

    cases: tuple[Case, ...]
    acts: tuple[Act, ...]
    marked: tuple[Marked, ...]
    published: str = ""

    @property
    def main(self) -> Case | None:
        return _main(list(self.cases))


def assemble(document: Document) -> Docket:
    """The article's cases, ordered by their first mention."""
    marked, acts = _told(document)
    published = document.article.published
    cases = _decided([a for a in acts if _is_decisive(a, marked)])
    cases = _with_numbered(cases, published)
    _date_from_context(cases, document, marked)
    cases = _without_asides(cases, published)
    _add_voted(cases, acts, marked)
    _add_proposed(cases, acts, marked, published)
    _add_figures(cases, document, marked, acts)
    _turn_vetoed(cases, acts)
    _refine_dates(cases, acts)
    cases.sort(key=lambda c: min(a.start for a in c.acts))
    return Docket(tuple(cases), tuple(acts), marked, published)


@lru_cache(maxsize=1)  # decisions and positions both ask, one after the other
def _told(document: Document) -> tuple[tuple[Marked, ...], list[Act]]:
    marked = mark(document)
    return marked, act_stage.find(document, marked)


# --- decided measures -------------------------------------------------------------------------------

_PLURAL = re.compile(
    r"\b(?:both|each|every|three|ten|all)\s(?:times?|occasions)\b|\b(?:all|each|every|many|several|numerous|multiple|ten|nine|eight|seven|six|five|four|three|two|\d{1,2}|series|string|"
    r"earlier|previous|past|existing|relevant|any|most|some)\s(?:of\s)?(?:[\w-]+\s){0,4}?(?:resolutions|texts|measures|rounds|votes|packages|them|which|one)\b",
    re.I,
)


def _is_decisive(a: Act, marked: tuple[Marked, ...]) -> bool:
    if a.outcome not in _DECISIVE or a.is_weak:
        return False
    if a.outcome != "adopted" or a.rule == "nth-vote":
        return True
    m = marked[a.sentence]
    at = m.place(a.start)
    if "×" in m.text[max(0, at - 70) : at]:
        return False
    if _PLURAL.search(m.text[max(0, at - 90) : at + 90]) and not a.is_own_date and not a.number:
        return False
    if re.search(r"\bsince\b[^.;]{0,60}$", m.text[:at]) and _PLURAL.search(m.text):
        return False
    return bool(a.number or a.body or _UN.search(m.text) or re.search(r"\bresolution|draft|text\b", m.text))


_UN = re.compile(r"\b(?:UN|U[.·]N|United\sNations|council|assembly|UNSC|committee|members)(?!\w)", re.I)


def _decided(acts: list[Act]) -> list[Case]:
    """Cases from decisive acts: first those with a day or number, then the others to the nearest."""
    cases: list[Case] = []
    for a in acts:
        if a.date:
            _join(cases, a)
    for a in acts:
        if a.number and not a.date:
            _join_numbered(cases, a)
    for a in acts:
        if not (a.date or a.number):
            _join_undated(cases, a)
    return cases


def _join(cases: list[Case], a: Act) -> None:
    family = FAMILY[a.outcome]
    same = [c for c in cases if c.family == family]
    if a.is_rival:
        same = []
    home = next((c for c in same if a.number and c.number == a.number and fits(c.date, a.date)), None)
    if home is None and a.date:
        fitting = [c for c in same if c.date and fits(c.date, a.date) and not (a.number and c.number)]
        fitting.sort(key=lambda c: abs(c.acts[-1].start - a.start))
        home = fitting[0] if fitting else None
    if home is None:
        home = Case(family)
        cases.append(home)
    home.add(a)


def _join_numbered(cases: list[Case], a: Act) -> None:
    """A resolution without a day joins its own case, or the adoption told before it in its paragraph."""
    same = [c for c in cases if c.family == FAMILY[a.outcome]]
    home = next((c for c in same if c.number == a.number), None)
    if home is None:
        near = [c for c in same if not c.number and any(x.paragraph == a.paragraph for x in c.acts)]
        home = nearest(near, a)
    if home is None:
        home = Case(FAMILY[a.outcome])
        cases.append(home)
    home.add(a)


def fits(one: str, other: str) -> bool:
    """Whether two TIMEX3 dates may mean the same day: equal, or one within the other, or one unknown."""
    if not one or not other or one == other:
        return True
    short, long = sorted((one, other), key=len)
    if "W" in short + long or "/" in short + long:
        return _overlap(short, long)
    return long.startswith(short)


def _overlap(one: str, other: str) -> bool:
    a, b = bounds(one), bounds(other)
    return a[0] <= b[1] and b[0] <= a[1]


def _join_undated(cases: list[Case], a: Act) -> None:
    family = FAMILY[a.outcome]
    home = nearest([c for c in cases if c.family == family], a)
    if home is None:
        home = Case(family)
        cases.append(home)
    home.add(a)


def nearest(cases: list[Case], a: Act) -> Case | None:
    """The case told nearest to the act: in its sentence, before it in its paragraph, the article's main one,
    then any before, then any after."""
    if not cases:
        return None
    here = [c for c in cases if any(x.sentence == a.sentence for x in c.acts)]
    if here:
        return min(
            here, key=lambda c: min(abs(x.start - a.start) for x in c.acts if x.sentence == a.sentence)
        )
    before = [
        (x.start, i)
        for i, c in enumerate(cases)
        for x in c.acts
        if x.paragraph == a.paragraph and x.start < a.start
    ]
    if before:
        return cases[max(before)[1]]
    return _main(cases)


def _main(cases: list[Case]) -> Case | None:
    """What the article is about: the latest of what its beginning tells, else the latest of all."""
    if not cases:
        return None
    opening = [c for c in cases if any(x.sentence <= 3 for x in c.acts)]
    return max(opening or cases, key=lambda c: (_rank(c), -c.acts[0].start))


def _rank(c: Case) -> tuple[str, int]:
    return (c.date or "9999", c.family in ("pass", "defeat"))


def _with_numbered(cases: list[Case], published: str) -> list[Case]:
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


def _date_from_context(cases: list[Case], document: Document, marked: tuple[Marked, ...]) -> None:
    """A case without a day falls on the day that its surroundings give for the vote or the meeting."""
    main = _main(cases)
    for c in cases:
        if not c.date:
            others = {
                a.sentence for o in cases if o is not c for a in o.acts if a.is_own_date and not a.is_weak
            }
            c.date = _day_nearby(document, tuple(m for m in marked if m.index not in others), c)
        if not c.date and (c is main or c.family == "none"):
            c.date = _day_of_meeting(document, marked, c)


def _day_nearby(document: Document, marked: tuple[Marked, ...], c: Case) -> str:
    """The day of a vote or meeting told in the same paragraph or the heading above it, or ""."""
    first = c.first
    near = {a.paragraph for a in c.acts if not a.is_weak}
    around = [m for m in marked if m.paragraph in near]
    around.sort(
        key=lambda m: (
            m.paragraph != first.paragraph,
            m.index > first.sentence,
            abs(m.index - first.sentence),
        )
    )
    if first.sentence == 0:
        around += [m for m in marked if 1 <= m.index <= 3]
    around += [m for m in marked if m.paragraph == first.paragraph - 1 and m.kind == "heading"][-1:]
    if c.family != "none":
        around += [m for m in marked if m.paragraph == first.paragraph - 1 and m.text.endswith("?")][-1:]
    for m in around:
        value = _day_of(document, m, vote_only=c.family != "none")
        if value and (c.family != "none" or len(value) == 10):
            return value
    if c.family == "none" or any(a.outcome == "held" for a in c.acts):
        days = (_any_day(marked, a) for a in sorted(c.acts, key=lambda a: a.start) if not a.is_weak)
        return next((d for d in days if d), "")
    return ""


def _any_day(marked: tuple[Marked, ...], a: Act) -> str:
    """The day told nearest before the act in its paragraph, whatever happened on it, or ""."""
    for m in sorted(
        (m for m in marked if m.paragraph == a.paragraph and m.index < a.sentence), key=lambda m: -m.index
    ):
        days = [t.value for t in m.times if len(t.value) == 10 and not t.is_frame]
        if days and not _LAUNCHES.search(m.text):
            return days[-1]
    return ""


_LAUNCHES = re.compile(r"\b(?:launch|missile|fired|test)", re.I)


def _day_of_meeting(document: Document, marked: tuple[Marked, ...], c: Case) -> str:
    """The day on which the article's beginning, or the case's surroundings, have the Council meet."""
    near = {a.paragraph for a in c.acts}
    order = sorted(
        (m for m in marked if m.index <= 7 or m.paragraph in near), key=lambda m: m.paragraph not in near
    )
    for m in order:
        value = _day_of(document, m, vote_only=False)
        if len(value) == 10:
            return value
    day = document.article.published
    today = any(t.value == day and "day" in t.text.lower() for t in document.times)
    return day if today and c.family == "none" else ""


def _day_of(document: Document, m: Marked, *, vote_only: bool) -> str:
    """The day of the vote (or meeting) that the sentence tells, or ""."""
    if not vote_only and (own := _DAYS_MEETING.search(m.text)):
        return next((t.value for t in m.times if t.end in (own.start(), own.start() + 2)), "")
    told = _VOTED.search(m.text) if vote_only else _MEETS.search(m.text)
    if told is None and (m.kind == "heading" or m.text.endswith("?")):
        told = re.search(r"\w+", m.text)
    if told is None or not (vote_only or _UN.search(m.text)):
        return ""
    found = when(document, m, told.start(), told.end())
    return found.value if found.is_own else ""


_VOTED = re.compile(r"\b(?:vot(?:e|es|ed|ing)|veto(?:es|ed)?|ballot|adopt(?:ed|ion))\b", re.I)
_MEETS = re.compile(
    r"\b(?:council|assembly|committee|members|ambassadors|envoys|diplomats)\b(?!\s(?:resolution|sanction))[^.;,]{0,50}?"
    r"\b(?:met|meets?|held|holds|discuss(?:ed|es)|gather(?:ed|s)?|convened?|took\sup|heard|debat(?:ed|es)|answered|"
    r"respond(?:ed|s)|replied|act(?:ed|s)|vot(?:ed|es)|convenes|split|talked)\b"
    r"|\bmeeting\s(?:was\s)?(?:held|called|convened|came|took\splace|ended|followed)\b"
    r"|\bcouncil(?:'s)?\s(?:[\w-]+\s){0,3}?(?:meeting|session|vote|debate|consultations)\b"
    r"|\b(?:meeting|session|vote|debate|consultations)\s(?:of|in|at)\sthe\s(?:[\w·]+\s){0,2}?(?:council|assembly)\b"
    r"|\b(?:sent|told|spoke|appeared|briefed|addressed)\b[^.;]{0,40}?\b(?:security\s)?council\b"
    r"|\b(?:emergency|urgent|closed-door|open|special)\s(?:meeting|session|consultations)\b",
    re.I,
)
_DAYS_MEETING = re.compile(
    r"(?<=¤)(?:'s)?\s(?:[\w-]+\s){0,2}?(?:meeting|session|debate|consultations)\b", re.I
)


def _without_asides(cases: list[Case], published: str) -> list[Case]:
    """Without remarks that the Council did not act, where the article tells what it decided."""
    decided = any(c.family in ("pass", "defeat") and is_recent(c.date, published) for c in cases)
    if not decided:
        return cases
    days = {c.date for c in cases if c.family in ("pass", "defeat")}
    return [
        c
        for c in cases
        if c.family != "none"
        or any(a.is_own_date or a.rule == "ended-without" for a in c.acts)
        or (c.date and c.date not in days)
    ]


# --- votes ------------------------------------------------------------------------------------------


def _add_voted(cases: list[Case], acts: list[Act], marked: tuple[Marked, ...]) -> None:
    """Votes told without a result: joined to their case, or a case of their own where they have a day
    and a resolution."""
    for a in acts:
        if a.outcome != "voted" or not a.position or not a.is_own_date:
            continue
        known = [
            c
            for c in cases
            if fits(c.date, a.date) and (not a.number or not c.number or c.number == a.number)
        ]
        if known or a.position != "in_favour":
            continue
        if a.number or re.search(r"\b(?:resolution|sanctions)\b", marked[a.sentence].text, re.I):
            case = Case("pass")
            case.add(a)
            cases.append(case)


def _add_figures(cases: list[Case], document: Document, marked: tuple[Marked, ...], acts: list[Act]) -> None:
    """Figures go to the case told nearest; figures of a vote that no case tells make one."""
    for m in marked:
        for f in voting.find(document, m):
            place = Act(sentence=m.index, paragraph=m.paragraph, start=f.start, end=f.end, rule="figures")
            day = when(document, m, m.place(f.start), m.place(f.end))
            home = _home_of_figures(cases, place, day.value)
            if home is None and f.votes_for is not None and _UN.search(m.text + _near(marked, m)):
                told = day.value or _any_day(marked, place)
                home = _case_of_figures(f, place, told, m, acts)
                cases.append(home)
            if home:
                home.figures.append(f)


def _near(marked: tuple[Marked, ...], m: Marked) -> str:
    return " ".join(x.text for x in marked if abs(x.index - m.index) <= 2)


def _home_of_figures(cases: list[Case], place: Act, day: str) -> Case | None:
    decided = [c for c in cases if c.family in ("pass", "defeat")]
    here = [c for c in decided if any(a.sentence == place.sentence for a in c.acts)]
    if here or not day:
        return nearest(here or decided, place)
    return nearest([c for c in decided if fits(c.date, day)], place)


def _case_of_figures(f: Figures, place: Act, day: str, m: Marked, acts: list[Act]) -> Case:
    """A vote told by its figures alone: carried, or defeated for want of votes or by a permanent member."""
    vetoed = any(a.position in ("veto", "against") and abs(a.sentence - m.index) <= 1 for a in acts)
    carried = (f.votes_for or 0) >= _CARRIES and not vetoed
    case = Case("pass" if carried else "defeat")
    outcome = "adopted" if carried else "vetoed" if vetoed else "failed"
    case.add(replace(place, outcome=outcome, date=day, is_own_date=bool(day)))
    return case


#: Votes that carry a resolution.
_CARRIES = 9


def _refine_dates(cases: list[Case], acts: list[Act]) -> None:
    """A case known by its month takes the day that a mention of the vote gives, if only one fits."""
    for c in cases:
        if c.family in ("pass", "defeat") and 0 < len(c.date) < _DAY:
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


def _turn_vetoed(cases: list[Case], acts: list[Act]) -> None:
    """A text that nine members voted for and a permanent member against was vetoed, whatever the verb."""
    permanent = {r["state"] for r in lexicon.rows("state_groups") if r["group"] == "permanent members"}
    for c in cases:
        own = {a.sentence for a in c.acts}
        against = [
            a
            for a in acts
            if a.position == "against"
            and permanent & set(a.states)
            and fits(a.date if a.is_own_date else "", c.date)
        ]
        if c.family == "pass" and any(a.sentence - s in (0, 1) for a in against for s in own):
            c.family = "defeat"
    _merge_defeats(cases)


def _merge_defeats(cases: list[Case]) -> None:
    """Two defeats of one day are one."""
    seen: list[Case] = []
    for c in [c for c in cases if c.family == "defeat"]:
        is_rival = any(a.is_rival for a in c.acts if not a.is_weak)
        twin = next((s for s in seen if s.date and s.date == c.date and not is_rival), None)
        if twin:
            twin.acts += c.acts
            twin.figures += c.figures
            cases.remove(c)
        else:
            seen.append(c)


# --- drafts -----------------------------------------------------------------------------------------


def _add_proposed(cases: list[Case], acts: list[Act], marked: tuple[Marked, ...], published: str) -> None:
    """Drafts and planned votes: joined to the measure that became of them, or open cases."""
    for a in acts:
        if a.outcome not in ("proposed", "planned"):
            continue
        m = marked[a.sentence]
        easing = _is_easing(m, a)
        home = _home_of_draft(cases, a, published, is_rival=a.is_rival, is_easing=easing)
        if home is None and (a.is_own_date or not a.is_rival):
            home = Case("open", is_easing=easing)
            cases.append(home)
        if home is not None:
            home.add(a)


def _is_easing(m: Marked, a: Act) -> bool:
    return bool(lexicon.pattern("position_triggers", "draft-to-ease").regex.search(m.text))


def _home_of_draft(
    cases: list[Case], a: Act, published: str, *, is_rival: bool, is_easing: bool
) -> Case | None:
    decided = [c for c in cases if c.family in ("pass", "defeat")]
    opened = [c for c in cases if c.family == "open" and c.is_easing == is_easing]
    if not opened and not is_easing and not a.is_planned:
        opened = [c for c in cases if c.family == "open" and c.first.paragraph >= a.paragraph - 1]
    if a.is_own_date:
        same = [c for c in decided if c.date and fits(c.date, a.date)] if not is_rival else []
        if same:
            return nearest(same, a)
        undated = [c for c in decided if not c.date and any(x.paragraph == a.paragraph for x in c.acts)]
        if undated and not is_rival and a.rule in _NAMED_BY_SPONSOR:
            return undated[0]
        if not is_rival and not is_easing:
            soon = [c for c in decided if _follows(c.date, a.date)]
            if soon:
                return nearest(soon, a)
        return next((c for c in opened if _is_same_draft(c, a)), None)
    here = [c for c in decided if any(x.sentence == a.sentence for x in c.acts)]
    if here and not is_rival and not a.is_planned:
        return nearest(here, a)
    if is_rival or is_easing or a.is_planned:
        return next((c for c in opened if not (a.is_planned and c.date and c.date < published)), None)
    local = [c for c in cases if any(x.paragraph == a.paragraph for x in c.acts)]
    if local:
        return nearest(local, a)
    recent = [c for c in decided if is_recent(c.date, published)]
    return nearest(recent, a) or (opened[0] if opened else None)


#: Rules of a draft named in passing; the day in their sentence is that of the main verb.
_NAMED_BY_SPONSOR = {"sponsor-adjective", "sponsor-genitive", "sponsor-of"}


def _is_same_draft(c: Case, a: Act) -> bool:
    """Whether the open draft may be the one of the act: of about the same days, or told in the same sentence."""
    if not c.date or fits(c.date, a.date) or _is_beside(c, a):
        return True
    gap = date.fromisoformat(bounds(c.date)[0]) - date.fromisoformat(bounds(a.date)[0])
    return abs(gap.days) <= 21 and len(c.date) > 7 and len(a.date) > 7


def _is_beside(c: Case, a: Act) -> bool:
    return any(x.sentence == a.sentence for x in c.acts)


def _follows(decided: str, tabled: str) -> bool:
    """Whether the decision fell within two months after the day of the draft."""
    if not decided or not tabled:
        return False
    gap = (date.fromisoformat(bounds(decided)[1]) - date.fromisoformat(bounds(tabled)[0])).days
    return 0 <= gap <= 62


def is_recent(decided: str, published: str) -> bool:
    """Whether an article of the day may still speak of that decision as the matter in hand."""
    if not decided or not published:
        return True
    gap = (date.fromisoformat(published) - date.fromisoformat(bounds(decided)[1])).days
    return gap <= 45
