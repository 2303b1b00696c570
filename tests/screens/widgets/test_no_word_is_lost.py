"""No word is ever lost: every text is on the screen or reached by scrolling, at every size; no caution is ever cut."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from textual.content import Content
from textual.pilot import Pilot

from journal.entries import Item, Session, Set, SideRating
from journal.journal import Journal
from journal.rules.ankle.cards import SELF_CARE
from journal.rules.ankle.self_tests import PROTOCOLS
from journal.rules.training.offered import why_not
from journal.rules.verdict.signs import SHORT, where
from journal.words.names import Names
from library.catalogue import Catalogue
from library.exercise import Exercise
from library.figure import COLUMNS
from library.routine import PlannedDose
from screens.app.app import SurefootApp
from screens.diary.entry import EntryDialog, entry_section
from screens.drawing.section import Section, lead
from screens.entries.exercise.words import cue_sections, exercise_sections, label_line, routine_sections
from screens.exchange.physio_words import as_text
from screens.exercises.screen import ExercisesScreen
from screens.session.panel import SessionPanel
from screens.session.set_rows import Checklist
from screens.week.screen import WeekScreen
from screens.widgets.room import OneLine
from screens.widgets.rows import Row, Rows
from screens.widgets.text_pane import BESIDE, TextPane, laid_out
from tests.support.by_key import thought
from tests.support.everything import every_kind
from tests.support.exploring import by_turns, crossed, some
from tests.support.hostile import hostile_journal
from tests.support.journals import app_over, demo_journal, open_journal
from tests.support.sight import cut, painted, read_through, squeezed
from tests.support.soreness import ran, rated, session

Text = tuple[str, tuple[Content, ...], tuple[Section, ...]]
CATALOGUE = Catalogue.built_in()
SIZES = [(60, 20), (80, 24), (120, 40)]
APART = some(SIZES, [(60, 20), (120, 40)])
"""The smallest and the largest, where what stands between them is cut by the same rule."""


def exercise_text(each: Exercise) -> Text:
    head = Content(each.name), Content(label_line(each))
    return each.id, head, tuple(exercise_sections(each, CATALOGUE, key=lambda _: "!"))


def exercise_texts() -> Iterator[Text]:
    return map(exercise_text, CATALOGUE.all())


def other_texts() -> Iterator[Text]:
    for routine in CATALOGUE.routines():
        yield routine.id, (Content(routine.name),), tuple(routine_sections(routine, CATALOGUE))
    for cue in CATALOGUE.cues():
        yield cue.id, (Content(cue.title),), tuple(cue_sections(cue))
    for protocol in PROTOCOLS.values():
        yield "self-test", (), (Section("How", protocol.steps, "steps"),)
    for entry in every_kind():
        yield type(entry).__name__, (), (entry_section(entry, Names()),)
    yield "self-care", (), (Section("Self-care", SELF_CARE, "list"),)


def lines_of(text: Text) -> list[str]:
    """All that a text says, a paragraph each, with its mark; but for a picture and what stands beside it."""
    _, head, sections = text
    told = [each.plain for each in head]
    for before, section in zip((None, *sections), sections, strict=False):
        if section.kind == "picture" or (before is not None and before.kind == "picture"):
            continue
        told += [section.title, *(lead(section.kind, n) + line for n, line in enumerate(section.lines, 1))]
    return told


def pictured(text: Text) -> list[tuple[Section, Section]]:
    """The pictures of a text, each with what stands beside it."""
    return [pair for pair in pairwise(text[2]) if pair[0].kind == "picture"]


def missing(told: Iterable[str], shown: str) -> list[str]:
    """The paragraphs that do not stand, letter for letter and in this order, in what is shown."""
    plain, at, gone = squeezed(shown), 0, []
    for line in told:
        found = plain.find(squeezed(line), at)
        if found < 0:
            gone.append(line)
        else:
            at = found + len(squeezed(line))
    return gone


@pytest.mark.parametrize("texts", [exercise_texts, other_texts], ids=["exercises", "others"])
@pytest.mark.parametrize("widths", [range(20, 61), range(61, 111), range(111, 201)], ids=["20", "61", "111"])
@by_turns(40)
def test_every_text_is_laid_out_whole_at_every_width(
    texts: Callable[[], Iterator[Text]], widths: range, step: int
) -> None:
    """Every exercise, routine, cue card, self-test and kind of entry, from 20 to 200 columns.

    In ``make test`` each at one width of 40, so that every width has some of the texts.
    """
    for number, text in enumerate(texts()):
        whole = squeezed("".join(lines_of(text)))
        for width in widths[number % step :: step]:
            lines = laid_out(text[1], text[2], width)
            assert all(line.cell_length <= width for line in lines), (text[0], width)
            beside = [section for pair in pictured(text) for section in pair]
            plain = laid_out(text[1], [section for section in text[2] if section not in beside], width)
            assert squeezed("".join(line.plain for line in plain)) == whole, (text[0], width)


@pytest.mark.parametrize("width", [20, 36, 58, 70, 71, 72, 80, 120, 200])
def test_what_stands_beside_a_picture_is_whole(width: int) -> None:
    """So is what the picture says; where there is no room beside it, the text comes first."""
    for text in exercise_texts():
        for picture, steps in pictured(text):
            lines = [line.plain for line in laid_out((), (picture, steps), width)]
            assert all(len(line) <= width for line in lines)
            told = [lines_of(("", (), (section,))) for section in (steps, Section(picture.title, picture.lines))]
            beside = width >= COLUMNS + 2 + BESIDE
            columns = [line[COLUMNS + 2 :] for line in lines] if beside else lines
            assert missing(told[0], "\n".join(columns)) == []
            below = [line[:COLUMNS] if beside else line for line in lines]
            assert missing(told[1][1:], "\n".join(below)) == []
            assert lines[0].startswith(picture.title if beside else steps.title)


# through Textual

FORTY = [(width, height) for width in (60, 72, 80, 100, 120, 140, 160, 200) for height in (20, 50, 60, 70, 100)]
"""Those in which words were seen to vanish are among them: 120x70, 140x60, 160x50, 120x100."""
WORDY = [
    exercise_text(CATALOGUE.get(id))
    for id in ("single-leg-heel-raise", "pogo-hops", "eccentric-heel-drop", "bent-knee-heel-raise")
]


async def read_at(pilot: Pilot[Any], size: tuple[int, int], texts: Iterable[Text]) -> bool:
    """Read texts on the screen Exercises in a window of that size; whether there was a scrollbar."""
    await pilot.resize_terminal(*size)
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, ExercisesScreen)
    pane, further = screen.query(TextPane)
    for text in texts:
        screen.show_item(text[0])
        await pilot.pause()
        read = await read_through(pilot, pane) + (await read_through(pilot, further) if further.display else "")
        assert missing(lines_of(text), read) == [], (size, text[0])
    return pane.show_vertical_scrollbar


@asynccontextmanager
async def reading(journal: Journal) -> AsyncIterator[Pilot[Any]]:
    """Exercises with its text in sight, in windows of every size."""
    async with app_over(journal).run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "enter")
        await pilot.pause()
        yield pilot


@by_turns(4)
async def test_an_exercise_is_read_whole_at_forty_sizes(step: int, journal: Journal) -> None:
    """With a scrollbar and without one; in ``make test`` at each width and height among them."""
    async with reading(journal) as pilot:
        scrolled = [await read_at(pilot, size, [WORDY[n % len(WORDY)]]) for n, size in [*enumerate(FORTY)][::step]]
    assert len(set(FORTY)) == 40 and any(scrolled) and not all(scrolled)


@pytest.mark.full
@pytest.mark.parametrize("height", [20, 40, 70, 100])
async def test_every_exercise_is_read_whole_at_every_size(height: int, journal: Journal) -> None:
    """Each width from 60 to 200, some exercises at each, so that each exercise comes at many."""
    texts = list(exercise_texts())
    async with reading(journal) as pilot:
        for n, width in enumerate(range(60, 201)):
            await read_at(pilot, (width, height), [texts[(2 * n + height + k) % len(texts)] for k in range(2)])


@pytest.mark.parametrize("size", APART, ids=str)
async def test_a_physios_page_is_whole(size: tuple[int, int], demo: Journal) -> None:
    """Every line of it, word for word, read from top to bottom with the keys that scroll."""
    async with app_over(demo).run_test(size=size) as pilot:
        await pilot.press("6", "p")
        await thought(pilot)
        screen = next(each for each in pilot.app.screen_stack if isinstance(each, WeekScreen))
        views = screen.context.views
        page = views.report(6, demo.clock.now())
        rows = pilot.app.screen.query_one(Rows)
        assert missing(as_text(page, views.names), await read_through(pilot, rows)) == []


async def test_every_kind_of_entry_is_read_whole_on_a_small_screen(journal: Journal) -> None:
    """As the diary opens it."""
    async with app_over(journal).run_test(size=(60, 20)) as pilot:
        for entry in every_kind():
            dialog = EntryDialog(entry, Names())
            await pilot.app.push_screen(dialog)
            await pilot.pause()
            shown = await read_through(pilot, dialog.query_one(TextPane))
            assert missing(lines_of(("", (), dialog.sections)), shown) == []
            await pilot.press("escape")


@pytest.mark.parametrize("size", APART, ids=str)
async def test_what_a_list_has_to_say_is_read_whole(size: tuple[int, int], demo: Journal) -> None:
    """Today, a pair of shoes, the week, the help: only what stays on one line by the rule may be shortened."""
    async with app_over(demo).run_test(size=size) as pilot:
        for key, pane in (("1", "#card"), ("4", "#about"), ("6", "#week"), ("question_mark", "Rows")):
            await pilot.press(key)
            await pilot.pause()
            rows = pilot.app.screen.query_one(pane, Rows)
            told = [str(row.content) for row in rows.rows if not isinstance(row.content, OneLine)]
            assert missing(told, await read_through(pilot, rows)) == [], key


async def test_the_arrows_come_by_every_line_of_a_long_list(journal: Journal) -> None:
    """Rows taller than the list, and long texts the cursor passes over, are scrolled through line by line."""
    words = [f"word{n}" for n in range(150)]
    long = " ".join(words)
    rows = [Row("first", "first"), Row("tall", long), Row("text", long, selectable=False), Row("last", "last")]
    async with app_over(journal).run_test(size=(60, 20)) as pilot:
        shown = pilot.app.screen.query_one(Rows)
        for key, times in (("down", 50), ("pagedown", 6), ("up", 50), ("pageup", 6)):
            shown.show([], None)
            shown.show(rows, "last" if "up" in key else "first")
            await pilot.pause()
            seen: set[str] = set()
            for _ in range(times):
                seen.update("\n".join(painted(pilot.app.screen, shown.scrollable_content_region)).split())
                await pilot.press(key)
                await pilot.pause()
            assert set(words) <= seen, key
            assert shown.cursor_id == ("first" if "up" in key else "last")


# nothing is cut


def in_trouble(folder: Path) -> Journal:
    """Both ankles sore for days and getting worse, two stop signs open and the question asked again, a long plan."""
    entries = [
        rated("16 07:00", 4, 5, spots=("achilles-mid",), feels=("stiff",), moment_id="on-waking"),
        session("16 08:00", id="", exercise="rice-self-care"),
        rated("18 07:00", 5, 3, feels=("numb",), triggers=("hills",)),
        ran("19 18:00", id=""),
        rated("20 07:00", 4, 2, stop_signs=("pop-at-heel", "pinpoint-bone-pain"), spots=("achilles-mid",)),
        rated("20 08:00", 9, 8, feels=("numb",), answered=False),
    ]
    return open_journal(folder, entries)


JOURNALS: dict[str, Callable[[Path], Journal]] = {"in trouble": in_trouble, "hostile": hostile_journal}
DIALOGS = {
    "anywhere": ["r", "r f", "r g", "r o", "exclamation_mark", "n", "n r", "n h", "n t", "n t 1", "n n", "n p",
                 "n p enter", "question_mark", "S", "ctrl+k", "ctrl+p"],
    "exercises": ["2 enter", "2 f", "2 o", "2 e", "2 a", "2 v enter", "2 v c", "2 v v enter", "2 question_mark"],
    "session": ["3 b", "3 P", "3 enter", "3 enter e", "3 enter s", "3 enter w", "3 enter v", "3 enter p",
                "3 enter f", "3 enter a", "3 enter m", "3 question_mark"],
    "shoes": ["4 f", "4 e", "4 P", "4 m", "4 c", "4 s", "4 a", "4 tab e", "4 question_mark"],
    "soreness": ["5 v", "5 v v enter", "5 v v v", "5 v v v v enter", "5 m", "5 i", "5 c", "5 v e", "5 question_mark"],
    "week and diary": ["6 p", "6 p x", "6 m", "6 x", "7 enter", "7 f", "7 x", "7 x ctrl+o", "7 e"],
}  # fmt: skip


async def walk(app: SurefootApp, size: tuple[int, int], visits: Iterable[str]) -> None:
    """Go to places by their keys, each from the screens' own state; everything at each is whole."""
    async with app.run_test(size=size) as pilot:
        for keys in visits:
            await pilot.press(*keys.split())
            await pilot.pause()
            await pilot.pause()
            assert list(cut(app.screen)) == [], (size, keys)
            for frame in app.screen.query("#frame"):
                top, *_, bottom = painted(app.screen, frame.region)
                assert "…" not in top + bottom, (size, keys)
            while len(app.screen_stack) > 1:
                await app.pop_screen()
            app.context.entered_session = ""


