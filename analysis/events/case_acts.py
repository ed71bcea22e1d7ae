"""Which acts decide a measure, and what they take as known: told of something in hand, or of another."""

from __future__ import annotations

import re

from analysis import lexicon
from analysis.compiling import compiled
from analysis.events import dating
from analysis.events.acts import Act
from analysis.events.joining import FAMILY, Case
from analysis.events.marking import Marked


def is_decisive(a: Act, marked: tuple[Marked, ...]) -> bool:
    """Whether the act tells of a measure decided, and no more of what is known or of some of many."""
    if a.outcome not in FAMILY or a.is_weak:
        return False
    m = marked[a.sentence]
    at = m.place(a.start)
    if not a.is_own_date and (_GENERIC.match(m.text) or dating.is_on_unknown_day(m, at)):
        return False
    if a.outcome != "adopted" and lexicon.pattern("measures", "challenge").regex.search(m.text):
        return False
    if a.outcome == "no_agreement" and not a.is_own_date and _is_ever_since(m, at, m.place(a.end)):
        return False
    if a.outcome != "adopted" or a.rule in ("one-of-series", "it-passed"):
        return True
    if _TOO_FEW.search(m.text[:at]):
        return False
    if a.rule == "voted-to" and _SOME.search(m.text[:at]):
        return False
    if "×" in m.text[max(0, at - 70) : at]:
        return False
    if _PLURAL.search(m.text[max(0, at - 90) : at + 90]) and not a.is_own_date and not a.number:
        return False
    if re.search(r"\bsince\b[^.;]{0,60}$", m.text[:at]) and _PLURAL.search(m.text):
        return False
    if a.number or a.body or UN.search(m.text) or BY_VOTE.search(m.text):
        return True
    is_measure = a.rule == "went-through" and lexicon.pattern("measures", "renewed").regex.search(m.text)
    return a.is_own_date and (_is_among_votes(m, marked) or bool(is_measure))


def _is_ever_since(m: Marked, at: int, end: int) -> bool:
    """ "has adopted no resolution since December" tells of years, not of a sitting."""
    return bool(_PERFECT.search(m.text, 0, at) and _SINCE.match(m.text, end))


_PERFECT = compiled(r"\b(?:has|have)\s(?:[a-z]+\s){0,2}$", re.I)
_SINCE = compiled(r"[^.;:]{0,60}?\bsince\b", re.I)
_PLURAL = compiled(
    r"\b(?:both|each|every|three|ten|all)\s(?:times?|occasions)\b|\b(?:all|each|every|many|several|series|previous|past|earlier)\s(?:of\s)?(?:[\w-]+\s){0,3}?votes\b|\b(?:all|each|every|many|several|numerous|multiple|ten|nine|eight|seven|six|five|four|three|two|\d{1,2}|series|string|"
    r"earlier|previous|past|existing|relevant|any|most|some)\s(?:of\s)?(?:[\w-]+\s){0,4}?(?:resolutions|texts|measures|rounds|packages|them|which)\b|\b(?:each|every|any)\s(?:\w+\s)?one\b",
    re.I,
)


#: "only 13 of the 15 members approved it": told of a text that failed.
_TOO_FEW = compiled(r"\bonly\s[\w-]+\sof\s(?:the|its)\s(?:[\w-]+\s){0,2}$", re.I)


def consistent(acts: list[Act]) -> list[Act]:
    """The acts without defeats that an adoption of a numbered resolution in their sentence belies: the veto that
    was feared fell on no day of its own."""
    numbered = {(a.sentence, a.number) for a in acts if a.outcome == "adopted" and a.number}
    return [
        a
        for a in acts
        if FAMILY[a.outcome] != "defeat" or a.is_own_date or (a.sentence, a.number) not in numbered
    ]


def _is_among_votes(m: Marked, marked: tuple[Marked, ...]) -> bool:
    """Whether the sentence before it in its paragraph tells of a vote, and it names no other body."""
    before = marked[m.index - 1] if m.index else m
    return before.paragraph == m.paragraph and "×" not in m.text and bool(BY_VOTE.search(before.text))


