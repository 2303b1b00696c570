"""Which keys change the journal: with one open for reading only they are not there at all."""

from __future__ import annotations

from collections.abc import Mapping

APP = "app"
WRITING: Mapping[str, frozenset[str]] = {
    APP: frozenset({"rate", "new", "undo", "redo", "stop_signs"}),
    "Exercises": frozenset({"start", "add", "own", "copy", "edit", "remove"}),
    "Session": frozenset(
        {
            *("start_here", "plan", "postpone", "remove", "earlier", "log", "adjust", "load", "line", "edit_set"),
            *("skip", "shaky", "during", "swap", "finish", "add", "more_sets", "drop_set", "drop_item", "move"),
            *("stop_timer", "lengthen", "rest"),
        }
    ),
    "Shoes": frozenset({"run", "fit", "add", "edit", "retire", "remove", "default", "remark"}),
    "Soreness": frozenset({"edit", "remove", "measure", "self_care", "stop_signs", "clear"}),
    "Diary": frozenset({"edit", "remove", "note"}),
}
"""Names of actions by the screen's name, or ``APP``."""


def writes(where: str, action: str) -> bool:
    """Whether an action of a screen, or of the app, changes the journal."""
    return action in WRITING.get(where, ())
