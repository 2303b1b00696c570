"""Three machines that edit, remove, undo and import from each other, in any order, end with the same journal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.clock import FixedClock
from journal.entries import Entry, Item, Note, Run, Session, Set
from journal.errors import CannotUndo, UnknownEntry
from journal.exchange.bringing import bring_in
from journal.exchange.exporting import Export, save
from journal.exchange.reading import read_incoming
from journal.journal import Journal
from journal.rules.done.history import live_items, live_sets
from journal.rules.training.session import add_round
from journal.words.names import Names
from library.routine import PlannedDose
from tests.support.exploring import examples
from tests.support.journals import fixed_clock
from tests.support.tried import MACHINES

Step = tuple[str, int, int]
steps = st.lists(
    st.tuples(
        st.sampled_from(
            ["note", "text", "tick", "tick", "more", "remark", "finish", "remove", "undo", "redo", "import", "import"]
        ),
        st.integers(0, 2),
        st.integers(0, 5),
    ),
    min_size=3,
    max_size=14,
)


OFF: dict[str, tuple[timedelta, ...]] = {
    "minutes": (timedelta(0), timedelta(minutes=7), timedelta(minutes=-11)),
    "hours": (timedelta(hours=-9), timedelta(0), timedelta(hours=5)),
    "ten years": (timedelta(0), timedelta(days=3653), timedelta(days=-3653)),
}
"""By how much the three clocks are off."""


class Machine:
    """One login's journal, with a clock that is off."""

    def __init__(self, folder: Path, number: int, off: timedelta) -> None:
        self.clock: FixedClock = fixed_clock()
        self.clock.moment += off
        self.folder, self.number = folder, number
        self.journal = Journal.open(folder / f"{number}.json", self.clock, state=folder / "state")

    def exported(self) -> bytes:
        """The entries as JSON Lines."""
        path = self.folder / f"export-{self.number}.jsonl"
        save(self.journal, path, Export("jsonl"), Names, force=True)
        return path.read_bytes()

    def take_from(self, other: Machine, journal_file: bool = False) -> None:
        """Import the other's export, or its journal file."""
        if other.exported():
            path = other.journal.path if journal_file else other.folder / f"export-{other.number}.jsonl"
            bring_in(self.journal, read_incoming(path, self.clock))

    def do(self, step: str, which: int, others: list[Machine]) -> None:
        """One thing a runner does."""
        journal = self.journal
        entries: list[Entry] = [*journal.of_kind(Note), *journal.of_kind(Run)]
        sessions = journal.of_kind(Session)
        match step:
            case "note":
                journal.add(Note(day=self.clock.now().date(), text=f"{self.number} at {self.clock.now():%H:%M}"))
            case "text" if entries:
                self._change(
                    entries[which % len(entries)], lambda e: {"note" if isinstance(e, Run) else "text": f"{which}"}
                )
            case "tick" if sessions:
                self._change(sessions[0], lambda e: {"items": _ticked(e, which)})
            case "more" if sessions:
                self._change(sessions[0], lambda e: {"items": _with_a_round(e, self.clock)})
            case "remark" if sessions:
                self._change(sessions[0], lambda e: {"items": _remarked(e, f"{self.number}/{which}")})
            case "finish" if sessions:
                self._change(sessions[0], lambda e: {"state": "finished", "rpe": float(which)})
            case "remove" if entries or sessions:
                known = [*entries, *sessions]
                journal.remove(known[which % len(known)].id)
            case "undo":
                journal.undo()
            case "redo":
                journal.redo()
            case "import":
                self.take_from(others[which % len(others)], journal_file=which > 3)
            case _:
                pass

    def _change(self, entry: Entry, fields: Callable[[Any], dict[str, Any]]) -> None:
        self.journal.change(entry.id, lambda fresh: msgspec.structs.replace(fresh, **fields(fresh)))


def _ticked(session: Session, which: int) -> tuple[Item, ...]:
    ids = [each.id for item in session.items for each in item.sets]
    return tuple(
        msgspec.structs.replace(
            item,
            sets=tuple(
                msgspec.structs.replace(each, result="done", reps=which) if each.id == ids[which % len(ids)] else each
                for each in item.sets
            ),
        )
        for item in session.items
    )


