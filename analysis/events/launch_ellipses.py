"""Words that stand for a missile which is not named again: "another", "its twin", "those of 22 April", "Friday's two"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from analysis.compiling import compiled
from analysis.events.attachment import Head
from analysis.events.launch_words import likely, pattern
from analysis.records import Document

#: "two of them" behind a day is a part of the missiles that were fired on it.
_PART = compiled(r"\sof\s(?:them|these|those)$")
#: "the two had launched eight": those who fire are no missiles.
_FIRES = compiled(
    r"(?:\s(?:of\sthem|had|have|has|also|then|each|both|together|jointly)){0,3}\s(?:(?:test-)?(?:fired|launched)|tested|lobbed|loosed|shot|let)"
    r"\s(?:off\s|fly\s)?(?:an?|the|two|three|four|five|six|seven|eight|nine|ten|\d+|its|their|missiles?|several|some|more|at|about|another)\b"
)
_BEHIND_DAY = compiled(r"\d,\s$|day,\s$")
#: "July 9's, also from a submarine, had burst": a missile named by its day alone.
_WHOSE = compiled(
    r"[’']s(?:,\s(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)|(?=\s(?:pair|couple|trio)\b)|\s(?:had|was|were|flew|fell|went|came|broke|blew|burst|crashed|"
    r"failed|exploded|landed)\b)"
)


def heads(document: Document, index: int, others: Sequence[Head], *, is_likely: bool) -> list[Head]:
    """The ellipses of a sentence where no other head stands. `is_likely`: missiles are spoken of there."""
    low, text = document.sentences[index].start, document.sentence_text(index)
    named = [h for h in others if h.form != "thing"]
    found = [
        Head(low + a, low + b, "ellipsis")
        for a, b in ellipses(text, is_sure=not is_likely)
        if _is_free(low + a, low + b, named)
        and not (_PART.search(text[a:b]) and _BEHIND_DAY.search(text[:a]))
        and not _FIRES.match(text, b)
        and not stands_for_other(document, low + a)
    ]
    if is_likely:
        owners = [
            *(t for t in document.times_in(index) if t.type == "DATE"),
            *(a for a in document.actors_in(index) if a.kind == "state"),
        ]
        found += [
            Head(o.end, o.end + 2, "ellipsis", name="whose")
            for o in owners
            if _WHOSE.match(document.text, o.end)
        ]
    counted = [
        c
        for c in document.counts_in(index)
        if c.of == "missiles" and not c.is_ordinal and not stands_for_other(document, c.start)
    ]
    taken = [*others, *found]
    return found + [Head(c.start, c.end, "ellipsis") for c in counted if _is_free(c.start, c.end, taken)]


def stands_for_other(document: Document, offset: int) -> bool:
    """Whether the words right before an ellipsis name what it is one of, and that is no missile ("its drones, five of
    them")."""
    return pattern("craft").search(document.text, max(0, offset - 24), offset) is not None


def _is_free(start: int, end: int, heads: Sequence[Head]) -> bool:
    return not any(h.start < end and start < h.end for h in heads)


def ellipses(
    text: str, low: int = 0, high: int | None = None, *, is_sure: bool = False
) -> list[tuple[int, int]]:
    """Where words stand for a missile that is not named again ("another", "its twin", "those of 22 April"), between
    the offsets. `is_sure`: only those that a missile need not have been named for just before."""
    end = len(text) if high is None else high
    return [(a, b) for a, b, sure in _spans(text) if low <= a and b <= end and (sure or not is_sure)]


@lru_cache(maxsize=64)
def _spans(text: str) -> tuple[tuple[int, int, bool], ...]:
    """Start and end of each ellipsis in a sentence, and whether it is a sure one; the file's first wins."""
    found: list[tuple[int, int, bool]] = []
    for p in likely(text):
        if p.fields["form"] == "ellipsis":
            spans = (m.span() for m in p.regex.finditer(text))
            found += [
                (a, b, bool(p.fields.get("sure")))
                for a, b in spans
                if not any(x < b and a < y for x, y, _ in found)
            ]
    return tuple(sorted(found))
