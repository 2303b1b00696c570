"""Text comes into a field whole: typed as pasted, in one line as in several."""

from __future__ import annotations

import ast
import asyncio
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

import screens
from journal.entries import CheckIn, Note, Run
from journal.journal import Journal
from journal.text import clean
from screens.frame.form import FormDialog
from screens.frame.palette import PaletteLine
from screens.widgets.letters import after, before, erased_from, letters
from screens.widgets.line import Line
from screens.widgets.text_box import TextBox
from screens.widgets.text_fields import TextLine
from tests.support.exploring import by_turns, some
from tests.support.journals import app_over
from tests.support.typed import TYPED

FIELDS = {
    "note": ("n", "n"),
    "check-in": ("r", "2", "tab", "0", "n"),
    "run": ("n", "r"),
    "search": ("2", "slash"),
    "diary": ("7", "slash"),
    "palette": ("ctrl+p",),
    "routine": ("n", "o"),
    "set": ("3", "enter", "i"),
    "pick": ("3", "enter", "a"),
    "settings": ("S", "down", "down", "down"),
    "shoe": ("n", "h"),
    "fit check": ("n", "f", "end"),
}
"""How to come to a field of each kind, from Today."""
KINDS = some(FIELDS, ["note", "run", "search", "palette"])
"""A field of several lines, one of a dialog, one that looks as it is typed, and Textual's own."""


async def at_field(pilot: Pilot[None], keys: tuple[str, ...]) -> Input | TextArea:
    """The field the keys lead to, emptied."""
    await pilot.pause()
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    app = pilot.app
    if not isinstance(app.focused, Input | TextArea):
        app.screen.query(Input).last().focus()
        await pilot.pause()
    field = app.focused
    assert isinstance(field, Input | TextArea)
    field.clear()
    await pilot.pause()
    return field


async def type_text(pilot: Pilot[None], text: str) -> None:
    """Type as a terminal does: through the parser, a key for each character."""
    await send(pilot, *XTermParser().feed(text))


async def paste(pilot: Pilot[None], text: str) -> None:
    """Paste as the driver hands it over."""
    await send(pilot, events.Paste(clean(text)))


async def send(pilot: Pilot[None], *came: Message) -> None:
    """Hand messages to the app, and wait until it has taken the last of them and each has had its effect."""
    taken = asyncio.Event()
    for message in came:
        pilot.app.post_message(message)
    pilot.app.call_later(taken.set)
    await taken.wait()
    await pilot.app.keys_handled()  # type: ignore[attr-defined]
    await pilot.pause()


def text_of(field: Input | TextArea) -> str:
    return field.value if isinstance(field, Input) else field.text


@by_turns(4)
@pytest.mark.parametrize("name", KINDS)
async def test_typed_text_stands_in_every_field_as_pasted_text_does(name: str, step: int, demo: Journal) -> None:
    """Families, flags, accents, joined and unjoined script, blanks of other widths: nothing of it is a key to drop."""
    async with app_over(demo).run_test(size=(80, 24)) as pilot:
        field = await at_field(pilot, FIELDS[name])
        assert isinstance(field, TextLine | TextBox)
        for text in [*TYPED.values()][[*FIELDS].index(name) % step :: step]:
            await type_text(pilot, text)
            typed = text_of(field)
            field.clear()
            await paste(pilot, text)
            assert typed == text_of(field) == text
            field.clear()


@pytest.mark.parametrize("name", KINDS)
async def test_lines_pasted_into_one_line_are_joined(name: str, demo: Journal) -> None:
    """Whatever ends a line; in a field of several lines they stay lines."""
    async with app_over(demo).run_test(size=(80, 24)) as pilot:
        field = await at_field(pilot, FIELDS[name])
        several = isinstance(field, TextArea)
        for end in ("\r\n", "\n", "\r", "\u2028", "\x0b"):
            await paste(pilot, end.join(["one", "two  three ", "", "\tfour", ""]))
            assert text_of(field) == ("one\ntwo  three \n\n\tfour\n" if several else "one two  three four")
            field.clear()


async def test_what_was_copied_from_a_note_is_joined_too(demo: Journal) -> None:
    """ctrl+v pastes the app's own clipboard, past the terminal."""
    async with app_over(demo).run_test(size=(80, 24)) as pilot:
        field = await at_field(pilot, FIELDS["diary"])
        pilot.app.copy_to_clipboard("one\ntwo")
        await pilot.press("ctrl+v")
        assert text_of(field) == "one two"


async def test_lines_pasted_over_what_is_selected_take_its_place(demo: Journal) -> None:
    """As anything pasted does."""
    async with app_over(demo).run_test(size=(80, 24)) as pilot:
        field = await at_field(pilot, FIELDS["check-in"])
        await type_text(pilot, "old words")
        await pilot.press("shift+home")
        await paste(pilot, "new\nwords")
        assert text_of(field) == "new words"


