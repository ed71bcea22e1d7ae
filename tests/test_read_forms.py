"""Each form of file becomes the same kind of article: Markdown, raw text, pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.read.corpus import from_bytes
from analysis.records import Article

SECOND = "The vote, which came after three hours of speeches, was 13 in favour and two against."
FIRST = "China and Russia on Thursday vetoed a draft that would have cut the North's oil by a quarter."


def read(name: str, text: str) -> Article:
    return from_bytes(text.encode(), Path(name))[0]


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(s.kind, article.text[s.start : s.end]) for s in article.sentences]


# Markdown


def test_front_matter_gives_the_metadata() -> None:
    article = read(
        "a.md",
        '---\nheadline: "Two powers: no"\npublisher: Harbour Wire\npublished: 2022-05-27\n'
        "byline: By Ann Vale\nurl: https://harbour.example/a\nsources:\n  - one\n---\n" + FIRST,
    )
    assert (article.headline, article.publisher, article.byline) == (
        "Two powers: no",
        "Harbour Wire",
        "Ann Vale",
    )
    assert (article.published, article.published_basis, article.published_note) == (
        "2022-05-27",
        "stated",
        "front matter",
    )
    assert article.url == "https://harbour.example/a"
    assert article.text == f"Two powers: no\n\n{FIRST}"


@pytest.mark.parametrize(
    "keys",
    [
        "title: Two say no\nsource: Harbour Wire\ndate: 27 May 2022\nauthors: [Ann Vale, Bo Lund]",
        "Title: Two say no\nSite: Harbour Wire\nDate: 2022-05-27T10:00:00Z\nAuthor: Ann Vale, Bo Lund",
    ],
)
def test_front_matter_by_other_names(keys: str) -> None:
    article = read("a.md", f"---\n{keys}\n---\n{FIRST}")
    assert (article.headline, article.publisher, article.published, article.byline) == (
        "Two say no",
        "Harbour Wire",
        "2022-05-27",
        "Ann Vale, Bo Lund",
    )


def test_marks_of_markdown_go_and_the_words_stay() -> None:
    article = read(
        "a.md",
        "---\nheadline: Head\n---\n"
        "**China** placed a [*hold*](https://x.example/a_(b)) on it[^1], `code_name` stayed. See 5 * 3.\n\n"
        "> It was __overdue__, the envoy said.\n\n"
        "* one item\n- [another](u)\n1. third\n\n"
        "![A screen](a.jpg)\n\n| Day | Weapon |\n|---|:--|\n| 5 January | *cruise* |\n\n[^1]: https://x.example\n",
    )
    assert article.text == (
        "Head\n\nChina placed a hold on it, code_name stayed. See 5 * 3.\n\nIt was overdue, the envoy said."
        "\none item\nanother\nthird\nDay | Weapon\n5 January | cruise"
    )


def test_bold_lines_and_hash_lines_are_headings_but_a_bold_lead_is_text() -> None:
    lead = "**The Council met on Thursday. Nobody moved. Here is what was said in the three hours.**"
    article = read(
        "a.md",
        f"---\nheadline: Head\n---\n{lead}\n\n**Was it a veto?**\n\n{FIRST}\n\n## The vote\n\n{SECOND}",
    )
    assert kinds(article) == [
        ("headline", "Head"),
        ("body", "The Council met on Thursday."),
        ("body", "Nobody moved."),
        ("body", "Here is what was said in the three hours."),
        ("heading", "Was it a veto?"),
        ("body", FIRST),
        ("heading", "The vote"),
        ("body", SECOND),
    ]


def test_wrapped_lines_are_one_paragraph_and_date_lines_stay_apart() -> None:
    article = read(
        "a.md",
        "---\nheadline: Head\npublished: 2022-03-24\n---\n"
        "The table below gives the votes of the members in the year, from the highest to the\n"
        "lowest, and the way in which it was made is told in the part on method in the long-\n"
        "range report.\n\n2022-03-05\nNorth Korea tests a missile, the ninth of the year.\n\n"
        "2022-03-24\nNorth Korea tests a long-range missile and says so a day after the event.\n",
    )
    assert kinds(article) == [
        ("headline", "Head"),
        (
            "body",
            "The table below gives the votes of the members in the year, from the highest to the lowest,"
            " and the way in which it was made is told in the part on method in the long-range report.",
        ),
        ("heading", "2022-03-05"),
        ("body", "North Korea tests a missile, the ninth of the year."),
        ("heading", "2022-03-24"),
        ("body", "North Korea tests a long-range missile and says so a day after the event."),
    ]


def test_the_lines_of_a_page_head_are_not_wrapped_text() -> None:
    article = read(
        "a.txt",
        "Envoys ask for one voice on the missile. Two refuse\nBy Ann Vale | Nov. 22, 2022 | 4 min read\n"
        f"Share  Tweet  Email  Print\n\n{FIRST}\n\n{SECOND}\n",
    )
    assert (article.headline, article.published) == (
        "Envoys ask for one voice on the missile. Two refuse",
        "2022-11-22",
    )


def test_a_masthead_is_no_part_of_the_line_below_it() -> None:
    article = read(
        "a.txt",
        "HARBOUR INTELLIGENCE | Compliance Desk | Friday 27 May 2022\nTo renew, see the foot of this page\n\n"
        f"Two say no\n\n{FIRST}\n\n{SECOND}\n",
    )
    assert article.published == "2022-05-27"


def test_markdown_without_front_matter_takes_its_first_heading() -> None:
    article = read("a.md", f"# Two say no\n\n*By Ann Vale*\n*Published 27 May 2022*\n\n{FIRST}\n")
    assert (article.headline, article.byline, article.published) == ("Two say no", "Ann Vale", "2022-05-27")
    assert article.text == f"Two say no\n\n{FIRST}"


def test_a_headline_repeated_in_the_body_stands_once() -> None:
    article = read("a.md", f"---\nheadline: Two say no\n---\n# Two Say No\n\n{FIRST}")
    assert article.text == f"Two say no\n\n{FIRST}"


# Raw text


def test_a_copied_page_with_its_menu_is_cleaned() -> None:
    article = read(
        "a.txt",
        "!-- Tag manager (tm.js) -->\nSkip to content\nHome\nWorld\n\nTwo powers say no to new curbs\n"
        "By Ann Vale and Bo Lund\nPublished 3:14 AM EDT, May 27, 2022\nShare\n"
        "Two powers say no to new curbs\nThe chamber on Thursday. (Ann Vale/XP Photo)\n\n"
        f"UNITED NATIONS (XP) — {FIRST}\n\nRELATED A ferry sinks off Java\n\nthe vote\n\n{SECOND}\n\n"
        "Latest Headlines\n\nFour die in storm on the coast of an island, officials said on Friday.\n",
    )
    assert (article.headline, article.publisher, article.byline, article.published) == (
        "Two powers say no to new curbs",
        "XP",
        "Ann Vale and Bo Lund",
        "2022-05-27",
    )
    assert article.published_note == "the line “Published 3:14 AM EDT, May 27, 2022”"
    assert kinds(article) == [
        ("headline", "Two powers say no to new curbs"),
        ("caption", "The chamber on Thursday."),
        ("body", f"UNITED NATIONS (XP) — {FIRST}"),
        ("heading", "the vote"),
        ("body", SECOND),
    ]


@pytest.mark.parametrize(
    "block",
    [
        "Ann Vale\n5/27/2022\nUpdated:\n5/28/2022\n0:00",
        "By Ann Vale\nFriday, May 27, 2022",
        "27 May 2022\nAnn Vale",
        "Ann Vale, diplomatic correspondent\n27/05/2022 - 08:41",
        "Ann Vale | 27 May 2022 | 3 min read",
        "BY ANN VALE\nMAY 27, 2022 10:05 AM",
        "Updated: 28 May 2022\nPublished: 27 May 2022\nBy Ann Vale",
    ],
)
def test_byline_blocks_give_author_and_day_and_go(block: str) -> None:
    article = read("a.txt", f"Two powers say no\n\n{block}\n\n{FIRST}\n\n{SECOND}")
    assert (article.published, article.published_basis) == ("2022-05-27", "stated")
    assert article.byline.lower().startswith("ann vale")
    assert article.text == f"Two powers say no\n\n{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    "note",
    [
        "— Ann Vale, Geneva",
        "By Ann Vale in Geneva",
        "Ann Vale covers the United Nations for this paper.",
        "Ann Vale, a former diplomat, teaches law.",
    ],
)
def test_signatures_and_notes_on_the_author_go(note: str) -> None:
    article = read(
        "a.md", f"---\nheadline: Head\nbyline: Ann Vale and Bo Lund\n---\n{FIRST}\n\n{SECOND}\n\n*{note}*"
    )
    assert article.text == f"Head\n\n{FIRST}\n\n{SECOND}"


def test_a_standfirst_above_the_date_line_is_text() -> None:
    article = read("a.txt", f"Two powers say no\n\n{SECOND}\n\n27 May 2022\n\n{FIRST}")
    assert article.text == f"Two powers say no\n\n{SECOND}\n\n{FIRST}"
    assert article.published == "2022-05-27"


def test_a_dateline_with_its_year_gives_the_day_and_stays() -> None:
    article = read("a.txt", f"Two say no\n\nSEOUL, May 27, 2022 (Harbour News) -- {FIRST}")
    assert (article.published, article.publisher) == ("2022-05-27", "Harbour News")
    assert article.published_note == "the dateline “SEOUL, May 27, 2022”"
    assert "SEOUL, May 27, 2022" in article.text


@pytest.mark.parametrize(
    "text",
    [
        f"Two say no\n\nMay 27 (XP) -- {FIRST}",
        f"Two say no\n\n{FIRST} It was adopted on 22 December 2017 - a long time ago, they said.",
        f"Two say no\n\n5/6/2022\n\n{FIRST}",
        f"The year\n\n2022-03-05\n{FIRST}\n\n2022-03-24\n{SECOND}",
    ],
    ids=["no year", "a date in the text", "two readings", "a digest"],
)
def test_no_day_is_guessed(text: str) -> None:
    article = read("a.txt", text)
    assert (article.published, article.published_basis) == ("", "")


def test_a_chronology_keeps_its_date_lines() -> None:
    article = read("a.txt", f"The year\n\n2022-03-05\n{FIRST}\n\n2022-03-24\n{SECOND}")
    assert kinds(article)[1:] == [
        ("heading", "2022-03-05"),
        ("body", FIRST),
        ("heading", "2022-03-24"),
        ("body", SECOND),
    ]


def test_labelled_fields_of_a_database_are_read() -> None:
    article = read(
        "a.txt",
        "Title: Two say no\nSource: The Examiner\nDate: 27 May 2022\nAuthor: Ann Vale\nLength: 212 words\n\n"
        + FIRST,
    )
    assert (article.headline, article.publisher, article.published, article.byline) == (
        "Two say no",
        "The Examiner",
        "2022-05-27",
        "Ann Vale",
    )
    assert article.text == f"Two say no\n\n{FIRST}"


def test_a_united_nations_release_keeps_its_meeting_line() -> None:
    article = read(
        "a.txt",
        "SC/99999\n26 MAY 2022\nCouncil Fails to Adopt Draft on Sanctions\n9999th Meeting (PM)\n\n"
        f"{FIRST}\n\n"
        "For information media. Not an official record.",
    )
    assert kinds(article) == [
        ("headline", "Council Fails to Adopt Draft on Sanctions"),
        ("heading", "9999th Meeting (PM)"),
        ("body", FIRST),
    ]
    assert article.published == "2022-05-26"


def test_a_day_in_the_files_name_is_derived() -> None:
    article = read("2022-05-27-two-say-no.txt", f"Two say no\n\n{FIRST}")
    assert (article.published, article.published_basis, article.published_note) == (
        "2022-05-27",
        "derived",
        "the file's name",
    )


# Pages

PAGE = """<!doctype html><html><head><title>Two say no | The Examiner</title>
<meta property="og:site_name" content="The Examiner"><link rel="canonical" href="https://x.example/two">
{head}<script>gtag("x", "<p>no text</p>")</script></head><body>
<header><a href="/">The Examiner</a></header><nav><ul><li>World</li></ul></nav>
<div class="cookie-banner">We use cookies. <button>Accept</button></div>
<article><h1>Two say no</h1><p class="byline">By Ann Vale</p>{top}
<figure><img src="a"><figcaption>The chamber fills.
 <span class="credit">Bo Lund/XP</span></figcaption></figure>
