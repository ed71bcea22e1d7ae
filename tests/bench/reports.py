"""How long reports take, several ways: `make bench`, or `python tests/bench/reports.py --counts 1 8 --rounds 3`.

The same notebooks with the same parameters go through every way, in turn, several rounds; the table shows
medians, and how many times faster ours is. Only ratios mean something on another machine.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
NOTEBOOKS = ("launches", "voting_positions", "actors", "sources")
YEARS = ("2022", "2024", "2006", "2009", "2010", "2013", "2016", "2017", "2021", "2023")
#: As new articles are, about the last of the years: four of forty reports look at it.
ADDED = """---
headline: Two missiles in the morning
publisher: Bench Gazette
published: 2024-11-20
---
North Korea fired two short-range ballistic missiles on Tuesday. China and Russia urged restraint.
"""

WAYS = {
    "a": "papermill and nbconvert commands, one after the other",
    "b": "one process, `execute_notebook` and `HTMLExporter`",
    "c": "ours, cold: no cache, no page",
    "d": "ours, after one article was added",
    "w": "ours, waiting with `--watch`, from the file to the pages",
    "e": "ours, nothing to do",
    "f": "floor: the cells as plain calls, warm, one core",
    "p": "`python -c pass`",
}


@dataclass(frozen=True)
class Place:
    """A folder of its own for one measurement: its copy of the corpus, its cache, its batch of reports."""

    folder: Path
    count: int

    @classmethod
    def fresh(cls, folder: Path, count: int) -> Place:
        shutil.copytree(ROOT / "corpus", folder / "corpus", ignore=shutil.ignore_patterns("private", "gold"))
        (folder / "batch.toml").write_text(batch(count), encoding="utf-8")
        return cls(folder, count)

    @property
    def environment(self) -> dict[str, str]:
        path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
        # As on a user's machine: where Python may not keep compiled modules, only installed packages have them.
        inherited = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        return {**inherited, "ANALYSIS_CACHE": str(self.folder / "cache"), "PYTHONPATH": path}

    def run(self, *command: object) -> str:
        """What the command printed; raises if it failed."""
        done = subprocess.run(
            list(map(str, command)), cwd=ROOT, env=self.environment, capture_output=True, text=True
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
        return done.stdout

    def timed(self, *command: object) -> float:
        began = time.perf_counter()
        self.run(*command)
        return time.perf_counter() - began

    def report(self) -> tuple[object, ...]:
        """The command line of ours."""
        return (
            *(sys.executable, "-m", "analysis", "report", "--batch", self.folder / "batch.toml"),
            *("--corpus", self.folder / "corpus", "--out", self.folder / "out"),
        )

    def sets(self) -> list[dict[str, Any]]:
        """Every report of the batch: its notebook and its parameters."""
        return [
            {
                "name": f"{notebook}-{year}",
                "notebook": str(ROOT / "notebooks" / f"{notebook}.ipynb"),
                "parameters": {
                    "corpus": str(self.folder / "corpus"),
                    **{"start": f"{year}-01-01", "end": f"{year}-12-31"},
                },
            }
            for notebook, years in entries(self.count)
            for year in years
        ]


def entries(count: int) -> list[tuple[str, Sequence[str]]]:
    """The notebooks, each with its years: 1, or a number of reports that all of them share."""
    if count == 1:
        return [(NOTEBOOKS[0], YEARS[:1])]
    return [(notebook, YEARS[: count // len(NOTEBOOKS)]) for notebook in NOTEBOOKS]


def batch(count: int) -> str:
    """The same as a batch file for ours."""
    return "\n".join(
        f'[[report]]\nnotebook = "{notebook}"\nname = "{notebook}-{year}"\n'
        f'parameters = {{ start = "{year}-01-01", end = "{year}-12-31" }}\n'
        for notebook, years in entries(count)
        for year in years
    )


def commands(place: Place) -> float:
    """Way a: what people do."""
    began = time.perf_counter()
    for one in place.sets():
        executed, given = (place.folder / f"{one['name']}{ending}" for ending in (".ipynb", ".yaml"))
        given.write_text(json.dumps(one["parameters"]), encoding="utf-8")  # JSON is YAML
        place.run(BIN / "papermill", "--no-progress-bar", one["notebook"], executed, "-f", given)
        place.run(BIN / "jupyter", "nbconvert", "--to", "html", "--no-input", executed)
    return time.perf_counter() - began


def cold(place: Place) -> float:
    """Way c."""
    return place.timed(*place.report())


def added(place: Place) -> float:
    """Way d."""
    place.run(*place.report())
    (place.folder / "corpus" / "added.md").write_text(ADDED, encoding="utf-8")
    return place.timed(*place.report())


def watched(place: Place) -> float:
    """Way w: from the moment the article is there, which includes the wait for writing to end."""
    with subprocess.Popen(
        list(map(str, (*place.report(), "--watch"))),
        cwd=ROOT,
        env=place.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            _await(process, "waiting for changes")
            (place.folder / "corpus" / "added.md").write_text(ADDED, encoding="utf-8")
            began = time.perf_counter()
            _await(process, " up to date")
            return time.perf_counter() - began
        finally:
            process.terminate()  # a Ctrl-C is not heard by what runs in the background


def _await(process: subprocess.Popen[str], words: str) -> None:
    """Read what the process says until a line has the words; raises if it ends before."""
    if process.stdout is None or not any(words in line for line in process.stdout):
        raise RuntimeError(f"the process ended without {words!r}")


def nothing(place: Place) -> float:
    """Way e."""
    place.run(*place.report())
    return place.timed(*place.report())


def python(place: Place) -> float:
    """The start of Python, to compare with."""
    return place.timed(sys.executable, "-c", "pass")


def itself(way: str) -> Callable[[Place], float]:
    """Ways b and f run in a process of their own, which is this file again."""

    def measured(place: Place) -> float:
        given = place.folder / "sets.json"
        given.write_text(json.dumps(place.sets()), encoding="utf-8")
        began = time.perf_counter()
        told = place.run(sys.executable, __file__, "--inside", way, given)
        return float(told.split()[-1]) if way == "f" else time.perf_counter() - began

    return measured


MEASURES: Mapping[str, Callable[[Place], float]] = {
    **{"a": commands, "b": itself("b"), "c": cold, "d": added, "w": watched, "e": nothing, "f": itself("f")},
    "p": python,
}


def one_process(sets: Iterable[Mapping[str, Any]], folder: Path) -> None:
    """Way b, inside its process."""
    import papermill
    from nbconvert import HTMLExporter

    for one in sets:
        executed = papermill.execute_notebook(
            one["notebook"], None, parameters=one["parameters"], progress_bar=False, cwd=ROOT
        )
        page, _ = HTMLExporter(exclude_input=True).from_notebook_node(executed)
        (folder / f"{one['name']}.html").write_text(page, encoding="utf-8")


def floor(sets: Sequence[Mapping[str, Any]]) -> None:
    """Way f, inside its process: each notebook once to warm up, then all of them on the clock."""
    for one in {one["notebook"]: one for one in sets}.values():
        _call_cells(one)
    began = time.perf_counter()
    for one in sets:
        _call_cells(one)
    print(time.perf_counter() - began)


def _call_cells(one: Mapping[str, Any]) -> None:
    names: dict[str, Any] = {}
    for cell in json.loads(Path(one["notebook"]).read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            exec(compile(ast.parse("".join(cell["source"])), one["name"], "exec"), names)
        if "parameters" in cell["metadata"].get("tags", []):
            names.update(one["parameters"])


#: A way that took so many seconds is not measured again.
_LONG = 120
Times = dict[tuple[str, int], list[float]]


def measure(counts: Sequence[int], ways: Sequence[str], rounds: int) -> Times:
    """Seconds by way and number of reports, the ways taking turns."""
    times: Times = {(way, count): [] for count in counts for way in ways}
    for number in range(1, rounds + 1):
        for way, count in times:
            if any(seconds > _LONG for seconds in times[way, count]):
                continue
            with tempfile.TemporaryDirectory(prefix="bench-") as folder:
                seconds = MEASURES[way](Place.fresh(Path(folder), count))
            times[way, count].append(seconds)
            print(f"round {number}: {count} by {way}: {seconds:.2f} s", file=sys.stderr, flush=True)
    return times


def table(times: Times) -> str:
    """The medians, then what ours gains."""
    counts = sorted({count for _, count in times})
    middle = {key: median(values) for key, values in times.items()}
    head = f"| way | {' | '.join(_reports(count) for count in counts)} |\n|---|{'---:|' * len(counts)}"
    lines = [
        f"| ({way}) {WAYS[way]} | {' | '.join(f'{middle[way, c]:.2f} s' for c in counts)} |"
        for way in WAYS
        if (way, counts[0]) in middle
    ]
    return "\n".join([head, *lines, "", *_gains(middle, counts)])


def _reports(count: int) -> str:
    return f"{count} report{'s' * (count != 1)}"


TARGETS = (
    ("1 report cold, against (a)", 1, "a", "c", 3.5),
    ("8 reports cold, against (a)", 8, "a", "c", 12.0),
    ("8 reports cold, against (b)", 8, "b", "c", 4.0),
    ("40 reports cold, against the floor (f) on one core", 40, "f", "c", 1.0),
    ("one article added to the corpus of 40 reports, against cold", 40, "c", "d", 5.0),
    ("the same while it waits with `--watch`, against cold", 40, "c", "w", 5.0),
)


def _gains(middle: Mapping[tuple[str, int], float], counts: Sequence[int]) -> list[str]:
    lines = ["| work | wanted | measured |", "|---|---:|---:|"]
    for words, count, slow, fast, wanted in TARGETS:
        if {(slow, count), (fast, count)} <= middle.keys():
            lines.append(f"| {words} | {wanted:g} × | {middle[slow, count] / middle[fast, count]:.1f} × |")
    last = counts[-1]
    if {("e", last), ("p", last)} <= middle.keys():
        more = middle["e", last] - middle["p", last]
        lines.append(
            f"| nothing to do for {_reports(last)}, more than `python -c pass` | 0.5 s | {more:.2f} s |"
        )
    return lines


def main() -> None:
    """Measure and print the table, or do the inner part of a way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", type=int, nargs="+", default=[1, 8, 40], choices=[1, 4, 8, 20, 40])
    parser.add_argument("--ways", nargs="+", default=list(WAYS), choices=list(WAYS))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--inside", nargs=2, metavar=("WAY", "SETS"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.inside:
        way, file = given.inside
        sets = json.loads(Path(file).read_text(encoding="utf-8"))
        one_process(sets, Path(file).parent) if way == "b" else floor(sets)
    else:
        print(table(measure(given.counts, given.ways, given.rounds)))


if __name__ == "__main__":
    main()
