"""What a one-shot command finds in the file is what reading the whole of it finds."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec

from journal.clock import FixedClock
from journal.entries import CheckIn, Note
from journal.journal import Journal
from journal.quick import add_to_note, noted_lately
from tests.support.entries import check_in
from tests.support.journals import fixed_clock, with_values

DAYS = 300


def year_of_entries(path: Path, *, compact: bool) -> tuple[FixedClock, list[CheckIn]]:
    """A check-in and a long note on each day, each in a line of its own or in the order of ids; some changed since."""
    clock = fixed_clock("2026-01-30T18:00:00+01:00")
    with Journal.open(path, clock) as journal:
        for _ in range(DAYS):
            clock.advance(days=1)
            journal.add_all([check_in(clock), Note(day=clock.now().date(), text="calf tight " * 60)])
        if compact:
            journal.compact()
        kept = journal.of_kind(CheckIn)
        for one in kept[::40]:
            journal.change(one.id, with_values(note="looked at again"))
        journal.remove(kept[-2].id)
        return clock, journal.of_kind(CheckIn)


def test_the_check_ins_of_two_months_are_found_from_where_they_begin(tmp_path: Path) -> None:
    """In a file of many lines, in the order of ids or as they were saved; on any day."""
    for compact in (False, True):
        path = tmp_path / f"{compact}.json"
        clock, kept = year_of_entries(path, compact=compact)
        assert path.stat().st_size > 1 << 18
        for back in (0, 20, 100, 250):
            day = clock.now().date() - timedelta(days=back)
            months = {
                (one.year, one.month)
                for at in (day, clock.now().date())
                for one in (at, at.replace(day=1) - timedelta(days=1))
            }
            expected = {one.id for one in kept if (one.at.year, one.at.month) in months}
            found = noted_lately(path, clock, day).check_ins
            assert {one.id for one in found} == expected and found == [one for one in kept if one.id in expected]


def test_a_line_goes_to_the_note_of_the_day_among_those_of_a_year(tmp_path: Path) -> None:
    """And goes on; one of an earlier day is left as it is."""
    path = tmp_path / "journal.json"
    clock, _ = year_of_entries(path, compact=False)
    clock.advance(days=1)
    first = add_to_note(path, clock, "one", clock.now().date())
    assert add_to_note(path, clock, "two", clock.now().date()) == msgspec.structs.replace(first, text="one\ntwo")
