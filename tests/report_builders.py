"""Small corpora, sessions and notebooks for the tests of the report, with defaults."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from analysis import tables
from analysis.records import Article, Document, Launch, Reading, Sentence
from analysis.report.cache import Extraction
from analysis.report.session import Citations, Session


def article(article_id: str = "a1", **changes: Any) -> Article:
    """Two sentences: a headline, and one in which a launch is told."""
    headline, body = "Rocket over the bay", "On Monday the North fired two rockets toward the sea."
    text = f"{headline}\n\n{body}"
    given: dict[str, Any] = {
        "sentences": (
            Sentence(0, 0, len(headline), 0, "headline"),
            Sentence(1, len(headline) + 2, len(text), 1),
        ),
        "headline": headline,
        "publisher": "The Gazette",
        "published": "2022-01-12",
        "published_basis": "stated",
        "url": "https://example.org/a",
    }
    text = changes.pop("text", text)
    return Article(article_id, text, **(given | changes))


def reading(of: Article, *, date: str = "2022-01-10", state: str = "PRK", weapon: str = "srbm") -> Reading:
    """One launch, read from "fired two rockets" if the article has these words, else from its last word."""
    words = "fired two rockets" if "fired two rockets" in of.text else of.text.split()[-1]
    start = of.text.rindex(words)
    launch = Launch(
        start=start,
        end=start + len(words),
        sentence=of.sentence_at(start).index,
        state=state,
        date=date,
        weapon=weapon,
        missiles=2,
    )
    return Reading(Document(of), launches=(launch,))


def session(readings: Sequence[Reading] | None = None, **changes: Any) -> Session:
    """A session over the readings (one article by default), not filtered."""
    readings = [reading(article())] if readings is None else readings
    made = tables.from_readings(readings)
    articles = [r.article for r in readings]
    extraction = Extraction(
        made,
        {a.article_id: a.text for a in articles},
        {a.article_id: tuple(s.start for s in a.sentences) for a in articles},
        corpus_hash="0" * 64,
        code_hash="1" * 64,
    )
    given: dict[str, Any] = {
        "tables": made,
        "extraction": extraction,
        "corpus": "corpus",
        "start": "",
        "end": "",
        "launching_state": "PRK",
        "states": (),
        "citations": Citations(),
    }
    return Session(**(given | changes))


def notebook(*cells: tuple[str, str] | tuple[str, str, list[str]]) -> dict[str, Any]:
    """A notebook of ("code" | "markdown", source[, tags]) cells."""
    made = []
    for i, (kind, source, *tags) in enumerate(cells):
        cell: dict[str, Any] = {"cell_type": kind, "id": f"c{i}", "metadata": {}, "source": source}
        if tags:
            cell["metadata"] = {"tags": tags[0]}
        if kind == "code":
            cell |= {"execution_count": None, "outputs": []}
        made.append(cell)
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {"cells": made, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


def save(folder: Path, name: str, *cells: Any) -> Path:
    """The notebook of the cells as `folder/name.ipynb`."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.ipynb"
    path.write_text(json.dumps(notebook(*cells)), encoding="utf-8")
    return path


PARAMETERS = (
    "code",
    'corpus: str = "corpus"\nstart: str = ""\nstates: list[str] = ["CHN"]\nwide: bool = True\nn: int = 3',
    ["parameters"],
)

#: What articles may hold against the reader; nothing of it may run, load, restyle or misdirect.
PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src='https://evil.example/pixel.png'>",
    "<svg onload=alert(1)><script>alert(2)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>press</a>",
    "<a href=' jav&#x09;ascript:alert(1)'>press</a>",
    "<iframe src='https://evil.example'></iframe>",
    "<object data='https://evil.example'></object>",
    "<link rel=stylesheet href='https://evil.example/x.css'>",
    "<style>*{display:none}</style>",
    "<p style='position:fixed;inset:0'>cover</p>",
    "<form action='https://evil.example'><input name=q><button>go</button></form>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<base href='https://evil.example/'>",
    "<use href='https://evil.example/x.svg#a'/>",
    "</title></style></script><script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "$\\href{javascript:alert(1)}{x}$",
    "[press](javascript:alert(1))",
    "\u202egnp.exe\u202c",
    "\x1b]8;;https://evil.example\x07press\x1b]8;;\x07",
    '=HYPERLINK("https://evil.example")',
    "A" * 3000,
)
