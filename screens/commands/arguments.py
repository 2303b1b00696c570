"""The command line read: one sentence where it cannot be."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from functools import partial
from importlib import import_module
from typing import Any, NoReturn

from journal.text import one_line, printable
from screens.commands.declared import declare
from screens.commands.naming import did_you_mean


class _Once(argparse._StoreAction):
    """A value that is given once: of two the last would count, and the first be lost without a word."""

    given = False

    def __call__(self, parser: argparse.ArgumentParser, *given: Any) -> None:
        if self.given:
            raise argparse.ArgumentError(self, "it stands twice; expected one")
        self.given = True
        super().__call__(parser, *given)


class _Parser(argparse.ArgumentParser):
    """One sentence on stderr and status 2 for a command line that cannot be read."""

    def __init__(self, **options: Any) -> None:
        # argparse formats each option as it is declared; only who reads the help waits for the terminal to be measured.
        super().__init__(formatter_class=partial(argparse.HelpFormatter, width=80), **options)
        self.register("action", None, _Once)

    def print_help(self, file: Any = None) -> None:
        """The help, and the error where it cannot be written: argparse keeps quiet about that."""
        print(self.format_help(), end="", file=file, flush=True)

    def error(self, message: str) -> NoReturn:
        said = message.removeprefix("argument ").replace("with argument ", "with ")
        said = said.replace("the following arguments are required: ", "expected ")
        sentence = one_line(printable(said[:1].upper() + said[1:])).rstrip(".")
        end = "" if sentence.endswith("?") else "."
        self.exit(2, f"surefoot: {sentence}{end} See surefoot {self._subject()}--help.\n")

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As argparse's; what is too much is shown in quotes, with the help of the command it was typed for."""
        found, rest = self.parse_known_args(args, namespace)
        if rest:
            shown = ", ".join(repr(word[:40]) for word in rest[:3]) + (", …" if len(rest) > 3 else "")
            if found.command is not None:
                self.prog = f"{self.prog} {found.command}"
            self.error(f"not understood: {shown}")
        return found

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As argparse's; a mistyped option is said first, with the nearest, before what is missing for it."""
        for word in args or ():
            name = word.partition("=")[0]
            if word == "--" or (not word.startswith("-") and self._subparsers is not None):
                break
            if name == "--journal" and self._subparsers is None:
                self.error("--journal takes the path of a file, and stands once")
            if name.startswith("--") and name not in self._option_string_actions:
                self.error(f"unknown option {name[:40]}{did_you_mean(name, self._option_string_actions)}")
        return super().parse_known_args(args if self._subparsers else self._options_last(args or ()), namespace)

    def _options_last(self, args: Iterable[str]) -> list[str]:
        """The same words, options after the others: argparse takes words that may be left out only from one piece."""
        given: list[str] = []
        options: list[str] = []
        rest = list(args)
        while rest:
            word = rest.pop(0)
            name, has_value, _ = word.partition("=")
            if word == "--":
                return [*options, *given, word, *rest]
            action = self._option_string_actions.get(name)
            (given if action is None else options).append(word)
            while action is not None and rest and not has_value and action.nargs != 0 and not rest[0].startswith("--"):
                options.append(rest.pop(0))
                has_value = "="
                if action.nargs is None:
                    break
            if action is not None and action.nargs != 0 and not has_value:
                self.error(f"{name}: expected {action.metavar or ' or '.join(action.choices or ())} after it")
        return [*given, *options]

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        is_command = isinstance(action, argparse._SubParsersAction)
        known = "not a command" if is_command else f"none of {', '.join(action.choices)}"
        said = f"{str(value)[:40]!r} is {known}{did_you_mean(str(value), action.choices)}"
        if action.option_strings:
            raise argparse.ArgumentError(action, said)
        self.error(said)

    words: str = ""
    """Where the words a command knows come from, ``module:function``; shown under its help."""

    def format_help(self) -> str:
        """The options, and under them the words the command knows."""
        self.formatter_class = argparse.HelpFormatter
        text = super().format_help()
        if not self.words:
            return text
        module, _, name = self.words.partition(":")
        return f"{text}\n{getattr(import_module(module), name)()}"

    def _subject(self) -> str:
        _, _, command = self.prog.partition(" ")
        return f"{command} " if command else ""


class _Misplaced(argparse.Action):
    """``--restricted`` anywhere but first, where somebody may take it to restrict."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        parser.error("--restricted stands first, before anything else, and once")


class _Unread:
    """A command that the command line does not name: building its parser would only cost time."""

    def add_argument(self, *_: object, **__: object) -> None:
        """Nothing will be read."""

    def add_mutually_exclusive_group(self) -> _Unread:
        """Nor of these."""
        return self


def build_parser(only: str | None = None) -> argparse.ArgumentParser:
    """Every command with its options; or ``only`` one of them, where there is one of that name.

    ``handler`` of what is read is ``module:function`` that does the command; it is not there where none is named.
    """
    parser = _Parser(
        prog="surefoot",
        description="A journal for runners with sore ankles, or who want strong ones.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "--journal", metavar="PATH", help="the journal file (else $SUREFOOT_JOURNAL, else the usual place)"
    )
    parser.add_argument(
        "--restricted", action=_Misplaced, nargs=0, help="first of all: nothing but Surefoot, for a key of ssh"
    )
    parser.add_argument("--version", action="store_true", help="print the version")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    def begin(name: str, handler: str, help: str, words: str = "") -> Any:
        if only not in (None, name):
            return _Unread()
        made = commands.add_parser(name, help=help, description=f"{help[:1].upper()}{help[1:]}.", allow_abbrev=False)
        made.words = words
        made.set_defaults(handler=handler)
        return made

    declare(begin)
    return parser if commands.choices or only is None else build_parser()
