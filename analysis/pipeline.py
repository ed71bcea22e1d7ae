"""The order of the stages: files -> articles -> mentions -> events -> tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from analysis.events import (
    cases,
    decisions,
    designations,
    launches,
    positions,
    statements,
    tagged_designations,
    tagged_launches,
    tallies,
)
from analysis.lexicon import LexiconError
from analysis.read import sections
from analysis.read.corpus import read_corpus
from analysis.recognise import actors, dates, publication, quantities, quotations, tagger, weapons
from analysis.records import Article, Document, Problem, Reading


def recognise(article: Article) -> Document:
    """The article with all its mentions; an absent publication day is inferred where the text allows."""
    return _mentions(publication.with_day(article))


def _mentions(article: Article) -> Document:
    quoted = quotations.find(article)
    named = actors.find(article)
    tags = tagger.tag(article)
    when, anchors = dates.find(article, tags)
    armed = weapons.find(article)
    counted = quantities.find(article, when)
    return Document(article, named, when, counted, armed, quoted, anchors, tags)


def read_article(article: Article) -> Reading:
    """All that one article says, as records; a text of a book's length is read in sections."""
    dated = publication.with_day(article)
    return sections.joined(dated, [_read_section(s) for s in sections.of(dated)])


def _read_section(section: Article) -> Reading:
    document = _mentions(section)
    docket = cases.assemble(document)
    decided = decisions.find(docket)
    return Reading(
        replace(document, tags=None),  # it is large, and nothing asks for it any more
        launches=tagged_launches.revised(launches.find(document), document, docket.tagged),
        tallies=tallies.find(document),
        decisions=decided,
        positions=positions.find(docket, decided),
        statements=statements.find(document),
        designations=tagged_designations.dated(designations.find(document), docket.tagged),
    )


def attempt(article: Article) -> Reading | Problem:
    """What the article says, or the problem, if its text meets a fault in the reader: that costs it alone."""
    try:
        return read_article(article)
    except LexiconError:
        raise
    except Exception as e:  # whatever the fault is, the other articles must not suffer from it
        what = f"its text broke the reader: {type(e).__name__}: {e}"
        return Problem(article.path, what, "the other articles are read; please report it")


def read(
    paths: Iterable[str | Path], *, published: Mapping[str, str] | None = None, progress: bool = False
) -> tuple[list[Reading], tuple[Problem, ...]]:
    """What was read from files and folders of articles, and the files that were set aside with the reason.

    `published` gives publication days (ISO) by article id; `progress` shows a bar in a terminal."""
    from tqdm import tqdm

    corpus = read_corpus(paths, published=published or {})
    bar = tqdm(corpus.articles, "reading", unit="article", leave=False, disable=None if progress else True)
    found = [attempt(article) for article in bar]
    faults = tuple(f for f in found if isinstance(f, Problem))
    return [f for f in found if isinstance(f, Reading)], (*corpus.problems, *faults)
