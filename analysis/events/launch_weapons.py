"""Which weapons and numbers of a sentence belong to which of its launches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from analysis.compiling import compiled
from analysis.events.attachment import Head
from analysis.events.launch_dates import distance
from analysis.events.launch_ellipses import ellipses
from analysis.events.launch_words import words
from analysis.recognise import clauses
from analysis.records import Document, Mention, Spanned, WeaponMention

_FROM_SUBMARINE = compiled(
    r"(?i)(?:,(?=\s(?:also\s|too,?\s|again\s)?from\b))?[^,;:.]{0,60}?\s(?:from\s(?:an?|the|its|another)\s(?:[\w’'-]+\s)?submarine\b|from\s(?:beneath|under|below)\s(?:the\s)?(?:sea|water|"
    r"waves|surface|ocean|[A-Z])|from\sunder\s?water\b)"
)
#: "the South's newest submarine launched its missile", "the boat, submerged off the coast, sent up a missile".
_BY_SUBMARINE = compiled(
    r"(?i)(?<!from\sa\s)\b(?:(?:the|an?|its|their|\w+[’']s)\s(?:[\w-]+\s)?submarine(?:\s[A-Z][\w-]*){0,3}|,\s(?:submerged|under\s?water)\b[^.;:,]{0,30},)\s"
    r"(?:(?:had|has|also|then|later|successfully)\s)*$"
)
#: "launched a rocket which, it said, carried a satellite": what the rocket bears.
_CARRIES = compiled(
    r"\s(?:an?|the|its|another)\s(?:[\w-]+\s){0,2}(?:rocket|launcher|vehicle|booster),?\s(?:which|that)\s?(?:,[^,;:.]{2,40},)?\s(?:had\s|has\s)?"
    r"(?:carried|carries|bore|bears|held|lifted|brought|took)\s(?:an?|the|its|two|three)\s(?:[\w-]+\s){0,3}"
)
_M = TypeVar("_M", bound=Mention)
_PRONOUN_OBJECT = compiled(r"\s(?:it|them|one|another|as\smany|the\s(?:same|type|weapon))\b")


def is_from_submarine(text: str, start: int, at: int) -> bool:
    """Whether the words behind a launch say that it was from a submarine, or from under the sea; or a submarine is the
    subject before its verb."""
    if _BY_SUBMARINE.search(text, max(0, start - 90), start):
        return True
    m = _FROM_SUBMARINE.match(text, at)
    return m is not None and not any(
        clauses.is_finite(w) and w not in words("listing") for w in re.findall(r"[a-z]+", text[at : m.end()])
    )


def is_target(document: Document, head: Head, weapon: WeaponMention) -> bool:
    """Whether a satellite is what a missile brought down."""
    return weapon.weapon == "satellite" and bool(
        re.match(r"\s(?:down|out|apart|up)\s", document.text[head.end :])
        and re.search(r"(?i)\b(?:missile|interceptor)\b", document.sentence_text(weapon.sentence))
    )


def elided_subject(document: Document, index: int, head: Head) -> Head | None:
    """The ellipsis that stands for the missile: the head itself, or the subject of its verb ("two more left")."""
    if head.form == "ellipsis":
        return head
    sentence, text = document.sentences[index], document.sentence_text(index)
    clause = clauses.at(text, head.start - sentence.start)
    low = max(0, clause.start - 40) if clause.kind in ("participle", "resumed") else clause.start
    for a, b in ellipses(text, low, clause.end):
        if head.form == "verb" and 0 <= head.start - sentence.start - b < 25:
            return Head(sentence.start + a, sentence.start + b, "ellipsis")
    return None


def apposed(
    document: Document, index: int, elided: Head | None, times: Sequence[Spanned] = ()
) -> tuple[str, ...]:
    """The class right behind an ellipsis or its day ("Two more, short-range, from Sunan", "The last was on 2 May: a
    Pukguksong-3")."""
    if elided is None:
        return ()
    explained = tuple(
        w.weapon
        for w in document.weapons_in(index)
        if times
        and elided.end <= times[-1].start
        and _EXPLAINED.fullmatch(document.text, times[-1].end, w.start)
    )
    if explained:
        return explained
    behind = (w for w in document.weapons_in(index) if 0 < w.start - elided.end < 20)
    return tuple(w.weapon for w in behind if _APPOSED.fullmatch(document.text, elided.end, w.start))


_APPOSED = compiled(r",\s(?:(?:both|all|again|also|this\stime|each|an?|the)\s)*")


def of_such(document: Document, head: Head) -> tuple[str, ...]:
    """ "The second such test": the class of the last test that was told with one, whatever else was named since."""
    text = document.text
    if not _SUCH.search(text, max(0, head.start - 12), head.start):
        return ()
    tested = [
        w
        for w in document.weapons
        if w.end <= head.start
        and head.start - w.end < 600
        and (_EVENT_OF.search(text, max(0, w.start - 60), w.start) or _EVENT_BEHIND.match(text, w.end))
    ]
    return (tested[-1].weapon,) if tested else ()


_SUCH = compiled(r"(?i)\bsuch\s$")
_EVENT_OF = compiled(
    r"(?i)\b(?:tests?|launch(?:es)?|firings?|flights?|fired|launched|tested|flew|firing|testing)\s(?:of\s)?(?:(?:an?|the|its|two|three|what|it|called|was)\s)*(?:[\w-]+\s){0,2}$"
)
_EVENT_BEHIND = compiled(
    r"(?i)[’']?s?\s(?:[\w-]+\s)?(?:tests?|launch(?:es)?|firings?|flights?|was|were|flew|rose|left)\b"
)

_EXPLAINED = compiled(r"(?::|,|\s[–—-])\s(?:an?|the|its|another)\s(?:(?!and\b|by\b|to\b)[\w’'“”\"-]+\s){0,3}")


def is_about_it(document: Document, index: int, head: Head) -> bool:
    """Whether a pronoun stands for the missile ("it was fired again", "they were last seen", "fired another")."""
    if _PRONOUN_OBJECT.match(document.text[head.end :]):
        return True
    sentence, text = document.sentences[index], document.sentence_text(index)
    clause = clauses.at(text, head.start - sentence.start)
    lead = text[clause.start : head.end - sentence.start]
    if re.search(
        r"(?i)\bones?\s(?:(?:that|which)\s)?(?:he|she|it|they|Kim|Pyongyang|the\sNorth)\s(?:\w+\s)?\w+$", lead
    ):
        return True
    return bool(
        re.search(
            r"(?i)\b(?:it|they|both|all|type|model|weapon|class|kind)\s(?:had|have|has|was|were)\s(?:\w+\s){0,3}\w+$",
            lead,
        )
    )


def is_same(document: Document, weapons: Sequence[WeaponMention]) -> bool:
    """Whether a weapon is said to be the one told before: "the same rocket", "that kind of missile"."""
    return bool(weapons) and _SAME.search(document.text[: weapons[0].start][-30:]) is not None


_SAME = compiled(
    r"(?i)\b(?:the\s(?:(?:very|self)[\s-]?)?same|that\svery|an\sidentical)\s$"
    r"|\b(?:the\s(?:very\s)?same|that|an\sidentical)\s(?:sort|kind|type|class|model|make|variety|breed)\sof\s$"
)


def subject(document: Document, index: int, head: Head) -> tuple[str, ...]:
    """The weapon that opens the sentence, for a verb whose subject it is although another verb stands nearer to it."""
    low = document.sentences[index].start
    before = [w for w in document.weapons_in(index) if w.end <= head.start]
    if not before or ";" in document.text[low : head.start]:
        return ()
    return tuple(w.weapon for w in before if w.start - before[0].end < 3)


def inherited(document: Document, offset: int, *, is_plural: bool = False) -> tuple[str, ...]:
    """The class of the last weapon before: "a cruise missile on Monday and another on Tuesday". Several missiles go on
    about several, where such were told."""
    earlier = [w for w in document.weapons if w.end <= offset and offset - w.end < 400]
    if earlier and not is_plural:
        here = document.article.sentence_at(offset).index
        earlier = [w for w in earlier if w.sentence == here or not _is_total(document, w)]
        if not earlier:
            return ()
    if not earlier:
        near = document.text[max(0, offset - 120) : offset]
        return ("satellite",) if re.search(r"\b(?:orbit|space)\b", near) else ()
    here = document.article.sentence_at(offset).index
    if is_plural and earlier[-1].sentence != here:
        several = [w for w in earlier if document.text[w.start : w.end].lower().endswith("s")]
        is_vague = several and several[-1].weapon == "missile" and any(w.model for w in earlier[-2:])
        earlier = earlier if is_vague else several or earlier
    # "a Chollima-1 rocket" is two mentions of one weapon
    joined = [w for w in earlier if earlier[-1].start - w.end < 3]
    return tuple(w.weapon for w in (*joined, earlier[-1]))


def _is_total(document: Document, weapon: WeaponMention) -> bool:
    """Whether a tally names the missiles ("at least 65 ballistic missiles since then")."""
    return any(
        c.value > 9 and c.of == "missiles" and c.start < weapon.end and weapon.start < c.end
        for c in document.counts_in(weapon.sentence)
    )


def assigned(
    document: Document,
    index: int,
    heads: Sequence[Head],
    mentions: Iterable[_M],
    owners: dict[Head, Head],
) -> dict[Head, list[_M]]:
    """Each weapon or count with the head that it is nearest to, clause boundaries counting as distance."""
    base, text = document.sentences[index].start, document.sentence_text(index)
    parts = clauses.split(text)
    found: dict[Head, list[_M]] = {}
    for m in mentions:
        whole = _whole_of(document.text, heads, m)
        if whole is not None:
            found.setdefault(whole, []).append(m)
            continue
        giver = next((t for t in owners if m.start <= t.start < m.end or t.start <= m.start < t.end), None)
        if giver in owners and giver is not None:
            found.setdefault(owners[giver], []).append(m)
            continue
        own = next((h for h in heads if h.form == "thing" and h.start <= m.start < h.end), None)
        own = own or (told_of_it(document, index, heads, m) if isinstance(m, WeaponMention) else None)
        ranked = sorted(
            (distance(text, parts, base, h, m), h.start, h)
            for h in heads
            if (h.form != "thing" or _leads(text, base, h, m)) and not _is_parted(document, h, m)
        )
        head = own or next((h for cost, _, h in ranked if cost < 260), None)
        if head and not (own and own.form == "thing" and isinstance(m, WeaponMention)):
            found.setdefault(head, []).append(m)
    return found


def _is_parted(document: Document, head: Head, mention: Mention) -> bool:
    """Whether a semicolon stands between a launch and a weapon."""
    low, high = sorted(((head.start, head.end), (mention.start, mention.end)))
    return isinstance(mention, WeaponMention) and ";" in document.text[low[1] : high[0]]


#: Between a day and the next weapon of a list, and between a weapon and the verb of its relative clause.
_OPENED = compiled(r",?\s(?:an?|its|another|one|two|three|four|five|six)\s(?:[\w’'“”\"-]+\s){0,3}")
_RELATIVE = compiled(r"(?:\s(?:that|which)|,\swhich)\s(?:[\w’'-]+\s){0,4}")


def told_of_it(document: Document, index: int, heads: Sequence[Head], mention: Spanned) -> Head | None:
    """ "fired two on Monday, and on Tuesday an ICBM that failed": a weapon behind a day of its own belongs to the verb
    that tells of it, not to the one before the day."""
    text = document.text
    is_next = any(
        h.end <= t.start and _OPENED.fullmatch(text, t.end, mention.start)
        for t in document.times_in(index)
        for h in heads
    )
    return next((h for h in heads if is_next and _RELATIVE.fullmatch(text, mention.end, h.start)), None)


_PASSIVE = compiled(r"(?:\s(?:was|were|had|has|have|been|then|also|later))+\s")


def is_told_by(document: Document, index: int, heads: Sequence[Head], thing: Head) -> bool:
    """Whether one of the (dated) heads tells of the weapon: it is no launch of its own."""
    is_subject = any(_PASSIVE.fullmatch(document.text, thing.end, h.start) for h in heads)
    return is_subject or told_of_it(document, index, heads, thing) is not None


def _whole_of(text: str, heads: Sequence[Head], mention: Spanned) -> Head | None:
    """The trigger before "one of which was an ICBM", "including two cruise missiles"."""
    before = [h for h in heads if h.form != "ellipsis" and h.end <= mention.start]
    if before and before[-1].name in ("replied", "marked-with", "handled"):
        if re.search(r"\bwith\s(?:[\w’'-]+\s){0,5}$", text[before[-1].end : mention.start]):
            return before[-1]
    gap = text[before[-1].end : mention.start] if before else ""
    if _CARRIES.fullmatch(gap):
        return before[-1]
    later = list(
        re.finditer(
            r"\b(?:one|two|three|some|all|both|first|second|third|last|biggest|largest|longest)\sof\s(?:which|them)\b|\bincluding\b|\bamong\s(?:them|which)\b",
            gap,
        )
    )
    if not later or len(gap) - later[-1].end() >= 40 or ";" in gap[later[-1].end() :]:
        return None
    # "launches, including ICBMs fired on 24 March": the part has a verb of its own
    is_told = any(h.form == "verb" and 0 <= h.start - mention.end < 3 for h in heads)
    return None if is_told else before[-1]


def _leads(text: str, base: int, head: Head, mention: Mention) -> bool:
    """Whether a number stands right before a weapon that is a head ("two cruise missiles")."""
    is_before = 0 <= head.start - mention.end < 30 and ";" not in text[mention.end - base : head.start - base]
    return is_before or mention.start <= head.start < mention.end
