"""Compiles regular expressions, and keeps what they compile to for the next process.

Two thousand patterns take half a second to compile in every process that reads an article, and a report's child
process reads one or two. Python keeps the code of modules in `__pycache__`, but not that of patterns, and a
pickled pattern is compiled again; so the compiled form (what `re._compiler` hands to `_sre`) is kept here, by
the pattern's source. CPython checks such code when it is loaded, and `tests/test_compiling.py` compares it. Where
this Python has other internals, or the store cannot be read or written, patterns are compiled as usual."""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
import re
import sqlite3
import sys
from array import array
from collections.abc import Iterable
from functools import cache
from pathlib import Path

#: Where Python keeps what it compiled, too: whoever may not write there compiles each time.
FOLDER = Path(__file__).parent / "__pycache__"
#: A row for every pattern that was ever compiled; who edits patterns for months starts afresh at this size.
LARGEST_STORE = 64 * 2**20


def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """`re.compile(source, flags)`, from the store if it is there. Raises `re.error` like it."""
    key = hashlib.blake2b(f"{int(flags)} {source}".encode(), digest_size=16).digest()
    with contextlib.suppress(Exception):  # whatever is wrong with the store: a cache is never worth a failure
        found = _store().execute("SELECT code FROM compiled WHERE key = ?", (key,)).fetchone()
        if found:
            return _loaded(source, found[0])
    pattern = re.compile(source, flags)
    with contextlib.suppress(Exception):
        _store().execute("INSERT OR REPLACE INTO compiled VALUES (?, ?)", (key, _dumped(source, flags)))
    return pattern


def alternation(words: Iterable[str]) -> str:
    """A regular expression for any of the words: the longest first, and in one order in every process."""
    return "|".join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word))))


def _dumped(source: str, flags: int) -> bytes:
    from re import _compiler as compiler  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]

    tree = parser.parse(source, int(flags))
    state = tree.state
    code = array("I", compiler._code(tree, int(flags))).tobytes()
    return marshal.dumps((int(flags) | int(state.flags), state.groups, dict(state.groupdict), code))


def _loaded(source: str, dumped: bytes) -> re.Pattern[str]:
    import _sre

    flags, groups, names, code = marshal.loads(dumped)
    by_number: list[str | None] = [None] * groups
    for name, number in names.items():
        by_number[number] = name
    return _sre.compile(source, flags, array("I", code).tolist(), groups - 1, names, tuple(by_number))


@cache
def _store() -> sqlite3.Connection:
    """The store of this Python, made if it is missing. Raises `sqlite3.Error` or `OSError` if it cannot be."""
    import _sre

    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"patterns.{sys.implementation.cache_tag}-{_sre.MAGIC}.sqlite"
    if path.exists() and path.stat().st_size > LARGEST_STORE:
        path.unlink(missing_ok=True)
    # No row is worth waiting for the disk or for another process: a lost one is made again.
    store = sqlite3.connect(path, timeout=0.1, isolation_level=None, check_same_thread=False)
    store.execute("PRAGMA synchronous = OFF")
    store.execute("CREATE TABLE IF NOT EXISTS compiled (key BLOB PRIMARY KEY, code BLOB) WITHOUT ROWID")
    return store


# A connection must not be used on the other side of a fork.
os.register_at_fork(after_in_child=_store.cache_clear)
