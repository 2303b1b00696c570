"""``run`` and ``note``: one entry written, one line said."""

from __future__ import annotations

import argparse

from journal.clock import clock_from_environment
from journal.dates import parse_moment
from journal.entries import Note, Run
from journal.journal import Journal
from journal.paths import journal_path


def _open(arguments: argparse.Namespace) -> Journal:
    return Journal.open(journal_path(arguments.journal), clock_from_environment())


def run(arguments: argparse.Namespace) -> int:
    """Write one run."""
    journal = _open(arguments)
    journal.add(
        Run(
            started_at=parse_moment(arguments.at or "", journal.clock.now()),
            activity=arguments.kind,
            duration_s=arguments.minutes * 60,
            distance_km=arguments.km,
            note=arguments.note,
        )
    )
    return 0


def note(arguments: argparse.Namespace) -> int:
    """Add a line to today's note."""
    journal = _open(arguments)
    journal.add(Note(day=journal.clock.now().date(), text=arguments.text))
    return 0
