"""Mentions of persons: full names with what makes them a person's, then the family names that refer to them.

A sequence of capitalised words becomes a person by an office before or behind it ("Ambassador …", "…, the
Chinese envoy"), a state's possessive or adjective, the state in brackets of a UN record, a verb of speech, a known
given name, or the shape of a Korean or Chinese name. The public record of office holders only helps out: with the
state of a person whom the article names without one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from analysis.lexicon import pattern, rows, settings
from analysis.recognise import names, states
from analysis.recognise.names import Candidate, Token, word_set
from analysis.records import ActorMention, Article, Sentence

#: Prepositions behind an office that name its object, not whom it serves.
_OBJECT = frozenset({"to", "for", "on", "in", "at", "about", "against", "with", "over"})
_CONNECTORS = _OBJECT | {"of"}
_DETERMINERS = frozenset(
    {"the", "a", "an", "its", "his", "her", "their", "our", "this", "that", "one", "another"}
)
_STOPS = frozenset(
    "which who whom when as after while but by than if because before until since where whether said told".split()
)
_CLOSERS = frozenset(',.;:()[]"“”«»—!?-')
_INTRODUCED = frozenset({"called", "named", "identified", "namely"})
#: How good the words around a name are as a witness of its state, best first.
_BRACKETS, _TITLE, _GENITIVE, _LATER, _RECORD, _INHERITED, _PLACE, _SHAPE = range(8)
#: Offices that are held for a state.
_NATIONAL = frozenset(
    "ambassador envoy representative delegate diplomat minister secretary president premier chancellor leader "
    "spokesman spokeswoman spokesperson official general admiral marshal commander adviser advisor negotiator "
    "counterpart director chief deputy senator lawmaker undersecretary".split()
)


@dataclass(frozen=True, slots=True)
class Witness:
    """What the words around one mention say of the person: his office, the state, how sure that is."""

    rank: int
    state: str = ""
    role: str = ""
    is_international: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A mention that is a person by itself: a full name, or a title with a family name."""

    candidate: Candidate
    sentence: int
    words: tuple[str, ...]
    witnesses: tuple[Witness, ...]
    has_title: bool = False


@dataclass
class Person:
    """A person of the article, as assembled from the mentions."""

    words: tuple[str, ...]
    witnesses: list[Witness] = field(default_factory=list)
    first: int = 0

    @property
    def name(self) -> str:
        return " ".join(self.words)

    @property
    def role(self) -> str:
        return max((w.role for w in self.witnesses), key=len, default="")


@dataclass(frozen=True)
class Line:
    """A sentence as tokens, with the state that each token belongs to and the candidates for names."""

    sentence: Sentence
    words: tuple[Token, ...]
    states: tuple[str, ...]
    forms: tuple[str, ...]
    taken: tuple[bool, ...]
    is_titled: bool
    is_credit: bool

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        return tuple(names.candidates(self.words, self.taken))


def find(article: Article, named_states: Sequence[ActorMention]) -> tuple[ActorMention, ...]:
    """All mentions of persons, ordered by position, each with the person's full name and state."""
    text = states.plain(article.text)
    lines = _lines(article, text, named_states)
    found = [n for line in lines for n in _named_in(line, text) if not _is_author(article, n)]
    people = _people(found)
    mentions = list(_mentions(lines, people))
    _add_later_witnesses(mentions, lines, people)
    resolved = {id(p): _state(p, lines, mentions, text, article) for p in people}
    _share_in_lists(people, mentions, lines, resolved)
    return tuple(_record(article, m, resolved) for m in mentions)


# Lines --------------------------------------------------------------------------------------------------------


def _lines(article: Article, text: str, named_states: Sequence[ActorMention]) -> list[Line]:
    spans = sorted((m.start, m.end, m.actor_id, m.form) for m in named_states)
    hidden = sorted(states.phrases(text))
    return [_line(s, text, spans, hidden) for s in article.sentences]


def _line(
    s: Sentence, text: str, spans: list[tuple[int, int, str, str]], hidden: list[tuple[int, int]]
) -> Line:
    words = names.tokens(text, s.start, s.end)
    held = ["" for _ in words]
    forms = ["" for _ in words]
    taken = [False for _ in words]
    starts = [w.start for w in words]
    for start, end in _within(hidden, s):
        for i in _indices(starts, start, end):
            taken[i] = True
    for start, end, code, form in _within(spans, s):
        for i in _indices(starts, start, end):
            taken[i], held[i], forms[i] = True, code, form
    for i, w in enumerate(words[:-1]):
        if held[i] and w.text in names.given_names() and _goes_on_as_name(words, taken, i):
            taken[i], held[i] = False, ""
    sentence_text = text[s.start : s.end]
    return Line(
        s, tuple(words), tuple(held), tuple(forms), tuple(taken), _is_titled(words), _is_credit(sentence_text)
    )


