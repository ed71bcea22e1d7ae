import json
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import threading
from dataclasses import replace

import pytest
from report_builders import PARAMETERS, save

from analysis.report import build, manifest
from analysis.report.build import Request
from analysis.report.cache import ROOT
from analysis.report.watch import snapshot

SHOW = (
    "from IPython.display import HTML, display\n"
    'display({"text/html": f"<h1>Report {n}</h1>"}, metadata={"report": {"finding": f"n is {n}"}}, raw=True)'
)


@pytest.fixture
def request_(tmp_path, monkeypatch):
    """Two good notebooks and a batch of three reports over a corpus of one article."""
    monkeypatch.setenv("ANALYSIS_CACHE", str(tmp_path / "cache"))
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.md").write_text("---\nheadline: H\n---\nA body.\n", encoding="utf-8")
    save(tmp_path / "nb", "first", PARAMETERS, ("code", SHOW))
    save(tmp_path / "nb", "second", PARAMETERS, ("code", SHOW), ("markdown", "## Part"))
    batch = tmp_path / "batch.toml"
    batch.write_text(
        '[[report]]\nnotebook = "first"\n[[report]]\nnotebook = "second"\nfor_each = { n = [1, 2] }\n',
        encoding="utf-8",
    )
    return Request(
        out=tmp_path / "out", batch=batch, notebooks=tmp_path / "nb", corpus=str(tmp_path / "corpus"), jobs=2
    )


def environment(request):
    return {**os.environ, "ANALYSIS_CACHE": str(request.out.parent / "cache"), "PYTHONUNBUFFERED": "1"}


def again(request, **changes):
    return build.build(replace(request, **changes), say=lambda line: None)


def pages(request):
    return {p.name: p.read_bytes() for p in request.out.iterdir() if p.suffix == ".html"}


def test_reports_and_index_are_made_and_then_up_to_date(request_):
    outcome = again(request_)
    assert sorted(outcome.made) == ["first", "second-1", "second-2"]
    assert not outcome.failed
    made = pages(request_)
    assert set(made) == {"index.html", "first.html", "second-1.html", "second-2.html"}
    index = made["index.html"].decode()
    assert '<a href="second-1.html">Report 1</a>' in index
    assert "n is 2" in index
    assert "3 reports, none of which failed." in index
    assert b"<h1>Report 3</h1>" in made["first.html"]
    assert b'<a href="index.html">' in made["first.html"]
    assert again(request_).kept == ("first", "second-1", "second-2")
    assert pages(request_) == made


HEAVY = """
import sys
from analysis.report import build
build.build(build.Request(**eval(sys.argv[1])), say=print)
print(sorted({"pandas", "papermill", "matplotlib", "jinja2", "nbformat", "IPython"} & sys.modules.keys()))
"""


def test_nothing_to_do_writes_nothing_and_loads_nothing_heavy(request_):
    save(request_.notebooks, "first", ("code", 'z: int = 1\na: str = "2"\n' + PARAMETERS[1], ["parameters"]))
    again(request_)
    before = {p.name: p.stat().st_mtime_ns for p in request_.out.iterdir() if p.name != ".lock"}
    asked = {k: getattr(request_, k) for k in ("out", "batch", "notebooks", "corpus")}
    line = [sys.executable, "-c", "from pathlib import PosixPath\n" + HEAVY, repr(asked)]
    done = subprocess.run(line, env=environment(request_), capture_output=True, text=True, timeout=60)
    assert done.stdout == "[]\n", done.stderr
    assert {p.name: p.stat().st_mtime_ns for p in request_.out.iterdir() if p.name != ".lock"} == before


