"""A drawing of cells, each one character with a role of the palette. Pure: no Textual, no rich."""

from __future__ import annotations

from screens.drawing.lines import StyledPart, joined
from screens.drawing.roles import style_of


class Canvas:
    """Rows of cells, empty at first; what is put past an edge is cut there. Texts are of characters one cell wide."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._cells: list[list[tuple[str, str]]] = [[(" ", "")] * width for _ in range(height)]
        self._panel: set[tuple[int, int]] = set()

    def put(self, x: int, y: int, text: str, role: str = "") -> None:
        for place, character in enumerate(text, x):
            if 0 <= place < self.width and 0 <= y < self.height:
                self._cells[y][place] = character, role

    def panel(self, x: int, y: int, width: int, height: int) -> None:
        self._panel.update((column, row) for column in range(x, x + width) for row in range(y, y + height))

    def at(self, x: int, y: int) -> str:
        return self._cells[y][x][0]

    def rows(self) -> tuple[tuple[StyledPart, ...], ...]:
        """Each row as texts with their styles, cells alike together; blanks at a row's end are left out."""
        return tuple(self._row(y) for y in range(self.height))

    def _row(self, y: int) -> tuple[StyledPart, ...]:
        cells = [(character, (role, (x, y) in self._panel)) for x, (character, role) in enumerate(self._cells[y])]
        while cells and cells[-1] == (" ", ("", False)):
            cells.pop()
        return tuple((text, style_of(role, panel=panel)) for text, (role, panel) in joined(cells))
