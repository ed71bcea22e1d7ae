"""Figures of votes and the cases they are of; a vote told by its figures alone makes one."""

from __future__ import annotations

import re
from dataclasses import replace

from analysis import lexicon
from analysis.compiling import compiled
from analysis.events import case_shares, dating, joining, voting
from analysis.events.acts import Act
from analysis.events.case_acts import LEAD, is_statement, is_title
from analysis.events.case_joins import last_told
from analysis.events.case_outvoted import enemies, undone
from analysis.events.case_vetoes import ALL, CARRIES, contradicts, is_in_veto_story, is_procedural, is_vetoed
from analysis.events.joining import DECIDED, Case, fits, nearest
from analysis.events.marking import Marked
from analysis.events.timing import When, when
from analysis.events.voting import Figures
from analysis.records import Document


def add_figures(cases: list[Case], document: Document, marked: tuple[Marked, ...], acts: list[Act]) -> None:
    """Figures go to the case told nearest; figures of a vote that no case tells make one."""
    told = [(m, case_shares.completed(m, f)) for m in marked for f in voting.find(document, m)]
    told = [
        (m, f)
        for m, f in told
        if f.votes_for is None or f.votes_for > ALL or not _is_of_supporters(f, m, marked)
    ]
    for m, f in sorted(told, key=_rank_of_figures):
        place = Act(sentence=m.index, paragraph=m.paragraph, start=f.start, end=f.end, rule="figures")
        own = lexicon.pattern("measures", "own-draft").regex
        is_rival = own.search(m.text, 0, m.place(f.start)) is not None
        place = replace(place, of=_drafters(acts, m.index, f.start), is_rival=is_rival)
        day = when(document, m, m.place(f.start), m.place(f.end))
        alone = {t.value for t in dating.days_told(document, m) if len(t.value) == _A_DAY}
        if not day.value and len(alone) == 1:
            day = When(alone.pop(), True)
        home = _home_of_figures(cases, f, place, day.value)
        if home and not day.value:
            day_before = (
                dating.told_since(document, marked, place, last_told(home, place))
                if _is_near(home, place)
                else dating.told_before(document, marked, place)
                or dating.of_live_entry(document, marked, place)
                or (dating.of_story(document, marked, place) if home.first.start > place.start else "")
            )
            home = home if fits(home.date, day_before) else None
        if (
            home is None
            and not dating.is_on_unknown_day(m, m.place(f.start))
            and ("×" not in m.text or lexicon.pattern("measures", "assembly").regex.search(m.text))
            and not _is_of_supporters(f, m, marked)
            and not _JOINT_WORDS.search(m.text)
            and (_ON_VOTES.search(m.text + _near(marked, m)) or _HANDS.search(m.text) or _makes_a_council(f))
        ):
            voted = day.value or _day_of_figures(document, marked, place)
            home = _case_of_figures(cases, f, place, voted, marked, acts)
        if home:
            home.figures.append(f)
            for c in _sharing(cases, home, m, f):
                c.figures.append(f)


def _makes_a_council(f: Figures) -> bool:
    """Whether the figures add up to the members of the Council: no other counts do."""
    return None not in (f.votes_for, f.votes_against) and (
        (f.votes_for or 0) + (f.votes_against or 0) + (f.abstentions or 0) == ALL
    )


def _is_of_supporters(f: Figures, m: Marked, marked: tuple[Marked, ...]) -> bool:
    """Whether more stood behind a text than the Council has members, and nothing around it speaks of a wider body:
    they put their names to it, nobody counted votes, as on a statement."""
    if f.votes_for is None or f.votes_against is not None or f.abstentions is not None:
        return False
    if f.votes_for < CARRIES and is_statement(m):
        return True
    if f.votes_for <= ALL:
        return False
    near = " ".join(x.text for x in marked if x.paragraph == m.paragraph)
    return lexicon.pattern("measures", "wider-body").regex.search(near) is None


#: "All three went through by 15-0", "both were unanimous, 15-0": figures of each of the measures told before.
_SHARED = compiled(
    r"(?:^|[;:,]\s|\band\s)(?:in\sthe\send,?\s)?(?P<many>both|(?:all|each\sof\sthe)\s(?:two|three|four|five|six))"
    r"(?:\s(?:of\s(?:them|these|those)|votes|texts|resolutions|rounds|packages|drafts|times))?,?\s"
    r"(?:went|were|was|had|passed|carried|sailed|got|drew|won|cleared|ended|received|came|by|with)\b",
    re.I,
)


_MANY = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def _sharing(cases: list[Case], home: Case, m: Marked, f: Figures) -> list[Case]:
    """The other measures told before of the same fate that the figures are said to be of, too."""
    told = _SHARED.search(m.text[: m.place(f.start)])
    if told is None:
        return []
    many = _MANY[told["many"].lower().split()[-1]]
    same = [c for c in cases if c is not home and c.family == home.family and c.first.start < f.start]
    same = [c for c in same if not c.figures and not contradicts(c, f)]
    same.sort(key=lambda c: (c.first.paragraph != m.paragraph, f.start - c.first.start))
    return same[: many - 1]


def add_figures_beside(
    cases: list[Case], voted: list[Case], document: Document, marked: tuple[Marked, ...]
) -> None:
    """Figures that no case has go to the vote that was read from its voters in the paragraph."""
    for c in voted:
        for m in (m for m in marked if m.paragraph == c.first.paragraph and m.index >= c.first.sentence):
            free = [f for f in voting.find(document, m) if all(f not in o.figures for o in cases)]
            c.figures += [f for f in free if not contradicts(c, f)]


