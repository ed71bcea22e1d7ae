"""Which state launched, as the sentence around a launch word says it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from analysis import lexicon
from analysis.compiling import compiled
from analysis.events.attachment import Head
from analysis.events.launch_parties import coordinated, group_before, neighbour, state_of, states_in
from analysis.events.launch_words import pattern, words
from analysis.recognise import clauses
from analysis.recognise.weapons import model_state
from analysis.records import Document

_REPORTING = compiled(
    r"\b(?:said|says|say|told|confirm(?:ed|s)|announc(?:ed|es)|report(?:ed|s)|claim(?:ed|s)|believ(?:ed|es)|"
    r"stat(?:ed|es)|reveal(?:ed|s)|add(?:ed|s)|not(?:ed|es)|detect(?:ed|s)|condemn(?:ed|s)|accus(?:ed|es)|"
    r"estimat(?:ed|es)|conclud(?:ed|es)|assess(?:ed|es)|alleg(?:ed|es)|warn(?:ed|s)|track(?:ed|s)|show(?:ed|s)|that)\b"
    r"(?:,?\s(?:on|late|early)?\s?\w+day)?",
)
_PREPOSITION = compiled(
    r"\b(?:of|against|from|over|off|near|towards?|into|in|at|with|to|by|for|on|around|between|after|before|than|"
    r"under|through|across|along|about|like|unlike|despite)\s(?:(?:the|its|nearby|neighbou?ring|northern|southern|"
    r"eastern|western)\s)*$",
    re.IGNORECASE,
)
#: Words between a possessor or adjective and its launch ("North Korea’s second ballistic missile test").
_OWNED = compiled(
    r"(?:[’']s?)?(?:\s\([A-Z]{2,5}\))?(?:[’']s?)?[\s-]*(?:(?:series|string|round|flurry|spate|wave|volley|number|pair|barrage|"
    r"set|run|spree|rash|burst|succession|slew|dozens)[”\"’]?\sof\s|(?!(?:an?|the|this|that|these|those|its|their|his|and|but|in|"
    r"at|to|of|with|that|which|by|from|as|said|says|was|were|had|has|have|is|when|after|before|over|for)\b)"
    r"[\w’'“”\".,()-]+[\s-]+){0,9}$",
    re.IGNORECASE,
)
#: What may stand between a bare name and its launch ("the DPRK ballistic missile launch").
_COMPOUND = compiled(
    r"(?:\s\([A-Z]{2,5}\))?[\s-](?:(?:ballistic|missiles?|rocket|satellite|weapons?|space|spy|test|launch|cruise|nuclear-capable|"
    r"hypersonic|[\w-]+-(?:range|launched|fuell?ed|fuel)|inter-?continental|long|short|medium|range|ICBM|SLBM|IRBM|SRBM|"
    r"\d+|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|latest|recent|second|third|first|new|Hwasong\S*)[\s-]+){0,6}$",
    re.IGNORECASE,
)
_PASSIVE = compiled(
    r"\b(?:was|were|been|being|be|is|are|get|got)\s(?:\w+ly\s|also\s|then\s|all\s|both\s|\w+-)?$",
    re.IGNORECASE,
)
#: Words in -ed before a weapon that are no verbs.
_ADJECTIVES = frozenset(
    "claimed suspected alleged reported failed botched attempted repeated continued unexpected renewed stepped-up aborted presumed "
    "so-called unprecedented long-awaited armed unarmed fired launched tested banned planned".split()
)
_PRONOUN = compiled(r"\b(?:it|they|its|their|the\s(?:regime|country|state|nation))\b", re.IGNORECASE)


def of(document: Document, index: int, head: Head) -> tuple[str, ...]:
    """The launching states (several for a joint firing), or () where the sentence does not say."""
    together = _FROM_EACH.search(document.text, head.start - 60, head.end + 60)
    if together and (group := group_before(document, index, head.start)):
        return group
    is_seen = head.name == "handled" and document.text[head.start : head.end].lower() in _observing()
    if is_seen or head.name in ("moved", "did"):  # its subject is the missile, or who saw it
        return (
            _owner_of_subject(document, index, head)
            or _source(document, index, head)
            or _only_one(document, index, head)
            or _before_colon(document, index, head)
            or _builder(document, index, head)
        )
    found = _by_agent(document, index, head)
    if not found and head.form in ("noun", "thing"):
        found = _owner(document, index, head.start)
    if not found and head.form == "noun":
        found = _of_whose(document, index, head)
    if not found and (head.form in ("verb", "ellipsis") or _is_carried_out(document, index, head)):
        found = _subject(document, index, head)
    return (
        found
        or _attacker(document, index, head)
        or _only_one(document, index, head)
        or _antecedent_of_pronoun(document, index, head)
        or _source(document, index, head)
        or _told_before(document, index, head)
        or _overseen(document, index, head)
        or _before_colon(document, index, head)
        or _builder(document, index, head)
    )


@cache
def _observing() -> frozenset[str]:
    return frozenset(lexicon.settings("launch_triggers")["words"]["observing"].split())


#: "US Secretary of State": the state is no subject.
_TITLED = compiled(r"\s[A-Z][a-z]")
_ASIDE = compiled(r"\b(?:after|before|when|since|as|while|because|said|says)\b")
#: A subject of its own in a clause that goes on after an insertion ("…, the submarine Arihant fired").
_NOUN = compiled(r"\b(?:the|an?|its|their|his)\s\w+|\b[A-Z]\w+")
#: Words for two states or more told before, as a subject: "the two fired", "each army fired".
_GROUP = compiled(
    r"(?<![Oo]f\s)\b(?:[Tt]he\s(?:two|pair|allies|partners|neighbou?rs)|[Bb]oth|[Ee]ach)(?:\s(?:allies|allied\s\w+|arm(?:y|ies)|sides?|countr(?:y|ies)|"
    r"militar(?:y|ies)|navy|navies|forces|capitals?|nations?|states?|partners?|neighbou?rs?|governments?|of\sthem))?\b[^.;,]{0,30}$"
    r"|\b[Tt]he\s(?:allied\s)?(?:armies|militaries|navies)\b[^.;,]{0,30}$"
)
_DONE = frozenset(
    "fired launched tested sent conducted carried staged made flown shot performed lofted is was were had been has".split()
)
_NEIGHBOUR = compiled(r"\b(?:its|the)\s(?:northern\s|southern\s)?neighbou?r\b[^.;,]{0,25}$")
_FROM_EACH = compiled(
    r"\b(?:from|by)\s(?:each|both)\s(?:army|side|country|navy|ally|partner|capital|allies|partners|of\s(?:them|the\s\w+)|armies|sides|countries)\b"
)
_CONJUNCTION = compiled(
    r"\W*(?:(?:just\s|only\s)?(?:\w+\s)?(?:hour|minute|day|week|month|year)s?\s|shortly\s|soon\s|moments\s)?(?:after|before|when|while|as|because|since|once|"
    r"although|though|if|until|and|but)\s",
    re.IGNORECASE,
)
_CARRIED_OUT = compiled(
    r"\b(?:conduct|carr(?:y|ied|ies|ying)\sout|perform|stag|mak|made|makes|held|undert|attempt|announc|complet|"
    r"boast|celebrat|hail)\w*\s(?:[\w’'-]+\s){0,6}$",
    re.IGNORECASE,
)


def _is_carried_out(document: Document, index: int, head: Head) -> bool:
    """Whether a noun is the object of "conducted", "carried out"."""
    return bool(_CARRIED_OUT.search(document.text[document.sentences[index].start : head.start]))


_BY_ACCOUNT = compiled(
    r"[’']s?\s(?!(?:military|army|navy|forces|armed|air))|[’']?s?\s(?:[\w-]+\s){0,2}?[\w-]+[’']s?\s"
    r"(?:count|reckoning|estimates?|account|tally|figures?|measure|telling|lights)\b|\s(?:[\w-]+\s)?(?:count|reckoning|estimates?|accounts?|figures?)\b"
)


def _by_agent(document: Document, index: int, head: Head) -> tuple[str, ...]:
    """ "launched by North Korea", "the test … by the DPRK"."""
    for actor in states_in(document, index):
        gap = document.text[head.end : actor.start]
        if _BY_ACCOUNT.match(document.text, actor.end):
            continue  # "by Seoul’s account"
        if actor.start >= head.end and re.search(r"\bby\s(?:the\s)?$", gap) and len(gap) < 120:
            if re.search(
                r"[;:]|\b(?:said|condemned|protested|criticised|criticized|denounced|reported|welcomed)\b",
                gap,
            ):
                continue
            if any(clauses.is_finite(w) and w not in _DONE for w in re.findall(r"[a-z]+", gap)):
                continue  # "a missile, each answered by Seoul"
            return (state_of(actor),)
    return ()


def _owner(document: Document, index: int, offset: int) -> tuple[str, ...]:
    """ "North Korea’s launch", "a North Korean missile", "the DPRK ballistic missile launch"."""
    for actor in reversed(states_in(document, index)):
        if actor.end > offset:
            continue
        gap = document.text[actor.end : offset]
        is_owner = (
            gap.startswith(("'", "’")) or document.text[actor.end - 2 : actor.end] in ("'s", "’s", "s’")
        ) and not _holds_verb(gap)
        if actor.form == "demonym" and actor.kind == "state":
            is_owner = not _holds_verb(gap)
        if (is_owner and _OWNED.fullmatch(gap)) or _COMPOUND.fullmatch(gap):
            return (state_of(actor),)
    return ()


def _holds_verb(gap: str) -> bool:
    """Whether a finite verb parts the owner from what it might own ("Seoul’s army said a missile")."""
    return any(clauses.is_finite(w) and w not in _ADJECTIVES for w in re.findall(r"[A-Za-z-]+", gap))


def _attacker(document: Document, index: int, head: Head) -> tuple[str, ...]:
    """ "Iran’s attack on Israel – more than 120 missiles": whose attack it is that the missiles were fired in."""
    for actor in reversed(states_in(document, index)):
        gap = document.text[actor.end : head.start] if actor.end <= head.start else ""
        if _ATTACK.match(gap):
            return (state_of(actor),)
    return ()


_ATTACK = compiled(
    r"(?:[’']s?)?\s(?:[\w-]+\s){0,3}(?:attacks?|strikes?|assaults?|bombardments?|raids?|retaliation|reprisals?|onslaught)\s(?:on|against|upon)\b"
)


def _of_whose(document: Document, index: int, head: Head) -> tuple[str, ...]:
    """ "the launch of a North Korean missile"."""
    for actor in states_in(document, index):
        if actor.start >= head.end and re.fullmatch(
            r"\s(?:of|involving)\s(?:[\w-]+\s){0,4}", document.text[head.end : actor.start]
        ):
            return (state_of(actor),)
    return ()


def _subject(document: Document, index: int, head: Head) -> tuple[str, ...]:
    base, text = document.sentences[index].start, document.sentence_text(index)
    at = head.start - base
    if head.form == "ellipsis" and (_PREPOSITION.search(text[:at]) or not pattern("deed").search(text[:at])):
        return ()
    if _PASSIVE.search(text[:at]) and head.form == "verb":
        return _owner_of_subject(document, index, head)
    parts = clauses.split(text)
    place = next((i for i, c in enumerate(parts) if c.start <= at < c.end), 0)
    is_gerund = document.text[head.start : head.end].partition(" ")[0].lower().endswith("ing")
    while True:
        found = _first_subject(document, index, base + parts[place].start, head.start, last=is_gerund)
        if found:
            return found
        if place == 0 or (
            parts[place].kind == "resumed" and _NOUN.search(text[parts[place].start : head.start - base])
        ):
            return ()
        if parts[place].kind == "relative":
            return _antecedent(document, index, base + parts[place].start)
        if parts[place].kind in ("main", "coordinate", "subordinate", "complement"):
            return ()
        place -= 1
        head = Head(base + parts[place].end, base + parts[place].end, head.form)


def _first_subject(document: Document, index: int, low: int, high: int, *, last: bool) -> tuple[str, ...]:
    """The first state between the offsets that may be a subject, with those coordinated to it."""
    text = document.text
    opening = _CONJUNCTION.match(text, low, high)
    cut = opening.end() if opening else low
    for m in _REPORTING.finditer(text, low, high):
        cut = m.end()
    span = text[cut:high]
    if re.search(r"\b(?:two|both|the)\sKoreas\b[^.;]{0,30}$", span):
        return ("PRK", "KOR")
    if _NEIGHBOUR.search(span) and (other := neighbour(document, index, cut)):
        return (other,)
    group = _GROUP.search(span)
    if group and not last and (together := group_before(document, index, cut + group.start())):
        return together
    if _PRONOUN.match(span.lstrip()) and not last:
        return ()
    pool = [a for a in states_in(document, index) if cut <= a.start and a.end <= high]
    if last:
        return (state_of(pool[-1]),) if pool and high - pool[-1].end < 40 else ()
    groups = coordinated(text, pool)
    free = [g for g in groups if not _PREPOSITION.search(text[cut : g[0].start])]
    whose = [g for g in groups if re.search(r"\bof\s(?:the\s)?$", text[cut : g[0].start])]
    if opening and len(free) > 1:  # "after an American boat put in, the North fired"
        stop = text.find(", ", cut, high)
        free = [g for g in free if g[0].start > stop] or free
    chosen = next(iter([*free, *whose]), [])
    if chosen and _observes(text[chosen[-1].end : high]):
        return ()
    return tuple(dict.fromkeys(state_of(a) for a in chosen))


def _observes(words: str) -> bool:
    """Whether the verb behind a subject is one of seeing ("Seoul recorded a launch")."""
    first = next(
        (w for w in re.findall(r"[A-Za-z-]+", words) if clauses.is_finite(w) or w in _observing()), ""
    )
    return first.lower() in _observing()


def _antecedent(document: Document, index: int, offset: int) -> tuple[str, ...]:
    """The state before a relative clause ("South Korea, which tested …")."""
    before = [a for a in states_in(document, index) if a.end <= offset]
    groups = coordinated(document.text, before)
    if not groups or offset - groups[-1][-1].end >= 30:
        return ()
    return tuple(dict.fromkeys(state_of(a) for a in groups[-1]))


def _owner_of_subject(document: Document, index: int, head: Head) -> tuple[str, ...]:
    """ "A North Korean missile was fired": the adjective of the missile that stands nearest before."""
    for w in reversed(document.weapons_in(index)):
        if w.end <= head.start:
            found = _owner(document, index, w.start)
            if found:
                return found
    return ()


def _only_one(document: Document, index: int, head: Head) -> tuple[str, ...]:
    for w in document.weapons_in(index):
        if 0 <= w.start - head.end < 60 or 0 <= head.start - w.end < 60:
            found = demonym_before(document, w.start)
            if found:
                return (found,)
    return ()


def _antecedent_of_pronoun(document: Document, index: int, head: Head) -> tuple[str, ...]:
    """ "its forces fired", "its last space shot": the one state that stands free before in the sentence."""
    start = document.sentences[index].start
    text = document.text[start : head.start]
    m = re.search(r"(?i)\b(?:it|its|they|their)\b(?:\s[\w’'-]+){0,5}\s$", text)
    if not m or (head.form == "ellipsis" and _PREPOSITION.search(text)):
        return ()
    free = [
        state_of(a)
        for a in states_in(document, index)
        if a.end <= start + m.start()
        and not _PREPOSITION.search(document.text[start : a.start])
        and not _TITLED.match(document.text, a.end)
    ]
    if free and _OTHER_STATE.search(text[: m.start()]):
        return ()  # "Washington would punish the state for the missiles which it launched"
    return (free[0],) if len(set(free)) == 1 else ()


#: A state that is spoken of without its name, as the object of a verb: it, not the subject, is what "it" stands for.
_OTHER_STATE = compiled(
    r"(?i)\b(?!(?:when|that|as|if|because|while|after|before|and|but|or|where|how|why|then|of|in|at|for|to|by|with|from|on)\b)[a-z]{3,}\s"
    r"(?:the|that|this)\s(?:[\w-]+\s)?(?:state|country|regime|nation|government|neighbou?r|dictatorship|North)\b(?![’'-])[^,;]*$"
)


def _told_before(document: Document, index: int, head: Head) -> tuple[str, ...]:
    """ "Seoul is not idle. On Monday it fired …": the subject of the sentence before, where "it" launched."""
    here = document.sentences[index]
    if not index or document.sentences[index - 1].paragraph != here.paragraph:
        return ()
    if head.form == "noun" and _ITS.match(document.text, here.start, head.start):
        return _only_state(document, index - 1)
    if head.form != "verb" or not re.search(
        r"(?i)\b(?:it|they|(?:the|its)\s(?:own\s|home-built\s|domestic\s|home-made\s)?(?:country|nation|state|regime|government|army|navy|air\sforce|military|submarine|destroyer|warship))"
        r"\s(?:(?!was|were|is|are|be)\w+\s){0,3}$",
        document.text[here.start : head.start],
    ):
        return ()
    before = document.sentences[index - 1]
    free = [
        a
        for a in states_in(document, index - 1)
        if a.kind == "state"
        and a.form != "demonym"
        and not document.text[a.end :].startswith(("’s", "'s"))
        and document.text[a.end - 2 : a.end] not in ("’s", "'s")
        and not _PREPOSITION.search(document.text[before.start : a.start])
    ]
    return (state_of(free[0]),) if free else ()


def _source(document: Document, index: int, head: Head) -> tuple[str, ...]:
    """ "missiles that came from Iran", "rose from Iranian soil": whose land a missile left."""
    for actor in states_in(document, index):
        lead = (
            document.text[head.end : actor.start] if actor.kind == "state" and actor.start >= head.end else ""
        )
        is_land = head.form != "ellipsis" and (
            actor.form != "demonym" or _LAND.match(document.text, actor.end)
        )
        if is_land and _OUT_OF.fullmatch(lead) and not any(map(clauses.is_finite, lead.split())):
            return (state_of(actor),)
    return ()


_OUT_OF = compiled(
    r"(?:\s(?!said|told|from)[\w’'-]+){0,6}\s(?:from|out\sof)\s(?:inside\s|within\s|western\s|eastern\s|northern\s|southern\s)?"
)
_LAND = compiled(r"\s(?:soil|territory|land|bases?|sites?|waters|airspace)\b")


def _overseen(document: Document, index: int, head: Head) -> tuple[str, ...]:
    """ "The president watched from a quay as the submarine sent up a missile": the state of who oversees it, there or in
    the sentence before."""
    here = document.sentences[index]
    for near in (index, index - 1):
        if (
            near < 0
            or document.sentences[near].paragraph != here.paragraph
            or (near < index and states_in(document, index))
        ):
            break
        low, high = document.sentences[near].start, min(head.start, document.sentences[near].end)
        watching = pattern("oversees").search(document.text, low, high)
        leaders = [
            a.state
            for a in document.actors_in(near)
            if watching and a.kind == "person" and a.state and a.end <= watching.start()
        ]
        if leaders:
            return (leaders[-1],)
    return ()


@cache
def _tellers() -> frozenset[str]:
    return frozenset(
        (words("telling") | words("observing") | {"listed", "lists", "cited", "named", "recalled"})
        - words("auxiliary")
    )


#: "Its two earlier attempts": of whom the sentence before speaks.
_ITS = compiled(r"Its\s(?:[\w’'-]+\s){0,5}$")


def _only_state(document: Document, index: int) -> tuple[str, ...]:
    """The one state that a sentence names, if it names no other."""
    named = {state_of(a) for a in states_in(document, index)}
    return tuple(named) if len(named) == 1 else ()


def _before_colon(document: Document, index: int, head: Head) -> tuple[str, ...]:
    """ "South Korea has an eye of its own: a satellite rode up on Friday": who the words before a colon are about."""
    start = document.sentences[index].start
    colon = document.text.rfind(": ", start, head.start)
    behind = [a for a in states_in(document, index) if colon < a.start < head.start]
    if any(not _PREPOSITION.search(document.text[colon : a.start]) for a in behind):
        return ()
    if colon < 0 or _ASIDE.search(document.text, colon, head.start):
        return ()
    if any(w in _tellers() for w in re.findall(r"[a-z]+", document.text[start:colon])):
        return ()  # "Pentagon officials listed the earlier rounds: …"
    free = [
        state_of(a)
        for a in states_in(document, index)
        if a.end < colon
        and a.form != "demonym"
        and not _PREPOSITION.search(document.text[start : a.start])
        and not (state_of(a) in words("watching") and _WHOSE.match(document.text, a.end - 2))
    ]
    return (free[0],) if len(set(free)) == 1 else ()


#: "Seoul's list of grievances: …"
_WHOSE = compiled(r"(?:..|.)?[’']s?\s")
#: "a pair resembling ATACMS": of another's make.
_RESEMBLING = compiled(
    r"(?i)\b(?:resembl\w+|like|similar\sto|akin\sto|modelled\s(?:on|after)|modeled\s(?:on|after)|based\son|version\sof|copy\sof|twin\sof|cousin\sof|look-?alikes?\sof)\s(?:[\w’'-]+\s){0,3}$"
)


def _builder(document: Document, index: int, head: Head) -> tuple[str, ...]:
    """The state that builds the model named next to the trigger ("a Yars went up")."""
    near = [
        w
        for w in document.weapons_in(index)
        if w.model
        and not _RESEMBLING.search(document.text, max(0, w.start - 40), w.start)
        and (0 <= w.start - head.end < 40 or 0 <= head.start - w.end < 40 or w.start == head.start)
    ]
    own = [w for w in near if w.start == head.start] or near
    built = model_state(own[0].model) if own else ""
    return (built,) if built else ()


def demonym_before(document: Document, offset: int) -> str:
    """The state whose adjective or genitive stands right before the place ("a South Korean Hyunmoo-2")."""
    sentence = document.article.sentence_at(offset).index
    for actor in states_in(document, sentence):
        gap = document.text[actor.end : offset]
        pattern = (
            r",\s(?:with|by\sfiring|firing|launching)\s(?:[\w-]+\s){0,4}"
            if gap.startswith(",")
            else (
                r"\s(?:(?!said|says)[\w-]+\s){0,2}"
                if actor.form == "demonym"
                else r"(?:[’']s?\s(?:[\w-]+\s){0,2}|\s)"
            )
        )
        if actor.end <= offset and re.fullmatch(pattern, gap):
            return state_of(actor)
    return ""


def ends_with_subject(document: Document, offset: int) -> bool:
    """Whether the words right before the place are a state as subject, or a pronoun or relative for it."""
    sentence = document.article.sentence_at(offset).index
    before = document.text[max(0, offset - 30) : offset]
    if re.search(
        r"\b(?:it|they|who|which|and|Koreas|forces|army|military|navy|regime|country|then|Kim|Un)\s$", before
    ):
        return True
    return any(
        a.end <= offset
        and document.text[a.end : offset].strip() in ("", "also", "again", "again,")
        and a.form != "demonym"
        for a in document.actors_in(sentence)
    )


def _of_the_north() -> re.Pattern[str]:
    return pattern("of-the-north")


def usual(document: Document, told: Iterable[tuple[str, ...]] = ()) -> str:
    """The state whose launches the article is about: North Korea where it occurs, else the one that the launches
    told (`told`) name most, else the one whose missiles it names, else North Korea."""
    if any(a.actor_id == "PRK" for a in document.actors) or _of_the_north().search(document.text):
        return "PRK"
    counted = Counter(s for states in told for s in states)
    counted = counted or Counter(built for w in document.weapons if (built := model_state(w.model)))
    return counted.most_common(1)[0][0] if counted else "PRK"


#: Behind a state's adjective: those who are listed, not those who launch ("two Russians").
_PEOPLE = compiled(
    r"n?s\b|.\s(?:nationals?|citizens?|firms?|compan(?:y|ies)|banks?|entit(?:y|ies)|individuals?|diplomats?|envoys?|traders?|nationals?|m[ae]n)\b"
)


def so_far(document: Document, index: int, told: Iterable[str], usual: str) -> str:
    """The state whose launch it is where its sentence names none: the usual one, if the text has spoken of it by then;
    else the one whose launches were told (`told`), or whose news it is, up to there."""
    named = [state_of(a) for a in document.actors if a.sentence <= index and state_of(a)]
    is_spoken_of = usual in named or (
        usual == "PRK" and _of_the_north().search(document.text, 0, document.sentences[index].end)
    )
    if is_spoken_of:
        return usual
    speaking = (
        state_of(a)
        for a in document.actors
        if a.sentence <= index
        and state_of(a)
        and not (a.form == "demonym" and _PEOPLE.match(document.text, a.end - 1))
    )
    owners = Counter(told) or Counter(s for s in speaking if s not in words("watching"))
    ranked = owners.most_common(2)
    is_clear = ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1])
    return ranked[0][0] if is_clear else usual
