"""What the default reports say of the bundled articles is true, sentence by sentence.

The tables of a page are held against the annotations and the list of events made by hand; each number, day and
name in a sentence is then counted anew from the tables. A sentence that no check knows fails."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import bundled_reports
import pytest
from bundled_reports import ROOT, Page

from analysis.lexicon import rows
from analysis.reconcile import merging
from analysis.reconcile.procedure import hold_clock

GOLD = [json.loads(p.read_text(encoding="utf-8")) for p in sorted((ROOT / "corpus" / "gold").glob("*.json"))]
LISTED = merging.load(Path(__file__).parent / "gold_events" / "corpus.csv")
MONTHS = "January February March April May June July August September October November December".split()
Row = dict[str, str]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    folder = bundled_reports.made(tmp_path_factory)
    return {p.stem: Page(p) for p in folder.glob("*.html") if p.stem != "index"}


def either(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def entries(table: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every annotation of a table, required or optional, with its article."""
    for gold in GOLD:
        for entry in (*gold[table]["required"], *gold[table]["optional"]):
            yield gold["article_id"], entry


@cache
def names() -> dict[str, str]:
    short = {"PRK": "North Korea", "KOR": "South Korea", "ARE": "Emirates", "EU": "European Union"}
    return {r["alpha3"]: r["name"] for r in rows("states")} | short


WEAPONS = {
    "intercontinental (ICBM)": "icbm",
    "intermediate range": "irbm",
    "medium range": "mrbm",
    "short range": "srbm",
    "submarine-launched": "slbm",
    "ballistic, class unsaid": "ballistic",
    "hypersonic": "hypersonic",
    "cruise missile": "cruise",
    "tactical guided": "tactical_guided",
    "space launch": "satellite",
    "missile, kind unsaid": "missile",
}
OUTCOMES = {"no agreement": "no_agreement"}
POSITIONS = {
    "veto": "veto",
    "hold": "hold",
    "against": "against",
    "abstained": "abstain",
    "in favour": "in_favour",
    "sponsored": "sponsor",
    "supports": "support",
    "opposes": "oppose",
    "urges easing": "urge_easing",
}


def certain(rows: list[Row]) -> list[Row]:
    """The rows that the page counts: without those that may be another."""
    return [r for r in rows if "may be" not in r.get("Note", "").lower()]


def launches(page: Page) -> list[Row]:
    return certain(page.table("Launches dated"))


def decisions(page: Page) -> list[Row]:
    return certain(page.table("Decisions with"))


def positions(page: Page) -> list[Row]:
    return certain(page.table("Positions by"))


def mostly(shown: Iterable[Any], wrong: Iterable[Any], missing: Iterable[Any] = ()) -> None:
    """Nineteen in twenty rows that the reports show are annotated, and as many annotated ones are shown; what the
    reader gets wrong is named. (`evaluate` measures the reader itself, row by row.)"""
    counted, false, missed = len(list(shown)), list(wrong), list(missing)
    assert len(false) <= 0.05 * counted, false
    assert len(missed) <= 0.05 * counted, missed


# The tables are true: rows are annotated, and what is annotated is there.


def test_launches_are_those_of_the_articles(pages: dict[str, Page]) -> None:
    kinds: dict[str, set[str]] = defaultdict(set)
    numbers: dict[str, set[Any]] = defaultdict(set)
    event_of = {(r["article_id"], d): r["event"][-10:] for r in LISTED for d in r["date"].split("|")}
    for article, entry in entries("launches"):
        if entry.get("state") == "PRK":
            for day in either(entry.get("date", "")):
                day = event_of.get((article, day), day)
                kinds[day] |= set(either(entry.get("weapon", list(WEAPONS.values()))))
                numbers[day] |= {str(n) for n in either(entry.get("missiles", ["", 1]))}
    shown = launches(pages["launches"])
    wrong = [r for r in shown if WEAPONS[r["Weapon"]] not in kinds[r["Date"]]]
    wrong += [r for r in shown if r.get("Missiles", "") not in {"", *numbers[r["Date"]]}]
    wanted = {r["event"][-10:] for r in LISTED if r["event"].startswith("launch-PRK")}
    mostly(shown, wrong, wanted - {r["Date"] for r in shown})


