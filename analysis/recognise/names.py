"""Sequences of capitalised words that may be a person's name, and what their shape tells.

A candidate is judged here by its words alone; whether it is a person, the words around it decide (`persons`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from analysis.compiling import compiled
from analysis.lexicon import rows, settings

_TOKEN = compiled(r"[A-Z]\.(?=[\s,A-Z])|(?:[^\W_]|\.(?=\w\.))+(?:[-'](?![sS]\b)[^\W_]+)*|'[sS]\b|[^\w\s]")
_GAELIC = frozenset(["Ó", "Ní", "Nic", "Mac", "Uí", "O", "Y"])
_ARTICLED = compiled(r"(?:al|el|as|ad|ul|an|at|ibn|bin)-[A-Z]")
_OFFICE_PREFIXES = frozenset(
    ["vice", "deputy", "ex", "co", "sub", "then", "under", "sometime", "chief", "arch"]
)
_INITIAL = compiled(r"(?:[A-Z]\.)+$|[A-Z]$")
_KOREAN_SYLLABLE = compiled(
    r"(?:kk|k|g|n|tt|t|d|r|l|m|pp|p|b|ss|s|jj|j|ch|h|ph|th|kh)?"
    r"(?:yae|yeo|ye|ya|yo|yu|yi|wae|wa|woo|wo|we|wi|ae|eo|eu|oe|oo|ou|ui|uh|ah|ee|oh|a|e|i|o|u)"
    r"(?:ng|nn|k|g|n|t|l|m|p|b|h|r|s)?$"
)
_KOREAN_PAIR = compiled(rf"{_KOREAN_SYLLABLE.pattern[:-1]}{_KOREAN_SYLLABLE.pattern}")
#: Syllables as Korean has them in given names; the pair above is laxer.
_KOREAN_PAIR_ONLY = compiled(
    r"(?:(?:j|ch|s|h|m|n|g|k|d|t|b|p|r|l|y|w)?(?:yeo|yeon|ae|eo|eu|ee|oo|i|a|o|u|e|yo|ye|ui)(?:ng|n|k|m|l|p|t|h|r)?){2}$"
)
_PINYIN = compiled(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|van|ai|ei|ao|ou|an|en|"
    r"in|un|ia|ie|iu|ua|ui|uo|ue|er|a|o|e|i|u)){1,2}$"
)


#: A given name as written in Taiwan and Hong Kong ("Shih-hsien", "Ka-man").
_TAIWANESE = compiled(r"[A-Z][a-z]{1,5}-[a-z]{2,6}")


class Token(NamedTuple):
    """A word or mark of a text with its offsets in the article."""

    text: str
    start: int
    end: int

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Candidate:
    """One to six words that may be a name. `first` and `last` are the indices of its tokens."""

    first: int
    last: int
    words: tuple[str, ...]
    start: int
    end: int

    @property
    def text(self) -> str:
        return " ".join(self.words)


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The words and marks between two offsets; a possessive 's is a token of its own."""
    return [Token(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text, start, end)]


def candidates(words: Sequence[Token], is_taken: Sequence[bool]) -> Iterator[Candidate]:
    """The longest runs of words that may stand in a name; `is_taken` marks words of states and the like."""
    i = 0
    while i < len(words):
        if is_taken[i] or not words[i].text[0].isupper() or not _may_open(words, is_taken, i):
            i += 1
            continue
        j = i
        while (step := _next_word(words, is_taken, i, j)) is not None:
            j = step
        yield Candidate(i, j, tuple(w.text for w in words[i : j + 1]), words[i].start, words[j].end)
        i = j + 1


def _may_open(words: Sequence[Token], is_taken: Sequence[bool], i: int) -> bool:
    """A word of a name, initials before one ("T. K. Poe"), or the family name O ("O Yong Ho")."""
    if is_taken[i] or not words[i].is_capital:
        return False
    word = words[i].text
    if is_name_word(word):
        return True
    follows = i + 1 < len(words) and not is_taken[i + 1] and _adjoins(words[i], words[i + 1])
    if not follows:
        return False
    if len(word) == 2 and is_initial(word):
        after = words[i + 1].text
        return is_name_word(after) or (len(after) == 2 and is_initial(after))
    if i and word == "Per":  # a preposition, but not with a capital inside a sentence
        return is_name_word(words[i + 1].text)
    return _opens_korean(words, i)


