"""The screen Exercises: list and detail of exercises, routines and cue cards; search, filters, ladder, own history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from journal.rules.done.own_history import own_history
from journal.rules.training.offered import care_today
from library.catalogue import Filters
from library.cues import Cue
from library.exercise import Exercise
from library.routine import Routine
from library.search import Findable
from library.words import counted
from screens.drawing.columns import THREE, TWO
from screens.drawing.key import Key
from screens.drawing.keys import COPY, HIDDEN
from screens.drawing.section import Section
from screens.entries.exercise import own
from screens.entries.exercise.rows import cue_row, exercise_row, filter_words, routine_row
from screens.entries.exercise.words import (
    cue_sections,
    exercise_sections,
    history_section,
    label_line,
    not_today,
    picture_section,
    routine_sections,
)
from screens.entries.starting import refused, start_exercise, start_routine, training
from screens.frame.context import Destination, ToOwn, ToScreen
from screens.frame.screen import JournalScreen
from screens.widgets.line import Line
from screens.widgets.rows import Row, Rows
from screens.widgets.search_line import SearchBar, SearchLine
from screens.widgets.text_pane import TextPane

View = Literal["exercises", "routines", "cue cards", "hidden"]
NO_CUE = "A cue card is there to be read: only exercises and routines are copied, changed or removed."
FURTHER = "Muscles"
"""From this section on a text is about the exercise, not for doing it: in a broad window it stands beside the rest."""
GLANCE = 80
"""From so many columns on a figure has room beside the list."""
KINDS = ((Exercise, "exercise"), (Routine, "routine"), (Cue, "cue card"))


class ExercisesScreen(JournalScreen):
    """Every exercise with its steps, dose and cautions; beside it what was done of it, and where it leads."""

    NAME = "Exercises"
    HELP_TEXT = (
        "Search by name, muscle, equipment, body part or any word, also by the article's names; it finds exercises, "
        "routines and cue cards, and spelling is forgiven. "
        "Enter opens an exercise, {exercises.easier} and {exercises.harder} go to the easier and the harder one, "
        "{exercises.start} starts a session with it, {exercises.add} adds it to a routine. "
        "{exercises.view} shows routines, cue cards and what you have hidden."
    )
    KEYS = (
        Key("slash", "search", "Search", "exercises.search", "Search the library", to_field=True),
        Key("f", "filter", "Filter", "exercises.filter", "Choose kind, level, equipment, body part …"),
        Key("backspace", "clear", "All", "exercises.clear", "Clear search and filters", show=False),
        Key("s", "start", "Start", "exercises.start", "Start a session with it", writes=True),
        HIDDEN,
        Key("a", "add", "Add to", "exercises.add", "Add it to a routine", show=False, writes=True),
        Key("minus", "climb(-1)", "Easier", "exercises.easier", "The easier exercise", show=False),
        Key("plus,equals_sign", "climb(1)", "Harder", "exercises.harder", "The harder one", show=False),
        Key(
            "o", "own", "Own", "exercises.own", "Write an exercise of your own", show=False, writes=True, to_field=True
        ),
        COPY,
        Key("e", "edit", "Edit", "exercises.edit", "Edit your own; remark on a built-in", show=False, writes=True),
        Key("d", "remove", "Remove", "exercises.remove", "Remove your own; hide a built-in", show=False, writes=True),
        Key("h", "unread", "List", "exercises.unread", "Go back to the list", show=False),
    )
    DEFAULT_CSS = """
    ExercisesScreen {
        & #side { width: 1fr; }
        & #found { color: $text-muted; padding: 0 1; }
        & #text { display: none; width: 1fr; }
        &.reading #side { display: none; }
        &.reading #text { display: block; }
        &.glancing #side { width: 40; }
        &.glancing #text { display: block; border-left: solid $panel; }
        &.-wide #side, &.-wide.reading #side { display: block; width: 40; }
        &.-wide #text { display: block; border-left: solid $panel; }
        & #more { display: none; width: 2fr; border-left: solid $panel; }
        &.broad #text { width: 3fr; }
        &.broad #more { display: block; }
    }
    """

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self.view: View = "exercises"
        self.filters = Filters()
        self._listed: Sequence[Findable] = ()

    def compose_body(self) -> Iterable[Widget]:
        side = Vertical(
            SearchBar("name, muscle, equipment, body part"),
            Line(id="found"),
            Rows(id="list"),
            id="side",
        )
        yield Horizontal(side, TextPane(id="text"), TextPane(id="more"))

    @property
    def query_text(self) -> str:
        return self.query_one(SearchLine).value

    @property
    def current(self) -> Findable | None:
        id = self.query_one(Rows).cursor_id
        return next((thing for thing in self._listed if thing.id == id), None)

    def refresh_data(self) -> None:
        self.set_class(self.size.width >= THREE, "broad")
        self._show_list()

    def _show_list(self, cursor: str | None = None, *, best: bool = False) -> None:
        """With the cursor where it was, on what is named, or on the best match."""
        self._listed = things = self._things()
        if best and things:
            cursor = things[0].id
        self.query_one(Rows).show([self._row(thing) for thing in things], cursor)
        self.query_one("#found", Line).show(self._found_words(things))
        self._show_text()

    def _things(self) -> Sequence[Findable]:
        """What is listed: what the search finds anywhere in the library, without one what the view holds.

        Filters keep exercises only.
        """
        catalogue, typed = self.context.catalogue, self.query_text
        if self.filters.any:
            return catalogue.search(typed, self.filters)
        if typed.strip():
            return catalogue.find(typed, hidden=self.view == "hidden")
        views: dict[View, Callable[[], Sequence[Findable]]] = {
            "exercises": catalogue.all,
            "routines": catalogue.routines,
            "cue cards": catalogue.cues,
            "hidden": catalogue.hidden,
        }
        return views[self.view]()

    def _row(self, thing: Findable) -> Row:
        catalogue, mixed = self.context.catalogue, bool(self.query_text.strip())
        brief = self._is_wide or self._glances
        if isinstance(thing, Exercise):
            hidden = catalogue.is_hidden(thing.id)
            return exercise_row(thing, catalogue, "" if hidden else training(self.context).barred(thing))
        if isinstance(thing, Routine):
            own, today = catalogue.is_own_routine(thing.id), training(self.context)
            minutes, less = today.minutes_words(thing), today.not_today(thing)
            return routine_row(thing, minutes, own, less, mixed, brief)
        return cue_row(thing, mixed, brief)

    def _found_words(self, things: Sequence[Findable]) -> str:
        narrowed = self.filters.any or bool(self.query_text.strip())
        if not narrowed and self.view == "exercises":
            barred_today = any(training(self.context).barred(each) for each in things if isinstance(each, Exercise))
            return counted(len(things), "exercise") + (" · ▲ not today" if barred_today else "")
        if not narrowed:
            return counted(len(things), self.view.rstrip("s")) if self.view != "hidden" else f"{len(things)} hidden"
        kinds = Counter(type(thing) for thing in things)
        words = [counted(kinds[kind], name) for kind, name in KINDS if kinds[kind]] or ["nothing found"]
        if self.filters.any:
            words = [f"{len(things)} of {len(self.context.catalogue.all())}", filter_words(self.filters)]
        key = "screen.back" if isinstance(self.focused, SearchLine) else "exercises.clear"
        return " · ".join([*words, f"{self.key_of(key)} shows all"])

    def _title_words(self) -> str:
        if self.has_class("reading") and not self._is_wide:
            return f"esc list{' · - easier · + harder' if isinstance(self.current, Exercise) else ''}"
        return "" if self.view == "exercises" or self.query_text.strip() else self.view

    @property
    def _glances(self) -> bool:
        """Whether the exercise is drawn beside the list, where its text has no room.

        Over SSH it is not: a figure is more than a move of the cursor is to send.
        """
        fits = GLANCE <= self.size.width < TWO
        return fits and not self.has_class("reading") and not self.app.has_class("-over-ssh")

    @property
    def _hears(self) -> bool:
        return self.context.settings.screen_reader

    @property
    def _is_wide(self) -> bool:
        """Whether list and text stand beside each other; by the size, for the class follows that later."""
        return self.size.width >= TWO

    def _show_text(self) -> None:
        self.detail(self._title_words())
        self.set_class(self._glances, "glancing")
        self.query_one("#text", TextPane).can_focus = not self._glances
        if not (self.has_class("reading") or self._is_wide or self._glances):
            return
        reading, current = self.query_one("#text", TextPane), self.current
        more: list[Section] = []
        if isinstance(current, Exercise):
            picture = picture_section(self.context.catalogue.figure(current.id), hears=self._hears)
            sections = [picture] if self._glances and picture.lines else self._about(current)
            found = self.context.verdict
            sections = [*not_today(training(self.context).bars(current), care_today(current, found)), *sections]
            head = [Content(current.name).stylize("bold"), Content(label_line(current)).stylize("$text-muted")]
            if self.has_class("broad"):
                titles = [section.title for section in sections]
                at = titles.index(FURTHER) if FURTHER in titles else len(titles)
                sections, more = sections[:at], sections[at:]
            reading.show(f"{current.id} drawn" if self._glances else current.id, head, sections)
        elif isinstance(current, Routine):
            head = [Content(current.name).stylize("bold")]
            why = refused(self.context, current)
            lasts = training(self.context).minutes_words(current)
            sections = [*not_today((why,) if why else ()), *routine_sections(current, self.context.catalogue, lasts)]
            reading.show(current.id, head, sections)
        elif current is not None:
            reading.show(current.id, [Content(current.title).stylize("bold")], cue_sections(current))
        else:
            reading.show("", [Content("Nothing answers to this.").stylize("$text-muted")], ())
        self.query_one("#more", TextPane).show(current.id if current else "", (), more)

    def _about(self, exercise: Exercise) -> list[Section]:
        """All about an exercise, with what was done of it after its dose."""
        unit = self.context.settings.load
        sections = exercise_sections(exercise, self.context.catalogue, unit, self.key_of, hears=self._hears)
        did = history_section(own_history(training(self.context).past, exercise), self.context.today, unit)
        if did.lines:
            at = next((n + 1 for n, section in enumerate(sections) if section.title == "Dose"), len(sections))
            sections.insert(at, did)
        return sections

    def on_rows_highlighted(self) -> None:
        self._show_text()

    def on_rows_chosen(self) -> None:
        self.action_read()

    def on_descendant_focus(self) -> None:
        """In the search, another key shows all again: there the list's own takes back a letter."""
        self.query_one("#found", Line).show(self._found_words(self._listed))

    def on_input_changed(self) -> None:
        self._show_list(best=bool(self.query_text.strip()))

    def action_read(self) -> None:
        """Go to the text; it takes the list's place where there is no room for both."""
        if self.current is not None:
            self.add_class("reading")
            self._show_text()
            self.query_one("#text", TextPane).focus()

    def action_unread(self) -> None:
        if self.query_one(Rows).has_focus:
            self.say("This is the list already.")
        self._to_list()

    def _to_list(self) -> None:
        self.remove_class("reading")
        self._show_text()
        self.query_one(Rows).focus()

    def action_back(self) -> None:
        if self.has_class("reading"):
            self._to_list()
        elif self.query_text or self.filters.any or self.view != "exercises":
            self._clear()
        else:
            super().action_back()

    def action_search(self) -> None:
        self.remove_class("reading")
        self._show_text()
        self.query_one(SearchLine).focus()

    def action_clear(self) -> None:
        if not (self.query_text or self.filters.any) and self.view == "exercises":
            self.say("Every exercise is shown already.")
        self._clear()

    def _clear(self) -> None:
        self.filters, self.view = Filters(), "exercises"
        keep = self.query_one(Rows).cursor_id
        with self.prevent(SearchLine.Changed):
            self.query_one(SearchLine).value = ""
        self._show_list(keep)

    def action_view(self) -> None:
        """The next of exercises, routines, cue cards and, where there are some, hidden ones."""
        views: tuple[View, ...] = ("exercises", "routines", "cue cards")
        if self.context.catalogue.hidden():
            views = (*views, "hidden")
        at = views.index(self.view) if self.view in views else -1
        self.view = views[(at + 1) % len(views)]
        with self.prevent(SearchLine.Changed):
            self.query_one(SearchLine).value = ""
        self._show_list()
        self._to_list()

    def action_filter(self) -> None:
        from screens.exercises.filters import FiltersDialog

        def chosen(filters: Filters) -> None:
            self.filters, self.view = filters, "exercises"
            self._show_list()

        self.context.ask(FiltersDialog(self.context.catalogue, self.query_text, self.filters), chosen)

    def action_climb(self, by: int) -> None:
        """Go to the easier or the harder exercise of the ladder."""
        current = self.current
        if not isinstance(current, Exercise):
            self.say("Only an exercise has an easier and a harder one.")
            return
        id, said = (current.harder_id, current.harder) if by > 0 else (current.easier_id, current.easier)
        word = "harder" if by > 0 else "easier"
        if not id or id not in self.context.catalogue:
            self.say(f"No {word} exercise here{f'; make it {word}: {said}' if said else ''}.")
            return
        if id not in [row.id for row in self.query_one(Rows).rows]:
            self._clear()
        self._show_list(id)

    def action_start(self) -> None:
        """Start a session with what the cursor is on, or add the exercise to the open one."""
        current = self.current
        if isinstance(current, Exercise):
            started = start_exercise(self.context, current)
        elif isinstance(current, Routine):
            started = start_routine(self.context, current)
        else:
            self.say("A cue card is there to be read: choose an exercise or a routine to start.")
            return
        if started:
            self.context.go(ToScreen("session"))

    def action_add(self) -> None:
        if isinstance(self.current, Exercise):
            own.add_to_routine(self.context, self.current, self._show_routine)
        else:
            self.say("Only an exercise is added to a routine.")

    def action_own(self) -> None:
        """Write an exercise of one's own; in the routines' view, a routine."""
        if self.view == "routines":
            own.new_routine(self.context, self._show_routine)
        else:
            own.new_exercise(self.context, self.show_item)

    def action_copy(self) -> None:
        if isinstance(self.current, Exercise):
            own.new_exercise(self.context, self.show_item, after=self.current)
        elif isinstance(self.current, Routine):
            own.copy_routine(self.context, self.current, self._show_routine)
        else:
            self.say(NO_CUE)

    def action_edit(self) -> None:
        """Edit one's own; remark on a built-in exercise; copy a built-in routine."""
        if isinstance(self.current, Exercise):
            own.edit_exercise(self.context, self.current)
        elif isinstance(self.current, Routine):
            own.edit_routine(self.context, self.current, self._show_routine)
        else:
            self.say(NO_CUE)

    def action_remove(self) -> None:
        """Remove one's own; hide a built-in exercise, or show it again."""
        if isinstance(self.current, Exercise):
            own.remove_exercise(self.context, self.current)
        elif isinstance(self.current, Routine):
            own.remove_routine(self.context, self.current)
        else:
            self.say(NO_CUE)

    def arrive(self, to: Destination) -> None:
        """Write an exercise or a routine of one's own."""
        if isinstance(to, ToOwn):
            self.view = "routines" if to.kind == "routines" else "exercises"
            self._show_list()
            self.action_own()

    def _show_routine(self, id: str) -> None:
        self.show_item(id, "routines")

    def show_item(self, id: str, view: View = "exercises") -> None:
        """Put the cursor on an exercise or a routine by id, whatever the search."""
        self._clear()
        self.view = view
        self._show_list(id)
