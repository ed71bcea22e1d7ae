"""Lines to paragraphs: what a hard line break means in plain text and in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from analysis.compiling import compiled
from analysis.read.days import is_date_line, is_masthead
from analysis.read.draft import Paragraph

#: A bullet or a number with a full stop or bracket before an item of a list.
BULLET = compiled(r"\s{0,8}(?:[*+•·▪▫◦‣●○■□➤►–—-]|\(?\d{1,2}[.)])\s+(?=\S)")
#: Characters before a line break that tell whether the text goes on behind it; no date line has as many.
_LOOKED_AT = 400
_SENTENCE_END = compiled(r"[.!?:;…][\"'”’»)\]]{0,3}$")


def blocks(text: str) -> Iterator[list[str]]:
    """Runs of lines without a blank line between them, stripped."""
    block: list[str] = []
    for line in text.split("\n"):
        if line.strip():
            block.append(line.strip())
        elif block:
            yield block
            block = []
    if block:
        yield block


def paragraphs(block: list[str]) -> Iterator[Paragraph]:
    """The paragraphs of a block: its lines, except that wrapped lines are put together again."""
    is_wrapped = _is_hard_wrapped(block)
    done: list[str] = []
    held, held_item = "", False
    for line in block:
        bullet = BULLET.match(line)
        if held and not bullet and _continues(held, line, is_wrapped):
            held = _joined(held, line)
            if len(held) > 2 * _LOOKED_AT:  # what is held of a million lines is not copied with each of them
                done.append(held[:-_LOOKED_AT])
                held = held[-_LOOKED_AT:]
            continue
        if held:
            yield Paragraph("".join((*done, held)), is_item=held_item)
        done.clear()
        held, held_item = (line[bullet.end() :] if bullet else line), bool(bullet)
    if held:
        yield Paragraph("".join((*done, held)), is_item=held_item)


def from_text(text: str) -> Iterable[Paragraph]:
    """All paragraphs of a text, blank lines and line breaks understood."""
    for block in blocks(text):
        yield from paragraphs(block)


def _is_hard_wrapped(block: list[str]) -> bool:
    """Whether an editor broke the lines at a margin: all but the last are about equally long. Not so where each
    line begins with a capital and the first word of the next would mostly have had room: the head of a page."""
    longest = max(len(line) for line in block)
    if len(block) < 2 or not 50 <= longest <= 130 or any(len(b) < 0.6 * longest for b in block[:-1]):
        return False
    has_room = [len(a) + 1 + len(b.split(maxsplit=1)[0]) < longest for a, b in pairwise(block)]
    return 2 * sum(has_room) < len(has_room) or any(line[0].islower() for line in block[1:])


def _continues(held: str, line: str, is_wrapped: bool) -> bool:
    if is_date_line(held) or is_date_line(line) or is_masthead(held):
        return False
    if is_wrapped:
        return True
    return len(held) >= 15 and line[0].islower() and not _SENTENCE_END.search(held[-5:])


def _joined(held: str, line: str) -> str:
    """Two lines as one; a word broken at a hyphen keeps it."""
    glue = "" if held[-1] == "-" and held[-2:-1].isalpha() and line[0].islower() else " "
    return held + glue + line
