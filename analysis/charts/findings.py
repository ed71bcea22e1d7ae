"""Sentences and key figures computed from the frames: true of the data, in the right number, empty or not.

A `Figure` is a number with what it counts and the rows behind it, for the head of a report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from analysis.charts import when, words
from analysis.charts.chart import each, plain
from analysis.charts.positions import LOOKS
from analysis.charts.votes import clock_of
from analysis.reconcile import record
from analysis.tables import EVIDENCE, Tables


class Figure(NamedTuple):
    """A key figure: its value, what it counts, and the rows of `table` behind it."""

    value: int | str
    label: str
    table: str
    rows: list[int]


def rows_of(events: pd.DataFrame) -> list[int]:
    """All mentions behind the events, in order."""
    return sorted({n for _, rows in each(events) for n in rows})


def period(events: pd.DataFrame) -> str:
    """ "on 5 January 2022", "from 5 July 2006 to May 2022", "without a date"."""
    dated = sorted((days, str(e.date)) for e, _ in each(events) if (days := when.interval(str(e.date))))
    if not dated:
        return "without a date"
    first, last = dated[0][1], max(dated, key=lambda d: d[0][1])[1]
    if first == last:
        return f"{'on' if when.is_day(first) else 'in'} {when.in_words(first)}"
    return f"from {when.in_words(first)} to {when.in_words(last)}"


def launches(events: pd.DataFrame, checked: pd.DataFrame) -> str:
    """What the launches notebook found, in two or three sentences."""
    if events.empty and checked.empty:
        return "The articles of this selection date no launch and claim no tally."
    told = [_launches_told(events)]
    if len(events):
        told.append(_launches_supported(events))
    told.append(claims_against_dates(checked))
    return " ".join(t for t in told if t)


def _launches_told(events: pd.DataFrame) -> str:
    if events.empty:
        return "The articles date no launch."
    by = words.listed(words.state(s) for s in sorted(set(events["state"])))
    said = f"The articles date {words.counted(len(events), 'launch', 'launches')} by {by} {period(events)}"
    missiles = [int(n) for n in events["missiles"].dropna()]
    if missiles:
        of_them = (
            "" if len(missiles) == len(events) else f" in the {len(missiles)} for which they give a number"
        )
        if len(missiles) == 1 and of_them:
            of_them = " in the one for which they give a number"
        said += f", with {words.counted(sum(missiles), 'missile')}{of_them}"
    return said + "."


def _launches_supported(events: pd.DataFrame) -> str:
    several, differ = int((events["n_sources"] > 1).sum()), int((events["agreement"] == "conflicting").sum())
    if not several:
        return "It is told by one article." if len(events) == 1 else "Each is told by one article only."
    if len(events) == 1:
        said = "It is told by two or more articles"
    elif several == len(events):
        said = "All are told by two or more articles"
    else:
        said = f"{_some(several)} told by two or more articles"
    return said + (f", which differ on {differ}." if differ else ".")


def _some(n: int) -> str:
    return f"{n} of them {'is' if n == 1 else 'are'}"


def claims_against_dates(checked: pd.DataFrame) -> str:
    """How the claimed tallies compare with the dated launches."""
    if checked.empty:
        return "No article claims a tally."
    short = checked[checked["missing"] > 0]
    if len(checked) == 1:
        c = next(checked.itertuples())
        return f"One tally is claimed, {c.count}, of which the articles date {c.dated}."
    if short.empty:
        return f"None of the {len(checked)} claimed tallies counts more than the articles date."
    return (
        f"{len(short)} of the {len(checked)} claimed tallies"
        f" {'counts' if len(short) == 1 else 'count'} more than the articles date."
    )


def launch_figures(events: pd.DataFrame, checked: pd.DataFrame) -> list[Figure]:
    """Key figures of the launches: how many, missiles, the busiest month, tallies that exceed the dates."""
    found = [
        Figure(len(events), _noun(len(events), "launch dated", "launches dated"), "launches", rows_of(events))
    ]
    counted = events[events["missiles"].notna()]
    if len(counted):
        total = int(counted["missiles"].sum())
        found.append(
            Figure(total, _noun(total, "missile counted", "missiles counted"), "launches", rows_of(counted))
        )
    agreed = events[events["n_sources"] > 1]
    found.append(Figure(len(agreed), "told by two or more articles", "launches", rows_of(agreed)))
    months = Counter(str(d)[:7] for d in events["date"] if len(str(d)) >= 7 and "W" not in str(d))
    if months and max(months.values()) > 1:
        month, n = max(months.items(), key=lambda item: (item[1], item[0]))
        busy = events[events["date"].str.startswith(month)]
        found.append(Figure(n, f"in the busiest month, {when.in_words(month)}", "launches", rows_of(busy)))
    short = checked[checked["missing"] > 0]
    label = f"of {words.counted(len(checked), 'claimed tally', 'claimed tallies')} above the dated launches"
    return [*found, Figure(len(short), label, "tallies", rows_of(short))] if len(checked) else found


def _noun(n: int, one: str, many: str) -> str:
    return one if n == 1 else many


def decisions(events: pd.DataFrame) -> str:
    """How many decisions and what became of them, in one sentence."""
    if events.empty:
        return "The articles of this selection tell of no decision."
    counts = Counter(str(o) for o in events["outcome"])
    parts = [f"{counts[o]} {_BECAME[o]}" for o in _BECAME if o in counts]
    if len(events) == 1:
        only = next(iter(counts))
        return f"The articles tell of one decision {period(events)}: it was {_BECAME[only]}."
    return f"The articles tell of {len(events)} decisions {period(events)}: {words.listed(parts)}."


_BECAME = {
    "adopted": "adopted",
    "vetoed": "vetoed",
    "held": "put on hold",
    "failed": "lost for want of votes",
    "no_agreement": "ended without agreement",
    "proposed": "proposed and not decided",
}


def blocked(positions: pd.DataFrame) -> str:
    """Who vetoed and who placed holds, and when; empty if nobody did."""
    told = []
    for position in ("veto", "hold"):
        doing = positions[positions["position"] == position]
        did = LOOKS[position].did.removesuffix(" on")
        told += [
            f"{words.listed(words.state(s) for s in sorted(set(same['state'])))} {did}{_on(str(day))}"
            for day, same in doing.groupby("date", sort=True)
        ]
    return words.upper_first("; ".join(told)) + "." if told else ""


def _on(value: str) -> str:
    """ " on 20 January 2022", " in January 2022", or nothing for an empty date."""
    return f" {'on' if when.is_day(value) else 'in'} {when.in_words(value)}" if when.interval(value) else ""


def decision_figures(events: pd.DataFrame, positions: pd.DataFrame) -> list[Figure]:
    """Key figures of the decisions: how many, adopted, vetoed, held, states with a position."""
    found = [Figure(len(events), _noun(len(events), "decision", "decisions"), "decisions", rows_of(events))]
    for outcome, label in (("adopted", "adopted"), ("vetoed", "vetoed"), ("held", "put on hold")):
        those = events[events["outcome"] == outcome]
        found.append(Figure(len(those), label, "decisions", rows_of(those)))
    states = positions["state"].nunique()
    label = _noun(states, "state with a position", "states with a position")
    first = positions.drop_duplicates("state")
    return [*found, Figure(int(states), label, "positions", [rows[0] for _, rows in each(first)])]


def movement(positions: pd.DataFrame, state: str) -> str:
    """How one state's positions moved, in a sentence; what it did first and last."""
    own = sorted(
        (
            (days, p)
            for p, _ in each(positions[positions["state"] == state])
            if (days := when.interval(str(p.date)))
        ),
        key=lambda item: item[0],
    )
    if not own:
        return f"No dated position of {words.state(state)} is reported."
    kinds = Counter(LOOKS[p.position].said for _, p in own)
    first, last = own[0][1], own[-1][1]
    if len(own) == 1:
        return f"{words.state(state)}: {LOOKS[first.position].said}, {when.in_words(first.date)}."
    said = words.listed(f"{kind} {n}" for kind, n in kinds.most_common())
    return (
        f"{words.state(state)} moved from “{LOOKS[first.position].said}” ({when.in_words(first.date)}) to"
        f" “{LOOKS[last.position].said}” ({when.in_words(last.date)}); in all: {said}."
        if first.position != last.position
        else f"{words.state(state)} began and ended with “{LOOKS[first.position].said}” ({when.in_words(first.date)} and"
        f" {when.in_words(last.date)}); in all: {said}."
    )


