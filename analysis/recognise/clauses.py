"""A sentence cut into its clauses, by punctuation, conjunctions and verb forms.

A flat partition: the clauses cover the text without gap or overlap, so that a trigger, its date and its
subject can be sought close by before they are sought in the whole sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from analysis.compiling import compiled
from analysis.lexicon import settings

_WORD = compiled(r"[A-Za-z][\w’'-]*")
#: How many words after a conjunction a finite verb may stand for the conjunction to open a clause.
_REACH = 9

#: Where a clause may begin. The first group that took part names the kind of boundary.
_CANDIDATE = compiled(
    r"""
    (?P<break>     ;\s | :\s | \s[–—-]{1,2}\s | — )
  | (?P<open>      \s\( )
  | (?P<close>     \),?\s )
  | (?P<relative>  ,\s(?:(?:in|on|at|of|to|by|for|from|with|under|after|both\sof|all\sof|most\sof|one\sof|
                      some\sof|two\sof)\s)?(?:which|who|whom|whose|where)\b | \s(?:who|whom|which|whose)\b )
  | (?P<that>      \s(?:that|whether|how|why)\b )
  | (?P<sub>       ,?\s(?:(?:just\s)?\w+\s(?:hour|day|week|month|year)s?\s)?
                      (?:after|before|when|while|as|because|since|although|though|if|unless|until|once|
                      whereas|even\sas|just\sas|so\sthat|lest)\b
                      (?!\s(?:dawn|dusk|noon|midday|midnight|daybreak|sunrise|sunset|nightfall|breakfast|lunch|dark|then|now|long)\b)
                      (?!\s(?:(?:early|late|last)\s)?(?:(?:19|20)\d\d|(?:January|February|March|April|May|June|July|August|September|October|
                      November|December)(?:\s\d{1,2})?(?:,?\s\d{4})?)\s[a-z]) )
  | (?P<conj>      ,?\s(?:and|but|yet|or|nor|so)\b )
  | (?P<comma>     ,\s )
    """,
    re.VERBOSE | re.IGNORECASE,
)

_REPORTING = compiled(
    r"\b(?:said|says|told|noted|notes|added|recalled|stressed|announced|confirmed|reported|claimed|claims|warned|denied|"
    r"believes?|stated|argued|insisted|know|knows|indicated)(?:\s(?:on\s)?\w+day)?$"
)
_STOP = compiled(r"[,;—(]|:\s|\s[–-]\s")
_SUBORDINATE_FIRST = compiled(
    r"\W{0,3}(?:(?:just\s|barely\s|only\s)?\w+\s(?:hour|day|week|month|year)s?\s)?(?:after|before|when|while|as|because|since|although|though|if|unless|until|once|whereas)\b(?!\s(?:dawn|dusk|noon|"
    r"midday|midnight|daybreak|sunrise|sunset|nightfall|breakfast|lunch|dark|then|now|long)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of text. `kind`: `main` (the first, and what a break such as a semicolon opens),
    `coordinate` ("and Japan called …"), `predicate` (shares the subject before it: "and called …"),
    `relative`, `complement` ("that …"), `subordinate`, `participle`, `parenthesis`, or `resumed` (goes on
    with the clause that an insertion interrupted)."""

    start: int
    end: int
    kind: str = "main"


@lru_cache(maxsize=4096)
def split(text: str) -> tuple[Clause, ...]:
    """The clauses of a sentence, in order; offsets count from the beginning of `text`."""
    first = _SUBORDINATE_FIRST.match(text)
    cuts = [(0, "subordinate" if first else "main")]
    for m in _CANDIDATE.finditer(text, first.end() if first else 0):
        kind = _kind(text, m, cuts[-1])
        if kind and m.end() > cuts[-1][0]:
            cuts.append((_onset(m), kind))
    ends = [at for at, _ in cuts[1:]] + [len(text)]
    return tuple(Clause(at, end, kind) for (at, kind), end in zip(cuts, ends, strict=True) if end > at)


