"""What a number without a noun counts: what its verb, the words before it or the numbers so far say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.compiling import compiled
from analysis.lexicon import pattern
from analysis.recognise import states
from analysis.recognise.antecedents import LAUNCH_OF, VOTES, is_paired, is_range, listed_states, resolve
from analysis.recognise.counted_nouns import TOKEN, head_of, units
from analysis.recognise.numbers import value_of
from analysis.records import Article, CountMention

#: An elided noun is not looked for further back than this, in characters.
FAR = 400


#: So many characters before a sentence may say that it tells of a vote.
NEARBY = 160
EVENTS = ("launch_events", "nuclear_tests", "meetings")
RANKED = (*EVENTS, "resolutions")
_FIRED = compiled(
    r"\b(?:fires?|fired|test-fire[sd]|launch(?:es|ed)|lob(?:s|bed)|firing|launching)(?:\soff)?"
    r"\s(?:(?:at\sleast|another|some|up\sto|as\smany\sas|about|more\sthan)\s)*$",
    re.IGNORECASE,
)
_FIRED_END = compiled(
    r"(?:\smore|\sothers?|\sof\s(?:its|their)\sown)?(?:\s?[.,;:)–—]|$|\s(?:on|in|into|from|toward|towards|off|last|this|"
    r"late|early|since|within|during|after|before|between|at\s(?:\d|dawn|noon|night|dusk|around|about)|of\s(?:its|their)\sown)\b)"
)
_NUMBER_OF = compiled(
    r"\b(?:number|tally|total|count|sum)\sof\s(?P<what>[\w\s-]{3,60}?)\b[^.;:]{0,80}?\b(?:to|at|reached|reaches|is|was|hit|hits)"
    r"\s(?:\w+\sthan\s|at\sleast\s|about\s)?$",
    re.IGNORECASE,
)
#: "Launches by the North come to six": the plural that is summed.
_COMES_TO = compiled(
    r"\b(?:(?:comes?|came|amount(?:s|ed)?|adds?\sup|rises?|rose|climb(?:s|ed)?|runs?|ran)\s(?:now\s)?to|(?:stands?|stood)\s(?:now\s)?at|numbered|number(?=\s))"
    r"\s(?:at\sleast\s|about\s|now\s|just\s)?$",
    re.IGNORECASE,
)
#: "In six, …", behind a sentence that counted more of them.
_IN_SO_MANY = compiled(r"(?:\sof\s(?:them|these|those))?,")
_IN = frozenset(["in", "in at least", "in only", "in just", "in all but"])
#: "those three, all companies, were listed": what they are stands behind.
_ALL_OF_A_KIND = compiled(
    r",\s(?:all|both|every\sone)\s(?:of\sthem\s)?(?:[\w-]+\s){0,2}?(?P<noun>[a-z]+s|men|women|people)(?=[,.;)])",
    re.IGNORECASE,
)
#: "China, Russia and India made up the five".
_MADE_UP = compiled(
    r"\b(?:(?:made|makes?|making)\sup|complet(?:ed|es?)|rounded\soff|rounded\sout)\sthe\s$", re.IGNORECASE
)
#: "among the eleven who deplored it".
_AMONG_THE = compiled(r"\b(?:among|amongst|one\sof|with|joined)\sthe\s(?:other\s)?$", re.IGNORECASE)
_WHO = compiled(r"\s(?:who|that|which)\b")
_ONE_OR = compiled(r"\ban?\s(?:[\w-]+\s){1,4}or\s$", re.IGNORECASE)
#: "there were five of them: Belgium, …".
_LISTED_BEHIND = compiled(r"(?:\sof\sthem)?(?::|\s(?:were|are|being))\s(?:the\s)?[A-Z]")
_INCLUDING = compiled(
    r"\b(?:including|among\sthem|of\swhich|of\swhom)\s(?:at\sleast\s|as\smany\sas\s)?$", re.IGNORECASE
)
_FRONTED_PART = compiled(r"\W*Of\s(?:the|its|those|these)\s[^.;]*,\s")
PHRASE_END = compiled(r"\s*(?:[,.;)–—]|$)")
_OTHERS = compiled(r"\s(?:of\s(?!an?\b)\w|(?:more|others?|another|additional)\b)", re.IGNORECASE)
_ELIDED_CARDINAL = compiled(
    r"\s*(?:(?:so\sfar\s)?(?:since|this|last)\s|in\s\d{4}|so\sfar\b|on\s(?:the\s)?\d"
    r"|on\s(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)\w*\.?\s\d)"
)
#: "which makes nine": the sum of what was counted.
_MAKES = compiled(r"\b(?:makes|made|making|adds\sup\sto|comes\sto)\s(?:it\s)?$", re.IGNORECASE)
SUMMED = ("launch_events", "missiles", "nuclear_tests", "meetings")
_TRIED = compiled(
    r"\b(?:(?:test-?)?fir(?:ed?|es|ing)|launch(?:ed|es|ing)?|test(?:ed|s|ing)?|shot|lobbed|reached\sfor\sweapons"
    r"|let\s(?:off|fly)|sent\s(?:up|off|aloft)|missiles?|rockets?|weapons?|flown|flew|ICBMs?|orbit)\b",
    re.IGNORECASE,
)
#: "four times since May": so many events, if the sentence says of what.
_TIMES = compiled(
    r"\s(?:of\s(?:those|these|the|them)\s)?(?:separate\s|different\s)?(?:times|occasions)\b(?!\s(?:more|less|larger|bigger|higher|faster|greater|as|the|over|zone|longer|that(?!\s(?:year|month|week|day))|its|a|per|each|daily|out)\b)",
    re.IGNORECASE,
)
_LUCKY = compiled(r"\stimes?\s(?:is\s)?(?:lucky|(?:a|the)\scharm)\b", re.IGNORECASE)
_MET = compiled(
    r"\b(?:met|meets?|convened?|gathered|sat|discussed|debated|been\sbriefed|held\sconsultations)\b",
    re.IGNORECASE,
)
#: What missiles do when their noun is left out.
_FLEW = compiled(
    r"""(?:\sof\s(?:them|(?:the\s)?[\w-]+[\s-](?:range|type|kind)))?,?\s(?:(?:that|which)\s)?(?:
      (?:then\s|also\s|later\s|apparently\s|had\s){0,2}(?:flew|flown|fell|landed|splashed|crashed|came\sdown|exploded|blew\sup|went\s(?:up|off)
        |rose|travell?ed|dropped|lifted\soff|plunged|overflew|crossed|were\sgone)
      |(?:(?:were|had\sbeen|have\sbeen|was)\s)?(?:(?:test-)?fired|(?:test-)?launched|lobbed|lofted|shot|loosed|detected|let\s(?:off|fly|loose)|sent\s(?:up|off|aloft))
        (?!\s(?:an?|the|its|their|his|off|one|two|three|four|five|six|seven|eight|nine|ten|\d+|some|several|more|another|at\sleast|about|ballistic|cruise|missiles?|rockets?|[a-z]+-range)\b)
      )\b""",
    re.VERBOSE | re.IGNORECASE,
)
#: "drones (five of them …": the noun right before the bracket.
_IN_BRACKETS = compiled(r"\b([\w-]+s)\s\($")
_AFTER_MISSILE = compiled(
    r"\b(?:missile|rocket)\safter\s(?:missile|rocket)\b[^.;]{0,40}[,:—–]\s?$", re.IGNORECASE
)
_THERE_WERE = compiled(
    r"\bthere\s(?:were|have\sbeen|had\sbeen|are)\s(?:at\sleast\s|only\s|about\s|some\s)?$", re.IGNORECASE
)
_THERE_END = compiled(
    r"(?:\sin\s(?:all|total)|\sof\sthem|\sat\sonce)?\s*(?:[,.;:)–—]|$)|\s(?:in|on|since|this|last)\s"
)
_RECORD_OF = compiled(
    r"\b(?:records?|totals?|tally|tallies|counts?|highs?|figures?|numbers?|best|peak|sum|haul|maximum)\s(?:was\s|is\s|of\s|stands\sat\s|stood\sat\s)"
    r"(?:at\sleast\s|about\s|some\s)?$",
    re.IGNORECASE,
)
_RECORD_WAS = compiled(
    r"\b(?:record|high|peak|maximum|total|tally|count|score|figure)(?P<what>(?:,\s[^.,;:]{2,40},|\s[^.;:]{0,70}?)?)\s(?:was|is|stood\sat|stands\sat|had\sbeen|came\sto|comes\sto)"
    r"\s(?:just\s|only\s|at\sleast\s|about\s)?$",
    re.IGNORECASE,
)
#: "all 15", "the other 13", "for the fifteen": members of the Council, whose noun is left out.
_BARE_MEMBERS = compiled(r"\b(?:all|the|its|the\sother|the\sremaining|other)\s$", re.IGNORECASE)
_BARE_END = compiled(r"\s?(?:[,.;:)!?—–”\"]|$)|\s(?![\w-]*s\b(?<!\bs)|per\b)[a-z]+\b")
_COUNCIL = compiled(r"\b(?:Council|Committee|members|ambassadors|delegations)\b")
_EUROPEAN = compiled(r"\b(?:EU|Europe|European|Brussels|bloc)\b")
_BOMB = compiled(r"\b(?:nuclear|atomic|hydrogen)\s(?:device|bomb|weapon|warhead|test)", re.IGNORECASE)
_EVENT_NOUN = compiled(
    r"""\b(?P<nuclear_tests>(?:nuclear|atomic|hydrogen)\s(?:weapons?\s)?(?:test|trial|essay|explosion|blast|detonation|device|bomb))
      | (?P<launch_events>(?:test[- ]?)?launch|firing|\btest|salvo|volley|missile|\brocket|\bICBM|\bHwasong|\bfailure|\battempt)
      | (?P<meetings>\bmeeting|\bsession|consultations) | (?P<resolutions>\bresolution)""",
    re.VERBOSE | re.IGNORECASE,
)


def words_before(text: str, m: re.Match[str], reach: int = FAR) -> str:
    """The words before the number, no further back than `reach`, so that long sentences cost no more."""
    return text[max(0, m.start() - reach) : m.start()]


#: "two of the 54 are …": of those that were counted before.
_OF_THE = compiled(
    r"\sof\s(?:the|these|those)\s([\w-]+)(?=[,.;)]|\s(?:are|were|is|was|have|had|will|come|came)\b)",
    re.IGNORECASE,
)


def _counted_so(number: str, before: Sequence[CountMention]) -> str:
    """What the last count of that value counted, or ""."""
    value = value_of(number)
    return next((c.of for c in reversed(before) if value and c.value == value and c.of != "other"), "")


def elided(
    article: Article, at: int, text: str, m: re.Match[str], before: Sequence[CountMention], value: float
) -> tuple[str, int, str] | None:
    """What a cardinal without noun counts."""
    head = words_before(text, m)
    if _TIMES.match(text, m.end()):
        return what_was_tried(text, m)
    if _ONE_OR.search(head):  # "a rocket or two"
        return None
    if _LISTED_BEHIND.match(text, m.end()) and _lists_so_many(text[m.end() : m.end() + 200], value):
        return "states", m.end(), "listed-behind"
    if _FIRED.search(head) and _FIRED_END.match(text, m.end()):
        return "missiles", m.end(), "elided-missiles"
    if counted := _named_before(head):
        return counted, m.end(), "number-of"
    if built := _by_construction(article, at, text, m, before, value):
        return built
    if _RECORD_OF.search(head) and (kin := [c.of for c in before[-3:] if c.of in SUMMED]):
        return kin[-1], m.end(), "record-of"
    if (stood := _RECORD_WAS.search(head)) and PHRASE_END.match(text, m.end()):
        counted = _named_in(stood["what"]) or (before[-1].of if before else None)
        return (counted, m.end(), "record-was") if counted and counted != "other" else None
    if _MAKES.search(head[-20:]) and PHRASE_END.match(text, m.end()):
        summed = before[-1] if before and at - before[-1].end < NEARBY else None
        return (summed.of, m.end(), "sum") if summed and summed.of in SUMMED else None
    if (whole := _OF_THE.match(text, m.end())) and (kind := _counted_so(whole[1], before)):
        return kind, m.end(), "part-of-counted"
    if bare := _bare_members(article, at, text, m, before, value):
        return bare, m.end(), "bare-members"
    if (_FRONTED_PART.fullmatch(head) or _INCLUDING.search(head[-40:])) and before:
        return before[-1].of, m.end(), "elided-noun"
    if _AFTER_MISSILE.search(head):
        return "missiles", m.end(), "missile-after-missile"
    if (thing := _IN_BRACKETS.search(head)) and thing[1].lower() not in units():
        return None
    if _FLEW.match(text, m.end()) and _is_about_missiles(article, at):
        return "missiles", m.end(), "flew"
    if "|" in text:  # a table, which says at its head what it counts
        return None
    if is_range(text, m.end()):  # "two or three missiles" are counted once, by the second number
        return None
    if told := resolve(article, at, text, m, before, value):
        return told, m.end(), "pair" if is_paired(text, m.end()) else "antecedent"
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


def _by_construction(
    article: Article, at: int, text: str, m: re.Match[str], before: Sequence[CountMention], value: float
) -> tuple[str, int, str] | None:
    """What a number counts that sums a plural, picks some out of those counted, or is explained behind."""
    head = words_before(text, m)
    if (come := _COMES_TO.search(head[-50:])) and (summed := _plural_in(_clause_of(head, come))):
        return summed, m.end(), "number-of"
    if head.rstrip().lower() in _IN and before and _IN_SO_MANY.match(text, m.end()):
        last = before[-1]
        is_next = article.sentence_at(at).index - last.sentence <= 1 and value <= last.value
        if is_next and last.of in SUMMED:
            return last.of, m.end(), "in-so-many"
    if (told := _ALL_OF_A_KIND.match(text, m.end())) and (unit := units().get(told["noun"].lower())):
        return unit.of, m.end(), "all-of-a-kind"
    is_of_states = _MADE_UP.search(head) or (_AMONG_THE.search(head) and _WHO.match(text, m.end()))
    if is_of_states and value <= 15 and _speaks_of_vote(article, at):
        return "states", m.end(), "of-those-who"
    return None


def _is_pronoun_of(text: str, at: int) -> bool:
    """Whether the whole of "six of them" is a pronoun; "six of their vessels" names another noun."""
    return not re.match(
        r"\sof\s(?:us|you)\b|\sof\s(?:their|its|his|her)\s(?!own\b)[a-z]|\sof\s(?:the|these|those)\s(?:\w+\s)?[a-z]+s\b",
        text[at : at + 60],
    ) and not re.match(
        r"\sof\sthem\s(?!this\b|was\b|is\b|has\b|as\b|its\b|less\b)[a-z]+s\b(?!\s*\()", text[at : at + 40]
    )


#: Verbs of a sentence that say what was done: only after them the words for a launch are its object.
_DONE = (("launch_events", _TRIED), ("meetings", _MET))


def what_was_tried(text: str, m: re.Match[str]) -> tuple[str, int, str] | None:
    """What was done so many times, or for the nth time."""
    if _LUCKY.match(text, m.end()):
        return None
    if _BOMB.search(text):
        return "nuclear_tests", m.end(), "nth-time"
    said = [(v.end(), of) for of, verb in _DONE for v in verb.finditer(text, 0, m.start())]
    if said:  # "had convened, for the second time this month, over the launch": the verb before says what
        return max(said)[1], m.end(), "nth-time"
    if _TRIED.search(text):
        return "launch_events", m.end(), "nth-time"
    return ("meetings", m.end(), "nth-time") if _MET.search(text) else None


def _is_about_missiles(article: Article, at: int) -> bool:
    """Whether the nearest noun of a thing that flies, not far before, is a missile's."""
    near = article.text[max(0, at - FAR) : at + 60]
    return re.search(r"\b(?:missile|rocket|projectile|ICBM|salvo|launch)", near, re.IGNORECASE) is not None


