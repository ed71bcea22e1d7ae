"""A story that several papers print in one wording is one source; two reports of one event are two."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from form_builders import FIRST, SECOND
from reconcile_builders import tables

from analysis.charts.findings import sources
from analysis.read.copies import Copies, of_texts
from analysis.read.duplicates import ALIKE, SIZE, likeness, sketch
from analysis.reconcile.launches import launch_events
from analysis.report.cache import extract
from analysis.tables import duplicates_of

STORY = f"{FIRST} {SECOND} " + " ".join(
    f"In its part {n} the text went on about item {n * 7} of the list, which delegates had seen before."
    for n in range(9)
)
OTHER = " ".join(
    f"Another paper sent its own reporter, who counted {n} flags and {n + 3} cars outside." for n in range(9)
)


def test_copies_are_one_source_and_two_reports_are_two() -> None:
    given = [{"article_id": i, "date": "2022-01-05"} for i in ("a", "b", "c")]
    told = tables("a@2022-01-06", "b@2022-01-06", "c@2022-01-06", launches=given)
    copy = {"article_id": "b", "same_as": "a", "how": "near", "likeness": 0.9}
    [event] = launch_events(replace(told, duplicates=duplicates_of([copy]))).to_dict("records")
    assert (event["sources"], event["n_sources"], event["agreement"]) == (("a", "b", "c"), 2, "agreed")
    only = tables("a@2022-01-06", "b@2022-01-06", launches=given[:2])
    [event] = launch_events(replace(only, duplicates=duplicates_of([copy]))).to_dict("records")
    assert (event["n_sources"], event["agreement"]) == (1, "single")
    assert event["reason"].startswith("one source, printed 2 times")


@pytest.mark.parametrize(
    ("other", "how"),
    [
        (STORY, "same_text"),
        (STORY.replace(" ", "\n\n", 5).upper(), "same_text"),
        (f"By the wire\n\n{STORY} The editors added a line of their own.", "near"),
        (STORY[: len(STORY) * 2 // 3], "near"),
        (STORY.replace("Thursday", "Friday"), "near"),
        (f"{FIRST} {OTHER}", ""),
        (OTHER, ""),
    ],
)
def test_texts_are_copies_by_their_wording(other: str, how: str) -> None:
    assert [row["how"] for row in of_texts([("a", STORY), ("b", other)])] == ([how] if how else [])


def test_a_chain_of_copies_leads_to_the_first() -> None:
    shorter = STORY[: len(STORY) * 3 // 4]
    found = of_texts([("a", STORY), ("b", shorter), ("c", shorter + " More.")])
    assert [(row["article_id"], row["same_as"]) for row in found] == [("b", "a"), ("c", "a")]


def test_short_texts_are_copies_only_if_equal() -> None:
    assert of_texts([("a", "Pyongyang fires"), ("b", "Pyongyang fires again")]) == []
    assert [r["how"] for r in of_texts([("a", "Pyongyang fires"), ("b", "pyongyang  fires")])] == [
        "same_text"
    ]


def test_a_sketch_tells_how_much_two_texts_share() -> None:
    words = [f"word{n}" for n in range(2000)]
    half = " ".join(words[:1000])
    shared = likeness(sketch(half), sketch(" ".join(words[250:1250])))
    assert abs(shared - 750 / 1250) < 0.2
    assert likeness(sketch(half), sketch(" ".join(words[1000:]))) < 0.1 < ALIKE
    assert sketch("too short") == []


def test_reports_say_which_articles_repeat_another(tmp_path: Path) -> None:
    for name, text in (("a", STORY), ("b", f"{STORY} One line more."), ("c", OTHER)):
        (tmp_path / f"{name}.txt").write_text(f"A headline of five words\n\n{text}")
    found = extract(tmp_path, folder=tmp_path / "cache")
    assert found.tables.copies == {"b": "a"}
    told = sources.set_aside(found.problems, found.tables.copies)
    assert told.endswith("1 article is no source of its own: b repeats a.")


def test_what_a_whole_site_shares_makes_no_copies_and_costs_no_more_each_time() -> None:
    dice = random.Random(5)
    site = [dice.randrange(1 << 32) for _ in range(28)]  # of 64: too few for a copy, enough to share bands
    sketches = [site + [dice.randrange(1 << 32) for _ in range(SIZE - 28)] for _ in range(800)]
    steps: list[int] = []
    with Copies(":memory:") as kept:

        def add(number: int, sketched: list[int]) -> list[dict[str, object]]:
            steps.append(0)
            return kept.add(f"a{number:04}", f"{number} " * 40, sketched)

        def count() -> None:
            steps[-1] += 1

        kept._store.set_progress_handler(count, 100)
        assert not [row for number, one in enumerate(sketches) for row in add(number, one)]
        [found] = add(800, sketches[-1][:-4] + [0] * 4)
    assert (found["same_as"], found["how"]) == ("a0799", "near")
    assert sum(steps[650:800]) < 1.2 * sum(steps[150:300])
