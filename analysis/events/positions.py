"""Where states stand on the decisions of one article."""

from __future__ import annotations

from analysis.records import Decision, Document, Position


def find(document: Document, decisions: tuple[Decision, ...]) -> tuple[Position, ...]:
    """One row a state and decision, the strongest position that the article shows."""
    return ()
