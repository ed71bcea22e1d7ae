"""Articles tagged by hand for the tagger: reads `articles/*.txt`, and tells what is wrong with them.

A block begins with `# id | publication day` and lines `@number day outcome for against abstaining` ("-": unsaid), one
a decision. In the text, `[words|tag]` marks what the words are: `=vetoed@1` tells the outcome of decision 1,
`CHN+RUS=veto@1` are states in a position on it, `D@1` dates it, `F@1`, `A@1` and `B@1` are its votes in favour,
against and its abstentions ("[13-2|FA@1]")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent / "articles"
OUTCOMES = ("", "adopted", "vetoed", "held", "failed", "no_agreement", "proposed")
POSITIONS = (
    "",
    "veto",
    "hold",
    "against",
    "abstain",
    "in_favour",
    "sponsor",
    "support",
    "oppose",
    "urge_easing",
)
FIGURES = ("", "votes_for", "votes_against", "abstentions")
_FIGURES = {"F": "votes_for", "A": "votes_against", "B": "abstentions"}
_HEAD = re.compile(r"# (\S+) \| (\d{4}-\d\d-\d\d)")
_DECISION = re.compile(r"@(\d+) (\S+) (\w+) (\S+) (\S+) (\S+)\s*")
_TAG = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]+)\]")
_OUTCOME = re.compile(r"=(\w+)@(\d+)")
_POSITION = re.compile(r"((?:[A-Z]{2,3}\+)*[A-Z]{2,3})=(\w+)@(\d+)")
_OTHER = re.compile(r"([DFAB]+)@(\d+)")


@dataclass(frozen=True)
class Tag:
    """What `text[start:end]` is: `kind` is `outcomes`, `positions`, `times` or `figures`, `label` one of its labels,
    `decision` the number of the decision that it belongs to."""

    start: int
    end: int
    kind: str
    label: str
    decision: int


@dataclass
class Tagged:
    """A text with its tags. `unsure`: places that may be anything, from which nothing is to be learned."""

    name: str
    text: str
    tags: list[Tag] = field(default_factory=list)
    unsure: list[tuple[int, int]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def read(path: Path) -> Iterator[Tagged]:
    """The articles of a file, with what is wrong with each."""
    for block in re.split(r"(?m)^(?=# \S+ \| )", path.read_text(encoding="utf-8")):
        if block.strip():
            yield _article(block.rstrip())


def _article(block: str) -> Tagged:
    head, *lines = block.split("\n")
    named = _HEAD.fullmatch(head.rstrip())
    decisions: dict[str, str] = {}
    while lines and (told := _DECISION.fullmatch(lines[0])):
        decisions[told[1]] = told[3]
        lines.pop(0)
    article = _untagged(named[1] if named else head, "\n".join(lines).strip(), decisions)
    if named is None:
        article.faults.append("its first line is not `# id | day`")
    told_of = {str(t.decision) for t in article.tags if t.kind == "outcomes"}
    article.faults += [f"nothing tells the outcome of decision {d}" for d in decisions if d not in told_of]
    article.faults += [f"{o!r} is no outcome" for o in decisions.values() if o not in OUTCOMES[1:]]
    return article


def _untagged(name: str, text: str, decisions: dict[str, str]) -> Tagged:
    plain, last = "", 0
    article = Tagged(name, "")
    for hit in _TAG.finditer(text):
        plain += text[last : hit.start()]
        start = len(plain)
        plain += hit[1]
        for told in hit[2].split(";"):
            _add(article, start, len(plain), told.strip(), decisions)
        last = hit.end()
    article.text = plain + text[last:]
    if re.search(r"[\[\]|]", article.text):
        article.faults.append("a bracket or bar is left over")
    return article


def _add(article: Tagged, start: int, end: int, told: str, decisions: dict[str, str]) -> None:
    tags = article.tags
    if hit := _OUTCOME.fullmatch(told):
        decision, label = hit[2], hit[1]
        tags.append(Tag(start, end, "outcomes", label, int(decision)))
        if decisions.get(decision) != label:
            article.faults.append(f"{told}: the outcome of decision {decision} is another")
    elif hit := _POSITION.fullmatch(told):
        decision, label = hit[3], hit[2]
        tags.append(Tag(start, end, "positions", label, int(decision)))
        if label not in POSITIONS[1:]:
            article.faults.append(f"{told}: no position is called so")
    elif hit := _OTHER.fullmatch(told):
        decision = hit[2]
        kind, label = ("times", "dates") if hit[1] == "D" else ("figures", _FIGURES.get(hit[1][0], ""))
        tags.append(Tag(start, end, kind, label, int(decision)))
    else:
        article.faults.append(f"{told}: no such tag")
        return
    if decision not in decisions:
        article.faults.append(f"{told}: there is no decision {decision}")
