"""``log``, ``show``, ``edit``, ``rm``, ``shoes``, ``shoe``, ``plan`` and ``test``: what the app does, a line each."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from journal.entries import (
    KINDS,
    TIME_FIELD,
    Answer,
    Asked,
    CheckIn,
    Entry,
    Fact,
    FitCheck,
    Note,
    Plan,
    Run,
    SelfTest,
    Session,
    Shoe,
    Support,
    day_of,
    time_of,
)
from journal.exchange.exporting import Export, stream
from journal.journal import Journal
from journal.rules.done.history import sets_in
from journal.words.names import Names
from screens.cli import main
from tests.support.journals import NOW
from tests.support.printed import validator
from tests.support.soreness import rated

CORPUS = Path(__file__).parents[2] / "corpus"
Command = Callable[..., tuple[int, str, str]]
AT = datetime.fromisoformat(NOW) - timedelta(days=1)
DAY = AT.date()


@pytest.fixture
def command(demo: Journal, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command on the demonstration's journal; gives the status, the output and the complaint."""
    monkeypatch.setenv("SUREFOOT_NOW", NOW)
    monkeypatch.setenv("SUREFOOT_JOURNAL", str(demo.path))

    def run(*words: str) -> tuple[int, str, str]:
        status = main(words)
        captured = capsys.readouterr()
        demo.refresh()
        return status, captured.out, captured.err

    return run


def test_log_lists_entries_newest_first_with_their_ids(demo: Journal, command: Command) -> None:
    """One line each; by words, kind and days."""
    lines = command("log")[1].splitlines()
    ids = [line.split()[0] for line in lines]
    assert len(ids) == len(set(ids)) == sum(len(demo.on_day(day)) for day in demo.days())
    days = [line[21:31] for line in lines]
    assert days == sorted(days, reverse=True)
    runs = command("log", "--kind", "run", "--since", "2026-11-01", "--until", "2026-11-15")[1].splitlines()
    assert runs and all("  run " in line and "2026-11-01" <= line[21:31] <= "2026-11-15" for line in runs)
    assert all("heel" in line for line in command("log", "heel", "lock", "--kind", "run")[1].lower().splitlines())
    assert command("log", "xyzzy")[1] == "No entry answers to that.\n"


def test_an_entry_is_shown_changed_removed_and_comes_back(demo: Journal, command: Command) -> None:
    """By its id or the last digits of it; each change is taken back by undo."""
    run = demo.of_kind(Run)[-1]
    status, shown, _ = command("show", run.id[-8:])
    assert status == 0 and f"id {run.id}" in shown and run.note in shown
    status, said, _ = command("edit", run.id, "distance_km=7,1", "note=", "duration_s=36:30", "shoe=petrel")
    changed = demo.get(run.id)
    assert isinstance(changed, Run) and (status, "Changed: run 7.1 km" in said) == (0, True)
    shoe = demo.get(changed.shoe)
    assert isinstance(shoe, Shoe) and shoe.name == "Petrel Swift"
    assert (changed.distance_km, changed.note, changed.duration_s) == (7.1, "", 2190)
    assert changed.started_at == run.started_at
    assert command("rm", run.id)[0] == 0 and demo.get(run.id) is None
    assert command("undo")[0] == command("undo")[0] == 0
    back = demo.get(run.id)
    assert isinstance(back, Run) and replace(back, updated_at=run.updated_at) == run


@pytest.mark.parametrize(
    ("kind", "field", "good", "refused"),
    [
        (Session, "routine", "foundation", "routine: there is no routine 'fondation'; did you mean Foundation?"),
        (Run, "shoe", "petrel", "shoe: there is no shoe 'fondation'\n"),
        (Run, "support", "sleeve", "support: there is no brace, tape or sleeve 'fondation'\n"),
        (CheckIn, "after", "{run}", "there is no entry 'fondation'; surefoot log lists them with their ids"),
        (FitCheck, "shoe", "petrel", "shoe: there is no shoe 'fondation'\n"),
    ],
    ids=lambda value: value if isinstance(value, str) else getattr(value, "__name__", ""),
)
def test_what_an_entry_names_is_there(
    kind: type[Entry], field: str, good: str, refused: str, demo: Journal, command: Command
) -> None:
    """A thing is called by a part of its name, an entry by its id; what is not there is said, and nothing changed."""
    entry, run = demo.of_kind(kind)[-1], demo.of_kind(Run)[-1]
    status, _, said = command("edit", entry.id, f"{field}=fondation")
    assert status != 0 and refused in said and demo.get(entry.id) == entry
    assert command("edit", entry.id, f"{field}={good.format(run=run.id)}")[0] == 0
    named = {run.id, "foundation", *(one.id for kind in (Shoe, Support) for one in demo.of_kind(kind))}
    assert getattr(demo.get(entry.id), field) in named


