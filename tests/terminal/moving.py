"""The README's moving picture: Surefoot in a real terminal, its screens drawn one after the other as SVG.

No script is in it. Where nothing moves, or somebody asked that nothing should, the first screen stands.
"""

from __future__ import annotations

import tempfile
from itertools import pairwise
from pathlib import Path

from tests.terminal.pictures import CELL_H, CELL_W, COLUMNS, INK, LINES, PAPER, drawn_line, opened

FILE = "moving.svg"
STEPS: tuple[tuple[str, float], ...] = (
    ("", 3.0),
    ("r", 1.2),
    ("1", 0.6),
    ("\t", 0.4),
    ("0", 0.8),
    ("\r", 2.0),
    ("3", 2.0),
    ("\r", 2.0),
    (" ", 0.8),
    (" ", 0.8),
    ("+", 0.8),
    (" ", 0.8),
    ("5", 2.4),
    ("6", 2.4),
)
"""Keys, and how many seconds what they lead to is shown."""


def frames() -> list[list[str]]:
    """The lines of each step's screen, drawn."""
    with tempfile.TemporaryDirectory() as name, opened(Path(name), {}) as terminal:
        found = []
        for keys, _ in STEPS:
            terminal.press(keys)
            found.append([drawn_line(terminal.screen, y) for y in range(LINES)])
        return found


def moving() -> str:
    """The picture: a line stands from the step in which it came to the one in which it changes."""
    found, ends = frames(), [0.0]
    for _, seconds in STEPS:
        ends.append(ends[-1] + seconds)
    spans: dict[tuple[int, int], list[str]] = {}
    for y in range(LINES):
        starts = [n for n in range(len(found)) if n == 0 or found[n][y] != found[n - 1][y]]
        for start, end in pairwise([*starts, len(found)]):
            spans.setdefault((start, end), []).append(found[start][y])
    whole = (0, len(found))
    rules = []
    for start, end in sorted(spans.keys() - {whole}):
        name, first, last = f"s{start}-{end}", 100 * ends[start] / ends[-1], 100 * ends[end] / ends[-1]
        shown = [f"{first:.2f}%{{visibility:visible}}"] + ([f"{last:.2f}%{{visibility:hidden}}"] if last < 100 else [])
        hidden = ["0%{visibility:hidden}"] if start else []
        rules.append(f"@keyframes {name}{{{''.join([*hidden, *shown])}}}")
        rules.append(
            f".{name}{{{'visibility:hidden;' if start else ''}animation:{name} {ends[-1]:g}s step-end infinite}}"
        )
    still = "@media (prefers-reduced-motion:reduce){g{animation:none!important}}"
    wide, high = COLUMNS * CELL_W, LINES * CELL_H
    parts = [
        f'<svg width="{1.5 * wide + 24:g}" height="{1.5 * high + 24:g}" xmlns="http://www.w3.org/2000/svg"'
        f' viewBox="-8 -8 {wide + 16} {high + 16}" font-family="monospace" font-size="10" fill="{INK}"'
        ' xml:space="preserve" role="img" aria-labelledby="what">',
        '<title id="what">Surefoot: Today, both ankles rated, a session\'s sets ticked, soreness, the week</title>',
        f"<style>text{{white-space:pre}}{''.join(rules)}{still}</style>",
        f'<rect x="-8" y="-8" width="{wide + 16}" height="{high + 16}" rx="6" fill="{PAPER}"/>',
    ]
    for (start, end), lines in sorted(spans.items()):
        kind = "" if (start, end) == whole else f' class="s{start}-{end}"'
        parts.append(f"<g{kind}>{''.join(lines)}</g>")
    return "\n".join([*parts, "</svg>\n"])
