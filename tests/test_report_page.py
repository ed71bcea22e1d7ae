import base64
import hashlib
import re

import nbformat
import pytest
from report_builders import PAYLOADS, article, notebook, reading, session

from analysis.report import html, run
from analysis.report.page import TEMPLATE, ReportExporter, assets


def page(*cells, name="launches", siblings=()):
    """The page of a notebook of ("markdown", source) cells and lists of outputs."""
    made = notebook(*[c if isinstance(c, tuple) else ("code", "secret_code()") for c in cells])
    for cell, given in zip(made["cells"], cells, strict=True):
        if not isinstance(given, tuple):
            cell["outputs"] = given
    node = nbformat.from_dict(made)
    resources = {"metadata": {"name": name}, "siblings": list(siblings)}
    return ReportExporter().from_notebook_node(node, resources=resources)[0]


def shown(piece, kind="display_data"):
    """An output that shows a fragment."""
    data, metadata = piece._repr_mimebundle_()
    more = {"execution_count": 1} if kind == "execute_result" else {}
    return {"output_type": kind, "data": data, "metadata": metadata, **more}


def data(**kinds):
    return {"output_type": "display_data", "data": {KINDS[k]: v for k, v in kinds.items()}, "metadata": {}}


KINDS = {
    "html": "text/html",
    "md": "text/markdown",
    "js": "application/javascript",
    "svg": "image/svg+xml",
    "plain": "text/plain",
    "mermaid": "text/vnd.mermaid",
}


@pytest.fixture
def whole():
    s = session([reading(article("a1")), reading(article("a2"))])
    target = s.cite("launches", 0)
    header = html.header(
        s, title="Who & what", finding="Two <launches>", key_figures=[(2, "launches", target)]
    )
    frame = s.tables.launches[["date", "missiles"]]
    table = html.table(frame, caption="Launches", evidence=s.links("launches", [0, 1]))
    return page(
        [shown(header, "execute_result")],
        ("markdown", "## Launches & more\n\nFrom $200 million to $700 million."),
        [shown(table)],
        ("markdown", "## Evidence"),
        [shown(html.evidence_section(s))],
        siblings=[("index.html", "All"), ("launches.html", "Launches")],
    )


def test_the_head_has_language_title_and_description(whole):
    assert '<html lang="en">' in whole
    assert "<title>Who &amp; what</title>" in whole
    assert '<meta name="description" content="Two &lt;launches&gt;">' in whole


def test_results_of_cells_are_there_and_code_is_not(whole):
    assert "<h1>Who &amp; what</h1>" in whole
    assert "<caption>Launches</caption>" in whole
    assert "secret_code" not in whole


def test_contents_link_to_sections(whole):
    assert '<li><a href="#s-launches-more">Launches &amp; more</a></li>' in whole
    assert '<section id="s-launches-more" aria-labelledby="s-launches-more-h">' in whole


def test_sums_of_money_stay_text(whole):
    assert "From $200 million to $700 million." in whole


def test_the_report_marks_itself_among_its_siblings(whole):
    assert '<a href="launches.html" aria-current="page">Launches</a>' in whole
    assert '<a href="index.html">All</a>' in whole


def test_every_inner_link_resolves_and_every_id_is_unique(whole):
    ids = re.findall(r'\sid="([^"]+)"', whole)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', whole)) <= set(ids)
    assert {"e-launches-0", "r-e-launches-0", "e-launches-1", "r-e-launches-1"} <= set(ids)


def test_the_policy_allows_this_style_and_this_script_only(whole):
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', whole)[1]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        inline = re.findall(rf"<{tag}>(.*?)</{tag}>", whole, flags=re.S)
        assert len(inline) == 1
        digest = base64.b64encode(hashlib.sha256(inline[0].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert " style=" not in whole


def test_nothing_is_loaded_from_elsewhere(whole):
    assert not re.search(r'(?:src|srcset|data|action|poster)="(?!data:)', whole)
    assert not re.search(r"@import|url\((?!#)", assets()["style"])
    assert "<link" not in whole


def test_a_link_to_nowhere_loses_its_address():
    made = page([data(html='<p><a href="#e-launches-9">9</a></p>')])
    assert 'href="#e-launches-9"' not in made


def test_kinds_that_run_are_dropped_and_text_remains():
    made = page([data(js="alert(1)", plain="<Javascript object>")], [data(mermaid="graph TD", js="x()")])
    assert "alert" not in made
    assert "&lt;Javascript object&gt;" in made
    assert "graph TD" not in made


@pytest.mark.parametrize("kind", ["html", "md", "svg", "plain"])
@pytest.mark.parametrize("payload", PAYLOADS)
def test_payloads_in_outputs_of_any_kind_are_harmless(payload, kind):
    body = page([data(**{kind: payload})]).split("<main", 1)[1].split("</main>", 1)[0].lower()
    for part in ("<script", "<iframe", "<object", "<link", "<style", "<form", "<meta", "<base"):
        assert part not in body
    assert not re.search(r"<[^>]*\sstyle=", body)
    assert not re.search(r"<[^>]*\son\w+=", body)
    assert not re.search(r"href=[\"']?\s*javascript", body)
    assert not re.search(r"<img[^>]*src=[\"']?(?!data:)", body)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payloads_in_markdown_cells_and_streams_are_harmless(payload):
    stream = {"output_type": "stream", "name": "stdout", "text": payload}
    body = page(("markdown", "## " + payload), [stream]).split("<main", 1)[1].split("</main>", 1)[0].lower()
    assert "<script" not in body
    assert not re.search(r"<[^>]*\son\w+=", body)
    assert "\x1b" not in body
    assert "\u202e" not in body


def test_errors_are_shown_without_terminal_colours():
    error = {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["\x1b[31mE\x1b[0m: <v>"]}
    assert "E: &lt;v&gt;" in page([error])


def test_headings_of_one_name_get_ids_of_their_own():
    made = page(("markdown", "## Votes"), ("markdown", "## Votes"))
    assert 'id="s-votes"' in made
    assert 'id="s-votes-"' in made


def test_the_template_works_with_nbconvert_alone(tmp_path):
    import json
    import subprocess
    import sys

    made = notebook(("markdown", "# T\n\n<script>alert(1)</script>"), ("code", "secret()"))
    (tmp_path / "n.ipynb").write_text(json.dumps(made), encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "nbconvert", "--to", "html", f"--template={TEMPLATE.name}",
         f"--TemplateExporter.extra_template_basedirs={TEMPLATE.parent}", "n.ipynb"],
        cwd=tmp_path, check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    written = (tmp_path / "n.html").read_text(encoding="utf-8")
    assert "<title>T</title>" in written
    assert "secret" not in written
    assert written.count("<script>") == 1


def test_a_card_shows_the_first_chart_without_links():
    chart = '<svg viewBox="0 0 1 1" role="group"><title>t</title><a href="#e"><path d="M0"></path></a></svg>'
    parts = {"lead": "<p>x</p>", "sections": [{"content": chart}]}
    assert run.picture(parts) == '<svg viewBox="0 0 1 1" aria-hidden="true"><path d="M0"></path></svg>'
