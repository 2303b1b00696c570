"""``surefoot``: the commands. Imports neither Textual nor pendulum until a command needs them."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING

from journal import VERSION
from journal.errors import SurefootError

if TYPE_CHECKING:
    from argparse import Namespace

HANDLERS = {
    "today": "screens.plain_today:today",
    "rate": "screens.plain_rate:rate",
    "run": "screens.plain_run:run",
    "note": "screens.plain_note:note",
    "exercises": "screens.plain_exercises:exercises",
    "week": "screens.plain_week:week",
    "report": "screens.plain_week:report",
    "export": "screens.plain_exchange:export",
    "import": "screens.plain_exchange:import_",
    "schema": "screens.plain_exchange:schema",
    "undo": "screens.plain_store:undo",
    "check": "screens.plain_store:check",
    "backups": "screens.plain_store:backups",
    "restore": "screens.plain_store:restore",
    "where": "screens.plain_store:where",
    "demo": "screens.launch:demo",
    None: "screens.launch:open_app",
}
"""Where each command is done: ``handler(arguments) -> exit status``; imported when it is called."""


BARE = {"command": None, "journal": None, "version": False}
"""What the parser makes of no arguments at all."""


def _print_what_fits() -> None:
    """Print what looks like a character where there is none: on a terminal without UTF-8, in another encoding.

    Into a pipe or a file goes UTF-8 wherever Python can write it.
    """
    if sys.stdout is None:
        return
    narrow = "utf" not in (getattr(sys.stdout, "encoding", None) or "utf").lower()
    if not narrow and not sys.stdout.isatty():
        return
    from screens.terminal import wants_ascii

    if narrow or wants_ascii(os.environ):
        from screens.ascii import print_alike

        print_alike(None if narrow else "ascii", sys.stdout, sys.stderr)


def _flush() -> None:
    """Send what was printed; a program started without a standard output (``>&-``) has none to send."""
    if sys.stdout is not None:
        sys.stdout.flush()


def _take_closed_streams() -> None:
    """Take the places of standard streams that were closed, so that no journal is opened in one and printed into."""
    while (fd := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(fd)


def _named(words: Sequence[str]) -> str | None:
    """The command a command line begins with, after ``--journal PATH``; None when it has to be looked for."""
    first = words[2:3] if words[:1] == ["--journal"] else words[:1]
    return first[0] if first and first[0] in HANDLERS else None


def _arguments(words: Sequence[str]) -> Namespace:
    """What a command line says; the app opens every day without one, and without loading what reads it."""
    from screens.arguments import build_parser

    return build_parser(_named(words)).parse_args(words)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 1 refused with one sentence, 2 a command line that cannot be read."""
    if argv is None:
        gc.disable()  # a command ends before garbage is worth looking for; the app turns it on again
        _take_closed_streams()
    words = [*(sys.argv[1:] if argv is None else argv)]
    arguments = _arguments(words) if words else SimpleNamespace(**BARE)
    _print_what_fits()
    try:
        if arguments.version:
            print(f"surefoot {VERSION}")
            return 0
        module, _, name = HANDLERS[arguments.command].partition(":")
        status: int = getattr(import_module(module), name)(arguments)
        _flush()
        return status
    except SurefootError as error:
        print(f"surefoot: {error}", file=sys.stderr)
        return 1
    except RecursionError:
        print("surefoot: an entry is nested too deeply to be read", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader went away; without this the interpreter would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        what = error.filename or "the output cannot be written"
        print(f"surefoot: {what}: {(error.strerror or str(error)).lower()}", file=sys.stderr)
        if sys.stdout is not None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
