"""How often Python looks for garbage in reference cycles, of which reading articles makes next to none."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

#: Objects more than at the last look, and looks at the young for one at the older ones.
_RARELY = (20_000, 20, 20)
#: Loading all that reports need makes nearly as many objects, of which none is garbage.
_HARDLY = (200_000, 20, 20)


def hunt_hardly() -> None:
    """For a process of a short life with many objects: up to a fifth of it would go into looking for garbage."""
    gc.set_threshold(*_HARDLY)


@contextlib.contextmanager
def hunted_rarely() -> Iterator[None]:
    """For a stretch of work in a process that goes on."""
    before = gc.get_threshold()
    gc.set_threshold(*_RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)
