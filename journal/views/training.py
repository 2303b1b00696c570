"""What training depends on now, and what the plan offers: read from the journal once, decided by the rules."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cached_property

from msgspec.structs import replace

from journal.entries import Ankle, Answer, CheckIn, Plan, Run, SelfTest, Session
from journal.journal import Journal
from journal.rules.ankle.readings import latest
from journal.rules.done.history import History
from journal.rules.training.duration import Pacing, as_proposed, minutes
from journal.rules.training.earned import Earned, weights
from journal.rules.training.fitting import Fitted, fit, last_of, within
from journal.rules.training.offered import barred, bars_today, is_less_today
from journal.rules.training.plan import current_plan
from journal.rules.training.planned import Offer, barred_today, is_jumpless, offers
from journal.rules.training.prefill import Preparing, is_staged, side_order
from journal.rules.training.session import is_left, left_as_it_was
from journal.rules.verdict.verdict import Verdict
from journal.settings.settings import Settings
from library.catalogue import Catalogue
from library.exercise import Exercise
from library.routine import PlannedDose, Routine, RoutineItem

YEAR = timedelta(days=366)
"""How far back the plan looks, and sessions are compared with."""


class Training:
    """Training as it stands by one journal at one moment, read once; ``found`` is what may be done then."""

    def __init__(
        self, journal: Journal, settings: Settings, catalogue: Catalogue, now: datetime, found: Verdict
    ) -> None:
        self.journal, self.settings, self.catalogue, self.now, self.found = journal, settings, catalogue, now, found
        self._since = (now - YEAR).date()
        self._fitted: dict[Routine, Fitted] = {}
        self._minutes: dict[Routine, str] = {}

    @cached_property
    def sessions(self) -> list[Session]:
        """The sessions of a year, oldest first."""
        return self.journal.of_kind(Session, self._since)

    @cached_property
    def _check_ins(self) -> list[CheckIn]:
        return self.journal.of_kind(CheckIn, self._since)

    @cached_property
    def _answers(self) -> list[Answer]:
        return [one for one in self.journal.of_kind(Answer) if one.at <= self.now]

    @cached_property
    def past(self) -> History:
        """The sessions and check-ins of a year as rules read them; one that was left as it ends when another begins."""
        held = [
            left_as_it_was(one, self.now) if one.state == "open" and is_left(one, self.now) else one
            for one in self.sessions
        ]
        return History(held, self._check_ins, self.now)

    @cached_property
    def earned(self) -> Earned:
        """What was done has opened."""
        of_kind, since = self.journal.of_kind, self._since
        runs, tests = of_kind(Run, since), of_kind(SelfTest, since)
        return Earned(self.catalogue, self.found, self.now, self.sessions, runs, self._check_ins, tests, self._answers)

    def preparing(self, *, is_record: bool = False) -> Preparing:
        """Everything that prefills a session now; ``is_record`` for one of an earlier day."""
        return replace(self._preparing, is_record=True) if is_record else self._preparing

    @cached_property
    def _preparing(self) -> Preparing:
        order = side_order(self.settings.first_side, self.found, self._rating, self.past.work())
        return Preparing(
            self.catalogue,
            self.past,
            self.found,
            self.now,
            order,
            self.settings.load,
            stage=self.earned.stage.stage,
            weights=weights(self._answers),
        )

    def _rating(self, side: Ankle) -> int | None:
        found = latest(self._check_ins, side, self.now)
        return None if found is None else found.rating

    @cached_property
    def offers(self) -> tuple[Offer, ...]:
        """What the plan offers today, the next thing first."""
        if (plan := current_plan(self.journal.of_kind(Plan), self.now.date())) is None:
            return ()
        return offers(plan, self.sessions, self.found, self.now, self.catalogue, self._preparing, self.earned)

    def fitted(self, routine: Routine) -> Fitted:
        """The routine's items as they fit the day; a planned programme's are those of its week."""
        if routine not in self._fitted:
            self._fitted[routine] = self._fit(routine)
        return self._fitted[routine]

    def _fit(self, routine: Routine) -> Fitted:
        for offer in self.offers:
            if offer.routine.id == routine.id:
                return offer.fitted
        last = None if routine.stages else last_of(self.sessions, routine.id)
        return self.items_fitted(routine.items_in_week(1), last)

    def barred(self, exercise: Exercise) -> str:
        """Why an exercise chosen by itself is not begun now, in one sentence; empty when it may be.

        What leaves the ground or goes over an edge waits for its stage and the days between, as it does in a routine.
        """
        waits = self.earned.waits if exercise.gated or exercise.calf_level == 3 else self.earned.rests
        return barred(exercise, self.found) or waits(exercise)

    def bars(self, exercise: Exercise) -> tuple[str, ...]:
        """The same, or why one side of it is not for today, a sentence each."""
        return (why,) if (why := self.barred(exercise)) else bars_today(exercise, self.found)

    def alone(self, exercise: Exercise, *, is_record: bool = False) -> RoutineItem:
        """An exercise chosen by itself, with no more landings than are open now; ``is_record`` for an earlier day."""
        item = RoutineItem(exercise.id, PlannedDose.of(exercise))
        return item if is_record else within([item], self.catalogue, self.earned.landings)[0]

    def not_today(self, routine: Routine) -> str:
        """What of a routine is not for today, in two words: ``not today``, ``no jumps``; empty where all of it is."""
        fitted = self.fitted(routine)
        if barred_today(routine, fitted, self.found):
            return "not today"
        return "no jumps" if is_jumpless(fitted, self.catalogue, self.found) else ""

    def minutes_words(self, routine: Routine) -> str:
        """How many minutes a routine takes that is begun now: less on a day that holds less of it."""
        if routine not in self._minutes:
            self._minutes[routine] = self._minutes_of(routine)
        return self._minutes[routine]

    def _minutes_of(self, routine: Routine) -> str:
        for offer in self.offers:
            if offer.routine.id == routine.id:
                return str(offer.minutes)
        items = self.fitted(routine).items if is_less_today(self.found) else ()
        if not items:
            return routine.minutes_words
        proposed = as_proposed(items, self._preparing, staged=is_staged(routine, self._preparing.stage))
        return str(minutes(proposed, Pacing(routine.rest_between_s)))

    def items_fitted(self, items: Sequence[RoutineItem], last: Session | None = None) -> Fitted:
        """These items as they fit the day, whatever routine they are of."""
        earned = self.earned
        return fit(
            items,
            self.catalogue,
            self.found,
            earned.waits,
            last,
            landings=earned.landings,
            first_raises=earned.first_raises,
        )
