"""Statements: direct quotations of four words or more, and who said them.

A speaker is looked for where newspapers put him, nearest first: after the quotation (`said X`, `X said`),
before it in the same sentence, between its parts, in the sentence that follows or precedes it in the
paragraph; at last the speaker of the quotation before. A quotation that its attribution interrupts is one
statement; a second attribution verb begins a new one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from analysis import lexicon
from analysis.records import ActorMention, Document, Quotation, Sentence, Statement

SHORTEST = 4
#: An attribution between two parts of a quotation is no longer than this.
_GAP = 160
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Tt]he\s(?:latter|former))\b")
_OFFICE = re.compile(
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
_OF_SOURCE = re.compile(r"\b(?:[Aa]ccording\sto|[Ii]n\sthe\swords\sof|[Aa]s\squoted\sby)\b")
_FOR = re.compile(r"(?:^|[“\"(]|[.;]\s)\W*(?:For|To)\s(?=[A-Z]|the\s[A-Z])")
_GOVERNED = re.compile(
    r"\b(?:by|of|to|with|against|for|from|between|at|on|over|than|in|behind|before|after|about|alongside|like)\s"
    r"(?:[\w.’'-]+\s){0,6}$"
)
#: `…” – X`, and sources without a verb of speech that follow their owner: "in X's words", "was X's verdict".
_SIGNED = re.compile(r"\s*(?:[–—-]{1,2}|:)\s*")
_OWNED_SOURCE = re.compile(
    r"[’']s?\s(?:own\s)?(?:\w+\s)?(?:words?|verdict|comment|answer|reply|response|view|summary|phrase|warning|message|"
    r"conclusion|assessment|description|retort|remark|line)\b|\s(?:put|puts|phrased|summed)\sit\b"
)
#: `…” is how X puts it`, `…” was the verdict of X`.
_IS_HOW = re.compile(r"\W{0,3}(?:is|was|were|are|came|ran|goes|went)\s(?:how|what|the\sway|the|a|from)\b")
#: A sentence behind the quotation that tells whose words they are.
_TOLD = re.compile(
    r"(?:(?:That|This|So|Thus)\s(?:was|is|said|says|spoke|wrote|argued)|"
    r"(?:The|These|Those)\s(?:words?|verdict|remark|quote|line|phrase|sentence|warning|question|view|thought)s?"
    r"\s(?:is|are|was|were|came|comes|belongs?))\b"
)
#: What follows an office and belongs to it: "the representative of Denmark".
_OF_WHOM = re.compile(r"\s(?:of|for|from|at)\s(?:the\s)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,3}")
_WHO_CLAUSE = re.compile(r",\s(?:who|whose|which)\b[^,]*(?:,[^,]*?)?,(?=\s\w+(?:ed|s|d|t|old|aid|ote)\b)")
#: A title right behind the verb at a sentence's end: the sentence was cut before the name.
_CUT_OFF = re.compile(r".{0,30}\s[A-Z][a-z]{0,4}\.\s?$")
_COMPLEMENT = re.compile(r"(?:\s(?:of|for|to|at|on|in)\s[^,.;:“”\"()]{2,60}?)?,?\s$")
_POSSESSED = re.compile(r"(?:[’']s\b|[’'](?=\s))")
_NEW_CLAUSE = re.compile(r";|,?\s(?:and|but|while|whereas|though|although)\s")
_NOT_SAID = re.compile(
    r"\b(?:titled|entitled|headlined|named|nicknamed|codenamed|dubbed|billed\sas|the\s(?:word|words|phrase|term|title))\s*$",
    re.IGNORECASE,
)


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


def find(document: Document) -> tuple[Statement, ...]:
    """The statements in the text's order."""
    found: list[Statement] = []
    last: Attribution | None = None
    for parts in _joined(document):
        who = _attribution(document, parts, last)
        if who is not None and who.speaker:
            last = replace(who, at=parts[-1].end)
        quote = " ".join(p.text for p in parts)
        if len(_WORD.findall(quote)) >= SHORTEST and not _is_title(document, parts[0]):
            found.append(_statement(document, parts, quote, who))
    return tuple(found)


