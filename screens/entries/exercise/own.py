"""The runner's own exercises and routines: write, copy, remark, hide, remove; one verb of the journal each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, get_args

import msgspec

from journal.changes.overlaid import overlaid
from journal.entries import OwnExercise, OwnRoutine
from journal.errors import InvalidEntry
from library.catalogue import Catalogue
from library.exercise import MEASURE, Dose, Exercise, Range, Region, Type
from library.folding import folded
from library.routine import PlannedDose, Routine, RoutineItem
from screens.entries.saving import remove_entry
from screens.frame.choosing import ChoosingDialog
from screens.frame.context import Context, changing
from screens.frame.form import Field, FormDialog, Values

ThenShow = Callable[[str], object]
"""Gets the id of what was written, to put the cursor on it."""
SAVES = "{form.save} saves from any field."
_LEVELS = (("1", "easy"), ("2", "middling"), ("3", "demanding"))
_IMPACTS = (("none", "none"), ("low", "low"), ("high", "leaves the ground"))
_COUNTED = (("reps", "reps"), ("hold", "seconds held"), ("duration", "time"), ("distance", "metres"))


def entry_of(context: Context, exercise: str) -> OwnExercise | None:
    """What the journal holds about an exercise; the newest, should there be two."""
    found = [one for one in context.journal.of_kind(OwnExercise) if one.exercise == exercise]
    return max(found, key=lambda one: one.updated_at.timestamp() if one.updated_at else 0.0, default=None)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def exercise_fields(exercise: Exercise) -> list[Field]:
    dose = exercise.dose
    measure = dose.measure
    return [
        Field("name", "Name", exercise.name, required=True),
        Field("type", "Kind", exercise.type, "choice", choices=[(one, one) for one in get_args(Type)]),
        Field("region", "Body part", exercise.region, "choice", choices=[(one, one) for one in get_args(Region)]),
        Field("level", "Level", str(exercise.level), "choice", choices=_LEVELS),
        Field("impact", "Impact", exercise.impact, "choice", choices=_IMPACTS),
        Field("mode", "Counted in", dose.mode, "choice", choices=_COUNTED),
        Field("sets", "Sets", int(dose.sets.default), "int", required=True, low=1, high=20),
        Field("amount", "In each set", measure.default, "decimal", "reps, s or m", required=True, low=1, high=36_000),
        Field("per_side", "Each side", dose.per_side, "yes-no"),
        Field("rest_s", "Rest between sets", dose.rest_s.default, "duration", low=0, high=86_400),
        Field("equipment", "Equipment", ", ".join(exercise.equipment), hint="with commas"),
        Field("muscles", "Muscles", ", ".join(exercise.primary_muscles), hint="with commas"),
        Field("cue", "Cue", exercise.cue, hint="one short line"),
        Field("steps", "Steps, one a line", "\n".join(exercise.steps), "paragraph"),
        Field("cautions", "Take care", "\n".join(exercise.cautions), "paragraph"),
    ]


def exercise_from(values: Values, before: Exercise) -> Exercise:
    """The own exercise that the fields' values make; what has no field stays as in ``before``.

    Raises InvalidEntry: one of them makes no sense; names the field.
    """
    amount = values["amount"]
    if values["mode"] == "reps" and amount != int(amount):
        raise InvalidEntry("exercise", "amount", "reps are whole numbers")
    kept = before.dose
    same = values["mode"] == kept.mode
    measures: dict[str, Any] = dict.fromkeys(MEASURE.values())
    measures[MEASURE[values["mode"]]] = _around(amount, kept.measure if same else None)
    if same and kept.mode == "reps":
        measures["hold_s"] = kept.hold_s
    try:
        dose: Dose = msgspec.structs.replace(
            kept,
            mode=values["mode"],
            sets=_around(values["sets"], kept.sets),
            per_side=values["per_side"],
            rest_s=_around(values["rest_s"] or 0, kept.rest_s),
            **measures,
        )
        return msgspec.structs.replace(
            before,
            name=values["name"],
            origin="own",
            type=values["type"],
            region=values["region"],
            level=int(values["level"]),
            impact=values["impact"],
            dose=dose,
            equipment=_list(values["equipment"]),
            primary_muscles=_list(values["muscles"]),
            cue=values["cue"],
            steps=_lines(values["steps"]),
            cautions=_lines(values["cautions"]),
        )
    except ValueError as error:
        raise InvalidEntry("exercise", "name", str(error)) from None


def _around(value: float, span: Range | None) -> Range:
    """A range that starts at the value and keeps to the span where it can; else from half of it to twice as much."""
    if span is None:
        return Range(max(1, value // 2), value * 2, value)
    return Range(min(span.min, value), max(span.max, value), value)


def new_id(name: str, catalogue: Catalogue) -> str:
    """A readable id that no exercise has: ``own-stair-drops``."""
    stem = "own-" + ("-".join("".join(c for c in folded(name) if c.isascii()).split())[:40].strip("-") or "exercise")
    number, id = 2, stem
    while id in catalogue:
        number, id = number + 1, f"{stem}-{number}"
    return id


@changing
def new_exercise(context: Context, shown: ThenShow, after: Exercise | None = None) -> None:
    """Write an exercise; ``after`` one that exists, its values are copied to begin with."""
    before = msgspec.structs.replace(
        after or Exercise(id="own", name="-"),
        id="own",
        origin="own",
        aliases=(),
        article_name=None,
        article_facts=None,
        article_problems=(),
        sources=(),
    )
    fields = exercise_fields(before)
    fields[0] = Field("name", "Name", f"{after.name}, my way" if after else "", required=True)

    def written(values: Values) -> None:
        id = new_id(values["name"], context.catalogue)
        made = msgspec.structs.replace(exercise_from(values, before), id=id)
        entry = OwnExercise(exercise=id, definition=made)
        if context.add(entry, f"{made.name} added to the exercises.") is not None:
            shown(id)

    check = partial(exercise_from, before=before)
    form = FormDialog(context, "An exercise of your own", fields, check=check, draft="own-exercise", intro=SAVES)
    context.ask(form, written)


@changing
def edit_exercise(context: Context, exercise: Exercise) -> None:
    """Edit one's own exercise; remark on a built-in one."""
    entry = entry_of(context, exercise.id)
    if entry is None or entry.definition is None:
        _remark(context, exercise, entry)
        return
    kept, definition = entry, entry.definition

    def written(values: Values) -> None:
        made = exercise_from(values, definition)

        def edit(fresh: OwnExercise) -> OwnExercise:
            held = fresh.definition or definition
            return msgspec.structs.replace(fresh, definition=overlaid(definition, made, held))

        context.change(kept.id, edit, f"{made.name} saved.")

    fields, check = exercise_fields(definition), partial(exercise_from, before=definition)
    form = FormDialog(context, exercise.name, fields, check=check, intro=SAVES, draft=f"exercise {exercise.id}")
    context.ask(form, written)


