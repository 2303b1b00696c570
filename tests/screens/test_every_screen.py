"""What holds on all seven screens: title and date, keys that fit, help and commands from one declaration."""

from __future__ import annotations

import re
from typing import Any

import pytest
from textual.actions import parse
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from journal.entries import CheckIn
from journal.journal import Journal
from screens.app.app import SurefootApp
from screens.app.commands import KeyCommands
from screens.drawing.keys import SCREENS
from screens.drawing.wrapping import PROSE
from screens.frame.dialog import Dialog
from screens.frame.help import HelpDialog
from screens.frame.screen import JournalScreen
from screens.widgets.bars import KeyBar, TitleLine
from screens.widgets.rows import Rows
from tests.support.exploring import by_turns, some
from tests.support.journals import app_over
from tests.support.sight import painted

KEYS = [key for key, _, _ in SCREENS]


async def at_screen(pilot: Pilot[None], key: str) -> JournalScreen:
    """The screen on a number key, ready."""
    await pilot.pause()
    await pilot.press(key)
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, JournalScreen)
    return screen


async def test_a_number_key_shows_its_screen_with_title_and_date(demo: Journal) -> None:
    """The first line names the screen and the day."""
    async with app_over(demo).run_test(size=(80, 24)) as pilot:
        for key, mode, name in SCREENS:
            screen = await at_screen(pilot, key)
            title = screen.query_one(TitleLine)
            assert pilot.app.current_mode == mode
            assert title.region.y == 0
            line = title.render().plain
            assert line.split()[0] == name
            assert line.rstrip().endswith("Fri 20 Nov 2026")


@pytest.mark.parametrize("typical", [False, True], ids=["empty", "typical"])
async def test_the_keys_shown_fit_eighty_columns(typical: bool, request: pytest.FixtureRequest) -> None:
    """Nothing on the key line is cut off at the design's width."""
    journal = request.getfixturevalue("demo" if typical else "journal")
    async with app_over(journal).run_test(size=(80, 24)) as pilot:
        for key in KEYS:
            screen = await at_screen(pilot, key)
            content = screen.query_one(KeyBar).keys_content()
            assert content.cell_length <= 78, content.plain


WINDOWS = [(80, 24), (120, 40), (200, 60)]
PLACES = (*KEYS, "1 r", "1 comma", "1 question_mark", "1 exclamation_mark", "2 v", "4 f", "6 p", "3 enter")


@by_turns(len(WINDOWS))
@pytest.mark.parametrize("size", WINDOWS, ids=str)
async def test_words_do_not_touch_the_bar_beside_them(size: tuple[int, int], step: int, demo: Journal) -> None:
    """A column of air stands between each list or text and its scrollbar, on screens and in dialogs."""
    async with app_over(demo).run_test(size=size) as pilot:
        for key in PLACES[WINDOWS.index(size) % step :: step]:
            await pilot.press("escape", *key.split())
            await pilot.pause()
            assert touching(pilot.app.screen) == [], key


async def test_a_sheet_takes_the_room_of_a_large_window_before_it_scrolls(demo: Journal) -> None:
    """At 200x60 nothing scrolls in a sheet that leaves more than a third of the window's rows to what is below it."""
    async with app_over(demo).run_test(size=(200, 60)) as pilot:
        for keys in ("1 question_mark", "2 question_mark", "2 f", "4 c", "4 s", "5 C", "5 question_mark"):
            await pilot.press(*keys.split())
            await pilot.pause()
            sheet = pilot.app.screen
            assert isinstance(sheet, Dialog), keys
            scrolls = any(each.show_vertical_scrollbar for each in sheet.query("*"))
            assert sheet.query_one("#frame").outer_size.height >= 38 or not scrolls, keys
            sheet.dismiss()
            await pilot.pause()


@pytest.mark.parametrize("size", some([(120, 40), (200, 60)], [(200, 60)]), ids=str)
async def test_words_of_an_empty_journal_are_no_wider_than_is_read_with_ease(
    size: tuple[int, int], journal: Journal
) -> None:
    """75 cells, on each screen, where nothing stands beside them yet."""
    async with app_over(journal).run_test(size=size) as pilot:
        for key in KEYS:
            screen = await at_screen(pilot, key)
            pieces = [piece for line in painted(screen)[1:-2] for piece in re.split(r"\s{2,}|[─│▌]", line)]
            assert max(map(len, pieces)) <= PROSE, key


