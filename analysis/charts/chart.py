"""What a chart function returns, and how the marks of a chart become links to the evidence."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.style.core import STYLE_BLACKLIST

from analysis.compiling import compiled

STYLE = Path(__file__).with_name("house.mplstyle")

#: From the row numbers behind a mark to the target of its link.
Link = Callable[[Sequence[int]], str]


@dataclass(frozen=True)
class Chart:
    """A chart with the words that belong to it; `figure()` draws it.

    `title` states the question or the finding, `description` tells the content to those who cannot see it,
    `how_to_read` and `not_shown` explain; `data` is the table behind the marks."""

    title: str
    description: str
    how_to_read: str
    not_shown: str
    data: pd.DataFrame
    draw: Callable[[bool], Figure] = field(repr=False, compare=False)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw; the figure then says so in words."""
        return self.data.empty

    def figure(self, *, narrow: bool = False) -> Figure:
        """The drawn figure, for a page (800 points wide) or for a phone (350 points)."""
        with matplotlib.rc_context(_style()):
            return self.draw(narrow)

    def svg(self, *, narrow: bool = False) -> str:
        """The figure as SVG text, the same for the same data."""
        buffer = io.StringIO()
        with matplotlib.rc_context(_style()):
            self.draw(narrow).savefig(
                buffer, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None}
            )
        return buffer.getvalue()

    def _repr_svg_(self) -> str:
        return self.svg()


def _style() -> dict[Any, Any]:
    """What the house style changes of the settings as they are: to set all of them anew would take longer than to
    draw a small chart."""
    return {key: value for key, value in _house().items() if matplotlib.rcParams[key] != value}


@cache
def _house() -> dict[Any, Any]:
    """The house style on matplotlib's defaults, without what no style sets."""
    found = matplotlib.rc_params_from_file(STYLE)
    return {key: found[key] for key in found if key not in STYLE_BLACKLIST}


def url(link: Link | None, rows: Iterable[int], label: str) -> str | None:
    """The url of a mark, "TARGET LABEL"; `None` without a link function, rows or a target."""
    numbers = [int(n) for n in rows]
    target = link(numbers) if link and numbers else ""
    return f"{target} {plain(label)}" if target else None


def evidence_rows(frame: pd.DataFrame) -> list[tuple[int, ...]]:
    """The mentions behind each row of a frame: its `rows`, else the row itself."""
    if "rows" in frame:
        return [tuple(rows) for rows in frame["rows"]]
    return [(int(i),) for i in frame.index]


def each(frame: pd.DataFrame) -> Iterator[tuple[Any, tuple[int, ...]]]:
    """Each row as a named tuple, with the mentions behind it."""
    return zip(frame.itertuples(), evidence_rows(frame), strict=True)


def plain(value: Any) -> str:
    """Text in one line without control characters and direction marks."""
    return re.sub(r"\s+", " ", _UNSEEN.sub("", str(value))).strip()


_UNSEEN = compiled(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
