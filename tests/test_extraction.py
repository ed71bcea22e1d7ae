"""Extraction of a corpus in parts: the same tables by every road, whatever happens on the way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from form_builders import FIRST, HEADLINE, RECORDS, SECOND, lines

from analysis import pipeline, tables
from analysis.extraction import parts, plan, run
from analysis.extraction.parts import CannotRunError
from analysis.extraction.plan import Settings, Task
from analysis.extraction.run import Request, extract
from analysis.read.sources import find
from analysis.reconcile.corrections import CorrectionError
from analysis.schema import COLUMNS, columns_of

ROOT = Path(__file__).resolve().parents[1]


def fill(folder: Path, count: int) -> Path:
    """A corpus of as many articles, no two of one text."""
    folder.mkdir(exist_ok=True)
    for n in range(count):
        text = f"{HEADLINE}, part {n}\n\nMay {n % 28 + 1}, 2022\n\nNorth Korea fired {n + 2} missiles on Sunday.\n\n{FIRST}"
        (folder / f"a{n:04}.txt").write_text(text)
    return folder


def contents(folder: Path) -> dict[str, str]:
    return {p.name: p.read_text() for p in sorted(folder.glob("*.csv"))}


def request(paths: Iterable[Path], out: Path, **options: Any) -> Request:
    return Request([str(p) for p in paths], out, **options)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files, a container of several parts, a bad file, a text in another language."""
    folder = fill(tmp_path_factory.mktemp("mixed"), 40)
    records = [
        RECORDS["schema.org"] | {"headline": f"{HEADLINE}, number {n}", "url": f"x{n}"} for n in range(130)
    ]
    (folder / "b.jsonl").write_bytes(lines(*records) + b"{broken\n")
    (folder / "empty.txt").write_text("")
    return folder


@pytest.fixture(scope="module")
def expected(mixed: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    out = tmp_path_factory.mktemp("expected")
    outcome = extract(request([mixed], out, relevance="none"))
    assert (outcome.articles, outcome.set_aside) == (170, {"unreadable": 2})
    return contents(out)


def test_the_tables_are_those_of_the_articles_read_at_once(
    mixed: Path, expected: dict[str, str], tmp_path: Path
) -> None:
    readings, _ = pipeline.read([mixed])
    tables.write(tables.from_readings(readings), tmp_path)
    for name in COLUMNS:
        assert expected[f"{name}.csv"] == (tmp_path / f"{name}.csv").read_text()


def test_several_processes_and_shards_give_the_same_rows(
    mixed: Path, expected: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "_SHARD", 1_000)
    planned = list(plan.tasks(find([mixed / "b.jsonl"], []), Settings(), workers=2))
    assert len(planned) == 2
    extract(request([mixed], tmp_path, jobs=2, relevance="none"))
    assert contents(tmp_path) == expected


def test_processes_know_the_environment_of_the_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    for told in ("one", "two"):
        monkeypatch.setenv("TOLD", told)
        with run._pool(1) as pool:
            assert pool.submit(os.getenv, "TOLD").result() == told


def test_a_cluster_gives_the_same_rows(mixed: Path, expected: dict[str, str], tmp_path: Path) -> None:
    from distributed import LocalCluster

    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None, processes=False) as cluster:
        extract(request([mixed], tmp_path, scheduler=cluster.scheduler_address, relevance="none"))
    assert contents(tmp_path) == expected


def test_a_scheduler_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path / "in", 1)
    with pytest.raises(CannotRunError, match="nothing answers there; start `dask scheduler`"):
        extract(request([tmp_path / "in"], tmp_path / "out", scheduler="tcp://127.0.0.1:9"))


def test_datasets_hold_the_same_tables_and_the_texts(
    mixed: Path, expected: dict[str, str], tmp_path: Path
) -> None:
    extract(request([mixed], tmp_path / "csv", relevance="none"))
    extract(request([mixed], tmp_path / "parquet", form="parquet", relevance="none"))
    one, other = tables.load(tmp_path / "csv"), tables.load(tmp_path / "parquet")
    for name, frame in one.items():
        pd.testing.assert_frame_equal(frame, getattr(other, name))
    texts = pd.read_parquet(tmp_path / "parquet" / "texts").set_index("article_id")
    for row in other.launches.itertuples():
        sentence = texts.loc[row.article_id, "sentences"][row.sentence]
        assert texts.loc[row.article_id, "text"][sentence["start"] : sentence["end"]] == row.evidence


def test_the_dictionary_describes_every_column(tmp_path: Path) -> None:
    fill(tmp_path / "in", 1)
    extract(request([tmp_path / "in"], tmp_path / "out"))
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text())
    assert [r["name"] for r in package["resources"]] == [*COLUMNS, "duplicates", "set_aside"]
    for resource in package["resources"]:
        header = (tmp_path / "out" / resource["path"]).read_text().splitlines()[0]
        assert [f["name"] for f in resource["schema"]["fields"]] == header.split(",")
        assert all(f["description"] for f in resource["schema"]["fields"])
    launches = next(r for r in package["resources"] if r["name"] == "launches")["schema"]["fields"]
    assert launches[-1] == {
        "name": "missiles",
        "type": "integer",
        "description": "How many were launched",
        "source": "words",
        "unit": "missiles",
    }


