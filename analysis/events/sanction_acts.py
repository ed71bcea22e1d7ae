"""The acts of a sentence: words that put sanctions on somebody, and places where such words are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from analysis import lexicon
from analysis.compiling import compiled
from analysis.events import sanction_authorities, sanction_targets
from analysis.events.sanction_facts import is_of_the_north, is_sum, is_told
from analysis.events.sanction_passages import LEXICON, OBJECT_RELATIVE, STANDING, Act, Passage, cue
from analysis.events.sanction_targets import Target
from analysis.recognise import assertion
from analysis.sieve import Sieve

_PASSIVE = compiled(
    r"\b(?:was|were|been|being|be|is|are|get|got|(?:found|finds?|saw|sees?)\s(?:themselves|itself|himself|herself))\s(?:\w+ly\s|also\s|then\s|all\s|both\s|today\s|now\s|yesterday\s)?$",
    re.IGNORECASE,
)
#: Acts that only go on with another one of the sentence, which must be known before.
_AFTER_OTHERS = ("follow", "so-were")
_NO_OBJECT = compiled(
    r"\s?(?:\w+ly\s)?(?:[.,;)]|$|(?:by|in|on|for|under|last|this|after|over|since|too|as\swell|earlier|alongside)\b)"
)
#: Between the name of an authority and its targets: in a list of authorities, and where the verb is left out.
_LABEL = compiled(r"\s?(?:\([^()]{2,30}\))?\s?[:–—,-]\s(?:\w+\s)?")
_ARTICLE = compiled(r"(?:an?|the|its|their)\s")  # "Norway, a member since June": an apposition
_BY = compiled(r"\sby\s")
_ARE_NOW = compiled(r"\s(?:are|is|remain|remains|stay|stand)\s")
_OPENS_WITH_LABEL = compiled(r"[^.;]{2,60}?[:–—,|-]\s")
_GAP = compiled(
    r"[\s,(–—]*(?:(?:on|in|for|of|by|with|against|another|a\sfurther|some|itself|too|also|likewise|then|in\sturn|as\swell|for\sits\spart|"
    r"the\ssame\sday|that\sday|\w+\s(?:days?|weeks?)\slater|the|only|just|the\s(?:following|next)\sday)[\s,(–—]*){0,5}"
)
#: "London's, the same day, by two men": the noun is left out too.
_ITS_OWN = compiled(r"[’']s?(?=,)")
_WITH = compiled(r",?\s(?:with|by|for|on|against)(?=\s)")
#: Words that mean a listing of those counted right behind, anywhere in an article on sanctions.
_WENT_AFTER = compiled(r"(?i)(?:went|gone|going|goes)\safter|(?:mov|act)(?:ed|es|s)\sagainst")
#: Before an authority: what makes it the next to act: "Two days later came Ottawa with …".
_CAME = compiled(
    r"(?i)\b(?:came|comes|followed|follows|arrived|arrives|joined|(?:was|is)\s(?:next|last|second|third))\s(?:the\s)?$"
)
_TEXT = compiled(r"(?:The\s)?[Rr]esolution\s\d{3,4}\b")
_PLAIN_JOINT = compiled(r",\s|,?\sand\s")
_BETWEEN = compiled(
    r"\s?(?:,|\band\b|\bplus\b|\bas\swell\sas\b|\balong\swith\b|\bwith\b|&|/|\+|\|)?\s(?:\w+\s){0,3}"
)


@cache
def _sieve() -> Sieve:
    return Sieve(p for p in lexicon.patterns(LEXICON) if "side" in p.fields)


def find(passage: Passage) -> list[Act]:
    """The acts that a sentence tells as facts, ordered by position."""
    text = passage.text
    low = text.lower()
    raw = [(p, m) for p in _sieve()(text) if _may_match(p, low) for m in p.regex.finditer(text)]
    if not raw and not passage.may_be_bare:
        return []
    raw.sort(key=lambda told: told[0].id in _AFTER_OTHERS)
    found: list[Act] = []
    for p, m in raw:
        act = _act(p, m)
        if (act.is_weak and not _has_context(passage, act, found)) or is_of_the_north(passage, act):
            continue
        taken = [(a.start, a.end) for a in found]
        taken += [(t.start, t.end) for t in passage.targets if t.is_counted and act.form != "noun"]
        if any(start < act.end and act.start < end for start, end in taken):
            continue
        if act.side == "between" and m[0].split()[0][-3:] != "ing" and _PASSIVE.search(text[: act.start]):
            continue
        if p.fields.get("needs_subject") and not _has_subject(passage, act):
            continue
        if is_told(passage, act):
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
        is_elsewhere = sanction_targets.APPOINTED.match(text, end) or sanction_targets.SUBMITTED.match(
            text, end
        )
        if is_elsewhere or is_sum(passage, Act(start, end, "after", "bare")):
            continue
        is_standing = STANDING.search(text, max(0, start - 25), start) or _ARE_NOW.match(text, end)
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
        gap = passage.text[last.end : t.start]
        is_more = bool(groups) and t.kind in {o.kind for o in groups[-1]}
        is_more = is_more and not (last.kind == t.kind and _PLAIN_JOINT.fullmatch(gap))
        is_parted = any(last.end <= b < t.start for b in passage.breaks) or is_more
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
    elif side == "after" and p.fields.get("form", "verb") == "verb" and OBJECT_RELATIVE.search(text[:start]):
        side = "before"
    return Act(start, end, side, p.id, p.fields.get("form", "verb"), bool(p.fields.get("weak")), stop)


def _is_passive(text: str, start: int, end: int) -> bool:
    if text[start:end].split()[0].lower().endswith("ing"):
        return False
    if _PASSIVE.search(text[:start]) or OBJECT_RELATIVE.search(text[:start]):
        return True
    return bool(_NO_OBJECT.match(text[end:]))


def _has_subject(passage: Passage, act: Act) -> bool:
    """Whether the present "sanctions" is a verb: a state or body right before it, or "to"."""
    base = passage.document.sentences[passage.index].start
    lead = passage.text[: act.start]
    near = any(0 <= act.start - (a.end - base) <= 2 for a in passage.document.actors_in(passage.index))
    near |= any(
        a.is_subject and a.end <= act.start and _is_insertion(passage.text[a.end : act.start])
        for a in passage.authorities
    )
    return bool(near or re.search(r"\b(?:to|it|and|also|had|has|then)\s$", lead))


def _is_insertion(gap: str) -> bool:
    """Whether nothing stands between a subject and its verb but what commas or brackets set apart."""
    return len(gap) <= 2 or bool(
        re.fullmatch(r"(?:\s?,\s[^.;:]{3,120},\s|\s\([^()]{1,60}\),?\s|\s\w+ly\s){1,3}", gap)
    )


def _has_context(passage: Passage, act: Act, found: Sequence[Act]) -> bool:
    """Whether sanctions are spoken of in the sentence or the two before, so that a weak word may mean a listing."""
    index, earlier = passage.index, passage.earlier
    if act.rule in _AFTER_OTHERS:
        return bool(found) or (bool(earlier) and index - earlier[-1].sentence <= 2)
    if _BY.match(passage.text, act.end) and any(
        a.is_agent and 0 <= a.start - act.end <= 12 for a in passage.authorities
    ):
        return act.rule == "added-only" or "punish" in passage.text[act.start : act.end]
    if found or (earlier and index - earlier[-1].sentence <= 1):
        return True
    if passage.is_among_sanctions or passage.is_pair:
        return True
    if _WENT_AFTER.fullmatch(passage.text[act.start : act.end]) and passage.has_date:
        return any(t.is_counted and 0 <= t.start - act.end <= 2 for t in passage.targets)
    if earlier and {"people", "organisations"} <= {t.kind for t in passage.targets if t.is_counted}:
        return True
    # farther from the word, only what says who and when
    return bool(act.rule and passage.has_date and passage.authorities) and passage.is_headed


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
        if (ahead := _WITH.match(text, at)) and sanction_targets.BARE.match(text, ahead.end()):
            at = ahead.end()  # "came Seoul, with five men, and Tokyo, with four"
        is_next = bool(ahead and _CAME.search(text, 0, who.start))
        if is_next and ahead:
            at = ahead.end()
        if text[at : at + 1] == "," and sanction_targets.BARE.match(text, at + 1):
            at += 1  # "Seoul named seven; Tokyo, four."
        if number := sanction_targets.BARE.match(text, at):
            nearest = min(nearest, number.start("number"))
        elif not is_next:
            at = who.end
        if nearest == len(text) or any(a.start <= nearest and who.start < a.end for a in acts):
            continue
        gap = text[who.end : nearest]
        lead = "".join(c for i, c in enumerate(text[: who.start]) if not any(a <= i < b for a, b in days))
        is_label = bool(re.fullmatch(r"\W*(?:(?:[Oo]n|[Tt]he)\W*)*", lead)) and bool(_LABEL.fullmatch(gap))
        is_label = is_label and not (gap.startswith(",") and _ARTICLE.match(text, nearest))
        is_text = text[who.start : who.end].lower().startswith("resolution")
        if is_label and (is_text or _has_context(passage, Act(0, 0, "", ""), acts)):
            yield Act(who.start, who.end, "after", "label")
        elif (
            who.code not in sanction_authorities.TARGETED
            and (
                any(a.end <= who.start and a.side != "before" for a in acts)
                or (is_next and _has_context(passage, Act(0, 0, "", ""), acts))
            )
            and _GAP.fullmatch(passage.undated(own.end() if own else at, nearest))
        ):
            yield Act(who.start, at, "after", "gapped")
