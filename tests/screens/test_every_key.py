"""On every screen with entries, in a session under way and in every dialog a key does something or says why not."""

from __future__ import annotations

import re

import pytest
from textual.pilot import Pilot

from journal.journal import Journal
from screens.widgets.bars import KeyBar
from screens.widgets.keyed import Keyed
from screens.widgets.rows import Rows
from tests.support.by_key import thought
from tests.support.exploring import by_turns, some
from tests.support.journals import app_over

SESSION = {
    "a session": "",
    "its exercise": "v",
    "skipping": "s",
    "swapping": "w",
    "soreness in it": "p",
}
"""Begun once, and looked at again for each key."""
PLACES: dict[str, list[str]] = {
    **{f"screen {key}": [key] for key in "124567"},
    **{name: ["3", *keys] for name, keys in SESSION.items()},
    **{
        name: ["n", key]
        for name, key in {
            "a run": "r",
            "a shoe": "h",
            "a brace": "b",
            "a fit check": "f",
            "self-tests": "t",
            "a note": "n",
            "the plan": "p",
            "asked": "a",
            "about me": "m",
            "an exercise": "e",
            "a routine": "o",
        }.items()
    },
    "a check-in": ["r"],
    "sore spots": ["r", "5", "f"],
    "feels": ["r", "5", "g"],
    "what to add": ["n"],
    "help": ["question_mark"],
    "settings": ["S"],
    "keys": ["ctrl+k"],
    "stop signs": ["exclamation_mark"],
    "an entry": ["7", "home", "down", "enter"],
    "a filter": ["7", "f"],
    "the physio's page": ["6", "p"],
    "filters": ["2", "f"],
    "a routine to pick": ["2", "a"],
    "bringing in": ["7", "x", "ctrl+o"],
    "self-care": ["5", "i"],
    "by surface": ["4", "s"],
    "a set": ["3", "e"],
}
ENDS = {"app.repaint", "app.suspend", "app.quit", "screen.back", "app.commands", "app.undo", "app.redo", "app.retry"}
"""They end or redraw the program, go back, show what is found a moment later, or have tests of their own."""
AT_AN_EDGE = re.compile(
    r"(rows|reading|signs|ticks|form|pick|choice|foot|typing|rating|check-in)\."
    r"(up|down|first|last|top|end|left|right|next|previous|page-\w+|undo|redo|clear)$|spots\.(erase|outer)$"
)
"""They move or take back: at the edge, or with nothing typed or rated, what is in sight is the answer."""


async def to(pilot: Pilot[None], keys: list[str]) -> None:
    """Out of every dialog, and by these keys to a place, with nothing said there any more."""
    app = pilot.app
    while len(app.screen_stack) > 1:
        app.pop_screen()
        await pilot.pause()
    app.screen.set_focus(app.screen.query(Rows).first() if app.screen.query(Rows) else None)
    for key in ("1", *keys):
        await pilot.press(key)
        await pilot.pause()
    for bar in app.screen.query(KeyBar):
        bar.clear()
    await thought(pilot)


def where(pilot: Pilot[None]) -> tuple[object, ...]:
    """On which screen, and how many dialogs stand on it."""
    return pilot.app.current_mode, len(pilot.app.screen_stack), type(pilot.app.screen)


def seen(pilot: Pilot[None]) -> tuple[object, ...]:
    """Where that is, and everything in sight with its colours."""
    strips = pilot.app.screen._compositor.render_strips()
    return where(pilot), [(segment.text, str(segment.style)) for strip in strips for segment in strip]


@by_turns(8)
@pytest.mark.parametrize("place", some(PLACES, [*PLACES][::4]))
async def test_every_key_of_a_place_does_something_or_says_why(place: str, step: int, demo: Journal) -> None:
    """Each that is declared there and does not only move: a change in sight, or a sentence."""
    async with app_over(demo).run_test(size=(100, 40)) as pilot:
        await pilot.press("3", "enter")
        await to(pilot, PLACES[place])
        chain = pilot.app.screen._modal_binding_chain
        here, mode, focus = type(pilot.app.screen), pilot.app.current_mode, pilot.app.focused
        declared = {
            name: found[0].id or ""
            for node, bindings in reversed(chain)
            if isinstance(node, Keyed)
            for name, found in bindings.key_to_bindings.items()
            if focus is None or not focus.check_consume_key(name, name if len(name) == 1 else None)
        }
        own = {  # a key of an action that has several stands for all of them
            id: name
            for name, id in declared.items()
            if id not in {"", f"app.{mode}", *ENDS}
            and not AT_AN_EDGE.match(id)
            # those of everywhere on the first screen only, those of every dialog in the first one
            and (place == "screen 1" or not id.startswith(("app.", "rows.")))
            and (place == "a run" or not id.startswith("dialog."))
        }
        silent, there = [], [*pilot.app.screen_stack]
        first = [*PLACES].index(place) % step
        for id, name in sorted(own.items(), key=lambda one: one[0].endswith(".remove"))[first::step]:
            if pilot.app.screen_stack[:-1] == there:  # nothing but a dialog was opened: leaving it leads back
                pilot.app.pop_screen()
                await pilot.pause()
            else:
                await to(pilot, PLACES[place])
            assert type(pilot.app.screen) is here, (place, id)
            there, before = [*pilot.app.screen_stack], seen(pilot)
            await pilot.press(name)
            await thought(pilot)
            if where(pilot) == before[0] and seen(pilot) == before:
                silent.append(id)
        assert declared and silent == []
