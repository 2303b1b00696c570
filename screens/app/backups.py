"""The backups there are, and how to put one back: from the palette."""

from __future__ import annotations

from journal.units import size_words
from journal.upkeep.ways_back import backups_of
from screens.frame.context import Context
from screens.frame.facts import PageDialog


def show_backups(context: Context) -> None:
    """List them, the newest first."""
    found = backups_of(context.journal.path)
    lines = [f"{one.name:<28}  {size_words(one.size):>9}  {one.words.partition(', ')[2]}" for one in found]
    way = ["Close Surefoot; then `surefoot restore NAME` puts one back, and keeps what was there as a backup too."]
    none = ["There are no backups yet; the first is made of the first state of each day."]
    context.ask(PageDialog("Backups", [*way, "", *lines] if found else none, False))
