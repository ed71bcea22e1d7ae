"""The filter of subjects: it passes over nothing that is annotated, and most of what else a crawl holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from builders import SHARED
from form_builders import FIRST, RECORDS, lines, page, warc

from analysis.extraction.run import Request, extract
from analysis.read.pieces import Piece
from analysis.read.relevance import is_relevant, may_be_relevant

TESTS = Path(__file__).resolve().parent
CORPUS = TESTS.parent / "corpus"
FOLDERS = [
    CORPUS,
    TESTS / "newsrooms" / "articles",
    TESTS / "unread" / "articles",
    SHARED / "articles",
    SHARED / "real" / "articles",
    SHARED / "seeds",
]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f"{f.parent.name}-{f.name}")
def test_no_annotated_article_is_passed_over(folder: Path) -> None:
    """Neither as a file nor as a record of a crawl."""
    if not folder.is_dir():
        pytest.skip("the shared articles are not here")
    files = [f for f in folder.iterdir() if f.suffix in (".md", ".txt", ".html") and f.name != "README.md"]
    assert files
    passed = [f.name for f in files if not may_be_relevant(Piece(f.stem, "", f.read_bytes(), f.suffix))]
    records = {f.name: json.dumps({"text": f.read_text(encoding="utf-8")}) for f in files}
    passed += [name for name, record in records.items() if not is_relevant(record)]
    assert passed == []


OTHERS = [
    "The harbour council voted on Tuesday to widen the north pier, and the mayor launched the plan at noon.",
    "South Korea’s biggest label said its new group would tour Europe in May, and tickets went in minutes.",
    "The Security Council renewed its mission in the Sahel and voted on a resolution on shipping.",
    "A storm in the North Sea closed two ports, and rescue crews fired flares to find the missing boat.",
    "The striker scored from the penalty spot after a rocket of a shot had hit the post.",
    "Seoul’s stock market closed higher as makers of chips reported record exports.",
]


@pytest.mark.parametrize("text", OTHERS)
def test_other_subjects_are_passed_over(text: str) -> None:
    assert not is_relevant(text)


@pytest.mark.parametrize(
    "text",
    [
        "North\nKorea fired a missile",
        "<b>North</b> <i>Korea</i> fired a missile",
        "North&nbsp;Korea fired a missile",
        '{"text": "North\\u00a0Korea fired a missile"}',
        "the D.P.R.K. envoy at the U.N.",
        '{"text": "It was her boast to have missed no vote on North Korea.\\n\\nUN closes its list"}',
    ],
)
def test_names_that_markup_breaks_are_still_seen(text: str) -> None:
    assert is_relevant(text)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1252", "utf-8-sig"])
def test_the_encoding_does_not_hide_the_subject(encoding: str) -> None:
    raw = f"Pyongyang fires again\n\nThe missile fell at sea. {OTHERS[0]}".encode(encoding)
    assert may_be_relevant(Piece("a", "a.txt", raw, ".txt"))


def test_a_mixed_crawl_is_filtered_and_counted(tmp_path: Path) -> None:
    answers = [("200 OK", "text/html", page(headline=text[:60], body=[text] * 4)) for text in OTHERS]
    answers.insert(
        2, ("200 OK", "text/html", page(body=[FIRST, "Pyongyang’s launches were not named in it."]))
    )
    (tmp_path / "crawl.warc.gz").write_bytes(warc(*answers))
    (tmp_path / "chosen.txt").write_text(f"Harbour news of the day\n\n{OTHERS[0]}\n\n{OTHERS[4]}")
    out = tmp_path / "out"
    outcome = extract(Request([str(tmp_path)], out))
    # A file of its own was put there by somebody; what stands in a crawl was not.
    assert (outcome.articles, outcome.set_aside) == (2, {"subject": len(OTHERS)})
    assert extract(Request([str(tmp_path)], out, relevance="all")).articles == 1
    assert extract(Request([str(tmp_path)], out, relevance="none")).articles == 2 + len(OTHERS)


def test_records_are_filtered_by_all_their_fields(tmp_path: Path) -> None:
    record = RECORDS["schema.org"] | {"headline": "North Korea: a draft on fuel", "articleBody": OTHERS[2]}
    (tmp_path / "a.jsonl").write_bytes(lines(record, RECORDS["markup"] | {"content_html": OTHERS[0]}))
    outcome = extract(Request([str(tmp_path / "a.jsonl")], tmp_path / "out"))
    assert (outcome.articles, outcome.set_aside) == (1, {"subject": 1})
    assert json.loads((tmp_path / "out" / "datapackage.json").read_text())
