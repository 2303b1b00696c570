"""What is not for today, or is done with something in mind, is said where it is planned, read and tested."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from journal.entries import Entry, Fact
from screens.entries.plan import edit_plan
from screens.entries.self_test import log_self_test
from screens.widgets.line import Line
from screens.widgets.rows import Rows
from tests.support.journals import app_over, fixed_clock, open_journal
from tests.support.sight import painted
from tests.support.soreness import rated

QUIET = [rated(f"{day:02} 07:00", 0, 0, moment_id="on-waking") for day in range(6, 20)]
TODAY = fixed_clock().now().date()
DIABETES = Fact(since=TODAY - timedelta(days=90), fact="diabetes-nerve")
YOUNG = Fact(since=TODAY - timedelta(days=90), fact="under-18")
HURT = rated("20 07:00", 7, 0, moment_id="on-waking")


async def test_the_plan_marks_what_is_not_for_today(tmp_path: Path) -> None:
    """It may be planned all the same; why stands below the list in the place of what it is for."""
    app = app_over(open_journal(tmp_path, [*QUIET, HURT], fixed_clock()))
    async with app.run_test(size=(80, 24)) as pilot:
        edit_plan(app.context)
        await pilot.pause()
        text = "\n".join(painted(app.screen))
        assert "not today" in text
        await pilot.press("down")
        await pilot.pause()
        assert app.screen.query_one(Rows).cursor_id == "pre-run-drills"
        told = str(app.screen.query_one("#purpose", Line).content)
        assert told == "Before a run is not for today. No running today. Left was 7 of 10 today."


@pytest.mark.parametrize(
    ("fact", "search", "said"),
    [
        (YOUNG, "seated heel raise", "No added weight, half the jumps: under 18."),
        (DIABETES, "toe yoga", "No barefoot tests; look at the foot each day."),
        (DIABETES, "tandem walk", "No barefoot tests; look at the foot each day."),
        (YOUNG, "ankle circles", ""),
    ],
)
async def test_the_page_of_an_exercise_says_what_to_mind(fact: Fact, search: str, said: str, tmp_path: Path) -> None:
    """Before its steps, where it concerns the exercise; nothing else is said of one that may be done."""
    app = app_over(open_journal(tmp_path, [*QUIET, fact], fixed_clock()))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("2", "slash", *(key if key != " " else "space" for key in search), "enter", "enter")
        await pilot.pause()
        text = "\n".join(painted(app.screen))
        assert "Not today" not in text
        assert (said in text) if said else ("half the jumps" not in text)


@pytest.mark.parametrize(
    ("test", "entries", "said", "never"),
    [
        ("stance-eyes-open", [*QUIET, DIABETES], "No barefoot tests; look at the foot each day.", "Barefoot,"),
        ("stance-eyes-open", [*QUIET, HURT], "On the left: No running today. Left was 7 of 10 today.", ""),
        ("heel-raises", [*QUIET, HURT], "On the left: No running today. Left was 7 of 10 today.", ""),
        ("stance-eyes-open", QUIET, "Barefoot,", "Not today"),
    ],
)
async def test_a_self_test_says_why_it_is_not_for_today(
    test: str, entries: list[Entry], said: str, never: str, tmp_path: Path
) -> None:
    """As the exercise it is like; where a foot may feel too little it is done in shoes."""
    app = app_over(open_journal(tmp_path, entries, fixed_clock()))
    async with app.run_test(size=(80, 24)) as pilot:
        log_self_test(app.context, test)
        await pilot.pause()
        text = " ".join(" ".join(painted(app.screen)).split())
        assert said in text and (not never or never not in text)