def test_decisions_are_those_of_the_articles(pages: dict[str, Page]) -> None:
    allowed = {(d, e["outcome"]) for _, e in entries("decisions") for d in either(e.get("date", ""))}
    listed = {
        (r["event"][9:19], r["is"]) for r in LISTED if r["table"] == "decisions" and r["is"] != "proposed"
    }
    shown = [
        (r["Date"], OUTCOMES.get(r["Outcome"], r["Outcome"])) for r in decisions(pages["voting_positions"])
    ]
    mostly(shown, set(shown) - allowed - listed, listed - set(shown))
    assert max(Counter(shown).values()) == 1


def test_votes_are_those_of_the_articles(pages: dict[str, Page]) -> None:
    told: dict[str, list[set[Any]]] = defaultdict(lambda: [set(), set(), set()])
    day_of = {(r["article_id"], d): r["event"][9:19] for r in LISTED for d in r["date"].split("|")}
    for article, entry in entries("decisions"):
        for day in either(entry.get("date", "")):
            for n, column in enumerate(("votes_for", "votes_against", "abstentions")):
                told[day_of.get((article, day), day)][n] |= {str(v) for v in either(entry.get(column, ""))}
    for row in decisions(pages["voting_positions"]):
        for figure, known in zip(
            row["Votes"].split("–") if row["Votes"] else [], told[row["Date"]], strict=False
        ):
            assert figure == "?" or figure.strip("()") in known, row


def test_positions_are_those_of_the_articles(pages: dict[str, Page]) -> None:
    allowed = defaultdict(set)
    event_of = {
        (r["article_id"], r["is"], d): r["event"]
        for r in LISTED
        if r["table"] == "positions"
        for d in r["date"].split("|")
    }
    for article, entry in entries("positions"):
        for day in either(entry.get("date", "")):
            event = event_of.get((article, entry["state"], day), "")
            on = re.findall(r"\d{4}-\d\d-\d\d", event) or [day]
            allowed[names()[entry["state"]], on[0]] |= set(either(entry["position"]))
            allowed[names()[entry["state"]], day] |= set(either(entry["position"]))
    shown = {(r["State"], r["Date"]): POSITIONS[r["Position"]] for r in positions(pages["voting_positions"])}
    wanted = {
        (names()[r["is"]], r["event"][9:19])
        for r in LISTED
        if r["table"] == "positions" and r["event"][0] == "d"
    }
    wrong = {k: v for k, v in shown.items() if v not in allowed[k]}
    mostly(shown, wrong, {w for w in wanted if w[1][0] == "2"} - set(shown))


def test_tallies_are_those_of_the_articles(pages: dict[str, Page]) -> None:
    allowed = {(str(e["count"]), e.get("since", "")) for _, e in entries("tallies")}
    shown = {(r["Claimed"], r["Since"]) for r in pages["launches"].table("Claimed tallies")}
    wanted = {(str(e["count"]), e["since"]) for g in GOLD for e in g["tallies"]["required"]}
    mostly(shown, shown - allowed, wanted - shown)


# The sentences are true of the tables.


def day(words: str) -> str:
    """ "5 July 2006", "5 Jul 2006", "July 2006" or "2006" as the tables write it."""
    *before, year = words.split()
    if not before:
        return year
    month = 1 + next(i for i, m in enumerate(MONTHS) if m.startswith(before[-1]))
    return f"{year}-{month:02}" + (f"-{int(before[0]):02}" if len(before) == 2 else "")


def listed(words: str) -> list[str]:
    return re.split(r", (?=\S)| and ", words)


def number(words: str) -> int:
    return {"no": 0, "one": 1, "once": 1, "twice": 2}.get(words) if not words.isdigit() else int(words)  # type: ignore[return-value]


def of_kind(row: Row, counted: str) -> bool:
    """Whether a launch counts in a tally of "ICBM launches", "ballistic missiles", "space launches", "launches"."""
    weapon, what = WEAPONS[row["Weapon"]], counted.lower()
    if "ballistic" in what:
        return weapon not in ("satellite", "cruise", "missile")
    if "icbm" in what:
        return weapon == "icbm"
    if "space" in what:
        return weapon == "satellite"
    return weapon != "satellite" or what == "launches"


