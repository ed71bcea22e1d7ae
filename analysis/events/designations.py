"""Designations of one article: a state or body putting sanctions on named or counted targets.

A sentence is searched for acts (words that put sanctions on somebody). Each act is given the targets on the
side where its grammar puts them, the authority that is its agent or subject, and the date of its part of the
sentence. What the article says of one measure in several places is one row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from analysis.compiling import compiled
from analysis.events import (
    sanction_acts,
    sanction_authorities,
    sanction_chains,
    sanction_dates,
    sanction_facts,
    sanction_lists,
    sanction_open,
    sanction_reference,
    sanction_splits,
    sanction_sums,
    sanction_targets,
)
from analysis.events.sanction_passages import OBJECT_RELATIVE, Act, Passage, cue, may_tell
from analysis.events.sanction_sums import Group
from analysis.events.sanction_targets import Target
from analysis.recognise import clauses
from analysis.records import Designation, Document

_BREAK = compiled(
    r"[;:]\s|\s[–—-]{1,2}\s|\b(?:said|says|that|but|while|after|when)\s|,\s(?:and|but)\s(?=(?:\d|\w+\s(?:people|men|firms)))"
)
_NEW_CLAUSE = compiled(r"[;:]\s|\s[–—]\s")
_SEPARATOR = compiled(r";\s|\s[–—]\s|,?\s(?:and|while|but|whereas)\s|,\s")
#: Behind the list on which somebody was put: "to its list along with four managers".
_TOGETHER_WITH = compiled(
    r"[^.;:]{0,70}?,?\s(?:along\swith|together\swith|as\swell\sas|alongside|plus|and\swith\s(?:it|them|him))\s"
)
_TOGETHER = compiled(
    r"[^.;:]{0,90}?\b(?:together\swith|along\swith|alongside|as\swell\sas|with)\s(?=(?:\d|an?|the|his|her|its|their|[a-z]+)\s)"
)
#: "The first to be listed were named on Friday: two generals and a bank".
_LIST_BEHIND = compiled(r"[^.;:]{0,60}:\s")
#: "… had their assets frozen, three firms too": others of whom the same is told behind it.
_TOO = compiled(r"[,;]\s(?:and\s)?[^,;:.]{3,60}?\s(?:too|likewise|as\swell|also)(?=[.,;])")
_PRONOUN = compiled(
    r"\s(?:them|him|her|both|the\s(?:pair|two|three|four|five|duo|trio)|all\s(?:of\sthem|two|three|four|five|six|seven)|"
    r"(?P<same>(?:the\s(?:very\s)?same|those\s(?:very\s)?(?:same\s)?)(?=\s))\s(?:people|men|women|persons|individuals|officials|names|firms|"
    r"companies|entities|two|three|four|five|six|seven))\b"
    r"(?!\s(?!on\b|to\b|under\b|all\b|both\b)[a-z]{4,}s\b)"
)
_THE_NUMBER = compiled(
    rf"The\s(?P<number>{sanction_targets.NUMBER})\s(?!days|weeks|months|years|hours)", re.IGNORECASE
)
#: Behind somebody who was counted already: "16 firms and seven people, the flag carrier among the former".
_AMONG_THEM = compiled(
    r"\s(?:included|(?:being\s)?(?:one\s(?:of|among)|among|amongst)\s(?:them|these|those|the\s(?:former|latter|first|second|people|firms|number))|being\sone)"
    r"(?=[,.;)]|$)"
)
_THEIR_NAMES = compiled(r"\W*(?:Their|The|These|Those|All\sthe)\s(?:names?)\b|\W*They\b")
_LONG_ASIDE = compiled(r"(?:including|among|counting|who|which|whose|that)\b")
_ADDED = compiled(r",\s(?:and|plus|as\swell\sas)\s(?:(?:of|on|against)\s)?(?:the\s)?")
_PARENTHESIS = compiled(r"\s[–—]\s[^–—]{1,200}[–—](?=\s)|\([^()]{1,200}\)")


def find(document: Document) -> tuple[Designation, ...]:
    """The designations that the article tells as facts, ordered by position."""
    found: list[Designation] = []
    if not may_tell(document):
        return ()
    for sentence in document.sentences:
        passage = Passage(document, sentence.index, found)
        for told in _told_in(passage):
            if not (told.rule == "bare" and not passage.has_date and _is_outgrown(found, told)):
                found = _joined(document, found, told)
    found = sanction_splits.sorted_out(document, _without_headline(document, found))
    return tuple(sorted(found, key=lambda d: d.start))


def _is_outgrown(found: Sequence[Designation], told: Designation) -> bool:
    """Whether targets without a verb or a day of their own are more of both kinds than a measure of the same authority
    told shortly before: most likely the length of its list."""
    return any(
        row.authority == told.authority
        and told.sentence - row.sentence <= 4
        and (told.people or 0) > (row.people or 0)
        and (told.organisations or 0) > (row.organisations or 0)
        for row in found
    )


def _told_in(passage: Passage) -> Iterator[Designation]:
    document, index, text = passage.document, passage.index, passage.text
    start = document.sentences[index].start
    scenes = _scenes(passage)
    authority, date = "", ""
    for n, (act, group) in enumerate(scenes):
        low = _boundary(passage, scenes[n - 1], act) if n else 0
        high = _boundary(passage, (act, group), scenes[n + 1][0]) if n + 1 < len(scenes) else len(text)
        who = sanction_authorities.of(document, index, (low, high), act, passage.authorities)
        if not who and not authority:
            who = sanction_reference.above(document, index, act.start, passage.earlier)
        authority = who or authority
        is_before = n and sanction_dates.is_past_perfect(document, index, scenes[n - 1][0])
        if is_before and not sanction_dates.is_same_day(document, index, (low, high)):
            date = ""  # what had been done before is no day for what was done then
        date = sanction_dates.of(document, index, act, (low, high), passage.earlier, authority, date)
        for code in authority.split():
            yield Designation(
                start=start + act.start,
                end=start + (act.end if act.end > act.start else max(group.end, act.end + 1)),
                sentence=index,
                rule=act.rule,
                authority=code,
                date=date,
                people=group.people,
                organisations=group.organisations,
                names=group.names,
            )


def _scenes(passage: Passage) -> list[tuple[Act, Group]]:
    """The acts that have targets, with these, ordered by position; strong acts choose first."""
    acts = sanction_acts.find(passage)
    bare = list(sanction_acts.bare(passage, ()))
    chain = sanction_chains.find(passage, [*acts, *(act for act, _ in bare)])
    acts = sorted([*acts, *chain], key=lambda a: a.start)
    taken: list[Target] = []
    scenes: list[tuple[Act, Group]] = []
    for n, act in sorted(enumerate(acts), key=lambda a: (a[1].is_weak, a[0])):
        meant = _meant(passage, act, taken)
        own = [*meant, *(t for t in _targets_of(passage, act, acts, n, taken) if t not in meant)]
        above = [scene for scene in scenes if scene[0].end <= act.start]
        told = max(above, key=lambda scene: scene[0].start)[1] if above else None
        group = sanction_sums.group_of(passage, act, own, told)
        if group and not (act.side == "before" and sanction_facts.is_wish(passage.text, act, group.start)):
            taken += own
            scenes.append((act, group))
    for source in (sanction_open.find, sanction_acts.bare):
        for act, own in source(passage, taken):
            if group := sanction_sums.group_of(passage, act, own):
                scenes.append((act, group))
                taken += own
    return sanction_chains.completed(sorted(scenes, key=lambda scene: scene[0].start), passage.text)


def _boundary(passage: Passage, before: tuple[Act, Group], act: Act) -> int:
    """Where the part of the sentence that tells of an act begins, behind that of the act before."""
    text = passage.text
    if act.rule == sanction_chains.RULE:
        return act.start
    low = max(before[0].end, before[1].end)
    who = next((a for a in passage.authorities if a.is_subject and low <= a.start < act.start), None)
    if who and (at := _opening(passage, low, who.start)):
        return at
    m = _SEPARATOR.search(text, low, act.start + 1)
    return m.end() if m else min(low, act.start)


def _opening(passage: Passage, low: int, at: int) -> int:
    """Where the part of a sentence opens whose subject stands at an offset: at the last separator before it behind
    which there is more than a date ("…, and, the following day, Seoul …")."""
    separators = list(_SEPARATOR.finditer(passage.text, low, at))
    found = 0
    for n in range(len(separators) - 1, -1, -1):
        found = separators[n].end()
        start = separators[n - 1].end() if n else low
        if re.search(r"\w{3,}", passage.undated(start, separators[n].start())):
            break
    return found


# --- whom they hit


def _targets_of(
    passage: Passage, act: Act, acts: Sequence[Act], n: int, taken: Sequence[Target]
) -> list[Target]:
    text, breaks = passage.text, passage.breaks
    is_relative = act.side == "before" and bool(OBJECT_RELATIVE.search(text[: act.start]))
    # "it added the four that Brussels had named": the same four are the targets of both
    targets = [t for t in passage.targets if t not in taken or is_relative]
    if act.side == "before":
        found = _subjects(text, act, acts[n - 1].end if n else 0, targets)
        if found and (more := _TOGETHER.match(text, act.end)):
            with_them = replace(act, end=more.end() - 1)
            found += _objects(
                text, with_them, acts[n + 1].start if n + 1 < len(acts) else len(text), targets, breaks
            )
        if found and (more := _TOO.match(text, act.end)):
            low, high = more.start(), more.end()
            own = [t for t in targets if low <= t.start and t.end <= high and t.is_counted]
            found += [t for t in own if t not in found]
        if not found and _THEIR_NAMES.match(text):  # "Their names went onto the list, three men and a firm"
            limit = acts[n + 1].start if n + 1 < len(acts) else len(text)
            return _objects(text, act, limit, targets, breaks)
        if not found and (colon := _LIST_BEHIND.match(text, act.end)):
            limit = acts[n + 1].start if n + 1 < len(acts) else len(text)
            return _objects(text, replace(act, end=colon.end() - 1), limit, targets, breaks)
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


def _meant(passage: Passage, act: Act, taken: Sequence[Target]) -> list[Target]:
    """Whom "them", "him" or "both" behind an act means: the targets told of before it in the sentence, else the
    subjects of the sentence before, else those counted last."""
    pronoun = _PRONOUN.match(passage.text, act.end)
    if act.side in ("before", "heading") or not pronoun:
        return []
    if pronoun[0].strip() in ("him", "her"):
        return [Target(act.end, pronoun.end(), "people", 1, "single")]
    told = passage.text
    targets = [t for t in passage.targets if t.end <= act.start and t not in taken]
    if not _THE_NUMBER.match(told) and not any(t.is_counted or t.name for t in targets):
        if not passage.index or passage.document.sentences[passage.index - 1].kind != "body":
            return []
        told = sanction_targets.shown(passage.document, passage.index - 1)
        targets = _subjects_before(passage)
        # the row is told here: offsets of a sentence before say nothing about this one
        targets = [replace(t, start=act.end, end=act.end) for t in targets]
    if not any(t.is_counted for t in targets) and (number := _THE_NUMBER.match(told)):
        value = sanction_targets.value(number["number"])
        return [Target(act.end, act.end, "people", value or 1)]
    counted = [t for t in targets if t.is_counted and t.kind in ("people", "organisations")]
    return counted or [
        t
        for t in targets
        if t.form == "name"
        or (t.form == "definite" and pronoun["same"] is None)
        or (t.form == "unknown" and len(t.name.split()) > 1)
    ]


def _subjects_before(passage: Passage) -> list[Target]:
    """The targets that are the subject of the sentence before; where it has none, those counted last before it."""
    document = passage.document
    text = sanction_targets.shown(document, passage.index - 1)
    near = sanction_targets.find(document, passage.index - 1)
    first = _first_finite(text)
    if found := [t for t in near if t.start < first and t.form != "definite"]:
        return found
    for index in range(passage.index - 1, max(-1, passage.index - 11), -1):
        counted = [
            t
            for t in sanction_targets.find(document, index)
            if t.is_counted and t.kind in ("people", "organisations")
        ]
        if counted:
            return counted
    return near


def _first_finite(text: str) -> int:
    """Where the first finite verb of a sentence stands, else its end."""
    words = re.finditer(r"[A-Za-z][\w’'-]*", text)
    return next((m.start() for m in words if clauses.is_finite(m[0])), len(text))


def _limit(text: str, act: Act, following: Act, targets: Sequence[Target]) -> int:
    first = next((t for t in targets if act.end <= t.start < following.start), None)
    if first is None or following.side != "before":
        return following.start
    if relative := OBJECT_RELATIVE.search(text[: following.start]):
        return max(first.end, relative.start())
    if own := _NEW_CLAUSE.search(text, act.end, following.start):
        return own.start()  # "sanctions on the North: two men and a firm were barred"
    separators = [m.start() for m in _SEPARATOR.finditer(text, first.end, following.start)]
    return separators[-1] if separators else following.start


def _subjects(text: str, act: Act, low: int, targets: Sequence[Target]) -> list[Target]:
    """The targets before a passive, without those in relative clauses and those of an earlier statement."""
    insertions = [m.span() for m in _PARENTHESIS.finditer(text, low, act.start)]
    hidden = [
        (m.start(), _examples_end(text, m, targets, act.start))
        for m in cue("aside").finditer(text, low, act.start)
        if not (m[0].startswith("that") and cue("told").search(text[low : m.start()]))
    ]
    hidden += [*insertions, *_examples_behind(text, low, act.start, targets)]
    if (will := sanction_facts.WILL.search(text, low, act.start)) and not any(
        will.start() < t.start < act.start for t in targets
    ):  # what stands behind it only is the day from which the measure holds
        hidden.append((will.start(), act.start))
    for m in _BREAK.finditer(text, low, act.start):
        if any(a <= m.start() < b for a, b in hidden):
            continue
        # "and 21 firms" opens a clause only behind a verb
        if m[0][0] == "," and not sanction_targets.has_finite(
            sanction_targets.without(text, low, m.start(), hidden)
        ):
            continue
        if any(t.start >= m.end() and t.end <= act.start for t in targets):
            low = m.end()
    for m in cue("cut").finditer(text, low, act.start):
        comma = text.find(",", m.start(), act.start)
        hidden.append((m.start(), comma if comma > 0 else act.start))
    return sanction_lists.before(text, low, act.start, targets, hidden)


def _objects(
    text: str, act: Act, limit: int, targets: Sequence[Target], breaks: Sequence[int]
) -> list[Target]:
    """The targets behind an active verb or a noun, up to the reasons for it."""
    hidden = [
        (m.start(), _examples_end(text, m, targets, limit))
        for m in cue("aside").finditer(text, act.end, limit)
        if m.start() - act.end > 1 or not any(t.start == m.start() for t in targets)
    ]  # "blacklisted two of the men": the part is the object itself
    hidden += (examples := _examples_behind(text, act.end, limit, targets))
    for name in ("cut", "total"):
        hidden += [
            (m.start(), _item_end(text, m.start(), targets)) for m in cue(name).finditer(text, act.end, limit)
        ]
    found = sanction_lists.behind(text, act.end, limit, targets, hidden, breaks)
    if found:  # who is named as one of those counted gives a name and no number
        own = next((span for span in examples if span[0] == found[-1].end), (0, 0))
        found += [t for t in targets if t.name and own[0] <= t.start < own[1]]
    if act.is_weak:
        found = [t for t in found if t.form != "unknown" or len(found) > 1]
        if found and len(re.findall(r"\w+", text[act.end : found[0].start])) > 6:
            return []
    if act.rule == "single-out" and found and sanction_targets.APPOINTED.match(text, found[-1].end):
        return []
    return found


def _examples_behind(text: str, low: int, high: int, targets: Sequence[Target]) -> list[tuple[int, int]]:
    """Where somebody is picked out of those counted right before: ", the flag carrier among the former"."""
    found = []
    for m in _AMONG_THEM.finditer(text, low, high):
        counted = [t.end for t in targets if t.is_counted and low <= t.start and t.end <= m.start()]
        if counted:
            found.append((counted[-1], m.end()))
    return found


def _examples_end(text: str, aside: re.Match[str], targets: Sequence[Target], limit: int) -> int:
    """Where an aside ends: examples ("including a Taiwanese, Ada Poe, and a Syrian") and relative clauses with
    commas of their own go on up to the next counted group that "and" adds."""
    if not _LONG_ASIDE.match(aside[0]):
        return aside.end()
    following = next((t for t in targets if t.is_counted and t.start >= aside.end()), None)
    semicolon = text.find(";", aside.end(), following.start if following else limit)
    if semicolon >= 0 and aside[0].startswith(("incl", "among", "count")):
        return semicolon
    if following is None:
        is_example = aside[0].startswith(("incl", "among", "count")) and not text[aside.end() : limit].count(
            ";"
        )
        is_open = is_example and limit == len(text)
        return limit if is_open else aside.end()
    added = _ADDED.search(text, aside.end(), following.start)
    is_plain = not re.search(r"[;:]", text[aside.end() : following.start])
    return added.start() if added and added.end() == following.start and is_plain else aside.end()


def _item_end(text: str, at: int, targets: Sequence[Target]) -> int:
    """Where the reasons that begin at an offset end: at a semicolon behind which the list goes on, else never."""
    for m in re.finditer(r";\s(?:and\s)?(?:the\s)?", text[at:]):
        if any(t.start == at + m.end() for t in targets):
            return at + m.end()
    return len(text)


# --- one row a measure -------------------------------------------------------------------------------


_MORE = compiled(r"(?i)\b(?:also|separately|additionally|another|in\saddition|further)\b")


def _joined(document: Document, found: list[Designation], told: Designation) -> list[Designation]:
    """The rows with the new one: added to a row of the same measure, else behind them."""
    for i in range(len(found) - 1, -1, -1):
        row = found[i]
        if row.authority != told.authority or not _is_same_measure(row, told):
            continue
        if _is_apart(document, row, told):
            break
        is_more = (
            row.sentence != told.sentence
            and (row.people, row.organisations) != (told.people, told.organisations)
            and document.sentences[row.sentence].kind != "headline"
            and told.rule != "single-out"
            and bool(_MORE.search(document.sentence_text(told.sentence)))
        )
        return [*found[:i], _one(row, told, is_more=is_more), *found[i + 1 :]]
    return [*found, told]


#: What makes a second measure of the day one of its own, and the departments that act each for itself.
_APART = compiled(
    r"(?i)\b(?:in\sa\sseparate\s(?:act|decision|step|action|move|package)|at\sthe\ssame\s(?:sitting|meeting|session))\b"
)
#: Before a gerund: "A month after listing 11 people, Seoul added three".
_EARLIER = compiled(r"(?i)\b(?:after|since|before|having|besides)\s$")
_DEPARTMENT = compiled(
    r"\b(?:(?P<s>State(?:\sDepartment)?|Department\sof\sState)|(?P<t>Treasury|OFAC)|(?P<c>Commerce))\b"
)


def _is_apart(document: Document, row: Designation, told: Designation) -> bool:
    """Whether two measures of an authority and a day are told as two: by different departments, or in so many words."""
    lead = document.text[max(0, row.start - 12) : row.start]
    if row.sentence == told.sentence and not row.date and _EARLIER.search(lead):
        return True
    is_gapped = told.rule == "gapped" and _department(document, row) != _department(document, told)
    if (row.sentence == told.sentence and not is_gapped) or (row.people, row.organisations) == (
        told.people,
        told.organisations,
    ):
        return False
    if _APART.search(document.sentence_text(told.sentence)):
        return True
    if document.sentences[row.sentence].kind == "headline":
        return False
    a, b = _department(document, row), _department(document, told)
    return bool(a and b and a != b)


def _department(document: Document, row: Designation) -> str:
    if row.authority != "USA":
        return ""
    s = document.sentences[row.sentence]
    before = list(_DEPARTMENT.finditer(document.text, s.start, row.start))
    found = before[-1] if before else _DEPARTMENT.search(document.text, row.start, s.end)
    return (found.lastgroup or "") if found else ""


def _is_same_measure(row: Designation, told: Designation) -> bool:
    if row.date and told.date:
        return row.date == told.date
    if (row.people, row.organisations) == (told.people, told.organisations):
        return True
    whole = (row.people, row.organisations, told.people, told.organisations)
    if all(whole) and row.people != told.people and row.organisations != told.organisations:
        return False  # each told in full, and otherwise
    is_detail = (told.people or 0) <= (row.people or 0) and (told.organisations or 0) <= (
        row.organisations or 0
    )
    is_fuller = row.date == told.date == "" or (told.date and not row.date)
    reach = 3 if told.date or not is_detail else 8  # parts of a measure are told of without a day
    return told.sentence - row.sentence <= reach and (is_detail or bool(is_fuller))


def _one(row: Designation, told: Designation, *, is_more: bool) -> Designation:
    if (
        row.people
        and row.organisations is None
        and told.people
        and told.organisations
        and row.people == told.people + told.organisations
    ):
        row = replace(row, people=told.people)  # "twelve names" are eight men and four firms
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