def test_a_time_alone_leaves_an_entry_on_its_day(demo: Journal, command: Command) -> None:
    """Of every kind that has a time of day: it was moved to today."""
    for kind, field in TIME_FIELD.items():
        if isinstance(time_of(entry := demo.of_kind(KINDS[kind])[0]), datetime):
            assert command("edit", entry.id, f"{field}=00:30")[0] == 0, kind
            changed = demo.get(entry.id)
            assert changed is not None and day_of(changed) == day_of(entry) != date.fromisoformat(NOW[:10])
            assert f"{time_of(changed):%H:%M}" == "00:30"


def test_a_session_that_moves_takes_its_end_and_its_ticks_along(demo: Journal, command: Command) -> None:
    """As it does by its form; with an end of its own it has that."""
    before = demo.of_kind(Session)[-1]
    assert command("edit", before.id, "started_at=yesterday")[0] == 0
    after = demo.get(before.id)
    assert isinstance(after, Session) and before.finished_at is not None
    day = timedelta(days=1)
    assert (after.started_at, after.finished_at) == (before.started_at + day, before.finished_at + day)
    ticks, ticked = ([one.done_at for _, one in sets_in(each)] for each in (after, before))
    assert ticks == [at + day for at in ticked if at is not None]
    assert command("edit", before.id, "finished_at=23:00", "started_at=-2")[0] == 0
    again = demo.get(before.id)
    assert isinstance(again, Session) and again.finished_at is not None
    assert (again.finished_at.hour, again.started_at.time()) == (23, before.started_at.time())


def test_a_session_is_opened_and_ended_by_an_edit_with_its_end(demo: Journal, command: Command) -> None:
    """As on its screen: opened it kept its end, and ended it had none."""
    before = demo.of_kind(Session)[-1]
    assert command("edit", before.id, "state=open")[0] == 0
    opened = demo.get(before.id)
    assert isinstance(opened, Session) and opened.finished_at is None
    assert command("edit", before.id, "state=short")[0] == 0
    ended = demo.get(before.id)
    assert isinstance(ended, Session) and ended.state == "short"
    assert ended.finished_at == max(one.done_at for _, one in sets_in(ended) if one.done_at is not None)


@pytest.mark.parametrize(
    ("changes", "is_open"),
    [
        (["left.rating=8"], True),
        (["triggers=ankle-roll"], True),
        (["note=slept badly"], False),
        (["left.rating=8", "stop_signs=cannot-bear-weight"], False),
    ],
)
def test_a_check_in_made_worse_asks_for_stop_signs_anew(
    demo: Journal, command: Command, changes: list[str], is_open: bool
) -> None:
    """As by its form: what was answered before was not about this."""
    answered = next(one for one in demo.of_kind(CheckIn) if one.stop_signs_answered_at and not one.stop_signs)
    assert command("edit", answered.id, *changes)[0] == 0
    after = demo.get(answered.id)
    assert isinstance(after, CheckIn) and (after.stop_signs_answered_at is None) == is_open


def test_a_pair_is_edited_as_by_its_form(demo: Journal, command: Command) -> None:
    """One default at most, none that is retired, and no day before one it cannot lie before."""
    pairs = {shoe.name: shoe.id for shoe in demo.of_kind(Shoe)}
    assert command("edit", pairs["Corvid Longway"], "default=yes")[0] == 0
    assert [shoe.name for shoe in demo.of_kind(Shoe) if shoe.default] == ["Corvid Longway"]
    assert command("undo")[0] == 0 and [shoe.name for shoe in demo.of_kind(Shoe) if shoe.default] == ["Blue Drift"]
    before = demo.revision
    status, _, refused = command("edit", pairs["Blue Drift"], "first_worn=", "bought=", "retired=2026-01-02")
    assert (status, demo.revision) == (1, before) and "is before its first run or first day worn" in refused
    assert command("edit", pairs["Blue Drift"], "retired=today")[0] == 0
    assert [shoe.name for shoe in demo.of_kind(Shoe) if shoe.default] == []