def dated(page: Page, counted: str, since: str, until: str) -> int:
    inside = [r for r in launches(page) if since <= r["Date"] <= until and of_kind(r, counted)]
    if counted.lower() in ("missiles", "ballistic missiles"):
        return sum(int(r["Missiles"] or 1) for r in inside)
    return len(inside)


def exceeding(claims: list[Row]) -> list[Row]:
    return [c for c in claims if int(c["Claimed"]) > int(c["Dated"])]


def check_launches_told(
    page: Page, n: str, who: str, first: str, last: str, most: str, year: str, differ: str
) -> None:
    days = sorted(r["Date"] for r in launches(page))
    years = Counter(d[:4] for d in days)
    assert (int(n), who, day(first), day(last)) == (len(days), "North Korea", days[0], days[-1])
    assert years.most_common(1) == [(year, int(most))]
    assert int(differ or 0) == sum(r["Agreement"] == "sources differ" for r in launches(page))


def check_claims(page: Page, some: str, all_: str) -> None:
    claims = page.table("Claimed tallies")
    assert (int(some), int(all_)) == (len(exceeding(claims)), len(claims))
    for c in claims:
        assert int(c["Dated"]) == dated(page, c["Counted"], c["Since"], c["Up to"]), c
        assert int(c["Missing"]) == max(0, int(c["Claimed"]) - int(c["Dated"])), c


def check_timeline(page: Page, n: str, first: str, last: str, most: str, kind: str) -> None:
    shown = launches(page)
    kinds = Counter(r["Weapon"] for r in shown)
    years = sorted(r["Date"][:4] for r in shown)
    assert (int(n), first, last) == (len(shown), years[0], years[-1])
    assert kinds[kind] == int(most) == max(kinds.values())


def check_kinds(page: Page, said: str) -> None:
    found = dict(part.rsplit(" ", 1) for part in re.split(r"(?<=\d), | and ", said))
    assert found == {k: str(n) for k, n in Counter(r["Weapon"] for r in launches(page)).items()}


def check_missiles(page: Page, n: str) -> None:
    assert int(n) == sum(int(r["Missiles"] or 0) for r in launches(page))


def check_busiest(page: Page, n: str, month: str) -> None:
    months = Counter(r["Date"][:7] for r in launches(page))
    assert months[day(month)] == int(n) == max(months.values())


def check_years(page: Page, said: str) -> None:
    found = dict(re.findall(r"(\d{4}): (\d+)", said)) or {
        y: n for n, y in re.findall(r"(\d+) in (\d{4})", said)
    }
    assert found == {y: str(n) for y, n in Counter(r["Date"][:4] for r in launches(page)).items()}


def check_gap(page: Page, some: str, all_: str, gap: str) -> None:
    of_launches = [
        c
        for c in page.table("Claimed tallies")
        if c["Counted"] in ("launches", "ballistic missile launches") and c["Since"][:4] == c["Up to"][:4]
    ]
    more = exceeding(of_launches)
    assert (int(some), int(all_)) == (len(more), len(of_launches))
    assert int(gap) == max(int(c["Claimed"]) - int(c["Dated"]) for c in more)


def check_claim(page: Page, said: str) -> None:
    """A claim in words: "25 launches claimed from A to B, 0 dated", "ICBM launches since A, to B: 8 claimed, 4 dated"."""
    found = re.findall(r"(\d+) launches claimed from (.+?) to (.+?), (\d+) dated", said) or [
        (n, a, b, m) for a, b, n, m in re.findall(r"since (.+?), to (.+?): (\d+) claimed, (\d+) dated", said)
    ]
    assert found
    rows = {(c["Claimed"], c["Since"], c["Up to"], c["Dated"]) for c in page.table("Claimed tallies")}
    assert {(n, day(a), day(b), m) for n, a, b, m in found} <= rows


def check_record(page: Page, years: str, on_record: str, shared: str, extra: str) -> None:
    days = {r["Date"] for r in launches(page)}
    known = {r["date_korea"] or r["date_utc"] for r in rows("record_launches")}
    in_years = {d for d in known if d[:4] in {x[:4] for x in days}}
    assert int(years) == len({d[:4] for d in days})
    assert (int(on_record), int(shared), int(extra)) == (len(in_years), len(days & known), len(days - known))
    for row in page.table("Days with"):
        own = {d for d in days if d[:4] == row["Year"]}
        assert int(row["Of these dated here"]) == len(own & known)


