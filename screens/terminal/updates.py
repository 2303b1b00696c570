"""What Textual is about to show, taken apart into cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from inspect import signature

from rich.color import ColorSystem
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

from screens.terminal.cells import DEFAULT, ODD_WIDE, PLAIN, WIDE, Cell, Pen, add, cells_of, pen_of
from screens.terminal.painter import Painter, Piece

FAINT = "2"


def fits() -> bool:
    """Whether this Textual's updates are made as the painter takes them apart; if not, stock painting is used."""
    return (
        _parameters(LayoutUpdate) == ["strips", "region"]
        and _parameters(ChopsUpdate) == ["chops", "spans", "chop_ends"]
        and hasattr(Strip, "render_ansi")
    )


def _parameters(update: type[CompositorUpdate]) -> list[str]:
    return list(signature(update).parameters)


class Updates:
    """Takes a compositor's updates apart for a painter.

    ``colours``: the colours the terminal has.
    ``faint``: whether faint text is sent as such; terminals draw it in grey, which is a colour too.
    """

    def __init__(self, painter: Painter, colours: ColorSystem, faint: bool = True) -> None:
        self.painter, self._colours, self._faint = painter, colours, faint
        self._pens: dict[Style, Pen] = {}
        self._texts: dict[tuple[str, Style | None], list[Cell]] = {}

    def frame(self, update: CompositorUpdate, size: tuple[int, int], caret: tuple[int, int] | None) -> str:
        """What to send so that the terminal shows a whole or partial update (:meth:`Painter.frame`)."""
        return self.painter.frame(self._pieces(update), size, caret, whole=isinstance(update, LayoutUpdate))

    def _pieces(self, update: CompositorUpdate) -> Iterator[Piece]:
        """Runs of cells an update paints: row, column, cells."""
        if isinstance(update, LayoutUpdate):
            for y, strips in enumerate(update.strips, update.region.y):
                yield y, update.region.x, self._cells(strips)
        elif isinstance(update, ChopsUpdate):
            for y, left, right in update.spans:
                yield from self._chops(update, y, left, right)
        else:
            raise TypeError(f"unknown update {type(update).__name__}")

    def _chops(self, update: ChopsUpdate, y: int, left: int, right: int) -> Iterator[Piece]:
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
                add(cells, part)
            if len(cells) != due:
                # A letter cut in two is measured otherwise than in one: what follows keeps its place.
                cells = _exactly(cells, due)
        return cells

    def _learn(self, text: str, style: Style | None) -> list[Cell]:
        pen = DEFAULT
        if style is not None:
            known = None if style.link else self._pens.get(style)  # each link has an id of its own
            pen = known or self._pen(style)
        if len(self._texts) > 8192:
            self._texts.clear()
        self._texts[text, style] = cells = cells_of(text, pen)
        return cells

    def _pen(self, style: Style) -> Pen:
        """The pen for a style, with colours brought down to what the terminal has."""
        link = f"id={style._link_id};{style.link}" if style.link else ""
        pen = pen_of(Strip.render_ansi(style, self._colours), link)
        if not self._faint:
            pen = pen._replace(attributes=pen.attributes - {FAINT})
        if len(self._pens) > 4096:
            self._pens.clear()
        self._pens[style] = pen
        return pen


def _exactly(cells: list[Cell], count: int) -> list[Cell]:
    """So many cells: those at the end fall away, or blanks are added."""
    blank: Cell = (" ", cells[-1][1].on_blank if cells else DEFAULT, PLAIN)
    kept = cells[:count]
    if kept and kept[-1][2] in (WIDE, ODD_WIDE):
        kept[-1] = blank
    return kept + [blank] * (count - len(cells))
