"""What the corpus says, extracted once and kept under a key of everything it was made from."""

from __future__ import annotations

import hashlib
import importlib
import itertools
import os
import pickle
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.extraction.code import hash_of_code
from analysis.read.sources import RESULTS
from analysis.recognise.timex import bounds
from analysis.report import children
from analysis.report.store import Store

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from analysis.reconcile.corrections import Applied
    from analysis.records import Article, Problem, Reading
    from analysis.tables import Tables

ROOT = Path(__file__).resolve().parents[2]

#: Tables whose rows happen on a day of their own; those of the others are as old as their article.
EVENTS = ("launches", "tallies", "decisions", "positions", "statements", "designations")


@dataclass(frozen=True)
class Extraction:
    """The tables, the files set aside, and what evidence needs: each article's text and where its sentences
    start. `corpus_hash` and `code_hash` are hexadecimal and name exactly what it was made from."""

    tables: Tables
    texts: Mapping[str, str] = field(default_factory=dict)
    sentence_starts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    corpus_hash: str = ""
    code_hash: str = ""
    #: The analyst's corrections, which the tables have already.
    applied: tuple[Applied, ...] = ()

    @cached_property
    def row_hashes(self) -> Mapping[str, pd.Series]:
        """By table, a hash of each row's content; where the article's file lies does not count."""
        from pandas.util import hash_pandas_object

        return {
            name: hash_pandas_object(frame.drop(columns=["path"], errors="ignore"), index=False).set_axis(
                frame.index
            )
            for name, frame in self.tables.items()
        }

    @cached_property
    def spans(self) -> Mapping[str, tuple[np.ndarray, np.ndarray]]:
        """By table, the first and last day of each row (ISO; "" for none): of its own date, else of its
        article's publication. Made once, as a batch opens many sessions on one extraction."""
        articles = self.tables.articles
        published = dict(zip(articles["article_id"], articles["published"], strict=True))
        return {name: _days_of(name, frame, published) for name, frame in self.tables.items()}

    def make_ready(self) -> None:
        """Make now what every report asks for."""
        _ = self.row_hashes, self.spans


def _days_of(name: str, frame: pd.DataFrame, published: Mapping[str, str]) -> tuple[np.ndarray, np.ndarray]:
    import numpy as np

    own = next((frame[c] for c in ("date", "until") if name in EVENTS and c in frame), None)
    days = [published.get(i, "") for i in frame["article_id"]]
    values = days if own is None else [o or day for o, day in zip(own, days, strict=True)]
    spans = [bounds(value) for value in values]
    first, last = (np.array([span[i] for span in spans], dtype=object) for i in (0, 1))
    return first, last


def extract(
    corpus: Path,
    *,
    published: Mapping[str, str] | None = None,
    folder: Path | None = None,
    meanwhile: Callable[[], object] = lambda: None,
) -> Extraction:
    """The extraction of a folder (or file) of articles: the one kept in `folder`, else made and kept.

    The analyst's corrections in the folder are applied. `meanwhile` is done while other processes read the
    articles that are new. Raises `FileNotFoundError` if there is no such corpus, `CorrectionError` naming a
    correction that does not fit."""
    if not corpus.exists():
        raise FileNotFoundError(f"{corpus}: there is no such folder of articles")
    published = published or {}
    corpus_hash = hash_of_corpus(corpus, published)
    folder = folder or cache_folder()
    key = str(folder), corpus_hash
    if key not in _recent:
        _recent[key] = _loaded_or_made(corpus, published, corpus_hash, Store(folder), meanwhile)
        for old in list(_recent)[:-2]:
            del _recent[old]
    return _recent[key]


#: Many reports ask for one corpus; processes forked later have it too.
_recent: dict[tuple[str, str], Extraction] = {}


def from_store(folder: Path, *, start: str = "", end: str = "", launching_state: str = "") -> Extraction:
    """What a folder of published datasets has for a period and a launching state: the rest is not loaded."""
    from analysis.extraction.store import Store as Datasets

    datasets = Datasets(folder)
    found = datasets.tables(start=start, end=end, launching_state=launching_state)
    told = datasets.texts(list(found.articles["article_id"]))
    return Extraction(
        found,
        {article_id: text for article_id, (text, _) in told.items()},
        {article_id: starts for article_id, (_, starts) in told.items()},
        datasets.problems(),
        hash_of_corpus(folder, {}),
        hash_of_code(),
    )


def is_store(folder: Path) -> bool:
    """Whether a corpus was extracted already, to datasets that can be asked."""
    return (folder / RESULTS).is_file() and (folder / "articles").is_dir()


def _loaded_or_made(
    corpus: Path,
    published: Mapping[str, str],
    corpus_hash: str,
    store: Store,
    meanwhile: Callable[[], object],
) -> Extraction:
    key = _key("corpus", corpus_hash)
    found = store.get([key]).get(key)
    if isinstance(found, Extraction):
        return found
    # Loaded before the processes part, as both need it: else each of them would spend its time on it.
    importlib.import_module("analysis.tables")
    return children.aside(_make, corpus, published, corpus_hash, store, meanwhile=meanwhile)


Contents = dict[str, list[str]]


def _contents(found: Extraction) -> Contents:
    return {
        "articles": list(found.tables.articles["article_id"]),
        "problems": [str(p) for p in found.problems if p.is_fault],
    }


