"""The record of an output folder: what was made of what; also the lock that keeps two runs apart."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.errors import InputError

NAME = ".manifest.json"
_LOCK, _WORK = ".lock", ".work"
_FORMAT = 2


class FolderError(InputError):
    """The output folder cannot be used; says why and what to do."""


@dataclass
class Manifest:
    """`reports`: by name, what the page was made of and says of itself; `index` names what the index shows."""

    reports: dict[str, dict[str, Any]] = field(default_factory=dict)
    index: str = ""


def load(folder: Path) -> Manifest:
    """The folder's record; empty if it has none or it is broken (then all is made again)."""
    try:
        told = json.loads((folder / NAME).read_text(encoding="utf-8"))
        return Manifest(dict(told["reports"]), told["index"]) if told["format"] == _FORMAT else Manifest()
    except (OSError, ValueError, KeyError, TypeError):
        return Manifest()


def save(folder: Path, manifest: Manifest) -> None:
    """Replace the folder's record in one step."""
    told = {"format": _FORMAT, "index": manifest.index, "reports": manifest.reports}
    write(folder / NAME, json.dumps(told, indent=1, sort_keys=True, ensure_ascii=False) + "\n")


def write(target: Path, content: str) -> None:
    """Write aside, then replace the target in one step: a reader meets the old file or the new one."""
    work = target.parent / _WORK
    work.mkdir(exist_ok=True)
    aside = work / f"{target.name}.part"
    aside.write_text(content, encoding="utf-8", newline="\n")
    place(aside, target)


def place(finished: Path, target: Path) -> None:
    """Move a finished file of the same disk to the target in one step, its content safe on the disk."""
    with finished.open("rb+") as file:
        os.fsync(file.fileno())
    finished.chmod(0o644)
    finished.replace(target)


@contextlib.contextmanager
def locked(folder: Path, pages: Iterable[str]) -> Iterator[Path]:
    """Make the folder and hold its lock; gives a folder for work in it, which is gone afterwards.

    Raises `FolderError` if it is no folder, not writable, held by another run, or has files by the names of
    our `pages` without being ours."""
    try:
        _refuse_foreign(folder, pages)
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / _LOCK).open("a+", encoding="utf-8")
    except (FileExistsError, NotADirectoryError) as e:
        raise FolderError(f"{folder}: is a file; --out takes a folder") from e
    except OSError as e:
        raise FolderError(f"{folder}: cannot be written: {e.strerror}") from e
    with file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # unlike flock, no child of ours holds it too
        except OSError as e:
            file.seek(0)
            holder = file.read().strip() or "another"
            raise FolderError(
                f"{folder}: process {holder} is writing there; try again when it is done"
            ) from e
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        # What a killed run left behind; the lock says that nobody is at work there now.
        shutil.rmtree(folder / _WORK, ignore_errors=True)
        (folder / _WORK).mkdir()
        try:
            yield folder / _WORK
        finally:
            shutil.rmtree(folder / _WORK, ignore_errors=True)


def _refuse_foreign(folder: Path, pages: Iterable[str]) -> None:
    if (folder / _LOCK).exists() or (folder / NAME).exists():
        return
    if there := next((name for name in pages if (folder / name).exists()), ""):
        raise FolderError(
            f"{folder}: has {there}, which is not of our making; name another folder with --out"
        )
