"""What other programs wrote, looked at line by line: what is asked once, what is taken, what is asked afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import get_ident

import pytest
from textual.pilot import Pilot

from journal.entries import CheckIn, Run, Shoe
from journal.journal import Journal
from screens.exchange.bring_in import ImportDialog
from screens.exchange.columns import ColumnsDialog
from screens.exchange.missing import MissingDialog
from screens.exchange.review import RowReview
from screens.widgets.bars import KeyBar
from screens.widgets.line import Line
from screens.widgets.rows import LaidOut, Row, Rows, laid_out
from tests.support.by_key import SIZE, fill, look_at, press, problem, text_of, thought
from tests.support.exploring import some
from tests.support.journals import app_over

CORPUS = Path(__file__).parents[2] / "corpus"
STRAVA = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Activity Gear\n"
    '11,"Nov 2, 2025, 6:10:22 AM",Morning,Run,2400,7.2,\n'
    '12,"Nov 3, 2025, 6:10:22 AM",Gym,Weight Training,2400,0,\n'
    '13,"Nov 4, 2025, 6:10:22 AM",Flying,Run,60,7.2,\n'
)
MINE = "Day;Lasted;Went;Felt\n2025-11-02 06:10;40:00;7,25;good\n2025-11-04 06:10;41:00;7,35;well\n"


async def opened(pilot: Pilot[None], path: Path) -> None:
    """The import's dialog, with a file looked at."""
    await press(pilot, "7", "x")
    await press(pilot, "ctrl+o")
    await look_at(pilot, path)


async def taken(pilot: Pilot[None], path: Path) -> None:
    """A table taken in as its columns are proposed."""
    await opened(pilot, path)
    for _ in ("columns", "review"):
        await press(pilot, "enter")
        await thought(pilot)


def shown(pilot: Pilot[None]) -> str:
    """What stands in the list of the dialog in sight, with the sentence above it."""
    screen = pilot.app.screen
    return f"{screen.query_one('#summary', Line).content}\n{text_of(screen.query_one(Rows))}"


def said(pilot: Pilot[None]) -> str:
    """The sentence on the last line."""
    return pilot.app.screen.query_one(KeyBar).message


async def go_to(pilot: Pilot[None], words: str) -> None:
    """Put the cursor on the line that holds these words."""
    rows = pilot.app.screen.query_one(Rows)
    rows.move_to(next(row.id for row in rows.rows if words in str(row.content)))
    await pilot.pause()


async def test_what_is_sure_comes_in_and_what_is_not_is_told(demo: Journal, tmp_path: Path) -> None:
    """A run is taken, one that nobody can have run is left, a gym hour is left out with its line; u takes it back."""
    (tmp_path / "a.csv").write_text(STRAVA)
    before = [run.id for run in demo.of_kind(Run)]
    async with app_over(demo).run_test(size=SIZE) as pilot:
        await opened(pilot, tmp_path / "a.csv")
        assert isinstance(pilot.app.screen, RowReview)
        told = shown(pilot)
        assert "1 run to add, of 2025-11-02; 1 left for now; 1 left out." in told
        assert "1: Weight Training is no cardio  (line 3)" in told
        assert "– 2025-11-04" in told and "✓ 2025-11-02" in told
        await press(pilot, "enter")
        await thought(pilot)
        assert said(pilot) == "Imported a.csv: 1 run added, of 2025-11-02. u takes it back."
        assert len(demo.of_kind(Run)) == len(before) + 1
        await press(pilot, "u")
        assert [run.id for run in demo.of_kind(Run)] == before


