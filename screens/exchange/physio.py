"""The page for a physio or doctor: shown, and written to a file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from journal.exchange.files import write_file
from screens.frame.context import Context
from screens.frame.form import Field, FormDialog, Values
from screens.frame.page import PageDialog

WEEKS = (6, 12, 26)


def show_page(context: Context, weeks: int = WEEKS[0]) -> None:
    """Show the page over so many weeks; it can be written, or shown over another span."""
    from screens.exchange.physio_words import as_text

    now, views = context.clock.now(), context.views
    lines = as_text(views.report(weeks, now), views.names)

    def answered(answer: str | None) -> None:
        if answer == "weeks":
            show_page(context, WEEKS[(WEEKS.index(weeks) + 1) % len(WEEKS)])
        elif answer == "write":
            _write(context, weeks, now)

    context.ask(PageDialog(f"For a physio or doctor, {weeks} weeks", lines), answered)


def _write(context: Context, weeks: int, now: datetime) -> None:
    from screens.exchange.physio_words import as_markdown, as_text

    views = context.views
    name = f"ankle-report-{now.date().isoformat()}.md"
    field = Field("path", "File", context.reach.offered(name), hint=".txt: plain text", required=True)

    def text_for(path: Path) -> bytes:
        write = as_text if path.suffix == ".txt" else as_markdown
        return ("\n".join(write(views.report(weeks, now), views.names)) + "\n").encode()

    def check(values: Values) -> None:
        path = context.reach.to_write(str(values["path"]))
        size = write_file(path, [text_for(path)], never=context.journal.path)
        said.append(f"{path} written, {size} bytes.")

    said: list[str] = []
    context.ask(
        FormDialog(context, "Write the page to a file", [field], check=check),
        lambda values: context.say(said[-1]) if values is not None and said else None,
    )
