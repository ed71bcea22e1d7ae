"""Files of many records (JSON, JSON lines, CSV, Parquet) to items, one after the other."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import IO, Any

from analysis.read import fields
from analysis.read.characters import decode
from analysis.read.draft import Unreadable
from analysis.read.packing import read_at_most
from analysis.read.pieces import MOST_BYTES, Fault, Item

_LARGEST_JSON = 50_000_000
_LISTS = ("articles", "items", "entries", "results", "docs", "documents", "stories", "data", "@graph")
_NO_ARTICLES = Unreadable("holds no articles", "give fields such as title, text, date, url", "no_article")


def of_json(raw: bytes) -> Iterator[Item | Fault]:
    """The articles of a JSON document that is a list of them, or has one in a field."""
    text, _ = decode(raw)
    try:
        loaded = json.loads(text, strict=False)
    except RecursionError as e:
        raise Unreadable("is JSON nested too deeply", "write one object a line (.jsonl)") from e
    except ValueError as e:
        if text.lstrip()[:1] == "{" and text.strip().count("\n"):
            yield from of_lines(io.BytesIO(text.encode("utf-8", "surrogatepass")))
            return
        raise Unreadable(f"is no JSON: {str(e)[:80]}", "write one whole JSON document") from e
    found = _list(loaded)
    if found is None or not any(isinstance(r, dict) and fields.is_article(r) for r in found):
        raise _NO_ARTICLES
    for number, record in enumerate(found, start=1):
        if isinstance(record, dict):
            yield _item(number, record)
        else:
            yield Fault(str(number), "is no object with fields", "give title, text, date, url as fields")


def is_one(raw: bytes) -> bool:
    """Whether a JSON document is one article rather than a list of them."""
    try:
        loaded = json.loads(decode(raw)[0], strict=False) if len(raw) <= MOST_BYTES else None
    except (ValueError, RecursionError, Unreadable):
        return False
    return isinstance(loaded, dict) and fields.is_article(loaded)


def _list(loaded: Any) -> list[Any] | None:
    if isinstance(loaded, list):
        return loaded
    if isinstance(loaded, dict):
        return next((loaded[k] for k in _LISTS if isinstance(loaded.get(k), list)), None)
    return None


def _item(number: int, record: Mapping[str, Any]) -> Item | Fault:
    raw = json.dumps(record, ensure_ascii=False, default=str).encode("utf-8", "replace")
    if len(raw) > MOST_BYTES:
        return Fault(str(number), "is larger than 5 MB", "split it into one record an article")
    return Item(number, raw, ".json")


def of_lines(stream: IO[bytes]) -> Iterator[Item | Fault]:
    """The articles of JSON lines, one a line; the number is the line's."""
    for number, line in _lines(stream):
        if line is None:
            yield Fault(str(number), "is a line longer than 5 MB", "split it into one record an article")
        elif line.strip():
            yield Item(number, line, ".json")


def _lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Number and bytes of each line; `None` for one that is too long, which is never held."""
    number = 0
    while line := stream.readline(MOST_BYTES):
        number += 1
        if number == 1 and line.startswith((b"\xff\xfe", b"\xfe\xff")):
            rest = read_at_most(stream, _LARGEST_JSON)
            text, _ = decode(line + rest)
            yield from enumerate((one.encode("utf-8", "replace") for one in text.splitlines()), start=1)
            return
        is_whole = line.endswith(b"\n") or len(line) < MOST_BYTES
        if is_whole:
            yield number, line.removeprefix(b"\xef\xbb\xbf")
            continue
        while (rest := stream.readline(MOST_BYTES)) and not rest.endswith(b"\n"):
            pass
        yield number, None


def of_csv(stream: IO[bytes], *, delimiter: str = "") -> Iterator[Item | Fault]:
    """The articles of a table with a header; the number is the row's below it."""
    csv.field_size_limit(MOST_BYTES)
    start = stream.read(4096)
    encoding = "utf-16" if start.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    text = io.TextIOWrapper(io.BufferedReader(_Rejoined(start, stream)), encoding, "replace", newline="")
    shown = start.decode(encoding, "replace").split("\n")[0]
    reader = csv.reader(text, delimiter=delimiter or max(",;\t|", key=shown.count))
    try:
        header = next(reader, [])
        if not fields.is_article(header):
            raise _NO_ARTICLES
        for number, row in _counted(reader):
            if isinstance(row, Fault):
                yield row
            elif any(row):
                yield _item(number, dict(zip(header, row, strict=False)))
    finally:
        text.detach()


def _counted(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str] | Fault]]:
    number = 0
    while True:
        number += 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as e:
            yield number, Fault(str(number), f"is no row of a CSV file: {e}", "check its quotation marks")


class _Rejoined(io.RawIOBase):
    """A stream with the bytes at its beginning that were read already."""

    def __init__(self, start: bytes, rest: IO[bytes]) -> None:
        self._start, self._rest = start, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
        found = self._start[: len(buffer)] or self._rest.read(len(buffer))
        self._start = self._start[len(buffer) :]
        buffer[: len(found)] = found
        return len(found)


def of_parquet(stream: IO[bytes]) -> Iterator[Item | Fault]:
    """The articles of a Parquet file; the number is the row's."""
    import pyarrow
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(stream)
        if not fields.is_article(file.schema_arrow.names):
            raise _NO_ARTICLES
        wanted = _wanted(file.schema_arrow.names)
        number = 0
        for batch in file.iter_batches(batch_size=256, columns=wanted):
            for record in batch.to_pylist():
                number += 1
                yield _item(number, {k: _plain(v) for k, v in record.items()})
    except (pyarrow.ArrowException, OSError) as e:
        raise Unreadable(f"is no Parquet file: {str(e)[:80]}", "write it again") from e


def _wanted(names: list[str]) -> list[str]:
    """The columns that may say something of an article: embeddings and the like stay on disk."""
    of_ours = {re.sub(r"[\W_]+", "", n.casefold()) for names in fields.known().values() for n in names}
    return [n for n in names if re.sub(r"[\W_]+", "", n.casefold()) in of_ours]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
