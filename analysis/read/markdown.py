"""Markdown with YAML front matter to a draft: the marks go, the words stay."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace

import yaml

from analysis.compiling import compiled
from analysis.read import lines
from analysis.read.days import printed_days
from analysis.read.draft import Draft, Metadata, Paragraph, Unreadable

_FENCE = compiled(r"\A\s*---[ ]*\n")
_CLOSE = compiled(r"^(?:---|\.\.\.)[ ]*$", re.MULTILINE)
_KEYS = {
    "headline": ("headline", "title"),
    "publisher": ("publisher", "source", "site", "site_name", "newspaper", "outlet"),
    "byline": ("byline", "author", "authors"),
    "published": ("published", "date", "pubdate", "publication_date", "published_at", "datepublished"),
    "url": ("url", "link", "canonical", "source_url", "permalink"),
}
_RULE = compiled(r"(?:[-*_=][ ]?){3,}$")
_HEADING = compiled(r"(#{1,6})[ ]+(.*?)[ ]*#*$")
_QUOTE = compiled(r"(?:>[ ]?)+")
_REFERENCE = compiled(r"\[[^\]]{1,80}\]:[ ]*\S")
_IMAGE = compiled(r"!\[[^\]\n]{0,300}\](?:\([^()\n]{0,2000}\)|\[[^\]\n]{0,80}\])")
_LINK = compiled(r"\[([^\[\]\n]{1,500})\](?:\((?:[^()\n]|\([^()\n]{0,200}\)){0,2000}\)|\[[^\]\n]{0,80}\])")
_FOOTNOTE = compiled(r"\[\^[^\]\n]{1,40}\]:?")
_ADDRESS = compiled(r"<(?:https?://|mailto:)[^<>\s]{1,2000}>")
_TAG = compiled(r"</?[a-zA-Z][a-zA-Z0-9]{0,20}(?:\s[^<>]{0,1000})?/?>")
_DROPPED = ("script", "style", "nav", "footer", "aside", "form", "iframe", "noscript", "button")
_STARS = compiled(r"(?<=\S)\*+|\*+(?=\S)")
_UNDERSCORES = compiled(r"(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)")
_BOLD_WHOLE = compiled(r"(\*\*|__)(?=\S)(.+?)\1[ ]*:?$")
_ESCAPE = compiled(r"\\([\\`*_{}\[\]()#+.!|>~-])")
# Where escaped marks are kept while the others are taken out: a plane that no text uses.
_HIDDEN = 0xF0000
_SHOWN = {_HIDDEN + ord(mark): mark for mark in "\\`*_{}[]()#+.!|>~-"}


def read(text: str) -> Draft:
    """The draft of a Markdown file; raises `Unreadable` where its front matter does not parse."""
    metadata, complaints, body = _split(text)
    paragraphs = tuple(_paragraphs(without_markup(body)))
    if not metadata.headline:
        metadata, paragraphs = _with_first_heading(metadata, paragraphs)
    return Draft(metadata, paragraphs, complaints)


def has_front_matter(text: str) -> bool:
    """Whether the text begins with a line of three dashes and a `key:` below."""
    fence = _FENCE.match(text)
    return bool(fence and re.match(r"\s*[\w-]+[ ]?:", text[fence.end() : fence.end() + 200]))


def _split(text: str) -> tuple[Metadata, tuple[str, ...], str]:
    if not has_front_matter(text):
        return Metadata(), (), text
    start = _FENCE.match(text).end()  # type: ignore[union-attr]
    close = _CLOSE.search(text, start)
    if not close:
        raise Unreadable("front matter is not closed", "put a line with --- below its last key")
    metadata, complaints = _metadata(text[start : close.start()])
    return metadata, complaints, text[close.end() :]


def _metadata(source: str) -> tuple[Metadata, tuple[str, ...]]:
    try:
        # BaseLoader makes every value a string, as written, and no objects.
        loaded = yaml.load(source, Loader=yaml.BaseLoader)
    except yaml.YAMLError as e:
        raise Unreadable(f"front matter does not parse: {_where(e, source)}", _advice(e)) from e
    if not isinstance(loaded, dict):
        raise Unreadable(
            "front matter is no list of keys", "write one `key: value` a line between the --- lines"
        )
    given = {str(k).strip().lower(): _plain(v) for k, v in loaded.items()}
    found = {field: next((given[k] for k in keys if given.get(k)), "") for field, keys in _KEYS.items()}
    found["byline"] = re.sub(r"^[Bb]y\s+", "", found["byline"])
    day, complaint = _published(found["published"])
    metadata = Metadata(
        **{**found, "published": day},
        published_basis="stated" if day else "",
        published_note="front matter" if day else "",
    )
    return metadata, (complaint,) if complaint else ()


def _plain(value: object) -> str:
    """A value of the front matter as one line; a list's scalars are joined, deeper structures left out."""
    if isinstance(value, list):
        return ", ".join(v.strip() for v in value[:50] if isinstance(v, str))
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return "" if text.lower() in ("null", "~") else text


