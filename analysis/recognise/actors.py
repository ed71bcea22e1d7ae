"""Mentions of actors: states, persons and organisations."""

from __future__ import annotations

from analysis.recognise import persons, states
from analysis.records import ActorMention, Article


def find(article: Article) -> tuple[ActorMention, ...]:
    """All mentions, ordered by position. A state's name within a person's ("Chad", "Jordan") is no state."""
    of_states = states.find(article)
    of_persons = persons.find(article, of_states)
    inside = persons.covered(of_persons)
    kept = [m for m in of_states if m.start not in inside or m.form == "government"]
    return tuple(sorted([*kept, *of_persons], key=lambda m: (m.start, m.end, m.kind, m.actor_id)))
