"""Corrections by hand: applied, marked, and loud once they no longer fit."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import article
from reconcile_builders import tables

from analysis.reconcile.corrections import CorrectionError, apply, given, load

ARTICLE = article("Rockets again", "A missile flew on 5 January and nobody counted it.", article_id="a1")
HEAD = 'article = "a1"\ntable = "launches"\nreason = "a later count"\ndate = 2022-02-01\n'


def made():  # type: ignore[no-untyped-def]
    return tables(
        "a1@2022-01-10", launches=[{"date": "2022-01-05"}, {"date": "2022-01-11", "weapon": "srbm"}]
    )


def corrected(tmp_path: Path, *bodies: str):  # type: ignore[no-untyped-def]
    path = tmp_path / "corrections.toml"
    path.write_text("".join(f"[[correction]]\n{HEAD}{b}\n" for b in bodies), encoding="utf-8")
    return apply(made(), load(path), {"a1": ARTICLE})


def test_a_change_keeps_the_row_and_its_number(tmp_path: Path) -> None:
    result, (done,) = corrected(
        tmp_path,
        'action = "change"\nwhere = { date = "2022-01-05" }\nset = { weapon = "icbm", missiles = 2 }',
    )
    assert result.launches.loc[0, ["weapon", "missiles"]].tolist() == ["icbm", 2]
    assert (done.row, done.correction.reason) == (0, "a later count")
    assert made().launches.loc[0, "weapon"] == "missile"


def test_a_drop_leaves_the_other_rows_numbers(tmp_path: Path) -> None:
    result, (done,) = corrected(tmp_path, 'action = "drop"\nwhere = { date = "2022-01-05" }')
    assert list(result.launches.index) == [1]
    assert done.row is None


def test_an_added_row_is_read_from_words_of_the_article(tmp_path: Path) -> None:
    result, (done,) = corrected(
        tmp_path,
        'action = "add"\nwords = "A missile flew"\n'
        'set = { state = "PRK", date = 2022-01-07, weapon = "cruise" }',
    )
    row = result.launches.loc[done.row]
    assert ARTICLE.text[row["start"] : row["end"]] == "A missile flew"
    assert (row["sentence"], row["date"], row["weapon"]) == (1, "2022-01-07", "cruise")
    assert row["evidence"].startswith("A missile flew on 5 January")


def test_corrections_are_made_one_after_the_other(tmp_path: Path) -> None:
    result, done = corrected(
        tmp_path,
        'action = "change"\nwhere = { date = "2022-01-05" }\nset = { date = "2022-01-06" }',
        'action = "drop"\nwhere = { date = "2022-01-06" }',
    )
    assert list(result.launches["date"]) == ["2022-01-11"]
    assert len(done) == 2


def test_an_empty_cell_can_be_named(tmp_path: Path) -> None:
    result, _ = corrected(
        tmp_path,
        'action = "change"\nwhere = { missiles = "", date = "2022-01-11" }\nset = { missiles = 2 }',
    )
    assert result.launches.loc[1, "missiles"] == 2


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ('action = "drop"\nwhere = { date = "2021-01-05" }', "date=2021-01-05\\): matches no row any more"),
        ('action = "drop"\nwhere = { state = "PRK" }', "matches 2 rows; name more columns"),
        ('action = "change"\nwhere = { date = "2022-01-05" }\nset = { weapon = "rocket" }', "'rocket'"),
        (
            'action = "change"\nwhere = { date = "2022-01-05" }\nset = { missiles = "two" }',
            "change in launches of a1: date=2022-01-05\\)",
        ),
        ('action = "change"\nwhere = { date = "2022-01-05" }', "needs where and set|needs set"),
        ('action = "erase"\nwhere = { date = "2022-01-05" }', "action is 'erase'"),
        ('action = "drop"\nwhere = { day = "2022-01-05" }', "no column 'day'"),
        (
            'action = "add"\nwords = "no such words"\nset = { state = "PRK", weapon = "cruise" }',
            "does not say",
        ),
        ('action = "add"\nwords = "A missile flew"\nset = { state = "PRK", weapon = "x" }', "'x'"),
        ('action = "drop"', "needs where"),
        ('action = "drop"\nwhere = "all"', "where is no table"),
    ],
)
def test_a_correction_that_does_not_fit_fails_and_is_named(tmp_path: Path, body: str, complaint: str) -> None:
    with pytest.raises(CorrectionError, match=complaint) as raised:
        corrected(tmp_path, body)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[correction]\n", "is no TOML"),
        ('[[correction]]\narticle = "a1"\n', "correction 1: needs table"),
        ('[[corrections]]\narticle = "a1"\n', "unknown key 'corrections'"),
        (f'[[correction]]\n{HEAD.replace("launches", "rockets")}action = "drop"\n', "'rockets' is no table"),
        (f'[[correction]]\n{HEAD.replace("2022-02-01", "1")}action = "drop"\n', "needs date"),
    ],
)
def test_a_malformed_file_is_told(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "corrections.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CorrectionError, match=complaint):
        load(path)


def test_an_article_that_is_gone_is_told(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    path.write_text(
        f'[[correction]]\n{HEAD.replace("a1", "gone")}action = "drop"\nwhere = {{ state = "PRK" }}\n'
    )
    with pytest.raises(CorrectionError, match=r"of gone: state=PRK\): matches no row"):
        apply(made(), load(path), {})


def test_folders_have_corrections_and_single_files_none(tmp_path: Path) -> None:
    (tmp_path / "corrections.toml").write_text(
        f'[[correction]]\n{HEAD}action = "drop"\nwhere = {{ date = "2022-01-05" }}\n'
    )
    assert len(given([tmp_path])) == 1
    assert given([tmp_path / "corrections.toml"]) == ()
    assert load(tmp_path / "other.toml") == ()
