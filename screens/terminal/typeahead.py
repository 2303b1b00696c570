"""Keys that arrive together are handled one after the other.

Textual hands a key to whatever has the focus at that moment, and moves the focus or mounts a dialog a few messages
later. Keys that a slow line delivers in one piece would all reach the old focus: ``r 2 tab 0 enter`` would rate the
left ankle 20. Here a key waits until the one before it has had its whole effect; any other key waits for nothing. A
paste takes its place among the keys, and so does typed text that Textual would drop. A character that may be the
first of a text waits until that is clear.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections import deque
from concurrent.futures import CancelledError
from typing import Any, TypeVar

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.worker import Worker, WorkerError

from journal.text import is_text
from screens.terminal.bursts import WITHIN_S

R = TypeVar("R")
ROUNDS = 3
"""Passes of a marker through the queues: a key, the message it made, and what that message made."""
PATIENCE_S = 10.0
"""After this long the next key is handled come what may; a screen drawn first by a busy machine takes some seconds."""
FINISH_S = 1.0 + WITHIN_S
"""How long keys that have come may take to have their effect once the line has dropped; on a free machine no time."""


class TypeAheadApp(App[R]):
    """An app that keeps keys in order however fast they come."""

    def __init__(self) -> None:
        super().__init__()
        self._keys_waiting: deque[events.Key | events.Paste] = deque()
        self._key_task: asyncio.Task[None] | None = None
        self._work: Worker[Any] | None = None
        self.stands = False
        """Whether the first screen is there, so that keys are pressed on something."""

    def on_mount(self) -> None:
        self.call_after_refresh(setattr, self, "stands", True)

    def is_no_key(self, key: events.Key) -> bool:  # noqa: ARG002
        """Whether a key is to do nothing where it comes now."""
        return False

    def clear_in(self, key: events.Key) -> float:  # noqa: ARG002
        """For how many seconds it is not clear yet whether a key is one."""
        return 0.0

    async def on_event(self, event: events.Event) -> None:
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        event = _as_text(event)
        busy = self._busy
        if busy or (isinstance(event, events.Key) and self.clear_in(event) > 0):
            self._keys_waiting.append(event)
        else:
            await self._press(event)
        if not busy:
            self._key_task = asyncio.create_task(self._settle_then_go_on())

    @property
    def _busy(self) -> bool:
        return self._key_task is not None and not self._key_task.done()

    def keep_keys_during(self, work: Worker[Any]) -> None:
        """Let keys wait until a piece of work has ended: what they mean hangs on what it does."""
        self._work = work
        if not self._busy:
            self._key_task = asyncio.create_task(self._settle_then_go_on())

    async def _press(self, event: events.Key | events.Paste) -> None:
        if not (isinstance(event, events.Key) and self.is_no_key(event)):
            await super().on_event(event)

    async def keys_handled(self) -> None:
        """Wait until every key that has arrived has had its effect."""
        while self._key_task is not None and self._busy:
            await asyncio.wait({self._key_task})

    def let_keys_finish(self) -> None:
        """Wait a moment, in another thread than the app's, for keys that have arrived to have had their effect.

        A letter stands on the screen a message or two before the form it is typed in has heard of it.
        """

        async def finish() -> None:
            await self.keys_handled()
            await self._settled()

        if self._loop is not None and self._thread_id != threading.get_ident():
            with contextlib.suppress(RuntimeError, TimeoutError, CancelledError):
                asyncio.run_coroutine_threadsafe(finish(), self._loop).result(FINISH_S)

    async def _settle_then_go_on(self) -> None:
        try:
            await self._settled()
            while self._keys_waiting:
                event = self._keys_waiting.popleft()
                while isinstance(event, events.Key) and (wait := self.clear_in(event)) > 0:
                    await asyncio.sleep(min(wait, WITHIN_S))
                await self._press(event)
                await self._settled()
        except Exception as error:
            self._handle_exception(error)

    async def _settled(self) -> None:
        """Wait until what is under way has had its effect, and so has the work that keys wait for which it began."""
        await self._gone_through()
        while (work := self._work) is not None and not work.is_finished:
            with contextlib.suppress(WorkerError):
                await work.wait()
            await self._gone_through()

    async def _gone_through(self) -> None:
        """Wait until what is under way has gone through the queues from the focus up to the app."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                for _ in range(ROUNDS):
                    for node in self._path():
                        await self._passed(node)
        except TimeoutError:
            return

    def _path(self) -> list[MessagePump]:
        if not self._screen_stack:
            return [self]
        start = self.focused or self.screen
        return [*(node for node in start.ancestors_with_self if node is not self), self, self.screen]

    async def _passed(self, node: MessagePump) -> None:
        """Wait until the node has handled every message it has now."""
        passed = asyncio.Event()
        if node.is_running and node.call_later(passed.set):
            await passed.wait()


def _as_text(event: events.Key | events.Paste) -> events.Key | events.Paste:
    """A key that is text though Textual's fields take it for none (a joiner, say) comes as a paste of it does."""
    if isinstance(event, events.Key) and event.character and not event.is_printable and is_text(event.character):
        return events.Paste(event.character)
    return event
