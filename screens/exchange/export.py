"""``x``: the journal written to a file in an open format; and from there the way in, for another journal's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache, partial

from journal.dates import BadDate, parse_day
from journal.errors import SurefootError
from journal.exchange import exporting
from journal.exchange.exporting import FORMATS, DayRange, Export, Format
from journal.exchange.files import AlreadyThere
from journal.journal import Journal
from journal.units import size_words
from library.words import counted
from screens.drawing.key import Key
from screens.drawing.keys import IMPORT
from screens.frame.context import Context
from screens.frame.form import Field, Values
from screens.frame.waiting import FOUND, WaitingForm

FORMAT_WORDS: dict[Format, str] = {
    "json": "JSON: everything, and can be read back",
    "jsonl": "JSON Lines: the same, one entry a line",
    "csv": "CSV: a folder of tables",
    "markdown": "Markdown: the diary, to read",
}


class ExportDialog(WaitingForm):
    """Asks for format, days and file name, and writes it; what is refused is said here."""

    KEYS = (Key("enter", "save", "Write", "export.write", "Write the file"), IMPORT)

    def __init__(self, context: Context) -> None:
        self.context, self._today = context, context.today
        self._measured = lru_cache(maxsize=1)(partial(exporting.measured, context.journal))
        fields = [
            Field("format", "Format", "json", "choice", choices=[(each, FORMAT_WORDS[each]) for each in FORMATS]),
            Field("since", "First day", kind="day", hint="empty: from the start"),
            Field("until", "Last day", kind="day", hint="empty: to the end"),
            Field("file", "File", self._offered("json"), required=True),
            Field("over", "Replace a file", False, "yes-no"),
        ]
        super().__init__(context, "Export", fields, live=self._told, draft="export")

    def _offered(self, format: str) -> str:
        return self.context.reach.offered(exporting.file_name(_format(format), self._today))

    def on_choice_changed(self) -> None:
        """Let the name offered follow the format, unless the runner gave another."""
        file = self.editor("file")
        if file.value in map(self._offered, FORMATS):
            file.value = self._offered(self.editor("format").value)
        super().on_choice_changed()

    def action_import(self) -> None:
        """Leave, and ask for a file to read in."""
        self.dismiss(None)
        self.context.begin("import")

    def work_for(self, values: Values) -> Callable[[], str]:
        context, over = self.context, bool(values["over"])
        wanted = Export(_format(values["format"]), DayRange(values["since"], values["until"]))
        path, names = context.reach.to_write(values["file"]).absolute(), context.views.names

        def write(journal: Journal) -> str:
            try:
                size = exporting.save(journal, path, wanted, lambda: names, force=over)
            except AlreadyThere as error:
                raise SurefootError(f"{error}, or say yes to replacing it") from None
            return f"Wrote {path}, {size_words(size)}."

        return context.journal.aside(write)

    def _told(self, typed: Mapping[str, str]) -> str:
        today = self._now().date()
        try:
            days = DayRange(
                *(parse_day(typed[end], today) if typed[end].strip() else None for end in ("since", "until"))
            )
        except (BadDate, SurefootError):
            return ""
        entries, size = self._measured(days)
        count = counted(entries, "entry", "entries")
        return f"{count}, about {size_words(size)}" if typed["format"] in ("json", "jsonl") else count


def export_journal(context: Context) -> None:
    """Ask what to write and where, write it, and say what was written."""
    context.ask(ExportDialog(context), lambda values: context.say(values[FOUND]))


def _format(value: str) -> Format:
    return next(each for each in FORMATS if each == value)