def _bare_members(
    article: Article, at: int, text: str, m: re.Match[str], before: Sequence[CountMention], value: float
) -> str | None:
    """What "all 15" and "the other six" are: what the same sentence counted, else members of the Council."""
    head = words_before(text, m, 20)
    whole = re.match(r"\sof\sthe\s(?:15|fifteen)\b(?!\s[a-z]+s\b)", text[m.end() : m.end() + 30])
    if whole:
        return "states"
    if not _BARE_MEMBERS.search(head) or not _BARE_END.match(text, m.end()):
        return None
    here = [c for c in before if not c.is_ordinal and at - c.end < FAR and c.of not in VOTES]
    if same := next((c.of for c in reversed(here) if c.value == value), None):
        return listed_states(article, at, value) or same
    if value == 193 and "Assembly" in article.text[max(0, at - FAR) : at + NEARBY]:
        return "states"
    if value == 27 and _EUROPEAN.search(article.text, max(0, at - FAR), at + NEARBY):
        return "states"
    near = (max(0, at - FAR), at + NEARBY)
    is_council = 9 <= value <= 15 and (
        _COUNCIL.search(article.text, *near)
        or (value == 15 and pattern("vote_notations", "of_a_vote").regex.search(article.text, *near))
    )
    return "states" if is_council else None


