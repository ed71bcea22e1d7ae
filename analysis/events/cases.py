"""Acts assembled into cases: one case a measure and its fate, with all the mentions of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from analysis import lexicon
from analysis.events import acts as act_stage
from analysis.events import dating, drafts, joining, numbered, voting
from analysis.events.acts import Act
from analysis.events.joining import Case, fits, is_recent, nearest
from analysis.events.marking import Marked, mark
from analysis.events.memory import permanent_members
from analysis.events.timing import when
from analysis.events.voting import Figures
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
_DECIDED = ("pass", "defeat")
_DAY, _MONTH = 10, 7


@dataclass(frozen=True)
class Docket:
    """All cases of an article and the acts and sentences that they were read from; `session` is the day of the
    sitting that it reports, or ""."""

    cases: tuple[Case, ...]
    acts: tuple[Act, ...]
    marked: tuple[Marked, ...]
    published: str = ""
    session: str = ""

    @property
    def main(self) -> Case | None:
        return joining.main_of(self.cases)


def assemble(document: Document) -> Docket:
    """The article's cases, ordered by their first mention."""
    marked = mark(document)
    acts = numbered.with_days(act_stage.find(document, marked), document, marked)
    acts = dating.of_live_report(document, marked, acts)
    published = document.article.published
    acts = [_on_day_before(a, document, marked) for a in acts]
    acts = [_of_its_body(a) for a in acts]
    cases = _decided([a for a in acts if _is_decisive(a, marked)], document, marked)
    cases = _with_numbered(cases, published)
    _date_from_context(cases, document, marked)
    cases = _without_asides(cases, published)
    _add_figures(cases, document, marked, acts)
    known = len(cases)
    _add_voted(cases, acts, document, marked)
    _add_figures_beside(cases, cases[known:], document, marked)
    days = {
        a: dating.told_before(document, marked, a) for a in acts if a.outcome == "proposed" and not a.date
    }
    cases = [c for c in cases if not _is_background(c)]
    drafts.add(cases, acts, marked, published, days)
    _turn_vetoed(cases, acts, marked)
    _drop_shadows(cases, marked)
    _merge_statements(cases, marked)
    _refine_dates(cases, acts)
    cases.sort(key=lambda c: min(a.start for a in c.acts))
    return Docket(tuple(cases), tuple(acts), marked, published, dating.of_session(document, marked))


def _on_day_before(a: Act, document: Document, marked: tuple[Marked, ...]) -> Act:
    """An act that only a date line dates falls on the earlier month that the sentence before it recalls."""
    if a.is_own_date or not a.date or a.outcome not in FAMILY:
        return a
    recalled = dating.recalled_just_before(document, marked, a)
    return replace(a, date=recalled) if recalled and recalled[:_MONTH] < a.date[:_MONTH] else a


# --- decided measures -------------------------------------------------------------------------------

_PLURAL = re.compile(
    r"\b(?:both|each|every|three|ten|all)\s(?:times?|occasions)\b|\b(?:all|each|every|many|several|series|previous|past|earlier)\s(?:of\s)?(?:[\w-]+\s){0,3}?votes\b|\b(?:all|each|every|many|several|numerous|multiple|ten|nine|eight|seven|six|five|four|three|two|\d{1,2}|series|string|"
    r"earlier|previous|past|existing|relevant|any|most|some)\s(?:of\s)?(?:[\w-]+\s){0,4}?(?:resolutions|texts|measures|rounds|packages|them|which)\b|\b(?:each|every|any)\s(?:\w+\s)?one\b",
    re.I,
)


#: "only 13 of the 15 members approved it": told of a text that failed.
_TOO_FEW = re.compile(r"\bonly\s[\w-]+\sof\s(?:the|its)\s(?:[\w-]+\s){0,2}$", re.I)


def _of_its_body(a: Act) -> Act:
    """The act; what a state "did again" in the Assembly was no veto, as there is none."""
    return replace(a, outcome="adopted") if a.rule == "did-so-on-day" and a.body == "UNGA" else a


