"""Which nouns are launches: "the launch", "two tests", "the satellite failure"; not a test of patience, of an engine, of a bomb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from analysis.compiling import compiled
from analysis.events.launch_words import words
from analysis.recognise import clauses
from analysis.recognise.numbers import value_of
from analysis.records import Document

_PHRASE_END = compiled(
    r"\s(?:to|for|in|on|by|at|with|that|which|from|against|and|over|into|as|after|before|when|while)\s|^(?:to|for|in|on|at|over|into|from)\s"
)
_PREDICATE = compiled(r"\b(?:was|were|is|are|been|be)\s(?:[\w’'-]+\s){0,4}$")
#: "Attempts on October 15 and 20 came to nothing".
_DATED = compiled(
    r"\s(?:on|in)\s(?:the\s)?(?:\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun))"
)
#: "with the test already announced": still to come.
_AHEAD = compiled(
    r"\s(?:(?:already|now|still|long|then|widely|being)\s)?(?:announced|expected|planned|promised|threatened|feared|scheduled|awaited|predicted|imminent|"
    r"pending|looming|in\sprospect|to\scome|in\sthe\soffing)\b(?!\s(?:by|on|for)\s(?:KCNA|state|the\sNorth))"
)
_NTH = compiled(r"(?i)\b(?:opening|first|second|third|fourth|last|latest|closing|final|next)\s$")


def is_launch(
    document: Document,
    index: int,
    rule: str,
    m: re.Match[str],
    spans: Sequence[tuple[int, int]],
    *,
    is_about: bool,
) -> bool:
    text = m.string
    before, after = text[: m.start()], text[m.end() :]
    if _PREDICATE.search(before) and re.search(
        r"(?i)\b(?:launch(?:es)?|tests?|firings?|they|these|those)\b", before
    ):
        return False  # "the launches were tests of an ICBM" is one event
    if re.search(r"(?i)\b(?:put|putting|puts)\b[^,;.]{0,30}\sto\s(?:the|a)\s$", before):
        return False  # "the matter was put to the test"
    if _AHEAD.match(after):
        return False
    follow = re.match(r"[\s-]+(\w+)", after)
    if follow and follow[1].lower() in words("not_event"):
        return False
    if re.match(r"\s(?:of|by)\s", after) and _is_of_other(after, [a - m.end() for a, _ in spans]):
        return False
    if re.search(r"(?:\b(?:to|will|would|could|can|may|might|must|should|not|cannot)|n[’']t)\s$", before):
        return False
    if re.search(
        r"(?i)\b(?:nuclear|atomic|underground|bomb|warhead|device|engine|motor|ground|static|detonator|covid|"
        r"litmus|acid|stress|gun|artillery|rocket\sengine|snap|long|best|big)[\s-](?:weapons?[\s-])?$",
        before,
    ):
        return False
    if rule == "test-noun" and _continues_nuclear(document, m):
        return False
    if rule == "weapon-event":
        is_bare = (
            _is_armed(document, index)
            and m[0].lower() in ("attempts", "tries", "attempt", "bids")
            and _DATED.match(after)
        )
        return bool(is_bare) or _befell(text, m, spans)
    if rule == "failure":
        return is_about or any(w.weapon == "satellite" for w in document.weapons)
    if rule != "test-noun":
        if m[0].lower() in ("shot", "shots"):
            base = document.sentences[index].start
            is_dated = any(t.end - base == m.start() - 1 for t in document.times_in(index)) or (
                _NTH.search(before) and re.match(r",\s(?:on|in)\s", after)
            )
            return bool(is_about and is_dated) or _is_shot(before, after)
        return True
    if re.match(
        r"\s(?:of|for)\s(?:(?:its|the|a|an|their|his|our)\s)?(?:\w+\s){0,2}(?:nuclear|atomic|resolve|patience|unity|will|"
        r"credibility|bomb|device|engine|detonator|council|strength|nerves|leadership|world)",
        after,
    ):
        return False
    if re.search(
        r"(?i)(?:missiles?|ICBM|IRBM|SLBM|rocket|weapons?|ballistic|launch|satellite|hypersonic|flight|Hwasong-?\d*|one)[\s-]$",
        before,
    ):
        return True
    if re.match(
        r"\sof\s(?:\S+\s){0,6}?\S*(?:missile|ICBM|rocket|weapon|satellite|Hwasong|Pukguksong|SLBM|one)", after
    ):
        return True
    clause = clauses.at(text, m.start())
    base = document.sentences[index].start
    if any(clause.start <= w.start - base < m.start() for w in document.weapons_in(index)):
        return True
    return _is_missile_story(document, base + m.start())


def _is_armed(document: Document, index: int) -> bool:
    """Whether the paragraph has named a missile before the end of the sentence."""
    here = document.sentences[index].paragraph
    near = (i for i in range(max(0, index - 12), index + 1) if document.sentences[i].paragraph == here)
    return any(document.weapons_in(i) for i in near)


def leads_to_other(rest: str, weapons: Sequence[int] = ()) -> bool:
    """Whether the object is no missile: "launched a campaign", "tested its second bomb". `weapons`: how far behind the
    verb missiles stand."""
    phrase = re.match(r"\s((?:[\w’'-]+\s?){1,6})", rest)
    near = [a for a in weapons if a >= 0]
    named = (phrase[1][: max(0, min(near) - 1)] if near else phrase[1]) if phrase else ""
    words_of = _PHRASE_END.split(named)[0].split()
    return any(w.lower() in words("not_missile") for w in words_of)


def _is_of_other(after: str, weapons: Sequence[int]) -> bool:
    """Whether what was launched is no missile: "the launch of its new destroyer", "of a campaign"."""
    return leads_to_other(re.sub(r"^\s(?:of|by)", "", after), [a - 3 for a in weapons])


def _befell(text: str, m: re.Match[str], spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a missile is named beside the noun: "the satellite failure", "a flight of the Unha-3", "its attempt, in
    May, to orbit a satellite"."""
    if any(re.fullmatch(r"(?:[’']s)?\s(?:[\w-]+\s)?", text[b : m.start()]) for _, b in spans):
        return True
    if any(re.fullmatch(r"\s(?:of|by|with)\s(?:[\w’'“\"-]+\s){0,5}", text[m.end() : a]) for a, _ in spans):
        return True
    is_tried = re.match(
        r"(?:,\s[^,;]{2,40},)?\s(?:to|at)\s(?:orbit|launch|put|plac|send|fir|loft|lob|test)", text[m.end() :]
    )
    return bool(is_tried) and any(0 < a - m.end() < 90 for a, _ in spans)


