"""When an act fell: the time expression that belongs to a trigger, or the date line above it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from analysis import lexicon
from analysis.compiling import compiled
from analysis.events.marking import Marked
from analysis.recognise import clauses
from analysis.records import Document, TimeMention


@dataclass(frozen=True, slots=True)
class When:
    """A TIMEX3 value or "". `is_own`: the sentence gives it, not a date line. `others`: the values joined
    to it ("on 10 and 20 January")."""

    value: str = ""
    is_own: bool = False
    others: tuple[str, ...] = ()


#: What stands before a time that does not date the act: a limit, or another event.
_OTHER = compiled(
    r"(?:\b(?:since|(?<!\bnot\s)until|till|(?<=¤\s)through|before|after|following|by|ahead\sof|expir\w+|than|from|between|as\s(?:had|did|was|were)(?:\s\w+){0,2}\s(?:on|in)|(?:cover|report)\w*\s(?:for|to))"
    r"(?:\s(?:the|its|their|that|early|late|mid|end\sof))*\s"
    r"|\b(?:launch|launched|launches|(?<!to\sthe\s)test|tests|tested|testing|fired|firing|explosion|blast|flight|summit|salvo|rocket|missiles?|"
    r"satellite|designated|treasury|announced|orbit|flew|chair|presidency|seat)\b,?(?:\s(?!council|assembly|committee|members|ambassadors|envoys|delegates|chamber|security|closed|ended|met|broke|adjourned|convened|was|were|held|failed|vetoed|voted|adopted|rejected)[\w§¤'-]+){0,3}\s(?:of|on|in|from)?\s?|\b(?:launch|launcher|test|rocket|missile|satellite)s?\s\()$",
    re.I,
)
#: "a couple of weeks ago": no day.
_VAGUE = compiled(r"\b(?:couple|few|several|some|about|around|nearly|almost)\b", re.I)
#: "since 26 May, when …": the clause after it fell on that day.
_WHEN = compiled(r",?\s(?:when|as)\b")
#: "before Thursday was out": on Thursday.
_OVER = compiled(r"\s(?:was|is|had)\s(?:out|over|done|through|ended|up)\b", re.I)
#: "by Thursday noon": on Thursday.
_BY = compiled(r"\bby\s$", re.I)
_PART = compiled(
    r"(?:'s)?\s(?:lunch(?:time)?|noon|midday|mid-?morning|teatime|dinner|dusk|dawn|sunset|sundown|nightfall|midnight|morning|afternoon|evening|night)\b",
    re.I,
)
#: What follows a time that dates a launch: "the April 5 firing", "Tuesday's launch".
_DATES_LAUNCH = compiled(
    r"(?:'s)?\s(?:(?!(?:and|but|to|of|on|in|that|which|for|by|about|regarding|concerning|into|where|it|its|he|they|from|was|were|is|had|has|said|after|before|following|over|despite|amid|when|because|since|with|against|as|at|rejected|adopted|approved|vetoed|passed|(?:condemn|deplor|denounc|urg|call|order|demand|regrett?)(?:s|ed|es)?|(?:debat|discuss|consider|argu|review|weigh|wrangl|quarrell|condemn|deplor|denounc)ing)\b)[\w§·'-]+\s){0,4}?"
    r"(?:launch(?:es)?|tests?|firings?|explosion|blast|flight|salvo|rocket|missiles?|shot|volley|barrage|attempt)\b",
    re.I,
)
#: "discussed the launch on Thursday" tells when they discussed.
_DISCUSSED = compiled(
    r"\b(?:discuss(?:ed|es)|debate[ds]?|consider(?:ed|s)|t(?:ook|aken|akes)\sup|met|meets|review(?:ed|s)|examine[ds]?|rais(?:ed|es)|address(?:ed|es)|"
    r"heard\sabout|condemn(?:ed|s)|deplored?|confer(?:red|s)|consult(?:ed|s)|deliberate[ds]|argue[ds]|clash(?:ed|es)|spoke|talk(?:ed|s))\b[^,;]{0,60}\s(?:on\s)?$",
    re.I,
)
_OFFSET = compiled(
    r"\b(?:day|days|week|weeks|hours|month|months|year|years)\s(?:after|before|since|of)\b", re.I
)
_TODAY = compiled(r"\b(?:today|tonight|this\s(?:morning|afternoon|evening))\b", re.I)
_LAUNCH_VERB = compiled(
    r"\b(?:launch|fire[ds]?|firing|broke\s(?:up|apart)|fell\s(?:apart|to\s(?:bits|pieces))|reached\sorbit|blew\sup|crashed|test[- ]?fire|detonat|explo|flew|flown|soar|lift(?:ed)?[\s-]off|took\soff|lofted|splash|orbit|test(?:ed|s)\b|nuclear\stest)",
    re.I,
)
_COUNCIL = compiled(r"\b(?:council|UN|U\.N\.|assembly|committee|resolution|vot(?:e|ed)|veto\w*)(?!\w)", re.I)
#: The day of a remark, not of what it is about.
#: Between a time and a trigger: what follows tells of an earlier event.
_AWAY = compiled(
    r"\b(?:after|since|because)\b[^,]*$|\b(?:why|thought\sof|decision\sto|discuss\w*\s|debat\w+\s|explain\w*|"
    r"(?<!voted\sto\s)(?:regret|disappoint|deplor|lament|condemn|welcom)\w*(?:\s\w+){0,3}\s(?:that|over|at|the))\b",
    re.I,
)
_LINK = compiled(r"[,;]\s(?:and|but|while|whereas|then)\s")
_SAID = compiled(r"\b(?:said|says|told\s\w+|tweeted|wrote)\s(?:on\s|in\s|late\s|early\s)?$")
_REMARK = compiled(
    r"\b(?:regret|disappoint|deplor|lament|condemn|welcom|urg|statement)\w*\s(?:on\s|in\s)?$", re.I
)
_DAY = 10
#: A clause boundary between trigger and time counts as so many characters of distance.
_BOUNDARY = 60
#: A year or a month dates an act only where no day stands near: characters of distance by length of the value.
_COARSE = {4: 120, 7: 40}
#: From this distance on a time dates something else.
_TOO_FAR = 400
#: Clauses that tell something else than the clause they stand in.
_ASIDE = {"relative", "subordinate", "parenthesis"}


def when(document: Document, m: Marked, start: int, end: int, *, is_planned: bool = False) -> When:
    """The day of the act whose trigger is `m.text[start:end]`."""
    times = [t for t in m.times if _may_date(document, m, t, start, is_planned, end)]
    ranked = sorted(((_distance(m, t, start, end), t.start, t) for t in times), key=lambda r: r[:2])
    if ranked and ranked[0][0] < _TOO_FAR:
        best = ranked[0][2]
        return When(best.value, True, joined(m, best, times))
    # "When they put it to the vote on 11 July, …" dates all that follows.
    days = [t for t in times if len(t.value) == _DAY]
    if len(times) == len(days) == 1 and days[0].end <= start and not is_planned and _AS_IT_WAS.match(m.text):
        return When(days[0].value, True)
    if _TODAY.search(m.text) and (day := anchor(document, m)):
        return When(day, True)
    return When(frame(document, m))


_AS_IT_WAS = compiled(r"\W*when\s(?!asked\b)", re.I)


def anchor(document: Document, m: Marked) -> str:
    """The day that the sentence is told on."""
    return document.anchors[m.index] if m.index < len(document.anchors) else document.article.published


def _may_date(
    document: Document, m: Marked, t: TimeMention, start: int, is_planned: bool, end: int = 0
) -> bool:
    at = t.start
    # What stands before the trigger that the time follows is none of its business.
    before = m.text[max(0, at - 60, end if end <= at else 0) : at]
    # What an entry under a date line tells may have come days later ("The Council met on it two days after").
    here = max(anchor(document, m), document.article.published)
    if t.is_frame or not t.value:
        return False
    if _VAGUE.search(t.text) or _DATES_LAUNCH.match(m.text[t.end :]):
        return False
    is_when = at < start and (_WHEN.match(m.text[t.end :]) or _OVER.match(m.text[t.end :]))
    is_by_part = _BY.search(before) and _PART.match(m.text[t.end :])
    if _OTHER.search(before) and not is_when and not is_by_part and not _is_of_talk(m.text[:at]):
        return False
    if at > start and _of_thing().search(m.text[start:at]):
        return False
    # "two days before the vote" is a day of its own once that of the vote is known; not one that explains another.
    is_offset = bool(_OFFSET.search(t.text or m.raw[at : t.end]))
    if is_offset and (":event" in t.rule and start < t.end):
        return False
    # "A month after that, …" opens what it dates.
    is_opening = len(t.value) == _MONTH and not m.text[:at].strip(" “\"'")
    if is_offset and len(t.value) != _DAY and not is_opening:
        return False
    if is_planned:
        return not (here and t.end_date and t.end_date < here)
    return not (here and t.begin and t.begin > here)


def _is_of_talk(before: str) -> bool:
    """Whether the words before a time tell of talks on what it follows, that have no day of their own."""
    told = _DISCUSSED.search(before)
    return told is not None and "¤" not in told[0]


#: A time so close behind a verb is the verb's, whatever follows ("the text passed the day before showed …").
_RIGHT_BEHIND = 4


@cache
def _of_thing() -> re.Pattern[str]:
    """The clause in which a day tells which weapon is meant: "condemned the missile that rose … on"."""
    return lexicon.pattern("measures", "weapon-that").regex


def _distance(m: Marked, t: TimeMention, start: int, end: int) -> int:
    low, high = t.start, t.end
    gap = (low - end) if low >= end else (start - high)
    if gap <= 0:
        return 0
    between = (end, low) if low >= end else (high, start)
    if low >= end and gap <= _RIGHT_BEHIND:
        return gap
    if low < start and _WHEN.match(m.text[high:]):
        return gap // 4
    cuts = [c.start for c in clauses.split(m.raw) if between[0] < c.start <= between[1]]
    own = clauses.at(m.raw, min(low, len(m.raw) - 1))
    # "A month after that, …" is no clause, though it has a conjunction.
    is_aside = own.kind in _ASIDE and not _OPENING.fullmatch(m.text, 0, low)
    gap += 500 if _is_between_dashes(m, t, start) else 0
    is_other = is_aside or is_of_launch(m, t)
    gap += _BOUNDARY * (len(_LINK.findall(m.text[between[0] : between[1]])) if not cuts else 0)
    gap += 150 if _SAID.search(m.text[:low]) else 0
    gap += 500 if low < start and _leads_away(m, high, start, cuts) else 0
    return gap + _BOUNDARY * len(cuts) + _COARSE.get(len(t.value), 0) + (500 if cuts and is_other else 0)


def _is_between_dashes(m: Marked, t: TimeMention, start: int) -> bool:
    """Whether the time stands in an aside between dashes or brackets, and what it may date does not."""
    return any(
        a.start() < t.start and t.end <= a.end() and not a.start() <= start < a.end()
        for a in _DASHED.finditer(m.text)
    )


_DASHED = compiled(r"(?<=\s)[–—-]\s[^–—;]{12,200}?\s[–—-](?=\s)|\([^()]{12,}\)")
#: What stands before the times that open a sentence ("A year before, on 23 March, …").
_OPENING = compiled(r"\W*(?:¤+,?\s)?(?:(?:on|in|late|early)\s)?", re.I)


def is_of_launch(m: Marked, t: TimeMention) -> bool:
    """Whether the time stands in a clause that tells of a launch or test and not of the Council."""
    own = clauses.at(m.raw, min(t.start, len(m.raw) - 1))
    words = m.raw[own.start : own.end]
    if (
        own.kind in ("relative", "complement")
        and _WEAPON.search(m.raw[: own.start])
        and not _COUNCIL.search(words)
    ):
        return True
    return bool(_LAUNCH_VERB.search(words) and not _COUNCIL.search(words))


#: The noun before a relative clause that tells of its flight.
_WEAPON = compiled(
    r"\b(?:missiles?|rockets?|satellites?|launch(?:es)?|tests?|weapons?|projectiles?|salvo|volley|shots?|firings?|blast|bomb|device)\W*$",
    re.I,
)


def is_of_remark(m: Marked, t: TimeMention) -> bool:
    """Whether the time dates what somebody said: "on Friday regretted", "expressed regret on Friday"."""
    own = clauses.at(m.raw, min(t.start, len(m.raw) - 1))
    return bool(_REMARKED.search(m.raw[own.start : own.end]) or _SAID.search(m.text[: t.start]))


_REMARKED = compiled(
    r"\b(?:regret|disappoint|deplor|lament|condemn|welcom|told\sreporters|tweet|wrote|statement)\w*", re.I
)


def days_told(document: Document, m: Marked) -> list[TimeMention]:
    """The times of the sentence on which something before the Council may have happened, in their order."""
    return [t for t in m.times if _may_date(document, m, t, len(m.text), False) and not is_of_launch(m, t)]


def _leads_away(m: Marked, time_end: int, start: int, cuts: list[int]) -> bool:
    """Whether the time before the trigger dates a remark or a later event: "on Friday regretted that …",
    "said on Monday … after two members stalled …", "debated on Wednesday why …"."""
    between = m.text[time_end:start]
    if cuts and _REMARK.search(m.text[:time_end].rstrip("¤")):
        return True
    return bool(_AWAY.search(between))


def joined(m: Marked, best: TimeMention, times: list[TimeMention]) -> tuple[str, ...]:
    """The values of the times that stand in one list with the time ("in June 2009, in March 2013 and …")."""
    chain = sorted((t for t in times if len(t.value) >= _MONTH), key=lambda t: t.start)
    if best not in chain:
        return ()
    cuts = [c.start for c in clauses.split(m.raw)]

    def are_listed(one: TimeMention, other: TimeMention) -> bool:
        is_cut = any(one.end <= c <= other.start for c in cuts)
        return not is_cut and bool(_LISTED.fullmatch(m.text[one.end : other.start]))

    first = last = chain.index(best)
    while first and are_listed(chain[first - 1], chain[first]):
        first -= 1
    while last + 1 < len(chain) and are_listed(chain[last], chain[last + 1]):
        last += 1
    listed = chain[first : last + 1]
    is_list = any(_AND.search(m.text[x.end : y.start]) for x, y in pairwise(listed))
    found = dict.fromkeys(t.value for t in listed if t.value != best.value)
    return tuple(found) if is_list else ()


_MONTH = 7
_AND = compiled(r"\b(?:and|or)\b")
#: Between the days of a list; "25 May, 2022" and "Monday, 3 June" have no "and" behind them.
_LISTED = compiled(
    r"(?:,\s?|\s?)(?:(?:and|or|then|again|later|once\smore|finally|on|in|of|the)\s|and,?\s){0,5}(?<=[,\s])"
)


def frame(document: Document, m: Marked) -> str:
    """The value of the date line that the sentence stands under, or ""."""
    lines = [
        (s.index, t.value)
        for s in document.sentences
        if s.paragraph == m.paragraph
        for t in document.times_in(s.index)
        if t.is_frame and t.type == "DATE" and t.value != document.article.published
    ]
    if lines:
        # A paragraph may hold several ("February: …. July: …"): the last one above the sentence is its.
        return next((value for index, value in reversed(lines) if index <= m.index), lines[0][1])
    here = anchor(document, m)
    return here if here != document.article.published else ""
