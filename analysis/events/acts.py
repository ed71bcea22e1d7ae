"""What sentences say was done with measures: a trigger with its outcome, its states, its day, its number.

An act is not yet a decision or a position: `decisions` assembles acts into decisions, `positions` reads
off who did what. Both go through the same acts, so that a veto is found once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from analysis import lexicon, predicates
from analysis.compiling import compiled
from analysis.events import parties, series
from analysis.events.marking import Marked
from analysis.events.memory import Memory, authors, home
from analysis.events.sanction_authorities import publisher
from analysis.events.timing import When, frame, joined, when
from analysis.lexicon import Pattern
from analysis.recognise import assertion
from analysis.records import Document, TimeMention
from analysis.sieve import Sieve


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A trigger in a sentence. `start` and `end` count in the article's text. `outcome` and `position` are
    the trigger's, "" if it has none; `date` is a TIMEX3 value or "", `is_own_date` false where a frame (a
    date line) gave it. `is_weak`: belongs to a decision told elsewhere. `is_planned`: lies ahead.
    `is_rival`: of a draft beside the one in hand. `of`: whose draft it is of, as its sentence says. `is_distributive`: told of several measures at once ("each time"). `unnamed`: the position of those that its
    sentence does not name ("two members voted no"). `is_latter`: of "the latter" of what was told before."""

    sentence: int
    paragraph: int
    start: int
    end: int
    rule: str
    outcome: str = ""
    position: str = ""
    states: tuple[str, ...] = ()
    date: str = ""
    is_own_date: bool = False
    number: str = ""
    is_weak: bool = False
    is_planned: bool = False
    is_speech: bool = False
    is_distributive: bool = False
    is_rival: bool = False
    body: str = ""
    of: tuple[str, ...] = ()
    unnamed: str = ""
    is_latter: bool = False


def find(document: Document, marked: tuple[Marked, ...]) -> list[Act]:
    """The acts that the article tells as facts (or plans), ordered by position."""
    memory = Memory(authors=authors(marked, publisher(document)), home=home(marked))
    found: list[Act] = []
    near = _near_measures(marked)
    for i, m in enumerate(marked):
        if i not in near:
            memory = memory.after(m)
            continue
        before = tuple(x.text for x in marked[max(0, i - _WINDOW) : i])
        beside = sum(1 for x in marked[max(0, i - _WINDOW) : i] if x.paragraph == m.paragraph)
        told = _in_sentence(document, m, memory, before, beside)
        found += told
        memory = memory.after(m).told((m.index, a.position, a.states) for a in told)
    return _identified(series.resolved(sorted(found, key=lambda a: (a.start, a.end)), marked))


#: What is being read out.
_TEXT = compiled(r"\b(?:texts?|resolutions?|drafts?|paragraphs?|preamble|document|paper)\b", re.I)


def _quotes_text(document: Document, m: Marked, hit: re.Match[str]) -> bool:
    """Whether the words are those of a text that the sentence quotes ("The text opens: the Council “condemns”")."""
    is_named = _TEXT.search(m.text, 0, hit.start()) is not None
    return is_named and document.is_quoted(m.origin(hit.end() - 1))


def _identified(found: list[Act]) -> list[Act]:
    """The acts, with those who are named behind an act that left them unnamed: "Two voted no. They were …"."""
    told: list[Act] = []
    open_act: Act | None = None
    for a in found:
        if a.position == "identified":
            if open_act and 0 <= a.sentence - open_act.sentence <= _NAMED_WITHIN:
                told.append(replace(a, position=open_act.unnamed, rule=open_act.rule))
                open_act = None
            continue
        if a.unnamed:
            open_act = a
        told.append(a)
    return told


#: Sentences within which the unnamed are named.
_NAMED_WITHIN = 2


def _near_measures(marked: tuple[Marked, ...]) -> set[int]:
    """The sentences in and around which the Council, a vote, a text or sanctions are spoken of."""
    told = [m.index for m in marked if _needs("relevant").search(m.text)]
    return {i for t in told for i in range(t - _AROUND, t + _AROUND + 1)}


#: How many sentences away from such a word an act may be told.
_AROUND = 8
#: How many sentences before it a trigger may lean on.
_WINDOW = 12


@cache
def _triggers() -> Sieve:
    files = ("decision_triggers", "sitting_triggers", "position_triggers")
    return Sieve((*(p for name in files for p in lexicon.patterns(name)), *predicates.patterns()))


