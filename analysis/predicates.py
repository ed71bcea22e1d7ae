"""A thesaurus of predicates, spelled out into patterns: what a state did with a text, in many ways to say it.

`data/predicates.csv` has a predicate a row, in its base form ("sit out VOTE", "not take sides"), and this module
writes its inflections, the verbs that wrap it ("chose to sit out the vote"), its negations, its passive and the clause
that follows its object ("the text that Mali wrote"). In a row

* `TEXT`, `VOTE`, `CURBS` and `POSS` stand for a text, a vote, sanctions and a possessive;
* `~` is up to two words, `(x)` may be missing, `a/b` are alternatives;
* `not` in front asks for a negation or a refusal;
* `?` in front: only where a vote or a text is spoken of in the sentence or the one before.

The state is the subject. Each row has an example that it must match and, where something near must not be, a near miss."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from analysis import lexicon
from analysis.compiling import compiled
from analysis.lexicon import LexiconError, Pattern, rows, settings
from analysis.literals import Needs

_FLAGS = re.VERBOSE | re.IGNORECASE


@cache
def patterns() -> tuple[Pattern, ...]:
    """The patterns of all rows, checked, in the file's order; the sieve sees to it that few are tried on a sentence."""
    files = ("predicates.csv", "predicates.toml", "verbs.csv")
    return lexicon.made("predicates", files, _checked, made_by=[Path(__file__)])


def _checked() -> list[dict[str, Any]]:
    ids = [_id(row) for row in rows("predicates")]
    if twice := {i for i in ids if ids.count(i) > 1}:
        raise LexiconError(f"predicates.csv: rows given twice: {', '.join(sorted(twice))}")
    return [pattern for row in rows("predicates") for pattern in _of_row(row)]


def _id(row: Mapping[str, str]) -> str:
    return f"{row['position']}: {row['predicate']}"


