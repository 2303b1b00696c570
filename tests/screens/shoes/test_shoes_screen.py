"""Shoes, fit checks and runs by key: what the runner does is in the journal, what is wrong is said at the field."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from journal.entries import CheckIn, DatedNote, FitCheck, Run, Shoe
from journal.journal import Journal
from journal.rules.ankle.soreness import Bands
from journal.rules.shoes.shoes import Watch
from journal.settings.settings import Settings
from screens.cli import main
from screens.drawing.trend import trend
from screens.entries.check_in.dialog import CheckInDialog
from screens.entries.fit_check import FitCheckDialog
from screens.frame.form import FormDialog
from screens.shoes.fit_compare import FitCompareDialog
from screens.shoes.screen import ShoesScreen
from screens.soreness.trend_pane import TrendPane
from screens.widgets.bars import KeyBar
from screens.widgets.choice import Choice
from screens.widgets.line import Line
from screens.widgets.rows import Rows
from tests.support.journals import NOW, app_over

SIZE = (80, 24)


async def at_shoes(pilot: Pilot[None]) -> ShoesScreen:
    """The screen Shoes, ready."""
    await pilot.pause()
    await pilot.press("4")
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, ShoesScreen)
    return screen


async def fill(pilot: Pilot[None], **texts: str) -> None:
    """Put texts into the fields of the form in sight."""
    form = pilot.app.screen
    assert isinstance(form, FormDialog)
    for name, text in texts.items():
        editor = form.editor(name)
        assert isinstance(editor, Input | Choice)
        editor.value = text
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys and let everything settle."""
    await pilot.press(*keys)
    await pilot.pause()
    await pilot.pause()


def problem(pilot: Pilot[None]) -> str:
    """What the dialog in sight says is wrong."""
    return str(pilot.app.screen.query_one("#problem", Line).content)


def text_of(rows: Rows) -> str:
    """Everything a list shows, as plain text."""
    return "\n".join(str(row.content) for row in rows.rows)


def about(screen: ShoesScreen) -> str:
    """Everything said about the pair under the cursor."""
    return text_of(screen.query_one("#about", Rows))


def pair(journal: Journal, name: str) -> Shoe:
    """The pair of that name."""
    return next(shoe for shoe in journal.of_kind(Shoe) if shoe.name == name)


# the rotation


async def test_three_pairs_over_ten_weeks_and_what_the_screen_concludes(demo: Journal) -> None:
    """Wear, marks, share, the day of the limit, fit and soreness of the demo's rotation, as worked out by hand.

    Blue Drift: 425 km and 19 runs of 82.8 km; 29.2 km in the last 28 days are 7.3 a week, 292.2 km remain.
    Petrel Swift: after its runs the left ankle said 3, 4, 5, 1 and 2.
    """
    async with app_over(demo).run_test(size=SIZE) as pilot:
        screen = await at_shoes(pilot)
        rows = text_of(screen.query_one("#list", Rows)).splitlines()
        assert [row.split()[0] for row in rows] == ["In", "★", "Corvid", "Petrel", "Retired", "Grey"]
        assert "508 km" in rows[1] and "▲ past 500 km" in rows[1] and "38 %" in rows[1]
        assert "290 km" in rows[2] and "● below 438 km" in rows[2] and "54 %" in rows[2]
        words = about(screen)
        assert "507.8 km: 425 km before this journal, 82.8 km in 19 runs" in words
        assert "800 km comes about 28 Aug 2027" in words
        await press(pilot, "down", "down")
        words = about(screen)
        assert "left  after        3.0 in 5 runs  0.7 in 29 runs higher by 2.3" in words
        assert "An association, not a cause" in words
        assert "7 of 12 yes, 4 no, 1 unsure · rubs left back of the heel bone" in words
        assert "Heel lifts on hills" in words
        assert words.count("/km") == 5


async def test_a_pair_without_enough_runs_says_what_is_missing(journal: Journal) -> None:
    """No means below three and three."""
    shoe = journal.add(Shoe(nickname="New"))
    journal.add(Run(started_at=journal.clock.now(), duration_s=1800, distance_km=5, shoe=shoe.id))
    async with app_over(journal).run_test(size=SIZE) as pilot:
        assert "Not enough yet: 0 rated runs with, 0 without; 3 and 3 are needed." in about(await at_shoes(pilot))


