"""What becomes of the tagger's view: cases, days, outcomes, figures and positions that rules do not read.

The tagger is told here what to see: `told` gives for words of the article the label and the number of the decision."""

from __future__ import annotations

from typing import Any

import pytest
from event_documents import document
from tagged_documents import Told, tags_of

from analysis.events import cases, decisions, positions
from analysis.recognise import tagger
from analysis.records import Decision


def read(monkeypatch: pytest.MonkeyPatch, marked: str, told: Told, weight: float = 0.95) -> tuple[Any, ...]:
    monkeypatch.setattr(tagger, "tag", lambda article: tags_of(article, told, weight))
    docket = cases.assemble(document(marked))
    found = decisions.find(docket)
    return found, positions.find(docket, found)


def short(d: Decision) -> tuple[Any, ...]:
    return d.date, d.outcome, d.votes_for, d.votes_against, d.abstentions


UNKNOWN = (
    "A long night\n"
    "The Council sat {on Thursday|2022-05-26}. <Thirteen|other> glimmed at what [Ghana|GHA] wanted, and "
    "[Mali|MLI] frowned."
)
SEEN: Told = {
    "on Thursday": ("times", "dates", 1),
    "glimmed": ("outcomes", "vetoed", 1),
    "Thirteen": ("figures", "votes_for", 1),
    "Ghana": ("positions", "sponsor", 1),
    "Mali": ("positions", "against", 1),
}


def test_what_only_the_tagger_sees_is_a_decision_with_its_day_and_figures(monkeypatch: pytest.MonkeyPatch):
    found, stood = read(monkeypatch, UNKNOWN, SEEN)
    assert [short(d)[:3] for d in found] == [("2022-05-26", "vetoed", 13)]
    assert [d.rule for d in found] == ["tagger"]
    assert {(p.state, p.position, p.date) for p in stood} == {
        ("GHA", "sponsor", "2022-05-26"),
        ("MLI", "against", "2022-05-26"),
    }


def test_what_it_sees_with_little_certainty_is_left_out(monkeypatch: pytest.MonkeyPatch):
    assert read(monkeypatch, UNKNOWN, SEEN, weight=0.55) == ((), ())


def test_an_outcome_without_a_day_of_its_own_adds_nothing(monkeypatch: pytest.MonkeyPatch):
    found, _ = read(monkeypatch, UNKNOWN, SEEN | {"on Thursday": ("times", "dates", 2)})
    assert not found


KNOWN = (
    "Double veto\n"
    "[China|CHN] and [Russia|RUS] vetoed the draft resolution in the Security Council.\n"
    "[Mexico|MEX] had its say {on Thursday|2022-05-26}."
)


def test_a_decision_that_no_rule_dates_gets_the_day_that_belongs_to_it(monkeypatch: pytest.MonkeyPatch):
    seen: Told = {"vetoed": ("outcomes", "vetoed", 1), "on Thursday": ("times", "dates", 1)}
    found, stood = read(monkeypatch, KNOWN, seen)
    assert {short(d)[:2] for d in found} == {("2022-05-26", "vetoed")}
    assert {(p.state, p.position, p.date) for p in stood} >= {
        ("CHN", "veto", "2022-05-26"),
        ("RUS", "veto", "2022-05-26"),
    }


def test_a_day_of_another_decision_does_not_date_it(monkeypatch: pytest.MonkeyPatch):
    seen: Told = {"vetoed": ("outcomes", "vetoed", 1), "on Thursday": ("times", "dates", 2)}
    with_tagger, _ = read(monkeypatch, KNOWN, seen)
    monkeypatch.setattr(tagger, "tag", lambda article: None)
    docket = cases.assemble(document(KNOWN))
    assert [short(d) for d in with_tagger] == [short(d) for d in decisions.find(docket)]


@pytest.mark.parametrize(("seen", "outcome"), [("failed", "failed"), ("held", "held")])
def test_another_outcome_is_believed_where_the_words_tell_it(
    monkeypatch: pytest.MonkeyPatch, seen: str, outcome: str
):
    told: Told = {"vetoed": ("outcomes", seen, 1), "on Thursday": ("times", "dates", 1)}
    found, _ = read(monkeypatch, KNOWN, told)
    assert [d.outcome for d in found] == [outcome]


def abstained(weight: float) -> tuple[str, Told, float]:
    told: Told = {
        "vetoed": ("outcomes", "vetoed", 1),
        "China": ("positions", "abstain", 1),
        "on Thursday": ("times", "dates", 1),
    }
    return KNOWN, told, weight


def test_what_a_rule_reads_of_a_state_stands_unless_the_tagger_is_sure(monkeypatch: pytest.MonkeyPatch):
    _, stood = read(monkeypatch, *abstained(0.75))
    assert {p.position for p in stood if p.state == "CHN"} == {"veto"}
    _, stood = read(monkeypatch, *abstained(0.97))
    assert {p.position for p in stood if p.state == "CHN"} == {"abstain"}


ASKED = (
    "A draft\n"
    "The [United States|USA] circulated a draft resolution in the Security Council {on Thursday|2022-05-26}, and it "
    "glimmed."
)


def test_words_beside_it_tell_the_outcome_where_its_own_tell_none(monkeypatch: pytest.MonkeyPatch):
    found, _ = read(monkeypatch, ASKED, {})
    assert [d.outcome for d in found] == ["proposed"]
    seen: Told = {"glimmed": ("outcomes", "adopted", 1), "on Thursday": ("times", "dates", 1)}
    found, _ = read(monkeypatch, ASKED, seen)
    assert [short(d)[:2] for d in found] == [("2022-05-26", "adopted")]


def test_a_draft_that_turns_out_to_be_a_decision_known_is_no_second_one(monkeypatch: pytest.MonkeyPatch):
    text = ASKED + "\nThe Security Council adopted the resolution {on Thursday|2022-05-26}."
    seen: Told = {"glimmed": ("outcomes", "adopted", 1), "on Thursday": ("times", "dates", 1)}
    found, stood = read(monkeypatch, text, seen)
    assert [short(d)[:2] for d in found] == [("2022-05-26", "adopted")]
    assert {p.decision_id for p in stood} == {found[0].decision_id}
