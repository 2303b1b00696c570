"""A day's note: free text in the form's text area, or in the runner's own editor."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

import msgspec
from textual.app import SuspendNotSupported

from journal.changes.checked import validated
from journal.dates import long_day, short_day
from journal.entries import Note
from journal.errors import SurefootError, system_said
from screens.drawing.key import Key
from screens.frame.context import NO_OTHER, Context, changing
from screens.frame.form import Field, FormDialog, Values
from screens.frame.handed import bare, both
from screens.terminal.app import PaintedApp

LOOK_S = 1.0
"""How often the file an editor was given is looked at while the form is open, in seconds."""
AS_IT_WAS = "as it was"
WINDOW = "an editor with a window of its own needs its “wait” option, as in code --wait"


class NoteDialog(FormDialog):
    """One text; answers with it as ``text``. Enter begins a new line, ctrl+s saves."""

    KEYS = (
        Key("ctrl+s", "save", "Save", "note.save", "Save the note"),
        Key("ctrl+o", "editor", "Your editor", "note.editor", "Write in $VISUAL or $EDITOR"),
    )
    DEFAULT_CSS = """
    NoteDialog .label { display: none; }
    NoteDialog TextArea { height: 14; }
    """

    GROWS = "text"

    def __init__(self, context: Context, day: date, text: str) -> None:
        def check(values: Values) -> None:
            validated(Note(day=day, text=values["text"]))

        fields = [Field("text", "Note", text, "paragraph")]
        title, draft = f"Note for {long_day(day)}", f"note-{day.isoformat()}"
        super().__init__(context, title, fields, check=check, draft=draft)
        self._reach = context.reach

    def keys_line(self) -> str:
        save, editor, leave = map(self.key_of, ("note.save", "note.editor", "dialog.leave"))
        own = "" if self._reach.restricted else f"  {editor} your editor"
        return f"{save} save{own}  {leave} cancel"

    def _offer_draft(self) -> None:
        super()._offer_draft()
        drafts = self._drafts
        drafts.adopt(self.draft)
        try:
            if self._take_saved():
                self.problem("What you had written in your editor is back.")
            elif any(handed.has_swap for handed in drafts.handed(self.draft)):
                self.problem(f"Your editor kept what was not saved; {self.key_of('note.editor')} opens it again.")
        except SurefootError as error:
            self.problem(str(error))
        self.set_interval(LOOK_S, self._look)

    def _take_saved(self) -> bool:
        """Bring what was saved in the editor's file into the note, as one change; whether there was something.

        Raises SurefootError: the file cannot be read.
        """
        area, found = self.editor("text"), False
        for handed in self._drafts.handed(self.draft):
            if (news := handed.news()) is None:
                continue
            area.replace(both(handed.told.text, bare(area.text), news), (0, 0), area.document.end)
            area.move_cursor(area.document.end)
            self._keep_draft()
            handed.take(news)
            found = True
        return found

    def _look(self) -> None:
        """An editor with a window of its own may save at any time."""
        with suppress(SurefootError):
            if self._take_saved():
                self.problem("What you saved in your editor is here.")

    def action_editor(self) -> None:
        """Let the runner write in an editor of their own; what they saved there comes back into the form."""
        self.problem(NO_OTHER if self._reach.restricted else "")
        if self._reach.restricted:
            return
        try:
            command = editor_command(os.environ)
            file = self._file()
        except SurefootError as error:
            self.problem(str(error))
            return
        except OSError as error:
            self.problem(f"The note cannot be handed to an editor: {system_said(error)}.")
            return
        editor = Path(command[0]).name
        assert isinstance(self.app, PaintedApp)
        try:
            status = self.app.lend_terminal([*command, str(file)])
            self._tell(editor, status, self._take_saved())
        except SuspendNotSupported:
            self.problem("This terminal cannot give way to another program.")
        except SurefootError as error:
            self.problem(str(error))
        except OSError as error:
            self.problem(f"{editor} cannot be started: {system_said(error)}.")
            self._drafts.take_back(self.draft)

    def _file(self) -> Path:
        """The file for the editor: the note as it is, or what was saved last where that cannot be taken as it is.

        Raises OSError: it cannot be written.
        """
        try:
            self._take_saved()
        except SurefootError:
            return next(handed.file for handed in self._drafts.handed(self.draft) if handed.has_more)
        self._keep_draft()
        return self._drafts.hand_over(self.draft, self.title_text, bare(self.editor("text").text), self._now()).file

    def _tell(self, editor: str, status: int, saved: bool) -> None:
        """Say how the editor ended, unless all went well."""
        if status:
            self.problem(
                f"{editor} ended with status {status}; the note is {'as saved there' if saved else AS_IT_WAS}."
            )
            self._drafts.take_back(self.draft)
        elif not saved:
            self.problem(f"{editor} left the note {AS_IT_WAS}; {WINDOW}.")

    def action_save(self) -> None:
        """Save; what an editor has saved since is shown first."""
        with suppress(SurefootError):
            if self._take_saved():
                self.problem("What you saved in your editor is here; save once more.")
                return
        super().action_save()


def editor_command(environment: Mapping[str, str]) -> list[str]:
    """The runner's editor, from $VISUAL or $EDITOR, as a program and its arguments.

    Raises SurefootError: none is named, or it cannot be read as a command.
    """
    named = environment.get("VISUAL") or environment.get("EDITOR") or ""
    try:
        command = shlex.split(named)
    except ValueError as error:
        raise SurefootError(f"The editor {named[:60]!r} cannot be read as a command: {str(error).lower()}.") from None
    if not command:
        raise SurefootError("No editor is named; set $EDITOR, as in export EDITOR=nano, before you start Surefoot.")
    return command


@changing
def edit_note(context: Context, day: date | None = None) -> None:
    """Edit a day's note, today's by default; an emptied note is removed."""
    of = day or context.today
    before = _text(context, of)

    def answered(values: Values) -> None:
        text = str(values["text"]).rstrip()
        if text == before:
            return
        context.save(lambda: _keep(context, of, before, text), f"Note for {short_day(of)} saved.")

    context.ask(NoteDialog(context, of, before), answered)


def _notes(context: Context, day: date) -> list[Note]:
    return sorted(context.journal.of_kind(Note, day, day), key=lambda note: int(note.id))


def _text(context: Context, day: date) -> str:
    """The text of a day's notes: the command goes on in another entry where one is long."""
    return "\n".join(note.text for note in _notes(context, day))


def _keep(context: Context, day: date, before: str, text: str) -> None:
    """The text as the day's one note, with what another login wrote meanwhile; an emptied one is removed."""
    held, text = _notes(context, day), both(before, text, _text(context, day)).lstrip("\n")
    added = [Note(day=day, text=text)] if text and not held else []
    kept = held[:1] if text else []
    change = {note.id: lambda note: msgspec.structs.replace(note, text=text) for note in kept}
    context.journal.record(added, change, [note.id for note in held[len(kept) :]])
