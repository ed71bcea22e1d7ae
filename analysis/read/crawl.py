"""Web archives (WARC, and WET with their text) to items."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import IO, Any

from analysis.compiling import compiled
from analysis.read.pieces import MOST_BYTES, Fault, Item

_CHARSET = compiled(r"charset\s*=\s*[\"']?([\w-]{2,30})", re.IGNORECASE)


def of_warc(stream: IO[bytes]) -> Iterator[Item | Fault]:
    """The pages of an archive that answered with 200; the number counts its records of answers and texts.

    Images, redirects and the like are no articles: they are counted in one fault at the end."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number, others = 0, Counter[str]()
    try:
        for record in ArchiveIterator(stream):
            if record.rec_type not in ("response", "conversion", "resource"):
                continue
            number += 1
            if why := _no_page(record):
                others[why] += 1
            else:
                yield _page(number, record)
    except ArchiveLoadFailed as e:
        what = f"is no web archive from record {number + 1} on: {str(e).split(chr(10))[0][:80]}"
        yield Fault("", what, "the records before were read")
    if others:
        counted = ", ".join(f"{n} {why}" for why, n in sorted(others.items()))
        yield Fault("", f"has records that are no pages: {counted}", kind="no_article")


def _no_page(record: Any) -> str:
    """Why a record is no page, "" if it is one."""
    if record.http_headers is not None and record.http_headers.get_statuscode() != "200":
        return f"answered {record.http_headers.get_statuscode()[:3]}"
    kind = _content_type(record).split(";")[0].strip().lower()
    if kind in ("text/html", "application/xhtml+xml", "text/plain", ""):
        return ""
    return re.sub(r"[^\w/+.-]", "", kind)[:40]


def _content_type(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return headers.get_header("Content-Type") or ""


def _page(number: int, record: Any) -> Item | Fault:
    raw = record.content_stream().read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        return Fault(str(number), "is larger than 5 MB", "no page of a newspaper is")
    if record.raw_stream.limit > 0:
        return Fault(str(number), "ends too early", "fetch the archive again")
    found = _CHARSET.search(_content_type(record))
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    is_text = record.rec_type == "conversion" or _content_type(record).lower().startswith("text/plain")
    return Item(number, raw, ".txt" if is_text else ".html", url.strip("<>"), found[1] if found else "")
