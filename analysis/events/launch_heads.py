"""Words that stand for a launch in a sentence: its heads.

A head is a trigger ("fired", "launch"; `launch_triggers.toml`), any other verb that has a missile for its subject
or object and is not known to do something else to it ("picked up", "streaked"), a weapon that may be dated
itself ("and a cruise missile on the 25th"), or an ellipsis ("followed by another two days later").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from analysis import lexicon
from analysis.events import frames, launch_states
from analysis.events.attachment import Head
from analysis.literals import sieve
from analysis.recognise import clauses
from analysis.recognise.numbers import value_of
from analysis.records import Document, WeaponMention

#: No sentence that tells launches is so long, or names so many weapons; in such a one everything may belong to everything.
ENDLESS, MANY = 3000, 30
#: What follows a noun, not a verb in the present ("the North’s launches of", "missile tests in May").
_NO_OBJECT = re.compile(
    r"\s?(?:[.,;:)]|$|(?:of|on|in|by|since|from|and|or|that|which|are|were|was|is|have|has|had|will|would|this|last|"
    r"during|as|at|to|after|before|over|into|condemned|conducted)\b)",
    re.IGNORECASE,
)
_OF_THEIR_OWN = re.compile(
    r"[^.;:]{0,60}?\swith\s(?:as\smany|some|several|one|two|three|four|five|six|seven|eight|ten|\d+)\s(?:\w+\s)?of\s(?:its|their)\sown"
)
#: One more missile, without its name.
_OF_ITS_OWN = re.compile(r"\b(?:one|another|some|two|several|missiles?)\sof\s(?:its|their)\sown\b")
_PREDICATE = re.compile(r"\b(?:was|were|is|are|been|be)\s(?:[\w’'-]+\s){0,4}$")
#: Objects and subjects that stand for a missile spoken of before ("the one he fired", "it was launched").
_PRONOUN_OBJECT = re.compile(r"\s(?:it|them|one|another|as\smany|the\s(?:same|type|weapon))\b")
_PRONOUN_SUBJECT = re.compile(
    r"(?i)\b(?:it|they|ones?|both|two|three|four|five|others?|more|another|first|second|third|fourth|fifth|last|latest|next|type|model|weapon|class|kind)\s"
    r"(?:(?:he|it|they|she|Kim|the\sNorth|Pyongyang|that|which|was|were|had|has|have|been|being|also|then|later)\s){0,4}$"
)
#: "the bomb that North Korea let off": the object of the verb is no missile.
_OTHER_BEFORE = re.compile(
    r"(?i)\b(?:bombs?|(?:nuclear|atomic|hydrogen)\s(?:device|warhead|charge)s?|devices?|shells?|campaign|ship|destroyer|frigate)\s(?:(?:that|which)\s)?"
    r"(?:(?:the\s)?[A-Z][\w’'-]+\s|it\s|they\s){1,3}(?:had\s|has\s|also\s)*$"
)
#: A noun, not a verb, although it ends in -ing: "Tuesday’s firing", "the test-firing".
_NOMINAL = re.compile(
    r"(?i)(?:[’']s?|\b(?:the|a|an|this|that|its|their|his|such|each|every|latest|live))\s(?:[\w-]+\s)?$"
)
#: Between a weapon and the verb whose subject it is.
_TO_VERB = re.compile(
    r"(?:\s\([A-Za-z ]{2,40}\))?(?:,?\s(?:which|that|who))?(?P<aux>(?:\s(?:has|had|have|was|were|is|are|been|being|then|also|later|"
    r"again|once|first|last|twice|apparently|reportedly|presumably|\w+ly))*)\s(?P<verb>[A-Za-z-]+)"
)
#: "the missile that North Korea sent over Japan": a verb whose object is the weapon before.
_SENT_BY = re.compile(
    r"(?:\s(?:that|which))?\s(?:(?:the\s)?(?:[A-Z][\w’'-]*\s){1,3}|it\s|they\s|he\s|(?:the|its)\s(?:regime|country|army|navy|military)\s)"
    r"(?:(?:has|had|have|also|again|then|first|last)\s){0,2}(?P<verb>[a-z]+)\b"
)
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being)\b")
_PARTICIPLE = re.compile(
    r"(?:\w+ed|\w{2,}wn|\w+en|sent|shot|put|lost|found|caught|felt|heard|hit|let|set|\w+ung)"
)
#: Clauses that have no missile of their own and go on about the one before.
_GOES_ON = ("relative", "participle", "predicate", "resumed", "parenthesis", "complement")
_TOKEN = re.compile(r"[A-Za-z][\w’'-]*|\d[\d,.]*|[,;:.()–—]")
#: Words that part a verb from what follows, so that this is not its object.
_NO_PASS = frozenset(
    "in on at by from with to for over about against into after before during under near off toward towards than that which who "
    "and or but when while as".split()
)


#: "two of them" behind a day is a part of the missiles that were fired on it.
_PART = re.compile(r"\sof\s(?:them|these|those)$")
#: "the two had launched eight": those who fire are no missiles.
_FIRES = re.compile(
    r"(?:\s(?:of\sthem|had|have|has|also|then|each|both|together|jointly)){0,3}\s(?:(?:test-)?(?:fired|launched)|tested|lobbed|loosed|shot|let)"
    r"\s(?:off\s|fly\s)?(?:an?|the|two|three|four|five|six|seven|eight|nine|ten|\d+|its|their|missiles?|several|some|more|at|about|another)\b"
)
_BEHIND_DAY = re.compile(r"\d,\s$|day,\s$")


#: A subject that the weapon behind the verb explains: "what rose was", "It flew on Monday: a Hwasong-18".
_NAMED_LATER = re.compile(r"(?i)\bwhat\s$|^\W*(?:it|this\sone|that\sone)\s(?:had\s|also\s)?$")


_NTH = re.compile(r"(?i)\b(?:opening|first|second|third|fourth|last|latest|closing|final|next)\s$")
#: "July 9's, also from a submarine, had burst": a missile named by its day alone.
_WHOSE = re.compile(
    r"[’']s(?:,\s(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)|(?=\s(?:pair|couple|trio)\b)|\s(?:had|was|were|flew|fell|went|came|broke|blew|burst|crashed|"
    r"failed|exploded|landed)\b)"
)


def find(document: Document, index: int) -> list[Head]:
    """The heads of a sentence, ordered by position."""
    sentence, text = document.sentences[index], document.sentence_text(index)
    weapons = document.weapons_in(index)
    if len(text) > ENDLESS or len(weapons) > MANY:
        return []
    if not weapons and not document.times_in(index) and not document.counts_in(index):
        is_next = index and document.weapons_in(index - 1) and _OF_ITS_OWN.search(text)
        if not is_next:
            return []
    about = has_context(document, index) or bool(frames.day(document, index))
    named = triggers(document, index, is_about=about)
    is_fragment = (
        not any(clauses.is_finite(m[0]) for m in re.finditer(r"[A-Za-z-]+", text)) if weapons else False
    )
    things = [
        Head(w.start, w.end, "thing", name=w.rule)
        for w in weapons
        if not any(t.start < w.end and w.start < t.end for t in named)
        and (named or about or is_fragment or _is_individual(document.text, sentence.start, w))
    ]
    elided = [
        Head(sentence.start + a, sentence.start + b, "ellipsis")
        for a, b in ellipses(text, is_sure=not (named or weapons or about))
        if not any(h.start < sentence.start + b and sentence.start + a < h.end for h in named)
        and not (_PART.search(text[a:b]) and _BEHIND_DAY.search(text[:a]))
        and not _FIRES.match(text, b)
    ]
    elided += [
        Head(t.end, t.end + 2, "ellipsis", name="whose")
        for t in document.times_in(index)
        if (named or weapons or about) and t.type == "DATE" and _WHOSE.match(document.text, t.end)
    ]
    elided += [
        Head(a.end, a.end + 2, "ellipsis", name="whose")
        for a in document.actors_in(index)
        if (named or weapons or about) and a.kind == "state" and _WHOSE.match(document.text, a.end)
    ]
    elided += [
        Head(c.start, c.end, "ellipsis")
        for c in document.counts_in(index)
        if c.of == "missiles"
        and not c.is_ordinal
        and not any(h.start < c.end and c.start < h.end for h in (*named, *things, *elided))
    ]
    return sorted([*named, *things, *elided], key=lambda h: (h.start, -h.end))


def ellipses(
    text: str, low: int = 0, high: int | None = None, *, is_sure: bool = False
) -> list[tuple[int, int]]:
    """Where words stand for a missile that is not named again ("another", "its twin", "those of 22 April"). `is_sure`:
    only those that a missile need not have been named for just before."""
    found: list[tuple[int, int]] = []
    for p in lexicon.patterns("launch_triggers"):
        if p.fields["form"] == "ellipsis" and (p.fields.get("sure") or not is_sure):
            spans = (m.span() for m in p.regex.finditer(text, low, len(text) if high is None else high))
            found += [s for s in spans if not any(a < s[1] and s[0] < b for a, b in found)]
    return sorted(found)


def _is_individual(text: str, low: int, weapon: WeaponMention) -> bool:
    """Whether a certain missile is meant, not missiles at large: it has an article, a number or a name."""
    if weapon.model:
        return True
    before = text[max(low, weapon.start - 60) : weapon.start]
    return bool(
        re.search(
            r"(?i)(?:\b(?:an?|the|its|their|another|one|two|three|four|five|six|seven|eight|nine|ten|several|some|more|pair|couple|"
            r"dozen|multiple|that|this|second|third|\d+)\s|[’']s?\s)(?:[\w’'“”\"-]+\s){0,4}[“\"]?$",
            before,
        )
    )


def triggers(document: Document, index: int, *, is_about: bool) -> list[Head]:
    """The verbs and nouns that tell a launch. `is_about`: launches were just spoken of, so that a pronoun
    may stand for a missile."""
    text, weapons = document.sentence_text(index), document.weapons_in(index)
    base = document.sentences[index].start
    found: list[Head] = []
    for p in sieve("launch_triggers")(text):
        if p.fields["form"] in ("cue", "ellipsis", "identity"):
            continue
        for m in p.regex.finditer(text):
            if any(h.start < base + m.end() and base + m.start() < h.end for h in found):
                continue
            inside = [w for w in weapons if w.start <= base + m.start() and base + m.end() <= w.end]
            if inside and (p.fields["form"] != "noun" or inside[0].end != base + m.end()):
                continue  # "submarine-launched missile"; "space launch" stays a launch
            form = _form(document, index, p, m, is_about=is_about)
            if form:
                found.append(Head(base + m.start(), base + m.end(), form, name=p.id))
    for head in _by_argument(document, index, weapons):
        if not any(h.start < head.end and head.start < h.end for h in found):
            found.append(head)
    return sorted(found, key=lambda h: h.start)


# --- any verb with a missile -------------------------------------------------------------------------


def _by_argument(document: Document, index: int, weapons: Sequence[WeaponMention]) -> Iterator[Head]:
    """Verbs that have a missile for subject ("did": "a missile streaked"), object or means ("handled": "picked up
    two missiles", "answered with a missile"), but for those that do something else to it ("unveiled")."""
    base, text = document.sentences[index].start, document.sentence_text(index)
    seen: set[int] = set()
    for w in weapons:
        for name, start, end in (
            *_verb_after(text, w.end - base),
            *_verb_before(text, w.start - base),
        ):
            if start in seen or text[start:end].lower() in words("not_launching"):
                continue
            seen.add(start)
            yield Head(base + start, base + end, "verb", name=name)


def _verb_after(text: str, at: int) -> Iterator[tuple[str, int, int]]:
    if (sent := _SENT_BY.match(text, at)) and clauses.is_finite(sent["verb"]):
        if sent["verb"] not in words("auxiliary"):
            yield "handled", sent.start("verb"), sent.end("verb")
        return
    m = _TO_VERB.match(text, at)
    if not m:
        return
    verb = m["verb"]
    is_passive = bool(_PASSIVE.search(m["aux"]))
    if (
        _PARTICIPLE.fullmatch(verb)
        if is_passive
        else clauses.is_finite(verb) or verb in ("seen", "lost", "shown")
    ):
        yield "did", m.start("verb"), m.end("verb")


def _verb_before(text: str, at: int) -> Iterator[tuple[str, int, int]]:
    """The verb that the weapon before `at` is the object of, or the means ("with", "by firing")."""
    is_means = False
    for t in reversed(list(_TOKEN.finditer(text, max(0, at - 110), at))):
        word = t[0].lower()
        if clauses.is_finite(t[0]) or (clauses.is_participle(word) and not is_means):
            if word not in words("auxiliary"):
                yield "handled", t.start(), t.end()
            return
        if word in ("with",) and not is_means:
            is_means = True
        elif not t[0][0].isalnum() or (word in _NO_PASS and not is_means):
            return


# --- what a trigger is -------------------------------------------------------------------------------


def is_otherwise(text: str, at: int) -> bool:
    """Whether the weapon at `at` is the object of a verb that is no launch ("this picture shows a missile")."""
    if re.search(
        r"\b(?:what|that|which)\s[^,;]{0,40}\b(?:call|term|describ|dubb?|nam|bill|hail|sa)\w*\s[^,;]{0,30}$",
        text[:at],
    ):
        return False  # "what it termed an ICBM"
    for t in reversed(list(_TOKEN.finditer(text, max(0, at - 60), at))):
        word = t[0].lower()
        if word in words("not_launching") and word not in words("listing") and word not in words("auxiliary"):
            return True
        if not t[0][0].isalnum() or word in _NO_PASS or clauses.is_finite(t[0]):
            return False
    return False


def _form(document: Document, index: int, p: lexicon.Pattern, m: re.Match[str], *, is_about: bool) -> str:
    """What the trigger is here: `verb`, `noun`, `echo` (says what became of the launch named before it, "the
    test failed on Friday"), or "" if it is no launch at all."""
    text, form = m.string, p.fields["form"]
    base = document.sentences[index].start
    spans = [(w.start - base, w.end - base) for w in document.weapons_in(index)]
    match form:
        case "noun":
            return "noun" if _is_launch_noun(document, index, p.id, m, spans, is_about=is_about) else ""
        case "present":
            return "verb" if _is_present(document, base, m, spans) else ""
        case "motion":
            return _moved(text, m, spans) or ("verb" if is_about and _is_flown(text, m) else "")
        case "reply":
            return "verb" if _is_reply(text, m, spans) else ""
        case "gerund":
            is_verb = not _NOMINAL.search(text[: m.start()])
            return "verb" if is_verb and any(m.end() <= s[0] <= m.end() + 80 for s in spans) else ""
    if p.id == "orbit" or (p.id == "tried" and any(0 <= a - m.end() < 60 for a, _ in spans)):
        return "verb"
    if p.id == "again":
        return "verb" if is_about else ""
    if _leads_to_other(text[m.end() :]) or _OTHER_BEFORE.search(text[: m.start()]):
        return ""
    clause = clauses.at(text, m.start())
    numbers = [
        (c.start - base, c.end - base)
        for c in document.counts_in(index)
        if c.of == "missiles" and not c.is_ordinal
    ]
    near = [s for s in (*spans, *numbers) if clause.start <= s[0] < clause.end]
    if near or _antecedents(text, clause, spans) or _number_follows(text[m.end() :]):
        return "verb"
    if is_about and (
        _PRONOUN_OBJECT.match(text[m.end() :]) or _PRONOUN_SUBJECT.search(text[clause.start : m.start()])
    ):
        return "verb"
    return ""


def _is_present(document: Document, base: int, m: re.Match[str], spans: Sequence[tuple[int, int]]) -> bool:
    text = m.string
    follows = any(m.end() <= a <= m.end() + 90 for a, _ in spans)
    return bool(
        launch_states.ends_with_subject(document, base + m.start())
        and not _NO_OBJECT.match(text[m.end() :])
        and (follows or _number_follows(text[m.end() :]))
    )


def _moved(text: str, m: re.Match[str], spans: Sequence[tuple[int, int]]) -> str:
    clause = clauses.at(text, m.start())
    noun = re.search(
        r"(?i)\b(?:launch|test|attempt|firing|liftoff|lift-off|flight)s?\b(?:\s[\w’'-]+){0,6}\s$",
        text[clause.start : m.start()],
    )
    near = [s for s in spans if clause.start <= s[0] < clause.end]
    if noun and not any(
        clause.start + noun.start() < s[0] < m.start() and s[0] > clause.start + noun.end() for s in spans
    ):
        return "echo"
    doers = [s for s in near if s[1] <= m.start()] or _antecedents(text, clause, spans)
    is_named_later = _NAMED_LATER.search(text[: m.start()]) and [s for s in spans if s[0] > m.end()]
    elided = [end for _, end in ellipses(text, clause.start, m.end()) if m.start() - end < 25]
    return "verb" if doers or elided or is_named_later else ""


def _is_flown(text: str, m: re.Match[str]) -> bool:
    """ "The type was first flown on": a word for a missile spoken of before is the subject."""
    lead = text[: m.start()]
    return bool(re.search(r"(?i)\b(?:flown|seen)$", m[0]) and _PRONOUN_SUBJECT.search(lead))


def _is_reply(text: str, m: re.Match[str], spans: Sequence[tuple[int, int]]) -> bool:
    if _OF_THEIR_OWN.match(text[m.end() :]):
        return True
    after = [s for s in spans if re.search(r"\b(?:with|by)\s(?:[\w’'-]+\s){0,5}$", text[m.end() : s[0]])]
    return bool(after and after[0][0] - m.end() < 110)


def _antecedents(
    text: str, clause: clauses.Clause, spans: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Weapons that stand before a clause which goes on about them ("the missile, which was fired …")."""
    is_about_it = re.match(r"\W*(?:\w+\s){0,3}(?:it|they)\b", text[clause.start : clause.end])
    is_gerund = re.match(r"(?:after|before|while|when|since)\s\w+ing\b", text[clause.start : clause.end])
    if clause.kind not in _GOES_ON and not is_about_it and not is_gerund:
        return []
    return [s for s in spans if s[1] <= clause.start and clause.start - s[1] < 120]


def _number_follows(rest: str) -> bool:
    """ "fires three", "launched two more": an object that names only the number."""
    return bool(
        re.match(
            r"\s(?:off\s)?(?:at\sleast\s|about\s|some\s|another\s)?(?:as\smany|one|two|three|four|five|six|seven|eight|nine|ten|\d+)"
            r"(?:\smore|\sothers|\sback|\seach)?(?=\s*(?:$|[,.;:–—]|\s(?:on|in|into|at|from|off|over|toward|towards|more|and)\b))",
            rest,
        )
    )


def _leads_to_other(rest: str) -> bool:
    """Whether the verb's object is no missile ("launched a campaign", "tested the patience of")."""
    m = re.match(
        r"\s(?:(?:a|an|the|its|his|their|new|fresh|joint|own|another|criminal|military|major)\s)*(\w+)", rest
    )
    return bool(m and m[1].lower() in words("not_missile"))


def _is_of_other(after: str, weapons: Sequence[int]) -> bool:
    """Whether what was launched is no missile: "the launch of its new destroyer", "of a campaign"."""
    phrase = re.match(r"\s(?:of|by)\s((?:[\w’'-]+\s?){1,6})", after)
    near = [a for a in weapons if a >= 0]
    named = phrase[1][: max(0, min(near) - 4)] if phrase and near else phrase[1] if phrase else ""
    words_of = re.split(r"\s(?:to|for|in|on|by|at|with|that|which|from|against|and)\s", named)[0].split()
    return any(w.lower() in words("not_missile") for w in words_of)


def _befell(text: str, m: re.Match[str], spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a missile is named beside the noun: "the satellite failure", "a flight of the Unha-3", "its attempt, in
    May, to orbit a satellite"."""
    if any(re.fullmatch(r"(?:[’']s)?\s(?:[\w-]+\s)?", text[b : m.start()]) for _, b in spans):
        return True
    if any(re.fullmatch(r"\s(?:of|by|with)\s(?:[\w’'“\"-]+\s){0,5}", text[m.end() : a]) for a, _ in spans):
        return True
    is_tried = re.match(
        r"(?:,\s[^,;]{2,40},)?\s(?:to|at)\s(?:orbit|launch|put|plac|send|fir|loft|lob|test)", text[m.end() :]
    )
    return bool(is_tried) and any(0 < a - m.end() < 90 for a, _ in spans)


def _is_launch_noun(
    document: Document,
    index: int,
    rule: str,
    m: re.Match[str],
    spans: Sequence[tuple[int, int]],
    *,
    is_about: bool,
) -> bool:
    text = m.string
    before, after = text[: m.start()], text[m.end() :]
    if _PREDICATE.search(before) and re.search(
        r"(?i)\b(?:launch(?:es)?|tests?|firings?|they|these|those)\b", before
    ):
        return False  # "the launches were tests of an ICBM" is one event
    if re.search(r"(?i)\b(?:put|putting|puts)\b[^,;.]{0,30}\sto\s(?:the|a)\s$", before):
        return False  # "the matter was put to the test"
    follow = re.match(r"[\s-]+(\w+)", after)
    if follow and follow[1].lower() in words("not_event"):
        return False
    if re.match(r"\s(?:of|by)\s", after) and _is_of_other(after, [a - m.end() for a, _ in spans]):
        return False
    if re.search(r"(?:\b(?:to|will|would|could|can|may|might|must|should|not|cannot)|n[’']t)\s$", before):
        return False
    if re.search(
        r"(?i)\b(?:nuclear|atomic|underground|bomb|warhead|device|engine|motor|ground|static|detonator|covid|"
        r"litmus|acid|stress|gun|artillery|rocket\sengine|snap|long|best|big)[\s-](?:weapons?[\s-])?$",
        before,
    ):
        return False
    if rule == "test-noun" and _continues_nuclear(document, m):
        return False
    if rule == "weapon-event":
        return _befell(text, m, spans)
    if rule == "failure":
        return is_about or any(w.weapon == "satellite" for w in document.weapons)
    if rule != "test-noun":
        if m[0].lower() in ("shot", "shots"):
            base = document.sentences[index].start
            is_dated = any(t.end - base == m.start() - 1 for t in document.times_in(index)) or (
                _NTH.search(before) and re.match(r",\s(?:on|in)\s", after)
            )
            return bool(is_about and is_dated) or _is_shot(before, after)
        return True
    if re.match(
        r"\s(?:of|for)\s(?:(?:its|the|a|an|their|his|our)\s)?(?:\w+\s){0,2}(?:nuclear|atomic|resolve|patience|unity|will|"
        r"credibility|bomb|device|engine|detonator|council|strength|nerves|leadership|world)",
        after,
    ):
        return False
    if re.search(
        r"(?i)(?:missiles?|ICBM|IRBM|SLBM|rocket|weapons?|ballistic|launch|satellite|hypersonic|flight|Hwasong-?\d*|one)[\s-]$",
        before,
    ):
        return True
    if re.match(
        r"\sof\s(?:\S+\s){0,6}?\S*(?:missile|ICBM|rocket|weapon|satellite|Hwasong|Pukguksong|SLBM|one)", after
    ):
        return True
    clause = clauses.at(text, m.start())
    base = document.sentences[index].start
    if any(clause.start <= w.start - base < m.start() for w in document.weapons_in(index)):
        return True
    return _is_missile_story(document, base + m.start())


def _is_shot(before: str, after: str) -> bool:
    """Whether "shot" is a launch: a space shot, Monday’s shot, two shots of projectiles."""
    return bool(
        re.search(r"(?i)(?:space|missile|rocket|test|day[’']s|North[’']s|Korea[’']s)\s$", before)
        or re.match(r"\sof\s(?:\w+\s){0,3}(?:missile|projectile|rocket)", after)
    )


def _continues_nuclear(document: Document, m: re.Match[str]) -> bool:
    """Whether "the fifth test" goes on counting nuclear tests ("the fourth nuclear test" stands elsewhere)."""
    bare = re.search(r"(?i)\b(\w+)\s$", m.string[: m.start()])
    rank = value_of(bare[1]) if bare else None
    if rank is None or not re.search(r"(?:th|nd|rd|st|first|second|third)\s$", m.string[: m.start()]):
        return False
    ranks = re.findall(
        r"(?i)\b(\w+)(?:\s(?:and|most|largest|biggest|underground)){0,4}\snuclear\s(?:weapons?\s)?test",
        document.text,
    )
    return any((other := value_of(w)) is not None and abs(other - rank) <= 1 for w in ranks)


@cache
def _nuclear_or_missile() -> re.Pattern[str]:
    return re.compile(
        r"(?P<nuclear>\b(?:nuclear|atomic|underground|hydrogen[\s-]bomb)\s(?:weapons?\s|device\s|bomb\s)?(?:test|explosion|"
        r"detonation|blast|trial|essay))|(?P<missile>\b(?:missiles?|ICBMs?|rocket|ballistic|SLBM|satellite)[\s-](?:test|"
        r"launch|firing)|\b(?:fire[sd]|launche[sd]|test-fire[sd]|firing|launching)\b|\bHwasong-\d)",
        re.IGNORECASE,
    )


def _is_missile_story(document: Document, offset: int) -> bool:
    """Whether the last test told before this place was one of a missile, not of a nuclear device."""
    last = None
    for last in _nuclear_or_missile().finditer(document.text, 0, offset):  # noqa: B007 - the last one is wanted
        pass
    return last.lastgroup == "missile" if last else bool(document.weapons)


def has_context(document: Document, index: int) -> bool:
    """Whether launches are the subject here: the sentence before in the paragraph has a trigger, or a
    heading above speaks of launches."""
    here = document.sentences[index]
    for before in range(index - 1, max(-1, index - 40), -1):
        other = document.sentences[before]
        if other.kind in ("heading", "headline") or other.paragraph == here.paragraph or before >= index - 2:
            words = document.sentence_text(before)
            if re.search(
                r"(?i)\b(?:launch(?:es|ed)?|missile\stests?|fire[sd]|test-fired|tests?|firings?|timeline)\b",
                words,
            ):
                return bool(document.weapons)
            if before >= index - 2 and document.weapons_in(before):
                return True
        if other.kind == "heading":
            break
    return False


def pattern(id: str) -> re.Pattern[str]:
    return lexicon.pattern("launch_triggers", id).regex


@cache
def words(name: str) -> frozenset[str]:
    """A list of words of `launch_triggers.toml`."""
    return frozenset(lexicon.settings("launch_triggers")["words"][name].split())
