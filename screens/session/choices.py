"""Small dialogs within a session: an exercise to read, why a set is skipped, which exercise to swap to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content
from textual.widget import Widget

from library.exercise import Exercise
from screens.drawing.key import Key
from screens.entries.exercise.words import exercise_sections, label_line
from screens.frame.context import Context
from screens.frame.dialog import Dialog
from screens.frame.facts import TextDialog
from screens.widgets.line import Line
from screens.widgets.rows import Row, Rows

SKIPS = (
    ("s", "sore", "It is sore: skip this set"),
    ("o", "other", "Another reason: skip this set"),
    ("S", "all-sore", "It is sore: skip the rest of this exercise"),
    ("O", "all-other", "Another reason: skip the rest of this exercise"),
)
"""What ``skip`` answers: key, answer, words."""
POSTPONEMENTS = (
    ("o", "other", "Just postpone it"),
    ("s", "sore", "It is sore"),
    ("t", "no time", "No time"),
    ("i", "ill", "Ill"),
)
"""Why a session is put off: key, reason, words; ``other`` for none."""


class ExerciseText(TextDialog[None]):
    """An exercise in full, read beside a running session; the arrows scroll."""

    KEYS = (Key("escape,v,q,enter", "leave", "Close", "text.close", "Back to the session"),)
    DEFAULT_CSS = "ExerciseText > #frame { width: 76; height: 100%; max-height: 40; }"

    def __init__(self, exercise: Exercise, context: Context) -> None:
        settings = context.settings
        sections = exercise_sections(
            exercise, context.catalogue, settings.load, context.key, hears=settings.screen_reader
        )
        super().__init__(exercise.name, sections, [Content.styled(label_line(exercise), "$text-muted")])


class SwapDialog(Dialog[str]):
    """The rungs of an exercise's ladder, easiest first; answers with the id of the one to do, ``other`` or ``skip``.

    ``why`` says why an easier one, or skipping, comes first: what the day allows, a shaky set.
    """

    DEFAULT_CSS = """
    SwapDialog Rows { height: auto; max-height: 14; min-height: 3; }
    SwapDialog #why { color: $warning; }
    """

    def __init__(
        self, title: str, rungs: Sequence[Exercise], current: str, suggested: str | None = None, why: str = ""
    ) -> None:
        super().__init__(title)
        self._place = [rung.id for rung in rungs].index(current)
        self._rungs, self._suggested, self._why = rungs, suggested, why
        if why and suggested not in [rung.id for rung in rungs[: self._place]]:
            self._suggested = rungs[self._place - 1].id if self._place else None

    @property
    def first_choice(self) -> str | None:
        """Where the cursor begins: on what is suggested; with care called for on the easier one, else on skipping."""
        return self._suggested or ("skip" if self._why else None)

    def compose_body(self) -> Iterable[Widget]:
        rows = []
        if self._why:
            easier = "an easier one, or " if self._place else ""
            yield Line(f"{self._why.rstrip('.')}: {easier}skip it.", id="why")
            rows.append(Row("skip", Content("Skip the rest of this exercise")))
        place = self._place
        for number, rung in enumerate(self._rungs):
            word = "now" if number == place else "easier" if number < place else "harder"
            remark = "  suggested" if rung.id == self._suggested else "  leaves the ground" if rung.gated else ""
            rows.append(
                Row(
                    rung.id,
                    Content.assemble((f"{word:<8}", "$text-muted"), rung.name, (remark, "$text-muted")),
                    selectable=number != place,
                    hang=8,
                )
            )
        rows.append(Row("other", Content("Another exercise …")))
        yield Rows(rows)

    def on_mount(self) -> None:
        rows = self.query_one(Rows)
        if self.first_choice is not None:
            rows.move_to(self.first_choice)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        self.dismiss(message.id)
