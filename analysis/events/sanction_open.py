"""Measures told in words that no lexicon has: an authority, any verb, and people or firms that it counts, where the
article speaks of sanctions ("Oslo struck at four men and two banks", "aimed at", "rounded on")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from analysis.compiling import compiled
from analysis.events import sanction_targets
from analysis.events.sanction_authorities import TARGETED, Authority
from analysis.events.sanction_facts import WILL, is_sum, is_told
from analysis.events.sanction_passages import STANDING, Act, Passage, cue
from analysis.events.sanction_targets import Target
from analysis.recognise import assertion, clauses

RULE = "open"
_KINDS = ("people", "organisations")
#: Nearer than this many words behind the verb the targets begin.
_REACH = 12
_WORD = compiled(r"[A-Za-z][\w’'-]*")
#: Pasts that look like nouns or presents, right behind their subject.
_FIRST_PAST = compiled(
    r"(?:\s(?:also|then|too|in\sturn|itself|today|\w+ly))*\s(?:put|hit|set|cut|shut|slapped|cast|bid)$"
)
#: Prepositions through which a verb hits somebody; through others ("with", "from", "in") it does not.
_THROUGH = compiled(r"(?i)\b(?:at|against|on|upon|for|after|to|with|between|of|by)\s(?:the\s|a\s)?$")
_PART_OF = compiled(r"(?i)\b(?:of|by)\s(?:the\s|a\s)?$")  # "a field of 36 people and 35 firms"
_JOINT = compiled(
    r"(?:\s(?:by\sitself|on\sits\sown|itself|alone|too|on\s+))?\s*(?:,|,?\sand|,?\splus|,?\sas\swell\sas|,?\salong\swith|,?\stogether\swith|,?\salongside|&|/)\s"
    r"(?:(?:also|then|finally|on|at|against|for|to|another|a|the|some|further)\s){0,3}"
)
#: Behind those who are a subject themselves: "said the five men would be barred".
_AUXILIARY = compiled(
    r"\s(?:was|were|is|are|has|have|had|will|would|may|might|could|can|must|shall|should|do|did|does)\b"
)
#: Those who sit on the Council, and are counted as such.
_SEATS = compiled(r"(?i)\b(?:members|delegates|envoys|ambassadors|diplomats|ministers)$")
#: Before a number: what makes it the rest of others told of.
_OTHER = compiled(r"(?i)\b(?:the|all|its|their)\sothers?\s$")
#: Before an authority in a relative clause, whose verb hits what stands before it.
_RELATIVE = compiled(r"\b(?:that|which|whom|who)\s(?:the\s)?$")
_ARE_NOW = compiled(r"\s(?:are|is|remain|remains|stay|stand)\s")
_WHICH = compiled(r"(?:,?\s(?:which|that)(?=\s))?")
_THIRD_PERSON = compiled(r"[a-z]+s")
#: Between the subject and its targets: what opens a clause of another subject, or a statement.
_PARTED = compiled(r"[;:?]|\b(?:that|which|who|whose|whom|when|while|if|whether|because|than)\b")


def find(passage: Passage, taken: Sequence[Target]) -> Iterator[tuple[Act, list[Target]]]:
    """The measures of a sentence that no word of listing tells, each with its targets."""
    told = list(taken)
    for group in _groups(passage, taken):
        if _is_other_deed(passage.text, group):
            continue
        act = _active(passage, group)
        if act and _is_of_sanctions(passage, group, told) and is_told(passage, act):
            told += group
            yield act, group
        elif not act and _is_plain(passage, group):
            told += group
            yield Act(group[0].start, group[0].start, "after", "bare"), group


def _is_plain(passage: Passage, group: Sequence[Target]) -> bool:
    """Whether people and organisations are counted side by side, in a clause that casts no doubt on them, where the
    article speaks of sanctions: most likely it tells of a listing, whatever its verb."""
    text = passage.text
    if not _is_pair(group) or not (passage.is_headed or passage.is_among_sanctions) or "?" in text[-3:]:
        return False
    start, end = group[0].start, group[-1].end
    low, high = clauses.at(text, start).start, clauses.at(text, end - 1).end
    if text[low - 2 : low] == ": ":
        low = clauses.at(text, low - 2).start
    is_standing = STANDING.search(text, max(0, start - 25), start) or _ARE_NOW.match(text, end)
    if is_standing and not passage.has_date:
        return False
    whole = max(text.rfind(mark, 0, start) for mark in (";", ":")) + 1
    if cue("total").search(text, whole, high) or any(
        p.match(text, end) for p in (sanction_targets.APPOINTED, sanction_targets.SUBMITTED)
    ):
        return False
    lead, rest = text[low:start], WILL.sub(" ", text[end:high])
    is_doubtful = cue("doubt").search(lead) or cue("doubt").search(rest)
    how = assertion.of(text, start, end)
    return not is_doubtful and how.is_fact and not is_sum(passage, Act(start, end, "after", "bare"))


def _is_other_deed(text: str, group: Sequence[Target]) -> bool:
    """Whether the clause of those counted tells of something else that is done to people and firms."""
    low, high = clauses.at(text, group[0].start).start, clauses.at(text, group[-1].end - 1).end
    return bool(cue("other-deed").search(text, low, high))


def _groups(passage: Passage, taken: Sequence[Target]) -> list[list[Target]]:
    """The counted targets that no act has, with what a comma or "and" joins to each."""
    text = passage.text
    own = [
        t for t in passage.targets if t not in taken and t.kind in _KINDS and t.form in ("counted", "single")
    ]
    own = [t for t in own if not _SEATS.search(text, t.start, t.end) and not _OTHER.search(text[: t.start])]
    governed = [
        replace(t, form="counted")
        for t in sanction_targets.governed(text)
        if t.kind in _KINDS
        and _THROUGH.search(text[: t.start])
        and not any(o.start < t.end and t.start < o.end for o in (*own, *taken))
    ]
    groups: list[list[Target]] = []
    for t in sorted([*own, *governed], key=lambda t: t.start):
        is_parted = bool(groups) and any(groups[-1][-1].end <= b < t.start for b in passage.breaks)
        if groups and not is_parted and _JOINT.fullmatch(passage.undated(groups[-1][-1].end, t.start)):
            groups[-1].append(t)
        else:
            groups.append([t])
    return [
        g
        for g in groups
        if any(t.is_counted for t in g)
        and (_is_pair(g) or not any(t not in own and _PART_OF.search(text[: t.start]) for t in g))
    ]


def _active(passage: Passage, group: Sequence[Target]) -> Act | None:
    """The verb between an authority and its targets, `None` if no authority is the subject of what hits them."""
    text, start = passage.text, group[0].start
    before = [a for a in passage.authorities if a.end <= start and a.is_subject and a.code not in TARGETED]
    if not before or _RELATIVE.search(text[: before[-1].start]):
        return None
    who = before[-1]
    gap = passage.undated(who.end, start)
    if _PARTED.search(gap, _WHICH.match(gap).end()):  # type: ignore[union-attr]
        return None
    verbs = [m for m in _WORD.finditer(gap) if clauses.is_finite(m[0]) or _FIRST_PAST.match(gap, 0, m.end())]
    if not verbs and _is_pair(group):  # a present, which looks like a plural
        verbs = [m for m in _WORD.finditer(gap) if _THIRD_PERSON.fullmatch(m[0])][:1]
    if (
        not verbs
        or len(_WORD.findall(gap[verbs[-1].end() :])) > _REACH
        or _has_other_subject(passage, who, start)
    ):
        return None
    end = group[-1].end
    if any(p.match(text, end) for p in (_AUXILIARY, sanction_targets.APPOINTED, sanction_targets.SUBMITTED)):
        return None
    if (cue("doubt").search(gap) and not cue("implied").search(gap)) or _is_reason(
        text, who.end + verbs[-1].end(), start
    ):
        return None
    verb = verbs[-1]
    return Act(who.end + verb.start(), who.end + verb.end(), "after", RULE)


def _is_reason(text: str, low: int, high: int) -> bool:
    """Whether reasons or the state of a list begin between a verb and an offset ("…, bringing the total to")."""
    reasons = cue("cut").search(text, low, high)
    is_reason = reasons is not None and high - reasons.start() > 8
    return is_reason or bool(cue("total").search(text, low, high))


def _has_other_subject(passage: Passage, who: Authority, at: int) -> bool:
    """Whether between the authority and an offset somebody else is named who may be the one who acts."""
    base = passage.document.sentences[passage.index].start
    return any(
        who.end <= a.start - base < at
        and a.form != "demonym"
        and a.kind == "state"
        and a.actor_id != "PRK"
        and not re.search(
            r"(?i)\b(?:of|in|from|with|for|to|by|on|against|at|over|after)\s(?:the\s)?$",
            passage.text[: a.start - base],
        )
        for a in passage.document.actors_in(passage.index)
    )


def _is_of_sanctions(passage: Passage, group: Sequence[Target], told: Sequence[Target]) -> bool:
    """Whether what is done to those counted is a measure: people and firms are counted together, words of sanctions
    stand in the sentence, or a measure was told in it before."""
    is_dated = passage.has_date or passage.has_frame or passage.earlier
    if not is_dated and not (_is_pair(group) and passage.is_headed):
        return False
    return _is_pair(group) or bool(told) or passage.speaks_of_sanctions


def _is_pair(group: Sequence[Target]) -> bool:
    return set(_KINDS) <= {t.kind for t in group}
