"""The end of a report: every cited passage with its source, and how the report was made."""

from __future__ import annotations

import platform
from collections import defaultdict
from functools import cache
from importlib import metadata
from typing import Any

from analysis.charts import words
from analysis.charts.findings.decisions import BODIES
from analysis.charts.positions import LOOKS
from analysis.report import html
from analysis.report.html import Fragment, escape
from analysis.report.period import spoken
from analysis.report.session import Session

#: A citation of many rows shows this many passages and links to the rest.
SHOWN = 3
#: At most so many characters of a passage are shown: a sentence or two.
LONGEST = 420
#: What a row of a table is called, one and several.
_CALLED = {
    "actors": ("actor", "actors"),
    "dates": ("date", "dates"),
    "counts": ("count", "counts"),
    "launches": ("launch", "launches"),
    "tallies": ("claimed tally", "claimed tallies"),
    "decisions": ("decision", "decisions"),
    "positions": ("position", "positions"),
    "statements": ("statement", "statements"),
    "designations": ("designation", "designations"),
    "articles": ("article", "articles"),
}
#: Columns that say where a row stands or repeat its passage; the others say what was read.
_PLACE = (
    "article_id",
    "sentence",
    "start",
    "end",
    "evidence",
    "decision_id",
    "quote",
    "text",
    "sha256",
    "path",
    "type",
    "begin",
    "end_date",
)

#: An article and a sentence of it; -1 for the article as a whole.
Passage = tuple[str, int]
#: A table and the number of a row of it.
Row = tuple[str, int]


def section(session: Session) -> Fragment:
    """Every cited passage once, by article, with what was read from it; then the citations of several rows,
    each with its first passages and links to the others."""
    cited = session.citations.cited
    if not cited:
        return html.note("Nothing is cited.")
    single: dict[Row, str] = {(t, rows[0]): name for name, (t, rows, _) in cited.items() if len(rows) == 1}
    groups = [(name, *found) for name, found in cited.items() if len(found[1]) > 1]
    for _, table, rows, _ in groups:
        for row in _first_rows(session, table, rows)[SHOWN:]:
            single.setdefault((table, row), f"e-{table}-{row}")
    by_passage: dict[Passage, list[Row]] = defaultdict(list)
    for table, row in sorted(single):
        by_passage[_passage_of(session, table, row)].append((table, row))
    entries, told = [], set()
    for passage in sorted(by_passage):
        entries.append(_entry(session, single, by_passage[passage], with_headline=passage[0] not in told))
        told.add(passage[0])
    together = [_group(session, single, *group) for group in groups]
    return Fragment(f'<ol class="evidence">{"".join(entries)}{"".join(together)}</ol>')


def _entry(session: Session, single: dict[Row, str], rows: list[Row], *, with_headline: bool) -> str:
    """A passage with a line for each row that was read from it, and its source."""
    heads = "".join(_head(single[row], _reading(row[0], session.record(*row))) for row in rows)
    source = _source(session, rows[0], with_headline=with_headline)
    return f"<li>{heads}{_sentence(session, rows)}{source}</li>"


def _head(name: str, reading: object) -> str:
    return f'<p class="head" id="{name}">{escape(reading)} <a href="#r-{name}">back</a></p>'


def _group(
    session: Session, single: dict[Row, str], name: str, table: str, rows: tuple[int, ...], label: str
) -> str:
    """A citation of several rows: the first passages, and links to the entries of the others."""
    firsts = _first_rows(session, table, rows)
    passages = defaultdict(list)
    for row in rows:
        passages[_passage_of(session, table, row)].append((table, row))
    shown = "".join(
        _sentence(session, passages[_passage_of(session, table, row)])
        + _source(session, (table, row), with_headline=table == "articles")
        for row in firsts[:SHOWN]
    )
    rest = enumerate(firsts[SHOWN:], SHOWN + 1)
    links = " ".join(f'<a href="#{single[table, row]}">{i}</a>' for i, row in rest)
    more = f'<p class="more">And {len(firsts) - SHOWN} more: {links}</p>' if links else ""
    head = label or f"{len(rows)} {_CALLED[table][1]}"
    return f'<li class="group">{_head(name, head)}{shown}{more}</li>'


def _first_rows(session: Session, table: str, rows: tuple[int, ...]) -> list[int]:
    """One row for each passage, in order."""
    firsts: dict[Passage, int] = {}
    for row in rows:
        firsts.setdefault(_passage_of(session, table, row), row)
    return list(firsts.values())


def _passage_of(session: Session, table: str, row: int) -> Passage:
    found = session.record(table, row)
    return str(found["article_id"]), -1 if table == "articles" else int(found["sentence"])


def _source(session: Session, row: Row, *, with_headline: bool) -> str:
    article = session.article(session.record(*row)["article_id"])
    publisher = article["publisher"] or article["article_id"]
    when = spoken(article["published"]) or "undated"
    told = article["published_basis"] in ("inferred", "derived")
    basis = f" (day {article['published_basis']})" if told else ""
    headline = f": {escape(article['headline'])}" if with_headline and article["headline"] else ""
    original = f" {html.link('original', article['url'])}" if article["url"] else ""
    reason = session.correction(*row)
    corrected = f" <strong>corrected by hand</strong>: {escape(reason)}" if reason else ""
    told_by = f"<cite>{escape(publisher)}</cite>, {escape(when)}{basis}{headline}{original}"
    return f'<p class="source">{told_by}{corrected}</p>'


