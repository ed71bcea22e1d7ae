"""Decisions that contradict one another or what votes can do: repaired, not printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import pipeline
from analysis.read.corpus import from_bytes

pytestmark = pytest.mark.usefixtures("rules_alone")


def _found(
    told: str, published: str = "2020-02-20", headline: str = "From the Council"
) -> list[tuple[object, ...]]:
    text = f"---\nheadline: {headline}\npublished: {published}\n---\n{told}\n"
    article, _ = from_bytes(text.encode(), Path("a.md"))
    return [
        (d.date, d.outcome, d.votes_for, d.votes_against, d.abstentions)
        for d in pipeline.read_article(article).decisions
    ]


def test_nobody_vetoes_their_own_text():
    found = _found(
        "On 14 November Moscow vetoed a Belgian proposal to monitor the ports, 12-1-2. "
        "Then Russia's own draft got three votes."
    )
    assert found == [("2019-11-14", "vetoed", 12, 1, 2), ("2019-11-14", "failed", 3, None, None)]


def test_three_figures_of_fifteen_leave_no_other_reading():
    found = _found("In March 2019 a text on the harbours was vetoed by the two powers, 10-2-3.")
    assert found == [("2019-03", "vetoed", 10, 2, 3)]


def test_so_many_against_defeat_a_text_without_any_other_figure():
    found = _found(
        "On 14 November Moscow vetoed a Belgian proposal to monitor the ports. "
        "Its own version, voted on at once, was opposed by ten members.",
    )
    assert ("2019-11-14", "failed", None, 10, None) in found


@pytest.mark.parametrize(
    "told",
    [
        "The talks went on, lest there be a Chinese veto, until resolution 2397 was adopted on 22 December 2017.",
        "Resolution 2397 was adopted on 22 December 2017, rather than face a Chinese veto.",
    ],
)
def test_a_feared_veto_beside_an_adoption_is_none(told):
    assert _found(told) == [("2017-12-22", "adopted", None, None, None)]


@pytest.mark.parametrize(
    "told",
    [
        "14 May: Through an oversight our report stated that China had vetoed the draft.",
        "14 May: Owing to a slip, the article said that China had vetoed the draft.",
        "14 May: We wrongly reported that China had vetoed the draft.",
    ],
)
def test_what_a_correction_takes_back_is_not_told(told):
    assert [f for f in _found(told) if f[1] == "vetoed"] == []


def test_names_behind_a_draft_are_no_votes():
    assert _found("The Dutch draft had 96 countries behind it. On 4 October Russia vetoed it.") == [
        ("2019-10-04", "vetoed", None, None, None)
    ]


def test_the_assembly_votes_on_seats_of_other_bodies():
    told = "On 2 October the General Assembly suspended it from the Human Rights Council, 101-19, with 44 abstentions."
    assert _found(told) == [("2019-10-02", "adopted", 101, 19, 44)]


def test_no_veto_holds_up_a_meeting():
    told = (
        "On 4 February China tried to keep the briefing off the programme of the Council: "
        "nine members voted to hold it, China voted against. On such points no member has a veto."
    )
    assert [f[1] for f in _found(told)] == ["adopted"]


def test_a_day_between_dashes_dates_no_vote_around_them():
    told = (
        "On 9 October the Security Council talked until midnight \u2013 the missile of 2 October was new to it "
        "\u2013 and parted without a statement."
    )
    assert _found(told) == [("2019-10-09", "no_agreement", None, None, None)]


def test_days_later_pass_on_from_the_veto_to_the_text_that_follows():
    told = (
        "On 10 October Russia vetoed a text by Peru and Poland. Three days later it was over. "
        "The Peruvian-Polish text, trimmed, was adopted by 13 votes to none."
    )
    assert [f[:3] for f in _found(told)] == [("2019-10-10", "vetoed", None), ("2019-10-13", "adopted", 13)]


@pytest.mark.parametrize(
    "told",
    [
        "On 10 October eleven members of the Council voted for the text on the harbours and two against, the two being Russia and Cuba.",
        "On 10 October eleven members of the Council voted for the text on the harbours. Three were against, "
        "and two of the three, China and Russia, can stop whatever they like.",
    ],
)
def test_a_permanent_member_among_those_counted_as_against_is_a_veto(told):
    assert [f[:3] for f in _found(told)] == [("2019-10-10", "vetoed", 11)]


def test_an_elected_member_alone_against_vetoes_nothing():
    told = "On 10 October eleven members of the Council voted for the text on the harbours and two against, Cuba and Peru."
    assert [f[:4] for f in _found(told)] == [("2019-10-10", "adopted", 11, 2)]


def test_what_all_fifteen_were_for_was_not_vetoed():
    told = (
        "On 10 October Russia vetoed a British draft resolution on the harbours. "
        "Minutes later all 15 members of the Council voted for a renewal of the mandate."
    )
    found = _found(told)
    assert ("2019-10-10", "vetoed") in [f[:2] for f in found]
    assert [f[1] for f in found if f[2] == 15] == ["adopted"]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            "The Council met on 14 November. Moscow vetoed a Belgian text on the ports that day; twelve delegations "
            "had raised a hand for it.",
            ("2019-11-14", "vetoed", 12, None, None),
        ),
        (
            "On 14 November Moscow vetoed a Belgian text on the ports. Its envoy gave no reason. The remaining 13 were "
            "at ease with it.",
            ("2019-11-14", "vetoed", 13, None, None),
        ),
        (
            "On 14 November Washington brushed off a Belgian draft on the ports. Thirteen were for it, and Chad stood "
            "aside.",
            ("2019-11-14", "vetoed", 13, None, None),
        ),
        (
            "On 14 November Belgium's draft on the ports was put to the vote in the Council. Thirteen voted for it. "
            "Russia voted against. Chad would not commit itself.",
            ("2019-11-14", "vetoed", 13, 1, 1),
        ),
    ],
)
def test_the_one_number_of_members_beside_a_veto_counts_those_in_favour(told, expected):
    ((day, outcome, votes_for, votes_against, abstentions),) = _found(told)
    assert (day, outcome, votes_for) == expected[:3]
    assert expected[3] in (None, votes_against)
    assert expected[4] in (None, abstentions)


@pytest.mark.parametrize(
    "told",
    [
        "On 14 November Moscow vetoed a Belgian text on the ports. Nine votes are needed.",
        "On 14 November Moscow vetoed a Belgian text on the ports. Thirteen missiles had been fired before.",
        "On 14 November Moscow vetoed a Belgian text on the ports. Ten members spoke and twelve members listened.",
    ],
)
def test_other_numbers_beside_a_veto_are_no_votes(told):
    assert _found(told) == [("2019-11-14", "vetoed", None, None, None)]


def test_members_that_asked_for_a_meeting_vetoed_nothing():
    told = "On 14 November ten members asked for a debate on the ports draft, which Russia called a waste of time."
    assert all(outcome != "vetoed" for _, outcome, *_ in _found(told))


def test_a_relative_clause_of_what_would_be_is_closed_by_a_finite_verb():
    told = "A Belgian resolution that would have let ports open came to nothing in the Council on 14 November 2019."
    assert [f[0] for f in _found(told)] == ["2019-11-14"]


def test_days_in_what_a_text_would_do_date_nothing():
    told = "China has circulated a draft. It would lift the bans on seafood exports by 1 March 2019."
    assert "2019-03-01" not in [f[0] for f in _found(told)]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            "On 14 November a Belgian text on the ports won two votes in the Council, three members were against and "
            "ten shrugged.",
            ("2019-11-14", "failed", 2, 3, 10),
        ),
        (
            "On 14 November the Council rejected a Belgian resolution on the ports by twelve votes to three.",
            ("2019-11-14", "failed", 3, 12, None),
        ),
        (
            "On 14 November Chad did the abstaining in the Council, and the other fourteen members voted yes to a "
            "text on the ports.",
            ("2019-11-14", "adopted", 14, None, None),
        ),
        (
            "The Council voted on the ports draft on 14 November. It was thirteen to one. Moscow would not see the "
            "ports inspected. Chad abstained.",
            ("2019-11-14", "vetoed", 13, 1, None),
        ),
        (
            "On 14 November the Council had a Belgian draft on the ports before it, and it was passed by all 15.",
            ("2019-11-14", "adopted", 15, None, None),
        ),
    ],
)
def test_a_count_is_completed_and_turned_by_what_votes_can_do(told, expected):
    found = [f for f in _found(told) if f[1] != "proposed"]
    assert [f[:3] for f in found] == [expected[:3]]
    assert all(want in (None, got) for want, got in zip(expected[3:], found[0][3:], strict=True))


def test_a_rival_draft_falls_on_the_day_of_the_one_above_it():
    told = (
        "On 14 November the Council had a Belgian draft on the ports before it. Moscow vetoed it.\n\n"
        "A competing Russian text secured one vote; 13 members abstained."
    )
    assert {f[0] for f in _found(told)} == {"2019-11-14"}


def test_what_will_not_be_let_pass_is_a_threat():
    told = (
        "A sanctions draft is before the Council. Russia and China have said that they will not let it pass."
    )
    assert all(outcome not in ("vetoed", "held") for _, outcome, *_ in _found(told))


def test_a_proposal_elsewhere_is_none_before_the_council():
    told = "Eight officials may no longer travel. A Dutch proposal to go after smugglers is to be discussed in spring."
    assert _found(told, headline="New names in Brussels") == []
