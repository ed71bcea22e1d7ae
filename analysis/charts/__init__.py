"""CHARTS: dataframes to figures, one documented function a chart, in one house style.

Every function takes dataframes (tables, or the event frames of `analysis.reconcile`) and returns a `Chart`::

    chart = charts.launches_timeline(launches, link=session.link("launches"))
    chart.title, chart.description, chart.how_to_read, chart.not_shown, chart.data   # words, data
    chart.figure()              # a matplotlib figure, `chart.figure(narrow=True)` the same for a phone
    chart.is_empty              # nothing to draw: the figure says so

A chart is drawn when its figure is asked for. `link`, where given, is called with the row numbers (the index
of the mentions' table) behind a mark, and returns the target of the link that the mark becomes. A mark's
url is "TARGET LABEL": the target has no blank, so all after the first one is the mark's name for readers
who cannot see it (`<a href="TARGET" aria-label="LABEL"><title>LABEL</title>`). Letters inside a mark are
no links: clicks pass through them. Figures hold no title: the page or notebook writes it as text above.
"""

from analysis.charts.chart import Chart, Link
from analysis.charts.launches import launches_cumulative, launches_per_month, launches_timeline
from analysis.charts.positions import positions_matrix, positions_over_time
from analysis.charts.sources import contributions, source_agreement, source_contributions
from analysis.charts.speakers import speakers, states_named
from analysis.charts.tallies import tallies_checked
from analysis.charts.votes import hold_clock, vote_chamber

__all__ = [
    "Chart",
    "Link",
    "contributions",
    "hold_clock",
    "launches_cumulative",
    "launches_per_month",
    "launches_timeline",
    "positions_matrix",
    "positions_over_time",
    "source_agreement",
    "source_contributions",
    "speakers",
    "states_named",
    "tallies_checked",
    "vote_chamber",
]
