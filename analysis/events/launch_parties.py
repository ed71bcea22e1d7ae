"""The states that a sentence names, alone and together, as those who may have launched."""

from __future__ import annotations

import re

from analysis.records import ActorMention, Document

_KOREAS = {"KOR": "PRK", "PRK": "KOR"}


def states_in(document: Document, index: int) -> list[ActorMention]:
    """The mentions of states, and of organisations of a state, in a sentence."""
    return [a for a in document.actors_in(index) if state_of(a)]


def state_of(actor: ActorMention) -> str:
    """The state that a mention stands for, or ""."""
    if actor.form == "pronoun":
        return ""
    return actor.actor_id if actor.kind == "state" else actor.state if actor.kind == "organisation" else ""


def coordinated(text: str, actors: list[ActorMention]) -> list[list[ActorMention]]:
    """The actors, those joined by commas and "and" together ("South Korea’s and the United States’ armies")."""
    groups: list[list[ActorMention]] = []
    for actor in actors:
        gap = text[groups[-1][-1].end : actor.start] if groups else ""
        if groups and re.fullmatch(r"[’']?s?(?:\s\w+)?(?:,\s|\sand\s|,\sand\s)(?:the\s|its\s)?", gap):
            groups[-1].append(actor)
        else:
            groups.append([actor])
    return groups


def group_before(document: Document, index: int, offset: int) -> tuple[str, ...]:
    """The two states or more told together last before the place; else the allies, where both are spoken of."""
    for near in range(index, max(-1, index - 4), -1):
        before = [a for a in states_in(document, near) if a.end <= offset]
        together = [tuple(dict.fromkeys(map(state_of, g))) for g in coordinated(document.text, before)]
        found = [g for g in together if len(g) > 1]
        if found:
            return found[-1]
    named = {a.actor_id for a in document.actors}
    is_allied = {"KOR", "PRK"} & named and re.search(
        r"(?i)\ballie[sd]\b", document.text[max(0, offset - 90) : offset + 90]
    )
    return ("KOR", "USA") if {"KOR", "USA"} <= named or is_allied else ()


def neighbour(document: Document, index: int, offset: int) -> str:
    """The other Korea than the one told of before the place."""
    before = [state_of(a) for a in states_in(document, index) if a.end <= offset and state_of(a) in _KOREAS]
    return _KOREAS[before[-1]] if before else ""
