"""Reading ranges instead of everything changes nothing that is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from journal.dates import Week
from journal.entries import CheckIn, Note, Plan, PlannedRoutine, Run, SelfTest, Session
from journal.journal import Journal
from journal.rules.ankle.bouts import is_self_care
from journal.settings.settings import Settings
from journal.views.views import Views
from library.catalogue import Catalogue
from screens.exchange import physio_words
from screens.week.words import as_markdown, as_text
from tests.support import week as made
from tests.support.journals import demo_journal, fixed_clock, open_journal
from tests.support.soreness import moment, ran, rated, session

W47 = Week(2026, 47)


def over(journal: Journal, **settings: object) -> Views:
    """Views of a journal with the built-in library."""
    return Views(journal, msgspec.convert(settings, Settings), Catalogue.built_in())


def test_a_stop_sign_of_years_ago_is_open_until_a_person_clears_it(tmp_path: Path) -> None:
    """Time does not clear it, nor does what was rated since; clearing it does."""
    journal = open_journal(tmp_path)
    sign = journal.add(rated("2023-05-02T08:00:00+02:00", 4, stop_signs=("tender-bone",)))
    journal.add(rated("20 07:00", 0, 0))
    views, now = over(journal), journal.clock.now()
    assert views.today(now).verdict.load == "stop"
    told = views.week(W47, now).judged
    assert told is not None and told.mark == "stop" and told.says[0] == views.verdict(now).headline
    journal.change(sign.id, lambda old: msgspec.structs.replace(old, stop_signs_cleared_at=now))
    assert views.today(now).verdict.load != "stop"


def test_what_was_rated_before_a_flight_west_is_todays_though_its_day_is_still_to_come(tmp_path: Path) -> None:
    """The ankle's line tells the rating that the verdict goes by."""
    journal = open_journal(tmp_path)
    journal.add_all([rated("2026-11-19T07:00:00+12:00", 0, 0), rated("2026-11-21T05:00:00+12:00", 6, 0)])
    seen = over(journal).today(moment("2026-11-20T10:00:00-08:00"))
    assert "6 of 10 today" in seen.verdict.headline and seen.left.rating == 6
    assert seen.left.when.startswith("today 05:00")


@pytest.mark.parametrize("offset", ["+14:00", "+09:00", "+02:00", "+00:00", "-10:00"])
def test_a_past_week_is_the_same_seen_from_another_offset(offset: str, tmp_path: Path) -> None:
    """After a clock change or a journey: an evening belongs to its Sunday, and the week ends where the runner was."""
    journal = open_journal(tmp_path)
    morning, evening = "2026-11-16T07:00:00+01:00", "2026-11-22T23:30:00+01:00"
    journal.add_all([rated(morning, 1, 0), rated(evening, 7, 0), rated("2026-11-23T00:30:00+01:00", 9, 0)])
    journal.add(SelfTest(at=moment(evening), test="knee-to-wall", side="left", value=9.0, unit="cm"))
    seen = over(journal).week(W47, moment(f"2027-04-12T08:00:00{offset}"))
    assert (seen.ankles.left.peak, seen.days[6].left, seen.days[0].left) == (7, 7, 1)
    assert seen.as_of == moment("2026-11-23T00:00:00+01:00")
    assert [one.value for one in seen.self_tests] == [9.0]
    assert seen.judged is not None and seen.judged.day == date(2026, 11, 22) and "7 of 10" in " ".join(seen.judged.says)


def test_a_week_remembers_a_stop_sign_that_was_cleared(tmp_path: Path) -> None:
    """Ticked on Tuesday, cleared on Thursday: said in every form, in that week only."""
    journal = open_journal(tmp_path)
    journal.add(rated("17 08:00", 4, stop_signs=("tender-bone",), cleared_at="19 09:00"))
    views, now = over(journal), journal.clock.now()
    week = views.week(W47, now)
    assert [(one.ticked.day, one.cleared.day) for one in week.cleared_signs] == [(17, 19)]
    for form in ("\n".join(write(week, views.names)) for write in (as_text, as_markdown)):
        assert "1 stop sign, cleared Thu 19 Nov" in form
    assert views.week(Week(2026, 46), now).cleared_signs == ()


def test_a_change_is_seen_at_once(tmp_path: Path) -> None:
    """What was worked out before is not shown after the journal changed."""
    journal = open_journal(tmp_path)
    views, now = over(journal), journal.clock.now()
    run = journal.add(ran("17 18:00", id=""))
    assert views.week(W47, now).runs.minutes == 40
    journal.change(run.id, lambda old: msgspec.structs.replace(old, duration_s=3600.0))
    assert views.week(W47, now).runs.minutes == 60
    journal.undo()
    assert views.week(W47, now).runs.minutes == 40
    journal.remove(run.id)
    assert views.week(W47, now).runs.count == 0


