"""Every pattern against its worst case: a megabyte of one sign or word costs less than a second of processor."""

from __future__ import annotations

import re
import signal
import time
import tomllib
from functools import cache
from types import FrameType

from analysis.lexicon import DATA, patterns

WORST = {
    "digits": "1234567890",
    "commas": ",",
    "commas and spaces": ", ",
    "quotation marks": "“”",
    "straight marks": '"',
    "the": "the ",
    "brackets": "([(",
    "spaces": " ",
    "lines": "a\n",
    "one word": "x",
}
#: Patterns that are only ever tried on a short stretch, and would be slow on a long one: they are held to that.
ON_SHORT_STRETCHES = {
    "assertion/was-planned": "the words of a sentence before or behind a trigger",
    "bridges/loose": "what stands between two names of a sentence",
    "bridges/tight": "what stands between two names of a sentence",
    "dates_context/dateline-head": "the head of a paragraph",
    "dates_context/future-after": "the words of a sentence behind a date",
    "furniture/bracketed-credit": "a caption, whose runs of spaces are one space",
    "furniture/trailing-credit": "a caption, whose runs of spaces are one space",
    "sanctions/measure-on": "a sentence, which has no line break",
}
STRETCH, LONGEST = 600, 0.05


@cache
def every_pattern() -> dict[str, re.Pattern[str]]:
    """The lexicon's patterns by file and id."""
    found = {}
    for file in sorted(DATA.glob("*.toml")):
        if "pattern" in tomllib.loads(file.read_text(encoding="utf-8")):
            found |= {f"{file.stem}/{p.id}": p.regex for p in patterns(file.stem)}
    return found


class TooSlow(Exception):
    pass


def _stop(_: int, __: FrameType | None) -> None:
    raise TooSlow


def seconds(regex: re.Pattern[str], text: str, limit: float) -> float:
    """Processor seconds to find all of a pattern in a text, or the limit if that is passed."""
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    began = time.process_time()
    try:
        for _ in regex.finditer(text):
            pass
        return time.process_time() - began
    except TooSlow:
        return limit
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def for_a_megabyte(regex: re.Pattern[str], unit: str) -> float:
    """At most so many seconds for a megabyte, told by pieces of it where these grow no faster than their length."""
    few = seconds(regex, (unit * 10_000)[:10_000], 0.1)
    if few * 100**2 < 1:  # even its square would do
        return few * 100
    more = min(seconds(regex, (unit * 40_000)[:40_000], 0.2) for _ in range(2))
    if more < 6 * few and more * 25 < 0.8:
        return more * 25
    return seconds(regex, (unit * 1_000_000)[:1_000_000], 1.0)


def test_no_pattern_is_slow_on_its_worst_case() -> None:
    found = every_pattern()
    assert len(found) > 400
    slow = {
        name: kind
        for name, regex in found.items()
        if name not in ON_SHORT_STRETCHES
        for kind, unit in WORST.items()
        if for_a_megabyte(regex, unit) >= 1.0
    }
    assert slow == {}


def test_patterns_for_short_stretches_are_fast_on_those() -> None:
    found = every_pattern()
    assert set(ON_SHORT_STRETCHES) <= set(found), "take out of the list what is gone"
    for name in ON_SHORT_STRETCHES:
        for kind, unit in WORST.items():
            took = min(seconds(found[name], (unit * STRETCH)[:STRETCH], 1.0) for _ in range(3))
            assert took < LONGEST, (name, kind)