@pytest.mark.parametrize("arguments", [["--help"], ["report", "--help"]])
def test_help_loads_nothing_heavy(arguments):
    code = (
        f"import sys, contextlib\nsys.argv[1:] = {arguments!r}\nfrom analysis.__main__ import main\n"
        "with contextlib.suppress(SystemExit): main()\n"
        "print(sorted({'pandas', 'numpy', 'papermill', 'matplotlib', 'yaml', 'bs4', 'tqdm'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout.startswith("usage: ")
    assert done.stdout.endswith("\n[]\n")


def test_two_runs_give_identical_bytes(request_, tmp_path):
    again(request_)
    again(request_, out=tmp_path / "other")
    assert pages(request_) == {p.name: p.read_bytes() for p in (tmp_path / "other").glob("*.html")}


def test_only_what_changed_is_made_again(request_, tmp_path):
    again(request_)
    save(tmp_path / "nb", "first", PARAMETERS, ("code", SHOW + "\nprint('new')"))
    assert again(request_).made == ("first",)
    (request_.out / "second-1.html").unlink()
    assert again(request_).made == ("second-1",)
    assert set(again(request_, force=True, only=("second-*",)).made) == {"second-1", "second-2"}
    (tmp_path / "corpus" / "b.md").write_text("---\nheadline: I\n---\nA body.\n", encoding="utf-8")
    assert len(again(request_).made) == 3


def test_an_added_article_concerns_only_the_reports_that_look_at_it(request_, tmp_path):
    cell = (
        "from analysis.report import html\nfrom analysis.report.session import open_session\n"
        "html.header(open_session(corpus=corpus, start=start), title='T')"
    )
    save(tmp_path / "nb", "first", PARAMETERS, ("code", cell))
    request_.batch.write_text(
        '[[report]]\nnotebook = "first"\nfor_each = { start = ["", "2023-01-01"] }\n', encoding="utf-8"
    )
    again(request_)
    (tmp_path / "corpus" / "b.md").write_text(
        "---\nheadline: B\npublished: 2022-01-12\n---\nA body.\n", encoding="utf-8"
    )
    assert again(request_).made == ("first",)
    assert again(request_).made == ()
    kept = pages(request_)
    again(request_, force=True)
    assert pages(request_) == kept


def test_the_reason_is_told(request_, tmp_path):
    def reasons():
        return {s.job.name: s.reason for s in build.check(request_)}

    assert set(reasons().values()) == {"not made yet"}
    again(request_)
    assert set(reasons().values()) == {""}
    save(tmp_path / "nb", "first", PARAMETERS, ("code", "1"))
    (request_.out / "second-1.html").write_text("altered", encoding="utf-8")
    assert reasons() == {
        "first": "changed: notebook", "second-1": "its page was altered", "second-2": "",
    }  # fmt: skip


def test_a_failure_leaves_the_last_good_page_and_the_others_are_made(request_, tmp_path):
    again(request_)
    good = pages(request_)["first.html"]
    save(tmp_path / "nb", "first", PARAMETERS, ("code", "raise ValueError('<script>alert(1)</script>')"))
    save(tmp_path / "nb", "second", PARAMETERS, ("code", SHOW))
    outcome = again(request_)
    assert sorted(outcome.made) == ["second-1", "second-2"]
    assert [name for name, _ in outcome.failed] == ["first"]
    now = pages(request_)
    assert now["first.html"] == good
    failed = now["first.failed.html"].decode()
    assert "ValueError: &lt;script&gt;alert(1)&lt;/script&gt;" in failed
    assert failed.count("<script>") == 0
    index = now["index.html"].decode()
    assert "Failed:" in index
    assert "1 of 3 reports failed:" in index
    assert "last good one" in index
    save(tmp_path / "nb", "first", PARAMETERS, ("code", SHOW))
    assert again(request_).made == ("first",)
    assert "first.failed.html" not in pages(request_)


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("import time\ntime.sleep(60)", "stopped after 2 seconds"),
        ("import os\nos.kill(os.getpid(), 9)", "signal 9"),
        ("import os\nos._exit(3)", "exit code 3"),
        ("x = bytearray(64 << 30)", "MemoryError"),
    ],
)
def test_a_notebook_that_hangs_dies_or_eats_memory_fails_alone(request_, tmp_path, source, error):
    save(tmp_path / "nb", "first", PARAMETERS, ("code", source))
    outcome = again(request_, timeout=2 if "sleep" in source else 60)
    assert len(outcome.made) == 2
    assert error in outcome.failed[0][1]
    assert (request_.out / "first.failed.html").is_file()


