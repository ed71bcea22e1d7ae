"""Mentions of persons: full names with what makes them a person's, then the family names that refer to them.

A sequence of capitalised words becomes a person by an office before or behind it ("Ambassador …", "…, the
Chinese envoy"), a state's possessive or adjective, the state in brackets of a UN record, a verb of speech, a
known given name, or the shape of a Korean or Chinese name. The public record of office holders only helps
out: with the state of a person whom the article names without one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from analysis.lexicon import settings
from analysis.recognise import clauses, names, office_holders, states, witnesses, wording
from analysis.recognise.names import Candidate, word_set
from analysis.recognise.witnesses import Rank, Witness
from analysis.recognise.wording import Line
from analysis.records import ActorMention, Article

_INTRODUCTION = re.compile(
    r"\b(?:according to|(?:one|two|some) of (?:them|these|those) ,|is how|as|among them ,"
    r"|(?:chaired|delivered|voiced|penned|presented|uttered|read out|given) by)$"
)
_LANGUAGES = ("korean", "chinese")
#: What stands between two names of a list.
_JOINTS = ([","], ["and"], [",", "and"], ["or"], [";"], [";", "and"])


@dataclass(frozen=True, slots=True)
class Named:
    """A mention that is a person by itself: a full name, or a title with a family name."""

    words: tuple[str, ...]
    start: int
    witnesses: tuple[Witness, ...] = ()
    has_title: bool = False


@dataclass
class Person:
    """A person of the article, as assembled from the mentions; `first` is the offset of the first one."""

    words: tuple[str, ...]
    first: int
    witnesses: list[Witness] = field(default_factory=list)

    @property
    def name(self) -> str:
        return " ".join(self.words)

    @property
    def role(self) -> str:
        return max((w.role for w in self.witnesses), key=len, default="")


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Words of a line that mean a person of the article."""

    person: Person
    line: Line
    span: Candidate

    @property
    def form(self) -> str:
        return "name" if len(self.span.words) > 1 else "surname"


def find(article: Article, named_states: Sequence[ActorMention]) -> tuple[ActorMention, ...]:
    """All mentions of persons, ordered by position, each with the person's full name and state."""
    lines = [line for line in wording.lines(article, named_states) if not line.is_credit]
    called = _called_alone(lines)
    people = _people(n for line in lines for n in _named_in(line, called) if not _is_author(article, n))
    mentions = [m for line in lines for m in _mentions(line, people)]
    _hear_later_witnesses(mentions, lines)
    setting = _Setting(
        tuple(mentions), article.published, _home(article), _last_named(lines), _after_lists(lines)
    )
    resolved = {id(p): _state(p, setting) for p in people}
    _fill_states(mentions, resolved, setting)
    return tuple(_record(m, resolved[id(m.person)]) for m in mentions)


def covered(mentions: Iterable[ActorMention]) -> set[int]:
    """The characters that mentions cover."""
    return {i for m in mentions for i in range(m.start, m.end)}


def _is_author(article: Article, n: Named) -> bool:
    is_in_byline = names.key(" ".join(n.words)) in names.key(article.byline)
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


# Who is a person ----------------------------------------------------------------------------------------


