"""Who acts together with a subject: "like China", "Russia joined China in", "both they and the Chinese"."""

from __future__ import annotations

import re

from analysis.compiling import compiled
from analysis.events.marking import Marked, Party
from analysis.events.memory import Memory
from analysis.events.reference import referents


def states_of(parties: list[Party]) -> tuple[str, ...]:
    """All states of the actors, each once."""
    return tuple(dict.fromkeys(s for p in parties for s in p.states))


#: "Like China, Russia abstained", "Russia, like China, abstained": both did.
_LIKE_BEFORE = compiled(
    r"(?:^|[;:,—–]\s|\b(?:and|but)\s)[Ll]ike\s(?:the\s)?(?P<who>[§¶])[^.;:]{0,60},\s(?:the\s)?$"
)
#: "Britain and France — and even Mali — backed it": those in the insertion did as well.
_ALSO_BEHIND = compiled(
    r"(?:'s)?(?:,\s|\s[–—-]\s)(?:and|plus|along\swith|together\swith|as\swell\sas|joined\sby|followed\sby|even)\s[^.;:—–]{0,40}?(?P<who>[§¶])[^.;:]{0,40}?(?:,|\s[–—-])\s"
)
_LIKE_BEHIND = compiled(
    r"(?:'s)?,\s(?:like|along\swith|together\swith|as\swell\sas|(?:hand\sin\shand|arm\sin\sarm|side\sby\sside|shoulder\sto\sshoulder|in\s(?:tandem|concert|step|league|unison))\swith|backed\sby|seconded\sby|flanked\sby)\s(?:the\s)?(?P<who>[§¶])[^.;:,]{0,40},"
)
_JOINED_BEFORE = compiled(
    r"[§¶]\s(?:(?:has|had|have|then|also|later|has\salso)\s)?(?:join(?:ed|s|ing)|follow(?:ed|s|ing)|sid(?:ed|ing)\swith)"
    r"\s(?:with\s)?(?:the\s)?$"
)
_APPOSED_BEFORE = compiled(
    r"[§¶],\s(?!(?:it|they|he|she|we|there|this|that|these|those|everyone|nobody|nothing)\b)(?:[^;()§¶]|§+(?='s)){1,70},?\s(?:and|along\swith|together\swith)\s(?:the\s)?$"
    r"|[§¶]\s[–—-]{1,2}\s(?:and|along\swith|together\swith|plus|joined\sby)\s(?:even\s|also\s|this\stime\s)?(?:[\w']+\s){0,4}?(?:the\s)?$"
    r"|§+,\s(?:and|along\swith|together\swith)\s(?:his|her|their)\s$"
)


#: "both they and the Chinese blocked it"
_PRONOUN_AND = compiled(
    r"(?:^|[,;:(—–]\s|\b(?:and|that|what|which|while|as|when|but|where|how|because)\s|¤,?\s)(?:both\s)?(?P<who>they|it|he|she|(?:his|her|its|their)\s(?:own\s)?(?:country|government|delegation|side))\sand\s(?:the\s|its\sally\s)?$",
    re.I,
)


#: "three opposed it – Mali and Chad – and Cuba abstained": a dash closes what another opened.
_DASHED = compiled(r"[§¶]\s[–—-]")
_DASH_BEFORE = compiled(r"\s[–—-]\s[§¶,\sandthe]*$")


def with_partners(c: Party, m: Marked, memory: Memory) -> tuple[str, ...]:
    """The actor's states and those joined to it from further left ("Russia joined China in …")."""
    before = m.text[max(0, c.start - 110) : c.start]
    if with_pronoun := _PRONOUN_AND.search(m.text, 0, c.start):
        earlier = referents(with_pronoun["who"], with_pronoun.start("who"), m, memory)
        return tuple(dict.fromkeys((*earlier, *c.states)))
    if (
        like := _LIKE_BEFORE.search(before)
        or _LIKE_BEHIND.match(m.text, c.end)
        or _ALSO_BEHIND.match(m.text, c.end)
    ):
        at = like.start("who") + (max(0, c.start - 110) if like.string is before else 0)
        return states_of([*(p for p in m.parties if p.start <= at < p.end), c])
    joined = _JOINED_BEFORE.search(before) or _APPOSED_BEFORE.search(before)
    if not joined or (
        _DASHED.match(before, joined.start()) and _DASH_BEFORE.search(before, 0, joined.start() + 1)
    ):
        return c.states
    at = max(0, c.start - 110) + joined.start()
    return states_of([*(p for p in m.parties if p.start <= at < p.end), c])
