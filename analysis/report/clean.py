"""Foreign HTML through an allow list: nothing that runs, loads, styles or misdirects is left."""

from __future__ import annotations

import re

import nh3

from analysis.compiling import compiled

# Control characters, and the marks that turn the direction of the text after them.
UNSEEN = compiled(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)

_TEXT = (
    *(
        "p",
        "br",
        "hr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "div",
        "span",
        "section",
        "blockquote",
        "pre",
        "code",
    ),
    *(
        "a",
        "b",
        "i",
        "em",
        "strong",
        "small",
        "sub",
        "sup",
        "mark",
        "cite",
        "q",
        "abbr",
        "time",
        "s",
        "del",
        "ins",
    ),
    *("ul", "ol", "li", "dl", "dt", "dd", "figure", "figcaption", "details", "summary", "img"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
)
_SVG = (
    *("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"),
    *("use", "defs", "clipPath", "title", "desc"),
)
_DRAWING = {
    *(
        "x",
        "y",
        "x1",
        "y1",
        "x2",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "width",
        "height",
        "d",
        "points",
        "dx",
        "dy",
    ),
    *(
        "transform",
        "viewBox",
        "preserveAspectRatio",
        "fill",
        "fill-opacity",
        "fill-rule",
        "opacity",
        "clip-path",
    ),
    *("stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap"),
    *("stroke-linejoin", "stroke-miterlimit", "text-anchor", "font-size", "font-style", "font-weight"),
}
_NAMING = {
    "id",
    "class",
    "dir",
    "lang",
    "title",
    "role",
    "tabindex",
    "aria-label",
    "aria-labelledby",
    "aria-hidden",
}
_OTHER: dict[str, set[str]] = {
    "a": {"href", "rel"},
    "use": {"href"},
    "img": {"src", "alt"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
    "time": {"datetime"},
    "details": {"open"},
}
_ALLOWED = {"*": _NAMING} | {tag: set(_DRAWING) for tag in _SVG} | _OTHER
_ALLOWED["use"] = {*_DRAWING, "href"}


def clean(markup: str) -> str:
    """The markup with only the tags and attributes of the allow list; scripts and styles go whole."""
    left = nh3.clean(
        UNSEEN.sub("", markup),
        tags={*_TEXT, *_SVG},
        clean_content_tags={"script", "style", "iframe", "object", "embed", "noscript", "template"},
        attributes=_ALLOWED,
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto", "data"},
        generic_attribute_prefixes=None,
        link_rel=None,
    )
    # Images that lost their address are nothing; those without words are decoration.
    left = re.sub(r"<img(?![^>]*\ssrc=)[^>]*>", "", left)
    return re.sub(r"<img(?![^>]*\salt=)", '<img alt=""', left)


def _attribute(tag: str, name: str, value: str) -> str | None:
    """The attribute's value, or `None` to drop it."""
    if tag == "img" and name == "src":
        return value if re.match(r"data:image/(png|jpeg|gif);base64,[A-Za-z0-9+/=\s]*$", value) else None
    if re.sub(r"[\x00-\x20]", "", value).lower().startswith("data:"):
        return None
    if tag == "use" and name == "href":
        return value if re.fullmatch(r"#[\w.-]+", value) else None
    if "url(" in value.lower() and not re.fullmatch(r"url\(#[\w.-]+\)", value):
        return None
    return value
