"""Digits five or three rows high, to be read across the room. Pure: no Textual."""

from __future__ import annotations

BLOCK, UPPER, LOWER = "█", "▀", "▄"
"""In ASCII a # and its halves, by the table of ``screens.terminal.ascii``."""
_SHAPES = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": ("  #", "  #", "  #", "  #", "  #"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "# #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": (" ", "#", " ", "#", " "),
}
"""All digits are as wide, and as alike as they can be: a second is to cost a few cells."""
_HALVES = {(" ", " "): " ", ("#", " "): UPPER, (" ", "#"): LOWER, ("#", "#"): BLOCK}


def digits(text: str, rows: int) -> list[str]:
    """The text in five rows, a dot a cell, or in three, two dots above each other in a cell; else as it is.

    Other characters than digits and colons are left out.
    """
    shapes = [_SHAPES[character] for character in text if character in _SHAPES]
    if rows == 5:
        return ["  ".join(shape[row].replace("#", BLOCK) for shape in shapes) for row in range(5)]
    if rows == 3:
        return [" ".join(_halved(shape, 2 * row) for shape in shapes) for row in range(3)]
    return [text]


def _halved(shape: tuple[str, ...], top: int) -> str:
    below = shape[top + 1] if top + 1 < len(shape) else " " * len(shape[top])
    return "".join(_HALVES[pair] for pair in zip(shape[top], below, strict=True))
