"""The timers of the screen Session: what their line says, and how large."""

from __future__ import annotations

import pytest

from journal.entries import Rating
from journal.journal import Journal
from journal.rules.done.history import live_items
from journal.settings.settings import Settings
from library.figure import COLUMNS, ROWS
from screens.drawing.digits import digits
from screens.session.panel import SessionPanel
from screens.session.progress import ProgressLine
from screens.session.set_rows import Checklist
from screens.session.timer import GAP, TimerLine, framed
from screens.session.timer_words import TimerView
from screens.widgets.rows import Rows
from screens.widgets.timer_loop import DONE, GO, HELD, SIDES, SOON, TimerLoop
from tests.support.session import at_session, rate
from tests.support.sight import painted


async def test_the_lead_in_comes_first(evening: Journal) -> None:
    """Five seconds to get ready, by default."""
    async with at_session(evening, Settings(bell=False)) as desk:
        await desk.press("enter", "j", "j", "enter")
        assert desk.timer.startswith("Get ready left 0:05")
        await desk.wait(5)
        assert desk.timer.startswith("Hold left 0:30")


async def test_rest_starts_by_itself_and_can_be_changed(evening: Journal) -> None:
    """Longer, shorter, any length, or none."""
    async with at_session(evening) as desk:
        await desk.press("enter", "space")
        assert desk.timer.startswith("Rest 1:00")
        await desk.press("right_square_bracket")
        assert desk.timer.startswith("Rest 1:15")
        await desk.press("left_square_bracket", "left_square_bracket")
        assert desk.timer.startswith("Rest 0:45")
        await desk.press("x")
        assert desk.session.timer is None
        await desk.press("m")
        await desk.type("2 days")
        await desk.press("enter")
        assert "not a duration" in desk.problem
        await desk.type("48h")
        await desk.press("enter")
        assert desk.problem == "172800 s is not a rest: expected 0 to 4 h."
        await desk.type("1:30")
        await desk.press("enter")
        assert desk.timer.startswith("Rest 1:30")
        assert live_items(desk.session)[0].dose.rest_s == 90


async def test_a_clock_that_jumps_back_shows_no_negative_time(evening: Journal) -> None:
    """The whole hold is left, no time has gone."""
    async with at_session(evening) as desk:
        await desk.press("enter", "j", "j", "enter")
        await desk.wait(-7200)
        assert desk.timer.startswith("Hold left 0:30")
        desk.app.journal_changed()
        await desk.pilot.pause()
        assert "0 min gone" in str(desk.screen.query_one(ProgressLine).render())


@pytest.mark.parametrize(
    ("size", "hold", "rest"),
    [((80, 24), 5, 3), ((120, 40), 5, 3), ((60, 20), 3, 3), ((79, 40), 3, 3), ((80, 23), 3, 3)],
)
async def test_a_hold_is_read_across_the_room(evening: Journal, size: tuple[int, int], hold: int, rest: int) -> None:
    """Digits of five rows at 80x24 and above, of three on a smaller screen and in a rest; every second another."""
    async with at_session(evening, size=size) as desk:
        await desk.press("enter", "j", "j", "enter")
        line = desk.screen.query_one(TimerLine)
        for left in ("0:30", "0:29"):
            drawn = line.render().plain.splitlines()
            assert line.size.height == len(drawn) and (len(drawn) >= ROWS if line.is_framed else len(drawn) == hold)
            assert desk.timer.startswith(f"Hold left {left}")
            drawn = [row[COLUMNS + GAP :] for row in drawn[1:]] if line.is_framed else drawn
            assert all(row.startswith(each) for row, each in zip(drawn, digits(left, hold), strict=False))
            await desk.wait(1)
        await desk.press("space", "space")
        assert line.view.purpose == "rest" and line.rows == rest


async def test_the_exercise_stands_beside_the_digits_from_the_first_hold_to_the_last(evening: Journal) -> None:
    """At 80x24, with the step to do now; its sets, how to do it and when to stop stay in sight. A rest between holds
    keeps the frame, each line at its place; one between sets by reps has none.
    """
    async with at_session(evening) as desk:
        await desk.press("enter", "j", "j", "o", "enter")
        line = desk.screen.query_one(TimerLine)
        exercise = desk.app.context.catalogue.get("single-leg-balance")
        drawn = line.render().plain
        assert line.is_framed and "hands on" in drawn
        assert exercise.steps[3] in " ".join(row[COLUMNS + GAP :].strip() for row in drawn.splitlines())
        panel, sets = desk.screen.query_one("#current", SessionPanel), desk.screen.query_one("#sets", Checklist)
        told = " ".join(str(panel.render()).split())
        assert all(sign in told for sign in exercise.stop_signs) and exercise.cue in told
        assert sets.size.height >= 3 and sets.has_focus
        places = line.region, panel.region, sets.region
        await desk.wait(30)
        await desk.wait(5)
        await desk.wait(30)
        assert line.view.purpose == "rest" and line.is_framed
        assert (line.region, panel.region, sets.region) == places
        resting = line.render().plain
        assert [row[:COLUMNS] for row in resting.splitlines()] == [row[:COLUMNS] for row in drawn.splitlines()]
        await desk.press("x")
        assert not line.is_framed and panel.size.height > 5
        await desk.press("k", "k", "k", "k", "space")
        assert line.view.purpose == "rest" and not line.is_framed


