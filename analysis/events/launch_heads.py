"""Words that stand for a launch in a sentence: its heads.

A head is a trigger ("fired", "launch"; `launch_triggers.toml`), any other verb that has a missile for its subject
or object and is not known to do something else to it ("picked up", "streaked"), a weapon that may be dated
itself ("and a cruise missile on the 25th"), or an ellipsis ("followed by another two days later").
"""

from __future__ import annotations

import re

from analysis.compiling import compiled
from analysis.events import frames, launch_arguments, launch_ellipses, launch_verbs
from analysis.events.attachment import Head
from analysis.events.launch_words import likely
from analysis.recognise import clauses
from analysis.records import Document, WeaponMention

#: No sentence that tells launches is so long, or names so many weapons; in such a one everything may belong to everything.
ENDLESS, MANY = 3000, 30
#: One more missile, without its name.
_OF_ITS_OWN = compiled(r"\b(?:one|another|some|two|several|missiles?)\sof\s(?:its|their)\sown\b")


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
    is_likely = bool(named or weapons or about)
    elided = [
        e
        for e in launch_ellipses.heads(document, index, [*named, *things], is_likely=is_likely)
        if not any(t.start < e.start and e.end == t.end for t in things)  # "a submarine-launched one"
    ]
    return sorted([*named, *things, *elided], key=lambda h: (h.start, -h.end))


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
    for p in likely(text):
        if p.fields["form"] in ("cue", "ellipsis", "identity"):
            continue
        for m in p.regex.finditer(text):
            if any(h.start < base + m.end() and base + m.start() < h.end for h in found):
                continue
            inside = [w for w in weapons if w.start <= base + m.start() and base + m.end() <= w.end]
            if inside and (p.fields["form"] != "noun" or inside[0].end != base + m.end()):
                continue  # "submarine-launched missile"; "space launch" stays a launch
            form = launch_verbs.form_of(document, index, p, m, is_about=is_about)
            if form:
                found.append(Head(base + m.start(), base + m.end(), form, name=p.id))
    for head in launch_arguments.find(document, index, weapons):
        if not any(h.start < head.end and head.start < h.end for h in found):
            found.append(head)
    return sorted(found, key=lambda h: h.start)


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
