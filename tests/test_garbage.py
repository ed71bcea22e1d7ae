"""Garbage is hunted rarely while articles are read, and as before afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from analysis import garbage


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    """Python's own thresholds, whatever the tests before left."""
    left = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*left)


def test_it_is_hunted_rarely_and_then_as_before() -> None:
    before = gc.get_threshold()
    with garbage.hunted_rarely():
        assert gc.get_threshold()[0] > before[0]
    assert gc.get_threshold() == before


def test_a_fault_changes_nothing_for_good() -> None:
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="broken"), garbage.hunted_rarely():
        raise ValueError("broken")
    assert gc.get_threshold() == before
