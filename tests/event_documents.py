"""Documents for tests of events, written as marked-up text.

`[China|CHN]` is a state's mention, `[Zhang Jun|CHN:p]` a person's, `{Thursday|2022-05-26}` a date,
`<13|votes_for>` a count. A line is a paragraph, the first line the headline; `##` opens a heading.
"""

from __future__ import annotations

import re

from analysis.recognise import tagger
from analysis.records import ActorMention, Article, CountMention, Document, Sentence, TimeMention

_MARKUP = re.compile(
    r"\[(?P<actor>[^|\]]+)\|(?P<state>\w+)(?P<person>:p)?\]|\{(?P<time>[^|}]+)\|(?P<value>[^}]*)\}"
    r"|<(?P<count>[^|>]+)\|(?P<of>\w+)>"
)
_BREAK = re.compile(r"(?<=[.!?])[\"”]?\s+(?=[A-Z“\"\[{<])")
_DEMONYM = re.compile(r"(?:(?<!Jap)(?<!Ir)(?<!Sud)ans?|ese|ish|ch|ic|i)$")
_WORDS = {"none": 0, "nil": 0, "no": 0, "one": 1, "two": 2, "thirteen": 13, "fourteen": 14, "fifteen": 15}


def document(marked: str, *, published: str = "2022-05-27", article_id: str = "a1") -> Document:
    """The document that the marked-up text describes."""
    text, sentences, found = "", [], []
    for number, line in enumerate(marked.strip().split("\n")):
        kind = "heading" if line.startswith("##") else "body" if number else "headline"
        for part in _BREAK.split(line.removeprefix("##").strip()):
            text += " " if text and not text.endswith("\n") else ""
            start = len(text)
            text = _append(text, part, len(sentences), found)
            sentences.append(Sentence(len(sentences), start, len(text), number, kind))
        text += "\n\n"
    article = Article(article_id, text, tuple(sentences), published=published, published_basis="stated")
    return Document(
        article,
        actors=tuple(m for m in found if isinstance(m, ActorMention)),
        times=tuple(m for m in found if isinstance(m, TimeMention)),
        counts=tuple(m for m in found if isinstance(m, CountMention)),
        anchors=tuple(published for _ in sentences),
        tags=tagger.tag(article),
    )


def _append(text: str, part: str, sentence: int, found: list[object]) -> str:
    at = 0
    for m in _MARKUP.finditer(part):
        text += part[at : m.start()]
        start, words = len(text), m["actor"] or m["time"] or m["count"]
        text += words
        found.append(_mention(m, start, len(text), sentence, words))
        at = m.end()
    return text + part[at:]


def _mention(m: re.Match[str], start: int, end: int, sentence: int, words: str) -> object:
    place = {"start": start, "end": end, "sentence": sentence}
    if m["actor"]:
        kind = "person" if m["person"] else "state"
        name = words if m["person"] else m["state"]
        form = "demonym" if _DEMONYM.search(words) else "name"
        return ActorMention(**place, actor_id=name, name=name, kind=kind, state=m["state"], form=form)
    if m["time"]:
        value = m["value"]
        return TimeMention(
            **place, type="DATE", value=value, begin=_day(value, "01"), end_date=_day(value, "28"), text=words
        )
    number = _WORDS.get(words.lower())
    return CountMention(**place, value=int(words) if number is None else number, of=m["of"], text=words)


def _day(value: str, last: str) -> str:
    if "W" in value or "/" in value:
        return ""
    return value + {4: f"-{'01' if last == '01' else '12'}-{last}", 7: f"-{last}"}.get(len(value), "")
