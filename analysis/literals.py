"""What a pattern cannot do without: for each of its alternatives, sets of strings of which a match has one each.

Finding which of some thousand strings stand in a sentence takes one pass over it (Aho and Corasick's), so a stage that
would try hundreds of patterns on it asks a `Sieve` first which may match. The strings are read off the parsed
patterns, never written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from operator import itemgetter
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import ahocorasick

from analysis.lexicon import Pattern, patterns

#: More strings than this are no cheaper than the pattern.
_MOST = 250
#: Strings shorter than this are in every sentence, unless they are marks that few have.
_SHORTEST = 2
_RARE_MARKS = frozenset("§¶¤×/|=:;([?$€£")
#: How many times rarer a string is for each letter more.
_OFTEN = 3.0
#: So many alternatives are spelled out where pieces of a pattern are joined into strings.
_SPELLED = 40

_Strings = frozenset[str]
_NOTHING: _Strings = frozenset([""])


#: Into so many alternatives a pattern is taken apart.
_ALTERNATIVES = 40


@cache
def required(regex: re.Pattern[str]) -> tuple[tuple[_Strings, ...], ...]:
    """For each alternative of the pattern, sets of lower-case strings, the most telling first: any match contains
    one string of each set of one alternative."""
    parsed = list(parser.parse(regex.pattern, regex.flags & ~re.UNICODE))
    found = dict.fromkeys(_telling(_of_sequence(items)) for items in _alternatives(parsed))
    return tuple(a for a in found if not any(set(other) < set(a) for other in found))


def _telling(found: list[_Strings]) -> tuple[_Strings, ...]:
    usable = dict.fromkeys(s for s in found if len(s) <= _MOST)
    return tuple(sorted(usable, key=_rarity, reverse=True))


class Sieve:
    """Tells of many patterns those that may match a text, in the order given."""

    def __init__(self, rows: Iterable[Pattern]) -> None:
        self._patterns = tuple(rows)
        self._always: set[int] = set()
        #: For each string, the alternatives that it is the most telling one of: the pattern, the next telling set
        #: (which is mostly missing) and the others.
        asked: dict[str, list[tuple[int, _Strings, tuple[_Strings, ...]]]] = {}
        for i, p in enumerate(self._patterns):
            alternatives = required(p.regex)
            if not all(alternatives):
                self._always.add(i)
                continue
            for sets in alternatives:
                first, second, others = sets[0], sets[min(1, len(sets) - 1)], sets[2:]
                for s in first:
                    asked.setdefault(s, []).append((i, second, others))
                for s in second.union(*others):
                    asked.setdefault(s, [])
        self._automaton = ahocorasick.Automaton()
        for string, alternatives_of in asked.items():
            self._automaton.add_word(string, (string, alternatives_of))
        if asked:
            self._automaton.make_automaton()
        self._has_strings = bool(asked)

    def __call__(self, text: str) -> list[Pattern]:
        """The patterns that may match the text; none that does is left out."""
        if not self._has_strings:
            return list(self._patterns)
        found = dict(map(itemgetter(1), self._automaton.iter(text.lower())))
        lacks = set(found).isdisjoint
        likely = set(self._always)
        for alternatives in found.values():
            for i, second, others in alternatives:
                if not lacks(second) and i not in likely and not any(map(lacks, others)):
                    likely.add(i)
        return [self._patterns[i] for i in sorted(likely)]


@cache
def sieve(*names: str) -> Sieve:
    """The sieve of all patterns of these files of the lexicon."""
    return Sieve(p for name in names for p in patterns(name))


def _alternatives(items: list[tuple[Any, Any]]) -> list[list[tuple[Any, Any]]]:
    """The sequence taken apart at its branches, those on the outside first, while the alternatives are few."""
    done: list[list[tuple[Any, Any]]] = []
    waiting = [items]
    while waiting:
        sequence = waiting.pop(0)
        at = next((i for i, (op, value) in enumerate(sequence) if _is_open(op, value)), None)
        if at is None:
            done.append(sequence)
            continue
        op, value = sequence[at]
        branches = value[1] if op is code.BRANCH else [value[-1]]
        if len(done) + len(waiting) + len(branches) > _ALTERNATIVES:
            return [*done, sequence, *waiting]
        waiting += [[*sequence[:at], *branch, *sequence[at + 1 :]] for branch in branches]
    return done


def _is_open(op: Any, value: Any) -> bool:
    """Whether taking the part apart tells more than its strings do."""
    if op is code.SUBPATTERN:
        return any(_is_open(*item) for item in value[-1])
    return op is code.BRANCH and _spelled(op, value) is None


def _rarity(strings: _Strings) -> float:
    """A guess at how seldom one of the strings stands in a text: long ones are rare, many are frequent."""
    return -sum(_OFTEN ** -len(string) for string in strings)


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> list[_Strings]:
    """The sets that the parts of the sequence demand; pieces that stand side by side are joined."""
    found: list[_Strings] = []
    run = _NOTHING
    for op, value in items:
        spelled = _spelled(op, value)
        if spelled and len(joined := _joined(run, spelled)) <= _SPELLED:
            run = joined
            continue
        found.append(run)
        run = spelled if spelled and len(spelled) <= _SPELLED else _NOTHING
        found += [] if spelled and run is spelled else _of_part(op, value)
    found.append(run)
    return [s for s in found if all(len(string) >= _SHORTEST or string in _RARE_MARKS for string in s)]


def _joined(heads: _Strings, tails: _Strings) -> _Strings:
    return frozenset(head + tail for head in heads for tail in tails)


def _spelled(op: Any, value: Any) -> _Strings | None:
    """All the strings that the part can match, `None` if they are too many or cannot be told."""
    if op is code.LITERAL:
        return frozenset([chr(value).lower()])
    if op is code.AT:
        return _NOTHING
    if op is code.IN:
        is_plain = all(kind is code.LITERAL for kind, _ in value)
        return frozenset(chr(c).lower() for _, c in value) if is_plain else None
    if op is code.SUBPATTERN:
        return _spelled_sequence(value[-1])
    if op is code.BRANCH:
        branches = [_spelled_sequence(branch) for branch in value[1]]
        return frozenset().union(*(b for b in branches if b)) if all(branches) else None
    if op in (code.MAX_REPEAT, code.MIN_REPEAT) and value[1] == 1:
        once = _spelled_sequence(value[2])
        return once if once is None or value[0] else once | _NOTHING
    return None


def _spelled_sequence(items: Iterable[tuple[Any, Any]]) -> _Strings | None:
    run = _NOTHING
    for op, value in items:
        piece = _spelled(op, value)
        if not piece or len(run) * len(piece) > _MOST:
            return None
        run = _joined(run, piece)
    return run


def _of_part(op: Any, value: Any) -> list[_Strings]:
    if op is code.SUBPATTERN:
        return _of_sequence(value[-1])
    if op in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        return _of_sequence(value[2]) if value[0] else []
    if op is code.ASSERT and value[0] > 0:
        return _of_sequence(value[1])
    if op is code.BRANCH:
        parts = [max(_of_sequence(branch), key=_rarity, default=None) for branch in value[1]]
        return [frozenset().union(*(p for p in parts if p))] if all(parts) else []
    return []
