"""Whatever the order of the articles, and however often one is there, the events are the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from reconcile_builders import tables

from analysis.reconcile import record
from analysis.reconcile.decisions import decision_events
from analysis.reconcile.disagreements import disagreements, reconcile
from analysis.reconcile.launches import launch_events
from analysis.tables import Tables

_DAYS = st.sampled_from(
    [
        "2022-01-04",
        "2022-01-05",
        "2022-01-11",
        "2022-01-20",
        "2022-01-21",
        "2022-01",
        "2022",
        "",
        "2022-05-26",
    ]
)
_LAUNCHES = st.fixed_dictionaries(
    {
        "date": _DAYS,
        "weapon": st.sampled_from(["missile", "srbm", "icbm", "cruise"]),
        "missiles": st.sampled_from([None, 2, 7]),
    }
)
_DECISIONS = st.fixed_dictionaries(
    {
        "date": _DAYS,
        "outcome": st.sampled_from(["held", "vetoed", "adopted", "proposed", "no_agreement"]),
        "votes_for": st.sampled_from([None, 13, 15]),
        "body": st.sampled_from(["UNSC", "UNGA"]),
        "decision_id": st.sampled_from(["", "res-2397", "res-2270"]),
    }
)
_POSITIONS = st.fixed_dictionaries(
    {
        "state": st.sampled_from(["CHN", "RUS", "USA", "JPN"]),
        "position": st.sampled_from(["hold", "veto", "abstain", "sponsor", "support"]),
        "decision_id": st.sampled_from(["d0", "d1", ""]),
        "date": _DAYS,
    }
)
_ARTICLE = st.fixed_dictionaries(
    {
        "launches": st.lists(_LAUNCHES, max_size=3),
        "decisions": st.lists(_DECISIONS, max_size=2),
        "positions": st.lists(_POSITIONS, max_size=3),
    }
)
_CORPUS = st.lists(_ARTICLE, min_size=1, max_size=4)
quickly = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def made_of(corpus: list[Any], names: str) -> Tables:
    """The articles, in this order, under these one-letter ids."""
    rows: dict[str, list[Any]] = {"launches": [], "decisions": [], "positions": []}
    for name, article in zip(names, corpus, strict=True):
        for table, found in article.items():
            for n, cells in enumerate(found):
                named = cells.get("decision_id") or f"d{n}"
                own = {"decision_id": named} if table == "decisions" else {}
                rows[table].append({"article_id": name, "start": 10 * n, "end": 10 * n + 5, **cells, **own})
    return tables(*(f"{n}@2022-06-01" for n in names), **rows)


def told(made: Tables) -> list[Any]:
    """The events and disagreements of the tables, without row numbers."""
    events = reconcile(made)
    frames = [events.launches, events.decisions, events.positions, events.claims, disagreements(events)]
    return [f.drop(columns="rows").astype(object).where(f.notna(), None).to_dict("records") for f in frames]


@quickly
@given(_CORPUS, st.randoms(use_true_random=False))
def test_the_order_of_articles_does_not_matter(corpus: list[Any], random: Any) -> None:
    names = "abcd"[: len(corpus)]
    order = list(range(len(corpus)))
    random.shuffle(order)
    shuffled = made_of([corpus[i] for i in order], "".join(names[i] for i in order))
    assert told(made_of(corpus, names)) == told(shuffled)


@quickly
@given(_CORPUS)
def test_an_article_there_twice_changes_nothing(corpus: list[Any]) -> None:
    names = "abcd"[: len(corpus)]
    once = made_of(corpus, names)
    twice = made_of([*corpus, corpus[0]], names + "z")
    same = twice.articles["sha256"].where(twice.articles["article_id"] != "z", "bytes of a")
    assert told(once) == told(replace(twice, articles=twice.articles.assign(sha256=same)))


@quickly
@given(_CORPUS)
def test_ids_are_unique_and_every_mention_is_in_one_event(corpus: list[Any]) -> None:
    made = made_of(corpus, "abcd"[: len(corpus)])
    events = reconcile(made)
    for frame, table in (
        (events.launches, "launches"),
        (events.decisions, "decisions"),
        (events.positions, "positions"),
    ):
        assert frame["event_id"].is_unique
        held = sorted(row for rows in frame["rows"] for row in rows)
        assert held == sorted(getattr(made, table).index)
        assert (frame["n_sources"] == frame["sources"].map(len)).all()


def dated_by(made: Tables) -> dict[str, set[str]]:
    """By day of a launch event the articles that give a day for it."""
    found: dict[str, set[str]] = {}
    for event in launch_events(made).to_dict("records"):
        own = made.launches.loc[list(event["rows"])]
        found.setdefault(event["date"], set()).update(own.loc[own["date"].str.len() == 10, "article_id"])
    return found


@quickly
@given(_CORPUS)
def test_without_an_article_days_lose_only_its_sources(corpus: list[Any]) -> None:
    names = "abcd"[: len(corpus)]
    whole = dated_by(made_of(corpus, names))
    for gone, name in enumerate(names):
        if len(corpus) > 1:
            left = dated_by(made_of(corpus[:gone] + corpus[gone + 1 :], names.replace(name, "")))
            for day, sources in left.items():
                # 4 January by UTC is 5 January in Korea, where an article names that day.
                assert sources <= whole.get(day, set()) or (
                    day == "2022-01-04" and sources <= whole["2022-01-05"]
                )


def _held(*days: str) -> dict[str, Any]:
    rows = [
        {"date": d, "outcome": "held", "votes_for": None, "body": "UNSC", "decision_id": ""} for d in days
    ]
    return {"launches": [], "decisions": rows, "positions": []}


@quickly
@given(_CORPUS)
@example([_held(), _held("2022-01-04", "2022-01-04"), _held("2022-01", "2022")])
def test_only_vague_events_may_be_others_and_these_are_dated_and_alike(corpus: list[Any]) -> None:
    made = made_of(corpus, "abcd"[: len(corpus)])
    for frame, alike in ((launch_events(made), "state"), (decision_events(made), "outcome")):
        known = frame.set_index("event_id")
        for event in frame.to_dict("records"):
            for other in event["may_be"]:
                assert len(event["date"]) < len(known.at[other, "date"])
                assert known.at[other, "date"].startswith(event["date"])
                assert known.at[other, alike] == event[alike]
                assert not known.at[other, "may_be"]


@quickly
@given(_CORPUS)
def test_a_day_that_no_article_states_is_derived_and_on_record(corpus: list[Any]) -> None:
    made = made_of(corpus, "abcd"[: len(corpus)])
    stated = set(made.decisions["date"])
    for event in decision_events(made).to_dict("records"):
        assert (event["date_basis"] == "stated") == (bool(event["date"]) and event["date"] in stated) or (
            event["date_basis"] == "derived" and event["date"] in record.resolution_days().values()
        )
