"""What the words around a name say of the person: the office, the state, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from analysis.compiling import alternation, compiled
from analysis.lexicon import rows, settings
from analysis.recognise import clauses, names, states
from analysis.recognise.names import Candidate, word_set
from analysis.recognise.wording import Line

#: Prepositions behind an office that name its object, not whom it serves.
_OBJECT = frozenset({"to", "for", "on", "in", "at"})
_CONNECTORS = _OBJECT | {"of", "from"}
_DETERMINERS = frozenset(
    ["the", "a", "an", "its", "his", "her", "their", "our", "this", "that", "one", "another"]
)
_STOPS = frozenset(["which", "who", "whom", "when", "as", "after", "while", "but", "by", "than", "if", "because",
                    "before", "until", "since", "where", "whether", "said", "told", "with", "against", "about",
                    "over", "through", "between", "alongside", "including", "like"])  # fmt: skip
_CLOSERS = frozenset(',.;:()[]"“”«»—!?-')
_INTRODUCED = frozenset({"called", "named", "identified", "namely", "such", "like"})
_ONCE = frozenset(["formerly", "once", "previously", "now", "then", "late", "later", "today", "long"])
#: The owner in "an adviser to the member".
NEAREST = "*"
#: The longest noun phrase that is looked at, in words.
_REACH = 26


class Rank(IntEnum):
    """How good a witness is, best first."""

    BRACKETS = 0
    TITLE = 1
    GENITIVE = 2
    LATER = 3
    RECORD = 4
    SHOWN = 5
    PLACE = 6


@dataclass(frozen=True, slots=True)
class Witness:
    """One expression's word for a person's office and state. `owner` is the family name in "X's adviser",
    whose state is the adviser's (`NEAREST`: whoever was named before); an international office is held for
    no state."""

    rank: Rank
    state: str = ""
    role: str = ""
    is_international: bool = False
    owner: str = ""


def around(line: Line, c: Candidate) -> tuple[Witness, ...]:
    """All that stands before and behind the name."""
    return (*_in_brackets(line, c), *_labelled(line, c), *_before(line, c), *_behind(line, c))


@cache
def speech_forms() -> frozenset[str]:
    """The forms of verbs that only persons and bodies are the subject of."""
    strong = [r["forms"].split() for r in rows("speech_verbs") if r["strength"] == "strong"]
    return frozenset(form for forms in strong for form in forms)


def has_honorific(line: Line, c: Candidate) -> bool:
    """Mr, Dr., Gen. before the name."""
    return _before_honorifics(line, c.first - 1) < c.first - 1


def _in_brackets(line: Line, c: Candidate) -> Iterator[Witness]:
    """The state in brackets behind a name, as in records of meetings: ADA POE (Norway)."""
    i = c.last + 1
    if line.word(i) != "(":
        return
    end = next((k for k in range(i + 1, i + 12) if line.word(k) == ")"), None)
    codes = [line.code(k) for k in range(i + 1, end or i) if line.code(k)]
    if end and codes and (line.code(i + 1) or line.low(i + 1) == "the"):
        offices = _apposition(line, end + 2) if line.word(end + 1) == "," else ()
        presiding = [w for w in offices if w.is_international]
        yield from presiding or [Witness(Rank.BRACKETS, codes[0])]


def _labelled(line: Line, c: Candidate) -> Iterator[Witness]:
    """The state as a label: "Japan (Ada Poe)", "Japan — Ada Poe:", "Ada Poe, Japan:"."""
    i, before, after = c.first - 1, line.word(c.first - 1), line.word(c.last + 1)
    code = line.code(i - 1)
    if before == "(" and code and line.forms[i - 1] == "name" and after in (")", ","):
        yield Witness(Rank.BRACKETS, code)
    elif before in ("—", "–", "-", ":", "|") and code and all(line.taken[k] for k in range(max(0, i - 4), i)):
        if after in (":", "—", "–", ",", "(", "|", "") or line.low(c.last + 1) in speech_forms():
            yield Witness(Rank.BRACKETS, code)
    elif after in (",", "—", "–", "|") and line.code(c.last + 2):
        end = c.last + 2
        while line.is_taken(end) and line.code(end) == line.code(c.last + 2):
            end += 1
        is_signed = before in ("—", "–", "-") and line.word(end) in (".", "")
        if (is_signed or line.word(end) in (":", ")", "|", "—", "–")) and line.forms[c.last + 2] == "name":
            yield Witness(Rank.BRACKETS, line.code(c.last + 2))


# Before the name ----------------------------------------------------------------------------------------


def _before(line: Line, c: Candidate) -> Iterator[Witness]:
    """Offices, adjectives and possessives before the name, with or without a comma between."""
    i = _before_honorifics(line, c.first - 1)
    if any(line.word(k).rstrip(".") in ("Sen", "Rep") for k in range(i + 1, c.first)):
        yield Witness(Rank.PLACE, "USA")  # if nothing else says of which parliament
    yield from _sent(line, c.first - 1)
    yield from _speaking_for(line, i - (line.word(i) == ","))
    if line.word(i) == "as" and line.low(i - 1) in _INTRODUCED:
        i -= 2
    elif line.low(i) in _INTRODUCED:
        i -= 1
    is_apart = line.word(i) in (",", ":")
    if is_apart:
        after = line.low(c.last + 1)
        if after and after not in _CLOSERS and after not in ("and", "of"):
            return
        i -= 1
    if i < 0:
        return
    phrase = range(_phrase_start(line, i), i + 1)
    if not phrase or (is_apart and _follows_name(line, phrase[0])):
        return
    yield from _in_phrase(line, phrase, is_apart=is_apart)


_SENT = compiled(
    r"(?:\brepresented by|\bsent|\bfielded|\bdispatched|\bin the person of|\bthrough|\bthere was|\bspoken for by"
    r"|\b(?:seat|chair|place|nameplate|floor)\b.{0,30} (?:taken|occupied|filled|held) by|\bvoice was(?: that of)?)$"
)


def _sent(line: Line, i: int) -> Iterator[Witness]:
    """ "France was represented by X", "for Japan there was X": the state that X stands for."""
    if line.low(i) not in ("by", "sent", "fielded", "dispatched", "of", "through", "was"):
        return
    first = next((k + 1 for k in range(i, -1, -1) if line.word(k) in ".;:"), 0)
    if _SENT.search(" ".join(line.low(k) for k in range(max(first, i - 8), i + 1))):
        codes = [line.codes[k] for k in range(i, first - 1, -1) if line.codes[k]]
        if codes:
            yield Witness(Rank.GENITIVE, codes[-1])


def _before_honorifics(line: Line, i: int) -> int:
    """The index before "Dame", "Lt. Col." and the like that end at i."""
    while names.is_honorific(line.word(i)) or (line.word(i) == "." and names.is_honorific(line.word(i - 1))):
        i -= 1
    return i


def _follows_name(line: Line, first: int) -> bool:
    """Whether the phrase is an apposition to the name before it, not to the one behind."""
    return line.word(first - 1) == "," and line.is_name_word(first - 2)


def _phrase_start(line: Line, i: int) -> int:
    """Where the noun phrase that ends at i begins: offices, their complements and the state before them."""
    k, loose, has_office = i, 0, False
    while k >= 0 and i - k < _REACH:
        word, low = line.word(k), line.low(k)
        if line.taken[k] or word == "'s":
            pass
        elif word == ")" and line.code(k - 1):
            k = next((n for n in range(k, -1, -1) if line.word(n) == "("), k)
        elif names.is_office(word):
            has_office = True
        elif low in _DETERMINERS and line.low(k - 1) not in _CONNECTORS:
            return k
        elif _ends_phrase(line, k) or (has_office and line.is_name_word(k) and line.word(k + 1) != "'s"):
            return k + 1
        elif not _is_plain(line, k):
            loose += 1
            is_taught = any(line.low(n) == "of" and names.is_office(line.word(n - 1)) for n in (k - 1, k - 2))
            if loose > (3 if has_office or is_taught else 1):
                return k + 1
        k -= 1
    return k + 1


def _ends_phrase(line: Line, k: int) -> bool:
    """Whether the word can stand in no noun phrase, or joins two of them."""
    if line.word(k) == "." and names.is_honorific(line.word(k - 1)):
        return False
    if line.low(k) in ("and", "or"):
        return not (_is_capital(line, k - 1) and _is_capital(line, k + 1) and not line.code(k - 1))
    return line.word(k) in _CLOSERS or line.low(k) in _STOPS or line.low(k) in speech_forms()


def _is_plain(line: Line, k: int) -> bool:
    """A word that is usual in the name of an office."""
    low = line.low(k)
    return (
        low in _CONNECTORS
        or low in _DETERMINERS
        or low in ("and", "or", ".")
        or low in word_set("offices", "modifiers")
        or _is_capital(line, k)
    )


def _is_capital(line: Line, k: int) -> bool:
    return line.word(k)[:1].isupper()


def _in_phrase(line: Line, phrase: range, *, is_apart: bool) -> Iterator[Witness]:
    """The witness of a noun phrase that stands before a name; `is_apart`: with a comma between."""
    last = phrase[-1]
    offices = [k for k in phrase if names.is_office(line.word(k))]
    state = served(line, phrase)
    role = _role(line, phrase)
    if offices and not state and _is_international(role):
        yield Witness(Rank.TITLE, "", role, True)
    elif offices and (is_apart or _is_title(line, phrase, offices[-1])):
        yield Witness(Rank.TITLE, state, role, owner="" if state else _owner(line, phrase))
        if not state:
            yield from _at_place(line, range(max(0, phrase[0] - 2), last), role)
    elif line.word(last) == "'s" and not is_apart:
        if line.code(last - 1):
            yield Witness(Rank.TITLE, line.code(last - 1))
        elif line.word(last - 1).rstrip(".") in ("UN", "U.N", "Nations"):
            yield Witness(Rank.TITLE, is_international=True)
    elif line.code(last) and line.forms[last] == "demonym":
        yield Witness(Rank.TITLE, line.code(last), "national" if is_apart else "")


def _is_title(line: Line, phrase: range, office: int) -> bool:
    """Whether what lies between the office and the name is only the office's complement, which ends in a
    state or a word such as Affairs."""
    rest = range(office + 1, phrase[-1] + 1)
    if not rest or (len(rest) == 1 and line.word(rest[0]) == "."):
        return True
    last = rest[-1]
    closed = (
        line.is_taken(last)
        or line.word(last) in (")", ".")
        or line.low(last) in word_set("words", "complement_ends")
    )
    return _is_subject_taught(line, rest) or (
        closed and all(line.taken[k] or line.word(k) in ("(", ")", "'s") or _is_plain(line, k) for k in rest)
    )


def _is_subject_taught(line: Line, rest: range) -> bool:
    """ "professor of international relations": the office's complement is a few common nouns."""
    return (
        line.low(rest[0]) == "of"
        and 1 < len(rest) < 5
        and all(
            line.word(k).isalpha()
            and line.word(k).islower()
            and not line.is_taken(k)
            and not clauses.is_finite(line.word(k))
            and line.low(k) not in _DETERMINERS
            for k in rest
        )
    )


