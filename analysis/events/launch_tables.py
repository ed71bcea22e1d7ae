"""Launches told in the rows of a table: the columns say what the cells are."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.compiling import compiled
from analysis.events.launch_records import LaunchMention
from analysis.recognise import timex
from analysis.recognise.numbers import value_of
from analysis.records import Document

_CELL = " | "
_ABOUT = compiled(
    r"(?i)\b(?:missiles?|launch(?:es)?|rockets?|firings?|tests?|salvoe?s|projectiles?|splashes)\b"
)
_OTHER = compiled(
    r"(?i)\b(?:votes?|resolutions?|in\sfavou?r|against|sanction\w*|blacklist\w*|listed|listings?|designat\w+|whom|meetings?|nuclear)\b"
)
_NUMBER = compiled(
    r"(?i)\b(?:missiles|number|no|count|quantity|fired|launched|how\smany|units|rockets|projectiles)\b\.?(?!\s(?:type|name))"
)
_STATE = compiled(r"(?i)\b(?:state|country|launched\sby|who)\b")
_HEDGE = compiled(r"(?i)(?:at\sleast|about|some|up\sto|~|≥|c\.)\s?")


def find(document: Document) -> dict[int, LaunchMention | None]:
    """By sentence, the launch that each row of a table of launches tells; `None` for its head and for rows
    without a day."""
    found: dict[int, LaunchMention | None] = {}
    for rows in _tables(document):
        head = _cells(document, rows[0])
        if any(t.value for t in document.times_in(rows[0]) if timex.is_day(t.value)):
            continue  # without a head the rows are read like sentences
        above = " ".join(document.sentence_text(i) for i in range(max(0, rows[0] - 2), rows[0] + 1))
        armed = [i for i in rows[1:] if document.weapons_in(i)]
        is_about = _ABOUT.search(above) or _ABOUT.search(document.article.headline) or len(armed) > 1
        label = document.sentence_text(rows[0] - 1) if rows[0] else ""
        is_labelled = not armed and _OTHER.search(label) and not _ABOUT.search(label)
        if not is_about or is_labelled or _OTHER.search(" ".join(head)):
            continue
        found[rows[0]] = None
        for index in rows[1:]:
            found[index] = _row(document, index, head)
    return found


def _tables(document: Document) -> Iterator[list[int]]:
    """Runs of three and more sentences that are rows."""
    run: list[int] = []
    for s in document.sentences:
        if _CELL in document.text[s.start : s.end]:
            run.append(s.index)
            continue
        if len(run) > 2:
            yield run
        run = []
    if len(run) > 2:
        yield run


def _cells(document: Document, index: int) -> list[str]:
    return [cell.strip() for cell in document.sentence_text(index).split("|")]


def _row(document: Document, index: int, head: list[str]) -> LaunchMention | None:
    days = [t for t in document.times_in(index) if t.type == "DATE" and timex.is_day(t.value)]
    if not days:
        return None
    cells = _cells(document, index)
    states = tuple(
        a.actor_id
        for a in document.actors_in(index)
        if a.kind == "state" and any(_STATE.search(h) for h in head)
    )
    return LaunchMention(
        start=days[0].start,
        end=days[0].end,
        sentence=index,
        states=states[:1],
        dates=(days[0].value,),
        weapons=tuple(w.weapon for w in document.weapons_in(index)),
        missiles=_missiles(cells, head),
    )


def _missiles(cells: list[str], head: list[str]) -> int | None:
    """The number in the column of missiles; where a cell is empty, the row's only number."""
    column = next((i for i, h in enumerate(head) if i and _NUMBER.search(h)), None)
    if column is None:
        return next((n for c in cells[1:] if (n := _behind_weapon(c))), None)
    numbers = [c for c in cells[1:] if _whole(c)]
    cell = cells[column] if len(cells) == len(head) else numbers[0] if len(numbers) == 1 else ""
    return _whole(cell)


def _behind_weapon(cell: str) -> int | None:
    """The number that ends a cell behind the weapon ("short-range, at least six")."""
    weapon, _, number = cell.rpartition(",")
    return _whole(number.strip()) if _WEAPON.search(weapon) else None


_WEAPON = compiled(
    r"(?i)\b(?:\w+-range|cruise|ballistic|ICBM|[IMS]RBM|SLBM|hypersonic|missiles?|rockets?|Scuds?|Hwasong|Pukguksong|Rodong|Nodong|KN-?\d+)"
)


def _whole(cell: str) -> int | None:
    value = value_of(_HEDGE.sub("", cell)) if cell else None
    return int(value) if value and value == int(value) else None
