"""Which reports to make: a batch file of notebooks and parameter sets, checked before anything runs."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.errors import InputError
from analysis.recognise.timex import bounds
from analysis.report.parameters import Defaults, ParameterError, checked, defaults_of
from analysis.report.period import spoken

_KNOWN = {"notebook", "name", "title", "parameters", "for_each"}
#: In `for_each`, this word stands for every article of the corpus.
ARTICLES = "articles"
#: In `for_each`, periods ("2022", "2022-01", "2022-01-05/2022-02-01") set `start` and `end` together.
PERIOD = "period"


@dataclass(frozen=True)
class Source:
    """A corpus that reports read, with the publication days (`ID=YYYY-MM-DD`) given for it."""

    corpus: str = "corpus"
    published: tuple[str, ...] = ()

    @classmethod
    def of(cls, parameters: Mapping[str, Any]) -> Source:
        """The one that a notebook's parameters name."""
        return cls(parameters.get("corpus", "corpus"), tuple(parameters.get("published", ())))

    @property
    def days(self) -> dict[str, str]:
        """The publication days by article id."""
        return dict(p.split("=", 1) for p in self.published)


@dataclass(frozen=True)
class Job:
    """One report: `name` is its file's stem, `parameters` are in the notebook's types."""

    name: str
    notebook: Path
    parameters: dict[str, Any] = field(default_factory=dict)

    @property
    def source(self) -> Source:
        """The corpus that it reads."""
        return Source.of(self.parameters)


@dataclass(frozen=True)
class Entry:
    """One `[[report]]` of a batch file; `where` is the file and line that it stands in."""

    notebook: str
    name: str = ""
    title: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    for_each: Mapping[str, Any] = field(default_factory=dict)
    where: str = ""


class PlanError(InputError):
    """All that is wrong with what is to be made, one line a fault."""


def load(batch: Path) -> list[Entry]:
    """The entries of a batch file; raises `PlanError` with file, line and reason."""
    try:
        text = batch.read_text(encoding="utf-8")
        raw = tomllib.loads(text)
    except OSError as e:
        raise PlanError(f"{batch}: cannot be read: {e.strerror}") from e
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        raise PlanError(f"{batch}: {e}") from e
    lines = [i for i, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*report\s*\]\]", line)]
    given = raw.get("report", [])
    faults = [f"{batch}: unknown key {key!r}; it takes [[report]] entries" for key in raw if key != "report"]
    if not isinstance(given, list) or not given:
        raise PlanError("\n".join([*faults, f"{batch}: has no [[report]] entry"]))
    lines += [0] * (len(given) - len(lines))
    for line, entry in zip(lines, given, strict=False):
        faults += [f"{batch}:{line}: {fault}" for fault in _faults(entry)]
    if faults:
        raise PlanError("\n".join(faults))
    return [Entry(where=f"{batch}:{line}: ", **entry) for line, entry in zip(lines, given, strict=False)]


def _faults(entry: Mapping[str, Any]) -> list[str]:
    faults = [
        f"unknown key {key!r}; known: {', '.join(sorted(_KNOWN))}" for key in entry if key not in _KNOWN
    ]
    if not isinstance(entry.get("notebook"), str):
        faults.append("notebook is missing (a name in the folder of notebooks)")
    faults += [
        f"{k} is not text: {entry[k]!r}" for k in ("name", "title") if not isinstance(entry.get(k, ""), str)
    ]
    faults += [
        f"{k} is no table" for k in ("parameters", "for_each") if not isinstance(entry.get(k, {}), dict)
    ]
    if not faults:
        lists = entry.get("for_each", {}).items()
        faults += [
            f"for_each.{k} is neither a list nor {ARTICLES!r}"
            for k, v in lists
            if v != ARTICLES and not isinstance(v, list)
        ]
        periods = entry.get("for_each", {}).get(PERIOD, [])
        faults += [
            f"for_each.period: {p!r} is no year, month, day or range (2022, 2022-01, 2022-01-05/2022-02-01)"
            for p in periods
            if not isinstance(p, str) or not bounds(p)[0]
        ]
    return faults


