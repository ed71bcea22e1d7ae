"""Whether a head tells a launch that took place, and whether it refers back to one told before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis import lexicon
from analysis.compiling import compiled
from analysis.events import attachment, launch_arguments
from analysis.events.attachment import Head
from analysis.events.launch_words import pattern, words
from analysis.recognise import assertion, clauses, timex
from analysis.records import Document, TimeMention

#: What a missile is still to do: "was due to go up", "will fly".
_TO_COME = compiled(
    r"\s(?:(?:is|was|are|were|remains?)\s(?:still\s|now\s|also\s)?(?:due|set|to|expected|scheduled|planned|slated|meant|supposed|poised|about|ready|intended|booked)\b"
    r"|(?:will|would|could|might|may|should|can)\b)"
)
#: "its satellite is to ride a Falcon 9", "leave to use ATACMS", "expects a third try".
_IS_TO = compiled(
    r"\b(?:(?:is|are|was|were)\s(?:still\s|now\s|also\s|due\s|set\s)*to\s[a-z]+|(?:expect|await|anticipate|predict|foresee|fear)s?|to\s(?:use|have|get|"
    r"buy|sell|make|build|develop|deploy|own|acquire|supply))\s(?:[\w’'-]+\s){0,3}$"
)
#: "an earlier version of this page said that three missiles were fired": what a correction takes back.
_MISTAKEN = compiled(
    r"(?i)\b(?:(?:earlier|previous|first|original|initial)\s(?:version|edition|post|report|item|story|article)s?\b[^.;]{0,60}\b(?:said|stated|gave|put|read|"
    r"reported|had|claimed|misstated)|(?:originally|wrongly|mistakenly|incorrectly|erroneously)\s(?:said|stated|gave|put|reported)|misstated)\b"
)
#: What governs a gerund that is only talked of: "mused about putting four missiles into the sea".
_MUSED = compiled(
    r"(?i)\b(?:about|against|for|towards?|idea\sof|plans?\sof|talk\sof|of\spossibly|consider\w*|mull\w*|contemplat\w*)\s$"
)
#: "The last text was that of 25 April": what it stands for decides.
_THAT_OF = compiled(r"(?:that|those|the\sones?)\sof\b")
#: What was only talked of: "rumours of a second shot".
_RUMOURED = compiled(
    r"(?i)\b(?:rumou?rs?|talk|fears?|threats?|prospects?|possibility|speculation|signs|hints?|expectations?|chatter|warnings?|risk|chance|"
    r"danger|likelihood|plans?|preparations|idea|whispers?|gossip)\b[^.;:,]{0,40}?\s(?:of|about|for)\s(?:(?!on\b|over\b)[\w’'-]+\s){0,5}$"
)
#: "put off a test, which took place on the 16th": it was, after all.
_WHICH_WAS = compiled(
    r",?\s(?:which|that)\s(?:\w+\s)?(?:took\splace|was\s(?:held|conducted|carried\sout|staged)|went\sahead|came)\b"
)
#: "For a rocket, a statement": what an entry without a verb gives as the ground of another event.
_GROUND = compiled(
    r"(?i)\b(?:for|over|about|after|against|despite|because\sof|following|before)\s(?:an?|the|its|that|this|yet\sanother|another)\s(?:[\w’'-]+\s){0,4}$"
)
#: "Thursday's was Russia's second veto".
_IS_OTHER = compiled(
    r"\s(?:was|were|is)\s(?:[\w’'-]+\s){0,4}(?:veto(?:es)?|votes?|resolutions?|meetings?|sessions?|statements?|drafts?|texts?|lists?|sanctions)\b"
)
_THE_FIRST = compiled(r"\b[Tt]he\sfirst\b")
_PROVERBS = frozenset("did does do had has have was were is are".split())
_LIKEWISE = compiled(r"(?i)\b(?:so|as|just\sas|than|like|nor|neither)\s(?:[\w’'-]+\s){0,4}$")


def is_object(document: Document, index: int, head: Head, dated: dict[Head, tuple[TimeMention, ...]]) -> bool:
    """Whether a noun without a day is the object of a dated verb in its clause ("replied with a salvo of ten")."""
    if head.form != "noun" or head in dated:
        return False
    start, text = document.sentences[index].start, document.sentence_text(index)
    clause = clauses.at(text, head.start - start)
    return any(
        v.form == "verb" and v.end <= head.start and clause.start <= v.start - start < clause.end
        for v in dated
    )


def is_part_named(document: Document, head: Head) -> bool:
    """ "The first was an ICBM": a part of a salvo whose weapon is named."""
    return head.form == "ellipsis" and is_definite(document.text, head)


def is_bare_entry(document: Document, index: int, head: Head) -> bool:
    """A weapon in a timeline's entry without any verb ("5 January: hypersonic missile")."""
    sentence, text = document.sentences[index], document.sentence_text(index)
    if _GROUND.search(text[: head.start - sentence.start]):
        return False
    before = [h for h in attachment.others(text, 0) if sentence.start + h.start < head.start]
    return not before or (
        head.form == "thing"
        and all(text[h.start : h.end].lower() in words("telling") for h in before)
        and _COUNTED.search(document.text, max(0, head.start - 40), head.start) is not None
    )


