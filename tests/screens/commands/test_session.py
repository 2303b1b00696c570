"""``surefoot session``: the same session as on the screen, line by line, for screen readers and plain terminals."""

from __future__ import annotations

import errno
import io
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from journal.entries import OwnRoutine, Plan, Session, Set
from journal.journal import Journal
from journal.rules.done.history import live_items, live_sets
from journal.store.disk import Disk
from screens.cli import main
from tests.support.journals import NOW, fixed_clock, open_journal
from tests.support.session import begun, fill_evening, rate

Lead = Callable[..., str]


@pytest.fixture
def lead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Lead:
    """Types lines into ``surefoot session`` over the evening's journal; what it said. Its waiting takes no time."""
    fill_evening(open_journal(tmp_path)).close()
    monkeypatch.setenv("SUREFOOT_JOURNAL", str(tmp_path / "journal.json"))
    monkeypatch.setenv("SUREFOOT_NOW", NOW)
    monkeypatch.setattr("screens.commands.session.time.sleep", lambda _: None)

    def typed(*lines: str, routine: str = "evening", status: int = 0) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        assert main(["session", routine] if routine else ["session"]) == status
        out, err = capsys.readouterr()
        return out + err

    return typed


def _refuse(error: OSError, *_: object) -> None:
    raise error


def session_in(folder: Path) -> Session:
    with Journal.open(folder / "journal.json", fixed_clock(), read_only=True) as journal:
        [session] = begun(journal)
        return session


def sets_in(folder: Path) -> list[Set]:
    return [each for item in live_items(session_in(folder)) for each in live_sets(item)]


def test_what_can_be_named_says_what_is_not_for_today(lead: Lead, tmp_path: Path) -> None:
    """As the screen Session does: a routine of jumps is not offered by its bare name on a day without them."""
    with Journal.open(tmp_path / "journal.json", fixed_clock()) as journal:
        rate(journal, 3)
        for plan in journal.of_kind(Plan):
            journal.remove(plan.id)
    said = lead(routine="", status=1)
    assert "  plyometric-return  Back to hopping, no jumps\n" in said
    assert "  foundation  Foundation\n" in said


