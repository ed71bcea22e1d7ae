"""Mentions of quotations."""

from __future__ import annotations

from analysis.records import Article, Quotation


def find(article: Article) -> tuple[Quotation, ...]:
    """All mentions, ordered by position."""
    return ()
