"""A notebook's parameters: their names and types from its tagged cell, and values checked against them."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from analysis.errors import InputError
from analysis.recognise.timex import is_day
from analysis.report.cache import find_corpus

Defaults = dict[str, Any]


class ParameterError(InputError):
    """A parameter that no notebook knows, or a value that is not of its kind; the message says which."""


def defaults_of(notebook: Path) -> Defaults:
    """Name and default value of each parameter, from the cell tagged "parameters".

    Read as Python literals: papermill's own inspection keeps the text of a value, not its type. Raises
    `ParameterError` if the file is no notebook."""
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    except (ValueError, KeyError, OSError) as e:
        raise ParameterError(f"{notebook}: is not a notebook ({e})") from e
    tagged = [c for c in cells if "parameters" in c.get("metadata", {}).get("tags", [])]
    return {name: value for cell in tagged for name, value in _assigned("".join(cell["source"]))}


def _assigned(source: str) -> Iterable[tuple[str, Any]]:
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.Assign):
            targets = statement.targets
        elif isinstance(statement, ast.AnnAssign):
            targets = [statement.target]
        else:
            continue
        if statement.value is not None:
            yield from ((t.id, ast.literal_eval(statement.value)) for t in targets if isinstance(t, ast.Name))


def pairs(given: Iterable[str]) -> dict[str, str]:
    """`NAME=VALUE` texts as a dict; raises `ParameterError` for what is none."""
    found = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not name.isidentifier():
            raise ParameterError(f"-p {text}: is not NAME=VALUE")
        found[name] = value
    return found


def checked(given: Mapping[str, Any], defaults: Defaults, *, where: str) -> dict[str, Any]:
    """The given values in the types of the defaults; texts are read ("yes", "12", "CHN,RUS").

    Raises `ParameterError` naming the parameter, the known names and the type wanted."""
    if unknown := sorted(set(given) - set(defaults)):
        known = ", ".join(sorted(defaults)) or "none"
        raise ParameterError(f"{where}: has no parameter {', '.join(unknown)}; it knows {known}")
    return {name: _checked(value, defaults[name], f"{where}: {name}") for name, value in given.items()}


def _checked(value: Any, default: Any, what: str) -> Any:
    converted = _read(value, default) if isinstance(value, str) and not isinstance(default, str) else value
    if isinstance(default, float) and isinstance(converted, int) and not isinstance(converted, bool):
        converted = float(converted)
    if type(converted) is not type(default) and default is not None:
        raise ParameterError(
            f"{what}={_shown(value)} is not {_KINDS.get(type(default), type(default).__name__)}"
        )
    if isinstance(default, list) and default and not all(isinstance(v, type(default[0])) for v in converted):
        raise ParameterError(f"{what}={_shown(value)}: not every item is {_KINDS[type(default[0])]}")
    if refusal := _refused(what.rsplit(" ", 1)[-1], converted):
        raise ParameterError(f"{what}={_shown(value)} {refusal}")
    return converted


_KINDS: dict[type, str] = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "text",
    list: "a list (A,B,C)",
    dict: "a JSON object",
}
_TRUTHS = {
    "true": True,
    "yes": True,
    "1": True,
    "on": True,
    "false": False,
    "no": False,
    "0": False,
    "off": False,
}


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= 60 else text[:60] + "…"


def _read(text: str, default: Any) -> Any:
    """The text in the default's type; the text itself where it is none."""
    try:
        if isinstance(default, bool):
            return _TRUTHS.get(text.strip().lower(), text)
        if isinstance(default, int | float):
            return type(default)(text)
        if isinstance(default, list) and not text.lstrip().startswith("["):
            parts = [part.strip() for part in text.split(",") if part.strip()]
            return [_read(part, default[0]) for part in parts] if default else parts
        return json.loads(text)
    except ValueError:
        return text


def _refused(name: str, value: Any) -> str:
    """Why a value cannot mean what a parameter of this name means everywhere; empty if it can."""
    if name in ("start", "end") and value and not is_day(value):
        return "is not a day written YYYY-MM-DD"
    if name == "published" and any(
        not re.fullmatch(r"[^=]+=.+", v) or not is_day(v.split("=")[-1]) for v in value
    ):
        return "is not a list of ID=YYYY-MM-DD"
    codes = [value] if name == "launching_state" else value if name == "states" else []
    if wrong := [c for c in codes if c and not re.fullmatch(r"[A-Z]{3}|EU", c)]:
        return f"has {wrong[0]!r}, which is no alpha-3 code"
    if name == "corpus" and value and not find_corpus(value).exists():
        return "is no folder or file"
    return ""
