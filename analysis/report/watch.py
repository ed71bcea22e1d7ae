"""Building again whenever something that reports depend on changes."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from analysis.errors import InputError
from analysis.report.build import EmptyCorpusError, Request, planned, prepare
from analysis.report.cache import ROOT, find_corpus

PACKAGE = ROOT / "analysis"
#: Seconds between two looks, and for which a file must not have changed: who writes for longer is waited for.
_PAUSE = 0.15
#: Path -> time of change and size of each file.
Snapshot = dict[str, tuple[int, int]]


def watch(request: Request, build: Callable[[], object], say: Callable[[str], None]) -> None:
    """Build, then again after each change, until interrupted; a fault in what was changed is told and waited out.

    This process keeps what it has loaded, so that a build is quick; a change of the package starts it anew."""
    # What is looked at before a build is what it was made of: a change meanwhile is seen after it.
    places = _inputs(request)
    code, seen = snapshot([PACKAGE]), snapshot(places)
    build()
    _get_ready()
    say("waiting for changes; Ctrl-C ends it")
    while True:
        time.sleep(_PAUSE)
        if _settled([PACKAGE], code) != code:
            _start_anew()
        if (now := _settled(places, seen)) == seen:
            continue
        before, places = places, _inputs(request)
        seen = now if places == before else snapshot(places)
        try:
            build()
            sys.stdout.flush()  # who reads along in a pipe is to hear of it now
        except (InputError, EmptyCorpusError, OSError) as e:
            for line in str(e).splitlines():
                say(line)


def _get_ready() -> None:
    """Load now what the builds after changes need: what runs reports, and, by reading a line, what reads and tags."""
    from analysis import pipeline, tables
    from analysis.records import Article, Reading, Sentence

    prepare()
    line = "The Security Council met after North Korea fired a missile on 5 January 2022."
    read = pipeline.attempt(Article("ready", line, (Sentence(0, 0, len(line)),)))
    tables.from_readings([read] if isinstance(read, Reading) else [])


def snapshot(places: Iterable[Path]) -> Snapshot:
    """The files in these folders (or these files) as they are.

    What is kept in `__pycache__` is made of them, by this process and by others at any time, so it is no change."""
    found: Snapshot = {}
    for place in places:
        for file in [place] if place.is_file() else place.rglob("*"):
            try:
                state = file.stat()
            except OSError:
                continue
            if "__pycache__" not in file.parts and not file.is_dir():
                found[str(file)] = state.st_mtime_ns, state.st_size
    return found


def _settled(places: list[Path], before: Snapshot) -> Snapshot:
    """The files as they are once nobody is writing them any more."""
    now = snapshot(places)
    while now != before:
        time.sleep(_PAUSE)
        before, now = now, snapshot(places)
    return now


def _inputs(request: Request) -> list[Path]:
    """The batch file, the notebooks, and the corpora, as far as the batch file can be read."""
    try:
        corpora = {find_corpus(job.source.corpus) for job in planned(request)}
    except (InputError, EmptyCorpusError, OSError):
        corpora = set()
    return [request.batch, request.notebooks, *sorted(corpora)]


def _start_anew() -> None:
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "analysis", *sys.argv[1:]])
