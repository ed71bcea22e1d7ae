"""Whether an act is told as a fact: not asked for, planned, blocked, undone, or the state of a list."""

from __future__ import annotations

import re

from analysis.compiling import compiled
from analysis.events import sanction_targets
from analysis.events.sanction_passages import OBJECT_RELATIVE, STANDING, Act, Passage, cue
from analysis.recognise import assertion, clauses

_THE = compiled(r"(?i)\b(?:the|its|their|\w+[’']s?)\s$")
_ARE = compiled(r"(?i)\b(?:is|are)\s(?:(?:also|both|all|likewise|now|already|thus)\s)?$")
#: "The first officers to be punished": what was done to them.
_ONE_TO_BE = compiled(
    r"(?i)\b(?:first|second|third|last|latest|next|only|newest)\s(?:[\w-]+\s){0,3}to\s(?:be|have)\b"
)
#: A subject that makes the present form tell of a measure, and not of a list.
_MEASURE = compiled(
    r"(?i)\b(?:packages?|steps?|actions?|rounds?|batch|tranche|moves?|decision|designations?|announcement|blacklisting)\b"
    r"(?![^,;]*\b(?:list|now)\b)"
)
#: A sum of what was done on a day is no state of a list.
_SUMMED = compiled(
    r"(?i)\b(?:in\s(?:all|total)|altogether|a\stotal\sof|(?:first|second|third|\w+th|only|latest)\s(?:[\w-]+\s){0,3}since\s(?:\w+\s)?\d{4})\b"
)
#: The future of what was decided, and the words before the day from which it holds.
WILL = compiled(r"(?i)\b(?:will|would|shall|to\sbe)\b")
_DECIDED = compiled(
    r"(?i)\b(?:under|by|with|through|thanks\sto)\s(?:the|an?|its|this|that)\s[^.;]{2,60}?\b(?:adopted|approved|passed|agreed|signed|decided|published|announced|issued|backed|voted)\b"
)
_FROM = compiled(
    r"(?i)\b(?:from|as\sof|as\sfrom|starting|beginning|effective|with\seffect\s(?:from|on))\s(?:on\s)?$"
)
#: What sounds like a doubt and is none.
_UNOPPOSED = compiled(
    r"(?i)\b(?:no|without(?:\sany|\sa)?|nobody|no\sone|not\sa\ssingle)\s(?:\w+\s){0,2}?(?:objections?|objected|dissent\w*|vote|fuss|fanfare|debate|opposition)\b"
)


def follows_measure(passage: Passage) -> bool:
    """Whether the sentence before tells of a measure of a day and of nobody that it hit: "Bern copied the decision on
    29 May. Four people are affected."."""
    document, before = passage.document, passage.index - 1
    if before < 1 or document.sentences[before].paragraph != document.sentences[passage.index].paragraph:
        return False
    told = any(d.sentence == before for d in passage.earlier)
    has_day = any(t.type == "DATE" and len(t.value) > 4 for t in document.times_in(before))
    return has_day and not told and bool(_MEASURE.search(document.sentence_text(before)))


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


def is_of_the_north(passage: Passage, act: Act) -> bool:
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


def is_told(passage: Passage, act: Act) -> bool:
    """Whether the act is told as a fact: not asked for, planned, blocked or undone."""
    text = passage.text
    if (
        text.rstrip("”\"'’ ").endswith("?")
        and not OBJECT_RELATIVE.search(text[: act.start])
        and act.side != "after"
    ):
        return False
    if any(m.end() + 1 == act.start for m in _ONE_TO_BE.finditer(text)):
        return False  # "the first persons to be sanctioned": said of those told of
    if _is_generic(passage, act) or is_sum(passage, act) or _shares_modal(text, act):
        return False
    lead = text[max(_scope(text, act.start), _subject_start(passage, act)) : act.start]
    is_made = bool(cue("implied").search(_first_infinitive(text[: act.start])))
    how = assertion.of(text, act.start, act.end)
    if (
        act.rule == "nominal-of" and passage.has_date and _THE.search(lead)
    ):  # taken for granted by "that the listing of …"
        low = max(clauses.at(text, act.start).start, text.rfind(" that ", 0, act.start))
        lead, how = text[low : act.start], assertion.of(text[low:], act.start - low, act.end - low)
    if is_made:
        return not (how.is_negated or how.is_denied or how.is_conditional)
    lead = _ONE_TO_BE.sub(" ", _UNOPPOSED.sub(" ", lead))
    is_in_force = _is_in_force(passage, act) or _is_announced(passage, act)
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
        is_standing = bool(STANDING.fullmatch(text[act.start : act.end])) and not _MEASURE.search(lead)
        is_present = act.is_weak and act.side == "before" and bool(_ARE.search(text[: act.start]))
        is_standing |= is_present and not follows_measure(passage)
        return passage.has_date or not is_standing
    behind = next((t.end for t in reversed(passage.targets) if t.start >= act.end), act.end)
    rest = text[behind:]
    told = re.match(r"[^,;]{0,40}\b(?:was|were|is|are|has\sbeen|have\sbeen|had\sbeen)\s", rest)
    if told and cue("doubt").search(rest[told.end() : told.end() + 20]):
        return False
    said = (lead, text[act.start : act.end], rest)
    is_done = any(cue("fact").search(part) for part in said)
    return is_done or (passage.has_date and act.rule != "action-against") or bool(re.search(r"\d", said[1]))


