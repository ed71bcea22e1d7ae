"""Mentions of actors: states, persons and organisations."""

from __future__ import annotations

from analysis.recognise import organisations, persons, states
from analysis.records import ActorMention, Article


def find(article: Article) -> tuple[ActorMention, ...]:
    """All mentions, ordered by position. A state's name within a person's ("Chad", "Jordan") is no state, and
    an organisation that overlaps a person or is a government's department is not listed again."""
    of_states = states.find(article)
    of_persons = persons.find(article, of_states)
    inside = persons.covered(of_persons)
    kept = [m for m in of_states if m.start not in inside or m.form == "government"]
    governed = inside | persons.covered(m for m in kept if m.form == "government")
    bodies = [m for m in organisations.find(article) if not governed.intersection(range(m.start, m.end))]
    return tuple(sorted([*kept, *of_persons, *bodies], key=lambda m: (m.start, m.end, m.kind, m.actor_id)))
