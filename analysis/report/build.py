"""From a batch of reports to finished pages: plan -> what is stale -> run -> publish -> index."""

from __future__ import annotations

import fnmatch
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from analysis.report import cache, children, manifest, plan
from analysis.report.cache import ROOT
from analysis.report.plan import Entry, Job


@dataclass(frozen=True)
class Request:
    """What is asked for. `given` are `-p` parameters as text; `only` are patterns of report names."""

    out: Path = Path("reports")
    corpus: str = ""
    published: tuple[str, ...] = ()
    batch: Path = ROOT / "reports.toml"
    notebooks: Path = ROOT / "notebooks"
    chosen: tuple[str, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)
    only: tuple[str, ...] = ()
    force: bool = False
    jobs: int = 0
    engine: str = "fast"
    timeout: float = 300

    @property
    def is_whole_batch(self) -> bool:
        """Whether all reports that the folder is to hold are asked for."""
        return not (self.only or self.chosen)


@dataclass(frozen=True)
class Step:
    """A report and why it is to be made; `reason` is empty if it is up to date. `key` names its inputs,
    `corpus` the whole corpus that these were taken from."""

    job: Job
    key: Mapping[str, str]
    reason: str
    corpus: str


@dataclass(frozen=True)
class Outcome:
    """What was done: names of reports made, failed (with the error) and left as they were; the files of the
    corpora that were set aside, a line each."""

    made: tuple[str, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    kept: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


class EmptyCorpusError(ValueError):
    """A corpus without a single article; the message tells what stands there instead, a line a file."""


def build(request: Request, *, say: Callable[[str], None] = print) -> Outcome:
    """Make what is stale, publish it, and renew the index; a failure leaves the last good page in place.

    Raises `plan.PlanError` if the request is wrong, `manifest.FolderError` if the folder cannot be used,
    `EmptyCorpusError` if a corpus has no article."""
    children.hunt_garbage_rarely()
    jobs = planned(request)
    problems = _problems(jobs)
    with manifest.locked(request.out):
        records = manifest.load(request.out)
        if request.is_whole_batch:
            _forget(set(records) - {j.name for j in jobs}, records, request.out)
        steps = staleness(jobs, records, request)
        stale = [s for s in steps if s.reason]
        _note_corpora(steps, records, request.out)
        outcome = _run(stale, records, request, jobs, say) if stale else Outcome()
        if stale or not (request.out / "index.html").is_file():
            _publish_index(request.out, jobs, records)
    kept = tuple(s.job.name for s in steps if not s.reason)
    return Outcome(outcome.made, outcome.failed, kept, problems)


def _problems(jobs: Iterable[Job]) -> tuple[str, ...]:
    """The files set aside in the corpora of the jobs, which are read here for the first time if need be."""
    told = []
    for corpus, published in _corpora(jobs):
        found = cache.contents(cache.find_corpus(corpus), published=_days(published), meanwhile=_preload)
        if not found["articles"]:
            raise EmptyCorpusError("\n".join(found["problems"] or [f"{corpus}: has no articles"]))
        told += found["problems"]
    return tuple(told)


def _preload() -> None:
    """Import what running needs: there is a reason to run, as the corpus is new."""
    from analysis.report import run

    run.preload()


def _corpora(jobs: Iterable[Job]) -> set[tuple[str, tuple[str, ...]]]:
    """The corpora that the jobs read, each with the publication days given for it."""
    return {_corpus_of(job) for job in jobs}


def _corpus_of(job: Job) -> tuple[str, tuple[str, ...]]:
    return job.parameters.get("corpus", "corpus"), tuple(job.parameters.get("published", ()))


def planned(request: Request) -> list[Job]:
    """The reports asked for, checked; raises `plan.PlanError`."""
    entries = plan.load(request.batch)
    if request.chosen:
        entries = [e for name in request.chosen for e in _entries_of(name, entries)]
    jobs = plan.jobs(
        entries,
        notebooks=request.notebooks,
        given=request.given,
        corpus=request.corpus,
        published=request.published,
        articles=article_ids,
    )
    if not request.only:
        return jobs
    kept = [j for j in jobs if any(fnmatch.fnmatchcase(j.name, p) for p in request.only)]
    if not kept:
        raise plan.PlanError(f"--only {' '.join(request.only)}: no report is so named; see --list")
    return kept


def _entries_of(notebook: str, entries: Sequence[Entry]) -> list[Entry]:
    """The batch's entries of a notebook; one without parameters if the batch has none."""
    return [e for e in entries if e.notebook == notebook] or [Entry(notebook)]


def article_ids(selection: Mapping[str, Any]) -> list[str]:
    """The ids of the articles that a notebook's parameters select, in order."""
    corpus, published = selection.get("corpus", "corpus"), selection.get("published", ())
    all_ids = cache.contents(cache.find_corpus(corpus), published=_days(published), meanwhile=_preload)[
        "articles"
    ]
    if selection.get("start") or selection.get("end"):
        from analysis.report.session import open_session

        known = ("corpus", "start", "end", "launching_state", "published")
        opened = open_session(**{k: selection[k] for k in known if k in selection})
        return list(opened.tables.articles["article_id"])
    return all_ids


def _days(published: Iterable[str]) -> dict[str, str]:
    return dict(p.split("=", 1) for p in published)


def staleness(jobs: Sequence[Job], records: Mapping[str, Any], request: Request) -> list[Step]:
    """Each report with the reason to make it: forced, never made, failed last time, or an input changed."""
    corpora = {asked: _corpus_hash(*asked) for asked in _corpora(jobs)}
    steps = []
    for job in jobs:
        corpus, record = corpora[_corpus_of(job)], records.get(job.name)
        key = key_of(job, _articles_used(corpus, record))
        page = request.out / f"{job.name}.html"
        steps.append(Step(job, key, _reason(key, record, request, page), corpus))
    return steps


def _corpus_hash(corpus: str, published: tuple[str, ...]) -> str:
    return cache.hash_of_corpus(cache.find_corpus(corpus), _days(published))


def _articles_used(corpus: str, record: Any) -> str:
    """Names what the report took from the corpus; the whole corpus if the report did not tell.

    A report tells in its header with which filters it opened its session: after a change of the corpus, that
    session is opened again to see whether anything in it differs."""
    if not record or not record.get("inputs"):
        return corpus
    if record.get("corpus") == corpus:
        return str(record["key"].get("articles", ""))
    from analysis.report.session import open_session

    return open_session(**json.loads(record["inputs"])).digest


def _reason(key: Mapping[str, str], record: Any, request: Request, page: Path) -> str:
    if request.force:
        return "forced"
    if not record:
        return "not made yet"
    if not record["ok"]:
        return "failed last time"
    if not page.is_file():
        return "its page is gone"
    if _hash(page.read_bytes()) != record["page_hash"]:
        return "its page was altered"
    changed = [name for name, value in key.items() if record["key"].get(name) != value]
    return f"changed: {', '.join(changed)}" if changed else ""


def key_of(job: Job, articles: str) -> dict[str, str]:
    """A hash for each kind of input of a report; `articles` names what it took from the corpus."""
    parameters = {k: v for k, v in job.parameters.items() if k != "corpus"}
    return {
        "notebook": _hash(_cells(job.notebook)),
        "parameters": _hash(json.dumps(parameters, sort_keys=True).encode()),
        "articles": articles,
        "code": _code(),
        "packages": _packages(),
    }


def _hash(content: bytes) -> str:
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
    return _hash(b"".join(f"{f.relative_to(package)}\0".encode() + f.read_bytes() for f in files))


@lru_cache(maxsize=1)
def _packages() -> str:
    """Python, and every package with its version, as the names of their folders have them: reading the
    metadata inside takes twenty times as long."""
    found = {f.name for folder in sys.path for f in Path(folder or ".").glob("*.dist-info")}
    return _hash(repr((sys.version, sorted(found))).encode())


def _run(
    stale: Sequence[Step],
    records: dict[str, Any],
    request: Request,
    jobs: Sequence[Job],
    say: Callable[[str], None],
) -> Outcome:
    from analysis.report import run

    made: list[str] = []
    failed: list[tuple[str, str]] = []
    keys = {s.job.name: s for s in stale}
    for corpus, published in _corpora(s.job for s in stale):
        cache.extract(cache.find_corpus(corpus), published=_days(published))
    with tempfile.TemporaryDirectory(prefix="report-") as work, _progress(len(stale), say) as bar:

        def done(result: run.Result, running: int) -> None:
            _publish(result, keys[result.name], records, request.out)
            manifest.save(request.out, records)
            made.append(result.name) if result.ok else failed.append((result.name, result.error))
            bar(result, running, len(failed))

        setting = run.Setting(
            Path(work), ROOT, request.engine, request.timeout, siblings=_siblings(jobs, records)
        )
        run.run_all([s.job for s in stale], setting, count=request.jobs or os.cpu_count() or 1, report=done)
    return Outcome(tuple(made), tuple(failed))


def _publish(result: Any, step: Step, records: dict[str, Any], out: Path) -> None:
    """Put the page in place and record it; a failure keeps what the last good page said of itself."""
    page = result.page.read_text(encoding="utf-8")
    manifest.publish(out / result.page.name, page)
    before = records.get(result.name, {})
    if result.ok:
        (out / f"{result.name}.failed.html").unlink(missing_ok=True)
        records[result.name] = {
            **result.about,
            "ok": True,
            "key": {**step.key, "articles": result.about.get("digest") or step.corpus},
            "corpus": step.corpus,
            "parameters": step.job.parameters,
            "page_hash": _hash(page.encode()),
            "seconds": round(result.seconds, 2),
        }
    else:
        records[result.name] = {**before, "ok": False, "error": result.error, "key": {}}


def _forget(names: Iterable[str], records: dict[str, Any], out: Path) -> None:
    """Take away reports that the batch no longer makes, as far as their pages are as we made them."""
    for name in names:
        page = out / f"{name}.html"
        if page.is_file() and _hash(page.read_bytes()) == records[name].get("page_hash"):
            page.unlink()
        (out / f"{name}.failed.html").unlink(missing_ok=True)
        del records[name]
    if names:
        manifest.save(out, records)
        (out / "index.html").unlink(missing_ok=True)


def _siblings(jobs: Sequence[Job], records: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The links between the reports: the index and every report that is not one of a series of articles."""
    names = [j.name for j in jobs if not j.name.startswith("article-")]
    others = [n for n in sorted(records) if n not in names and not n.startswith("article-")]
    return [("index.html", "All reports")] + [(f"{n}.html", _label(n)) for n in [*names, *others]]


def _label(name: str) -> str:
    words = name.replace("_", " ").replace("-", " ")
    return words[:1].upper() + words[1:]


def _note_corpora(steps: Iterable[Step], records: dict[str, Any], out: Path) -> None:
    """Record that reports are up to date with a corpus that changed where they do not look."""
    moved = [s for s in steps if not s.reason and records[s.job.name].get("corpus") != s.corpus]
    for step in moved:
        records[step.job.name]["corpus"] = step.corpus
    if moved:
        manifest.save(out, records)


def _publish_index(out: Path, jobs: Sequence[Job], records: Mapping[str, Any]) -> None:
    """The index of all reports in the folder: those of this run first, in its order."""
    target = out / "index.html"
    names = [j.name for j in jobs if j.name in records] + sorted(set(records) - {j.name for j in jobs})
    shown = [{**records[n], "name": n, "has_page": (out / f"{n}.html").is_file()} for n in names]
    shown = [r for r in shown if r["has_page"] or not r["ok"]]
    from analysis.report import index

    page = index.index_page(shown, _siblings(jobs, records))
    if not target.is_file() or target.read_text(encoding="utf-8") != page:
        manifest.publish(target, page)


class _progress:
    """A bar in a terminal, a line a report elsewhere; used as a function of result, running and failed."""

    def __init__(self, total: int, say: Callable[[str], None]) -> None:
        from tqdm import tqdm

        self.say, self.total, self.done = say, total, 0
        self.bar = tqdm(total=total, desc="reports", unit="report", leave=False, disable=None)

    def __enter__(self) -> _progress:
        return self

    def __exit__(self, *_: object) -> None:
        self.bar.close()

    def __call__(self, result: Any, running: int, failed: int) -> None:
        self.done += 1
        state = "made" if result.ok else f"FAILED: {result.error}"
        if self.bar.disable:
            self.say(f"{self.done}/{self.total} {result.name}: {state} ({result.seconds:.1f} s)")
        else:
            self.bar.set_postfix_str(f"{running} running, {failed} failed")
            self.bar.update()


def listing(steps: Iterable[Step], *, explain: bool) -> list[str]:
    """One line a report: its name, and whether and why it would be made."""
    return [
        f"{s.job.name}: {'make (' + s.reason + ')' if s.reason else 'up to date'}" if explain else s.job.name
        for s in steps
    ]
