"""Measures told without their verb, each with a date of its own, behind an act: "15 people on 14 October, eight
and seven on 2 December"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analysis.compiling import compiled
from analysis.events import sanction_targets
from analysis.events.sanction_passages import Act, Passage
from analysis.events.sanction_sums import Group
from analysis.recognise import clauses

RULE = "again"
_NUMBER = rf"(?:another\s|a\sfurther\s|some\s)?(?:{sanction_targets.NUMBER})"
#: "eight and seven", "four": numbers alone, and what may stand behind them.
_NUMBERS = compiled(
    rf"(?P<a>{_NUMBER})(?:\s(?:and|plus)\s(?:another\s)?(?P<b>{_NUMBER}(?!\w)))?(?:\s(?:more|others?))?"
    r"(?=\s?(?:[.,;()–—]|$)|\s(?:on|in|for|over|and|last|this)\b|\s(?:and|plus)\san?\s)",
    re.IGNORECASE,
)
_SEPARATOR = compiled(
    r"(?:\s\([^()]{1,80}\)|,\s(?:with|by|under|through|in)\s[^,;.]{2,40}(?=,))?\s?(?:[,;]\s(?:and\s|plus\s)?|\sand\s|\splus\s|\s[–—]\s)"
    r"(?:then\s|finally\s|again\s|also\s|lastly\s)*"
)
#: Between a date and its targets, where the date comes first.
_LEAD = compiled(r",?\s(?:(?:with|by|under|in|through)\s[^,;]{1,30},\s)?(?:it\swas\s|there\swere\s)?")
_LABEL_BEHIND = compiled(r"\s(?:in|for|by|from)\s(?:the\s)?")
#: Behind the authority: "in Tokyo's case", "in Seoul's".
_CASE = compiled(r"[’']s?(?:\s(?:case|instance)\b|(?=\s?[.,;)]|$))|(?=\s?[.,;)]|$)")
_ON = compiled(
    rf"(?:[,;]|\band)\s(?P<numbers>{_NUMBER}(?:\s(?:and|plus)\s{_NUMBER})?)\s(?:on|onto)\s(?:the\s)?$",
    re.IGNORECASE,
)
_AND_MORE = compiled(
    rf"[^,;.]{{0,60}}?\s(?:and|plus)\s(?P<n>{sanction_targets.NUMBER})\s(?:more|others?)\b", re.IGNORECASE
)


def find(passage: Passage, acts: Sequence[Act]) -> list[Act]:
    """The acts that go on with the one before them under another date."""
    told = [a for a in acts if a.rule != RULE]
    if not told:
        return []
    found = [*_labelled(passage), *_owned(passage)]
    days = _days(passage)
    beyond = (len(passage.text), len(passage.text))
    for n, (start, end) in enumerate(days):
        following = days[n + 1] if n + 1 < len(days) else beyond
        if not any(a.start < start for a in told):
            continue
        act = _behind(passage, end, following) or _led(passage, start, end)
        is_taken = act and any(a.start <= act.end < a.end or (a.end <= act.end <= a.end + 1) for a in told)
        if act and not is_taken:
            found.append(act)
    return found


def _labelled(passage: Passage) -> list[Act]:
    """Groups with their authority behind them: "three groups in Tokyo's case, five people in Seoul's"."""
    text, found = passage.text, []
    targets = [t for t in passage.targets if t.is_counted or t.form == "single"]
    for who in passage.authorities:
        own = [t for t in targets if t.end <= who.start and _LABEL_BEHIND.fullmatch(text, t.end, who.start)]
        if not own or not _CASE.match(text, who.end):
            continue
        first = own[-1]
        for t in reversed(targets[: targets.index(first)]):
            if not re.fullmatch(r",?\s(?:and|plus)\s(?:the\s)?", text[t.end : first.start]):
                break
            first = t
        found.append(Act(max(0, first.start - 1), max(0, first.start - 1), "after", RULE))
    return found if len(found) > 1 else []


def _owned(passage: Passage) -> list[Act]:
    """Numbers alone with whose list it is behind them: "…, four and three on Tokyo's"."""
    found = []
    for who in passage.authorities:
        numbers = _ON.search(passage.text, max(0, who.start - 60), who.start)
        if numbers and re.match(r"[’']s?(?=\s?[.,;)]|$)", passage.text[who.end :]):
            at = numbers.start("numbers") - 1
            found.append(Act(at, at, "after", RULE))
    return found


def _days(passage: Passage) -> list[tuple[int, int]]:
    base = passage.document.sentences[passage.index].start
    return [
        (t.start - base, t.end - base)
        for t in passage.document.times_in(passage.index)
        if t.type == "DATE" and not t.is_frame and len(t.value) > 4
    ]


def _behind(passage: Passage, day_end: int, following: tuple[int, int]) -> Act | None:
    """ "…on 14 October, eight and seven on 2 December": the list goes on behind a date, up to the next one."""
    text = passage.text
    separator = _SEPARATOR.match(text, day_end)
    if not separator or following[0] == len(text):
        return None
    end = _targets_end(passage, separator.end())
    if end is None or not re.fullmatch(
        r"(?:\s\([^()]{1,60}\))?,?\s(?:(?:on|in|as\slate\sas|as\srecently\sas|only)\s(?:the\s)?)?",
        text[end : following[0]],
    ):
        return None
    return Act(separator.end() - 1, separator.end() - 1, "after", RULE)


def _led(passage: Passage, start: int, day_end: int) -> Act | None:
    """ "; on 7 March, three people": the date stands before its targets."""
    text = passage.text
    before = re.search(
        r"(?:[,;]|\sand|\s[–—])\s(?:and\s|then\s|finally\s)*(?:on\s|in\s|by\s)?(?:the\s)?$", text[:start]
    )
    lead = _LEAD.match(text, day_end)
    if (
        not before
        or not lead
        or any(a.is_subject and 0 <= before.start() - a.end <= 1 for a in passage.authorities)
    ):
        return None
    end = _targets_end(passage, lead.end())
    if end is None:
        return None
    return Act(start, lead.end() - 1, "after", RULE)


def _targets_end(passage: Passage, start: int) -> int | None:
    """Where the counted targets or bare numbers end that begin at an offset (or behind "another"), `None` if
    there are none or they are the subject of a verb."""
    text = passage.text
    end = -1
    for t in passage.targets:
        if t.start < start or t.form not in ("counted", "single"):
            continue
        gap = text[max(start, end) : t.start]
        limit = (
            r"(?:the\s|another\s|a\sfurther\s|a\s)?"
            if end < 0
            else r",?\s(?:and|plus|as\swell\sas|along\swith|with)\s(?:another\s)?|,\s"
        )
        if not re.fullmatch(limit, gap):
            break
        end = t.end
    if end < 0:
        numbers = _NUMBERS.match(text, start)
        if not numbers or _counts_other(passage, numbers):
            return None
        end = numbers.end()
    elif more := re.match(rf"\s(?:and|plus)\s{_NUMBER}\s(?:more|others?)\b", text[end:], re.IGNORECASE):
        end += more.end()
    rest = re.match(r"\s([A-Za-z’']+)", text[end:])
    return None if rest and clauses.is_finite(rest[1]) else end


def _counts_other(passage: Passage, numbers: re.Match[str]) -> bool:
    """Whether the number is known to count something else (a vote, missiles), or is a part of a date."""
    base = passage.document.sentences[passage.index].start
    near = [
        (m.start - base, m.end - base)
        for m in (
            *(
                c
                for c in passage.document.counts_in(passage.index)
                if c.of not in ("people", "organisations", "other")
            ),
            *passage.document.times_in(passage.index),
        )
    ]
    return any(a <= numbers.start() < b for a, b in near)


def completed(scenes: Sequence[tuple[Act, Group]], text: str) -> list[tuple[Act, Group]]:
    """The scenes, bare numbers of a chain meaning what those before them counted: firms where only firms were
    told of, and "three people and two more" firms where both were."""
    found: list[tuple[Act, Group]] = []
    for act, group in scenes:
        own = _like(found[-1][1], group, text[act.end :]) if act.rule == RULE and found else group
        found.append((act, own))
    return found


def _like(last: Group, group: Group, rest: str) -> Group:
    if numbers := _NUMBERS.match(rest.lstrip()):
        is_of_firms = numbers["b"] is None and last.people is None and last.organisations is not None
        return replace(group, people=None, organisations=group.people) if is_of_firms else group
    more = _AND_MORE.match(rest)
    if more and last.people and last.organisations and group.people and group.organisations is None:
        return replace(group, organisations=sanction_targets.value(more["n"]))
    return group
