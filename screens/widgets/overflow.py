"""A frame for text: where it has no room for all of it, the arrows scroll it, or the cursor of what stands in it."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from textual.containers import VerticalScroll
from textual.geometry import Region, Size
from textual.widget import Widget


@runtime_checkable
class Follows(Protocol):
    """A widget with a cursor of its own."""

    def follow(self) -> None:
        """Bring the cursor into sight."""


def bring_into_sight(widget: Widget, top: int, height: int) -> None:
    """Scroll the frame a widget stands in until ``height`` of its lines from ``top`` on are in sight.

    At once: what is scrolled after the next frame undoes what keys did meanwhile.
    """
    if isinstance(frame := widget.parent, VerticalScroll):
        region = Region(0, widget.virtual_region.y + top, 1, height)
        frame.scroll_to_region(region, animate=False, force=True, immediate=True)


class Overflow(VerticalScroll, can_focus=False):
    """Takes the focus while its text overflows and nothing in it does: at once where nothing has it, else by tab."""

    _window = Size()

    def on_mount(self) -> None:
        self.watch(self, "show_vertical_scrollbar", self._let_be_scrolled)

    def _let_be_scrolled(self, overflows: bool) -> None:
        others = any(each.can_focus and each.display for each in self.query("*"))
        self.can_focus = overflows and not others
        if self.can_focus and self.screen.focused is None:
            self.focus()

    def on_resize(self) -> None:
        """In a window of another size the cursor stays in sight; a line that is new in the frame scrolls to itself."""
        self._window, before = self.screen.size, self._window
        focused = self.screen.focused
        if self._window == before or focused is None or not self.has_focus_within:
            return
        if isinstance(focused, Follows):
            focused.follow()
        else:
            focused.scroll_visible(animate=False, immediate=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys scroll it only while it has the focus itself: what is in it, like the fields of a form, has its own."""
        if action.startswith(("scroll_", "page_")):
            return self.has_focus
        return super().check_action(action, parameters)