@pytest.mark.parametrize(
    ("entry", "change", "said"),
    [
        (Fact(since=DAY, fact="pregnant"), "since=2027-01-03", "since: the day is still to come"),
        (Fact(since=DAY, fact="pregnant"), "until=2026-01-03", "until: the day is before the one it began on"),
        (Fact(since=DAY, fact="pregnant"), "side=left", "side: only "),
        (Plan(since=DAY), "since=2027-01-03", "since: the day is still to come"),
        (Note(day=DAY, text="wind"), "day=2027-01-03", "day: the day is still to come"),
        (Asked(at=AT, who="physio"), "until=2026-11-01", "until: the day is before the one it was said on"),
        (Run(started_at=AT, duration_s=1800, distance_km=5), "distance_km=90", "is faster than anyone runs"),
        (Run(started_at=AT, duration_s=1800), "support=splint", "support: there is no brace, tape or sleeve"),
        (SelfTest(at=AT, test="knee-to-wall", side="left", value=8), "value=900", "value: 900: expected a number up"),
        (SelfTest(at=AT, test="knee-to-wall", side="left", value=8), "side=both", "side: expected left or right"),
        (SelfTest(at=AT, test="clinic-score", value=8, scale="VISA-A"), "scale=", "scale: a score needs its name"),
        (Answer(at=AT, question="body-kg", value=70), "value=700", "value: expected a number from 0 to 300"),
        (Answer(at=AT, question="body-kg", value=70), "value=yes", "value: expected a number"),
        (rated("19 07:00", 2), "left.rating=", "left.rating: rate at least one ankle"),
    ],
)
def test_edit_refuses_what_the_form_of_the_kind_refuses(
    demo: Journal, command: Command, entry: Entry, change: str, said: str
) -> None:
    """One rule says it to both; what an older journal holds all the same stays, whatever else of it is changed."""
    held = demo.add(entry)
    status, _, refused = command("edit", held.id, change)
    assert (status, said in refused, demo.get(held.id)) == (1, True, held), refused


def test_what_was_never_entered_so_may_be_changed_beside_it(demo: Journal, command: Command) -> None:
    """A run from a watch that nobody runs keeps its numbers, and takes a note."""
    run = demo.add(Run(started_at=AT, duration_s=600, distance_km=50))
    assert command("edit", run.id, "note=the watch slept")[0] == 0


def test_an_answer_is_edited_as_it_is_given(demo: Journal, command: Command) -> None:
    """A number, or yes and no: every value was refused as text."""
    for question, value, typed, kept in (("trust", 7, "8,5", 8.5), ("weights-owned", True, "no", False)):
        answer = demo.add(Answer(at=AT, question=question, value=value))
        assert command("edit", answer.id, f"value={typed}")[0] == 0
        after = demo.get(answer.id)
        assert isinstance(after, Answer) and after.value == kept


def test_stop_signs_that_were_cleared_do_not_clear_others(demo: Journal, command: Command) -> None:
    """As by its form: who cleared them had not seen this one."""
    signs = replace(rated("19 07:00", 2), stop_signs=("gives-way-locks",), stop_signs_cleared_at=AT)
    held = demo.add(signs)
    assert command("edit", held.id, "stop_signs=pop-at-heel")[0] == 0
    after = demo.get(held.id)
    assert isinstance(after, CheckIn) and (after.stop_signs, after.stop_signs_cleared_at) == (("pop-at-heel",), None)


