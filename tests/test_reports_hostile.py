"""Hostile articles through the whole chain, from files to pages in a browser, which stays silent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import browser
import pytest
from bundled_reports import ROOT
from report_builders import PAYLOADS

from analysis.report import build

pytestmark = pytest.mark.skipif(not browser.PROGRAM, reason="no Chromium on this machine")

TOLD = (
    "On 5 January 2022 North Korea fired {n} ballistic missiles {payload}.",
    "On 26 May 2022 China and Russia vetoed a draft resolution {payload} of the United States, 13 to 2.",
    '"We will not look away from {payload} this," said Ambassador Ada {payload} Example of the United States.',
    "It was the {n}th launch this year {payload}.",
)


def _article(n: int, payload: str) -> tuple[str, str]:
    """A file's name and content in which every field and sentence holds the payload."""
    body = "\n\n".join(t.format(n=n + 3, payload=payload) for t in TOLD)
    if n % 3 == 1:
        return f"story-{n}.txt", f"{payload}\n\n{body}\n"
    if n % 3 == 2:
        head = f"<title>{payload}</title><meta property='og:site_name' content='{payload}'>"
        return (
            f"story-{n}.html",
            f"<html><head>{head}</head><body><h1>{payload}</h1><p>{body}</p></body></html>",
        )
    fields = ("headline", "publisher", "byline")
    front = "".join(f"{field}: {json.dumps(payload)}\n" for field in fields)
    return f"story-{n}.md", f"---\n{front}url: javascript:alert(1)\npublished: 2022-05-27\n---\n{body}\n"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("hostile-chain")
    (folder / "corpus").mkdir()
    for n, payload in enumerate(PAYLOADS):
        name, content = _article(n, payload)
        (folder / "corpus" / name).write_text(content, encoding="utf-8")
    batch = folder / "batch.toml"
    names = ("launches", "voting_positions", "actors", "sources")
    entries = "".join(f'[[report]]\nnotebook = "{name}"\n' for name in names)
    one = '[[report]]\nnotebook = "article"\nfor_each = { article = ["story-0", "story-3", "story-18"] }\n'
    batch.write_text(entries + one, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANALYSIS_CACHE", str(folder / "cache"))
        patch.chdir(ROOT)
        request = build.Request(
            out=folder / "out",
            corpus=str(folder / "corpus"),
            batch=batch,
            given={"title": PAYLOADS[0]},
        )
        assert build.build(request, say=lambda line: None).failed == ()
    return sorted((folder / "out").glob("*.html"))


@pytest.fixture(scope="module")
def tab() -> Iterator[browser.Browser]:
    with browser.running() as found:
        yield found


def test_what_hostile_articles_tell_is_reported(pages: list[Path]) -> None:
    told = {p.stem: p.read_text(encoding="utf-8") for p in pages}
    assert len(told) == 8
    assert "launches dated" in told["launches"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in told["launches"]


def test_hostile_articles_cause_nothing(tab: browser.Browser, pages: list[Path]) -> None:
    for path in pages:
        tab.open(path, width=390)
        assert tab.run("document.documentElement.scrollWidth <= innerWidth"), path.name
        for button in ("summary", "thead button"):
            tab.run(f"document.querySelectorAll({button!r}).forEach(b => b.click())")
        tab.run(
            "document.querySelectorAll('svg a, td.proof a').forEach(a => a.dispatchEvent(new MouseEvent('mouseover')))"
        )
        tab.run("new Promise(r => setTimeout(r, 50))")
        assert (tab.asked, tab.heard) == ([path.as_uri()], []), path.name


def test_nothing_foreign_is_left_in_the_pages(tab: browser.Browser, pages: list[Path]) -> None:
    for path in pages:
        tab.open(path)
        assert tab.run("document.scripts.length") <= 1, path.name
        foreign = "iframe, object, embed, form, base, link, [style], [onerror], [onload], [onmouseover], img[src^=http]"
        assert tab.run(f"document.querySelectorAll('{foreign}').length") == 0, path.name
        strange = (
            "[...document.links].map(a => a.href.baseVal ?? a.href).filter(h => !/^(https?|file):/.test(h))"
        )
        assert tab.run(strange) == [], path.name
        assert tab.run("document.querySelectorAll('meta[http-equiv]').length") == 1, path.name
        assert (
            tab.run("/[\\u202a-\\u202e\\u2066-\\u2069\\u001b]/.test(document.body.textContent)") is False
        ), path.name
