"""Designations of one article: a state or body putting sanctions on named or counted targets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from analysis import lexicon
from analysis.events import attachment, frames
from analysis.events.attachment import Head
from analysis.recognise import assertion, clauses
from analysis.recognise.numbers import value_of
from analysis.records import Designation, Document

_USABLE = re.compile(r"\d{4}-\d{2}(?:-\d{2})?|\d{4}-W\d{2}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PASSIVE = re.compile(
    r"\b(?:was|were|been|being|be|is|are|get|got)\s(?:\w+ly\s|also\s|then\s|all\s|both\s)?$", re.IGNORECASE
)
_NUMBER = (
    r"\d{1,3}|a\sdozen|(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|another"
)
#: Where the list of targets ends and the reasons for it begin.
_REASONS = re.compile(
    r"\b(?:over\s(?!a\sdozen)|for\s(?!sanctions)|because|in\sresponse|after|following|accus\w+|said|says|saying|prompt\w+|to\spunish|"
    r"as\spart|in\sretaliation|alleg\w+|hours|days|pursuant|believed|suspected|responsible|"
    r"in\sconnection|including|among\sthem|most\sof|all\sof|both\sof|some\sof|four\sof|of\swhom|of\swhich|freezing|barring)\b"
)


_VAGUE = re.compile(
    r"\b(?:individuals?|entit(?:y|ies)|officials|compan(?:y|ies)|firms?|nationals|people|persons|organi[sz]ations?|banks?|"
    r"targets|North\sKoreans|businesses)\b",
    re.IGNORECASE,
)
_AS_COMPLEMENT = re.compile(
    r"(?:\b(?:for|of|to|by|with|from|at|in|against)\s(?:[\w.’'-]+\s){0,2}|-designated\s(?:\w+\s)?)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Targets:
    """Who was listed: numbers where the text gives or shows them, names as printed. `is_vague`: targets are
    spoken of without a number a kind ("several individuals and entities", "five targets")."""

    people: int | None = None
    organisations: int | None = None
    names: tuple[str, ...] = ()
    is_vague: bool = False

    def __bool__(self) -> bool:
        return bool(self.people or self.organisations or self.names or self.is_vague)


def find(document: Document) -> tuple[Designation, ...]:
    """The designations that the article tells as facts, ordered by position; what it says of one in several
    places is one row."""
    found: list[Designation] = []
    for sentence in document.sentences:
        for told in _in_sentence(document, sentence.index, found):
            found = _joined(document, found, told)
    return tuple(sorted(_without_headline(document, found), key=lambda d: d.start))


def _in_sentence(document: Document, index: int, earlier: Sequence[Designation]) -> Iterator[Designation]:
    sentence, text = document.sentences[index], document.sentence_text(index)
    heads = _triggers(document, index, earlier)
    dated = attachment.dates_of(document, index, [h for h, _ in heads])
    for head, p in heads:
        how = assertion.of(text, head.start - sentence.start, head.end - sentence.start)
        if re.search(r"\bbe\s$", text[: head.start - sentence.start]):
            continue  # proposed, expected or asked to be listed
        if not how.is_fact and set(how.cues) - {"threat"}:
            continue
        targets = _targets(document, index, head, p)
        if not targets:
            continue
        authority = _authority(document, index, head, p, earlier)
        if not authority:
            continue
        yield Designation(
            start=head.start,
            end=head.end,
            sentence=index,
            rule=p.id,
            authority=authority,
            date=_date(document, index, head, p, dated, authority),
            people=targets.people,
            organisations=targets.organisations,
            names=targets.names,
        )


# --- triggers ----------------------------------------------------------------------------------------


def _triggers(
    document: Document, index: int, earlier: Sequence[Designation]
) -> list[tuple[Head, lexicon.Pattern]]:
    base, text = document.sentences[index].start, document.sentence_text(index)
    found: list[tuple[Head, lexicon.Pattern]] = []
    for p in lexicon.patterns("designation_triggers"):
        if "side" not in p.fields:
            continue
        for m in p.regex.finditer(text):
            taken = any(h.start < base + m.end() and base + m.start() < h.end for h, _ in found)
            if taken or not _is_meant(document, index, p, m, earlier):
                continue
            found.append(
                (
                    Head(
                        base + m.start(),
                        base + m.start() + len(m[0].rstrip()),
                        p.fields.get("form", "verb"),
                        name=p.id,
                    ),
                    p,
                )
            )
    return sorted(found, key=lambda f: f[0].start)


def _is_meant(
    document: Document, index: int, p: lexicon.Pattern, m: re.Match[str], earlier: Sequence[Designation]
) -> bool:
    text, base = m.string, document.sentences[index].start
    if p.fields.get("needs_subject"):
        near = [a for a in document.actors_in(index) if a.end - base <= m.start() <= a.end - base + 2]
        return bool(
            near or re.search(r"\b(?:it|and|also|Treasury|Council|EU|UN|US|U\.S\.)\s$", text[: m.start()])
        )
    if p.fields.get("needs_measure"):
        return bool(
            re.search(
                r"(?i)\b(?:sanctions|measures|penalties|designations|freezes?|listings?|blacklist)"
                r"(?:\s(?:also|\w+ly|imposed)|,?\s(?:on|last|this|of|from|announced)\s[\w\s]{2,20},?)?\s$",
                text[: m.start()],
            )
        )
    if p.fields.get("needs_before"):
        return bool(earlier) and index - earlier[-1].sentence <= 1
    if p.id == "listed-active":
        around = text + (document.sentence_text(index - 1) if index else "")
        return bool(re.search(r"(?i)\b(?:sanction|blacklist|Treasury|designat|asset\sfreeze)", around))
    if p.id == "nominal":
        return not re.search(r"(?i)\b(?:propos|draft|call|block|veto|new\sround\sof\stalks)", text[: m.end()])
    return not (re.search(r"(?i)\bto\s$", text[: m.start()]) and p.id != "after-naming")


# --- targets -----------------------------------------------------------------------------------------


def _targets(document: Document, index: int, head: Head, p: lexicon.Pattern) -> Targets:
    base, text = document.sentences[index].start, document.sentence_text(index)
    start, end = head.start - base, head.end - base
    clause = clauses.at(text, start)
    side = p.fields["side"]
    if side == "both":
        object_relative = re.search(
            r"\b(?:whom|which)\s(?:[\w’'.-]+\s){0,6}$", text[clause.start : start]
        ) or text[clause.start : start].startswith("whom")
        is_before = (
            _PASSIVE.search(text[:start])
            or object_relative
            or re.match(r"\s?(?:[.,;)]|$|by\b|in\b|on\b|for\b|under\b|last\b)", text[end:])
        )
        side = "before" if is_before else "after"
    if side == "before":
        return _read_targets(document, index, _before(text, start), start)
    stop = _end_of_list(text, end, between=side == "between")
    return _read_targets(document, index, end, stop)


def _before(text: str, start: int) -> int:
    """Where the subject of a passive begins: after the last break that starts a new statement."""
    low = 0
    for m in re.finditer(
        r"[;:]\s|\b(?:said|says|that|but|while|after)\s|,\s(?:and|but)\s(?=(?:\d|\w+\s(?:people|men|firms)))",
        text[:start],
    ):
        low = m.end()
    return low


def _end_of_list(text: str, start: int, *, between: bool) -> int:
    if between:
        m = re.search(
            r"\s(?:to|on|onto|in|with)\s(?:[\w.’'-]+\s){0,5}?(?:\w*list\w*|roll|register|annex|sanctions|penalt\w+|freezes?|bans?)",
            text[start:],
        )
        return start + m.start() if m else len(text)
    m = _REASONS.search(text, start + 1)
    return m.start() if m and not _only_vague(text[start : m.start()]) else len(text)


def _only_vague(text: str) -> bool:
    return len(re.findall(r"\w+", text)) < 1


def _read_targets(document: Document, index: int, low: int, high: int) -> Targets:
    base, text = document.sentences[index].start, _without_relatives(document.sentence_text(index)[low:high])
    counted: dict[str, list[tuple[int, bool]]] = {"people": [], "organisations": []}
    vague = bool(
        re.search(rf"(?i)\b(?:{_either('people')}|{_either('organisations')}|targets|shipping\s\w+)\b", text)
    )
    for kind, value, is_article in _phrases(text):
        counted[kind].append((value, is_article))
    persons = _named(document, index, base + low, base + high, "person")
    bodies = _named(document, index, base + low, base + high, "organisation")
    people = _total(counted["people"], len(persons))
    if people is None and re.match(r"\W*(?:All|They|The\s(?:five|four|six|men|people))\b", text) and vague:
        people = _spoken_of(document, index)
    if people is None and (bare := _bare_number(text)):
        people = bare
    return Targets(people, _total(counted["organisations"], len(bodies)), (*persons, *bodies), vague)


def _bare_number(text: str) -> int | None:
    """ "after five were listed": a number that is the whole subject stands for people."""
    m = re.search(
        rf"(?i)(?:^|\b(?:after|when|and|another|further)\s)({_NUMBER})\s(?:others?\s|more\s)?(?:of\sthem\s)?$",
        text,
    )
    value = value_of(m[1]) if m else None
    return int(value) if value and value > 1 else None


def _without_relatives(text: str) -> str:
    """The text with relative clauses blanked: who "has links to two banks" does not list two banks."""
    return re.sub(r"\b(?:which|who|whom|whose|that)\b[^,;]*", lambda m: " " * len(m[0]), text)


def _total(counted: Sequence[tuple[int, bool]], named: int) -> int | None:
    """The sum of the numbers; where there is only "a firm", as many as are named."""
    if any(not is_article for _, is_article in counted):
        return sum(v for v, _ in counted)
    return max(len(counted), named) or None


def _phrases(text: str) -> Iterator[tuple[str, int, bool]]:
    """Kind, number and whether it is only "a" or "an", for each counted group ("two Russian firms")."""
    for m in _phrase().finditer(text):
        lead = text[max(0, m.start() - 25) : m.start()]
        if re.search(
            r"(?i)\b(?:for|of|to|by|with|from|at|in|behalf\sof|including|them|than|than\sa|like|as)\s(?:the\s|its\s)?$",
            lead,
        ):
            if not re.search(
                r"(?i)\b(?:list|names|total|sanctions|assets|property|funds)\sof\s$|^\W*(?:with|by|for|of)\s$|\bwith\s$",
                text[: m.start()],
            ):
                continue
        noun = m["noun"]
        kind = "organisations" if noun.lower() in _words("organisations") else "people"
        both = re.match(
            rf"(?i)\s(?:and|or)\s(?:(?!{_NUMBER})[a-z-]+\s)?(?:{_either('people')}|{_either('organisations')})\b",
            text[m.end() :],
        )
        if both and noun.lower().endswith("s"):
            continue
        number = m["number"].lower()
        is_article = number in ("a", "an", "another")
        value = 1 if is_article else value_of(number)
        if value:
            yield kind, int(value), is_article
    for m in re.finditer(r"(?i)\band\s(\w+)\s(?:others|more)\b", text):
        if value := value_of(m[1]):
            yield "people", int(value), False


@cache
def _phrase() -> re.Pattern[str]:
    nouns = f"{_either('people')}|{_either('organisations')}|{_either('nationals')}"
    single = rf"(?:{_either('national')})(?=\s?(?:[,.;]|$|and\b|man\b))"
    return re.compile(
        rf"(?<![\w.$-])(?P<number>{_NUMBER})\s(?:(?!(?:and|or|of|for|to|by|with|from|in|on|at)\s)[\w’'.-]+,?\s){{0,6}}?(?P<noun>{nouns}|{single})\b(?!\s(?:and\sentit|[-–]linked))",
        re.IGNORECASE,
    )


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(lexicon.settings("designation_triggers")["words"][name].split())


@cache
def _either(name: str) -> str:
    return "|".join(sorted(_words(name), key=len, reverse=True))


def _named(document: Document, index: int, low: int, high: int, kind: str) -> tuple[str, ...]:
    """The names of the persons or organisations between the offsets, without those that do the listing."""
    found = [
        a.name
        for a in document.actors_in(index)
        if a.kind == kind
        and low <= a.start
        and a.end <= high
        and a.form not in ("title", "pronoun")
        and not _is_authority(a.name)
        and not _AS_COMPLEMENT.search(document.text[low : a.start])
    ]
    return tuple(dict.fromkeys(found))


def _is_authority(name: str) -> bool:
    return any(p.regex.search(name) for p in _authorities())


def _spoken_of(document: Document, index: int) -> int | None:
    """The number of people told of last before the sentence ("five North Koreans … All are officials")."""
    earlier = [
        c for c in document.counts if c.of == "people" and c.sentence < index and index - c.sentence <= 6
    ]
    return int(earlier[-1].value) if earlier else None


# --- who and when ------------------------------------------------------------------------------------


@cache
def _authorities() -> tuple[lexicon.Pattern, ...]:
    return tuple(p for p in lexicon.patterns("designation_triggers") if "authority" in p.fields)


def _bodies(document: Document, low: int, high: int) -> list[tuple[int, int, str]]:
    """Authorities spoken of between two offsets, with their places: bodies, departments and states."""
    found = [
        (m.start(), m.end(), p.fields["authority"])
        for p in _authorities()
        for m in p.regex.finditer(document.text, low, high)
    ]
    found += [
        (a.start, a.end, a.actor_id)
        for a in document.actors
        if a.kind == "state"
        and low <= a.start
        and a.end <= high
        and not any(s < a.end and a.start < e for s, e, _ in found)
    ]
    return sorted(found)


def _authority(
    document: Document, index: int, head: Head, p: lexicon.Pattern, earlier: Sequence[Designation]
) -> str:
    return (
        _by_agent(document, index, head)
        or _adjective(document, index, head)
        or _subject(document, index, head, p)
        or _above(document, index, head, earlier)
    )


def _by_agent(document: Document, index: int, head: Head) -> str:
    """ "were listed by the Council", "named under US sanctions", "subject to sanctions by Tokyo"."""
    sentence = document.sentences[index]
    for start, _, who in _bodies(document, head.end, min(sentence.end, head.end + 120)):
        gap = document.text[head.end : start]
        if re.fullmatch(r"[^;:]*\b(?:by|under)\s(?:the\s|new\s|existing\s)?", gap) and who != "PRK":
            return who
    return ""


def _adjective(document: Document, index: int, head: Head) -> str:
    """ "Yesterday's US sanctions: …", "join the UN blacklist", "imposed EU sanctions on": inside or before the
    trigger's own words."""
    if head.form != "noun" and head.name not in (
        "joins-list",
        "added-passive",
        "face-sanctions",
        "imposed-passive",
        "targeted",
    ):
        return ""
    low = max(document.sentences[index].start, head.start - 25)
    near = [
        who
        for s, e, who in _bodies(document, low, head.end)
        if re.fullmatch(
            r"(?:[’']s?)?\s(?:new\s|latest\s|own\s|fresh\s|sanctions\s)*(?:sanctions|blacklist|list|designations|penalties|measures|asset|travel|listings).*",
            document.text[e : head.end + 15],
            re.DOTALL,
        )
    ]
    return near[-1] if near and near[-1] != "PRK" else ""


