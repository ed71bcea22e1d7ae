"""Who is meant by the words before or behind a quotation: subjects of verbs of speech, offices, pronouns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from analysis import lexicon
from analysis.compiling import compiled
from analysis.records import ActorMention, Document

WORD = compiled(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_PRONOUN = compiled(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Tt]he\s(?:latter|former))\b")
_OFFICE = compiled(
    r"\b(?:(?:(?:[A-Z][\w.]+\s)?[A-Z]\w+[’']s|[Tt]he|[Aa]n?|[Oo]ne|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Aa]nother|[Ss]ome|[Ss]everal|[Mm]any|[Mm]ost|[Tt]hese|[Tt]wo|[Tt]hree)"
    r"\s(?:[\w.’'-]+\s){0,5}?|(?:[A-Z][\w.’'-]+\s|[a-z]+\s){0,2}?(?=\w+s\b))"
    r"(?:official|diplomat|ambassador|envoy|minister|spokes(?:man|woman|person)|leader|president|secretary|"
    r"representative|statement|agency|ministry|nations|states|countries|members|governments|allies|report|text|"
    r"delegate|delegation|adviser|aide|analyst|expert|observer|scholar|researcher|newspaper|daily|communiqu[eé]|"
    r"document|group|resolution|council|colleague|counterpart|mission|embassy|command|military|army|paper|panel|"
    r"committee|office|department|regime|critic|officer|commander|general|professor|chief|negotiator|survivor|"
    r"draft|letter|note|commentary|editorial|broadcaster|side|source|insider|veteran|teacher|resident|premier|"
    r"chair|head|deputy|chairman|chairwoman|director)s?\b"
    r"|\b[Tt]he\s(?:pair|duo|trio|two|three|four|five|six|seven|eight|ten|others|bloc|alliance)(?=\s?$|\s(?:\w+\s)?(?:say|said|wrote|told|warned|added|called|argued))"
    r"|\b(?:[A-Z][\w’'-]+\s){0,2}[Ss]tate\s(?:news\sagency|media|television|radio)\b"
)
_GOVERNED = compiled(
    r"\b(?:by|of|to|with|against|for|from|between|at|on|over|than|in|behind|before|after|about|alongside|like)\s"
    r"(?:[\w.’'-]+\s){0,6}$"
)
#: What follows an office and belongs to it: "the representative of Denmark".
_OF_WHOM = compiled(r"\s(?:of|for|from|at)\s(?:the\s)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,3}")
WHO_CLAUSE = compiled(r",\s(?:who|whose|which)\b[^,]*(?:,[^,]*?)?,(?=\s\w+(?:ed|s|d|t|old|aid|ote)\b)")
_COMPLEMENT = compiled(r"(?:\s(?:of|for|to|at|on|in)\s[^,.;:“”\"()]{2,60}?)?,?\s$")
_POSSESSED = compiled(r"(?:[’']s\b|[’'](?=\s))")
NEW_CLAUSE = compiled(r";|,?\s(?:and|but|while|whereas|though|although)\s")
#: Heads of words that mean a body or a paper, never a person.
_BODIES = frozenset(
    "statement agency ministry report text newspaper daily document group resolution council mission embassy command "
    "military army paper panel committee office department regime draft letter note commentary editorial "
    "communique communiqué delegation side source broadcaster".split()
)
#: Verbs whose subject is not the person who asked.
_ANSWERS = frozenset(["replied", "replies", "answered", "answers", "responded", "retorted", "countered"])
#: Words that may mean whoever was named last.
_ANYONE = frozenset(
    ["diplomat", "envoy", "official", "ambassador", "representative", "minister", "leader", "delegate"]
)


@dataclass(frozen=True)
class Attribution:
    """Who is said to have spoken, in which words; `mention` is the speaker's if he is a known one; `at` is
    where the quotation ends."""

    speaker: str
    verb: str = ""
    mention: ActorMention | None = None
    rule: str = ""
    at: int = -1


@cache
def forms() -> dict[str, tuple[str, str]]:
    """Form of a verb -> the verb, and whether it attributes strongly or weakly."""
    return {
        form: (row["verb"], row["strength"])
        for row in lexicon.rows("speech_verbs")
        for form in row["forms"].split()
    }


def verbs(text: str) -> list[re.Match[str]]:
    """The verbs of speech in a text."""
    return [m for m in WORD.finditer(text) if m[0].lower() in forms()]


def first_named(
    document: Document, start: int, end: int, verb: str, last: Attribution | None
) -> Attribution | None:
    """Whom `said X` or `according to X` names: a pronoun's person, the first person, an office, a state."""
    text = document.text[start:end]
    if re.match(r"\s(?:he|she)\b", text):
        return of_pronoun(document, start, verb, last)
    if stranger := _stranger(document, start, end):
        return Attribution(stranger, verb, None, "stranger")
    actors = [m for m in document.actors if start <= m.start and m.end <= end]
    persons = [m for m in actors if m.kind == "person" and not is_possessor(document, m)]
    office = _OFFICE.search(text)
    if persons and persons[0].start - start < 110 and not _is_apart(document, office, start, persons[0]):
        return of_mention(persons[0], verb, "subject-behind")
    if office:
        return of_office(document, start + office.start(), start + office.end(), verb)
    return of_mention(actors[0], verb, "subject-behind") if actors else None


