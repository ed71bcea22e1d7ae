"""EXPLAIN: one article with every recognised expression marked, and the rule behind each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analysis.records import Mention, Reading
from analysis.schema import COLUMNS

_TAGS = {"actors": "a", "times": "t", "counts": "n", "weapons": "w", "quotations": "q"}


def as_text(reading: Reading) -> str:
    """The article's sentences with marked spans, then each table's rows with rule and expression.

    A mark is `⟦expression⟧` followed by the kinds of mention that stand there: a actor, t time, n number,
    w weapon, q quotation."""
    return "\n".join([*_head(reading), "", *_marked(reading), "", *_rows(reading)])


def _head(reading: Reading) -> Iterator[str]:
    a = reading.article
    yield f"{a.article_id}: {a.headline}"
    day = f"{a.published or 'unknown'} ({a.published_basis or 'no basis'})"
    yield f"  publisher {a.publisher or 'unknown'}; published {day}. {a.published_note}".rstrip()


def _marked(reading: Reading) -> Iterator[str]:
    document = reading.document
    ends: dict[int, list[str]] = {}
    starts: dict[int, int] = {}
    for kind, tag in _TAGS.items():
        for m in getattr(document, kind):
            ends.setdefault(m.end, []).append(tag)
            starts[m.start] = starts.get(m.start, 0) + 1
    for s in document.sentences:
        shown = []
        for at in range(s.start, s.end + 1):
            if at in ends and at > s.start:
                shown.append("⟧" * len(ends[at]) + "".join(sorted(ends[at])))
            if at < s.end:
                shown.append("⟦" * starts.get(at, 0) + document.text[at])
        yield f"[{s.index} {s.kind}] " + "".join(shown).replace("\n", " ")


def _rows(reading: Reading) -> Iterator[str]:
    for table in COLUMNS:
        if table != "articles":
            yield from _rows_of(table, reading, records_of(reading, table))


def _rows_of(table: str, reading: Reading, records: Iterable[Mention]) -> Iterator[str]:
    records = list(records)
    yield f"{table} ({len(records)})"
    for r in records:
        cells = ", ".join(f"{c}={v}" for c in COLUMNS[table] if (v := getattr(r, c)) not in ("", None, ()))
        yield f"  [{r.sentence}] {cells}"
        yield f"        rule {r.rule or 'unnamed'}: {reading.article.words_of(r)!r}"


def records_of(reading: Reading, table: str) -> tuple[Mention, ...]:
    """The records of one article that make the rows of one table."""
    document = reading.document
    mentions = {"actors": document.actors, "dates": document.times, "counts": document.counts}
    return mentions[table] if table in mentions else getattr(reading, table)
