"""What the page of each bundled article says is true of the article, of the annotations and of its own tables."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import bundled_reports
import pytest
from bundled_reports import ROOT, Page

from analysis.read.corpus import read_corpus

ARTICLES = {a.article_id: a for a in read_corpus([ROOT / "corpus"], published={}).articles}
#: What the sentence counts -> the beginning of the caption of the table that lists it, and the annotated table.
LISTED = {
    "launch": ("Launches", "launches"),
    "claimed tall": ("Tallies", "tallies"),
    "decision": ("Decisions", "decisions"),
    "position": ("Positions", "positions"),
    "quotation": ("Quotations", "statements"),
    "designation": ("Designations", "designations"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bundled_reports.made(tmp_path_factory)


def gold(article_id: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / "corpus" / "gold" / f"{article_id}.json").read_text("utf-8"))
    return found


def check_article(page: Page, article_id: str, by: str, day: str, n: str) -> None:
    known = ARTICLES[article_id]
    assert by == known.publisher
    assert datetime.strptime(day, "%d %B %Y").date().isoformat() == gold(article_id)["published"]
    assert int(n) == len(known.text.split())


def check_read(page: Page, article_id: str, said: str) -> None:
    """Each number is that of the table's rows, and what is annotated but for one row in five is counted."""
    told = {what: int(n) for n, what in re.findall(r"(\d+) ([a-z ]+?)(?:es|s|y|ies)?(?=,| and|$)", said)}
    assert len(told) == len(re.findall(r"\d+", said))
    for noun, (caption, table) in LISTED.items():
        rows = next((rows for c, rows in page.tables.items() if c == caption), [])
        assert told.get(noun, 0) == len(rows), noun
        annotated = gold(article_id)[table]
        assert bool(annotated["required"]) <= bool(rows) or len(annotated["required"]) == 1, noun


def check_compared(page: Page, article_id: str, n: str) -> None:
    assert int(n) == len(ARTICLES) - 1


def events(page: Page) -> list[dict[str, str]]:
    return next((rows for caption, rows in page.tables.items() if caption.startswith("Data: ")), [])


def check_agreement(page: Page, article_id: str, several: str, all_: str, differ: str = "") -> None:
    told = events(page)
    assert (len(told), sum(int(r["Sources"]) > 1 for r in told)) == (int(all_), int(several))
    assert sum(r["Agreement"] == "sources differ" for r in told) == int(differ or 0)


def check_one_event(page: Page, article_id: str, n: str, how: str) -> None:
    (event,) = events(page)
    assert (event["Sources"], event["Agreement"]) == (n, f"sources {how}")


def check_single(page: Page, article_id: str, n: str) -> None:
    assert [r["Sources"] for r in events(page)] == ["1"] * int(n)


def check_by_kind(page: Page, article_id: str, said: str) -> None:
    kinds = Counter(r["Agreement"] for r in events(page))
    assert sorted(re.split(r", | and ", said)) == sorted(f"{kind} {n}" for kind, n in kinds.items())


def check_nothing_there(page: Page, article_id: str, caption: str) -> None:
    assert caption not in page.tables


def check_listed_elsewhere(page: Page, article_id: str, *_: str) -> None:
    """Explanations without a number of their own, and events that the chart leaves out for their vague date."""


CHECKS: list[tuple[str, Callable[..., None]]] = [
    (r"An article(?: by (.+?))? of (\d+ \w+ \d{4}), (\d+) words long\.", check_article),
    (r"Read from it: (.+)\.", check_read),
    (r"Compared with (\d+) other articles of this corpus", check_compared),
    (r"Two or more sources tell (\d+) of (\d+) events(?: and agree|; they differ on (\d+))", check_agreement),
    (r"(\d+) sources tell the one event and (agree|differ)", check_one_event),
    (r"All (\d+) events rest on one source each", check_single),
    (r"Events by agreement: (.+)\.", check_by_kind),
    (r"(.+): nothing in this selection\.", check_nothing_there),
    (r"\d+ events? of a vague date that may be another\.", check_listed_elsewhere),
    (r"How to read it: .+|What it does not show: .+|Filled: .+", check_listed_elsewhere),
]
HEADS = {
    "What it says differently",
    "Launches and tallies",
    "Decisions and positions",
    "Who is named and quoted",
    "Dates and numbers",
}


@pytest.mark.parametrize("article_id", ARTICLES)
def test_every_sentence_about_an_article_is_true(folder: Path, article_id: str) -> None:
    page = Page(folder / f"article-{article_id}.html")
    for sentence in page.sentences:
        if sentence in HEADS:
            continue
        found = [(m, check) for form, check in CHECKS if (m := re.fullmatch(form, sentence))]
        assert found, f"no check knows: {sentence}"
        match, check = found[0]
        check(page, article_id, *(g or "" for g in match.groups()))


@pytest.mark.parametrize("article_id", ARTICLES)
def test_events_of_an_article_are_told_by_the_articles_named(folder: Path, article_id: str) -> None:
    told = events(Page(folder / f"article-{article_id}.html"))
    for event in told:
        named = event["Articles"].split(", ")
        assert (article_id in named, len(set(named))) == (True, int(event["Sources"])), event
    assert told, "no event"
