"""A small app with everything a screen can hold, to try the painter and the driver on.

With ``SAMPLE_RECORD`` in the environment every frame is written there as one JSON line: what stock Textual would have
sent beside what was sent.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from journal.settings import Settings
from screens.lines import guard
from screens.terminal import TerminalMode, prepare, refusal

LINES = guard() if __name__ == "__main__" else None
MODE: TerminalMode = prepare(os.environ, Settings())

from rich.console import RenderableType  # noqa: E402
from textual.app import ComposeResult  # noqa: E402
from textual.binding import Binding  # noqa: E402
from textual.containers import Horizontal  # noqa: E402
from textual.events import Resize  # noqa: E402
from textual.screen import ModalScreen, Screen  # noqa: E402
from textual.widgets import DataTable, Footer, Input, Label, ListItem, ListView, OptionList, Static, TextArea  # noqa: E402

from screens.painted import PaintedApp  # noqa: E402

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
    terminal_mode = MODE
    lines = LINES

    def compose(self) -> ComposeResult:
        yield Label("Sample 世界")
        yield Input(placeholder="type here")
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


class RecordingApp(SampleApp):
    """Writes down every frame twice: as stock Textual would send it, and as it was sent."""

    def __init__(self) -> None:
        super().__init__()
        self._record = open(os.environ["SAMPLE_RECORD"], "a", encoding="utf-8")  # noqa: SIM115, PTH123
        self._sent: list[str] = []

    def _note(self, **what: Any) -> None:
        self._record.write(json.dumps(what) + "\n")
        self._record.flush()

    def on_resize(self, event: Resize) -> None:
        super().on_resize(event)
        self._note(size=list(event.size))

    def repaint(self) -> None:
        super().repaint()
        self._note(lost=True)

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        driver: Any = self._driver
        painted = renderable is not None and not self._batch_count and self._running and not self._closed
        if not painted:
            super()._display(screen, renderable)
            return
        stock = renderable.render_segments(self.console)  # type: ignore[union-attr]
        write, sent = driver.write, []

        def note_and_write(data: str) -> None:
            sent.append(data)
            write(data)

        driver.write = note_and_write
        try:
            super()._display(screen, renderable)
        finally:
            del driver.write
        self._note(stock=stock, sent="".join(sent), size=list(screen.outer_size), paints=self._paints)


if __name__ == "__main__":
    if sentence := refusal():
        sys.exit(sentence)
    app = RecordingApp() if "SAMPLE_RECORD" in os.environ else SampleApp()
    if LINES is not None:
        LINES.on_end(lambda: None, lambda: app.call_later(app.exit))
    app.run(mouse=MODE.mouse)
    if LINES is not None:
        LINES.ended()
