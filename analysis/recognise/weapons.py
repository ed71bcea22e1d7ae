"""Mentions of weapons: class words ("a short-range ballistic missile") and models ("Hwasong-15")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from analysis import lexicon
from analysis.compiling import compiled
from analysis.records import Article, WeaponMention
from analysis.sieve import sieve

#: The codebook's classes, the most capable first. A class that says more stands before one that says
#: less of the same weapon: a missile called ballistic here and hypersonic there is hypersonic.
CAPABILITY = (
    "icbm",
    "irbm",
    "mrbm",
    "srbm",
    "slbm",
    "satellite",
    "hypersonic",
    "ballistic",
    "cruise",
    "tactical_guided",
    "missile",
)


def find(article: Article) -> tuple[WeaponMention, ...]:
    """All mentions, ordered by position and without overlap; the longest expression at a place wins."""
    taken = 0
    mentions = []
    for start, end, weapon, model, rule in sorted(_candidates(article), key=lambda c: (c[0], -c[1])):
        if start < taken:
            continue
        taken = end
        if weapon:
            at = article.sentence_at(start).index
            mentions.append(
                WeaponMention(start=start, end=end, sentence=at, rule=rule, weapon=weapon, model=model)
            )
    return tuple(mentions)


def most_capable(classes: list[str]) -> str:
    """The first of the classes in the order of capability, or "" if there is none."""
    return min(classes, key=CAPABILITY.index, default="")


def _candidates(article: Article) -> Iterator[tuple[int, int, str, str, str]]:
    """Start, end, class ("" for what only looks like a weapon), model and rule of each expression."""
    text = article.text
    for s in article.sentences:
        for p in sieve("weapon_classes")(text[s.start : s.end]):
            for m in p.regex.finditer(text, s.start, s.end):
                lead = len(m[0]) - len(m[0].lstrip())
                yield m.start() + lead, m.end(), p.fields["weapon"], "", p.id
    models = _models()
    for m in model_regex().finditer(text):
        name, weapon = models[_key(m[1])]
        yield m.start(), m.end(), weapon, name, f"weapons.csv:{name}"


@cache
def _models() -> dict[str, tuple[str, str]]:
    return {_key(row["name"]): (row["name"], row["weapon"]) for row in lexicon.rows("weapons")}


def model_state(model: str) -> str:
    """The state that builds the model, or ""."""
    return next((row["state"] for row in lexicon.rows("weapons") if row["name"] == model), "")


def _key(name: str) -> str:
    """A name without hyphens and spaces, in lower case: "Hwasong 15" and "HWASONG-15" are one."""
    return re.sub(r"[\s–‑-]", "", name).lower()


@cache
def model_regex() -> re.Pattern[str]:
    """Any model, the longest first, with the class that may follow it ("Hwasong-15 ICBM")."""
    names = sorted({row["name"] for row in lexicon.rows("weapons")}, key=lambda name: (-len(name), name))
    spelled = "|".join(re.escape(n).replace(r"\-", r"[\s–‑-]?").replace(r"\ ", r"[\s-]") for n in names)
    capitals = "|".join(
        re.escape(n.upper()).replace(r"\-", r"[\s–‑-]?") for n in names if "-" in n and n != n.upper()
    )
    return compiled(rf"(?<![\w-])(?=[A-Z])({spelled}|{capitals})(?:s|-class|-type)?(?!\w|-ri\b)")
