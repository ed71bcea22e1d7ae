"""Hostile and broken input: each costs only itself, one line, and little time."""

from __future__ import annotations

import gzip
import json
import os
import time
from pathlib import Path
from typing import Any

import pytest
from form_builders import FIRST, HEADLINE, RECORDS, SECOND, TEXT, lines, page, pdf, tarred, warc, zipped

from analysis.read import language, sources
from analysis.read.corpus import read_corpus
from analysis.read.taking import pieces
from analysis.records import Problem

LINE = lines(RECORDS["schema.org"])
ANSWER = ("200 OK", "text/html", page())


def packed(raw: bytes, times: int) -> bytes:
    for _ in range(times):
        raw = gzip.compress(raw)
    return raw


def bomb() -> bytes:
    return gzip.compress(bytes(60_000_000))


def nested_zip(times: int) -> bytes:
    raw = zipped({"a.txt": TEXT.encode()})
    for _ in range(times):
        raw = zipped({"a.zip": raw})
    return raw


#: Name, content, how the one line begins, and how many articles are read all the same.
BROKEN: dict[str, tuple[str, bytes, str, int]] = {
    "a packed bomb of lines": ("a.jsonl.gz", bomb(), "swells to more than 200 times its size", 0),
    "a packed bomb of one text": ("a.txt.gz", bomb(), "is larger than 5 MB", 0),
    "a zipped bomb": (
        "a.zip",
        zipped({"a.txt": bytes(60_000_000)}),
        "swells to more than 200 times its size",
        0,
    ),
    "packed five times": ("a.txt.gz.gz.gz.gz", packed(TEXT.encode(), 4), "is packed more than 3 times", 0),
    "zips in zips": ("a.zip", nested_zip(4), "is packed more than 3 times", 0),
    "a packed file cut short": (
        "a.jsonl.gz",
        gzip.compress(LINE * 40)[:-20],
        "is damaged or ends too early",
        0,
    ),
    "a packed file that is none": ("a.txt.gz", TEXT.encode(), "is damaged or ends too early", 0),
    "a zip cut short": ("a.zip", zipped({"a.txt": TEXT.encode()})[:-30], "is damaged or ends too early", 0),
    "a tar cut short": ("a.tar", tarred({"a.txt": TEXT.encode()})[:700], "is damaged or ends too early", 0),
    "an archive cut short": ("a.warc", warc(ANSWER, ANSWER, packed=False)[:-300], "ends too early", 1),
    "an archive that is none": (
        "a.warc",
        b"no archive at all\n" * 9,
        "is no web archive from record 1 on",
        0,
    ),
    "a Parquet file that is none": ("a.parquet", b"PAR1" + bytes(99), "is no Parquet file", 0),
    "a PDF cut short": ("a.pdf", pdf([HEADLINE, FIRST])[:200], "is a damaged PDF", 0),
    "a PDF of pictures": ("a.pdf", pdf([]), "is a PDF without text, perhaps a scan", 0),
    "deep JSON": ("a.json", b"[" * 200_000, "is JSON nested too deeply", 0),
    "a deep line": ("a.jsonl", LINE + b'{"a":' * 200_000 + b"\n" + LINE, "is JSON nested too deeply", 2),
    "an endless line": ("a.jsonl", LINE + b"x" * 12_000_000 + b"\n" + LINE, "is a line longer than 5 MB", 2),
    "an endless cell": ("a.csv", b'title,text\na,"' + b"x" * 6_000_000, "is no row of a CSV file", 0),
    "JSON that ends too early": ("a.json", b'{"title": "a", "text": "', "is no JSON", 0),
    "a feed that declares entities": (
        "a.rss",
        b'<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><item>&b;</item></channel></rss>',
        "declares entities of its own",
        0,
    ),
    "an article of one word": ("a.txt", b"Missile", "has no text of an article", 0),
}