def test_what_was_done_in_a_session_that_was_left_is_no_first_time(lead: Lead, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next one ends it, and goes on from it: why and last come from the same sets."""
    lead("", "q")
    monkeypatch.setenv("SUREFOOT_NOW", (fixed_clock().now() + timedelta(days=7)).isoformat())
    said = lead("q", routine="")
    assert "is ended as it was left." in said and "Last: 12" in said
    assert "first time" not in said.partition("Last: ")[0]


def test_a_day_that_stops_names_the_way_out_by_lines(lead: Lead, tmp_path: Path) -> None:
    """q, and not what the app swaps."""
    lead("", "q")
    with Journal.open(tmp_path / "journal.json", fixed_clock()) as journal:
        rate(journal, 0, signs=("breath-chest",))
    said = lead("q")
    assert "Wait: Get help now: short of breath or chest pain. q ends the session." in said
    assert "enter done as said" not in said and "  1. " not in said and "Cue: " not in said
    assert "Not for today: your answer notes what was done all the same." in lead("", "q")


def test_a_whole_session_by_lines(lead: Lead, tmp_path: Path) -> None:
    """As said, as typed, held by the clock on both sides one after the other, ended with how hard it was."""
    said = lead("", "10x5kg", "", "", "9 shaky", "7")
    assert [(each.result, each.reps, each.hold_s, each.load_kg) for each in sets_in(tmp_path)] == [
        ("done", 12, None, 0),
        ("reduced", 10, None, 5),
        ("done", None, 30, None),
        ("done", None, 30, None),
        ("done", 10, None, 0),
        ("shaky", 9, None, 0),
    ]
    assert (session_in(tmp_path).state, session_in(tmp_path).rpe) == ("finished", 7)
    assert said.endswith("Saved. Now rate both ankles: surefoot rate --left N --right N --moment after\n")


def test_a_hold_is_said_at_its_start_in_its_last_three_seconds_and_at_its_end(lead: Lead) -> None:
    """With the side, the change of sides, and what comes after."""
    said = lead("", "", "", "q").splitlines()
    start = said.index("Get ready left: 5 s.")
    assert [line for line in said[start:] if line][:14] == [
        *("Get ready left: 5 s.", "3", "2", "1", "Hold left: 30 s.", "3", "2", "1", "Held to the end."),
        *("Change sides to right: 5 s.", "3", "2", "1", "Hold right: 30 s."),
    ]


def test_each_exercise_is_told_once_with_its_cue_and_when_to_stop(lead: Lead) -> None:
    """Its second set has one line."""
    said = lead("", "q")
    assert said.count("  Cue: ") == said.count("  Stop: ") == 1
    assert "Double-leg heel raise, set 1 of 2: 12." in said and "Double-leg heel raise, set 2 of 2: 12." in said


@pytest.mark.parametrize("leaving", [("q",), ()], ids=["q", "the end of the input"])
def test_left_it_waits_and_goes_on_where_it_was(leaving: tuple[str, ...], lead: Lead, tmp_path: Path) -> None:
    """What was logged is in the file; without a name the open session goes on."""
    assert lead("", *leaving).endswith("The session waits: surefoot session goes on with it.\n")
    assert [each.result for each in sets_in(tmp_path)][:2] == ["done", None]
    assert "Double-leg heel raise, set 2 of 2: 12." in lead("q", routine="")


def test_a_set_is_skipped_and_the_last_one_taken_back(lead: Lead, tmp_path: Path) -> None:
    """Sore or not is asked; what was logged here is to do again."""
    lead("s", "y", "s", "n", "u", "q")
    assert [each.result for each in sets_in(tmp_path)][:2] == ["skipped-sore", None]


def test_what_the_disk_does_not_take_is_said_and_asked_again(
    lead: Lead, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command keeps nothing to be tried later: a session begun, a set done or skipped."""
    full = partial(_refuse, OSError(errno.ENOSPC, "No space left on device"))
    with monkeypatch.context() as disk:
        disk.setattr(Disk, "pwrite", full)
        assert lead(status=1) == "surefoot: not saved: the disk is full\n"
    lead("", "q")
    monkeypatch.setattr(Disk, "pwrite", full)
    assert lead("", "s", "n", "q").count("\nnot saved: the disk is full\n") == 2
    assert [each.result for each in sets_in(tmp_path)][:2] == ["done", None]


def test_what_is_not_understood_logs_nothing(lead: Lead, tmp_path: Path) -> None:
    """One sentence, and the same set again."""
    said = lead("done", "900", "12x900kg", "q")
    assert "'done' is not understood." in said and said.count("Double-leg heel raise, set 1 of 2: 12.") == 4
    assert {each.result for each in sets_in(tmp_path)} == {None}


def test_a_routine_is_named_by_a_part_that_only_one_has(lead: Lead) -> None:
    """None and several are refused with the nearest, by their names."""
    assert "there is no routine 'strenth'; did you mean Strength?" in lead(routine="strenth", status=1)
    assert "could be " in lead(routine="o", status=1)
    assert "Evening" in lead("q", routine="EVEN")
    assert "Evening is open: go on with surefoot session, and end it first" in lead(routine="balance", status=1)


def test_without_a_name_the_routine_that_is_due_is_led(lead: Lead, tmp_path: Path) -> None:
    """The plan's, as it fits the day."""
    assert lead("q", routine="").startswith("Evening: 6 sets to do.")
    assert session_in(tmp_path).routine


def test_without_a_plan_the_routines_are_listed(lead: Lead, tmp_path: Path) -> None:
    """With how to name one; nothing is begun."""
    with Journal.open(tmp_path / "journal.json", fixed_clock()) as journal:
        journal.undo()
        for own in journal.of_kind(OwnRoutine):
            journal.remove(own.id)
    said = lead(routine="", status=1)
    assert "surefoot session ROUTINE" in said and "  balance  Balance" in said
    with Journal.open(tmp_path / "journal.json", fixed_clock(), read_only=True) as journal:
        assert not journal.of_kind(Session)


def test_half_the_sets_are_begun_with(lead: Lead, tmp_path: Path) -> None:
    """One of two of each side; of a session that is open already nothing is taken."""
    assert lead("q", routine="--half").startswith("Evening: 5 sets to do.")
    assert "--half is for one that begins" in lead(routine="--half", status=1)
