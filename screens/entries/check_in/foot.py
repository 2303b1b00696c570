"""The drawn foot: arrows walk from spot to spot, what is picked is marked."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from journal.entries import Ankle
from screens.drawing.foot import (
    DRAWINGS,
    HEIGHT,
    VIEWS,
    WIDTH,
    Direction,
    FootView,
    first_spot,
    foot_rows,
    neighbour,
    views_with,
)
from screens.drawing.key import Key
from screens.widgets.keyed import Keyed

PICKED, FREE = "●", "○"


class Foot(Keyed, Widget, can_focus=True):
    """One foot from one side. ``spot`` is under the cursor; ``picked`` are marked."""

    DEFAULT_CSS = f"""
    Foot {{ width: {WIDTH}; height: {HEIGHT}; color: $foreground; }}
    """
    KEYS = (
        Key("up", "walk('up')", "Up", "foot.up", "To the spot above", show=False),
        Key("down", "walk('down')", "Down", "foot.down", "To the spot below", show=False),
        Key("left", "walk('left')", "Left", "foot.left", "To the spot on the left", show=False),
        Key("right", "walk('right')", "Right", "foot.right", "To the spot on the right", show=False),
    )
    view: reactive[FootView] = reactive("outer")
    spot: reactive[str] = reactive("lat-malleolus")
    picked: reactive[frozenset[str]] = reactive(frozenset())

    class Moved(Message):
        """The cursor is on another spot, perhaps on another view."""

    class Clicked(Moved):
        """A spot was clicked."""

    def __init__(self, side: Ankle) -> None:
        super().__init__()
        self.side = side

    @property
    def caret(self) -> Offset:
        """The spot, for the terminal's own cursor."""
        return Offset(*DRAWINGS[self.side, self.view].spots[self.spot])

    def go_to(self, spot: str) -> None:
        """Put the cursor on a spot, changing the view when this one does not show it."""
        if spot not in DRAWINGS[self.side, self.view].spots:
            self.set_reactive(Foot.view, views_with(spot)[0])
            self.refresh()
        self.spot = spot
        self.post_message(self.Moved())

    def turn(self, view: FootView) -> None:
        """Show another side; the cursor stays on its spot where that side shows it too."""
        if view == self.view:
            return
        self.view = view
        if self.spot not in DRAWINGS[self.side, view].spots:
            self.spot = first_spot(self.side, view)
        self.post_message(self.Moved())

    def turn_by(self, step: int) -> None:
        self.turn(VIEWS[(VIEWS.index(self.view) + step) % len(VIEWS)])

    def action_walk(self, direction: Direction) -> None:
        self.spot = neighbour(self.side, self.view, self.spot, direction)
        self.post_message(self.Moved())

    def on_click(self, event: events.Click) -> None:
        """A click goes to the nearest spot within two cells, and picks it."""
        spots = DRAWINGS[self.side, self.view].spots
        near = {id: abs(x - event.x) + 2 * abs(y - event.y) for id, (x, y) in spots.items()}
        nearest = min(near, key=lambda id: near[id])
        if near[nearest] <= 3:
            self.spot = nearest
            self.post_message(self.Clicked())

    def render(self) -> Content:
        marks = {
            id: (PICKED, "strong") if id in self.picked else (FREE, "") for id in DRAWINGS[self.side, self.view].spots
        }
        # Brackets show the cursor without colour.
        marks[self.spot] = f"[{marks.pop(self.spot)[0]}]", "muted bold reverse"
        rows = foot_rows(self.side, self.view, marks)
        return Content("\n").join(Content.assemble(*row) for row in rows)
