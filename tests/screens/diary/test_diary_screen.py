"""The diary on the screen: reading, searching, filtering, changing, taking back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from textual.content import Content
from textual.pilot import Pilot

from journal.entries import CheckIn, Entry, Note, Run, SelfTest, Session, Shoe
from journal.journal import Journal
from journal.settings.settings import Settings
from screens.diary.entry import EntryDialog, said_section
from screens.diary.lines import DAY
from screens.diary.screen import AT_ONCE, KIND, TIME, DiaryScreen, snippet
from screens.widgets.bars import KeyBar
from screens.widgets.line import Line
from screens.widgets.rows import Rows
from tests.support import week as made
from tests.support.journals import app_over, demo_journal, fixed_clock, open_journal
from tests.support.pilots import shown_until
from tests.support.soreness import moment, rated


async def at_diary(pilot: Pilot[None]) -> DiaryScreen:
    """Go to the diary."""
    await pilot.press("7")
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, DiaryScreen)
    return screen


def lines_of(screen: DiaryScreen) -> list[str]:
    """The list as plain text."""
    return [str(row.content) for row in screen.query_one("#list", Rows).rows]


def found_words(screen: DiaryScreen) -> str:
    """What stands above the list."""
    return str(screen.query_one("#found", Line).content)


async def choose(pilot: Pilot[None], screen: DiaryScreen, entry: Entry, key: str) -> None:
    """Put the cursor on an entry and press a key."""
    screen.query_one("#list", Rows).move_to(entry.id)
    await pilot.press(key)
    await pilot.pause()


async def test_days_are_newest_first_with_their_entries_in_order(tmp_path: Path) -> None:
    """The first names the day and its highest ratings; the morning comes before the evening, the note last."""
    app = app_over(demo_journal(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        lines = lines_of(await at_diary(pilot))
        assert lines[1].startswith("Fri 20 ●2 ●0 ") and lines[2] == ""
        thursday = 3
        assert lines[thursday].startswith("Thu 19 ▲3 ●0 ")
        assert [line[DAY:].split()[:2] for line in lines[thursday : thursday + 4]] == [
            ["07:04", "check-in"],
            ["12:30", "run"],
            ["13:21", "check-in"],
            ["21:30", "check-in"],
        ]
        assert lines[thursday + 4].split()[0] == "note"
        assert "Oct 2026" in lines


async def test_the_days_of_another_year_stand_under_their_month(tmp_path: Path) -> None:
    """A day alone would not say which year."""
    entries = [Note(day=date(2025, 11, 20), text="a year ago"), Note(day=date(2026, 11, 20), text="today")]
    app = app_over(open_journal(tmp_path, entries))
    async with app.run_test(size=(80, 24)) as pilot:
        lines = lines_of(await at_diary(pilot))
        assert [line.split("  ")[0] for line in lines] == ["", "Fri 20", "Nov 2025", "Thu 20"]


async def test_an_empty_diary_says_how_to_begin(tmp_path: Path) -> None:
    """One line, and keys that do nothing harmful."""
    app = app_over(open_journal(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_diary(pilot)
        assert "Nothing written yet." in lines_of(screen)[1]
        await pilot.press("e", "d", "enter", "left_square_bracket", "t")
        assert app.screen is screen


async def test_the_last_lines_name_what_can_be_done_with_what_is_listed(tmp_path: Path) -> None:
    """Nothing is edited, removed, sought or filtered in an empty diary; where nothing was found it is sought anew."""
    journal = open_journal(tmp_path)
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_diary(pilot)

        def named() -> set[str]:
            return {key.label for key in screen.query_one(KeyBar).shown_keys()} & {"Search", "Filter", "Edit", "Remove"}

        assert named() == set()
        journal.add(rated("20 07:00", 1))
        screen.refresh_data()
        await pilot.pause()
        assert named() == {"Search", "Filter", "Edit", "Remove"}
        await pilot.press("slash", "q", "q", "down")
        await pilot.pause()
        assert named() == {"Search", "Filter"}


@pytest.mark.parametrize("height", [24, 300])
async def test_more_is_read_as_the_cursor_nears_the_end(height: int, tmp_path: Path) -> None:
    """A long diary is read a part at a time, a tall window full; the end key goes to the oldest day, however far."""
    journal = open_journal(tmp_path)
    journal.add_all([Note(day=date(2024, 1, 1) + timedelta(days=n), text=f"day {n}") for n in range(600)])
    app = app_over(journal)
    async with app.run_test(size=(80, height)) as pilot:
        screen = await at_diary(pilot)
        first = len(lines_of(screen))
        assert height < first < height + 2 * AT_ONCE
        await pilot.press(*["pagedown"] * (6 if height < 100 else 2))
        await pilot.pause()
        assert first < len(lines_of(screen)) < 1200
        await pilot.press("end")
        rows = screen.query_one("#list", Rows)
        await shown_until(pilot, lambda: "day 0" in lines_of(screen)[rows.cursor])
        assert len(lines_of(screen)) == 1200


async def test_searching_finds_every_word_and_esc_brings_all_back(tmp_path: Path) -> None:
    """Words in notes, in sets, in labels; the count is shown; case and accents do not matter."""
    journal = open_journal(tmp_path)
    note = Note(day=date(2026, 11, 19), text="Café by the river, calf quiet.")
    journal.add_all([made.MONDAY, *made.CHECK_INS, note])
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_diary(pilot)
        everything = lines_of(screen)
        await pilot.press("slash", *"CAFE")
        await pilot.pause()
        assert found_words(screen) == "1 entry"
        assert "Café by the river" in lines_of(screen)[1]
        await pilot.press("ctrl+u", *"balance")
        await pilot.pause()
        assert "Single-leg balance" in lines_of(screen)[1]
        await pilot.press("ctrl+u", *"xyzzy")
        await pilot.pause()
        assert lines_of(screen) == ["Nothing found."]
        await pilot.press("escape")
        await pilot.pause()
        assert lines_of(screen) == everything


async def test_matches_are_marked(tmp_path: Path) -> None:
    """The words searched for stand out in the line."""
    journal = open_journal(tmp_path)
    entry = journal.add(Note(day=date(2026, 11, 19), text="The heel was quiet."))
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_diary(pilot)
        await pilot.press("slash", *"heel", "enter")
        await pilot.pause()
        line = next(row.content for row in screen.query_one("#list", Rows).rows if row.id == entry.id)
        assert isinstance(line, Content)
        marked = [line.plain[span.start : span.end] for span in line.spans if "reverse" in str(span.style)]
        assert marked == ["heel"]


def test_a_match_far_along_is_brought_forward() -> None:
    """The line begins a little before it, with a whole word."""
    assert snippet(f"{'word ' * 20}evening heel drop", ("heel",)) == "… word word evening heel drop"
    text = "word " * 20 + "heel drop"
    assert snippet(text, ("heel",)).startswith("… ") and "heel drop" in snippet(text, ("heel",))
    assert snippet("heel drop", ("heel",)) == "heel drop"


async def test_a_long_search_goes_on_by_itself(tmp_path: Path) -> None:
    """More entries than one slice: the oldest is found too, without a further key."""
    journal = open_journal(tmp_path)
    notes = [Note(day=date(2024, 1, 1) + timedelta(days=n), text="calf" if n else "needle") for n in range(700)]
    journal.add_all(notes)
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_diary(pilot)
        await pilot.press("slash", *"needle")
        await shown_until(pilot, lambda: found_words(screen) == "1 entry")
        assert "needle" in lines_of(screen)[1]


async def test_filters_keep_one_kind_and_esc_takes_them_off(tmp_path: Path) -> None:
    """f, a kind, enter: only runs; the line above says so; esc shows all."""
    app = app_over(demo_journal(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_diary(pilot)
        await pilot.press("f")
        await pilot.pause()
        await pilot.press("r", "enter")
        await pilot.pause()
        assert "only run" in found_words(screen)
        kinds = {line[DAY + TIME :][:KIND].strip() for line in lines_of(screen)} - {""}
        assert kinds == {"run"}
        assert any(line.startswith("Thu 19 ▲3 ●0 ") for line in lines_of(screen)), "a day's ratings stand there still"
        await pilot.press("escape")
        await pilot.pause()
        assert any("check-in" in line for line in lines_of(screen))


async def test_removing_needs_no_question_because_undo_brings_it_back(tmp_path: Path) -> None:
    """d removes, u brings back, U removes again."""
    journal = demo_journal(tmp_path)
    run = journal.of_kind(Run)[-1]
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_diary(pilot)
        await choose(pilot, screen, run, "d")
        assert journal.get(run.id) is None
        await pilot.press("u")
        await pilot.pause()
        assert journal.get(run.id) is not None
        await pilot.press("U")
        await pilot.pause()
        assert journal.get(run.id) is None


async def test_each_kind_opens_its_own_dialog(tmp_path: Path) -> None:
    """e on a check-in, a run, a shoe, a fit check, a self-test, a session, a note and a plan opens something."""
    journal = demo_journal(tmp_path)
    newest: dict[str, Entry] = {}
    for day in journal.days():
        for entry in journal.on_day(day):
            newest[type(entry).__name__] = entry
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_diary(pilot)
        for name in ("CheckIn", "Run", "Shoe", "FitCheck", "SelfTest", "Session", "Note", "Plan"):
            entry = newest[name]
            screen.show_day(next(day for day in journal.days() if entry in journal.on_day(day)))
            await pilot.pause()
            await choose(pilot, screen, entry, "e")
            assert app.screen is not screen, name
            await pilot.press("escape")
            await pilot.pause()
            assert app.screen is screen, name


async def test_a_session_logged_on_the_wrong_day_is_moved(tmp_path: Path) -> None:
    """Its beginning is edited; its ticks come along, and its place in the diary."""
    journal = open_journal(tmp_path)
    session = journal.add(made.MONDAY)
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_diary(pilot)
        await choose(pilot, screen, session, "e")
        await pilot.press("ctrl+u", *"2026-11-14", "space", *"19:00", "ctrl+s")
        await pilot.pause()
        moved = journal.get(session.id)
        assert isinstance(moved, Session)
        assert moved.started_at == moment("14 19:00")
        assert moved.items[0].sets[0].done_at == moment("14 19:05")
        assert lines_of(screen)[1].startswith("Sat 14 ")


async def test_the_sets_of_a_session_are_corrected_where_sets_are_made(tmp_path: Path) -> None:
    """Enter, s: the screen Session shows that session, ended as it is."""
    from screens.session.screen import SessionScreen

    journal = open_journal(tmp_path)
    session = journal.add(made.MONDAY)
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_diary(pilot)
        await choose(pilot, screen, session, "enter")
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(app.screen, SessionScreen)
        assert app.screen.editor is not None and app.screen.editor.id == session.id


async def test_a_self_test_is_corrected(tmp_path: Path) -> None:
    """A value out of bounds is refused at the field; a right one is saved."""
    journal = open_journal(tmp_path)
    entry = journal.add(SelfTest(at=moment("20 10:00"), test="knee-to-wall", side="left", value=9.5, unit="cm"))
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_diary(pilot)
        await choose(pilot, screen, entry, "e")
        await pilot.press("ctrl+u", *"-5", "enter")
        await pilot.pause()
        assert app.screen is not screen
        await pilot.press("ctrl+u", *"11", "enter")
        await pilot.pause()
        changed = journal.get(entry.id)
        assert isinstance(changed, SelfTest) and changed.value == 11


async def test_an_entry_is_read_in_full_and_at_120_columns_beside_the_list(tmp_path: Path) -> None:
    """Enter opens it; wide, the text follows the cursor."""
    from screens.widgets.text_pane import TextPane

    journal = open_journal(tmp_path)
    journal.add_all([made.MONDAY, made.NOTE])
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_diary(pilot)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert "Single-leg balance: left 30 s; right 30 s, 25 s" in app.screen.query_one(TextPane).text
        await pilot.press("q")
        await pilot.pause()
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        await pilot.press("up")
        await pilot.pause()
        beside = "\n".join(str(row.content) for row in screen.query_one("#list-2", Rows).rows)
        assert "Nov 2026" in beside and "Calf tight, then fine." in beside


async def test_brackets_go_from_day_to_day(tmp_path: Path) -> None:
    """[ to the day before, ] back, t to the newest."""
    app = app_over(demo_journal(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_diary(pilot)
        rows = screen.query_one("#list", Rows)

        def day() -> str:
            entry = app.journal.get(rows.cursor_id or "")
            assert isinstance(entry, CheckIn)
            return entry.at.date().isoformat()

        await pilot.press("left_square_bracket", "left_square_bracket")
        assert day() == "2026-11-18"
        await pilot.press("right_square_bracket")
        assert day() == "2026-11-19"
        await pilot.press("t")
        assert day() == "2026-11-20"


async def test_the_note_of_the_day_under_the_cursor_is_written(tmp_path: Path) -> None:
    """N on an entry of Monday writes Monday's note."""
    journal = open_journal(tmp_path)
    journal.add(made.MONDAY)
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_diary(pilot)
        await pilot.press("N", *"Late", "ctrl+s")
        await pilot.pause()
        assert [(note.day.day, note.text) for note in journal.of_kind(Note)] == [(16, "Late")]


