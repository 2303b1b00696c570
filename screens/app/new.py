"""``n``: what to add, by its letter; the kind that fits the screen stands first."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.content import Content
from textual.widget import Widget

from screens.app.openings import BY_ID, OPENINGS
from screens.frame.context import Context
from screens.frame.dialog import Dialog
from screens.widgets.rows import Row, Rows

FIRST_ON = {
    "today": "check-in",
    "session": "session",
    "shoes": "run",
    "soreness": "check-in",
    "week": "plan",
    "diary": "note",
    "exercises": "exercise",
}


class NewDialog(Dialog[str]):
    """Answers with the kind of entry to add."""

    DIALOG_TITLE = "Add"
    TAKES_LETTERS = True
    DEFAULT_CSS = "NewDialog Rows { height: 13; background: $surface; } NewDialog > #frame { width: 56; }"

    def __init__(self, first: str) -> None:
        super().__init__()
        listed = (opening for opening in OPENINGS if opening.letter)
        self.kinds = sorted(listed, key=lambda kind: kind.id != first)

    def compose_body(self) -> Iterable[Widget]:
        yield Rows(
            [Row(kind.id, Content.assemble((kind.letter, "bold"), f"  {kind.added}"), hang=3) for kind in self.kinds]
        )

    def on_key(self, event: events.Key) -> None:
        for kind in self.kinds:
            if event.character == kind.letter:
                event.stop()
                self.dismiss(kind.id)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        self.dismiss(message.id)


def choose_new(context: Context, here: str) -> None:
    """Ask what to add, then open its dialog. ``here``: the screen in sight, by its name in small letters."""
    context.ask(NewDialog(FIRST_ON.get(here, "check-in")), lambda kind: BY_ID[kind].begin(context))
