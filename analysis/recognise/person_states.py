"""The state for which a person speaks: what the article shows, the record, or what stands near."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from analysis.compiling import compiled
from analysis.lexicon import settings
from analysis.recognise import clauses, names, office_holders, states, witnesses
from analysis.recognise.names import word_set
from analysis.recognise.people import Mentioned, Person, called_by
from analysis.recognise.person_cues import speaks
from analysis.recognise.witnesses import Rank, Witness
from analysis.recognise.wording import Line
from analysis.records import Article

#: What stands between two names of a list.
JOINTS = ([","], ["and"], [",", "and"], ["or"], [";"], [";", "and"])


def hear_later_witnesses(mentions: Sequence[Mentioned], lines: Sequence[Line]) -> None:
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


def home_of(article: Article) -> str:
    """The state whose ministry or mission publishes the article, or in whose name its headline speaks, or "": its
    officials need no other witness."""
    if _GOVERNMENTAL.search(article.publisher):
        found = _codes_in(article.publisher)
        return found[0] if found else ""
    spoken = _SPOKEN_FOR.search(article.headline)
    found = _codes_in(spoken["whose"]) if spoken else []
    return found[0] if found else ""


_GOVERNMENTAL = compiled(
    r"\b(?:Ministry|Department|Office|Mission|Embassy|Government|Treasury|Chancellery|Delegation|Secretariat)\b"
)
_SPOKEN_FOR = compiled(
    r"\b(?:[Ss]tatement|[Ee]xplanation\sof\s\w+|[Rr]emarks|[Ss]peech)\s(?:by|of)\s(?P<whose>.{3,60})"
)


def _codes_in(text: str) -> list[str]:
    return [code for _, _, code in states.codes_in(text)]


@dataclass(frozen=True, slots=True)
class Setting:
    """What an article says beside the words around a person: all mentions, its day, the state in whose name it
    speaks, and by sentence the state (not the North) that was named last before it."""

    mentions: tuple[Mentioned, ...]
    published: str
    home: str
    named_before: Mapping[int, str]
    listing: frozenset[int]
    headlined: str = ""
    spoken_of: frozenset[str] = frozenset()

    def of(self, p: Person) -> Mentioned | None:
        return next((m for m in self.mentions if m.person is p), None)


def of_headline(article: Article) -> str:
    """The one state beside the North that the headline names, or ""."""
    found = {code for code in _codes_in(article.headline) if code not in ("PRK", "EU")}
    return found.pop() if len(found) == 1 else ""


def last_named(lines: Sequence[Line]) -> dict[int, str]:
    """By sentence the state that the two sentences before it named last; the North is in all of them."""
    found: dict[int, str] = {}
    for at, line in enumerate(lines):
        near = [c for other in lines[max(0, at - 2) : at] for c in other.codes if c not in ("", "PRK")]
        found[line.sentence.index] = near[-1] if near else ""
    return found


def after_lists(lines: Sequence[Line]) -> frozenset[int]:
    """The sentences among the six after one that tells of sanctions, as the items of a list are."""
    told = [
        _SANCTIONED.search(line.text, line.sentence.start, line.sentence.end) is not None for line in lines
    ]
    return frozenset(line.sentence.index for at, line in enumerate(lines) if any(told[max(0, at - 6) : at]))


def state_of(p: Person, setting: Setting, *, asked: bool = False) -> str:
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
    if not near and _is_korean(p) and setting.home not in ("", "KOR", "PRK"):
        return "PRK"  # whom another state's authority names without an office is no official of its own
    return near[0] if near else setting.home


def _owner_state(family: str, p: Person, setting: Setting) -> str:
    """The state of the one whose adviser the person is."""
    if family == witnesses.NEAREST:
        before = [m.person for m in setting.mentions if m.person is not p and m.span.start < p.first]
        owner = before[-1] if before else None
    else:
        owner = called_by((family,), [m.person for m in setting.mentions if m.person is not p], p.first)
    if owner:
        return state_of(owner, setting, asked=True)
    official = office_holders.known_alone(family)
    return official["state"] if official else ""


@cache
def _offices_of_one_state() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = settings("titles")["office_of"]
    return tuple((compiled(rf"\b(?:{row['office']})\b", re.IGNORECASE), row["state"]) for row in rows)


def _of_office(role: str) -> str:
    """The state that alone has such an office ("Chief Cabinet Secretary"), or ""."""
    return (
        next((state for office, state in _offices_of_one_state() if office.search(role)), "") if role else ""
    )


def _is_national(p: Person) -> bool:
    """Whether the person's office is held for a state."""
    words = {form for w in re.findall(r"[a-z-]+", p.role.lower()) for form in (w, w.removesuffix("s"))}
    return bool(words & word_set("offices", "national"))


