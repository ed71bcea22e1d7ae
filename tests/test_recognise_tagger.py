"""The tagger: words in pieces, windows over them, and what it makes of sentences that no rule reads."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from pathlib import Path

import pytest
from builders import passage
from hypothesis import given
from hypothesis import strategies as st

from analysis import pipeline
from analysis.recognise import tagger
from analysis.recognise.wordpieces import pieces, vocabulary
from analysis.records import Article, Reading
from analysis.schema import VOCABULARIES

sys.path.insert(0, str(Path(__file__).parent / "tagger"))
import tagged

FILES = sorted(tagged.FOLDER.glob("*.txt"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vetoed", ["veto", "##ed"]),
        ("Beijing’s no", ["beijing", "’", "s", "no"]),
        ("13-2", ["13", "-", "2"]),
        ("São Tomé", ["sao", "tome"]),
        ("a_b", ["a", "_", "b"]),
        ("中国 said", ["中", "国", "said"]),
        ("x" * 101, ["[UNK]"]),
        ("", []),
    ],
)
def test_words_are_cut_into_the_longest_known_pieces(text: str, expected: list[str]):
    names = {number: piece for piece, number in vocabulary().items()}
    assert [names[p.number] for p in pieces(text)] == expected


@given(st.text(max_size=60))
def test_pieces_stand_in_order_and_hold_no_blank(text: str):
    found = pieces(text)
    # Letters that are written as one, as in Korean, may be in several pieces.
    assert all(a.start <= b.start and a.end <= b.end for a, b in itertools.pairwise(found))
    assert all(0 <= p.start < p.end <= len(text) and not text[p.start : p.end].isspace() for p in found)


def test_pieces_of_a_part_have_their_places_in_the_whole():
    text = "China vetoed it. Russia abstained."
    assert pieces(text, 17, 34) == [p for p in pieces(text) if p.start >= 17]


@given(st.lists(st.integers(0, 700), max_size=30))
def test_windows_read_every_piece_once_and_are_never_too_long(lengths: list[int]):
    windows = list(tagger._windows(lengths))
    kept = [i for w in windows for i in range(w.kept, w.until)]
    assert kept == list(range(sum(lengths)))
    assert all(w.first <= w.kept < w.until <= w.last <= w.first + tagger._WINDOW for w in windows)


def article(text: str) -> Article:
    return passage("A long day", text)


TOLD = (
    "The Security Council met on Thursday. "
    "Moscow's envoy alone kept his hand down while thirteen went up for the text that Washington had written. "
    "It was the end of the panel."
)


def test_the_tagger_is_there_and_sees_who_wrote_a_text():
    tags = tagger.tag(article(TOLD))
    assert tags is not None
    at = ("A long day\n\n" + TOLD).index("Washington")
    seen = tags.seen["positions"][tags.within(at, at + len("Washington"))]
    assert tags.labels["positions"][int(seen[0].argmax())] == "sponsor"


def test_what_speaks_of_none_of_its_subjects_is_not_tagged():
    assert tagger.tag(article("Kim Jong Un visited a farm on 5 January. The harvest was good.")) is None


def test_without_the_model_articles_are_read_by_rules_alone(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tagger, "_session", lambda: None)
    assert tagger.tag(article(TOLD)) is None
    read = pipeline.attempt(article("China and Russia vetoed the draft resolution on Thursday."))
    assert isinstance(read, Reading)
    assert [d.outcome for d in read.decisions] == ["vetoed"]


def test_without_onnxruntime_there_is_no_tagger():
    code = (
        "import sys\nsys.modules['onnxruntime'] = None\n"
        "from analysis.recognise import tagger\nprint(tagger._session())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "None\n"


@pytest.mark.skipif(sys.platform != "linux", reason="threads are counted in /proc")
def test_the_tagger_records_nothing_and_starts_no_thread(tmp_path: Path):
    code = (
        "import os\nfrom analysis.recognise import tagger\nassert tagger._session() is not None\n"
        "print(len(os.listdir('/proc/self/task')))\n"
    )
    left_out = {"CI", "ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS"}
    environment = {k: v for k, v in os.environ.items() if k not in left_out} | {
        "HOME": str(tmp_path),
        "XDG_CACHE_HOME": str(tmp_path),
        "OPENBLAS_NUM_THREADS": "1",
    }
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout == "1\n"
    assert not list(tmp_path.iterdir())


def test_reading_twice_gives_the_same():
    one, other = (pipeline.attempt(article(TOLD)) for _ in range(2))
    assert isinstance(one, Reading)
    assert isinstance(other, Reading)
    assert (one.decisions, one.positions) == (other.decisions, other.positions)


def test_the_articles_to_learn_from_are_tagged_as_they_should_be():
    assert len(FILES) >= 16
    faults = [f"{f.name} {a.name}: {fault}" for f in FILES for a in tagged.read(f) for fault in a.faults]
    assert not faults


def test_a_fault_in_a_tagged_article_is_told(tmp_path: Path):
    path = tmp_path / "x.txt"
    path.write_text(
        "# x1 | 2022-05-27\n@1 2022-05-26 vetoed 13 2 -\n[China|CHN=vetoes@1] [killed|=adopted@1] it [on Thursday|D@2]\n",
        encoding="utf-8",
    )
    (found,) = tagged.read(path)
    assert found.text == "China killed it on Thursday"
    assert found.faults == [
        "CHN=vetoes@1: no position is called so",
        "=adopted@1: the outcome of decision 1 is another",
        "D@2: there is no decision 2",
    ]


def test_model_and_tags_name_the_same_labels():
    labels = tagger._labels()
    assert labels == {kind: list(names) for kind, names in tagged.LABELS.items()}


def test_tags_are_the_words_of_the_tables():
    assert set(tagged.OUTCOMES[1:]) == set(VOCABULARIES["decisions", "outcome"])
    assert set(tagged.POSITIONS[1:]) == set(VOCABULARIES["positions", "position"])
    assert set(tagged.WEAPONS[1:]) == set(VOCABULARIES["launches", "weapon"])
