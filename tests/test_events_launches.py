"""Launches and tallies: tables of sentences with what must be read from them, and what must not."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import pipeline
from analysis.read.draft import Draft  # noqa: F401 - see articles()
from analysis.records import Launch, Reading
