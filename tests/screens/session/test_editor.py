"""The editor of a session: what each verb does to the journal, and what it says came of it. No terminal."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import msgspec
import pytest

from journal.entries import AnkleReport, CheckIn, Item, OwnRoutine, Session, Set
from journal.errors import NotSaved, SurefootError
from journal.journal import Journal
from journal.rules.done.history import live_items, live_sets
from journal.rules.training.one_line import BadSet
from journal.rules.training.session import closed, drop_item
from journal.settings.settings import Settings
from library.routine import PlannedDose, RoutineItem
from screens.session.checklist import ChecklistPane
from screens.session.editor import SessionEditor, set_changes
from screens.session.forms import end_form, set_form
from screens.session.known import SHAKY
from tests.support.session import Bench, begun, rate

ENDS = "All sets are done: enter ends the session."


# one set


def test_a_set_is_logged_as_it_stands_and_the_next_one_follows(evening: Journal) -> None:
    """Durable at once; after the last one it says what is left to do, and then passes by what is logged."""
    bench = Bench(evening)
    first, second, *_ = bench.ids
    done = bench.editor.log(first)
    assert (done.saved, done.cursor, done.said) == (True, second, "")
    assert begun(Journal.open(evening.path, evening.clock)) == [bench.session]
    again = bench.editor.log(first)
    assert (again.saved, again.cursor) == (False, second) and "logged already" in again.said
    last = [bench.editor.log(id) for id in bench.ids[1:]][-1]
    assert (last.cursor, last.said) == ("", ENDS)
    assert bench.editor.log(first).said == "All sets are logged: enter ends the session."
    assert bench.results == ["done"] * 6


def test_more_or_less_is_what_is_logged(evening: Journal) -> None:
    """Less than was proposed at first is less; a load goes on to the other side."""
    bench = Bench(evening)
    first, second, *_, left, _ = bench.ids
    bench.editor.adjust(first, 2)
    bench.editor.log(first)
    bench.editor.adjust(second, -3)
    bench.editor.log(second)
    assert [(each.reps, each.result) for each in bench.sets[:2]] == [(14, "done"), (11, "reduced")]
    for steps in (1, 1, -1):
        bench.editor.load(left, steps)
    assert [each.load_kg for each in bench.sets[2:]] == [None, None, 0.5, 0.5]


def test_what_is_more_goes_to_no_ankle_that_may_do_less(evening: Journal) -> None:
    """The sore ankle's sets keep what is proposed for them."""
    rate(evening, 0, 3)
    bench = Bench(evening)
    left = bench.ids[4]
    assert [each.side for each in bench.sets[4:]] == ["left", "right"]
    proposed = bench.sets[5].reps
    bench.editor.adjust(left, 1)
    assert bench.sets[5].reps == proposed
    bench.editor.adjust(left, -1)
    assert bench.sets[5].reps == proposed


def test_pounds_are_added_by_the_pound(evening: Journal) -> None:
    """Ten steps are ten pounds."""
    bench = Bench(evening, Settings(load="lb"))
    for _ in range(10):
        bench.editor.load(bench.ids[4], 1)
    assert bench.sets[4].load_kg == pytest.approx(4.536, abs=0.001)


def test_a_line_logs_a_set_and_corrects_one_that_is_logged(evening: Journal) -> None:
    """Corrected, its time stays; what no set can hold is refused in a sentence."""
    bench = Bench(evening)
    first = bench.ids[0]
    assert bench.editor.type_line(first, "11x5kg").cursor == bench.ids[1]
    at = bench.sets[0].done_at
    assert (bench.sets[0].reps, bench.sets[0].load_kg, bench.sets[0].result) == (11, 5.0, "reduced")
    bench.clock.advance(minutes=3)
    assert bench.editor.type_line(first, "12 shaky").cursor == ""
    assert (bench.sets[0].reps, bench.sets[0].result, bench.sets[0].done_at) == (12, "shaky", at)
    with pytest.raises(BadSet, match="900 is not a number of reps"):
        bench.editor.type_line(first, "900")


def test_shaky_logs_a_set_or_marks_one_that_is_logged(evening: Journal) -> None:
    """In place of done, or after it."""
    bench = Bench(evening)
    first, second, *_ = bench.ids
    assert bench.editor.shaky(first).cursor == second
    bench.editor.log(second)
    bench.editor.shaky(second)
    assert bench.results[:2] == ["shaky", "shaky"]


