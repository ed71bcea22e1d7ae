"""How the cost of extraction grows with the corpus: `make bench-scale`, or `ARGS="--sizes 1000 10000"` for less.

Makes crawls of short articles, one in five varied from the annotated ones and the others on anything else,
extracts each to Parquet by the command, and prints a table of words per second, memory, bytes and the growth of
the cost; then what two workers gain, and how fast one core reads beside spaCy's full pipeline."""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

import crawls  # noqa: E402
from crawls import Crawl  # noqa: E402
from watching import Watch, gain_of_two_processes  # noqa: E402

from analysis import pipeline  # noqa: E402
from analysis.read.corpus import from_bytes, read_corpus  # noqa: E402
from analysis.read.relevance import is_relevant  # noqa: E402
from analysis.records import Article, Reading  # noqa: E402

SIZES = (1_000, 10_000, 100_000)
SPACY = ROOT / ".venv-bench" / "bin" / "python"
#: What the issue of size asks for.
MOST_COST, MOST_MEMORY, LEAST_GAIN, LEAST_BESIDE_SPACY = 1.2, 1.5, 0.9, 10


@dataclass(frozen=True)
class Run:
    """What one extraction took: seconds by the clock and of processors, bytes at the peak and on disk."""

    crawl: Crawl
    jobs: int
    seconds: float
    processor: float
    peak: int
    stored: int


