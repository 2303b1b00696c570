"""Work that takes its time, as a disk does, beside the screen's loop, which goes on meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Any, TypeVar

from journal.errors import SurefootError

T = TypeVar("T")


async def beside(work: Callable[[], T]) -> T:
    """What a piece of work gives or raises, done in a thread: it touches no widget and not the app's journal."""
    loop = asyncio.get_running_loop()
    found: asyncio.Future[T] = loop.create_future()

    def settle(how: Callable[[Any], None], result: object) -> None:
        if not found.done():
            how(result)

    def run() -> None:
        try:
            done: tuple[Callable[[Any], None], object] = found.set_result, work()
        except Exception as error:  # raised again where it is waited for
            done = found.set_exception, error
        with suppress(RuntimeError):  # nobody waits any more
            loop.call_soon_threadsafe(settle, *done)

    # Not a worker's thread, which the end of the program would wait for.
    Thread(target=run, daemon=True).start()
    return await found


async def tried_beside(work: Callable[[], T]) -> Callable[[], T]:
    """As ``beside``; what it gave or was refused with is given or raised by what this gives."""
    try:
        result = await beside(work)
    except SurefootError as error:
        refusal = error

        def refuse() -> T:
            raise refusal

        return refuse
    return lambda: result
