"""A sentence as designations see it, and the acts in it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from analysis import lexicon
from analysis.compiling import compiled
from analysis.events import frames, sanction_authorities, sanction_targets
from analysis.events.sanction_authorities import Authority
from analysis.events.sanction_targets import Target
from analysis.records import Designation, Document

LEXICON = "sanctions"
OBJECT_RELATIVE = compiled(
    r"\b(?:whom|which|(?<=[a-z]s\s)(?<!says\s)that)\s(?!(?:has|have|had|was|were|also|then|later|recently|already|today|yesterday)\b)"
    r"(?:[\w’'.-]+\s){1,6}$"
)
#: Present forms that without a date tell what a list holds, not what was added to it.
STANDING = compiled(
    r"(?i)(?:covers?|targets?|contains?|comprises?|consists?\sof|takes?\sin|appl(?:y|ies)\sto|affects?|runs\sto|(?:is|are|was|were|be)\s(?:(?:also|both|all|now|still|already|long|only|likewise)\s)?on\s.*|(?:already\s)?(?:holds?|held|counts|counted|numbers|numbered))"
)
_CONTEXT = compiled(
    r"(?i)\b(?:sanction\w*|black-?list\w*|designat\w+|asset[\s-]freezes?|assets|travel\sbans?|Treasury|OFAC|SDN|penalt(?:y|ies)|"
    r"annex(?:es)?|listings?|list|listed|froze|frozen|barred|off\slimits|(?:autonomous|unilateral|national)\smeasures|executive\sorder|"
    r"order\sthat\s(?:hit|target|freez|block|strik)\w+|(?:U\.?N\.?|1718|sanctions)\s[Cc]ommittee|restrictive\smeasures|restrictions)\b"
)
_OF_OTHER_WORDS = compiled(
    r"(?i)froze|freez|block(?:ed|s|ing)\s[^.;]{0,25}property|punish|barr(?:ed|ing)|penali[sz]|register|\blist|annex|embargo|proscrib"
)
#: Kinds of targets, one of each of which a sentence without any word of listing must have.
_PEOPLE = compiled(
    r"(?i)\b(?:individual|person|people|official|names\b|men\b|man\b|women|executive|member|agent|banker|national|hacker|North\sKoreans)"
)
_BODIES = compiled(
    r"(?i)\b(?:entit|organi[sz]ation|compan|firm|bank|group|institution|bod(?:y|ies)\b|outfit|business|ministr|agenc)"
)


#: People and organisations counted side by side, in an article without a word of sanctions.
_PAIR = compiled(
    rf"(?i)\b(?:{sanction_targets.NUMBER})\s(?:[\w’'-]+\s){{0,2}}(?:individuals|persons|people|men|officials|entit(?:y|ies)|organi[sz]ations?|compan(?:y|ies)|firms?|banks?|groups?|bod(?:y|ies))\s"
    rf"(?:and|plus|as\swell\sas|along\swith)\s(?:{sanction_targets.NUMBER})\s(?:[\w’'-]+\s){{0,2}}(?:individual|person|people|man|men|official|entit|organi[sz]ation|compan|firm|bank|group|bod)"
)


@dataclass(frozen=True, slots=True)
class Act:
    """Words that put sanctions on somebody, by offsets in the sentence. `stop`: where its targets end at the
    latest (the list that they are put on)."""

    start: int
    end: int
    side: str
    rule: str
    form: str = "verb"
    is_weak: bool = False
    stop: int = -1


@dataclass(frozen=True)
class Passage:
    """A sentence as designations see it; `earlier` are the designations told before it."""

    document: Document
    index: int
    earlier: Sequence[Designation] = ()

    @cached_property
    def text(self) -> str:
        return sanction_targets.shown(self.document, self.index)

    @cached_property
    def targets(self) -> list[Target]:
        return sanction_targets.find(self.document, self.index)

    @cached_property
    def authorities(self) -> list[Authority]:
        return sanction_authorities.mentions(self.document, self.index, self.targets)

    @cached_property
    def breaks(self) -> list[int]:
        """Where those stand who act: behind another one, targets are its own."""
        return [a.start for a in self.authorities if a.is_subject or a.is_agent]

    @cached_property
    def speaks_of_sanctions(self) -> bool:
        """Whether words of sanctions stand in the sentence itself."""
        return bool(_CONTEXT.search(self.text))

    @cached_property
    def has_frame(self) -> bool:
        """Whether the sentence stands under a date line."""
        return bool(frames.day(self.document, self.index))

    @cached_property
    def is_among_sanctions(self) -> bool:
        """Whether the sentence, the one behind it, the two before it or the paragraph so far speak of sanctions."""
        sentences = self.document.sentences
        first = max(0, self.index - 2)
        while first and sentences[first - 1].paragraph == sentences[self.index].paragraph:
            first -= 1
        end = min(sentences[self.index].end, sentences[self.index].start + len(self.text))
        following = sentences[self.index + 1 : self.index + 2]
        if following and following[0].paragraph == sentences[self.index].paragraph:
            end = min(following[0].end, end + 600)
        return bool(_CONTEXT.search(self.document.text, max(sentences[first].start, end - 4000), end))

    @cached_property
    def is_headed(self) -> bool:
        """Whether the headline or the heading above speaks of sanctions."""
        above = reversed(self.document.sentences[max(0, self.index - 60) : self.index + 1])
        heading = next((s for s in above if s.kind == "heading"), None)
        heads = [self.document.sentences[0], *([heading] if heading else [])]
        return any(s.kind != "body" and _CONTEXT.search(self.document.text, s.start, s.end) for s in heads)

    @cached_property
    def may_be_bare(self) -> bool:
        """Whether targets may stand in the sentence without a word of listing."""
        text = self.text
        if " | " in text:
            return True
        is_next = bool(self.earlier) and self.index - self.earlier[-1].sentence <= 1
        if len(text) < 90 or is_next:
            return bool(_PEOPLE.search(text) or _BODIES.search(text))
        return bool(_PEOPLE.search(text) and _BODIES.search(text))

    @cached_property
    def is_pair(self) -> bool:
        """Whether people and organisations are counted side by side, as those who were listed are."""
        counted = [t for t in self.targets if t.is_counted]
        return any(
            {a.kind, b.kind} == {"people", "organisations"}
            and len(self.text[a.end : b.start].split()) <= 4
            and not sanction_targets.has_finite(self.text[a.end : b.start])
            for a, b in itertools.pairwise(counted)
        )

    def undated(self, start: int, end: int) -> str:
        """The words between two offsets without dates."""
        base = self.document.sentences[self.index].start
        days = [(t.start - base, t.end - base) for t in self.document.times_in(self.index)]
        return sanction_targets.without(self.text, start, end, days)

    @cached_property
    def has_date(self) -> bool:
        return any(t.type == "DATE" for t in self.document.times_in(self.index))


def may_tell(document: Document) -> bool:
    """Whether the article speaks of sanctions at all."""
    text = document.text
    return bool(_CONTEXT.search(text) or _OF_OTHER_WORDS.search(text) or _PAIR.search(text))


@cache
def cue(name: str) -> re.Pattern[str]:
    """The words of one kind (fact, doubt, implied, total, cut, aside) as one pattern."""
    return next(p.regex for p in lexicon.patterns(LEXICON) if p.fields.get("cue") == name)
