"""The painter: a shadow of what the terminal shows, and the least that turns it into the next frame.

Stock Textual sends every cell of a dirty region, each run of cells with its whole style. Here each frame is taken apart
into cells, compared with the shadow, and only cells that differ are sent: cursor moves are relative where shorter, a
style is sent as the difference to the one before, and blanks to the end of a line are erased instead of written.
Nothing here knows an app or a driver: in goes a compositor's update, out comes what to send.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from inspect import signature

from rich.color import ColorSystem
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

from screens.terminal.cells import (
    DEFAULT,
    MARK,
    ODD,
    ODD_WIDE,
    PLAIN,
    SECOND,
    WIDE,
    Cell,
    Pen,
    graphemes,
    is_odd,
    pen_of,
)
from screens.terminal.scrolling import LEAST_ROWS, find_move

ERASE_LINE = 6
"""Blanks at the end of a line from which erasing them is shorter than writing them."""
ERASE_RUN = 14
"""Blanks inside a line from which erasing them is shorter than writing them."""
BRIDGE = 4
"""Unchanged cells in a gap up to which writing them again is shorter than moving the cursor."""

FAINT = "2"
_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "7": "27", "9": "29"}
"""What ends an attribute, for those where terminals agree."""


def fits() -> bool:
    """Whether this Textual's updates are made as the painter takes them apart; if not, stock painting is used."""
    return (
        _parameters(LayoutUpdate) == ["strips", "region"]
        and _parameters(ChopsUpdate) == ["chops", "spans", "chop_ends"]
        and hasattr(Strip, "render_ansi")
    )


def _parameters(update: type[CompositorUpdate]) -> list[str]:
    return list(signature(update).parameters)


class Painter:
    """Turns a compositor's updates into what to send.

    Args:
        colours: the colours the terminal has.
        erases_in_colour: whether erased cells take the current background.
        faint: whether faint text is sent as such; terminals draw it in grey, which is a colour too.
    """

    def __init__(self, colours: ColorSystem, erases_in_colour: bool, faint: bool = True) -> None:
        self._colours = colours
        self._erases_in_colour = erases_in_colour
        self._faint = faint
        self._rows: list[list[Cell | None]] = []
        self._width = 0
        self._pens: dict[Style, tuple[Pen, Pen]] = {}
        self._texts: dict[tuple[str, Style | None], list[Cell]] = {}
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

    def frame(self, update: CompositorUpdate, size: tuple[int, int], caret: tuple[int, int] | None) -> str:
        """What to send so that the terminal shows an update.

        Args:
            update: a compositor's whole or partial update.
            size: columns and rows of the screen.
            caret: where the terminal's cursor is to stand, column and row; None hides it.
        """
        width, height = size
        if self._width != width or len(self._rows) != height:
            self._rows = [[None] * width for _ in range(height)]
            self._width = width
            self._x = self._y = None
        self.wants_whole = self._blank and not isinstance(update, LayoutUpdate)
        if self.wants_whole:
            return ""
        self._out = []
        self._pen = DEFAULT
        pieces = list(self._pieces(update))
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

    def _clear(self, pieces: list[tuple[int, int, list[Cell]]]) -> None:
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

    def _scroll(self, pieces: list[tuple[int, int, list[Cell]]], height: int) -> list[tuple[int, int, list[Cell]]]:
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

    # -- taking an update apart

    def _pieces(self, update: CompositorUpdate) -> Iterator[tuple[int, int, list[Cell]]]:
        """Runs of cells an update paints: row, column, cells."""
        if isinstance(update, LayoutUpdate):
            for y, strips in enumerate(update.strips, update.region.y):
                yield y, update.region.x, self._cells(strips)
        elif isinstance(update, ChopsUpdate):
            for y, left, right in update.spans:
                yield from self._chops(update, y, left, right)
        else:
            raise TypeError(f"unknown update {type(update).__name__}")

    def _chops(self, update: ChopsUpdate, y: int, left: int, right: int) -> Iterator[tuple[int, int, list[Cell]]]:
        begin = at = left
        cells: list[Cell] = []
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is None or x >= right or end <= left:
                continue
            part = self._cells([strip if end <= right else strip.crop(0, right - x)])
            if cells and x == at:
                cells += part
            else:
                if cells:
                    yield y, begin, cells
                begin, cells = x, part
            at = begin + len(cells)
        if cells:
            yield y, begin, cells

    def _cells(self, strips: Iterable[Strip]) -> list[Cell]:
        cells: list[Cell] = []
        known = self._texts
        due = 0
        for strip in strips:
            due += strip.cell_length
            for text, style, _ in strip:
                part = known.get((text, style))
                if part is None:
                    part = self._learn(text, style)
                if part and part[0][2] == MARK:
                    _join(cells, part[0][0])
                    part = part[1:]
                cells += part
            if len(cells) != due:
                # A letter cut in two is measured otherwise than in one: what follows keeps its place.
                cells = _exactly(cells, due)
        return cells

    def _learn(self, text: str, style: Style | None) -> list[Cell]:
        pens = self._pens.get(style) if style is not None else (DEFAULT, DEFAULT)
        if pens is None or (style is not None and style.link):
            pen = pen_of(style, self._colours)
            if not self._faint:
                pen = pen._replace(attributes=pen.attributes - {FAINT})
            pens = (pen, pen.on_blank)
            if style is not None:
                if len(self._pens) > 4096:
                    self._pens.clear()
                self._pens[style] = pens
        pen, blank = pens
        cells: list[Cell] = []
        if text.isascii() and text.isprintable():
            cells = [(character, blank if character == " " else pen, PLAIN) for character in text]
        else:
            for grapheme, width in graphemes(text):
                odd = is_odd(grapheme, width)
                if width == 0:
                    cells.append((grapheme, pen, MARK))
                elif width == 1:
                    cells.append((grapheme, blank if grapheme == " " else pen, ODD if odd else PLAIN))
                else:
                    cells.append((grapheme, pen, ODD_WIDE if odd else WIDE))
                    cells.append((grapheme, pen, SECOND))
        if len(self._texts) > 8192:
            self._texts.clear()
        self._texts[text, style] = cells
        return cells

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


def _exactly(cells: list[Cell], count: int) -> list[Cell]:
    """So many cells: those at the end fall away, or blanks are added."""
    blank: Cell = (" ", cells[-1][1].on_blank if cells else DEFAULT, PLAIN)
    kept = cells[:count]
    if kept and kept[-1][2] in (WIDE, ODD_WIDE):
        kept[-1] = blank
    return kept + [blank] * (count - len(cells))


def _join(cells: list[Cell], marks: str) -> None:
    """Put combining marks at the start of one text on the last character of the text before it."""
    lead = len(cells) - 1
    if lead >= 0 and cells[lead][2] == SECOND:
        lead -= 1
    if lead < 0:
        return
    text, pen, kind = cells[lead]
    joined = text + marks
    cells[lead] = (joined, pen, {PLAIN: ODD, WIDE: ODD_WIDE}.get(kind, kind))
    if lead + 1 < len(cells):
        cells[lead + 1] = (joined, pen, SECOND)


def _halves(first: Cell | None, second: Cell | None) -> bool:
    """Whether two cells were the two halves of one wide character, as far as one of them tells."""
    return (first is not None and first[2] in (WIDE, ODD_WIDE)) or (second is not None and second[2] == SECOND)
