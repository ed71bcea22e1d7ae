"""Folders and files of articles to a corpus."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from analysis.lexicon import LexiconError
from analysis.read import fields, language, mail, markdown, pdf, plain, segment
from analysis.read.characters import clean, declared_encoding, decode
from analysis.read.draft import Draft, Metadata, Unreadable
from analysis.read.furniture import without_furniture
from analysis.read.metadata import completed, labelled
from analysis.read.pieces import Piece
from analysis.read.sources import MARKDOWN, PAGES, find
from analysis.read.taking import distinct, pieces
from analysis.records import Article, Corpus, Problem, Sentence, on_one_line

_SIDECAR = "published.csv"


def read_corpus(paths: Iterable[str | Path], *, published: Mapping[str, str] | None = None) -> Corpus:
    """The articles of files, folders, globs and addresses, and a problem for all that was set aside.

    An article's id is its file's stem, with its number behind it if there are several in the file.
    `published` gives publication days (ISO) by id, and so does a file `published.csv`
    (article_id,published) in a folder; they count before what the file says."""
    paths = list(paths)
    problems: list[Problem] = []
    days = given_days(paths, problems) | dict(published or {})
    articles: list[Article] = []
    for source in distinct(find(paths, problems), problems):
        for piece in pieces(source):
            for found in read_piece(piece, days) if isinstance(piece, Piece) else [piece]:
                (articles if isinstance(found, Article) else problems).append(found)  # type: ignore[arg-type]
    return Corpus(tuple(articles), tuple(problems))


def given_days(paths: Iterable[str | Path], problems: list[Problem]) -> dict[str, str]:
    """The publication days that `published.csv` files in the folders give, by article id."""
    days: dict[str, str] = {}
    for path in paths:
        if "://" not in str(path):
            days |= _sidecar(Path(path), problems)
    return days


def read_piece(piece: Piece, days: Mapping[str, str]) -> Iterator[Article | Problem]:
    """The article of a piece and complaints about it, or the problem why there is none. It raises nothing
    that an article can cause."""
    try:
        article, complaints = from_piece(piece)
    except Unreadable as e:
        yield Problem(piece.path, e.what, e.remedy, e.kind)
        return
    except LexiconError:
        raise
    except Exception as e:  # one hostile file must not stop the others
        what = f"could not be understood ({type(e).__name__}: {str(e)[:200]})"
        yield Problem(piece.path, what, "save it as plain text")
        return
    for complaint in complaints:
        yield Problem(piece.path, complaint, "the article was read; correct the file", "doubtful")
    day = days.get(article.article_id, "")
    yield _dated(article, day) if day else article


def _sidecar(folder: Path, problems: list[Problem]) -> dict[str, str]:
    """The days that a folder's `published.csv` gives, by article id; bad rows are problems."""
    path = folder / _SIDECAR
    try:
        if not folder.is_dir() or not path.is_file():
            return {}
        text = clean(decode(path.read_bytes())[0])
    except (OSError, Unreadable) as e:
        problems.append(
            Problem(str(path), f"cannot be read: {e}", "write article_id,published lines as UTF-8")
        )
        return {}
    days = {}
    for number, row in enumerate(csv.reader(io.StringIO(text)), start=1):
        cells = [c.strip() for c in row]
        if not any(cells) or cells[0] in ("article_id", "") or cells[0].startswith("#"):
            continue
        if len(cells) < 2 or not _is_day(cells[1]):
            shown = ",".join(cells)[:60]
            problems.append(
                Problem(str(path), f"line {number}, {shown!r}: has no day", "write id,YYYY-MM-DD")
            )
        else:
            days[cells[0]] = cells[1]
    return days


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _dated(article: Article, day: str) -> Article:
    said = f"; the file says {article.published}" if article.published not in ("", day) else ""
    if article.published == day:
        return article
    return replace(
        article, published=day, published_basis="derived", published_note=f"given by the caller{said}"
    )


def from_bytes(raw: bytes, path: Path) -> tuple[Article, tuple[str, ...]]:
    """The article in a file's bytes and complaints about it; raises `Unreadable` if it holds none."""
    return from_piece(Piece(path.stem, str(path), raw, path.suffix.lower()))


def from_piece(piece: Piece) -> tuple[Article, tuple[str, ...]]:
    """The article of a piece and complaints about it; raises `Unreadable` if it holds none."""
    if not piece.raw.strip():
        raise Unreadable("is empty", "remove it or put the article in it")
    draft = _completed(_draft(piece), piece)
    paragraphs = tuple(segment.with_heads(draft.paragraphs))
    text, sentences = segment.lay_out(draft.metadata.headline, paragraphs)
    if not paragraphs and len(text.split()) < 4:
        raise Unreadable("has no text of an article", "check the file")
    language.refuse_other(text)
    return _assembled(draft.metadata, text, sentences, piece), draft.complaints


def _completed(draft: Draft, piece: Piece) -> Draft:
    if piece.url and not draft.metadata.url:
        draft = replace(draft, metadata=replace(draft.metadata, url=piece.url))
    draft = labelled(draft)
    draft = replace(draft, paragraphs=without_furniture(draft.paragraphs))
    return completed(draft, Path(piece.article_id))


def _draft(piece: Piece) -> Draft:
    """The draft by the reader for the piece's form, with a complaint about its encoding if need be."""
    if piece.suffix == ".pdf" or piece.raw.startswith(b"%PDF-"):
        return pdf.read(piece.raw)
    if piece.suffix == ".eml":
        return mail.read(piece.raw)
    decoded, complaint = decode(piece.raw, piece.charset or declared_encoding(piece.raw))
    draft = _draft_of_text(decoded, piece.suffix)
    return replace(draft, complaints=(*draft.complaints, complaint)) if complaint else draft


def _draft_of_text(decoded: str, suffix: str) -> Draft:
    if suffix in (".json", ".jsonl"):
        return fields.read(decoded)
    if suffix in PAGES or re.match(r"\s*(?:<!doctype html|<html[\s>])", decoded[:300], re.IGNORECASE):
        from analysis.read import page  # its parser takes a third of the time of all of these to load

        return page.read(clean(decoded))
    text = clean(decoded)
    if suffix in MARKDOWN or markdown.has_front_matter(text):
        return markdown.read(text)
    return plain.read(text)


def _assembled(m: Metadata, text: str, sentences: tuple[Sentence, ...], piece: Piece) -> Article:
    return Article(
        article_id=piece.article_id,
        text=text,
        sentences=sentences,
        headline=m.headline,
        publisher=m.publisher,
        byline=m.byline,
        published=m.published,
        published_basis=m.published_basis,
        published_note=m.published_note,
        url=m.url,
        path=on_one_line(piece.path),
        sha256=hashlib.sha256(piece.raw).hexdigest(),
    )
