"""Times that date an event without being a day of their own: leaning on a day told before, or counting from another event."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import passage
from tagged_documents import tags_of

from analysis.events import counted
from analysis.events.sameday import told_times
from analysis.recognise import dates, quotations
from analysis.records import Document


def read(text: str, published: str = "2022-06-03") -> Document:
    article = passage("Notes", text, published=published)
    times, anchors = dates.find(article)
    return Document(article, times=times, anchors=anchors)


def told(text: str) -> dict[str, str]:
    """The times of the last sentence with their values."""
    document = read(text)
    times = told_times(document, len(document.sentences) - 1)
    return {document.text[t.start : t.end]: t.value for t in times}


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("Minutes later a second text was put forward.", "Minutes later"),
        ("Some six hours later the Assembly gathered.", "Some six hours later"),
        ("A quarter of an hour afterwards the rival text fell.", "A quarter of an hour afterwards"),
        ("Half an hour earlier an amendment had failed.", "Half an hour earlier"),
        ("The rival text, put up straight afterwards, found two friends.", "straight afterwards"),
        ("The members condemned it within hours.", "within hours"),
        ("At the same sitting they turned down a rival text.", "At the same sitting"),
        ("On that very day Tokyo followed.", "On that very day"),
        ("By lunchtime the members had parted.", "By lunchtime"),
        ("Before the afternoon was out they had a paper.", "Before the afternoon was out"),
        ("In the evening they met again.", "In the evening"),
        ("Washington offered a statement during the session.", "during the session"),
        ("Later in the meeting they rejected it.", "Later in the meeting"),
    ],
)
def test_what_is_told_with_a_time_of_day_fell_on_the_day_told_before(words: str, time: str) -> None:
    assert told(f"The Council voted on 26 May 2022. {words}") == {time: "2022-05-26"}


@pytest.mark.parametrize(
    "words",
    [
        "Hours of debate had gone before.",
        "The minutes of the meeting are short.",
        "The members spoke over a working lunch.",
        "The evening was warm.",
        "He sat through the session of the Assembly.",
        "“We always closed the file before lunch,” a clerk recalled.",
        "Nobody sleeps at night.",
    ],
)
def test_other_words_for_hours_and_meals_date_nothing(words: str) -> None:
    document = read(f"The Council voted on 26 May 2022. {words}")
    assert document.sentences[-1].index == 2
    if words.startswith("“"):  # what somebody says is of his own day
        said = quotations.find(document.article)
        document = replace(document, quotations=said)
    assert told_times(document, 2) == []


def test_a_day_still_to_come_is_none_that_a_past_hour_leans_on() -> None:
    text = "The Council voted on 26 May 2022. It will meet again on 9 June 2022. Minutes later a rival text fell."
    assert told(text) == {"Minutes later": "2022-05-26"}


@pytest.mark.parametrize(
    "words",
    [
        "A week before, on 19 May, it had met without result.",
        "It had met on 19 May, just seven days earlier.",
        "Six days after the test, on 19 May, it met without result.",
        "Eight days earlier, on 19 May, it had met.",
        "Its last meeting (on 19 May, some seven days before the vote) was short.",
    ],
)
def test_a_counted_time_has_the_day_told_right_beside_it(words: str) -> None:
    assert set(told(f"The Council voted on 26 May 2022. {words}").values()) == {"2022-05-19"}


def test_a_day_told_elsewhere_in_the_sentence_is_not_beside() -> None:
    values = told("The Council voted on 26 May 2022. A week later it met about the missile of 4 May.")
    assert values["A week later"] == "2022-06-02"


@pytest.mark.parametrize(
    ("text", "own", "other"),
    [
        # What came was told before, what it came after is new.
        (
            "Mali fired a missile on 26 May 2022. The launch came three days after Chad shot off a rocket.",
            "2022-05-26",
            "2022-05-23",
        ),
        # The sentence dates what is told with the time.
        ("On 26 May 2022 Chad moved, two days after Mali listed five firms.", "2022-05-26", "2022-05-24"),
        # The event counted from was told before.
        ("Mali fired a missile on 20 May 2022. Chad spoke only now. Two weeks after the launch it listed five firms.",
         "2022-06-03", ""),
        ("The two met on 20 May 2022. Chad followed a day after with a list.", "2022-05-21", "2022-05-20"),
    ],
)  # fmt: skip
def test_a_time_that_counts_from_an_event_has_the_days_of_both(text: str, own: str, other: str) -> None:
    assert [(c.own, c.other) for c in counted.find(read(text))] == [(own, other)]


@pytest.mark.parametrize(
    "text",
    [
        "A day after a storm the fishermen went out.",  # of what no day is known
        "Hours after the launch they met.",
        "Two months after the vote of 26 May 2022 little had changed.",
        "The truce held for three days.",
    ],
)
def test_where_no_day_is_known_none_is_counted(text: str) -> None:
    assert counted.find(read(text)) == []


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("It was adopted two days before Christmas.", "2021-12-23"),
        ("It was adopted on the eve of May Day.", "2022-04-30"),
        ("It was adopted a week before Christmas 2016.", "2016-12-18"),
        ("It was adopted the day after New Year's Day.", "2022-01-02"),
        ("It was adopted on the eve of Christmas Eve.", "2021-12-23"),
    ],
)
def test_days_are_counted_from_feasts(words: str, day: str) -> None:
    assert day in told(words).values()


@pytest.mark.parametrize(
    "words",
    ["They had hoped for a text before Christmas.", "Two days before the Christmas party they met."],
)
def test_a_feast_alone_or_a_thing_named_after_it_gives_no_day(words: str) -> None:
    assert told(words) == {}


def counted_by_tagger(text: str, seen: dict[str, tuple[str, str, int]]) -> str:
    """The value of the last time, where the tagger sees these days of what is done."""
    article = passage("Notes", text, published="2022-06-03")
    return dates.find(article, tags_of(article, seen))[0][-1].value


@pytest.mark.parametrize("words", ["Three days later", "Three days afterwards", "Three days after that"])
def test_a_time_counts_from_the_day_of_something_done_where_the_tagger_sees_it(words: str) -> None:
    text = f"Chad tested a missile on 20 May 2022. Its guests had flown home on 11 May 2022. {words}, it tested another."
    assert counted_by_tagger(text, {"20 May 2022": ("event_times", "launch", 1)}) == "2022-05-23"


@pytest.mark.parametrize("seen", [{}, {"11 May 2022": ("event_times", "launch", 1)}])
def test_it_counts_from_the_day_told_last_where_the_tagger_sees_no_other(
    seen: dict[str, tuple[str, str, int]],
) -> None:
    text = "Chad tested a missile on 20 May 2022. Its guests had flown home on 11 May 2022. Three days later, it rained."
    assert counted_by_tagger(text, seen) == "2022-05-14"


def test_a_day_on_which_something_is_announced_is_counted_from_all_the_same() -> None:
    text = "Chad answered the missile of 20 May 2022, a minister said Monday. Three days later, it fired one."
    assert counted_by_tagger(text, {"20 May 2022": ("event_times", "launch", 1)}) == "2022-06-02"
