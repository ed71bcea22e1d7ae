"""Whom sanctions may hit, in one sentence: counted groups ("two Russian firms"), bare numbers and names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from analysis import lexicon
from analysis.compiling import alternation, compiled
from analysis.events import sanction_appositions
from analysis.events.sanction_appositions import Target
from analysis.recognise import clauses
from analysis.recognise.numbers import value_of
from analysis.records import Document
from analysis.sieve import Sieve

_LEXICON = "sanctions"
_LONGEST = 2000
_UNITS = "one|two|three|four|five|six|seven|eight|nine"
NUMBER = (
    r"\d{1,3}|(?:half\sa|a|two|three|four|five|several)\s(?:dozen|score)|half\sa\sdozen|"
    r"an?\s(?:pair|trio|couple|quartet|quintet)\sof|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    rf"(?:-(?:{_UNITS}))?|{_UNITS}|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
)
_ARTICLE = (
    r"(?:an?|another)(?=\s)(?!\s(?:further|total|dozen|number|few|handful|group|list|series|pair|trio|couple|set|"
    rf"raft|round|quartet|quintet|{_UNITS}|ten|\d))"
)
_AS_MANY = r"(?:just\s)?as\smany|(?:the\ssame|an\sequal)\snumber\sof"
#: Possessives make a single target of a noun only within a list ("two firms and their director").
_POSSESSIVE = r"(?<=,\s)(?:its|their|his|her)(?=\s(?:[A-Z]\w+\s)*\w+(?:,|\sand\s))|(?<=and\s)(?:its|their|his|her)|(?<=(?:as|so)\swas\s)(?:its|their|his|her)|(?<=with\s)(?:its|their|his|her)"
#: Whose numbers are taken over: "transposed the UN's nine and four".
THEIRS = r"(?:the\s)?(?:UN|U\.N\.|United\sNations|Council|committee)[’']s?\s"
#: A number without a noun, right behind a verb or a name: "blacklisted 11", "Seoul another five".
BARE = compiled(
    rf"\s(?:{THEIRS}|another\s|a\sfurther\s|some\s)?(?P<number>{NUMBER})"
    r"(?=\s?(?:[.,;)]|$|and\b|more\b|others?\b|last\b|on\b|onto\b|into\b|to\s(?:its|the|their|that|his)\s|the\b|a\b|of\s(?:its|their)\sown|of\s(?:them|those|these)\b|of\sthe\s(?:{NUMBER})\b))",
    re.IGNORECASE,
)
#: Behind somebody who was named: to an office, and to no list.
APPOINTED = compiled(
    r"\s(?:as|to|for)\s(?:its|the|a|an|his|their)\s(?!\w+ing\b)(?![^.;,]{0,50}?\b(?:bans?|freez\w+|sanctions?(?!\s(?:panel|committee|team|office|body|unit|envoy))|measures|restrictions|penalt\w+|embargo\w*|\w*lists?|registers?|rolls?|annex\w*|curbs|regime)\b)"
)
#: Behind those who are only brought before a body, or put forward.
SUBMITTED = compiled(
    r"[^.;,]{0,40}?\s(?:before\s(?:the|its|a)\s|(?:to|in\sfront\sof)\s(?:the|its)\s(?:\w+\s){0,2}(?:[Cc]ommittee|[Cc]ouncil|[Pp]anel)|forward\b|up\sfor\b)"
)
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)"
_MODIFIERS = (
    r"(?:of\s(?:(?:his|her|its|their|the|those|these)|(?:[A-Z][\w-]+\s){0,3}[A-Z][\w]+[’']s?)\s)?"
    r"(?:(?!(?:and|or|of|for|to|by|with|from|in|on|at|is|are|was|were|had|has|have|been|that|who|which|than|as|but|not|the|this|its|"
    r"their|an?|percent|per|days?|weeks?|months?|years?|hours?|times|million|billion|said|sanction(?:ed|s)|designated|blacklisted|listed|"
    rf"named|added|put|froze|more\sthan|{_MONTH}|{_UNITS}|ten|eleven|twelve|\d+)\b)[\w’'.&-]+\s){{0,6}}?"
)
#: Behind a target: what makes it the object of the verb in a relative clause.
_RELATIVE = compiled(
    r"(?:,?\s(?:and|plus)\s[^,;.]{3,40}?)?\s(?:whom?|whose|which|that|it|they|(?:just\s|newly\s)?(?:sanctioned|blacklisted|designated|listed|named|targeted|penalised|penalized)|[A-Z][a-z]+\s(?:has\s|had\s)?\w+ed)\b"
)
_CONTAINED = compiled(rf"\sof\s(?:the\s|some\s|about\s)?(?:{NUMBER})\s", re.IGNORECASE)
#: Nouns in the singular that are several.
_GROUPS = {"couple": 2, "pair": 2, "duo": 2, "trio": 3, "quartet": 4}
#: Two modifiers of one noun: "shipping and trading companies", "Chinese and North Korean firms".
_COORDINATED = r"(?:(?:[a-z]+ing|[A-Z][a-z]+(?:an|ese|ish))\s(?:and|or)\s(?=[a-z]+ing\s|[A-Z]))?"
_DAY_BEFORE = compiled(rf"(?<!\d\s)\b{_MONTH}\.?\s$")
_VAGUE = compiled(
    r"\b(?:several|some|various|multiple|dozens\sof|a\s(?:number|handful|group|series|list)\sof|a\sfew|\d+|"
    rf"{_UNITS}|ten|eleven|twelve|more|new|additional|further)\s{_MODIFIERS}"
    r"(?:individuals?|persons?|people|entit(?:y|ies)|compan(?:y|ies)|firms|organi[sz]ations?|targets|officials|businesses|banks)\b",
    re.IGNORECASE,
)
#: Before a counted group: words that make it a complement of something else, and no target.
_COMPLEMENT = compiled(
    r"\b(?:of|by|from|at|in|between|to|about|than|like|(?<!well\s)as|them|under|within|among)\s(?:the\s|its\s|a\s)?$",
    re.IGNORECASE,
)
_AT_LEAST = compiled(r"(?:(?:more|fewer|less)\sthan|at\sleast|up\sto|close\sto)\s$", re.IGNORECASE)
#: Nouns whose "of" hands on the targets, and phrases that end in a preposition and do so too.
_HANDS_ON = compiled(
    r"\b(?:list|names?|total|sanctions|assets|property|funds|accounts|network|group|set|batch|consist\w*|made\sup|combination|"
    r"designations?|listings?|blacklisting|inclusion|addition|turn|most|trio|pair|number)\b[^;:]{0,40}\sof\s(?:the\s)?$|"
    r"\b(?:belonging|applied|applies|apply|ran|runs|aimed|grew|grew\slonger|grows|rose|expanded|extended|lengthened|held|owned|entry|visas?|travel|ports?|harbou?rs?)\s(?:to|at|by|for)\s$|\b(?:tak(?:es?|ing)|took|br(?:ings?|inging|ought))\sin\s(?:the\s)?$|"
    r"\bthe\ssame(?:\s(?:that|the\s(?:same|very))\s(?:day|week))?\s(?:to|for|with)\s$|\b(?:did|done|does)\s(?:so|likewise)\s(?:to|with|for)\s$|(?:,|\band|\bplus)\s(?:of|on|against)\s$|\b(?:\w*list|roll|register|annex)\b(?:\s[\w’'-]+){0,4}\s(?:to|with)\s$|\b(?:list|blacklist|roll|register|(?:its|their|his|her)\sown)\b[^.:]{0,80}\sby\s(?:another\s)?$|"
    r"\b(?:names?\sof|those\sof|in\srespect\sof|in\srelation\sto|with\s(?:regard|respect)\sto)\s$",
    re.IGNORECASE,
)
#: Where one name ends and the next begins in "A Trading Corporation and B Bank".
_TWO_FIRMS = compiled(r"(?<=(?:ation|mpany|.Bank|Group|..LLC|mited|..Ltd|.Ltd\.))\sand\s(?=[A-Z])")
_TWO_BODIES = compiled(r"(?<=(?:.Center|.Centre|.Bureau|Academy|.Office))\sand\s(?=[A-Z])")
#: Participles that look like finite verbs and only modify ("agents stationed abroad").
_PARTICIPLES = frozenset(
    "stationed based registered linked tied related affiliated connected named called known located believed suspected accused "
    "involved engaged owned controlled run employed sent posted led headed used alleged said held born described identified "
    "been working operating associated established".split()
)
_NO_NAMES = frozenset(
    "the a an this that these those in on at by for with and but or as it its he his she her they their we our all both each "
    "north south east west mr ms mrs dr minister ministers president secretary ambassador general foreign defence defense state "
    "new also then now after before when while since until if no not one two three four five six seven eight nine ten monday "
    "tuesday wednesday thursday friday saturday sunday list blacklist cabinet parliament congress government annex chapter article "
    "order regulation act sanctions dprk korean chinese russian asia europe africa internet korea north’s south’s council committee "
    "among from early late icbm icbms irbm irbms slbm slbms srbm srbms mrbm mrbms".split()
)
_FIRM = compiled(r"\s(?:Corp|Co|Ltd|LLC|Inc|Bank|GmbH|Trading|Shipping|Group|Company|Corporation|Bureau)\.?$")
#: Nouns that mean a person as well as a firm, and what adds one to people counted before.
_AGENTIVE = compiled(
    r"(?i)\b(?:developer|manager|operator|owner|trader|broker|dealer|seller|buyer|builder|supplier|maker|contractor|forwarder|shipper|agent)$"
)
_ADDED = compiled(r",?\s(?:and|plus|as\swell\sas|along\swith|together\swith)\s")
_TITLE = compiled(r"\b(?:Mr|Ms|Mrs|Dr|Gen|General|Col|Colonel|Admiral|Marshal|Minister)\.?\s(?:$|(?=[A-Z]))")
_POSSESSOR = compiled(r"^[’']s\s")
_DANGLING = compiled(r"(?:\s(?:and|of|for|the|de|al)){1,8}$")  # a name has no more words
_NAME = r"[A-Z][\w’'&.-]*(?:\s(?:(?:of|and|for|the|de|al)\s){0,2}[A-Z0-9][\w’'&.-]*){0,6}"


def shown(document: Document, index: int) -> str:
    """The sentence, without what an endless one has beyond all measure."""
    return document.sentence_text(index)[:_LONGEST]


def find(document: Document, index: int) -> list[Target]:
    """The targets that a sentence may name, ordered by position; none of them overlaps another."""
    text = shown(document, index)
    found: list[Target] = []
    sources = (
        _cells(document, index, text),
        _of_them(text),
        _known(document, index, text),
        _counted(text),
        _named(document, index, text),
        _vague(text),
        _definite(text),
        _unknown(document, index, text),
    )
    for t in (t for source in sources for t in source):
        if not any(f.start < t.end and t.start < f.end for f in found):
            found.append(t)
    found = sanction_appositions.settled(text, sorted(found, key=lambda t: t.start))
    return _by_contrast(text, found)


def _by_contrast(text: str, targets: list[Target]) -> list[Target]:
    """The targets, an agentive noun ("a developer", "a manager") taken for a firm where it is added to people counted,
    or where the name of a firm explains it."""
    for n, t in enumerate(targets):
        if t.form != "single" or t.kind != "people" or not _AGENTIVE.search(text[t.start : t.end]):
            continue
        before = targets[n - 1] if n else t
        behind = targets[n + 1] if n + 1 < len(targets) else t
        is_added = (
            before.is_counted and before.kind == "people" and _ADDED.fullmatch(text, before.end, t.start)
        )
        is_firm = (
            behind.name
            and _FIRM.search(f" {behind.name}")
            and text[t.end : behind.start] in (", ", ": ", " ")
        )
        if is_added or is_firm:
            targets[n] = replace(t, kind="organisations")
    return targets


def _cells(document: Document, index: int, text: str) -> Iterator[Target]:
    """The numbers in a row of a table, under a head that says whom they count ("Individuals | Entities")."""
    if " | " not in text:
        return
    head = index
    while head and " | " in document.sentence_text(head - 1):
        head -= 1
    at = 0
    for name, cell in zip(document.sentence_text(head).split(" | "), text.split(" | "), strict=False):
        kinds = [
            _kind(w, w)
            for w in re.findall(r"[a-z]+", name.lower())
            if w in words("people") | words("organisations")
        ]
        number = value(cell.strip()) if len(cell) < 12 else None
        if kinds and number and head < index:
            yield Target(at, at + len(cell), kinds[0], number)
        at += len(cell) + 3


def governed(text: str) -> list[Target]:
    """The counted groups that a preposition governs: "took aim at two firms", "curbs for a bank"."""
    return [t for t in _counted(text, is_any=True) if t.form == "governed"]


def _counted(text: str, *, is_any: bool = False) -> Iterator[Target]:
    last = before = 0
    for m in _phrase().finditer(text):
        is_governed = _is_complement(text, m.start())
        if m.start() < last or (is_governed and not is_any and not _RELATIVE.match(text, m.end())):
            continue
        if m["number"].isdigit() and int(m["number"]) <= 31 and _DAY_BEFORE.search(text[: m.start()]):
            continue
        number, noun = m["number"], m["noun"].lower()
        is_same = bool(before and re.fullmatch(_AS_MANY, number, re.IGNORECASE))
        is_article = value(number) is None and not is_same
        if _shares_number(text, m):
            yield Target(m.start(), m.end(), "vague", form="vague")
            continue
        if is_article and _CONTAINED.match(text, m.end()):
            continue  # "a network of six people and two firms"
        if is_article and noun.endswith("s") and noun not in ("chinese", "headquarters"):
            continue
        last = m.end()
        kind = _kind(noun, text[m.start() : m.end()])
        is_single = is_article and noun not in _GROUPS
        form = "governed" if is_governed else "single" if is_single else "counted"
        before = before if is_same else value(number) or _GROUPS.get(noun, 1)
        yield Target(m.start(), m.end(), kind, before, form)


@cache
def _number_behind() -> re.Pattern[str]:
    nouns = alternation(n for n in words("people") | words("organisations") if n.endswith("s"))
    return compiled(
        rf"(?i)\b(?=\w{{3}})(?P<noun>{nouns})\b(?:\s[a-z]+){{0,3}},\s(?P<number>{NUMBER})\s(?:of\sthem|in\s(?:number|all|total))(?=[,.;])"
    )


def _of_them(text: str) -> Iterator[Target]:
    """A number behind the bare plural that it counts: "Only companies had been, three of them"."""
    if not any(words in text for words in (" of them", " in number", " in all", " in total")):
        return
    for m in _number_behind().finditer(text):
        number = value(m["number"])
        if (
            number
            and value("".join(text[: m.start()].split()[-1:])) is None
            and not _is_complement(text, m.start("noun"))
        ):
            yield Target(m.start("noun"), m.end(), _kind(m["noun"].lower(), m["noun"]), number)


#: Those counted before, told by their number alone or by a word that sorts nobody: "the five", "those 13 names".
_THOSE = compiled(
    rf"\b(?:[Tt]he|[Tt]hose|[Tt]hese|all|[Tt]he\s(?:very\s)?same|[Tt]hose\s(?:very\s)?same)\s(?P<number>{NUMBER})"
    r"(?:\s(?:names?|targets|entries|additions)\b|(?=\s?(?:[.,;)]|$|(?:by|in|on|itself|himself|too|also|already|alone|last|together|along|as|plus|and|years?|months?|weeks?|days?|earlier|before)\b)))",
    re.IGNORECASE,
)


def _known(document: Document, index: int, text: str) -> Iterator[Target]:
    """Those whom a number means that was told before: "the five", "those 13 names" of nine men and four firms."""
    base = document.sentences[index].start
    for m in _THOSE.finditer(text):
        if _is_complement(text, m.start()):
            continue
        told = [
            (c.of, int(c.value))
            for c in document.counts
            if c.end <= base + m.start() and c.of in ("people", "organisations")
        ]
        number = value(m["number"]) or 0
        if sorted_as := _sorted_as().match(text, m.end()):
            yield Target(m.start(), m.end(), _kind(sorted_as["noun"].lower(), ""), number)
            continue
        if same := next((of for of, n in reversed(told) if n == number > 1), ""):
            yield Target(m.start(), m.end(), same, number)
            continue
        pair = next((p for p in zip(told[::-1][1:], told[::-1], strict=False) if _sums_up(*p, number)), None)
        if pair:
            middle = m.start("number")
            yield Target(m.start(), middle, pair[0][0], pair[0][1])
            yield Target(middle, m.end(), pair[1][0], pair[1][1])


@cache
def _sorted_as() -> re.Pattern[str]:
    """Behind a number: of what kind all of them are ("those three, all companies")."""
    nouns = alternation(n for n in words("people") | words("organisations") if n[-1] in "sn")
    return compiled(rf",?\s(?:all|both)\s(?:of\sthem\s)?(?:[\w-]+\s){{0,2}}?(?P<noun>{nouns})\b")


def _sums_up(first: tuple[str, int], second: tuple[str, int], number: int) -> bool:
    return first[0] != second[0] and first[1] + second[1] == number


def value(number: str) -> int | None:
    """The number that the words of a group say ("a pair of", "two dozen"), `None` for "a" and "another"."""
    said = value_of(re.sub(r"\sof$", "", number))
    return int(said) if said else None


def _kind(noun: str, phrase: str) -> str:
    if noun in words("vessels"):
        return "vessels"
    is_ambiguous = noun.rstrip("s") in ("operator", "broker", "trader", "head", "agent")
    if is_ambiguous and re.search(
        r"(?i)\b(?:shipping|tanker|ship|network|commodity|oil|port|forwarding|crewing)\s\w+$", phrase
    ):
        return "organisations"
    return "organisations" if noun in words("organisations") else "people"


@cache
def _second_kind() -> re.Pattern[str]:
    nouns = alternation(words("people") | words("organisations") | words("vessels"))
    return compiled(rf"(?i)\s?(?:,|and|or)\s(?:(?:other|related|several)\s)?(?P<second>{nouns})\b")


def _shares_number(text: str, m: re.Match[str]) -> bool:
    """Whether one number counts two kinds together ("12 individuals and entities")."""
    both = _second_kind().match(text, m.end())
    if both is not None and _kind(m["noun"].lower(), "") == _kind(both["second"].lower(), ""):
        return False
    return both is not None and m["noun"].lower().endswith("s") and both["second"].lower().endswith("s")


def _is_complement(text: str, at: int) -> bool:
    lead = _AT_LEAST.sub("", text[max(0, at - 90) : at])
    if re.search(r"(?i)\b(?:of|by|than|at\sleast)\s(?:about|at\sleast|some)\s$", lead):
        lead = re.sub(r"(?:about|at\sleast|some)\s$", "", lead)
    return bool(_COMPLEMENT.search(lead)) and not _HANDS_ON.search(lead)


@cache
def _phrase() -> re.Pattern[str]:
    nouns = alternation(words("people") | words("organisations") | words("vessels"))
    nationals = alternation(w for w in words("nationals") if w.endswith("s"))
    national = alternation({w for w in words("nationals") if not w.endswith("s")} | words("national"))
    single = rf"(?:{national})(?=\s?(?:[,.;)]|$|and\b|man\b|woman\b|to\b|for\b|over\b))"
    return compiled(
        rf"(?<![\w.$€£-])(?P<number>(?i:{NUMBER}|{_AS_MANY}|{_ARTICLE}|{_POSSESSIVE}))\s{_COORDINATED}{_MODIFIERS}"
        rf"(?P<noun>(?=\w{{3}})(?i:{nouns})|(?:N\.\s?)?(?:{nationals})|{single})\b(?![-–’'])"
        rf"(?!\s(?!figure\s(?:in|on|among)\b)(?:list|(?i:{nouns}))\b)"
    )


def _vague(text: str) -> Iterator[Target]:
    for m in _VAGUE.finditer(text):
        if not _is_complement(text, m.start()):
            yield Target(m.start(), m.end(), "vague", form="vague")


def _definite(text: str) -> Iterator[Target]:
    """One thing that is known already: "the firm", "Pyongyang's trade bank"."""
    for m in _the_one().finditer(text):
        if not _is_complement(text, m.start()):
            yield Target(m.start(), m.end(), _kind(m["noun"].lower(), m[0]), 1, "definite")


@cache
def _the_one() -> re.Pattern[str]:
    nouns = words("people") | words("organisations") | words("vessels")
    singular = alternation(n for n in nouns - {"national", "people", "men", "women"} if not n.endswith("s"))
    return compiled(
        rf"\b(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[A-Z][\w]+[’']s)\s(?:(?!(?:and|or|of|on|against|over|for|to|with|by|from|at|in|is|was|had|has|who|that|which|they|he|she|it|we)\b)[\w’'.-]+\s){{0,3}}?"
        rf"(?P<noun>{singular})\b(?![-–’'])(?!\s(?:{singular})\b)"
    )


def _unknown(document: Document, index: int, text: str) -> Iterator[Target]:
    """Capitalised words that nobody knows, taken for an organisation; what a sentence begins with must be two
    words or an acronym."""
    base = document.sentences[index].start
    known = [(x.start - base, x.end - base) for x in (*document.actors_in(index), *document.times_in(index))]
    if document.sentences[index].kind != "body":  # headlines may set every word in capitals
        return
    for m in re.finditer(_NAME, text):
        start = max([e for s, e in known if s <= m.start() < e], default=m.start())
        end = min([s for s, e in known if start <= s < m.end()], default=m.end())
        name = _DANGLING.sub("", _POSSESSOR.sub("", text[start:end]).strip(" ’'"))
        start = text.find(name, start) if name else start
        if re.search(r"[\w.’']\s\($", text[:start]):  # a short form of the name before it
            continue
        if not name or not name[0].isupper() or is_authority(name) or name.lower().rstrip(".") in _NO_NAMES:
            continue
        if set(name.lower().split()) <= words("people"):  # a rank before a name
            continue
        is_opening = not re.search(r"\w", text[:start])
        if is_opening and name.startswith("The ") and len(name.split()) > 2:
            name, start = name[4:], start + 4
        if (
            is_opening
            and not _FIRM.search(name)
            and ((len(name.split()) == 1 and not name[1:].isupper()) or name.split()[0].lower() in _NO_NAMES)
        ):
            continue
        if _is_complement(text, start):
            continue
        parts = _TWO_BODIES.split(name)
        if len(parts) == 1 and (_is_pair(document, name) or _ends_list(text, start, name)):
            parts = name.split(" and ")
        for part in parts:
            at = text.index(part, start)
            kind = "people" if _TITLE.search(text[:at]) or _TITLE.match(part) else "organisations"
            yield Target(at, at + len(part), kind, 1, "unknown", part)


def _ends_list(text: str, start: int, name: str) -> bool:
    """Whether "A and B" end a list of names: "C Bank, A and B"."""
    return name.count(" and ") == 1 and bool(re.search(r"[A-Z][\w’'.&-]*,\s(?:the\s)?$", text[:start]))


def _is_pair(document: Document, name: str) -> bool:
    """Whether "A and B" are two: one of them is spoken of elsewhere without the other."""
    if name.count(" and ") != 1:
        return False
    rest = document.text.replace(name, " ")
    return any(re.search(rf"\b{re.escape(part)}\b", rest) for part in name.split(" and ") if len(part) > 3)


def _named(document: Document, index: int, text: str) -> Iterator[Target]:
    """Persons and organisations by name, but no departments that list."""
    base = document.sentences[index].start
    for a in document.actors_in(index):
        start, end = a.start - base, a.end - base
        if a.kind not in ("person", "organisation") or end > len(text) or is_authority(text[start:end]):
            continue
        if own := re.match(r"[’']s?\s(?:own\s)?name\b", text[end:]):
            end += own.end()
        if re.match(r"[’']s?\s", text[end:]) or _is_complement(text, start):
            continue
        is_firm = text[start:end].split()[-1].lower() in words("organisations")
        if a.kind == "person" and not is_firm:
            yield Target(start, end, "people", 1, "name", a.name)
            continue
        for part in _TWO_FIRMS.split(text[start:end]):
            at = text.index(part, start)
            yield Target(
                at, at + len(part), "organisations", 1, "name", part if part != text[start:end] else a.name
            )


def without(text: str, start: int, end: int, hidden: Sequence[tuple[int, int]]) -> str:
    """The text between two offsets without what is hidden."""
    for a, b in sorted(hidden, reverse=True):
        if start <= a < end:
            text = text[:a] + " " * (min(b, end) - a) + text[min(b, end) :]
    return text[start:end]


def has_finite(gap: str) -> bool:
    """Whether the words hold a finite verb, and so no mere list or modifier."""
    return any(
        clauses.is_finite(w) and w.lower() not in _PARTICIPLES for w in re.findall(r"[A-Za-z][\w’'-]*", gap)
    )


def is_authority(name: str) -> bool:
    """Whether the words mean a body or department that puts sanctions on others."""
    return any(p.regex.search(name) for p in authorities()(name))


@cache
def authorities() -> Sieve:
    """The patterns of bodies and departments."""
    return Sieve(p for p in lexicon.patterns(_LEXICON) if "authority" in p.fields)


@cache
def words(name: str) -> frozenset[str]:
    """A word list of the lexicon."""
    return frozenset(lexicon.settings(_LEXICON)["words"][name].split())