def _within(spans: list, s: Sentence) -> Iterator:  # type: ignore[type-arg]
    for i in range(bisect_left(spans, (s.start,)), len(spans)):
        if spans[i][0] >= s.end:
            return
        yield spans[i]


def _indices(starts: list[int], start: int, end: int) -> range:
    return range(bisect_left(starts, start), bisect_left(starts, end))


def _goes_on_as_name(words: Sequence[Token], taken: Sequence[bool], i: int) -> bool:
    """Chad, Jordan, Israel as given names: another word of a name follows at once."""
    after = words[i + 1]
    return not taken[i + 1] and after.start - words[i].end == 1 and names.is_name_word(after.text)


def _is_titled(words: Sequence[Token]) -> bool:
    """Whether nearly every longer word has a capital, as in headlines of American papers."""
    long = [w.text for w in words if len(w.text) > 3 and w.text.isalpha()]
    return len(long) > 3 and sum(w[0].isupper() for w in long) >= 0.75 * len(long)


def _is_credit(sentence: str) -> bool:
    return bool(pattern("titles", "byline").regex.search(sentence)) and not re.search(r"\bsaid\b", sentence)


def _is_author(article: Article, n: Named) -> bool:
    return names.key(" ".join(n.words)) in names.key(article.byline) and not (
        n.has_title or _official(n.words)
    )


# Who is a person ----------------------------------------------------------------------------------------------


def _named_in(line: Line, text: str) -> list[Named]:
    """The persons whom a sentence names outright, and those who stand in a list beside one."""
    if line.is_credit:
        return []
    judged: list[tuple[Candidate, Named | None]] = []
    for raw in line.candidates:
        c = _trimmed(line, raw)
        judged.append((c, _judge(line, c, text)))
    accepted = [n for _, n in judged if n]
    if accepted and not line.is_titled:
        accepted += _neighbours(line, judged)
    return sorted(accepted, key=lambda n: n.candidate.start)


def _trimmed(line: Line, c: Candidate) -> Candidate:
    """The candidate without a word that only begins the sentence, or, in a headline, without what follows."""
    if len(c.words) > 1 and c.first == 0 and names.order(c.words[1:]) and not names.order(c.words):
        c = _cut(line, c, 1, len(c.words))
    if len(c.words) > 2 and line.is_titled:
        for size in (3, 2):
            if size < len(c.words) and _is_whole(c.words[:size]):
                return _cut(line, c, 0, size)
    if len(c.words) > 3 and names.order(c.words[:3]) == "family-first":
        return _cut(line, c, 0, 3)
    return c


def _is_whole(words: tuple[str, ...]) -> bool:
    if len(words) == 3:
        return names.order(words) == "family-first" or len(words[1].rstrip(".")) == 1
    return bool(names.order(words) or _official(words))


def _cut(line: Line, c: Candidate, low: int, high: int) -> Candidate:
    """A part of a candidate; particles count as words of the line but join the words of the name."""
    words = c.words[low:high]
    index = [i for i in range(c.first, c.last + 1)]
    kept = index[low : low + len(words)]
    return Candidate(kept[0], kept[-1], words, line.words[kept[0]].start, line.words[kept[-1]].end)


def _judge(line: Line, c: Candidate, text: str) -> Named | None:
    if _is_body(line, c):
        return None
    witnesses = list(_witnesses(line, c, text))
    has_title = any(w.rank <= _TITLE and w.role for w in witnesses) or _has_honorific(line, c)
    words = names.cased(c.words)
    is_person = (
        _is_single(line, c, has_title) if len(c.words) == 1 else _is_full(line, c, witnesses, has_title)
    )
    if not is_person:
        return None
    return Named(c, line.sentence.index, words, tuple(witnesses), has_title)


def _is_body(line: Line, c: Candidate) -> bool:
    """Whether the words belong to a body or a place: "Kim Il Sung Square", "the Lazarus Group"."""
    if any(w.lower() in word_set("words", "organisation_heads") for w in c.words):
        return True
    after = _word(line, c.last + 1)
    joined = c.last + 1 < len(line.words) and line.words[c.last + 1].start - c.end == 1
    return joined and after[:1].isupper() and after.lower() in word_set("words", "bodies_after")


