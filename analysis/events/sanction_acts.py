"""The acts of a sentence: words that put sanctions on somebody, and places where such words are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from analysis import lexicon
from analysis.events import sanction_authorities, sanction_targets
from analysis.events.sanction_authorities import Authority
from analysis.events.sanction_targets import Target
from analysis.literals import Sieve
from analysis.recognise import assertion, clauses
from analysis.records import Designation, Document

_LEXICON = "sanctions"
_CONTEXT = re.compile(
    r"(?i)\b(?:sanction\w*|black-?list\w*|designat\w+|asset[\s-]freezes?|assets|travel\sbans?|Treasury|OFAC|SDN|penalt(?:y|ies)|"
    r"annex(?:es)?|listings?|list|listed|froze|frozen|barred|off\slimits|(?:autonomous|unilateral|national)\smeasures|executive\sorder|"
    r"order\sthat\s(?:hit|target|freez|block|strik)\w+|(?:U\.?N\.?|1718|sanctions)\s[Cc]ommittee|restrictive\smeasures|restrictions)\b"
)
_PASSIVE = re.compile(
    r"\b(?:was|were|been|being|be|is|are|get|got)\s(?:\w+ly\s|also\s|then\s|all\s|both\s|today\s|now\s|yesterday\s)?$",
    re.IGNORECASE,
)
_OBJECT_RELATIVE = re.compile(
    r"\b(?:whom|which|(?<=[a-z]s\s)(?<!says\s)that)\s(?!(?:has|have|had|was|were|also|then|later|recently|already|today|yesterday)\b)"
    r"(?:[\w’'.-]+\s){1,6}$"
)
_NO_OBJECT = re.compile(
    r"\s?(?:[.,;)]|$|(?:by|in|on|for|under|last|this|after|over|since|too|as\swell|earlier|alongside)\b)"
)
#: Between the name of an authority and its targets: in a list of authorities, and where the verb is left out.
_LABEL = re.compile(r"\s?(?:\([^()]{2,30}\))?\s?[:–—,-]\s(?:\w+\s)?")
#: Present forms that without a date tell what a list holds, not what was added to it.
_STANDING = re.compile(
    r"(?i)(?:covers?|contains?|comprises?|consists?\sof|takes?\sin|appl(?:y|ies)\sto|affects?|runs\sto|(?:is|are|was|were|be)\s(?:\w+\s)?on\s.*|(?:already\s)?(?:holds?|held|counts|counted|numbers|numbered))"
)
_BY = re.compile(r"\sby\s")
_ARE_NOW = re.compile(r"\s(?:are|is|remain|remains|stay|stand)\s")
_THE = re.compile(r"(?i)\b(?:the|its|their|\w+[’']s?)\s$")
_ARE = re.compile(r"(?i)\b(?:is|are)\s(?:(?:also|both|all|likewise|now|already|thus)\s)?$")
#: A subject that makes the present form tell of a measure, and not of a list.
_MEASURE = re.compile(
    r"(?i)\b(?:packages?|steps?|actions?|rounds?|batch|tranche|moves?|decision|designations?|announcement|blacklisting)\b"
    r"(?![^,;]*\b(?:list|now)\b)"
)
_OPENS_WITH_LABEL = re.compile(r"[^.;]{2,60}?[:–—,|-]\s")
_GAP = re.compile(
    r"[\s,(–—]*(?:(?:on|in|for|of|by|with|against|another|a\sfurther|some|itself|too|also|likewise|then|in\sturn|as\swell|for\sits\spart|"
    r"the\ssame\sday|that\sday|\w+\s(?:days?|weeks?)\slater|the|only|just|the\s(?:following|next)\sday)[\s,(–—]*){0,5}"
)
#: "London's, the same day, by two men": the noun is left out too.
_ITS_OWN = re.compile(r"[’']s?(?=,)")
_TEXT = re.compile(r"(?:The\s)?[Rr]esolution\s\d{3,4}\b")
_BETWEEN = re.compile(
    r"\s?(?:,|\band\b|\bplus\b|\bas\swell\sas\b|\balong\swith\b|\bwith\b|&|/|\+|\|)?\s(?:\w+\s){0,3}"
)
#: A sum of what was done on a day is no state of a list.
_SUMMED = re.compile(r"(?i)\b(?:in\s(?:all|total)|altogether|a\stotal\sof)\b")
#: The future of what was decided, and the words before the day from which it holds.
WILL = re.compile(r"(?i)\b(?:will|would|shall|to\sbe)\b")
_FROM = re.compile(
    r"(?i)\b(?:from|as\sof|as\sfrom|starting|beginning|effective|with\seffect\s(?:from|on))\s(?:on\s)?$"
)
#: What sounds like a doubt and is none.
_UNOPPOSED = re.compile(
    r"(?i)\b(?:no|without(?:\sany|\sa)?|nobody|no\sone|not\sa\ssingle)\s(?:\w+\s){0,2}?(?:objections?|objected|dissent\w*|vote|fuss|fanfare|debate|opposition)\b"
)
_OF_OTHER_WORDS = re.compile(
    r"(?i)froze|freez|block(?:ed|s|ing)\s[^.;]{0,25}property|punish|barr(?:ed|ing)|penali[sz]|register|\blist|annex|embargo|proscrib"
)
#: Kinds of targets, one of each of which a sentence without any word of listing must have.
_PEOPLE = re.compile(
    r"(?i)\b(?:individual|person|people|official|men\b|man\b|women|executive|member|agent|banker|national|hacker|North\sKoreans)"
)
_BODIES = re.compile(
    r"(?i)\b(?:entit|organi[sz]ation|compan|firm|bank|group|institution|bod(?:y|ies)\b|outfit|business|ministr|agenc)"
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
    return bool(_CONTEXT.search(document.text) or _OF_OTHER_WORDS.search(document.text))


@cache
def _sieve() -> Sieve:
    return Sieve(p for p in lexicon.patterns(_LEXICON) if "side" in p.fields)


@cache
def cue(name: str) -> re.Pattern[str]:
    """The words of one kind (fact, doubt, implied, total, cut, aside) as one pattern."""
    return next(p.regex for p in lexicon.patterns(_LEXICON) if p.fields.get("cue") == name)


def find(passage: Passage) -> list[Act]:
    """The acts that a sentence tells as facts, ordered by position."""
    text = passage.text
    low = text.lower()
    raw = [(p, m) for p in _sieve()(text) if _may_match(p, low) for m in p.regex.finditer(text)]
    if not raw and not passage.may_be_bare:
        return []
    found: list[Act] = []
    for p, m in raw:
        act = _act(p, m)
        if (act.is_weak and not _has_context(passage, act, found)) or _is_of_the_north(passage, act):
            continue
        taken = [(a.start, a.end) for a in found]
        taken += [(t.start, t.end) for t in passage.targets if t.is_counted and act.form != "noun"]
        if any(start < act.end and act.start < end for start, end in taken):
            continue
        if act.side == "between" and _PASSIVE.search(text[: act.start]):
            continue
        if p.fields.get("needs_subject") and not _has_subject(passage, act):
            continue
        if _is_told(passage, act):
            found.append(act)
    if found or _OPENS_WITH_LABEL.match(text):
        found += _gapped(passage, found)
    found.sort(key=lambda a: a.start)
    return found


def _may_match(p: lexicon.Pattern, low: str) -> bool:
    """Whether one of the strings stands in the sentence without which a slow pattern need not be tried."""
    gate = p.fields.get("gate")
    return not gate or any(string in low for string in gate.split())


def bare(passage: Passage, taken: Sequence[Target]) -> Iterator[tuple[Act, list[Target]]]:
    """People and organisations counted together without any verb of listing, where the article speaks of
    sanctions: "Tokyo's answer of 9 June: nine people and five firms"."""
    if not passage.may_be_bare:
        return
    text, earlier = passage.text, passage.earlier
    for group in _joined_targets(passage, taken):
        start, end = group[0].start, group[-1].end
        is_pair = {"people", "organisations"} <= {t.kind for t in group}
        is_alone = all(t.kind == "vessels" for t in group) or not any(t.is_counted for t in group)
        is_named = any(
            b < start
            and len(passage.undated(b, start).split()) <= 4
            and not sanction_targets.has_finite(text[b:start])
            for b in passage.breaks
        )
        # one kind alone counts only in a list of several authorities, or in a line of its own
        is_item = passage.has_date and len(text) < 80
        is_next = is_item and len(text) < 50
        is_next = is_next and (
            passage.is_headed or (bool(earlier) and passage.index - earlier[-1].sentence <= 2)
        )
        if is_alone or not (is_pair or is_next or (is_named and (bool(taken) or is_item))):
            continue
        if sanction_targets.APPOINTED.match(text, end):
            continue
        is_standing = _STANDING.search(text, max(0, start - 25), start) or _ARE_NOW.match(text, end)
        if not passage.has_date and is_standing:
            continue
        around = text[: end + 60]
        is_doubtful = cue("doubt").search(around) or cue("total").search(around)
        if is_doubtful or not assertion.of(text, start, end).is_fact:
            continue
        is_of_text = is_pair and _follows_resolution(passage)
        if _has_context(passage, Act(0, 0, "", ""), ()) or passage.is_headed or is_of_text:
            taken = [*taken, *group]
            yield Act(start, start, "after", "bare"), group


def _follows_measure(passage: Passage) -> bool:
    """Whether the sentence before tells of a measure of a day and of nobody that it hit: "Bern copied the decision on
    29 May. Four people are affected."."""
    document, before = passage.document, passage.index - 1
    if before < 1 or document.sentences[before].paragraph != document.sentences[passage.index].paragraph:
        return False
    told = any(d.sentence == before for d in passage.earlier)
    has_day = any(t.type == "DATE" and len(t.value) > 4 for t in document.times_in(before))
    return has_day and not told and bool(_MEASURE.search(document.sentence_text(before)))


