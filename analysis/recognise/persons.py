"""Mentions of persons: full names with what makes them a person's, then the family names that refer to them.

A sequence of capitalised words becomes a person by an office before or behind it ("Ambassador …", "…, the
Chinese envoy"), a state's possessive or adjective, the state in brackets of a UN record, a verb of speech, a
known given name, or the shape of a Korean or Chinese name. The public record of office holders only helps
out: with the state of a person whom the article names without one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from analysis.recognise import names, office_holders, witnesses, wording
from analysis.recognise.names import Candidate, word_set
from analysis.recognise.people import Mentioned, Named, Person, assembled, called_by, is_same, may_be_called
from analysis.recognise.person_cues import is_introduced, is_subject, is_thing, speaks
from analysis.recognise.person_states import (
    JOINTS,
    Setting,
    after_lists,
    fill_states,
    hear_later_witnesses,
    home_of,
    last_named,
    of_headline,
    state_of,
)
from analysis.recognise.witnesses import Rank, Witness
from analysis.recognise.wording import Line
from analysis.records import ActorMention, Article

_LANGUAGES = ("korean", "chinese")


def find(article: Article, named_states: Sequence[ActorMention]) -> tuple[ActorMention, ...]:
    """All mentions of persons, ordered by position, each with the person's full name and state."""
    lines = [line for line in wording.lines(article, named_states) if not line.is_credit]
    called = _called_alone(lines)
    people = assembled(n for line in lines for n in _named_in(line, called) if not _is_author(article, n))
    mentions = [m for line in lines for m in _mentions(line, people)]
    hear_later_witnesses(mentions, lines)
    setting = Setting(
        tuple(mentions),
        article.published,
        home_of(article),
        last_named(lines),
        after_lists(lines),
        of_headline(article),
        frozenset(code for line in lines for code in line.codes if code),
    )
    resolved = {id(p): state_of(p, setting) for p in people}
    fill_states(mentions, resolved, setting)
    return tuple(_record(m, resolved[id(m.person)]) for m in mentions)


def covered(mentions: Iterable[ActorMention]) -> set[int]:
    """The characters that mentions cover."""
    return {i for m in mentions for i in range(m.start, m.end)}


def _is_author(article: Article, n: Named) -> bool:
    name = names.key(" ".join(n.words))
    mastheads = (article.publisher, *(article.headline.split("|") if "|" in article.headline else ()))
    is_in_byline = name in names.key(article.byline) or name in map(names.key, mastheads)
    return is_in_byline and not n.has_title and not office_holders.holder(n.words)


def _record(m: Mentioned, state: str) -> ActorMention:
    return ActorMention(
        start=m.span.start,
        end=m.span.end,
        sentence=m.line.sentence.index,
        rule=f"persons:{m.form}",
        actor_id=m.person.name,
        name=m.person.name,
        kind="person",
        state=state,
        role=m.person.role,
        form=m.form,
    )


def _called_alone(lines: Sequence[Line]) -> frozenset[str]:
    """The single words that speak or bear an honorific anywhere, and so are family names."""
    return frozenset(
        c.words[0]
        for line in lines
        for c in line.candidates
        if len(c.words) == 1 and not line.is_titled and (speaks(line, c) or witnesses.has_honorific(line, c))
    )


def _named_in(line: Line, called: frozenset[str]) -> list[Named]:
    """The persons whom a sentence names outright, and those who stand in a list beside one."""
    judged = [(c, _judge(line, c, called)) for c in _trimmed_candidates(line)]
    found = [n for _, n in judged if n]
    if found and not line.is_titled:
        found += _neighbours(line, judged)
    return found


def _trimmed_candidates(line: Line) -> list[Candidate]:
    return [c for raw in line.candidates if not _is_body(line, c := _trimmed(line, raw))]


def _trimmed(line: Line, c: Candidate) -> Candidate:
    """The candidate without a word that only begins the sentence, or, in a headline, without what follows."""
    if len(c.words) > 1 and c.first == 0 and names.order(c.words[1:]) and not names.order(c.words):
        c = line.part(c, 1, len(c.words))
    if _is_whole(c.words):
        return c
    for size in (3, 2) if line.is_titled else (3,):
        if size < len(c.words) and _is_whole(c.words[:size]):
            return line.part(c, 0, size)
    return c


def _is_whole(words: tuple[str, ...]) -> bool:
    """Whether the words are a full name by their shape or by the record."""
    if len(words) == 3 and names.order(words) != "family-first":
        return names.is_initial(words[1]) and names.order(words) == "given-first"
    return len(words) in (2, 3) and not names.is_initial(words[-1]) and bool(
        names.order(words) or office_holders.holder(words)
    )  # fmt: skip


#: What may stand between a name and the body called by it ("Kim Il Sung Military Academy").
_BODY_MODIFIERS = frozenset(
    "military naval national political higher memorial international state medical".split()
)


def _is_body(line: Line, c: Candidate) -> bool:
    """Whether the words belong to a body or a place: "Kim Il Sung Square", "the Lazarus Group"."""
    if any(w.lower() in word_set("words", "organisation_heads") for w in c.words):
        return True
    if len(c.words) > 1 and c.words[-1] in word_set("words", "legal_forms"):
        return True
    after = line.word(c.last + 1)
    is_joined = bool(after) and line.words[c.last + 1].start - c.end == 1
    if not is_joined or not after[0].isupper():
        return False
    then = line.low(c.last + 2) if after.lower() in _BODY_MODIFIERS else ""
    return after.lower() in word_set("words", "bodies_after") or then in word_set("words", "bodies_after")


