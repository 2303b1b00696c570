"""Runs by key: what the runner did is in the journal, what is wrong is said at the field."""

from __future__ import annotations

from datetime import datetime, timedelta

from journal.entries import AnkleReport, CheckIn, Run
from journal.journal import Journal
from journal.settings.settings import Settings
from screens.entries.check_in.dialog import CheckInDialog
from screens.widgets.line import Line
from screens.widgets.rows import Rows
from tests.support.by_key import SIZE, fill, press, problem, text_of
from tests.support.journals import NOW, app_over
from tests.support.shoes import about, at_shoes, pair
from tests.support.sight import painted


async def test_a_run_is_two_keys_from_the_last_one(demo: Journal) -> None:
    """``n`` then ``r``: last time's values and the default pair stand there, and it has just ended."""
    async with app_over(demo).run_test(size=SIZE) as pilot:
        await pilot.pause()
        await press(pilot, "n", "r", "enter")
    run = demo.of_kind(Run)[-1]
    assert (run.duration_s, run.distance_km, run.activity, run.surface) == (2160, 6.4, "run", "road")
    assert run.shoe == pair(demo, "Blue Drift").id
    assert run.started_at == datetime.fromisoformat(NOW) - timedelta(minutes=36)
    assert (run.note, run.rpe) == ("", None)


async def test_the_screens_own_key_logs_a_run_in_the_pair_under_the_cursor(demo: Journal) -> None:
    """And the wear grows by it."""
    async with app_over(demo).run_test(size=SIZE) as pilot:
        screen = await at_shoes(pilot)
        await press(pilot, "down", "down", "o")
        await fill(pilot, minutes="31:30", distance="5,25", rpe="4", note="quiet heel", began="yesterday 18:10")
        await press(pilot, "enter")
        run = next(run for run in demo.of_kind(Run) if run.note == "quiet heel")
        assert (run.duration_s, run.distance_km, run.rpe) == (1890, 5.25, 4)
        assert run.started_at.isoformat() == "2026-11-19T18:10:00+01:00"
        assert run.shoe == pair(demo, "Petrel Swift").id
        assert "31 km" in text_of(screen.query_one("#list", Rows))
        assert "31.1 km in 6 runs" in about(screen)
        await press(pilot, "u")
        assert "25.8 km in 5 runs" in about(screen)


PACES = (
    ("30", "5", "run", "6:00 /km"),
    ("1:05:00", "12", "run", "5:25 /km  ·  more than today allows"),
    ("60", "24,3", "cycle", "24.3 km/h"),
    ("", "12", "run", "more than today allows"),
    ("x", "5", "run", ""),
)


async def test_the_pace_stands_there_as_it_is_typed(demo: Journal) -> None:
    """A ride has a speed; a run longer than the day allows is told; nothing while it cannot be."""
    async with app_over(demo).run_test(size=SIZE) as pilot:
        await at_shoes(pilot)
        await press(pilot, "o")
        for minutes, distance, kind, said in PACES:
            await fill(pilot, minutes=minutes, distance=distance, activity=kind)
            assert str(pilot.app.screen.query_one("#live", Line).content) == said


async def test_the_pace_is_in_the_runners_unit(demo: Journal) -> None:
    """Five miles in fifty minutes, on a day that allows less."""
    async with app_over(demo, Settings(distance="mi")).run_test(size=SIZE) as pilot:
        await at_shoes(pilot)
        await press(pilot, "o")
        await fill(pilot, minutes="50", distance="5")
        assert str(pilot.app.screen.query_one("#live", Line).content) == "10:00 /mi  ·  more than today allows"
        await press(pilot, "enter")
    assert demo.of_kind(Run)[-1].distance_km == 8.04672