def extracted(crawl: Crawl, out: Path, jobs: int) -> Run:
    """Extract a crawl by the command, and what it took."""
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", "analysis", "extract", crawl.folder, "--out", out, "--format", "parquet", "--jobs", jobs]  # fmt: skip
    began = time.perf_counter()
    process = subprocess.Popen(
        [str(c) for c in command], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    watch = Watch(process.pid)
    told, said = process.communicate()
    seconds = time.perf_counter() - began
    peak, processor = watch.stop()
    if told.split()[:1] != [str(crawl.related)]:
        raise SystemExit(
            f"of {crawl.related} articles on the subject not all were read: {told}{said[-2000:]}"
        )
    stored = sum(f.stat().st_size for f in out.rglob("*") if f.is_file())
    return Run(crawl, jobs, seconds, processor, peak, stored)


def best(crawl: Crawl, out: Path, jobs: int, rounds: int) -> Run:
    """The run of several that the machine disturbed least."""
    return min((extracted(crawl, out, jobs) for _ in range(rounds)), key=lambda r: r.processor)


def growth(runs: Sequence[Run], start: Run) -> list[str]:
    """The table of sizes, each beside the first. What it costs to start is taken off before costs are compared:
    a thousand articles would else look dear, and a hundred thousand cheap."""
    lines = [
        "| articles | words | words/s | a worker | a core | processor, ms an article | beside the first"
        " | peak memory, MB | beside the first | bytes stored an article |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for run in runs:
        speed = run.crawl.words / run.seconds
        cost, memory = _cost(run, start), run.peak / 1e6
        lines.append(
            f"| {run.crawl.articles:,} | {run.crawl.words:,} | {speed:,.0f} | {speed / run.jobs:,.0f}"
            f" | {run.crawl.words / run.processor:,.0f} | {1000 * cost:.2f} | {cost / _cost(runs[0], start):.2f}"
            f" | {memory:,.0f} | {run.peak / runs[0].peak:.2f} | {run.stored / run.crawl.related:,.0f} |"
        )
    return lines


def _cost(run: Run, start: Run) -> float:
    """Seconds of processor an article, without those of the start."""
    return (run.processor - start.processor) / run.crawl.articles


def gains(crawl: Crawl, out: Path, rounds: int) -> tuple[float, float]:
    """How much faster two workers are than one, and two busy processes than one, both in turn, in the middle."""
    ours, free = [], [gain_of_two_processes()]
    for _ in range(rounds):
        ours.append(extracted(crawl, out, 1).seconds / extracted(crawl, out, 2).seconds)
        free.append(gain_of_two_processes())
    return statistics.median(ours), statistics.median(free)


def read_here(texts: Sequence[str], before: Sequence[str]) -> float:
    """Words per second of processor at which texts are read, as the command does: those on another subject are
    passed over. What is read before them has the package load and compile what it needs."""
    for text in before:
        _read(text)
    began = time.process_time()
    for text in texts:
        _read(text)
    return sum(len(t.split()) for t in texts) / (time.process_time() - began)


def _read(text: str) -> None:
    if is_relevant(text):
        reading = pipeline.attempt(from_bytes(text.encode(), Path("a.txt"))[0])
        assert isinstance(reading, Reading)


def spacy_reads(texts: Sequence[str]) -> float | None:
    """The same by spaCy's full pipeline; `None` where it is not installed."""
    if not SPACY.exists():
        return None
    done = subprocess.run(
        [SPACY, Path(__file__).with_name("spacy_words.py")],
        input=json.dumps(list(texts)),
        env=os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
    )
    return float(done.stdout) if not done.returncode else None


def beside_spacy(articles: list[Article], share: float, sample: int) -> list[str]:
    """How fast one core reads texts on the subject, and a crawl, beside spaCy on the same."""
    dice = random.Random(7)
    before = [crawls.varied(articles, dice) for _ in range(60)]
    related = [crawls.varied(articles, dice) for _ in range(sample)]
    mixed = [
        *related[: round(sample * share)],
        *(crawls.unrelated(dice) for _ in range(round(sample * (1 - share)))),
    ]
    lines = []
    for name, texts in (("all on the subject", related), ("of the crawl", mixed)):
        ours, theirs = read_here(texts, before), spacy_reads(texts)
        if theirs is None:
            lines.append(
                f"One core, {sample} texts {name}: {ours:,.0f} words/s. spaCy is absent from .venv-bench."
            )
        else:
            lines.append(
                f"One core, {sample} texts {name}: {ours:,.0f} words/s; spaCy's full pipeline {theirs:,.0f};"
                f" {ours / theirs:.1f} times as fast (wanted: {LEAST_BESIDE_SPACY})."
            )
    return lines


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--share", type=float, default=0.2, help="of the articles that are on the subject")
    parser.add_argument(
        "--rounds", type=int, default=3, help="for sizes up to ten thousand, and for the gain"
    )
    parser.add_argument(
        "--gain", type=int, default=10_000, metavar="N", help="articles to tell the gain by; 0: none"
    )
    parser.add_argument("--sample", type=int, default=300, help="texts for spaCy; 0: none")
    a = parser.parse_args()
    folders = [ROOT / "corpus", ROOT / "tests" / "newsrooms" / "articles"]
    articles = [x for x in read_corpus(folders).articles if is_relevant(x.text) and x.text.count("\n\n") > 4]
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        start = best(
            crawls.write(place / "start", 2, articles, share=1, files=2), place / "out", a.jobs, a.rounds
        )
        runs = []
        for size in a.sizes:
            crawl = crawls.write(place / f"crawl-{size}", size, articles, share=a.share)
            runs.append(best(crawl, place / "out", a.jobs, a.rounds if size <= 10_000 else 1))
            print(f"{size:,} articles: {runs[-1].seconds:,.1f} s", file=sys.stderr)
        print(
            f"Crawls of short articles, {a.share:.0%} of them on the subject, on {a.jobs} workers; to start takes"
        )
        print(
            f"{start.seconds:.1f} s ({start.processor:.1f} s of processor), which is not in the cost an article.\n"
        )
        print("\n".join(growth(runs, start)))
        print(f"\nWanted: cost at most {MOST_COST} times, memory at most {MOST_MEMORY} times the first's.")
        if a.gain:
            ours, free = gains(
                crawls.write(place / "gain", a.gain, articles, share=a.share), place / "out", a.rounds
            )
            print(
                f"Two workers do {a.gain:,} articles {ours:.2f} times as fast as one; two busy processes do {free:.2f}"
            )
            print(
                f"times the work of one, in the same minutes: {ours / free:.2f} of that (wanted: {LEAST_GAIN})."
            )
    if a.sample:
        print("\n".join(beside_spacy(articles, a.share, a.sample)))
    print(f"All of it took {(time.perf_counter() - began) / 60:.0f} minutes.", file=sys.stderr)


if __name__ == "__main__":
    main()
