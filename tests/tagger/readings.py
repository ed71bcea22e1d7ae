"""What rules read of annotated articles, as far as their annotations agree, as tags for the tagger to learn from too.

    python tests/tagger/readings.py OUT

Tagged articles speak of decisions or of launches and sanctions, and of little else; these speak of all of them and of
much that is neither. From words that no rule knows, in sentences that may tell any of it, nothing is to be learned.
Written as JSON: a list of texts of some paragraphs with their tags. The articles and annotations are those of
`corpus/`, `tests/newsrooms/` and, where it lies beside the repository, `../shared`."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from tagged import DECISION_LABELS, EVENT_LABELS, LABELS, Tag, Tagged

from analysis import lexicon, pipeline
from analysis.events import cases, decisions, designations, launch_heads, launches, positions
from analysis.events.cases import Docket
from analysis.read.corpus import read_corpus
from analysis.recognise import publication, tagger
from analysis.records import Decision, Designation, Document, Launch, Position

ROOT = Path(__file__).resolve().parents[2]
PLACES = (
    ("corpus", "corpus/gold"),
    ("tests/newsrooms/articles", "tests/newsrooms/gold"),
    ("../shared/articles", "../shared/gold"),
    ("../shared/seeds", "../shared/gold"),
    ("../shared/real/articles", "../shared/real/gold"),
)
#: Articles of newsrooms that are not learned from, so that the tagger can be measured by them.
_MEASURED = ("k", "n", "o")
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
        if told.exists() and not (articles.startswith("tests") and told.stem.startswith(_MEASURED)):
            document = pipeline.recognise(publication.with_day(article))
            docket = cases.assemble(document)
            annotated = json.loads(told.read_text("utf-8"))
            tagged = _tagged(article.article_id, document.text, docket, annotated)
            _add_events(tagged, document, annotated)
            yield tagged, [m.start for m in docket.marked]


#: Kinds of which rules have no spans: no row says where it was read how many there were, or who.
_UNKNOWN = ("figures", "agents", "numbers", "names")


def _tagged(name: str, text: str, docket: Docket, gold: dict[str, Any]) -> Tagged:
    tagged = Tagged(name, text, tuple(k for k in LABELS if k not in _UNKNOWN))
    pairs = decisions.identified(docket)
    numbers = {d.decision_id: i for i, (_, d) in enumerate(pairs, 1)}
    for case, decision in pairs:
        is_right = _is_told(decision, ("date", "outcome"), gold.get("decisions"))
        for act in case.acts if is_right else ():
            if act.outcome in ("", "voted", "planned"):
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
    """The mentions of states next to what tells their positions."""
    for p in found:
        m = docket.marked[p.sentence]
        own = [q for q in m.parties if p.state in q.states]
        if not own:
            continue
        party = min(own, key=lambda q: abs(q.start - m.place(p.start)))
        place = m.origin(party.start), m.origin(party.end - 1) + 1
        if _is_told(p, ("state", "position", "date"), gold.get("positions")):
            tagged.tags.append(Tag(*place, "positions", p.position, numbers.get(p.decision_id, 0)))


#: Words by which sanctions are told.
_SANCTIONS = re.compile(
    r"(?i)sanction|list|designat|fr[eo]ez|froze|target|penal|\bbann|\bbarr|punish|name[ds]\b|measure"
)


def _add_events(tagged: Tagged, document: Document, gold: dict[str, Any]) -> None:
    """What tells the launches and sanctions that rules read rightly, with its day beside it."""
    rows: list[tuple[Launch | Designation, str, str, str]] = [
        (r, "launches", r.weapon, "launch")
        for r in launches.find(document)
        if _is_told(r, ("state", "date", "weapon"), gold.get("launches"))
    ]
    rows += [
        (r, "sanctions", "imposed", "sanctions")
        for r in designations.find(document)
        if _is_told(r, ("authority", "date", "people", "organisations"), gold.get("designations"))
    ]
    for number, (row, kind, label, of) in enumerate(rows, 101):
        tagged.tags.append(Tag(row.start, row.end, kind, label, number))
        tagged.tags += [
            Tag(t.start, t.end, "event_times", of, number)
            for t in document.times_in(row.sentence)
            if t.value == row.date
        ]
    measures = lexicon.pattern("measures", "relevant").regex
    for s in document.sentences:
        if measures.search(document.text, s.start, s.end):
            tagged.unsure += [(s.start, s.end, kind) for kind in DECISION_LABELS if kind in tagged.kinds]
        is_launch = document.weapons_in(s.index) or launch_heads.find(document, s.index)
        if is_launch or _SANCTIONS.search(document.text, s.start, s.end):
            tagged.unsure += [(s.start, s.end, kind) for kind in EVENT_LABELS if kind in tagged.kinds]


def _entries(annotated: dict[str, Any] | None) -> list[dict[str, Any]]:
    return [e for kind in ("required", "optional") for e in (annotated or {}).get(kind, [])]


def _values(accepted: Any) -> list[Any]:
    return accepted if isinstance(accepted, list) else [accepted]


def _is_told(
    row: Decision | Position | Launch | Designation, fields: tuple[str, ...], annotated: dict[str, Any] | None
) -> bool:
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
        Tag(t.start - first, t.end - first, t.kind, t.label, t.event)
        for t in tagged.tags
        if first <= t.start and t.end <= last
    ]
    unsure = [(a - first, b - first, kind) for a, b, kind in tagged.unsure if first <= a and b <= last]
    return Tagged(tagged.name, tagged.text[first:last], tagged.kinds, tags, unsure)


def _plain(t: Tagged) -> dict[str, Any]:
    tags = [vars(tag) for tag in t.tags]
    return {"name": t.name, "text": t.text, "kinds": t.kinds, "tags": tags, "unsure": t.unsure}


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
