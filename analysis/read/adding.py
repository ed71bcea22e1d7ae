"""A new article into a corpus: fetched, cleaned, and kept with where it came from and when, if it is new."""

from __future__ import annotations

import hashlib
import re
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import yaml

from analysis.compiling import compiled
from analysis.read.copies import Copies
from analysis.read.corpus import read_corpus, read_piece
from analysis.read.draft import Unreadable
from analysis.read.duplicates import sketch
from analysis.read.pieces import Piece
from analysis.read.sources import Source, is_form, sniffed
from analysis.read.taking import pieces, pieces_of
from analysis.records import Article, Problem

_LARGEST = 50_000_000
_SECONDS = 30
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/json": ".json",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "message/rfc822": ".eml",
}
#: Marks that mean something in Markdown, wherever they stand.
_MARKS = compiled(r"[\\`*_{}\[\]#|~]|(?<=^)[-+>.!](?=\s)|(?<=^\d)[.)]|(?<=^\d\d)[.)]")


@dataclass(frozen=True)
class Added:
    """An article that was put into the corpus, and the one that it nearly repeats, if any."""

    path: Path
    repeats: str = ""
    likeness: float = 0.0


def add(whats: Iterable[str], corpus: Path, *, today: datetime | None = None) -> Iterator[Added | Problem]:
    """Put the articles of addresses and files into the corpus, and tell of each what became of it.

    The same text under whatever name or address is refused; a text that mostly repeats another is kept, and
    told: it will not count as a source of its own."""
    when = today or datetime.now(UTC)
    with Copies(":memory:") as copies:
        for article in read_corpus([corpus]).articles if corpus.exists() else ():
            copies.add(article.article_id, article.text, sketch(article.text))
        for what in whats:
            for found in _articles(what):
                yield found if isinstance(found, Problem) else _put(found, corpus, copies, when)


def _articles(what: str) -> Iterator[Article | Problem]:
    """The articles at an address or in a file."""
    taken: Iterable[Piece | Problem]
    if re.match(r"https?://", what, re.IGNORECASE):
        try:
            taken = _fetched(what)
        except Unreadable as e:
            taken = [Problem(what, e.what, e.remedy, e.kind)]
    elif not is_form(what) or not Path(what).is_file():
        taken = [Problem(what, "is no file of a known form, and no address", "give a file or http(s)://…")]
    else:
        taken = pieces(Source(what, is_named=True))
    for piece in taken:
        if isinstance(piece, Problem):
            yield piece
        else:
            yield from read_piece(piece, {})


def _fetched(address: str) -> list[Piece | Problem]:
    """What an address answers, as pieces: a page is one, a feed has many."""
    asking = urllib.request.Request(address, headers={"User-Agent": "dprk-council-watch (research)"})
    try:
        # The scheme was looked at, and urllib follows redirects to http, https and ftp only.
        with urllib.request.urlopen(asking, timeout=_SECONDS) as answer:
            raw = answer.read(_LARGEST + 1)
            kind, charset = answer.headers.get_content_type(), answer.headers.get_content_charset("")
            final = answer.geturl()
    except urllib.error.HTTPError as e:
        raise Unreadable(f"answered {e.code} {e.reason}", "open it in a browser, and save the page") from e
    except (OSError, ValueError) as e:
        why = getattr(e, "reason", None) or e
        raise Unreadable(f"cannot be fetched: {why}", "check the address and the network") from e
    if len(raw) > _LARGEST:
        raise Unreadable(f"is larger than {_LARGEST // 1_000_000} MB", "no article is")
    name = PurePosixPath(urlsplit(final).path)
    suffix = _SUFFIXES.get(kind) or (name.suffix.lower() if is_form(name.name) else sniffed(raw[:512]))
    found = pieces_of(raw, suffix, name.stem or "article", address)
    return [
        replace(p, url=final, charset=charset) if isinstance(p, Piece) and not p.is_contained else p
        for p in found
    ]


def _put(article: Article, corpus: Path, copies: Copies, when: datetime) -> Added | Problem:
    path = _free(corpus, article, when)
    found = copies.add(path.stem, article.text, sketch(article.text))
    if found and found[0]["how"] == "same_text":
        what = f"has the same text as {found[0]['same_as']}, and was not added"
        return Problem(article.path, what, "", "duplicate")
    corpus.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.new")
    aside.write_text(as_markdown(article, when), encoding="utf-8")
    aside.replace(path)
    return Added(path, *((found[0]["same_as"], found[0]["likeness"]) if found else ()))


def _free(corpus: Path, article: Article, when: datetime) -> Path:
    """A name by day and headline that no file of the corpus has."""
    words = re.sub(r"[^a-z0-9]+", "-", article.headline.casefold()).strip("-")[:60].strip("-")
    stem = f"{article.published or when.date().isoformat()}-{words or 'article'}"
    taken = {p.stem for p in corpus.rglob("*")}
    stems = (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3)))
    return corpus / f"{next(s for s in stems if s not in taken)}.md"


def as_markdown(article: Article, when: datetime) -> str:
    """The article as the file that is kept: its text reads back as it is."""
    known = {
        "headline": article.headline,
        "publisher": article.publisher,
        "byline": article.byline,
        "published": article.published if article.published_basis == "stated" else "",
        "url": article.url,
        "retrieved": when.isoformat(timespec="seconds"),
        "retrieved_from": article.path,
        "sha256": article.sha256,
        "text_sha256": hashlib.sha256(article.text.encode()).hexdigest(),
    }
    front = yaml.safe_dump(
        {k: v for k, v in known.items() if v}, allow_unicode=True, sort_keys=False, width=10_000
    )
    return f"---\n{front}---\n\n{''.join(_paragraphs(article))}\n"


def _paragraphs(article: Article) -> Iterator[str]:
    """The paragraphs below the headline as Markdown; items of lists stay items, heads stay heads."""
    body = [s for s in article.sentences if s.kind != "headline"]
    for number in dict.fromkeys(s.paragraph for s in body):
        own = [s for s in body if s.paragraph == number]
        start, end = own[0].start, own[-1].end
        before = article.text[max(0, start - 2) : start]
        is_item = before.endswith("\n") and before != "\n\n" and start > 0
        mark = "- " if is_item else "## " if own[0].kind == "heading" else ""
        glue = "" if number == body[0].paragraph else "\n" if is_item else "\n\n"
        yield glue + mark + _escaped(article.text[start:end])


def _escaped(text: str) -> str:
    """A paragraph whose marks are plain characters."""
    return _MARKS.sub(lambda m: f"\\{m[0]}", text.replace("&", "&amp;").replace("<", "&lt;"))
