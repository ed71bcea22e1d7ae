"""Vote figures: how many voted for and against a measure, and how many abstained."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis import lexicon
from analysis.compiling import compiled
from analysis.events.marking import Marked
from analysis.events.memory import permanent_members
from analysis.recognise.numbers import value_of
from analysis.recognise.quantities import COUNCIL
from analysis.records import CountMention, Document
from analysis.sieve import sieve

_OF = ("votes_for", "votes_against", "abstentions")
#: Figures of a vote that stands no further apart than this belong together.
_REACH = 160
_NEEDED = compiled(
    r"\b(?:need(?:s|ed|ing)?|requir(?:e|es|ed|ing)|takes?|(?:it|that)\stook|minimum|at\sleast|threshold|necessary|would|short|"
    r"lacking|majority\sof|if|expects?|expected|hop(?:e|es|ed|ing)|count(?:s|ed)?\son|would\shave)\b",
    re.I,
)
_ARE_NEEDED = compiled(
    r"[\w]+\s(?:votes?\s)?(?:in\sfavou?r\s)?(?:(?:are|is|were|would\sbe|was)\s(?:needed|required|necessary|the\sminimum|enough|a\sminimum)|"
    r"needed|required|necessary|suffice[ds]?|(?:that\s|which\s)?(?:it|they|she|he|§+)\sneed(?:s|ed)?)\b"
)
#: "A text that would have prolonged it found thirteen friends": told as done behind the relative clause.
_CLOSED = compiled(
    r"\b(?:that|which)\swould\s[^,;:.]{1,90}\s(?:found|got|drew|had|won|received|attracted|collected|gained|secured)\s$",
    re.I,
)
#: "behind closed doors, on 5-3" is a day.
_DAY_BEFORE = compiled(
    r"\b(?:on|since|until|from|before|after|(?<!vote\s)(?<!votes\s)(?<!count\s)(?<!score\s)(?<!tally\s)(?<!margin\s)(?<!split\s)(?<!result\s)(?<!majority\s)of)\s$",
    re.I,
)
_SCORE = compiled(r"\d{1,2}[-–.]\d{1,2}\b(?![-–]\d)")
#: A row of a table of votes: the day, then its figures.
_ROW = compiled(
    r"(?:^|\|)\W*¤+\s?\|(?:[^|]{0,60}\|){0,2}?\s?(?P<votes_for>\d{1,3})\s?\|\s?(?P<votes_against>\d{1,3})\s?\|\s?(?P<abstentions>\d{1,3})\b"
)
#: Words before and after a permanent member that say it was against a text.
_NO_AFTER = compiled(
    r"(?:'s)?[)\s,]*(?:(?!for\b|abst|in\b|but\b|while\b|whereas\b)[\w'-]+[\s,]+){0,5}?"
    r"(?:against\b|opposed\b|(?:said|voted)\s(?:no|nay)\b|did\snot\b(?=[,.;)])|\(no\))"
    r"|\s(?:that\s|which\s|who\s)?(?:stood|was|voted|acted)\salone\b(?!\s(?:in|for|to|with|among|on))|\sone\s(?:did|mattered|counted|sufficed|was\senough)\b"
    r"|'s\s(?:was\senough|sufficed|(?:opposition|refusal|objection|dissent)\s(?:was\senough|sufficed|decided|prevailed|settled))\b",
    re.I,
)
_NO_BEFORE = compiled(
    r"\b(?:against|opposed|opposing|no(?:es)?|nays?)(?:\s?\(\d+\))?(?:\s?[:(=–-]\s?|\s(?:were|was|came\sfrom|being)\s)(?:the\s|§+,?\s(?:and\s)?)*$"
    r"|\b(?:one|two|three|lone\shand|lone\sno),?\s?[(,–-]?\s?(?:those\sof|that\sof|was|being|namely)\s(?:the\s)?$"
    r"|\bthe\s(?:enemy|opponent|dissenter|naysayer|holdout|one|exception|objector)\s(?:was|being)\s(?:the\s)?$"
    r"|\b(?:did|does|had)\snot\s(?:have|get|win|carry|attract)\s(?:those|the\svotes?|that|the\sbacking)\sof\s(?:the\s)?$"
    r"|\b(?:lone|sole|only|single)\s(?:no|opponent|dissenter|vote\sagainst|hand\sagainst|negative\svote)\b[^.;]{0,25}$",
    re.I,
)
_DIGIT = compiled(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|none|nobody|no|"
    r"without|dozen)\b",
    re.I,
)
#: The most members that a body has.
_MOST = 193


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one vote as one sentence gives them; `None` where it does not."""

    sentence: int
    start: int
    end: int
    votes_for: int | None = None
    votes_against: int | None = None
    abstentions: int | None = None

    def contradicts(self, other: Figures) -> bool:
        """Whether the two cannot be of one vote."""
        pairs = ((getattr(self, k), getattr(other, k)) for k in _OF)
        return any(a is not None and b is not None and a != b for a, b in pairs)


