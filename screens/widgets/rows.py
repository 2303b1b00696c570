"""A list with a cursor, drawn line by line, so that moving the cursor repaints its rows only.

A row takes as many lines as its words need, at the width they are painted in: the scrollbar's column is kept free
whether it shows or not. A :class:`~screens.widgets.room.OneLine` stays on one line.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import ClassVar, NamedTuple

import msgspec
from rich.segment import Segment
from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual
from textual.widget import Widget

from screens.drawing.key import Key, Keys
from screens.drawing.lines import StyledLine
from screens.drawing.rows import AIR, GUTTER, before
from screens.drawing.wrapping import PROSE
from screens.widgets.keyed import Keyed
from screens.widgets.overflow import bring_into_sight
from screens.widgets.room import OneLine, beside, mark, wrapped


class Row(msgspec.Struct, frozen=True, eq=False):
    """An entry of a list; only selectable rows take the cursor. ``content`` as a str is shown as it is, no markup.

    ``hang`` is where its lines after the first begin, in cells, like below the text beside a label. ``edge`` is the
    style of the edge of the card it belongs to.
    """

    id: str
    content: Content | str | OneLine
    selectable: bool = True
    hang: int = 0
    edge: str = ""

    def __eq__(self, other: object) -> bool:
        """The same text in the same styles; ``Content`` itself compares text only."""
        if not isinstance(other, Row) or (
            (self.id, self.selectable, self.hang, self.edge) != (other.id, other.selectable, other.hang, other.edge)
        ):
            return False
        mine, theirs = self.content, other.content
        if isinstance(mine, Content) and isinstance(theirs, Content):
            return mine.is_same(theirs)
        return type(mine) is type(theirs) and mine == theirs

    __hash__ = None  # type: ignore[assignment]


def as_rows(lines: Iterable[StyledLine]) -> list[Row]:
    """Lines as they were drawn; those with an id take the cursor, a drawing stays on its line."""
    return [_row(line, line.id or f"line-{number}") for number, line in enumerate(lines)]


@lru_cache(maxsize=1024)
def _row(line: StyledLine, id: str) -> Row:
    """A line's row: the same one each time a screen is drawn anew, which then compares it without looking into it."""
    content = Content.assemble(*line.parts)
    drawn = beside(mark(content)) if line.drawn else content
    return Row(id, drawn, selectable=bool(line.id), hang=line.hang, edge=line.edge)


class LaidOut(NamedTuple):
    """Rows at a width: the lines of each that needs several, and each row's first line, the end of all last."""

    width: int
    lines: dict[int, list[Content]]
    tops: list[int]


def laid_out(rows: Sequence[Row], width: int) -> LaidOut:
    """Give every row the lines its words need. Of 100,000 rows that takes seconds: a thread may do it."""
    room, lines = min(width - GUTTER - AIR, PROSE), {}
    for index, row in enumerate(rows):
        if room > 0 and not isinstance(row.content, OneLine):
            content = row.content if isinstance(row.content, Content) else Content(row.content)
            text = content.plain
            narrow = len(text) <= room and text.isascii()  # told without measuring
            if (not narrow and content.cell_length > room) or "\n" in text:
                lines[index] = wrapped(content, room, row.hang)
    heights = (len(lines.get(index, (None,))) for index in range(len(rows)))
    return LaidOut(width, lines, list(accumulate(heights, initial=0)))