def _called_alone(lines: Sequence[Line]) -> frozenset[str]:
    """The single words that speak or bear an honorific anywhere, and so are family names."""
    return frozenset(
        c.words[0]
        for line in lines
        for c in line.candidates
        if len(c.words) == 1 and not line.is_titled and (_speaks(line, c) or witnesses.has_honorific(line, c))
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


def _is_body(line: Line, c: Candidate) -> bool:
    """Whether the words belong to a body or a place: "Kim Il Sung Square", "the Lazarus Group"."""
    if any(w.lower() in word_set("words", "organisation_heads") for w in c.words):
        return True
    after = line.word(c.last + 1)
    is_joined = bool(after) and line.words[c.last + 1].start - c.end == 1
    return is_joined and after[0].isupper() and after.lower() in word_set("words", "bodies_after")


def _judge(line: Line, c: Candidate, called: frozenset[str]) -> Named | None:
    heard = witnesses.around(line, c)
    has_title = any(w.rank == Rank.TITLE and w.role for w in heard) or witnesses.has_honorific(line, c)
    if len(c.words) == 1:
        is_person = _is_titled_family(line, c, has_title)
    else:
        is_called = not called.isdisjoint((c.words[0], c.words[-1]))
        is_person = not _is_thing(line, c) and _is_full(line, c, heard, has_title or is_called)
    return Named(names.cased(c.words), c.start, heard, has_title) if is_person else None


def _is_thing(line: Line, c: Candidate) -> bool:
    """Whether the words name a ship, a place or a firm: "the Kum Un San 3", "the tanker …", "near …"."""
    before, after = line.low(c.first - 1), line.word(c.last + 1)
    if after.isdigit() or before in word_set("words", "things_before"):
        return True
    if before == "," and line.low(c.first - 2) in word_set("words", "firms"):
        return True
    if before in ("the", "a", "an") and not line.is_titled:
        return office_holders.holder(c.words) is None
    return before == "of" and line.low(c.first - 2) in word_set("words", "things_before")


def _is_full(line: Line, c: Candidate, heard: Sequence[Witness], has_title: bool) -> bool:
    """Whether several words are a person's full name."""
    has_shape = bool(names.order(c.words) or office_holders.holder(c.words))
    if line.is_titled:
        return (has_shape or has_title) and len(c.words) <= 4
    if all(w.isupper() for w in c.words):
        return bool(heard) or (c.first == 0 and line.word(c.last + 1) == ",")
    if has_shape or has_title or any(w.rank in (Rank.BRACKETS, Rank.GENITIVE) for w in heard):
        return True
    if any(w.rank == Rank.TITLE and w.state for w in heard) and _is_subject(line, c):
        return True
    return _speaks(line, c) or _is_introduced(line, c)


def _is_introduced(line: Line, c: Candidate) -> bool:
    """Whether the words around want a person: "…, who", "according to …", "one of them, …", "chaired by …"."""
    before, after = line.low(c.first - 1), line.word(c.last + 1)
    if after == "who" or (after == "," and line.low(c.last + 2) in ("who", "whose")):
        return True
    head = " ".join(line.low(k) for k in range(max(0, c.first - 4), c.first))
    return before in ("how", "by", ",", "to", "whom", "as") and _INTRODUCTION.search(head) is not None


def _is_titled_family(line: Line, c: Candidate, has_title: bool) -> bool:
    """Whether one word is the family name of a person whom it introduces ("Ambassador Poe")."""
    word = c.words[0]
    if not has_title or word.isupper() or names.is_office(line.word(c.last + 1)):
        return False
    if line.is_titled:
        is_known = any(names.is_surname(word, language) for language in _LANGUAGES)
        return is_known or office_holders.known_alone(word) is not None
    before = line.word(c.first - 1)
    return (
        (before != "," and before[:1].isupper())
        or names.is_office(before)
        or witnesses.has_honorific(line, c)
    )


def _is_subject(line: Line, c: Candidate) -> bool:
    """Whether a finite verb follows the name, or the state whose person it is ("X of Denmark abstained")."""
    k = c.last + 1
    if line.low(k) == "of":
        k += 1 + (line.low(k + 1) == "the")
        while line.is_taken(k):
            k += 1
    return clauses.is_finite(line.word(k) or "-")


def _speaks(line: Line, c: Candidate) -> bool:
    """Whether a verb of speech stands right beside the name."""
    forms = witnesses.speech_forms()
    k = c.first - 1
    while line.is_taken(k) or line.word(k) == "'s":
        k -= 1
    if line.low(k) in forms and line.word(c.last + 1) in (",", ".", ";", ":", "of", "who", ""):
        return True
    after = c.last + 1 + (line.word(c.last + 1) == ",")
    return line.low(after) in forms or line.low(c.last + 1) in word_set("words", "person_verbs")


def _neighbours(line: Line, judged: Sequence[tuple[Candidate, Named | None]]) -> Iterator[Named]:
    """Full names that a comma or "and" joins to a person's ("A, B and C")."""
    for (a, of_a), (b, of_b) in pairwise(judged):
        if bool(of_a) == bool(of_b) or _between(line, a, b) not in _JOINTS:
            continue
        known, other = (a, b) if of_a else (b, a)
        if len(known.words) > 1 and len(other.words) in (2, 3) and all(map(_is_alphabetic, other.words)):
            yield Named(names.cased(other.words), other.start, witnesses.around(line, other))


def _between(line: Line, a: Candidate, b: Candidate) -> list[str]:
    """The words between two candidates, without a state's possessive ("A and Norway's B")."""
    between = range(a.last + 1, b.first)
    is_possessive = bool(between) and line.word(between[-1]) == "'s" and bool(line.code(between[-1] - 1))
    return [line.word(k) for k in between if not (is_possessive and (line.taken[k] or k == between[-1]))]


def _is_alphabetic(word: str) -> bool:
    return names.key(word) == word.lower() or "-" in word or "'" in word


# From mentions to persons -------------------------------------------------------------------------------


def _people(found: Iterable[Named]) -> list[Person]:
    """The persons, full names first; a family name with a title joins the full name that it fits."""
    people: list[Person] = []
    for n in sorted(found, key=lambda n: (len(n.words) == 1, n.start)):
        home = next((p for p in people if _is_same(p, n.words)), None)
        if home is None and len(n.words) == 1:
            home = _called(n.words, people, n.start, n.witnesses)
        if home is None:
            home = Person(n.words, n.start)
            people.append(home)
        home.witnesses += n.witnesses
        home.first = min(home.first, n.start)
        home.words = max(home.words, n.words, key=len)
    return people


def _is_same(p: Person, words: tuple[str, ...]) -> bool:
    """Whether two names are one: alike but for accents, hyphens or a middle name, or of one official."""
    if len(words) == 1 or len(p.words) == 1:
        return p.words == words
    if names.key("".join(words)) == names.key("".join(p.words)):
        return True
    mine = office_holders.holder(p.words)
    if mine and mine is office_holders.holder(words):
        return True
    has_same_ends = all(names.key(words[k]) == names.key(p.words[k]) for k in (0, -1))
    return has_same_ends and "given-first" in (names.order(words), names.order(p.words))


def _called(
    words: tuple[str, ...], people: Sequence[Person], at: int, heard: Sequence[Witness] = ()
) -> Person | None:
    """Whom a short name means: of those with that family name the one whose office or state fits the words
    around, then the one who was named last before, then the first."""
    fitting = _best_fitting([p for p in people if _may_be_called(p, words)], heard)
    earlier = [p for p in fitting if p.first < at]
    if earlier:
        return max(earlier, key=lambda p: p.first)
    return min(fitting, key=lambda p: p.first, default=None)


def _best_fitting(people: list[Person], heard: Sequence[Witness]) -> list[Person]:
    said = {w.state for w in heard if w.state}
    by_state = [p for p in people if said & {w.state for w in p.witnesses}]
    heads = {t for w in heard for t in w.role.lower().split() if names.is_office(t)}
    by_office = [p for p in by_state or people if heads & set(p.role.lower().split())]
    return by_office or by_state or people


def _may_be_called(p: Person, words: tuple[str, ...]) -> bool:
    """Whether the words are the person's family name, of one word or several ("de Riviere")."""
    called = names.key("".join(words))
    families = [*names.family_names(p.words), *("".join(p.words[k:]) for k in range(1, len(p.words)))]
    return any(names.key(f) == called for f in families)


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
    if same := next((p for p in people if _is_same(p, words)), None):
        return same
    fitting = [p for p in people if _may_be_called(p, words)]
    heard = witnesses.around(line, c) if len(fitting) != 1 or c.start < fitting[0].first else ()
    if not any(w.role for w in heard) and all(c.start < p.first for p in fitting):
        official = office_holders.known_alone(words[0]) if len(words) == 1 else None
        if official and not any(office_holders.holder(p.words) is official for p in fitting):
            return _alone(line, c, official, people)
    return _called(words, people, c.start, heard)


def _alone(line: Line, c: Candidate, official: office_holders.Row, people: list[Person]) -> Person | None:
    """An office holder whom the press calls by the family name only; he joins the people. An administration
    that bears his name is no mention of him."""
    i = c.last + 1 + (line.word(c.last + 1) == "'s")
    if c.words[0].isupper() or line.low(i) in ("administration", "government", "regime", "doctrine", "white"):
        return None
    person = Person(c.words, c.start, [Witness(Rank.RECORD, official["state"])])
    people.append(person)
    return person


# States of persons --------------------------------------------------------------------------------------


def _hear_later_witnesses(mentions: Sequence[Mentioned], lines: Sequence[Line]) -> None:
    """Adds what stands around family names, and the state in a sentence that goes on with "The Chinese envoy"."""
    by_line: dict[int, list[Mentioned]] = {}
    for m in mentions:
        by_line.setdefault(m.line.sentence.index, []).append(m)
        if m.form == "surname":
            m.person.witnesses += [w for w in witnesses.around(m.line, m.span) if w.state]
    for line in lines:
        before = by_line.get(line.sentence.index - 1, [])
        if before and not any(w.state and w.rank < Rank.LATER for w in before[-1].person.witnesses):
            state = _opening_state(line, by_line.get(line.sentence.index, []))
            before[-1].person.witnesses += [Witness(Rank.LATER, state)] if state else []


def _opening_state(line: Line, mentions: Sequence[Mentioned]) -> str:
    """The state in "The Chinese envoy …" at a sentence's beginning, where no name follows, or ""."""
    if line.low(0) != "the" or not line.code(1):
        return ""
    k = 1
    while line.is_taken(k) or line.word(k) == "'s" or line.low(k) in word_set("offices", "modifiers"):
        k += 1
    is_one = (
        k == 2 and line.forms[1] == "demonym" and not line.low(1).endswith(("s", "ese", "sh", "ch", "iss"))
    )
    if any(m.span.first in (k, k + 1, k + 2) for m in mentions):
        return ""
    is_person = names.is_office(line.word(k)) or (is_one and clauses.is_finite(line.word(k) or "-"))
    return line.code(1) if is_person or (is_one and names.is_office(line.word(k + 1))) else ""


def _home(article: Article) -> str:
    """The state whose ministry or mission publishes the article, or in whose name its headline speaks, or "": its
    officials need no other witness."""
    if _GOVERNMENTAL.search(article.publisher):
        found = _codes_in(article.publisher)
        return found[0] if found else ""
    spoken = _SPOKEN_FOR.search(article.headline)
    found = _codes_in(spoken["whose"]) if spoken else []
    return found[0] if found else ""


_GOVERNMENTAL = re.compile(
    r"\b(?:Ministry|Department|Office|Mission|Embassy|Government|Treasury|Chancellery|Delegation|Secretariat)\b"
)
_SPOKEN_FOR = re.compile(
    r"\b(?:[Ss]tatement|[Ee]xplanation\sof\s\w+|[Rr]emarks|[Ss]peech)\s(?:by|of)\s(?P<whose>.{3,60})"
)


def _codes_in(text: str) -> list[str]:
    return [code for _, _, code in states.codes_in(text)]


@dataclass(frozen=True, slots=True)
class _Setting:
    """What an article says beside the words around a person: all mentions, its day, the state in whose name it
    speaks, and by sentence the state (not the North) that was named last before it."""

    mentions: tuple[Mentioned, ...]
    published: str
    home: str
    named_before: Mapping[int, str]
    listing: frozenset[int]

    def of(self, p: Person) -> Mentioned | None:
        return next((m for m in self.mentions if m.person is p), None)


def _last_named(lines: Sequence[Line]) -> dict[int, str]:
    """By sentence the state that the two sentences before it named last; the North is in all of them."""
    found: dict[int, str] = {}
    for at, line in enumerate(lines):
        near = [c for other in lines[max(0, at - 2) : at] for c in other.codes if c not in ("", "PRK")]
        found[line.sentence.index] = near[-1] if near else ""
    return found


def _after_lists(lines: Sequence[Line]) -> frozenset[int]:
    """The sentences among the six after one that tells of sanctions, as the items of a list are."""
    told = [
        _SANCTIONED.search(line.text, line.sentence.start, line.sentence.end) is not None for line in lines
    ]
    return frozenset(line.sentence.index for at, line in enumerate(lines) if any(told[max(0, at - 6) : at]))


def _state(p: Person, setting: _Setting, *, asked: bool = False) -> str:
    """The state that the article shows for a person, else the record's, else what stands near. `asked`: on the
    way to somebody else's."""
    ranked = sorted(p.witnesses, key=lambda w: w.rank)
    shown = next((w for w in ranked if w.rank <= Rank.LATER and (w.state or w.is_international)), None)
    if shown:
        return shown.state
    if official := office_holders.holder(p.words, p.role, setting.published):
        return official["state"]
    owner = next((w.owner for w in ranked if w.owner), "")
    if owner and not asked and (state := _owner_state(owner, p, setting)):
        return state
    if state := _of_office(p.role):
        return state
    near = [w.state for w in ranked if w.state]
    if _is_korean(p):  # traders and agents of the North live abroad
        near = [code for code in near if code in ("PRK", "KOR")]
    return near[0] if near else setting.home


def _owner_state(family: str, p: Person, setting: _Setting) -> str:
    """The state of the one whose adviser the person is."""
    if family == witnesses.NEAREST:
        before = [m.person for m in setting.mentions if m.person is not p and m.span.start < p.first]
        owner = before[-1] if before else None
    else:
        owner = _called((family,), [m.person for m in setting.mentions if m.person is not p], p.first)
    if owner:
        return _state(owner, setting, asked=True)
    official = office_holders.known_alone(family)
    return official["state"] if official else ""


@cache
def _offices_of_one_state() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = settings("titles")["office_of"]
    return tuple((re.compile(rf"\b(?:{row['office']})\b", re.IGNORECASE), row["state"]) for row in rows)


def _of_office(role: str) -> str:
    """The state that alone has such an office ("Chief Cabinet Secretary"), or ""."""
    return (
        next((state for office, state in _offices_of_one_state() if office.search(role)), "") if role else ""
    )


def _is_national(p: Person) -> bool:
    """Whether the person's office is held for a state."""
    return bool(set(re.findall(r"[a-z-]+", p.role.lower())) & word_set("offices", "national"))


def _near_state(p: Person, setting: _Setting) -> str:
    """The state of a person without any witness, or "". What the name's shape says of Koreans and Chinese; for an
    office of a state the place where the sentence has it, a state of the sentence, or the one named before
    (the North's officials are always called so)."""
    m = setting.of(p)
    if m is None:
        return ""
    if _is_korean(p):
        return _korea_of(p, m, setting)
    is_chinese = names.order(p.words) == "family-first"
    if not _is_national(p):
        return "CHN" if is_chinese and len(p.words) == 2 else ""
    return ("CHN" if is_chinese else "") or _state_in_sentence(m) or _state_before(m, setting)


def _is_korean(p: Person) -> bool:
    is_shaped = names.order(p.words) == "family-first" and names.is_surname(p.words[0], "korean")
    return is_shaped and not names.is_pinyin(p.words)


def _korea_of(p: Person, m: Mentioned, setting: _Setting) -> str:
    """Which Korea a Korean is of: the North, if the sentence speaks of North Koreans, spells the name as there or
    tells of sanctions; the South for an office or one who is quoted."""
    is_southern = "KOR" in m.line.codes[: m.span.first]
    if _is_northern(m) or (len(p.words) == 3 and not is_southern):
        return "PRK"
    if is_southern or any(_speaks(o.line, o.span) for o in setting.mentions if o.person is p):
        return "KOR"
    words = m.line.text[m.line.sentence.start : m.line.sentence.end]
    is_target = (
        p.words[0] in _NORTHERN or _SANCTIONED.search(words) or m.line.sentence.index in setting.listing
    )
    return "PRK" if is_target else "KOR" if _is_national(p) else ""


#: Family names as only the North spells them.
_NORTHERN = frozenset(
    ["Ri", "Ryang", "Rim", "Choe", "Pak", "Jon", "Jong", "Ro", "Ryom", "Ryong", "Kwak", "Sin", "Mun"]
)
_SANCTIONED = re.compile(
    r"\b(?:designat|sanction|blacklist|asset|listed|listings?|list\b|freez|froz|travel\sban|entit|individuals)",
    re.IGNORECASE,
)


def _is_northern(m: Mentioned) -> bool:
    """Whether the sentence speaks of North Koreans before the name."""
    said = {m.line.codes[k] for k in range(m.span.first) if m.line.forms[k] == "demonym"}
    return "PRK" in said and "KOR" not in said


def _state_before(m: Mentioned, setting: _Setting) -> str:
    """The state named last before "the foreign minister, X" and "its envoy, X"."""
    first = next((k for k in range(m.span.first - 1, -1, -1) if m.line.word(k) in ".;:“"), -1) + 1
    is_definite = any(m.line.low(k) in ("the", "its", "their") for k in range(first, m.span.first))
    return setting.named_before.get(m.line.sentence.index, "") if is_definite else ""


def _state_in_sentence(m: Mentioned) -> str:
    """The state that is named last before the person, else the first in what he says."""
    before = [m.line.codes[k] for k in range(m.span.first - 1, -1, -1)]
    behind = m.line.codes[m.span.last + 1 :] if _speaks(m.line, m.span) else ()
    return next((code for code in (*before, *behind) if code not in ("", "PRK")), "")


def _fill_states(mentions: Sequence[Mentioned], resolved: dict[int, str], setting: _Setting) -> None:
    """Gives a person without a witness the state of the neighbour in a bare list of names, else what is likely."""
    beside = [pair for pair in pairwise(mentions) if pair[0].line is pair[1].line]
    for a, b in [*beside, *((b, a) for a, b in reversed(beside))]:
        low, high = sorted((a.span, b.span), key=lambda c: c.first)
        between = [w.text for w in a.line.words[low.last + 1 : high.first]]
        is_shared = a.person.role in ("", "national") or a.person.role.endswith("s")
        if between in _JOINTS and is_shared and not b.person.witnesses and not resolved[id(b.person)]:
            resolved[id(b.person)] = resolved[id(a.person)]
    for m in mentions:
        if not resolved[id(m.person)] and not any(w.is_international for w in m.person.witnesses):
            resolved[id(m.person)] = _near_state(m.person, setting)