_ONLY = compiled(r"\b(?:only|just|merely|a\ssingle|but|had|found|won|got|drew|gained)\s$", re.I)
#: Groups of patterns whose words are no number.
_COLUMN = {
    "none_against": "votes_against",
    "one_against": "votes_against",
    "none_abstaining": "abstentions",
    "one_for": "votes_for",
}
_FIXED = {"none": 0, "one": 1}


@dataclass(frozen=True, slots=True)
class _Figure:
    """One number with what it counts; offsets count in the article."""

    start: int
    end: int
    of: str
    value: int


#: "Each time the five permanent members voted for them": the figures of no one vote.
_EACH_TIME = compiled(r"\b(?:each|every)\stime\b", re.I)


#: "Nine yeses: that is all the Council asks": what it takes, not what was cast.
_RULE = compiled(
    r"\b(?:that|this)\s(?:is|was)\s(?:all|what)\b[^.;]{0,40}\b(?:asks?|needs?|takes?|requires?)\b", re.I
)


#: "9-2-4": in favour, against, abstaining.
_FIFTEEN = compiled(
    r"(?<![\w.,/-])(?<!\d,\s)(?P<votes_for>\d{1,2})(?P<sep>\s?[-–—:/]\s?|,\s)(?P<votes_against>\d{1,2})(?P=sep)"
    r"(?P<abstentions>\d{1,2})(?![\w:/-]|[.,]\d|,\s\d)"
)


def is_of_each_time(m: Marked) -> bool:
    """Whether the sentence tells what was done at every vote."""
    return _EACH_TIME.search(m.text) is not None


def find(document: Document, m: Marked) -> list[Figures]:
    """The figures of the votes that the sentence tells as taken, in its order."""
    if not _DIGIT.search(m.text) or is_of_each_time(m) or _RULE.search(m.text):
        return []
    if row := _ROW.search(m.text):
        place = m.origin(row.start("votes_for")), m.origin(row.end() - 1) + 1
        return [Figures(m.index, *place, *_values(row))]
    # Three numbers that make the Council's fifteen leave no room for another reading.
    triples = [
        hit
        for hit in _FIFTEEN.finditer(m.text)
        if sum(_values(hit)) == COUNCIL and not _is_in_time(m, hit.start())
    ]
    told = [
        Figures(m.index, m.origin(hit.start()), m.origin(hit.end() - 1) + 1, *_values(hit)) for hit in triples
    ]
    return [*told, *_counted(document, m, [hit.span() for hit in triples])]


def _values(hit: re.Match[str]) -> list[int]:
    return [int(hit[k]) for k in _OF]


