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
    """An article of a headline and paragraphs, one a line ("## " opens a heading), which are cut into sentences
    at full stops."""
    sentences, whole = [Sentence(0, 0, len(headline), 0, "headline")], headline
    for number, line in enumerate(text.split("\n"), start=1):
        kind = "heading" if line.startswith("## ") else "body"
        whole += "\n\n"
        for part in re.split(
            r"(?<=[.!?])[ ](?=[A-Z“])|(?<=[.!?][”\"’])[ ](?=[A-Z“\"])", line.removeprefix("## ")
        ):
            whole += "" if whole.endswith("\n\n") else " "
            sentences.append(Sentence(len(sentences), len(whole), len(whole) + len(part), number, kind))
            whole += part
    return Article("a1", whole, tuple(sentences), headline, published=published, published_basis="stated")
