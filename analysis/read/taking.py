"""A file to the pieces in it, one after the other: unpacked, and taken out of whatever contains them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from typing import IO

from analysis.read import crawl, feed, packing, rows
from analysis.read.draft import Unreadable
from analysis.read.pieces import MOST_BYTES, Fault, Item, Piece
from analysis.read.sources import (
    BUNDLES,
    PACKINGS,
    SINGLE,
    Source,
    check_unchanged,
    opened,
    refused,
    sniffed,
    taken_apart,
)
from analysis.records import Problem, on_one_line

_DEEPEST = 3
#: What can only be read whole: a PDF, a JSON document, a bundle inside another packing.
_LARGEST_WHOLE = 50_000_000

_CONTAINERS: dict[str, Callable[[IO[bytes]], Iterator[Item | Fault]]] = {
    ".jsonl": rows.of_lines,
    ".ndjson": rows.of_lines,
    ".csv": rows.of_csv,
    ".tsv": lambda stream: rows.of_csv(stream, delimiter="\t"),
    ".parquet": rows.of_parquet,
    ".rss": feed.of_feed,
    ".atom": feed.of_feed,
    ".xml": feed.of_feed,
    ".warc": crawl.of_warc,
    ".wet": crawl.of_warc,
}
_NEEDS_SEEKING = frozenset({".parquet", ".zip"})


def is_container(path: str) -> bool:
    """Whether a file may hold several articles."""
    return taken_apart(path)[1] not in SINGLE


def distinct(sources: Iterable[Source], problems: list[Problem]) -> list[Source]:
    """The sources without those whose stem another has, which become `problems`: an id names one article.

    Records and tables without articles, which lie beside many a corpus, are left out without a word."""
    kept: dict[str, Source] = {}
    for source in sources:
        first = kept.setdefault(source.stem, source)
        if first is not source and next(pieces(source), None) is not None:
            what = f"has the same id as {first.name}"
            problems.append(Problem(source.name, what, "give one of them another name"))
    return list(kept.values())


def pieces(source: Source) -> Iterator[Piece | Problem]:
    """The pieces of a file, and a problem for what cannot be taken out. It raises nothing."""
    try:
        with opened(source) as file:
            yield from _of_stream(file, source)
            check_unchanged(source)
    except Unreadable as e:
        # In a folder lie tables and records of anything; a file that somebody names is meant.
        if e.kind != "no_article":
            yield Problem(source.name, e.what, e.remedy, e.kind)
        elif source.is_named:
            yield Problem(source.name, e.what, e.remedy)
    except OSError as e:
        yield Problem(source.name, f"cannot be read: {e.strerror or e}", "check its rights")
    except ImportError as e:
        yield Problem(source.name, f"needs a package: {e}", "install it")
    except Exception as e:
        if not source.is_address:
            raise
        yield Problem(source.name, *refused(e))


def pieces_of(raw: bytes, suffix: str, stem: str, shown: str) -> Iterator[Piece | Problem]:
    """The pieces of bytes that were had some other way than from a file, of the form that the suffix names."""
    try:
        yield from _taken(io.BytesIO(raw), suffix, stem, shown, depth=0)
    except Unreadable as e:
        yield Problem(shown, e.what, e.remedy)
    except packing.BROKEN:
        yield Problem(shown, "is damaged or ends too early", "fetch it again")


def _of_stream(file: IO[bytes], source: Source) -> Iterator[Piece | Problem]:
    stem, suffix, packings = taken_apart(source.path)
    if source.path == "-":
        file, suffix = _recognised(file)
        stem, packings = "stdin", ()
    _refuse_deep(len(packings))
    count = 0
    try:
        for found in _taken(packing.unpacked(file, packings), suffix, stem, source.name, depth=len(packings)):
            count += isinstance(found, Piece)
            yield found
    except packing.BROKEN as e:
        before = f"; {count} articles before the damage were read" if count else ""
        raise Unreadable(f"is damaged or ends too early{before}", "fetch or pack it again") from e


def _refuse_deep(depth: int) -> None:
    if depth > _DEEPEST:
        raise Unreadable(f"is packed more than {_DEEPEST} times", "unpack it by hand")


def _recognised(file: IO[bytes]) -> tuple[IO[bytes], str]:
    """A stream without a name, unpacked, and the suffix of its form."""
    for _ in range(_DEEPEST):
        start = file.read(512)
        file.seek(0)
        suffix = sniffed(start)
        if suffix not in PACKINGS:
            break
        file = _seekable(packing.unpacked(file, (suffix,)))
    return file, suffix


def _seekable(stream: IO[bytes]) -> IO[bytes]:
    return io.BytesIO(packing.read_at_most(stream, _LARGEST_WHOLE))


def _taken(stream: IO[bytes], suffix: str, stem: str, shown: str, *, depth: int) -> Iterator[Piece | Problem]:
    if suffix in BUNDLES:
        yield from _of_bundle(stream, suffix, stem, shown, depth=depth + 1)
    elif suffix in SINGLE:
        limit = _LARGEST_WHOLE if suffix == ".pdf" else MOST_BYTES
        yield Piece(stem, shown, packing.read_at_most(stream, limit), suffix)
    elif suffix == ".json":
        raw = packing.read_at_most(stream, _LARGEST_WHOLE)
        if rows.is_one(raw):
            yield Piece(stem, shown, raw, suffix)
        else:
            yield from _of_container(rows.of_json(raw), stem, shown)
    elif suffix in _CONTAINERS:
        if suffix in _NEEDS_SEEKING and not stream.seekable():
            stream = _seekable(stream)
        yield from _of_container(_CONTAINERS[suffix](stream), stem, shown)
    else:
        raise Unreadable(f"has an unknown form {suffix or '(no ending)'}", "see the forms in the README")


def _of_container(items: Iterator[Item | Fault], stem: str, shown: str) -> Iterator[Piece | Problem]:
    for item in items:
        if isinstance(item, Fault):
            where = f"{shown}#{item.where}" if item.where else shown
            yield Problem(where, item.what, item.remedy, item.kind)
        else:
            name = f"{shown}#{item.number}"
            yield Piece(
                numbered(stem, item.number),
                name,
                item.raw,
                item.suffix,
                item.url,
                item.charset,
                is_contained=True,
            )


def numbered(stem: str, number: int) -> str:
    """The id of an article in a container: `crawl~0017` holds in file names, addresses and style sheets."""
    return f"{stem}~{number:04}"


def _of_bundle(
    stream: IO[bytes], suffix: str, stem: str, shown: str, *, depth: int
) -> Iterator[Piece | Problem]:
    _refuse_deep(depth)
    if suffix == ".zip" and not stream.seekable():
        stream = _seekable(stream)
    for number, (name, member) in enumerate(packing.members(stream, suffix), start=1):
        _, inner, packings = taken_apart(name)
        where = f"{shown}#{on_one_line(name)}"
        deeper = depth + len(packings)
        try:
            _refuse_deep(deeper)
            bare = packing.unpacked(member, packings)
            yield from _taken(bare, inner, numbered(stem, number), where, depth=deeper)
        except Unreadable as e:
            yield Problem(where, e.what, e.remedy, e.kind)
        except packing.BROKEN:
            if suffix != ".zip":  # what follows in the stream is lost too
                raise
            yield Problem(where, "is damaged or ends too early", "fetch or pack it again")
