"""What a process and all below it take: memory at the peak and seconds of processors (Linux)."""

from __future__ import annotations

import multiprocessing
import os
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path


class Watch:
    """The most memory that a process and all below it held together, and the time of processors that they took,
    looked at ten times a second."""

    def __init__(self, pid: int) -> None:
        self._pid, self._peak, self._stopped = pid, 0, threading.Event()
        self._took: dict[int, float] = {}
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> tuple[int, float]:
        """The peak in bytes, and the seconds of processors."""
        self._stopped.set()
        self._thread.join()
        return self._peak, sum(self._took.values())

    def _look(self) -> None:
        while not self._stopped.wait(0.1):
            family = list(_family(self._pid))
            self._peak = max(self._peak, sum(map(_held, family)))
            self._took |= {pid: took for pid in family if (took := _took(pid))}


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _held(pid: int) -> int:
    """Bytes of memory of a process, what it shares with others divided among them."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+) kB", told, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def _took(pid: int) -> float:
    """Seconds of processor that a process took so far."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def gain_of_two_processes() -> float:
    """How much more two processes that share nothing do than one: what the second core is worth now."""
    with multiprocessing.Pool(2) as pool:
        alone = pool.apply(_busy, (0,))
        together = max(pool.map(_busy, range(2), chunksize=1))
    return 2 * alone / together


def _busy(_: int) -> float:
    began, total = time.perf_counter(), 0
    for n in range(40_000_000):
        total += n & 7
    return time.perf_counter() - began
