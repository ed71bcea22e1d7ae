"""Numbers that count something: launches, missiles, tests, people, states, votes, money.

Votes and money have notations of their own (`data/vote_notations.toml`). Any other number counts the noun
that heads its phrase (`data/count_units.csv`): "nine ballistic missile tests" are tests. A number without a
noun ("two more", "six of them ICBMs", "its fifth since June") counts what the number or event before it does.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from analysis.compiling import compiled
from analysis.lexicon import Pattern, pattern, settings
from analysis.recognise import tabled_counts
from analysis.recognise.antecedents import is_bare
from analysis.recognise.counted_nouns import (
    LONGEST,
    RANK_WORD,
    TENS,
    UNIT_WORD,
    head_of,
    head_of_whole,
    shared_head,
    singulars,
    units,
)
from analysis.recognise.elided_nouns import (
    EVENTS,
    FAR,
    NEARBY,
    PHRASE_END,
    RANKED,
    elided,
    event_before,
    what_was_tried,
    words_before,
)
from analysis.recognise.numbers import value_of
from analysis.records import Article, CountMention, Sentence, TimeMention
from analysis.sieve import sieve

_NUMBER = compiled(
    rf"""(?<![\w$€£.,/:–-])(?:
        (?P<rank>\d{{1,3}}(?:st|nd|rd|th)|{RANK_WORD})
      | (?P<times>twice|thrice)
      | (?P<group>(?:a|an|another|the)\s(?:further\s|second\s|third\s|new\s|whole\s|full\s)?
          (?:pair|dozen|couple|trio|quartet|quintet|sextet|brace|half[\s-]dozen)
          |half\sa\sdozen|a\shalf[\s-]dozen)
      | (?P<card>\d{{1,3}}(?:[,  ]\d{{3}})+|\d+(?:\.\d+)?
          |(?:a|{UNIT_WORD})[-\s](?:hundred|thousand)(?:(?:\sand)?\s(?:{UNIT_WORD}))?|(?:{UNIT_WORD})(?:[-\s]dozen)?)
      (?:[-–](?:odd|plus)\b|\+|\s?[x×](?=\s))?
    )(?![\w%°]|[.,:]\d|[’']s\b)""",
    re.VERBOSE | re.IGNORECASE,
)


_WORD = compiled(r"\d+|[A-Za-z]+")
_DIGITS = frozenset("0123456789")
#: The words with which a number may begin.
_NUMERALS = frozenset(
    f"{TENS}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen|hundred|dozen|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|"
    "twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|"
    "fortieth|fiftieth|twice|thrice|sole|lone|zero|none|nil|nobody|no|nothing|nought|naught|zip".split("|")
)
_ARTICLES = frozenset({"a", "an", "another", "the", "half"})
_GROUP_AHEAD = compiled(
    r"\s(?:a\s|further\s|second\s|third\s|new\s|whole\s|full\s)?(?:pair|dozen|couple|trio|quart|quint|sext|brace|half)|[\s-]doz|\s(?:hundred|thousand|million|billion)\b",
    re.IGNORECASE,
)
#: What notations count in any sentence; votes only where the text speaks of one.
_ANYWHERE = frozenset({"money_usd", "missiles", "launch_events", "states"})
#: A number after these is a name, not a count.
_NAMED = compiled(
    r"""(?:\b(?:[Rr]esolutions?|RES(?:OLUTION)?|[Nn]o\.|[Nn]umber|[Aa]rticles?|[Cc]hapter|[Oo]rders?|[Rr]ule
      |[Pp]aragraphs?|[Pp]hase|[Tt]ype|[Vv]ersion|[Aa]nnex|[Ss]ection|E\.O\.|[Pp]age|[Tt]able|[Ff]igure|Group\sof
      |Hwasong|Pukguksong|Taepodong|Unha|COVID|[Oo]ffice|Room|Flight|Track|Day|[Aa]ged?)\s?[-–]?)$""",
    re.VERBOSE,
)
_AT_LEAST = compiled(
    r"""(?:\bat\sleast|\bmore\sthan|\bover|\b(?:no|not)\s(?:fewer|less)\sthan|\bupwards\sof|\ba\sminimum\sof
      |\bsome\sof\sthe|\bexceed\w*)\s(?:the\s|a\s)?$""",
    re.VERBOSE | re.IGNORECASE,
)
_AT_MOST = compiled(
    r"""\b(?:at\smost|up\sto|as\smany\sas|(?:no|not)\smore\sthan|fewer\sthan|less\sthan|under
      |a\smaximum\sof)\s$""",
    re.VERBOSE | re.IGNORECASE,
)
_ABOUT = compiled(
    r"""\b(?:about|around|some|roughly|nearly|almost|approximately|an\sestimated|more\sor\sless|close\sto
      |circa)\s$""",
    re.VERBOSE | re.IGNORECASE,
)
_MEMBERED = compiled(
    r"[-‑](?:member|nation|country|state)\b(?!\s(?:panel|team|delegation|crew|jury|cabinet|politburo|squad|family|choir|band|board|commission|expedition|group\sof))",
    re.IGNORECASE,
)
_OF_MONTH = compiled(
    r"\sof\s(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_NEXT_RANK = compiled(
    rf",?\s(?:and\s|or\s)?(?:the\s|a\s|its\s)?(?:\d{{1,3}}(?:st|nd|rd|th)|{RANK_WORD})(?![\w-])"
)
_OWNER = compiled(r"(?:\bits|\btheir|\bhis|['’]s?)\s(?:\w+ly\s)?$", re.IGNORECASE)
_ELIDED_RANK = compiled(
    r"""\s*(?:(?:in|within|over)\s(?:as\smany|\w+|the\slast|the\sspace\sof\s\w+|less\sthan\s\w+|under\s\w+|just\s\w+)\s(?:days?|weeks?|months?|years?)\b
      | (?:so\sfar\s)?this\s | since\s | (?:so\sfar\s)?in\s(?:\d{4}|[A-Z])
      | of\s(?:the|its|this|their)\s(?:year|month|week|kind|series|history|rule|reign|[A-Z]) | of\s\d{4}\b | so\sfar\b
      | of\san?\s(?:ICBM|IRBM|SLBM|missile|hypersonic|solid|satellite))""",
    re.VERBOSE,
)
#: "for the fifth time" counts what was fired or tested.
_TIME = compiled(r"\s(?:straight\s|consecutive\s|successive\s)?time\b(?!\szone)")
_COMPOUND = compiled(
    r"[-‑](?P<noun>missile|rocket|name|person|man|company|firm|shot|test|launch)\b(?![-‑])", re.IGNORECASE
)
#: "its second on the North", "its ninth under the new government".
_RANKED_ON = compiled(
    r"\s(?:on|of|in|under|since|about|over|over|against|this|within|for|at|by|with|from|to)\b"
)
_WAS_THE = compiled(
    r"\b(?:be|is|was|been|as|become|became|makes?|made|making)\s(?:it\s|that\s)?(?:only\s|already\s|just\s)?the\s$"
)
#: A lone noun that ends its clause: "a fourth photograph."
_NOUN_BEHIND = compiled(
    r"\s(?!(?:came|was|is|did|had|has|went|failed|followed|flew|fell|blew|broke|too|later|then|today|yesterday|tomorrow|soon|perhaps)\b)(?![a-z]+ed\b)[a-z]{4,}(?=[.,;:?!)”\"]|$)"
)
#: "A nuclear test, the seventh, might …"
_APPOSED = compiled(
    r"\b(?:test|launch|firing|session|meeting|resolution|rocket|missile|blast|explosion),\s(?:already\s|only\s)?the\s$"
)
_THE_RANK = compiled(r"(?:^|[.;:,—–]\s|\b(?i:and|but|after|before|since|with)\s)[Tt]he\s$|^The\s$")
_BOMB = compiled(r"(?:\s(?:atom|atomic|nuclear|hydrogen))?\s(?:bombs?|nukes?|device|explosion|blast)\b")
_NUCLEAR = compiled(r"\bnuclear\s(?:\w+\s)?(?:test|explosion|blast|device)|\bPunggye|\b[HA]-bomb")
_LAUNCH = compiled(r"\b(?:missiles?|rockets?|launch\w*|fired|ICBMs?|projectiles?|Hwasong)\b", re.IGNORECASE)
_A_RANK = compiled(r"\b(?:an?|another)\s$", re.IGNORECASE)
_THE = compiled(r"\b(?:the|that|this|his|her|its|no)\s$", re.IGNORECASE)


def find(article: Article, times: Sequence[TimeMention] = ()) -> tuple[CountMention, ...]:
    """The counts, ordered by position; numbers within time expressions are none."""
    taken = sorted((t.start, t.end) for t in times)
    found: list[CountMention] = []
    seen: list[CountMention] = []
    for sentence, numbers in _with_numbers(article):
        text = article.text[sentence.start : sentence.end]
        nearby = article.text[max(0, sentence.start - NEARBY) : sentence.end + NEARBY]
        inside = taken[bisect_left(taken, (sentence.start, 0)) : bisect_left(taken, (sentence.end, 0))]
        notated = [
            c
            for c in _notated(text, sentence.start, sentence.index, nearby, numbers)
            if not any(begin <= c.start and c.end <= end for begin, end in inside)
        ]
        counted = list(_counted(article, sentence, numbers, inside, notated, seen))
        found += sorted([*notated, *counted], key=lambda c: c.start)
    read = {(c.start, c.end) for c in found} | set(taken)
    tabled = (c for c in tabled_counts.find(article, _unit_of) if not _overlaps(c, read))
    return tuple(sorted([*found, *tabled], key=lambda c: (c.start, c.end)))


def _is_resolution(article: Article, number: str) -> bool:
    """Whether a number alone is that of a resolution that the article names: "Did 2270 slow the rockets?"."""
    return (
        len(number) == 4
        and number.isdigit()
        and re.search(rf"(?i)\bresolution\s{number}\b", article.text) is not None
    )


def _unit_of(noun: str) -> str | None:
    unit = units().get(noun)
    return unit.of if unit else None


def _overlaps(c: CountMention, read: set[tuple[int, int]]) -> bool:
    return any(start < c.end and c.start < end for start, end in read)


def _with_numbers(article: Article) -> Iterator[tuple[Sentence, list[int]]]:
    """The sentences with any number or sum, and where in them a number may begin."""
    starts = [m.start() for m in _WORD.finditer(article.text) if _is_numeral(m[0], article.text, m.end())]
    for s in article.sentences:
        here = starts[bisect_left(starts, s.start) : bisect_left(starts, s.end)]
        if here:
            yield s, [at - s.start for at in here]


def _is_numeral(word: str, text: str, end: int) -> bool:
    if word[0] in _DIGITS:
        return True
    low = word.lower()
    return low in _NUMERALS or (low in _ARTICLES and _GROUP_AHEAD.match(text, end) is not None)


def _notated(
    text: str, offset: int, sentence: int, nearby: str, numbers: Sequence[int]
) -> Iterator[CountMention]:
    """Votes and money in their own notations; votes only where the text nearby speaks of one."""
    of_a_vote = bool(pattern("vote_notations", "of_a_vote").regex.search(nearby))
    seen: set[tuple[int, str]] = set()
    for p in sieve("vote_notations")(text):
        if p.id == "of_a_vote" or (not of_a_vote and _ANYWHERE.isdisjoint(p.regex.groupindex)):
            continue
        for m in _matches_at(p, text, numbers) if "at" in p.fields else p.regex.finditer(text):
            if "adds_up" in p.fields and not _adds_up(m, text):
                continue
            said = m.groupdict()
            scale = said.pop("scale", None) or ""
            for of, words in said.items():
                is_told = not words or words.lower() not in _NOBODY or _IN_TALLY.search(text[: m.start(of)])
                value = _vote(f"{words} {scale}") if words and is_told else None
                if value is None or (m.start(of), of) in seen or not _is_likely(of, value, m):
                    continue
                seen.add((m.start(of), of))
                start, end = m.span(of)
                if of == "money_usd" and _is_price(text, start):
                    continue
                if of == "votes_for" and _is_of_statement(text):
                    of = "states"
                yield _mention(text, start, end, offset, sentence, value, of, f"vote_notations:{p.id}")


def _adds_up(m: re.Match[str], text: str) -> bool:
    """Whether bare numbers are a vote: they make the Council's fifteen, or stand alone between stops."""
    is_alone = _STOPPED.search(text[: m.start()]) is not None and _STOP.match(text, m.end()) is not None
    return is_alone or sum(map(int, m.groups())) == COUNCIL


#: The members of the Council.
COUNCIL = 15
_STOPPED = compiled(r"(?:^|[.:;(–—])\s*$")
_STOP = compiled(r"\s*(?:[.;)–—]|$)")


def _is_price(text: str, start: int) -> bool:
    """Whether the sum is a rate of the markets' ticker or of the paper's own offer."""
    return _TICKER.search(text[max(0, start - 30) : start]) is not None or _OFFER.match(text) is not None


#: "Nobody opposed it" counts nothing, but for where it ends a tally ("thirteen for, and nobody against").
_NOBODY = frozenset(["nobody", "no one"])
_IN_TALLY = compiled(r"(?:[,;(]|\band|\bwith)\s?$")
_TICKER = compiled(
    r"\b(?:Brent|WTI|Crude|Oil|Gold|Silver|Bitcoin|BTC|Ether|Copper|Wheat)\s?:?\s?(?:US)?\$?\s?$"
)
_OFFER = compiled(
    r"\W*(?:Subscribe|Sign\sup|Donate|Join|Buy|Order|Get|Try|Support|Give|Save|Members|Subscribers)\b",
    re.IGNORECASE,
)
_STATEMENT = compiled(r"\b(?:statement|declaration|letter|appeal|communiqu[eé])s?\b", re.IGNORECASE)
_ON_THE_TABLE = compiled(
    r"\b(?:drafts?|vot(?:e|es|ed|ing)|resolutions?|texts?|veto\w*|adopt\w*|motion|abst\w+)\b", re.IGNORECASE
)


def _is_of_statement(text: str) -> bool:
    """Whether a statement was joined, and nothing voted on."""
    return _STATEMENT.search(text) is not None and _ON_THE_TABLE.search(text) is None


def _matches_at(p: Pattern, text: str, numbers: Sequence[int]) -> Iterator[re.Match[str]]:
    """What `finditer` would give, for a pattern that begins with a number."""
    reached = 0
    for at in numbers:
        if at >= reached and (m := p.regex.match(text, at)):
            reached = m.end()
            yield m


def _is_likely(of: str, value: float, m: re.Match[str]) -> bool:
    """Whether a body of at most 193 members can have voted so; "one for" alone is seldom a vote."""
    if of == "money_usd" and value < _LEAST_MONEY:
        return False
    if of in _ANYWHERE:
        return True
    is_said = value != 1 or of != "votes_for" or _IN_FAVOUR.search(m[0]) is not None
    return value <= 193 and is_said


#: "has fired ballistic missiles twice": so many events.
_FIRED_SO = compiled(
    r"\b(?:has|have|had|fired?|fires|launche[ds]|tested|lobbed|shot|sent\sup|flew|flown)\b[^.;:,]*\b(?:missiles?|rockets?|ICBMs?|flown|flew|satellites?)(?:\s[\w-]+){0,4}\s$",
    re.IGNORECASE,
)
_TWICE_AS = compiled(r"\s(?:as|the|a|that|daily|more|its|per|weekly)\b", re.IGNORECASE)
#: Smaller sums are prices and fees.
_LEAST_MONEY = 1_000
_IN_FAVOUR = compiled(r"in\sfavou?r|\bvotes?\b", re.IGNORECASE)


def _vote(words: str) -> int | float | None:
    plain = words.strip().lower()
    if plain in ("sole", "only", "lone", "single", "solitary"):
        return 1
    if plain in ("zero", "none", "nil", "nobody", "no one", "no"):
        return 0
    return value_of(plain)


def _mention(
    text: str, start: int, end: int, offset: int, sentence: int, value: int | float, of: str, rule: str,
    *, is_ordinal: bool = False,
) -> CountMention:  # fmt: skip
    return CountMention(
        start=offset + start,
        end=offset + end,
        sentence=sentence,
        rule=rule,
        value=value,
        of=of,
        qualifier="exact" if is_ordinal else _qualifier(text[max(0, start - 25) : start]),
        text=text[start:end],
        is_ordinal=is_ordinal,
    )


def _qualifier(before: str) -> str:
    for name, cue in (("at_least", _AT_LEAST), ("at_most", _AT_MOST), ("about", _ABOUT)):
        if cue.search(before):
            return name
    return "exact"


def _counted(
    article: Article,
    at: Sentence,
    numbers: Sequence[int],
    times: Sequence[tuple[int, int]],
    notated: Sequence[CountMention],
    seen: list[CountMention],
) -> Iterator[CountMention]:
    """Cardinals and ordinals with the noun that they count, or what stands for it. `seen` takes along what the
    numbers so far counted, also those that count something else: a noun left out may be theirs."""
    waiting = sorted(notated, key=lambda c: c.start)
    start, sentence = at.start, at.index
    text = article.text[start : at.end]
    reached = 0
    for m in (_NUMBER.match(text, number) for number in numbers):
        if m is None or m.start() < reached:
            continue
        reached = m.end()
        a, b = start + m.start(), start + m.end()
        while waiting and waiting[0].start < b:
            seen.append(waiting.pop(0))
        if any(c.start < b and a < c.end for c in notated):
            continue
        if any(x < b and a < y for x, y in times):
            if m["card"] and _IS_DURATION.match(text, m.end()):
                seen.append(_mention(text, *m.span(), start, sentence, 0, "other", "duration"))
            continue
        if m["times"]:
            if _FIRED_SO.search(text[max(0, m.start() - 80) : m.start()]) and not _TWICE_AS.match(
                text, m.end()
            ):
                number = 2 if m[0].lower() == "twice" else 3
                yield _mention(text, *m.span(), start, sentence, number, "launch_events", "twice")
            continue
        value = value_of(_GROUP_FILLER.sub("a", m[0]) if m["group"] else m["card"] or m[0])
        if value is None or _NAMED.search(words_before(text, m, 40)) or _is_resolution(article, m[0]):
            continue
        counted = (
            _ordinal(article, a, text, m, seen) if m["rank"] else _cardinal(article, a, text, m, seen, value)
        )
        if counted is None:
            if m["card"] and value != 1 and not is_bare(text, m.end()):
                seen.append(_mention(text, *m.span(), start, sentence, value, "other", "other"))
            continue
        of, to, rule = counted
        mention = _mention(text, m.start(), to, start, sentence, value, of, rule, is_ordinal=bool(m["rank"]))
        seen.append(mention)
        if of != "other":
            yield mention


@cache
def _words(name: str) -> frozenset[str]:
    """A word list of `data/vote_notations.toml`."""
    return frozenset(settings("vote_notations")["words"][name].split())


_GROUP_FILLER = compiled(r"^(?:another|the|an?)(?:\s(?:further|second|third|new|whole|full))?", re.IGNORECASE)
_LISTED_BEFORE = compiled(rf"\b(?:{UNIT_WORD}|\d+)\s(?:[\w-]+\s){{0,3}}[\w-]+(?:,|\sand)\s$", re.IGNORECASE)
_LISTED_BEHIND = compiled(rf"(?:\s[\w-]+){{1,4}}(?:,|\sand)\s(?:{UNIT_WORD}|\d+)\b", re.IGNORECASE)
_TARGETS = ("people", "organisations")
#: "one person, three groups".
_AND_BODIES = compiled(
    rf"(?:,|\sand|,\sand)\s(?:{UNIT_WORD}|\d+)\s(?:[\w-]+\s){{0,2}}(?:groups?|firms?|entit|organi[sz]ation|compan|bodies|body|bank|institution|outfit)",
    re.IGNORECASE,
)
#: What makes "one man" more than a source.
_LISTED = compiled(r"(?i)sanction|black-?list|designat|\blist|freez|froze|asset|added|named|annex|entit")
_IS_FRACTION = compiled(
    r"\s(?:thirds|quarters|fifths|sixths|tenths|halves|per\scent|percent|in\s(?:two|three|four|five|ten|\d{1,2})\b(?!\s\w))"
)
#: "the 1718 Committee": a committee has the number of its resolution.
_OF_COMMITTEE = compiled(r"\s(?:[Ss]anctions\s)?(?:[Cc]ommittee|[Pp]anel)\b")
_IS_DURATION = compiled(r"[\s-](?:\w+\s)?(?:day|week|month|year|decade)", re.IGNORECASE)


def _cardinal(
    article: Article, at: int, text: str, m: re.Match[str], before: Sequence[CountMention], value: float
) -> tuple[str, int, str] | None:
    """What a cardinal counts, where its phrase ends, and the rule."""
    if hyphen := _MEMBERED.match(text, m.end()):
        return "states", hyphen.end(), "hyphened-member"
    if compound := _COMPOUND.match(text, m.end()):
        unit = units().get(compound["noun"].lower())
        return (unit.of, compound.end(), "compound") if unit else None
    if _OF_COMMITTEE.match(text, m.end()):
        return None
    if _IS_FRACTION.match(text, m.end()) or (
        text[m.end() : m.end() + 1] in "-‑–" and text[m.end() : m.end() + 1]
    ):
        return None
    one = m[0].lower() in ("one", "1")
    head = head_of(text, m.end()) or (None if one else head_of_whole(text, m.end()))
    if head is None and not one:
        head = shared_head(text, m.end())
    if one and (text[m.end() : m.end() + 4].lower() == " of " or _THE.search(words_before(text, m, 8))):
        return None
    if head and not one and head[2] in singulars():
        head = None
    if head and head[0].startswith(("votes", "abst")) and not _speaks_of_vote(article, at, value):
        head = None
    if head:
        of, to, noun = head
        if noun == "names" and _THE.search(words_before(text, m, 8)) and _are_things(value, before):
            return None
        if one and (of not in (*_TARGETS, "missiles") or _is_speaker(text, m, noun)):
            return None
        if one and of == "people" and not _LISTED.search(text):
            here = article.sentence_at(at).index
            is_beside = before and before[-1].sentence == here and before[-1].of in _TARGETS
            if not is_beside and not _AND_BODIES.match(text, to):
                return None  # "one man told us"
        return of, to, f"count_units:{noun}"
    return None if one else elided(article, at, text, m, before, value)


def _are_things(value: float, before: Sequence[CountMention]) -> bool:
    """Whether as many things that are no people were counted last ("proposed 10 vessels … the 10 names")."""
    told = next((c for c in reversed(before) if c.value == value), None)
    return told is not None and told.of == "other"


def _is_speaker(text: str, m: re.Match[str], noun: str) -> bool:
    """Whether "one envoy" is somebody who says something, not one of those counted."""
    is_listed = _LISTED_BEFORE.search(words_before(text, m, 60)) or _LISTED_BEHIND.match(
        text[m.end() : m.end() + 60]
    )
    return noun.removesuffix("s") in _words("speakers") and not is_listed


def _speaks_of_vote(article: Article, at: int, value: float) -> bool:
    near = article.text[max(0, at - FAR) : at + NEARBY]
    return value <= 193 and pattern("vote_notations", "of_a_vote").regex.search(near) is not None


def _ordinal(
    article: Article, at: int, text: str, m: re.Match[str], before: Sequence[CountMention]
) -> tuple[str, int, str] | None:
    """Ordinals count events, meetings and resolutions only."""
    if _OF_MONTH.match(text, m.end()):  # "the Fourth of July"
        return None
    following = _NEXT_RANK.match(text, m.end())
    for _ in range(LONGEST):
        following = (following and _NEXT_RANK.match(text, following.end())) or following
    head = head_of(text, following.end() if following else m.end())
    if head:
        of, to, noun = head
        if (
            of == "launch_events"
            and noun == "test"
            and (_follows_nuclear(m[0], before) or _is_nuclear(article, at))
        ):
            of = "nuclear_tests"
        if of in ("launch_events", "nuclear_tests", "meetings") or noun.split()[-1].startswith("resolution"):
            return of, to, f"count_units:{noun}"
        if of == "missiles" and not (m[0].lower() == "second" and _A_RANK.search(words_before(text, m, 12))):
            return "launch_events", to, f"count_units:{noun}"
        return None
    if (bomb := _BOMB.match(text, m.end())) and (
        _NUCLEAR.search(article.text) or _OWNER.search(words_before(text, m, 40))
    ):
        return "nuclear_tests", bomb.end(), "bomb"
    if _TIME.match(text, m.end()) and (tried := what_was_tried(text, m)):
        return tried
    event = _elided_event(article, at, text, m, before)
    return (event, m.end(), "elided-event") if event else None


def _elided_event(
    article: Article, at: int, text: str, m: re.Match[str], before: Sequence[CountMention]
) -> str | None:
    """What a rank without noun counts: "its fifth since June", "That was the tenth.", "The ninth came in May"."""
    head = words_before(text, m, 40)
    is_closed = PHRASE_END.match(text, m.end()) is not None
    is_owned = _OWNER.search(head) and (is_closed or _RANKED_ON.match(text, m.end()))
    is_told = (
        is_closed
        and not m[0][0].isdigit()
        and (_A_RANK.search(head[-12:]) or _WAS_THE.search(head) or _APPOSED.search(head))
    )
    if not is_owned and not is_told and not _ELIDED_RANK.match(text, m.end()):
        rank = value_of(m[0]) or 0
        is_alone = is_bare(text, m.end()) and _NOUN_BEHIND.match(text, m.end()) is None
        is_subject = not m[0][0].isdigit() and _THE_RANK.search(head) and is_alone
        is_another = _A_RANK.search(head[-12:]) is not None and is_alone
        beside = (
            c.of
            for c in reversed(before)
            if c.of in RANKED and abs(c.value - rank) == 1 and (c.is_ordinal or c.value < rank)
        )
        return next(beside, None) if is_subject or is_another else None
    said = event_before(text, m.start())
    if said is None and not _A_RANK.search(head[-12:]):
        said = event_before(article.text, at)
    return said or next((c.of for c in reversed(before) if c.of in EVENTS), None)


def _is_nuclear(article: Article, at: int) -> bool:
    """Whether what is said close by is of nuclear tests and not of missiles."""
    near = article.text[max(0, at - FAR) : at + NEARBY]
    return _NUCLEAR.search(near) is not None and _LAUNCH.search(near) is None


def _follows_nuclear(rank: str, before: Sequence[CountMention]) -> bool:
    """Whether the article counted the nuclear test before this one: after a fourth nuclear test, "the fifth
    test" is nuclear too."""
    value = value_of(rank)
    return any(c.of == "nuclear_tests" and value is not None and c.value == value - 1 for c in before)
