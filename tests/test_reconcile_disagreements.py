"""Each kind of disagreement where it is one, and silence where it is none."""

from __future__ import annotations

from typing import Any

import pytest
from reconcile_builders import tables

from analysis.reconcile.disagreements import disagreements, reconcile

Kinds = list[tuple[str, tuple[str, ...], tuple[str, ...]]]


def found(*articles: str, texts: dict[str, str] | None = None, **rows: Any) -> Kinds:
    """Kind, sources and values of each disagreement."""
    frame = disagreements(reconcile(tables(*articles, **rows), texts))
    return list(zip(frame["kind"], frame["sources"], frame["values"], strict=True))


A, B = "a@2022-01-21", "b@2022-01-22"


def held(sentence: str) -> Kinds:
    return found(
        A,
        decisions=[{"date": "2022-01-20", "outcome": "held", "body": "UNSC-1718"}],
        actors=[{"actor_id": "CHN", "evidence": sentence}],
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "China's veto came a day after the American proposal.",
        "Beijing and Moscow vetoed the listing of five officials.",
        "The vetoing of the names angered Washington.",
    ],
)
def test_a_hold_that_an_article_calls_a_veto(sentence: str) -> None:
    assert held(sentence) == [("label", ("a",), ("veto",))]


@pytest.mark.parametrize(
    "sentence",
    [
        "China blocked the listing.",
        "It was a hold, not a veto, diplomats in China's mission said.",
        "China may yet veto a resolution.",
        "A veto is cast in the chamber, where China has a permanent seat.",
        "China, which has the power to veto resolutions, asked for more time.",
        "Rather than vetoing it, China put the request on hold.",
    ],
)
def test_a_hold_called_by_its_name(sentence: str) -> None:
    assert held(sentence) == []


def test_an_article_that_also_tells_of_a_veto_may_use_the_word() -> None:
    assert not found(
        A,
        decisions=[
            {"date": "2022-01-20", "outcome": "held"},
            {"date": "2021-05-26", "outcome": "vetoed", "decision_id": "v"},
        ],
        actors=[{"actor_id": "CHN", "evidence": "China's veto was the second."}],
    )


def test_outcomes_that_differ() -> None:
    rows = [
        {"date": "2022-01-20", "outcome": "held"},
        {"article_id": "b", "date": "2022-01-20", "outcome": "vetoed"},
    ]
    assert found(A, B, decisions=rows) == [("label", ("a", "b"), ("held", "vetoed"))]
    rows = [
        {"date": "2022-01-20", "outcome": "failed"},
        {"article_id": "b", "date": "2022-01-20", "outcome": "vetoed"},
    ]
    assert found(A, B, decisions=rows) == []


def listed(first: dict[str, Any], second: dict[str, Any]) -> Kinds:
    return found(A, B, designations=[first, {"article_id": "b", **second}])


def test_numbers_of_one_designation() -> None:
    assert listed({"date": "2022-01-12", "people": 5}, {"date": "2022-01-12", "people": 6}) == [
        ("count", ("a", "b"), ("5", "6"))
    ]
    assert listed({"date": "2022-01-12", "organisations": 1}, {"date": "", "organisations": 2}) == [
        ("count", ("a", "b"), ("1", "2"))
    ]


def test_a_wider_scope_is_explained_as_one() -> None:
    frame = disagreements(
        reconcile(
            tables(
                A, B, designations=[{"date": "2022-01-12", "people": 5},
                                    {"article_id": "b", "people": 7, "organisations": 1}],
            )
        )
    )  # fmt: skip
    assert list(frame["values"]) == [("5", "7")]
    assert frame["explanation"][0].startswith("The scopes differ rather than the facts")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"date": "2022-01-12", "people": 5}, {"date": "2022-01-12", "people": 5, "organisations": 1}),
        ({"date": "2022-01-12", "people": 5}, {"date": "2021-12-10", "people": 8}),  # an earlier act
        ({"date": "2022-01-12", "people": 5}, {"date": "2022", "people": 20}),  # a whole year's
        ({"date": "2022-01-12", "people": 5}, {"date": "2022-01-12", "people": 3, "authority": "KOR"}),
        ({"date": "", "people": 5}, {"date": "", "people": 7}),
        ({"date": "2021-06-01", "people": 5}, {"date": "", "people": 7}),  # told long after
    ],
)
def test_other_designations_are_no_disagreement(first: dict[str, Any], second: dict[str, Any]) -> None:
    assert listed(first, second) == []


