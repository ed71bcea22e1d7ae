"""Events: launches of one article."""

from __future__ import annotations

from analysis.records import Document, Launch


def find(document: Document) -> tuple[Launch, ...]:
    """The launches that the article tells, ordered by position."""
    return ()
