"""What is said on the last line goes again; help and commands are found everywhere."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.command import CommandInput, CommandList, SearchIcon
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Input

from journal.entries import Note, Plan
from journal.journal import Journal
from journal.rules.training.plan import current_plan
from screens.app.app import SurefootApp
from screens.app.commands import found_by
from screens.app.keys import declared
from screens.app.openings import OPENS
from screens.app.settings import KeyDialog, KeysDialog
from screens.entries.plan import plan_routine
from screens.frame.choosing import ChoosingDialog
from screens.frame.dialog import Dialog
from screens.frame.form import FormDialog
from screens.frame.help import HelpDialog
from screens.frame.palette import Palette
from screens.session.choices import SKIPS
from screens.widgets.bars import Banner, KeyBar
from screens.widgets.rows import Rows
from screens.widgets.search_line import SearchLine
from tests.support.entries import TODAY
from tests.support.exploring import by_turns
from tests.support.journals import app_over, open_journal
from tests.support.pilots import LONGER, shown_until


def bar_of(pilot: Pilot[None]) -> KeyBar:
    """The lines under the screen in sight."""
    return pilot.app.screen.query_one(KeyBar)


async def test_an_error_is_gone_with_the_next_key_that_does_something(demo: Journal) -> None:
    """A key without a meaning leaves it; one that moves the cursor has been pressed by somebody who read it."""
    async with app_over(demo).run_test(size=(80, 24)) as pilot:
        await pilot.press("7")
        await pilot.pause()
        pilot.app.screen.say("That cannot be done.", error=True)  # type: ignore[attr-defined]
        await pilot.press("f12")
        assert bar_of(pilot).message == "That cannot be done."
        await pilot.press("down")
        assert bar_of(pilot).message == ""
        assert "7 Diary" in bar_of(pilot).render().plain


async def test_a_message_has_been_read_once_a_key_opens_a_dialog(demo: Journal) -> None:
    """It would stand below the dialog, about something else; what that key says itself stays."""
    async with app_over(demo).run_test(size=(80, 24)) as pilot:
        pilot.app.screen.say("Undone: a run.")  # type: ignore[attr-defined]
        screen = pilot.app.screen
        await pilot.press("r")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Dialog) and screen.query_one(KeyBar).message == ""


async def test_a_message_is_replaced_by_the_next_one_and_not_by_a_key(demo: Journal) -> None:
    """What was done stays while one reads on, until something else was done."""
    async with app_over(demo).run_test(size=(80, 24)) as pilot:
        await pilot.press("7")
        await pilot.pause()
        pilot.app.screen.say("Saved.")  # type: ignore[attr-defined]
        await pilot.press("down")
        assert bar_of(pilot).message == "Saved."
        await pilot.press("U")
        assert bar_of(pilot).message == "Nothing to redo."


@pytest.mark.parametrize("error", [False, True], ids=["message", "error"])
async def test_whatever_is_said_goes_by_itself(error: bool, demo: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have their time; an error the longer one."""
    assert KeyBar.MESSAGE_SECONDS < KeyBar.ERROR_SECONDS <= 12 * LONGER
    monkeypatch.setattr(KeyBar, "MESSAGE_SECONDS", 0.01)
    monkeypatch.setattr(KeyBar, "ERROR_SECONDS", 0.01)
    async with app_over(demo).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        bar = bar_of(pilot)
        bar.say("Said.", error)
        await shown_until(pilot, lambda: not bar.message)
        assert not bar.is_error


async def test_a_search_that_begins_while_the_palette_leaves_ends_in_silence(demo: Journal) -> None:
    """A letter may arrive when the list it would fill is gone already."""
    async with app_over(demo).run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        palette = pilot.app.screen
        assert isinstance(palette, Palette)
        await palette.query(CommandList).remove()
        assert await palette._gather_commands("no").wait() is None


async def found(pilot: Pilot[None], query: str) -> list[str]:
    """The palette's titles for a query, best first, and the palette closed again."""
    await pilot.press("ctrl+p")
    await pilot.pause()
    palette = pilot.app.screen
    assert isinstance(palette, Palette)
    assert palette.query_one(SearchIcon).icon.isascii()
    palette.query_one(CommandInput).value = query
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    commands = palette.query_one(CommandList)
    options = [commands.get_option_at_index(n) for n in range(commands.option_count)]
    await pilot.press("escape", "escape")
    return [str(option.hit.text) for option in options]  # type: ignore[attr-defined]