def _counted(document: Document, m: Marked, taken: Sequence[tuple[int, int]]) -> list[Figures]:
    """The figures of votes outside of what is taken, as prose and notations give them."""
    counted = [
        _Figure(c.start, c.end, c.of, int(c.value) + _named_beside(m, c))
        for c in document.counts_in(m.index)
        if c.of in _OF
        and not _is_in_time(m, m.place(c.start))
        and not is_needed(m, m.place(c.start))
        and not _is_vague(m, c)
    ]
    found = sorted(counted + _in_prose(m, counted), key=lambda f: (f.start, f.end))
    found = [
        f
        for f in found
        if not any(m.place(f.start) < end and start <= m.place(f.end - 1) for start, end in taken)
    ]
    runs: list[list[_Figure]] = []
    for f in found:
        if runs and f.start - runs[-1][-1].end < _REACH and f.of not in {x.of for x in runs[-1]}:
            runs[-1].append(f)
        else:
            runs.append([f])
    return [_figures(run, m) for run in runs]


#: "China and three others abstained".
_AND_OTHERS = compiled(r"\s?(?:,\s)?and\s$", re.I)
_OTHERS = compiled(r"\w+\s(?:others?|more|other\s\w+)\b", re.I)


def _named_beside(m: Marked, c: CountMention) -> int:
    """How many are named just before the others that are counted."""
    at = m.place(c.start)
    if not _OTHERS.match(m.text, at):
        return 0
    beside = [p for p in m.parties if p.end <= at and _AND_OTHERS.fullmatch(m.text, p.end, at)]
    return len(beside[-1].states) if beside else 0


#: "… decided the matter with his country's fifth veto".
_WITH_VETO = compiled(
    r"\b(?:with|by|through|thanks\sto|using|cast|casting)\s(?:(?:his|her|its|their)\s(?:(?:own|country's|government's|capital's)\s)*)"
    r"(?:[\w-]+\s){0,2}?vetoe?s?\b",
    re.I,
)


def has_permanent_against(m: Marked) -> bool:
    """Whether the sentence counts a permanent member among those against a text."""
    permanent = permanent_members()
    if _WITH_VETO.search(m.text) and any(permanent & set(p.states) for p in m.parties):
        return True
    return any(
        permanent & set(p.states)
        and (_NO_AFTER.match(m.text, p.end) or _NO_BEFORE.search(m.text[max(0, p.start - 60) : p.start]))
        for p in m.parties
    )


def names_permanent_against(m: Marked, f: Figures) -> bool:
    """Whether the sentence of the figures names as many as were against, a permanent member among them, behind their
    number ("and two, Russia and Bolivia, would not hear of it")."""
    permanent = permanent_members()
    for p in m.parties:
        number = _NAMED_NUMBER.search(m.text, 0, p.start)
        if number is None or not permanent & set(p.states) or len(p.states) != value_of(number["n"]):
            continue
        if value_of(number["all"] or number["n"]) == f.votes_against and not _NOT_AGAINST.match(
            m.text, p.end
        ):
            return True
    return False


#: "two, …", "the two being …", "two of the three – …": a number before those that it counts.
_NAMED_NUMBER = compiled(
    r"\b(?P<n>one|two|three|four|[1-4])(?:\sof\s(?:(?:the|those|these)\s(?P<all>\w+)|them))?(?:\s?[,:(–—-]\s?|,?\s(?:being|were|was)\s)(?:the\s|both\s)?$",
    re.I,
)
#: What those named did instead of voting against.
_NOT_AGAINST = compiled(
    r"[^.;:]{0,40}?\b(?:abst\w*|sat\b|stood\saside|neutral|in\sfavou?r|for\b|support\w*|undecided)", re.I
)


