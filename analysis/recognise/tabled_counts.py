"""Numbers whose noun is a label: the head of a column, the first cell of a row, or the words before a colon."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from analysis.compiling import compiled
from analysis.lexicon import patterns
from analysis.recognise.numbers import value_of
from analysis.records import Article, CountMention, Sentence

_CELLS = compiled(r"\s?\|\s?")
_CELL = compiled(r"[^|]+")
#: A cell that is a number and no more, or with a mark of a note.
_NUMBER = compiled(r"\s*(?P<n>(?:at\sleast\s|about\s|~|≥)?[\w-]{1,14})\s?[*†]?\s*$", re.IGNORECASE)
#: "Missiles: 14", "Individuals designated: eleven"; a label begins a line or a cell.
_LABELLED = compiled(
    r"(?:^|[.;|•]\s)\s*(?:[-*–]\s)?[*_]{0,2}(?P<label>[A-Z][A-Za-z’' -]{2,48}?)(?:\s\([^()]{1,30}\))?[*_]{0,2}(?:\s?[:=][*_]{0,2}\s?|\s[–—]\s)(?P<n>[\w-]{1,12})(?=\s?(?:[,.;|)(]|$))"
)
#: "81: entities frozen": the number stands before its label, at the head of a line.
_LEADING = compiled(r"\W{0,4}(?P<n>\d{1,3}(?:,\d{3})?)\s?(?::|\s[–—-])\s(?P<label>[a-z][a-z’' -]{2,30})")
#: A label longer than this is a sentence.
_LONGEST = 6

Unit = Callable[[str], str | None]


def find(article: Article, unit_of: Unit) -> Iterator[CountMention]:
    """The counts of tables and labels; `unit_of` says what a noun counts."""
    head: list[str] = []
    for s in article.sentences:
        text = article.text[s.start : s.end]
        if "|" in text:
            cells = [c.strip() for c in _CELLS.split(text)]
            if _is_head(cells, unit_of) or (not head and len(cells) > 1 and not _has_digit(cells)):
                head = cells
                continue
            yield from _of_row(text, s, _aligned(head, len(cells)), unit_of)
            continue
        head = []
        if ":" in text or "=" in text or "–" in text or "—" in text:
            yield from _of_labels(text, s, unit_of)


def _aligned(head: list[str], width: int) -> list[str]:
    """The heads of a row's cells; an empty head of the first column may have been left out."""
    if len(head) == width:
        return head
    return ["", *head] if head and len(head) == width - 1 else []


def _is_head(cells: list[str], unit_of: Unit) -> bool:
    if _has_digit(cells[1:]):
        return False
    return any(_counted(c, unit_of) or _of_systems(cells, n) for n, c in enumerate(cells) if n)


def _has_digit(cells: list[str]) -> bool:
    return any(ch.isdigit() for c in cells for ch in c)


def _of_row(text: str, s: Sentence, head: list[str], unit_of: Unit) -> Iterator[CountMention]:
    label = ""
    for column, cell in enumerate(_CELL.finditer(text)):
        number = _NUMBER.match(cell[0])
        value = value_of(number["n"]) if number else None
        if number is None or value is None:
            label = label or (cell[0].strip() if column == 0 else "")
            continue
        of = (
            (_counted(head[column], unit_of) or _of_systems(head, column))
            if head
            else _counted(label, unit_of)
        )
        is_rank = number["n"].endswith(("st", "nd", "rd", "th"))
        if of and not is_rank and _is_likely(of, value):
            yield _mention(
                cell.start() + number.start("n"), cell.start() + number.end("n"), s, text, value, of
            )


def _of_systems(head: list[str], column: int) -> str | None:
    """Missiles, where a column of numbers without more stands beside one of systems."""
    is_bare = _NUMBERS.fullmatch(head[column]) is not None
    return "missiles" if is_bare and any(_SYSTEMS.search(c) for c in head) else None


_NUMBERS = compiled(r"(?:numbers?|no\.?|nr\.?|count|total|units?|quantity|how\smany|fired)", re.IGNORECASE)
_SYSTEMS = compiled(r"\b(?:systems?|weapons?|missiles?|projectiles?|models?)\b", re.IGNORECASE)


def _of_labels(text: str, s: Sentence, unit_of: Unit) -> Iterator[CountMention]:
    leading = _LEADING.match(text)
    if leading and (of := _counted(leading["label"], unit_of)) and (value := value_of(leading["n"])):
        yield _mention(*leading.span("n"), s, text, value, of)
    for m in _LABELLED.finditer(text):
        value, of = value_of(m["n"]), _counted(m["label"], unit_of)
        if value is not None and of and _is_likely(of, value):
            yield _mention(*m.span("n"), s, text, value, of)


def _counted(label: str, unit_of: Unit) -> str | None:
    """What the numbers under or behind the label count."""
    of_vote = next((of for of, regex in _votes() if regex.fullmatch(label.strip())), None)
    if of_vote:
        return of_vote
    words = [w for w in re.findall(r"[a-z’'-]+", label.lower()) if w not in _FILLERS]
    if not words or len(words) > _LONGEST:
        return None
    nouns = [of for w in words if (of := unit_of(w)) and of != "other"]
    return nouns[0] if nouns else None


def _is_likely(of: str, value: float) -> bool:
    """Whether a body of at most 193 members can have voted so."""
    return value <= 193 or not of.startswith(("votes", "abst"))


_FILLERS = frozenset(["number", "no", "of", "the", "total", "nr", "count", "fired", "in", "by"])


@cache
def _votes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((p.fields["of"], p.regex) for p in patterns("vote_labels"))


def _mention(start: int, end: int, s: Sentence, text: str, value: float, of: str) -> CountMention:
    return CountMention(
        start=s.start + start,
        end=s.start + end,
        sentence=s.index,
        rule="tabled",
        value=value,
        of=of,
        text=text[start:end],
    )
