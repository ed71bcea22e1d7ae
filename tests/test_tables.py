"""The tables have the codebook's columns and vocabularies, and survive being written."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from builders import SHARED, article

from analysis import tables
from analysis.pipeline import read
from analysis.records import Document, Launch, Position, Reading

CORPUS = Path(__file__).resolve().parents[1] / "corpus"


@pytest.fixture(scope="module")
def read_corpus() -> tuple[tables.Tables, dict[str, str]]:
    readings, problems = read([CORPUS])
    assert not problems
    return tables.from_readings(readings), {r.article.article_id: r.article.text for r in readings}


def test_every_row_slices_back_to_words_of_its_sentence(
    read_corpus: tuple[tables.Tables, dict[str, str]],
) -> None:
    made, texts = read_corpus
    for name, frame in made.items():
        if name == "articles":
            continue
        for row in frame.itertuples():
            surface = texts[row.article_id][row.start : row.end]
            assert surface.strip() == surface != ""
            if name in ("dates", "counts"):
                assert surface == row.text


def test_every_table_of_the_bundled_corpus_has_rows(
    read_corpus: tuple[tables.Tables, dict[str, str]],
) -> None:
    assert {name for name, frame in read_corpus[0].items() if frame.empty} == set()


def test_written_tables_load_equal(read_corpus: tuple[tables.Tables, dict[str, str]], tmp_path: Path) -> None:
    tables.write(read_corpus[0], tmp_path)
    again = tables.load(tmp_path)
    for name, frame in read_corpus[0].items():
        pd.testing.assert_frame_equal(frame, getattr(again, name))


def test_columns_are_the_codebooks_in_its_order(tmp_path: Path) -> None:
    tables.write(tables.from_readings([]), tmp_path)
    header = (tmp_path / "decisions.csv").read_text(encoding="utf-8").strip()
    assert header == (
        "article_id,sentence,start,end,evidence,decision_id,date,body,instrument,outcome,"
        "votes_for,votes_against,abstentions"
    )
    assert len(list(tmp_path.glob("*.csv"))) == 10


def test_a_word_outside_the_vocabulary_is_refused() -> None:
    wrong = Position(start=0, end=5, sentence=0, state="CHN", position="blocked", date="2022-01-20")
    with pytest.raises(ValueError, match="'blocked' is not in the codebook"):
        tables.from_readings([Reading(Document(article("Beijing blocks")), positions=(wrong,))])


def test_an_empty_span_is_refused() -> None:
    wrong = Launch(start=3, end=3, sentence=0, state="PRK", date="2022", weapon="icbm")
    with pytest.raises(ValueError, match="empty span"):
        tables.from_readings([Reading(Document(article("Pyongyang fires")), launches=(wrong,))])


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real articles are not here")
def test_the_real_seeds_go_through_the_whole_chain(tmp_path: Path) -> None:
    readings, problems = read([SHARED / "seeds"])
    assert not problems
    made = tables.from_readings(readings)
    held = made.decisions[made.decisions["outcome"] == "held"]
    assert set(held["date"]) == {"2022-01-20"}
    vetoes = made.positions[made.positions["position"] == "veto"]
    assert set(zip(vetoes["state"], vetoes["date"], strict=True)) == {
        ("CHN", "2022-05-26"),
        ("RUS", "2022-05-26"),
    }
