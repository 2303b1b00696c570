"""What was saved on this machine and is not in the file any more: named, and merged in again or left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from textual.widget import Widget

from journal.exchange.bringing import bring_in, saved_here
from journal.words.entry import dated_line
from screens.drawing.key import Key
from screens.frame.context import Context
from screens.frame.dialog import Dialog
from screens.frame.page import page_row
from screens.widgets.line import Line
from screens.widgets.rows import Rows

ABOUT = "An older copy may be in its place. Nothing else in the file changes when these come back."


class LackingDialog(Dialog[str]):
    """Names what is missing; answers with "bring" or "leave out"."""

    KEYS = (
        Key("enter", "answer('bring')", "Bring back", "lacking.bring", "Merge these in again; undo takes that back"),
        Key("x", "answer('leave out')", "Leave out", "lacking.leave", "Go on without these"),
    )
    DEFAULT_CSS = """
    LackingDialog > #frame { width: 110; }
    LackingDialog Rows { height: auto; max-height: 60vh; background: $surface; margin-top: 1; }
    """

    def __init__(self, name: str, lines: Sequence[str]) -> None:
        super().__init__(f"Saved here, and not in {name}")
        self._lines = lines

    def compose_body(self) -> Iterable[Widget]:
        yield Line(ABOUT)
        yield Rows([page_row(number, line) for number, line in enumerate(self._lines)])

    def on_rows_chosen(self) -> None:
        self.action_answer("bring")

    def action_answer(self, answer: str) -> None:
        self.dismiss(answer)


def ask_about_lacking(context: Context) -> None:
    """Name what is missing; bring it back or leave it out as the runner says, and ask again at the next start else."""
    journal = context.journal

    def decide(answer: str) -> None:
        if answer == "bring" and context.save(partial(bring_in, journal, saved_here(journal))) is not None:
            context.say(f"Brought back. {context.key('app.undo')} takes that back.")
        elif answer == "leave out":
            journal.leave_out_missing()
            context.say("Left out.")

    lines = [dated_line(entry, context.views.names) for entry in journal.missing]
    context.ask(LackingDialog(journal.path.name, lines or ["What was removed is there again."]), decide)