def served(line: Line, phrase: range) -> str:
    """The code of the state that an office serves: "Chinese ambassador to Japan" serves China,
    "minister of Japan" Japan, "the American assets of officials" none."""
    preposition, found, has_office = "", "", False
    for k in phrase:
        low = line.low(k)
        if line.codes[k]:
            is_object = preposition in _OBJECT and not (has_office and _is_institution(line, k))
            if not is_object and line.forms[k] != "place" and not found:
                found = line.codes[k]
        elif low in _CONNECTORS:
            preposition = low
            if not has_office:
                found = ""
        elif names.is_office(low) or _is_number_two(line, k):
            preposition, has_office = "", True
        elif low == "'s":
            preposition = ""
        elif (
            not has_office
            and k
            and line.codes[k - 1]
            and line.forms[k - 1] != "demonym"
            and not _is_plain(line, k)
        ):
            found = ""  # a verb: "Japan sent Ambassador ..."
    return found


def _is_institution(line: Line, k: int) -> bool:
    """Whether the state at k has a body behind it ("the Irish mission", "India's foreign ministry"), is named as a
    government ("the State Department"), or ends the name of one ("Global Affairs Canada")."""
    if line.forms[k] == "government":
        return True
    end = k + 1
    while line.code(end) == line.codes[k]:
        end += 1
    is_owner = line.word(end) == "'s" or line.word(end - 1) == "'s" or line.forms[k] == "demonym"
    is_owner |= line.span_text(k, end - 1).replace(".", "") in ("US", "UK", "EU", "UAE")  # "the U.S. mission"
    reach = range(end, min(end + 4, len(line.words)))
    if is_owner and any(line.low(n) in word_set("words", "institutions") for n in reach):
        return True
    return _is_capital(line, k - 1) and not line.is_taken(k - 1) and _is_capital(line, k - 2)


