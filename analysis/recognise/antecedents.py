"""What a number whose noun is left out refers back to: a number, a plural noun or a list of states before it.

A noun is left out after a determiner ("the four", "all nine"), in a part ("two of them", "another three"), beside
a parallel phrase ("Seoul named five firms, Tokyo six"), or where it is told right before ("Three failed.")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.compiling import compiled
from analysis.recognise import clauses, states
from analysis.recognise.counted_nouns import TOKEN, UNIT_WORD, head_of, units
from analysis.recognise.numbers import value_of
from analysis.records import Article, CountMention

#: An antecedent is not looked for further back than this, in characters.
FAR = 400
VOTES = ("votes_for", "votes_against", "abstentions")
#: "the launch of intercontinental missiles": the launches are counted, not the missiles.
LAUNCH_OF = compiled(r"\b(?:launch|test|firing)(?:es|s)?\sof\s(?:[\w-]+\s){0,4}$", re.IGNORECASE)
#: What may follow a number whose noun is left out, verbs aside.
_BARE = compiled(
    r"""\s?(?:[,.;:()!?–—”"’|\]]|$)
      | \s(?:of\s(?:(?:them|these|those|which|whom)(?!\s(?:\w+\s)?\w*(?:s|people|men|women)\b)|(?:its|their|his|her)\sown)|and(?!\sa\s(?:half|quarter))|or|but|while|in|on|at|to|from|since|this|last
        |next|by|for|with|during|after|before|over|under|per|as|than|within|across|off|into|towards?|between|without|near
        |around|more|others?|another|each|apiece|altogether|so\sfar|again|too|also|alone|only|later|earlier|already
        |instead|up\sto\s(?:now|date|then)|thus\sfar|running|strong|being|when|that|which|who|whom|whose|where|because|if|out\sof|all\stold|\w+ly|then)\b(?!-)""",
    re.VERBOSE,
)
_NUMERAL = rf"(?:\d{{1,3}}|{UNIT_WORD})"
#: "two or three missiles": the noun is behind the second number.
_RANGE = compiled(
    rf"\s?(?:\sor\s|\sto\s|\s?[–-]\s?)(?:at\smost\s|even\s)?{_NUMERAL}(?![\w.,-]\d|-)", re.IGNORECASE
)
#: "one of the five lives abroad"
_ONE_OF_THE = compiled(r"\bone\sof\s(?:the|these|those)\s[\w-]+$", re.IGNORECASE)
_LIVES = compiled(r"\s[a-z]+s\s(?:in|at|on|from|to|for|as|with|under|the|an?|by)\b")
_STOP = compiled(
    r"the|an?|its|their|his|her|this|that|these|those|in|on|at|to|from|by|for|with|of|and|or|but|as|than|who|which|when|while|after|before"
    r"|being|because|if|over|under|during|since|until|into|off|up|down|out|not|so|too|also"
)
_MEASURES = frozenset(
    [
        "min",
        "mins",
        "km",
        "kms",
        "m",
        "kg",
        "cm",
        "mm",
        "mph",
        "kph",
        "pct",
        "percent",
        "per",
        "pm",
        "am",
        "a.m.",
        "p.m.",
        "ft",
        "nm",
        "kt",
        "ton",
        "o'clock",
        "o’clock",
        "Mach",
        "x",
    ]
)
_PLURAL = compiled(r"(?:[^su\Wi]s|ies|men|people|aircraft|personnel)\.?$")
#: Before such a number nothing is counted: ages, times, places in a series, idioms.
_UNCOUNTED = compiled(
    r"""(?:\b(?:minute|day|hour|week|month|year|moment|thing|word|step|mile|inch|kilomet\w+)s?\sor\s
      | \b(?:number|no\.|nos\.|page|pp?\.|episode|part|item|lot|chapter|line|day|grade|level|room|gate|channel|class|zone|size
          |mach|phase|stage|step|rule|question|volume|vol\.|issue|week|round|aged?|until|till|past|before
          |after|number|one)\s
      | \b(?:in|into)\s
      | [$€£¥#]\s?)$""",
    re.VERBOSE | re.IGNORECASE,
)
_AT = compiled(r"\bat\s(?:least\s|about\s|some\s)?$", re.IGNORECASE)
_PUT_AT = compiled(
    r"\b(?:put|puts|putting|stands?|stood|standing|remain\w*|estimat\w*|reckon\w*|count\w*|tally|total|number|figure)\b"
    r"[^.;]{0,40}\bat\s(?:least\s|about\s|some\s)?$",
    re.IGNORECASE,
)
_BRACKETED_AGE = compiled(r"[A-Z][\w’'-]+\s\($")
_AGE = compiled(r"[A-Z][\w’'-]+,\s$")
_HEDGES = r"(?:(?:only|just|at\sleast|about|some|roughly|nearly|almost|another|a\sfurther|the\sother|then|perhaps|maybe|barely|over|up\sto|as\smany\sas|more\sthan|fewer\sthan|no\sfewer\sthan)\s)*"
#: The number opens a clause or an item.
_OPENS = compiled(
    rf"(?:^\W*|[,;:—–(|]\s?|\s-\s|\b(?:and|but|while|whereas|or|nor|then|plus|that|of\s(?:these|them|those|which|whom),?)\s){_HEDGES}$",
    re.IGNORECASE,
)
#: "Seoul six", "Japan for 14", "Brussels, of six": the verb is left out too.
_GAPPED = compiled(
    rf"\b(?!(?:[Oo]n|[Ii]n|[Bb]y|[Ss]ince)\b)(?:[A-Z][\w.]*(?:[’']s)?|others?|second|latter|they|it|he|she)(?:,)?\s(?:(?:for|of|with|to|on|by|another|added|has|had|have|gave|got|took|listed|named|chose|picked|counted|saw|reported|detected"
    rf"|said|says|fired|launched|lists|names|counts|claims|claimed|spoke\sof|speaks\sof|talks?\sof|made\sit|makes\sit|put\sit\sat|puts\sit\sat)\s)?{_HEDGES}$"
)
_PREPOSED = compiled(
    rf"\b(?:for|to|from|with|than|against|versus|followed\sby|joined\sby|spoke\sof|speaks\sof|there\s(?:were|are)|it\swas|it\sis|they\swere"
    rf"|puts?\s(?:it|them|the\s\w+)\sat|had|has|have|got|names?|named|lists?|listed|dropped|added|adds|fired|launched|counted|counts|reported|says|said|claims|claimed|detected)\s{_HEDGES}$"
    rf"|(?:\b\d{{4}}|\b(?:last|this|previous|that)\s(?:year|month|week)|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)),?\s{_HEDGES}$",
    re.IGNORECASE,
)
_DEFINITE = compiled(
    r"\b(?:the|those|these|all|both|same|other|remaining|its|their|first|last|latest)\s(?:other\s|same\s|first\s|last\s)?$",
    re.IGNORECASE,
)
_MARKED = compiled(
    r"\s(?:of\s(?:them|these|those|which|whom)|more|others?|another|in\s(?:all|total)|altogether|all\stold|each|apiece)\b"
)
_MARKED_BEFORE = compiled(
    r"\b(?:another|other|further|remaining|of\s(?:them|these|those|which|whom),?|of\sthe\s\w+,)\s$",
    re.IGNORECASE,
)
_COMPARED = compiled(
    r"\b(?:compared\s(?:with|to)|up\sfrom|down\sfrom|against|versus|more\sthan\sthe|record\sof|high\sof|total\sof|over)\s"
    r"(?:just\s|only\s|the\s)?$",
    re.IGNORECASE,
)
_PAIR = compiled(
    rf"\sand\s(?P<second>{_NUMERAL})(?=\s?[,.;:)–—]|$|\s(?:on|in|into|more|by|for|the|last|this|at|from|\(|respectively)\b|\s\()",
    re.IGNORECASE,
)
_NUMBER_AND = compiled(rf"\b{_NUMERAL},?\s(?:and|or|to|through)\s$", re.IGNORECASE)
_JOINED_STATES = compiled(r"^(?:[,\s]|\band\b|\bthe\b|’s|'s|\bboth\b|\bas\swell\sas\b|\bwith\b|\bplus\b)*$")
_VOLLEY = compiled(
    r"\b(?:volley|salvo|burst|barrage|fusillade)\sof\s(?:at\sleast\s|about\s|some\s|just\s)?$", re.IGNORECASE
)
#: States sign and sponsor.
_SIGNED = compiled(
    r"\s(?:had\s|have\s|has\s)?(?:co-?signed|signed|co-?sponsored|put\stheir\s(?:names?|signatures?))\b"
)
#: "bringing the total for 2022 to 31".
_TOTAL_TO = compiled(
    r"\b(?:br(?:ing|ings|inging|ought)|tak(?:e|es|ing)|took|rais(?:e[sd]?|ing)|lift(?:s|ed|ing)?|push(?:es|ed|ing)?)\s(?:the|its|this|their)\s"
    r"(?:[\w’'-]+\s){0,3}?(?:total|tally|count|number|sum|figure)\b[^.;:]{0,40}?\sto\s(?:at\sleast\s|about\s|some\s)?$",
    re.IGNORECASE,
)
_OF_US = compiled(r"\sof\s(?:us|you)\b")
_WHO_OPPOSED = compiled(r"\s(?:who|that)\s(?:had\s|have\s)?(?:vetoed|objected|blocked)\b")
#: "In all of 2021 there were eight.": as many of what was counted of another year.
_IN_A_YEAR = compiled(
    r"\b(?:in|over|for|during)\s(?:the\s(?:whole|rest)\sof\s|all\s(?:of\s)?)?(?:\d{4}|the\syear\sbefore|last\syear),?\s"
    r"(?:there\s(?:were|had\sbeen)\s|it\s(?:was|had\sbeen)\s)?(?:just\s|only\s|about\s|some\s|a\smere\s)?$",
    re.IGNORECASE,
)
_REST = compiled(r"\b(?:other|remaining)\s$", re.IGNORECASE)
#: "four others, Ada Poe, Lin Bo and …": people.
_NAMED_OTHERS = compiled(r"\sothers?(?:,|:|\s[–—(]|\s\()\s?[A-Z][\w-]+\s[A-Z][\w-]+")
_OTHERS = compiled(r"\sothers?\b(?!\s\w+s\b)")
_BLOCS = compiled(r"\b(?:G-?7|G-?20|EU|European\sUnion|Group\sof\sSeven)$")


def is_bare(text: str, at: int) -> bool:
    """Whether no noun follows the number that ends at `at`."""
    if _ONE_OF_THE.search(text, max(0, at - 40), at) and _LIVES.match(text, at):
        return True
    if _BARE.match(text, at):
        return True
    if not text[at : at + 1].isspace():
        return False
    for n, t in enumerate(TOKEN.finditer(text, at + 1)):
        word = t[0]
        if n == 0 and word[0].isupper() and text[at - 1].isdigit():
            return False
        if n == 0 and word in _MEASURES:
            return False
        if n == 0 and word in ("the", "this", "that"):
            return True
        if n > 4 or not word[0].isalpha() or _STOP.fullmatch(word) or (n == 0 and _is_verb(word)):
            return n > 0 or _is_verb(word)
        if _PLURAL.search(word):
            return False
    return True


def _is_verb(word: str) -> bool:
    """A listed finite form; a past in -ed may be an adjective ("two wounded men")."""
    return clauses.is_finite(word) and not word.endswith("ed")


def is_range(text: str, at: int) -> bool:
    """Whether the number that ends at `at` is the lower of two ("two or three missiles")."""
    m = _RANGE.match(text, at)
    return m is not None and head_of(text, m.end()) is not None


def resolve(
    article: Article, at: int, text: str, m: re.Match[str], before: Sequence[CountMention], value: float
) -> str | None:
    """What the number at `m` of the sentence `text` counts by what stands before it. `at` is its place in the article,
    `before` the numbers so far, those included that count something else ("other")."""
    if not is_bare(text, m.end()) or not float(value).is_integer() or (m[0].isdigit() and value > 200):
        return None
    if _is_alone(text, m):
        return None
    head = text[max(0, m.start() - 90) : m.start()]
    if _is_uncounted(head, text, m) or _follows_uncounted(head, at, before):
        return None
    if _SIGNED.match(text, m.end()) and 3 <= value <= 193:
        return "states"
    if _TOTAL_TO.search(head):
        return next((c.of for c in reversed(before) if c.of in _FROM_NOUN and at - c.end < FAR), None)
    if _OF_US.match(text, m.end()):
        return None
    if _WHO_OPPOSED.match(text, m.end()):
        return "states"
    if _VOLLEY.search(head):
        return "missiles"
    if _NAMED_OTHERS.match(text, m.end()) and not any(
        True for _ in states.codes_in(text[m.end() : m.end() + 40])
    ):
        return "people"
    if _DEFINITE.search(head):
        told = listed_states(article, at, value) or _same_value(before, value, at)
        if told or not _REST.search(head):
            return told
    if paired := _paired(text, m, before, at):
        return paired
    if _OTHERS.match(text, m.end()) and (named := _others_beside(head)):
        return named
    here = article.sentence_at(at)
    in_sentence = [c for c in before if c.sentence == here.index and not c.is_ordinal]
    if in_sentence:
        return _parallel(head, text, m, in_sentence[-1])
    return _told_before(article, at, head, text, m, before)


def _is_uncounted(head: str, text: str, m: re.Match[str]) -> bool:
    if _MARKED.match(text, m.end()) or _MARKED_BEFORE.search(head):
        return False
    if _UNCOUNTED.search(head) and not _COMPARED.search(head):
        return True
    if _AT.search(head) and not head.lower().endswith("at least ") and not _PUT_AT.search(head):
        return True
    if (
        m[0].isdigit()
        and len(m[0]) == 2
        and _BRACKETED_AGE.search(head)
        and text[m.end() : m.end() + 1] == ")"
    ):
        return True
    return m[0].isdigit() and _AGE.search(head) is not None and text[m.end() : m.end() + 1] in (",", ")", ".")


def _follows_uncounted(head: str, at: int, before: Sequence[CountMention]) -> bool:
    """Whether the number goes on with one that counts nothing ("flights 12 and 14", "aged 30 to 45")."""
    first = _NUMBER_AND.search(head)
    return first is not None and not any(at - len(first[0]) - 2 <= c.end <= at for c in before[-1:])


def _is_alone(text: str, m: re.Match[str]) -> bool:
    """Whether the number is all that the sentence or the quotation says ("22.40", '"Seven", he said')."""
    before, after = text[: m.start()].strip(), text[m.end() :].strip()
    return (not before and not after) or (before[-1:] in _QUOTES and after[:1] in _QUOTES and bool(after[:1]))


_QUOTES = '"“”‘’«»'


def _same_value(before: Sequence[CountMention], value: float, at: int) -> str | None:
    """What the article counted by the same number before ("the five"); two of anything are soon forgotten."""
    reach = FAR if value == 2 else 10 * FAR
    same = (
        c.of
        for c in reversed(before)
        if c.value == value and at - c.end < reach and not c.is_ordinal and c.of not in (*VOTES, "money_usd")
    )
    found = next(same, None)
    return found if found != "other" else None


def listed_states(article: Article, at: int, value: float) -> str | None:
    """ "the four", "all three", after a list of so many states."""
    if not 2 <= value <= 12:
        return None
    low = max(0, at - FAR)
    words = article.text[low:at]
    run: list[str] = []
    last = 0
    best = False
    for start, end, code in states.codes_in(words):
        if not (run and _JOINED_STATES.match(words[last:start])):
            best = best or len(set(run)) == value
            run = []
        run.append(code)
        last = end
    return "states" if best or len(set(run)) == value else None


def is_paired(text: str, at: int) -> bool:
    """Whether another number without noun is joined to the one that ends at `at`."""
    return _PAIR.match(text, at) is not None


def _paired(text: str, m: re.Match[str], before: Sequence[CountMention], at: int) -> str | None:
    """ "ten individuals and two bodies, and the State Department two and three": each has the noun of its fellow."""
    pair = _PAIR.match(text, m.end())
    if pair and value_of(pair["second"]) is not None:
        return _fellow(before, at, 0)
    lead = re.search(
        rf"(?P<first>{_NUMERAL})\sand\s$", text[max(0, m.start() - 24) : m.start()], re.IGNORECASE
    )
    is_second = (
        lead and before and before[-1].text.lower() == lead["first"].lower() and before[-1].end >= at - 6
    )
    if is_second and before[-1].rule == "pair":
        return _fellow(before[:-1], at, 1)
    return None


def _fellow(before: Sequence[CountMention], at: int, which: int) -> str | None:
    cardinals = [c for c in before if not c.is_ordinal and at - c.end < 2 * FAR]
    for a, b in zip(reversed(cardinals[:-1]), reversed(cardinals), strict=False):
        if (
            a.of != b.of
            and b.start - a.end < 60
            and {a.of, b.of} <= {"people", "organisations", "states", "missiles", "launch_events"}
        ):
            return (a, b)[which].of
    return None


def _others_beside(head: str) -> str | None:
    """ "Japan, Malta and nine others": states."""
    joined = re.search(r",?\s(?:and|with|plus|as\swell\sas)\s(?:at\sleast\s|some\s|the\s)?$", head)
    if not joined:
        return None
    named = head[: joined.start()]
    found = list(states.codes_in(named))
    return "states" if (found and found[-1][1] >= len(named) - 1) or _BLOCS.search(named) else None


def _parallel(head: str, text: str, m: re.Match[str], last: CountMention) -> str | None:
    """The noun of the last number of the sentence, if the phrases stand side by side."""
    if last.of in ("other", "money_usd", *VOTES):
        return None
    is_marked = _MARKED.match(text, m.end()) or _MARKED_BEFORE.search(head)
    is_beside = _OPENS.search(head) or _is_gapped(head, m) or _PREPOSED.search(head) or _COMPARED.search(head)
    return last.of if is_marked or is_beside else None


def _is_gapped(head: str, m: re.Match[str]) -> bool:
    """Whether the number follows its subject, the verb left out; figures only after a state ("Yonhap 2" is a name)."""
    gapped = _GAPPED.search(head)
    return gapped is not None and (not m[0].isdigit() or any(True for _ in states.codes_in(gapped[0])))


def _told_before(
    article: Article, at: int, head: str, text: str, m: re.Match[str], before: Sequence[CountMention]
) -> str | None:
    """The number or plural noun before the sentence, or in it, to which one at the head of a clause refers."""
    is_marked = _MARKED.match(text, m.end()) or _MARKED_BEFORE.search(head)
    is_open = _OPENS.search(head) or _COMPARED.search(head)
    if (
        not is_marked
        and not is_open
        and not _IN_A_YEAR.search(head)
        and not (_is_gapped(head, m) and _ends(text, m.end()))
        and not _PUT_AT.search(head)
    ):
        return None
    here = article.sentence_at(at)
    is_of_year = _IN_A_YEAR.search(head) is not None
    near = [
        c
        for c in before
        if at - c.end < FAR
        and c.sentence >= here.index - 1
        and (not c.is_ordinal or (c.of == "launch_events" and not is_marked))
    ]
    low = max(near[-1].end if near else 0, at - FAR, _start_of(article, here.index - 1))
    if not (near and is_of_year) and (plural := _plural_between(article, low, at)):
        return plural
    if is_marked:
        near = [c for c in near if c.of != "other"]
    return near[-1].of if near and near[-1].of not in ("other", "money_usd", *VOTES) else None


def _ends(text: str, at: int) -> bool:
    return re.match(r"\s?[,.;:)–—]|\s?$|\s(?:on|in|at|since|from|this|last)\b", text[at : at + 8]) is not None


def _start_of(article: Article, index: int) -> int:
    return article.sentences[max(0, index)].start


def _plural_between(article: Article, low: int, at: int) -> str | None:
    """What the last plural noun of a unit counts; missiles whose launch is told are launches."""
    text = article.text
    found = [
        t
        for t in TOKEN.finditer(text, low, at)
        if t[0].lower() in units()
        and _PLURAL.search(t[0].lower())
        and (t[0].islower() or _FIRST_WORD.search(text, max(0, t.start() - 3), t.start()))
    ]
    of = units()[found[-1][0].lower()].of if found else None
    if of == "missiles" and LAUNCH_OF.search(text[max(0, found[-1].start() - 60) : found[-1].start()]):
        return "launch_events"
    return of if of in _FROM_NOUN else None


#: What stands before the first word of a sentence, which has a capital for that alone.
_FIRST_WORD = compiled(r"(?:^|[.!?:|\n”\"]\s?)$")
_FROM_NOUN = (
    "missiles",
    "launch_events",
    "people",
    "organisations",
    "resolutions",
    "meetings",
    "nuclear_tests",
)
