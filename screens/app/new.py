"""``n``: what to add, by its letter; the kind that fits the screen stands first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual import events
from textual.content import Content
from textual.widget import Widget

from screens.app.commands import call
from screens.frame.context import Context, Destination, ToOwn, ToScreen
from screens.frame.dialog import Dialog
from screens.widgets.rows import Row, Rows

KINDS = (
    ("c", "check-in", "Check-in: rate both ankles"),
    ("s", "session", "Session: sets from a routine"),
    ("r", "run", "Run, walk, jump rope or other cardio"),
    ("h", "shoe", "Shoe"),
    ("f", "fit-check", "Fit check of a shoe"),
    ("t", "self-test", "Self-test: heel raises, knee to wall, balance"),
    ("n", "note", "Note for today"),
    ("p", "plan", "Plan: which routines, how often"),
    ("e", "exercise", "Exercise of your own"),
    ("o", "routine", "Routine of your own"),
)
FIRST_ON = {
    "today": "check-in",
    "session": "session",
    "shoes": "run",
    "soreness": "check-in",
    "week": "plan",
    "diary": "note",
    "exercises": "exercise",
}
PLACES: Mapping[str, Destination] = {
    "session": ToScreen("session"),
    "exercise": ToOwn("exercises"),
    "routine": ToOwn("routines"),
}
"""Where a kind is written on its own screen."""
OPENERS = {
    "check-in": "screens.entries.check_in.ask:rate_ankles",
    "run": "screens.entries.run:log_run",
    "shoe": "screens.entries.shoe:add_shoe",
    "fit-check": "screens.entries.fit_check:check_fit",
    "self-test": "screens.entries.self_test:log_self_test",
    "note": "screens.entries.note:edit_note",
    "plan": "screens.entries.plan:edit_plan",
}
"""The function that asks for each other kind, given the context; imported when it is called."""


class NewDialog(Dialog[str]):
    """Answers with the kind of entry to add."""

    DIALOG_TITLE = "Add"
    DEFAULT_CSS = "NewDialog Rows { height: 10; background: $surface; } NewDialog > #frame { width: 56; }"

    def __init__(self, first: str) -> None:
        super().__init__()
        self.kinds = sorted(KINDS, key=lambda kind: kind[1] != first)

    def compose_body(self) -> Iterable[Widget]:
        yield Rows(
            [Row(kind, Content.assemble((key, "bold"), f"  {words}"), hang=3) for key, kind, words in self.kinds]
        )

    def on_key(self, event: events.Key) -> None:
        for key, kind, _words in self.kinds:
            if event.character == key:
                event.stop()
                self.dismiss(kind)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        self.dismiss(message.id)


def choose_new(context: Context, here: str) -> None:
    """Ask what to add, then open its dialog.

    Args:
        here: the screen in sight, by its name in small letters.
    """

    def chosen(kind: str | None) -> None:
        if kind is not None:
            _open(context, kind)

    context.ask(NewDialog(FIRST_ON.get(here, "check-in")), chosen)


def _open(context: Context, kind: str) -> None:
    if kind in PLACES:
        context.go(PLACES[kind])
        return
    call(OPENERS[kind], context)
