"""Who puts sanctions on others where the sentence does not say: whom "it" means, and who acts in what stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.compiling import compiled
from analysis.events.sanction_authorities import TARGETED, Authority, first, mentions, publisher
from analysis.events.sanction_targets import has_finite, shown
from analysis.recognise import states
from analysis.records import Designation, Document

_SAID = compiled(r"(?i)\b(?:said|says|told|explained|added|according\sto)\s(?:[\w.]+\s){0,3}(?:the\s)?$")
_SANCTIONS = compiled(r"(?i)sanction|blacklist|designat|asset|listing|travel\sban|\blists?\b")
_MEASURES = compiled(rf"{_SANCTIONS.pattern}|\bdecision|\bmeasures?\b")
_PLANNED = compiled(
    r"(?i)\b(?:will|would|(?:is|are)\s(?:due\s|set\s|expected\s)?to|plans?|may|might|could)\b"
)
#: Words that mean who acted in the sentence before, alone or as whose cabinet acts.
_PRONOUN = compiled(
    r"\b(?:[Ii]t|[Tt]hey|[Hh]e|[Ss]he)\s|\b(?:[Ii]ts|[Tt]heir)\s(?:\w+\s)?(?:cabinet|government|ministry|ministers?|treasury|parliament|authorities|diplomats|president|leaders?)\b|"
    r"^(?:Its|Their)\s(?:\w+\s)?$"
)
_TURN = compiled(r"[’']s?\s(?:own\s)?turn\b")
_SUBORDINATE = compiled(r"(?:When|As|After|While|Although|Though|Before|Once|Since|Because)\s")
_NOMINATED = compiled(
    r"(?i)\b(?:nominat|propos|submit|suggest|request|put\sforward|sent\sin|asked|hand(?:ed|s)\sin|petition)"
)
_CABINET = compiled(
    r"(?:^|[.;,]\s|\b(?:and|when|after)\s)[Tt]he\s(?:[Cc]abinet|government|foreign\sministry)\s"
)
_MADE_KNOWN_IN = compiled(
    r"\b(?:announced|published|unveiled|imposed|agreed|decided|approved|made\s(?:public|known)|released|issued|list|blacklist|roll|register)\b(?:\s(?:on|last|this|late|early)\s[\w\s]{2,20}?)?\sin\s(?P<city>[A-Z][\w.]+(?:\s[A-Z]\w+)?)"
)
_DATELINE = compiled(r"(?m)^([A-Z]{4,12})(?:,\s|\s[(–—-])")
#: Ministers without a country are the Union's, where the article speaks of it.
_MINISTERS = compiled(r"(?<!prime\s)\bministers\b")


def above(document: Document, index: int, at: int, earlier: Sequence[Designation]) -> str:
    """Whom "it" means, the body that the paragraph is about, the one that listed before, the one last spoken of."""
    sentence = document.sentences[index]
    text = shown(document, index)
    if index and _PRONOUN.search(text[:at]):
        for i in range(index, max(0, index - 4), -1):
            if i < index and not _is_paragraph(document, i, index):
                break
            if inside := _acting_before(document, i):
                return inside[0].code
    if _follows_resolution(document, index, at) or _BY_VOTE.search(text):
        return "UN"
    if who := _seat(text, at) or _cabinet(document, text[:at]):
        return who
    if who := _told_of_last(document, index, earlier):
        return who
    if _MINISTERS.search(text[:at]) and "EU" in {a.code for a in _all_before(document, index)}:
        return "EU"
    if len(text) < 60 and (who := _over_list(document, index)):
        return who
    if who := publisher(document) or _of_measure(document, index) or _of_next(document, index):
        return who
    first = index
    while first and document.sentences[first - 1].paragraph == sentence.paragraph:
        first -= 1
    inside = [a for i in range(first, index) for a in mentions(document, i) if a.code in ("UN", "USA", "EU")]
    acting = [a.code for a in inside if a.is_subject]
    bodies = acting or [who for who in [_of_headline(document)] if who] or [a.code for a in inside]
    if bodies:
        return "UN" if "UN" in bodies else bodies[-1]
    if earlier and index - earlier[-1].sentence <= 3:
        return earlier[-1].authority
    before = [a.code for i in range(max(0, index - 12), index) for a in mentions(document, i)]
    return (
        next((code for code in reversed(before) if code == "UN"), "")
        or next((code for code in reversed(before) if code in ("USA", "EU")), "")
        or _of_place(document, index)
        or _of_speaker(document, index)
        or _by_word(text, at)
        or _around(document, index)
    )


#: A text that was adopted in the sentence before, whose annex lists whoever "was listed" in this one.
_ADOPTED = compiled(
    r"(?i)\b(?:resolution|text|draft)\b[^.;]{0,60}?\b(?:adopt|pass|approv|carried|went\sthrough|agreed)\w*|\b(?:adopt|pass|approv)\w*\s[^.;]{0,60}?\bresolution\b"
)
_BY_VOTE = compiled(
    r"(?i)\b(?:\w*day[’']s|the|latest|last|unanimous)\s(?:vote|ballot|resolution|show\sof\shands)\b|\bby\s(?:a\s)?(?:unanimous\s)?vote\b|\bresolution\s\d{4}\b|\bvoted\b"
)
_DRAFTED = compiled(
    r"\b(?:draft|resolution|text)\s(?:penned|written|drafted|drawn\sup|authored|prepared|sponsored)\s(?:by|in)\b"
)
_LISTED_WITH_IT = compiled(r"(?i)\b(?:was|were|are|is|been|also|and|then|newly|both)\s$")


def _follows_resolution(document: Document, index: int, at: int) -> bool:
    """Whether a passive without an author goes on from the adoption of a resolution in the sentence before."""
    if not index or not _is_paragraph(document, index - 1, index):
        return False
    text, before = shown(document, index), shown(document, index - 1)
    is_passive = bool(_LISTED_WITH_IT.search(text[:at]) or re.match(r"(?:was|were|are|is)\b", text[at:]))
    return is_passive and bool(_ADOPTED.search(before) or _DRAFTED.search(before))


def _acting_before(document: Document, index: int) -> list[Authority]:
    """Those of whom the sentence before speaks as acting, the subject of its main clause first."""
    text, said = shown(document, index - 1), mentions(document, index - 1)
    acting = [a for a in said if _TURN.match(text, a.end)] or [a for a in said if a.is_subject]
    if _SUBORDINATE.match(text):
        comma = text.find(", ")
        acting = [a for a in acting if a.start > comma] or acting
    return acting


def _is_paragraph(document: Document, a: int, b: int) -> bool:
    return document.sentences[a].paragraph == document.sentences[b].paragraph


def _all_before(document: Document, index: int) -> list[Authority]:
    return [a for i in range(max(0, index - 12), index) for a in mentions(document, i)]


def _told_of_last(document: Document, index: int, earlier: Sequence[Designation]) -> str:
    """The authority of the last measure told in the paragraph, unless another body has been the subject since."""
    for i in range(index - 1, -1, -1):
        if not _is_paragraph(document, i, index):
            return ""
        if told := [d.authority for d in earlier if d.sentence == i]:
            return told[-1]
        if any(a.is_subject and a.code in ("UN", "USA", "EU") for a in mentions(document, i)):
            return ""
    return ""


def _cabinet(document: Document, before: str) -> str:
    """The state of "the Cabinet", "the government": the one that the headline has as a subject, or the dateline."""
    if not _CABINET.search(before):
        return ""
    codes = {a.code for a in mentions(document, 0) if a.is_subject and a.code not in TARGETED | {"UN"}}
    return codes.pop() if len(codes) == 1 else ""


def _seat(text: str, at: int) -> str:
    """The state in whose capital a measure was made known: "announced on Friday in Canberra"."""
    m = _MADE_KNOWN_IN.search(text, max(0, at - 120), at + 200)
    place = states.by_surface().get(m["city"]) if m else None
    return place[0] if place and place[0] != "PRK" else ""


def _of_speaker(document: Document, index: int) -> str:
    """Who comments on the measure right behind it: "said the Treasury's spokeswoman"."""
    for i in (index, index + 1):
        if i < len(document.sentences) and _is_paragraph(document, i, index):
            text = shown(document, i)
            told = [
                a for a in mentions(document, i) if _SAID.search(text[: a.start]) and a.code not in TARGETED
            ]
            if told:
                return told[0].code
    return ""


def _of_next(document: Document, index: int) -> str:
    """Who acts in the next sentence, for a line without a verb: "Eight men, four firms. The ministers in …"."""
    following = index + 1
    text = shown(document, index)
    if (
        has_finite(text)
        or following >= len(document.sentences)
        or not _is_paragraph(document, index, following)
    ):
        return ""
    if not _SANCTIONS.search(shown(document, following)):
        return ""
    found = [a for a in mentions(document, following) if a.code not in TARGETED]
    return first([a for a in found if a.is_subject] or [a for a in found if a.is_agent or a.is_owner])


def _of_measure(document: Document, index: int) -> str:
    """The subject of the sentence before, if that tells of sanctions: "Canberra imposed sanctions. Hit were …"."""
    before = index - 1
    if (
        before < 1
        or not _MEASURES.search(shown(document, before))
        or not _is_paragraph(document, before, index)
    ):
        return ""
    found = [a for a in mentions(document, before) if a.code not in TARGETED]
    acting = [a for a in found if a.is_subject or a.is_agent]
    if "UN" in {a.code for a in acting} and _NOMINATED.search(shown(document, before)):
        return "UN"  # who nominates puts nobody on the committee's list
    return first(acting)


def _of_headline(document: Document) -> str:
    """The subject of a headline that tells of sanctions."""
    if not _SANCTIONS.search(shown(document, 0)):
        return ""
    found = [a for a in mentions(document, 0) if a.code not in TARGETED]
    return first([a for a in found if a.is_subject] or [a for a in found if a.is_agent])


def _of_place(document: Document, index: int) -> str:
    """The one state, beside those that are targets, whose place or name the headline, the dateline or the next
    sentence gives: "the ministry here", under SEOUL."""
    head = shown(document, 0)
    for i in (0, index, index + 1):
        if i >= len(document.sentences) or (i > index and _PLANNED.search(shown(document, i))):
            continue
        codes = {a.code for a in mentions(document, i) if a.code not in TARGETED}
        if len(codes) == 1:
            return codes.pop()
    lead = document.text[: len(head) + 400]
    if dateline := _DATELINE.search(lead):
        place = states.by_surface().get(dateline[1].title())
        return place[0] if place else ""
    return ""


def _by_word(text: str, at: int) -> str:
    """The United States, whose term it is, where somebody "was designated" and no author is in sight."""
    return "USA" if re.match(r"(?i)designated\b", text[at:]) else ""


def _around(document: Document, index: int) -> str:
    """Who acts nearest to the sentence in its paragraph, else the only one who may act in the article."""
    near = sorted(
        (i for i in range(max(0, index - 4), index + 4) if i < len(document.sentences)),
        key=lambda i: (abs(i - index), i > index),
    )
    for i in near:
        acting = [a for a in mentions(document, i) if a.code not in TARGETED and (a.is_subject or a.is_agent)]
        if i != index and acting and _is_paragraph(document, i, index):
            return acting[0].code
    every = {a.code for s in document.sentences[:40] for a in mentions(document, s.index)} - TARGETED
    return every.pop() if len(every) == 1 else ""


def _over_list(document: Document, index: int) -> str:
    """Whose list an item without a name belongs to: that of the heading, the line above the list or the
    headline."""
    for i in range(index - 1, max(-1, index - 15), -1):
        s = document.sentences[i]
        if s.kind == "heading" or document.text[s.start : s.end].rstrip().endswith(":"):
            if found := [a for a in mentions(document, i) if a.code not in TARGETED]:
                return found[0].code
    found = [a for a in mentions(document, 0) if a.code not in TARGETED]
    return found[0].code if found else ""
