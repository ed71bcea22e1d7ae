"""An executed notebook as a page: an nbconvert preprocessor that cleans, numbers and links, and its exporter.

The template's `conf.json` names `Page`, so that `jupyter nbconvert --template` gives the same page."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from html import escape, unescape
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import BytecodeCache, FileSystemBytecodeCache
from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.preprocessors import Preprocessor
from traitlets import default

from analysis.compiling import FOLDER, compiled
from analysis.report import svg
from analysis.report.clean import clean
from analysis.report.html import plain, without_tags

TEMPLATE = Path(__file__).parent / "template"


class ReportExporter(TemplateExporter):
    """Notebook to page by the template of this package; `resources["siblings"]`: (address, title) pairs."""

    file_extension = ".html"
    output_mimetype = "text/html"

    @default("default_preprocessors")
    def _default_preprocessors_default(self) -> list[str]:
        """The template names the one that it needs: after each of the others, which do nothing here, the whole notebook
        would be checked again."""
        return []

    @default("template_name")
    def _template_name_default(self) -> str:
        return TEMPLATE.name

    @default("extra_template_basedirs")
    def _extra_template_basedirs_default(self) -> list[str]:
        return [str(TEMPLATE.parent)]


@cache
def exporter() -> ReportExporter:
    """The exporter of this process, which loads the template once."""
    made = ReportExporter()
    made.environment.bytecode_cache = kept_templates("page")
    return made


def kept_templates(kind: str) -> BytecodeCache | None:
    """Where an environment of that kind finds its templates compiled, beside Python's own compiled modules; `None`
    where nobody may write there."""
    if not os.access(FOLDER, os.W_OK):
        return None
    return FileSystemBytecodeCache(str(FOLDER), f"{kind}-{jinja2.__version__}-%s.template")


class Page(Preprocessor):
    """Puts the finished parts of the page into `resources["page"]`; the template only places them."""

    def preprocess(self, nb: Any, resources: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
        about = _about(nb)
        parts = [markup for cell in nb.cells for markup in _cell(cell)]
        lead, sections, contents = _sections("\n".join(parts))
        about.setdefault("title", _title(lead) or str(resources.get("metadata", {}).get("name", "Report")))
        resources["page"] = {
            **about,
            "lead": lead,
            "sections": sections,
            "contents": contents,
            "siblings": resources.get("siblings", []),
            "name": resources.get("metadata", {}).get("name", ""),
            **assets(),
        }
        return nb, resources


@lru_cache(maxsize=1)
def assets() -> dict[str, str]:
    """The page's own style and script, and the policy that allows these two and nothing else."""
    style = svg.style() + _compact((TEMPLATE / "page.css").read_text(encoding="utf-8"))
    script = (TEMPLATE / "page.js").read_text(encoding="utf-8").strip()
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    )
    return {"style": style, "script": script, "policy": policy}


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _compact(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    return re.sub(r"\s*\n\s*", "", css)


def _about(nb: Any) -> dict[str, Any]:
    """What the notebook says about itself (title, finding, scope, …): its outputs' metadata."""
    about: dict[str, Any] = {}
    for cell in nb.cells:
        for output in cell.get("outputs", []):
            about |= output.get("metadata", {}).get("report", {})
    return {str(k): plain(v) for k, v in about.items()}


def _cell(cell: Any) -> Iterator[str]:
    """The cleaned HTML of a cell's visible parts: markdown and outputs; code and raw cells have none."""
    if cell.cell_type == "markdown":
        yield _markdown(cell.source)
    for output in cell.get("outputs", []):
        if markup := _output(output):
            yield markup


def _output(output: Any) -> str:
    if output.output_type == "stream":
        return f'<pre class="stream">{escape(plain_lines(output.text))}</pre>' if output.text.strip() else ""
    if output.output_type == "error":
        trace = "\n".join(output.traceback) or f"{output.ename}: {output.evalue}"
        return f'<pre class="error">{escape(plain_lines(trace))}</pre>'
    return _richest(output.get("data", {}))


def _richest(data: Any) -> str:
    """The first of HTML, SVG, PNG, JPEG, markdown, text that an output has; never a kind that runs."""
    if markup := data.get("text/html"):
        return clean(_joined(markup))
    if markup := data.get("image/svg+xml"):
        return f"<figure>{clean(_joined(markup))}</figure>"
    for kind in ("image/png", "image/jpeg"):
        if encoded := data.get(kind):
            source = f"data:{kind};base64,{re.sub(r'[^A-Za-z0-9+/=]', '', _joined(encoded))}"
            return f'<figure><img src="{source}" alt="{escape(plain(data.get("text/plain", "")))}"></figure>'
    if source := data.get("text/markdown"):
        return _markdown(_joined(source))
    if text := data.get("text/plain"):
        return f"<pre>{escape(plain_lines(_joined(text)))}</pre>"
    return ""


def _joined(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "".join(value)


def plain_lines(text: str) -> str:
    """Text of several lines without terminal escapes and unseen characters."""
    return "\n".join(plain(line) for line in re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text).splitlines())


def _markdown(source: str) -> str:
    return clean(_renderer()(source))


@lru_cache(maxsize=1)
def _renderer() -> Any:
    import mistune

    # Without the mathematics of nbconvert's own: "$200 million to $700 million" is text.
    return mistune.create_markdown(escape=False, plugins=["table", "strikethrough"])


def _sections(body: str) -> tuple[str, list[dict[str, str]], list[tuple[str, str]]]:
    """What stands before the first section head, the sections, and the contents as (id, head) pairs."""
    heads = re.findall(r"<h2\b[^>]*>(.*?)</h2>", body, flags=re.S)
    used: set[str] = set()
    names = [_apart("s-" + _slug(without_tags(head)), used) for head in heads]
    lead, *rest = re.split(r"(?=<h2\b)", _linked(body, names))
    # Charts head with h3; before the first section that would skip a level.
    lead = re.sub(r"<(/?)h3\b", r"<\1h2", lead)
    sections: list[dict[str, str]] = []
    contents: list[tuple[str, str]] = []
    for name, markup in zip(names, rest, strict=True):
        head, _, content = markup.partition("</h2>")
        contents.append((name, without_tags(head)))
        sections.append({"id": name, "head": re.sub(r"^<h2[^>]*>", "", head), "content": content})
    return lead, sections, contents


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "section"


def _apart(name: str, used: set[str]) -> str:
    while name in used:
        name += "-"
    used.add(name)
    return name


_ANCHOR = compiled(r'<a\b([^>]*?) ?href="#([^"]*)"([^>]*)>(?=(<(?!title>))?)')


def _linked(body: str, sections: Iterable[str]) -> str:
    """The first link to each piece of evidence becomes the place that its "back" returns to; marks in charts
    get the evidence's words as their name; links to nowhere lose their address."""
    before, found, after = body.partition('<ol class="evidence">')
    heads = dict(re.findall(r'<p class="head" id="(e-[^"]+)"[^>]*>(.*?) ?<a\b', after, flags=re.S))
    named = {*re.findall(r'\sid="([^"]+)"', body), *sections} | {
        f"r-{name}" for name in _targets(body) if name in heads
    }
    seen: set[str] = set()

    def anchor(match: re.Match[str]) -> str:
        attributes, target = match[1] + match[3], match[2]
        if target not in named:
            return f"<a{attributes}>"
        if target in heads and target not in seen:
            seen.add(target)
            attributes += f' id="r-{target}"'
        if target in heads and match[4] and "aria-label=" not in attributes:
            attributes += f' aria-label="{escape(unescape(without_tags(heads[target])))}"'
        return f'<a href="#{target}"{attributes}>'

    return _ANCHOR.sub(anchor, before) + found + _ANCHOR.sub(anchor, after)


def _targets(markup: str) -> Iterable[str]:
    return (match[2] for match in _ANCHOR.finditer(markup))


def _title(lead: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", lead, flags=re.S)
    return without_tags(found[1]) if found else ""
