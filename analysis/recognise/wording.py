"""Sentences as words, with the state that each word belongs to and the runs that may be a person's name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from analysis.compiling import compiled
from analysis.lexicon import pattern
from analysis.recognise import names, states
from analysis.recognise.names import Candidate, Token
from analysis.records import ActorMention, Article, Sentence

#: One of these stands in every line that names its makers.
_CREDIT_HINTS = (
    "By ", "From our", "From the", "eport", "ontribut", "dit", "ritten", "riting", "ompiled", "ranslat", "hoto", "mage", "icture",
    "reelance", "ournalist", "orrespondent",
)  # fmt: skip
_SAID = compiled(r"\bsaid\b")


@dataclass(frozen=True)
class Line:
    """A sentence. `codes[i]` and `forms[i]` are the state that word i belongs to and how it is named, else "";
    `taken[i]` says that the word belongs to a state or a phrase and so to no person; `text` is the article's."""

    sentence: Sentence
    text: str
    words: tuple[Token, ...]
    codes: tuple[str, ...]
    forms: tuple[str, ...]
    taken: tuple[bool, ...]

    def word(self, i: int) -> str:
        """The i-th word, or "" beyond either end."""
        return self.words[i].text if 0 <= i < len(self.words) else ""

    def low(self, i: int) -> str:
        return self.word(i).lower()

    def code(self, i: int) -> str:
        return self.codes[i] if 0 <= i < len(self.words) else ""

    def is_taken(self, i: int) -> bool:
        return 0 <= i < len(self.words) and self.taken[i]

    def is_name_word(self, i: int) -> bool:
        """Whether the i-th word may stand in a person's name."""
        return 0 <= i < len(self.words) and not self.taken[i] and names.is_name_word(self.words[i].text)

    def span_text(self, first: int, last: int) -> str:
        """The text from the first to the last word, both included."""
        return self.text[self.words[first].start : self.words[last].end]

    def part(self, c: Candidate, low: int, high: int) -> Candidate:
        """The candidate's words from `low` up to `high`."""
        index = range(c.first + low, c.first + high)
        return Candidate(
            index[0], index[-1], c.words[low:high], self.words[index[0]].start, self.words[index[-1]].end
        )

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        return tuple(names.candidates(self.words, self.taken))

    @cached_property
    def is_titled(self) -> bool:
        """Whether it is a headline in which nearly every longer word has a capital."""
        if self.sentence.kind == "body":
            return False
        long = [w.text for w in self.words if len(w.text) > 3 and w.text.isalpha()]
        return len(long) > 3 and sum(w[0].isupper() for w in long) >= 0.75 * len(long)

    @cached_property
    def is_credit(self) -> bool:
        """Whether the line names those who made the article ("Additional reporting by …")."""
        words = self.text[self.sentence.start : self.sentence.end]
        if not any(hint in words for hint in _CREDIT_HINTS):
            return False
        found = (pattern("titles", id).regex.search(words) for id in ("byline", "byline-after"))
        return not _SAID.search(words) and any(found)


def lines(article: Article, named_states: Sequence[ActorMention]) -> list[Line]:
    """One line a sentence, in order."""
    text = states.plain(article.text)
    spans = sorted((m.start, m.end, m.actor_id, m.form) for m in named_states)
    hidden = sorted((start, end, "", "") for start, end in states.phrases(text))
    return [_line(s, text, spans, hidden) for s in article.sentences]


_Span = tuple[int, int, str, str]


def _line(s: Sentence, text: str, spans: list[_Span], hidden: list[_Span]) -> Line:
    words = names.tokens(text, s.start, s.end)
    starts = [w.start for w in words]
    codes, forms, taken = [""] * len(words), [""] * len(words), [False] * len(words)
    for start, end, code, form in [*_within(hidden, s), *_within(spans, s)]:
        for i in range(bisect_left(starts, start), bisect_left(starts, end)):
            taken[i], codes[i], forms[i] = True, code or codes[i], form or forms[i]
    for i, w in enumerate(words[:-1]):
        if codes[i] and w.text in names.given_names() and _goes_on_as_name(words, taken, i):
            taken[i], codes[i] = False, ""
    return Line(s, text, tuple(words), tuple(codes), tuple(forms), tuple(taken))


def _within(spans: list[_Span], s: Sentence) -> Iterator[_Span]:
    for i in range(bisect_left(spans, (s.start, 0, "", "")), len(spans)):
        if spans[i][0] >= s.end:
            return
        yield spans[i]


def _goes_on_as_name(words: Sequence[Token], taken: Sequence[bool], i: int) -> bool:
    """Chad, Jordan, Israel as given names: another word of a name follows at once."""
    after = words[i + 1]
    return not taken[i + 1] and after.start - words[i].end == 1 and names.is_name_word(after.text)
