"""Tags as a tagger would give them, made for tests: told which words have which label, of which event."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from analysis.recognise.wordpieces import pieces
from analysis.records import Article, Tags

sys.path.insert(0, str(Path(__file__).parent / "tagger"))
from tagged import LABELS as _LABELS

LABELS = {kind: list(labels) for kind, labels in _LABELS.items()}
#: Words -> kind of tag, label, number of the event.
Told = dict[str, tuple[str, str, int]]


def tags_of(article: Article, told: Told, weight: float = 0.97) -> Tags:
    """The tags of an article in which the first of such words has its label with this probability."""
    cut = pieces(article.text)
    seen = {kind: np.zeros((len(cut), len(names)), dtype=np.float32) for kind, names in LABELS.items()}
    for kind in seen:
        seen[kind][:, 0] = 1
    vectors = np.zeros((len(cut), 9), dtype=np.float32)
    for words, (kind, label, number) in told.items():
        start = article.text.index(words)
        for i, piece in enumerate(cut):
            if piece.start < start + len(words) and piece.end > start:
                seen[kind][i, [0, LABELS[kind].index(label)]] = 1 - weight, weight
                vectors[i, number] = 1
    return Tags(
        starts=[p.start for p in cut],
        ends=[p.end for p in cut],
        labels=LABELS,
        seen=seen,
        vectors=vectors,
        scale=10.0,
        bias=-5.0,
    )
