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
from analysis.read import markdown, page, plain, segment
from analysis.read.characters import clean, decode
from analysis.read.draft import Draft, Metadata, Unreadable
from analysis.read.furniture import without_furniture
from analysis.read.metadata import completed, labelled
from analysis.records import Article, Corpus, Problem, Sentence

_MARKDOWN = frozenset({".md", ".markdown", ".mdown"})
_PLAIN = frozenset({".txt", ".text"})
_PAGES = frozenset({".html", ".htm", ".xhtml"})
_FORMS = _MARKDOWN | _PLAIN | _PAGES
_NO_ARTICLE = re.compile(
    r"(?:README|LICEN[CS]E|COPYING|NOTICE|AUTHORS|CHANGELOG|CONTRIBUTING)(?:[.-]\w{2,5})?\.\w+", re.IGNORECASE
)
_MOST_BYTES = 5_000_000
_SIDECAR = "published.csv"
_FORM_HELP = "articles are .md, .txt or .html files"


def read_corpus(paths: Iterable[Path], *, published: Mapping[str, str] | None = None) -> Corpus:
    """The articles of files and folders, ordered by id, and a problem for each file that is none.

    An article's id is its file's stem. `published` gives publication days (ISO) by id, and so does a
    file `published.csv` (article_id,published) in a folder; they count before what the file says."""
    problems: list[Problem] = []
    files: list[Path] = []
    days: dict[str, str] = {}
    for path in map(Path, paths):
        files += _files(path, problems)
        days |= _sidecar(path, problems)
    days |= published or {}
    articles: dict[str, Article] = {}
    for file in sorted(dict.fromkeys(files), key=lambda f: (f.stem, str(f))):
        if file.stem in articles:
            other = articles[file.stem].path
            problems.append(
                Problem(str(file), f"has the same id as {other}", "give one of them another name")
            )
        elif article := _article(file, days.get(file.stem, ""), problems):
            articles[file.stem] = article
    return Corpus(tuple(articles[i] for i in sorted(articles)), tuple(problems))


def _files(path: Path, problems: list[Problem]) -> list[Path]:
    """The files to read below a path that the caller named."""
    try:
        if path.is_file():
            if path.suffix.lower() in _FORMS:
                return [path]
            problems.append(
                Problem(str(path), f"has an unknown form {path.suffix or '(no ending)'}", _FORM_HELP)
            )
            return []
        if not path.is_dir():
            problems.append(Problem(str(path), "does not exist", "check the path"))
            return []
        found = list(_in_folder(path, path.resolve(), problems))
    except OSError as e:
        problems.append(
            Problem(str(path), f"cannot be read: {e.strerror or e}", "check the path and its rights")
        )
        return []
    if not found:
        problems.append(Problem(str(path), "is a folder without articles", _FORM_HELP))
    return found


def _in_folder(folder: Path, top: Path, problems: list[Problem]) -> Iterator[Path]:
    """Articles in a folder and below, without hidden ones and links that lead out of the folder."""
    try:
        entries = sorted(folder.iterdir())
    except OSError as e:
        problems.append(Problem(str(folder), f"cannot be read: {e.strerror or e}", "check its rights"))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_symlink() and not _stays_inside(entry, top):
            problems.append(
                Problem(str(entry), "is a link that leads out of the folder", "copy the file instead")
            )
        elif entry.is_dir():
            if not entry.is_symlink():
                yield from _in_folder(entry, top, problems)
        elif entry.suffix.lower() in _FORMS and not _NO_ARTICLE.fullmatch(entry.name):
            yield entry


def _stays_inside(link: Path, top: Path) -> bool:
    try:
        return link.resolve(strict=True).is_relative_to(top)
    except (OSError, RuntimeError):
        return False


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


def _article(path: Path, given_day: str, problems: list[Problem]) -> Article | None:
    """The article in a file; `None`, with a problem noted, if there is none."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise Unreadable("is larger than 5 MB", "split it into one file an article")
        raw = path.read_bytes()
        article, complaints = from_bytes(raw, path)
    except Unreadable as e:
        problems.append(Problem(str(path), e.what, e.remedy))
        return None
    except OSError as e:
        problems.append(Problem(str(path), f"cannot be read: {e.strerror or e}", "check its rights"))
        return None
    except LexiconError:
        raise
    except Exception as e:  # one hostile file must not stop the others
        problems.append(
            Problem(str(path), f"could not be understood ({type(e).__name__}: {e})", "save it as plain text")
        )
        return None
    problems.extend(Problem(str(path), c, "the article was read; correct the file") for c in complaints)
    return _dated(article, given_day) if given_day else article


def _dated(article: Article, day: str) -> Article:
    said = f"; the file says {article.published}" if article.published not in ("", day) else ""
    if article.published == day:
        return article
    return replace(
        article, published=day, published_basis="derived", published_note=f"given by the caller{said}"
    )


def from_bytes(raw: bytes, path: Path) -> tuple[Article, tuple[str, ...]]:
    """The article in a file's bytes and complaints about it; raises `Unreadable` if it holds none."""
    if not raw.strip():
        raise Unreadable("is empty", "remove it or put the article in it")
    draft, complaint = _draft(raw, path)
    draft = labelled(draft)
    draft = completed(replace(draft, paragraphs=without_furniture(draft.paragraphs)), path)
    paragraphs = tuple(segment.with_heads(draft.paragraphs))
    text, sentences = segment.lay_out(draft.metadata.headline, paragraphs)
    if not paragraphs and len(text.split()) < 4:
        raise Unreadable("has no text of an article", "check the file")
    complaints = (*draft.complaints, *([complaint] if complaint else []))
    return _assembled(draft.metadata, text, sentences, raw, path), complaints


def _draft(raw: bytes, path: Path) -> tuple[Draft, str]:
    """The draft by the reader for the file's form, and a complaint about its encoding."""
    is_page = path.suffix.lower() in _PAGES
    decoded, complaint = decode(raw, page.declared_encoding(raw))
    if is_page or re.match(r"\s*(?:<!doctype html|<html[\s>])", decoded[:300], re.IGNORECASE):
        return page.read(clean(decoded)), complaint
    text = clean(decoded)
    if path.suffix.lower() in _MARKDOWN or markdown.has_front_matter(text):
        return markdown.read(text), complaint
    return plain.read(text), complaint


def _assembled(m: Metadata, text: str, sentences: tuple[Sentence, ...], raw: bytes, path: Path) -> Article:
    return Article(
        article_id=path.stem,
        text=text,
        sentences=sentences,
        headline=m.headline,
        publisher=m.publisher,
        byline=m.byline,
        published=m.published,
        published_basis=m.published_basis,
        published_note=m.published_note,
        url=m.url,
        path=str(path),
        sha256=hashlib.sha256(raw).hexdigest(),
    )
