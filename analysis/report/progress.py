"""What a run shows while it goes on, a bar in a terminal and lines elsewhere, and what it says at its end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.report.run import Result


@dataclass(frozen=True)
class Outcome:
    """What was done: names of reports made, failed (with the error) and left as they were; the files of the
    corpora that were set aside, a line each; how long it took, and the report that took longest."""

    made: tuple[str, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    kept: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    seconds: float = 0.0
    slowest: tuple[str, float] = ("", 0.0)


class Progress:
    """Hears of each report that starts and ends; `with` it, the bar is there."""

    def __init__(self, total: int, say: Callable[[str], None]) -> None:
        from tqdm import tqdm

        self.results: list[Result] = []
        self._say, self._total, self._running, self._began = say, total, 0, time.monotonic()
        self._bar = tqdm(total=total, desc="reports", unit="report", leave=False, disable=None)

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.close()

    def started(self) -> None:
        self._running += 1
        self._bar.set_postfix_str(self._state())

    def ended(self, result: Result) -> None:
        self._running -= 1
        self.results.append(result)
        if self._bar.disable:
            state = "made" if result.ok else f"FAILED: {result.error}"
            self._say(
                f"{len(self.results)}/{self._total} {result.name}: {state} ({result.seconds:.1f} s, {self._left()})"
            )
        self._bar.set_postfix_str(self._state(), refresh=False)
        self._bar.update()

    def _state(self) -> str:
        failed = sum(not r.ok for r in self.results)
        return f"{self._running} running, {failed} failed"

    def _left(self) -> str:
        done = len(self.results)
        return f"{(time.monotonic() - self._began) / done * (self._total - done):.0f} s left"

    def outcome(self) -> Outcome:
        """What became of all that ended."""
        return Outcome(
            tuple(r.name for r in self.results if r.ok),
            tuple((r.name, r.error) for r in self.results if not r.ok),
            seconds=time.monotonic() - self._began,
            slowest=max(((r.name, r.seconds) for r in self.results), key=lambda r: r[1], default=("", 0.0)),
        )


def summary(outcome: Outcome, out: Path) -> str:
    """The run in a line, and where to look."""
    counts = f"{len(outcome.made)} made, {len(outcome.failed)} failed, {len(outcome.kept)} up to date"
    name, seconds = outcome.slowest
    took = f" in {outcome.seconds:.1f} s (longest: {name}, {seconds:.1f} s)" if name else ""
    return f"{counts}{took}: {out / 'index.html'}"


def failures(outcome: Outcome, out: Path) -> Iterable[str]:
    """A line for each report that failed, and where to look."""
    return (f"{name} failed: {error} (see {out / name}.failed.html)" for name, error in outcome.failed)
