"""What is out of date: a report's inputs, each kind by a hash, against those that its page was made of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from analysis.extraction.code import hash_of_file
from analysis.report import cache
from analysis.report.plan import Job, Source


@dataclass(frozen=True)
class Step:
    """A report and why it is to be made; `reason` is empty if it is up to date. `key` names its inputs,
    `corpus` the whole corpus that these were taken from."""

    job: Job
    key: Mapping[str, str]
    reason: str
    corpus: str


def steps(
    jobs: Sequence[Job],
    records: Mapping[str, Any],
    *,
    out: Path,
    links: Sequence[tuple[str, str]],
    force: bool = False,
) -> list[Step]:
    """Each report with the reason to make it: forced, never made, failed last time, or an input changed."""
    corpora = {source: hash_of(source) for source in {job.source for job in jobs}}
    found = []
    for job in jobs:
        corpus, record = corpora[job.source], records.get(job.name)
        key = _key(job, _articles_used(corpus, record), links)
        reason = "forced" if force else _reason(key, record, out / f"{job.name}.html")
        found.append(Step(job, key, reason, corpus))
    return found


def hash_of(source: Source) -> str:
    """Names all that a corpus holds."""
    return cache.hash_of_corpus(cache.find_corpus(source.corpus), source.days)


def _articles_used(corpus: str, record: Any) -> str:
    """Names what the report took from the corpus; the whole corpus if the report did not tell.

    A report tells in its header with which filters it opened its session: after a change of the corpus, that
    session is opened again to see whether anything in it differs."""
    if not record or not record.get("inputs"):
        return corpus
    if record.get("corpus") == corpus:
        return str(record["key"].get("articles", ""))
    return _digest(record["inputs"], corpus)


@lru_cache(maxsize=1024)
def _digest(inputs: str, corpus: str) -> str:
    """The digest of a session; many reports open the same."""
    from analysis.report.session import open_session

    return open_session(**json.loads(inputs)).digest


def _reason(key: Mapping[str, str], record: Any, page: Path) -> str:
    if not record:
        return "not made yet"
    if not record["ok"]:
        return "failed last time"
    if not page.is_file():
        return "its page is gone"
    if hashed(page.read_bytes()) != record["page_hash"]:
        return "its page was altered"
    changed = [name for name, value in key.items() if record["key"].get(name) != value]
    return f"changed: {', '.join(changed)}" if changed else ""


def _key(job: Job, articles: str, links: Sequence[tuple[str, str]]) -> dict[str, str]:
    parameters = {k: v for k, v in job.parameters.items() if k != "corpus"}
    return {
        "notebook": hashed(_cells(job.notebook)),
        "parameters": hashed(json.dumps(parameters, sort_keys=True).encode()),
        "articles": articles,
        "links": hashed(json.dumps(links).encode()),
        "code": _code(),
        "packages": cache.hash_of_packages(),
    }


def hashed(content: bytes) -> str:
    """A short name for the content."""
    return hashlib.sha256(content).hexdigest()[:16]


def _cells(notebook: Path) -> bytes:
    """The sources of a notebook's cells: its outputs and metadata of tools do not count."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return json.dumps([[c["cell_type"], "".join(c["source"])] for c in cells]).encode()


@lru_cache(maxsize=1)
def _code() -> str:
    """All of the package: reading, charts, report, template, data."""
    package = Path(__file__).resolve().parents[1]
    files = sorted(f for f in package.rglob("*") if f.is_file() and "__pycache__" not in f.parts)
    return hashed(b"".join(f"{f.relative_to(package)}\0".encode() + hash_of_file(f) for f in files))


def listing(found: Iterable[Step]) -> list[str]:
    """One line a report: whether and why it is made."""
    return [f"{s.job.name}: {'make (' + s.reason + ')' if s.reason else 'up to date'}" for s in found]
