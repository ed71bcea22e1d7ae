"""Mentions of actors."""

from __future__ import annotations

from analysis.records import Article, ActorMention


def find(article: Article) -> tuple[ActorMention, ...]:
    """All mentions, ordered by position."""
    return ()
