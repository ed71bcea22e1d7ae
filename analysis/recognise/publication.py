"""The publication day of an article that does not state it, inferred with the reason."""

from __future__ import annotations

from analysis.records import Article


def with_day(article: Article) -> Article:
    """The article itself if its day is known or cannot be inferred, else a copy marked `inferred`."""
    return article
