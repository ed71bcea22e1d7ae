"""Articles in a bucket, read from a stand-in for S3 on this machine (moto's server)."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from form_builders import FIRST, HEADLINE, RECORDS, TEXT, lines, page, tarred, warc, zipped

from analysis.extraction.run import Request, extract
from analysis.read.corpus import read_corpus

s3fs = pytest.importorskip("s3fs")
server = pytest.importorskip("moto.server")

ROOT = Path(__file__).resolve().parents[1]
HTML = "text/html; charset=utf-8"
#: The same story in a name of its own each: plain, packed and in containers.
FILES = {
    "news/a.txt": TEXT.encode(),
    "news/b.txt": f"{HEADLINE}, part two\n\n{FIRST}".encode(),
    "news/c.txt.gz": gzip.compress(f"{HEADLINE}, part three\n\n{FIRST}".encode()),
    "news/deep/d.jsonl.bz2": bz2.compress(lines(*RECORDS.values())),
    "news/deep/e.html.xz": lzma.compress(page()),
    "news/f.zip": zipped({"one.txt": TEXT.encode(), "two.html": page()}),
    "news/g.tar.gz": tarred({"one.txt": TEXT.encode()}, "w:gz"),
    "news/h.warc.gz": warc(("200 OK", HTML, page()), ("404 Not Found", HTML, b"gone"), ("200 OK", HTML, page())),
    "news/.hidden.txt": TEXT.encode(),
    "news/picture.png": b"\x89PNG",
}  # fmt: skip


@pytest.fixture(scope="module")
def bucket() -> Iterator[None]:
    """A bucket `wire` with the files, at the address that fsspec and botocore take from the environment."""
    with pytest.MonkeyPatch.context() as patch:
        stand_in = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        stand_in.start()
        host, port = stand_in.get_host_and_port()
        for name, value in standing_at(f"http://{host}:{port}").items():
            patch.setenv(name, value)
        files = s3fs.S3FileSystem()
        files.mkdir("wire")
        for name, content in FILES.items():
            files.pipe_file(f"wire/{name}", content)
        yield
        stand_in.stop()
        s3fs.S3FileSystem.clear_instance_cache()


def standing_at(address: str) -> dict[str, str]:
    """The environment in which S3 stands at the address."""
    return {
        "AWS_ACCESS_KEY_ID": "tests",
        "AWS_SECRET_ACCESS_KEY": "tests",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": address,
        "AWS_MAX_ATTEMPTS": "1",
        "AWS_EC2_METADATA_DISABLED": "true",
    }


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """The same files in a folder."""
    for name, content in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return tmp_path / "news"


@pytest.mark.usefixtures("bucket")
def test_a_pattern_names_the_articles_of_a_bucket() -> None:
    found = read_corpus(["s3://wire/news/*.txt"])
    assert found.problems == ()
    assert [(a.article_id, a.path) for a in found.articles] == [
        ("a", "s3://wire/news/a.txt"),
        ("b", "s3://wire/news/b.txt"),
    ]
    assert found.articles[0].text == TEXT


@pytest.mark.usefixtures("bucket")
@pytest.mark.parametrize("name", [n for n in FILES if n.endswith((".gz", ".bz2", ".xz", ".zip"))])
def test_packed_files_of_a_bucket_are_unpacked(name: str, beside: Path) -> None:
    from_bucket, from_folder = read_corpus([f"s3://wire/{name}"]), read_corpus([beside.parent / name])
    assert [(a.article_id, a.text) for a in from_bucket.articles] == [
        (a.article_id, a.text) for a in from_folder.articles
    ]
    assert len(from_bucket.articles) > 0
    assert len(from_bucket.problems) == len(from_folder.problems)


@pytest.mark.usefixtures("bucket")
@pytest.mark.parametrize("jobs", [1, 2])
def test_the_tables_of_a_bucket_are_those_of_a_folder(jobs: int, beside: Path, tmp_path: Path) -> None:
    bucket, folder = tmp_path / "of-bucket", tmp_path / "of-folder"
    told = extract(Request(["s3://wire/news"], bucket, jobs=jobs, relevance="none"))
    assert told.articles == extract(Request([str(beside)], folder, relevance="none")).articles > 8
    for table in ("launches", "positions", "counts", "actors", "duplicates"):
        assert (bucket / f"{table}.csv").read_text() == (folder / f"{table}.csv").read_text()


@pytest.mark.usefixtures("bucket")
def test_what_is_not_in_a_bucket_is_told_in_a_line() -> None:
    for path in ("s3://wire/void", "s3://wire/*.pdf", "s3://void/news", "s3://wire/news/gone.txt"):
        [problem] = read_corpus([path]).problems
        assert str(problem).startswith(f"{path}: ")
        assert problem.remedy


def test_a_bucket_that_nobody_serves_is_told_in_a_line(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = standing_at(f"http://127.0.0.1:{free.getsockname()[1]}")
    (tmp_path / "a.txt").write_text(TEXT)
    told = subprocess.run(
        [
            sys.executable,
            "-m",
            "analysis",
            "extract",
            "s3://wire/news",
            str(tmp_path / "a.txt"),
            "--out",
            str(tmp_path / "out"),
        ],
        cwd=ROOT,
        env=os.environ | place,
        capture_output=True,
        text=True,
    )
    assert told.returncode == 1
    assert told.stdout.startswith("1 article")
    assert "s3://wire/news: cannot be read: " in told.stderr
    assert "Traceback" not in told.stderr


@pytest.mark.usefixtures("bucket")
def test_a_store_that_fails_while_it_is_read_costs_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = s3fs.S3FileSystem.open

    def torn(self: object, path: str, *args: object, **options: object) -> object:
        if path.endswith("a.txt"):
            raise RuntimeError("the connection was lost")
        return whole(self, path, *args, **options)

    monkeypatch.setattr(s3fs.S3FileSystem, "open", torn)
    found = read_corpus(["s3://wire/news/*.txt"])
    assert [a.article_id for a in found.articles] == ["b"]
    assert [str(p).partition(" (")[0] for p in found.problems] == [
        "s3://wire/news/a.txt: cannot be read: the connection was lost"
    ]


def test_s3_without_its_package_is_told() -> None:
    hidden = "import sys; sys.modules['s3fs'] = None; from analysis.read.corpus import read_corpus; "
    said = subprocess.run(
        [sys.executable, "-c", hidden + "print(*read_corpus(['s3://wire/news']).problems)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert said.startswith("s3://wire/news: needs a package: Install s3fs")