def _of_row(row: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The row's patterns: one for each way in which it is said."""
    kinds, unsure = settings("predicates")["kind"], settings("predicates")["unsure"]
    if row["position"] not in kinds:
        raise LexiconError(f"predicates.csv, {_id(row)!r}: no kind named {row['position']!r}")
    ways = spelled_out(row["predicate"])
    regex = compiled("|".join(ways[way] for way in ("active", "passive") if way in ways), _FLAGS)
    if not regex.search(row["example"]):
        raise LexiconError(f"predicates.csv, {_id(row)!r}: misses its own example {row['example']!r}")
    if _is_near(row, regex):
        raise LexiconError(f"predicates.csv, {_id(row)!r}: matches {row['near_miss']!r}, which it must not")
    kind = kinds[row["position"]] | (unsure if row["predicate"].startswith("?") else {})
    fields = {"agent": "subject", **{k: v for k, v in kind.items() if k not in ("reason", "passive")}}
    for way, source in ways.items():
        yield {
            "id": _id(row),
            "source": source,
            "flags": int(_FLAGS),
            "reason": kind["reason"],
            "fields": fields | _AGENT[way] | (kind.get("passive", {}) if way == "passive" else {}),
            "match": (row["example"],),
            "no_match": tuple(filter(None, [row["near_miss"]])),
            "needs": _merged(lexicon.needs(source, int(_FLAGS))),
        }


def _merged(needs: Needs) -> Needs:
    """The same with alternatives that begin alike put together: a row has dozens, of every form of its verbs with
    every word behind, and there are a thousand rows."""
    if not all(needs):
        return needs
    alike: dict[frozenset[str], list[tuple[frozenset[str], ...]]] = {}
    for first, *others in needs:
        alike.setdefault(first, []).append(tuple(others))
    return tuple(
        (first, *(frozenset().union(*sets) for sets in zip(*others, strict=False)))
        for first, others in alike.items()
    )


#: Where the state stands: "by Mali" behind an active verb is of its object.
_AGENT: dict[str, dict[str, Any]] = {
    "active": {"has_object": True},
    "passive": {},
    "relative": {"agent": "named"},
}


def _is_near(row: Mapping[str, str], regex: re.Pattern[str]) -> bool:
    """Whether the row reads its near miss, which for an unsure one must tell of a vote."""
    needed = lexicon.pattern("measures", settings("predicates")["unsure"]["needs"]).regex
    is_read = not row["predicate"].startswith("?") or needed.search(row["near_miss"])
    return bool(row["near_miss"] and is_read and regex.search(row["near_miss"]))


def spelled_out(predicate: str) -> dict[str, str]:
    """The regular expressions (verbose) of a predicate in marked text: "active", and if it has a text as its object
    "passive" ("by Mali") and "relative" ("that Mali wrote", where the state is the group `who`)."""
    words = predicate.lstrip("?").split()
    is_negated = words[0] == "not"
    verbs, rest = words[is_negated].split("/"), words[is_negated + 1 :]
    found = [form for verb in verbs for form in (_negated if is_negated else _affirmed)(verb)]
    ways = {"active": rf"(?:{'|'.join(found)}){_tail(rest)}"}
    if "TEXT" in rest[:2] and not is_negated and "be" not in verbs:
        at = rest.index("TEXT")
        tail = _tail([*rest[:at], *rest[at + 1 :]])
        done = "|".join(re.escape(forms(verb)[3]) for verb in verbs)
        told = "|".join(re.escape(form) for verb in verbs for form in dict.fromkeys(forms(verb)[1:4]))
        ways["passive"] = rf"\b(?:{done}){tail}{settings('predicates')['by']}"
        ways["relative"] = rf"\b{settings('predicates')['relative']}(?P<act>(?:{told}){tail})"
    return ways


def _affirmed(verb: str) -> Iterator[str]:
    base, third, past, done, doing = map(re.escape, forms(verb))
    wrapped = settings("predicates")["wrapping"]
    if verb == "be":
        yield r"\b(?:was|were|is|are|being|been)(?:\s(?:\w+ly|also|again|alone|both|too|still|once\smore|very\smuch))?"
        return
    yield rf"\b(?:{third}|{past}|{done}|{doing})"
    # The base form is a plural's present, or stands behind a verb that tells that it was done.
    yield rf"(?<=[§¶]\s){base}"
    yield rf"\b{wrapped}\s{base}"


def _negated(verb: str) -> Iterator[str]:
    base, _, _, _, doing = map(re.escape, forms(verb))
    if verb == "be":
        yield r"\b(?:was|were|is|are)(?:\snot|n't)"
        return
    yield rf"\b{settings('predicates')['refusing']}\s{base}"
    yield rf"\b(?:without|not)\s{doing}"


def _tail(words: list[str]) -> str:
    found = ""
    for i, word in enumerate(words):
        is_last = i == len(words) - 1
        if word.strip("()") == "~":
            found += r"(?:\s(?!(?:on|in|to|for|from|by|with|of|no|not|and|but|or)\b)[\w'§-]+){0,2}?"
        elif word.startswith("(") and word.endswith(")"):
            found += rf"(?:\s{_piece(word[1:-1], is_last)})?"
        else:
            found += rf"\s{_piece(word, is_last)}"
    return found + r"\b"


def _piece(word: str, is_last: bool) -> str:
    """A word of the predicate, or its alternatives."""
    return "(?:" + "|".join(_spelled(w, is_last) for w in word.split("/")) + ")"


def _spelled(word: str, is_last: bool) -> str:
    """A slot, or a word of which letters may be missing: "hand(s)"."""
    slots = settings("predicates")["slot"]
    if word in slots:
        return str(slots[word]) + (str(slots["BEHIND"]) if word == "TEXT" and not is_last else "")
    return re.sub(r"\\\((\w+)\\\)", r"(?:\1)?", re.escape(word.replace("’", "'")))


@cache
def forms(verb: str) -> tuple[str, str, str, str, str]:
    """Base form, third person, past, past participle and "-ing" of a verb."""
    irregular = _irregular().get(verb)
    if irregular:
        past, done = irregular
    else:
        past = done = _with(verb, "ed")
    third = _with(verb, "s")
    return verb, third, past, done, _with(verb, "ing")


@cache
def _irregular() -> Mapping[str, tuple[str, str]]:
    return {row["verb"]: (row["past"], row["participle"]) for row in rows("verbs")}


_DOUBLING = compiled(r"(?:^|[^aeiou])(?:[aeiou]|qu[aeiou])[bdgklmnprt]$")
#: Verbs of two syllables whose last is stressed, and others that double all the same.
_DOUBLES = frozenset(
    "refer defer prefer submit permit commit compel repel admit resubmit outbid rebut regret begin abet".split()
)


def _with(verb: str, ending: str) -> str:
    if ending == "s":
        if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
            return verb + "es"
        return verb[:-1] + "ies" if re.search(r"[^aeiou]y$", verb) else verb + "s"
    if verb.endswith("ie") and ending == "ing":
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")):
        return verb[:-1] + ending
    if verb.endswith(("ee", "oe", "ye")) and ending == "ed":
        return verb + "d"
    if re.search(r"[^aeiou]y$", verb) and ending == "ed":
        return verb[:-1] + "ied"
    is_short = len(re.findall(r"[aeiouy]+", verb)) == 1
    if verb in _DOUBLES or (is_short and _DOUBLING.search(verb)):
        return verb + verb[-1] + ending
    return verb + ending
