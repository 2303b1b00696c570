"""What is kept for the next first frame is what the whole journal says, and counts for nothing with anything else."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.clock import FixedClock
from journal.demo import demo_entries
from journal.entries import CheckIn, Entry, Fact, Note, Run, Session
from journal.journal import Journal
from journal.settings.settings import Settings
from journal.store.file import fingerprint_of
from journal.views.views import Views
from library.catalogue import Catalogue
from screens.today.frame import Page
from screens.today.keeping import AHEAD, Keeper, halves_due
from screens.today.kept import Bound, file_for, read_page, sealed
from screens.today.seen import today_page
from tests.support.exploring import examples
from tests.support.hostile import hostile_journal
from tests.support.journals import app_over, open_journal
from tests.support.verdicts import at, check_in, random_story

SIZE = (80, 24)
MANY = 2 * AHEAD + 3
"""Calls after which all is kept."""


def keep(journal: Journal, settings: Settings | None = None, size: tuple[int, int] = SIZE) -> None:
    """Keep all there is to keep."""
    keeper = Keeper(app_over(journal, settings).context)
    for _ in range(MANY):
        keeper.work(size)


def kept(
    journal: Journal, now: datetime, settings: Settings | None = None, size: tuple[int, int] = SIZE, **other: str
) -> Page | None:
    """What is kept of a journal's file for a moment, as the next start would find it."""
    found = fingerprint_of(journal.path)
    assert found is not None
    return read_page(file_for(journal.path), Bound(found, settings or Settings(), size, **other), now)


def whole(journal: Journal, now: datetime, size: tuple[int, int] = SIZE) -> Page:
    """What the journal says when it is read from its file, all of it."""
    with Journal.open(journal.path, FixedClock(now), create=False) as read:
        return today_page(Views(read, Settings(), Catalogue.built_in()), now, *size)


def as_drawn(page: Page | None) -> object:
    return msgspec.to_builtins(page)


def random_journal(folder: Path, seed: int, now: datetime) -> Journal:
    """Twelve weeks of a plan, sessions and shoes, and over the last of them whatever may happen."""
    chance = random.Random(seed)
    entries: list[Entry] = [one for one in demo_entries(now) if not isinstance(one, CheckIn) or chance.random() < 0.3]
    for one in random_story(seed, 60):
        if isinstance(one, Fact) or getattr(one, "at", getattr(one, "started_at", now)) < now or chance.random() < 0.01:
            entries.append(one)
    return open_journal(folder, entries, FixedClock(now))


@examples(2, full=240)
@given(seed=st.integers(0, 10_000))
def test_what_is_kept_is_what_the_whole_journal_says(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    """At any moment of the next days, wherever the runner is by then."""
    chance, folder = random.Random(seed), tmp_path_factory.mktemp("kept")
    now = at(59, chance.uniform(5, 23.9))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))  # each is the only journal there is
        journal = random_journal(folder, seed, now)
        keep(journal)
        compared = 0
        for _ in range(12):
            later = now + timedelta(hours=chance.expovariate(1 / 20))
            there = later.astimezone(timezone(timedelta(hours=chance.randint(-2, 3))))
            if (page := kept(journal, there)) is not None:
                compared += 1
                assert as_drawn(page) == as_drawn(whole(journal, there)), there
        assert compared or not halves_due(journal, journal.clock.now())


def test_three_days_are_kept(demo: Journal) -> None:
    """Each half-day from now on, and no moment before or after."""
    keep(demo)
    now = demo.clock.now()
    assert kept(demo, now - timedelta(seconds=1)) is None
    for hours in (0, 5, 7, 12, 30, 53):
        later = now + timedelta(hours=hours)
        assert as_drawn(kept(demo, later)) == as_drawn(whole(demo, later))
    assert kept(demo, now + timedelta(hours=54)) is None


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)], ids=str)
def test_hostile_text_is_kept_as_it_is_drawn(size: tuple[int, int], tmp_path: Path) -> None:
    """In every window, one with three columns too."""
    journal = hostile_journal(tmp_path)
    keep(journal, size=size)
    for hours in (1, 8, 20):
        later = journal.clock.now() + timedelta(hours=hours)
        assert as_drawn(kept(journal, later, size=size)) == as_drawn(whole(journal, later, size))


def by_another(change: Callable[[Journal], object]) -> Callable[[Path], None]:
    def made(path: Path) -> None:
        with Journal.open(path, FixedClock(at(60))) as other:
            change(other)

    return made