def _in_sentence(
    document: Document, m: Marked, memory: Memory, before: tuple[str, ...], beside: int
) -> list[Act]:
    """The acts of a sentence; the last `beside` of the sentences before it stand in its paragraph."""
    hits: list[tuple[int, int, Pattern, re.Match[str]]] = []
    for number, trigger in enumerate(_triggers()(m.text)):
        told = (*before, m.text) if trigger.fields.get("is_told_here") else before
        own = list(trigger.regex.finditer(m.text))
        if not own or not _leans_on(trigger, told):
            continue
        context = _context(trigger, before, beside)
        hits += [(h.start(), number, trigger, h) for h in own if _has_needed(trigger, h, m.text, context)]
    found: list[Act] = []
    for _, _, trigger, hit in sorted(hits, key=lambda h: h[:2]):
        acts = _acts(document, m, trigger, hit, memory)
        memory = memory.told((m.index, a.position, a.states) for a in acts)
        found += acts
    return _with_drafts(_without_doubles(found), m)


def _context(trigger: Pattern, before: tuple[str, ...], beside: int) -> str:
    """The sentences before in which what the trigger needs may be named."""
    window = int(trigger.fields.get("needs_window", 0))
    if trigger.fields.get("in_paragraph"):
        window = max(window, beside)
    return " ".join(before[-window:]) if window else ""


def _with_drafts(found: list[Act], m: Marked) -> list[Act]:
    """The acts, each with the states whose draft its sentence names before it, or alone."""
    own = [a for a in found if a.position == "sponsor" and a.states]
    if not own:
        return found
    return [a if a in own else _with_author(replace(a, of=_drafters(own, a)), m) for a in found]


def _with_author(a: Act, m: Marked) -> Act:
    """The act; in "four votes, its own and three others'" the draft's author is one of those that voted."""
    is_named = a.position == "in_favour" and _ITS_AUTHOR.search(m.text, m.place(a.start), m.place(a.end))
    return replace(a, states=tuple(dict.fromkeys((*a.of, *a.states)))) if is_named else a


_ITS_AUTHOR = compiled(r"\bits\s(?:own|author|sponsor|drafter)\b", re.I)


def _drafters(own: list[Act], a: Act) -> tuple[str, ...]:
    before = [o for o in own if o.start <= a.start]
    nearest = max(before, key=lambda o: o.start) if before else min(own, key=lambda o: o.start)
    return tuple(dict.fromkeys(s for o in own if abs(o.start - nearest.start) < _SAME for s in o.states))


#: Characters within which two mentions of drafting are of one draft.
_SAME = 30


def _without_doubles(found: list[Act]) -> list[Act]:
    """Without "its veto" where "used its veto" is told: the longer expression knows better whose it is."""
    other = [a for a in found if a.position == "veto" and a.rule != "veto-possessive"]
    # "Bolivia joining it and China abstaining": who abstained is named right before the word.
    named = [a for a in found if a.rule == "abstain-role"]
    found = [
        a
        for a in found
        if a.rule != "abstain-verb" or not any(n.start < a.start and a.end == n.end for n in named)
    ]
    passed = {a.number for a in found if a.outcome == "adopted" and a.rule != "numbered-in-passing"}
    found = [a for a in found if a.rule != "numbered-in-passing" or a.number not in passed]
    if any(a.outcome == "adopted" and a.is_own_date for a in found):
        found = [a for a in found if a.outcome != "no_agreement" or a.rule in _OF_SITTING]
    longer = {(a.start, a.end) for a in found if a.rule == "body-adopted"}
    found = [
        a
        for a in found
        if a.rule == "body-adopted"
        or a.outcome != "adopted"
        or not any(start <= a.start and a.end <= end for start, end in longer)
    ]
    cast = [a for a in found if a.position == "against"]
    found = [
        a
        for a in found
        if a.position != "object" or not any(o.start < a.end and a.start < o.end for o in cast)
    ]
    return [
        a
        for a in found
        if a.rule != "veto-possessive" or not any(o.start < a.end and a.start < o.end for o in other)
    ]


#: Rules that tell of a sitting's end, even in a sentence that tells of an adoption too.
_OF_SITTING = {"ended-without", "ended-in-discord", "likewise-ended", "met-with-same-result"}


