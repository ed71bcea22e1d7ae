"""Folders of articles: what is read, what is set aside, and what the user is told."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.read.corpus import from_bytes, read_corpus
from analysis.read.draft import Unreadable

BODY = "The Council met on Thursday and did not agree on the draft before it."
GOOD = f"---\nheadline: Two say no\npublished: 2022-05-27\n---\n{BODY}\n"


def put(folder: Path, **files: str | bytes) -> Path:
    """Files in a folder; a double underscore in a name stands for its full stop."""
    for name, content in files.items():
        raw = content.encode() if isinstance(content, str) else content
        (folder / name.replace("__", ".")).write_bytes(raw)
    return folder


def only_problem(path: Path) -> tuple[str, str]:
    found = read_corpus([path]).problems
    assert len(found) == 1
    return found[0].what, found[0].remedy


def test_articles_come_ordered_by_id_with_their_hash(tmp_path: Path) -> None:
    corpus = read_corpus(
        [put(tmp_path, b__md=GOOD, a__txt=GOOD, c__html=f"<h1>Two say no</h1><p>{BODY}</p>")]
    )
    assert [(a.article_id, a.text) for a in corpus.articles] == [(i, f"Two say no\n\n{BODY}") for i in "abc"]
    assert corpus.articles[0].sha256 == corpus.articles[1].sha256 != corpus.articles[2].sha256
    assert corpus.problems == ()


def test_the_same_file_named_twice_is_read_once(tmp_path: Path) -> None:
    put(tmp_path, a__md=GOOD)
    corpus = read_corpus([tmp_path, tmp_path / "a.md"])
    assert ([a.article_id for a in corpus.articles], corpus.problems) == (["a"], ())


def test_two_files_of_one_stem_are_a_problem(tmp_path: Path) -> None:
    put(tmp_path, a__md=GOOD, a__txt=GOOD)
    what, remedy = only_problem(tmp_path)
    assert what == f"has the same id as {tmp_path / 'a.md'}"
    assert remedy == "give one of them another name"


def test_subfolders_are_read_and_hidden_ones_and_readmes_are_not(tmp_path: Path) -> None:
    for name in ("deep", ".git"):
        (tmp_path / name).mkdir()
    put(tmp_path / "deep", a__md=GOOD)
    (tmp_path / "notice-to-members.md").write_text(GOOD)
    put(tmp_path / ".git", b__md=GOOD)
    put(tmp_path, README__md="# Read me", LICENSE__txt="MIT", notes__docx=b"PK", __x__md="")
    (tmp_path / ".hidden.md").write_text(GOOD)
    (tmp_path / ".x.md").unlink()
    corpus = read_corpus([tmp_path])
    assert ([a.article_id for a in corpus.articles], corpus.problems) == (["a", "notice-to-members"], ())


BAD = {
    "empty": (b" \n", "is empty"),
    "null bytes": (
        b"Two say no\n\n\x00\x01\x02",
        "has null bytes: a binary file, or UTF-16 without its mark",
    ),
    "binary": (bytes(range(1, 256)) * 4, "is a binary file, not text"),
    "open front matter": (b"---\nheadline: a\nNo end", "front matter is not closed"),
    "front matter without keys": (
        b"---\nheadline:\n- a: b\n c\n---\nText",
        "front matter does not parse: line ",
    ),
    "a colon in a value": (
        b"---\npublisher: x\nheadline: Explainer: a hold\n---\nText",
        "front matter does not parse: line 3, 'headline: Explainer: a hold': mapping values are not allowed",
    ),
    "only furniture": (b"Share\n\nAdvertisement\n", "has no text of an article"),
    "a truncated mark": (b"\xff\xfeT\x00w", "is no valid utf-16, although it begins so"),
}


@pytest.mark.parametrize(("raw", "what"), BAD.values(), ids=BAD)
def test_a_bad_file_is_one_problem_and_the_rest_is_read(tmp_path: Path, raw: bytes, what: str) -> None:
    put(tmp_path, good__md=GOOD, bad__md=raw)
    corpus = read_corpus([tmp_path])
    assert [a.article_id for a in corpus.articles] == ["good"]
    [problem] = corpus.problems
    assert problem.path == str(tmp_path / "bad.md")
    assert problem.what.startswith(what)
    assert problem.remedy


def test_a_file_of_more_than_5_mb_is_set_aside(tmp_path: Path) -> None:
    put(tmp_path, big__txt=b"word " * 1_000_001)
    assert only_problem(tmp_path) == ("is larger than 5 MB", "split it into one file an article")


def test_a_page_nested_beyond_reason_is_set_aside(tmp_path: Path) -> None:
    put(tmp_path, deep__html="<div>" * 20_000 + BODY)
    assert only_problem(tmp_path)[0] == "is a page nested more than 300 elements deep"


def test_paths_that_hold_no_articles_are_problems(tmp_path: Path) -> None:
    put(tmp_path, a__docx=b"PK")
    (tmp_path / "void").mkdir()
    for path, what in (
        (tmp_path / "gone", "does not exist"),
        (tmp_path / "a.docx", "has an unknown form .docx"),
        (tmp_path / "void", "is a folder without articles"),
    ):
        assert only_problem(path)[0] == what


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_rights_is_a_problem(tmp_path: Path) -> None:
    put(tmp_path, a__md=GOOD)
    (tmp_path / "a.md").chmod(0)
    assert only_problem(tmp_path)[0].startswith("cannot be read")


def test_links_that_lead_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    for folder in (inside, outside):
        folder.mkdir()
    put(outside, secret__md=GOOD)
    put(inside, a__md=GOOD)
    (inside / "leak.md").symlink_to(outside / "secret.md")
    (inside / "folder").symlink_to(outside)
    (inside / "loop").symlink_to(inside)
    corpus = read_corpus([inside])
    assert [a.article_id for a in corpus.articles] == ["a"]
    assert {Path(p.path).name for p in corpus.problems} == {"leak.md", "folder"}


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        ("Zwei sagen Nein\n\nWien hört “zu”.".encode("cp1252"), "is not UTF-8 and was read as Windows-1252"),
        ("Zwei sagen Nein\n\nWien hört “zu”.".encode("utf-16"), ""),
        ("Zwei sagen Nein\n\nWien hört “zu”.".encode("utf-8-sig"), ""),
    ],
    ids=["windows", "utf-16", "utf-8 with mark"],
)
def test_other_encodings_are_read(tmp_path: Path, raw: bytes, complaint: str) -> None:
    corpus = read_corpus([put(tmp_path, a__txt=raw)])
    assert corpus.articles[0].text == "Zwei sagen Nein\n\nWien hört “zu”."
    assert [p.what for p in corpus.problems] == ([complaint] if complaint else [])


def test_a_page_is_read_in_the_encoding_that_it_declares(tmp_path: Path) -> None:
    page = f'<meta charset="euc-kr"><h1>서울 소식을 전합니다</h1><p>{BODY}</p>'.encode("euc-kr")
    assert read_corpus([put(tmp_path, a__html=page)]).articles[0].headline == "서울 소식을 전합니다"


def test_one_broken_character_does_not_spoil_the_others(tmp_path: Path) -> None:
    raw = "“Nein”, sagt er – und bleibt dabei, “so” und nicht anders.".encode() + b"\xe2"
    corpus = read_corpus([put(tmp_path, a__txt=b"Zwei sagen Nein\n\n" + raw)])
    assert "“Nein”, sagt er – und bleibt" in corpus.articles[0].text
    assert corpus.problems[0].what.startswith("has 1 characters that are no UTF-8")


def test_what_cannot_be_seen_is_removed(tmp_path: Path) -> None:
    hidden = "Two\u202e say\u200b no\x07\x1b[31m to\u00ad curbs\r\n\r\nThe\u00a0vote\u2066 was\t13\u200f-2."
    article = read_corpus([put(tmp_path, a__txt=hidden)]).articles[0]
    assert article.text == "Two say no to curbs\n\nThe vote was 13-2."


def test_the_callers_day_and_the_sidecars_count_first(tmp_path: Path) -> None:
    put(tmp_path, a__md=GOOD, b__txt=f"Two say no\n\n{BODY}", c__txt=f"Two say no\n\n{BODY}", d__md=GOOD)
    put(tmp_path, published__csv="article_id,published\nb,2022-01-21\nc,2022-01-22\n")
    corpus = read_corpus([tmp_path], published={"c": "2022-01-23", "d": "2022-05-28"})
    assert [(a.article_id, a.published, a.published_basis) for a in corpus.articles] == [
        ("a", "2022-05-27", "stated"),
        ("b", "2022-01-21", "derived"),
        ("c", "2022-01-23", "derived"),
        ("d", "2022-05-28", "derived"),
    ]
    assert corpus.articles[3].published_note == "given by the caller; the file says 2022-05-27"


def test_a_bad_row_of_the_sidecar_is_a_problem(tmp_path: Path) -> None:
    put(tmp_path, a__md=GOOD, published__csv="a,2022-02-30\nb\n\n# note\n")
    assert [p.what for p in read_corpus([tmp_path]).problems] == [
        "line 1, 'a,2022-02-30': has no day",
        "line 2, 'b': has no day",
    ]


def test_a_published_key_that_is_no_day_is_told_and_the_article_read(tmp_path: Path) -> None:
    corpus = read_corpus([put(tmp_path, a__md=GOOD.replace("2022-05-27", "soon"))])
    assert corpus.articles[0].published == ""
    assert corpus.problems[0].what == "front matter: published is 'soon', which is no day written YYYY-MM-DD"


HOSTILE = [
    "(",
    "[a](",
    "* ",
    "**a",
    "<",
    "<script ",
    "<!--",
    '"',
    ". ",
    "U.S. ",
    "Ann Vale and ",
    "12/",
    "a\n",
    "&",
    "> ",
]


@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("ending", [".md", ".txt", ".html"])
def test_long_nonsense_is_read_in_linear_time(unit: str, ending: str) -> None:
    raw = ("Two powers say no\n\n" + unit * (60_000 // len(unit))).encode()
    began = time.perf_counter()
    with contextlib.suppress(Unreadable):
        from_bytes(raw, Path("x" + ending))
    assert time.perf_counter() - began < 5


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=300) | st.text(max_size=200).map(str.encode), st.sampled_from([".md", ".txt", ".html"])
)
def test_any_bytes_make_a_covered_article_or_a_reason(raw: bytes, ending: str) -> None:
    try:
        article, _ = from_bytes(raw, Path("x" + ending))
    except Unreadable:
        return
    at = 0
    for s in article.sentences:
        assert s.start >= at
        assert not article.text[at : s.start].strip()
        assert article.text[s.start : s.end].strip()
        at = s.end
    assert not article.text[at:].strip()
