"""The editor of a session whose ankle gets sore meanwhile: what is barred, and what was done all the same."""

from __future__ import annotations

import msgspec

from journal.entries import AnkleReport, CheckIn
from journal.journal import Journal
from journal.rules.done.history import live_items, live_sets
from tests.support.session import Bench


def test_an_ankle_at_six_bars_what_is_left_and_asks_for_stop_signs(evening: Journal) -> None:
    """The rating is kept as a check-in too; the sets stay, each with why it is not for today."""
    bench, before = Bench(evening), evening.of_kind(CheckIn)
    done = bench.editor.during(bench.ids[0], 7, None)
    assert done.ask_signs and done.error and done.said == bench.editor.found.headline
    [added] = [each for each in evening.of_kind(CheckIn) if each not in before]
    assert (added.left.rating, added.moment, added.after) == (7, "during", bench.session.id)
    item = live_items(bench.session)[0]
    assert bench.editor.why_not(bench.session, item, bench.sets[0]) == bench.editor.found.headline


def test_a_barred_set_is_not_logged_as_planned_but_as_it_was_done(evening: Journal) -> None:
    """Nothing offers it, no timer either; nothing that was done is lost."""
    bench = Bench(evening)
    bench.editor.during(bench.ids[0], 7, 7)
    for offered in (bench.editor.log, bench.editor.shaky, bench.editor.hold):
        done = offered(bench.ids[0])
        assert done.error and not done.saved and bench.sets[0].result is None and bench.session.timer is None
    assert bench.editor.type_line(bench.ids[0], "9").saved
    assert (bench.sets[0].result, bench.sets[0].reps) == ("reduced", 9)


def test_a_hold_that_is_barred_while_it_runs_is_logged_as_long_as_it_was_held(evening: Journal) -> None:
    """It was done."""
    bench = Bench(evening)
    held = next(one.id for item in live_items(bench.session) if item.dose.mode == "hold" for one in live_sets(item))
    bench.editor.hold(held)
    bench.clock.advance(seconds=12)
    bench.editor.during(held, 7, 7)
    assert bench.editor.log(held).saved
    assert bench.editor.find(held)[2].result == "reduced"


def test_a_set_over_the_edge_waits_for_a_heel_bone_that_is_not_sore(evening: Journal) -> None:
    """The same exercise on the flat floor does not."""
    bench = Bench(evening)
    at = bench.clock.now()
    heel = AnkleReport(rating=1, spots=("achilles-insertion",))
    evening.add(CheckIn(at=at, moment="at-rest", left=heel, stop_signs_answered_at=at))
    item = next(one for one in live_items(bench.session) if one.exercise == "double-leg-heel-raise")
    assert bench.editor.why_not(bench.session, item, item.sets[0]) == ""
    item = msgspec.structs.replace(item, variant="over-edge")
    assert bench.editor.why_not(bench.session, item, item.sets[0]) == "Stay on the flat floor: left heel bone is sore."


def test_nothing_barred_joins_a_session_under_way(evening: Journal) -> None:
    """By adding, or by swapping; it is said why, and the session stays as it is."""
    bench = Bench(evening)
    at = bench.clock.now()
    giving_way = AnkleReport(rating=0, feels=("giving-way",))
    evening.add(CheckIn(at=at, moment="at-rest", left=giving_way, stop_signs_answered_at=at))
    before = bench.session
    for done in (bench.editor.add("pogo-hops", None), bench.editor.swap(bench.ids[0], "pogo-hops")):
        assert (
            done.error
            and not done.saved
            and done.said == "Pogo hops is not for today. No jumps: left is not ready for them."
        )
    assert bench.session == before


def test_jumps_left_on_an_earlier_day_wait_for_the_days_between(evening: Journal) -> None:
    """Some of them were done then; what stays on the ground goes on."""
    bench = Bench(evening)
    raised, added = bench.ids[0], bench.editor.add("pogo-hops", None).cursor
    bench.editor.log(added)
    [*_, left] = [each.id for each in bench.sets if each.result is None]
    assert bench.editor.why_not(*bench.editor.find(left)) == ""
    bench.clock.advance(hours=22)
    assert bench.editor.why_not(*bench.editor.find(left)) == "Jumps need a day between."
    assert bench.editor.why_not(*bench.editor.find(raised)) == ""


def test_soreness_written_into_a_session_that_is_over_changes_none_of_its_sets(evening: Journal) -> None:
    """There is nobody to ask."""
    bench = Bench(evening)
    bench.editor.log(bench.ids[0])
    bench.editor.end("short")
    before = bench.sets
    assert not bench.editor.during(bench.ids[0], 9, None).ask_signs
    assert bench.sets == before
