"""The page for a physio or doctor: shown, and written to a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from journal.exchange.files import write_file
from screens.frame.context import Context
from screens.frame.form import Field, Values
from screens.frame.page import PageDialog
from screens.frame.waiting import FOUND, WaitingForm

WEEKS = (6, 12, 26)


class WriteDialog(WaitingForm):
    """Asks for the file the page is written to."""

    def __init__(self, context: Context, field: Field, prepare: Callable[[Values], Callable[[], str]]) -> None:
        super().__init__(context, "Write the page to a file", [field])
        self._prepare = prepare

    def work_for(self, values: Values) -> Callable[[], object]:
        return self._prepare(values)


def show_page(context: Context, weeks: int = WEEKS[0]) -> None:
    """Show the page over so many weeks; it can be written, or shown over another span."""
    from screens.exchange.physio_words import as_text

    now, views = context.clock.now(), context.views
    lines = as_text(views.report(weeks, now), views.names)

    def answered(answer: str) -> None:
        if answer == "weeks":
            show_page(context, WEEKS[(WEEKS.index(weeks) + 1) % len(WEEKS)])
        elif answer == "write":
            _write(context, weeks, now)

    context.ask(PageDialog(f"For a physio or doctor, {weeks} weeks", lines), answered)


def _write(context: Context, weeks: int, now: datetime) -> None:
    from screens.exchange.physio_html import as_html
    from screens.exchange.physio_words import as_markdown, as_plain

    views = context.views
    name = f"ankle-report-{now.date().isoformat()}.html"
    field = Field("file", "File", context.reach.offered(name), hint="or .txt, .md", required=True)

    def text_for(path: Path) -> bytes:
        page = views.report(weeks, now)
        if path.suffix == ".html":
            lines = as_html(page, views.names, views.charted(page.first_day, page.last_day, now))
        else:
            write = as_plain if path.suffix == ".txt" else as_markdown
            lines = iter(write(page, views.names))
        return ("\n".join(lines) + "\n").encode()

    def prepare(values: Values) -> Callable[[], str]:
        path = context.reach.to_write(str(values["file"]))
        text, journal = text_for(path), context.journal.path
        return lambda: f"{path} written, {write_file(path, [text], never=journal)} bytes."

    context.ask(WriteDialog(context, field, prepare), lambda values: context.say(values[FOUND]))