def touching(screen: Screen[Any]) -> list[str]:
    """The lines whose last letter stands against a scrollbar."""
    lines = painted(screen)
    return [
        lines[y][: bar.x]
        for widget in screen.query("*")
        if widget.is_on_screen and widget.show_vertical_scrollbar
        for bar in [widget.vertical_scrollbar.region]
        for y in bar.line_range
        if y < len(lines) and lines[y][bar.x - 1] != " "
    ]


async def test_every_key_of_a_screen_has_an_id_and_a_sentence(demo: Journal) -> None:
    """Footer, help, commands and rebinding all read the same declaration, so it must be complete."""
    async with app_over(demo).run_test(size=(80, 24)) as pilot:
        for key in KEYS:
            screen = await at_screen(pilot, key)
            for active in screen.active_bindings.values():
                declared = {
                    binding.action
                    for kind in type(active.node).__mro__
                    if kind.__module__.startswith("screens")
                    for binding in vars(kind).get("BINDINGS", ())
                }
                if active.binding.action in declared and active.binding.key != "ctrl+q":
                    assert active.binding.id and active.binding.tooltip, active.binding


async def test_help_and_commands_name_what_the_footer_shows(demo: Journal) -> None:
    """What the key line offers stands in the help and among the commands too."""
    async with app_over(demo).run_test(size=(80, 24)) as pilot:
        for key in KEYS:
            screen = await at_screen(pilot, key)
            shown = {label for _, label, _, enabled in screen.query_one(KeyBar).shown_keys() if enabled}
            commands = {title.rpartition(" (")[0] for title, *_ in KeyCommands(screen)._commands()}
            assert shown <= commands
            await pilot.press("question_mark")
            await pilot.pause()
            listed = pilot.app.screen
            assert isinstance(listed, HelpDialog)
            rows = {row.id for row in listed.query_one(Rows).rows}
            mine = {key.id for key in type(screen).KEYS if screen.check_action(*parse(key.action)[1:])}
            assert mine <= rows and len(rows) > len(shown)
            await pilot.press("escape")
            await pilot.pause()
            assert pilot.app.screen is screen


async def test_rating_both_ankles_from_any_screen_takes_five_keys(journal: Journal) -> None:
    """``r 2 tab 0 enter`` is left 2, right 0, and the screen is the same as before."""
    async with app_over(journal).run_test(size=(80, 24)) as pilot:
        for key in KEYS:
            screen = await at_screen(pilot, key)
            await pilot.press("r", "2", "tab", "0", "enter")
            await pilot.pause()
            found = [(entry.left.rating, entry.right.rating) for entry in journal.of_kind(CheckIn)]
            assert found == [(2, 0)]
            while isinstance(pilot.app.screen, Dialog):
                await pilot.press("escape")
                await pilot.pause()
            assert pilot.app.screen is screen
            journal.undo()


@pytest.mark.parametrize("size", [(60, 20), (200, 60)], ids=["60x20", "200x60"])
async def test_all_screens_open_at_other_sizes(size: tuple[int, int], demo: Journal) -> None:
    """From 60x20 up nothing breaks, and every screen keeps its title and keys in sight."""
    async with app_over(demo).run_test(size=size) as pilot:
        for key in KEYS:
            screen = await at_screen(pilot, key)
            bar = screen.query_one(KeyBar).region
            assert (bar.bottom, bar.width) == (size[1], size[0])


async def test_a_number_typed_into_a_field_stays_in_the_field(journal: Journal) -> None:
    """Number keys belong to the field while text is typed."""
    app: SurefootApp = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("n", "r")
        await pilot.pause()
        assert isinstance(app.screen, Dialog)
        for field in app.screen.query(Input):
            field.focus()
            await pilot.press("7")
            break
        assert app.current_mode == "today"


async def test_undo_from_another_screen_names_what_it_took_back(journal: Journal) -> None:
    """Undo works from anywhere and says what it undid; redo brings it back."""
    async with app_over(journal).run_test(size=(80, 24)) as pilot:
        await at_screen(pilot, "5")
        await pilot.press("r", "0", "tab", "0", "enter")
        screen = await at_screen(pilot, "4")
        await pilot.press("u")
        await pilot.pause()
        assert journal.of_kind(CheckIn) == []
        assert "check-in" in screen.query_one(KeyBar).message
        await pilot.press("U")
        await pilot.pause()
        assert len(journal.of_kind(CheckIn)) == 1
