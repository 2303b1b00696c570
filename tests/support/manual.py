"""The page ``man surefoot`` shows, written from the declarations of the commands by ``make documents``."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from journal import VERSION
from screens.commands.arguments import build_parser

PATH = Path(__file__).parents[2] / "docs" / "surefoot.1"
_STATUSES = {
    "0": "done",
    "1": "refused with one sentence, and nothing changed",
    "2": "a command line that cannot be read",
    "3": "today --due: nothing is asked for now",
}


def commands() -> dict[str, argparse.ArgumentParser]:
    """Every command's parser by its name, in the order the help lists them."""
    [listed] = [one for one in build_parser()._actions if isinstance(one, argparse._SubParsersAction)]
    return dict(listed.choices)


def arguments_of(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """What can stand behind a command, but for ``--help``."""
    kinds = (argparse._HelpAction, argparse._SubParsersAction)
    return [one for one in parser._actions if not isinstance(one, kinds)]


def manual() -> str:
    """The page in the language of man pages (roff)."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    program = build_parser()
    yield f'.TH SUREFOOT 1 "" "Surefoot {VERSION}"'
    yield ".SH NAME"
    yield f"surefoot {_plain('-')} {_plain(str(program.description)[:1].lower() + str(program.description)[1:-1])}"
    yield ".SH SYNOPSIS"
    yield from (".B surefoot", r"[\fIOPTION\fR ...] [\fICOMMAND\fR ...]")
    yield ".SH DESCRIPTION"
    yield "Alone it opens the app. With a command it does one thing, and ends."
    yield ".SH OPTIONS"
    yield from _told(arguments_of(program))
    yield ".SH COMMANDS"
    for name, parser in commands().items():
        yield f".SS surefoot {_plain(name)}"
        yield _plain(str(parser.description))
        yield from _told(arguments_of(parser))
        if getattr(parser, "words", ""):
            yield from (".P", rf"The words it knows: \fBsurefoot {_plain(name)} {_plain('--help')}\fR")
    yield ".SH EXIT STATUS"
    for status, meaning in _STATUSES.items():
        yield from (".TP", rf"\fB{status}\fR", _plain(meaning))
    yield ".SH ENVIRONMENT"
    yield from (".TP", r"\fBSUREFOOT_JOURNAL\fR", "the journal file, where the line names none")


def _told(arguments: list[argparse.Action]) -> Iterator[str]:
    for one in arguments:
        choices = "|".join(map(str, one.choices)) if one.choices else ""
        value = "" if one.nargs == 0 else choices if choices and one.option_strings else one.metavar or choices
        names = ", ".join(rf"\fB{_plain(name)}\fR" for name in one.option_strings)
        yield ".TP"
        yield " ".join(part for part in (names, rf"\fI{_plain(str(value))}\fR" if value else "") if part)
        yield _plain(str(one.help))


def _plain(text: str) -> str:
    """Text that is no request of roff: a backslash, a hyphen, and a point or an apostrophe where a line begins."""
    text = text.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{text}" if text.startswith((".", "'")) else text
