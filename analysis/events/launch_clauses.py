"""Days that stand in a launch's sentence but govern another clause of it."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.compiling import compiled
from analysis.events.attachment import Head
from analysis.records import Document, TimeMention

#: "it was on the 20th that Seoul hit back": the day of what follows "that".
_CLEFT = compiled(r"(?i)\bit\s(?:was|is)\s(?:only\s|not\suntil\s|also\s)?(?:on\s|in\s)?(?:the\s)?$")
_THAT = compiled(r"\s(?:that|when|before)\s")
#: "was followed eight days later by a resolution": the day of what came next.
_FOLLOWED = compiled(
    r"(?i)\b(?:followed|succeeded|answered|met|matched|capped)\s(?:only\s|just\s|on\s|in\s|the\s){0,3}$"
)
_BY = compiled(r"\s(?:by|with)\s")
#: A day right behind a launch is its own.
_BEHIND = compiled(r"\s(?:on\s|in\s|late\son\s|early\son\s)?(?:the\s)?")
#: "On Friday, with a missile fired on Thursday still in mind, …": the fronted day is that of the main clause.
_ASIDE = compiled(
    r",\s(?:with|after|following|over|given|citing|because\sof|in\s(?:response|reply|answer|reaction)\sto|prompted\sby|angered\sby)\s[^;:]*$"
)
#: "after a missile flew on Monday, on Friday": the second day is that of what the first clause leads to.
_LED_BY = compiled(r"(?i)\b(?:after|when|once|following|since|because)\s[^,;:]*$")
_NEXT = compiled(r",\s(?:and\s)?(?:on|in)\s(?:the\s)?")


def own(document: Document, index: int, head: Head, times: Sequence[TimeMention]) -> tuple[TimeMention, ...]:
    """The days of a launch without those that another clause of its sentence takes."""
    beside = next(
        (t for t in times if t.start >= head.end and _BEHIND.fullmatch(document.text, head.end, t.start)),
        None,
    )
    return tuple(t for t in times if not _is_of_other(document, index, head, t, beside))


def _is_of_other(
    document: Document, index: int, head: Head, time: TimeMention, beside: TimeMention | None
) -> bool:
    low, text = document.sentences[index].start, document.text
    before = text[low : time.start]
    if head.end <= time.start and _CLEFT.search(before) and _THAT.match(text, time.end):
        return True
    if head.end <= time.start and _FOLLOWED.search(before) and _BY.match(text, time.end):
        return head.start < low + before.rstrip().rfind(" ")
    if beside is None or time is beside:
        return False
    if time.end <= head.start:
        return bool(_ASIDE.match(text[time.end : head.start]))
    is_next = time.start >= beside.end and _NEXT.fullmatch(text, beside.end, time.start)
    return bool(is_next and _LED_BY.search(text[low : head.start]))
