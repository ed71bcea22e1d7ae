"""The day of a case whose acts have none of their own: what the text around them says of the vote or meeting."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from analysis.compiling import compiled
from analysis.events.acts import Act
from analysis.events.marking import Marked
from analysis.events.timing import anchor, days_told, is_of_launch, is_of_remark, when
from analysis.records import Document

_DAY, _MONTH = 10, 7

_VOTED = compiled(
    r"\b(?:did\sso|objections?|lodged|hands?\swent|silence\s(?:procedure|ran|was)|br(?:oke|eaks)\sthe\ssilence|vot(?:e|es|ed|ing)|veto(?:es|ed)?|ballot|adopt(?:ed|ion))\b",
    re.I,
)
_BODY = r"(?:council|assembly|committee|members|ambassadors|envoys|diplomats|delegates|delegations|the\s15|chamber)"
_MEETS = compiled(
    rf"\b{_BODY}\b(?!\s(?:resolution|sanction))[^.;,]{{0,50}}?"
    r"\b(?:met|meets?|held|holds|discuss(?:ed|es)|gather(?:ed|s)?|convened?|took\sup|takes\sup|heard|debat(?:ed|es)|answered|sat|"
    r"respond(?:ed|s)|replied|act(?:ed|s)|vot(?:ed|es)|convenes|split|talked|assembled|consulted|conferred|huddled|spent|quarrell?ed|argued|wrangled|deliberated|clashed|traded|"
    r"taken\sup|reviewed|examined|considered|considers|addressed|failed|fails|returned|adjourned|dispersed|parted|reconvened|filed|left|went|rose)\b"
    r"|\b(?:meeting|session|sitting|consultations)\s(?:was\s|were\s)?(?:held|called|convened|came|took\splace|ended|followed)\b"
    r"|\bcouncil(?:'s)?\s(?:[\w-]+\s){0,3}?(?:meeting|session|vote|debate|consultations|sitting)\b"
    r"|\b(?:meeting|session|vote|debate|consultations|sitting)\s(?:of|in|at)\sthe\s(?:[\w·]+\s){0,2}?(?:council|assembly)\b"
    r"|\b(?:sent|told|spoke|appeared|briefed|address(?:ed)?|before)\b[^.;]{0,40}?\b(?:security\s)?council\b"
    r"|\b(?:at|in)\sthe\s(?:[\w·]+\s){0,2}?security\scouncil\b"
    r"|\b(?:emergency|urgent|closed-door|closed|open|public|private|special)\s(?:meeting|session|consultations|sitting)\b",
    re.I,
)
_DAYS_MEETING = compiled(
    r"(?<=¤)(?:'s)?\s(?:[\w-]+\s){0,2}?(?:meeting|session|debate|consultations|sitting)\b", re.I
)
_COUNCIL = compiled(
    r"\b(?:UN|U[.·]N|United\sNations|council|assembly|UNSC|committee|members|ambassadors|New\sYork)(?!\w)",
    re.I,
)


def told_before(document: Document, marked: Sequence[Marked], act: Act) -> str:
    """The day that the sentences before the act in its paragraph give for the vote or meeting, else the last
    day, else (no sitting lasts so long) month, that they tell of, or ""."""
    before = [m for m in reversed(_paragraph(marked, act.paragraph)) if m.index < act.sentence]
    if before and act.outcome != "no_agreement" and (day := _moved_on(document, before[0])):
        return day
    for m in before[:2]:
        days = {t.value for t in days_told(document, m) if len(t.value) == _DAY}
        if len(days) == 1 and act.outcome != "no_agreement" and _MEASURE.search(m.text):
            return days.pop()
        day = of_meeting_in(document, m, vote_only=act.outcome != "no_agreement")
        if len(day) in (_DAY, _MONTH) and "W" not in day:
            return day
    for m in before:
        told = days_told(document, m)
        coarse = [] if act.outcome == "no_agreement" else [t for t in told if len(t.value) > 4]
        if fine := [t for t in told if len(t.value) == _DAY] or coarse:
            return fine[-1].value
    return ""


def passed_on_to(document: Document, marked: Sequence[Marked], act: Act) -> str:
    """The day with which the sentence right before the act's, in its paragraph, passes on, or ""."""
    before = [m for m in _paragraph(marked, act.paragraph) if m.index == act.sentence - 1]
    return _moved_on(document, before[0]) if before else ""


