"""The real program with a settings file full of faults and a state folder that takes nothing."""

from __future__ import annotations

import os
from pathlib import Path

from tests.support.journals import NOW
from tests.terminal.harness import PYTHON, Terminal


def environment(folder: Path, settings: str) -> dict[str, str | None]:
    """Folders of its own, the settings written with a byte-order mark."""
    (folder / "config" / "surefoot").mkdir(parents=True)
    (folder / "config" / "surefoot" / "settings.toml").write_text(settings, encoding="utf-8-sig")
    return {
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_STATE_HOME": str(folder / "state"),
        "XDG_DATA_HOME": str(folder / "data"),
        "SUREFOOT_NOW": NOW,
    }


def test_all_that_is_noticed_stands_in_one_list(tmp_path: Path) -> None:
    """A value, a theme, a key, the state folder: each on its line, with the first screen under them."""
    environ = environment(tmp_path, 'distance = "furlong"\ntheme = "neon"\n[keys]\n"app.undo" = "ctrl+m"\n')
    (tmp_path / "state").touch()
    with Terminal([PYTHON, "-m", "screens"], environ) as terminal:
        terminal.wait_for("Noticed while opening")
        for words in ("line 1: distance", "line 2: theme", "line 4: app.undo", "Backups and drafts are off"):
            terminal.wait_for(words)
        terminal.write("\x1b")
        terminal.wait_for("Rate your ankles")


def test_keys_a_terminal_sends_as_themselves_can_be_bound(tmp_path: Path) -> None:
    """ctrl+j is a line feed and ctrl+space a zero byte; neither is enter, which still opens what is selected."""
    environ = environment(tmp_path, '[keys]\n"app.diary" = "ctrl+j"\n"app.week" = "Ctrl+Space"\n')
    with Terminal([PYTHON, "-m", "screens"], environ) as terminal:
        for keys, words in (
            (b"", "Rate your ankles"),
            (b"\n", "Nothing written yet."),
            (b"\x00", "2026-W47"),
            (b"1\r", "enter save"),
        ):
            os.write(terminal.master, keys)
            terminal.wait_for(words)
