"""The page for a physio or doctor: shown, and written to a file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from journal.exchange.files import write_file
from journal.paths import as_typed
from journal.views.summaries import Summaries
from screens.frame.form import Field, FormDialog, Values
from screens.frame.page import PageDialog
from screens.frame.screen import JournalScreen

if TYPE_CHECKING:
    from screens.app.app import SurefootApp

WEEKS = (6, 12, 26)


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
