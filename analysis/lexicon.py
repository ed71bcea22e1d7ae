"""Loads the words and patterns in `data/`, checks them and compiles them. Nothing else reads `data/`.

Two forms of data file:

* `NAME.csv`: a gazetteer. A row is a name or a fact, read by `rows("NAME")` as a dict of strings.
* `NAME.toml`: patterns. `[parts]` holds named pieces of a regular expression, used elsewhere in the
  same file as `{{piece}}`; each `[[pattern]]` has `id`, `regex`, `reason`, `match` (strings in which it
  must be found) and `no_match` (strings in which it must not), and any other keys, kept as `fields`.
  A piece or a regex may be a list of alternatives; each of a regex needs an example of its own in `match`.
  `flags = "i"` ignores case. Verbose mode is on: write a space as `\\s` or `[ ]`.

A pattern that misses its own example, finds its own counter-example or matches the empty string stops
the loading with a `LexiconError` that names file, pattern and string. A file that passed is not checked again
until it changes, and a pattern is compiled when it is first asked for.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from analysis import literals
from analysis.caching import kept
from analysis.compiling import compiled
from analysis.literals import Needs

DATA = Path(__file__).parent / "data"
_PIECE = compiled(r"\{\{(\w+)\}\}")
_OWN_KEYS = {"id", "regex", "reason", "match", "no_match", "flags"}


class LexiconError(ValueError):
    """A data file contradicts itself; the message names the file and the row."""


@dataclass(frozen=True)
class Pattern:
    """A pattern with the reason for it, what it cannot do without, and the other keys of its row."""

    id: str
    source: str
    flags: int
    reason: str
    fields: Mapping[str, Any]
    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()
    needs: Needs = ()

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return compiled(self.source, self.flags)


@cache
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of `data/NAME.csv` as read-only dicts; cells are stripped, empty cells are ""."""
    path = DATA / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as f:
        reader = csv.DictReader(line for line in f if not line.startswith("#"))
        found = []
        for number, row in enumerate(reader, start=2):
            if None in row or None in row.values():
                raise LexiconError(
                    f"{path.name}, data row {number}: has another number of cells than the header"
                )
            found.append(MappingProxyType({k: v.strip() for k, v in row.items()}))
    return tuple(found)


