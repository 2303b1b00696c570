"""What training depends on now, and what the plan offers: read from the journal once, decided by the rules."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from journal.entries import ANKLES, CheckIn, Plan, Run, Session
from journal.journal import Journal
from journal.rules.ankle.readings import latest
from journal.rules.done.history import History
from journal.rules.training.fitting import Fitted, fit, jumped_last, last_of
from journal.rules.training.plan import Offer, current_plan, offers
from journal.rules.training.prefill import Preparing, side_order
from journal.rules.verdict.verdict import Verdict
from journal.settings.settings import Settings
from library.catalogue import Catalogue
from library.routine import Routine, RoutineItem

YEAR, RECENT = timedelta(days=366), timedelta(days=35)
"""How far back sessions are compared with, and how far a light or the plan looks."""


class Standing(msgspec.Struct, frozen=True):
    """What training depends on now, read once: the last weeks' sessions, runs and check-ins."""

    now: datetime
    sessions: list[Session]
    runs: list[Run]
    check_ins: list[CheckIn]


class Training:
    """Training as it stands by one journal, at the moment it is asked; ``found`` is what may be done then."""

    def __init__(
        self, journal: Journal, settings: Settings, catalogue: Catalogue, now: datetime, found: Verdict
    ) -> None:
        self.journal, self.settings, self.catalogue, self.now, self.found = journal, settings, catalogue, now, found

    def standing(self) -> Standing:
        """How things stand: as far back as the plan looks."""
        since = (self.now - RECENT).date()
        of_kind = self.journal.of_kind
        return Standing(self.now, of_kind(Session, since), of_kind(Run, since), of_kind(CheckIn, since))

    def sessions(self) -> list[Session]:
        """The sessions of a year, oldest first."""
        return self.journal.of_kind(Session, since=(self.now - YEAR).date())

    def _check_ins(self) -> list[CheckIn]:
        return self.journal.of_kind(CheckIn, since=(self.now - YEAR).date())

    def past(self) -> History:
        """The sessions and check-ins of a year as rules read them."""
        return History(self.sessions(), self._check_ins(), self.now)

    def preparing(self, *, is_record: bool = False) -> Preparing:
        """Everything that prefills a session now; ``is_record`` for one of an earlier day."""
        history, held = self.past(), self._check_ins()
        rated = {side: latest(held, side, self.now) for side in ANKLES}
        ratings = {side: None if found is None else found.rating for side, found in rated.items()}
        order = side_order(self.settings.first_side, self.found, ratings, history.work())
        return Preparing(self.catalogue, history, self.found, self.now, order, self.settings.load, is_record)

    def offers(self, standing: Standing) -> tuple[Offer, ...]:
        """What the plan offers today, the next thing first."""
        plan = current_plan(self.journal.of_kind(Plan), self.now.date())
        if plan is None:
            return ()
        return offers(
            plan,
            standing.sessions,
            self.found,
            self.now,
            self.catalogue,
            runs=standing.runs,
            check_ins=standing.check_ins,
        )

    def fitted(self, routine: Routine, standing: Standing) -> Fitted:
        """The routine's items as they fit the day; a planned programme's are those of its week."""
        for offer in self.offers(standing):
            if offer.routine.id == routine.id:
                return Fitted(offer.fitted, offer.changes, offer.reasons, offer.left_out, offer.swapped)
        last = None if routine.stages else last_of(self.sessions(), routine.id)
        return self.items_fitted(routine.items_in_week(1), standing, last)

    def items_fitted(self, items: Sequence[RoutineItem], standing: Standing, last: Session | None = None) -> Fitted:
        """These items as they fit the day, whatever routine they are of."""
        jumped = jumped_last(standing.sessions, standing.runs, self.catalogue)
        return fit(items, self.catalogue, self.found, self.now, jumped, last)
