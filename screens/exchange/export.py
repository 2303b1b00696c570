"""``x``: the journal written to a file in an open format; and from there the way in, for another journal's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache, partial
from pathlib import Path

import msgspec
from textual.widgets import Input

from journal.dates import BadDate, parse_day
from journal.errors import SurefootError
from journal.exchange import exporting
from journal.exchange.exporting import FORMATS, DayRange, Format
from journal.exchange.files import AlreadyThere
from library.words import counted
from screens.drawing.key import Key
from screens.drawing.keys import IMPORT
from screens.frame.context import Context
from screens.frame.form import Field, Values, day_or_none
from screens.frame.waiting import FOUND, WaitingForm
from screens.widgets.choice import Choice

FORMAT_WORDS: dict[Format, str] = {
    "json": "JSON: everything, and can be read back",
    "jsonl": "JSON Lines: the same, one entry a line",
    "csv": "CSV: a folder of tables",
    "markdown": "Markdown: the diary, to read",
}


class Wanted(msgspec.Struct, frozen=True):
    """What to write, as chosen in the dialog."""

    format: Format
    days: DayRange
    path: Path
    over: bool


class ExportDialog(WaitingForm):
    """Asks for format, days and file name; ``prepare`` gives what writes it, and what that refuses is said here."""

    KEYS = (Key("enter", "save", "Write", "export.write", "Write the file"), IMPORT)

    def __init__(
        self,
        context: Context,
        offered: Callable[[Format], str],
        about: Callable[[Format, DayRange], str],
        prepare: Callable[[Wanted], Callable[[], object]],
    ) -> None:
        self._offered, self._about, self._prepare = offered, about, prepare
        self.context = context
        super().__init__(
            context,
            "Export",
            [
                Field("format", "Format", "json", "choice", choices=[(each, FORMAT_WORDS[each]) for each in FORMATS]),
                Field("since", "First day", kind="day", hint="empty: from the start"),
                Field("until", "Last day", kind="day", hint="empty: to the end"),
                Field("file", "File", offered("json"), required=True),
                Field("over", "Replace a file", False, "yes-no"),
            ],
            live=self._told,
            draft="export",
        )

    def on_choice_changed(self) -> None:
        """Let the name offered follow the format, unless the runner gave another."""
        file, chosen = self.editor("file"), self.editor("format")
        if isinstance(file, Input) and isinstance(chosen, Choice):
            offered = {self._offered(each): each for each in FORMATS}
            if file.value in offered:
                file.value = self._offered(_format(chosen.value))
        super().on_choice_changed()

    def action_import(self) -> None:
        """Leave, and ask for a file to read in."""
        from screens.exchange.bring_in import import_file

        self.dismiss(None)
        import_file(self.context)

    def work_for(self, values: Values) -> Callable[[], object]:
        days = DayRange(day_or_none(values["since"]), day_or_none(values["until"]))
        path = self.context.reach.to_write(values["file"]).absolute()
        return self._prepare(Wanted(_format(values["format"]), days, path, bool(values["over"])))

    def _told(self, typed: Mapping[str, str]) -> str:
        today = self._now().date()
        try:
            days = DayRange(
                *(parse_day(typed[end], today) if typed[end].strip() else None for end in ("since", "until"))
            )
        except (BadDate, SurefootError):
            return ""
        return self._about(_format(typed["format"]), days)


def export_journal(context: Context) -> None:
    """Ask what to write and where, write it, and say what was written."""

    def prepare(wanted: Wanted) -> Callable[[], str]:
        names, over = (lambda: context.views.names), wanted.over
        save = exporting.prepared(context.journal, wanted.path, wanted.format, wanted.days, names, force=over)

        def write() -> str:
            try:
                return f"Wrote {wanted.path}, {exporting.size_words(save())}."
            except AlreadyThere as error:
                raise SurefootError(f"{error}, or say yes to replacing it") from None

        return write

    today = context.clock.now().date()
    about = partial(_about, lru_cache(maxsize=1)(partial(exporting.measured, context.journal)))
    dialog = ExportDialog(context, lambda format: _offered(context, format, today), about, prepare)
    context.ask(dialog, lambda values: context.say(values[FOUND]))


def _offered(context: Context, format: Format, today: date) -> str:
    return context.reach.offered(exporting.file_name(format, today))


def _format(value: str) -> Format:
    return next(each for each in FORMATS if each == value)


def _about(measured: Callable[[DayRange], tuple[int, int]], format: Format, days: DayRange) -> str:
    """How much there is to write."""
    entries, size = measured(days)
    count = counted(entries, "entry", "entries")
    return f"{count}, about {exporting.size_words(size)}" if format in ("json", "jsonl") else count
