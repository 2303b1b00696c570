"""The Soreness screen: what it says, and what its keys do to the journal."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from journal.clock import FixedClock
from journal.entries import Ankle, Answer, Asked, CheckIn, Entry, Fact, SelfTest, Session
from journal.journal import Journal
from journal.rules.ankle.bouts import is_self_care
from journal.rules.ankle.cards import CARDS, CardMatch
from journal.rules.verdict.verdicts import Verdicts
from journal.settings.settings import Settings
from screens.app.app import SurefootApp
from screens.frame.facts import FactsDialog, ReadingDialog
from screens.soreness.screen import SorenessScreen
from screens.soreness.words import reading_sections
from screens.widgets.rows import Rows
from screens.widgets.text_pane import TextPane
from tests.support.journals import app_over, fixed_clock, open_journal
from tests.support.sight import painted
from tests.support.soreness import ran, rated, session
from tests.support.verdicts import at, day, days_of, story

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


def lists(app: SurefootApp) -> list[Rows]:
    """The columns in sight."""
    return [each for each in app.screen.query(Rows) if each.display]


def said(app: SurefootApp) -> str:
    """What the screen says, a line of it each."""
    return "\n".join(str(row.content).strip() for rows in lists(app) for row in rows.rows)


def shown(app: SurefootApp, kind: str) -> list[str]:
    """The lines of a kind: check-ins, spells, self-tests."""
    return [str(row.content) for rows in lists(app) for row in rows.rows if row.id.startswith(f"{kind}:")]


async def test_the_verdict_leads_with_each_ankles_mark_and_rating(tmp_path: Path) -> None:
    """The same sentence as on Today; the left one sore since yesterday, the right one not."""
    app = app_with(tmp_path, *QUIET, rated("19 07:00", 4, 0), rated("20 07:00", 3, 0))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5")
        found = app.context.views.verdict(app.clock.now())
        assert said(app).startswith(f"▲ {found.headline}")
        assert "Left   ▲ 3 of 10  today 07:00" in said(app)
        assert "Right  ● 0 of 10" in said(app)


async def test_a_stop_sign_stands_first_until_it_was_seen(tmp_path: Path) -> None:
    """c asks whether it was seen; no is kept too, and yes ends it; undo brings it back."""
    app = app_with(tmp_path, *QUIET, rated("19 07:00", 3, stop_signs=("pop-at-heel",)))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5")
        assert "Have it seen today: pop" in said(app) and "urgent care" in said(app)
        assert "Left   ■" in said(app)
        await press(pilot, "c n")
        assert "seen today: pop" in said(app)
        await press(pilot, "c y")
        assert [one.value for one in app.journal.of_kind(Answer)] == [False, True]
        assert "pop" not in said(app)
        await press(pilot, "u")
        assert "seen today: pop" in said(app)


async def test_an_open_question_is_a_line_that_enter_answers(tmp_path: Path) -> None:
    """The day after a stop sign."""
    app = app_with(tmp_path, *QUIET, rated("19 07:00", 3, stop_signs=("pop-at-heel",)), rated("20 07:00", 2, 0))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5")
        assert "? Was it seen: pop or kick at the heel?" in said(app)
        app.screen.query_one(Rows).move_to("question-0")
        await press(pilot, "enter y")
        assert [one.question for one in app.journal.of_kind(Answer)] == ["seen:pop-at-heel"]
        assert "?" not in said(app)


async def test_the_parts_follow_one_another(tmp_path: Path) -> None:
    """v goes through check-ins, spells, reading, self-tests and round again, V back; enter on their line too."""
    app = app_with(tmp_path, ACHILLES)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5")
        screen = app.screen
        assert isinstance(screen, SorenessScreen)
        seen = []
        for _ in range(5):
            seen.append(screen.section)
            await press(pilot, "v")
        assert seen == ["check-ins", "courses", "reading", "tests", "check-ins"]
        await press(pilot, "V")
        assert screen.section == "check-ins" and shown(app, "check-in") and not shown(app, "course")
        screen.query_one(Rows).move_to("parts")
        await press(pilot, "enter")
        assert screen.section == "courses" and shown(app, "course") and not shown(app, "check-in")


async def test_the_chart_has_3_6_and_26_weeks_and_a_day_is_read_out_of_it(tmp_path: Path) -> None:
    """w changes the weeks; [ and ] read a day, past the edge the weeks move, never past this one; t returns."""
    app = app_with(tmp_path, *QUIET, ACHILLES)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5")
        screen = app.screen
        assert isinstance(screen, SorenessScreen)
        asked = [screen.weeks]
        for _ in range(3):
            await press(pilot, "w")
            asked.append(screen.weeks)
        assert asked == [6, 26, 3, 6]
        await press(pilot, "left_square_bracket")
        assert "Ankles Fri 20 Nov  left 3  right 0" in said(app)
        await press(pilot, "left_square_bracket")
        assert "Ankles Thu 19 Nov  left not rated  right not rated" in said(app)
        await press(pilot, "right_square_bracket right_square_bracket")
        assert "Ankles 9 weeks" in said(app)
        await press(pilot, "w w " + "left_square_bracket " * 21)
        assert "No rating in these weeks" not in said(app) and "Ankles Sat 31 Oct" in said(app)
        await press(pilot, "t")
        assert "Ankles 3 weeks" in said(app)


async def test_where_the_verdict_is_long_it_is_seen_first(tmp_path: Path) -> None:
    """The cursor begins on it, and on the check-ins only where both are in sight."""
    for size, begins in (((80, 24), "check-in"), ((60, 20), "verdict")):
        folder = tmp_path / begins
        folder.mkdir()
        async with app_with(folder, *QUIET, ACHILLES).run_test(size=size) as pilot:
            await press(pilot, "5")
            rows = pilot.app.screen.query_one(Rows)
            assert (rows.cursor_id or "").startswith(begins) and rows.scroll_offset.y == 0


async def test_check_ins_are_edited_and_removed_here(tmp_path: Path) -> None:
    """e opens the same dialog filled in; d removes and u brings back."""
    app = app_with(tmp_path, rated("19 07:00", 4, 1, moment_id="on-waking"))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5 e 2 enter")
        (entry,) = app.journal.of_kind(CheckIn)
        assert (entry.left.rating, entry.right.rating, entry.moment) == (2, 1, "on-waking")
        await press(pilot, "d")
        assert not app.journal.of_kind(CheckIn)
        await press(pilot, "u")
        assert app.journal.of_kind(CheckIn)


async def test_a_sore_spell_tells_length_peak_spots_shoes_and_sessions(tmp_path: Path) -> None:
    """On its line in short, behind enter in full."""
    journal = open_journal(tmp_path, clock=fixed_clock())
    from journal.entries import Shoe

    shoe = journal.add(Shoe(nickname="Blue"))
    journal.add_all(
        [
            rated("9 08:00", 2, spots=("arch",)),
            rated("10 08:00", 5),
            *(rated(f"{day} 20:00", 0) for day in range(11, 18)),
            ran("10 18:00", id="", shoe=shoe.id),
            session("11 08:00", "11 08:30", id=""),
        ]
    )
    app = app_over(journal)
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, "5")
        (line,) = shown(app, "course")
        for words in ("left", "9 Nov", "8 days", " 5 ", "arch", "1 run", "1 session", "Blue"):
            assert words in line
        assert "open" not in line
        await press(pilot, "tab enter")
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
            await press(pilot, "5 v v")
            assert ("often discussed with" in said(app)) is title
            assert "Self-care for a sore day" in said(app)


@pytest.mark.parametrize(
    ("line", "said_so"),
    [
        ("d0 wk left 5 ankle-roll atfl swollen open", ()),
        ("d0 wk left 2 achilles-mid stiff open", ()),
        ("d0 wk left 2 achilles-mid stiff", (Asked(at=at(0), who="doctor", limit="stop"),)),
        ("d0 wk left 2 achilles-mid stiff sign:odd-shape", ()),
    ],
    ids=["a question after a twist", "a question of new soreness", "told to stop", "a stop sign"],
)
async def test_reading_and_self_care_wait_for_what_comes_first(
    line: str, said_so: tuple[Asked, ...], tmp_path: Path
) -> None:
    """Neither moving nor ice nor a snug bandage is told while a sign may be so, or nothing is allowed."""
    app = app_over(open_journal(tmp_path, [*story([line]), *said_so], FixedClock(at(0, 20))))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5 v v")
        headline = app.context.verdict.headline
        assert headline in said(app) and "Reading and self-care wait: why stands at the top." in said(app)
        assert "often discussed with" not in said(app)
        await press(pilot, "i")
        told = " ".join(painted(app.screen))
        assert headline.split(".")[0] in told and "bandage" not in told


def test_no_card_tells_of_self_care_where_the_ankle_is_to_be_seen() -> None:
    """The day may be trained on all the same: but "if it brings nothing, see a doctor" would put that off."""
    found = Verdicts(days_of(story(["d0-d20 wk left 4 achilles-mid stiff"]))).on(day(20))
    assert (found.help, found.load) == ("week", "repeat")
    for one in (found, msgspec.structs.replace(found, rows=())):
        matches: dict[Ankle, list[CardMatch]] = {"left": [CardMatch(card, ("stiff",)) for card in CARDS]}
        told = [line for part in reading_sections(matches, True, one) for line in part.lines]
        assert any(line.startswith("Usual self-care: ") for line in told) is (not one.rows)


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
        assert app.screen.query_one("#problem").display
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
        await press(pilot, "5 v v v enter")
        assert isinstance(app.screen, ReadingDialog)
        told = app.screen.query_one(TextPane).text
        assert "8 reps more than on Mon 2 Nov, beyond measurement error" in told
        assert "cannot be held against these" in told


async def test_how_a_self_test_is_done_is_told_as_the_day_lets_it_be(tmp_path: Path) -> None:
    """Why it is not for today first; with nerve loss in shoes, where it is done on bare feet."""
    numb = Fact(since=date(2026, 11, 1), fact="diabetes-nerve")
    app = app_with(tmp_path, *QUIET, rated("20 07:00", 7, 7), numb)
    async with app.run_test(size=(100, 50)) as pilot:
        await press(pilot, "5 v v v down down enter")
        told = app.screen.query_one(TextPane).text
        assert "Not today" in told and "No running today. Left was 7 of 10 today." in told
        assert "No barefoot tests" in told and "In shoes, a wall within reach" in told and "Barefoot" not in told


async def test_everything_stands_at_once_on_a_large_terminal(tmp_path: Path) -> None:
    """Every part has its place beside the others from 110 columns on, and the keys go by the line with the cursor."""
    app = app_with(tmp_path, ACHILLES)
    async with app.run_test(size=(110, 40)) as pilot:
        await press(pilot, "5")
        assert all(shown(app, kind) for kind in ("check-in", "course", "test")) and "Self-care" in said(app)
        await press(pilot, "tab d")
        assert "Put the cursor on a check-in first" in "\n".join(painted(app.screen))
        await press(pilot, "shift+tab d")
        assert not app.journal.of_kind(CheckIn)


async def test_another_login_is_seen(tmp_path: Path) -> None:
    """A rating from elsewhere appears, and the cursor stays on its row."""
    app = app_with(tmp_path, rated("18 07:00", 1), rated("19 07:00", 2))
    other = Journal.open(tmp_path / "journal.json", fixed_clock())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5 down")
        rows = app.screen.query_one(Rows)
        before = rows.cursor_id
        other.add(rated("20 07:00", 5))
        app.look_again()
        await pilot.pause()
        assert len(shown(app, "check-in")) == 3 and rows.cursor_id == before


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
        assert "one point of bone hurts" in said(app)
        await press(pilot, "c y v")
        assert "one point of bone hurts" not in said(app)
        assert shown(app, "course") == []
        await press(pilot, "end enter")
        assert [line[:16] for line in shown(app, "course")] == ["left  1 May 2024"]


async def test_a_question_left_for_later_stands_on_the_screen(tmp_path: Path) -> None:
    """Until it is answered: also with none."""
    app = app_with(tmp_path, *QUIET, rated("20 07:00", 7, 0, answered=False))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5")
        assert "Answer the stop-sign question first" in said(app)
        await press(pilot, "exclamation_mark " + "down " * 8 + "space enter")
        assert "stop-sign question" not in said(app)


async def test_a_drawn_foot_has_on_how_many_days_each_place_was_sore(tmp_path: Path) -> None:
    """From 170 columns, for an ankle with a place marked in the chart's weeks: two days, whatever was noted in each."""
    app = app_with(tmp_path, *QUIET, rated("19 07:00", 3, spots=("achilles-mid", "forefoot")), ACHILLES)
    async with app.run_test(size=(170, 50)) as pilot:
        await press(pilot, "5")
        drawn = said(app).partition("Where it was sore")[2]
        assert "Left  from behind" in drawn and "Right  " not in drawn
        assert "|   2   |" in drawn
        assert "2 days   back of the leg, 2-6 cm above the heel" in drawn
        assert "1 day    ball of the foot  from below" in drawn, "a place this view does not show"
        assert [rows.id for rows in lists(app) if "from behind" in "".join(map(str, rows.lines))] == ["parts-2"]


