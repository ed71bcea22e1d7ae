"""RSS and Atom feeds to items."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

from analysis.read.draft import Unreadable
from analysis.read.packing import read_at_most
from analysis.read.pieces import Fault, Item

_LARGEST = 20_000_000


def of_feed(stream: IO[bytes]) -> Iterator[Item | Fault]:
    """The entries of a feed, each as a record with the feed's title as publisher."""
    import feedparser

    raw = read_at_most(stream, _LARGEST)
    if b"<!ENTITY" in raw[:10_000]:
        raise Unreadable("declares entities of its own", "save it without its <!DOCTYPE>")
    # Bytes in memory, so that nothing that looks like an address is fetched.
    feed = feedparser.parse(raw)
    if not feed.entries:
        raise Unreadable("holds no entries of a feed", "give an RSS or Atom file", "no_article")
    publisher = feed.feed.get("title", "")
    for number, entry in enumerate(feed.entries, start=1):
        record = {
            "headline": entry.get("title", ""),
            "html": _markup(entry),
            "published": _day(entry),
            "url": entry.get("link", ""),
            "publisher": (entry.get("source") or {}).get("title") or publisher,
            "byline": entry.get("author", ""),
        }
        yield Item(number, json.dumps(record, ensure_ascii=False).encode("utf-8", "replace"), ".json")


def _markup(entry: Any) -> str:
    """The longest of an entry's contents: many feeds give the text beside a summary."""
    found = [c.get("value", "") for c in entry.get("content", ())] + [entry.get("summary", "")]
    return max(found, key=len)


def _day(entry: Any) -> str:
    when = entry.get("published_parsed") or entry.get("updated_parsed")
    return f"{when.tm_year:04}-{when.tm_mon:02}-{when.tm_mday:02}" if when else entry.get("published", "")