def movements(positions: pd.DataFrame, states: Iterable[str]) -> str:
    """`movement` of each state, one after the other."""
    return " ".join(movement(positions, s) for s in states) or "No state was chosen to be followed."


def hold_clock(events: pd.DataFrame) -> str:
    """When each hold runs out, in words; says so if there is none."""
    clocks = [c for d, _ in each(events) if d.outcome == "held" and (c := clock_of(str(d.date)))]
    told = [
        f"The hold of {when.day_words(c.placed)} runs for six months, to {when.day_words(c.expires)}; extended by"
        f" three months and a day it lapses on {when.day_words(c.lapses)}, and the proposal with it."
        for c in clocks
    ]
    return " ".join(told) or "No hold with a known day is reported in this selection."


def hold_rule(dates: pd.DataFrame) -> pd.DataFrame:
    """The time expressions that state the rule of the clock: six months, and three months and a day, in one article."""
    extending = set(dates.loc[dates["value"] == "P3M1D", "article_id"])
    return dates[dates["value"].isin(["P6M", "P3M1D"]) & dates["article_id"].isin(extending)]


def hold_rule_told(rule: pd.DataFrame) -> str:
    """Where the rule of the clock comes from, in a sentence."""
    n = rule["article_id"].nunique()
    if not n:
        return "No article of this selection states the rule; it is the Council's practice."
    return f"{'An article states' if n == 1 else f'{n} articles state'} the rule."


