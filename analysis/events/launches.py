"""Launches of one article: one row a launching state and day.

Mentions (`launch_mentions`) are dated by their own words, else by what stands around them (`launch_days`), else by
the launch that they answer (`launch_answers`) or refer to; those of one state and day become one row with the
most capable weapon and the largest number of missiles."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from analysis.compiling import compiled
from analysis.events import (
    launch_answers,
    launch_days,
    launch_lists,
    launch_mentions,
    launch_numbers,
    launch_states,
    launch_tables,
)
from analysis.events.launch_records import LaunchMention
from analysis.events.launch_words import pattern
from analysis.recognise import timex
from analysis.recognise.weapons import most_capable
from analysis.records import Document, Launch, WeaponMention

_VAGUE = ("missile", "ballistic")
#: So many sentences back stands the only launch of a text that is spoken of again.
_FAR = 12


def find(document: Document) -> tuple[Launch, ...]:
    """The launches that the article tells and that can be dated, ordered by position."""
    rows = launch_tables.find(document)
    told = [
        m
        for s in document.sentences
        for m in ([rows[s.index]] if s.index in rows else _in_sentence(document, s.index))
        if m
    ]
    usual = launch_states.usual(document, (m.states for m in told))
    told = _with_states(document, _of_that_one(document, launch_days.given(document, told)), usual)
    told = launch_answers.dated(document, told, usual)
    dated = [replace(m, dates=(d,), is_listed=len(m.dates) > 1) for m in told if m.dates for d in m.dates]
    events = _merged(_without_vague(dated), [m for m in told if not m.dates], document)
    return tuple(sorted(events, key=lambda r: (r.start, r.date, r.state)))


def _in_sentence(document: Document, index: int) -> list[LaunchMention]:
    return launch_lists.numbered(document, index, launch_mentions.find(document, index))


#: What says that a missile was fired in the launch that the text has just spoken of.
_IN_THAT_ONE = compiled(
    r"\s(?:then\s|that\s(?:day|time)\s)?(?:in|during|on|as\spart\sof)\s(?:that|this|the\slatest|the\slast|the\slatter)\s"
    r"(?:one|launch|test|firing|salvo|round|episode|occasion|exercise|drill)\b"
)


def _of_that_one(document: Document, told: Sequence[LaunchMention]) -> list[LaunchMention]:
    """ "the fourth launch this month. Two missiles were fired in that one": with the month of the launch before."""
    found: list[LaunchMention] = []
    for m in told:
        last = found[-1] if found and 0 <= m.sentence - found[-1].sentence <= 1 else None
        is_that = last and last.dates and not m.dates and _IN_THAT_ONE.match(document.text, m.end)
        found.append(replace(m, dates=last.dates, states=m.states or last.states) if last and is_that else m)
    return found


def _with_states(document: Document, mentions: Iterable[LaunchMention], usual: str) -> list[LaunchMention]:
    """The mentions with a state each: their own, else that of a launch just told, else the usual one."""
    found: list[LaunchMention] = []
    by_sentence: dict[int, set[str]] = {}
    for m in mentions:
        told = by_sentence.get(m.sentence) or by_sentence.get(m.sentence - 1) or set()
        last = (
            next(iter(told))
            if len(told) == 1 and not m.dates
            else launch_states.so_far(document, m.sentence, [s for t in found for s in t.states], usual)
        )
        states = m.states or (last,)
        by_sentence.setdefault(m.sentence, set()).update(states)
        found += [replace(m, states=(s,)) for s in states]
    return found


def _without_vague(mentions: Sequence[LaunchMention]) -> list[LaunchMention]:
    """Mentions of a month or week are dropped if they name several launches; one of a launch already dated is taken to
    its day."""
    kept = []
    for m in mentions:
        if timex.is_day(m.dates[0]):
            kept.append(m)
            continue
        days = _known_days(m, m.dates[0], mentions)
        if len(days) == 1 and m.is_definite and not m.is_plural:
            kept.append(replace(m, dates=(days[0],)))
        elif not days and not _is_series(m):
            kept.append(m)
    return kept


def _is_series(mention: LaunchMention) -> bool:
    is_pair = mention.events == 2 or mention.missiles == 2
    return mention.is_plural and not mention.is_listed and not is_pair and "W" not in mention.dates[0]


def _known_days(mention: LaunchMention, value: str, mentions: Sequence[LaunchMention]) -> list[str]:
    """The days of that month with a launch that may be the one that is meant: no weapon tells them apart."""
    own = most_capable(list(mention.weapons)) or "missile"
    by_day: dict[str, set[str]] = {}
    for m in mentions:
        if m.states == mention.states and timex.is_day(m.dates[0]) and _within(m.dates[0], value):
            by_day.setdefault(m.dates[0], set()).update(m.weapons)
    return [
        day for day, classes in by_day.items() if own in _VAGUE or own in classes or classes <= set(_VAGUE)
    ]


def _within(day: str, value: str) -> bool:
    if "W" in value:
        year, week, _ = date.fromisoformat(day).isocalendar()
        return value == f"{year}-W{week:02d}"
    return day.startswith(value)


@dataclass(frozen=True)
class _Story:
    """The dated launches of one state: in order, by sentence, and the last day of all."""

    told: list[LaunchMention] = field(default_factory=list)
    by_sentence: dict[int, list[LaunchMention]] = field(default_factory=lambda: defaultdict(list))
    latest: list[LaunchMention] = field(default_factory=list)

    def add(self, mention: LaunchMention) -> None:
        self.told.append(mention)
        self.by_sentence[mention.sentence].append(mention)
        if not self.latest or mention.dates[0] > self.latest[0].dates[0]:
            self.latest[:] = [mention]

    def is_background(self, mention: LaunchMention) -> bool:
        """Whether a launch is half a year and more before the latest: what follows is not about it."""
        return mention.dates[0][:7] < _half_year_before(self.latest[0].dates[0][:7])


def _merged(
    dated: Sequence[LaunchMention], undated: Sequence[LaunchMention], document: Document
) -> list[Launch]:
    events: dict[tuple[str, str], list[LaunchMention]] = {}
    stories: dict[tuple[str, ...], _Story] = defaultdict(_Story)
    for m in dated:
        events.setdefault((m.states[0], m.dates[0]), []).append(m)
        stories[m.states].add(m)
    for m in undated:
        if m.is_summary or m.days_before is not None or m.states not in stories:
            continue
        event = _referred(m, stories[m.states], document)
        if event:
            events[event.states[0], event.dates[0]].append(m)
    rows = [_row(document, state, day, told) for (state, day), told in events.items()]
    return _to_space(document, _named_after(document, _named_in_headline(document, rows)))


#: Words for what goes up that may be a carrier of satellites.
_ROCKET = compiled(r"(?i)rockets?|launchers?|vehicles?|boosters?")


def _to_space(document: Document, rows: Sequence[Launch]) -> list[Launch]:
    """The rows, those of a mere rocket or launch taken for one of a satellite, where the article speaks of no other
    weapon by its class, or where it left a spaceport."""
    classes = {w.weapon for w in document.weapons} - set(_VAGUE)
    found = []
    for row in rows:
        near = [
            document.text[w.start : w.end]
            for w in document.weapons_in(row.sentence)
            if w.weapon != "satellite"
        ]
        is_rocket = row.weapon == "missile" and all(map(_ROCKET.search, near))
        is_up = classes == {"satellite"} or pattern("spaceport").search(document.sentence_text(row.sentence))
        found.append(replace(row, weapon="satellite") if is_rocket and is_up else row)
    return found


def _named_in_headline(document: Document, rows: Sequence[Launch]) -> list[Launch]:
    """The rows, the lead's weapon made precise where only the headline names it."""
    lead = min((r for r in rows if 0 < r.sentence <= 3), key=lambda r: r.start, default=None)
    named = [w.weapon for w in document.weapons if document.sentences[w.sentence].kind == "headline"]
    if lead is None or lead.weapon not in _VAGUE or not named:
        return list(rows)
    return [replace(r, weapon=most_capable([r.weapon, *named])) if r is lead else r for r in rows]


