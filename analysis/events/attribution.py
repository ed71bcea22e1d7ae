"""Where a quotation is attributed to its speaker: behind it, before it, between its parts, in the sentences and
lines beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from analysis.compiling import compiled
from analysis.events import speakers
from analysis.events.speakers import Attribution
from analysis.records import ActorMention, Document, Quotation, Sentence

_OF_SOURCE = compiled(r"\b(?:[Aa]ccording\sto|[Ii]n\sthe\swords\sof|[Aa]s\squoted\sby)\b")
_FOR = compiled(r"(?:^|[“\"(]|[.;]\s)\W*(?:For|To)\s(?=[A-Z]|the\s[A-Z])")
#: `…” – X`, and sources without a verb of speech that follow their owner: "in X's words", "was X's verdict".
_SIGNED = compiled(r"\s*(?:[–—-]{1,2}|:)\s*")
_OWNED_SOURCE = compiled(
    r"[’']s?\s(?:own\s)?(?:\w+\s)?(?:words?|verdict|comment|answer|reply|response|view|summary|phrase|warning|message|"
    r"conclusion|assessment|description|retort|remark|line)\b|\s(?:put|puts|phrased|summed)\sit\b"
)
#: `…” is how X puts it`, `…” was the verdict of X`.
_IS_HOW = compiled(r"\W{0,3}(?:is|was|were|are|came|ran|goes|went)\s(?:how|what|the\sway|the|a|from)\b")
#: A sentence behind the quotation that tells whose words they are.
_TOLD = compiled(
    r"(?:(?:That|This|So|Thus)\s(?:was|is|said|says|spoke|wrote|argued)|"
    r"(?:The|These|Those)\s(?:words?|verdict|remark|quote|line|phrase|sentence|warning|question|view|thought)s?"
    r"\s(?:is|are|was|were|came|comes|belongs?))\b"
)
#: A title right behind the verb at a sentence's end: the sentence was cut before the name.
_CUT_OFF = compiled(r".{0,30}\s[A-Z][a-z]{0,4}\.\s?$")


def of(document: Document, parts: Sequence[Quotation], last: Attribution | None) -> Attribution | None:
    """Who said it, by the first place that tells."""
    if len(parts) > 1:
        gap = document.text[parts[0].end + 1 : parts[1].start - 1]
        between = _behind(document, parts[0].end + 1, parts[1].start - 1, last) or _nameless(
            document, parts[0], gap
        )
        if between:
            return between
    is_led_in = _is_led_in(document, parts[0]) and not _is_told_behind(document, parts[-1])
    places = (_before, _after) if is_led_in else (_after, _before)
    for place in places:
        if found := place(document, parts[0] if place is _before else parts[-1], last):
            return found
    around = (
        _free_person(document, document.article.sentence_at(parts[0].start).start, parts[0])
        or _following_part(document, parts[-1], last)
        or _around(document, parts, last)
    )
    return around or (Attribution(last.speaker, "", last.mention, "speaker-before") if last else None)


def _is_told_behind(document: Document, q: Quotation) -> bool:
    """Whether an attribution stands right behind a quotation that a mere deed leads in: `Japan threatens us “…”, X
    went on`."""
    start = document.article.sentence_at(q.start).start
    led = speakers.verbs(document.text[start : max(start, q.start - 1)])
    rest = document.text[q.end + 1 : _clause_end(document, q)]
    is_deed = bool(led) and led[-1][0].lower() in _DEEDS
    if not is_deed and not _TAG.match(rest):
        return False
    verb = next(iter(speakers.verbs(rest[:90])), None)
    if verb is None or not (q.text[-1:] == "," or rest[:1] == ","):
        return False
    return not re.search(r"\b(?:and|but|while|which|who)\b|[;:]", rest[: verb.start()])


#: Verbs that introduce words of others as often as own ones.
_DEEDS = frozenset(
    "threaten threatens threatened promise promises promised offer offers offered let lets launched charged speaks spoke".split()
)
#: What a speaker reads out.
_PAPER = compiled(r"(?i)\b(?:text|statement|letter|note|message|paper|declaration|document)$")
#: A pronoun as the subject of an attribution.
_TAG = compiled(r",?\s(?:he|she|they)\s")


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
    return len(speakers.WORD.findall(lead)) > 1 and (
        q.text[:1].islower() or lead.rstrip().endswith((":", ","))
    )


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
        if cited := speakers.cited(document, q.end + 1, q.end + 1 + saying.start()):
            return speakers.of_mention(cited, "said", "cited")
    if how := _IS_HOW.match(rest):
        return speakers.first_named(document, q.end + 1 + how.end(), end, "", last)
    plain = speakers.WHO_CLAUSE.sub(lambda m: " " * len(m[0]), rest[:240])
    verb = next((v for v in speakers.verbs(plain[:200]) if not v[0].endswith("ing")), None)
    source = _OF_SOURCE.search(rest[:60]) or re.match(r"\W{0,3}as\s(?=[A-Z]|the\s|one\s)", rest)
    if source and (verb is None or source.start() < verb.start()):
        return speakers.first_named(document, q.end + 1 + source.end(), end, "", last)
    if verb is None or re.search(
        r"[;:]|\b(?:but|while|and|which)\s(?!his|her|the)\w+\s", plain[: verb.start()]
    ):
        return _main_clause(document, q, end) or _beside(document, q, end) or _nameless(document, q, rest)
    return _behind(document, q.end + 1, end, last) or _nameless(document, q, rest)


#: Who speaks, where no recogniser knows him: "said a woman in the queue", "a fisherman said".
_NP = r"(?:(?:[Aa]n?|[Oo]ne|[Aa]nother|[Tt]he|[Hh]is|[Hh]er|[A-Z]\w+[’']s)\s[\w’' -]{2,50}?|[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3})"


#: The same with a verb that no list holds: "a diplomat texts", "one retired trawlerman shrugged".
_ANY_DEED = compiled(
    r"\W{0,3}(?P<who>(?:[Aa]n?|[Oo]ne|[Aa]nother|[Tt]he|[Hh]is|[Hh]er)\s(?:of\s(?:the|its|their|his|her)\s)?[\w’'-]+(?:\s[\w’'-]+){0,5}?)"
    r"\s[a-z]{2,}(?:s|ed)(?=[,.]?\W*$|,)"
)


@cache
def _nameless_patterns() -> tuple[re.Pattern[str], ...]:
    verbs = "|".join(sorted(f for f in speakers.forms() if not f.endswith("ing")))
    return (
        compiled(
            rf"\W{{0,3}}(?:{verbs})\s(?P<who>{_NP})(?=[,.;]|\s(?:who|in|at|on|from|near|outside|when|as|after|to)\b|$)"
        ),
        _ANY_DEED,
        compiled(
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
        return speakers.of_mention(known, "", "noun-coreference")
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
    return (
        speakers.of_mention(person, "", "beside")
        if person and not speakers.is_possessor(document, person)
        else None
    )


def _person_before(document: Document, q: Quotation) -> ActorMention | None:
    """The person named last before the quotation in its paragraph, else the only one of the paragraph before: whom
    "the woman" means."""
    paragraph = document.article.sentence_at(q.start).paragraph
    people = [m for m in document.actors if m.kind == "person" and m.end <= q.start]
    near = [m for m in people if document.sentences[m.sentence].paragraph == paragraph]
    above = [m for m in people if document.sentences[m.sentence].paragraph == paragraph - 1]
    is_one = len({m.name for m in above}) == 1
    return near[-1] if near else above[-1] if is_one else None


def _signed(document: Document, start: int, end: int) -> Attribution | None:
    """`…” – X`, `…”, in X's words`, `…”, as X puts it`: attributions without a verb of speech."""
    dash = _SIGNED.match(document.text, start)
    for m in (m for m in document.actors if m.kind == "person" and start <= m.start < min(end, start + 60)):
        if dash and dash.end() == m.start:
            return speakers.of_mention(m, "", "signed")
        if _OWNED_SOURCE.match(document.text, m.end) and not speakers.verbs(document.text[start : m.start]):
            return speakers.of_mention(m, "", "owned-source")
    return None


def _main_clause(document: Document, q: Quotation, end: int) -> Attribution | None:
    """`Calling it “…”, X left`: the subject of the clause behind a quotation that a participle introduces."""
    start = document.article.sentence_at(q.start).start
    opening = speakers.WORD.match(document.text, start)
    if not (opening and opening[0].lower() in speakers.forms() and opening[0].endswith("ing")):
        return None
    people = [m for m in document.actors if q.end < m.start < end and m.kind in ("person", "state")]
    people.sort(key=lambda m: (m.kind != "person", m.start))
    return speakers.of_mention(people[0], opening[0].lower(), "participle-before") if people else None


def _behind(document: Document, start: int, end: int, last: Attribution | None) -> Attribution | None:
    """The attribution that opens a stretch of text behind a quotation: `said X`, `X said`, `he said`."""
    text = document.text[start:end]
    verb = next((v for v in speakers.verbs(text) if not v[0].endswith("ing")), None)
    if verb is None:
        return None
    at = start + verb.start()
    subject = document.text[start:at]
    if subject.strip(" ,”\"'’.»–—-") == "" or not speakers.nouns(document, start, at):
        return speakers.first_named(document, at + len(verb[0]), end, verb[0].lower(), last)
    return speakers.subject(document, start, at, verb[0].lower(), last)


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


def _before(document: Document, q: Quotation, last: Attribution | None) -> Attribution | None:
    """`X said: “…`, `X called it “…`, `For X it is “…`: in the same sentence before it."""
    start = document.article.sentence_at(q.start).start
    text = document.text[start : max(start, q.start - 1)]
    verbs = [v for v in speakers.verbs(text) if not document.is_quoted(start + v.start())]
    source = _OF_SOURCE.search(text)
    if source:
        return speakers.first_named(document, start + source.end(), q.start - 1, source[0].lower(), last)
    if (given := _FOR.match(text)) and not verbs:
        return speakers.first_named(document, start + given.end(), q.start - 1, "for", last)
    if not verbs:
        return _quoted_after_colon(document, start, q)
    verb = _governing(text, verbs)
    if whose := _report_goes_on(document, start, text, verbs, verb, last):
        return whose
    if verb[0].lower() == "saying" and (cited := speakers.cited(document, start, start + verb.start())):
        return speakers.of_mention(cited, "said", "cited")
    found = speakers.subject(document, start, start + verb.start(), verb[0].lower(), last)
    if found and found.mention is None and len(verbs) > 1 and _PAPER.search(found.speaker):
        reader = speakers.subject(document, start, start + verbs[0].start(), verbs[0][0].lower(), last)
        return reader if reader and reader.mention is not None else found
    return found


def _report_goes_on(
    document: Document,
    start: int,
    text: str,
    verbs: Sequence[re.Match[str]],
    verb: re.Match[str],
    last: Attribution | None,
) -> Attribution | None:
    """`…, she said; the Chinese insisted on “…”`: what a state is said to do behind the semicolon, she says."""
    told = next((v for v in verbs if text[v.end() : v.end() + 1] == ";" and v.end() < verb.start()), None)
    if told is None:
        return None
    second = speakers.subject(document, start + told.end() + 1, start + verb.start(), verb[0].lower(), last)
    if second and second.mention and second.mention.kind == "person":
        return None
    first = speakers.subject(document, start, start + told.start(), told[0].lower(), last)
    return first if first and first.mention and first.mention.kind == "person" else None


def _governing(text: str, verbs: Sequence[re.Match[str]]) -> re.Match[str]:
    """The verb whose subject speaks: the last one, but for a weak one ("said that it threatens “…”") that of
    speech before it, if only a complement lies between."""
    last = verbs[-1]
    strong = [v for v in verbs if speakers.forms()[v[0].lower()][1] == "strong" and not v[0].endswith("ing")]
    if not strong or speakers.forms()[last[0].lower()][1] == "strong":
        return last
    is_apart = speakers.NEW_CLAUSE.search(text, strong[-1].end(), last.start())
    return last if is_apart else strong[-1]


def _free_person(document: Document, start: int, q: Quotation) -> Attribution | None:
    """The person who is the subject before a quotation, whatever the verb: `X finds it “…`."""
    people = [m for m in document.actors if m.kind == "person" and start <= m.start and m.end < q.start]
    free = [m for m in people if not speakers.is_governed(document, start, (m.start, m.end, "person"))]
    return (
        speakers.of_mention(free[-1], "", "subject-of-any-verb") if free and _is_led_in(document, q) else None
    )


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
        return speakers.of_mention(people[-1], "", "colon")
    offices = [n for n in speakers.nouns(document, start, q.start - 1) if n[2] == "office"]
    return speakers.of_office(document, offices[0][0], offices[0][1], "") if offices else None


def _around(document: Document, parts: Sequence[Quotation], last: Attribution | None) -> Attribution | None:
    """A sentence beside the quotation in its paragraph: `X was blunt. “…”`, `“…” That was X.`"""
    here = document.article.sentence_at(parts[0].start)
    end = document.article.sentence_at(parts[-1].end)
    for other in (
        s for s in document.sentences[here.index - 1 : here.index] if s.paragraph == here.paragraph
    ):
        if last and _is_question_to(document, other, last):
            return Attribution(last.speaker, "", last.mention, "answer")
        if found := _speaker_of_sentence(document, other, last):
            return found
    for other in document.sentences[end.index + 1 : end.index + 2]:
        told = _TOLD.match(document.text[other.start : other.end])
        if told and other.paragraph == here.paragraph:
            return speakers.first_named(document, other.start + told.end(), other.end, "", last)
    if found := _opening_behind(document, parts) or _signature(document, parts):
        return found
    people = [m for m in document.actors if m.kind == "person" and m.end <= parts[0].start]
    near = [m for m in people if document.sentences[m.sentence].paragraph == here.paragraph]
    if near:
        return speakers.of_mention(near[-1], "", "person-in-paragraph")
    if here.index and (found := _speaker_of_sentence(document, document.sentences[here.index - 1], last)):
        is_new = found.mention is not None and last is not None and found.mention.start > last.at
        if last is None or (is_new and found.mention is not None and found.mention.kind == "person"):
            return found
    return None


def _is_question_to(document: Document, other: Sentence, last: Attribution) -> bool:
    """Whether a sentence is the reporter's question, which the one who spoke before it in the paragraph answers."""
    text = document.text[other.start : other.end]
    there = document.article.sentence_at(last.at)
    is_near = there.paragraph == other.paragraph and other.index - there.index <= 2
    return (
        is_near
        and text.rstrip().endswith("?")
        and not document.is_quoted(other.start)
        and not speakers.verbs(text)
    )


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
            return speakers.of_mention(first, "", "sentence-behind")
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
            return speakers.of_mention(first, "", "signature")
    return None


def _speaker_of_sentence(document: Document, other: Sentence, last: Attribution | None) -> Attribution | None:
    """The subject of the sentence's verb of speech, or the person with whom it begins."""
    text = document.text[other.start : other.end]
    verb = next((v for v in speakers.verbs(text) if not document.is_quoted(other.start + v.start())), None)
    if verb:
        found = speakers.subject(document, other.start, other.start + verb.start(), verb[0].lower(), last)
        if found and found.mention is not None:
            return Attribution(found.speaker, "", found.mention, "sentence-before")
    people = [
        m
        for m in document.actors_in(other.index)
        if m.kind == "person" and not speakers.is_possessor(document, m)
    ]
    free = [m for m in people if not speakers.is_governed(document, other.start, (m.start, m.end, "person"))]
    if chosen := free or people:
        return speakers.of_mention(chosen[0], "", "sentence-before")
    opening = next((n for n in speakers.nouns(document, other.start, other.end) if n[2] == "office"), None)
    is_opening = opening is not None and opening[0] - other.start < 3
    return speakers.of_office(document, opening[0], opening[1], "") if opening and is_opening else None