def _is_full(line: Line, c: Candidate, witnesses: Sequence[Witness], has_title: bool) -> bool:
    shape = bool(names.order(c.words) or _official(c.words))
    if line.is_titled:
        return (shape or has_title) and len(c.words) <= 4
    if all(w.isupper() for w in c.words if len(w) > 1):
        return bool(witnesses)
    speaks = _speaks(line, c)
    if shape or has_title:
        return True
    if any(w.rank in (_BRACKETS, _TITLE) for w in witnesses):
        return speaks or any(w.role or w.rank == _BRACKETS for w in witnesses)
    return speaks or _word(line, c.last + 2).lower() in ("who", "whose") and _word(line, c.last + 1) == ","


def _is_single(line: Line, c: Candidate, has_title: bool) -> bool:
    word = c.words[0]
    if word.isupper() and len(word) > 1 or not has_title or len(word) < 2:
        return False
    if line.is_titled:
        return any(names.is_surname(word, language) for language in ("korean", "chinese")) or bool(
            _known_alone(word)
        )
    adjacent = _word(line, c.first - 1)
    return (names.is_office(adjacent) or names.is_honorific(adjacent) or _is_dotted_honorific(line, c)) or (
        adjacent[:1].isupper() and not line.taken[c.first - 1]
    )


def _neighbours(line: Line, judged: Sequence[tuple[Candidate, Named | None]]) -> Iterator[Named]:
    """Full names that a comma or "and" joins to a person's ("A, B and C")."""
    for (a, is_a), (b, is_b) in zip(judged, judged[1:], strict=False):
        between = [w.text for w in line.words[a.last + 1 : b.first]]
        if between not in ([","], ["and"], [",", "and"], ["or"], [";"]):
            continue
        other, known = (b, is_a) if is_a and not is_b else (a, is_b) if is_b and not is_a else (a, None)
        if known and len(other.words) in (2, 3) and len(known.words) > 1 and not _is_body(line, other):
            if all(w.replace("-", "").replace("'", "").isalpha() for w in other.words):
                yield Named(other, line.sentence.index, names.cased(other.words), ())


def _speaks(line: Line, c: Candidate) -> bool:
    """Whether a verb of speech stands right beside the name."""
    before, after = _word(line, c.first - 1).lower(), _word(line, c.last + 1).lower()
    return after in _speech() or (before in _speech() and _word(line, c.last + 1) in (",", ".", ";", ":", ""))


@cache
def _speech() -> frozenset[str]:
    strong = [r["forms"].split() for r in rows("speech_verbs") if r["strength"] == "strong"]
    return frozenset(form for forms in strong for form in forms) | {"told", "says", "said"}


def _word(line: Line, i: int) -> str:
    return line.words[i].text if 0 <= i < len(line.words) else ""


def _has_honorific(line: Line, c: Candidate) -> bool:
    return names.is_honorific(_word(line, c.first - 1)) or _is_dotted_honorific(line, c)


def _is_dotted_honorific(line: Line, c: Candidate) -> bool:
    return _word(line, c.first - 1) == "." and names.is_honorific(_word(line, c.first - 2))


# What the words around say ------------------------------------------------------------------------------------


def _witnesses(line: Line, c: Candidate, text: str) -> Iterator[Witness]:
    if w := _in_brackets(line, c):
        yield w
    yield from _before(line, c, text)
    yield from _behind(line, c, text)


def _in_brackets(line: Line, c: Candidate) -> Witness | None:
    """SUSAN POWER (United States), as in UN records."""
    i = c.last + 1
    if _word(line, i) != "(":
        return None
    codes = [line.states[k] for k in range(i + 1, min(i + 9, len(line.words))) if line.states[k]]
    end = next((k for k in range(i + 1, min(i + 12, len(line.words))) if _word(line, k) == ")"), None)
    if not codes or end is None or not line.states[i + 1] and _word(line, i + 1).lower() != "the":
        return None
    return Witness(_BRACKETS, codes[0])


