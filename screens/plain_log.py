"""``rate``, ``run`` and ``note``: one entry written, one line said."""

from __future__ import annotations

import argparse

from journal.clock import clock_from_environment
from journal.dates import parse_moment
from journal.entries import AnkleReport, CheckIn, Note, Run
from journal.errors import SurefootError
from journal.journal import Journal
from journal.paths import journal_path


def _open(arguments: argparse.Namespace) -> Journal:
    return Journal.open(journal_path(arguments.journal), clock_from_environment())


def rate(arguments: argparse.Namespace) -> int:
    """Write one check-in."""
    if arguments.left is None and arguments.right is None:
        raise SurefootError("rate needs --left N or --right N")
    with_journal = _open(arguments)
    now = with_journal.clock.now()
    with_journal.add(
        CheckIn(
            at=parse_moment(arguments.at or "", now),
            moment=arguments.moment or "at-rest",
            left=AnkleReport(rating=arguments.left),
            right=AnkleReport(rating=arguments.right),
            note=arguments.note,
        )
    )
    return 0


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
