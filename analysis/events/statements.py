"""Statements: direct quotations of four words or more, and who said them.

A speaker is looked for where newspapers put him, nearest first: after the quotation (`said X`, `X said`),
before it in the same sentence, between its parts, in the sentence that follows or precedes it in the
paragraph; at last the speaker of the quotation before. A quotation that its attribution interrupts is one
statement; a second attribution verb begins a new one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from analysis.compiling import compiled
from analysis.events import attribution, speakers
from analysis.events.speakers import Attribution
from analysis.records import Document, Quotation, Statement

SHORTEST = 4
#: An attribution between two parts of a quotation is no longer than this.
_GAP = 160
_NOT_SAID = compiled(
    r"\b(?:titled|entitled|headlined|named|nicknamed|codenamed|dubbed|billed\sas|the\s(?:word|words|phrase|term|title))\s*$",
    re.IGNORECASE,
)

#: A verb that no list holds, right before a name or behind a noun: "sighs Ada Poe of the institute", "a diplomat texts".
_ANY_VERB = compiled(
    r",?\s(?:an?|the|one|another|his|her)\s[\w’'-]+(?:\s[\w’'-]+){0,5}?\s[a-z]+(?:s|ed),\s?|"
    r",?\s[a-z]+(?:s|ed)\s(?:Mr\.?\s|Ms\.?\s)?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)+[^;:.]{0,90},\s?"
)
#: Hearsay: "is said to have joked" is one verb of speech.
_SAID_TO_HAVE = compiled(r"\b(?:is|was|are|were)\s(?:said|reported|rumoured|rumored|known|heard)\sto\shave\s")


def find(document: Document) -> tuple[Statement, ...]:
    """The statements in the text's order."""
    found: list[Statement] = []
    last: Attribution | None = None
    for parts in _joined(document):
        who = attribution.of(document, parts, last)
        if who is not None and who.speaker:
            last = replace(who, at=parts[-1].end)
        quote = " ".join(p.text for p in parts)
        if len(speakers.WORD.findall(quote)) >= SHORTEST and not _is_title(document, parts[0]):
            found.append(_statement(document, parts, quote, who))
    return tuple(found)


def _is_title(document: Document, q: Quotation) -> bool:
    """Whether the words are the title of a work or programme, not what somebody said."""
    long = [w for w in speakers.WORD.findall(q.text) if len(w) > 3]
    is_name = all(w[0].isupper() for w in long) and not q.text.isupper() and "," not in q.text
    if len(long) > 2 and is_name:
        return True
    return bool(_NOT_SAID.search(document.text[max(0, q.start - 40) : q.start].rstrip("“\"‘'« ")))


def _statement(
    document: Document, parts: Sequence[Quotation], quote: str, who: Attribution | None
) -> Statement:
    who = who or Attribution("", rule="no-speaker")
    m = who.mention
    day = next((t.value for t in document.times_in(parts[0].sentence) if t.type == "DATE"), "")
    return Statement(
        start=parts[0].start,
        end=parts[-1].end,
        sentence=parts[0].sentence,
        rule=who.rule,
        speaker=who.speaker,
        state=m.state or (m.actor_id if m.kind == "state" else "") if m else "",
        role=m.role if m else "",
        verb=who.verb,
        quote=quote,
        date=day if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else "",
    )


def _joined(document: Document) -> Iterator[list[Quotation]]:
    """The quotations, those parts together that one attribution interrupts."""
    group: list[Quotation] = []
    for n, q in enumerate(document.quotations):
        following = document.quotations[n + 1] if n + 1 < len(document.quotations) else None
        if group and _continues(document, group, q, following):
            group.append(q)
            continue
        if group:
            yield group
        group = [q]
    if group:
        yield group


def _continues(
    document: Document, group: Sequence[Quotation], q: Quotation, following: Quotation | None
) -> bool:
    """Whether the words between are nothing but one attribution, which ends where the quotation goes on."""
    first = group[-1]
    gap = _between(document, first, q)
    broken_off = first.text.endswith((",", ".", "!", "?", "…", "—", "–")) or gap[:1] in (",", "—", "–")
    if len(group) > 1 or not broken_off or not _is_attribution(gap):
        return False
    # “…,” he said. “The text,” he went on, “is dead.”: the second sentence is interrupted itself.
    begins_anew = gap.rstrip().endswith(".") and following is not None and following.text[:1].islower()
    # “…,” he said. “Nobody listened,” he added.: it has an attribution of its own.
    ends_open = q.text.endswith(",") or document.text[q.end + 1 : q.end + 2] == ","
    if gap.rstrip().endswith(".") and ends_open:
        return False
    return not (begins_anew and following is not None and _is_attribution(_between(document, q, following)))


def _between(document: Document, first: Quotation, second: Quotation) -> str:
    return document.text[first.end + 1 : second.start - 1]


def _is_attribution(gap: str) -> bool:
    """Whether the words between two quotations are one attribution and no more: one verb of speech, closed by
    a comma or full stop."""
    tail = gap.rstrip()
    if "\n" in gap or len(gap) > _GAP or len(tail.strip(" ,.;-–—")) < 3 or ";" in tail[:-1]:
        return False
    if re.search(r"[.!?]\s+[A-Z“\"‘]", tail) and not re.search(r"\b[A-Z][\w.]{0,4}\.\s+[A-Z]", tail):
        return False
    plain = _SAID_TO_HAVE.sub(" ", gap)
    is_one = len(speakers.verbs(plain)) == 1 or _ANY_VERB.fullmatch(plain) is not None
    return tail.endswith((",", ".", ";", "—", "–")) and is_one
