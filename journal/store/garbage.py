"""The garbage collector, kept away from a large journal."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_LARGE = 1 << 20


@contextmanager
def no_collection(size: int) -> Iterator[None]:
    """Keep the garbage collector from walking a large journal while it is taken in, and ever after."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
        if size > _LARGE:
            gc.freeze()