def check_blocked(page: Page, vetoes: str, holds: str) -> None:
    for said, verb, position in ((vetoes, "vetoed", "veto"), (holds, "placed a hold", "hold")):
        told = set()
        for who, on in re.findall(r"(.+?) on (\d+ \w+ \d{4})(?: and |$)", said.replace(f" {verb}", "")):
            told |= {(state, day(on)) for state in who.split(" and ")}
        assert told == {(r["State"], r["Date"]) for r in positions(page) if r["Position"] == position}


def check_decided(page: Page, n: str, first: str, last: str, said: str) -> None:
    shown = decisions(page)
    days = sorted(r["Date"] for r in shown if r["Date"])
    assert (int(n), day(first), day(last)) == (len(shown), days[0], days[-1])
    words = {"put on hold": "held", "ended without agreement": "no agreement"}
    found = {words.get(w, w): int(k) for k, w in (part.split(" ", 1) for part in listed(said))}
    assert found == Counter(r["Outcome"] for r in shown)


def check_matrix(page: Page, who: str, times: str) -> None:
    vetoes = Counter(r["State"] for r in positions(page) if r["Position"] == "veto")
    assert vetoes[who] == number(times) == max(vetoes.values())
    assert list(vetoes.values()).count(vetoes[who]) == 1


def check_positions(page: Page, n: str, states: str, columns: str, said: str) -> None:
    shown = positions(page)
    assert (int(n), int(states)) == (len(shown), len({r["State"] for r in shown}))
    assert dict(part.rsplit(" ", 1) for part in listed(said)) == {
        k: str(m) for k, m in Counter(r["Position"] for r in shown).items()
    }
    matrix = next(rows for caption, rows in page.tables.items() if caption.startswith("Data:"))
    assert len(matrix) == int(columns)
    assert sum(bool(cell) for row in matrix for cell in list(row.values())[1:]) == len(shown)


def check_silent(page: Page, n: str) -> None:
    told = {r["Date"] for r in positions(page)}
    matrix = next(rows for caption, rows in page.tables.items() if caption.startswith("Data:"))
    without = len(decisions(page)) - sum(not row["Decision"].endswith("no text") for row in matrix)
    assert int(n) == without
    assert len([d for d in decisions(page) if d["Date"] not in told]) <= without


def check_moved(page: Page, who: str, first: str, a: str, last: str, b: str, said: str) -> None:
    own = sorted((r["Date"], r["Position"]) for r in positions(page) if r["State"] == who)
    assert own[0] == (day(a), first)
    assert own[-1] == (day(b), last)
    assert dict(part.rsplit(" ", 1) for part in listed(said)) == {
        k: str(n) for k, n in Counter(p for _, p in own).items()
    }


def check_moves(page: Page, said: str) -> None:
    for who, first, a, last, b in re.findall(r"(\w+): ([\w ]+) \((\d+)\) → ([\w ]+) \((\d+)\)", said):
        own = sorted((r["Date"], r["Position"]) for r in positions(page) if r["State"] == who)
        assert ((own[0][0][:4], own[0][1]), (own[-1][0][:4], own[-1][1])) == ((a, first), (b, last))


def check_counted(page: Page, said: str, first: str, last: str) -> None:
    for n, who in re.findall(r"(\d+) positions of (\w+)", said):
        own = sorted(r["Date"] for r in positions(page) if r["State"] == who)
        assert (int(n), own[0], own[-1]) == (len(own), day(first), day(last))


def check_chamber(page: Page, n: str, full: str, vetoed: str) -> None:
    chambers = page.table("Data: 11") if int(n) == 11 else page.table(f"Data: {n}")
    assert len(chambers) == int(n)
    known = {(r["Date"], r["Outcome"]) for r in decisions(page) if r["Body"] == "Security Council"}
    assert {(day(r["Vote"]), r["Outcome"]) for r in chambers} <= known
    assert int(full) == sum(r["In favour"] == "15" for r in chambers)
    assert int(vetoed) == sum(r["Outcome"] == "vetoed" for r in chambers)
    for row in chambers:
        seats = ("In favour", "Against or veto", "Abstained", "Not known")
        assert sum(int(row[s]) for s in seats) == 15, row