def _follows_resolution(passage: Passage) -> bool:
    """Whether the line is a note on a resolution: "Resolution 2094. Three men and two firms."."""
    document, index = passage.document, passage.index
    before = document.sentences[index - 1] if index else None
    if before is None or before.paragraph != document.sentences[index].paragraph:
        return False
    return bool(_TEXT.match(document.text[before.start : before.end]))


def _joined_targets(passage: Passage, taken: Sequence[Target]) -> list[list[Target]]:
    """Counted targets with what a comma or "and" joins to them, up to the next authority."""
    groups: list[list[Target]] = []
    for t in (t for t in passage.targets if t not in taken):
        last = groups[-1][-1] if groups else t
        is_more = t.kind in {o.kind for o in groups[-1]} if groups else False
        is_parted = any(last.end <= b < t.start for b in passage.breaks) or is_more
        gap = passage.text[last.end : t.start]
        is_near = t.is_counted and len(gap.split()) <= 12 and not re.search(r"[;:.]|\d", gap)
        is_list = _BETWEEN.fullmatch(gap) or (is_near and not sanction_targets.has_finite(gap))
        if groups and not is_parted and is_list:
            groups[-1].append(t)
        elif t.form in ("counted", "single"):
            groups.append([t])
    return groups


def _act(p: lexicon.Pattern, m: re.Match[str]) -> Act:
    stop = m.start("stop") if "stop" in p.regex.groupindex else -1
    side, text = p.fields["side"], m.string
    start, end = m.start(), m.start() + len(m[0].rstrip())
    if side == "both":
        side = "before" if _is_passive(text, start, end) else "after"
    elif side == "after" and p.fields.get("form", "verb") == "verb" and _OBJECT_RELATIVE.search(text[:start]):
        side = "before"
    return Act(start, end, side, p.id, p.fields.get("form", "verb"), bool(p.fields.get("weak")), stop)


