"""Of which weapons a tally is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.compiling import compiled
from analysis.events.tally_counts import Counted
from analysis.events.tally_counts import counted as counted_in
from analysis.records import Document

#: "an ICBM on Sunday that was its fifth of 2023".
_IS_ITS = compiled(
    r"[^;:.]{0,60}\s(?:(?:that|which)\s)?(?:was|is|makes?|being)\s(?:it\s)?(?:its|the|their)\s", re.IGNORECASE
)
#: "the sixth time this year that ballistic missiles have been fired".
_TIME_THAT = compiled(
    r"(?:\s(?:time|occasion|instance))?\b[^,;:.]{0,40}?\s(?:that|when|on\swhich|in\swhich)\s(?:[\w’'-]+\s){0,7}?",
    re.IGNORECASE,
)
#: "ballistic missile launches by the North come to six".
_COME_TO = compiled(
    r"\s(?:launches|tests|firings|salvoe?s|rounds)\b[^.;:,]{0,50}?\s(?:come|came|amount|number|total|add|run|ran|stand|stood|reach)\w*\s(?:up\s)?"
    r"(?:to\s|at\s)?(?:\w+\s){0,2}",
    re.IGNORECASE,
)
#: "ballistic missiles have been launched on 31 occasions", "fired cruise missiles five times".
_SO_OFTEN = compiled(
    r"(?:\s(?:have|has|had|were|was)(?:\s(?:been|now|already|so\sfar))*)?(?:\s[a-z][\w-]*){0,2}?(?:\son)?\s(?:at\sleast\s|about\s|some\s)?"
)
#: "four of this year's involved ICBMs".
_OF_THE_YEAR = compiled(r"[^,;:.]{0,40}\s(?:involved|featured|concerned|included|carried)\s(?:an?\s|the\s)?")
#: "American officials make that its eighth": one more of the kind told before.
_MAKES_THAT = compiled(r"(?i)\b(?:mak(?:es?|ing)|made)\s(?:that|it|this)\s(?:its|the)\s$")


#: "six such launches", "two of the kind": of what was told last.
_SUCH = compiled(r"(?i)\bsuch\b|\bof\s(?:that|this|the|its)\s(?:kind|type|class|sort)\b")
#: "eight tries since April": of the missile spoken of.
_TRIES = compiled(r"(?i)[\w-]+\s(?:tries|attempts|goes)\b(?!\s(?:to|at)\b)")
#: "three attempts this year to place a satellite in orbit".
_TO_ORBIT = compiled(
    r"(?i)(?:attempts?|tr(?:y|ies)|bids?|gos?|shots?|stabs?|efforts?|failures?|tests?|launch(?:es)?)\b[^.;:]{0,60}?\b(?:to|at|of)\s[^.;:]{0,40}?\b(?:satellites?|orbit)\b"
)


_TIMES = compiled(r"(?i)(?:[\w-]+\s){0,3}?(?:times|occasions|twice|thrice|days)\b")


def _such(document: Document, index: int, c: Counted) -> str:
    """The class of the missile that was named last before, in the sentence or the two before it; of tries, in the
    paragraph."""
    here = document.sentences[index]
    tried = _TRIES.match(document.text, c.start)
    same = (s.start for s in document.sentences[max(0, index - 12) : index] if s.paragraph == here.paragraph)
    low = next(same, here.start) if tried else document.sentences[max(0, index - 2)].start
    named = [
        w.weapon for w in document.weapons if low <= w.start and w.end <= c.start and w.weapon != "missile"
    ]
    return named[-1] if named else ""


def of_last(document: Document, index: int, c: Counted, counted: Sequence[Counted]) -> str:
    """ "70 ballistic missiles last year and a dozen this year": a number without its noun counts what the one before
    did."""
    earlier = [o for o in counted if o.end <= c.start and o.unit == c.unit and not o.is_part]
    gap = document.text[earlier[-1].end : c.start] if earlier else ";"
    is_bare = not re.search(
        r"(?i)missile|launch|test|round|firing|salvo|shot|flight", document.text[c.start : c.end]
    )
    is_joined = (
        re.search(r"(?i)\b(?:and|but|against|from|to|after|compared\s\w+)\s|,\s", gap) and ";" not in gap
    )
    if _SUCH.search(document.text[max(0, c.start - 6) : c.end + 14]) or _TRIES.match(document.text, c.start):
        return _such(document, index, c)
    if not earlier and is_bare and index and _MAKES_THAT.search(document.text[: c.start][-40:]):
        return next((w.weapon for w in document.weapons_in(index - 1) if w.weapon != "missile"), "")
    if not earlier and is_bare and index and _ENDS.match(document.text, c.end):
        # "… 60 ballistic missiles. In the whole of 2021 it managed eight."
        before = [o for o in counted_in(document, index - 1) if o.unit == c.unit and not o.is_part]
        return of(document, index - 1, before[-1]) if before else ""
    return of(document, index, earlier[-1]) if is_bare and is_joined and not c.is_part else ""


_ENDS = compiled(r"\s?(?:[.,;]|in\s(?:all|total)\b|$)")


def of(document: Document, index: int, c: Counted) -> str:
    """The class of what is counted, "" for a mere missile."""
    near = [
        w
        for w in document.weapons_in(index)
        if w.start < c.end + 60 and w.end > c.start and w.start >= c.start
    ]
    joined = [
        w
        for w in near
        if w.start < c.end
        or _OF_THE_YEAR.fullmatch(document.text, c.end, w.start)
        or re.fullmatch(
            r"(?:\s?(?:of\s(?:them|which|an?)\s)?(?:were\s|was\s|an?\s|its\s)?(?:[\w’'-]+\s){0,3}?|"
            r"[^,;:.]{0,40}\s(?:were|was|are|have\sbeen)\s(?:of\s)?(?:(?:the|an?)\s)?)",
            document.text[c.end : w.start],
        )
    ]
    before = [
        w
        for w in document.weapons_in(index)
        if w.end <= c.start
        and re.fullmatch(
            r"\s?(?:\([A-Z]+\)\s)?[–—,(-]?\s?(?:launches\s|tests\s)?[–—,(-]?\s?(?:about\s|some\s|at\sleast\s)?",
            document.text[w.end : c.start],
        )
    ]
    if not joined and not before and re.search(r"(?i)\brecord\sof\s$", document.text[: c.start]):
        # "the most ballistic missiles ever, surpassing its record of 25"
        low = document.sentences[max(0, index - 1)].start
        before = [w for w in document.weapons if low <= w.start and w.end <= c.start]
    before += [
        w
        for w in reversed(document.weapons_in(index))
        if w.end <= c.start
        and (
            _IS_ITS.fullmatch(document.text, w.end, c.start)
            or _COME_TO.fullmatch(document.text, w.end, c.start)
            or (_TIMES.match(document.text, c.start) and _SO_OFTEN.fullmatch(document.text, w.end, c.start))
        )
    ]
    joined += [
        w
        for w in document.weapons_in(index)
        if _TIME_THAT.fullmatch(document.text[c.end : w.start]) and w.start > c.end
    ]
    before += [
        w
        for w in document.weapons_in(index)
        if w.end <= c.start
        and re.search(r"(?i)\b(?:number|tally|count|total)\sof\s$", document.text[: w.start][-20:])
        and re.fullmatch(r"[^,;.]{0,50}\s(?:to|at)\s(?:\w+\s){0,2}", document.text[w.end : c.start])
    ]
    best = next(iter([*joined, *before]), None)
    if best is None and c.unit == "launch_events":
        noun = re.search(r"\w+$", document.text[c.start : c.end])
        at = c.start + noun.start() if noun else c.end
        return "satellite" if _TO_ORBIT.match(document.text, at, document.sentences[index].end) else ""
    return best.weapon if best and best.weapon != "missile" else ""
