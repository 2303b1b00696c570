"""One of a few words: ``‹ road ›``. Left and right, space or a first letter change it."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from library.folding import next_beginning
from screens.drawing.key import Key
from screens.widgets.line import FieldLine
from screens.widgets.room import wrapped


class Choice(FieldLine):
    """A choice among ``(value, label)`` pairs; ``value`` is the one shown."""

    KEYS = (
        Key("right,space,l", "step(1)", "Next", "choice.next", "The next choice", show=False),
        Key("left,h", "step(-1)", "Previous", "choice.previous", "The choice before", show=False),
    )
    TAKES_LETTERS = True
    index: reactive[int] = reactive(0, layout=True)

    class Changed(Message):
        """Another value was chosen."""

    def __init__(self, choices: Sequence[tuple[str, str]], value: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.choices = list(choices)
        values = [known for known, _ in self.choices]
        self.set_reactive(Choice.index, values.index(value) if value in values else 0)

    @property
    def value(self) -> str:
        return self.choices[self.index][0] if self.choices else ""

    @value.setter
    def value(self, value: str) -> None:
        for index, (known, _) in enumerate(self.choices):
            if known == value:
                self.index = index

    def lines_at(self, width: int) -> list[Content]:
        label = self.choices[self.index][1] if self.choices else ""
        return wrapped(Content.assemble("‹ ", Content(label), " ›"), width, 2)

    def watch_index(self) -> None:
        if self.is_mounted:
            self.post_message(self.Changed())

    def action_step(self, by: int) -> None:
        if self.choices:
            self.index = (self.index + by) % len(self.choices)

    def on_key(self, event: events.Key) -> None:
        """A first letter goes to the next choice that starts with it."""
        letter = event.character or ""
        if not letter.isalnum() or letter in "hl":
            return
        if (found := next_beginning(letter, [label for _, label in self.choices], self.index)) is not None:
            self.index = found
            event.stop()

    def on_click(self, event: events.Click) -> None:
        self.action_step(-1 if event.x == 0 else 1)