def _role(line: Line, phrase: range) -> str:
    """The office's words, without an article and without what precedes them."""
    office = next((k for k in phrase if names.is_office(line.word(k))), phrase[-1])
    loose = [
        k
        for k in phrase
        if k < office and not line.taken[k] and line.word(k) != "'s" and not _is_plain(line, k)
    ]
    first = loose[-1] + 1 if loose else phrase[0]
    while first < phrase[-1] and line.low(first) in _CONNECTORS | _DETERMINERS | {"and", "or", "as", "."}:
        first += 1
    return re.sub(r"\s+", " ", line.span_text(first, phrase[-1])).strip(" ,")


@cache
def _international() -> re.Pattern[str]:
    return compiled(settings("titles")["offices"]["international"], re.VERBOSE)


def _is_international(role: str) -> bool:
    """Whether the office is one of the United Nations or another body of states."""
    return bool(_international().search(role))


def _speaking_for(line: Line, i: int) -> Iterator[Witness]:
    """ "For France, X said", "For the UN, X said": a state or body between "for" and the name."""
    k = i
    while k >= 0 and (line.taken[k] or line.low(k) in ("the", "un", "nations", "united")):
        k -= 1
    k -= line.low(k) == "for" and line.low(k - 1) == "speaking"
    if line.low(k) not in ("for", "representing", "speaking") or line.word(k - 1) not in (
        "",
        ",",
        ".",
        "“",
        '"',
        ";",
    ):
        return
    yield from _bearer(line, range(k + 1, i + 1))