def _moved_on(document: Document, m: Marked) -> str:
    """The day with which the sentence opens and passes on to ("Six days later it was the turn of …"), or ""."""
    told = [t for t in days_told(document, m) if len(t.value) == _DAY]
    is_passing = len(told) == 1 and _OPENS.fullmatch(m.text, 0, told[0].start) and _LATER.search(told[0].text)
    return told[0].value if is_passing and not is_of_remark(m, told[0]) else ""


_OPENS = compiled(r"\W*(?:(?:on|and|then|but|only|just|barely)\s){0,2}", re.I)
_LATER = compiled(r"\b(?:later|after(?:wards)?|following|next|earlier|before|previous)\b", re.I)


def told_beside(document: Document, m: Marked) -> str:
    """The one day that the sentence itself tells, of a sitting ("a meeting, which took place on …; nothing …"), or ""."""
    days = {t.value for t in days_told(document, m) if len(t.value) == _DAY}
    return days.pop() if len(days) == 1 and _SITTING.search(m.text) else ""


_SITTING = compiled(r"\b(?:meeting|session|sitting|consultations|debate|briefing)\b", re.I)


def is_on_unknown_day(m: Marked, at: int) -> bool:
    """Whether the sentence puts what stands at the place on a day that could not be resolved ("On the day of the
    test, …", "Days before that, …"): no day told around it is its own."""
    opening = _UNKNOWN_DAY.match(m.text)
    return opening is not None and opening.end() <= at and not any(t.start < opening.end() for t in m.times)


_UNKNOWN_DAY = compiled(
    r"\W*(?:on\s)?(?:the\s(?:very\s|same\s)?(?:day|evening|morning|week|month)|(?:an?|one|two|three|some|\w+)?\s?(?:days|weeks|months))"
    r"\s(?:before|after|of|following|preceding|earlier\sthan)\s[^.;,:]{2,60},",
    re.I,
)


def told_since(document: Document, marked: Sequence[Marked], act: Act, sentence: int) -> str:
    """The one day that the paragraph tells of another text or vote between the sentence and the act's, or ""."""
    for m in reversed(marked[sentence + 1 : act.sentence]):
        days = {t.value for t in days_told(document, m) if len(t.value) == _DAY}
        if (
            len(days) == 1
            and m.paragraph == act.paragraph
            and (_MEASURE.search(m.text) or _VOTED.search(m.text) or _TURN.search(m.text))
        ):
            return days.pop()
    return ""


#: "On Monday it was Washington's turn."
_TURN = compiled(r"\b(?:turn|stood\salone|followed)\b", re.I)


def told_in_lead(document: Document, marked: Sequence[Marked], act: Act) -> str:
    """For an act in the article's beginning, the last day that the sentences before it tell of the Council, or ""."""
    if act.sentence > _OPENING:
        return ""
    for m in reversed(marked[1 : act.sentence]):
        days = [t.value for t in days_told(document, m) if len(t.value) == _DAY]
        if days and _COUNCIL.search(m.text):
            return days[-1]
    return ""


_OPENING = 4


def told_next(document: Document, marked: Sequence[Marked], act: Act) -> str:
    """The day that the sentence right after the act gives for "the vote", in its paragraph, or ""."""
    after = [m for m in _paragraph(marked, act.paragraph) if m.index == act.sentence + 1]
    for m in after:
        if hit := _THE_VOTE.match(m.text) or _THAT_WAS.match(m.text):
            found = when(document, m, hit.start(), hit.end())
            return found.value if found.is_own and len(found.value) == _DAY else ""
    return ""