#: "adopted on January 22 to punish the rocket": what is to be done about a missile.
_PURPOSE = compiled(
    r"\bto\s(?!(?:fire|launch|test|loft|lob|send|shoot|put|place|orbit|fly|the|an?|its)\b)[a-z]{3,}\s(?:for\s|to\s|over\s|about\s)?(?:the|that|its|this)\s"
    r"(?:[\w’'-]+\s){0,3}$"
)
#: What an entry counts ("the military now speaks of at least 23 missiles").
_COUNTED = compiled(
    r"(?i)\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|dozen|several|pair\sof|another|one|an?)\s(?:[\w-]+\s){0,2}$"
)


def is_fact(document: Document, index: int, head: Head, times: Sequence[TimeMention]) -> bool:
    sentence, text = document.sentences[index], document.sentence_text(index)
    if _MISTAKEN.search(text[: head.start - sentence.start]):
        return False
    if head.form == "noun" and times and _WHICH_WAS.match(text, head.end - sentence.start):
        return True
    if head.form == "noun" and _RUMOURED.search(text[: head.start - sentence.start]):
        return False
    how = assertion.of(text, head.start - sentence.start, head.end - sentence.start)
    if head.name in ("tried", "attempt"):
        return not how.is_negated or "failed-to" in how.cues
    if (how.is_negated or how.is_denied) and not (times and _is_known(document, head, times[0])):
        return False
    if head.name == "handled" and _MUSED.search(text[: head.start - sentence.start]):
        return clauses.is_finite(text[head.start - sentence.start : head.end - sentence.start])
    if head.form == "verb":
        return not (how.is_forecast or how.is_hypothetical or how.is_conditional) or bool(
            re.match(r"(?i)\w*(?:fired|launched|tested)", document.text[head.start : head.end])
            and times
            and not (how.is_forecast or how.is_hypothetical or how.is_conditional)
        )
    at, end = head.start - sentence.start, head.end - sentence.start
    if head.form in ("thing", "ellipsis") and (_TO_COME.match(text, end) or _IS_TO.search(text[:at])):
        return False
    if head.form in ("thing", "ellipsis") and (how.is_forecast or how.is_hypothetical or how.is_conditional):
        return False
    is_dated = any(timex.is_day(t.value) for t in times)
    return is_dated or how.is_fact


#: "the second attempt at a spy satellite".
_ATTEMPT = compiled(
    r"(?<=attempt|ttempts)\s(?:at|to|with)\s[^,;:.]{0,50}?\b(?:satellites?|orbit|rockets?|missiles?)\b"
)


def _is_known(document: Document, head: Head, time: TimeMention) -> bool:
    """ "has not condemned Tuesday's launch", "does not name the rocket of 29 August": it was, whatever is denied of it."""
    lead = document.text[max(0, head.start - 50) : head.start]
    return (
        head.form in ("noun", "thing")
        and _is_dated_noun(document, head, time)
        and (
            time.end <= head.start
            or re.search(r"\b(?:the|its|that|this)\s(?:[\w-]+\s){0,3}$", lead) is not None
        )
    )