def is_wish(text: str, act: Act, at: int) -> bool:
    """Whether the clause that leads up to a subject at an offset makes all of it a wish ("a bid to have two men, both
    of them bankers, put on the list")."""
    low = clauses.at(text, at).start
    lead = text[low:at]
    own = clauses.at(text, act.start)
    is_apart = own.start > at and own.kind != "relative"
    return (
        is_apart and bool(cue("doubt").search(_UNOPPOSED.sub(" ", lead))) and not cue("implied").search(lead)
    )


#: A statement by which an authority makes known what it has decided: "told reporters that …".
_MADE_KNOWN = compiled(
    r"(?i)\b(?:said|told|announced|declared|confirmed|disclosed|revealed|let\sit\sbe\sknown|made\s(?:it\s)?known)\b[^.;:]{0,60}?\s(?:that\s|(?=(?:\d|\w+\s)))"
)


def _is_announced(passage: Passage, act: Act) -> bool:
    """Whether an authority says of those counted what will befall them: "said that two firms would be barred"."""
    said = _MADE_KNOWN.search(passage.text, 0, act.start)
    if not said:
        return False
    named = any(a.end <= said.start() for a in passage.authorities) or _THEY.match(passage.text)
    counted = [
        t
        for t in passage.targets
        if t.is_counted and said.start() < t.start and not _THE.search(passage.text[: t.start])
    ]
    return bool(named and counted) and counted[0].start < max(act.start, said.end() + 40)


_THEY = compiled(r"\W*(?:It|They|Its|Their|He|She)\b")
#: The years or months of which a perfect gives the sum: "Since October … have landed on the list".
_SINCE = compiled(r"(?i)\b(?:since|between|from)\s(?:early\s|late\s|mid-?)?$")
_SINCE_MONTH = compiled(
    r"\b[Ss]ince\s(?:last\s|this\s)?(?:[JFMASOND][a-z]{2,8}\b\.?(?!\s\d{1,2}\b(?!\s(?:[a-z]+s|people|men|women)\b))|\d{4}\b|then\b)"
)
_PERFECT = compiled(
    r"\b(?:has|have|[’']ve)\b(?!\s(?:\w+\s)?been\s(?:on|under|in|subject|off|barred|banned|shut|frozen|forbidden|unable|cut)\b)"
)


def is_sum(passage: Passage, act: Act) -> bool:
    """Whether a perfect tells how many there have been since a month or a year, and no single measure."""
    base = passage.document.sentences[passage.index].start
    windows = [
        t
        for t in passage.document.times_in(passage.index)
        if t.type == "DATE" and len(t.value) < 10 and _SINCE.search(passage.text[: t.start - base])
    ] or _SINCE_MONTH.search(passage.text)
    clause = clauses.at(passage.text, act.start)
    return bool(windows) and bool(_PERFECT.search(passage.text, clause.start, clause.end))


_AND_TO = compiled(r"(?:,|\band)\sto\s(?:also\s)?$")


def _first_infinitive(lead: str) -> str:
    """The words before an infinitive; of one that "and" joins to another ("agreed to bar two men and to freeze"), those
    before the first."""
    joined = _AND_TO.search(lead)
    at = lead.rfind(" to ", 0, joined.start()) if joined else -1
    return lead[: at + 4] if at >= 0 else lead


#: "would have stopped imports, and frozen the assets of a bank": one modal for both.
_MODAL = compiled(
    r"(?i)\b(?:would|could|might|should|may|must|can|to)\s(?:(?:also|then|even|not|\w+ly)\s)*(?:have|be)\s(?:\w+\s)?\w+"
)
_AND_THEN = compiled(r"(?i)(?:\band|\bor|,)\s(?:(?:also|then|even|\w+ly)\s)*$")


def _shares_modal(text: str, act: Act) -> bool:
    """Whether the act is a participle that "and" joins to one under a modal, with no subject of its own."""
    if act.form != "verb" or act.side == "before" or not _AND_THEN.search(text[: act.start]):
        return False
    modal = _MODAL.search(text, 0, act.start)
    return modal is not None and ";" not in text[modal.end() : act.start]


def _is_generic(passage: Passage, act: Act) -> bool:
    """Whether a gerund opens the sentence as the subject of a verb: "Listing a general changes little"."""
    text = passage.text
    if passage.has_date or not re.match(r"\W*\w+ing\b", text) or re.search(r"\w", text[: act.start]):
        return False
    return sanction_targets.has_finite(re.split(r"[,;:]", text[act.end :], maxsplit=1)[0])


def _is_in_force(passage: Passage, act: Act) -> bool:
    """Whether the future only is the day from which a measure holds: "will from today be on its list"."""
    if not WILL.search(passage.text[: act.end]):
        return False
    base = passage.document.sentences[passage.index].start
    days = [t for t in passage.document.times_in(passage.index) if t.type == "DATE" and not t.is_frame]
    if act.side == "before" and days and _DECIDED.search(passage.text, act.end):
        return True
    if (
        act.side != "before"
    ):  # "will from July impose" is to come, "from July they will be on its list" is decided
        anchor = passage.document.article.published
        days = [t for t in days if t.begin and t.begin <= anchor]
    return any(_FROM.search(passage.text[: t.start - base]) for t in days)
