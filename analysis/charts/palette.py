"""The colours of charts and pages: one name, one value on light paper and one on dark.

Charts draw with the light value. The report gives every mark drawn in one of these values a class of that
name, so that the page's style sheet can put the dark value in its place.
"""

from __future__ import annotations

#: name -> (on light paper, on dark paper). No two names share a light value: it identifies the name.
COLOURS: dict[str, tuple[str, str]] = {
    "ink": ("#1d1b18", "#ece7dd"),
    "soft": ("#5f5a52", "#b3ab9d"),
    "line": ("#8d877d", "#7d766a"),
    "grid": ("#ddd8cf", "#3a3732"),
    "wash": ("#f1ede5", "#26241f"),
    "paper": ("#fdfcf9", "#171613"),
    "accent": ("#a3261d", "#f08a7c"),
    # Eight series, told apart by colour-blind readers in this order (after Okabe and Ito, darker).
    "blue": ("#0b5f9c", "#6db6ee"),
    "orange": ("#c05a00", "#f5a04c"),
    "green": ("#00795a", "#4cc9a2"),
    "red": ("#b3203a", "#ff8496"),
    "purple": ("#7a3f8c", "#cf9be0"),
    "sky": ("#3d8fc7", "#9bd0f5"),
    "yellow": ("#a07d00", "#e6c84f"),
    "grey": ("#6e6a63", "#a39c90"),
}


def light(name: str) -> str:
    """The value to draw with, "#rrggbb"."""
    return COLOURS[name][0]


def as_css(which: int) -> str:
    """Custom properties `--name:value` for light (0) or dark (1) paper."""
    return ";".join(f"--{name}:{values[which]}" for name, values in COLOURS.items())