def test_a_tick_is_taken_back_and_nothing_else(evening: Journal) -> None:
    """The set is one to do again as it was changed; one that is to do is left alone."""
    bench = Bench(evening)
    bench.editor.adjust(bench.ids[0], -1)
    bench.editor.log(bench.ids[0])
    assert bench.editor.untick(bench.ids[0]).saved
    assert (bench.sets[0].result, bench.sets[0].done_at, bench.sets[0].reps) == (None, None, 11)
    assert not bench.editor.untick(bench.ids[0]).saved


def test_skipping_takes_one_set_or_the_rest_of_the_exercise(evening: Journal) -> None:
    """Sore or another reason."""
    bench = Bench(evening)
    first, second, third, *_ = bench.ids
    assert bench.editor.skip(first, sore=True).cursor == second
    assert bench.editor.skip(second, sore=False, rest=True).cursor == third
    assert bench.results[:3] == ["skipped-sore", "skipped-other", None]


def test_a_form_fills_the_set_and_the_note_on_its_exercise(evening: Journal) -> None:
    """Also of a set that was logged."""
    bench = Bench(evening)
    bench.editor.log(bench.ids[0])
    item, one_set = live_items(bench.session)[0], bench.sets[0]
    values = {field.name: field.value for field in set_form(item, one_set, bench.context).fields}
    bench.editor.fill(one_set.id, values | {"amount": 9, "load": 2.5, "result": "shaky", "note": "left wobbled"})
    first = bench.sets[0]
    assert (first.reps, first.load_kg, first.result) == (9, 2.5, "shaky")
    assert live_items(bench.session)[0].note == "left wobbled"


def test_what_is_edited_beside_the_time_leaves_the_time(evening: Journal) -> None:
    """A set done in another zone, seconds and all: the form's own value comes back as it went in."""
    done_at = datetime.fromisoformat("2026-11-18T18:10:33-05:00")
    item = Item(id="i", exercise="double-leg-heel-raise", dose=PlannedDose(sets=1, reps=12))
    done_set = Set(id="s", reps=12, result="done", done_at=done_at)
    form = set_form(item, done_set, Bench(evening).context)
    values = {field.name: field.value for field in form.fields} | {"amount": 11}
    changes = set_changes(item, done_set, values, evening.clock.now())
    assert changes["done_at"] == done_at and changes["done_at"].utcoffset() == done_at.utcoffset()
    assert (changes["reps"], changes["result"]) == (11, "done")


def test_a_set_that_another_login_dropped_is_refused_in_words(evening: Journal) -> None:
    """Nothing is saved, and nothing else is changed in its place."""
    bench = Bench(evening)
    first = bench.ids[0]
    bench.editor.drop_set(first)
    before = bench.session
    with pytest.raises(SurefootError, match="That set is no longer in this session"):
        bench.editor.log(first)
    evening.remove(before.id)
    with pytest.raises(SurefootError, match="no longer in the journal"):
        bench.editor.log(first)
    assert bench.editor.is_lost


