"""Parts: what some hundred articles say, in one Parquet file with a row an article and its tables nested."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from analysis import garbage, pipeline
from analysis.errors import InputError
from analysis.extraction.plan import PART, Settings, Task
from analysis.read import relevance
from analysis.read.corpus import read_piece
from analysis.read.duplicates import sketch
from analysis.read.pieces import Piece
from analysis.read.taking import pieces
from analysis.records import Article, Problem, Reading
from analysis.schema import COLUMNS, columns_of, fault, type_of
from analysis.tables import SET_ASIDE, rows_of

# Arrow's own pool keeps what it once had, so that memory would grow with the corpus.
pa.set_memory_pool(pa.system_memory_pool())

_ARROW = {"integer": pa.int64(), "number": pa.float64()}


def struct_of(table: str) -> pa.StructType:
    """A row of a table as Arrow keeps it."""
    return pa.struct([(c, _ARROW.get(type_of(table, c), pa.string())) for c in columns_of(table)])


@cache
def schema() -> pa.Schema:
    """A part's row: an article with its tables, or what was set aside."""
    problem = pa.struct([(c, pa.string()) for c in SET_ASIDE])
    return pa.schema(
        [
            *((name, pa.list_(struct_of(name))) for name in COLUMNS),
            ("problems", pa.list_(problem)),
            ("text", pa.string()),
            ("sentences", pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32())]))),
            ("sketch", pa.list_(pa.uint64())),
        ]
    )


class CannotRunError(InputError):
    """Nothing can be extracted as asked; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a task wrote: the numbers of its parts and how many articles they have."""

    key: str
    shard: int
    parts: tuple[int, ...]
    articles: int


def do(task: Task, settings: Settings, folder: str) -> Done:
    """Read the task's articles and write its parts; a part that is there already is not read again."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    numbers, count = [], 0
    for number, block in enumerate(_blocks(task)):
        if number % task.shards != task.shard:
            continue
        path = part_path(folder, task.key, number)
        if not path.exists():
            with garbage.hunted_rarely():
                rows = [_valid(row) for piece in block for row in _rows(piece, settings)]
            _write(pa.Table.from_pylist(rows, schema()), path)
        numbers.append(number)
        count += _articles_in(path)
    done = Done(task.key, task.shard, tuple(numbers), count)
    _write_text(json.dumps({"parts": numbers, "articles": count}), done_path(folder, task))
    return done


def part_path(folder: str | Path, key: str, number: int) -> Path:
    """Where a part lies."""
    return Path(folder) / f"{key}-{number:06}.parquet"


def done_path(folder: str | Path, task: Task) -> Path:
    """The file that says that a task is done."""
    return Path(folder) / f"{task.name}.json"


def known(task: Task, folder: str | Path) -> Done | None:
    """What a task wrote in an earlier run; `None` if it is still to be done."""
    try:
        told = json.loads(done_path(folder, task).read_text(encoding="utf-8"))
        parts = tuple(told["parts"])
        if all(part_path(folder, task.key, n).exists() for n in parts):
            return Done(task.key, task.shard, parts, told["articles"])
    except (OSError, ValueError, KeyError):
        pass
    return None


def give_up(task: Task, folder: str | Path, why: str) -> Done:
    """A part that says of each file of a task that it could not be read."""
    remedy = "the others are read; please report it"
    rows = [_row_of_problem(Problem(s.name, why, remedy)) for s in task.sources]
    number = task.shard
    _write(pa.Table.from_pylist(rows, schema()), part_path(folder, task.key, number))
    return Done(task.key, task.shard, (number,), 0)


def _blocks(task: Task) -> Iterator[list[Piece | Problem]]:
    """The task's pieces, some at a time: files that stand together are one block, whatever is in them."""
    if len(task.sources) > 1:
        yield _Chained(task)  # type: ignore[misc]
        return
    found = pieces(task.sources[0])
    while block := list(islice(found, PART)):
        yield block


class _Chained:
    """The pieces of several files, read only when they are asked for."""

    def __init__(self, task: Task) -> None:
        self._task = task

    def __iter__(self) -> Iterator[Piece | Problem]:
        for source in self._task.sources:
            yield from pieces(source)


def _rows(piece: Piece | Problem, settings: Settings) -> Iterator[dict[str, Any]]:
    """A row for the piece's article, or for why there is none."""
    if isinstance(piece, Problem):
        yield _row_of_problem(piece)
        return
    if passed := _passed_over(piece, settings):
        yield _row_of_problem(passed)
        return
    complaints: list[Problem] = []
    for found in read_piece(piece, settings.days):
        if isinstance(found, Problem):
            complaints.append(found)
            continue
        reading = pipeline.attempt(found)
        if isinstance(reading, Problem):
            complaints.append(reading)
        else:
            yield _row_of_reading(reading, complaints)
            return
    for problem in complaints:
        yield _row_of_problem(problem)


def _valid(row: dict[str, Any]) -> dict[str, Any]:
    """The row, if its tables hold the codebook; an article that breaks it is set aside, and told."""
    found = (fault(name, r) for name in COLUMNS for r in row.get(name, ()))
    if what := next(filter(None, found), ""):
        path = row["articles"][0]["path"]
        return _row_of_problem(Problem(path, f"its rows break the codebook: {what}", "please report it"))
    return row


def _passed_over(piece: Piece, settings: Settings) -> Problem | None:
    is_looked_at = settings.relevance == "all" or (settings.relevance == "containers" and piece.is_contained)
    if is_looked_at and not relevance.may_be_relevant(piece):
        return Problem(
            piece.path, "is on another subject", "read it all the same with --relevance none", "subject"
        )
    return None


def _row_of_problem(problem: Problem) -> dict[str, Any]:
    return {"problems": [{c: getattr(problem, c) for c in SET_ASIDE}]}


def _row_of_reading(reading: Reading, complaints: Iterable[Problem]) -> dict[str, Any]:
    article: Article = reading.article
    return {
        **rows_of(reading),
        "problems": [{c: getattr(p, c) for c in SET_ASIDE} for p in complaints],
        "text": article.text,
        "sentences": [{"start": s.start, "end": s.end} for s in article.sentences],
        "sketch": sketch(article.text),
    }


def _articles_in(path: Path) -> int:
    column = parquet.read_table(path, columns=["text"]).column(0)
    return len(column) - column.null_count


def _write(table: pa.Table, path: Path) -> None:
    aside = _aside(path)
    parquet.write_table(table, aside, compression="zstd")
    aside.replace(path)


def _write_text(text: str, path: Path) -> None:
    aside = _aside(path)
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)


def _aside(path: Path) -> Path:
    """Nobody meets half a file: it is written under this name and moved."""
    return path.with_name(f"{path.name}.{os.getpid()}.new")
