"""Which of many patterns may match a text: those of whose strings it has enough.

Finding which of some thousand strings stand in a sentence takes one pass over it (Aho and Corasick's), so a stage that
would try hundreds of patterns on it asks a `Sieve` first.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from operator import itemgetter

import ahocorasick

from analysis.lexicon import Pattern, patterns


class Sieve:
    """Tells of many patterns those that may match a text, in the order given."""

    def __init__(self, rows: Iterable[Pattern]) -> None:
        self._patterns = tuple(rows)
        self._always: set[int] = set()
        #: For each string, the alternatives that it is the most telling one of: the pattern, the next telling set
        #: (which is mostly missing) and the others.
        asked: dict[str, list[tuple[int, frozenset[str], tuple[frozenset[str], ...]]]] = {}
        also: set[frozenset[str]] = set()
        for i, p in enumerate(self._patterns):
            alternatives = p.needs
            if not all(alternatives):
                self._always.add(i)
                continue
            for sets in alternatives:
                first, second, others = sets[0], sets[min(1, len(sets) - 1)], sets[2:]
                for s in first:
                    asked.setdefault(s, []).append((i, second, others))
                also.update((second, *others))
        for s in frozenset().union(*also):
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
