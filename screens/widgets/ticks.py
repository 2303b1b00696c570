"""Words to tick, in as many columns as fit: arrows move, space ticks, a first letter finds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events
from textual.content import Content
from textual.geometry import Offset
from textual.reactive import reactive

from library.folding import next_beginning
from screens.drawing.key import Key
from screens.widgets.keyed import Keyed
from screens.widgets.line import DrawnLines
from screens.widgets.overflow import bring_into_sight

TICKED, OPEN = "✓", "·"


class TickList(Keyed, DrawnLines, can_focus=True):
    """Words to tick by their ids, the cursor on one of them, which stays in sight in the frame the list stands in.

    ``none`` is the id that stands alone: it says that there is no other.
    """

    DEFAULT_CSS = "TickList { height: auto; width: 1fr; color: $foreground; }"
    cursor: reactive[int] = reactive(0)

    def __init__(self, ids: Iterable[str], ticked: Iterable[str], none: str) -> None:
        super().__init__()
        self._ids, self._none = list(ids), none
        self._ticked = set(ticked) & set(self._ids)

    @property
    def ticked(self) -> tuple[str, ...]:
        """The ids ticked, in the order of the list."""
        return tuple(id for id in self._ids if id in self._ticked)

    @property
    def caret(self) -> Offset:
        """What is under the cursor, for the terminal's own cursor."""
        return Offset(0, self.cursor)

    def watch_cursor(self) -> None:
        if self.is_mounted:
            self.follow()

    def on_resize(self) -> None:
        self.follow()

    def follow(self) -> None:
        """Keep what is under the cursor in sight."""
        bring_into_sight(self, self.caret.y, 1)

    def action_tick(self) -> None:
        id = self._ids[self.cursor]
        after = self._ticked ^ {id}
        self._ticked = after & {id} if id == self._none else after - {self._none}
        self.refresh()

    def action_edge(self, first: bool) -> None:
        self.cursor = 0 if first else max(0, len(self._ids) - 1)


class Ticks(TickList):
    """``(id, label)`` pairs in columns, of which any number may be ticked."""

    KEYS = (
        Key("space", "tick", "Tick", "ticks.tick", "Tick or untick the word", show=False),
        Key("up", "move(-1, 0)", "Up", "ticks.up", "To the word above", show=False),
        Key("down", "move(1, 0)", "Down", "ticks.down", "To the word below", show=False),
        Key("left", "move(0, -1)", "Left", "ticks.left", "To the column on the left", show=False),
        Key("right", "move(0, 1)", "Right", "ticks.right", "To the column on the right", show=False),
        Key("home", "edge(True)", "First", "ticks.first", "To the first word", show=False),
        Key("end", "edge(False)", "Last", "ticks.last", "To the last word", show=False),
    )
    TAKES_LETTERS = True

    def __init__(self, terms: Sequence[tuple[str, str]], ticked: Iterable[str] = (), *, none: str = "") -> None:
        super().__init__((id for id, _ in terms), ticked, none)
        self.terms = list(terms)
        first = next((n for n, id in enumerate(self._ids) if id in self._ticked), 0)
        self.set_reactive(Ticks.cursor, first)

    @property
    def caret(self) -> Offset:
        column, row = divmod(self.cursor, self._rows(self.size.width))
        return Offset(column * self._cell, row)

    @property
    def _cell(self) -> int:
        return max((len(label) for _, label in self.terms), default=0) + 4

    def _rows(self, width: int) -> int:
        columns = max(1, (width or 72) // self._cell)
        return max(1, -(-len(self.terms) // columns))

    def action_move(self, down: int, across: int) -> None:
        to = self.cursor + down + across * self._rows(self.size.width)
        if 0 <= to < len(self.terms):
            self.cursor = to

    def on_key(self, event: events.Key) -> None:
        """A letter goes to the next word that starts with it."""
        letter = event.character or ""
        if letter.isalpha():
            found = next_beginning(letter, [label for _, label in self.terms], self.cursor)
            if found is not None:
                self.cursor = found
                event.stop()

    def on_click(self, event: events.Click) -> None:
        rows = self._rows(self.size.width)
        index = event.x // self._cell * rows + event.y
        if event.y < rows and 0 <= index < len(self.terms):
            self.cursor = index
            self.action_tick()

    def lines_at(self, width: int) -> list[Content]:
        rows = self._rows(width)
        lines: list[Content] = []
        for row in range(rows):
            parts: list[Content | str | tuple[str, str]] = []
            for index in range(row, len(self.terms), rows):
                known, label = self.terms[index]
                mark = TICKED if known in self._ticked else OPEN
                text = f"{mark} {label}"
                here = index == self.cursor and self.has_focus
                style = "bold reverse" if here else "bold" if known in self._ticked else ""
                parts += [(text, style), " " * (self._cell - len(text))]
            lines.append(Content.assemble(*parts))
        return lines
