"""Decision mentions of many articles to decision events, and states' positions on them.

Mentions are one decision if they share the day and neither article tells them apart (a hold and a meeting
without a product on one day are two); a day known only as month or year, or not at all, is placed where
exactly one decision of that outcome fits; a draft joins the vote or hold on it that follows within ten weeks
if the same states tabled both.
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
    days_between,
    mentions,
    precision,
    published,
    unique_ids,
)
from analysis.reconcile.procedure import Votes, completed
from analysis.tables import VOCABULARIES, Tables

_VOTES = ("votes_for", "votes_against", "abstentions")
_SPOKEN = {"votes_for": "votes in favour", "votes_against": "votes against", "abstentions": "abstentions"}
#: From the strongest position to the weakest, as the codebook ranks them.
STRENGTH = VOCABULARIES["positions", "position"]
#: Outcomes that may be said of one and the same measure on one day: words for it differ, not the event.
_OF_A_TEXT = frozenset({"adopted", "vetoed", "held", "failed"})
_DRAFT_DAYS = 70

Group = list[Mentioned]


def decision_events(tables: Tables) -> pd.DataFrame:
    """Decision events: date, body, instrument, outcome, the three vote figures, each with its `_basis`
    (`stated`, `derived` by arithmetic, or ""), and `stages` (dated outcomes, earliest first)."""
    events = [e for e, _ in _decisions(tables)]
    basis = [f"{c}_basis" for c in _VOTES]
    return as_frame(events, ("date", "body", "instrument", "outcome", *_VOTES, *basis, "stages"), _VOTES)


def position_events(tables: Tables) -> pd.DataFrame:
    """A state's strongest position on each decision: state, position, date, decision (its event_id, or "")
    and `is_member` (whether it sat on the Council then, by the public record; empty where that is silent)."""
    decided = {(m.article_id, m["decision_id"]): e for e, group in _decisions(tables) for m in group}
    groups: dict[tuple[str, str, str], Group] = {}
    for m in mentions(tables, "positions"):
        event = decided.get((m.article_id, m["decision_id"]))
        key = (m["state"], event["event_id"], event["date"]) if event else (m["state"], "", m["date"])
        groups.setdefault(key, []).append(m)
    found = [_position(*key, group) for key, group in groups.items()]
    unique_ids(found)
    return as_frame(found, ("state", "position", "date", "decision", "is_member"), ())


def _position(state: str, decision: str, date: str, group: Group) -> dict[str, Any]:
    held = sorted({m["position"] for m in group}, key=STRENGTH.index)
    opposed = bool({"veto", "hold", "against", "oppose"} & set(held))
    differs = ["the position"] if opposed and {"in_favour", "support", "sponsor"} & set(held) else []
    because = f"the strongest of {', '.join(held)}" if len(held) > 1 else ""
    return {
        **common(
            f"position-{state}-{decision or date or 'undated'}-{held[0]}",
            group,
            differs=differs,
            because=because,
        ),
        "state": state,
        "position": held[0],
        "date": date,
        "decision": decision,
        "is_member": record.was_member(state, date),
    }


def _decisions(tables: Tables) -> list[tuple[dict[str, Any], Group]]:
    """Each event with the mentions that it was made of."""
    days = published(tables)
    tabled = _who(tables, "sponsor")
    groups = _by_day(mentions(tables, "decisions"))
    groups = _with_vague_ones_placed(groups, days, _tallied)
    groups = _with_drafts_joined(groups, tabled)
    vetoing = _who(tables, "veto")
    events = [(_event(group, vetoing), group) for group in groups]
    unique_ids([e for e, _ in events])
    return events


def _who(tables: Tables, position: str) -> Mapping[tuple[str, str], frozenset[str]]:
    """The states that take a position on a decision, by article id and decision id."""
    found: dict[tuple[str, str], set[str]] = {}
    for m in mentions(tables, "positions"):
        if m["position"] == position:
            found.setdefault((m.article_id, m["decision_id"]), set()).add(m["state"])
    return {k: frozenset(v) for k, v in found.items()}


def _by_day(found: Sequence[Mentioned]) -> list[Group]:
    """Mentions of one day together, except outcomes that are of different things or that one article tells
    apart."""
    keyed: dict[tuple[str, ...], Group] = {}
    apart = _told_apart(found)
    for m in found:
        kind = (
            "text" if m["outcome"] in _OF_A_TEXT and (m["date"], m["outcome"]) not in apart else m["outcome"]
        )
        own = () if precision(m["date"]) == 0 else (m.article_id, m["decision_id"])
        if m["outcome"] == "proposed":
            own = (m.article_id, m["decision_id"])
        keyed.setdefault((m["date"], kind, *own), []).append(m)
    return list(keyed.values())


def _told_apart(found: Sequence[Mentioned]) -> frozenset[tuple[str, str]]:
    """Day and outcome where some article has two outcomes of texts on that day."""
    seen: dict[tuple[str, str], set[str]] = {}
    for m in found:
        if m["outcome"] in _OF_A_TEXT:
            seen.setdefault((m.article_id, m["date"]), set()).add(m["outcome"])
    return frozenset((day, o) for (_, day), outcomes in seen.items() if len(outcomes) > 1 for o in outcomes)


def _tallied(m: Mentioned) -> tuple[Any, ...]:
    return tuple(m[c] for c in _VOTES)


def _with_vague_ones_placed(groups: list[Group], days: Mapping[str, str], votes: Any) -> list[Group]:
    """Each mention without a day moved to the one dated decision that it can mean; the others by date and
    outcome together, if the article does not tell them apart."""
    dated = [g for g in groups if precision(g[0]["date"]) == 0]
    placed: dict[int, Group] = {i: list(g) for i, g in enumerate(dated)}
    others: dict[tuple[Any, ...], Group] = {}
    for m in (m for g in groups if precision(g[0]["date"]) > 0 for m in g):
        fitting = [i for i, g in enumerate(dated) if _can_be(m, g, days.get(m.article_id, ""))]
        if len(fitting) == 1:
            placed[fitting[0]].append(m)
        else:
            key = (m["date"], m["outcome"]) if m["date"] else (m.article_id, m["decision_id"])
            others.setdefault(key, []).append(m)
    return [*placed.values(), *others.values()]


def _can_be(vague: Mentioned, event: Group, day: str) -> bool:
    """Whether a mention without a day can mean the event: a fitting outcome and date, no figure against it,
    told before its article appeared (in the two months before, if it has no date at all), and not one of
    its article's own."""
    outcomes = {m["outcome"] for m in event}
    known = vague["outcome"] in outcomes or (
        vague["outcome"] in ("failed", "vetoed") and outcomes & {"failed", "vetoed"}
    )
    if not known or vague["outcome"] == "proposed" or any(m.article_id == vague.article_id for m in event):
        return False
    at = event[0]["date"]
    fits = contains(vague["date"], at) if vague["date"] else bool(day) and 0 <= days_between(at, day) <= 62
    return fits and all(vague[c] is None or m[c] is None or vague[c] == m[c] for m in event for c in _VOTES)