def test_a_day_alone_leaves_an_entry_at_its_time(demo: Journal, command: Command) -> None:
    """It was moved to the present time of day."""
    run = demo.of_kind(Run)[0]
    assert command("edit", run.id, "started_at=yesterday")[0] == 0
    moved = demo.get(run.id)
    assert isinstance(moved, Run) and moved.started_at.date() == date.fromisoformat(NOW[:10]) - timedelta(days=1)
    assert moved.started_at.time() == run.started_at.time()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["show", "12"], "there is no entry '12'; surefoot log lists them with their ids"),
        (["log", "--kind", "rn"], "unknown kind 'rn'; did you mean run?"),
        (
            ["edit", "RUN", "distnce=4"],
            "'distnce' is not a field of a run that can be typed; did you mean distance_km?",
        ),
        (["edit", "RUN", "distance_km=far"], "distance_km: 'far' is not a number"),
        (["edit", "RUN", "started_at=tomorrow"], "started_at: "),
        (["edit", "RUN", "started_at="], "started_at is missing"),
        (["edit", "CHECK-IN", "triggers=hills none-known"], "triggers: none-known stands alone"),
        (["edit", "RUN", "activity=waik"], "activity: 'waik' is none of run, walk, jump-rope, "),
        (["edit", "RUN", "surface=mud"], "surface: 'mud' is none of road, track, "),
        (["edit", "RUN", "id=7"], "'id' is not a field of a run that can be typed"),
        (["edit", "RUN", "rpe"], "'rpe' is not a change; expected FIELD=VALUE, like note=easy"),
        (["shoe", "retire", "pettrel"], "there is no shoe 'pettrel'; did you mean Petrel Swift?"),
        (["shoe", "retire", "drift", "--on", "2020-01-01"], "--on: 2020-01-01 is before its first run"),
        (["shoe", "add", "Blue Drift"], "there is a pair called 'Blue Drift' already"),
        (["plan", "set", "strenth"], "there is no routine 'strenth'; did you mean Strength?"),
        (["plan", "set", "strength", "--times", "9"], "--times is 9; expected 1 to 7"),
        (["plan", "set", "strength", "--days", "someday"], "--days: 'someday' is not a day"),
        (["plan", "set"], "which routine?"),
        (["test", "heel-rises", "--left", "3"], "there is no self-test 'heel-rises'; did you mean "),
        (["test", "heel-raises"], "--left: type at least one side's result"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_is_refused_in_one_sentence(
    words: list[str], said: str, demo: Journal, command: Command
) -> None:
    """Status 1, or 2 of a word that is none; nothing printed, the file as it was."""
    before, run = demo.path.read_bytes(), demo.of_kind(Run)[-1].id
    ids = {"RUN": run, "CHECK-IN": demo.of_kind(CheckIn)[-1].id}
    status, output, complaint = command(*(ids.get(word, word) for word in words))
    assert (status, output, complaint.count("\n")) == (2 if "unknown" in said else 1, "", 1)
    assert complaint.startswith(f"surefoot: {said}")
    assert demo.path.read_bytes() == before


def test_shoes_are_added_and_retired_by_any_part_of_their_names(demo: Journal, command: Command) -> None:
    """The new default is the only one; a retired pair keeps its runs."""
    assert command("shoe", "add", "Red ones", "--km", "120", "--default")[0] == 0
    assert [shoe.name for shoe in demo.of_kind(Shoe) if shoe.default] == ["Red ones"]
    assert "120 km, 0 runs, the default pair" in command("shoes")[1].splitlines()[0]
    assert command("shoe", "retire", "red", "--note", "too small")[0] == 0
    [red] = [shoe for shoe in demo.of_kind(Shoe) if shoe.name == "Red ones"]
    assert (str(red.retired), red.retired_reason, red.default) == (NOW[:10], "too small", False)


def test_the_plan_is_set_and_shown(demo: Journal, command: Command) -> None:
    """On days or so many times a week; a second change of a day changes the same plan."""
    assert "Strength" in command("plan")[1]
    command("plan", "set", "strength", "--days", "mon,thu")
    assert command("plan")[1] == f"{'Strength':<32}  Mon, Thu\n"
    plans = len(demo.of_kind(Plan))
    command("plan", "set", "stren", "--times", "2", "--a-day", "3")
    assert command("plan")[1] == f"{'Strength':<32}  2 times a week, 3 times a day\n"
    assert len(demo.of_kind(Plan)) == plans
    command("plan", "drop", "strength")
    assert command("plan")[1].startswith("Nothing is planned")
    told = command("plan", "set", "rope-ten-weeks", "--days", "mon,tue")[1]
    assert "Jumps need a day between: Mon and Tue cannot both be kept" in told


def test_a_self_test_is_written_down_a_side_each(demo: Journal, command: Command) -> None:
    """With the way it is usually done."""
    assert command("test", "heel-raises", "--left", "20", "--right", "22")[1].startswith("Saved: ")
    found = demo.of_kind(SelfTest)[-2:]
    assert {(one.side, one.value, one.unit) for one in found} == {("left", 20, "reps"), ("right", 22, "reps")}


def test_a_note_comes_from_the_standard_input(demo: Journal, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """``note -``, and ``--note -`` of any command."""
    monkeypatch.setattr("sys.stdin", io.StringIO("first\nsecond\n"))
    assert command("note", "-")[0] == 0
    assert demo.of_kind(Note)[-1].text.endswith("first\nsecond")
    monkeypatch.setattr("sys.stdin", io.StringIO("from a pipe\n"))
    assert command("run", "--kind", "walk", "--minutes", "20", "--note", "-")[0] == 0
    assert demo.of_kind(Run)[-1].note == "from a pipe"
    monkeypatch.setattr("sys.stdin", None)  # as a shell leaves it with ``<&-``
    assert command("note", "-")[0] == 1


def test_words_of_an_older_encoding_keep_their_letters(
    demo: Journal, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through a pipe and as an argument: the letter was dropped, or the pipe refused as no remark."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"caf\xe9 \xc3\xa9"), encoding="utf-8"))
    assert command("run", "--kind", "walk", "--minutes", "20", "--note", "-")[0] == 0
    assert demo.of_kind(Run)[-1].note == "café é"
    assert command("run", "--kind", "walk", "--minutes", "20", "--note", os.fsdecode(b"na\xefve"))[0] == 0
    assert demo.of_kind(Run)[-1].note == "naïve"


@pytest.mark.parametrize(
    "words",
    [
        *(["log"], ["show", "RUN"], ["shoes"], ["plan"], ["import", str(CORPUS / "hevy-kg.csv"), "--dry-run"]),
        *(["check"], ["backups"], ["where"], ["exercises"], ["exercises", "short-foot"]),
    ],
    ids=lambda words: words[0],
)
def test_the_json_of_a_reading_command_is_as_its_schema_says(words: list[str], demo: Journal, command: Command) -> None:
    """By a validator that knows nothing of Surefoot."""
    run = demo.of_kind(Run)[-1].id
    status, output, _ = command(*(run if word == "RUN" else word for word in words), "--format", "json")
    assert status == 0
    assert [error.message for error in validator(words[0]).iter_errors(json.loads(output))] == []


def test_entries_in_json_are_those_of_the_export(demo: Journal, command: Command) -> None:
    """Field for field, the other way round."""
    exported = json.loads(b"".join(stream(demo, Export("json"), Names)))["entries"]
    listed = json.loads(command("log", "--format", "json")[1])["entries"]
    by_id = {entry["id"]: entry for entry in exported if entry["kind"] != "deleted"}
    assert {entry["id"]: entry for entry in listed} == by_id


def test_the_journal_may_be_named_anywhere_on_the_line(tmp_path: Path, command: Command) -> None:
    """Before the command, behind it, or at its end."""
    path = str(tmp_path / "other.json")
    assert command("note", "one", "--journal", path)[0] == 0
    assert command("--journal", path, "note", "two")[0] == 0
    assert command("note", f"--journal={path}", "three")[0] == 0
    assert [line.split()[-1] for line in command("log", "--journal", path)[1].splitlines()] != []
    with_three = command("show", "--journal", path, command("log", "--journal", path)[1].split()[0])[1]
    assert all(word in with_three for word in ("one", "two", "three"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["tody"], "'tody' is not a command; did you mean today?"),
        (["run", "--kindd", "run"], "Unknown option --kindd; did you mean --kind?"),
        (["week", "--format", "jsn"], "--format: 'jsn' is none of text, markdown, json; did you mean json?"),
    ],
    ids=["command", "option", "choice"],
)
def test_a_mistyped_word_is_answered_with_the_nearest(
    words: list[str], said: str, command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 2, one sentence."""
    with pytest.raises(SystemExit) as left:
        command(*words)
    assert left.value.code == 2
    complaint = capsys.readouterr().err
    assert complaint.startswith(f"surefoot: {said}") and complaint.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        *("plan set strength --days mon", "plan drop foundation", "where --home Europe/Berlin"),
        *("check --accept", "check --bring-back", "check --put-away", "check --salvage whole.json"),
    ],
)
def test_what_changes_something_answers_in_words_only(words: str, demo: Journal, command: Command) -> None:
    """A command that takes --format json for what it reads refuses it, in one sentence, for what it changes."""
    before = demo.path.read_bytes()
    status, output, said = command(*words.split(), "--format", "json")
    assert (status, output, said.count("\n")) == (1, "", 1) and "not with --format json; nothing was done" in said
    assert demo.path.read_bytes() == before