def _bearer(line: Line, span: range) -> Iterator[Witness]:
    codes = [line.codes[n] for n in span if line.codes[n]]
    if codes:
        yield Witness(Rank.GENITIVE, codes[0])
    elif any(line.word(n).rstrip(".").upper() in ("UN", "U.N", "NATIONS") for n in span):
        yield Witness(Rank.GENITIVE, is_international=True)


# Behind the name ----------------------------------------------------------------------------------------


def _behind(line: Line, c: Candidate) -> Iterator[Witness]:
    """An apposition ("…, the Chinese envoy") or a genitive ("… of China") behind the name."""
    i = c.last + 1
    after, then = line.low(i), line.low(i + 1)
    if after == "of" or (after in ("from", "at") and _leads_to_institution(line, i)):
        found = list(_genitive(line, i))
        yield from found or _at_place(line, range(i + 1, min(i + 8, len(line.words))), "")
    elif after in ("is", "was", "became", "remains") and (then in _DETERMINERS or line.code(i + 1)):
        yield from _apposition(line, i + 1)
    elif after in ("speaks", "spoke", "speaking") and then == "for":
        yield from _genitive(line, i + 1)
    elif after in ("represents", "represented", "representing"):
        yield from _genitive(line, i)
    elif after in word_set("words", "acting_verbs"):
        yield from _acting_for(line, range(i, min(i + 8, len(line.words))))
    elif after == "'s" and line.is_taken(i + 1) and line.forms[i + 1] == "name":
        end = i + 1
        while line.is_taken(end) and line.codes[end] == line.codes[i + 1]:
            end += 1
        if (line.word(end) or ".") in _CLOSERS or line.low(end) == "and" or clauses.is_finite(line.word(end)):
            yield Witness(Rank.SHOWN, line.codes[i + 1])
    elif after == "," and then.isdigit() and line.word(i + 2) == ",":  # his age
        yield from _apposition(line, i + 3)
        if line.low(i + 3) == "who":
            yield from _relative(line, i + 4)
    elif after in (",", "(", "—", "-"):
        if then == "from" and _is_capital_city(line, i + 2):
            yield Witness(Rank.PLACE, line.codes[i + 2])  # where he is, on a visit perhaps
        elif then in ("for", "from", "of", "representing"):
            yield from _genitive(line, i + 1)
        elif then == "speaking" or (then in _ONCE and line.low(i + 2) in ("of", "with", "from", "at", "for")):
            yield from _genitive(line, i + 2)
        elif then in ("is", "was") and line.low(i + 2) in _DETERMINERS:
            yield from _apposition(line, i + 2)
        elif then in ("who", "whose"):
            yield from _relative(line, i + 2)
        else:
            yield from _apposition(line, _behind_adverb(line, i + 1))
    elif after == "who":
        yield from _relative(line, i + 1)
    elif after in ("in", "for") and line.is_taken(i + 1):
        yield from _after_bare(line, c, i + 1)


