"""Numbers of launches or missiles that a sentence gives, with and without their noun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analysis import lexicon
from analysis.compiling import compiled
from analysis.events import attachment
from analysis.recognise import timex
from analysis.recognise.counted_nouns import is_round_of_launches
from analysis.recognise.numbers import value_of
from analysis.records import CountMention, Document
from analysis.sieve import sieve

_UNITS = ("launch_events", "missiles")
_TIMES = {"twice": 2, "thrice": 3}
#: Forms of patterns that find a number without its noun.
_FORMS = ("part", "bare", "ordinal", "times")
#: "including at least five", "among them four".
_PART_FOLLOWS = compiled(
    r"(?i)\b(?:including|among\s(?:them|which|these|those))\s(?:at\sleast\s|some\s|about\s)?$"
)
#: A sentence that goes on about the launch before ("It was …", "Seoul makes that …", or the ordinal comes first).
_REFERS = compiled(
    r"^(?:It|That|This)\b|^\W*(?:The\s)?\w+day[’']s\b|\b(?:mak(?:es?|ing)|made|call(?:s|ed)?|count(?:s|ed)?|reckon(?:s|ed)?)\s(?:it|that|this)\b|"
    r"^\W*(?:(?:The|Its|And|For)\s)*(?:North[’']s\s)?$"
)


_YEAR = compiled(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of launches or missiles, with its place and unit."""

    start: int
    end: int
    value: int
    unit: str
    is_part: bool = False


def counted(document: Document, index: int) -> list[Counted]:
    found = [
        Counted(c.start, c.end, int(c.value), _unit(document, c), is_part=_is_part(document, c))
        for c in document.counts_in(index)
        if c.of in _UNITS and c.value >= 2 and not _is_pair_of_states(document, c)
    ]
    found += [
        c for c in _elliptical(document, index) if not any(o.start < c.end and c.start < o.end for o in found)
    ]
    return sorted(found, key=lambda c: c.start)


def _is_pair_of_states(document: Document, count: CountMention) -> bool:
    """ "The two have refused": a number alone behind an article, of whatever was spoken of."""
    is_bare = not count.is_ordinal and not re.search(r"\s", document.text[count.start : count.end])
    return is_bare and bool(re.search(r"(?i)\bthe\s$", document.text[max(0, count.start - 4) : count.start]))


def _unit(document: Document, count: CountMention) -> str:
    """The unit; "30 of this year’s launches" are launches, whatever they were of."""
    after = document.text[count.end : count.end + 40]
    is_of = re.match(r"(?i)\s(?:of\s)?(?:this|last|the)\s\w+[’']s\s(?:\w+\s)?(?:launch|test|firing)", after)
    return "launch_events" if is_of else count.of


def _is_part(document: Document, count: CountMention) -> bool:
    after = document.text[count.start : count.end + 12]
    before = document.text[max(0, count.start - 20) : count.start]
    return bool(
        re.search(r"(?i)\bof\s(?:them|which|these|those)\b", after)
        or _PART_FOLLOWS.search(before)
        or (count.is_ordinal and re.match(r"\sof\san?\s", document.text[count.end :]))
        or re.fullmatch(
            r"Of\sthe(?:se)?\s[^,]{4,70},\s",
            document.text[document.sentences[count.sentence].start : count.start],
        )
    )


def _elliptical(document: Document, index: int) -> Iterator[Counted]:
    """Numbers whose noun is left out: "six of them ICBMs", "its second since …", where launches are told."""
    sentence = document.sentences[index]
    claimed = [c for c in document.counts_in(index) if c.of in _UNITS]
    likely = sieve("tally_triggers")(document.sentence_text(index))
    for p in (p for p in likely if p.fields.get("form") in _FORMS):
        for m in p.regex.finditer(document.text, sentence.start, sentence.end):
            adverb = m.groupdict().get("adverb")
            value = _TIMES[adverb.lower()] if adverb else value_of(m["number"])
            if (
                value is None
                or value < 2
                or _YEAR.fullmatch(str(int(value)))
                or any(c.start < m.end() and m.start() < c.end for c in claimed)
            ):
                continue
            at = m.start("adverb" if adverb else "number")
            if any(t.start <= at < t.end and timex.is_day(t.value) for t in document.times_in(index)):
                continue  # "on April 5 this year"
            if any(w.start < at < w.end for w in document.weapons_in(index)):
                continue  # the 14 of "Hwasong-14"
            unit = _unit_left_out(document, index, p, m)
            if unit:
                yield Counted(at, m.end(), int(value), unit, is_part=p.fields["form"] == "part")


