"""What is shown in place of the app when the journal cannot be opened: what is wrong with it, and the ways back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from textual.app import ComposeResult
from textual.content import Content

from journal.clock import Clock
from journal.errors import Missing, Refused, SurefootError
from journal.upkeep import check as checking
from journal.upkeep import ways_back
from library.words import counted, sentence
from screens.drawing.key import Key
from screens.terminal.app import PaintedApp
from screens.widgets.keyed import Keyed
from screens.widgets.line import Line
from screens.widgets.overflow import Overflow
from screens.widgets.rows import Row, Rows

UNTOUCHED = "Nothing in the file was touched. Whatever you choose here, the file as it is now is kept as a backup."
_LEAVE = "leave"


class DamagedApp(Keyed, PaintedApp[bool]):
    """Explains a refused journal and offers the ways back that can work; returns True when it can be opened again."""

    TITLE = "Surefoot"
    ENABLE_COMMAND_PALETTE = False
    KEYS = (Key("q,escape", "leave", "Leave", "damaged.leave", "Leave everything as it is"),)
    CSS = """
    Screen { background: $background; padding: 1 2; }
    #title { text-style: bold; color: $error; margin-bottom: 1; }
    #about { height: auto; max-height: 60%; margin-bottom: 1; }
    #about Line { margin-bottom: 1; }
    #message { margin-top: 1; color: $text-muted; }
    #message.failed { color: $error; }
    """

    def __init__(self, path: Path, error: Refused, clock: Clock) -> None:
        super().__init__()
        self._path, self._error, self._clock = path, error, clock
        self._report = checking.check(path, clock) if path.is_file() else None
        self._ways: dict[str, Callable[[], object]] = {}

    def compose(self) -> ComposeResult:
        yield Line("The journal cannot be opened", id="title")
        with Overflow(id="about"):
            yield Line(str(self._error).partition("; `surefoot ")[0] + ".")
            yield from (Line(text) for text in self._about())
            if not isinstance(self._error, Missing):
                yield Line(UNTOUCHED)
        yield Rows(self._rows(), id="ways")
        yield Line("enter does what the line says · q leaves everything as it is", id="message")

    def on_mount(self) -> None:
        self.query_one(Rows).focus()

    def _about(self) -> list[str]:
        report = self._report
        if report is None or not report.counts:
            return []
        total = sum(report.counts.values())
        days = f", {report.oldest} to {report.newest}" if report.oldest else ""
        return [f"{counted(total, 'entry', 'entries')} in it can be read{days}."]

    def _rows(self) -> Iterator[Row]:
        for id, (words, way) in self._offers().items():
            self._ways[id] = way
            yield Row(id, Content(words))
        yield Row(_LEAVE, Content("Leave everything as it is"))

    def _offers(self) -> dict[str, tuple[str, Callable[[], object]]]:
        report = self._report
        offers: dict[str, tuple[str, Callable[[], object]]] = {}
        missing = isinstance(self._error, Missing)
        backups = ways_back.backups_of(self._path) if missing else report.backups if report else []
        for backup in backups[:8]:
            words = f"Put back the backup {backup.words}, and go on from there"
            put_back = partial(ways_back.restore, self._path, backup.name, self._clock)
            offers[f"restore-{backup.name}"] = words, put_back
        if missing:
            begin = partial(ways_back.begin, self._path, self._clock)
            offers["begin"] = f"Begin a new journal at {self._path}", begin
        if report is None:
            return offers
        total = sum(report.counts.values())
        if total and report.schema is not None and not report.whole and not self._is_newer(report):
            entries = counted(total, "entry", "entries")
            keep = partial(ways_back.keep_whole_lines, self._path, self._clock)
            offers["keep"] = f"Go on with the {entries} that can be read", keep
        return offers

    @staticmethod
    def _is_newer(report: checking.Report) -> bool:
        return report.problems[:1] != [] and "schema" in report.problems[0].sentence

    def on_rows_chosen(self, chosen: Rows.Chosen) -> None:
        """Go the way chosen; a way that fails is said, and the others stay."""
        if chosen.id == _LEAVE:
            self.exit(False)
            return
        try:
            self._ways[chosen.id]()
        except SurefootError as error:
            message = self.query_one("#message", Line)
            message.add_class("failed")
            message.show(sentence(str(error)))
            return
        self.exit(True)

    def action_leave(self) -> None:
        self.exit(False)
