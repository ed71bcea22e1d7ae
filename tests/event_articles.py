"""Articles in a few lines, each with the decisions and positions that a careful reader finds in it.

An expected decision is (date, outcome, votes for, votes against, abstentions), cut short where the rest does not
matter; an expected position is (state, position or accepted positions, date), the date left out where there is
only one. Wordings are invented; the mark-up is that of `event_documents`.
"""

from __future__ import annotations

#: (article, publication day, decisions, positions)
CASES = (
    (
        (
            "Veto at the UN\n"
            "[China|CHN] and [Russia|RUS] {on Thursday|2022-05-26} cast their vetoes against a draft "
            "resolution that the [United States|USA] had put to the Security Council."
        ),
        "2022-05-27",
        [("2022-05-26", "vetoed")],
        [("CHN", "veto"), ("RUS", "veto"), ("USA", "sponsor")],
    ),
    (
        (
            "[Beijing|CHN], [Moscow|RUS] torpedo [US|USA] resolution\n"
            "A draft written by the [United States|USA] was killed {on Thursday|2022-05-26} by a "
            "double veto from [China|CHN] and [Russia|RUS]."
        ),
        "2022-05-27",
        [("2022-05-26", "vetoed")],
        [("CHN", "veto"), ("RUS", "veto"), ("USA", "sponsor")],
    ),
    (
        (
            "The [Chinese|CHN] and [Russian|RUS] vetoes\n"
            "The text, tabled by [Washington|USA], fell {on Thursday|2022-05-26} by <13|votes_for> "
            "votes to <two|votes_against>, [China|CHN] and [Russia|RUS] voting no."
        ),
        "2022-05-27",
        [("2022-05-26", "vetoed", 13, 2)],
        [("CHN", "veto"), ("RUS", "veto"), ("USA", "sponsor")],
    ),
    (
        (
            "Council splits\n"
            "The Security Council voted <13|votes_for>-<2|votes_against> {on Thursday|2022-05-26} to "
            "impose new sanctions on [North Korea|PRK], but [China|CHN] and [Russia|RUS], both "
            "permanent members, voted against."
        ),
        "2022-05-27",
        [("2022-05-26", "vetoed", 13, 2)],
        [("CHN", "veto"), ("RUS", "veto")],
    ),
    (
        (
            "Panel dies\n"
            "[Russia|RUS] {on Thursday|2024-03-28} used its veto to end the work of the expert "
            "panel. The vote was <13|votes_for> in favour, <1|votes_against> against, with "
            "[China|CHN] abstaining."
        ),
        "2024-03-29",
        [("2024-03-28", "vetoed", 13, 1)],
        [("CHN", "abstain"), ("RUS", "veto")],
    ),
    (
        (
            "Panel dies\n"
            "A resolution renewing the panel's mandate was vetoed {on Thursday|2024-03-28} by "
            "[Russia|RUS]. [China|CHN] cast the only abstention. [Japan|JPN], [Britain|GBR] and "
            "[Switzerland|CHE] voted in favour. The draft's penholder, the [United States|USA], "
            "called the veto reckless."
        ),
        "2024-03-29",
        [("2024-03-28", "vetoed")],
        [
            ("CHE", "in_favour"),
            ("CHN", "abstain"),
            ("GBR", "in_favour"),
            ("JPN", "in_favour"),
            ("RUS", "veto"),
            ("USA", "sponsor"),
        ],
    ),
    (
        (
            "Names on hold\n"
            "[China|CHN] has placed a hold on a [U.S.|USA] request to add five [North Koreans|PRK] "
            "to a UN blacklist, diplomats said {on Thursday|2022-01-20}. [Russia|RUS] followed suit."
        ),
        "2022-01-21",
        [("2022-01-20", "held")],
        [("CHN", "hold"), ("RUS", "hold"), ("USA", "sponsor")],
    ),
    (
        (
            "Names on hold\n"
            "A [U.S.|USA]-led push to sanction five [North Koreans|PRK] was put on hold {on "
            "Thursday|2022-01-20} by [Beijing|CHN], joined by [Moscow|RUS], in the sanctions "
            "committee."
        ),
        "2022-01-21",
        [("2022-01-20", "held")],
        [("CHN", "hold"), ("RUS", "hold"), ("USA", "sponsor")],
    ),
    (
        (
            "[Russia|RUS], [China|CHN] delay UN listing\n"
            "[Russia|RUS] and [China|CHN] {on Thursday|2022-01-20} delayed a [US|USA] proposal to "
            "blacklist five people, asking for more time. No vote was held."
        ),
        "2022-01-21",
        [("2022-01-20", "held")],
        [("CHN", "hold"), ("RUS", "hold"), ("USA", "sponsor")],
    ),
    (
        (
            "Sanctions stalled\n"
            "In closed-door consultations {on Thursday|2022-01-20} [China|CHN] objected to the "
            "[American|USA] proposal for listing five officials, and [Russia|RUS] did the same, "
            "citing a lack of evidence."
        ),
        "2022-01-21",
        [("2022-01-20", "held")],
        [("CHN", "hold"), ("RUS", "hold"), ("USA", "sponsor")],
    ),
    (
        (
            "UN acts\n"
            "The Security Council unanimously adopted resolution 2094 {on Thursday|2013-03-07}. The "
            "text was drafted by the [United States|USA] and [China|CHN]."
        ),
        "2013-03-08",
        [("2013-03-07", "adopted")],
        [("CHN", "sponsor"), ("USA", "sponsor")],
    ),
    (
        (
            "UN acts\n"
            "By <15|votes_for> votes in favour and <none|votes_against> against, the Council "
            "{yesterday|2013-03-07} approved a resolution put forward by the [US|USA]. [Russia|RUS] "
            "backed it as well."
        ),
        "2013-03-08",
        [("2013-03-07", "adopted", 15)],
        [("RUS", "in_favour"), ("USA", "sponsor")],
    ),
    (
        (
            "UN acts\n"
            "The UN Security Council voted unanimously {on Monday|2017-09-11} to step up sanctions "
            "against [North Korea|PRK]. [South Korea|KOR] welcomed the move and [Pyongyang|PRK] "
            "denounced the resolution."
        ),
        "2017-09-12",
        [("2017-09-11", "adopted")],
        [("KOR", "support"), ("PRK", "oppose")],
    ),
    (
        (
            "No statement\n"
            "The Security Council met behind closed doors {on Friday|2022-10-07} but failed to agree "
            "on a statement."
        ),
        "2022-10-08",
        [("2022-10-07", "no_agreement")],
        [],
    ),
    (
        (
            "No statement\n"
            "An emergency session of the Council {on Wednesday|2022-10-05} ended with no agreement "
            "on next steps, diplomats said."
        ),
        "2022-10-06",
        [("2022-10-05", "no_agreement")],
        [],
    ),
    (
        (
            "No statement\n"
            "The 15-member Council discussed the launch {on Wednesday|2022-10-05} but took no action."
        ),
        "2022-10-06",
        [("2022-10-05", "no_agreement")],
        [],
    ),
    (
        (
            "Vote looms\n"
            "The [United States|USA] has circulated a draft resolution that would cut oil exports to "
            "the [North|PRK]. [China|CHN] has threatened to veto it."
        ),
        "2022-05-20",
        [("", "proposed")],
        [("USA", "sponsor")],
    ),
    (
        (
            "Vote looms\n"
            "The Council is expected to vote {next week|2022-W21} on a [US|USA]-drafted resolution; "
            "[Russia|RUS] may veto the text."
        ),
        "2022-05-20",
        [("2022-W21", "proposed")],
        [("USA", "sponsor")],
    ),
    (
        (
            "Draft falls\n"
            "A [Russian|RUS] draft on Ukraine failed {on Friday|2022-03-18} to get the nine votes it "
            "needed: <two|votes_for> members voted for it, <none|votes_against> against and "
            "<13|abstentions> abstained."
        ),
        "2022-03-19",
        [("2022-03-18", "failed", 2, 0, 13)],
        [("RUS", "sponsor")],
    ),
    (
        (
            "Syria vote\n"
            "{On 8 July|2022-07-08} [Russia|RUS] vetoed a resolution on aid to [Syria|SYR] drafted "
            "by [Ireland|IRL] and [Norway|NOR]; [China|CHN] abstained."
        ),
        "2022-07-09",
        [("2022-07-08", "vetoed")],
        [("CHN", "abstain"), ("IRL", "sponsor"), ("NOR", "sponsor"), ("RUS", "veto")],
    ),
    (
        (
            "Assembly\n"
            "The General Assembly {on Tuesday|2022-04-26} adopted without a vote a resolution "
            "sponsored by [Liechtenstein|LIE] that requires a debate after each veto."
        ),
        "2022-04-27",
        [("2022-04-26", "adopted")],
        [("LIE", "sponsor")],
    ),
    (
        (
            "Drills\n"
            "President [Yoon|KOR:p] convened the National Security Council {on Thursday|2022-05-26}, "
            "which adopted a resolution condemning the launch."
        ),
        "2022-05-27",
        [],
        [],
    ),
    (
        ("Seoul\nThe National Assembly in [Seoul|KOR] passed a resolution {on Thursday|2022-05-26}."),
        "2022-05-27",
        [],
        [],
    ),
    (
        (
            "Never vetoed\n"
            "Neither [China|CHN] nor [Russia|RUS] has ever vetoed a text on the [North|PRK]. "
            "[Beijing|CHN] has not said whether it will use its veto."
        ),
        "2022-05-27",
        [],
        [],
    ),
    (
        (
            "Vote\n"
            "[China|CHN] and [Russia|RUS] vetoed the draft {on Thursday|2022-05-26}. [Japan|JPN] "
            "expressed regret at the outcome, and [South Korea|KOR]'s foreign ministry said it was "
            "deeply disappointed by the result. [Britain|GBR] condemned the two vetoes."
        ),
        "2022-05-27",
        [("2022-05-26", "vetoed")],
        [("CHN", "veto"), ("GBR", "support"), ("JPN", "support"), ("KOR", "support"), ("RUS", "veto")],
    ),
    (
        (
            "Vote\n"
            "The measure, authored by [Washington|USA], won <13|votes_for> votes {on "
            "Thursday|2022-05-26}. Two permanent members, [China|CHN] and [Russia|RUS], opposed it."
        ),
        "2022-05-27",
        [("2022-05-26", "vetoed", 13)],
        [("CHN", "veto"), ("RUS", "veto"), ("USA", "sponsor")],
    ),
    (
        (
            "Vote\n"
            "In {May 2022|2022-05} [China|CHN] and [Russia|RUS] vetoed new sanctions, and in {March "
            "2024|2024-03} [Russia|RUS] alone blocked the renewal of the panel; [China|CHN] "
            "abstained then."
        ),
        "2024-06-01",
        [("2022-05", "vetoed"), ("2024-03", "vetoed")],
        [
            ("CHN", "abstain", "2024-03"),
            ("CHN", "veto", "2022-05"),
            ("RUS", "veto", "2022-05"),
            ("RUS", "veto", "2024-03"),
        ],
    ),
    (
        (
            "Easing\n"
            "In {October 2021|2021-10}, [China|CHN] and [Russia|RUS] proposed a resolution lifting "
            "bans on seafood and textiles."
        ),
        "2022-01-21",
        [("2021-10", "proposed")],
        [("CHN", ("sponsor", "urge_easing"), "2021-10"), ("RUS", ("sponsor", "urge_easing"), "2021-10")],
    ),
    (
        (
            "Easing\n"
            "{Last month|2022-04} [Moscow|RUS] called on the Council to relax sanctions on "
            "humanitarian grounds."
        ),
        "2022-05-27",
        [],
        [("RUS", "urge_easing", "2022-04")],
    ),
    (
        (
            "Explain\n"
            "[China|CHN]'s ambassador, [Zhang Jun|CHN:p], who had vetoed the draft {on "
            "Thursday|2022-05-26}, said sanctions were no answer. [Russia|RUS]'s [Nebenzia|RUS:p] "
            "had also cast a veto."
        ),
        "2022-05-27",
        [("2022-05-26", "vetoed")],
        [("CHN", "veto"), ("RUS", "veto")],
    ),
    (
        (
            "[Russia|RUS] vetoes UN resolution to extend sanctions monitors\n"
            "The vote {on Thursday|2024-03-28} was <13|votes_for>-<1|votes_against>-<1|abstentions>."
        ),
        "2024-03-29",
        [("2024-03-28", "vetoed", 13, 1, 1)],
        [("RUS", "veto")],
    ),
    (
        (
            "UN council extends mandate\n"
            "{On Wednesday|2022-03-23} the Council extended the mandate of its expert panel for a "
            "year, with [China|CHN] and [Russia|RUS] voting in favour."
        ),
        "2022-03-24",
        [("2022-03-23", "adopted")],
        [("CHN", "in_favour"), ("RUS", "in_favour")],
    ),
    (
        (
            "Speeches\n"
            "The Security Council {on Thursday|2022-05-26} rejected a draft resolution tabled by the "
            "[United States|USA]. [Linda Thomas-Greenfield|USA:p] ([United States|USA]) regretted "
            "the outcome. [Fergal Mythen|IRL:p] ([Ireland|IRL]) said his delegation had voted in "
            "favour. [Zhang Jun|CHN:p] ([China|CHN]) said his country had voted against."
        ),
        "2022-05-27",
        [("2022-05-26", "vetoed")],
        [("CHN", "veto"), ("IRL", "in_favour"), ("USA", "sponsor")],
    ),
    (
        (
            "Raised\n"
            "All but two hands went up {on Thursday|2022-05-26}: [China|CHN] and [Russia|RUS] vetoed "
            "the draft resolution. [India|IND], [Brazil|BRA] and [Mexico|MEX] were among the "
            "<13|votes_for> who supported it."
        ),
        "2022-05-27",
        [("2022-05-26", "vetoed", 13)],
        [("BRA", "in_favour"), ("CHN", "veto"), ("IND", "in_favour"), ("MEX", "in_favour"), ("RUS", "veto")],
    ),
    (
        (
            "UPDATE 2: [N.Korea|PRK] sanctions bid fails\n"
            "[China|CHN] and [Russia|RUS] used their right of veto {on Thursday|2022-05-26} to "
            "defeat a [U.S.|USA]-sponsored resolution. The other 13 members voted for it."
        ),
        "2022-05-27",
        [("2022-05-26", "vetoed")],
        [("CHN", "veto"), ("RUS", "veto"), ("USA", "sponsor")],
    ),
    (
        (
            "Blow to [Washington|USA]\n"
            "[Washington|USA]'s attempt to tighten sanctions was struck down {on "
            "Thursday|2022-05-26} after vetoes from [China|CHN] and [Russia|RUS]."
        ),
        "2022-05-27",
        [("2022-05-26", "vetoed")],
        [("CHN", "veto"), ("RUS", "veto"), ("USA", "sponsor")],
    ),
    (
        (
            "Double no\n"
            "[Beijing|CHN] and [Moscow|RUS] said no {on Thursday|2022-05-26} to a [US|USA] "
            "resolution on [North Korea|PRK], exercising their veto in the Security Council for the "
            "first time on the file."
        ),
        "2022-05-27",
        [("2022-05-26", "vetoed")],
        [("CHN", "veto"), ("RUS", "veto"), ("USA", "sponsor")],
    ),
    (
        (
            "Debate\n"
            "The General Assembly met {on Wednesday|2022-06-08} to discuss the vetoes that "
            "[China|CHN] and [Russia|RUS] cast {on May 26|2022-05-26}. [Japan|JPN] deplored the "
            "vetoes."
        ),
        "2022-06-09",
        [("2022-05-26", "vetoed")],
        [("CHN", "veto"), ("JPN", "support"), ("RUS", "veto")],
    ),
    (
        (
            "Opinion: the empty chair\n"
            "When [China|CHN] and [Russia|RUS] vetoed sanctions {last May|2022-05}, they broke with "
            "sixteen years of unanimity. The [American|USA] draft would have cut oil."
        ),
        "2022-11-20",
        [("2022-05", "vetoed")],
        [("CHN", "veto"), ("RUS", "veto"), ("USA", "sponsor")],
    ),
    (
        (
            "[Tokyo|JPN]: joint push\n"
            "[Japan|JPN], the [United States|USA] and [South Korea|KOR] asked for an emergency "
            "meeting. The Council convened {on Wednesday|2022-10-05}, but no joint statement emerged "
            "because of opposition from [China|CHN] and [Russia|RUS]."
        ),
        "2022-10-06",
        [("2022-10-05", "no_agreement")],
        [],
    ),
    (
        (
            "UN Council unanimous\n"
            "{Saturday|2017-08-05}'s resolution, which the [United States|USA] drafted, passed 15-0. "
            "[China|CHN]'s ambassador said his country had voted for it."
        ),
        "2017-08-06",
        [("2017-08-05", "adopted")],
        [("CHN", "in_favour"), ("USA", "sponsor")],
    ),
    (
        (
            "Sanctions round-up\n"
            "- {12 June 2009|2009-06-12}: resolution 1874 is adopted unanimously.\n"
            "- {22 January 2013|2013-01-22}: the Council passes resolution 2087.\n"
            "- {7 March 2013|2013-03-07}: resolution 2094 is approved; [China|CHN] co-sponsors it."
        ),
        "2013-03-10",
        [("2009-06-12", "adopted"), ("2013-01-22", "adopted"), ("2013-03-07", "adopted")],
        [("CHN", "sponsor", "2013-03-07")],
    ),
    (
        (
            "Monitors\n"
            "The panel of experts, set up by resolution 1874 in {June 2009|2009-06}, lost its "
            "mandate when [Russia|RUS] vetoed its renewal {in March|2024-03}."
        ),
        "2024-10-20",
        [("2009-06", "adopted"), ("2024-03", "vetoed")],
        [("RUS", "veto")],
    ),
    (
        (
            "Council\n"
            "[France|FRA] and [Britain|GBR] supported the [US|USA] draft, which [China|CHN] and "
            "[Russia|RUS] vetoed {on 26 May|2022-05-26}. [Gabon|GAB], too, voted in favour. "
            "[Ghana|GHA] did likewise."
        ),
        "2022-05-27",
        [("2022-05-26", "vetoed")],
        [
            ("CHN", "veto"),
            ("FRA", "in_favour"),
            ("GAB", "in_favour"),
            ("GBR", "in_favour"),
            ("GHA", "in_favour"),
            ("RUS", "veto"),
            ("USA", "sponsor"),
        ],
    ),
    (
        (
            "Ukraine vote\n"
            "[Russia|RUS] vetoed a resolution condemning its invasion {on 25 February|2022-02-25}. "
            "[China|CHN], [India|IND] and the [United Arab Emirates|ARE] abstained, while the "
            "remaining 11 members voted in favour. The draft had been submitted by the [United "
            "States|USA] and [Albania|ALB]."
        ),
        "2022-02-26",
        [("2022-02-25", "vetoed")],
        [
            ("ALB", "sponsor"),
            ("ARE", "abstain"),
            ("CHN", "abstain"),
            ("IND", "abstain"),
            ("RUS", "veto"),
            ("USA", "sponsor"),
        ],
    ),
    (
        (
            "Kim vows\n"
            "[North Korea|PRK] said {on Friday|2022-05-27} that it would never give up its missiles. "
            "The UN resolutions ban them. [Kim Jong Un|PRK:p] rejected talks."
        ),
        "2022-05-27",
        [],
        [],
    ),
    (
        (
            "Treaty\n"
            "[Russia|RUS]'s Duma approved the treaty {on Thursday|2024-10-24}; the Federation "
            "Council followed."
        ),
        "2024-10-25",
        [],
        [],
    ),
    (
        (
            "Threat\n"
            "[China|CHN] would veto any new resolution, an official in [Beijing|CHN] said {on "
            "Monday|2022-05-23}. If the draft is put to a vote, [Russia|RUS] could abstain."
        ),
        "2022-05-27",
        [],
        [],
    ),
    (
        (
            "Holds explained\n"
            "[China|CHN]'s hold on the [American|USA] list of five, placed {on 20 "
            "January|2022-01-20}, runs for six months. [Russia|RUS] has put a hold of its own on the "
            "names."
        ),
        "2022-02-10",
        [("2022-01-20", "held")],
        [("CHN", "hold"), ("RUS", "hold"), ("USA", "sponsor")],
    ),
    (
        (
            "At the UN\n"
            "The [U.S.|USA] had sought UN sanctions on five men; [China|CHN] and [Russia|RUS], "
            "acting in the 1718 committee, stood in the way {on Thursday|2022-01-20}."
        ),
        "2022-01-21",
        [("2022-01-20", "held")],
        [("CHN", "hold"), ("RUS", "hold"), ("USA", "sponsor")],
    ),
    (
        (
            "UN split\n"
            "{On Thursday|2022-05-26}, thirteen of fifteen members backed a [US|USA] text. "
            "[China|CHN] and [Russia|RUS] did not: their vetoes buried it."
        ),
        "2022-05-27",
        [("2022-05-26", "vetoed")],
        [("CHN", "veto"), ("RUS", "veto"), ("USA", "sponsor")],
    ),
    (
        (
            "Statement\n"
            "Foreign Minister [Park Jin|KOR:p] expressed deep regret {on Friday|2022-05-27} that the "
            "Council had failed to adopt a new resolution because of the [Chinese|CHN] and "
            "[Russian|RUS] vetoes."
        ),
        "2022-05-27",
        [("", "vetoed")],
        [("CHN", "veto"), ("KOR", "support"), ("RUS", "veto")],
    ),
    (
        (
            "Statement\n"
            "[Canada|CAN] is disappointed by the decision of [China|CHN] and [Russia|RUS] to veto "
            "the Security Council resolution {on May 26|2022-05-26}."
        ),
        "2022-05-27",
        [("2022-05-26", "vetoed")],
        [("CAN", "support"), ("CHN", "veto"), ("RUS", "veto")],
    ),
    (
        (
            "Press line\n"
            "The Council adopted its first resolution on the [DPRK|PRK] in {1993|1993}. It has "
            "adopted ten since {2006|2006}."
        ),
        "2022-05-27",
        [("1993", "adopted")],
        [],
    ),
)