def _in_prose(m: Marked, counted: list[_Figure]) -> list[_Figure]:
    """Figures that no notation gives, where no counted one stands."""
    found: list[_Figure] = []
    for p in sieve("vote_figures")(m.text):
        need = p.fields.get("needs")
        if need and not lexicon.pattern("measures", need).regex.search(m.text):
            continue
        for hit in p.regex.finditer(m.text):
            if is_needed(m, hit.start()):
                continue
            for name, words in hit.groupdict().items():
                if (
                    words
                    and (figure := _figure(m, hit, name, words))
                    and _is_new(m, figure, [*counted, *found])
                ):
                    found.append(figure)
    return found


def _figure(m: Marked, hit: re.Match[str], name: str, words: str) -> _Figure | None:
    of = _COLUMN.get(name, name).rstrip("2")
    value = _FIXED.get(name.partition("_")[0], value_of(words))
    alone = words.lower() == "one" and of == "votes_for" and not _ONLY.search(m.text[: hit.start()])
    low, high = hit.span(name)
    if value is None or value > _MOST or alone or _OF_THE_COUNTED.match(m.text, high):
        return None
    return _Figure(m.origin(low), m.origin(high - 1) + 1, of, int(value))


#: "three of the nine": some of those counted already.
_OF_THE_COUNTED = compiled(
    r"\sof\s(?:the|those|these)\s(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", re.I
)


def _is_new(m: Marked, f: _Figure, known: list[_Figure]) -> bool:
    return not any(
        (k.start < f.end and f.start < k.end)
        or (k.of == f.of and abs(k.start - f.start) < _REACH and not _is_parted(m, k, f))
        for k in known
    )


def _is_parted(m: Marked, one: _Figure, other: _Figure) -> bool:
    """Whether between the figures the sentence passes on to another text ("and a Russian one, which four …")."""
    first, last = sorted((one, other), key=lambda f: f.start)
    return bool(_NEXT_TEXT.search(m.text, m.place(first.end), m.place(last.start)))


_NEXT_TEXT = compiled(
    r"(?:[,;]\s(?:and\s|but\s|while\s)?|\band\s)(?:an?|the|another|its|their|§+'s)\s(?:[\w§'-]+\s){0,2}?(?:one|other|drafts?|texts?|resolution|second|version|counter-?\w+|rival)\b",
    re.I,
)


def _is_vague(m: Marked, c: CountMention) -> bool:
    """Whether the number counts no votes: "at least nine", or members named again ("the two of them")."""
    at = m.place(c.start)
    if _OFFER.match(m.text, at):
        return True
    if _OF_THE_COUNTED.search(m.text[at : at + 24]):
        return True
    score = (
        _SCORE.match(m.text, at)
        or _SCORE.match(m.text, max(0, at - 2))
        or _SCORE.match(m.text, max(0, at - 3))
    )
    if score and _DAY_BEFORE.search(m.text[: score.start()]):
        return True
    if (
        score is None
        and int(c.value) == COUNCIL
        and re.search(r"\bof\s(?:(?:its|the|all|their)\s)?$", m.text[:at], re.I)
    ):
        return True
    return c.qualifier in ("at_least", "at_most") or bool(
        re.search(r"\bthe\s$", m.text[:at], re.I) and c.of == "votes_against"
    )


#: "2 for 1" is a bargain.
_OFFER = compiled(r"\w+\sfor\s(?:\d|one\b|the\sprice)", re.I)


def _is_in_time(m: Marked, at: int) -> bool:
    """Whether the number is part of a day ("on 7 October for helping")."""
    return any(t.start <= at < t.end for t in m.times)


def is_needed(m: Marked, at: int) -> bool:
    """Whether the number is what a text needs, not what it got."""
    if _ARE_NEEDED.match(m.text[at:]):
        return True
    if _CLOSED.search(m.text, 0, at):
        return False
    return bool(_NEEDED.search(re.split(r"[:;,]", m.text[max(0, at - 40) : at])[-1]))


def _figures(run: list[_Figure], m: Marked) -> Figures:
    given = {f.of: f.value for f in run}
    return Figures(m.index, run[0].start, run[-1].end, *(given.get(k) for k in _OF))