async def test_another_login_adds_to_the_diary_in_sight(tmp_path: Path) -> None:
    """What is written elsewhere appears, the cursor stays on its entry."""
    clock = fixed_clock()
    journal = demo_journal(tmp_path, clock)
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_diary(pilot)
        before = screen.query_one("#list", Rows).cursor_id
        with Journal.open(journal.path, clock) as other:
            other.add(Note(day=date(2026, 11, 20), text="From elsewhere."))
        app.look_again()
        await pilot.pause()
        assert any("From elsewhere." in line for line in lines_of(screen))
        assert screen.query_one("#list", Rows).cursor_id == before


@pytest.mark.parametrize("key", ["d", "e"])
async def test_what_is_read_is_changed_though_another_login_removed_it(tmp_path: Path, key: str) -> None:
    """The keys of an entry read in full are about that entry: not about the one the cursor went to."""
    clock = fixed_clock()
    journal = demo_journal(tmp_path, clock)
    read = journal.of_kind(CheckIn)[-3]
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_diary(pilot)
        await choose(pilot, screen, read, "enter")
        with Journal.open(journal.path, clock) as other:
            other.remove(read.id)
        app.look_again()
        left = [id for id, _ in journal.documents()]
        await pilot.press(key)
        await pilot.pause()
        assert [id for id, _ in journal.documents()] == left
        assert app.screen is screen
        assert screen.said == "This entry is no longer in the journal."


