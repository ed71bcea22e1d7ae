"""The scorer: what counts as found, false and missed; and its agreement with the reference scorer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from builders import SHARED, article

from analysis import evaluate, tables
from analysis.pipeline import read
from analysis.records import Document, Launch, Reading


def launch(date: str, *, weapon: str = "icbm", missiles: int | None = None) -> Launch:
    return Launch(start=0, end=5, sentence=0, state="PRK", date=date, weapon=weapon, missiles=missiles)


def scored(
    launches: list[Launch], required: list[dict], optional: list[dict] | None = None
) -> evaluate.Score:
    made = tables.from_readings([Reading(Document(article("Pyongyang fires")), launches=tuple(launches))])
    annotation = {"article_id": "a1", "launches": {"required": required, "optional": optional or []}}
    result = evaluate.evaluate(made, [annotation])
    return next(s for s in result.scores if s.table == "launches")


@pytest.mark.parametrize(
    ("required", "optional", "found", "false", "missed"),
    [
        ([{"state": "PRK", "date": "2022-03-24"}], [], 1, 0, 0),
        ([{"date": ["2022-03", "2022-03-24"]}], [], 1, 0, 0),
        ([{"date": "2022-03-25"}], [], 0, 1, 1),
        ([], [{"date": "2022-03-24"}], 0, 0, 0),
        ([{"date": "2022-03-24", "missiles": ""}], [], 1, 0, 0),
        ([{"date": "2022-03-24", "missiles": 1}], [], 0, 1, 1),
        ([{"date": "2022-03-24", "missiles": [1, ""]}], [], 1, 0, 0),
        ([{"weapon": "*"}], [], 1, 0, 0),
    ],
)
def test_a_row_is_found_false_or_passed_over(
    required: list[dict], optional: list[dict], found: int, false: int, missed: int
) -> None:
    score = scored([launch("2022-03-24")], required, optional)
    assert (score.found, score.false, score.missed) == (found, false, missed)


def test_each_entry_is_used_once() -> None:
    score = scored([launch("2022-03-24"), launch("2022-05-25")], [{"state": "PRK"}])
    assert (score.found, score.false) == (1, 1)


def test_rates_of_a_score() -> None:
    score = evaluate.Score("launches", found=3, false=1, missed=2)
    assert (score.precision, score.recall, round(score.f1, 3)) == (0.75, 0.6, 0.667)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Kim Jong Un", "Kim Jong-un", True),
        ("Nicolas de Rivière", "de Riviere", True),
        ("Zhang Jun", "Zhang Yesui", False),
        ("", "Zhang Jun", False),
    ],
)
def test_names_agree_by_their_words(a: str, b: str, same: bool) -> None:
    assert evaluate.same_name(a, b) is same


def test_a_crumb_of_a_quotation_is_not_the_quotation() -> None:
    whole = "we shall keep asking until there is an answer that the whole chamber can hear"
    assert evaluate.same_quote(whole, whole.replace("keep ", ""))
    assert not evaluate.same_quote(whole, "an answer")


def test_two_runs_are_compared_row_by_row() -> None:
    def made(*launches: Launch) -> tables.Tables:
        return tables.from_readings([Reading(Document(article("Pyongyang fires")), launches=launches)])

    (difference,) = evaluate.compare(made(launch("2022-03-24")), made(launch("2022-03-24", weapon="irbm")))
    assert not difference.gained
    assert not difference.lost
    assert "weapon 'icbm' -> 'irbm'" in difference.as_text()


def test_an_empty_folder_of_annotations_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(evaluate.AnnotationError, match="holds no annotations"):
        evaluate.load_annotations(tmp_path)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the reference scorer and its annotations are not here")
def test_figures_agree_with_the_reference_scorer(tmp_path: Path) -> None:
    made = tables.from_readings(read([SHARED / "seeds", SHARED / "articles"])[0])
    tables.write(made, tmp_path / "tables")
    figures = tmp_path / "figures.json"
    command = [sys.executable, SHARED / "score.py", tmp_path / "tables", SHARED / "gold", "--json", figures]
    subprocess.run(command, check=True, capture_output=True)
    theirs = json.loads(figures.read_text())
    ours = evaluate.evaluate(made, evaluate.load_annotations(SHARED / "gold"))
    for score in ours.scores:
        wanted = theirs[score.table]
        assert (score.table, score.found, score.false, score.missed) == (
            score.table,
            wanted["found"],
            wanted["false"],
            wanted["missed"],
        )
    assert ours.days_right == theirs["published"]["right"]