def _named_in(words: str) -> str | None:
    """What the first noun of a unit among the words counts."""
    found = (units()[t[0].lower()].of for t in TOKEN.finditer(words) if t[0].lower() in units())
    return next(found, None)


def _lists_so_many(behind: str, value: float) -> bool:
    """Whether so many states stand behind the number, up to the sentence's next stop."""
    named = {code for start, _, code in states.codes_in(behind) if not re.search(r"[.;]\s", behind[2:start])}
    return len(named) == value


def _speaks_of_vote(article: Article, at: int) -> bool:
    near = article.text[max(0, at - FAR) : at + NEARBY]
    return pattern("vote_notations", "of_a_vote").regex.search(near) is not None


def _clause_of(head: str, verb: re.Match[str]) -> str:
    """The words before a verb that ends the text, back to the last stop."""
    before = head[: len(head) - len(verb[0])]
    return re.split(r"[.;:]", before)[-1]


def _plural_in(words: str) -> str | None:
    """What the first plural noun of a unit among the words counts."""
    found = (t[0].lower() for t in TOKEN.finditer(words) if t[0].endswith("s") and t[0].lower() in units())
    return next((units()[noun].of for noun in found), None)


def _named_before(before: str) -> str | None:
    """What "the number of missiles fired this year has risen to" counts."""
    m = _NUMBER_OF.search(before)
    head = head_of(before, m.end() - len(m[0]) + m[0].lower().index(" of ") + 3) if m else None
    return head[0] if head else None


