"""What the words beside a name say of its bearer: that he speaks, acts, or is no person at all."""

from __future__ import annotations

from functools import cache

from analysis.compiling import compiled
from analysis.lexicon import settings
from analysis.recognise import clauses, names, office_holders, witnesses
from analysis.recognise.names import Candidate, word_set
from analysis.recognise.wording import Line

_INTRODUCTION = compiled(
    r"\b(?:according to|(?:one|two|some) of (?:them|these|those) ,|is how|as|among them ,"
    r"|(?:chaired|delivered|voiced|penned|presented|uttered|read out|given) by)$"
)


_MONTH = compiled(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?$")
_NUMERALS = frozenset("II III IV V VI VII VIII IX X XI XII".split())
#: To whom something is said: "declared to this newspaper Ada Poe, …".
_HEARERS = frozenset(
    "newspaper paper daily magazine weekly channel agency broadcaster station outlet website us me reporters journalists correspondents".split()
)
#: What says that somebody is no longer what an article in front of it calls him.
_ONCE = frozenset(["former", "retired", "erstwhile", "onetime", "one-time", "sometime", "ex"])


def is_thing(line: Line, c: Candidate) -> bool:
    """Whether the words name a ship, a place or a firm: "the Kum Un San 3", "the tanker …", "near …"."""
    before, after = line.low(c.first - 1), line.word(c.last + 1)
    if is_namesake(c) or all(map(names.is_initial, c.words)):
        return True
    if c.words[1:] and c.words[-1] in _NUMERALS and not names.order(c.words):
        return True  # "Minuteman III"; a king is called by a given name
    is_heard = before in _HEARERS and line.low(c.first - 2) in ("this", "our")
    if after.isdigit() or (before in word_set("words", "things_before") and not is_heard):
        return True
    if before == "," and line.low(c.first - 2) in word_set("words", "firms"):
        return True
    is_numbered = line.word(c.first - 2).isdigit() and line.word(c.first - 3)[:1].isupper()
    if before in ("and", ",") and is_numbered and not _MONTH.match(line.word(c.first - 3)):
        return True  # "Hao Fan 6, Tong San 2 and Jie Shun": the last of a list of ships
    lead = line.low(c.first - 2) if before in _ONCE else before
    if lead in ("the", "a", "an") and not line.is_titled:  # "the former Dundee Harbourmaster"
        return office_holders.holder(c.words) is None
    if before == "of" and line.word(c.first - 2) == "," and line.word(c.last + 1) == ",":
        return line.is_name_word(c.first - 3)  # "Ada Poe, of João Pessoa, …"
    return before == "of" and line.low(c.first - 2) in word_set("words", "things_before")


@cache
def _namesakes() -> frozenset[str]:
    return frozenset(" ".join(n.split()) for n in settings("titles")["words"]["namesakes"].split(","))


def is_namesake(c: Candidate) -> bool:
    """Whether the words are a place's, paper's or firm's that is called like a person ("Los Alamos", "Jones Day")."""
    low = c.text.lower()
    if low in _namesakes() or c.words[-1] in word_set("words", "legal_forms"):
        return True
    return len(c.words) == 2 and c.words[0].lower() in word_set("words", "place_openers")


def is_introduced(line: Line, c: Candidate) -> bool:
    """Whether the words around want a person: "…, who", "according to …", "one of them, …", "chaired by …"."""
    before, after = line.low(c.first - 1), line.word(c.last + 1)
    if after == "who" or (after == "," and line.low(c.last + 2) in ("who", "whose")):
        return True
    if after in (",", "(") and _is_age(line.word(c.last + 2)) and line.word(c.last + 3) in (",", ".", ")"):
        return True
    if len(c.words) > 1 and _owns_behind(line, c):
        return True
    if after == "(" and _is_age(line.word(c.last + 2)) and line.word(c.last + 3) == ")":
        return True
    if _heads_of_body(line, c) or _is_of_institution(line, c):
        return True
    head = " ".join(line.low(k) for k in range(max(0, c.first - 4), c.first))
    return before in ("how", "by", ",", "to", "whom", "as") and _INTRODUCTION.search(head) is not None


def _is_age(word: str) -> bool:
    return len(word) == 2 and word.isdigit()


def _owns_behind(line: Line, c: Candidate) -> bool:
    """ "Poe Adaba and his deputy", "Poe Adaba kept his hand on the table": somebody is meant."""
    k = c.last + 1
    if line.low(k) == "and" and line.low(k + 1) in ("his", "her"):
        return names.is_office(line.word(k + 2)) or names.is_office(line.word(k + 3))
    return clauses.is_finite(line.word(k) or "-") and any(line.low(k + n) in ("his", "her") for n in (1, 2))


def _is_of_institution(line: Line, c: Candidate) -> bool:
    """Whether an aside says to which body the bearer belongs ("Ada Poe, of a Nordic mission, …")."""
    k = c.last + 1
    if line.word(k) != "," or line.low(k + 1) not in ("of", "from", "at", "with") or len(c.words) < 2:
        return False
    aside = [line.low(n) for n in range(k + 2, k + 9)]
    end = next((n for n, word in enumerate(aside) if word in (",", ".", "")), 0)
    if aside[0] not in ("a", "an", "the") or not end:
        return False
    is_body = any(w in word_set("words", "institutions") for w in aside[:end])
    return is_body or clauses.is_finite(line.word(k + 3 + end) or "-")


def _heads_of_body(line: Line, c: Candidate) -> bool:
    """Whether the name's bearer is of an institute and then does something ("X of the Poe Institute counted …")."""
    k = c.last + 1
    if line.low(k) not in ("of", "at", "from"):
        return False
    end = k + 1 + (line.low(k + 1) == "the")
    words: list[str] = []
    while (
        line.word(end)[:1].isupper()
        or (words and line.low(end) in ("of", "for", "and", "the"))
        or line.word(end) == "'s"
    ):
        words.append(line.low(end))
        end += 1
    is_body = any(w in word_set("words", "think_tanks") for w in words)
    return is_body and (clauses.is_finite(line.word(end) or "-") or line.low(end) in witnesses.speech_forms())


def is_subject(line: Line, c: Candidate) -> bool:
    """Whether a finite verb follows the name, or the state whose person it is ("X of Denmark abstained")."""
    k = c.last + 1
    if line.low(k) == "of":
        k += 1 + (line.low(k + 1) == "the")
        while line.is_taken(k):
            k += 1
    return clauses.is_finite(line.word(k) or "-")


def speaks(line: Line, c: Candidate) -> bool:
    """Whether a verb of speech stands right beside the name."""
    forms = witnesses.speech_forms()
    k = c.first - 1
    while line.is_taken(k) or line.word(k) == "'s":
        k -= 1
    if line.low(k) in _HEARERS:
        k -= 1
        while line.low(k) in ("this", "the", "our", "to", "a"):
            k -= 1
    if line.low(k) in forms and line.word(c.last + 1) in (",", ".", ";", ":", "of", "who", ""):
        return True
    if len(c.words) > 1 and k == c.first - 1 and line.low(k) in word_set("words", "said_verbs"):
        if not line.word(c.last + 1)[:1].isupper():
            return True
    after = c.last + 1 + (line.word(c.last + 1) == ",")
    return line.low(after) in forms or line.low(c.last + 1) in word_set("words", "person_verbs")
