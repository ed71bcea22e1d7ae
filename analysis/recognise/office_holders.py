"""The public record of office holders: a support where an article names a person without his state."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from analysis.lexicon import rows
from analysis.recognise import names

Row = Mapping[str, str]


@cache
def _by_key() -> dict[str, Row]:
    """Rows by each spelling, with the words in any rotation (family name first or last)."""
    found: dict[str, Row] = {}
    for row in rows("officials"):
        for name in (row["name"], *filter(None, row["aliases"].split(";"))):
            words = name.split()
            for k in range(len(words)):
                found.setdefault(names.key("".join(words[k:] + words[:k])), row)
    return found


@cache
def _by_family() -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows("officials"):
        for family in names.family_names(tuple(row["name"].split())):
            found.setdefault(names.key(family), []).append(row)
    return found


def known_alone(word: str) -> Row | None:
    """The office holder whom a family name alone means to every reader ("Putin"), or `None`."""
    found = [r for r in _by_family().get(names.key(word), []) if r["known_by_surname"] == "true"]
    return found[0] if len(found) == 1 else None


def holder(words: tuple[str, ...], role: str = "", published: str = "") -> Row | None:
    """The row for a full name; for a family name the one who held the office that `role` names."""
    if len(words) > 1:
        return _by_key().get(names.key("".join(words)))
    if alone := known_alone(words[0]):
        return alone
    heads = {w for w in role.lower().split() if names.is_office(w)}
    fitting = [
        r
        for r in _by_family().get(names.key(words[0]), [])
        if heads & set(r["office"].lower().split()) and _held(r, published)
    ]
    return fitting[0] if len({r["state"] for r in fitting}) == 1 else None


def _held(row: Row, day: str) -> bool:
    """Whether the office was held on the day, to the year; any day will do if none is given."""
    return not day or (row["from"] <= day and (not row["to"] or day[:4] <= row["to"][:4]))
