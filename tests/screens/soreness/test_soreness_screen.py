"""The Soreness screen: what it says, and what its keys do to the journal."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from journal.entries import Answer, CheckIn, Entry, SelfTest, Session
from journal.journal import Journal
from journal.rules.ankle.mornings import is_self_care
from journal.settings.settings import Settings
from screens.app.app import SurefootApp
from screens.frame.facts import FactsDialog, ReadingDialog
from screens.soreness.screen import SorenessScreen
from screens.widgets.line import Line
from screens.widgets.rows import Rows
from screens.widgets.text_pane import TextPane
from tests.support.journals import app_over, fixed_clock, open_journal
from tests.support.soreness import ran, rated, session

QUIET = [rated(f"{day} 07:00", 0, 0, moment_id="on-waking") for day in range(10, 19)]
ACHILLES = rated("20 07:00", 3, 0, spots=("achilles-mid",), feels=("stiff",), moment_id="on-waking")


def app_with(folder: Path, *entries: Entry, settings: Settings | None = None) -> SurefootApp:
    """The app over a journal holding these entries, on Friday evening."""
    return app_over(open_journal(folder, entries, fixed_clock()), settings)


async def press(pilot: Pilot[None], keys: str) -> None:
    """Press keys written with spaces between them."""
    for key in keys.split():
        await pilot.press(key)
        await pilot.pause()


def text(app: SurefootApp, id: str) -> str:
    """What a line of the screen says, or the card of the verdict."""
    found = app.screen.query_one(f"#{id}")
    if isinstance(found, Rows):
        return "\n".join(str(row.content).strip() for row in found.rows)
    return str(found.content) if isinstance(found, Line) else ""


def shown(app: SurefootApp, rows: str) -> list[str]:
    """The lines of a list."""
    return [str(row.content) for row in app.screen.query_one(f"#rows-{rows}", Rows).rows]


async def test_the_verdict_leads_with_each_ankles_mark_and_rating(tmp_path: Path) -> None:
    """The same sentence as on Today; the left one sore since yesterday, the right one not."""
    app = app_with(tmp_path, *QUIET, rated("19 07:00", 4, 0), rated("20 07:00", 3, 0))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5")
        found = app.context.views.verdict(app.clock.now())
        assert text(app, "verdict").startswith(f"▲ {found.headline}")
        assert text(app, "left").startswith("Left ▲ 3 of 10 today 07:00")
        assert text(app, "right").startswith("Right ● 0 of 10")


async def test_a_stop_sign_stands_first_until_it_was_seen(tmp_path: Path) -> None:
    """c asks whether it was seen; no is kept too, and yes ends it; undo brings it back."""
    app = app_with(tmp_path, *QUIET, rated("19 07:00", 3, stop_signs=("pop-at-heel",)))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5")
        assert "Have it seen today: pop" in text(app, "verdict") and "urgent care" in text(app, "verdict")
        assert "■" in text(app, "left")
        await press(pilot, "c n")
        assert "pop" in text(app, "verdict")
        await press(pilot, "c y")
        assert [one.value for one in app.journal.of_kind(Answer)] == [False, True]
        assert "pop" not in text(app, "verdict")
        await press(pilot, "u")
        assert "pop" in text(app, "verdict")


async def test_an_open_question_is_a_line_that_enter_answers(tmp_path: Path) -> None:
    """The day after a stop sign."""
    app = app_with(tmp_path, *QUIET, rated("19 07:00", 3, stop_signs=("pop-at-heel",)), rated("20 07:00", 2, 0))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5")
        assert "? Was it seen: pop or kick at the heel?" in text(app, "verdict")
        app.screen.query_one("#verdict", Rows).focus()
        await press(pilot, "enter y")
        assert [one.question for one in app.journal.of_kind(Answer)] == ["seen:pop-at-heel"]
        assert "?" not in text(app, "verdict")


async def test_the_parts_follow_one_another(tmp_path: Path) -> None:
    """v goes through trend, check-ins, episodes, reading and self-tests, and round again; V goes back."""
    app = app_with(tmp_path, ACHILLES)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5")
        seen = []
        for _ in range(6):
            seen.append(next(part.id for part in app.screen.query(".part") if part.has_class("current")))
            await press(pilot, "v")
        assert seen == ["part-trend", "part-check-ins", "part-episodes", "part-reading", "part-tests", "part-trend"]
        await press(pilot, "V")
        assert app.screen.query_one("#part-trend").has_class("current")


async def test_the_trend_spans_3_6_and_26_weeks_and_moves(tmp_path: Path) -> None:
    """w changes the span, [ and ] move by a week and never past this one, t returns."""
    app = app_with(tmp_path, ACHILLES)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5")
        screen = app.screen
        assert isinstance(screen, SorenessScreen)
        spans = [screen.weeks]
        for _ in range(3):
            await press(pilot, "w")
            spans.append(screen.weeks)
        assert spans == [6, 26, 3, 6]
        await press(pilot, "left_square_bracket")
        assert "weeks to Sun 15 Nov" in screen.span_words
        await press(pilot, "right_square_bracket right_square_bracket")
        assert "weeks to Fri 20 Nov" in screen.span_words
        await press(pilot, "left_square_bracket t")
        assert "weeks to Fri 20 Nov" in screen.span_words


async def test_check_ins_are_edited_and_removed_here(tmp_path: Path) -> None:
    """e opens the same dialog filled in; d removes and u brings back."""
    app = app_with(tmp_path, rated("19 07:00", 4, 1, moment_id="on-waking"))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5 v e 2 enter")
        (entry,) = app.journal.of_kind(CheckIn)
        assert (entry.left.rating, entry.right.rating, entry.moment) == (2, 1, "on-waking")
        await press(pilot, "d")
        assert not app.journal.of_kind(CheckIn)
        await press(pilot, "u")
        assert app.journal.of_kind(CheckIn)


async def test_an_episode_tells_length_peak_spots_shoes_and_sessions(tmp_path: Path) -> None:
    """On its line in short, behind enter in full."""
    journal = open_journal(tmp_path, clock=fixed_clock())
    from journal.entries import Shoe

    shoe = journal.add(Shoe(nickname="Blue"))
    journal.add_all(
        [
            rated("16 08:00", 2, spots=("arch",)),
            rated("17 08:00", 5),
            rated("18 20:00", 0),
            ran("17 18:00", id="", shoe=shoe.id),
            session("18 08:00", "18 08:30", id=""),
        ]
    )
    app = app_over(journal)
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, "5 v v")
        (line, _older) = shown(app, "episodes")
        for words in ("left", "Mon 16 Nov", "gone", "2 days 12 h", "peak 5", "arch", "1 run", "1 session", "Blue"):
            assert words in line
        await press(pilot, "enter")
        assert isinstance(app.screen, FactsDialog)
        await press(pilot, "enter")
        assert isinstance(app.screen, SorenessScreen)


async def test_reading_cards_can_be_switched_off(tmp_path: Path) -> None:
    """With the setting off there is self-care and no card."""
    for settings, title in ((Settings(), True), (Settings(reading_cards=False), False)):
        folder = tmp_path / str(title)
        folder.mkdir()
        app = app_with(folder, ACHILLES, settings=settings)
        async with app.run_test(size=(80, 24)) as pilot:
            await press(pilot, "5 v v v")
            said = app.screen.query_one(TextPane).text
            assert ("often discussed with" in said) is title
            assert "Self-care for a sore day" in said


async def test_self_care_is_logged_for_the_sore_ankle(tmp_path: Path) -> None:
    """i shows what helps, enter logs it; the rule finds it."""
    app = app_with(tmp_path, ACHILLES)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5 i enter")
        sessions = app.journal.of_kind(Session)
        [(at, sides)] = [(one.started_at, {each.side for each in one.items[0].sets}) for one in sessions[-1:]]
        assert (at, sides) == (app.clock.now(), {"left"}) and is_self_care(sessions[-1])


@pytest.mark.parametrize(
    ("number", "typed", "expected"),
    [
        ("1", {"left": "24", "right": "27"}, [("left", 24), ("right", 27)]),
        ("2", {"left": "9,5"}, [("left", 9.5)]),
        ("3", {"left": "12 30.5 28", "right": "45"}, [("left", 30.5), ("right", 45)]),
        ("5", {"scale": "VISA-A", "score": "72"}, [("both", 72)]),
    ],
    ids=["heel raises", "knee to wall", "best of three", "clinic score"],
)
async def test_a_self_test_is_logged_for_each_side(
    number: str, typed: dict[str, str], expected: list[tuple[str, float]], tmp_path: Path
) -> None:
    """One entry a side, the best try where the protocol says so."""
    app = app_with(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, f"5 m {number}")
        for field, value in typed.items():
            app.screen.query_one(f"#field-{field}", Input).value = value
        await press(pilot, "enter")
        found = app.journal.of_kind(SelfTest)
        assert sorted((one.side, one.value) for one in found) == expected


@pytest.mark.parametrize(
    ("number", "field", "value"),
    [("1", "left", "24.5"), ("1", "left", "20 30"), ("2", "left", "far"), ("3", "left", "46"), ("3", "left", "1 2 3 4"),
     ("5", "score", "72"), ("1", "left", "")],
)  # fmt: skip
async def test_a_result_that_cannot_be_is_refused_at_its_field(
    number: str, field: str, value: str, tmp_path: Path
) -> None:
    """One sentence, nothing saved, the form stays."""
    app = app_with(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, f"5 m {number}")
        app.screen.query_one(f"#field-{field}", Input).value = value
        await press(pilot, "enter")
        assert app.screen.query_one("#problem").has_class("shown")
        assert not app.journal.of_kind(SelfTest)


async def test_self_tests_show_change_beyond_error_and_norms_with_conditions(tmp_path: Path) -> None:
    """Behind enter: how, results, what studies measured and when it does not apply."""
    flat = "flat floor, 60 beats a minute"
    tests = [
        SelfTest(
            at=rated(f"{day} 12:00").at, test="heel-raises", side="left", value=value, unit="reps", conditions=flat
        )
        for day, value in ((2, 17), (19, 25))
    ]
    app = app_with(tmp_path, *tests)
    async with app.run_test(size=(100, 50)) as pilot:
        await press(pilot, "5 v v v v enter")
        assert isinstance(app.screen, ReadingDialog)
        said = app.screen.query_one(TextPane).text
        assert "8 reps more than on Mon 2 Nov, beyond measurement error" in said
        assert "cannot be held against these" in said


async def test_everything_stands_at_once_on_a_large_terminal(tmp_path: Path) -> None:
    """At 120x40 all five parts are shown, and the keys go by the list with the cursor."""
    app = app_with(tmp_path, ACHILLES)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "5")
        assert all(part.display and part.region.height > 3 for part in app.screen.query(".part"))
        await press(pilot, "d")
        assert not app.journal.of_kind(CheckIn)


async def test_another_login_is_seen(tmp_path: Path) -> None:
    """A rating from elsewhere appears, and the cursor stays on its row."""
    app = app_with(tmp_path, rated("18 07:00", 1), rated("19 07:00", 2))
    other = Journal.open(tmp_path / "journal.json", fixed_clock())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5 v down")
        rows = app.screen.query_one("#rows-check-ins", Rows)
        before = rows.cursor_id
        other.add(rated("20 07:00", 5))
        app.look_again()
        await pilot.pause()
        assert len(rows.rows) == 3 and rows.cursor_id == before


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_keys_fit_the_footer_in_every_part(size: tuple[int, int], tmp_path: Path) -> None:
    """At 80 columns no key is cut, with and without a stop sign."""
    app = app_with(tmp_path, rated("19 07:00", 3, stop_signs=("pop-at-heel",)), ACHILLES)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "5")
        from screens.widgets.bars import KeyBar

        for step in range(10):
            if step == 5:
                await press(pilot, "c y")
            bar = app.screen.query_one(KeyBar)
            assert size[0] < 80 or bar.keys_content().cell_length <= size[0] - 2
            await press(pilot, "v")


async def test_a_stop_sign_of_years_ago_is_still_open(tmp_path: Path) -> None:
    """Time alone ends nothing; older spells of soreness come with enter."""
    old = rated("2024-05-01T07:00:00+02:00", 6, 0, stop_signs=("pinpoint-bone-pain",))
    gone = rated("2024-05-02T07:00:00+02:00", 0, 0)
    app = app_with(tmp_path, old, gone, rated("20 07:00", 0, 0))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5")
        assert "one point of bone hurts" in text(app, "verdict")
        await press(pilot, "c y v v")
        assert "one point of bone hurts" not in text(app, "verdict")
        assert len(shown(app, "episodes")) == 1
        await press(pilot, "end enter")
        assert [line[:18] for line in shown(app, "episodes")] == ["left  1 May 2024  "]


async def test_a_question_left_for_later_stands_on_the_screen(tmp_path: Path) -> None:
    """Until it is answered: also with none."""
    app = app_with(tmp_path, *QUIET, rated("20 07:00", 7, 0, answered=False))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5")
        assert "Answer the stop-sign question first" in text(app, "verdict")
        await press(pilot, "exclamation_mark " + "down " * 8 + "space enter")
        assert "stop-sign question" not in text(app, "verdict")