def _unit_left_out(document: Document, index: int, p: lexicon.Pattern, m: re.Match[str]) -> str:
    """What a number without a noun counts: what the last number before it did, else launches where they are
    spoken of, else ""."""
    if p.id == "ordinal-noun":
        return "launch_events"
    is_told = _tells_launches(document, index, m.start())
    if p.fields["form"] == "times":
        return "launch_events" if is_told and not _other_verb(document, index, m.start()) else ""
    named = re.search(r"(?i)\s(?:missiles|launches|tests|rounds|firings|salvoe?s|shots|flights)$", m[0])
    is_else = (
        named
        and named[0].lower() == " rounds"
        and not is_round_of_launches(document.sentence_text(index), m.end() - document.sentences[index].start)
    )
    if is_else:
        return ""
    if named:
        return "missiles" if named[0].lower() == " missiles" else "launch_events"
    before = [c for c in document.counts_in(index) if c.end <= m.start()] or _told_last(
        document, index, m.start(), is_total=p.id == "there-were"
    )
    if before:
        return before[-1].of if before[-1].of in _UNITS else ""
    return "launch_events" if is_told else ""


def _told_last(document: Document, index: int, offset: int, *, is_total: bool = False) -> list[CountMention]:
    """The last count of launches in the sentence before, for "surpassing its record of 25 in 2019"."""
    lead = document.text[document.sentences[index].start : offset]
    if not index or (
        not is_total
        and not re.search(r"(?i)\b(?:record|compared|against|from|up|down|more\sthan|previous|most)\b", lead)
    ):
        return []
    return [c for c in document.counts_in(index - 1) if c.of in ("launch_events", "missiles")][-1:]


def _tells_launches(document: Document, index: int, offset: int) -> bool:
    """Whether launches are spoken of before the place: in its sentence, or in the one before "It was …"."""
    noun = lexicon.pattern("tally_triggers", "launch-words").regex
    sentence = document.sentences[index]
    lead = document.text[sentence.start : offset]
    goes_on = bool(_REFERS.search(lead))
    if not noun.search(lead):
        lead += _forward(document, index, offset)
    if any(w.end <= offset for w in document.weapons_in(index)):
        return True
    if goes_on and index and document.weapons_in(index - 1):
        return True
    if not noun.search(lead) and index and goes_on:
        lead = document.sentence_text(index - 1) + lead
    return bool(noun.search(lead)) and not re.search(r"(?i)\bnuclear\s(?:weapons?\s)?tests?\b", lead)


def _forward(document: Document, index: int, offset: int) -> str:
    """What follows "Three times" at the head of a sentence ("… has the North tested")."""
    sentence = document.sentences[index]
    is_first = not re.search(r"\w{4}", document.text[sentence.start : offset])
    return document.text[offset : min(offset + 110, sentence.end)] if is_first else ""


def _other_verb(document: Document, index: int, offset: int) -> bool:
    """Whether the verb before the place is none of launching ("it has met three times")."""
    sentence = document.sentences[index]
    lead = document.text[sentence.start : offset]
    launched = [m.start() for m in lexicon.pattern("tally_triggers", "launch-words").regex.finditer(lead)]
    # "reached for its intermediate-range weapon eight times": the verb's object is a missile
    launched += [w.start - sentence.start for w in document.weapons_in(index) if w.end <= offset]
    return any(h.form == "verb" and h.start > max(launched, default=-1) for h in attachment.others(lead, 0))
