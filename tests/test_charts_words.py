"""Days and numbers in words, and the small tools that charts are laid out with."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.charts import when, words
from analysis.charts.chart import plain, url
from analysis.charts.drawing import TimeAxis, fitted, stacked, text_width, wrapped, year_axis

DAYS = [
    ("2022-01-20", "20 January 2022", "20 Jan 2022"),
    ("2022-01", "January 2022", "Jan 2022"),
    ("2022", "2022", "2022"),
    ("2022-W03", "the week of 17 January 2022", "17–23 Jan 2022"),
    ("2022-W05", "the week of 31 January 2022", "31 Jan–6 Feb 2022"),
    ("2021-12-27/2021-12-31", "27 December 2021 to 31 December 2021", "27–31 Dec 2021"),
    ("2021-12-27/2022-01-02", "27 December 2021 to 2 January 2022", "27 Dec 2021–2 Jan 2022"),
    ("", "no date", "no date"),
    ("2022-13-40", "no date", "no date"),
]


@pytest.mark.parametrize(("value", "long", "short"), DAYS)
def test_dates_read_as_people_write_them(value: str, long: str, short: str) -> None:
    assert (when.in_words(value), when.in_short(value)) == (long, short)


@pytest.mark.parametrize(
    ("number", "said"), [(0, "no launches"), (1, "1 launch"), (2, "2 launches"), (1000, "1000 launches")]
)
def test_nouns_agree_with_their_number(number: int, said: str) -> None:
    assert words.counted(number, "launch", "launches") == said


@pytest.mark.parametrize(
    ("items", "limit", "said"),
    [
        ("", 0, ""),
        ("a", 0, "a"),
        ("ab", 0, "a and b"),
        ("abc", 0, "a, b and c"),
        ("abcd", 2, "a, b and 2 more"),
    ],
)
def test_lists_read_as_sentences(items: str, limit: int, said: str) -> None:
    assert words.listed(items, limit=limit) == said


def test_states_have_names_and_unknown_codes_stay_codes() -> None:
    assert [words.state(c) for c in ("PRK", "CHN", "ALB", "XYZ")] == [
        "North Korea",
        "China",
        "Albania",
        "XYZ",
    ]


def test_every_word_of_the_tables_has_words_for_readers() -> None:
    from analysis.charts.positions import LEVELS, LOOKS
    from analysis.schema import VOCABULARIES

    assert set(words.WEAPONS) == set(VOCABULARIES["launches", "weapon"])
    assert set(words.TALLIED) == set(VOCABULARIES["tallies", "weapon"])
    assert set(words.OUTCOMES) == set(VOCABULARIES["decisions", "outcome"])
    assert set(LOOKS) == set(LEVELS) == set(VOCABULARIES["positions", "position"])


def test_a_mark_is_linked_only_where_there_is_something_behind_it() -> None:
    assert url(None, [1], "x") is None
    assert url(lambda rows: "#e", [], "x") is None
    assert url(lambda rows: "", [1], "x") is None
    assert url(lambda rows: f"#e-{rows[0]}", (4,), "two  \u202ewords\n") == "#e-4 two words"


def test_unseen_characters_are_dropped() -> None:
    assert plain("a\u202eb\x00c\u200b  d\te") == "abc d e"


def test_text_is_cut_to_its_room() -> None:
    assert fitted("short", 12, 200) == "short"
    cut = fitted("a very long name of a newspaper", 12, 80)
    assert cut.endswith("…")
    assert text_width(cut, 12) <= 80
    assert fitted("iiii", 12, 0.5) == "…"


def test_a_huge_word_is_cut_without_measuring_it_all() -> None:
    measured = text_width.cache_info().misses
    assert fitted("A" * 1_000_000, 12, 80).startswith("AAA")
    assert text_width.cache_info().misses - measured < 12


def test_text_is_wrapped_without_losing_a_word() -> None:
    lines = wrapped("one two three four five six seven", 12, 90)
    assert " ".join(lines) == "one two three four five six seven"
    assert all(text_width(line, 12) <= 90 for line in lines)


def test_spans_that_overlap_get_rows_of_their_own() -> None:
    assert stacked([(0, 10), (5, 15), (20, 30), (6, 9)]) == [0, 1, 0, 2]
    assert stacked([]) == []


@pytest.mark.parametrize("days", [10, 60, 300, 1000, 7000])
@pytest.mark.parametrize("width", [250, 700])
def test_ticks_stand_apart_within_the_axis(days: int, width: int) -> None:
    first = date(2006, 7, 5)
    axis = TimeAxis(first, date.fromordinal(first.toordinal() + days), 0, width)
    ticks = axis.ticks()
    assert 1 <= len(ticks) <= 30
    xs = [axis.x(day) for day, _ in ticks]
    assert xs == sorted(xs)
    assert all(0 <= x <= width for x in xs)
    assert len({day for day, _ in ticks}) == len(ticks)


def test_years_get_room_after_their_marks_and_fill_the_axis() -> None:
    axis = year_axis([date(2006, 7, 5), *(date(2022, m, 1) for m in range(1, 11))], 100, 700)
    assert axis is not None
    (old, narrow), (new, wide) = axis.years
    assert (old, new) == (2006, 2022)
    assert wide > narrow * 5
    assert axis.right == pytest.approx(700)
    assert (
        100
        < axis.x(date(2006, 7, 5))
        < 100 + narrow
        < axis.x(date(2022, 1, 1))
        < axis.x(date(2022, 12, 31))
        < 700
    )
    assert year_axis([date(y, 1, 1) for y in range(1950, 2020)], 0, 300) is None
