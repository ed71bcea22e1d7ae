"""Events: statements of one article."""

from __future__ import annotations

from analysis.records import Document, Statement


def find(document: Document) -> tuple[Statement, ...]:
    """The statements that the article tells, ordered by position."""
    return ()
