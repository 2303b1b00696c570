"""The bare Textual app that starting and leaving are held against."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class Hello(App[None]):
    """One line of text, and another for a key."""

    BINDINGS = [("q", "quit", "Quit"), ("j", "answer", "Answer")]

    def compose(self) -> ComposeResult:
        yield Static("Hello, world")

    def action_answer(self) -> None:
        self.query_one(Static).update("Answered")


if __name__ == "__main__":
    Hello().run()
