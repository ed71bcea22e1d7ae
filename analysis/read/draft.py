"""What a reader of one form of file hands on: metadata as found and paragraphs before cleaning."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph without line breaks. `kind` is `body`, `heading` or `caption`; `is_item` marks a
    bullet or a row of a table."""

    text: str
    kind: str = "body"
    is_item: bool = False


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says about its article; an empty string means that it does not say.

    `published` is an ISO day, `published_basis` one of the codebook's words or empty, and
    `published_note` says in words where the day comes from, or why it was not taken."""

    headline: str = ""
    publisher: str = ""
    byline: str = ""
    published: str = ""
    published_basis: str = ""
    published_note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its reader found it. `complaints` are faults that did not stop the reading."""

    metadata: Metadata = field(default_factory=Metadata)
    paragraphs: tuple[Paragraph, ...] = ()
    complaints: tuple[str, ...] = ()


class Unreadable(ValueError):
    """A file that cannot be read as an article; `what` is wrong, `remedy` says what to do, `kind` is that of
    the `Problem` it makes."""

    def __init__(self, what: str, remedy: str = "", kind: str = "unreadable") -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy
        self.kind = kind
