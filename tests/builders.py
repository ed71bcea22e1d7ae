"""Articles, documents and annotations made of a few words, with defaults for all the rest."""

from __future__ import annotations

from pathlib import Path

from analysis.records import Article, Sentence

SHARED = Path(__file__).resolve().parents[2] / "shared"


def article(*sentences: str, article_id: str = "a1", published: str = "2022-05-27") -> Article:
    """An article whose first sentence is the headline and whose others are paragraphs of one sentence."""
    found, at = [], 0
    for n, words in enumerate(sentences):
        found.append(Sentence(n, at, at + len(words), n, "body" if n else "headline"))
        at += len(words) + 2
    text = "\n\n".join(sentences)
    basis = "stated" if published else ""
    return Article(article_id, text, tuple(found), sentences[0], published=published, published_basis=basis)