def _is_decisive(a: Act, marked: tuple[Marked, ...]) -> bool:
    if a.outcome not in FAMILY or a.is_weak:
        return False
    m = marked[a.sentence]
    at = m.place(a.start)
    if not a.is_own_date and (_GENERIC.match(m.text) or dating.is_on_unknown_day(m, at)):
        return False
    if a.outcome != "adopted" and lexicon.pattern("measures", "challenge").regex.search(m.text):
        return False
    if a.outcome != "adopted" or a.rule in ("one-of-series", "it-passed"):
        return True
    if _TOO_FEW.search(m.text[:at]):
        return False
    if a.rule == "voted-to" and _SOME.search(m.text[:at]):
        return False
    if "×" in m.text[max(0, at - 70) : at]:
        return False
    if _PLURAL.search(m.text[max(0, at - 90) : at + 90]) and not a.is_own_date and not a.number:
        return False
    if re.search(r"\bsince\b[^.;]{0,60}$", m.text[:at]) and _PLURAL.search(m.text):
        return False
    if a.number or a.body or _UN.search(m.text) or _BY_VOTE.search(m.text):
        return True
    return a.is_own_date and _is_among_votes(m, marked)


def _is_among_votes(m: Marked, marked: tuple[Marked, ...]) -> bool:
    """Whether the sentence before it in its paragraph tells of a vote, and it names no other body."""
    before = marked[m.index - 1] if m.index else m
    return before.paragraph == m.paragraph and "×" not in m.text and bool(_BY_VOTE.search(before.text))


#: "A hold lasts six months" tells of no hold.
_GENERIC = re.compile(
    r"\W*(?:a|an|any|every|each)\s(?:[\w-]+\s){1,3}?(?:is|are|can|may|must|needs?|lasts?|takes?|requires?|means)\b",
    re.I,
)
#: "13 members had voted to keep it" tells how they voted, not that the text passed.
_SOME = re.compile(
    r"\b(?:\d{1,2}|nine|ten|eleven|twelve|thirteen|fourteen)\s(?:other\s)?(?:members|countries|states|of\sthem)?\s?(?:had\s)?$",
    re.I,
)
_BY_VOTE = re.compile(
    r"\b(?:resolution|draft|text|votes?\sin\sfavou?r|votes\sto|abstentions?|unanimous(?:ly)?|(?:by|with)\s\w+\svotes?|(?:by|with)\s(?:consensus|acclamation)|(?:press|presidential)\sstatement)\b",
    re.I,
)
_UN = re.compile(
    r"\b(?:UN|U[.·]N|United\sNations|council|assembly|UNSC|committee|members|veto\w*|resolution|draft|listings)(?!\w)",
    re.I,
)


def _decided(acts: list[Act], document: Document, marked: tuple[Marked, ...]) -> list[Case]:
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
    for a in sorted(undated, key=lambda a: (_is_title(marked[a.sentence]), a.start)):
        _join_undated(cases, a, document, marked)
    return cases


def _is_title(m: Marked) -> bool:
    """Whether the sentence is the headline, or the headline once more."""
    return m.index == 0 or (
        m.index <= _TITLES and m.kind != "caption" and not m.raw.rstrip().endswith((".", "!", "?", ":"))
    )


#: How many sentences at the beginning may be headline and subtitle.
_TITLES = 5


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
    if _is_regretted(a, marked):
        home = joining.before(same, a) or joining.main_of(same)
        return (home or _new(cases, a)).add(a)
    if a.rule in _OF_CONSENT:
        same = [c for c in same if _is_on_statement(c, marked) == _is_statement(marked[a.sentence])]
    is_title = _is_title(marked[a.sentence])
    told = [c for c in same if any(x.sentence == a.sentence and x.rule not in _ANOTHER for x in c.acts)]
    home = joining.here(told, a) or joining.before([c for c in same if c in told or not c.stands_in(a)], a)
    if home and home not in told and (day := dating.told_since(document, marked, a, _last(home, a))):
        a = replace(a, date="" if fits(home.date, day) else day)
        if a.date:
            home = nearest([c for c in same if c.date and fits(c.date, day)], a)
    if home is None and (beside := joining.before(cases, a)) and not is_title and (a.is_rival or a.of):
        since = dating.told_since(document, marked, a, _last(beside, a)) if not a.is_rival else ""
        a = replace(a, date=since or beside.date)
    if home is None and not a.date and not is_title and (day := dating.told_next(document, marked, a)):
        home = nearest([c for c in same if c.date and fits(c.date, day)], a)
        a = replace(a, date="" if home else day)
    if home is None and not a.date and not is_title and not _is_known(a, marked):
        day = (
            dating.told_before(document, marked, a)
            or dating.told_in_lead(document, marked, a)
            or dating.told_around(document, marked, a, is_meeting=a.outcome == "no_agreement")
        )
        if day:
            home = nearest([c for c in same if c.date and fits(c.date, day)], a)
            a = replace(a, date="" if home else day)
    if home is None and not a.date and not is_title and (day := dating.told_just_before(document, marked, a)):
        home = nearest([c for c in same if c.date and fits(c.date, day)], a)
        a = replace(a, date="" if home else day)
    if (
        home is None
        and not a.date
        and not is_title
        and a.sentence <= _LEAD
        and (day := dating.of_lead(document, marked))
    ):
        home = nearest([c for c in same if c.date and fits(c.date, day)], a)
        a = replace(a, date="" if home else day)
    is_new = _is_on_another(a, marked)
    if home is None and not a.date and not is_new:
        home = joining.after(same, a)
    if home is None and not a.date and not is_new:
        lead = [c for c in same if not is_title or c.first.sentence <= _OPENING or not c.date]
        home = joining.main_of(lead)
        is_ahead = home is not None and not is_title and home.first.start > a.start
        if is_ahead and (day := dating.of_story(document, marked, a)):
            home, a = nearest([c for c in same if c.date == day], a), replace(a, date=day)
    (home or _new(cases, a)).add(a)