def _is_title(document: Document, q: Quotation) -> bool:
    """Whether the words are the title of a work or programme, not what somebody said."""
    long = [w for w in _WORD.findall(q.text) if len(w) > 3]
    if len(long) > 2 and all(w[0].isupper() for w in long) and not q.text.isupper():
        return True
    return bool(_NOT_SAID.search(document.text[max(0, q.start - 40) : q.start].rstrip("“\"‘'« ")))


def _statement(
    document: Document, parts: Sequence[Quotation], quote: str, who: Attribution | None
) -> Statement:
    who = who or Attribution("", rule="no-speaker")
    m = who.mention
    day = next((t.value for t in document.times_in(parts[0].sentence) if t.type == "DATE"), "")
    return Statement(
        start=parts[0].start,
        end=parts[-1].end,
        sentence=parts[0].sentence,
        rule=who.rule,
        speaker=who.speaker,
        state=m.state or (m.actor_id if m.kind == "state" else "") if m else "",
        role=m.role if m else "",
        verb=who.verb,
        quote=quote,
        date=day if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else "",
    )


def _joined(document: Document) -> Iterator[list[Quotation]]:
    """The quotations, those parts together that one attribution interrupts."""
    group: list[Quotation] = []
    for n, q in enumerate(document.quotations):
        following = document.quotations[n + 1] if n + 1 < len(document.quotations) else None
        if group and _continues(document, group, q, following):
            group.append(q)
            continue
        if group:
            yield group
        group = [q]
    if group:
        yield group


def _continues(
    document: Document, group: Sequence[Quotation], q: Quotation, following: Quotation | None
) -> bool:
    """Whether the words between are nothing but one attribution, which ends where the quotation goes on."""
    first = group[-1]
    gap = _between(document, first, q)
    broken_off = first.text.endswith((",", ".", "!", "?", "…", "—", "–")) or gap[:1] in (",", "—", "–")
    if len(group) > 1 or not broken_off or not _is_attribution(gap):
        return False
    # “…,” he said. “The text,” he went on, “is dead.”: the second sentence is interrupted itself.
    begins_anew = gap.rstrip().endswith(".") and following is not None and following.text[:1].islower()
    # “…,” he said. “Nobody listened,” he added.: it has an attribution of its own.
    ends_open = q.text.endswith(",") or document.text[q.end + 1 : q.end + 2] == ","
    if gap.rstrip().endswith(".") and ends_open:
        return False
    return not (begins_anew and following is not None and _is_attribution(_between(document, q, following)))


def _between(document: Document, first: Quotation, second: Quotation) -> str:
    return document.text[first.end + 1 : second.start - 1]


def _is_attribution(gap: str) -> bool:
    """Whether the words between two quotations are one attribution and no more: one verb of speech, closed by
    a comma or full stop."""
    tail = gap.rstrip()
    if "\n" in gap or len(gap) > _GAP or len(tail.strip(" ,.;-–—")) < 3 or ";" in tail[:-1]:
        return False
    if re.search(r"[.!?]\s+[A-Z“\"‘]", tail) and not re.search(r"\b[A-Z][\w.]{0,4}\.\s+[A-Z]", tail):
        return False
    return tail.endswith((",", ".", ";", "—", "–")) and len(_verbs(gap)) == 1


@cache
def _forms() -> dict[str, tuple[str, str]]:
    """Form of a verb -> the verb, and whether it attributes strongly or weakly."""
    return {
        form: (row["verb"], row["strength"])
        for row in lexicon.rows("speech_verbs")
        for form in row["forms"].split()
    }


def _verbs(text: str) -> list[re.Match[str]]:
    return [m for m in _WORD.finditer(text) if m[0].lower() in _forms()]


def _attribution(
    document: Document, parts: Sequence[Quotation], last: Attribution | None
) -> Attribution | None:
    """Who said it, by the first place that tells."""
    if len(parts) > 1:
        between = _behind(document, parts[0].end + 1, parts[1].start - 1, last)
        if between:
            return between
    places = (_before, _after) if _is_led_in(document, parts[0]) else (_after, _before)
    for place in places:
        if found := place(document, parts[0] if place is _before else parts[-1], last):
            return found
    around = (
        _free_person(document, document.article.sentence_at(parts[0].start).start, parts[0])
        or _following_part(document, parts[-1], last)
        or _around(document, parts, last)
    )
    return around or (Attribution(last.speaker, "", last.mention, "speaker-before") if last else None)


