"""What the frames of launches and claimed tallies say, in words, figures and tables for readers."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from analysis.charts import when, words
from analysis.charts.chart import each
from analysis.charts.findings.figures import Figure, note, noun, rows_of, without_empty_columns
from analysis.reconcile import record
from analysis.reconcile.grouping import told_apart


def finding(events: pd.DataFrame, checked: pd.DataFrame) -> str:
    """What the launches notebook found, in two sentences."""
    if events.empty and checked.empty:
        return "The articles of this selection date no launch and claim no tally."
    return f"{_launches_told(told_apart(events))} {claims_against_dates(checked)}"


def _launches_told(events: pd.DataFrame) -> str:
    if events.empty:
        return "The articles date no launch."
    by = words.listed(words.state(s) for s in sorted(set(events["state"])))
    said = f"The articles date {words.counted(len(events), 'launch', 'launches')} by {by} {period(events)}"
    years = Counter(days[0].year for d in events["date"] if (days := when.interval(str(d))))
    if len(years) > 1 and max(years.values()) > 1:
        year, n = max(years.items(), key=lambda item: (item[1], item[0]))
        said += f", {n} of them in {year}"
    differ = int((events["agreement"] == "conflicting").sum())
    return said + (f"; they differ on {differ} of them." if differ else ".")


def claims_against_dates(checked: pd.DataFrame) -> str:
    """How the claimed tallies compare with the dated launches."""
    if checked.empty:
        return "No article claims a tally."
    short = checked[checked["missing"] > 0]
    if len(checked) == 1:
        c = next(checked.itertuples())
        return f"One tally is claimed, {c.count}, of which the articles date {c.dated}."
    return f"{words.upper_first(words.claimed_more(len(short), len(checked)))} than the articles date."


def key_figures(events: pd.DataFrame, checked: pd.DataFrame) -> list[Figure]:
    """Key figures of the launches: how many, missiles, the busiest month, tallies that exceed the dates."""
    events = told_apart(events)
    found = [
        Figure(len(events), noun(len(events), "launch dated", "launches dated"), "launches", rows_of(events))
    ]
    counted = events[events["missiles"].notna()]
    if len(counted):
        total = int(counted["missiles"].sum())
        found.append(
            Figure(total, noun(total, "missile counted", "missiles counted"), "launches", rows_of(counted))
        )
    agreed = events[events["n_sources"] > 1]
    found.append(Figure(len(agreed), "told by two or more articles", "launches", rows_of(agreed)))
    months = Counter(str(d)[:7] for d in events["date"] if len(str(d)) >= 7 and "W" not in str(d))
    if months and max(months.values()) > 1:
        month, n = max(months.items(), key=lambda item: (item[1], item[0]))
        busy = events[events["date"].str.startswith(month)]
        found.append(Figure(n, f"in the busiest month, {when.in_words(month)}", "launches", rows_of(busy)))
    short = checked[checked["missing"] > 0]
    label = f"of {words.counted(len(checked), 'claimed tally', 'claimed tallies')} above the dated launches"
    return [*found, Figure(len(short), label, "tallies", rows_of(short))] if len(checked) else found


def period(events: pd.DataFrame) -> str:
    """ "on 5 January 2022", "from 5 July 2006 to May 2022", "without a date"."""
    dated = sorted((days, str(e.date)) for e, _ in each(events) if (days := when.interval(str(e.date))))
    if not dated:
        return "without a date"
    first, last = dated[0][1], max(dated, key=lambda d: d[0][1])[1]
    if first == last:
        return f"{'on' if when.is_day(first) else 'in'} {when.in_words(first)}"
    return f"from {when.in_words(first)} to {when.in_words(last)}"


def table(events: pd.DataFrame) -> pd.DataFrame:
    """The launches for readers: date, weapon, missiles, sources, agreement, and a note."""
    rows = [
        (
            str(e.date),
            words.WEAPONS[str(e.weapon)],
            e.missiles,
            int(e.n_sources),
            words.AGREEMENT[str(e.agreement)],
            note(e),
        )
        for e, _ in each(events)
    ]
    frame = pd.DataFrame(rows, columns=["date", "weapon", "missiles", "sources", "agreement", "note"])
    return without_empty_columns(frame.astype({"missiles": "Int64"}))


def claim_table(checked: pd.DataFrame) -> pd.DataFrame:
    """The claimed tallies for readers: what is counted, since, up to, claimed, dated, missing, and the days on
    the public record in that window that no article dates."""
    rows = [
        (
            words.TALLIED[c.weapon][c.unit == "missiles"][1],
            c.since,
            c.as_of,
            int(c.count),
            int(c.dated),
            max(0, int(c.missing)),
            words.listed((when.in_short(d) for d in c.record_days), limit=6),
        )
        for c, _ in each(checked)
    ]
    columns = ["counted", "since", "up to", "claimed", "dated", "missing", "on record, not dated here"]
    return pd.DataFrame(rows, columns=columns)


def compared_with_record(events: pd.DataFrame) -> pd.DataFrame:
    """North Korea's launch days by year, for the years in which articles date any: on the public record, of
    these dated by articles, dated by articles only."""
    dated = {
        str(d)
        for d, s in zip(events["date"], events["state"], strict=True)
        if s == "PRK" and when.is_day(str(d))
    }
    days = record.launch_days()
    rows = []
    for year in sorted({d[:4] for d in dated}):
        own, known = ({d for d in found if d.startswith(year)} for found in (dated, days))
        rows.append((year, len(known), len(own & known), len(own - known)))
    return pd.DataFrame(rows, columns=["year", "days on record", "of these dated here", "dated here only"])


def record_compared(compared: pd.DataFrame) -> str:
    """The comparison with the public record in a sentence."""
    if compared.empty:
        return "There is no day of a North Korean launch to compare with the public record."
    known, shared, only = (int(compared[c].sum()) for c in compared.columns[1:])
    years = list(compared["year"])
    span = f"In {years[0]}" if len(years) == 1 else f"In the {len(years)} years with a dated launch"
    extra = f" and {words.counted(only, 'day')} that it does not have" if only else ""
    return (
        f"{span} the public record has {words.counted(known, 'launch day')}; the articles date {shared}"
        f" of them{extra}. The record lists ballistic missiles and space launches, not cruise missiles."
    )
