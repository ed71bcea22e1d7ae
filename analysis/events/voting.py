"""Vote figures: how many voted for and against a measure, and how many abstained."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.events.marking import Marked
from analysis.records import CountMention, Document

_OF = ("votes_for", "votes_against", "abstentions")
#: Figures of a vote that stands no further apart than this belong together.
_REACH = 90
_NEEDED = re.compile(
    r"\b(?:need(?:s|ed|ing)?|requir(?:e|es|ed|ing)|takes?|took|minimum|at\sleast|threshold|necessary|would|short|"
    r"lacking|majority\sof|if|expects?|expected|hop(?:e|es|ed|ing)|count(?:s|ed)?\son|would\shave)\b",
    re.I,
)


_ARE_NEEDED = re.compile(
    r"[\w]+\s(?:votes?\s)?(?:in\sfavou?r\s)?(?:are|is|were|would\sbe|was)\s(?:needed|required|necessary)\b"
)


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one vote as one sentence gives them; `None` where it does not."""

    sentence: int
    start: int
    end: int
    votes_for: int | None = None
    votes_against: int | None = None
    abstentions: int | None = None


def find(document: Document, m: Marked) -> list[Figures]:
    """The figures of the votes that the sentence tells as taken, in its order."""
    counts = [c for c in document.counts_in(m.index) if c.of in _OF and not _is_needed(m, c)]
    runs: list[list[CountMention]] = []
    for c in counts:
        if runs and c.start - runs[-1][-1].end < _REACH and c.of not in {x.of for x in runs[-1]}:
            runs[-1].append(c)
        else:
            runs.append([c])
    return [_figures(run, m) for run in runs] or _of_list(m)


#: "In favour (13): Albania, …"
_LIST = re.compile(
    r"\b(?:(?P<votes_for>in\sfavou?r|yes|for)|(?P<votes_against>against|no)|(?P<abstentions>abst\w+))\s?\((?P<n>\d{1,3})\)",
    re.I,
)


def _of_list(m: Marked) -> list[Figures]:
    """The figure that heads a list of those who voted one way."""
    if not (head := _LIST.search(m.text)):
        return []
    given = {k: int(head["n"]) for k in _OF if head[k]}
    return [Figures(m.index, m.origin(head.start()), m.origin(head.end() - 1) + 1, **given)]


def _is_needed(m: Marked, c: CountMention) -> bool:
    """Whether the number is what a text needs, not what it got."""
    at = m.place(c.start)
    if _ARE_NEEDED.match(m.text[at:]):
        return True
    return bool(_NEEDED.search(re.split(r"[:;,]", m.text[max(0, at - 40) : at])[-1])) or c.qualifier in (
        "at_least",
        "at_most",
    )


def _figures(run: list[CountMention], m: Marked) -> Figures:
    given = {c.of: int(c.value) for c in run}
    return Figures(m.index, run[0].start, run[-1].end, *(given.get(k) for k in _OF))
