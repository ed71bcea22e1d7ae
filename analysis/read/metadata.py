"""What a text says about itself around its first lines: headline, byline, publication day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from analysis.compiling import compiled
from analysis.read.days import (
    PrintedDay,
    day_in_address,
    day_of_publication,
    is_date_line,
    is_masthead,
    is_update,
    printed_days,
    settle,
    without_days,
)
from analysis.read.draft import Draft, Metadata, Paragraph
from analysis.read.furniture import is_running

_HEADER = 8
_NAME = r"[A-ZÀ-Þ][\w’'.-]*"
_BY = compiled(
    rf"(?:[Bb]y|BY)[:\s]\s*({_NAME}(?:[\s,&|]+(?:and\b|de\b|van\b|in\b|at\b|for\b|{_NAME})){{0,14}})"
)
_BARE_NAME = compiled(rf"{_NAME}(?:\s{_NAME}){{1,3}}(?:\s(?:and|&)\s{_NAME}(?:\s{_NAME}){{1,3}})?")
_NAME_AND_PLACE = compiled(
    rf"(?:[Ff]rom\s)?{_NAME}(?:\s{_NAME}){{1,3}}(?:\sin\s|\s?/\s?){_NAME}(?:\s{_NAME}){{0,2}}(?:,\s{_NAME})?"
)
_NAME_AND_ROLE = compiled(
    rf"{_NAME}(?:\s{_NAME}){{1,3}}\s?[,|–-]\s(?:[\w-]+\s){{0,3}}"
    r"(?:[Cc]orrespondent|[Rr]eporter|[Ee]ditor|[Ss]taff [Ww]riter|[Cc]olumnist|[Bb]ureau [Cc]hief)"
)
_FIELDS = {
    "headline": ("title", "headline"),
    "publisher": ("source", "publication", "publisher", "newspaper"),
    "byline": ("author", "byline", "by"),
    "published": ("date", "published", "publication date"),
    "url": ("url", "link"),
}
_FIELD_OF = {label: field for field, labels in _FIELDS.items() for label in labels}
_FIELD = compiled(rf"({'|'.join(_FIELD_OF)}) ?: ?(\S.{{0,400}})", re.IGNORECASE)
_LABEL = compiled(
    r"(?:first |last )?(?:published|posted|updated?|issued|modified|date)(?: on| at)?[ :]*", re.IGNORECASE
)
_ROLE = compiled(
    r"\b(?:correspondent|reporter|editor|desk|staff|bureau|writer|news|service|agency|contributor)\b",
    re.IGNORECASE,
)
_SLUG = compiled(r"^\((?:\d\w\w )?(?:LEAD|LD|UPDATE|URGENT)\) ?")
_IMPRINT = compiled(r"\b(?:desk|news|service|agency|wire|press|times|post)\b", re.IGNORECASE)
_DATELINE_END = compiled(r"\s(?:--+|—|–|-)\s|[:)]\s|/\s")
_AGENCY = compiled(r"\(([A-Z][\w .&’'-]{1,30})\)\s?(?:--+|—|–|-)(?=\s)|\s?/([A-Z]{3,10})/")
_URL = compiled(
    r"(?:(?:url|link|source|from|via|original)s?[ :]*)?(https?://[^\s<>\"]{4,500})\.?", re.IGNORECASE
)


def labelled(draft: Draft) -> Draft:
    """The draft with the address and the labelled fields that stand on lines of their own; to be read
    before furniture is dropped, since "Author: Ann Vale" is furniture elsewhere."""
    return _with_address(_with_labels(draft))


def completed(draft: Draft, path: Path) -> Draft:
    """The draft with what its own lines say about it; lines that say nothing else are taken out.

    Nothing is guessed: a day that could be read in two ways is left empty, with a note."""
    draft = _with_headline(draft)
    draft = _with_header_lines(draft)
    draft = _with_dateline(draft)
    return _with_day_in_names(draft, path)


def _key(text: str) -> str:
    """A headline for comparison: its letters and digits."""
    return re.sub(r"[\W_]+", "", text.casefold())


def _with_address(draft: Draft) -> Draft:
    """A line that is nothing but the article's address gives the address."""
    count = len(draft.paragraphs)
    for at, paragraph in enumerate(draft.paragraphs):
        if (at < 6 or at >= count - 3) and (found := _URL.fullmatch(paragraph.text)):
            rest = draft.paragraphs[:at] + draft.paragraphs[at + 1 :]
            url = draft.metadata.url or found[1]
            return replace(draft, metadata=replace(draft.metadata, url=url), paragraphs=rest)
    return draft