#: A name of two words or more, as it stands behind a verb of speech.
_FULL_NAME = compiled(
    r"\s(?P<name>[A-Z][\w’'-]+(?:\s(?:(?:de|del|van|von|al|bin|da|dos|la)\s)?[A-Z][\w’'-]+){1,3})(?=[,.;]|\s[a-z]|$)"
)


def _stranger(document: Document, start: int, end: int) -> str:
    """The name right behind a verb of speech, where no recogniser knows it; else ""."""
    m = _FULL_NAME.match(document.text, start, end)
    is_known = m is not None and any(a.start < m.end() and m.start() < a.end for a in document.actors)
    return m["name"] if m and not is_known and not _OFFICE.search(m["name"]) else ""


def cited(document: Document, start: int, end: int) -> ActorMention | None:
    """Whom "the agency quoted X as saying" names."""
    verb = re.search(r"\b(?:quot|cit)(?:ed|es|ing)\s", document.text[start:end])
    return next(
        (m for m in document.actors if verb and m.kind == "person" and start + verb.end() <= m.start < end),
        None,
    )


def _is_apart(document: Document, office: re.Match[str] | None, start: int, person: ActorMention) -> bool:
    """Whether an office without a name is the subject, and the person only stands in its clause ("said an
    official who met X")."""
    if office is None or start + office.start() > person.start:
        return False
    between = document.text[start + office.end() : person.start]
    return bool(re.search(r"\b(?:who|that|which|in|at|after|when|before|close|familiar)\b", between))


def nouns(document: Document, start: int, end: int) -> list[tuple[int, int, str]]:
    """What may be a subject between two offsets, as (start, end, kind), in order of position."""
    text = document.text[start:end]
    found = [(start + m.start(), start + m.end(), "pronoun") for m in _PRONOUN.finditer(text)]
    offices = [(start + m.start(), start + m.end(), "office") for m in _OFFICE.finditer(text)]
    names = {m.end for m in document.actors if m.kind == "person"}
    found += [n for n in offices if not _is_apposition(document, n[0], names)]
    found += [(m.start, m.end, m.kind) for m in document.actors if start <= m.start and m.end <= end]
    return sorted(n for n in found if not document.is_quoted(n[0]))


def _is_apposition(document: Document, start: int, names: set[int]) -> bool:
    """Whether an office stands behind a name and a comma ("X, the ambassador,")."""
    ends = (end for end in range(max(0, start - 3), start) if end in names)
    return any(document.text[end:start].strip() == "," for end in ends)


