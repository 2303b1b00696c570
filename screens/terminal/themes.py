"""Surefoot's own themes: dark, light, of the terminal's own colours, and one of high contrast.

A colour stands for one thing: the lights, left and right as words, runs and sessions, what can be followed. Headings
and keys have none; they are bold. Every pair of colours that text is drawn with reaches the contrast of WCAG 2.2 AA
(4.5 to 1), and the three lights differ to people who do not see red and green as different: tests compute both. A
light is never the only sign: it has its mark and its word.
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import Theme

from screens.terminal import palette


def _theme(
    name: str, colours: Mapping[str, str], secondary: str, more: Mapping[str, str], *, dark: bool = True
) -> Theme:
    """A theme of these colours.

    They are given as variables too: Textual passes a theme's colours through another colour space, which moves some
    by one.
    """
    return Theme(
        name=name,
        primary=colours["link"],
        secondary=secondary,
        accent=colours["accent"],
        foreground=colours["foreground"],
        background=colours["background"],
        surface=colours["surface"],
        panel=colours["panel"],
        success=colours["success"],
        warning=colours["warning"],
        error=colours["error"],
        dark=dark,
        variables={**colours, "footer-key-foreground": colours["accent"], "border-blurred": colours["line"], **more},
    )


_DARK = {
    "text-disabled": "#767676",
    "block-cursor-foreground": "#121212",
    "block-cursor-background": "#87d7ff",
    "block-cursor-text-style": "none",
    "block-cursor-blurred-background": "#3a3a3a",
    "block-cursor-blurred-foreground": "#eeeeee",
    "input-selection-background": "#005f87",
    "border": "#4e4e4e",
}
DARK = _theme("surefoot-dark", palette.DARK, "#949494", _DARK)
LIGHT = _theme(
    "surefoot-light",
    palette.LIGHT,
    "#5f5f5f",
    {
        "text-disabled": "#767676",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-background": "#005f87",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#d0d0d0",
        "block-cursor-blurred-foreground": "#080808",
        "input-selection-background": "#afd7ff",
        "border": "#a8a8a8",
    },
    dark=False,
)
CONTRAST = _theme(
    "surefoot-contrast",
    palette.CONTRAST,
    "#d0d0d0",
    {
        "text-disabled": "#b2b2b2",
        "block-cursor-foreground": "#000000",
        "block-cursor-background": "#ffffff",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#444444",
        "block-cursor-blurred-foreground": "#ffffff",
        "input-selection-background": "#005f87",
        "border": "#ffffff",
    },
)
_NO_COLOUR = _DARK | {"block-cursor-background": "#d0d0d0", "input-selection-background": "#4e4e4e"}
NO_COLOUR = _theme("surefoot-no-colour", palette.NO_COLOUR, "#949494", _NO_COLOUR)
"""Greys only: what a light says is its mark, its word, and the height of its bar."""
COLOURED = (DARK, LIGHT, CONTRAST)
THEMES = (*COLOURED, NO_COLOUR)
TERMINAL_ROLES = {"ansi-dark": palette.TERMINAL_DARK, "ansi-light": palette.TERMINAL_LIGHT}
"""The roles in the terminal's own colours, by the theme of Textual's that draws with these."""
OFFERED = (*(theme.name for theme in THEMES), *TERMINAL_ROLES)
"""Themes to choose from: those whose lights can be told apart. Others may be named in the settings."""
_OURS = ("left", "right", "run", "work", "link", "line", "select", "select-text-style")


def roles_for(*, dark: bool) -> dict[str, str]:
    """The roles that no theme of Textual's has."""
    own = palette.DARK if dark else palette.LIGHT
    return {name: own[name] for name in _OURS}
