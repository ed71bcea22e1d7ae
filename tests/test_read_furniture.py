"""Page furniture goes, whatever the newsroom; running text stays."""

from __future__ import annotations

import pytest

from analysis.read.draft import Paragraph
from analysis.read.furniture import without_furniture

TEXT = "The Council met on Thursday, and for three hours its members argued over a draft."
MORE = "Two of them voted against it, thirteen raised their hands in favour, and the chamber emptied."

FURNITURE = [
    "Share this article",
    "Facebook Twitter WhatsApp Copy link",
    "Share on Facebook | Tweet | Email",
    "Advertisement",
    "3 min read",
    "0:00 / 4:12",
    "RELATED Ferry sinks off Java with forty aboard",
    "Read more: How the hold works",
    "READ ALSO: Seoul weighs its options",
    "See also | The year in missiles",
    "Don't miss: five charts on coal",
    "Sign up for the Harbour Note, our weekly digest of Asian news.",
    "Subscribe for 1 euro a week",
    "Subscribe now",
    "Get the latest news from our foreign desk in your inbox every morning.",
    "Already a subscriber? Log in",
    "Join our Telegram channel to follow events as they happen",
    "Support independent reporting from as little as 2 euros.",
    "© 2022 Harbour Media. All rights reserved.",
    "All rights reserved. No part may be reproduced.",
    "This article was first published by our partner in Seoul.",
    "Licensed under CC BY-SA 4.0",
    "We use cookies to make this site work.",
    "Additional reporting by Ann Vale in Geneva",
    "(Reporting by Ann Vale; editing by Bo Lund)",
    "With reporting from Ann Vale in Tokyo",
    "Vale reported from Tokyo.",
    "Ann Vale reported from Seoul, and Bo Lund from New York.",
    "Wire services contributed to this report.",
    "Ann Vale and Bo Lund contributed reporting.",
    "Story continues below",
    "For information media. Not an official record.",
    "The views expressed in this piece are the writer's own.",
    "Email: desk@harbour.example",
    "Home > World > Asia",
    "var ads = ads || [];",
    "!-- Analytics (x.js) -->",
    "Last updated 2 years ago",
    "Text by: Ann Vale",
    "(Adds quotes from envoy, background)",
    "Our Standards: The Harbour Principles.",
    "Save articles to read later",
    "This article is more than 2 years old",
    "Unsubscribe from this list",
    "Media contact: Ann Vale, 555-0101",
    "* * *",
    "____",
]

TEXT_LIKE_FURNITURE = [
    "Related sanctions were imposed on two shipping firms, and on their owners, in March.",
    "More than twenty missiles have been fired since January, the ministry said in its report.",
    "Read aloud in the chamber, the statement of the ten members changed no minds at all.",
    "Sources in Seoul said that the second missile broke up soon after it had left the launcher at Sunan.",
    "Reporting to the Council, the chair of the committee named five firms and eleven vessels under watch.",
    "Reuters reported from Seoul that two missiles were launched, but the ministry did not confirm it.",
    "The author of the draft, the United States, asked members to vote on it without any further delay.",
    "Photographs of the site show a new tunnel, according to the institute, which has followed it for years.",
    "This article of the Charter allows measures that do not involve force, as Kenya recalled.",
    "Comments by the Chinese envoy were brief: he would vote against, and the others should reflect.",
    "Subscribers to the theory that sanctions work are fewer every year, one diplomat said.",
    "Latest estimates put the range at 1,000 kilometres, which would bring the whole peninsula in reach.",
    "Follow-up talks are planned for next week, when the sanctions committee meets behind closed doors.",
    "Share prices fell in Tokyo after the launch, and the yen rose against the dollar for a second day.",
    "Get out of the talks, he told his envoy, and the North Korean left the table within the hour.",
    "The end of the panel of experts came in April, a month after the Russian veto in the Council.",
]


def kept(*texts: str) -> list[str]:
    return [p.text for p in without_furniture([Paragraph(t) for t in texts])]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_goes_from_the_middle_of_a_text(line: str) -> None:
    assert kept(TEXT, line, MORE) == [TEXT, MORE]