#: What may stand before an apposition: "until recently a German negotiator", "at the time its envoy".
_ADVERBS = tuple(
    tuple(words.split())
    for words in (
        "until recently|until last year|until last month|at the time|at that time|in those days|for many years|for years|"
        "then|now|once|formerly|currently|previously|still|later|long|meanwhile|today|these days"
    ).split("|")
)


def _behind_adverb(line: Line, i: int) -> int:
    """Where an apposition begins, behind what says when it held."""
    for words in _ADVERBS:
        end = i + len(words)
        if tuple(line.low(k) for k in range(i, end)) == words and (
            line.low(end) in _DETERMINERS or line.code(end)
        ):
            return end
    return i


def _is_capital_city(line: Line, k: int) -> bool:
    return line.is_taken(k) and states.by_surface().get(line.word(k), ("", ""))[1] == "capital"


def _after_bare(line: Line, c: Candidate, k: int) -> Iterator[Witness]:
    """ "X in Moscow asked …": where X acts; "said X for Kenya": whom X speaks for."""
    end = k
    while line.is_taken(end):
        end += 1
    if line.low(k - 1) == "in":
        if _is_capital_city(line, k) and clauses.is_finite(line.word(end) or "-"):
            yield Witness(Rank.PLACE, line.codes[k])
    elif line.low(c.first - 1) in speech_forms() and (line.word(end) or ".") in _CLOSERS:
        yield Witness(Rank.GENITIVE, line.codes[k])


def _is_owner(line: Line, k: int) -> bool:
    """Whether somebody's work is the state's own ("who drafted Estonia's speeches"); the North is what is studied."""
    end = k
    while line.code(end) == line.codes[k]:
        end += 1
    return line.codes[k] != "PRK" and (line.word(end) == "'s" or line.word(end - 1) == "'s")


