"""Every command: where it is done, what it is for, and what it can be given, as the design fixes them."""

from __future__ import annotations

from argparse import _ActionsContainer
from collections.abc import Callable, Iterable
from typing import Any

from screens.commands.values import answer, closed, count, fact, number, path, question, remark, seconds, source, text

SIDES = ("left", "right", "body")
Begin = Callable[..., Any]
"""Begins a command: its name, ``module:function`` that does it, what it is for, and the same of what gives the words it
knows, where it knows any."""


def value(
    command: _ActionsContainer, name: str, metavar: str, help: str, type: Callable[[str], object] = str, **more: Any
) -> None:
    command.add_argument(name, metavar=metavar, help=help, type=type, **more)


def words(command: _ActionsContainer, name: str, metavar: str, help: str, **more: Any) -> None:
    """Words on one line; empty where nothing is given."""
    value(command, name, metavar, help, text, default="", **more)


def note(command: _ActionsContainer, help: str = "a remark; - reads the standard input") -> None:
    value(command, "--note", "TEXT", help, remark, default="")


def many(command: _ActionsContainer, name: str, metavar: str, help: str, type: Callable[[str], object] = str) -> None:
    """What may come several times."""
    value(command, name, metavar, help, type, action="append", default=[])


def flag(command: _ActionsContainer, name: str, help: str) -> None:
    command.add_argument(name, action="store_true", help=help)


def choice(command: _ActionsContainer, name: str, help: str, known: Iterable[str], **more: Any) -> None:
    command.add_argument(name, choices=tuple(known), help=help, **more)


def formats(command: _ActionsContainer, *more: str) -> None:
    """Of a command that also prints what it says for programs, or in other forms."""
    choice(command, "--format", "json is for programs (default: text)", ("text", *more, "json"), default="text")


def days(command: _ActionsContainer) -> None:
    value(command, "--since", "DAY", "from that day on: yesterday, monday, 2026-11-20")
    value(command, "--until", "DAY", "up to that day")


def declare(begin: Begin) -> None:
    """All of them, in the order of the help."""
    begin("demo", "screens.app.launch:demo", "open the app on a throw-away journal with twelve weeks of entries")
    _daily(begin)
    _about_the_runner(begin)
    _entries(begin)
    _shoes_and_training(begin)
    _in_and_out(begin)
    _the_file(begin)


def _daily(begin: Begin) -> None:
    today = begin("today", "screens.commands.today:today", "what to do today, and what is planned")
    formats(today)
    flag(today, "--due", "only what is asked for now, a line each; status 3 and nothing when nothing is")

    rate = begin("rate", "screens.commands.rate:rate", "rate both ankles, 0 to 10", "screens.commands.rate:words_help")
    value(rate, "--left", "N", "left ankle, 0 none to 10 worst", count)
    value(rate, "--right", "N", "right ankle", count)
    value(rate, "--at", "TIME", "when: 07:12, 7pm, yesterday 21:30, 2026-11-20 07:12 (default now)")
    value(rate, "--moment", "M", "when in the day: on-waking, before, during, after …")
    many(rate, "--spot", "SIDE:ID", "where, like left:achilles-mid")
    many(rate, "--feel", "SIDE:ID", "how it feels, like left:stiff")
    many(rate, "--trigger", "ID", "what may have set it off")
    many(rate, "--stop-sign", "ID", "a stop sign that is there, or none: answers the question")
    note(rate)

    run = begin("run", "screens.commands.run:run", "log a run, walk or other cardio; alone, how to run today")
    value(run, "--kind", "K", "run, walk, jump-rope, cycle, swim, low-impact or other")
    value(run, "--minutes", "N", "how long: 32, 32:10 or 1h05", seconds)
    value(run, "--km", "N", "how far, like 8.2", number)
    words(run, "--shoe", "NAME", "a pair's name, or any part that only one pair has")
    words(run, "--support", "ID", "the brace, tape or sleeve worn: its id, or its type")
    value(run, "--at", "TIME", "when it began: 07:12, 7pm, yesterday 21:30 (default: it just ended)")
    note(run)

    line = begin("note", "screens.commands.note:note", "add a line to today's note")
    quotes = "- reads the standard input; quotes are needed only for what the shell would read"
    value(line, "text", "TEXT", quotes, remark, nargs="+")


