import pandas as pd
import pytest
from report_builders import PAYLOADS, article, reading, session

from analysis.records import Sentence
from analysis.report import html, svg


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (pd.NA, ""),
        (float("nan"), ""),
        (12345, "12,345"),
        (2.5, "2.5"),
        (13.0, "13"),
        (True, "True"),
        ("a\u202eb\x00c", "abc"),
        ("<b>", "<b>"),
    ],
)
def test_a_value_is_shown_as_a_reader_reads_it(value, shown):
    assert html.plain(value) == shown


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_leaves_a_tag_through_any_piece(payload):
    frame = pd.DataFrame({"said": [payload], payload[:20] or "x": [1]})
    made = [
        html.prose("{x}", x=payload),
        html.note("{x}", x=payload),
        html.text("**{x}**", x=payload),
        html.table(frame, caption=payload),
        html.listing([payload]),
        html.figures([(payload, payload)]),
        html.header(session(), title=payload, finding=payload),
        html.cited(payload, payload),
        html.link(payload, payload),
    ]
    for piece in made:
        bare = piece.markup.replace(svg.style(), "").replace("<style></style>", "")
        for tag in (
            "<script",
            "<img",
            "<iframe",
            "<object",
            "<link",
            "<style",
            "<meta",
            "<base",
            "<form",
            "<math",
        ):
            assert tag not in bare
        assert "<svg" not in bare
        assert 'href="javascript' not in bare


def test_only_web_addresses_become_links():
    assert str(html.link("here", "https://example.org/a?b=1&c=2")) == (
        '<a class="out" href="https://example.org/a?b=1&amp;c=2" rel="noopener noreferrer">here</a>'
    )
    for address in (
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "ftp://x",
        "https://a b",
        "",
    ):
        assert str(html.link("here", address)) == "here"


def test_text_keeps_fragments_and_bold_and_escapes_the_rest():
    made = html.text("**{n}** of {who}", n=html.cited(5, "#e-launches-0"), who="<b>")
    assert str(made) == '<strong><a class="cite" href="#e-launches-0">5</a></strong> of &lt;b&gt;'


def test_braces_in_a_value_are_not_filled_in():
    assert str(html.text("{a}", a="{b}", b="no")) == "{b}"


def test_a_table_has_caption_scoped_heads_and_figures_to_the_right():
    made = html.table(
        pd.DataFrame({"date": ["2022-01-05"], "missiles": pd.array([2], dtype="Int64")}),
        caption="Launches",
        labels={"date": "Day"},
        evidence=["#e-launches-0"],
        sources=["The Gazette"],
    ).markup
    assert "<caption>Launches</caption>" in made
    assert '<th scope="col">Day</th><th scope="col" class="n">Missiles</th>' in made
    assert '<th scope="row" class="d">2022-01-05</th><td class="n">2</td>' in made
    assert '<td class="proof"><a href="#e-launches-0">The Gazette</a></td>' in made


def test_an_empty_table_says_so():
    made = html.table(pd.DataFrame({"a": []}), caption="Launches").markup
    assert "Launches: nothing in this selection." in made
    assert "<table" not in made


def test_evidence_shows_the_sentence_with_the_words_marked_and_the_way_back():
    s = session()
    target = s.cite("launches", 0)
    made = html.evidence_section(s).markup
    assert target == "#e-launches-0"
    assert '<p class="head" id="e-launches-0"' in made
    assert "On Monday the North <mark>fired two rockets</mark> toward the sea." in made
    assert "<cite>The Gazette</cite>, 12 January 2022" in made
    assert 'href="https://example.org/a"' in made
    assert 'href="#r-e-launches-0"' in made


def test_evidence_of_several_rows_lists_their_passages_together():
    s = session([reading(article(f"a{i}")) for i in range(8)])
    target = s.cite("launches", range(8), label="Eight launches")
    made = html.evidence_section(s).markup
    assert f'id="{target[1:]}"' in made
    assert "Eight launches" in made
    assert "And 5 more" in made
    assert made.count("<blockquote") == 8


def test_sentences_can_be_left_out():
    s = session(show_sentences=False)
    s.cite("launches", 0)
    made = html.evidence_section(s).markup
    assert "fired" not in made
    assert "The Gazette" in made


def test_a_long_passage_is_cut_around_the_marked_words():
    long = "word " * 200 + "fired two rockets" + " word" * 200
    a = article(text=long, sentences=(Sentence(0, 0, len(long)),))
    s = session([reading(a)])
    s.cite("launches", 0)
    made = html.evidence_section(s).markup
    assert "<mark>fired two rockets</mark>" in made
    assert len(made) < 1500


def test_citing_a_row_that_is_not_there_is_an_error():
    with pytest.raises(KeyError, match="launches has no row 7"):
        session().cite("launches", 7)


def test_the_colophon_names_parameters_sources_and_hashes():
    s = session()
    made = html.colophon(s, method="By rules.").markup
    for part in ("By rules.", "launching_state=PRK", "The Gazette (1)", s.digest[:16], "1" * 16, "pandas"):
        assert part in made
