"""The one place that turns values into HTML: whatever is not a `Fragment` is escaped here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape as _escape
from html import unescape
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.charts import Chart
from analysis.charts.palette import COLOURS
from analysis.charts.words import upper_first
from analysis.compiling import compiled
from analysis.report import svg
from analysis.report.clean import UNSEEN

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from analysis.report.session import Session


KeyFigure = tuple[Any, str] | tuple[Any, str, str]


@dataclass(frozen=True)
class Fragment:
    """Escaped HTML. `about` travels beside it in the notebook (title and finding, for the index)."""

    markup: str
    about: Mapping[str, Any] = field(default_factory=dict)

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, str], dict[str, Any]]:
        styled = in_notebook() + self.markup if self.about else self.markup
        return {"text/html": styled}, {"report": dict(self.about)} if self.about else {}

    def __html__(self) -> str:
        return self.markup

    def __str__(self) -> str:
        return self.markup

    def __add__(self, other: Fragment) -> Fragment:
        return Fragment(self.markup + other.markup, {**self.about, **other.about})


def plain(value: object) -> str:
    """The value as readable text: empty for what is missing, figures grouped, unseen characters dropped."""
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, bool) or not _is_number(value):
        return UNSEEN.sub("", str(value))
    number: Any = value
    if number % 1:
        return f"{number:,.10g}"
    # Four figures stay together: a year is no quantity.
    return f"{int(number):,}" if abs(number) >= 10_000 else str(int(number))


def _is_number(value: object) -> bool:
    return pd.api.types.is_number(value)


def escape(value: object) -> str:
    """The value as HTML text: fragments as they are, all else through `plain` and escaped."""
    return value.markup if isinstance(value, Fragment) else _escape(plain(value))


def text(template: str, **values: object) -> Fragment:
    """The template with its `{names}` replaced by escaped values; `**bold**` in the template is kept."""
    marked = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", _escape(template, quote=False))
    return Fragment(marked.format(**{name: Fragment(escape(v)) for name, v in values.items()}))


def prose(template: str, **values: object) -> Fragment:
    """A paragraph, see `text`."""
    return Fragment(f"<p>{text(template, **values)}</p>")


def note(template: str, **values: object) -> Fragment:
    """A paragraph set apart: what is absent, or to be kept in mind."""
    return Fragment(f'<p class="note">{text(template, **values)}</p>')


def cited(value: object, target: str) -> Fragment:
    """The value as a link to its evidence; the bare value where there is none."""
    return Fragment(
        f'<a class="cite" href="{_escape(target)}">{escape(value)}</a>' if target else escape(value)
    )


def link(label: object, address: str) -> Fragment:
    """A link to another page; only http and https addresses become one, others stay text."""
    if not re.match(r"https?://[^\s<>\"']+$", address, re.I):
        return Fragment(escape(label))
    return Fragment(f'<a class="out" href="{_escape(address)}" rel="noopener noreferrer">{escape(label)}</a>')


def listing(items: Iterable[object]) -> Fragment:
    """A bulleted list."""
    return Fragment("<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>")


def header(
    session: Session,
    *,
    title: str,
    finding: object = "",
    key_figures: Sequence[KeyFigure] = (),
    scope: str = "",
) -> Fragment:
    """The first screen: title, finding in one sentence, period and filters (or another `scope`), key figures."""
    scope = scope or session.scope
    lines = [
        f"<h1>{escape(title)}</h1>",
        f'<p class="finding">{escape(finding)}</p>' if plain(finding) else "",
        f'<p class="scope">{escape(scope)}</p>',
        str(figures(key_figures)),
        str(session.made_from()),
    ]
    about = {
        "title": plain(title),
        "finding": without_tags(escape(finding)),
        "scope": scope,
        "until": session.until,
        "status": session.status,
        "inputs": json.dumps(session.inputs),
        "digest": session.digest,
    }
    # The style is for notebooks that are read in Jupyter; a page has its own and drops this one.
    return Fragment(f'<style>{svg.style()}</style><div class="masthead">{"".join(lines)}</div>', about)


def in_notebook() -> str:
    """The style sheet by which charts have their colours in a notebook; a page drops it for its own."""
    rules = "".join(
        f".f-{name}{{fill:{light}}}.s-{name}{{stroke:{light}}}" for name, (light, _) in COLOURS.items()
    )
    return f"<style>figure.chart svg{{max-width:800px;background:{COLOURS['paper'][0]}}}{rules}</style>"


def figures(key_figures: Sequence[KeyFigure]) -> Fragment:
    """Numbers with what they count: (value, label) or (value, label, evidence target)."""
    if not key_figures:
        return Fragment("")
    cells = [
        f"<div><dt>{escape(label)}</dt><dd>{cited(value, target[0] if target else '')}</dd></div>"
        for value, label, *target in key_figures
    ]
    return Fragment(f'<dl class="key-figures">{"".join(cells)}</dl>')


def without_tags(markup: str) -> str:
    """The text of a fragment, its entities resolved."""
    return unescape(re.sub(r"<[^>]+>", "", markup))


def figure(
    chart: Figure | Chart,
    *,
    title: str = "",
    description: str = "",
    data: pd.DataFrame | None = None,
    reading: str = "",
    limits: str = "",
    narrow: Figure | None = None,
    labels: Mapping[str, str] | None = None,
) -> Fragment:
    """A chart as SVG: its question or finding, how to read it, what it does not show, its data as a table.

    A `Chart` brings all of these with it. `narrow` is the same chart for a phone."""
    if isinstance(chart, Chart):
        return figure(
            chart.figure(),
            title=title or chart.title,
            description=description or chart.description,
            data=None if chart.is_empty else chart.data,
            reading=reading or chart.how_to_read,
            limits=limits or chart.not_shown,
            narrow=chart.figure(narrow=True),
            labels=labels,
        )
    drawn = svg.from_figure(chart, title=plain(title), description=plain(description))
    if narrow is not None:
        small = svg.from_figure(narrow, title=plain(title), description=plain(description))
        # "hidden" is for notebooks; the page drops it and chooses by the reader's width.
        drawn = f'<div class="wide">{drawn}</div><div class="narrow" hidden>{small}</div>'
    notes = "".join(
        f"<p><b>{head}</b> {escape(words)}</p>"
        for head, words in (("How to read it:", reading), ("What it does not show:", limits))
        if words
    )
    rows = "" if data is None else _data_of(data, title, labels)
    return Fragment(
        f'<figure class="chart"><figcaption><h3>{escape(title)}</h3><p>{escape(description)}</p></figcaption>'
        f'{drawn}<div class="chart-notes">{notes}</div>{rows}</figure>'
    )


def _data_of(data: pd.DataFrame, title: str, labels: Mapping[str, str] | None) -> str:
    shown = table(data, caption=f"Data: {title}", labels=labels)
    return f'<details class="data"><summary>The data of this chart ({len(data)})</summary>{shown}</details>'


def table(
    frame: pd.DataFrame,
    *,
    caption: str,
    evidence: Sequence[str] | None = None,
    labels: Mapping[str, str] | None = None,
    sources: Sequence[object] | None = None,
) -> Fragment:
    """The rows as a table with a caption; figures right-aligned; an empty frame says so.

    `labels` heads columns in words; `evidence` is a link target a row ("" for none), shown as a last column
    (`sources` gives the words of these links)."""
    if frame.empty:
        return note("{caption}: nothing in this selection.", caption=caption)
    names = [(labels or {}).get(str(c), upper_first(str(c).replace("_", " "))) for c in frame.columns]
    numeric = [pd.api.types.is_numeric_dtype(t) and not pd.api.types.is_bool_dtype(t) for t in frame.dtypes]
    heads = "".join(
        f'<th scope="col"{_n(is_number)}>{escape(name)}</th>'
        for name, is_number in zip(names, numeric, strict=True)
    )
    if evidence is not None:
        heads += '<th scope="col" class="proof">Evidence</th>'
    links = _links(evidence, sources, len(frame))
    body = "".join(
        f"<tr>{_row(row, numeric)}{proof}</tr>"
        for row, proof in zip(frame.itertuples(index=False, name=None), links, strict=True)
    )
    return Fragment(
        f'<div class="table" role="group" aria-label="Table: {_escape(plain(caption))}" tabindex="0"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _n(is_number: bool) -> str:
    return ' class="n"' if is_number else ""


_ISO = compiled(r"\d{4}(-\d{2}){0,2}(/\S+)?|[\d()?–]{3,14}")


def _kind(value: object, is_number: bool) -> str:
    """The class of a cell: numbers stand right, days and votes stay on one line."""
    return _n(is_number) or (' class="d"' if isinstance(value, str) and _ISO.fullmatch(value) else "")


def _row(row: Sequence[object], numeric: Sequence[bool]) -> str:
    first = f'<th scope="row"{_kind(row[0], numeric[0])}>{escape(row[0])}</th>'
    return first + "".join(
        f"<td{_kind(value, is_number)}>{escape(value)}</td>"
        for value, is_number in zip(row[1:], numeric[1:], strict=True)
    )


def _links(evidence: Sequence[str] | None, sources: Sequence[object] | None, rows: int) -> list[str]:
    if evidence is None:
        return [""] * rows
    words = sources if sources is not None else ["source"] * rows
    return [
        f'<td class="proof"><a href="{_escape(target)}">{escape(said)}</a></td>' if target else "<td></td>"
        for said, target in zip(words, evidence, strict=True)
    ]


def evidence_section(session: Session) -> Fragment:
    """Every passage cited so far: its source, day, sentence with the words marked, and the way back."""
    from analysis.report import evidence

    return evidence.section(session)


def colophon(session: Session, *, method: str = "", limits: str = "") -> Fragment:
    """How the report was made: method, limits, parameters, sources, versions and hashes."""
    from analysis.report import evidence

    return evidence.colophon(session, method=method, limits=limits)