def _judge(line: Line, c: Candidate, called: frozenset[str]) -> Named | None:
    heard = witnesses.around(line, c)
    has_title = any(w.rank == Rank.TITLE and w.role for w in heard) or witnesses.has_honorific(line, c)
    if len(c.words) == 1:
        is_person = _is_titled_family(line, c, has_title)
    else:
        is_called = not called.isdisjoint((c.words[0], c.words[-1]))
        is_person = not is_thing(line, c) and _is_full(line, c, heard, has_title or is_called)
    return Named(names.cased(c.words), c.start, heard, has_title) if is_person else None


def _is_full(line: Line, c: Candidate, heard: Sequence[Witness], has_title: bool) -> bool:
    """Whether several words are a person's full name."""
    has_shape = bool(names.order(c.words) or office_holders.holder(c.words))
    if line.is_titled:
        return (has_shape or has_title) and len(c.words) <= 4
    if all(w.isupper() for w in c.words):
        is_signature = (
            c.first == 0
            and line.word(c.last + 1) in (".", "", "JR", "SR", "III")
            and names.order(c.words) == "given-first"
        )
        return bool(heard) or is_signature or (c.first == 0 and line.word(c.last + 1) == ",")
    if has_shape or has_title or any(w.rank in (Rank.BRACKETS, Rank.GENITIVE) for w in heard):
        return True
    if any(w.rank == Rank.TITLE and w.state for w in heard) and is_subject(line, c):
        return True
    return speaks(line, c) or is_introduced(line, c)


_WHERE = frozenset(["in", "at", "near", "from", "outside", "off", "around", "across"])


def _is_titled_family(line: Line, c: Candidate, has_title: bool) -> bool:
    """Whether one word is the family name of a person whom it introduces ("Ambassador Poe")."""
    word = c.words[0]
    after = line.word(c.last + 1)
    if not has_title or word.isupper() or names.is_office(after):
        return False
    if line.low(c.first - 1) in _WHERE and after == ",":
        return False  # "In Pasay, Pyongyang's top diplomat …"
    if after[:1].isdigit() or after.lower() in word_set("words", "organisation_heads"):
        return False  # "Executive Orders 13382", "the General Political Bureau"
    if line.is_titled:
        is_known = any(names.is_surname(word, language) for language in _LANGUAGES)
        return is_known or office_holders.known_alone(word) is not None
    before = line.word(c.first - 1)
    return (
        (before != "," and before[:1].isupper())
        or names.is_office(before)
        or witnesses.has_honorific(line, c)
    )


def _neighbours(line: Line, judged: Sequence[tuple[Candidate, Named | None]]) -> Iterator[Named]:
    """Full names that a comma or "and" joins to a person's ("A, B and C")."""
    for (a, of_a), (b, of_b) in pairwise(judged):
        if bool(of_a) == bool(of_b) or _between(line, a, b) not in JOINTS:
            continue
        known, other = (a, b) if of_a else (b, a)
        if len(known.words) > 1 and len(other.words) in (2, 3) and all(map(_is_alphabetic, other.words)):
            yield Named(names.cased(other.words), other.start, witnesses.around(line, other))


def _between(line: Line, a: Candidate, b: Candidate) -> list[str]:
    """The words between two candidates, without a state's possessive or genitive ("A of Mali and Norway's B")."""
    first = a.last + 1
    if line.low(first) == "of" and line.is_taken(first + 1 + (line.low(first + 1) == "the")):
        first += 1 + (line.low(first + 1) == "the")
        while line.is_taken(first):
            first += 1
    between = range(first, b.first)
    is_possessive = bool(between) and line.word(between[-1]) == "'s" and bool(line.code(between[-1] - 1))
    return [line.word(k) for k in between if not (is_possessive and (line.taken[k] or k == between[-1]))]


def _is_alphabetic(word: str) -> bool:
    return names.key(word) == word.lower() or "-" in word or "'" in word


def _mentions(line: Line, people: list[Person]) -> Iterator[Mentioned]:
    """What in a line means one of the people, or one who needs no more than a family name."""
    for c in _trimmed_candidates(line):
        sizes = range(len(c.words), 0, -1) if line.is_titled else (len(c.words),)
        for size in sizes:
            part = line.part(c, 0, size)
            if person := _meant(line, part, people):
                yield Mentioned(person, line, part)
                break


def _meant(line: Line, c: Candidate, people: list[Person]) -> Person | None:
    words = names.cased(c.words)
    if len(words) == 1 and line.low(c.first - 1) in (
        "one",
        "a",
        "an",
        "another",
        "every",
        "any",
        "no",
        "each",
        "some",
    ):
        return None  # "one Kim is four spellings"
    if same := next((p for p in people if is_same(p, words)), None):
        return same
    fitting = [p for p in people if may_be_called(p, words)]
    heard = witnesses.around(line, c) if len(fitting) != 1 or c.start < fitting[0].first else ()
    if not any(w.role for w in heard) and all(c.start < p.first for p in fitting):
        official = office_holders.known_alone(words[0]) if len(words) == 1 else None
        if official and not any(office_holders.holder(p.words) is official for p in fitting):
            return _alone(line, c, official, people)
    return called_by(words, people, c.start, heard)


def _alone(line: Line, c: Candidate, official: office_holders.Row, people: list[Person]) -> Person | None:
    """An office holder whom the press calls by the family name only; he joins the people. An administration
    that bears his name is no mention of him."""
    i = c.last + 1 + (line.word(c.last + 1) == "'s")
    if c.words[0].isupper() or line.low(i) in ("administration", "government", "regime", "doctrine", "white"):
        return None
    person = Person(c.words, c.start, [Witness(Rank.RECORD, official["state"])])
    people.append(person)
    return person
