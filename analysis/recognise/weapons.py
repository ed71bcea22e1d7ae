"""Mentions of weapons."""

from __future__ import annotations

from analysis.records import Article, WeaponMention


def find(article: Article) -> tuple[WeaponMention, ...]:
    """All mentions, ordered by position."""
    return ()
