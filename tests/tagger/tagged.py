"""Articles tagged by hand for the tagger: reads `articles/*.txt`, and tells what is wrong with them.

A block begins with `# id | publication day` and a line for each event ("-": unsaid): `@number day outcome for against
abstaining` for a decision, or `@number launch state day weapon missiles` and `@number sanctions authority day people
organisations`. An article has decisions or the others tagged (`# id | publication day | events`), or both (`| all`). In the text, `[words|tag]` marks what the
words are. Of decision 1: `=vetoed@1` tells the outcome, `CHN+RUS=veto@1` are states in a position on it, `D@1` dates
it, `F@1`, `A@1` and `B@1` are its votes in favour, against and its abstentions ("[13-2|FA@1]"). Of a launch or
sanctions: `L@1` and `X@1` tell it, `S@1` is who launches or imposes, `D@1` dates it, `N@1` is the number of missiles,
`P@1` and `O@1` are those of people and organisations, `M@1` and `Q@1` such by name; `W@1`, what was launched, is
not learned."""

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
WEAPONS = (
    "",
    "icbm",
    "irbm",
    "mrbm",
    "srbm",
    "slbm",
    "ballistic",
    "hypersonic",
    "cruise",
    "tactical_guided",
    "satellite",
    "missile",
)
#: What each kind of tag may say. A launch is told with the class of what was launched.
DECISION_LABELS = {"outcomes": OUTCOMES, "positions": POSITIONS, "times": ("", "dates"), "figures": FIGURES}
EVENT_LABELS = {
    "launches": WEAPONS,
    "sanctions": ("", "imposed"),
    "agents": ("", "launches", "imposes"),
    "event_times": ("", "launch", "sanctions"),
    "numbers": ("", "missiles", "people", "organisations"),
    "names": ("", "people", "organisations"),
}
LABELS = DECISION_LABELS | EVENT_LABELS
_FIGURES = {"F": "votes_for", "A": "votes_against", "B": "abstentions"}
_HEAD = re.compile(r"# (\S+) \| (\d{4}-\d\d-\d\d)(?: \| (?:events|all))?")
_DECISION = re.compile(r"@(\d+) (\S+) (\w+) (\S+) (\S+) (\S+)\s*")
_EVENT = re.compile(r"@(\d+) (launch|sanctions) ([A-Z]{2,3}) (\S+) (\S+) (\S+)\s*")
_TAG = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]+)\]")
_OUTCOME = re.compile(r"=(\w+)@(\d+)")
_POSITION = re.compile(r"((?:[A-Z]{2,3}\+)*[A-Z]{2,3})=(\w+)@(\d+)")
_OTHER = re.compile(r"([DFAB]+)@(\d+)")
_OF_EVENT = re.compile(r"([LSDWNXPOMQ])@(\d+)")
_EVENT_TAGS = {
    "X": ("sanctions", "imposed"),
    "N": ("numbers", "missiles"),
    "P": ("numbers", "people"),
    "O": ("numbers", "organisations"),
    "M": ("names", "people"),
    "Q": ("names", "organisations"),
}
_AGENTS = {"launch": "launches", "sanctions": "imposes"}


@dataclass(frozen=True)
class Tag:
    """What `text[start:end]` is: `kind` one of `LABELS`, `label` one of its labels, `event` the number of the decision,
    launch or sanctions that it belongs to."""

    start: int
    end: int
    kind: str
    label: str
    event: int


@dataclass
class Tagged:
    """A text with its tags, which are of these `kinds`. `unsure`: places (start, end, kind) that may be anything, from
    which nothing is to be learned. `published` is its day, `days` that of each event, as precise as the text tells it."""

    name: str
    text: str
    kinds: tuple[str, ...]
    tags: list[Tag] = field(default_factory=list)
    unsure: list[tuple[int, int, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    published: str = ""
    days: dict[int, str] = field(default_factory=dict)


def read(path: Path) -> Iterator[Tagged]:
    """The articles of a file, with what is wrong with each."""
    for block in re.split(r"(?m)^(?=# \S+ \| )", path.read_text(encoding="utf-8")):
        if block.strip():
            yield _article(block.rstrip())


def _article(block: str) -> Tagged:
    head, *lines = block.split("\n")
    named = _HEAD.fullmatch(head.rstrip())
    decisions: dict[str, str] = {}
    events: dict[str, tuple[str, str]] = {}
    days: dict[int, str] = {}
    while lines:
        if told := _EVENT.fullmatch(lines[0]):
            events[told[1]] = told[2], told[5]
            days[int(told[1])] = told[4].strip("-")
        elif told := _DECISION.fullmatch(lines[0]):
            decisions[told[1]] = told[3]
            days[int(told[1])] = told[2].strip("-")
        else:
            break
        lines.pop(0)
    is_of_all = head.rstrip().endswith("| all")
    is_of_events = bool(events) or "| events" in head
    article = _untagged(named[1] if named else head, "\n".join(lines).strip(), decisions, events)
    article.published, article.days = named[2] if named else "", days
    article.kinds = tuple(LABELS if is_of_all else EVENT_LABELS if is_of_events else DECISION_LABELS)
    if named is None:
        article.faults.append("its first line is not `# id | day`")
    told_of = {str(t.event) for t in article.tags if t.kind in ("outcomes", "launches", "sanctions")}
    article.faults += [f"nothing tells event {e}" for e in {**decisions, **events} if e not in told_of]
    article.faults += [f"{o!r} is no outcome" for o in decisions.values() if o not in OUTCOMES[1:]]
    article.faults += [
        f"{w!r} is no weapon" for k, w in events.values() if k == "launch" and w not in WEAPONS[1:]
    ]
    return article


def _untagged(name: str, text: str, decisions: dict[str, str], events: dict[str, tuple[str, str]]) -> Tagged:
    plain, last = "", 0
    article = Tagged(name, "", ())
    for hit in _TAG.finditer(text):
        plain += text[last : hit.start()]
        start = len(plain)
        plain += hit[1]
        for told in hit[2].split(";"):
            if (of := _OF_EVENT.fullmatch(told.strip())) and of[2] in events:
                _add_of_event(article, start, len(plain), of[1], int(of[2]), events[of[2]])
            else:
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


def _add_of_event(
    article: Tagged, start: int, end: int, letter: str, number: int, event: tuple[str, str]
) -> None:
    what, weapon = event
    if letter == "L" and what == "launch":
        kind, label = "launches", weapon
    elif letter == "S":
        kind, label = "agents", _AGENTS[what]
    elif letter == "D":
        kind, label = "event_times", what
    elif letter in _EVENT_TAGS and (letter == "N") == (what == "launch"):
        kind, label = _EVENT_TAGS[letter]
    else:
        if letter != "W":
            article.faults.append(f"{letter}@{number}: that event has no such tag")
        return
    article.tags.append(Tag(start, end, kind, label, number))