def test_an_index_that_a_killed_run_did_not_renew_is_renewed(request_, tmp_path):
    again(request_)
    index = pages(request_)["index.html"]
    save(tmp_path / "nb", "first", PARAMETERS, ("code", SHOW.replace("n is", "n was")))
    steps = build.check(request_)
    kept = manifest.load(request_.out)
    links = build.linked(request_, [s.job for s in steps], kept)
    with manifest.locked(request_.out, []) as work:  # all of a build but its last stage
        build.run_stale([s for s in steps if s.reason], kept, links, request_, work, print)
    assert pages(request_)["index.html"] == index
    assert again(request_).made == ()
    assert b"n was 3" in pages(request_)["index.html"]


def test_pages_are_the_same_whichever_are_asked_for_first(request_, tmp_path):
    again(request_)
    made = pages(request_)
    other = replace(request_, out=tmp_path / "other")
    assert again(other, only=("second-1",)).made == ("second-1",)
    assert b"first.html" not in pages(other)["second-1.html"]  # no link to nowhere
    assert again(other, chosen=("first",)).made == ("first",)
    assert set(again(other).made) == {"first", "second-1", "second-2"}
    assert pages(other) == made
    assert again(other, only=("second-1",)).made == ()


def test_files_of_others_in_the_folder_are_left_alone(request_):
    request_.out.mkdir()
    (request_.out / "mine.txt").write_text("mine", encoding="utf-8")
    again(request_)
    assert (request_.out / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_a_report_that_the_batch_no_longer_makes_is_taken_away_unless_altered(request_):
    again(request_)
    (request_.out / "second-2.html").write_text("mine now", encoding="utf-8")
    request_.batch.write_text('[[report]]\nnotebook = "first"\n', encoding="utf-8")
    assert again(request_, only=("fir*",)).kept == ("first",)
    assert "second-1.html" in pages(request_)
    again(request_)
    assert set(pages(request_)) == {"index.html", "first.html", "second-2.html"}
    assert b"second" not in pages(request_)["index.html"]


def _hold(folder, told):
    with manifest.locked(folder, []):
        told.send("held")
        told.recv()


def test_a_folder_in_use_or_no_folder_is_refused(request_, tmp_path):
    here, there = multiprocessing.Pipe()
    holder = multiprocessing.get_context("fork").Process(target=_hold, args=(request_.out, there))
    holder.start()
    here.recv()
    with pytest.raises(manifest.FolderError, match=f"process {holder.pid} is writing there"):
        again(request_)
    here.send("let go")
    holder.join(30)
    assert len(again(request_).made) == 3
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(manifest.FolderError, match="is a file"):
        again(request_, out=tmp_path / "file")


def test_pages_of_others_are_not_written_over(request_):
    request_.out.mkdir()
    (request_.out / "index.html").write_text("mine", encoding="utf-8")
    with pytest.raises(manifest.FolderError, match=r"has index\.html, which is not of our making"):
        again(request_)
    assert [p.name for p in request_.out.iterdir()] == ["index.html"]


def test_a_broken_record_makes_all_again(request_):
    again(request_)
    (request_.out / manifest.NAME).write_text("{", encoding="utf-8")
    assert len(again(request_).made) == 3


def test_writing_fails_whole(tmp_path):
    target = tmp_path / "page.html"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        manifest.write(target, "new \ud800")
    assert target.read_text(encoding="utf-8") == "old"


OWN_NOTEBOOKS = """
import dataclasses, pathlib, sys
from analysis.report import build
build.Request = dataclasses.make_dataclass(
    "Request", [("notebooks", pathlib.Path, dataclasses.field(default=pathlib.Path(sys.argv.pop(1))))],
    bases=(build.Request,), frozen=True,
)
from analysis.__main__ import main
sys.exit(main())
"""


def arguments_of(*arguments, request, corpus=False):
    """The command line; with the test's own `corpus`, also with its own notebooks."""
    line = [sys.executable, "-m", "analysis"]
    if corpus:
        line = [sys.executable, "-c", OWN_NOTEBOOKS, request.notebooks]
        arguments = ("--corpus", request.corpus, *arguments)
    return [*map(str, line), "report", "--batch", str(request.batch), "--out", str(request.out), *arguments]


def command(*arguments, request, corpus=False):
    line = arguments_of(*arguments, request=request, corpus=corpus)
    return subprocess.run(
        line, cwd=ROOT, env=environment(request), capture_output=True, text=True, timeout=90
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-p", "colour=red"), "analysis: -p colour: no such parameter; known: article, corpus, end,"),
        (("-p", "start=May"), "start=May is not a day written YYYY-MM-DD"),
        (("-p", "start"), "-p start: is not NAME=VALUE"),
        (("--notebook", "lunches"), "there is no notebook 'lunches'"),
        (("--only", "zzz"), "no report is so named"),
        (("--corpus", "no/such"), "--corpus no/such: is no folder or file"),
        (("--published", "soon"), "ID=YYYY-MM-DD"),
    ],
)
def test_wrong_usage_is_refused_before_anything_runs(request_, arguments, message):
    if not (ROOT / "notebooks" / "launches.ipynb").is_file():
        pytest.skip("the notebooks are not there yet")
    request_.batch.write_text((ROOT / "reports.toml").read_text(encoding="utf-8"), encoding="utf-8")
    if "--corpus" not in arguments:
        arguments = (*arguments, "--corpus", request_.corpus)
    done = command(*arguments, request=request_)
    assert done.returncode == 2, done.stderr
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not request_.out.exists()


