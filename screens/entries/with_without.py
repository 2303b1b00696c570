"""Days with and without one thing the runner picks: both ankles the mornings after, counted. Only when asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from textual.content import Content
from textual.widget import Widget

from journal.entries import CheckIn, Run, Session
from journal.rules.shoes.factors import AT_LEAST, WHY
from journal.rules.week.with_without import LOOKED_BACK, Class, Thing, mornings_after, things
from journal.vocabulary import ACTIVITY_WORDS, TRIGGERS
from journal.words.names import Names, called
from library.words import capitalised, counted
from screens.frame.context import Context
from screens.frame.dialog import Dialog
from screens.frame.facts import FactsDialog
from screens.widgets.line import Line
from screens.widgets.rows import Row, Rows

CLASSES: dict[Class, str] = {
    "trigger": "set off by",
    "shoe": "shoe",
    "surface": "surface",
    "activity": "kind",
    "support": "support",
    "exercise": "exercise",
}
"""What each class is called, in the order of the list."""


def thing_words(thing: Thing, names: Names) -> str:
    """A thing by its name; one that was removed says so."""
    held: dict[Class, Mapping[str, str]] = {
        "trigger": {id: term.label for id, term in TRIGGERS.items()},
        "shoe": names.shoes,
        "activity": ACTIVITY_WORDS,
        "support": names.supports,
        "surface": {},
        "exercise": names.exercises,
    }
    return called(held[thing.of], thing.id)


class CompareDialog(Dialog[Thing]):
    """Answers with the thing to compare."""

    DIALOG_TITLE = "Days with and without …"
    HELP_TEXT = "Pick one thing: the mornings after days with it stand beside those after days without it."
    DEFAULT_CSS = "CompareDialog Rows { height: 62vh; }"

    def __init__(self, days: Mapping[Thing, set[date]], names: Names) -> None:
        super().__init__()
        order = list(CLASSES)
        self._things = sorted(days, key=lambda one: (order.index(one.of), -len(days[one]), one.id))
        self._days, self._names = days, names

    def compose_body(self) -> Iterable[Widget]:
        if not self._things:
            yield Line("Nothing to compare yet: log runs and sessions, and what set soreness off.")
        yield Rows([self._row(number, one) for number, one in enumerate(self._things)])

    def _row(self, number: int, one: Thing) -> Row:
        days = f"  {counted(len(self._days[one]), 'day')}"
        label = (f"{CLASSES[one.of]:<12}", "$text-muted")
        return Row(str(number), Content.assemble(label, thing_words(one, self._names), (days, "$text-muted")), hang=12)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        self.dismiss(self._things[int(message.id)])


def compare_days(context: Context) -> None:
    """Ask which thing, then show the mornings after days with it and without it, of the last half year."""
    since, names = context.today - LOOKED_BACK, context.views.names
    check_ins = context.journal.of_kind(CheckIn, since)
    days = things(check_ins, context.journal.of_kind(Run, since), context.journal.of_kind(Session, since))

    def picked(thing: Thing) -> None:
        told = [(capitalised(one.side), one.words) for one in mornings_after(thing, days, check_ins)]
        from_on = f"from {AT_LEAST} and {AT_LEAST} days"
        rule = f"Mean of the highest rating on the morning after, of the last half year, {from_on}."
        title = f"With and without: {thing_words(thing, names)}"
        context.ask(FactsDialog(title, [*told, ("What it is", f"{rule} {WHY}")]))

    context.ask(CompareDialog(days, names), picked)
