"""Stop signs: asked when a rating opens the question, answered by a tick or "none of these", shown while open."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal.entries import CheckIn
from journal.settings.settings import Settings
from journal.vocabulary import SIGNS
from screens.entries.check_in.ask import edit_check_in
from screens.entries.check_in.sign_list import SignList
from screens.entries.check_in.stop_signs import StopSignDialog
from screens.widgets.bars import KeyBar
from screens.widgets.line import Line
from tests.support.check_ins import app_with, check_ins, press
from tests.support.journals import app_over, fixed_clock, open_journal
from tests.support.sight import painted
from tests.support.soreness import rated


@pytest.mark.parametrize(
    ("before", "keys", "asked"),
    [
        ([], "r 0 enter", False),
        ([], "r 1 enter", True),
        ([rated("19 07:00", 2)], "r 5 enter", False),
        ([rated("19 07:00", 2)], "r 9 enter", True),
        ([rated("19 07:00", 6)], "r 6 enter", True),
        ([rated("13 07:00", 2)], "r 2 enter", True),
        ([rated("19 07:00", 2)], "r 2 o r space enter enter", True),
        ([rated("19 07:00", 2, answered=False)], "r 0 enter", True),
    ],
    ids=["none", "new", "higher", "nine", "a second morning at 6", "after a week", "rolled the ankle", "left open"],
)
async def test_stop_signs_are_asked_after_saving(before: list[CheckIn], keys: str, asked: bool, tmp_path: Path) -> None:
    """The check-in is in the journal before the question stands; one left open is asked again with the next rating."""
    app = app_with(tmp_path, *before)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, keys)
        assert len(check_ins(app.journal)) == len(before) + 1
        assert isinstance(app.screen, StopSignDialog) is asked


async def test_a_ticked_sign_is_kept_with_the_check_in_and_says_where_to_go(tmp_path: Path) -> None:
    """By the runner's own clinic; help for today goes on to the next page, help for now does not."""
    journal = open_journal(tmp_path, [], fixed_clock("2026-11-20T07:12:00+01:00"))
    app = app_over(journal, Settings(clinic="Fell Road Clinic", emergency_number="999"))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r 7 enter down down down down space")
        assert "today: Fell Road Clinic" in " ".join(painted(app.screen))
        await press(pilot, "space up up up up space")
        shown = " ".join(painted(app.screen))
        assert shown.count("Call 999, or go to an emergency department.") == 1
        await press(pilot, "enter")
        (entry,) = check_ins(app.journal)
        assert entry.stop_signs == ("breath-chest",)


