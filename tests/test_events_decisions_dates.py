"""Decisions told in passing: by lists of days, numbers, statements, tables, and what their surroundings date."""

from __future__ import annotations

import pytest
from event_documents import document

from analysis.events import cases, decisions

pytestmark = pytest.mark.usefixtures("rules_alone")

#: (article, publication day, the decisions that it tells, cut short where the rest does not matter)
TOLD = (
    ("Spring\n{On 9 May|2023-05-09} a [Norwegian|NOR] text on aid was carried in the Security Council. {On 16 May|2023-05-16} "
     "[Japan|JPN] and [Ecuador|ECU] tried a second draft. Ten yes, two no. [Russia|RUS] chose to veto it, for [China|CHN] "
     "preferred to abstain.", "2023-06-12", [("2023-05-09", "adopted"), ("2023-05-16", "vetoed", 10, 2)]),
    ("Panel\nHaving defeated a draft resolution {in May 2022|2022-05-26}, [Beijing|CHN] and [Moscow|RUS] parted "
     "{on March 28|2024-03-28} in the Council. The first abstained, the second voted no.", "2024-05-03",
     [("2022-05-26", "vetoed"), ("2024-03-28", "vetoed")]),
    ("Vetoes\nThe double veto of {May 2022|2022-05} in the Council was followed by [Russia|RUS]'s solitary one on "
     "{28 March|2024-03-28}.", "2024-12-18", [("2022-05", "vetoed"), ("2024-03-28", "vetoed")]),
    ("Spring\nThere was more than one veto. {On April 18|2024-04-18} it was the [United States|USA] that stood alone in the "
     "Security Council: a text by [Algeria|DZA] had twelve supporters. {Six days later|2024-04-24} came [Russia|RUS]'s turn. "
     "A call of the [Japanese|JPN] had <13|votes_for> votes.", "2024-05-02",
     [("2024-04-18", "vetoed", 12), ("2024-04-24", "vetoed", 13)]),
    ("Winter\n{In December|2021-12} [Niger|NER] tabled a draft resolution on the climate in the Council. Twelve backed it. "
     "[India|IND]'s no did not matter; the [Russian|RUS] one did.", "2022-05-28", [("2021-12", "vetoed", 12)]),
    ("Session\nThe Council met {on Monday|2023-11-27} and parted with nothing to show for it. Nothing had come of its meeting "
     "of {25 August|2023-08-25} either. It had fared no better on {2 June|2023-06-02}.", "2023-11-30",
     [("2023-11-27", "no_agreement"), ("2023-08-25", "no_agreement"), ("2023-06-02", "no_agreement")]),
    ("Jerusalem\n{On Monday|2017-12-18} the [US|USA] vetoed an [Egyptian|EGY] text that had the votes of all 14 other members "
     "of the Council.", "2017-12-20", [("2017-12-18", "vetoed", 14)]),
    ("Missiles\nTwo attempts with a missile of that range {on 15 October|2016-10-15} went nowhere, the Council was told.",
     "2016-12-03", []),
    ("Long day\nTwice before {Thursday|2022-05-26} was out the Security Council voted. It began with trade.\n\nThe embargo on "
     "arms was prolonged by <10|votes_for> votes.", "2022-05-28", [("2022-05-26", "adopted", 10)]),
    ("Packages\nIt would be the third sanctions resolution of the Council in months. Number one came {on 5 August|2017-08-05}.",
     "2017-12-22", [("2017-08-05", "adopted")]),
    ("Unity\nThe resolution was approved unanimously {on Wednesday|2016-11-30} by the Council. Its predecessor was done "
     "{in March|2016-03}; that vote was unanimous as well.", "2016-12-03", [("2016-11-30", "adopted"), ("2016-03", "adopted")]),
    ("Rules\nThe committee of the Council met. It decides nothing unless all agree.", "2024-05-02", []),
    ("Waiting\n[China|CHN] wants the draft that would soften sanctions, pending since {2021|2021}, to be taken up in the Council.",
     "2023-02-22", [("2021", "proposed")]),
    ("Steps\nThe Council adopted resolution 2371 {on August 5|2017-08-05}. Resolution 2375 followed {on September 11|2017-09-11}. "
     "Both went through by <15|votes_for>-<0|votes_against>.", "2017-12-26",
     [("2017-08-05", "adopted", 15, 0), ("2017-09-11", "adopted", 15, 0)]),
    ("Turns\n[Moscow|RUS] vetoed a [US|USA] text in the Council {on November 16|2017-11-16}. And {on Monday|2017-12-18} it was "
     "[America|USA]'s turn. Alone against fourteen, she vetoed an [Egyptian|EGY] draft.", "2017-12-26",
     [("2017-11-16", "vetoed"), ("2017-12-18", "vetoed", 14, 1)]),
    ("Others\n[Russia|RUS] vetoed a draft resolution in the Council {on 15 June|2009-06-15}: <10|votes_for> were in favour, one "
     "opposed, with [China|CHN] and <3|abstentions> others abstaining.", "2009-07-12",
     [("2009-06-15", "vetoed", 10, 1, 4)]),
    ("Attempts\nThe Council met. Attempts {on October 15|2016-10-15} came to nothing.", "2016-12-03", []),
    ("Aid\nThe Council took up aid {on 10 July|2023-07-10}. {The next day|2023-07-11} [Russia|RUS] vetoed an extension. [Russia|RUS]'s "
     "own six-month version won only [China|CHN] over.", "2023-07-20", [("2023-07-11", "vetoed"), ("2023-07-11", "failed")]),
    ("Sittings\nThe Council has sat twice {this year|2023} without a line to show for it: on {20 February|2023-02-20} and on "
     "{20 March|2023-03-20}. The session of {13 July|2023-07-13} went the same way.", "2023-07-20",
     [("2023-02-20", "no_agreement"), ("2023-03-20", "no_agreement"), ("2023-07-13", "no_agreement")]),
    ("November\n{On Wednesday|2024-11-20} the [United States|USA] stopped a resolution in the Council. {Two days earlier|2024-11-18} "
     "[Russia|RUS] had done the same to a [British|GBR] text. The missile came up {on November 4|2024-11-04}, when members "
     "exchanged accusations for an hour and went home.", "2024-11-25",
     [("2024-11-20", "vetoed"), ("2024-11-18", "vetoed"), ("2024-11-04", "no_agreement")]),
    ("Sahel\nA draft of [France|FRA] won <13|votes_for> votes in the Council {on Wednesday|2023-08-30}, but [Russia|RUS] cast its "
     "veto. [Russia|RUS]'s own text had one supporter, itself, with [Japan|JPN] against and <13|abstentions> abstaining.",
     "2023-09-02", [("2023-08-30", "vetoed", 13), ("2023-08-30", "failed", 1, 1, 13)]),
    ("Answers\nWhen a rocket reached orbit {in December 2012|2012-12} the Council met, and a resolution followed in "
     "{January 2013|2013-01}.", "2023-06-02", [("2013-01", "adopted")]),
    ("Corrections\nAn earlier version said that the resolution {of 2009|2009} was vetoed in the Council.", "2024-05-06", []),
    ("Past\nThe Council adopted resolutions on the [North|PRK] {in June 2009|2009-06}, {in March 2013|2013-03} and "
     "{in March 2016|2016-03}.", "2018-01-05",
     [("2009-06", "adopted"), ("2013-03", "adopted"), ("2016-03", "adopted")]),
    ("Past\nIt took the regime a rocket to earn resolution 2087, to which [Beijing|CHN] gave its vote on "
     "{22 January 2013|2013-01-22}.", "2018-01-05", [("2013-01-22", "adopted")]),
    ("Answer\nThe reply came {on Saturday|2006-10-14}: resolution 1718, unanimous.", "2006-10-16",
     [("2006-10-14", "adopted")]),
    ("Rocket\nThe Council reacted {on Monday|2012-04-16} in a presidential statement.", "2012-04-17",
     [("2012-04-16", "adopted")]),
    ("Rocket\nThe envoys met {on Sunday|2016-02-07} and agreed within an hour on a press statement of the Council.",
     "2016-02-08", [("2016-02-07", "adopted")]),
    ("Rights\nThe Security Council decided {on Monday|2014-12-22}, by <11|votes_for> votes to <two|votes_against>, "
     "to open the item. As the motion was one of procedure, no veto could be used against it. "
     "[China|CHN] and [Russia|RUS] were against.", "2014-12-23", [("2014-12-22", "adopted", 11, 2)]),
    ("Panel\nThe matter came to the Council {on Thursday|2024-03-28}: <13|votes_for> votes in favour, [Moscow|RUS] "
     "voted no, [Beijing|CHN] abstained.", "2024-03-29", [("2024-03-28", "vetoed", 13)]),
    ("Two vetoes\n{In January 2007|2007-01} [China|CHN] and [Russia|RUS] vetoed a draft resolution on "
     "[Myanmar|MMR]; in {July 2008|2008-07} one on [Zimbabwe|ZWE].", "2022-06-15",
     [("2007-01", "vetoed"), ("2008-07", "vetoed")]),
    ("Votes\nThe votes of {5 August|2017-08-05}, {11 September|2017-09-11} and {22 December|2017-12-22} in the "
     "Council, all unanimous, have changed nothing.", "2018-02-01",
     [("2017-08-05", "adopted"), ("2017-09-11", "adopted"), ("2017-12-22", "adopted")]),
    ("Statement\nA presidential statement that the [US|USA] put forward {on Monday|2023-03-20} remains blocked in "
     "the Council.", "2023-03-22", [("2023-03-20", "held")]),
    ("Debate\nThe Security Council met {on Friday|2024-05-31}. The meeting adopted nothing.", "2024-06-01",
     [("2024-05-31", "no_agreement")]),
    ("Again\nThe Council's session {on Wednesday|2021-10-20} broke up without even a joint line, as had one on "
     "{1 October|2021-10-01}.", "2021-10-21", [("2021-10-20", "no_agreement"), ("2021-10-01", "no_agreement")]),
    ("Draft\n[Linda Roe|USA:p] announced {on Monday|2022-11-21} that the [United States|USA] will propose a "
     "presidential statement in the Council.", "2022-11-22", [("2022-11-21", "proposed")]),
    ("Veto\nReaders will remember {July 2020|2020-07}. Twice [Russia|RUS] and [China|CHN] vetoed a draft "
     "resolution on [Syria|SYR].", "2021-09-15", [("2020-07", "vetoed")]),
    ("Assembly\nWithout a vote the General Assembly resolved {on Tuesday|2022-04-26} that a veto must be explained.",
     "2022-04-27", [("2022-04-26", "adopted")]),
    ("Libya\nThe Council late {on Thursday|2011-03-17} let force be used to protect civilians, in resolution 1973.",
     "2011-03-18", [("2011-03-17", "adopted")]),
    ("Fate\n[Russia|RUS] placed a hold in the sanctions committee {on Tuesday|2019-06-18}. A similar request met the "
     "same fate {last July|2018-07}.", "2019-06-19", [("2019-06-18", "held"), ("2018-07", "held")]),
    ("Rounds\nIt is the third package of the Security Council within a year. The first, {on May 3|2017-05-03}, shut the "
     "mines; the second, {on July 7|2017-07-07}, the mills.", "2017-09-12",
     [("2017-05-03", "adopted"), ("2017-07-07", "adopted")]),
    ("Salvo\n{This Friday|2016-03-18} two rockets flew. The Council reacted the same evening in a press statement.",
     "2016-03-19", [("2016-03-18", "adopted")]),
    ("Switch\nIts end came {on April 30|2024-04-30}. The reason was a [Russian|RUS] veto. The vote, "
     "{on March 28|2024-03-28}, was <13|votes_for> to <one|votes_against>.", "2025-06-06",
     [("2024-03-28", "vetoed", 13, 1)]),
    ("Two rooms\n{On Monday|2025-02-24} the General Assembly passed a text <93|votes_for>-<18|votes_against>; "
     "[Russia|RUS] voted against it. Hours later the Security Council adopted another, <10|votes_for>-<0|votes_against>.",
     "2025-02-26", [("2025-02-24", "adopted", 93, 18), ("2025-02-24", "adopted", 10, 0)]),
    ("Words\nThe Council found its tongue {on Friday|2016-08-26}.\nIn a press statement to which all members agreed it "
     "condemned the missile that rose from the sea {on Wednesday|2016-08-24}.", "2016-08-27",
     [("2016-08-26", "adopted")]),
    ("Draft\nA statement to the press that the [United States|USA] had drafted was not issued {on Thursday|2017-07-06}, "
     "since [Russia|RUS] would not have the word in it.", "2017-07-07", [("2017-07-06", "held")]),
    ("Debate\nThe Security Council took up the launch {on Monday|2023-11-27}. Two envoys quarrelled for an hour. "
     "Its members talked and left.", "2023-11-28", [("2023-11-27", "no_agreement")]),
    ("Twice\n[Russia|RUS] vetoed a text {on the 8th|2015-07-08}. {Three weeks on|2015-07-29} it did it again, to a "
     "[Malaysian|MYS] plan. That went <11|votes_for>-<1|votes_against>-<3|abstentions>.", "2016-03-19",
     [("2015-07-08", "vetoed"), ("2015-07-29", "vetoed", 11, 1, 3)]),
    ("Hands\nEvery hand in the chamber went up {on Wednesday|2016-03-02}. The measure bears the number 2270.",
     "2016-03-03", [("2016-03-02", "adopted")]),
    ("Guest\nThe envoy's appearance before the Security Council {on Thursday|2023-07-13} did not bring its members any "
     "nearer to one another.", "2023-07-15", [("2023-07-13", "no_agreement")]),
    ("Week\nCouncil, {21 November|2022-11-21}: tenth meeting on the file. Result: none.", "2022-11-30",
     [("2022-11-21", "no_agreement")]),
    ("Relief\n[China|CHN] {on Monday|2019-12-16} handed the Council a draft that would lift the bans on seafood.",
     "2019-12-17", [("2019-12-16", "proposed")]),
    ("Old paper\nThe [American|USA] draft lies in a drawer. It was first shown to members {in November|2022-11}.",
     "2023-03-22", [("2022-11", "proposed")]),
    ("Praise\n[Wang Li|CHN:p] said {on Sunday|2017-08-06} that the UN resolution passed {the day before|2017-08-05} showed "
     "unity.", "2017-08-07", [("2017-08-05", "adopted")]),
    ("List\nThe committee has agreed - nobody objected - to put nine ships on its list. That was {on Friday|2018-03-30}.",
     "2018-03-31", [("2018-03-30", "adopted")]),
    ("Test\nThe members of the Security Council strongly condemned the blast {on Tuesday|2013-02-12}.", "2013-02-13",
     [("2013-02-12", "adopted")]),
    ("Told\n[China|CHN] used its veto {on 9 May|2022-05-09}. {In February|2022-02} it did so when <11|votes_for> "
     "members had been in favour.", "2022-09-30", [("2022-05-09", "vetoed"), ("2022-02", "vetoed", 11)]),
    ("Mandate\nThe mandate was put to a vote in the Council {in March|2024-03} and lost.", "2024-05-02",
     [("2024-03", "vetoed")]),
    ("Two drafts\n[Russia|RUS] vetoed a [French|FRA] draft {on October 8|2016-10-08}, which <11|votes_for> members "
     "backed. The [Russian|RUS] counterproposal gathered just four, with <9|votes_against> against it.", "2016-12-06",
     [("2016-10-08", "vetoed", 11), ("2016-10-08", "failed", 4, 9)]),
    ("Myth\nIt is wrong to say that the draft was vetoed by [China|CHN] {on Monday|2023-10-16}.", "2023-10-18", []),
    ("Deed\nThe last one fell {in September 2017|2017-09} and earned the regime a UN resolution that nobody opposed.", "2022-06-11",
     [("2017-09", "adopted")]),
    ("Zimbabwe\nWhen [Britain|GBR] put sanctions to the vote in the Council {on July 11, 2008|2008-07-11}, "
     "<9|votes_for> were in favour and <5|votes_against> against: [China|CHN] and [Russia|RUS], whose vetoes decided it.",
     "2010-09-04", [("2008-07-11", "vetoed", 9, 5)]),
)  # fmt: skip


