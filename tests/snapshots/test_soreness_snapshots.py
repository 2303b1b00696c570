"""The foot from every side, the check-in and its dialogs, and the Soreness screen in its states."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from journal.entries import Entry, SelfTest, Shoe, Side
from journal.journal import Journal
from screens.drawing.foot import DRAWINGS, VIEWS, FootView
from screens.entries.check_in.spots import SpotsDialog
from tests.support.exploring import crossed, some
from tests.support.journals import app_over, open_journal
from tests.support.soreness import moment, ran, rated, session

USUAL = (80, 24)


def due(folder: Path) -> Journal:
    """Both ankles past 72 hours, self-care without a fall, and numbness noted."""
    return open_journal(
        folder,
        [
            rated("16 07:00", 4, 5, spots=("achilles-mid",), feels=("stiff",), moment_id="on-waking"),
            session("16 08:00", id="", exercise="rice-self-care"),
            rated("18 07:00", 5, 3, feels=("numb",)),
            rated("20 07:00", 4, 2),
        ],
    )


def stopped(folder: Path) -> Journal:
    """Two stop signs open."""
    return open_journal(
        folder,
        [
            rated("18 07:00", 3, 0),
            ran("18 18:00", id=""),
            rated("20 07:00", 6, 2, stop_signs=("pop-at-heel", "pinpoint-bone-pain")),
        ],
    )


def usual(folder: Path) -> Journal:
    """Six weeks: a left Achilles that comes and goes with hilly runs, three sessions a week, self-tests twice."""
    blue = "911000000000000000"
    entries: list[Entry] = [Shoe(id=blue, nickname="Blue Drift")]
    for days in range(42, -1, -1):
        at = (moment("20 06:46") - timedelta(days=days)).isoformat()
        sore = (3, 2, 1)[days % 11] if days % 11 < 3 else 0
        noted: dict[str, Any] = (
            {"spots": ("achilles-mid",), "feels": ("stiff",), "triggers": ("hills",)} if sore else {}
        )
        entries.append(rated(at, sore, 1 if days == 17 else 0, moment_id="on-waking", **noted))
        start = (moment("19 18:00") - timedelta(days=days)).isoformat()
        if days % 7 in (0, 2, 5):
            entries.append(ran(start, id="", shoe=blue))
        elif days % 7 in (1, 4, 6):
            entries.append(session(start, id=""))
    flat = "flat floor, 60 beats a minute"
    results: tuple[tuple[int, Side, int], ...] = (
        (1, "left", 17),
        (1, "right", 24),
        (19, "left", 25),
        (19, "right", 27),
    )
    for day, side, value in results:
        entries.append(
            SelfTest(
                at=moment(f"{day} 12:00"), test="heel-raises", side=side, value=value, unit="reps", conditions=flat
            )
        )
    return open_journal(folder, entries)


@pytest.mark.parametrize(("view", "side"), crossed(VIEWS, ["left", "right"], every=2))
def test_the_foot(view: FootView, side: str, snap_compare: Any, tmp_path: Path) -> None:
    """Each foot from each side, with two spots picked and the cursor on the next."""
    ankle = next(known for known, _ in DRAWINGS if known == side)
    picked = list(DRAWINGS[ankle, view].spots)[:2]

    async def show(pilot: Pilot[None]) -> None:
        await pilot.press("5")
        await pilot.app.push_screen(SpotsDialog(ankle, picked))
        await pilot.press(str(VIEWS.index(view) + 1), "right")

    app = app_over(open_journal(tmp_path))
    assert snap_compare(app, terminal_size=USUAL, run_before=show)


DIALOGS: dict[str, tuple[Callable[[Path], Journal], str]] = {
    "check-in": (usual, "5 r 2 tab"),
    "check-in filled": (usual, "5 r 1 0 f a c h space enter g s space enter o h space enter"),
    "check-in refused": (usual, "5 r enter"),
    "feels": (usual, "5 r 2 g s space"),
    "triggers": (usual, "5 r 2 o space"),
    "stop signs": (usual, "5 r 9 enter down down down down space"),
    "clear": (stopped, "5 c"),
    "self-care": (due, "5 i"),
    "self-test": (usual, "5 m"),
    "heel raises": (usual, "5 m 1"),
    "self-test results": (usual, "5 v v v enter"),
    "sore spell": (usual, "5 v enter"),
}


@pytest.mark.parametrize("name", some(DIALOGS, [*DIALOGS][1::2]))
def test_a_dialog(name: str, snap_compare: Any, tmp_path: Path) -> None:
    """At 80x24, whole and with its keys."""
    journal, keys = DIALOGS[name]

    async def press(pilot: Pilot[None]) -> None:
        for key in keys.split():
            await pilot.press(key)
            await pilot.pause()

    assert snap_compare(app_over(journal(tmp_path)), terminal_size=USUAL, run_before=press)


SCREENS: dict[str, tuple[Callable[[Path], Journal], str, tuple[int, int]]] = {
    "due": (due, "5", USUAL),
    "stopped": (stopped, "5", USUAL),
    "stopped, large": (stopped, "5", (120, 40)),
    "2 weeks": (usual, "5 w w", USUAL),
    "26 weeks": (usual, "5 w", USUAL),
    "26 weeks, large": (usual, "5 w", (120, 40)),
    "very large": (usual, "5", (200, 60)),
    "nothing marked, very large": (stopped, "5", (170, 50)),
    "check-ins": (usual, "5", USUAL),
    "a day read": (usual, "5 left_square_bracket left_square_bracket", USUAL),
    "sore spells": (usual, "5 v", USUAL),
    "reading": (usual, "5 v v", USUAL),
    "self-tests": (usual, "5 v v v", USUAL),
    "small": (usual, "5", (60, 20)),
}


@pytest.mark.parametrize("name", some(SCREENS, [*[*SCREENS][::2], "small"]))
def test_the_screen(name: str, snap_compare: Any, tmp_path: Path) -> None:
    """Each part and each state the runner can be in."""
    journal, keys, size = SCREENS[name]
    assert snap_compare(app_over(journal(tmp_path)), terminal_size=size, press=keys.split())
