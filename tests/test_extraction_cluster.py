"""A crawl read by Dask workers of which one dies, and by a command that is killed: no row is lost or doubled."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from form_builders import page, warc

from analysis import tables
from analysis.extraction.run import Request, extract
from analysis.schema import COLUMNS

ROOT = Path(__file__).resolve().parents[1]
MONTHS = "January February March April May June July August September October November December".split()
HTML = "text/html; charset=utf-8"
CRAWLS, PAGES = 6, 30


def on_the_subject(number: int) -> bytes:
    """A page that tells of a launch and a vote of days of its own."""
    month, day = MONTHS[number % 12], number % 27 + 1
    body = (
        f"North Korea fired {number % 5 + 2} short-range ballistic missiles on {month} {day}, 2022, Seoul said.",
        "It was the third such launch this year, the ministry said.",
        f"Two days later China and Russia vetoed draft number {number} in the Security Council; the vote was 13-2.",
        f"The envoy of Kenya regretted it and spoke for {number + 3} minutes about the harvest.",
        f"The United States imposed sanctions on two firms and one man on {month} {day}, 2022.",
        "Japan’s minister said: “We will not get used to this, whatever they may call it.”",
    )
    return page(headline=f"Missiles and a vote, day {number}", body=body)


def on_another(number: int) -> bytes:
    body = (
        f"Growers brought in {number + 200} tonnes of apples, the union said.",
        "The final was played at noon.",
    )
    return page(headline=f"Apples and goals, part {number}", body=body)


@pytest.fixture(scope="module")
def crawl(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Web archives with pages on the subject, on another one, and answers that are no pages."""
    folder = tmp_path_factory.mktemp("crawl")
    for number in range(CRAWLS):
        first = number * PAGES
        answers = [("200 OK", HTML, on_the_subject(n)) for n in range(first, first + PAGES)]
        answers += [("200 OK", HTML, on_another(n)) for n in range(first, first + 5)]
        answers.append(("404 Not Found", HTML, b"gone"))
        (folder / f"crawl-{number}.warc.gz").write_bytes(warc(*answers))
    return folder


@pytest.fixture(scope="module")
def alone(crawl: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one process of one machine reads."""
    out = tmp_path_factory.mktemp("alone")
    outcome = extract(Request([str(crawl)], out, form="parquet"))
    assert outcome.articles == CRAWLS * PAGES
    assert outcome.set_aside["subject"] == CRAWLS * 5
    return out


def assert_same_rows(one: Path, other: Path) -> None:
    for name in [*COLUMNS, "texts", "duplicates", "set_aside"]:
        rows = pd.read_parquet(one / name)
        pd.testing.assert_frame_equal(rows, pd.read_parquet(other / name))
        assert len(rows), name


def wait_for(seen: Callable[[], object], seconds: float = 90) -> None:
    until = time.monotonic() + seconds
    while not seen():
        assert time.monotonic() < until, "nothing happened"
        time.sleep(0.02)


def test_a_worker_that_dies_in_the_middle_costs_no_row(crawl: Path, alone: Path, tmp_path: Path) -> None:
    from distributed import Client, LocalCluster

    killed: list[int] = []
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):

        def kill_one(done: int, of: int) -> None:
            if killed:
                return
            assert of == CRAWLS
            at_work = {address for address, tasks in client.processing().items() if tasks}
            victim = next(n for n in cluster.workers.values() if n.worker_address in at_work)
            killed.append(victim.pid)
            os.kill(victim.pid, signal.SIGKILL)

        request = Request([str(crawl)], tmp_path, form="parquet", scheduler=cluster.scheduler_address)
        outcome = extract(request, on_task=kill_one)
    assert killed
    assert outcome.articles == CRAWLS * PAGES
    assert_same_rows(alone, tmp_path)


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "analysis", *map(str, words)]


def of_session(leader: int) -> Iterator[int]:
    """The processes of a session that still run."""
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and os.getsid(int(entry.name)) == leader:
                state = (entry / "stat").read_text().rsplit(")", 1)[1].split()[0]
                if state != "Z":
                    yield int(entry.name)
        except OSError:
            continue


def test_a_crawl_read_on_a_cluster_goes_on_after_a_kill_and_shows_its_reports(
    crawl: Path, alone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANALYSIS_CACHE", str(tmp_path / "cache"))
    out, pages = tmp_path / "store", tmp_path / "reports"
    extracting = command(
        "extract", crawl, "--out", out, "--format", "parquet", "--scheduler", "local", "--keep"
    )
    process = subprocess.Popen(extracting, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL)
    try:
        wait_for(lambda: list(out.glob(".parts/*.json")) or process.poll() is not None)
    finally:
        process.kill()
    assert process.wait() == -signal.SIGKILL, "it was done before it could be killed"
    wait_for(lambda: not list(of_session(process.pid)), 30)  # its workers end by themselves
    made = {p: p.stat().st_mtime_ns for p in out.glob(".parts/*.parquet")}
    assert 0 < len(made) < CRAWLS
    assert not (out / "articles").exists()

    again = subprocess.run(extracting, cwd=ROOT, capture_output=True, text=True)
    assert again.returncode == 0, again.stderr
    assert again.stdout.startswith(f"{CRAWLS * PAGES} articles read")
    assert {p: p.stat().st_mtime_ns for p in made} == made
    assert_same_rows(alone, out)
    assert not list(out.glob(".new-*"))

    shown = subprocess.run(
        command("report", "--corpus", out, "--out", pages, "--only", "launches*"), cwd=ROOT, capture_output=True, text=True
    )  # fmt: skip
    assert shown.returncode == 0, shown.stderr
    report = re.sub(r"<[^>]+>", "", next(pages.glob("launches*.html")).read_text(encoding="utf-8"))
    assert tables.load(out).launches["evidence"].iloc[0] in report
    assert (pages / "index.html").exists()
