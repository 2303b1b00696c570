"""The lines around every screen as parts, each a text with its style: title and date above, keys below. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from screens.drawing.keys import SCREENS, SHORT_NAMES
from screens.drawing.lines import MUTED, StyledPart
from screens.drawing.wrapping import cell_len, shortened

HELP_KEY = "question_mark"


def title_line(title: str, detail: str, date: str, width: int) -> list[StyledPart]:
    """The title, what a screen adds, and at the end the date: shorter where it does not fit, before the detail is."""
    said = f"  {detail}" if detail else ""
    words = date.split()
    dates = [f" {' '.join(words[first:last])} " for first, last in ((0, None), (0, 3), (1, 3))]
    room = width - cell_len(title) - 1 - cell_len(said)
    end = next((date for date in dates if len(date) <= room), dates[-1])
    room = width - len(end)
    name = shortened(f" {title}", room)
    said = shortened(said, room - cell_len(name))
    gap = room - cell_len(name) - cell_len(said)
    return [(name, "bold"), (said, MUTED), (" " * gap, ""), (end, "")]


class KeyShown(NamedTuple):
    """A key as the keyboard has it, what it does, the key to press, and whether it can be used now."""

    name: str
    label: str
    press: str
    enabled: bool = True

    @property
    def parts(self) -> list[StyledPart]:
        return [(self.name, "bold" if self.enabled else MUTED), (f" {self.label}", "")]


def keys_that_fit(keys: Sequence[KeyShown], width: int) -> list[KeyShown]:
    """The keys a line of this width shows whole: the last ones are left out, the help never."""
    shown = list(keys)
    while shown and sum(cell_len(key.name) + cell_len(key.label) + 3 for key in shown) - 2 > width:
        least = next((key for key in reversed(shown) if key.press != HELP_KEY), None)
        if least is None:
            break
        shown.remove(least)
    return shown


def screen_names(key_of: Callable[[str], str], current: str, width: int) -> list[tuple[str, StyledPart]]:
    """Each of the seven screens and its name beside its key, in short where the seven do not fit."""
    keyed = [(key_of(f"app.{mode}"), mode, word) for _, mode, word in SCREENS]
    whole = sum(len(key) + len(word) + 3 for key, _, word in keyed) - 2 <= width
    named = [(mode, f"{key} {word if whole else SHORT_NAMES.get(mode, word)}") for key, mode, word in keyed]
    return [(mode, (text, "bold reverse" if mode == current else "")) for mode, text in named]