@pytest.mark.parametrize(("name", "size"), crossed(JOURNALS, SIZES, every=2))
async def test_on_no_screen_is_anything_cut(name: str, size: tuple[int, int], tmp_path: Path) -> None:
    """In trouble, and with hostile names in every field."""
    await walk(app_over(JOURNALS[name](tmp_path)), size, "1234567")


@by_turns(5)
@pytest.mark.parametrize("name", DIALOGS)
async def test_in_no_dialog_is_anything_cut_on_a_small_screen(name: str, step: int, demo: Journal) -> None:
    """Texts have the lines they need, edges show hints that fit them whole."""
    await walk(app_over(demo), (60, 20), DIALOGS[name][::step])


@pytest.mark.full
@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40), (200, 60)], ids=str)
@pytest.mark.parametrize("journal_name", ["demo", *JOURNALS])
async def test_in_no_dialog_is_anything_cut_at_any_size(
    journal_name: str, size: tuple[int, int], tmp_path: Path
) -> None:
    """The same with every journal and in larger windows."""
    made = {"demo": demo_journal, **JOURNALS}[journal_name](tmp_path)
    await walk(app_over(made), size, [keys for visits in DIALOGS.values() for keys in visits])


# cautions


@pytest.mark.parametrize("size", APART, ids=str)
async def test_an_open_stop_sign_is_told_in_full_on_every_screen_that_tells_it(
    size: tuple[int, int], tmp_path: Path
) -> None:
    """What to do, what was ticked, and the rest of the verdict; by the keys that scroll, if need be."""
    journal = in_trouble(tmp_path)
    async with app_over(journal).run_test(size=size) as pilot:
        await pilot.press("1")
        await pilot.pause()
        card = await read_through(pilot, pilot.app.screen.query_one(Rows))
        assert all(squeezed(words) in squeezed(card) for words in (SHORT["pop-at-heel"], where("today", "", "")))
        await pilot.press("5")
        await pilot.pause()
        await pilot.pause()
        rows = pilot.app.screen.query_one(Rows)
        shown = squeezed(await read_through(pilot, rows))
        told = [str(row.content) for row in rows.rows if row.edge]
        assert squeezed(where("today", "", "")) in shown
        assert missing(told, shown) == []
        await pilot.press("7")
        await pilot.pause()
        assert any("stop sign" in line for line in painted(pilot.app.screen))