_THAT_WAS = compiled(
    r"\W*(?:that|this|it)\s(?:was|came|happened|took\splace|fell|followed)(?=\s(?:on\s|in\s|late\s|early\s)*¤)",
    re.I,
)
_THE_VOTE = compiled(r"\W*(?:the|that)\s(?:[\w-]+\s)?(?:vote|ballot|veto|show\sof\shands|decision)\b", re.I)


_MEASURE = compiled(r"\b(?:drafts?|resolution|text|motion|measure|proposal|bid|plan|did\s(?:it|so))\b", re.I)


def month_told(document: Document, m: Marked, act: Act) -> str:
    """The one month that the sentence tells of a launch, before the act or at all ("when it last tried, in April,
    …"), or ""."""
    here = anchor(document, m)
    launches = [t for t in m.times if t.value and not t.is_frame and is_of_launch(m, t)]
    first = [t for t in launches if t.end <= m.place(act.start)]
    told = {t.value for t in first or launches}
    month = next(iter(told), "")
    return month if len(told) == 1 and _A_MONTH.fullmatch(month) and month <= here[:_MONTH] else ""


_A_MONTH = compiled(r"\d{4}-\d{2}")


def told_just_before(document: Document, marked: Sequence[Marked], act: Act) -> str:
    """The day that the sentence right before the act tells, in its paragraph, or ""."""
    before = [m for m in _paragraph(marked, act.paragraph) if m.index == act.sentence - 1]
    days = [t.value for m in before for t in days_told(document, m) if len(t.value) == _DAY]
    return days[-1] if days else ""


def recalled_just_before(document: Document, marked: Sequence[Marked], act: Act) -> str:
    """The month or day that the sentence right before the act tells, in its paragraph, or ""."""
    before = [m for m in _paragraph(marked, act.paragraph) if m.index == act.sentence - 1]
    told = [t for m in before for t in days_told(document, m) if not t.is_frame]
    return (
        told[0].value
        if len(told) == 1 and len(told[0].value) in (_DAY, _MONTH) and "W" not in told[0].value
        else ""
    )


def told_around(document: Document, marked: Sequence[Marked], act: Act, *, is_meeting: bool) -> str:
    """The day that the sentences after the act in its paragraph give for the vote or meeting; for an act in
    the article's beginning, the last day that the sentences before it tell."""
    for m in _paragraph(marked, act.paragraph):
        if m.index > act.sentence and _moved_on(document, m):
            # "Four days later, …": what was told before it fell earlier.
            return ""
        if m.index > act.sentence and (day := of_meeting_in(document, m, vote_only=not is_meeting)):
            return day
    if act.sentence > _LEAD:
        return ""
    for m in reversed(marked[1 : act.sentence]):
        if days := [t.value for t in days_told(document, m) if len(t.value) == _DAY]:
            return days[-1]
    return ""


def _paragraph(marked: Sequence[Marked], number: int) -> list[Marked]:
    return [m for m in marked if m.paragraph == number]


def of_meeting_in(document: Document, m: Marked, *, vote_only: bool) -> str:
    """The day of the vote (or meeting) that the sentence tells, or ""."""
    if not vote_only and (own := _DAYS_MEETING.search(m.text)):
        return next((t.value for t in m.times if t.end in (own.start(), own.start() + 2)), "")
    told = _VOTED.search(m.text) if vote_only else (_MEETS.search(m.text) or _VOTED.search(m.text))
    if told is None and (m.kind == "heading" or m.text.endswith("?")):
        told = re.search(r"\w+", m.text)
    is_ours = vote_only or _COUNCIL.search(m.text) or _THE_SITTING.match(m.text) or m.text.endswith("?")
    if told is None or not is_ours:
        return ""
    found = when(document, m, told.start(), told.end())
    return found.value if found.is_own else ""