async def test_an_empty_screen_teaches_and_offers_only_what_can_be_done(journal: Journal) -> None:
    """No pair, no keys for one."""
    async with app_over(journal).run_test(size=SIZE) as pilot:
        screen = await at_shoes(pilot)
        assert "Press a to add the pair" in str(screen.query_one("#empty", Line).content)
        labels = {label for _, label, _, _ in screen.query_one(KeyBar).shown_keys()}
        assert "Add" in labels and "Retire" not in labels and "Fit" not in labels
        await press(pilot, "f", "x", "e", "d", "m", "c", "asterisk")
        assert pilot.app.screen is screen and journal.of_kind(Shoe) == []


async def test_miles_are_shown_where_the_runner_wants_miles(demo: Journal) -> None:
    """508 km are 316 miles, 500 are 311."""
    async with app_over(demo, Settings(distance="mi")).run_test(size=SIZE) as pilot:
        screen = await at_shoes(pilot)
        assert "316 mi" in text_of(screen.query_one("#list", Rows)) and "▲ past 311 mi" in text_of(
            screen.query_one("#list", Rows)
        )
        assert " km" not in about(screen)


async def test_another_logins_run_shows_and_the_cursor_stays(demo: Journal) -> None:
    """The wear is read again; the pair looked at is still the one."""
    app = app_over(demo)
    async with app.run_test(size=SIZE) as pilot:
        screen = await at_shoes(pilot)
        await press(pilot, "down")
        with Journal.open(demo.path, demo.clock) as other:
            other.add(Run(started_at=other.clock.now(), distance_km=9.5, shoe=pair(demo, "Corvid Longway").id))
        app.look_again()
        await pilot.pause()
        assert screen.current is not None and screen.current.name == "Corvid Longway"
        assert "300 km" in text_of(screen.query_one("#list", Rows))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)])
async def test_every_line_fits_its_pane(size: tuple[int, int], demo: Journal) -> None:
    """At every size lines about a pair are wrapped, not cut."""
    async with app_over(demo).run_test(size=size) as pilot:
        screen = await at_shoes(pilot)
        rows = screen.query_one("#about", Rows)
        room = rows.scrollable_content_region.width - 2
        assert room > 30
        assert all(line.cell_length <= room and "…" not in line.plain for line in rows.lines)
        said = " ".join(str(row.content) for row in rows.rows).split()
        assert " ".join(line.plain for line in rows.lines).split() == said


# pairs


async def test_a_pair_is_added_with_every_field(journal: Journal) -> None:
    """Sizes, days, km and remarks as typed; the first pair becomes the default."""
    async with app_over(journal).run_test(size=SIZE) as pilot:
        await at_shoes(pilot)
        await press(pilot, "a")
        await fill(
            pilot,
            nickname="Blue",
            brand="Halden",
            model="Drift 3",
            size="9½",
            size_system="UK",
            width="wide",
            insole="own",
            lacing="heel lock",
            bought="2026-10-01",
            first_worn="2026-10-03",
            prior_km="12,5",
            limit_km="640",
            note="light",
        )
        live = str(pilot.app.screen.query_one("#live", Line).content)
        assert live == "Reminds softly at 400 km, strongly at 640 km."
        await press(pilot, "enter")
    [shoe] = journal.of_kind(Shoe)
    assert (shoe.name, shoe.brand, shoe.model, shoe.size, shoe.size_system) == ("Blue", "Halden", "Drift 3", "9½", "UK")
    assert (shoe.width, shoe.insole, shoe.lacing, shoe.note) == ("wide", "own", "heel lock", "light")
    assert (shoe.bought, shoe.first_worn) == (date(2026, 10, 1), date(2026, 10, 3))
    assert (shoe.prior_km, shoe.limit_km, shoe.default, shoe.retired) == (12.5, 640, True, None)


WRONG_PAIRS = (
    ({"nickname": ""}, "a shoe needs a nickname, a brand or a model", "nickname"),
    ({"nickname": "x", "prior_km": "-5"}, "outside 0 to 20000 km", "prior-km"),
    ({"prior_km": "", "limit_km": "lots"}, "'lots' is not a number", "limit-km"),
    ({"limit_km": "", "bought": "soon"}, "'soon' is not a day", "bought"),
    ({"bought": "2026-10-03", "first_worn": "2026-10-01"}, "before it was bought", "first-worn"),
    ({"bought": "", "first_worn": "2026-10-03", "retired": "2026-10-01"}, "2026-10-01 is before", "retired"),
)