@pytest.mark.parametrize("text", TEXT_LIKE_FURNITURE)
def test_running_text_that_begins_like_furniture_stays(text: str) -> None:
    assert kept(TEXT, text, MORE) == [TEXT, text, MORE]


@pytest.mark.parametrize("text", TEXT_LIKE_FURNITURE)
def test_running_text_stays_as_the_last_paragraph_too(text: str) -> None:
    assert kept(TEXT, text) == [TEXT, text]


@pytest.mark.parametrize(
    "cue",
    [
        "Latest Headlines",
        "Most read",
        "Leave a comment",
        "Comments (48)",
        "12 comments",
        "Follow us",
        "(END)",
        "###",
        "About the author",
        "More on this story",
        "More from the Harbour Wire",
        "You may also like",
        "TRENDING",
        "Related articles",
    ],
)
def test_what_follows_the_end_of_an_article_goes(cue: str) -> None:
    assert kept(TEXT, MORE, cue, "Four lost as ferry sinks", "World // 2 hours ago") == [TEXT, MORE]


def test_an_end_cue_in_a_menu_above_the_text_ends_nothing() -> None:
    assert kept("Most read", "Follow us", TEXT, MORE) == [TEXT, MORE]


def test_a_list_of_links_in_the_middle_goes_and_the_text_goes_on() -> None:
    assert kept(TEXT, "Related stories", "Ferry sinks off Java", "Kim visits a farm", MORE, TEXT + " ") == [
        TEXT,
        MORE,
        TEXT + " ",
    ]


def test_a_credit_in_brackets_goes_and_its_caption_is_marked() -> None:
    found = without_furniture(
        [
            Paragraph("A screen in Seoul shows a launch. (Ann Vale/XP Photo)"),
            Paragraph("Members vote on the text. File Photo by Ann Vale/UPI | License Photo"),
            Paragraph("The chamber in New York. Photo: Harbour Wire/Ann Vale"),
            Paragraph(TEXT),
        ]
    )
    assert [(p.text, p.kind) for p in found] == [
        ("A screen in Seoul shows a launch.", "caption"),
        ("Members vote on the text.", "caption"),
        ("The chamber in New York.", "caption"),
        (TEXT, "body"),
    ]


def test_the_counter_of_a_gallery_goes_with_the_credit() -> None:
    found = without_furniture([Paragraph("Head"), Paragraph("[1/2] The chamber fills. REUTERS/Ann Vale")])
    assert (found[1].text, found[1].kind) == ("The chamber fills.", "caption")


def test_the_initials_of_an_agency_go_and_the_paragraph_stays_text() -> None:
    found = without_furniture([Paragraph(f"{TEXT} {n}.") for n in "abcdefg"] + [Paragraph(f"{MORE} —AFP")])
    assert (found[-1].text, found[-1].kind) == (MORE, "body")


def test_an_end_cue_with_most_of_the_text_below_it_ends_nothing() -> None:
    assert kept(TEXT, MORE, "Follow us on Telegram", *(f"{TEXT} {n}." for n in "abc"))[-1] == f"{TEXT} c."


def test_a_credit_line_makes_the_line_above_it_a_caption() -> None:
    found = without_furniture(
        [Paragraph("Headline here"), Paragraph("The envoy speaks."), Paragraph("IMAGE SOURCE: XP")]
    )
    assert [(p.text, p.kind) for p in found] == [("Headline here", "body"), ("The envoy speaks.", "caption")]


def test_agencies_in_brackets_behind_a_sentence_are_no_picture_credit() -> None:
    digest = "North Korea fires two missiles into the sea. (Reuters) (CNBC)"
    assert [(p.text, p.kind) for p in without_furniture([Paragraph(digest)])] == [(digest, "body")]


def test_a_paragraph_printed_twice_in_a_row_stands_once() -> None:
    assert kept(TEXT, TEXT, MORE) == [TEXT, MORE]


def test_a_note_on_the_author_goes_only_from_the_end() -> None:
    note = "Ann Vale is a correspondent based in Geneva."
    filler = [f"{TEXT} {n}" for n in "abcdef"]
    assert kept(*filler, note) == filler
    assert note in kept(note, *filler)
