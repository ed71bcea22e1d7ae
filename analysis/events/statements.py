"""Statements: direct quotations of four words or more, and who said them.

A speaker is looked for where newspapers put him, nearest first: after the quotation (`said X`, `X said`),
before it in the same sentence, between its parts, in the sentence that follows or precedes it in the
paragraph; at last the speaker of the quotation before. A quotation that its attribution interrupts is one
statement; a second attribution verb begins a new one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from analysis import lexicon
from analysis.records import ActorMention, Document, Quotation, Statement

SHORTEST = 4
#: An attribution between two parts of a quotation is no longer than this.
_GAP = 160
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_PRONOUN = re.compile(r"\b(?:he|she|they|it)\b", re.IGNORECASE)
_OFFICE = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Oo]ne|[Hh]is|[Hh]er|[Tt]heir|[Aa]nother)\s(?:[\w.’'-]+\s){0,4}?(?:official|diplomat|ambassador|envoy|"
    r"minister|spokes(?:man|woman|person)|leader|president|secretary|representative|statement|agency|"
    r"ministry|nations|states|countries|members|report|text|delegate|adviser|analyst|expert|newspaper|"
    r"communiqu[eé]|document|group|resolution|council)s?\b"
)
_NOT_SAID = re.compile(
    r"\b(?:titled|entitled|headlined|named|nicknamed|codenamed|dubbed|billed\sas|the\s(?:word|words|phrase|term|title))\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Attribution:
    """Who is said to have spoken, in which words; `person` is the mention if the speaker is a known one."""

    speaker: str
    verb: str = ""
    mention: ActorMention | None = None
    rule: str = ""


def find(document: Document) -> tuple[Statement, ...]:
    """The statements in the text's order."""
    found: list[Statement] = []
    last: Attribution | None = None
    for parts in _joined(document):
        who = _attribution(document, parts, last)
        if who is not None and who.mention is not None:
            last = who
        quote = " ".join(p.text for p in parts)
        if len(_WORD.findall(quote)) >= SHORTEST and not _is_title(document, parts[0]):
            found.append(_statement(document, parts, quote, who))
    return tuple(found)


def _is_title(document: Document, q: Quotation) -> bool:
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
        between = _in(document, parts[0].end + 1, parts[1].start - 1, last, side="between")
        if between:
            return between
    return (
        _after(document, parts[-1], last)
        or _before(document, parts[0], last)
        or _around(document, parts, last)
        or (Attribution(last.speaker, "", last.mention, "speaker-before") if last else None)
    )


def _after(document: Document, q: Quotation, last: Attribution | None) -> Attribution | None:
    """`…,” said X`, `…,” X said`: only if the quotation does not end its sentence before that."""
    end = _clause_end(document, q)
    rest = document.text[q.end + 1 : end]
    closed = q.text[-1:] in (".", "…") or rest[:1] == "."
    if closed and not re.match(r"\W{0,3}(?:said|says|wrote|added)\b", rest):
        return None
    verb = next(iter(_verbs(rest[:120])), None)
    if verb is None or re.search(r"[;:]|\b(?:but|while|and)\s(?!his|her|the)\w+\s", rest[: verb.start()]):
        return None
    return _in(document, q.end + 1, end, last, side="after")


def _clause_end(document: Document, q: Quotation) -> int:
    """Where what may attribute the quotation ends: the sentence's end or the next quotation."""
    sentence = document.article.sentence_at(q.end)
    end = max(sentence.end, q.end)
    if sentence.end - q.end <= 2 and sentence.index + 1 < len(document.sentences):
        following = document.sentences[sentence.index + 1]
        if (
            following.paragraph == sentence.paragraph
            and document.text[following.start : following.start + 1].islower()
        ):
            end = following.end
    nearest = min((x.start - 1 for x in document.quotations if x.start > q.end), default=end)
    return min(end, nearest)


def _before(document: Document, q: Quotation, last: Attribution | None) -> Attribution | None:
    """`X said: “…`, `X called it “…`, `the statement, in which X urged “…`: the same sentence before it."""
    start = document.article.sentence_at(q.start).start
    nearest = max((x.end + 1 for x in document.quotations if x.end < q.start), default=start)
    low = start if nearest <= start else (nearest if _verbs(document.text[nearest : q.start]) else start)
    return _in(document, low, max(low, q.start - 1), last, side="before")


def _around(document: Document, parts: Sequence[Quotation], last: Attribution | None) -> Attribution | None:
    """A sentence of its own beside the quotation in its paragraph: `“…” That was X, who said so.`"""
    here = document.article.sentence_at(parts[0].start)
    for step, rule in ((-1, "sentence-before"), (1, "sentence-after")):
        at = here.index + step if step < 0 else document.article.sentence_at(parts[-1].end).index + 1
        if 0 <= at < len(document.sentences):
            other = document.sentences[at]
            if other.paragraph == here.paragraph or (step < 0 and last is None):
                found = _in(document, other.start, other.end, last, side="before")
                if found and (found.mention is None or found.mention.kind != "state" or step < 0):
                    return Attribution(found.speaker, found.verb, found.mention, rule)
    people = [m for m in document.actors if m.kind == "person" and m.end <= parts[0].start]
    near = [m for m in people if document.sentences[m.sentence].paragraph == here.paragraph]
    return Attribution(near[-1].name, "", near[-1], "person-in-paragraph") if near else None