def _before(line: Line, c: Candidate, text: str) -> Iterator[Witness]:
    """Offices, adjectives and possessives before the name."""
    i = c.first - 1
    if i < 0:
        return
    if _word(line, i) == "as" and _word(line, i - 1).lower() in _INTRODUCED:
        i -= 2
    elif _word(line, i).lower() in _INTRODUCED:
        i -= 1
    comma = _word(line, i) == ","
    if comma:
        if _word(line, c.last + 1) not in _CLOSERS and c.last + 1 < len(line.words):
            return
        i -= 1
    if i < 0:
        return
    low = _phrase_start(line, i)
    phrase = range(low, i + 1)
    if comma and _ends_name(line, low - 1):
        return
    yield from _phrase_witness(line, phrase, text, is_apart=comma)
    if not comma:
        yield from _speaking_for(line, c)


def _ends_name(line: Line, i: int) -> bool:
    """Whether an apposition that begins after i belongs to the name that ends there."""
    if _word(line, i) != ",":
        return False
    before = _word(line, i - 1)
    return bool(before) and not line.taken[i - 1] and names.is_name_word(before)


def _phrase_start(line: Line, i: int) -> int:
    """Where the noun phrase that ends at i begins: offices, their complements and the state before them."""
    k, has_office = i, False
    loose = 0
    while k >= 0 and i - k < 24:
        word = _word(line, k)
        low = word.lower()
        if line.states[k] or line.taken[k] or word == "'s":
            pass
        elif word == ")" and k >= 2 and line.states[k - 1]:
            k = next((n for n in range(k, -1, -1) if _word(line, n) == "("), k)
        elif names.is_office(word):
            has_office = True
        elif word == "." and names.is_honorific(_word(line, k - 1)):
            pass
        elif low in _DETERMINERS and _word(line, k - 1).lower() not in _CONNECTORS:
            return k
        elif low == "and":
            if not _joins_capitals(line, k):
                return k + 1
        elif word in _CLOSERS or low in _STOPS or low in _speech():
            return k + 1
        elif low in _CONNECTORS or low in _DETERMINERS or low in word_set("offices", "modifiers"):
            pass
        elif word[:1].isupper():
            if names.is_name_word(word) and has_office and not _word(line, k + 1) == "'s":
                return k + 1
        else:
            loose += 1
            if not has_office and loose > 1 or loose > 3:
                return k + 1
        k -= 1
    return max(k + 1, 0)


def _joins_capitals(line: Line, k: int) -> bool:
    before, after = _word(line, k - 1), _word(line, k + 1)
    return before[:1].isupper() and after[:1].isupper() and not line.states[k - 1]


def _phrase_witness(line: Line, phrase: range, text: str, *, is_apart: bool) -> Iterator[Witness]:
    """The witness of a noun phrase that stands before a name."""
    if not phrase:
        return
    last = phrase[-1]
    words = [_word(line, k) for k in phrase]
    offices = [k for k in phrase if names.is_office(_word(line, k))]
    state = _served(line, phrase)
    role_text = text[line.words[phrase[0]].start : line.words[last].end]
    role = _role(role_text)
    if pattern_international().search(role_text) and offices and not state:
        yield Witness(_TITLE, "", role, True)
    elif offices and (is_apart or _is_adjacent_title(line, phrase, offices[-1])):
        yield Witness(_TITLE, state, role)
    elif words[-1] == "'s" and len(phrase) > 1 and line.states[last - 1] and not is_apart:
        yield Witness(_TITLE, line.states[last - 1])
    elif line.states[last] and line.forms[last] == "demonym":
        yield Witness(_TITLE, line.states[last], "" if not is_apart else "national")
    elif words[-1] == "'s" and _word(line, last - 1) in ("UN", "U.N", "Nations") and not is_apart:
        yield Witness(_TITLE, "", "", True)


def _is_adjacent_title(line: Line, phrase: range, office: int) -> bool:
    """Whether what lies between the last office and the name is only the office's complement."""
    rest = [k for k in phrase if k > office]
    return all(
        line.taken[k]
        or _word(line, k).lower() in _CONNECTORS | _DETERMINERS | {"and", "(", ")", "'s", "."}
        or _word(line, k)[:1].isupper()
        or _word(line, k).lower() in word_set("offices", "modifiers")
        for k in rest
    ) and not (rest and _word(line, rest[-1]) == "'s")


def _served(line: Line, phrase: range) -> str:
    """The state that an office serves: "Chinese ambassador to Japan" serves China, "minister of Japan" Japan."""
    preposition = ""
    found = ""
    for k in phrase:
        low = _word(line, k).lower()
        if line.states[k]:
            if preposition not in _OBJECT and line.forms[k] != "place" and not found:
                found = line.states[k]
        elif low in _CONNECTORS:
            preposition = low
        elif names.is_office(low) or low == "'s":
            preposition = ""
    return found