def _subject(document: Document, index: int, head: Head, p: lexicon.Pattern) -> str:
    """The subject of an active trigger: the first free body in its clause, else in the clauses before."""
    sentence, text = document.sentences[index], document.sentence_text(index)
    if p.fields["side"] == "before" or _PASSIVE.search(text[: head.start - sentence.start]):
        if head.name != "progressive":
            return ""
    parts = clauses.split(text)
    at = head.start - sentence.start
    place = next((i for i, c in enumerate(parts) if c.start <= at < c.end), 0)
    for i in range(place, -1, -1):
        limit = head.end if head.name == "after-naming" else head.start
        low, high = sentence.start + parts[i].start, min(limit, sentence.start + parts[i].end)
        free = [
            who
            for s, _, who in _bodies(document, low, high)
            if who != "PRK"
            and not re.search(
                r"(?i)\b(?:of|against|from|over|on|at|with|to|by|for|in|between|into|after|under|told|urged|before)\s(?:the\s|a\s)?$",
                document.text[low:s],
            )
        ]
        if re.search(r"\b(?:[Ww]e|I)\b", document.text[low:high]):
            return _speaker(document, index)
        if free:
            return free[0] if parts[i].kind != "relative" or i == place else free[-1]
    return ""


def _speaker(document: Document, index: int) -> str:
    """The state that "we" stands for: that of the person who speaks, named in the paragraph or before it."""
    here = document.sentences[index]
    before = [a for a in document.actors if a.kind == "person" and a.state and a.start < here.end]
    own = [a for a in before if document.sentences[a.sentence].paragraph == here.paragraph]
    named = own or before
    return named[0].state if own else named[-1].state if named else ""