def is_fired(
    document: Document, index: int, head: Head, times: Sequence[TimeMention], heads: Sequence[Head]
) -> bool:
    """Whether a weapon or an ellipsis with a date was fired on it: no other verb or event governs it."""
    sentence, text = document.sentences[index], document.sentence_text(index)
    at = head.start - sentence.start
    if head.form == "ellipsis" and _is_voted_on(document, index, head):
        return False
    if (
        head.form == "ellipsis"
        and _THAT_OF.match(document.text, head.start)
        and not _stands_for_launch(document, head)
    ):
        return False
    if _is_dated_noun(document, head, times[0]) or (head.name == "whose" and _is_named(document, head)):
        return True
    if head.form == "thing" and times[0].end <= head.start and _PURPOSE.search(text[:at]):
        return False
    if head.form == "ellipsis" and re.search(r"\b(?:with|by|then)\s(?:yet\s)?$", text[:at]):
        return True
    if head.form == "ellipsis" and _IS_OTHER.match(text, head.end - sentence.start):
        return False
    if head.form == "ellipsis" and _ATTEMPT.match(document.text, head.end):
        return True
    if head.form == "ellipsis" and not _stands_behind(heads, head) and not _stands_for_launch(document, head):
        return False
    if head.form == "ellipsis" and _does_other(text, head.end - sentence.start):
        return False
    clause = clauses.at(text, at)
    governors = [
        h
        for h in attachment.others(text, 0)
        if clause.start <= h.start < at
        and not _is_proverb(text, h)
        and (h.form == "verb" or re.match(r"\s(?:on|of|over|about|for)\s(?:\w+\s){0,3}$", text[h.end : at]))
        and not _is_listing(text[h.start : h.end])
    ]
    own = [h.start - sentence.start for h in heads if h.form in ("verb", "noun") and h.start < head.start]
    if governors:
        return bool(own) and own[-1] >= governors[-1].start
    if launch_arguments.is_otherwise(text, at):
        return False
    gap = document.text[head.end : times[0].start] if times[0].start >= head.end else ""
    return len(gap) < 90


def _is_voted_on(document: Document, index: int, head: Head) -> bool:
    """Whether the ellipsis is the object or complement of what is done to a text ("vetoed the last American one", "the
    summer’s other vote was the one of 7 July")."""
    low = document.sentences[index].start
    last = None
    for last in pattern("deed").finditer(document.text, low, head.start):  # noqa: B007
        pass
    if last is None or last.lastgroup == "launch":
        return False
    return bool(_OBJECT_OF.fullmatch(document.text, last.end(), head.start))


_OBJECT_OF = compiled(
    r"\s(?:(?:was|were|is)\s)?(?:the\s|an?\s|its\s)?(?:(?:last|first|latest|other|only|[A-Z]\w+)\s){0,4}"
)


def _is_named(document: Document, head: Head) -> bool:
    """Whether the missile that has only its day is named right behind ("with Sunday's, a Hwasong-12, …")."""
    following = (w for w in document.weapons if 0 <= w.start - head.end < 40)
    return any(_APPOSED.fullmatch(document.text, head.end, w.start) for w in following)


_APPOSED = compiled(r",\s(?:an?|the|another|its)\s(?:[\w-]+\s){0,3}")


def _stands_behind(heads: Sequence[Head], head: Head) -> bool:
    """Whether a launch or a weapon stands before in the sentence."""
    return any(h.form != "ellipsis" and h.end <= head.start for h in heads)


def _is_proverb(text: str, verb: Head) -> bool:
    """Whether the verb only stands for one told before ("so did one on the 16th", "as its forerunner had")."""
    word = text[verb.start : verb.end].lower()
    return word in _PROVERBS and bool(_LIKEWISE.search(text[: verb.start]))


def _is_listing(word: str) -> bool:
    """Whether a verb only lists what it governs ("citing the missile lost on 27 May", "including")."""
    return word.lower() in words("listing")