def _published(text: str) -> tuple[str, str]:
    """The ISO day of the `published` key, and a complaint where it is none."""
    if not text:
        return "", ""
    found = printed_days(text[:10]) or printed_days(text)
    if len(found) == 1 and len(found[0].days) == 1:
        return found[0].days[0].isoformat(), ""
    return "", f"front matter: published is {text[:40]!r}, which is no day written YYYY-MM-DD"


def _where(e: yaml.YAMLError, source: str) -> str:
    mark = getattr(e, "problem_mark", None) or getattr(e, "context_mark", None)
    if mark is None:
        return str(e).split("\n")[0][:120]
    shown = source.split("\n")[mark.line].strip()[:80] if mark.line < source.count("\n") + 1 else ""
    # The mark counts from 0 below the opening dashes.
    return f"line {mark.line + 2}, {shown!r}: {getattr(e, 'problem', '') or 'unexpected text'}"


def _advice(e: yaml.YAMLError) -> str:
    if "mapping values are not allowed" in str(e):
        return 'put quotation marks around a value that has a colon: headline: "Explainer: a hold"'
    return "write `key: value` lines between two lines of ---, values with special signs in quotation marks"


def without_markup(text: str) -> str:
    """The text without HTML comments, scripts, other furniture elements and tags."""
    text = _cut(text, compiled(r"<!--"), "-->")
    for name in _DROPPED:
        text = _cut(text, compiled(rf"<{name}\b[^<>]{{0,1000}}>", re.IGNORECASE), f"</{name}>")
    text = re.sub(r"<br ?/?>", "\n", text)
    text = re.sub(r"</(?:p|div|li|h[1-6]|tr|figure|blockquote|section)>", "\n\n", text)
    return html.unescape(_TAG.sub("", _ADDRESS.sub("", text)))


def _cut(text: str, opening: re.Pattern[str], closing: str) -> str:
    """The text without each stretch from an opening mark to the next closing one; in linear time."""
    lowered, kept, at = text.lower(), [], 0
    while (found := opening.search(text, at)) and (end := lowered.find(closing, found.end())) >= 0:
        kept.append(text[at : found.start()])
        at = end + len(closing)
    return "".join(kept) + text[at:]


def _paragraphs(text: str) -> Iterator[Paragraph]:
    for block in lines.blocks(text):
        yield from _of_block(block)


def _of_block(block: list[str]) -> Iterator[Paragraph]:
    """The paragraphs of a block; headings, rules and table rows stand on their own lines."""
    plain: list[str] = []
    for line in block:
        line = _QUOTE.sub("", line, count=1).strip() if line.startswith(">") else line
        if not line or _RULE.match(line) or _REFERENCE.match(line) or line.startswith(("```", "~~~")):
            if plain and line and set(line) <= {"=", "-"}:
                yield from _texts(plain[:-1])
                yield Paragraph(without_marks(plain[-1]), kind="heading")
            else:
                yield from _texts(plain)
            plain = []
        elif heading := _HEADING.match(line):
            yield from _texts(plain)
            plain = []
            yield Paragraph(without_marks(heading[2]), kind="heading")
        elif line.startswith("|") and line.endswith("|"):
            yield from _texts(plain)
            plain = []
            yield from _row(line)
        else:
            plain.append(line)
    yield from _texts(plain)


def _row(line: str) -> Iterator[Paragraph]:
    cells = [without_marks(c.strip()) for c in line.strip("|").split("|")]
    if not all(re.fullmatch(r":?-*:?", c) for c in cells):
        yield Paragraph(" | ".join(c for c in cells if c), is_item=True)


def _texts(plain: list[str]) -> Iterator[Paragraph]:
    for found in lines.paragraphs(plain) if plain else ():
        kind = "heading" if not found.is_item and _is_bold_head(found.text) else "body"
        yield replace(found, text=without_marks(found.text), kind=kind)


def _is_bold_head(text: str) -> bool:
    """Whether a paragraph is bold from end to end and short, as section heads are."""
    bold = _BOLD_WHOLE.match(text)
    return bool(
        bold and "**" not in bold[2] and len(text.split()) <= 14 and not re.search(r"[.!?] [A-Z]", text)
    )


def without_marks(text: str) -> str:
    """A line of Markdown as the words that a reader sees."""
    text = _ESCAPE.sub(lambda m: chr(_HIDDEN + ord(m[1])), text)
    text = _FOOTNOTE.sub("", _IMAGE.sub("", text))
    text = _LINK.sub(r"\1", text)
    text = text.replace("`", "").replace("~~", "")
    text = _UNDERSCORES.sub("", _STARS.sub("", text)).translate(_SHOWN)
    return " ".join(text.split())


def _with_first_heading(
    metadata: Metadata, paragraphs: tuple[Paragraph, ...]
) -> tuple[Metadata, tuple[Paragraph, ...]]:
    """Without a headline in the front matter, a heading above the text is the headline."""
    for at, paragraph in enumerate(paragraphs[:4]):
        if paragraph.kind == "heading":
            return replace(metadata, headline=paragraph.text), paragraphs[:at] + paragraphs[at + 1 :]
    return metadata, paragraphs
