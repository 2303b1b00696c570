"""Backups and the ways back: daily, before what replaces much, kept long enough, and put back."""

from __future__ import annotations

import errno
import gzip
import json
import re
import stat
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from journal.clock import FixedClock
from journal.entries import CheckIn, Note, Shoe
from journal.errors import Damaged, NotSaved, SurefootError, UnknownEntry
from journal.journal import Journal
from journal.quick import add_to_note, append_once, kept_once
from journal.rules.done.history import live_sets
from journal.rules.training.session import add_round
from journal.store import lines
from journal.store.backups import Backup, Backups, to_keep
from journal.store.storage import Store
from journal.upkeep import check as checking
from journal.upkeep import ways_back
from tests.support.entries import TODAY, check_in, session


def names(path: Path) -> list[str]:
    return [one.name for one in ways_back.backups_of(path)]


def test_the_daily_backup_is_of_the_days_first_state(journal: Journal, clock: FixedClock) -> None:
    """Made when idle, of the file as it was before the day's first change; a one-shot command only notes the size."""
    journal.add(check_in(clock))
    clock.advance(days=1)
    append_once(journal.path, clock, [check_in(clock)])
    assert names(journal.path) == []
    journal.refresh()
    journal.add(check_in(clock))
    journal.idle()
    assert names(journal.path) == ["2026-11-21-000000-daily"]
    [backup] = ways_back.backups_of(journal.path)
    documents = json.loads(gzip.decompress(backup.path.read_bytes()))["_default"]
    assert [one["at"][:10] for one in documents.values() if one["kind"] == "check-in"] == ["2026-11-20"]
    assert documents["1"]["lines"] == 2 and documents["2"]["line"] == 2
    assert stat.S_IMODE(backup.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(backup.path.parent.stat().st_mode) == 0o700
    journal.add(check_in(clock))
    journal.idle()
    assert len(names(journal.path)) == 1


def test_a_compaction_before_the_daily_backup_still_leaves_one(journal: Journal, clock: FixedClock) -> None:
    """When the first state is gone, the state at hand is kept."""
    journal.add(check_in(clock))
    clock.advance(days=1)
    journal.add(check_in(clock))
    journal.compact()
    journal.idle()
    [backup] = ways_back.backups_of(journal.path)
    assert Backups().read(backup) == journal.path.read_bytes()


def test_a_daily_backup_is_whole_though_another_login_has_just_added_a_line(
    journal: Journal, clock: FixedClock
) -> None:
    """The header's count is of the lines in the backup, not of those that this login has not seen yet."""
    journal.add(check_in(clock))
    clock.advance(days=1)
    journal.add(check_in(clock))
    journal.compact()
    with Journal.open(journal.path, clock) as other:
        journal.add(check_in(clock))
        other.idle()
    [backup] = ways_back.backups_of(journal.path)
    reading = lines.read(Backups().read(backup))
    assert reading.damage is None and reading.counted == reading.lines == 2
    assert ways_back.restore(journal.path, backup.name, clock).changed == 1


def test_two_logins_that_are_idle_at_once_make_each_backup_once(
    journal: Journal, clock: FixedClock, own_folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other has made those of both days by the time this one has made the first."""
    for _ in range(3):
        journal.add(check_in(clock))
        clock.advance(days=1)
    keep = Backups.keep
    with Journal.open(journal.path, clock) as other:

        def meanwhile(backups: Backups, *given: Any) -> Backup:
            monkeypatch.setattr(Backups, "keep", keep)
            other.idle()
            return keep(backups, *given)

        monkeypatch.setattr(Backups, "keep", meanwhile)
        journal.idle()
    assert {one.day.isoformat() for one in ways_back.backups_of(journal.path)} == {"2026-11-21", "2026-11-22"}
    assert not list(own_folders.rglob("first-*"))


def test_old_daily_backups_thin_out_to_days_weeks_and_months() -> None:
    """7 daily, 4 weekly, 12 monthly."""
    days = [TODAY - timedelta(days=n) for n in range(800)]
    kept = to_keep(days)
    assert {TODAY - timedelta(days=n) for n in range(7)} <= kept
    assert {date(2026, 11, 15), date(2026, 11, 8), date(2026, 11, 1)} <= kept and date(2026, 10, 25) not in kept
    assert {date(2026, 10, 31), date(2026, 1, 31), date(2025, 12, 31)} <= kept
    assert len(kept) == 7 + 2 + 11 and to_keep([]) == set()


def test_pruning_keeps_the_newest(journal: Journal, clock: FixedClock) -> None:
    """Thirty days of use leave the kept ones, and ten of those made before a change."""
    journal.add(check_in(clock))
    store = journal._store
    assert store.header is not None
    for n in range(30):
        for why in ("daily", "import"):
            Backups().keep(store.header.id, journal.path, b"x", why, clock.now() + timedelta(days=n))
    found = names(journal.path)
    assert len([name for name in found if "-import" in name]) == 10
    assert len([name for name in found if name.endswith("daily")]) == 7 + 2 + 1


@pytest.mark.parametrize("why", ["import", "restore", "daily"])
def test_the_backup_just_made_stays_when_the_clock_went_back(journal: Journal, clock: FixedClock, why: str) -> None:
    """Travel west, an autumn hour or a clock set back: it is the newest all the same, and so are those after it."""
    journal.add(check_in(clock))
    store, backups = journal._store, Backups()
    assert store.header is not None
    for n in range(40):
        backups.keep(store.header.id, journal.path, b"x", why, clock.now() + timedelta(days=n))
    made = [
        backups.keep(store.header.id, journal.path, b"x", why, clock.now() - timedelta(days=30 * n)) for n in (1, 2)
    ]
    assert made[-1].name in names(journal.path)
    assert why == "daily" or made[0].name in names(journal.path)
    assert len(names(journal.path)) <= (10 if why != "daily" else 7 + 4 + 12)


def test_backups_named_by_time_alone_are_older_than_numbered_ones(journal: Journal, clock: FixedClock) -> None:
    """Names of before the numbers stay readable, can be restored, and go first."""
    journal.add(check_in(clock))
    store, backups = journal._store, Backups()
    assert store.header is not None
    folder = backups.keep(store.header.id, journal.path, journal.path.read_bytes(), "import", clock.now()).path.parent
    for day in range(1, 10):
        (folder / f"2030-01-{day:02d}-120000-import.json.gz").write_bytes(gzip.compress(journal.path.read_bytes()))
    assert ways_back.restore(journal.path, "2030-01-09-120000-import", clock).changed == 0
    made = [backups.keep(store.header.id, journal.path, b"x", "import", clock.now()) for _ in range(9)]
    assert {*names(journal.path)} == {"2030-01-09-120000-import", *(one.name for one in made)}


def test_a_restore_is_a_change_that_can_be_undone(journal: Journal, clock: FixedClock) -> None:
    """Entries added since are removed, changed ones are as they were; undo brings all of it back."""
    kept, gone = journal.add(check_in(clock)), journal.add(check_in(clock, hours=-1))
    with journal._store.locked():
        journal._store.back_up("merge")
    journal.remove(gone.id)
    later = journal.add(Note(day=TODAY, text="later"))
    [name] = names(journal.path)
    done = ways_back.restore(journal.path, name, clock)
    assert (done.changed, done.how) == (2, "changed")
    journal.refresh()
    assert journal.get(gone.id) is not None and journal.get(later.id) is None and journal.get(kept.id) == kept
    assert len(names(journal.path)) == 2
    with Journal.open(journal.path, clock) as command:
        assert command.undo() == f"restored backup {name}"
    journal.refresh()
    assert journal.get(gone.id) is None and journal.get(later.id) is not None


def test_a_set_added_since_the_backup_is_marked_removed_once(journal: Journal, clock: FixedClock) -> None:
    """So that no other copy brings it back; the same backup restored again changes nothing."""
    added = journal.add(session(clock))
    with journal._store.locked():
        journal._store.back_up("merge")
    [name] = names(journal.path)
    journal.change(added.id, lambda old: add_round(old, "i1", clock.now()))
    ids = [one.id for one in journal.get(added.id).items[0].sets]  # type: ignore[union-attr]
    assert [ways_back.restore(journal.path, name, clock).changed for _ in range(2)] == [1, 0]
    journal.refresh()
    item = journal.get(added.id).items[0]  # type: ignore[union-attr]
    assert [one.id for one in item.sets] == ids and len(live_sets(item)) == len(ids) - 1


def test_a_damaged_journal_is_restored_over_and_kept(journal: Journal, clock: FixedClock) -> None:
    """The damaged bytes become a backup; the journal opens with the backup's entries."""
    journal.add(check_in(clock))
    with journal._store.locked():
        journal._store.back_up("merge")
    [name] = names(journal.path)
    data = journal.path.read_bytes()
    journal.path.write_bytes(data[:100] + bytes(50) + data[150:])
    done = ways_back.restore(journal.path, name, clock)
    assert (done.changed, done.how) == (1, "replaced")
    with Journal.open(journal.path, clock) as again:
        assert len(again.of_kind(CheckIn)) == 1
    damaged = next(one for one in ways_back.backups_of(journal.path) if one.why == "restore")
    assert Backups().read(damaged) == data[:100] + bytes(50) + data[150:]


@pytest.mark.parametrize("way", ["import", "layout", "restore"])
def test_a_backup_that_cannot_be_made_names_its_folder(
    journal: Journal, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """The journal's own disk may have room; nothing is changed without the backup."""
    journal.add(check_in(clock))
    with journal._store.locked():
        journal._store.back_up("merge")
    [backup] = ways_back.backups_of(journal.path)
    if way == "layout":
        journal.path.write_text(json.dumps(json.loads(journal.path.read_bytes()), indent=2))
    elif way == "restore":
        journal.path.write_bytes(journal.path.read_bytes()[:300])
    before = journal.path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("journal.store.backups._write", full)
    sentence = f"no backup could be made in {backup.path.parent}, so nothing was changed: the disk is full"
    with pytest.raises(NotSaved, match=re.escape(sentence)):
        if way == "import":
            journal.apply({"77": {"kind": "deleted", "was": "note"}}, "merged", keep="merge")
        elif way == "layout":
            Journal.open(journal.path, clock).add(check_in(clock))
        else:
            ways_back.restore(journal.path, backup.name, clock)
    assert journal.path.read_bytes() == before


def test_a_journal_a_group_shares_stays_readable_to_it_when_it_is_accepted_or_restored(
    journal: Journal, clock: FixedClock
) -> None:
    """Who accepted it shut everybody else out, and so its owner where that is another."""
    journal.add(check_in(clock))
    with journal._store.locked():
        journal._store.back_up("merge")
    name = names(journal.path)[0]
    edited = journal.path.read_bytes().replace(b'"rating":2', b'"rating":5')
    for way in (lambda: ways_back.accept(journal.path, clock), lambda: ways_back.restore(journal.path, name, clock)):
        journal.path.write_bytes(edited)
        journal.path.chmod(0o660)
        way()
        assert stat.S_IMODE(journal.path.stat().st_mode) == 0o660


def test_a_lost_journal_is_restored_from_its_backup(journal: Journal, clock: FixedClock) -> None:
    """A deleted file comes back by its path."""
    journal.add(check_in(clock))
    with journal._store.locked():
        journal._store.back_up("merge")
    journal.path.unlink()
    ways_back.restore(journal.path, names(journal.path)[0], clock)
    assert len(Journal.open(journal.path, clock).of_kind(CheckIn)) == 1
    with pytest.raises(UnknownEntry, match="no backup 'x'"):
        ways_back.restore(journal.path, "x", clock)


def test_check_counts_what_is_there(journal: Journal, clock: FixedClock) -> None:
    """Counts by kind, days, schema, what is superseded; nothing is changed by looking."""
    journal.add_all([check_in(clock, days=-400), check_in(clock), Note(day=TODAY, text="x"), Shoe(brand="B")])
    journal.remove(journal.of_kind(Note)[0].id)
    before = journal.path.read_bytes()
    report = checking.check(journal.path, journal.clock)
    assert report.whole and report.problems == [] and report.advice == []
    assert report.counts == {"check-in": 2, "shoe": 1} and report.removed == 1 and report.changes == 2
    assert (report.oldest, report.newest, report.schema, report.lines) == ("2025-10-16", "2026-11-20", 1, 3)
    assert report.size == len(before) and journal.path.read_bytes() == before


def test_check_names_problems_with_their_bytes(journal: Journal, clock: FixedClock) -> None:
    """Edited, torn, cut, odd: each with its place, and what to do."""
    journal.add(check_in(clock))
    journal.table.insert({"kind": "check-in", "at": "2026-11-20T08:00:00+01:00", "moment": "teatime"})
    data = journal.path.read_bytes()
    [odd] = checking.check(journal.path, journal.clock).odd
    assert data[odd.offset :].startswith(b'"') and "teatime" in odd.sentence and odd.line == 3
    journal.path.write_bytes(data.replace(b'"rating":2', b'"rating":3'))
    report = checking.check(journal.path, journal.clock)
    assert not report.whole and "line 2 does not match its seal" in report.problems[0].sentence
    assert "--accept" in report.advice[0]
    journal.path.write_bytes(data[:-3] + b',"99":{')
    report = checking.check(journal.path, journal.clock)
    assert report.whole and "a save was interrupted: 7 bytes" in report.problems[0].sentence
    journal.path.write_bytes(data[:400])
    assert not any(
        "--salvage" in advice for advice in checking.check(journal.path, journal.clock).advice
    )  # it would find nothing
    journal.path.write_bytes(data[: data.rfind(b"\n,") + 30])
    report = checking.check(journal.path, journal.clock)
    assert not report.whole and "cut short" in report.problems[0].sentence and "--salvage" in report.advice[0]
    journal.path.write_bytes(b"something else")
    report = checking.check(journal.path, journal.clock)
    assert not report.whole and "nothing in it will be touched" in report.advice[0]


def test_an_edited_journal_can_be_accepted_as_it_is(journal: Journal, clock: FixedClock) -> None:
    """The edit stays, the file before it was sealed anew is a backup, and the journal can be written to again."""
    journal.add(check_in(clock))
    with pytest.raises(SurefootError, match="nothing to accept"):
        ways_back.accept(journal.path, clock)
    edited = journal.path.read_bytes().replace(b'"rating":2', b'"rating":5')
    journal.path.write_bytes(edited)
    backup = ways_back.accept(journal.path, clock)
    assert Backups().read(backup) == edited
    with Journal.open(journal.path, clock) as again:
        assert again.read_only is None and again.of_kind(CheckIn)[0].left.rating == 5
        again.add(check_in(clock))
    journal.path.write_bytes(edited[:300])
    with pytest.raises(SurefootError, match="cannot be read to its end"):
        ways_back.accept(journal.path, clock)
    assert journal.path.read_bytes() == edited[:300]


def test_a_salvage_writes_whole_lines_to_a_new_file(journal: Journal, clock: FixedClock, tmp_path: Path) -> None:
    """Lines before and after the damage are saved, the harmed one counted; the damaged file stays as it is."""
    entries = [journal.add(check_in(clock, hours=-n)) for n in range(5)]
    data = journal.path.read_bytes()
    at = data.index(entries[2].id.encode())
    harmed = data[:at] + bytes(200) + data[at + 200 :]
    journal.path.write_bytes(harmed)
    target = tmp_path / "saved" / "journal.json"
    with pytest.raises(SurefootError, match="cannot be written: the folder"):
        ways_back.salvage(journal.path, target, clock)
    target.parent.mkdir()
    done = ways_back.salvage(journal.path, target, clock)
    assert (done.lines, done.entries, done.lost) == (4, 4, 1)
    with Journal.open(target, clock) as saved:
        assert {entry.id for entry in saved.of_kind(CheckIn)} == {one.id for one in entries} - {entries[2].id}
        saved.add(check_in(clock))
    assert journal.path.read_bytes() == harmed
    with pytest.raises(SurefootError, match="exists already"):
        ways_back.salvage(journal.path, target, clock)


def test_an_id_that_no_journal_could_have_is_left_out_of_a_salvage(
    journal: Journal, clock: FixedClock, tmp_path: Path
) -> None:
    """A journal with it is refused, so it stays behind; a new id is never one of its kind."""
    kept = journal.add(check_in(clock))
    note = b'{"kind":"note","created_at":"2026-11-20T18:00:00+01:00","day":"2026-11-20","text":"x"}'
    store = Store(journal.path, clock)
    store.open()
    store.commit(lambda: {"1" + "0" * 19: note})
    with pytest.raises(Damaged, match="id is '1000"):
        Journal.open(journal.path, clock)
    done = ways_back.salvage(journal.path, tmp_path / "saved.json", clock)
    assert (done.lines, done.entries, done.lost) == (1, 1, 1)
    with Journal.open(tmp_path / "saved.json", clock) as saved:
        assert [entry.id for entry in saved.of_kind(CheckIn)] == [kept.id]
        saved.add(check_in(clock))


def test_a_one_shot_append_is_as_an_ordinary_one(tmp_path: Path, clock: FixedClock) -> None:
    """It creates a missing journal, adds one line, and undo names and takes it back."""
    path = tmp_path / "journal.json"
    for n in range(3):
        [added] = append_once(path, clock, [check_in(clock, left=n)])
        with Journal.open(path, clock) as journal:
            assert journal.get(added.id) == added and len(journal.of_kind(CheckIn)) == n + 1
    assert path.read_bytes().count(b"\n") == 6
    with Journal.open(path, clock) as journal:
        assert journal.undo() == "added check-in of 18:00" and len(journal.of_kind(CheckIn)) == 2


def test_a_one_shot_append_leaves_what_is_not_in_order_to_the_store(tmp_path: Path, clock: FixedClock) -> None:
    """Torn, laid out anew, empty: it is read whole, put right, and the entry is there."""
    path = tmp_path / "journal.json"
    append_once(path, clock, [check_in(clock)])
    data = path.read_bytes()
    for harmed in (data[:-3] + b',"9":', json.dumps(json.loads(data)).encode(), data[:-3] + data[-3:] * 2):
        path.write_bytes(harmed)
        append_once(path, clock, [check_in(clock)])
        with Journal.open(path, clock) as journal:
            assert len(journal.of_kind(CheckIn)) == 2
    path.write_bytes(data[:200])
    with pytest.raises(SurefootError, match="cut short"):
        append_once(path, clock, [check_in(clock)])
    assert path.read_bytes() == data[:200]


def test_a_line_is_added_to_the_days_note(tmp_path: Path, clock: FixedClock) -> None:
    """Begun when there is none, also after it was removed; other days and kinds are passed over."""
    path = tmp_path / "journal.json"
    append_once(path, clock, [Note(day=TODAY - timedelta(days=1), text='"day":"2026-11-20"'), check_in(clock)])
    first = add_to_note(path, clock, "one", TODAY)
    assert add_to_note(path, clock, "two", TODAY).text == "one\ntwo"
    with Journal.open(path, clock) as journal:
        journal.compact()
        assert journal.undo() == "changed note of today"
        journal.remove(first.id)
    again = add_to_note(path, clock, "three", TODAY)
    assert again.text == "three" and again.id != first.id
    with Journal.open(path, clock) as journal:
        assert [note.text for note in journal.of_kind(Note, TODAY)] == ["three"]


def test_shoes_are_found_without_reading_the_journal(tmp_path: Path, clock: FixedClock) -> None:
    """The newest version of each shoe, removed ones not."""
    path = tmp_path / "journal.json"
    assert kept_once(path, clock, Shoe) == []
    with Journal.open(path, clock) as journal:
        one, two = journal.add_all([Shoe(brand="One"), Shoe(brand="Two")])
        journal.change(one.id, lambda shoe: Shoe(id=shoe.id, created_at=shoe.created_at, brand="One", model="More"))
        journal.remove(two.id)
    assert [shoe.name for shoe in kept_once(path, clock, Shoe)] == ["One More"]