def _role(text: str) -> str:
    """The office's words without article and state."""
    plain = re.sub(r"^(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts)\s+", "", text.strip(" ,"))
    return re.sub(r"\s+", " ", plain).strip(" ,")


@cache
def pattern_international() -> re.Pattern[str]:
    """What makes an office one of an organisation of states."""
    return re.compile(settings("titles")["offices"]["international"].replace("\n", ""))


def _speaking_for(line: Line, c: Candidate) -> Iterator[Witness]:
    """ "For France, X said", "For the UN, X said"."""
    i = c.first - 1 if _word(line, c.first - 1) != "," else c.first - 2
    k = i
    while k >= 0 and (line.taken[k] or _word(line, k).lower() in ("the", ",", "un", "nations", "united")):
        k -= 1
    if 0 <= k < i + 1 and k <= 3 and _word(line, k).lower() in ("for", "representing"):
        codes = [line.states[n] for n in range(k, i + 1) if line.states[n]]
        if codes:
            yield Witness(_GENITIVE, codes[0])
        elif any(_word(line, n).upper() in ("UN", "NATIONS") for n in range(k, i + 1)):
            yield Witness(_TITLE, "", "", True)


def _behind(line: Line, c: Candidate, text: str) -> Iterator[Witness]:
    """An apposition or a genitive behind the name."""
    i = c.last + 1
    after = _word(line, i)
    if after == "of" or (after.lower() in ("speaks", "spoke", "speaking") and _word(line, i + 1) == "for"):
        yield from _genitive(line, i if after == "of" else i + 1, text)
    elif after in (",", "(", "—", "-"):
        if _word(line, i + 1).lower() in ("for", "from", "speaking", "of", "representing"):
            yield from _genitive(line, i + 1 + (_word(line, i + 1).lower() == "speaking"), text)
        else:
            yield from _apposition(line, i + 1, text)
    elif after.lower() in ("speaks", "spoke"):
        yield from _genitive(line, i + 1, text)


def _genitive(line: Line, i: int, text: str) -> Iterator[Witness]:
    """ "of China", "for the United States", "of the UN Secretariat"."""
    k = i + 1 + (_word(line, i + 1).lower() == "the")
    if k < len(line.words) and line.states[k] and _word(line, k + 1) != "'s":
        yield Witness(_GENITIVE, line.states[k])
    elif _word(line, k).rstrip(".") in ("UN", "U.N", "United"):
        yield Witness(_GENITIVE, "", "", True)


def _apposition(line: Line, i: int, text: str) -> Iterator[Witness]:
    """ ", the Chinese ambassador to the UN," behind a name."""
    first = _word(line, i).lower()
    if first in _CONNECTORS | _STOPS or first in ("and", "") or first in _speech() or first.endswith("ing"):
        return
    end = _phrase_end(line, i)
    offices = [k for k in range(i, end) if names.is_office(_word(line, k))]
    if not offices or _titles_next(line, offices, end):
        return
    if any(_word(line, k).lower() in _OBJECT for k in range(i, offices[0])):
        return
    phrase = range(i, end)
    role_text = text[line.words[i].start : line.words[end - 1].end]
    state = _served(line, phrase)
    if not state and pattern_international().search(role_text):
        yield Witness(_TITLE, "", _role(role_text), True)
        return
    yield Witness(_TITLE, state, _role(role_text))
    if not state and (possessor := _possessor(line, phrase)):
        yield Witness(_LATER, "@" + possessor, _role(role_text))
    elif not state:
        yield from _at_place(line, end, text, _role(role_text))


def _phrase_end(line: Line, i: int) -> int:
    k = i
    while k < len(line.words) and k - i < 26:
        word = _word(line, k)
        if word in _CLOSERS or word.lower() in _STOPS or (k > i and word.lower() in _speech()):
            break
        k += 1
    return k


def _titles_next(line: Line, offices: Sequence[int], end: int) -> bool:
    """Whether the office is the title of a name that follows it: "A, Russian ambassador B said"."""
    k = offices[-1] + 1
    while k < end and _word(line, k).lower() in _CONNECTORS | {"the"} | {"united", "nations"}:
        k += 1
    after = _word(line, offices[-1] + 1)
    return (
        offices[-1] + 1 < end
        and not line.taken[offices[-1] + 1]
        and bool(after)
        and names.is_name_word(after)
    )


