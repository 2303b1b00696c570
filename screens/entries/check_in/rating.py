"""An ankle's rating on one line: digits set it, ``1`` then ``0`` is ten."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from journal.entries import Ankle
from screens.drawing.glyphs import SIDE_STYLES
from screens.drawing.key import Key
from screens.widgets.keyed import Keyed
from screens.widgets.room import fitted, mark, part

LABEL, TRACK, SHORT_TRACK = 8, 20, 10


class RatingLine(Keyed, Widget, can_focus=True):
    """One ankle's rating, 0-10, None until given. ``last`` is its last one, offered with ``=``; ``hint`` its words."""

    DEFAULT_CSS = """
    RatingLine { height: 1; width: 1fr; color: $foreground; }
    """
    KEYS = (
        Key("plus,right", "step(1)", "More", "rating.more", "One more", show=False),
        Key("minus,left", "step(-1)", "Less", "rating.less", "One less", show=False),
        Key("tab,shift+tab", "other", "Other", "rating.other", "To the other ankle", show=False),
        Key("equals_sign", "same", "As last", "rating.same", "The same as last time", show=False),
        Key("backspace,delete", "clear", "Not asked", "rating.clear", "Take the rating back", show=False),
    )
    value: reactive[int | None] = reactive(None)

    @dataclass
    class Changed(Message):
        """The rating is another one, or none."""

        line: RatingLine

    def __init__(
        self, side: Ankle, value: int | None = None, *, last: int | None = None, hint: str = "", id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self.side, self.last, self.hint = side, last, hint
        self.set_reactive(RatingLine.value, value)

    @property
    def caret(self) -> Offset:
        """The number, for the terminal's own cursor."""
        return Offset(LABEL + 1, 0)

    def watch_value(self) -> None:
        self.post_message(self.Changed(self))

    def on_key(self, event: events.Key) -> None:
        character = event.character or ""
        if character.isdecimal() and character.isascii():
            event.stop()
            self.value = 10 if self.value == 1 and character == "0" else int(character)

    def action_step(self, by: int) -> None:
        start = self.value if self.value is not None else (self.last or 0) - by
        self.value = max(0, min(10, start + by))

    def action_other(self) -> None:
        """To the other ankle's line, where there is one; else to the next field."""
        others = [line for line in self.screen.query(RatingLine) if line is not self]
        if others:
            others[0].focus()
        else:
            self.screen.focus_next()

    def action_same(self) -> None:
        if self.last is not None:
            self.value = self.last

    def action_clear(self) -> None:
        self.value = None

    def on_click(self, event: events.Click) -> None:
        at, track = event.x - LABEL - 5, self._track
        if 0 <= at < track:
            self.value = min(10, (at * TRACK // track + 1) // 2)

    def render(self) -> Content:
        number = "–" if self.value is None else str(self.value)
        # Brackets show where typing goes without colour.
        number = f"[{number:>2}]" if self.has_focus else f" {number:>2} "
        full = (self.value or 0) * self._track // 10
        scale = "█" * full + "·" * (self._track - full)
        return fitted(
            [
                mark(self.side.capitalize().ljust(LABEL - 1), style=f"bold {SIDE_STYLES[self.side]}"),
                mark(number, style="bold reverse" if self.has_focus else "bold"),
                mark(f"  {scale}", style=SIDE_STYLES[self.side]),
                part(f"  {self.hint}", style="$text-muted"),
            ],
            self.size.width,
        )

    @property
    def _track(self) -> int:
        """Cells of the drawn scale: fewer where the words beside it need the room."""
        return TRACK if LABEL + 5 + TRACK + 2 + len(self.hint) <= self.size.width else SHORT_TRACK