def decision_table(events: pd.DataFrame) -> pd.DataFrame:
    """The decisions for readers: date, measure, body, outcome, the three votes, sources, agreement, and a note
    (votes that follow from others, why a value was chosen)."""
    rows = [
        (
            str(d.date),
            plain(d.instrument) or "text",
            _BODIES.get(str(d.body), str(d.body)),
            words.OUTCOMES.get(str(d.outcome), str(d.outcome)),
            *(getattr(d, c) for c in _VOTES),
            int(d.n_sources),
            words.AGREEMENT.get(str(d.agreement), ""),
            "; ".join(_notes(d)),
        )
        for d, _ in each(events)
    ]
    columns = [
        "date",
        "measure",
        "body",
        "outcome",
        "for",
        "against",
        "abstaining",
        "sources",
        "agreement",
        "note",
    ]
    return pd.DataFrame(rows, columns=columns).astype(
        dict.fromkeys(("for", "against", "abstaining"), "Int64")
    )


_VOTES = {"votes_for": "votes for", "votes_against": "votes against", "abstentions": "abstentions"}


def _notes(decision: Any) -> list[str]:
    derived = [said for c, said in _VOTES.items() if getattr(decision, f"{c}_basis", "") == "derived"]
    found = (
        [f"{words.listed(derived)} follow{'s' if len(derived) == 1 else ''} from the rest"] if derived else []
    )
    return [*found, plain(decision.reason)] if decision.agreement == "conflicting" else found


_BODIES = {"UNSC": "Security Council", "UNSC-1718": "sanctions committee", "UNGA": "General Assembly"}


def position_table(positions: pd.DataFrame, states: Sequence[str]) -> pd.DataFrame:
    """The positions of some states (none: of all) for readers: state, date, position, sources."""
    own = positions[positions["state"].isin(states)] if states else positions
    rows = [
        (words.state(str(p.state)), str(p.date), LOOKS[str(p.position)].said, int(p.n_sources))
        for p, _ in each(own)
    ]
    return pd.DataFrame(rows, columns=["state", "date", "position", "sources"], index=own.index)


def launch_table(events: pd.DataFrame) -> pd.DataFrame:
    """The launches for readers: date, weapon, missiles, sources, agreement, and why a value was chosen."""
    rows = [
        (
            str(e.date),
            words.WEAPONS[str(e.weapon)],
            e.missiles,
            int(e.n_sources),
            words.AGREEMENT[str(e.agreement)],
            plain(e.reason).partition("; ")[2]
            if e.agreement == "agreed"
            else plain(e.reason) * (e.agreement != "single"),
        )
        for e, _ in each(events)
    ]
    frame = pd.DataFrame(
        rows, columns=["date", "weapon", "missiles", "sources", "agreement", "chosen because"]
    )
    return frame.astype({"missiles": "Int64"})


def claim_table(checked: pd.DataFrame) -> pd.DataFrame:
    """The claimed tallies for readers: what is counted, since, up to, claimed, dated, missing, and the days on
    the public record in that window that no article dates."""
    rows = [
        (
            words.TALLIED[c.weapon][c.unit == "missiles"][1],
            c.since,
            c.as_of,
            int(c.count),
            int(c.dated),
            max(0, int(c.missing)),
            words.listed((when.in_short(d) for d in c.record_days), limit=6),
        )
        for c, _ in each(checked)
    ]
    columns = ["counted", "since", "up to", "claimed", "dated", "missing", "on record, not dated here"]
    return pd.DataFrame(rows, columns=columns)


