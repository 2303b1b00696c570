"""A page to read in a dialog, its lines wrapped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content
from textual.widget import Widget

from screens.drawing.key import Key
from screens.frame.dialog import Dialog
from screens.widgets.rows import Row, Rows


class PageDialog(Dialog[str]):
    """Shows lines; a page of the physio's answers with "write" or with "weeks" to have it over another span."""

    KEYS = (
        Key("w", "answer('write')", "Write", "page.write", "Write the page to a file"),
        Key("s", "answer('weeks')", "Span", "page.weeks", "The page over 6, 12 or 26 weeks"),
        Key("q", "leave", "Close", "page.close", "Close the page", show=False),
    )
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
