"""Designations of one article: a state or body putting sanctions on named or counted targets.

A sentence is searched for acts (words that put sanctions on somebody). Each act is given the targets on the
side where its grammar puts them, the authority that is its agent or subject, and the date of its part of the
sentence. What the article says of one measure in several places is one row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from analysis import lexicon
from analysis.events import sanction_authorities, sanction_dates, sanction_targets
from analysis.events.sanction_targets import Target
from analysis.literals import Sieve
from analysis.recognise import assertion, clauses
from analysis.records import Designation, Document

_LEXICON = "sanctions"
#: A sentence without any of these tells no designation.
_GATE = re.compile(
    r"(?i)sanction|list|designat|freez|froze|penal|punish|proscrib|\bban|barr|annex|target|\bname|restrict|"
    r"\bagainst|\bhit|register|roll\b|follow|turn|same|\badd|shut|\bran\b|cover|compris|consist|contain|approv|\||"
    r"individual|entit|person|people|firm|compan|bank|bodies|official"
)
_CONTEXT = re.compile(
    r"(?i)\b(?:sanction\w*|black-?list\w*|designat\w+|asset[\s-]freezes?|assets|travel\sbans?|Treasury|OFAC|SDN|penalt(?:y|ies)|"
    r"annex(?:es)?|listings?|list|(?:U\.?N\.?|1718|sanctions)\s[Cc]ommittee|restrictive\smeasures|restrictions)\b"
)
_PASSIVE = re.compile(
    r"\b(?:was|were|been|being|be|is|are|get|got)\s(?:\w+ly\s|also\s|then\s|all\s|both\s|today\s|now\s|yesterday\s)?$",
    re.IGNORECASE,
)
_PROGRESSIVE = re.compile(r"(?i)\b(?:is|are|am|[’']s|[’']re|[’']m)\s(?:\w+\s){0,2}$")
_OBJECT_RELATIVE = re.compile(
    r"\b(?:whom|which|(?<=[a-z]s\s)(?<!says\s)that)\s(?!(?:has|have|had|was|were|also|then|later|recently|already|today|yesterday)\b)"
    r"(?:[\w’'.-]+\s){1,6}$"
)
_NO_OBJECT = re.compile(
    r"\s?(?:[.,;)]|$|(?:by|in|on|for|under|last|this|after|over|since|too|as\swell|earlier|alongside)\b)"
)
_BREAK = re.compile(
    r"[;:]\s|\s[–—-]{1,2}\s|\b(?:said|says|that|but|while|after|when)\s|,\s(?:and|but)\s(?=(?:\d|\w+\s(?:people|men|firms)))"
)
_SEPARATOR = re.compile(r";\s|\s[–—]\s|,?\s(?:and|while|but|whereas)\s|,\s")
_ALL_OF_THEM = re.compile(
    r"\W*(?:All|They|Both|These|Those|The\s(?:pair|duo|trio|two|three|four|five|six|seven|men|people))\b"
)
_BARE = r"\s(?:another\s|a\sfurther\s|some\s)?(?P<number>{number})(?=\s?(?:[.,;)]|$|and\b|more\b|others?\b|last\b|on\b|the\b|a\b|of\s(?:its|their)\sown))"


#: Between the name of an authority and its targets: in a list of authorities, and where the verb is left out.
_LABEL = re.compile(r"\s?(?:\([^()]{2,30}\))?\s?[:–—,-]\s(?:\w+\s)?")
_GAP = re.compile(
    r",?\s(?:(?:on|in|for)\s[\w\s]{2,20}|\w+\s(?:days?|weeks?)\slater|another|a\sfurther)?,?\s?"
)
_BETWEEN = re.compile(
    r"\s?(?:,|\band\b|\bplus\b|\bas\swell\sas\b|\balong\swith\b|\bwith\b|&|/|\+|\|)?\s(?:\w+\s){0,3}"
)
#: Behind the list on which somebody was put: "to its list along with four managers".
_TOGETHER_WITH = re.compile(
    r"[^.;:]{0,70}?,?\s(?:along\swith|together\swith|as\swell\sas|alongside|plus|and\swith\s(?:it|them|him))\s"
)
_PARENTHESIS = re.compile(r"\s[–—]\s[^–—]{1,200}[–—](?=\s)|\([^()]{1,200}\)")
#: What sounds like a doubt and is none.
_UNOPPOSED = re.compile(
    r"(?i)\b(?:no|without(?:\sany|\sa)?|nobody|no\sone|not\sa\ssingle)\s(?:\w+\s){0,2}?(?:objections?|objected|dissent\w*|vote|fuss|fanfare|debate|opposition)\b"
)
#: Behind somebody who was named: to an office, and to no list.
_APPOINTED = re.compile(r"\s(?:as|to|for)\s(?:its|the|a|an|his|their)\s")
#: A name after a number that it spells out: "three ships, the Ada, the Bo and the Cy".
_SPELLED_OUT = re.compile(r"\s?[,:(–—-]\s?(?:(?:[A-Z0-9][\w’'.-]*|the|and|of|Mr\.?|Ms\.?),?\s)*")


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


@dataclass(frozen=True, slots=True)
class Group:
    """The targets of one act, summed by kind."""

    people: int | None
    organisations: int | None
    names: tuple[str, ...]
    start: int
    end: int


def find(document: Document) -> tuple[Designation, ...]:
    """The designations that the article tells as facts, ordered by position."""
    found: list[Designation] = []
    for sentence in document.sentences:
        if _GATE.search(document.text, sentence.start, sentence.end):
            for told in _in_sentence(document, sentence.index, found):
                found = _joined(document, found, told)
    return tuple(sorted(_without_headline(document, found), key=lambda d: d.start))


def _in_sentence(document: Document, index: int, earlier: Sequence[Designation]) -> Iterator[Designation]:
    sentence, text = document.sentences[index], document.sentence_text(index)
    targets = sanction_targets.find(document, index)
    acts = _acts(document, index, targets, earlier)
    breaks = [
        a.start for a in sanction_authorities.mentions(document, index, targets) if a.is_subject or a.is_agent
    ]
    taken: list[Target] = []
    scenes = []
    for n, act in sorted(enumerate(acts), key=lambda a: (a[1].is_weak, a[0])):
        own = _targets_of(text, act, acts, n, [t for t in targets if t not in taken], breaks)
        group = _group(document, index, act, own, earlier)
        if group:
            taken += own
            scenes.append((act, group))
    for act, own in _bare_groups(document, index, taken, targets, breaks, earlier):
        if group := _group(document, index, act, own, earlier):
            scenes.append((act, group))
    scenes.sort(key=lambda scene: scene[0].start)
    authority, date = "", ""
    for n, (act, group) in enumerate(scenes):
        low = _boundary(text, scenes[n - 1], act) if n else 0
        high = _boundary(text, (act, group), scenes[n + 1][0]) if n + 1 < len(scenes) else len(text)
        who = sanction_authorities.of(document, index, (low, high), act, targets)
        if not who and not authority:
            who = sanction_authorities.above(document, index, act.start, earlier)
        authority = who or authority
        date = sanction_dates.of(document, index, act, (low, high), earlier, authority, date)
        for code in authority.split():
            yield Designation(
                start=sentence.start + act.start,
                end=sentence.start + (act.end if act.end > act.start else group.end),
                sentence=index,
                rule=act.rule,
                authority=code,
                date=date,
                people=group.people,
                organisations=group.organisations,
                names=group.names,
            )


def _boundary(text: str, before: tuple[Act, Group], act: Act) -> int:
    """Where the part of the sentence that tells of an act begins, behind that of the act before."""
    low = max(before[0].end, before[1].end)
    m = _SEPARATOR.search(text, low, act.start + 1)
    return m.end() if m else min(low, act.start)


# --- acts --------------------------------------------------------------------------------------------


@cache
def _sieve() -> Sieve:
    return Sieve(p for p in lexicon.patterns(_LEXICON) if "side" in p.fields)


@cache
def _cue(name: str) -> re.Pattern[str]:
    return next(p.regex for p in lexicon.patterns(_LEXICON) if p.fields.get("cue") == name)


def _acts(
    document: Document, index: int, targets: Sequence[Target], earlier: Sequence[Designation]
) -> list[Act]:
    text = document.sentence_text(index)
    found: list[Act] = []
    for p in _sieve()(text):
        for m in p.regex.finditer(text):
            act = _act(p, m)
            taken = [(a.start, a.end) for a in found]
            taken += [(t.start, t.end) for t in targets if act.form != "noun"]
            if any(start < act.end and act.start < end for start, end in taken):
                continue
            if act.side == "between" and _PASSIVE.search(text[: act.start]):
                continue
            if p.fields.get("needs_subject") and not _has_subject(document, index, act):
                continue
            if act.is_weak and not _has_context(document, index, act, found, earlier):
                continue
            has_date = any(t.type == "DATE" for t in document.times_in(index))
            if _is_told(text, act, targets, has_date=has_date):
                found.append(act)
    found += _gapped(document, index, found, targets, earlier)
    found.sort(key=lambda a: a.start)
    return found


def _bare_groups(
    document: Document,
    index: int,
    taken: Sequence[Target],
    targets: Sequence[Target],
    breaks: Sequence[int],
    earlier: Sequence[Designation],
) -> Iterator[tuple[Act, list[Target]]]:
    """People and organisations counted together without any verb of listing, where the article speaks of
    sanctions: "Tokyo's answer of 9 June: nine people and five firms"."""
    text = document.sentence_text(index)
    has_date = any(t.type == "DATE" for t in document.times_in(index))
    for group in _joined_targets(text, [t for t in targets if t not in taken], breaks):
        start, end = group[0].start, group[-1].end
        is_pair = {"people", "organisations"} <= {t.kind for t in group}
        is_alone = all(t.kind == "vessels" for t in group) or not any(t.is_counted for t in group)
        is_named = any(
            b < start and len(text[b:start].split()) <= 4 and not sanction_targets.has_finite(text[b:start])
            for b in breaks
        )
        # one kind alone counts only in a list of several authorities, or in a line of its own
        is_item = has_date and len(text) < 80
        is_next = is_item and len(text) < 50 and bool(earlier) and index - earlier[-1].sentence <= 2
        if is_alone or not (is_pair or is_next or (is_named and (bool(taken) or is_item))):
            continue
        if _APPOINTED.match(text, end):
            continue
        around = text[: end + 60]
        is_doubtful = _cue("doubt").search(around) or _cue("total").search(around)
        if is_doubtful or not assertion.of(text, start, end).is_fact:
            continue
        if _is_about_sanctions(document, index, earlier):
            taken = [*taken, *group]
            yield Act(start, start, "after", "bare"), group


def _joined_targets(text: str, targets: Sequence[Target], breaks: Sequence[int]) -> list[list[Target]]:
    """Counted targets with what a comma or "and" joins to them, up to the next authority."""
    groups: list[list[Target]] = []
    for t in targets:
        last = groups[-1][-1] if groups else t
        is_more = t.kind in {o.kind for o in groups[-1]} if groups else False
        is_parted = any(last.end <= b < t.start for b in breaks) or is_more
        if groups and not is_parted and _BETWEEN.fullmatch(text, last.end, t.start):
            groups[-1].append(t)
        elif t.form in ("counted", "single"):
            groups.append([t])
    return groups


def _is_about_sanctions(document: Document, index: int, earlier: Sequence[Designation]) -> bool:
    """Whether the passage, its heading or the headline speaks of sanctions."""
    near = Act(0, 0, "", "")
    return _has_context(document, index, near, (), earlier) or _is_headed(document, index)


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


def _has_subject(document: Document, index: int, act: Act) -> bool:
    """Whether the present "sanctions" is a verb: a state or body right before it, or "to"."""
    base, text = document.sentences[index].start, document.sentence_text(index)
    lead = text[: act.start]
    near = [a for a in document.actors_in(index) if 0 <= act.start - (a.end - base) <= 2]
    return bool(near or re.search(r"\b(?:to|it|and|also|Treasury|Council|EU|UN|US|U\.S\.)\s$", lead))


def _has_context(
    document: Document, index: int, act: Act, found: Sequence[Act], earlier: Sequence[Designation]
) -> bool:
    """Whether sanctions are spoken of in the sentence or the two before, so that a weak word may mean a listing."""
    if act.rule == "follow":
        return bool(found) or (bool(earlier) and index - earlier[-1].sentence <= 2)
    if found or (earlier and index - earlier[-1].sentence <= 1):
        return True
    here = document.sentences[index]
    low = document.sentences[max(0, index - 2)].start
    low = min(low, next(s.start for s in document.sentences if s.paragraph == here.paragraph))
    if _CONTEXT.search(document.text, low, here.end):
        return True
    # farther from the word, only what says who and when
    has_date = any(t.type == "DATE" for t in document.times_in(index))
    has_authority = any(a.is_subject or a.is_agent for a in sanction_authorities.mentions(document, index))
    return bool(act.rule and has_date and has_authority) and _is_headed(document, index)


def _is_headed(document: Document, index: int) -> bool:
    """Whether the headline or the heading above speaks of sanctions."""
    heads = [s for s in document.sentences[: index + 1] if s.kind in ("headline", "heading")]
    return any(_CONTEXT.search(document.text, s.start, s.end) for s in (*heads[:1], *heads[-1:]))


def _scope(text: str, at: int) -> int:
    """Where the words begin that may cast doubt on an act: its clause, and those that hand on to it."""
    parts = clauses.split(text)
    i = next((i for i, c in enumerate(parts) if c.start <= at < c.end), 0)
    while i and parts[i].kind == "complement":
        i -= 1
    return parts[i].start


def _is_told(text: str, act: Act, targets: Sequence[Target], *, has_date: bool = False) -> bool:
    """Whether the act is told as a fact: not asked for, planned, blocked or undone."""
    lead = text[_scope(text, act.start) : act.start]
    is_made = bool(_cue("implied").search(text[: act.start]))
    how = assertion.of(text, act.start, act.end)
    if is_made:
        return not (how.is_negated or how.is_denied or how.is_conditional)
    lead = _UNOPPOSED.sub(" ", lead)
    if set(how.cues) - {"threat", "plans-to"} or _cue("doubt").search(lead) or _cue("total").search(lead):
        return False
    if re.search(r"\bto\s$", text[: act.start]) and act.form == "verb" and act.rule != "have-frozen":
        return False
    if act.form != "noun":
        return True
    behind = next((t.end for t in reversed(targets) if t.start >= act.end), act.end)
    rest = text[behind:]
    if re.match(r"[^,;]{0,40}\b(?:was|were|is|are|has\sbeen|have\sbeen|had\sbeen)\s", rest) and _cue(
        "doubt"
    ).search(rest[:80]):
        return False
    said = (lead, text[act.start : act.end], rest)
    is_done = any(_cue("fact").search(part) for part in said)
    return is_done or (has_date and act.rule != "action-against") or bool(re.search(r"\d", said[1]))


def _gapped(
    document: Document,
    index: int,
    acts: Sequence[Act],
    targets: Sequence[Target],
    earlier: Sequence[Designation],
) -> Iterator[Act]:
    """Acts without their verb: "Japan listed two banks and Australia five men"; "- Seoul: eight people"."""
    text = document.sentence_text(index)
    base = document.sentences[index].start
    days = [(t.start - base, t.end - base) for t in document.times_in(index)]
    bare = re.compile(_BARE.format(number=sanction_targets.NUMBER), re.IGNORECASE)
    for who in sanction_authorities.mentions(document, index, targets):
        if not who.is_subject:
            continue
        nearest = next((t.start for t in targets if t.start >= who.end), len(text))
        if number := bare.match(text, who.end):
            nearest = min(nearest, number.start("number"))
        if nearest == len(text) or any(a.start <= nearest and who.start < a.end for a in acts):
            continue
        gap = text[who.end : nearest]
        lead = "".join(c for i, c in enumerate(text[: who.start]) if not any(a <= i < b for a, b in days))
        is_label = bool(re.fullmatch(r"\W*(?:(?:[Oo]n|[Tt]he)\W*)*", lead)) and bool(_LABEL.fullmatch(gap))
        is_text = text[who.start : who.end].lower().startswith("resolution")
        if is_label and (is_text or _has_context(document, index, Act(0, 0, "", ""), acts, earlier)):
            yield Act(who.start, who.end, "after", "label")
        elif any(a.end <= who.start and a.side != "before" for a in acts) and _GAP.fullmatch(gap):
            yield Act(who.start, who.end, "after", "gapped")


# --- their targets -----------------------------------------------------------------------------------


def _targets_of(
    text: str, act: Act, acts: Sequence[Act], n: int, targets: Sequence[Target], breaks: Sequence[int]
) -> list[Target]:
    if act.side == "before":
        found = _subjects(text, act, acts[n - 1].end if n else 0, targets)
        inverted = re.match(r"[^.;]{0,60}?\b(?:was|were|are|is)\s", text[act.end :])
        if found or not inverted:
            return found
        act = replace(act, end=act.end + inverted.end() - 1)
    limit = act.stop if act.stop > 0 else len(text)
    if n + 1 < len(acts) and acts[n + 1].start < limit:
        limit = _limit(text, act, acts[n + 1], targets)
    found = _objects(text, act, limit, targets, breaks)
    if not found and act.stop > 0 and (colon := re.match(r"[^:.;]{0,60}:\s", text[act.stop :])):
        act = replace(act, end=act.stop + colon.end() - 1)
        return _objects(text, act, len(text), targets, breaks)
    if found and act.stop > 0 and (more := _TOGETHER_WITH.match(text, act.stop)):
        act = replace(act, end=more.end() - 1)
        return [*found, *_objects(text, act, len(text), targets, breaks)]
    return found


def _limit(text: str, act: Act, following: Act, targets: Sequence[Target]) -> int:
    first = next((t for t in targets if act.end <= t.start < following.start), None)
    if first is None or following.side != "before":
        return following.start
    separators = [m.start() for m in _SEPARATOR.finditer(text, first.end, following.start)]
    return separators[-1] if separators else following.start


def _subjects(text: str, act: Act, low: int, targets: Sequence[Target]) -> list[Target]:
    """The targets before a passive, without those in relative clauses and those of an earlier statement."""
    insertions = [m.span() for m in _PARENTHESIS.finditer(text, low, act.start)]
    for m in _BREAK.finditer(text, low, act.start):
        if any(a <= m.start() <= b for a, b in insertions):
            continue
        if any(t.start >= m.end() and t.end <= act.start for t in targets):
            low = m.end()
    hidden = [m.span() for m in _cue("aside").finditer(text, low, act.start)]
    hidden += insertions
    for m in _cue("cut").finditer(text, low, act.start):
        comma = text.find(",", m.start(), act.start)
        hidden.append((m.start(), comma if comma > 0 else act.start))
    return sanction_targets.before(text, low, act.start, targets, hidden)


def _objects(
    text: str, act: Act, limit: int, targets: Sequence[Target], breaks: Sequence[int]
) -> list[Target]:
    """The targets behind an active verb or a noun, up to the reasons for it."""
    hidden = [m.span() for m in _cue("aside").finditer(text, act.end, limit)]
    for name in ("cut", "total"):
        hidden += [
            (m.start(), _item_end(text, m.start(), targets))
            for m in _cue(name).finditer(text, act.end, limit)
        ]
    found = sanction_targets.behind(text, act.end, limit, targets, hidden, breaks)
    if act.is_weak:
        found = [t for t in found if t.form != "unknown" or len(found) > 1]
        if found and len(re.findall(r"\w+", text[act.end : found[0].start])) > 6:
            return []
    if act.rule == "single-out" and found and _APPOINTED.match(text, found[-1].end):
        return []
    return found


def _item_end(text: str, at: int, targets: Sequence[Target]) -> int:
    """Where the reasons that begin at an offset end: at a semicolon behind which the list goes on, else never."""
    for m in re.finditer(r";\s(?:and\s)?(?:the\s)?", text[at:]):
        if any(t.start == at + m.end() for t in targets):
            return at + m.end()
    return len(text)


def _group(
    document: Document, index: int, act: Act, own: Sequence[Target], earlier: Sequence[Designation]
) -> Group | None:
    text = document.sentence_text(index)
    own = [t for t in own if not _is_spelled_out(text, t, own)]
    nouns = [t for t in own if not t.name]
    people = _total([t for t in own if t.kind == "people"], nouns, text)
    organisations = _total([t for t in own if t.kind == "organisations"], nouns, text)
    if people is None and organisations is None and act.side != "before":
        people, organisations = _bare(text, act)
    if not own and people is None and act.side == "before" and _ALL_OF_THEM.match(text):
        people = _spoken_of(document, index)
    if people is None and organisations is None and not own:
        return None
    is_elliptic = act.rule in ("gapped", "label")
    if is_elliptic and own and not any(t.is_counted for t in own):
        return None
    if people is None and organisations is None and (act.is_weak or is_elliptic):
        return None
    names = tuple(dict.fromkeys(t.name for t in own if t.name))
    return Group(
        people,
        organisations,
        names,
        min((t.start for t in own), default=act.start),
        max((t.end for t in own), default=act.end),
    )


def _is_spelled_out(text: str, name: Target, own: Sequence[Target]) -> bool:
    """Whether a name only says who was counted before."""
    before = [t for t in own if t.is_counted and t.end <= name.start]
    return bool(name.name and before and _SPELLED_OUT.fullmatch(text, before[-1].end, name.start))


def _bare(text: str, act: Act) -> tuple[int | None, int | None]:
    """ "blacklisted 11", "listed another five", "Seoul 40 and 30": numbers without nouns mean people, then
    organisations."""
    number = sanction_targets.NUMBER
    pair = re.match(
        rf",?\s(?P<a>{number})\s(?:and|plus)\s(?P<b>{number})(?=\s?(?:[.,;)]|$|and\b))",
        text[act.end :],
        re.IGNORECASE,
    )
    if pair:
        return sanction_targets.value(pair["a"]), sanction_targets.value(pair["b"])
    m = re.match(_BARE.format(number=number), text[act.end :], re.IGNORECASE)
    value = sanction_targets.value(m["number"]) if m else None
    return (value if value and value > 1 else None), None


def _total(targets: Sequence[Target], nouns: Sequence[Target], text: str) -> int | None:
    """The sum of the numbers; where there is none, of single targets and names that explain none of them."""
    counted = [t for t in targets if t.is_counted]
    if counted:
        first, rest = counted[0], counted[1:]
        if rest and first.number == sum(t.number for t in rest):
            return first.number
        single = [t for t in targets if t.form in ("single", "definite")]
        named = [t for t in targets if t.name and t.end <= first.start and not _explains(text, t, nouns)]
        return sum(t.number for t in counted) + len(single) + len({t.name for t in named})
    single = [t for t in targets if not t.name]
    named = [t for t in targets if t.name and not _explains(text, t, nouns)]
    return len(single) + len({t.name for t in named}) or None


def _explains(text: str, name: Target, single: Sequence[Target]) -> bool:
    """Whether a name stands in apposition to a noun: "a programmer, Ada Poe"; "Ada Poe, a banker"."""
    for t in single:
        between = text[t.end : name.start] if t.end <= name.start else text[name.end : t.start]
        if re.fullmatch(
            r"[,:(]?\s(?:named\s|called\s|known\sas\s|identified\sas\s)?(?:Mr\.?\s|Ms\.?\s)?|,\s", between
        ):
            return True
        if t.start <= name.start < t.end:
            return True
    return False


def _spoken_of(document: Document, index: int) -> int | None:
    """The number of people told of last before the sentence ("five North Koreans … All are officials")."""
    near = [c for c in document.counts if c.of == "people" and 0 < index - c.sentence <= 6]
    return int(near[-1].value) if near else None


# --- one row a measure -------------------------------------------------------------------------------


_MORE = re.compile(r"(?i)\b(?:also|separately|additionally|another|in\saddition|further)\b")


def _joined(document: Document, found: list[Designation], told: Designation) -> list[Designation]:
    """The rows with the new one: added to a row of the same measure, else behind them."""
    for i in range(len(found) - 1, -1, -1):
        row = found[i]
        if row.authority != told.authority or not _is_same_measure(row, told):
            continue
        is_more = (
            row.sentence != told.sentence
            and (row.people, row.organisations) != (told.people, told.organisations)
            and document.sentences[row.sentence].kind != "headline"
            and told.rule != "single-out"
            and bool(_MORE.search(document.sentence_text(told.sentence)))
        )
        return [*found[:i], _one(row, told, is_more=is_more), *found[i + 1 :]]
    return [*found, told]


def _is_same_measure(row: Designation, told: Designation) -> bool:
    if row.date and told.date:
        return row.date == told.date
    if (row.people, row.organisations) == (told.people, told.organisations):
        return True
    is_detail = (told.people or 0) <= (row.people or 0) and (told.organisations or 0) <= (
        row.organisations or 0
    )
    is_fuller = row.date == told.date == "" or (told.date and not row.date)
    return told.sentence - row.sentence <= 3 and (is_detail or bool(is_fuller))


def _one(row: Designation, told: Designation, *, is_more: bool) -> Designation:
    is_by_name = len(told.names) >= (told.people or 0) + (told.organisations or 0)

    def both(a: int | None, b: int | None) -> int | None:
        if a is None or b is None:
            return a or b
        # a press release first gives the numbers and then goes through the names
        return a + b if is_more and not (is_by_name and a > b) else max(a, b)

    return replace(
        row,
        date=row.date or told.date,
        people=both(row.people, told.people),
        organisations=both(row.organisations, told.organisations),
        names=tuple(dict.fromkeys((*row.names, *told.names))),
    )


def _without_headline(document: Document, found: Sequence[Designation]) -> list[Designation]:
    """A headline's undated row is dropped where the body tells the measure."""
    return [
        d
        for d in found
        if d.date
        or document.sentences[d.sentence].kind != "headline"
        or not any(o is not d and o.authority == d.authority for o in found)
    ]
