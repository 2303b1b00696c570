"""A timer's line: words that stay, digits that change, big where there is room. Only they are painted while it runs."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from screens.session.timer_words import TimerView
from screens.widgets.big_digits import BigDigits
from screens.widgets.line import Line

BIG_FROM = 30
"""Rows of the screen from which on there is room for big digits."""


class Digits(Widget):
    """A few digits of fixed width, so that a second costs a few cells and no layout."""

    DEFAULT_CSS = """
    Digits { width: 9; height: 1; text-style: bold; }
    """
    text: reactive[str] = reactive("")
    cue: reactive[bool] = reactive(False)

    def render(self) -> Content:
        digits = (self.text, "reverse" if self.cue else "")
        return Content.assemble(" " * max(0, 6 - len(self.text)), digits)


class TimerLine(Widget):
    """One line: what the timer is for, how much is left, what can be done about it.

    On a screen of ``BIG_FROM`` rows or more the digits stand above it, five lines high.
    """

    DEFAULT_CSS = """
    TimerLine { height: auto; }
    TimerLine > Horizontal { background: $panel; padding: 0 1; }
    TimerLine > Horizontal { height: auto; }
    TimerLine #timer-words { width: auto; text-style: bold; }
    TimerLine #timer-hint { width: 1fr; color: $text-muted; }
    TimerLine Digits { display: none; }
    TimerLine.running Digits { display: block; }
    TimerLine.over #timer-words { color: $warning; }
    TimerLine BigDigits { display: none; }
    TimerLine.big.running BigDigits { display: block; }
    TimerLine.big.running Digits { display: none; }
    TimerLine.big.cue #timer-words { text-style: bold reverse; }
    TimerLine.big.running #timer-hint { padding-left: 2; }
    """
    _hint: str = ""

    class Pressed(Message):
        """The line was clicked."""

    def on_click(self) -> None:
        self.post_message(self.Pressed())

    def compose(self) -> ComposeResult:
        yield BigDigits()
        with Horizontal():
            yield Line(id="timer-words")
            yield Digits()
            yield Line(id="timer-hint")

    def show(self, view: TimerView) -> None:
        """Show a timer, or with no digits a hint alone; nothing is painted that stands there already."""
        spaced = f"{view.words}  " if view.words and not view.digits else view.words
        self.query_one("#timer-words", Line).show(spaced)
        shown = self.query_one(Digits)
        shown.text, shown.cue = view.digits, view.cue
        self.query_one(BigDigits).text = view.digits
        self.set_class(view.cue, "cue")
        self._hint = view.hint
        self._show_hint()
        self.set_class(bool(view.digits), "running")
        self.set_class(view.over, "over")

    def _show_hint(self) -> None:
        """The hint, without the keys at its end that do not fit whole; its first words are wrapped where need be."""
        line = self.query_one("#timer-hint", Line)
        parts = self._hint.split("  ")
        while len(parts) > 1 and 0 < line.size.width < Content("  ".join(parts)).cell_length:
            parts.pop()
        line.show("  ".join(parts))

    def on_mount(self) -> None:
        self.set_class(self.app.size.height >= BIG_FROM, "big")

    def on_resize(self) -> None:
        self.set_class(self.app.size.height >= BIG_FROM, "big")
        self.call_after_refresh(self._show_hint)