def _acts(document: Document, m: Marked, trigger: Pattern, hit: re.Match[str], memory: Memory) -> list[Act]:
    """The act that the trigger tells, once for each of the days that are joined ("on 10 and 20 January")."""
    if _is_denied(trigger, hit, m):
        return []
    is_planned = bool(trigger.fields.get("is_planned")) or trigger.fields.get("outcome") == "planned"
    time = when(document, m, hit.start(), hit.end(), is_planned=is_planned)
    if is_planned and outcome_of(trigger) == "proposed" and not time.is_own:
        time = _announced(document, m, hit) or time
    if outcome_of(trigger) == "no_agreement" and len(time.value) == _YEAR and (days := _days_listed(m, hit)):
        time = When(days[0], True, tuple(days[1:]))
    if own := _at_end(m, hit):
        time = When(own.value, True, joined(m, own, list(m.times)))
    if outcome_of(trigger) == "proposed" and not time.is_own and (since := _since(m, hit)):
        time = When(since, True)
    if trigger.fields.get("is_cause") and not time.is_own and (main := _of_effect(m, hit)):
        time = When(main, True)
    if trigger.fields.get("needs_date") and not (time.is_own or time.value == frame(document, m) != ""):
        return []
    if trigger.fields.get("is_content"):
        time = When(frame(document, m))
    if trigger.fields.get("needs_frame"):
        time = When(frame(document, m))
        if not time.value:
            return []
    states = parties.agents(trigger, hit, m, memory)
    if trigger.fields.get("is_subject") and _needs("no-subject").search(m.text[: hit.start()]):
        return []
    if trigger.fields.get("is_word") and _quotes_text(document, m, hit):
        return []
    if trigger.id == "sponsor-genitive" and parties.is_topic(hit, m):
        return []
    position = trigger.fields.get("position", "")
    if position == "veto" and states == ("PRK",) and trigger.fields.get("agent") == "named":
        return []  # "the veto (North Korea)" names a subject
    if position in ("veto", "block", "hold") and states == ("PRK",):
        position = "oppose"
    outcome = trigger.fields.get("outcome", "")
    outcome = "" if position == "oppose" else outcome
    evidence = trigger.fields.get("evidence")
    if evidence and not _needs(evidence).search(m.text):
        outcome = ""
    unnamed = ""
    if position and trigger.fields.get("agent", "subject") != "none" and not states:
        unnamed, position = (position if position in ECHOED and parties.tells_a_number(m) else ""), ""
        anybody = trigger.fields.get("not_anybody") and _needs("anybody").search(m.text[: hit.start()])
        if (not outcome and not unnamed) or anybody:
            return []
    act = Act(
        sentence=m.index,
        paragraph=m.paragraph,
        start=m.origin(_beginning(hit)),
        end=m.origin(hit.start() + len(hit[0].rstrip()) - 1) + 1,
        rule=trigger.id,
        outcome=outcome,
        position=position,
        states=states,
        date=time.value,
        is_own_date=time.is_own,
        # A statement has no number: that of a resolution beside it is not its own.
        number="" if trigger.fields.get("never_rival") else _number(m.text, hit.start(), hit.end()),
        is_weak=bool(trigger.fields.get("is_weak")),
        is_planned=is_planned,
        is_speech=bool(trigger.fields.get("is_speech")),
        is_rival=not trigger.fields.get("never_rival")
        and bool(_needs("own-draft").search(m.text[max(0, hit.start() - 60) : hit.end() + 60])),
        is_distributive=bool(_needs("each-time").search(m.text)),
        body=_body(m.text, hit),
        unnamed=unnamed,
        is_latter=bool(_LATTER.search(m.text, 0, hit.end())),
    )
    return [act, *(replace(act, date=d) for d in time.others)]


def _beginning(hit: re.Match[str]) -> int:
    """Where the act begins: at the group `act`, if the pattern has one, else at the first letter."""
    return hit.start("act") if "act" in hit.re.groupindex else hit.end() - len(hit[0].lstrip())


#: A subject that is the last of what the sentence before told.
_LATTER = compiled(
    r"(?:^|[.;]\s)\W*[Tt]he\s(?:latter|last\sof\s(?:these|them)|second\sof\s(?:these|them|the\stwo))(?:'s)?\b"
)


