"""The pane of the session under way: its sets, its keys, and what each key does: one verb of the editor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, NamedTuple, TypeVar

import msgspec
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from journal.dates import short_day
from journal.entries import Item, Session, Set
from journal.errors import SurefootError
from journal.rules.done.history import live_items, sets_in
from journal.rules.training.session import is_complete
from journal.rules.training.timers import read
from screens.drawing.columns import BARS, EDGES, columns
from screens.drawing.key import Key, quiet, with_keys, writing
from screens.frame.context import Context
from screens.frame.dialog import Dialog
from screens.frame.screen import JournalScreen
from screens.session import forms
from screens.session.checklist_words import below_sets, checklist_rows, set_title
from screens.session.chooser import Choices
from screens.session.editor import Done, SessionEditor
from screens.session.held import columns_of, drawing
from screens.session.known import SHAKY
from screens.session.panel import SessionPanel
from screens.session.progress import ProgressLine
from screens.session.set_lines import last_words, set_lines
from screens.session.set_rows import Checklist
from screens.session.timer import FigureRows, TimerLine
from screens.session.timer_words import timer_view
from screens.session.under_way import has_timer, is_item_begun, is_live, timed_or_next
from screens.session.words import head_words
from screens.widgets.columns import Column
from screens.widgets.keyed import Keyed
from screens.widgets.line import PassingLine
from screens.widgets.room import OneLine
from screens.widgets.rows import as_rows
from screens.widgets.timer_loop import TimerLoop, bell_between

R = TypeVar("R")
LISTED = 48
"""Cells of the sets where there are two columns, the thin line beside them included."""
NO_EXERCISE = "No exercise yet: {session.add} adds one, {session.finish} ends the session."
HEAVIER, LIGHTER = "greater_than_sign,full_stop", "less_than_sign,comma"


class Here(NamedTuple):
    """The set under the cursor, with all it is in."""

    editor: SessionEditor
    session: Session
    item: Item
    set: Set


class ChecklistPane(Keyed, Vertical):
    """Progress, the sets, what is known of the current one, the timer: always on the screen together.

    Where there are two columns the sets have one of them; where there are three, the next exercise stands in the last.
    """

    KEYS = (
        *writing(
            Key("space", "verb('log')", "Log", "session.log", "Log the set as shown, and on to the next"),
            *quiet(
                Key("plus,equals_sign", "verb('adjust', 1)", "More", "session.more", "A rep, 5 s or 5 m more"),
                Key("minus", "verb('adjust', -1)", "Less", "session.less", "A rep, 5 s or 5 m less"),
                Key(HEAVIER, "verb('load', 1)", "Heavier", "session.heavier", "Half a kilo more, or the next band"),
                Key(LIGHTER, "verb('load', -1)", "Lighter", "session.lighter", "Half a kilo less, or the band before"),
                Key(
                    "i", "line", "Type", "session.line", "Type the set: 12, 12x5kg, 45s, = as last time", to_field=True
                ),
                Key("e", "edit_set", "Edit", "session.edit", "Every field of this set"),
            ),
            Key("s", "skip", "Skip", "session.skip", "Skip this set: sore, or another reason"),
            *quiet(
                Key("z", "verb('shaky')", "Shaky", "session.shaky", "Log the set as shaky"),
                Key("backspace", "verb('untick')", "To do", "session.untick", "Take the tick of this set back"),
                Key("p", "during", "Sore", "session.during", "How sore each ankle is during this exercise"),
                Key("w", "swap", "Swap", "session.swap", "An easier, a harder or another exercise instead"),
            ),
        ),
        Key("v", "text", "Text", "session.text", "The exercise in full: steps, care, muscles", show=False),
        *writing(
            Key("f", "finish", "End", "session.finish", "Finish, finish short, postpone or abandon"),
            *quiet(
                Key("a", "add", "Add", "session.add", "Add an exercise below this one", to_field=True),
                Key(
                    "o",
                    "verb('more_sets')",
                    "One set more",
                    "session.more-sets",
                    "One set more of this exercise, on each side",
                ),
                Key("d", "drop('drop_set')", "Drop set", "session.drop-set", "Drop this set"),
                Key("D", "drop('drop_item')", "Drop exercise", "session.drop-item", "Drop this exercise"),
                Key("J,shift+down", "verb('move', 1)", "Move down", "session.down", "Move this exercise down"),
                Key("K,shift+up", "verb('move', -1)", "Move up", "session.up", "Move this exercise up"),
                Key(
                    "x",
                    "timer('stop_timer')",
                    "Stop timer",
                    "session.stop",
                    "Skip the rest, or stop a timer without logging",
                ),
                Key("right_square_bracket", "timer('lengthen', 1)", "Longer rest", "session.longer", "15 s more rest"),
                Key(
                    "left_square_bracket", "timer('lengthen', -1)", "Shorter rest", "session.shorter", "15 s less rest"
                ),
                Key("m", "rest", "Rest", "session.rest", "A rest of any length"),
            ),
        ),
    )
    DEFAULT_CSS = """
    ChecklistPane #body { height: 1fr; }
    ChecklistPane Checklist { height: 1fr; width: 1fr; }
    ChecklistPane #doing { height: auto; }
    ChecklistPane #next { width: 1fr; display: none; }
    ChecklistPane #stopped { color: $error; padding: 0 1; }
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._editor: SessionEditor | None = None
        self._dropped = ""
        """The set the cursor was on when it, or its exercise, was dropped: should it come back, the cursor does too."""
        self._done: frozenset[str] = frozenset()
        """The sets that had a result when last shown: to one that is taken back the cursor goes."""
        self._loop = TimerLoop(self.set_timer, self.look, lambda: self.app.bell())

    def compose(self) -> ComposeResult:
        yield PassingLine(id="stopped")
        yield ProgressLine()
        with Vertical(id="body"):
            yield Checklist(id="sets")
            with Vertical(id="doing"):
                yield SessionPanel(id="current")
                yield TimerLine()
            yield Column(id="next")

    def on_resize(self, event: events.Resize) -> None:
        """Where there are three columns, what is done now has the one that words are read in with ease."""
        widths = columns(event.size.width)
        is_three = len(widths) > 2
        self.query_one("#doing").styles.width = widths[0] if is_three else None
        self._sets.styles.width = widths[1] if is_three else None

    def why_not(self, id: str, label: str) -> str:
        if self.display or self.context.journal.read_only:
            return super().why_not(id, label)
        return f"{label}: only in a session; {self.key_of('session.start', Choices)} begins one."

    def take_focus(self) -> None:
        self._sets.focus()

    # what is shown

    @property
    def _sets(self) -> Checklist:
        return self.query_one(Checklist)

    @property
    def _here(self) -> Here | None:
        if self._editor is not None and (id := self._sets.cursor_id) is not None:
            with suppress(SurefootError):
                return Here(self._editor, *self._editor.find(id))
        return None

    @property
    def _asked(self) -> Here | None:
        """The same for a key that is about a set; where there is none it is said."""
        if (here := self._here) is None:
            self.context.say(with_keys(NO_EXERCISE, self.key_of), error=True)
        return here

    def show_session(self, editor: SessionEditor | None) -> None:
        """The checklist as of now; the cursor stays on its set, or goes to the next one in a session just entered."""
        entered, self._editor = editor is not self._editor, editor
        session = editor.session if editor is not None else None
        if editor is None or session is None:
            self._loop.look_in(None)
            return
        cursor = None
        sets = [each for _, each in sets_in(session)]
        undone = next((each.id for each in sets if each.result is None and each.id in self._done), None)
        self._done = frozenset(each.id for each in sets if each.result is not None)
        if entered:
            cursor, self._dropped = timed_or_next(session), ""
        elif undone is not None:
            cursor = undone
        elif any(each.id == self._dropped for each in sets):
            cursor, self._dropped = self._dropped, ""
        now, began = self.context.clock.now(), session.started_at.date()
        rows, widths = [*checklist_rows(session, self.context.settings.load, now)], columns(self.screen.size.width)
        if len(widths) > 1:
            rows += below_sets(session, (widths[1] if len(widths) > 2 else LISTED) - EDGES - 1)
        self._sets.show(rows, cursor)
        self.query_ancestor(JournalScreen).detail(editor.title(session))
        day = "" if is_live(session) else short_day(began, now.date())
        self.query_one(ProgressLine).show(session, now, editor.pacing(session), day)
        barred = any(editor.why_not(session, *each) for each in sets_in(session))
        head = head_words(editor.found, barred) if is_live(session) else ""
        self.query_one("#stopped", PassingLine).show(Content.styled(head, "bold"))
        self._show_current(session)
        self._keep_time(editor)

    def _show_current(self, session: Session) -> None:
        """What is known of the set under the cursor, and what enter does there."""
        unit, one_set, enter = self.context.settings.load, None, "open"
        title: Content | OneLine = Content(with_keys(NO_EXERCISE, self.key_of))
        told: list[tuple[str, str]] = []
        if (here := self._here) is not None:
            editor, session, item, one_set = here
            title, exercise = set_title(item, one_set, unit), editor.exercise(item.exercise)
            last = last_words(editor.last_time(item, one_set), item, self.context.today, unit)
            barred, asks = editor.why_not(session, item, one_set), editor.asks(item, one_set)
            rests = editor.found.load == "stop"
            told = [*set_lines(item, one_set, exercise, last, self.key_of, barred=barred, asks=asks, rests=rests)]
            ending = session.state == "open" and is_complete(session)
            timed = has_timer(session, item, one_set) and not barred
            enter = "end" if ending else "choose" if timed else "open"
            if editor.is_guiding and session.timer is not None:
                enter = "pause" if session.timer.paused_at is None else "go_on"
        self._sets.enter = "" if self.context.journal.read_only else enter
        self.query_one(SessionPanel).show(title, told)
        self._show_next(session, here.item if here is not None else None)
        self._show_timer(session, one_set)

    def _show_next(self, session: Session, current: Item | None) -> None:
        """Where there are three columns, the exercises after the one under the cursor, as many as there is room for."""
        widths, items = columns(self.screen.size.width), live_items(session)
        after = items[[item.id for item in items].index(current.id) + 1 :] if current is not None else ()
        column = self.query_one("#next", Column)
        column.display = bool(after) and len(widths) > 2 and not self.context.settings.screen_reader
        if column.display:
            draw, room = drawing(self.context.catalogue, after[0]), [widths[-1] - EDGES]
            [lines] = columns_of((), after, draw, room, self.screen.size.height - BARS - 1)
            column.show(as_rows(lines))

    def _show_timer(self, session: Session, one_set: Set | None = None) -> None:
        now, unit = self.context.clock.now(), self.context.settings.load
        view = timer_view(session, now, unit, one_set, self._may_follow(session))
        line = self.query_one(TimerLine)
        line.show(msgspec.structs.replace(view, hint=with_keys(view.hint, self.key_of)), *self._movement(session))
        self.query_one(SessionPanel).most = 5 if line.is_framed else 9

    def _may_follow(self, session: Session) -> Callable[[Item, Set], bool]:
        """Whether a set that comes next may be done today."""
        editor = self._editor
        return lambda item, one_set: editor is None or not editor.why_not(session, item, one_set)

    def _movement(self, session: Session) -> tuple[FigureRows, Sequence[str], int]:
        """The figure of the exercise the timer runs for, else of the one under the cursor, its steps, and which of them
        is to be done now; nothing of one that is not for today.
        """
        from screens.drawing.figure import rows_of

        here, timer = self._here, session.timer
        item = here.item if here is not None and not here.editor.why_not(session, here.item, here.set) else None
        if timer is not None:
            item = next((each for each in session.items if each.id == timer.item), item)
        exercise = self._editor.exercise(item.exercise) if item is not None and self._editor is not None else None
        if item is None or exercise is None:
            return (), (), 0
        figure = self.context.catalogue.figure(exercise.id)
        now = figure.step if figure is not None and is_item_begun(session, item) else 1
        drawn = () if figure is None or self.context.settings.screen_reader else rows_of(figure)
        return drawn, exercise.steps, now

    def on_rows_highlighted(self) -> None:
        if self._editor is not None and (session := self._editor.session) is not None:
            self._show_current(session)

    # what a key does

    def _ask(self, dialog: Dialog[R], verb: Callable[[R], Done | None]) -> None:
        """Ask, do one verb with the answer, and show what came of it; nothing when it was left."""

        def answered(answer: R) -> None:
            try:
                done = verb(answer)
            except SurefootError as error:
                done = Done(said=str(error), error=True)
            if done is not None:
                self._show_done(done)

        self.context.ask(dialog, answered)

    def _show_done(self, done: Done) -> None:
        if done.cursor:
            self._sets.move_to(done.cursor)
        if done.said:
            self.query_ancestor(JournalScreen).say(with_keys(done.said, self.key_of), done.error)
        if done.ask_signs:
            from screens.entries.check_in.stop_signs import ask_stop_signs

            ask_stop_signs(self.context)
        if done.ask_ankles:
            from screens.entries.check_in.ask import rate_ankles

            intro = "How are both ankles after this session?"
            rate_ankles(self.context, after=done.ask_ankles, intro=intro)

    def on_rows_chosen(self) -> None:
        if self._sets.enter == "end":
            self.action_finish()
        else:
            self.on_timer_line_pressed()

    def on_timer_line_pressed(self) -> None:
        """Start or stop the set's timer; one that has none is edited."""
        if self._asked is None or self.context.journal.read_only:
            return
        if self._sets.enter in ("choose", "pause", "go_on"):
            self.action_verb("hold")
        else:
            self.action_edit_set()

    async def on_checklist_ticked(self) -> None:
        here = self._here
        await self.run_action("verb('untick')" if here is not None and here.set.result is not None else "verb('log')")

    def action_verb(self, name: str, *arguments: int) -> None:
        """Do the verb of the editor that the key names on the set under the cursor, and show what came of it."""
        if (here := self._asked) is not None:
            self._show_done(getattr(here.editor, name)(here.set.id, *arguments))

    def action_drop(self, verb: str) -> None:
        dropped = self._sets.cursor_id
        self.action_verb(verb)
        self._dropped = dropped or ""

    def action_line(self) -> None:
        if (here := self._asked) is not None:
            editor, _, item, one_set = here
            dialog = forms.line_form(item, one_set, editor.last_set(item, one_set), self.context)
            self._ask(dialog, lambda values: editor.type_line(one_set.id, values["line"]))

    def action_edit_set(self) -> None:
        if (here := self._asked) is not None:
            editor, _, item, one_set = here
            self._ask(forms.set_form(item, one_set, self.context), lambda values: editor.fill(one_set.id, values))

    def action_skip(self) -> None:
        if (here := self._asked) is not None:
            from screens.frame.choosing import ChoosingDialog
            from screens.session.choices import SKIPS

            self._ask(
                ChoosingDialog("Skip", SKIPS),
                lambda answer: here.editor.skip(
                    here.set.id, sore=answer.endswith("sore"), rest=answer.startswith("all")
                ),
            )

    def action_during(self) -> None:
        if (here := self._asked) is not None:
            editor, _, item, one_set = here
            dialog = forms.during_form(item, self.context)
            self._ask(dialog, lambda values: editor.during(one_set.id, values["left"], values["right"]))

    def action_swap(self) -> None:
        """An exercise of the same ladder in this one's place, another one, or none."""
        from screens.session.choices import SwapDialog

        if (here := self._asked) is None:
            return
        editor, session, item, one_set = here
        exercise = editor.exercise(item.exercise)

        def swap(id: str) -> Done:
            return editor.swap(one_set.id, id)

        def answered(answer: str) -> Done | None:
            if answer == "other":
                self._pick("Swap for which exercise?", swap)
                return None
            return editor.skip(one_set.id, sore=why != SHAKY, rest=True) if answer == "skip" else swap(answer)

        if exercise is None:
            self._pick("Swap for which exercise?", swap)
            return
        rungs, why = editor.rungs(session, item, one_set)
        suggested = next((rung.id for rung in rungs if rung.name in item.reason and rung.id != exercise.id), None)
        self._ask(SwapDialog(f"Instead of {exercise.name}", rungs, exercise.id, suggested, why), answered)

    def _pick(self, title: str, verb: Callable[[str], Done]) -> None:
        from screens.entries.exercise.pick import PickExercise

        barred = self._editor.barred if self._editor is not None else lambda _: ""
        self._ask(PickExercise(self.context.catalogue, title, barred), verb)

    def action_text(self) -> None:
        from screens.session.choices import ExerciseText

        here = self._asked
        if here is None:
            return
        exercise = here.editor.exercise(here.item.exercise)
        if exercise is None:
            self.context.say("This exercise is no longer in the library.", error=True)
        else:
            self.context.ask(ExerciseText(exercise, self.context))

    def action_finish(self) -> None:
        """End the session, correct how it ended, or go on with one that has ended."""
        editor = self._editor
        if editor is None or (session := editor.session) is None:
            return

        def answered(values: dict[str, Any]) -> Done:
            if values["state"] == "open":
                return editor.reopen()
            worn = values.get("support", session.support)
            return editor.end(values["state"], values["rpe"], values["note"], values.get("minutes"), worn)

        minutes = editor.minutes(session)
        self._ask(forms.end_form(session, is_complete(session), minutes, self.context), answered)

    def action_add(self) -> None:
        if (editor := self._editor) is not None:
            after = self._sets.cursor_id
            self._pick("Add which exercise?", lambda id: editor.add(id, after))

    def action_timer(self, verb: str, *arguments: int) -> None:
        if self._editor is not None:
            self._show_done(getattr(self._editor, verb)(*arguments))

    def action_rest(self) -> None:
        if (here := self._asked) is not None:
            editor, _, item, one_set = here
            dialog = forms.rest_form(item, self.context)
            self._ask(dialog, lambda values: editor.rest(one_set.id, values["rest"], keep=values["keep"]))

    # the timer

    def _keep_time(self, editor: SessionEditor) -> None:
        """Look again when the timer's next second begins; not while a change waits to be saved."""
        self._loop.look_in(None if self.context.unsaved else editor.next_look())

    def look(self) -> None:
        """Show the timer's second, ring its last ones, and go on when it is over."""
        editor, now = self._editor, self.context.clock.now()
        session = editor.session if editor is not None else None
        if editor is None or session is None or session.timer is None:
            return
        before, done = session.timer, editor.advance()
        after = editor.session
        if done is None or after is None:
            bell = self._loop.bell(before, now)
        else:
            bell = bell_between(before, after.timer)
        if self.context.settings.bell:
            self._loop.ring(bell)
        if done is not None:
            self._show_done(done)
            return
        if read(session.timer, now).is_over:
            self.show_session(editor)
            return
        self._show_timer(session)
        self._keep_time(editor)