def _about_the_runner(begin: Begin) -> None:
    heard, known = "write down what a physio, doctor or somebody else said", "screens.commands.asked:closes_help"
    asked = begin("asked", "screens.commands.asked:asked", heard, known)
    choice(asked, "--who", "who said it", ("physio", "doctor", "urgent", "pharmacist", "other"), required=True)
    choice(asked, "--side", "whose it is (default: body)", SIDES, default="body")
    limits = ("stop", "walk", "no-impact", "ladder", "easy", "usual", "as-before")
    choice(asked, "--limit", "how much they allow (default: as before)", limits, default="as-before")
    choice(asked, "--exercises", "what to do with them", ("go-on", "change", "stop"), default="")
    value(asked, "--until", "DAY", "the last day it holds, or none (default: 42 days)")
    quiet = "what they have looked at, one of those below: it is quiet while their word holds"
    many(asked, "--closes", "ID", quiet, closed)
    note(asked, "their words")
    value(asked, "--at", "TIME", "when they said it: yesterday 15:00 (default now)")

    facts = "list the facts about you, or note one"
    about = begin("about", "screens.commands.asked:about", facts, "screens.commands.asked:facts_help")
    value(about, "fact", "FACT", "one of those below", fact, nargs="?")
    value(about, "--since", "DAY", "from which day (default today)")
    value(about, "--until", "DAY", "its last day")
    choice(about, "--side", "of one ankle", ("left", "right"))
    flag(about, "--remove", "remove it; undo brings it back")

    asks, known = "list what is asked, or answer it", "screens.commands.asked:questions_help"
    answered = begin("answer", "screens.commands.asked:answer", asks, known)
    value(answered, "question", "QUESTION", "one of those below", question, nargs="?")
    value(answered, "value", "VALUE", "yes, no or a number", answer, nargs="?")
    choice(answered, "--side", "whose answer (default: as it is asked)", SIDES)
    value(answered, "--at", "TIME", "when it was so (default now)")


def _entries(begin: Begin) -> None:
    log = begin("log", "screens.commands.log:log", "list entries, newest first, each with its id")
    value(log, "query", "QUERY", "words that are all in it", text, nargs="*")
    value(log, "--kind", "K", "run, session, check-in, note, shoe, self-test …", text)
    days(log)
    formats(log)
    show = begin("show", "screens.commands.log:show", "print one entry in full")
    edit = begin("edit", "screens.commands.log:edit", "change one entry")
    rm = begin("rm", "screens.commands.log:remove", "remove one entry; undo brings it back")
    for one in (show, edit, rm):
        value(one, "id", "ID", "its id, as log lists it, or the last digits of it")
    formats(show)
    like = "like distance_km=5.2, left.rating=3 or note=easy; an empty value takes the field back"
    value(edit, "changes", "FIELD=VALUE", like, text, nargs="+")


def _shoes_and_training(begin: Begin) -> None:
    formats(begin("shoes", "screens.commands.shoes:shoes", "list the shoes, with how far each has gone"))
    shoe = begin("shoe", "screens.commands.shoes:shoe", "add a pair of shoes, or retire one")
    choice(shoe, "what", "add a new pair, or retire one", ("add", "retire"), metavar="add|retire")
    value(shoe, "name", "NAME", "its name; of one that is here any part only it has", text)
    words(shoe, "--brand", "TEXT", "who makes it")
    words(shoe, "--model", "TEXT", "what its maker calls it")
    value(shoe, "--km", "N", "how far it has gone already", number)
    value(shoe, "--limit", "KM", "after how many km to say that it is worn", number)
    flag(shoe, "--default", "the pair that runs count for when none is named")
    value(shoe, "--on", "DAY", "the day it was bought, or retired (default: today)")
    note(shoe, "a remark; on retiring, why")

    plan = begin("plan", "screens.commands.plan:plan", "print the plan, or set how often a routine is done")
    shown, ways = "show (default), set, drop", ("show", "set", "drop")
    choice(plan, "what", shown, ways, nargs="?", default="show", metavar="show|set|drop")
    value(plan, "routine", "ROUTINE", "its name, or any part only it has", text, nargs="?")
    how_often = plan.add_mutually_exclusive_group()
    value(how_often, "--days", "DAYS", "like mon,wed,fri", text)
    value(how_often, "--times", "N", "so many times a week, 1 to 7", count)
    value(plan, "--a-day", "N", "so many times on such a day, 1 to 6", count)
    formats(plan)

    test = begin("test", "screens.commands.self_test:test", "write down a self-test")
    value(test, "name", "NAME", "heel-raises, knee-to-wall, stance-eyes-open …", text)
    words(test, "--left", "N", 'left; up to three tries where the best counts: "9 10 10.5"')
    words(test, "--right", "N", "right")
    value(test, "--score", "N", "of a clinic score, with --scale", number)
    words(test, "--scale", "NAME", "the name of a clinic score, like VISA-A")
    choice(test, "--side", "whose score it is (default: both)", ("left", "right", "both"))
    words(test, "--how", "TEXT", "how it was done: barefoot, in shoes")
    value(test, "--at", "TIME", "when (default now)")

    session = begin("session", "screens.commands.session:session", "lead through a session line by line")
    which = "any part of its name that only one has; without one the open session, else the one that is due"
    words(session, "routine", "ROUTINE", which, nargs="?")
    flag(session, "--half", "begin it with half the sets, the same weight")
    exercises = begin("exercises", "screens.commands.exercises:exercises", "search the exercises")
    words(exercises, "query", "QUERY", "words of its name, or its id", nargs="?")
    formats(exercises)


