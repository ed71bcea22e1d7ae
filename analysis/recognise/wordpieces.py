"""Text in the pieces of words that the tagger knows: WordPiece, as BERT's uncased models have it.

The vocabulary (`data/wordpieces.txt`, one piece a line, its line its number) is the tagger's own; a word is cut
greedily into the longest pieces, those that carry a word on being written with `##`."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from analysis.compiling import compiled
from analysis.lexicon import DATA

#: Letters and figures in a row, or any other visible character by itself, as are `_` and those of Chinese script.
_WORD = compiled(r"(?:(?![\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])[^\W_])+|[^\s]")
#: Longer words have no pieces: they are no words, or hostile.
_LONGEST = 100


class Piece(NamedTuple):
    """A piece's number in the vocabulary and its place in the text."""

    number: int
    start: int
    end: int


def pieces(text: str, start: int = 0, end: int | None = None) -> list[Piece]:
    """The pieces of `text[start:end]` in order, with offsets in `text`."""
    found: list[Piece] = []
    for word in _WORD.finditer(text, start, len(text) if end is None else end):
        found += [Piece(n, word.start() + a, word.start() + b) for n, a, b in _pieces_of(word[0])]
    return found


@cache
def vocabulary() -> dict[str, int]:
    """Each piece's number. Raises `OSError` if the file is missing."""
    lines = (DATA / "wordpieces.txt").read_text(encoding="utf-8").split("\n")
    return {piece: number for number, piece in enumerate(lines) if piece}


@lru_cache(maxsize=20_000)
def _pieces_of(word: str) -> tuple[Piece, ...]:
    letters, places = _plain(word)
    known = vocabulary()
    unknown = (Piece(known["[UNK]"], 0, len(word)),)
    if len(letters) > _LONGEST:
        return unknown
    found: list[Piece] = []
    at = 0
    while at < len(letters):
        carried_on = "##" if at else ""
        for end in range(len(letters), at, -1):
            number = known.get(carried_on + letters[at:end])
            if number is not None:
                found.append(Piece(number, places[at], places[end - 1] + 1))
                at = end
                break
        else:
            return unknown
    return tuple(found)


def _plain(word: str) -> tuple[str, list[int]]:
    """The word in small letters without accents, and the place in the word that each of its characters has."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(word):
        for plain in unicodedata.normalize("NFD", character.lower()):
            if unicodedata.category(plain) not in _LEFT_OUT:
                letters.append(plain)
                places.append(place)
    return "".join(letters), places


#: Accents, and characters that are not seen.
_LEFT_OUT = frozenset({"Mn", "Cc", "Cf"})