@pytest.mark.parametrize(
    ("typed", "elsewhere", "kept"),
    [
        (" Mine.", "Noted. Theirs.", ["Noted. Mine.\n\nTheirs."]),
        (" Mine.", "", ["Noted. Mine."]),
        ("", "Noted. Theirs.", ["Theirs."]),
        ("", "", []),
    ],
)
async def test_a_note_saved_keeps_what_another_login_wrote_in_it_meanwhile(
    tmp_path: Path, typed: str, elsewhere: str, kept: list[str]
) -> None:
    """Added to it by both, emptied or removed by one: what somebody wrote and did not take away is there."""
    clock = fixed_clock()
    journal = open_journal(tmp_path, clock=clock)
    note = journal.add(Note(day=clock.now().date(), text="Noted."))
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_diary(pilot)
        await pilot.press("N", *(typed or ["backspace"] * len("Noted.")))
        with Journal.open(journal.path, clock) as other:
            if elsewhere:
                other.change(note.id, lambda one: msgspec.structs.replace(one, text=elsewhere))
            else:
                other.remove(note.id)
        app.look_again()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert [one.text for one in journal.of_kind(Note)] == kept


async def test_an_edit_of_the_note_leaves_the_moment_as_it_is(tmp_path: Path) -> None:
    """Seconds and the offset of another time zone are not shown, and not lost: the session's, its ticks', a test's."""
    at = datetime.fromisoformat("2026-11-18T18:00:42-05:00")
    ticked = msgspec.structs.replace(made.MONDAY.items[0].sets[0], done_at=at + timedelta(minutes=10))
    item = msgspec.structs.replace(made.MONDAY.items[0], sets=(ticked,))
    journal = open_journal(tmp_path)
    away = msgspec.structs.replace(made.MONDAY, started_at=at, finished_at=at + timedelta(hours=1), items=(item,))
    session = journal.add(away)
    measured = journal.add(SelfTest(at=at, test="knee-to-wall", side="left", value=9.5, unit="cm"))
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_diary(pilot)
        await choose(pilot, screen, session, "e")
        await pilot.press("tab", "tab", *"quiet", "ctrl+s")
        await pilot.pause()
        await choose(pilot, screen, measured, "e")
        await pilot.press("tab", "tab", "tab", *"barefoot", "enter")
        await pilot.pause()
    kept, tested = journal.get(session.id), journal.get(measured.id)
    assert isinstance(kept, Session) and isinstance(tested, SelfTest)
    assert kept.note.endswith("quiet") and tested.conditions == "barefoot"
    assert kept.started_at.isoformat() == tested.at.isoformat() == at.isoformat()
    assert kept.items[0].sets[0].done_at == ticked.done_at


