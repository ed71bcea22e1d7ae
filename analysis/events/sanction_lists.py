"""The list of targets on either side of an act: what commas, conjunctions and modifiers join to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analysis.compiling import compiled
from analysis.events.sanction_targets import Target, has_finite, without

#: What joins one target to the next.
_JOINT = compiled(
    r"(?:,|;|:|\(|–|—|\band|\bplus|\bas\swell\sas|\balong\swith|\btogether\swith|\bbesides|\bwith|\bnamely|\bboth)\s"
    r"(?:(?:also|then|finally|one|against|on|of|for|the|his|her|their|Mr\.?|Ms\.?|fellow|its|another)\s){0,2}"
    r"(?:(?:its|his|her|their)\s[a-z]+\s|\d+(?:st|nd|rd|th)\s)?$"
)
_AUXILIARY = compiled(
    r"(?:\s(?:in|of|from|near|on|at|off|outside|with|(?:based|registered|headquartered)\sin)\s(?:[\w’'-]+\s){0,2}[\w’'-]+){0,3}"
    r"(?:\s?[:;–—,-]\s(?:these|those|this|that|such|all)(?:\s(?:two|three|four|five|six|seven))?\b)?(?:,?\s(?:has|have|had|been|being|was|were|is|are|also|itself|themselves|himself|herself|then|now|both|all|only|first|too))*,?\s?"
)
#: "and, in the same breath, of a bank".
_INSERTED = compiled(r"(?<=\band),\s(?:in|at|on|by|with|as|for|the)\s[^,;]{2,40},\s")
_BLANKS = compiled(r"\s+")  # where something is hidden
_AUXILIARY_END = compiled(
    r"(?:\s(?:has|have|had|was|were|is|are|been|also|itself|themselves|then|now|both|all|only|too))+\s*$"
)


def behind(
    text: str,
    start: int,
    limit: int,
    targets: Sequence[Target],
    hidden: Sequence[tuple[int, int]],
    breaks: Sequence[int] = (),
) -> list[Target]:
    """The list of targets behind an act: those that a chain of commas, conjunctions and modifiers joins to it.
    `breaks` are the places of authorities: behind another one the targets are its own."""
    found: list[Target] = []
    at = start
    for t in targets:
        if t.start < start or t.end > limit or t.form == "governed":
            continue
        if any(a <= t.start < b for a, b in hidden):
            continue
        if found and any(at <= b < t.start for b in breaks):
            break
        gap = without(text, at, t.start, hidden)
        if has_finite(gap) or not _is_joined(gap, t, is_first=not found):
            if t.is_counted or t.form == "vague":
                break
            continue
        found.append(t)
        at = t.end
    return found


def before(
    text: str, low: int, end: int, targets: Sequence[Target], hidden: Sequence[tuple[int, int]]
) -> list[Target]:
    """The list of targets that is the subject of an act at `end`."""
    found: list[Target] = []
    at = end
    for t in reversed(targets):
        if t.start < low or t.end > end or any(a <= t.start < b for a, b in hidden):
            continue
        gap = without(text, t.end, at, hidden)
        nearest = found[-1] if found else None
        if t.form == "governed":
            is_head = nearest is None and re.match(
                r"\s(?:whom?|which|that|it|they|[A-Z])|\s+$", text[t.end : end]
            )
            if is_head or (nearest is not None and re.fullmatch(r",?\s(?:and|plus)\s", gap)):
                found.append(replace(t, form="counted"))
            break
        if has_finite(gap if nearest else _AUXILIARY_END.sub("", gap)):
            break
        is_apposed = nearest is None and gap.lstrip().startswith((",", "(", "–", "—"))
        if t.form in ("counted", "vague"):
            is_joined = nearest is not None or len(gap.split()) <= (30 if is_apposed else 12)
        else:
            is_joined = (
                bool(_AUXILIARY.fullmatch(_BLANKS.sub(" ", gap)))
                or is_apposed
                or (nearest is not None and bool(_JOINT.search(gap)))
            )
        if is_joined:
            found.append(t)
            at = t.start
    return found[::-1]


def _is_joined(gap: str, t: Target, *, is_first: bool) -> bool:
    if t.form in ("counted", "vague"):
        return len(gap.split()) <= 14
    if is_first:
        return len(gap.split()) <= 3 and not re.search(r"\b(?:at|in|to|by|with|on|for)\s(?:the\s)?$", gap)
    gap = _INSERTED.sub(" ", gap)
    return bool(_JOINT.search(gap)) or bool(re.fullmatch(r"\s?[,:(–—-]?\s?(?:the\s)?", gap))
