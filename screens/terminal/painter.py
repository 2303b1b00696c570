"""The painter: a shadow of what the terminal shows, and the least that turns it into the next frame.

Stock Textual sends every cell of a dirty region, each run of cells with its whole style. Here each frame is taken apart
into cells, compared with the shadow, and only cells that differ are sent: cursor moves are relative where shorter, a
style is sent as the difference to the one before, and blanks to the end of a line are erased instead of written.
Nothing here knows Textual: in go cells, out comes what to send.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from screens.terminal.cells import DEFAULT, ODD_WIDE, PLAIN, SECOND, WIDE, Cell, Pen
from screens.terminal.scrolling import LEAST_ROWS, find_move

BRIDGE = 5
"""Unchanged cells in a gap up to which writing them again may be shorter than moving the cursor."""
RETURN, NEXT_LINE, UP = "\r", "\x1bE", "\x1bM"
"""To the beginning of the line, of the next, to the line above: moves every terminal has had since the VT100."""

_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "7": "27", "9": "29"}
"""What ends an attribute, for those where terminals agree."""


Piece = tuple[int, int, list[Cell]]
"""A run of cells: row, column, cells."""


class Painter:
    """Turns cells into what to send. ``erases_in_colour``: whether erased cells take the current background."""

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

        ``pieces``: runs of cells.
        ``whole``: whether they are the whole screen.
        ``size``: columns and rows of the screen.
        ``caret``: where the terminal's cursor is to stand, column and row; None hides it.
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
        old = self._rows[y]
        end = x + len(cells)
        if old[x:end] == cells:
            return
        row = self._rows[y] = [*old[:x], *cells, *old[end:]]
        at = x
        while at < end:
            if old[at] == row[at]:
                at += 1
                continue
            stop = at + 1
            while stop < end and old[stop] != row[stop]:
                stop += 1
            while at > x and cells[at - x][2] == SECOND:
                at -= 1
            at = self._write(y, at, stop, old)
        # Half of a wide character was painted over: terminals differ in what they make of the other half.
        if x and _halves(row[x - 1], old[x]):
            row[x - 1] = None
        if end < self._width and _halves(old[end - 1], row[end]):
            row[end] = None

    def _write(self, y: int, at: int, stop: int, old: list[Cell | None]) -> int:
        """Write the cells of a row from one column to before another; gives the column up to which all is right."""
        row = self._rows[y]
        while at < stop:
            cell = row[at]
            assert cell is not None
            text, pen, kind = cell
            end = at + 1
            if kind == PLAIN and text == " ":
                end = self._write_blanks(y, at, stop, old)
            elif kind == PLAIN:
                while end < stop and (other := row[end]) is not None and other[2] == PLAIN and other[1] is pen:
                    end += 1
                self._move(y, at, pen)
                self._switch(pen)
                self._out.append(_text(row[at:end]))
                self._advance(end - at)
            elif kind != SECOND:
                self._move(y, at, pen)
                self._write_wide(y, at, text, pen, kind)
            at = end
        return at

    def _write_blanks(self, y: int, at: int, stop: int, old: list[Cell | None]) -> int:
        """Write the blanks from a column on, or erase those and all like them that follow; gives where to go on."""
        row, cell = self._rows[y], self._rows[y][at]
        assert cell is not None
        end, pen = at + 1, cell[1]
        while end < self._width and row[end] == cell:
            end += 1
        last = next(n for n in range(end - 1, at - 1, -1) if old[n] != cell) + 1
        self._move(y, at, pen)
        self._switch_for_blank(pen)
        erase = "\x1b[K" if end == self._width else f"\x1b[{end - at}X"
        back = len(_forward(end - at)) if old[end:] != row[end:] else 0
        if self._erases(pen) and len(erase) + back < _changes(old[at:last], row[at:last]):
            self._out.append(erase)
            return end
        end = min(end, stop)
        self._out.append(" " * (end - at))
        self._advance(end - at)
        return end

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

    def _move(self, y: int, x: int, pen: Pen | None = None) -> None:
        """Move the cursor the shortest way; cells on it may be written again, also in the pen that is wanted there."""
        if (self._y, self._x) == (y, x):
            return
        ways = [f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H" if y else "\x1b[H"]
        if self._y is not None:
            down = y - self._y
            if down == 0 and self._x is not None and self._x < x and self._bridge(y, self._x, x, pen):
                self._x = x
                return
            start = {0: RETURN, 1: NEXT_LINE, -1: f"{UP}{RETURN}"}.get(down)
            if start is not None:
                ways.append(start + self._along(y, 0, x))
            if self._x is not None and down:
                ways.append(_vertical(down) + (self._along(y, self._x, x) if self._x <= x else "\b" * (self._x - x)))
        self._out.append(min(ways, key=_bytes))
        self._y, self._x = y, x

    def _bridge(self, y: int, start: int, x: int, pen: Pen | None) -> bool:
        """Write unchanged cells again instead of moving over them, if they need no other pen than that of the end."""
        cells = self._rows[y][start:x]
        if len(cells) > BRIDGE or _bytes(text := _text(cells)) > len(_forward(x - start)):
            return False
        if not all(map(self._suits, cells)):
            if pen is None or pen == self._pen or not all(_suits(pen, cell) for cell in cells):
                return False
            self._switch(pen)
        self._out.append(text)
        return True

    def _along(self, y: int, start: int, x: int) -> str:
        """What brings the cursor from one column of a row to a later one in the present pen."""
        moved, cells = _forward(x - start), self._rows[y][start:x]
        if len(cells) <= BRIDGE and all(map(self._suits, cells)):
            return min(_text(cells), moved, key=_bytes)
        return moved

    def _suits(self, cell: Cell | None) -> bool:
        return _suits(self._pen, cell)

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
        self._move(y, x)
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


def _suits(pen: Pen, cell: Cell | None) -> bool:
    """Whether a cell can be written in this pen by its text alone."""
    return cell is not None and cell[2] == PLAIN and (cell[1] == pen or (cell[0] == " " and cell[1] == pen.on_blank))


def _text(cells: Sequence[Cell | None]) -> str:
    return "".join([cell[0] for cell in cells if cell is not None])


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode())


def _forward(columns: int) -> str:
    return f"\x1b[{columns}C" if columns > 1 else "\x1b[C" if columns else ""


def _vertical(rows: int) -> str:
    if rows < 0:
        return UP if rows == -1 else f"\x1b[{-rows}A"
    return f"\x1b[{rows}B" if rows > 1 else "\x1bD" if rows else ""


def _changes(old: Sequence[Cell | None], new: Sequence[Cell | None]) -> int:
    """Bytes that writing blanks takes where cells differ, a gap between them moved over or written again."""
    total, gap = 0, 0
    for was, now in zip(old, new, strict=True):
        if was == now:
            gap += 1
        else:
            total, gap = total + 1 + min(gap, len(_forward(gap))), 0
    return total
