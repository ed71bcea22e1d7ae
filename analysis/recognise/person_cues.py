"""What the words beside a name say of its bearer: that he speaks, acts, or is no person at all."""

from __future__ import annotations

import re

from analysis.recognise import clauses, office_holders, witnesses
from analysis.recognise.names import Candidate, word_set
from analysis.recognise.wording import Line

_INTRODUCTION = re.compile(
    r"\b(?:according to|(?:one|two|some) of (?:them|these|those) ,|is how|as|among them ,"
    r"|(?:chaired|delivered|voiced|penned|presented|uttered|read out|given) by)$"
)


def is_thing(line: Line, c: Candidate) -> bool:
    """Whether the words name a ship, a place or a firm: "the Kum Un San 3", "the tanker …", "near …"."""
    before, after = line.low(c.first - 1), line.word(c.last + 1)
    if after.isdigit() or before in word_set("words", "things_before"):
        return True
    if before == "," and line.low(c.first - 2) in word_set("words", "firms"):
        return True
    if before in ("the", "a", "an") and not line.is_titled:
        return office_holders.holder(c.words) is None
    return before == "of" and line.low(c.first - 2) in word_set("words", "things_before")


def is_introduced(line: Line, c: Candidate) -> bool:
    """Whether the words around want a person: "…, who", "according to …", "one of them, …", "chaired by …"."""
    before, after = line.low(c.first - 1), line.word(c.last + 1)
    if after == "who" or (after == "," and line.low(c.last + 2) in ("who", "whose")):
        return True
    head = " ".join(line.low(k) for k in range(max(0, c.first - 4), c.first))
    return before in ("how", "by", ",", "to", "whom", "as") and _INTRODUCTION.search(head) is not None


def is_subject(line: Line, c: Candidate) -> bool:
    """Whether a finite verb follows the name, or the state whose person it is ("X of Denmark abstained")."""
    k = c.last + 1
    if line.low(k) == "of":
        k += 1 + (line.low(k + 1) == "the")
        while line.is_taken(k):
            k += 1
    return clauses.is_finite(line.word(k) or "-")


def speaks(line: Line, c: Candidate) -> bool:
    """Whether a verb of speech stands right beside the name."""
    forms = witnesses.speech_forms()
    k = c.first - 1
    while line.is_taken(k) or line.word(k) == "'s":
        k -= 1
    if line.low(k) in forms and line.word(c.last + 1) in (",", ".", ";", ":", "of", "who", ""):
        return True
    after = c.last + 1 + (line.word(c.last + 1) == ",")
    return line.low(after) in forms or line.low(c.last + 1) in word_set("words", "person_verbs")
