"""Stop signs as a list to tick, each in full, and "none of these" as a row of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message

from journal.vocabulary import SIGNS
from screens.drawing.key import Key
from screens.widgets.overflow import bring_into_sight
from screens.widgets.room import wrapped
from screens.widgets.ticks import TickList

BOX = 4
NONE = "none"
"""The row that says of all the others that they are not so."""


class SignList(TickList):
    """Signs in full, to be ticked with space; ``none`` unticks them, and they untick it."""

    KEYS = (
        Key("space", "tick", "Tick", "signs.tick", "Tick or untick the sign", show=False),
        Key("n", "none", "None", "signs.none", "Say that none of these is so", show=False),
        Key("up,k", "move(-1)", "Up", "signs.up", "To the sign above", show=False),
        Key("down,j", "move(1)", "Down", "signs.down", "To the sign below", show=False),
        Key("home,g", "edge(True)", "First", "signs.first", "To the first sign", show=False),
        Key("end,G", "edge(False)", "Last", "signs.last", "To the last line, None of these", show=False),
    )

    class Changed(Message):
        """A sign was ticked or unticked."""

    def __init__(self, signs: Sequence[str], ticked: Iterable[str]) -> None:
        super().__init__([*signs, NONE], ticked, NONE)

    def ask(self, signs: Sequence[str], ticked: Iterable[str]) -> None:
        """Ask these, with the cursor on the first."""
        self._ids = [*signs, NONE]
        self._ticked = set(ticked) & set(signs)
        self.cursor = 0
        self.refresh(layout=True)

    @property
    def signs(self) -> tuple[str, ...]:
        """The signs ticked, in their order."""
        return tuple(id for id in self.ticked if id != NONE)

    def _lines(self, index: int, width: int = 0) -> list[str]:
        """One sign's words, wrapped beside its box; at the width it has, or another one."""
        id = self._ids[index]
        label = Content("None of these" if id == NONE else SIGNS[id].label)
        return [line.plain for line in wrapped(label, max(20, (width or self.size.width) - BOX))]

    @property
    def caret(self) -> Offset:
        return Offset(1, sum(len(self._lines(n)) for n in range(self.cursor)))

    def lines_at(self, width: int) -> list[Content]:
        lines: list[Content] = []
        for index, id in enumerate(self._ids):
            here = index == self.cursor and self.has_focus
            style = "bold reverse" if here else "bold" if id in self._ticked else ""
            box = "[x] " if id in self._ticked else "[ ] "
            for n, text in enumerate(self._lines(index, width)):
                lines.append(Content.assemble((box if n == 0 else "    ", style), (text, style)))
        return lines

    def follow(self) -> None:
        """Keep the sign under the cursor in sight, with what stands above the first and below the last one."""
        if self.cursor == len(self._ids) - 1 and isinstance(self.parent, VerticalScroll):
            self.parent.scroll_end(animate=False, force=True, immediate=True)
            return
        above = self.virtual_region.y if self.cursor == 0 else 0
        bring_into_sight(self, self.caret.y - above, above + len(self._lines(self.cursor)))

    def action_tick(self) -> None:
        super().action_tick()
        self.post_message(self.Changed())

    def action_none(self) -> None:
        self.cursor = len(self._ids) - 1
        self._ticked = {NONE}
        self.refresh()
        self.post_message(self.Changed())

    def action_move(self, by: int) -> None:
        self.cursor = max(0, min(len(self._ids) - 1, self.cursor + by))

    def on_click(self, event: events.Click) -> None:
        top = 0
        for index in range(len(self._ids)):
            top += len(self._lines(index))
            if event.y < top:
                self.cursor = index
                self.action_tick()
                return
