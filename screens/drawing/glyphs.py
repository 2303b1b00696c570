"""The marks Surefoot draws and the words beside them: shape and word carry the meaning, colour decorates."""

from __future__ import annotations

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
EDGE, MORE, SEPARATOR = "▌", "…", "·"


def light_words(light: str) -> str:
    """``● green``: the light as shape and word."""
    word = {"none": "no light"}.get(light, light)
    return f"{LIGHT_GLYPHS[light]} {word}"


_KEY_NAMES = {
    "question_mark": "?",
    "exclamation_mark": "!",
    "slash": "/",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "escape": "esc",
    "full_stop": ".",
    "comma": ",",
    "greater_than_sign": ">",
    "less_than_sign": "<",
}


def key_name(key: str) -> str:
    """A key as the keyboard has it: ``?`` for ``question_mark``."""
    return _KEY_NAMES.get(key, key)
