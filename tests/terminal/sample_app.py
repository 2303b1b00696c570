"""A small app with everything a screen can hold, to try the painter, the driver and the signals on.

With ``SUREFOOT_TEST_RECORD`` its frames are recorded (see recording.py); ``SUREFOOT_TEST_DRAFT`` is a file into which
what is typed is saved when the line drops.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from journal.settings.settings import Settings
from screens.terminal.hang_up import guard
from screens.terminal.mode import TerminalMode, prepare, refusal

LINES = guard() if __name__ == "__main__" else None
MODE: TerminalMode = prepare(os.environ, Settings())

from textual.app import ComposeResult  # noqa: E402
from textual.binding import Binding  # noqa: E402
from textual.containers import Horizontal  # noqa: E402
from textual.screen import ModalScreen, Screen  # noqa: E402
from textual.widgets import DataTable, Footer, Input, Label, ListItem, ListView, OptionList, Static, TextArea  # noqa: E402

from screens.terminal.app import PaintedApp  # noqa: E402
from tests.terminal.recording import recorded  # noqa: E402

ROWS = ["Ankle circles", "Heel raises", "世界 wide", "e\u0301tude", "👍🏽 joined", "Towel curls", "Balance", "Hops",
        "Calf stretch", "Resisted eversion"]  # fmt: skip


class Dialog(ModalScreen[None]):
    BINDINGS = [("escape", "dismiss", "Close")]
    DEFAULT_CSS = """
    Dialog { align: center middle; }
    Dialog > Static { width: 41; height: 7; border: round $accent; background: $surface; }
    """

    def compose(self) -> ComposeResult:
        yield Static("A dialog over 世界, so that wide characters are cut.\nescape closes it")


class Second(Screen[None]):
    DEFAULT_CSS = """
    Second > TextArea { height: 7; }
    Second > DataTable { height: 1fr; }
    """
    BINDINGS = [("escape", "app.pop_screen", "Back")]

    def compose(self) -> ComposeResult:
        yield TextArea("one\ntwo 世界\nthree", id="text")
        yield DataTable[str](id="table", cursor_type="row")
        yield Footer()

    def on_mount(self) -> None:
        table: DataTable[str] = self.query_one(DataTable)
        table.add_columns("exercise", "left", "right")
        for index in range(30):
            table.add_row(ROWS[index % len(ROWS)], str(index), str(index * 2))


class SampleApp(PaintedApp[None]):
    BINDINGS = [
        Binding("f2", "dialog", "Dialog"),
        Binding("f3", "second", "Second"),
        Binding("f4", "toast", "Toast"),
        Binding("ctrl+l", "repaint", "Repaint"),
        Binding("ctrl+z", "suspend_process", "Suspend"),
        Binding("ctrl+q", "quit", "Quit"),
    ]
    CSS = """
    Horizontal { height: 8; }
    ListView, OptionList { width: 1fr; border: tall $primary; }
    """

    def compose(self) -> ComposeResult:
        yield Label("Sample 世界")
        self.input = Input(placeholder="type here")
        yield self.input
        with Horizontal():
            yield ListView(*[ListItem(Label(row, markup=False)) for row in ROWS])
            yield OptionList(*ROWS, markup=False)
        yield Footer()

    def action_dialog(self) -> None:
        self.push_screen(Dialog())

    def action_second(self) -> None:
        self.push_screen(Second())

    def action_toast(self) -> None:
        self.notify("A toast with 世界", timeout=0.4)

    def action_repaint(self) -> None:
        self.repaint()


def save_draft(app: SampleApp) -> None:
    """What is typed, saved as the real app saves its drafts: from another thread, when the line drops."""
    if path := os.environ.get("SUREFOOT_TEST_DRAFT"):
        Path(path).write_text(app.input.value, encoding="utf-8")


def main() -> int:
    if sentence := refusal():
        print(sentence, file=sys.stderr)
        return 1
    app = recorded(SampleApp)() if "SUREFOOT_TEST_RECORD" in os.environ else SampleApp()
    app.use_terminal(MODE, LINES)
    if LINES is None:
        return 1
    LINES.on_end(lambda: save_draft(app), app.leave_from_thread)
    app.run(mouse=MODE.mouse)
    LINES.ended()
    return LINES.status


if __name__ == "__main__":
    sys.exit(main())