async def test_what_is_wrong_with_a_pair_is_said_at_the_field(journal: Journal) -> None:
    """One sentence, the field in focus, nothing saved, nothing lost."""
    async with app_over(journal).run_test(size=SIZE) as pilot:
        await at_shoes(pilot)
        await press(pilot, "a")
        for typed, said, field in WRONG_PAIRS:
            await fill(pilot, **typed)
            await press(pilot, "enter")
            assert said.lower() in problem(pilot).lower()
            assert pilot.app.focused is not None and pilot.app.focused.id == f"field-{field}"
            form = pilot.app.screen
            assert isinstance(form, FormDialog) and form.typed().items() >= typed.items()
    assert journal.of_kind(Shoe) == []


async def test_editing_changes_what_was_typed_and_keeps_exact_values(demo: Journal) -> None:
    """In miles, a distance shown rounded is not rewritten by a save that left it alone."""
    before = pair(demo, "Corvid Longway")
    async with app_over(demo, Settings(distance="mi")).run_test(size=SIZE) as pilot:
        await at_shoes(pilot)
        await press(pilot, "down", "e")
        await fill(pilot, width="extra wide")
        await press(pilot, "enter")
    after = pair(demo, "Corvid Longway")
    assert (after.width, after.prior_km, after.limit_km) == ("extra wide", before.prior_km, before.limit_km)
    demo.undo()
    assert pair(demo, "Corvid Longway").width == "wide"


async def test_one_pair_is_the_default(demo: Journal) -> None:
    """Making another the default takes it from the first, in one step that undo takes back."""
    async with app_over(demo).run_test(size=SIZE) as pilot:
        await at_shoes(pilot)
        await press(pilot, "down", "asterisk")
        assert [shoe.name for shoe in demo.of_kind(Shoe) if shoe.default] == ["Corvid Longway"]
        await press(pilot, "u")
        assert [shoe.name for shoe in demo.of_kind(Shoe) if shoe.default] == ["Blue Drift"]


async def test_a_pair_retires_and_keeps_its_history(demo: Journal) -> None:
    """With day and reason; its runs and its wear stay, it leaves the rotation, and it can be brought back."""
    async with app_over(demo).run_test(size=SIZE) as pilot:
        screen = await at_shoes(pilot)
        runs = len(demo.of_kind(Run))
        await press(pilot, "x")
        await fill(pilot, retired="yesterday", retired_reason="smooth soles")
        await press(pilot, "enter")
        shoe = pair(demo, "Blue Drift")
        assert (shoe.retired, shoe.retired_reason, shoe.default) == (date(2026, 11, 19), "smooth soles", False)
        assert len(demo.of_kind(Run)) == runs
        names = [str(row.content).strip(" ★").split("  ")[0] for row in screen.query_one("#list", Rows).rows]
        assert names[-2:] == ["Blue Drift", "Grey Drift"]
        await press(pilot, "x")
        assert pair(demo, "Blue Drift").retired is None


async def test_a_retirement_before_the_first_run_is_refused_at_the_field(demo: Journal) -> None:
    """The sentence names the day of the first run or wear."""
    async with app_over(demo).run_test(size=SIZE) as pilot:
        await at_shoes(pilot)
        await press(pilot, "down", "down", "x")
        await fill(pilot, retired="2026-09-01")
        await press(pilot, "enter")
        assert problem(pilot) == "2026-09-01 is before its first run or first day worn, 2026-09-17."
        assert pilot.app.focused is not None and pilot.app.focused.id == "field-retired"
    assert pair(demo, "Petrel Swift").retired is None


async def test_a_removed_pair_comes_back_with_undo(demo: Journal) -> None:
    """No question before; undo after."""
    async with app_over(demo).run_test(size=SIZE) as pilot:
        screen = await at_shoes(pilot)
        await press(pilot, "d")
        assert "Blue Drift" not in text_of(screen.query_one("#list", Rows))
        await press(pilot, "u")
        assert "Blue Drift" in text_of(screen.query_one("#list", Rows))


async def test_remarks_are_added_over_time_edited_and_removed(demo: Journal) -> None:
    """Each with its time; editing the text leaves the time alone."""
    async with app_over(demo).run_test(size=SIZE) as pilot:
        screen = await at_shoes(pilot)
        await press(pilot, "m")
        await fill(pilot, text="Squeaks")
        await press(pilot, "enter")
        now = datetime.fromisoformat(NOW)
        assert pair(demo, "Blue Drift").notes[-1] == DatedNote(at=now, text="Squeaks")
        await press(pilot, "enter")
        screen.query_one("#about", Rows).move_to(f"remark:{now.isoformat()}")
        await press(pilot, "e")
        await fill(pilot, text="Squeaks when wet")
        await press(pilot, "enter")
        assert pair(demo, "Blue Drift").notes[-1] == DatedNote(at=now, text="Squeaks when wet")
        assert len(pair(demo, "Blue Drift").notes) == 3
        screen.query_one("#about", Rows).move_to(f"remark:{now.isoformat()}")
        await press(pilot, "d")
        assert len(pair(demo, "Blue Drift").notes) == 2
        await press(pilot, "u")
        assert len(pair(demo, "Blue Drift").notes) == 3