WRONG_RUNS = (
    ({"minutes": "0", "distance": "0"}, "A run needs minutes or a distance above 0.", "minutes"),
    ({"minutes": "", "distance": ""}, "A run needs minutes or a distance above 0.", "minutes"),
    ({"minutes": "ages"}, "'ages' is not a time; expected 32, 32:10 or 1h05.", "minutes"),
    ({"minutes": "99999999"}, "That is more than seven days.", "minutes"),
    ({"minutes": "30", "distance": "-3"}, "-3 is outside 0 to 1000.", "distance"),
    ({"distance": "far"}, "'far' is not a number.", "distance"),
    ({"distance": "5", "rpe": "11"}, "Effort: 11 is outside 0 to 10.", "rpe"),
    ({"rpe": "", "began": "someday"}, "'someday' is not a time", "began"),
    ({"began": "2026-11-21 10:00"}, "Sat 21 Nov 10:00 is in the future.", "began"),
)


async def test_what_is_wrong_with_a_run_is_said_at_the_field(demo: Journal) -> None:
    """One sentence, the field in focus, nothing saved."""
    runs = len(demo.of_kind(Run))
    async with app_over(demo).run_test(size=SIZE) as pilot:
        await at_shoes(pilot)
        await press(pilot, "o")
        for typed, said, field in WRONG_RUNS:
            await fill(pilot, **typed)
            await press(pilot, "enter")
            assert said in problem(pilot)
            assert pilot.app.focused is not None and pilot.app.focused.id == f"field-{field}"
    assert len(demo.of_kind(Run)) == runs


async def test_a_run_is_edited_removed_and_brought_back(demo: Journal) -> None:
    """From the pair's text; what was not touched keeps its exact value, in miles too."""
    async with app_over(demo, Settings(distance="mi")).run_test(size=SIZE) as pilot:
        screen = await at_shoes(pilot)
        run = next(run for run in reversed(demo.of_kind(Run)) if run.shoe == pair(demo, "Blue Drift").id)
        await press(pilot, "enter")
        screen.query_one("#about", Rows).move_to(f"run:{run.id}")
        await press(pilot, "enter")
        await fill(pilot, surface="trail")
        await press(pilot, "enter")
        after = demo.get(run.id)
        assert isinstance(after, Run) and after.surface == "trail"
        assert (after.distance_km, after.duration_s, after.started_at) == (
            run.distance_km,
            run.duration_s,
            run.started_at,
        )
        await press(pilot, "d")
        assert demo.get(run.id) is None
        await press(pilot, "u")
        assert demo.get(run.id) is not None


async def test_a_run_that_has_just_ended_is_followed_by_the_ankles(demo: Journal) -> None:
    """As a session is: rated just after it, and tied to it. One of yesterday asks nothing."""
    app = app_over(demo)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await press(pilot, "n", "r", "enter")
        assert isinstance(app.screen, CheckInDialog)
        await press(pilot, "3", "tab", "0", "enter")
        await press(pilot, "escape", "n", "r")
        await fill(pilot, began="yesterday 07:10")
        await press(pilot, "enter")
        assert not isinstance(app.screen, CheckInDialog)
    newest = demo.of_kind(CheckIn)[-1]
    run = max(demo.of_kind(Run), key=lambda one: int(one.id) if one.started_at.day == 20 else 0)
    assert (newest.moment, newest.after, newest.left.rating) == ("after", run.id, 3)


async def test_a_run_that_is_more_than_today_allows_is_saved_and_it_is_said(demo: Journal) -> None:
    """It is a record; the head of the form says beforehand what today allows."""
    now = demo.clock.now()
    demo.add(CheckIn(at=now, moment="at-rest", left=AnkleReport(rating=7), stop_signs_answered_at=now))
    async with app_over(demo).run_test(size=SIZE) as pilot:
        await pilot.pause()
        await press(pilot, "n", "r")
        assert "Running today: none today." in "".join(painted(pilot.app.screen))
        await fill(pilot, minutes="30", distance="5", began="today 07:10")
        before = len(demo.of_kind(Run))
        await press(pilot, "enter")
        assert len(demo.of_kind(Run)) == before + 1
        assert "Today allows no run." in "".join(painted(pilot.app.screen))
