"""How a sentence asserts an event: as a fact, or negated, denied, forecast, planned, hypothetical, or
conditional.

    how = assertion.of(sentence_text, start, end)
    if not how.is_fact: ...

`start` and `end` are the event expression's offsets in the sentence's own text. Cues are rows of
`data/assertion.toml`: each says which flag it raises and from which side it reaches the event. A cue
before the event reaches it if both stand in one clause, or if only complement clauses ("that …", "to …")
lie between; a cue after it only in the same clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis import lexicon
from analysis.recognise import clauses
from analysis.sieve import sieve


@dataclass(frozen=True, slots=True)
class Assertion:
    """What raises doubt about an event. All false: the sentence tells it as a fact. `cues` names the
    patterns that said otherwise."""

    is_negated: bool = False
    is_denied: bool = False
    is_forecast: bool = False
    is_planned: bool = False
    is_hypothetical: bool = False
    is_conditional: bool = False
    cues: tuple[str, ...] = ()

    @property
    def is_fact(self) -> bool:
        return not self.cues


#: Clause kinds into which a cue before them still reaches ("denied that …", "threatened … and …").
_TRANSPARENT = {"complement", "predicate"}


def of(sentence: str, start: int, end: int) -> Assertion:
    """How the expression `sentence[start:end]` is asserted."""
    low, high = _scope(sentence, start)
    before, event, after = sentence[low:start], sentence[start:end], sentence[end:high]
    likely = sieve("assertion")(f"{before}{event}{after}")
    found = [p for p in likely if _reaches(p, before, event, after)]
    flags = {p.fields["flag"] for p in found}
    return Assertion(
        is_negated="negated" in flags,
        is_denied="denied" in flags,
        is_forecast="forecast" in flags,
        is_planned="planned" in flags,
        is_hypothetical="hypothetical" in flags,
        is_conditional="conditional" in flags,
        cues=tuple(p.id for p in found),
    )


def _scope(sentence: str, offset: int) -> tuple[int, int]:
    """From the first clause whose cues reach the character's clause, to the end of that clause."""
    parts = clauses.split(sentence)
    here = next((i for i, c in enumerate(parts) if c.start <= offset < c.end), len(parts) - 1)
    first = here
    while first and parts[first].kind in _TRANSPARENT:
        first -= 1
    return (parts[first].start, parts[here].end) if parts else (0, 0)


def _reaches(cue: lexicon.Pattern, before: str, event: str, after: str) -> bool:
    side = cue.fields.get("side", "before")
    if side == "after":
        return bool(cue.regex.match(after))
    if side == "inside":
        return bool(cue.regex.match(event))
    reach = int(cue.fields.get("reach", 90))
    return bool(_last(cue.regex, before[-reach:] if reach < len(before) else before))


def _last(regex: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last match; a cue's `reach` counts characters, so that the window may begin inside a word."""
    last = None
    for m in regex.finditer(text):
        last = m
    return last