async def test_several_numbers_pasted_where_one_is_asked_for_give_a_sentence(demo: Journal) -> None:
    """They stand in the field, all of them; saving says what is wrong, and nothing is saved."""
    runs = len(demo.of_kind(Run))
    async with app_over(demo).run_test(size=(80, 24)) as pilot:
        await at_field(pilot, FIELDS["run"])
        form = pilot.app.screen
        assert isinstance(form, FormDialog)
        for field, editor in [(field, form.editor(field.name)) for field in form.fields]:
            if field.kind not in ("int", "decimal", "duration", "day", "moment") or not editor.region.area:
                continue
            assert isinstance(editor, Input)
            was = editor.value
            editor.focus()
            editor.clear()
            await paste(pilot, "30\n40\n50\n")
            assert editor.value == "30 40 50"
            await pilot.press("ctrl+s")
            await pilot.pause()
            said = str(form.query_one("#problem", Line).render())
            assert said.startswith(f"{field.label}: ") and said.endswith("."), said
            assert pilot.app.screen is form and len(demo.of_kind(Run)) == runs
            editor.value = was


async def test_a_note_of_several_lines_shown_on_one_keeps_them(journal: Journal) -> None:
    """They look like blanks in the check-in's field, and are lines again in the diary."""
    async with app_over(journal).run_test(size=(80, 24)) as pilot:
        await pilot.press("r", "2", "tab", "0", "enter", "escape")
        [rated] = journal.of_kind(CheckIn)
        journal.change(rated.id, lambda one: msgspec.structs.replace(one, note="a\nb"))
        await pilot.press("7", "j", "e")
        await pilot.pause()
        field = pilot.app.screen.query_one("#note", Input)
        field.focus()
        await pilot.press("end")
        assert "a b" in field.render_line(0).text
        assert field.cursor_screen_offset.x == field.content_region.x + 3
        await pilot.press("c", "enter")
        await pilot.pause()
        assert [one.note for one in journal.of_kind(CheckIn)] == ["a\nbc"]


async def test_an_emoji_is_one_letter_to_the_cursor_and_to_backspace(demo: Journal) -> None:
    """In one line and in several; a letter keeps its base when what was typed last is taken back."""
    for keys in (FIELDS["note"], FIELDS["diary"]):
        async with app_over(demo).run_test(size=(80, 24)) as pilot:
            field = await at_field(pilot, keys)
            await paste(pilot, "a👨\u200d👩\u200d👧🇩🇪👍🏽z")
            await pilot.press("left", "left", "left", "b", "delete", "end", "left", "backspace")
            assert text_of(field) == "a👨\u200d👩\u200d👧bz"
            await pilot.press("left", "backspace", "backspace", "right", "right")
            await type_text(pilot, "e\u0301می\u200c")
            await pilot.press("backspace", "left", "left", "left", "delete")
            assert text_of(field) == "bzمی"


PARTS = [*TYPED.values(), "a", " ", "\u200d", "\u200c", "\ufe0f", "\u0301"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=5).map("".join))
def test_letters_cover_a_text_without_gaps(text: str) -> None:
    """Going right through them visits each end, going left each beginning, and backspace always erases something."""
    found = letters(text)
    assert "".join(text[begin:end] for begin, end in found) == text
    at, ends = 0, []
    while at < len(text):
        at = after(text, at)
        ends.append(at)
    assert ends == [end for _, end in found]
    while at:
        assert before(text, at) <= erased_from(text, at) < at
        at = before(text, at)
        assert at == found.pop()[0]


def made_in(path: Path) -> Iterator[str]:
    """The names of what a module makes by calling."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id


def test_no_screen_makes_a_field_that_drops_text() -> None:
    """Every field is one of ours, the palette's too."""
    assert issubclass(PaletteLine, TextLine)
    for path in Path(screens.__path__[0]).rglob("*.py"):
        assert not {"Input", "TextArea", "CommandInput", "MaskedInput"} & {*made_in(path)}, path


async def test_what_is_typed_goes_on_where_a_note_ends(demo: Journal) -> None:
    """Also in one longer than its field, and when what was typed before is back."""
    demo.add(Note(day=date(2026, 11, 20), text="\n".join(f"line {number}" for number in range(30))))
    async with app_over(demo).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for keys in ("n n !", "escape n n ?"):
            for key in keys.split():
                await pilot.press(key)
                await pilot.pause()
            field = pilot.app.focused
            assert isinstance(field, TextBox)
            assert field.text.endswith("line 29" + "!?"[: 1 + ("?" in keys)])
            assert field.cursor_location[0] == 29 and field.scroll_offset.y > 0
