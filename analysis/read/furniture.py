"""Page furniture out of paragraphs, by the rules in `data/furniture.toml`.

Text must not be lost: rules look at how a paragraph begins, at short ones only, and an end-of-article
cue counts only below a piece of running text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import accumulate

from analysis.compiling import compiled
from analysis.lexicon import Pattern, patterns, settings
from analysis.read.draft import Paragraph

_WORD = compiled(r"[^\W_][\w'’-]*")
_SENTENCE_END = compiled(r"[.!?…][\"”’»)\]]{0,3}(?:\s+[\"“(\[]?[A-Z]|$)|:$")
_COUNTER = compiled(r"\[\d{1,2} ?/ ?\d{1,2}\] ?")
_RUNNING_WORDS = 12
_GOING = ("drop", "end", "list", "credit")
_ENOUGH_TEXT = 25
_LONGEST_WORD = 40


def without_furniture(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs that belong to the article, captions marked and without their credits."""
    kept: list[Paragraph] = []
    words_before, skips_list = 0, False
    words_after = _words_after(paragraphs)
    for at, paragraph in enumerate(map(_without_counter, paragraphs)):
        if skips_list and _belongs_to_list(paragraph):
            continue
        rule = _rule_for(paragraph, is_early=len(kept) < 6, is_late=len(paragraphs) - at <= 5)
        does = rule.fields["does"] if rule else ""
        if rule and does in ("end", "list") and _is_over(rule, words_before, words_after[at]):
            break
        skips_list = does == "list"
        if does == "credit":
            _mark_caption(kept)
        changed = _changed(paragraph, rule)
        if does in _GOING or _says_nothing(changed, kept, has_rule=rule is not None):
            continue
        kept.append(changed)
        words_before += _running_words(changed)
    return tuple(kept)


def _without_counter(paragraph: Paragraph) -> Paragraph:
    """The paragraph without the "[1/4]" that a gallery puts before its captions."""
    counter = _COUNTER.match(paragraph.text)
    return replace(paragraph, text=paragraph.text[counter.end() :]) if counter else paragraph


def _changed(paragraph: Paragraph, rule: Pattern | None) -> Paragraph:
    """The paragraph without its credit, or marked as a caption, as the rule wants."""
    if rule and rule.fields["does"] == "trim":
        kind = rule.fields.get("leaves", "caption")
        kind = paragraph.kind if kind == "body" else kind
        return replace(paragraph, text=rule.regex.sub("", paragraph.text).strip(), kind=kind)
    if rule and rule.fields["does"] == "caption":
        return replace(paragraph, kind="caption")
    return paragraph


def _says_nothing(paragraph: Paragraph, kept: Sequence[Paragraph], *, has_rule: bool) -> bool:
    """Whether a paragraph has no word, only a menu's words, or repeats the one above it."""
    if not _WORD.search(paragraph.text) or (not has_rule and _is_share_bar(paragraph.text)):
        return True
    return bool(kept) and paragraph.text == kept[-1].text


def _words_after(paragraphs: Sequence[Paragraph]) -> list[int]:
    """For each paragraph the words of running text below it."""
    sums = accumulate((_running_words(p) for p in reversed(paragraphs[1:])), initial=0)
    return list(sums)[::-1]


def _running_words(paragraph: Paragraph) -> int:
    return len(paragraph.text.split()) if is_running(paragraph) else 0


def is_running(paragraph: Paragraph) -> bool:
    """Whether a paragraph is running text: long enough, and with the end of a sentence in it."""
    text = paragraph.text
    return (
        paragraph.kind == "body" and len(text.split()) >= _RUNNING_WORDS and bool(_SENTENCE_END.search(text))
    )


@cache
def _rules() -> tuple[Pattern, ...]:
    return patterns("furniture")


@cache
def _share_words() -> frozenset[str]:
    return frozenset(settings("furniture")["share_words"])


def _rule_for(paragraph: Paragraph, *, is_early: bool, is_late: bool) -> Pattern | None:
    """The first rule that holds for a paragraph at its place."""
    length = len(paragraph.text.split())
    for rule in _rules():
        words = rule.fields.get("words", 40)
        if length > words or len(paragraph.text) > words * _LONGEST_WORD:
            continue
        place = rule.fields.get("place", "")
        if (place == "end" and not is_late) or (place == "start" and not is_early):
            continue
        found = rule.regex.search(paragraph.text)
        if found and (rule.fields["does"] == "trim" or found.start() == 0):
            return rule
    return None


def _is_share_bar(text: str) -> bool:
    """Whether a line has nothing but the words of share bars and menus."""
    words = [w.lower() for w in _WORD.findall(text)] if len(text) < 300 else []
    return bool(words) and all(w in _share_words() for w in words) and not re.search(r"[.?]$|\d", text)


def _belongs_to_list(paragraph: Paragraph) -> bool:
    """Whether what stands below the head of a list of links is one of them."""
    return paragraph.is_item or (paragraph.kind != "caption" and not is_running(paragraph))


def _is_over(rule: Pattern, words_before: int, words_after: int) -> bool:
    """Whether an end-of-article cue ends the article: it stands below a text, and little follows."""
    most_after = rule.fields.get("after", float("inf")) * words_before
    return words_before >= _ENOUGH_TEXT and words_after <= most_after


def _mark_caption(kept: list[Paragraph]) -> None:
    """The short paragraph above a credit is what the picture shows."""
    if len(kept) > 1 and kept[-1].kind == "body" and len(kept[-1].text.split()) <= 40 and len(kept) <= 8:
        kept[-1] = replace(kept[-1], kind="caption")
