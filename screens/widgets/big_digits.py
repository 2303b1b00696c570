"""Digits five lines high, to be read from two metres away while standing on one leg."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

HEIGHT = 5
GAP = "  "
BLOCK = "█"
"""It is a # in ASCII, by the table of ``screens.terminal.ascii``."""
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


def big(text: str) -> list[str]:
    """The text in five lines of blocks; other characters than digits and colons are left out."""
    shapes = [_SHAPES[character] for character in text if character in _SHAPES]
    return [GAP.join(shape[row] for shape in shapes).replace("#", BLOCK) for row in range(HEIGHT)]


class BigDigits(Widget):
    """A time in big digits; empty without one."""

    DEFAULT_CSS = "BigDigits { height: 5; margin: 1 3; color: $foreground; }"
    text: reactive[str] = reactive("")

    def render(self) -> Content:
        return Content("\n".join(big(self.text)))
