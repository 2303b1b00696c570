"""``completion``: what a shell completes, made from the declarations of the commands.

Words that never change stand in the script; what the runner has named is asked for as it is needed.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from shlex import quote

from msgspec import Struct

from journal.entries import ACTIVITIES, KINDS
from journal.store.names import KINDS as OWN
from journal.vocabulary import FACTS, FEELS, MOMENTS, QUESTIONS, SELF_TESTS, SIGNS, SPOTS, TRIGGERS
from library.built_in import BuiltIn
from screens.commands.output import tell

NAMED = (*OWN,)
"""What is asked for when it is needed."""
TAKES_FILES = "import"
"""The command whose own words are files; those of the others a shell is not to offer."""
_SIDES = ("left:", "right:")
_OPTIONS: Mapping[str, Iterable[str] | str] = {
    "--shoe": "shoes",
    "--spot": _SIDES,
    "--feel": _SIDES,
    "--moment": MOMENTS,
    "--trigger": TRIGGERS,
    "--stop-sign": (*SIGNS, "none"),
    "--closes": SIGNS,
}
_PLACES: Mapping[str, Iterable[str] | str] = {
    "exercises": "exercises",
    "plan": "routines",
    "session": "routines",
    "shoe": "shoes",
    "test": SELF_TESTS,
    "about": FACTS,
    "answer": QUESTIONS,
}
"""What the words of a command itself may be, besides its choices."""
_SIDED: Mapping[str, Iterable[str]] = {"--spot": SPOTS, "--feel": FEELS}


class Completed(Struct, frozen=True):
    """What can follow a command: its options with their help, words by option, and words of its own."""

    name: str
    help: str
    options: Mapping[str, str]
    values: Mapping[str, Sequence[str] | str]
    words: Sequence[str]
    named: str = ""


def completion(arguments: argparse.Namespace) -> None:
    from screens.commands.arguments import build_parser

    commands = [*_commands(build_parser())]
    fish = arguments.shell == "fish"
    tell("\n".join(_fish(commands)) if fish else _bash(commands, zsh=arguments.shell == "zsh"))


def _commands(parser: argparse.ArgumentParser) -> Iterator[Completed]:
    [choices] = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    helps = {one.dest: one.help or "" for one in choices._choices_actions}
    built_in = {"exercises": BuiltIn().exercise_ids, "routines": BuiltIn().routine_ids}
    for name, sub in choices.choices.items():
        options: dict[str, str] = {}
        values: dict[str, Sequence[str] | str] = {}
        words: list[str] = []
        for action in sub._actions:
            if not action.option_strings:
                words += [str(one) for one in action.choices or ()]
                continue
            known: Iterable[str] | str = "" if action.nargs == 0 else " "
            for option in action.option_strings:
                options[option] = action.help or ""
                if action.choices:
                    known = [str(one) for one in action.choices]
                elif option == "--kind":
                    known = ACTIVITIES if name == "run" else KINDS
                if known := _OPTIONS.get(option, known):
                    values[option] = known if isinstance(known, str) else [*known]
        own = _PLACES.get(name, ())
        words += built_in.get(own, ()) if isinstance(own, str) else own
        yield Completed(name, helps.get(name, ""), options, values, words, own if isinstance(own, str) else "")


def _bash(commands: Sequence[Completed], *, zsh: bool) -> str:
    """The script as ``completion.bash`` has it, with its commands; after import the shell completes files itself."""
    names = [one.name for one in commands]
    options = [f"    *' {option}:') words={quote(' '.join(ids))};;" for option, ids in _SIDED.items()]
    words = []
    for one in commands:
        for option, known in one.values.items():
            ids = _whole(option) if zsh and option in _SIDED else known
            what = f"names={known}" if known in NAMED else f"words={quote(' '.join(ids))}"
            options.append(f"    '{one.name} {option}') {what};;")
        long = (option for option in one.options if option.startswith("--"))
        named = f" names={one.named}" if one.named else ""
        words.append(f"      {one.name}) words={quote(' '.join([*one.words, *long]))}{named};;")
    words.append(f"      *) words={quote(' '.join([*names, '--journal', '--version', '--help']))};;")
    script = Path(__file__).with_suffix(".bash").read_text(encoding="utf-8").rstrip()
    for place, told in (
        ("@names@", "|".join(names)),
        ("@options@", "\n".join(options)),
        ("@commands@", "\n".join(words)),
    ):
        script = script.replace(place, told)
    return f"autoload -U +X bashcompinit && bashcompinit\n{script}" if zsh else script


def _fish(commands: Sequence[Completed]) -> Iterator[str]:
    names = " ".join(one.name for one in commands)
    for one in commands:
        yield (
            f"complete -c surefoot -n 'not __fish_seen_subcommand_from {names}' -f -a {one.name} -d {_fished(one.help)}"
        )
    for one in commands:
        when = f"complete -c surefoot -n '__fish_seen_subcommand_from {one.name}'"
        if one.name != TAKES_FILES:
            yield f"{when} -f"
        if one.words:
            yield f"{when} -a {_fished(' '.join(one.words))}"
        if one.named:
            yield f"{when} -a '(surefoot completion names {one.named} 2>/dev/null)'"
        for option, help in one.options.items():
            flag = f"-l {option[2:]}" if option.startswith("--") else f"-s {option[1:]}"
            line = f"{when} {flag} -d {_fished(help)}"
            known = one.values.get(option, "")
            if option in _SIDED:
                known = _whole(option)
            if known in NAMED:
                line += f" -x -a '(surefoot completion names {known} 2>/dev/null)'"
            elif known:
                words = "" if isinstance(known, str) else " ".join(known)
                line += f" -x -a {_fished(words)}" if words else " -r -F"
            yield line


def _whole(option: str) -> list[str]:
    """What bash takes for two words, the side and what is there, is one for the others."""
    return [f"{side}{id}" for side in _SIDES for id in _SIDED[option]]


def _fished(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