def test_an_article_that_tells_both_numbers_differs_from_neither() -> None:
    rows = [
        {"date": "2022-01-12", "people": 5},
        {"article_id": "b", "date": "2022-01-12", "people": 5},
        {"article_id": "b", "date": "2022-01-12", "people": 1, "organisations": 1},
    ]
    assert found(A, B, designations=rows) == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"weapon": "icbm"}, {"weapon": "srbm"}, [("weapon", ("a", "b"), ("icbm", "srbm"))]),
        ({"weapon": "ballistic"}, {"weapon": "cruise"}, [("weapon", ("a", "b"), ("ballistic", "cruise"))]),
        ({"weapon": "ballistic"}, {"weapon": "srbm"}, []),
        ({"weapon": "hypersonic"}, {"weapon": "missile"}, []),
        ({"missiles": 2}, {"missiles": 3}, [("count", ("a", "b"), ("2", "3"))]),
        ({"missiles": 2}, {"missiles": None}, []),
        ({}, {"date": "2022-01-04"}, [("date", ("a", "b"), ("2022-01-05", "2022-01-04"))]),
        ({}, {"date": "2022-01-11"}, []),
    ],
)
def test_launches_told_otherwise(first: Any, second: Any, expected: Kinds) -> None:
    day = {"date": "2022-01-05"}
    assert found(A, B, launches=[day | first, day | {"article_id": "b"} | second]) == expected


def voted(first: dict[str, Any], second: dict[str, Any]) -> Kinds:
    base = {"date": "2022-05-26", "outcome": "vetoed"}
    return found(
        "a@2022-05-27", "b@2022-05-27", decisions=[base | first, base | {"article_id": "b"} | second]
    )


def test_votes_that_differ_or_cannot_be() -> None:
    assert voted({"votes_for": 13}, {"votes_for": 12}) == [("votes", ("a", "b"), ("13", "12"))]
    assert voted({"votes_for": 13}, {"votes_against": 2}) == []
    assert voted({"votes_for": 13, "votes_against": 3}, {}) == [("votes", ("a",), ("13-3-?",))]


@pytest.mark.parametrize(
    ("outcome", "votes_for", "votes_against", "is_possible"),
    [
        ("adopted", 8, 0, False),
        ("adopted", 9, 2, True),  # two elected members may have voted no
        ("vetoed", 13, 0, False),
        ("vetoed", 8, 2, False),  # it failed: nine were lacking
        ("vetoed", 13, None, True),
        ("failed", 9, 1, False),
        ("failed", 2, 3, True),
        ("no_agreement", 13, 2, True),
    ],
)
def test_votes_that_do_not_make_the_outcome(
    outcome: str, votes_for: int, votes_against: int | None, is_possible: bool
) -> None:
    row = {"date": "2022-05-26", "outcome": outcome, "votes_for": votes_for, "votes_against": votes_against}
    assert [k for k, _, _ in found(A, decisions=[row])] == ([] if is_possible else ["votes"])


def test_the_general_assembly_has_more_votes() -> None:
    row = {"date": "2022-06-08", "body": "UNGA", "outcome": "adopted", "votes_for": 130, "votes_against": 6}
    assert found(A, decisions=[row]) == []


def test_a_decision_told_by_the_next_days_date() -> None:
    rows = [{"date": "2017-12-22"}, {"article_id": "b", "date": "2017-12-23"}]
    assert found("a@2017-12-23", "b@2017-12-24", decisions=rows) == [
        ("date", ("a", "b"), ("2017-12-22", "2017-12-23"))
    ]
    rows[1]["date"] = "2017-12"
    assert found("a@2017-12-23", "b@2017-12-24", decisions=rows) == []


def named(text: str, **states: str) -> Kinds:
    """Membership and posts in a text, in which the words given for each state stand."""
    actors = []
    for code, words in states.items():
        at = -1
        while (at := text.find(words, at + 1)) >= 0:
            actors.append({"actor_id": code, "start": at, "end": at + len(words)})
    actors.sort(key=lambda a: a["start"])
    return found(A, texts={"a": text}, actors=actors)


