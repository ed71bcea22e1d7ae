"""EVALUATE: precision, recall and F1 of extracted tables against annotations made by hand.

An annotation is one JSON file an article: `article_id`, `published`, and per table `required` and
`optional` entries. A required entry must be found; an optional one is neither rewarded nor punished. In an
entry a list accepts any of its members, `"*"` accepts anything, and a key that is absent is not compared. A
table that an annotation leaves out is not scored for that article.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.schema import COLUMNS, columns_of
from analysis.tables import Tables

Row = Mapping[str, Any]


class AnnotationError(ValueError):
    """An annotation file that cannot be used; the message names it."""


@dataclass(frozen=True)
class Scored:
    """Which columns of which table are compared, and which of its rows count at all."""

    name: str
    table: str
    keys: tuple[str, ...]
    where: Callable[[pd.DataFrame], pd.Series] | None = None


SCORED = (
    Scored("states", "actors", ("actor_id",), lambda f: f["kind"] == "state"),
    Scored("persons", "actors", ("name", "state"), lambda f: f["kind"] == "person"),
    Scored("dates", "dates", ("value",)),
    Scored("counts", "counts", ("value", "of"), lambda f: f["of"] != "other"),
    Scored("launches", "launches", ("state", "date", "weapon", "missiles")),
    Scored("tallies", "tallies", ("count", "unit", "weapon", "since")),
    Scored("decisions", "decisions", ("date", "outcome", "votes_for", "votes_against", "abstentions")),
    Scored("positions", "positions", ("state", "position", "date")),
    Scored("statements", "statements", ("speaker", "quote")),
    Scored("designations", "designations", ("authority", "date", "people", "organisations")),
)


@dataclass(frozen=True)
class Error:
    """A false row (`kind` "false", with the sentence that it was read from) or a missed entry ("missed")."""

    table: str
    article_id: str
    kind: str
    content: Row
    evidence: str = ""

    def __str__(self) -> str:
        shown = ", ".join(f"{k}={v!r}" for k, v in self.content.items())
        tail = f"\n         {self.evidence}" if self.evidence else ""
        return f"  {self.kind:<6} {self.article_id}: {shown}{tail}"


@dataclass(frozen=True)
class Score:
    """Hits, false rows and misses of one table, with the rates made of them."""

    table: str
    found: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.false) if self.found + self.false else 1.0

    @property
    def recall(self) -> float:
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def f1(self) -> float:
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True)
class Evaluation:
    """Scores in the order of `SCORED`, the errors behind them, and how many publication days are right."""

    scores: tuple[Score, ...]
    errors: tuple[Error, ...]
    articles: int
    days_right: int
    days_known: int

    @property
    def mean_f1(self) -> float:
        return sum(s.f1 for s in self.scores) / len(self.scores)

    def as_text(self, *, with_errors: bool = False) -> str:
        """The figures as a table of plain text, each table's errors above its line if wanted."""
        lines = [f"{'table':<14}{'found':>7}{'false':>7}{'missed':>8}{'P':>8}{'R':>8}{'F1':>8}"]
        for s in self.scores:
            if with_errors:
                lines += [str(e) for e in self.errors if e.table == s.table]
            lines.append(
                f"{s.table:<14}{s.found:>7}{s.false:>7}{s.missed:>8}{s.precision:>8.3f}{s.recall:>8.3f}{s.f1:>8.3f}"
            )
        lines.append(
            f"articles {self.articles}; publication day right {self.days_right} of {self.days_known};"
            f" mean F1 {self.mean_f1:.3f}"
        )
        return "\n".join(lines)


def load_annotations(folder: Path) -> list[dict[str, Any]]:
    """The annotations of a folder, ordered by file name; raises `AnnotationError` if there are none."""
    found = []
    for path in sorted(folder.glob("*.json")):
        try:
            annotation = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as e:
            raise AnnotationError(f"{path}: is not readable JSON: {e}") from e
        if not isinstance(annotation, dict) or not annotation.get("article_id"):
            raise AnnotationError(f"{path}: has no article_id")
        found.append(annotation)
    if not found:
        raise AnnotationError(f"{folder}: holds no annotations (one .json file an article is expected)")
    return found


def evaluate(tables: Tables, annotations: Iterable[Mapping[str, Any]]) -> Evaluation:
    """The tables measured against the annotations, micro-averaged over the annotated articles."""
    annotations = list(annotations)
    scores, errors = [], []
    for scored in SCORED:
        filed = _rows_by_article(tables, scored)
        found = 0
        made: list[Error] = []
        for annotation in annotations:
            if scored.name in annotation:
                hits, wrong = _score_article(scored, annotation, filed.get(annotation["article_id"], []))
                found += hits
                made += wrong
        false = sum(e.kind == "false" for e in made)
        scores.append(Score(scored.name, found, false, len(made) - false))
        errors += made
    days = dict(zip(tables.articles["article_id"], tables.articles["published"], strict=True))
    known = [a for a in annotations if a.get("published")]
    right = sum(_agrees(a["published"], days.get(a["article_id"], ""), "published") for a in known)
    return Evaluation(tuple(scores), tuple(errors), len(annotations), right, len(known))


