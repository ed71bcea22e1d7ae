"""Who is named and quoted, in words, figures and tables for readers."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from analysis.charts import words
from analysis.charts.chart import plain
from analysis.charts.findings.figures import Figure, noun


def finding(named: pd.DataFrame, quoted: pd.DataFrame) -> str:
    """Who is named and quoted, in one or two sentences."""
    if named.empty and quoted.empty:
        return "The articles of this selection name no actor and quote nobody."
    kinds = {
        k: named.loc[named["kind"] == k, "actor_id"].nunique() for k in ("state", "person", "organisation")
    }
    said = words.listed(words.counted(n, k) for k, n in kinds.items() if n)
    first = f"The articles name {said}." if said else "The articles name no actor."
    return f"{first} {_quoted(quoted)}"


def _quoted(statements: pd.DataFrame) -> str:
    if statements.empty:
        return "Nobody is quoted directly."
    counts = Counter(plain(s) for s in statements["speaker"] if plain(s))
    said = words.upper_first(words.counted(len(statements), "direct quotation"))
    named = sum(counts.values())
    if not named:
        return f"{said}, without a named speaker."
    some = "" if named == len(statements) else f", {named} of them"
    most = [name for name, n in counts.items() if n == max(counts.values())]
    if len(counts) == 1:
        return f"{said}{some or ', all'} of {most[0]}."
    tail = f"; {most[0]} is quoted most ({counts[most[0]]})" if len(most) == 1 else ""
    return f"{said}{some} of {len(counts)} {'named ' if some else ''}speakers{tail}."


def key_figures(named: pd.DataFrame, quoted: pd.DataFrame) -> list[Figure]:
    """Key figures of the actors: states, persons, organisations, quotations, speakers."""
    found = []
    for kind, one, many in (
        ("state", "state named", "states named"),
        ("person", "person named", "persons named"),
        ("organisation", "organisation named", "organisations named"),
    ):
        those = named[named["kind"] == kind]
        n = int(those["actor_id"].nunique())
        first = those.drop_duplicates("actor_id")
        found.append(Figure(n, noun(n, one, many), "actors", [int(i) for i in first.index]))
    rows = [int(i) for i in quoted.index]
    found.append(Figure(len(quoted), noun(len(quoted), "quotation", "quotations"), "statements", rows))
    speaking = quoted[quoted["speaker"].map(plain) != ""].drop_duplicates("speaker")
    label = noun(len(speaking), "named speaker", "named speakers")
    return [*found, Figure(len(speaking), label, "statements", [int(i) for i in speaking.index])]


def people(actors: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """Persons: person, role, state, mentions, articles, quotations, and `rows` (of actors)."""
    quoted = Counter(str(s) for s in statements["speaker"])
    found = []
    for name, mentions in actors[actors["kind"] == "person"].groupby("name", sort=True):
        role = next((plain(r) for r in mentions["role"] if r), "")
        state = next((str(s) for s in mentions["state"] if s), "")
        found.append(
            (
                plain(name),
                role,
                words.state(state) if state else "",
                len(mentions),
                mentions["article_id"].nunique(),
                quoted[str(name)],
                tuple(int(i) for i in mentions.index),
            )
        )
    columns = ["person", "role", "state", "mentions", "articles", "quotations", "rows"]
    return pd.DataFrame(found, columns=columns).sort_values(
        ["quotations", "mentions", "person"], ascending=[False, False, True], ignore_index=True
    )


def states(actors: pd.DataFrame, positions: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """States: state, mentions, articles, positions, quotations, and `rows` (of actors)."""
    held, quoted = (Counter(str(s) for s in f["state"]) for f in (positions, statements))
    found = [
        (
            words.state(str(code)),
            len(mentions),
            mentions["article_id"].nunique(),
            held[str(code)],
            quoted[str(code)],
            tuple(int(i) for i in mentions.index),
        )
        for code, mentions in actors[actors["kind"] == "state"].groupby("actor_id", sort=True)
    ]
    columns = ["state", "mentions", "articles", "positions", "quotations", "rows"]
    return pd.DataFrame(found, columns=columns).sort_values(
        ["mentions", "state"], ascending=[False, True], ignore_index=True
    )


def organisations(actors: pd.DataFrame) -> pd.DataFrame:
    """Organisations: organisation, mentions, articles, and `rows` (of actors)."""
    found = [
        (plain(name), len(m), m["article_id"].nunique(), tuple(int(i) for i in m.index))
        for name, m in actors[actors["kind"] == "organisation"].groupby("name", sort=True)
    ]
    return pd.DataFrame(found, columns=["organisation", "mentions", "articles", "rows"]).sort_values(
        ["mentions", "organisation"], ascending=[False, True], ignore_index=True
    )


def quotation_table(statements: pd.DataFrame, *, show_quotes: bool = True) -> pd.DataFrame:
    """Quotations for readers: date, speaker, state, role, verb, and the words unless they are to be
    dropped."""
    frame = pd.DataFrame(
        {
            "date": statements["date"],
            "speaker": statements["speaker"].map(plain),
            "state": [words.state(str(s)) if s else "" for s in statements["state"]],
            "role": statements["role"].map(plain),
            "verb": statements["verb"].map(plain),
        }
    )
    return frame.assign(words=[_cut(plain(q)) for q in statements["quote"]]) if show_quotes else frame


def _cut(quote: str, longest: int = 240) -> str:
    return quote if len(quote) <= longest else quote[:longest].rstrip() + "…"
