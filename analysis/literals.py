"""What a pattern cannot do without: strings of which each match contains at least one.

Looking for a few strings in a sentence is many times cheaper than trying a long pattern on it, so a stage that
tries hundreds of patterns asks `may_match` first. The strings are read off the parsed pattern, never written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

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


def may_match(regex: re.Pattern[str], lowered: str) -> bool:
    """Whether the pattern may match a text, of which `lowered` is the lower case."""
    strings = required(regex)
    return not strings or any(s in lowered for s in strings)


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
