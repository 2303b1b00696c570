"""``export``, ``import`` and ``schema``: the journal in and out, on the command line."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from select import select
from typing import TYPE_CHECKING, Any

from journal.clock import Clock
from journal.entries import Fact
from journal.errors import SurefootError, system_said
from journal.exchange.anonymous import LEAST_KEY, MOST_KEY, Secret
from journal.exchange.exporting import Export, save, stream
from journal.exchange.files import AlreadyThere, write_file
from journal.journal import Journal
from journal.paths import instead_of_a_file, journal_path
from journal.text import one_line
from journal.units import size_words
from journal.words.names import Names
from library.words import counted
from screens.commands.output import (
    clock_of,
    days_given,
    opened,
    say_changed,
    say_saved,
    told_settings,
    usage,
    viewed,
    warn,
)

if TYPE_CHECKING:
    from journal.exchange.intake.packed import Progress

_WAYS = {"": "--doubtful take takes them", "unit": "--unit", "day-order": "--day-order"}
"""How the questions of an import are answered on the command line."""
WAIT_S = 1.0
"""Seconds of silence on the standard input after which it is said what is waited for."""
STANDARD_OUTPUT = (None, "-", "/dev/stdout")
"""What ``-o`` calls it; nothing can be put in the place of the last as of a file."""


def export(arguments: argparse.Namespace) -> None:
    output = None if arguments.output in STANDARD_OUTPUT else arguments.reach.to_write(arguments.output)
    if output is not None and not arguments.output.strip():
        raise SurefootError("-o is empty; expected the path of a file")
    if arguments.format == "csv" and output is None:
        usage("export", "csv is several tables: name a folder for them with -o")
    if arguments.force and output is None:
        usage("export", "--force goes with -o")
    if (arguments.key or arguments.shift_days) and not arguments.anonymous:
        usage("export", "--key and --shift-days go with --anonymous")
    if arguments.anonymous and arguments.format in ("markdown", "ics"):
        usage("export", f"{arguments.format} is to be read by people: --anonymous goes with json, jsonl and csv")
    if arguments.format == "ics":
        _calendar(arguments, output)
        return
    clock = clock_of(arguments)
    days = days_given(arguments, clock.now().date())
    wanted = Export(arguments.format, days, arguments.facts, _secret(arguments) if arguments.anonymous else None)
    with opened(arguments, clock) as journal:
        names = partial(names_of, journal)
        if output is None:
            _print(stream(journal, wanted, names))
        else:
            _write(output, partial(save, journal, output, wanted, names, force=arguments.force))
        if not wanted.keeps_facts and ((left_out := len(journal.of_kind(Fact))) or arguments.facts is False):
            warn(f"{counted(left_out, 'fact')} about you left out; --with-facts keeps them")
        warn(*journal.notices)


def _secret(arguments: argparse.Namespace) -> Secret:
    """What ids are replaced with: of a file, or a new one that nobody knows afterwards.

    Raises SurefootError: the file cannot be read, or holds too little.
    """
    if not arguments.key:
        return Secret(os.urandom(32), moves_days=arguments.shift_days)
    path = arguments.reach.to_read(arguments.key)
    try:
        if what := instead_of_a_file(path.stat().st_mode):
            raise SurefootError(f"{one_line(str(path))} is {what}, not a file")
        with path.open("rb") as file:
            key = file.read(MOST_KEY).strip()
    except OSError as error:
        raise SurefootError(f"{one_line(str(path))} cannot be read: {system_said(error)}") from None
    if len(key) < LEAST_KEY:
        raise SurefootError(
            f"{one_line(str(path))} is no key: it holds {len(key)} bytes, {LEAST_KEY} at least are needed"
        )
    return Secret(key, moves_days=arguments.shift_days)


def _calendar(arguments: argparse.Namespace, output: Path | None) -> None:
    """The plan, for a calendar; no entry is in it."""
    from screens.commands.calendar import chunks

    if arguments.since or arguments.until or arguments.facts is not None:
        usage("export", "ics is the plan: --since, --until and facts do not go with it")
    with viewed(arguments) as (journal, views, now):
        if output is None:
            _print(chunks(journal, views, now))
        else:
            events = chunks(journal, views, now)
            _write(output, partial(write_file, output, events, force=arguments.force, never=journal.path))


def _write(output: Path, save: Callable[[], int]) -> None:
    """Write to a file, and say so. Raises SurefootError: there is one that was not to be written over."""
    try:
        size = save()
    except AlreadyThere as error:
        raise SurefootError(f"{error}, or --force to write over it") from None
    say_saved(f"wrote {one_line(str(output))}, {size_words(size)}")


def import_(arguments: argparse.Namespace) -> None:
    """Add what files hold, and say what that did: Surefoot's own are merged whole, others' are reviewed."""
    clock = clock_of(arguments)
    target = journal_path(arguments.journal)
    if (mapping := _mapping(arguments.map)) is None:
        usage("import", "--map takes FIELD=COLUMN")
    from journal.exchange.bringing import is_ours
    from journal.exchange.reading import STANDARD_INPUT

    paths = [Path(path) if path == STANDARD_INPUT else arguments.reach.to_read(path) for path in arguments.files]
    if STANDARD_INPUT in arguments.files:
        if len(arguments.files) > 1:
            usage("import", "- stands alone: the standard input is one export")
        _say_what_is_waited_for()
    if len(paths) == 1 and (arguments.source == "surefoot" or is_ours(paths[0])):
        told, answer = _from_surefoot(paths[0], clock, target, arguments.dry_run)
    else:
        told, answer = _from_others(arguments, paths, mapping, clock, target)
    if arguments.format == "json":
        import json

        told = [json.dumps(answer, ensure_ascii=False)]
    (print if arguments.dry_run else say_changed)("\n".join(told))


def schema(_: argparse.Namespace) -> None:
    from journal.exchange.schema import schema_text

    print(schema_text(), end="")


def names_of(journal: Journal) -> Names:
    """What ids are called, in the runner's units."""
    from journal.views.views import Views
    from library.catalogue import Catalogue

    settings = told_settings()
    return Views(journal, settings, Catalogue.built_in()).names