def compared_with_record(events: pd.DataFrame) -> pd.DataFrame:
    """North Korea's launch days by year, for the years in which articles date any: on the public record, of
    these dated by articles, dated by articles only."""
    dated = {
        str(d)
        for d, s in zip(events["date"], events["state"], strict=True)
        if s == "PRK" and when.is_day(str(d))
    }
    days = record.launch_days()
    rows = []
    for year in sorted({d[:4] for d in dated}):
        own, known = ({d for d in found if d.startswith(year)} for found in (dated, days))
        rows.append((year, len(known), len(own & known), len(own - known)))
    return pd.DataFrame(rows, columns=["year", "days on record", "of these dated here", "dated here only"])


def record_compared(compared: pd.DataFrame) -> str:
    """The comparison with the public record in a sentence."""
    if compared.empty:
        return "There is no day of a North Korean launch to compare with the public record."
    known, shared, only = (int(compared[c].sum()) for c in compared.columns[1:])
    years = list(compared["year"])
    span = f"In {years[0]}" if len(years) == 1 else f"In the {len(years)} years with a dated launch"
    extra = f" and {words.counted(only, 'day')} that it does not have" if only else ""
    return (
        f"{span} the public record has {words.counted(known, 'launch day')}; the articles date {shared} of them{extra}."
        " The record lists ballistic missiles and space launches, not cruise missiles."
    )


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


def statement_table(statements: pd.DataFrame, *, show_quotes: bool = True) -> pd.DataFrame:
    """Quotations for readers: date, speaker, state, role, verb, and the words unless they are to be dropped."""
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


def actors(named: pd.DataFrame, quoted: pd.DataFrame) -> str:
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
    counts = Counter(plain(s) or "a speaker not named" for s in statements["speaker"])
    most = [name for name, n in counts.items() if n == max(counts.values())]
    said = f"{words.upper_first(words.counted(len(statements), 'direct quotation'))}"
    if len(counts) == 1:
        return f"{said}, all of {most[0]}."
    tail = f", most of {most[0]} ({counts[most[0]]})" if len(most) == 1 else ""
    return f"{said} of {len(counts)} speakers{tail}."


def actor_figures(named: pd.DataFrame, quoted: pd.DataFrame) -> list[Figure]:
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
        found.append(Figure(n, _noun(n, one, many), "actors", [int(i) for i in first.index]))
    rows = [int(i) for i in quoted.index]
    found.append(Figure(len(quoted), _noun(len(quoted), "quotation", "quotations"), "statements", rows))
    speaking = quoted.drop_duplicates("speaker")
    label = _noun(len(speaking), "speaker", "speakers")
    return [*found, Figure(len(speaking), label, "statements", [int(i) for i in speaking.index])]


def sources(articles: pd.DataFrame, contributed: pd.DataFrame, *events: pd.DataFrame) -> str:
    """What the articles contribute and how far they agree, in two sentences."""
    if articles.empty:
        return "There is no article in this selection."
    publishers = len({p for p in articles["publisher"] if p})
    days = sorted(str(d) for d in articles["published"] if d)
    when_ = f", published {_between(days)}" if days else ""
    by = f" of {words.counted(publishers, 'publisher')}" if publishers else ""
    total = int(contributed.drop(columns=["article_id", "publisher", "published"]).to_numpy().sum())
    first = f"{words.upper_first(words.counted(len(articles), 'article'))}{by}{when_}, gave {words.counted(total, 'fact')}."
    told = sum(len(e) for e in events)
    shared = sum(int((e["n_sources"] > 1).sum()) for e in events)
    if not told:
        return (
            f"{first} They tell of no launch and no decision."
            if len(articles) > 1
            else f"{first} It tells of no launch and no decision."
        )
    verb = "is" if shared == 1 else "are"
    return f"{first} Of the {words.counted(told, 'launch or decision', 'launches and decisions')}, {shared or 'none'} {verb} told by two or more."


def _between(days: Sequence[str]) -> str:
    if days[0] == days[-1]:
        return f"on {when.in_words(days[0])}"
    return f"between {when.in_words(days[0])} and {when.in_words(days[-1])}"