def jobs(
    entries: Sequence[Entry],
    *,
    notebooks: Path,
    given: Mapping[str, str],
    corpus: str,
    published: Sequence[str],
    articles: Callable[[Mapping[str, Any]], Iterable[str]],
) -> list[Job]:
    """The reports that the entries make with the `given` parameters (which win), in order.

    `articles` lists the article ids that a notebook's parameters select. Raises `PlanError` with every fault found: unknown
    notebooks, parameters that no notebook knows, values of the wrong kind, two reports of one name."""
    known = {e.notebook: _defaults(notebooks, e.notebook) for e in entries}
    faults = [str(d) for d in known.values() if isinstance(d, ParameterError)]
    defaults = {name: d for name, d in known.items() if isinstance(d, dict)}
    faults += _unknown(given, defaults) if not faults else []
    if faults:  # before articles are listed, which may mean to read them
        raise PlanError("\n".join(faults))
    made: list[Job] = []
    for entry in entries:
        try:
            made += _expand(entry, notebooks, defaults[entry.notebook], given, corpus, published, articles)
        except ParameterError as e:
            faults.append(f"{entry.where}{e}")
    names = [job.name for job in made]
    faults += [f"two reports would be named {n!r}" for n in sorted({n for n in names if names.count(n) > 1})]
    if faults:
        raise PlanError("\n".join(dict.fromkeys(faults)))
    return made


def _defaults(notebooks: Path, name: str) -> Defaults | ParameterError:
    path = notebooks / f"{name}.ipynb"
    if not path.is_file():
        there = ", ".join(sorted(p.stem for p in notebooks.glob("*.ipynb"))) or "none"
        return ParameterError(f"there is no notebook {name!r} in {notebooks.name}; there are: {there}")
    try:
        return defaults_of(path)
    except ParameterError as e:
        return e


def _unknown(given: Mapping[str, str], defaults: Mapping[str, Defaults]) -> list[str]:
    known = sorted({name for d in defaults.values() for name in d})
    return [f"-p {n}: no such parameter; known: {', '.join(known)}" for n in given if n not in known]


def _expand(
    entry: Entry,
    notebooks: Path,
    defaults: Defaults,
    given: Mapping[str, str],
    corpus: str,
    published: Sequence[str],
    articles: Callable[[Mapping[str, Any]], Iterable[str]],
) -> list[Job]:
    common: dict[str, Any] = {"corpus": corpus} if corpus and "corpus" in defaults else {}
    if published and "published" in defaults:
        common["published"] = list(published)
    mine = {name: value for name, value in given.items() if name in defaults}
    fixed = checked({**entry.parameters, **common, **mine}, defaults, where=entry.notebook)
    axes = {k: v for k, v in entry.for_each.items() if not mine.keys() & _sets(k)}
    selection = {**defaults, **fixed}
    lists: list[list[Any]] = [list(articles(selection)) if v == ARTICLES else v for v in axes.values()]
    made = []
    for values in itertools.product(*lists):
        own = {k: v for axis, value in zip(axes, values, strict=True) for k, v in _set(axis, value).items()}
        parameters = {**fixed, **checked(own, defaults, where=entry.notebook)}
        words = {**dict.fromkeys(entry.for_each, ""), **parameters, **dict(zip(axes, values, strict=True))}
        if entry.title and "title" not in mine:
            title = _filled(entry, entry.title, {k: _spoken(v) for k, v in words.items()})
            parameters |= checked({"title": title}, defaults, where=entry.notebook)
        made.append(Job(_name(entry, words), notebooks / f"{entry.notebook}.ipynb", parameters))
    return made


def _spoken(value: Any) -> Any:
    return spoken(value) if isinstance(value, str) else value


def _sets(axis: str) -> set[str]:
    """The parameters that a list of `for_each` sets."""
    return {"start", "end"} if axis == PERIOD else {axis}


def _set(axis: str, value: Any) -> dict[str, Any]:
    return dict(zip(("start", "end"), bounds(value), strict=True)) if axis == PERIOD else {axis: value}


def _name(entry: Entry, values: Mapping[str, Any]) -> str:
    """The file's stem: the entry's name with its `{parameters}` filled in, safe on every file system."""
    pattern = entry.name or "-".join([entry.notebook, *(f"{{{k}}}" for k in entry.for_each)])
    name = re.sub(r"[^\w.-]+", "-", _filled(entry, pattern, values)).strip("-.")[:120]
    if not name or name == "index":
        raise ParameterError(f"{entry.notebook}: name {pattern!r} makes no file name")
    return name


def _filled(entry: Entry, pattern: str, values: Mapping[str, Any]) -> str:
    """The pattern with its `{parameters}` filled in, the items of a list joined."""
    words = {k: "-".join(map(str, v)) if isinstance(v, list) else v for k, v in values.items()}
    try:
        return pattern.format(**words)
    except (KeyError, IndexError, ValueError, AttributeError) as e:
        raise ParameterError(f"{entry.notebook}: {pattern!r} cannot be filled in: {e}") from e