def _is_passive(text: str, start: int, end: int) -> bool:
    if text[start:end].split()[0].lower().endswith("ing"):
        return False
    if _PASSIVE.search(text[:start]) or _OBJECT_RELATIVE.search(text[:start]):
        return True
    return bool(_NO_OBJECT.match(text[end:]))


def _has_subject(passage: Passage, act: Act) -> bool:
    """Whether the present "sanctions" is a verb: a state or body right before it, or "to"."""
    base = passage.document.sentences[passage.index].start
    lead = passage.text[: act.start]
    near = [a for a in passage.document.actors_in(passage.index) if 0 <= act.start - (a.end - base) <= 2]
    return bool(near or re.search(r"\b(?:to|it|and|also|Treasury|Council|EU|UN|US|U\.S\.)\s$", lead))


def _has_context(passage: Passage, act: Act, found: Sequence[Act]) -> bool:
    """Whether sanctions are spoken of in the sentence or the two before, so that a weak word may mean a listing."""
    index, earlier = passage.index, passage.earlier
    if act.rule in ("follow", "so-were"):
        return bool(found) or (bool(earlier) and index - earlier[-1].sentence <= 2)
    if _BY.match(passage.text, act.end) and any(a.is_agent and 0 <= a.start - act.end <= 12 for a in passage.authorities):
        return "punish" in passage.text[act.start : act.end]
    if found or (earlier and index - earlier[-1].sentence <= 1):
        return True
    if passage.is_among_sanctions:
        return True
    if earlier and {"people", "organisations"} <= {t.kind for t in passage.targets if t.is_counted}:
        return True
    # farther from the word, only what says who and when
    return bool(act.rule and passage.has_date and passage.breaks) and passage.is_headed


