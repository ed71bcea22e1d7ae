"""Sketches of texts: equal for equal words, alike for a wire story that another paper shortened or dressed up."""

from __future__ import annotations

import zlib
from functools import cache
from typing import Any

from analysis.compiling import compiled

_WORD = compiled(r"\w+")
_SHINGLE = 4
#: Numbers in a sketch, and how many of them make a band: two texts that share a band are compared.
SIZE, BAND = 64, 4
#: Shared shingles from which on two texts tell one story in one wording.
ALIKE = 0.5


@cache
def _factors() -> tuple[Any, Any]:
    import numpy as np

    made = np.random.default_rng(20220526)  # any fixed seed: sketches are compared across runs and machines
    return made.integers(0, 1 << 63, SIZE, dtype=np.uint64) * 2 + 1, made.integers(
        0, 1 << 63, SIZE, dtype=np.uint64
    )


def sketch(text: str) -> list[int]:
    """The MinHash sketch of a text's runs of four words; empty for a text of less."""
    import numpy as np

    words = _WORD.findall(text.casefold())
    runs = {zlib.crc32(" ".join(words[i : i + _SHINGLE]).encode()) for i in range(len(words) - _SHINGLE + 1)}
    if not runs:
        return []
    hashed = np.fromiter(runs, np.uint64, len(runs))
    times, plus = _factors()
    # Multiply-shift hashing: modulo 2**64, of which the upper half is kept.
    return [int(v) for v in ((hashed[:, None] * times + plus) >> np.uint64(32)).min(axis=0)]


def likeness(one: list[int], other: list[int]) -> float:
    """The share of the runs of both texts together that they have in common, as the sketches tell it."""
    return sum(a == b for a, b in zip(one, other, strict=True)) / SIZE


def bands(found: list[int]) -> list[int]:
    """What two alike texts probably share one of, each to be looked up by itself."""
    pieces = (found[i : i + BAND] for i in range(0, len(found), BAND))
    return [(i << 32) | zlib.crc32(repr(piece).encode()) for i, piece in enumerate(pieces)]