async def test_a_question_is_answered_once_for_the_file(journal: Journal, tmp_path: Path) -> None:
    """Which number is the day: the answer reads the dates again, and all of them come in."""
    (tmp_path / "mine.csv").write_text(
        "Date;Duration;Distance\n03/04/2025 06:10;40:00;7,25\n05/04/2025 06:10;41:00;7,35\n"
    )
    async with app_over(journal).run_test(size=SIZE) as pilot:
        await opened(pilot, tmp_path / "mine.csv")
        await press(pilot, "enter")
        await thought(pilot)
        assert "In its dates, is the day first or the month?  ‹ leave them for now ›  2 of them" in shown(pilot)
        assert "Nothing comes in yet; 2 left for now" in shown(pilot)
        await press(pilot, "enter")
        await thought(pilot)
        assert problem(pilot).startswith("Nothing is taken yet: space on a line takes it")
        await press(pilot, "left")
        await thought(pilot)
        assert "‹ the day ›" in shown(pilot) and "2 runs to add, from 2025-04-03 to 2025-04-05." in shown(pilot)
        await press(pilot, "left")
        await thought(pilot)
        assert "‹ the month ›" in shown(pilot)
        await press(pilot, "enter")
        await thought(pilot)
        assert [f"{run.started_at:%m-%d}" for run in journal.of_kind(Run)] == ["03-04", "05-04"]


async def test_one_run_is_taken_or_left_by_itself(demo: Journal, tmp_path: Path) -> None:
    """Space on it; the doubtful one comes in, the sure one stays out."""
    (tmp_path / "a.csv").write_text(STRAVA)
    async with app_over(demo).run_test(size=SIZE) as pilot:
        await opened(pilot, tmp_path / "a.csv")
        for day in ("2025-11-04", "2025-11-02"):
            await go_to(pilot, day)
            await press(pilot, "space")
            await thought(pilot)
        assert "✓ 2025-11-04" in shown(pilot) and "– 2025-11-02" in shown(pilot)
        before = {run.id for run in demo.of_kind(Run)}
        await press(pilot, "enter")
        await thought(pilot)
        added = [run for run in demo.of_kind(Run) if run.id not in before]
        assert [run.duration_s for run in added] == [60]


async def test_a_table_that_is_not_known_gets_its_columns_from_the_runner_once(
    journal: Journal, tmp_path: Path
) -> None:
    """Picked in a form that shows the first line; the next table with this header needs no form."""
    (tmp_path / "mine.csv").write_text(MINE)
    async with app_over(journal).run_test(size=SIZE) as pilot:
        await opened(pilot, tmp_path / "mine.csv")
        assert isinstance(pilot.app.screen, ColumnsDialog)
        await fill(pilot, started_at="Day", duration="Lasted", distance="Went", note="Felt")
        assert "2025-11-02 06:10  ·  40:00  ·  7,25  ·  good" in str(pilot.app.screen.query_one("#live", Line).content)
        await press(pilot, "enter")
        await thought(pilot)
        assert "2 runs to add" in shown(pilot)
        await press(pilot, "enter")
        await thought(pilot)
        assert [(run.distance_km, run.note) for run in journal.of_kind(Run)] == [(7.25, "good"), (7.35, "well")]
        (tmp_path / "next.csv").write_text(MINE.replace("2025-11", "2025-10"))
        await opened(pilot, tmp_path / "next.csv")
        assert "2 runs to add" in shown(pilot)


WRITTEN = [
    ("When,Minutes,Km", "30,5.2", 1800, 5.2),
    ("When,Duration (s),Distance (mi)", "1800,5", 1800, 8.047),
    ("When,Duration,Distance", "30,5.2", 1800, 5.2),
    ("When,Duration,Distance", "29:50,5.2", 1790, 5.2),
    ("When,Time,Miles", "1h 38min,5", 5880, 8.047),
    ("Fecha,Minutos,Kilometer", "30,5.2", 1800, 5.2),
]


