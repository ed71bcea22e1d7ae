"""What the README shows works."""

import re
import subprocess
import sys

import pytest

from analysis.report.cache import ROOT

TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def test_it_begins_with_the_two_commands():
    first = re.search(r"```sh\n(.*?)```", TEXT, flags=re.S)[1]
    assert [line.split("#")[0].strip() for line in first.strip().splitlines()] == ["make report", "make test"]
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.M)
    assert set(re.findall(r"\bmake (\w+)`", TEXT)) | {"report", "test"} <= set(targets)


def test_its_python_runs(tmp_path):
    code = re.search(r"```python\n(.*?)```", TEXT, flags=re.S)[1]
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "line", re.findall(r"^python -m analysis report (.*?)(?:  +#.*)?$", TEXT, flags=re.M)
)
def test_its_options_are_known(line):
    told = subprocess.run(
        [sys.executable, "-m", "analysis", "report", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    ).stdout
    for option in re.findall(r"(?<!\S)--?[a-z-]+", line):
        assert option in told


def test_its_pictures_are_there_and_small():
    pictures = re.findall(r"!\[[^\]]{20,}\]\((reports/preview/[\w-]+\.webp)\)", TEXT)
    assert len(pictures) == 4
    assert all(0 < (ROOT / name).stat().st_size < 80_000 for name in pictures)


def test_every_file_that_it_names_is_there():
    named = re.findall(r"`((?:analysis|corpus|notebooks|reports)/[\w/.]*)`", TEXT)
    assert named
    for name in named:
        if name not in ("corpus/private/", "reports/index.html"):
            assert (ROOT / name).exists(), name
