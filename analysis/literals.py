"""What a pattern cannot do without: strings of which each match contains at least one.

Finding which of some thousand strings stand in a sentence takes one pass over it (Aho and Corasick's), so a stage that
would try hundreds of patterns on it asks a `Sieve` first which may match. The strings are read off the parsed
patterns, never written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import ahocorasick

from analysis.lexicon import Pattern, patterns

#: More strings than this are no cheaper than the pattern.
_MOST = 250
#: Strings shorter than this are in every sentence.
_SHORTEST = 2
#: From this length on a string is rare enough.
_LONG = 4


@cache
def required(regex: re.Pattern[str]) -> frozenset[str]:
    """Lower-case strings of which any match contains one; empty if there are none such."""
    found = _of_sequence(parser.parse(regex.pattern, regex.flags & ~re.UNICODE))
    return found if found and len(found) <= _MOST else frozenset()


class Sieve:
    """Tells of many patterns those that may match a text, in the order given."""

    def __init__(self, rows: Iterable[Pattern]) -> None:
        self._patterns = tuple(rows)
        self._always: set[int] = set()
        asked: dict[str, list[int]] = {}
        for i, p in enumerate(self._patterns):
            strings = required(p.regex)
            for s in strings:
                asked.setdefault(s, []).append(i)
            if not strings:
                self._always.add(i)
        self._automaton = ahocorasick.Automaton()
        for string, indices in asked.items():
            self._automaton.add_word(string, indices)
        if asked:
            self._automaton.make_automaton()
        self._has_strings = bool(asked)

    def __call__(self, text: str) -> list[Pattern]:
        """The patterns that may match the text; none that does is left out."""
        likely = set(self._always)
        if self._has_strings:
            for _, indices in self._automaton.iter(text.lower()):
                likely.update(indices)
        return [self._patterns[i] for i in sorted(likely)]


@cache
def sieve(*names: str) -> Sieve:
    """The sieve of all patterns of these files of the lexicon."""
    return Sieve(p for name in names for p in patterns(name))


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """The best set that some part of the sequence demands, `None` if no part demands any."""
    found: list[frozenset[str]] = []
    run = ""
    for op, value in items:
        if op is code.LITERAL:
            run += chr(value).lower()
            continue
        found += [frozenset({run})] if len(run) >= _SHORTEST else []
        run = ""
        part = _of_part(op, value)
        found += [part] if part else []
    found += [frozenset({run})] if len(run) >= _SHORTEST else []
    return max(found, key=lambda s: (min(min(map(len, s)), _LONG), -len(s)), default=None)


def _of_part(op: Any, value: Any) -> frozenset[str] | None:
    if op is code.SUBPATTERN:
        return _of_sequence(value[-1])
    if op in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        return _of_sequence(value[2]) if value[0] else None
    if op is code.BRANCH:
        parts = [_of_sequence(branch) for branch in value[1]]
        return frozenset().union(*[p for p in parts if p]) if all(parts) else None
    return None