async def test_with_no_place_marked_the_foot_says_how_to(tmp_path: Path) -> None:
    """Of these weeks; by the key as it is now."""
    app = app_with(tmp_path, *QUIET, ACHILLES, settings=Settings(keys={"app.rate": "y"}))
    async with app.run_test(size=(200, 60)) as pilot:
        await press(pilot, "5")
        assert "No place is marked" not in said(app)
        await press(pilot, "w w " + "left_square_bracket " * 21)
        assert "Where it was sore ─" in said(app) and "No place is marked. y rates both ankles" in said(app)


async def test_who_hears_the_screen_is_told_the_places_without_the_drawing(tmp_path: Path) -> None:
    """The same words, no picture."""
    app = app_with(tmp_path, *QUIET, ACHILLES, settings=Settings(screen_reader=True))
    async with app.run_test(size=(170, 50)) as pilot:
        await press(pilot, "5")
        drawn = said(app).partition("Where it was sore")[2]
        assert "Left\n1 day    back of the leg" in drawn and "|" not in drawn and "from behind" not in drawn


async def test_an_empty_part_says_what_is_to_stand_there(tmp_path: Path) -> None:
    """Before the first rating; no older spells are offered where there can be none."""
    app = app_with(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "5")
        assert "None in 12 weeks. Each stands here, newest first" in said(app)
        assert "None so far. One begins with a rating above 0." in said(app)
        assert "Each day's highest rating stands here, a column a week." in said(app)
        assert "older" not in said(app) and "51 is left 5" not in said(app)
