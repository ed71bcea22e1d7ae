"""The order of the stages: files -> articles -> mentions -> events -> tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from analysis import tables
from analysis.events import decisions, designations, launches, positions, statements, tallies
from analysis.read.corpus import read_corpus
from analysis.recognise import actors, dates, publication, quantities, quotations, weapons
from analysis.records import Article, Document, Problem, Reading


def recognise(article: Article) -> Document:
    """The article with all its mentions; an absent publication day is inferred where the text allows."""
    article = publication.with_day(article)
    quoted = quotations.find(article)
    named = actors.find(article)
    when, anchors = dates.find(article)
    armed = weapons.find(article)
    counted = quantities.find(article, when)
    return Document(article, named, when, counted, armed, quoted, anchors)


def read_article(article: Article) -> Reading:
    """All that one article says, as records."""
    document = recognise(article)
    fired = launches.find(document)
    decided = decisions.find(document)
    return Reading(
        document,
        launches=fired,
        tallies=tallies.find(document),
        decisions=decided,
        positions=positions.find(document, decided),
        statements=statements.find(document),
        designations=designations.find(document),
    )


def extract(
    paths: Iterable[Path], published: Mapping[str, str] | None = None
) -> tuple[tables.Tables, tuple[Problem, ...]]:
    """Files and folders of articles to the ten tables, and the files that were set aside.

    `published` gives publication days (ISO) by article id, for files that do not say theirs."""
    corpus = read_corpus(paths, published=published or {})
    return tables.from_readings([read_article(a) for a in corpus.articles]), corpus.problems
