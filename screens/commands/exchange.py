"""``export``, ``import`` and ``schema``: the journal in and out, on the command line."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from journal.clock import Clock, clock_from_environment
from journal.dates import parse_day
from journal.errors import SurefootError
from journal.exchange import exporting
from journal.exchange.exporting import Range
from journal.exchange.files import AlreadyThere
from journal.journal import Journal
from journal.paths import journal_path
from journal.units import size_words
from journal.words.names import Names
from screens.commands.output import opened, say_changed, say_saved, told_settings, warn

STANDARD_OUTPUT = (None, "-", "/dev/stdout")
"""What ``-o`` calls it; nothing can be put in the place of the last as of a file."""


def export(arguments: argparse.Namespace) -> int:
    """Write the journal in an open format, to the standard output or a file."""
    output = None if arguments.output in STANDARD_OUTPUT else Path(arguments.output)
    if arguments.format == "csv" and output is None:
        return _usage("export", "csv is several tables: name a folder for them with -o")
    if arguments.force and output is None:
        return _usage("export", "--force goes with -o")
    gc.disable()  # one pass over everything, then the end: nothing here becomes garbage worth looking for
    clock = clock_from_environment()
    days = Range(
        *(parse_day(text, clock.now().date()) if text else None for text in (arguments.since, arguments.until))
    )
    with opened(arguments, clock) as journal:
        names = partial(names_of, journal)
        if output is None:
            _print(exporting.stream(journal, arguments.format, days, names))
        else:
            try:
                size = exporting.save(journal, output, arguments.format, days, names, force=arguments.force)
            except AlreadyThere as error:
                raise SurefootError(f"{error}, or --force to write over it") from None
            say_saved(f"wrote {output}, {size_words(size)}")
        warn(*journal.notices)
    return 0


def import_(arguments: argparse.Namespace) -> int:
    """Add and merge what a file holds, and say what that did."""
    clock = clock_from_environment()
    path = Path(arguments.file)
    bring = _from_strava if arguments.source == "strava" else _from_surefoot
    lines = bring(path, clock, journal_path(arguments.journal), arguments.dry_run)
    (print if arguments.dry_run else say_changed)("\n".join(lines))
    return 0


def schema(_: argparse.Namespace) -> int:
    """Print the JSON Schema of the export."""
    from journal.exchange.schema import schema_text

    print(schema_text(), end="")
    return 0


def names_of(journal: Journal) -> Names:
    """What ids are called, in the runner's units."""
    from journal.views.summaries import Summaries
    from library.catalogue import Catalogue

    settings = told_settings()
    return Summaries(journal, settings, Catalogue.built_in()).names


def _from_surefoot(path: Path, clock: Clock, target: Path, dry_run: bool) -> list[str]:
    from journal.exchange.bringing import bring_in, looked_at
    from journal.exchange.reading import read_incoming
    from journal.exchange.report import explained, summary

    incoming = read_incoming(path, clock)
    with Journal.open(target, clock, create=not dry_run) as journal:
        plan = looked_at(journal, incoming) if dry_run else bring_in(journal, incoming)
        warn(*journal.notices)
        return _told(incoming.name, summary(plan), explained(plan, names_of(journal)), plan.changes_anything, dry_run)


def _from_strava(path: Path, clock: Clock, target: Path, dry_run: bool) -> list[str]:
    from journal.exchange.bringing import bring_in_activities
    from journal.text import one_line

    settings = told_settings()
    with Journal.open(target, clock, create=not dry_run) as journal:
        plan = bring_in_activities(journal, path, settings.distance, dry_run=dry_run)
        warn(*journal.notices)
        summary, *rest = plan.report()
        return _told(one_line(path.name), summary.rstrip("."), rest, bool(plan.add), dry_run)


def _told(name: str, summary: str, details: Iterable[str], changes: bool, dry_run: bool) -> list[str]:
    if dry_run:
        return [f"importing {name} would do this: {summary}", *details, "this was a dry run: nothing was changed"]
    if not changes:
        return [f"nothing in {name} is new: {summary}", *details]
    return [f"imported {name}: {summary}", *details, "surefoot undo takes it back"]


def _print(chunks: Iterable[bytes]) -> None:
    """Write to the standard output.

    Raises:
        BrokenPipeError: the reader went away.
        SurefootError: it cannot be written to.
    """
    if sys.stdout is None:
        raise SurefootError("there is no standard output to write to")
    try:
        for chunk in chunks:
            sys.stdout.buffer.write(chunk)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise SurefootError(f"the output cannot be written: {(error.strerror or str(error)).lower()}") from None


def _usage(command: str, sentence: str) -> int:
    print(f"surefoot: {sentence}. See surefoot {command} --help.", file=sys.stderr)
    return 2