def _antecedent(article: Article, at: int, before: Sequence[CountMention]) -> str | None:
    """What "six of them" are: the last number's units, or the nearest plural noun of a unit since."""
    cardinals = [c for c in before if not c.is_ordinal and at - c.end < FAR]
    low = max(cardinals[-1].end if cardinals else 0, at - FAR)
    nouns = [t[0].lower() for t in TOKEN.finditer(article.text, low, at) if t[0].lower() in units()]
    plural = [n for n in nouns if n.endswith(("s", "men", "people"))]
    if plural and not (cardinals and cardinals[-1].sentence == article.sentence_at(at).index):
        return units()[plural[-1]].of
    return cardinals[-1].of if cardinals else None


def _noun_before(article: Article, at: int) -> str | None:
    """What the nearest noun of launches or missiles, singular or plural, is counted as."""
    nouns = [t[0].lower() for t in TOKEN.finditer(article.text, max(0, at - FAR), at)]
    found = [units()[n].of for n in nouns if n in units() and units()[n].of in ("missiles", "launch_events")]
    return found[-1] if found else None


def _units_before(text: str, at: int) -> str | None:
    """What a cardinal without noun counts: missiles are units, unless it is their launch that is told."""
    found = list(_EVENT_NOUN.finditer(text, max(0, at - FAR), at))
    if not found:
        return None
    is_missile = found[-1][0].lower() == "missile"
    return (
        "missiles" if is_missile and not LAUNCH_OF.search(text[: found[-1].start()]) else found[-1].lastgroup
    )


def event_before(text: str, at: int) -> str | None:
    """What the event noun nearest before counts."""
    found = list(_EVENT_NOUN.finditer(text, max(0, at - FAR), at))
    return found[-1].lastgroup if found else None