def _leads_to_institution(line: Line, i: int) -> bool:
    k = i + 1 + (line.low(i + 1) == "the")
    return bool(line.code(k)) and _is_institution(line, k)


def _relative(line: Line, i: int) -> Iterator[Witness]:
    """ "…, who represents Denmark", "…, who spoke for the United States"."""
    if line.low(i) in ("represents", "represented"):
        yield from _genitive(line, i)
    elif line.low(i) in ("speaks", "spoke") and line.low(i + 1) == "for":
        yield from _genitive(line, i + 1)
    clause = range(i, _clause_end(line, i))
    yield from _acting_for(line, clause)
    if (
        line.low(i) in word_set("words", "ruling_verbs")
        and line.is_taken(i + 1)
        and line.forms[i + 1] == "name"
    ):
        yield Witness(Rank.SHOWN, line.codes[i + 1])
    yield from _shown(line, clause)
    yield from _at_place(line, clause, "")


def _acting_for(line: Line, clause: range) -> Iterator[Witness]:
    """The state in "who sat in for Kenya", "had the chair for Kenya": the last words of their clause."""
    for k in clause[1:-1]:
        if line.low(k) == "for" and line.is_taken(k + 1 + (line.low(k + 1) == "the")):
            end = k + 1 + (line.low(k + 1) == "the")
            code = line.codes[end]
            while line.is_taken(end) and line.codes[end] == code:
                end += 1
            is_closed = (line.word(end) or ".") in _CLOSERS or line.low(end) in (
                "in",
                "on",
                "at",
                "during",
                "last",
            )
            if is_closed and line.forms[end - 1] in ("name", "capital"):
                yield Witness(Rank.GENITIVE, code)
                return


def _clause_end(line: Line, i: int) -> int:
    """Where the clause that begins at i ends: at the next comma or stop."""
    reach = min(len(line.words), i + _REACH)
    return next((k for k in range(i, reach) if line.word(k) in ',.;:—”"' and not line.taken[k]), reach)


def _shown(line: Line, phrase: range) -> Iterator[Witness]:
    """The state of the body in which somebody sits, works or serves; not one that he studies."""
    for k in phrase:
        is_first = bool(line.codes[k]) and line.code(k - 1) != line.codes[k]
        of = k - 1 - (line.low(k - 1) == "the")
        is_served = line.low(of) == "of" and names.is_office(line.word(of - 1))
        if (
            is_first
            and line.forms[k] != "place"
            and (is_served or _is_institution(line, k) or _is_owner(line, k))
        ):
            if not any(line.low(n) in word_set("words", "studied") for n in range(max(phrase[0], k - 2), k)):
                yield Witness(Rank.SHOWN, line.codes[k])
                return


def _genitive(line: Line, preposition: int) -> Iterator[Witness]:
    """The state or body behind a preposition, if it is not itself a possessor."""
    k = preposition + 1 + (line.low(preposition + 1) == "the")
    end = k
    while line.is_taken(end) and line.code(end) == line.code(k):
        end += 1
    is_possessor = line.word(end) == "'s" or line.word(end - 1) == "'s"
    if not is_possessor or _is_institution(line, k):
        yield from _bearer(
            line, range(k, max(end, min(k + 2, len(line.words)))) if k < len(line.words) else range(0)
        )