def _following_part(document: Document, q: Quotation, last: Attribution | None) -> Attribution | None:
    """Who speaks in the next paragraph, if a quotation is left open to go on there."""
    following = next((x for x in document.quotations if x.start > q.end), None)
    if following is None or not re.match(r"\s*\n\s*[“„«\"]", document.text[q.end : following.start]):
        return None
    return _after(document, following, last)


def _is_led_in(document: Document, q: Quotation) -> bool:
    """Whether the quotation goes on with a sentence that began before it ("X said the text was “…”")."""
    start = document.article.sentence_at(q.start).start
    lead = document.text[start : q.start - 1]
    return len(_WORD.findall(lead)) > 1 and (q.text[:1].islower() or lead.rstrip().endswith((":", ",")))


# Behind the quotation -----------------------------------------------------------------------------------


def _after(document: Document, q: Quotation, last: Attribution | None) -> Attribution | None:
    """`…,” said X`, `…,” X said`, `…”, according to X`: if the quotation does not end its sentence before."""
    end = _clause_end(document, q)
    rest = document.text[q.end + 1 : end]
    if found := _signed(document, q.end + 1, end):
        return found
    is_closed = q.text[-1:] in (".", "…") or rest[:1] == "."
    if is_closed and not re.match(r"\W{0,3}(?:said|says|wrote|added)\b", rest):
        return None
    if saying := re.search(r"\sas\s(?:saying|telling|writing)\b", rest[:160]):
        if cited := _cited(document, q.end + 1, q.end + 1 + saying.start()):
            return _of(cited, "said", "cited")
    if how := _IS_HOW.match(rest):
        return _first_named(document, q.end + 1 + how.end(), end, "", last)
    plain = _WHO_CLAUSE.sub(lambda m: " " * len(m[0]), rest[:240])
    verb = next((v for v in _verbs(plain[:200]) if not v[0].endswith("ing")), None)
    source = _OF_SOURCE.search(rest[:60]) or re.match(r"\W{0,3}as\s(?=[A-Z]|the\s|one\s)", rest)
    if source and (verb is None or source.start() < verb.start()):
        return _first_named(document, q.end + 1 + source.end(), end, "", last)
    if verb is None or re.search(
        r"[;:]|\b(?:but|while|and|which)\s(?!his|her|the)\w+\s", plain[: verb.start()]
    ):
        return _main_clause(document, q, end) or _beside(document, q, end) or _nameless(document, q, rest)
    return _behind(document, q.end + 1, end, last) or _nameless(document, q, rest)


#: Who speaks, where no recogniser knows him: "said a woman in the queue", "a fisherman said".
_NP = r"(?:(?:[Aa]n?|[Oo]ne|[Aa]nother|[Tt]he|[Hh]is|[Hh]er|[A-Z]\w+[’']s)\s[\w’' -]{2,50}?|[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3})"


@cache
def _nameless_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    verbs = "|".join(sorted(f for f in _forms() if not f.endswith("ing")))
    return (
        re.compile(
            rf"\W{{0,3}}(?:{verbs})\s(?P<who>{_NP})(?=[,.;]|\s(?:who|in|at|on|from|near|outside|when|as|after|to)\b|$)"
        ),
        re.compile(
            rf"\W{{0,3}}(?P<who>{_NP})(?:\s(?:in|at|from|of|near)\s[\w’' -]{{2,30}})?(?:,[^,]{{2,80}},)?\s(?:{verbs})\b"
        ),
    )


def _nameless(document: Document, q: Quotation, rest: str) -> Attribution | None:
    """The words for a speaker of whom the article gives neither a known name nor an office."""
    is_open = q.text[-1:] in ",?!" or rest[:1] == ","
    found = next((m for p in _nameless_patterns() if (m := p.match(rest))), None) if is_open else None
    if found is None:
        return None
    if found["who"].lower().startswith(("the ", "his ", "her ")) and (known := _person_before(document, q)):
        return _of(known, "", "noun-coreference")
    return Attribution(found["who"], "", None, "nameless")


