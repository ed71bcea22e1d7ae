"""Sentences in which actors and times are marked, so that patterns can speak of "a state" and "a day".

Each character of a state's mention is `§`, of a person's `¶`, of a time expression's `¤`, and of a body that is
no United Nations body `×`: "China vetoed the text on Thursday" reads "§§§§§ vetoed the text on ¤¤¤¤¤¤¤¤".
Quotation marks and doubled spaces are left out; `Marked.origin` leads back to the article.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from analysis import lexicon
from analysis.compiling import compiled
from analysis.events.sameday import told_times
from analysis.events.sanction_authorities import publisher
from analysis.records import ActorMention, Document, TimeMention
from analysis.sieve import sieve

STATE, PERSON, TIME, ALIEN = "§", "¶", "¤", "×"


@dataclass(frozen=True, slots=True)
class Party:
    """Actors joined by "and", or one alone; offsets count in the marked text. `form` is the last one's
    ("name", "demonym", …)."""

    start: int
    end: int
    states: tuple[str, ...]
    is_person: bool = False
    form: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence: its place in the article, its marked text (`text`), the same unmarked (`raw`), and its
    parties and times with offsets in these. `origins[i]` is the article's offset of character i."""

    index: int
    start: int
    paragraph: int
    kind: str
    text: str
    raw: str
    parties: tuple[Party, ...]
    times: tuple[TimeMention, ...]
    origins: tuple[int, ...] = ()

    def origin(self, at: int) -> int:
        """The offset in the article of a character of the marked text."""
        return self.origins[at] if at < len(self.origins) else self.origins[-1] + 1

    def place(self, offset: int) -> int:
        """The offset in the marked text of a character of the article."""
        return bisect_left(self.origins, offset)


def mark(document: Document) -> tuple[Marked, ...]:
    """The article's sentences, marked."""
    own = _OWN_COUNCIL if publisher(document) == "EU" else None
    return tuple(_sentence(document, s.index, own) for s in document.sentences)


#: What the European Union calls "the Council" in its own releases.
_OWN_COUNCIL = compiled(r"(?<!Security )\bCouncil\b")


#: Points that end no clause: after initials, months and titles.
_ABBREVIATION = compiled(
    r"(?<=\b[A-Z])\.|(?<=\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Gen|Col|Sen|Rep|Mrs))\."
    r"|(?<=\bSept)\.|(?<=\b(?:Mr|Ms|Dr|St|No|Lt|vs))\."
)
_PLAIN = str.maketrans({"’": "'", "‑": "-", "\u00a0": " ", "\n": " ", "\t": " "})
_LEFT_OUT = frozenset('"“”„«»‘*_')


def plain(text: str) -> tuple[str, list[int]]:
    """The text without quotation marks, emphasis and doubled spaces, with "·" for points of abbreviations,
    and for each of its characters the offset in the original."""
    flat = _ABBREVIATION.sub("·", text.translate(_PLAIN))
    if _LEFT_OUT.isdisjoint(flat) and "  " not in flat:
        return flat, list(range(len(flat)))
    kept = [
        i
        for i, c in enumerate(flat)
        if c not in _LEFT_OUT and not (c == " " and i and _last_kept(flat, i) == " ")
    ]
    return "".join(flat[i] for i in kept), kept


def _last_kept(flat: str, at: int) -> str:
    while at and flat[at - 1] in _LEFT_OUT:
        at -= 1
    return flat[at - 1] if at else " "


def _sentence(document: Document, index: int, alien: re.Pattern[str] | None) -> Marked:
    s = document.sentences[index]
    raw, kept = plain(document.text[s.start : s.end])
    origins = [s.start + i for i in kept]

    def inside(mentions: list[Any]) -> list[Any]:
        moved = [
            replace(x, start=bisect_left(origins, x.start), end=bisect_left(origins, x.end)) for x in mentions
        ]
        return [x for x in moved if x.end > x.start]

    actors = inside(
        [a for a in document.actors_in(index) if a.kind != "organisation" and a.form != "pronoun"]
    )
    times = inside(told_times(document, index))
    text = raw
    for other in filter(None, (lexicon.pattern("measures", "other-body").regex, alien)):
        for m in other.finditer(text):
            text = _fill(text, m.start(), m.end(), ALIEN)
    for t in times:
        text = _fill(text, t.start, t.end, TIME)
    for a in actors:
        text = _fill(text, a.start, a.end, PERSON if a.kind == "person" else STATE)
    found = [a for a in actors if text[a.start] in STATE + PERSON]
    for group in _groups(text):
        text = _fill(text, group[0].start, group[0].end, STATE)
        found += group
    return Marked(
        index, s.start, s.paragraph, s.kind, text, raw, _parties(text, found), tuple(times), tuple(origins)
    )


def _groups(text: str) -> list[list[ActorMention]]:
    """For each word for a group of states ("the P3", "the Nordic countries") its members, all at its place."""
    return [
        [
            ActorMention(
                start=hit.start(),
                end=hit.end(),
                sentence=0,
                rule=p.id,
                actor_id=state,
                name=hit[0],
                kind="state",
                form="group",
            )
            for state in _members(p.fields["group"])
        ]
        for p in sieve("group_words")(text)
        for hit in p.regex.finditer(text)
        if not _PART_OF.search(text, max(0, hit.start() - 30), hit.start())
    ]