def check_vote(page: Page, on: str, votes: str, against: str, abstaining: str = "") -> None:
    (row,) = [r for r in decisions(page) if r["Date"] == day(on) and r["Outcome"] == "vetoed"]
    assert re.sub(r"[()]", "", row["Votes"]).removesuffix("–0") == votes
    took = {(r["State"], r["Position"]) for r in positions(page) if r["Date"] == day(on)}
    assert {(s, "veto") for s in listed(against)} == {t for t in took if t[1] == "veto"}
    assert {(s, "abstained") for s in listed(abstaining) if s} == {t for t in took if t[1] == "abstained"}


def check_hold(page: Page, placed: str, expires: str, lapses: str) -> None:
    assert {r["Date"] for r in decisions(page) if r["Outcome"] == "held"} == {day(placed)}
    clock = hold_clock(date.fromisoformat(day(placed)))
    assert (clock.expires.isoformat(), clock.lapses.isoformat()) == (day(expires), day(lapses))


def check_rule(page: Page) -> None:
    stating = [g for g in GOLD if {"P6M", "P3M1D"} <= {d for e in g["dates"]["required"] for d in either(e)}]
    assert len(stating) == 1


def check_actors(page: Page, states: str, persons: str, organisations: str) -> None:
    found = [len(page.table(c)) for c in ("States named", "Persons named", "Organisations named")]
    assert [int(states), int(persons), int(organisations)] == found
    named = {s for g in GOLD for s in (*g["states"]["required"], *g["states"]["optional"])}
    assert {r["State"] for r in page.table("States named")} <= {names()[s] for s in named}
    assert {names()[s] for g in GOLD for s in g["states"]["required"]} <= {
        r["State"] for r in page.table("States named")
    }


def check_quoted(page: Page, n: str, some: str, speakers: str, most: str, times: str) -> None:
    quotes = page.table("Direct quotations")
    counts = Counter(r["Speaker"] for r in quotes if r["Speaker"])
    assert (int(n), int(some), int(speakers)) == (len(quotes), sum(counts.values()), len(counts))
    assert counts.most_common(1) == [(most, int(times))]


def check_most_quoted(page: Page, who: str, times: str, n: str) -> None:
    quotes = page.table("Direct quotations")
    assert (sum(r["Speaker"] == who for r in quotes), len(quotes)) == (int(times), int(n))


def check_quoted_states(page: Page, speakers: str, said: str) -> None:
    quotes = page.table("Direct quotations")
    assert int(speakers) == len({r["Speaker"] for r in quotes if r["Speaker"]})
    assert dict(part.rsplit(" ", 1) for part in listed(said)) == {
        k: str(n) for k, n in Counter(r["State"] or "no state given" for r in quotes).items()
    }


def check_mentions(page: Page, said: str, more: str) -> None:
    counted = {r["State"]: r["Mentions"] for r in page.table("States named")}
    found = dict(part.rsplit(" ", 1) for part in said.split(", "))
    assert {s: counted[s] for s in found} == found
    assert len(found) + int(more) == len(counted)


def check_rarely_named(page: Page, n: str) -> None:
    assert len(page.table("States named")) - 15 == int(n)


def check_named_most(page: Page, who: str, n: str) -> None:
    assert max((int(r["Mentions"]), r["State"]) for r in page.table("States named")) == (int(n), who)


def check_sources(
    page: Page, n: str, publishers: str, nameless: str, first: str, last: str, facts: str
) -> None:
    listed_ = page.table("Articles in")
    named = [r["Publisher"] for r in listed_ if r["Publisher"]]
    days = sorted(r["Published"] for r in listed_)
    assert (int(n), int(publishers)) == (len(listed_), len(set(named)))
    assert int(nameless) == len(listed_) - len(named)
    assert (day(first), day(last)) == (days[0], days[-1])
    assert days == sorted(g["published"] for g in GOLD)
    check_facts(page, facts, n)


def check_facts(page: Page, facts: str, articles: str, most: str = "") -> None:
    rows = [[int(v) for v in list(r.values())[3:] if v.isdigit()] for r in page.table("Data: " + facts)]
    assert (sum(map(sum, rows)), len(rows)) == (int(facts), int(articles))
    assert not most or max(map(sum, rows)) == int(most)


