"""The data dictionary beside the tables: a Frictionless `datapackage.json`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from analysis.read.sources import RESULTS
from analysis.schema import COLUMNS, EVIDENCE, REQUIRED, VOCABULARIES, described

_OTHERS = {
    "duplicates": {
        "article_id": "An article that has the text of another",
        "same_as": "The first article that has it",
        "how": "The same words (same_text), or most of them (near)",
        "likeness": "Share of the runs of four words that both have in common",
    },
    "set_aside": {
        "path": "The file, or the article in it",
        "kind": "Why: unreadable, doubtful (it was read), language, subject, duplicate, no_article",
        "what": "What is wrong",
        "remedy": "What to do",
    },
}
_TEXTS = {
    "article_id": "The article",
    "text": "Its cleaned text",
    "sentences": "Where its sentences begin and end",
}


def write(folder: Path, form: str) -> None:
    """Write the dictionary of the tables that stand in the folder."""
    package = {
        "profile": "data-package" if form == "parquet" else "tabular-data-package",
        "name": "launches-and-the-council",
        "title": "What news articles say of launches, and of what the UN Security Council does about them",
        "resources": [_resource(name, folder, form) for name in _names(form)],
    }
    (folder / RESULTS).write_text(json.dumps(package, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _names(form: str) -> list[str]:
    return [*COLUMNS, *_OTHERS, *(["texts"] if form == "parquet" else [])]


def _resource(name: str, folder: Path, form: str) -> dict[str, Any]:
    if form == "csv":
        place = {"path": f"{name}.csv", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
                 "profile": "tabular-data-resource"}  # fmt: skip
    else:
        files = sorted(f"{name}/{p.name}" for p in (folder / name).iterdir())
        place = {"path": files, "format": "parquet", "mediatype": "application/vnd.apache.parquet"}  # type: ignore[dict-item]
    return {"name": name, **place, "schema": _schema(name)}


def _schema(name: str) -> dict[str, Any]:
    if name == "texts":
        kinds = {"sentences": "array"}
        return {
            "fields": [
                {"name": c, "type": kinds.get(c, "string"), "description": d} for c, d in _TEXTS.items()
            ]
        }
    if name in _OTHERS:
        kinds = {"likeness": "number"}
        fields = [
            {"name": c, "type": kinds.get(c, "string"), "description": d} for c, d in _OTHERS[name].items()
        ]
        return {"fields": fields, "missingValues": [""]}
    found: dict[str, Any] = {"fields": [_field(name, c) for c in described(name)], "missingValues": [""]}
    if name == "articles":
        return found | {"primaryKey": "article_id"}
    key = {"fields": "article_id", "reference": {"resource": "articles", "fields": "article_id"}}
    return found | {"foreignKeys": [key]}


def _field(table: str, column: str) -> dict[str, Any]:
    row = described(table)[column]
    limits: dict[str, Any] = {}
    if column in EVIDENCE or (table, column) in REQUIRED:
        limits["required"] = True
    if allowed := [v for v in VOCABULARIES.get((table, column), ()) if v]:
        limits["enum"] = allowed
    kind = "string" if row["type"] == "timex" else row["type"]
    found = {"name": column, "type": kind, "description": row["description"], "source": row["source"]}
    if row["type"] == "timex":
        found["rdfType"] = "http://timeml.org/timex3#value"
    if row["unit"]:
        found["unit"] = row["unit"]
    return found | ({"constraints": limits} if limits else {})