def _found(article: str, published: str) -> list[tuple[object, ...]]:
    found = decisions.find(cases.assemble(document(article, published=published)))
    return [(d.date, d.outcome, d.votes_for, d.votes_against, d.abstentions) for d in found]


@pytest.mark.parametrize(("article", "published", "expected"), TOLD)
def test_decisions_have_the_day_that_their_surroundings_tell(article, published, expected):
    found = _found(article, published)
    assert [e for e in expected if not any(f[: len(e)] == e for f in found)] == [], found
    assert len(found) == len(expected), found


@pytest.mark.parametrize(
    "article",
    [
        "News\nA hold lasts six months and can be prolonged.",
        "News\nThe [North|PRK] rejected resolution 2375 {in September|2017-09}.",
        "News\nNo vote is planned on the draft.",
        "News\nThe paper met its readers {on Thursday|2022-05-26}.",
        "News\nTen members of the Council condemned the launch in a joint statement {on Thursday|2022-05-26}.",
        "News\nThe file was opened behind closed doors, on {5-3|2020-03-05}.",
    ],
)
def test_allusions_are_no_decisions(article):
    assert _found(article, "2022-05-27") == []


def test_a_meeting_without_a_day_is_not_dated_by_the_day_of_publication():
    (found,) = _found("Report\nThe meeting of the Security Council ended without a statement.", "2022-05-27")
    assert found[:2] == ("", "no_agreement")


def test_a_table_of_votes_has_a_decision_a_row():
    article = (
        "Votes\nThe provisional agenda of the Council was put to the vote four times.\n"
        "{22 December 2014|2014-12-22} | 11 | 2 | 2\n{10 December 2015|2015-12-10} | 9 | 4 | 2"
    )
    found = _found(article, "2017-12-12")
    assert [f for f in found if f[2]] == [
        ("2014-12-22", "adopted", 11, 2, 2),
        ("2015-12-10", "adopted", 9, 4, 2),
    ]


def test_named_abstentions_complete_the_fifteen():
    article = (
        "Agenda\nThe procedural vote in the Council {on Monday|2014-12-22} was <11|votes_for> in favour and "
        "<2|votes_against> against. [Chad|TCD] and [Nigeria|NGA] abstained."
    )
    assert _found(article, "2014-12-23") == [("2014-12-22", "adopted", 11, 2, 2)]
