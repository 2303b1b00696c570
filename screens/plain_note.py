"""``note``: a line added to today's note."""

from __future__ import annotations

import argparse

from journal.clock import clock_from_environment
from journal.errors import SurefootError
from journal.paths import journal_path
from journal.quick import add_to_note


def note(arguments: argparse.Namespace) -> int:
    """Add a line to today's note, and say so."""
    text = arguments.text.strip()
    if not text:
        raise SurefootError("a note needs some text")
    clock = clock_from_environment()
    kept = add_to_note(journal_path(arguments.journal), clock, text, clock.now().date())
    lines = kept.text.count("\n") + 1
    print(f"Noted for {kept.day.isoformat()}, {lines} line{'s' if lines != 1 else ''}.")
    return 0