def _in_and_out(begin: Begin) -> None:
    week = begin("week", "screens.commands.week:week", "a week's summary")
    value(week, "week", "WEEK", "like 2026-W47 (default: this week)", nargs="?", default="")
    formats(week, "markdown")
    flag(week, "--with-facts", "Markdown too with the facts about you")

    report = begin("report", "screens.commands.week:report", "one page for a physio or doctor")
    value(report, "--weeks", "N", "how many weeks, up to today (default: 6)", count, default=6)
    pages = ("text", "markdown", "html", "json")
    choice(report, "--format", "html prints on a sheet of A4", pages, default="text")
    flag(report, "--with-facts", "with the facts about you")

    export = begin("export", "screens.commands.exchange:export", "write the whole journal in an open format")
    plan, kinds = "ics is the plan and the next check-in, for a calendar", ("json", "jsonl", "csv", "markdown", "ics")
    choice(export, "--format", plan, kinds, default="json")
    days(export)
    export.add_argument("-o", "--output", metavar="PATH", help="the file to write; for csv a folder")
    facts = export.add_mutually_exclusive_group()
    held = "with the facts about you (default: json and jsonl hold them, csv and markdown do not)"
    for option, is_with, told in (
        ("--with-facts", True, held),
        ("--without-facts", False, "without the facts about you"),
    ):
        facts.add_argument(option, dest="facts", action="store_const", const=is_with, help=told)
    flag(export, "--anonymous", "without names and anything typed, and with other ids; not facts either")
    secret = "with --anonymous: a file with a secret that makes the same ids every time (default: a new one)"
    value(export, "--key", "PATH", secret, path)
    flag(export, "--shift-days", "with --anonymous: all days earlier by the same secret number of weeks")
    flag(export, "--force", "write over an existing file")

    bring_in = begin("import", "screens.commands.exchange:import_", "add what other programs and other journals hold")
    value(bring_in, "files", "PATH", "a file, a zip or a folder", path, nargs="+")
    sources = ["surefoot", "strava", "garmin", "fit", "gpx", "tcx", "apple", "hevy", "strong", "fitnotes", "table"]
    hint = f"a hint: {', '.join(sources[:-1])} or {sources[-1]}"
    value(bring_in, "--from", "FORMAT", hint, source, dest="source", choices=sources)
    fields = "started_at, kind, distance_km, distance_mi, duration, duration_min, duration_s, shoe or note"
    many(bring_in, "--map", "FIELD=COLUMN", f"name a column of any table: {fields}", text)
    choice(bring_in, "--unit", "what distances are in that name no unit", ("km", "mi"))
    choice(bring_in, "--day-order", "which part of a date is the day", ("day-first", "month-first"))
    doubt = "leave or take what is in doubt (default: leave)"
    choice(bring_in, "--doubtful", doubt, ("leave", "take"), default="leave")
    flag(bring_in, "--dry-run", "say what would happen, change nothing")
    formats(bring_in)


def _the_file(begin: Begin) -> None:
    begin("undo", "screens.commands.store:undo", "take back the last change")
    check = begin("check", "screens.commands.store:check", "is the journal whole, and what is in it")
    way = check.add_mutually_exclusive_group()
    flag(way, "--accept", "back up, then go on with the file as it is")
    flag(way, "--bring-back", "merge in again what was saved here and is missing")
    flag(way, "--put-away", "move copies of it beside it of which all is here")
    value(way, "--salvage", "PATH", "write the whole lines into a new file", path)
    backups = begin("backups", "screens.commands.store:backups", "list the backups")
    restore = begin("restore", "screens.commands.store:restore", "put a backup back, after backing up what is there")
    value(restore, "name", "NAME", "its name, as backups lists it")
    completion = begin("completion", "screens.commands.completion:completion", "print what completes words in a shell")
    choice(completion, "shell", "the shell", ("bash", "zsh", "fish"), metavar="bash|zsh|fish")
    begin("schema", "screens.commands.exchange:schema", "the JSON Schema of the export")
    where = begin("where", "screens.commands.store:where", "the paths in use, and the home time zone")
    for one in (check, backups, where):
        formats(one)
    value(where, "--home", "ZONE", "set the home time zone, like Europe/Berlin; '': none")
