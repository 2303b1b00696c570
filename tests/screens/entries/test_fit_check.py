"""Fit checks by key: twelve questions, what was answered, two checks side by side."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from textual.widgets import Input

from journal.entries import AnkleReport, CheckIn, FitCheck
from journal.journal import Journal
from journal.rules.shoes.fit import QUESTIONS
from screens.entries.fit_check import FitCheckDialog
from screens.shoes.fit_compare import FitCompareDialog
from screens.widgets.choice import Choice
from screens.widgets.line import Line
from screens.widgets.pick_line import PickLine
from screens.widgets.rows import Rows
from tests.support.by_key import SIZE, press, problem, text_of
from tests.support.journals import NOW, app_over
from tests.support.shoes import at_shoes, pair


async def test_a_fit_check_takes_a_key_a_question(demo: Journal) -> None:
    """Twelve keys, then enter: twelve answers of the pair under the cursor, now."""
    async with app_over(demo).run_test(size=SIZE) as pilot:
        await at_shoes(pilot)
        await press(pilot, "down", "down", "f", *"yynyuyynyyyy", "enter")
    check = demo.of_kind(FitCheck)[-1]
    assert demo.get(check.shoe) == pair(demo, "Petrel Swift")
    assert list(check.answers.values()).count("yes") == 9
    assert [question for question, answer in check.answers.items() if answer == "no"] == ["end-of-day", "heel-holds"]
    assert check.answers["thumb-width"] == "unsure"
    assert check.at == datetime.fromisoformat(NOW)


async def test_a_fit_check_says_why_each_is_asked_and_what_to_try_after_a_no(demo: Journal) -> None:
    """The reason of the question under the cursor; what to try stays in sight while the next is answered."""
    async with app_over(demo).run_test(size=SIZE) as pilot:
        await at_shoes(pilot)
        await press(pilot, "f", *"yyyyyyyn")
        dialog = pilot.app.screen
        assert (
            str(dialog.query_one("#why", Line).content)
            == "Why: Uppers give little; what presses now will press on a long run."
        )
        assert "heel lock" in str(dialog.query_one("#next", Line).content)
        marked = [str(row.content) for row in dialog.query_one(Rows).rows if str(row.content).endswith("article")]
        assert len(marked) == 4
        await press(pilot, "up", "backspace")
        assert "heel lock" not in str(dialog.query_one("#next", Line).content)


@pytest.mark.parametrize("sore", [7, 0])
async def test_a_fit_check_sends_nobody_jogging_on_a_day_without_running(sore: int, demo: Journal) -> None:
    """Two of the twelve are tried on a run too; the others ask for none."""
    demo.add(CheckIn(at=datetime.fromisoformat(NOW), moment="evening", left=AnkleReport(rating=sore)))
    async with app_over(demo).run_test(size=SIZE) as pilot:
        await at_shoes(pilot)
        await press(pilot, "f")
        waits = []
        for question in QUESTIONS:
            why = str(pilot.app.screen.query_one("#why", Line).content)
            waits += [question.id] if why.endswith("No running for it today.") else []
            await press(pilot, "down")
    assert waits == (["heel-holds", "shape-matches"] if sore else [])


async def test_a_fit_check_keeps_where_it_rubs_when_it_was_tried_and_a_note(demo: Journal) -> None:
    """Spots picked on the drawn foot, by name here; backdated."""
    async with app_over(demo).run_test(size=SIZE) as pilot:
        await at_shoes(pilot)
        await press(pilot, "f", "y", "f", *"toes", "enter", "enter")
        dialog = pilot.app.screen
        assert isinstance(dialog, FitCheckDialog)
        dialog.query_one("#rubs-right").focus()
        await pilot.pause()
        assert [line.key for line in dialog.query(PickLine)] == ["", "f"]
        await press(pilot, "space", *"arch", "enter", "enter")
        dialog.query_one("#when", Choice).value = "after-workout"
        dialog.query_one("#note", Input).value = "tight at the little toe"
        dialog.query_one("#at", Input).value = "yesterday 19:30"
        await press(pilot, "enter")
    check = demo.of_kind(FitCheck)[-1]
    assert check.rub_spots == ("left:toes", "right:arch")
    assert (check.when, check.note) == ("after-workout", "tight at the little toe")
    assert check.at.isoformat() == "2026-11-19T19:30:00+01:00"


async def test_a_fit_check_of_no_time_or_a_future_one_is_refused(demo: Journal) -> None:
    """At the field, and the answers stay."""
    checks = len(demo.of_kind(FitCheck))
    async with app_over(demo).run_test(size=SIZE) as pilot:
        await at_shoes(pilot)
        await press(pilot, "f", "y")
        for at, said in (
            ("tomorrow", "'tomorrow' is not a time"),
            ("2026-11-21 10:00", "Sat 21 Nov 10:00 is in the future"),
        ):
            pilot.app.screen.query_one("#at", Input).value = at
            await press(pilot, "enter")
            assert said in problem(pilot)
            assert pilot.app.focused is not None and pilot.app.focused.id == "at"
    assert len(demo.of_kind(FitCheck)) == checks


async def test_an_empty_fit_check_is_not_saved(demo: Journal) -> None:
    """One sentence says which keys answer."""
    async with app_over(demo).run_test(size=SIZE) as pilot:
        await at_shoes(pilot)
        await press(pilot, "f", "enter")
        assert "Answer at least one question" in problem(pilot)


async def test_a_half_answered_check_is_offered_again(demo: Journal) -> None:
    """Left with esc, or lost with the line: the answers are back for the same pair."""
    async with app_over(demo).run_test(size=SIZE) as pilot:
        await at_shoes(pilot)
        await press(pilot, "f", "y", "n", "u", "escape", "f", "enter")
    assert list(demo.of_kind(FitCheck)[-1].answers.values()) == ["yes", "no", "unsure"]


async def test_a_fit_check_can_be_edited_later(demo: Journal) -> None:
    """Opened from the pair's text; its moment stays as it was."""
    async with app_over(demo).run_test(size=SIZE) as pilot:
        screen = await at_shoes(pilot)
        await press(pilot, "enter")
        assert screen.chosen[0] == "fit-check"
        before = demo.get(screen.chosen[1])
        assert isinstance(before, FitCheck)
        await press(pilot, "e", "down", "down", "y", "enter")
        after = demo.get(before.id)
    assert isinstance(after, FitCheck)
    assert (before.answers["end-of-day"], after.answers["end-of-day"]) == ("no", "yes")
    assert after.at == before.at and len(demo.of_kind(FitCheck)) == 4