def contents(
    corpus: Path,
    *,
    published: Mapping[str, str] | None = None,
    meanwhile: Callable[[], object] = lambda: None,
) -> Contents:
    """The ids of the `articles` of a corpus and the `problems` of files at fault, each in order.

    A kept extraction answers without being loaded."""
    if is_store(corpus):
        from analysis.extraction.store import Store as Datasets

        datasets = Datasets(corpus)
        faults = [str(p) for p in datasets.problems() if p.is_fault]
        return {"articles": datasets.article_ids(), "problems": faults}
    key = _key("contents", hash_of_corpus(corpus, published or {}))
    told = Store(cache_folder()).get([key]).get(key)
    return (
        told
        if isinstance(told, dict)
        else _contents(extract(corpus, published=published, meanwhile=meanwhile))
    )


def _key(kind: str, made_of: str) -> str:
    return f"{kind} {made_of} {hash_of_code()} {hash_of_packages()}"


def find_corpus(corpus: str) -> Path:
    """The path as given, or below the repository if it is relative and not below the working folder."""
    given = Path(corpus).expanduser()
    return given if given.is_absolute() or given.exists() else ROOT / given


def cache_folder() -> Path:
    """Where extractions are kept: `ANALYSIS_CACHE`, or `.cache` beside the package."""
    return Path(os.environ.get("ANALYSIS_CACHE") or ROOT / ".cache")


def hash_of_corpus(corpus: Path, published: Mapping[str, str]) -> str:
    """Names the content: every file's name and bytes, and the publication days given by hand."""
    files = [corpus] if corpus.is_file() else sorted(corpus.rglob("*"))
    digest = hashlib.sha256(repr(sorted(published.items())).encode())
    if is_store(corpus):  # gigabytes, and written by us in one go
        told = ((str(f), s.st_size, s.st_mtime_ns) for f in files for s in [f.stat()])
        digest.update(repr(list(told)).encode())
        return digest.hexdigest()
    for file in files:
        name = str(file.relative_to(corpus)) if file != corpus else file.name
        digest.update(f"{name}\0".encode(errors="surrogateescape"))
        digest.update(_content(file))
    return digest.hexdigest()


def _content(file: Path) -> bytes:
    """The hash of a file's bytes; of what cannot be read, nothing (the reader tells of it)."""
    try:
        return hashlib.sha256(file.read_bytes()).digest() if file.is_file() else b""
    except OSError:
        return b""


@lru_cache(maxsize=1)
def hash_of_packages() -> str:
    """Names Python and every package with its version, as the names of their folders have them: reading the
    metadata inside takes twenty times as long."""
    found = {f.name for folder in sys.path for f in Path(folder or ".").glob("*.dist-info")}
    return hashlib.sha256(repr((sys.version, sorted(found))).encode()).hexdigest()[:16]


def _make(corpus: Path, published: Mapping[str, str], corpus_hash: str, store: Store) -> Extraction:
    """The work of another process: it loads pandas and the reader while this one loads what reports need."""
    problems, attempts = _attempts(corpus, published, store)
    from analysis import tables
    from analysis.read import copies
    from analysis.reconcile import corrections
    from analysis.records import Problem, Reading

    readings = [a for a in attempts if isinstance(a, Reading)]
    faults = tuple(a for a in attempts if isinstance(a, Problem))
    articles = [r.article for r in readings]
    duplicates = tables.duplicates_of(copies.of_texts((a.article_id, a.text) for a in articles))
    made, applied = corrections.apply(
        tables.from_readings(readings), corrections.given([corpus]), {a.article_id: a for a in articles}
    )
    found = Extraction(
        replace(made, duplicates=duplicates),
        {a.article_id: a.text for a in articles},
        {a.article_id: tuple(s.start for s in a.sentences) for a in articles},
        (*problems, *faults),
        corpus_hash,
        hash_of_code(),
        applied,
    )
    store.put({_key("corpus", corpus_hash): found, _key("contents", corpus_hash): _contents(found)})
    return found


def _attempts(
    corpus: Path, published: Mapping[str, str], store: Store
) -> tuple[tuple[Problem, ...], list[Reading | Problem]]:
    """The files set aside, and what each article says or why it could not be read."""
    from analysis.read.corpus import read_corpus

    found = read_corpus([corpus], published=published)
    return found.problems, _readings(found.articles, store)


def _readings(articles: Sequence[Article], store: Store) -> list[Reading | Problem]:
    """What each article says: an article that was read before, by the same code, is not read again."""
    keys = [_key("reading", hashlib.sha256(pickle.dumps(article)).hexdigest()) for article in articles]
    known = store.get(keys)
    new = {key: article for key, article in zip(keys, articles, strict=True) if key not in known}
    readings = zip(new, children.each(_read, list(new.values())), strict=True)
    while some := dict(itertools.islice(readings, _AT_A_TIME)):
        store.put(some)
        known |= some
    return [known[key] for key in keys]  # type: ignore[misc]


#: So many articles are read between two savings: a run that is stopped begins again from there.
_AT_A_TIME = 100


def _read(article: Article) -> Reading | Problem:
    from analysis import pipeline

    return pipeline.attempt(article)
