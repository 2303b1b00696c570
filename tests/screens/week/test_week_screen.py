"""Week on the screen: moving between weeks, the half year, the page for a physio."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from threading import Event

import pytest

from journal.clock import FixedClock
from journal.journal import Journal
from journal.rules.week.physio import PhysioReport
from journal.views.views import Views
from screens.diary.screen import DiaryScreen
from screens.week.screen import WeekScreen
from screens.widgets.bars import TitleLine
from screens.widgets.rows import Rows
from tests.support.by_key import thought
from tests.support.journals import app_over, demo_journal, open_journal
from tests.support.pilots import shown_until


def lines_of(screen: object, id: str = "#week") -> str:
    """The list as plain text."""
    assert isinstance(screen, WeekScreen)
    return "\n".join(str(row.content) for row in screen.query_one(id, Rows).rows)


def detail(screen: WeekScreen) -> str:
    """What the title says of the week shown."""
    return screen.query_one(TitleLine).detail


async def test_brackets_move_between_weeks_and_t_comes_back(tmp_path: Path) -> None:
    """Never past this week; the title names week and days."""
    app = app_over(demo_journal(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, WeekScreen)
        assert detail(screen) == "2026-W47  16 to 22 Nov 2026, so far"
        await pilot.press("right_square_bracket")
        assert str(screen.week) == "2026-W47"
        await pilot.press("left_square_bracket", "left_square_bracket")
        assert detail(screen) == "2026-W45  2 to 8 Nov 2026"
        assert "sessions done                 3 of 3" in lines_of(screen)
        await pilot.press("t")
        assert str(screen.week) == "2026-W47"


async def test_the_half_year_shows_minutes_then_each_ankle(tmp_path: Path) -> None:
    """m goes round: marks that grow, then digits, with what they mean."""
    app = app_over(demo_journal(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        assert "Minutes a day 69 days, most 69 min ─" in lines_of(app.screen)
        await pilot.press("m")
        assert re.search("Left ankle [0-9]+ days, highest 5 ─", lines_of(app.screen))
        await pilot.press("m", "m")
        assert "Minutes a day 69 days" in lines_of(app.screen)


async def test_enter_on_a_day_opens_it_in_the_diary(tmp_path: Path) -> None:
    """Left and right choose it, never past the week; the cursor of the diary is on that day's first entry."""
    app = app_over(demo_journal(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        await pilot.press(*["right"] * 4, *["left"] * 4, "enter")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, DiaryScreen)
        entry = app.journal.get(app.screen.query_one("#list", Rows).cursor_id or "")
        assert entry is not None and entry in app.journal.on_day(entry.created_at.date())  # type: ignore[union-attr]
        assert str(entry.created_at.date()) == "2026-11-18"  # type: ignore[union-attr]


async def test_an_empty_week_says_so_without_inventing_numbers(tmp_path: Path) -> None:
    """Nothing done, nothing rated, nothing to compare."""
    app = app_over(open_journal(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        text = lines_of(app.screen)
        assert "sessions done                      0" in text and "–" in text


async def test_at_120_columns_what_the_days_were_made_of_stands_beside(tmp_path: Path) -> None:
    """It moves to the right, and back below when the terminal shrinks."""
    app = app_over(demo_journal(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        assert "Sets by muscle" in lines_of(app.screen, "#week-2")
        assert "Sets by muscle" not in lines_of(app.screen)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "Sets by muscle" in lines_of(app.screen)


async def test_the_page_for_a_physio_is_shown_and_written_to_a_file(tmp_path: Path, own_folders: Path) -> None:
    """p shows it, s takes a longer span, w writes it; a file that is there stays as it is."""
    app = app_over(demo_journal(tmp_path))
    target = own_folders / "ankle-report-2026-11-20.html"
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        await pilot.press("p", "w", "x")
        await pilot.pause()
        await pilot.press("enter")
        await thought(pilot)
        text = target.read_text(encoding="utf-8")
        assert "<h1>Ankle journal: summary for a doctor or physio</h1>" in text
        assert target.stat().st_mode & 0o777 == 0o600
        target.write_text("mine", encoding="utf-8")
        await pilot.press("p", "x")
        await pilot.pause()
        await pilot.press("enter")
        await thought(pilot)
        assert target.read_text(encoding="utf-8") == "mine"
        assert not isinstance(app.screen, WeekScreen)


async def test_the_physios_page_is_made_in_a_thread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of ten years that takes a third of a second; the page is left meanwhile as ever."""
    report, begun, go_on = Views.report, Event(), Event()

    def slow(self: Views, weeks: int, now: datetime) -> PhysioReport:
        begun.set()
        assert go_on.wait(60)
        return report(self, weeks, now)

    monkeypatch.setattr(Views, "report", slow)
    app = app_over(demo_journal(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6", "p")
        await shown_until(pilot, begun.is_set)
        assert str(app.screen.query_one(Rows).rows[0].content) == "Reading the journal …"
        await pilot.press("escape", "6", "p")
        go_on.set()
        await thought(pilot)
        assert "summary for a doctor or physio" in str(app.screen.query_one(Rows).rows[0].content)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)])
async def test_nothing_drawn_is_wider_than_its_column(size: tuple[int, int], tmp_path: Path) -> None:
    """At no size that is supported."""
    app = app_over(demo_journal(tmp_path))
    async with app.run_test(size=size) as pilot:
        await pilot.press("6")
        await pilot.pause()
        for rows in app.screen.query(Rows):
            room = rows.scrollable_content_region.width - 2
            assert [line for row in rows.rows if len(line := str(row.content).rstrip()) > room and row.hang == 0] == []


async def test_another_login_changes_the_week_in_sight(tmp_path: Path, clock: FixedClock) -> None:
    """A run logged elsewhere is counted at the next look."""
    from tests.support.soreness import ran

    journal = demo_journal(tmp_path, clock)
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        assert "running                       71 min" in lines_of(app.screen)
        with Journal.open(journal.path, clock) as other:
            other.add(ran("20 12:00", id=""))
        app.look_again()
        await pilot.pause()
        assert "running                      111 min" in lines_of(app.screen)
