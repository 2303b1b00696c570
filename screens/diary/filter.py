"""What the diary shows: one kind, one side, one exercise, one pair of shoes."""

from __future__ import annotations

from collections.abc import Callable

from journal.entries import Shoe
from journal.errors import InvalidEntry
from journal.words.entry import KIND_WORDS
from journal.words.search import Filter
from screens.drawing.key import Key
from screens.frame.context import Context
from screens.frame.form import ChoosingForm, Field, Values

ANY = ("", "all")


class FilterDialog(ChoosingForm):
    KEYS = (Key("enter", "save", "Show", "form.enter", "Show only that"),)


def ask_filter(context: Context, before: Filter, then: Callable[[Filter], None]) -> None:
    """Ask what to show, beginning from what is shown; ``then`` gets the answer unless it was left."""
    shoes = [(shoe.id, shoe.name) for shoe in context.journal.of_kind(Shoe)]
    chosen = before.exercise or ""
    exercise = context.catalogue.get(chosen).name if chosen in context.catalogue else chosen
    fields = [
        Field("kind", "Kind", before.kind, "choice", choices=[ANY, *KIND_WORDS.items()]),
        Field("side", "Side", before.side, "choice", choices=[ANY, ("left", "left"), ("right", "right")]),
        Field("exercise", "Exercise", exercise, hint="a name, or part of it"),
        Field("shoe", "Shoe", before.shoe, "choice", choices=[ANY, *shoes]),
    ]

    def exercise_of(values: Values) -> str | None:
        if not (query := str(values["exercise"]).strip()):
            return None
        if not (found := context.catalogue.search(query)):
            raise InvalidEntry("filter", "exercise", f"no exercise is called {query[:40]!r}")
        return found[0].id

    def answered(values: Values) -> None:
        then(
            Filter(
                kind=values["kind"] or None,
                side=values["side"] or None,
                exercise=exercise_of(values),
                shoe=values["shoe"] or None,
            )
        )

    context.ask(FilterDialog(context, "Show only", fields, check=exercise_of, draft="diary-filter"), answered)