def _last(c: Case, a: Act) -> int:
    """The last sentence before the act's that tells of the case."""
    return max((x.sentence for x in c.acts if x.sentence < a.sentence), default=a.sentence)


def _is_on_another(a: Act, marked: tuple[Marked, ...]) -> bool:
    """Whether the act's object is new to the text ("vetoed an amendment of theirs")."""
    m = marked[a.sentence]
    return bool(lexicon.pattern("measures", "another-object").regex.match(m.text[m.place(a.end) :]))


#: Rules that tell who would not consent, to a statement or else to a text.
_OF_CONSENT = {"would-not-sign", "neither-would", "neither-of-them", "held-up-by"}


def _is_statement(m: Marked) -> bool:
    return bool(lexicon.pattern("measures", "press-statement").regex.search(m.text))


def _is_on_statement(c: Case, marked: tuple[Marked, ...]) -> bool:
    """Whether what the case tells of is a statement of the Council."""
    return any(_is_statement(marked[a.sentence]) for a in c.acts if a.outcome)


#: Rules that tell of another measure than the one in hand.
_ANOTHER = {"likewise-ended", "one-more-struck", "did-so-on-day", "one-of-series"}
#: The sentences at the beginning of which a headline speaks.
_OPENING = 12


def _is_known(a: Act, marked: tuple[Marked, ...]) -> bool:
    """Whether the act speaks of something known ("the veto", "blocked it")."""
    m = marked[a.sentence]
    at, end = m.place(a.start), m.place(a.end)
    before = m.text[max(0, at - 40) : at]
    if _is_regretted(a, marked):
        return True
    if _NOUN.search(m.text[at:end]):
        return bool(_DETERMINED.search(before) or _DETERMINED.match(m.text[at:end]))
    return bool(_PRONOUN.search(before) or _OBJECT.match(m.text[end:]) or _ENDS.search(m.text[at:end]))


def _is_regretted(a: Act, marked: tuple[Marked, ...]) -> bool:
    """Whether those who speak regret it: it happened before, on no day of theirs."""
    m = marked[a.sentence]
    return bool(_REGRETTED.search(m.text, 0, m.place(a.start)))