def _near_state(p: Person, setting: Setting) -> str:
    """The state of a person without any witness, or "". What the name's shape says of Koreans and Chinese; for an
    office of a state the place where the sentence has it, a state of the sentence, or the one named before
    (the North's officials are always called so)."""
    m = setting.of(p)
    official = office_holders.holder(p.words, p.role, setting.published)
    if m is None or (official and not official["state"]):  # the United Nations' own speak for no state
        return ""
    if names.is_japanese(p.words):
        return "JPN"
    if _is_korean(p):
        return _korea_of(p, m, setting)
    is_chinese = names.order(p.words) == "family-first"
    if not _is_national(p):
        return "CHN" if is_chinese and len(p.words) == 2 else _where_he_lives(m) if p.role else ""
    return (
        ("CHN" if is_chinese else "")
        or _state_in_sentence(m)
        or _state_before(m, setting)
        or setting.headlined
        or _state_that_acts(m)
    )


def _where_he_lives(m: Mentioned) -> str:
    """The state in "on the Russian side of the river, the agent X"."""
    return next(
        (
            m.line.codes[k]
            for k in range(m.span.first - 1, -1, -1)
            if m.line.forms[k] == "demonym" and m.line.low(k + 1) in _SIDES
        ),
        "",
    )


_SIDES = frozenset(["side", "bank", "shore", "coast", "border", "port", "city", "town", "village", "island"])


def _is_korean(p: Person) -> bool:
    is_shaped = names.order(p.words) == "family-first" and names.is_surname(p.words[0], "korean")
    return is_shaped and not names.is_pinyin(p.words)


def _korea_of(p: Person, m: Mentioned, setting: Setting) -> str:
    """Which Korea a Korean is of: the North, if the sentence speaks of North Koreans, spells the name as there or
    tells of sanctions; the South for an office or one who is quoted."""
    is_southern = "KOR" in m.line.codes[: m.span.first]
    is_bare = len(p.words) == 3 and not p.role
    if _is_northern(m) or is_bare or (len(p.words) == 3 and not is_southern):
        return "PRK"
    if is_southern or any(speaks(o.line, o.span) for o in setting.mentions if o.person is p):
        return "KOR"
    words = m.line.text[m.line.sentence.start : m.line.sentence.end]
    if "-" in p.words[-1] and p.words[0] in _SOUTHERN and _QUOTED.search(words):
        return "KOR"
    is_target = (
        p.words[0] in _NORTHERN or _SANCTIONED.search(words) or m.line.sentence.index in setting.listing
    )
    return "PRK" if is_target else "KOR" if _is_national(p) else ""


#: Family names as only the North spells them.
_NORTHERN = frozenset(
    ["Ri", "Ryang", "Rim", "Choe", "Pak", "Jon", "Jong", "Ro", "Ryom", "Ryong", "Kwak", "Sin", "Mun"]
)
#: And as only the South does.
_SOUTHERN = frozenset(
    "Lee Park Choi Lim Noh Roh Jung Jeong Yoo Yoon Shin Moon Cho Woo Koo Suh Seo Bae Oh Huh Heo Chung Joo Ahn Rhee".split()
)
#: Somebody whose words are given.
_QUOTED = compiled(r"[:,]\s?[“\"]")
_SANCTIONED = compiled(
    r"\b(?:designat|sanction|blacklist|asset|listed|listings?|list\b|freez|froz|travel\sban|entit|individuals)",
    re.IGNORECASE,
)