@cache
def settings(name: str) -> Mapping[str, Any]:
    """The whole of `data/NAME.toml` as read, for word lists that are not patterns."""
    try:
        return MappingProxyType(tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as e:
        raise LexiconError(f"{name}.toml: is no TOML: {e}") from e


def _joined(written: str | Sequence[str]) -> str:
    return written if isinstance(written, str) else "|".join(written)


def expand(regex: str, parts: Mapping[str, str | Sequence[str]], where: str = "") -> str:
    """The regex with every `{{piece}}` replaced by its part, in a group of its own."""
    for _ in range(10):
        if not _PIECE.search(regex):
            return regex

        def piece(m: re.Match[str]) -> str:
            if m[1] not in parts:
                raise LexiconError(f"{where}: no part named {m[1]!r}")
            return f"(?:{_joined(parts[m[1]])})"

        regex = _PIECE.sub(piece, regex)
    raise LexiconError(f"{where}: its parts refer to each other in a circle")


@cache
def patterns(name: str) -> tuple[Pattern, ...]:
    """The checked patterns of `data/NAME.toml`, in the file's order."""
    return made(name, [f"{name}.toml"], lambda: _checked(name))


def made(
    name: str, files: Iterable[str], make: Callable[[], list[dict[str, Any]]], made_by: Iterable[Path] = ()
) -> tuple[Pattern, ...]:
    """Patterns that `make` makes of data files and checks, as the fields of `Pattern` in plain types; not made
    again until the files change, or the code in `made_by`."""
    # Where Python keeps what it compiled: whoever may not write there checks each time.
    beside = DATA / "__pycache__" / f"{name}.pickle"
    rows = kept(
        beside,
        [*(DATA / file for file in (*files, f"{_COMMON}.csv")), *_MADE_BY, *made_by],
        lambda: _shared(make()),
    )
    return tuple(Pattern(**row | {"fields": MappingProxyType(row["fields"])}) for row in rows)


def _shared(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with one object for all equal strings and sets that patterns need: kept, they take less
    room and are loaded sooner."""
    strings: dict[str, str] = {}
    sets: dict[frozenset[str], frozenset[str]] = {}

    def one(needed: frozenset[str]) -> frozenset[str]:
        if needed not in sets:
            sets[needed] = frozenset(strings.setdefault(s, s) for s in needed)
        return sets[needed]

    return [row | {"needs": tuple(tuple(map(one, needed)) for needed in row["needs"])} for row in rows]


def needs(source: str, flags: int) -> Needs:
    """What a match of the pattern must contain (see `literals.required`), the rarest strings first."""

    def how_often(strings: frozenset[str]) -> float:
        return sum(_shares().get(s, literals.OFTEN ** -len(s)) for s in strings)

    return tuple(tuple(sorted(sets, key=how_often)) for sets in literals.required(source, flags))


_COMMON = "common_strings"


@cache
def _shares() -> Mapping[str, float]:
    """In what share of the sentences on the subject a string stands."""
    return {row["string"]: float(row["share"]) for row in rows(_COMMON)}


#: The code that decides what a checked row holds.
_MADE_BY = (Path(__file__), Path(literals.__file__))


def _checked(name: str) -> list[dict[str, Any]]:
    raw = settings(name)
    found = [_row(f"{name}.toml", row, raw.get("parts", {})) for row in raw.get("pattern", ())]
    ids = [p["id"] for p in found]
    if twice := {i for i in ids if ids.count(i) > 1}:
        raise LexiconError(f"{name}.toml: ids used twice: {', '.join(sorted(twice))}")
    return found


@cache
def pattern(name: str, id: str) -> Pattern:
    """One pattern by its id."""
    for p in patterns(name):
        if p.id == id:
            return p
    raise LexiconError(f"{name}.toml: no pattern {id!r}")


def _row(file: str, row: Mapping[str, Any], parts: Mapping[str, str | Sequence[str]]) -> dict[str, Any]:
    """The fields of the row's `Pattern`, in plain types."""
    where = f"{file}, pattern {row.get('id', '?')!r}"
    for key in ("id", "regex", "reason", "match"):
        if not row.get(key):
            raise LexiconError(f"{where}: has no {key}")
    flags = re.VERBOSE | (re.IGNORECASE if "i" in row.get("flags", "") else 0)
    source = expand(_joined(row["regex"]), parts, where)
    regex = _compiled(source, flags, where)
    for alternative in row["regex"] if not isinstance(row["regex"], str) else ():
        alone = _compiled(expand(alternative, parts, where), flags, where)
        if not any(alone.search(text) for text in row["match"]):
            raise LexiconError(f"{where}: has no example for its alternative {alternative!r}")
    if regex.match(""):
        raise LexiconError(f"{where}: matches the empty string")
    for text in row["match"]:
        if not regex.search(text):
            raise LexiconError(f"{where}: misses its own example {text!r}")
    for text in row.get("no_match", ()):
        if regex.search(text):
            raise LexiconError(f"{where}: matches {text!r}, which it must not")
    return {
        "id": row["id"],
        "source": source,
        "flags": int(flags),
        "reason": row["reason"],
        "fields": {k: v for k, v in row.items() if k not in _OWN_KEYS},
        "match": tuple(row["match"]),
        "no_match": tuple(row.get("no_match", ())),
        "needs": needs(source, int(flags)),
    }


def _compiled(source: str, flags: int, where: str) -> re.Pattern[str]:
    try:
        return compiled(source, flags)
    except re.error as e:
        raise LexiconError(f"{where}: is no regular expression: {e}") from e
