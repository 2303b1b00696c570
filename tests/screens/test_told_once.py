"""A screen tells a thing once, and leaves no room unused: over ankles that are well, sore and hurt."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.screen import Screen

from journal.clock import FixedClock
from journal.entries import day_of
from journal.journal import Journal
from screens.drawing.keys import SCREENS
from screens.widgets.rows import Rows
from screens.widgets.text_pane import TextPane
from tests.support.exploring import crossed
from tests.support.journals import app_over, demo_journal, open_journal
from tests.support.sight import painted
from tests.support.verdicts import D0, at, story

STATES = {
    "demo": [],
    "empty": [],
    "rolled": ["d0 ev left 7 ankle-roll atfl swollen", "d1 wk left 4 atfl", "d2-d3 wk left 3 atfl"],
    "a stop sign": ["d0 ev left 5 achilles-insertion sign:pop-at-heel", "d1 wk left 4"],
    "rising": ["d0-d6 wk left 1", "d7-d11 wk left 2", "d12-d16 wk left 3"],
}
LEAST_WORDS = 4
MOST_EMPTY = 0.3


def journal_of(state: str, folder: Path) -> Journal:
    """A journal in one of the states, on the evening of its last day."""
    if state in ("demo", "empty"):
        return demo_journal(folder) if state == "demo" else open_journal(folder)
    entries = story(STATES[state])
    last = max(day_of(one) or D0 for one in entries)
    return open_journal(folder, entries, FixedClock(at((last - D0).days, 21.5)))


def lines(screen: Screen[object], without: str = "") -> list[str]:
    """Every line of every list and text in sight, as it would be read, ``without`` one of them by its id."""
    told: list[str] = []
    for widget in screen.query("Rows, TextPane, Line"):
        if not widget.region or not widget.display or (without and widget.id == without):
            continue
        if isinstance(widget, Rows):
            told += [str(row.content) for row in widget.rows]
        elif isinstance(widget, TextPane):
            told += [line for section in widget._sections for line in section.lines]
        else:
            told += str(getattr(widget, "content", "")).splitlines()
    return told


def sentences(screen: Screen[object]) -> list[str]:
    """The sentences of these lines."""
    told = lines(screen)
    found = (one.strip(" ■▲●?") for line in told for one in re.split(r"[.!?](?:\s+|$)", line.removesuffix("  enter")))
    return [one.lower() for one in found if len(re.findall(r"[A-Za-z]{2,}", one)) >= LEAST_WORDS]


SIZES = [(80, 24), (120, 40), (200, 60)]


@pytest.mark.parametrize(("state", "size"), crossed(STATES, SIZES, every=3))
async def test_nothing_stands_twice_on_a_screen(state: str, size: tuple[int, int], tmp_path: Path) -> None:
    """No sentence, but in Diary and Session, which list what was done: that repeats itself as days do.

    No line with a word and a number; but for the scale of a lane, and a line of Diary's list.
    """
    async with (app := app_over(journal_of(state, tmp_path))).run_test(size=size) as pilot:
        for key, mode, _ in SCREENS:
            await pilot.press(key)
            await pilot.pause()
            said = sentences(app.screen) if mode not in ("diary", "session") else []
            rows = lines(app.screen, "list" if mode == "diary" else "")
            told = [" ".join(re.sub(r"[▁-█━─┃·]", " ", line).split()) for line in rows]
            valued = [one for one in told if re.search(r"[A-Za-z]{3,}", one) and re.search(r"\d", one)]
            valued = [one for one in valued if not re.match("(Left|Right) 10", one)]
            for each in (said, valued):
                assert sorted({one for one in each if each.count(one) > 1}) == [], mode


async def test_no_screen_is_empty_in_more_than_three_rows_of_ten(tmp_path: Path) -> None:
    """Rows with nothing in them, between title and keys, at 120x40 over twelve weeks of entries."""
    async with (app := app_over(demo_journal(tmp_path))).run_test(size=(120, 40)) as pilot:
        empty = {}
        for key, mode, _ in SCREENS:
            await pilot.press(key)
            await pilot.pause()
            body = painted(app.screen)[1:-2]
            empty[mode] = sum(not re.search(r"\w|[▁-█━─⠀-⣿]", line) for line in body) / len(body)
        assert {mode: share for mode, share in empty.items() if share > MOST_EMPTY} == {}
