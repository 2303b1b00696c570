"""The clockwork of the screen Session: it looks at the timer's deadline once a second, and only while one runs."""

from __future__ import annotations

from textual.timer import Timer as Alarm

from journal.entries import Item, Session, Set
from journal.rules.done.history import live_sets
from journal.rules.training.timers import advanced, read, without_timer
from screens.session.base import SessionBase
from screens.session.timer import TimerLine
from screens.session.timer_words import TimerView, idle_hint, timer_view

SOON_S = 0.02
"""A look comes so long after the second it is for, so that it never comes before it."""


class TimingActions(SessionBase):
    """Shows the running timer, cues its last seconds, and moves the session on at its deadline."""

    _alarm: Alarm | None = None
    _cued: tuple[str, int] = ("", 0)

    def go_on_after(self, id: str) -> None:
        """Put the cursor on the next set to do."""
        raise NotImplementedError

    def show_timer(self, session: Session, current: tuple[Item, Set] | None) -> None:
        """The timer's line: the timer, else what to press."""
        view = timer_view(session, self.clock.now(), self.settings.load) if self.is_live(session) else None
        if view is None:
            view = TimerView("", hint=idle_hint(current[1]) if current else "")
        line = self.query_one(TimerLine)
        line.show(view.words, view.digits, view.hint, cue=view.cue, over=view.over)

    def keep_time(self) -> None:
        """Look again when the timer's next second begins; not at all while nothing runs."""
        if self._alarm is not None:
            self._alarm.stop()
            self._alarm = None
        session = self.session
        if session is None or session.timer is None or not self.is_live(session) or self.context.unsaved:
            return
        now = self.clock.now()
        state = read(session.timer, now)
        if state.is_over and advanced(session, now, self.pauses(session)) == session:
            return
        delay = 0.0 if state.is_over else (state.left_s % 1 or 1.0)
        self._alarm = self.set_timer(delay + SOON_S, self._look)

    def _look(self) -> None:
        """One second has gone."""
        session = self.session
        if session is None or session.timer is None:
            return
        now, pauses = self.clock.now(), self.pauses(session)
        after = advanced(session, now, pauses)
        if after == session:
            self._cue(session)
            self.show_timer(session, None)
            self.keep_time()
            return
        timed = session.timer.set
        logged = _results(after) != _results(session)
        self._ring()
        name = next((item.name or item.exercise for item in session.items if item.id == session.timer.item), "")
        words = f"{name} held to the end" if logged else "timer"
        if self.edit(lambda fresh: advanced(fresh, now, pauses), words, undoable=logged) and logged:
            self.go_on_after(timed)

    def _cue(self, session: Session) -> None:
        """The bell in each of the last three seconds, and at the end of a rest."""
        assert session.timer is not None
        state = read(session.timer, self.clock.now())
        mark = (session.timer.deadline.isoformat(), 0 if state.is_over else state.cue or -1)
        if mark != self._cued and (state.cue is not None or state.is_over):
            self._ring()
        self._cued = mark

    def _ring(self) -> None:
        if self.settings.bell:
            self.app.bell()

    def action_stop_timer(self) -> None:
        """Skip the rest, or stop a timer without logging."""
        session = self.session
        if session is not None and session.timer is not None:
            self.edit(without_timer, "timer", undoable=False)


def _results(session: Session) -> list[str | None]:
    return [set.result for item in session.items for set in live_sets(item)]
