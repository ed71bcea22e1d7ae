"""Whom sanctions may hit, in one sentence: counted groups ("two Russian firms"), bare numbers and names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from analysis import lexicon
from analysis.recognise.numbers import value_of
from analysis.records import Document

_LEXICON = "sanctions"
_UNITS = "one|two|three|four|five|six|seven|eight|nine"
NUMBER = (
    r"\d{1,3}|(?:half\sa|a|two|three|four|five|several)\s(?:dozen|score)|half\sa\sdozen|"
    r"an?\s(?:pair|trio|couple|quartet|quintet)\sof|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    rf"(?:-(?:{_UNITS}))?|{_UNITS}|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
)
_ARTICLE = (
    r"(?:an?|another)(?=\s)(?!\s(?:further|total|dozen|number|few|handful|group|list|series|pair|trio|couple|set|"
    rf"raft|round|quartet|quintet|{_UNITS}|ten|\d))"
)
#: Possessives make a single target of a noun only within a list ("two firms and their director").
_POSSESSIVE = r"(?<=and\s)(?:its|their|his|her)|(?<=with\s)(?:its|their|his|her)"
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)"
_MODIFIERS = (
    r"(?:of\s(?:(?:his|her|its|their)|[A-Z][\w]+[’']s)\s)?"
    r"(?:(?!(?:and|or|of|for|to|by|with|from|in|on|at|is|are|was|were|had|has|have|been|that|who|which|than|as|but|not|the|this|its|"
    r"their|an?|percent|per|days?|weeks?|months?|years?|hours?|times|million|billion|said|sanction(?:ed|s)|designated|blacklisted|listed|"
    rf"named|added|put|froze|more\sthan|{_MONTH}|{_UNITS}|ten|eleven|twelve|\d+)\b)[\w’'.&-]+,?\s){{0,6}}"
)
_DAY_BEFORE = re.compile(rf"\b{_MONTH}\.?\s$")
_VAGUE = re.compile(
    r"\b(?:several|some|various|multiple|dozens\sof|a\s(?:number|handful|group|series|list)\sof|a\sfew|\d+|"
    rf"{_UNITS}|ten|eleven|twelve|more|new|additional|further)\s{_MODIFIERS}"
    r"(?:individuals?|persons?|people|entit(?:y|ies)|compan(?:y|ies)|firms|organi[sz]ations?|targets|officials|businesses|banks)\b",
    re.IGNORECASE,
)
#: Before a counted group: words that make it a complement of something else, and no target.
_COMPLEMENT = re.compile(
    r"\b(?:of|by|from|at|in|between|to|about|than|like|as|them|under|within|among)\s(?:the\s|its\s|a\s)?$", re.IGNORECASE
)
#: Nouns whose "of" hands on the targets, and phrases that end in a preposition and do so too.
_HANDS_ON = re.compile(
    r"\b(?:list|names?|total|sanctions|assets|property|funds|accounts|network|group|set|batch|consist\w*|made\sup|combination|"
    r"designations?|listings?|blacklisting|inclusion|addition|turn|most|trio|pair|number)\b[^;:]{0,40}\sof\s(?:the\s)?$|"
    r"\b(?:belonging|applied|applies|apply|ran|runs|aimed|grew|grows|rose|expanded|extended|lengthened|held|owned)\s(?:to|at|by)\s$|"
    r"\b(?:names?|name)\sof\s$",
    re.IGNORECASE,
)
#: Where one name ends and the next begins in "A Trading Corporation and B Bank".
_TWO_FIRMS = re.compile(r"(?<=(?:ation|mpany|.Bank|Group|..LLC|mited|..Ltd|.Ltd\.))\sand\s(?=[A-Z])")
_NAME = r"[A-Z][\w’'&.-]*(?:\s(?:(?:of|and|for|the|de|al)\s)?[A-Z0-9][\w’'&.-]*){0,6}"


@dataclass(frozen=True, slots=True)
class Target:
    """A target by offsets in its sentence. `kind`: people, organisations, vessels, or vague (spoken of
    without a number for each kind). `is_counted`: a number is given, not only an article or a name."""

    start: int
    end: int
    kind: str
    number: int = 0
    is_counted: bool = False
    name: str = ""


def find(document: Document, index: int) -> list[Target]:
    """The targets that a sentence may name, ordered by position; none of them overlaps another."""
    text = document.sentence_text(index)
    found = list(_counted(text))
    taken = [(t.start, t.end) for t in found]
    for t in (*_named(document, index, text), *_vague(text)):
        if not any(a < t.end and t.start < b for a, b in taken):
            found.append(t)
            taken.append((t.start, t.end))
    return sorted(found, key=lambda t: t.start)


def _counted(text: str) -> Iterator[Target]:
    last = 0
    for m in _phrase().finditer(text):
        if m.start() < last or _is_complement(text, m.start()):
            continue
        if m["number"].isdigit() and _DAY_BEFORE.search(text[: m.start()]):
            continue
        number, noun = m["number"], m["noun"].lower()
        is_article = value(number) is None
        if _shares_number(text, m):
            yield Target(m.start(), m.end(), "vague")
            continue
        if is_article and noun.endswith("s") and noun not in ("chinese", "headquarters"):
            continue
        last = m.end()
        kind = _kind(noun, text[m.start() : m.end()])
        yield Target(m.start(), m.end(), kind, value(number) or 1, not is_article)


def value(number: str) -> int | None:
    """The number that the words of a group say ("a pair of", "two dozen"), `None` for "a" and "another"."""
    said = value_of(re.sub(r"\sof$", "", number))
    return int(said) if said else None


def _kind(noun: str, phrase: str) -> str:
    if noun in words("vessels"):
        return "vessels"
    is_ambiguous = noun.rstrip("s") in ("operator", "broker", "trader", "carrier", "supplier", "head")
    if is_ambiguous and re.search(r"(?i)\b(?:shipping|tanker|ship|network|commodity|oil|arms|port)\s\w+$", phrase):
        return "organisations"
    return "organisations" if noun in words("organisations") else "people"


def _shares_number(text: str, m: re.Match[str]) -> bool:
    """Whether one number counts two kinds together ("12 individuals and entities")."""
    nouns = "|".join(words("people") | words("organisations") | words("vessels"))
    both = re.match(rf"(?i)\s?(?:,|and|or)\s(?:(?:other|related|several)\s)?(?P<second>{nouns})\b", text[m.end() :])
    return bool(both) and m["noun"].lower().endswith("s") and both["second"].lower().endswith("s")


def _is_complement(text: str, at: int) -> bool:
    lead = text[max(0, at - 90) : at]
    if re.search(r"(?i)\b(?:of|by|than|at\sleast)\s(?:about|at\sleast|some)\s$", lead):
        lead = re.sub(r"(?:about|at\sleast|some)\s$", "", lead)
    return bool(_COMPLEMENT.search(lead)) and not _HANDS_ON.search(lead)


@cache
def _phrase() -> re.Pattern[str]:
    nouns = "|".join(sorted(words("people") | words("organisations") | words("vessels"), key=len, reverse=True))
    nationals = "|".join(sorted(words("nationals"), key=len, reverse=True))
    national = "|".join(sorted(words("national"), key=len, reverse=True))
    single = rf"(?:{national})(?=\s?(?:[,.;)]|$|and\b|man\b|woman\b|to\b|for\b|over\b))"
    return re.compile(
        rf"(?<![\w.$€£-])(?P<number>(?i:{NUMBER}|{_ARTICLE}|{_POSSESSIVE}))\s{_MODIFIERS}"
        rf"(?P<noun>(?i:{nouns})|{nationals}|{single})\b(?![-–’'])(?!\s(?:list|nationals|officials?|members|agents|executives|workers)\b)"
    )


def _vague(text: str) -> Iterator[Target]:
    for m in _VAGUE.finditer(text):
        if not _is_complement(text, m.start()):
            yield Target(m.start(), m.end(), "vague")


def _named(document: Document, index: int, text: str) -> Iterator[Target]:
    """Persons and organisations by name, but no departments that list."""
    base = document.sentences[index].start
    for a in document.actors_in(index):
        start, end = a.start - base, a.end - base
        if a.kind not in ("person", "organisation") or end > len(text) or is_authority(text[start:end]):
            continue
        if re.match(r"[’']s?\s(?!own\b)", text[end:]) or _is_complement(text, start):
            continue
        if a.kind == "person":
            yield Target(start, end, "people", 1, name=a.name)
            continue
        for part in _TWO_FIRMS.split(text[start:end]):
            at = text.index(part, start)
            yield Target(at, at + len(part), "organisations", 1, name=part if part != text[start:end] else a.name)


def names_at(text: str, at: int, known: Sequence[Target]) -> Iterator[Target]:
    """Names nobody knows that stand right where a target must ("blacklisted Tamgu and Ryomyong"): taken for
    organisations."""
    first = re.compile(r"\s(?:the\s(?:[a-z-]+\s){0,4})?")
    joint = re.compile(r"\s?(?:,\sand\s|,\s|\sand\s)(?:the\s)?")
    name = re.compile(_NAME)
    gap = first.match(text, at)
    while gap:
        m = name.match(text, gap.end())
        if not m:
            return
        known_here = next((t for t in known if t.start < m.end() and m.start() < t.end), None)
        gap = joint.match(text, known_here.end if known_here else m.end())
        if known_here is None:
            yield Target(m.start(), m.end(), "organisations", 1, name=m[0])


def is_authority(name: str) -> bool:
    """Whether the words mean a body or department that puts sanctions on others."""
    return any(p.regex.search(name) for p in authorities())


@cache
def authorities() -> tuple[lexicon.Pattern, ...]:
    """The patterns of bodies and departments."""
    return tuple(p for p in lexicon.patterns(_LEXICON) if "authority" in p.fields)


@cache
def words(name: str) -> frozenset[str]:
    """A word list of the lexicon."""
    return frozenset(lexicon.settings(_LEXICON)["words"][name].split())
