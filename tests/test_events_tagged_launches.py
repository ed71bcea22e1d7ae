"""What becomes of the tagger's view of launches and sanctions; the tagger is told here what to see."""

from __future__ import annotations

from typing import Any

import pytest
from builders import passage
from event_documents import document
from tagged_documents import Told, tags_of

from analysis import pipeline
from analysis.events import cases, designations, launches, tagged_designations, tagged_launches
from analysis.recognise import tagger


def read_launches(monkeypatch: pytest.MonkeyPatch, text: str, told: Told, weight: float = 0.97) -> Any:
    monkeypatch.setattr(tagger, "tag", lambda article: tags_of(article, told, weight))
    read = document(text) if "|" in text else pipeline.recognise(passage("A long night", text))
    found = tagged_launches.revised(launches.find(read), read, cases.assemble(read).tagged)
    return [(r.state, r.date, r.weapon, r.missiles) for r in found]


UNKNOWN = "A long night\n[Pyongyang|PRK] let two of them loose {on Thursday|2022-05-26}, as neighbours saw."
SEEN: Told = {
    "let": ("launches", "srbm", 1),
    "Pyongyang": ("agents", "launches", 1),
    "two": ("numbers", "missiles", 1),
    "on Thursday": ("event_times", "launch", 1),
}


def test_a_launch_that_only_the_tagger_sees_has_its_day_state_weapon_and_number(
    monkeypatch: pytest.MonkeyPatch,
):
    assert read_launches(monkeypatch, UNKNOWN, SEEN) == [("PRK", "2022-05-26", "srbm", 2)]


def test_one_that_it_sees_with_little_certainty_or_without_a_day_is_left_out(monkeypatch: pytest.MonkeyPatch):
    assert read_launches(monkeypatch, UNKNOWN, SEEN, weight=0.55) == []
    assert read_launches(monkeypatch, UNKNOWN, SEEN | {"on Thursday": ("event_times", "launch", 2)}) == []


KNOWN = (
    "North Korea launched a missile on 26 May 2022, said Seoul, and three of them were missed. "
    "Nobody in Seoul had slept on 25 May 2022."
)


def test_what_a_rule_reads_of_a_launch_is_completed(monkeypatch: pytest.MonkeyPatch):
    seen: Told = {
        "launched": ("launches", "satellite", 1),
        "26 May 2022": ("event_times", "launch", 1),
        "three": ("numbers", "missiles", 1),
    }
    assert read_launches(monkeypatch, KNOWN, seen) == [("PRK", "2022-05-26", "satellite", 3)]


IN_MAY = "North Korea launched a missile in May 2022, said Seoul. Nobody in Seoul had slept on 25 May 2022."


@pytest.mark.parametrize(("number", "day"), [(1, "2022-05-25"), (2, "2022-05")])
def test_a_launch_of_a_month_gets_the_day_that_surely_belongs_to_it(
    monkeypatch: pytest.MonkeyPatch, number: int, day: str
):
    told: Told = {"launched": ("launches", "missile", 1), "25 May 2022": ("event_times", "launch", number)}
    assert [r[1] for r in read_launches(monkeypatch, IN_MAY, told)] == [day]


@pytest.mark.parametrize("words", ["did not launch", "may launch"])
def test_what_is_denied_or_to_come_is_no_launch(monkeypatch: pytest.MonkeyPatch, words: str):
    text = f"North Korea {words} a missile on 25 May 2022, said Seoul."
    told: Told = {"launch a": ("launches", "missile", 1), "25 May 2022": ("event_times", "launch", 1)}
    assert read_launches(monkeypatch, text, told) == []


def test_the_day_of_a_bomb_is_no_launch(monkeypatch: pytest.MonkeyPatch):
    text = "The text followed the fourth nuclear test (6 January 2016) and the rocket."
    told: Told = {"rocket": ("launches", "satellite", 1), "6 January 2016": ("event_times", "launch", 1)}
    assert read_launches(monkeypatch, text, told) == []


LISTED = (
    "Japan put five bankers on its sanctions list on 24 May 2022, the ministry said. "
    "A minister of Norway had resigned on 25 May 2022."
)


def read_designations(monkeypatch: pytest.MonkeyPatch, text: str, told: Told) -> Any:
    monkeypatch.setattr(tagger, "tag", lambda article: tags_of(article, told))
    read = pipeline.recognise(passage("A long list", text))
    found = tagged_designations.dated(designations.find(read), cases.assemble(read).tagged)
    return [(r.authority, r.date, r.people) for r in found]


@pytest.mark.parametrize(("number", "day"), [(1, "2022-05-25"), (2, "2022-05-24")])
def test_sanctions_are_of_the_day_that_surely_belongs_to_them(
    monkeypatch: pytest.MonkeyPatch, number: int, day: str
):
    told: Told = {
        "put": ("sanctions", "imposed", 1),
        "25 May 2022": ("event_times", "sanctions", number),
    }
    assert read_designations(monkeypatch, LISTED, told) == [("JPN", day, 5)]