def test_what_could_not_be_saved_moves_no_cursor(evening: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk: the change waits, and is made when it is tried again."""
    bench = Bench(evening)
    with monkeypatch.context() as patched:

        def full(*_: object, **__: object) -> None:
            raise NotSaved("The disk is full; the change is not saved.")

        patched.setattr(evening, "change", full)
        done = bench.editor.log(bench.ids[0])
    assert (done.saved, done.cursor) == (False, "") and "disk is full" in bench.context.banner
    bench.context.retry()
    assert bench.results[0] == "done" and bench.context.banner == ""


# exercises


def test_exercises_move_and_drop_and_sets_are_added(evening: Journal) -> None:
    """What was dropped leaves the cursor on the next exercise, or on the one before when it was the last."""
    bench = Bench(evening)
    raises, balance, single = bench.names
    bench.editor.move(bench.ids[0], 1)
    assert bench.names == [balance, raises, single]
    bench.editor.move(bench.ids[2], -1)
    assert bench.editor.more_sets(bench.ids[0]).said == "One set more of Double-leg heel raise."
    assert [each.side for each in bench.sets][:3] == ["both"] * 3
    bench.editor.drop_set(bench.ids[0])
    assert len(live_sets(live_items(bench.session)[0])) == 2
    following = live_sets(live_items(bench.session)[1])[0].id
    assert bench.editor.drop_item(bench.ids[0]).cursor == following
    assert bench.names == [balance, single]
    assert bench.editor.drop_item(bench.ids[-1]).cursor == following


def test_an_exercise_is_added_below_or_swapped_in(evening: Journal) -> None:
    """The cursor goes to its first set."""
    bench = Bench(evening)
    done = bench.editor.add("ankle-circles", after=bench.ids[0])
    assert bench.names[1] == "ankle-circles" and done.cursor == live_sets(live_items(bench.session)[1])[0].id
    done = bench.editor.swap(bench.ids[0], "seated-heel-raise")
    assert bench.names[0] == "seated-heel-raise" and done.cursor == bench.ids[0]


def test_why_an_easier_exercise_comes_first_and_what_is_for_today_of_the_ladder(evening: Journal) -> None:
    """A day to repeat leaves nothing harder, one of less nothing that is barred; a shaky set only puts it first."""
    bench = Bench(evening)

    def told() -> tuple[list[str], str]:
        rungs, why = bench.editor.rungs(bench.session, live_items(bench.session)[0], bench.sets[0])
        return [rung.id for rung in rungs], why

    def rate(left: int) -> None:
        ankles, now = (AnkleReport(rating=left), AnkleReport(rating=0)), bench.clock.now()
        evening.add(CheckIn(at=now, moment="at-rest", left=ankles[0], right=ankles[1], stop_signs_answered_at=now))
        bench.clock.advance(minutes=1)

    whole = [rung.id for rung in bench.context.catalogue.ladder("double-leg-heel-raise")]
    own = whole.index("double-leg-heel-raise")
    assert told() == (whole, "")
    bench.editor.shaky(bench.ids[1])
    assert told() == (whole, SHAKY)
    rate(4)
    assert told() == (whole[: own + 1], SHAKY)
    rate(7)
    rungs, why = told()
    assert rungs[-1] == "double-leg-heel-raise" and why == bench.editor.found.headline


# the end


@pytest.mark.parametrize("state", ["finished", "short", "postponed", "abandoned"])
def test_a_session_ends_as_it_is_said_and_is_left(evening: Journal, state: str) -> None:
    """Both ankles are asked about when any set was done."""
    bench = Bench(evening)
    assert bench.editor.end(state).ask_ankles == ""  # type: ignore[arg-type]
    assert (bench.session.state, bench.context.entered_session) == (state, "")
    evening.remove(bench.session.id)
    bench = Bench(evening)
    bench.editor.log(bench.ids[0])
    bench.clock.advance(minutes=20)
    done = bench.editor.end(state, 4, "fine")  # type: ignore[arg-type]
    assert done.ask_ankles == bench.session.id
    assert (bench.session.rpe, bench.session.note, bench.session.finished_at) == (4, "fine", bench.clock.now())


def test_what_was_begun_is_not_postponed(evening: Journal) -> None:
    """With a set done it is finished, short or abandoned."""
    bench = Bench(evening)

    def states() -> list[object]:
        [field] = [each for each in end_form(bench.session, False, None, bench.context).fields if each.name == "state"]
        return [id for id, _ in field.choices]

    assert states() == ["finished", "short", "postponed", "abandoned"]
    bench.editor.log(bench.ids[0])
    assert states() == ["finished", "short", "abandoned"]


def test_a_session_of_an_earlier_day_has_times_of_that_day_and_no_timers(evening: Journal) -> None:
    """Its length is asked; it is written down, and no ankle is asked about."""
    bench = Bench(evening, days_ago=1)
    for id in bench.ids:
        bench.editor.log(id)
    assert bench.session.timer is None and bench.editor.next_look() is None
    assert {each.done_at and each.done_at.date() for each in bench.sets} == {date(2026, 11, 19)}
    minutes = bench.editor.minutes(bench.session)
    assert minutes is not None and 1 <= minutes <= 60
    done = bench.editor.end("finished", minutes=25)
    assert (done.said, done.ask_ankles) == ("Evening of Thu 19 Nov is written down: finished.", "")
    assert bench.session.finished_at == bench.session.started_at + timedelta(minutes=25)


def test_a_session_of_an_earlier_day_leaves_out_what_is_gone_from_the_library(evening: Journal) -> None:
    """As one of today does, and says so."""
    [own] = evening.of_kind(OwnRoutine)
    gone = RoutineItem("own-wobble", PlannedDose(sets=1, reps=10))
    evening.change(own.id, lambda it: msgspec.structs.replace(it, items=(gone, *it.items)), "edited")
    for days_ago in (1, 0):
        bench = Bench(evening, days_ago=days_ago)
        assert "own-wobble" not in {item.exercise for item in live_items(bench.session)}
        assert "own-wobble is no longer in the library: left out" in " ".join(bench.listener.said)
        bench.editor.end("abandoned")


def test_a_session_long_ended_is_corrected_and_gone_on_with(evening: Journal) -> None:
    """Its sets get the time of its end; opened again it is the one that is done."""
    bench = Bench(evening)
    bench.editor.log(bench.ids[0])
    bench.editor.end("short")
    ended = bench.session.finished_at
    bench.clock.advance(days=3)
    bench = Bench(evening, id=bench.session.id)
    assert not bench.editor.is_doing and bench.editor.title(bench.session) == "Evening, 20 Nov, finished short"
    bench.editor.type_line(bench.ids[1], "15")
    assert (bench.sets[1].reps, bench.sets[1].done_at, bench.session.state) == (15, ended, "short")
    bench.editor.end("finished")
    assert (bench.session.state, bench.session.finished_at) == ("finished", ended)
    assert bench.editor.reopen().saved and bench.editor.is_doing
    assert (bench.session.state, bench.session.finished_at) == ("open", None)


def test_no_session_is_opened_beside_an_open_one(evening: Journal) -> None:
    """End that one first."""
    bench = Bench(evening)
    bench.editor.end("short")
    ended = bench.editor
    Bench(evening)
    done = ended.reopen()
    assert not done.saved and done.error and done.said == "Another session is open: end that one first."


def test_a_session_ended_elsewhere_is_lost_to_who_does_it(evening: Journal) -> None:
    """Not to who looks at it ended."""
    bench = Bench(evening)
    evening.change(bench.session.id, lambda session: closed(session, "short", evening.clock.now()))
    assert bench.editor.is_lost
    assert not Bench(evening, id=bench.session.id).editor.is_lost


# timers


def test_a_hold_logs_itself_changes_sides_and_rests(evening: Journal) -> None:
    """Nothing is due in between; the cursor goes along."""
    bench = Bench(evening)
    left, right = bench.ids[2:4]
    bench.editor.hold(left)
    assert bench.timer == ("hold", 30) and bench.editor.advance() is None
    bench.clock.advance(seconds=30)
    assert bench.editor.next_look() == 0
    done = bench.editor.advance()
    assert done is not None and done.cursor == right
    assert (bench.sets[2].result, bench.sets[2].hold_s, bench.timer) == ("done", 30, ("change-sides", 5))
    bench.clock.advance(seconds=5)
    done = bench.editor.advance()
    assert done is not None and done.saved and bench.timer == ("hold", 30)
    bench.clock.advance(seconds=30)
    bench.editor.advance()
    assert bench.results[3] == "done" and bench.timer == ("rest", 20)


def test_a_hold_that_is_stopped_keeps_what_was_held_and_a_lead_in_nothing(evening: Journal) -> None:
    """Twelve seconds are twelve seconds, by the key that logs and by the one that started it."""
    bench = Bench(evening, Settings(lead_in_s=5, guided="off"))
    left, right = bench.ids[2:4]
    bench.editor.hold(left)
    assert bench.timer == ("lead-in", 5)
    bench.editor.hold(left)
    assert bench.timer is None and bench.results[2] is None
    for id, verb in ((left, bench.editor.log), (right, bench.editor.hold)):
        bench.editor.hold(id)
        bench.clock.advance(seconds=5)
        bench.editor.advance()
        bench.clock.advance(seconds=12)
        verb(id)
    assert [(each.hold_s, each.result) for each in bench.sets[2:4]] == [(12, "reduced")] * 2


def test_a_hold_that_was_typed_starts_no_timer(evening: Journal) -> None:
    """4s on the left: the right side waits for its runner."""
    bench = Bench(evening)
    bench.editor.type_line(bench.ids[2], "4s")
    assert bench.sets[2].hold_s == 4 and bench.timer is None


def test_a_rest_begins_by_itself_and_can_be_changed(evening: Journal) -> None:
    """Longer, shorter, any length, none; nobody has to wait for it, and what is no rest is refused."""
    bench = Bench(evening)
    first, second, *_ = bench.ids
    bench.editor.log(first)
    assert bench.timer == ("rest", 60)
    bench.editor.lengthen(1)
    bench.editor.lengthen(-2)
    assert bench.timer == ("rest", 45)
    bench.editor.stop_timer()
    assert bench.timer is None and not bench.editor.stop_timer().saved and not bench.editor.lengthen(1).saved
    bench.editor.rest(first, 90, keep=True)
    assert bench.timer == ("rest", 90) and live_items(bench.session)[0].dose.rest_s == 90
    assert not bench.editor.rest(first, 48 * 3600, keep=False).saved
    assert bench.listener.said == ["172800 s is not a rest: expected 0 to 4 h."]
    bench.editor.log(second)
    assert bench.results[:2] == ["done", "done"]


def test_a_look_comes_with_the_next_second_and_not_after_the_end_of_a_rest(evening: Journal) -> None:
    """A rest that is over waits for its runner."""
    bench = Bench(evening)
    assert bench.editor.next_look() is None
    bench.editor.log(bench.ids[0])
    assert bench.editor.next_look() == 1
    bench.clock.advance(seconds=0.75)
    assert bench.editor.next_look() == 0.25
    bench.clock.advance(seconds=60)
    assert bench.editor.next_look() is None and bench.editor.advance() is None


def test_two_logins_log_a_hold_once(evening: Journal) -> None:
    """Whoever looks first; the other sees what follows."""
    bench = Bench(evening)
    bench.editor.hold(bench.ids[2])
    other = Journal.open(evening.path, evening.clock)
    second = Bench(other, id=bench.session.id)
    bench.clock.advance(seconds=30)
    assert second.editor.advance() is not None and second.sets[2].result == "done"
    evening.refresh()
    assert bench.editor.advance() is None
    assert (bench.results[2], bench.sets[2].hold_s, bench.timer) == ("done", 30, ("change-sides", 5))


def test_a_timer_whose_exercise_another_machine_dropped_ends_quietly(evening: Journal) -> None:
    """Two copies merged: the timer is still there, its set is gone."""
    bench = Bench(evening)
    bench.editor.hold(bench.ids[2])
    timer, item = bench.session.timer, live_items(bench.session)[1]

    def drop(session: Session) -> Session:
        return msgspec.structs.replace(drop_item(session, item.id, evening.clock.now()), timer=timer)

    evening.change(bench.session.id, drop)
    assert bench.timer == ("hold", 30) and bench.editor.advance() is None
    bench.clock.advance(seconds=60)
    assert bench.editor.advance() is not None and bench.timer is None


def test_last_time_is_looked_for_among_earlier_sessions(evening: Journal) -> None:
    """The set in the same place on the same side; of sessions that are over, not of this one."""
    bench = Bench(evening)
    bench.editor.type_line(bench.ids[0], "14")
    bench.editor.end("short")
    bench.clock.advance(days=2)
    again = Bench(evening)
    item = live_items(again.session)[0]
    before = again.editor.last_time(item, again.sets[1])
    last = again.editor.last_set(item, again.sets[1])
    assert before is not None and before.at.date() == date(2026, 11, 20) and last is not None and last.reps == 14
    other = live_items(again.session)[1]
    assert again.editor.last_time(other, other.sets[0]) is None
    fresh = SessionEditor(again.context, "")
    assert fresh.session is None and fresh.last_time(item, again.sets[1]) is None


def test_what_a_key_names_is_a_verb_of_the_editor() -> None:
    """A key does it by its name, which nothing else holds to be there."""
    named = {said[1] for key in ChecklistPane.KEYS if (said := re.match(r"(?:verb|drop|timer)\('(\w+)'", key.action))}
    assert named and all(callable(getattr(SessionEditor, name, None)) for name in named)