def _possessor(line: Line, phrase: range) -> str:
    """The name in "Yoon's adviser", by which the adviser's state is found."""
    for k in phrase[:-1]:
        if _word(line, k + 1) == "'s" and not line.taken[k] and names.is_name_word(_word(line, k)):
            return _word(line, k)
    return ""


def _at_place(line: Line, end: int, text: str, role: str) -> Iterator[Witness]:
    """A scholar's state, from the capital at which his institute is ("…, Kuala Lumpur,")."""
    stop = next(
        (
            k
            for k in range(end, len(line.words))
            if _word(line, k).lower() in _STOPS or _word(line, k) in '.;"”'
        ),
        len(line.words),
    )
    tail = text[line.words[end - 1].end : line.words[stop - 1].end] if stop > end else ""
    tail = tail[:60]
    for surface, (code, form) in states.by_surface().items():
        if form == "capital" and surface in tail and code not in ("USA",):
            yield Witness(_PLACE, code, role)
            return


# From mentions to persons -------------------------------------------------------------------------------------


def _people(found: Sequence[Named]) -> list[Person]:
    """The persons, full names first; a family name with a title joins the full name that it fits."""
    people: list[Person] = []
    for n in sorted(found, key=lambda n: (len(n.words) == 1, n.candidate.start)):
        home = next((p for p in people if _is_same(p, n.words)), None)
        if home is None and len(n.words) == 1:
            home = _called(n.words, people, n.candidate.start, n.witnesses)
        if home is None:
            people.append(Person(n.words, list(n.witnesses), n.candidate.start))
            continue
        home.witnesses += n.witnesses
        home.first = min(home.first, n.candidate.start)
        if len(n.words) > len(home.words):
            home.words = n.words
    return people


def _is_same(p: Person, words: tuple[str, ...]) -> bool:
    """Whether two full names are one: alike but for accents, hyphens or a middle name, or of one official."""
    if len(words) == 1 or len(p.words) == 1:
        return p.words == words
    if names.key(" ".join(words)) == names.key(p.name):
        return True
    mine, other = _official(p.words), _official(words)
    if mine and mine is other:
        return True
    ends = names.key(words[0]) == names.key(p.words[0]) and names.key(words[-1]) == names.key(p.words[-1])
    return ends and "given-first" in (names.order(words), names.order(p.words)) and len(words) != len(p.words)


def _called(
    words: tuple[str, ...], people: Sequence[Person], at: int, witnesses: Sequence[Witness] = ()
) -> Person | None:
    """Whom a short name means: the person with that family name who was named last, or who comes first.
    Of several, one whose office or state fits the words around goes first."""
    fitting = [p for p in people if _may_be_called(p, words)]
    if len(fitting) > 1 and witnesses:
        fitting = _fitting_best(fitting, witnesses)
    earlier = [p for p in fitting if p.first < at]
    if earlier:
        return max(earlier, key=lambda p: p.first)
    return min(fitting, key=lambda p: p.first, default=None)


def _fitting_best(fitting: list[Person], witnesses: Sequence[Witness]) -> list[Person]:
    said = {w.state for w in witnesses if w.state}
    by_state = [p for p in fitting if said & {w.state for w in p.witnesses}] if said else []
    heads = {t for w in witnesses for t in w.role.lower().split() if names.is_office(t)}
    by_office = [p for p in by_state or fitting if heads & set(p.role.lower().split())]
    return by_office or by_state or fitting


def _may_be_called(p: Person, words: tuple[str, ...]) -> bool:
    called = names.key("".join(words))
    if len(p.words) == 1:
        return names.key(p.words[0]) == called
    return any(names.key(f) == called for f in names.family_names(p.words)) or _is_tail(p, called)


