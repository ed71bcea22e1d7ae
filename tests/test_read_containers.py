"""Forms of file that hold records, messages, documents or many articles, packed or not."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import sys
from pathlib import Path

import fsspec
import pandas as pd
import pyarrow as pa
import pytest
from form_builders import (
    DAY,
    FIRST,
    HEADLINE,
    RECORDS,
    SECOND,
    TEXT,
    URL,
    feed,
    lines,
    mail,
    page,
    pdf,
    tarred,
    warc,
    zipped,
)

from analysis.read.corpus import read_corpus
from analysis.records import Article, Corpus

RECORD = RECORDS["schema.org"]


def read(folder: Path, name: str, content: bytes) -> Corpus:
    (folder / name).write_bytes(content)
    return read_corpus([folder / name])


def only(corpus: Corpus) -> Article:
    assert corpus.problems == ()
    [article] = corpus.articles
    return article


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_a_record_is_read_by_the_names_that_crawlers_give(tmp_path: Path, record: dict[str, object]) -> None:
    article = only(read(tmp_path, "a.json", json.dumps(record).encode()))
    assert (article.article_id, article.text) == ("a", TEXT)
    assert (article.headline, article.publisher, article.byline) == (
        HEADLINE,
        "Harbour Wire",
        "Ann Vale, Bo Lund",
    )
    assert (article.published, article.published_basis, article.url) == (DAY, "stated", URL)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", lines(*RECORDS.values())),
        ("a.json", json.dumps(list(RECORDS.values())).encode()),
        ("a.json", json.dumps({"status": "ok", "articles": list(RECORDS.values())}).encode()),
        ("a.json", json.dumps(RECORD).encode() + b"\n" + lines(*list(RECORDS.values())[1:])),
    ],
    ids=["lines", "list", "list in a field", "lines by the other name"],
)
def test_many_records_are_numbered_in_their_file(tmp_path: Path, name: str, content: bytes) -> None:
    corpus = read(tmp_path, name, content)
    assert corpus.problems == ()
    assert [(a.article_id, a.text) for a in corpus.articles] == [(f"a~000{n}", TEXT) for n in (1, 2, 3, 4)]
    assert corpus.articles[2].path == f"{tmp_path / name}#3"


def test_a_bad_record_costs_only_itself_and_ids_stay(tmp_path: Path) -> None:
    good = lines(RECORD)
    corpus = read(tmp_path, "a.jsonl", good + b'{"title": \n\n[1]\n{"title": "No text", "url": "x"}\n' + good)
    assert [a.article_id for a in corpus.articles] == ["a~0001", "a~0006"]
    assert [(p.path.rsplit("#", 1)[1], p.what.split(":")[0], p.kind) for p in corpus.problems] == [
        ("2", "is no JSON", "unreadable"),
        ("4", "is JSON, but no object with fields", "unreadable"),
        ("5", "has no text among its fields", "no_article"),
    ]


def table() -> pd.DataFrame:
    rows = [
        {"Title": HEADLINE, "text": f"{FIRST}\n\n{SECOND}", "date": DAY, "URL": URL, "outlet": "Harbour Wire"}
    ] * 2
    return pd.DataFrame(rows)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_rows_of_csv_are_articles(tmp_path: Path, separator: str) -> None:
    name = "a.tsv" if separator == "\t" else "a.csv"
    corpus = read(tmp_path, name, table().to_csv(index=False, sep=separator).encode())
    assert [(a.article_id, a.text, a.published) for a in corpus.articles] == [
        ("a~0001", TEXT, DAY),
        ("a~0002", TEXT, DAY),
    ]
    assert corpus.problems == ()


def test_rows_of_parquet_are_articles(tmp_path: Path) -> None:
    frame = table().assign(date=pd.to_datetime(table()["date"]), embedding=[[0.5] * 3] * 2)
    frame.to_parquet(tmp_path / "a.parquet")
    corpus = read_corpus([tmp_path])
    assert [(a.article_id, a.text, a.published) for a in corpus.articles] == [
        ("a~0001", TEXT, DAY),
        ("a~0002", TEXT, DAY),
    ]


@pytest.mark.parametrize("html", [False, True])
def test_a_message_is_an_article(tmp_path: Path, html: bool) -> None:
    article = only(read(tmp_path, "a.eml", mail(html=html)))
    assert (article.article_id, article.text) == ("a", TEXT)
    assert (article.headline, article.publisher, article.published) == (HEADLINE, "Harbour Wire", DAY)


@pytest.mark.parametrize(("name", "atom"), [("a.rss", False), ("a.xml", False), ("a.atom", True)])
def test_entries_of_a_feed_are_articles(tmp_path: Path, name: str, atom: bool) -> None:
    article = only(read(tmp_path, name, feed(atom=atom)))
    assert (article.article_id, article.text) == ("a~0001", TEXT)
    assert (article.publisher, article.byline, article.published, article.url) == (
        "Harbour Wire",
        "Ann Vale, Bo Lund",
        DAY,
        URL,
    )


def test_a_document_in_pdf_is_read_without_its_running_heads(tmp_path: Path) -> None:
    letter = ["The Council met on Thursday to vote on the draft, which two permanent members", "had refused before. The resolu-", "tion was not adopted."]  # fmt: skip
    raw = pdf(
        *[
            ["S/PV.9048", f"{n}/3", HEADLINE if n == 1 else "It went on.", "", *letter, f"22-36{n}"]
            for n in (1, 2, 3)
        ]
    )
    article = only(read(tmp_path, "a.pdf", raw))
    assert article.headline == HEADLINE
    assert "S/PV.9048" not in article.text
    assert "1/3" not in article.text
    assert (
        article.text.count("which two permanent members had refused before. The resolution was not adopted.")
        == 3
    )


ANSWERS = (
    ("200 OK", "text/html; charset=utf-8", page()),
    ("404 Not Found", "text/html", b"<h1>Gone</h1>"),
    ("200 OK", "image/png", b"\x89PNG"),
    ("200 OK", "text/html", page(headline="Two powers refuse it again")),
    ("200 OK", "text/plain", TEXT.encode()),
)


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_pages_of_a_web_archive_are_articles(tmp_path: Path, name: str) -> None:
    corpus = read(tmp_path, name, warc(*ANSWERS, packed=name.endswith(".gz")))
    assert [(a.article_id, a.text) for a in corpus.articles] == [
        ("crawl~0001", TEXT),
        ("crawl~0004", f"Two powers refuse it again\n\n{FIRST}\n\n{SECOND}"),
        ("crawl~0005", TEXT),
    ]
    assert (corpus.articles[0].url, corpus.articles[0].published) == (f"{URL}-1", DAY)
    assert [(p.what, p.kind) for p in corpus.problems] == [
        ("has records that are no pages: 1 answered 404, 1 image/png", "no_article")
    ]


def zstd(raw: bytes) -> bytes:
    return pa.Codec("zstd").compress(raw, asbytes=True)


PACKERS = {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress, ".zst": zstd}


@pytest.mark.parametrize("ending", PACKERS)
def test_packed_files_are_read_as_what_they_hold(tmp_path: Path, ending: str) -> None:
    assert only(read(tmp_path, f"a.txt{ending}", PACKERS[ending](TEXT.encode()))).text == TEXT
    corpus = read(tmp_path, f"b.jsonl{ending}", PACKERS[ending](lines(RECORD, RECORD)))
    assert [(a.article_id, a.text) for a in corpus.articles] == [("b~0001", TEXT), ("b~0002", TEXT)]
    one = only(read(tmp_path, f"c.json{ending}", PACKERS[ending](json.dumps(RECORD).encode())))
    assert one.text == TEXT


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tgz"])
def test_bundles_give_all_that_they_hold(tmp_path: Path, name: str) -> None:
    members = {
        "in/b.md": f"# {HEADLINE}\n\n{FIRST}\n\n{SECOND}".encode(),
        "notes.docx": b"PK",
        "in/c.jsonl.gz": gzip.compress(lines(RECORD, RECORD)),
    }
    mode = "w" if name == "a.tar" else "w:gz"
    corpus = read(tmp_path, name, zipped(members) if name.endswith("zip") else tarred(members, mode))
    assert corpus.problems == ()
    assert [(a.article_id, a.text) for a in corpus.articles] == [
        ("a~0001", TEXT),
        ("a~0002~0001", TEXT),
        ("a~0002~0002", TEXT),
    ]


def test_globs_name_files(tmp_path: Path) -> None:
    for name in ("a1", "a2", "b1"):
        (tmp_path / f"{name}.txt").write_text(TEXT)
    corpus = read_corpus([f"{tmp_path}/a*.txt", f"{tmp_path}/z*"])
    assert [a.article_id for a in corpus.articles] == ["a1", "a2"]
    assert [p.what for p in corpus.problems] == ["matches no article"]


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        (TEXT.encode(), ["stdin"]),
        (lines(RECORD, RECORD), ["stdin~0001", "stdin~0002"]),
        (gzip.compress(lines(RECORD)), ["stdin~0001"]),
        (page(), ["stdin"]),
        (feed(), ["stdin~0001"]),
        (warc(ANSWERS[0]), ["stdin~0001"]),
    ],
    ids=["text", "lines", "packed lines", "page", "feed", "archive"],
)
def test_standard_input_is_read_as_what_it_is(
    monkeypatch: pytest.MonkeyPatch, content: bytes, ids: list[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    corpus = read_corpus(["-"])
    assert corpus.problems == ()
    assert [(a.article_id, a.text) for a in corpus.articles] == [(i, TEXT) for i in ids]


def test_addresses_are_read_through_fsspec() -> None:
    files = fsspec.filesystem("memory")
    files.pipe("/bucket/news/a.txt", TEXT.encode())
    files.pipe("/bucket/news/deep/b.jsonl.gz", gzip.compress(lines(RECORD)))
    files.pipe("/bucket/news/README.md", b"# Read me")
    try:
        corpus = read_corpus(["memory://bucket/news"])
        assert [(a.article_id, a.text) for a in corpus.articles] == [("a", TEXT), ("b~0001", TEXT)]
        assert [a.article_id for a in read_corpus(["memory://bucket/news/*.txt"]).articles] == ["a"]
        [problem] = read_corpus(["memory://bucket/void"]).problems
        assert problem.what == "holds no articles"
    finally:
        files.rm("/bucket", recursive=True)


def test_an_unknown_address_is_one_problem() -> None:
    [problem] = read_corpus(["nowhere://bucket/a.txt"]).problems
    assert problem.what.startswith("cannot be read: Protocol not known: nowhere")


def test_tables_and_records_beside_a_corpus_are_no_articles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.json").write_text('{"article_id": "a", "dates": {}}')
    (tmp_path / "places.csv").write_text("place,country\nSeoul,KOR\n")
    results = tmp_path / "tables"
    results.mkdir()
    (results / "datapackage.json").write_text("{}")
    (results / "statements.jsonl").write_bytes(lines(RECORD))
    assert only(read_corpus([tmp_path])).article_id == "a"
    [problem] = read_corpus([tmp_path / "places.csv"]).problems
    assert problem.what == "holds no articles"


def test_two_files_of_one_stem_are_still_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.json").write_text(json.dumps(RECORD))
    corpus = read_corpus([tmp_path])
    assert [Path(a.path).name for a in corpus.articles] == ["a.txt"]
    assert [p.what for p in corpus.problems] == [f"has the same id as {tmp_path / 'a.txt'}"]


def test_names_of_any_sort_make_ids_and_lines_that_hold(tmp_path: Path) -> None:
    for name in (b"two\nlines.txt", b"bad\xff.txt", b"with space\t.txt"):
        (tmp_path / os.fsdecode(name)).write_text(TEXT)
    (tmp_path / "empty\n.txt").write_text("")
    corpus = read_corpus([tmp_path])
    assert [a.article_id for a in corpus.articles] == ["bad_udcff", "two_lines", "with_space_"]
    assert all(a.path.encode() and "\n" not in a.path for a in corpus.articles)
    [problem] = corpus.problems
    assert str(problem).splitlines() == [
        f"{tmp_path}/empty\\n.txt: is empty (remove it or put the article in it)"
    ]