def _is_northern(m: Mentioned) -> bool:
    """Whether the sentence speaks of North Koreans before the name."""
    said = {m.line.codes[k] for k in range(m.span.first) if m.line.forms[k] == "demonym"}
    return "PRK" in said and "KOR" not in said


def _state_before(m: Mentioned, setting: Setting) -> str:
    """The state named last before "the foreign minister, X" and "its envoy, X"."""
    first = next((k for k in range(m.span.first - 1, -1, -1) if m.line.word(k) in ".;:“"), -1) + 1
    before = [m.line.low(k) for k in range(first, m.span.first)]
    is_definite = any(w in ("the", "its", "their") for w in before) or (
        before[:1] in (["a"], ["an"]) and not _OF_GOVERNMENT.isdisjoint(before)
    )
    return setting.named_before.get(m.line.sentence.index, "") if is_definite else ""


_OF_GOVERNMENT = frozenset(["foreign", "defence", "defense", "ministry", "government", "cabinet", "treasury"])


def _state_in_sentence(m: Mentioned) -> str:
    """The state that is named last before the person."""
    before = [m.line.codes[k] for k in range(m.span.first - 1, -1, -1)]
    return next((code for code in before if code not in ("", "PRK")), "")


def _state_that_acts(m: Mentioned) -> str:
    """The first state of which somebody says what it does ("said that Washington would act"): most likely his own."""
    if not speaks(m.line, m.span):
        return ""
    for k in range(m.span.last + 1, len(m.line.words)):
        code, after = m.line.code(k), m.line.word(k + 1)
        is_behalf = after == "'s" and m.line.low(k + 2) in ("behalf", "name")
        acts = m.line.code(k + 1) != code and clauses.is_finite(after or "-")
        if code not in ("", "PRK") and (acts or is_behalf):
            return code
    return ""


def fill_states(mentions: Sequence[Mentioned], resolved: dict[int, str], setting: Setting) -> None:
    """Gives a person without a witness the state of the neighbour in a bare list of names, else what is likely."""
    beside = [pair for pair in pairwise(mentions) if pair[0].line is pair[1].line]
    for a, b in [*beside, *((b, a) for a, b in reversed(beside))]:
        low, high = sorted((a.span, b.span), key=lambda c: c.first)
        between = [w.text for w in a.line.words[low.last + 1 : high.first]]
        is_shared = a.person.role in ("", "national") or a.person.role.endswith("s")
        if between in JOINTS and is_shared and not b.person.witnesses and not resolved[id(b.person)]:
            resolved[id(b.person)] = resolved[id(a.person)]
    for m in mentions:
        is_known = office_holders.holder(m.person.words, m.person.role, setting.published) is not None
        if (
            not resolved[id(m.person)]
            and not is_known
            and not any(w.is_international for w in m.person.witnesses)
        ):
            resolved[id(m.person)] = _near_state(m.person, setting) or _of_shape(m.person, setting)


@cache
def _shapes() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """How names look in the states of one language: its endings, letters and families."""
    rows = settings("titles")["name_shape"]
    return tuple((compiled(row["pattern"]), tuple(row["state"].split())) for row in rows)


def _of_shape(p: Person, setting: Setting) -> str:
    """The state whose names look so, if the article speaks of it or of a place in it, or ""."""
    m = setting.of(p)
    likely = [states for shape, states in _shapes() if len(p.words) > 1 and shape.fullmatch(p.name)]
    if m is None or not likely:
        return ""
    places = frozenset(witnesses.places_in(m.line.text[:20_000]))
    for known in (setting.spoken_of, places):
        for group in likely:
            if places and places.isdisjoint(group):
                continue  # at home elsewhere, whatever the name
            if len(found := known.intersection(group)) == 1:
                return next(iter(found))
    return ""