def test_the_command_tells_what_it_would_do_and_does(request_):
    told = command("--dry-run", request=request_, corpus=True)
    assert told.stdout.splitlines() == [
        "first: make (not made yet)", "second-1: make (not made yet)", "second-2: make (not made yet)",
    ]  # fmt: skip
    assert not request_.out.exists()
    assert command("--list", request=request_, corpus=True).stdout.splitlines() == [
        "first",
        "second-1",
        "second-2",
    ]
    done = command("--explain", request=request_, corpus=True)
    lines = done.stdout.splitlines()
    assert lines[0] == "first: make (not made yet)"
    assert re.fullmatch(r"1/3 (first|second-1): made \(\d+\.\d s, \d+ s left\)", lines[3])
    assert re.fullmatch(
        r"3 made, 0 failed, 0 up to date in \d+\.\d s \(longest: .*\): .*index\.html", lines[-1]
    )
    told = command("--explain", request=request_, corpus=True).stdout.splitlines()
    assert told[0] == "first: up to date"
    assert told[3].startswith("0 made, 0 failed, 3 up to date: ")


def test_a_report_that_wants_too_much_memory_fails_alone(request_, tmp_path):
    save(tmp_path / "nb", "first", PARAMETERS, ("code", "x = bytearray(300 << 20)"))
    done = command("--memory", "0.2", request=request_, corpus=True)
    assert done.returncode == 1
    assert "analysis: first failed: MemoryError" in done.stderr
    assert "2 made, 1 failed" in done.stdout


