"""The page for a physio or doctor, made beside the screen's loop: shown, and written to a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from journal.exchange.files import write_file
from journal.views.views import Views
from screens.frame.context import Context
from screens.frame.facts import PageDialog, page_rows
from screens.frame.form import Field, Values
from screens.frame.waiting import FOUND, WaitingForm
from screens.widgets.rows import Rows

WEEKS = (6, 12, 26)


class WriteDialog(WaitingForm):
    def __init__(self, context: Context, weeks: int, at: datetime) -> None:
        self._weeks, self._at = weeks, at
        offered = context.reach.offered(f"ankle-report-{at.date().isoformat()}.html")
        field = Field("file", "File", offered, hint="or .txt, .md", required=True)
        super().__init__(context, "Write the page to a file", [field])

    def work_for(self, values: Values) -> Callable[[], str]:
        path, journal = self.context.reach.to_write(str(values["file"])), self.context.journal.path

        def write(views: Views) -> str:
            text = ("\n".join(self._lines(views, path.suffix)) + "\n").encode()
            return f"{path} written, {write_file(path, [text], never=journal)} bytes."

        return self.context.views_aside(write)

    def _lines(self, views: Views, suffix: str) -> Iterable[str]:
        from screens.exchange.physio_html import as_html
        from screens.exchange.physio_words import as_markdown, as_plain

        page = views.report(self._weeks, self._at)
        if suffix == ".html":
            return as_html(page, views.names, views.charted(page.first_day, page.last_day, self._at))
        return (as_plain if suffix == ".txt" else as_markdown)(page, views.names)


class ReportDialog(PageDialog):
    """The page, as soon as a thread has made it: of ten years that takes longer than a key should wait."""

    def __init__(self, title: str, make: Callable[[], Sequence[str]]) -> None:
        super().__init__(title, ["Reading the journal …"])
        self._make = make

    def on_mount(self) -> None:
        self.run_worker(self._show())

    async def _show(self) -> None:
        self.query_one(Rows).show(page_rows(await self.beside(self._make)))


def show_page(context: Context, weeks: int = WEEKS[0]) -> None:
    """Show the page over so many weeks; it can be written, or shown over another span."""
    from screens.exchange.physio_words import as_text

    now = context.clock.now()
    make = context.views_aside(lambda views: as_text(views.report(weeks, now), views.names))

    def answered(answer: str) -> None:
        if answer == "weeks":
            show_page(context, WEEKS[(WEEKS.index(weeks) + 1) % len(WEEKS)])
        elif answer == "write":
            context.ask(WriteDialog(context, weeks, now), lambda values: context.say(values[FOUND]))

    context.ask(ReportDialog(f"For a physio or doctor, {weeks} weeks", make), answered)
