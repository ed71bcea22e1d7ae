"""Processes that work for this one and do not outlive it."""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import BinaryIO, TypeVar

from analysis import garbage

Given = TypeVar("Given")
Made = TypeVar("Made")
FORK = multiprocessing.get_context("fork")


def aside(work: Callable[..., Made], *given: object, meanwhile: Callable[[], object]) -> Made:
    """What the work makes of what is given, done by another process; `meanwhile` goes on here."""
    here, there = FORK.Pipe(duplex=False)
    process = FORK.Process(target=_aside, args=(there, os.getpid(), work, given))
    process.start()
    there.close()
    try:
        meanwhile()
        made = here.recv()
    except EOFError:
        process.join()
        raise ChildProcessError(f"reading ended without a result (exit code {process.exitcode})") from None
    finally:
        process.kill()
        process.join()
    if isinstance(made, Exception):
        raise made
    return made


def _aside(there: Connection, parent: int, work: Callable[..., object], given: tuple[object, ...]) -> None:
    bound(parent)
    try:
        there.send(work(*given))
    except Exception as e:  # it is raised where the work was asked for
        there.send(e)


def each(work: Callable[[Given], Made], given: Sequence[Given]) -> Iterator[Made]:
    """The work done on each of what is given, in its order: the first here, which loads what all need, the
    others by a process a core."""
    if given:
        yield work(given[0])
    if not given[1:]:
        return
    from tqdm import tqdm

    count = min(os.cpu_count() or 1, len(given) - 1)
    pool = ProcessPoolExecutor(count, mp_context=FORK, initializer=bound, initargs=(os.getpid(),))
    try:
        made = pool.map(work, given[1:], chunksize=max(1, min(16, len(given) // (4 * count))))
        yield from tqdm(made, "reading", len(given), initial=1, unit="article", leave=False, disable=None)
    finally:
        pool.shutdown(cancel_futures=True)


def bound(parent: int) -> None:
    """Called in a child: it hears no Ctrl-C of the terminal, and ends when its parent ends, even by `kill -9`."""
    garbage.hunt_hardly()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL)
        if os.getppid() != parent:  # gone before it was asked for
            os._exit(1)


def may_grow_by(room: int) -> None:
    """Called in a child: it, and each program that it starts, gets so many bytes beyond what it has."""
    statistics = Path("/proc/self/statm")
    has = int(statistics.read_text().split()[0]) * resource.getpagesize() if statistics.exists() else 0
    resource.setrlimit(resource.RLIMIT_AS, (has + room, has + room))


class Groups:
    """Processes that each lead a group. A guard, a process of its own, ends all groups that are left when this
    process is gone, however it went: what a notebook started in the background would outlive it."""

    def __init__(self, told: BinaryIO) -> None:
        self._told = told
        self._processes: set[BaseProcess] = set()

    def add(self, process: BaseProcess) -> None:
        with contextlib.suppress(OSError):  # the child does the same: whoever comes first
            os.setpgid(process.pid or 0, process.pid or 0)
        self._processes.add(process)
        self._told.write(b"+%d\n" % (process.pid or 0))

    def end(self, process: BaseProcess) -> None:
        """End the process, if it has not ended, and what it started."""
        _kill_group(process.pid or 0)
        process.join(5)
        self._processes.discard(process)
        self._told.write(b"-%d\n" % (process.pid or 0))

    def end_all(self) -> None:
        for process in list(self._processes):
            self.end(process)

    def leave(self) -> None:
        """Called in a child: the guard waits for the parent alone."""
        self._told.close()


@contextlib.contextmanager
def guard() -> Iterator[Groups]:
    """Groups that end with the block, or else with this process."""
    heard, told = os.pipe()
    watch = FORK.Process(target=_watch, args=(heard, told))
    watch.start()
    os.close(heard)
    with open(told, "wb", buffering=0) as pipe:  # noqa: PTH123 - a descriptor has no path
        groups = Groups(pipe)
        try:
            yield groups
        finally:
            groups.end_all()
    watch.join(5)


def _watch(heard: int, told: int) -> None:
    """The guard: keeps the list of groups until the other end of the pipe closes, then ends them."""
    os.setsid()  # out of reach of the terminal's Ctrl-C and of a signal to the parent's group
    os.close(told)
    groups: set[int] = set()
    with open(heard, "rb") as lines:
        for line in lines:
            groups.add(int(line[1:])) if line.startswith(b"+") else groups.discard(int(line[1:]))
    for group in groups:
        _kill_group(group)
    os._exit(0)


def _kill_group(leader: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)
