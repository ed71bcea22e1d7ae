"""The command line: `python -m analysis extract | report | evaluate`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

DONE, FAILED, MISUSED = 0, 1, 2


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns the exit code (0 done, 1 something failed, 2 wrong usage)."""
    parser = argparse.ArgumentParser(prog="python -m analysis", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    extract = commands.add_parser("extract", help="read articles into one CSV file a table")
    extract.add_argument("paths", nargs="+", type=Path)
    extract.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args(argv)
    from analysis import pipeline, tables

    made, problems = pipeline.extract(arguments.paths)
    tables.write(made, arguments.out)
    for problem in problems:
        print(problem, file=sys.stderr)
    return FAILED if problems else DONE


if __name__ == "__main__":
    sys.exit(main())