def edited_by_hand(path: Path) -> None:
    """A rating made another, of the same length, and the file's time put back."""
    before, data = path.stat(), bytearray(path.read_bytes())
    data[data.index(b'"rating":') + 9] ^= 1
    with path.open("r+b") as file:
        file.write(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def put_back(path: Path) -> None:
    """The same bytes in another file, as a backup restored or a sync program leaves them."""
    copy = path.with_suffix(".copy")
    copy.write_bytes(path.read_bytes())
    copy.replace(path)


CHANGES: Mapping[str, Callable[[Path], None]] = {
    "an entry more": by_another(lambda other: other.add(check_in(59, left=9, right=0))),
    "an entry less": by_another(lambda other: other.remove(other.of_kind(CheckIn)[-1].id)),
    "an entry changed": by_another(
        lambda other: other.change(other.of_kind(CheckIn)[-1].id, lambda one: msgspec.structs.replace(one, note="x"))
    ),
    "a home time zone": by_another(lambda other: other.set_zone("Asia/Tokyo")),
    "edited by hand": edited_by_hand,
    "put back": put_back,
    "cut short": lambda path: os.truncate(path, path.stat().st_size - 100),
    "for reading only": lambda path: path.chmod(0o400),
}


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_is_kept_of_a_journal_that_has_changed(change: str, demo: Journal) -> None:
    """Whoever changed it, and however little."""
    keep(demo)
    now = demo.clock.now()
    assert kept(demo, now) is not None
    CHANGES[change](demo.path)
    assert kept(demo, now) is None


def test_nothing_is_kept_for_another_window_program_or_setting(demo: Journal) -> None:
    keep(demo)
    now = demo.clock.now()
    assert kept(demo, now, size=(81, 24)) is None
    assert kept(demo, now, settings=Settings(distance="mi")) is None
    assert kept(demo, now, version="0.0.1") is None


def other_lines(told: bytes) -> bytes:
    return told.replace(b"Left", b"Luft")


def sealed_anew(change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """Changed by somebody who knows how the file is made."""

    def made(data: bytes) -> bytes:
        return sealed(change(data.partition(b"\n")[2]))

    return made


NOT_OURS: Mapping[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut": lambda data: data[:-1],
    "a line alone": lambda data: data.partition(b"\n")[0],
    "a word changed": other_lines,
    "a byte flipped": lambda data: data[:500] + bytes([data[500] ^ 1]) + data[501:],
    "zeros": lambda data: b"\0" * len(data),
    "no text": lambda data: os.urandom(len(data)),
    "very long": lambda data: data + b" " * (2 << 20),
    "no object": sealed_anew(lambda _: b"[]"),
    "nested": sealed_anew(lambda _: b"[" * 100_000),
    "other fields": sealed_anew(lambda told: told.replace(b'"since"', b'"until"')),
    "a moment without a zone": sealed_anew(lambda told: told.replace(b"+01:00", b"")),
    "numbers for words": sealed_anew(lambda told: told.replace(b'"$text-muted"', b"7")),
}


@pytest.mark.parametrize("change", NOT_OURS)
def test_a_file_that_is_not_as_it_was_written_counts_for_nothing(change: str, demo: Journal) -> None:
    keep(demo)
    file = file_for(demo.path)
    file.write_bytes(NOT_OURS[change](file.read_bytes()))
    assert kept(demo, demo.clock.now()) is None


def test_what_is_no_file_is_not_waited_for(demo: Journal, tmp_path: Path) -> None:
    """A pipe, a folder, a link to somewhere else."""
    keep(demo)
    file = file_for(demo.path)
    elsewhere = tmp_path / "elsewhere"
    file.replace(elsewhere)
    for make in (os.mkfifo, os.mkdir, lambda path: path.symlink_to(elsewhere)):
        make(file)
        assert kept(demo, demo.clock.now()) is None
        file.rmdir() if file.is_dir() else file.unlink()


def test_while_a_session_is_open_nothing_is_kept(demo: Journal) -> None:
    """How far it is hangs on the minute."""
    demo.add(Session(started_at=demo.clock.now(), name="Strength"))
    keep(demo)
    assert not file_for(demo.path).exists()


@pytest.mark.parametrize("hours", [1, 30, 24 * 400])
def test_what_is_dated_to_come_keeps_nothing(hours: int, demo: Journal) -> None:
    """It will count once its time has come."""
    later = demo.clock.now() + timedelta(hours=hours)
    demo.add(CheckIn(at=later, moment="at-rest") if hours < 24 else Note(day=later.date(), text="Away"))
    keep(demo)
    assert not file_for(demo.path).exists()


def test_after_a_run_what_is_kept_begins_an_hour_later(demo: Journal) -> None:
    """For an hour Today asks how the ankles are."""
    now = demo.clock.now()
    demo.add(Run(started_at=now - timedelta(minutes=30), duration_s=1200))
    keep(demo)
    assert kept(demo, now + timedelta(minutes=49)) is None
    later = now + timedelta(minutes=51)
    assert as_drawn(kept(demo, later)) == as_drawn(whole(demo, later))


def test_what_has_just_changed_is_kept_once_nothing_more_changes(demo: Journal) -> None:
    """One half-day at a time, so that no key waits for more."""
    keeper = Keeper(app_over(demo).context)
    file = file_for(demo.path)
    keeper.work(SIZE)
    assert not file.exists()
    sizes = []
    for _ in range(MANY):
        keeper.work(SIZE)
        sizes.append(file.stat().st_size)
    assert sizes[0] < sizes[1] < sizes[2] and sizes[-1] == sizes[-2]
    demo.add(check_in(0, left=1, right=1))
    keeper.work(SIZE)
    assert kept(demo, demo.clock.now()) is None
    keeper.work(SIZE)
    assert kept(demo, demo.clock.now()) is not None


def test_what_is_kept_already_is_not_worked_out_again(demo: Journal) -> None:
    """By the next start, as long as it holds for all of these days; the first half that does not makes all anew."""
    keep(demo)
    made = file_for(demo.path).stat().st_ino, file_for(demo.path).stat().st_mtime_ns
    assert isinstance(demo.clock, FixedClock)
    demo.clock.advance(minutes=5)
    keep(demo)
    assert (file_for(demo.path).stat().st_ino, file_for(demo.path).stat().st_mtime_ns) == made
    demo.clock.advance(hours=24)
    keep(demo)
    assert kept(demo, demo.clock.now() + timedelta(hours=48)) is not None


def test_it_is_for_its_owner_only_and_nothing_is_left_beside_it(demo: Journal) -> None:
    keep(demo)
    file = file_for(demo.path)
    assert file.stat().st_mode & 0o777 == 0o600 and file.parent.stat().st_mode & 0o777 == 0o700
    assert [*file.parent.iterdir()] == [file]


def test_where_nothing_can_be_written_nothing_is_said(demo: Journal) -> None:
    """It costs time and nothing else."""
    folder = file_for(demo.path).parent
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("in the way")
    keep(demo)
    assert folder.read_text() == "in the way"