def _in(
    document: Document, start: int, end: int, last: Attribution | None, *, side: str
) -> Attribution | None:
    """The attribution in a stretch of text: its verb, and the subject nearest to it."""
    text = document.text[start:end]
    source = re.search(r"\baccording to\b|\bin the words of\b|\bas (?=[A-Z])", text)
    verbs = [v for v in _verbs(text) if not document.is_quoted(start + v.start())]
    if not verbs and not source:
        return None
    verb = (verbs[-1] if side == "before" else verbs[0]) if verbs else None
    at = start + (verb.start() if verb else source.start() if source else 0)
    told = verb[0] if verb else "according to"
    actors = [m for m in document.actors if start <= m.start and m.end <= end]
    if side == "before":
        return _subject_before(document, start, at, told, actors, last)
    follows = [m for m in actors if m.start >= at]
    precedes = [m for m in actors if m.end <= at]
    subject = document.text[start:at]
    if verb and (
        subject.strip(" ,”\"'’.") == ""
        or not (precedes or _PRONOUN.search(subject) or _OFFICE.search(subject))
    ):
        return _named(document, at + len(told), end, told, follows, last, side)
    return _subject_before(document, start, at, told, precedes, last)


def _subject_before(
    document: Document,
    start: int,
    at: int,
    verb: str,
    actors: Sequence[ActorMention],
    last: Attribution | None,
) -> Attribution | None:
    """The subject that stands before the verb: person, pronoun, office, state; the last of the clause."""
    text = document.text[start:at]
    before = [m for m in actors if m.end <= at]
    persons = [m for m in before if m.kind == "person"]
    near = list(_PRONOUN.finditer(text))
    office = list(_OFFICE.finditer(text))
    if persons:
        return Attribution(persons[-1].name, verb, persons[-1], f"subject-before-{verb}")
    if any(p[0].lower() in ("he", "she") for p in near):
        return _earlier_person(document, start, verb, last)
    if office:
        return _office(document, start, office[-1], verb, before, last)
    states = [m for m in before if m.kind in ("state", "organisation")]
    if states:
        return Attribution(states[-1].name, verb, states[-1], f"subject-before-{verb}")
    if near:
        return _earlier_person(document, start, verb, last)
    return _earlier_person(document, start, verb, last) if not text.strip(" ,”\"'’.") else None


def _named(
    document: Document, start: int, end: int, verb: str, actors: Sequence[ActorMention],
    last: Attribution | None, side: str,
) -> Attribution | None:  # fmt: skip
    """`said X`: the first person after the verb, unless a pronoun or an office without a name comes first."""
    text = document.text[start:end]
    persons = [m for m in actors if m.kind == "person"]
    if re.match(r"\s(?:he|she)\b", text):
        return _earlier_person(document, start, verb, last)
    if persons and persons[0].start - start < 110:
        return Attribution(persons[0].name, verb, persons[0], f"{verb}-subject-after")
    office = _OFFICE.search(text)
    if office:
        return _office(document, start, office, verb, actors, last)
    if actors:
        return Attribution(actors[0].name, verb, actors[0], f"{verb}-subject-after")
    return None


def _office(
    document: Document, start: int, office: re.Match[str], verb: str, actors: Sequence[ActorMention],
    last: Attribution | None,
) -> Attribution | None:  # fmt: skip
    """An office without a name: the person who holds it in the article if the words are definite, else the
    words themselves."""
    words = office[0]
    head = words.split()[-1].lower().rstrip("s")
    if words.lower().startswith(("the ", "his ", "her ")):
        holders = [
            m
            for m in document.actors
            if m.kind == "person" and m.end <= start + office.end() and head in m.role.lower()
        ]
        if holders:
            return Attribution(holders[-1].name, verb, holders[-1], "office-coreference")
    inside = [m for m in actors if start + office.start() <= m.start < start + office.end()]
    return Attribution(words, verb, inside[0] if inside else None, "office")


def _earlier_person(
    document: Document, start: int, verb: str, last: Attribution | None
) -> Attribution | None:
    """Whom a pronoun means: the speaker of this paragraph's last quotation, else the person named last."""
    earlier = [m for m in document.actors if m.kind == "person" and m.end <= start]
    if not earlier:
        return None
    here = document.article.sentence_at(start)
    if last and last.mention:
        between = [m for m in earlier if m.start > last.mention.start and m.name != last.mention.name]
        near = [m for m in between if here.index - m.sentence <= 1]
        if not near:
            return Attribution(last.speaker, verb, last.mention, "pronoun-last-speaker")
    sentence = earlier[-1].sentence
    subject = next(m for m in earlier if m.sentence == sentence)
    return Attribution(subject.name, verb, subject, "pronoun")
