"""Mentions of one event put together for the charts: by state and day, by day and outcome.

The frames that charts take. Besides the codebook's columns each has `event_id`, `sources` (a tuple of article
ids), `n_sources`, `agreement` (`single`, `agreed`, `conflicting`), `reason` (why this value was chosen) and
`rows` (the index of every mention in its table, for links to the evidence).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from analysis.charts import when
from analysis.tables import VOCABULARIES, Tables

COMMON = ("event_id", "sources", "n_sources", "agreement", "reason", "rows")
#: From the strongest position to the weakest, as the codebook ranks them.
STRENGTH = VOCABULARIES["positions", "position"]
#: From the most to the least capable class.
CLASSES = (
    "icbm",
    "irbm",
    "mrbm",
    "srbm",
    "slbm",
    "ballistic",
    "hypersonic",
    "cruise",
    "tactical_guided",
    "satellite",
    "missile",
)
_VAGUE = {"ballistic", "missile", ""}


def launch_events(tables: Tables) -> pd.DataFrame:
    """Launches by state and day (or month, where no day is known): state, date, weapon, missiles."""
    found = []
    for (state, day), mentions in _groups(dated(tables.launches, ["state", "weapon"]), ["state", "date"]):
        weapons = [w for w in mentions["weapon"] if w not in _VAGUE] or list(mentions["weapon"])
        missiles = [int(n) for n in mentions["missiles"].dropna()]
        differ = len(set(weapons)) > 1 or len(set(missiles)) > 1
        found.append(
            {
                **_common(f"launch-{state}-{day or 'undated'}", mentions, differ),
                "state": state,
                "date": day,
                "weapon": min(_commonest(weapons), key=CLASSES.index),
                "missiles": max(_commonest(missiles)) if missiles else pd.NA,
            }
        )
    return _frame(found, ("state", "date", "weapon", "missiles"), ("missiles",))


_VOTES = ("votes_for", "votes_against", "abstentions")


def decision_events(tables: Tables) -> pd.DataFrame:
    """Decisions by day and outcome: date, body, instrument, outcome, votes_for, votes_against, abstentions."""
    found = []
    for (day, outcome), mentions in _groups(dated(tables.decisions, ["outcome"]), ["date", "outcome"]):
        votes = {c: sorted({int(n) for n in mentions[c].dropna()}) for c in _VOTES}
        found.append(
            {
                **_common(
                    f"decision-{day or 'undated'}-{outcome}",
                    mentions,
                    any(len(v) > 1 for v in votes.values()),
                ),
                "date": day,
                "outcome": outcome,
                "body": _first(mentions["body"]),
                "instrument": _first(mentions["instrument"]),
                **{c: v[-1] if v else pd.NA for c, v in votes.items()},
            }
        )
    return _frame(found, ("date", "body", "instrument", "outcome", *_VOTES), _VOTES)


def position_events(tables: Tables) -> pd.DataFrame:
    """A state's strongest position on each decision: state, position, date, decision (its event_id, or "")."""
    events = {
        (d.article_id, d.decision_id): f"decision-{d.date or 'undated'}-{d.outcome}"
        for d in _records(dated(tables.decisions, ["outcome"]))
    }
    decision = [events.get((p.article_id, p.decision_id), "") for p in _records(tables.positions)]
    known = dated(tables.positions.assign(decision=decision), ["decision"])
    known = known.assign(on=known["decision"].where(known["decision"] != "", known["date"]))
    found = []
    for (state, on), mentions in _groups(known, ["state", "on"]):
        position = min(mentions["position"], key=STRENGTH.index)
        found.append(
            {
                **_common(f"position-{state}-{on or 'undated'}-{position}", mentions, False),
                "state": state,
                "position": position,
                "date": max(mentions["date"], key=len),
                "decision": _first(mentions["decision"]),
            }
        )
    return _frame(found, ("state", "position", "date", "decision"), ())


def dated(frame: pd.DataFrame, same: list[str]) -> pd.DataFrame:
    """The frame with a month, week or year replaced by the one day in it that a row with the same values has.

    "Vetoed in May 2022" is thus the veto of 26 May, as long as no other day in May had one."""
    days: dict[tuple[str, ...], set[str]] = {}
    for row in _records(frame):
        if when.is_day(str(row.date)):
            days.setdefault(tuple(str(getattr(row, c)) for c in same), set()).add(str(row.date))
    found = [
        _the_day(str(r.date), days.get(tuple(str(getattr(r, c)) for c in same), ())) for r in _records(frame)
    ]
    return frame.assign(date=pd.array(found, dtype="string"))