#: Positions of members that a later sentence may name.
ECHOED = {
    "veto",
    "block",
    "hold",
    "object",
    "against",
    "abstain",
    "in_favour",
    "backed",
    "support",
    "oppose",
}


def outcome_of(trigger: Pattern) -> str:
    """The outcome that the trigger tells, or ""."""
    return str(trigger.fields.get("outcome", ""))


def _announced(document: Document, m: Marked, hit: re.Match[str]) -> When | None:
    """The day of the announcement: on it a draft is proposed that somebody says will come."""
    told = _ANNOUNCED.search(m.text[: hit.start()])
    if told is None:
        return None
    said = next((t for t in m.times if t.value and t.start == told.end()), None)
    return When(said.value, True) if said else when(document, m, hit.start(), hit.end())


_ANNOUNCED = compiled(
    r"\b(?:said|told|announced|promised|declared|vowed|pledged|signalled|indicated|informed|made\sknown)\b"
    r"(?:\s(?:on|late|early|earlier|in)\b)*\s?",
    re.I,
)


def _at_end(m: Marked, hit: re.Match[str]) -> TimeMention | None:
    """The time with which the trigger itself ends ("as had one on 13 July")."""
    return next((t for t in m.times if t.value and hit.start() < t.start < hit.end() <= t.end), None)


def _days_listed(m: Marked, hit: re.Match[str]) -> list[str]:
    """The days that a list behind a colon gives ("sat three times this year without a word: on …, on … and on …")."""
    colon = m.text.find(":", hit.end())
    return [t.value for t in m.times if len(t.value) == _DAY and 0 <= colon < t.start]


_YEAR, _DAY = 4, 10


def _since(m: Marked, hit: re.Match[str]) -> str:
    """The day from which a draft has been on the table ("in circulation since last year"), or ""."""
    found = _SINCE.match(m.text, hit.end())
    return next((t.value for t in m.times if found and t.start <= found.end() < t.end), "")


def _of_effect(m: Marked, hit: re.Match[str]) -> str:
    """The day of what a cause explains: "was not issued on Thursday, since two would not sign it"."""
    before = [
        t for t in m.times if t.end <= hit.start() and len(t.value) == len("2022-05-26") and not t.is_frame
    ]
    return before[-1].value if before and _CAUSE.search(m.text, before[-1].end, hit.start()) else ""


_CAUSE = compiled(r"\b(?:since|because|as|after|when|for)\b|[:;—–]", re.I)
_SINCE = compiled(r"[^.;]{0,40}?\bsince\s(?:the\s)?(?=¤)")


@cache
def _needs(name: str) -> re.Pattern[str]:
    return lexicon.pattern("measures", name).regex


def _leans_on(trigger: Pattern, before: tuple[str, ...]) -> bool:
    """Whether the sentences before tell what the trigger refers to ("the second", "the last")."""
    window = " ".join(before[-int(trigger.fields.get("window", _WINDOW)) :])
    after, not_after = trigger.fields.get("after"), trigger.fields.get("not_after")
    if not_after and before and _needs(not_after).search(before[-1]):
        return False
    return not after or bool(_needs(after).search(window))


def _has_needed(trigger: Pattern, hit: re.Match[str], text: str, context: str) -> bool:
    """Whether the sentence names what the trigger needs beside itself."""
    shun, room = trigger.fields.get("shuns"), int(trigger.fields.get("shun_window", 30))
    if shun and _needs(shun).search(
        text[max(0, hit.start() - room) : hit.start()] + "|" + text[hit.end() : hit.end() + 25]
    ):
        return False
    need = trigger.fields.get("needs")
    if not need:
        return True
    if trigger.fields.get("takes_it"):
        return _takes(_needs(need), hit, text)
    if reach := int(trigger.fields.get("reach", 0)):
        before, after = text[max(0, hit.start() - reach) : hit.start()], text[hit.end() : hit.end() + reach]
        text = before.rpartition(";")[2] + "|" + after.partition(";")[0]
    return bool(_needs(need).search(text) or _needs(need).search(context))


def _takes(what: re.Pattern[str], hit: re.Match[str], text: str) -> bool:
    """Whether the verb has such a thing as its object, or as its subject in the passive."""
    if what.search(hit[0]) or what.search(_OBJECT_END.split(text[hit.end() : hit.end() + _OBJECT])[0]):
        return True
    before = text[max(0, hit.start() - 110) : hit.start()]
    if (relative := _OBJECT_RELATIVE.search(before)) and what.search(before, 0, relative.start()):
        return True
    return bool(_PASSIVE.search(before) or _BY.match(text[hit.end() :])) and bool(what.search(before))


