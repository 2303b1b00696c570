"""A terminal, in memory: pyte, with wide and joined characters as today's terminals treat them."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pyte
from pyte import modes
from pyte.screens import Char
from rich.cells import cell_len, get_character_cell_size

_UNKNOWN_TO_PYTE = re.compile(r"\x1b\[[<>=][0-9;]*u|\x1b\[\?[0-9;]*\$p|\x1b\]8;[^\x1b]*\x1b\\|\x1b\]52;[^\x07]*\x07")
# SGR attributes that show on a blank cell.
_MARKS = ("underscore", "strikethrough", "reverse")


class _Stream(pyte.Stream):
    """What pyte makes of NEL is a line feed that stays in its column."""

    escape = pyte.Stream.escape | {"E": "next_line"}
    events = pyte.Stream.events | {"next_line"}


class Emulator(pyte.Screen):
    """A screen that what a program sends can be fed to, and that can be compared with another one."""

    _text: list[str] | None

    def __init__(self, columns: int = 80, lines: int = 24) -> None:
        super().__init__(columns, lines)
        self._stream = _Stream(self)
        self.links: list[str] = []
        self.reset_mode(modes.DECAWM)

    def feed(self, data: str) -> None:
        self._text = None
        self._stream.feed(_UNKNOWN_TO_PYTE.sub("", data))

    def reset(self) -> None:
        self._text = None
        super().reset()

    def resize(self, lines: int | None = None, columns: int | None = None) -> None:
        self._text = None
        super().resize(lines, columns)

    def next_line(self) -> None:
        """To the beginning of the next line."""
        self.carriage_return()
        self.index()

    def draw(self, data: str) -> None:
        for character in data:
            self._draw_one(character)

    def _draw_one(self, character: str) -> None:
        line = self.buffer[self.cursor.y]
        before = self._cell_before()
        joins = character in "\ufe0f\u200d" or unicodedata.category(character)[0] == "M"
        if before is not None and (joins or line[before].data.endswith("\u200d")):
            joined = line[before].data + character
            was, now = cell_len(line[before].data), cell_len(joined)
            line[before] = line[before]._replace(data=joined)
            if now > was and before + 1 < self.columns:
                self._break(line, before + 2)
                line[before + 1] = line[before]._replace(data="")
                self.cursor.x = min(before + 2, self.columns)
            return
        width = _width(character)
        if not width:
            return
        if self.cursor.x + width > self.columns:
            self.cursor.x = self.columns - width
        x = self.cursor.x
        self._break(line, x)
        self._break(line, x + width)
        line[x] = self.cursor.attrs._replace(data=character)
        if width == 2:
            line[x + 1] = self.cursor.attrs._replace(data="")
        self.cursor.x = x + width

    def _cell_before(self) -> int | None:
        """The column of the character just before the cursor."""
        x = self.cursor.x - 1
        line = self.buffer[self.cursor.y]
        while x > 0 and line[x].data == "":
            x -= 1
        return x if x >= 0 else None

    def _break(self, line: Any, x: int) -> None:
        """Cells on both sides of a column are about to be parted: halves of a wide character become blanks."""
        if 0 < x < self.columns and line[x].data == "":
            line[x] = line[x]._replace(data=" ")
            line[x - 1] = line[x - 1]._replace(data=" ")

    def erase_characters(self, count: int | None = None) -> None:
        line = self.buffer[self.cursor.y]
        self._break(line, self.cursor.x)
        self._break(line, self.cursor.x + (count or 1))
        super().erase_characters(count)

    def scramble(self) -> None:
        """Fill the screen with what no program would paint."""
        self._text = None
        for y in range(self.lines):
            for x in range(self.columns):
                self.buffer[y][x] = Char("\u2591", "magenta", "cyan", bold=True)

    def seen(self, x: int, y: int) -> tuple[Any, ...]:
        """What a person sees in a cell: the colour of a letter that is not there is not seen."""
        cell = self.buffer[y][x]
        data = unicodedata.normalize("NFC", cell.data)
        marks = tuple(getattr(cell, name) for name in _MARKS)
        if data == " " and not any(marks):
            return (" ", cell.bg)
        return (data, cell.fg, cell.bg, cell.bold, cell.italics, cell.blink, *marks)

    def text(self) -> list[str]:
        """The lines as text: looked at a hundred times a second, and made anew once something came."""
        if (text := self._text) is None:
            rows = [self.buffer[y] for y in range(self.lines)]
            text = self._text = ["".join(row[x].data for x in range(self.columns)).rstrip() for row in rows]
        return text


def _width(character: str) -> int:
    return get_character_cell_size(character)


def differences(one: Emulator, other: Emulator) -> list[str]:
    """Where two screens differ, in words."""
    found = []
    for y in range(one.lines):
        if one.buffer[y] == other.buffer[y]:
            continue
        for x in range(one.columns):
            left, right = one.seen(x, y), other.seen(x, y)
            if left != right:
                found.append(f"row {y} column {x}: {left} against {right}")
    return found
