"""Writes `analysis/data/common_strings.csv` anew: `python tests/bench/common_strings.py`, after many patterns have changed."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import ahocorasick

from analysis import lexicon, predicates
from analysis.read.corpus import read_corpus

ROOT = Path(__file__).resolve().parents[2]
HEAD = (
    "# Strings that patterns cannot do without, and in what share of the sentences on the subject they stand (articles of\n"
    "# tests/newsrooms and corpus): the rarest are looked for first. Made by tests/bench/common_strings.py.\n"
)
#: A string of a smaller share is rare enough.
LEAST = 0.005


def main() -> None:
    """Count the sentences in which each string stands."""
    files = sorted(lexicon.DATA.glob("*.toml"))
    patterns = [p for file in files for p in lexicon.patterns(file.stem)] + list(predicates.patterns())
    strings = {s for p in patterns for sets in p.needs for one in sets for s in one}
    automaton = ahocorasick.Automaton()
    for string in strings:
        automaton.add_word(string, string)
    automaton.make_automaton()
    articles = read_corpus([ROOT / "tests/newsrooms/articles", ROOT / "corpus"], published={}).articles
    sentences = [a.words_of(s).lower() for a in articles for s in a.sentences]
    counts = Counter(s for text in sentences for s in {hit for _, hit in automaton.iter(text)})
    with (lexicon.DATA / "common_strings.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD)
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["string", "share"])
        for string, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            if count >= LEAST * len(sentences) and string == string.strip():
                rows.writerow([string, f"{count / len(sentences):.3f}"])


if __name__ == "__main__":
    main()