def _with_labels(draft: Draft) -> Draft:
    """Lines such as "Date: 27 May 2022" at the top, as news databases write them, are read and go."""
    metadata, rest = draft.metadata, list(draft.paragraphs)
    found = [(p, m) for p in rest[:_HEADER] if (m := _FIELD.fullmatch(p.text))]
    if len(found) < 2:
        return draft
    for paragraph, m in found:
        field = _FIELD_OF[m[1].lower()]
        value = m[2].strip()
        if field == "published":
            days = printed_days(value)
            if days and not metadata.published:
                metadata = _with_printed(metadata, days[0], paragraph.text, "")
        elif not getattr(metadata, field):
            metadata = replace(metadata, **{field: value})
        rest.remove(paragraph)
    return replace(draft, metadata=metadata, paragraphs=tuple(rest))


def _with_headline(draft: Draft) -> Draft:
    """The headline stands among the first lines where no better one is known; its repetitions go."""
    headline, paragraphs = draft.metadata.headline, draft.paragraphs
    if not headline:
        headline = _headline_among(paragraphs)
    rest = tuple(p for p in paragraphs if not headline or _key(p.text) != _key(headline))
    headline = _SLUG.sub("", headline)
    return replace(draft, metadata=replace(draft.metadata, headline=headline), paragraphs=rest)


def _headline_among(paragraphs: Sequence[Paragraph]) -> str:
    """The line that is repeated, else the first of four words and more, else the first; above the text."""
    above: list[Paragraph] = []
    for paragraph in paragraphs[:_HEADER]:
        if is_running(paragraph) and (above or len(paragraph.text.split()) > 30):
            break
        if _may_be_headline(paragraph):
            above.append(paragraph)
    keys = [_key(p.text) for p in paragraphs[: 2 * _HEADER]]
    repeated = (p.text for p in above if keys.count(_key(p.text)) > 1)
    long_enough = (p.text for p in above if len(p.text.split()) >= 4)
    return next(repeated, "") or next(long_enough, "") or (above[0].text if above else "")


def _may_be_headline(paragraph: Paragraph) -> bool:
    text = paragraph.text
    if (
        paragraph.kind == "caption"
        or paragraph.is_item
        or _dates_the_article(text)
        or _names_the_author(text)
    ):
        return False
    return len(text.split()) <= 30 and not re.search(r"(?<!\b[A-Z])[.:;,]$", text)


def _with_header_lines(draft: Draft) -> Draft:
    """Date lines and bylines above the text give day and byline, and go."""
    paragraphs = draft.paragraphs
    body = " ".join(p.text for p in paragraphs)
    header = _header(paragraphs)
    metadata, used = _from_date_lines(draft.metadata, paragraphs, header, body)
    names = [i for i in header if i not in used and _is_byline(paragraphs, i, used)]
    if names and not metadata.byline:
        metadata = replace(metadata, byline=_without_by(paragraphs[names[0]].text))
    rest = tuple(p for i, p in enumerate(paragraphs) if i not in used and i not in names)
    return replace(draft, metadata=metadata, paragraphs=_without_signature(rest, metadata.byline))


def _without_signature(paragraphs: Sequence[Paragraph], byline: str) -> tuple[Paragraph, ...]:
    """The paragraphs without signatures and notes on the author among the last three."""
    authors = [n for n in re.split(r",| and | & |\|| in ", byline) if len(n.split()) > 1]
    first = max(1, len(paragraphs) - 3)
    return tuple(p for i, p in enumerate(paragraphs) if i < first or not _is_about_author(p.text, authors))


def _is_about_author(text: str, authors: Sequence[str]) -> bool:
    """Whether a short paragraph is a byline or begins with the name of one of the authors."""
    text = text.lstrip("—–- ")
    if _BY.fullmatch(text):
        return True
    return len(text.split()) <= 60 and any(text.casefold().startswith(a.strip().casefold()) for a in authors)


def _header(paragraphs: Sequence[Paragraph]) -> range:
    """The paragraphs above the second one of running text (the first may be a standfirst)."""
    running = 0
    for at, paragraph in enumerate(paragraphs[:_HEADER]):
        running += is_running(paragraph)
        if running == 2:
            return range(at)
    return range(min(_HEADER, len(paragraphs)))


def _from_date_lines(
    metadata: Metadata, paragraphs: Sequence[Paragraph], header: range, body: str
) -> tuple[Metadata, set[int]]:
    """Metadata with the day of the header's date lines, and the paragraphs that were read."""
    if _is_digest(paragraphs):
        return metadata, set()
    dated = [i for i in header if _dates_the_article(paragraphs[i].text)]
    used = set(dated)
    for i in header:
        if _LABEL.fullmatch(paragraphs[i].text):
            used.add(i)
    if metadata.published:
        same = {
            i for i in dated if _says(paragraphs[i].text, metadata.published) or is_update(paragraphs[i].text)
        }
        return metadata, (used - set(dated)) | same
    for i in sorted(dated, key=lambda i: (_is_later_change(paragraphs, i), i)):
        line = paragraphs[i].text
        metadata = _with_printed(metadata, day_of_publication(line), line, body)
        if metadata.published:
            break
    for i in dated:
        left = without_days(paragraphs[i].text)
        if _IMPRINT.search(left) and not metadata.publisher and not _BY.fullmatch(left):
            metadata = replace(metadata, publisher=left)
        elif left and not metadata.byline:
            metadata = replace(metadata, byline=_without_by(left))
    return metadata, used