def _is_tail(p: Person, called: str) -> bool:
    """Family names of several words: "de Riviere", "Thomas Greenfield", "Bille Hermann"."""
    return any(names.key("".join(p.words[k:])) == called for k in range(1, len(p.words)))


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A mention of a person of the article."""

    person: Person
    line: Line
    start: int
    end: int
    form: str
    rule: str
    first: int
    last: int


def _mentions(lines: Sequence[Line], people: list[Person]) -> Iterator[Mentioned]:
    """Every candidate that names a person of the article, or one who needs no more than a family name."""
    latest: dict[str, Person] = {}
    for line in lines:
        if line.is_credit:
            continue
        for raw in line.candidates:
            c = _trimmed(line, raw)
            if _is_body(line, c):
                continue
            hit = _full_or_short(line, c, people, latest)
            if hit is None:
                continue
            person, size = hit
            part = _cut(line, c, 0, size) if size < len(c.words) else c
            form = "name" if size > 1 else "surname"
            yield Mentioned(
                person, line, part.start, part.end, form, f"persons:{form}", part.first, part.last
            )


def _full_or_short(
    line: Line, c: Candidate, people: list[Person], latest: dict[str, Person]
) -> tuple[Person, int] | None:
    """The person and how many words of the candidate name him."""
    for size in range(len(c.words), 0, -1):
        words = c.words[:size]
        if size < len(c.words) and not line.is_titled and size > 1:
            continue
        proper = names.cased(words)
        same = next((p for p in people if _is_same(p, proper)), None)
        if same:
            for family in names.family_names(proper):
                latest[names.key(family)] = same
            return same, size
        if size < len(c.words) and not line.is_titled:
            continue
        if short := _short(line, c, proper, people, latest):
            return short, size
    return None


def _short(
    line: Line, c: Candidate, words: tuple[str, ...], people: list[Person], latest: dict[str, Person]
) -> Person | None:
    called = names.key("".join(words))
    fitting = [p for p in people if _may_be_called(p, words)]
    if not fitting:
        return _alone(line, c, words, people)
    if len(fitting) > 1:
        witnesses = list(_witnesses(line, c, "")) if False else []
        recent = latest.get(called)
        if recent in fitting and not witnesses:
            return recent
    return _called(words, people, c.start)


def _alone(line: Line, c: Candidate, words: tuple[str, ...], people: list[Person]) -> Person | None:
    """An office holder whom the press calls by the family name only; he joins the persons."""
    if len(words) != 1 or words[0].isupper():
        return None
    official = _known_alone(words[0])
    after = _word(line, c.last + 1)
    if official is None or after.lower() in (
        "administration",
        "government",
        "white",
        "regime",
        "-",
        "doctrine",
    ):
        return None
    if after == "'s" and _word(line, c.last + 2).lower() in ("administration", "government", "regime"):
        return None
    person = Person(words, [Witness(_RECORD, official["state"])], c.start)
    people.append(person)
    return person


# States of persons --------------------------------------------------------------------------------------------


def _add_later_witnesses(
    mentions: Sequence[Mentioned], lines: Sequence[Line], people: Sequence[Person]
) -> None:
    """Words around short mentions, and a following sentence that opens with "The Chinese envoy"."""
    by_line: dict[int, list[Mentioned]] = {}
    for m in mentions:
        by_line.setdefault(m.line.sentence.index, []).append(m)
    for m in mentions:
        if m.form == "surname":
            c = Candidate(
                m.first, m.last, tuple(_word(m.line, k) for k in range(m.first, m.last + 1)), m.start, m.end
            )
            m.person.witnesses += [w for w in _witnesses(m.line, c, _joined(m.line)) if w.state]
    for line in lines:
        before = by_line.get(line.sentence.index - 1, [])
        if not before or any(w.state and w.rank < _LATER for w in before[-1].person.witnesses):
            continue
        if state := _opening_envoy(line, by_line.get(line.sentence.index, [])):
            before[-1].person.witnesses.append(Witness(_LATER, state))


def _joined(line: Line) -> str:
    """The line's text at the offsets of the article."""
    out = [" "] * (line.words[-1].end if line.words else 0)
    for w in line.words:
        out[w.start : w.end] = w.text
    return "".join(out)


def _opening_envoy(line: Line, mentions: Sequence[Mentioned]) -> str:
    """The state in "The Chinese envoy …" at a sentence's beginning, where no name follows."""
    if _word(line, 0).lower() != "the":
        return ""
    k = 1
    while k < len(line.words) and (line.states[k] or _word(line, k) == "'s"):
        k += 1
    if k == 1 or not line.states[1]:
        return ""
    while _word(line, k).lower() in word_set("offices", "modifiers"):
        k += 1
    if not names.is_office(_word(line, k)) or any(m.first in (k + 1, k + 2) for m in mentions):
        return ""
    return line.states[1]


def _state(
    p: Person, lines: Sequence[Line], mentions: Sequence[Mentioned], text: str, article: Article
) -> str:
    """The state that the article shows for a person, else the record's, else what stands near."""
    best = min(
        (w for w in p.witnesses if (w.state or w.is_international) and w.rank < _LATER),
        default=None,
        key=_rank,
    )
    if best:
        return best.state
    official = _official(p.words, p.role, article.published)
    if official:
        return official["state"]
    for w in sorted(p.witnesses, key=_rank):
        if w.state.startswith("@"):
            owner = _called((w.state[1:],), [m.person for m in mentions], p.first)
            known = _known_alone(w.state[1:])
            if owner and owner is not p:
                return _state(owner, lines, mentions, text, article)
            if known:
                return known["state"]
        elif w.state:
            return w.state
    return _near_state(p, mentions)


