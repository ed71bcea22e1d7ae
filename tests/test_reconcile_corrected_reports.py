"""Corrections from the file beside the articles to the tables, the evidence and the exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.__main__ import main
from analysis.report import evidence
from analysis.report.cache import extract, hash_of_corpus
from analysis.report.session import open_session

DROP = """
[[correction]]
article = "salvo"
table = "launches"
action = "change"
where = {{ date = "{day}" }}
set = {{ weapon = "cruise" }}
reason = "Seoul's later count"
date = 2022-06-01
"""


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ANALYSIS_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "salvo.md").write_text(
        "---\nheadline: A salvo\npublished: 2022-05-08\npublisher: The Gazette\n---\n"
        "North Korea fired a ballistic missile on Saturday.\n"
    )
    return folder


def test_a_correction_changes_what_is_kept_and_names_the_corpus_anew(corpus: Path) -> None:
    before = hash_of_corpus(corpus, {})
    assert list(extract(corpus).tables.launches["weapon"]) == ["ballistic"]
    (corpus / "corrections.toml").write_text(DROP.format(day="2022-05-07"))
    assert hash_of_corpus(corpus, {}) != before
    found = extract(corpus)
    assert list(found.tables.launches["weapon"]) == ["cruise"]
    assert found.problems == ()


def test_the_evidence_marks_a_corrected_row_with_the_reason(corpus: Path) -> None:
    (corpus / "corrections.toml").write_text(DROP.format(day="2022-05-07"))
    session = open_session(corpus=str(corpus))
    session.cite("launches", 0)
    shown = evidence.section(session).markup
    assert "corrected by hand" in shown
    assert "later count (1 June 2022)" in shown
    assert "change in launches of salvo" in evidence.colophon(session, method="", limits="").markup
    assert list(session.events.launches["weapon"]) == ["cruise"]
    assert len(session.disagreements) == 0


def test_rows_as_read_are_not_marked(corpus: Path) -> None:
    session = open_session(corpus=str(corpus))
    session.cite("launches", 0)
    assert "corrected by hand" not in evidence.section(session).markup


@pytest.mark.parametrize("command", [["extract"], ["report", "--corpus"]])
def test_a_correction_that_matches_nothing_fails_in_one_line(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    (corpus / "corrections.toml").write_text(DROP.format(day="2020-01-01"))
    code = main([*command, str(corpus), "--out", str(tmp_path / "out")])
    told = capsys.readouterr().err.strip().splitlines()
    assert code == 2
    assert told == [
        "analysis: correction (change in launches of salvo: date=2020-01-01): matches no row any more"
    ]


def test_extract_applies_corrections(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus / "corrections.toml").write_text(DROP.format(day="2022-05-07"))
    assert main(["extract", str(corpus), "--out", str(tmp_path / "out")]) == 0
    assert "corrections by hand applied: 1" in capsys.readouterr().out
    assert ",cruise," in (tmp_path / "out" / "launches.csv").read_text()
