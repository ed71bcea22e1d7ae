"""One process a report: papermill runs the notebook, nbconvert renders it; a dead one fails alone."""

from __future__ import annotations

import gc
import importlib
import json
import os
import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.abc import MetaPathFinder
from importlib.machinery import PathFinder
from importlib.util import LazyLoader
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

from analysis.report import children
from analysis.report.plan import Job

#: Sentinel of a process -> the process, its job, when it began.
Running = dict[Any, tuple[Any, Job, float]]


@dataclass(frozen=True)
class Setting:
    """How reports are run: the engine, where work lies, the seconds and bytes allowed; links between them."""

    work: Path
    root: Path
    engine: str = "fast"
    timeout: float = 300
    memory: int = 4 << 30
    siblings: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Result:
    """What became of a report. `page` is the finished file in the work folder (of a failure: what failed)."""

    name: str
    ok: bool
    page: Path
    about: dict[str, str] = field(default_factory=dict)
    error: str = ""
    seconds: float = 0.0


def run_all(
    jobs: Iterable[Job], setting: Setting, *, count: int, started: Callable[[], None] = lambda: None
) -> Generator[Result, None, None]:
    """Run the jobs, `count` at a time, and give each result when it is there; `started` hears of each start."""
    preload()
    queue = list(reversed(list(jobs)))
    if len(queue) > count:
        rehearse()
    gc.freeze()  # else the first collection in a child touches, and so copies, all of this memory
    running: Running = {}
    finished: list[Result] = []
    with children.guard() as groups:
        while queue or running:
            while queue and len(running) < count:
                job = queue.pop()
                process = children.FORK.Process(target=_work, args=(job, setting, os.getpid(), groups))
                process.start()
                groups.add(process)
                running[process.sentinel] = (process, job, time.monotonic())
                started()
            yield from finished  # the next ones run while these are published
            finished = list(_finished(running, setting, groups))
        yield from finished


def _finished(running: Running, setting: Setting, groups: children.Groups) -> Iterator[Result]:
    """Wait a moment; the results of those that ended or had to be stopped, taken out of `running`."""
    ended = set(wait(list(running), timeout=0.2))
    for sentinel, (process, job, began) in list(running.items()):
        seconds = time.monotonic() - began
        if sentinel not in ended and seconds < setting.timeout:
            continue
        del running[sentinel]
        groups.end(process)
        if sentinel in ended:
            yield _read_result(job, setting, process.exitcode or 0, seconds)
        else:
            yield failure(job, setting, f"stopped after {setting.timeout:g} seconds", seconds)


