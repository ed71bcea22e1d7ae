"""Quotations: which words stand between marks, whatever the marks."""

from __future__ import annotations

import pytest
from builders import article

from analysis.recognise import quotations

FOUND = [
    ("“We will not accept it,” she said.", ["We will not accept it,"]),
    ('"We will not accept it," she said.', ["We will not accept it,"]),
    ("‘We won’t accept it,’ she said.", ["We won’t accept it,"]),
    ("'We won't accept it,' she said.", ["We won't accept it,"]),
    ("«We will not accept it», she said.", ["We will not accept it"]),
    ("„We will not accept it“, she said.", ["We will not accept it"]),
    ("“It was ‘a dark day’ for us,” she said.", ["It was ‘a dark day’ for us,"]),
    ("'It was \"a dark day\" for us,' she said.", ['It was "a dark day" for us,']),
    ("“One,” he said. “Two.”", ["One,", "Two."]),
    ("“A long speech that goes on", ["A long speech that goes on"]),
    ("and ends only here,” he said.", ["and ends only here,"]),
    ("The members' talks 'went nowhere', he said.", ["went nowhere"]),
    ("He spoke of the diplomats’ “grave error”.", ["grave error"]),
    ("‹We will not accept it›, she said.", ["We will not accept it"]),
    ("‚We will not accept it‘, she said.", ["We will not accept it"]),
    ("「We will not accept it」, she said.", ["We will not accept it"]),
    ("``We will not accept it,'' she said.", ["We will not accept it,"]),
    ("''We will not accept it,'' she said.", ["We will not accept it,"]),
    ("＂We will not accept it,＂ she said.", ["We will not accept it,"]),
    ("— We will not accept it, said Mara Voss.", ["We will not accept it"]),
    (
        "– We will not accept it – said Mara Voss. – And we mean it.",
        ["We will not accept it", "And we mean it."],
    ),
    ("— Who would accept it? asked Mara Voss.", ["Who would accept it?"]),
    ("— We will not accept it, Mara Voss said.", ["We will not accept it"]),
    ('It ran for 0\'06" and she said: "We will not accept it."', ["We will not accept it."]),
]

NOT_FOUND = [
    "China's envoy and the members' draft",
    "the class of '92 and its envoys",
    "It won’t do, and the states’ envoys know it.",
    "The rod is 5' long.",
    "“”",
    "— Sunday, 25 September: one short-range missile, from Taechon.",
    "– Japan, which said nothing on Monday, will speak today.",
    "It took 3'50'' and then 4'12'' to load.",
    'The bar is 6" wide and 9" long.',
]


@pytest.mark.parametrize(("text", "quoted"), FOUND)
def test_words_between_marks(text: str, quoted: list[str]) -> None:
    assert [q.text for q in quotations.find(article("A headline", text))] == quoted


@pytest.mark.parametrize("text", NOT_FOUND)
def test_apostrophes_are_no_marks(text: str) -> None:
    assert quotations.find(article("A headline", text)) == ()


def test_offsets_give_the_words_without_marks() -> None:
    read = article("A headline", "She said: “ We will not accept it. ”")
    (q,) = quotations.find(read)
    assert read.text[q.start : q.end] == q.text == "We will not accept it."
    assert q.sentence == 1


def test_marks_do_not_pair_across_paragraphs() -> None:
    read = article("A headline", "“It was a start", "“and an end,” he said.")
    assert [q.text for q in quotations.find(read)] == ["It was a start", "and an end,"]
