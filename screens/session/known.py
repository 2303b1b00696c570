"""A session as it is looked at: its sets, what they did last time, what the day allows of them. It changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from journal.dates import whole_minutes
from journal.entries import ANKLES, Item, Session, Set, Side
from journal.errors import SurefootError
from journal.rules.done.history import History, Performance, live_sets, sets_in
from journal.rules.training import session as edits
from journal.rules.training import timers
from journal.rules.training.duration import Pacing
from journal.rules.training.offered import dose_today, why_not
from journal.rules.training.overview import overview
from journal.rules.training.prefill import Preparing, asks_for, is_staged
from journal.rules.training.progression import allows, compared
from journal.rules.training.timers import Pauses
from journal.rules.verdict.table import LOADS
from journal.rules.verdict.verdict import Verdict
from journal.units import LoadUnit
from journal.views.training import YEAR, Training
from journal.words.session import STATE_WORDS
from library.exercise import Exercise
from library.routine import Routine
from library.variant import as_done
from screens.frame.context import Context
from screens.session.under_way import is_live, moment_of
from screens.session.words import sized

SHAKY = "A set was shaky"
"""Why an easier exercise comes first though no ankle is sore."""


class KnownSession:
    """The session of an id. ``is_doing`` while this login does it, not while one that has ended is looked at."""

    def __init__(self, context: Context, id: str) -> None:
        self.id, self._context, self._journal = id, context, context.journal
        self._past: History | None = None
        self._pacing: Pacing | None = None
        session = self.session
        self.is_doing = session is not None and session.state == "open"

    @property
    def session(self) -> Session | None:
        found = self._journal.get(self.id)
        return found if isinstance(found, Session) else None

    @property
    def is_lost(self) -> bool:
        """Whether it was removed, or ended elsewhere while this login was doing it."""
        session = self.session
        return session is None or (self.is_doing and session.state != "open")

    def find(self, id: str) -> tuple[Session, Item, Set]:
        """The session, and in it the set of that id with its item. Raises SurefootError: it is not there (any more)."""
        session = self._present()
        return session, *edits.find_set(session, id)

    def _present(self) -> Session:
        if (session := self.session) is None:
            raise SurefootError("That session is no longer in the journal.")
        return session

    def exercise(self, id: str) -> Exercise | None:
        """The exercise of that id, None when it is gone."""
        return self._context.catalogue.known(id)

    def title(self, session: Session) -> str:
        """The session's name, its day when it is another one, its state."""
        parts = [session.name or "Session"]
        if session.started_at.date() != self._now.date():
            parts.append(f"{session.started_at:%d %b}")
        if session.state != "open":
            parts.append(STATE_WORDS[session.state])
        return ", ".join(parts)

    def minutes(self, session: Session) -> int | None:
        """How many minutes an open session of an earlier day took by its sets; None for one that is timed."""
        if session.state != "open" or is_live(session):
            return None
        return max(1, whole_minutes(overview(session, moment_of(session, self._now)).elapsed_s))

    def pacing(self, session: Session) -> Pacing:
        """How long the runner takes for its routine, as the plan said before it began; looked for once."""
        if self._pacing is None:
            training = self._training
            offers = training.offers if session.routine else ()
            between = Pacing(self._between_s(session))
            self._pacing = next((one.pacing for one in offers if one.routine.id == session.routine), between)
        return self._pacing

    def last_time(self, item: Item, one_set: Set) -> Performance | None:
        """What the set's side did last time, in the same way: what the set's numbers were proposed from."""
        session, exercise = self.session, self.exercise(item.exercise)
        if session is None or exercise is None:
            return None
        if self._past is None:
            began = session.started_at
            earlier = self._journal.of_kind(Session, (began - YEAR).date(), began.date())
            self._past = History((one for one in earlier if one.id != session.id), (), began)
        done = self._past.performances(item.exercise, one_set.side, item.way)
        staged = is_staged(self._routine(session), session.stage)
        dose = dose_today(exercise, item.dose, self.found)
        kept, _ = compared(exercise, dose, done, self.found, staged=staged)
        return kept[-1] if kept else None

    def last_set(self, item: Item, one_set: Set) -> Set | None:
        """The set in the same place last time, of those that were done."""
        before = self.last_time(item, one_set)
        done = before.done if before is not None else ()
        at = [each.id for each in live_sets(item) if each.side == one_set.side].index(one_set.id)
        return done[min(at, len(done) - 1)] if done else None

    def asks(self, item: Item, one_set: Set) -> str:
        """What the set needs that the runner has not told of yet: ``band`` or ``backpack``; else nothing."""
        exercise, session = self.exercise(item.exercise), self.session
        if exercise is None or session is None or not is_live(session):
            return ""
        return asks_for(exercise, item, one_set, self.last_time(item, one_set))

    @property
    def found(self) -> Verdict:
        return self._context.verdict

    def why_not(self, session: Session, item: Item, one_set: Set) -> str:
        """Why a set that is still to do is not for today, in one sentence; empty when it is."""
        exercise = self.exercise(item.exercise)
        if exercise is None or one_set.result is not None or not is_live(session):
            return ""
        done = as_done(exercise, item.way)
        why = why_not(done, self.found, one_set.side)
        # What was left on an earlier day is begun anew, by the days between too.
        return why or (self._training.barred(done) if edits.is_left(session, self._now) else "")

    def rungs(self, session: Session, item: Item, one_set: Set) -> tuple[Sequence[Exercise], str]:
        """The item's ladder as far as it is for today, the item's own rung in any case; and why an easier one is first.

        What is not to grow today shows nothing harder.
        """
        exercise = self.exercise(item.exercise)
        if exercise is None:
            return (), ""
        rungs = self._context.catalogue.ladder(exercise.id)
        careful = SHAKY if any(each.result == "shaky" for each in live_sets(item)) else ""
        if not is_live(session):
            return rungs, careful
        load, held_back = allows(exercise, self.found, one_set.side)
        if load != "progress":
            rungs = rungs[: [rung.id for rung in rungs].index(exercise.id) + 1]
        kept = [rung for rung in rungs if rung.id == exercise.id or not self._training.barred(rung)]
        return kept, self.why_not(session, item, one_set) or careful or held_back

    def barred(self, exercise: Exercise) -> str:
        """Why an exercise does not join the session, while it is under way; empty when it may."""
        session = self.session
        return self._training.barred(exercise) if session is not None and is_live(session) else ""

    @property
    def is_guiding(self) -> bool:
        """Whether a run of holds is under way, or paused."""
        session = self.session
        return session is not None and is_live(session) and timers.is_guiding(session, self._now)

    def next_look(self) -> float | None:
        """Seconds until the timer shows another one, 0 when something is due; None while nothing runs."""
        session, now = self.session, self._now
        if session is None or session.timer is None or not is_live(session):
            return None
        if timers.advanced(session, now, self._pauses(session)) != session:
            return 0.0
        state = timers.read(session.timer, now)
        if state.is_over or session.timer.paused_at is not None:
            return None
        return state.left_s % 1 or 1.0

    @property
    def _now(self) -> datetime:
        return self._context.clock.now()

    @property
    def _unit(self) -> LoadUnit:
        return self._context.settings.load

    @property
    def _training(self) -> Training:
        return self._context.views.training(self._now)

    def _as_able(self, id: str) -> list[Side]:
        """The set's side, and the other one where it may do at least as much of the exercise today."""
        _, item, one_set = self.find(id)
        exercise, own = self.exercise(item.exercise), one_set.side
        if exercise is None:
            return [own]
        load = {side: LOADS.index(allows(exercise, self.found, side)[0]) for side in (*ANKLES, own)}
        return [side for side in load if load[side] >= load[own]]

    def _named(self, item: Item, one_set: Set) -> str:
        side = "" if one_set.side == "both" else f", {one_set.side}"
        return f"{item.title}{side}: {sized(one_set, item, self._unit)}"

    def _routine(self, session: Session) -> Routine | None:
        """The routine it is one of; None without one, or when that is gone."""
        return self._context.catalogue.known_routine(session.routine)

    def _between_s(self, session: Session) -> float:
        """The routine's own rest between two exercises; 0 where it has none."""
        routine = self._routine(session)
        return routine.rest_between_s if routine is not None else 0.0

    def _pauses(self, session: Session) -> Pauses:
        """By the settings, the routine's own between two exercises, and what is for today."""
        settings, between = self._context.settings, self._between_s(session)
        barred = frozenset(each.id for item, each in sets_in(session) if self.why_not(session, item, each))
        guided = settings.guided == "holds"
        return Pauses(settings.lead_in_s, settings.change_sides_s, between or None, guided, barred)

    def _preparing(self, session: Session) -> Preparing:
        """What prefills an exercise that joins the session."""
        return self._training.preparing(is_record=not is_live(session))
