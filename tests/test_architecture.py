"""Data flows one way, and only the lexicon reads the data files."""

from __future__ import annotations

import re
from pathlib import Path

from importlinter import cli

ROOT = Path(__file__).resolve().parents[1]


def test_no_module_imports_from_a_later_stage() -> None:
    assert cli.lint_imports(config_filename=str(ROOT / "pyproject.toml"), cache_dir=None) == 0


def test_only_the_lexicon_reads_the_data_folder() -> None:
    readers = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "analysis").rglob("*.py")
        if path.name != "lexicon.py"
        and re.search(r"""/ "data"|["/]data/|lexicon\.DATA""", path.read_text("utf-8"))
    ]
    assert set(readers) <= {"analysis/report/cache.py"}  # which hashes them, to know when to read anew
