"""Paragraphs to a text with sentences, every offset counted in that text.

Paragraphs come first: a sentence never crosses one. Within a paragraph a full stop ends a sentence
unless it belongs to an abbreviation, an initial, a number or a quotation that its attribution follows.
What goes on for longer than anybody's sentence is cut all the same: later stages compare words with words of
one sentence, and a text without a stop must not cost them the square of its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from analysis.compiling import compiled
from analysis.lexicon import settings
from analysis.read.days import is_date_line
from analysis.read.draft import Paragraph
from analysis.records import Sentence

_OPENING = "\"'“‘«(\\[—–"
_CLOSING = "\"'”’»)\\]"
# A stop with its closing marks, and white space behind it; or, where a space was lost, a capital.
_STOP = compiled(
    rf"(?P<stop>[.!?…]+|。)(?P<closing>[{_CLOSING}]{{0,4}})(?:(?P<space>\s+)|(?<=[a-z]{{3}}[.!?])(?=[A-Z][a-z])|(?<=[a-z][.!?][”\"])(?=[A-Z][a-z]))"
)
_BEFORE = compiled(r"[\w.’'&-]{1,40}$")
_NEXT = compiled(rf"[{_OPENING}\s]*([\w’'-]*)(\.?)")
_INITIAL = compiled(r"(?:^|[.-])[A-ZÀ-Þ]$")
_ACRONYM = compiled(r"(?:[A-Za-z]\.){1,5}[A-Za-z]$")
# What opens an entry rather than being a sentence: "3." before an item, "10:20 p.m." in a live blog.
_STAMP = compiled(r"\s*\d{1,2}(?:[:.h]\d{2})?(?: ?[ap]\.?m)?\s*", re.IGNORECASE)
_GOES_ON_WITH_TIME = compiled(r"\(?[A-Z]{2,5}\b|(?:[A-Z][\w.-]{1,20} ){1,3}(?:[Tt]ime|[Ss]tandard)\b|\d")
_SECTION = compiled(r"\b(?:[Ss]ection|[Pp]art|[Cc]hapter|[Aa]nnex|[Tt]able|[Vv]olume) [IVX]{1,4}$")
_SAYS = compiled(r"(?:[A-ZÀ-Þ][\w’'.-]{0,25} ){1,4}(\w{3,12})\b")

#: Characters of the longest sentence that is left whole: some times what a resolution's paragraph takes.
LONGEST = 1_200
_JOINTS = ("; ", ", ", " ")
_INK = compiled(r"\S")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(settings("segment")[name])


def lay_out(headline: str, paragraphs: Iterable[Paragraph]) -> tuple[str, tuple[Sentence, ...]]:
    """The text (headline, blank line, paragraphs; list items on lines of their own) and its sentences."""
    parts: list[str] = []
    sentences: list[Sentence] = []
    length = 0
    laid = [*([Paragraph(headline, "headline")] if headline else []), *paragraphs]
    for number, paragraph in enumerate(laid):
        glue = "" if not parts else "\n" if paragraph.is_item else "\n\n"
        parts.append(glue + paragraph.text)
        start = length + len(glue)
        found = spans if paragraph.kind != "headline" else _whole
        for a, b in found(paragraph.text):
            kind = _kind(paragraph, paragraph.text[a:b], is_first=a == 0)
            sentences.append(
                Sentence(len(sentences), start + a, start + b, number if headline else number + 1, kind)
            )
        length += len(parts[-1])
    return "".join(parts), tuple(sentences)


def _kind(paragraph: Paragraph, sentence: str, *, is_first: bool) -> str:
    """The paragraph's kind; a date alone at its beginning and a short line without a stop are headings."""
    if paragraph.kind != "body":
        return paragraph.kind
    if is_first and is_date_line(sentence.rstrip(".:")):
        return "heading"
    return "body"


def is_head(text: str) -> bool:
    """Whether a line reads as a section head: a few words and no stop, comma or colon at the end."""
    return (
        len(text.split()) <= 10
        and len(text) <= 90
        and not re.search(rf"[.!?:;,…][{_CLOSING}]*$|[”\"]$", text)
    )


def spans(paragraph: str) -> list[tuple[int, int]]:
    """Start and end of each sentence of a paragraph; between two there is only white space."""
    found: list[tuple[int, int]] = []
    start = len(paragraph) - len(paragraph.lstrip())
    for stop in _STOP.finditer(paragraph):
        if stop.end() < len(paragraph) and _ends_sentence(paragraph, stop, start):
            found += _cut(paragraph, start, stop.end("closing"))
            start = stop.end()
    end = len(paragraph.rstrip())
    if start < end:
        found += _cut(paragraph, start, end)
    return found


def _whole(headline: str) -> list[tuple[int, int]]:
    return list(_cut(headline, 0, len(headline)))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span, or pieces of it that are no longer than a sentence may be, cut at its last joints."""
    while end - start > LONGEST:
        half, limit = start + LONGEST // 2, start + LONGEST
        joint = next((at for mark in _JOINTS if (at := text.rfind(mark, half, limit)) > 0), limit - 1)
        piece = text[start : joint + 1].rstrip()
        yield start, start + len(piece)
        start = _INK.search(text, joint + 1).start()  # type: ignore[union-attr]  # the span ends in ink
    yield start, end


def _ends_sentence(text: str, stop: re.Match[str], start: int) -> bool:
    after = _NEXT.match(text, stop.end())
    following = after[1] if after else ""
    if following[:1].islower() or (not following and stop.end() >= len(text)):
        return False
    if stop["space"] is None or stop["stop"] == "。":
        return True
    if stop["closing"] and _is_attributed(text, stop):
        return False
    if stop["stop"] != ".":
        return True
    before = _BEFORE.search(text, max(start, stop.start() - 40), stop.start())
    word = before[0].lstrip("'’.-") if before else ""
    if _SECTION.search(text, max(start, stop.start() - 20), stop.start()):
        return True
    if _STAMP.fullmatch(text, start, stop.start()):
        return False
    if word.lower() in _words("clock"):
        return not _GOES_ON_WITH_TIME.match(text, stop.end()) and following.lower() not in _words(
            "after_clock"
        )
    return _word_ends_sentence(word, following)


def _word_ends_sentence(word: str, following: str) -> bool:
    """Whether a full stop between these two words ends a sentence."""
    lowered, starts = word.lower(), following.lower() in _words("starters") and not following.isupper()
    if lowered in _words("before_names"):
        return False
    if following[:1].isdigit() and lowered in _words("before_numbers"):
        return False
    if _INITIAL.search(word) and not _ACRONYM.search(word):
        return word != "I" and len(word) > 1 and starts
    if _ACRONYM.search(word) or lowered in _words("often_inside"):
        return starts or following in ("A", "I")
    return True


def _is_attributed(text: str, stop: re.Match[str]) -> bool:
    """Whether after a quotation's "?" or "!" its attribution follows: “Why now?” Mr Lee asked."""
    if not stop["closing"].strip(")]") or stop["stop"][-1] not in "?!…":
        return False
    says = _SAYS.match(text, stop.end(), min(len(text), stop.end() + 120))
    return bool(says and says[1] in _words("attribution_verbs"))


def with_heads(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs, short lines without a stop marked as headings."""
    for paragraph in paragraphs:
        is_plain = paragraph.kind == "body" and not paragraph.is_item
        if is_plain and (is_head(paragraph.text) or is_date_line(paragraph.text)):
            yield Paragraph(paragraph.text, "heading")
        else:
            yield paragraph
