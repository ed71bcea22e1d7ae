"""From a batch of reports to finished pages: plan -> read -> what is stale -> run -> publish -> index."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from analysis import garbage
from analysis.report import cache, manifest, plan, publish, stale
from analysis.report.cache import ROOT
from analysis.report.manifest import Manifest
from analysis.report.plan import Entry, Job, Source
from analysis.report.progress import Outcome, Progress
from analysis.report.stale import Step


@dataclass(frozen=True)
class Request:
    """What is asked for. `given` are `-p` parameters as text; `only` are patterns of report names; `memory`
    is in bytes and `timeout` in seconds, for each report."""

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
    memory: int = 4 << 30

    @property
    def is_whole_batch(self) -> bool:
        """Whether all reports that the folder is to hold are asked for."""
        return not (self.only or self.chosen)


class EmptyCorpusError(ValueError):
    """A corpus without a single article; the message tells what stands there instead, a line a file."""


def build(
    request: Request,
    *,
    say: Callable[[str], None] = print,
    explain: Callable[[str], None] = lambda line: None,
) -> Outcome:
    """Make what is stale, publish it, and renew the index; a failure leaves the last good page in place.

    `say` hears of progress, `explain` why each report is made or not. Raises `InputError` if the request is
    wrong or the folder cannot be used, `EmptyCorpusError` if a corpus has no article."""
    garbage.hunt_hardly()
    jobs = planned(request)
    problems = read(jobs)
    with manifest.locked(request.out, ["index.html", *(f"{j.name}.html" for j in jobs)]) as work:
        kept = manifest.load(request.out)
        if request.is_whole_batch:
            publish.forget(set(kept.reports) - {j.name for j in jobs}, kept, request.out)
        links = linked(request, jobs, kept)
        steps = stale.steps(jobs, kept.reports, out=request.out, links=links, force=request.force)
        for line in stale.listing(steps):
            explain(line)
        publish.note_corpora(steps, kept, request.out)
        stale_ones = sorted((s for s in steps if s.reason), key=lambda s: -_took(s, kept))
        outcome = run_stale(stale_ones, kept, links, request, work, say)
        publish.index(jobs, links, kept, request.out)
    return replace(outcome, kept=tuple(s.job.name for s in steps if not s.reason), problems=problems)


def _took(step: Step, kept: Manifest) -> float:
    """The seconds that the report took last time: those that take long begin first, so that all end together."""
    return float(kept.reports.get(step.job.name, {}).get("seconds", 0))


def check(request: Request) -> list[Step]:
    """What `build` would do, and why."""
    jobs, kept = planned(request), manifest.load(request.out)
    links = linked(request, jobs, kept)
    return stale.steps(jobs, kept.reports, out=request.out, links=links, force=request.force)


def planned(request: Request) -> list[Job]:
    """The reports asked for, checked; raises `plan.PlanError`."""
    entries = plan.load(request.batch)
    if request.chosen:
        entries = [e for name in request.chosen for e in _entries_of(name, entries)]
    jobs = _expanded(entries, request, request.given)
    if not request.only:
        return jobs
    kept = [j for j in jobs if any(fnmatch.fnmatchcase(j.name, p) for p in request.only)]
    if not kept:
        raise plan.PlanError(f"--only {' '.join(request.only)}: no report is so named; see --list")
    return kept


def _entries_of(notebook: str, entries: Sequence[Entry]) -> list[Entry]:
    """The batch's entries of a notebook; one without parameters if the batch has none."""
    return [e for e in entries if e.notebook == notebook] or [Entry(notebook)]


def _expanded(entries: Sequence[Entry], request: Request, given: Mapping[str, str]) -> list[Job]:
    return plan.jobs(
        entries,
        notebooks=request.notebooks,
        given=given,
        corpus=request.corpus,
        published=request.published,
        articles=article_ids,
    )


def article_ids(selection: Mapping[str, Any]) -> list[str]:
    """The ids of the articles that a notebook's parameters select, in order."""
    all_of_them = _contents(Source.of(selection))["articles"]
    if not (selection.get("start") or selection.get("end")):
        return all_of_them
    from analysis.report.session import open_session

    known = ("corpus", "start", "end", "launching_state", "published")
    opened = open_session(**{k: selection[k] for k in known if k in selection})
    return list(opened.tables.articles["article_id"])


def read(jobs: Iterable[Job]) -> tuple[str, ...]:
    """Read the articles that are new in the corpora of the jobs; returns a line for each file set aside."""
    told = []
    for source in {job.source for job in jobs}:
        found = _contents(source)
        if not found["articles"]:
            raise EmptyCorpusError("\n".join(found["problems"] or [f"{source.corpus}: has no articles"]))
        told += found["problems"]
    return tuple(told)


def _contents(source: Source) -> cache.Contents:
    corpus = cache.find_corpus(source.corpus)
    return cache.contents(corpus, published=source.days, meanwhile=prepare)


def prepare() -> None:
    """Load what running needs: there is a reason to run, as the corpus is new."""
    from analysis.report import run

    run.preload()
    run.rehearse()


def linked(request: Request, jobs: Sequence[Job], kept: Manifest) -> list[tuple[str, str]]:
    """The links between the pages: the index, and each report that is made or there and is not one of a
    series of articles, in the batch's order whichever of them are asked for."""
    known = {j.name for j in jobs} | kept.reports.keys()
    names = [j.name for j in jobs]
    if not request.is_whole_batch:
        series = [e for e in plan.load(request.batch) if plan.ARTICLES not in e.for_each.values()]
        names = [j.name for j in _expanded(series, request, {})] + names
    shown = dict.fromkeys(n for n in [*names, *sorted(kept.reports)] if n in known)
    pages = [(f"{n}.html", _label(n)) for n in shown if not n.startswith("article-")]
    return [("index.html", "All reports"), *pages]


def _label(name: str) -> str:
    words = name.replace("_", " ").replace("-", " ")
    return words[:1].upper() + words[1:]


def run_stale(
    steps: Sequence[Step],
    kept: Manifest,
    links: Sequence[tuple[str, str]],
    request: Request,
    work: Path,
    say: Callable[[str], None],
) -> Outcome:
    """Run the steps' reports, each published as soon as it is done."""
    if not steps:
        return Outcome()
    from analysis.report import run

    for source in {s.job.source for s in steps}:  # once here, instead of in every child
        if not cache.is_store(corpus := cache.find_corpus(source.corpus)):
            cache.extract(corpus, published=source.days).make_ready()
    setting = run.Setting(work, ROOT, request.engine, request.timeout, request.memory, links)
    by_name = {s.job.name: s for s in steps}
    count = request.jobs or os.cpu_count() or 1
    with (
        Progress(len(steps), say) as progress,
        closing(
            run.run_all([s.job for s in steps], setting, count=count, started=progress.started)
        ) as results,
    ):
        for result in results:
            publish.page(result, by_name[result.name], kept, request.out)
            progress.ended(result)
    return progress.outcome()