_REGRETTED = re.compile(
    r"\b(?:[Ww]e|I|[Oo]ur\s\w+)\s[^.;:]{0,40}\b(?:regret|deplore|lament|disappointment|disappointed|dismay(?:ed)?)\s[^.;:]{0,60}$"
)
_NOUN = re.compile(r"\b(?:veto(?:es)?|holds?|votes?|block|defeat|outcome|result)\b", re.I)
_DETERMINED = re.compile(
    r"(?:\b(?:the|this|that|these|those|its|their|his|her|such|whose)|(?:§|¶)'s)\s(?:[\w§-]+\s){0,2}", re.I
)
_PRONOUN = re.compile(
    r"\b(?:it|this|that|they|both|the\s(?:draft|text|resolution|measure|bid|proposal|motion|plan|two|pair))\s(?:(?:had|has|have|was|were|been|then|also)\s){0,2}$",
    re.I,
)
_ENDS = re.compile(r"\s(?:it|that|this|them|both)(?:\sdown)?$", re.I)
_OBJECT = re.compile(r"\s(?:it|that|this|them|both|the\s\w+)\b", re.I)


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
    main = joining.main_of(cases)
    for c in cases:
        if c.date:
            continue
        if all(_is_regretted(a, marked) for a in c.acts if not a.is_weak):
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
        if not c.date and c is main and c.first.sentence <= _LEAD:
            c.date = dating.of_lead(document, marked)
        if not c.date and c is main and not is_meeting:
            c.date = dating.of_vote_named(marked, c.first) or dating.year_of_article(marked, c.first)
        if not c.date and not is_meeting and not _is_title(marked[c.first.sentence]):
            c.date = dating.of_story(document, marked, c.first)
    meetings = [c for c in cases if c.family == "none" and len(c.date) == _DAY]
    for c in cases:
        if c.family == "defeat" and not c.date and _is_on_statement(c, marked):
            sitting = nearest(meetings, c.first)
            c.date = sitting.date if sitting else ""


#: Sentences that may be called an article's beginning.
_LEAD = 4


def _is_background(c: Case) -> bool:
    """Whether the case is only alluded to: without a day, figures, number or whose veto it was, far from the beginning."""
    if c.family == "none" and len(c.date) == len("2022"):
        return True
    if c.date or c.figures or c.number or c.first.sentence <= _LEAD:
        return False
    if any(a.position == "veto" and a.states for a in c.acts):
        return False
    return c.family != "none" or all(a.rule != "ended-without" for a in c.acts)


def _without_asides(cases: list[Case], published: str) -> list[Case]:
    """Without remarks that the Council did not act, where the article tells what it decided."""
    decided = any(c.family in _DECIDED and is_recent(c.date, published) for c in cases)
    days = {c.date for c in cases if c.family in _DECIDED}
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


# --- votes ------------------------------------------------------------------------------------------


def _add_voted(cases: list[Case], acts: list[Act], document: Document, marked: tuple[Marked, ...]) -> None:
    """Votes told by who cast them, without a result: of a case known by its day or place, else of a new one."""
    votes = [a for a in acts if a.outcome == "voted" and a.position in _CAST and a.states]
    for paragraph in dict.fromkeys(a.paragraph for a in votes):
        told = [a for a in votes if a.paragraph == paragraph]
        day = next((a.date for a in told if a.is_own_date), "")
        before = "" if day else dating.told_before(document, marked, told[-1])
        # A month in passing is no day of a vote.
        day = day or (before if len(before) == _DAY else "")
        decided = [c for c in cases if c.family in _DECIDED]
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
    fates = [_FATE.search(marked[a.sentence].text) for a in told]
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
    return bool(_UN.search(text)) and (several or any(a.number for a in told) or bool(_TEXT.search(text)))


_TEXT = re.compile(r"\b(?:resolution|draft|sanctions)\b", re.I)


def _add_figures(cases: list[Case], document: Document, marked: tuple[Marked, ...], acts: list[Act]) -> None:
    """Figures go to the case told nearest; figures of a vote that no case tells make one."""
    told = [(m, f) for m in marked for f in voting.find(document, m)]
    for m, f in sorted(told, key=_rank_of_figures):
        place = Act(sentence=m.index, paragraph=m.paragraph, start=f.start, end=f.end, rule="figures")
        place = replace(place, of=_drafters(acts, m.index, f.start))
        day = when(document, m, m.place(f.start), m.place(f.end))
        home = _home_of_figures(cases, f, place, day.value)
        if home and not day.value:
            day_before = (
                dating.told_since(document, marked, place, _last(home, place))
                if _is_near(home, place)
                else dating.told_before(document, marked, place)
                or dating.of_live_entry(document, marked, place)
                or (dating.of_story(document, marked, place) if home.first.start > place.start else "")
            )
            home = home if fits(home.date, day_before) else None
        if (
            home is None
            and not dating.is_on_unknown_day(m, m.place(f.start))
            and "×" not in m.text
            and not _JOINT_WORDS.search(m.text)
            and (_ON_VOTES.search(m.text + _near(marked, m)) or _HANDS.search(m.text))
        ):
            voted = day.value or _day_of_figures(document, marked, place)
            home = _case_of_figures(cases, f, place, voted, marked, acts)
        if home:
            home.figures.append(f)
            for c in _sharing(cases, home, m, f):
                c.figures.append(f)


