"""The days of launches that their own words do not give: a date line above, a live blog's day, the day an offset
counts from ("two days after", "late that night"), or that of a launch told by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from analysis.compiling import compiled
from analysis.events import frames
from analysis.events.launch_dates import named
from analysis.events.launch_records import LaunchMention
from analysis.events.launch_words import pattern
from analysis.recognise import clauses, timex
from analysis.records import Document, TimeMention

_CLOCK = compiled(r"[\W_]*\d{1,2}[:.h]\d{2}\b")
_OF_LAUNCH = compiled(
    r"(?i)\bon\sthe\s(?:same\s)?day\s(?:of|as)\sthe\s([\w-]+)\s(?:launch|test|firing|shot)\b"
)
#: A sentence that says when the event spoken of before took place ("It came two days after …").
_CAME = compiled(
    r"(?:It|That|This|They|The\s\w+(?:\s\w+)?|\w+[’']s\s\w+)\s(?:all\s)?(?:came|comes|took\splace|takes\splace|was|is|follow(?:s|ed)|happened|fell|arrived)\b"
)
#: How many sentences back "It came two days after" may look for the day of its event.
_BACK = 40
#: News is told within so many days.
_FRESH = 14


def given(document: Document, told: Iterable[LaunchMention]) -> list[LaunchMention]:
    """The mentions, those without a day dated where the text around them gives one."""
    is_live = _is_live(document)
    told = list(told)
    dated = {m.sentence for m in told if m.dates}
    found = []
    for m in told:
        m = m if m.sentence in dated and not m.weapons else _by_frame(document, m)
        m = _by_announcement(document, m, dated)
        m = _by_offset(document, m)
        m = _by_entry(document, m) if is_live else m
        found.append(_by_clock(document, _by_cue(document, m)))
    found = [_by_headline(document, m) for m in found]
    return [_by_name(document, m, found) for m in found]


def last_named(document: Document, mention: LaunchMention, *, reach: int = 1) -> TimeMention | None:
    """The day named last in the sentence before ("On Wednesday the allies answered. Two missiles were
    fired …"), or in one of the last `reach` sentences."""
    here = document.sentences[mention.sentence]
    for before in reversed(document.sentences[max(0, mention.sentence - reach) : mention.sentence]):
        latest = document.article.published
        days = [t for t in named(document, before.index) if not latest or t.value <= latest]
        if days and (reach > 1 or before.paragraph == here.paragraph):
            return days[-1]
    return None


#: "Kim watches the firing of two missiles", "announces the launch of": the entry tells it first.
_NEWS = compiled(
    r"\b(?:watch|observ|overse|saw|guid|supervis|direct|attend|inspect|witness|announc|report|detect|order)\w*\s(?:the|a|an)\s(?:[\w-]+\s)?$",
    re.I,
)


def _is_news(document: Document, mention: LaunchMention) -> bool:
    """Whether the entry of a digest tells of the launch itself, though with a definite noun: it opens with it."""
    here = document.sentences[mention.sentence]
    is_first = not any(
        s.paragraph == here.paragraph
        and s.index < here.index
        and re.search(r"\b(?:fire|launch|test)", document.sentence_text(s.index))
        for s in document.sentences[max(0, here.index - 4) : here.index]
    )
    return is_first and _NEWS.search(document.text, here.start, mention.start) is not None


def _by_frame(document: Document, mention: LaunchMention) -> LaunchMention:
    """A new launch in a bullet below a date line was on that day."""
    is_known = mention.is_definite and not _is_news(document, mention)
    if mention.dates or is_known or mention.is_summary or mention.days_before is not None:
        return mention
    day = frames.day(document, mention.sentence)
    if not day or (not mention.is_verb and not _is_new(document, mention)):
        return mention
    return replace(mention, dates=(day,)) if not _has_other_date(document, mention) else mention


def _by_announcement(document: Document, mention: LaunchMention, dated: set[int]) -> LaunchMention:
    """ "The reply came on Saturday. Several missiles left the coast.": the day of the sentence before, which tells no
    launch of its own."""
    is_new = mention.is_verb and not mention.is_definite and not mention.is_perfect and not mention.is_summary
    if mention.dates or not is_new or mention.days_before is not None or mention.cue:
        return mention
    if mention.sentence - 1 in dated or named(document, mention.sentence):
        return mention
    if day := last_named(document, mention):
        return replace(mention, dates=(day.value,))
    return replace(mention, cue=_cue_before(document, mention))


def _cue_before(document: Document, mention: LaunchMention) -> str:
    """ "The South's turn came hours later. A submarine sent up …": how the sentence before counts from the day above."""
    here = document.sentences[mention.sentence]
    before = document.sentences[max(0, mention.sentence - 1)]
    if before.paragraph != here.paragraph:
        return ""
    cues = (n for n in ("that-day", "next-day") if pattern(n).search(document.text, before.start, before.end))
    return next(cues, "")


def _is_new(document: Document, mention: LaunchMention) -> bool:
    """A noun that brings up a launch instead of referring to one: "a missile launch", "Ballistic missile test"."""
    own = [t.end for t in document.times_in(mention.sentence) if t.is_frame and t.end <= mention.start]
    low = max([document.sentences[mention.sentence].start, mention.start - 50, *own])
    before = document.text[low : mention.start]
    return bool(
        re.search(
            r"(?i)(?:\b(?:a|an|another|conducts|conducted|carried\sout|confirms)\s(?:[\w-]+\s){0,5}|^\W*(?:[\w-]+\s){0,5})$",
            before,
        )
    )


def _is_live(document: Document) -> bool:
    """Whether the article is a live blog: three and more entries begin with a time of day."""
    clocks = (_CLOCK.match(document.text[s.start : s.start + 12]) for s in document.sentences)
    return bool(document.article.published) and sum(map(bool, clocks)) > 2


def _by_entry(document: Document, mention: LaunchMention) -> LaunchMention:
    """A launch reported in an entry of a live blog was on the day of publication."""
    if mention.dates or not mention.is_verb or mention.is_definite or mention.is_summary:
        return mention
    if document.times_in(mention.sentence) or not _is_below_clock(document, mention.sentence):
        return mention
    if last_named(document, mention):
        return mention
    return replace(mention, dates=(document.article.published,))


def _is_below_clock(document: Document, index: int) -> bool:
    paragraph = document.sentences[index].paragraph
    while index >= 0 and document.sentences[index].paragraph == paragraph:
        start = document.sentences[index].start
        if _CLOCK.match(document.text[start : start + 12]):
            return True
        index -= 1
    return False


def _by_cue(document: Document, mention: LaunchMention) -> LaunchMention:
    """ "Late that night it fired two more", "next morning an ICBM": counted from the last day named before."""
    if mention.dates or mention.days_before is not None or not mention.cue:
        return mention
    near = range(max(0, mention.sentence - 3), mention.sentence + 1)
    days = [
        t
        for index in near
        for t in document.times_in(index)
        if t.end <= mention.start and t.type == "DATE" and timex.is_day(t.value)
    ]
    if not days:
        return mention
    day = date.fromisoformat(days[-1].value) + timedelta(days=mention.cue == "next-day")
    return replace(mention, dates=(day.isoformat(),))


#: A time of day.
_HOUR = compiled(
    r"(?i)\bat\s(?:about\s|around\s|roughly\s|shortly\safter\s|just\safter\s)?(?:\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\b|o[’']clock|hrs)|\d{1,2}[:.]\d\d\b|dawn|dusk|daybreak|sunrise|midnight|noon)"
)


def _by_clock(document: Document, mention: LaunchMention) -> LaunchMention:
    """ "Phones rang before dawn on Saturday. A missile had been fired at 4 a.m.": a time of day goes with the day of the
    sentence before."""
    if mention.dates or not mention.is_verb or mention.is_summary or mention.days_before is not None:
        return mention
    here = document.sentences[mention.sentence]
    if not _HOUR.search(document.text, here.start, here.end) or document.times_in(mention.sentence):
        return mention
    day = last_named(document, mention)
    return replace(mention, dates=(day.value,)) if day else mention


def _by_headline(document: Document, mention: LaunchMention) -> LaunchMention:
    """A launch that opens the story without a day was on that which the headline names."""
    first = next((s.index for s in document.sentences if s.kind not in ("headline", "heading")), -1)
    is_news = (
        mention.is_verb and not mention.is_definite and not mention.is_summary and not mention.is_perfect
    )
    if mention.dates or mention.sentence != first or not is_news or mention.days_before is not None:
        return mention
    days = {t.value for s in document.sentences[:first] for t in named(document, s.index)}
    return replace(mention, dates=(days.pop(),)) if len(days) == 1 else mention


def _by_name(document: Document, mention: LaunchMention, told: Sequence[LaunchMention]) -> LaunchMention:
    """ "On the day of the train launch it fired another": the day of the launch told with that word."""
    if mention.dates:
        return mention
    m = _OF_LAUNCH.search(document.text, document.sentences[mention.sentence].start, mention.start)
    if not m:
        return mention
    known = [
        t
        for t in told
        if t.start < m.start()
        and len(t.dates) == 1
        and re.search(rf"\b{re.escape(m[1])}\b", document.text[t.end : t.end + 60])
    ]
    return replace(mention, dates=known[-1].dates, days_before=None) if known else mention


def _has_other_date(document: Document, mention: LaunchMention) -> bool:
    """Whether the words right behind the launch give a day of their own that did not resolve."""
    return any(
        t.type == "DATE" and not t.is_frame and 0 <= t.start - mention.end < 25 and not timex.is_day(t.value)
        for t in document.times_in(mention.sentence)
    )


def _by_offset(document: Document, mention: LaunchMention) -> LaunchMention:
    """ "came a day after North Korea fired": the day before the event that the sentence tells."""
    if mention.dates or mention.days_before is None or mention.is_perfect:
        return mention
    reference = _day_of_words(document, mention) or _day_told(document, mention)
    if not reference:
        return mention
    day = date.fromisoformat(reference) - timedelta(days=mention.days_before)
    return replace(mention, dates=(day.isoformat(),))


def _main_day(document: Document, mention: LaunchMention) -> str:
    """The day last named above, where it is one of the last before publication: that of the news itself."""
    published = document.article.published
    if not published:
        return ""
    first = (date.fromisoformat(published) - timedelta(days=_FRESH)).isoformat()
    days = [
        t.value
        for index in range(max(0, mention.sentence - _BACK), mention.sentence)
        for t in named(document, index)
        if t.value <= published
    ]
    return days[-1] if days and days[-1] >= first else ""


def _day_of_words(document: Document, mention: LaunchMention) -> str:
    """The day that "two days after" itself was read as: that of the event around it, if no day stands before."""
    lead = [
        t
        for t in document.times_in(mention.sentence)
        if t.end <= mention.start and timex.is_day(t.value) and not t.is_frame
    ]
    is_elapsed = lead and re.search(r"(?i)\b(?:after|before)$", document.text[lead[-1].start : lead[-1].end])
    if not is_elapsed or (len(lead) == 1 and ":event" in lead[-1].rule):
        return ""
    return lead[-2].value if len(lead) > 1 else lead[-1].value


def _day_told(document: Document, mention: LaunchMention) -> str:
    """The day of the main event: a day in the sentence before the mention, else a date line, else the last
    day named above that is not after publication, else publication."""
    sentence = document.sentences[mention.sentence]
    clause = clauses.at(document.sentence_text(mention.sentence), mention.start - sentence.start)
    own = [
        t
        for t in document.times_in(mention.sentence)
        if t.type == "DATE"
        and timex.is_day(t.value)
        and not t.is_frame
        and not clause.start <= t.start - sentence.start < clause.end
        and not re.search(r"\b(?:after|before)\b", document.text[t.start : t.end])
        and clauses.at(document.sentence_text(mention.sentence), t.start - sentence.start).kind
        != "parenthesis"
    ]
    if not own and mention.missiles:  # "fired seven on July 4, two days after four others"
        own = [
            t
            for t in named(document, mention.sentence)
            if t.end <= mention.start
            and not re.search(r"\b(?:after|before)\b", document.text[t.start : t.end])
        ]
    if own:
        ahead = [t for t in own if t.end <= mention.start]
        return (ahead or own)[-1 if ahead else 0].value
    if frame := frames.day(document, mention.sentence):
        return frame
    if not _CAME.match(document.sentence_text(mention.sentence)):
        near = last_named(document, mention, reach=3)
        return near.value if near else _main_day(document, mention)
    published = document.article.published
    recent = [
        t.value
        for index in range(max(0, mention.sentence - _BACK), mention.sentence + 1)
        for t in named(document, index)
        if t.end <= mention.start and (not published or t.value <= published)
    ]
    return recent[-1] if recent else published
