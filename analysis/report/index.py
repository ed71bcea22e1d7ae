"""The pages around the reports: the index with a card each, and the page of a report that failed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from jinja2 import Environment, FileSystemLoader

from analysis.report.clean import clean
from analysis.report.page import TEMPLATE, assets, kept_templates, plain_lines


def index_page(records: Sequence[dict[str, Any]], siblings: Sequence[tuple[str, str]]) -> str:
    """The index: a card for each record, articles' pages as a list below.

    A record has `name`, `ok` and `has_page`; if known, also what `run.render` tells, and `error`."""
    shown = [{**r, "picture": clean(r.get("picture", ""))} for r in records]
    articles = [r for r in shown if r["name"].startswith("article-")]
    cards = [r for r in shown if r not in articles]
    failed = [r for r in shown if not r["ok"]]
    return _render(
        "cards.html.j2", cards=cards, articles=articles, failed=failed, siblings=siblings, title="Reports"
    )


def failed_page(name: str, error: str, details: str, siblings: Sequence[tuple[str, str]]) -> str:
    """What failed in a report, as text."""
    return _render(
        "failed.html.j2",
        title=f"{name} failed",
        name=name,
        error=plain_lines(error),
        details=plain_lines(details),
        siblings=siblings,
    )


def _render(template: str, **values: Any) -> str:
    return _environment().get_template(template).render(**values, **assets()).strip() + "\n"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATE),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=kept_templates("index"),
    )
