"""Publication days as newsrooms print them."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.read.days import (
    day_in_address,
    day_of_publication,
    is_date_line,
    is_masthead,
    printed_days,
    settle,
    without_days,
)

LINES = {
    "January 21, 2022": "2022-01-21",
    "Jan. 21, 2022, 3:04 PM ET": "2022-01-21",
    "21 January 2022": "2022-01-21",
    "21st of January 2022": "2022-01-21",
    "Friday, 21 Jan 2022 09.12 GMT": "2022-01-21",
    "Published: 21 January 2022, 10:05 GMT": "2022-01-21",
    "Published 3:14 AM EDT, March 25, 2022": "2022-03-25",
    "Updated 21 Sept 2022": "2022-09-21",
    "2022-01-21": "2022-01-21",
    "2022/01/21 08:00": "2022-01-21",
    "2022-01-21T10:05:00+09:00": "2022-01-21",
    "1/21/2022": "2022-01-21",
    "21/1/2022": "2022-01-21",
    "12.09.2017": "2017-09-12",
    "26 MAY 2022": "2022-05-26",
}

NO_LINES = [
    "January 21",
    "Jan. 21 (XP) --",
    "2022",
    "31 February 2022",
    "On January 21, 2022 the Council met",
    "Resolution 2397 of 22 December 2017",
    "13/13/2022",
    "1.2.3.2022",
    "",
]


@pytest.mark.parametrize(("line", "day"), LINES.items())
def test_a_date_line_is_read(line: str, day: str) -> None:
    assert is_date_line(line)
    assert settle(printed_days(line)[0], line, "") == date.fromisoformat(day)


@pytest.mark.parametrize("line", NO_LINES)
def test_other_lines_are_no_date_lines(line: str) -> None:
    assert not is_date_line(line)


@pytest.mark.parametrize(
    ("line", "body", "day"),
    [
        ("12/09/2017", "The test of September 3 and the flight of August 29.", "2017-09-12"),
        ("12/09/2017", "The test of December 3 was the last.", "2017-12-09"),
        ("06/05/2022 - 18:41", "", "2022-05-06"),
        ("5/6/2022", "It met on 3 March, 4 March and 5 March.", "2022-06-05"),
        ("5/6/2022", "It met on March 3, March 4 and March 5.", "2022-05-06"),
        ("5/6/2022", "It met.", None),
        ("5/5/2022", "", "2022-05-05"),
    ],
)
def test_a_date_of_two_readings_is_settled_by_the_text_or_not_at_all(
    line: str, body: str, day: str | None
) -> None:
    expected = date.fromisoformat(day) if day else None
    assert settle(printed_days(line)[0], line, body) == expected


def test_what_stands_beside_a_date_is_left() -> None:
    assert without_days("By Ann Vale | May 26, 2022 | 10:05 GMT") == "By Ann Vale"


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://a.example/world/2022/05/26/veto", date(2022, 5, 26)),
        ("https://a.example/2022/may/26/veto", date(2022, 5, 26)),
        ("2022-05-26-veto", date(2022, 5, 26)),
        ("https://a.example/20220526001", None),
        ("https://a.example/resolution-2397", None),
        ("d01-veto", None),
    ],
)
def test_a_day_in_an_address(address: str, day: date | None) -> None:
    assert day_in_address(address) == day


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Vale | Nov. 22, 2022 | 4 min read",
        "The Lowland Post Saturday 21 October 2017 Births | Deaths | Notices",
        "Five minutes with the Council | Friday, April 26, 2024 by Osei Marlow",
        "HARBOUR EVENING NEWS – Thursday, 5 March 2020 – City edition",
        "Written by Ann Vale on January 21, 2022",
    ],
)
def test_a_line_of_names_and_links_beside_a_day_is_a_masthead(line: str) -> None:
    assert is_masthead(line)


@pytest.mark.parametrize(
    "line",
    [
        "North Korea fired a missile on Friday, May 25, 2022",
        "The vote of 26 May 2022 – what it means for those who came late",
        "On Thursday 26 May 2022 the Council met.",
        "Press statement of 5 May 2022",
    ],
)
def test_a_line_that_tells_something_is_no_masthead(line: str) -> None:
    assert not is_masthead(line)


@pytest.mark.parametrize(
    "line",
    [
        "(Interview recorded 25 May 2022; published 27 May 2022)",
        "Last modified on Sat 28 May 2022 05.21 BST First published on Fri 27 May 2022 16.01 BST",
        "27 May 2022, updated 28 May 2022",
    ],
)
def test_of_several_days_the_one_of_publication_counts(line: str) -> None:
    assert day_of_publication(line).days == (date(2022, 5, 27),)
