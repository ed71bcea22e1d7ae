"""Mentions of organisations: those of the gazetteer, and capitalised phrases that a word such as Bank heads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from analysis.compiling import alternation, compiled
from analysis.lexicon import pattern, rows
from analysis.recognise import states
from analysis.records import ActorMention, Article


def find(article: Article) -> tuple[ActorMention, ...]:
    """All mentions of organisations, ordered by position, the longer first where two begin together."""
    text = states.plain(article.text)
    found = {(start, end): (name, state) for start, end, name, state in _known(text)}
    for start, end in _headed(text):
        if not any(a < end and start < b for a, b in found):
            found[(start, end)] = (text[start:end], "")
    return tuple(_mention(article, *span, *found[span]) for span in sorted(found))


@cache
def _surfaces() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    names = {}
    for row in rows("organisations"):
        for surface in (row["name"], *filter(None, row["aliases"].split(";"))):
            names[states.plain(surface)] = (row["name"], row["state"])
    return compiled(rf"(?<![\w-])(?:{alternation(names)})(?![\w-])"), names


def _known(text: str) -> Iterator[tuple[int, int, str, str]]:
    regex, names = _surfaces()
    for m in regex.finditer(text):
        yield m.start(), m.end(), *names[m[0]]


def _headed(text: str) -> Iterator[tuple[int, int]]:
    for id in ("headed-name", "bank-first", "ministry-of"):
        for m in pattern("organisations", id).regex.finditer(text):
            yield m.span("name")


def _mention(article: Article, start: int, end: int, name: str, state: str) -> ActorMention:
    return ActorMention(
        start=start,
        end=end,
        sentence=article.sentence_at(start).index,
        rule=f"organisations:{name}",
        actor_id=name,
        name=name,
        kind="organisation",
        state=state,
    )