def _mapping(named: list[str]) -> dict[str, str] | None:
    """Columns by field, as ``--map`` names them; None when one is in another form."""
    from journal.exchange.intake.looking import MAP_FIELDS

    mapping: dict[str, str] = {}
    for text in named:
        field, sign, column = text.partition("=")
        if not sign or not column.strip():
            return None
        if field not in MAP_FIELDS:
            raise SurefootError(f"--map {field[:40]!r} is not a field; the fields are {', '.join(MAP_FIELDS)}")
        what = field.partition("_")[0]  # distance_km and distance_mi are one thing
        if other := next((one for one in mapping if one.partition("_")[0] == what), None):
            raise SurefootError(f"--map {field}: there is a column for {other} already")
        mapping[field] = column
    return mapping


def _from_surefoot(path: Path, clock: Clock, target: Path, dry_run: bool) -> tuple[list[str], dict[str, Any]]:
    from journal.exchange.bringing import bring_in
    from journal.exchange.importing import plan
    from journal.exchange.reading import read_incoming
    from journal.exchange.report import explained, summary

    incoming = read_incoming(path, clock)
    with Journal.open(target, clock, create=not dry_run) as journal:
        done = plan(incoming, journal.past()) if dry_run else bring_in(journal, incoming)
        warn(*journal.notices)
        details = explained(done, names_of(journal))
        told = _told(incoming.name, summary(done), details, done.changes_anything, dry_run)
    lists: dict[str, Any] = {name: [] for name in ("runs", "sessions", "shoes", "left_out", "questions")}
    added = done.count("added")
    return told, {"format": "surefoot", **lists, "would_add": added, "added": 0 if dry_run else added}


def _from_others(
    arguments: argparse.Namespace, paths: list[Path], mapping: dict[str, str], clock: Clock, target: Path
) -> tuple[list[str], dict[str, Any]]:
    from journal.exchange.bringing import read_others, take_in, terms_of
    from journal.exchange.intake.recognising import Hints
    from journal.exchange.intake.remembering import recall
    from journal.exchange.intake.telling import as_json, details, summary

    settings, dry_run = told_settings(), arguments.dry_run
    answers = {id: value for id, value in (("unit", arguments.unit), ("day-order", arguments.day_order)) if value}
    with Journal.open(target, clock, create=not dry_run) as journal:
        warn(*journal.notices)
        terms = terms_of(journal, settings, answers)
        with _progress() as progress:
            material = read_others(paths, terms, Hints(arguments.source or "", mapping, recall), progress)
        taken = take_in(journal, material, terms, doubtful=arguments.doubtful, dry_run=dry_run)
    words = details(taken.review, taken.settled, settings.distance, _WAYS)
    changes = taken.changes_anything
    told = _told(material.name, summary(taken.settled, done=changes and not dry_run), words, changes, dry_run)
    if not dry_run and not changes and taken.review.doubtful:
        told[0] = f"nothing of {material.name} came in yet: all that is new in it is in doubt"
    return told, as_json(taken.review, taken.count, 0 if dry_run else taken.count)


def _say_what_is_waited_for() -> None:
    """Where nothing has come on the standard input after a while: a pipe that nobody writes to would be silent."""
    with suppress(OSError, ValueError, TypeError):  # closed, or none
        if not select([sys.stdin], [], [], WAIT_S)[0]:
            warn("waiting for the standard input; ctrl+c gives up")


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """How far a long reading is, on a terminal's standard error; ctrl+c stops it.

    Raises SurefootError: it was stopped.
    """
    seen, began = sys.stderr is not None and sys.stderr.isatty(), time.monotonic()
    shown = began + 1  # what is read at once needs no progress

    def tell(read: int, size: int) -> bool:
        nonlocal shown
        if (now := time.monotonic()) - shown > 0.2:
            shown = now
            of = f" of {size_words(size)}" if size >= read else ""
            print(f"\r{size_words(read)}{of} read, ctrl+c stops \x1b[K", end="", file=sys.stderr, flush=True)
        return True

    try:
        yield tell if seen else None
    except KeyboardInterrupt:
        raise SurefootError("the import was stopped; nothing was imported") from None
    finally:
        if shown > began + 1:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _told(name: str, summary: str, details: Iterable[str], changes: bool, dry_run: bool) -> list[str]:
    name = one_line(name)
    if dry_run:
        return [f"importing {name} would do this: {summary}", *details, "this was a dry run: nothing was changed"]
    if not changes:
        return [f"nothing in {name} is new: {summary}", *details]
    return [f"imported {name}: {summary}", *details, "surefoot undo takes it back"]


def _print(chunks: Iterable[bytes]) -> None:
    """Write to the standard output.

    Raises BrokenPipeError: the reader went away. Raises SurefootError: it cannot be written to.
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
        raise SurefootError(f"the output cannot be written: {system_said(error)}") from None