async def test_a_session_is_not_moved_into_the_future(tmp_path: Path) -> None:
    """As with every other entry, in a sentence at the field."""
    journal = open_journal(tmp_path)
    session = journal.add(made.MONDAY)
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_diary(pilot)
        await choose(pilot, screen, session, "e")
        await pilot.press("ctrl+u", *"2027-05-05", "space", *"19:00", "ctrl+s")
        await pilot.pause()
        assert app.screen is not screen
        assert journal.get(session.id) == session


async def test_a_journal_moved_away_is_said_in_sight_until_it_is_back(tmp_path: Path) -> None:
    """Nobody has to try to save something first; what the window shows stays."""
    journal = demo_journal(tmp_path, fixed_clock())
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_diary(pilot)
        before = lines_of(screen)
        away = journal.path.rename(tmp_path / "away.json")
        app.look_again()
        await pilot.pause()
        assert app.context.banner == "journal.json is no longer there; what this window shows is from before"
        assert lines_of(screen) == before
        away.rename(journal.path)
        app.look_again()
        await pilot.pause()
        assert app.context.banner == "" and lines_of(screen) == before


async def test_an_entry_of_a_day_gone_by_says_what_could_be_done_then(tmp_path: Path) -> None:
    """The verdict of that day, as it was by all that is noted of it; what has no day says nothing."""
    days = [rated(f"{day:02} 07:00", 0, 0) for day in range(5, 18)]
    seven = rated("18 07:00", 7, 0)
    entries = [*days, seven, rated("19 07:00", 8, 0), rated("20 07:00", 9, 0), Shoe(nickname="Blue")]
    app = app_over(open_journal(tmp_path, entries), Settings(clinic="Dr Weiss"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_diary(pilot)
        by_rating = {one.left.rating: one for one in app.journal.of_kind(CheckIn)}
        screen.query_one("#list", Rows).move_to(by_rating[7].id)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, EntryDialog)
        told = app.screen.sections[-1]
        assert told.title == "What you could do that day" and told.lines[0].startswith("▲ No running today.")
        await pilot.press("escape")
        (today,) = said_section(app.context, by_rating[9])
        assert today.lines[1] == "Go to urgent care, a doctor or a helpline today: Dr Weiss."
        shoe = app.journal.of_kind(Shoe)[0]
        assert said_section(app.context, shoe) == ()
