"""Events: decisions of one article."""

from __future__ import annotations

from analysis.records import Document, Decision


def find(document: Document) -> tuple[Decision, ...]:
    """The decisions that the article tells, ordered by position."""
    return ()
