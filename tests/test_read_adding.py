"""Adding articles to a corpus: fetched from a local server, kept with their origin, copies refused or linked."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from form_builders import DAY, FIRST, HEADLINE, SECOND, TEXT, feed, page

from analysis.__main__ import main
from analysis.read.adding import Added, add, as_markdown
from analysis.read.corpus import from_bytes, read_corpus
from analysis.records import Problem

WHEN = datetime(2022, 6, 1, 12, tzinfo=UTC)
BODY = [
    FIRST,
    SECOND,
    "“It is a day that the Council will not be proud of,” the delegate of the sponsor told reporters at the door.",
    "Nobody in the room had expected another end, and the text had been weakened three times on the way.",
    "Talks on a statement will go on next week in private, at the level of experts, diplomats from two missions say.",
]
PAGES = {
    "/a": ("text/html; charset=utf-8", page(body=BODY)),
    "/copy": ("text/html", page(body=BODY).replace(b"Harbour Wire", b"Hill Post")),
    "/near": ("text/html", page(headline="No to fuel", body=[*BODY, "The wire added this line later in the day."])),
    "/latin": ("text/html; charset=iso-8859-1", f"<h1>Señor Peña speaks to us</h1><p>{SECOND} Así.</p>".encode("latin-1")),
    "/feed": ("application/rss+xml", feed()),
    "/image": ("image/png", bytes(range(256)) * 8),
}  # fmt: skip


class Newsroom(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(301)
            self.send_header("Location", "/a")
            self.end_headers()
        elif self.path in PAGES:
            kind, body = PAGES[self.path]
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body)
        else:
            self.send_error(404)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Newsroom)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def added(whats: list[str], corpus: Path) -> list[Added | Problem]:
    return list(add(whats, corpus, today=WHEN))


def test_a_page_is_fetched_cleaned_and_kept_with_its_origin(site: str, tmp_path: Path) -> None:
    [found] = added([f"{site}/a"], tmp_path)
    assert found == Added(tmp_path / f"{DAY}-two-powers-refuse-a-draft-on-fuel.md")
    _, front, _ = found.path.read_text().split("---\n", 2)
    kept = yaml.safe_load(front)
    assert kept["retrieved"] == "2022-06-01T12:00:00+00:00"
    assert kept["retrieved_from"] == f"{site}/a"
    assert len(kept["sha256"]) == 64
    [article] = read_corpus([tmp_path]).articles
    assert article.text == "\n\n".join([HEADLINE, *BODY])
    assert (article.publisher, article.published, article.url) == ("Harbour Wire", DAY, f"{site}/a")


def test_the_same_text_under_another_name_is_refused(site: str, tmp_path: Path) -> None:
    first, again, moved, copy = added([f"{site}/a", f"{site}/a", f"{site}/moved", f"{site}/copy"], tmp_path)
    assert isinstance(first, Added)
    for refused in (again, moved, copy):
        assert isinstance(refused, Problem)
        assert refused.kind == "duplicate"
        assert refused.what == f"has the same text as {first.path.stem}, and was not added"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_story_that_another_repeats_is_kept_and_linked(site: str, tmp_path: Path) -> None:
    first, near = added([f"{site}/a", f"{site}/near"], tmp_path)
    assert isinstance(first, Added)
    assert isinstance(near, Added)
    assert near.repeats == first.path.stem
    assert 0.6 < near.likeness < 1


def test_files_are_added_too_and_a_feed_gives_its_entries(site: str, tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text(f"Another headline of the day\n\n{SECOND}")
    found = added([str(tmp_path / "in.txt"), f"{site}/latin"], tmp_path / "corpus")
    assert [type(f) for f in found] == [Added, Added]
    assert {a.headline for a in read_corpus([tmp_path / "corpus"]).articles} == {
        "Another headline of the day",
        "Señor Peña speaks to us",
    }
    assert [f.path.name for f in added([f"{site}/feed"], tmp_path / "feeds") if isinstance(f, Added)] == [
        f"{DAY}-two-powers-refuse-a-draft-on-fuel.md"
    ]


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("/gone", "answered 404 Not Found"),
        ("/image", "has null bytes: a binary file, or UTF-16 without its mark"),
    ],
)
def test_what_is_no_article_is_told(site: str, tmp_path: Path, path: str, what: str) -> None:
    [problem] = added([f"{site}{path}"], tmp_path / "corpus")
    assert isinstance(problem, Problem)
    assert (problem.path, problem.what) == (f"{site}{path}", what)
    assert not (tmp_path / "corpus").exists()


def test_a_host_that_does_not_answer_is_told(tmp_path: Path) -> None:
    [problem] = added(["http://127.0.0.1:9/a"], tmp_path)
    assert isinstance(problem, Problem)
    assert problem.what.startswith("cannot be fetched: ")


def test_other_schemes_are_not_fetched(tmp_path: Path) -> None:
    for what in ("file:///etc/passwd", "ftp://127.0.0.1/a", "gone.txt"):
        [problem] = added([what], tmp_path)
        assert isinstance(problem, Problem)
        assert problem.what == "is no file of a known form, and no address"


HARD = [
    "1. It begins with a number, and *stars* and _lines_ and [brackets](here) stand in it.",
    "- A dash begins this one; five < six & an ampersand is in it, and a | bar.",
    "# No heading, though it begins as one, and it ends with a stop.",
    "> No quotation either; the path C:\\news\\one has its strokes, and `ticks` stay.",
    "--- and then the line goes on, as lines do, until it stops.",
    "~~Struck~~ words are words, and 5 * 3 * 2 is thirty, as the envoy said on Monday.",
]


def test_what_is_kept_reads_back_as_it_was(tmp_path: Path) -> None:
    raw = "\n\n".join([HEADLINE, *HARD, FIRST]).encode()
    article, _ = from_bytes(raw, tmp_path / "a.txt")
    again, _ = from_bytes(as_markdown(article, WHEN).encode(), tmp_path / "a.md")
    assert again.text == article.text


def test_articles_of_the_corpus_read_back_as_they_were(tmp_path: Path) -> None:
    corpus = Path(__file__).resolve().parents[1] / "corpus"
    articles = read_corpus([corpus]).articles
    assert articles
    for article in articles:
        again, _ = from_bytes(as_markdown(article, WHEN).encode(), tmp_path / f"{article.article_id}.md")
        assert again.text == article.text
        assert (again.headline, again.published) == (article.headline, article.published)


def test_the_command_tells_what_it_did(site: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", f"{site}/a", "--corpus", str(tmp_path)]) == 0
    assert main(["add", f"{site}/copy", f"{site}/near", "--corpus", str(tmp_path)]) == 1
    told = capsys.readouterr()
    assert "which repeats" in told.out
    assert told.err.startswith(f"analysis: {site}/copy: has the same text as ")


def test_the_text_that_is_kept_has_no_more_lines_than_paragraphs() -> None:
    article, _ = from_bytes(TEXT.encode(), Path("a.txt"))
    assert as_markdown(article, WHEN).split("---\n\n", 1)[1] == f"{FIRST}\n\n{SECOND}\n"