async def test_none_of_these_is_one_key_away(tmp_path: Path) -> None:
    """``end`` goes to it and ``home`` back to the first sign, as in every list."""
    app = app_with(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r 7 enter end space enter")
        (entry,) = check_ins(app.journal)
        assert entry.stop_signs == () and entry.stop_signs_answered_at is not None
        await press(pilot, "!")
        assert "n none" in app.screen.keys_line()  # type: ignore[attr-defined]
        await press(pilot, "end home space escape")
        assert [one.stop_signs for one in check_ins(app.journal)] == [("breath-chest",)]


async def test_enter_alone_answers_nothing(tmp_path: Path) -> None:
    """A second enter by reflex: the question stays, and says how it is answered. None of these has to be chosen."""
    app = app_with(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r 2 enter enter enter")
        assert isinstance(app.screen, StopSignDialog)
        assert "None of these" in str(app.screen.query_one("#problem", Line).content)
        assert check_ins(app.journal)[0].stop_signs_answered_at is None
        await press(pilot, "down " * 8 + "space enter")
        assert not isinstance(app.screen, StopSignDialog)
        (entry,) = check_ins(app.journal)
        assert (entry.stop_signs, entry.stop_signs_answered_at) == ((), app.clock.now())


async def test_a_question_left_for_later_stays_open(tmp_path: Path) -> None:
    """Escape says so, no running until then; ! asks it again, in the check-in of today."""
    app = app_with(tmp_path, rated("19 07:00", 0, 0))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r 2 enter escape")
        assert not isinstance(app.screen, StopSignDialog)
        assert "not answered yet" in app.screen.query_one(KeyBar).message
        assert app.context.views.verdict(app.clock.now()).run == "none"
        await press(pilot, "exclamation_mark n enter")
        assert check_ins(app.journal)[-1].stop_signs_answered_at == app.clock.now()
        assert len(check_ins(app.journal)) == 2
        assert not app.context.views.verdict(app.clock.now()).signs


async def test_a_question_of_another_day_is_answered_on_its_own(tmp_path: Path) -> None:
    """The rating of two days ago stays as it was: a sign of today is not one of then."""
    app = app_with(tmp_path, rated("18 07:00", 2, 0, answered=False))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "exclamation_mark down down down down space enter")
        old, new = check_ins(app.journal)
        assert (old.stop_signs, old.stop_signs_answered_at) == ((), None)
        assert (new.at, new.stop_signs) == (app.clock.now(), ("pop-at-heel",))


async def test_what_is_open_is_shown_and_asked_of_no_more(tmp_path: Path) -> None:
    """Two signs open: ! names both and where to go, and asks the others, none ticked; escape leaves all as it is."""
    app = app_with(tmp_path, rated("20 06:00", 5, 0, stop_signs=("pop-at-heel", "tender-bone")))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "exclamation_mark")
        told = str(app.screen.query_one("#open", Line).content)
        assert "pop or kick at the heel" in told and "bone sore to press" in told and "urgent care" in told
        asked = {id for page in app.screen._pages for id in page}  # type: ignore[attr-defined]
        assert asked == set(SIGNS) - {"pop-at-heel", "tender-bone"}
        await press(pilot, "escape")
        assert check_ins(app.journal)[0].stop_signs == ("pop-at-heel", "tender-bone")


async def test_a_tick_is_kept_when_the_question_is_closed_with_escape(tmp_path: Path) -> None:
    """What was ticked is never dropped silently."""
    app = app_with(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r 7 enter space escape")
        (entry,) = check_ins(app.journal)
        assert len(entry.stop_signs) == 1


async def test_every_sign_comes_into_sight_on_a_small_screen(tmp_path: Path) -> None:
    """At 60x20 the list follows the cursor, eight signs at most, and the title says where to go."""
    app = app_with(tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "exclamation_mark")
        for _page in range(2):
            for number in range(9):
                frame, signs = app.screen.query_one("#frame"), app.screen.query_one(SignList)
                row = signs.region.y + signs.caret.y
                assert frame.content_region.y <= row < frame.content_region.bottom, number
                await press(pilot, "down")
            await press(pilot, "space enter")
        await press(pilot, "space")
        assert "within a week" in str(app.screen.query_one("#frame").border_title)


async def test_an_edit_that_calls_for_the_question_anew_asks_it_anew(tmp_path: Path) -> None:
    """A 2 that was answered becomes an 8: the old answer was not about that."""
    app = app_with(tmp_path, rated("20 06:00", 2, 0))
    async with app.run_test(size=(80, 24)) as pilot:
        edit_check_in(app.context, check_ins(app.journal)[0])
        await pilot.pause()
        await press(pilot, "8 enter escape")
        (entry,) = check_ins(app.journal)
        assert (entry.left.rating, entry.stop_signs_answered_at) == (8, None)


async def test_the_question_is_always_a_key_away(tmp_path: Path) -> None:
    """``!`` asks from any screen; a tick without a rating becomes a check-in of its own, none of these becomes none."""
    app = app_with(tmp_path)
    none = "down " * 8 + "space enter "
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "7 exclamation_mark " + none * 3)
        assert check_ins(app.journal) == []
        await press(pilot, "exclamation_mark " + none * 2 + "space enter")
        (entry,) = check_ins(app.journal)
        assert len(entry.stop_signs) == 1
        assert (entry.left.rating, entry.right.rating) == (None, None)
