"""Bytes to clean characters: encodings, control characters, line ends."""

from __future__ import annotations

import codecs
import re
import unicodedata

from analysis.compiling import compiled
from analysis.read.draft import Unreadable

_ENCODE = "save the file as UTF-8 text"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(rb"<meta[^<>]{0,200}charset\s*=\s*[\"']?([\w-]{2,30})", re.IGNORECASE)
_ANSI = compiled(r"\x1b\[[0-9;?]{0,20}[A-Za-z]")
# Controls, zero-width characters, soft hyphens, bidirectional overrides and isolates, tags, noncharacters.
_UNSEEN = compiled(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_LINE_ENDS = compiled("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = compiled(r"[^\S\n]+")


def declared_encoding(raw: bytes) -> str:
    """The encoding that a page declares in its first 2,048 bytes, or an empty string."""
    found = _CHARSET.search(raw[:2048])
    return found[1].decode("ascii") if found else ""


def decode(raw: bytes, declared: str = "") -> tuple[str, str]:
    """The text of the bytes and a complaint about its encoding, which is empty if there is none.

    UTF-8 or what a byte order mark says, or UTF-16 that lacks it; else the encoding that a page declares; else Windows-1252.
    Raises `Unreadable` for binary files."""
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            try:
                return raw.decode(encoding), ""
            except UnicodeDecodeError as e:
                raise Unreadable(f"is no valid {encoding}, although it begins so", _ENCODE) from e
    if encoding := _unmarked_utf16(raw):
        return raw.decode(encoding, "replace"), "is UTF-16 without its mark"
    if b"\x00" in raw:
        raise Unreadable("has null bytes: a binary file, or UTF-16 without its mark", _ENCODE)
    try:
        return raw.decode("utf-8"), ""
    except UnicodeDecodeError:
        return _decode_otherwise(raw, declared)


def _unmarked_utf16(raw: bytes) -> str:
    """The byte order of text in UTF-16 that lacks its mark, told by where its zeros stand; "" if it is none."""
    start = raw[:2000]
    if len(start) < 20 or len(raw) % 2:
        return ""
    for first, encoding in ((0, "utf-16-be"), (1, "utf-16-le")):
        zeros, others = start[first::2].count(0), start[1 - first :: 2].count(0)
        if zeros > 0.3 * len(start) / 2 and not others:
            return encoding
    return ""


def _decode_otherwise(raw: bytes, declared: str) -> tuple[str, str]:
    if _share_of_controls(raw) > 0.02:
        raise Unreadable("is a binary file, not text", "give the article as .md, .txt or .html")
    if declared:
        try:
            return raw.decode(declared), ""
        except (UnicodeDecodeError, LookupError):
            pass
    patched = raw.decode("utf-8", errors="replace")
    bad = patched.count("\ufffd")
    if sum(c > "\x7f" for c in patched) - bad > bad:
        return patched, f"has {bad} characters that are no UTF-8, replaced by \ufffd"
    text = raw.decode("cp1252", errors="replace")
    return text, "is not UTF-8 and was read as Windows-1252"


def _share_of_controls(raw: bytes) -> float:
    controls = sum(raw.count(bytes([b])) for b in (*range(1, 9), *range(14, 27), *range(28, 32)))
    return controls / max(1, len(raw))


def clean(text: str) -> str:
    """The text in composed form, with `\\n` as its only line end, single spaces, nothing invisible."""
    text = _LINE_ENDS.sub("\n", text)
    text = _UNSEEN.sub("", _ANSI.sub("", text))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text))