async def test_two_checks_stand_side_by_side(demo: Journal) -> None:
    """Of one pair at two times; then of two pairs tried on the same day."""
    async with app_over(demo).run_test(size=SIZE) as pilot:
        screen = await at_shoes(pilot)
        await press(pilot, "down", "down", "c")
        dialog = pilot.app.screen
        assert isinstance(dialog, FitCompareDialog)
        assert [check.at.date() for check in dialog.pair] == [date(2026, 9, 22), date(2026, 10, 19)]
        assert "✗ no     ✓ yes    ↑ better Does the heel stay down" in text_of(dialog.query_one(Rows))
        await press(pilot, "enter", "enter", "end")
        first = next(check for check in demo.of_kind(FitCheck) if check.shoe == pair(demo, "Petrel Swift").id)
        screen.query_one("#about", Rows).move_to(f"fit-check:{first.id}")
        await press(pilot, "c")
        words = str(pilot.app.screen.query_one("#checks", Line).content)
        assert "A  Blue Drift, Wed 16 Sep 2026 12:20: 11 of 12 yes, 1 no" in words
        assert "B  Petrel Swift, Wed 16 Sep 2026 12:30: 6 of 12 yes, 3 no, 3 unsure" in words
        await press(pilot, "right_square_bracket")
        assert "Blue Drift" not in str(pilot.app.screen.query_one("#checks", Line).content)