def _with_a_round(session: Session, clock: FixedClock) -> tuple[Item, ...]:
    """A set more on each side of the last exercise."""
    return add_round(session, session.items[-1].id, clock.now()).items


def _with_another(session: Session, clock: FixedClock) -> tuple[Item, ...]:
    """A second exercise."""
    first = session.items[0]
    return (*session.items, msgspec.structs.replace(first, id="2", position=2.0, updated_at=clock.now()))


def _with(session: Session, result: Any) -> tuple[Item, ...]:
    """The items with the first set's result."""
    first, *others = session.items
    done, *sets = first.sets
    return (msgspec.structs.replace(first, sets=(msgspec.structs.replace(done, result=result), *sets)), *others)


def _remarked(session: Session, note: str) -> tuple[Item, ...]:
    first, *rest = session.items
    return (msgspec.structs.replace(first, note=note), *rest)


def machines(folder: Path, off: str = "minutes") -> list[Machine]:
    """Three machines that begin with the same session, run and note."""
    found = [Machine(folder, number, by) for number, by in enumerate(OFF[off])]
    first = found[0]
    now = first.clock.now()
    item = Item(
        id="1",
        exercise="heel-raise",
        dose=PlannedDose(reps=12),
        sets=tuple(Set(id=f"1-{n}", reps=12, updated_at=now) for n in range(1, 5)),
        updated_at=now,
    )
    first.journal.add_all(
        [
            Session(started_at=now, items=(item,)),
            Run(started_at=now, duration_s=600),
            Note(day=now.date(), text="first"),
        ]
    )
    for other in found[1:]:
        other.take_from(first)
    return found


EITHER_WAY = pytest.mark.parametrize(
    "journal_files", [pytest.param(False, id="by exports"), pytest.param(True, id="by journal files")]
)


def told_after_an_exchange(all_three: list[Machine], journal_files: bool = False) -> list[bytes]:
    """What each machine would export once everything was taken from everyone."""
    first, second, third = all_three
    for taker, giver in ((first, second), (first, third), (second, first), (third, first)):
        taker.take_from(giver, journal_files)
    told = [machine.exported() for machine in all_three]
    for machine in all_three:
        machine.journal.close()
    return told


@pytest.mark.parametrize("off", OFF)
@examples(MACHINES.few, full=MACHINES.full)
@given(steps=steps)
def test_machines_that_hear_of_each_other_agree(off: str, steps: list[Step]) -> None:
    """Whatever was done on which, by whatever clock, and whatever was taken back in between."""
    with TemporaryDirectory() as folder:
        _agree(machines(Path(folder), off), steps)


def _agree(all_three: list[Machine], steps: list[Step]) -> None:
    for step, who, which in steps:
        for machine in all_three:
            machine.clock.advance(minutes=1)
        others = [machine for machine in all_three if machine.number != who]
        try:
            all_three[who].do(step, which, others)
        except (UnknownEntry, CannotUndo):
            continue
    told = told_after_an_exchange(all_three)
    assert told[0] == told[1] == told[2]


@EITHER_WAY
def test_a_remark_on_a_session_removed_elsewhere_and_brought_back_by_a_tick_is_everywhere(
    tmp_path: Path, journal_files: bool
) -> None:
    """The remark is of before the removal, the tick of after it; who hears of the removal keeps the remark in it."""
    first, second, third = machines(tmp_path)
    second.do("remark", 1, [])
    first.clock.advance(minutes=10)
    first.journal.remove(first.journal.of_kind(Session)[0].id)
    second.take_from(first, journal_files)
    third.clock.advance(minutes=30)
    third.do("tick", 0, [])
    told = told_after_an_exchange([first, second, third], journal_files)
    assert told[0] == told[1] == told[2]


@EITHER_WAY
@pytest.mark.parametrize("off", OFF)
@pytest.mark.parametrize("ahead", [0, 1, 2])
def test_a_set_added_after_another_machine_s_comes_after_it_everywhere(
    tmp_path: Path, off: str, ahead: int, journal_files: bool
) -> None:
    """Though the clock it was added by is behind the other."""
    all_three = machines(tmp_path, off)
    first, second = all_three[ahead], all_three[ahead - 1]
    first.do("more", 0, [])
    second.take_from(first, journal_files)
    second.clock.advance(minutes=1)
    second.do("more", 0, [])
    [here] = second.journal.of_kind(Session)
    [item] = here.items
    told = told_after_an_exchange(all_three, journal_files)
    assert told[0] == told[1] == told[2]
    assert [one.id for one in item.sets] == [one["id"] for one in _sets_in(told[0])]


