"""Quotations: the words between quotation marks, whatever the marks.

Marks are paired paragraph by paragraph in one pass. An opening mark that is never closed holds to the end of
its paragraph (a long quotation opens each paragraph anew and is closed once); a closing mark that was never
opened holds from the paragraph's beginning. Marks within a quotation belong to it: only the outermost
pair counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from analysis.compiling import compiled
from analysis.lexicon import rows
from analysis.records import Article, Quotation

_PARAGRAPH = compiled(r"[^\n]+")
#: Opening mark -> the marks that close it.
_PAIRS = {
    "“": "”",
    "„": "“”",
    "‟": "”",
    "«": "»",
    "»": "«",
    '"': '"',
    "‘": "’",
    "'": "'",
    "‚": "‘’",
    "‹": "›",
    "「": "」",
    "『": "』",
    "〝": "〞〟",
    "＂": "＂",
    "`": "'",
}
_CLOSERS = "”»›」』"
_MARK = compiled("[“”„‟«»\"‘’'‚‹›「」『』〝〞〟＂`]")
#: Marks of which no pair closes: they open a quotation that may hold on to the end of its paragraph.
_LONG = "“„‟«「『"
#: An opening mark of two strokes, as typewriters and TeX have it.
_TYPED = compiled(r"``|(?<![\w.,!?…'])''(?=[\w\[])")
#: A paragraph that a dash opens, and the words by which it is told to be speech: ", said X", "– X said –".
_DASH = compiled(r"\s*[—–―]\s")


def find(article: Article) -> tuple[Quotation, ...]:
    """All outermost quotations, without their marks, ordered by position."""
    found = []
    for paragraph in _PARAGRAPH.finditer(article.text):
        text = paragraph[0]
        if _TYPED.search(text):
            text = _TYPED.sub(" “", text).replace("''", "” ")
        for start, end in _pairs(text) or _dashed(text):
            q = _trimmed(article, paragraph.start() + start, paragraph.start() + end)
            if q:
                found.append(q)
    return tuple(found)


def _trimmed(article: Article, start: int, end: int) -> Quotation | None:
    text = article.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    if not text:
        return None
    sentence = article.sentence_at(start).index
    return Quotation(start=start, end=start + len(text), sentence=sentence, text=text, rule="quotation-marks")


def _dashed(text: str) -> list[tuple[int, int]]:
    """Start and end of the words that dashes mark as speech: "— We regret it, said X. — It was a good text." """
    opening = _DASH.match(text)
    told = _attribution().search(text, opening.end()) if opening else None
    if not opening or not told:
        return []
    end = told.start() + (text[told.start()] in "?!…")
    found = [(opening.end(), end)]
    if following := re.search(r"[.,]\s[—–―]\s", text[told.end() :]):
        found.append((told.end() + following.end(), len(text)))
    return found


@cache
def _attribution() -> re.Pattern[str]:
    """What ends the words of a paragraph that a dash opens."""
    verbs = "|".join(
        form for row in rows("speech_verbs") if row["strength"] == "strong" for form in row["forms"].split()
    )
    name = r"(?:[A-Z][\w’'-]+|the|a|an|one|he|she)"
    return compiled(
        rf"[,?!….]?\s(?:[—–―]\s)?(?:(?:{verbs})\s{name}\b|(?<=[,?!]\s){name}(?:\s[\w’'-]+){{0,4}}?\s(?:{verbs})\b)"
    )


def _pairs(text: str) -> list[tuple[int, int]]:
    return list(_outermost(text))


def _outermost(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of the words in each outermost pair of marks."""
    marks = [(m.start(), m[0]) for m in _MARK.finditer(text)]
    i, free_from = 0, 0
    while i < len(marks):
        at, mark = marks[i]
        if mark in _CLOSERS and mark != "»" and i == _first_real(marks, text):
            yield free_from, at
            free_from, i = at + 1, i + 1
            continue
        if not _opens(text, at, mark):
            i += 1
            continue
        j = _closing(text, marks, i)
        if j is None:
            if mark in _LONG:
                yield at + 1, len(text)
                return
            i += 1
            continue
        yield at + 1, marks[j][0]
        free_from, i = marks[j][0] + 1, j + 1


def _first_real(marks: list[tuple[int, str]], text: str) -> int:
    """The index of the first mark that is no apostrophe."""
    return next((i for i, (at, m) in enumerate(marks) if m not in "'’" or _opens(text, at, m)), -1)


def _opens(text: str, at: int, mark: str) -> bool:
    """Whether the mark can open: what precedes it is no letter, and what follows is no space."""
    if mark not in _PAIRS:
        return False
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if mark in "'‘`":
        # '90s and 'em are no quotations; a quotation begins with a letter, a bracket or an ellipsis.
        glued = before.isalnum() or before in tuple(")’'")
        return not glued and (after.isalpha() or after in tuple('[…“"'))
    if mark in '"＂':
        # behind a letter or figure it closes, or means inches or seconds
        return not after.isspace() and after != "" and not before.isalnum()
    if mark == "»":
        return False
    return after != ""


def _closing(text: str, marks: list[tuple[int, str]], i: int) -> int | None:
    """The index of the mark that closes the i-th, or `None`."""
    mark = marks[i][1]
    single = mark in "'‘`"
    doubtful = None
    for j in range(i + 1, len(marks)):
        at, other = marks[j]
        if other == mark and mark not in "\"'＂":
            if single:
                break
            continue
        if other not in _PAIRS[mark]:
            continue
        if not single:
            return j
        verdict = _closes_single(text, at)
        if verdict == "yes":
            return j
        if verdict == "perhaps" and doubtful is None:
            doubtful = j
    return doubtful


def _closes_single(text: str, at: int) -> str:
    """Whether a single mark closes ("yes"), is an apostrophe ("no"), or may be a plural's ("perhaps")."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if after.isalnum():
        return "no"
    if before in tuple(",.!?…"):
        return "yes"
    if before == "s" and after == " " and text[at + 2 : at + 3].isalpha():
        return "perhaps"
    return "yes" if not before.isspace() else "no"
