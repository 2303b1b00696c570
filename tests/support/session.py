"""The screen Session for tests: a routine and an evening to do it on, the editor without a terminal, the app at it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from typing import Any

from textual.pilot import Pilot

from journal.clock import FixedClock
from journal.entries import AnkleReport, CheckIn, OwnRoutine, Plan, PlannedRoutine, Rating, Session, Set
from journal.journal import Journal
from journal.rules.done.history import live_items, live_sets
from journal.rules.training.prefill import TOP_STAGE
from journal.settings.settings import Settings
from library.catalogue import Catalogue
from library.routine import PlannedDose, RoutineItem
from screens.app.app import SurefootApp
from screens.entries.starting import start_routine
from screens.frame.context import Context, Destination, Host
from screens.frame.dialog import Dialog
from screens.frame.drafts import Drafts
from screens.session.checklist import ChecklistPane
from screens.session.editor import SessionEditor
from screens.session.screen import SessionScreen
from screens.session.set_rows import Checklist
from screens.session.timer import TimerLine
from screens.widgets.bars import KeyBar
from screens.widgets.line import Line
from screens.widgets.rows import Rows
from tests.support.journals import app_over

ROUTINE = OwnRoutine(
    name="Evening",
    items=(
        RoutineItem("double-leg-heel-raise", PlannedDose(sets=2, reps=12, rest_s=60)),
        RoutineItem("single-leg-balance", PlannedDose(sets=1, hold_s=30, per_side=True, rest_s=20)),
        RoutineItem("single-leg-heel-raise", PlannedDose(sets=1, reps=10, per_side=True, rest_s=0)),
    ),
)
EARLIER = "700000000000000001"
NO_LEAD_IN = Settings(lead_in_s=0, bell=False)


def fill_evening(journal: Journal) -> Journal:
    """One routine of the runner's own, planned for Fridays, both ankles rated 0 on the last five mornings.

    An empty session of another kind the week before had everything open.
    """
    at = journal.clock.now() - timedelta(hours=11)
    quiet = AnkleReport(rating=0)
    routine = journal.add(ROUTINE)
    planned = PlannedRoutine(routine=routine.id, weekdays=(5,))
    journal.add_all(
        [
            *(CheckIn(at=at - timedelta(days=n), moment="on-waking", left=quiet, right=quiet) for n in range(5)),
            Plan(since=date(2026, 11, 2), routines=(planned,)),
            Session(id=EARLIER, started_at=at - timedelta(days=7), state="finished", name="Earlier", stage=TOP_STAGE),
        ]
    )
    return journal


def begun(journal: Journal) -> list[Session]:
    """The sessions of the evening, without the earlier one."""
    return [one for one in journal.of_kind(Session) if one.id != EARLIER]


def rate(
    journal: Journal, left: Rating, right: Rating = 0, *, signs: tuple[str, ...] = (), feels: tuple[str, ...] = ()
) -> CheckIn:
    """Both ankles rated now, the stop-sign question answered; feels are the left ankle's."""
    now = journal.clock.now()
    ankles = AnkleReport(rating=left, feels=feels), AnkleReport(rating=right)
    rated = CheckIn(
        at=now, moment="at-rest", left=ankles[0], right=ankles[1], stop_signs=signs, stop_signs_answered_at=now
    )
    return journal.add(rated)


class Listener(Host):
    """A host without screens: it keeps what is said."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def ask(self, dialog: Dialog[Any], then: Any = None, left: Any = None) -> None:
        raise AssertionError(f"nothing is asked without a screen: {dialog}")

    def say(self, text: str, error: bool = False) -> None:
        self.said.append(text)

    say_later = say

    def go(self, to: Destination) -> None:
        raise AssertionError(f"there is no screen to go to: {to}")

    def begin(self, opening: str) -> None:
        raise AssertionError(f"nothing is begun without a screen: {opening}")


class Bench:
    """The editor over a journal without a terminal: of the routine begun now, or of the session of an id."""

    def __init__(self, journal: Journal, settings: Settings = NO_LEAD_IN, id: str = "", days_ago: int = 0) -> None:
        self.journal = journal
        assert isinstance(journal.clock, FixedClock)
        self.clock, self.listener = journal.clock, Listener()
        self.context = Context(self.listener, journal, self.clock, settings, Catalogue.built_in(), Drafts())
        if not id:
            [own] = journal.of_kind(OwnRoutine)
            at = self.clock.now() - timedelta(days=days_ago) if days_ago else None
            assert start_routine(self.context, self.context.catalogue.routine(own.id), at)
        self.editor = SessionEditor(self.context, id or self.context.entered_session)

    @property
    def session(self) -> Session:
        session = self.editor.session
        assert session is not None
        return session

    @property
    def sets(self) -> list[Set]:
        return [each for item in live_items(self.session) for each in live_sets(item)]

    @property
    def ids(self) -> list[str]:
        return [each.id for each in self.sets]

    @property
    def results(self) -> list[str | None]:
        return [each.result for each in self.sets]

    @property
    def names(self) -> list[str]:
        return [item.exercise for item in live_items(self.session)]

    @property
    def timer(self) -> tuple[str, float] | None:
        """What the timer is for, and the seconds it has left."""
        timer = self.session.timer
        return None if timer is None else (timer.purpose, (timer.deadline - self.clock.now()).total_seconds())


class Desk:
    """The app at the screen Session, with the journal it writes and the clock it reads."""

    def __init__(self, app: SurefootApp, pilot: Pilot[Any], journal: Journal) -> None:
        self.app, self.pilot, self.journal = app, pilot, journal
        assert isinstance(journal.clock, FixedClock)
        self.clock = journal.clock

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Put a text into the field that has the focus."""
        self.app.screen.focused.value = text  # type: ignore[union-attr]
        await self.pilot.pause()

    async def wait(self, seconds: float) -> None:
        """Let time go by, and the screen see it."""
        self.clock.advance(seconds=seconds)
        if isinstance(self.app.screen, SessionScreen):
            self.screen.query_one(ChecklistPane).look()
        await self.pilot.pause()

    @property
    def screen(self) -> SessionScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, SessionScreen)
        return screen

    @property
    def session(self) -> Session:
        """The newest session of the journal."""
        return max(self.journal.of_kind(Session), key=lambda session: int(session.id))

    @property
    def sets(self) -> list[Set]:
        return [set for item in live_items(self.session) for set in live_sets(item)]

    @property
    def names(self) -> list[str]:
        return [item.exercise for item in live_items(self.session)]

    @property
    def cursor(self) -> str | None:
        return self.screen.query_one("#sets", Checklist).cursor_id

    @property
    def choices(self) -> list[str]:
        return [row.id for row in self.screen.query_one("#choices", Rows).rows if row.selectable]

    @property
    def timer(self) -> str:
        """Everything the timer tells."""
        view = self.screen.query_one(TimerLine).view
        told = "  ".join(part for part in (view.then, view.hint) if part)
        return " ".join(part for part in (view.words, view.digits, told) if part)

    @property
    def message(self) -> str:
        return self.screen.query_one(KeyBar).message

    @property
    def problem(self) -> str:
        return str(self.app.screen.query_one("#problem", Line).content)


@asynccontextmanager
async def at_session(
    journal: Journal, settings: Settings = NO_LEAD_IN, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Desk]:
    """The app over the journal, gone to Session."""
    app = app_over(journal, settings)
    async with app.run_test(size=size) as pilot:
        await pilot.press("3")
        await pilot.pause()
        yield Desk(app, pilot, journal)
