"""Where sources disagree with each other, with the Council's rules, with the record or with themselves.

Each check returns rows of one frame; a kind has one check. Scopes that differ (an article's earlier date, a
count of something else) are no disagreement, or are said to be one of scope.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import Any

import pandas as pd

from analysis import lexicon
from analysis.compiling import compiled
from analysis.evaluate import same_name, same_quote
from analysis.recognise.timex import bounds
from analysis.reconcile import record
from analysis.reconcile.claims import check_claims, claims, is_of_class
from analysis.reconcile.decisions import decision_events, position_events
from analysis.reconcile.grouping import Mentioned, days_between, mentions, precision, published
from analysis.reconcile.launches import launch_events
from analysis.reconcile.procedure import Votes, possible
from analysis.tables import Tables

_A_HOLD = "No vote was taken: a block in a committee that decides by consensus is a hold, not a veto."
_COUNTED_OTHERWISE = "The sources count differently."
_OTHER_SCOPE = (
    "The scopes differ rather than the facts: one source also counts targets of another kind or of another"
    " announcement of the same round."
)
_KINDS_ADDED = (
    "The scopes differ rather than the facts: one number is the sum of several kinds of people, the other counts"
    " one kind."
)

KINDS = ("label", "count", "date", "votes", "weapon", "membership", "attribution", "internal")
COLUMNS = ("kind", "event_id", "subject", "sources", "values", "explanation", "table", "rows")


@dataclass(frozen=True)
class Disagreement:
    """`values` says who says what, in the order of `sources`; `table` and `rows` lead to the evidence."""

    kind: str
    event_id: str
    subject: str
    sources: tuple[str, ...]
    values: tuple[str, ...]
    explanation: str
    table: str
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Events:
    """The event frames of a corpus, its tables and its articles' texts, made once for all checks."""

    tables: Tables
    launches: pd.DataFrame
    decisions: pd.DataFrame
    positions: pd.DataFrame
    claims: pd.DataFrame
    texts: Mapping[str, str] = field(default_factory=dict)


def reconcile(tables: Tables, texts: Mapping[str, str] | None = None) -> Events:
    """All events of a corpus, with the claimed tallies checked against them. Without `texts` (by article id)
    the checks that read beyond the tables (membership, ambassadors' posts) find nothing."""
    launches = launch_events(tables)
    checked = check_claims(claims(tables), launches)
    return Events(tables, launches, decision_events(tables), position_events(tables), checked, texts or {})


def disagreements(events: Events) -> pd.DataFrame:
    """All disagreements, ordered by kind, then event: the columns of `Disagreement`."""
    checks = (
        _labels,
        _counts,
        _launch_conflicts,
        _decision_dates,
        _votes,
        _membership,
        _attribution,
        _internal,
    )
    found = {d for check in checks for d in check(events)}
    ordered = sorted(found, key=lambda d: (KINDS.index(d.kind), d.event_id, d.subject, d.sources, d.values))
    return pd.DataFrame([[getattr(d, c) for c in COLUMNS] for d in ordered], columns=list(COLUMNS))


def _cue(name: str) -> re.Pattern[str]:
    return lexicon.pattern("disagreement_cues", name).regex


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(k): v for k, v in r.items()} for r in frame.to_dict("records")]


def _cells(events: Events, table: str, row: int, *columns: str) -> tuple[Any, ...]:
    return tuple(getattr(events.tables, table).at[row, c] for c in columns)


def _sentences(tables: Tables) -> dict[str, list[tuple[int, str, int]]]:
    """Per article the sentences in which an actor is named: number, words, a row of `actors` in it."""
    filed: dict[str, dict[int, tuple[str, int]]] = {}
    for m in mentions(tables, "actors"):
        filed.setdefault(m.article_id, {}).setdefault(m["sentence"], (m["evidence"], m.row))
    return {a: [(n, *s) for n, s in sorted(found.items())] for a, found in filed.items()}


def _labels(events: Events) -> Iterator[Disagreement]:
    """A hold that an article calls a veto, and outcomes that differ outright."""
    sentences = _sentences(events.tables)
    vetoes = {s for e in _records(events.decisions) if e["outcome"] == "vetoed" for s in e["sources"]}
    for e in _records(events.decisions):
        named = {str(_cells(events, "decisions", r, "outcome")[0]) for r in e["rows"]} - {"proposed"}
        if len(named) > 1 and named != {"failed", "vetoed"}:
            yield _of_rows(
                events, "label", e, "outcome", "decisions", "outcome", "The articles name different outcomes."
            )
        if e["outcome"] != "held":
            continue
        for source in e["sources"]:
            calls = [s for s in sentences.get(source, ()) if _calls_it_veto(s[1])]
            if calls and source not in vetoes:
                yield Disagreement(
                    "label",
                    e["event_id"],
                    "what the block is called",
                    (source,),
                    ("veto",),
                    _A_HOLD,
                    "actors",
                    tuple(s[2] for s in calls),
                )


