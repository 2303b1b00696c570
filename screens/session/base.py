"""What both panes of the screen Session share: which session is looked at, and one way to change it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from journal.entries import CheckIn, Session
from journal.errors import SurefootError
from journal.rules.ankle.stop_signs import OpenStopSign, open_stop_signs
from journal.rules.training.overview import overview
from journal.rules.training.session import open_session
from journal.rules.training.timers import Pauses
from library.errors import UnknownExercise
from library.exercise import Exercise
from screens.frame.context import Destination, ToSession
from screens.frame.screen import JournalScreen
from screens.session.words import STATE_WORDS

BACKDATED_S = 3600
"""A session that was written down so long after it began is one of an earlier day (or hour): no timers, own times."""


class SessionBase(JournalScreen):
    """``entered`` is the open session this login went into; ``looked_at`` one that has ended, opened from the list."""

    looked_at: str = ""
    ending: bool = False
    """While this login ends the session itself."""
    _open: tuple[int, Session | None] | None = None
    _signs: tuple[int, tuple[OpenStopSign, ...]] | None = None

    @property
    def session(self) -> Session | None:
        """The session whose checklist is shown; None while choosing."""
        if self.looked_at:
            found = self.journal.get(self.looked_at)
            if isinstance(found, Session):
                return found
            self.looked_at = ""
        current = self.open_session
        return current if current is not None and current.id == self.context.entered_session else None

    @property
    def open_session(self) -> Session | None:
        """The one open session, from whichever login; looked for anew only when the journal changed."""
        revision = self.journal.revision
        if self._open is None or self._open[0] != revision:
            self._open = revision, open_session(self.journal.of_kind(Session, since=self._year_ago))
        return self._open[1]

    @property
    def open_signs(self) -> tuple[OpenStopSign, ...]:
        """The stop signs nobody has cleared, most urgent first; looked for anew only when the journal changed."""
        revision = self.journal.revision
        if self._signs is None or self._signs[0] != revision:
            signed = self.journal.of_kind(CheckIn, naming="stop_signs")
            self._signs = revision, open_stop_signs(signed, self.clock.now())
        return self._signs[1]

    @property
    def _year_ago(self) -> date:
        return (self.clock.now() - timedelta(days=366)).date()

    def arrive(self, to: Destination) -> None:
        """Go into the checklist of a session."""
        if isinstance(to, ToSession) and isinstance(session := self.journal.get(to.id), Session):
            self.enter(session)

    def enter(self, session: Session) -> None:
        """Go into a session's checklist, at its next set."""
        if session.state == "open":
            self.looked_at, self.context.entered_session = "", session.id
        else:
            self.looked_at = session.id
        self.refresh_all()

    def leave(self) -> None:
        """Back to the choice; an open session stays open."""
        self.looked_at = self.context.entered_session = ""
        self.refresh_all()

    def edit(self, edit: Callable[[Session], Session], label: str, done: str = "", *, undoable: bool = True) -> bool:
        """Change the session; whether it is saved."""
        session = self.session
        if session is None:
            return False
        return self.save(lambda: self.journal.change(session.id, edit, label, undoable=undoable), done) is not None

    def exercise(self, id: str) -> Exercise | None:
        """The exercise of that id, None when it is gone."""
        try:
            return self.catalogue.get(id)
        except UnknownExercise:
            return None

    def pauses(self, session: Session) -> Pauses:
        """The pauses of this session: by the settings, and the routine's own between two exercises."""
        try:
            between = self.catalogue.routine(session.routine).rest_between_s if session.routine else 0.0
        except UnknownExercise:
            between = 0.0
        settings = self.settings
        return Pauses(settings.lead_in_s, settings.change_sides_s, between or None)

    def is_live(self, session: Session) -> bool:
        """Whether it is being done now: open, and not one of an earlier day."""
        if session.state != "open":
            return False
        written = session.created_at or session.started_at
        return (written - session.started_at).total_seconds() < BACKDATED_S

    def moment_of(self, session: Session) -> datetime:
        """When a set ticked now was done: now, or for an earlier day as far into the session as its sets reach."""
        now = self.clock.now()
        if self.is_live(session):
            return now
        if session.finished_at is not None and session.state != "open":
            return session.finished_at
        fresh = sum(item.dose.estimated_s for item in session.items if not item.removed)
        gone = max(0.0, fresh - overview(session, now).left_s)
        return min(now, session.started_at + timedelta(seconds=round(gone)))

    def state_words(self, session: Session) -> str:
        """What stands beside the title: the session's name, its day when it is another one, its state."""
        parts = [session.name or "Session"]
        if session.started_at.date() != self.clock.now().date():
            parts.append(f"{session.started_at:%d %b}")
        if session.state != "open":
            parts.append(STATE_WORDS[session.state])
        return ", ".join(parts)

    def refuse(self, error: SurefootError) -> None:
        """Say a refusal."""
        self.say(str(error), error=True)
