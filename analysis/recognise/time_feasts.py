"""Feasts that days are counted from ("two days before Christmas", "the eve of May Day")."""

from __future__ import annotations

from datetime import date

from analysis.lexicon import patterns
from analysis.recognise import timex
from analysis.recognise.time_context import Context, Match
from analysis.recognise.time_story import resolve_day


def feast_behind(m: Match, following: str, context: Context) -> date | None:
    """The day of the feast that the words behind the match name, of the year they give or the story is in, or None."""
    for rule in patterns("dates_context"):
        if rule.fields["role"] == "feast" and (hit := rule.regex.match(following)):
            month, number = rule.fields["month"], rule.fields["day"]
            if hit["year"]:
                return timex.day(int(hit["year"]), month, number)
            return resolve_day(number, month, m, context, relative="last" if hit["last"] else "")
    return None