def _read_result(job: Job, setting: Setting, exit_code: int, seconds: float) -> Result:
    try:
        told = json.loads((setting.work / f"{job.name}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        how = f"signal {-exit_code}" if exit_code < 0 else f"exit code {exit_code}"
        return failure(job, setting, f"the process ended without a result ({how})", seconds)
    return Result(seconds=seconds, page=setting.work / told.pop("page"), **told)


def failure(job: Job, setting: Setting, error: str, seconds: float = 0, details: str = "") -> Result:
    """A result that failed, its page written."""
    from analysis.report import index

    page = setting.work / f"{job.name}.failed.html"
    page.write_text(index.failed_page(job.name, error, details, setting.siblings), encoding="utf-8")
    return Result(job.name, False, page, error=error, seconds=seconds)


def _work(job: Job, setting: Setting, parent: int, groups: children.Groups) -> None:
    """The child: its own process group, quiet, ended with its parent."""
    os.setpgid(0, 0)
    groups.leave()
    children.bound(parent)
    children.may_grow_by(setting.memory)
    result = make(job, setting)
    told = {k: v for k, v in asdict(result).items() if k != "seconds"} | {"page": result.page.name}
    (setting.work / f"{job.name}.json").write_text(json.dumps(told), encoding="utf-8")
    sys.stdout.flush()
    os._exit(0)  # no exit handlers of the parent's: they are not the child's to run


def make(job: Job, setting: Setting) -> Result:
    """Notebook -> executed notebook -> page in the work folder; what goes wrong becomes the result."""
    try:
        executed = execute(job, setting)
        page, about = render(executed, job.name, setting)
    except Exception as e:
        error, details = _explained(e)
        return failure(job, setting, error, details=details)
    path = setting.work / f"{job.name}.html"
    path.write_text(page, encoding="utf-8")
    return Result(job.name, True, path, about)


@cache
def preload() -> None:
    """Do once, before forking, what every report needs done."""
    # A quarter of papermill's start are optional grammars for addresses and durations, which nbformat loads through
    # jsonschema and never uses, and papermill's way to S3, where no notebook of ours lies. This is the one place
    # that imports nbformat first.
    left_out = {"rfc3986_validator", "rfc3987_syntax", "isoduration", "boto3"} - sys.modules.keys()
    sys.modules.update(dict.fromkeys(left_out))  # type: ignore[arg-type]
    sys.meta_path.insert(0, _LoadedWhenUsed)
    for module in _NEEDED:
        importlib.import_module(module)
    sys.meta_path.remove(_LoadedWhenUsed)
    for name in left_out:  # a notebook may want them
        del sys.modules[name]
    from analysis.report import engine

    engine.register()


class _LoadedWhenUsed(MetaPathFinder):
    """Finds papermill's way to the web, and the selectors of nbconvert's parser of pages: both are imported at the
    start, and loaded if ever something of them is used."""

    @classmethod
    def find_spec(cls, name: str, path: Any, target: Any = None) -> Any:
        spec = PathFinder.find_spec(name, path) if name in ("requests", "soupsieve") else None
        if spec and spec.loader:
            spec.loader = LazyLoader(spec.loader)
        return spec


@cache
def rehearse() -> None:
    """Make a page with nothing but a chart without data: finds fonts, compiles templates and schemas. Load what a
    notebook's first cell would else load in each child."""
    from matplotlib.backends import backend_registry
    from nbformat import v4, validate
    from pandas import DataFrame

    from analysis.charts import drawing, words
    from analysis.charts.chart import Chart
    from analysis.reconcile import record
    from analysis.report import evidence, svg

    for module in _USED_BY_CELLS:
        importlib.import_module(module)
    backend_registry.list_all()
    evidence.versions()
    for load in (record.launch_days, record.korean_day_of, record.resolution_days):
        load()
    words.state("")
    empty = Chart("", "", "", "", DataFrame(), lambda narrow: drawing.blank(narrow, "nothing"))
    drawn = svg.from_figure(empty.figure(), title="", description="")
    output = v4.new_output("display_data", {"text/html": drawn})
    notebook = v4.new_notebook(cells=[v4.new_markdown_cell("## Head"), v4.new_code_cell(outputs=[output])])
    validate(notebook)
    render(notebook, "rehearsal", Setting(Path(), Path()))


_NEEDED = (
    *("papermill", "matplotlib.pyplot", "matplotlib.backends.backend_svg"),
    *("analysis.charts", "analysis.report.evidence", "analysis.report.index", "analysis.report.page"),
)


_USED_BY_CELLS = (
    *("bdb", "IPython.core.application", "IPython.core.completer", "IPython.core.completerlib"),
    *("IPython.core.logger", "IPython.core.oinspect", "matplotlib.style.core"),
    *("pandas.core.methods.to_dict", "pyarrow.pandas_compat"),
)


def execute(job: Job, setting: Setting) -> Any:
    """The notebook run by papermill with the job's parameters, in memory: a failed run leaves no file."""
    preload()
    import papermill

    from analysis.report import engine

    return papermill.execute_notebook(
        str(job.notebook),
        None,
        parameters=job.parameters,
        engine_name=engine.NAME if setting.engine == "fast" else None,
        kernel_name="python3",
        cwd=str(setting.root),
        progress_bar=False,
        coalesce_streams=True,  # how a stream is cut into pieces depends on the clock
    )


def render(executed: Any, name: str, setting: Setting) -> tuple[str, dict[str, str]]:
    """The page of an executed notebook, and what it says about itself (title, finding, …)."""
    from analysis.report.page import exporter

    resources = {"metadata": {"name": name}, "siblings": list(setting.siblings)}
    page, rendered = exporter().from_notebook_node(executed, resources=resources)
    parts: dict[str, Any] = dict(rendered)["page"]
    about = {k: v for k, v in parts.items() if k in _TOLD}
    return page.strip() + "\n", about | {"picture": picture(parts)}


_TOLD = ("title", "finding", "scope", "until", "status", "inputs", "digest")


def picture(page: dict[str, Any]) -> str:
    """The first chart of a page, without links, for its card."""
    import re

    everything = page["lead"] + "".join(s["content"] for s in page["sections"])
    found = re.search(r"<svg\b.*?</svg>", everything, flags=re.S)
    if not found:
        return ""
    bare = re.sub(r"</?a\b[^>]*>|<(title|desc)\b.*?</\1>", "", found[0], flags=re.S)
    return re.sub(r"<svg\b[^>]*?(viewBox=\"[^\"]*\")[^>]*>", r'<svg \1 aria-hidden="true">', bare, count=1)


def _explained(e: Any) -> tuple[str, str]:
    """The error in one line, and its details."""
    import traceback

    if hasattr(e, "evalue"):  # papermill's error: the notebook's own exception, and the cell that raised it
        first = f"{e.ename}: {e.evalue}".strip().splitlines()[0]
        return f"{first} (in the cell that begins: {e.source.strip().splitlines()[0][:80]})", "\n".join(
            e.traceback
        )
    return f"{type(e).__name__}: {e}".splitlines()[0], traceback.format_exc()
