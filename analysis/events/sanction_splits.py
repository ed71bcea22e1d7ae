"""How many of the names on a list are people and how many firms, where the text tells it behind their number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from analysis.compiling import alternation, compiled
from analysis.events import sanction_targets
from analysis.records import Designation, Document

#: Words that count people and firms together.
_UNSORTED = compiled(
    r"(?i)\b(?:names|targets|entries|additions|newcomers|parties|actors|(?:people|persons|individuals)\s(?:and|or)\s\w+s)\b"
)


@cache
def _share() -> re.Pattern[str]:
    """ "six of them are people", "the rest companies", "three belong to firms"."""
    nouns = alternation(
        (sanction_targets.words("people") | sanction_targets.words("organisations")) - {"names", "name"}
    )
    return compiled(
        rf"\b(?P<number>{sanction_targets.NUMBER}|the\s(?:rest|others?|remainder|remaining(?:\s\w+)?)|one)"
        r"(?:\sof\s(?:them|these|those|which|whom|the\s[\w-]+))?"
        r"(?:,?\s(?:are|were|is|was|being|(?:belong|go|went|refer)(?:s|ed|ing|es)?\sto)(?:\sthose\sof)?)?"
        rf"(?:\san?)?\s(?:(?!and\b|or\b|of\b|for\b|by\b|in\b|on\b|to\b|with\b)[\w’'-]+\s){{0,2}}?(?P<noun>{nouns})\b",
        re.IGNORECASE,
    )


def sorted_out(document: Document, found: Sequence[Designation]) -> list[Designation]:
    """The rows, those of names alone parted into people and organisations where the text does so."""
    return [_parted(document, d) for d in found]


def _parted(document: Document, row: Designation) -> Designation:
    total = row.people
    if not total or total < 2 or row.organisations is not None:
        return row
    here = document.sentences[row.sentence]
    if not _UNSORTED.search(document.text, here.start, here.end):
        return row
    people = organisations = 0
    rest = ""
    for m in _share().finditer(document.text, here.start, _end(document, row.sentence)):
        kind = "organisations" if m["noun"].lower() in sanction_targets.words("organisations") else "people"
        value = sanction_targets.value(m["number"])
        if m["number"].lower().startswith("the "):
            rest = kind
        elif value and value < total:
            people += value if kind == "people" else 0
            organisations += value if kind == "organisations" else 0
    if rest == "organisations" and people and not organisations:
        organisations = total - people
    if rest == "people" and organisations and not people:
        people = total - organisations
    if organisations == 0 and people and _is_plain(document, row, "people"):
        organisations = total - people
    if people == 0 and organisations and _is_plain(document, row, "organisations"):
        people = total - organisations
    is_whole = people and organisations and people + organisations == total
    return replace(row, people=people, organisations=organisations) if is_whole else row


#: "eleven names, nine of them individuals": what is not said of the others is the other kind.
_PLAIN = {
    "people": compiled(
        r"(?i)\bof\s(?:them|which|whom|these|those)\s(?:are\s|were\s|being\s)?(?:individuals|people|persons)\b"
    ),
    "organisations": compiled(
        r"(?i)\bof\s(?:them|which|whom|these|those)\s(?:are\s|were\s|being\s)?(?:entities|organi[sz]ations|companies|firms|businesses|bodies)\b"
    ),
}


def _is_plain(document: Document, row: Designation, kind: str) -> bool:
    here = document.sentences[row.sentence]
    return bool(_PLAIN[kind].search(document.text, here.start, _end(document, row.sentence)))


def _end(document: Document, index: int) -> int:
    """Where the second sentence behind one ends, within its paragraph."""
    here = document.sentences[index]
    near = [s for s in document.sentences[index : index + 3] if s.paragraph == here.paragraph]
    return near[-1].end