def _rank_of_figures(told: tuple[Marked, Figures]) -> int:
    """A headline's full score comes first, its mere number last."""
    m, f = told
    if not is_title(m):
        return 1
    return 0 if f.votes_for is not None and f.votes_against is not None else 2


_ON_VOTES = compiled(
    r"\b(?:UN|U[.·]N|United\sNations|council|assembly|UNSC|committee|members|veto\w*|resolution|draft|vot(?:e|es|ed|ing)|ballots?)(?!\w)",
    re.I,
)


#: A number of countries behind a joint declaration is no vote.
_JOINT_WORDS = compiled(r"\b(?:declaration|joint\sstatement|communiqu[eé]|joint\sletter)\b", re.I)


_HANDS = compiled(r"\bhands\s(?:said|went|go(?:es)?|were|rose|for|against|up)\b", re.I)


def _day_of_figures(document: Document, marked: tuple[Marked, ...], place: Act) -> str:
    """The day that the paragraph gives for the vote, else for the meeting, else that the article opens with."""
    return (
        dating.told_before(document, marked, place)
        or dating.told_around(document, marked, place, is_meeting=False)
        or dating.told_around(document, marked, place, is_meeting=True)
        or (dating.of_lead(document, marked) if place.sentence <= LEAD else "")
        or dating.of_live_entry(document, marked, place)
        or dating.of_story(document, marked, place)
    )


def _is_near(c: Case, place: Act) -> bool:
    return any(a.paragraph == place.paragraph for a in c.acts)


#: Where more than the Council's members vote; elsewhere so many countries only put their names to a text.
_MANY_VOTE = compiled(r"\b(?:assembly|UNGA|conference|treaty|parliament|congress|senate|house)\b", re.I)


def _near(marked: tuple[Marked, ...], m: Marked) -> str:
    return " ".join(x.text for x in marked if not x.index or abs(x.index - m.index) <= 2)


def _home_of_figures(cases: list[Case], f: Figures, place: Act, day: str) -> Case | None:
    """The decided case in the sentence of the figures, of their day, or told about them."""
    decided = [c for c in cases if c.family in DECIDED and not contradicts(c, f) and not c.is_apart(place)]
    if place.is_rival:
        decided = [c for c in decided if c.is_rival or c.stands_in(place)]
    if max(f.votes_for or 0, f.votes_against or 0) > ALL:
        decided = [c for c in decided if c.body == "UNGA" or (not c.body and c.stands_in(place))]
    dated = [c for c in decided if c.date and day and fits(c.date, day)]
    if dated:
        return joining.here(dated, place) or nearest(dated, place)
    inside = joining.here(decided, place)
    if inside and (not day or fits(inside.date, day)):
        return inside
    if day:
        return None
    # A text that is brought in with its author comes after what the figures are of.
    known = [c for c in decided if not (c.first.of and c.first.start > place.start)]
    return joining.before(decided, place) or joining.after(known, place) or joining.main_of(decided)


def _drafters(acts: list[Act], sentence: int, start: int) -> tuple[str, ...]:
    """Whose draft the sentence names before the place."""
    own = [a for a in acts if a.sentence == sentence and a.position == "sponsor" and a.start < start]
    return own[-1].states if own else ()


def _case_of_figures(
    cases: list[Case], f: Figures, place: Act, day: str, marked: tuple[Marked, ...], acts: list[Act]
) -> Case | None:
    """A vote told by its figures alone: carried, or defeated for want of votes or by a permanent member."""
    is_lost = f.votes_for is None and _CANNOT_CARRY <= (f.abstentions or 0) + (f.votes_against or 0) <= ALL
    if (f.votes_for is None and not is_lost) or not day or _is_of_sitting(cases, place, day):
        return None
    here = marked[place.sentence]
    if (f.votes_for or 0) > ALL and not _MANY_VOTE.search(here.text + _near(marked, here)):
        return None
    case = Case("pass", figures=[f])
    case.add(replace(place, outcome="adopted", date=day, is_own_date=bool(day)))
    outvoted = lexicon.pattern("vote_figures", "outvoted-by").regex.search(marked[place.sentence].text)
    is_defeat = is_vetoed(case, acts, marked) or bool(outvoted) or is_in_veto_story(case, f, marked)
    is_defeat = is_defeat or f.votes_against == len(enemies(here, marked, acts))
    is_defeat = (is_defeat or undone(here, marked, acts)) and not _all_others_abstained(f, here, acts)
    case.figures = []
    if f.votes_for is None or f.votes_for < CARRIES:
        case.family, outcome = "defeat", "failed"
    elif f.votes_for < ALL and f.votes_against != 0 and not is_procedural(case, marked) and is_defeat:
        case.family, outcome = "defeat", "vetoed"
    else:
        outcome = "adopted"
    case.acts = [replace(a, outcome=outcome) for a in case.acts]
    cases.append(case)
    return case


def _all_others_abstained(f: Figures, m: Marked, acts: list[Act]) -> bool:
    """Whether those whom the sentence names as abstaining are all that were not for it: nobody was against."""
    named = {s for a in acts if a.sentence == m.index and a.position == "abstain" for s in a.states}
    return bool(named) and (f.votes_for or 0) + len(named) == ALL


def _is_of_sitting(cases: list[Case], place: Act, day: str) -> bool:
    """Whether the paragraph tells of a sitting of the day that came to nothing: its sides are no vote."""
    return any(c.family == "none" and c.date == day and _is_near(c, place) for c in cases)


#: Characters of a day's value.
_A_DAY = 10
#: Abstentions and votes against with which none is carried.
_CANNOT_CARRY = 7
