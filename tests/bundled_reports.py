"""The default reports of the bundled articles, made once for all tests, and what a reader finds in them."""

from __future__ import annotations

import fcntl
import os
import re
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path

import pytest

from analysis.report import build

ROOT = Path(__file__).resolve().parents[1]


def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the pages; workers that test at the same time share it."""
    own = tmp_path_factory.getbasetemp()
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "bundled-reports"
    shared.mkdir(exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "out" / "index.html").exists():
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("ANALYSIS_CACHE", str(shared / "cache"))
                request = build.Request(
                    out=shared / "out", corpus=str(ROOT / "corpus"), batch=ROOT / "reports.toml"
                )
                assert build.build(request, say=lambda line: None).failed == ()
    return shared / "out"


def text_of(markup: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", markup))).strip()


@dataclass(frozen=True)
class Page:
    """A report as its reader has it: sentences, key figures and tables, all as text."""

    path: Path

    def beside(self, name: str) -> Page:
        """Another report of the same folder."""
        return Page(self.path.with_name(f"{name}.html"))

    @cached_property
    def markup(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def body(self) -> str:
        """The report without evidence, charts, and how it was made."""
        body = self.markup[self.markup.index("<main") :]
        body = re.sub(r'<section id="s-(?:evidence|how-this-was-made)".*?</section>', "", body, flags=re.S)
        return re.sub(r"<(style|script|svg|nav)\b.*?</\1>", "", body, flags=re.S)

    @cached_property
    def sentences(self) -> list[str]:
        """Each sentence of the prose, of the heads of charts and of their explanations."""
        prose = re.sub(r"<(table|details)\b.*?</\1>", "", self.body, flags=re.S)
        found = []
        for _, _, words in re.findall(r"<(h2|h3|p)\b([^>]*)>(.*?)</\1>", prose, flags=re.S):
            found += re.split(r"(?<=[.!?]) (?=[A-Z0-9])", text_of(words))
        return [s for s in found if s]

    @cached_property
    def figures(self) -> dict[str, str]:
        """The key figures by what they count."""
        pairs = re.findall(
            r"<dt>(.*?)</dt><dd>(.*?)</dd>", self.markup[: self.markup.index("<details")], re.S
        )
        return {text_of(label): text_of(value) for label, value in pairs}

    @cached_property
    def tables(self) -> dict[str, list[dict[str, str]]]:
        """The rows of each table by its caption, cells by the head of their column."""
        found = {}
        for caption, markup in re.findall(r"<caption>(.*?)</caption>(.*?)</table>", self.body, flags=re.S):
            rows = [
                [text_of(c) for c in re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", row, flags=re.S)]
                for row in re.findall(r"<tr>(.*?)</tr>", markup, flags=re.S)
            ]
            found[text_of(caption)] = [dict(zip(rows[0], row, strict=False)) for row in rows[1:]]
        return found

    def table(self, beginning: str) -> list[dict[str, str]]:
        """The rows of the one table whose caption begins so."""
        (rows,) = [rows for caption, rows in self.tables.items() if caption.startswith(beginning)]
        return rows
