"""Surefoot's own themes: dark, light, of the terminal's own colours, and one of high contrast.

A colour stands for one thing: the lights, left and right as words, runs and sessions, what can be followed. Headings
and keys have none; they are bold. Every pair of colours that text is drawn with reaches the contrast of WCAG 2.2 AA
(4.5 to 1), and the three lights differ to people who do not see red and green as different: tests compute both. A
light is never the only sign: it has its mark and its word.
"""

from __future__ import annotations

from textual.theme import Theme

# Roles are given as variables: Textual passes a theme's colours through another colour space, which moves some by one.
_DARK = {
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
_LIGHT = {
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
_CONTRAST = _DARK | {
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
_TERMINAL_DARK = _TERMINAL | {
    "accent": "ansi_default",
    "success": "ansi_bright_green",
    "warning": "ansi_bright_yellow",
    "error": "ansi_bright_red",
    "left": "ansi_bright_blue",
    "right": "ansi_bright_magenta",
    "link": "ansi_bright_cyan",
}
_TERMINAL_LIGHT = _TERMINAL | {
    "accent": "ansi_default",
    "success": "ansi_green",
    "warning": "ansi_yellow",
    "error": "ansi_red",
    "left": "ansi_blue",
    "right": "ansi_magenta",
    "link": "ansi_cyan",
}

DARK = Theme(
    name="surefoot-dark",
    primary="#87d7ff",
    secondary="#949494",
    accent="#eeeeee",
    foreground="#d0d0d0",
    background="#121212",
    surface="#1c1c1c",
    panel="#1c1c1c",
    success="#5fd7af",
    warning="#ffd75f",
    error="#ff5f5f",
    dark=True,
    variables=_DARK
    | {
        "text-muted": "#9e9e9e",
        "text-disabled": "#767676",
        "block-cursor-foreground": "#121212",
        "block-cursor-background": "#87d7ff",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#3a3a3a",
        "block-cursor-blurred-foreground": "#eeeeee",
        "footer-key-foreground": "#eeeeee",
        "input-selection-background": "#005f87",
        "border": "#4e4e4e",
        "border-blurred": "#4e4e4e",
    },
)
LIGHT = Theme(
    name="surefoot-light",
    primary="#005f87",
    secondary="#5f5f5f",
    accent="#080808",
    foreground="#262626",
    background="#ffffff",
    surface="#eeeeee",
    panel="#eeeeee",
    success="#00705a",
    warning="#885500",
    error="#5c0010",
    dark=False,
    variables=_LIGHT
    | {
        "text-muted": "#585858",
        "text-disabled": "#767676",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-background": "#005f87",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#d0d0d0",
        "block-cursor-blurred-foreground": "#080808",
        "footer-key-foreground": "#080808",
        "input-selection-background": "#afd7ff",
        "border": "#a8a8a8",
        "border-blurred": "#a8a8a8",
    },
)
CONTRAST = Theme(
    name="surefoot-contrast",
    primary="#afffff",
    secondary="#d0d0d0",
    accent="#ffffff",
    foreground="#ffffff",
    background="#000000",
    surface="#121212",
    panel="#1c1c1c",
    success="#5fffd7",
    warning="#ffff5f",
    error="#ff8787",
    dark=True,
    variables=_CONTRAST
    | {
        "text-muted": "#d0d0d0",
        "text-disabled": "#b2b2b2",
        "block-cursor-foreground": "#000000",
        "block-cursor-background": "#ffffff",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#444444",
        "block-cursor-blurred-foreground": "#ffffff",
        "footer-key-foreground": "#ffffff",
        "input-selection-background": "#005f87",
        "border": "#ffffff",
        "border-blurred": "#b2b2b2",
    },
)
_PLAIN = _DARK | dict.fromkeys(("success", "warning", "error", "left", "right", "run", "link"), "#d0d0d0")
NO_COLOUR = Theme(
    name="surefoot-no-colour",
    primary="#d0d0d0",
    secondary="#949494",
    accent="#eeeeee",
    foreground="#d0d0d0",
    background="#121212",
    surface="#1c1c1c",
    panel="#1c1c1c",
    success="#d0d0d0",
    warning="#d0d0d0",
    error="#d0d0d0",
    dark=True,
    variables=DARK.variables
    | _PLAIN
    | {"block-cursor-background": "#d0d0d0", "input-selection-background": "#4e4e4e", "select-text-style": "bold"},
)
"""Greys only: what a light says is its mark, its word, and the height of its bar."""
COLOURED = (DARK, LIGHT, CONTRAST)
THEMES = (*COLOURED, NO_COLOUR)
TERMINAL_ROLES = {"ansi-dark": _TERMINAL_DARK, "ansi-light": _TERMINAL_LIGHT}
"""The roles in the terminal's own colours, by the theme of Textual's that draws with these."""
OFFERED = (*(theme.name for theme in THEMES), *TERMINAL_ROLES)
"""Themes to choose from: those whose lights can be told apart. Others may be named in the settings."""
_OURS = ("left", "right", "run", "work", "link", "line", "select", "select-text-style")


def roles_for(*, dark: bool) -> dict[str, str]:
    """The roles that no theme of Textual's has."""
    own = _DARK if dark else _LIGHT
    return {name: own[name] for name in _OURS}
