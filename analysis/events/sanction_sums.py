"""How many people and organisations the targets of one act are."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.compiling import compiled
from analysis.events import sanction_targets
from analysis.events.sanction_passages import Act, Passage
from analysis.events.sanction_targets import Target

_ALL_OF_THEM = compiled(
    r"\W*(?:All|They|Both|These|Those|The\s(?:pair|duo|trio|two|three|four|five|six|seven|men|people))\b"
)
#: Behind a noun whose parts are counted: "a network in Brno: one man …".
_EXPLAINED = compiled(r"[^.,;:]{0,40}:\s(?:the\s)?")
#: What opens the names that spell out a group, and what joins them.
_SPELLS = compiled(
    r"(?:\s(?:of|in|from|at|based\sin)\s[\w’' ]{2,30})?\s?(?:[,:(–—-]|\b(?:known\sas|called|named|namely))\s?(?:(?:known\sas|called|named|namely|both|all)\s)?"
    r"(?:the\s|Mr\.?\s|Ms\.?\s)?"
)
_JOINS = compiled(r",\s(?:and\s)?(?:the\s)?|\sand\s(?:the\s)?")
#: Between a noun and the name of whom it means.
_IS_NAMED = compiled(r"[,:(]?\s(?:named\s|called\s|known\sas\s|identified\sas\s)?(?:Mr\.?\s|Ms\.?\s)?|,\s")


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
    items = _items(text, own)
    people = _total([t for t in items if t.kind == "people"], items, text)
    organisations = _total([t for t in items if t.kind == "organisations"], items, text)
    if people is None and organisations is None and act.side != "before":
        people, organisations = _bare(passage, act)
    elif people is None and organisations and not any(t.is_counted for t in own):
        people, _ = _bare(passage, act)  # "another six and a bank"
    is_subject = act.side == "before" and not (act.rule == "off-limits" and not passage.has_date)
    if not own and people is None and is_subject and _ALL_OF_THEM.match(text):
        people, organisations = _told_just_before(passage)
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


def _items(text: str, own: Sequence[Target]) -> list[Target]:
    """The targets, each told once: without the names that spell out a group, or a noun that says who somebody is."""
    items: list[Target] = []
    at = 0
    ordered = sorted(own, key=lambda t: t.start)
    while at < len(ordered):
        t = ordered[at]
        at += 1
        if items and _is_apposition(text, items[-1], t):
            first = items[-1]
            items[-1] = replace(first, end=t.end, kind=first.kind if not first.name else t.kind)
            continue
        run = _named_before(text, items, t)
        if run:
            del items[-run:]
        if t.is_counted:
            at += (spelled := _spelled_out(text, t, ordered[at:]))
            t = replace(t, end=ordered[at - 1].end) if spelled else t
        items.append(t)
    return items


def _is_apposition(text: str, first: Target, t: Target) -> bool:
    """Whether a name explains the noun before it ("a programmer, Ada Poe"), or a noun the name ("Ada Poe, a banker")."""
    if first.end > t.start:
        return True
    if t.name and not first.name and first.number <= 1:
        return bool(_IS_NAMED.fullmatch(text, first.end, t.start))
    if not first.name or t.name or t.number > 1 or t.form not in ("single", "definite"):
        return False
    is_sure = first.form == "name" or len(first.name.split()) > 2
    if is_sure and t.kind != first.kind:
        return False
    is_list = t.kind == "organisations" and re.match(r"\sand\s", text[t.end :])
    return not is_list and bool(_IS_NAMED.fullmatch(text, first.end, t.start))


def _named_before(text: str, items: Sequence[Target], t: Target) -> int:
    """How many names before a group it sums up: "Ada Poe and Bo Lee, two traders"."""
    if not t.is_counted or t.number < 2 or len(items) < t.number:
        return 0
    run = items[-t.number :]
    is_chain = all(i.name for i in run) and all(
        _JOINS.fullmatch(text, a.end, b.start) for a, b in itertools.pairwise(run)
    )
    is_apposed = is_chain and re.fullmatch(r"(?:,|\s[–—-])\s(?:all\s|both\s)?", text[run[-1].end : t.start])
    is_of_kind = {i.kind for i in run} <= {t.kind, "organisations"}
    return t.number if is_apposed and is_of_kind else 0


def _spelled_out(text: str, group: Target, behind: Sequence[Target]) -> int:
    """How many of the targets behind a group spell it out: "three ships, the Ada, the Bo and the Cy", "three firms: a
    bank and two traders"."""
    if not behind or not (opening := _SPELLS.fullmatch(text, group.end, behind[0].start)):
        return 0
    number = whole = names = 0
    for n, t in enumerate(behind):
        if n and not _JOINS.fullmatch(text, behind[n - 1].end, t.start):
            break
        if not t.name and t.kind != group.kind and number < group.number:
            break
        number += t.number or 1
        if number == group.number:
            whole = n + 1
        names += names == n and bool(t.name)
    if ":" in opening[0] or whole:
        return whole or names
    return names


def _total(targets: Sequence[Target], every: Sequence[Target], text: str) -> int | None:
    """The sum of the numbers; where nobody is counted, of single targets and names."""
    nouns = [t for t in every if not t.name]
    counted = [t for t in targets if t.is_counted]
    single = [t for t in targets if t.form in ("single", "definite") and not _is_example(text, t, nouns)]
    if counted:
        first, rest = counted[0], counted[1:]
        if rest and first.number == sum(t.number for t in rest):
            return first.number
        named = {t.name for t in targets if t.name and (t.end <= first.start or _is_added(text, t, every))}
        return sum(t.number for t in counted) + len(single) + len(named)
    if any(not t.name for t in targets):  # an unknown name beside a noun most likely is the noun's
        targets = [t for t in targets if t.form != "unknown" or len(t.name.split()) > 2]
    return len([t for t in targets if not t.name]) + len({t.name for t in targets if t.name}) or None


def _is_added(text: str, name: Target, every: Sequence[Target]) -> bool:
    """Whether "and" adds a name to those before it: "three firms and Ada Trading"."""
    before = [t for t in every if t.end <= name.start]
    return bool(before) and bool(
        re.fullmatch(r",?\s(?:and|plus|as\swell\sas)\s(?:the\s)?", text[before[-1].end : name.start])
    )


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


def _told_just_before(passage: Passage) -> tuple[int | None, int | None]:
    """How many "they" or "all of them" are: those of the measure told right before, else the people spoken of last."""
    last = passage.earlier[-1] if passage.earlier else None
    if last and passage.index - last.sentence <= 1 and (last.people or last.organisations):
        is_two = (last.people or 0) + (last.organisations or 0) == 2
        return (
            (last.people, last.organisations)
            if is_two or not passage.text.startswith("Both")
            else (None, None)
        )
    return _spoken_of(passage), None


def _spoken_of(passage: Passage) -> int | None:
    """The number of people told of last before the sentence ("five North Koreans … All are officials")."""
    near = [c for c in passage.document.counts if c.of == "people" and 0 < passage.index - c.sentence <= 6]
    return int(near[-1].value) if near else None