# fit checks


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


async def test_a_fit_check_keeps_where_it_rubs_when_it_was_tried_and_a_note(demo: Journal) -> None:
    """Spots picked on the drawn foot, by name here; backdated."""
    async with app_over(demo).run_test(size=SIZE) as pilot:
        await at_shoes(pilot)
        await press(pilot, "f", "y", "s", *"toes", "enter", "enter")
        dialog = pilot.app.screen
        assert isinstance(dialog, FitCheckDialog)
        dialog.query_one("#rubs-right").focus()
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
        for at, said in (("tomorrow", "'tomorrow' is not a time"), ("2026-11-21 10:00", "That is in the future")):
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


# the first weeks of a pair


def test_the_first_three_weeks_of_a_pair_are_marked_on_the_trend() -> None:
    """At every span: the columns of its 21 days and no others."""
    watch = Watch("1", "New", date(2026, 11, 1), date(2026, 11, 21))
    for weeks, width in ((2, 28), (6, 42), (26, 52)):
        drawn = trend((), (), (), date(2026, 11, 20), weeks, width=width, height=7, bands=Bands(), watches=[watch])
        days = 7 * weeks
        marked = [(n + 0.5) * days / drawn.width for n, cell in enumerate(drawn.new) if cell == "n"]
        first = days - 20
        assert len(drawn.new) == drawn.width
        assert marked == [at for n in range(drawn.width) if (at := (n + 0.5) * days / drawn.width) >= first]


async def test_the_soreness_chart_says_where_a_pair_was_new(demo: Journal) -> None:
    """Over 26 weeks the demo's new pair stands under the weeks in which the ankle was sore."""
    async with app_over(demo).run_test(size=SIZE) as pilot:
        await pilot.pause()
        await press(pilot, "5", "w")
        shown = str(pilot.app.screen.query_one(TrendPane).render())
        rule = next(line for line in shown.splitlines() if "└" in line)
        days = next(line for line in shown.splitlines() if "days" in line)
        assert "═ new shoes" in shown
        assert rule[days.index("Oct")] == "═" and rule[days.index("Aug")] == "─"


# runs


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
    ("1:05:00", "12", "run", "5:25 /km  ·  longer than your longest in 30 days by 10 %"),
    ("1h10", "13", "run", "5:23 /km  ·  longer than your longest in 30 days by 19 %"),
    ("60", "24,3", "cycle", "24.3 km/h"),
    ("", "5", "run", ""),
    ("x", "5", "run", ""),
)


async def test_the_pace_stands_there_as_it_is_typed(demo: Journal) -> None:
    """A ride has a speed; a long run is noticed; nothing while it cannot be told."""
    async with app_over(demo).run_test(size=SIZE) as pilot:
        await at_shoes(pilot)
        await press(pilot, "o")
        for minutes, distance, kind, said in PACES:
            await fill(pilot, minutes=minutes, distance=distance, activity=kind)
            assert str(pilot.app.screen.query_one("#live", Line).content) == said


async def test_the_pace_is_in_the_runners_unit(demo: Journal) -> None:
    """Three miles in thirty minutes."""
    async with app_over(demo, Settings(distance="mi")).run_test(size=SIZE) as pilot:
        await at_shoes(pilot)
        await press(pilot, "o")
        await fill(pilot, minutes="30", distance="3")
        assert str(pilot.app.screen.query_one("#live", Line).content) == "10:00 /mi"
        await press(pilot, "enter")
    assert demo.of_kind(Run)[-1].distance_km == 4.828032


