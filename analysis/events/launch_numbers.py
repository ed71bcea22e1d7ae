"""How many missiles a launch was of."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from analysis.compiling import compiled
from analysis.events.attachment import Head
from analysis.events.launch_records import LaunchMention
from analysis.events.launch_words import pattern
from analysis.recognise.numbers import value_of
from analysis.records import CountMention, Document, TimeMention, WeaponMention

#: Between two numbers of missiles that were fired together ("two cruise missiles and an ICBM").
_JOINED = compiled(
    r"(?:,\swhich\s[^,:(]{2,30},)?(?:(?:[^,:(]{0,25},)?\s?(?:and|plus|with|alongside)?|[^,:(]{0,40}?\s(?:(?:followed|accompanied|trailed|chased|flanked|escorted|joined)\sby|(?:along|together)\swith"
    r"|in\s(?:the\s)?company\s(?:of|with)|as\swell\sas|in\saddition\sto|besides))\s(?:(?!includ|among|at\b|one\b|of\b|which\b)[\w-]+\s){0,4}"
)
_AND = compiled(r"\b(?:and|plus|with|alongside|by|company|as\swell|addition|besides)\b")
#: A member of a list that goes on: "two of this kind, one of that and a third"; not "seven missiles, a Taepodong in the van".
_LISTED = compiled(r"[^,;:.]{1,60},?\s(?:and|plus)\s")
#: A window of time behind a count.
_WINDOW = compiled(
    r"(?i)[^,;:.]{0,40}?\s(?:(?:so\sfar|already|this)\s(?:this\s)?(?:year|month)|since|so\sfar|last\syear|in\s(?:19|20)\d\d)\b"
)
#: "one of 63 missiles": a number of many launches.
_TOTAL = compiled(r"(?i)\b(?:total|tally|count|sum|number)\b[^.;]{0,45}\s(?:to|at)\s(?:\w+\s){0,2}$")
_ONE_OF = compiled(
    r"(?i)\b(?:one|first|second|third|last|latest|other)\sof\s(?:the\s|some\s|at\sleast\s|more\sthan\s|its\s)?$"
)
#: "one of the 23 missiles that the North fired on Wednesday": so many were fired on that day.
_FIRED_ON = compiled(
    r"(?:\s(?:that|which))?\s[^,;:.]{0,40}?\b(?:fired|launched|sent|loosed|lobbed|let\s(?:off|fly|loose))\s(?:\w+\s){0,2}?(?:on\s)?(?:the\s\d|\d|[A-Z]\w+day\b|yesterday|that\sday)"
)
_WAS_OF = compiled(
    r",?\s(?:also\s|too,?\s)?(?:(?:was|were)\sof|involved|comprised|consisted\sof|counted)\s(?:also\s)?(\w+)\b(?!\s(?:type|kind|sort|hundred))"
)
#: "long-range cruise missiles, also two".
_ALSO = compiled(
    r",\s(?:(?:also|again|likewise|all)\s)?(\w+)(?=\s(?:of\sthem|of\sthese|in\snumber)\b)|,\s(?:also|again|likewise)\s(\w+)(?=[;,.)])"
)
_LEADING = compiled(
    r"(?i)(?<![\w-])(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|pair|couple)(?:\sof(?:\s(?:its|the|their))?)?\s"
    r"(?:(?!of\b|on\b|in\b|to\b)[a-z-]+\s)?$"
)
#: "cruise missiles on the 25th, two of them": all that there were; but "five of them inside its waters".
_ALL_OF = compiled(r",\s(\w+)\sof\s(?:them|these)\b(?=\s?(?:[.,;:)]|$))")
_PART = compiled(r"\sof\s(?:them|these|which|whom)\b(?!\s?(?:[.,;:)]|$))")
#: "two missiles, the first on July 4": so many launches, not of one.
_SHARED_OUT = compiled(r"[^;:.]{0,50},\s(?:the\sfirst|one)\s(?:on|in|of)\s(?:the\s)?(?:\d|[A-Z])")
_TIME = compiled(r"(?i)[\w-]+\s(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b")
_ORDINAL = compiled(r"first|second|third|\w+th|\d+(?:st|nd|rd)")
#: A number that is the whole object of a verb ("fired two more").
_OBJECT = compiled(
    r"\s(?:off\s)?(?:another\s)?(two|three|four|five|six|seven|eight)\b(?!\s(?:days?|weeks?|months?|hours?|minutes?|seconds?|years?|"
    r"times|rounds|miles|km|kilomet\w+|metres|meters|(?:[\w-]+\s){0,2}satellites))"
)
_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "pair": 2,
    "pairs": 2,
    "couple": 2,
    "trio": 3,
    "quartet": 4,
    "quintet": 5,
}


def missiles(
    document: Document,
    head: Head,
    elided: Head | None,
    times: Sequence[TimeMention],
    days: int,
    counts: Sequence[CountMention],
    weapons: Sequence[WeaponMention],
) -> int | None:
    """How many were launched on the day: a number told of several days is that of each only where it says so
    ("pairs of missiles on the 28th and 29th")."""
    number = _number(document, elided if elided and not counts else head, counts, weapons)
    around = document.text[max(0, head.start - 40) : times[-1].end + 20] if times else ""
    if days > 1 and not re.search(r"(?i)\b(?:pairs|each|apiece|both\stimes)\b", around):
        return None
    behind = _ALL_OF.match(document.text, times[-1].end) if times else None
    behind = behind or _WAS_OF.match(document.text, max([head.end, *(t.end for t in times)]))
    if number is None and behind is None:
        behind = _ALSO.match(document.text, max([head.end, *(w.end for w in weapons)]))
    told = value_of(behind[behind.lastindex or 1]) if behind and number is None else None
    return int(told) if told else number


def _number(
    document: Document, head: Head, counts: Sequence[CountMention], weapons: Sequence[WeaponMention]
) -> int | None:
    """The missiles of the mention: the total where a part is named ("three, including one ICBM"), the sum
    of kinds that were fired together ("an ICBM and two shorter ones"), else the one number given."""
    text = document.text
    numbers = [(c.start, c.end, int(c.value)) for c in counts if not c.is_ordinal]
    if not numbers:
        if _WINDOW.match(text[head.end : head.end + 70]):
            return None
        return _leading(text, weapons) or _spelled(text, head)
    numbers += [
        (w.start, w.end, 1)
        for w in weapons
        if not any(a < w.end and w.start < b for a, b, _ in numbers)
        and re.search(r"(?i)\b(?:an?|one)\s(?:[\w-]+\s){0,3}$", text[max(0, w.start - 40) : w.start])
    ]
    numbers.sort()
    whole, *parts = (value for _, _, value in numbers)
    if whole == sum(parts):
        return whole  # "a volley of three, two of one kind and one of another"
    sums = [numbers[0][2]]
    for (_, before, _), (here, _, value) in itertools.pairwise(numbers):
        gap = text[before:here]
        if _JOINED.fullmatch(gap) and (_AND.search(gap) or _LISTED.match(text, here)):
            sums[-1] += value
        else:
            sums.append(value)
    return max(sums)


def _leading(text: str, weapons: Sequence[WeaponMention]) -> int | None:
    """The number right before the first weapon, where it was read as no count ("Two Rodong medium-range missiles")."""
    m = _LEADING.search(text[max(0, weapons[0].start - 40) : weapons[0].start]) if weapons else None
    if (
        not m
        or text[weapons[0].start : weapons[0].end].lower().endswith("satellites")
        or _SHARED_OUT.match(text, weapons[0].end)
    ):
        return None
    number = _NUMBERS.get(m[1].lower()) or value_of(m[1])
    return int(number) if number and number > 1 else None


def _spelled(text: str, head: Head) -> int | None:
    if head.form == "ellipsis":
        if text[max(0, head.start - 4) : head.start].lower() == "all ":
            return None  # those told before, on whatever days
        words = re.findall(r"\w+", text[head.start : head.end].lower())
        if words[0] == "the" and words[1] not in ("two", "three", "four", "pair", "couple"):
            return None
        ordinal = words[0] in ("a", "an") and not {"pair", "couple"} & set(words)
        cardinals = [w for w in words if w != "one" and not _ORDINAL.fullmatch(w)]
        found = [n for w in cardinals if (n := _NUMBERS.get(w) or value_of(w))]
        return int(found[0]) if found and not ordinal and found[0] > 1 else None
    if head.form == "thing":
        m = re.search(
            r"(?i)\b(one|two|three|four|five|six|seven|eight|pairs?|couple)(?:\sof)?(?:\s[\w-]+){0,2}\s$",
            text[max(0, head.start - 40) : head.start],
        )
        return _NUMBERS[m[1].lower()] if m and not _SHARED_OUT.match(text, head.end) else None
    m = _OBJECT.match(text, head.end)
    return _NUMBERS[m[1]] if m and head.form == "verb" and head.name != "carried-up" else None


def count_of(document: Document, weapons: Sequence[WeaponMention]) -> int | None:
    counts = [
        c
        for c in document.counts
        if c.of == "missiles" and any(c.start < w.end and w.start < c.end for w in weapons)
    ]
    return int(sum(c.value for c in counts)) or None


def numbers(document: Document, index: int) -> list[CountMention]:
    """The counts of missiles in a sentence that do not run over a window ("of nearly 50 this year", "four have gone
    up since January")."""
    return [
        c
        for c in document.counts_in(index)
        if c.of == "missiles"
        and not _PART.match(document.text, c.end)
        and not _SHARED_OUT.match(document.text, c.end)
        and not _TIME.match(document.text, c.start)
        and not document.text[c.start : c.end].endswith("satellites")  # one rocket bears them
        and not _WINDOW.match(document.text[c.end : c.end + 70])
        and not document.text[max(0, c.start - 1) : c.start].endswith(("-", "–"))  # the 25 of "KN-25"
        and not _TOTAL.search(document.text[max(0, c.start - 60) : c.start])
        and (
            not _ONE_OF.search(document.text[max(0, c.start - 24) : c.start])
            or _FIRED_ON.match(document.text, c.end)
        )
        and not re.search(r"(?i)\bfigures?(?:\sof\s|-)$", document.text[max(0, c.start - 12) : c.start])
    ]


def total(document: Document, told: Sequence[LaunchMention]) -> int | None:
    """How many missiles the mentions of one launch tell of: the largest number, with those that a later sentence says
    were fired besides ("two short-range ones followed it")."""
    found: int | None = None
    sentence = -1
    for m in sorted(told, key=lambda m: m.start):
        if m.missiles is None:
            continue
        before = found or (1 if _is_single(document, told[0]) else None)
        is_more = m.sentence != sentence >= 0 or (found is None and m.sentence != told[0].sentence)
        if before and is_more and _is_besides(document, m):
            found = before + m.missiles
        else:
            found = max(found or 0, m.missiles)
        sentence = m.sentence
    return found


def _is_besides(document: Document, mention: LaunchMention) -> bool:
    here = document.sentences[mention.sentence]
    return pattern("besides").search(document.text, here.start, here.end) is not None


def _is_single(document: Document, mention: LaunchMention) -> bool:
    """Whether the launch is said to be of one missile ("an ICBM")."""
    return any(
        _ONE.search(document.text, max(0, w.start - 40), w.start)
        for w in document.weapons_in(mention.sentence)
        if w.weapon in mention.weapons
    )


_ONE = compiled(r"\b(?:[Aa]n?|[Oo]ne)\s(?:[\w-]+\s){0,3}$")
