"""What is kept in a file is used as long as it fits what it was made of, and never costs a failure."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import lexicon
from analysis.caching import kept


class Maker:
    """Gives 1, then 2, and so on."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> int:
        self.times += 1
        return self.times


def test_it_is_made_once_until_what_it_is_made_of_changes(tmp_path: Path) -> None:
    source, make = tmp_path / "source", Maker()
    source.write_text("a")
    assert [kept(tmp_path / "cache" / "n", [source], make) for _ in range(3)] == [1, 1, 1]
    source.write_text("b")
    assert [kept(tmp_path / "cache" / "n", [source], make) for _ in range(3)] == [2, 2, 2]


@pytest.mark.parametrize("content", [b"", b"no pickle", b"\x80\x04K\x01."])
def test_a_file_that_is_no_pair_is_made_again(tmp_path: Path, content: bytes) -> None:
    source, make = tmp_path / "source", Maker()
    source.write_text("a")
    kept(tmp_path / "cache" / "n", [source], make)
    (tmp_path / "cache" / "n").write_bytes(content)
    assert [kept(tmp_path / "cache" / "n", [source], make) for _ in range(2)] == [2, 2]


def test_where_nothing_can_be_written_it_is_made_each_time(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    source, make = tmp_path / "source", Maker()
    source.write_text("a")
    assert [kept(tmp_path / "cache" / "n", [source], make) for _ in range(2)] == [1, 2]


def test_a_changed_file_of_the_lexicon_is_checked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lexicon, "DATA", tmp_path)
    monkeypatch.setattr(lexicon, "_shares", dict)
    row = '[[pattern]]\nid = "p"\nregex = "ab+"\nreason = "a test"\nmatch = ["{}"]\n'
    (tmp_path / "common_strings.csv").write_text("string,share\nthe,0.5\n")
    (tmp_path / "caching_test.toml").write_text(row.format("abb"))
    for _ in range(2):
        (found,) = lexicon.patterns.__wrapped__("caching_test")
        assert found.regex.search("xabb")
        assert found.needs
    (tmp_path / "caching_test.toml").write_text(row.format("ac"))
    lexicon.settings.cache_clear()
    with pytest.raises(lexicon.LexiconError, match="misses its own example 'ac'"):
        lexicon.patterns.__wrapped__("caching_test")
