"""The checklist of a session: a list whose current item stays in sight whole, and whose marks can be clicked."""

from __future__ import annotations

from textual import events
from textual.geometry import Region

from screens.drawing.key import Key
from screens.drawing.keys import GO_ON, HOLD, PAUSE
from screens.drawing.rows import GUTTER
from screens.session.checklist_words import MARK_COLUMN
from screens.widgets.rows import Rows


class Checklist(Rows):
    """Rows of sets under their items' headings."""

    KEYS = (
        HOLD,
        PAUSE,
        GO_ON,
        Key("enter,l", "open", "Edit", "session.open-set", "Every field of this set", writes=True),
        Key("enter,l", "end", "End", "session.end", "End the session: every set is done", writes=True),
    )
    ENTERS = ("choose", "pause", "go_on", "open", "end")
    """``choose`` a timer for the set, ``pause`` the holds or ``go_on``, ``open`` the set, ``end`` the session."""

    class Ticked(Rows.Highlighted):
        """The mark of a row was clicked."""

    action_open = action_pause = action_go_on = action_end = Rows.action_choose

    def _follow(self) -> None:
        """Keep the cursor's item in sight from its heading to its last set, as far as it fits."""
        if self.cursor < 0 or not self.size.height:
            return
        top = bottom = self.cursor
        while top > 0 and self.rows[top].selectable:
            top -= 1
        while bottom + 1 < len(self.rows) and self.rows[bottom + 1].selectable:
            bottom += 1
        height = self.size.height
        first, end = self._tops[top], self._tops[bottom + 1]
        if end - first > height:
            first = max(first, self._tops[self.cursor] - height // 2)
            end = min(end, first + height)
        self.scroll_to_region(Region(0, first, 1, end - first), animate=False, force=True, immediate=True)

    def on_click(self, event: events.Click) -> None:
        """A click on a row's mark; clicks elsewhere are the list's own, whose handler runs after this one."""
        index = self.row_at(event.y)
        if event.x >= GUTTER + MARK_COLUMN and index is not None and self.rows[index].selectable:
            event.prevent_default()
            self.cursor = index
            self.post_message(self.Ticked(self, self.rows[index].id))
