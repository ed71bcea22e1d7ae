"""Launches in clauses that leave out their verb: "the North fired two missiles, the South its first from a submarine"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from analysis.compiling import compiled
from analysis.events.launch_dates import named
from analysis.events.launch_records import LaunchMention
from analysis.events.launch_weapons import is_from_submarine
from analysis.recognise import clauses
from analysis.recognise.numbers import value_of
from analysis.records import ActorMention, Document

#: What a state that is the subject of a gapped clause may be followed by: its object, a missile named or counted.
_OBJECT = compiled(
    r"\s(?:(?:with|only|just|at\sleast|about|some)\s)?(?P<number>an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|several|another|"
    r"its|their|some)\s(?P<rest>[^,;.:]*)"
)
#: One rocket bears several.
_SATELLITES = compiled(r"^(?:[\w-]+\s){0,3}satellites\b")
#: Where such a clause may begin.
_ONSET = compiled(r"(?:[,;:–—]|\s(?:and|but|while))\s(?:(?:and|but|while|then)\s)?(?:the\s)?$")
_FAR = 220


def find(document: Document, index: int, told: Sequence[LaunchMention]) -> Iterator[LaunchMention]:
    """The launches by other states that share the verb of one told before in the sentence."""
    verbs = [m for m in told if m.is_verb and m.dates]
    if not verbs:
        return
    sentence = document.sentences[index]
    for actor in document.actors_in(index):
        lead = [v for v in verbs if v.end < actor.start and actor.start - v.end < _FAR]
        if not lead or actor.kind != "state" or not _ONSET.search(document.text, sentence.start, actor.start):
            continue
        m = _OBJECT.match(document.text, actor.end, sentence.end)
        if m and not any(clauses.is_finite(w) for w in re.findall(r"[A-Za-z’'-]+", m["rest"])):
            mention = _gapped(document, index, lead[-1], actor, m)
            if mention:
                yield mention


def _gapped(
    document: Document, index: int, verb: LaunchMention, actor: ActorMention, m: re.Match[str]
) -> LaunchMention | None:
    weapons = tuple(w.weapon for w in document.weapons_in(index) if m.start() <= w.start < m.end())
    days = [t.value for t in named(document, index) if m.start() <= t.start < m.end()]
    is_elided = re.match(
        r"(?:first|second|third|own|more|others?|from|into|on|of|toward|towards|off)\b|$", m["rest"]
    )
    if not weapons and not is_elided:
        return None
    number = value_of(m["number"]) if m["number"] not in ("a", "an", "another") else None
    return replace(
        verb,
        start=actor.start,
        end=actor.end,
        states=(actor.actor_id,),
        dates=tuple(dict.fromkeys(days)) or verb.dates,
        weapons=weapons
        or (("slbm",) if is_from_submarine(document.text, m.start(), m.start()) else verb.weapons),
        missiles=int(number) if number and number > 1 and not _SATELLITES.search(m["rest"]) else None,
        is_listed=True,
    )
