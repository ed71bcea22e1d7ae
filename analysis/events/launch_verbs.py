"""Which trigger words tell a launch where they stand: verbs with a missile for subject or object."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis import lexicon
from analysis.compiling import compiled
from analysis.events import launch_nouns, launch_states
from analysis.events.launch_ellipses import ellipses, stands_for_other
from analysis.events.launch_words import pattern
from analysis.recognise import clauses
from analysis.records import Document

#: What follows a noun, not a verb in the present ("the North’s launches of", "missile tests in May").
_NO_OBJECT = compiled(
    r"\s?(?:[.,;:)]|$|(?:of|on|in|by|since|from|and|or|that|which|are|were|was|is|have|has|had|will|would|this|last|"
    r"during|as|at|to|after|before|over|into|condemned|conducted)\b)",
    re.IGNORECASE,
)
_OF_THEIR_OWN = compiled(
    r"[^.;:]{0,60}?\swith\s(?:as\smany|some|several|one|two|three|four|five|six|seven|eight|ten|\d+)\s(?:\w+\s)?of\s(?:its|their)\sown"
)
#: Objects and subjects that stand for a missile spoken of before ("the one he fired", "it was launched").
_PRONOUN_OBJECT = compiled(r"\s(?:it|them|one|another|as\smany|the\s(?:same|type|weapon))\b")
_PRONOUN_SUBJECT = compiled(
    r"(?i)\b(?:it|they|ones?|both|two|three|four|five|others?|more|another|first|second|third|fourth|fifth|last|latest|next|type|model|weapon|class|kind)\s"
    r"(?:(?:he|it|they|she|Kim|the\sNorth|Pyongyang|that|which|was|were|had|has|have|been|being|also|then|later)\s){0,4}$"
)
#: "the bomb that North Korea let off": the object of the verb is no missile.
_OTHER_BEFORE = compiled(
    r"(?i)\b(?:bombs?|(?:nuclear|atomic|hydrogen)\s(?:device|warhead|charge)s?|devices?|shells?|campaign|ship|destroyer|frigate)\s(?:(?:that|which)\s)?"
    r"(?:(?:the\s)?[A-Z][\w’'-]+\s|it\s|they\s){1,3}(?:had\s|has\s|also\s)*$"
)
#: "the solid-fuel motor that was tested": a part on its stand.
_PART_BEFORE = compiled(
    r"(?i)\b(?:motors?|engines?|warheads?|detonators?|boosters?|heat\sshields?)\s(?:(?:that|which)\s)?(?:(?:was|were|had\sbeen)\s)?(?:\w+\s)?$"
)
#: A noun, not a verb, although it ends in -ing: "Tuesday’s firing", "the test-firing".
_NOMINAL = compiled(
    r"(?i)(?:[’']s?|\b(?:the|a|an|this|that|its|their|his|such|each|every|latest|live))\s(?:[\w-]+\s)?$"
)
#: "It let three go": the number stands inside the verb.
_LET_GO = compiled(r"(?i)let\s[\w\s-]+\s(?:go|fly|loose|rip)")
#: A subject that the weapon behind the verb explains: "what rose was", "It flew on Monday: a Hwasong-18".
_NAMED_LATER = compiled(
    r"(?i)\b(?:what|(?:the|that)\s(?:thing|one)\s(?:that|which))\s$|^\W*(?:it|this\sone|that\sone)\s(?:had\s|also\s)?$"
)
#: Clauses that have no missile of their own and go on about the one before.
#: A clause without a subject of its own: "after taking off", "as tested".
_SAME_SUBJECT = compiled(r"(?:after|before|while|when|since)\s\w+ing\b|(?:as|when|once|if)\s(?:\w+-)?\w+ed\b")
_GOES_ON = ("relative", "participle", "predicate", "resumed", "parenthesis", "complement")


def form_of(document: Document, index: int, p: lexicon.Pattern, m: re.Match[str], *, is_about: bool) -> str:
    """What the trigger is here: `verb`, `noun`, `echo` (says what became of the launch named before it, "the
    test failed on Friday"), or "" if it is no launch at all."""
    text, form = m.string, p.fields["form"]
    base = document.sentences[index].start
    spans = [(w.start - base, w.end - base) for w in document.weapons_in(index)]
    counted = [
        (c.start - base, c.end - base)
        for c in document.counts_in(index)
        if c.of == "missiles" and not c.is_ordinal
    ]
    args = [*spans, *counted]
    match form:
        case "noun":
            return (
                "noun" if launch_nouns.is_launch(document, index, p.id, m, spans, is_about=is_about) else ""
            )
        case "present":
            return "verb" if _is_present(document, base, m, spans) else ""
        case "motion":
            return _moved(document, base, m, spans) or ("verb" if is_about and _is_flown(text, m) else "")
        case "reply":
            return "verb" if _is_reply(text, m, spans) else ""
        case "gerund":
            is_verb = not _NOMINAL.search(text[: m.start()])
            return "verb" if is_verb and any(m.end() <= s[0] <= m.end() + 80 for s in spans) else ""
    if p.id == "orbit" or (p.id == "tried" and any(0 <= a - m.end() < 60 for a, _ in spans)):
        return "verb"
    if p.id == "again":
        return "verb" if is_about and _was_launch(document.text, base + m.start()) else ""
    if p.id == "sent-over" and m[0].endswith("ing") and not any(0 <= a - m.end() < 90 for a, _ in args):
        return ""  # "sending people into shelters"
    if (
        launch_nouns.leads_to_other(text[m.end() :], [a - m.end() for a, _ in spans])
        or _OTHER_BEFORE.search(text[: m.start()])
        or (p.id == "fire" and _PART_BEFORE.search(text[: m.start()]))
    ):
        return ""
    clause = clauses.at(text, m.start())
    near = [s for s in args if clause.start <= s[0] < clause.end]
    if near or _antecedents(text, clause, args) or _number_follows(text[m.end() :]):
        return "verb"
    if _LET_GO.fullmatch(m[0]) and launch_states.ends_with_subject(document, base + m.start()):
        return "verb" if document.weapons else ""
    if (is_about or any(b <= m.start() for _, b in spans)) and (
        _PRONOUN_OBJECT.match(text[m.end() :]) or _PRONOUN_SUBJECT.search(text[clause.start : m.start()])
    ):
        return "verb"
    return ""


def _was_launch(text: str, offset: int) -> bool:
    """Whether the deed told last before the place, which "did so" repeats, was a launch, not a vote or a listing."""
    last = None
    for last in pattern("deed").finditer(text, max(0, offset - 400), offset):  # noqa: B007 - the last one is wanted
        pass
    return last is None or last.lastgroup == "launch"


def _is_present(document: Document, base: int, m: re.Match[str], spans: Sequence[tuple[int, int]]) -> bool:
    text = m.string
    follows = any(m.end() <= a <= m.end() + 90 for a, _ in spans)
    return bool(
        launch_states.ends_with_subject(document, base + m.start())
        and not _NO_OBJECT.match(text[m.end() :])
        and (follows or _number_follows(text[m.end() :]))
    )


def _moved(document: Document, base: int, m: re.Match[str], spans: Sequence[tuple[int, int]]) -> str:
    text = m.string
    clause = clauses.at(text, m.start())
    noun = re.search(
        r"(?i)\b(?:launch|test|attempt|firing|liftoff|lift-off|flight)s?\b(?:\s[\w’'-]+){0,6}\s$",
        text[clause.start : m.start()],
    )
    near = [s for s in spans if clause.start <= s[0] < clause.end]
    if noun and not any(
        clause.start + noun.start() < s[0] < m.start() and s[0] > clause.start + noun.end() for s in spans
    ):
        return "echo"
    doers = [s for s in near if s[1] <= m.start()] or _antecedents(text, clause, spans)
    is_named_later = _NAMED_LATER.search(text[: m.start()]) and [s for s in spans if s[0] > m.end()]
    low = max(0, clause.start - 40) if clause.kind in _GOES_ON else clause.start
    elided = [
        end
        for start, end in ellipses(text, low, m.end())
        if m.start() - end < 25 and not stands_for_other(document, base + start)
    ]
    return "verb" if doers or elided or is_named_later else ""


def _is_flown(text: str, m: re.Match[str]) -> bool:
    """ "The type was first flown on": a word for a missile spoken of before is the subject."""
    lead = text[: m.start()]
    return bool(re.search(r"(?i)\b(?:flown|seen)$", m[0]) and _PRONOUN_SUBJECT.search(lead))


def _is_reply(text: str, m: re.Match[str], spans: Sequence[tuple[int, int]]) -> bool:
    if _OF_THEIR_OWN.match(text[m.end() :]):
        return True
    after = [s for s in spans if re.search(r"\b(?:with|by)\s(?:[\w’'-]+\s){0,5}$", text[m.end() : s[0]])]
    return bool(after and after[0][0] - m.end() < 110)


def _antecedents(
    text: str, clause: clauses.Clause, spans: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Weapons that stand before a clause which goes on about them ("the missile, which was fired …")."""
    is_about_it = re.match(r"\W*(?:\w+\s){0,3}(?:it|they)\b", text[clause.start : clause.end])
    is_gerund = _SAME_SUBJECT.match(text, clause.start, clause.end)
    if clause.kind not in _GOES_ON and not is_about_it and not is_gerund:
        return []
    return [s for s in spans if s[1] <= clause.start and clause.start - s[1] < 120]


def _number_follows(rest: str) -> bool:
    """ "fires three", "launched two more": an object that names only the number."""
    return bool(
        re.match(
            r"\s(?:off\s)?(?:at\sleast\s|about\s|some\s|another\s)?(?:as\smany|one|two|three|four|five|six|seven|eight|nine|ten|\d+)"
            r"(?:\smore|\sothers|\sback|\seach)?(?=\s*(?:$|[,.;:–—]|\s(?:on|in|into|at|from|off|over|toward|towards|more|and)\b))",
            rest,
        )
    )