#: Characters after a verb in which its object begins.
_OBJECT = 75
#: "the text that Russia and China struck down"
_OBJECT_RELATIVE = compiled(r"\b(?:that|which)\s(?:both\s|the\s)?[§¶][^,;:.]{0,50}$")
_OBJECT_END = compiled(r"[;:]|\sand\s(?=\w+ing\b)|,\s(?:and|but|while|who|which)\s")
_PASSIVE = compiled(
    r"\b(?:was|were|been|being|is|are|be|got)(?:\s[a-z]+ly|\s¤+|\s(?:also|then|again|on|in|effectively))*\s$",
    re.I,
)
_BY = compiled(r"(?:\s(?:[a-z]+ly|on|in|¤+|twice|again|then)){0,4}\sby\s")


#: Outcomes and positions that are told by a negation or lie ahead anyway.
_MAY_BE_NEGATED = {"no_agreement", "failed", "planned"}


def _is_denied(trigger: Pattern, hit: re.Match[str], m: Marked) -> bool:
    if _ASKS.match(m.text) or _ASKED.match(m.text, hit.end()):
        return not _needs("taken-as-given").search(m.text[: hit.start()])
    if outcome_of(trigger) == "adopted" and _NOTHING.match(m.text, hit.end()):
        return True
    if trigger.fields.get("outcome") in _MAY_BE_NEGATED or trigger.fields.get("is_planned"):
        cue = (
            "never"
            if trigger.fields.get("is_planned") or trigger.fields["outcome"] == "planned"
            else "not-yet"
        )
        if hit[0].lower().startswith("deadlock") and _needs("overcome").search(m.text[: hit.start()]):
            return True
        if trigger.id == "could-not-agree" and _needs("background").search(m.text):
            return True
        return bool(lexicon.pattern("measures", cue).regex.search(m.text[: hit.start()]))
    if trigger.fields.get("is_name") or trigger.id in (
        "measure-known",
        "voted",
        "sponsor-genitive",
        "sponsor-adjective",
        "sponsor-of",
    ):
        return False
    blocks = trigger.fields.get("outcome") in ("vetoed", "blocked", "held")
    if blocks and _WILL_NOT.match(hit[0]):
        return True
    if blocks and lexicon.pattern("measures", "averted").regex.search(m.text[: hit.start()]):
        return True
    if _WOULD_BE.search(m.text[: hit.start()]):
        return True
    if _needs("kept-from").search(m.text[: hit.start()]) or _needs("untrue").search(m.text[: hit.start()]):
        return True
    if _needs("only-expected").search(m.text[hit.end() :]):
        return True
    if "position" not in trigger.fields and _needs("anybody").search(m.text[: hit.start()]):
        return True
    if lexicon.pattern("measures", "nobody").regex.search(m.text[: hit.start()]):
        return True
    how = assertion.of(m.raw, hit.start(), hit.end())
    if set(how.cues) <= {"plans-to"} and _needs("did-decide").search(m.text[: hit.start()]):
        return False
    if (
        set(how.cues) <= {"not", "no", "will", "modal"}
        and _ANEW.search(m.text[: hit.start()])
        and _FINITE.match(hit[0])
    ):
        return False
    # "proposed by Britain was blocked": what was proposed is told as done by a finite verb.
    if set(how.cues) <= {"threat"} and _PASSIVE.search(m.text[: hit.start()]):
        return False
    # "a draft that would have widened the list was vetoed", "do not expect the veto that killed it to …".
    if set(how.cues) <= {"modal"} and _AFTER_RELATIVE.search(m.text[: hit.start()]):
        return False
    if set(how.cues) <= {"modal"} and _CLOSING.match(hit[0]) and _RELATIVE.search(m.text[: hit.start()]):
        return False
    if _OF_KNOWN.search(m.text[: hit.start()]) and _PAST.match(hit[0]):
        return False
    if trigger.fields.get("is_cause") and set(how.cues) <= {"not", "no", "failed-to"}:
        return False
    return not how.is_fact


