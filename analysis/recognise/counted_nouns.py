"""The noun that a number counts: the head of its phrase, by the rows of `data/count_units.csv`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from analysis.compiling import compiled
from analysis.lexicon import rows, settings
from analysis.recognise.numbers import value_of
from analysis.recognise.weapons import model_regex

TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"


UNIT_WORD = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    rf"eighteen|nineteen|(?:{TENS})(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?|hundred|dozen"
)
RANK_WORD = (
    "second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|"
    rf"sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|fortieth|fiftieth|(?:{TENS})[-\s]"
    "(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
)
TOKEN = compiled(r"[^\W\d_]+(?:[.’'-]?[^\W_]+)*\.?|\d+|[^\w\s]")
LONGEST = 9
#: "five of those listed": targets.
_OF_TARGETS = compiled(
    r"\sof\s(?:those|the\sones)\s(?:newly\s|now\s)?(?:listed|designated|sanctioned|named|blacklisted|targeted|added|affected)\b",
    re.IGNORECASE,
)
_PART_OF = compiled(
    rf"\sof\s(?:the\s|its\s|those\s|these\s|their\s|his\s)?(?:[\w’']+['’]s\s)?(?:last\s|past\s|first\s|other\s)?"
    rf"(?:(?:\d{{1,3}}|{UNIT_WORD})(?=\s))?",
    re.IGNORECASE,
)
_OF_PRONOUN = compiled(
    r"\sof\s(?:them|which|whom|us|you|(?:these|those)(?!\s(?:\w+\s)?\w*(?:s|people|men|women)\b))\b",
    re.IGNORECASE,
)
_OTHERS_ARE = compiled(r"\sothers?\s(?:were|was|are|being)\s", re.IGNORECASE)
_OF_LAUNCHES = compiled(r"\sof\s(?:[\w-]+\s){0,4}?(?:tests?|testing|launch|firing|missile)", re.IGNORECASE)


@dataclass(frozen=True)
class Unit:
    """What a noun counts, and the words that must not stand in its phrase."""

    of: str
    shuns: frozenset[str]


@cache
def units() -> dict[str, Unit]:
    """Noun in singular and plural -> what it counts."""
    found = {}
    for row in rows("count_units"):
        unit = Unit(row["of"], frozenset(row["shuns"].split()))
        for noun in (row["noun"], row["plural"] or row["noun"] + "s"):
            found[noun] = unit
    return found


@cache
def singulars() -> frozenset[str]:
    """The nouns whose singular cannot stand after a number above one ("five veto powers" are no vetoes)."""
    return frozenset(row["noun"] for row in rows("count_units") if " " not in row["noun"])


@cache
def _words(name: str) -> frozenset[str]:
    """A word list of `data/vote_notations.toml`."""
    return frozenset(settings("vote_notations")["words"][name].split())


@cache
def _peoples() -> dict[str, bool]:
    """Demonyms in lower case -> whether they are plural ("russians") and so count people by themselves."""
    words = {d.strip().lower() for row in rows("states") for d in row["demonyms"].split(";") if d.strip()}
    return {w: w.endswith("s") for w in words}


def head_of_whole(text: str, at: int) -> tuple[str, int, str] | None:
    """The noun of the whole that the number is part of: "two of the four missiles", "others were Scuds"."""
    if _OF_TARGETS.match(text, at):
        return "people", at, "those named"
    if _OF_PRONOUN.match(text, at):
        return None
    whole = _PART_OF.match(text, at) or _OTHERS_ARE.match(text, at)
    head = head_of(text, whole.end()) if whole else None
    return (head[0], at, head[2]) if head else None


#: "three short-range and two medium-range missiles": an adjective, and another number with the noun.
_SHARED = compiled(
    rf"(?P<adjectives>(?:\s[\w-]+){{1,3}}?)(?:,|\s(?:and|or|plus))\s(?:\d{{1,3}}|{UNIT_WORD})(?=\s)",
    re.IGNORECASE,
)


def shared_head(text: str, at: int) -> tuple[str, int, str] | None:
    """The noun that two numbers share, the first of which has only its adjective."""
    m = _SHARED.match(text, at)
    if m is None or not all(_is_sharing(w) for w in m["adjectives"].split()):
        return None
    head = head_of(text, m.end())
    return (head[0], at, head[2]) if head else None


def _is_sharing(word: str) -> bool:
    return _OF_MISSILES.search(word) is not None or word.lower() in _peoples() or word in ("North", "South")


#: The end of a word that a comma may part from a second adjective ("two short-range, solid-fuel missiles").
_ADJECTIVE = compiled(
    r"-\w+$|^(?:large|small|new|old|big|heavy|modified|suspected|unidentified|different|similar|mobile)$"
)
_MEASURE = compiled(r"(?:\d+[-\s]?)?(?:mm|cm|millimet\w+|kiloton|tonne|ton)\b", re.IGNORECASE)


def head_of(text: str, at: int) -> tuple[str, int, str] | None:
    """The noun that heads the phrase after a number: what it counts, where it ends, the noun."""
    if part := _OF_PRONOUN.match(text, at):  # "two of them banks", but "two of them Chinese"
        noun = TOKEN.match(text, part.end() + 1)
        unit = units().get(noun[0].lower()) if noun and noun[0].endswith("s") else None
        return (unit.of, part.end(), noun[0].lower()) if noun and unit else None
    words: list[str] = []
    best: tuple[str, int, str] | None = None
    for n, t in enumerate(TOKEN.finditer(text, at)):
        word = t[0].lower().rstrip(".") if len(t[0]) > 3 and not t[0][-2:-1].isupper() else t[0].lower()
        if n >= LONGEST or (not t[0][0].isalnum() and t[0] not in "-–‑“\"‘'’&,"):
            break
        if t[0] == "," and (best or not words or not _ADJECTIVE.search(words[-1])):
            break
        if t[0] in ("-", "–", "‑", "“", '"', "‘", "'", "’", "&", ",") or _MEASURE.match(text, t.start()):
            continue
        is_acronym = len(t[0]) > 1 and t[0].isupper()
        if (
            value_of(word) is not None
            or (words and word in _words("verbs_between"))
            or (word in _words("phrase_ends") and not is_acronym)
            or (best and word in ("and", *_words("determiners")))
        ):
            break
        if t[0][0].isupper() and (model := _model(text, t.start())):
            best = ("missiles", model, word)
            words.append(word)
            continue
        if word in ("ones", "jobs"):
            return ("missiles", t.end(), "ones") if _OF_MISSILES.search(text[at : t.start()]) else None
        if best and word in ("round", "rounds") and best[2].endswith("s") and best[0] != "missiles":
            break
        pair = f"{words[-1]} {word}" if words else word
        unit = units().get(pair) or units().get(word) or _last_part(word)
        if word == "rounds" and _OF_MISSILES.search(text[at : t.start()]):
            return "missiles", at + _length(text, at, t), word
        if word in ("event", "events") and _OF_FIRING.search(text):
            return "launch_events", at + _length(text, at, t), word
        if word in ("round", "rounds") and not is_round_of_launches(text, t.end()):
            return None
        if unit and not unit.shuns & {*words} and not _is_modifier(text, t.end(), word):
            best = (unit.of, at + _length(text, at, t), pair if pair in units() else word)
        elif unit and unit.shuns & {*words}:
            best = _nuclear(words, at + _length(text, at, t)) or None
            if best is None:
                return None
        elif (people := pair if pair in _peoples() else word) in _peoples() and (
            _peoples()[people] or not best
        ):
            plural = _peoples()[people]
            if not plural and people + "s" in _peoples() and not _is_one(text, at):
                words.append(word)
                continue  # "two Namibian": an adjective
            follows = TOKEN.match(text, t.end() + 1)
            alone = (
                follows is None
                or not follows[0].isalpha()
                or follows[0].lower() in (_words("phrase_ends") | {"and"})
            )
            if plural or alone:
                best = ("people", at + _length(text, at, t), people)
        elif best:
            break
        words.append(word)
    return best


#: Adjectives that only missiles bear ("two short-range ones").
_OF_MISSILES = compiled(
    r"-range\b|\b(?:ballistic|cruise|hypersonic|intercontinental|guided|anti-ship|anti-tank|surface-to-\w+|air-to-\w+|submarine-launched|sea-launched)\b|-(?:fuel|fuelled|fueled|propellant)\b",
    re.IGNORECASE,
)
_OF_FIRING = compiled(r"\b(?:launch\w*|fir(?:ed|es|ing)|missiles?|tests?)\b", re.IGNORECASE)
_ONE = compiled(
    r"(?:\b(?:one|1|an?|another)|(?:st|nd|rd|th)|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\s?$",
    re.IGNORECASE,
)
#: A noun behind a model's name that is no missile ("two Scud launchers").
_THINGS = compiled(r"\s(?P<noun>[a-z]+(?:-[a-z]+)?s)\b")


def _is_one(text: str, at: int) -> bool:
    return _ONE.search(text, max(0, at - 12), at) is not None


def _model(text: str, at: int) -> int | None:
    """Where the name of a weapon's model that stands at `at` ends, if it is counted itself."""
    m = model_regex().match(text, at)
    if m is None:
        return None
    thing = _THINGS.match(text, m.end())
    return None if thing and thing["noun"] not in units() else m.end()