async def test_the_right_ankles_digits_stand_right(evening: Journal) -> None:
    """A place besides the word, from the change of sides on."""
    async with at_session(evening) as desk:
        await desk.press("enter", "j", "j", "enter")
        line = desk.screen.query_one(TimerLine)
        await desk.wait(30)
        for left, words in (("0:05", "Change sides to right"), ("0:20", "Hold right")):
            drawn = line.render().plain.splitlines()
            assert drawn[0][COLUMNS + GAP :].startswith(words)
            assert [row[-16:].strip() for row in drawn[1:6]] == [each.strip() for each in digits(left, 5)]
            await desk.wait(15 if words == "Hold right" else 5)
            await desk.wait(10) if words != "Hold right" else None


async def test_enter_pauses_the_holds_and_goes_on(evening: Journal) -> None:
    """From whatever set the cursor is on; the bar of keys says so."""
    async with at_session(evening) as desk:
        await desk.press("enter", "j", "j", "enter")
        await desk.wait(10)
        await desk.press("k", "enter")
        assert desk.timer.startswith("Paused: Hold left 0:20")
        await desk.wait(600)
        assert desk.timer.startswith("Paused: Hold left 0:20") and "enter goes on" in desk.timer
        await desk.press("j")
        shown = "\n".join(painted(desk.screen))
        assert "· paused" in shown and "running" not in shown
        assert "Go on" in [active.binding.description for active in desk.screen.active_bindings.values()]
        await desk.press("enter")
        await desk.wait(20)
        assert desk.timer.startswith("Change sides to right 0:05")
        assert [each.hold_s for each in desk.sets if each.result] == [30]


async def test_a_rest_says_what_comes_after_it(evening: Journal) -> None:
    """The other side of the same exercise, or another exercise by its name; also once the rest is over."""
    async with at_session(evening) as desk:
        await desk.press("enter", "space")
        assert "Next: 12  x skips it" in desk.timer
        await desk.press("space")
        assert "Next: Single-leg balance, left, 30 s" in desk.timer
        await desk.wait(61)
        assert desk.timer == "Rest is over: go on when you are ready. Next: Single-leg balance, left, 30 s"


async def test_a_hold_says_what_comes_after_it(journal: Journal) -> None:
    """The other side; nothing after the last set, which is still to do while it is held."""
    async with at_session(journal) as desk:
        desk.screen.query_one("#choices", Rows).move_to("exercise")
        await desk.press("enter", *"supported", "enter", "enter")
        await desk.wait(5)
        assert "Hold left" in desk.timer and "Next: right, 20 s" in desk.timer
        await desk.press("space", "x", "enter")
        await desk.wait(5)
        assert "Hold right" in desk.timer and "The last set" in desk.timer


@pytest.mark.parametrize("on", [True, False])
async def test_each_moment_of_a_run_of_holds_has_a_bell_of_its_own(
    evening: Journal, on: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counting down, a hold that begins and a rest that ends, the change of sides, a hold that ends, the last one; and
    none of them where the setting is off.
    """
    heard: list[tuple[float, ...]] = []
    monkeypatch.setattr(TimerLoop, "ring", lambda _, bell: heard.append(bell))
    async with at_session(evening, Settings(lead_in_s=5, bell=on)) as desk:
        await desk.press("enter", "G", "D", "g", "D", "o", "enter")
        told: list[tuple[str, list[tuple[float, ...]]]] = []
        while (timer := desk.session.timer) is not None and len(told) < 10:
            heard.clear()
            for left in (1, 0):
                await desk.wait((timer.deadline - desk.clock.now()).total_seconds() - left)
            told.append((timer.purpose, [bell for bell in heard if bell]))
        assert desk.session.timer is None
    bells = [
        ("lead-in", GO), ("hold", SIDES), ("change-sides", GO), ("hold", HELD), ("rest", GO),
        ("hold", SIDES), ("change-sides", GO), ("hold", DONE),
    ]  # fmt: skip
    assert told == [(ended, [SOON, bell] if on else []) for ended, bell in bells]
    assert len({SOON, SIDES, HELD, GO, DONE}) == 5


async def test_a_rating_that_bars_the_set_ends_its_lead_in(evening: Journal) -> None:
    """The hold never begins, and the set is still to do."""
    async with at_session(evening, Settings(bell=False)) as desk:
        await desk.press("enter", "j", "j", "enter")
        assert desk.timer.startswith("Get ready left 0:05")
        rate(evening, 7, 7)
        await desk.wait(1)
        assert desk.session.timer is None
        await desk.wait(40)
        assert [one.result for one in desk.sets] == [None] * len(desk.sets)


@pytest.mark.parametrize("rating", [0, 9])
async def test_a_hold_whose_end_nobody_saw_has_ended_and_starts_again_where_it_may(
    evening: Journal, rating: Rating
) -> None:
    """Its row says so; begun again is nothing that a rating meanwhile bars."""
    async with at_session(evening, Settings(bell=False, lead_in_s=0)) as desk:
        await desk.press("enter", "j", "j", "enter")
        desk.clock.advance(hours=1)
        rate(evening, rating)
        desk.app.journal_changed()
        await desk.wait(0)
        shown = "\n".join(painted(desk.screen))
        assert "· ended" in shown and "· running" not in shown
        assert ("enter starts again" in desk.timer) == (rating == 0) and "space logs 30 s" in desk.timer
        assert [one.result for one in desk.sets] == [None] * len(desk.sets)


def test_the_line_under_a_hold_moves_every_few_seconds() -> None:
    """As far as the hold is, to three seconds: it stood still for fifteen, a third of a hold."""
    views = [TimerView("Hold", "0:30", gone_s=gone, total_s=54) for gone in range(0, 13, 3)]
    lines = ["".join(str(row) for row in framed(view, (), (), 0, 80, 5, 0)) for view in views]
    assert [line.count("━") for line in lines] == [0, 1, 2, 3, 4]
