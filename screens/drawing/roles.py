"""What a colour is for. A drawing names roles; how a role looks in a theme is decided here and in the themes."""

from __future__ import annotations

from functools import cache

STYLES: dict[str, str] = {
    "": "",
    "strong": "bold",
    "muted": "$text-muted",
    "run": "$run",
    "work": "$work",
    "left": "$left",
    "right": "$right",
    "green": "$success",
    "amber": "$warning",
    "red": "$error",
    "link": "$link",
    "line": "$line",
}
"""The style of each role, as Textual reads it."""


@cache
def style_of(role: str, *, panel: bool = False) -> str:
    """A role's style; ``red strong`` is bold too, ``amber reverse`` its own ground. ``panel``: on that of a panel."""
    words = [STYLES.get(word, word) for word in role.split()]
    words.sort(key=lambda word: word not in ("bold", "reverse"))
    return " ".join([*words, *(["on $panel"] if panel else [])]).strip()
