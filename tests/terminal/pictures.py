"""The seven screens as terminals show them, a sheet for each kind of terminal: ``python -m tests.terminal.pictures``.

The real program runs in a pseudo-terminal; what it sends goes through the emulator, and the emulator's cells are drawn.
"""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import escape
from pathlib import Path

from tests.support.journals import NOW, demo_journal
from tests.terminal.emulator import Emulator
from tests.terminal.harness import PYTHON, ROOT, Terminal

FOLDER = ROOT / "docs" / "pictures" / "terminal"
COLUMNS, LINES = 80, 24
KINDS: dict[str, dict[str, str | None]] = {
    "default": {},
    "16-colours": {"TERM": "xterm", "COLORTERM": None},
    "mono": {"NO_COLOR": "1"},
    "ascii": {"LANG": "C"},
}
KEYS = "1234567"
# Cells, the gap between two screens and the screens in a row, in the sheet's units.
CELL_W, CELL_H, GAP, ACROSS = 6, 13, 10, 2
INK, PAPER = "#c8c8c8", "#101010"
# A terminal's own sixteen colours, by the emulator's names.
PALETTE = {
    "black": "#000000", "red": "#cd3131", "green": "#0dbc79", "brown": "#c5a800", "blue": "#4d7fe0",
    "magenta": "#bc3fbc", "cyan": "#11a8cd", "white": "#d0d0d0", "brightblack": "#7f7f7f", "brightred": "#f14c4c",
    "brightgreen": "#23d18b", "brightbrown": "#f5f543", "brightyellow": "#f5f543", "brightblue": "#6ba2ff",
    "brightmagenta": "#d670d6", "bfightmagenta": "#d670d6", "brightcyan": "#29b8db", "brightwhite": "#ffffff",
}  # fmt: skip


def screens(environ: dict[str, str | None]) -> Iterator[Emulator]:
    """The emulator after each of the seven keys; the same one each time."""
    with tempfile.TemporaryDirectory() as name, opened(Path(name), environ) as terminal:
        for key in KEYS:
            terminal.press(key)
            yield terminal.screen


@contextmanager
def opened(home: Path, environ: Mapping[str, str | None]) -> Iterator[Terminal]:
    """Surefoot on the demonstration's journal in a folder, Today in sight."""
    demo_journal(home).close()
    fixed = {"SUREFOOT_NOW": NOW, "TZ": "Europe/Berlin", "HOME": str(home)}
    fixed |= {"SUREFOOT_JOURNAL": str(home / "journal.json")}
    with Terminal([PYTHON, "-m", "screens"], {**fixed, **environ}, (COLUMNS, LINES)) as terminal:
        terminal.wait_for("Today")
        yield terminal


def colour(name: str, default: str) -> str:
    """A colour of the emulator as SVG has it."""
    return default if name == "default" else PALETTE.get(name) or f"#{name}"


def drawn(screen: Emulator) -> str:
    """A screen's cells as SVG: a ground, and a text for each run of one style."""
    ground = f'<path d="M0 0h{COLUMNS * CELL_W}v{LINES * CELL_H}h-{COLUMNS * CELL_W}z" fill="{PAPER}"/>'
    return ground + "".join(drawn_line(screen, y) for y in range(LINES))


def drawn_line(screen: Emulator, y: int) -> str:
    """One line of it, without the ground of all."""
    grounds, texts = [], []
    cells = [(x, screen.buffer[y][x]) for x in range(COLUMNS)]
    for style, run in itertools.groupby(cells, lambda pair: pair[1]._replace(data="")):
        found = list(run)
        x, text = found[0][0], "".join(cell.data for _, cell in found)
        ink, paper = colour(style.fg, INK), colour(style.bg, PAPER)
        if style.reverse:
            ink, paper = paper, ink
        left, width = x * CELL_W, len(found) * CELL_W
        if paper != PAPER:
            grounds.append(f'<path d="M{left} {y * CELL_H}h{width}v{CELL_H}h-{width}z" fill="{paper}"/>')
        if text.strip():
            marks = ' font-weight="bold"' if style.bold else ""
            marks += ' font-style="italic"' if style.italics else ""
            marks += ' text-decoration="underline"' if style.underscore else ""
            lead = len(text) - len(text.lstrip())
            text, left = text.strip(), left + lead * CELL_W
            texts.append(
                f'<text x="{left}" y="{y * CELL_H + 10}" textLength="{len(text) * CELL_W}" fill="{ink}"{marks}>'
                f"{escape(text, quote=False)}</text>"
            )
    return "".join(grounds + texts)


def sheet(kind: str) -> str:
    """The seven screens of one kind of terminal, two in a row."""
    wide, high = COLUMNS * CELL_W + GAP, LINES * CELL_H + GAP
    rows = -(-len(KEYS) // ACROSS)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {ACROSS * wide + GAP} {rows * high + GAP}" '
        'font-family="monospace" font-size="10" xml:space="preserve"><style>text{white-space:pre}</style>'
        '<rect width="100%" height="100%" fill="#555"/>'
    )
    parts = [head]
    for number, screen in enumerate(screens(KINDS[kind])):
        x, y = GAP + number % ACROSS * wide, GAP + number // ACROSS * high
        parts.append(f'<g transform="translate({x} {y})">{drawn(screen)}</g>')
    return "\n".join([*parts, "</svg>\n"])


def main() -> None:
    """Take every sheet."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        (FOLDER / f"{kind}.svg").write_text(sheet(kind), encoding="utf-8")


if __name__ == "__main__":
    main()
