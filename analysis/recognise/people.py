"""The persons of an article, assembled from the mentions that name them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from analysis.recognise import names, office_holders
from analysis.recognise.names import Candidate
from analysis.recognise.witnesses import Witness
from analysis.recognise.wording import Line


@dataclass(frozen=True, slots=True)
class Named:
    """A mention that is a person by itself: a full name, or a title with a family name."""

    words: tuple[str, ...]
    start: int
    witnesses: tuple[Witness, ...] = ()
    has_title: bool = False


@dataclass
class Person:
    """A person of the article, as assembled from the mentions; `first` is the offset of the first one."""

    words: tuple[str, ...]
    first: int
    witnesses: list[Witness] = field(default_factory=list)

    @property
    def name(self) -> str:
        return " ".join(self.words)

    @property
    def role(self) -> str:
        return max((w.role for w in self.witnesses), key=len, default="")


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Words of a line that mean a person of the article."""

    person: Person
    line: Line
    span: Candidate

    @property
    def form(self) -> str:
        return "name" if len(self.span.words) > 1 else "surname"


def assembled(found: Iterable[Named]) -> list[Person]:
    """The persons, full names first; a family name with a title joins the full name that it fits."""
    people: list[Person] = []
    for n in sorted(found, key=lambda n: (len(n.words) == 1, n.start)):
        home = next((p for p in people if is_same(p, n.words)), None)
        if home is None and len(n.words) == 1:
            home = called_by(n.words, people, n.start, n.witnesses)
        if home is None:
            home = Person(n.words, n.start)
            people.append(home)
        home.witnesses += n.witnesses
        home.first = min(home.first, n.start)
        home.words = max(home.words, n.words, key=len)
    return people


def is_same(p: Person, words: tuple[str, ...]) -> bool:
    """Whether two names are one: alike but for accents, hyphens or a middle name, or of one official."""
    if len(words) == 1 or len(p.words) == 1:
        return p.words == words
    if names.key("".join(words)) == names.key("".join(p.words)):
        return True
    mine = office_holders.holder(p.words)
    if mine and mine is office_holders.holder(words):
        return True
    has_same_ends = all(names.key(words[k]) == names.key(p.words[k]) for k in (0, -1))
    return has_same_ends and "given-first" in (names.order(words), names.order(p.words))


def called_by(
    words: tuple[str, ...], people: Sequence[Person], at: int, heard: Sequence[Witness] = ()
) -> Person | None:
    """Whom a short name means: of those with that family name the one whose office or state fits the words
    around, then the one who was named last before, then the first."""
    fitting = _best_fitting([p for p in people if may_be_called(p, words)], heard)
    earlier = [p for p in fitting if p.first < at]
    if earlier:
        return max(earlier, key=lambda p: p.first)
    return min(fitting, key=lambda p: p.first, default=None)


def _best_fitting(people: list[Person], heard: Sequence[Witness]) -> list[Person]:
    said = {w.state for w in heard if w.state}
    by_state = [p for p in people if said & {w.state for w in p.witnesses}]
    heads = {t for w in heard for t in w.role.lower().split() if names.is_office(t)}
    by_office = [p for p in by_state or people if heads & set(p.role.lower().split())]
    return by_office or by_state or people


def may_be_called(p: Person, words: tuple[str, ...]) -> bool:
    """Whether the words are the person's family name, of one word or several ("de Riviere")."""
    called = names.key("".join(words))
    families = [*names.family_names(p.words), *("".join(p.words[k:]) for k in range(1, len(p.words)))]
    return any(names.key(f) == called for f in families)