def test_a_folder_that_cannot_be_written_is_told_in_a_line(request_, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    done = command("--out", str(tmp_path / "file" / "out"), request=request_, corpus=True)
    assert done.returncode == 2
    assert done.stderr.startswith("analysis: ")
    assert len(done.stderr.splitlines()) == 1


def test_what_python_and_we_keep_beside_the_code_is_no_change_to_watch(tmp_path):
    kept, code = tmp_path / "data" / "__pycache__", tmp_path / "data" / "words.toml"
    kept.mkdir(parents=True)
    code.write_text("a = 1", encoding="utf-8")
    before = snapshot([tmp_path])
    for name in ("words.pickle", "patterns.sqlite", "patterns.sqlite-journal", "module.pyc"):
        (kept / name).write_text("x", encoding="utf-8")
    assert snapshot([tmp_path]) == before
    code.write_text("a = 22", encoding="utf-8")
    assert snapshot([tmp_path]) != before


def test_watch_makes_again_what_a_change_concerns(request_, tmp_path):
    process = subprocess.Popen(
        arguments_of("--watch", request=request_, corpus=True),
        cwd=ROOT,
        env=environment(request_),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    deadline = threading.Timer(90, process.kill)
    deadline.start()
    try:
        told = list(iter(process.stdout.readline, "waiting for changes; Ctrl-C ends it\n"))
        assert told[-1].startswith("3 made, 0 failed")
        save(tmp_path / "nb", "first", PARAMETERS, ("code", SHOW.replace("n is", "n was")))
        assert process.stdout.readline().startswith("1/1 first: made")
        assert process.stdout.readline().startswith("1 made, 0 failed, 2 up to date")
        request_.batch.write_text("nonsense", encoding="utf-8")
        assert "batch.toml: " in process.stdout.readline()
        request_.batch.write_text('[[report]]\nnotebook = "first"\n', encoding="utf-8")
        assert process.stdout.readline().startswith("1/1 first: made")  # it links to fewer others
    finally:
        deadline.cancel()
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130


def test_the_manifest_tells_inputs_and_parameters(request_):
    again(request_)
    told = json.loads((request_.out / manifest.NAME).read_text(encoding="utf-8"))["reports"]["second-2"]
    assert told["ok"] is True
    assert told["parameters"]["n"] == 2
    assert set(told["versions"]) >= {"Python", "papermill", "nbconvert"}
    assert told["seconds"] > 0
    assert set(told["key"]) == {"notebook", "parameters", "articles", "links", "code", "packages"}
    assert all(re.fullmatch("[0-9a-f]{16,64}", v) for v in told["key"].values())


def test_a_corpus_without_articles_is_told_and_nothing_is_made(request_, tmp_path):
    (tmp_path / "none").mkdir()
    with pytest.raises(build.EmptyCorpusError, match="none: is a folder without articles"):
        again(request_, corpus=str(tmp_path / "none"))
    assert not request_.out.exists()


def test_files_that_cannot_be_read_are_told_and_the_rest_is_reported(request_, tmp_path):
    (tmp_path / "corpus" / "bad.txt").write_bytes(b"")
    outcome = again(request_)
    assert len(outcome.made) == 3
    assert [line for line in outcome.problems if "bad.txt" in line]
    assert again(request_).problems == outcome.problems


def test_a_period_leaves_out_the_pages_of_articles_outside_it(request_, tmp_path):
    told = "---\nheadline: B\npublished: 2022-01-12\n---\nA body.\n"
    (tmp_path / "corpus" / "b.md").write_text(told, encoding="utf-8")
    (tmp_path / "corpus" / "c.md").write_text(told.replace("2022", "2021"), encoding="utf-8")
    parameters = PARAMETERS[1] + '\narticle: str = ""\nend: str = ""'
    save(tmp_path / "nb", "article", ("code", parameters, ["parameters"]))
    batch = '[[report]]\nnotebook = "article"\nfor_each = { article = "articles" }\n'
    request_.batch.write_text(batch, encoding="utf-8")
    (tmp_path / "corpus" / "a.md").unlink()
    assert [job.name for job in build.planned(request_)] == ["article-b", "article-c"]
    narrowed = replace(request_, given={"start": "2022-01-01"})
    assert [job.name for job in build.planned(narrowed)] == ["article-b"]