def _apposition(line: Line, i: int) -> Iterator[Witness]:
    """A noun phrase with an office that begins at i."""
    first = line.low(i)
    if not first or first in _CONNECTORS | _STOPS | speech_forms() | {"and", "or"} or first.endswith("ing"):
        return
    if first.endswith("ed") and line.low(i + 1) in _CONNECTORS:
        return  # "accused of helping North Korean hackers"
    phrase = range(i, _phrase_end(line, i))
    office = next((k for k in phrase if names.is_office(line.word(k)) or _is_number_two(line, k)), None)
    if (
        office is None
        and (first in ("a", "an") or (first == "the" and len(phrase) < 6))
        and any(line.forms[k] == "demonym" for k in phrase[1:3])
    ):
        k = next(k for k in phrase if line.codes[k])
        if line.word(k) != "Korean" or line.low(k - 1) in ("north", "south"):  # a Korean is of either state
            yield Witness(Rank.GENITIVE, line.codes[k])
    if office is None or any(line.low(k) in _OBJECT for k in range(i, office)) or _titles_next(line, phrase):
        return
    state, role = served(line, phrase), _role(line, phrase)
    if not state and _is_international(role):
        yield Witness(Rank.TITLE, "", role, True)
        return
    yield Witness(Rank.TITLE, state, role, owner="" if state else _owner(line, phrase))
    if not state:
        yield from _shown(line, range(office, _clause_end(line, office)))
        yield from _at_place(line, phrase, role)
        if line.low(phrase.stop) == "who":
            yield from _relative(line, phrase.stop + 1)


def _is_number_two(line: Line, k: int) -> bool:
    """ "Japan's number two": an office."""
    return line.low(k) == "number" and line.low(k + 1) in ("two", "three", "one")


def _phrase_end(line: Line, i: int) -> int:
    k = i
    while k < len(line.words) and k - i < _REACH:
        is_end = (
            line.word(k) in _CLOSERS or line.low(k) in _STOPS or (k > i and line.low(k) in speech_forms())
        )
        if is_end and not line.taken[k]:
            break
        k += 1
    return k


def _titles_next(line: Line, phrase: range) -> bool:
    """Whether the office is the title of a name behind it: "A, Russian ambassador B said"."""
    ends = (
        k
        for k in phrase
        if names.is_office(line.word(k)) or line.low(k) in word_set("words", "complement_ends")
    )
    return any(line.is_name_word(k + 1) for k in ends)


def _owner(line: Line, phrase: range) -> str:
    """The name in "Yoon's adviser", or `NEAREST` for "an adviser to the member"."""
    for k in phrase:
        if line.word(k + 1) == "'s" and line.is_name_word(k):
            return line.word(k)
        if (
            names.is_office(line.word(k))
            and line.low(k + 1) in ("to", "for")
            and line.low(k + 2) in ("the", "that")
        ):
            if names.is_office(line.word(k + 3)) or line.low(k + 3) in ("member", "former", "same"):
                return NEAREST
    return ""


@cache
def _places() -> Mapping[str, str]:
    """State by city."""
    capitals = {s: code for s, (code, form) in states.by_surface().items() if form == "capital"}
    return {**capitals, **{states.plain(row["city"]): row["state"] for row in rows("cities")}}


@cache
def _place_names() -> re.Pattern[str]:
    # Each begins with a capital, most words do not.
    return compiled(rf"(?=[^\W\d_a-z])(?<![\w-])(?:{alternation(_places())})(?!\w)")


def places_in(text: str) -> Iterator[str]:
    """The states of the cities and provinces that a text names."""
    return (_places()[m[0]] for m in _place_names().finditer(text))


#: Who serves in another country than his own.
_ABROAD = compiled(
    r"\b(?:ambassador|envoy|diplomat|consul|attach[eé]|correspondent|charg[eé]|expatriate|missionary|tourist|visitor)s?\b",
    re.IGNORECASE,
)


def _at_place(line: Line, phrase: range, role: str) -> Iterator[Witness]:
    """The state of a scholar from the city in which he works ("…, University of X, Bangkok")."""
    if not phrase or _ABROAD.search(role):
        return
    stop = phrase[-1] + 1
    while stop < len(line.words) and line.low(stop) not in _STOPS and line.word(stop) not in '.;:"”':
        stop += 1
    found = _place_names().search(line.span_text(phrase[0], stop - 1)[:240])
    if found:
        yield Witness(Rank.PLACE, _places()[found[0]], role)
