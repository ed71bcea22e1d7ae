"""A corpus cut into tasks that can be done in any order, anywhere, and that keep their names."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from analysis.read.sources import Source
from analysis.read.taking import is_container

#: Articles in a part: few enough to hold, enough to make a file worth writing.
PART = 100
_MOST_TOGETHER = 4 * PART
#: A container of more bytes than this is read by several tasks, each of which passes over the others' parts.
_SHARD = 200_000


@dataclass(frozen=True)
class Settings:
    """How articles are read. `days` gives publication days by id; `relevance` says which articles are looked
    at for their subject first: those in `containers`, `all`, or `none`."""

    days: Mapping[str, str] = field(default_factory=dict)
    relevance: str = "containers"
    code: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """Files to read, in order; or one container, of which every `shards`-th part from `shard` on is meant."""

    key: str
    sources: tuple[Source, ...]
    shard: int = 0
    shards: int = 1

    @property
    def name(self) -> str:
        return f"{self.key}.{self.shard}-{self.shards}"


def tasks(sources: Iterable[Source], settings: Settings, *, workers: int = 1) -> Iterator[Task]:
    """The tasks for sources that are ordered by id: their order is that of the rows. A large container is cut
    for so many workers."""
    together: list[Source] = []
    for source in sources:
        if source.path == "-" or is_container(source.path):
            yield from _of_files(together, settings)
            together = []
            yield from _of_container(source, settings, workers)
            continue
        together.append(source)
        # Cut where the name says so, not where the count does: one file more or less alters one task only.
        if zlib.crc32(source.stem.encode()) % PART == 0 or len(together) >= _MOST_TOGETHER:
            yield from _of_files(together, settings)
            together = []
    yield from _of_files(together, settings)


def _of_files(together: list[Source], settings: Settings) -> Iterator[Task]:
    if together:
        yield Task(_key(together, settings), tuple(together))


def _of_container(source: Source, settings: Settings, workers: int) -> Iterator[Task]:
    shards = max(1, min(workers, source.size // _SHARD))
    for shard in range(shards):
        yield Task(_key([source], settings), (source,), shard, shards)


def _key(sources: Iterable[Source], settings: Settings) -> str:
    """Names the task by all that its parts depend on."""
    digest = hashlib.sha256(f"{settings.code}\0{settings.relevance}\0".encode())
    for source in sources:
        digest.update(f"{source.path}\0{source.size}\0{source.modified}\0".encode("utf-8", "surrogateescape"))
        given = sorted(
            (i, d) for i, d in settings.days.items() if i == source.stem or i.startswith(f"{source.stem}~")
        )
        digest.update(repr(given).encode() if given else b"")
    return digest.hexdigest()[:20]
