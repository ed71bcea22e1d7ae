"""What the articles contribute, share and contradict, in words, figures and tables for readers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.charts import when, words
from analysis.charts.chart import each, plain
from analysis.charts.findings.figures import Figure, noun, rows_of
from analysis.reconcile.grouping import told_apart
from analysis.records import Problem


def finding(articles: pd.DataFrame, contributed: pd.DataFrame, *events: pd.DataFrame) -> str:
    """What the articles contribute and how far they agree, in two sentences."""
    if articles.empty:
        return "There is no article in this selection."
    days = sorted(str(d) for d in articles["published"] if d)
    total = int(contributed.select_dtypes("number").to_numpy().sum())
    first = f"{_who(articles)}{f', published {_between(days)},' if days else ''} gave {words.counted(total, 'fact')}."
    return f"{words.upper_first(first)} {_shared(len(articles), *map(told_apart, events))}"


def _who(articles: pd.DataFrame) -> str:
    """ "20 articles of 3 publishers", "20 articles of 3 publishers, 1 without a publisher's name"."""
    told = words.counted(len(articles), "article")
    named = articles.loc[articles["publisher"] != "", "publisher"]
    if named.empty:
        return told
    told += f" of {words.counted(named.nunique(), 'publisher')}"
    nameless = len(articles) - len(named)
    return f"{told}, {nameless} without a publisher’s name" if nameless else told


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
    return f"Of the {what}, {shared or 'none'} {'is' if shared == 1 else 'are'} told by two or more articles."


def _between(days: Sequence[str]) -> str:
    if days[0] == days[-1]:
        return f"on {when.in_words(days[0])}"
    return f"between {when.in_words(days[0])} and {when.in_words(days[-1])}"


def key_figures(
    articles: pd.DataFrame, launches: pd.DataFrame, decisions: pd.DataFrame, differing: pd.DataFrame
) -> list[Figure]:
    """Key figures of the sources: articles, publishers, launches and decisions told by several, disagreements
    (the rows of these are of many tables: the list of them is their evidence)."""
    publishers = articles[articles["publisher"] != ""].drop_duplicates("publisher")
    return [
        Figure(len(articles), noun(len(articles), "article", "articles"), "articles", _index(articles)),
        Figure(
            len(publishers), noun(len(publishers), "publisher", "publishers"), "articles", _index(publishers)
        ),
        _told_by_several(launches, ("launch", "launches")),
        _told_by_several(decisions, ("decision", "decisions")),
        Figure(len(differing), noun(len(differing), "disagreement", "disagreements"), "", []),
    ]


def _told_by_several(events: pd.DataFrame, nouns: tuple[str, str]) -> Figure:
    shared = told_apart(events)
    shared = shared[shared["n_sources"] > 1]
    return Figure(len(shared), f"{noun(len(shared), *nouns)} told by two or more", nouns[1], rows_of(shared))


def _index(frame: pd.DataFrame) -> list[int]:
    return [int(i) for i in frame.index]


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


def set_aside(problems: Sequence[Problem], copies: Mapping[str, str] | None = None) -> str:
    """What of the corpus is not in the tables, or doubtful, with the reason, in words; of what was passed over
    without being at fault, only how much. `copies` gives the article that another repeats, by id."""
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
    if not told:
        told.append("No file was set aside: every file of the corpus was read.")
    return " ".join([*told, *([_repeated(copies)] if copies else [])])


def _repeated(copies: Mapping[str, str]) -> str:
    """Which articles repeat another's text and so are no sources of their own."""
    shown = [f"{plain(one)} repeats {plain(other)}" for one, other in list(copies.items())[:_MOST_TOLD]]
    rest = len(copies) - len(shown)
    counted = words.upper_first(words.counted(len(copies), "article"))
    are = "is no source of its own" if len(copies) == 1 else "are no sources of their own"
    return f"{counted} {are}: {words.listed([*shown, f'{rest} more'] if rest else shown)}."


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
    "attribution": "whose words or count",
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
    """What to call each article, by its id: its publisher; with the day where that has several articles (the
    day alone where all are of one publisher), and with the article's number where there are several of that
    day; the beginning of the headline where no publisher is known."""
    known = numbers(articles)
    is_one = articles.loc[articles["publisher"] != "", "publisher"].nunique() == 1
    plainly = {
        str(a.article_id): plain(a.publisher) or _beginning(plain(a.headline)) or str(a.article_id)
        for a, _ in each(articles)
    }
    dated = {
        str(a.article_id): ("" if is_one else f"{plain(a.publisher)}, ") + when.in_short(str(a.published))
        for a, _ in each(articles)
        if a.publisher and a.published
    }
    counted, by_day = Counter(plainly.values()), Counter(dated.values())
    called = {}
    for i, name in plainly.items():
        if counted[name] > 1:
            name = dated.get(i, name)
            name += f" ({known[i]})" if by_day[name] != 1 else ""
        called[i] = name
    return called


def _beginning(headline: str, longest: int = 32) -> str:
    return headline if len(headline) <= longest else headline[:longest].rsplit(" ", 1)[0] + "…"


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
