"""Positions: where states stand, in the words of many newsrooms."""

from __future__ import annotations

from pathlib import Path

import pytest
from event_articles import CASES
from event_documents import document

from analysis.events import cases, decisions, echoes, positions
from analysis.events.positions import STRENGTH
from analysis.pipeline import recognise
from analysis.read.corpus import read_corpus
from analysis.records import Article, Sentence

pytestmark = pytest.mark.usefixtures("rules_alone")


def _found(article: str, published: str = "2022-05-27") -> set[tuple[str, str, str]]:
    read = document(article, published=published)
    docket = cases.assemble(read)
    return {(p.state, p.position, p.date) for p in positions.find(docket, decisions.find(docket))}


def _agrees(expected: tuple[object, ...], found: tuple[str, str, str]) -> bool:
    accepted = expected[1] if isinstance(expected[1], tuple) else (expected[1],)
    return expected[0] == found[0] and found[1] in accepted and expected[2:] in ((), found[2:])


@pytest.mark.parametrize(("article", "published", "_", "expected"), CASES)
def test_an_article_tells_these_positions_and_no_others(article, published, _, expected):
    found = _found(article, published)
    assert all(any(_agrees(e, f) for f in found) for e in expected), found
    assert all(any(_agrees(e, f) for e in expected) for f in found), found


def test_the_strongest_position_of_a_state_on_a_decision_remains():
    found = _found(
        "UN\nThe [United States|USA] drafted the resolution, voted in favour of it {on Thursday|2022-05-26} and"
        " regretted the vetoes by [China|CHN] and [Russia|RUS]."
    )
    assert ("USA", "in_favour", "2022-05-26") in found
    assert sum(state == "USA" for state, _, _ in found) == 1


@pytest.mark.parametrize(("article", "published", "_", "__"), CASES)
def test_one_row_a_state_and_decision_linked_to_a_decision(article, published, _, __):
    read = document(article, published=published)
    docket = cases.assemble(read)
    decided = decisions.find(docket)
    rows = positions.find(docket, decided)
    keys = [(p.state, p.decision_id, p.date) for p in rows]
    assert len(keys) == len(set(keys))
    assert {p.decision_id for p in rows if p.position != "urge_easing"} <= {d.decision_id for d in decided}
    assert {p.position for p in rows} <= set(STRENGTH)


@pytest.mark.parametrize(
    "article",
    [
        "UN\n[China|CHN] threatened to veto the draft.",
        "UN\n[China|CHN] did not block the resolution, which the Council adopted {on Friday|2022-05-20}.",
        "UN\nThirteen members voted for the resolution, which passed {on Friday|2022-05-20}.",
    ],
)
def test_threats_denials_and_unnamed_votes_are_no_positions(article):
    assert _found(article) == set()


TOLD = [
    line.split("|")
    for line in (Path(__file__).parent / "positions_told.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
_SIDES = {
    "abstain": "abs",
    "in_favour": "pos",
    "support": "pos",
    "backed": "pos",
    "praise": "pos",
    "sponsor": "spo",
}


@pytest.mark.parametrize(("sentence", "expected"), TOLD)
def test_a_sentence_tells_on_which_side_states_stand(sentence, expected):
    body = sentence.strip()
    text = f"Security Council\n\n{body}\n"
    parts = (Sentence(0, 0, 16, 0, "headline"), Sentence(1, 18, 18 + len(body), 1, "body"))
    article = Article("a1", text, parts, published="2024-04-06", published_basis="stated")
    docket = cases.assemble(recognise(article))
    found = {
        f"{state}:{'eas' if position == 'urge_easing' else _SIDES.get(position, 'neg')}"
        for a, position in echoes.taken(docket)
        for state in a.states
    }
    assert found == set(expected.split())


def test_they_are_the_people_that_the_sentence_before_names():
    found = _found(
        "UN\nMost vetoes of the year were cast by others. The last came from [the Americans|USA]."
        " {On Friday|2022-05-27} they vetoed a draft resolution on Gaza."
    )
    assert ("USA", "veto", "2022-05-27") in found


def test_a_veto_is_carried_on_to_the_next_text():
    found = _found(
        "UN\n[Russia|RUS] vetoed a draft resolution {on Monday|2022-05-23} and, {on Wednesday|2022-05-25}, a"
        " [Japanese|JPN] stopgap, which 12 members of the Council backed."
    )
    assert ("RUS", "veto", "2022-05-23") in found
    assert ("RUS", "veto", "2022-05-25") in found


def _told(tmp_path: Path, text: str, *, headline: str) -> set[tuple[str, str]]:
    file = tmp_path / "a1.md"
    file.write_text(f"---\nheadline: {headline}\npublished: 2022-06-06\n---\n{text}\n", encoding="utf-8")
    docket = cases.assemble(recognise(read_corpus([file], published={}).articles[0]))
    return {(p.state, p.position) for p in positions.find(docket, decisions.find(docket))}


def test_those_who_sign_a_joint_statement_are_its_we(tmp_path):
    text = "Our governments deplore that, for all the support it had, the Security Council failed to adopt the resolution."
    told = _told(
        tmp_path, text, headline="Joint statement by the foreign ministers of Norway, Canada and Japan"
    )
    assert told == {("NOR", "support"), ("CAN", "support"), ("JPN", "support")}


def test_a_question_takes_a_veto_for_granted_or_asks_for_it(tmp_path):
    ask = "QUESTION: What can you still do, given Moscow and Beijing's veto at the Security Council?"
    assert _told(tmp_path, ask, headline="Briefing on sanctions") == {("RUS", "veto"), ("CHN", "veto")}
    fear = "QUESTION: Will Moscow and Beijing veto the resolution at the Security Council?"
    assert _told(tmp_path, fear, headline="Briefing on sanctions") == set()


def test_a_statement_that_states_agreed_on_is_no_measure_and_its_we_deplore_a_veto(tmp_path):
    text = (
        "The text of the present declaration was agreed by Norway, Canada and Japan.\n\n"
        "We still deplore the veto with which Russia, in March of last year, ended the work of the Panel of Experts"
        " that served the sanctions committee."
    )
    told = _told(tmp_path, text, headline="Declaration on the new monitoring team")
    assert told == {("RUS", "veto"), *((s, "support") for s in ("NOR", "CAN", "JPN"))}


def test_those_whom_delegates_speak_for_do_as_the_one_before(tmp_path):
    text = (
        "On Thursday the Security Council rejected the draft resolution, as China and Russia voted against."
        " Mexico's envoy deplored the outcome, as did the delegates of Ghana and Malta."
        " Explaining her no, the ambassador of Russia called the text biased."
    )
    told = _told(tmp_path, text, headline="Council divided")
    assert {(s, "support") for s in ("MEX", "GHA", "MLT")} <= told
    assert {(s, "veto") for s in ("CHN", "RUS")} == {t for t in told if t[1] == "veto"}


def test_a_possessive_in_an_opening_phrase_points_ahead(tmp_path):
    text = (
        "The Security Council rejected the draft resolution on Thursday; Russia voted against.\n\n"
        "Norway's envoy regretted that. Explaining his abstention, the representative of China said the text came early."
    )
    told = _told(tmp_path, text, headline="Council divided")
    assert ("CHN", "abstain") in told
    assert ("NOR", "abstain") not in told