def _named_after(document: Document, rows: Sequence[Launch]) -> list[Launch]:
    """The rows, their weapons made precise by what the next sentences call them ("the ICBM"), if these tell no
    other launch before. Launches of long before are left as they are."""
    recent = _half_year_before(max((r.date for r in rows), default="")[:7])
    places = sorted(r.sentence for r in rows)
    rows_in = Counter(places)
    found = []
    for row in rows:
        following = places[bisect_right(places, row.sentence) :][:1]
        is_alone = rows_in[row.sentence] == 1
        last = min([row.sentence + 3, len(document.sentences) - 1, *(n - 1 for n in following)])
        weapons = [
            w.weapon
            for index in range(row.sentence + 1, last + 1)
            for w in document.weapons_in(index)
            if _is_that_one(document.text, w)
        ]
        is_vague = row.weapon in _VAGUE and row.date[:7] >= recent and is_alone
        found.append(
            replace(row, weapon=most_capable([row.weapon, weapons[0]])) if is_vague and weapons else row
        )
    return found


def _is_that_one(text: str, weapon: WeaponMention) -> bool:
    """Whether a singular weapon is one spoken of before ("the ICBM", "the solid-fuel Hwasong-18")."""
    return weapon.weapon not in _VAGUE and bool(
        re.search(
            r"\b(?:[Tt]he|[Tt]his|[Tt]hat)\s(?:new\s|suspected\s|[\w-]+-(?:fuel\w*|stage)\s)?$",
            text[max(0, weapon.start - 40) : weapon.start],
        )
        and not text[weapon.start : weapon.end].endswith("s")
        and not re.match(r"\s(?:launch|test|programme|program|of|that|which)\b", text[weapon.end :])
    )