def _remark(context: Context, exercise: Exercise, entry: OwnExercise | None) -> None:
    fields = [Field("remark", "Your remark", entry.annotation if entry else "", "paragraph")]

    def written(values: Values) -> None:
        done = "Remark saved." if values["remark"] else "Remark taken away."
        _set(context, exercise.id, entry, f"remark on {exercise.name}", done, annotation=values["remark"])

    intro = f"It is shown above the steps; the built-in text stays as it is. {SAVES}"
    context.ask(FormDialog(context, exercise.name, fields, intro=intro, draft=f"remark {exercise.id}"), written)


def _set(context: Context, exercise: str, entry: OwnExercise | None, label: str, done: str, **changes: Any) -> None:
    if entry is None:
        context.save(lambda: context.journal.add_all([OwnExercise(exercise=exercise, **changes)], label), done)
    else:
        context.change(entry.id, partial(msgspec.structs.replace, **changes), done, label)


@changing
def remove_exercise(context: Context, exercise: Exercise) -> None:
    """Remove one's own exercise; hide a built-in one, or show it again."""
    entry = entry_of(context, exercise.id)
    if entry is not None and entry.definition is not None:
        remove_entry(context, entry.id, exercise.name)
        return
    hide = not context.catalogue.is_hidden(exercise.id)
    done = (
        f"{exercise.name} hidden; {context.key('exercises.view')} shows what is hidden."
        if hide
        else f"{exercise.name} shown again."
    )
    _set(context, exercise.id, entry, f"{'hid' if hide else 'showed'} {exercise.name}", done, hidden=hide)


