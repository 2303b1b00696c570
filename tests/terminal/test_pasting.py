"""A paste is text, whatever stands in it, and comes in its turn."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.text import clean
from screens.terminal.pasting import END, START, Pastes, apart
from tests.terminal.harness import PYTHON, Terminal

LINE = "12:00 \x1b[31mred\x1b[0m dd \x1bq \x9b2J end"


@given(st.lists(st.tuples(st.sampled_from(["a", "\x1b[A", "\x1b", "x y"]), st.booleans()), max_size=6), st.data())
def test_however_the_stream_is_cut_pastes_and_keys_are_told_apart(
    parts: list[tuple[str, bool]], data: st.DataObject
) -> None:
    """Cut at any character, the same pastes come out, and the same keys around them."""
    stream = "".join(f"{START}{text}{END}" if pasted else text for text, pasted in parts)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=4)))
    pieces = [stream[begin:end] for begin, end in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
    pastes = Pastes()
    came = [piece for each in pieces for piece in pastes.part(each)]
    rest = pastes.give_up()
    assert [text for text, pasted in came if pasted] == [clean(text) for text, pasted in parts if pasted]
    keys = "".join(text for text, pasted in came if not pasted) + rest
    assert keys == "".join(text for text, pasted in parts if not pasted)


def test_a_paste_of_escape_sequences_does_nothing_but_stand_there(tmp_path: Path) -> None:
    """In the diary it removes and ends nothing; in a note it is text without what steers a terminal, in its turn."""
    command = [PYTHON, "-m", "screens", "demo"]
    with Terminal(command, {"HOME": str(tmp_path)}) as terminal:
        terminal.wait_for("Today")
        terminal.press("7")
        terminal.press(f"{START}{LINE}{END}")
        assert terminal.process.poll() is None and not terminal.shows("Removed")
        terminal.write("nn")
        terminal.wait_for("Note for Fri")
        terminal.write(f"abc {START}{LINE}{END} jkl")
        terminal.wait_for("abc 12:00 [31mred[0m dd q 2J end jkl")
        terminal.write("\x1b")
        terminal.wait_until(lambda: not terminal.shows("Note for"), "the note closed")


def test_keys_typed_before_the_program_is_up_are_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The terminal still made enter a line feed then; ``r 3 tab 2 enter`` saves all the same."""
    monkeypatch.setattr(Terminal, "warm", None)  # which might have the terminal before the keys are typed
    command = [PYTHON, "-m", "screens", "demo"]
    with Terminal(command, {"HOME": str(tmp_path)}) as terminal:
        terminal.write("r3\t2\r")
        terminal.wait_for("Saved: left 3, right 2")


@pytest.mark.parametrize(
    ("came", "keys"),
    {
        "\x1b\r": ["\x1b", "\r"],
        "\x1b7": ["\x1b", "7"],
        "ab\x1b\x0bq": ["ab", "\x1b", "\x0bq"],
        "\x1b\x1bq\x1b ": ["\x1b", "\x1b", "q", "\x1b", " "],
        "\x1b[A\x1bOP\x1b\x1b[B": ["\x1b[A\x1bOP\x1b\x1b[B"],
        "\x1bb\x1bf\x1b\x7f": ["\x1bb\x1bf\x1b\x7f"],
        "\x1bs\x1br": ["\x1bs", "\x1b", "r"],
    }.items(),
)
def test_an_escape_that_a_key_came_right_behind_is_a_key_of_its_own(came: str, keys: list[str]) -> None:
    """Not where a sequence begins with it, it moves by a word, or it is one of the runner's own keys (``alt+s``)."""
    assert [*apart(came, {"\x1bs"})] == keys


def test_esc_and_a_key_that_come_at_once_are_both_heard(tmp_path: Path) -> None:
    """As a slow line brings them: the form is left and not saved, and the screen is another."""
    with Terminal([PYTHON, "-m", "screens", "demo"], {"HOME": str(tmp_path)}) as terminal:
        terminal.wait_for("Today")
        terminal.press("n")
        terminal.wait_for("New")
        terminal.write("r")
        terminal.wait_for("Minutes")
        terminal.write("30\x1b\r\x1b7")
        terminal.wait_for("/ Search")
        assert not terminal.shows("Saved")
