"""The pages in a real browser: silent, reachable, readable. Skipped where there is no Chromium."""

import json
from importlib.util import find_spec
from pathlib import Path

import browser
import nbformat
import pandas as pd
import pytest
from report_builders import PAYLOADS, article, notebook, reading, session

from analysis.records import Sentence
from analysis.report import html, index
from analysis.report.page import ReportExporter

pytestmark = pytest.mark.skipif(not browser.PROGRAM, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def tab():
    with browser.running() as found:
        yield found


def _hostile(i, payload):
    """An article whose every field is hostile."""
    words = f"{payload} fired two rockets {payload}"
    return article(
        f"a{i}",
        text=words,
        sentences=(Sentence(0, 0, len(words)),),
        headline=payload,
        publisher=payload,
        byline=payload,
        url="javascript:alert(1)",
        published="2022-01-12",
    )


def _write(folder: Path, name: str, *cells) -> Path:
    made = notebook(*[c if isinstance(c, tuple) else ("code", "x") for c in cells])
    for cell, given in zip(made["cells"], cells, strict=True):
        if not isinstance(given, tuple):
            data, metadata = given._repr_mimebundle_()
            cell["outputs"] = [{"output_type": "display_data", "data": data, "metadata": metadata}]
    resources = {
        "metadata": {"name": name},
        "siblings": [("index.html", "All reports"), (f"{name}.html", name)],
    }
    page = ReportExporter().from_notebook_node(nbformat.from_dict(made), resources=resources)[0]
    path = folder / f"{name}.html"
    path.write_text(page, encoding="utf-8")
    return path


def _chart(link, rows):
    from matplotlib import pyplot

    from analysis.charts.palette import light

    fig, axes = pyplot.subplots(figsize=(8, 3))
    marks = axes.scatter(range(len(rows)), [1] * len(rows), color=light("blue"))
    marks.set_urls([link(r) for r in rows])
    return fig


def _report(folder: Path, name: str, readings, payload="") -> Path:
    s = session(readings)
    launches = s.tables.launches
    rows = list(launches.index)
    frame = launches[["date", "weapon", "missiles"]].assign(
        missiles=pd.array([(7 * i) % 12 for i in rows], dtype="Int64"),
        note=[f"{payload} =1+{i} -{i}" if i else "=HYPERLINK(1)" for i in rows],
    )
    all_of_them = s.cite("launches", rows)
    links, sources = s.links("launches", rows), s.sources("launches", rows)
    return _write(
        folder,
        name,
        html.header(
            s,
            title=f"Title {payload}",
            finding=f"Finding {payload}",
            key_figures=[(len(rows), "launches", all_of_them)],
        ),
        html.figure(
            _chart(s.link("launches"), rows),
            title=f"Chart {payload}",
            description="Each a launch.",
            data=frame,
        ),
        ("markdown", f"## Launches {payload}\n\nText {payload}"),
        html.prose("Of {n} launches.", n=html.cited(3, s.cite("launches", rows[0]))),
        html.table(frame, caption=f"Launches {payload}", evidence=links, sources=sources),
        ("markdown", "## Evidence"),
        html.evidence_section(s),
        ("markdown", "## How this was made"),
        html.colophon(s, method="By rules."),
    )


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    readings = [reading(article(f"a{i:02}")) for i in range(12)]
    return _report(tmp_path_factory.mktemp("page"), "launches", readings)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    readings = [reading(_hostile(i, p)) for i, p in enumerate(PAYLOADS)]
    return _report(tmp_path_factory.mktemp("hostile"), "hostile", readings, " ".join(PAYLOADS))


@pytest.fixture(scope="module")
def around(tmp_path_factory):
    """The index and a page of failure, both hostile."""
    folder = tmp_path_factory.mktemp("around")
    told = ("title", "finding", "scope", "error", "picture")
    records = [
        {"name": f"r{i}", "ok": i % 2 == 0, "has_page": True, **dict.fromkeys(told, p)}
        for i, p in enumerate(PAYLOADS)
    ]
    siblings = [("index.html", "All reports")]
    (folder / "index.html").write_text(index.index_page(records, siblings), encoding="utf-8")
    failed = index.failed_page("x", " ".join(PAYLOADS), "\n".join(PAYLOADS), siblings)
    (folder / "x.failed.html").write_text(failed, encoding="utf-8")
    return [folder / "index.html", folder / "x.failed.html"]


def _quiet(tab, path, **options):
    tab.open(path, **options)
    assert tab.asked == [path.as_uri()]
    assert tab.heard == []


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("dark", [False, True])
def test_a_page_asks_for_nothing_says_nothing_and_does_not_scroll_sideways(tab, page, width, dark):
    _quiet(tab, page, width=width, dark=dark)
    assert tab.run("document.documentElement.scrollWidth <= innerWidth")


def test_hostile_articles_cause_nothing(tab, hostile, around):
    for path in (hostile, *around):
        _quiet(tab, path, width=390)
        assert tab.run("document.documentElement.scrollWidth <= innerWidth"), path.name
        strange = (
            "[...document.links].map(a => a.href.baseVal ?? a.href).filter(h => !/^(https?|file):/.test(h))"
        )
        assert tab.run(strange) == []
        assert tab.run("[...document.querySelectorAll('[style]')].length") == 0
        for button in ("summary", "thead button", ".tools button"):
            tab.run(f"document.querySelectorAll({button!r}).forEach(b => b.click())")
        tab.run("new Promise(r => setTimeout(r, 100))")
        assert [line for line in tab.heard if "blob" not in line] == []


def test_every_inner_link_leads_somewhere_and_ids_are_unique(tab, page):
    tab.open(page)
    targets = "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1))"
    assert tab.run(f"{targets}.filter(t => !document.getElementById(t))") == []
    assert tab.run(f"{targets}.length") > 30
    doubled = (
        "[...document.querySelectorAll('[id]')].map(e => e.id).filter((id, i, all) => all.indexOf(id) !== i)"
    )
    assert tab.run(doubled) == []


def test_evidence_is_one_step_away_and_back_is_one_more(tab, page):
    tab.open(page)
    click = "new MouseEvent('click', {bubbles: true, cancelable: true})"
    tab.run(f"document.querySelectorAll('svg a')[5].dispatchEvent({click})")
    target = tab.run("location.hash")
    assert target == "#e-launches-5"
    tab.run("document.querySelector(location.hash + ' a').click()")
    back = tab.run("location.hash")
    assert tab.run(f"document.querySelector({back!r}).closest('svg') !== null")
    tab.run("document.querySelectorAll('td.proof a')[5].click()")
    tab.run("document.querySelector(location.hash + ' a').click()")
    assert tab.run("document.querySelector(location.hash).closest('td') !== null")


def test_tables_sort_by_number_and_by_text(tab, page):
    tab.open(page)
    table = "document.querySelector('section .table table')"
    column = f"[...{table}.tBodies[0].rows].map(r => r.cells[2].textContent)"
    press = f"{table}.tHead.rows[0].cells[2].querySelector('button').click()"
    before = tab.run(column)
    tab.run(press)
    assert tab.run(column) == sorted(before, key=int)
    assert tab.run(f"{table}.tHead.rows[0].cells[2].getAttribute('aria-sort')") == "ascending"
    tab.run(press)
    assert tab.run(column) == sorted(before, key=int, reverse=True)
    assert tab.run(f"{table}.tBodies[0].rows.length") == 12


def test_tables_filter(tab, page):
    tab.open(page)
    tab.run("window.field = document.querySelector('section .tools input')")
    typed = "(text => { field.value = text; field.dispatchEvent(new Event('input')) })"
    shown = "[...document.querySelectorAll('section .table tbody tr')].filter(r => !r.hidden).length"
    tab.run(f"{typed}('1+11')")
    assert tab.run(shown) == 1
    assert tab.run("document.querySelector('section .tools [role=status]').textContent") == "1 of 12 rows"
    tab.run(f"{typed}('')")
    assert tab.run(shown) == 12


def test_the_download_is_csv_without_formulas(tab, page):
    tab.open(page)
    tab.run("window.kept = []; window.make = URL.createObjectURL.bind(URL)")
    tab.run("URL.createObjectURL = blob => (kept.push(blob), make(blob))")
    tab.run("document.querySelector('section .tools button').click()")
    text = tab.run("kept[0].text()")
    lines = text.lstrip("\ufeff").split("\r\n")
    assert lines[0] == "Date,Weapon,Missiles,Note,Evidence"
    assert lines[1].startswith('2022-01-10,srbm,0,"\'=HYPERLINK(1)",')
    assert tab.heard == []


def test_the_keyboard_reaches_everything(tab, page):
    tab.open(page)
    tab.press("Tab")
    assert tab.run("document.activeElement.className") == "skip"
    tab.press("Enter")
    assert tab.run("location.hash") == "#content"
    tab.open(page)
    tab.run("window.reached = new Set(); addEventListener('focusin', e => reached.add(e.target))")
    wanted = "[...document.querySelectorAll('a[href], button, input, summary, .table')]"
    wanted += ".filter(e => e.checkVisibility())"
    for _ in range(tab.run(f"{wanted}.length") + 5):
        tab.press("Tab")
    assert tab.run(f"{wanted}.filter(e => !reached.has(e)).map(e => e.outerHTML.slice(0, 120))") == []


def test_without_script_all_rows_and_links_are_there(tab, page, tmp_path):
    bare = tmp_path / "bare.html"
    text = page.read_text(encoding="utf-8")
    bare.write_text(text[: text.index("<script>")] + "</body></html>", encoding="utf-8")
    tab.open(bare)
    assert tab.run("document.querySelectorAll('section .table tbody tr').length") == 12
    tab.run("document.querySelector('td.proof a').click()")
    assert tab.run("location.hash") == "#e-launches-0"


def test_print_shows_no_tools_and_clips_nothing(tab, page):
    tab.open(page, width=700, media="print")
    assert tab.run("[...document.querySelectorAll('.tools, nav, .skip')].every(e => !e.checkVisibility())")
    assert tab.run("document.documentElement.scrollWidth <= innerWidth")


AXE = find_spec("axe_core_python")


@pytest.mark.skipif(AXE is None, reason="axe-core-python is not installed")
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_no_violation(tab, page, hostile, around, dark):
    axe = (Path(AXE.origin).parent / "axe.min.js").read_text(encoding="utf-8")
    for path in (page, hostile, *around):
        tab.open(path, dark=dark)
        tab.run("document.querySelectorAll('details').forEach(d => d.open = true)")
        tab.run(axe)
        found = json.loads(tab.run("axe.run().then(r => JSON.stringify(r.violations))"))
        told = [(v["id"], v["help"], [n["html"][:160] for n in v["nodes"][:3]]) for v in found]
        assert told == [], path.name
