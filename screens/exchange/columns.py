"""A table that is not known: the runner picks which column is what; its header is remembered with the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from journal.errors import InvalidEntry
from journal.exchange.bringing import ColumnsAsked
from journal.exchange.intake.columns import DISTANCE_UNITS, DURATION_UNITS, guessed, unit_named
from journal.text import one_line
from screens.frame.context import Context
from screens.frame.form import Field, FormDialog, Values

FORMS = (("duration", "like 29:50"), ("duration_min", "minutes"), ("duration_s", "seconds"))
UNITS = (("distance_km", "kilometres"), ("distance_mi", "miles"))
_COLUMNS = (("kind", "Kind"), ("shoe", "Shoe"), ("note", "Note"))


class ColumnsDialog(FormDialog):
    """Asks for the columns; ``named`` in its answer is a mapping of fields to columns, as ``--map`` has it."""

    def __init__(self, context: Context, asked: ColumnsAsked) -> None:
        self._first = dict(zip(asked.headers, asked.first, strict=False))
        guess = guessed(asked.headers)
        columns = [(header, one_line(header)[:40] or "(no name)") for header in asked.headers]

        def column(name: str, label: str, none: str = "none of them") -> Field:
            return Field(name, label, guess.get(name, ""), "choice", choices=[("", none), *columns])

        lasted, went = guess.get("duration", ""), guess.get("distance", "")
        # A bare number is no time like 29:50: without a word in its name most likely minutes.
        cell = self._first.get(lasted, "").strip()
        bare = cell[-1:].isdigit() and ":" not in cell
        form = (bare and unit_named(lasted, "", DURATION_UNITS)) or ("duration_min" if bare else "duration")
        usual = "distance_mi" if context.settings.distance == "mi" else "distance_km"
        unit = unit_named(went, self._first.get(went, ""), DISTANCE_UNITS) or usual
        fields = [
            column("started_at", "When it began", "not picked yet"),
            column("duration", "How long"),
            Field("form", "Written", form, "choice", choices=FORMS),
            column("distance", "How far"),
            Field("unit", "In", unit, "choice", choices=UNITS),
            *(column(name, label) for name, label in _COLUMNS),
        ]
        intro = "This table is not known. Which of its columns is which? The answer is kept for the next one like it."
        super().__init__(context, "Columns", fields, check=_checked, intro=intro, live=self._sample, draft="columns")

    def _sample(self, typed: Mapping[str, str]) -> str:
        """The first line of the table by the columns chosen."""
        names = ("started_at", "duration", "distance", "kind", "shoe", "note")
        cells = [one_line(self._first.get(typed[name], ""))[:30] for name in names if typed[name]]
        return f"Its first line: {'  ·  '.join(cell or '–' for cell in cells)}" if self._first else ""


def ask_columns(context: Context, asked: ColumnsAsked, then: Callable[[Mapping[str, str]], None]) -> None:
    """Ask which column is which; ``then`` gets the columns by field."""
    context.ask(ColumnsDialog(context, asked), lambda values: then(_mapping(values)))


def _mapping(values: Values) -> dict[str, str]:
    named = {"started_at": values["started_at"], values["form"]: values["duration"], values["unit"]: values["distance"]}
    named |= {name: values[name] for name, _ in _COLUMNS}
    return {field: column for field, column in named.items() if column}


def _checked(values: Values) -> None:
    if not values["started_at"]:
        raise InvalidEntry("table", "started_at", "pick the column that says when a run began")
    if not values["duration"] and not values["distance"]:
        raise InvalidEntry("table", "duration", "a run needs how long it took, or how far it went")
