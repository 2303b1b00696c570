"""Shoes by key: the rotation, a pair added, changed, retired, removed; what is wrong is said at the field."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from journal.entries import DatedNote, Run, Shoe
from journal.journal import Journal
from journal.rules.shoes.factors import RunRatings
from journal.settings.settings import Settings
from journal.units import DistanceUnit
from screens.frame.form import FormDialog
from screens.shoes.words import run_lines
from screens.widgets.bars import KeyBar
from screens.widgets.line import Line
from screens.widgets.rows import Rows
from tests.support.by_key import SIZE, fill, press, problem, text_of
from tests.support.journals import NOW, app_over
from tests.support.shoes import about, at_shoes, pair
from tests.support.sight import painted

# the rotation


async def test_three_pairs_over_ten_weeks_and_what_the_screen_concludes(demo: Journal) -> None:
    """Wear, marks, share, the day of the limit, fit and soreness of the demo's rotation, as worked out by hand.

    Blue Drift: 425 km and 19 runs of 82.8 km; 29.2 km in the last 28 days are 7.3 a week, 292.2 km remain.
    Petrel Swift: after its runs the left ankle said 3, 4, 5, 0 and 0.
    """
    async with app_over(demo).run_test(size=SIZE) as pilot:
        screen = await at_shoes(pilot)
        rows = text_of(screen.query_one("#list", Rows)).splitlines()
        assert [row.split()[0] for row in rows[:6]] == ["In", "★", "Corvid", "Petrel", "Retired", "Grey"]
        assert rows[6:] == ["Brace, tape, sleeve", rows[7]] and rows[7].strip().startswith("sleeve, left")
        assert "508 km" in rows[1] and "▲ past 500 km" in rows[1] and "38 %" in rows[1]
        assert "291 km" in rows[2] and "●" in rows[2] and "below" not in rows[2] and "54 %" in rows[2]
        words = about(screen)
        assert "507.8 km, 82.8 km of it in 18 runs here; worn since Mon 16 Mar." in words
        assert "800 km comes in Aug 2027" in words
        await press(pilot, "down", "down")
        words = about(screen)
        assert "left  after        2.4, 5 runs   0.7, 28 runs  higher by 1.7" in words
        assert "An association, not a cause" in words
        assert "7 of 12 yes, 4 no, 1 unsure · rubs left back of the heel bone" in words
        assert "Heel lifts on hills" in words
        assert sum(row.id.startswith("run:") for row in screen.query_one("#about", Rows).rows) == 5


@pytest.mark.parametrize("unit", ["km", "mi"])
def test_runs_stand_in_columns_narrow_enough_for_the_third(unit: DistanceUnit) -> None:
    """Numbers end under each other, whatever the run was; at 200 columns there are 52 cells for them."""
    now = datetime.fromisoformat(NOW)
    runs = [
        Run(started_at=now, duration_s=4140, distance_km=10.9, surface="road", id="1"),
        Run(started_at=now, duration_s=2880, distance_km=4.2, surface="grass", activity="walk", id="2"),
        Run(started_at=now, duration_s=1800, activity="low-impact", id="3"),
    ]
    told = {run.id: RunRatings(run, {"left": 3, "right": 0}, {"left": 3, "right": 0}) for run in runs[:2]}
    heads, *lines = run_lines(runs, told, now.date(), unit)
    assert max(map(len, (heads, *lines))) <= 52
    ends = heads.index(unit) + 2, heads.index("min") + 3, len(heads)
    assert all(line[end - 1] != " " and line[end : end + 2] == "  " for line in lines[:2] for end in ends)
    assert [line.split("  ")[-1] for line in lines] == ["road", "walk, grass", "low-impact"]


async def test_a_pair_without_enough_runs_says_what_is_missing(journal: Journal) -> None:
    """No means below five and five."""
    shoe = journal.add(Shoe(nickname="New"))
    journal.add(Run(started_at=journal.clock.now(), duration_s=1800, distance_km=5, shoe=shoe.id))
    async with app_over(journal).run_test(size=SIZE) as pilot:
        assert "Not enough yet: 0 rated runs with, 0 without; 5 and 5 are needed." in about(await at_shoes(pilot))


async def test_the_heading_over_the_list_is_one_line_whatever_a_pair_is_called(journal: Journal) -> None:
    """A name of thirty letters and more pushed the last word of it to a line of its own."""
    shoe = journal.add(Shoe(nickname="Long Distance Trainer of the Hills 12"))
    journal.add(Run(started_at=journal.clock.now(), distance_km=5, shoe=shoe.id))
    async with app_over(journal).run_test(size=SIZE) as pilot:
        heading, row, *_ = painted(await at_shoes(pilot))[1:]
        assert heading.split() == ["In", "use", "of", "month"] and row.rindex("%") == heading.rindex("h")


async def test_a_pair_not_yet_worn_for_four_weeks_tells_its_pace_since_it_was_first_worn(journal: Journal) -> None:
    """30 km in six days are told as that, and of no four weeks."""
    shoe = journal.add(Shoe(nickname="Red Fox"))
    for day in (15, 17, 20):
        journal.add(
            Run(started_at=datetime.fromisoformat(f"2026-11-{day}T08:00:00+01:00"), distance_km=10, shoe=shoe.id)
        )
    async with app_over(journal).run_test(size=SIZE) as pilot:
        told = " ".join(about(await at_shoes(pilot)).split())
        assert "At 30 km a week, as since it was first worn, 800 km comes in May 2027." in told, told


async def test_an_empty_screen_teaches_and_offers_only_what_can_be_done(journal: Journal) -> None:
    """No pair, no keys for one."""
    async with app_over(journal).run_test(size=SIZE) as pilot:
        screen = await at_shoes(pilot)
        assert "Press a to add the pair" in str(screen.query_one("#empty", Line).content)
        labels = {label for _, label, _, _ in screen.query_one(KeyBar).shown_keys()}
        assert "Add" in labels and "Retire" not in labels and "Fit" not in labels
        await press(pilot, "f", "P", "e", "d", "m", "c", "asterisk")
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
        lists = [rows for rows in screen.query("#pair, #about, #runs").results(Rows) if rows.display]
        assert len(lists) == {60: 1, 80: 1, 120: 2, 200: 3}[size[0]]
        for rows in lists:
            room = rows.scrollable_content_region.width - 2
            assert room > 30
            assert all(line.cell_length <= room and "…" not in line.plain for line in rows.lines)
            said = " ".join(str(row.content) for row in rows.rows).split()
            assert " ".join(line.plain for line in rows.lines).split() == said


async def test_in_a_wide_window_what_a_pair_is_stands_below_the_list_and_its_runs_apart(demo: Journal) -> None:
    """At 200 columns a key leads to each list; the run under the cursor is edited, each of them on one line."""
    async with app_over(demo).run_test(size=(200, 60)) as pilot:
        screen = await at_shoes(pilot)
        assert "507.8 km" in text_of(screen.query_one("#pair", Rows)) and "Fit checks" in about(screen)
        runs = screen.query_one("#runs", Rows)
        assert sum(line.plain.startswith("Thu 19 Nov") and "2/0" in line.plain for line in runs.lines) == 1
        await press(pilot, "enter", "tab")
        assert runs.has_focus and screen.chosen[0] == "run"
        await press(pilot, "e")
        assert isinstance(pilot.app.screen, FormDialog)
        await press(pilot, "escape", "escape")
        assert screen.query_one("#list", Rows).has_focus


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
        await press(pilot, "P")
        await fill(pilot, retired="yesterday", retired_reason="smooth soles")
        await press(pilot, "enter")
        shoe = pair(demo, "Blue Drift")
        assert (shoe.retired, shoe.retired_reason, shoe.default) == (date(2026, 11, 19), "smooth soles", False)
        assert len(demo.of_kind(Run)) == runs
        names = [str(row.content).strip(" ★").split("  ")[0] for row in screen.query_one("#list", Rows).rows]
        assert names[-4:-2] == ["Blue Drift", "Grey Drift"]
        await press(pilot, "P")
        assert pair(demo, "Blue Drift").retired is None


async def test_a_retirement_before_the_first_run_is_refused_at_the_field(demo: Journal) -> None:
    """The sentence names the day of the first run or wear."""
    async with app_over(demo).run_test(size=SIZE) as pilot:
        await at_shoes(pilot)
        await press(pilot, "down", "down", "P")
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


async def test_a_remark_half_typed_comes_back_for_its_own_pair_only(demo: Journal) -> None:
    """On another pair's form it would be saved as that pair's."""
    async with app_over(demo).run_test(size=SIZE) as pilot:
        screen = await at_shoes(pilot)
        await press(pilot, "m")
        await fill(pilot, text="Squeaks")
        await press(pilot, "escape", "j", "m", "enter", "k", "m", "enter")
        assert pair(demo, "Blue Drift").notes[-1].text == "Squeaks"
        assert [shoe.name for shoe in demo.of_kind(Shoe) if any(note.text == "Squeaks" for note in shoe.notes)] == [
            "Blue Drift"
        ]
        assert screen.said == "Remark on Blue Drift saved."


async def test_the_soreness_chart_says_where_a_pair_was_new(demo: Journal) -> None:
    """Over half a year the demo's new pair stands over the weeks in which the ankle was sore."""
    async with app_over(demo).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await press(pilot, "5", "w")
        flags = next(line for line in painted(pilot.app.screen) if line.strip().startswith("flags"))
        assert "n" in flags.partition("flags")[2]


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