async def test_commands_are_found_by_name_first_then_by_a_word_of_their_help(demo: Journal) -> None:
    """``theme`` stands in the settings' help and nowhere else; ``rate`` finds Rate before what only speaks of it."""
    async with app_over(demo).run_test(size=(80, 24)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert await found(pilot, "theme") == ["Settings (S)"]
        assert (await found(pilot, "rate"))[0] == "Rate (r)"


async def test_guided_holds_are_switched_from_the_palette(demo: Journal) -> None:
    """One command, named by what it changes to."""
    app = app_over(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert await found(pilot, "guided") == ["Guided holds off", "Settings (S)"]
        app.action_switch_guided()
        await pilot.pause()
        assert app.settings.guided == "off"
        assert "Guided holds on" in await found(pilot, "guided")


EVERYDAY = {
    "Settings (S)": ("colour", "color", "dark", "phone", "miles", "contrast", "mouse"),
    "Import": ("garmin", "strava", "watch", "phone", "apple health"),
    "Undo (u)": ("undo", "mistake"),
    "Backups": ("backup", "restore"),
    "Export": ("backup",),
    "Add a shoe": ("trainers",),
    "Log a run": ("jog",),
    "Rate (r)": ("pain",),
    "Keys (ctrl+k)": ("shortcut",),
    "Self-care": ("ice",),
    "Plan": ("schedule",),
    "Quit (q)": ("exit",),
}


@by_turns(3)
async def test_commands_are_found_by_everyday_words(step: int, demo: Journal) -> None:
    """Among the first, before what is only spelt alike."""
    async with app_over(demo).run_test(size=(80, 24)) as pilot:
        for command, words in EVERYDAY.items():
            for word in words[::step]:
                assert command in (await found(pilot, word))[:4], (word, command)


def test_everyday_words_are_of_commands_there_are() -> None:
    """By the id of a key or of an opening."""
    assert found_by().keys() - declared().keys() - OPENS.keys() == set()


async def test_the_list_of_backups_says_how_to_put_one_back(demo: Journal) -> None:
    """It is found in the palette and opens as a page."""
    app = app_over(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        app.begin("backups")
        await pilot.pause()
        assert "There are no backups yet" in str(app.screen.query_one(Rows).rows[0].content)


async def test_keys_are_found_by_key_and_by_what_they_do(demo: Journal) -> None:
    """Under headings in words; a single character is a key."""
    async with app_over(demo).run_test(size=(80, 24)) as pilot:

        async def keys_for(text: str) -> list[str]:
            pilot.app.screen.query_one(SearchLine).value = text
            await pilot.pause()
            return [row.id for row in pilot.app.screen.query_one(Rows).rows]

        await pilot.press("ctrl+k", "slash", "r", "a", "t", "e", "enter")
        await pilot.pause()
        rows = pilot.app.screen.query_one(Rows)
        assert rows.has_focus and rows.cursor_id == "app.rate"
        found = await keys_for("x")
        assert found and all("x" in declared()[id].keys for id in found if not id.startswith("scope "))
        assert (await keys_for("soreness by shoe"))[-2:] == ["scope factors", "factors.close"]
        assert await keys_for("qqzz") == []


async def test_a_question_mark_in_the_rating_dialog_explains_its_keys(demo: Journal) -> None:
    """f, g and o among them; leaving the help comes back to what was typed."""
    async with app_over(demo).run_test(size=(80, 24)) as pilot:
        await pilot.press("r", "3", "question_mark")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpDialog)
        told = "\n".join(str(row.content) for row in pilot.app.screen.query_one(Rows).rows)
        for key, words in (("f", "on the foot"), ("g", "ankle feels"), ("o", "set it off"), ("=", "last time")):
            assert any(line.split()[0] == key and words in line for line in told.splitlines()), words
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Dialog) and "Rate both ankles" in pilot.app.screen.title_text


async def test_a_question_mark_in_a_text_field_is_typed_and_f1_helps(demo: Journal) -> None:
    """The note of a check-in may well ask something."""
    async with app_over(demo).run_test(size=(80, 24)) as pilot:
        await pilot.press("r", "3", "n", "o", "k", "question_mark")
        await pilot.pause()
        assert pilot.app.screen.query_one("#note", Input).value == "ok?"
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpDialog)


async def test_the_help_s_key_may_be_given_to_something_else(demo: Journal) -> None:
    """Where the next key pressed is the new one, a question mark is a key like any other."""
    async with app_over(demo).run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+k", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, KeyDialog)
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(pilot.app.screen, KeysDialog)


async def test_nothing_in_the_skip_menu_is_cut(demo: Journal) -> None:
    """Its longest line fits the dialog."""
    async with app_over(demo).run_test(size=(80, 24)) as pilot:
        pilot.app.push_screen(ChoosingDialog("Skip", SKIPS))
        await pilot.pause()
        rows = pilot.app.screen.query_one(Rows)
        shown = [Content(str(row.content)) for row in rows.rows]
        assert max(content.cell_length for content in shown) <= rows.scrollable_content_region.width - 1


async def test_the_share_of_the_month_has_a_heading(demo: Journal) -> None:
    """It ends where the percentages under it end."""
    async with app_over(demo).run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        heading, *pairs = [str(row.content) for row in pilot.app.screen.query_one("#list", Rows).rows]
        assert heading.startswith("In use") and heading.endswith("of month")
        assert any(line.endswith("%") and len(line) == len(heading) for line in pairs)