def test_a_killed_run_goes_on_where_it_was(tmp_path: Path) -> None:
    folder, out = fill(tmp_path / "in", 240), tmp_path / "out"
    command = [
        sys.executable,
        "-m",
        "analysis",
        "extract",
        str(folder),
        "--out",
        str(out),
        "--jobs",
        "1",
        "--keep",
    ]
    process = subprocess.Popen(command, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while not list(out.glob(".parts/*.json")) and time.monotonic() < until:
            time.sleep(0.05)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    made = {p: p.stat().st_mtime_ns for p in out.glob(".parts/*.parquet")}
    assert made
    assert not list(out.glob("*.csv"))
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("240 articles read")
    assert {p: p.stat().st_mtime_ns for p in made} == made
    extract(request([folder], tmp_path / "again"))
    assert contents(out) == contents(tmp_path / "again")
    assert not list((tmp_path / "again").glob(".parts"))


def test_what_changed_is_read_again_and_no_more(tmp_path: Path) -> None:
    folder, out = fill(tmp_path / "in", 300), tmp_path / "out"
    extract(request([folder], out, keep=True))
    before = {p.name for p in out.glob(".parts/*.parquet")}
    (folder / "a0000.txt").write_text(f"{HEADLINE} again\n\n{SECOND}")
    extract(request([folder], out, keep=True))
    after = {p.name for p in out.glob(".parts/*.parquet")}
    assert len(before) > 1
    assert len(before & after) == len(before) - 1 == len(after) - 1


class Poison(Settings):
    """Settings that kill the process that is given them, like an article that eats all memory."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (9,)


def test_a_task_that_kills_its_process_is_given_up_alone(tmp_path: Path) -> None:
    fill(tmp_path / "in", 3)
    sources = find([tmp_path / "in"], [])
    out = tmp_path / "parts"
    out.mkdir()
    [(task, done)] = run._in_processes([Task("a", tuple(sources))], Poison(), out, 2)
    assert (task.key, done.articles) == ("a", 0)
    [(_, good)] = run._in_processes([Task("b", tuple(sources))], Settings(), out, 2)
    assert good.articles == 3
    rows = pd.read_parquet(parts.part_path(out, "a", 0))["problems"]
    assert [r[0]["what"] for r in rows] == ["killed the process that read it (memory?)"] * 3


def test_two_runs_do_not_write_into_one_folder(tmp_path: Path) -> None:
    with run._locked(tmp_path), pytest.raises(CannotRunError, match="another extract writes into it"):
        extract(request([], tmp_path))


CORRECTION = """[[correction]]
article = "{article}"
table = "launches"
action = "change"
where = {{ missiles = 2 }}
set = {{ missiles = 7 }}
reason = "Seoul's later count"
date = 2022-05-30
"""


def test_corrections_beside_the_articles_are_applied(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", 3)
    (folder / "corrections.toml").write_text(CORRECTION.format(article="a0000"))
    outcome = extract(request([folder], tmp_path / "out"))
    assert outcome.corrections == 1
    assert tables.load(tmp_path / "out").launches["missiles"].tolist() == [7, 3, 4]


def test_a_correction_that_fits_nothing_leaves_the_tables_as_they_were(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", 3)
    extract(request([folder], tmp_path / "out"))
    before = contents(tmp_path / "out")
    (folder / "corrections.toml").write_text(CORRECTION.format(article="gone"))
    with pytest.raises(CorrectionError, match="there is no such article"):
        extract(request([folder], tmp_path / "out"))
    assert contents(tmp_path / "out") == before


def test_what_was_set_aside_is_written_with_the_reason(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", 1)
    (folder / "empty.txt").write_text("")
    (folder / "published.csv").write_text("a0000,soon\n")
    outcome = extract(request([folder, tmp_path / "gone"], tmp_path / "out"))
    written = pd.read_csv(tmp_path / "out" / "set_aside.csv")
    assert written["what"].tolist() == ["line 1, 'a0000,soon': has no day", "does not exist", "is empty"]
    assert outcome.faults[2] == f"{folder}/empty.txt: is empty (remove it or put the article in it)"


BEYOND = {
    "counts": "North Korea fired 1"
    + "0" * 30
    + " missiles on Saturday, its "
    + "9" * 40
    + "th test. The vote was "
    "99999999999999999999-2 on the draft resolution. It fired 1" + "0" * 400 + " missiles more.",
    "dates": "North Korea fired a missile on February 31, 99999 and 30 February 2022. It fired one in 999999999 years,"
    " 10000000000 days ago, and two days after December 31, 9999.",
    "states": ", ".join(["Japan", "France", "Ghana", "Peru"] * 30) + " condemned the launch on Saturday.",
}


@pytest.mark.parametrize("text", BEYOND.values(), ids=BEYOND)
def test_values_beyond_reason_leave_the_tables_valid(tmp_path: Path, text: str) -> None:
    folder = fill(tmp_path / "in", 1)
    (folder / "z.txt").write_text(f"Capitals respond to it\n\nMay 8, 2022\n\n{text}\n")
    outcome = extract(request([folder], tmp_path / "out"))
    made = tables.load(tmp_path / "out")  # checks every cell
    assert "a0000" in set(made.articles["article_id"])
    assert len(made.articles) + outcome.set_aside["unreadable"] == 2


def test_rows_that_break_the_codebook_cost_only_their_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = fill(tmp_path / "in", 3)
    whole = parts.rows_of

    def wrong(reading: Any) -> Any:
        rows = whole(reading)
        if reading.article.article_id == "a0001":
            rows["launches"][0]["weapon"] = "slingshot"
        return rows

    monkeypatch.setattr(parts, "rows_of", wrong)
    outcome = extract(request([folder], tmp_path / "out"))
    assert tables.load(tmp_path / "out").articles["article_id"].tolist() == ["a0000", "a0002"]
    assert "'slingshot' is not in the codebook" in outcome.faults[0]


def test_the_columns_are_those_of_the_dictionary() -> None:
    assert columns_of("launches") == ("article_id", "sentence", "start", "end", "evidence", "state", "date", "weapon", "missiles")  # fmt: skip