<p>China and Russia on Thursday vetoed a&nbsp;draft that would have
 cut the North's <a href="o">oil</a> by a quarter.</p>
<aside id="more"><h4>Also today</h4><ul><li><a href="1">A ferry sinks</a></li></ul></aside>
<h2>The vote</h2><ul><li>Thirteen were for.</li><li>Two were against.</li></ul>
<p><a href="x">Read how the last vote went in the chamber</a></p>
<table><tr><th>Day</th><th>Weapon</th></tr><tr><td>5 January</td><td>cruise</td></tr></table>
<p hidden>Not shown.</p><blockquote class="pullquote">No text</blockquote>
<p>The vote, which came after three hours of speeches, was 13 in favour and two against.</p>
</article><aside><h4>Most read</h4></aside><footer>&copy; 2022</footer></body></html>"""
BODY = [
    ("headline", "Two say no"),
    ("caption", "The chamber fills."),
    ("body", FIRST),
    ("heading", "The vote"),
    ("body", "Thirteen were for."),
    ("body", "Two were against."),
    ("body", "Day | Weapon"),
    ("body", "5 January | cruise"),
    ("body", SECOND),
]


@pytest.mark.parametrize(
    ("head", "top", "note"),
    [
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "WebSite"},'
            '{"@type": ["NewsArticle"], "author": {"name": "Ann Vale"}, "headline": "Two say no",'
            '"datePublished": "2022-05-27T09:00:00+09:00"}]}</script>',
            "",
            "the page's JSON-LD datePublished",
        ),
        (
            '<meta name="article:published_time" content="2022-05-27T01:00Z">',
            "",
            "the page's meta tag article:published_time",
        ),
        ("", '<time datetime="2022-05-27">yesterday</time>', "the page's time element"),
        ("", '<div class="article-meta">Posted on 27 May 2022, 10:05</div>', "the page's line “27 May 2022”"),
        ("", "<p>May 27, 2022</p>", "the line “May 27, 2022”"),
    ],
    ids=["linked data", "meta tag", "time element", "visible line", "paragraph"],
)
def test_a_page_gives_metadata_and_body(head: str, top: str, note: str) -> None:
    article = read("a.html", PAGE.format(head=head, top=top))
    assert (article.headline, article.publisher, article.byline) == ("Two say no", "The Examiner", "Ann Vale")
    assert (article.published, article.published_basis, article.published_note) == (
        "2022-05-27",
        "stated",
        note,
    )
    assert article.url == "https://x.example/two"
    found = [k for k in kinds(article) if k[1] not in ("yesterday",)]
    assert found == BODY


def test_a_page_of_line_breaks_without_any_article_element() -> None:
    article = read(
        "a.htm", f"<html><body><h1>Two say no</h1><div>{FIRST}<br><br>{SECOND}<br></div></body></html>"
    )
    assert article.text == f"Two say no\n\n{FIRST}\n\n{SECOND}"


def test_a_page_whose_body_is_only_in_its_data() -> None:
    data = f'{{"@type": "Article", "headline": "Two say no", "articleBody": "{FIRST}\\n\\n{SECOND} {FIRST}"}}'
    article = read(
        "a.html", f'<html><script type="application/ld+json">{data}</script><body><div id=app></div></body>'
    )
    assert article.text == f"Two say no\n\n{FIRST}\n\n{SECOND} {FIRST}"


@pytest.mark.filterwarnings("error")
def test_a_page_that_begins_as_xml_is_read_without_a_word() -> None:
    page = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "x" "y">\n<html xmlns="http://www.w3.org/1999/xhtml">'
    article = read("a.html", f"{page}<body><h1>Two say no</h1><p>{FIRST}</p><p>{SECOND}</p></body></html>")
    assert article.headline == "Two say no"


def test_broken_linked_data_stops_nothing() -> None:
    article = read(
        "a.html", f'<script type="application/ld+json">{{"@type": </script><h1>Two say no</h1><p>{FIRST}</p>'
    )
    assert article.text == f"Two say no\n\n{FIRST}"


def test_a_page_saved_as_text_is_read_as_a_page() -> None:
    article = read("a.txt", f"<!DOCTYPE html><html><body><h1>Two say no</h1><p>{FIRST}</p></body></html>")
    assert article.text == f"Two say no\n\n{FIRST}"
