"""``undo``, ``check``, ``backups``, ``restore`` and ``where``: the journal's file, looked after."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from shlex import quote
from typing import Any

from msgspec import to_builtins

from journal.clock import Clock
from journal.errors import SurefootError
from journal.journal import Journal
from journal.paths import as_typed, journal_path, settings_path
from journal.settings.settings import read_settings
from journal.store.backups import Backup
from journal.store.home import machine_zone, zone_of
from journal.text import one_line
from journal.units import size_words
from journal.upkeep import check as checking
from journal.upkeep import ways_back
from journal.upkeep.copies import copies_beside, new_in, put_away
from journal.upkeep.state import kept, switched_off
from journal.words.entry import dated_line
from journal.words.labels import word_for
from journal.words.names import Names
from library.words import counted, sentence
from screens.commands.output import clock_of, in_words, say_changed, say_json, say_saved, tell, warn


def undo(arguments: argparse.Namespace) -> None:
    with Journal.open(journal_path(arguments.journal), clock_of(arguments), create=False) as journal:
        label = journal.steps.undo_label and journal.undo()
        warn(*journal.notices)
    if not label:
        raise SurefootError("there is nothing to undo")
    say_changed(f"Undone: {label}.")


def check(arguments: argparse.Namespace) -> int:
    """Say whether the journal is whole and what is in it; or accept it as it is; or salvage what is whole."""
    path, clock = journal_path(arguments.journal), clock_of(arguments)
    if arguments.accept or arguments.bring_back or arguments.put_away or arguments.salvage:
        in_words(arguments, "a way back")
        _go_back(arguments, path, clock)
        return 0
    if not path.exists():
        Journal.open(path, clock, create=False).close()  # one that was there is refused: it is missing, not new
        if arguments.format == "json":
            say_json(_checked(checking.Report(path)))
        else:
            tell("\n".join([f"There is no journal at {one_line(str(path))} yet.", *beside()]))
        return 0
    report = checking.check(path, clock)
    if arguments.format == "json":
        say_json(_checked(report))
    else:
        tell("\n".join([*report_lines(report), *copies_lines(report), *beside()]))
    if not report.whole:
        warn(f"{path.name} is not whole")
    return int(not report.whole)


def _go_back(arguments: argparse.Namespace, path: Path, clock: Clock) -> None:
    if arguments.accept:
        backup = ways_back.accept(path, clock)
        answer = [f"Accepted as it is; the file as it was is the backup {backup.name}."]
        unread = checking.check(path, clock).problems
        if unread:
            counted_entries = counted(len(unread), "entry", "entries")
            answer.append(f"{counted_entries} in it cannot be read, and not be shown until mended:")
            answer += [f"  line {problem.line}: {problem.sentence}" for problem in unread[:20]]
            if len(unread) > 20:
                answer.append(f"  and {len(unread) - 20} more")
            answer.append(f"`surefoot restore {backup.name}` puts the file back as it was.")
        say_changed("\n".join(answer))
    elif arguments.bring_back:
        _bring_back(path, clock)
    elif arguments.put_away:
        _put_away(path, clock)
    else:
        target = as_typed(arguments.salvage)
        saved = ways_back.salvage(path, target, clock)
        lost = f"; {counted(saved.lost, 'line')} not whole and left out" if saved.lost else ""
        entries = counted(saved.entries, "entry", "entries")
        say_saved(f"Wrote {one_line(str(target))}: {entries} from {counted(saved.lines, 'line')}{lost}.")


def _checked(report: checking.Report) -> dict[str, Any]:
    """What ``check`` says as JSON values."""
    told = to_builtins(report, enc_hook=str)
    size = told.pop("size")
    return {**told, "size_bytes": size, "backups": [_backup(one) for one in report.backups], "notices": beside()}


def _backup(one: Backup) -> dict[str, Any]:
    return {"name": one.name, "day": one.day.isoformat(), "why": one.why, "size_bytes": one.size}


def copies_lines(report: checking.Report) -> Iterator[str]:
    """A sentence for each other copy of the journal beside it."""
    for copy, new in _copies(report.path, report.id):
        if new is None:
            more = "it cannot be read to its end"
        elif new:
            differ = f"{counted(new, 'entry', 'entries')} of it {'is' if new == 1 else 'are'} not so here"
            more = f"{differ}; `surefoot import {quote(str(copy))}` merges it"
        else:
            more = "all of it is here, and `surefoot check --put-away` moves it out of the way"
        yield f"{one_line(copy.name)} beside it is another copy of it: {more}."


def _copies(path: Path, id: str) -> Iterator[tuple[Path, int | None]]:
    """The other copies of a journal beside it, with how many entries are new in each; None where it cannot be read."""
    copies = copies_beside(path, id) if id else []
    here = checking.read_file(path)[1].documents or {} if copies else {}
    for copy in copies:
        try:
            yield copy, new_in(copy, here)
        except SurefootError:
            yield copy, None


def _put_away(path: Path, clock: Clock) -> None:
    """Move each copy out of the way of which all is here."""
    report = checking.check(path, clock)
    if not report.whole:
        raise SurefootError(f"{path.name} is not whole, so every copy of it stays where it is")
    moved = [put_away(copy) for copy, new in _copies(path, report.id) if new == 0]
    if not moved:
        raise SurefootError(f"no copy beside {path.name} holds only what is here")
    say_changed("\n".join(["Moved out of the way:", *(f"  {one_line(str(one))}" for one in moved)]))


def _bring_back(path: Path, clock: Clock) -> None:
    """Merge in again what was saved here and an older copy of the file does not have."""
    from journal.exchange.bringing import bring_in, saved_here

    with Journal.open(path, clock, create=False) as journal:
        told = [dated_line(entry, Names()) for entry in journal.missing]
        if not bring_in(journal, saved_here(journal)).changes_anything:
            raise SurefootError(f"nothing that was saved here is missing from {path.name}")
        warn(*journal.notices)
    say_changed("\n".join(["Brought back:", *told, "surefoot undo takes it back"]))


def beside() -> list[str]:
    """What is wrong beside the journal, a sentence each: in the settings, and where backups and drafts are kept."""
    _, problems = read_settings(settings_path())
    return [sentence(words) for words in (*problems, *switched_off(kept()))]


def report_lines(report: checking.Report) -> list[str]:
    """A report in words, a line each."""
    lines = [f"{one_line(str(report.path))}, {size_words(report.size)}"]
    if report.schema is not None:
        lines.append(f"schema {report.schema}, written by Surefoot {report.version}, {counted(report.lines, 'line')}")
    total = sum(report.counts.values())
    days = f", {report.oldest} to {report.newest}" if report.oldest else ""
    lines.append(f"{counted(total, 'entry', 'entries')}{days}")
    width = max((len(word_for(kind)) for kind in report.counts), default=0)
    lines += [f"  {word_for(kind):<{width}}  {count:>6}" for kind, count in report.counts.items()]
    lines.append(f"{report.removed} removed, {counted(report.changes, 'change')} kept for undo")
    lines.append(f"{report.stale:.0%} of the file is superseded")
    newest = f", the newest {report.backups[0].name}" if report.backups else ""
    lines.append(f"{counted(len(report.backups), 'backup')}{newest}")
    if report.whole and not report.problems:
        lines.append("The journal is whole.")
    lines += [f"saved here and not in it: {words}" for words in report.missing]
    for found in (report.problems, report.odd):
        lines += [f"byte {problem.offset}, line {problem.line}: {problem.sentence}" for problem in found[:20]]
        if len(found) > 20:
            lines.append(f"and {len(found) - 20} more")
    return [*lines, *report.advice]


def backups(arguments: argparse.Namespace) -> None:
    found = ways_back.backups_of(journal_path(arguments.journal))
    if arguments.format == "json":
        say_json({"backups": [_backup(one) for one in found]})
        return
    tell("\n".join(ways_back.told(found)))


def restore(arguments: argparse.Namespace) -> None:
    done = ways_back.restore(journal_path(arguments.journal), arguments.name, clock_of(arguments))
    if done.how == "same":
        tell(f"Nothing is different in {done.name}, so nothing was changed.")
        return
    said = {
        "changed": " changed; surefoot undo takes it back",
        "replaced": "; the file that was there is a backup now",
        "created": "",
    }
    say_changed(f"Restored {done.name}: {counted(done.changed, 'entry', 'entries')}{said[done.how]}.")
    with Journal.open(journal_path(arguments.journal), clock_of(arguments), create=False) as journal:
        warn(*filter(None, [journal.lacking]))  # what was saved since the backup


def where(arguments: argparse.Namespace) -> None:
    if arguments.home is not None:
        in_words(arguments, "where --home")
        _set_home(arguments)
        return
    paths = {"journal": journal_path(arguments.journal), "settings": settings_path(), **kept()}
    zone = zone_of(paths["journal"])
    if arguments.format == "json":
        say_json({**{name: str(path) for name, path in paths.items()}, "home": zone or None, "notices": beside()})
        return
    for name, path in paths.items():
        tell(f"{name:<9} {one_line(str(path))}")
    tell(f"{'home':<9} {zone or f'no time zone set: the machine is on {machine_zone()}'}")
    for words in beside():
        tell(words)


def _set_home(arguments: argparse.Namespace) -> None:
    """Set the home time zone; no entry is moved."""
    with Journal.open(journal_path(arguments.journal), clock_of(arguments)) as journal:
        journal.set_zone(arguments.home)
        told = f"{journal.zone}, now {journal.clock.now():%a %H:%M}" if journal.zone else "the machine's"
        warn(*journal.notices)
    say_changed(f"Home time zone: {told}.")
