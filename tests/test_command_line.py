"""The command line run as a process: output, one line a problem, exit codes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus"


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "analysis", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)


@pytest.mark.parametrize("command", ["extract", "report", "evaluate", "diff", "explain"])
def test_every_command_has_help(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0
    assert "exit codes" in done.stdout


def test_extract_then_evaluate(tmp_path: Path) -> None:
    done = run("extract", CORPUS, "--out", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "articles read" in done.stdout
    done = run("evaluate", tmp_path, CORPUS / "gold")
    assert done.returncode == 0
    assert "mean F1" in done.stdout


def test_a_bad_file_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "broken.md").write_text("---\nheadline: [unclosed\n---\nText.\n")
    (tmp_path / "good.txt").write_text(
        "Seoul protests\n\nMay 8, 2022\n\nNorth Korea fired a missile on Saturday.\n"
    )
    done = run("extract", tmp_path, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "1 articles read" in done.stdout
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 3
    for name in ("empty.txt", "binary.txt", "broken.md"):
        assert any(name in line for line in lines)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["evaluate", "nowhere", "corpus/gold"], "make the tables with extract"),
        (["evaluate", "corpus", "nowhere"], "holds no annotations"),
        (["extract", "corpus", "--out", "README.md"], "--out takes a folder"),
        (["extract", "corpus", "--out", "build/x", "--published", "a=tomorrow"], "is not ID=YYYY-MM-DD"),
    ],
)
def test_wrong_usage_is_told_in_one_line(arguments: list[str], complaint: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert complaint in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_path_that_is_not_there_fails(tmp_path: Path) -> None:
    done = run("extract", tmp_path / "nowhere", "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "nowhere" in done.stderr


def test_explain_names_the_rule_of_a_row() -> None:
    done = run("explain", CORPUS / "2022-05-27-thirteen-to-two.md")
    assert done.returncode == 0
    assert "⟦" in done.stdout
    assert "rule " in done.stdout
