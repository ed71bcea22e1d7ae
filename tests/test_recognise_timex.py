import pytest

from analysis.recognise.timex import bounds, is_day, overlaps
from analysis.report.period import spoken


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2022-01-20", "2022-01-20", "2022-01-20"),
        ("2022-02", "2022-02-01", "2022-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("2022-W03", "2022-01-17", "2022-01-23"),
        ("2021-12-27/2021-12-31", "2021-12-27", "2021-12-31"),
        ("2022-01/2022-03", "2022-01-01", "2022-03-31"),
        ("P6M", "", ""),
        ("2022-W60", "", ""),
        ("2022-13", "", ""),
        ("", "", ""),
    ],
)
def test_bounds(value, first, last):
    assert bounds(value) == (first, last)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2022-01-05", "5 January 2022"),
        ("2022-01", "January 2022"),
        ("2022", "2022"),
        ("2022-W03", "week 3 of 2022"),
        ("2021-12-27/2021-12-31", "27 December 2021 to 31 December 2021"),
        ("", ""),
    ],
)
def test_spoken(value, words):
    assert spoken(value) == words


@pytest.mark.parametrize(
    ("value", "start", "end", "inside"),
    [
        ("2022-01", "2022-01-31", "", True),
        ("2022-01", "2022-02-01", "", False),
        ("2022", "", "2021-12-31", False),
        ("", "2022-01-01", "2022-12-31", True),
        ("2022-05-26", "2022-05-26", "2022-05-26", True),
    ],
)
def test_overlaps(value, start, end, inside):
    assert overlaps(value, start, end) is inside


@pytest.mark.parametrize("text", ["2022-02-30", "20220105", "2022-1-5", "", "today"])
def test_no_day(text):
    assert not is_day(text)
