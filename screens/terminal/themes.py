"""Surefoot's own themes, dark and light.

Every pair of colours that text is drawn with reaches the contrast of WCAG 2.2 AA (4.5 to 1); a test computes it. The
three lights are a bluish green, a light yellow and a red: they differ to people who do not see red
and green as different (a test computes that too), and are never the only sign: each light has its mark and its word.
"""

from __future__ import annotations

from textual.theme import Theme

# Said once more as variables: Textual passes a theme's colours through another colour space, which moves some by one.
_DARK_EXACT = {"accent": "#ffaf5f", "success": "#5fd7af", "warning": "#ffd75f", "error": "#ff5f5f"}
_LIGHT_EXACT = {"accent": "#875f00", "success": "#00705a", "warning": "#885500", "error": "#5c0010"}

DARK = Theme(
    name="surefoot-dark",
    primary="#87afd7",
    secondary="#87afaf",
    accent="#ffaf5f",
    foreground="#d7d7d7",
    background="#121212",
    surface="#1c1c1c",
    panel="#262626",
    success="#5fd7af",
    warning="#ffd75f",
    error="#ff5f5f",
    dark=True,
    variables=_DARK_EXACT
    | {
        "text-muted": "#9e9e9e",
        "text-disabled": "#767676",
        "block-cursor-foreground": "#121212",
        "block-cursor-background": "#87afd7",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#3a3a3a",
        "block-cursor-blurred-foreground": "#e4e4e4",
        "footer-key-foreground": "#ffaf5f",
        "input-selection-background": "#005f87",
        "border": "#87afd7",
        "border-blurred": "#585858",
    },
)
LIGHT = Theme(
    name="surefoot-light",
    primary="#004b87",
    secondary="#005f5f",
    accent="#7a5500",
    foreground="#262626",
    background="#ffffff",
    surface="#f5f5f5",
    panel="#ebebeb",
    success="#00705a",
    warning="#885500",
    error="#5c0010",
    dark=False,
    variables=_LIGHT_EXACT
    | {
        "text-muted": "#5f5f5f",
        "text-disabled": "#767676",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-background": "#004b87",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#d0d0d0",
        "block-cursor-blurred-foreground": "#1c1c1c",
        "footer-key-foreground": "#7a5500",
        "input-selection-background": "#afd7ff",
        "border": "#004b87",
        "border-blurred": "#a8a8a8",
    },
)
THEMES = (DARK, LIGHT)
