"""What can be seen of a screen: its painted lines, a list or text read from top to bottom, and what is cut off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from textual._context import visible_screen_stack
from textual.containers import VerticalScroll
from textual.geometry import Region, Size
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from screens.drawing.glyphs import EDGE
from screens.entries.check_in.sign_list import SignList
from screens.widgets.choice import Choice
from screens.widgets.pick_line import PickLine
from screens.widgets.rows import Rows
from screens.widgets.text_pane import TextPane

WRAPPING = (Static, PickLine, Choice, SignList)
"""Widgets that are as high as their words need."""


def painted(screen: Screen[Any], region: Region | None = None) -> list[str]:
    """The lines a region of the screen shows, all of it by default."""
    x, y, width, height = region or screen.region
    # What is behind a dialog is told to each frame, in the task that shows it, and what is drawn without is kept.
    visible_screen_stack.set(screen.app._background_screens)
    strips = screen._compositor.render_strips()[y : y + height]
    return [strip.crop(x, x + width).text for strip in strips]


def squeezed(text: str) -> str:
    """The text without blanks: what wrapping may not change."""
    return "".join(text.split())


async def read_through(pilot: Pilot[Any], pane: TextPane | Rows) -> str:
    """Every line a pane shows while it is scrolled from its top to its end, without the edges before them."""
    lines: list[str] = []
    height, total = pane.scrollable_content_region.height, pane.virtual_size.height
    while len(lines) < total:
        pane.scroll_to(y=len(lines), animate=False, force=True, immediate=True)
        await pilot.pause()
        seen = painted(pane.screen, pane.scrollable_content_region)[len(lines) - pane.scroll_offset.y :]
        lines += seen[: min(height, total - len(lines))]
    return "\n".join(line[:2].replace(EDGE, " ") + line[2:] for line in lines)


def cut(screen: Screen[Any]) -> Iterator[str]:
    """What is on the screen and not whole: each with the widget it is in.

    A text is whole when its widget has the lines it needs, and stands on the screen or in something that scrolls.
    """
    for widget in screen.query("*"):
        shown = (parent.display for parent in (widget, *widget.ancestors) if isinstance(parent, Widget))
        if not widget.visible or not all(shown):
            continue
        if isinstance(widget, Rows | TextPane):
            lines = widget.lines
            width = widget.scrollable_content_region.width - (2 if isinstance(widget, Rows) else 0)
            if lines and (too_long := [line.plain for line in lines if line.cell_length > width]):
                yield f"{widget}: too long {too_long[0]!r}"
            if lines and widget.size.height < 1:
                yield f"{widget}: has no line of its {len(lines)}"
        elif isinstance(widget, WRAPPING):
            width = widget.content_size.width
            needed = widget.get_content_height(Size(width, 999), screen.size, width) if width else 1
            words = str(widget.render()) if not isinstance(widget, Static) else str(widget.content)
            if words.strip() and widget.content_size.height < needed:
                yield f"{widget}: {widget.content_size.height} of {needed} lines: {words!r}"
            if words.strip() and not _is_reachable(widget, screen):
                yield f"{widget}: off the screen at {widget.region}: {words!r}"


def _is_reachable(widget: Widget, screen: Screen[Any]) -> bool:
    if screen.region.contains_region(widget.region):
        return not any(
            isinstance(parent, Widget) and not parent.region.contains_region(widget.region) and not _scrolls(parent)
            for parent in widget.ancestors
        )
    return any(isinstance(parent, VerticalScroll) and _scrolls(parent) for parent in widget.ancestors)


def _scrolls(frame: Widget) -> bool:
    """Whether keys can scroll a frame: it or something in it takes the focus."""
    return frame.max_scroll_y > 0 and (frame.can_focus or any(each.can_focus for each in frame.query("*")))