def _sets_in(export: bytes) -> list[dict[str, Any]]:
    """The sets of the one session in JSON Lines."""
    entries = map(msgspec.json.decode, export.splitlines())
    [session] = [entry for entry in entries if entry["kind"] == "session"]
    found: list[dict[str, Any]] = session["items"][0]["sets"]
    return found


@EITHER_WAY
def test_a_tick_by_a_clock_that_is_behind_in_a_session_removed_elsewhere_is_everywhere(
    tmp_path: Path, journal_files: bool
) -> None:
    """The first tick is of before the session began, as that clock has it; the second is of after its removal."""
    first, second, third = machines(tmp_path)
    first.journal.remove(first.journal.of_kind(Session)[0].id)
    third.do("tick", 0, [])
    second.take_from(first, journal_files)
    third.clock.advance(minutes=20)
    third.do("tick", 1, [])
    told = told_after_an_exchange([first, second, third], journal_files)
    assert told[0] == told[1] == told[2]


def live(machine: Machine) -> list[tuple[str, list[str]]]:
    """The exercises and sets of the session that stand."""
    [session] = machine.journal.of_kind(Session)
    return [(item.id, [one.id for one in live_sets(item)]) for item in live_items(session)]


@EITHER_WAY
@pytest.mark.parametrize("off", OFF)
@pytest.mark.parametrize("add", [_with_a_round, _with_another], ids=["a set", "an exercise"])
def test_what_was_added_told_elsewhere_and_undone_is_gone_everywhere(
    tmp_path: Path, add: Callable[[Session, FixedClock], tuple[Item, ...]], off: str, journal_files: bool
) -> None:
    """Whoever tells whom first; redo brings it back to both, and undo takes it away again."""
    here, there, _ = machines(tmp_path, off)
    before = live(here)
    here.journal.change(
        here.journal.of_kind(Session)[0].id, lambda old: msgspec.structs.replace(old, items=add(old, here.clock))
    )
    more = live(here)
    assert more != before
    there.take_from(here, journal_files)
    assert live(there) == more
    for turn, wanted in ((Journal.undo, before), (Journal.redo, more), (Journal.undo, before)):
        assert turn(here.journal) is not None
        here.take_from(there, journal_files)
        assert live(here) == wanted
        there.take_from(here, journal_files)
        assert live(there) == wanted
        assert here.exported() == there.exported()


@pytest.mark.parametrize("off", OFF)
@pytest.mark.parametrize("number", range(3))
def test_what_was_changed_last_holds_whatever_the_clocks_say(tmp_path: Path, off: str, number: int) -> None:
    """Each time made on one machine from what another has just told."""
    all_three = machines(tmp_path, off)
    here, there = all_three[number], all_three[number - 1]
    for turn, (writer, reader) in enumerate([(here, there), (there, here)] * 2):
        _change_all_and_tell(writer, reader, text=f"turn {turn}", result=None if turn % 2 else "done")
    told = told_after_an_exchange(all_three)
    assert told[0] == told[1] == told[2]


def _change_all_and_tell(writer: Machine, reader: Machine, text: str, result: Any) -> None:
    """A text, a tick, a removal and its undo; each is read as it was meant."""
    journal, told = writer.journal, reader.journal
    [note], [session] = journal.of_kind(Note), journal.of_kind(Session)
    journal.change(note.id, lambda old: msgspec.structs.replace(old, text=text))
    journal.change(session.id, lambda old: msgspec.structs.replace(old, items=_with(old, result)))
    reader.take_from(writer)
    assert told.of_kind(Note)[0].text == text
    assert told.of_kind(Session)[0].items[0].sets[0].result == result
    journal.remove(session.id)
    reader.take_from(writer)
    assert not told.of_kind(Session)
    journal.undo()
    reader.take_from(writer)
    assert told.of_kind(Session)