def _above(document: Document, index: int, head: Head, earlier: Sequence[Designation]) -> str:
    """The body that the paragraph is about, the one that listed before, else the one last spoken of."""
    sentence = document.sentences[index]
    first = next(s for s in document.sentences if s.paragraph == sentence.paragraph)
    inside = [who for _, _, who in _bodies(document, first.start, head.start) if who in ("UN", "USA", "EU")]
    if inside:
        return "UN" if "UN" in inside else inside[-1]
    if earlier and index - earlier[-1].sentence <= 3:
        return earlier[-1].authority
    low = document.sentences[max(0, index - 6)].start
    named = sorted(
        (m.start(), p.fields["authority"])
        for p in _authorities()
        for m in p.regex.finditer(document.text, low, head.start)
    )
    before = [who for _, _, who in _bodies(document, 0, head.start) if who in ("UN", "USA", "EU")]
    return named[-1][1] if named else before[-1] if before else ""


def _date(
    document: Document,
    index: int,
    head: Head,
    p: lexicon.Pattern,
    dated: dict[Head, tuple[attachment.TimeMention, ...]],
    authority: str,
) -> str:
    own = [t.value for t in dated.get(head, ()) if _USABLE.fullmatch(t.value)]
    if own:
        return own[0]
    told = _announced(document, index, head)
    if told:
        return told
    if frame := frames.day(document, index):
        return frame
    anchor = (document.anchors[index] if document.anchors else "") or document.article.published
    if p.id == "progressive" and not re.search(r"\b(?:was|were)\s", document.text[head.start : head.end]):
        return anchor
    return _day_of_vote(document, index, anchor) if authority == "UN" else ""


