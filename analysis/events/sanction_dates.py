"""When an act of putting sanctions was done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from analysis.compiling import compiled
from analysis.events import frames
from analysis.events.sanction_authorities import ActLike, mentions
from analysis.recognise import clauses
from analysis.recognise.numbers import value_of
from analysis.records import Designation, Document, TimeMention

_USABLE = compiled(r"\d{4}(?:-\d{2}(?:-\d{2})?|-W\d{2})?")
_DAY = compiled(r"\d{4}-\d{2}-\d{2}")
_AFTER_CUT = compiled(
    r"(?i)\b(?:(?<!went\s)(?<!go\s)(?<!goes\s)(?<!gone\s)(?<!going\s)after|following|(?<!took\s)(?<!take\s)(?<!taken\s)(?<!taking\s)over|(?<!has\s)(?<!have\s)(?<!had\s)since|despite|(?:in\s)?(?:response|retaliation|answer|reply|reaction)\sto|(?<!not\s)before|(?<!Committee\s)(?<!Council\s)(?<!took\s)(?<!waited\s)(?<!wait\s)(?<!take\s)(?<!not\s)until|launch(?:es)?\sof|test\sof|flight\sof|rocket\sof|launched|fired|tested|flown|shot|lofted|blasted\soff|lifted\soff|conducted|detonated|staged|sent\sup|put\sup)"
    r"\s[^,;]*$"
)
#: Rules of dates told by their distance from an event.
_OFFSETS = ("after-event", "day-before-after")
_LISTED = compiled(r",?\s(?:and\s)?")
_DATELINE = compiled(r"\.?\s\([A-Z][\w ]+\)\s?[-–—]")
_SINCE = compiled(r"(?i)\bsince\s(?:early\s|late\s)?$")
_MODIFIES = compiled(
    r"(?:[’']s?)?\s(?:(?!(?:after|following|over|before|since|for|in|on|by|with|to|and|against)\b)[\w-]+\s){0,3}(?:launch(?:es)?|tests?|firing|flight|blast|explosion|rocket|overflight|vote|veto|draft|meeting|session)\b"
)
#: Before a date: a noun that the date only places, told beside the measure ("the reply to a third test the month before").
_EVENT_BEFORE = compiled(
    r"(?i)\b(?:to|of|over|for|with|the|a|an|its|third|second|fourth|fifth|sixth|nuclear|missile|satellite|rocket)\s(?:[\w-]+\s){0,3}?"
    r"(?:launch(?:es)?|tests?|firings?|flights?|blasts?|explosions?|detonations?|volleys?|salvo(?:e?s)?|overflights?)\s(?:on\s|in\s|of\s|from\s)?(?:the\s)?$"
)
_MAKES = compiled(r"(?:[’']s?)?\s(?:[\w-]+\s){0,3}(?:vote|session|meeting|resolution|text)\b")
_PROGRESSIVE = compiled(r"(?i)(?:\b(?:is|are|am)|[’'](?:s|re|m))\s(?:\w+\s){0,2}?\w+ing\b")
_VOTED = compiled(
    r"(?i)\b(?:adopt\w*|pass(?:ed|es|age)|vot(?:e|ed|es|ing)|approv\w+|went\sthrough|resolution|agreed)\b"
)
_SAME_DAY = compiled(
    r"(?i)\b(?:(?:the\s|that\s|on\sthe\s)(?:very\s)?same\sday|that\sday|simultaneously|hours\s(?:later|earlier|before|after)|in\sparallel|at\sthe\ssame\stime|in\standem|in\sconcert|in\sstep|at\sthe\ssame\s(?:sitting|meeting|session))\b"
)
#: What a relative clause tells of a rocket, a test or a person's life, and not of a measure.
_FLOWN = compiled(
    r"(?i)\b(?:placed|put|sent|flew|flown|fired|launched|tested|crossed|exploded|crashed|blew|set\soff|orbit|left|fled|landed|failed|died|born)\b"
)
_AT_ONCE = compiled(r"(?i)\b(?:with\simmediate\seffect|effective\simmediately|from\stoday|as\sof\stoday)\b")
_THAT_HAD = compiled(r"(?:that|which|who)\s(?:had|has|was|were|\w+ed)\b")
#: The measure that the article is about, where others are told of too.
_NEW_TEXT = compiled(
    r"(?i)\b(?:the|its|this)\s(?:new|newest|latest|fresh|current)\s(?:(?:UN|U\.N\.|Council|sanctions)\s)?(?:text|resolution|measure|sanctions|list|annex)"
)
_SAME_MONTH = compiled(
    r"(?i)\b(?:(?:the|that|this)\s(?:very\s)?same|that)\s(?P<unit>week|month|year)\b(?![’'])"
)
_ONE_DAY = compiled(
    r"(?i)\b(?:(?:twenty-four|24)\shours\s(?:on|later|after)\b|the\s(?:following|next)\sday\b|(?:a|one)\sday\s(?:later|on)\b|"
    r"the\sday\safter(?=,|\sit\b|\s[A-Z])|(?P<earlier>(?:(?:twenty-four|24)\shours|(?:a|one|(?P<n>two|three|four|five|six|seven))\sdays?)\s(?:earlier|before)\b(?!\s(?:the|a|an|that|this)\b)|"
    r"the\s(?:day\sbefore|previous\sday)(?=\s?(?:[.,;)]|$|and\b|[A-Z]))))"
)
_BESIDE = compiled(
    r"(?i)\b(?P<number>the|a|one|two|three|four|five|six|seven|ten|\d{1,2})\s(?P<unit>days?|weeks?)\s(?P<dir>after|behind|before|ahead\sof)(?=\s(?-i:[Tt]he\s)?(?-i:[A-Z]))"
)
_NTH_DAY = compiled(r"(?i)\bon\sthe\s(?P<which>first|second|last|final|next|following)(?:\sday)?\b")
_HOURS = compiled(r"(?i)hours\s(?:after|before)")
_SEPARATE = compiled(r"(?i)\bin\sa\sseparate\s(?:act|decision|step|action|move)\b")
_BEFORE = compiled(r"(?i)\bthe\sday\sbefore\b")
#: Behind a month: what makes it the name of a measure.
_ONE = compiled(
    r"\s(?:one|package|round|batch|list|listings?|measures?|step|action|move|set|sanctions|tranche|blacklisting)\b"
)
_MEASURES = compiled(
    r"(?i)\b(?:sanction|list|blacklist|freez|froze|designat|measure|committee|resolution|Treasury|acted|action|answer|respond)"
)
_JUST_NOW = compiled(
    r"\b(?:(?:has|have)(?!\ssince\b)|today|announces|imposes|sanctions(?=\s(?:\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|more|another|[A-Z]))|adds|designates|blacklists)\b"
)
_PRESENT = compiled(
    r"(?i)(?:sanctions|blacklists|designates|penali[sz]es|lists|names|targets|adds|puts|hits|freezes)"
)
_THIRD_PERSON = compiled(r"[a-z]+s\b")
#: What opens an entry of a report that is written as things happen.
_CLOCK = compiled(r"\W{0,3}\d{1,2}[.:]\d{2}\s?(?:[ap]\.?m\.?|[A-Z]{2,4}\b|h\b)?\W{0,4}\s?[A-Z“\"‘]")
_NEWS = compiled(
    r"(?i)\b(?:sanctions\s(?:were|came)|joined|follow(?:ed|s)|list(?:ed)?|blacklist(?:ed)?|acted|sanctioned|designated|asset\sfreeze)\b"
)
_MADE_KNOWN = compiled(
    r"(?i)\b(?:\w*blacklist|announc|settled|decided|agreed|publish|unveil|made\s(?:public|known)|dates?\sfrom|the\s(?:step|move|measures?|action|decision|listings?|sanctions|designations?|names|package)\b|first\s(?:unilateral|such))"
)
_IT_WAS = compiled(r"(?:It|They|Both|All)\s(?:was|were|had\sbeen|dates?|came)\b")
_ON_TABLE = compiled(
    r"(?i)\bon\sthe\stable\s(?:is|are|lies)\b|\b(?:is|are|lies)\s(?:now\s)?(?:on\sthe\stable|before\sthe\scouncil|up\sfor\sa\svote)\b|"
    r"\b(?:votes?|voting)\s(?:today|tonight|this\s(?:morning|afternoon|evening))\b|\babout\sto\svote\b"
)
_RESOLUTION = compiled(r"(?i)\bresolution\s(\d{3,4})\b")


def of(
    document: Document,
    index: int,
    act: ActLike,
    part: tuple[int, int],
    earlier: Sequence[Designation],
    authority: str,
    before: str = "",
) -> str:
    """The day or month of the act, "" if the article does not say: the nearest date in its part of the
    sentence, the date that opens the sentence, that of the act before it, the line above, the day of the vote that made it."""
    found = _found(document, index, act, part, earlier, authority, before)
    if (
        authority == "UN"
        and re.fullmatch(r"\d{4}-\d{2}", found)
        and (day := _of_vote(document, index)).startswith(found)
    ):
        return day  # "in December's", said of the resolution of a day of that month
    return _narrowed(document, index, found)


def _narrowed(document: Document, index: int, found: str) -> str:
    """The one day of a week or month that the sentence, or the next one of the measure, gives beside it ("Last week's
    list … It was published on 7 March.")."""
    if not re.fullmatch(r"\d{4}-(?:W\d{2}|\d{2})", found):
        return found
    here = document.sentences[index]
    near = [index]
    if index + 1 < len(document.sentences) and document.sentences[index + 1].paragraph == here.paragraph:
        near += [index + 1] if _MADE_KNOWN.search(document.sentence_text(index + 1)) else []
        near += [index + 1] if _IT_WAS.match(document.sentence_text(index + 1)) else []
    days = {t.value for i in near for t in _usable(document, i) if _DAY.fullmatch(t.value)}
    inside = {day for day in days if found in (day[:7], f"{date.fromisoformat(day):%G-W%V}")}
    return inside.pop() if len(inside) == 1 else found


def _found(
    document: Document,
    index: int,
    act: ActLike,
    part: tuple[int, int],
    earlier: Sequence[Designation],
    authority: str,
    before: str,
) -> str:
    return (
        _counted_from(document, index, part, earlier, act.start, before)
        or _next_day(document, index, part, earlier, before)
        or _referred(document, index, part, earlier)
        or _own(document, index, act, part, before)
        or _same(document, index, part, earlier, authority, before)
        or _same_month(document, index, part)
        or _opening(document, index, part, is_any=act.rule == "again")
        or (before if not frames.days(document, index) else "")
        or frames.day(document, index)
        or _of_days(document, index, act)
        or _of_post(document, index, act)
        or (_of_un(document, index, act) if authority == "UN" else "")
        or _now(document, index, act)
        or _of_news(document, index)
        or _of_heading(document, index)
        or _of_paragraph(document, index, authority, earlier, is_bare=act.rule == "bare")
        or _of_paragraph_head(document, index)
        or _of_announcement(document, index, act, authority)
        or _of_lead(document, index)
        or _of_story(document, index, act)
        or _of_near(document, index, act)
        or (_of_session(document, index) if authority == "UN" else "")
    )


def _usable(document: Document, index: int, act: ActLike | None = None) -> list[TimeMention]:
    return [
        t
        for t in document.times_in(index)
        if t.type == "DATE"
        and not t.is_frame
        and not _DATELINE.match(document.text, t.end)
        and _USABLE.fullmatch(t.value)
        and not _is_of_other(document, index, t, act)
    ]


def _is_of_other(document: Document, index: int, t: TimeMention, act: ActLike | None = None) -> bool:
    """Whether the date tells when something else happened ("after the launch of 31 May", "the 31 May launch")."""
    if ":event" in t.rule:
        return True
    text, base = document.sentence_text(index), document.sentences[index].start
    before = text[: t.start - base]
    if _EVENT_BEFORE.search(before):
        return True
    if listed := next(
        (
            o
            for o in document.times_in(index)
            if o.end < t.start and _LISTED.fullmatch(document.text[o.end : t.start])
        ),
        None,
    ):
        return _is_of_other(document, index, listed, act)
    if t.rule.startswith(_OFFSETS):  # "a day before that session" dates the act, not the session
        return False
    if _SINCE.search(before):
        return False
    lead = before[max(before.rfind(","), before.rfind(";")) + 1 :]
    if act and len(before) - len(lead) <= act.start and act.end <= len(before):
        lead = text[
            act.end : t.start - base
        ]  # "after Seoul listed five on 12 January": the clause is the act's own
    if act and _is_aside(text, t.start - base, act):
        return True
    return bool(_AFTER_CUT.search(lead) or _MODIFIES.match(text[t.end - base :]))


def _is_aside(text: str, at: int, act: ActLike) -> bool:
    """Whether the date stands in a relative clause that tells of something else ("the rocket that had flown on 2 May,
    and it listed …")."""
    clause = clauses.at(text, at)
    is_apart = clause.end <= act.start or act.end <= clause.start
    is_relative = clause.kind == "relative" or bool(_THAT_HAD.match(text, clause.start))
    return is_relative and is_apart and bool(_FLOWN.search(text, clause.start, clause.end))


def _own(document: Document, index: int, act: ActLike, part: tuple[int, int], before: str = "") -> str:
    base = document.sentences[index].start
    near = [t for t in _usable(document, index, act) if part[0] <= t.start - base < part[1]]
    if not near or (before and all(t.rule.startswith("same") for t in near)):
        return before if near else ""  # "last week it put …, on the same day that …"

    def apart(t: TimeMention) -> int:
        start, end = t.start - base, t.end - base
        return act.start - end if end <= act.start else max(0, start - act.end)

    text = document.sentence_text(index)
    first = min(
        near,
        key=lambda t: (
            len(t.value) == 4,
            t.rule.startswith(_OFFSETS),
            _is_beside(text, act.end, t.start - base),
            apart(t),
        ),
    )
    nearest = _said_on(document, index, first) or first.value
    # "in August …, that was the 22nd": the day of the month just named
    exact = [t.value for t in near if t.value.startswith(f"{nearest}-")] if len(nearest) == 7 else []
    return exact[0] if exact else nearest


#: Behind an act: what tells of the list or of somebody else, and of no day of the act itself.
_OF_OTHER = compiled(
    r"\b(?:that|which|who|whom|where)\s(?:(?!(?:took|takes|came|comes|will|entered|goes|went|was\s(?:announced|published|made))\b)[\w’'.-]+\s){1,8}$"
)


def _is_beside(text: str, low: int, at: int) -> bool:
    """Whether a date stands in a relative clause behind the act ("to the list that it began in April")."""
    return (
        low < at and bool(_OF_OTHER.search(text, low, at)) and "," not in text[low:at].rpartition(" that ")[2]
    )


def is_same_day(document: Document, index: int, part: tuple[int, int]) -> bool:
    """Whether a part of the sentence tells of the day of what it stands beside ("on the same day that …")."""
    return bool(_SAME_DAY.search(document.sentence_text(index), *part))


def _same(
    document: Document,
    index: int,
    part: tuple[int, int],
    earlier: Sequence[Designation],
    authority: str,
    before: str,
) -> str:
    """ "The same day Japan …", "on the same day as Seoul": the day of the designation before, or of the one by the
    authority named, else the day told of last."""
    text = document.sentence_text(index)
    m = _SAME_DAY.search(text, *part)
    if not m:
        own = [d.date for d in earlier if d.authority == authority]
        return max(own, default="") if _SEPARATE.search(text, *part) else ""
    if named := _of_named(document, index, m.end(), earlier):
        return named
    if _HOURS.fullmatch(m[0]) and (day := _day_behind(document, index, m.end(), part[1])):
        return day
    if before:  # "last week it put …, on the same day that …"
        return before
    if earlier and index - earlier[-1].sentence <= 1 and earlier[-1].date:
        return earlier[-1].date
    return _last_day(document, index, part[0] + m.start()) or (earlier[-1].date if earlier else "")


def _same_month(document: Document, index: int, part: tuple[int, int]) -> str:
    """ "That same month Washington …": the month, week or year of the date told last."""
    m = _SAME_MONTH.search(document.sentence_text(index), *part)
    told = _told_before(document, index, m.start()) if m else []
    if not m or not told:
        return ""
    unit = m["unit"].lower()
    if unit == "year":
        return told[-1][:4]
    last = next((t for t in reversed(told) if re.match(r"\d{4}-\d{2}", t)), "")
    if unit == "month":
        return last[:7]
    return f"{date.fromisoformat(last):%G-W%V}" if _DAY.fullmatch(last) else ""


def _told_before(document: Document, index: int, at: int) -> list[str]:
    """The dates told before an offset of the sentence, in its paragraph."""
    here = document.sentences[index]
    return [
        t.value
        for t in document.times
        if t.type == "DATE"
        and _USABLE.fullmatch(t.value)
        and t.end <= here.start + at
        and document.sentences[t.sentence].paragraph == here.paragraph
    ]


def _said_on(document: Document, index: int, told: TimeMention) -> str:
    """The day on which "today" was said in a quotation ("…," he told parliament on Tuesday), else ""."""
    if not told.rule.startswith("today") or not document.is_quoted(told.start):
        return ""
    days = [
        t.value
        for t in document.times_in(index)
        if _DAY.fullmatch(t.value) and not document.is_quoted(t.start)
    ]
    return days[0] if len(set(days)) == 1 else ""


def _day_behind(document: Document, index: int, low: int, high: int) -> str:
    """The day in "hours after the launch of 31 May"."""
    base, text = document.sentences[index].start, document.sentence_text(index)
    return next(
        (
            t.value
            for t in document.times_in(index)
            if low <= t.start - base < high
            and _DAY.fullmatch(t.value)
            and not re.search(r"[,;]", text[low : t.start - base])
        ),
        "",
    )


def _of_days(document: Document, index: int, act: ActLike) -> str:
    """Of a date line with two days the one that "on the second" names nearest to the act, else both."""
    days = frames.days(document, index)
    said = list(_NTH_DAY.finditer(document.sentence_text(index))) if days else []
    if not said:
        return days
    first, last = days.split("/")
    nearest = min(said, key=lambda m: abs(m.start() - act.start))
    return first if nearest["which"].lower() == "first" else last


def _of_named(document: Document, index: int, at: int, earlier: Sequence[Designation]) -> str:
    """The day on which the authority acted that stands behind "as"."""
    base = document.sentences[index].start
    return next(
        (
            _last_of(a.actor_id, earlier)
            for a in document.actors_in(index)
            if a.kind == "state"
            and re.fullmatch(r"\s(?:(?:as|with)\s)?(?:the\s)?", document.text[base + at : a.start])
        ),
        "",
    )


def _last_of(code: str, earlier: Sequence[Designation]) -> str:
    return next((d.date for d in reversed(earlier) if d.authority == code), "")


def _counted_from(
    document: Document,
    index: int,
    part: tuple[int, int],
    earlier: Sequence[Designation],
    at: int,
    before: str,
) -> str:
    """ "Two days behind Seoul", "a day before Washington": counted from the last measure of the authority named; "…,
    a day after Seoul had listed two": from the act before, in what the act itself stands in."""
    m = _BESIDE.search(document.sentence_text(index), *part)
    told = _of_named(document, index, m.end("dir"), earlier) if m else ""
    is_own = bool(
        m and m.end("dir") < at and not re.search(r"[,;]", document.sentence_text(index)[m.end() : at])
    )
    if is_own and before:
        told = before
    if not m or not _DAY.fullmatch(told):
        return ""
    number = value_of(m["number"]) if m["number"] and m["number"].lower() not in ("a", "the") else 1
    step = timedelta(days=int(number or 0) * (7 if m["unit"].lower().startswith("week") else 1))
    is_earlier = (m["dir"].lower() in ("before", "ahead of")) != is_own
    return (date.fromisoformat(told) + (-step if is_earlier else step)).isoformat() if number else ""


def _last_day(document: Document, index: int, at: int) -> str:
    """The day told of last before an offset of the sentence, in its paragraph or the one before."""
    here = document.sentences[index]
    near = [
        t
        for t in document.times
        if t.type == "DATE"
        and _DAY.fullmatch(t.value)
        and t.end <= here.start + at
        and here.paragraph - document.sentences[t.sentence].paragraph <= 1
        and index - t.sentence <= 4
    ]
    return near[-1].value if near else ""


def _referred(document: Document, index: int, part: tuple[int, int], earlier: Sequence[Designation]) -> str:
    """ "The December one was matched that same day by Tokyo": the day of the measure that its month names."""
    base = document.sentences[index].start
    text = document.sentence_text(index)
    for t in document.times_in(index):
        if not re.fullmatch(r"\d{4}-\d{2}", t.value) or not _ONE.match(text, t.end - base):
            continue
        days = [d.date for d in earlier if d.date.startswith(t.value) and _DAY.fullmatch(d.date)]
        if len(set(days)) != 1:
            continue
        if _SAME_DAY.search(text, *part):
            return days[0]
        if m := _ONE_DAY.search(text, *part) or _BEFORE.search(text, *part):
            step = -1 if m.re is _BEFORE or m["earlier"] else 1
            return (date.fromisoformat(days[0]) + timedelta(days=step)).isoformat()
    return ""


def _next_day(
    document: Document, index: int, part: tuple[int, int], earlier: Sequence[Designation], before: str
) -> str:
    """ "Twenty-four hours on, Seoul …", "and, the following day, by …": counted from the designation before."""
    last = before or (earlier[-1].date if earlier and index - earlier[-1].sentence <= 1 else "")
    if not _DAY.fullmatch(last) or not (m := _ONE_DAY.search(document.sentence_text(index), *part)):
        return ""
    step = -int(value_of(m["n"]) or 1) if m["n"] else -1 if m["earlier"] else 1
    return (date.fromisoformat(last) + timedelta(days=step)).isoformat()


def _opening(document: Document, index: int, part: tuple[int, int], *, is_any: bool) -> str:
    """The only date of the sentence, where it stands before the part ("On Friday Japan … and Australia …")."""
    base = document.sentences[index].start
    days = [t for t in _usable(document, index) if t.start - base < part[0]]
    is_one = len({t.value for t in days}) == 1
    return days[0].value if is_one and (is_any or days[0].start - base < 12) else ""


def _now(document: Document, index: int, act: ActLike) -> str:
    """The article's day, for what it tells as being done ("is designating")."""
    text = document.sentence_text(index)
    if _PRESENT.fullmatch(text[act.start : act.end]) and document.sentences[index].kind == "body":
        return _anchor(document, index)
    if _AT_ONCE.search(text, act.end) and not is_past_perfect(document, index, act):
        return _anchor(document, index)
    first = re.match(r"\w*", text[act.start : act.end])
    near = text[max(0, act.start - 30) : act.start + (first.end() if first else 0)]
    told = list(_PROGRESSIVE.finditer(near))
    return _anchor(document, index) if told and len(near) - told[-1].end() < 15 else ""


def _of_news(document: Document, index: int) -> str:
    """The only day of the sentence before, if that tells of the list in general ("On Monday the list grew.")."""
    if not index or not _NEWS.search(document.sentence_text(index - 1)):
        return ""
    days = [t.value for t in _usable(document, index - 1) if _DAY.fullmatch(t.value)]
    return days[0] if len(set(days)) == 1 and document.sentences[index - 1].kind == "body" else ""


def _of_heading(document: Document, index: int) -> str:
    """The date in the heading above."""
    heads = [s for s in document.sentences[max(0, index - 60) : index] if s.kind == "heading"]
    days = (
        [t.value for t in document.times_in(heads[-1].index) if _USABLE.fullmatch(t.value)] if heads else []
    )
    return days[0] if len(set(days)) == 1 else ""


def _of_paragraph(
    document: Document, index: int, authority: str, earlier: Sequence[Designation], *, is_bare: bool
) -> str:
    """The day that the paragraph, or the line above a list, last gave for measures."""
    here = document.sentences[index]
    for i in range(index - 1, -1, -1):
        is_above = document.sentences[i].paragraph != here.paragraph
        if is_above and not document.sentence_text(i).rstrip().endswith(":"):
            if index - i > 8 or not _is_item(document, index):
                return ""
            continue
        is_of_same = any(d.sentence == i for d in earlier) or any(
            a.actor_id == authority for a in document.actors_in(i) if a.kind == "state"
        )
        if not is_bare and not is_of_same and not _MEASURES.search(document.sentence_text(i)):
            continue
        if days := [t.value for t in _usable(document, i) if len(t.value) > 4]:
            return days[-1]
    return ""


def _of_paragraph_head(document: Document, index: int) -> str:
    """The date that opens the paragraph, as in a chronology: "JULY 28 Late at night, …"."""
    here = document.sentences[index]
    first = index
    while first and document.sentences[first - 1].paragraph == here.paragraph:
        first -= 1
    start = document.sentences[first].start
    return next(
        (t.value for t in document.times_in(first) if t.start - start <= 3 and _DAY.fullmatch(t.value)), ""
    )


def _is_item(document: Document, index: int) -> bool:
    """Whether the sentence opens a short paragraph, as items of a list do."""
    here = document.sentences[index]
    text = document.text[max(0, here.start - 3) : here.start + 2]
    return (
        bool(re.search(r"[-–—•*·]\s*|\d[.)]", text))
        or document.sentence_text(index)[-1:] in (";", ",")
        or ":" in document.sentence_text(index)[:40]
    )


def _of_lead(document: Document, index: int) -> str:
    """The article's day for what its first sentences tell without one ("Canada has imposed sanctions on …")."""
    here, text = document.sentences[index], document.sentence_text(index)
    body = next((s.paragraph for s in document.sentences if s.kind == "body"), 0)
    is_lead = here.kind == "body" and here.paragraph <= body + 1
    return _anchor(document, index) if is_lead and _JUST_NOW.search(text) else ""


def _of_post(document: Document, index: int, act: ActLike) -> str:
    """The article's day for what an entry under a time of day tells in the present ("13.17 An annex puts …")."""
    here = document.sentences[index]
    first = next(s for s in document.sentences if s.paragraph == here.paragraph)
    is_present = _THIRD_PERSON.match(document.sentence_text(index), act.start)
    return _anchor(document, index) if is_present and _CLOCK.match(document.text, first.start) else ""


def _of_announcement(document: Document, index: int, act: ActLike, authority: str) -> str:
    """The day of the next sentence of the paragraph that says when the measure was made known ("The Treasury
    announced the step on Wednesday.")."""
    here = document.sentences[index]
    if index + 1 >= len(document.sentences) or is_past_perfect(document, index, act):
        return ""
    following = document.sentences[index + 1]
    body = next((s.paragraph for s in document.sentences if s.kind == "body"), 0)
    is_lead = here.kind == "body" and here.paragraph <= body + 1
    if following.paragraph != here.paragraph and not (is_lead and following.kind == "body"):
        return ""
    if not _MADE_KNOWN.search(document.sentence_text(index + 1)):
        return ""
    if authority and any(a.is_subject and a.code != authority for a in mentions(document, index + 1)):
        return ""  # it tells of a measure of its own
    days = {t.value for t in _usable(document, index + 1) if _DAY.fullmatch(t.value)}
    return days.pop() if len(days) == 1 else ""


def _of_story(document: Document, index: int, act: ActLike) -> str:
    """The only day of a short report, for what it tells without one."""
    anchor = _anchor(document, index)
    if len(document.sentences) > 9 or not anchor or is_past_perfect(document, index, act):
        return ""
    days = {
        t.value
        for s in document.sentences
        for t in _usable(document, s.index)
        if _DAY.fullmatch(t.value) and t.value <= anchor and _apart(t.value, anchor) <= 8
    }
    return days.pop() if len(days) == 1 else ""


def _of_near(document: Document, index: int, act: ActLike) -> str:
    """The only day that the sentences before it in the paragraph give, if that is recent."""
    anchor = _anchor(document, index)
    here = document.sentences[index]
    if not anchor or is_past_perfect(document, index, act):
        return ""
    days = {
        t.value
        for s in document.sentences[max(0, index - 4) : index]
        if s.paragraph == here.paragraph
        for t in _usable(document, s.index)
        if _DAY.fullmatch(t.value) and t.value <= anchor and _apart(t.value, anchor) <= 8
    }
    return days.pop() if len(days) == 1 else ""


def _of_session(document: Document, index: int) -> str:
    """The article's day for what a text holds that the Council has before it as the article is written."""
    before = document.sentences[max(0, index - 3)].start
    return (
        _anchor(document, index)
        if _ON_TABLE.search(document.text, before, document.sentences[index].end)
        else ""
    )


def is_past_perfect(document: Document, index: int, act: ActLike) -> bool:
    lead = document.sentence_text(index)[max(0, act.start - 20) : act.start]
    is_gerund = re.match(r"\w+ing\b", document.sentence_text(index)[act.start :]) is not None
    if is_gerund and re.search(r"(?i)\b(?:after|since|before|having)\s$", lead):
        return True  # "a month after listing 11 people, Seoul …"
    return bool(re.search(r"(?i)\b(?:had|already)\s(?:\w+\s){0,2}$", lead))


def _anchor(document: Document, index: int) -> str:
    return (document.anchors[index] if document.anchors else "") or document.article.published


def _of_resolution(document: Document, index: int) -> str:
    """The day on which the resolution that the sentence names was adopted, where another sentence tells it."""
    named = _RESOLUTION.search(document.sentence_text(index))
    if not named:
        return ""
    for s in document.sentences:
        text = document.sentence_text(s.index)
        if s.index != index and re.search(rf"\b{named[1]}\b", text) and _VOTED.search(text):
            days = [
                t.value for t in document.times_in(s.index) if t.type == "DATE" and _DAY.fullmatch(t.value)
            ]
            if days:
                return days[0]
    return ""


def _of_un(document: Document, index: int, act: ActLike) -> str:
    return (
        _of_resolution(document, index)
        or _of_announcement(document, index, act, "UN")
        or _of_vote(document, index)
    )


def _of_vote(document: Document, index: int) -> str:
    """The day of the Council's measure that the article reports: the last day before the sentence that is
    within a week of publication, else the first such day behind it on which there was a vote."""
    here, anchor = document.sentences[index], _anchor(document, index)
    if here.kind == "headline":
        return ""
    days = [t for t in document.times if t.type == "DATE" and not t.is_frame and _DAY.fullmatch(t.value)]
    near = [t for t in days if anchor and t.value <= anchor and _apart(t.value, anchor) <= 7]
    voted = [t for t in near if _VOTED.search(document.sentence_text(t.sentence))]
    if voted and _NEW_TEXT.search(document.sentence_text(index)):
        return voted[-1].value
    paragraph = [
        t for t in days
        if t.start < here.start
        and document.sentences[t.sentence].paragraph == here.paragraph
        and _VOTED.search(document.sentence_text(t.sentence))
    ]  # fmt: skip
    if paragraph:
        last = [t for t in paragraph if t.sentence == paragraph[-1].sentence]
        return (next((t for t in last if _is_of_vote(document, t)), None) or last[-1]).value
    inside = [t for t in days if t.sentence == index and _MAKES.match(document.text, t.end)]
    if inside:
        return inside[0].value
    before = [t for t in near if t.start < here.start]
    behind = [t for t in near if t.start > here.end and _VOTED.search(document.sentence_text(t.sentence))]
    return before[-1].value if before else behind[0].value if behind else ""


def _is_of_vote(document: Document, t: TimeMention) -> bool:
    """Whether the date stands in a clause with a word of voting, and not in what is said of something else."""
    text, base = document.sentence_text(t.sentence), document.sentences[t.sentence].start
    clause = clauses.at(text, t.start - base)
    return clause.kind != "relative" and bool(_VOTED.search(text, clause.start, clause.end))


def _apart(a: str, b: str) -> int:
    return abs((date.fromisoformat(a) - date.fromisoformat(b)).days)