WRONG_RUNS = (
    ({"minutes": "0", "distance": "0"}, "A run needs minutes or a distance above 0.", "minutes"),
    ({"minutes": "", "distance": ""}, "A run needs minutes or a distance above 0.", "minutes"),
    ({"minutes": "ages"}, "'ages' is not a time; expected 32, 32:10 or 1h05.", "minutes"),
    ({"minutes": "99999999"}, "That is more than seven days.", "minutes"),
    ({"minutes": "30", "distance": "-3"}, "-3 is outside 0 to 1000.", "distance"),
    ({"distance": "far"}, "'far' is not a number.", "distance"),
    ({"distance": "5", "rpe": "11"}, "Effort: 11 is outside 0 to 10.", "rpe"),
    ({"rpe": "", "began": "someday"}, "'someday' is not a time", "began"),
    ({"began": "2026-11-21 10:00"}, "That is in the future.", "began"),
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


async def test_escape_goes_back_from_the_text_to_the_list_then_to_today(demo: Journal) -> None:
    """One step at a time."""
    async with app_over(demo).run_test(size=SIZE) as pilot:
        screen = await at_shoes(pilot)
        await press(pilot, "enter")
        assert screen.query_one("#about", Rows).has_focus
        await press(pilot, "escape")
        assert screen.query_one("#list", Rows).has_focus
        await press(pilot, "escape")
        assert pilot.app.current_mode == "today"


# the command


@pytest.fixture
def shod(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> Journal:
    """A journal with a default pair and another, which the commands read."""
    journal.add_all([Shoe(nickname="Blue Drift", default=True), Shoe(brand="Corvid", model="Longway", nickname="long")])
    monkeypatch.setenv("SUREFOOT_NOW", NOW)
    monkeypatch.setenv("SUREFOOT_JOURNAL", str(journal.path))
    return journal


@pytest.mark.parametrize(
    ("options", "shoe"),
    [
        ([], "Blue Drift"),
        (["--shoe", "LONG"], "long"),
        (["--shoe", "corvid longway"], "long"),
    ],
)
def test_the_command_logs_a_run_in_the_pair_named_or_the_default(
    options: list[str], shoe: str, shod: Journal, capsys: pytest.CaptureFixture[str]
) -> None:
    """By nickname, or by brand and model; it says what it saved."""
    assert main(["run", "--kind", "run", "--minutes", "30", "--km", "5", *options]) == 0
    shod.refresh()
    [run] = shod.of_kind(Run)
    assert run.shoe == pair(shod, shoe).id
    assert run.started_at == datetime.fromisoformat(NOW) - timedelta(minutes=30)
    assert capsys.readouterr().out == f"Saved: run 5 km in 30 min · 6:00 /km · {shoe}, began Fri 20 Nov 2026 17:30.\n"


def test_a_ride_wears_no_shoe(shod: Journal) -> None:
    """Unless one is named."""
    assert main(["run", "--kind", "cycle", "--minutes", "60", "--km", "20"]) == 0
    shod.refresh()
    assert shod.of_kind(Run)[0].shoe == ""


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ["--kind", "run", "--minutes", "30", "--shoe", "Blue Drfit"],
            "there is no shoe 'Blue Drfit'; the nearest is Blue Drift",
        ),
        (
            ["--kind", "run", "--minutes", "30", "--shoe", "zzz"],
            "there is no shoe 'zzz'; add it on the screen Shoes first",
        ),
        (["--kind", "jog", "--minutes", "30"], "'jog' is not a kind of run"),
        (["--kind", "run", "--minutes", "0", "--km", "0"], "a run needs minutes or a distance above 0"),
        (["--kind", "run", "--minutes", "-1"], "--minutes is -1"),
        (["--kind", "run", "--minutes", "30", "--km", "inf"], "--km is inf"),
        (["--kind", "run", "--minutes", "30", "--at", "2026-11-21 10:00"], "is in the future"),
    ],
)
def test_the_command_refuses_in_one_sentence(
    options: list[str], said: str, shod: Journal, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 1, one line on stderr, the file as it was."""
    before = shod.path.read_bytes()
    assert main(["run", *options]) == 1
    told = capsys.readouterr()
    assert told.out == "" and said in told.err and told.err.count("\n") == 1
    assert shod.path.read_bytes() == before


def test_the_command_counts_in_the_runners_unit(
    shod: Journal, own_folders: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """``--km`` is km; what is said is in miles where miles are set."""
    from journal.paths import settings_path

    settings_path().parent.mkdir(parents=True, exist_ok=True)
    settings_path().write_text('distance = "mi"\n')
    assert main(["run", "--kind", "run", "--minutes", "30", "--km", "8.04672"]) == 0
    assert "5 mi" in capsys.readouterr().out


def test_what_the_command_wrote_is_in_the_export(shod: Journal, capsys: pytest.CaptureFixture[str]) -> None:
    """With the shoe's id."""
    main(["run", "--kind", "walk", "--minutes", "20", "--note", "to the shop"])
    capsys.readouterr()
    assert main(["export"]) == 0
    entries = json.loads(capsys.readouterr().out)["entries"]
    run = next(entry for entry in entries if entry["kind"] == "run")
    assert (run["activity"], run["note"], run["shoe"]) == ("walk", "to the shop", pair(shod, "Blue Drift").id)


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
