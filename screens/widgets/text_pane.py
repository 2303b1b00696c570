"""Text to read: headed sections, wrapped with their marks hanging, scrolled line by line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import ClassVar

from rich.segment import Segment
from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from library.figure import COLUMNS
from screens.drawing.key import Key
from screens.drawing.rows import AIR
from screens.drawing.section import Section, lead
from screens.widgets.keyed import Keyed
from screens.widgets.room import wrapped

_STYLES = {"plain": "", "steps": "bold", "list": "$text-muted", "warning": "bold $error", "picture": ""}
BESIDE = 30
"""Cells a text needs to stand beside a picture."""


def laid_out(head: Sequence[Content], sections: Sequence[Section], width: int) -> list[Content]:
    """The text in lines of at most ``width`` cells, their marks hanging. Pure.

    What follows a picture stands beside it, and before it where there is no room for that.
    """
    lines = [piece for each in head for piece in wrapped(each, width)]
    left = iter(sections)
    for section in left:
        if lines:
            lines.append(Content(""))
        following = next(left, None) if section.kind == "picture" else None
        room = width - COLUMNS - 2
        if following is None:
            lines += _set(section, width)
        elif room < BESIDE:
            lines += [*_set(following, width), Content(""), *_set(section, width)]
        else:
            pairs = zip_longest(_set(section, COLUMNS), _set(following, room), fillvalue=Content(""))
            lines += [Content.assemble(one, " " * (COLUMNS + 2 - one.cell_length), other) for one, other in pairs]
    return lines


def _set(section: Section, width: int) -> list[Content]:
    lines = wrapped(Content.styled(section.title, "bold"), width) if section.title else []
    if section.kind == "picture":
        lines += [Content.assemble(*row).truncate(width) for row in section.drawn]
    for place, text in enumerate(section.lines, 1):
        mark, words = lead(section.kind, place), text.lstrip(" ")
        before = " " * (len(text) - len(words)) + mark
        said = (words, "$text-muted") if section.kind == "picture" else words
        line = Content.assemble(before[: -len(mark) or None], (mark, _STYLES[section.kind]), said)
        lines += wrapped(line, width, len(before))
    return lines


class TextPane(Keyed, ScrollView, can_focus=True, inherit_bindings=False):
    """Lines of styled text, drawn one by one. ``show`` keeps the place when the subject stays the same."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"text-pane--line"}
    DEFAULT_CSS = """
    TextPane {
        height: 1fr; scrollbar-size-vertical: 1; scrollbar-gutter: stable; overflow-x: hidden;
        background: $background; padding-left: 1;
        & > .text-pane--line { background: $background; color: $foreground; }
    }
    """
    KEYS = (
        Key("up,k", "line(-1)", "Up", "reading.up", "Scroll up a line", show=False),
        Key("down,j", "line(1)", "Down", "reading.down", "Scroll down a line", show=False),
        Key("pageup", "pages(-1)", "Page up", "reading.page-up", "Scroll up a page", show=False),
        Key("pagedown,space", "pages(1)", "Page down", "reading.page-down", "Scroll a page", show=False),
        Key("home,g", "edge(True)", "Top", "reading.top", "To the beginning", show=False),
        Key("end,G", "edge(False)", "End", "reading.end", "To the end", show=False),
    )

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._subject = ""
        self._head: tuple[Content, ...] = ()
        self._sections: tuple[Section, ...] = ()
        self.lines: list[Content] = []
        self._width = 0

    def show(self, subject: str, head: Sequence[Content], sections: Sequence[Section]) -> None:
        """Show this text; another ``subject`` is shown from its beginning."""
        same = subject == self._subject
        if same and tuple(sections) == self._sections and [h.plain for h in head] == [h.plain for h in self._head]:
            return
        self._subject, self._head, self._sections = subject, tuple(head), tuple(sections)
        self._lay_out()
        if not same:
            self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self.refresh()

    @property
    def text(self) -> str:
        """What stands here, as plain lines."""
        return "\n".join(line.plain for line in self.lines)

    @property
    def _room(self) -> int:
        """Cells of a line: the scrollbar's column, and one before it, are kept free whether it shows or not."""
        return max(1, self.scrollable_content_region.width - AIR)

    def _lay_out(self) -> None:
        """Lay out at the width that is painted."""
        self._width = self._room
        self.lines = laid_out(self._head, self._sections, self._width)
        self.virtual_size = Size(self._width, len(self.lines))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - its signature
        return len(laid_out(self._head, self._sections, max(1, width - AIR - self.scrollbar_size_vertical)))

    def on_resize(self) -> None:
        if self._width != self._room:
            self._lay_out()
            self.refresh()

    def render_line(self, y: int) -> Strip:
        index, width = y + self.scroll_offset.y, self.content_size.width
        style = self.get_visual_style("text-pane--line")
        if index >= len(self.lines):
            return Strip.blank(width, style.rich_style)
        strips = Visual.to_strips(self, self.lines[index], width, 1, style, pad=True)
        return strips[0] if strips else Strip([Segment(" " * width, style.rich_style)], width)

    def action_line(self, by: int) -> None:
        self.scroll_relative(y=by, animate=False, immediate=True)

    def action_pages(self, by: int) -> None:
        self.scroll_relative(y=by * max(1, self.size.height - 1), animate=False, immediate=True)

    def action_edge(self, top: bool) -> None:
        if top:
            self.scroll_home(animate=False, immediate=True)
        else:
            self.scroll_end(animate=False, immediate=True)
