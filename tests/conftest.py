"""What tests of several modules share."""

from __future__ import annotations

import pytest

from analysis.recognise import tagger


@pytest.fixture
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Events are read without the tagger, which may see more than the rules that are tested, and another time less."""
    monkeypatch.setattr(tagger, "tag", lambda article: None)