def source_figures(articles: pd.DataFrame, *events: pd.DataFrame) -> list[Figure]:
    """Key figures of the sources: articles, publishers, events told by several, events on which they differ."""
    everything = [int(i) for i in articles.index]
    publishers = articles[articles["publisher"] != ""].drop_duplicates("publisher")
    shared = sum(int((e["n_sources"] > 1).sum()) for e in events)
    differ = sum(int((e["agreement"] == "conflicting").sum()) for e in events)
    undated = articles[articles["published"] == ""]
    return [
        Figure(len(articles), _noun(len(articles), "article", "articles"), "articles", everything),
        Figure(
            len(publishers),
            _noun(len(publishers), "publisher", "publishers"),
            "articles",
            [int(i) for i in publishers.index],
        ),
        Figure(shared, _noun(shared, "event told by several", "events told by several"), "articles", []),
        Figure(
            differ, _noun(differ, "event on which they differ", "events on which they differ"), "articles", []
        ),
        Figure(len(undated), "without a publication day", "articles", [int(i) for i in undated.index]),
    ]


def source_table(articles: pd.DataFrame) -> pd.DataFrame:
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


def source_numbers(articles: pd.DataFrame) -> dict[str, int]:
    """The number of each article in `source_table`, by its id."""
    ordered = articles.sort_values(["published", "article_id"], kind="stable")
    return {str(a): n for n, a in enumerate(ordered["article_id"], 1)}


def set_aside(problems: Sequence[tuple[str, str]]) -> str:
    """The files that could not be read, with the reason, in words."""
    if not problems:
        return "No file was set aside: every file of the corpus was read."
    each_one = words.listed(f"{plain(path).rsplit('/', 1)[-1]} ({plain(why)})" for path, why in problems)
    return f"{words.upper_first(words.counted(len(problems), 'file'))} could not be read: {each_one}."


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


def disagreement_table(found: pd.DataFrame, numbers: Mapping[str, int]) -> pd.DataFrame:
    """The disagreements for readers: about, subject, who says what (by the articles' numbers), explanation."""
    rows = [
        (
            _KINDS.get(str(d.kind), str(d.kind)),
            plain(d.subject),
            "; ".join(f"[{numbers.get(s, s)}] {plain(v)}" for s, v in zip(d.sources, d.values, strict=True)),
            plain(d.explanation),
        )
        for d, _ in each(found)
    ]
    return pd.DataFrame(rows, columns=["about", "subject", "who says what", "explanation"])


def involving(found: pd.DataFrame, article_id: str) -> pd.DataFrame:
    """The disagreements in which the article has a part."""
    return found[[article_id in sources for sources in found["sources"]]]


def _what(event: Any) -> str:
    if hasattr(event, "weapon"):
        return f"launch: {words.WEAPONS.get(str(event.weapon), str(event.weapon))}"
    return f"{plain(event.instrument) or 'text'} {words.OUTCOMES.get(str(event.outcome), str(event.outcome))}"


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


def article(own: Tables) -> str:
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


def article_figures(own: Tables) -> list[Figure]:
    """Key figures of one article: the rows of the tables of events that it has, at most five."""
    found = []
    for name, (one, many) in _ROW_NOUNS.items():
        rows = [int(i) for i in getattr(own, name).index]
        if rows:
            found.append(Figure(len(rows), _noun(len(rows), one, many), name, rows))
    return found[:5]


def readable(frame: pd.DataFrame) -> pd.DataFrame:
    """A table's own columns without its place in the text, states and codes in words, empty columns dropped."""
    shown = frame.drop(columns=[c for c in (*EVIDENCE, "decision_id") if c in frame])
    for column in {"state", "authority"} & set(shown):
        shown[column] = [words.state(str(s)) if s else "" for s in shown[column]]
    for column, said in _SAID.items():
        if column in shown:
            shown[column] = [said.get(str(v), str(v).replace("_", " ")) for v in shown[column]]
    return shown.loc[:, [c for c in shown if (shown[c].notna() & (shown[c].astype("string") != "")).any()]]


_SAID: dict[str, dict[str, str]] = {
    "weapon": words.WEAPONS,
    "outcome": words.OUTCOMES,
    "body": _BODIES,
    "position": {name: look.said for name, look in LOOKS.items()},
    "unit": {"launch_events": "launches"},
    "of": {},
    "qualifier": {},
}


def shared_with(article_id: str, *events: pd.DataFrame) -> pd.DataFrame:
    """The launches and decisions that the article tells, and who else does: date, event, others, agreement, rows."""
    rows = [
        (str(e.date), _what(e), len(e.sources) - 1, words.AGREEMENT[str(e.agreement)], behind)
        for frame in events
        for e, behind in each(frame)
        if article_id in e.sources
    ]
    return pd.DataFrame(rows, columns=["date", "event", "other articles", "agreement", "rows"])
