"""The notebooks: thin, stripped, and running from anywhere on a corpus, an empty one and one article."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

from analysis.report import build, explore
from analysis.report.parameters import defaults_of
from analysis.report.session import open_session

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "notebooks"
NAMES = sorted(path.stem for path in FOLDER.glob("*.ipynb"))
REPORTS = [name for name in NAMES if name != "explore"]

LAUNCH = "On Wednesday, 5 January 2022, North Korea fired two ballistic missiles, Seoul said."
VETO = "On 26 May 2022 China and Russia vetoed a resolution that the United States had drafted."
HOLD = "On 20 January 2022 China and Russia placed a hold on a US proposal in the sanctions committee."
SAID = '"We will not look away from this," the ambassador of the United States, Ada Example, said.'
FAIR = "The weather stayed fair all week."


def cells(name: str) -> list[dict]:
    return json.loads((FOLDER / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]


def code(name: str) -> list[str]:
    return ["".join(c["source"]) for c in cells(name) if c["cell_type"] == "code"]


def corpus(folder: Path, *bodies: str) -> Path:
    """Articles of 27 May 2022, one a body."""
    folder.mkdir()
    for n, body in enumerate(bodies):
        head = f"---\nheadline: Story {n}\npublisher: The Paper\npublished: 2022-05-27\n---\n"
        (folder / f"story-{n}.md").write_text(f"{head}{body}\n", encoding="utf-8")
    return folder


def pages(folder: Path, articles: Path, **given: str) -> dict[str, str]:
    """The reports of a corpus by notebook, made as the command line makes them."""
    batch = folder / "batch.toml"
    batch.write_text("".join(f'[[report]]\nnotebook = "{name}"\n' for name in REPORTS), encoding="utf-8")
    out = folder / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANALYSIS_CACHE", str(folder / "cache"))
        request = build.Request(out=out, corpus=str(articles), batch=batch, given=given)
        outcome = build.build(request, say=lambda line: None)
    assert outcome.failed == ()
    return {name: (out / f"{name}.html").read_text(encoding="utf-8") for name in REPORTS}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The reports of three articles that tell of a launch, a veto, a hold, and of nothing."""
    folder = tmp_path_factory.mktemp("small")
    return pages(folder, corpus(folder / "corpus", f"{LAUNCH} {SAID}", f"{VETO} {HOLD}", FAIR))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The reports of a period in which nothing was published or told."""
    folder = tmp_path_factory.mktemp("empty")
    return pages(folder, corpus(folder / "corpus", FAIR), end="2001-01-01")


def prose(page: str) -> str:
    """The text that a reader reads, without charts, tables and tags."""
    body = page[page.index("<main") :]
    markup = re.sub(r"<(style|script|svg|table)\b.*?</\1>", " ", body, flags=re.S)
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup)))


def test_the_notebooks_are_there() -> None:
    assert {"launches", "voting_positions", "actors", "sources", "article", "explore"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_is_thin(name: str) -> None:
    sources = code(name)
    trees = [ast.parse(source) for source in sources]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    assert not [
        n for n in nodes if isinstance(n, ast.FunctionDef | ast.ClassDef | ast.Lambda | ast.For | ast.If)
    ]
    statements = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.stmt)]
    assert len(statements) <= 45
    for tree in trees[2:]:
        calls = [n for n in tree.body if isinstance(n, ast.Expr)]
        assert len(calls) <= 1


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_is_stripped(name: str) -> None:
    for number, cell in enumerate(cells(name)):
        assert cell["id"].endswith(f"-{number:02d}")
        assert set(cell["metadata"]) <= {"tags"}
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            assert cell["execution_count"] is None


@pytest.mark.parametrize("name", REPORTS)
def test_the_parameters_are_plain_values_with_the_same_names_everywhere(name: str) -> None:
    known = defaults_of(FOLDER / f"{name}.ipynb")
    assert {"corpus", "start", "end", "launching_state", "published", "title", "show_sentences"} <= set(known)
    assert all(isinstance(v, str | bool | list) for v in known.values())


@pytest.mark.parametrize("name", REPORTS)
def test_no_number_stands_in_prose_that_was_not_computed(name: str) -> None:
    texts = ["".join(c["source"]) for c in cells(name) if c["cell_type"] == "markdown"]
    assert not [t for t in texts if re.search(r"\d", t)]


@pytest.mark.parametrize("name", REPORTS)
def test_it_tells_of_a_small_corpus(name: str, small: dict[str, str]) -> None:
    assert not re.search(r"\bnan\b|<NA>|None\b|\{\w+\}", prose(small[name]))
    assert name == "article" or "<svg" in small[name]


def test_the_launch_the_veto_and_the_hold_are_told(small: dict[str, str]) -> None:
    assert "The articles date 1 launch by North Korea on 5 January 2022." in prose(small["launches"])
    assert "China and Russia vetoed on 26 May 2022" in prose(small["voting_positions"])
    assert "it lapses on 21 October 2022" in prose(small["voting_positions"])
    assert "3 articles of 1 publisher" in prose(small["sources"])


@pytest.mark.parametrize("name", REPORTS)
def test_every_link_within_a_page_leads_somewhere(name: str, small: dict[str, str]) -> None:
    ids = set(re.findall(r'\sid="([^"]+)"', small[name]))
    assert {t for t in re.findall(r'href="#([^"]+)"', small[name]) if t} <= ids


@pytest.mark.parametrize("name", REPORTS)
def test_it_says_so_where_there_is_nothing_to_tell(name: str, empty: dict[str, str]) -> None:
    assert re.search(r"\b(?:[Nn]o|[Nn]othing|[Nn]obody)\b", prose(empty[name]))
    assert not re.search(r"\bnan\b|<NA>|None\b|\{\w+\}", prose(empty[name]))


def test_sentences_can_be_kept_out_of_the_reports(small: dict[str, str], tmp_path: Path) -> None:
    without = pages(tmp_path, corpus(tmp_path / "corpus", f"{LAUNCH} {SAID}"), show_sentences="no")
    for name in REPORTS:
        assert "fired two ballistic" not in without[name]
        assert "look away from" not in without[name]
    assert "fired two ballistic" in small["launches"].replace("<mark>", "").replace("</mark>", "")


def test_explore_runs_in_a_kernel_of_its_own_from_the_folder_of_notebooks(tmp_path: Path) -> None:
    articles = corpus(tmp_path / "corpus", f"{LAUNCH} {SAID}", f"{VETO} {HOLD}")
    command = [sys.executable, "-m", "papermill", "--log-level", "ERROR", "--no-progress-bar"]
    target = tmp_path / "out.ipynb"
    done = subprocess.run(
        [*command, "-p", "corpus", str(articles), "explore.ipynb", str(target)],
        cwd=FOLDER,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    states = json.loads(target.read_text(encoding="utf-8"))["metadata"]["widgets"]
    (widgets,) = (kind["state"].values() for kind in states.values())
    assert any("<svg" in str(widget["state"].get("value", "")) for widget in widgets)


def test_the_charts_of_explore_follow_its_controls(tmp_path: Path) -> None:
    articles = corpus(
        tmp_path / "corpus", LAUNCH, "Iran fired four cruise missiles on Monday, 3 January 2022."
    )
    controls, shown = explore.panel(open_session(corpus=str(articles), launching_state="")).children
    assert "2 launches" in shown.value
    launching = next(c for c in controls.children if c.description == "Launches by")
    launching.value = "IRN"
    assert "2 launches" not in shown.value
    assert "<svg" in shown.value
