"""Explore a corpus in a notebook: widgets choose a period, states and sources; the charts follow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from analysis import charts
from analysis.charts import when, words
from analysis.reconcile.disagreements import Events, reconcile
from analysis.report import html
from analysis.report.html import Fragment
from analysis.report.session import Session, open_session
from analysis.tables import Tables


def chosen(
    session: Session,
    *,
    start: str = "",
    end: str = "",
    launching_state: str = "",
    publishers: Sequence[str] = (),
) -> Events:
    """The events of the session's corpus in a period, by a launching state ("": any), as told by some
    publishers (none: by all)."""
    narrowed = open_session(
        corpus=session.corpus,
        start=start,
        end=end,
        launching_state=launching_state,
        published=session.published,
    )
    return reconcile(_told_by(narrowed.tables, publishers), session.extraction.texts)


def _told_by(tables: Tables, publishers: Sequence[str]) -> Tables:
    if not publishers:
        return tables
    kept = set(tables.articles.loc[tables.articles["publisher"].isin(publishers), "article_id"])
    return Tables(**{name: frame[frame["article_id"].isin(kept)] for name, frame in tables.items()})


def drawn(events: Events, states: Sequence[str] = ()) -> Fragment:
    """The charts of launches, positions and sources; `states` chooses the rows of the matrix (none: all) and
    whom to follow (none: China and Russia)."""
    follow = tuple(states) or ("CHN", "RUS")
    made = (
        charts.launches_timeline(events.launches),
        charts.launches_per_month(events.launches),
        charts.launches_cumulative(events.launches, events.claims),
        charts.positions_matrix(events.positions, events.decisions, states=states),
        charts.positions_over_time(events.positions, events.decisions, states=follow),
        charts.source_agreement(events.launches, events.decisions),
    )
    shown = html.text("")
    for chart in made:
        # The wide figure alone: a notebook is no phone, and each change of a widget draws anew.
        shown += html.figure(
            chart.figure(),
            title=chart.title,
            description=chart.description,
            data=None if chart.is_empty else chart.data,
            reading=chart.how_to_read,
            limits=chart.not_shown,
        )
    return shown


def months(tables: Tables) -> list[str]:
    """The months ("2022-01") from the first to the last date of a launch, decision or position."""
    found = [
        days
        for frame in (tables.launches, tables.decisions, tables.positions)
        for value in frame["date"].unique()
        if (days := when.interval(str(value)))
    ]
    if not found:
        return []
    first, last = min(d[0] for d in found), max(d[1] for d in found)
    return [str(m) for m in pd.period_range(first, last, freq="M")]


def panel(session: Session) -> Any:
    """The widgets with the charts below them; an `ipywidgets.VBox`."""
    import ipywidgets

    controls = _controls(session)
    # An HTML widget, not an Output: what an Output captures goes back and forth between kernel and client, and a
    # notebook that runs without a browser may wait for it for ever.
    shown = ipywidgets.HTML()

    def draw(_: object = None) -> None:
        shown.value = _chosen(session, **{name: control.value for name, control in controls.items()}).markup

    for control in controls.values():
        control.observe(draw, names="value")
    draw()
    row = ipywidgets.Layout(display="flex", flex_flow="row wrap", grid_gap="0.5em 1.5em")
    return ipywidgets.VBox([ipywidgets.Box(list(controls.values()), layout=row), shown])


def _controls(session: Session) -> dict[str, Any]:
    from ipywidgets import Dropdown, SelectionRangeSlider, SelectMultiple

    everything = session.everything
    choices = months(everything) or ["2022-01"]
    positions = sorted(everything.positions["state"].unique(), key=words.state)
    launching = sorted(everything.launches["state"].unique(), key=words.state)
    publishers = sorted({p for p in everything.articles["publisher"] if p})
    return {
        "period": SelectionRangeSlider(
            options=choices, index=(0, len(choices) - 1), description="Period", layout={"width": "32em"}
        ),
        "launching_state": Dropdown(
            options=[("any", ""), *((words.state(s), s) for s in launching)],
            description="Launches by",
            style={"description_width": "initial"},
        ),
        "states": SelectMultiple(options=[(words.state(s), s) for s in positions], description="States"),
        "publishers": SelectMultiple(options=publishers, description="Sources"),
    }


def _chosen(
    session: Session,
    *,
    period: tuple[str, str],
    launching_state: str,
    states: Sequence[str],
    publishers: Sequence[str],
) -> Fragment:
    first, last = (when.interval(month) for month in period)
    events = chosen(
        session,
        start=first[0].isoformat() if first else "",
        end=last[1].isoformat() if last else "",
        launching_state=launching_state,
        publishers=publishers,
    )
    return drawn(events, states)
