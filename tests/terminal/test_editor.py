"""A note in the runner's own editor, through a real terminal: however the editor ends, and whatever ends Surefoot."""

from __future__ import annotations

import signal
from datetime import datetime
from pathlib import Path

import pytest

from journal.clock import FixedClock
from journal.entries import Note
from journal.journal import Journal
from tests.support.exploring import some
from tests.support.journals import NOW, open_journal
from tests.terminal.harness import PYTHON, Terminal

BACK = "What you had written in your editor is back."
WAITS = 'printf "EDITOR HERE"; read line'
"""An editor that says so and stays until enter is typed."""


class Desk:
    """A runner's home with an empty journal, and editors to write with."""

    def __init__(self, home: Path) -> None:
        self.home, self.path = home, home / "journal.json"
        open_journal(home).close()

    def editor(self, script: str) -> str:
        """The path of an editor that is this shell script; $1 is the file."""
        path = self.home / "an editor"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return f"'{path}'"

    def open(self, editor: str | None) -> Terminal:
        """The program with an editor, at Today."""
        environ = {"SUREFOOT_NOW": NOW, "TZ": "Europe/Berlin", "HOME": str(self.home), "VISUAL": None}
        terminal = Terminal(
            [PYTHON, "-m", "screens"], {**environ, "SUREFOOT_JOURNAL": str(self.path), "EDITOR": editor}, (100, 30)
        )
        terminal.wait_for("Today")
        return terminal

    def notes(self) -> list[str]:
        with Journal.open(self.path, FixedClock(datetime.fromisoformat(NOW)), read_only=True) as journal:
            return [note.text for note in journal.of_kind(Note)]

    def drafts(self) -> list[Path]:
        """Every file that lies in the folder of drafts."""
        return [path for path in (self.home / ".local/state/surefoot/drafts").rglob("*") if path.is_file()]

    @property
    def file(self) -> Path:
        """The file the editor was given."""
        [file] = [path for path in self.drafts() if path.suffix == ".md"]
        return file


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def to_the_note(terminal: Terminal) -> None:
    """From Today into the note's form."""
    terminal.write("n")
    terminal.wait_for("Note for today")
    terminal.write("n")
    terminal.wait_for("Note for Fri")


def to_the_editor(terminal: Terminal) -> None:
    to_the_note(terminal)
    terminal.write("\x0f")
    terminal.wait_for("EDITOR HERE")


def save(terminal: Terminal) -> None:
    terminal.write("\x13")
    terminal.wait_for("saved.")


NAMED = {
    "no editor": (None, "No editor is named"),
    "an empty name": ("", "No editor is named"),
    "not a command": ("vim -c 'set tw=72", "cannot be read as a command"),
    "missing": ("/no/such/program", "program cannot be started: no such file or directory."),
    "not a program": ("/etc/passwd", "passwd cannot be started: permission denied."),
    "ends with 1": ("false", "false ended with status 1; the note is as it was."),
}
ENDINGS = {
    "killed": ("kill -9 $$", "ended with status 137; the note is as it was."),
    "leaves the terminal raw": ("stty raw -echo; printf '\\033[?1049h\\033[4;6r'; kill -9 $$", "status 137"),
    "removes the file": ('rm "$1"', "left the note as it was"),
    "leaves a folder": ('rm "$1"; mkdir "$1"', "left the note as it was"),
    "leaves a pipe": ('rm "$1"; mkfifo "$1"', "left the note as it was"),
    "changes nothing": ('cat "$1"', "left the note as it was; an editor with a window"),
    "leaves too much": ('head -c 1000001 /dev/zero > "$1"', "too long for a note"),
}


def ends(terminal: Terminal, said: str, note: str, typed: str) -> None:
    """Go to the editor: what it came to is said in one sentence in the form, which goes on as it was."""
    terminal.write("\x0f")
    terminal.wait_for(said)
    terminal.wait_for(note)
    terminal.write(typed)
    terminal.wait_for(note + typed)


def leave(terminal: Terminal) -> None:
    """Save and quit: the terminal is as it was."""
    save(terminal)
    terminal.write("q")
    assert terminal.wait_for_end() == 0 and terminal.terminal_is_restored()


