"""An error nobody foresaw: the terminal is given back, one sentence is said, nothing a runner wrote is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal.entries import Note
from screens.cli import main
from tests.support.entries import TODAY
from tests.support.journals import NOW, open_journal
from tests.terminal.harness import PYTHON, Terminal

SECRET = "what only the runner knows"
LEFT = "\x1b[?1049l"
"""Gives back the screen that was there before the program."""
BROKEN = f"""
import sys
from screens.{{module}} import {{name}}
from screens.cli import main
def broken(self, *_):
    secret = {SECRET!r}
    raise KeyError(secret)
{{name}}.{{method}} = broken
sys.exit(main({{words}}))
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a note in its journal."""
    with open_journal(tmp_path) as journal:
        journal.add(Note(day=TODAY, text=SECRET))
    return tmp_path


def ended(home: Path, keys: str, **broken: object) -> str:
    """What a terminal showed once the program that broke had left its screen; its modes are as they were before."""
    environ = {"SUREFOOT_NOW": NOW, "HOME": str(home), "SUREFOOT_JOURNAL": str(home / "journal.json")}
    with Terminal([PYTHON, "-c", BROKEN.format(**{"words": [], **broken})], environ, (100, 30)) as terminal:
        if keys:
            terminal.wait_for("Today")
            terminal.write(keys)
        assert terminal.wait_for_end() == 1
        assert terminal.terminal_is_restored()
        return terminal.raw.decode().rpartition(LEFT)[2]


def report_of(home: Path) -> str:
    """The one report that was kept; nobody else may read it."""
    [path] = (home / ".local/state/surefoot/faults").iterdir()
    assert path.stat().st_mode & 0o077 == 0
    return path.read_text()


def test_the_app_gives_the_terminal_back_and_names_a_report(home: Path) -> None:
    """A screen that breaks on its key; the journal is looked at, and holds what it held."""
    shown = ended(home, "7", module="diary.screen", name="DiaryScreen", method="refresh_data")
    assert "surefoot: Surefoot met a fault of its own and ended. The journal is whole, with 1 entry." in shown
    assert "CONTRIBUTING says how to report it." in shown
    assert SECRET not in shown and "Traceback" not in shown and shown.count("\n") == 1
    report = report_of(home)
    assert "\nKeyError\n" in report and "screens/frame/screen.py" in report
    assert "Surefoot" in report and "textual" in report and "TERM='xterm-256color'" in report
    assert SECRET not in report and str(home) not in report


def test_what_was_half_typed_when_it_broke_is_kept(home: Path) -> None:
    """As when the line drops."""
    shown = ended(home, "nnhalf a note\x13", module="entries.note", name="NoteDialog", method="action_save")
    assert "fault of its own" in shown
    drafts = [path for path in (home / ".local/state/surefoot/drafts").rglob("*") if path.is_file()]
    assert any("half a note" in path.read_text() for path in drafts)


def test_a_command_says_the_same_in_one_line(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Status 1; what it was given is not in the report."""
    monkeypatch.setenv("SUREFOOT_NOW", NOW)
    monkeypatch.setenv("XDG_STATE_HOME", str(home / ".local/state"))

    def broken(*_: object) -> None:
        raise ZeroDivisionError(SECRET)

    monkeypatch.setattr("screens.commands.note.note", broken)
    assert main(["--journal", str(home / "journal.json"), "note", SECRET]) == 1
    told = capsys.readouterr()
    assert told.out == "" and told.err.count("\n") == 1 and SECRET not in told.err
    assert told.err.startswith("surefoot: Surefoot met a fault of its own and ended. The journal is whole")
    assert "ZeroDivisionError" in report_of(home) and SECRET not in report_of(home)


def test_where_no_report_can_be_kept_it_is_said(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rest stands all the same, also for a journal that is not whole."""
    (home / "state").touch()
    monkeypatch.setenv("SUREFOOT_NOW", NOW)
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    path = home / "journal.json"
    path.write_bytes(path.read_bytes().replace(SECRET.encode(), SECRET.upper().encode()))

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("screens.commands.note.note", broken)
    assert main(["--journal", str(path), "note", "x"]) == 1
    told = capsys.readouterr().err
    assert "The journal is not whole: surefoot check says where. No report could be kept" in told