def _calls_it_veto(sentence: str) -> bool:
    return bool(_cue("calls_it_veto").search(sentence)) and not _cue("disowns_veto").search(sentence)


def _of_rows(
    events: Events, kind: str, event: dict[str, Any], subject: str, table: str, column: str, explanation: str
) -> Disagreement:
    """A disagreement of an event's own mentions in one column."""
    said: dict[str, list[str]] = {}
    for row in event["rows"]:
        article, value = _cells(events, table, row, "article_id", column)
        if not pd.isna(value) and value != "" and str(value) not in said.setdefault(article, []):
            said[article].append(str(value))
    sources = tuple(sorted(s for s in said if said[s]))
    values = tuple(" and ".join(said[s]) for s in sources)
    return Disagreement(kind, event["event_id"], subject, sources, values, explanation, table, event["rows"])


def _counts(events: Events) -> Iterator[Disagreement]:
    """How many people or organisations one authority listed, where two articles tell of the same act."""
    told = mentions(events.tables, "designations")
    days, stated = published(events.tables), _stated(events.tables)
    for a, b in combinations(told, 2):
        if a.article_id == b.article_id or not _same_act(a, b, days):
            continue
        for column in ("people", "organisations"):
            x, y = a[column], b[column]
            if x is None or y is None or x == y:
                continue
            if _has(told, a, b, column, days) or _has(told, b, a, column, days):
                continue
            wider = bool(a["organisations"]) != bool(b["organisations"])
            added_up = _is_added_up(a, column, stated) or _is_added_up(b, column, stated)
            yield Disagreement(
                "count",
                f"designation-{a['authority']}-{a['date'] or b['date']}",
                f"{column} designated",
                (a.article_id, b.article_id),
                (str(x), str(y)),
                _OTHER_SCOPE if wider else _KINDS_ADDED if added_up else _COUNTED_OTHERWISE,
                "designations",
                (a.row, b.row),
            )


#: The numbers of people or organisations that a sentence states, by article, sentence and what is counted.
Stated = Mapping[tuple[str, int, str], frozenset[int]]


def _stated(tables: Tables) -> Stated:
    found: dict[tuple[str, int, str], set[int]] = {}
    for m in mentions(tables, "counts"):
        if m["of"] in ("people", "organisations"):
            found.setdefault((m.article_id, m["sentence"], m["of"]), set()).add(int(m["value"]))
    return {key: frozenset(values) for key, values in found.items()}


def _is_added_up(m: Mentioned, column: str, stated: Stated) -> bool:
    """Whether the number stands nowhere in its sentence, which gives its parts: "six of theirs and a Russian"."""
    known = stated.get((m.article_id, m["sentence"], column), frozenset())
    return bool(known) and m[column] not in known


def _has(
    told: Sequence[Mentioned], one: Mentioned, other: Mentioned, column: str, days: Mapping[str, str]
) -> bool:
    """Whether the one's article tells the other's number too, of an act that can be the same."""
    return any(
        m.article_id == one.article_id and m[column] == other[column] and _same_act(m, other, days)
        for m in told
    )


def _same_act(a: Mentioned, b: Mentioned, days: Mapping[str, str]) -> bool:
    """Whether two designations of one authority can be one act: their dates overlap, or one is undated in an
    article of the fortnight after the other's date. A year or a range may hold many acts."""
    if a["authority"] != b["authority"] or any(m["date"] and precision(m["date"]) > 2 for m in (a, b)):
        return False
    first, second = bounds(a["date"]), bounds(b["date"])
    if first[0] and second[0]:
        return first[0] <= second[1] and second[0] <= first[1]
    dated, undated = (a, b) if first[0] else (b, a)
    told = days.get(undated.article_id, "")
    return bool(dated["date"] and told) and 0 <= days_between(bounds(dated["date"])[1], told) <= 14


def _launch_conflicts(events: Events) -> Iterator[Disagreement]:
    """Days, weapons and numbers of one launch."""
    for e in _records(events.launches):
        dates = {str(_cells(events, "launches", r, "date")[0]) for r in e["rows"]}
        if len([d for d in dates if precision(d) == 0]) > 1:
            why = "One launch: the day differs between Korean time and UTC or American time."
            yield _of_rows(events, "date", e, "day of the launch", "launches", "date", why)
        if "the weapon" in e["reason"]:
            yield _of_rows(
                events, "weapon", e, "weapon", "launches", "weapon", "The classes exclude each other."
            )
        if "the number of missiles" in e["reason"]:
            yield _of_rows(events, "count", e, "missiles", "launches", "missiles", _COUNTED_OTHERWISE)


