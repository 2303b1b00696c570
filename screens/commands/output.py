"""What the plain commands share: the settings with what is wrong in them said, and a journal fit to be read."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NoReturn

from journal.errors import Damaged, InvalidEntry, SurefootError
from journal.paths import backups_folder, journal_path, settings_path
from journal.text import one_line, printable
from journal.upkeep.state import switched_off

if TYPE_CHECKING:
    from journal.clock import Clock
    from journal.exchange.exporting import DayRange
    from journal.journal import Journal
    from journal.settings.settings import Settings
    from journal.views.views import Views


NEXT = "surefoot today says what to do now."
"""Said after a change that reads no more of the journal than it needs."""


def told_settings() -> Settings:
    """The runner's settings; one sentence on standard error for each thing wrong in their file."""
    from journal.settings.settings import read_settings  # here: rate reads none

    settings, problems = read_settings(settings_path())
    warn(*problems)
    return settings


def tell(text: str, *, error: bool = False, end: str = "\n", flush: bool = False) -> None:
    """Print words of any origin: a name, a path, what a file held. The one way in which commands say anything."""
    print(printable(text), file=sys.stderr if error else sys.stdout, end=end, flush=flush)


def warn(*sentences: str) -> None:
    """Say what is noticed on standard error, a line each, whatever name stands in it."""
    for sentence in sentences:
        tell(f"surefoot: {one_line(sentence)}", error=True)


def clock_of(arguments: argparse.Namespace) -> Clock:
    """The clock, in the home time zone of the journal named on the command line."""
    from journal.store.home import clock_for

    return clock_for(journal_path(arguments.journal))


def say_changed(answer: str) -> None:
    """As ``say_saved``, after a change of the journal: also that no backups are made, where none can be."""
    say_saved(answer)
    warn(*switched_off({"backups": backups_folder()}))


def say_saved(answer: str) -> None:
    """Print what a durable change did. It stands where the answer cannot be printed, so that is no refusal.

    Raises BrokenPipeError: the reader went away.
    """
    if sys.stdout is None:
        return
    try:
        tell(answer, flush=True)
    except BrokenPipeError:
        raise
    except OSError:
        # Without this the interpreter would try once more at exit, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        with suppress(OSError):
            warn("saved, but the answer could not be printed")


def in_words(arguments: argparse.Namespace, what: str) -> None:
    """Refuse JSON of what changes something: it answers with a sentence. Raises SurefootError: it is asked for."""
    if arguments.format == "json":
        raise SurefootError(f"{what} answers in words, so not with --format json; nothing was done")


def say_json(values: object) -> None:
    from msgspec import json, to_builtins

    try:
        told = json.format(json.encode(values), indent=2).decode()
    except UnicodeEncodeError:  # in a path: a byte that is no UTF-8
        from json import dumps

        told = dumps(to_builtins(values), ensure_ascii=False, indent=2)
    tell(told)


@contextmanager
def by_option(options: Mapping[str, str]) -> Iterator[None]:
    """Name the option a value was typed in, where an entry's field cannot hold it."""
    try:
        yield
    except InvalidEntry as error:
        raise SurefootError(f"{options.get(error.field, error.field)}: {error.expected}") from None


def moment_given(typed: str | None, now: datetime) -> datetime:
    """When ``--at`` says something was; now where it is not given.

    Raises SurefootError: it is no time, or one to come.
    """
    from journal.dates import parse_moment
    from journal.rules.ankle.moments import refuse_future

    try:
        return refuse_future(parse_moment(typed or "", now), now)
    except SurefootError as error:
        raise SurefootError(f"--at: {getattr(error, 'expected', error)}") from None


def word_list(title: str, words: Sequence[tuple[str, str]]) -> str:
    """Words a command knows, by id, for its help."""
    width = max(len(id) for id, _ in words) + 2
    return "\n".join([f"{title}:", *(f"  {id:<{width}}{label}" for id, label in words), ""])


def opened(arguments: argparse.Namespace, clock: Clock, *, create: bool = False) -> Journal:
    """The journal named on the command line, for reading; a missing one reads as empty.

    It is not created, unless by ``create`` and a change.
    Raises Refused: it cannot be read, or a line in it was edited and not accepted.
    """
    from journal.journal import Journal

    journal = Journal.open(journal_path(arguments.journal), clock, create=create)
    if journal.mismatch:
        journal.close()
        raise Damaged(journal.mismatch)
    return journal


@contextmanager
def viewed(arguments: argparse.Namespace, *, create: bool = False) -> Iterator[tuple[Journal, Views, datetime]]:
    """The journal named on the command line, what reads it, and the moment; as ``opened``."""
    from journal.views.views import Views
    from library.catalogue import Catalogue

    clock, settings = clock_of(arguments), told_settings()
    with opened(arguments, clock, create=create) as journal:
        yield journal, Views(journal, settings, Catalogue.built_in()), clock.now()
        warn(*journal.notices)


def given(arguments: argparse.Namespace | SimpleNamespace, option: str) -> Any:
    """What was given for an option or a word, by what it is called in the help; None for one the command has not."""
    return getattr(arguments, option.strip("-").replace("-", "_").lower(), None)


def refuse_idle(arguments: argparse.Namespace, options: Iterable[str], goes_with: str) -> None:
    """Refuse options that would do nothing, rather than drop what was typed.

    ``goes_with``: what they do something with. Raises Misused: one is given.
    """
    idle = [option for option in options if given(arguments, option) not in (None, "", False)]
    if idle:
        usage(arguments.command, f"{' and '.join(idle)} {'go' if len(idle) > 1 else 'goes'} with {goes_with}")


def day_given(typed: str | None, today: date, option: str) -> date | None:
    """The day that an option says; None where it is not given. Raises SurefootError: it is no day; names the option."""
    from journal.dates import parse_day

    try:
        return parse_day(typed, today) if typed else None
    except SurefootError as error:
        raise SurefootError(f"{option}: {error}") from None


def days_given(arguments: argparse.Namespace, today: date) -> DayRange:
    """The days of ``--since`` and ``--until``. Raises SurefootError: one is no day, or they end before they begin."""
    from journal.dates import parse_day
    from journal.exchange.exporting import DayRange

    return DayRange(*(parse_day(text, today) if text else None for text in (arguments.since, arguments.until)))


class Misused(SurefootError):
    """A command was called with what does not go together: as a command line that cannot be read."""

    status = 2


def usage(command: str, sentence: str) -> NoReturn:
    raise Misused(f"{sentence}. See surefoot {command} --help.")
