"""What the caller named (files, folders, globs, addresses, standard input) to the files that hold articles."""

from __future__ import annotations

import os
import re
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from analysis.compiling import compiled
from analysis.read.draft import Unreadable
from analysis.records import Problem, on_one_line

MARKDOWN = frozenset({".md", ".markdown", ".mdown"})
PLAIN = frozenset({".txt", ".text"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
SINGLE = MARKDOWN | PLAIN | PAGES | {".eml", ".pdf"}
ROWS = frozenset({".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet"})
CONTAINERS = ROWS | {".rss", ".atom", ".xml", ".warc", ".wet"}
BUNDLES = frozenset({".zip", ".tar", ".tgz"})
PACKINGS = frozenset({".gz", ".bz2", ".xz", ".zst"})
FORMS = SINGLE | CONTAINERS | BUNDLES
FORM_HELP = (
    "articles are .md, .txt, .html, .pdf, .eml, .json, .jsonl, .csv, .parquet, .rss, .atom, .warc,"
    " alone or packed (.gz, .bz2, .xz, .zst, .zip, .tar)"
)
_NO_ARTICLE = compiled(
    r"(?:README|LICEN[CS]E|COPYING|NOTICE|AUTHORS|CHANGELOG|CONTRIBUTING)(?:[.-]\w{2,5})?\.\w+"
    r"|published\.csv|corrections\.toml|set_aside\.csv|datapackage\.json",
    re.IGNORECASE,
)
#: A folder with this file in it holds results, no articles.
RESULTS = "datapackage.json"
_ADDRESS = compiled(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_GLOB = compiled(r"[*?\[]")
_UNSAFE = compiled(r"[\s\x00-\x1f\x7f-\x9f/\\\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Source:
    """A file that may hold articles: its path or address, and what it was when it was found."""

    path: str
    size: int = -1
    modified: str = ""
    #: Named by the caller himself, not found in a folder: then it must be an article.
    is_named: bool = False

    @property
    def name(self) -> str:
        """The path as it can be shown and written on one line."""
        return on_one_line(self.path)

    @property
    def stem(self) -> str:
        """The id of its article, or of its articles before their number."""
        return taken_apart(self.path)[0]

    @property
    def is_address(self) -> bool:
        return bool(_ADDRESS.match(self.path))


def taken_apart(path: str) -> tuple[str, str, tuple[str, ...]]:
    """Stem, suffix of the form and packings from the outside in: `a.warc.gz` is `a`, `.warc`, (`.gz`,)."""
    name = PurePosixPath(path.rstrip("/")).name
    packings: list[str] = []
    while (suffix := PurePosixPath(name).suffix.lower()) in PACKINGS:
        packings.append(suffix)
        name = name[: -len(suffix)]
    suffix = PurePosixPath(name).suffix
    stem = name[: -len(suffix)] if suffix else name
    safe = _UNSAFE.sub("_", stem.encode("utf-8", "backslashreplace").decode("utf-8"))
    return safe or "article", suffix.lower(), tuple(packings)


def is_form(path: str) -> bool:
    """Whether a file's name says that it may hold articles."""
    return taken_apart(path)[1] in FORMS


def find(paths: Iterable[str | Path], problems: list[Problem]) -> list[Source]:
    """The files below all that the caller named, each once, ordered by the id that they give; what cannot be
    read becomes one of the `problems`."""
    found: dict[str, Source] = {}
    for path in map(str, paths):
        for source in _below(path, problems):
            if source.is_named or source.path not in found:
                found[source.path] = source
    return sorted(found.values(), key=_order)


def _order(source: Source) -> tuple[str, bool, str]:
    """By id; of two with one id the one that surely is an article comes first."""
    stem, suffix, _ = taken_apart(source.path)
    return stem, suffix in ROWS, source.path


def _below(path: str, problems: list[Problem]) -> Iterable[Source]:
    if path == "-":
        return [Source("-", is_named=True)]
    shown = on_one_line(path)
    try:
        return _at_address(path, problems) if _ADDRESS.match(path) else _local(path, problems)
    except ImportError as e:
        problems.append(Problem(shown, f"needs a package: {e}", "install it"))
    except (OSError, ValueError) as e:
        what = f"cannot be read: {getattr(e, 'strerror', None) or e}"
        problems.append(Problem(shown, what, "check the path and its rights"))
    except Exception as e:
        if not _ADDRESS.match(path):
            raise
        problems.append(Problem(shown, *refused(e)))
    return []


def refused(error: Exception) -> tuple[str, str]:
    """What is wrong with an address, and what to do: each kind of store raises errors of its own library."""
    return f"cannot be read: {error or type(error).__name__}", "check the address and your access to it"


def _local(path: str, problems: list[Problem]) -> Iterable[Source]:
    if Path(path).is_file():
        return _named_file(path, problems)
    if Path(path).is_dir():
        found = list(_in_folder(path, os.path.realpath(path), problems))
        if not found:
            problems.append(Problem(on_one_line(path), "is a folder without articles", FORM_HELP))
        return found
    if _GLOB.search(path):
        return _globbed(path, problems)
    problems.append(Problem(on_one_line(path), "does not exist", "check the path"))
    return []


def _named_file(path: str, problems: list[Problem]) -> list[Source]:
    if is_form(path):
        return [_stated(path, Path(path).stat(), is_named=True)]
    suffix = PurePosixPath(path).suffix
    problems.append(Problem(on_one_line(path), f"has an unknown form {suffix or '(no ending)'}", FORM_HELP))
    return []


def _stated(path: str, found: os.stat_result, *, is_named: bool = False) -> Source:
    return Source(path, found.st_size, str(found.st_mtime_ns), is_named)


def _globbed(pattern: str, problems: list[Problem]) -> list[Source]:
    import glob

    found: list[Source] = []
    for path in sorted(glob.glob(pattern, recursive=True)):  # noqa: PTH207 - Path.glob takes no absolute pattern
        if Path(path).is_dir():
            found += _in_folder(path, os.path.realpath(path), problems)
        elif is_form(path) and Path(path).is_file():
            found.append(_stated(path, Path(path).stat()))
    if not found:
        problems.append(Problem(on_one_line(pattern), "matches no article", "check the pattern"))
    return found


def _in_folder(folder: str, top: str, problems: list[Problem]) -> Iterator[Source]:
    """Files of a folder and below, without hidden ones, links that lead out of it, and results of ours."""
    try:
        with os.scandir(folder) as listed:
            entries = sorted(listed, key=lambda e: e.name)
    except OSError as e:
        what = f"cannot be read: {e.strerror or e}"
        problems.append(Problem(on_one_line(folder), what, "check its rights"))
        return
    if folder != top and any(e.name == RESULTS for e in entries):
        return
    for entry in entries:
        if not entry.name.startswith("."):
            yield from _of_entry(entry, top, problems)


def _of_entry(entry: os.DirEntry[str], top: str, problems: list[Problem]) -> Iterator[Source]:
    try:
        if entry.is_symlink() and not _stays_inside(entry.path, top):
            what = "is a link that leads out of the folder"
            problems.append(Problem(on_one_line(entry.path), what, "copy the file instead"))
        elif entry.is_dir():
            if not entry.is_symlink():
                yield from _in_folder(entry.path, top, problems)
        elif is_form(entry.name) and not _NO_ARTICLE.fullmatch(entry.name):
            found = entry.stat()
            # A pipe or device would hang whoever opens it.
            if stat.S_ISREG(found.st_mode):
                yield _stated(entry.path, found)
    except OSError as e:
        what = f"cannot be read: {e.strerror or e}"
        problems.append(Problem(on_one_line(entry.path), what, "check its rights"))


def _stays_inside(link: str, top: str) -> bool:
    try:
        return Path(link).resolve(strict=True).is_relative_to(top)
    except (OSError, RuntimeError):
        return False


def _at_address(address: str, problems: list[Problem]) -> list[Source]:
    """Files at an fsspec address: one file, all below a folder, or what a pattern matches."""
    import fsspec

    files, inner = fsspec.core.url_to_fs(address)
    if _GLOB.search(inner):
        names = files.glob(inner)
    elif files.isfile(inner):
        names = [inner]
    else:
        names = files.find(inner)
    found = []
    for name in sorted(names):
        base = PurePosixPath(name).name
        if is_form(name) and not base.startswith(".") and not _NO_ARTICLE.fullmatch(base):
            found.append(_remote(files, name))
    if not found:
        problems.append(Problem(on_one_line(address), "holds no articles", FORM_HELP))
    return found


def _remote(files: Any, name: str) -> Source:
    told = files.info(name)
    known = next((told[k] for k in ("ETag", "mtime", "LastModified", "created") if told.get(k)), "")
    return Source(files.unstrip_protocol(name), int(told.get("size") or -1), str(known))


def opened(source: Source) -> IO[bytes]:
    """The source's bytes to read. Raises `Unreadable` if it is another file than when it was found."""
    if source.path == "-":
        return _spooled(sys.stdin.buffer)
    if source.is_address:
        import fsspec

        return fsspec.open(source.path, "rb").open()
    try:
        return Path(source.path).open("rb")
    except FileNotFoundError as e:
        raise Unreadable("vanished before it was read", "run again") from e


def check_unchanged(source: Source) -> None:
    """Raise `Unreadable` if the local file changed since it was found: half of it may be another's."""
    if not source.modified or source.is_address:
        return
    now = Path(source.path).stat()
    if (now.st_size, str(now.st_mtime_ns)) != (source.size, source.modified):
        raise Unreadable("changed while it was read", "run again once it is written")


def _spooled(stream: IO[bytes]) -> IO[bytes]:
    """Standard input on disk: what its form is can only be seen by looking twice."""
    kept = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    while block := stream.read(1 << 20):
        kept.write(block)
    kept.seek(0)
    return kept


def sniffed(start: bytes) -> str:
    """The suffix of the form that a stream without a name seems to have, by its first bytes."""
    for mark, suffix in _MARKS:
        if start.startswith(mark):
            return suffix
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text[:1] in (b"{", b"["):
        return ".jsonl" if text[:1] == b"{" else ".json"
    if re.match(rb"<\?xml|<rss|<feed", text, re.IGNORECASE):
        return ".xml" if re.search(rb"<(?:rss|feed|rdf:RDF)\b", text) else ".html"
    if re.match(rb"(?:From|Received|Return-Path|Delivered-To|MIME-Version|Message-ID):", text, re.IGNORECASE):
        return ".eml"
    return ".txt"


_MARKS = (
    (b"\x1f\x8b", ".gz"),
    (b"BZh", ".bz2"),
    (b"\xfd7zXZ\x00", ".xz"),
    (b"\x28\xb5\x2f\xfd", ".zst"),
    (b"PK\x03\x04", ".zip"),
    (b"WARC/", ".warc"),
    (b"%PDF", ".pdf"),
    (b"PAR1", ".parquet"),
)