@pytest.mark.parametrize("written", some(WRITTEN, WRITTEN[1::2]), ids=str)
async def test_how_a_table_is_written_is_proposed_by_its_header_and_first_line(
    journal: Journal, tmp_path: Path, written: tuple[str, str, float, float]
) -> None:
    """Enter twice takes it in as it is meant."""
    header, cells, seconds, km = written
    (tmp_path / "mine.csv").write_text(f"{header}\n2025-11-02 06:10,{cells}\n")
    async with app_over(journal).run_test(size=SIZE) as pilot:
        await taken(pilot, tmp_path / "mine.csv")
    assert [(run.duration_s, run.distance_km) for run in journal.of_kind(Run)] == [(seconds, km)]


async def test_what_cannot_be_read_is_said_in_the_dialog(journal: Journal) -> None:
    """One sentence; what was typed stays."""
    async with app_over(journal).run_test(size=SIZE) as pilot:
        await opened(pilot, CORPUS / "not-a-table.pdf")
        assert isinstance(pilot.app.screen, ImportDialog)
        assert "PDF" in problem(pilot)


async def test_reading_stops_when_the_runner_says_so(journal: Journal, tmp_path: Path) -> None:
    """Esc stops it; the dialog stays, nothing was changed."""
    async with app_over(journal).run_test(size=SIZE) as pilot:
        await press(pilot, "7", "x")
        await press(pilot, "ctrl+o")
        await fill(pilot, file=str(CORPUS / "apple-export.xml"))
        dialog = pilot.app.screen
        assert isinstance(dialog, ImportDialog)
        dialog.action_save()
        dialog.action_leave()
        await thought(pilot)
        assert problem(pilot) == "Stopped; nothing was changed."
        assert journal.of_kind(Run) == []


async def test_what_is_missing_is_asked_for_with_one_key_each(journal: Journal, tmp_path: Path) -> None:
    """A shoe and both ankles after it, of runs of the last 14 days only; esc leaves the rest."""
    shoe = journal.add(Shoe(nickname="Grey ones"))
    now = journal.clock.now()
    days = [now.date().toordinal() - back for back in (1, 2, 40)]
    lines = [f"{_day(day)} 06:10;40:00;7,25;" for day in days]
    (tmp_path / "mine.csv").write_text("Date;Duration;Distance;Note\n" + "\n".join(lines) + "\n")
    async with app_over(journal).run_test(size=SIZE) as pilot:
        await taken(pilot, tmp_path / "mine.csv")
        dialog = pilot.app.screen
        assert isinstance(dialog, MissingDialog)
        assert "(1 of 2)" in str(dialog.query_one("#run", Line).content)
        await press(pilot, "1", "2", "x")
        newest = journal.of_kind(Run)[-1]
        assert newest.shoe == shoe.id
        check_in = journal.of_kind(CheckIn)[-1]
        assert (check_in.after, check_in.left.rating, check_in.right.rating) == (newest.id, 2, 10)
        await press(pilot, "enter", "0", "escape")
        assert [(one.left.rating, one.right.rating) for one in journal.of_kind(CheckIn)] == [(0, None), (2, 10)]
        assert not isinstance(pilot.app.screen, MissingDialog)


def _day(ordinal: int) -> str:
    from datetime import date

    return date.fromordinal(ordinal).isoformat()


async def test_a_long_list_is_laid_out_in_a_thread(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of 100,000 rows that takes seconds; an answer lays out what it shows there too."""
    own, here = get_ident(), []

    def counted(rows: Sequence[Row], width: int, lay_out: Callable[..., LaidOut] = laid_out) -> LaidOut:
        if get_ident() == own and len(rows) > 2:
            here.append(len(rows))
        return lay_out(rows, width)

    monkeypatch.setattr("screens.widgets.rows.laid_out", counted)
    (tmp_path / "activities.csv").write_text(STRAVA)
    async with app_over(journal).run_test(size=SIZE) as pilot:
        await press(pilot, "7", "x")
        await press(pilot, "ctrl+o")
        here.clear()
        await look_at(pilot, tmp_path / "activities.csv")
        await press(pilot, "space")
        await thought(pilot)
        assert len(pilot.app.screen.query_one(Rows).rows) > 2 and here == []