def _beside(document: Document, q: Quotation, end: int) -> Attribution | None:
    """The person who stands right behind a quotation that a comma ends, or behind one word, whatever the verb:
    `…,” sniffs X`, `…,” X sniffs`."""
    rest = document.text[q.end + 1 : end]
    if q.text[-1:] not in ",?!" and rest[:1] != ",":
        return None
    m = re.match(r"\W{0,3}(?:[a-z]+\s(?:the\s)?)?", rest)
    at = q.end + 1 + (m.end() if m else 0)
    person = next((a for a in document.actors if a.kind == "person" and q.end < a.start <= at < a.end), None)
    return _of(person, "", "beside") if person and not _is_possessor(document, person) else None


def _person_before(document: Document, q: Quotation) -> ActorMention | None:
    """The person named last before the quotation in its paragraph: whom "the woman" means."""
    paragraph = document.article.sentence_at(q.start).paragraph
    people = [m for m in document.actors if m.kind == "person" and m.end <= q.start]
    near = [m for m in people if document.sentences[m.sentence].paragraph == paragraph]
    return near[-1] if near else None


def _signed(document: Document, start: int, end: int) -> Attribution | None:
    """`…” – X`, `…”, in X's words`, `…”, as X puts it`: attributions without a verb of speech."""
    dash = _SIGNED.match(document.text, start)
    for m in (m for m in document.actors if m.kind == "person" and start <= m.start < min(end, start + 60)):
        if dash and dash.end() == m.start:
            return _of(m, "", "signed")
        if _OWNED_SOURCE.match(document.text, m.end) and not _verbs(document.text[start : m.start]):
            return _of(m, "", "owned-source")
    return None


def _main_clause(document: Document, q: Quotation, end: int) -> Attribution | None:
    """`Calling it “…”, X left`: the subject of the clause behind a quotation that a participle introduces."""
    start = document.article.sentence_at(q.start).start
    opening = _WORD.match(document.text, start)
    if not (opening and opening[0].lower() in _forms() and opening[0].endswith("ing")):
        return None
    people = [m for m in document.actors if q.end < m.start < end and m.kind in ("person", "state")]
    people.sort(key=lambda m: (m.kind != "person", m.start))
    return _of(people[0], opening[0].lower(), "participle-before") if people else None


def _behind(document: Document, start: int, end: int, last: Attribution | None) -> Attribution | None:
    """The attribution that opens a stretch of text behind a quotation: `said X`, `X said`, `he said`."""
    text = document.text[start:end]
    verb = next((v for v in _verbs(text) if not v[0].endswith("ing")), None)
    if verb is None:
        return None
    at = start + verb.start()
    subject = document.text[start:at]
    if subject.strip(" ,”\"'’.»–—-") == "" or not _nouns(document, start, at):
        return _first_named(document, at + len(verb[0]), end, verb[0].lower(), last)
    return _subject(document, start, at, verb[0].lower(), last)


def _clause_end(document: Document, q: Quotation) -> int:
    """Where what may attribute the quotation ends: the sentence's end or the next quotation."""
    sentence = document.article.sentence_at(q.end)
    end = max(sentence.end, q.end)
    if sentence.end - q.end <= 2 and sentence.index + 1 < len(document.sentences):
        following = document.sentences[sentence.index + 1]
        begins_small = document.text[following.start : following.start + 1].islower()
        if following.paragraph == sentence.paragraph and (begins_small or _asks(document, q, following)):
            end = following.end
    if _CUT_OFF.match(document.text, q.end, end) and sentence.index + 1 < len(document.sentences):
        end = max(end, document.sentences[sentence.index + 1].end)
    nearest = min((x.start - 1 for x in document.quotations if x.start > q.end), default=end)
    return min(end, nearest)


def _asks(document: Document, q: Quotation, following: Sentence) -> bool:
    """Whether a short sentence behind a question or exclamation attributes it ("Why now?" X asked.)."""
    text = document.text[following.start : following.end]
    return (
        q.text[-1:] in "?!"
        and len(text) < 120
        and bool(re.search(r"\b(?:asked|said|asks|says|wondered)\W*$", text))
    )


def _first_named(
    document: Document, start: int, end: int, verb: str, last: Attribution | None
) -> Attribution | None:
    """Whom `said X` or `according to X` names: a pronoun's person, the first person, an office, a state."""
    text = document.text[start:end]
    if re.match(r"\s(?:he|she)\b", text):
        return _pronoun(document, start, verb, last)
    if stranger := _stranger(document, start, end):
        return Attribution(stranger, verb, None, "stranger")
    actors = [m for m in document.actors if start <= m.start and m.end <= end]
    persons = [m for m in actors if m.kind == "person" and not _is_possessor(document, m)]
    office = _OFFICE.search(text)
    if persons and persons[0].start - start < 110 and not _is_apart(document, office, start, persons[0]):
        return _of(persons[0], verb, "subject-behind")
    if office:
        return _office(document, start + office.start(), start + office.end(), verb)
    return _of(actors[0], verb, "subject-behind") if actors else None


