"""Numbers that count something: launches, missiles, tests, people, states, votes, money.

Votes and money have notations of their own (`data/vote_notations.toml`). Any other number counts the noun
that heads its phrase (`data/count_units.csv`): "nine ballistic missile tests" are tests. A number without a
noun ("two more", "six of them ICBMs", "its fifth since June") counts what the number or event before it does.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from analysis.lexicon import Pattern, pattern, rows, settings
from analysis.literals import sieve
from analysis.recognise import tabled_counts
from analysis.recognise.numbers import value_of
from analysis.records import Article, CountMention, Sentence, TimeMention

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_UNIT_WORD = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    rf"eighteen|nineteen|(?:{_TENS})(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?|hundred|dozen"
)
_RANK_WORD = (
    "second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|"
    rf"sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|fortieth|fiftieth|(?:{_TENS})[-\s]"
    "(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
)
_NUMBER = re.compile(
    rf"""(?<![\w$€£.,/:–-])(?:
        (?P<rank>\d{{1,3}}(?:st|nd|rd|th)|{_RANK_WORD})
      | (?P<group>(?:a|an|another|the)\s(?:further\s|second\s|third\s|new\s|whole\s|full\s)?
          (?:pair|dozen|couple|trio|quartet|quintet|sextet|brace|half[\s-]dozen)
          |half\sa\sdozen|a\shalf[\s-]dozen)
      | (?P<card>\d{{1,3}}(?:[,  ]\d{{3}})+|\d+(?:\.\d+)?|(?:{_UNIT_WORD})(?:[-\s](?:hundred|dozen|thousand))?)
      (?:[-–](?:odd|plus)\b|\+|\s?[x×](?=\s))?
    )(?![\w%°]|[.,:]\d|[’']s\b)""",
    re.VERBOSE | re.IGNORECASE,
)
_WORD = re.compile(r"\d+|[A-Za-z]+")
_DIGITS = frozenset("0123456789")
#: The words with which a number may begin.
_NUMERALS = frozenset(
    f"{_TENS}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen|hundred|dozen|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|"
    "twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|"
    "fortieth|fiftieth|zero|none|nil|nobody|no|nothing|nought|naught|zip".split("|")
)
_ARTICLES = frozenset({"a", "an", "another", "the", "half"})
_GROUP_AHEAD = re.compile(
    r"\s(?:a\s|further\s|second\s|third\s|new\s|whole\s|full\s)?(?:pair|dozen|couple|trio|quart|quint|sext|brace|half)|[\s-]doz|\s(?:million|billion)",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\W\d_]+(?:[.’'-]?[^\W_]+)*\.?|\d+|[^\w\s]")
_LONGEST = 9
#: An elided noun is not looked for further back than this, in characters.
_FAR = 400
#: So many characters before a sentence may say that it tells of a vote.
_NEARBY = 160
#: What notations count in any sentence; votes only where the text speaks of one.
_ANYWHERE = frozenset({"money_usd", "missiles", "launch_events"})
_EVENTS = ("launch_events", "nuclear_tests", "meetings")
#: A number after these is a name, not a count.
_NAMED = re.compile(
    r"""(?:\b(?:[Rr]esolutions?|RES(?:OLUTION)?|[Nn]o\.|[Nn]umber|[Aa]rticles?|[Cc]hapter|[Oo]rders?|[Rr]ule
      |[Pp]aragraphs?|[Pp]hase|[Tt]ype|[Vv]ersion|[Aa]nnex|[Ss]ection|E\.O\.|[Pp]age|[Tt]able|[Ff]igure|[Gg]roup\sof
      |Hwasong|Pukguksong|Taepodong|Unha|COVID|[Oo]ffice|Room|Flight|Track|Day|[Aa]ged?)\s?[-–]?)$""",
    re.VERBOSE,
)
_AT_LEAST = re.compile(
    r"""(?:\bat\sleast|\bmore\sthan|\bover|\b(?:no|not)\s(?:fewer|less)\sthan|\bupwards\sof|\ba\sminimum\sof
      |\bsome\sof\sthe|\bexceed\w*)\s(?:the\s|a\s)?$""",
    re.VERBOSE | re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"""\b(?:at\smost|up\sto|as\smany\sas|(?:no|not)\smore\sthan|fewer\sthan|less\sthan|under
      |a\smaximum\sof)\s$""",
    re.VERBOSE | re.IGNORECASE,
)
_ABOUT = re.compile(
    r"""\b(?:about|around|some|roughly|nearly|almost|approximately|an\sestimated|more\sor\sless|close\sto
      |circa)\s$""",
    re.VERBOSE | re.IGNORECASE,
)
#: "five of those listed": targets.
_OF_TARGETS = re.compile(
    r"\sof\s(?:those|the\sones)\s(?:newly\s|now\s)?(?:listed|designated|sanctioned|named|blacklisted|targeted|added|affected)\b",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    rf"\sof\s(?:the\s|its\s|those\s|these\s|their\s|his\s)?(?:[\w’']+['’]s\s)?(?:last\s|past\s|first\s|other\s)?"
    rf"(?:(?:\d{{1,3}}|{_UNIT_WORD})(?=\s))?",
    re.IGNORECASE,
)
_OTHERS_ARE = re.compile(r"\sothers?\s(?:were|was|are|being)\s", re.IGNORECASE)
_OF_LAUNCHES = re.compile(r"\sof\s(?:[\w-]+\s){0,4}?(?:tests?|testing|launch|firing|missile)", re.IGNORECASE)
_FIRED = re.compile(
    r"\b(?:fires?|fired|test-fire[sd]|launch(?:es|ed)|lob(?:s|bed)|firing|launching)(?:\soff)?"
    r"\s(?:(?:at\sleast|another|some|up\sto|as\smany\sas|about|more\sthan)\s)*$",
    re.IGNORECASE,
)
_FIRED_END = re.compile(
    r"(?:\smore|\sothers?|\sof\s(?:its|their)\sown)?(?:\s?[.,;:)–—]|$|\s(?:on|in|into|from|toward|towards|off|last|this|"
    r"late|early|since|within|during|after|before|between|at\s(?:\d|dawn|noon|night|dusk|around|about)|of\s(?:its|their)\sown)\b)"
)
_NUMBER_OF = re.compile(
    r"\b(?:number|tally|total|count|sum)\sof\s(?P<what>[\w\s-]{3,60}?)\b[^.;:]{0,80}?\b(?:to|at|reached|reaches|is|was|hit|hits)"
    r"\s(?:\w+\sthan\s|at\sleast\s|about\s)?$",
    re.IGNORECASE,
)
_INCLUDING = re.compile(
    r"\b(?:including|among\sthem|of\swhich|of\swhom)\s(?:at\sleast\s|as\smany\sas\s)?$", re.IGNORECASE
)
_LAUNCH_OF = re.compile(r"\b(?:launch|test|firing)(?:es|s)?\sof\s(?:[\w-]+\s){0,4}$", re.IGNORECASE)
_MEMBERED = re.compile(
    r"[-‑](?:member|nation|country|state)\b(?!\s(?:panel|team|delegation|crew|jury|cabinet|politburo|squad|family|choir|band|board|commission|expedition|group\sof))",
    re.IGNORECASE,
)
_FRONTED_PART = re.compile(r"\W*Of\s(?:the|its|those|these)\s[^.;]*,\s")
_NEXT_RANK = re.compile(
    rf",?\s(?:and\s|or\s)?(?:the\s|a\s|its\s)?(?:\d{{1,3}}(?:st|nd|rd|th)|{_RANK_WORD})(?![\w-])"
)
_PHRASE_END = re.compile(r"\s*(?:[,.;)–—]|$)")
_OWNER = re.compile(r"(?:\bits|\btheir|\bhis|['’]s?)\s(?:\w+ly\s)?$", re.IGNORECASE)
_OTHERS = re.compile(r"\s(?:of\s(?!an?\b)\w|(?:more|others?|another|additional)\b)", re.IGNORECASE)
_ELIDED_RANK = re.compile(
    r"""\s*(?:(?:in|within|over)\s(?:as\smany|\w+|the\slast|the\sspace\sof\s\w+|less\sthan\s\w+|under\s\w+|just\s\w+)\s(?:days?|weeks?|months?|years?)\b
      | (?:so\sfar\s)?this\s | since\s | (?:so\sfar\s)?in\s(?:\d{4}|[A-Z])
      | of\s(?:the|its|this|their)\s(?:year|month|week|kind|series|history|rule|reign|[A-Z]) | of\s\d{4}\b | so\sfar\b
      | of\san?\s(?:ICBM|IRBM|SLBM|missile|hypersonic|solid|satellite))""",
    re.VERBOSE,
)
_ELIDED_CARDINAL = re.compile(r"\s*(?:(?:so\sfar\s)?(?:since|this|last)\s|in\s\d{4}|so\sfar\b)")
#: "for the fifth time" counts what was fired or tested.
_TIME = re.compile(r"\s(?:straight\s|consecutive\s|successive\s)?time\b(?!\szone)")
_TRIED = re.compile(
    r"\b(?:(?:test-?)?fir(?:ed?|es|ing)|launch(?:ed|es|ing)?|test(?:ed|s|ing)?|shot|lobbed|reached\sfor\sweapons"
    r"|let\s(?:off|fly)|sent\s(?:up|off|aloft)|missiles?)\b",
    re.IGNORECASE,
)
#: "four times since May": so many events, if the sentence says of what.
_TIMES = re.compile(
    r"\s(?:separate\s|different\s)?(?:times|occasions)\b(?!\s(?:more|less|larger|bigger|higher|faster|greater|as|the|over|zone|longer|that|its|a\s|per|each|daily|out))",
    re.IGNORECASE,
)
_MET = re.compile(
    r"\b(?:met|meets?|convened?|gathered|sat|discussed|debated|been\sbriefed|held\sconsultations)\b",
    re.IGNORECASE,
)
#: What missiles do when their noun is left out.
_FLEW = re.compile(
    r"""\s(?:of\sthem\s)?(?:then\s|also\s|later\s|apparently\s)?(?:flew|fell|landed|splashed|crashed|came\sdown|exploded|blew\sup|were\sgone
      |were\s(?:fired|launched|shot|detected)|went\s(?:up|off)|rose|travell?ed|dropped|lifted\soff|plunged|overflew|crossed)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_AFTER_MISSILE = re.compile(
    r"\b(?:missile|rocket)\safter\s(?:missile|rocket)\b[^.;]{0,40}[,:—–]\s?$", re.IGNORECASE
)
_THERE_WERE = re.compile(
    r"\bthere\s(?:were|have\sbeen|had\sbeen|are)\s(?:at\sleast\s|only\s|about\s|some\s)?$", re.IGNORECASE
)
_THERE_END = re.compile(
    r"(?:\sin\s(?:all|total)|\sof\sthem)?\s*(?:[,.;:)–—]|$)|\s(?:in|on|since|this|last)\s"
)
_RECORD_OF = re.compile(
    r"\b(?:records?|totals?|tally|tallies|counts?|highs?|figures?|numbers?|best|peak|sum|haul|maximum)\s(?:was\s|is\s|of\s|stands\sat\s|stood\sat\s)"
    r"(?:at\sleast\s|about\s|some\s)?$",
    re.IGNORECASE,
)
#: "all 15", "the other 13", "for the fifteen": members of the Council, whose noun is left out.
_BARE_MEMBERS = re.compile(r"\b(?:all|the|its|the\sother|the\sremaining|other)\s$", re.IGNORECASE)
_BARE_END = re.compile(r"\s?(?:[,.;:)!?—–”\"]|$)|\s(?![\w-]*s\b(?<!\bs)|per\b)[a-z]+\b")
_COUNCIL = re.compile(r"\b(?:Council|Committee|members|ambassadors|delegations)\b")
_EUROPEAN = re.compile(r"\b(?:EU|Europe|European|Brussels|bloc)\b")
_COMPOUND = re.compile(
    r"[-‑](?P<noun>missile|rocket|name|person|man|company|firm|shot|test|launch)\b(?![-‑])", re.IGNORECASE
)
_A_RANK = re.compile(r"\b(?:an?|another)\s$", re.IGNORECASE)
_THE = re.compile(r"\b(?:the|that|this|his|her|its|no)\s$", re.IGNORECASE)
_NOUN = re.compile(r"\s(?:[a-z’'-]+\s){0,2}?(?P<noun>[a-z’'-]{3,}s)\b")
_BOMB = re.compile(r"\b(?:nuclear|atomic|hydrogen)\s(?:device|bomb|weapon|warhead|test)", re.IGNORECASE)
_EVENT_NOUN = re.compile(
    r"""\b(?P<nuclear_tests>(?:nuclear|atomic)\s(?:weapons?\s)?(?:test|trial|essay|explosion|blast|detonation))
      | (?P<launch_events>(?:test[- ]?)?launch|firing|\btest|salvo|volley|missile)
      | (?P<meetings>\bmeeting|\bsession|consultations) | (?P<resolutions>\bresolution)""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True)
class Unit:
    """What a noun counts, and the words that must not stand in its phrase."""

    of: str
    shuns: frozenset[str]


@cache
def _units() -> dict[str, Unit]:
    """Noun in singular and plural -> what it counts."""
    found = {}
    for row in rows("count_units"):
        unit = Unit(row["of"], frozenset(row["shuns"].split()))
        for noun in (row["noun"], row["plural"] or row["noun"] + "s"):
            found[noun] = unit
    return found


@cache
def _singulars() -> frozenset[str]:
    """The nouns whose singular cannot stand after a number above one ("five veto powers" are no vetoes)."""
    return frozenset(row["noun"] for row in rows("count_units") if " " not in row["noun"])


@cache
def _words(name: str) -> frozenset[str]:
    """A word list of `data/vote_notations.toml`."""
    return frozenset(settings("vote_notations")["words"][name].split())


@cache
def _peoples() -> dict[str, bool]:
    """Demonyms in lower case -> whether they are plural ("russians") and so count people by themselves."""
    words = {d.strip().lower() for row in rows("states") for d in row["demonyms"].split(";") if d.strip()}
    return {w: w.endswith("s") for w in words}


def find(article: Article, times: Sequence[TimeMention] = ()) -> tuple[CountMention, ...]:
    """The counts, ordered by position; numbers within time expressions are none."""
    taken = sorted((t.start, t.end) for t in times)
    found: list[CountMention] = []
    seen: list[CountMention] = []
    for sentence, numbers in _with_numbers(article):
        text = article.text[sentence.start : sentence.end]
        nearby = article.text[max(0, sentence.start - _NEARBY) : sentence.end]
        notated = list(_notated(text, sentence.start, sentence.index, nearby, numbers))
        inside = taken[bisect_left(taken, (sentence.start, 0)) : bisect_left(taken, (sentence.end, 0))]
        blocked = [*inside, *((c.start, c.end) for c in notated)]
        counted = list(_counted(article, sentence, numbers, blocked, seen))
        found += sorted([*notated, *counted], key=lambda c: c.start)
    read = {(c.start, c.end) for c in found} | set(taken)
    tabled = (c for c in tabled_counts.find(article, _unit_of) if not _overlaps(c, read))
    return tuple(sorted([*found, *tabled], key=lambda c: (c.start, c.end)))


def _unit_of(noun: str) -> str | None:
    unit = _units().get(noun)
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
            said = m.groupdict()
            scale = said.pop("scale", None) or ""
            for of, words in said.items():
                value = _vote(f"{words} {scale}") if words else None
                if value is None or (m.start(of), of) in seen or not _is_likely(of, value, m):
                    continue
                seen.add((m.start(of), of))
                start, end = m.span(of)
                yield _mention(text, start, end, offset, sentence, value, of, f"vote_notations:{p.id}")


def _matches_at(p: Pattern, text: str, numbers: Sequence[int]) -> Iterator[re.Match[str]]:
    """What `finditer` would give, for a pattern that begins with a number."""
    reached = 0
    for at in numbers:
        if at >= reached and (m := p.regex.match(text, at)):
            reached = m.end()
            yield m


def _is_likely(of: str, value: float, m: re.Match[str]) -> bool:
    """Whether a body of at most 193 members can have voted so; "one for" alone is seldom a vote."""
    if of in _ANYWHERE:
        return True
    is_said = value != 1 or of != "votes_for" or _IN_FAVOUR.search(m[0]) is not None
    return value <= 193 and is_said


_IN_FAVOUR = re.compile(r"in\sfavou?r|\bvotes?\b", re.IGNORECASE)


def _vote(words: str) -> int | float | None:
    plain = words.strip().lower()
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


def _before(text: str, m: re.Match[str], reach: int = _FAR) -> str:
    """The words before the number, no further back than `reach`, so that long sentences cost no more."""
    return text[max(0, m.start() - reach) : m.start()]


def _qualifier(before: str) -> str:
    for name, cue in (("at_least", _AT_LEAST), ("at_most", _AT_MOST), ("about", _ABOUT)):
        if cue.search(before):
            return name
    return "exact"


def _counted(
    article: Article,
    at: Sentence,
    numbers: Sequence[int],
    blocked: Sequence[tuple[int, int]],
    seen: list[CountMention],
) -> Iterator[CountMention]:
    """Cardinals and ordinals with the noun that they count, or what stands for it. `seen` takes along what the
    numbers so far counted, also those that count something else: a noun left out may be theirs."""
    start, sentence = at.start, at.index
    text = article.text[start : at.end]
    reached = 0
    for m in (_NUMBER.match(text, number) for number in numbers):
        if m is None or m.start() < reached:
            continue
        reached = m.end()
        a, b = start + m.start(), start + m.end()
        if any(x < b and a < y for x, y in blocked):
            if m["card"] and _IS_DURATION.match(text, m.end()):
                seen.append(_mention(text, *m.span(), start, sentence, 0, "other", "duration"))
            continue
        value = value_of(_GROUP_FILLER.sub("a", m[0]) if m["group"] else m["card"] or m[0])
        if value is None or _NAMED.search(_before(text, m, 40)):
            continue
        counted = _ordinal(text, m, seen) if m["rank"] else _cardinal(article, a, text, m, seen, value)
        if counted is None:
            if m["card"] and _NOUN.match(text, m.end()):
                seen.append(_mention(text, *m.span(), start, sentence, value, "other", "other"))
            continue
        of, to, rule = counted
        mention = _mention(text, m.start(), to, start, sentence, value, of, rule, is_ordinal=bool(m["rank"]))
        seen.append(mention)
        if of != "other":
            yield mention


_GROUP_FILLER = re.compile(
    r"^(?:another|the|an?)(?:\s(?:further|second|third|new|whole|full))?", re.IGNORECASE
)
_IS_FRACTION = re.compile(
    r"\s(?:thirds|quarters|fifths|sixths|tenths|halves|per\scent|percent|in\s(?:two|three|four|five|ten|\d+)\b(?!\s\w))"
)
_IS_DURATION = re.compile(r"[\s-](?:\w+\s)?(?:day|week|month|year|decade)", re.IGNORECASE)


def _cardinal(
    article: Article, at: int, text: str, m: re.Match[str], before: Sequence[CountMention], value: float
) -> tuple[str, int, str] | None:
    """What a cardinal counts, where its phrase ends, and the rule."""
    if hyphen := _MEMBERED.match(text, m.end()):
        return "states", hyphen.end(), "hyphened-member"
    if compound := _COMPOUND.match(text, m.end()):
        unit = _units().get(compound["noun"].lower())
        return (unit.of, compound.end(), "compound") if unit else None
    if _IS_FRACTION.match(text, m.end()) or (
        text[m.end() : m.end() + 1] in "-‑–" and text[m.end() : m.end() + 1]
    ):
        return None
    one = m[0].lower() in ("one", "1")
    head = _head(text, m.end()) or (None if one else _head_of_whole(text, m.end()))
    if one and (text[m.end() : m.end() + 4].lower() == " of " or _THE.search(_before(text, m, 8))):
        return None
    if head and not one and head[2] in _singulars():
        head = None
    if head and head[0].startswith(("votes", "abst")) and not _speaks_of_vote(article, at, value):
        head = None
    if head:
        of, to, noun = head
        if one and of not in ("people", "organisations", "missiles"):
            return None
        return of, to, f"count_units:{noun}"
    return None if one else _elided(article, at, text, m, before, value)


def _speaks_of_vote(article: Article, at: int, value: float) -> bool:
    near = article.text[max(0, at - _FAR) : at + _NEARBY]
    return value <= 193 and pattern("vote_notations", "of_a_vote").regex.search(near) is not None


def _elided(
    article: Article, at: int, text: str, m: re.Match[str], before: Sequence[CountMention], value: float
) -> tuple[str, int, str] | None:
    """What a cardinal without noun counts."""
    head = _before(text, m)
    if _TIMES.match(text, m.end()):
        return _tried(text, m)
    if _FIRED.search(head) and _FIRED_END.match(text, m.end()):
        return "missiles", m.end(), "elided-missiles"
    if counted := _named_before(head):
        return counted, m.end(), "number-of"
    if _RECORD_OF.search(head) and before:
        return before[-1].of, m.end(), "record-of"
    if bare := _bare_members(article, at, text, m, before, value):
        return bare, m.end(), "bare-members"
    if (_FRONTED_PART.fullmatch(head) or _INCLUDING.search(head[-40:])) and before:
        return before[-1].of, m.end(), "elided-noun"
    if _AFTER_MISSILE.search(head):
        return "missiles", m.end(), "missile-after-missile"
    if _FLEW.match(text, m.end()) and _is_about_missiles(article, at):
        return "missiles", m.end(), "flew"
    partitive = _OTHERS.match(text, m.end())
    there = _THERE_WERE.search(head) and _THERE_END.match(text, m.end())
    if not partitive and not there and not _ELIDED_CARDINAL.match(text, m.end()):
        return None
    if m["card"] and m["card"].isdigit() and int(m["card"]) > 200:
        return None
    if partitive and not _is_pronoun_of(text, m.end()):
        return None
    if there:
        counted = _noun_before(article, at) or _antecedent(article, at, before)
    else:
        counted = _antecedent(article, at, before) if partitive else _units_before(text, m.start())
    counted = counted or (before[-1].of if before else None)
    return (counted, m.end(), "elided-noun") if counted else None


def _is_pronoun_of(text: str, at: int) -> bool:
    """Whether the whole of "six of them" is a pronoun; "six of their vessels" names another noun."""
    return not re.match(
        r"\sof\s(?:their|its|his|her|the|these|those)\s(?:\w+\s)?[a-z]+s\b", text[at : at + 60]
    ) and not re.match(r"\sof\sthem\s[a-z]+s\b(?!\s*\()", text[at : at + 40])


def _tried(text: str, m: re.Match[str]) -> tuple[str, int, str] | None:
    """What was done so many times, or for the nth time."""
    if _BOMB.search(text):
        return "nuclear_tests", m.end(), "nth-time"
    if _TRIED.search(text):
        return "launch_events", m.end(), "nth-time"
    return ("meetings", m.end(), "nth-time") if _MET.search(text) else None


def _is_about_missiles(article: Article, at: int) -> bool:
    """Whether the nearest noun of a thing that flies, not far before, is a missile's."""
    near = article.text[max(0, at - _FAR) : at + 60]
    return re.search(r"\b(?:missile|rocket|projectile|ICBM|salvo|launch)", near, re.IGNORECASE) is not None


def _bare_members(
    article: Article, at: int, text: str, m: re.Match[str], before: Sequence[CountMention], value: float
) -> str | None:
    """What "all 15" and "the other six" are: what the same sentence counted, else members of the Council."""
    head = _before(text, m, 20)
    whole = re.match(r"\sof\sthe\s(?:15|fifteen)\b(?!\s[a-z]+s\b)", text[m.end() : m.end() + 30])
    if whole:
        return "states"
    if not _BARE_MEMBERS.search(head) or not _BARE_END.match(text, m.end()):
        return None
    here = [c for c in before if not c.is_ordinal and at - c.end < _FAR]
    same = next((c.of for c in reversed(here) if c.value == value), None)
    if same:
        return same
    if value == 193 and "Assembly" in article.text[max(0, at - _FAR) : at + _NEARBY]:
        return "states"
    if value == 27 and _EUROPEAN.search(article.text, max(0, at - _FAR), at + _NEARBY):
        return "states"
    near = (max(0, at - _FAR), at + _NEARBY)
    is_council = 9 <= value <= 15 and (
        _COUNCIL.search(article.text, *near)
        or (value == 15 and pattern("vote_notations", "of_a_vote").regex.search(article.text, *near))
    )
    return "states" if is_council else None


def _named_before(before: str) -> str | None:
    """What "the number of missiles fired this year has risen to" counts."""
    m = _NUMBER_OF.search(before)
    head = _head(before, m.end() - len(m[0]) + m[0].lower().index(" of ") + 3) if m else None
    return head[0] if head else None


def _head_of_whole(text: str, at: int) -> tuple[str, int, str] | None:
    """The noun of the whole that the number is part of: "two of the four missiles", "others were Scuds"."""
    if _OF_TARGETS.match(text, at):
        return "people", at, "target"
    whole = _PART_OF.match(text, at) or _OTHERS_ARE.match(text, at)
    head = _head(text, whole.end()) if whole else None
    return (head[0], at, head[2]) if head else None


def _antecedent(article: Article, at: int, before: Sequence[CountMention]) -> str | None:
    """What "six of them" are: the last number's units, or the nearest plural noun of a unit since."""
    cardinals = [c for c in before if not c.is_ordinal and at - c.end < _FAR]
    low = max(cardinals[-1].end if cardinals else 0, at - _FAR)
    nouns = [t[0].lower() for t in _TOKEN.finditer(article.text, low, at) if t[0].lower() in _units()]
    plural = [n for n in nouns if n.endswith(("s", "men", "people"))]
    if plural and not (cardinals and cardinals[-1].sentence == article.sentence_at(at).index):
        return _units()[plural[-1]].of
    return cardinals[-1].of if cardinals else None


def _noun_before(article: Article, at: int) -> str | None:
    """What the nearest noun of launches or missiles, singular or plural, is counted as."""
    nouns = [t[0].lower() for t in _TOKEN.finditer(article.text, max(0, at - _FAR), at)]
    found = [
        _units()[n].of for n in nouns if n in _units() and _units()[n].of in ("missiles", "launch_events")
    ]
    return found[-1] if found else None


def _ordinal(text: str, m: re.Match[str], before: Sequence[CountMention]) -> tuple[str, int, str] | None:
    """Ordinals count events, meetings and resolutions only."""
    following = _NEXT_RANK.match(text, m.end())
    for _ in range(_LONGEST):
        following = (following and _NEXT_RANK.match(text, following.end())) or following
    head = _head(text, following.end() if following else m.end())
    if head:
        of, to, noun = head
        if of == "launch_events" and noun == "test" and _follows_nuclear(m[0], before):
            of = "nuclear_tests"
        if of in ("launch_events", "nuclear_tests", "meetings") or noun.startswith("resolution"):
            return of, to, f"count_units:{noun}"
        if of == "missiles":
            return "launch_events", to, f"count_units:{noun}"
        return None
    if _TIME.match(text, m.end()) and (tried := _tried(text, m)):
        return tried
    is_owned = _PHRASE_END.match(text, m.end()) and (
        _OWNER.search(_before(text, m, 40)) or _A_RANK.search(_before(text, m, 12))
    )
    if not is_owned and not _ELIDED_RANK.match(text, m.end()):
        return None
    counted = _event_before(text, m.start()) or next(
        (c.of for c in reversed(before) if c.of in _EVENTS), None
    )
    return (counted, m.end(), "elided-event") if counted else None


def _follows_nuclear(rank: str, before: Sequence[CountMention]) -> bool:
    """Whether the article counted the nuclear test before this one: after a fourth nuclear test, "the fifth
    test" is nuclear too."""
    value = value_of(rank)
    return any(c.of == "nuclear_tests" and value is not None and c.value == value - 1 for c in before)


def _units_before(text: str, at: int) -> str | None:
    """What a cardinal without noun counts: missiles are units, unless it is their launch that is told."""
    found = list(_EVENT_NOUN.finditer(text, max(0, at - _FAR), at))
    if not found:
        return None
    is_missile = found[-1][0].lower() == "missile"
    return (
        "missiles" if is_missile and not _LAUNCH_OF.search(text[: found[-1].start()]) else found[-1].lastgroup
    )


def _event_before(text: str, at: int) -> str | None:
    """What the event noun nearest before counts."""
    found = list(_EVENT_NOUN.finditer(text, max(0, at - _FAR), at))
    return found[-1].lastgroup if found else None


#: The end of a word that a comma may part from a second adjective ("two short-range, solid-fuel missiles").
_ADJECTIVE = re.compile(
    r"-\w+$|^(?:large|small|new|old|big|heavy|modified|suspected|unidentified|different|similar|mobile)$"
)
_MEASURE = re.compile(r"(?:\d+[-\s]?)?(?:mm|cm|millimet\w+|kiloton|tonne|ton)\b", re.IGNORECASE)


def _head(text: str, at: int) -> tuple[str, int, str] | None:
    """The noun that heads the phrase after a number: what it counts, where it ends, the noun."""
    words: list[str] = []
    best: tuple[str, int, str] | None = None
    for n, t in enumerate(_TOKEN.finditer(text, at)):
        word = t[0].lower().rstrip(".") if len(t[0]) > 3 and not t[0][-2:-1].isupper() else t[0].lower()
        if n >= _LONGEST or (not t[0][0].isalnum() and t[0] not in "-–‑“\"‘'’&,"):
            break
        if t[0] == "," and (best or not words or not _ADJECTIVE.search(words[-1])):
            break
        if t[0] in ("-", "–", "‑", "“", '"', "‘", "'", "’", "&", ",") or _MEASURE.match(text, t.start()):
            continue
        is_acronym = len(t[0]) > 1 and t[0].isupper()
        if (
            value_of(word) is not None
            or (word in _words("phrase_ends") and not is_acronym)
            or (best and word in ("and", *_words("determiners")))
        ):
            break
        pair = f"{words[-1]} {word}" if words else word
        unit = _units().get(pair) or _units().get(word) or _last_part(word)
        if word in ("round", "rounds") and not _is_round_of_launches(text, t.end()):
            return None
        if unit and not unit.shuns & {*words} and not _is_modifier(text, t.end(), word):
            best = (unit.of, at + _length(text, at, t), pair if pair in _units() else word)
        elif unit and unit.shuns & {*words}:
            best = _nuclear(words, at + _length(text, at, t)) or None
            if best is None:
                return None
        elif (people := pair if pair in _peoples() else word) in _peoples() and (
            _peoples()[people] or not best
        ):
            plural = _peoples()[people]
            follows = _TOKEN.match(text, t.end() + 1)
            alone = (
                follows is None
                or not follows[0].isalpha()
                or follows[0].lower() in (_words("phrase_ends") | {"and"})
            )
            if plural or alone:
                best = ("people", at + _length(text, at, t), people)
        elif best:
            break
        words.append(word)
    return best


def _is_round_of_launches(text: str, at: int) -> bool:
    """ "17 rounds of tests", and "36 missiles in 14 rounds", but not rounds of talks or votes."""
    if _OF_LAUNCHES.match(text, at):
        return True
    is_other = re.search(
        r"sanction|talks|negotiat|voting|votes?\b|diploma|ammunition|artillery", text, re.IGNORECASE
    )
    return not _OF.match(text, at) and not is_other


_OF = re.compile(r"\sof\b")


def _last_part(word: str) -> Unit | None:
    """The unit of a hyphened compound's last part ("test-launches")."""
    return _units().get(word.rpartition("-")[2]) if "-" in word else None


def _length(text: str, at: int, token: re.Match[str]) -> int:
    end = token.end()
    return end - at - (1 if text[end - 1 : end] == "." else 0)


def _nuclear(words: Sequence[str], to: int) -> tuple[str, int, str] | None:
    nuclear = {"nuclear", "atomic", "underground", "hydrogen"} & set(words)
    return ("nuclear_tests", to, "nuclear test") if nuclear else None


def _is_modifier(text: str, at: int, word: str) -> bool:
    """Whether the noun only modifies the next ("state media", "member states" counts once, by its last)."""
    return _COMPOUNDED.match(text, at) is not None or (
        word == "state" and _STATES_OWN.match(text, at) is not None
    )


_COMPOUNDED = re.compile(r"[-‑]\w")
_STATES_OWN = re.compile(r"\s(?:media|department|news|television|visit|sponsor)", re.IGNORECASE)
