"""One article: what was read from it, in words, figures and tables for readers."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.charts import when, words
from analysis.charts.chart import each, plain
from analysis.charts.findings.decisions import BODIES
from analysis.charts.findings.figures import Figure, noun, without_empty_columns
from analysis.charts.positions import LOOKS
from analysis.schema import EVIDENCE
from analysis.tables import Tables


def one_article(articles: pd.DataFrame, article_id: str = "") -> pd.DataFrame:
    """The article of that id as a frame of one row; without an id the first one; empty if there is none.

    Raises `ValueError` that lists the known ids where the given one is unknown."""
    if not article_id:
        return articles.sort_values(["published", "article_id"], kind="stable").head(1)
    found = articles[articles["article_id"] == article_id]
    if found.empty:
        known = ", ".join(articles["article_id"])
        raise ValueError(f"article={article_id!r} is not in this selection, which has: {known or 'none'}")
    return found


def only(tables: Tables, article: pd.DataFrame) -> Tables:
    """The rows of all tables that were read from the article."""
    return Tables(**{name: f[f["article_id"].isin(article["article_id"])] for name, f in tables.items()})


def article_name(article: pd.DataFrame) -> str:
    """The article's id; empty without an article."""
    return "".join(article["article_id"])


def headline(article: pd.DataFrame) -> str:
    """The article's headline, else its id."""
    return next(
        (plain(a.headline) or str(a.article_id) for a, _ in each(article)), "No article in this selection"
    )


def finding(own: Tables) -> str:
    """What was read from one article (its `only` tables), in two sentences."""
    if own.articles.empty:
        return "There is no article in this selection."
    row: Any = next(own.articles.itertuples())
    by = f" by {plain(row.publisher)}" if row.publisher else ""
    day = f" of {when.in_words(str(row.published))}" if row.published else ", undated"
    said = words.listed(
        words.counted(len(getattr(own, name)), *nouns)
        for name, nouns in _ROW_NOUNS.items()
        if len(getattr(own, name))
    )
    text = f"An article{by}{day}, {words.counted(int(row.words), 'word')} long"
    return (
        f"{text}. Read from it: {said}."
        if said
        else f"{text}. No launch, decision, position or quotation was read from it."
    )


_ROW_NOUNS = {
    "launches": ("launch", "launches"),
    "tallies": ("claimed tally", "claimed tallies"),
    "decisions": ("decision", "decisions"),
    "positions": ("position", "positions"),
    "statements": ("quotation", "quotations"),
    "designations": ("designation", "designations"),
}


def scope(articles: pd.DataFrame) -> str:
    """With how many other articles the one is compared."""
    others = max(0, len(articles) - 1)
    return f"Compared with {words.counted(others, 'other article')} of this corpus"


def key_figures(own: Tables) -> list[Figure]:
    """Key figures of one article: the rows of the tables of events that it has, at most five."""
    found = []
    for name, (one, many) in _ROW_NOUNS.items():
        rows = [int(i) for i in getattr(own, name).index]
        if rows:
            found.append(Figure(len(rows), noun(len(rows), one, many), name, rows))
    return found[:5]


def readable(frame: pd.DataFrame) -> pd.DataFrame:
    """A table's own columns without its place in the text, states and codes in words, empty columns
    dropped."""
    shown = frame.drop(columns=[c for c in (*EVIDENCE, "decision_id") if c in frame])
    for column in {"state", "authority"} & set(shown):
        shown[column] = [words.state(str(s)) if s else "" for s in shown[column]]
    for column, said in _SAID.items():
        if column in shown:
            shown[column] = [said.get(str(v), str(v).replace("_", " ")) for v in shown[column]]
    return without_empty_columns(shown)


_SAID: dict[str, dict[str, str]] = {
    "weapon": words.WEAPONS,
    "outcome": words.OUTCOMES,
    "body": BODIES,
    "position": {name: look.said for name, look in LOOKS.items()},
    "unit": {"launch_events": "launches"},
    "type": {"DATE": "date", "DURATION": "duration"},
    "of": {},
    "qualifier": {},
}
