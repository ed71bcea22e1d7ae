"""Days by which articles date what they tell: the time expressions that are tagged in those made for the tagger, read by
rules alone, as events take them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import passage

from analysis.events.joining import fits
from analysis.events.sameday import told_times
from analysis.recognise import dates
from analysis.records import Document

sys.path.insert(0, str(Path(__file__).parent / "tagger"))
import tagged


def told(path: Path) -> Iterator[tuple[str, str, bool]]:
    """The expressions that date what a file's articles tell, with the event's day, and whether they are read so."""
    for article in tagged.read(path):
        headline, _, text = article.text.partition("\n")
        if not text or headline.endswith("."):
            headline, text = "Notes", article.text
        read = passage(headline, text, published=article.published)
        document = Document(read, times=dates.find(read)[0])
        times = [t for s in read.sentences for t in told_times(document, s.index)]
        body = len(article.text) - len(text)  # where it begins there; a line more is a character more here
        for tag in article.tags:
            day = article.days.get(tag.event, "")
            if tag.kind not in ("times", "event_times") or not day or tag.start < body:
                continue
            start = len(headline) + 2 + tag.start - body + article.text.count("\n", body, tag.start)
            words = article.text[tag.start : tag.end]
            assert read.text[start : start + len(words)] == words
            here = [t.value for t in times if t.start < start + len(words) and start < t.end]
            yield words, day, any(fits(value, day) for value in here)


@pytest.mark.parametrize(
    ("files", "least"),
    [("[a-z].txt", 0.923), ("events-*.txt", 0.881), ("all-*.txt", 0.865)],
)
def test_the_days_of_what_is_told_are_read_as_well_as_before(files: str, least: float) -> None:
    read = [row for path in sorted(tagged.FOLDER.glob(files)) for row in told(path)]
    share = sum(is_read for *_, is_read in read) / len(read)
    assert len(read) > 500
    assert share >= least, f"{share:.3f} of {len(read)}"
