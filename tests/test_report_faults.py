"""Whatever ends a run, every published page is whole, nothing goes on running, and the next run goes on.

The suite does it a few times; `make faults` (or ANALYSIS_FAULTS=200) does it until nobody doubts it."""

import ctypes
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from report_builders import PARAMETERS, save

from analysis.report import build, manifest, run
from analysis.report.build import Request

TIMES = int(os.environ.get("ANALYSIS_FAULTS", "3"))
#: A report with something to lose: of some size, with a program left running in the background.
SHOW = """
import subprocess
from IPython.display import HTML
subprocess.Popen(["sleep", "{mark}"])
HTML("<h1>Version {version}</h1>" + "".join(f"<p>{{i}} of version {version}</p>" for i in range(3000)))
"""


@pytest.fixture
def request_(tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSIS_CACHE", str(tmp_path / "cache"))
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.md").write_text("---\nheadline: H\n---\nA body.\n", encoding="utf-8")
    batch = tmp_path / "batch.toml"
    batch.write_text('[[report]]\nnotebook = "first"\nfor_each = { n = [1, 2, 3, 4, 5] }\n', encoding="utf-8")
    return Request(
        out=tmp_path / "out", batch=batch, notebooks=tmp_path / "nb", corpus=str(tmp_path / "corpus"), jobs=2
    )


@pytest.fixture
def mark():
    """A number of seconds by which the programs of a test's reports are known."""
    return f"8{os.getpid()}{random.randrange(10**6):06}"


def write_version(request, version, mark):
    save(request.notebooks, "first", PARAMETERS, ("code", SHOW.format(version=version, mark=mark)))


def silent(line):
    pass


def reference(request, mark):
    """The pages as a run that nothing disturbs makes them, for any version."""
    write_version(request, 0, mark)
    build.build(replace(request, out=request.out.parent / "reference"), say=silent)
    pages = (request.out.parent / "reference").glob("first*.html")
    return {p.name: p.read_text(encoding="utf-8") for p in pages}


def versions_published(request, expected):
    """Each page's version, after a check that the page is that version, whole; likewise index and record."""
    found = {}
    for page in request.out.glob("*.html"):
        content = page.read_text(encoding="utf-8")
        assert content.endswith("</html>\n"), page.name
        if page.name != "index.html" and not page.name.endswith(".failed.html"):
            version = re.search(r"<h1>Version (\d+)</h1>", content)[1]
            assert content == re.sub(r"(?i)(version) 0\b", rf"\1 {version}", expected[page.name]), page.name
            found[page.name] = int(version)
    record = request.out / manifest.NAME
    assert not record.exists() or json.loads(record.read_text(encoding="utf-8"))["reports"]
    return found


def left_running(words):
    """Processes whose command line has the words."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            line = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if words in line:
            found.append(line)
    return found


def gone(words, patience=5):
    end = time.monotonic() + patience
    while left_running(words) and time.monotonic() < end:
        time.sleep(0.05)
    return not left_running(words)


def struck(request, seconds, signal_=None, prepare=lambda: None):
    """Run in a process of its own that is hit by the signal after some seconds; returns how it ended."""
    child = os.fork()
    if child == 0:
        code = 99
        try:
            os.setpgid(0, 0)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            prepare()
            build.build(request, say=silent)
            code = 0
        except (OSError, KeyboardInterrupt):
            code = 1
        finally:
            os._exit(code)
    if signal_:
        time.sleep(seconds)
        os.kill(child, signal_)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def test_signals_at_random_moments(request_, mark):
    run.preload()
    expected = reference(request_, mark)
    began = time.monotonic()
    write_version(request_, 1, mark)
    assert struck(request_, 0) == 0
    usual = time.monotonic() - began
    endings = set()
    for version in range(2, 2 + 4 * TIMES):
        write_version(request_, version, mark)
        one = random.choice([signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
        endings.add(struck(request_, random.uniform(0, 1.1 * usual), one))
        versions = versions_published(request_, expected)
        assert len(versions) == 5
        assert set(versions.values()) <= set(range(1, version + 1))
        assert gone(mark)
    assert endings & {-signal.SIGKILL, -signal.SIGTERM, 1}
    write_version(request_, 1000, mark)
    assert not build.build(request_, say=silent).failed
    assert set(versions_published(request_, expected).values()) == {1000}
    assert not (request_.out / ".work").exists()
    assert build.build(request_, say=silent).made == ()
    assert gone(mark)


def test_a_run_goes_on_where_one_was_killed(request_, mark):
    run.preload()
    expected = reference(request_, mark)
    write_version(request_, 1, mark)
    shutil.rmtree(request_.out, ignore_errors=True)
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        build.build(replace(request_, jobs=1), say=lambda line: os.kill(os.getpid(), signal.SIGKILL))
    os.waitpid(child, 0)
    there = versions_published(request_, expected)
    assert len(there) == 1
    assert len(build.build(request_, say=silent).made) == 4
    assert (request_.out / "index.html").is_file()


def _no_file_longer_than(size):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_a_full_disk(request_, mark):
    run.preload()
    expected = reference(request_, mark)
    write_version(request_, 1, mark)
    build.build(request_, say=silent)
    for version in range(2, 2 + TIMES):
        write_version(request_, version, mark)
        size = random.randrange(0, 150_000)
        struck(request_, 0, prepare=lambda size=size: _no_file_longer_than(size))
        assert len(versions_published(request_, expected)) == 5
        assert gone(mark)
    assert not build.build(request_, say=silent).failed
    assert set(versions_published(request_, expected).values()) == {version}


def _without_privilege():
    """As root, give up the right to write where the permissions forbid it."""
    if os.getuid():
        return

    class Header(ctypes.Structure):
        _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]

    class Sets(ctypes.Structure):
        _fields_ = [(n, ctypes.c_uint32) for n in ("effective", "permitted", "inheritable")]

    libc, header, sets = ctypes.CDLL(None, use_errno=True), Header(0x20080522, 0), (Sets * 2)()
    assert libc.capget(ctypes.byref(header), ctypes.byref(sets)) == 0
    for one in ("effective", "permitted", "inheritable"):
        setattr(sets[0], one, getattr(sets[0], one) & ~0b1111)
    assert libc.capset(ctypes.byref(header), ctypes.byref(sets)) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="drops Linux capabilities")
def test_permission_lost_on_the_way(request_, mark):
    run.preload()
    expected = reference(request_, mark)
    write_version(request_, 1, mark)
    build.build(request_, say=silent)
    write_version(request_, 2, mark)
    child = os.fork()
    if child == 0:
        _without_privilege()
        try:
            build.build(replace(request_, jobs=1), say=lambda line: request_.out.chmod(0o500))
        except OSError:
            os._exit(7)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    request_.out.chmod(0o755)
    assert os.waitstatus_to_exitcode(status) == 7
    assert sorted(versions_published(request_, expected).values()) == [1, 1, 1, 1, 2]
    assert gone(mark)
    assert len(build.build(request_, say=silent).made) == 4


def test_two_runs_at_once_do_no_harm(request_, mark):
    run.preload()
    expected = reference(request_, mark)
    write_version(request_, 1, mark)
    runs = []
    for _ in range(2):
        child = os.fork()
        if child == 0:
            try:
                build.build(request_, say=silent)
            except manifest.FolderError:
                os._exit(2)
            os._exit(0)
        runs.append(child)
    endings = sorted(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in runs)
    assert endings in ([0, 2], [0, 0])
    assert set(versions_published(request_, expected).values()) == {1}


@pytest.mark.skipif(not shutil.which("unshare"), reason="needs unshare")
def test_a_small_disk_that_fills_up(request_, mark, tmp_path):
    """A real file system of a few hundred kilobytes, in a mount namespace of its own."""
    write_version(request_, 1, mark)
    script = tmp_path / "small.py"
    script.write_text(
        f"import sys; sys.path[:0] = {[str(manifest.Path(__file__).parents[1])]!r}\n"
        "from pathlib import Path\nfrom analysis.report.build import Request, build\n"
        f"here = Path({str(tmp_path)!r})\n"
        "asked = Request(out=here / 'out', batch=here / 'batch.toml', notebooks=here / 'nb', corpus=str(here / 'corpus'), jobs=2)\n"
        "try:\n    print('failed', len(build(asked, say=lambda line: None).failed))\n"
        "except OSError as e:\n    print('stopped', e.strerror)\n"
        "for page in (here / 'out').glob('*.html'):\n    print(page.name, page.read_text().endswith('</html>\\n'))\n",
        encoding="utf-8",
    )
    request_.out.mkdir()
    mount = f'mount -t tmpfs -o size=400k none "{request_.out}" && "{sys.executable}" "{script}"'
    done = subprocess.run(["unshare", "-rm", "sh", "-c", mount], capture_output=True, text=True, timeout=120)
    if "mount" in done.stderr or "unshare" in done.stderr:
        pytest.skip(f"no mount namespace here: {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr
    first, *pages = done.stdout.splitlines()
    assert first.startswith(("failed", "stopped")), done.stdout
    assert first != "failed 0"
    assert pages
    assert all(line.endswith("True") for line in pages)
    assert gone(mark)
