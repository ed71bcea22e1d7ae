"""A book read section by section: what one costs does not grow with what stands before and behind it.

A news article is one section. Later stages compare what an article tells with all else that it tells, so that a
report of three hundred pages would cost the square of its length; it is cut where a paragraph ends, and what
was read from the sections is put together as from one article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from analysis.records import Article, Decision, Document, Launch, Mention, Position, Reading, Sentence

#: Characters from which on a section ends with its paragraph, and at which it ends with its sentence.
ENOUGH, MOST = 80_000, 100_000

M = TypeVar("M", bound=Mention)


def of(article: Article) -> list[Article]:
    """The article in sections, each with offsets of its own; itself, if it is no longer than one may be."""
    if len(article.text) <= MOST:
        return [article]
    return [_section(article, block) for block in _blocks(article.sentences)]


def _blocks(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    block: list[Sentence] = []
    for sentence in sentences:
        if block and _is_full(block, sentence):
            yield block
            block = []
        block.append(sentence)
    yield block


def _is_full(block: list[Sentence], following: Sentence) -> bool:
    length = following.end - block[0].start
    return length > MOST or (length > ENOUGH and following.paragraph != block[-1].paragraph)


def _section(article: Article, block: list[Sentence]) -> Article:
    first, start = block[0].index, block[0].start
    sentences = (replace(s, index=s.index - first, start=s.start - start, end=s.end - start) for s in block)
    return replace(article, text=article.text[start : block[-1].end], sentences=tuple(sentences))


def joined(article: Article, readings: Sequence[Reading]) -> Reading:
    """What the sections say as what the article says. A launch or measure that several of them tell is one."""
    if len(readings) == 1:
        return readings[0]
    placed: list[Reading] = []
    index = start = 0
    for reading in readings:
        start = article.sentences[index].start
        placed.append(_placed(reading, index, start))
        index += len(reading.article.sentences)
    return _as_one(article, placed)


def _placed(reading: Reading, index: int, start: int) -> Reading:
    """The reading with its places counted in the whole article."""

    def there(mentions: Iterable[M]) -> tuple[M, ...]:
        return tuple(
            replace(m, start=m.start + start, end=m.end + start, sentence=m.sentence + index)
            for m in mentions
        )

    d = reading.document
    document = replace(
        d,
        actors=there(d.actors),
        times=there(d.times),
        counts=there(d.counts),
        weapons=there(d.weapons),
        quotations=there(d.quotations),
    )
    return Reading(
        document,
        launches=there(reading.launches),
        tallies=there(reading.tallies),
        decisions=there(reading.decisions),
        positions=there(reading.positions),
        statements=there(reading.statements),
        designations=there(reading.designations),
    )


def _as_one(article: Article, placed: Sequence[Reading]) -> Reading:
    documents = [r.document for r in placed]
    decisions: list[Decision] = []
    positions: list[Position] = []
    for reading in placed:
        named = _named(reading.decisions, {d.decision_id for d in decisions})
        known = {d.decision_id for d in decisions}
        decisions += (
            replace(d, decision_id=named[d.decision_id])
            for d in reading.decisions
            if named[d.decision_id] not in known
        )
        positions += (
            replace(p, decision_id=named.get(p.decision_id, p.decision_id)) for p in reading.positions
        )
    return Reading(
        Document(
            article,
            actors=tuple(m for d in documents for m in d.actors),
            times=tuple(m for d in documents for m in d.times),
            counts=tuple(m for d in documents for m in d.counts),
            weapons=tuple(m for d in documents for m in d.weapons),
            quotations=tuple(m for d in documents for m in d.quotations),
            anchors=tuple(a for d in documents for a in d.anchors),
        ),
        launches=tuple(_once(launch for r in placed for launch in r.launches)),
        tallies=tuple(m for r in placed for m in r.tallies),
        decisions=tuple(decisions),
        positions=tuple(_told_once(positions)),
        statements=tuple(m for r in placed for m in r.statements),
        designations=tuple(m for r in placed for m in r.designations),
    )


def _named(decisions: Iterable[Decision], used: set[str]) -> dict[str, str]:
    """The id in the article of each decision of a section. One with a number or day is the one of that name
    before; of one that has neither nobody knows, and it is another."""
    found = {}
    for decision in decisions:
        name = base = decision.decision_id
        number = 2
        while not decision.date and not base.startswith("res-") and name in used:
            name, number = f"{base}-{number}", number + 1
        found[base] = name
        used.add(name)
    return found


def _once(launches: Iterable[Launch]) -> Iterator[Launch]:
    """One launch a day and state; those without a day are each their own."""
    seen: set[tuple[str, str]] = set()
    for launch in launches:
        key = (launch.state, launch.date)
        if not launch.date or key not in seen:
            seen.add(key)
            yield launch


def _told_once(positions: Iterable[Position]) -> Iterator[Position]:
    seen: set[tuple[str, str, str, str]] = set()
    for p in positions:
        key = (p.state, p.position, p.decision_id, p.date)
        if not any(key[2:]) or key not in seen:
            seen.add(key)
            yield p
