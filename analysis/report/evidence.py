"""The end of a report: every cited passage with its source, and how the report was made."""

from __future__ import annotations

import platform
from collections import defaultdict
from importlib import metadata
from typing import Any

from analysis.report import html
from analysis.report.html import Fragment, escape
from analysis.report.period import spoken
from analysis.report.session import Session

#: A citation of many rows shows this many passages and links to the rest.
SHOWN = 5
#: At most so many characters of a passage are shown: a sentence or two.
LONGEST = 420
_SINGULAR = {
    "actors": "actor",
    "dates": "date",
    "counts": "count",
    "launches": "launch",
    "tallies": "claimed tally",
    "decisions": "decision",
    "positions": "position",
    "statements": "statement",
    "designations": "designation",
    "articles": "article",
}


def section(session: Session) -> Fragment:
    """Every cited passage once, by article; citations of several passages list them together."""
    cited = session.citations.cited
    if not cited:
        return html.note("Nothing is cited.")
    single: dict[tuple[str, int], str] = {}
    for name, (table, rows, _) in cited.items():
        if len(rows) == 1:
            single[table, rows[0]] = name
    groups = [(name, *found) for name, found in cited.items() if len(found[1]) > 1]
    for _, table, rows, _ in groups:
        for row in rows[SHOWN:]:
            single.setdefault((table, row), f"e-{table}-{row}")
    entries = [_passage(session, *key, name, alone=True) for key, name in sorted(single.items())]
    together = [_group(session, single, *group) for group in groups]
    return Fragment(f'<ol class="evidence">{"".join(entries)}{"".join(together)}</ol>')


def _group(
    session: Session,
    single: dict[tuple[str, int], str],
    name: str,
    table: str,
    rows: tuple[int, ...],
    label: str,
) -> str:
    shown = "".join(
        _passage(session, table, row, "", alone=False) for row in _apart(session, table, rows)[:SHOWN]
    )
    rest = [r for r in rows[SHOWN:] if (table, r) in single]
    links = " ".join(f'<a href="#{single[table, r]}">{i}</a>' for i, r in enumerate(rest, SHOWN + 1))
    more = f'<p class="more">And {len(rest)} more: {links}</p>' if rest else ""
    head = label or f"{len(rows)} rows of {table}"
    head = f'<p class="head">{escape(head)} {_back(name)}</p>'
    return f'<li id="{name}" class="group" tabindex="-1">{head}{shown}{more}</li>'


def _apart(session: Session, table: str, rows: tuple[int, ...]) -> list[int]:
    """The rows without those that stand in a sentence that another of them already shows."""
    if table == "articles":
        return list(rows)
    frame = getattr(session.everything, table).loc[list(rows)]
    first = ~frame.duplicated(["article_id", "sentence"])
    return [*frame.index[first], *frame.index[~first]]


def _passage(session: Session, table: str, row: int, name: str, *, alone: bool) -> str:
    found = getattr(session.everything, table).loc[row]
    articles = session.everything.articles
    article = articles[articles["article_id"] == found["article_id"]].iloc[0]
    sentence = _sentence(session, table, found) if session.show_sentences and table != "articles" else ""
    source = _source(article)
    if not alone:
        return f'<div class="passage">{sentence}<p class="source">{source}</p></div>'
    return (
        f'<li id="{name}" tabindex="-1"><p class="head">{escape(_reading(table, found))} {_back(name)}</p>'
        f'<div class="passage">{sentence}<p class="source">{source}</p></div></li>'
    )


def _back(name: str) -> str:
    return f'<a class="back" href="#r-{name}">back</a>'


def _source(article: Any) -> str:
    publisher = article["publisher"] or article["article_id"]
    when = spoken(article["published"]) or "undated"
    basis = (
        f" (day {article['published_basis']})"
        if article["published_basis"] in ("inferred", "derived")
        else ""
    )
    original = f" {html.link('original', article['url'])}" if article["url"] else ""
    return f"<cite>{escape(publisher)}</cite>, {escape(when)}{basis}: {escape(article['headline'])}{original}"


def _reading(table: str, found: Any) -> str:
    """What was read from the passage: the kind of row and its cells, "launch: 2022-01-05 · hypersonic"."""
    hidden = {
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
    }
    cells = [html.plain(v) for k, v in found.items() if k not in hidden]
    return f"{_SINGULAR[table]}: " + " · ".join(c.replace("_", " ") for c in cells if c)[:160]


def _sentence(session: Session, table: str, found: Any) -> str:
    starts = session.extraction.sentence_starts.get(found["article_id"], ())
    base = starts[found["sentence"]] if found["sentence"] < len(starts) else 0
    words = found["evidence"]
    a, b = (min(max(0, int(found[k]) - base), len(words)) for k in ("start", "end"))
    before, marked, after = _shortened(words[:a], words[a:b], words[b:])
    mark = f"<mark>{escape(marked)}</mark>" if marked else ""
    return f'<blockquote dir="auto">{escape(before)}{mark}{escape(after)}</blockquote>'


def _shortened(before: str, marked: str, after: str) -> tuple[str, str, str]:
    """The passage cut to `LONGEST` characters around the marked words, cuts shown by an ellipsis."""
    marked = marked if len(marked) <= LONGEST else marked[:LONGEST] + "…"
    room = max(80, (LONGEST - len(marked)) // 2)
    before = before if len(before) <= room else "…" + before[-room:]
    return before, marked, after if len(after) <= room else after[:room] + "…"


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
        "Set aside": "; ".join(f"{p.path.rsplit('/', 1)[-1]}: {p.what}" for p in session.extraction.problems),
        "Versions": ", ".join(f"{name} {version}" for name, version in versions().items()),
        "Corpus": f"sha256 {session.extraction.corpus_hash[:16]}",
        "Code": f"sha256 {session.extraction.code_hash[:16]}",
    }
    body = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in rows.items() if value)
    return Fragment(f'<dl class="colophon">{body}</dl>')


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
