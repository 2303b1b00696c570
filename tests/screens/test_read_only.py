"""A journal open for reading only: every key of every screen, and of every dialog it opens, leaves it as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from journal.clock import FixedClock
from journal.journal import Journal
from screens.app.app import SurefootApp
from screens.drawing.keys import SCREENS
from screens.widgets.keyed import Keyed
from tests.support.exploring import by_turns
from tests.support.journals import app_over, demo_journal

LEAVES = {"quit", "suspend_process", "command_palette", "app.suspend_process"}
"""Actions that end the walk, or that Textual answers for."""


def offered(app: SurefootApp) -> list[tuple[str, str]]:
    """The keys that act now where the focus is, each with the class and id of its binding."""
    return [
        (key, f"{type(active.node).__name__} {active.binding.id}")
        for key, active in app.screen.active_bindings.items()
        if active.binding.action.partition("(")[0] not in LEAVES and key != "ctrl+q" and active.enabled
    ]


def walked_here(name: str, mode_key: str) -> bool:
    """Whether a key is pressed on this screen: those of everywhere and of every list on the first one only."""
    return mode_key == "1" or not name.rpartition(" ")[2].startswith(("app.", "rows."))


async def back_to(pilot: Pilot[None], mode_key: str) -> None:
    """Out of every dialog, and on the screen of that key."""
    while len(pilot.app.screen_stack) > 1:
        pilot.app.pop_screen()
        await pilot.pause()
    await pilot.press(mode_key)
    await pilot.pause()


@by_turns(5)
@pytest.mark.parametrize("mode_key", [key for key, _, _ in SCREENS])
async def test_no_key_changes_what_cannot_be_written(
    tmp_path: Path, clock: FixedClock, mode_key: str, step: int
) -> None:
    """Nothing reaches the file, nothing waits to be saved, and what would write is not among the keys."""
    path = demo_journal(tmp_path, clock).path
    before = path.read_bytes()
    app = app_over(Journal.open(path, clock, read_only=True))
    walked: set[str] = set()
    async with app.run_test(size=(80, 24)) as pilot:
        await back_to(pilot, mode_key)
        for key, name in [*offered(app)][int(mode_key) % step :: step]:
            if not walked_here(name, mode_key):
                continue
            await back_to(pilot, mode_key)
            await pilot.press(key)
            await pilot.pause()
            assert app.context.unsaved == [], name
            dialog = type(app.screen)
            if len(app.screen_stack) < 2 or dialog.__name__ in walked:
                continue
            walked.add(dialog.__name__)
            for inner, inner_name in offered(app):
                if not walked_here(inner_name, mode_key):
                    continue
                if type(app.screen) is not dialog:
                    await back_to(pilot, mode_key)
                    await pilot.press(key)
                    await pilot.pause()
                await pilot.press(inner)
                await pilot.pause()
                assert app.context.unsaved == [], (name, inner_name)
    assert path.read_bytes() == before


def test_what_writes_says_so_where_it_is_declared() -> None:
    """The keys that are not there without a journal to write to; adding, editing and removing are among them."""
    from screens.app.keys import declared

    declared()  # imports every screen
    found: dict[str, bool] = {}
    pending: list[type] = [Keyed]
    while pending:
        owner = pending.pop()
        pending += owner.__subclasses__()
        found |= {key.id: key.writes for key in owner.__dict__.get("KEYS", ())}
    words = (
        "add",
        "edit",
        "remove",
        "undo",
        "redo",
        "rate",
        "new",
        "log",
        "skip",
        "shaky",
        "untick",
        "finish",
        "retire",
    )
    silent = [
        id
        for id, writes in found.items()
        if id.partition(".")[0] in {"app", *(mode for _, mode, _ in SCREENS)} and id.partition(".")[2] in words
        if not writes
    ]
    assert silent == []
