"""Claimed tallies ("fourth launch this month") against the launches that the articles date and the record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from analysis.recognise.timex import bounds, is_day
from analysis.reconcile import record
from analysis.reconcile.grouping import Mentioned, as_frame, common, mentions, published
from analysis.tables import Tables

_COLUMNS = ("state", "count", "unit", "weapon", "since", "until", "as_of")


def claims(tables: Tables) -> pd.DataFrame:
    """Tallies that say the same up to the same day: state, count, unit, weapon, since, until, `as_of` (the
    day up to which the claim counts: its end, else the day of publication, else empty)."""
    days = published(tables)
    groups: dict[tuple[Any, ...], list[Mentioned]] = {}
    for m in mentions(tables, "tallies"):
        as_of = m["until"] or days.get(m.article_id, "")
        groups.setdefault((*(m[c] for c in _COLUMNS[:-1]), as_of), []).append(m)
    found = []
    for values, group in groups.items():
        claim = dict(zip(_COLUMNS, values, strict=True))
        name = "-".join(
            str(claim[c]) for c in ("state", "since", "as_of", "count", "unit", "weapon") if claim[c]
        )
        found.append({**common(f"tally-{name}", group, differs=(), because=""), **claim})
    frame = as_frame(found, _COLUMNS, ("count",))
    return frame.sort_values(["as_of", "since", "count"], ignore_index=True)


def check_claims(claimed: pd.DataFrame, launches: pd.DataFrame) -> pd.DataFrame:
    """The claims with what the articles date in the window: `dated` launches of that kind (or missiles, at
    least one a launch), `missing` (how many more the claim counts; negative if fewer), `dated_days`,
    `without_day` (launches of which no article tells the day), and `record_days` (days in the window with
    such a launch on the public record that no article dates)."""
    checked = [_checked(c, launches) for c in claimed.to_dict("records")]
    frame = claimed.assign(
        dated=pd.array([c[0] for c in checked], dtype="Int64"),
        dated_days=pd.Series([c[1] for c in checked], index=claimed.index, dtype="object"),
        without_day=pd.array([c[2] for c in checked], dtype="Int64"),
        record_days=pd.Series([c[3] for c in checked], index=claimed.index, dtype="object"),
    )
    return frame.assign(missing=frame["count"] - frame["dated"])


def _checked(
    claim: dict[Any, Any], launches: pd.DataFrame
) -> tuple[int, tuple[str, ...], int, tuple[str, ...]]:
    inside = [x for x in launches.to_dict("records") if _counts_in(x, claim)]
    on_a_day = [x for x in inside if is_day(x["date"])]
    days = tuple(sorted({x["date"] for x in on_a_day}))
    number = sum(_number(x, claim) for x in on_a_day)
    return number, days, len(inside) - len(on_a_day), _on_record_only(claim, days)


def _number(launch: dict[Any, Any], claim: dict[Any, Any]) -> int:
    """For how much a launch counts in the claim. A day's missiles may be of several classes, of which the
    launch shows only the most capable: of a narrow class it counts for one."""
    is_broad = claim["weapon"] in ("", "missile", "ballistic")
    if claim["unit"] == "launch_events" or not is_broad or pd.isna(launch["missiles"]):
        return 1
    return int(launch["missiles"])


def _counts_in(launch: dict[Any, Any], claim: dict[Any, Any]) -> bool:
    first, last = bounds(launch["date"])
    return (
        launch["state"] == claim["state"]
        and bool(first)
        and claim["since"] <= last
        and (not claim["as_of"] or first <= claim["as_of"])
        and is_of_class(launch["weapon"], claim["weapon"])
    )


def _on_record_only(claim: dict[Any, Any], dated: Sequence[str]) -> tuple[str, ...]:
    """Days on record in the claim's window that no article dates; the record has North Korea's launches."""
    if claim["state"] != "PRK" or not claim["as_of"]:
        return ()
    days = {
        x.day
        for x in record.launches()
        if claim["since"] <= x.day <= claim["as_of"] and is_of_class(x.weapon, claim["weapon"])
    }
    return tuple(sorted(days - set(dated)))


def is_of_class(weapon: str, wanted: str) -> bool:
    """Whether a launch of `weapon` counts in a tally of `wanted` ("" counts every launch)."""
    if wanted == "":
        return True
    if wanted == "missile":
        return weapon != "satellite"
    return weapon not in ("satellite", "cruise", "missile") if wanted == "ballistic" else weapon == wanted
