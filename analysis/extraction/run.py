"""A corpus to published tables: on the cores of this machine, or on a cluster, going on after a kill."""

from __future__ import annotations

import fcntl
import multiprocessing
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from analysis.extraction import parts, publish
from analysis.extraction.code import hash_of_code
from analysis.extraction.parts import CannotRunError, Done
from analysis.extraction.plan import Settings, Task, tasks
from analysis.read.corpus import given_days
from analysis.read.sources import find
from analysis.read.taking import distinct
from analysis.reconcile import corrections
from analysis.records import Problem
from analysis.tables import SET_ASIDE

PARTS = ".parts"
_MOST_SHARDS = 16


@dataclass(frozen=True)
class Request:
    """What to extract and how. `scheduler` is the address of a Dask scheduler, or empty; `jobs` are processes
    on this machine. `keep` leaves the parts, so that the next run reads only what changed."""

    paths: Sequence[str]
    out: Path
    published: dict[str, str] = field(default_factory=dict)
    form: str = "csv"
    jobs: int = 1
    relevance: str = "containers"
    scheduler: str = ""
    keep: bool = False


def extract(request: Request, *, on_task: Callable[[int, int], None] | None = None) -> publish.Outcome:
    """Read the corpus and publish its tables in `request.out`. `on_task` hears of tasks done, of how many.

    Raises `CorrectionError` and `CannotRunError`; what single articles can cause is in the outcome."""
    problems: list[Problem] = []
    days = given_days(request.paths, problems) | request.published
    settings = Settings(days, request.relevance, hash_of_code())
    given = corrections.given(Path(p) for p in request.paths if "://" not in p)
    # Each of the tasks for a container reads it through; more of them than workers would be waste.
    workers = _MOST_SHARDS if request.scheduler else request.jobs
    planned = list(tasks(distinct(find(request.paths, problems), problems), settings, workers=workers))
    folder = request.out / PARTS
    with _locked(request.out):
        folder.mkdir(parents=True, exist_ok=True)
        done = _in_order(planned, settings, folder, request, on_task)
        rows = [{c: getattr(p, c) for c in SET_ASIDE} for p in problems]
        outcome = publish.publish(done, folder, request.out, form=request.form, given=given, problems=rows)
        _tidy(folder, planned, keep=request.keep)
    return outcome


def _in_order(
    planned: Sequence[Task],
    settings: Settings,
    folder: Path,
    request: Request,
    on_task: Callable[[int, int], None] | None,
) -> Iterator[Done]:
    """What each task wrote, in the order of the plan, as soon as it is there: what comes first is published while
    the workers read on. What an earlier run finished is not done again."""
    found = {t.name: known for t in planned if (known := parts.known(t, folder))}
    count = len(found)
    coming = iter(_doing([t for t in planned if t.name not in found], settings, folder, request))
    for task in planned:
        while task.name not in found:
            other, done = next(coming)
            found[other.name] = done
            count += 1
            if on_task:
                on_task(count, len(planned))
        yield found.pop(task.name)
    for _ in coming:  # none is left; the workers are dismissed
        pass


def _doing(
    left: Sequence[Task], settings: Settings, folder: Path, request: Request
) -> Iterator[tuple[Task, Done]]:
    if request.scheduler:
        from analysis.extraction import cluster

        return cluster.doing(left, settings, folder, request.scheduler)
    # Standard input can be read here only, and once.
    if request.jobs <= 1 or len(left) <= 1 or any(s.path == "-" for t in left for s in t.sources):
        return ((task, parts.do(task, settings, str(folder))) for task in left)
    return _in_processes(left, settings, folder, request.jobs)


def _in_processes(
    left: Sequence[Task], settings: Settings, folder: Path, jobs: int
) -> Iterator[tuple[Task, Done]]:
    """Tasks on several cores; one whose process dies is tried once more by itself, then given up."""
    suspects: list[Task] = []
    waiting = iter(left)
    while True:
        yield from _pooled(waiting, settings, folder, jobs, suspects)
        if not suspects:
            return
        for task in suspects:
            yield task, _alone(task, settings, folder)
        suspects.clear()


def _pooled(
    waiting: Iterator[Task], settings: Settings, folder: Path, jobs: int, suspects: list[Task]
) -> Iterator[tuple[Task, Done]]:
    """Tasks in a pool of processes, a few ahead; those in work when a process dies become suspects."""
    running: dict[Future[Done], Task] = {}
    with _pool(jobs) as pool:
        try:
            for task in waiting:
                running[pool.submit(parts.do, task, settings, str(folder))] = task
                while len(running) >= 2 * jobs:
                    yield from _finished(running)
            while running:
                yield from _finished(running)
        except BrokenProcessPool:
            suspects.extend(running.values())


def _pool(jobs: int) -> ProcessPoolExecutor:
    """Processes forked from one that has the package loaded, and no threads."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["analysis.extraction.parts"])
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_take_on, initargs=(dict(os.environ),))


def _take_on(environment: dict[str, str]) -> None:
    """The environment of the process that asks, which may know more than when the first pool was made (a key)."""
    os.environ.clear()
    os.environ.update(environment)


def _finished(running: dict[Future[Done], Task]) -> Iterator[tuple[Task, Done]]:
    for future in wait(running, return_when=FIRST_COMPLETED).done:
        result = future.result()
        yield running.pop(future), result


def _alone(task: Task, settings: Settings, folder: Path) -> Done:
    with _pool(1) as pool:
        try:
            return pool.submit(parts.do, task, settings, str(folder)).result()
        except BrokenProcessPool:
            return parts.give_up(task, folder, "killed the process that read it (memory?)")


@contextmanager
def _locked(out: Path) -> Iterator[None]:
    out.mkdir(parents=True, exist_ok=True)
    with (out / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as e:
            raise CannotRunError(f"{out}: another extract writes into it; wait for it") from e
        try:
            yield
        finally:
            (out / ".lock").unlink(missing_ok=True)


def _tidy(folder: Path, planned: Iterable[Task], *, keep: bool) -> None:
    """Leave the parts of this run if they are to be kept, else none: they hold whole articles."""
    if not keep:
        shutil.rmtree(folder, ignore_errors=True)
        return
    wanted = {task.key for task in planned}
    for file in os.scandir(folder):
        if file.name[:20] not in wanted:
            Path(file.path).unlink(missing_ok=True)