def _opens_korean(words: Sequence[Token], i: int) -> bool:
    """A Korean family name that is another word too ("Do Hye-rin", "O Yong Ho", "An Kwang Il"): syllables follow."""
    word, after = words[i].text, words[i + 1].text
    if word != "O" and not is_surname(word, "korean"):
        return False
    if word == "No" and not (i and (words[i - 1].text == "," or words[i - 1].text.isalpha())):
        return False  # "No Kim will come": only amid a sentence is it a name
    if not after[0].isupper() or not is_name_word(after):
        return False
    syllables = after.lower().split("-")
    if not all(map(_KOREAN_SYLLABLE.match, syllables)):
        return False
    return word == "O" or len(syllables) > 1 or _is_syllable_at(words, i + 2)


def _next_word(words: Sequence[Token], is_taken: Sequence[bool], i: int, j: int) -> int | None:
    """The index of the word that goes on with the name after j, or `None`."""
    if j - i >= 5 or j + 1 >= len(words):
        return None
    if is_taken[j + 1] or not _adjoins(words[j], words[j + 1]):
        return None
    word = words[j + 1].text
    if is_name_word(word) or (is_initial(word) and word != "I") or _is_short_syllable(words, i, j + 1):
        return j + 1
    if word in _MONTH_NAMES and j == i and _known_given(words[i].text) and not _is_number_at(words, j + 2):
        return j + 1
    if word in _GAELIC and j + 2 < len(words) and is_name_word(words[j + 2].text):
        return j + 2
    if word.lower() in word_set("words", "particles"):
        for k in (j + 2, j + 3):
            if k < len(words) and not is_taken[k] and is_name_word(words[k].text):
                return k
            if k < len(words) and words[k].text.lower() not in word_set("words", "particles"):
                break
    return None


#: Months that are family names too ("Theresa May").
_MONTH_NAMES = frozenset(["May", "March", "August", "June"])


def _is_number_at(words: Sequence[Token], k: int) -> bool:
    return k < len(words) and words[k].text[0].isdigit()


def _adjoins(a: Token, b: Token) -> bool:
    return 0 <= b.start - a.end <= 1


def _is_short_syllable(words: Sequence[Token], i: int, j: int) -> bool:
    """A Korean given name that looks like another word: "Pak In Ho", "Han So Ri"."""
    word = words[j].text
    return (
        len(word) <= 4
        and word[0].isupper()
        and word[1:].islower()
        and is_surname(words[i].text, "korean")
        and bool(_KOREAN_SYLLABLE.match(word.lower()))
        and word.lower() not in ("the", "and")
        and (word.lower() not in ("in", "on") or _is_syllable_at(words, j + 1))
    )


def _is_syllable_at(words: Sequence[Token], k: int) -> bool:
    word = words[k].text if k < len(words) else ""
    return word[:1].isupper() and bool(_KOREAN_SYLLABLE.match(word.lower()))


@lru_cache(maxsize=20000)
def is_name_word(word: str) -> bool:
    """Whether the word is capitalised and none that names are never made of."""
    if _ARTICLED.match(word):
        return True
    if not word[0].isupper() or any(c.isdigit() for c in word) or len(word) == 1:
        return False
    if word.endswith(".") or "." in word:
        return bool(re.match(r"(?:[A-Z]\.){2,3}$", word)) and word.lower() not in word_set(
            "words", "not_in_names"
        )
    plain = word.lower()
    return (
        plain not in word_set("words", "not_in_names")
        and plain not in _offices()
        and plain not in _honorifics()
    )


def is_initial(word: str) -> bool:
    """Whether the word is an initial, or several ("T.", "J.R.")."""
    return bool(_INITIAL.match(word))


@cache
def word_set(table: str, key: str) -> frozenset[str]:
    """A list of `titles.toml` as a set."""
    return frozenset(settings("titles")[table][key].split())


@cache
def _offices() -> frozenset[str]:
    nouns = word_set("offices", "nouns")
    return frozenset(nouns | {n + "s" for n in nouns})


@cache
def _honorifics() -> frozenset[str]:
    return frozenset(h.lower() for h in word_set("offices", "honorifics"))


@lru_cache(maxsize=20000)
def is_office(word: str) -> bool:
    """Whether the word names a person by what he does, also with "vice-", "ex-" and the like before it."""
    low = word.lower()
    if word == low and low.removesuffix("s") in word_set("offices", "occupations"):
        return True
    return low in _offices() or (
        "-" in low and low.partition("-")[0] in _OFFICE_PREFIXES and low.partition("-")[2] in _offices()
    )


def is_honorific(word: str) -> bool:
    """Whether the word is a form of address or rank before a name ("Mr", "Gen.")."""
    return word.rstrip(".") in word_set("offices", "honorifics") or word in ("MR", "MS", "MRS", "DR")


