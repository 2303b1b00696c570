"""The colour of every role in each of Surefoot's own themes, and how it is sent to a terminal. Knows no Textual."""

from __future__ import annotations

from functools import cache

from screens.terminal.cells import Pen, pen_of
from screens.terminal.mode import TerminalMode

DARK = {
    "background": "#121212",
    "foreground": "#d0d0d0",
    "surface": "#1c1c1c",
    "panel": "#1c1c1c",
    "text-muted": "#9e9e9e",
    "accent": "#eeeeee",
    "success": "#5fd7af",
    "warning": "#ffd75f",
    "error": "#ff5f5f",
    "left": "#5fafff",
    "right": "#d787af",
    "run": "#949494",
    "work": "#6c6c6c",
    "link": "#87d7ff",
    "line": "#4e4e4e",
    "select": "#262626",
    "select-text-style": "none",
}
LIGHT = {
    "background": "#ffffff",
    "foreground": "#262626",
    "surface": "#eeeeee",
    "panel": "#eeeeee",
    "text-muted": "#585858",
    "accent": "#080808",
    "success": "#00705a",
    "warning": "#885500",
    "error": "#5c0010",
    "left": "#005faf",
    "right": "#87005f",
    "run": "#767676",
    "work": "#949494",
    "link": "#005f87",
    "line": "#a8a8a8",
    "select": "#e4e4e4",
    "select-text-style": "none",
}
CONTRAST = DARK | {
    "background": "#000000",
    "foreground": "#ffffff",
    "surface": "#121212",
    "text-muted": "#d0d0d0",
    "accent": "#ffffff",
    "success": "#5fffd7",
    "warning": "#ffff5f",
    "error": "#ff8787",
    "left": "#87d7ff",
    "right": "#ffd7d7",
    "run": "#d0d0d0",
    "work": "#b2b2b2",
    "link": "#afffff",
    "line": "#b2b2b2",
    "select": "#3a3a3a",
    "select-text-style": "bold",
}
# On a ground that nobody knows nothing is faint: what matters less is plain, and the row under the cursor is bold.
_TERMINAL = {
    "text-muted": "ansi_default",
    "line": "ansi_bright_black",
    "run": "ansi_default",
    "work": "ansi_default",
    "select": "ansi_default",
    "select-text-style": "bold",
}
TERMINAL_DARK = _TERMINAL | {
    "accent": "ansi_default",
    "success": "ansi_bright_green",
    "warning": "ansi_bright_yellow",
    "error": "ansi_bright_red",
    "left": "ansi_bright_blue",
    "right": "ansi_bright_magenta",
    "link": "ansi_bright_cyan",
}
TERMINAL_LIGHT = _TERMINAL | {
    "accent": "ansi_default",
    "success": "ansi_green",
    "warning": "ansi_yellow",
    "error": "ansi_red",
    "left": "ansi_blue",
    "right": "ansi_magenta",
    "link": "ansi_cyan",
}
NO_COLOUR = DARK | dict.fromkeys(("success", "warning", "error", "left", "right", "run", "link"), "#d0d0d0")
NO_COLOUR["select-text-style"] = "bold"
_GROUNDS = dict.fromkeys(("background", "foreground", "surface", "panel"), "ansi_default")
COLOURS = {
    "surefoot-dark": DARK,
    "surefoot-light": LIGHT,
    "surefoot-contrast": CONTRAST,
    "surefoot-no-colour": NO_COLOUR,
    "ansi-dark": TERMINAL_DARK | _GROUNDS,
    "ansi-light": TERMINAL_LIGHT | _GROUNDS,
}
"""Each theme's colours by name, as Textual resolves them."""
_ATTRIBUTES = {"bold": "1", "dim": "2", "italic": "3", "underline": "4", "reverse": "7", "strike": "9"}
_ANSI = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")


class Pens:
    """The pens of a theme in a terminal. Raises KeyError: the theme is none of these."""

    def __init__(self, mode: TerminalMode) -> None:
        self._colours, self._depth = COLOURS[mode.theme], mode.colour
        self.row_has_ground = not mode.ssh
        """Whether the row under the cursor has a ground of its own: over SSH its letters would be sent again for it."""

    @cache  # noqa: B019 - it lives as long as the start
    def pen(self, style: str, ground: str = "background") -> Pen:
        """The pen of a style (``bold $error``) on the ground of a name; ``on`` and a colour give it another."""
        colour, ground, attributes = self._colours["foreground"], f"${ground}", set()
        words = iter(style.split())
        for word in words:
            if word == "on":
                ground = next(words)
            elif word in _ATTRIBUTES:
                attributes.add(_ATTRIBUTES[word])
            elif word == "$select-text-style":
                attributes |= {_ATTRIBUTES[name] for name in self._colours[word[1:]].split() if name != "none"}
            else:
                colour = word
        codes = [*attributes, self._codes(colour, foreground=True), self._codes(ground, foreground=False)]
        if self._depth == "none":
            codes = [code for code in attributes if code != _ATTRIBUTES["dim"]]
        return pen_of(";".join(codes))

    def _codes(self, colour: str, *, foreground: bool) -> str:
        """The parameters that choose a colour, brought down to what the terminal has."""
        colour = self._colours[colour[1:]] if colour.startswith("$") else colour
        if colour == "ansi_default":
            return ""
        if colour.startswith("ansi_"):
            bright, name = colour.startswith("ansi_bright_"), colour.rpartition("_")[2]
            return str(_ANSI.index(name) + (90 if bright else 30) + (0 if foreground else 10))
        parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
        if self._depth == "true":
            return ";".join(map(str, (38 if foreground else 48, 2, *parts)))
        from rich.color import Color, ColorSystem

        system = ColorSystem.EIGHT_BIT if self._depth == "256" else ColorSystem.STANDARD
        return ";".join(Color.from_rgb(*parts).downgrade(system).get_ansi_codes(foreground))
