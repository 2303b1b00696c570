"""A routine of the runner's own: its name, how often, and its exercises with their doses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import partial
from typing import Any

import msgspec
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from journal.entries import OwnRoutine
from library.routine import PlannedDose, RoutineItem, estimated_minutes
from library.variant import variant_of, variant_said
from screens.drawing.key import Key
from screens.entries.exercise.dose import dose_fields, dose_of, variant_field
from screens.entries.exercise.pick import PickExercise
from screens.entries.exercise.words import item_line
from screens.frame.context import Context
from screens.frame.drafted import DraftedDialog
from screens.frame.form import FormDialog, Values
from screens.widgets.choice import Choice
from screens.widgets.line import Line, labelled
from screens.widgets.rows import Row, Rows
from screens.widgets.text_fields import TextLine

OFTEN = tuple((str(times), "once a week" if times == 1 else f"{times} days a week") for times in range(1, 8))
A_DAY = (("1", "once a day"), ("2", "twice a day"), ("3", "3 times a day"))


class RoutineDialog(DraftedDialog[OwnRoutine]):
    """Edits a copy; answers with it when saved."""

    KEYS = (
        Key("ctrl+s", "save", "Save", "routine.save", "Save the routine"),
        Key("a", "add", "Add", "routine.add", "Add an exercise below the cursor"),
        Key("e", "dose", "Dose", "routine.dose", "Sets, reps, weight and rest of the exercise"),
        Key("d", "drop", "Drop", "routine.drop", "Take the exercise out"),
        Key("K,shift+up", "move(-1)", "Up", "routine.up", "Move the exercise up"),
        Key("J,shift+down", "move(1)", "Down", "routine.down", "Move the exercise down"),
    )
    names = ("name", "purpose", "often", "a-day")
    BACK = "What you had built before is back."
    DEFAULT_CSS = """
    RoutineDialog > #frame { height: 100%; max-height: 18; }
    RoutineDialog .label { width: 14; }
    RoutineDialog Rows { height: 1fr; min-height: 4; margin-top: 1; }
    RoutineDialog #minutes { color: $text-muted; }
    """

    def __init__(self, context: Context, title: str, routine: OwnRoutine, note: str = "") -> None:
        super().__init__(context, title, f"routine {routine.id or routine.based_on or 'new'}")
        self.routine, self._note, self.items = routine, note, list(routine.items)

    def compose_body(self) -> Iterable[Widget]:
        routine = self.routine
        if self._note:
            yield Line(self._note)
        yield labelled("Name", TextLine(routine.name, compact=True, id="routine-name"))
        yield labelled("For", TextLine(routine.purpose, compact=True, id="routine-purpose"))
        often = Choice(OFTEN, str(routine.times_per_week or 3), id="routine-often")
        yield labelled("How often", often, Choice(A_DAY, str(routine.times_per_day), id="routine-a-day"))
        yield Rows(id="routine-items")
        yield Line(id="minutes")

    def on_mount(self) -> None:
        self._offer_draft()
        self._show()
        (self.query_one(Rows) if self.items and self.routine.name else self.query_one(Input)).focus()

    def editor(self, name: str) -> Any:
        return super().editor(f"routine-{name}")

    def typed(self) -> dict[str, str]:
        return {**super().typed(), "items": msgspec.json.encode(self.items).decode()}

    def _put_back(self, typed: Mapping[str, str]) -> None:
        with suppress(msgspec.DecodeError):
            self.items = msgspec.json.decode(typed.get("items", "[]"), type=list[RoutineItem])
        super()._put_back(typed)

    def _show(self, cursor: int | None = None) -> None:
        self._keep_draft()
        add = self.key_of("routine.add")
        rows = [
            Row(str(place), Content(item_line(item, self.context.catalogue)), hang=2)
            for place, item in enumerate(self.items)
        ] or [Row("none", Content.styled(f"no exercise yet: press {add}", "$text-muted"), selectable=False)]
        self.query_one(Rows).show(rows, None if cursor is None else str(cursor))
        self.query_one("#minutes", Line).show(f"about {estimated_minutes(tuple(self.items))} min")

    @property
    def _at(self) -> int | None:
        id = self.query_one(Rows).cursor_id
        return int(id) if id is not None and self.items else None

    def on_rows_chosen(self) -> None:
        self.action_dose()

    def on_input_submitted(self) -> None:
        self.query_one(Rows).focus()

    def action_add(self) -> None:
        def chosen(id: str) -> None:
            at = len(self.items) if self._at is None else self._at + 1
            self.items.insert(at, RoutineItem(id, PlannedDose.of(self.context.catalogue.get(id))))
            self._show(at)

        self.context.ask(PickExercise(self.context.catalogue), chosen)

    def action_dose(self) -> None:
        if (at := self._at) is None:
            return
        item = self.items[at]
        known = item.exercise in self.context.catalogue
        name = self.context.catalogue.get(item.exercise).name if known else item.exercise

        def changed(values: Values) -> None:
            way = variant_of(values["variant"])
            note = "" if variant_said(item.note) else item.note
            self.items[at] = msgspec.structs.replace(item, dose=dose_of(values, item.dose), variant=way, note=note)
            self._show(at)

        fields, check = [*dose_fields(item.dose), variant_field(item.way)], partial(dose_of, before=item.dose)
        draft = f"dose {item.exercise} {item.way} {self.draft}"
        self.context.ask(FormDialog(self.context, name, fields, check=check, draft=draft), changed)

    def action_drop(self) -> None:
        if (at := self._at) is not None:
            del self.items[at]
            self._show(min(at, len(self.items) - 1) if self.items else None)

    def action_move(self, by: int) -> None:
        at = self._at
        if at is None or not 0 <= at + by < len(self.items):
            self.problem("There is no other exercise in that direction to change places with.")
            return
        self.problem("")
        self.items[at], self.items[at + by] = self.items[at + by], self.items[at]
        self._show(at + by)

    def action_save(self) -> None:
        name = self.query_one("#routine-name", Input).value.strip()
        if not name:
            self.problem("A routine needs a name.")
            self.query_one("#routine-name", Input).focus()
            return
        if not self.items:
            self.problem(f"A routine needs an exercise; press {self.key_of('routine.add')} to add one.")
            self.query_one(Rows).focus()
            return
        purpose = self.query_one("#routine-purpose", Input).value.strip()
        self.answer(
            msgspec.structs.replace(
                self.routine,
                name=name,
                purpose=purpose,
                items=tuple(self.items),
                times_per_week=int(self.query_one("#routine-often", Choice).value),
                times_per_day=int(self.query_one("#routine-a-day", Choice).value),
            )
        )