def _scope(text: str, at: int) -> int:
    """Where the words begin that may cast doubt on an act: its clause, and those that hand on to it."""
    parts = clauses.split(text)
    i = next((i for i, c in enumerate(parts) if c.start <= at < c.end), 0)
    while i and parts[i].kind == "complement":
        i -= 1
    return parts[i].start


def _subject_start(passage: Passage, act: Act) -> int:
    """Where the part between commas begins in which the act's own subject stands right before it, else 0."""
    text = passage.text
    for who in passage.authorities:
        gap = text[who.end : act.start]
        if who.is_subject and act.start - who.end >= 0 and len(gap.split()) <= 3 and "," not in gap:
            return max(0, text.rfind(", ", 0, who.start) + 1)
    return 0


def _is_of_the_north(passage: Passage, act: Act) -> bool:
    """Whether the North itself is the subject: it puts others on lists of its own, and no sanctions on anybody."""
    if act.side == "before" or act.form != "verb":
        return False
    base = passage.document.sentences[passage.index].start
    for a in passage.document.actors_in(passage.index):
        gap = passage.text[a.end - base : act.start] if a.end - base <= act.start else "?"
        is_near = len(gap.split()) <= 4 and not re.search(r"[,;:?]|[’']s?\s", gap)
        if a.actor_id == "PRK" and a.form != "demonym" and is_near and not sanction_targets.has_finite(gap):
            return not re.search(
                r"(?i)\b(?:on|against|over|to|with|of|from|in|by|for)\s(?:the\s)?$",
                passage.text[: a.start - base],
            )
    return False


