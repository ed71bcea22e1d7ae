"""The raw articles beside the repository, where they are present."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis.read.corpus import read_corpus
from analysis.records import Article

SHARED = Path(__file__).resolve().parents[2] / "shared"
pytestmark = pytest.mark.skipif(
    not (SHARED / "seeds").is_dir(), reason="no folder shared/seeds beside the repository"
)


@pytest.fixture(scope="module")
def seeds() -> dict[str, Article]:
    corpus = read_corpus([SHARED / "seeds"])
    assert corpus.problems == ()
    return {a.article_id[:3]: a for a in corpus.articles}


def test_days_that_are_stated_are_read_and_no_other_is_guessed(seeds: dict[str, Article]) -> None:
    assert {i: (a.published, a.published_basis) for i, a in seeds.items()} == {
        "000": ("2022-01-21", "stated"),
        "001": ("", ""),
        "003": ("2022-01-21", "stated"),
        "004": ("", ""),
    }


def test_headlines_are_the_first_sentences_and_stand_once(seeds: dict[str, Article]) -> None:
    for article in seeds.values():
        first = article.sentences[0]
        assert (first.kind, article.text[first.start : first.end]) == ("headline", article.headline)
        assert article.text.count(article.headline) == 1


@pytest.mark.parametrize(
    "word",
    [
        "gtag",
        "IMAGE SOURCE",
        "RELATED",
        "License Photo",
        "AP Photo",
        "Latest Headlines",
        "Follow Us",
        "Leave a Comment",
        "Updated:",
        "contributed to this report",
    ],
)
def test_furniture_is_gone(seeds: dict[str, Article], word: str) -> None:
    assert [i for i, a in seeds.items() if word in a.text] == []


def test_the_author_is_in_the_metadata_and_not_in_the_text(seeds: dict[str, Article]) -> None:
    byline = seeds["003"].byline
    assert len(byline.split()) == 2
    assert byline not in seeds["003"].text


def test_captions_and_section_heads_are_told_from_text(seeds: dict[str, Article]) -> None:
    count = {i: [s.kind for s in a.sentences] for i, a in seeds.items()}
    assert {i: (k.count("caption"), k.count("heading")) for i, k in count.items()} == {
        "000": (1, 0),
        "001": (1, 0),
        "003": (2, 0),
        "004": (0, 2),
    }


def test_stated_days_of_the_annotated_articles_are_right() -> None:
    wrong = []
    for folder in (SHARED / "articles", SHARED / "real" / "articles"):
        gold_folder = SHARED / "gold" if folder.parent == SHARED else SHARED / "real" / "gold"
        for article in read_corpus([folder]).articles if folder.is_dir() else ():
            gold = json.loads((gold_folder / f"{article.article_id}.json").read_text(encoding="utf-8"))
            if article.published and article.published != gold.get("published"):
                wrong.append(article.article_id)
    assert wrong == []
