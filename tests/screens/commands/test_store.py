"""``check``, ``backups``, ``restore``, ``undo`` and ``where`` on the command line: what they print and their status."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import msgspec
import pytest

from journal import VERSION
from journal.clock import FixedClock
from journal.entries import CheckIn, Note, Shoe
from journal.entries import Run as Activity
from journal.journal import Journal
from journal.rules.shoes.shoes import watches
from journal.store.storage import Store
from screens.cli import main
from tests.support.entries import TODAY, check_in
from tests.support.everything import every_kind

Run = Callable[..., tuple[int, str, str]]
NOTHING_TO_UNDO = (1, "", "surefoot: there is nothing to undo\n")


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs one command on the test's journal; its status, output and error."""
    monkeypatch.setenv("SUREFOOT_NOW", "2026-11-20T18:00:00+01:00")

    def command(*words: str, of: Path | str = tmp_path / "journal.json") -> tuple[int, str, str]:
        status = main(["--journal", str(of), *words])
        out, error = capsys.readouterr()
        return status, out, error

    return command


def test_undo_says_what_it_took_back(run: Run, journal: Journal, clock: FixedClock) -> None:
    """The last change first, whoever made it; nothing when there is none, and nothing is created."""
    assert run("undo") == NOTHING_TO_UNDO and not journal.path.exists()
    journal.add(check_in(clock))
    journal.add(Note(day=TODAY, text="x"))
    assert run("undo") == (0, "Undone: added note of today.\n", "")
    assert run("undo") == (0, "Undone: added check-in of 18:00.\n", "")
    assert run("undo") == NOTHING_TO_UNDO
    assert run("plan", "set", "strength")[0] == run("plan", "drop", "strength")[0] == 0
    assert run("undo")[1] == "Undone: took Strength out of the plan.\n"
    assert run("undo")[1] == "Undone: planned Strength.\n"


def test_check_prints_counts_and_says_whole(run: Run, journal: Journal, clock: FixedClock) -> None:
    """Size, schema, entries by kind, days, what is superseded, backups."""
    assert run("check")[:2] == (0, f"There is no journal at {journal.path} yet.\n")
    journal.add_all([check_in(clock), check_in(clock, days=-3)])
    status, out, error = run("check")
    assert (status, error) == (0, "")
    lines = out.splitlines()
    assert lines[1:4] == [
        f"schema 1, written by Surefoot {VERSION}, 2 lines",
        "2 entries, 2026-11-17 to 2026-11-20",
        "  check-in       2",
    ]
    assert lines[-1] == "The journal is whole."


