"""The bundled corpus: twenty articles in our own words, each with well-formed annotations by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from analysis.read.corpus import read_corpus
from analysis.schema import VOCABULARIES

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus"
SHARED = ROOT.parent / "shared"
ARTICLES = sorted(p for p in CORPUS.iterdir() if p.suffix in {".md", ".txt", ".html"} and p.stem != "README")
GOLD = {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in sorted((CORPUS / "gold").glob("*.json"))}
SCORED: dict[str, set[str]] = {
    "states": set(),
    "persons": {"name", "state"},
    "dates": set(),
    "counts": {"value", "of"},
    "launches": {"state", "date", "weapon", "missiles"},
    "tallies": {"count", "unit", "since", "weapon"},
    "decisions": {"date", "outcome", "votes_for", "votes_against", "abstentions"},
    "positions": {"state", "position", "date"},
    "statements": {"speaker", "quote"},
    "designations": {"authority", "date", "people", "organisations"},
}
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?|-W\d\d|-(SP|SU|FA|WI))?")
DURATION = re.compile(r"P(\d+[YMWD])+|PT\d+[HMS]")
WORDS_IN_COMMON = 9

each_article = pytest.mark.parametrize("path", ARTICLES, ids=lambda p: p.stem)
each_gold = pytest.mark.parametrize("article_id", GOLD)


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def runs(text: str, length: int = WORDS_IN_COMMON) -> Iterator[tuple[str, ...]]:
    found = words(text)
    return (tuple(found[i : i + length]) for i in range(len(found) - length + 1))


def body(path: Path) -> str:
    """The article's text, near enough for counting words: no front matter, no tags, scripts or menus."""
    text = re.sub(r"\A---\n.*?\n---\n", "", path.read_text(encoding="utf-8"), flags=re.S)
    return re.sub(r"<(script|head|nav|aside|footer)\b.*?</\1>|<[^>]+>", " ", text, flags=re.S)


def alternatives(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def entries(gold: dict[str, Any], table: str) -> list[Any]:
    return gold[table]["required"] + gold[table]["optional"]


def is_time(value: str) -> bool:
    parts = value.split("/")
    return bool(DURATION.fullmatch(value)) or (len(parts) <= 2 and all(DATE.fullmatch(p) for p in parts))


def test_there_are_twenty_articles_in_three_forms() -> None:
    forms = [p.suffix for p in ARTICLES]
    assert (forms.count(".md"), forms.count(".txt"), forms.count(".html")) == (14, 4, 2)


@each_article
def test_an_article_has_150_to_500_words(path: Path) -> None:
    assert 150 <= len(body(path).split()) <= 500


@each_article
def test_an_article_names_its_sources(path: Path) -> None:
    if path.suffix == ".md":
        meta = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
        assert set(meta) == {"headline", "publisher", "published", "sources"}
        assert meta["sources"]
    else:
        assert f"`{path.name}`" in (CORPUS / "README.md").read_text(encoding="utf-8")


@cache
def shared_runs() -> frozenset[tuple[str, ...]]:
    """Every nine words in a row of the texts that the corpus must not repeat."""
    folders = [SHARED / "seeds", SHARED / "articles", SHARED / "real" / "articles"]
    texts = [f for folder in folders if folder.is_dir() for f in folder.iterdir() if f.is_file()]
    return frozenset(run for f in texts for run in runs(f.read_text(encoding="utf-8", errors="replace")))


@each_article
def test_the_wording_is_our_own(path: Path) -> None:
    if not SHARED.is_dir():
        pytest.skip("the texts to compare with are not on this machine")
    repeated = [" ".join(run) for run in runs(path.read_text(encoding="utf-8")) if run in shared_runs()]
    assert repeated == []


def test_every_article_is_read_with_its_publication_day() -> None:
    corpus = read_corpus([CORPUS])
    assert corpus.problems == ()
    assert {a.article_id: a.published for a in corpus.articles} == {
        i: g["published"] for i, g in GOLD.items()
    }


def test_every_article_has_annotations_of_all_ten_tables() -> None:
    assert sorted(GOLD) == sorted(p.stem for p in ARTICLES)
    for article_id, gold in GOLD.items():
        assert gold["article_id"] == article_id
        assert set(gold) == {"article_id", "published", *SCORED}
        assert all(set(gold[table]) == {"required", "optional"} for table in SCORED)


@each_gold
def test_annotations_use_the_scored_columns_and_the_vocabularies(article_id: str) -> None:
    for table, columns in SCORED.items():
        for entry in entries(GOLD[article_id], table):
            if not columns:
                continue
            assert entry
            assert set(entry) <= columns
            for key, value in entry.items():
                if allowed := VOCABULARIES.get((table, key)):
                    assert set(alternatives(value)) <= {*allowed, "other"}, (table, entry)


@each_gold
def test_annotated_states_are_alpha_3_codes(article_id: str) -> None:
    gold = GOLD[article_id]
    coded = set(entries(gold, "states"))
    for table, key in (("persons", "state"), ("launches", "state"), ("positions", "state")):
        coded |= {s for e in entries(gold, table) for s in alternatives(e.get(key, "")) if s}
    assert all(re.fullmatch(r"[A-Z]{3}|EU", s) for s in coded)


@each_gold
def test_annotated_dates_are_timex_values(article_id: str) -> None:
    gold = GOLD[article_id]
    dated = [v for e in entries(gold, "dates") for v in alternatives(e)]
    for table in ("launches", "decisions", "positions", "designations"):
        dated += [v for e in entries(gold, table) for v in alternatives(e.get("date", "")) if v]
    assert [v for v in dated if not is_time(v)] == []


@each_gold
def test_nothing_is_required_twice(article_id: str) -> None:
    for table in SCORED:
        required = sorted(
            json.dumps(e, sort_keys=True, ensure_ascii=False) for e in GOLD[article_id][table]["required"]
        )
        assert all(a != b for a, b in pairwise(required)), table


@each_gold
def test_annotated_quotations_and_names_stand_in_the_text(article_id: str) -> None:
    path = next(p for p in ARTICLES if p.stem == article_id)
    text = " ".join(words(body(path) + path.read_text(encoding="utf-8")))
    for entry in GOLD[article_id]["statements"]["required"]:
        assert any(" ".join(words(q)) in text for q in alternatives(entry["quote"])), entry
    for person in GOLD[article_id]["persons"]["required"]:
        assert words(person["name"])[-1] in text, person


@each_gold
def test_annotated_votes_fit_the_council(article_id: str) -> None:
    for entry in entries(GOLD[article_id], "decisions"):
        least = [
            min((v for v in alternatives(entry.get(k, 0)) if v != ""), default=0)
            for k in ("votes_for", "votes_against", "abstentions")
        ]
        assert sum(least) <= 15
