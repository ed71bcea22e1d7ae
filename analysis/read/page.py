"""An HTML page to a draft: metadata from JSON-LD and meta tags, paragraphs from the article's body."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from bs4 import BeautifulSoup, NavigableString, Tag, XMLParsedAsHTMLWarning
from bs4.element import PreformattedString

from analysis.compiling import compiled
from analysis.lexicon import settings
from analysis.read import lines
from analysis.read.characters import clean
from analysis.read.days import day_in_address, printed_days
from analysis.read.draft import Draft, Metadata, Paragraph, Unreadable

_BYLINE = compiled(r"^(?:byline|author|c-byline)$", re.IGNORECASE)
_DEEPEST = 300
_ARTICLE_TYPES = compiled(r"Article|NewsArticle|Posting|Report|Review|WebPage|CreativeWork")


@cache
def _known(name: str) -> frozenset[str]:
    return frozenset(settings("page")[name])


def read(text: str) -> Draft:
    """The draft of a page; its body is the largest article-like element, its furniture left out.

    Raises `Unreadable` for a page nested too deeply to be an article."""
    with warnings.catch_warnings():  # a page may begin as XML does (XHTML): it is a page all the same
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = BeautifulSoup(text, "lxml")
    _refuse_deep(soup)
    data = _linked_data(soup)
    metadata = _metadata(soup, data)
    root = _body(soup)
    _drop_furniture(root)
    paragraphs = tuple(_paragraphs(root))
    if sum(len(p.text) for p in paragraphs) < 200 and len(_text(data, "articleBody")) > 200:
        paragraphs = tuple(lines.from_text(clean(_text(data, "articleBody"))))
    return Draft(metadata, paragraphs)


def _refuse_deep(soup: BeautifulSoup) -> None:
    """Raise `Unreadable` for a page nested deeper than any newsroom's: what follows climbs the tree."""
    depth = {id(soup): 0}
    for element in soup.find_all(True):
        depth[id(element)] = here = depth[id(element.parent)] + 1
        if here > _DEEPEST:
            raise Unreadable(f"is a page nested more than {_DEEPEST} elements deep", "save its text as .txt")


# Metadata


def _linked_data(soup: BeautifulSoup) -> Mapping[str, Any]:
    """The JSON-LD object that describes the article; the first that has a headline or a day."""
    for script in soup.find_all("script", type=compiled(r"ld\+json", re.IGNORECASE)):
        try:
            loaded = json.loads(script.string or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for found in _objects(loaded):
            kinds = found.get("@type", "")
            kind = " ".join(map(str, kinds)) if isinstance(kinds, list) else str(kinds)
            if _ARTICLE_TYPES.search(kind) and ("headline" in found or "datePublished" in found):
                return found
    return {}


def _objects(loaded: Any) -> Iterator[Mapping[str, Any]]:
    waiting = [loaded]
    for _ in range(200):
        if not waiting:
            return
        here = waiting.pop(0)
        if isinstance(here, list):
            waiting.extend(here[:100])
        elif isinstance(here, dict):
            yield here
            waiting.extend(here[k] for k in ("@graph", "mainEntity", "mainEntityOfPage") if k in here)


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key, "")
    return value.strip() if isinstance(value, str) else ""