#: The sitting that is known from the sentence before.
_THE_SITTING = compiled(
    r"\W*(?:the|that|this)\s(?:[\w-]+\s){0,2}?(?:meeting|session|sitting|consultations|debate|briefing)\b(?!\s(?:of|in|between)\b)",
    re.I,
)


def of_surroundings(
    document: Document, marked: Sequence[Marked], sentences: set[int], first: Act, *, is_meeting: bool
) -> str:
    """The day that the case's paragraph, or the heading or question above it, gives for the vote or meeting.
    `sentences` tell of other cases' days and are passed over."""
    near = [m for m in _paragraph(marked, first.paragraph) if m.index not in sentences]
    near.sort(key=lambda m: (m.index > first.sentence, abs(m.index - first.sentence)))
    above = _paragraph(marked, first.paragraph - 1)
    if above and (above[-1].kind == "heading" or above[-1].text.endswith("?")):
        near.append(above[-1])
    if first.sentence == 0:
        near += [m for m in marked if 1 <= m.index <= 3]
    for m in near:
        value = of_meeting_in(document, m, vote_only=not is_meeting)
        if value and (is_meeting or len(value) == _DAY):
            return value
    return ""


def of_article(document: Document, marked: Sequence[Marked], paragraphs: set[int]) -> str:
    """The day on which the article's beginning, or the case's paragraphs, have the Council meet or vote."""
    order = [m for m in marked if m.paragraph in paragraphs] + [m for m in marked if m.index <= _LEAD]
    for m in order:
        value = of_meeting_in(document, m, vote_only=False)
        if len(value) == _DAY:
            return value
    return next((anchor(document, m) for m in marked if _TODAYS.search(m.text)), "")


def of_session(document: Document, marked: Sequence[Marked]) -> str:
    """The day of the sitting or debate that the article reports, on which its speakers spoke, or ""."""
    lead = of_lead(document, marked) if any(_COUNCIL.search(m.text) for m in marked[:2]) else ""
    return max(of_article(document, marked, set()), lead)


#: "today's meeting", "the Council met this morning" mean the day itself.
_TODAYS = compiled(
    r"\b(?:today|tonight)(?:'s)?\s(?:[\w-]+\s){0,2}?(?:meeting|session|vote|debate|consultations|sitting|briefing)\b"
    r"|\b(?:meets?|met|votes?|voted|gathers?|gathered|sits|sat)\s(?:[\w-]+\s){0,3}?(?:today|tonight|this\s(?:morning|afternoon|evening))\b",
    re.I,
)


#: Sentences that may be called an article's beginning.
_LEAD = 7


def of_live_report(document: Document, marked: Sequence[Marked], acts: list[Act]) -> list[Act]:
    """The acts, those of entries under a clock time on the day of the report: it tells as it happens,
    unless the entry looks back on another day."""
    live = _live_paragraphs(marked)
    return [
        replace(a, date=_sitting_beside(document, marked, a) or anchor(document, marked[a.sentence]))
        if a.paragraph in live
        and not a.date
        and a.outcome in _AS_IT_HAPPENS
        and a.position != "easing_draft"
        and not told_before(document, marked, a)
        else a
        for a in acts
    ]


def _sitting_beside(document: Document, marked: Sequence[Marked], act: Act) -> str:
    """The day by which an entry itself calls the sitting ("Friday's session ran for an hour"), or ""."""
    near = [m for m in _paragraph(marked, act.paragraph) if _DAYS_MEETING.search(m.text)]
    days = {of_meeting_in(document, m, vote_only=False) for m in near}
    day = days.pop() if len(days) == 1 else ""
    return day if len(day) == _DAY else ""


def of_live_entry(document: Document, marked: Sequence[Marked], act: Act) -> str:
    """The day of the report for what an entry under a clock time tells, or ""."""
    return anchor(document, marked[act.sentence]) if act.paragraph in _live_paragraphs(marked) else ""


