"""``n``: what to add, by its letter; the kind that fits the screen stands first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.widget import Widget

from screens.frame.dialog import Dialog
from screens.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from screens.app.app import SurefootApp

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


class NewDialog(Dialog[str]):
    """Answers with the kind of entry to add."""

    DIALOG_TITLE = "Add"
    DEFAULT_CSS = "NewDialog Rows { height: 10; background: $surface; } NewDialog > #frame { width: 56; }"

    def __init__(self, first: str) -> None:
        super().__init__()
        self.kinds = sorted(KINDS, key=lambda kind: kind[1] != first)

    def compose_body(self) -> Iterable[Widget]:
        yield Rows([Row(kind, Content.assemble((key, "bold"), f"  {words}")) for key, kind, words in self.kinds])

    def on_key(self, event: events.Key) -> None:
        for key, kind, _words in self.kinds:
            if event.character == key:
                event.stop()
                self.dismiss(kind)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        self.dismiss(message.id)


def choose_new(app: SurefootApp) -> None:
    """Ask what to add, then open its dialog."""
    app.push_screen(NewDialog(FIRST_ON.get(app.current_mode, "check-in")), lambda kind: _open(app, kind))


def _open(app: SurefootApp, kind: str | None) -> None:
    if kind is None:
        return
    openers: dict[str, Callable[[SurefootApp], None]] = {
        "check-in": lambda app: app.action_rate(),
        "session": lambda app: app.action_show("session"),
        "run": _run,
        "shoe": _shoe,
        "fit-check": _fit_check,
        "self-test": _self_test,
        "note": _note,
        "plan": _plan,
        "exercise": _exercise,
        "routine": _routine,
    }
    openers[kind](app)


def _run(app: SurefootApp) -> None:
    from screens.entries.run import log_run

    log_run(app)


def _shoe(app: SurefootApp) -> None:
    from screens.entries.shoe import add_shoe

    add_shoe(app)


def _fit_check(app: SurefootApp) -> None:
    from screens.entries.fit_check import check_fit

    check_fit(app)


def _self_test(app: SurefootApp) -> None:
    from screens.entries.self_test import log_self_test

    log_self_test(app)


def _note(app: SurefootApp) -> None:
    from screens.entries.note import edit_note

    edit_note(app)


def _plan(app: SurefootApp) -> None:
    from screens.entries.plan import edit_plan

    edit_plan(app)


def _exercise(app: SurefootApp) -> None:
    from screens.exercises.screen import write_own

    write_own(app, "exercises")


def _routine(app: SurefootApp) -> None:
    from screens.exercises.screen import write_own

    write_own(app, "routines")
