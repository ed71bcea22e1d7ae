"""A store of datasets answers with the rows of a period, states and sources, the same as whole tables filtered."""

from __future__ import annotations

import subprocess
import sys
from itertools import product
from pathlib import Path

import pandas as pd
import pytest

from analysis import tables
from analysis.extraction.code import _READING
from analysis.extraction.run import Request, extract
from analysis.extraction.store import Store
from analysis.report import cache
from analysis.report.session import open_session

CORPUS = Path(__file__).resolve().parents[1] / "corpus"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("store")
    extract(Request([str(CORPUS)], out, form="parquet"))
    return out


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANALYSIS_CACHE", str(tmp_path / "cache"))


PERIODS = [
    ("", ""),
    ("2022-01-01", "2022-01-31"),
    ("2022-05-26", "2022-05-26"),
    ("2023-01-01", ""),
    ("", "2013-12-31"),
]


@pytest.mark.parametrize(("period", "state"), product(PERIODS, ["PRK", ""]))
def test_a_session_on_a_store_is_one_on_its_corpus(store: Path, period: tuple[str, str], state: str) -> None:
    start, end = period
    one = open_session(corpus=str(CORPUS), start=start, end=end, launching_state=state)
    other = open_session(corpus=str(store), start=start, end=end, launching_state=state)
    for name, frame in one.tables.items():
        pd.testing.assert_frame_equal(frame.drop(columns="path", errors="ignore"), getattr(other.tables, name).drop(columns="path", errors="ignore"))  # fmt: skip
    ids = list(one.tables.articles["article_id"])
    assert {i: one.extraction.texts[i] for i in ids} == dict(other.extraction.texts)
    assert {i: one.extraction.sentence_starts[i] for i in ids} == dict(other.extraction.sentence_starts)
    assert one.events.launches.drop(columns="rows").equals(other.events.launches.drop(columns="rows"))


def test_states_and_sources_are_filters(store: Path) -> None:
    whole = tables.load(store)
    publisher = whole.articles["publisher"].value_counts().index[0]
    found = Store(store).tables(states=["CHN", "RUS"], publishers=[publisher])
    ids = set(whole.articles.loc[whole.articles["publisher"] == publisher, "article_id"])
    assert set(found.articles["article_id"]) == ids
    sides = whole.positions[
        whole.positions["state"].isin(["CHN", "RUS"]) & whole.positions["article_id"].isin(ids)
    ]
    assert len(sides)
    pd.testing.assert_frame_equal(found.positions, sides.reset_index(drop=True))
    assert set(found.actors["article_id"]) <= ids


def test_only_the_texts_of_what_is_asked_for_are_loaded(store: Path) -> None:
    found = cache.from_store(store, start="2022-01-01", end="2022-01-31")
    assert 0 < len(found.texts) < len(Store(store).article_ids())
    assert set(found.texts) == set(found.tables.articles["article_id"])


def test_the_contents_of_a_store_are_known_without_its_rows(store: Path) -> None:
    found = cache.contents(store)
    assert found["articles"] == sorted(p.stem for p in CORPUS.glob("20*"))
    assert found["problems"] == []


def test_reports_are_made_of_a_store(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from analysis.__main__ import main

    assert (
        main(["report", "--corpus", str(store), "--out", str(tmp_path / "out"), "--only", "launches*"]) == 0
    ), capsys.readouterr().err
    assert "What was launched" in next((tmp_path / "out").glob("launches*.html")).read_text()


def test_all_that_reading_is_done_with_is_named_in_its_hash() -> None:
    code = "import sys, analysis.pipeline, analysis.tables, analysis.garbage\nprint(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    used = {m.split(".")[1] for m in done.stdout.split() if m.startswith("analysis.")} - {"reconcile"}
    named = {Path(part).stem for part in _READING}
    assert used <= named
