"""Every annotated article truncated, spliced, re-encoded and torn: no crash, no hang, every span right.

`ANALYSIS_FUZZ=2000 pytest tests/test_mutations.py` tries so many variants; CI tries some dozen."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest
from builders import SHARED
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import pipeline, tables
from analysis.read.corpus import from_piece
from analysis.read.draft import Unreadable
from analysis.read.pieces import Piece
from analysis.records import Reading
from analysis.schema import COLUMNS, check, fault
from analysis.tables import rows_of

ROOT = Path(__file__).resolve().parents[1]
CASES = int(os.environ.get("ANALYSIS_FUZZ", "0")) or 60
SLOWEST = 20


def originals() -> list[Path]:
    """The annotated articles: the bundled ones, and those beside the repository where they are."""
    folders = [ROOT / "corpus", SHARED / "articles", SHARED / "seeds"]
    found = [f for d in folders if d.is_dir() for f in sorted(d.iterdir())]
    return [f for f in found if f.suffix in (".md", ".txt", ".html") and f.name != "README.md"]


ORIGINALS = originals()
UNITS = ["“", "”", '"', "'", "(", ")", "[", "—", "1", ", ", ". ", "\n", "\n\n", "the ", "\u202e", "\u200b", "\x00", "&", "<p>",
         "-- ", "13-2 ", "U.S. ", "Kim ", "No. ", "2022-", "May ", "%", "؟", "한국", "\ud83d\ude80".encode("utf-16", "surrogatepass").decode("utf-16")]  # fmt: skip
ENCODINGS = ["utf-16", "utf-16-le", "utf-8-sig", "cp1252", "latin-1", "ascii", "utf-32"]


def variant(raw: bytes, other: bytes, dice: random.Random) -> bytes:
    """One way in which a file may be damaged on its way."""
    at, to = sorted((dice.randrange(len(raw)), dice.randrange(len(raw))))
    text = raw.decode("utf-8", "replace")
    half = dice.randrange(len(text))
    ways = (
        lambda: raw[:to],
        lambda: raw[at:],
        lambda: raw[:at] + other[dice.randrange(len(other)) :],
        lambda: raw[:at] + raw[to:],
        lambda: raw[:to] + raw[at:],
        lambda: raw[:at] + bytes(dice.randrange(256) for _ in range(8)) + raw[at:],
        lambda: text.encode(dice.choice(ENCODINGS), "replace"),
        lambda: (text[:half] + dice.choice(UNITS) * dice.randrange(1, 200) + text[half:]).encode(
            "utf-8", "replace"
        ),
        lambda: text.replace("\n", dice.choice([" ", "\r", "\n\n", "\u2028"])).encode("utf-8", "replace"),
        lambda: text.replace(dice.choice(UNITS), dice.choice(UNITS)).encode("utf-8", "replace"),
        lambda: text.swapcase().encode("utf-8", "replace"),
        lambda: " ".join(dice.sample(text.split(), k=len(text.split()))).encode("utf-8", "replace"),
    )
    return dice.choice(ways)()


def assert_holds(reading: Reading) -> None:
    """Every row stands where it says, and holds the codebook."""
    text, sentences = reading.article.text, reading.article.sentences
    at = 0
    for s in sentences:
        assert at <= s.start < s.end <= len(text)
        at = s.end
    for name, found in rows_of(reading).items():
        for row in found:
            assert fault(name, row) == ""
            if name != "articles":
                s = sentences[row["sentence"]]
                assert row["evidence"] == text[s.start : s.end]
                assert 0 <= row["start"] < row["end"] <= len(text)
            if name in ("dates", "counts"):
                assert row["text"] == text[row["start"] : row["end"]]


@settings(max_examples=CASES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32 - 1))
def test_a_damaged_article_is_read_or_refused_and_its_rows_hold(seed: int) -> None:
    dice = random.Random(seed)
    path = dice.choice(ORIGINALS)
    raw = variant(path.read_bytes(), dice.choice(ORIGINALS).read_bytes(), dice)
    if dice.random() < 0.3:
        raw = variant(raw or b" ", path.read_bytes(), dice)
    began = time.perf_counter()
    try:
        article, _ = from_piece(Piece(path.stem, path.name, raw, path.suffix))
    except Unreadable:
        return
    reading = pipeline.attempt(article)
    assert isinstance(reading, Reading), (path.name, seed, str(reading))
    assert_holds(reading)
    assert time.perf_counter() - began < SLOWEST


@pytest.mark.parametrize("seed", range(3))
def test_time_grows_with_length_and_no_faster(seed: int) -> None:
    dice = random.Random(seed)
    bodies = [p.read_text(encoding="utf-8") for p in ORIGINALS if p.suffix == ".txt"][:6]
    pieces = [line for body in bodies for line in body.split("\n\n")[3:]]

    some = dice.choices(pieces, k=30)

    def seconds(times: int) -> float:
        # The same paragraphs so many times: what one costs depends on what it speaks of.
        text = "\n\n".join(["A headline of the day", *dice.sample(some * times, k=len(some) * times)])
        article, _ = from_piece(Piece("a", "a.txt", text.encode(), ".txt"))
        began = time.process_time()
        assert isinstance(pipeline.attempt(article), Reading)
        return time.process_time() - began

    seconds(1)
    few, many = min(seconds(1) for _ in range(3)), seconds(8)
    assert many < 8 * 3 * max(few, 0.02)


WRONG = {
    ("launches", "weapon"): "slingshot",
    ("launches", "missiles"): 10**16,
    ("launches", "date"): "2022/13/45/7",
    ("articles", "published"): "yesterday",
    ("counts", "value"): -1.0,
    ("positions", "position"): "blocked",
    ("tallies", "since"): "2022-1-1",
}


@pytest.mark.parametrize(
    ("place", "value"), WRONG.items(), ids=lambda v: "-".join(v) if isinstance(v, tuple) else ""
)
def test_the_quick_check_of_a_row_finds_what_the_schema_finds(place: tuple[str, str], value: object) -> None:
    table, column = place
    row = dict.fromkeys(COLUMNS[table], "") | {"article_id": "a"}
    if table != "articles":
        row |= {"sentence": 0, "start": 1, "end": 2, "evidence": "x"}
    row |= DEFAULTS.get(table, {})
    assert fault(table, row) == ""
    check(table, tables.frame_of(table, [row]))
    row[column] = value
    assert fault(table, row).startswith(f"table {table}, column {column}: ")
    with pytest.raises(ValueError, match=f"table {table}, column {column}: "):
        tables.frame_of(table, [row])


DEFAULTS: dict[str, dict[str, object]] = {
    "articles": {"words": 3},
    "launches": {"weapon": "icbm", "missiles": None},
    "counts": {"value": 2.0, "of": "missiles", "qualifier": "exact"},
    "positions": {"position": "veto"},
    "tallies": {"count": 3, "unit": "missiles"},
}
