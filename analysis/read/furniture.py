"""Page furniture out of paragraphs, by the rules in `data/furniture.toml`.

Text must not be lost: rules look at how a paragraph begins, at short ones only, and an end-of-article
cue counts only below a piece of running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from analysis.lexicon import Pattern, patterns, settings
from analysis.read.draft import Paragraph

_WORD = re.compile(r"[^\W_][\w'’-]*")
_SENTENCE_END = re.compile(r"[.!?…][\"”’»)\]]{0,3}(?:\s+[\"“(\[]?[A-Z]|$)|:$")
_RUNNING_WORDS = 12
_ENOUGH_TEXT = 25
_LONGEST_WORD = 40


def without_furniture(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs that belong to the article, captions marked and without their credits."""
    kept: list[Paragraph] = []
    text_words, skips_list = 0, False
    count = len(paragraphs)
    for at, paragraph in enumerate(paragraphs):
        if skips_list and _belongs_to_list(paragraph):
            continue
        skips_list = False
        rule = _rule_for(paragraph, is_early=len(kept) < 6, is_late=count - at <= 5)
        does = rule.fields["does"] if rule else ""
        if not does and _is_share_bar(paragraph.text):
            does = "drop"
        if does == "end" and text_words >= _ENOUGH_TEXT:
            break
        if does == "list":
            if _is_over(text_words, paragraphs[at + 1 :]):
                break
            skips_list = True
        if does == "credit":
            _mark_caption(kept)
        if does == "trim" and rule:
            paragraph = replace(paragraph, text=rule.regex.sub("", paragraph.text).strip(), kind="caption")
        if does == "caption":
            paragraph = replace(paragraph, kind="caption")
        if does in ("drop", "end", "list", "credit") or not _WORD.search(paragraph.text):
            continue
        if kept and paragraph.text == kept[-1].text:
            continue
        kept.append(paragraph)
        text_words += len(paragraph.text.split()) if is_running(paragraph) else 0
    return tuple(kept)


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


def _is_over(words_before: int, after: Iterable[Paragraph]) -> bool:
    """Whether so little running text follows that the head of a list ends the article."""
    words_after = sum(len(p.text.split()) for p in after if is_running(p))
    return words_before >= _ENOUGH_TEXT and words_after * 3 < words_before


def _mark_caption(kept: list[Paragraph]) -> None:
    """The short paragraph above a credit is what the picture shows."""
    if len(kept) > 1 and kept[-1].kind == "body" and len(kept[-1].text.split()) <= 40 and len(kept) <= 8:
        kept[-1] = replace(kept[-1], kind="caption")