def subject(
    document: Document, start: int, at: int, verb: str, last: Attribution | None
) -> Attribution | None:
    """The subject of a verb at `at`: of the persons, pronouns and offices of its clause the last that no
    preposition governs; a state or body only where there is none of these."""
    asides = [m.span() for m in WHO_CLAUSE.finditer(document.text, start, at + len(verb) + 1)]
    known = [n for n in nouns(document, start, at) if not any(a <= n[0] < b for a, b in asides)]
    free = [n for n in known if not is_governed(document, start, n)]
    low = start
    for m in NEW_CLAUSE.finditer(document.text, start, at):
        if any(a <= m.start() < b for a, b in asides):
            continue
        if any(n[0] >= m.end() for n in free):
            low = m.end()
    for pool in ([n for n in free if n[0] >= low], free, known):
        people = [n for n in pool if n[2] in ("person", "office", "pronoun")]
        if chosen := (people or [n for n in pool if n[2] in ("state", "organisation")]):
            return _as_speaker(document, chosen[-1], verb, last)
    return of_pronoun(document, start, verb, last) if not document.text[start:at].strip(" ,”\"'’.") else None


def is_governed(document: Document, start: int, noun: tuple[int, int, str]) -> bool:
    """Whether the noun is a complement ("talks with X") or a possessor ("X's adviser"), and so no subject."""
    before = document.text[max(start, noun[0] - 80) : noun[0]]
    after = document.text[noun[1] : noun[1] + 3]
    cut = max(before.rfind(","), before.rfind(";"), before.rfind("“"))
    return bool(_POSSESSED.match(after)) or bool(_GOVERNED.search(before[cut + 1 :]))


def is_possessor(document: Document, m: ActorMention) -> bool:
    """Whether a possessive follows the name ("X's adviser")."""
    return bool(_POSSESSED.match(document.text[m.end : m.end + 3]))


def _as_speaker(
    document: Document, noun: tuple[int, int, str], verb: str, last: Attribution | None
) -> Attribution | None:
    start, end, kind = noun
    if kind == "pronoun":
        return of_pronoun(document, start, verb, last)
    if kind == "office":
        return of_office(document, start, end, verb)
    mention = next(m for m in document.actors if m.start == start and m.end == end and m.kind == kind)
    return of_mention(mention, verb, "subject")


def of_mention(mention: ActorMention, verb: str, rule: str) -> Attribution:
    """The attribution to a known actor."""
    return Attribution(mention.name, verb, mention, rule)


def of_office(document: Document, start: int, end: int, verb: str) -> Attribution:
    """An office without a name: the person of the article who holds it, if the words are definite; else the
    words themselves."""
    words = document.text[start:end]
    inside = [m for m in document.actors if start <= m.start and m.end <= end + 1]
    if bearer := _bearer(document, end):
        return of_mention(bearer, verb, "office-and-name")
    is_definite = words.lower().startswith(("the ", "his ", "her ")) or _POSSESSED.search(words)
    if is_definite and (holder := _holder(document, start, words, inside)):
        return of_mention(holder, verb, "office-coreference")
    if whose := _OF_WHOM.match(document.text, end):
        words += whose[0]
        inside = [m for m in document.actors if start <= m.start and m.end <= whose.end()]
    named = next((m for m in inside if m.kind == "person"), inside[0] if inside else None)
    return Attribution(words.strip(), verb, named, "office")


def _bearer(document: Document, end: int) -> ActorMention | None:
    """The person whose name follows an office: "the ambassador of France, X"."""
    m = next((m for m in document.actors if m.kind == "person" and m.start >= end), None)
    if m is None or m.start - end > 70:
        return None
    return m if _COMPLEMENT.match(document.text[end : m.start]) else None


def _holder(
    document: Document, start: int, words: str, inside: Sequence[ActorMention]
) -> ActorMention | None:
    """The person whom "the Chinese ambassador" or "the envoy" means: of that state, else of that office; the
    one who was named last before, else the first behind."""
    head = words.split()[-1].lower().rstrip("s")
    if words.lower().endswith("s") or head in _BODIES:
        return None
    codes = {m.actor_id for m in inside if m.kind == "state"}
    people = [m for m in document.actors if m.kind == "person" and (not codes or m.state in codes)]
    same_office = [m for m in people if head in m.role.lower()]
    fitting = same_office or (people if codes or head in _ANYONE else [])
    before = [m for m in fitting if m.start < start]
    return before[-1] if before else (same_office[0] if same_office and codes else None)


