"""How well mentions are merged: pairwise precision and recall against a list of events made by hand.

The list is a CSV file with the columns `event`, `table`, `article_id`, `is` (launching state, outcome, or state
with a position) and `date`; a row says which event a mention is of, alternatives are joined with "|". Two mentions are a pair
that belongs together if the list gives them one event, and a pair that was merged if one of our events holds
both. Mentions that the list lacks, or that were not extracted, make no pairs.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from pathlib import Path

import pandas as pd

from analysis.reconcile.decisions import decision_events, position_events
from analysis.reconcile.launches import launch_events
from analysis.tables import Tables

_COLUMNS = ("event", "table", "article_id", "is", "date")
#: Which cell `is` stands for.
_IS = {"launches": "state", "decisions": "outcome", "positions": "state"}


class EventListError(ValueError):
    """A list of events that cannot be used; the message names the file and the row."""


@dataclass(frozen=True)
class Merging:
    """Pairs of mentions: `right` (together in both), `wrong` (merged only here), `split` (together only in
    the list), how many of the list's mentions were found, and how many pairs they all would make."""

    right: int
    wrong: tuple[tuple[str, str], ...]
    split: tuple[tuple[str, str], ...]
    found: int
    listed: int
    listed_pairs: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + len(self.wrong)) if self.right + len(self.wrong) else 1.0

    @property
    def recall(self) -> float:
        """Of the pairs whose two mentions were found: what merging itself is to blame for."""
        return self.right / (self.right + len(self.split)) if self.right + len(self.split) else 1.0

    @property
    def recall_end_to_end(self) -> float:
        """Of all pairs on the list: what the reader did not find counts too."""
        return self.right / self.listed_pairs if self.listed_pairs else 1.0

    def as_text(self, *, with_errors: bool = False) -> str:
        """One line of figures, and below it each wrong and each missing pair if wanted."""
        lines = [
            f"merging of events: pairwise precision {self.precision:.3f}, recall {self.recall:.3f}"
            f" of the mentions found, {self.recall_end_to_end:.3f} of all listed"
            f" ({self.right} pairs right, {len(self.wrong)} wrong, {len(self.split)} split;"
            f" {self.found} of {self.listed} listed mentions found)"
        ]
        if with_errors:
            lines += [f"  wrong  {a} with {b}" for a, b in self.wrong]
            lines += [f"  split  {a} from {b}" for a, b in self.split]
        return "\n".join(lines)


def load(path: Path) -> list[dict[str, str]]:
    """The rows of a list of events. Raises `EventListError` naming the row that is no such row."""
    try:
        with path.open(encoding="utf-8", newline="") as f:
            rows = list(csv.DictReader(f))
    except (OSError, UnicodeDecodeError, csv.Error) as e:
        raise EventListError(f"{path}: is not a readable CSV file: {e}") from e
    for number, row in enumerate(rows, start=2):
        if set(row) != set(_COLUMNS) or None in row.values() or row["table"] not in _IS:
            raise EventListError(
                f"{path}, line {number}: needs {', '.join(_COLUMNS)}, table one of {', '.join(_IS)}"
            )
    if not rows:
        raise EventListError(f"{path}: lists no mention")
    return rows


def measure(tables: Tables, listed: Sequence[Mapping[str, str]]) -> Merging:
    """The merging of these tables' mentions, measured against the list."""
    merged = {
        "launches": launch_events(tables),
        "decisions": decision_events(tables),
        "positions": position_events(tables),
    }
    mentions = [m for table in _IS for m in _found(tables, table, listed)]
    event_of = _event_by_row(merged)
    pairs = [(a, b) for a, b in combinations(mentions, 2) if a[0] == b[0]]
    together = {(a, b): a[2] == b[2] for a, b in pairs}
    ours = {(a, b): a[:2] in event_of and event_of[a[:2]] == event_of.get(b[:2]) for a, b in pairs}
    return Merging(
        sum(together[p] and ours[p] for p in pairs),
        tuple((a[3], b[3]) for a, b in pairs if ours[a, b] and not together[a, b]),
        tuple((a[3], b[3]) for a, b in pairs if together[a, b] and not ours[a, b]),
        len(mentions),
        len(listed),
        sum(comb(n, 2) for n in Counter((w["table"], w["event"]) for w in listed).values()),
    )


def _event_by_row(merged: Mapping[str, pd.DataFrame]) -> dict[tuple[str, int], str]:
    """The id of the event that holds a table's row."""
    return {
        (table, int(row)): str(event_id)
        for table, frame in merged.items()
        for event_id, rows in zip(frame["event_id"], frame["rows"], strict=True)
        for row in rows
    }


def _found(
    tables: Tables, table: str, listed: Sequence[Mapping[str, str]]
) -> list[tuple[str, int, str, str]]:
    """Table, row, event and name of each of the list's mentions that was extracted; a row is used once."""
    frame: pd.DataFrame = getattr(tables, table)
    left = {int(i): r for i, r in zip(frame.index, frame.to_dict("records"), strict=True)}
    found = []
    for wanted in (w for w in listed if w["table"] == table):
        row = next((i for i, r in left.items() if _is(r, wanted, table)), None)
        if row is not None:
            del left[row]
            name = f"{wanted['event']} in {wanted['article_id']}"
            found.append((table, row, wanted["event"], name))
    return found


def _is(row: Mapping[object, object], wanted: Mapping[str, str], table: str) -> bool:
    return (
        row["article_id"] == wanted["article_id"]
        and row[_IS[table]] in wanted["is"].split("|")
        and row["date"] in wanted["date"].split("|")
    )