def _is_told(passage: Passage, act: Act) -> bool:
    """Whether the act is told as a fact: not asked for, planned, blocked or undone."""
    text = passage.text
    if text.rstrip("”\"'’ ").endswith("?") and not _OBJECT_RELATIVE.search(text[: act.start]) and act.side != "after":
        return False
    lead = text[max(_scope(text, act.start), _subject_start(passage, act)) : act.start]
    is_made = bool(cue("implied").search(text[: act.start]))
    how = assertion.of(text, act.start, act.end)
    if (
        act.rule == "nominal-of" and passage.has_date and _THE.search(lead)
    ):  # taken for granted by "that the listing of …"
        low = max(clauses.at(text, act.start).start, text.rfind(" that ", 0, act.start))
        lead, how = text[low : act.start], assertion.of(text[low:], act.start - low, act.end - low)
    if is_made:
        return not (how.is_negated or how.is_denied or how.is_conditional)
    lead = _UNOPPOSED.sub(" ", lead)
    is_in_force = _is_in_force(passage, act)
    if is_in_force:
        lead = WILL.sub(" ", lead)
    harmless = {"threat", "plans-to", *(("will", "modal") if is_in_force else ())}
    if set(how.cues) - harmless or cue("doubt").search(lead):
        return False
    if cue("total").search(_SUMMED.sub(" ", lead) if passage.has_date else lead):
        return False
    if re.search(r"\bto\s$", text[: act.start]) and act.form == "verb" and act.rule != "have-frozen":
        return False
    if act.form != "noun":
        is_standing = bool(_STANDING.fullmatch(text[act.start : act.end])) and not _MEASURE.search(lead)
        is_present = act.is_weak and act.side == "before" and bool(_ARE.search(text[: act.start]))
        is_standing |= is_present and not _follows_measure(passage)
        return passage.has_date or not is_standing
    behind = next((t.end for t in reversed(passage.targets) if t.start >= act.end), act.end)
    rest = text[behind:]
    told = re.match(r"[^,;]{0,40}\b(?:was|were|is|are|has\sbeen|have\sbeen|had\sbeen)\s", rest)
    if told and cue("doubt").search(rest[told.end() : told.end() + 20]):
        return False
    said = (lead, text[act.start : act.end], rest)
    is_done = any(cue("fact").search(part) for part in said)
    return is_done or (passage.has_date and act.rule != "action-against") or bool(re.search(r"\d", said[1]))


def _is_in_force(passage: Passage, act: Act) -> bool:
    """Whether the future only is the day from which a measure holds: "will from today be on its list"."""
    if not WILL.search(passage.text[: act.end]):
        return False
    base = passage.document.sentences[passage.index].start
    days = [t for t in passage.document.times_in(passage.index) if t.type == "DATE" and not t.is_frame]
    if (
        act.side != "before"
    ):  # "will from July impose" is to come, "from July they will be on its list" is decided
        anchor = passage.document.article.published
        days = [t for t in days if t.begin and t.begin <= anchor]
    return any(_FROM.search(passage.text[: t.start - base]) for t in days)


def _gapped(passage: Passage, acts: Sequence[Act]) -> Iterator[Act]:
    """Acts without their verb: "Japan listed two banks and Australia five men"; "- Seoul: eight people"."""
    text = passage.text
    base = passage.document.sentences[passage.index].start
    days = [(t.start - base, t.end - base) for t in passage.document.times_in(passage.index)]
    for who in passage.authorities:
        own = _ITS_OWN.match(text, who.end)
        if not who.is_subject and not own:
            continue
        nearest = next((t.start for t in passage.targets if t.start >= who.end), len(text))
        at = next(
            (e for s, e in days if re.fullmatch(r"\s(?:of|on|in)\s(?:the\s)?", text[who.end : s])), who.end
        )
        if number := sanction_targets.BARE.match(text, at):
            nearest = min(nearest, number.start("number"))
        else:
            at = who.end
        if nearest == len(text) or any(a.start <= nearest and who.start < a.end for a in acts):
            continue
        gap = text[who.end : nearest]
        lead = "".join(c for i, c in enumerate(text[: who.start]) if not any(a <= i < b for a, b in days))
        is_label = bool(re.fullmatch(r"\W*(?:(?:[Oo]n|[Tt]he)\W*)*", lead)) and bool(_LABEL.fullmatch(gap))
        is_text = text[who.start : who.end].lower().startswith("resolution")
        if is_label and (is_text or _has_context(passage, Act(0, 0, "", ""), acts)):
            yield Act(who.start, who.end, "after", "label")
        elif (
            who.code not in sanction_authorities.TARGETED
            and any(a.end <= who.start and a.side != "before" for a in acts)
            and _GAP.fullmatch(passage.undated(own.end() if own else at, nearest))
        ):
            yield Act(who.start, at, "after", "gapped")
