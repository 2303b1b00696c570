"""The real program on a journal with an open session: opened at a moment, on Session, and what the file then holds."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

from journal.entries import Session
from tests.terminal.harness import PYTHON, Terminal

Open = Callable[..., Terminal]
PROMPT = "AT THE SHELL"


def opener(path: Path, folder: Path) -> Open:
    """Opens the journal at a path, the clock standing at a moment (empty: running), and goes to Session.

    There is no lead-in before a hold. ``folder`` is the program's home. ``shell`` starts it from one.
    """
    settings = folder / "config" / "surefoot" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("lead_in_s = 0\n")
    environ = {
        "SUREFOOT_JOURNAL": str(path),
        "HOME": str(folder),
        "TZ": "Europe/Berlin",
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_STATE_HOME": str(folder / "state"),
        "SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22",
    }

    def open_at(moment: str, *, shell: bool = False) -> Terminal:
        variables = {**environ, "SUREFOOT_NOW": moment or None}
        if shell:
            terminal = Terminal(["sh", "-i"], {**variables, "ENV": None, "PS1": f"{PROMPT} "})
            terminal.wait_for(PROMPT)
            terminal.write(f"{shlex.join([PYTHON, '-m', 'screens'])}\n")
        else:
            terminal = Terminal([PYTHON, "-m", "screens"], variables)
        terminal.wait_for("Today")
        terminal.write("3")
        terminal.wait_for("Resume")
        return terminal

    return open_at


def sets_in(path: Path) -> list[dict[str, Any]]:
    """The sets of the journal's one session, read as any program would read the file."""
    documents = json.loads(path.read_text())["_default"].values()
    session = next(document for document in documents if document["kind"] == Session.__struct_config__.tag)
    return [set for item in session["items"] for set in item["sets"]]