@pytest.mark.parametrize("name", some(NAMED, ["no editor", "not a command", "missing", "ends with 1"]))
def test_whatever_is_named_as_the_editor_the_note_is_there_again(name: str, desk: Desk) -> None:
    """What cannot be started, and what ends at once."""
    editor, said = NAMED[name]
    with desk.open(editor) as terminal:
        to_the_note(terminal)
        terminal.write("heel slips")
        terminal.wait_for("heel slips")
        ends(terminal, said, "heel slips", " again")
        leave(terminal)
    assert desk.notes() == ["heel slips again"]


def test_however_an_editor_ends_the_note_is_there_again(desk: Desk) -> None:
    """One way after the other."""
    with desk.open(desk.editor("true")) as terminal:
        to_the_note(terminal)
        terminal.write("heel slips")
        terminal.wait_for("heel slips")
        note = "heel slips"
        for number, (script, said) in enumerate(ENDINGS.values()):
            desk.editor(script)
            terminal.screen.reset()  # all is painted anew after an editor: no sentence of the one before is waited for
            ends(terminal, said, note, f" {number}")
            note += f" {number}"
        leave(terminal)
    assert desk.notes() == ["heel slips 0 1 2 3 4 5 6"]


def test_what_was_saved_too_long_is_made_shorter_in_the_editor(desk: Desk) -> None:
    """The editor opens it again; it was refused without one, again and again."""
    with desk.open(desk.editor(ENDINGS["leaves too much"][0])) as terminal:
        to_the_note(terminal)
        terminal.write("\x0f")
        terminal.wait_for("too long for a note")
        desk.editor('[ $(wc -c < "$1") -gt 1000000 ] && echo shorter > "$1"')
        terminal.write("\x0f")
        terminal.wait_for("shorter")
        leave(terminal)
    assert desk.notes() == ["shorter"]


def test_what_is_written_in_the_editor_is_in_the_journal_once_saved(desk: Desk) -> None:
    """Handed over with what was typed before, brought back, saved; then no file is left."""
    with desk.open(desk.editor('printf "%s from the editor\\n" "$(cat "$1")" > "$1"')) as terminal:
        to_the_note(terminal)
        terminal.write("heel slips")
        terminal.wait_for("heel slips")
        terminal.write("\x0f")
        terminal.wait_for("heel slips from the editor")
        assert desk.drafts()
        save(terminal)
        assert desk.drafts() == []
    assert desk.notes() == ["heel slips from the editor"]


def test_what_an_editor_saved_before_it_failed_is_kept(desk: Desk) -> None:
    """Its status is said, its text is in the form, and ctrl+z brings back what stood there."""
    with desk.open(desk.editor('echo "nearly done" > "$1"; exit 1')) as terminal:
        to_the_note(terminal)
        terminal.write("before")
        terminal.wait_for("before")
        terminal.write("\x0f")
        terminal.wait_for("ended with status 1; the note is as saved there.")
        terminal.wait_for("nearly done")
        terminal.write("\x1a")
        terminal.wait_for("before")
        assert not terminal.shows("nearly done")


@pytest.mark.parametrize("key", ["\x03", "\x1c"], ids=["ctrl+c", "ctrl+backslash"])
def test_a_key_that_ends_the_editor_ends_the_editor_alone(key: str, desk: Desk) -> None:
    """Such a key goes to every program of the terminal; Surefoot has it no longer, and goes on."""
    with desk.open(desk.editor(WAITS)) as terminal:
        to_the_editor(terminal)
        terminal.write(key)
        terminal.wait_for("ended with status")
        terminal.write("still here")
        terminal.wait_for("still here")
        save(terminal)
    assert desk.notes() == ["still here"]


WAYS = {"HUP": 129, "TERM": 143, "KILL": -9, "line": 129}
SAVED = 'echo "saved words" > "$1"; ' + WAITS


@pytest.mark.parametrize("way", some(WAYS, ["TERM", "KILL", "line"]))
def test_what_was_saved_in_the_editor_outlives_surefoot(way: str, desk: Desk) -> None:
    """However it ends meanwhile: the next start names the note, the form has the text, saving it leaves no file."""
    with desk.open(desk.editor(SAVED)) as terminal:
        to_the_note(terminal)
        terminal.write("typed before")
        terminal.wait_for("typed before")
        terminal.write("\x0f")
        terminal.wait_for("EDITOR HERE")
        if way == "line":
            terminal.hang_up()
        else:
            terminal.process.send_signal(signal.Signals[f"SIG{way}"])
        assert terminal.wait_for_end() == WAYS[way]
    with desk.open("true") as terminal:
        terminal.wait_for("“Note for")
        to_the_note(terminal)
        terminal.wait_for(BACK)
        terminal.wait_for("saved words")
        assert not terminal.shows("typed before")
        save(terminal)
    assert desk.notes() == ["saved words"] and desk.drafts() == []


