"""The second pane of the screen Session: the checklist, and what its keys do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget

from journal.entries import Item, Session, Set
from journal.errors import SurefootError
from journal.rules import session as edits
from journal.rules.history import live_items, live_sets
from journal.rules.one_line import Values
from journal.rules.overview import overview
from journal.rules.prefill import add
from journal.rules.timers import is_timed, lengthened, start_hold, start_rest, ticked, without_timer
from library.routine import PlannedDose, RoutineItem
from screens import starting
from screens.dialogs import session_forms as forms
from screens.session_rows import (
    MARK_COLUMN,
    checklist_rows,
    last_words,
    panel,
    progress_line,
    sized,
)
from screens.session_timing import TimingActions
from screens.widgets.rows import Rows
from screens.widgets.session_checklist import Checklist
from screens.widgets.session_panel import SessionPanel
from screens.widgets.timer import TimerLine

LENGTHEN_S = 15.0


class ProgressLine(Widget):
    """How far the session is; drawn in one go."""

    DEFAULT_CSS = "ProgressLine { height: 1; padding: 0 1; }"
    session: Session | None = None
    now: datetime | None = None

    def show(self, session: Session, now: datetime) -> None:
        """Show this session as of now."""
        before = None if self.session is None or self.now is None else self._line(self.session, self.now)
        self.session, self.now = session, now
        if before is None or not before.is_same(self._line(session, now)):
            self.refresh()

    def _line(self, session: Session, now: datetime) -> Any:
        return progress_line(session, now, max(20, self.content_size.width))

    def render(self) -> Any:
        return "" if self.session is None or self.now is None else self._line(self.session, self.now)


class SetList(Vertical):
    """Progress, the sets, what is known of the current one, the timer: always on the screen together."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "screen.log", "Log", id="session.log", tooltip="Log the set as shown, and on to the next"),
        Binding("plus,equals_sign", "screen.adjust(1)", "More", id="session.more", show=False, tooltip="A rep, 5 s or 5 m more"),
        Binding("minus", "screen.adjust(-1)", "Less", id="session.less", show=False, tooltip="A rep, 5 s or 5 m less"),
        Binding("greater_than_sign,full_stop", "screen.load(1)", "Load", id="session.heavier", show=False,
                tooltip="Half a kilogram (a pound) more, or the next band"),
        Binding("less_than_sign,comma", "screen.load(-1)", "Load", id="session.lighter", show=False,
                tooltip="Half a kilogram (a pound) less, or the band before"),
        Binding("i", "screen.line", "Type", id="session.line", show=False, tooltip="Type the set: 12, 12x5kg, 45s, = as last time"),
        Binding("e", "screen.edit_set", "Edit", id="session.edit", show=False, tooltip="Every field of this set"),
        Binding("s", "screen.skip", "Skip", id="session.skip", tooltip="Skip this set: sore, or another reason"),
        Binding("z", "screen.shaky", "Shaky", id="session.shaky", show=False, tooltip="Log the set as shaky"),
        Binding("p", "screen.during", "Sore", id="session.during", show=False, tooltip="How sore each ankle is during this"),
        Binding("w", "screen.swap", "Swap", id="session.swap", show=False, tooltip="An easier, harder or other exercise instead"),
        Binding("v", "screen.text", "Text", id="session.text", show=False, tooltip="The exercise in full: steps, care, muscles"),
        Binding("f", "screen.finish", "End", id="session.finish", tooltip="Finish, finish short, postpone or abandon"),
        Binding("a", "screen.add", "Add", id="session.add", show=False, tooltip="Add an exercise below this one"),
        Binding("o", "screen.more_sets", "Set", id="session.more-sets", show=False, tooltip="One more set of this"),
        Binding("d", "screen.drop_set", "Drop", id="session.drop-set", show=False, tooltip="Drop this set"),
        Binding("D", "screen.drop_item", "Drop", id="session.drop-item", show=False, tooltip="Drop this exercise"),
        Binding("J,shift+down", "screen.move(1)", "Down", id="session.down", show=False, tooltip="Move it down"),
        Binding("K,shift+up", "screen.move(-1)", "Up", id="session.up", show=False, tooltip="Move it up"),
        Binding("x", "screen.stop_timer", "Stop", id="session.stop", show=False, tooltip="Skip the rest, stop a timer"),
        Binding("right_square_bracket", "screen.lengthen(1)", "Rest", id="session.longer", show=False,
                tooltip="15 s more for the timer"),
        Binding("left_square_bracket", "screen.lengthen(-1)", "Rest", id="session.shorter", show=False,
                tooltip="15 s less for the timer"),
        Binding("m", "screen.rest", "Rest", id="session.rest", show=False, tooltip="A rest of any length"),
    ]  # fmt: skip
    DEFAULT_CSS = "SetList Checklist { height: 1fr; }"

    def compose(self) -> ComposeResult:
        yield ProgressLine()
        yield Checklist(id="sets")
        yield SessionPanel(id="current")
        yield TimerLine()

    def on_mount(self) -> None:
        self.query_one(Checklist).mark_column = MARK_COLUMN

    def take_focus(self) -> None:
        """Put the focus where the keys are."""
        self.query_one(Checklist).focus()


