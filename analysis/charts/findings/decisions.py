"""What the frames of decisions and positions say, in words, figures and tables for readers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from analysis.charts import when, words
from analysis.charts.chart import each, plain
from analysis.charts.drawing import number
from analysis.charts.findings.figures import Figure, note, noun, rows_of, without_empty_columns
from analysis.charts.findings.launches import period
from analysis.charts.positions import LOOKS
from analysis.charts.votes import clock_of
from analysis.reconcile.grouping import told_apart


def finding(events: pd.DataFrame, positions: pd.DataFrame) -> str:
    """Who vetoed or placed holds, then how many decisions there are and what became of them."""
    return f"{blocked(positions)} {_decided(told_apart(events))}".strip()


def _decided(events: pd.DataFrame) -> str:
    if events.empty:
        return "The articles of this selection tell of no decision."
    counts = Counter(str(o) for o in events["outcome"])
    if len(events) == 1:
        return f"The articles tell of one decision {period(events)}: it was {_BECAME[next(iter(counts))]}."
    parts = [f"{counts[o]} {_BECAME[o]}" for o in _BECAME if o in counts]
    return f"The articles tell of {len(events)} decisions{_when(events)}: {words.listed(parts)}."


def _when(events: pd.DataFrame) -> str:
    """ " from 15 July 2006 to 28 March 2024", ", 2 on 20 January 2022 and 1 without a date"."""
    dated = events[[when.interval(str(d)) is not None for d in events["date"]]]
    if len(dated) in (0, len(events)):
        return f" {period(events)}"
    return f", {len(dated)} {period(dated)} and {len(events) - len(dated)} without a date"


_BECAME = {
    "adopted": "adopted",
    "vetoed": "vetoed",
    "held": "put on hold",
    "failed": "lost for want of votes",
    "no_agreement": "ended without agreement",
    "proposed": "proposed",
}


def blocked(positions: pd.DataFrame) -> str:
    """Who vetoed and who placed holds, and when, or how often if it was on many days; empty if nobody did."""
    positions = told_apart(positions)
    told = []
    for position in ("veto", "hold"):
        doing = positions[positions["position"] == position]
        did = LOOKS[position].did.removesuffix(" on")
        if doing["date"].nunique() > _FEW_DAYS:
            told.append(_often(doing, did))
        elif len(doing):
            acts = [
                (words.listed(words.state(s) for s in sorted(set(same["state"]))), _on(str(day)))
                for day, same in doing.groupby("date", sort=True)
            ]
            told.append(
                words.listed(f"{who}{'' if n else f' {did}'}{on}" for n, (who, on) in enumerate(acts))
            )
    return words.upper_first("; ".join(told)) + "." if told else ""


#: Days that a reader takes in at a glance.
_FEW_DAYS = 4


def _often(doing: pd.DataFrame, did: str) -> str:
    """ "Russia vetoed 12 times, China 6 times and United States once, last on 20 November 2024"."""
    counts = Counter(str(s) for s in doing["state"])
    acts = [
        f"{words.state(state)}{'' if i else f' {did}'} {'once' if n == 1 else f'{n} times'}"
        for i, (state, n) in enumerate(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    ]
    dated = [(span, str(d)) for d in doing["date"] if (span := when.interval(str(d)))]
    return words.listed(acts) + (f", last{_on(max(dated)[1])}" if dated else "")


def _on(value: str) -> str:
    """ " on 20 January 2022", " in January 2022", " on a day not given"."""
    if not when.interval(value):
        return " on a day not given"
    return f" {'on' if when.is_day(value) else 'in'} {when.in_words(value)}"


def key_figures(events: pd.DataFrame, positions: pd.DataFrame) -> list[Figure]:
    """Key figures of the decisions: how many, adopted, vetoed, held, states with a position."""
    events, positions = told_apart(events), told_apart(positions)
    found = [Figure(len(events), noun(len(events), "decision", "decisions"), "decisions", rows_of(events))]
    for outcome, label in (("adopted", "adopted"), ("vetoed", "vetoed"), ("held", "put on hold")):
        those = events[events["outcome"] == outcome]
        found.append(Figure(len(those), label, "decisions", rows_of(those)))
    states = positions["state"].nunique()
    label = noun(states, "state with a position", "states with a position")
    first = positions.drop_duplicates("state")
    return [*found, Figure(int(states), label, "positions", [rows[0] for _, rows in each(first)])]


def movements(positions: pd.DataFrame, states: Iterable[str]) -> str:
    """`movement` of each state, one after the other."""
    positions = told_apart(positions)
    return " ".join(movement(positions, s) for s in states) or "No state was chosen to be followed."


def movement(positions: pd.DataFrame, state: str) -> str:
    """How one state's positions moved, in a sentence; what it did first and last."""
    own = sorted(
        (
            (days, p)
            for p, _ in each(positions[positions["state"] == state])
            if (days := when.interval(str(p.date)))
        ),
        key=lambda item: item[0],
    )
    if not own:
        return f"No dated position of {words.state(state)} is reported."
    kinds = Counter(LOOKS[p.position].said for _, p in own)
    first, last = own[0][1], own[-1][1]
    if len(own) == 1:
        return f"{words.state(state)}: {LOOKS[first.position].said}, {when.in_words(first.date)}."
    said = words.listed(f"{kind} {n}" for kind, n in kinds.most_common())
    return (
        f"{words.state(state)} moved from “{LOOKS[first.position].said}” ({when.in_words(first.date)})"
        f" to “{LOOKS[last.position].said}” ({when.in_words(last.date)}); in all: {said}."
        if first.position != last.position
        else f"{words.state(state)} began and ended with “{LOOKS[first.position].said}”"
        f" ({when.in_words(first.date)} and {when.in_words(last.date)}); in all: {said}."
    )