def _the_day(value: str, days: Iterable[str]) -> str:
    span = when.interval(value)
    if not span or span[0] == span[1]:
        return value
    inside = [d for d in days if span[0].isoformat() <= d <= span[1].isoformat()]
    return inside[0] if len(inside) == 1 else value


def claims(tables: Tables) -> pd.DataFrame:
    """Tallies that say the same on the same day: count, unit, weapon, since, until, `as_of` (the day up to
    which the claim counts: its end, else the day of publication, else empty)."""
    published = dict(zip(tables.articles["article_id"], tables.articles["published"], strict=True))
    as_of = [t.until or published.get(t.article_id, "") for t in _records(tables.tallies)]
    columns = ["state", "count", "unit", "weapon", "since", "until", "as_of"]
    found = []
    for values, mentions in _groups(tables.tallies.assign(as_of=as_of), columns):
        claim = dict(zip(columns, values, strict=True))
        found.append(
            {**_common(f"tally-{claim['since']}-{claim['as_of']}-{claim['count']}", mentions, False), **claim}
        )
    return _frame(found, tuple(columns), ("count",)).sort_values(
        ["as_of", "since", "count"], ignore_index=True
    )


def check_claims(claimed: pd.DataFrame, launches: pd.DataFrame) -> pd.DataFrame:
    """The claims with `dated`: launches (or missiles) of the same kind that the articles date in the window,
    and `missing`: how many more the claim counts."""
    dated = [_dated(c, launches) for c in _records(claimed)]
    checked = claimed.assign(dated=pd.array(dated, dtype="Int64"))
    return checked.assign(missing=checked["count"] - checked["dated"])


def _dated(claim: Any, launches: pd.DataFrame) -> int:
    first, last = when.interval(claim.since), when.interval(claim.as_of)
    inside = [
        launch
        for launch in _records(launches)
        if (day := when.interval(launch.date))
        and (not first or first[0] <= day[1])
        and (not last or day[0] <= last[1])
        and launch.state == claim.state
        and is_of_class(launch.weapon, claim.weapon)
    ]
    if claim.unit == "launch_events":
        return len(inside)
    return sum(int(launch.missiles) for launch in inside if not pd.isna(launch.missiles))


def is_of_class(weapon: str, wanted: str) -> bool:
    """Whether a launch of `weapon` counts in a tally of `wanted` ("" and "missile": all but space launches)."""
    if wanted == "":
        return True
    if wanted == "missile":
        return weapon != "satellite"
    return weapon not in ("satellite", "cruise", "missile") if wanted == "ballistic" else weapon == wanted


def _records(frame: pd.DataFrame) -> Iterable[Any]:
    return frame.itertuples()


def _groups(frame: pd.DataFrame, columns: list[str]) -> Iterable[tuple[Sequence[Any], pd.DataFrame]]:
    return (
        (key if isinstance(key, tuple) else (key,), group) for key, group in frame.groupby(columns, sort=True)
    )


def _common(event_id: str, mentions: pd.DataFrame, differ: bool) -> dict[str, Any]:
    sources = tuple(sorted(set(mentions["article_id"])))
    agreement = "conflicting" if differ else "agreed" if len(sources) > 1 else "single"
    reason = {"conflicting": "named most often", "agreed": "named by all", "single": "the only source"}[
        agreement
    ]
    return {
        "event_id": event_id,
        "sources": sources,
        "n_sources": len(sources),
        "agreement": agreement,
        "reason": reason,
        "rows": tuple(int(i) for i in mentions.index),
    }


def _commonest(values: Sequence[Any]) -> list[Any]:
    counted = Counter(values)
    return [v for v, n in counted.items() if n == max(counted.values())]


def _first(values: Iterable[str]) -> str:
    return next((str(v) for v in values if v), "")


def _frame(found: list[dict[str, Any]], columns: tuple[str, ...], integers: tuple[str, ...]) -> pd.DataFrame:
    frame = pd.DataFrame(found, columns=["event_id", *columns, *COMMON[1:]])
    for column in (*integers, "n_sources"):
        frame[column] = frame[column].astype("Int64")
    return frame.sort_values("date", ignore_index=True, kind="stable") if "date" in frame else frame