def _rows_by_article(tables: Tables, scored: Scored) -> dict[str, list[dict[str, Any]]]:
    """Per article the distinct rows in the scored columns, with the sentence of each one's first mention."""
    frame = getattr(tables, scored.table)
    if scored.where is not None:
        frame = frame[scored.where(frame)]
    frame = frame.drop_duplicates(["article_id", *scored.keys])
    filed: dict[str, list[dict[str, Any]]] = {}
    for row in frame[["article_id", "evidence", *scored.keys]].to_dict("records"):
        filed.setdefault(row["article_id"], []).append(
            {str(k): "" if pd.isna(v) else v for k, v in row.items()}
        )
    return filed


def _score_article(
    scored: Scored, annotation: Mapping[str, Any], rows: list[dict[str, Any]]
) -> tuple[int, list[Error]]:
    """The number of hits and the errors; each row and each required entry is used once."""
    article_id = annotation["article_id"]
    left, spare = _entries(scored, annotation, "required"), []
    hits = 0
    for row in rows:
        entry = next((e for e in left if _matches(e, row)), None)
        if entry is None:
            spare.append(row)
        else:
            left.remove(entry)
            hits += 1
    optional = _entries(scored, annotation, "optional")
    errors = [
        Error(scored.name, article_id, "false", {k: row[k] for k in scored.keys}, row["evidence"])
        for row in spare
        if not any(_matches(e, row) for e in optional)
    ]
    return hits, errors + [Error(scored.name, article_id, "missed", entry) for entry in left]


def _entries(scored: Scored, annotation: Mapping[str, Any], strength: str) -> list[Row]:
    entries = annotation[scored.name].get(strength, [])
    return [e if isinstance(e, dict) else {scored.keys[0]: e} for e in entries]


def _matches(entry: Row, row: Row) -> bool:
    return all(_agrees(wanted, row.get(key, ""), key) for key, wanted in entry.items())


def _agrees(wanted: Any, got: Any, key: str) -> bool:
    """Whether a cell satisfies one annotated value."""
    if isinstance(wanted, list):
        return any(_agrees(w, got, key) for w in wanted)
    if wanted is None or wanted == "*":
        return True
    if isinstance(wanted, int | float):
        return _number(got) == float(wanted)
    if key in ("name", "speaker"):
        return same_name(wanted, str(got))
    if key == "quote":
        return same_quote(wanted, str(got))
    return str(wanted) == str(got)


def _number(cell: Any) -> float | None:
    try:
        return float(str(cell).replace(",", ""))
    except ValueError:
        return None


def _words(text: str) -> list[str]:
    """Lower-case words without accents."""
    plain = unicodedata.normalize("NFKD", text)
    return re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)).lower())


def same_name(a: str, b: str) -> bool:
    """Whether all words of one name are among the other's."""
    x, y = set(_words(a)), set(_words(b))
    return bool(x and y) and (x <= y or y <= x)


def same_quote(a: str, b: str) -> bool:
    """Whether four fifths of the shorter quotation's words are in the other, which is not much longer."""
    shorter, longer = sorted((_words(a), _words(b)), key=len)
    if not shorter or len(shorter) < 0.6 * len(longer):
        return False
    among = set(longer)
    return sum(w in among for w in shorter) >= 0.8 * len(shorter)


@dataclass(frozen=True)
class Difference:
    """Rows of one table that the second run gained, lost, or has with other values at the same place."""

    table: str
    gained: tuple[Row, ...]
    lost: tuple[Row, ...]
    altered: tuple[tuple[Row, Row], ...]

    def as_text(self) -> str:
        """One line a row: + gained, - lost, ~ altered (with the cells before and after)."""
        lines = [
            f"{self.table}: {len(self.gained)} gained, {len(self.lost)} lost, {len(self.altered)} altered"
        ]
        lines += [f"  + {_shown(self.table, r)}" for r in self.gained]
        lines += [f"  - {_shown(self.table, r)}" for r in self.lost]
        for old, new in self.altered:
            cells = ", ".join(
                f"{c} {old[c]!r} -> {new[c]!r}" for c in columns_of(self.table) if old[c] != new[c]
            )
            lines.append(f"  ~ {_shown(self.table, new)}: {cells}")
        return "\n".join(lines)


def _shown(table: str, row: Row) -> str:
    cells = " | ".join(str(row[c]) for c in COLUMNS[table] if row[c] != "" and c != "path")
    return f"{row['article_id']} {row.get('start', '')}: {cells}"


def compare(before: Tables, after: Tables) -> tuple[Difference, ...]:
    """Table by table what changed from one run to another; tables without a change are left out."""
    differences = (_difference(name, frame, getattr(after, name)) for name, frame in before.items())
    return tuple(d for d in differences if d.gained or d.lost or d.altered)


def _difference(table: str, before: pd.DataFrame, after: pd.DataFrame) -> Difference:
    old, new = _plain_rows(before), _plain_rows(after)
    gone, come = _without(old, new), _without(new, old)
    place = ("article_id",) if table == "articles" else ("article_id", "start", "end")
    altered = []
    for row in list(gone):
        other = next((r for r in come if all(r[c] == row[c] for c in place)), None)
        if other is not None:
            altered.append((row, other))
            gone.remove(row)
            come.remove(other)
    return Difference(table, tuple(come), tuple(gone), tuple(altered))


def _plain_rows(frame: pd.DataFrame) -> list[dict[str, str]]:
    return [{str(k): "" if pd.isna(v) else str(v) for k, v in r.items()} for r in frame.to_dict("records")]


def _without(rows: list[dict[str, str]], others: list[dict[str, str]]) -> list[dict[str, str]]:
    known = {tuple(r.values()) for r in others}
    return [r for r in rows if tuple(r.values()) not in known]
