"""Every pattern against its worst case: a megabyte of one sign or word costs less than a second of processor."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import signal
import time
import tomllib
from collections import deque
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import FrameType

import analysis
from analysis.lexicon import DATA, patterns

PACKAGE = Path(analysis.__file__).parent
METHODS = ("match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split")
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
    return clocked(lambda: deque(regex.finditer(text), maxlen=0), limit)


def seconds_at_the_start(regex: re.Pattern[str], unit: str) -> float:
    """Processor seconds to see whether a pattern matches at the beginning of a megabyte, at most one."""
    text = (unit * 1_000_000)[:1_000_000]
    return clocked(lambda: (regex.match(text), regex.fullmatch(text)), 1.0)


def clocked(work: Callable[[], object], limit: float) -> float:
    """Processor seconds that it takes, or the limit if that is passed."""
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    began = time.process_time()
    try:
        work()
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


@cache
def in_modules() -> dict[str, tuple[re.Pattern[str], bool]]:
    """The patterns that modules of the package hold by name or make once, by module and name, and whether they
    are searched for anywhere in a text; else they are only tried at its beginning."""
    names = sorted(m.name for m in pkgutil.walk_packages(analysis.__path__, "analysis."))
    found = {}
    for module in (importlib.import_module(n) for n in names if not n.endswith("__main__")):
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                found[f"{module.__name__}.{name}"] = (value, is_searched(module.__name__, name))
            elif (
                hasattr(value, "cache_info")
                and value.__module__ == module.__name__
                and is_searched(module.__name__, f"{name}()")
            ):
                found[f"{module.__name__}.{name}()"] = (value(), True)
    return found


def is_searched(module: str, name: str) -> bool:
    """Whether the package looks for the pattern of that name in a text, or does with it what nobody sees here."""
    ways = used().get(f"{module}.{name}" if name.startswith("_") else name, set())
    return bool(ways - {"match", "fullmatch"}) or (not ways and not name.endswith("()"))


@cache
def used() -> dict[str, set[str]]:
    """The methods of patterns that the package calls, by the name that they are called on; a private name is one
    module's."""
    found: dict[str, set[str]] = {}
    for file in PACKAGE.rglob("*.py"):
        module = ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in METHODS
            ):
                for name in called_on(node.func.value):
                    key = f"{module}.{name}" if name.startswith("_") else name
                    found.setdefault(key, set()).add(node.func.attr)
    return found


def called_on(value: ast.expr) -> list[str]:
    """What a method is called on: `NAME`, `module.NAME`, `NAME()`, or one of two."""
    if isinstance(value, ast.IfExp):
        return called_on(value.body) + called_on(value.orelse)
    return [ast.unparse(value).rpartition(".")[2]]


def test_no_pattern_is_slow_on_its_worst_case() -> None:
    found = every_pattern()
    assert len(found) > 400
    assert slow_ones(found) == {}


def test_no_pattern_of_a_module_is_slow_on_its_worst_case() -> None:
    found = in_modules()
    assert len(found) > 300
    assert slow_ones({name: regex for name, (regex, is_searched) in found.items() if is_searched}) == {}
    slow = {
        name: kind
        for name, (regex, is_searched) in found.items()
        for kind, unit in WORST.items()
        if not is_searched and all(seconds_at_the_start(regex, unit) >= 1.0 for _ in range(3))
    }
    assert slow == {}


def slow_ones(found: Mapping[str, re.Pattern[str]]) -> dict[str, str]:
    """The patterns that take a second or more for a megabyte, and of what."""
    return {
        name: kind
        for name, regex in found.items()
        for kind, unit in WORST.items()
        if all(for_a_megabyte(regex, unit) >= 1.0 for _ in range(3))  # a busy machine is slow once
    }
