"""When a pilot has waited long enough: once the app has nothing left to do.

Textual's own pilot waits for a moment in which little processor time was used. On a busy machine that is any moment,
so keys came before the app had taken the last one, and on a quiet one each key costs the moment for nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from functools import cache
from inspect import CO_VARARGS, CO_VARKEYWORDS
from types import FunctionType, MethodType
from typing import Any

import textual.app
import textual.pilot
from rich.console import RenderableType
from textual import _callback
from textual._compositor import Compositor
from textual._context import active_app, visible_screen_stack
from textual.message import Message
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.screen import Screen

from screens.widgets.bars import KeyBar
from tests.support.waiting import LIMIT_S, LOOK_S

NO_TIME = 0.0
"""Lets the loop go round once."""
LONGER = 100
"""So many times as long a message stays: on a busy machine it would be gone before a test has looked at it."""
BATCH_S = 0.005
"""How often to look whether Textual shows frames again."""


async def until_idle(*_: float) -> None:
    """Wait until nothing in the app's loop can run before a timer does; call for the frame and the size that are due.

    Textual puts these off by a few milliseconds, so that several become one; its own pilot calls for frames as well.
    """
    loop, app = asyncio.get_running_loop(), active_app.get()
    while True:
        while loop._ready:  # type: ignore[attr-defined]
            await asyncio.sleep(NO_TIME)
        if not app._running or not app._screen_stack:
            return
        if app._batch_count:  # a change of screens holds back frames until a timer of Textual's ends it
            await asyncio.sleep(BATCH_S)
            continue
        if app._resize_timer is not None:
            app._check_resize()
        app.screen._on_timer_update()
        if not loop._ready:  # type: ignore[attr-defined]
            return


async def nothing_left(self: Pilot[Any], timeout: float = NO_TIME) -> bool:
    """The same; Textual's own sends each widget in sight a message before every pause, a quarter of all messages."""
    await until_idle()
    return self.app._exception is None


async def shown_until(pilot: Pilot[Any], condition: Callable[[], bool]) -> None:
    """Wait for what a timer of the app brings about. Raises TimeoutError: it did not come."""
    async with asyncio.timeout(LIMIT_S):
        while not condition():
            await pilot.pause(LOOK_S)


_frame = Compositor.render_update


def unseen_frame(
    self: Compositor, full: bool = False, screen_stack: list[Screen[Any]] | None = None, simplify: bool = False
) -> RenderableType | None:
    """No frame: without a terminal Textual paints each and throws it away, a third of the time of these tests.

    A picture is asked for with ``simplify``, and is painted whole; what a real terminal gets, ``tests/terminal`` sees.
    """
    if simplify:
        return _frame(self, full, screen_stack, simplify)
    visible_screen_stack.set(screen_stack or [])
    self._dirty_regions.clear()
    return None


_all_handlers = MessagePump._get_dispatch_methods


@cache
def _with_handler(pump: type, name: str, message: type[Message]) -> tuple[list[type], bool]:
    """The classes of a widget that have a handler of a message by its name, and whether one is told by a decorator."""
    named = [one for one in pump.__mro__ if not one.__dict__.keys().isdisjoint((name, f"_{name}"))]
    decorated = [one.__dict__.get("_decorated_handlers", {}) for one in pump.__mro__]
    return named, any(kind in one for one in decorated for kind in message.__mro__)


def handlers(self: MessagePump, name: str, message: Message) -> Iterable[tuple[type, Callable[..., Any]]]:
    """The handlers of a message; Textual looks through all classes of a widget for each one, a thirtieth of a test."""
    classes, decorated = _with_handler(type(self), name, type(message))  # type: ignore[arg-type]
    if decorated:
        yield from _all_handlers(self, name, message)
        return
    for one in classes:
        if message._no_default_action:
            return
        method = one.__dict__.get(f"_{name}") or one.__dict__[name]
        if not hasattr(method, "_textual_on"):
            yield one, method.__get__(self, one)


_counted = _callback._count_parameters


def parameters(func: Callable[..., Any]) -> int:
    """How many a handler takes; Textual reads the whole signature of each, also of one made for a single call."""
    if isinstance(func, FunctionType) and not hasattr(func, "__wrapped__"):
        code = func.__code__
        both = bool(code.co_flags & CO_VARARGS) + bool(code.co_flags & CO_VARKEYWORDS)
        return code.co_argcount + code.co_kwonlyargcount + both
    if isinstance(func, MethodType):
        return parameters(func.__func__) - 1
    return _counted(func)


def install() -> None:
    """Let every pilot wait this way, paint only what is looked at, and look for handlers once."""
    KeyBar.MESSAGE_SECONDS, KeyBar.ERROR_SECONDS = LONGER * KeyBar.MESSAGE_SECONDS, LONGER * KeyBar.ERROR_SECONDS
    _callback._count_parameters = parameters
    MessagePump._get_dispatch_methods = handlers  # type: ignore[assignment, method-assign]
    Pilot._wait_for_screen = nothing_left  # type: ignore[method-assign]
    Compositor.render_update = unseen_frame  # type: ignore[method-assign]
    for module in (textual.app, textual.pilot):
        module.wait_for_idle = until_idle  # type: ignore[attr-defined]
