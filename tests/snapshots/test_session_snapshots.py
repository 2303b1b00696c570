"""Session as it looks: the checklist with its timers, and each of its dialogs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from textual.pilot import Pilot

from journal.entries import Session
from journal.journal import Journal
from journal.rules.done.history import History
from journal.rules.training.prefill import Preparing, begin
from journal.rules.training.session import log, skip
from journal.rules.training.timers import Pauses, advanced, start_hold
from journal.settings.settings import Settings
from library.catalogue import Catalogue
from library.routine import PlannedDose, RoutineItem
from screens.app.app import SurefootApp
from screens.widgets.rows import Rows
from tests.support.exploring import some
from tests.support.hostile import hostile_journal
from tests.support.journals import HOSTILE, app_over, demo_journal, fixed_clock, open_journal
from tests.support.session import ROUTINE
from tests.support.verdicts import allowing

SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
QUIET = Settings(bell=False)


def holding(folder: Path) -> Journal:
    """A session in the middle of a hold on the left, two sets and a skipped one before it."""
    journal = demo_journal(folder)
    routine = journal.add(ROUTINE)
    start = journal.clock.now() - timedelta(minutes=4)
    ready = Preparing(Catalogue.built_in(), History([], [], start), allowing(), start)
    session = msgspec.structs.replace(begin(start, routine.items, ready), name=routine.name)
    ids = [set.id for item in session.items for set in item.sets]
    session = skip(log(session, ids[0], start), ids[1], start, sore=True)
    held = journal.clock.now() - timedelta(seconds=28)
    pauses = Pauses(lead_in_s=0)
    journal.add(advanced(start_hold(session, ids[2], held, pauses), held, pauses))
    return journal


@pytest.mark.parametrize("size", SIZES)
def test_in_a_hold(size: str, snap_compare: Any, tmp_path: Path) -> None:
    """Two seconds are left: item, sets, cue, stop sign and timer are in sight together."""
    assert snap_compare(app_over(holding(tmp_path), QUIET), terminal_size=SIZES[size], press=["3", "enter"])


@pytest.mark.parametrize("size", some(SIZES, ["120x40"]))
def test_resume(size: str, snap_compare: Any, tmp_path: Path) -> None:
    """An open session stands first, with the word Resume."""
    assert snap_compare(app_over(holding(tmp_path), QUIET), terminal_size=SIZES[size], press=["3"])


@pytest.mark.parametrize("size", some(SIZES, ["120x40"]))
def test_a_planned_session_begun(size: str, snap_compare: Any, tmp_path: Path) -> None:
    """Proposals with their reasons, and a rest that began by itself."""
    app = app_over(demo_journal(tmp_path), QUIET)
    assert snap_compare(app, terminal_size=SIZES[size], press=["3", "enter", "space", "space", "space"])


@pytest.mark.parametrize("size", some(SIZES, ["80x24"]))
def test_hostile_text_in_a_session(size: str, snap_compare: Any, tmp_path: Path) -> None:
    """Names and notes are shown, not interpreted."""
    journal = hostile_journal(tmp_path)
    item = RoutineItem("short-foot", PlannedDose(sets=2, reps=8, per_side=True), HOSTILE[:80])
    routine = msgspec.structs.replace(ROUTINE, name=HOSTILE[:100], items=(item,))
    routine = journal.add(routine)

    async def open_it(pilot: Pilot[Any]) -> None:
        app = pilot.app
        assert isinstance(app, SurefootApp)
        for session in journal.of_kind(Session):
            if session.state == "open":
                journal.remove(session.id)
        app.journal_changed()
        await pilot.press("3")
        app.screen.query_one("#choices", Rows).move_to(f"routine:{routine.id}")
        await pilot.press("enter")

    assert snap_compare(app_over(journal, QUIET), terminal_size=SIZES[size], run_before=open_it)


def test_no_exercise_yet(snap_compare: Any, tmp_path: Path) -> None:
    """An empty session says what to do."""
    app = app_over(open_journal(tmp_path, clock=fixed_clock()), QUIET)
    assert snap_compare(app, terminal_size=(80, 24), run_before=_choose("empty"))


def _choose(row: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    async def choose(pilot: Pilot[Any]) -> None:
        await pilot.press("3")
        pilot.app.screen.query_one("#choices", Rows).move_to(row)
        await pilot.press("enter")

    return choose


DIALOGS = {
    "edit": ["e"],
    "line": ["i", *"12x5kg"],
    "line-refused": ["i", *"900", "enter"],
    "skip": ["s"],
    "during": ["p"],
    "swap": ["w"],
    "text": ["v"],
    "rest": ["m"],
    "end": ["f"],
    "add": ["a"],
}


@pytest.mark.parametrize("name", some(DIALOGS, ["edit", "line-refused", "during", "swap", "end", "add"]))
def test_a_dialog_of_the_session(name: str, snap_compare: Any, tmp_path: Path) -> None:
    """Each fits 80x24."""
    app = app_over(demo_journal(tmp_path), QUIET)
    assert snap_compare(app, terminal_size=(80, 24), press=["3", "enter", *DIALOGS[name]])


@pytest.mark.parametrize("keys", [["p"], ["b"], ["n", "p"]], ids=["plan-a-routine", "earlier", "plan"])
def test_a_dialog_of_the_choice(keys: list[str], snap_compare: Any, tmp_path: Path) -> None:
    """Each fits 80x24."""
    app = app_over(demo_journal(tmp_path), QUIET)
    assert snap_compare(app, terminal_size=(80, 24), press=["3", *keys])
