"""The marks Surefoot draws and the words beside them: shape and word carry the meaning, colour decorates."""

from __future__ import annotations

import unicodedata

LIGHT_GLYPHS = {"green": "●", "amber": "▲", "red": "■", "none": "○"}
LIGHT_STYLES = {"green": "$success", "amber": "$warning", "red": "$error", "none": "$text-muted"}
MARK_STYLES = {"stop": "$error", "care": "$warning", "go": "$success"}
"""The colours of a verdict's mark."""
SIDE_STYLES = {"left": "$left", "right": "$right"}
DONE, REDUCED, SHAKY, SKIPPED, WAITING = "✓", "◐", "≈", "–", "·"
RESULT_GLYPHS = {
    "done": DONE,
    "reduced": REDUCED,
    "shaky": SHAKY,
    "skipped-sore": SKIPPED,
    "skipped-other": SKIPPED,
    None: WAITING,
}
EDGE = "▌"


_OTHERWISE = {
    "escape": "esc",
    "slash": "/",
    "backslash": "\\",
    "at": "@",
    "plus": "+",
    "minus": "-",
    "underscore": "_",
    "less_than_sign": "<",
    "greater_than_sign": ">",
}
"""What Textual calls by another name than Unicode does."""


def key_name(key: str) -> str:
    """A key as the keyboard has it: ``?`` for ``question_mark``, ``ctrl+]`` for ``ctrl+right_square_bracket``.

    Textual names a key by its character's name in Unicode; a name of a key without one stays.
    """
    *modifiers, base = key.split("+") if len(key) > 1 else [key]
    named = _OTHERWISE.get(base) or (character(base) if len(base) > 1 else base)
    return "+".join([*modifiers, named])


def character(name: str) -> str:
    """The mark a name in Unicode stands for; the name itself where it is that of no mark."""
    try:
        found = unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return name
    return found if found.isprintable() and not found.isspace() else name
