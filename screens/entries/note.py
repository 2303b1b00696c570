"""A day's note: free text in the form's text area, or in the runner's own editor."""

from __future__ import annotations

import os
import shlex
import tempfile
from datetime import date
from pathlib import Path

import msgspec
from textual.app import SuspendNotSupported
from textual.widgets import TextArea

from journal.dates import long_day, short_day
from journal.entries import Note, validated
from journal.errors import SurefootError
from journal.paths import drafts_folder, make_folder
from journal.text import clean
from screens.drawing.key import Key
from screens.frame.context import Context, changing
from screens.frame.form import Field, FormDialog, Values
from screens.terminal.hang_up import run_in_terminal


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

    def __init__(self, context: Context, day: date, text: str) -> None:
        def check(values: Values) -> None:
            validated(Note(day=day, text=values["text"]))

        fields = [Field("text", "Note", text, "paragraph")]
        title, draft = f"Note for {long_day(day)}", f"note-{day.isoformat()}"
        super().__init__(context, title, fields, check=check, draft=draft)

    def keys_line(self) -> str:
        return "ctrl+s save  ctrl+o your editor  esc cancel"

    def action_editor(self) -> None:
        """Let the runner write in an editor of their own; what they saved there comes back into the form."""
        area = self.editor("text")
        assert isinstance(area, TextArea)
        try:
            with self.app.suspend():
                text = edited_elsewhere(area.text, os.environ)
        except SuspendNotSupported:
            self.problem("This terminal cannot give way to another program.")
        except SurefootError as error:
            self.problem(str(error))
        else:
            area.load_text(text)


def edited_elsewhere(text: str, environment: os._Environ[str] | dict[str, str]) -> str:
    """The text after the runner's editor has had it; the file it was in is gone again.

    Raises:
        SurefootError: no editor is named, it cannot be started, or it failed.
    """
    named = environment.get("VISUAL") or environment.get("EDITOR") or ""
    try:
        command = shlex.split(named)
    except ValueError as error:
        raise SurefootError(f"The editor {named[:60]!r} cannot be read as a command: {str(error).lower()}.") from None
    if not command:
        raise SurefootError("Neither $VISUAL nor $EDITOR names an editor.")
    try:
        folder = make_folder(drafts_folder())
        handle, name = tempfile.mkstemp(suffix=".md", prefix="note-", dir=folder)
    except OSError as error:
        raise SurefootError(f"The note cannot be handed over: {error}.") from None
    path = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        status = run_in_terminal([*command, name])
        if status:
            raise SurefootError(f"{command[0]} ended with status {status}; the note is as it was.")
        return clean(path.read_text(encoding="utf-8", errors="replace")).rstrip("\n")
    except OSError as error:
        raise SurefootError(f"{command[0]} cannot be used: {error}.") from None
    finally:
        path.unlink(missing_ok=True)


@changing
def edit_note(context: Context, day: date | None = None) -> None:
    """Edit a day's note, today's by default; an emptied note is removed."""
    of = day or context.clock.now().date()
    held = sorted(context.journal.of_kind(Note, of, of), key=lambda note: int(note.id))
    before = held[0] if held else None

    def answered(values: Values | None) -> None:
        if values is None:
            return
        text = str(values["text"]).rstrip()
        if text == (before.text if before else ""):
            return
        context.save(lambda: _keep(context, of, before, text), f"Note for {short_day(of)} saved.")

    context.ask(NoteDialog(context, of, before.text if before else ""), answered)


def _keep(context: Context, day: date, before: Note | None, text: str) -> None:
    if before is None:
        context.journal.add(Note(day=day, text=text))
    elif text:
        context.journal.change(before.id, lambda note: msgspec.structs.replace(note, text=text))
    else:
        context.journal.remove(before.id)
