"""The command line: every command with its options, as the design fixes them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from importlib import import_module
from typing import Any, NoReturn

from journal.dates import BadDate
from journal.errors import SurefootError
from journal.text import joined, printable
from journal.typed import decimal, minutes, whole
from screens.commands.naming import did_you_mean, find_id

MOST_READ = 1 << 20
"""Characters of a note that comes through a pipe."""


_REMARK = "a remark; - reads the standard input"


class _Parser(argparse.ArgumentParser):
    """One sentence on stderr and status 2 for a command line that cannot be read."""

    def __init__(self, **options: Any) -> None:
        # argparse formats each option as it is declared; only who reads the help waits for the terminal to be measured.
        super().__init__(formatter_class=partial(argparse.HelpFormatter, width=80), **options)

    def error(self, message: str) -> NoReturn:
        said = message.removeprefix("argument ").replace("with argument ", "with ")
        said = said.replace("the following arguments are required: ", "expected ")
        sentence = printable(said[:1].upper() + said[1:]).rstrip(".")
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
        near = did_you_mean(str(value), action.choices)
        if not action.option_strings and not isinstance(action, argparse._SubParsersAction):
            self.error(f"{str(value)[:40]!r} is none of {', '.join(action.choices)}{near}")
        if isinstance(action, argparse._SubParsersAction):
            self.error(f"{str(value)[:40]!r} is not a command{near}")
        raise argparse.ArgumentError(action, f"{str(value)[:40]!r} is none of {', '.join(action.choices)}{near}")

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


def _text(text: str) -> str:
    """Words from the command line, on one line as a form has them."""
    return joined(_lines(text))


def _lines(text: str) -> str:
    """A byte that is no UTF-8 becomes the sign for that, and is not lost unseen."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _note(text: str) -> str:
    """A remark, which may have several lines; ``-`` is what stands on the standard input."""
    if text != "-":
        return _lines(text)
    return sys.stdin.read(MOST_READ).strip() if sys.stdin is not None else ""


def _path(text: str) -> str:
    """A file or folder. Empty, as from a variable that is not set, it would be the folder one is in."""
    if not text.strip():
        raise argparse.ArgumentTypeError("it is empty; expected the path of a file")
    return text