def _dates_the_article(text: str) -> bool:
    """Whether a line of the header is a date line, alone or beside a byline ("Staff, 8 March 2013")."""
    if is_date_line(text) or is_masthead(text):
        return True
    if len(text) > 120 or text.endswith((".", "?", "!", ":")) or not printed_days(text):
        return False
    left = without_days(text)
    return bool(
        _BY.fullmatch(left) or _BARE_NAME.fullmatch(left) or (_ROLE.search(left) and len(left.split()) <= 6)
    )


def _is_digest(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether date lines stand between pieces of text, as in a chronology: then none is the article's."""
    dated = [i for i, p in enumerate(paragraphs) if is_date_line(p.text) and not is_update(p.text)]
    return bool(dated) and any(_is_entry(p) for p in paragraphs[dated[0] + 1 : dated[-1]])


def _is_entry(paragraph: Paragraph) -> bool:
    return is_running(paragraph) or (len(paragraph.text.split()) >= 5 and paragraph.text.endswith((".", ")")))


def _says(line: str, day: str) -> bool:
    return any(day == d.isoformat() for found in printed_days(line) for d in found.days)


def _is_later_change(paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Whether a date line, or the label alone on the line above it, speaks of an update."""
    above = paragraphs[at - 1].text if at else ""
    return is_update(paragraphs[at].text) or bool(_LABEL.fullmatch(above) and is_update(above))


def _with_printed(metadata: Metadata, found: PrintedDay, line: str, body: str) -> Metadata:
    day = settle(found, line, body)
    if day is None:
        either = " or ".join(d.isoformat() for d in found.days)
        return replace(metadata, published_note=f"the line “{line}” may mean {either}")
    return replace(
        metadata, published=day.isoformat(), published_basis="stated", published_note=f"the line “{line}”"
    )


def _is_byline(paragraphs: Sequence[Paragraph], at: int, dated: set[int]) -> bool:
    """Whether a short line names the author: by its "By", or as a bare name next to a date line."""
    text = paragraphs[at].text
    is_beside = bool({at - 1, at + 1, at + 2} & dated)
    return _names_the_author(text) or (is_beside and bool(_BARE_NAME.fullmatch(text)))


def _names_the_author(text: str) -> bool:
    """Whether a line is a byline whatever stands around it ("By Ann Vale", "Ann Vale in Geneva")."""
    if len(text.split()) > 16 or re.search(r"(?<!\b[A-Z])[.!?:]$", text):
        return False
    is_by = bool(_BY.fullmatch(text) or (re.match(r"(?:By|BY)\s", text) and _ROLE.search(text)))
    return is_by or bool(_NAME_AND_PLACE.fullmatch(text) or _NAME_AND_ROLE.fullmatch(text))


def _without_by(text: str) -> str:
    return re.sub(r"^(?:by|BY|By)[:\s]+", "", text).strip(" ,|")


def _with_dateline(draft: Draft) -> Draft:
    """A dateline may name the agency, and with a year the day: "SEOUL, May 8, 2022 (Agency) --"."""
    first = next((p.text for p in draft.paragraphs if is_running(p)), "")[:120]
    metadata = draft.metadata
    if (agency := _AGENCY.search(first)) and not metadata.publisher and agency.start() <= 60:
        metadata = replace(metadata, publisher=agency[1] or agency[2])
    if not metadata.published and (found := _day_of_dateline(first)):
        day = settle(found, first, "")
        if day:
            line = first[: found.end].strip()
            metadata = replace(
                metadata,
                published=day.isoformat(),
                published_basis="stated",
                published_note=f"the dateline “{line}”",
            )
    return replace(draft, metadata=metadata)


def _day_of_dateline(text: str) -> PrintedDay | None:
    """The full date before the dash that closes a dateline at the beginning of the text."""
    for found in printed_days(text)[:1]:
        end = _DATELINE_END.search(text, found.end)
        before = text[: found.start]
        is_place = len(before.split()) <= 6 and not re.search(r"\b(?:on|in|of|since|the)\s*$", before)
        if end and end.start() - found.end <= 30 and is_place and _is_dash(end[0]):
            return found
    return None


def _is_dash(text: str) -> bool:
    return text.strip() in ("--", "—", "–", "-", "---", ")", "/")


def _with_day_in_names(draft: Draft, path: Path) -> Draft:
    """Failing all else the address, then the file's name, may hold the day."""
    metadata = draft.metadata
    if metadata.published:
        return draft
    for name, basis, note in (
        (metadata.url, "stated", "the article's address"),
        (path.stem, "derived", "the file's name"),
    ):
        if day := day_in_address(name):
            metadata = replace(
                metadata, published=day.isoformat(), published_basis=basis, published_note=note
            )
            return replace(draft, metadata=metadata)
    return draft