@pytest.mark.parametrize(("name", "content", "what", "articles"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_one_line_and_the_rest_is_read(
    tmp_path: Path, name: str, content: bytes, what: str, articles: int
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text(TEXT)
    began = time.perf_counter()
    corpus = read_corpus([tmp_path])
    assert time.perf_counter() - began < 5
    assert corpus.articles[-1].article_id == "good"
    told = [p for p in corpus.problems if p.kind == "unreadable"]
    assert len(corpus.articles) - 1 == articles
    assert len(told) == (1 if what else 0)
    for problem in told:
        assert problem.what.startswith(what)
        assert problem.remedy
        assert len(str(problem).splitlines()) == 1


def test_articles_before_the_damage_are_read_and_counted(tmp_path: Path) -> None:
    import random

    rows = [RECORDS["schema.org"] | {"n": random.Random(n).getrandbits(9000)} for n in range(40)]
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines(*rows))[:-9000])
    corpus = read_corpus([tmp_path])
    assert 10 < len(corpus.articles) < 40
    assert f"{len(corpus.articles)} articles before the damage" in corpus.problems[-1].what


def test_a_file_of_100_mb_is_not_even_read_whole(tmp_path: Path) -> None:
    with (tmp_path / "big.txt").open("wb") as f:
        f.truncate(100_000_000)
    [problem] = read_corpus([tmp_path]).problems
    assert problem.what == "is larger than 5 MB"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32", "cp1252"])
def test_text_of_other_encodings_is_read(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode(encoding))
    assert read_corpus([tmp_path]).articles[0].text == TEXT


def test_records_of_other_encodings_are_read(tmp_path: Path) -> None:
    record = json.dumps(RECORDS["schema.org"], ensure_ascii=False)
    (tmp_path / "a.jsonl").write_bytes((record + "\n" + record).encode("utf-16"))
    (tmp_path / "b.jsonl").write_bytes(b"\xef\xbb\xbf" + record.encode() + b"\n" + record.encode("cp1252"))
    table = f'title,text\n"{HEADLINE}","{FIRST} {SECOND}"\n'
    (tmp_path / "c.csv").write_bytes(table.encode("utf-16"))
    corpus = read_corpus([tmp_path])
    assert [a.text.replace("\n\nThe vote", " The vote") for a in corpus.articles] == [
        TEXT.replace("\n\nThe vote", " The vote")
    ] * 5
    assert [p.what for p in corpus.problems] == ["is not UTF-8 and was read as Windows-1252"]


def test_null_bytes_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode() + b"\x00\x00 more")
    [problem] = read_corpus([tmp_path]).problems
    assert problem.what.startswith("has null bytes")


OTHER = {
    "ko": "북한이 일요일 아침 동해상으로 탄도미사일 두 발을 발사했다고 합동참모본부가 밝혔다. 안보리는 다음 주 회의를 열어"
    " 이 문제를 논의할 예정이다. 정부는 국가안전보장회의를 열고 대응 방안을 검토했다. 미국과 일본도 발사를 규탄하는 성명을 냈다.",
    "ja": "北朝鮮は日曜日の朝、日本海に向けて弾道ミサイル二発を発射したと発表された。安全保障理事会は来週、この問題を話し合う"
    "会合を開く予定だ。政府は国家安全保障会議を開き、対応を検討した。アメリカと韓国も発射を非難する声明を出した。",
    "ru": "Северная Корея в воскресенье утром запустила две баллистические ракеты в сторону Японского моря. Совет"
    " Безопасности соберётся на следующей неделе, чтобы обсудить этот вопрос.",
    "de": "Nordkorea hat am Sonntagmorgen zwei ballistische Raketen in Richtung des Japanischen Meeres abgefeuert. Der"
    " Sicherheitsrat will in der kommenden Woche darüber beraten, und die Regierung in Seoul berief eine Sitzung ein.",
    "fr": "La Corée du Nord a tiré dimanche matin deux missiles balistiques vers la mer du Japon. Le Conseil de sécurité"
    " doit se réunir la semaine prochaine pour en discuter, et le gouvernement a convoqué une réunion.",
    "es": "Corea del Norte lanzó el domingo por la mañana dos misiles balísticos hacia el mar de Japón. El Consejo de"
    " Seguridad se reunirá la próxima semana para discutir el asunto, y el gobierno convocó una reunión.",
    "ar": "أطلقت كوريا الشمالية صباح الأحد صاروخين باليستيين باتجاه بحر اليابان. ومن المقرر أن يجتمع مجلس الأمن الأسبوع"
    " المقبل لمناقشة هذه المسألة، كما دعت الحكومة إلى اجتماع طارئ لبحث الرد.",
    "zh": "朝鲜周日早上向日本海方向发射了两枚弹道导弹。安理会将于下周召开会议讨论这一问题。政府召开了国家安全会议，研究应对措施。"
    "美国和日本也发表声明谴责这次发射。分析人士说，这是今年以来的第七次试射，各方都在关注局势的发展。",
}  # fmt: skip


