"""Mentions of actors: states, persons and organisations."""

from __future__ import annotations

from analysis.recognise import states
from analysis.records import ActorMention, Article


def find(article: Article) -> tuple[ActorMention, ...]:
    """All mentions, ordered by position."""
    return states.find(article)
