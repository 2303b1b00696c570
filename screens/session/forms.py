"""The forms of a session: one set in full, a line, soreness during, rest, the end; each from plain values."""

from __future__ import annotations

from typing import Any

from journal.entries import Item, Session, Set
from journal.errors import InvalidEntry
from journal.rules.ankle.moments import refuse_future
from journal.rules.done.history import amount_of, is_begun, measure_of
from journal.rules.training.one_line import MOST, BadSet, checked, example, parse_line
from journal.units import in_load
from journal.words.session import STATE_WORDS
from library.exercise import check_tempo
from screens.entries.exercise.dose import variant_field
from screens.entries.support import support_field
from screens.frame.context import Context
from screens.frame.form import Field, FormDialog
from screens.session.words import RESULT_WORDS, sized

_AMOUNT = {"reps": "Reps", "hold_s": "Held", "duration_s": "Time", "distance_m": "Distance"}


def set_form(item: Item, one_set: Set, context: Context) -> FormDialog:
    measure, unit = measure_of(item.dose), context.settings.load
    amount = amount_of(one_set, item.dose)
    bounds: dict[str, Any] = {"low": 0, "high": MOST[measure]}
    if measure == "reps":
        counted = Field("amount", "Reps", None if amount is None else int(amount), "int", **bounds)
    elif measure == "distance_m":
        counted = Field("amount", "Distance", amount, "decimal", unit="m", **bounds)
    else:
        counted = Field("amount", _AMOUNT[measure], amount, "duration", "45s, 1:30", **bounds)
    load = None if one_set.load_kg is None else round(in_load(one_set.load_kg, unit), 2)
    fields = [
        counted,
        Field("load", "Weight", load, "decimal", unit=unit, low=0, high=in_load(MOST["load_kg"], unit)),
        Field("band", "Band", one_set.band, hint="its colour"),
        Field("tempo", "Tempo", one_set.tempo, hint="up-hold-down: 2-1-3"),
        Field("result", "Result", one_set.result or "", "choice", choices=(("", "to do"), *RESULT_WORDS.items())),
        Field("done_at", "Done at", one_set.done_at, "moment", "07:12, yesterday 18:30"),
        variant_field(item.way),
        Field("note", "Note on exercise", item.note),
    ]
    title = f"{item.title}{'' if one_set.side == 'both' else f', {one_set.side}'}"

    def check(values: dict[str, Any]) -> None:
        if values["amount"] is not None:
            _check("amount", measure, values["amount"])
        elif not values["result"].startswith("skipped"):
            raise InvalidEntry("set", "amount", f"{counted.label}: please fill this in, or skip the set")
        try:
            check_tempo("tempo", values["tempo"] or None)
        except ValueError as error:
            raise InvalidEntry("set", "tempo", str(error)) from None

    return FormDialog(context, title, fields, check=check, draft=f"set {one_set.id}")


def _check(field: str, measure: str, value: float) -> None:
    try:
        checked(measure, value)
    except BadSet as error:
        raise InvalidEntry("set", field, str(error).rstrip(".")) from None


def line_form(item: Item, one_set: Set, last: Set | None, context: Context) -> FormDialog:
    unit = context.settings.load

    def check(values: dict[str, Any]) -> None:
        parse_line(values["line"], item.dose, last, unit)

    intro = f"{example(item.dose)}, = as last time"
    if last is not None:
        intro += f" ({sized(last, item, unit)})"
    return FormDialog(
        context,
        "What did you do?",
        [Field("line", "This set")],
        check=check,
        intro=f"{intro}. Add shaky if it was.",
        draft=f"line {one_set.id}",
    )


def during_form(item: Item, context: Context) -> FormDialog:
    soreness = item.soreness
    fields = [
        Field("left", "Left", soreness.left if soreness else None, "int", "0 none to 10 worst", low=0, high=10),
        Field("right", "Right", soreness.right if soreness else None, "int", low=0, high=10),
    ]
    return FormDialog(context, f"How sore during {item.title}?", fields, draft=f"during {item.id}")


def rest_form(item: Item, context: Context) -> FormDialog:
    """A rest of any length, for this exercise from now on too."""

    def check(values: dict[str, Any]) -> None:
        _check("rest", "rest_s", values["rest"] or 0)

    fields = [
        Field("rest", "Rest", item.dose.rest_s, "duration", "45s, 1:30, 0 for none", required=True),
        Field("keep", "For this exercise", True, "yes-no", "each set from now on"),
    ]
    return FormDialog(context, "Rest", fields, check=check, draft=f"rest {item.id}")


def end_form(session: Session, complete: bool, minutes: int | None, context: Context) -> FormDialog:
    """How a session ended: state, effort, a note; the minutes it took when it was not timed."""
    state = "finished" if complete else "short"
    if session.state not in ("open", "postponed"):
        state = session.state
    done = is_begun(session)
    states = [(id, words) for id, words in STATE_WORDS.items() if id != "open" and not (id == "postponed" and done)]
    if session.state != "open":
        states.append(("open", "not yet: go on with it"))
    fields = [
        Field("state", "Ended", state, "choice", choices=states),
        Field("rpe", "Effort", session.rpe, "decimal", "0 to 10, or leave empty", low=0, high=10),
    ]
    if minutes is not None:
        fields.append(Field("minutes", "Minutes", minutes, "int", required=True, low=1, high=24 * 60))
    if (worn := support_field(context, session.support)) is not None:
        fields.append(worn)
    fields.append(Field("note", "Note", session.note, "paragraph"))
    return FormDialog(context, "End the session", fields, draft=f"session-end-{session.id}")


def earlier_form(context: Context) -> FormDialog:
    def check(values: dict[str, Any]) -> None:
        refuse_future(values["at"], context.clock.now())

    field = Field("at", "Began", None, "moment", "yesterday 18:30", required=True)
    return FormDialog(context, "A session of an earlier day", [field], check=check)
