"""Which articles have the text of an earlier one, kept on disk: a million sketches would not be held."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from analysis.read.duplicates import ALIKE, BAND, SIZE, bands, likeness, sketch

_FEWEST_WORDS = 30
#: The earlier articles that share a band with one, those first that share most; and of a band that many share (a
#: site's own words) only the first: who comes after a million others is compared with no more than who comes early.
_OF_A_BAND, _MOST = 100, 200
_OF_ONE = f"SELECT * FROM (SELECT id FROM bands WHERE band = ? LIMIT {_OF_A_BAND})"
_SHARING_BANDS = (
    f"SELECT s.id, s.sketch FROM ({' UNION ALL '.join([_OF_ONE] * (SIZE // BAND))}) b JOIN sketches s ON s.id = b.id"
    f" GROUP BY s.id ORDER BY count(*) DESC, s.id LIMIT {_MOST}"
)


class Copies:
    """Finds, for one article after the other, the first that has the same text or nearly."""

    def __init__(self, path: Path | str) -> None:
        self._store = sqlite3.connect(path)
        self._store.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-16000;"
            "CREATE TABLE texts (hash BLOB PRIMARY KEY, id TEXT) WITHOUT ROWID;"
            "CREATE TABLE sketches (id TEXT PRIMARY KEY, sketch BLOB) WITHOUT ROWID;"
            "CREATE TABLE bands (band INTEGER, id TEXT);"
            "CREATE INDEX by_band ON bands (band);"
        )

    def __enter__(self) -> Copies:
        return self

    def __exit__(self, *_: object) -> None:
        self._store.close()

    def add(self, article_id: str, text: str, sketch: list[int]) -> list[dict[str, Any]]:
        """Take an article; a row of `duplicates` if it is a copy, else none."""
        digest = hashlib.sha256(" ".join(text.casefold().split()).encode()).digest()[:16]
        if found := self._store.execute("SELECT id FROM texts WHERE hash = ?", (digest,)).fetchone():
            return [{"article_id": article_id, "same_as": found[0], "how": "same_text", "likeness": 1.0}]
        same_as, share = self._near(sketch) if len(text.split()) >= _FEWEST_WORDS else ("", 0.0)
        self._store.execute("INSERT INTO texts VALUES (?, ?)", (digest, same_as or article_id))
        if not same_as:
            # Copies are not looked for among copies: a story that a thousand papers print is compared once.
            self._remember(article_id, sketch)
            return []
        return [{"article_id": article_id, "same_as": same_as, "how": "near", "likeness": round(share, 2)}]

    def _near(self, sketch: list[int]) -> tuple[str, float]:
        """The most alike of the earlier articles that are no copies, and how alike; "" if none is alike."""
        found = self._store.execute(_SHARING_BANDS, bands(sketch)).fetchall() if sketch else []
        alike = [(likeness(sketch, _unpacked(kept)), article_id) for article_id, kept in found]
        share, first = max(alike, default=(0.0, ""), key=lambda a: a[0])
        return (first, share) if share >= ALIKE else ("", 0.0)

    def _remember(self, article_id: str, sketch: list[int]) -> None:
        packed = b"".join(v.to_bytes(4, "little") for v in sketch)
        self._store.execute("INSERT OR IGNORE INTO sketches VALUES (?, ?)", (article_id, packed))
        self._store.executemany("INSERT INTO bands VALUES (?, ?)", [(b, article_id) for b in bands(sketch)])


def of_texts(texts: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """A row of `duplicates` for each article (id and text, in order) that is a copy of an earlier one."""
    with Copies(":memory:") as copies:
        return [row for article_id, text in texts for row in copies.add(article_id, text, sketch(text))]


def _unpacked(packed: bytes) -> list[int]:
    return [int.from_bytes(packed[i : i + 4], "little") for i in range(0, len(packed), 4)]