def test_every_week_of_the_demonstration_is_the_same_read_by_ranges_or_whole(tmp_path: Path) -> None:
    """Sessions, runs and check-ins counted week by week are all there are."""
    journal = demo_journal(tmp_path, fixed_clock())
    views, now = over(journal), journal.clock.now()
    first = Week.of(journal.days()[0])
    weeks = [first.shifted(n) for n in range(60) if first.shifted(n) <= W47]
    found = [views.week(week, now) for week in weeks]
    assert sum(one.runs.count for one in found) == len(journal.of_kind(Run))
    sessions = journal.of_kind(Session)
    states = [session.state for session in sessions if not is_self_care(session)]
    assert len(states) < len(sessions)
    assert sum(one.sessions.done for one in found) == states.count("finished")
    assert sum(one.sessions.postponed for one in found) == states.count("postponed")
    rated_left = sum(one.left.rating is not None for one in journal.of_kind(CheckIn))
    assert sum(one.ankles.left.ratings for one in found) == rated_left


def test_the_default_shoe_is_the_one_in_use(tmp_path: Path) -> None:
    """Its km are those of its own runs and what it came with."""
    from journal.entries import Shoe

    journal = open_journal(tmp_path)
    old = journal.add(Shoe(nickname="Old", prior_km=100))
    new = journal.add(Shoe(nickname="New", default=True))
    journal.add_all([ran("18 18:00", id="", shoe=old.id), ran("19 18:00", id="", shoe=new.id)])
    shoe = over(journal).today(journal.clock.now()).shoe
    assert shoe is not None and (shoe.name, shoe.km) == ("New", 8.0)
    journal.change(new.id, lambda entry: msgspec.structs.replace(entry, default=False, retired=date(2026, 11, 20)))
    shoe = over(journal).today(journal.clock.now()).shoe
    assert shoe is not None and (shoe.name, shoe.km) == ("Old", 108.0)


def test_the_first_weekday_is_the_runners(tmp_path: Path) -> None:
    """The week's marks begin on Sunday where the week does."""
    journal = open_journal(tmp_path)
    journal.add(rated("20 07:00", 3, 0))
    card = over(journal, first_weekday=7).today(journal.clock.now())
    assert card.week.days[0].day.isoweekday() == 7


def test_a_missing_exercise_or_routine_stops_nothing(tmp_path: Path) -> None:
    """A plan and a session of things no longer known are counted, under their ids."""
    journal = open_journal(tmp_path)
    journal.add(Plan(since=date(2026, 11, 1), routines=(PlannedRoutine(routine="gone"),)))
    item = msgspec.structs.replace(made.WEDNESDAY.items[0], exercise="gone", name="")
    journal.add(msgspec.structs.replace(made.WEDNESDAY, id="", items=(item,), routine="gone", name=""))
    journal.add(Note(day=date(2026, 11, 20), text="x"))
    views, now = over(journal), journal.clock.now()
    assert views.week(W47, now).work.total.sets == 1
    assert views.week(W47, now).muscles == ()
    assert views.report(2, now).exercises[0].name == "gone"
    assert views.today(now).now.action == "rate"
    assert moment("20 18:00") == now


def test_self_care_is_told_apart_from_training(tmp_path: Path) -> None:
    """Logged on two days: no session, no set, no minute, no week in a row, on any page; its days are counted."""
    journal = open_journal(tmp_path)
    journal.add_all(
        [
            rated("16 07:00", 2, 0),
            session("17 18:00", "17 18:30", id=""),
            session("18 20:00", "18 20:01", id="", exercise="rice-self-care", name="Self-care"),
            session("19 08:00", "19 08:01", id="", exercise="rice-self-care", name="Self-care"),
            session("19 20:00", "19 20:01", id="", exercise="rice-self-care", name="Self-care"),
            session("11 20:00", "11 20:01", id="", exercise="rice-self-care", name="Self-care"),
        ]
    )
    views, now = over(journal), journal.clock.now()
    week = views.week(W47, now)
    assert (week.sessions.done, week.sessions.self_care_days, week.work.total.sets) == (1, 2, 1)
    assert week.sessions.minutes == 15
    assert [day.self_care for day in week.days] == [False, False, True, True, False, False, False]
    today = views.today(now).week
    assert (today.done, [day.session for day in today.days]) == (1, ["", "done", "", "", "", "", ""])
    page = views.report(2, now)
    assert [(one.done, one.self_care_days) for one in page.sessions] == [(0, 1), (1, 2)]
    assert [one.exercise for one in page.exercises] == ["double-leg-heel-raise"]
    assert "self-care on 2 days" in "\n".join(as_text(week, views.names))
    assert "self-care on 2 days" in "\n".join(physio_words.as_text(page, views.names))
