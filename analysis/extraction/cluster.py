"""The same tasks on a Dask cluster: workers read the sources and write the parts, which they must all reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from analysis.extraction import parts
from analysis.extraction.parts import CannotRunError, Done
from analysis.extraction.plan import Settings, Task

LOCAL = "local"
#: Tasks handed to a worker ahead of those it does: enough to keep it busy, few enough to hold.
_AHEAD = 3
_RETRIES = 3


def doing(
    left: Sequence[Task], settings: Settings, folder: Path, scheduler: str
) -> Iterator[tuple[Task, Done]]:
    """Tasks done by the workers of the scheduler at an address (`local` starts one with two workers here).

    A task that fails is tried again, on another worker if its own died; one that fails for good is given up
    alone, and what it was about is in the list of what was set aside."""
    try:
        from distributed import Client, as_completed
    except ImportError as e:
        what = "needs Dask: pip install 'dprk-council-watch[cluster]'"
        raise CannotRunError(f"--scheduler {scheduler} {what}") from e
    with _client(Client, scheduler) as client:
        running: dict[str, Task] = {}
        waiting = iter(left)
        finished = as_completed()
        shared = client.scatter(settings, broadcast=True)

        def submit(task: Task) -> None:
            future = client.submit(
                parts.do, task, shared, str(folder.resolve()), key=task.name, retries=_RETRIES, pure=False
            )
            running[future.key] = task
            finished.add(future)

        for task in _some(waiting, _AHEAD * max(1, len(client.scheduler_info()["workers"]))):
            submit(task)
        for future in finished:
            task = running.pop(future.key)
            yield task, _result(future, task, folder)
            future.release()
            for following in _some(waiting, 1):
                submit(following)


def _some(waiting: Iterator[Task], most: int) -> list[Task]:
    from itertools import islice

    return list(islice(waiting, most))


def _result(future: Any, task: Task, folder: Path) -> Done:
    if future.status == "finished":
        return future.result()
    return parts.give_up(task, folder, f"failed on every worker: {type(future.exception()).__name__}")


def _client(kind: Any, scheduler: str) -> Any:
    import dask

    # A worker that dies may have died of this task, but others' tasks were with it: several chances each.
    dask.config.set({"distributed.scheduler.allowed-failures": _RETRIES})
    if scheduler == LOCAL:
        return kind(n_workers=2, threads_per_worker=1, dashboard_address=None)
    try:
        return kind(scheduler, timeout="5s")
    except (OSError, TimeoutError, ValueError) as e:
        raise CannotRunError(f"--scheduler {scheduler}: nothing answers there; start `dask scheduler`") from e
