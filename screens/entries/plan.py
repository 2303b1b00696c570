"""The plan: which routines, on which days or how often; and the form for one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any

from textual.content import Content
from textual.widget import Widget

from journal.dates import DAY_NAMES, short_day
from journal.entries import Plan, PlannedRoutine
from journal.errors import InvalidEntry
from journal.rules.training.keeping import cannot_keep
from journal.rules.training.plan import current_plan, planned_words, with_routine, without_routine
from journal.typed import weekdays
from journal.words.names import called
from library.routine import Routine
from screens.drawing.key import Key
from screens.entries.exercise.words import lasting
from screens.entries.starting import refused, training
from screens.frame.context import Context, changing
from screens.frame.dialog import Dialog
from screens.frame.form import Field, FormDialog
from screens.widgets.line import Line
from screens.widgets.rows import Row, Rows

HOW = (("times", "so many times a week"), ("days", "on certain days"))


@changing
def edit_plan(context: Context) -> None:
    context.ask(PlanDialog(context))


@changing
def plan_routine(context: Context, routine: Routine) -> None:
    """Ask how often a routine is to be done, and put it into the plan."""
    plan = current_plan(context.journal.of_kind(Plan), context.today)
    planned = next((each for each in plan.routines if each.routine == routine.id), None) if plan else None
    began = (planned.since or plan.since) if plan and planned else None

    def keep(values: dict[str, Any]) -> None:
        edit = partial(
            with_routine,
            routine=routine.id,
            today=context.today,
            weekdays=weekdays(values["days"]) if values["how"] == "days" else (),
            times_per_week=values["times"],
            times_per_day=values["a_day"],
            since=values["since"],
        )
        words = f"{routine.name} is planned"
        told = cannot_keep(edit(plan), context.catalogue)
        _save(context, edit, f"planned {routine.name}", f"{words}. {told}" if told else f"{words}.")

    context.ask(_form(context, routine, planned, began), keep)


def _save(context: Context, edit: Callable[[Any], Plan], label: str, said: str) -> None:
    """Change the plan that is of today, or begin another one today; another login may have begun it meanwhile."""

    def verb() -> object:
        journal, plan = context.journal, current_plan(context.journal.of_kind(Plan), context.today)
        if plan is not None and plan.since == context.today:
            return journal.change(plan.id, edit, label)
        return journal.add_all([edit(plan)], label)

    context.save(verb, said)


def _form(context: Context, routine: Routine, planned: PlannedRoutine | None, began: Any) -> FormDialog:
    days = planned.weekdays if planned else routine.weekdays
    times = (planned.times_per_week if planned else None) or routine.times_per_week
    named, a_day = " ".join(DAY_NAMES[day - 1] for day in days), (planned or routine).times_per_day
    fields = [
        Field("how", "Planned", "days" if days else "times", "choice", choices=HOW),
        Field("times", "Times a week", times, "int", required=True, low=1, high=7, only_with=("how", "times")),
        Field("days", "Days", named, hint="mon wed fri", only_with=("how", "days")),
        Field("a_day", "Times a day", a_day, "int", required=True, low=1, high=6),
        Field(
            "since", "Begins", began or context.today, "day", "counts its weeks" if routine.weeks else "", required=True
        ),
    ]

    def check(values: dict[str, Any]) -> None:
        if values["how"] == "days" and not weekdays(values["days"]):
            raise InvalidEntry("plan", "days", "which days? Expected a form like mon wed fri")

    intro = "Before it: " + " ".join(routine.before) if routine.before else ""
    return FormDialog(context, f"Plan {routine.name}", fields, check=check, intro=intro)


class PlanDialog(Dialog[None]):
    """What is planned, and every other routine to choose from."""

    DIALOG_TITLE = "The plan"
    KEYS = (
        Key("enter", "change", "Plan it", "plan.change", "How often this routine is done"),
        Key("d", "remove", "Take out", "plan.remove", "Take the routine out of the plan"),
    )
    DEFAULT_CSS = """
    PlanDialog Rows { height: 1fr; min-height: 4; }
    PlanDialog > #frame { width: 76; height: 100%; max-height: 20; }
    PlanDialog #purpose { min-height: 2; color: $text-muted; }
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context

    def compose_body(self) -> Iterable[Widget]:
        yield Rows(id="plan-rows")
        yield Line(id="purpose")

    def on_mount(self) -> None:
        self._show()

    def on_screen_resume(self) -> None:
        if self.is_mounted and self.query(Rows):
            self._show()

    def _show(self) -> None:
        today, fits = self.context.today, training(self.context)
        plan = current_plan(self.context.journal.of_kind(Plan), today)
        planned = {each.routine: each for each in plan.routines} if plan else {}
        weeks = {each.routine.id: each.week for each in fits.offers}
        rows = (
            [Row("heading-planned", Content.styled("Planned", "bold $text-muted"), selectable=False)] if planned else []
        )
        for id, each in planned.items():
            routine = self.context.catalogue.known_routine(id)
            if routine is not None and plan is not None:
                words = _planned_row(routine, each, plan, weeks.get(id), today)
                rows.append(Row(id, words + self._mark(routine), hang=2))
        other = Content.styled("Routines to choose from", "bold $text-muted")
        rows.append(Row("heading-other", other, selectable=False))
        for routine in self.context.catalogue.routines():
            if routine.id not in planned:
                told = f"{lasting(routine, fits.minutes_words(routine))}, level {routine.level}"
                words = Content.assemble(routine.name, (f"  {told}", "$text-muted"))
                rows.append(Row(routine.id, words + self._mark(routine), hang=2))
        self.query_one(Rows).show(rows)
        self._tell()

    @property
    def _routine(self) -> Routine | None:
        return self.context.catalogue.known_routine(self.query_one(Rows).cursor_id)

    def _tell(self) -> None:
        routine = self._routine
        why = refused(self.context, routine) if routine else ""
        self.query_one("#purpose", Line).show(why or (routine.purpose if routine else ""))

    def _mark(self, routine: Routine) -> Content:
        """What of it is not for today; it may be planned all the same."""
        words = training(self.context).not_today(routine)
        return Content.styled(f"  {words}" if words else "", "$warning")

    def on_rows_highlighted(self) -> None:
        self._tell()

    def on_rows_chosen(self) -> None:
        self.action_change()

    def action_change(self) -> None:
        if (routine := self._routine) is not None:
            plan_routine(self.context, routine)

    def action_remove(self) -> None:
        id = self.query_one(Rows).cursor_id
        if id is not None:
            remove_from_plan(self.context, id)
            self._show()


@changing
def remove_from_plan(context: Context, routine: str) -> None:
    today = context.today
    plan = current_plan(context.journal.of_kind(Plan), today)
    if plan is None or all(each.routine != routine for each in plan.routines):
        context.say("That routine is not in the plan.", error=True)
        return
    edit = partial(without_routine, routine=routine, today=today)
    name = called(context.views.names.routines, routine, "routine")
    _save(context, edit, f"took {name} out of the plan", "Taken out of the plan.")


def _planned_row(routine: Routine, planned: PlannedRoutine, plan: Plan, week: int | None, today: date) -> Content:
    told = planned_words(planned, routine)
    since = planned.since or plan.since
    if routine.weeks:
        told += f"; week {week} of {routine.weeks}" if week else f"; begins {short_day(since, today)}"
    return Content.assemble((routine.name, "bold"), (f"  {told}", "$text-muted"))
