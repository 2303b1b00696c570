"""What was saved on this machine and is not in the file any more: named, and merged in again or left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from textual.widget import Widget

from journal.errors import NotSaved
from journal.exchange.bringing import bring_in, saved_here
from journal.exchange.importing import ImportPlan
from journal.journal import Journal
from journal.words.entry import dated_line
from screens.drawing.key import Key
from screens.frame.context import Context
from screens.frame.facts import page_rows
from screens.frame.waiting import SavingDialog
from screens.widgets.line import Line
from screens.widgets.rows import Rows

ABOUT = "An older copy may be in its place. Nothing else in the file changes when these come back."


class LackingDialog(SavingDialog[ImportPlan | bool]):
    """Names what is missing; answers with what ``bring`` did, or False where that is left out."""

    KEYS = (
        Key("enter", "bring", "Bring back", "lacking.bring", "Merge these in again; undo takes that back"),
        Key("x", "leave_out", "Leave out", "lacking.leave", "Go on without these"),
    )

    def __init__(self, name: str, lines: Sequence[str], bring: Callable[[], ImportPlan]) -> None:
        super().__init__(f"Saved here, and not in {name}")
        self._lines, self._bring = lines, bring

    def compose_body(self) -> Iterable[Widget]:
        yield Line(ABOUT)
        yield Rows(page_rows(self._lines))

    def on_rows_chosen(self) -> None:
        self.action_bring()

    def action_bring(self) -> None:
        self.save_beside(self._bring)

    def action_leave_out(self) -> None:
        if not self.saving:
            self.dismiss(False)


def ask_about_lacking(context: Context) -> None:
    """Name what is missing; bring it back or leave it out as the runner says, and ask again at the next start else."""
    journal = context.journal

    def back(into: Journal) -> ImportPlan:
        return bring_in(into, saved_here(into))

    def decide(answer: ImportPlan | NotSaved | bool) -> None:
        if isinstance(answer, NotSaved):
            context.keep_long(back, answer)
        elif isinstance(answer, ImportPlan):
            context.save(journal.refresh)
            context.say(f"Brought back. {context.key('app.undo')} takes that back.")
        else:
            journal.leave_out_missing()
            context.say("Left out.")

    lines = [dated_line(entry, context.views.names) for entry in journal.missing]
    context.ask(
        LackingDialog(journal.path.name, lines or ["What was removed is there again."], journal.beside(back)), decide
    )
