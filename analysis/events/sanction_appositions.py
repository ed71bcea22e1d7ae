"""Whom a noun only says again: "two men, a Russian and a Korean", "six firms, a bank at their head"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.compiling import compiled


@dataclass(frozen=True, slots=True)
class Target:
    """A target by offsets in its sentence. `kind`: people, organisations, vessels, or vague (spoken of
    without a number for each kind). `form`: counted ("two firms"), single ("a firm"), definite ("the firm"),
    name, unknown (capitals that no recogniser knows), vague, or governed: counted, the complement of something
    else, with a relative clause ("asked about two men whom Japan had listed")."""

    start: int
    end: int
    kind: str
    number: int = 0
    form: str = "counted"
    name: str = ""

    @property
    def is_counted(self) -> bool:
        return self.form == "counted"


_COMMA = compiled(
    r"(?:\s(?:on|in|last|this)\s[\w\s]{2,20}?)?\s?[,(–—-]\s(?:(?:both|all|all\sof\sthem|namely)\s)?"
)
_AND = compiled(r",\s|,?\sand\s")
_CLOSED = compiled(r"\s?(?:[,;.):–—]|$)")
#: Behind somebody picked out of those counted before: "the bank at their head".
_PICKED = compiled(
    r"\s(?:at\s(?:the|its|their)\s(?:head|top|fore)|in\sthe\slead|(?:first|foremost|chief|prominent|most\sprominent)\samong\sthem|leading\sthe\s(?:list|way)|"
    r"heading\s(?:the\slist|them|it)|on\stop|to\sthe\sfore|in\sfirst\splace|included)\b"
)


def settled(text: str, targets: Sequence[Target]) -> list[Target]:
    """The targets without those that only explain a counted group right before them; the group is of the kind of
    those who explain it."""
    found: list[Target] = []
    at = 0
    while at < len(targets):
        t = targets[at]
        at += 1
        more = _explaining(text, t, targets[at:]) if t.is_counted else 0
        if more:
            explained = {o.kind for o in targets[at : at + more]}
            kind = "people" if explained == {"people"} else t.kind
            t = replace(t, kind=kind, end=targets[at + more - 1].end)
        found.append(t)
        at += more
    return found


def _explaining(text: str, t: Target, behind: Sequence[Target]) -> int:
    """How many of the targets behind a group say who they are: as many single ones as it counts, a word for so
    many ("a couple"), or one picked out of them."""
    if not behind or not _COMMA.fullmatch(text, t.end, behind[0].start):
        return 0
    first = behind[0]
    if (
        first.kind == t.kind
        and first.form in ("single", "definite", "unknown")
        and _PICKED.match(text, first.end)
    ):
        return 1
    if (
        first.is_counted
        and first.number == t.number
        and _is_one(text, first)
        and _CLOSED.match(text, first.end)
    ):
        return 1
    number = 0
    for n, o in enumerate(behind):
        if n and not _AND.fullmatch(text, behind[n - 1].end, o.start):
            break
        if o.form != "single" or o.kind != t.kind:
            break
        number += 1
    is_whole = number == t.number > 1 and _CLOSED.match(text, behind[number - 1].end)
    return number if is_whole else 0


def _is_one(text: str, t: Target) -> bool:
    """Whether a group is told by a noun for so many: "a couple", "a trio"."""
    return text[t.start : t.end].split()[0].lower() in ("a", "an")
