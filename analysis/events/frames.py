"""Date lines: the day that a bullet of a digest or a paragraph of a timeline stands under."""

from __future__ import annotations

import re
from bisect import bisect_right

from analysis.compiling import compiled
from analysis.records import Document

_DAY = compiled(r"\d{4}-\d{2}-\d{2}")

#: A line that says when the paper came out.
_IMPRINT = compiled(
    r"(?i)\b(?:edition|page\s\d|updated|published|posted|issue|vol(?:\.|ume)|no\.\s?\d|circulation|late\scity|e-?paper)\b"
)


def day(document: Document, index: int) -> str:
    """The day of the date line above a sentence, or "". A dateline behind a place name is none."""
    here = document.sentences[index]
    frames = document.frames
    number = bisect_right(frames, here.start + 12, key=lambda t: t.start)
    if not number:
        return ""
    last = frames[number - 1]
    line = document.sentences[last.sentence]
    if _IMPRINT.search(document.text, line.start, line.end):
        return ""
    if re.search(r"[A-Za-z]{3}", document.text[line.start : last.start]):
        return ""
    if not _DAY.fullmatch(last.begin or last.value):
        return ""
    is_above = line.kind == "heading" or line.paragraph == here.paragraph or line.end - line.start < 40
    is_anchor = not document.anchors or document.anchors[index] in ("", last.begin)
    return (last.begin or last.value) if is_above and is_anchor else ""


def days(document: Document, index: int) -> str:
    """The range of days of the date line above a sentence ("30 November – 1 December"), or ""."""
    here = document.sentences[index]
    number = bisect_right(document.frames, here.start + 12, key=lambda t: t.start)
    last = document.frames[number - 1] if number else None
    is_range = last is not None and re.fullmatch(rf"{_DAY.pattern}/{_DAY.pattern}", last.value)
    return last.value if last and is_range else ""