def hold_clock(events: pd.DataFrame) -> str:
    """When each hold runs out, in words; says so if there is none."""
    clocks = [c for d, _ in each(events) if d.outcome == "held" and (c := clock_of(str(d.date)))]
    told = [
        f"The hold of {when.day_words(c.placed)} runs for six months, to {when.day_words(c.expires)};"
        f" extended by three months and a day it lapses on {when.day_words(c.lapses)}, and the proposal"
        " with it."
        for c in clocks
    ]
    return " ".join(told) or "No hold with a known day is reported in this selection."


def hold_rule(dates: pd.DataFrame) -> pd.DataFrame:
    """The time expressions that state the rule of the clock: six months, and three months and a day, in
    one article."""
    extending = set(dates.loc[dates["value"] == "P3M1D", "article_id"])
    return dates[dates["value"].isin(["P6M", "P3M1D"]) & dates["article_id"].isin(extending)]


def hold_rule_told(rule: pd.DataFrame) -> str:
    """Where the rule of the clock comes from, in a sentence."""
    n = rule["article_id"].nunique()
    if not n:
        return "No article of this selection states the rule; it is the Council's practice."
    return f"{'An article states' if n == 1 else f'{n} articles state'} the rule."


def table(events: pd.DataFrame) -> pd.DataFrame:
    """The decisions for readers, undated ones last: date, measure, body, outcome, votes (for, against,
    abstaining; in brackets what follows from the rest), sources, agreement, and a note."""
    undated = [when.interval(str(d)) is None for d in events["date"]]
    ordered = events.assign(undated=undated).sort_values("undated", kind="stable")
    rows = [
        (
            str(d.date),
            plain(d.instrument) or "text",
            BODIES.get(str(d.body), str(d.body)),
            words.OUTCOMES.get(str(d.outcome), str(d.outcome)),
            votes_with_basis(d),
            int(d.n_sources),
            words.AGREEMENT.get(str(d.agreement), ""),
            note(d),
        )
        for d, _ in each(ordered)
    ]
    columns = ["date", "measure", "body", "outcome", "votes", "sources", "agreement", "note"]
    return without_empty_columns(pd.DataFrame(rows, columns=columns, index=ordered.index))


def votes_with_basis(decision: Any) -> str:
    """ "13–2–(0)": votes for, against and abstaining; in brackets what follows from the rest, "?" for what is
    not known; empty if nothing is."""
    told = []
    for column in ("votes_for", "votes_against", "abstentions"):
        value = number(getattr(decision, column))
        is_derived = getattr(decision, f"{column}_basis", "") == "derived"
        told.append("?" if value is None else f"({value})" if is_derived else str(value))
    return "–".join(told) if set(told) != {"?"} else ""


BODIES = {"UNSC": "Security Council", "UNSC-1718": "sanctions committee", "UNGA": "General Assembly"}


def position_table(positions: pd.DataFrame, states: Sequence[str]) -> pd.DataFrame:
    """The positions of some states (none: of all) for readers: state, date, position, sources, agreement, the
    seat of a state that had none in the Council then, and a note."""
    own = positions[positions["state"].isin(states)] if states else positions
    rows = [
        (
            words.state(str(p.state)),
            str(p.date),
            LOOKS[str(p.position)].said,
            int(p.n_sources),
            words.AGREEMENT[str(p.agreement)],
            "not a member" if p.is_member is False else "",
            note(p),
        )
        for p, _ in each(own)
    ]
    columns = ["state", "date", "position", "sources", "agreement", "seat", "note"]
    return without_empty_columns(pd.DataFrame(rows, columns=columns, index=own.index))