#: "will not let it pass": a threat.
_WILL_NOT = compiled(r"(?:will\s(?:not|never)|won't|can(?:not|\snot|'t))\b", re.I)
#: "has adopted no resolution since": the object denies the verb.
_NOTHING = compiled(
    r"\s(?:(?:almost|absolutely|so\sfar|as\syet)\s)?(?:no(?!\s(?:fewer|less)\b)|not\s(?:a|one)|none|nothing|neither)\b",
    re.I,
)
_ASKS = compiled(
    r"\W*(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would|should|who|what|why|how|when|where|which)\b.*\?[\s\"']*$",
    re.I,
)
#: The rest of a question; what stands before its semicolon or dash is told.
_ASKED = compiled(r"[^?;—–]*\?[\s\"']*$|[^?;]*[—–][^?;—–]*[—–][^?;]*\?[\s\"']*$")
#: "it would have been a mistake to …": what was not done, or may not be.
_WOULD_BE = compiled(r"\bwould\s(?:\w+\s)?(?:have\sbeen|be)\s[^.;:]{1,60}\sto\s$", re.I)
#: A relative clause of what would be, closed by the finite verb of the clause around it.
_AFTER_RELATIVE = compiled(
    r"\b(?:that|which)\s(?:would|could|might|should)\s[^,;:.]{1,120}\s(?:was|were)\s(?:\w+ly\s|then\s|also\s)?$",
    re.I,
)
#: The same, closed by a verb that takes no object ("a bid that would let them trade came to nothing").
_RELATIVE = compiled(
    r"\b(?:that|which)\s(?:would|could|might|should)\s(?![^,;:.]*\b(?:and|or|but)\s$)[^,;:.]{1,140}\s$", re.I
)
_CLOSING = compiled(r"(?:came|went|fell|died|sank|ran|lost|met|hit|bit|got|was|were|[a-z]{3,}ed)\b", re.I)
#: What a definite noun's relative clause tells as past has happened, whatever is said of the noun.
_OF_KNOWN = compiled(
    r"\b(?:the|both|those|these|their|its)\s(?:[\w§'-]+\s){0,2}(?:veto(?:es)?|votes?|members?|powers?|countries|states|governments|capitals|drafts?|texts?|resolution|paper|proposal|version|plan|motion)(?:\son\s[^,;:.§]{1,40}?)?"
    r"\s(?:that|which|who)\s(?:[^,;:.]{1,60}\s(?=had\s))?(?:had\s|once\s|then\s|\w+ly\s){0,2}$",
    re.I,
)
_PAST = compiled(r"\w+(?:ed|nk|lt)\b|\w*(?:struck|shot|brought|cast)\b", re.I)
#: "did not take a side and abstained": the second verb is told as done.
_ANEW = compiled(
    r"\b(?:(?:did|does|do|would|could|will|can)\s(?:not|never)|(?:would|will|could|might|may)\s[a-z]+)\s(?:[^.;]*\s)?(?:and|but)\s(?:\w+ly\s|then\s)?$",
    re.I,
)
_FINITE = compiled(r"\w+ed\b|cast\b|put\b|sat\b|stood\b|chose\b|kept\b|held\b", re.I)


def _number(text: str, start: int, end: int) -> str:
    """The number of the resolution named nearest to the trigger in its sentence, or ""."""
    found = []
    for p in (_needs("resolution-number"), bare_number()):
        for r in p.finditer(text):
            gap = max(r.start() - end, start - r.end(), 0)
            if gap < 90:
                found.append((gap, r["number"]))
    return min(found)[1] if found else ""


@cache
def bare_number() -> re.Pattern[str]:
    """The number of a known resolution, without the word."""
    numbers = "|".join(
        r["number"] for r in lexicon.rows("resolutions") if int(r["number"]) not in range(1985, 2035)
    )
    return compiled(
        rf"(?<![\d$€£.,])\b(?P<number>{numbers})\b(?![\d,.]\d|\s(?:km|kilomet|mile|people|tonnes))"
    )


def _body(text: str, hit: re.Match[str]) -> str:
    """The body before which the measure was, as far as the sentence says."""

    def gap(name: str) -> int:
        gaps = [max(r.start() - hit.end(), hit.start() - r.end(), 0) for r in _needs(name).finditer(text)]
        return min(gaps, default=10_000)

    if gap("assembly") < gap("council"):
        return "UNGA"
    return "UNSC" if gap("council") < 10_000 else ""
