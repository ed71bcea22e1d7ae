"""A made thing in a file of its own, used until what it is made of changes.

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


def kept(path: Path, made_of: Iterable[Path], make: Callable[[], T]) -> T:
    """What `make` gives, from the last time if the files it is made of and Python are the same. It must be of
    plain types; `path` is the file that it is kept in."""
    digest = hashlib.sha256(sys.version.encode())
    for file in made_of:
        digest.update(file.read_bytes())
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
