"""``surefoot``: the commands. Imports nothing that the command it is given does not need."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from types import SimpleNamespace

from journal import VERSION
from journal.errors import SurefootError, system_said
from screens.terminal.loading import load_without

TYPE_CHECKING = False  # importing typing for it would cost as much as a third of the interpreter's start
if TYPE_CHECKING:
    from argparse import Namespace

BARE = {"command": None, "journal": None, "version": False}
"""What the parser makes of no arguments at all."""
UNPARSED = {(): BARE, ("--version",): BARE | {"version": True}}
"""Command lines that are known by heart, so that nothing is loaded to read them."""


def _print_what_fits() -> None:
    """Print what looks like a character where there is none: on a terminal without UTF-8, in another encoding.

    Into a pipe or a file goes UTF-8 wherever Python can write it.
    """
    if sys.stdout is None:
        return
    narrow = "utf" not in (getattr(sys.stdout, "encoding", None) or "utf").lower()
    if not narrow and not sys.stdout.isatty():
        return
    from screens.terminal.mode import wants_ascii

    if narrow or wants_ascii(os.environ):
        from screens.terminal.ascii import print_alike

        print_alike(None if narrow else "ascii", sys.stdout, sys.stderr)


def _flush() -> None:
    """Send what was printed; a program started without a standard output (``>&-``) has none to send."""
    if sys.stdout is not None:
        sys.stdout.flush()


def _complain(sentence: str) -> None:
    """One sentence on one line of standard error, whatever stands in it."""
    from journal.text import one_line, printable

    print(f"surefoot: {one_line(printable(sentence))}", file=sys.stderr)


def _take_closed_streams() -> None:
    """Take the places of standard streams that were closed, so that no journal is opened in one and printed into."""
    while (fd := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(fd)


def _load_msgspec() -> None:
    """It asks typing_extensions, which costs as much as all the rest of it, for three names that ``typing`` has."""
    load_without("msgspec", "typing_extensions")


def _journal_first(words: Sequence[str]) -> list[str]:
    """The words with ``--journal PATH`` before the command, wherever it stands; after ``--`` nothing is an option."""
    end = words.index("--") if "--" in words else len(words)
    for at, word in enumerate(words[:end]):
        if word == "--journal" and at + 1 < end:
            return ["--journal", words[at + 1], *words[:at], *words[at + 2 :]]
        if word.startswith("--journal="):
            return ["--journal", word.partition("=")[2], *words[:at], *words[at + 1 :]]
    return [*words]


def _print_names(words: Sequence[str]) -> int:
    """What a shell's completion asks for, ``completion names KIND``; it has no use for a sentence where it fails."""
    from journal.paths import journal_file
    from journal.store.names import own_names

    journal = words[-4] if words[-5:-4] == ["--journal"] else None
    try:
        for name in own_names(journal_file(journal), words[-1]):
            print(name)
        _flush()
    except (SurefootError, OSError, ValueError, LookupError, AttributeError, RecursionError):
        return 1
    return 0


def _arguments(words: Sequence[str]) -> Namespace | SimpleNamespace:
    """What a command line says."""
    if (known := UNPARSED.get(tuple(words))) is not None:
        return SimpleNamespace(**known)
    _load_msgspec()
    from screens.commands.arguments import build_parser

    words = _journal_first(words)
    command = words[2:3] if words[:1] == ["--journal"] else words[:1]
    return build_parser(*command).parse_args(words)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 1 refused with one sentence, 2 a command line that cannot be read."""
    if argv is None:
        gc.disable()  # a command ends before garbage is worth looking for; the app turns it on again
        _take_closed_streams()
    _print_what_fits()
    words = [*(sys.argv[1:] if argv is None else argv)]
    restricted = words[:1] == ["--restricted"]
    if restricted:
        from screens.commands.restricted import words_given

        try:
            words = words_given(words[1:], os.environ)
        except SurefootError as error:
            _complain(str(error))
            return 2
    if words[-3:-1] == ["completion", "names"] and not restricted:
        return _print_names(words)
    arguments: Namespace | SimpleNamespace = SimpleNamespace(**BARE)
    try:
        arguments = _arguments(words)
        if arguments.version:
            print(f"surefoot {VERSION}")
            _flush()
            return 0
        _load_msgspec()
        from journal.exchange.reach import Reach

        arguments.reach = Reach()  # any file, unless restricted
        if restricted:
            from screens.commands.restricted import restrict

            restrict(arguments)
        module, _, name = getattr(arguments, "handler", "screens.app.launch:open_app").partition(":")
        status: int | None = getattr(import_module(module), name)(arguments)
        _flush()
        return status or 0
    except SurefootError as error:
        _complain(str(error))
        return getattr(error, "status", 1)
    except RecursionError:
        _complain("an entry is nested too deeply to be read")
        return 1
    except BrokenPipeError:
        # The reader went away; without this the interpreter would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        what = error.filename or "the output cannot be written"
        _complain(f"{what}: {system_said(error)}")
        if sys.stdout is not None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # nobody foresaw it
        from journal.paths import journal_path
        from screens.commands.fault import tell_fault

        command = arguments.command or ""
        _complain(f"{tell_fault(error, None if command == 'demo' else journal_path(arguments.journal), command)}.")
        return 1
