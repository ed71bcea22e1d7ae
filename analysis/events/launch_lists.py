"""Numbers of missiles in a list of days: "one missile on 25 September, two on the 28th and Monday’s pair"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from analysis.compiling import compiled
from analysis.events.launch_dates import named
from analysis.events.launch_records import LaunchMention
from analysis.events.launch_words import words
from analysis.recognise import clauses, timex
from analysis.recognise.numbers import value_of
from analysis.recognise.weapons import model_state
from analysis.records import Document, TimeMention

_NUMBER = (
    r"(?P<number>\b(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty(?:-\w+)?|(?<![\d.:])\d{1,2}(?![.:]\d))"
    r"|(?:(?:an?|the|another)\s|(?<=[’']s\s))(?:pair|couple)|an?(?=\s(?:[\w’'-]{1,20}\s){0,3}(?:missile|rocket|[A-Z][\w-]*-[\dIVX]+|[\w-]+BM\b|Scud|Rodong|Nodong|Musudan|Minuteman|satellite)))\b)"
)
#: What is counted: nothing ("two on the 28th"), "more", or up to seven words that end in a missile.
_NOUN = r"(?P<noun>(?:\s[\w’'“”\"-]+){0,7}?)"
_BEHIND = compiled(
    _NUMBER
    + _NOUN
    + r"(?:\s\([^()]{2,30}\)|\sat\s(?:about\s)?\d{1,2}(?:[.:]\d\d)?(?:\s?[ap]\.?m\.?)?)?,?\s(?:(?:early|late|again)\s)?(?:(?:on|of|from|in)\s)?(?:the\s)?"
    r"(?:(?:early|small)\shours\sof\s|(?:morning|evening|night|afternoon)\sof\s)?$",
    re.IGNORECASE,
)
_AHEAD = compiled(
    r"(?:[’']s?\s|[,:]?\s(?:(?:it\s(?:was|fired)|came|saw|by|there\swere|with)\s)?(?:another\s|a\sfurther\s)?)"
    + _NUMBER
    + _NOUN
    + r"(?=[,;.)]|\s(?:and|from|into|towards?|off)\b|$)",
    re.IGNORECASE,
)
#: "the pair of the 21st, named by Pyongyang a new …": what the item's missiles are called.
_NAMED = compiled(
    r",\s(?:named|called|dubbed|billed|described|identified|presented|hailed)\b(?:\s(?:by|as|in)\s(?:[A-Z]\w*\s?|state\smedia\s?))*\s?(?:as\s)?(?:an?\s)?"
)
#: Words that may follow a number in place of its missiles.
_ELLIPSIS = compiled(r"(?:\s(?:more|others?|further|again|of\s(?:them|these|those)|ones?))*", re.IGNORECASE)
_PAIRS = ("pair", "couple")


@dataclass(frozen=True, slots=True)
class _Item:
    """A number of missiles and the day that it is told of."""

    start: int
    end: int
    day: str
    missiles: int
    weapons: tuple[str, ...]
    state: str = ""


def numbered(document: Document, index: int, told: Sequence[LaunchMention]) -> list[LaunchMention]:
    """The launches that a sentence tells; where it lists two days or more with a number each, one a day."""
    known = {d for m in told for d in m.dates if timex.is_day(d)}
    if not known or len({m.states for m in told if m.dates and m.states}) > 1:
        return list(told)
    items = _items(document, index)
    days = {i.day for i in items}
    if len(days) < 2 or not days & known:
        return list(told)
    told = [_without(document, index, m, items) for m in told]
    rest = [replace(m, dates=tuple(d for d in m.dates if d not in days)) for m in told]
    left = [r for r, m in zip(rest, told, strict=True) if r.dates or not m.dates]
    return sorted([*left, *_by_item(items, told)], key=lambda m: m.start)


def _without(document: Document, index: int, mention: LaunchMention, items: Sequence[_Item]) -> LaunchMention:
    """ "six on into Monday: three on Saturday, one on Sunday and a pair to finish": what is left of the total for the
    mention's own day."""
    left = (mention.missiles or 0) - sum(i.missiles for i in items if i.day not in mention.dates)
    others = [
        int(c.value)
        for c in document.counts_in(index)
        if c.of == "missiles" and not any(i.start < c.end and c.start < i.end for i in items)
    ]
    is_rest = left > 0 and left in others and mention.missiles in others
    return replace(mention, missiles=left) if is_rest else mention


def _by_item(items: Sequence[_Item], told: Sequence[LaunchMention]) -> Iterator[LaunchMention]:
    """A mention an item: an item without a weapon goes on about that of the one before."""
    last: tuple[str, ...] = ()
    days = {i.day for i in items}
    first = next(m for m in told if days & set(m.dates))
    for item in items:
        whole = next((m for m in told if item.day in m.dates), first)
        last = item.weapons or last or whole.weapons
        yield replace(
            whole,
            start=item.start,
            end=item.end,
            dates=(item.day,),
            weapons=last,
            missiles=item.missiles,
            states=(item.state,) if item.state else whole.states,
            is_listed=True,
        )


def _items(document: Document, index: int) -> list[_Item]:
    sentence = document.sentences[index]
    days = named(document, index)
    if len(days) < 2:
        return []
    found: list[_Item] = []
    low = sentence.start
    for t in days:
        m = _BEHIND.search(document.text, max(low, t.start - 110), t.start)
        low = t.end
        found += _item(document, index, t, m)
    counted = {i.day for i in found}
    for n, t in enumerate(days):
        high = days[n + 1].start if n + 1 < len(days) else sentence.end
        m = _AHEAD.match(document.text, t.end, high)
        item = _item(document, index, t, m) if t.value not in counted else []
        found += [i for i in item if not any(o.start < i.end and i.start < o.end for o in found)]
    return sorted(found, key=lambda i: i.start)


def _item(document: Document, index: int, time: TimeMention, m: re.Match[str] | None) -> list[_Item]:
    if not m:
        return []
    inside = [
        w for w in document.weapons_in(index) if m.start("number") <= w.start and w.end <= m.end("noun")
    ]
    is_missile = _ELLIPSIS.fullmatch(m["noun"]) or inside
    if not is_missile or any(
        clauses.is_finite(w) and w not in words("listing") for w in re.findall(r"[a-z]+", m["noun"])
    ):
        return []
    is_single = m["number"].lower() in ("a", "an")
    value = 2 if m["number"].lower().endswith(_PAIRS) else 1 if is_single else value_of(m["number"])
    if not value or (is_single and not inside):
        return []
    if m["noun"].endswith("satellites"):
        value = 1  # one rocket bears them
    named_so = _NAMED.match(document.text, max(m.end("noun"), time.end))
    behind = [
        w for w in document.weapons_in(index) if named_so and named_so.end() <= w.start < named_so.end() + 40
    ]
    weapons = tuple(w.weapon for w in (*inside, *behind[:1]))
    built = {model_state(w.model) for w in inside if w.model} - {""}
    state = built.pop() if len(built) == 1 else ""
    return [_Item(m.start("number"), m.end("noun"), time.value, int(value), weapons, state)]
