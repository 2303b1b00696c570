"""Lists beside each other, as many as the width has room for; the cursor is in one of them, tab goes to the next."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal

from screens.drawing.columns import columns
from screens.widgets.rows import Row, Rows


class Column(Rows):
    """A list whose cursor is seen only where the focus is."""

    rests = False


class Columns(Horizontal):
    """Up to three lists. The first has the id ``id``, the others ``id-2`` and ``id-3``; only what leads somewhere, or
    has more than fits, takes the focus.
    """

    DEFAULT_CSS = "Columns { height: 1fr; & Rows { display: none; } & Rows.shown { display: block; } }"

    def __init__(self, id: str) -> None:
        super().__init__()
        self._ids = (id, f"{id}-2", f"{id}-3")

    def compose(self) -> ComposeResult:
        for id in self._ids[: len(columns(self.app.size.width))]:
            yield Column(id=id)

    def show(self, lists: Sequence[Sequence[Row]], cursor: str | None = None) -> None:
        """Show these lists, in the columns of the screen's width; ``cursor`` is a row of the first."""
        widths = columns(self.screen.size.width)
        # A list takes 50 kB, seen or not: there are no more than the window has had room for.
        self.mount(*(Column(id=id) for id in self._ids[len(self.query(Rows)) : len(lists)]))
        for place, rows in enumerate(self.query(Rows)):
            shown = place < len(lists)
            rows.set_class(shown, "shown")
            rows.styles.width = widths[place] if place < len(lists) - 1 else "1fr"
            rows.show(lists[place] if shown else (), cursor if place == 0 else None)
            overflows = rows.virtual_size.height > self.size.height > 0
            rows.can_focus = shown and (place == 0 or overflows or any(row.selectable for row in rows.rows))
        focused = self.screen.focused
        if isinstance(focused, Rows) and focused in self.query(Rows) and not focused.can_focus:
            self.query(Rows).first().focus()
