"""What a pattern cannot do without: for each of its alternatives, sets of strings of which a match has one each.

The strings are read off the parsed patterns, never written by hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

#: More strings than this are no cheaper than the pattern.
_MOST = 250
#: Strings shorter than this are in every sentence, unless they are marks that few have.
_SHORTEST = 2
_RARE_MARKS = frozenset("§¶¤×/|=:;([?$€£")
#: How many times rarer a string is for each letter more.
OFTEN = 3.0
#: So many alternatives are spelled out where pieces of a pattern are joined into strings.
_SPELLED = 40

_Strings = frozenset[str]
#: Of each alternative of a pattern, the sets of strings of which a match has one each.
Needs = tuple[tuple[_Strings, ...], ...]
_NOTHING: _Strings = frozenset([""])


#: Into so many alternatives a pattern is taken apart.
_ALTERNATIVES = 40


def required(regex: str, flags: int = 0) -> Needs:
    """For each alternative of the pattern, sets of lower-case strings, the most telling first: any match contains
    one string of each set of one alternative."""
    parsed = _pieces(parser.parse(regex, flags))
    found = dict.fromkeys(_telling(_of_sequence(pieces)) for pieces in _alternatives(parsed))
    return tuple(a for a in found if not any(set(other) < set(a) for other in found))


def _telling(found: Iterable[_Strings]) -> tuple[_Strings, ...]:
    usable = dict.fromkeys(s for s in found if len(s) <= _MOST)
    return tuple(sorted(usable, key=_rarity, reverse=True))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a pattern. `spelled`: all the strings that it can match, `None` if they are too many or cannot be
    told; `needs`: what it demands then; `branches`: what it is one of; `is_open`: taking it apart tells more."""

    spelled: _Strings | None = None
    needs: tuple[_Strings, ...] = ()
    branches: tuple[tuple[_Piece, ...], ...] = ()
    is_open: bool = False


_ANYTHING = _Piece()


def _alternatives(pieces: tuple[_Piece, ...]) -> list[tuple[_Piece, ...]]:
    """The sequence taken apart at its branches, those on the outside first, while the alternatives are few."""
    done: list[tuple[_Piece, ...]] = []
    waiting = [pieces]
    while waiting:
        sequence = waiting.pop(0)
        at = next((i for i, piece in enumerate(sequence) if piece.is_open), None)
        if at is None:
            done.append(sequence)
            continue
        branches = sequence[at].branches
        if len(done) + len(waiting) + len(branches) > _ALTERNATIVES:
            return [*done, sequence, *waiting]
        waiting += [(*sequence[:at], *branch, *sequence[at + 1 :]) for branch in branches]
    return done


def _rarity(strings: _Strings) -> float:
    """A guess at how seldom one of the strings stands in a text: long ones are rare, many are frequent."""
    return -sum(OFTEN ** -len(string) for string in strings)


def _of_sequence(pieces: Iterable[_Piece]) -> tuple[_Strings, ...]:
    """The sets that the parts of the sequence demand; pieces that stand side by side are joined."""
    found: list[_Strings] = []
    run = _NOTHING
    for piece in pieces:
        spelled = piece.spelled
        if spelled and len(run) * len(spelled) <= _SPELLED:
            run = _joined(run, spelled)
            continue
        found.append(run)
        run = spelled if spelled and len(spelled) <= _SPELLED else _NOTHING
        found += piece.needs if run is _NOTHING else ()
    found.append(run)
    return tuple(s for s in found if all(len(t) >= _SHORTEST or t in _RARE_MARKS for t in s))


def _joined(heads: _Strings, tails: _Strings) -> _Strings:
    return frozenset([head + tail for head in heads for tail in tails])


def _pieces(items: Iterable[tuple[Any, Any]]) -> tuple[_Piece, ...]:
    return tuple(_piece(op, value) for op, value in items)


def _piece(op: Any, value: Any) -> _Piece:
    if op is code.LITERAL:
        return _letter(value)
    if op is code.AT:
        return _Piece(_NOTHING)
    if op is code.IN:
        is_plain = all(kind is code.LITERAL for kind, _ in value)
        return _Piece(frozenset([chr(c).lower() for _, c in value])) if is_plain else _ANYTHING
    if op is code.SUBPATTERN:
        inner = _pieces(value[-1])
        is_open = any(piece.is_open for piece in inner)
        return _Piece(_spelled(inner), _of_sequence(inner), (inner,), is_open)
    if op is code.BRANCH:
        return _branch(tuple(_pieces(branch) for branch in value[1]))
    if op in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        return _repeat(value[0], value[1], _pieces(value[2]))
    if op is code.ASSERT and value[0] > 0:
        return _Piece(needs=_of_sequence(_pieces(value[1])))
    return _ANYTHING


@cache
def _letter(codepoint: int) -> _Piece:
    return _Piece(frozenset([chr(codepoint).lower()]))


def _branch(branches: tuple[tuple[_Piece, ...], ...]) -> _Piece:
    spelled = [_spelled(branch) for branch in branches]
    best = [max(_of_sequence(branch), key=_rarity, default=None) for branch in branches]
    needs = (frozenset[str]().union(*(b for b in best if b)),) if all(best) else ()
    if all(spelled):
        return _Piece(frozenset[str]().union(*(s for s in spelled if s)), needs, branches)
    return _Piece(None, needs, branches, is_open=True)


def _repeat(least: int, most: int, inner: tuple[_Piece, ...]) -> _Piece:
    once = _spelled(inner) if most == 1 else None
    return _Piece(once if once is None or least else once | _NOTHING, _of_sequence(inner) if least else ())


def _spelled(pieces: Iterable[_Piece]) -> _Strings | None:
    run = _NOTHING
    for piece in pieces:
        if not piece.spelled or len(run) * len(piece.spelled) > _MOST:
            return None
        run = _joined(run, piece.spelled)
    return run
