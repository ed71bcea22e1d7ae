"""Folders and files of articles to a corpus."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

from analysis.records import Article, Corpus, Sentence


def read_corpus(paths: Iterable[Path], *, published: Mapping[str, str] | None = None) -> Corpus:
    """The articles of the files and folders, ordered by id."""
    found = []
    for path in sorted(f for p in paths for f in ([p] if p.is_file() else p.iterdir()) if f.is_file()):
        raw = path.read_text(encoding="utf-8", errors="replace")
        meta = {}
        if m := re.match(r"---\n(.*?)\n---\n", raw, re.S):
            meta, raw = yaml.safe_load(m[1]), raw[m.end():]
        raw = re.sub(r"<(script|style|nav|footer|aside).*?</\1>|<[^>]+>", "", raw, flags=re.S)
        text = f"{meta.get('headline', '')}\n\n{raw}".strip()
        sentences, paragraph = [], 0
        for p in re.finditer(r"[^\n]+", text):
            at = p.start()
            for s in re.finditer(r".+?(?:(?<=[a-z)0-9%][.!?])[\"”’']*(?=\s+[\"“‘A-Z])|$)", p[0]):
                b = at + s.start() + len(s[0]) - len(s[0].lstrip())
                if text[b:at + s.end()].strip():
                    sentences.append(Sentence(len(sentences), b, at + s.end(), paragraph, "body" if paragraph else "headline"))
            paragraph += 1
        day = str(meta.get("published") or "") or (published or {}).get(path.stem, "")
        found.append(Article(path.stem, text, tuple(sentences), str(meta.get("headline", "")), str(meta.get("publisher", "")), str(meta.get("byline", "")),
                             day, "stated" if day else "", "", str(meta.get("url", "")), str(path), hashlib.sha256(raw.encode()).hexdigest()))
    return Corpus(tuple(found))
