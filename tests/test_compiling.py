"""Patterns from the store are those that `re` compiles, and no fault of the store is one of reading."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis import compiling, lexicon
from analysis.compiling import alternation, compiled

ROOT = Path(__file__).resolve().parents[1]
NAMES = sorted(p.stem for p in lexicon.DATA.glob("*.toml"))
SPELLED = r"(?P<day>\d{1,2})\s(?P<month>May|June)|(?<!\w)n(?:o|ie)t\b"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder for the store."""
    monkeypatch.setattr(compiling, "FOLDER", tmp_path / "kept")
    compiling._store.cache_clear()
    yield tmp_path / "kept"
    compiling._store.cache_clear()


def rows(folder: Path) -> list[tuple[bytes, bytes]]:
    (file,) = folder.glob("*.sqlite")
    return sqlite3.connect(file).execute("SELECT key, code FROM compiled").fetchall()


@pytest.mark.parametrize("name", NAMES)
def test_a_stored_pattern_is_the_compiled_one(name: str, store: Path) -> None:
    patterns = lexicon.patterns(name)
    for _ in range(2):  # made, then read
        for p in patterns:
            assert compiled(p.source, p.flags) == re.compile(p.source, p.flags), p.id
    assert not patterns or len(rows(store)) >= len({(p.source, p.flags) for p in patterns})


def test_groups_keep_their_names_and_numbers(store: Path) -> None:
    for _ in range(2):
        m = compiled(SPELLED, re.IGNORECASE).search("on 7 june")
        assert m
        assert m.groupdict() == {"day": "7", "month": "june"}
        assert m.lastgroup == "month"


def test_the_second_time_nothing_is_compiled(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled(SPELLED)
    monkeypatch.setattr(compiling.re, "compile", lambda *_: pytest.fail("compiled again"))
    assert compiled(SPELLED).pattern == SPELLED


def test_flags_make_another_pattern(store: Path) -> None:
    compiled("a b")
    assert compiled("a b", re.VERBOSE).search("ab")
    assert not compiled("a b").search("ab")


def test_what_is_no_expression_is_refused_as_by_re(store: Path) -> None:
    with pytest.raises(re.error, match="unterminated"):
        compiled("(open")


@pytest.mark.parametrize("code", [b"", b"no code", b"\xe9\x01"])
def test_rows_that_hold_no_code_are_compiled_again(store: Path, code: bytes) -> None:
    compiled(SPELLED)
    compiling._store().execute("UPDATE compiled SET code = ?", (code,))
    assert compiled(SPELLED) == re.compile(SPELLED)
    assert rows(store)[0][1] != code


def test_code_that_is_none_is_refused_by_python(store: Path) -> None:
    import marshal
    from array import array

    compiled(SPELLED)
    spoiled = marshal.dumps((0, 1, {}, array("I", [99, 98, 97]).tobytes()))
    compiling._store().execute("UPDATE compiled SET code = ?", (spoiled,))
    assert compiled(SPELLED) == re.compile(SPELLED)


def test_a_store_that_is_no_store_costs_nothing(store: Path) -> None:
    compiled(SPELLED)
    compiling._store().close()
    compiling._store.cache_clear()
    next(store.glob("*.sqlite")).write_bytes(b"no database " * 1000)
    assert compiled(SPELLED) == re.compile(SPELLED)


def test_where_no_store_can_be_it_is_compiled(store: Path) -> None:
    store.write_text("a file where the folder should be")
    assert compiled(SPELLED) == re.compile(SPELLED)


def test_a_store_grown_too_large_is_begun_afresh(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for i in range(50):
        compiled(f"{SPELLED}|{i}")
    compiling._store.cache_clear()
    monkeypatch.setattr(compiling, "LARGEST_STORE", 1000)
    compiled(SPELLED)
    assert len(rows(store)) == 1


def test_parent_and_forked_child_write_to_one_store(store: Path) -> None:
    compiled("parent")
    child = os.fork()
    if not child:
        compiled("child")
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    compiled("parent again")
    assert len(rows(store)) == 3


def test_alternatives_are_escaped_and_stand_in_one_order() -> None:
    assert alternation({"b", "a", "a.c", "ab"}) == r"a\.c|ab|a|b"


def test_every_process_asks_for_the_same_patterns(tmp_path: Path) -> None:
    """A pattern made from a set in the order of its hashes would be compiled anew by every process."""
    read = (
        "import sys, pathlib; from analysis import compiling;"
        "compiling.FOLDER = pathlib.Path(sys.argv[1]);"
        "from analysis import pipeline; from analysis.read.corpus import read_corpus;"
        "[pipeline.read_article(a) for a in read_corpus([pathlib.Path('corpus')], published={}).articles]"
    )
    sizes = []
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed}
        subprocess.run(
            [sys.executable, "-c", read, str(tmp_path)], check=True, cwd=ROOT, env=environment, timeout=120
        )
        sizes.append(len(rows(tmp_path)))
    assert sizes[0] == sizes[1] > 1000
