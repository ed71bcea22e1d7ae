"""Mentions of states: names, adjectives, capitals and governments that stand for them.

The gazetteer is searched in one pass over the text; where two names overlap, the longer one counts, so that
"South China Sea" (no state) hides "China", and "Republic of Korea" lies apart from "Democratic People's
Republic of Korea". Expressions that need their surroundings ("the North") are patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

import ahocorasick

from analysis.compiling import compiled
from analysis.lexicon import Pattern, rows, settings
from analysis.records import ActorMention, Article
from analysis.sieve import sieve

#: Characters that publishers write in several ways, each replaced by one of the same length.
_PLAIN = str.maketrans("’‘`´ʼ′‐‑‒–\u00a0\u2009\u202f\n\t", "''''''----     ")
_FORMS = (
    ("aliases", "name"),
    ("demonyms", "demonym"),
    ("capitals", "capital"),
    ("governments", "government"),
)
_PLACE_BEFORE = compiled(
    r"(?:\b(?:in|In|at|At|near|Near|outside|around|across|downtown|central|visited|visiting|left|leaving|reached|"
    r"(?:arrived|landed|arrive|land)\sin|(?:report(?:ed|ing)|flew|fly|returned|travell?ed)\s(?:from|to|back\sto)|"
    r"(?:trip|visit|travel|flight|tour)\s(?:to|of)|capital|capital\sof|capital,|miles\sfrom|kilomet(?:er|re)s\sfrom|"
    r"km\sfrom|(?:east|west|north|south)\sof)\s)$"
)
_DATELINE = compiled(
    r"""\W{0,3}(?:[A-Z][A-Z.' ]{2,30}|[A-Z]\w+(?:\s[A-Z]\w+)?)          # SEOUL, Seoul, New York
        (?:,\s(?:[A-Z][\w.]*\s?){1,3})?                                 # , South Korea
        (?:,?\s(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8})(?:,?\s\d{4})?)?
        (?:\s?\([^()\n]{2,40}\))?\s?(?:--?|—|–)\s""",
    re.VERBOSE,
)


def find(article: Article) -> tuple[ActorMention, ...]:
    """All mentions of states, ordered by position."""
    text = plain(article.text)
    strong = list(_named(article, text))
    present = {m.actor_id for m in strong}
    if _korean_file().search(text):
        present.add("PRK")
    weak = list(_composed(article, text, present))
    return tuple(sorted(_apart(strong, weak), key=lambda m: (m.start, m.end, m.actor_id)))


@cache
def _korean_file() -> re.Pattern[str]:
    return compiled(settings("states")["settings"]["korean_file"], re.VERBOSE)


def plain(text: str) -> str:
    """The text with one kind of apostrophe, hyphen and space; every offset stays what it was."""
    return text.translate(_PLAIN)


@cache
def names() -> dict[str, str]:
    """The first name of each state by its code."""
    return {row["alpha3"]: row["name"] for row in rows("states")}


@cache
def by_surface() -> dict[str, tuple[str, str]]:
    """Code and form by each name, adjective, capital and government."""
    found: dict[str, tuple[str, str]] = {}
    for row in rows("states"):
        found[plain(row["name"])] = (row["alpha3"], "name")
        for column, form in _FORMS:
            for surface in filter(None, row[column].split(";")):
                found.setdefault(plain(surface.strip()), (row["alpha3"], form))
    return found


@cache
def _automaton() -> ahocorasick.Automaton:
    """Surfaces and the phrases that hide them; capitals too, for headlines set in capitals."""
    machine = ahocorasick.Automaton()
    for surface, (code, form) in by_surface().items():
        machine.add_word(surface, (len(surface), code, form))
    for row in rows("not_states"):
        phrase = plain(row["phrase"])
        machine.add_word(phrase, (len(phrase), "", ""))
    for surface, (code, form) in by_surface().items():
        if len(surface) > 3 and surface.upper() not in machine:
            machine.add_word(surface.upper(), (len(surface), code, form))
    for row in rows("not_states"):
        phrase = plain(row["phrase"]).upper()
        if phrase not in machine:
            machine.add_word(phrase, (len(phrase), "", ""))
    machine.make_automaton()
    return machine


def _named(article: Article, text: str) -> Iterator[ActorMention]:
    for start, end, code, form in _gazetted(text):
        if not code:
            continue
        if form == "capital":
            form = _capital_form(article, text, start, end)
            if not form or (form == "place" and code not in settings("states")["settings"]["places_kept"]):
                continue
        yield _mention(article, start, end, code, form, f"states:{text[start:end]}")


def phrases(text: str) -> Iterator[tuple[int, int]]:
    """Where the gazetteer's names stand in a plain text, and the phrases that hide them ("Sea of Japan")."""
    return ((start, end) for start, end, _, _ in _gazetted(text))


@lru_cache(maxsize=4)
def _gazetted(text: str) -> tuple[tuple[int, int, str, str], ...]:
    """The gazetteer's names in a plain text; states and persons ask for the same text in turn."""
    return tuple(_longest(_hits(text)))


def codes_in(text: str) -> Iterator[tuple[int, int, str]]:
    """The states that a short text names by any name, in its order."""
    return ((start, end, code) for start, end, code, _ in _longest(_hits(plain(text))) if code)


def _hits(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Every name in the text that stands as a word of its own."""
    for last, (length, code, form) in _automaton().iter(text):
        start, end = last + 1 - length, last + 1
        if not _is_word_inside(text, start, end):
            yield start, end, code, form


def _is_word_inside(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before.isalnum() or before in "_@#/" or (after.isalnum() and text[end - 1].isalnum()):
        return True
    if after.isalnum() and text[end - 1] == ".":  # "U.S.A": a longer name holds it
        return True
    return after in "$_" or (after == "." and text[end : end + 4].lower() in (".com", ".org", ".net"))


def _longest(hits: Iterable[tuple[int, int, str, str]]) -> Iterator[tuple[int, int, str, str]]:
    """The hits without overlap: of two that overlap the longer, of equals the first."""
    taken_until = -1
    for hit in sorted(_maximal(hits), key=lambda h: h[0]):
        if hit[0] >= taken_until:
            taken_until = hit[1]
            yield hit


def _maximal(hits: Iterable[tuple[int, int, str, str]]) -> list[tuple[int, int, str, str]]:
    kept: list[tuple[int, int, str, str]] = []
    for hit in sorted(set(hits), key=lambda h: (h[0], -h[1])):
        if kept and hit[0] < kept[-1][1]:
            if hit[1] - hit[0] > kept[-1][1] - kept[-1][0]:
                kept[-1] = hit
        else:
            kept.append(hit)
    return kept


def _capital_form(article: Article, text: str, start: int, end: int) -> str:
    """`capital` if it acts for its state, `place` if it is where something happens, "" in a dateline."""
    sentence = article.sentence_at(start)
    if start - sentence.start <= 40:
        dateline = _DATELINE.match(text, sentence.start)
        if dateline and dateline.end() >= end and text[sentence.start : end].strip()[:1].isalpha():
            head = dateline[0]
            if head.split(",")[0].isupper() or "(" in head or any(c.isdigit() for c in head):
                return ""
    return "place" if _PLACE_BEFORE.search(text, max(0, start - 30), start) else "capital"


def _composed(article: Article, text: str, present: set[str]) -> Iterator[ActorMention]:
    """The mentions by pattern, where the article names the states that they need."""
    for p in sieve("states")(text):
        if p.fields.get("needs") and not present & set(p.fields["needs"]):
            continue
        for start, end in _spans(article, text, p):
            for code in p.fields["states"]:
                yield _mention(article, start, end, code, p.fields["form"], f"states:{p.id}")


def _spans(article: Article, text: str, p: Pattern) -> Iterator[tuple[int, int]]:
    group = "state" if "state" in p.regex.groupindex else 0
    if kinds := p.fields.get("kinds"):
        for s in article.sentences:
            if s.kind in kinds:
                for m in p.regex.finditer(text[s.start : s.end]):
                    yield s.start + m.start(group), s.start + m.end(group)
    else:
        for m in p.regex.finditer(text):
            yield m.span(group)


def _apart(strong: list[ActorMention], weak: list[ActorMention]) -> Iterator[ActorMention]:
    """Strong mentions, and the weak ones that do not overlap any of them or an earlier weak one."""
    yield from strong
    taken = {i for m in strong for i in range(m.start, m.end)}
    for m in weak:
        span = range(m.start, m.end)
        if m.form == "government" or not taken.intersection(span):
            yield m


def _mention(article: Article, start: int, end: int, code: str, form: str, rule: str) -> ActorMention:
    return ActorMention(
        start=start,
        end=end,
        sentence=article.sentence_at(start).index,
        rule=rule,
        actor_id=code,
        name=names()[code],
        kind="state",
        state=code,
        form=form,
    )
