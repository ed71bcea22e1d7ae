"""The record of an output folder: what was made of what; also the lock that keeps two runs apart."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.errors import InputError

NAME = ".manifest.json"
_LOCK = ".lock"
_FORMAT = 1


class FolderError(InputError):
    """The output folder cannot be used; says why and what to do."""


def load(folder: Path) -> dict[str, dict[str, Any]]:
    """Records by report name; empty if the folder has none or it is broken (then all is made again)."""
    try:
        told = json.loads((folder / NAME).read_text(encoding="utf-8"))
        return dict(told["reports"]) if told["format"] == _FORMAT else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def save(folder: Path, records: dict[str, dict[str, Any]]) -> None:
    """Replace the folder's record in one step."""
    told = {"format": _FORMAT, "reports": records}
    publish(folder / NAME, json.dumps(told, indent=1, sort_keys=True, ensure_ascii=False) + "\n")


def publish(target: Path, content: str) -> None:
    """Write beside the target, then replace it in one step: a reader meets the old file or the new one."""
    handle, aside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(aside).chmod(0o644)
        Path(aside).replace(target)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Make the folder and hold its lock; raises `FolderError` if it is no folder, not writable or held."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / _LOCK).open("a+", encoding="utf-8")
    except FileExistsError as e:
        raise FolderError(f"{folder}: is a file; --out takes a folder") from e
    except OSError as e:
        raise FolderError(f"{folder}: cannot be written: {e.strerror}") from e
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as e:
            file.seek(0)
            raise FolderError(
                f"{folder}: process {file.read().strip() or '?'} is writing there; try later"
            ) from e
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        # Parts that a killed run left behind; the lock says that nobody is writing them now.
        for part in folder.glob(".*.part"):
            part.unlink(missing_ok=True)
        yield