#: A name of two words or more, as it stands behind a verb of speech.
_FULL_NAME = re.compile(
    r"\s(?P<name>[A-Z][\w’'-]+(?:\s(?:(?:de|del|van|von|al|bin|da|dos|la)\s)?[A-Z][\w’'-]+){1,3})(?=[,.;]|\s[a-z]|$)"
)


def _stranger(document: Document, start: int, end: int) -> str:
    """The name right behind a verb of speech, where no recogniser knows it; else ""."""
    m = _FULL_NAME.match(document.text, start, end)
    is_known = m is not None and any(a.start < m.end() and m.start() < a.end for a in document.actors)
    return m["name"] if m and not is_known and not _OFFICE.search(m["name"]) else ""


def _cited(document: Document, start: int, end: int) -> ActorMention | None:
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


# Before the quotation -----------------------------------------------------------------------------------


def _before(document: Document, q: Quotation, last: Attribution | None) -> Attribution | None:
    """`X said: “…`, `X called it “…`, `For X it is “…`: in the same sentence before it."""
    start = document.article.sentence_at(q.start).start
    text = document.text[start : max(start, q.start - 1)]
    verbs = [v for v in _verbs(text) if not document.is_quoted(start + v.start())]
    source = _OF_SOURCE.search(text)
    if source:
        return _first_named(document, start + source.end(), q.start - 1, source[0].lower(), last)
    if (given := _FOR.match(text)) and not verbs:
        return _first_named(document, start + given.end(), q.start - 1, "for", last)
    if not verbs:
        return _quoted_after_colon(document, start, q)
    verb = _governing(text, verbs)
    if verb[0].lower() == "saying" and (cited := _cited(document, start, start + verb.start())):
        return _of(cited, "said", "cited")
    return _subject(document, start, start + verb.start(), verb[0].lower(), last)


def _governing(text: str, verbs: Sequence[re.Match[str]]) -> re.Match[str]:
    """The verb whose subject speaks: the last one, but for a weak one ("said that it threatens “…”") that of
    speech before it, if only a complement lies between."""
    last = verbs[-1]
    strong = [v for v in verbs if _forms()[v[0].lower()][1] == "strong" and not v[0].endswith("ing")]
    if not strong or _forms()[last[0].lower()][1] == "strong":
        return last
    is_apart = _NEW_CLAUSE.search(text, strong[-1].end(), last.start())
    return last if is_apart else strong[-1]


def _free_person(document: Document, start: int, q: Quotation) -> Attribution | None:
    """The person who is the subject before a quotation, whatever the verb: `X finds it “…`."""
    people = [m for m in document.actors if m.kind == "person" and start <= m.start and m.end < q.start]
    free = [m for m in people if not _is_governed(document, start, (m.start, m.end, "person"))]
    return _of(free[-1], "", "subject-of-any-verb") if free and _is_led_in(document, q) else None


def _quoted_after_colon(document: Document, start: int, q: Quotation) -> Attribution | None:
    """`X: “…”`, or `X, the envoy:` on the line before."""
    text = document.text[start : q.start - 1]
    if not text.strip():
        before = document.text[:start].rstrip()
        if not before.endswith(":"):
            return None
        start = document.article.sentence_at(len(before) - 1).start
    elif not text.rstrip().endswith((":", "–", "—", ":-")):
        return None
    people = [m for m in document.actors if start <= m.start < q.start and m.kind == "person"]
    if people:
        return _of(people[-1], "", "colon")
    offices = [n for n in _nouns(document, start, q.start - 1) if n[2] == "office"]
    return _office(document, offices[0][0], offices[0][1], "") if offices else None


def _nouns(document: Document, start: int, end: int) -> list[tuple[int, int, str]]:
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


