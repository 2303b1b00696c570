"""The demonstration's twelve weeks: valid, the same every time, and a story every screen can show."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from journal.changes.checked import validated
from journal.clock import FixedClock
from journal.demo import demo_entries
from journal.entries import KINDS, Answer, CheckIn, E, FitCheck, OwnRoutine, Plan, Run, Session, Shoe, day_of, kind_of
from journal.journal import Journal
from journal.rules.ankle.courses import courses
from journal.rules.ankle.mornings import Mornings
from journal.rules.done.trained import trained
from journal.rules.path.landings import SPRING
from journal.rules.shoes.shoes import WearMark, rotation, watches
from journal.settings.settings import Settings
from journal.views.views import Views
from library.catalogue import Catalogue
from tests.support.journals import open_journal

NOW = datetime.fromisoformat("2026-11-20T18:00:00+01:00")
ENTRIES = demo_entries(NOW)


def of(kind: type[E]) -> list[E]:
    """The demo's entries of a kind."""
    return [entry for entry in ENTRIES if isinstance(entry, kind)]


def test_every_entry_is_valid_and_has_an_id_of_its_own() -> None:
    """What it tells can be stored."""
    assert [validated(entry) for entry in ENTRIES] == ENTRIES
    assert len({entry.id for entry in ENTRIES}) == len(ENTRIES)


def test_every_kind_of_entry_occurs() -> None:
    """So that an export of it holds one of each."""
    assert {kind_of(entry) for entry in ENTRIES} == set(KINDS)


def test_the_same_moment_tells_the_same_story() -> None:
    """Without chance."""
    assert demo_entries(NOW) == ENTRIES


@pytest.mark.parametrize(
    "text", ["2026-11-20T18:00:00+01:00", "2027-01-01T05:00:00-08:00", "2028-02-29T23:59:00+05:45"]
)
def test_it_covers_twelve_weeks_that_end_today(text: str) -> None:
    """Whatever day it is; nothing lies in the future."""
    now = datetime.fromisoformat(text)
    entries = demo_entries(now)
    days = {day for entry in entries if (day := day_of(entry)) is not None}
    assert min(days) == now.date() - timedelta(days=83)
    assert max(days) >= now.date() - timedelta(days=1)
    assert all(entry.created_at is not None and entry.created_at <= now for entry in entries)


def test_it_can_be_added_to_a_journal_as_it_is(journal: Journal) -> None:
    """Ids and references included."""
    journal.add_all(ENTRIES)
    run = journal.of_kind(Run)[0]
    assert isinstance(journal.get(run.shoe), Shoe)


def test_references_lead_to_entries() -> None:
    """Shoes of runs and fit checks, bouts of check-ins."""
    ids = {entry.id for entry in ENTRIES}
    named = [run.shoe for run in of(Run)] + [check.shoe for check in of(FitCheck)] + [one.after for one in of(CheckIn)]
    assert {name for name in named if name} <= ids


def test_its_exercises_and_routines_are_the_librarys() -> None:
    """By id and by name; the runner's own aside."""
    catalogue = Catalogue.built_in()
    for session in of(Session):
        for item in session.items:
            assert item.name == catalogue.get(item.exercise).name
            assert catalogue.get(item.exercise).dose.per_side == item.dose.per_side
    routines = [planned.routine for plan in of(Plan) for planned in plan.routines]
    routines += [session.routine for session in of(Session) if session.routine] + [
        own.based_on for own in of(OwnRoutine)
    ]
    assert all(catalogue.routine(id) for id in routines)


def test_sessions_end_after_they_began_and_before_the_next() -> None:
    """Every set has its time, in order."""
    before = None
    for session in sorted(of(Session), key=lambda session: session.started_at):
        times = [one.done_at for item in session.items for one in item.sets if one.done_at is not None]
        assert times == sorted(times)
        assert session.finished_at is not None and all(session.started_at <= at <= session.finished_at for at in times)
        assert before is None or before < session.started_at
        before = session.finished_at
        assert session.state != "open"


def test_three_pairs_share_the_running_and_one_is_retired() -> None:
    """One past its soft mark, one new, and the new one watched while the ankle was sore."""
    found = rotation(of(Shoe), of(Run), NOW.date())
    assert [(wear.shoe.name, wear.mark) for wear in found.in_use] == [
        ("Blue Drift", WearMark.SOFT),
        ("Corvid Longway", WearMark.BELOW),
        ("Petrel Swift", WearMark.BELOW),
    ]
    assert [wear.shoe.name for wear in found.retired] == ["Grey Drift"]
    new = watches(of(Shoe), of(Run))[-1]
    assert new.name == "Petrel Swift"
    sorest = max(of(CheckIn), key=lambda one: one.left.rating or 0)
    assert new.holds(sorest.at.date())


def test_the_left_was_sore_for_weeks_and_is_again_since_yesterday() -> None:
    """Sore for three weeks in the autumn, quiet, and a little sore again."""
    *before, last = courses(of(CheckIn), of(Session), "left", NOW)
    assert max(one.days(NOW.date()) for one in before) > 14
    assert last.is_open and last.days(NOW.date()) <= 3


def test_it_jumps_no_more_than_the_day_lets_and_weights_are_owned(tmp_path: Path) -> None:
    """The runner of the story keeps the program's own rules: open stage, landings, days between, the weight in hand."""
    catalogue = Catalogue.built_in()
    jumped = [one for one in trained(of(Session), of(Run), Mornings(()), catalogue) if one.landings]
    assert len(jumped) >= 3
    for one in jumped:
        [begun] = [each.started_at for each in of(Session) if each.started_at.date() == one.day]
        known = [entry for entry in ENTRIES if entry.created_at and entry.created_at < begun]
        with open_journal(tmp_path / f"{one.day}", known, FixedClock(begun)) as journal:
            earned = Views(journal, Settings(), catalogue).training(begun).earned
        assert earned.stage.stage >= SPRING and one.landings <= earned.jumps.free, one.day
        assert earned.jumps.next_day is None or earned.jumps.next_day <= one.day
    [owned] = [one.value for one in of(Answer) if one.question == "weights-owned"]
    loads = {each.load_kg for one in of(Session) for item in one.items for each in item.sets if each.load_kg}
    assert loads == {owned}