def _is_dated_noun(document: Document, head: Head, time: TimeMention) -> bool:
    """ "the Hwasong-17 of 18 November", "Sunday’s missile": named by its day, it was fired on it."""
    if time.start >= head.end:
        gap = document.text[head.end : time.start]
        is_apposed = head.form == "ellipsis" and re.fullmatch(r",\s(?:on\s|in\s)?(?:the\s)?", gap)
        return bool(is_apposed and _stands_for_launch(document, head)) or bool(
            re.fullmatch(r"\sof\s(?:the\s)?", gap)
        )
    gap = document.text[time.end : head.start]
    return bool(re.fullmatch(r"[’']s?\s(?:[\w-]+\s){0,4}", gap))


def _stands_for_launch(document: Document, head: Head) -> bool:
    """Whether the last noun before the ellipsis that it may stand for is a missile or a launch, not a resolution."""
    at = head.start
    if (
        document.text[head.start : head.end]
        .lower()
        .startswith(("the second", "the third", "the last", "the other"))
    ):
        first = [m.start() for m in _THE_FIRST.finditer(document.text, max(0, at - 500), at)]
        at = first[-1] if first else at
    last = None
    for last in pattern("antecedent").finditer(document.text, max(0, at - 400), at):  # noqa: B007
        pass
    named = [w.end for w in document.weapons if at - 400 < w.end <= at]
    if named and (last is None or named[-1] > last.end()):
        return True
    return last is not None and last.lastgroup == "launch"


def _does_other(text: str, at: int) -> bool:
    """Whether the ellipsis is the subject of a verb that is no launch ("The last, in 2017, banned …")."""
    hidden = [m.span() for m in lexicon.pattern("heads", "naming-passive").regex.finditer(text)]
    verbs = [
        h
        for h in attachment.others(text, 0)
        if h.form == "verb"
        and at <= h.start < at + 60
        and text.count(", ", at, h.start) % 2 == 0  # "another on 29 August, each answered by Seoul"
        and not any(a <= h.start < b for a, b in hidden)
        and not _is_proverb(text, h)
        and text[h.start : h.end].lower() not in words("consequence")
    ]
    launched = any(
        m.start() >= at and (not verbs or m.start() <= verbs[0].start)
        for p in lexicon.patterns("launch_triggers")
        if p.fields["form"] in ("verb", "motion")
        for m in p.regex.finditer(text, at, min(len(text), at + 80))
    )
    return bool(verbs) and not launched and ";" not in text[at : verbs[0].start]


def is_definite(text: str, head: Head) -> bool:
    """Whether the mention refers back: "the launch", "these tests", "the missile flew", "it was fired"."""
    before = text[max(0, head.start - 60) : head.start]
    if head.form == "verb":
        m = _DEFINITE_SUBJECT.search(before)
        return m is not None and not _APPOSITIVE.search(text, max(0, head.start - 140), head.start)
    if head.form == "ellipsis":
        return text[head.start : head.end].lower().startswith("the ")
    return bool(re.search(r"(?i)\b(?:the|this|that|these|those|both)\s(?:(?!of\b)[\w’'-]+\s){0,3}$", before))


#: "A Hwasong-17, the largest of its kind, comes down": what is new is explained by what is known.
_APPOSITIVE = compiled(
    r"(?:^|[.:;\n]\s?|\band\s)(?:An?|One|Another|an?|one|another)\s[^,;:.]{3,50},\s[^,;:.]{3,70},\s(?:\w+\s)?$"
)
_DEFINITE_SUBJECT = compiled(
    r"(?:\b(?:the|this|that|these|those|both)\s(?:[\w-]+\s){0,3}?(?:missiles?|rockets?|projectiles?|weapons?|launch(?:es)?|"
    r"tests?|ICBM|first|second|third|last|latest|vehicle|salvo|Hwasong\S*)\b[^.;]{0,30}|\bit\s(?:\w+\s)?(?:was|is|had\sbeen|has\sbeen)\s"
    r"|\b(?:it|they|this|these|both)\s(?:was|were)\s[^,.;]{3,45},\s|(?:^|[.;:]\s)what\s(?:\w+ly\s|was\s)?)$",
    re.IGNORECASE,
)
