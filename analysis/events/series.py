"""One of several measures told before: "two resolutions … The first, in August, …", "the second veto … In the first, …".

What became of the several became of each: the noun told last before says which several are meant.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis import lexicon
from analysis.events.marking import Marked

if TYPE_CHECKING:
    from analysis.events.acts import Act

#: How many sentences back the several may stand.
_REACH = 3


def resolved(acts: Iterable[Act], marked: tuple[Marked, ...]) -> list[Act]:
    """The acts, those of one of a series with the outcome of the series, or left out where none is told."""
    found: list[Act] = []
    for a in acts:
        if a.rule == "did-so-on-day" and a.body != "UNGA" and _is_other_deed(a, found):
            continue
        if a.outcome != "series":
            found.append(a)
        elif outcome := _outcome(a, found, marked):
            found.append(replace(a, outcome=outcome))
    return found


def _is_other_deed(a: Act, before: list[Act]) -> bool:
    """Whether "did so" takes up an abstention or a yes: the sentence before begins with that."""
    last = max((o.sentence for o in before if o.position and o.sentence < a.sentence), default=None)
    first = next((o for o in before if o.position and o.sentence == last), None)
    return first is not None and first.position in ("abstain", "in_favour")


def _outcome(a: Act, before: list[Act], marked: tuple[Marked, ...]) -> str:
    here = marked[a.sentence]
    texts = [here.text[: here.place(a.start)]]
    texts += [m.text for m in reversed(marked[max(0, a.sentence - _REACH) : a.sentence])]
    for distance, text in enumerate(texts):
        if kind := _kind(text):
            return _of_sitting(a.sentence - distance, before) if kind == "sitting" else _FATE.get(kind, "")
    return ""


def _kind(text: str) -> str:
    """What several things the text names last."""
    told = [(hit.start(), p.id) for p in lexicon.patterns("series") for hit in p.regex.finditer(text)]
    return max(told)[1] if told else ""


#: What became of each of the several.
_FATE = {"vetoes": "vetoed", "adoptions": "adopted"}


def _of_sitting(sentence: int, before: list[Act]) -> str:
    """Sittings come to nothing only where the text says so of the others."""
    near = (sentence, sentence + 1)
    return "no_agreement" if any(o.outcome == "no_agreement" and o.sentence in near for o in before) else ""