@pytest.mark.parametrize("way", some(["HUP", "TERM"], ["TERM"]))
def test_told_to_end_surefoot_ends_the_editor_and_paints_no_more(way: str, desk: Desk) -> None:
    """The terminal is given back as it was, and nothing of Surefoot's comes after the editor has it."""
    # The editor stays until its word has been read: what a line still holds when its last program ends may be lost.
    leaves = 'printf BYE; until [ -e "$HOME/read" ]; do sleep 0.01; done; exit 0'
    # It is not in one long read: a shell that is told just before one hears of it only after that.
    stays = 'printf "EDITOR HERE"; while :; do sleep 0.01; done'
    with desk.open(desk.editor(f"trap '{leaves}' {way}; {stays}")) as terminal:
        to_the_editor(terminal)
        before = len(terminal.raw)
        terminal.process.send_signal(signal.Signals[f"SIG{way}"])
        terminal.wait_for("BYE")
        (desk.home / "read").touch()
        terminal.wait_for_end()
        while terminal.read(0.1):
            pass
        assert terminal.terminal_is_restored()
        after = bytes(terminal.raw[before:])
        assert after.startswith(b"BYE\x1b[?2004l") and b"\x1b[?1049h" not in after and b"Note" not in after


def test_an_editor_that_will_not_end_keeps_the_terminal(desk: Desk) -> None:
    """Surefoot leaves all the same, and sends nothing over what the editor shows."""
    with desk.open(desk.editor("trap '' TERM; " + WAITS + '; printf "STILL MINE"; read line')) as terminal:
        to_the_editor(terminal)
        before = len(terminal.raw)
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.wait_for_end() == 143
        assert bytes(terminal.raw[before:]) == b"" == terminal.read(0.1)


GUI = 'echo "$1" > "$HOME/file"'
"""An editor with a window: it returns at once and writes later."""


def window_saves(desk: Desk, text: str) -> None:
    """The window of an editor that has returned saves its file."""
    Path((desk.home / "file").read_text().strip()).write_text(text, encoding="utf-8")


def test_a_window_that_saves_later_still_writes_the_note(desk: Desk) -> None:
    """The hint is said; what is saved then comes into the form, beside what was typed there; no file is left."""
    with desk.open(desk.editor(GUI)) as terminal:
        to_the_note(terminal)
        terminal.write("\x0f")
        terminal.wait_for("in code --wait")
        window_saves(desk, "from the window\n")
        terminal.wait_for("What you saved in your editor is here.")
        terminal.write(", typed")
        terminal.wait_for("from the window, typed")
        window_saves(desk, "from the window, twice\n")
        terminal.wait_for(", twice")
        save(terminal)
    assert desk.notes() == ["from the window, typed\n\n, twice"] and desk.drafts() == []


def test_a_window_that_saves_after_the_form_is_left_makes_a_draft(desk: Desk) -> None:
    """Also after Surefoot has ended: offered at the next start."""
    with desk.open(desk.editor(GUI)) as terminal:
        to_the_note(terminal)
        terminal.write("\x0f")
        terminal.wait_for("in code --wait")
        terminal.write("\x1b")
        terminal.wait_until(lambda: not terminal.shows("Note for"), "the note closed")
        terminal.write("q")
        terminal.wait_for_end()
    window_saves(desk, "after all\n")
    with desk.open("true") as terminal:
        terminal.wait_for("“Note for")
        to_the_note(terminal)
        terminal.wait_for("after all")
        save(terminal)
    assert desk.notes() == ["after all"] and desk.drafts() == []


def test_two_logins_write_in_files_of_their_own(desk: Desk) -> None:
    """What one has in its editor is not offered to the other; left behind, it comes below what that one saved."""
    with desk.open(desk.editor(SAVED)) as one:
        to_the_editor(one)
        with desk.open("true") as other:
            to_the_note(other)
            assert not other.shows(BACK)
            other.write("the other's")
            other.wait_for("the other's")
            save(other)
        one.process.kill()
        one.process.wait()
    with desk.open("true") as terminal:
        terminal.wait_for("“Note for")
        to_the_note(terminal)
        terminal.wait_for("saved words")
        assert terminal.shows("the other's")
        save(terminal)
    assert desk.notes() == ["the other's\n\nsaved words"] and desk.drafts() == []