def _is_shot(before: str, after: str) -> bool:
    """Whether "shot" is a launch: a space shot, Monday’s shot, two shots of projectiles."""
    return bool(
        re.search(r"(?i)(?:space|missile|rocket|test|day[’']s|North[’']s|Korea[’']s)\s$", before)
        or re.match(r"\sof\s(?:\w+\s){0,3}(?:missile|projectile|rocket)", after)
    )


def _continues_nuclear(document: Document, m: re.Match[str]) -> bool:
    """Whether "the fifth test" goes on counting nuclear tests ("the fourth nuclear test" stands elsewhere)."""
    bare = re.search(r"(?i)\b(\w+)\s$", m.string[: m.start()])
    rank = value_of(bare[1]) if bare else None
    if rank is None or not re.search(r"(?:th|nd|rd|st|first|second|third)\s$", m.string[: m.start()]):
        return False
    ranks = re.findall(
        r"(?i)\b(\w+)(?:\s(?:and|most|largest|biggest|underground)){0,4}\snuclear\s(?:weapons?\s)?test",
        document.text,
    )
    known = {int(n) for w in ranks if (n := value_of(w)) is not None}
    bare_ranks = {int(n) for w in _BARE_RANK.findall(document.text) if (n := value_of(w)) is not None}
    while known and (following := {n for n in bare_ranks - known if {n - 1, n + 1} & known}):
        known |= following
    return any(abs(n - rank) <= 1 for n in known)


#: "the third test", told without what was tested: it may go on with a count of nuclear tests.
_BARE_RANK = compiled(
    r"(?i)\b(first|second|third|fourth|fifth|sixth|seventh)\stest\b(?!\s(?:this|of|since|in\s(?:as|\w+\s(?:days|weeks))))"
)


@cache
def _nuclear_or_missile() -> re.Pattern[str]:
    return compiled(
        r"(?P<nuclear>\b(?:nuclear|atomic|underground|hydrogen[\s-]bomb)\s(?:weapons?\s|device\s|bomb\s)?(?:test|explosion|"
        r"detonation|blast|trial|essay))|(?P<missile>\b(?:missiles?|ICBMs?|rocket|ballistic|SLBM|satellite)[\s-](?:test|"
        r"launch|firing)|\b(?:fire[sd]|launche[sd]|test-fire[sd]|firing|launching)\b|\bHwasong-\d)",
        re.IGNORECASE,
    )


def _is_missile_story(document: Document, offset: int) -> bool:
    """Whether the last test told before this place was one of a missile, not of a nuclear device."""
    last = None
    for last in _nuclear_or_missile().finditer(document.text, 0, offset):  # noqa: B007 - the last one is wanted
        pass
    return last.lastgroup == "missile" if last else bool(document.weapons)
