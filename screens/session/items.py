"""What the keys of the checklist do to exercises, timers and the session as a whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from journal.dates import short_day, whole_minutes
from journal.entries import Item, Session
from journal.rules.ankle.light import Light
from journal.rules.done.history import live_items, live_sets
from journal.rules.training import session as edits
from journal.rules.training.easing import as_red
from journal.rules.training.overview import overview
from journal.rules.training.prefill import Preparing, add
from journal.rules.training.timers import lengthened, start_rest
from library.routine import PlannedDose, RoutineItem
from screens.entries import starting
from screens.session import forms
from screens.session.set_rows import Checklist
from screens.session.sets import SetActions
from screens.session.words import STATE_WORDS, lit_words

LENGTHEN_S = 15.0
SHAKY = "A set was shaky"
"""Why an easier exercise comes first though no ankle is sore."""


class ItemActions(SetActions):
    """One edit of the session each."""

    def action_text(self) -> None:
        """The exercise in full."""
        from screens.session.text import ExerciseText

        found = self.current
        exercise = self.exercise(found[0].exercise) if found else None
        if exercise is None:
            self.say("This exercise is no longer in the library.", error=True)
        else:
            self.app.push_screen(ExerciseText(exercise, self.catalogue, self.settings.load))

    # the list of exercises

    def action_swap(self) -> None:
        """Another exercise in this one's place."""
        from screens.session.choices import SwapDialog

        found = self.current
        exercise = self.exercise(found[0].exercise) if found else None
        if found is None or exercise is None:
            self._pick("Swap for which exercise?", self._swap_to)
            return
        rungs = self.catalogue.ladder(exercise.id)
        sore, careful = self._why_easier(found[0])
        suggested = next((rung.id for rung in rungs if rung.name in found[0].reason and rung.id != exercise.id), None)

        def keep(answer: str | None) -> None:
            if answer == "skip":
                self.skip_item("all-other" if careful == SHAKY else "all-sore")
            elif answer == "other":
                self._pick("Swap for which exercise?", self._swap_to)
            elif answer is not None:
                self._swap_to(answer)

        title = f"Instead of {exercise.name}"
        self.app.push_screen(SwapDialog(title, rungs, exercise.id, suggested, sore, careful), keep)

    def _why_easier(self, item: Item) -> tuple[str, str]:
        """Why nothing harder is for today, and why an easier one comes first; empty when that is not so."""
        stands = starting.training(self.context).standing()
        if stands.stopped:
            return "A stop sign is open", ""
        if (session := self.session) is not None and (sore := self._sore(session)):
            return ", ".join(f"{side.capitalize()} {rating} during this session" for side, rating in sore.items()), ""
        if red := lit_words(stands.lights, Light.RED):
            return red, ""
        if any(set.result == "shaky" for set in live_sets(item)):
            return "", SHAKY
        return "", lit_words(stands.lights, Light.AMBER)

    def _swap_to(self, id: str) -> None:
        found, exercise = self.current, self.exercise(id)
        if found is None or exercise is None:
            return
        now, ready = self.clock.now(), self._preparing()
        item = found[0].id
        if self.edit(
            lambda session: edits.swapped(session, item, exercise, ready, now), f"swapped for {exercise.name}"
        ):
            self._go_to_newest()

    def _preparing(self) -> Preparing:
        """What prefills an exercise that joins the session: with an ankle too sore during it, an easier dose."""
        session, ready = self.session, starting.training(self.context).preparing()
        return ready if session is None or not self.is_live(session) else as_red(ready, session)

    def action_add(self) -> None:
        """Add an exercise below this one."""
        self._pick("Add which exercise?", self._add)

    def _add(self, id: str) -> None:
        exercise = self.exercise(id)
        if exercise is None:
            return
        found, now, ready = self.current, self.clock.now(), self._preparing()
        planned = RoutineItem(exercise.id, PlannedDose.of(exercise))
        after = found[0].id if found else None
        if self.edit(lambda session: add(session, planned, ready, now, after=after), f"added {exercise.name}"):
            self._go_to_newest()

    def _pick(self, title: str, then: Callable[[str], None]) -> None:
        from screens.entries.exercise.pick import PickExercise

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
        found = self.current
        self._change(lambda session, id, now: edits.drop_set(session, id, now))
        self.dropped = found[1].id if found else ""

    def action_drop_item(self) -> None:
        """Drop the exercise; the cursor goes to the first set of the next one, else of the one before."""
        found, session = self.current, self.session
        if found is None or session is None:
            return
        items = live_items(session)
        at = [item.id for item in items].index(found[0].id)
        near = [*items[at + 1 : at + 2], *items[max(0, at - 1) : at]]
        self._change_item(edits.drop_item, "dropped")
        sets = live_sets(near[0]) if near else ()
        if sets:
            self.query_one("#sets", Checklist).move_to(sets[0].id)
        self.dropped = found[1].id

    def action_move(self, by: int) -> None:
        """Move the exercise up or down."""
        self._change_item(lambda session, id, now: edits.moved(session, id, by, now), "moved")

    def _change_item(self, change: Callable[[Session, str, datetime], Session], verb: str) -> None:
        found = self.current
        if found is not None:
            item, now = found[0], self.clock.now()
            self.edit(lambda session: change(session, item.id, now), f"{verb} {item.name or item.exercise}")

    # timers and the end

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

        self.app.push_screen(forms.rest_form(item, self.context), keep)

    def action_finish(self) -> None:
        """End the session; the check-in after it follows."""
        session = self.session
        if session is None:
            return
        backdated = session.state == "open" and not self.is_live(session)
        minutes = None
        if backdated:
            gone = overview(session, self.moment_of(session)).elapsed_s
            minutes = max(1, whole_minutes(gone))

        def keep(values: dict[str, Any] | None) -> None:
            if values is None:
                return
            if session.state != "open":
                at = session.finished_at or session.started_at
            elif backdated:
                at = min(self.clock.now(), session.started_at + timedelta(minutes=values["minutes"]))
            else:
                at = edits.end_of(session, self.clock.now())
            state = values["state"]
            if state == "open":
                self._go_on_with(session)
                return
            change = partial(edits.closed, state=state, at=at, rpe=values["rpe"], note=values["note"])
            self.ending = True
            ended = self.edit(change, f"{state} {session.name or 'session'}")
            self.ending = False
            if ended:
                self._after(session)
                if backdated:
                    day = short_day(session.started_at.date(), self.clock.now().date())
                    self.say(f"{session.name or 'The session'} of {day} is written down: {STATE_WORDS[state]}.")

        self.app.push_screen(forms.end_form(session, edits.is_complete(session), minutes, self.context), keep)

    def _go_on_with(self, session: Session) -> None:
        """Open an ended session again."""
        if self.open_session is not None:
            self.say("Another session is open: end that one first.", error=True)
        elif self.edit(edits.reopened, f"opened {session.name or 'session'} again"):
            self.looked_at, self.context.entered_session = "", session.id
            self.refresh_all()

    def _after(self, session: Session) -> None:
        """Back to the choice; for a session just done, ask how the ankles are."""
        was_open, live = session.state == "open", self.is_live(session)
        self.leave()
        if was_open and live and forms.is_begun(session):
            from screens.entries.check_in.ask import rate_ankles

            rate_ankles(self.context, moment="after", after=session.id, intro="How are both ankles after this session?")
