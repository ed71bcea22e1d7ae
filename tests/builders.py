"""Articles, documents and annotations made of a few words, with defaults for all the rest."""

from __future__ import annotations

import re
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


def passage(headline: str, text: str, *, published: str = "2022-05-27") -> Article:
    """An article of a headline and one paragraph, which is cut into sentences at full stops."""
    found, at = [Sentence(0, 0, len(headline), 0, "headline")], len(headline) + 2
    for part in re.split(r"(?<=[.!?”])\s(?=[A-Z“])", text):
        found.append(Sentence(len(found), at, at + len(part), 1))
        at += len(part) + 1
    whole = f"{headline}\n\n{text}"
    return Article("a1", whole, tuple(found), headline, published=published, published_basis="stated")
