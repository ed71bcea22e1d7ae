"""Whom a pronoun or a number of states means: those just named, in this sentence or before it."""

from __future__ import annotations

import re

from analysis.compiling import compiled
from analysis.events.marking import Marked, Party
from analysis.events.memory import Memory, is_governed, is_subject
from analysis.lexicon import pattern

_PRONOUN = compiled(
    r"\b(?P<several>neither|both(?:\s(?:countries|states|powers|capitals|governments|delegations|missions|envoys|ambassadors|members|neighbou?rs|allies|sides|men|women|of\sthem))?|(?:the|these|those)\s(?:same\s|identical\s|usual\s|other\s|remaining\s)?(?:two|pair|duo)"
    r"(?:\s(?:of\sthem|countries|states|powers|capitals|governments|allies|neighbou?rs|members|permanent\smembers|giants))?|they|the\spair|the\s(?:latter|last)\s(?:two|pair|three|four)|(?:all|the\s(?:same|other|remaining)|the|these|those)\s(?:three|four|five|six)|the\s(?:trio|quartet)|their\s(?:two\s)?(?:countries|delegations|governments|missions|ambassadors|envoys))\b(?!\s(?:months|days|weeks|years|missiles|launches|tests|drafts|texts))"
    r"|\b(?P<nth>the\s(?:first|former|second|latter))(?=\s?(?:also\s|then\s|again\s|twice\s)?$|\s(?:also\s|then\s|again\s|twice\s)?(?:abst|vot(?:ed|es)|veto(?:ed|es)|said|oppos|back|support|rais|sat\b|cast|(?:was|were)\s(?:for|against|in\sfavou?r)|refused|object|approv|endors))"
    r"|\b(?P<authors>we|(?-i:I)(?=\s[a-z]|'[mvd])|(?:my|our)\s(?:own\s)?(?:country|delegation|government|nation|side)|our\s(?:[\w-]+\s)?(?:countries|governments|delegations|states|nations))\b"
    r"|\b(?P<home>(?:the|its|a)\s(?:[a-z]+\s){0,3}?(?:ministry|government|cabinet|spokes\w+|officials?|lawmakers)\shere|officials\shere)\b"
    r"|\b(?P<one>it|he|she|that\scountry|(?:his|her|its|their)\s(?:own\s)?(?:country|delegation|government|side|nation|representative|ambassador|envoy|delegate|ministry|foreign\sministry|mission|spokes\w+))\b",
    re.I,
)


def _alone_here(m: Marked, said: list[Party], at: int) -> str:
    """The one state that is the sentence's subject, or "" (who speaks of two is none of them)."""
    if _REPORTS.search(m.text, said[0].end if said else 0, at):
        return ""
    first = [p for p in said if not is_governed(m.text, p) and is_subject(m.text, p)][:1]
    return first[0].states[0] if first and len(first[0].states) == 1 else ""


#: "The American retorted that both …"
_REPORTS = compiled(
    r"\b(?:retort|complain|charg|alleg|recall|grumbl|protest|object|counter|add|argu|insist|not|stat|remark|explain|repli|sa)(?:e?d|e?s|ys|id|es)\sthat\s",
    re.I,
)
#: "The two who abstained were …"
_CATAPHORIC = compiled(r"\s(?:who|that)\s(?:\w+\s){1,4}(?:were|was|are)\s(?:the\s)?§")
TOPIC = compiled(r"(?:^|\W)(?:In|From|For|On\sthe\sside\sof|As\sfor|At|in|from)\s(?:the\s)?$")


_TOLD = (
    r"(?:said|says|told|added|declared|explained|argued|noted|insisted|stated|remarked|commented|recalled)"
)
_SAID_THEN = compiled(rf"[.,]\s{_TOLD}\s(?:[\w.'·-]+\s){{0,6}}?(?=[§¶])")
_NAMED_THEN = compiled(rf"[.,]\s(?:the\s)?(?=[§¶][§¶\w\s,.'·-]{{0,80}}?\s{_TOLD}\b)")
_NAMED_FIRST = compiled(rf"\b{_TOLD}\b[^.;]{{0,60}}$|:\s$")


def _quoted_by(at: int, m: Marked, memory: Memory) -> tuple[str, ...]:
    """Who says "we" or "my country" in a sentence: the speaker named after the words, or before them."""
    for then in (_SAID_THEN, _NAMED_THEN):
        if said := then.search(m.text, at):
            return next((p.states for p in m.parties if p.end > said.end() and p.states), ())
    if _NAMED_FIRST.search(m.text[:at]):
        return next((p.states for p in m.parties if p.end <= at and p.states), memory.subject)
    return ()


def candidates(limit: int, m: Marked, memory: Memory) -> list[Party]:
    """Actors and resolved pronouns before the place, the nearest first."""
    closed = _closed(m.text, limit)
    named = [p for p in m.parties if p.end <= limit and p.states and not _is_within(p, closed)]
    pronouns = []
    for p in _PRONOUN.finditer(m.text, 0, limit):
        states = referents(p[0], p.start(), m, memory)
        if states and not _CATAPHORIC.match(m.text[p.end() :]):
            pronouns.append(Party(p.start(), p.end(), states))
    return sorted(named + pronouns, key=lambda c: -c.end)