def _subject(
    document: Document, start: int, at: int, verb: str, last: Attribution | None
) -> Attribution | None:
    """The subject of a verb at `at`: of the persons, pronouns and offices of its clause the last that no
    preposition governs; a state or body only where there is none of these."""
    asides = [m.span() for m in _WHO_CLAUSE.finditer(document.text, start, at + len(verb) + 1)]
    nouns = [n for n in _nouns(document, start, at) if not any(a <= n[0] < b for a, b in asides)]
    free = [n for n in nouns if not _is_governed(document, start, n)]
    low = start
    for m in _NEW_CLAUSE.finditer(document.text, start, at):
        if any(a <= m.start() < b for a, b in asides):
            continue
        if any(n[0] >= m.end() for n in free):
            low = m.end()
    for pool in ([n for n in free if n[0] >= low], free, nouns):
        people = [n for n in pool if n[2] in ("person", "office", "pronoun")]
        if chosen := (people or [n for n in pool if n[2] in ("state", "organisation")]):
            return _as_speaker(document, chosen[-1], verb, last)
    return _pronoun(document, start, verb, last) if not document.text[start:at].strip(" ,”\"'’.") else None


def _is_governed(document: Document, start: int, noun: tuple[int, int, str]) -> bool:
    """Whether the noun is a complement ("talks with X") or a possessor ("X's adviser"), and so no subject."""
    before = document.text[max(start, noun[0] - 80) : noun[0]]
    after = document.text[noun[1] : noun[1] + 3]
    cut = max(before.rfind(","), before.rfind(";"), before.rfind("“"))
    return bool(_POSSESSED.match(after)) or bool(_GOVERNED.search(before[cut + 1 :]))


def _is_possessor(document: Document, m: ActorMention) -> bool:
    return bool(_POSSESSED.match(document.text[m.end : m.end + 3]))


def _as_speaker(
    document: Document, noun: tuple[int, int, str], verb: str, last: Attribution | None
) -> Attribution | None:
    start, end, kind = noun
    if kind == "pronoun":
        return _pronoun(document, start, verb, last)
    if kind == "office":
        return _office(document, start, end, verb)
    mention = next(m for m in document.actors if m.start == start and m.end == end and m.kind == kind)
    return _of(mention, verb, "subject")


def _of(mention: ActorMention, verb: str, rule: str) -> Attribution:
    return Attribution(mention.name, verb, mention, rule)


# Sentences beside it ------------------------------------------------------------------------------------


def _around(document: Document, parts: Sequence[Quotation], last: Attribution | None) -> Attribution | None:
    """A sentence beside the quotation in its paragraph: `X was blunt. “…”`, `“…” That was X.`"""
    here = document.article.sentence_at(parts[0].start)
    end = document.article.sentence_at(parts[-1].end)
    for other in (
        s for s in document.sentences[here.index - 1 : here.index] if s.paragraph == here.paragraph
    ):
        if found := _speaker_of_sentence(document, other, last):
            return found
    for other in document.sentences[end.index + 1 : end.index + 2]:
        told = _TOLD.match(document.text[other.start : other.end])
        if told and other.paragraph == here.paragraph:
            return _first_named(document, other.start + told.end(), other.end, "", last)
    if found := _opening_behind(document, parts) or _signature(document, parts):
        return found
    people = [m for m in document.actors if m.kind == "person" and m.end <= parts[0].start]
    near = [m for m in people if document.sentences[m.sentence].paragraph == here.paragraph]
    if near:
        return _of(near[-1], "", "person-in-paragraph")
    if here.index and (found := _speaker_of_sentence(document, document.sentences[here.index - 1], last)):
        is_new = found.mention is not None and last is not None and found.mention.start > last.at
        if last is None or (is_new and found.mention is not None and found.mention.kind == "person"):
            return found
    return None


def _opening_behind(document: Document, parts: Sequence[Quotation]) -> Attribution | None:
    """The person with whom the next sentence of the paragraph begins, where the quotation opens it: `“…” Ada
    Poe has kept the shop for years.`"""
    here = document.article.sentence_at(parts[0].start)
    end = document.article.sentence_at(parts[-1].end)
    if document.text[here.start : parts[0].start].strip("“\"'‘«„ "):
        return None
    if here.index and document.sentences[here.index - 1].paragraph == here.paragraph:
        return None
    for other in document.sentences[end.index + 1 : end.index + 2]:
        first = next((m for m in document.actors_in(other.index) if m.kind == "person"), None)
        if first and other.paragraph == here.paragraph and first.start - other.start < 40:
            return _of(first, "", "sentence-behind")
    return None