#: "one of the P5" is not all five, and who speaks for the Nordic countries is one of them.
_PART_OF = compiled(
    r"\b(?:for|behalf\sof|name\sof|outside|without)\s(?:the\s)?$|\b(?:one|two|three|four|any|either|none|some|each|members?|most|half|seats?|only)\s(?:\w+\s)?(?:of|among|in)\s(?:the\s)?$",
    re.I,
)


@cache
def _members(group: str) -> tuple[str, ...]:
    return tuple(r["state"] for r in lexicon.rows("state_groups") if r["group"] == group)


def _fill(text: str, start: int, end: int, mark: str) -> str:
    """The text with the characters marked, except a possessive ending, which patterns look at."""
    end -= 2 if text[start:end].endswith("'s") else 0
    return text[:start] + mark * (end - start) + text[end:]


def _parties(text: str, actors: list[ActorMention]) -> tuple[Party, ...]:
    groups: list[list[ActorMention]] = []
    for a in sorted(actors, key=lambda a: a.start):
        before = groups[-1][-1] if groups else None
        between = text[before.end : a.start] if before else ""
        is_aside_over = (
            bool(groups) and _ASIDE_ENDS.fullmatch(between) and _DASH.search(text, 0, groups[-1][0].start)
        )
        is_place = between == ", " and len(groups[-1]) == 1 and _AT.search(text[: groups[-1][0].start])
        if before and text[before.start - 1] == "(" and before.end < len(text) and text[before.end] == ")":
            between = between[1:] if len(groups[-1]) > 1 else between
        if before and not is_place and not is_aside_over and _joins(between, before, a):
            groups[-1].append(a)
        else:
            groups.append([a])
    return tuple(_party(part) for g in groups for part in _without_place(text, g))


def _without_place(text: str, group: list[ActorMention]) -> list[list[ActorMention]]:
    """The group, in two where it only closes the sentence's opening phrase: "When one was tabled on Syria, China and
    Russia struck it down"."""
    first, *rest = group
    if not rest:
        return [group]
    between = text[first.end : rest[0].start]
    is_apart = (len(group) > 2 and between == ", " and _OPENING.search(text, 0, first.start)) or (
        _NEXT_CLAUSE.fullmatch(between) and _WITH.search(text, 0, first.start)
    )
    return [[first], rest] if is_apart and _ACTS.match(text, max(a.end for a in rest)) else [group]


#: "Mali sided with Moscow, and China and Angola abstained": the clause ends at the comma.
_NEXT_CLAUSE = compiled(r",\s(?:and|while|but)\s(?:the\s|even\s|both\s)*")
_WITH = compiled(r"\b(?:with|by|like|behind|against|alongside|beside|join(?:ed|ing))\s(?:the\s)?$")


#: An opening phrase or clause that ends with a place or subject.
_OPENING = compiled(
    r"(?:^|[.;:]\s)\W*(?:(?:But|And|Then|Yet|So)\s)?(?:[Oo]n|[Ii]n|[Aa]t|[Cc]oncerning|[Rr]egarding|[Oo]ver|[Aa]s|[Ww]hen|[Aa]fter|[Ww]hile|[Ss]ince)\b"
    r"[^.;:]*\b(?:of|for|on|about|over|with|to)\s(?:the\s)?$"
)
#: "three opposed it – Mali and Chad – and Cuba abstained": the list ends with its dash.
_DASH = compiled(r"\s[–—-]\s(?:the\s)?$")
_ASIDE_ENDS = compiled(r"\s[–—-]\s(?:and|but|while)\s(?:the\s)?")
_ACTS = compiled(
    r"\s(?:both\s|also\s|together\s|again\s|[a-z]+ly\s)?(?:[a-z]+ed|struck|cast|used|sank|put|shot|brought|said|were|was|did|sat|stood|chose|kept|held)\b"
)


#: "In North Korea, China …", "Like Mali, Chad …": a place or another, and after it somebody else.
_AT = compiled(r"\b(?:like|unlike|in|on|at|against|over|near|towards?)\s(?:the\s)?$", re.I)


def _joins(between: str, left: ActorMention, right: ActorMention) -> bool:
    if left.end > right.start:
        return True
    if right.kind == "person" and left.kind == "state" and left.actor_id == right.state:
        return bool(_TITLE.fullmatch(between))
    if left.kind == "person" and right.kind == "state" and left.state == right.actor_id:
        return bool(_OF.fullmatch(between))
    return bool(_joint().fullmatch(between))


#: "China's ambassador, Zhang Jun": words between a state and its official; "Zhang Jun of China", "(China)".
_TITLE = compiled(
    r"(?:'s)?(?:[\s,(]+(?!(?:over|which|that|who|whom|with|by|drafts?|texts?|resolution)\b)[\w.'-]+){0,9}[\s,]*"
)
_OF = compiled(r",?\s(?:of|from|for|,)?\s?(?:the\s)?|\s?\(|,\s(?:who\s)?(?:the\s)?")


def _joint() -> re.Pattern[str]:
    return lexicon.pattern("measures", "joined").regex


def _party(group: list[ActorMention]) -> Party:
    states = dict.fromkeys(a.actor_id if a.kind == "state" else a.state for a in group)
    return Party(
        group[0].start,
        max(a.end for a in group),
        tuple(s for s in states if s),
        any(a.kind == "person" for a in group),
        group[-1].form,
    )
