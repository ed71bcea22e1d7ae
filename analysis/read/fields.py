"""A record with named fields (JSON, a row of a table, an entry of a feed) to a draft.

The names are schema.org's NewsArticle and those that common crawlers write."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from analysis.compiling import compiled
from analysis.lexicon import settings
from analysis.read import plain
from analysis.read.characters import clean
from analysis.read.days import printed_days
from analysis.read.draft import Draft, Metadata, Unreadable

_TAGS = compiled(r"</?(?:p|div|br|h[1-6]|span|article|li|ul|a|em|strong|body)\b[^<>]{0,500}>", re.IGNORECASE)
_STOPS = frozenset(".!?”\"'’)")
_NAMES = ("name", "title", "uri", "legalName")


@cache
def known() -> Mapping[str, tuple[str, ...]]:
    """The names of fields by what they hold, in the order in which they count."""
    return {k: tuple(v) for k, v in settings("fields")["fields"].items()}


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


def given(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record's values by the name that we give them; those that are empty or unknown are left out."""
    values = {_key(str(k)): v for k, v in record.items() if v not in (None, "", [], {})}
    found = {}
    for ours, names in known().items():
        for name in names:
            if (value := values.get(_key(name))) is not None:
                found[ours] = value
                break
    return found


def is_article(names: Iterable[str]) -> bool:
    """Whether a record with these fields may be an article: it has a text and something that names it.

    Results of `extract` are no articles, though some of them have columns with such names."""
    keys = {_key(n) for n in names}
    if "evidence" in keys:
        return False
    has = {ours: not keys.isdisjoint(map(_key, names)) for ours, names in known().items()}
    return (has["text"] or has["html"]) and (has["headline"] or has["url"] or has["published"])


def read(text: str) -> Draft:
    """The draft of a JSON record; raises `Unreadable` if it is none, or has no text."""
    try:
        record = json.loads(text, strict=False)
    except RecursionError as e:
        raise Unreadable("is JSON nested too deeply", "give title, text, date, url as plain fields") from e
    except ValueError as e:
        raise Unreadable(f"is no JSON: {str(e)[:80]}", "write one whole JSON object") from e
    if not isinstance(record, dict):
        raise Unreadable("is JSON, but no object with fields", "give title, text, date, url as fields")
    return from_record(record)


def from_record(record: Mapping[str, Any]) -> Draft:
    """The draft of a record's fields."""
    fields = given(record)
    draft = _body(fields)
    day, complaint = _day(fields.get("published"))
    ours = Metadata(
        headline=_line(fields.get("headline")),
        publisher=_line(fields.get("publisher")),
        byline=re.sub(r"^[Bb]y\s+", "", _line(fields.get("byline"))),
        published=day,
        published_basis="stated" if day else "",
        published_note="the record's date" if day else "",
        url=_line(fields.get("url")),
    )
    told = {name: value for name in ours.__slots__ if (value := getattr(ours, name))}
    complaints = (*draft.complaints, complaint) if complaint else draft.complaints
    return replace(draft, metadata=replace(draft.metadata, **told), complaints=complaints)


def _body(fields: Mapping[str, Any]) -> Draft:
    text = fields.get("text")
    if isinstance(text, list):
        text = "\n\n".join(t for t in text if isinstance(t, str))
    markup = fields.get("html")
    if not isinstance(text, str) and isinstance(markup, str):
        text = markup
    if not isinstance(text, str) or not text.strip():
        raise Unreadable("has no text among its fields", "name it text, body or articleBody", "no_article")
    if len(_TAGS.findall(text[:4000])) > 1:
        from analysis.read import page  # loaded for those that need it

        return page.read(clean(text))
    return plain.read(_with_paragraphs(clean(text)))


def _with_paragraphs(text: str) -> str:
    """The text with a blank line between its paragraphs, where a crawler left a single line break."""
    ends = [line.rstrip()[-1:] in _STOPS for line in text.split("\n")[:-1]]
    return text if "\n\n" in text or sum(ends) < 0.8 * len(ends) else text.replace("\n", "\n\n")


def _line(value: Any) -> str:
    """A value as one line: a name, the name of an object, or the names of a list joined."""
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(n for n in map(_line, value[:20]) if n))
    if isinstance(value, dict):
        return _line(next((value[k] for k in _NAMES if value.get(k)), ""))
    return " ".join(clean(value).split()) if isinstance(value, str) else ""


def _day(value: Any) -> tuple[str, str]:
    """The ISO day that a field gives, or a complaint: a printed date, or seconds since 1970."""
    if value is None:
        return "", ""
    said = str(value).strip()
    if re.fullmatch(r"1?\d{9}(?:\d{3})?(?:\.\d+)?", said):
        seconds = float(said)
        return datetime.fromtimestamp(
            seconds / 1000 if seconds > 1e11 else seconds, UTC
        ).date().isoformat(), ""
    if compact := re.fullmatch(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?", said):
        said = "-".join(compact.groups())
    for part in (said[:10], said[:60]):
        found = printed_days(part)
        if len(found) == 1 and len(found[0].days) == 1:
            return found[0].days[0].isoformat(), ""
    return "", f"its date is {said[:40]!r}, which is no day"
