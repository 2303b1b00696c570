"""Where the terminal's own cursor stands: on the text typed, else on the selected row.

The terminal blinks it for free, and a braille display or a screen reader follows it.
"""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.errors import NoWidget
from textual.geometry import Offset
from textual.widget import Widget


def caret_of(app: App[Any]) -> tuple[int, int] | None:
    """Column and row for the terminal's cursor; None where nothing is selected or it is out of sight.

    A widget tells where its selected row is by a property ``caret``: the offset inside its content, or None. Text
    fields have their own ``cursor_screen_offset``.
    """
    focused = app.focused
    if focused is None or not focused.is_attached:
        return None
    try:
        if not app.screen.find_widget(focused).visible_region.area:
            return None
    except NoWidget:  # not laid out yet
        return None
    place = _place_in(focused)
    if place is None or not app.screen.region.contains(*place):
        return None
    return place.x, place.y


def _place_in(widget: Widget) -> Offset | None:
    if isinstance(place := getattr(widget, "cursor_screen_offset", None), Offset):
        return place
    region = widget.content_region
    if hasattr(widget, "caret"):
        inside = widget.caret
        return None if inside is None else region.offset + inside
    return region.offset if widget.can_focus else None