def _decision_dates(events: Events) -> Iterator[Disagreement]:
    """Days of one decision."""
    for e in _records(events.decisions):
        final = {d for d, outcome in e["stages"] if outcome != "proposed" and precision(d) == 0}
        if len(final) > 1:
            yield _of_rows(
                events, "date", e, "day of the decision", "decisions", "date", "The sources name other days."
            )


def _votes(events: Events) -> Iterator[Disagreement]:
    """Vote figures that differ or that fifteen members cannot have cast."""
    for e in _records(events.decisions):
        for column in ("votes_for", "votes_against", "abstentions"):
            told = {v for r in e["rows"] if not pd.isna(v := _cells(events, "decisions", r, column)[0])}
            if len(told) > 1:
                yield _of_rows(
                    events, "votes", e, column.replace("_", " "), "decisions", column, "The figures differ."
                )
    event_of = {row: e["event_id"] for e in _records(events.decisions) for row in e["rows"]}
    for m in mentions(events.tables, "decisions"):
        votes = Votes(m["votes_for"], m["votes_against"], m["abstentions"])
        why = _why_not(votes, m["outcome"]) if m["body"] != "UNGA" else ""
        if why:
            figures = (votes.in_favour, votes.against, votes.abstaining)
            yield Disagreement(
                "votes",
                event_of[m.row],
                "sum of the votes" if not votes.is_possible else "votes and outcome",
                (m.article_id,),
                ("-".join("?" if f is None else str(f) for f in figures),),
                why,
                "decisions",
                (m.row,),
            )


def _why_not(votes: Votes, outcome: str) -> str:
    """Why the Council cannot have voted so, or not to this outcome; "" if it can."""
    if not votes.is_possible:
        return "More than the Council's fifteen votes."
    fitting = possible(outcome)
    if not fitting or any(
        votes.in_favour in (None, v.in_favour) and votes.against in (None, v.against) for v in fitting
    ):
        return ""
    return f"By the Council's rules such votes do not make it {outcome}: nine in favour and no veto adopt."


def _membership(events: Events) -> Iterator[Disagreement]:
    """States that an article lists as Council members in a year when, by the record, they were not."""
    days = published(events.tables)
    for article_id, states in _states(events.tables).items():
        text, day = events.texts.get(article_id, ""), days.get(article_id, "")
        for m in _listed_as_members(text, states) if day else ():
            if record.was_member(m["actor_id"], day) is False:
                yield Disagreement(
                    "membership",
                    f"member-{m['actor_id']}-{day[:4]}",
                    f"{m['actor_id']} as a Council member",
                    (article_id,),
                    ("listed as a member",),
                    f"By the public record {m['actor_id']} had no seat in {day[:4]}.",
                    "actors",
                    (m.row,),
                )


def _states(tables: Tables) -> dict[str, list[Mentioned]]:
    """The mentions of states by article, in the text's order."""
    filed: dict[str, list[Mentioned]] = {}
    for m in mentions(tables, "actors"):
        if m["kind"] == "state":
            filed.setdefault(m.article_id, []).append(m)
    return filed


_LISTED = compiled(r"[\s,]*(?:(?:and|or|the|also)\s)*")


def _listed_as_members(text: str, states: Sequence[Mentioned]) -> Iterator[Mentioned]:
    """The states in each list that follows words such as "Council members, including"."""
    for cue in _cue("called_member").finditer(text):
        at = cue.end()
        for m in (s for s in states if s["start"] >= at):
            if not _LISTED.fullmatch(text, at, m["start"]):
                break
            yield m
            at = m["end"]


def _attribution(events: Events) -> Iterator[Disagreement]:
    """The same words in different mouths, and a claim that one article prints as its own."""
    persons = _persons(events.tables)
    spoken = [m for m in mentions(events.tables, "statements") if m["speaker"]]
    for a, b in combinations(spoken, 2):
        if a.article_id != b.article_id and _same_words(a, b) and _other_speakers(a, b, persons):
            yield Disagreement(
                "attribution",
                f"words-{a.article_id}-{a['start']}",
                "who said it",
                (a.article_id, b.article_id),
                (a["speaker"], b["speaker"]),
                "The same words are given to different speakers.",
                "statements",
                (a.row, b.row),
            )
    yield from _claims_printed_as_own(events)
    yield from _claims_beyond_the_record(events)