def _reading(table: str, found: dict[str, Any]) -> str:
    """What was read: the kind of row and its cells in words, "launch: North Korea · 2022-01-05 · 2 missiles"."""
    cells = [_in_words(table, k, html.plain(v)) for k, v in found.items() if k not in _PLACE]
    return f"{_CALLED[table][0]}: " + " · ".join(dict.fromkeys(c for c in cells if c))[:160]


def _in_words(table: str, column: str, cell: str) -> str:
    """A cell as a reader understands it without the head of its column; "" for an empty one."""
    if not cell:
        return ""
    if column in ("state", "authority", "actor_id"):
        return words.state(cell)
    if column in _WORDS:
        return _WORDS[column].get(cell, cell.replace("_", " "))
    if column in _COUNTED:
        one, many = _COUNTED[column]
        return f"{cell} {one if cell == '1' else many}"
    return f"{_BEFORE[column]} {cell}" if column in _BEFORE else cell.replace("_", " ")


_WORDS = {
    "weapon": words.WEAPONS,
    "outcome": words.OUTCOMES,
    "body": BODIES,
    "position": {name: look.said for name, look in LOOKS.items()},
    "unit": {"launch_events": "launches"},
    "published_basis": {"stated": "", "inferred": "day inferred", "derived": "day derived"},
}
_COUNTED = {
    "missiles": ("missile", "missiles"),
    "votes_for": ("vote in favour", "votes in favour"),
    "votes_against": ("vote against", "votes against"),
    "abstentions": ("abstention", "abstentions"),
    "people": ("person", "people"),
    "organisations": ("organisation", "organisations"),
    "words": ("word", "words"),
}
_BEFORE = {"since": "since", "until": "until"}


def _sentence(session: Session, rows: list[Row]) -> str:
    """The sentence of the rows with the words that they were read from marked; empty if not to be shown."""
    table, number = rows[0]
    if table == "articles" or not session.show_sentences:
        return ""
    found = session.record(table, number)
    starts = session.extraction.sentence_starts.get(found["article_id"], ())
    base = starts[found["sentence"]] if found["sentence"] < len(starts) else 0
    sentence = found["evidence"]
    spans = []
    for row in rows:
        if row[0] != "articles":
            first, last = (session.record(*row)[k] - base for k in ("start", "end"))
            spans.append((max(0, min(first, len(sentence))), max(0, min(last, len(sentence)))))
    return f"<blockquote>{_marked(sentence, spans)}</blockquote>"


def _marked(sentence: str, spans: list[tuple[int, int]]) -> str:
    """The words with the spans marked, cut to about `LONGEST` characters around the first of them."""
    spans = _joined(spans)
    first, last = spans[0]
    last = max([b for a, b in spans if b - first <= LONGEST], default=min(last, first + LONGEST))
    room = max(80, (LONGEST - (last - first)) // 2)
    begin, end = max(0, first - room), min(len(sentence), last + room)
    parts, at = ["…" if begin else ""], begin
    for a, b in spans:
        if a < b and a < end:
            parts += [escape(sentence[at:a]), f"<mark>{escape(sentence[a : min(b, end)])}</mark>"]
            at = min(b, end)
    return "".join(parts) + escape(sentence[at:end]) + ("…" if end < len(sentence) else "")


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that overlap put together."""
    made: list[tuple[int, int]] = []
    for a, b in sorted(spans):
        if made and a <= made[-1][1]:
            made[-1] = (made[-1][0], max(b, made[-1][1]))
        else:
            made.append((a, b))
    return made


def colophon(session: Session, *, method: str, limits: str) -> Fragment:
    """Method, limits, parameters, sources by publisher, versions and hashes."""
    publishers: dict[str, int] = defaultdict(int)
    for publisher in session.tables.articles["publisher"]:
        publishers[publisher or "no publisher named"] += 1
    rows = {
        "Method": method,
        "Limits": limits,
        "Parameters": session.parameters,
        "Sources": ", ".join(f"{name} ({n})" for name, n in sorted(publishers.items())),
        "Set aside": "; ".join(
            f"{p.path.rsplit('/', 1)[-1]}: {p.what}" for p in session.extraction.problems if p.is_fault
        ),
        "Corrected by hand": "; ".join(session.corrections),
        "Versions": ", ".join(f"{name} {version}" for name, version in versions().items()),
        "Articles": f"sha256 {session.digest[:16]}",
        "Code": f"sha256 {session.extraction.code_hash[:16]}",
    }
    body = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in rows.items() if value)
    return Fragment(f'<dl class="colophon">{body}</dl>')


@cache
def versions() -> dict[str, str]:
    """The versions that a page depends on."""
    named = ("dprk-council-watch", "pandas", "matplotlib", "papermill", "nbconvert")
    found = {"Python": platform.python_version()}
    for name in named:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found
