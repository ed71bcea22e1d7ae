"""Raw text, as it is copied from a page, to a draft."""

from __future__ import annotations

from analysis.read import lines, markdown
from analysis.read.draft import Draft, Metadata


def read(text: str) -> Draft:
    """The draft of a raw text. Its metadata stand among its first lines, where `metadata` finds them."""
    return Draft(Metadata(), tuple(lines.from_text(markdown.without_markup(text))))