def _persons(tables: Tables) -> Mapping[str, tuple[str, ...]]:
    """The names of the persons in each article."""
    named: dict[str, list[str]] = {}
    for m in mentions(tables, "actors"):
        if m["kind"] == "person":
            named.setdefault(m.article_id, []).append(m["name"])
    return {article_id: tuple(names) for article_id, names in named.items()}


def _same_words(a: Mentioned, b: Mentioned) -> bool:
    return len(a["quote"].split()) >= 6 and same_quote(a["quote"], b["quote"])


def _other_speakers(a: Mentioned, b: Mentioned, persons: Mapping[str, Sequence[str]]) -> bool:
    """Two persons of different names, or speakers for two states. A text, a group or an agency that is
    quoted is no contradiction to the one who wrote or reads it."""
    if same_name(a["speaker"], b["speaker"]):
        return False
    if all(any(same_name(m["speaker"], p) for p in persons.get(m.article_id, ())) for m in (a, b)):
        return True
    return bool(a["state"] and b["state"]) and a["state"] != b["state"]


_SAME_CLAIM = ("state", "count", "since")


def _claims_printed_as_own(events: Events) -> Iterator[Disagreement]:
    """A tally that one article gives to a speaker and another states in its own voice."""
    told = mentions(events.tables, "tallies")
    attributed = [m for m in told if _is_attributed(m)]
    for a in attributed:
        for b in _own_claims(told, attributed):
            if a.article_id != b.article_id and _is_same_claim(a, b):
                yield Disagreement(
                    "attribution",
                    f"tally-{a['state']}-{a['since']}-{a['count']}",
                    "whose count it is",
                    (a.article_id, b.article_id),
                    ("a speaker's claim", "printed as fact"),
                    "One article says whose count it is; the other prints it in its own voice.",
                    "tallies",
                    (a.row, b.row),
                )


def _own_claims(told: Sequence[Mentioned], attributed: Sequence[Mentioned]) -> list[Mentioned]:
    """The tallies that their article nowhere gives to a speaker."""
    return [
        m for m in told if not any(m.article_id == a.article_id and _is_same_claim(m, a) for a in attributed)
    ]


def _is_same_claim(a: Mentioned, b: Mentioned) -> bool:
    """Whether two tallies are one claim: one may leave out of which weapon it is ("six such launches")."""
    return all(a[c] == b[c] for c in _SAME_CLAIM) and (
        a["weapon"] == b["weapon"] or "" in (a["weapon"], b["weapon"])
    )


#: Classes of which the record is silent, or which it may name otherwise.
_NOT_ON_RECORD = ("", "missile", "cruise", "tactical_guided", "hypersonic")


def _claims_beyond_the_record(events: Events) -> Iterator[Disagreement]:
    """A tally in an article's own voice that the public record does not bear out by a wide margin: a
    party's claim printed as the paper's own."""
    days = published(events.tables)
    told = mentions(events.tables, "tallies")
    for m in _own_claims(told, [x for x in told if _is_attributed(x)]):
        until = m["until"] or days.get(m.article_id, "")
        if m["state"] != "PRK" or m["weapon"] in _NOT_ON_RECORD or not until:
            continue
        inside = [
            x
            for x in record.launches()
            if m["since"] <= x.day <= until and is_of_class(x.weapon, m["weapon"])
        ]
        launched = {x.day for x in inside}
        number = len(launched) if m["unit"] == "launch_events" else sum(x.missiles for x in inside)
        if m["count"] - number >= 2 and 3 * number < 2 * m["count"]:
            known = f"{number} ({', '.join(sorted(launched))})" if launched else "none"
            yield Disagreement(
                "attribution",
                f"tally-{m['state']}-{m['since']}-{m['count']}",
                "whose count it is",
                (m.article_id,),
                (f"{m['count']} printed as the paper's own",),
                f"The article does not say whose claim it is; the public record has {known}.",
                "tallies",
                (m.row,),
            )


def _is_attributed(m: Mentioned) -> bool:
    return bool(_cue("attributed").search(m["evidence"]))


def _internal(events: Events) -> Iterator[Disagreement]:
    """An article that accredits an ambassador to the very state that sent him."""
    for article_id, states in _states(events.tables).items():
        text = events.texts.get(article_id, "")
        for sender, host in pairwise(states):
            same = sender["actor_id"] == host["actor_id"]
            if same and _cue("posted_to").fullmatch(text, sender["end"], host["start"]):
                yield Disagreement(
                    "internal",
                    f"post-{article_id}-{sender['start']}",
                    "an ambassador's post",
                    (article_id,),
                    (f"ambassador of {sender['actor_id']} to {host['actor_id']}",),
                    "A state has no ambassador to itself.",
                    "actors",
                    (sender.row, host.row),
                )