class SetActions(TimingActions):
    """What the keys of the checklist do: one edit of the session each."""

    _shown: str = ""

    def show_session(self, session: Session) -> None:
        """The checklist as of now; the cursor stays on its set, or goes to the next one when it is entered."""
        sets = self.query_one("#sets", Checklist)
        cursor = None
        if self._shown != session.id:
            self._shown = session.id
            cursor = self._timed_or_next(session)
        sets.show(checklist_rows(session, self.settings.load), cursor)
        self.detail(self.state_words(session))
        self.query_one(ProgressLine).show(session, self.clock.now())
        self._show_current(session)

    @staticmethod
    def _timed_or_next(session: Session) -> str | None:
        """The set a running timer is for, else the next one to do, else the first."""
        ids = {set.id for item in live_items(session) for set in live_sets(item)}
        if session.timer is not None and session.timer.set in ids:
            return session.timer.set
        found = edits.next_set(session)
        return found[1].id if found else next(iter(ids), None)

    def leave(self) -> None:
        self._shown = ""
        super().leave()

    @property
    def current(self) -> tuple[Item, Set] | None:
        """The set under the cursor with its item."""
        session, id = self.session, self.query_one("#sets", Checklist).cursor_id
        if session is None or id is None:
            return None
        try:
            return edits.find_set(session, id)
        except SurefootError:
            return None

    def _show_current(self, session: Session) -> None:
        found = self.current
        item, set = found if found else (None, None)
        last = ""
        if item is not None and set is not None:
            before, at = self._last_time(item, session)
            last = last_words(before, set, at, self.clock.now().date(), self.settings.load)
        exercise = self.exercise(item.exercise) if item else None
        shown = panel(session, set.id if set else None, exercise, last, self.settings.load)
        self.query_one("#current", SessionPanel).show(shown.title, shown.lines)
        self.show_timer(session, found)

    def _last_time(self, item: Item, session: Session) -> tuple[Item | None, Any]:
        """The newest earlier item of the exercise with something done, and its day."""
        since = (session.started_at - starting.YEAR).date()
        for earlier in reversed(self.journal.of_kind(Session, since, session.started_at.date())):
            if earlier.id == session.id or earlier.state == "open" or earlier.started_at > session.started_at:
                continue
            for each in reversed(live_items(earlier)):
                if each.exercise == item.exercise and any(set.result for set in live_sets(each)):
                    return each, earlier.started_at.date()
        return None, None

    def _last_set(self, item: Item, set: Set, session: Session) -> Set | None:
        """The set in the same place last time."""
        before, _ = self._last_time(item, session)
        if before is None:
            return None
        done = [each for each in live_sets(before) if each.side == set.side and each.result is not None]
        at = [each.id for each in live_sets(item) if each.side == set.side].index(set.id)
        return done[min(at, len(done) - 1)] if done else None

    def on_rows_highlighted(self, message: Rows.Highlighted) -> None:
        session = self.session
        if message.rows.id == "sets" and session is not None:
            self._show_current(session)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        if message.rows.id == "sets":
            self.action_hold()

    def on_checklist_ticked(self) -> None:
        self.action_log()

    # one set

    def action_log(self) -> None:
        """Log the set as shown and go to the next one."""
        self._log()

    def action_shaky(self) -> None:
        """Log the set as shaky; mark one that is logged."""
        found = self.current
        if found is not None and found[1].result is not None:
            id, now = found[1].id, self.clock.now()
            self.edit(lambda session: edits.edit_set(session, id, now, result="shaky"), f"{self._named(*found)} shaky")
            return
        self._log(Values(shaky=True))

    def _log(self, values: Values | None = None) -> None:
        session, found = self.session, self.current
        if session is None or found is None:
            return
        item, set = found
        if set.result is not None:
            following = edits.next_set(session, set.id)
            if following is None:
                self.say("All sets are logged: f ends the session.")
            else:
                self.query_one("#sets", Checklist).move_to(following[1].id)
                self.say("That set is logged already; this is the next one.")
            return
        edit: Callable[[Session], Session]
        if self.is_live(session):
            edit = partial(ticked, id=set.id, now=self.clock.now(), pauses=self.pauses(session), values=values)
        else:
            edit = partial(edits.log, id=set.id, now=self.clock.now(), values=values, at=self.moment_of(session))
        if self.edit(edit, self._named(item, set)):
            self.go_on_after(set.id)

    def go_on_after(self, id: str) -> None:
        """Put the cursor on the next set to do."""
        session = self.session
        following = edits.next_set(session, id) if session else None
        if following is not None:
            self.query_one("#sets", Checklist).move_to(following[1].id)
        elif session is not None and session.state == "open":
            self.say("All sets are done: f ends the session.")

    def _named(self, item: Item, set: Set) -> str:
        side = "" if set.side == "both" else f", {set.side}"
        return f"{item.name or item.exercise}{side}: {sized(set, item, self.settings.load)}"

    def action_hold(self) -> None:
        """Start the hold's timer, or stop it and keep what was held; other sets are edited."""
        session, found = self.session, self.current
        if session is None or found is None:
            return
        item, set = found
        timer = session.timer
        if not is_timed(item) or set.result is not None or not self.is_live(session):
            self.action_edit_set()
            return
        now, pauses = self.clock.now(), self.pauses(session)
        if timer is not None and timer.set == set.id and timer.deadline > now:
            if timer.purpose == "hold":
                self._log()
                return
            if timer.purpose == "lead-in":
                self.action_stop_timer()
                return
        self.edit(lambda fresh: start_hold(fresh, set.id, now, pauses), "timer", undoable=False)

    def action_adjust(self, steps: int) -> None:
        """More or less of what the set counts."""
        self._change(lambda session, id, now: edits.adjusted(session, id, steps, now))

    def action_load(self, steps: int) -> None:
        """More or less load, or another band."""
        step_kg = 0.5 if self.settings.load == "kg" else 0.453592
        self._change(lambda session, id, now: edits.loaded(session, id, steps, now, step_kg=step_kg))

    def _change(self, change: Callable[[Session, str, datetime], Session], words: str = "") -> None:
        found = self.current
        if found is None:
            return
        now = self.clock.now()
        label = f"changed {words or self._named(*found)}"
        self.edit(lambda session: change(session, found[1].id, now), label)

    def action_line(self) -> None:
        """Type the set in one line."""
        session, found = self.session, self.current
        if session is None or found is None:
            return
        item, set = found
        last = self._last_set(item, set, session)

        def keep(values: dict[str, Any] | None) -> None:
            if values is None:
                return
            said = forms.line_values(item, last, values, self.settings.load)
            if set.result is None:
                self._log(said)
            else:
                now = self.clock.now()
                self.edit(
                    lambda fresh: edits.log(fresh, set.id, now, values=said, at=set.done_at), self._named(item, set)
                )

        self.app.push_screen(forms.line_form(item, last, self.clock.now, self.settings.load), keep)

    def action_edit_set(self) -> None:
        """Every field of the set."""
        session, found = self.session, self.current
        if session is None or found is None:
            return
        item, set = found

        def keep(values: dict[str, Any] | None) -> None:
            if values is None:
                return
            changes = forms.set_changes(item, set, values, self.moment_of(session), self.settings.load)
            now = self.clock.now()

            def change(fresh: Session) -> Session:
                fresh = edits.edit_set(fresh, set.id, now, **changes)
                if values["note"] != item.note:
                    fresh = edits.edit_item(fresh, item.id, now, note=values["note"])
                return fresh

            self.edit(change, f"edited {self._named(item, set)}")

        self.app.push_screen(forms.set_form(item, set, self.clock.now, self.settings.load), keep)

    def action_skip(self) -> None:
        """Skip the set, or the rest of the exercise, and say why."""
        from screens.dialogs.session_choices import SkipDialog

        found = self.current
        if found is None:
            return
        item, set = found

        def keep(answer: str | None) -> None:
            session = self.session
            if answer is None or session is None:
                return
            at = self.moment_of(session)
            rest = (
                [each.id for each in live_sets(item) if each.result is None] if answer.startswith("all") else [set.id]
            )

            def change(fresh: Session) -> Session:
                for id in rest:
                    fresh = edits.skip(fresh, id, at, sore=answer.endswith("sore"))
                return without_timer(fresh)

            if self.edit(change, f"skipped {self._named(item, set)}"):
                self.go_on_after(rest[-1] if rest else set.id)

        self.app.push_screen(SkipDialog(), keep)

    def action_during(self) -> None:
        """How sore each ankle is during the exercise."""
        found = self.current
        if found is None:
            return
        item = found[0]

        def keep(values: dict[str, Any] | None) -> None:
            if values is not None:
                now, left, right = self.clock.now(), values["left"], values["right"]
                self.edit(
                    lambda session: edits.during(session, item.id, now, left, right), f"soreness during {item.name}"
                )
                if max(left or 0, right or 0) > self.settings.amber_max:
                    self.say("That is too much: stop this one, or swap it for an easier one (w).", error=True)

        self.app.push_screen(forms.during_form(item, self.clock.now), keep)

    def action_text(self) -> None:
        """The exercise in full."""
        from screens.dialogs.session_text import ExerciseText

        found = self.current
        exercise = self.exercise(found[0].exercise) if found else None
        if exercise is None:
            self.say("This exercise is no longer in the library.", error=True)
        else:
            self.app.push_screen(ExerciseText(exercise, self.catalogue, self.settings.load))

    # the list of exercises

    def action_swap(self) -> None:
        """Another exercise in this one's place."""
        from screens.dialogs.session_choices import SwapDialog

        found = self.current
        exercise = self.exercise(found[0].exercise) if found else None
        if found is None or exercise is None:
            self._pick("Swap for which exercise?", self._swap_to)
            return
        rungs = self.catalogue.ladder(exercise.id)
        suggested = next((rung.id for rung in rungs if rung.name in found[0].reason and rung.id != exercise.id), None)

        def keep(answer: str | None) -> None:
            if answer == "other":
                self._pick("Swap for which exercise?", self._swap_to)
            elif answer is not None:
                self._swap_to(answer)

        self.app.push_screen(SwapDialog(f"Instead of {exercise.name}", rungs, exercise.id, suggested), keep)

    def _swap_to(self, id: str) -> None:
        found, exercise = self.current, self.exercise(id)
        if found is None or exercise is None:
            return
        now, ready = self.clock.now(), starting.preparing(self)
        item = found[0].id
        if self.edit(
            lambda session: edits.swapped(session, item, exercise, ready, now), f"swapped for {exercise.name}"
        ):
            self._go_to_newest()

    def action_add(self) -> None:
        """Add an exercise below this one."""
        self._pick("Add which exercise?", self._add)

    def _add(self, id: str) -> None:
        exercise = self.exercise(id)
        if exercise is None:
            return
        found, now, ready = self.current, self.clock.now(), starting.preparing(self)
        planned = RoutineItem(exercise.id, PlannedDose.of(exercise))
        after = found[0].id if found else None
        if self.edit(lambda session: add(session, planned, ready, now, after=after), f"added {exercise.name}"):
            self._go_to_newest()

    def _pick(self, title: str, then: Callable[[str], None]) -> None:
        from screens.dialogs.pick_exercise import PickExercise

        self.app.push_screen(PickExercise(self.catalogue, title), lambda id: then(id) if id else None)

    def _go_to_newest(self) -> None:
        """Put the cursor on the first set of the item added last."""
        session = self.session
        if session is not None and session.items:
            sets = live_sets(session.items[-1])
            if sets:
                self.query_one("#sets", Checklist).move_to(sets[0].id)

    def action_more_sets(self) -> None:
        """One more set, on each side the exercise is done on."""
        self._change_item(edits.add_round, "a set more of")

    def action_drop_set(self) -> None:
        """Drop the set."""
        self._change(lambda session, id, now: edits.drop_set(session, id, now))

    def action_drop_item(self) -> None:
        """Drop the exercise."""
        self._change_item(edits.drop_item, "dropped")

    def action_move(self, by: int) -> None:
        """Move the exercise up or down."""
        self._change_item(lambda session, id, now: edits.moved(session, id, by, now), "moved")

    def _change_item(self, change: Callable[[Session, str, datetime], Session], verb: str) -> None:
        found = self.current
        if found is not None:
            item, now = found[0], self.clock.now()
            self.edit(lambda session: change(session, item.id, now), f"{verb} {item.name or item.exercise}")

    # timers and the end

    def action_stop_timer(self) -> None:
        """Skip the rest, or stop a timer without logging."""
        session = self.session
        if session is not None and session.timer is not None:
            self.edit(without_timer, "timer", undoable=False)

    def action_lengthen(self, by: int) -> None:
        """Fifteen seconds more or less."""
        session = self.session
        if session is not None and session.timer is not None and session.timer.purpose == "rest":
            now = self.clock.now()
            self.edit(lambda fresh: lengthened(fresh, by * LENGTHEN_S, now), "timer", undoable=False)

    def action_rest(self) -> None:
        """A rest of any length."""
        found = self.current
        if found is None:
            return
        item = found[0]

        def keep(values: dict[str, Any] | None) -> None:
            if values is None:
                return
            now, rest_s = self.clock.now(), values["rest"]

            def change(session: Session) -> Session:
                if values["keep"]:
                    fresh = edits.find_item(session, item.id)
                    dose = edits.rested(fresh.dose, rest_s)
                    session = edits.edit_item(session, item.id, now, dose=dose)
                return start_rest(session, rest_s, now) if self.is_live(session) else session

            self.edit(change, f"rest of {item.name or item.exercise}")

        self.app.push_screen(forms.rest_form(item.dose.rest_s, self.clock.now), keep)

    def action_finish(self) -> None:
        """End the session; the check-in after it follows."""
        session = self.session
        if session is None:
            return
        backdated = session.state == "open" and not self.is_live(session)
        minutes = None
        if backdated:
            gone = overview(session, self.moment_of(session)).elapsed_s
            minutes = max(1, round(gone / 60))

        def keep(values: dict[str, Any] | None) -> None:
            if values is None:
                return
            if session.state != "open":
                at = session.finished_at or session.started_at
            elif backdated:
                at = min(self.clock.now(), session.started_at + timedelta(minutes=values["minutes"]))
            else:
                at = self.clock.now()
            state = values["state"]
            change = partial(edits.closed, state=state, at=at, rpe=values["rpe"], note=values["note"])
            if self.edit(change, f"{state} {session.name or 'session'}"):
                self._after(session, state)

        self.app.push_screen(forms.end_form(session, edits.is_complete(session), minutes, self.clock.now), keep)

    def _after(self, session: Session, state: str) -> None:
        """Back to the choice; for a session just done, ask how the ankles are."""
        was_open, live = session.state == "open", self.is_live(session)
        self.leave()
        if was_open and live and state in ("finished", "short", "abandoned"):
            from screens.dialogs.check_in import rate_ankles

            rate_ankles(
                self.surefoot, moment="after", after=session.id, intro="How are both ankles after this session?"
            )