def _whole(text: str) -> int:
    try:
        return whole(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is not a whole number") from None


def _number(text: str) -> float:
    try:
        return decimal(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is not a number, like 32 or 8.2") from None


def _minutes(text: str) -> float:
    """Seconds."""
    try:
        return minutes(text)
    except BadDate as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _fact(text: str) -> str:
    from journal.vocabulary import FACTS

    return _known(text, FACTS, "fact")


def _closed(text: str) -> str:
    """A stop sign, or a row of the verdict that a word may close."""
    from journal.vocabulary import NEVER_CLOSED, ROWS

    row = text.strip().upper()
    if row in NEVER_CLOSED:
        raise argparse.ArgumentTypeError(f"{row} is nothing that anybody can close")
    return _sign_or_row(text, [one for one in ROWS if one not in NEVER_CLOSED])


def _sign_or_row(text: str, rows: Sequence[str]) -> str:
    from journal.vocabulary import SIGNS

    row = text.strip().upper()
    return row if row in rows else _known(text, {**SIGNS, **dict.fromkeys(rows)}, "stop sign or rule")


def _question(text: str) -> str:
    """A question that is known, whether or not it is open."""
    from journal.vocabulary import QUESTIONS, ROWS, is_question

    what, colon, id = text.strip().partition(":")
    if colon and what == "seen":
        return f"seen:{_sign_or_row(id, ROWS)}"
    return text if is_question(text) else _known(text, QUESTIONS, "question")


def _known(text: str, words: Mapping[str, object], what: str) -> str:
    try:
        return find_id(text, words, what)
    except SurefootError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _answer(text: str) -> bool | float:
    """Yes, no or a number."""
    word = text.strip().lower()
    if word in ("yes", "y", "no", "n"):
        return word[0] == "y"
    try:
        return decimal(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is not yes, no or a number") from None


def _flag(command: argparse._ActionsContainer | _Unread, name: str, help: str) -> None:
    command.add_argument(name, action="store_true", help=help)


def _many(command: _Parser | _Unread, name: str, metavar: str, help: str, type: Callable[[str], str] = str) -> None:
    """An option that may come several times."""
    command.add_argument(name, action="append", default=[], type=type, metavar=metavar, help=help)


def _formats(command: _Parser | _Unread, *more: str) -> None:
    """A command that also prints what it says for programs, or in other forms."""
    others = ("text", *more, "json")
    command.add_argument("--format", choices=others, default="text", help="json is for programs (default: text)")


class _Misplaced(argparse.Action):
    """``--restricted`` anywhere but first, where somebody may take it to restrict."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        parser.error("--restricted stands first, before anything else, and once")


class _Unread:
    """A command that the command line does not name: building its parser would only cost time."""

    words = ""

    def add_argument(self, *_: object, **__: object) -> None:
        """Nothing will be read."""

    def add_mutually_exclusive_group(self) -> _Unread:
        """Nor of these."""
        return self


def build_parser(only: str | None = None) -> argparse.ArgumentParser:
    """Every command with its options, as the design fixes them; or ``only`` one of them."""
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

    def command(name: str, help: str) -> _Parser | _Unread:
        if only is not None and name != only:
            return _Unread()
        return commands.add_parser(name, help=help, description=help[:1].upper() + help[1:] + ".", allow_abbrev=False)

    command("demo", "open the app on a throw-away journal with twelve weeks of entries")
    today = command("today", "what to do today, and what is planned")
    _formats(today)
    _flag(today, "--due", "only what is asked for now, a line each; status 3 and nothing when nothing is")

    rate = command("rate", "rate both ankles, 0 to 10")
    rate.words = "screens.commands.rate:words_help"
    rate.add_argument("--left", type=_whole, metavar="N", help="left ankle, 0 none to 10 worst")
    rate.add_argument("--right", type=_whole, metavar="N", help="right ankle")
    rate.add_argument("--at", metavar="TIME", help="when: 07:12, 7pm, yesterday 21:30, 2026-11-20 07:12 (default now)")
    rate.add_argument("--moment", metavar="M", help="when in the day: on-waking, before, during, after …")
    _many(rate, "--spot", "SIDE:ID", "where, like left:achilles-mid")
    _many(rate, "--feel", "SIDE:ID", "how it feels, like left:stiff")
    _many(rate, "--trigger", "ID", "what may have set it off")
    _many(rate, "--stop-sign", "ID", "a stop sign that is there, or none: answers the question")
    rate.add_argument("--note", type=_note, default="", metavar="TEXT", help=_REMARK)

    run = command("run", "log a run, walk or other cardio; alone, how to run today")
    run.add_argument("--kind", metavar="K", help="run, walk, jump-rope, cycle, swim, low-impact or other")
    run.add_argument("--minutes", type=_minutes, metavar="N", help="how long: 32, 32:10 or 1h05")
    run.add_argument("--km", type=_number, metavar="N", help="how far, like 8.2")
    run.add_argument(
        "--shoe", type=_text, default="", metavar="NAME", help="a pair's name, or any part that only one pair has"
    )
    run.add_argument(
        "--support", type=_text, default="", metavar="ID", help="the brace, tape or sleeve worn: its id, or its type"
    )
    run.add_argument("--at", metavar="TIME", help="when it began: 07:12, 7pm, yesterday 21:30 (default: it just ended)")
    run.add_argument("--note", type=_note, default="", metavar="TEXT", help=_REMARK)

    note = command("note", "add a line to today's note")
    note.add_argument(
        "text",
        type=_note,
        metavar="TEXT",
        nargs="+",
        help="- reads the standard input; quotes are needed only for what the shell would read",
    )

    asked = command("asked", "write down what a physio, doctor or somebody else said")
    asked.words = "screens.commands.asked:closes_help"
    asked.add_argument(
        "--who", required=True, choices=("physio", "doctor", "urgent", "pharmacist", "other"), help="who said it"
    )
    asked.add_argument("--side", choices=("left", "right", "body"), default="body", help="whose it is (default: body)")
    asked.add_argument(
        "--limit",
        choices=("stop", "walk", "no-impact", "ladder", "easy", "usual", "as-before"),
        default="as-before",
        help="how much they allow (default: as before)",
    )
    asked.add_argument("--exercises", choices=("go-on", "change", "stop"), default="", help="what to do with them")
    asked.add_argument("--until", metavar="DAY", help="the last day it holds, or none (default: 42 days)")
    _many(
        asked,
        "--closes",
        "ID",
        "what they have looked at, one of those below: it is quiet while their word holds",
        _closed,
    )
    asked.add_argument("--note", type=_note, default="", metavar="TEXT", help="their words")
    asked.add_argument("--at", metavar="TIME", help="when they said it: yesterday 15:00 (default now)")

    about = command("about", "list the facts about you, or note one")
    about.words = "screens.commands.asked:facts_help"
    about.add_argument("fact", nargs="?", type=_fact, metavar="FACT", help="one of those below")
    about.add_argument("--since", metavar="DAY", help="from which day (default today)")
    about.add_argument("--until", metavar="DAY", help="its last day")
    about.add_argument("--side", choices=("left", "right"), help="of one ankle")
    _flag(about, "--remove", "remove it; undo brings it back")

    answer = command("answer", "list what is asked, or answer it")
    answer.words = "screens.commands.asked:questions_help"
    answer.add_argument("question", nargs="?", type=_question, metavar="QUESTION", help="one of those below")
    answer.add_argument("value", nargs="?", type=_answer, metavar="VALUE", help="yes, no or a number")
    answer.add_argument("--side", choices=("left", "right", "body"), help="whose answer (default: as it is asked)")
    answer.add_argument("--at", metavar="TIME", help="when it was so (default now)")

    log = command("log", "list entries, newest first, each with its id")
    log.add_argument("query", type=_text, nargs="*", metavar="QUERY", help="words that are all in it")
    log.add_argument("--kind", type=_text, metavar="K", help="run, session, check-in, note, shoe, self-test …")
    log.add_argument("--since", metavar="DAY", help="from that day on: yesterday, monday, 2026-11-20")
    log.add_argument("--until", metavar="DAY", help="up to that day")
    _formats(log)
    show = command("show", "print one entry in full")
    edit = command("edit", "change one entry")
    rm = command("rm", "remove one entry; undo brings it back")
    for one in (show, edit, rm):
        one.add_argument("id", metavar="ID", help="its id, as log lists it, or the last digits of it")
    _formats(show)
    edit.add_argument(
        "changes",
        type=_text,
        nargs="+",
        metavar="FIELD=VALUE",
        help="like distance_km=5.2, left.rating=3 or note=easy; an empty value takes the field back",
    )

    shoes = command("shoes", "list the shoes, with how far each has gone")
    _formats(shoes)
    shoe = command("shoe", "add a pair of shoes, or retire one")
    shoe.add_argument("what", choices=("add", "retire"), metavar="add|retire", help="add a new pair, or retire one")
    shoe.add_argument("name", type=_text, metavar="NAME", help="its name; of one that is here any part only it has")
    shoe.add_argument("--brand", type=_text, default="", metavar="TEXT", help="who makes it")
    shoe.add_argument("--model", type=_text, default="", metavar="TEXT", help="what its maker calls it")
    shoe.add_argument("--km", type=_number, metavar="N", help="how far it has gone already")
    shoe.add_argument("--limit", type=_number, metavar="KM", help="after how many km to say that it is worn")
    _flag(shoe, "--default", "the pair that runs count for when none is named")
    shoe.add_argument("--on", metavar="DAY", help="the day it was bought, or retired (default: today)")
    shoe.add_argument("--note", type=_note, default="", metavar="TEXT", help="a remark; on retiring, why")

    plan = command("plan", "print the plan, or set how often a routine is done")
    plan.add_argument(
        "what",
        nargs="?",
        choices=("show", "set", "drop"),
        default="show",
        metavar="show|set|drop",
        help="show (default), set, drop",
    )
    plan.add_argument("routine", type=_text, nargs="?", metavar="ROUTINE", help="its name, or any part only it has")
    how_often = plan.add_mutually_exclusive_group()
    how_often.add_argument("--days", type=_text, metavar="DAYS", help="like mon,wed,fri")
    how_often.add_argument("--times", type=_whole, metavar="N", help="so many times a week, 1 to 7")
    plan.add_argument("--a-day", type=_whole, metavar="N", help="so many times on such a day, 1 to 6")
    _formats(plan)

    test = command("test", "write down a self-test")
    test.add_argument("name", type=_text, metavar="NAME", help="heel-raises, knee-to-wall, stance-eyes-open …")
    test.add_argument(
        "--left", type=_text, default="", metavar="N", help='left; up to three tries where the best counts: "9 10 10.5"'
    )
    test.add_argument("--right", type=_text, default="", metavar="N", help="right")
    test.add_argument("--score", type=_number, metavar="N", help="of a clinic score, with --scale")
    test.add_argument("--scale", type=_text, default="", metavar="NAME", help="the name of a clinic score, like VISA-A")
    test.add_argument("--side", choices=("left", "right", "both"), help="whose score it is (default: both)")
    test.add_argument("--how", type=_text, default="", metavar="TEXT", help="how it was done: barefoot, in shoes")
    test.add_argument("--at", metavar="TIME", help="when (default now)")

    session = command("session", "lead through a session line by line")
    session.add_argument(
        "routine",
        type=_text,
        nargs="?",
        default="",
        metavar="ROUTINE",
        help="any part of its name that only one has; without one the open session, else the one that is due",
    )
    _flag(session, "--half", "begin it with half the sets, the same weight")
    exercises = command("exercises", "search the exercises")
    exercises.add_argument(
        "query", type=_text, nargs="?", default="", metavar="QUERY", help="words of its name, or its id"
    )
    _formats(exercises)

    week = command("week", "a week's summary")
    week.add_argument("week", nargs="?", default="", metavar="WEEK", help="like 2026-W47 (default: this week)")
    _formats(week, "markdown")
    _flag(week, "--with-facts", "Markdown too with the facts about you")

    report = command("report", "one page for a physio or doctor")
    report.add_argument("--weeks", type=_whole, default=6, metavar="N", help="how many weeks, up to today (default: 6)")
    report.add_argument(
        "--format", choices=("text", "markdown", "html", "json"), default="text", help="html prints on a sheet of A4"
    )
    _flag(report, "--with-facts", "with the facts about you")

    export = command("export", "write the whole journal in an open format")
    export.add_argument(
        "--format",
        choices=("json", "jsonl", "csv", "markdown", "ics"),
        default="json",
        help="ics is the plan and the next check-in, for a calendar",
    )
    export.add_argument("--since", metavar="DAY", help="from that day on: yesterday, monday, 2026-11-20")
    export.add_argument("--until", metavar="DAY", help="up to that day")
    export.add_argument("-o", "--output", metavar="PATH", help="the file to write; for csv a folder")
    facts = export.add_mutually_exclusive_group()
    facts.add_argument(
        "--with-facts",
        dest="facts",
        action="store_const",
        const=True,
        help="with the facts about you (default: json and jsonl hold them, csv and markdown do not)",
    )
    facts.add_argument(
        "--without-facts", dest="facts", action="store_const", const=False, help="without the facts about you"
    )
    _flag(export, "--anonymous", "without names and anything typed, and with other ids; not facts either")
    export.add_argument(
        "--key",
        type=_path,
        metavar="PATH",
        help="with --anonymous: a file with a secret that makes the same ids every time (default: a new one)",
    )
    _flag(export, "--shift-days", "with --anonymous: all days earlier by the same secret number of weeks")
    _flag(export, "--force", "write over an existing file")

    import_ = command("import", "add what other programs and other journals hold")
    import_.add_argument("files", type=_path, metavar="PATH", nargs="+", help="a file, a zip or a folder")
    import_.add_argument(
        "--from",
        dest="source",
        metavar="FORMAT",
        type=lambda text: text.removesuffix("-csv").removesuffix("-health"),
        choices=(
            *("surefoot", "strava", "garmin", "fit", "gpx", "tcx", "apple"),
            *("hevy", "strong", "fitnotes", "table"),
        ),
        help="a hint: surefoot, strava, garmin, fit, gpx, tcx, apple, hevy, strong, fitnotes or table",
    )
    _many(
        import_,
        "--map",
        "FIELD=COLUMN",
        "name a column of any table: started_at, kind, distance_km, distance_mi, duration, duration_min,"
        " duration_s, shoe or note",
        _text,
    )
    import_.add_argument("--unit", choices=("km", "mi"), help="what distances are in that name no unit")
    import_.add_argument("--day-order", choices=("day-first", "month-first"), help="which part of a date is the day")
    import_.add_argument(
        "--doubtful", choices=("leave", "take"), default="leave", help="leave or take what is in doubt (default: leave)"
    )
    _flag(import_, "--dry-run", "say what would happen, change nothing")
    _formats(import_)

    command("undo", "take back the last change")
    check = command("check", "is the journal whole, and what is in it")
    way = check.add_mutually_exclusive_group()
    _flag(way, "--accept", "back up, then go on with the file as it is")
    _flag(way, "--bring-back", "merge in again what was saved here and is missing")
    _flag(way, "--put-away", "move copies of it beside it of which all is here")
    way.add_argument("--salvage", type=_path, metavar="PATH", help="write the whole lines into a new file")
    backups = command("backups", "list the backups")
    restore = command("restore", "put a backup back, after backing up what is there")
    restore.add_argument("name", metavar="NAME", help="its name, as backups lists it")
    completion = command("completion", "print what completes words in a shell")
    completion.add_argument("shell", choices=("bash", "zsh", "fish"), metavar="bash|zsh|fish", help="the shell")
    command("schema", "the JSON Schema of the export")
    where = command("where", "the paths in use, and the home time zone")
    for one in (check, backups, where):
        _formats(one)
    where.add_argument("--home", metavar="ZONE", help="set the home time zone, like Europe/Berlin; '': none")
    return parser
