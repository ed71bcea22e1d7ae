"""The in-process engine and papermill's stock kernel give the same outputs."""

import builtins
import json
import multiprocessing
import os
import re

import pytest
from report_builders import save

from analysis.report import run
from analysis.report.plan import Job

CELLS = {
    "streams": 'import sys\nprint("out")\nprint("err", file=sys.stderr)\nprint("more")',
    "carriage returns": 'print("10%", end="\\r")\nprint("100%")',
    "a result": "[1, 2, 3]",
    "no result with a semicolon": "41;",
    "In, Out and _": "_ + [4], len(In), sorted(Out)",
    "a dataframe": 'import pandas as pd\npd.DataFrame({"a": [1, 2]})',
    "rich display": "from IPython.display import HTML, Markdown\ndisplay(HTML('<b>x</b>'))\nMarkdown('*y*')",
    "json": 'from IPython.display import JSON\nJSON({"a": 1})',
    "svg": "from IPython.display import SVG\nSVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>')",
    "display_id": 'handle = display("first", display_id="d1")\ndisplay("other")',
    "an update from a later cell": 'handle.update("second")\nprint("updated")',
    "clear_output": 'from IPython.display import clear_output\nprint("gone")\nclear_output()\nprint("stays")',
    "clear_output that waits": 'print("gone")\nclear_output(wait=True)\nprint("stays")',
    "metadata of an output": 'display({"text/plain": "x"}, metadata={"report": {"finding": "f"}}, raw=True)',
    "output of a program": 'import subprocess\nprint("a", flush=True)\nkeep = subprocess.run(["echo", "b"])',
    "a shell line": "!echo one; echo two >&2",
    "a captured shell line": "lines = !echo one\nlines",
    "a cell magic": "%%capture held\nprint('held')",
    "what it captured": "held.stdout",
    "a figure left open": "import matplotlib.pyplot as plt\nplt.figure(figsize=(1, 1))\nplt.plot([1])",
    "a figure closed": "plt.plot([1, 2])\nplt.close('all')",
    "await at the top": "import asyncio\nawait asyncio.sleep(0)\n'awaited'",
    "a warning": 'import warnings\nwarnings.filterwarnings("error")',
    "main": "__name__",
    "skipped": "raise SystemError",
    "an allowed error": "1 / 0",
    "an error in a repr": "class Bad:\n    def __repr__(self):\n        raise KeyError('bad')\nBad()",
    "nobody answers": "try:\n    input('?')\nexcept Exception as e:\n    print('refused')",
    "the folder": "import os\nos.path.basename(os.getcwd())",
    "an error": 'print("so far")\nraise ValueError("broken <b>")',
    "never reached": "print('no')",
}
TAGS = {
    "skipped": ["skip-execution"],
    "an allowed error": ["raises-exception"],
    "an error in a repr": ["raises-exception"],
}


def _execute(job, setting, path):
    os.environ.pop("PYTEST_CURRENT_TEST", None)  # a stock kernel does not watch its streams if it sees this
    run.preload()
    import papermill
    from IPython.core.interactiveshell import InteractiveShell
    from papermill import execute as papermill_execute

    if (
        setting.engine == "fast"
    ):  # as in a process in which a shell and Python's own display hook have been at work
        InteractiveShell.instance()
        builtins._ = None
    kept = {}
    raise_errors = papermill_execute.raise_for_execution_errors

    def keep(nb, output_path):
        kept["nb"] = json.loads(json.dumps(nb))
        raise_errors(nb, output_path)

    papermill_execute.raise_for_execution_errors = keep
    try:
        run.execute(job, setting)
        raised = ""
    except papermill.PapermillExecutionError as e:
        raised = f"{e.ename}: {e.evalue}"
    path.write_text(json.dumps({"raised": raised, **kept}), encoding="utf-8")
    os._exit(0)


def executed(engine, folder):
    """What papermill had when the notebook ended, run in a process of its own."""
    cells = [("code", source, TAGS.get(name, [])) for name, source in CELLS.items()]
    notebook = save(folder, "parity", *cells)
    setting = run.Setting(folder, folder, engine)
    told = folder / f"{engine}.json"
    process = multiprocessing.get_context("fork").Process(
        target=_execute, args=(Job("parity", notebook), setting, told)
    )
    process.start()
    process.join(90)
    return json.loads(told.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    folder = tmp_path_factory.mktemp("parity")
    return executed("stock", folder), executed("fast", folder)


def comparable(output):
    """The output without what differs from run to run: addresses, and how a traceback quotes the code."""
    text = re.sub(r"0x[0-9a-f]+", "0x", json.dumps(output))
    told = json.loads(text)
    if told["output_type"] == "error":
        told["traceback"] = [re.sub(r"\x1b\[[\d;]*m", "", told["traceback"][i]) for i in (0, 1, -1)]
    return told


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_gives_the_same_outputs(both, name):
    stock, fast = (told["nb"]["cells"][list(CELLS).index(name)] for told in both)
    assert [comparable(o) for o in fast["outputs"]] == [comparable(o) for o in stock["outputs"]]
    assert fast["execution_count"] == stock["execution_count"]
    assert fast["metadata"]["papermill"]["status"] == stock["metadata"]["papermill"]["status"]


def test_the_notebook_fails_alike(both):
    stock, fast = both
    assert fast["raised"] == stock["raised"] == "ValueError: broken <b>"
    assert fast["nb"]["metadata"]["language_info"]["name"] == stock["nb"]["metadata"]["language_info"]["name"]