#: "All three went through by 15-0", "both were unanimous, 15-0": figures of each of the measures told before.
_SHARED = re.compile(
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
    same = [c for c in same if not c.figures and not _contradicts(c, f)]
    same.sort(key=lambda c: (c.first.paragraph != m.paragraph, f.start - c.first.start))
    return same[: many - 1]


def _add_figures_beside(
    cases: list[Case], voted: list[Case], document: Document, marked: tuple[Marked, ...]
) -> None:
    """Figures that no case has go to the vote that was read from its voters in the paragraph."""
    for c in voted:
        for m in (m for m in marked if m.paragraph == c.first.paragraph and m.index >= c.first.sentence):
            free = [f for f in voting.find(document, m) if all(f not in o.figures for o in cases)]
            c.figures += [f for f in free if not _contradicts(c, f)]


def _rank_of_figures(told: tuple[Marked, Figures]) -> int:
    """A headline's full score comes first, its mere number last."""
    m, f = told
    if not _is_title(m):
        return 1
    return 0 if f.votes_for is not None and f.votes_against is not None else 2


_ON_VOTES = re.compile(
    r"\b(?:UN|U[.·]N|United\sNations|council|assembly|UNSC|committee|members|veto\w*|resolution|draft|vot(?:e|es|ed|ing)|ballots?)(?!\w)",
    re.I,
)


#: A number of countries behind a joint declaration is no vote.
_JOINT_WORDS = re.compile(r"\b(?:declaration|joint\sstatement|communiqu[eé]|joint\sletter)\b", re.I)
_HANDS = re.compile(r"\bhands\s(?:said|went|go(?:es)?|were|rose|for|against|up)\b", re.I)


def _day_of_figures(document: Document, marked: tuple[Marked, ...], place: Act) -> str:
    """The day that the paragraph gives for the vote, else for the meeting, else that the article opens with."""
    return (
        dating.told_before(document, marked, place)
        or dating.told_around(document, marked, place, is_meeting=False)
        or dating.told_around(document, marked, place, is_meeting=True)
        or (dating.of_lead(document, marked) if place.sentence <= _LEAD else "")
        or dating.of_live_entry(document, marked, place)
        or dating.of_story(document, marked, place)
    )


def _is_near(c: Case, place: Act) -> bool:
    return any(a.paragraph == place.paragraph for a in c.acts)


def _near(marked: tuple[Marked, ...], m: Marked) -> str:
    return " ".join(x.text for x in marked if not x.index or abs(x.index - m.index) <= 2)


def _home_of_figures(cases: list[Case], f: Figures, place: Act, day: str) -> Case | None:
    """The decided case in the sentence of the figures, of their day, or told about them."""
    decided = [c for c in cases if c.family in _DECIDED and not _contradicts(c, f) and not c.is_apart(place)]
    if max(f.votes_for or 0, f.votes_against or 0) > _ALL:
        decided = [c for c in decided if c.body == "UNGA" or (not c.body and c.stands_in(place))]
    dated = [c for c in decided if c.date and day and fits(c.date, day)]
    if dated:
        return joining.here(dated, place) or nearest(dated, place)
    inside = joining.here(decided, place)
    if inside and (not day or fits(inside.date, day)):
        return inside
    if day:
        return None
    return joining.before(decided, place) or joining.after(decided, place) or joining.main_of(decided)


def _contradicts(c: Case, f: Figures) -> bool:
    if c.family == "defeat" and f.votes_against == 0 and (f.votes_for or 0) >= _CARRIES:
        return True
    known = [g for g in c.figures if (g.votes_for or 0) <= _ALL]
    if f.votes_for is None and any((g.votes_for or 0) + (f.abstentions or 0) > _ALL for g in known):
        # More than the Council has members: figures of two votes.
        return True
    is_split = f.votes_against or f.abstentions or f.votes_for not in (None, _ALL)
    if is_split and any(a.rule in _UNANIMOUS and a.body != "UNGA" for a in c.acts):
        return True
    return any(f.contradicts(g) for g in c.figures)


_UNANIMOUS = {"unanimous", "hands-up", "statement-reached", "statement-issued"}


def _drafters(acts: list[Act], sentence: int, start: int) -> tuple[str, ...]:
    """Whose draft the sentence names before the place."""
    own = [a for a in acts if a.sentence == sentence and a.position == "sponsor" and a.start < start]
    return own[-1].states if own else ()


def _case_of_figures(
    cases: list[Case], f: Figures, place: Act, day: str, marked: tuple[Marked, ...], acts: list[Act]
) -> Case | None:
    """A vote told by its figures alone: carried, or defeated for want of votes or by a permanent member."""
    is_lost = f.votes_for is None and _CANNOT_CARRY <= (f.abstentions or 0) <= _ALL
    if (f.votes_for is None and not is_lost) or not day or _is_of_sitting(cases, place, day):
        return None
    case = Case("pass", figures=[f])
    case.add(replace(place, outcome="adopted", date=day, is_own_date=bool(day)))
    outvoted = lexicon.pattern("vote_figures", "outvoted-by").regex.search(marked[place.sentence].text)
    is_defeat = _is_vetoed(case, acts, marked) or bool(outvoted) or _is_in_veto_story(case, f, marked)
    case.figures = []
    if f.votes_for is None or f.votes_for < _CARRIES:
        case.family, outcome = "defeat", "failed"
    elif f.votes_for < _ALL and f.votes_against != 0 and not _is_procedural(case, marked) and is_defeat:
        case.family, outcome = "defeat", "vetoed"
    else:
        outcome = "adopted"
    case.acts = [replace(a, outcome=outcome) for a in case.acts]
    cases.append(case)
    return case


def _is_of_sitting(cases: list[Case], place: Act, day: str) -> bool:
    """Whether the paragraph tells of a sitting of the day that came to nothing: its sides are no vote."""
    return any(c.family == "none" and c.date == day and _is_near(c, place) for c in cases)


def _is_in_veto_story(c: Case, f: Figures, marked: tuple[Marked, ...]) -> bool:
    """Whether the text was told of in a list of vetoes: a split vote, and the sentences before speak of nothing else."""
    if f.votes_for == _ALL or f.votes_against == 0:
        return False
    here = c.first
    story = [
        m.text
        for m in marked[max(0, here.sentence - _STORY) : here.sentence + 1]
        if m.paragraph == here.paragraph
    ]
    told = [_FATE.search(text) for text in reversed(story)]
    last = next((hit for hit in told if hit), None)
    return last is not None and last.lastgroup == "defeat"


#: Sentences back in which a list of vetoes may begin.
_STORY = 4
_FATE = re.compile(
    r"\b(?P<pass>let\sit\s(?:live|pass|through|survive|stand)|abstention\s(?:let|allowed|saved|spared)|survived|adopt(?:ed|s|ion)|pass(?:ed|es)|approv(?:ed|es)|carried|extension|renewed)\b"
    r"|\b(?P<defeat>veto(?:ed|es)?|blocks|blocked|str(?:uck|ikes)\sdown|went\sunder|kill(?:ed|ing|s)|stood\salone|(?<=[§¶]'s)\s(?:no\b|turn\b|opposition)|turn\sof\s(?:the\s)?(?=[§¶])|sank|sunk|brought\s(?:it\s|the\s\w+\s)?down|defeat(?:ed|s)?|voted\sdown)\b",
    re.I,
)


def _is_of_assembly(c: Case) -> bool:
    """Whether more voted than the Council has members: in the Assembly nobody has a veto."""
    return c.body == "UNGA" or any(
        (f.votes_for or 0) > _ALL or (f.votes_against or 0) > _ALL for f in c.figures
    )


def _is_vetoed(c: Case, acts: list[Act], marked: tuple[Marked, ...]) -> bool:
    """Whether a permanent member is told, in the case's sentences or beside them, to have been against."""
    own = {a.sentence for a in c.acts if not a.is_weak}
    paragraphs = {a.paragraph for a in c.acts}
    near = own | {
        i for s in own for i in (s - 1, s + 1, s + 2) if i < len(marked) and marked[i].paragraph in paragraphs
    }
    permanent = permanent_members()
    told = any(
        (a.position in ("against", "veto") or (a.outcome == "vetoed" and not a.position))
        and not (a.position == "veto" and _is_on_another(a, marked))
        and (permanent & set(a.states) or not a.position)
        and a.sentence in near | {s + 1 for s in own}
        and fits(a.date if a.is_own_date else "", c.date)
        for a in acts
    )
    return told or any(
        voting.has_permanent_against(marked[i])
        for i in near
        if i in own or not _tells_other_day(marked[i], c)
    )


def _tells_other_day(m: Marked, c: Case) -> bool:
    """Whether the sentence tells of another day than the case's."""
    days = [t.value for t in m.times if t.value]
    return bool(days) and bool(c.date) and not any(fits(d, c.date) for d in days)


#: Votes that carry a resolution, and abstentions with which none is carried.
_CARRIES, _CANNOT_CARRY = 9, 7


def _refine_dates(cases: list[Case], acts: list[Act]) -> None:
    """A case known by its month takes the day that a mention of the vote gives, if only one fits."""
    for c in cases:
        if c.family in _DECIDED and 0 < len(c.date) < _DAY:
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


def _turn_vetoed(cases: list[Case], acts: list[Act], marked: tuple[Marked, ...]) -> None:
    """A text that nine members voted for and a permanent member against was vetoed, whatever the verb;
    questions of procedure know no veto."""
    for c in cases:
        if (
            c.family == "pass"
            and _leaves_room(c)
            and not _is_of_assembly(c)
            and not _is_procedural(c, marked)
            and _is_vetoed(c, acts, marked)
        ):
            c.family = "defeat"
    _merge_twins(cases)


def _leaves_room(c: Case) -> bool:
    """Whether votes are told, and not that all were in favour."""
    is_voted = bool(c.figures) or any(a.rule in _BY_HANDS for a in c.acts)
    return is_voted and not any(f.votes_against == 0 or (f.votes_for or 0) >= _ALL for f in c.figures)


#: Rules that read an adoption from how members voted.
_BY_HANDS = {"hands-up", "voted-to", "adopted-by-subject", "went-through"}
#: The members of the Council.
_ALL = 15


def _drop_shadows(cases: list[Case], marked: tuple[Marked, ...]) -> None:
    """Words of passing without a day of their own, on the day of a defeat, tell how members stood on that:
    their figures are its figures."""
    defeats = {c.date: c for c in cases if c.family == "defeat" and c.date}
    for c in [c for c in cases if c.family == "pass" and c.date in defeats and not c.number]:
        if any(a.is_own_date for a in c.acts) or _is_procedural(c, marked) or _carried(c):
            continue
        home = defeats[c.date]
        if any(f.votes_for is not None and _contradicts(home, f) for f in c.figures):
            continue
        home.figures += [f for f in c.figures if not _contradicts(home, f)]
        home.acts += [replace(a, outcome="", is_weak=True) for a in c.acts]
        cases.remove(c)
    for c in [c for c in cases if c.family == "none" and c.date in defeats]:
        # "failed to adopt a draft": the same words tell of a vote that was lost
        lost = [a for a in defeats[c.date].acts if a.outcome == "failed"]
        if all(any(a.start < o.end and o.start < a.end for o in lost) for a in c.acts):
            cases.remove(c)


def _carried(c: Case) -> bool:
    """Whether the figures show that it passed: nobody was against, or it was before the Assembly."""
    told = [f.votes_for for f in c.figures if f.votes_for]
    return (bool(told) and any(f.votes_against == 0 for f in c.figures)) or _is_of_assembly(c)


def _merge_statements(cases: list[Case], marked: tuple[Marked, ...]) -> None:
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


def _is_procedural(c: Case, marked: tuple[Marked, ...]) -> bool:
    near = {a.sentence + i for a in c.acts for i in (-1, 0, 1)}
    cue = lexicon.pattern("measures", "procedural").regex
    return any(cue.search(marked[i].text) for i in near if 0 <= i < len(marked))


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
        and not any(_contradicts(one, f) for f in other.figures)
    )


_TWO = 2


def _merge_twins(cases: list[Case]) -> None:
    """Two defeats, or two adoptions, of one day are one, unless of rival drafts or other figures or numbers."""
    seen: list[Case] = []
    for c in [c for c in cases if c.family in _DECIDED]:
        same = (s for s in seen if s.family == c.family and len(s.date) == _DAY and s.date == c.date)
        twin = next((s for s in same if _are_one(s, c)), None)
        if twin:
            twin.acts += c.acts
            twin.figures += c.figures
            cases.remove(c)
        else:
            seen.append(c)
