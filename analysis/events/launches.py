"""Launches of one article: one row a launching state and day.

Mentions (`launch_mentions`) are dated by their own words, else by a date line above, else by the launch that
they answer or refer to; those of one state and day become one row with the most capable weapon and the
largest number of missiles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from analysis.events import attachment, frames, launch_mentions, launch_states, launch_tables
from analysis.events.launch_mentions import LaunchMention
from analysis.recognise import clauses, timex
from analysis.recognise.weapons import most_capable
from analysis.records import Document, Launch, TimeMention, WeaponMention

_CLOCK = re.compile(r"[\W_]*\d{1,2}[:.h]\d{2}\b")
_OF_LAUNCH = re.compile(
    r"(?i)\bon\sthe\s(?:same\s)?day\s(?:of|as)\sthe\s([\w-]+)\s(?:launch|test|firing|shot)\b"
)
#: A sentence that says when the event spoken of before took place ("It came two days after …").
_CAME = re.compile(
    r"(?:It|That|This|They|The\s\w+(?:\s\w+)?|\w+[’']s\s\w+)\s(?:all\s)?(?:came|comes|took\splace|takes\splace|was|is|follow(?:s|ed)|happened|fell|arrived)\b"
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def find(document: Document) -> tuple[Launch, ...]:
    """The launches that the article tells and that can be dated, ordered by position."""
    rows = launch_tables.find(document)
    told = [
        m
        for s in document.sentences
        for m in ([rows[s.index]] if s.index in rows else launch_mentions.find(document, s.index))
        if m
    ]
    usual = launch_states.usual(document, (m.states for m in told))
    told = [_dated_by_frame(document, m) for m in told]
    told = [_dated_before(document, m) for m in told]
    told = [_dated_live(document, m) for m in told]
    told = [_dated_by_cue(document, m) for m in told]
    told = [_dated_by_name(document, m, told) for m in told]
    told = _with_states(told, usual)
    told = _answered(document, told, usual)
    dated = [replace(m, dates=(d,), is_listed=len(m.dates) > 1) for m in told if m.dates for d in m.dates]
    dated = _without_vague(dated)
    events = _merged(dated, [m for m in told if not m.dates], document)
    return tuple(sorted(events, key=lambda r: (r.start, r.date, r.state)))


def _dated_by_frame(document: Document, mention: LaunchMention) -> LaunchMention:
    """A new launch in a bullet below a date line was on that day."""
    if mention.dates or mention.is_definite or mention.is_summary or mention.days_before is not None:
        return mention
    day = frames.day(document, mention.sentence)
    if not day or (not mention.is_verb and not _is_new(document, mention)):
        return mention
    return replace(mention, dates=(day,)) if not _has_other_date(document, mention) else mention


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


def _dated_live(document: Document, mention: LaunchMention) -> LaunchMention:
    """A launch reported in an entry of a live blog was on the day of publication."""
    if (
        mention.dates
        or not mention.is_verb
        or mention.is_definite
        or mention.is_summary
        or not document.article.published
    ):
        return mention
    entries = [s for s in document.sentences if _CLOCK.match(document.text[s.start : s.start + 12])]
    here = document.sentences[mention.sentence]
    above = [s for s in entries if s.paragraph == here.paragraph]
    if len(entries) < 3 or not above or document.times_in(mention.sentence):
        return mention
    return replace(mention, dates=(document.article.published,))


def _dated_by_cue(document: Document, mention: LaunchMention) -> LaunchMention:
    """ "Late that night it fired two more", "next morning an ICBM": counted from the last day named before."""
    if mention.dates or mention.days_before is not None or not mention.cue:
        return mention
    low = document.sentences[max(0, mention.sentence - 2)].start
    days = [
        t
        for t in document.times
        if low <= t.start and t.end <= mention.start and t.type == "DATE" and _DAY.fullmatch(t.value)
    ]
    if not days:
        return mention
    day = date.fromisoformat(days[-1].value) + timedelta(days=mention.cue == "next-day")
    return replace(mention, dates=(day.isoformat(),))


def _dated_by_name(
    document: Document, mention: LaunchMention, told: Sequence[LaunchMention]
) -> LaunchMention:
    """ "On the day of the train launch it fired another": the day of the launch told with that word."""
    m = _OF_LAUNCH.search(document.text, document.sentences[mention.sentence].start, mention.start)
    if mention.dates or not m:
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
        t.type == "DATE"
        and not t.is_frame
        and 0 <= t.start - mention.end < 25
        and not _DAY.fullmatch(t.value)
        for t in document.times_in(mention.sentence)
    )


def _dated_before(document: Document, mention: LaunchMention) -> LaunchMention:
    """ "came a day after North Korea fired": the day before the event that the sentence tells."""
    if mention.dates or mention.days_before is None:
        return mention
    reference = _day_of_words(document, mention) or _day_told(document, mention)
    if not reference:
        return mention
    day = date.fromisoformat(reference) - timedelta(days=mention.days_before)
    return replace(mention, dates=(day.isoformat(),))


def _day_of_words(document: Document, mention: LaunchMention) -> str:
    """The day that "two days after" itself was read as: that of the event around it, if no day stands before."""
    lead = [
        t
        for t in document.times_in(mention.sentence)
        if t.end <= mention.start and _DAY.fullmatch(t.value) and not t.is_frame
    ]
    is_elapsed = lead and re.search(r"(?i)\b(?:after|before)$", document.text[lead[-1].start : lead[-1].end])
    if not is_elapsed:
        return ""
    return lead[-2].value if len(lead) > 1 else lead[-1].value


def _day_told(document: Document, mention: LaunchMention) -> str:
    """The day of the main event: a day in the sentence before the mention, else a date line, else the last
    day named above that is not after publication, else publication."""
    sentence = document.sentences[mention.sentence]
    days = [
        t
        for t in document.times
        if t.type == "DATE" and _DAY.fullmatch(t.value) and not t.is_frame and t.end <= mention.start
    ]
    clause = clauses.at(document.sentence_text(mention.sentence), mention.start - sentence.start)
    own = [
        t
        for t in document.times_in(mention.sentence)
        if t.type == "DATE"
        and _DAY.fullmatch(t.value)
        and not t.is_frame
        and not clause.start <= t.start - sentence.start < clause.end
        and not re.search(r"\b(?:after|before)\b", document.text[t.start : t.end])
    ]
    if own:
        ahead = [t for t in own if t.end <= mention.start]
        return (ahead or own)[-1 if ahead else 0].value
    if frame := frames.day(document, mention.sentence):
        return frame
    if not _CAME.match(document.sentence_text(mention.sentence)):
        near = _last_named(document, mention, reach=3)
        is_verbless = not attachment.others(document.text[sentence.start : mention.start], 0)
        return near.value if near and is_verbless else ""
    published = document.article.published
    recent = [t.value for t in days if not published or t.value <= published]
    return recent[-1] if recent else published


def _with_states(mentions: Iterable[LaunchMention], usual: str) -> list[LaunchMention]:
    """The mentions with a state each: their own, else that of a launch just told, else the usual one."""
    found: list[LaunchMention] = []
    for m in mentions:
        near = [f for f in found if 0 <= m.sentence - f.sentence <= 1]
        told = {f.states[0] for f in near if near and f.sentence == near[-1].sentence}
        last = told.pop() if len(told) == 1 and not m.dates else usual
        states = m.states or (last,)
        found += [
            replace(m, states=(s,), missiles=m.missiles if len(states) == 1 or m.is_each else None)
            for s in states
        ]
    return found


def _answered(document: Document, mentions: Sequence[LaunchMention], usual: str) -> list[LaunchMention]:
    """Undated launches "in response", or told next to a dated one by another state, get the day of the launch
    that they answer."""
    days = [m for m in mentions if any(_DAY.fullmatch(d) for d in m.dates)]
    if not days:
        return list(mentions)
    latest = max(d for m in days for d in m.dates if _DAY.fullmatch(d))
    found = []
    for m in mentions:
        is_answer = m.is_same_day or (m.states != (usual,) and not m.is_perfect and not m.is_summary)
        if not m.dates and m.is_verb and is_answer:
            same = [d for d in days if d.sentence == m.sentence and d.states != m.states]
            near = {
                x
                for d in days
                if d.start < m.start and _together(document, d, m) and d.states != m.states
                for x in d.dates
            }
            drill = _day_of_drill(document, m)
            if drill:
                found.append(replace(m, dates=(drill,)))
                continue
            before = [d for d in days if d.start < m.start and m.sentence - d.sentence <= 3]
            named = _last_named(document, m)
            is_main = re.search(
                r"(?i)\bof\s(?:the|that|this)\s(?:\w+\s)?(?:launch|test|firing)|\bwithin\s(?:\w+\s)?(?:hours|minutes)\b(?!\sof)",
                document.sentence_text(m.sentence),
            )
            nearest = before[-1].dates[-1] if before and not is_main else latest if m.is_same_day else ""
            if named and (not before or named.start > before[-1].end):
                nearest = named.value
            day = same[-1].dates[-1] if same else near.pop() if len(near) == 1 else nearest
            rival = [d for d in days if d.states != m.states and day in d.dates]
            is_told = named and day == named.value
            m = replace(m, dates=(day,)) if day and (rival or is_told) else m
        found.append(m)
    return found


def _last_named(document: Document, mention: LaunchMention, *, reach: int = 1) -> TimeMention | None:
    """The day named last in the sentence before ("On Wednesday the allies answered. Two missiles were
    fired …"), or in one of the last `reach` sentences."""
    here = document.sentences[mention.sentence]
    for before in reversed(document.sentences[max(0, mention.sentence - reach) : mention.sentence]):
        days = [
            t
            for t in document.times_in(before.index)
            if t.type == "DATE" and _DAY.fullmatch(t.value) and not t.is_frame
        ]
        if days and (reach > 1 or before.paragraph == here.paragraph):
            return days[-1]
    return None


def _day_of_drill(document: Document, mention: LaunchMention) -> str:
    """ "held its drill on Wednesday: a missile went up": the day of the exercise in which it was fired."""
    sentence = document.sentences[mention.sentence]
    lead = document.text[sentence.start : mention.start]
    days = [
        t for t in document.times_in(mention.sentence) if t.end <= mention.start and _DAY.fullmatch(t.value)
    ]
    is_drill = re.search(
        r"(?i)\b(?:drills?|exercises?|manoeuvres|maneuvers|response|demonstration|operation)\b", lead
    )
    return days[-1].value if days and is_drill and not days[-1].is_frame else ""


def _together(document: Document, a: LaunchMention, b: LaunchMention) -> bool:
    first, second = document.sentences[a.sentence], document.sentences[b.sentence]
    return abs(second.paragraph - first.paragraph) <= 1


def _without_vague(mentions: Sequence[LaunchMention]) -> list[LaunchMention]:
    """Mentions of a month or week are dropped if they name several launches, or one already dated."""
    kept = []
    for m in mentions:
        value = m.dates[0]
        if not _DAY.fullmatch(value) and (_is_series(m) or _is_known(m, value, mentions)):
            continue
        kept.append(m)
    return kept


def _is_series(mention: LaunchMention) -> bool:
    return mention.is_plural and not mention.is_listed and "W" not in mention.dates[0]


def _is_known(mention: LaunchMention, value: str, mentions: Sequence[LaunchMention]) -> bool:
    """Whether a launch on a day of that month may be the one that is meant: no weapon tells them apart."""
    own = most_capable(list(mention.weapons)) or "missile"
    by_day: dict[str, set[str]] = {}
    for m in mentions:
        if m.states == mention.states and _DAY.fullmatch(m.dates[0]) and _within(m.dates[0], value):
            by_day.setdefault(m.dates[0], set()).update(m.weapons)
    vague = {"missile", "ballistic"}
    return any(own in vague or own in classes or classes <= vague for classes in by_day.values())


def _within(day: str, value: str) -> bool:
    if "W" in value:
        year, week, _ = date.fromisoformat(day).isocalendar()
        return value == f"{year}-W{week:02d}"
    return day.startswith(value)


def _merged(
    dated: Sequence[LaunchMention], undated: Sequence[LaunchMention], document: Document
) -> list[Launch]:
    events: dict[tuple[str, str], list[LaunchMention]] = {}
    for m in dated:
        events.setdefault((m.states[0], m.dates[0]), []).append(m)
    for m in undated:
        if m.is_summary or m.days_before is not None:
            continue
        key = _referred(m, dated, document)
        if key:
            events[key].append(m)
    rows = [_row(state, day, told) for (state, day), told in events.items()]
    return [_named_after(document, r, rows) for r in _named_in_headline(document, rows)]


def _named_in_headline(document: Document, rows: Sequence[Launch]) -> list[Launch]:
    """The rows, the lead's weapon made precise where only the headline names it."""
    lead = min((r for r in rows if 0 < r.sentence <= 3), key=lambda r: r.start, default=None)
    named = [w.weapon for w in document.weapons if document.sentences[w.sentence].kind == "headline"]
    if lead is None or lead.weapon not in ("missile", "ballistic") or not named:
        return list(rows)
    return [replace(r, weapon=most_capable([r.weapon, *named])) if r is lead else r for r in rows]


def _named_after(document: Document, row: Launch, rows: Sequence[Launch]) -> Launch:
    """The row, its weapon made precise by what the next sentences call it ("the ICBM"), if they tell no other
    launch before."""
    is_old = row.date[:7] < _half_year_before(max(r.date for r in rows)[:7])
    if row.weapon not in ("missile", "ballistic") or is_old:
        return row
    others = [r.sentence for r in rows if r is not row and r.sentence >= row.sentence]
    last = min([row.sentence + 3, len(document.sentences) - 1, *(n - 1 for n in others)])
    for w in document.weapons:
        if row.sentence < w.sentence <= last and _is_that_one(document.text, w):
            return replace(row, weapon=most_capable([row.weapon, w.weapon]))
    return row


def _is_that_one(text: str, weapon: WeaponMention) -> bool:
    """Whether a singular weapon is one spoken of before ("the ICBM", "the solid-fuel Hwasong-18")."""
    return weapon.weapon not in ("missile", "ballistic") and bool(
        re.search(
            r"\b(?:[Tt]he|[Tt]his|[Tt]hat)\s(?:new\s|suspected\s|[\w-]+-(?:fuel\w*|stage)\s)?$",
            text[max(0, weapon.start - 40) : weapon.start],
        )
        and not text[weapon.start : weapon.end].endswith("s")
        and not re.match(r"\s(?:launch|test|programme|program|of|that|which)\b", text[weapon.end :])
    )


def _referred(
    mention: LaunchMention, dated: Sequence[LaunchMention], document: Document
) -> tuple[str, str] | None:
    """The dated event that an undated mention tells more about: a headline the first of the story, another
    mention the last told in its sentence or the two before."""
    same = [m for m in dated if m.states == mention.states]
    is_headline = document.sentences[mention.sentence].kind == "headline"
    if not same or (mention.is_perfect and not is_headline):
        return None
    if document.sentences[mention.sentence].kind == "headline" or mention.sentence == 0:
        lead = [m for m in same if m.sentence <= 4]
        return (lead[0].states[0], lead[0].dates[0]) if lead and not mention.is_plural else None
    if re.search(
        r"(?i)\bthis\stime\b", document.text[document.sentences[mention.sentence].start : mention.end]
    ):
        last = max(same, key=lambda m: m.dates[0])
        return (last.states[0], last.dates[0])
    reach = 4 if mention.is_definite and mention.weapons else 2
    near = [m for m in same if 0 <= mention.sentence - m.sentence <= reach and m.start <= mention.start]
    after = [m for m in same if m.sentence == mention.sentence]
    near = [m for m in near if m.sentence == mention.sentence or not _is_background(m, same)]
    if after and near and near[-1].sentence < mention.sentence and after[0].start - mention.end < 60:
        near = []  # "a missile tested on Monday flew …": the day stands behind
    if not near or mention.is_plural:
        return (after[0].states[0], after[0].dates[0]) if after and not mention.is_plural else None
    last = near[-1]
    return (last.states[0], last.dates[0]) if mention.is_definite or mention.is_verb else None


def _is_background(mention: LaunchMention, told: Sequence[LaunchMention]) -> bool:
    """Whether a launch is half a year and more before the latest: what follows is not about it."""
    latest = max(m.dates[0] for m in told)
    return mention.dates[0][:7] < _half_year_before(latest[:7])


def _half_year_before(month: str) -> str:
    if "W" in month:
        return month
    return timex.months_from(date.fromisoformat(f"{month}-01"), -6)


def _row(state: str, day: str, told: Sequence[LaunchMention]) -> Launch:
    first = min(told, key=lambda m: (not m.dates, m.start))
    numbers = [m.missiles for m in told if m.missiles]
    return Launch(
        start=first.start,
        end=first.end,
        sentence=first.sentence,
        rule="launch",
        state=state,
        date=day,
        weapon=most_capable([w for m in told for w in m.weapons]) or "missile",
        missiles=max(numbers) if numbers else None,
    )