@pytest.mark.parametrize(
    ("text", "not_members"),
    [
        ("Five Security Council members including Japan, Norway and Kenya spoke.", 1),
        ("Council members such as Kenya, Norway and the host Japan spoke.", 0),  # the list ends at the host
        ("Council members, among them Norway, and Kenya, spoke.", 0),
        ("Kenya, Norway and Japan, which is not a Council member, spoke.", 0),
        ("Members of the Council met; Japan, Norway and Kenya did not.", 0),
    ],
)
def test_states_listed_as_members(text: str, not_members: int) -> None:
    flagged = named(text, JPN="Japan", NOR="Norway", KEN="Kenya")
    assert [(k, v) for k, _, v in flagged] == [("membership", ("listed as a member",))] * not_members


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Chinese ambassador to China said so.", 1),
        ("China's long-time envoy to China said so.", 1),
        ("The Chinese ambassador to Japan said so.", 0),
        ("The Chinese envoy spoke. To China, that was enough.", 0),
    ],
)
def test_an_ambassador_to_his_own_state(text: str, expected: int) -> None:
    actors = [("CHN", "Chinese"), ("CHN", "China"), ("JPN", "Japan")]
    rows = [
        {"actor_id": c, "start": i, "end": i + len(w)}
        for c, w in actors
        for i in range(len(text))
        if text.startswith(w, i)
    ]
    rows.sort(key=lambda r: r["start"])
    assert [k for k, _, _ in found(A, texts={"a": text}, actors=rows)] == ["internal"] * expected


def said(first: dict[str, str], second: dict[str, str], *persons: str) -> Kinds:
    words = "the launches endanger every neighbour of the North"
    actors = [{"article_id": i, "kind": "person", "name": p, "actor_id": p} for i in "ab" for p in persons]
    rows = [{"quote": words} | first, {"article_id": "b", "quote": f"{words}."} | second]
    return found(A, B, statements=rows, actors=actors)


def test_the_same_words_from_different_mouths() -> None:
    one, other = {"speaker": "Ada Mbeki", "state": "KEN"}, {"speaker": "Ole Lund", "state": "NOR"}
    assert said(one, other, "Ada Mbeki", "Ole Lund") == [
        ("attribution", ("a", "b"), ("Ada Mbeki", "Ole Lund"))
    ]
    assert said(one, {"speaker": "Mbeki", "state": "KEN"}, "Ada Mbeki") == []
    assert said(one, {"speaker": "Kenya", "state": "KEN"}, "Ada Mbeki") == []
    assert said({"speaker": "the statement"}, {"speaker": "the eight nations"}) == []
    assert said(one, other | {"quote": "blank check for a regime"}, "Ada Mbeki", "Ole Lund") == []


def told(first: dict[str, Any], second: dict[str, Any]) -> Kinds:
    base = {"since": "2022-01-01", "count": 2, "weapon": "icbm", "evidence": "It was the second this year."}
    return found("a@2022-05-27", "b@2022-05-27", tallies=[base | first, base | {"article_id": "b"} | second])


def test_a_claim_printed_as_the_papers_own() -> None:
    claim = {"evidence": "Seoul says it was the second this year."}
    assert told(claim, {}) == [("attribution", ("a", "b"), ("a speaker's claim", "printed as fact"))]
    assert told(claim, claim) == told({}, {}) == []
    assert told(claim, {"count": 3}) == []


def test_a_claim_far_beyond_the_record() -> None:
    six = {"count": 6}
    claim = {"count": 6, "evidence": "According to the envoy, six flew."}
    assert [v for _, _, v in told(claim, six)] == [
        ("a speaker's claim", "printed as fact"),
        ("6 printed as the paper's own",),
    ]
    assert [v for _, _, v in told(six, {})] == [("6 printed as the paper's own",)]
    assert (
        told({"weapon": "", "count": 17}, {"weapon": "", "count": 17}) == []
    )  # the record lacks cruise missiles
    assert told({"state": "IRN", "count": 6}, {"state": "IRN", "count": 6}) == []
