"""A page to read, and to write to a file: the one for a physio or doctor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from journal.exchange.files import write_file
from journal.paths import as_typed
from journal.views.summaries import Summaries
from screens.frame.dialog import Dialog
from screens.frame.form import Field, FormDialog, Values
from screens.frame.screen import JournalScreen
from screens.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from screens.app.app import SurefootApp

WEEKS = (6, 12, 26)


class PageDialog(Dialog[str]):
    """Shows lines; a page of the physio's answers with "write" or with "weeks" to have it over another span."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "answer('write')", "Write", id="page.write", tooltip="Write the page to a file"),
        Binding("s", "answer('weeks')", "Span", id="page.weeks", tooltip="The page over 6, 12 or 26 weeks"),
        Binding("q", "leave", "Close", id="page.close", show=False, tooltip="Close the page"),
    ]
    DEFAULT_CSS = """
    PageDialog > #frame { width: 110; height: 100%; }
    PageDialog Rows { height: 1fr; background: $surface; }
    """

    def __init__(self, title: str, lines: Sequence[str], is_report: bool = True) -> None:
        super().__init__(title)
        self._lines, self._is_report = lines, is_report

    def keys_line(self) -> str:
        return super().keys_line() if self._is_report else "esc close"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the report is written and spans weeks."""
        return (self._is_report or action != "answer") and super().check_action(action, parameters)

    def compose_body(self) -> Iterable[Widget]:
        width = max(20, min(110, self.app.size.width) - 8)
        lines = [part for line in self._lines for part in wrapped(line, width)]
        yield Rows([Row(f"line-{n}", line, selectable=bool(line.strip())) for n, line in enumerate(lines)])

    def action_answer(self, answer: str) -> None:
        self.dismiss(answer)


def wrapped(line: str, width: int) -> list[str]:
    """A line in parts that fit, the following ones indented a little more than the first."""
    indent = len(line) - len(line.lstrip())
    first, *more = Content(line.strip()).wrap(max(10, width - indent - 2)) or [Content("")]
    return [" " * indent + first.plain, *(" " * (indent + 2) + part.plain for part in more)]


def show_page(app: SurefootApp) -> None:
    """Show the page from any screen."""
    from journal.views.summaries import Summaries

    for screen in reversed(app.screen_stack):
        if isinstance(screen, JournalScreen):
            show_report(screen, Summaries(app.journal, app.settings, screen.catalogue))
            return


def show_report(screen: JournalScreen, summaries: Summaries, weeks: int = WEEKS[0]) -> None:
    """Show the page over so many weeks; it can be written, or shown over another span."""
    from screens.exchange.physio_words import as_text

    now = screen.clock.now()
    lines = as_text(summaries.report(weeks, now), summaries.names)

    def answered(answer: str | None) -> None:
        if answer == "weeks":
            show_report(screen, summaries, WEEKS[(WEEKS.index(weeks) + 1) % len(WEEKS)])
        elif answer == "write":
            _write(screen, summaries, weeks, now)

    screen.app.push_screen(PageDialog(f"For a physio or doctor, {weeks} weeks", lines), answered)


def _write(screen: JournalScreen, summaries: Summaries, weeks: int, now: datetime) -> None:
    from screens.exchange.physio_words import as_markdown, as_text

    name = f"ankle-report-{now.date().isoformat()}.md"
    field = Field("path", "File", str(Path.home() / name), hint=".txt: plain text", required=True)

    def text_for(path: Path) -> bytes:
        write = as_text if path.suffix == ".txt" else as_markdown
        return ("\n".join(write(summaries.report(weeks, now), summaries.names)) + "\n").encode()

    def check(values: Values) -> None:
        path = as_typed(str(values["path"]))
        size = write_file(path, [text_for(path)], never=screen.journal.path)
        said.append(f"{path} written, {size} bytes.")

    said: list[str] = []
    screen.app.push_screen(
        FormDialog("Write the page to a file", [field], now=screen.clock.now, check=check),
        lambda values: screen.say(said[-1]) if values is not None and said else None,
    )
