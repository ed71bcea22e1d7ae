"""Crawls made up for the benchmark: a share of articles on the subject, the others on anything else."""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from pathlib import Path

from analysis.read.relevance import is_relevant
from analysis.records import Article

#: Articles in a file: some megabytes, as crawlers cut them.
PER_FILE = 2_000
_MONTHS = "January February March April May June July August September October November December".split()
_DAY = re.compile(rf"\b({'|'.join(_MONTHS)}) (\d{{1,2}})\b")
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight")
_NUMBER = re.compile(rf"\b({'|'.join(_NUMBERS)})\b")
_PLACES = ("the harbour", "the old market", "a village in the north", "the valley", "two districts", "the islands",
           "the capital", "a border town", "the university", "the eastern coast")  # fmt: skip
_PEOPLE = ("the mayor", "a resident", "the union", "the coach", "a farmer", "the ministry", "the court", "a curator",
           "the hospital", "an engineer")  # fmt: skip
_OTHER = (
    "The council of {place} voted on {day} to mend {n} bridges before the winter, at a cost that {who} would not give.",
    "Growers near {place} brought in {n} tonnes of apples, fewer than in the year before, {who} said.",
    "“We have seen {n} floods here and built every wall again,” {who} told the paper at {place}.",
    "The final was decided by a goal in minute {n}, after which the guests had only ten players left, {who} noted.",
    "A museum in {place} shows {n} paintings from the port, most of them lent by families.",
    "Trains to {place} were late on {day}, since a crane had torn the line, and {who} asked for patience.",
    "Prices at {place} rose by {n} cents in {month}, which {who} put down to the drought.",
    "On {day} {who} opened a school for {n} children at {place}; the old one had burnt down.",
    "Doctors at {place} treated {n} people for the heat in {month}, more than in any year since records began.",
    "A judge heard {n} witnesses about the collapse at {place} and will rule in {month}, {who} said.",
    "Shares in the ferry company fell after {who} warned that {n} crossings to {place} would be dropped.",
    "Volunteers counted {n} herons around {place} on {day}, and {who} called it a good sign.",
)
#: Sentences that have some of the subject's words: the filter must look at them twice.
_BESIDE = (
    "South Korea’s strikers won at {place} on {day} with {n} goals, and {who} praised the defence.",
    "The security council of the district, {who} said, will meet about {n} burglaries at {place}.",
    "A film about missiles of the last century was shown at {place} to {n} guests.",
)


@dataclass(frozen=True)
class Crawl:
    """A folder of files of articles: how many there are, how many of them on the subject, and their words."""

    folder: Path
    articles: int
    related: int
    words: int


def varied(articles: list[Article], dice: random.Random) -> str:
    """A short article as another paper might have it: paragraphs of two annotated ones, other days and numbers."""
    while True:
        one, other = dice.sample(articles, 2)
        picked = [*_some(one, 4, dice), *_some(other, 1, dice)]
        text = _DAY.sub(lambda m: f"{dice.choice(_MONTHS)} {dice.randint(1, 28)}", "\n\n".join(picked))
        text = _NUMBER.sub(lambda m: dice.choice(_NUMBERS), text)
        if is_relevant(text):
            return text


def _some(article: Article, most: int, dice: random.Random) -> list[str]:
    paragraphs = article.text.split("\n\n")[1:]
    return dice.sample(paragraphs, min(most, len(paragraphs)))


def unrelated(dice: random.Random) -> str:
    """A text of some hundred words on other subjects; one in ten has words of ours."""
    said = [_filled(s, dice) for s in dice.choices(_OTHER, k=dice.randint(6, 14))]
    if dice.random() < 0.1:
        said += [_filled(s, dice) for s in _BESIDE]
    return "\n\n".join(said)


def _filled(sentence: str, dice: random.Random) -> str:
    month = dice.choice(_MONTHS)
    return sentence.format(
        n=dice.randint(2, 900),
        place=dice.choice(_PLACES),
        who=dice.choice(_PEOPLE),
        month=month,
        day=f"{month} {dice.randint(1, 28)}",
    )


def write(folder: Path, size: int, articles: list[Article], *, share: float, files: int = 0) -> Crawl:
    """A crawl of so many records, that share of them on the subject, in files of some thousand or so many files."""
    dice = random.Random(size)
    folder.mkdir(parents=True)
    related = words = 0
    per_file = PER_FILE if not files else -(-size // files)
    for first in range(0, size, per_file):
        with (folder / f"crawl-{first // per_file:04}.jsonl").open("w", encoding="utf-8") as f:
            for number in range(first, min(size, first + per_file)):
                is_related = int((number + 1) * share) > int(number * share)
                text = varied(articles, dice) if is_related else unrelated(dice)
                related, words = related + is_related, words + len(text.split())
                f.write(json.dumps(_record(number, text, dice), ensure_ascii=False) + "\n")
    return Crawl(folder, size, related, words)


def _record(number: int, text: str, dice: random.Random) -> dict[str, str]:
    return {
        "title": f"Report number {number} of the desk",
        "text": text,
        "date": f"2022-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}",
        "source": f"Paper {number % 40}",
    }
