"""The types that the stages hand on, and nothing else.

Every offset counts characters of `Article.text`; `end` is exclusive, so `text[start:end]` is the
expression that a record was read from. An empty string or `None` means that the article does not say.
Dates are TIMEX3 values written as strings ("2022-01-20", "2022-01", "2022-W03", "P6M").
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Protocol

from analysis.compiling import compiled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BREAKING = compiled("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Spanned(Protocol):
    """Anything that stands somewhere in an article's text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article. `kind` is `headline`, `heading` (a section head or a bare date line),
    `caption` (below a picture) or `body`; `paragraph` counts from 0 (the headline)."""

    index: int
    start: int
    end: int
    paragraph: int = 0
    kind: str = "body"


@dataclass(frozen=True)
class Article:
    """A cleaned article: `text` is the headline, a blank line, and the body without page furniture.

    `published` is an ISO day or empty; `published_basis` is `stated` (the file says so), `derived`
    (given by the caller or a sidecar), `inferred` (concluded from the text) or empty; `published_note`
    says in words where it comes from."""

    article_id: str
    text: str
    sentences: tuple[Sentence, ...] = ()
    headline: str = ""
    publisher: str = ""
    byline: str = ""
    published: str = ""
    published_basis: str = ""
    published_note: str = ""
    url: str = ""
    path: str = ""
    sha256: str = ""

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self.sentences]

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence in which (or, for a gap between two, after which) the character stands."""
        return self.sentences[max(0, bisect_right(self._starts, offset) - 1)]

    def words_of(self, span: Spanned) -> str:
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A recognised expression. `rule` names the pattern or gazetteer row that made it."""

    start: int
    end: int
    sentence: int
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention(Mention):
    """A state, person or organisation. `kind`: `state`, `person`, `organisation`; `actor_id`: alpha-3
    code or `EU` for states, the full name for persons and organisations; `form`: `name`, `demonym`,
    `capital`, `government`, `surname`, `title` or `pronoun`."""

    actor_id: str
    name: str
    kind: str
    state: str = ""
    role: str = ""
    form: str = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention(Mention):
    """A time expression with its TIMEX3 value. `begin` and `end_date` are its first and last ISO day
    (empty for durations). `is_frame` marks a dateline or a bare date line, which dates what follows."""

    type: str
    value: str
    begin: str = ""
    end_date: str = ""
    text: str = ""
    is_frame: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CountMention(Mention):
    """A number that counts something, from the number to its unit. `of` and `qualifier` use the
    codebook's closed lists; `is_ordinal` marks "fourth launch"."""

    value: int | float
    of: str
    qualifier: str = "exact"
    text: str = ""
    is_ordinal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WeaponMention(Mention):
    """A weapon's class in the codebook's words, from a class word or a model's name."""

    weapon: str
    model: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation(Mention):
    """Words between quotation marks; the span is without the marks."""

    text: str


#: From this probability on a time expression dates something done.
_DEED = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Tags:
    """What the tagger takes the pieces of a text for. `starts` and `ends` are the pieces' places; the arrays have a row
    a piece: `seen[kind]` the probabilities of `labels[kind]` (the first: none), `vectors` unit vectors of events.
    The kinds are those of `tests/tagger/tagged.py`."""

    starts: list[int]
    ends: list[int]
    labels: dict[str, list[str]]
    seen: dict[str, NDArray[np.float32]]
    vectors: NDArray[np.float32]
    scale: float
    bias: float

    def within(self, start: int, end: int) -> slice:
        """The pieces that stand in `text[start:end]`, at least in part."""
        return slice(bisect_right(self.ends, start), bisect_left(self.starts, end))

    def is_day_of_deed(self, start: int, end: int) -> bool:
        """Whether the time expression `text[start:end]` most likely dates a measure, launch or sanctions that the text
        tells of: what it does not tell as done it has no day of."""
        return self.dates_deed(start, end) >= _DEED

    def dates_deed(self, start: int, end: int) -> float:
        """How likely the time expression dates something that the text tells as done."""
        here = self.within(start, end)
        seen = [self.seen[kind][here, 1:].sum(axis=1) for kind in ("times", "event_times")]
        return max((float(s.mean()) for s in seen if len(s)), default=0.0)