class Rows(Keyed, ScrollView, can_focus=True, inherit_bindings=False):
    """A virtual list of :class:`Row`. The cursor stays on its row's id when the rows are shown anew."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--card", "rows--cursor", "rows--blurred"}
    DEFAULT_CSS = """
    Rows {
        height: 1fr;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        overflow-x: hidden;
        background: $background;
        color: $foreground;
        & > .rows--card { background: $panel; }
        & > .rows--cursor { background: $select; color: $foreground; text-style: $select-text-style; }
        & > .rows--blurred { background: $surface; }
    }
    """
    KEYS: Keys = (
        Key("up,k", "up", "Up", "rows.up", "Up a line", show=False),
        Key("down,j", "down", "Down", "rows.down", "Down a line", show=False),
        Key("pageup", "page(-1)", "Page up", "rows.page-up", "Move a page up", show=False),
        Key("pagedown", "page(1)", "Page down", "rows.page-down", "Move a page down", show=False),
        Key("home,g", "first", "First", "rows.first", "To the top", show=False),
        Key("end,G", "last", "Last", "rows.last", "To the end", show=False),
        Key("enter,l", "choose", "Open", "rows.choose", "Open what is under the cursor", show=False),
    )
    rests: ClassVar[bool] = True
    """Whether the cursor is seen while another widget has the focus."""
    cursor: reactive[int] = reactive(-1, init=False, repaint=False)
    ENTERS: ClassVar[tuple[str, ...]] = ()
    """What enter does in turn, by its actions, where it is not always the same."""
    enter: reactive[str] = reactive("", bindings=True, repaint=False)
    """Which of these it does now; nothing when it is empty."""

    @dataclass
    class Highlighted(Message):
        """The cursor moved to a row."""

        rows: Rows
        id: str

    class Ended(Highlighted):
        """The end was asked for: more rows may be to follow."""

    class Chosen(Highlighted):
        """A row was opened, with enter or a click on it."""

    def __init__(self, rows: Iterable[Row] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: list[Row] = []
        self._laid_out = LaidOut(0, {}, [0])
        self._strips: dict[tuple[int, int, bool, bool], list[Strip]] = {}
        self._gone: tuple[str | None, str | None] = None, None
        """The row the cursor was on as it went, and the row it came to: should the one be back, so is the cursor."""
        self.show(rows)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return (action not in self.ENTERS or action == self.enter) and super().check_action(action, parameters)

    @property
    def lines(self) -> list[Content]:
        """What is painted, line by line, without the gutter."""
        return [line for index in range(len(self.rows)) for line in self._lines_of(index)]

    @property
    def _tops(self) -> list[int]:
        return self._laid_out.tops

    @property
    def cursor_id(self) -> str | None:
        return self.rows[self.cursor].id if 0 <= self.cursor < len(self.rows) else None

    @property
    def caret(self) -> Offset | None:
        """Where the terminal's cursor belongs: the beginning of the selected row, while it is in sight."""
        if self.cursor < 0:
            return None
        top, bottom = self._tops[self.cursor], self._tops[self.cursor + 1]
        y = max(0, top - self.scroll_offset.y)
        return Offset(0, y) if y < min(self.size.height, bottom - self.scroll_offset.y) else None

    def show(self, rows: Iterable[Row], cursor: str | None = None, laid: LaidOut | None = None) -> None:
        """Show these rows; the cursor goes to the row ``cursor``, else stays on its id, else on the nearest row.

        From there it goes back to its row when that is back, as it is by undoing, unless it was moved meanwhile.
        ``laid``: the rows laid out at the width that the list had.
        """
        rows = list(rows)
        if rows == self.rows and cursor is None:
            return
        wanted = cursor if cursor is not None else self.cursor_id
        gone, instead = self._gone
        if cursor is None and gone is not None and wanted == instead and any(row.id == gone for row in rows):
            wanted = gone
        before, old_cursor, old_tops = self.rows, self.cursor, self._tops
        changed = {n for n, (old, new) in enumerate(zip(before, rows, strict=False)) if old is not new and old != new}
        self._strips = {
            key: drawn for key, drawn in self._strips.items() if key[0] < len(rows) and key[0] not in changed
        }
        self.rows = rows
        index = next((n for n, row in enumerate(rows) if row.id == wanted and row.selectable), None)
        if index is None:
            index = self._nearest(max(0, min(self.cursor, len(rows) - 1)))
            near = [row.id for row in before[max(0, old_cursor - 2) : old_cursor + 3]]
            instead = rows[index].id if index >= 0 else None
            self._gone = (wanted, instead) if instead in near else (None, None)  # a search leaves it anywhere
        self._lay_out(laid)
        self.set_reactive(Rows.cursor, index)
        if self.is_mounted:
            if old_tops != self._tops:
                self.refresh(layout=False)
            else:
                for n in changed:
                    self._refresh_row(n)
                self._refresh_row(old_cursor)
                self._refresh_row(index)
            self._follow()
            if (before[old_cursor].id if 0 <= old_cursor < len(before) else None) != self.cursor_id:
                self._announce()

    def _lay_out(self, laid: LaidOut | None) -> None:
        """Lay the rows out, unless they are for this width."""
        width = self.scrollable_content_region.width
        self._laid_out = laid if laid is not None and laid.width == width else laid_out(self.rows, width)
        self.virtual_size = Size(width, self._tops[-1])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - its signature
        return laid_out(self.rows, width - self.scrollbar_size_vertical).tops[-1]

    def row_at(self, y: int) -> int | None:
        """The row a line in sight belongs to."""
        line = y + self.scroll_offset.y
        return bisect_right(self._tops, line) - 1 if 0 <= line < self._tops[-1] else None

    def move_to(self, id: str) -> None:
        """Put the cursor on a row by id; nothing happens when it is not shown."""
        for index, row in enumerate(self.rows):
            if row.id == id and row.selectable:
                self.cursor = index

    def _nearest(self, index: int) -> int:
        for distance in range(len(self.rows)):
            for candidate in (index + distance, index - distance):
                if 0 <= candidate < len(self.rows) and self.rows[candidate].selectable:
                    return candidate
        return -1

    def _announce(self) -> None:
        if self.cursor_id is not None:
            self.post_message(self.Highlighted(self, self.cursor_id))

    def watch_cursor(self, old: int, new: int) -> None:
        self._refresh_row(old)
        self._refresh_row(new)
        self.follow()
        self._announce()

    def follow(self) -> None:
        """Bring the row under the cursor into sight, in the list or in what that stands in."""
        self._follow()
        if self._scrolled is not self and self.cursor >= 0:
            top = self._tops[self.cursor]
            bring_into_sight(self, top, self._tops[self.cursor + 1] - top)

    @property
    def _scrolled(self) -> Widget:
        """What the keys scroll: the list, or, when it is as tall as its rows, the scroll it stands in."""
        within = self.parent
        return within if not self.max_scroll_y and isinstance(within, VerticalScroll) else self

    def _refresh_row(self, index: int) -> None:
        if 0 <= index < len(self.rows):
            for line in range(self._tops[index], self._tops[index + 1]):
                self.refresh_line(line)

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        self._follow()

    def _follow(self) -> None:
        """Bring the cursor into sight, where it is seen."""
        if self.cursor < 0 or not self.size.height or not (self.rests or self.has_focus):
            return
        top = self.cursor
        # A heading above the first selectable row comes into sight with it.
        while top > 0 and not self.rows[top - 1].selectable and self.cursor - top < 2:
            top -= 1
        if self._tops[self.cursor + 1] - self._tops[top] > self.size.height:
            top = self.cursor
        self._bring_into_sight(top, self.cursor)

    def _bring_into_sight(self, first: int, last: int) -> None:
        """Scroll so that these rows can be seen; where they are taller than the list, the lines nearest by."""
        top, height, at = self._tops[first], self.size.height, self.scroll_offset.y
        tall = self._tops[last + 1] - top
        if tall > height:
            if top < at + height and at < top + tall:
                return
            top, tall = (top, height) if at <= top else (top + tall - height, height)
        self.scroll_to_region(Region(0, top, 1, tall), animate=False, force=True, immediate=True)

    def on_resize(self) -> None:
        self._strips.clear()
        self._lay_out(self._laid_out)
        self.call_after_refresh(self._resized)

    def _resized(self) -> None:
        """Show the list from its beginning where the cursor is in sight then, as in a window that has grown."""
        if self.cursor >= 0 and (self.rests or self.has_focus) and self._tops[self.cursor + 1] <= self.size.height:
            self.scroll_home(animate=False, immediate=True)
        self.follow()

    def notify_style_update(self) -> None:
        self._strips.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        width = self.content_size.width
        if (index := self.row_at(y)) is None:
            return Strip.blank(width, self.get_visual_style().rich_style)
        focused = index == self.cursor and self.has_focus
        current = focused or (index == self.cursor and self.rests)
        key = (index, width, current, focused)
        if (strips := self._strips.get(key)) is None:
            strips = self._strips[key] = self._draw(index, current, focused)
        return strips[min(y + self.scroll_offset.y - self._tops[index], len(strips) - 1)]

    def _lines_of(self, index: int) -> list[Content]:
        content = self.rows[index].content
        if isinstance(content, OneLine):
            return [content.at(max(1, self.scrollable_content_region.width - GUTTER - AIR))]
        return self._laid_out.lines.get(index) or [content if isinstance(content, Content) else Content(content)]

    def _draw(self, index: int, current: bool, focused: bool) -> list[Strip]:
        """A row's lines, to the pane's edge: beside them stands the scrollbar, or the row's colour."""
        card = self.rows[index].edge
        seen = {"rows--card": bool(card), "rows--blurred": current and not focused, "rows--cursor": focused}
        style = self.get_visual_style(*filter(seen.get, seen))
        room, lines = max(1, self.content_size.width - GUTTER), self._lines_of(index)
        edge = (style + Style.parse("not bold $link") if focused else style).rich_style
        sign, beside = before(card, current)
        gutter = Strip([Segment(sign, edge if current or not card else self.rich_style)], len(sign))
        if beside:
            gutter = Strip.join([gutter, *Visual.to_strips(self, Content.styled(*beside[0]), 1, 1, style)])
        drawn: list[Strip] = []
        for line in lines:
            strips = Visual.to_strips(self, line, room, 1, style, pad=True)
            text = strips[0] if strips else Strip.blank(room, style.rich_style)
            drawn.append(Strip.join([gutter, text]))
        return drawn

    def _step(self, direction: int) -> None:
        index = self.cursor + direction
        while 0 <= index < len(self.rows) and not self.rows[index].selectable:
            index += direction
        if 0 <= index < len(self.rows) and not self._passes_over(index, direction):
            self.cursor = index
        else:
            self._scrolled.scroll_relative(y=direction, animate=False, immediate=True)

    def _passes_over(self, index: int, direction: int) -> bool:
        """Whether lines nobody has seen lie on the way to a row: of a row taller than the list, of a long text."""
        at, height = self.scroll_offset.y, self.size.height
        if direction > 0:
            return self._tops[index] > at + height and self._tops[index + 1] - height > at + height
        return self._tops[index + 1] < at and self._tops[index] < at - height

    def action_up(self) -> None:
        self._step(-1)

    def action_down(self) -> None:
        self._step(1)

    def action_page(self, direction: int) -> None:
        """A page on; the cursor goes along to a row that is in sight then."""
        height = max(1, self.size.height)
        page = max(1, self._scrolled.size.height - 1)
        top = max(0, min(self.scroll_offset.y + direction * page, self._tops[-1] - height))
        wanted = self._tops[max(0, self.cursor)] + direction * page
        # The first press too, wherever the cursor stands; at once, so that keys typed ahead build on it.
        self._scrolled.scroll_relative(y=direction * page, animate=False, immediate=True)
        first, end = bisect_right(self._tops, top) - 1, bisect_left(self._tops, top + height)
        in_sight = [n for n in range(first, min(end, len(self.rows))) if self.rows[n].selectable]
        if in_sight:
            self.cursor = min(in_sight, key=lambda n: abs(self._tops[n] - wanted))

    def action_first(self) -> None:
        self.cursor = self._nearest(0)
        self._scrolled.scroll_home(animate=False, immediate=True)

    def action_last(self) -> None:
        self.cursor = self._nearest(len(self.rows) - 1)
        self.post_message(self.Ended(self, self.cursor_id or ""))

    def action_choose(self) -> None:
        if self.cursor_id is not None:
            self.post_message(self.Chosen(self, self.cursor_id))

    def on_click(self, event: events.Click) -> None:
        index = self.row_at(event.y)
        if index is not None and self.rows[index].selectable:
            again = index == self.cursor
            self.cursor = index
            if again:
                self.action_choose()
