"""The default reports of the bundled articles as a reader opens them: small, whole, silent, open to all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import browser
import bundled_reports
import pytest

needs_browser = pytest.mark.skipif(not browser.PROGRAM, reason="no Chromium on this machine")
needs_axe = pytest.mark.skipif(
    find_spec("axe_core_python") is None, reason="axe-core-python is not installed"
)
MAIN = ("index", "launches", "voting_positions", "actors", "sources")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bundled_reports.made(tmp_path_factory)


@pytest.fixture(scope="module")
def pages(folder: Path) -> dict[str, str]:
    return {p.stem: p.read_text(encoding="utf-8") for p in sorted(folder.glob("*.html"))}


@pytest.fixture(scope="module")
def tab() -> Iterator[browser.Browser]:
    with browser.running() as found:
        yield found


def test_there_is_a_page_for_each_report_and_each_article(pages: dict[str, str]) -> None:
    assert {*MAIN} < set(pages)
    assert sum(name.startswith("article-") for name in pages) == 20


def test_every_page_is_small(pages: dict[str, str]) -> None:
    too_big = {name: len(page.encode()) for name, page in pages.items() if len(page.encode()) >= 300_000}
    assert too_big == {}


def test_every_link_leads_somewhere(pages: dict[str, str], folder: Path) -> None:
    for name, page in pages.items():
        ids = set(re.findall(r'\sid="([^"]+)"', page))
        targets = set(re.findall(r'<a\b[^>]*? href="([^"]+)"', page))
        inner = {t[1:] for t in targets if t.startswith("#")}
        assert inner <= ids, name
        others = {t for t in targets if not t.startswith(("#", "http"))}
        assert {t for t in others if not (folder / t).is_file()} == set(), name


def test_key_figures_rows_and_marks_lead_to_evidence(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        if name == "index":
            continue
        figures = re.findall(r"<dd>(.*?)</dd>", page[: page.index("<details")], flags=re.S)
        assert figures
        assert all(f == "0" or 'href="#' in f for f in figures), name
        cells = re.findall(r'<td class="proof">(.*?)</td>', page, flags=re.S)
        assert all('href="#e-' in c for c in cells), name
        assert len(re.findall(r'<p class="head" id="e-', page)) > 3, name
    for name in ("launches", "voting_positions", "actors"):
        first = re.search(r"<svg\b.*?</svg>", pages[name], flags=re.S)
        assert first
        assert len(re.findall(r'<a [^>]*href="#e-', first[0])) > 10, name


def test_every_piece_of_evidence_has_its_source_day_and_marked_words(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        for entry in re.findall(r"<li>(?=<p class=\"head\" id=\"e-)(.*?)</li>", page, flags=re.S):
            assert re.search(r"<cite>.+</cite>, (?:\d+ \w+ \d{4}|undated)", entry), (name, entry[:200])
            is_of_article = 'id="e-articles-' in entry
            assert is_of_article or re.search(r"<blockquote>.*<mark>.+</mark>.*</blockquote>", entry), entry[
                :200
            ]
            assert ">back</a>" in entry


def test_the_index_has_a_card_for_each_report(pages: dict[str, str]) -> None:
    cards = re.findall(r"<li>\s*<h2>.*?</li>", pages["index"], flags=re.S)
    assert len(cards) == 4
    for card in cards:
        assert re.search(r'<h2><a href="\w+\.html">.+</a></h2>', card)
        assert "<svg" in card
        assert re.search(r"<p>.{40,}</p>", card)
        assert re.search(r'<p class="scope">.* · articles up to \d+ \w+ \d{4} · complete</p>', card)


@needs_browser
def test_pages_are_silent_and_do_not_scroll_sideways(
    tab: browser.Browser, folder: Path, pages: dict[str, str]
) -> None:
    for name in pages:
        path = folder / f"{name}.html"
        for width in (390, 1280) if name in MAIN else (390,):
            tab.open(path, width=width)
            assert (tab.asked, tab.heard) == ([path.as_uri()], []), name
            assert tab.run("document.documentElement.scrollWidth <= innerWidth"), (name, width)


@needs_browser
@needs_axe
def test_axe_finds_no_violation_on_any_page(
    tab: browser.Browser, folder: Path, pages: dict[str, str]
) -> None:
    origin = find_spec("axe_core_python").origin  # type: ignore[union-attr]
    axe = (Path(str(origin)).parent / "axe.min.js").read_text(encoding="utf-8")
    for name in pages:
        for dark in (False, True) if name in MAIN else (False,):
            tab.open(folder / f"{name}.html", dark=dark)
            tab.run("document.querySelectorAll('details').forEach(d => d.open = true)")
            tab.run(axe)
            rules = "{runOnly: ['color-contrast']}" if dark else "{}"  # all that the scheme can change
            found = json.loads(tab.run(f"axe.run({rules}).then(r => JSON.stringify(r.violations))"))
            assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found] == [], name


@needs_browser
def test_the_keyboard_reaches_every_link_of_a_report(tab: browser.Browser, folder: Path) -> None:
    tab.open(folder / "article-2022-05-25-three-missiles.html")
    tab.run("window.reached = new Set(); addEventListener('focusin', e => reached.add(e.target))")
    wanted = "[...document.querySelectorAll('a[href], button, input, summary, .table')]"
    wanted += ".filter(e => e.checkVisibility())"
    for _ in range(tab.run(f"{wanted}.length") + 5):
        tab.press("Tab")
    assert tab.run(f"{wanted}.filter(e => !reached.has(e)).map(e => e.outerHTML.slice(0, 120))") == []


@needs_browser
@pytest.mark.parametrize("name", ["launches", "voting_positions", "actors", "sources"])
def test_the_first_page_of_print_holds_the_first_chart_and_no_row_is_clipped(
    tab: browser.Browser, folder: Path, name: str
) -> None:
    # 180 by 265 millimetres: A4 without the margins of the print sheet.
    tab.open(folder / f"{name}.html", width=680, media="print")
    ends = "document.querySelector('figure').getBoundingClientRect().bottom + scrollY"
    assert tab.run(ends) <= 1002
    assert tab.run("document.documentElement.scrollWidth <= innerWidth")
    heads = (
        "[...document.querySelectorAll('thead th')].filter(h => h.checkVisibility() && !h.innerText.trim())"
    )
    assert tab.run(f"{heads}.length") == 0
