"""Any other verb that has a missile for subject, object or means ("streaked", "picked up", "answered with")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analysis.compiling import compiled
from analysis.events.attachment import Head
from analysis.events.launch_words import words
from analysis.recognise import clauses
from analysis.records import Document, WeaponMention

#: Between a weapon and the verb whose subject it is.
_TO_VERB = compiled(
    r"(?:\s\([A-Za-z ]{2,40}\)|,\s(?:(?:probably|possibly|likely|perhaps|apparently|presumably|believed|thought|said|identified|judged|reportedly)\s|"
    r"an?\s|the\s|its\s)[^,;:.]{2,60},)?(?:,?\s(?:which|that|who))?(?P<aux>(?:\s(?:has|had|have|was|were|is|are|been|being|then|also|later|"
    r"again|once|first|last|twice|apparently|reportedly|presumably|\w+ly))*)\s(?P<verb>[A-Za-z-]+)"
)
#: "a meeting over the North's rocket and missiles closed": what was talked of is not the subject.
_TOPIC = compiled(
    r"(?i)\b(?:meetings?|sessions?|talks|debates?|consultations|statements?|resolutions?|drafts?|texts?|sanctions|row|dispute|outrage|anger|alarm|"
    r"protests?|briefings?|questions?|letters?|concerns?)\s(?:[\w’'-]+\s){0,6}?(?:over|on|about|against|concerning|regarding|at)\s"
    r"(?:(?!(?:the|an?|and|or|but|that|which)\s)[\w’'-]+\s|(?<=over\s)the\s|(?<=on\s)the\s|(?<=about\s)the\s|(?<=against\s)the\s|(?:rockets?|satellites?|tests?|bombs?)\sand\s){0,5}$"
)
#: "the missile that North Korea sent over Japan": a verb whose object is the weapon before.
_SENT_BY = compiled(
    r"(?:\s(?:that|which))?\s(?:(?:the\s)?(?:[A-Z][\w’'-]*\s){1,3}|it\s|they\s|he\s|(?:the|its)\s(?:regime|country|army|navy|military)\s)"
    r"(?:(?:has|had|have|also|again|then|first|last)\s){0,2}(?P<verb>[a-z]+)\b"
)
_PASSIVE = compiled(r"\b(?:was|were|is|are|been|being)\b")
_PARTICIPLE = compiled(
    r"(?:\w+ed|\w{2,}wn|\w+en|sent|shot|put|lost|found|caught|felt|heard|hit|let|set|\w+ung)"
)
#: Participles that are no past forms.
_PERFECT = compiled(r"gone|come|flown|risen|fallen|broken|run|begun|sunk|sprung|done|overflown|vanished")
#: State media tell of a launch on the day after.
_BY_MEDIA = compiled(
    r"\s(?:by|in|on)\s(?:KCNA|the\sofficial|state|the\sstate|its\sstate|North\sKorean\s(?:state\s)?media|the\sparty)\b"
)
_TOKEN = compiled(r"[A-Za-z][\w’'-]*|\d[\d,.]*|[,;:.()–—]")
#: Words that part a verb from what follows, so that this is not its object.
_NO_PASS = frozenset(
    "in on at by from with to for over about against into after before during under near off toward towards than that which who "
    "and or but when while as".split()
)


def find(document: Document, index: int, weapons: Sequence[WeaponMention]) -> Iterator[Head]:
    """Verbs that have a missile for subject ("did": "a missile streaked"), object or means ("handled": "picked up
    two missiles", "answered with a missile"), but for those that do something else to it ("unveiled")."""
    base, text = document.sentences[index].start, document.sentence_text(index)
    seen: set[int] = set()
    for w in weapons:
        for name, start, end in (
            *(() if _TOPIC.search(text[: w.start - base]) else _verb_after(text, w.end - base)),
            *_verb_before(text, w.start - base, w.end - base),
        ):
            if start in seen or text[start:end].lower() in words("not_launching"):
                continue
            seen.add(start)
            yield Head(base + start, base + end, "verb", name=name)


def _verb_after(text: str, at: int) -> Iterator[tuple[str, int, int]]:
    if (sent := _SENT_BY.match(text, at)) and clauses.is_finite(sent["verb"]):
        if sent["verb"] not in words("auxiliary"):
            yield "handled", sent.start("verb"), sent.end("verb")
        return
    m = _TO_VERB.match(text, at)
    if not m:
        return
    verb = m["verb"]
    is_passive = bool(_PASSIVE.search(m["aux"]))
    is_perfect = re.search(r"\b(?:had|has|have)\b", m["aux"]) is not None
    if verb in words("observing") and _BY_MEDIA.match(text, m.end("verb")):
        return
    if (
        _PARTICIPLE.fullmatch(verb)
        if is_passive
        else clauses.is_finite(verb)
        or verb in ("seen", "lost", "shown")
        or (is_perfect and _PERFECT.fullmatch(verb))
    ):
        yield "did", m.start("verb"), m.end("verb")


def _verb_before(text: str, at: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The verb that the weapon before `at` is the object of, or the means ("with", "by firing")."""
    is_means = False
    is_sent = _DIRECTION.match(text, end) is not None
    if named := _NAMED_THING.search(text[:at]):
        at = named.start()
    for t in reversed(list(_TOKEN.finditer(text, max(0, at - 110), at))):
        word = t[0].lower()
        if clauses.is_finite(t[0]) or (clauses.is_participle(word) and not is_means):
            if word not in words("auxiliary"):
                yield "handled", t.start(), t.end()
            return
        if word in ("with",) and not is_means:
            is_means = True
        elif word in _ROUGHLY and text[t.end() + 1 : t.end() + 2].isdigit():
            continue
        elif word == "," and is_means and is_sent:
            continue  # "signed off on Saturday, late in the day, with four missiles into the sea"
        elif not t[0][0].isalnum() or (word in _NO_PASS and not is_means):
            return


_DIRECTION = compiled(r"\s(?:into|over|towards?|across|off|out\s(?:to|over|into)|past)\s")
#: Prepositions that before a number only say "about".
_ROUGHLY = frozenset("about over under near around".split())
#: "something it called hypersonic", "what Pyongyang described as a rocket": the verb before governs the thing.
_NAMED_THING = compiled(
    r"\b(?:something|what)\s(?:that\s|which\s)?(?:(?:the\s)?[A-Z][\w’'-]+|it|they|he|(?:its|the|state)\s\w+)\s(?:had\s|has\s|later\s)?"
    r"(?:call|describ|term|bill|dub|hail|nam|label|present|said\swas)\w*\s(?:as\s)?(?:an?\s|its\s)?(?:[\w-]+\s){0,2}$"
)


def is_otherwise(text: str, at: int) -> bool:
    """Whether the weapon at `at` is the object of a verb that is no launch ("this picture shows a missile")."""
    if re.search(
        r"\b(?:what|that|which)\s[^,;]{0,40}\b(?:call|term|describ|dubb?|nam|bill|hail|sa)\w*\s[^,;]{0,30}$",
        text[:at],
    ):
        return False  # "what it termed an ICBM"
    for t in reversed(list(_TOKEN.finditer(text, max(0, at - 60), at))):
        word = t[0].lower()
        if word in words("not_launching") and word not in words("listing") and word not in words("auxiliary"):
            return True
        if not t[0][0].isalnum() or word in _NO_PASS or clauses.is_finite(t[0]):
            return False
    return False
