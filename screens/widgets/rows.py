"""A list with a cursor: one line a row, drawn line by line, so that moving the cursor repaints two lines only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import msgspec
from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from screens.drawing.glyphs import CURSOR
from screens.drawing.key import Key, Keys
from screens.widgets.keyed import Keyed

GUTTER = 2


class Row(msgspec.Struct, frozen=True, eq=False):
    """One line of a list; only selectable rows take the cursor. ``content`` as a str is shown as it is, no markup."""

    id: str
    content: Content | str
    selectable: bool = True

    def __eq__(self, other: object) -> bool:
        """The same text in the same styles; ``Content`` itself compares text only."""
        if not isinstance(other, Row) or (self.id, self.selectable) != (other.id, other.selectable):
            return False
        mine, theirs = self.content, other.content
        if isinstance(mine, Content) and isinstance(theirs, Content):
            return mine.is_same(theirs)
        return type(mine) is type(theirs) and mine == theirs

    __hash__ = None  # type: ignore[assignment]


class Rows(Keyed, ScrollView, can_focus=True):
    """A virtual list of :class:`Row`. The cursor stays on its row's id when the rows are shown anew."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--row", "rows--cursor", "rows--blurred"}
    DEFAULT_CSS = """
    Rows {
        height: 1fr;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        background: $background;
        & > .rows--row { background: $background; color: $foreground; }
        & > .rows--cursor { background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold; }
        & > .rows--blurred { background: $surface; }
    }
    """
    KEYS: Keys = (
        Key("up,k", "up", "Up", "rows.up", "Move to the row above", show=False),
        Key("down,j", "down", "Down", "rows.down", "Move to the row below", show=False),
        Key("pageup", "page(-1)", "Page up", "rows.page-up", "Move a page up", show=False),
        Key("pagedown", "page(1)", "Page down", "rows.page-down", "Move a page down", show=False),
        Key("home,g", "first", "First", "rows.first", "Move to the first row", show=False),
        Key("end,G", "last", "Last", "rows.last", "Move to the last row", show=False),
        Key("enter,l", "choose", "Open", "rows.choose", "Open the row under the cursor", show=False),
    )
    cursor: reactive[int] = reactive(-1, init=False, repaint=False)

    class Highlighted(Message):
        """The cursor moved to a row."""

        def __init__(self, rows: Rows, id: str) -> None:
            super().__init__()
            self.rows, self.id = rows, id

        @property
        def control(self) -> Rows:
            return self.rows

    class Chosen(Highlighted):
        """A row was opened, with enter or a click on it."""

    def __init__(self, rows: Sequence[Row] = (), *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._rows: list[Row] = []
        self._strips: dict[tuple[int, int, bool, bool], Strip] = {}
        self.show(rows)

    @property
    def rows(self) -> list[Row]:
        """The rows shown."""
        return self._rows

    @property
    def cursor_id(self) -> str | None:
        """The id of the row under the cursor."""
        return self._rows[self.cursor].id if 0 <= self.cursor < len(self._rows) else None

    @property
    def caret(self) -> Offset | None:
        """Where the terminal's cursor belongs: the beginning of the selected row, while it is in sight."""
        y = self.cursor - self.scroll_offset.y
        return Offset(0, y) if self.cursor >= 0 and 0 <= y < self.size.height else None

    def show(self, rows: Sequence[Row], cursor: str | None = None) -> None:
        """Show these rows; the cursor goes to the row ``cursor``, else stays on its id, else on the nearest row."""
        rows = list(rows)
        if rows == self._rows and cursor is None:
            return
        wanted = cursor if cursor is not None else self.cursor_id
        before, old_cursor = self._rows, self.cursor
        self._rows = rows
        self._strips.clear()
        index = next((n for n, row in enumerate(rows) if row.id == wanted and row.selectable), None)
        if index is None:
            index = self._nearest(max(0, min(self.cursor, len(rows) - 1)))
        self.virtual_size = Size(self.scrollable_content_region.width, len(rows))
        self.set_reactive(Rows.cursor, index)
        if self.is_mounted:
            if len(before) != len(rows):
                self.refresh(layout=False)
            else:
                for n, (old, new) in enumerate(zip(before, rows, strict=True)):
                    if old != new:
                        self._refresh_row(n)
                self._refresh_row(old_cursor)
                self._refresh_row(index)
            self._follow()
            if (before[old_cursor].id if 0 <= old_cursor < len(before) else None) != self.cursor_id:
                self._announce()

    def move_to(self, id: str) -> None:
        """Put the cursor on a row by id; nothing happens when it is not shown."""
        for index, row in enumerate(self._rows):
            if row.id == id and row.selectable:
                self.cursor = index

    def _nearest(self, index: int) -> int:
        for distance in range(len(self._rows)):
            for candidate in (index + distance, index - distance):
                if 0 <= candidate < len(self._rows) and self._rows[candidate].selectable:
                    return candidate
        return -1

    def _announce(self) -> None:
        if self.cursor_id is not None:
            self.post_message(self.Highlighted(self, self.cursor_id))

    def watch_cursor(self, old: int, new: int) -> None:
        self._refresh_row(old)
        self._refresh_row(new)
        self._follow()
        self._announce()

    def _refresh_row(self, index: int) -> None:
        if 0 <= index < len(self._rows):
            self.refresh_line(index)

    def _follow(self) -> None:
        if self.cursor < 0 or not self.size.height:
            return
        top = self.cursor
        # A heading above the first selectable row comes into sight with it.
        while top > 0 and not self._rows[top - 1].selectable and self.cursor - top < 2:
            top -= 1
        self.scroll_to_region(Region(0, top, 1, self.cursor - top + 1), animate=False, force=True)

    def on_resize(self) -> None:
        self._strips.clear()
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows))
        self.call_after_refresh(self._follow)

    def on_focus(self) -> None:
        self._refresh_row(self.cursor)

    def on_blur(self) -> None:
        self._refresh_row(self.cursor)

    def notify_style_update(self) -> None:
        self._strips.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        index = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if index >= len(self._rows):
            return Strip.blank(width, self.get_visual_style("rows--row").rich_style)
        current = index == self.cursor
        focused = current and self.has_focus
        key = (index, width, current, focused)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._draw(self._rows[index], width, current, focused)
        return strip

    def _draw(self, row: Row, width: int, current: bool, focused: bool) -> Strip:
        component = "rows--cursor" if focused else "rows--blurred" if current else "rows--row"
        style = self.get_visual_style("rows--row", component)
        content = row.content if isinstance(row.content, Content) else Content(row.content)
        if focused:
            # Colours made for the background do not stand out from the cursor's; words and shapes say the same.
            content = Content(content.plain)
        content = content.first_line.truncate(max(1, width - GUTTER), ellipsis=True)
        strips = Visual.to_strips(self, content, max(1, width - GUTTER), 1, style, pad=True)
        gutter = Strip([Segment(f"{CURSOR} " if current else "  ", style.rich_style)], GUTTER)
        return Strip.join([gutter, strips[0] if strips else Strip.blank(width - GUTTER, style.rich_style)])

    def _step(self, direction: int) -> None:
        index = self.cursor + direction
        while 0 <= index < len(self._rows):
            if self._rows[index].selectable:
                self.cursor = index
                return
            index += direction
        self.scroll_relative(y=direction, animate=False)

    def action_up(self) -> None:
        self._step(-1)

    def action_down(self) -> None:
        self._step(1)

    def action_page(self, direction: int) -> None:
        page = max(1, self.size.height - 1)
        self.scroll_relative(y=direction * page, animate=False)  # the first press too, wherever the cursor stands
        target = max(0, min(len(self._rows) - 1, self.cursor + direction * page))
        self.cursor = self._nearest(target)

    def action_first(self) -> None:
        self.cursor = self._nearest(0)
        self.scroll_home(animate=False)

    def action_last(self) -> None:
        self.cursor = self._nearest(len(self._rows) - 1)

    def action_choose(self) -> None:
        if self.cursor_id is not None:
            self.post_message(self.Chosen(self, self.cursor_id))

    def on_click(self, event: events.Click) -> None:
        index = event.y + self.scroll_offset.y
        if 0 <= index < len(self._rows) and self._rows[index].selectable:
            again = index == self.cursor
            self.cursor = index
            if again:
                self.action_choose()