def at(text: str, offset: int) -> Clause:
    """The clause of the sentence in which the character stands."""
    found = split(text)
    return next((c for c in found if c.start <= offset < c.end), found[-1] if found else Clause(0, 0))


def _onset(m: re.Match[str]) -> int:
    """Where the new clause begins: at its conjunction or relative word, after mere punctuation."""
    if m.lastgroup in ("break", "close", "comma"):
        return m.end()
    return m.start() + len(m[0]) - len(m[0].lstrip(", "))


def _kind(text: str, m: re.Match[str], last: tuple[int, str]) -> str:
    """The kind of clause that a candidate opens, or "" if it opens none."""
    rest = text[m.end() :]
    match m.lastgroup:
        case "break":
            return "main"
        case "open":  # an abbreviation or a date in parentheses is no clause
            return "parenthesis" if _has_verb(rest.partition(")")[0]) else ""
        case "close":
            return "resumed" if last[1] == "parenthesis" else ""
        case "relative":
            return "relative"
        case "that":
            told = _REPORTING.search(text[: m.start()])
            return (
                "complement"
                if finite_within(rest, reach=30 if told else _REACH, whole=bool(told)) is not None
                else ""
            )
        case "sub":
            return "subordinate" if _opens_subordinate(rest) else ""
        case "conj":
            if not _has_verb(text[last[0] : m.start()]):
                return ""
            return _after_conjunction(rest, has_comma=m[0].startswith(","))
        case _:
            return _after_comma(rest, last[1])


def _has_verb(clause: str) -> bool:
    return finite_within(clause, reach=len(clause), whole=True) is not None


def _opens_subordinate(rest: str) -> bool:
    first = _WORD.match(rest.lstrip())
    return finite_within(rest) is not None or bool(first and is_participle(first[0]))


def _after_conjunction(rest: str, *, has_comma: bool) -> str:
    """ "and Japan said" opens a clause, "and said" a predicate, "and Russia" alone neither."""
    at = finite_within(rest, reach=_REACH if has_comma else 6)
    if at is None:
        return ""
    return "predicate" if at == 0 else "coordinate"


def _after_comma(rest: str, inside: str) -> str:
    first = _WORD.match(rest)
    if not first:
        return ""
    if is_participle(first[0]):
        return "participle"
    if is_finite(first[0]):
        passive = re.match(
            r"\w+(?:ed|n|t|k|de)\s(?:on|by|in|from|over|at|to|toward|towards|as|for|off|into|with)\b", rest
        )
        if passive and inside not in ("relative", "participle", "subordinate"):
            return "participle"
        return "resumed"
    if inside in ("relative", "participle", "subordinate") and finite_within(rest, reach=5) is not None:
        return "resumed"
    return ""


def finite_within(text: str, *, reach: int = _REACH, whole: bool = False) -> int | None:
    """How many words stand before the first finite verb, or `None` if there is none in reach before the
    next comma, semicolon, colon or dash (`whole`: in all the text)."""
    stop = None if whole else _STOP.search(text)
    words = _WORD.findall(text[: stop.start()] if stop else text)[:reach]
    return next(
        (i for i, w in enumerate(words) if is_finite(w) or (i and _is_present(words[i - 1], w))),
        None,
    )


def is_finite(word: str) -> bool:
    """Whether the word looks like a finite verb: a listed form or a regular past."""
    w = word.lower()
    if w in _words("not_finite"):
        return False
    if "-" in w and w.partition("-")[0] not in _words("verb_prefixes"):
        return False  # "a solid-fuelled missile"
    return w in _words("finite") or (len(w) > 4 and w.endswith("ed") and w == word)


def _is_present(before: str, word: str) -> bool:
    """A verb that is also a noun, after a name or a pronoun ("Pyongyang tests")."""
    subject = before[0].isupper() or before.lower() in _words("pronouns")
    return subject and word in _words("finite_after_subject")


def is_participle(word: str) -> bool:
    """Whether the word looks like a present participle ("calling")."""
    return len(word) > 5 and word.endswith("ing") and word.lower() not in _words("not_participle")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(settings("clauses")["words"][name].split())
