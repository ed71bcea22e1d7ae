"""The patterns and words of `launch_triggers.toml`."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from analysis import lexicon
from analysis.sieve import sieve


def pattern(id: str) -> re.Pattern[str]:
    return lexicon.pattern("launch_triggers", id).regex


@cache
def words(name: str) -> frozenset[str]:
    """A list of words of `launch_triggers.toml`."""
    return frozenset(lexicon.settings("launch_triggers")["words"][name].split())


@lru_cache(maxsize=64)
def likely(text: str) -> tuple[lexicon.Pattern, ...]:
    """The patterns that may match in a sentence, in the file's order."""
    return tuple(sieve("launch_triggers")(text))
