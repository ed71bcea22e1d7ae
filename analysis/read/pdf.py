"""The text of a PDF document, as the United Nations publish theirs, to a draft."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter

from analysis.compiling import compiled
from analysis.read import lines
from analysis.read.characters import clean
from analysis.read.draft import Draft, Metadata, Unreadable

_MOST_PAGES = 300
_PAGE_NUMBER = compiled(r"(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)
_BROKEN_WORD = compiled(r"(?<=[a-z])-[ ]?\n(?=[a-z])")


def read(raw: bytes) -> Draft:
    """The draft of a PDF; raises `Unreadable` for one that is locked, damaged, too long, or all pictures."""
    pages = _pages(raw)
    kept = _without_running_heads(pages)
    text = _BROKEN_WORD.sub("", clean("\n\n".join(kept)))
    if len(text.split()) < 4:
        raise Unreadable("is a PDF without text, perhaps a scan", "run it through character recognition")
    return Draft(Metadata(), tuple(lines.from_text(text)))


def _pages(raw: bytes) -> list[str]:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every oddity that it mends
    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("is a PDF locked with a password", "save it without the password")
        if len(reader.pages) > _MOST_PAGES:
            raise Unreadable(f"is a PDF of more than {_MOST_PAGES} pages", "split it")
        return [page.extract_text() for page in reader.pages]
    except Unreadable:
        raise
    except Exception as e:  # a damaged PDF may raise anything
        raise Unreadable(f"is a damaged PDF ({type(e).__name__})", "save its text as .txt") from e


def _without_running_heads(pages: list[str]) -> list[str]:
    """The pages without numbers and the lines that head or foot most of them."""
    split = [[line.strip() for line in page.split("\n")] for page in pages]
    edges = Counter(e for page in split for e in {*_edges(page)})
    repeated = {e for e, n in edges.items() if n > 2 and n > len(pages) / 2 and e[-1] not in ".!?,;"}
    return [
        "\n".join(
            line
            for line in page
            if not (line in repeated or (line in _edges(page) and _PAGE_NUMBER.fullmatch(line)))
        )
        for page in split
    ]


def _edges(page: list[str]) -> list[str]:
    """The first and last two lines of a page that say something."""
    said = [line for line in page if line]
    return [*said[:2], *said[-2:]]
