"""Figures as SVG that a page may hold: text as text, no style attributes, no clashing names."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

from analysis.charts import palette
from analysis.charts.palette import COLOURS
from analysis.compiling import compiled
from analysis.report.clean import UNSEEN

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_NAMES = {values[0]: name for name, values in COLOURS.items()} | {"#ffffff": "paper", "#000000": "ink"}
#: Style properties that are SVG attributes of the same name; all others are dropped.
_PRESENTATION = frozenset(
    (
        *("fill", "fill-opacity", "fill-rule", "opacity", "clip-path"),
        *("stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-dashoffset"),
        *("stroke-linecap", "stroke-linejoin", "stroke-miterlimit"),
        *("text-anchor", "font-size", "font-style", "font-weight"),
    )
)


#: Classes for what the style of a text says; "" for what needs none.
_TEXT = {
    "font-size": {str(size): f"t{size}" for size in range(7, 19)},
    "font-weight": {"700": "tb", "bold": "tb", "600": "tb", "400": ""},
    "text-anchor": {"start": "", "middle": "tm", "end": "te"},
}


def style() -> str:
    """The style sheet that charts need: the palette on light and dark paper, and a class for each colour."""
    dark = f"@media (prefers-color-scheme:dark){{:root{{{palette.as_css(1)}}}}}"
    classes = "".join(f".f-{n}{{fill:var(--{n})}}.s-{n}{{stroke:var(--{n})}}" for n in COLOURS)
    sizes = "".join(f".{name}{{font-size:{size}px}}" for size, name in _TEXT["font-size"].items())
    words = ".tb{font-weight:700}.tm{text-anchor:middle}.te{text-anchor:end}"
    return f":root{{{palette.as_css(0)}}}{dark}{classes}{sizes}{words}"


def from_figure(figure: Figure, *, title: str, description: str) -> str:
    """The figure as an `<svg>` element with `title` and `desc` for screen readers; closes the figure."""
    drawn = UNSEEN.sub("", _draw(figure))
    # Marker and clip names are hashes of content, and the same in two charts: the prefix tells them apart.
    prefix = "f" + hashlib.sha256((title + drawn).encode()).hexdigest()[:5]
    drawn = _lean(_named_apart(_without_styles(_trim(drawn)), prefix))
    return _label(drawn, prefix, title, description)


def _draw(figure: Figure) -> str:
    import matplotlib
    from matplotlib import pyplot

    buffer = io.StringIO()
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "report", "path.simplify": True}):
        figure.savefig(
            buffer, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None}
        )
    pyplot.close(figure)
    return buffer.getvalue()


def _trim(drawn: str) -> str:
    drawn = drawn[drawn.index("<svg") :]
    drawn = re.sub(r"<metadata>.*?</metadata>|<style[^>]*>.*?</style>|<!--.*?-->", "", drawn, flags=re.S)
    drawn = re.sub(r"<defs>\s*</defs>", "", drawn).replace(' target="_blank"', "")
    drawn = re.sub(_PLACES, _rounded, drawn)
    return re.sub(r">\s+<", "><", drawn).strip()


_PLACES = compiled(r'(?<=\s)(d|points|transform|x|y|x1|y1|x2|y2|cx|cy|r|width|height)="([^"]*)"')


def _rounded(found: re.Match[str]) -> str:
    """An attribute with its numbers cut: places to a tenth of a point, shapes to a hundredth."""
    digits = 2 if found[1] == "d" else 1
    numbers = re.sub(r"-?\d+\.\d+", lambda m: f"{float(m[0]):.{digits}f}".rstrip("0").rstrip("."), found[2])
    return f'{found[1]}="{numbers}"'


def _lean(drawn: str) -> str:
    """The same drawing in fewer bytes: no bare groups, no blanks in paths, no strokes that a marker has."""
    drawn = re.sub(r'(?<=\sd=")[^"]+', lambda m: re.sub(r"\s*([A-Za-z])\s*", r"\1", m[0]), drawn)
    stroked = set(re.findall(r'<path id="([^"]+)"[^>]* stroke=', drawn))

    def use(found: re.Match[str]) -> str:
        return re.sub(r' stroke[\w-]*="[^"]*"| s-\w+(?=")', "", found[0]) if found[1] in stroked else found[0]

    drawn = re.sub(r'<use href="#([^"]+)"[^>]*>', use, drawn)
    drawn = re.sub(r'<path d="[^"]*" fill="none"/>| transform="rotate\(-?0 [^"]*"', "", drawn)
    # The page's style sheet draws what has a class.
    drawn = re.sub(r' fill="#\w+"(?=[^>]* class="f-)', "", drawn)
    drawn = re.sub(r' stroke="#\w+"(?=[^>]* class="[^"]*s-)', "", drawn)
    drawn = re.sub(r' x="([^"]*)" y="([^"]*)" transform="rotate\((\S+) \1 \2\)"', _turned, drawn)
    for number, name in enumerate(re.findall(r'\sid="([^"]+)"', drawn)):
        drawn = re.sub(rf'(["#]){name}(?=["\)])', rf"\g<1>{name[:6]}-{number}", drawn)
    kept: list[bool] = []

    def group(found: re.Match[str]) -> str:
        if found[0] == "</g>":
            return "</g>" if kept.pop() else ""
        kept.append(found[0] != "<g>")
        return found[0] if kept[-1] else ""

    return re.sub(r"</?g(?: [^>]*)?>", group, drawn)


def _turned(found: re.Match[str]) -> str:
    return f' transform="translate({found[1]} {found[2]})rotate({found[3]})"'


def _without_styles(drawn: str) -> str:
    return re.sub(r'\sstyle="([^"]*)"', lambda m: _attributes(m[1]), drawn)


def _attributes(style: str) -> str:
    given = dict(_declaration(part) for part in style.split(";") if ":" in part)
    if "font" in given:
        given |= _font(given["font"])
    classes = [
        f"{letter}-{_NAMES[given[key]]}"
        for key, letter in (("fill", "f"), ("stroke", "s"))
        if given.get(key) in _NAMES
    ]
    for key, name in _TEXT.items():
        if given.get(key, "").removesuffix("px") in name:
            classes.append(name[given.pop(key).removesuffix("px")])
    kept = "".join(f' {k}="{v}"' for k, v in given.items() if k in _PRESENTATION)
    return kept + (f' class="{" ".join(filter(None, classes))}"' if any(classes) else "")


def _declaration(part: str) -> tuple[str, str]:
    key, _, value = part.partition(":")
    return key.strip().lower(), value.strip()


def _font(shorthand: str) -> dict[str, str]:
    """Size, weight and slant from a CSS `font` shorthand; the family is the page's."""
    found = {}
    if m := re.search(r"([\d.]+)px", shorthand):
        found["font-size"] = m[1]
    if m := re.match(r".*?\b(bold|[1-9]00)\b", shorthand):
        found["font-weight"] = m[1]
    if "italic" in shorthand:
        found["font-style"] = "italic"
    return found