@changing
def add_to_routine(context: Context, exercise: Exercise, shown: ThenShow) -> None:
    """Add an exercise to one's own routine, to a copy of a built-in one, or to a new one."""
    catalogue = context.catalogue
    answers = [("", "new", "a new routine")]
    for routine in catalogue.routines():
        own = catalogue.is_own_routine(routine.id)
        answers.append(("", routine.id, routine.name if own else f"a copy of {routine.name}"))
    item = RoutineItem(exercise.id, PlannedDose.of(exercise))

    def chosen(id: str) -> None:
        if id == "new":
            _edit_new(context, OwnRoutine(name=exercise.name, items=(item,)), shown)
        elif catalogue.is_own_routine(id):
            label = f"{exercise.name} added to {catalogue.routine(id).name}"

            def edit(fresh: OwnRoutine) -> OwnRoutine:
                return msgspec.structs.replace(fresh, items=(*fresh.items, item))

            context.change(id, edit, f"{label}.", label)
        else:
            copy = copied(catalogue.routine(id))
            _edit_new(context, msgspec.structs.replace(copy, items=(*copy.items, item)), shown)

    context.ask(ChoosingDialog("Add it to which routine?", answers), chosen)


def copied(routine: Routine) -> OwnRoutine:
    """An own routine with a built-in one's exercises (a programme's first week's) and how often."""
    return OwnRoutine(
        name=f"{routine.name}, my way",
        purpose=routine.purpose,
        items=routine.items,
        based_on=routine.id,
        times_per_week=routine.times_per_week,
        times_per_day=routine.times_per_day,
        weekdays=routine.weekdays,
    )


@changing
def copy_routine(context: Context, routine: Routine, shown: ThenShow) -> None:
    note = "This copies the programme's first weeks; the later ones stay with the programme." if routine.stages else ""
    _edit_new(context, copied(routine), shown, note=note)


@changing
def new_routine(context: Context, shown: ThenShow) -> None:
    _edit_new(context, OwnRoutine(name=""), shown)


def _edit_new(context: Context, routine: OwnRoutine, shown: ThenShow, note: str = "") -> None:
    from screens.entries.exercise.routine import RoutineDialog

    def saved(made: OwnRoutine) -> None:
        if (added := context.add(made, f"{made.name} added to the routines.")) is not None:
            shown(added.id)

    context.ask(RoutineDialog(context, "A routine of your own", routine, note), saved)


@changing
def edit_routine(context: Context, routine: Routine, shown: ThenShow) -> None:
    """Edit one's own routine; copy a built-in one to edit it."""
    from screens.entries.exercise.routine import RoutineDialog

    entry = context.journal.get(routine.id) if context.catalogue.is_own_routine(routine.id) else None
    if not isinstance(entry, OwnRoutine):
        copy_routine(context, routine, shown)
        return
    kept = entry

    def saved(made: OwnRoutine) -> None:
        def edit(fresh: OwnRoutine) -> OwnRoutine:
            after = overlaid(kept, made, fresh)
            if made.items == kept.items:
                return after
            known = {one.exercise for one in (*kept.items, *made.items)}
            added = tuple(one for one in fresh.items if one.exercise not in known)
            return msgspec.structs.replace(after, items=made.items + added)

        context.change(kept.id, edit, f"{made.name} saved.")

    context.ask(RoutineDialog(context, entry.name, entry), saved)


@changing
def remove_routine(context: Context, routine: Routine) -> None:
    """Remove one's own routine; a built-in one stays."""
    if context.catalogue.is_own_routine(routine.id):
        remove_entry(context, routine.id, routine.name)
    else:
        context.say(f"A built-in routine stays. {context.key('exercises.copy')} copies it as your own.")