def is_round_of_launches(text: str, at: int) -> bool:
    """ "17 rounds of tests", and "36 missiles in 14 rounds", but not rounds of talks or votes."""
    if _OF_LAUNCHES.match(text, at):
        return True
    is_other = re.search(
        r"sanction|talks|negotiat|voting|votes?\b|diploma|ammunition|artillery", text, re.IGNORECASE
    )
    is_of_a_body = _BODY.search(text) and not _OF_FIRING.search(text)
    is_of_a_time = _OF_A_TIME.match(text, at) is not None
    return (is_of_a_time or not _OF.match(text, at)) and not is_other and not is_of_a_body


#: "the 17th round of 2022", "the third round of the month".
_OF_A_TIME = compiled(r"\sof\s(?:\d{4}|(?:the|this|that)\s(?:year|month|week|summer|spring|autumn|winter))\b")
#: Who holds rounds of its own: "Three rounds: the Council and the North".
_BODY = compiled(
    r"\b(?:Council|Committee|Assembly|Parliament|Congress|summits?|resolutions?|ministers?|envoys|delegates|diplomats|"
    r"consultations?|UN|U\.N\.|United\sNations)\b",
    re.IGNORECASE,
)


_OF = compiled(r"\sof\b")


def _last_part(word: str) -> Unit | None:
    """The unit of a hyphened compound's last part ("test-launches")."""
    return units().get(word.rpartition("-")[2]) if "-" in word else None


def _length(text: str, at: int, token: re.Match[str]) -> int:
    end = token.end()
    return end - at - (1 if text[end - 1 : end] == "." else 0)


def _nuclear(words: Sequence[str], to: int) -> tuple[str, int, str] | None:
    nuclear = {"nuclear", "atomic", "underground", "hydrogen"} & set(words)
    return ("nuclear_tests", to, "nuclear test") if nuclear else None


def _is_modifier(text: str, at: int, word: str) -> bool:
    """Whether the noun only modifies the next ("state media", "member states" counts once, by its last)."""
    return _COMPOUNDED.match(text, at) is not None or (
        word == "state" and _STATES_OWN.match(text, at) is not None
    )


_COMPOUNDED = compiled(r"[-‑]\w")
_STATES_OWN = compiled(r"\s(?:media|department|news|television|visit|sponsor)", re.IGNORECASE)
