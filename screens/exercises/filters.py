"""Which exercises to list: one choice a filter, each with how many it would leave beside the others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from textual.content import Content
from textual.widget import Widget

from library.catalogue import FILTERS, Catalogue, Filters
from screens.drawing.key import Key
from screens.entries.exercise.rows import option_words
from screens.frame.dialog import Dialog
from screens.widgets.line import Line
from screens.widgets.rows import Row, Rows

TITLES = {
    "type": "Kind",
    "level": "Level",
    "equipment": "Equipment",
    "region": "Body part",
    "impact": "Impact",
    "origin": "From",
}


class FiltersDialog(Dialog[Filters]):
    """Enter or space sets a filter and takes it off again; answers with the filters when left."""

    DIALOG_TITLE = "Show only"
    KEYS = (
        Key("space", "switch", "Set", "filters.toggle", "Set this filter, or take it off"),
        Key("backspace", "clear", "None", "filters.clear", "Take all filters off"),
        Key("escape,f", "leave", "Done", "filters.done", "Show what is left"),
    )
    DEFAULT_CSS = "FiltersDialog Rows { height: 71vh; } FiltersDialog > #frame { width: 50; }"

    def __init__(self, catalogue: Catalogue, query: str, filters: Filters) -> None:
        super().__init__()
        self._catalogue, self._query, self.filters = catalogue, query, filters
        self._options: dict[str, tuple[str, Any]] = {}

    def compose_body(self) -> Iterable[Widget]:
        yield Line(id="left")
        yield Rows(id="options")

    def on_mount(self) -> None:
        self._show()
        self.query_one(Rows).focus()

    def _show(self) -> None:
        rows: list[Row] = []
        for field in FILTERS:
            rows.append(Row(field, Content(TITLES[field]).stylize("bold"), selectable=False))
            chosen = getattr(self.filters, field)
            for value, count in self._catalogue.counts(field, self._query, self.filters).items():
                id = f"{field}={value}"
                self._options[id] = (field, value)
                mark = "●" if value == chosen else " "
                content = Content.assemble(f"{mark} {count:3}  ", Content(option_words(field, value)))
                rows.append(Row(id, content if count or value == chosen else content.stylize("dim"), hang=7))
        left = len(self._catalogue.search(self._query, self.filters))
        self.query_one("#left", Line).show(f"{left} of {len(self._catalogue.all())} exercises")
        self.query_one(Rows).show(rows)

    def on_rows_chosen(self) -> None:
        self.action_switch()

    def action_switch(self) -> None:
        id = self.query_one(Rows).cursor_id
        if id is None:
            return
        field, value = self._options[id]
        new = None if getattr(self.filters, field) == value else value
        self.filters = msgspec.structs.replace(self.filters, **{field: new})
        self._show()

    def action_clear(self) -> None:
        self.problem("" if self.filters != Filters() else "No filter is set.")
        self.filters = Filters()
        self._show()

    def action_leave(self) -> None:
        self.dismiss(self.filters)
