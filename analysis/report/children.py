"""Processes that work for this one and do not outlive it."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")
FORK = multiprocessing.get_context("fork")


def each(
    work: Callable[[Given], Made], given: Sequence[Given], *, meanwhile: Callable[[], object]
) -> Iterator[Made]:
    """The work done on each of what is given, in its order, by a process a core; `meanwhile` goes on here."""
    if not given:
        meanwhile()
        return
    from tqdm import tqdm

    count = min(os.cpu_count() or 1, len(given))
    pool = ProcessPoolExecutor(count, mp_context=FORK, initializer=bound, initargs=(os.getpid(),))
    try:
        made = pool.map(work, given, chunksize=max(1, min(16, len(given) // (4 * count))))
        meanwhile()
        yield from tqdm(made, "reading", total=len(given), unit="article", leave=False, disable=None)
    finally:
        pool.shutdown(cancel_futures=True)


def hunt_garbage_rarely() -> None:
    """For a process of a short life with many objects: a fifth of it would go into looking for garbage."""
    gc.set_threshold(20_000, 20, 20)


def bound(parent: int) -> None:
    """Called in a child: it hears no Ctrl-C of the terminal, and ends when its parent ends, even by `kill -9`."""
    hunt_garbage_rarely()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL)
        if os.getppid() != parent:  # gone before it was asked for
            os._exit(1)
