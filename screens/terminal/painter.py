"""The painter: a shadow of what the terminal shows, and the least that turns it into the next frame.

Stock Textual sends every cell of a dirty region, each run of cells with its whole style. Here each frame is taken apart
into cells, compared with the shadow, and only cells that differ are sent: cursor moves are relative where shorter, a
style is sent as the difference to the one before, and blanks to the end of a line are erased instead of written.
Nothing here knows Textual: in go cells, out comes what to send.
"""

from __future__ import annotations

from collections.abc import Iterable

from screens.terminal.cells import DEFAULT, ODD_WIDE, PLAIN, SECOND, WIDE, Cell, Pen
from screens.terminal.scrolling import LEAST_ROWS, find_move

ERASE_LINE = 6
"""Blanks at the end of a line from which erasing them is shorter than writing them."""
ERASE_RUN = 14
"""Blanks inside a line from which erasing them is shorter than writing them."""
BRIDGE = 4
"""Unchanged cells in a gap up to which writing them again is shorter than moving the cursor."""

_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "7": "27", "9": "29"}
"""What ends an attribute, for those where terminals agree."""


Piece = tuple[int, int, list[Cell]]
"""A run of cells: row, column, cells."""


class Painter:
    """Turns cells into what to send.

    Args:
        erases_in_colour: whether erased cells take the current background.
    """

    def __init__(self, erases_in_colour: bool) -> None:
        self._erases_in_colour = erases_in_colour
        self._rows: list[list[Cell | None]] = []
        self._width = 0
        self._out: list[str] = []
        self._pen = DEFAULT
        self._x: int | None = None
        self._y: int | None = None
        self._blank = False
        self._shown: bool | None = None
        self.wants_whole = False
        """Whether the last update was only a part of the screen, and nothing known stands on the terminal: not sent."""

    def forget(self) -> None:
        """What the terminal shows is unknown: everything is sent with the next frame."""
        self._rows = []
        self._x = self._y = None
        self._blank = True
        self._shown = None

    def forget_cells(self) -> None:
        """As ``forget``, after a resize: the next frame goes over what is there, without clearing it first."""
        self._rows = []
        self._x = self._y = None

    def frame(
        self, pieces: Iterable[Piece], size: tuple[int, int], caret: tuple[int, int] | None, *, whole: bool
    ) -> str:
        """What to send so that the terminal shows what was drawn.

        Args:
            pieces: runs of cells.
            whole: whether they are the whole screen.
            size: columns and rows of the screen.
            caret: where the terminal's cursor is to stand, column and row; None hides it.
        """
        width, height = size
        if self._width != width or len(self._rows) != height:
            self._rows = [[None] * width for _ in range(height)]
            self._width = width
            self._x = self._y = None
        self.wants_whole = self._blank and not whole
        if self.wants_whole:
            return ""
        self._out = []
        self._pen = DEFAULT
        pieces = list(pieces)
        if self._blank:
            self._clear(pieces)
        else:
            pieces = self._scroll(pieces, height)
        for y, x, cells in pieces:
            if y < height:
                self._paint(y, x, cells[: width - x])
        self._switch(DEFAULT)
        self._place(caret)
        return "".join(self._out)

    def _clear(self, pieces: list[Piece]) -> None:
        """Clear the terminal to the background most blank cells of the frame have."""
        self._blank = False
        counts: dict[Pen, int] = {}
        for _, _, cells in pieces:
            for text, pen, _ in cells:
                if text == " ":
                    counts[pen] = counts.get(pen, 0) + 1
        pens = sorted((pen for pen in counts if self._erases(pen)), key=lambda pen: counts[pen])
        pen = pens[-1] if pens else DEFAULT
        self._out.append("\x1b[m")  # noise on the line may have left any pen
        self._switch(pen)
        self._out.append("\x1b[2J")
        self._x = self._y = None
        self._rows = [[(" ", pen, PLAIN)] * self._width for _ in self._rows]

    def _scroll(self, pieces: list[Piece], height: int) -> list[Piece]:
        """Let the terminal move rows that only moved; gives what is left to compare, the moved rows whole."""
        if len(pieces) < LEAST_ROWS:
            return pieces
        wanted: dict[int, list[Cell | None]] = {}
        for y, x, cells in pieces:
            if y < height:
                row = wanted.setdefault(y, self._rows[y].copy())
                row[x : x + len(cells)] = cells[: self._width - x]
        move = find_move(self._rows, wanted)
        if move is None:
            return pieces
        top, bottom, lines = move
        start, step = (f"\x1b[{bottom + 1}H", "\n") if lines > 0 else (f"\x1b[{top + 1}H", "\x1bM")
        self._out.append(f"\x1b[{top + 1};{bottom + 1}r{start}{step * abs(lines)}\x1b[r")
        self._x = self._y = None
        blank: list[Cell | None] = [(" ", DEFAULT, PLAIN)] * self._width
        old = self._rows[top : bottom + 1]
        for y in range(top, bottom + 1):
            inside = top <= y + lines <= bottom
            self._rows[y] = old[y + lines - top] if inside else blank.copy()
        return [(y, 0, [cell for cell in row if cell is not None]) for y, row in wanted.items()]

    # -- sending what differs

    def _paint(self, y: int, x: int, cells: list[Cell]) -> None:
        row = self._rows[y]
        end = x + len(cells)
        old = row[x:end]
        if old == cells:
            return
        at, count = 0, len(cells)
        while at < count:
            if old[at] == cells[at]:
                at += 1
                continue
            stop = at + 1
            while stop < count and old[stop] != cells[stop]:
                stop += 1
            while at and cells[at][2] == SECOND:
                at -= 1
            self._write(y, x + at, cells[at:stop])
            at = stop
        row[x:end] = cells
        # Half of a wide character was painted over: terminals differ in what they make of the other half.
        if x and _halves(row[x - 1], old[0]):
            row[x - 1] = None
        if end < self._width and _halves(old[-1], row[end]):
            row[end] = None

    def _write(self, y: int, x: int, cells: list[Cell]) -> None:
        out = self._out
        at, count = 0, len(cells)
        while at < count:
            text, pen, kind = cells[at]
            stop = at + 1
            if kind != SECOND:
                self._move(y, x + at)
            if kind == PLAIN:
                if text == " ":
                    while stop < count and cells[stop] == cells[at]:
                        stop += 1
                    self._write_blanks(x + at, stop - at, pen)
                    at = stop
                    continue
                self._switch(pen)
                while stop < count and cells[stop][2] == PLAIN and cells[stop][1] is pen:
                    stop += 1
                out.append("".join([cell[0] for cell in cells[at:stop]]))
                self._advance(stop - at)
            elif kind != SECOND:
                self._write_wide(y, x + at, text, pen, kind)
            at = stop

    def _write_blanks(self, x: int, count: int, pen: Pen) -> None:
        if count >= ERASE_LINE and x + count == self._width and self._erases(pen):
            self._switch_for_blank(pen)
            self._out.append("\x1b[K")
        elif count >= ERASE_RUN and self._erases(pen):
            self._switch_for_blank(pen)
            self._out.append(f"\x1b[{count}X")
        else:
            self._switch_for_blank(pen)
            self._out.append(" " * count)
            self._advance(count)

    def _write_wide(self, y: int, x: int, text: str, pen: Pen, kind: int) -> None:
        """Write a character that takes two cells, or one that terminals disagree about.

        Where a terminal may take fewer cells than Textual counts, blanks go under it first; the cursor's place
        afterwards is not relied on.
        """
        if kind == ODD_WIDE:
            self._switch_for_blank(pen.on_blank)
            self._out.append("  ")
            self._x = None
            self._move(y, x)
        self._switch(pen)
        self._out.append(text)
        if kind == WIDE:
            self._advance(2)
        else:
            self._x = None

    def _erases(self, pen: Pen) -> bool:
        """Whether an erased cell looks like a blank in this pen."""
        return not pen.attributes and not pen.link and (self._erases_in_colour or not pen.background)

    # -- cursor and pen

    def _advance(self, count: int) -> None:
        assert self._x is not None
        self._x += count
        if self._x >= self._width:
            self._x = None  # in the last column terminals differ in where the cursor is

    def _move(self, y: int, x: int) -> None:
        if self._y == y and self._x is not None:
            gap = x - self._x
            if gap == 0:
                return
            if 0 < gap <= BRIDGE and self._bridge(self._rows[y][self._x : x]):
                self._x = x
                return
            if gap > 0:
                self._out.append(f"\x1b[{gap}C" if gap > 1 else "\x1b[C")
                self._x = x
                return
        there = f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H" if y else "\x1b[H"
        if self._y is not None and self._x is not None and self._y < y and abs(self._x - x) < len(there):
            # A little down and aside, as from one line of a big digit to the next, takes half as many bytes.
            rows, gap = y - self._y, x - self._x
            aside = "\b" * -gap if gap <= 0 else f"\x1b[{gap}C" if gap > 1 else "\x1b[C"
            there = min(there, (f"\x1b[{rows}B" if rows > 1 else "\x1b[B") + aside, key=len)
        self._out.append(there)
        self._y, self._x = y, x

    def _bridge(self, cells: list[Cell | None]) -> bool:
        """Write unchanged cells again instead of moving over them, if they need no other pen."""
        for cell in cells:
            if cell is None or cell[2] != PLAIN or not self._suits(cell):
                return False
        self._out.append("".join([cell[0] for cell in cells if cell is not None]))
        return True

    def _suits(self, cell: Cell) -> bool:
        text, pen, _ = cell
        return pen == self._pen or (text == " " and pen == self._pen.on_blank)

    def _switch_for_blank(self, pen: Pen) -> None:
        if pen != self._pen.on_blank:
            self._switch(pen)

    def _switch(self, pen: Pen) -> None:
        """Change the terminal's pen, by the shorter of the difference and a fresh start."""
        now = self._pen
        if pen is now or pen == now:
            return
        if pen.link != now.link:
            self._out.append(f"\x1b]8;{pen.link or ';'}\x1b\\")
        codes = ["", *(code for code in (*sorted(pen.attributes), pen.foreground, pen.background) if code)]
        change = _attribute_change(now.attributes, pen.attributes)
        if change is not None:
            if pen.foreground != now.foreground:
                change.append(pen.foreground or "39")
            if pen.background != now.background:
                change.append(pen.background or "49")
            if sum(map(len, change)) + len(change) <= sum(map(len, codes)) + len(codes):
                codes = change
        if codes:
            self._out.append(f"\x1b[{';'.join(codes)}m")
        self._pen = pen

    def _place(self, caret: tuple[int, int] | None) -> None:
        if caret is None:
            if self._shown is not False:
                self._out.append("\x1b[?25l")
                self._shown = False
            return
        x, y = caret
        if (self._x, self._y) != (x, y):
            self._out.append(f"\x1b[{y + 1};{x + 1}H")
            self._x, self._y = x, y
        if not self._shown:
            self._out.append("\x1b[?25h")
            self._shown = True


def _attribute_change(now: frozenset[str], then: frozenset[str]) -> list[str] | None:
    """The codes that turn some attributes into others; None where only a fresh start does."""
    gone = now - then
    if not gone <= _OFF.keys():
        return None
    off = {_OFF[code] for code in gone}
    kept = {code for code in now & then if _OFF.get(code) in off}  # 22 ends both bold and dim
    return sorted(off) + sorted((then - now) | kept)


def _halves(first: Cell | None, second: Cell | None) -> bool:
    """Whether two cells were the two halves of one wide character, as far as one of them tells."""
    return (first is not None and first[2] in (WIDE, ODD_WIDE)) or (second is not None and second[2] == SECOND)
