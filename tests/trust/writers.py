"""Programs that the tests start, several at once: each says on its standard output what was acknowledged."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from journal.clock import SystemClock
from journal.entries import Note, Run
from journal.errors import Busy
from journal.journal import Journal

T = TypeVar("T")


def say(text: str) -> None:
    """One line, in one write, so that a kill cannot halve it unseen."""
    os.write(1, f"{text}\n".encode())


def patient(verb: Callable[[], T]) -> T:
    """Do it, however long another writer has the lock: on a busy machine that is longer than a runner would wait."""
    while True:
        try:
            return verb()
        except Busy:
            continue


def opened(path: Path) -> Journal:
    return patient(lambda: Journal.open(path, SystemClock(), state=path.parent / "state"))


def write_for_ever(path: Path) -> None:
    """Add notes, compacting now and then; say each id once it is acknowledged."""
    journal = opened(path)
    number = 0
    while True:
        number += 1
        note = Note(day=journal.clock.now().date(), text=f"note {number} " + "x" * (number % 300))
        say(patient(partial(journal.add, note)).id)
        if number % 97 == 0:
            patient(journal.compact)


def count(path: Path, id: str, times: int) -> None:
    """Raise the duration of one run so many times."""
    journal = opened(path)

    def raised(entry: Run) -> Run:
        return msgspec.structs.replace(entry, duration_s=(entry.duration_s or 0) + 1)

    for _ in range(times):
        patient(lambda: journal.change(id, raised, undoable=False))
    say("done")


def count_in_table(path: Path, id: str, times: int) -> None:
    """The same through TinyDB's own interface."""
    from tinydb.operations import increment

    table = opened(path).table
    for _ in range(times):
        assert patient(lambda: table.update(increment("duration_s"), doc_ids=[int(id)])) == [int(id)]
    say("done")


if __name__ == "__main__":
    name, path, *rest = sys.argv[1:]
    if name == "write":
        write_for_ever(Path(path))
    else:
        {"count": count, "table": count_in_table}[name](Path(path), rest[0], int(rest[1]))
