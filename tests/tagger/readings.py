"""What rules read of annotated articles, as far as their annotations agree, as tags for the tagger to learn from too.

    python tests/tagger/readings.py OUT

Tagged articles speak of little but decisions; these speak of launches, sanctions and much else that decides
nothing. Written as JSON: a list of texts of some paragraphs with their tags. The articles and annotations are those
of `corpus/`, `tests/newsrooms/` and, where it lies beside the repository, `../shared`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from tagged import Tag, Tagged

from analysis import pipeline
from analysis.events import cases, decisions, positions
from analysis.events.cases import Docket
from analysis.read.corpus import read_corpus
from analysis.recognise import publication, tagger
from analysis.records import Decision, Position

ROOT = Path(__file__).resolve().parents[2]
PLACES = (
    ("corpus", "corpus/gold"),
    ("tests/newsrooms/articles", "tests/newsrooms/gold"),
    ("../shared/articles", "../shared/gold"),
    ("../shared/seeds", "../shared/gold"),
    ("../shared/real/articles", "../shared/real/gold"),
)
#: Characters of a text to learn from.
_LENGTH = 1_500


def main(out: Path) -> int:
    tagger.tag = lambda article: None  # by rules alone
    texts = [t for place in PLACES for article in _articles(*place) for t in _cut(*article)]
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps([_plain(t) for t in texts]), encoding="utf-8")
    print(f"{out}: {len(texts)} texts, {sum(len(t.tags) for t in texts)} tags")
    return 0


def _articles(articles: str, gold: str) -> Iterator[tuple[Tagged, list[int]]]:
    """The articles with their tags and where their sentences begin."""
    if not (ROOT / articles).is_dir():
        print(f"{articles}: not there, so nothing is learned from it", file=sys.stderr)
        return
    for article in read_corpus([ROOT / articles], published={}).articles:
        told = ROOT / gold / f"{article.article_id}.json"
        if told.exists():
            document = pipeline.recognise(publication.with_day(article))
            docket = cases.assemble(document)
            tagged = _tagged(article.article_id, document.text, docket, json.loads(told.read_text("utf-8")))
            yield tagged, [m.start for m in docket.marked]


def _tagged(name: str, text: str, docket: Docket, gold: dict[str, Any]) -> Tagged:
    tagged = Tagged(name, text)
    pairs = decisions.identified(docket)
    numbers = {d.decision_id: i for i, (_, d) in enumerate(pairs, 1)}
    for case, decision in pairs:
        is_right = _is_told(decision, ("date", "outcome"), gold.get("decisions"))
        for act in case.acts:
            if act.outcome in ("", "voted", "planned"):
                continue
            if not is_right:
                tagged.unsure.append((act.start, act.end))
                continue
            number = numbers[decision.decision_id]
            tagged.tags.append(Tag(act.start, act.end, "outcomes", decision.outcome, number))
            m = docket.marked[act.sentence]
            tagged.tags += [
                Tag(m.origin(t.start), m.origin(t.end - 1) + 1, "times", "dates", number)
                for t in m.times
                if t.value == decision.date
            ]
    _add_positions(tagged, docket, positions.find(docket, decisions.find(docket)), numbers, gold)
    return tagged


def _add_positions(
    tagged: Tagged,
    docket: Docket,
    found: Iterable[Position],
    numbers: dict[str, int],
    gold: dict[str, Any],
) -> None:
    """The mentions of states next to what tells their positions; of others that have one nothing is known."""
    placed = set()
    for p in found:
        m = docket.marked[p.sentence]
        own = [q for q in m.parties if p.state in q.states]
        if not own:
            continue
        party = min(own, key=lambda q: abs(q.start - m.place(p.start)))
        place = m.origin(party.start), m.origin(party.end - 1) + 1
        if _is_told(p, ("state", "position", "date"), gold.get("positions")):
            placed.add(place)
            number = numbers.get(p.decision_id, 0)
            tagged.tags.append(Tag(*place, "positions", p.position, number))
        else:
            tagged.unsure.append(place)
    known = {s for e in _entries(gold.get("positions")) for s in _values(e["state"])}
    told = {a.sentence for a in docket.acts}
    for m in docket.marked:
        if m.index in told:
            places = [
                (m.origin(q.start), m.origin(q.end - 1) + 1) for q in m.parties if known & set(q.states)
            ]
            tagged.unsure += [p for p in places if p not in placed]


def _entries(annotated: dict[str, Any] | None) -> list[dict[str, Any]]:
    return [e for kind in ("required", "optional") for e in (annotated or {}).get(kind, [])]


def _values(accepted: Any) -> list[Any]:
    return accepted if isinstance(accepted, list) else [accepted]


def _is_told(row: Decision | Position, fields: tuple[str, ...], annotated: dict[str, Any] | None) -> bool:
    """Whether the annotations have the row, or leave its table out."""
    if annotated is None:
        return True
    return any(
        all(f not in e or str(getattr(row, f) or "") in map(str, _values(e[f])) for f in fields)
        for e in _entries(annotated)
    )


def _cut(tagged: Tagged, starts: list[int]) -> Iterator[Tagged]:
    """The article in texts of about one length, cut between sentences."""
    first = 0
    for start, following in zip(starts, [*starts[1:], len(tagged.text)], strict=True):
        if following - first > _LENGTH or following == len(tagged.text):
            yield _part(tagged, first, following if following == len(tagged.text) else start)
            first = start


def _part(tagged: Tagged, first: int, last: int) -> Tagged:
    tags = [
        Tag(t.start - first, t.end - first, t.kind, t.label, t.decision)
        for t in tagged.tags
        if first <= t.start and t.end <= last
    ]
    unsure = [(a - first, b - first) for a, b in tagged.unsure if first <= a and b <= last]
    return Tagged(tagged.name, tagged.text[first:last], tags, unsure)


def _plain(t: Tagged) -> dict[str, Any]:
    return {"name": t.name, "text": t.text, "tags": [vars(tag) for tag in t.tags], "unsure": t.unsure}


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