#: "A hold lasts six months" tells of no hold.
_GENERIC = compiled(
    r"\W*(?:a|an|any|every|each)\s(?:[\w-]+\s){1,3}?(?:is|are|can|may|must|needs?|lasts?|takes?|requires?|means)\b",
    re.I,
)


#: "13 members had voted to keep it" tells how they voted, not that the text passed.
_SOME = compiled(
    r"\b(?:\d{1,2}|nine|ten|eleven|twelve|thirteen|fourteen)\s(?:other\s)?(?:members|countries|states|of\sthem)?\s?(?:had\s)?$",
    re.I,
)


BY_VOTE = compiled(
    r"\b(?:resolution|draft|text|proposal|motion|hands?\s(?:was|were|went)|votes?\sin\sfavou?r|votes\sto|abstentions?|unanimous(?:ly)?|(?:by|with)\s\w+\svotes?|(?:by|with)\s(?:consensus|acclamation)|(?:press|presidential)\sstatement)\b",
    re.I,
)


UN = compiled(
    r"\b(?:UN|U[.·]N|United\sNations|council|assembly|UNSC|committee|members|veto\w*|resolution|draft|listings)(?!\w)",
    re.I,
)


def is_title(m: Marked) -> bool:
    """Whether the sentence is the headline, or the headline once more."""
    return m.index == 0 or (
        m.index <= _TITLES and m.kind != "caption" and not m.raw.rstrip().endswith((".", "!", "?", ":"))
    )


#: How many sentences at the beginning may be headline and subtitle.
_TITLES = 5


def is_on_another(a: Act, marked: tuple[Marked, ...]) -> bool:
    """Whether the act's object is new to the text ("vetoed an amendment of theirs")."""
    m = marked[a.sentence]
    return bool(lexicon.pattern("measures", "another-object").regex.match(m.text[m.place(a.end) :]))


def is_statement(m: Marked) -> bool:
    """Whether the sentence speaks of a statement of the Council."""
    return bool(lexicon.pattern("measures", "press-statement").regex.search(m.text))


def is_on_statement(c: Case, marked: tuple[Marked, ...]) -> bool:
    """Whether what the case tells of is a statement of the Council."""
    return any(is_statement(marked[a.sentence]) for a in c.acts if a.outcome)


def is_known(a: Act, marked: tuple[Marked, ...]) -> bool:
    """Whether the act speaks of something known ("the veto", "blocked it")."""
    m = marked[a.sentence]
    at, end = m.place(a.start), m.place(a.end)
    before = m.text[max(0, at - 40) : at]
    if is_regretted(a, marked):
        return True
    if _NOUN.search(m.text[at:end]):
        return bool(_DETERMINED.search(before) or _DETERMINED.match(m.text[at:end]))
    return bool(_PRONOUN.search(before) or _OBJECT.match(m.text[end:]) or _ENDS.search(m.text[at:end]))


def is_regretted(a: Act, marked: tuple[Marked, ...]) -> bool:
    """Whether those who speak regret it: it happened before, on no day of theirs."""
    m = marked[a.sentence]
    return bool(_REGRETTED.search(m.text, 0, m.place(a.start)))


_REGRETTED = compiled(
    r"\b(?:[Ww]e|I|[Oo]ur\s\w+)\s[^.;:]{0,40}\b(?:regret|deplore|lament|disappointment|disappointed|dismay(?:ed)?)\s[^.;:]{0,60}$"
)


_NOUN = compiled(r"\b(?:veto(?:es)?|holds?|votes?|block|defeat|outcome|result)\b", re.I)


_DETERMINED = compiled(
    r"(?:\b(?:the|this|that|these|those|its|their|his|her|such|whose)|(?:§|¶)'s)\s(?:[\w§-]+\s){0,2}", re.I
)


_PRONOUN = compiled(
    r"\b(?:it|this|that|they|both|the\s(?:draft|text|resolution|measure|bid|proposal|motion|plan|two|pair))\s(?:(?:had|has|have|was|were|been|then|also)\s){0,2}$",
    re.I,
)


_ENDS = compiled(r"\s(?:it|that|this|them|both)(?:\sdown)?$", re.I)


_OBJECT = compiled(r"\s(?:it|that|this|them|both|the\s\w+)\b", re.I)


#: Sentences that may be called an article's beginning.
LEAD = 4
