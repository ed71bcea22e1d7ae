"""Weapons: class words and models, and what only looks like a weapon."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.recognise import weapons
from analysis.records import Article, Sentence

FOUND = [
    ("an intercontinental ballistic missile (ICBM)", ["icbm", "icbm"]),
    ("two short-range ballistic missiles and a cruise missile", ["srbm", "cruise"]),
    ("a Hwasong-12 intermediate-range weapon", ["irbm", "irbm"]),
    ("the Hwasong 15", ["icbm"]),
    ("HWASONG-17", ["icbm"]),
    ("Scuds and a Rodong", ["srbm", "mrbm"]),
    ("a “hypersonic” missile", ["hypersonic"]),
    ("tactical guided missiles", ["tactical_guided"]),
    ("a submarine-launched ballistic missile", ["slbm"]),
    ("a submarine-launched cruise missile", ["cruise"]),
    ("a spy satellite aboard a Chollima-1", ["satellite", "satellite"]),
    ("an unidentified projectile", ["missile"]),
    ("long-range cruise missiles", ["cruise"]),
    ("a medium-range missile", ["mrbm"]),
    ("a Hyunmoo-2 and an ATACMS", ["srbm", "srbm"]),
    ("an Agni-V", ["icbm"]),
    ("including a suspected intercontinental one", ["icbm"]),
]

NOT_FOUND = [
    "the missile programme",
    "missile defence talks",
    "satellite imagery of the site",
    "multiple rocket launchers",
    "the Missile Administration",
    "an ICBM moratorium",
    "the trident of Neptune",
    "scud clouds",
]


def _article(text: str) -> Article:
    return Article("a", text, (Sentence(0, 0, len(text)),))


@pytest.mark.parametrize(("text", "classes"), FOUND)
def test_classes_of(text: str, classes: list[str]) -> None:
    assert [w.weapon for w in weapons.find(_article(text))] == classes


@pytest.mark.parametrize("text", NOT_FOUND)
def test_no_weapon_in(text: str) -> None:
    assert weapons.find(_article(text)) == ()


def test_a_model_names_its_state() -> None:
    assert weapons.model_state("Sarmat") == "RUS"
    assert weapons.model_state("unheard of") == ""


def test_most_capable() -> None:
    assert weapons.most_capable(["missile", "srbm", "icbm"]) == "icbm"
    assert weapons.most_capable([]) == ""


@given(
    st.lists(st.sampled_from(["ICBM", "missile", "cruise ", "ballistic ", "Hwasong-", "1", "7", " ", ","]))
)
def test_mentions_slice_back_and_do_not_overlap(pieces: list[str]) -> None:
    found = weapons.find(_article("".join(pieces) or "."))
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
