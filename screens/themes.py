"""Surefoot's own themes, dark and light.

Every pair of colours that text is drawn with reaches the contrast of WCAG 2.2 AA (4.5 to 1); a test computes it. The
colours of the three lights are a blue-leaning green, an amber and a magenta-leaning red, told apart by people who do
not see red and green as different, and never the only sign: each light has its own mark and word.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="surefoot-dark",
    primary="#5fafd7",
    secondary="#87afaf",
    accent="#ffaf5f",
    foreground="#d7d7d7",
    background="#121212",
    surface="#1c1c1c",
    panel="#262626",
    success="#5fd7af",
    warning="#ffaf00",
    error="#ff87af",
    dark=True,
    variables={
        "block-cursor-foreground": "#121212",
        "block-cursor-background": "#5fafd7",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#3a3a3a",
        "block-cursor-blurred-foreground": "#e4e4e4",
        "footer-key-foreground": "#ffaf5f",
        "input-selection-background": "#005f87",
        "border": "#5fafd7",
        "border-blurred": "#585858",
    },
)
LIGHT = Theme(
    name="surefoot-light",
    primary="#005f87",
    secondary="#005f5f",
    accent="#875f00",
    foreground="#262626",
    background="#ffffff",
    surface="#f5f5f5",
    panel="#e4e4e4",
    success="#005f5f",
    warning="#875f00",
    error="#af005f",
    dark=False,
    variables={
        "block-cursor-foreground": "#ffffff",
        "block-cursor-background": "#005f87",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#d0d0d0",
        "block-cursor-blurred-foreground": "#1c1c1c",
        "footer-key-foreground": "#875f00",
        "input-selection-background": "#afd7ff",
        "border": "#005f87",
        "border-blurred": "#a8a8a8",
    },
)
THEMES = (DARK, LIGHT)
