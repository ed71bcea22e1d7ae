"""Launch mentions of many articles to launch events, one a day and launching state.

Two mentions are one event if they name the same state and day; or days that are one by Korean and by UTC or
American time, where the public record knows such a launch and no article tells the two days apart; or if one
names only a month (week, year) in which exactly one event of a compatible weapon fits.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    """Launch events: state, date, weapon, missiles and the common columns of `grouping`."""
    groups = _by_day(mentions(tables, "launches"))
    return as_frame(
        [_event(state, day, group) for (state, day), group in groups.items()],
        ("state", "date", "weapon", "missiles"),
        ("missiles",),
    )


def _by_day(found: Sequence[Mentioned]) -> dict[tuple[str, str], list[Mentioned]]:
    groups: dict[tuple[str, str], list[Mentioned]] = {}
    told = {(m.article_id, m["date"]) for m in found if m["state"] == "PRK"}
    named = {day for _, day in told}
    for m in found:
        day = m["date"]
        korean = record.korean_day_of().get(day) if m["state"] == "PRK" else None
        if korean in named and (m.article_id, korean) not in told:
            day = korean
        groups.setdefault((m["state"], day), []).append(m)
    return _with_vague_ones_placed(groups)


def _with_vague_ones_placed(
    groups: dict[tuple[str, str], list[Mentioned]],
) -> dict[tuple[str, str], list[Mentioned]]:
    """Each mention without a day moved to the one event that it can mean, if there is exactly one."""
    days = {k: v for k, v in groups.items() if precision(k[1]) == 0}
    placed = {k: list(v) for k, v in days.items()}
    for (state, date), group in groups.items():
        if (state, date) in days:
            continue
        for m in group:
            fitting = [k for k, v in days.items() if k[0] == state and contains(date, k[1]) and _can_be(m, v)]
            placed.setdefault(fitting[0] if len(fitting) == 1 else (state, date), []).append(m)
    return placed


def _can_be(vague: Mentioned, event: Sequence[Mentioned]) -> bool:
    """Whether the event is of the mention's very weapon and number, and not one that its article dates."""
    if any(m.article_id == vague.article_id for m in event):
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
