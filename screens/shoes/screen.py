"""The screen Shoes: the rotation with its wear, what else is worn, and everything about what is under the cursor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from journal.dates import short_day
from journal.entries import FitCheck, Run, Session, Shoe, Support
from journal.rules.shoes.factors import RunRatings, compare
from journal.rules.shoes.fit import to_compare_with
from journal.rules.shoes.shoes import Rotation, Watch, rotation, watches
from journal.words.entry import support_words
from library.words import counted
from screens.drawing.columns import EDGES, columns
from screens.drawing.key import Key, quiet, with_keys, writing
from screens.frame.screen import JournalScreen
from screens.shoes import words as shoe_text
from screens.shoes.list_rows import FULL_WIDTH, list_rows
from screens.widgets.columns import Column
from screens.widgets.line import Line
from screens.widgets.rows import Row, Rows

EMPTY = """No shoes yet.

Press {shoes.add} to add the pair you run in: its wear is counted from your runs, and reminds you at 500 and 800 km.
Press {shoes.fit} to check how a pair fits: twelve questions, a key each.
Press {app.new}, then r, to log a run; what your ankles say after it is compared between pairs once there is enough."""
RUNS_SHOWN = 200
LIST_WIDTH = 54
ABOUT_WIDTH = 65
"""Cells that a line of the comparison needs; where there are three columns the runs get the rest."""


class ShoesScreen(JournalScreen):
    """Pairs in use and retired with their wear; fit, runs, remarks and soreness of the pair under the cursor."""

    NAME = "Shoes"
    HELP_TEXT = (
        "Pairs in use with the distance on them, the default one first, retired ones apart; below or beside them all "
        "about the pair under the cursor. A brace, tape or sleeve stands below them. "
        "Enter goes into that text, where {shoes.edit} edits and "
        "{shoes.remove} removes the run, fit check or remark under the cursor; {screen.back} comes back. "
        + shoe_text.ROTATION_FACT
    )
    KEYS = (
        *writing(
            Key("o", "run", "Run", "shoes.run", "Log a run in this pair"),
            Key("f", "fit", "Fit", "shoes.fit", "Check how this pair fits"),
            Key("a", "begin('shoe')", "Add", "shoes.add", "Add a pair of shoes", to_field=True),
            Key("e", "edit", "Edit", "shoes.edit", "Edit the pair, or the line under the cursor"),
            Key("P", "retire", "Retire", "shoes.retire", "Put the pair away as retired, or bring it back"),
            *quiet(
                Key("d", "remove", "Remove", "shoes.remove", "Remove the pair, or the line"),
                Key("asterisk", "default", "Default", "shoes.default", "Log runs in this pair unless told otherwise"),
                Key("m", "remark", "Remark", "shoes.remark", "Add a remark on this pair", to_field=True),
            ),
        ),
        *quiet(
            Key(
                "c",
                "compare",
                "Compare",
                "shoes.compare",
                "Lay this fit check beside another of the pair, or of that day",
            ),
            Key("s", "soreness", "By surface", "shoes.soreness", "Soreness by pair, surface and kind of run"),
        ),
    )
    DEFAULT_CSS = """
    ShoesScreen {
        & #panes { height: 1fr; }
        & #rule { height: 1; background: $panel; color: $foreground; padding: 0 1; text-style: bold;
                  text-wrap: nowrap; text-overflow: ellipsis; }
        & #about { height: 1fr; }
        & #empty { display: none; padding: 1 2; height: 1fr; max-width: 79; }
        &.empty #empty { display: block; }
        &.empty #panes { display: none; }
        &.-wide #panes { layout: horizontal; }
        &.-wide #rule { display: none; }
        & #pairs { height: auto; }
        & #pair, & #runs { display: none; }
        &.-wide #pairs { width: 54; height: 1fr; } /* LIST_WIDTH */
        &.-wide #pair { display: block; }
        &.-wide #about { width: 1fr; }
    }
    """
    OF_SUPPORT = frozenset({"edit", "retire", "remove"})
    NEEDS_PAIR = OF_SUPPORT | {"run", "fit", "default", "remark", "compare"}

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self._rotation = Rotation(in_use=(), retired=(), pairs_this_week=0, month_km=0)
        self._runs: list[Run] = []
        self._supports: list[Support] = []
        self._checks: list[FitCheck] = []
        self._outcomes: list[RunRatings] = []
        self._watches: dict[str, Watch] = {}
        self._about = ""

    def compose_body(self) -> Iterable[Widget]:
        yield Line(with_keys(EMPTY, self.key_of), id="empty")
        pairs = Vertical(Rows(id="list"), Column(id="pair"), id="pairs")
        yield Vertical(pairs, Line(id="rule"), Column(id="about"), Column(id="runs"), id="panes")

    @property
    def current(self) -> Shoe | None:
        id = self.query_one("#list", Rows).cursor_id
        return next((wear.shoe for wear in self._rotation.all if wear.shoe.id == id), None)

    @property
    def support(self) -> Support | None:
        id = self.query_one("#list", Rows).cursor_id
        return next((one for one in self._supports if one.id == id), None)

    @property
    def chosen(self) -> tuple[str, str]:
        """The kind and id of the line under the cursor when the pair's text is in focus: ``("run", "79…")``."""
        rows = self._read
        kind, _, id = (rows.cursor_id or "").partition(":") if rows is not None else ("", "", "")
        return kind, id

    @property
    def _read(self) -> Rows | None:
        """The list of what is known of the pair that has the focus."""
        return next((rows for rows in self.query("#about, #runs").results(Rows) if rows.has_focus), None)

    def refresh_data(self) -> None:
        now = self.clock.now()
        today = now.date()
        shoes = self.journal.of_kind(Shoe)
        self._runs = self.journal.of_kind(Run)
        self._supports = sorted(self.journal.of_kind(Support), key=lambda one: one.until is not None)
        self._checks = self.journal.of_kind(FitCheck)
        self._outcomes = self.context.views.outcomes(now)
        self._watches = {watch.shoe: watch for watch in watches(shoes, self._runs)}
        settings = self.context.settings
        self._rotation = rotation(
            shoes, self._runs, today, soft_km=settings.shoe_soft_km, strong_km=settings.shoe_strong_km
        )
        self.set_class(not shoes and not self._supports, "empty")
        self.detail(shoe_text.rotation_words(self._rotation, today, settings.distance) if shoes else "")
        self._show_list()
        self.refresh_bindings()

    def _show_list(self) -> None:
        rows, widths = self.query_one("#list", Rows), columns(self.size.width)
        is_three = len(widths) > 2
        cells = widths[0] if is_three else LIST_WIDTH if len(widths) > 1 else self.size.width
        unit, today = self.context.settings.distance, self.context.today
        shown = [*list_rows(self._rotation, self._watches, self._supports, cells - EDGES, today, unit)]
        self.query_one("#pairs").styles.width = widths[0] if is_three else None
        runs = self.query_one("#runs", Rows)
        runs.display, runs.styles.width = is_three, max(widths[-1], self.size.width - widths[0] - ABOUT_WIDTH)
        rows.styles.height = min(len(shown), max(3, (self.size.height - 4) // (3 if len(widths) == 1 else 2)))
        rows.show(shown)
        self._show_about()

    def _show_about(self) -> None:
        shoe, support = self.current, self.support
        rows = self.query_one("#about", Rows)
        title = shoe.name if shoe else support_words(support) if support else ""
        self.query_one("#rule", Line).show(Content(title))
        of_pair = list(self._pair_rows(shoe) if shoe else self._support_rows(support) if support else ())
        known, runs = list(self._known_rows(shoe) if shoe else ()), list(self._run_rows(shoe) if shoe else ())
        wide, three = self.has_class("-wide"), self.query_one("#runs").display
        shown = [*known[1:], *([] if three else runs)] if wide else [*of_pair, *known, *runs]
        id = self.query_one("#list", Rows).cursor_id or ""
        another, self._about = id != self._about, id
        told = {rows: shown, self.query_one("#pair", Rows): [*_text([""]), *of_pair] if wide else []}
        told[self.query_one("#runs", Rows)] = runs[1:] if three else []
        for each, lines in told.items():
            each.show(lines, next((row.id for row in lines if row.selectable), None) if another else None)
            if another:
                each.scroll_home(animate=False, immediate=True)

    def _support_rows(self, support: Support) -> Iterator[Row]:
        """On how many runs and sessions it was worn, and what was noted of it."""
        runs = sum(run.support == support.id for run in self._runs)
        sessions = sum(one.support == support.id for one in self.journal.of_kind(Session))
        told = f"Worn on {counted(runs, 'run')} and in {counted(sessions, 'session')}."
        yield from _text([line for line in (told, support.note) if line])

    def _pair_rows(self, shoe: Shoe) -> Iterator[Row]:
        """What a pair is, and how far it has come."""
        today, unit = self.context.today, self.context.settings.distance
        wear = next(each for each in self._rotation.all if each.shoe.id == shoe.id)
        if self.has_class("-wide") or Content(shoe.name).cell_length > self.query_one("#rule").size.width:
            yield from _text([shoe.name], "bold")
        yield from _text([shoe_text.about(shoe)], "$text-muted")
        listed = self.query_one("#list").size.width - EDGES >= FULL_WIDTH  # there the share stands in its own column
        watch = self._watches.get(shoe.id)
        yield from _text(shoe_text.wear_lines(wear, watch, today, unit, share=not listed), hang=2)
        yield from _text([shoe.note] if shoe.note else [])

    def _known_rows(self, shoe: Shoe) -> Iterator[Row]:
        """Its fit, the soreness with it and without it, remarks; checks and remarks can be chosen."""
        today = self.context.today
        checks = [check for check in reversed(self._checks) if check.shoe == shoe.id]
        yield from _text(["", "Soreness with this pair and without it"], "bold")
        yield from _text(shoe_text.comparison_lines(compare(self._outcomes, "shoe", shoe.id)))
        yield from _text(["", "Fit checks"], "bold")
        yield from _text(
            [] if checks else [f"None yet: {self.key_of('shoes.fit')} asks the twelve questions."], "$text-muted"
        )
        for check in checks:
            yield Row(f"fit-check:{check.id}", shoe_text.check_line(check, today), hang=2)
            if check is checks[0]:
                yield from _text(shoe_text.next_lines(check), hang=4)
        yield from _text(["", "Remarks"], "bold")
        yield from _text([] if shoe.notes else [f"None yet: {self.key_of('shoes.remark')} adds one."], "$text-muted")
        for note in reversed(shoe.notes):
            said = f"{short_day(note.at.date(), today)}  {note.text}"
            yield Row(f"remark:{note.at.isoformat()}", said, hang=2)

    def _run_rows(self, shoe: Shoe) -> Iterator[Row]:
        """The runs in it, each of which can be chosen."""
        today, unit = self.context.today, self.context.settings.distance
        runs = [run for run in reversed(self._runs) if run.shoe == shoe.id]
        yield from _text(["", "Runs; left/right after → next morning"], "bold")
        yield from _text([] if runs else [f"None yet: {self.key_of('shoes.run')} logs one."], "$text-muted")
        told = {outcome.run.id: outcome for outcome in self._outcomes}
        shown = runs[:RUNS_SHOWN]
        heads, *lines = shoe_text.run_lines(shown, told, today, unit)
        yield from _text([heads] if shown else [], "$text-muted")
        for run, line in zip(shown, lines, strict=True):
            yield Row(f"run:{run.id}", line, hang=2)
        if len(runs) > RUNS_SHOWN:
            yield from _text([f"{len(runs) - RUNS_SHOWN} earlier ones are in the Diary."], "$text-muted")

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_list)

    def on_rows_highlighted(self, message: Rows.Highlighted) -> None:
        if message.rows.id == "list":
            self._show_about()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        if message.rows.id == "list" and self.support is None:
            self.query_one("#about", Rows).focus()
        else:
            self.action_edit()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that need a pair are there once there is one; some do for a brace as well."""
        if action in self.NEEDS_PAIR and not self._rotation.all and not (self._supports and action in self.OF_SUPPORT):
            return False
        return super().check_action(action, parameters)

    def why_not(self, id: str, label: str) -> str:
        if self._rotation.all or self.context.journal.read_only:
            return super().why_not(id, label)
        return f"{label}: add a pair of shoes first; {self.key_of('shoes.add')} adds one."

    def action_back(self) -> None:
        """From the pair's text to the list; from there to Today."""
        if self._read is not None:
            self.query_one("#list", Rows).focus()
        else:
            super().action_back()

    def action_run(self) -> None:
        from screens.entries.run import log_run

        shoe = self.current
        log_run(self.context, shoe.id if shoe is not None and shoe.retired is None else "")

    def action_fit(self) -> None:
        from screens.entries.fit_check import check_fit

        if (shoe := self.current) is not None:
            check_fit(self.context, shoe.id)

    def action_edit(self) -> None:
        from screens.entries.edit import edit_entry

        kind, id = self.chosen
        if kind in ("run", "fit-check"):
            edit_entry(self.context, id)
        elif (support := self.support) is not None:
            edit_entry(self.context, support.id)
        elif (shoe := self.current) is not None:
            note = next((note for note in shoe.notes if kind == "remark" and note.at.isoformat() == id), None)
            if note is not None:
                from screens.entries.shoe import remark_on

                remark_on(self.context, shoe.id, note.at)
            else:
                edit_entry(self.context, shoe.id)

    def action_remove(self) -> None:
        from screens.entries.saving import remove_entry

        kind, id = self.chosen
        shoe = self.current
        if kind in ("run", "fit-check"):
            remove_entry(self.context, id, f"the {kind.replace('-', ' ')}")
        elif kind == "remark" and shoe is not None:
            from screens.entries.shoe import remove_remark

            remove_remark(self.context, shoe.id, id)
        elif (gone := shoe or self.support) is not None:
            remove_entry(self.context, gone.id, gone.name if isinstance(gone, Shoe) else support_words(gone))

    def action_retire(self) -> None:
        from screens.entries.shoe import retire_shoe

        if (shoe := self.current) is not None:
            retire_shoe(self.context, shoe.id)
        elif (support := self.support) is not None:
            from screens.entries.support import retire_support

            retire_support(self.context, support)

    def action_default(self) -> None:
        from screens.entries.shoe import make_default

        if (shoe := self.current) is not None:
            make_default(self.context, shoe.id)

    def action_remark(self) -> None:
        from screens.entries.shoe import remark_on

        if (shoe := self.current) is not None:
            remark_on(self.context, shoe.id)

    def action_compare(self) -> None:
        """Compare the check under the cursor, or the pair's newest, with others."""
        from screens.shoes.fit_compare import FitCompareDialog

        kind, id = self.chosen
        shoe = self.current
        checks = [check for check in reversed(self._checks) if shoe is not None and check.shoe == shoe.id]
        check = next((each for each in self._checks if kind == "fit-check" and each.id == id), None)
        check = check or (checks[0] if checks else None)
        others = to_compare_with(check, self._checks) if check is not None else ()
        if check is None or not others:
            self.say("Two fit checks are needed: of this pair, or of two pairs on one day.", error=True)
            return
        names = {wear.shoe.id: wear.shoe.name for wear in self._rotation.all}
        self.app.push_screen(FitCompareDialog(check, others, names))

    def action_soreness(self) -> None:
        from screens.shoes.factors import FactorsDialog

        names = {wear.shoe.id: wear.shoe.name for wear in self._rotation.all}
        self.app.push_screen(FactorsDialog(self._outcomes, names))


def _text(lines: Iterable[str], style: str = "", hang: int = 0) -> Iterator[Row]:
    """Lines that only tell."""
    for line in lines:
        yield Row("text", Content.styled(line, style), selectable=False, hang=hang)
