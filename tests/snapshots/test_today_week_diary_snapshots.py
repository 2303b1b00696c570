"""Today, Week and Diary in the states a runner meets, and their dialogs, at 80x24."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from journal.entries import Session
from journal.journal import Journal
from tests.support import week as made
from tests.support.by_key import thought
from tests.support.exploring import some
from tests.support.hostile import hostile_journal
from tests.support.journals import app_over, demo_journal, open_journal
from tests.support.pilots import shown_until
from tests.support.sight import painted
from tests.support.soreness import moment, rated


def stopped(folder: Path) -> Journal:
    """A stop sign that is open."""
    journal = open_journal(folder)
    journal.add_all(
        [
            rated("16 07:00", 2, 0),
            rated("20 07:00", 6, 0, feels=("swollen",), stop_signs=("pop-at-heel", "tender-bone")),
        ]
    )
    return journal


def under_way(folder: Path) -> Journal:
    """A session begun half an hour ago."""
    journal = open_journal(folder)
    journal.add(rated("20 07:00", 1, 0))
    journal.add(Session(started_at=moment("20 17:30"), name="Foundation", items=made.WEDNESDAY.items))
    return journal


def four_days_sore(folder: Path) -> Journal:
    """Advice is due for one ankle."""
    journal = open_journal(folder)
    journal.add_all([rated("16 07:00", 2, 0), rated("18 07:00", 3, 0), rated("20 07:00", 3, 0, feels=("tingling",))])
    return journal


STATES: dict[str, tuple[Callable[[Path], Journal], Sequence[str]]] = {
    "today-stop-sign": (stopped, ()),
    "today-session-open": (under_way, ()),
    "today-advice-due": (four_days_sore, ()),
    "today-note": (demo_journal, ("end", "enter", *"Quiet")),
    "week-before": (demo_journal, ("6", "left_square_bracket")),
    "week-half-year": (demo_journal, ("6", "pagedown", "pagedown")),
    "week-half-year-of-an-ankle": (demo_journal, ("6", "m", "pagedown", "pagedown")),
    "week-compared-and-muscles": (demo_journal, ("6", "pagedown", "pagedown", "pagedown")),
    "week-in-words": (demo_journal, ("6", "end")),
    "week-asks": (four_days_sore, ("6",)),
    "week-stop-sign": (stopped, ("6",)),
    "page-for-a-physio": (demo_journal, ("6", "p")),
    "page-written": (demo_journal, ("6", "p", "x")),
    "page-hostile": (hostile_journal, ("6", "p", "end")),
    "diary-search": (demo_journal, ("7", "slash", *"heel", "space", *"sore")),
    "diary-nothing-found": (demo_journal, ("7", "slash", *"xyzzy")),
    "diary-search-hostile": (hostile_journal, ("7", "slash", *"owned")),
    "diary-filter": (demo_journal, ("7", "f")),
    "diary-only-runs": (demo_journal, ("7", "f", "r", "enter")),
    "diary-entry": (demo_journal, ("7", *("down",) * 7, "enter")),
    "diary-entry-hostile": (hostile_journal, ("7", "down", "down", "enter")),
    "diary-edit-session": (demo_journal, ("7", *("down",) * 7, "e")),
}


@pytest.mark.parametrize("name", some(STATES, [*[*STATES][::2], "today-session-open", "diary-entry"]))
def test_a_state(name: str, snap_compare: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It looks as it did when it was last looked at."""
    make, keys = STATES[name]
    monkeypatch.setattr(Path, "home", lambda: Path("/home/runner"))
    app = app_over(make(tmp_path))

    async def pressed(pilot: Any) -> None:
        for key in keys:
            await pilot.press(key)
            await thought(pilot)
        await shown_until(pilot, lambda: "searching" not in "".join(painted(app.screen)))

    assert snap_compare(app, terminal_size=(80, 24), run_before=pressed)


@pytest.mark.parametrize("keys", [("6",), ("7", "down", "down")], ids=["week", "diary"])
@pytest.mark.parametrize("size", [(60, 20), (200, 60)], ids=["60x20", "200x60"])
def test_other_sizes(keys: tuple[str, ...], size: tuple[int, int], snap_compare: Any, tmp_path: Path) -> None:
    """Small and very large terminals."""
    assert snap_compare(app_over(demo_journal(tmp_path)), terminal_size=size, press=keys)
