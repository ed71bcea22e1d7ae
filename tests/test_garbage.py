"""Garbage is hunted rarely while articles are read, and as before afterwards."""

from __future__ import annotations

import gc

import pytest

from analysis import garbage


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
