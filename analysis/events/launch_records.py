"""A launch as one sentence tells it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LaunchMention:
    """A launch in one sentence. `dates`: TIMEX3 values, empty if the sentence gives none; `states`: who
    launched, empty if it does not say; `is_definite`: refers back ("the launch"); `is_same_day`: on the day
    of the launch told before; `is_summary`: tells of a
    whole window ("has launched 23 missiles this year"); `is_perfect`: "has tested"; `days_before`: "came two days after it fired"; `cue`: `that-day` or `next-day`,
    counted from the day last named; `events`: how many launches the words count ("a pair of launches")."""

    start: int
    end: int
    sentence: int
    states: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    missiles: int | None = None
    is_definite: bool = False
    is_same_day: bool = False
    is_verb: bool = False
    is_plural: bool = False
    is_ordinal: bool = False
    is_listed: bool = False
    events: int | None = None
    is_summary: bool = False
    is_perfect: bool = False
    days_before: int | None = None
    cue: str = ""