def _referred(mention: LaunchMention, story: _Story, document: Document) -> LaunchMention | None:
    """The dated launch that an undated mention tells more about: a headline the first of the story, another
    mention the last told in its sentence or the two before."""
    sentence = document.sentences[mention.sentence]
    is_headline = sentence.kind == "headline"
    if mention.is_perfect and not is_headline:
        return None
    if is_headline or mention.sentence == 0:
        lead = story.told[0] if story.told[0].sentence <= 4 else None
        return None if mention.is_plural else lead
    if re.search(r"(?i)\bthis\stime\b", document.text[sentence.start : mention.end]):
        return story.latest[0]
    if mention.is_plural:
        return None
    here = story.by_sentence.get(mention.sentence, [])
    reach = 4 if mention.is_definite and mention.weapons else 2
    told = {m.dates for m in story.told if m.sentence < mention.sentence}
    if mention.is_definite and not mention.is_verb and set(mention.weapons) - set(_VAGUE) and len(told) == 1:
        reach = _FAR  # "The missile was of intermediate range": of the only one told
    earlier = [
        m
        for index in range(mention.sentence - reach, mention.sentence)
        for m in story.by_sentence.get(index, ())
        if not story.is_background(m)
    ]
    near = [*earlier, *(m for m in here if m.start <= mention.start)]
    if here and near and near[-1].sentence < mention.sentence and here[0].start - mention.end < 60:
        near = []  # "a missile tested on Monday flew …": the day stands behind
    if not near:
        return here[0] if here else None
    return near[-1] if mention.is_definite or mention.is_verb else None


def _half_year_before(month: str) -> str:
    if not re.fullmatch(r"\d{4}-\d\d", month):
        return month
    return timex.months_from(date.fromisoformat(f"{month}-01"), -6)


def _row(document: Document, state: str, day: str, told: Sequence[LaunchMention]) -> Launch:
    first = min(told, key=lambda m: (not m.dates, m.start))
    return Launch(
        start=first.start,
        end=first.end,
        sentence=first.sentence,
        rule="launch",
        state=state,
        date=day,
        weapon=most_capable([w for m in told for w in m.weapons]) or "missile",
        missiles=launch_numbers.total(document, told),
    )