def _signature(document: Document, parts: Sequence[Quotation]) -> Attribution | None:
    """A short line below a quotation that fills its paragraph: a name and an office."""
    here = document.article.sentence_at(parts[0].start)
    end = document.article.sentence_at(parts[-1].end)
    for other in document.sentences[end.index + 1 : end.index + 2]:
        text = document.text[other.start : other.end]
        first = next((m for m in document.actors_in(other.index) if m.kind == "person"), None)
        is_line = other.paragraph == here.paragraph + 1 and len(text) < 90 and text[-1:] not in ".!?:"
        if first and is_line and not text[: first.start - other.start].strip("–—- "):
            return _of(first, "", "signature")
    return None


def _speaker_of_sentence(document: Document, other: Sentence, last: Attribution | None) -> Attribution | None:
    """The subject of the sentence's verb of speech, or the person with whom it begins."""
    text = document.text[other.start : other.end]
    verb = next((v for v in _verbs(text) if not document.is_quoted(other.start + v.start())), None)
    if verb:
        found = _subject(document, other.start, other.start + verb.start(), verb[0].lower(), last)
        if found and found.mention is not None:
            return Attribution(found.speaker, "", found.mention, "sentence-before")
    people = [
        m for m in document.actors_in(other.index) if m.kind == "person" and not _is_possessor(document, m)
    ]
    free = [m for m in people if not _is_governed(document, other.start, (m.start, m.end, "person"))]
    if chosen := free or people:
        return _of(chosen[0], "", "sentence-before")
    opening = next((n for n in _nouns(document, other.start, other.end) if n[2] == "office"), None)
    is_opening = opening is not None and opening[0] - other.start < 3
    return _office(document, opening[0], opening[1], "") if opening and is_opening else None


# Whom words without a name mean -------------------------------------------------------------------------


def _office(document: Document, start: int, end: int, verb: str) -> Attribution:
    """An office without a name: the person of the article who holds it, if the words are definite; else the
    words themselves."""
    words = document.text[start:end]
    inside = [m for m in document.actors if start <= m.start and m.end <= end + 1]
    if bearer := _bearer(document, end):
        return _of(bearer, verb, "office-and-name")
    is_definite = words.lower().startswith(("the ", "his ", "her ")) or _POSSESSED.search(words)
    if is_definite and (holder := _holder(document, start, words, inside)):
        return _of(holder, verb, "office-coreference")
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
    return before[-1] if before else (fitting[0] if fitting and codes else None)


def _pronoun(document: Document, start: int, verb: str, last: Attribution | None) -> Attribution | None:
    """Whom "he" or "she" means: the last speaker, unless another person was named since in this sentence or
    the one before; else the subject of the sentence that names persons last; else the next person."""
    people = [m for m in document.actors if m.kind == "person"]
    earlier = [m for m in people if m.end <= start]
    if ordered := re.match(r"\s?[Tt]he\s(latter|former)", document.text[start : start + 12]):
        pair = [m for m in earlier if document.article.sentence_at(start).index - m.sentence <= 1]
        if pair:
            return _of(pair[-1] if ordered[1] == "latter" else pair[0], verb, "pronoun")
    if last and _is_still_meant(document, start, last, people):
        return Attribution(last.speaker, verb, last.mention, "pronoun-last-speaker")
    if re.match(r"\s?[Ii]t\b", document.text[start : start + 4]) and (body := _body_before(document, start)):
        return _of(body, verb, "pronoun-body")
    if not earlier:
        return _of(people[0], verb, "pronoun-ahead") if people else None
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
        if not any(not _is_possessor(document, m) for m in near):
            return Attribution(last.speaker, verb, last.mention, "pronoun-last-speaker")
    row = [m for m in earlier if m.sentence == earlier[-1].sentence]
    sentence = document.sentences[row[0].sentence]
    free = [m for m in row if not _is_governed(document, sentence.start, (m.start, m.end, "person"))]
    is_answer = verb in _ANSWERS and len(row) > 1
    return _of(row[-1] if is_answer else (free or row)[0], verb, "pronoun")


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
        free = [m for m in bodies if not _is_governed(document, s, (m.start, m.end, m.kind))]
        if free:
            return free[0]
    return None
