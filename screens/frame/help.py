"""``?``: what this screen is for and what its keys do, from the same declaration as the footer and the commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from screens.drawing.key import Key, with_keys
from screens.frame.dialog import Dialog
from screens.frame.screen import JournalScreen
from screens.widgets.line import Line
from screens.widgets.rows import Row, Rows

WIDTH = 72
"""Cells inside its frame."""
GROUPS = (("", "On this screen"), ("rows", "In a list"), ("app", "Everywhere"))


class HelpDialog(Dialog[None]):
    """Lists the keys of the screen or dialog below it."""

    DIALOG_TITLE = "Help"
    KEYS = (Key("escape,question_mark,f1,q", "leave", "Close", "help.close", "Close the help"),)
    DEFAULT_CSS = """
    HelpDialog > #frame { width: 76; height: 100%; }
    HelpDialog Rows { height: 1fr; }
    """

    def __init__(self, below: Screen[object]) -> None:
        name = below.NAME if isinstance(below, JournalScreen) else below.title_text if isinstance(below, Dialog) else ""
        super().__init__(f"Help: {name}" if name else "Help")
        self._below = below

    def compose_body(self) -> Iterable[Widget]:
        if isinstance(self._below, JournalScreen | Dialog) and self._below.HELP_TEXT:
            yield Line(with_keys(self._below.HELP_TEXT, self._below.key_of))
        yield Rows(self._rows())

    def on_mount(self) -> None:
        """As tall as what it says, where the window is."""
        frame, rows = self.query_one("#frame"), self.query_one(Rows)
        told = [rows, *self.query(Line).results(Line)]
        needed = sum(each.get_content_height(self.app.size, self.app.size, WIDTH) for each in told)
        frame.styles.max_height = needed + 2

    def _rows(self) -> Iterator[Row]:
        keys: dict[str, list[str]] = {}
        tooltips: dict[str, str] = {}
        for active in self._below.active_bindings.values():
            binding = active.binding
            name = binding.id or binding.action
            if binding.tooltip and "." in (binding.id or ""):
                tooltips[name] = binding.tooltip
                keys.setdefault(name, []).append(self.app.get_key_display(binding))
        found: dict[str, list[Row]] = {group: [] for group, _ in GROUPS}
        for name, tooltip in tooltips.items():
            scope = name.partition(".")[0]
            group = scope if scope in found else ""
            shown = " ".join(dict.fromkeys(keys[name]))
            found[group].append(Row(name, Content.assemble((shown.rjust(11), "bold"), f"  {tooltip}"), hang=13))
        groups = (("", "In this dialog"), *GROUPS[1:]) if isinstance(self._below, Dialog) else GROUPS
        for group, title in groups:
            if found[group]:
                yield Row(f"group-{group}", Content.styled(title, "bold underline"), selectable=False)
                yield from found[group]

    def on_rows_chosen(self) -> None:
        """Read: back to where it was asked for."""
        self.dismiss(None)
