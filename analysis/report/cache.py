"""What the corpus says, extracted once and kept under a key of everything it was made from."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.reconcile.corrections import Applied
    from analysis.records import Article, Problem, Reading
    from analysis.tables import Tables

_MOST_KEPT = 40
ROOT = Path(__file__).resolve().parents[2]
#: Parts of the package that decide what is read; charts and report only show it.
_READING = (
    "records.py",
    "lexicon.py",
    "pipeline.py",
    "tables.py",
    "data",
    "read",
    "recognise",
    "events",
    "reconcile/corrections.py",
)


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


def extract(
    corpus: Path, *, published: Mapping[str, str] | None = None, folder: Path | None = None
) -> Extraction:
    """The extraction of a folder (or file) of articles: the one kept in `folder`, else made and kept.

    The analyst's corrections in the folder are applied. Raises `FileNotFoundError` if there is no such
    corpus, `CorrectionError` naming a correction that does not fit."""
    if not corpus.exists():
        raise FileNotFoundError(f"{corpus}: there is no such folder of articles")
    corpus_hash = hash_of_corpus(corpus, published or {})
    kept = _kept(corpus_hash, folder or cache_folder())
    return _loaded_or_made(kept, corpus, tuple(sorted((published or {}).items())), corpus_hash)


@lru_cache(maxsize=2)  # many reports ask for one corpus; processes forked later have it too
def _loaded_or_made(
    kept: Path, corpus: Path, published: tuple[tuple[str, str], ...], corpus_hash: str
) -> Extraction:
    found = _load(kept)
    if not isinstance(found, Extraction):
        found = _make(corpus, dict(published), corpus_hash, kept.parent)
        _keep(pickle.dumps(found), kept)
        _keep(json.dumps(_contents(found)).encode(), kept.with_suffix(".json"))
    return found


Contents = dict[str, list[str]]


def _contents(found: Extraction) -> Contents:
    return {
        "articles": list(found.tables.articles["article_id"]),
        "problems": [str(p) for p in found.problems if p.is_fault],
    }


def contents(corpus: Path, *, published: Mapping[str, str] | None = None) -> Contents:
    """The ids of the `articles` of a corpus and the `problems` of files at fault, each in order.

    A kept extraction answers without being loaded."""
    kept = _kept(hash_of_corpus(corpus, published or {}), cache_folder()).with_suffix(".json")
    try:
        told = json.loads(kept.read_text(encoding="utf-8"))
        return {"articles": list(told["articles"]), "problems": list(told["problems"])}
    except (OSError, ValueError, KeyError, TypeError):
        return _contents(extract(corpus, published=published))


def _kept(corpus_hash: str, folder: Path) -> Path:
    return folder / f"corpus-{corpus_hash[:16]}-{hash_of_code()[:16]}.pickle"


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
def hash_of_code() -> str:
    """Names the code and the data files that reading depends on."""
    package = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256()
    for file in sorted(_files(package / part for part in _READING)):
        digest.update(f"{file.relative_to(package)}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def _files(parts: Iterable[Path]) -> list[Path]:
    return [
        f
        for part in parts
        for f in ([part] if part.is_file() else part.rglob("*"))
        if f.is_file() and not re.search(r"__pycache__|\.pyc$", str(f))
    ]


def _make(corpus: Path, published: Mapping[str, str], corpus_hash: str, folder: Path) -> Extraction:
    from analysis import tables
    from analysis.read.corpus import read_corpus
    from analysis.reconcile import corrections
    from analysis.records import Problem, Reading

    found = read_corpus([corpus], published=published)
    attempts = _readings(found.articles, corpus, folder)
    readings = [a for a in attempts if isinstance(a, Reading)]
    faults = tuple(a for a in attempts if isinstance(a, Problem))
    articles = [r.article for r in readings]
    made, applied = corrections.apply(
        tables.from_readings(readings), corrections.given([corpus]), {a.article_id: a for a in articles}
    )
    return Extraction(
        made,
        {a.article_id: a.text for a in articles},
        {a.article_id: tuple(s.start for s in a.sentences) for a in articles},
        (*found.problems, *faults),
        corpus_hash,
        hash_of_code(),
        applied,
    )


def _readings(articles: Sequence[Article], corpus: Path, folder: Path) -> list[Reading | Problem]:
    """What each article says: an article that was read before, by the same code, is not read again."""
    place = hashlib.sha256(str(corpus.resolve()).encode()).hexdigest()[:16]
    kept = folder / f"readings-{place}-{hash_of_code()[:16]}.pickle"
    known = _load(kept)
    before = known if isinstance(known, dict) else {}
    keys = [hashlib.sha256(pickle.dumps(article)).hexdigest() for article in articles]
    now = {k: before.get(k) or _read(article) for k, article in zip(keys, articles, strict=True)}
    if now.keys() != before.keys():
        _keep(pickle.dumps(now), kept)
    return [now[k] for k in keys]


def _read(article: Article) -> Reading | Problem:
    from analysis import pipeline

    return pipeline.attempt(article)


def _load(kept: Path) -> object:
    """What is kept there; `None` where there is nothing or it does not load (then it is made again)."""
    try:
        return pickle.loads(kept.read_bytes())
    except Exception:  # a pickle of other versions or cut short may raise anything
        return None


def _keep(content: bytes, kept: Path) -> None:
    """Write aside and move: a reader never meets half a file. A cache that cannot be written is no error."""
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=kept.parent, delete=False, suffix=".part") as aside:
            aside.write(content)
        Path(aside.name).replace(kept)
        _forget_old(kept.parent)
    except OSError:
        return


def _forget_old(folder: Path) -> None:
    """Leave the last files kept: every change of an article or of the code makes new ones."""
    kept = [*folder.glob("corpus-*"), *folder.glob("readings-*")]
    for file in sorted(kept, key=lambda f: f.stat().st_mtime)[:-_MOST_KEPT]:
        file.unlink(missing_ok=True)
