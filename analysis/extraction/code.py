"""Names the code and the data files that reading depends on: what it made is good as long as they stay."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

#: Parts of the package that decide what is read; charts and report only show it.
_READING = (
    "caching.py",
    "compiling.py",
    "errors.py",
    "garbage.py",
    "lexicon.py",
    "literals.py",
    "pipeline.py",
    "predicates.py",
    "records.py",
    "schema.py",
    "sieve.py",
    "tables.py",
    "data",
    "read",
    "recognise",
    "events",
    "reconcile/corrections.py",
)


@lru_cache(maxsize=1)
def hash_of_code() -> str:
    """Names the code and the data files that reading depends on."""
    package = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256()
    for file in sorted(_files(package / part for part in _READING)):
        digest.update(f"{file.relative_to(package)}\0".encode() + hash_of_file(file))
    return digest.hexdigest()


@cache
def hash_of_file(file: Path) -> bytes:
    """The hash of a file of the package; taken once, as the tagger's is as large as all others together."""
    return hashlib.sha256(file.read_bytes()).digest()


def _files(parts: Iterable[Path]) -> list[Path]:
    return [
        f
        for part in parts
        for f in ([part] if part.is_file() else part.rglob("*"))
        if f.is_file() and not re.search(r"__pycache__|\.pyc$", str(f))
    ]
