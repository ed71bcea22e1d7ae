"""Texts in other languages than English, told by the words that hold a sentence together."""

from __future__ import annotations

from functools import cache
from typing import Any

from analysis.compiling import compiled
from analysis.lexicon import settings
from analysis.read.draft import Unreadable

_WORD = compiled(r"[^\W\d_]+")
_LOOKED_AT = 20_000
_FEWEST_LETTERS = 80
_LEAST_SHARE = 0.06
#: Enough, since the identifier tells dialects apart: of Arabic, of Chinese.
_SURE = 0.8


@cache
def _english() -> frozenset[str]:
    return frozenset(settings("segment")["function_words"])


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def refuse_other(text: str) -> None:
    """Raise `Unreadable` for a text that is surely in another language; a short one is given the benefit."""
    if found := other(text):
        what = f"is written in another language (it seems {found})"
        raise Unreadable(what, "give an English translation", "language")


def other(text: str) -> str:
    """The ISO 639 code of the language of a text if that is surely not English, else "".

    Words such as "the" and "of" settle nearly every English text; only the others are identified."""
    words = _WORD.findall(text[:_LOOKED_AT].lower())
    if sum(map(len, words)) < _FEWEST_LETTERS:
        return ""
    known = _english()
    if sum(w in known for w in words) >= _LEAST_SHARE * len(words):
        return ""
    shares = dict(_identifier().rank(text[:_LOOKED_AT]))
    code = max(shares, key=shares.__getitem__)
    return str(code) if shares[code] >= _SURE and shares["en"] < 1 - _SURE else ""