@dataclass(frozen=True)
class Document:
    """An article and all that the recognisers found in it, each tuple ordered by `start`.

    `anchors[i]` is the ISO day (or empty) against which relative dates of sentence i resolve: the
    publication day, or the date line above a bullet; `tags` is what the tagger sees, if there is one."""

    article: Article
    actors: tuple[ActorMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    counts: tuple[CountMention, ...] = ()
    weapons: tuple[WeaponMention, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    anchors: tuple[str, ...] = ()
    tags: Tags | None = None

    @property
    def text(self) -> str:
        return self.article.text

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return self.article.sentences

    def sentence_text(self, index: int) -> str:
        s = self.article.sentences[index]
        return self.article.text[s.start : s.end]

    @cached_property
    def frames(self) -> list[TimeMention]:
        """The datelines and date lines."""
        return [t for t in self.times if t.is_frame]

    @cached_property
    def _by_sentence(self) -> dict[str, list[list[Mention]]]:
        kinds: dict[str, Iterable[Mention]] = {
            "actors": self.actors,
            "times": self.times,
            "counts": self.counts,
            "weapons": self.weapons,
        }
        filed: dict[str, list[list[Mention]]] = {k: [[] for _ in self.sentences] for k in kinds}
        for kind, mentions in kinds.items():
            for m in mentions:
                filed[kind][m.sentence].append(m)
        return filed

    def actors_in(self, sentence: int) -> list[ActorMention]:
        return self._by_sentence["actors"][sentence]  # type: ignore[return-value]

    def times_in(self, sentence: int) -> list[TimeMention]:
        return self._by_sentence["times"][sentence]  # type: ignore[return-value]

    def counts_in(self, sentence: int) -> list[CountMention]:
        return self._by_sentence["counts"][sentence]  # type: ignore[return-value]

    def weapons_in(self, sentence: int) -> list[WeaponMention]:
        return self._by_sentence["weapons"][sentence]  # type: ignore[return-value]

    def is_quoted(self, offset: int) -> bool:
        """Whether the character stands between quotation marks."""
        starts, ends = self._quoted
        before = bisect_right(starts, offset)
        return before > 0 and offset < ends[before - 1]

    @cached_property
    def _quoted(self) -> tuple[list[int], list[int]]:
        """Where quotations start, and how far those up to each reach."""
        return [q.start for q in self.quotations], list(accumulate((q.end for q in self.quotations), max))


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch(Mention):
    """A launch event: one a day and state. `missiles` is the number launched, `None` if unsaid."""

    state: str
    date: str
    weapon: str
    missiles: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally(Mention):
    """A claim "N launches (or missiles) since X". `unit`: `launch_events` or `missiles`; `since` and
    `until` are ISO days."""

    state: str
    count: int
    unit: str
    weapon: str = ""
    since: str
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Mention):
    """A measure before a UN body and what became of it, in the codebook's vocabularies.
    `decision_id` is unique in its article and links positions to it."""

    decision_id: str
    date: str
    body: str
    instrument: str
    outcome: str
    votes_for: int | None = None
    votes_against: int | None = None
    abstentions: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Mention):
    """Where a state stands on a decision."""

    state: str
    position: str
    decision_id: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Mention):
    """A direct quotation of four words or more and who said it."""

    speaker: str
    state: str
    role: str
    verb: str
    quote: str
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Designation(Mention):
    """A state or body putting sanctions on named or counted targets."""

    authority: str
    date: str
    people: int | None = None
    organisations: int | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """All that was read from one article: the mentions in `document`, the events here."""

    document: Document
    launches: tuple[Launch, ...] = ()
    tallies: tuple[Tally, ...] = ()
    decisions: tuple[Decision, ...] = ()
    positions: tuple[Position, ...] = ()
    statements: tuple[Statement, ...] = ()
    designations: tuple[Designation, ...] = ()

    @property
    def article(self) -> Article:
        return self.document.article


@dataclass(frozen=True, slots=True)
class Problem:
    """A file, or an article in one, that was set aside: which, why, what to do.

    `kind`: `unreadable` (a fault), `doubtful` (read, but with a fault), or why it was passed over without
    being at fault: `language`, `subject`, `duplicate`, `no_article`."""

    path: str
    what: str
    remedy: str = ""
    kind: str = "unreadable"

    @property
    def is_fault(self) -> bool:
        """Whether somebody should look at it; what was passed over is only counted."""
        return self.kind in ("unreadable", "doubtful")

    def __str__(self) -> str:
        return on_one_line(f"{self.path}: {self.what}" + (f" ({self.remedy})" if self.remedy else ""))


def on_one_line(text: str) -> str:
    """The text with what would break a line, or cannot be written as UTF-8, shown as an escape."""
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return _BREAKING.sub(lambda m: m[0].encode("unicode_escape").decode("ascii"), text)


@dataclass(frozen=True)
class Corpus:
    """The articles of a folder and the files that were set aside, with the reason."""

    articles: tuple[Article, ...] = ()
    problems: tuple[Problem, ...] = field(default_factory=tuple)
