"""Where what can be made again is kept, and one made thing in a file of its own.

A cache is never worth a failure: what cannot be read is made again, what cannot be written is not kept."""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

ROOT = Path(__file__).resolve().parents[1]


def cache_folder() -> Path:
    """Where it is kept: `ANALYSIS_CACHE`, or `.cache` beside the package."""
    return Path(os.environ.get("ANALYSIS_CACHE") or ROOT / ".cache")


def kept(kind: str, name: str, made_of: Iterable[Path], make: Callable[[], T]) -> T:
    """What `make` gives, from the last time if the files it is made of and Python are the same. One version of
    each `name` is kept; it must be of plain types."""
    digest = hashlib.sha256(sys.version.encode())
    for file in made_of:
        digest.update(file.read_bytes())
    path = cache_folder() / kind / f"{name}.pickle"
    with contextlib.suppress(Exception):  # whatever is wrong with the file
        key, value = pickle.loads(path.read_bytes())
        if key == digest.digest():
            return value
    value = make()
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f"{path.name}.{os.getpid()}.new")
        aside.write_bytes(pickle.dumps((digest.digest(), value)))
        aside.replace(path)
    return value
