"""Packed files to streams of bytes, in bounded memory and with a limit on what a small file may swell to."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any

from analysis.read.draft import Unreadable
from analysis.read.sources import is_form

#: Text packs to a tenth, the same article over and over to a hundredth; a bomb to a thousandth and less.
_MOST_SWELLING = 200
_ALWAYS_ALLOWED = 20_000_000
_MOST_MEMBERS = 1_000_000
#: What damaged packed files raise while they are read.
BROKEN = (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile, zipfile.BadZipFile, tarfile.TarError)
BOMB = "swells to more than 200 times its size when unpacked"
_UNPACK = "unpack it by hand and look at it"


def unpacked(stream: IO[bytes], packings: tuple[str, ...]) -> IO[bytes]:
    """The stream without its packings, given from the outside in; it raises `Unreadable` at a bomb."""
    for packing in packings:
        stream = io.BufferedReader(_Bounded(_opened(stream, packing), stream), 1 << 16)
    return stream


def _opened(stream: IO[bytes], packing: str) -> Any:
    if packing == ".gz":
        return gzip.GzipFile(fileobj=stream)
    if packing == ".bz2":
        return bz2.BZ2File(stream)
    if packing == ".xz":
        return lzma.LZMAFile(stream)
    import pyarrow

    return pyarrow.CompressedInputStream(stream, "zstd")


class _Bounded(io.RawIOBase):
    """Unpacked bytes, as long as they stand in a sane relation to the packed ones."""

    def __init__(self, inner: IO[bytes], packed: IO[bytes]) -> None:
        self._inner, self._packed, self._given = inner, packed, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
        try:
            found = self._inner.read(len(buffer))
        except OSError as e:  # pyarrow's word for damaged zstd; gzip's own is one too
            raise EOFError(str(e)) from e
        buffer[: len(found)] = found
        self._given += len(found)
        if self._given > _ALWAYS_ALLOWED and self._given > _MOST_SWELLING * max(1, self._packed.tell()):
            raise Unreadable(BOMB, _UNPACK)
        return len(found)


def members(stream: IO[bytes], suffix: str) -> Iterator[tuple[str, IO[bytes]]]:
    """Name and bytes of each file in a bundle that may hold articles; links and devices are left out."""
    named = _of_zip(stream) if suffix == ".zip" else _of_tar(stream, is_packed=suffix == ".tgz")
    for count, (name, member) in enumerate(named):
        if count >= _MOST_MEMBERS:
            raise Unreadable(f"has more than {_MOST_MEMBERS} members", "split it")
        base = name.rsplit("/", 1)[-1]
        if is_form(name) and not base.startswith((".", "__MACOSX")):
            yield name, member


def _of_zip(stream: IO[bytes]) -> Iterator[tuple[str, IO[bytes]]]:
    with zipfile.ZipFile(stream) as bundle:
        for info in bundle.infolist():
            if info.is_dir():
                continue
            if info.flag_bits & 1:
                raise Unreadable("is locked with a password", "unpack it by hand")
            if info.file_size > _ALWAYS_ALLOWED and info.file_size > _MOST_SWELLING * info.compress_size:
                raise Unreadable(BOMB, _UNPACK)
            with bundle.open(info) as member:
                yield info.filename, member


def _of_tar(stream: IO[bytes], *, is_packed: bool) -> Iterator[tuple[str, IO[bytes]]]:
    if is_packed:
        stream = unpacked(stream, (".gz",))
    with tarfile.open(fileobj=stream, mode="r|") as bundle:
        for info in bundle:
            if info.isfile() and (member := bundle.extractfile(info)):
                yield info.name, member


def read_at_most(stream: IO[bytes], limit: int) -> bytes:
    """All bytes of a stream; raises `Unreadable` if they are more than the limit."""
    blocks, length = [], 0
    while block := stream.read(min(1 << 20, limit + 1 - length)):
        blocks.append(block)
        length += len(block)
        if length > limit:
            raise Unreadable(f"is larger than {limit // 1_000_000} MB", "split it into one file an article")
    return b"".join(blocks)