def _named_apart(drawn: str, prefix: str) -> str:
    used = set(re.findall(r'(?:url\(#|href="#)([\w.-]+)', drawn))

    def rename(found: re.Match[str]) -> str:
        return f' id="{prefix}{found[1]}"' if found[1] in used else ""

    drawn = re.sub(r'\sid="([^"]*)"', rename, drawn)
    named = set(re.findall(rf'id="{prefix}([^"]+)"', drawn))

    def refer(found: re.Match[str]) -> str:
        return found[1] + (prefix if found[2] in named else "") + found[2]

    drawn = re.sub(r"(url\(#)([\w.-]+)", refer, drawn)
    drawn = re.sub(r'\s(?:xlink:)?href="([^"]*)"', _refer_link(named, prefix), drawn)
    return re.sub(r'<a href="([^" ]+) ([^"]*)">', _named_link, drawn)


def _named_link(found: re.Match[str]) -> str:
    """A mark's url is "TARGET LABEL": the label names the link, and shows when it is pointed at."""
    return f'<a href="{found[1]}"><title>{found[2]}</title>'


def _refer_link(named: set[str], prefix: str) -> Callable[[re.Match[str]], str]:
    def refer(found: re.Match[str]) -> str:
        target = found[1]
        return f' href="#{prefix}{target[1:]}"' if target[1:] in named else f' href="{target}"'

    return refer


def _label(drawn: str, prefix: str, title: str, description: str) -> str:
    box = re.search(r'viewBox="([^"]+)"', drawn)
    names = f'role="group" aria-labelledby="{prefix}t {prefix}d"'
    opening = (
        f'<svg viewBox="{box[1] if box else "0 0 100 100"}" {names}>'
        f'<title id="{prefix}t">{escape(title)}</title><desc id="{prefix}d">{escape(description)}</desc>'
    )
    return opening + drawn[drawn.index(">") + 1 :]