@cache
def _surnames() -> dict[str, frozenset[str]]:
    return {
        language: frozenset(r["name"] for r in rows("surnames") if r["language"] == language)
        for language in ("korean", "chinese", "japanese")
    }


@cache
def given_names() -> frozenset[str]:
    """Given names that make a sequence of capitalised words a person's name."""
    return frozenset(r["name"] for r in rows("given_names"))


def is_surname(word: str, language: str) -> bool:
    """Whether the word is a family name of the language."""
    return word.capitalize() in _surnames()[language]


@lru_cache(maxsize=20000)
def order(words: tuple[str, ...]) -> str:
    """`family-first` for a Korean or Chinese name, `given-first` for one with a known given name or with
    the family name of a Korean at its end, else ""."""
    if len(words) < 2 or not all(w[0].isupper() for w in words):
        return "given-first" if len(words) > 1 and _known_given(words[0]) else ""
    if len(words) <= 3 and _is_korean(words):
        return "family-first"
    if is_japanese(words):
        return "family-first"
    if len(words) == 2 and _is_korean_reversed(words):
        return "given-first"
    if len(words) <= 3 and _is_chinese(words):
        return "family-first"
    return "given-first" if _known_given(words[0]) else ""


def is_japanese(words: tuple[str, ...]) -> bool:
    """Whether a Japanese family name stands before a given name, as Japan's own press writes it."""
    return len(words) == 2 and is_surname(words[0], "japanese") and _known_given(words[1])


def _known_given(word: str) -> bool:
    name = word.title() if word.isupper() else word
    return name in given_names() or ("-" in name and name.split("-")[0] in given_names())


def _is_korean(words: tuple[str, ...]) -> bool:
    if not is_surname(words[0], "korean"):
        return False
    if len(words) == 3:
        return all(_KOREAN_SYLLABLE.match(w.lower()) for w in words[1:])
    given = words[1].lower()
    if "-" in given:
        return all(_KOREAN_SYLLABLE.match(s) for s in given.split("-"))
    if _known_given(words[0]) and is_surname(words[1], "korean"):
        return False
    return bool(_KOREAN_SYLLABLE.match(given) or _KOREAN_PAIR.match(given))


def _is_korean_reversed(words: tuple[str, ...]) -> bool:
    given = words[0].lower()
    syllables = given.split("-") if "-" in given else [given]
    return is_surname(words[1], "korean") and all(_KOREAN_SYLLABLE.match(s) for s in syllables)


def _is_chinese(words: tuple[str, ...]) -> bool:
    if not is_surname(words[0], "chinese"):
        return False
    if len(words) == 2 and _TAIWANESE.fullmatch(words[1]):
        return True
    return all(_PINYIN.match(w.lower().replace("-", "")) for w in words[1:]) and len(words) <= 3


def is_pinyin(words: tuple[str, ...]) -> bool:
    """Whether a family name that Koreans and Chinese share stands before a given name that only Chinese bear
    ("Song Yaqin"): two syllables in one word, of which Korean has not both."""
    if len(words) != 2 or "-" in words[1] or not is_surname(words[0], "chinese"):
        return False
    given = words[1].lower()
    is_korean = _KOREAN_SYLLABLE.match(given) or _KOREAN_PAIR_ONLY.match(given)
    return bool(_PINYIN.match(given)) and not is_korean


def family_names(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words by which the person may be called alone: the family name, or both ends where unsure."""
    if len(words) == 1:
        return words
    found = order(words)
    if found == "family-first":
        return (words[0],)
    last = words[-1]
    return (last,) if found == "given-first" else (last, words[0])


@lru_cache(maxsize=20000)
def key(name: str) -> str:
    """Letters only, without accents or case: one key for "Kim Jong-un" and "Kim Jong Un"."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain.lower() if c.isalpha())


def cased(words: tuple[str, ...]) -> tuple[str, ...]:
    """A name set in capitals in the usual case: JEAN-MAURICE DE LA TOUR, PARK IN-KOOK, DAI BING."""
    if not all(w.isupper() for w in words if len(w) > 1):
        return words
    korean = order(words) == "family-first" and len(words) == 2 and "-" in words[1]
    parts = [
        w.lower()
        if i and w.lower() in word_set("words", "particles")
        else "-".join(map(_capitalised, w.split("-")))
        for i, w in enumerate(words)
    ]
    if korean:
        parts[1] = parts[1].capitalize()
    return tuple(parts)


def _capitalised(word: str) -> str:
    return "'".join(p.capitalize() for p in word.split("'")) if "'" in word else word.capitalize()
