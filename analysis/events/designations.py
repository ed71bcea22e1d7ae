"""Events: designations of one article."""

from __future__ import annotations

from analysis.records import Document, Designation


def find(document: Document) -> tuple[Designation, ...]:
    """The designations that the article tells, ordered by position."""
    return ()
