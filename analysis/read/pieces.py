"""One article's bytes, as they are taken out of a file or of a container with many, before they are read.

Taking out is cheap and streams; reading (`corpus.from_piece`) is dear, and can be left to another process.
"""

from __future__ import annotations

from dataclasses import dataclass

#: An article larger than this is none; a container may be of any size.
MOST_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class Piece:
    """The bytes of one article in the form that `suffix` names (".md", ".html", ".json" …).

    `path` shows where it was found ("crawl.warc.gz#17"); `url` and `charset` are what its container says."""

    article_id: str
    path: str
    raw: bytes
    suffix: str
    url: str = ""
    charset: str = ""
    #: Whether it came out of a container: nobody chose it by hand.
    is_contained: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """What a container's reader yields: a piece that has no name yet. `number` counts from 1 in the container,
    articles or not, so that an id stays when something else is set aside."""

    number: int
    raw: bytes
    suffix: str
    url: str = ""
    charset: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """An entry of a container that cannot be taken out: where, what is wrong, what to do, of what kind."""

    where: str
    what: str
    remedy: str = ""
    kind: str = "unreadable"
