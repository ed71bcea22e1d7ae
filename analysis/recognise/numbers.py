"""Number words and digits to numbers."""

from __future__ import annotations

import re
from functools import cache

from analysis.compiling import compiled
from analysis.lexicon import rows

_DIGITS = compiled(r"\d+(?:[,\u00a0\u202f ]\d{3})*(?:\.\d+)?")
_ORDINAL_DIGITS = compiled(r"(\d+)(?:st|nd|rd|th)", re.IGNORECASE)
#: No article counts anything in numbers longer than this; such digits are a serial number, or hostile.
_MOST_DIGITS = 18
_SPLIT = compiled(r"[\s-]+")
_IGNORED = {"a", "an", "and", "of", "the", "half"}


@cache
def _values(*kinds: str) -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in rows("numbers") if row["kind"] in kinds}


def value_of(text: str) -> int | float | None:
    """The number that the words or digits say ("twenty-three", "1,200", "a dozen", "half a million"),
    `None` if they say none or one beyond reason. Ordinals have their rank ("sixth", "13th")."""
    text = text.strip().lower()
    if m := _ORDINAL_DIGITS.fullmatch(text):
        return int(m[1]) if len(m[1]) <= _MOST_DIGITS else None
    if text.replace("-", " ") == "half dozen":
        return 6
    if m := _DIGITS.match(text):
        if len(m[0]) > _MOST_DIGITS:
            return None
        return _scaled(_number(m[0]), text[m.end() :])
    return _spelled(text)


def _number(digits: str) -> int | float:
    plain = re.sub(r"[,\s\u00a0\u202f]", "", digits)
    return float(plain) if "." in plain else int(plain)


def _scaled(number: int | float, rest: str) -> int | float | None:
    for word in _SPLIT.split(rest.strip()):
        if word and word not in _IGNORED:
            scale = _values("scale").get(word) or _values("group").get(word)
            if scale is None:
                return None
            number *= scale
    return int(number) if float(number).is_integer() else round(number, 6)


def _spelled(text: str) -> int | float | None:
    """Words only: units and tens add up, scales and groups multiply what stands before them."""
    total, current, seen = 0.0, 0.0, False
    small = _values("unit", "tens", "ordinal")
    for word in _SPLIT.split(text):
        scale = _values("scale").get(word) or _values("group").get(word.rstrip("s"))
        if word in small:
            current, seen = current + small[word], True
        elif scale:
            current, seen = (current or 1) * scale, True
            if scale >= 1000:
                total, current = total + current, 0.0
        elif word not in _IGNORED:
            return None
    if not seen:
        return None
    number = (total + current) * (0.5 if text.startswith("half a") else 1)
    return int(number) if number.is_integer() else number