def _with_drafts_joined(groups: list[Group], tabled: Mapping[tuple[str, str], frozenset[str]]) -> list[Group]:
    """Drafts put together with the decision on them, if the same states tabled both and exactly one of the
    decisions that follow comes first."""
    decided = [g for g in groups if {m["outcome"] for m in g} & _OF_A_TEXT]
    joined: dict[int, Group] = {i: list(g) for i, g in enumerate(decided)}
    rest = []
    for group in (g for g in groups if g not in decided):
        sponsors = _sponsors(group, tabled)
        following = [
            i
            for i, g in enumerate(decided)
            if group[0]["outcome"] == "proposed"
            and sponsors & _sponsors(g, tabled)
            and _follows(group[0]["date"], g)
        ]
        nearest = sorted(following, key=lambda i: decided[i][0]["date"])[:1]
        if nearest and not {m.article_id for m in group} & {m.article_id for m in decided[nearest[0]]}:
            joined[nearest[0]] += group
        else:
            rest.append(group)
    return [*joined.values(), *_drafts_of_one_text(rest, tabled)]


def _drafts_of_one_text(groups: list[Group], tabled: Mapping[tuple[str, str], frozenset[str]]) -> list[Group]:
    """Drafts of the same date and the same sponsors together."""
    keyed: dict[tuple[Any, ...], Group] = {}
    for group in groups:
        first = group[0]
        same = (first["date"], first["outcome"], tuple(sorted(_sponsors(group, tabled))))
        own = (
            ()
            if first["date"] and (same[2] or first["outcome"] != "proposed")
            else (first.article_id, first["decision_id"])
        )
        keyed.setdefault((*same, *own), []).extend(group)
    return list(keyed.values())


def _sponsors(group: Group, tabled: Mapping[tuple[str, str], frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*(tabled.get((m.article_id, m["decision_id"]), frozenset()) for m in group))


def _follows(draft: str, decided: Group) -> bool:
    """Whether the decision came on the draft's day or up to ten weeks after, or within its month."""
    at = decided[0]["date"]
    if precision(at) > 0 or not draft:
        return False
    if precision(draft) == 0:
        return 0 <= days_between(draft, at) <= _DRAFT_DAYS
    return precision(draft) <= 2 and contains(draft, at)


def _event(group: Group, vetoing: Mapping[tuple[str, str], frozenset[str]]) -> dict[str, Any]:
    final = [m for m in group if m["outcome"] != "proposed"] or group
    outcome = _outcome([m["outcome"] for m in final])
    dates = sorted({m["date"] for m in final}, key=lambda d: (precision(d), d))
    states = frozenset().union(*(vetoing.get((m.article_id, m["decision_id"]), frozenset()) for m in group))
    votes = {c: [m[c] for m in final if m[c] is not None] for c in _VOTES}
    differs = [_SPOKEN[c] for c in _VOTES if len(set(votes[c])) > 1]
    if len({m["outcome"] for m in final}) > 1 and {m["outcome"] for m in final} != {"failed", "vetoed"}:
        differs.insert(0, "the outcome")
    because = f"figures named most often: {', '.join(differs)}" if differs else ""
    return {
        **common(f"decision-{dates[0] or 'undated'}-{outcome}", group, differs=differs, because=because),
        "date": dates[0],
        "body": commonest(m["body"] for m in final),
        "instrument": commonest(m["instrument"] for m in final),
        "outcome": outcome,
        "stages": tuple(sorted({(m["date"], m["outcome"]) for m in group})),
        **_votes({c: commonest(v) for c, v in votes.items()}, len(states) if outcome == "vetoed" else 0),
    }


def _outcome(named: Sequence[str]) -> str:
    """The outcome named most often; a defeat by veto is the more precise word for a failed vote."""
    if "vetoed" in named and set(named) <= {"vetoed", "failed"}:
        return "vetoed"
    return str(commonest(named))


def _votes(stated: Mapping[str, int | None], vetoing: int) -> dict[str, Any]:
    """The three figures and what each rests on; nothing is derived from an impossible sum."""
    said = Votes(*(stated[c] for c in _VOTES))
    full = completed(said, vetoing) if said.is_possible else said
    figures = dict(zip(_VOTES, (full.in_favour, full.against, full.abstaining), strict=True))
    basis = {
        f"{c}_basis": "stated" if stated[c] is not None else "derived" if figures[c] is not None else ""
        for c in _VOTES
    }
    return {**figures, **basis}