@pytest.mark.parametrize(("code", "text"), OTHER.items(), ids=OTHER)
def test_another_language_is_recognised_and_set_aside(tmp_path: Path, code: str, text: str) -> None:
    (tmp_path / "a.txt").write_text(text[:30] + "\n\n" + text)
    (tmp_path / "b.txt").write_text(TEXT)
    corpus = read_corpus([tmp_path])
    assert [a.article_id for a in corpus.articles] == ["b"]
    [problem] = corpus.problems
    assert (problem.kind, problem.is_fault) == ("language", False)
    assert problem.what == f"is written in another language (it seems {code})"


@pytest.mark.parametrize(
    "text",
    ["Pyongyang Hwasong-17 ICBM Sunan 1,080km 6,200km Mach 20", "Kim Jong Un, Kim Yo Jong, Choe Son Hui, Ri Yong Gil", "Tal der Könige"],
)  # fmt: skip
def test_names_and_short_texts_are_not_taken_for_another_language(text: str) -> None:
    assert language.other(text) == ""


def test_a_file_that_vanishes_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    [source] = sources.find([tmp_path], [])
    (tmp_path / "a.txt").unlink()
    [problem] = pieces(source)
    assert isinstance(problem, Problem)
    assert problem.what == "vanished before it was read"


def test_a_file_that_changes_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(LINE)
    [source] = sources.find([tmp_path], [])
    (tmp_path / "a.jsonl").write_bytes(LINE + LINE[:40])
    problem = list(pieces(source))[-1]
    assert isinstance(problem, Problem)
    assert problem.what == "changed while it was read"


def test_a_folder_without_permission_costs_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "a.txt").write_text(TEXT)
    listed = os.scandir

    def scandir(folder: Any) -> Any:
        if str(folder).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return listed(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    corpus = read_corpus([tmp_path])
    assert [a.article_id for a in corpus.articles] == ["a"]
    assert [str(p) for p in corpus.problems] == [
        f"{tmp_path}/closed: cannot be read: Permission denied (check its rights)"
    ]


def test_a_pipe_in_a_folder_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "a.txt").write_text(TEXT)
    assert [a.article_id for a in read_corpus([tmp_path, f"{tmp_path}/*.txt"]).articles] == ["a"]


def test_a_bundle_that_points_outside_writes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.zip").write_bytes(zipped({"../../escaped.txt": TEXT.encode()}))
    corpus = read_corpus([folder])
    assert [a.article_id for a in corpus.articles] == ["a~0001"]
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a.zip", "in"]


def test_malformed_markup_keeps_its_text(tmp_path: Path) -> None:
    raw = f"<html><body><article><h1>{HEADLINE}</h1><p>{FIRST}<p><b>{SECOND}</i></div></td><p <p>".encode()
    (tmp_path / "a.html").write_bytes(raw)
    assert read_corpus([tmp_path]).articles[0].text == TEXT


def test_text_from_right_to_left_among_english_is_kept_without_its_marks(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        f"{HEADLINE}\n\n{FIRST} The envoy said \u202b“سلام”\u202c to them.\n\n{SECOND}"
    )
    text = read_corpus([tmp_path]).articles[0].text
    assert "The envoy said “سلام” to them." in text