def check_facts_by_kind(page: Page, said: str) -> None:
    rows = next(rows for caption, rows in page.tables.items() if caption.startswith("Data:"))
    for kind, n in (part.rsplit(" ", 1) for part in listed(said)):
        assert sum(int(r[kind.capitalize()]) for r in rows) == int(n)


def check_shared(page: Page, told: str, several: str) -> None:
    events = page.table("Data: Two or more")
    assert (len(events), sum(int(r["Sources"]) > 1 for r in events)) == (int(told), int(several))
    assert int(several) == int(page.figures["launches told by two or more"]) + int(
        page.figures["decisions told by two or more"]
    )


def check_agreement(page: Page, several: str, all_: str, differ: str) -> None:
    check_shared(page, all_, several)
    events = page.table("Data: Two or more")
    assert sum(r["Agreement"] == "sources differ" for r in events) == int(differ or 0)


def check_agreement_by_kind(page: Page, said: str) -> None:
    kinds = Counter(r["Agreement"] for r in page.table("Data: Two or more"))
    assert dict(part.rsplit(" ", 1) for part in listed(said)) == {k: str(n) for k, n in kinds.items()}


def check_left_out(page: Page, n: str) -> None:
    assert len(page.table("Data: Two or more")) - 30 == int(n)


def check_vague_launches(page: Page, n: str) -> None:
    assert len(page.table("Launches dated")) - len(launches(page)) == int(n)


def check_vague(page: Page, n: str) -> None:
    listed_ = [
        *page.beside("launches").table("Launches dated"),
        *page.beside("voting_positions").table("Decisions with"),
    ]
    assert len(listed_) - len(certain(listed_)) == int(n)


def check_disagreements(page: Page, n: str, said: str) -> None:
    shown = page.table("Disagreements")
    assert len(shown) == int(n)
    assert Counter(r["About"] for r in shown) == {
        k: int(m) for k, m in (re.fullmatch(r"(.+) \((\d+)\)", part).groups() for part in listed(said))
    }


def check_nothing(page: Page, *_: str) -> None:
    """Explanations without a number or name of their own."""


