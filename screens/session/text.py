"""An exercise's text, read beside a running session."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.widget import Widget

from journal.units import LoadUnit
from library.catalogue import Catalogue
from library.exercise import Exercise
from screens.drawing.key import Key
from screens.entries.exercise.words import exercise_sections, label_line
from screens.frame.dialog import Dialog
from screens.widgets.text_pane import TextPane


class ExerciseText(Dialog[None]):
    """Steps, dose, what to stop at, ladder, muscles; the arrows scroll."""

    KEYS = (Key("escape,v,q,enter", "leave", "Close", "text.close", "Back to the session"),)
    DEFAULT_CSS = """
    ExerciseText > #frame { width: 76; height: 100%; max-height: 40; }
    ExerciseText TextPane { background: $surface; }
    """

    def __init__(self, exercise: Exercise, catalogue: Catalogue, unit: LoadUnit) -> None:
        super().__init__(exercise.name)
        self._exercise, self._catalogue, self._unit = exercise, catalogue, unit

    def compose_body(self) -> Iterable[Widget]:
        yield TextPane(id="exercise-text")

    def on_mount(self) -> None:
        head = [Content.styled(label_line(self._exercise), "$text-muted")]
        sections = exercise_sections(self._exercise, self._catalogue, self._unit, self.key_of)
        self.query_one(TextPane).show(self._exercise.id, head, sections)
        self.query_one(TextPane).focus()
