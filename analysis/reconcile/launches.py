"""Launch mentions of many articles to launch events, one a day and launching state.

Two mentions are one event if they name the same state and day; or days that are one by Korean and by UTC or
American time, where the public record knows such a launch and no article tells the two days apart; or if one
names only a month (week, year) in which exactly one event of a compatible weapon fits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.reconcile import record
from analysis.reconcile.grouping import (
    Mentioned,
    as_frame,
    common,
    commonest,
    contains,
    mentions,
    precision,
    unique_ids,
)
from analysis.tables import Tables

#: From the most to the least capable class, as the codebook ranks them.
CLASSES = ("icbm", "irbm", "mrbm", "srbm", "slbm", "ballistic", "hypersonic", "cruise", "tactical_guided",
           "satellite", "missile")  # fmt: skip
#: A salvo of so many missiles is rare enough to be known by its number.
_TELLING = 3
#: Class words that another class may make more precise without contradicting them. Pyongyang's own labels
#: (hypersonic, tactical guided) name what others call ballistic missiles.
_MAY_BE: dict[str, frozenset[str]] = {
    "missile": frozenset(CLASSES),
    "ballistic": frozenset(CLASSES) - {"cruise", "satellite"},
    "hypersonic": frozenset({"hypersonic", "ballistic", "missile", "mrbm", "irbm"}),
    "tactical_guided": frozenset({"tactical_guided", "ballistic", "missile", "srbm"}),
}


def compatible(a: str, b: str) -> bool:
    """Whether two classes can be said of one launch without contradiction."""
    return a == b or b in _MAY_BE.get(a, ()) or a in _MAY_BE.get(b, ())


def launch_events(tables: Tables) -> pd.DataFrame:
    """Launch events: state, date, weapon, missiles, `may_be` (the launches of a day that one known only by its
    month or year may be, so that it is not counted beside them), and the common columns of `grouping`."""
    groups = _by_day(mentions(tables, "launches"))
    events = [_event(group[0]["state"], day, group) for day, group in groups]
    unique_ids(events)
    for event in events:
        event["may_be"] = _may_be(event, events)
    return as_frame(events, ("state", "date", "weapon", "missiles", "may_be"), ("missiles",))


def _may_be(vague: Mapping[str, Any], events: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The launches of a known day that an event without one may be: the same state, in its month or year (if
    it has one), of a weapon that does not exclude its own."""
    if precision(vague["date"]) == 0:
        return ()
    return tuple(
        sorted(
            e["event_id"]
            for e in events
            if e["state"] == vague["state"]
            and precision(e["date"]) == 0
            and (not vague["date"] or contains(vague["date"], e["date"]))
            and compatible(vague["weapon"], e["weapon"])
        )
    )


#: A launch's day (or vaguer date), and its mentions.
Dated = tuple[str, list[Mentioned]]


def _by_day(found: Sequence[Mentioned]) -> list[Dated]:
    groups: dict[tuple[str, str], list[Mentioned]] = {}
    told = {(m.article_id, m["date"]) for m in found if m["state"] == "PRK"}
    named = {day for _, day in told}
    for m in (m for m in found if precision(m["date"]) == 0):
        day = m["date"]
        korean = record.korean_day_of().get(day) if m["state"] == "PRK" else None
        if korean in named and (m.article_id, korean) not in told:
            day = korean
        groups.setdefault((m["state"], day), []).append(m)
    days = [(day, group) for (_, day), group in groups.items()]
    return _with_vague_ones_placed(days, [m for m in found if precision(m["date"]) > 0])


def _with_vague_ones_placed(days: Sequence[Dated], vague: Sequence[Mentioned]) -> list[Dated]:
    """Each mention without a day put to the one launch that it can mean, if there is exactly one; else to
    those of its month, weapon and number in other articles."""
    placed = [(day, list(group)) for day, group in days]
    others: list[Dated] = []
    for m in vague:
        fitting = [i for i, (day, group) in enumerate(days) if contains(m["date"], day) and _can_be(m, group)]
        if len(fitting) == 1:
            placed[fitting[0]][1].append(m)
        elif alike := [group for date, group in others if date == m["date"] and _is_alike(m, group)]:
            alike[0].append(m)
        else:
            others.append((m["date"], [m]))
    return [*placed, *others]


def _is_alike(m: Mentioned, group: Sequence[Mentioned]) -> bool:
    return all(
        m.article_id != other.article_id and all(m[c] == other[c] for c in ("state", "weapon", "missiles"))
        for other in group
    )


def _can_be(vague: Mentioned, event: Sequence[Mentioned]) -> bool:
    """Whether the event is of the mention's state, very weapon and number, and not one that its article
    dates."""
    if any(m.article_id == vague.article_id or m["state"] != vague["state"] for m in event):
        return False
    numbers = {m["missiles"] for m in event if m["missiles"] is not None}
    if vague["missiles"] is not None and numbers and vague["missiles"] not in numbers:
        return False
    if not all(compatible(vague["weapon"], m["weapon"]) for m in event):
        return False
    if vague["weapon"] in ("missile", "ballistic"):  # such words fit most launches: the number must tell
        return vague["missiles"] in numbers and vague["missiles"] >= _TELLING
    return any(vague["weapon"] == m["weapon"] for m in event)


def _event(state: str, day: str, group: Sequence[Mentioned]) -> dict[str, Any]:
    weapons = [m["weapon"] for m in group]
    numbers = [m["missiles"] for m in group if m["missiles"] is not None]
    precise = [w for w in weapons if not any(w != o and o in _MAY_BE.get(w, ()) for o in weapons)] or weapons
    chosen = min(
        {w for w in precise if precise.count(w) == max(map(precise.count, precise))}, key=CLASSES.index
    )
    differs = []
    if any(not compatible(a, b) for a in set(weapons) for b in set(weapons)):
        differs.append("the weapon")
    if len(set(numbers)) > 1:
        differs.append("the number of missiles")
    dates = {m["date"] for m in group if precision(m["date"]) == 0}
    because = []
    if len(dates) > 1:
        because.append(f"{day} by Korean time, {min(dates)} by UTC or American time")
    if len(set(weapons)) > 1:
        because.append(
            f"weapon {chosen}: "
            + ("named most often" if "the weapon" in differs else "the most precise word")
        )
    if "the number of missiles" in differs:
        because.append("number named most often")
    return {
        **common(f"launch-{state}-{day}", group, differs=differs, because="; ".join(because)),
        "state": state,
        "date": day,
        "weapon": chosen,
        "missiles": commonest(numbers),
    }