#: Per page: the form of a sentence, and its check, which is given what the form's groups match.
CHECKS: dict[str, list[tuple[str, Callable[..., None]]]] = {
    "launches": [
        (r"The articles date (\d+) launches by ([\w ]+) from (.+) to (.+), (\d+) of them in (\d{4})"
         r"(?:; they differ on (\d+) of them)?\.", check_launches_told),
        (r"(\d+) of (\d+) claimed tallies count more than the articles date\.?", check_claims),
        (r"(\d+) launches from (\d{4}) to (\d{4}), (\d+) of them (.+)", check_timeline),
        (r"Launches by kind: (.+)\.", check_kinds),
        (r"The articles name (\d+) missiles in all\.", check_missiles),
        (r"Most launches in a month: (\d+) in (.+)", check_busiest),
        (r"(?:Launches by year|Dated launches): (.+)\.", check_years),
        (r"(\d+) of (\d+) claimed tallies counts? more launches than the articles date, by (?:up to )?(\d+)", check_gap),
        (r"Claimed tallies: (.+)\.", check_claim),
        (r"([\w -]+ since .+ claimed, \d+ dated)\.", check_claim),
        (r"In the (\d+) years with a dated launch the public record has (\d+) launch days; the articles date (\d+)"
         r" of them and (\d+) days? that it does not have\.", check_record),
        (r"(\d+) launch(?:es)? known only by month or year, which may be among those shown\.", check_vague_launches),
        (r"The record lists ballistic missiles and space launches, not cruise missiles\.", check_nothing),
        (r"From 1 January 2006 · launches by North Korea · 20 articles", check_nothing),
    ],
    "voting_positions": [
        (r"(.+ vetoed on .+); (.+ placed a hold on .+)\.", check_blocked),
        (r"The articles tell of (\d+) decisions(?:, \d+)? from (.+?) to (.+?)(?: and \d+ without a date)?: (.+)\.", check_decided),
        (r"(\w+) vetoed (twice|\d+ times): who took which position\?", check_matrix),
        (r"(\d+) positions of (\d+) states in (\d+) columns: (.+)\.", check_positions),
        (r"(\d+) decisions on which no state's position is named\.", check_silent),
        (r"(\w+) moved from “(.+)” \((.+)\) to “(.+)” \((.+)\); in all: (.+)\.", check_moved),
        (r"(\w+: .+ → .+ \(\d+\))", check_moves),
        (r"(\d+ positions of \w+ and \d+ positions of \w+), from (.+) to (.+)\.", check_counted),
        (r"(\d+) votes in the Council, (\d+) with 15 in favour, (\d+) vetoed", check_chamber),
        (r"(\d+ \w+ \d{4}): vetoed ([\d–]+), against (.+?)(?:, abstaining (.+))?\.", check_vote),
        (r"The hold of (.+) runs for six months, to (.+); extended by three months and a day it lapses on (.+), and"
         r" the proposal with it\.", check_hold),
        (r"The hold of (.+) runs out on (.+), or lapses on (.+)", check_hold),
        (r"Hold placed on (.+): six months end on (.+); if extended, the proposal lapses on (.+)\.", check_hold),
        (r"An article states the rule\.", check_rule),
        (r"What it does not show: Holds in .+, which have no vote of 15 members; .+", check_nothing),
        (r"From 1 January 2006 · launches by North Korea · 20 articles", check_nothing),
    ],
    "actors": [
        (r"The articles name (\d+) states, (\d+) persons and (\d+) organisations\.", check_actors),
        (r"(\d+) direct quotations, (\d+) of them of (\d+) named speakers; (.+) is quoted most \((\d+)\)\.", check_quoted),
        (r"(.+) is quoted most: (\d+) times of (\d+)", check_most_quoted),
        (r"(\d+) named speakers; quotations by state: (.+)\.", check_quoted_states),
        (r"(.+) is named most, (\d+) times", check_named_most),
        (r"Mentions: (.+) and (\d+) more\.", check_mentions),
        (r"(\d+) states named less often, which are in the table\.", check_rarely_named),
        (r"From 1 January 2006 · launches by North Korea · 20 articles", check_nothing),
    ],
    "sources": [
        (r"(\d+) articles of (\d+) publishers?, (\d+) without a publisher’s name, published between (.+) and (.+), gave (\d+) facts\.",
         check_sources),
        (r"Of the (\d+) launches and decisions, (\d+) are told by two or more articles\.", check_shared),
        (r"(\d+) facts from (\d+) articles, at most (\d+) from one", check_facts),
        (r"Facts by kind: (.+)\.", check_facts_by_kind),
        (r"Two or more sources tell (\d+) of (\d+) events(?: and agree|; they differ on (\d+))", check_agreement),
        (r"Events by agreement: (.+)\.", check_agreement_by_kind),
        (r"(\d+) events with fewer sources\.", check_left_out),
        (r"(\d+) events? of a vague date that may be another\.", check_vague),
        (r"(\d+) disagreements: (.+)\.", check_disagreements),
        (r"No file was set aside: every file of the corpus was read\.", check_nothing),
        (r"From 1 January 2006 · launches by North Korea · 20 articles", check_nothing),
    ],
}  # fmt: skip


def explanations(page: Page) -> set[str]:
    """The sentences of a page that say how to read it, in which nothing is counted."""
    found: set[str] = set()
    for notes in re.findall(r'<div class="chart-notes">(.*?)</div>', page.body, flags=re.S):
        found |= set(
            re.split(r"(?<=[.!?]) (?=[A-Z0-9])", bundled_reports.text_of(notes.replace("</p>", " ")))
        )
    heads = {bundled_reports.text_of(h) for h in re.findall(r"<h2\b[^>]*>(.*?)</h2>", page.body)}
    return {s for s in found | heads if not re.search(r"\d", s)}


@pytest.mark.parametrize("name", CHECKS)
def test_every_sentence_is_true(pages: dict[str, Page], name: str) -> None:
    page, used = pages[name], Counter[str]()
    said = explanations(page)
    for sentence in page.sentences:
        found = [(m, check) for form, check in CHECKS[name] if (m := re.fullmatch(form, sentence))]
        if not found:
            assert sentence in said or sentence.split(": ", 1)[-1] in said, f"no check knows: {sentence}"
            continue
        match, check = found[0]
        check(page, *(g or "" for g in match.groups()))
        used[match.re.pattern] += 1
    assert len(used) >= 0.7 * len(CHECKS[name]), "most forms have no sentence any more"
