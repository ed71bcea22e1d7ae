"""How many people and organisations the targets of one act are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.compiling import compiled
from analysis.events import sanction_targets
from analysis.events.sanction_passages import Act, Passage
from analysis.events.sanction_targets import Target

_ALL_OF_THEM = compiled(
    r"\W*(?:All|They|Both|These|Those|The\s(?:pair|duo|trio|two|three|four|five|six|seven|men|people))\b"
)
#: Behind a noun whose parts are counted: "a network in Brno: one man …".
_EXPLAINED = compiled(r"[^.,;:]{0,40}:\s(?:the\s)?")
#: A name after a number that it spells out: "three ships, the Ada, the Bo and the Cy".
_SPELLED_OUT = compiled(r"\s?[,:(–—-]\s?(?:(?:[A-Z0-9][\w’'.-]*|the|and|of|Mr\.?|Ms\.?),?\s)*")


@dataclass(frozen=True, slots=True)
class Group:
    """The targets of one act, summed by kind."""

    people: int | None
    organisations: int | None
    names: tuple[str, ...]
    start: int
    end: int


def group_of(passage: Passage, act: Act, own: Sequence[Target], told: Group | None = None) -> Group | None:
    """The targets of an act in numbers; `None` if it has none. `told` is the group of the act before it."""
    text = passage.text
    if act.rule == "same-size":
        return _as_before(passage, act, told)
    own = [t for t in own if not _is_spelled_out(text, t, own)]
    nouns = [t for t in own if not t.name]
    people = _total([t for t in own if t.kind == "people"], nouns, text)
    organisations = _total([t for t in own if t.kind == "organisations"], nouns, text)
    if people is None and organisations is None and act.side != "before":
        people, organisations = _bare(passage, act)
    elif people is None and organisations and not any(t.is_counted for t in own):
        people, _ = _bare(passage, act)  # "another six and a bank"
    is_subject = act.side == "before" and not (act.rule == "off-limits" and not passage.has_date)
    if not own and people is None and is_subject and _ALL_OF_THEM.match(text):
        people = _spoken_of(passage)
    if people is None and organisations is None and not own:
        return None
    is_elliptic = act.rule in ("gapped", "label", "again")
    if is_elliptic and own and people is None and not any(t.is_counted for t in own):
        return None
    if people is None and organisations is None and (act.is_weak or is_elliptic):
        return None
    names = tuple(dict.fromkeys(t.name for t in own if t.name))
    return Group(
        people,
        organisations,
        names,
        min((t.start for t in own), default=act.start),
        max((t.end for t in own), default=act.end),
    )


def _as_before(passage: Passage, act: Act, told: Group | None) -> Group | None:
    """ "A package of the same size": the numbers of the measure told before."""
    last = told or (passage.earlier[-1] if passage.earlier else None)
    if last is None:
        return None
    return Group(last.people, last.organisations, (), act.start, act.end)


def _is_spelled_out(text: str, name: Target, own: Sequence[Target]) -> bool:
    """Whether a name only says who was counted before."""
    before = [t for t in own if t.is_counted and t.end <= name.start]
    return bool(name.name and before and _SPELLED_OUT.fullmatch(text, before[-1].end, name.start))


#: "designated those five itself": as many as were told of before.
_KNOWN = compiled(
    rf"\s(?:those|these|the(?:\ssame|\svery\ssame)?)\s(?P<number>{sanction_targets.NUMBER})"
    r"(?=\s?(?:[.,;)]|$|and\b|itself\b|themselves\b|too\b|also\b|already\b|alone\b|last\b|on\b|in\s(?!the\squestion)|years?\b|months?\b|weeks?\b|earlier\b|before\b))",
    re.IGNORECASE,
)


def _told_as(passage: Passage, value: int | None) -> tuple[int | None, int | None]:
    """People or organisations, as the same number counted them last in the text before."""
    kinds = ("people", "organisations")
    told = [
        c.of
        for c in passage.document.counts
        if c.sentence <= passage.index and c.of in kinds and int(c.value) == value
    ]
    if not told or value is None:
        return None, None
    return (value, None) if told[-1] == "people" else (None, value)


def _bare(passage: Passage, act: Act) -> tuple[int | None, int | None]:
    """ "blacklisted 11", "listed another five", "Seoul 40 and 30": numbers without nouns mean people, then
    organisations."""
    text = passage.text
    number = sanction_targets.NUMBER
    pair = re.match(
        rf",?\s(?:{sanction_targets.THEIRS})?(?P<a>{number})\s(?:and|plus)\s(?P<b>{number})(?=\s?(?:[.,;()]|$|and\b|into\b|to\b|on\b|in\b|for\b|last\b|this\b))",
        text[act.end :],
        re.IGNORECASE,
    )
    if pair:
        return sanction_targets.value(pair["a"]), sanction_targets.value(pair["b"])
    if known := _KNOWN.match(text, act.end):
        return _told_as(passage, sanction_targets.value(known["number"]))
    m = sanction_targets.BARE.match(text, act.end)
    value = sanction_targets.value(m["number"]) if m else None
    return (value if value and value > 1 else None), None


def _total(targets: Sequence[Target], nouns: Sequence[Target], text: str) -> int | None:
    """The sum of the numbers; where there is none, of single targets and names that explain none of them."""
    counted = [t for t in targets if t.is_counted]
    if counted:
        first, rest = counted[0], counted[1:]
        if rest and first.number == sum(t.number for t in rest):
            return first.number
        single = [t for t in targets if t.form in ("single", "definite") and not _is_example(text, t, nouns)]
        named = [t for t in targets if t.name and t.end <= first.start and not _explains(text, t, nouns)]
        return sum(t.number for t in counted) + len(single) + len({t.name for t in named})
    single = [t for t in targets if not t.name]
    if single:  # an unknown name beside a noun most likely is the noun's
        targets = [t for t in targets if t.form != "unknown" or len(t.name.split()) > 2]
    named = [t for t in targets if t.name and not _explains(text, t, nouns)]
    return len(single) + len({t.name for t in named}) or None


def _is_example(text: str, t: Target, nouns: Sequence[Target]) -> bool:
    """Whether a noun behind a closed list of counted groups only picks somebody out of them: "six people and two
    firms, a minister being one"."""
    if not t.is_counted and any(
        n.is_counted and n.start > t.end and _EXPLAINED.fullmatch(text, t.end, n.start) for n in nouns
    ):
        return True
    before = [n for n in nouns if n.is_counted and n.end <= t.start]
    if before and before[-1].kind == t.kind and before[-1].number == 1:
        # "one entity, the arms ministry, and 16 people": the noun says who the one is
        is_apposed = re.fullmatch(r"\s?[,(–—-]\s?(?:the\s)?", text[before[-1].end : t.start])
        if is_apposed and re.match(r"\s?[,;.)–—-]", text[t.end :]):
            return True
    if len(before) < 2 or not re.search(r"\b(?:and|plus)\s", text[before[-2].end : before[-1].start]):
        return False
    return bool(re.fullmatch(r"[^;:,]{0,50},\s", text[before[-1].end : t.start]))


def _explains(text: str, name: Target, single: Sequence[Target]) -> bool:
    """Whether a name stands in apposition to a noun: "a programmer, Ada Poe"; "Ada Poe, a banker"."""
    is_sure = name.form == "name" or len(name.name.split()) > 2
    for t in single:
        if is_sure and t.kind != name.kind and name.end <= t.start:
            continue
        between = text[t.end : name.start] if t.end <= name.start else text[name.end : t.start]
        if re.fullmatch(
            r"[,:(]?\s(?:named\s|called\s|known\sas\s|identified\sas\s)?(?:Mr\.?\s|Ms\.?\s)?|,\s", between
        ):
            return True
        if t.start <= name.start < t.end:
            return True
    return False


def _spoken_of(passage: Passage) -> int | None:
    """The number of people told of last before the sentence ("five North Koreans … All are officials")."""
    near = [c for c in passage.document.counts if c.of == "people" and 0 < passage.index - c.sentence <= 6]
    return int(near[-1].value) if near else None
