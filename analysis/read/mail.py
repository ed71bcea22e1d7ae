"""A mail message (.eml), as wire services and press offices send them, to a draft."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr, parsedate_to_datetime

from analysis.read import plain
from analysis.read.characters import clean, decode
from analysis.read.draft import Draft, Unreadable

_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_LONG_LINE = re.compile(rb"(?m)^([^\r\n]{2000})[^\r\n]+")
_LONGEST_HEAD = 100_000


def read(raw: bytes) -> Draft:
    """The draft of a message: subject, sender and date are its metadata, its plainest part the text."""
    message = message_from_bytes(_with_short_head(raw), policy=policy.default)
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None or not message.keys():
        raise Unreadable("is a message without text", "save its text as .txt")
    draft = _body(part)
    day = _day(message)
    subject = _header(message, "Subject")
    metadata = replace(
        draft.metadata,
        headline=subject or draft.metadata.headline,
        publisher=draft.metadata.publisher or parseaddr(_header(message, "From"))[0],
        published=draft.metadata.published or day,
        published_basis="stated" if draft.metadata.published or day else "",
        published_note=draft.metadata.published_note or ("the message's date" if day else ""),
    )
    return replace(draft, metadata=metadata)


def _with_short_head(raw: bytes) -> bytes:
    """The message with no header longer than any that is read: the parser takes the square of its length."""
    end = _BLANK_LINE.search(raw)
    if end is None:
        return raw
    head = _LONG_LINE.sub(rb"\1", raw[: end.start()])
    return head[:_LONGEST_HEAD] + raw[end.start() :]


def _body(part: MIMEPart) -> Draft:
    # The bytes, not the decoded text: a charset that lies must not cost the message.
    content = part.get_payload(decode=True)
    raw = content if isinstance(content, bytes) else b""
    text, complaint = decode(raw, part.get_content_charset() or "")
    text = clean(text)
    if part.get_content_type() == "text/html":
        from analysis.read import page  # loaded for those that need it

        draft = page.read(text)
    else:
        draft = plain.read(text)
    return Draft(draft.metadata, draft.paragraphs, (*draft.complaints, *([complaint] if complaint else [])))


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(clean(str(message.get(name, ""))).split())
    except (ValueError, IndexError, AttributeError):  # what the parser raises on headers beyond its grammar
        return ""


def _day(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(_header(message, "Date")).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return ""