def _rank(w: Witness) -> int:
    return w.rank


def _near_state(p: Person, mentions: Sequence[Mentioned]) -> str:
    """The state of a person without any witness: that of the office holder named before him in the
    sentence, the state that the sentence names before him, or North Korea for a name spelt as there."""
    mine = [m for m in mentions if m.person is p]
    if not mine:
        return ""
    m = mine[0]
    is_national = bool(set(re.findall(r"[a-z]+", p.role.lower())) & _NATIONAL)
    if is_national:
        for k in range(m.first - 1, -1, -1):
            if m.line.states[k] and m.line.forms[k] != "place":
                return m.line.states[k]
    if names.order(p.words) == "family-first" and names.is_surname(p.words[0], "korean"):
        near = {m.line.states[k] for k in range(m.first) if m.line.forms[k] == "demonym"}
        if "PRK" in near and "KOR" not in near:
            return "PRK"
        if len(p.words) == 3 and not is_national:
            return "PRK"
    return ""


def _share_in_lists(
    people: Sequence[Person], mentions: Sequence[Mentioned], lines: Sequence[Line], resolved: dict[int, str]
) -> None:
    """A person without a state takes that of the neighbour in a bare list of names."""
    for a, b in [*zip(mentions, mentions[1:], strict=False), *zip(mentions[1:], mentions, strict=False)]:
        if a.line is not b.line or not resolved[id(a.person)] or resolved[id(b.person)]:
            continue
        low, high = sorted((a, b), key=lambda m: m.first)
        between = [_word(a.line, k) for k in range(low.last + 1, high.first)]
        plain = not b.person.witnesses and not a.person.role
        if plain and between in ([","], ["and"], [",", "and"]):
            resolved[id(b.person)] = resolved[id(a.person)]


# The public record --------------------------------------------------------------------------------------------


@cache
def _record_by_key() -> dict[str, dict[str, str]]:
    """Rows of office holders by each spelling, in either order of family and given name."""
    found: dict[str, dict[str, str]] = {}
    for row in rows("officials"):
        for name in (row["name"], *filter(None, row["aliases"].split(";"))):
            words = name.split()
            for k in range(len(words)):
                found.setdefault(names.key("".join(words[k:] + words[:k])), dict(row))
    return found


@cache
def _record_by_surname() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in rows("officials"):
        for family in names.family_names(tuple(row["name"].split())):
            found.setdefault(names.key(family), []).append(dict(row))
    return found


def _known_alone(word: str) -> dict[str, str] | None:
    """The office holder whom a family name alone means to every reader, or `None`."""
    found = [r for r in _record_by_surname().get(names.key(word), []) if r["known_by_surname"] == "true"]
    return found[0] if len(found) == 1 else None


def _official(words: tuple[str, ...], role: str = "", published: str = "") -> dict[str, str] | None:
    """The row of the record for a full name, or for a family name with its office ("President Moon")."""
    if len(words) > 1:
        return _record_by_key().get(names.key("".join(words)))
    if alone := _known_alone(words[0]):
        return alone
    heads = {w for w in role.lower().split() if names.is_office(w)}
    fitting = [
        r
        for r in _record_by_surname().get(names.key(words[0]), [])
        if heads & set(r["office"].lower().split()) and _held(r, published)
    ]
    return fitting[0] if len({r["state"] for r in fitting}) == 1 else None


def _held(row: dict[str, str], day: str) -> bool:
    return not day or row["from"] <= day and (not row["to"] or day[:4] <= row["to"][:4])


def _record(article: Article, m: Mentioned, resolved: dict[int, str]) -> ActorMention:
    return ActorMention(
        start=m.start,
        end=m.end,
        sentence=m.line.sentence.index,
        rule=m.rule,
        actor_id=m.person.name,
        name=m.person.name,
        kind="person",
        state=resolved.get(id(m.person), ""),
        role=m.person.role,
        form=m.form,
    )


def covered(mentions: Iterable[ActorMention]) -> set[int]:
    """The characters that mentions cover."""
    return {i for m in mentions for i in range(m.start, m.end)}