def test_the_place_of_an_entry_is_looked_for_only_where_something_is_wrong(
    run: Run, journal: Journal, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each look goes through the file: for every entry of a large import that took minutes."""
    journal.add_all([check_in(clock), check_in(clock, days=-3)])
    monkeypatch.delattr("journal.upkeep.check._place")
    assert run("check")[1].endswith("The journal is whole.\n")


def test_what_a_later_version_wrote_is_counted_and_never_said_to_be_missing(run: Run, journal: Journal) -> None:
    """Whatever names it by its id learns that it is kept; once it is removed there is none."""
    stamps = {"created_at": "2026-11-20T08:00:00Z", "updated_at": "2026-11-20T08:00:00Z"}
    dream = str(journal.table.insert({"kind": "dream", **stamps}))
    session = str(
        journal.table.insert({"kind": "session", **stamps, "started_at": "2026-11-20T08:00:00Z", "state": "dreamt"})
    )
    assert run("check")[1].splitlines()[2:5] == [
        "2 entries, 2026-11-20 to 2026-11-20",
        "  dream         1",
        "  session       1",
    ]
    before = journal.path.read_bytes()
    for id in (dream, session):
        for words in (["show", id], ["rm", id], ["edit", id, "note=x"]):
            said = f"surefoot: entry {id} is kept, and cannot be shown; surefoot check says why\n"
            assert run(*words) == (1, "", said)
    assert journal.path.read_bytes() == before


def test_an_edited_journal_is_explained_refused_and_accepted(run: Run, journal: Journal, clock: FixedClock) -> None:
    """check names the line and ends with 1; reading commands refuse; --accept makes it whole, with a backup."""
    journal.add(check_in(clock))
    journal.path.write_bytes(journal.path.read_bytes().replace(b'"rating":2', b'"rating":4'))
    status, out, error = run("check")
    assert status == 1 and "line 2 does not match its seal" in out and error == "surefoot: journal.json is not whole\n"
    for words in (("week",), ("export",), ("undo",)):
        status, out, error = run(*words)
        assert (status, out) == (1, "") and "line 2 does not match its seal" in error
    assert run("check", "--accept")[0] == 0
    assert run("check")[0] == 0
    status, out, _ = run("backups")
    assert status == 0 and out.startswith("2026-11-20-180000-accept")
    assert Journal.open(journal.path, clock).of_kind(CheckIn)[0].left.rating == 4


def test_accepting_says_which_entries_cannot_be_read_from_then_on(
    run: Run, journal: Journal, clock: FixedClock
) -> None:
    """With their lines, and the way back; a command that leaves one out says so too."""
    journal.add(check_in(clock))
    journal.path.write_bytes(journal.path.read_bytes().replace(b'"rating":2', b'"rating":33'))
    status, out, _ = run("check", "--accept")
    assert status == 0 and "1 entry in it cannot be read, and not be shown until mended:\n  line 2: entry " in out
    assert "left.rating: expected a whole number from 0 to 10" in out
    assert "`surefoot restore 2026-11-20-180000-accept` puts the file back as it was." in out
    status, _, error = run("today")
    assert status == 0 and "cannot be shown: left.rating: expected a whole number from 0 to 10" in error


def test_a_day_that_no_calendar_has_is_named_and_stops_nothing(run: Run, journal: Journal) -> None:
    """A journal edited by hand and accepted so: every view is there without that entry."""
    journal.add(Note(day=TODAY, text="x"))
    journal.path.write_bytes(journal.path.read_bytes().replace(b'"day":"2026-11-20"', b'"day":"2026-02-31"'))
    assert run("check", "--accept")[0] == 0
    for words in (("today",), ("week",), ("report",), ("export", "--format", "markdown")):
        assert run(*words)[0] == 0, words
    assert "is not shown: note: day: expected a day like" in run("check")[1]


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_an_entry_at_an_end_of_the_calendar_stops_nothing(run: Run, journal: Journal, at: str) -> None:
    """In a journal from an earlier Surefoot, which imported it: no day can be added to it, or taken away."""
    journal.add_all(every_kind())
    moment = datetime.fromisoformat(at)
    dated: dict[str, datetime | date | None] = {
        "at": moment,
        "started_at": moment,
        "finished_at": moment,
        "day": moment.date(),
        "since": moment.date(),
    }
    dated |= {"first_worn": moment.date(), "retired": None, "until": None}
    for entry in every_kind():
        known = {name: value for name, value in dated.items() if name in entry.__struct_fields__}
        journal.add(msgspec.structs.replace(entry, **known, created_at=moment))
    for words in (("today",), ("week",), ("report",), ("export",), ("rate", "--left", "2"), ("check",)):
        assert run(*words)[0] == 0, words
    assert len(watches(journal.of_kind(Shoe), journal.of_kind(Activity))) >= 1


def test_links_that_lead_in_a_circle_are_refused_in_a_sentence(run: Run, journal: Journal) -> None:
    """By every command that reads the journal, writes to it, or writes beside it."""
    assert run("note", "x")[0] == 0
    loop = journal.path.with_name("loop.json")
    loop.symlink_to(loop)
    for words in (("rate", "--left", "2"), ("note", "x"), ("run", "--kind", "run", "--minutes", "30"), ("today",)):
        status, out, error = run(*words, of=loop)
        assert (status, out) == (1, "") and error.endswith("oo many levels of symbolic links\n"), words
    for options in (["-o", str(loop)], ["-o", str(loop), "--force"], ["--format", "csv", "-o", str(loop)]):
        status, out, error = run("export", *options)
        assert (status, out) == (1, "") and "oo many levels of symbolic links; nothing was written" in error, options
    status, out, error = run("today", of="~nobody-of-that-name/x.json")
    assert (status, out) == (1, "") and "begins with a home folder that is not there" in error


def test_a_document_that_is_no_object_is_named_and_stops_nothing(run: Run, journal: Journal, clock: FixedClock) -> None:
    """A list, a text or nothing where an entry should be: neither shown nor exported; a backup with it is restored."""
    journal.add(check_in(clock))
    store = Store(journal.path, clock)
    store.open()
    store.commit(lambda: {"5": b"[1,2]", "6": b'"x"', "7": b"null", "8": b"3"})
    for words in (("today",), ("week",), ("report",), ("undo",), ("note", "slept well")):
        assert run(*words)[0] == 0, words
    for format in ("json", "jsonl", "markdown"):
        status, out, _ = run("export", "--format", format)
        assert status == 0 and "[1,2]" not in out, format
    status, out, _ = run("check")
    assert status == 0 and "entry 5 is not shown: expected an object with the fields of an entry" in out
    copy = journal.path.with_name("copy.json")
    copy.write_bytes(journal.path.read_bytes())
    assert run("import", str(copy))[0] == 0
    journal.refresh()
    journal.apply({"77": {"kind": "deleted", "was": "note"}}, "merged", keep="merge")
    assert run("restore", "2026-11-20-180000-merge")[0] == 0


def test_an_edited_journal_is_not_added_to_by_a_one_shot_command(run: Run, journal: Journal, clock: FixedClock) -> None:
    """Though it reads only the end: the line edited need not be the last."""
    journal.add(check_in(clock))
    for _ in range(3):
        assert run("note", "slept well")[0] == 0
    journal.path.write_bytes(journal.path.read_bytes().replace(b'"rating":2', b'"rating":4'))
    edited = journal.path.read_bytes()
    for words in (("rate", "--left", "2"), ("note", "tired"), ("run", "--kind", "run", "--minutes", "30")):
        status, out, error = run(*words)
        assert (status, out) == (1, "") and "line 2 does not match its seal" in error
    assert journal.path.read_bytes() == edited


def test_a_damaged_journal_is_salvaged_and_restored(
    run: Run, journal: Journal, clock: FixedClock, tmp_path: Path
) -> None:
    """Every command says one sentence; --salvage writes a new file once; restore brings the backup."""
    journal.add(check_in(clock))
    journal.apply({"77": {"kind": "deleted", "was": "note"}}, "merged", keep="merge")
    journal.add(check_in(clock))
    data = journal.path.read_bytes()
    harmed = data[:300] + bytes(30) + data[330:]
    journal.path.write_bytes(harmed)
    for words in (("rate", "--left", "1"), ("today",), ("week",), ("export",), ("undo",)):
        status, out, error = run(*words)
        assert (status, out) == (1, "") and error.count("\n") == 1 and "damaged at byte" in error, words
    nowhere = tmp_path / "nowhere" / "saved.json"
    assert run("check", "--salvage", str(nowhere))[::2] == (
        1,
        f"surefoot: {nowhere} cannot be written: the folder {nowhere.parent} is not there\n",
    )
    assert not nowhere.parent.exists()
    target = str(tmp_path / "saved.json")
    assert run("check", "--salvage", target)[:2] == (
        0,
        f"Wrote {target}: 1 entry from 2 lines; 1 line not whole and left out.\n",
    )
    assert run("check", "--salvage", target)[0] == 1
    assert run("restore", "2026-11-20-180000-merge")[0] == 0
    assert len(Journal.open(journal.path, clock).of_kind(CheckIn)) == 1
    assert run("restore", "nothing")[2] == "surefoot: there is no backup 'nothing'; `surefoot backups` lists them\n"


def test_restore_names_undo_only_where_undo_takes_it_back(run: Run, journal: Journal, clock: FixedClock) -> None:
    """Nothing different is nothing changed, so that undo would take back something else; a lost file left no backup."""
    journal.add(check_in(clock))
    journal.apply({"77": {"kind": "deleted", "was": "note"}}, "merged", keep="merge")
    name = "2026-11-20-180000-merge"
    assert run("restore", name) == (0, f"Nothing is different in {name}, so nothing was changed.\n", "")
    journal.add(Note(day=TODAY, text="x"))
    assert run("restore", name) == (0, f"Restored {name}: 1 entry changed; surefoot undo takes it back.\n", "")
    journal.path.unlink()
    assert run("restore", name) == (0, f"Restored {name}: 1 entry.\n", "")


def test_a_journal_that_is_gone_is_not_a_first_start(run: Run, journal: Journal, clock: FixedClock) -> None:
    """Where backups of it exist no command reads it as empty or begins another; put back, it is as it was."""
    journal.add(check_in(clock))
    journal.apply({"77": {"kind": "deleted", "was": "note"}}, "merged", keep="merge")
    moved = journal.path.rename(journal.path.with_name("elsewhere.json"))
    for words in (("today",), ("note", "x"), ("rate", "--left", "2"), ("export",), ("undo",), ("check",)):
        status, out, error = run(*words)
        assert (status, out) == (1, "") and error.startswith("surefoot: there is no journal at "), words
        assert "and there was one: it may have been moved; `surefoot restore 2026-11-20-180000-merge`" in error
    assert not journal.path.exists()
    journal.path.with_name(".journal.json.icloud").touch()
    assert ".journal.json.icloud stands in its place: let iCloud fetch it" in run("today")[2]
    moved.rename(journal.path)
    assert run("today")[0] == 0
    moved = journal.path.rename(moved)
    assert run("restore", "2026-11-20-180000-merge")[0] == 0 and run("today")[0] == 0


def test_where_lists_the_paths(run: Run, journal: Journal) -> None:
    """Journal, settings, backups and drafts; nothing is created."""
    status, out, _ = run("where")
    assert status == 0 and [line.split()[0] for line in out.splitlines()] == [
        "journal",
        "settings",
        "backups",
        "drafts",
        "home",
    ]
    assert str(journal.path) in out and not journal.path.exists()


def test_commands_say_what_an_older_copy_lacks_and_check_brings_it_back(
    run: Run, journal: Journal, clock: FixedClock
) -> None:
    """Each says it in one sentence with the way back; one undo takes that back; without it there is nothing to do."""
    journal.add(check_in(clock))
    older = journal.path.read_bytes()
    journal.add(Note(day=TODAY, text="gone"))
    journal.path.with_name("x").write_bytes(older)
    journal.path.with_name("x").replace(journal.path)
    for words in (("week",), ("today",), ("rate", "--left", "0"), ("export",)):
        assert "saved here and not in journal.json: note of today; an older copy" in run(*words)[2]
    status, out, _ = run("check")
    assert status == 1 and "saved here and not in it: note gone (Fri 20 Nov 2026)" in out
    assert run("check", "--bring-back")[:2] == (
        0,
        "Brought back:\nnote gone (Fri 20 Nov 2026)\nsurefoot undo takes it back\n",
    )
    assert run("check")[0] == 0 and run("week")[2] == ""
    assert run("check", "--bring-back") == (
        1,
        "",
        "surefoot: nothing that was saved here is missing from journal.json\n",
    )
    assert run("undo")[0] == 0 and run("check")[0] == 0


def test_check_names_the_copies_a_sync_program_left(run: Run, journal: Journal, clock: FixedClock) -> None:
    """With the command that merges each, and the one that moves it away once all of it is here; not before."""
    journal.add(check_in(clock))
    copy = journal.path.with_name("journal (Anna's conflicted copy).json")
    copy.write_bytes(journal.path.read_bytes())
    with Journal.open(copy, clock, state=copy.parent / "elsewhere") as other:
        other.add(Note(day=TODAY, text="there"))
    status, out, _ = run("check")
    assert status == 0 and f"{copy.name} beside it is another copy of it: 1 entry of it is not so here;" in out
    assert run("check", "--put-away") == (1, "", "surefoot: no copy beside journal.json holds only what is here\n")
    assert run("import", str(copy))[0] == 0
    assert "all of it is here, and `surefoot check --put-away` moves it out of the way." in run("check")[1]
    cut = Path(shutil.copy(copy, copy.with_name("journal 2.json")))
    cut.write_bytes(cut.read_bytes()[:-40])
    assert "journal 2.json beside it is another copy of it: it cannot be read to its end." in run("check")[1]
    away = copy.parent / "surefoot-copies" / copy.name
    assert run("check", "--put-away")[:2] == (0, f"Moved out of the way:\n  {away}\n")
    assert away.is_file() and cut.is_file() and not copy.exists()


def test_a_journal_that_a_cloud_has_not_fetched_is_no_first_start(run: Run, journal: Journal) -> None:
    """On a machine that never had it, too."""
    journal.path.with_name(".journal.json.icloud").touch()
    status, _, error = run("rate", "--left", "1")
    assert status == 1 and "but .journal.json.icloud stands in its place: let iCloud fetch it; the app can" in error
    assert not journal.path.exists()


def test_where_names_the_home_time_zone_and_sets_it(run: Run, journal: Journal) -> None:
    """A name that no zone has is refused; without one the machine's is named."""
    assert "home      no time zone set: the machine is on " in run("where")[1]
    assert run("where", "--home", "Berlin")[0] == 1
    assert run("where", "--home", "Asia/Tokyo")[1] == "Home time zone: Asia/Tokyo, now Sat 02:00.\n"
    assert "home      Asia/Tokyo\n" in run("where")[1]
    assert "Sat 21 Nov 2026" in run("note", "late")[1]
    assert run("where", "--home", "")[1] == "Home time zone: the machine's.\n"


def test_a_backup_put_in_the_place_of_a_damaged_file_names_what_was_saved_since(
    run: Run, journal: Journal, clock: FixedClock
) -> None:
    """It is not lost with the file: it comes back by the same way as what an older copy lacks."""
    journal.add(check_in(clock))
    journal.apply({"77": {"kind": "deleted", "was": "note"}}, "merged", keep="merge")
    journal.add(Note(day=TODAY, text="since"))
    journal.path.write_bytes(journal.path.read_bytes()[:300])
    status, _, error = run("restore", "2026-11-20-180000-merge")
    assert status == 0 and "saved here and not in journal.json: note of today" in error
    assert run("check", "--bring-back")[0] == 0 and run("check")[0] == 0
