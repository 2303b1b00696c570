"""The backups there are, and how to put one back: from the palette."""

from __future__ import annotations

from journal.upkeep.ways_back import backups_of, told
from screens.frame.context import Context
from screens.frame.facts import PageDialog


def show_backups(context: Context) -> None:
    """List them, the newest first."""
    found = backups_of(context.journal.path)
    way = ["Close Surefoot; then `surefoot restore NAME` puts one back, and keeps what was there as a backup too.", ""]
    context.ask(PageDialog("Backups", [*(way if found else ()), *told(found)], False))
