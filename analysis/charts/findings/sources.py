"""What the articles contribute, share and contradict, in words, figures and tables for readers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.charts import when, words
from analysis.charts.chart import each, plain
from analysis.charts.findings.figures import Figure, noun
from analysis.records import Problem


def finding(articles: pd.DataFrame, contributed: pd.DataFrame, *events: pd.DataFrame) -> str:
    """What the articles contribute and how far they agree, in two sentences."""
    if articles.empty:
        return "There is no article in this selection."
    publishers = len({p for p in articles["publisher"] if p})
    days = sorted(str(d) for d in articles["published"] if d)
    who = words.counted(len(articles), "article") + (
        f" of {words.counted(publishers, 'publisher')}" if publishers else ""
    )
    total = int(contributed.drop(columns=["article_id", "publisher", "published"]).to_numpy().sum())
    first = f"{who}{f', published {_between(days)},' if days else ''} gave {words.counted(total, 'fact')}."
    return f"{words.upper_first(first)} {_shared(len(articles), *events)}"


def _shared(articles: int, *events: pd.DataFrame) -> str:
    """How many launches and decisions are told, and how many by several articles."""
    told = sum(len(e) for e in events)
    shared = sum(int((e["n_sources"] > 1).sum()) for e in events)
    what = words.counted(told, "launch or decision", "launches and decisions") if told else ""
    if not told:
        return f"{'It tells' if articles == 1 else 'They tell'} of no launch and no decision."
    if articles == 1:
        return f"It tells of {what}."
    if told == 1:
        return f"The one launch or decision is told by {'several' if shared else 'one of them'}."
    return f"Of the {what}, {shared or 'none'} {'is' if shared == 1 else 'are'} told by two or more."


def _between(days: Sequence[str]) -> str:
    if days[0] == days[-1]:
        return f"on {when.in_words(days[0])}"
    return f"between {when.in_words(days[0])} and {when.in_words(days[-1])}"


def key_figures(articles: pd.DataFrame, *events: pd.DataFrame) -> list[Figure]:
    """Key figures of the sources: articles, publishers, events told by several, events on which they
    differ."""
    everything = [int(i) for i in articles.index]
    publishers = articles[articles["publisher"] != ""].drop_duplicates("publisher")
    shared = sum(int((e["n_sources"] > 1).sum()) for e in events)
    differ = sum(int((e["agreement"] == "conflicting").sum()) for e in events)
    undated = articles[articles["published"] == ""]
    return [
        Figure(len(articles), noun(len(articles), "article", "articles"), "articles", everything),
        Figure(
            len(publishers),
            noun(len(publishers), "publisher", "publishers"),
            "articles",
            [int(i) for i in publishers.index],
        ),
        Figure(shared, noun(shared, "event told by several", "events told by several"), "articles", []),
        Figure(
            differ, noun(differ, "event on which they differ", "events on which they differ"), "articles", []
        ),
        Figure(len(undated), "without a publication day", "articles", [int(i) for i in undated.index]),
    ]


def table(articles: pd.DataFrame) -> pd.DataFrame:
    """The articles for readers, numbered: number, headline, publisher, published, basis, words."""
    ordered = articles.sort_values(["published", "article_id"], kind="stable")
    return pd.DataFrame(
        {
            "number": range(1, len(ordered) + 1),
            "headline": [
                plain(h) or i for h, i in zip(ordered["headline"], ordered["article_id"], strict=True)
            ],
            "publisher": ordered["publisher"].map(plain),
            "published": ordered["published"],
            "day known by": ordered["published_basis"],
            "words": ordered["words"],
        },
        index=ordered.index,
    )


def numbers(articles: pd.DataFrame) -> dict[str, int]:
    """The number of each article in `source_table`, by its id."""
    ordered = articles.sort_values(["published", "article_id"], kind="stable")
    return {str(a): n for n, a in enumerate(ordered["article_id"], 1)}


_PASSED_OVER = {
    "language": "in another language",
    "subject": "on another subject",
    "duplicate": "that are another's copy",
    "no_article": "that are no articles",
}


def set_aside(problems: Sequence[Problem]) -> str:
    """What of the corpus is not in the tables, or doubtful, with the reason, in words; of what was passed over
    without being at fault, only how much."""
    unread = [p for p in problems if p.kind == "unreadable"]
    doubtful = [p for p in problems if p.kind == "doubtful"]
    told = []
    if unread:
        told.append(
            f"{words.upper_first(words.counted(len(unread), 'file'))} could not be read: {_each(unread)}."
        )
    if doubtful:
        told.append(f"Read with a fault: {_each(doubtful)}.")
    kinds = [p.kind for p in problems if not p.is_fault]
    if passed := [
        f"{words.counted(kinds.count(k), 'text')} {why}" for k, why in _PASSED_OVER.items() if k in kinds
    ]:
        told.append(f"Passed over: {words.listed(passed)}.")
    return " ".join(told) or "No file was set aside: every file of the corpus was read."


_MOST_TOLD = 30


def _each(problems: Sequence[Problem]) -> str:
    told = [f"{plain(p.path).rsplit('/', 1)[-1]} ({plain(p.what)})" for p in problems[:_MOST_TOLD]]
    rest = len(problems) - len(told)
    return words.listed([*told, f"{rest} more"] if rest else told)


def disagreements(found: pd.DataFrame) -> str:
    """How many disagreements of which kind, in a sentence."""
    if found.empty:
        return "No disagreement was found between the sources, or with the Council's rules and membership."
    kinds = Counter(str(k) for k in found["kind"])
    said = words.listed(f"{_KINDS.get(k, k)} ({n})" for k, n in kinds.items())
    return f"{words.upper_first(words.counted(len(found), 'disagreement'))}: {said}."


_KINDS = {
    "label": "what it is called",
    "count": "how many",
    "date": "when",
    "votes": "the votes",
    "weapon": "which weapon",
    "membership": "who sat on the Council",
    "attribution": "who said it",
    "internal": "an article against itself",
}


def disagreement_table(found: pd.DataFrame, called: Mapping[str, Any]) -> pd.DataFrame:
    """The disagreements for readers: about, subject, who says what, explanation. `called` gives the number or
    name of each article."""
    rows = [
        (
            _KINDS.get(str(d.kind), str(d.kind)),
            _named(plain(d.subject)),
            "; ".join(
                f"[{plain(called.get(s, s))}] {_named(plain(v))}"
                for s, v in zip(d.sources, d.values, strict=True)
            ),
            _named(plain(d.explanation)),
        )
        for d, _ in each(found)
    ]
    return pd.DataFrame(rows, columns=["about", "subject", "who says what", "explanation"])


def _named(text: str) -> str:
    """The text with the names of states in the place of their codes."""
    return re.sub(r"\b[A-Z]{3}\b", lambda m: words.state(m[0]), text)


def names(articles: pd.DataFrame) -> dict[str, str]:
    """The publisher of each article by its id; the id itself where no publisher is known."""
    return {str(a.article_id): plain(a.publisher) or str(a.article_id) for a, _ in each(articles)}


def telling(events: pd.DataFrame, article_id: str) -> pd.DataFrame:
    """The events that the article tells."""
    return events.loc[[i for i, sources in events["sources"].items() if article_id in sources]]


def involving(found: pd.DataFrame, article_id: str) -> pd.DataFrame:
    """The disagreements in which the article has a part."""
    return found.loc[[i for i, sources in found["sources"].items() if article_id in sources]]


def what(event: Any) -> str:
    if hasattr(event, "weapon"):
        return f"launch: {words.WEAPONS.get(str(event.weapon), str(event.weapon))}"
    return f"{plain(event.instrument) or 'text'} {words.OUTCOMES.get(str(event.outcome), str(event.outcome))}"
