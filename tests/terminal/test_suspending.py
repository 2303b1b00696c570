"""ctrl+z under real shells and without one: back to the shell and on again, or one sentence and no harm."""

from __future__ import annotations

import shlex
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support.exploring import some
from tests.support.journals import NOW, demo_journal
from tests.support.waiting import LIMIT_S
from tests.terminal.harness import PYTHON, Terminal

PROMPT = "AT THE SHELL"
SUREFOOT = shlex.join([PYTHON, "-m", "screens"])
NO_SHELL = "There is no shell to go back to."
UNDER_A_SHELL = {
    "by itself": SUREFOOT,
    "with env and nice": f"env A=b nice {SUREFOOT}",
    "in a script": f"sh -c {shlex.quote(f'{SUREFOOT}; :')}",
    "by make": "make -s -f {makefile}",
    "in a shell in the shell": f"sh -c {shlex.quote(f'true; sh -c {shlex.quote(SUREFOOT)}; :')}",
}
WITHOUT_A_SHELL: dict[str, Sequence[str]] = {
    "ssh -t host surefoot": [PYTHON, "-m", "screens"],
    "ssh -t host 'true; surefoot; true'": ["sh", "-c", f"true; {SUREFOOT}; true"],
}


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str | None]:
    demo_journal(tmp_path).close()
    (tmp_path / "makefile").write_text(f"run:\n\t@{SUREFOOT}\n")
    return {
        "SUREFOOT_NOW": NOW, "TZ": "Europe/Berlin", "HOME": str(tmp_path), "ENV": None, "PS1": f"{PROMPT} ",
        "SUREFOOT_JOURNAL": str(tmp_path / "journal.json"),
    }  # fmt: skip


def at_a_shell(environ: dict[str, str | None]) -> Terminal:
    terminal = Terminal(["sh", "-i"], environ)
    terminal.wait_for(PROMPT)
    return terminal


def clear(terminal: Terminal) -> None:
    """An empty picture, so that what is waited for next is new."""
    terminal.screen.reset()


def gone(terminal: Terminal, text: str) -> None:
    """Read until a text is no longer on the screen."""
    while terminal.shows(text):
        assert terminal.read(LIMIT_S)


@pytest.mark.parametrize("command", some(UNDER_A_SHELL, ["by itself", "in a script"]))
def test_ctrl_z_goes_back_to_the_shell_and_fg_on_again(
    command: str, environ: dict[str, str | None], tmp_path: Path
) -> None:
    """However the shell started it: all of it stops, the shell has its terminal, fg paints everything again."""
    with at_a_shell(environ) as terminal:
        terminal.write(UNDER_A_SHELL[command].format(makefile=tmp_path / "makefile") + "\n")
        terminal.wait_for("7 Diary")
        for _ in range(2):
            clear(terminal)
            terminal.write("\x1a")
            terminal.wait_for(PROMPT)
            terminal.write("echo $((40 + 2))\n")
            terminal.wait_for("42")
            clear(terminal)
            terminal.write("fg\n")
            terminal.wait_for("7 Diary")
            terminal.write("n")
            terminal.wait_for("Note for today")
            terminal.write("\x1b")
            gone(terminal, "Note for today")
        clear(terminal)
        terminal.write("q")
        terminal.wait_for(PROMPT)
        terminal.write("exit\n")
        terminal.wait_for_end()


@pytest.mark.parametrize("command", WITHOUT_A_SHELL)
@pytest.mark.parametrize("keys", [(), ("r",)], ids=["on a screen", "in a dialog"])
def test_without_a_shell_ctrl_z_says_so_and_nothing_stops(
    command: str, keys: Sequence[str], environ: dict[str, str | None]
) -> None:
    """On the last line, or in the dialog; the next key does what it always does."""
    with Terminal(WITHOUT_A_SHELL[command], environ) as terminal:
        terminal.wait_for("7 Diary")
        for key in keys:
            terminal.write(key)
            terminal.wait_for("Rate both ankles")
        terminal.write("\x1a")
        terminal.wait_for(NO_SHELL)
        terminal.write("3")
        terminal.wait_for("[ 3]" if keys else "Planned")


def test_in_a_window_too_small_it_is_said_as_well(environ: dict[str, str | None]) -> None:
    """There is no last line there: it stands before what the window needs."""
    with Terminal([PYTHON, "-m", "screens"], environ, (50, 10)) as terminal:
        terminal.wait_for("Surefoot needs")
        terminal.write("\x1a")
        terminal.wait_for(NO_SHELL)


def test_in_a_text_it_takes_back_typing_also_under_a_shell(environ: dict[str, str | None]) -> None:
    """The search and a note: the words go and come back, the program stays."""
    with at_a_shell(environ) as terminal:
        terminal.write(SUREFOOT + "\n")
        terminal.wait_for("7 Diary")
        for keys, opened in (("2/", "To the list"), ("nn", "Note for Fri")):
            terminal.write(keys)
            terminal.wait_for(opened)
            terminal.write("zzyzx")
            terminal.wait_for("zzyzx")
            terminal.write("\x1a")
            gone(terminal, "zzyzx")
            terminal.write("\x19")
            terminal.wait_for("zzyzx")
            terminal.write("\x1b")
            gone(terminal, "zzyzx")


@pytest.mark.parametrize("shell", [True, False], ids=["under a shell", "without"])
def test_an_editor_that_stops_everything_stops_surefoot_only_under_a_shell(
    shell: bool, environ: dict[str, str | None], tmp_path: Path
) -> None:
    """As vim does on ctrl+z. Without a shell nothing stops; with one, fg goes on in the editor, then in the note."""
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "EDITOR HERE"; kill -TSTP 0; printf "AND ON"; read line; echo words > "$1"\n')
    editor.chmod(0o755)
    environ["EDITOR"] = str(editor)
    with at_a_shell(environ) if shell else Terminal([PYTHON, "-m", "screens"], environ) as terminal:
        if shell:
            terminal.write(SUREFOOT + "\n")
        terminal.wait_for("7 Diary")
        terminal.write("n")
        terminal.wait_for("Note for today")
        terminal.write("n")
        terminal.wait_for("Note for Fri")
        clear(terminal)
        terminal.write("\x0f")
        if shell:
            terminal.wait_for(PROMPT)
            terminal.write("fg\n")
        terminal.wait_for("AND ON")
        terminal.write("\n")
        terminal.wait_for("words")
        terminal.write("\x13")
        terminal.wait_for("saved.")


def test_stopped_from_elsewhere_and_resumed_it_paints_everything_again(environ: dict[str, str | None]) -> None:
    """A signal another program sends is obeyed also without a shell: who sent it can send the other one."""
    with Terminal([PYTHON, "-m", "screens"], environ) as terminal:
        terminal.wait_for("7 Diary")
        terminal.process.send_signal(signal.SIGTSTP)
        terminal.wait_for_stop()
        while terminal.read(0.1):
            pass
        assert terminal.terminal_is_restored()
        terminal.screen.scramble()
        terminal.process.send_signal(signal.SIGCONT)
        terminal.wait_for("7 Diary")
        while "░" in "".join(terminal.screen.text()):
            assert terminal.read(LIMIT_S)
