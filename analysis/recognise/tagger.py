"""A second opinion on what is told of measures, launches and sanctions: a small encoder, trained on articles tagged by
hand.

For every piece of a word it gives the probability that it tells an outcome, names a state in a certain position,
dates a decision or is a figure of its vote, that it tells a launch or sanctions, who is behind them, their day and
numbers; and a vector: of pieces that belong to one and the same event the vectors lie close together. `tests/tagger` has
the tagged articles and the program that trains it. Where the model or onnxruntime is missing there is no second
opinion, and articles are read by rules alone."""

from __future__ import annotations

import json
import os
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from analysis import lexicon
from analysis.lexicon import DATA
from analysis.recognise.wordpieces import Piece, pieces, vocabulary
from analysis.records import Article, Tags

MODEL = DATA / "tagger.onnx"
#: Pieces in a window: as many as in the longest texts that the encoder learned from.
_WINDOW = 400
#: Of them those that only stand before what is read in it, at most.
_BEFORE = _WINDOW // 5
#: A sentence of more pieces is cut in parts of so many.
_LONG = _WINDOW // 2
#: Sentences around one that speaks of a subject which are read along with it.
_AROUND = 3
#: The patterns by which it does.
_CUES = (("measures", "relevant"), ("tagger", "launch"), ("tagger", "sanctions"))


def tag(article: Article) -> Tags | None:
    """What the tagger sees in the sentences on its subjects and around them; `None` without these, or without a tagger."""
    near = _near_subjects(article)
    if not near or (session := _session()) is None:
        return None
    import numpy as np

    found: list[Piece] = []
    rows: list[Any] = []
    for first, last in near:
        sentences = [(s.start, s.end) for s in article.sentences[first : last + 1]]
        cut = [pieces(article.text, start, end) for start, end in sentences]
        told = [p for sentence in cut for p in sentence]
        for window in _windows([len(c) for c in cut]):
            numbers = [_mark("[CLS]"), *(p.number for p in told[window.first : window.last]), _mark("[SEP]")]
            given = {"ids": np.array([numbers], dtype=np.int64)}
            out = session.run(None, given)[0][0, 1:-1]
            rows.append(out[window.kept - window.first : window.until - window.first])
            found += told[window.kept : window.until]
    if not found:
        return None
    labels = _labels()
    sizes = [len(of) for of in labels.values()]
    *seen, vectors = np.split(np.concatenate(rows), np.cumsum(sizes), axis=1)
    about = session.get_modelmeta().custom_metadata_map
    return Tags(
        starts=[p.start for p in found],
        ends=[p.end for p in found],
        labels=labels,
        seen=dict(zip(labels, seen, strict=True)),
        vectors=vectors,
        scale=float(about["scale"]),
        bias=float(about["bias"]),
    )


def _near_subjects(article: Article) -> list[tuple[int, int]]:
    """The first and last of sentences in a row that speak of a measure, a launch or sanctions, or stand near one."""
    cues = [lexicon.pattern(*of).regex for of in _CUES]
    near: list[tuple[int, int]] = []
    for s in article.sentences:
        if not any(c.search(article.text, s.start, s.end) for c in cues):
            continue
        first, last = max(0, s.index - _AROUND), min(len(article.sentences) - 1, s.index + _AROUND)
        if near and first <= near[-1][1] + 1:
            near[-1] = near[-1][0], last
        else:
            near.append((first, last))
    return near


@dataclass(frozen=True, slots=True)
class _Window:
    """The pieces `first` to `last` are looked at, what is seen of `kept` to `until` is kept; ends are exclusive."""

    first: int
    last: int
    kept: int
    until: int


def _windows(lengths: list[int]) -> Iterator[_Window]:
    """Windows over sentences of so many pieces, cut between sentences where these are of a common length. Each begins
    with what stands before the part that is read in it, and ends with a sentence that the next reads with more
    behind it."""
    ends = [0]
    for length in lengths:
        whole, ends_at = divmod(length, _LONG)
        ends += [ends[-1] + _LONG * (i + 1) for i in range(whole)]
        ends += [ends[-1] + ends_at] if ends_at else []
    kept = 0
    while kept < len(ends) - 1:
        first = bisect_left(ends, ends[kept] - _BEFORE)
        last = bisect_right(ends, ends[first] + _WINDOW) - 1
        until = last if last == len(ends) - 1 or last - 1 <= kept else last - 1
        yield _Window(ends[first], ends[last], ends[kept], ends[until])
        kept = until


@cache
def _mark(name: str) -> int:
    return vocabulary()[name]


@cache
def _labels() -> dict[str, list[str]]:
    session = _session()
    return {} if session is None else json.loads(session.get_modelmeta().custom_metadata_map["labels"])


@cache
def _session() -> Any:
    """The model, run on one core: who has more of them reads several articles at a time. `None` if it cannot be had."""
    # Else it keeps a record of its use in the home folder and sends it to its maker, from threads, with which no process
    # may fork. It asks for this when it is loaded.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    try:
        import onnxruntime as ort
    except ImportError:
        return None
    if not MODEL.exists():
        return None
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # The graph is written as it is to be run.
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.log_severity_level = 3
    return ort.InferenceSession(str(MODEL), options, providers=["CPUExecutionProvider"])
