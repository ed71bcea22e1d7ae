"""A cache in one SQLite file: values under keys that name everything they were made from.

Any number of processes may use it at once, and one that is killed leaves it whole. A cache is never worth a
failure: where the file cannot be read or written, nothing is known and nothing is kept."""

from __future__ import annotations

import contextlib
import pickle
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

#: What was used least recently goes once the values take more than this many bytes.
_ROOM = 500 << 20
_DAY = 86_400
_TABLE = "CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, value BLOB NOT NULL, used INTEGER NOT NULL)"
_TRIM = """DELETE FROM kept WHERE key IN (SELECT key FROM (
    SELECT key, sum(length(value)) OVER (ORDER BY used DESC, rowid DESC) AS room FROM kept) WHERE room > ?)"""


class Store:
    """The values kept in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "kept.sqlite"

    def get(self, keys: Iterable[str]) -> dict[str, object]:
        """The values of those keys that are known."""
        wanted, found = list(keys), {}
        if not wanted or not self._file.is_file():
            return {}
        with self._forgiving(), self._opened() as db:
            for key in wanted:
                row = db.execute("SELECT value, used FROM kept WHERE key = ?", [key]).fetchone()
                if row and (value := _loaded(row[0])) is not None:
                    found[key] = value
                    if row[1] < time.time() - _DAY:
                        db.execute("UPDATE kept SET used = ? WHERE key = ?", [int(time.time()), key])
        return found

    def put(self, values: Mapping[str, object]) -> None:
        """Keep the values, all or none of them."""
        rows = [(key, pickle.dumps(value), int(time.time())) for key, value in values.items()]
        with self._forgiving():
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._opened() as db:
                db.execute(_TABLE)
                db.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)
                db.execute(_TRIM, [_ROOM])

    @contextlib.contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        with contextlib.closing(sqlite3.connect(self._file, timeout=30)) as db, db:
            yield db

    @contextlib.contextmanager
    def _forgiving(self) -> Iterator[None]:
        """What is no database (any more) goes, to be made again; all other trouble is passed over."""
        try:
            yield
        except (sqlite3.Error, OSError) as e:
            if isinstance(e, sqlite3.DatabaseError) and not isinstance(e, sqlite3.OperationalError):
                with contextlib.suppress(OSError):
                    self._file.unlink()


def _loaded(value: bytes) -> object:
    try:
        return pickle.loads(value)
    except Exception:  # a pickle of other versions may raise anything
        return None
