"""The `report` command: its arguments and what it does with them."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `report` to its parser."""


def run(arguments: argparse.Namespace) -> int:
    """Build the reports; returns the exit code."""
    raise NotImplementedError
