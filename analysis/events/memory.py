"""Of whom the sentences before spoke, and where in its clause an actor stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from analysis.compiling import compiled
from analysis.events.marking import Marked, Party
from analysis.lexicon import rows


@dataclass(frozen=True, slots=True)
class Memory:
    """Of whom the sentences before spoke: the last subject, the last that were two or more, the last that were
    just two, the last named alone, the first several, who are the "we" of a joint statement, for whom the
    last person named speaks, and who stood where (`asked` is the position that is looked for). `home` is the state from whose capital the article is sent,
    `lately` are all whom the last sentence that names any names,
    `people` is the state of the people that the last sentence is about ("the Americans")."""

    subject: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    pairs: tuple[tuple[str, ...], ...] = ()
    singles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    person: tuple[str, ...] = ()
    cast: tuple[tuple[int, str, tuple[str, ...]], ...] = ()
    asked: str = ""
    home: tuple[str, ...] = ()
    lately: tuple[str, ...] = ()
    people: tuple[str, ...] = ()

    def told(self, acts: Iterable[tuple[int, str, tuple[str, ...]]]) -> Memory:
        """The memory once it is known where states stood: sentence, position and states of each act."""
        cast = list(self.cast)
        for at, position, states in acts:
            like = cast[-1][1] if cast and position == "same" else position
            if like and states:
                cast.append((at, like, states))
        return replace(self, cast=tuple(cast[-_REMEMBERED:]))

    def together(self, without: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Who last stood together as is now asked, in one sentence or the next ones, without the given states."""
        same = [(at, states) for at, position, states in self.cast if position == self.asked]
        found: list[str] = []
        last = same[-1][0] if same else 0
        for at, states in reversed(same):
            if last - at > 1:
                break
            last = at
            found = [s for s in states if s not in found] + found
        return tuple(s for s in found if s not in without)

    @property
    def blockers(self) -> tuple[str, ...]:
        """The last two states that were against a measure, together or one after the other; for a veto or a hold,
        first those that cast one."""
        if self.asked in _STOPPING and (pair := self._last_two_that(_STOPPING)):
            return pair
        return self._last_two_that(_NEGATIVE)

    def _last_two_that(self, did: frozenset[str]) -> tuple[str, ...]:
        for at, _, states in reversed([c for c in self.cast if c[1] in did]):
            near = [s for x, p, told in self.cast for s in told if p in did and 0 <= at - x <= 1]
            if len(pair := tuple(dict.fromkeys(near))) == 2:
                return pair
            if len(states) == 2:
                return states
        return ()

    def of_number(self, number: int, without: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """The last so many states that stood together as is now asked, else that were named together."""
        if len(alike := self.together(without)) == number:
            return alike
        if without:
            rest = (tuple(s for s in g if s not in without) for g in reversed(self.groups))
            return next((g for g in rest if len(g) == number), ())
        return next((g for g in reversed(self.groups) if len(g) == number), ())

    def rest(self, number: int) -> tuple[str, ...]:
        """So many of a group named before: the group itself, or those that are left once the states are taken from it
        that were named since."""
        for g in reversed(self.groups):
            left = tuple(s for s in g if s not in self.lately)
            if number in (len(g), len(left)):
                return g if len(g) == number else left
        return ()

    def after(self, m: Marked) -> Memory:
        """The memory once the sentence is read."""
        free = [p for p in m.parties if p.states and not is_governed(m.text, p)]
        named = [p for p in m.parties if p.states]
        several = [p.states for p in free if len(p.states) > 1] or [
            p.states for p in named if len(p.states) > 1
        ]
        first = free[0] if free else named[0] if named else None
        apart = _two_apart(m.text, named)
        pairs: list[tuple[str, ...]] = [p.states for p in named if len(p.states) == 2]
        pairs = pairs or ([apart] if apart else [])
        subjects = [p for p in free if is_subject(m.text, p)] or free[:1]
        singles = [p.states[0] for p in subjects if len(p.states) == 1 and p.states[0] != "PRK"]
        goes_on = bool(_GOES_ON.match(m.text))
        return Memory(
            first.states if first and not goes_on else self.subject,
            several[-1] if several else _two_apart(m.text, named) or self.several,
            (self.pairs + tuple(p for p in pairs if "PRK" not in p))[-6:],
            (self.singles + tuple(singles))[-6:],
            several[0]
            if m.index <= 8 and not len(self.authors) > 1 and _are_authors(m, several)
            else self.authors,
            (self.groups + tuple(p.states for p in named if len(p.states) > 2))[-6:],
            next((p.states for p in reversed(named) if p.is_person), self.person),
            self.cast,
            home=self.home,
            lately=tuple(s for p in named for s in p.states) or self.lately,
            people=first.states if first and not goes_on and _is_people(m, first) else (),
        )

    @property
    def two(self) -> tuple[str, ...]:
        """Whom "the two" means."""
        return self.pairs[-1] if self.pairs else _last_two(self.singles)

    def two_with(self, here: str) -> tuple[str, ...]:
        """Whom "the two" means in a sentence whose subject is one state: it and the one before, if no pair of
        it was named."""
        is_likely = not self.pairs or here in permanent_members()
        known = any(here in p for p in self.pairs)
        if here and is_likely and not known and self.singles and self.singles[-1] != here:
            return (self.singles[-1], here)
        return self.two

    def of_permanent(self) -> Memory:
        """The memory for acts of permanent members: only these are "the two" or "they"."""
        permanent = permanent_members()
        pairs = tuple(p for p in self.pairs if permanent.issuperset(p))
        pairs = tuple(sorted(pairs, key=lambda p: set(p) == _ALLIES))
        singles = tuple(s for s in self.singles if s in permanent)
        several = self.several if permanent.issuperset(self.several) else ()
        known = replace(self, pairs=pairs, singles=singles, several=several).of_blockers()
        return replace(known, pairs=tuple(p for p in known.pairs if permanent.issuperset(p)))

    def of_blockers(self) -> Memory:
        """The memory for acts against a measure, or for easing: "the pair" are first those who were against one."""
        return replace(self, pairs=(*self.pairs, self.blockers)) if self.blockers else self


def _is_people(m: Marked, p: Party) -> bool:
    """Whether the actor is one people, as "the Americans" are: "they" are these."""
    words = m.raw[max(0, p.start - 4) : p.end]
    return len(p.states) == 1 and bool(_PEOPLE.search(words))


_PEOPLE = compiled(r"\bthe\s(?:[A-Z][a-z]+\s)?[A-Z][a-z]+(?:ans|ese|ish|sh|nch|nds|ss|rks|gs)$", re.I)
#: "On the 8th it struck down …": who was spoken of before goes on acting.
_GOES_ON = compiled(r"[^.;:§¶]{0,45}?\b(?:it|they|that\scountry)\s(?!was\s(?:the\s)?§)", re.I)
_STOPPING = frozenset({"veto", "block", "hold"})
_NEGATIVE = _STOPPING | {"object", "against"}
#: The pair that is meant where several pairs of permanent members were named: no other two vote no together.
_ALLIES = {"CHN", "RUS"}
#: Acts that are remembered.
_REMEMBERED = 16


def _two_apart(text: str, named: list[Party]) -> tuple[str, ...]:
    """Two states that one sentence names apart as subjects: "Beijing objected first; Moscow came after"."""
    named = [p for p in named if is_subject(text, p)]
    states = tuple(dict.fromkeys(s for p in named for s in p.states if s != "PRK"))
    return states if len(states) == 2 else ()


def authors(marked: tuple[Marked, ...], publisher: str = "") -> tuple[str, ...]:
    """Who says "we" in a statement: the states that its heading names, or that open it in the present tense, else
    the one whose authority publishes it."""
    return _joint_authors(marked) or _one_author(marked) or ((publisher,) if publisher else ())


def _joint_authors(marked: tuple[Marked, ...]) -> tuple[str, ...]:
    """Those in whose names a joint statement is headed, or who open it together in the present tense."""
    for m in marked[: _HEADING * 2]:
        if headed := _JOINT_STATEMENT.search(m.text):
            subject = _ON_WHAT.search(m.text, headed.end())
            limit = subject.start() if subject else len(m.text)
            by = [p for p in m.parties if headed.end() < p.start < limit]
            named = tuple(dict.fromkeys(s for p in by for s in p.states if s != "PRK"))
            if len(named) > 1:
                return named
        for p in m.parties:
            opens = m.text[: p.start].strip().lower() in ("", "the", "we, the")
            if len(p.states) > 1 and opens and _DECLARE.match(m.text, p.end):
                return p.states
    return ()


def _one_author(marked: tuple[Marked, ...]) -> tuple[str, ...]:
    for m in marked[:_HEADING]:
        for p in m.parties:
            before, after = m.text[: p.start], m.text[p.end :]
            if len(p.states) == 1 and (
                (_STATEMENT.search(m.text) and (_OF.search(before) or not before.strip()))
                or (not before.strip() and _DECLARES.match(after))
            ):
                return p.states
    return ()


def home(marked: tuple[Marked, ...]) -> tuple[str, ...]:
    """The state whose capital the dateline names ("SEOUL (Agencies) — The ministry here …")."""
    for m in marked[:_HEADING]:
        if m.parties and m.parties[0].start == 0 and _DATELINE.match(m.text):
            return m.parties[0].states
    return ()


#: The head of a wire story.
_DATELINE = compiled(r"§+(?:\s?\([^)]{1,30}\))?(?:,\s[A-Z][\w.]+)?(?:,?\s¤+)*\s?[—–-]{1,2}\s")


def _are_authors(m: Marked, several: list[tuple[str, ...]]) -> bool:
    """Whether the first group of three or more, near a "we", are those who speak."""
    return (
        bool(several)
        and len(several[0]) > 2
        and bool(
            re.search(
                r"\b[Ww]e\b|\b(?:statement|declaration|communiqu[ée])\b|\bon\sbehalf\sof\b|\bin\sthe\sname\sof\b",
                m.raw,
            )
        )
    )


#: Sentences in which a statement names its author.
_HEADING = 4
_STATEMENT = compiled(
    r"\b(?:statement|explanation\sof\svote|remarks|declaration|communiqu[ée]|press\srelease|media\srelease|intervention|speech)\b",
    re.I,
)
_OF = compiled(r"\b(?:by|of|from|for|on\sbehalf\sof)\s(?:the\s)?(?:[\w·]+\s){0,6}?$", re.I)
#: "Joint Statement by …" and the words that say what it is on.
_JOINT_STATEMENT = compiled(
    r"\b(?:joint|trilateral|bilateral|ministerial|leaders'|ministers')\s(?:\w+\s){0,2}?(?:statement|declaration|communiqu[ée])\b"
    r"[^.;:]{0,80}?\b(?:by|of|from|between|among)\s",
    re.I,
)
_ON_WHAT = compiled(r"\s(?:on|regarding|concerning|about|condemning|following|in\sresponse)\s", re.I)
#: Several states speaking: "X, Y and Z strongly condemn …".
_DECLARE = compiled(
    r"(?:\s?\([^)]{1,12}\))?,?\s(?:\w+ly\s|jointly\s|today\s|again\s|together\s)*(?:condemn|deplore|regret|denounce|express|welcome|reaffirm|reiterate|affirm|"
    r"met|gathered|recall|note|call\son|call\supon|urge|stress|underscore|underline|emphasi[sz]e|issue|share|stand|strongly)\b"
)
_DECLARES = compiled(
    r"\s(?:deeply\s|strongly\s)?(?:regrets|condemns|welcomes|deplores|supports|voted|notes|calls|joins|has\stoday|reiterates)\b"
)


def is_subject(text: str, p: Party) -> bool:
    """Whether the actor opens its clause."""
    before = text[max(0, p.start - 60) : p.start]
    return bool(_OPENS.search(before) or _SPOKESMEN.search(before))


#: What stands before a subject: nothing, a stop, a conjunction, an adverb in front of the sentence.
_OPENS = compiled(
    r"(?:^\W*|[,;:(–—]\s|\b(?:and|but|while|as|when|that|then|whether|because|before|after|which|where|both|yesterday|so|did|was|were|with)\s)(?:(?:the|both|even)\s)?$",
    re.I,
)


@cache
def permanent_members() -> frozenset[str]:
    """The states whose vote against is a veto."""
    return frozenset(r["state"] for r in rows("state_groups") if r["group"] == "permanent members")


def _last_two(singles: tuple[str, ...]) -> tuple[str, ...]:
    distinct = tuple(dict.fromkeys(reversed(singles)))[:2]
    return distinct[::-1] if len(distinct) == 2 else ()


_PREPOSITION = compiled(
    r"(?:^|[\s(])(?:of|in|on|at|against|over|for|to|from|with|by|about|towards?|near|into|than|between|under|onto|"
    r"inside|outside|around|via|upon|without|like|behind|alongside|beside|after|before|told|telling|accus(?:ed|es|ing)|asked|blam(?:ed|es|ing))"
    r"\s(?:(?:the|both|its|all|an?)\s)*$",
    re.I,
)

#: "the delegates of Norway and Malta regretted": governed, and yet those who act.
_SPOKESMEN = compiled(
    r"\b(?:statement|declaration|communiqu[ée]|letter|delegat(?:es?|ions?)|representatives?|ambassadors?|envoys?|counterparts?|colleagues?|governments?|"
    r"ministers|ministry|ministries|leaders|diplomats|officials|group)\s(?:by|of|from|for)\s(?:the\s)?$|"
    r"\b(?:ministry|ministries|ministers?|department|office)\s(?:of|for)\s(?:[A-Za-z]+\s){1,4}?of\s(?:the\s)?$",
    re.I,
)


def is_governed(text: str, p: Party) -> bool:
    before = text[max(0, p.start - 45) : p.start]
    return bool(_PREPOSITION.search(before)) and not _SPOKESMEN.search(before)