def _names(value: Any) -> str:
    """The names in a JSON-LD person or organisation, or in a list of them."""
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(n for n in map(_names, value[:20]) if n))
    if isinstance(value, dict):
        return _names(value.get("name", ""))
    return _one_line(value) if isinstance(value, str) and not value.startswith("http") else ""


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _tags(soup: BeautifulSoup) -> dict[str, str]:
    """Contents of the meta tags by lower-case name; the first of each name counts."""
    found: dict[str, str] = {}
    for tag in soup.find_all("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        content = tag.get("content")
        if name and content:
            found.setdefault(str(name).lower(), _one_line(str(content)))
    return found


def _metadata(soup: BeautifulSoup, data: Mapping[str, Any]) -> Metadata:
    tags = _tags(soup)
    publisher = _names(data.get("publisher")) or tags.get("og:site_name") or tags.get("application-name", "")
    day, note = _day(soup, data, tags)
    author = tags.get("author") or tags.get("article:author") or tags.get("byl", "")
    return Metadata(
        headline=_headline(soup, data, tags, publisher),
        publisher=publisher,
        byline=_names(data.get("author"))
        or ("" if author.startswith("http") else author)
        or _visible_byline(soup),
        published=day,
        published_basis="stated" if day else "",
        published_note=note,
        url=_address(soup, data, tags),
    )


def _headline(soup: BeautifulSoup, data: Mapping[str, Any], tags: Mapping[str, str], publisher: str) -> str:
    title = _one_line(soup.title.get_text()) if soup.title else ""
    shown = [_one_line(h.get_text(" ")) for h in soup.find_all("h1", limit=3)]
    candidates = (
        shown[0] if len(shown) == 1 and len(shown[0].split()) >= 3 else "",
        _one_line(_text(data, "headline")),
        tags.get("og:title", ""),
        shown[0] if shown else "",
        tags.get("twitter:title", ""),
        title,
    )
    return _without_site(next((c for c in candidates if c), ""), publisher)


def _without_site(headline: str, publisher: str) -> str:
    """The headline without the site's name behind a bar or dash."""
    found = re.fullmatch(r"(.{12,}?)\s[|–—-]\s([^|–—]{2,40})", headline)
    if found and (
        not publisher
        or found[2].casefold() in publisher.casefold()
        or publisher.casefold() in found[2].casefold()
    ):
        return found[1].strip()
    return headline


def _visible_byline(soup: BeautifulSoup) -> str:
    found = soup.find(rel="author") or soup.find(class_=_BYLINE)
    return re.sub(r"^by\s+", "", _one_line(found.get_text(" ")), flags=re.I)[:120] if found else ""


def _day(soup: BeautifulSoup, data: Mapping[str, Any], tags: Mapping[str, str]) -> tuple[str, str]:
    """The publication day as ISO and where the page says it; both empty if it does not."""
    if day := _first_day(_text(data, "datePublished")):
        return day, "the page's JSON-LD datePublished"
    for name in settings("page")["day_tags"]:
        if day := _first_day(tags.get(name, "")):
            return day, f"the page's meta tag {name}"
    for element in soup.find_all("time", limit=5):
        said = str(element.get("datetime") or "") or element.get_text(" ")
        if element.find_parent(["aside", "nav", "footer"]) is None and (day := _first_day(said)):
            return day, "the page's time element"
    if line := _visible_date_line(soup):
        return _first_day(line), f"the page's line “{line}”"
    if day := _first_day(_text(data, "dateCreated")) or _first_day(_text(data, "dateModified")):
        return day, "the page's JSON-LD date of its last change"
    return "", ""


def _visible_date_line(soup: BeautifulSoup) -> str:
    """The first short text with an unmistakable day in an element whose class says that it has one."""
    for element in soup.find_all(class_=True, limit=5000):
        if _labels(element).isdisjoint(_known("date_lines")) or element.find_parent(
            ["aside", "nav", "footer"]
        ):
            continue
        text = _one_line(element.get_text(" ")) if len(element.contents) <= 20 else ""
        for found in printed_days(text) if len(text) <= 150 else ():
            if len(found.days) == 1:
                return text[found.start : found.end]
    return ""


def _first_day(text: str) -> str:
    """The unmistakable day at the beginning of a machine-written date ("2022-01-31T09:20", "20220131")."""
    found = printed_days(text[:40])
    if found and len(found[0].days) == 1:
        return found[0].days[0].isoformat()
    day = day_in_address(text) if re.fullmatch(r"\d{8}(?:T?\d*Z?)?", text) else None
    return day.isoformat() if day else ""


def _address(soup: BeautifulSoup, data: Mapping[str, Any], tags: Mapping[str, str]) -> str:
    link = soup.find("link", rel="canonical")
    candidates = (str(link.get("href") or "") if link else "", tags.get("og:url", ""), _text(data, "url"))
    return next((c for c in candidates if re.match(r"https?://", c)), "")


# Body


def _body(soup: BeautifulSoup) -> Tag:
    """The element that holds the article: the first marked one with the most text in paragraphs."""
    chosen = (
        soup.find_all(itemprop="articleBody")
        or soup.find_all("article")
        or soup.find_all(role="main")
        or soup.find_all("main")
    )
    best = max(chosen[:50], key=_prose, default=None)
    whole = soup.body or soup
    return best if best is not None and _prose(best) >= min(200, _prose(whole) // 3) else whole


def _prose(element: Tag) -> int:
    """Characters of an element's paragraphs; of all its text if it has none."""
    found = element.find_all("p")
    return sum(len(p.get_text()) for p in found) if found else len(element.get_text()) // 4


def _drop_furniture(root: Tag) -> None:
    """Take furniture out of the tree: by element, by hidden state, by the words of its class or id."""
    for element in root.find_all(list(_known("dropped"))):
        element.extract()
    if root.name not in ("article", "main"):
        for element in root.find_all("header"):
            if element.find("h1") is None:
                element.extract()
    total = max(1, len(root.get_text()))
    for element in root.find_all(True):
        if element is not root and (_is_hidden(element) or _is_named_furniture(element, total)):
            element.extract()
    for element in root.find_all(["ul", "ol", "p"]):
        if _is_links_only(element):
            element.extract()


def _is_hidden(element: Tag) -> bool:
    style = str(element.get("style") or "").replace(" ", "").lower()
    return element.has_attr("hidden") or element.get("aria-hidden") == "true" or "display:none" in style


def _is_named_furniture(element: Tag, total: int) -> bool:
    """Whether role, class or id call an element furniture, and it holds no great part of the text."""
    words = _labels(element)
    in_caption = element.find_parent("figcaption") is not None
    is_named = not words.isdisjoint(_known("credits" if in_caption else "furniture"))
    has_role = str(element.get("role") or "") in _known("roles")
    return (is_named or has_role) and element.name != "h1" and len(element.get_text()) < 0.4 * total


def _is_links_only(element: Tag) -> bool:
    """Whether a list or paragraph is nothing but links of the length of headlines."""
    links = element.find_all("a")
    linked = sum(len(a.get_text(strip=True)) for a in links)
    if not links or linked < 0.9 * len(element.get_text(strip=True)):
        return False
    words = len(element.get_text(" ").split())
    if element.name == "p":
        return not element.get_text(strip=True).endswith((".", "”", '"', "!"))
    return len(links) > 1 and words >= 4 * len(links)


def _labels(element: Tag) -> set[str]:
    """The words of an element's classes and id, whole and split at hyphens and underscores."""
    if not (element.has_attr("class") or element.has_attr("id")):
        return set()
    classes: object = element.get("class") or []
    names = [*(classes if isinstance(classes, list) else str(classes).split()), str(element.get("id") or "")]
    whole = " ".join(map(str, names))[:500].lower()
    return {*whole.split(), *re.split(r"[\s_-]+", whole)}


def _paragraphs(root: Tag) -> Iterator[Paragraph]:
    """The text of each innermost block, in the page's order."""
    block: Tag | None = None
    held: list[str] = []
    owners: dict[int, Tag] = {}
    for piece in root.descendants:
        if isinstance(piece, Tag):
            if piece.name == "br":
                held.append("\n")
            elif piece.name in _known("blocks") and held:
                yield from _of_block(block, held)
                held = []
            continue
        if not isinstance(piece, NavigableString) or isinstance(piece, PreformattedString):
            continue
        owner = _owner(piece, root, owners)
        if owner is not block and held:
            yield from _of_block(block, held)
            held = []
        block = owner
        held.append(str(piece) if owner.name == "pre" else re.sub(r"\s+", " ", str(piece)))
    yield from _of_block(block, held)


def _owner(piece: NavigableString, root: Tag, known: dict[int, Tag]) -> Tag:
    """The block in which a piece of text stands (a row for its cells)."""
    passed = []
    here: Tag = piece.parent or root
    while id(here) not in known and here is not root and here.name not in _known("blocks") - {"td", "th"}:
        passed.append(here)
        here = here.parent or root
    owner = known.get(id(here), here)
    for element in passed:
        known[id(element)] = owner
    return owner


def _of_block(block: Tag | None, held: Iterable[str]) -> Iterator[Paragraph]:
    text = clean("".join(held))
    if block is None or not text.strip():
        return
    if block.name == "tr":
        cells = [" ".join(clean(c.get_text(" ")).split()) for c in block.find_all(["td", "th"])]
        yield Paragraph(" | ".join(c for c in cells if c), is_item=True)
        return
    kind = "heading" if block.name in _known("headings") else "caption" if _is_caption(block) else "body"
    for found in lines.from_text(text):
        is_item = found.is_item or block.name in ("li", "dd") or block.find_parent("li") is not None
        yield Paragraph(found.text, kind, is_item and kind == "body")


def _is_caption(block: Tag) -> bool:
    return block.name in ("figcaption", "figure") or block.find_parent(["figcaption", "figure"]) is not None
