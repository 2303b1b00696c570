"""``note``: a line added to today's note."""

from __future__ import annotations

import argparse

from journal.dates import clock_time, long_day
from journal.errors import SurefootError
from journal.paths import journal_path
from journal.quick import add_to_note
from screens.commands.output import NEXT, by_option, clock_of, say_changed, warn


def note(arguments: argparse.Namespace) -> None:
    if not (text := " ".join(arguments.text).strip()):
        raise SurefootError("a note needs some text")
    clock = clock_of(arguments)
    now = clock.now()
    with by_option({"text": "the note"}):
        kept = add_to_note(journal_path(arguments.journal), clock, text, now.date(), tell=warn)
    say_changed(f"Noted for {long_day(kept.day)} at {clock_time(now)}.\n{NEXT}")
