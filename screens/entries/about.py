"""About me: what holds of the runner and a rule asks for, each since a day; noted, changed and removed here."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.widget import Widget

from journal.entries import Fact
from journal.vocabulary import FACTS, OF_A_SIDE
from journal.words.entry import line
from journal.words.names import Names
from library.words import capitalised
from screens.drawing.glyphs import DONE, WAITING
from screens.drawing.key import Key
from screens.entries.saving import ask_entry, remove_entry
from screens.frame.context import Context, changing
from screens.frame.dialog import Dialog
from screens.frame.form import Field
from screens.widgets.line import Line
from screens.widgets.rows import Row, Rows

SIDES = (("body", "both"), ("left", "left"), ("right", "right"))


class AboutDialog(Dialog[tuple[str, str]]):
    """Answers with ``note`` or ``remove`` and a fact."""

    DIALOG_TITLE = "About me"
    HELP_TEXT = (
        "Each of these changes what you are asked and what you may do. All are yours to note or not; they leave this "
        "journal only with an export of all of it, or where you ask for them."
    )
    KEYS = (Key("d", "remove", "Remove", "about.remove", "Remove what is noted; undo brings it back"),)
    DEFAULT_CSS = "AboutDialog Rows { height: 42vh; }"

    def __init__(self, noted: dict[str, Fact]) -> None:
        super().__init__()
        self._noted = noted

    def keys_line(self) -> str:
        return f"{self.key_of('rows.choose', Rows)} note or change  {super().keys_line()}"

    def compose_body(self) -> Iterable[Widget]:
        yield Line("Noted only if you want it. It changes what you may do and which stop signs are asked.")
        yield Rows([self._row(id) for id in FACTS])

    def _row(self, id: str) -> Row:
        fact = self._noted.get(id)
        words = line(fact, Names()) if fact else FACTS[id].label
        return Row(id, Content.assemble((f"{DONE if fact else WAITING} {words}", "bold" if fact else "")), hang=2)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        self.dismiss(("note", message.id))

    def action_remove(self) -> None:
        id = self.query_one(Rows).cursor_id or ""
        if id in self._noted:
            self.dismiss(("remove", id))
        else:
            self.problem("Nothing is noted there.")


@changing
def note_about_me(context: Context) -> None:
    """Show what is noted; note, change or remove one."""
    facts = {one.fact: one for one in context.journal.of_kind(Fact)}

    def answered(answer: tuple[str, str]) -> None:
        what, id = answer
        if what == "remove":
            remove_entry(context, facts[id].id)
        else:
            edit_fact(context, facts.get(id) or Fact(since=context.today, fact=id))

    context.ask(AboutDialog(facts), answered)


@changing
def edit_fact(context: Context, entry: Fact) -> None:
    """Since when, until when, of which side; a fact without an id is a new one."""
    sided = entry.fact in OF_A_SIDE
    fields = [
        Field("since", "Since", entry.since, "day", required=True),
        Field("until", "Until", entry.until, "day", hint="empty: still so"),
        *([Field("side", "Ankle", entry.side, "choice", choices=SIDES)] if sided else []),
        Field("note", "Note", entry.note, "paragraph"),
    ]

    title = capitalised(FACTS[entry.fact].label) if entry.fact in FACTS else "About me"
    ask_entry(context, title, entry, fields, f"fact {entry.id or entry.fact}")