def _live_paragraphs(marked: Sequence[Marked]) -> set[int]:
    """The paragraphs of entries under a clock time, with the summary above them."""
    clocks = {m.paragraph: bool(_CLOCK_ONLY.fullmatch(m.text)) for m in marked if _CLOCK.match(m.text)}
    if len(clocks) < _ENTRIES:
        return set()
    live = {p for p, is_alone in clocks.items() if not is_alone}
    # A clock time on a line of its own heads the paragraphs down to the next one.
    if any(clocks.values()):
        live |= {m.paragraph for m in marked if m.paragraph >= min(clocks)}
    return live | {m.paragraph for m in marked if 0 < m.paragraph < min(clocks)}


_CLOCK = compiled(
    r"[^\w\[]*(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s?[ap]\.?m\b|\s?(?:GMT|BST|CET|EST|EDT)\b|\W|$)", re.I
)
_CLOCK_ONLY = compiled(r"\W*\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?|\s?[A-Z]{3,4})?\W*", re.I)
#: Entries that make a live report.
_ENTRIES = 3
_AS_IT_HAPPENS = {"adopted", "vetoed", "failed", "no_agreement", "proposed"}


def of_vote_named(marked: Sequence[Marked], first: Act) -> str:
    """The time by which the article calls the vote, in the case's paragraph or anywhere if it is the only one
    ("after last month's vote"), or ""."""
    named = [(m, t) for m in marked for t in m.times if t.value and _NAMES_VOTE.match(m.text, t.end - 2)]
    here = {t.value for m, t in named if m.paragraph == first.paragraph}
    told = here or {t.value for _, t in named}
    return told.pop() if len(told) == 1 else ""


_NAMES_VOTE = compiled(
    r"(?:'s|¤¤)(?:'s)?\s(?:[\w-]+\s){0,2}?(?:vot(?:e|ing)|(?:double\s)?veto(?:es)?|ballot|defeat|result|outcome|tally|verdict|showdown|setback)\b",
    re.I,
)


def year_of_article(marked: Sequence[Marked], first: Act) -> str:
    """The one year that the headline and the paragraph name, of an article that surveys it, or ""."""
    years = [{t.value for t in m.times if len(t.value) == _YEAR} for m in marked[:1]]
    told = {t.value for m in _paragraph(marked, first.paragraph) for t in m.times}
    return next(iter(told)) if years and len(told) == 1 and told == years[0] else ""


_YEAR = 4


def of_story(document: Document, marked: Sequence[Marked], act: Act) -> str:
    """The fresh day on which the article's beginning has the Council act, for what a paragraph without any day tells,
    or ""."""
    published = document.article.published
    above = [m for m in _paragraph(marked, act.paragraph) if m.index <= act.sentence]
    past = [t for m in above for t in m.times if len(t.value) >= _MONTH and t.begin <= published]
    if not published or past or _LONG_AGO.search(marked[act.sentence].text):
        return ""
    day = next(
        (
            t.value
            for m in marked[1:_LEAD]
            for t in days_told(document, m)
            if len(t.value) == _DAY and not is_of_remark(m, t) and _COUNCIL.search(m.text)
        ),
        "",
    )
    age = (date.fromisoformat(published) - date.fromisoformat(day)).days if day else _FRESH + 1
    return day if 0 <= age <= _FRESH else ""


#: What a sentence puts further back than the news.
_LONG_AGO = compiled(
    r"\b(?:ago|earlier|previous(?:ly)?|recent(?:ly)?|once|last\s(?:time|year|month|week)|in\sthe\spast|before|so\sfar|already|ever|until\snow|(?:has|have)\s(?:\w+\s){0,2}?\w+ed)\b",
    re.I,
)
#: Days within which a report still tells its news.
_FRESH = 5


def of_lead(document: Document, marked: Sequence[Marked]) -> str:
    """The first day that the beginning tells and that is neither a launch's nor a remark's: what a report
    reports fell on it."""
    told = [(m, t) for m in marked[1:_LEAD] for t in days_told(document, m) if len(t.value) == _DAY]
    for m, t in told:
        if not is_of_remark(m, t):
            return t.value
    return ""
