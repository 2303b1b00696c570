"""``n``: what to add, by its letter; the kind that fits the screen stands first."""

from __future__ import annotations

from screens.app.openings import OPENINGS
from screens.frame.choosing import ChoosingDialog
from screens.frame.context import Context

FIRST_ON = {
    "today": "check-in",
    "session": "session",
    "shoes": "run",
    "soreness": "check-in",
    "week": "plan",
    "diary": "note",
    "exercises": "exercise",
}


class NewDialog(ChoosingDialog):
    """Answers with the kind of entry to add; a note may be typed right after its letter."""

    TAKES_LETTERS = True
    DEFAULT_CSS = "NewDialog > #frame { width: 56; }"

    def __init__(self, first: str) -> None:
        kinds = sorted((each for each in OPENINGS if each.letter), key=lambda kind: kind.id != first)
        super().__init__("Add", [(kind.letter, kind.id, kind.added) for kind in kinds])


def choose_new(context: Context, here: str) -> None:
    """Ask what to add, then open its dialog. ``here``: the screen in sight, by its name in small letters."""
    context.ask(NewDialog(FIRST_ON.get(here, "check-in")), context.begin)