def _announced(document: Document, index: int, head: Head) -> str:
    """ "announced on Friday that it had blacklisted", "responded on Friday by blacklisting": the only day of
    the sentence, if it stands before the trigger and a verb of saying or answering with it."""
    days = [
        t
        for t in document.times_in(index)
        if t.type == "DATE" and _USABLE.fullmatch(t.value) and not t.is_frame
    ]
    lead = document.text[document.sentences[index].start : head.start]
    is_told = head.name == "after-naming" or re.search(
        r"(?i)\b(?:announc|said|confirm|decid|declar|disclos|report|mov|respond|react|act)\w*\b", lead
    )
    if is_told and len({t.value for t in days}) == 1 and days[0].start < head.start:
        return days[0].value
    return ""


def _day_of_vote(document: Document, index: int, anchor: str) -> str:
    """The day of the Council's measure that the article reports: the last day before the sentence that is
    within a week of publication."""
    here = document.sentences[index]
    days = [
        t.value
        for t in document.times
        if t.type == "DATE" and not t.is_frame and _DAY.fullmatch(t.value) and t.start < here.start
    ]
    if not anchor:
        return ""
    near = [d for d in days if d <= anchor and _apart(d, anchor) <= 7]
    return near[-1] if near else ""


def _apart(a: str, b: str) -> int:
    from datetime import date

    return abs((date.fromisoformat(a) - date.fromisoformat(b)).days)


# --- one row a measure -------------------------------------------------------------------------------


def _joined(document: Document, found: list[Designation], told: Designation) -> list[Designation]:
    """The rows with the new one: added to a row of the same measure, else behind them."""
    for i in range(len(found) - 1, -1, -1):
        row = found[i]
        if row.authority != told.authority or not _same_measure(row, told):
            continue
        is_more = (
            bool(
                re.search(
                    r"(?i)\b(?:also|separately|additionally|another|in\saddition|further)\b",
                    document.sentence_text(told.sentence),
                )
            )
            and row.sentence != told.sentence
            and told.rule != "targeted"
        )
        return [*found[:i], _one(row, told, is_more=is_more), *found[i + 1 :]]
    return [*found, told]


def _same_measure(row: Designation, told: Designation) -> bool:
    if row.date and told.date:
        return row.date == told.date
    return told.sentence - row.sentence <= 3 or (row.people, row.organisations) == (
        told.people,
        told.organisations,
    )


def _one(row: Designation, told: Designation, *, is_more: bool) -> Designation:
    def both(a: int | None, b: int | None) -> int | None:
        if a is None or b is None:
            return a or b
        return a + b if is_more else max(a, b)

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