@by_turns(4)
@pytest.mark.parametrize("number", range(4), ids=map(str, (*SIZES, (110, 30))))
async def test_what_to_stop_at_is_said_whole_beside_every_exercise(number: int, step: int, journal: Journal) -> None:
    """During a session in which both ankles were too sore as well: why an exercise is not for now is whole, too.

    In ``make test`` each exercise at one of the sizes.
    """
    size = (*SIZES, (110, 30))[number]
    exercises = CATALOGUE.all()
    dose = PlannedDose(sets=1, reps=12, load_kg=12.5, band="red", tempo="2-1-3", rest_s=90)
    items = tuple(
        Item(
            id=f"{n}", exercise=each.id, name=each.name, dose=dose, position=float(n), note="A remark. " * 9,
            soreness=SideRating(left=10, right=10), sets=(Set(id=f"{n}-1", side="right", reps=12, load_kg=12.5),),
        )
        for n, each in enumerate(exercises)
    )  # fmt: skip
    open_one = Session(started_at=journal.clock.now(), name="All of them", items=items)
    app = app_over(journal)
    async with app.run_test(size=size) as pilot:
        app.context.entered_session = journal.add(open_one).id
        await pilot.press("3")
        await pilot.pause()
        checklist, panel = app.screen.query_one("#sets", Checklist), app.screen.query_one("#current", SessionPanel)
        for n, exercise in [*enumerate(exercises)][number % step :: step]:
            checklist.move_to(f"{n}-1")
            await pilot.pause()  # the picture beside the list takes room of it,
            await pilot.pause()  # and the list is laid out anew
            shown = squeezed("".join(painted(app.screen, panel.content_region)))
            assert squeezed("; ".join(exercise.stop_signs)) in shown, exercise.id
            why = why_not(exercise, app.context.views.verdict(journal.clock.now()), "right")
            assert not why or squeezed(f"{why} w swaps it, s skips it.") in shown, exercise.id
            assert list(cut(app.screen)) == []


@pytest.mark.parametrize("size", APART, ids=str)
async def test_what_a_routine_asks_first_is_said_whole(size: tuple[int, int], journal: Journal) -> None:
    """Below the list, whatever else there is to say."""
    async with app_over(journal).run_test(size=size) as pilot:
        await pilot.press("3")
        await pilot.pause()
        choices, panel = pilot.app.screen.query_one("#choices", Rows), pilot.app.screen.query_one("#choice")
        for routine in (each for each in CATALOGUE.routines() if each.before):
            choices.move_to(f"routine:{routine.id}")
            await pilot.pause()
            shown = squeezed("".join(painted(pilot.app.screen, panel.content_region)))
            assert squeezed(" ".join(routine.before)) in shown, routine.id