def of_pronoun(document: Document, start: int, verb: str, last: Attribution | None) -> Attribution | None:
    """Whom "he" or "she" means: the last speaker, unless another person was named since in this sentence or
    the one before; else the subject of the sentence that names persons last; else the next person."""
    people = [m for m in document.actors if m.kind == "person"]
    earlier = [m for m in people if m.end <= start]
    if ordered := re.match(r"\s?[Tt]he\s(latter|former)", document.text[start : start + 12]):
        pair = [m for m in earlier if document.article.sentence_at(start).index - m.sentence <= 1]
        if pair:
            return of_mention(pair[-1] if ordered[1] == "latter" else pair[0], verb, "pronoun")
    if last and _is_still_meant(document, start, last, people):
        return Attribution(last.speaker, verb, last.mention, "pronoun-last-speaker")
    if re.match(r"\s?[Ii]t\b", document.text[start : start + 4]) and (body := _body_before(document, start)):
        return of_mention(body, verb, "pronoun-body")
    if not earlier:
        return of_mention(people[0], verb, "pronoun-ahead") if people else None
    here = document.article.sentence_at(start).index
    if last and last.mention and last.mention.kind == "person":
        since = [m for m in earlier if m.start > last.mention.start and m.name != last.mention.name]
        paragraph = document.sentences[here].paragraph
        is_apart = document.sentences[last.mention.sentence].paragraph != paragraph
        near = [
            m
            for m in since
            if here - m.sentence <= 1 or (is_apart and document.sentences[m.sentence].paragraph == paragraph)
        ]
        if not any(not is_possessor(document, m) for m in near):
            return Attribution(last.speaker, verb, last.mention, "pronoun-last-speaker")
    row = [m for m in earlier if m.sentence == earlier[-1].sentence]
    free = _subjects(document, row)
    if not free and row[0].sentence == here:  # "The call with Poe ended, he said": whoever was told of before
        free = _subjects(document, [m for m in earlier if m.sentence == here - 1])
    is_answer = verb in _ANSWERS and len(row) > 1
    return of_mention(row[-1] if is_answer else (free or row)[0], verb, "pronoun")


def _subjects(document: Document, row: Sequence[ActorMention]) -> list[ActorMention]:
    """Those of the persons of one sentence that no preposition governs."""
    starts = [document.sentences[m.sentence].start for m in row]
    return [
        m
        for m, start in zip(row, starts, strict=True)
        if not is_governed(document, start, (m.start, m.end, "person"))
    ]


def _is_still_meant(
    document: Document, start: int, last: Attribution, people: Sequence[ActorMention]
) -> bool:
    """Whether the last speaker, who has no name ("a diplomat", "the statement"), is meant: nobody was named
    since in the paragraph."""
    if last.mention is not None and (last.mention.kind == "person" or last.rule != "office"):
        return False
    here, there = document.article.sentence_at(start), document.article.sentence_at(last.at)
    is_near = here.paragraph == there.paragraph and here.index - there.index <= 2
    return is_near and not any(last.at < m.start < start for m in people)


def _body_before(document: Document, start: int) -> ActorMention | None:
    """The state or organisation that "it" means: the subject of the sentence before."""
    here = document.article.sentence_at(start)
    for i in (here.index, here.index - 1):
        if i < 0 or document.sentences[i].paragraph != here.paragraph:
            continue
        bodies = [m for m in document.actors_in(i) if m.kind != "person" and m.end <= start]
        s = document.sentences[i].start
        free = [m for m in bodies if not is_governed(document, s, (m.start, m.end, m.kind))]
        if free:
            return free[0]
    return None
