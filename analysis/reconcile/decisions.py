"""Decision mentions of many articles to decision events, and states' positions on them.

Mentions are one decision if they share the day and neither article tells them apart (a hold and a meeting
without a product on one day are two); a day known only as month or year, or not at all, is placed where
exactly one decision of that outcome fits; a draft joins the vote or hold on it that follows within eight weeks
if the same states tabled both. A resolution that is only named by its number has the record's day, as `derived`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from analysis.compiling import compiled
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
from analysis.schema import VOCABULARIES
from analysis.tables import Tables

_VOTES = ("votes_for", "votes_against", "abstentions")
_SPOKEN = {"votes_for": "votes in favour", "votes_against": "votes against", "abstentions": "abstentions"}
#: From the strongest position to the weakest, as the codebook ranks them.
STRENGTH = VOCABULARIES["positions", "position"]
#: Outcomes that may be said of one and the same measure on one day: words for it differ, not the event.
_OF_A_TEXT = frozenset({"adopted", "vetoed", "held", "failed"})
#: Outcomes that only the Council and its committees know, whatever body an article names beside them.
_OF_THE_COUNCIL = frozenset({"vetoed", "held"})
_DRAFT_DAYS = 56

Group = list[Mentioned]
#: The states that tabled (or took another position on) a decision, by article and decision_id.
Tabled = Mapping[tuple[str, str], frozenset[str]]


def decision_events(tables: Tables) -> pd.DataFrame:
    """Decision events: date (its `_basis` `stated`, or `derived` from the number of a resolution), body,
    instrument, outcome, the three vote figures, each with its `_basis` (`stated`, `derived` by arithmetic, or
    ""), `stages` (dated outcomes, earliest first), and `may_be`: the decisions of a day that one known only by
    its month or year, or without a date, may be, so that it is not counted beside them."""
    events = [e for e, _ in _decisions(tables)]
    basis = [f"{c}_basis" for c in _VOTES]
    columns = ("date", "date_basis", "body", "instrument", "outcome", *_VOTES, *basis, "stages", "may_be")
    return as_frame(events, columns, _VOTES)


def position_events(tables: Tables) -> pd.DataFrame:
    """A state's strongest position on each decision: state, position, date, decision (its event_id, or ""),
    `is_member` (whether it sat on the Council then, by the public record; empty where that is silent), and
    `may_be` (as the decision's)."""
    events = _decisions(tables)
    decided = {(m.article_id, m["decision_id"]): e for e, group in events for m in group}
    on_day, easing = _alone_on_its_day([e for e, _ in events]), _drafts(events, tables)
    groups: dict[tuple[str, str, str], Group] = {}
    for m in mentions(tables, "positions"):
        event = decided.get((m.article_id, m["decision_id"]))
        if event is None:
            event = easing(m) if m["position"] == "urge_easing" else _fitting(m, on_day.get(m["date"]))
        key = (m["state"], event["event_id"], event["date"]) if event else (m["state"], "", m["date"])
        groups.setdefault(key, []).append(m)
    found = [_position(*key, group) for key, group in groups.items()]
    unique_ids(found)
    may_be = {e["event_id"]: e["may_be"] for e, _ in events}
    for position in found:
        position["may_be"] = may_be.get(position["decision"], ())
    frame = as_frame(found, ("state", "position", "date", "decision", "is_member", "may_be"), ())
    return frame.astype({"is_member": object})


def _fitting(m: Mentioned, event: dict[str, Any] | None) -> dict[str, Any] | None:
    """The day's decision, unless the position speaks against a text that all that voted on it adopted."""
    opposed = m["position"] in ("oppose", "against", "veto", "hold")
    return None if event and event["outcome"] == "adopted" and opposed else event


def _alone_on_its_day(events: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The decision of a day that has exactly one of a text; positions need no other link to it."""
    days = Counter(e["date"] for e in events if e["outcome"] in _OF_A_TEXT)
    return {
        e["date"]: e
        for e in events
        if e["outcome"] in _OF_A_TEXT
        and days[e["date"]] == 1
        and precision(e["date"]) == 0
        and e["date_basis"] == "stated"
    }


def _drafts(
    events: Sequence[tuple[dict[str, Any], Group]], tables: Tables
) -> Callable[[Mentioned], dict[str, Any] | None]:
    """Finds the draft that a call for easing is about: the one of its month or year that the same state has
    tabled; such a call has a date of its own and often no more."""
    tabled = _who(tables, "sponsor", "urge_easing")
    drafts = [(e, _named(group, tabled)) for e, group in events if e["outcome"] == "proposed"]

    def draft_of(call: Mentioned) -> dict[str, Any] | None:
        fitting = [e for e, who in drafts if call["state"] in who and contains(call["date"], e["date"])]
        return fitting[0] if len(fitting) == 1 else None

    return draft_of


def _position(state: str, decision: str, date: str, group: Group) -> dict[str, Any]:
    held = sorted({m["position"] for m in group}, key=STRENGTH.index)
    if held == ["sponsor", "urge_easing"]:  # a draft that eases: what it is for says more than who tabled it
        held.reverse()
    opposed = bool({"veto", "hold", "against", "oppose"} & set(held))
    differs = ["the position"] if opposed and {"in_favour", "support", "sponsor"} & set(held) else []
    because = f"the strongest of {', '.join(held)}" if len(held) > 1 else ""
    if held == ["urge_easing", "sponsor"]:
        because = "tabled a draft that eases sanctions"
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
    days, cast, tabled = published(tables), _cast(tables), _who(tables, "sponsor", "urge_easing")
    found = [_dated_by_number(m, days.get(m.article_id, "")) for m in mentions(tables, "decisions")]
    groups = _days_apart_joined(_by_day(found, cast), cast)
    groups = _with_vague_ones_placed(groups, days, cast)
    groups = _with_drafts_joined(groups, days, tabled)
    voting = _who(tables, "veto", "against"), _who(tables, "abstain")
    events = [(_event(group, *voting), group) for group in groups]
    unique_ids([e for e, _ in events])
    # The preciser first: a month that may itself be one of several days is counted as none of its year.
    for event in sorted((e for e, _ in events), key=lambda e: precision(e["date"])):
        event["may_be"] = _may_be(event, [e for e, _ in events if not e.get("may_be")])
    return events


def _may_be(vague: Mapping[str, Any], events: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The decisions of a known day, or at least month, that an event with a vaguer date may be: of its outcome
    and kind, in its month or year (if it has one). Figures do not tell, as such a mention may sum up several."""
    if precision(vague["date"]) == 0:
        return ()
    return tuple(
        e["event_id"]
        for e in sorted(events, key=lambda e: (e["date"], e["event_id"]))
        if e["outcome"] == vague["outcome"]
        and e["instrument"] == vague["instrument"]
        and precision(e["date"]) < min(3, precision(vague["date"]))
        and (not vague["date"] or contains(vague["date"], e["date"]))
    )


_BY_NUMBER = compiled(r"res-(\d{3,4})")


def _dated_by_number(m: Mentioned, told: str) -> Mentioned:
    """An adoption without a day that is known by the resolution's number, on the day that the public record
    has for it, if that agrees with what the article says and lies before it; other mentions as they are."""
    named = _BY_NUMBER.fullmatch(m["decision_id"] or "")
    day = record.resolution_days().get(named[1], "") if named else ""
    fits = day and (contains(m["date"], day) if m["date"] else day <= (told or day))
    if not fits or m["outcome"] != "adopted" or precision(m["date"]) == 0:
        return m
    return replace(m, cells={**m.cells, "date": day, "date_basis": "derived"})


def _who(tables: Tables, *positions: str) -> Tabled:
    """The states in one of some positions, by article and decision."""
    found: dict[tuple[str, str], set[str]] = {}
    for m in mentions(tables, "positions"):
        if m["position"] in positions:
            found.setdefault((m.article_id, m["decision_id"]), set()).add(m["state"])
    return {k: frozenset(v) for k, v in found.items()}


#: What can be said of one vote by one state: a permanent member's no is a veto.
_CAST = {"veto": "no", "against": "no", "hold": "hold", "abstain": "abstain", "in_favour": "yes"}
Cast = Mapping[tuple[str, str], Mapping[str, str]]


def _cast(tables: Tables) -> Cast:
    """How each state voted, by article and decision."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for m in mentions(tables, "positions"):
        if m["position"] in _CAST:
            found.setdefault((m.article_id, m["decision_id"]), {})[m["state"]] = _CAST[m["position"]]
    return found


def _votes_of(group: Group, cast: Cast) -> dict[str, set[str]]:
    votes: dict[str, set[str]] = {}
    for m in group:
        for state, vote in cast.get((m.article_id, m["decision_id"]), {}).items():
            votes.setdefault(state, set()).add(vote)
    return votes


def _voted_otherwise(a: Group, b: Group, cast: Cast) -> bool:
    """Whether some state voted one way in the one and another way in the other."""
    x, y = _votes_of(a, cast), _votes_of(b, cast)
    return any(not x[s] & y[s] for s in x.keys() & y.keys())


def _blocked_by(group: Group, cast: Cast) -> set[str]:
    """The states that voted no or placed a hold."""
    return {s for s, v in _votes_of(group, cast).items() if v & {"no", "hold"}}


def _figures_differ(a: Group, b: Group) -> bool:
    return any(m[c] is not None and n[c] is not None and m[c] != n[c] for m in a for n in b for c in _VOTES)


def _by_day(found: Sequence[Mentioned], cast: Cast) -> list[Group]:
    """Mentions of one day together, except outcomes that are of different things or that one article tells
    apart; drafts and mentions without a day each alone."""
    keyed: dict[tuple[Any, ...], Group] = {}
    apart = _told_apart(found)
    for m in found:
        day, outcome = m["date"], m["outcome"]
        key: tuple[Any, ...] = (day, "text" if outcome in _OF_A_TEXT else outcome)
        if precision(day) > 0 or outcome == "proposed":
            key = (m.article_id, m["decision_id"])
        elif (day, outcome) in apart or (m["body"] == "UNGA" and outcome not in _OF_THE_COUNCIL):
            key = (day, outcome)
        keyed.setdefault(key, []).append(m)
    return [decision for group in keyed.values() for decision in _told_one_by_one(group, cast)]


def _told_apart(found: Sequence[Mentioned]) -> frozenset[tuple[str, str]]:
    """Day and outcome where some article has two outcomes of texts on that day."""
    seen: dict[tuple[str, str], set[str]] = {}
    for m in found:
        if m["outcome"] in _OF_A_TEXT:
            seen.setdefault((m.article_id, m["date"]), set()).add(m["outcome"])
    return frozenset((day, o) for (_, day), outcomes in seen.items() if len(outcomes) > 1 for o in outcomes)


def _told_one_by_one(group: Group, cast: Cast) -> list[Group]:
    """The decisions of one day and outcome: as many as the article tells that tells most, each with what other
    articles say of it; a mention that fits none or several of them stays alone, or with its like."""
    told = Counter(m.article_id for m in group)
    if not told or max(told.values()) == 1:
        return [group]
    fullest = min(told, key=lambda a: (-told[a], a))
    decisions = [[m] for m in group if m.article_id == fullest]
    rest: dict[tuple[Any, ...], Group] = {}
    for m in (m for m in group if m.article_id != fullest):
        fitting = [d for d in decisions if not _figures_differ([m], d) and not _voted_otherwise([m], d, cast)]
        if len(fitting) > 1:
            fitting = [d for d in fitting if any(m[c] is not None and m[c] == d[0][c] for c in _VOTES)]
        if len(fitting) == 1:
            fitting[0].append(m)
        else:
            rest.setdefault(tuple(m[c] for c in _VOTES), []).append(m)
    return [*decisions, *rest.values()]


def _days_apart_joined(groups: list[Group], cast: Cast) -> list[Group]:
    """Groups of two successive days put together where they are one decision under two calendars: New York's
    evening is Asia's next morning."""
    ordered = sorted(groups, key=lambda g: (g[0]["date"], sorted(m.article_id for m in g)))
    return _joined(ordered, lambda group, earlier: _is_next_day_of(group, earlier, cast))


def _joined(ordered: Iterable[Group], belongs: Callable[[Group, Group], bool]) -> list[Group]:
    """The groups in their order, each put to the one before it that it belongs to, if there is just one."""
    joined: list[Group] = []
    for group in ordered:
        fitting = [g for g in joined if belongs(group, g)]
        if len(fitting) == 1:
            fitting[0].extend(group)
        else:
            joined.append(list(group))
    return joined


def _is_next_day_of(later: Group, earlier: Group, cast: Cast) -> bool:
    """Whether the later group is the earlier one's decision told by the next day's date: the same outcome, no
    article that has both, figures and votes that agree, and either the record's meeting or the same states
    vetoing or holding."""
    outcomes = {m["outcome"] for m in later}
    day, next_day = earlier[0]["date"], later[0]["date"]
    if precision(day) or precision(next_day) or days_between(day, next_day) != 1:
        return False
    if outcomes != {m["outcome"] for m in earlier} or not outcomes <= _OF_A_TEXT:
        return False
    if {m.article_id for m in later} & {m.article_id for m in earlier} or _figures_differ(later, earlier):
        return False
    if _voted_otherwise(later, earlier, cast):
        return False
    met = {r["date"] for r in record.meetings() if r["outcome"] in outcomes}
    blocked = _blocked_by(later, cast) & _blocked_by(earlier, cast)
    return next_day not in met and (day in met or (outcomes <= {"held", "vetoed"} and bool(blocked)))


def _with_vague_ones_placed(groups: list[Group], days: Mapping[str, str], cast: Cast) -> list[Group]:
    """Each mention without a day moved to the one dated decision that it can mean; those of one month and
    outcome together. A year holds many decisions: those stay apart."""
    dated = [g for g in groups if precision(g[0]["date"]) == 0]
    placed: dict[int, Group] = {i: list(g) for i, g in enumerate(dated)}
    others: dict[tuple[Any, ...], Group] = {}
    for m in (m for g in groups if precision(g[0]["date"]) > 0 for m in g):
        fitting = [i for i, g in enumerate(dated) if _can_be(m, g, days.get(m.article_id, ""), cast)]
        if len(fitting) > 1:
            fitting = [i for i in fitting if _blocked_by(dated[i], cast) & _blocked_by([m], cast)]
        if len(fitting) == 1:
            placed[fitting[0]].append(m)
        else:
            own = (m.article_id, m["decision_id"])
            key = (m["date"], m["outcome"], *(own if precision(m["date"]) > 2 else ()))
            others.setdefault(key if m["outcome"] != "proposed" else own, []).append(m)
    return [*placed.values(), *others.values()]


def _can_be(vague: Mentioned, event: Group, day: str, cast: Cast) -> bool:
    """Whether a mention without a day can mean the event: a fitting outcome and date, no figure or vote
    against it, told before its article appeared (in the two months before, if it has no date at all), and not
    one of its article's own. A mention of a year must name the resolution adopted on the event's day."""
    outcomes = {m["outcome"] for m in event}
    known = vague["outcome"] in outcomes or (
        vague["outcome"] in ("failed", "vetoed") and outcomes & {"failed", "vetoed"}
    )
    if not known or vague["outcome"] == "proposed" or any(m.article_id == vague.article_id for m in event):
        return False
    if _figures_differ([vague], event) or _voted_otherwise([vague], event, cast):
        return False
    at = event[0]["date"]
    if precision(vague["date"]) == 3:
        return contains(vague["date"], at) and at in _adopted_on(vague["evidence"])
    return contains(vague["date"], at) if vague["date"] else bool(day) and 0 <= days_between(at, day) <= 62


_NUMBER = compiled(r"(?<![\d,.])\d{4}(?!,?\d)")


def _adopted_on(words: str) -> frozenset[str]:
    """The days on which the resolutions named in a sentence were adopted, by the public record."""
    days = record.resolution_days()
    return frozenset(days[n] for n in _NUMBER.findall(words) if n in days)


def _with_drafts_joined(groups: list[Group], days: Mapping[str, str], tabled: Tabled) -> list[Group]:
    """Drafts put together with the decision on them, if a state tabled both; of several decisions that follow
    the first. A draft without a date was on the table when its article appeared."""
    decided = [g for g in groups if {m["outcome"] for m in g} & _OF_A_TEXT]
    joined: dict[int, Group] = {i: list(g) for i, g in enumerate(decided)}
    rest = []
    for group in (g for g in groups if g not in decided):
        following = [i for i, g in enumerate(decided) if _is_draft_of(group, g, days, tabled)]
        if following:
            joined[min(following, key=lambda i: decided[i][0]["date"])] += group
        else:
            rest.append(group)
    return [*joined.values(), *_drafts_of_one_text(rest, tabled)]


def _is_draft_of(draft: Group, decided: Group, days: Mapping[str, str], tabled: Tabled) -> bool:
    told = draft[0]["date"] or days.get(draft[0].article_id, "")
    return (
        draft[0]["outcome"] == "proposed"
        and (_sponsors_agree(draft, decided, tabled) or _is_set_for(draft, decided, tabled))
        and not {m.article_id for m in draft} & {m.article_id for m in decided}
        and _follows(told, decided)
    )


def _sponsors_agree(draft: Group, decided: Group, tabled: Tabled) -> bool:
    return bool(_named(draft, tabled) & _named(decided, tabled))


def _is_set_for(draft: Group, decided: Group, tabled: Tabled) -> bool:
    """Whether a vote on the draft was foreseen for the day of the decision, and no sponsor speaks against."""
    known = _named(draft, tabled), _named(decided, tabled)
    return not all(known) and precision(draft[0]["date"]) == 0 and draft[0]["date"] == decided[0]["date"]


def _drafts_of_one_text(groups: list[Group], tabled: Tabled) -> list[Group]:
    """Drafts of the same sponsors together, where one's date lies in the other's ("2021", "2021-10")."""
    ordered = sorted(groups, key=lambda g: (precision(g[0]["date"]), g[0]["date"], g[0].article_id))
    return _joined(ordered, lambda group, text: _is_one_text(group, text, tabled))


def _is_one_text(wide: Group, narrow: Group, tabled: Tabled) -> bool:
    one, other = _named(wide, tabled), _named(narrow, tabled)
    return (
        {m["outcome"] for m in (*wide, *narrow)} == {"proposed"}
        and bool(one and other)
        and (one <= other or other <= one)
        and contains(wide[0]["date"], narrow[0]["date"])
        and not {m.article_id for m in wide} & {m.article_id for m in narrow}
    )


def _named(group: Group, tabled: Tabled) -> frozenset[str]:
    return frozenset().union(*(tabled.get((m.article_id, m["decision_id"]), frozenset()) for m in group))


def _follows(draft: str, decided: Group) -> bool:
    """Whether the decision came on the draft's day or up to eight weeks after, or within its month."""
    at = decided[0]["date"]
    if precision(at) > 0 or not draft:
        return False
    if precision(draft) == 0:
        return 0 <= days_between(draft, at) <= _DRAFT_DAYS
    return precision(draft) <= 2 and contains(draft, at)


def _event(group: Group, against: Tabled, abstaining: Tabled) -> dict[str, Any]:
    final = [m for m in group if m["outcome"] != "proposed"] or group
    outcome = _outcome([m["outcome"] for m in final])
    dates = sorted({m["date"] for m in final}, key=lambda d: (precision(d), d))
    named = (len(_named(group, against)), len(_named(group, abstaining)))
    votes = {c: [m[c] for m in final if m[c] is not None] for c in _VOTES}
    differs = [_SPOKEN[c] for c in _VOTES if len(set(votes[c])) > 1]
    if len({m["outcome"] for m in final}) > 1 and {m["outcome"] for m in final} != {"failed", "vetoed"}:
        differs.insert(0, "the outcome")
    because = f"figures named most often: {', '.join(differs)}" if differs else ""
    return {
        **common(f"decision-{dates[0] or 'undated'}-{outcome}", group, differs=differs, because=because),
        "date": dates[0],
        "date_basis": _basis_of(dates[0], final),
        "body": _body([m["body"] for m in final], outcome),
        "instrument": commonest(m["instrument"] for m in final),
        "outcome": outcome,
        "stages": tuple(sorted({(m["date"], m["outcome"]) for m in group})),
        **_votes(
            {c: commonest(v) for c, v in votes.items()},
            *(named if outcome in ("vetoed", "failed") else (0, 0)),
        ),
    }


def _basis_of(day: str, group: Group) -> str:
    """Whether an article states the day, or it follows from the number of a resolution; "" without a day."""
    if not day:
        return ""
    return "stated" if any(m["date"] == day and not m.cells.get("date_basis") for m in group) else "derived"


def _body(named: Sequence[str], outcome: str) -> str:
    """The body named most often; the Assembly knows no veto, so that one debated there is the Council's."""
    possible = [b for b in named if b != "UNGA"] if outcome in _OF_THE_COUNCIL else named
    return str(commonest(possible) or "UNSC")


def _outcome(named: Sequence[str]) -> str:
    """The outcome named most often; a defeat by veto is the more precise word for a failed vote."""
    if "vetoed" in named and set(named) <= {"vetoed", "failed"}:
        return "vetoed"
    return str(commonest(named))


def _votes(stated: Mapping[str, int | None], against: int, abstaining: int) -> dict[str, Any]:
    """The three figures and what each rests on; nothing is derived from an impossible sum."""
    said = Votes(*(stated[c] for c in _VOTES))
    full = completed(said, against, abstaining) if said.is_possible else said
    figures = dict(zip(_VOTES, (full.in_favour, full.against, full.abstaining), strict=True))
    basis = {
        f"{c}_basis": "stated" if stated[c] is not None else "derived" if figures[c] is not None else ""
        for c in _VOTES
    }
    return {**figures, **basis}
