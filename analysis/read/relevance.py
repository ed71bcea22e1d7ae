"""Whether an article may be on the subject at all, told cheaply before anything dear is done with it."""

from __future__ import annotations

import re
from functools import cache

from analysis.compiling import compiled
from analysis.lexicon import patterns
from analysis.read.characters import declared_encoding, decode
from analysis.read.draft import Unreadable
from analysis.read.pieces import Piece

_ESCAPED = compiled(r"\\u[0-9a-fA-F]{4}|&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|nbsp|amp|rsquo|#39);|\\[nt]")
_MARKUP = compiled(r"<[^<>]{0,300}>|\s+")


@cache
def _wanted() -> tuple[re.Pattern[str], ...]:
    return tuple(p.regex for p in patterns("relevance"))


def may_be_relevant(piece: Piece) -> bool:
    """Whether a piece may tell of the subject. It errs to yes: PDFs and mail are never judged by their bytes."""
    if piece.suffix in (".pdf", ".eml"):
        return True
    try:
        text, _ = decode(piece.raw, piece.charset or declared_encoding(piece.raw))
    except Unreadable:
        return True  # the reader says what is wrong with it
    return is_relevant(text)


def is_relevant(text: str) -> bool:
    """Whether a text, marked up or not, has every kind of word that an article on the subject has."""
    # A name may be broken by markup or by a line's end, or begin right behind an escape.
    return _has_all(text) or _has_all(_MARKUP.sub(" ", _ESCAPED.sub(" ", text)))


def _has_all(text: str) -> bool:
    return all(wanted.search(text) for wanted in _wanted())
