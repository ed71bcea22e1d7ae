"""Whether a text that was voted on was defeated, from figures, hands and what the story around tells."""

from __future__ import annotations

import re

from analysis import lexicon
from analysis.compiling import compiled
from analysis.events import voting
from analysis.events.acts import Act
from analysis.events.case_acts import is_on_another
from analysis.events.joining import Case, fits
from analysis.events.marking import Marked
from analysis.events.memory import permanent_members
from analysis.events.voting import Figures


def is_in_veto_story(c: Case, f: Figures, marked: tuple[Marked, ...]) -> bool:
    """Whether the text was told of in a list of vetoes: a split vote, and the sentences before speak of nothing else."""
    if f.votes_for == ALL or f.votes_against == 0:
        return False
    here = c.first
    story = [
        m.text
        for m in marked[max(0, here.sentence - _STORY) : here.sentence + 1]
        if m.paragraph == here.paragraph
    ]
    told = [FATE.search(text) for text in reversed(story)]
    last = next((hit for hit in told if hit), None)
    return last is not None and last.lastgroup == "defeat"


#: Sentences back in which a list of vetoes may begin.
_STORY = 4


FATE = compiled(
    r"\b(?P<pass>let\sit\s(?:live|pass|through|survive|stand)|abstention\s(?:let|allowed|saved|spared)|survived|adopt(?:ed|s|ion)|pass(?:ed|es)|approv(?:ed|es)|carried|extension|renewed)\b"
    r"|\b(?P<defeat>veto(?:ed|es)?|blocks|blocked|str(?:uck|ikes)\sdown|went\sunder|kill(?:ed|ing|s)|stood\salone|(?<=[§¶]'s)\s(?:no\b|turn\b|opposition)|turn\sof\s(?:the\s)?(?=[§¶])|sank|sunk|brought\s(?:it\s|the\s\w+\s)?down|defeat(?:ed|s)?|voted\sdown)\b",
    re.I,
)


def is_of_assembly(c: Case) -> bool:
    """Whether more voted than the Council has members: in the Assembly nobody has a veto."""
    return c.body == "UNGA" or any(
        (f.votes_for or 0) > ALL or (f.votes_against or 0) > ALL for f in c.figures
    )


def is_vetoed(c: Case, acts: list[Act], marked: tuple[Marked, ...]) -> bool:
    """Whether a permanent member is told, in the case's sentences or beside them, to have been against."""
    own = {a.sentence for a in c.acts if not a.is_weak}
    paragraphs = {a.paragraph for a in c.acts}
    near = own | {
        i for s in own for i in (s - 1, s + 1, s + 2) if i < len(marked) and marked[i].paragraph in paragraphs
    }
    permanent = permanent_members()
    told = any(
        (a.position in ("against", "veto") or (a.outcome == "vetoed" and not a.position))
        and not (a.position == "veto" and is_on_another(a, marked))
        and (permanent & set(a.states) or not a.position)
        and a.sentence in near | {s + 1 for s in own}
        and fits(a.date if a.is_own_date else "", c.date)
        for a in acts
    )
    if any(
        voting.names_permanent_against(marked[i], f)
        for f in c.figures
        for i in (f.sentence, f.sentence + 1)
        if i < len(marked) and marked[i].paragraph in paragraphs
    ):
        return True
    return told or any(
        voting.has_permanent_against(marked[i])
        for i in near
        if i in own or not _tells_other_day(marked[i], c)
    )


def _tells_other_day(m: Marked, c: Case) -> bool:
    """Whether the sentence tells of another day than the case's."""
    days = [t.value for t in m.times if t.value]
    return bool(days) and bool(c.date) and not any(fits(d, c.date) for d in days)


#: The most who can have abstained from a text that was vetoed.
_MOST_ABSTAINING = 6
#: Votes that carry a resolution.
CARRIES = 9


def leaves_room(c: Case) -> bool:
    """Whether votes are told, and not that all were in favour."""
    is_voted = bool(c.figures) or any(a.rule in _BY_HANDS for a in c.acts)
    return is_voted and not any(f.votes_against == 0 or (f.votes_for or 0) >= ALL for f in c.figures)


#: Rules that read an adoption from how members voted.
_BY_HANDS = {"hands-up", "voted-to", "adopted-by-subject", "went-through"}


#: The members of the Council.
ALL = 15


def is_procedural(c: Case, marked: tuple[Marked, ...]) -> bool:
    """Whether the case or what stands beside it speaks of a question of procedure."""
    near = {a.sentence + i for a in c.acts for i in (-1, 0, 1)}
    cue = lexicon.pattern("measures", "procedural").regex
    return any(cue.search(marked[i].text) for i in near if 0 <= i < len(marked))


def contradicts(c: Case, f: Figures) -> bool:
    """Whether the figures cannot be of this case."""
    if c.family == "defeat" and f.votes_against == 0 and (f.votes_for or 0) >= CARRIES:
        return True
    if c.family == "defeat" and f.votes_for == ALL:
        return True
    if (f.abstentions or 0) > _MOST_ABSTAINING and any(a.position == "veto" and a.outcome for a in c.acts):
        # A veto defeats what nine were for: that leaves six.
        return True
    known = [g for g in c.figures if (g.votes_for or 0) <= ALL]
    if f.votes_for is None and any((g.votes_for or 0) + (f.abstentions or 0) > ALL for g in known):
        # More than the Council has members: figures of two votes.
        return True
    is_split = f.votes_against or f.abstentions or f.votes_for not in (None, ALL)
    if is_split and any(a.rule in _UNANIMOUS and a.body != "UNGA" for a in c.acts):
        return True
    return any(f.contradicts(g) for g in c.figures)


_UNANIMOUS = {"unanimous", "hands-up", "statement-reached", "statement-issued"}