def _closed(text: str, limit: int) -> list[tuple[int, int]]:
    """The brackets closed before the place: who is named in them alone does nothing outside."""
    return [hit.span() for hit in _BRACKET.finditer(text, 0, limit)]


_BRACKET = compiled(r"\([^()]*\)")


def _is_within(p: Party, spans: list[tuple[int, int]]) -> bool:
    return any(start < p.start and p.end < end for start, end in spans)


def referents(pronoun: str, at: int, m: Marked, memory: Memory) -> tuple[str, ...]:
    """Whom a pronoun means: those just named, in this sentence or before it."""
    said = [p for p in m.parties if p.end <= at and p.states]
    match = _PRONOUN.match(pronoun)
    if match and match["nth"]:
        pair = next((p.states for p in reversed(said) if len(p.states) == _PAIR), memory.several)
        return pair[_NTH[match["nth"].lower().split()[-1]] :][:1] if len(pair) == _PAIR else ()
    if match and match["home"]:
        return memory.home
    if match and match["authors"]:
        own = [p for p in said if len(p.states) > 2]
        return memory.authors or (own[0].states if own else _quoted_by(at, m, memory))
    if (match and match["several"]) or pronoun.lower() == "their":
        lists = [p for p in said if len(p.states) > 1 and not _LIKE.search(m.text, 0, p.start)]
        number = _NUMBERED.search(pronoun)
        of = _NUMBERS[number[0].lower()] if number else _PAIR
        if _LATTER.search(pronoun):
            return next(
                (
                    g[-of:]
                    for g in (*(p.states for p in reversed(said)), *reversed(memory.groups))
                    if len(g) > of
                ),
                (),
            )
        if _OTHER.search(pronoun):
            named = frozenset(s for p in said for s in p.states)
            return memory.of_number(of, named) if named else memory.rest(of)
        if number:
            return memory.of_number(of)
        if _TWO.search(pronoun):
            pairs = [p.states for p in lists if len(p.states) == 2]
            before = _two_before(at, m)
            if before and not any(before.start() < p.start for p in lists):
                return referents(before[0], before.start(), m, memory)
            return pairs[-1] if pairs else memory.two_with(_alone_here(m, said, at))
        if memory.people and not lists and pronoun.lower() == "they":
            return memory.people
        before = _two_before(at, m)
        if before and not lists:
            return referents(before[0], before.start(), m, memory)
        return lists[-1].states if lists else memory.several or memory.two
    free = [p for p in said if not is_governed(m.text, p)]
    if _PERSONAL.match(pronoun):
        persons = [p for p in free if p.is_person or _HOLDS.match(m.text[p.end :])]
        if not persons and memory.person:
            return memory.person
        free = persons or free[:1]
    subjects = [p for p in free if is_subject(m.text, p)]
    if subjects or free:
        return (subjects or free)[-1].states
    if seated := _speaking_from(said, at, m):
        return seated
    return memory.subject or (said[-1].states if said else ())


def _two_before(at: int, m: Marked) -> re.Match[str] | None:
    """The last words for two states before the place ("the two tried to prevent it; both voted against")."""
    earlier = [p for p in _PRONOUN.finditer(m.text, 0, at) if _TWO.search(p[0])]
    return earlier[-1] if earlier else None


def _speaking_from(said: list[Party], at: int, m: Marked) -> tuple[str, ...]:
    """ "In Seoul the foreign ministry said it …": the capital is who is meant."""
    office = pattern("bridges", "office").regex
    for p in said:
        before = m.text[max(0, p.start - 40) : p.start]
        if TOPIC.search(before) and office.search(m.text[p.end : at]):
            return p.states
    return ()


_PERSONAL = compiled(r"(?:he|she|his|her)\b", re.I)
_HOLDS = compiled(
    r"(?:'s)?\s(?:[\w·-]+\s){0,3}?(?:ambassador|envoy|representative|delegate|diplomat|minister|spokes\w+|colleague|counterpart|"
    r"president|secretary|official|deputy|leader)\b",
    re.I,
)
_OTHER = compiled(r"\b(?:other|remaining)\b", re.I)
_LATTER = compiled(r"\b(?:latter|last)\b", re.I)
_LIKE = compiled(r"\b(?:like|unlike)\s(?:the\s)?$", re.I)
_NUMBERED = compiled(r"\b(?:three|four|five|six|trio|quartet)\b", re.I)
_NUMBERS = {"three": 3, "trio": 3, "four": 4, "quartet": 4, "five": 5, "six": 6}
#: Which of two.
_NTH = {"first": 0, "former": 0, "second": 1, "latter": 1}
_PAIR = 2
_TWO = compiled(r"\b(?:two|both|pair|neither)\b", re.I)
