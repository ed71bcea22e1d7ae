import pytest
from report_builders import article, reading, session

from analysis.report import cache
from analysis.report.session import _filtered, open_session


def launches_in(readings, start="", end="", state="PRK"):
    return list(_filtered(session(readings).extraction, start, end, state).launches["article_id"])


def test_rows_count_by_their_own_day_or_by_their_articles():
    readings = [
        reading(article("own"), date="2022-01-10"),
        reading(article("month"), date="2022-01"),
        reading(article("none"), date=""),
        reading(article("later", published="2022-02-02"), date=""),
        reading(article("undated", published="", published_basis=""), date=""),
    ]
    assert launches_in(readings) == ["later", "month", "none", "own", "undated"]
    assert launches_in(readings, "2022-01-11", "2022-01-31") == ["month", "none", "undated"]
    assert launches_in(readings, "2022-02-01") == ["later", "undated"]


def test_launches_are_those_of_the_launching_state():
    readings = [reading(article("a")), reading(article("b"), state="KOR")]
    assert launches_in(readings) == ["a"]
    assert launches_in(readings, state="") == ["a", "b"]


def test_what_the_period_leaves_out_changes_neither_numbers_nor_digest(tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSIS_CACHE", str(tmp_path / "cache"))
    corpus = tmp_path / "corpus"
    corpus.mkdir()

    def opened():
        return open_session(corpus=str(corpus), start="2022-01-01")

    told = "---\nheadline: {}\npublished: {}\n---\nNorth Korea fired two missiles on {}.\n"
    (corpus / "b.md").write_text(told.format("B", "2022-01-12", "Monday"), encoding="utf-8")
    before = opened()
    (corpus / "a.md").write_text(told.format("A", "2013-02-12", "Monday"), encoding="utf-8")
    assert len(opened().everything.articles) == 2
    assert opened().digest == before.digest
    assert list(opened().tables.articles["article_id"]) == ["b"]
    assert [list(frame.index) for _, frame in opened().tables.items()] == [
        list(frame.index) for _, frame in before.tables.items()
    ]
    (corpus / "c.md").write_text(told.format("C", "2022-02-12", "Monday"), encoding="utf-8")
    assert opened().digest != before.digest


def test_an_article_is_used_if_it_falls_in_the_period_or_tells_of_it():
    readings = [reading(article("a"), date="2022-01-10"), reading(article("b"), date="2006-07-05")]
    assert list(
        _filtered(session(readings).extraction, "2006-01-01", "2006-12-31", "PRK").articles["article_id"]
    ) == ["b"]


def test_links_and_sources_name_groups_of_rows():
    s = session([reading(article("a")), reading(article("b", publisher="")), reading(article("c"))])
    assert s.links("launches", [0, [0, 2], []]) == ["#e-launches-0", "#e-launches-0-2", ""]
    assert s.sources("launches", [0, [0, 2], 1]) == [
        "12 Jan 2022 (1)",
        "12 Jan 2022 (1) +1",
        "Rocket over the bay",
    ]


def test_the_scope_says_period_and_number_of_articles():
    assert session(start="2022-01-01").scope == ("From 1 January 2022 · launches by North Korea · 1 article")


def test_a_corpus_is_read_once_and_then_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSIS_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.md").write_text(
        "---\nheadline: H\npublished: 2022-01-12\n---\nA body of words.\n", encoding="utf-8"
    )
    first = open_session(corpus=str(folder))
    kept = {p.name: p.stat().st_mtime_ns for p in (tmp_path / "cache").iterdir()}
    again = open_session(corpus=str(folder))
    assert {p.name: p.stat().st_mtime_ns for p in (tmp_path / "cache").iterdir()} == kept
    assert list(first.tables.articles["article_id"]) == list(again.tables.articles["article_id"]) == ["a"]
    cache._recent.clear()
    for broken in (tmp_path / "cache").iterdir():
        broken.write_bytes(b"cut short")
    assert list(open_session(corpus=str(folder)).tables.articles["article_id"]) == ["a"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"start": "May"}, "start='May' is not a day"),
        ({"published": ["x"]}, "published='x' is not ID=YYYY-MM-DD"),
    ],
)
def test_malformed_days_are_refused(changes, message):
    with pytest.raises(ValueError, match=message):
        open_session(**changes)


def test_a_missing_corpus_is_named():
    with pytest.raises(FileNotFoundError, match="no/such: there is no such folder"):
        open_session(corpus="no/such")