async def test_the_plan_asks_only_for_what_is_meant(demo: Journal) -> None:
    """So many times a week or on certain days: the field of the other way is not shown, and its value is not read."""
    async with app_over(demo).run_test(size=(80, 24)) as pilot:
        app = pilot.app
        assert isinstance(app, SurefootApp)
        plan_routine(app.context, app.context.catalogue.routine("foundation"))
        await pilot.pause()
        form = app.screen
        assert isinstance(form, FormDialog)
        form.editor("how").value = "times"
        form.editor("days").value = "whenever"
        await pilot.pause()
        assert (form.editor("times").region.height, form.editor("days").region.height) == (1, 0)
        form.editor("how").value = "days"
        form.editor("times").value = "often"
        form.editor("days").value = "tue sat"
        await pilot.pause()
        assert (form.editor("times").region.height, form.editor("days").region.height) == (0, 1)
        await pilot.press("enter")
        await pilot.pause()
        newest = current_plan(demo.of_kind(Plan), app.clock.now().date())
        assert newest is not None
        assert [one.weekdays for one in newest.routines if one.routine == "foundation"] == [(2, 6)]


async def test_what_the_screen_said_does_not_come_back_with_it(demo: Journal) -> None:
    """A message is about what was just done; on the next visit something else was."""
    async with app_over(demo).run_test(size=(80, 24)) as pilot:
        await pilot.press("7")
        await pilot.pause()
        pilot.app.screen.say("Saved.")  # type: ignore[attr-defined]
        await pilot.press("1", "7")
        await pilot.pause()
        assert bar_of(pilot).message == ""


async def test_what_can_be_done_from_anywhere_is_found_anywhere(demo: Journal) -> None:
    """Export, import and the physio's page are commands on every screen, each once; moving the cursor is none."""
    async with app_over(demo).run_test(size=(80, 24)) as pilot:
        for key in "126":
            await pilot.press(key)
            await pilot.pause()
            assert [title.partition(" (")[0] for title in await found(pilot, "export")][:1] == ["Export"]
            assert len([title for title in await found(pilot, "physio") if title.startswith("Physio")]) == 1
            assert (await found(pilot, "import"))[0] == "Import"
            assert not any(title.startswith(("Up", "Page", "First")) for title in await found(pilot, ""))
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.press(*"import")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, FormDialog) and "Import" in pilot.app.screen.title_text


async def test_the_first_page_down_already_turns_the_page(demo: Journal) -> None:
    """Not only the cursor goes to the end of what is in sight."""
    async with app_over(demo).run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await pilot.pause()
        rows = pilot.app.screen.query(Rows).first()
        before = rows.scroll_offset.y
        await pilot.press("pagedown")
        await pilot.pause()
        assert rows.scroll_offset.y > before


async def test_a_message_ends_when_what_it_speaks_of_does(demo: Journal) -> None:
    """Once a change could not be saved only that is said; what happened in between stays said."""
    app = app_over(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.say("Saved: left 3, right 0, evening.")
        app.context.problem = "Not saved: the disk is full"
        app.journal_changed()
        assert (bar_of(pilot).message, app.screen.query_one(Banner).text) == ("", "Not saved: the disk is full")
        app.say("Something said since.")
        app.journal_changed()
        assert bar_of(pilot).message == "Something said since."
        app.context.problem = ""
        app.journal_changed()
        assert bar_of(pilot).message == ""


async def test_what_was_said_of_a_checklist_is_not_said_of_the_list_of_routines(demo: Journal) -> None:
    """There, enter starts a routine; nor of the checklist once it is another."""
    app = app_over(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "enter")
        await pilot.pause()
        for leaves in ("space", "escape"):
            app.say("All sets are logged: enter ends the session.")
            await pilot.press(leaves)
            await pilot.pause()
            assert "All sets" not in bar_of(pilot).message


async def test_undo_first_shows_a_change_from_before_this_start(journal: Journal) -> None:
    """A slip of the finger takes back nothing of another day; what was done in this run goes at once."""
    added = [journal.add(Note(day=TODAY - timedelta(days=n), text="old")) for n in (2, 1)]
    journal.close()
    with open_journal(journal.path.parent) as again:
        async with app_over(again).run_test(size=(80, 24)) as pilot:
            await pilot.press("u")
            await pilot.pause()
            assert bar_of(pilot).message == (
                "From before Surefoot was opened: added note of Thu 19 Nov. u once more takes that back."
            )
            assert len(again.of_kind(Note)) == 2
            new = again.add(Note(day=TODAY, text="new"))
            await pilot.press("u")
            await pilot.pause()
            assert again.get(new.id) is None and len(again.of_kind(Note)) == 2
            await pilot.press("u", "u")
            await pilot.pause()
            assert [one.id for one in again.of_kind(Note)] == [added[0].id]
