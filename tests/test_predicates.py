"""Predicates of the thesaurus in all their forms, and the states whose acts they tell."""

from __future__ import annotations

import re

import pytest
from builders import passage
from test_lexicon_worst_cases import seconds

from analysis import predicates
from analysis.lexicon import LexiconError, rows
from analysis.pipeline import read_article
from analysis.predicates import forms, spelled_out
from analysis.sieve import Sieve


def found(predicate: str, text: str) -> bool:
    """Whether any form of the predicate stands in the marked text."""
    return any(
        re.search(source, text, re.VERBOSE | re.IGNORECASE) for source in spelled_out(predicate).values()
    )


@pytest.mark.parametrize(
    ("verb", "inflected"),
    [
        ("back", ("backs", "backed", "backed", "backing")),
        ("sit", ("sits", "sat", "sat", "sitting")),
        ("deny", ("denies", "denied", "denied", "denying")),
        ("quash", ("quashes", "quashed", "quashed", "quashing")),
        ("veto", ("vetoes", "vetoed", "vetoed", "vetoing")),
        ("drop", ("drops", "dropped", "dropped", "dropping")),
        ("submit", ("submits", "submitted", "submitted", "submitting")),
        ("table", ("tables", "tabled", "tabled", "tabling")),
        ("agree", ("agrees", "agreed", "agreed", "agreeing")),
        ("tie", ("ties", "tied", "tied", "tying")),
        ("write", ("writes", "wrote", "written", "writing")),
        ("veer", ("veers", "veered", "veered", "veering")),
        ("delay", ("delays", "delayed", "delayed", "delaying")),
    ],
)
def test_verbs_are_inflected(verb: str, inflected: tuple[str, ...]) -> None:
    assert forms(verb) == (verb, *inflected)


@pytest.mark.parametrize(
    "text",
    [
        "§§§§ sat out the vote",
        "§§§§ and §§§§ sit out the ballot",
        "§§§§, sitting out that one, said",
        "§§§§ chose to sit out the roll call",
        "§§§§ preferred to sit out this vote",
    ],
)
def test_a_predicate_is_read_in_its_forms(text: str) -> None:
    assert found("sit out VOTE", text)


@pytest.mark.parametrize(
    "text", ["§§§§ will sit out the vote", "free to sit out the vote", "may sit out the vote"]
)
def test_what_is_not_told_as_done_is_not_read(text: str) -> None:
    assert not found("sit out VOTE", text)


@pytest.mark.parametrize(
    "text",
    [
        "§§§§ did not take sides",
        "§§§§ wouldn't take sides",
        "§§§§ declined to take sides",
        "§§§§ could not bring itself to take sides",
        "§§§§ was unwilling to take sides",
        "§§§§ preferred not to take sides",
        "§§§§ listened without taking sides",
    ],
)
def test_a_denied_predicate_wants_a_denial_or_a_refusal(text: str) -> None:
    assert found("not take sides", text)
    assert not found("not take sides", "§§§§ took sides")


def test_a_text_as_object_has_a_passive() -> None:
    ways = spelled_out("shoot down TEXT")
    assert re.search(ways["active"], "§§§§ shot down the draft", re.VERBOSE)
    assert re.search(ways["passive"], "the draft was shot down on ¤¤¤¤ by §§§§", re.VERBOSE)
    assert not re.search(ways["passive"], "the draft was shot down", re.VERBOSE)
    assert spelled_out("sit out VOTE").keys() == {"active"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("a plan for a truce, which §§§§ had written with others", "§§§§"),
        ("the text that §§§§ and the §§§ jointly wrote", "§§§§ and the §§§"),
    ],
)
def test_a_text_as_object_may_stand_before_the_clause(text: str, who: str) -> None:
    found = re.search(spelled_out("write TEXT")["relative"], text, re.VERBOSE)
    assert found
    assert (found["who"], found["act"]) == (who, "written" if "written" in text else "wrote")


def test_words_that_may_be_missing_or_differ() -> None:
    for text in ("raised its hand for the text", "raised both hands for it"):
        assert found("raise POSS hand(s) for TEXT", text)
    assert found("give TEXT POSS ~ blessing", "gave the text on oil its full blessing")


def test_the_agent_is_the_subject_not_the_author_of_the_object() -> None:
    article = read_article(
        passage(
            "Council",
            "On 8 July 2022 Russia quashed a text by Ireland and Norway on aid to Syria; thirteen voted for it.",
            published="2022-07-09",
        )
    )
    told = {(p.state, p.position) for p in article.positions}
    assert ("RUS", "veto") in told
    assert not told & {("IRL", "veto"), ("NOR", "veto"), ("IRL", "against"), ("NOR", "against")}


@pytest.mark.parametrize(
    ("sentence", "state", "position"),
    [
        ("China kept out of the vote.", "CHN", "abstain"),
        ("China preferred to stay on the sidelines.", "CHN", "abstain"),
        ("Albania lent the text its backing.", "ALB", "support|in_favour"),
        ("The draft had been penned by Albania.", "ALB", "sponsor"),
    ],
)
def test_positions_are_read_beside_a_vote(sentence: str, state: str, position: str) -> None:
    text = (
        "On 26 May 2022 the Security Council voted on a draft resolution on North Korea. Thirteen members voted in "
        f"favour and Russia vetoed it. {sentence}"
    )
    article = read_article(passage("Council", text))
    assert any(p.state == state and p.position in position.split("|") for p in article.positions)


def test_unsure_ones_want_a_vote_beside_them() -> None:
    alone = read_article(
        passage("Games", "On 26 May 2022 China stood aside as the runners passed. The sun shone.")
    )
    assert not alone.positions


def test_the_file_is_refused_where_it_contradicts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {
        "position": "abstain",
        "predicate": "sit out VOTE",
        "example": "§§§§ sat out the vote",
        "near_miss": "",
    }
    for change, words in (
        ({"example": "§§§§ sat down"}, "misses its own example"),
        ({"near_miss": "sat out the vote of a club"}, "which it must not"),
        ({"position": "dance"}, "no kind named"),
    ):
        with pytest.raises(LexiconError, match=words):
            list(predicates._of_row(row | change))


def test_no_row_is_passed_over_where_it_is_read() -> None:
    likely = Sieve(predicates.patterns())
    for p in predicates.patterns():
        assert p in likely(p.match[0]) or not p.regex.search(p.match[0]), p.id


@pytest.mark.parametrize("unit", ["a\n", "the ", "the draft of ", "text that §§§§ ", "not "])
def test_the_time_of_a_row_grows_no_faster_than_the_text(unit: str) -> None:
    for p in predicates.patterns():
        assert seconds(p.regex, unit * (4_000 // len(unit)), 0.2) < 0.1, p.id


def test_every_row_is_loaded() -> None:
    assert {p.id for p in predicates.patterns()} == {predicates._id(row) for row in rows("predicates")}
