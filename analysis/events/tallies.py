"""Events: tallies of one article."""

from __future__ import annotations

from analysis.records import Document, Tally


def find(document: Document) -> tuple[Tally, ...]:
    """The tallies that the article tells, ordered by position."""
    return ()
