"""Choose an exercise by typing a few letters of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.widget import Widget
from textual.widgets import Input

from library.catalogue import Catalogue
from library.exercise import Exercise
from screens.drawing.key import Key
from screens.entries.exercise.rows import exercise_row
from screens.frame.dialog import Dialog
from screens.widgets.rows import Rows
from screens.widgets.text_fields import TextLine


class PickExercise(Dialog[str]):
    """Answers with the exercise's id. Typing searches, up and down move, enter takes it."""

    DIALOG_TITLE = "Which exercise?"
    KEYS = (
        Key("enter", "take", "Take", "pick.take", "Take this exercise", priority=True),
        Key("up", "move(-1)", "Up", "pick.up", "Up a line", show=False, priority=True),
        Key("down", "move(1)", "Down", "pick.down", "Down a line", show=False, priority=True),
        Key("pageup", "pages(-1)", "Page up", "pick.page-up", "A page up", show=False, priority=True),
        Key("pagedown", "pages(1)", "Page down", "pick.page-down", "A page", show=False, priority=True),
    )
    DEFAULT_CSS = "PickExercise Rows { height: 60vh; } PickExercise Input { background: $panel; }"

    def __init__(self, catalogue: Catalogue, title: str = "", barred: Callable[[Exercise], str] = lambda _: "") -> None:
        super().__init__(title)
        self._catalogue, self._barred = catalogue, barred

    def compose_body(self) -> Iterable[Widget]:
        yield TextLine(placeholder="type a few letters", compact=True, id="pick-search")
        yield Rows(id="pick-list")

    def on_mount(self) -> None:
        self._show()
        self.query_one(Input).focus()

    def on_input_changed(self) -> None:
        self._show()

    def _show(self) -> None:
        found = self._catalogue.search(self.query_one(Input).value)
        rows = [exercise_row(exercise, self._catalogue, self._barred(exercise)) for exercise in found]
        self.query_one(Rows).show(rows, rows[0].id if rows else None)

    def on_rows_chosen(self) -> None:
        self.action_take()

    def action_move(self, by: int) -> None:
        rows = self.query_one(Rows)
        if by < 0:
            rows.action_up()
        else:
            rows.action_down()

    def action_pages(self, by: int) -> None:
        self.query_one(Rows).action_page(by)

    def action_take(self) -> None:
        if (id := self.query_one(Rows).cursor_id) is not None:
            self.dismiss(id)
