"""The second pane of the screen Session: the checklist, and what its keys do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any

from textual.content import Content

from journal.dates import short_day
from journal.entries import Ankle, AnkleReport, CheckIn, Item, Session, Set, SideRating
from journal.errors import SurefootError
from journal.rules.ankle.stop_signs import HIGH_RATING, reasons_to_ask
from journal.rules.done.history import live_items, live_sets
from journal.rules.training import session as edits
from journal.rules.training.easing import sore_ankles, sore_during
from journal.rules.training.one_line import Values
from journal.rules.training.timers import is_timed, start_hold, ticked, without_timer
from journal.views.training import RECENT, YEAR
from screens.entries.exercise.words import picture_section
from screens.session import forms
from screens.session.panel import SessionPanel
from screens.session.panel_words import last_words, panel
from screens.session.progress import ProgressLine
from screens.session.set_rows import Checklist
from screens.session.timer_loop import TimingActions
from screens.session.words import checklist_rows, head_words, sized, sore_words
from screens.widgets.line import Line
from screens.widgets.rows import Rows


class SetActions(TimingActions):
    """What the keys of the checklist do to one set: one edit of the session each."""

    _shown: str = ""
    dropped: str = ""
    """The set the cursor was on when it, or its exercise, was dropped: should it come back, the cursor does too."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._earlier: dict[tuple[str, str], tuple[Item | None, date | None]] = {}

    def show_session(self, session: Session) -> None:
        """The checklist as of now; the cursor stays on its set, or goes to the next one when it is entered."""
        sets = self.query_one("#sets", Checklist)
        cursor = None
        if self._shown != session.id:
            self._shown = session.id
            self._earlier.clear()
            cursor = self._timed_or_next(session)
            self.dropped = ""
        elif self.dropped and any(each.id == self.dropped for item in live_items(session) for each in live_sets(item)):
            cursor, self.dropped = self.dropped, ""
        sets.show(checklist_rows(session, self.settings.load), cursor)
        self.detail(self.state_words(session))
        now, began = self.clock.now(), session.started_at.date()
        self.query_one(ProgressLine).show(session, now, "" if self.is_live(session) else short_day(began, now.date()))
        head = head_words(self.open_signs if session.state == "open" else (), self._sore(session))
        line = self.query_one("#stopped", Line)
        line.show(Content.assemble((head[0], "bold"), " ", head[1]))
        line.set_class(bool(head[0]), "shown")
        self._show_current(session)

    @staticmethod
    def _timed_or_next(session: Session) -> str | None:
        """The set a running timer is for, else the next one to do, else the first."""
        ids = [set.id for item in live_items(session) for set in live_sets(item)]
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
        stopped = session.state == "open" and bool(self.open_signs)
        timed = item is not None and set is not None and is_timed(item) and set.result is None and self.is_live(session)
        ending = session.state == "open" and set is not None and edits.is_complete(session)
        self.query_one("#sets", Checklist).enter = "end" if ending else "choose" if timed else "open"
        sore = sore_words(item.soreness) if item is not None and self.is_live(session) else ""
        shown = panel(session, set.id if set else None, exercise, last, self.settings.load, stopped=stopped, sore=sore)
        self.query_one("#current", SessionPanel).show(shown.title, shown.lines)
        picture = self.query_one("#figure", Line)
        lines = picture_section(exercise).lines if exercise is not None else ()
        picture.show("\n".join(lines))
        picture.set_class(bool(lines), "shown")
        self.show_timer(session, found)

    def _sore(self, session: Session) -> dict[Ankle, int]:
        """The ankles too sore during the session that is under way; of one that is over nothing is to be done."""
        return sore_ankles(session) if self.is_live(session) else {}

    def _last_time(self, item: Item, session: Session) -> tuple[Item | None, date | None]:
        """The newest earlier item of the exercise with something done, and its day; looked for once a session."""
        key = session.id, item.exercise
        if key not in self._earlier:
            self._earlier[key] = self._look_back(item, session)
        return self._earlier[key]

    def _look_back(self, item: Item, session: Session) -> tuple[Item | None, date | None]:
        since = (session.started_at - YEAR).date()
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
            if self.query_one("#sets", Checklist).enter == "end":
                self.action_finish()
            else:
                self.action_hold()

    def on_checklist_ticked(self) -> None:
        found = self.current
        if found is not None and found[1].result is not None:
            self.action_untick()
        else:
            self.action_log()

    def on_timer_line_pressed(self) -> None:
        self.action_hold()

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

    def action_untick(self) -> None:
        """The set is to be done after all."""
        found = self.current
        if found is not None and found[1].result is not None:
            id, now = found[1].id, self.clock.now()
            self.edit(lambda session: edits.untick(session, id, now), f"took back {self._named(*found)}")

    def _log(self, values: Values | None = None) -> None:
        session, found = self.session, self.current
        if session is None or found is None:
            return
        item, set = found
        if set.result is not None:
            following = edits.next_set(session, set.id)
            if following is None:
                self.say("All sets are logged: enter ends the session.")
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
            self.say("All sets are done: enter ends the session.")

    def _named(self, item: Item, set: Set) -> str:
        side = "" if set.side == "both" else f", {set.side}"
        return f"{item.name or item.exercise}{side}: {sized(set, item, self.settings.load)}"

    def action_finish(self) -> None:
        """End the session."""
        raise NotImplementedError

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

        self.app.push_screen(forms.line_form(item, set, last, self.context, self.settings.load), keep)

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

        self.app.push_screen(forms.set_form(item, set, self.context, self.settings.load), keep)

    def action_skip(self) -> None:
        """Skip the set, or the rest of the exercise, and say why."""
        from screens.session.choices import SkipDialog

        if self.current is not None:
            self.app.push_screen(SkipDialog(), lambda answer: self.skip_item(answer) if answer else None)

    def skip_item(self, answer: str) -> None:
        """Skip the set, or with ``all-`` the rest of its exercise; ``sore`` or ``other`` says why."""
        session, found = self.session, self.current
        if session is None or found is None:
            return
        item, set = found
        at = self.moment_of(session)
        rest = [each.id for each in live_sets(item) if each.result is None] if answer.startswith("all") else [set.id]

        def change(fresh: Session) -> Session:
            for id in rest:
                fresh = edits.skip(fresh, id, at, sore=answer.endswith("sore"))
            return without_timer(fresh)

        if self.edit(change, f"skipped {self._named(item, set)}"):
            self.go_on_after(rest[-1] if rest else set.id)

    def action_during(self) -> None:
        """How sore each ankle is during the exercise."""
        found = self.current
        if found is None:
            return
        item = found[0]

        def keep(values: dict[str, Any] | None) -> None:
            if values is not None:
                self._keep_during(item, values["left"], values["right"])

        self.app.push_screen(forms.during_form(item, self.context), keep)

    def _keep_during(self, item: Item, left: int | None, right: int | None) -> None:
        """Keep the soreness with the exercise; one of 6 or more as a check-in too, and then ask for stop signs."""
        session, now = self.session, self.clock.now()
        before = item.soreness or SideRating()
        if session is None:
            return
        label, added, check_in = f"soreness during {item.name}", [], None
        highest = max(left or 0, right or 0)
        if highest >= HIGH_RATING and (left, right) != (before.left, before.right) and self.is_live(session):
            check_in = CheckIn(
                id=self.journal.new_id(),
                at=now,
                moment="during",
                left=AnkleReport(rating=left),
                right=AnkleReport(rating=right),
                after=session.id,
            )
            added.append(check_in)
        live, catalogue, unit = self.is_live(session), self.catalogue, self.settings.load

        def edit(fresh: Session) -> Session:
            if live:
                return sore_during(fresh, item.id, now, left, right, catalogue, unit)
            return edits.during(fresh, item.id, now, left, right)

        self.save(lambda: self.journal.record(add=added, change={session.id: edit}, label=label))
        kept = None if check_in is None else self.journal.get(check_in.id)
        if highest >= HIGH_RATING or highest > self.settings.amber_max:
            self.say("That is too much: end here, or go easier (w); u takes the rating back.", error=True)
        if isinstance(kept, CheckIn):
            from screens.entries.check_in.stop_signs import ask_stop_signs

            earlier = self.journal.of_kind(CheckIn, since=(now - RECENT).date())
            ask_stop_signs(self.context, kept, reasons_to_ask(kept, earlier))
